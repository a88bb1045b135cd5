//! `recoup import`.

use std::collections::HashMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use super::{Failure, help, out};
use crate::domain::session::Status;
use crate::domain::{Book, Day, Days, Week, WeekId};
use crate::edit::{Change, DayRow, Import};
use crate::edit::{Edit, EditId};
use crate::formats::csv;
use crate::formats::csv::OtherScale;
use crate::recovery::heart::Signal;
use crate::runtime::workspace::Workspace;
use crate::store::atomic::plain;

#[derive(clap::Args, Debug, Default)]
pub struct Args {
    /// CSV files of mornings or of sessions; the header says which
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Replace a cell that is already there with the file's
    #[arg(long)]
    replace: bool,
    /// Show what would change, and change nothing
    #[arg(long)]
    dry_run: bool,
    /// A column is on another scale, like mood=1-10; stress=100-0 where 100 is best
    #[arg(long, value_name = "COLUMN=LOW-HIGH")]
    scale: Vec<String>,
}

/// One run over some files.
struct Run<'a> {
    ws: &'a Workspace,
    args: &'a Args,
    scales: Vec<OtherScale>,
    /// All files are undone together.
    group: Option<EditId>,
    /// The weeks as they would become, in a dry run.
    tried: Book,
}

pub fn run(ws: &Workspace, args: &Args) -> Result<(), Failure> {
    let scales = args.scale.iter().map(|s| OtherScale::parse(s)).collect::<Result<_, _>>().map_err(Failure::data)?;
    let mut run = Run { ws, args, scales, group: None, tried: Book::default() };
    let mut worst = None;
    for path in &args.files {
        // A file that cannot be imported does not stop the others.
        if let Err(failure) = run.file(path) {
            failure.report();
            worst.get_or_insert(failure);
        }
    }
    worst.map_or(Ok(()), |failure| Err(failure.silent()))
}

impl Run<'_> {
    fn file(&mut self, path: &Path) -> Result<(), Failure> {
        let name = path.file_name().map_or_else(|| path.display().to_string(), |n| n.to_string_lossy().into_owned());
        let bytes = content(path)?;
        let mut read =
            csv::read(&bytes, self.ws.today, &self.scales).map_err(|e| Failure::data(format!("{name}: {e}")))?;
        read.left.extend(read.import.remove_future(self.ws.today));
        let doubles = read.import.remove_duplicates();
        if doubles > 0 {
            let rows = if doubles == 1 { "row repeats" } else { "rows repeat" };
            read.notes.push(format!("{doubles} {rows} the source of a row above; each source is taken once"));
        }
        read.import.name_rows();
        self.find_moved(&mut read.import);
        for text in read.odd.iter().chain(read.left.iter().take(NAMED)) {
            out::complain(&format!("{name} {text}"));
        }
        if let Some(more) = more_lines(&read.left) {
            out::complain(&format!("{name} {more}"));
        }
        let import = Import { replace: self.args.replace, ..read.import };
        let mornings = import.days.clone();
        let (outcome, also_left) =
            if self.args.dry_run { self.show(&name, import)? } else { self.take(&name, import)? };
        let left = match read.left.len() + also_left {
            0 => String::new(),
            1 => "; 1 row left out, listed above".to_owned(),
            n => format!("; {n} rows left out, listed above"),
        };
        out::line(&format!("{name}: {outcome}{left}"));
        for text in read.notes.iter().chain(&read.columns_left) {
            out::complain(&format!("{name}: {text}"));
        }
        let odd = self.odd(&mornings);
        odd.iter().take(NAMED).for_each(|text| out::complain(&format!("{name} {text}")));
        if let Some(more) = more_lines(&odd) {
            out::complain(&format!("{name} {more}"));
        }
        if read.left.is_empty() && also_left == 0 && read.columns_left.is_empty() {
            Ok(())
        } else {
            Err(Failure::data(""))
        }
    }

    /// Looks in all weeks for sessions that are in another week than their row, as after moving them by hand.
    fn find_moved(&self, import: &mut Import) {
        let here: Vec<WeekId> = import.dates().map(WeekId::of).collect();
        let mut wanted: HashMap<String, &mut Option<NaiveDate>> = HashMap::new();
        for row in &mut import.sessions {
            wanted.extend(row.session.source.clone().map(|source| (source, &mut row.also)));
        }
        if wanted.is_empty() {
            return;
        }
        for id in self.ws.store.ids().into_iter().filter(|id| !here.contains(id)) {
            let mut book = Book::default();
            if let Some(held) = self.ws.store.read(id) {
                book.take(id, held);
            }
            for day in book.week(id).into_iter().flat_map(|w| &w.days) {
                for source in day.sessions.iter().filter_map(|s| s.source.as_ref()) {
                    if let Some(also) = wanted.get_mut(source) {
                        **also = Some(day.date);
                    }
                }
            }
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
            all.into_iter().map(move |text| format!("line {line}: {text}"))
        };
        mornings.iter().flat_map(of).collect()
    }

    /// The change, with the split for the week of its first planned row.
    fn change(&self, import: Import) -> Change {
        let planned = import.sessions.iter().filter(|r| r.session.status == Status::Planned).map(|r| r.date).min();
        let book = planned.map_or_else(Book::default, |date| self.ws.book_around(date).0);
        self.ws.change(&book, Edit::Import(Box::new(import)))
    }

    fn take(&mut self, name: &str, import: Import) -> Result<(String, usize), Failure> {
        let mut change = self.change(import);
        change.group = Some(*self.group.get_or_insert(change.id));
        let saved = self.ws.store.commit(&change)?;
        for (text, way) in &saved.outcome.lines {
            out::complain(&format!("{name} {text}{}", help(*way)));
        }
        saved.notes.iter().for_each(|note| out::complain(note));
        Ok((saved.outcome.said, saved.outcome.left))
    }

    /// Says what would change, day by day.
    fn show(&mut self, name: &str, import: Import) -> Result<(String, usize), Failure> {
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
        let outcome = change.apply(&mut self.tried)?;
        for (text, way) in &outcome.lines {
            out::complain(&format!("{name} {text}{}", help(*way)));
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
        Ok((outcome.said.replacen("imported", "would import", 1), outcome.left))
    }
}

/// What changed about a day: a line for its morning, and one for each session.
fn differences(was: &Day, is: &Day) -> Vec<String> {
    let mut out = Vec::new();
    let (before, after) = (csv::day_cells(was), csv::day_cells(is));
    let shown = |cell: &str| if cell.is_empty() { "–".to_owned() } else { cell.to_owned() };
    let cells: Vec<String> = before
        .iter()
        .zip(&after)
        .filter(|((_, a), (_, b))| a != b)
        .map(|((name, a), (_, b))| format!("{name} {} → {}", shown(a), shown(b)))
        .collect();
    if !cells.is_empty() {
        out.push(format!("morning: {}", cells.join(", ")));
    }
    let mut old: Vec<_> = was.sessions.iter().collect();
    for session in &is.sessions {
        let words = |s: &crate::domain::Session| {
            let regions: Vec<&str> = s.regions.iter().map(|r| r.name()).collect();
            let regions = if regions.is_empty() { String::new() } else { format!(", {}", regions.join(" ")) };
            let note = s.note.as_ref().map_or(String::new(), |n| format!(", note: {n}"));
            format!("{}, {}{regions}{note}", s.summary(), s.status.name())
        };
        if let Some(at) = old.iter().position(|s| s.same_work(session)) {
            old.remove(at);
        } else if let Some(at) = old.iter().position(|s| s.kind == session.kind && s.title == session.title) {
            out.push(format!("session: {} → {}", words(old.remove(at)), words(session)));
        } else {
            out.push(format!("session: + {}", words(session)));
        }
    }
    out
}

/// How many weeks before a morning's its heart readings are compared with: four weeks of days span five.
const BASELINE_WEEKS: i64 = 4;

/// How many rows are reported one by one; of the rest only the lines. A choice: one cause often spoils a whole column.
const NAMED: usize = 5;

/// The lines of the rows left out beyond those reported one by one: `and 23 more rows, on lines 7, 8 …`.
fn more_lines(left: &[String]) -> Option<String> {
    let more = left.get(NAMED..).filter(|more| !more.is_empty())?;
    let lines: Vec<&str> = more.iter().filter_map(|t| t.strip_prefix("line ")?.split(':').next()).take(10).collect();
    let dots = if more.len() > lines.len() { " …" } else { "" };
    let (row, line) = if more.len() == 1 { ("row", "line") } else { ("rows", "lines") };
    Some(format!("and {} more {row}, on {line} {}{dots}", more.len(), lines.join(", ")))
}

/// The bytes of a file, or a sentence if it is not one.
fn content(path: &Path) -> Result<Vec<u8>, Failure> {
    if fs::metadata(path).is_ok_and(|m| m.is_dir()) {
        return Err(Failure::data(format!("{} is a folder; name the CSV files in it", path.display())));
    }
    fs::read(path).map_err(|e| match e.kind() {
        io::ErrorKind::NotFound => Failure::io(format!("there is no file {}", path.display())),
        io::ErrorKind::PermissionDenied => {
            Failure::io(format!("{} cannot be read; check its permissions", path.display()))
        }
        _ => Failure::io(format!("cannot read {}: {}", path.display(), plain(&e))),
    })
}
