//! `recoup import`.

mod gather;
mod show;

use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use chrono::NaiveDate;
use signal_hook::consts::SIGINT;

use super::{Failure, help, out};
use crate::clock;
use crate::config::maps;
use crate::domain::calendar::{Toward, parse_day};
use crate::domain::progress::Step;
use crate::domain::session::Status;
use crate::domain::{Book, Day, Days, Week, WeekId};
use crate::edit::{Change, DayRow, Edit, EditId, Import, Outcome};
use crate::formats::csv::OtherScale;
use crate::formats::sources::{Kinds, Setting};
use crate::recovery::heart::{DEVICE_DAYS, Signal};
use crate::runtime::workspace::Workspace;
use crate::text::count;
use gather::{Gathered, STOPPED};
use show::differences;

#[derive(clap::Args, Debug, Default)]
pub struct Args {
    /// Files, folders or zips: what they hold says what they are
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Replace what is already there with the file's, also what was typed
    #[arg(long)]
    replace: bool,
    /// Show what would change, and change nothing
    #[arg(long)]
    dry_run: bool,
    /// Take nothing before this day
    #[arg(long, value_name = "DATE")]
    since: Option<String>,
    /// Whose file it is, if it cannot be told: garmin, strava, recoup …
    #[arg(long, value_name = "NAME")]
    from: Option<String>,
    /// Read a table the way this file says; sleep-cycle, trainingpeaks and sheet are built in
    #[arg(long, value_name = "FILE", conflicts_with = "from")]
    map: Option<String>,
    /// A column is on another scale, like mood=1-10; stress=100-0 where 100 is best
    #[arg(long, value_name = "COLUMN=LOW-HIGH")]
    scale: Vec<String>,
    /// Leave out walks
    #[arg(long)]
    no_walks: bool,
}

/// Something that is imported as one, with its name: a table of our own, or everything of a service.
struct Parcel {
    name: String,
    import: Import,
    /// Rows that were left out, each with the reason.
    left: Vec<String>,
    /// Columns that were left out.
    columns_left: Vec<String>,
    /// What is odd about what was taken.
    odd: Vec<String>,
    /// What else there is to say.
    notes: Vec<String>,
    /// Whether its rows have lines that people can look at.
    is_table: bool,
}

/// A device whose readings begin, and after which ones.
struct NewDevice {
    signal: Signal,
    source: String,
    after: String,
}

/// One run over some files.
struct Run<'a> {
    ws: &'a Workspace,
    args: &'a Args,
    /// Set by Ctrl-C.
    stop: Arc<AtomicBool>,
    /// The weeks as they would become, in a dry run.
    tried: Book,
}

pub fn run(ws: &Workspace, args: &Args) -> Result<(), Failure> {
    let scales: Vec<OtherScale> =
        args.scale.iter().map(|s| OtherScale::parse(s)).collect::<Result<_, _>>().map_err(Failure::data)?;
    let kinds = Kinds::new(&ws.setup.settings.import_kinds);
    let since =
        args.since.as_deref().map(|s| parse_day(s, ws.today, Toward::Past)).transpose().map_err(Failure::data)?;
    let map = args.map.as_deref().map(maps::open).transpose().map_err(Failure::data)?;
    let setting = Setting {
        kinds: &kinds,
        local: clock::local,
        changes: &ws.setup.basis.clock_changes,
        since,
        no_walks: args.no_walks,
    };
    // While files are read, Ctrl-C ends it and nothing was done; while the weeks are written, they are written whole.
    let stop = Arc::new(AtomicBool::new(false));
    let heard = signal_hook::flag::register(SIGINT, Arc::clone(&stop)).ok();
    let mut gathered = Gathered::new(args, ws.today, &scales, setting, map, Arc::clone(&stop));
    let mut worst = None;
    for path in &args.files {
        // A file that cannot be imported does not stop the others.
        if let Err(failure) = gathered.open(path) {
            if failure.is_stopped() {
                return Err(failure);
            }
            failure.report();
            worst.get_or_insert(failure);
        }
    }
    let parcels = parcels(ws, gathered, &setting);
    let mut run = Run { ws, args, stop, tried: Book::default() };
    let done = run.take(parcels);
    if let Some(id) = heard {
        signal_hook::low_level::unregister(id);
    }
    match (worst, done) {
        (Some(failure), _) => Err(failure.silent()),
        (None, done) => done,
    }
}

/// What was gathered, ready to be merged.
fn parcels(ws: &Workspace, gathered: Gathered<'_>, setting: &Setting<'_>) -> Vec<Parcel> {
    let mut out = Vec::new();
    for (name, mut read) in gathered.own {
        if let Some(since) = setting.since {
            let before = read.import.days.len() + read.import.sessions.len();
            read.import.days.retain(|row| row.date >= since);
            read.import.sessions.retain(|row| row.date >= since);
            let older = before - read.import.days.len() - read.import.sessions.len();
            if older > 0 {
                read.notes.push(format!("{} before {since} left", count(older, "row")));
            }
        }
        read.left.extend(read.import.remove_future(ws.today));
        let doubles = read.import.remove_duplicates();
        if doubles > 0 {
            let rows = if doubles == 1 { "row repeats" } else { "rows repeat" };
            read.notes.push(format!("{doubles} {rows} the source of a row above; each source is taken once"));
        }
        read.import.name_rows();
        out.push(Parcel {
            name,
            import: read.import,
            left: read.left,
            columns_left: read.columns_left,
            odd: read.odd,
            notes: read.notes,
            is_table: true,
        });
    }
    for mut found in gathered.intake.finish(setting) {
        found.wrong.extend(found.import.remove_future(ws.today));
        out.push(Parcel {
            name: found.label,
            import: found.import,
            left: found.wrong,
            columns_left: Vec::new(),
            odd: Vec::new(),
            notes: found.said,
            is_table: false,
        });
    }
    out
}

impl Run<'_> {
    fn take(&mut self, mut parcels: Vec<Parcel>) -> Result<(), Failure> {
        let mut all: Vec<&mut Import> = parcels.iter_mut().map(|p| &mut p.import).collect();
        self.find_moved(&mut all);
        parcels.iter_mut().for_each(|p| p.import.replace = self.args.replace);
        let imports: Vec<Import> = parcels.iter().map(|p| p.import.clone()).collect();
        let new_usuals = self.new_devices(&parcels);
        let mut saved = Vec::new();
        if !self.args.dry_run {
            parcels.iter().for_each(say_left);
            saved = self.save(&imports, &parcels)?;
        }
        let mut whole = true;
        for ((parcel, import), at) in parcels.iter().zip(imports).zip(0..) {
            let outcome = if self.args.dry_run {
                say_left(parcel);
                self.show(&parcel.name, import)?
            } else {
                std::mem::take(&mut saved[at])
            };
            let name = &parcel.name;
            let left = match parcel.left.len() + outcome.left {
                0 => String::new(),
                1 => "; 1 row left out, listed above".to_owned(),
                n => format!("; {n} rows left out, listed above"),
            };
            out::line(&format!("{name}: {}{left}", outcome.said));
            for text in parcel.notes.iter().chain(&parcel.columns_left) {
                out::complain(&format!("{name}: {text}"));
            }
            let odd = self.odd(&parcel.import.days);
            odd.iter().take(NAMED).for_each(|text| out::complain(&format!("{name} {text}")));
            if let Some(more) = more_lines(&odd) {
                out::complain(&format!("{name} {more}"));
            }
            whole &= parcel.left.is_empty() && outcome.left == 0 && parcel.columns_left.is_empty();
        }
        self.say_new_usuals(&new_usuals, &parcels);
        if whole { Ok(()) } else { Err(Failure::data("")) }
    }

    /// Looks in all weeks for sessions that are in another week than their row, as after moving them by hand.
    fn find_moved(&self, imports: &mut [&mut Import]) {
        let mut found: HashMap<String, Option<NaiveDate>> = HashMap::new();
        let rows = imports.iter().flat_map(|i| &i.sessions);
        found.extend(rows.flat_map(|row| row.session.sources()).map(|source| (source.to_owned(), None)));
        if found.is_empty() {
            return;
        }
        for id in self.ws.store.ids() {
            let mut book = Book::default();
            if let Some(held) = self.ws.store.read(id) {
                book.take(id, held);
            }
            // Any day of the week brings its tray along.
            for item in book.week(id).into_iter().flat_map(|w| &w.tray) {
                for source in item.session.sources() {
                    if let Some(held) = found.get_mut(source) {
                        *held = Some(id.monday());
                    }
                }
            }
            for day in book.week(id).into_iter().flat_map(|w| &w.days) {
                for source in day.sessions.iter().flat_map(|s| s.sources()) {
                    if let Some(held) = found.get_mut(source) {
                        *held = Some(day.date);
                    }
                }
            }
        }
        for row in imports.iter_mut().flat_map(|i| &mut i.sessions) {
            let held = row.session.sources().filter_map(|source| found.get(source).copied().flatten()).next();
            row.also = held.filter(|date| WeekId::of(*date) != WeekId::of(row.date));
        }
    }

    /// What is odd about the heart readings of these mornings, line by line. They are imported anyway.
    fn odd(&self, mornings: &[DayRow]) -> Vec<String> {
        let mut book = Book::default();
        for id in mornings.iter().flat_map(|row| (0..=BASELINE_WEEKS).map(|back| WeekId::of(row.date).shift(-back))) {
            match self.tried.week(id) {
                _ if book.week(id).is_some() => {}
                Some(_) => book.copy(&self.tried, id),
                None => drop(self.ws.store.read(id).map(|held| book.take(id, held))),
            }
        }
        let of = |row: &DayRow| {
            let c = &row.checkin;
            let odd = |signal: Signal| {
                let reading = signal.of(c)?;
                signal.odd(reading.value, signal.expected(&book, row.date, reading.from))
            };
            let all: Vec<String> = [Signal::RestingHr, Signal::Hrv].into_iter().filter_map(odd).collect();
            let line = row.line;
            let at = if line > 0 { format!("line {line}") } else { row.date.to_string() };
            all.into_iter().map(move |text| format!("{at}: {text}"))
        };
        mornings.iter().flat_map(of).collect()
    }

    /// Devices that have no reading yet where others do: their usual range would be one of their own. Asked before anything is
    /// saved, so that it is said once.
    fn new_devices(&self, parcels: &[Parcel]) -> Vec<NewDevice> {
        let mut begin: BTreeMap<(&str, &str), NaiveDate> = BTreeMap::new();
        for row in parcels.iter().flat_map(|p| &p.import.days) {
            let readings = row.checkin.from.iter().filter(|(name, _)| matches!(name.as_str(), "hrv" | "resting_hr"));
            for (name, source) in readings {
                let first = begin.entry((name, source)).or_insert(row.date);
                *first = row.date.min(*first);
            }
        }
        let mut out = Vec::new();
        for ((name, source), first) in begin {
            let signal = if name == Signal::Hrv.name() { Signal::Hrv } else { Signal::RestingHr };
            let mut book = Book::default();
            for back in 0..=i64::from(DEVICE_DAYS / 7) {
                let id = WeekId::of(first).shift(-back);
                drop(self.ws.store.read(id).map(|held| book.take(id, held)));
            }
            let held = book.weeks().flat_map(|w| &w.days).filter(|d| d.date <= first);
            let sources: Vec<Option<&str>> =
                held.filter_map(|d| signal.of(d.checkin.as_ref()?)).map(|reading| reading.from).collect();
            let Some(last) = sources.last().filter(|_| !sources.contains(&Some(source))) else { continue };
            let after = last.map_or("the readings you typed".to_owned(), |other| format!("those from {other}"));
            out.push(NewDevice { signal, source: source.to_owned(), after });
        }
        out
    }

    /// Says where readings of a second device begin, if any of them were taken.
    fn say_new_usuals(&self, devices: &[NewDevice], parcels: &[Parcel]) {
        for NewDevice { signal, source, after } in devices {
            let mut dates: Vec<NaiveDate> = parcels.iter().flat_map(|p| &p.import.days).map(|row| row.date).collect();
            dates.sort_unstable();
            let is_theirs = |date: &NaiveDate| {
                let mut book = Book::default();
                let id = WeekId::of(*date);
                drop(self.ws.store.read(id).map(|held| book.take(id, held)));
                let day = Days::day(&book, *date);
                day.and_then(|d| signal.of(d.checkin.as_ref()?)).is_some_and(|r| r.from == Some(source))
            };
            let Some(first) = dates.iter().find(|date| is_theirs(date)) else { continue };
            let what = if *signal == Signal::Hrv { "HRV" } else { "resting HR" };
            out::complain(&format!(
                "{what} from {source} begins on {first}, after {after}: two devices differ, so it gets a usual range of its own"
            ));
        }
    }

    /// The change, with the split for the week of its first planned row.
    fn change(&self, import: Import) -> Change {
        let planned = import.sessions.iter().filter(|r| r.session.status == Status::Planned).map(|r| r.date).min();
        let book = planned.map_or_else(Book::default, |date| self.ws.book_around(date).0);
        self.ws.change(&book, Edit::Import(Box::new(import)))
    }

    /// Saves all of it as one step.
    fn save(&mut self, imports: &[Import], parcels: &[Parcel]) -> Result<Vec<Outcome>, Failure> {
        let mut changes: Vec<Change> = imports.iter().map(|import| self.change(import.clone())).collect();
        let group: Option<EditId> = changes.first().map(|c| c.id);
        changes.iter_mut().for_each(|c| c.group = group);
        if changes.is_empty() {
            return Ok(Vec::new());
        }
        if self.stop.load(Ordering::SeqCst) {
            return Err(Failure::stopped_by_key(STOPPED));
        }
        let meter = out::Meter::begin();
        let saved = self.ws.store.commit_all(&changes, &|step: Step| meter.step(step))?;
        drop(meter);
        let mut out = Vec::new();
        for (committed, parcel) in saved.into_iter().zip(parcels) {
            for (text, way) in &committed.outcome.lines {
                let sep = if parcel.is_table { "" } else { ":" };
                out::complain(&format!("{}{sep} {text}{}", parcel.name, help(*way)));
            }
            committed.notes.iter().for_each(|note| out::complain(note));
            out.push(committed.outcome);
        }
        Ok(out)
    }

    /// Says what would change, day by day.
    fn show(&mut self, name: &str, import: Import) -> Result<Outcome, Failure> {
        let own: Vec<NaiveDate> = import.dates().collect();
        let change = self.change(import);
        for id in change.weeks() {
            if self.tried.week(id).is_none()
                && let Some(held) = self.ws.store.read(id)
            {
                self.tried.take(id, held).iter().for_each(|p| out::complain(p));
            }
        }
        let before = self.tried.clone();
        let mut outcome = change.apply(&mut self.tried)?;
        for (text, way) in &outcome.lines {
            out::complain(&format!("{name}: {text}{}", help(*way)));
        }
        let glyphs = self.ws.glyphs();
        let mut weeks = change.weeks();
        weeks.sort_unstable();
        for id in weeks {
            let planned = |book: &Book| book.week(id).is_some_and(Week::has_plan);
            let laid = !planned(&before) && planned(&self.tried);
            // To the user, what was proposed is already there.
            let was = if laid {
                before.shown(id, self.ws.today, change.split(id)).0.into_owned()
            } else {
                before.week(id).cloned().unwrap_or_else(|| Week::new(id))
            };
            for date in id.days() {
                let blank = Day::new(date);
                let is = Days::day(&self.tried, date).unwrap_or(&blank);
                // A session can be found by its source on other days too; of a proposed plan only the file's days matter.
                if laid && !own.contains(&date) {
                    continue;
                }
                for line in differences(was.day(date), is) {
                    out::line(&glyphs.text(&format!("{}  {line}", date.format("%a %-d %b %Y"))));
                }
            }
            if laid {
                out::line(&format!("week {}: its proposed plan becomes yours", id.number()));
            }
        }
        outcome.said = outcome.said.replacen("imported", "would import", 1);
        Ok(outcome)
    }
}

/// Says which rows of it were left out.
fn say_left(parcel: &Parcel) {
    let Parcel { name, left, odd, .. } = parcel;
    let sep = if parcel.is_table { "" } else { ":" };
    for text in odd.iter().chain(left.iter().take(NAMED)) {
        out::complain(&format!("{name}{sep} {text}"));
    }
    if let Some(more) = more_lines(left) {
        out::complain(&format!("{name}{sep} {more}"));
    }
}

/// How many weeks before a morning's its heart readings are compared with: four weeks of days span five.
const BASELINE_WEEKS: i64 = 4;

/// How many rows are reported one by one; of the rest only the lines. A choice: one cause often spoils a whole column.
const NAMED: usize = 5;

/// The lines of the rows left out beyond those reported one by one: `and 23 more rows, on lines 7, 8 …`.
fn more_lines(left: &[String]) -> Option<String> {
    let more = left.get(NAMED..).filter(|more| !more.is_empty())?;
    let lines: Vec<&str> = more.iter().filter_map(|t| t.strip_prefix("line ")?.split(':').next()).take(10).collect();
    if lines.is_empty() {
        return Some(format!("and {} like that", count(more.len(), "more row")));
    }
    let dots = if more.len() > lines.len() { " …" } else { "" };
    let (row, line) = if more.len() == 1 { ("row", "line") } else { ("rows", "lines") };
    Some(format!("and {} more {row}, on {line} {}{dots}", more.len(), lines.join(", ")))
}
