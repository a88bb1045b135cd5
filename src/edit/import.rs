//! Rows from a file merged into the weeks: existing values are kept, corrections by hand stay, and a second run changes nothing.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::*;
use crate::domain::Distance;
use crate::domain::checkin::NIGHT;
use crate::domain::session::{Imported, fnv1a};

/// One morning's cells.
#[derive(Clone, PartialEq, Debug)]
pub struct DayRow {
    /// Line in the file, the header being 1; 0 where a row is made of several, or there are no lines.
    pub line: u64,
    /// The morning.
    pub date: NaiveDate,
    /// Its answers.
    pub checkin: CheckIn,
    /// The day's note.
    pub note: Option<String>,
}

/// One session.
#[derive(Clone, PartialEq, Debug)]
pub struct SessionRow {
    /// Line in the file, the header being 1; 0 where there are no lines.
    pub line: u64,
    /// Its day.
    pub date: NaiveDate,
    /// The session.
    pub session: Session,
    /// Another day that has the session with that source, as after moving it by hand.
    pub also: Option<NaiveDate>,
}

/// What a file holds.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Import {
    /// Mornings.
    pub days: Vec<DayRow>,
    /// Sessions.
    pub sessions: Vec<SessionRow>,
    /// Whether a cell of the file wins over an existing value.
    pub replace: bool,
}

/// The prefix of the source given to a session whose row had none. The rest stands for what the row said then, so that it is
/// recognised whatever is corrected by hand.
const ROW: &str = "row:";

/// A session in the book: its day, and its place there.
type Place = (NaiveDate, usize);

/// Whether a row of the file is an existing session.
type Rule<'a> = &'a dyn Fn(&Session, &Session) -> bool;

/// What became of the rows.
#[derive(Default)]
struct Tally {
    mornings_added: usize,
    mornings_filled: usize,
    mornings_updated: usize,
    updated: usize,
    added: usize,
    done: usize,
    filled: usize,
    same: usize,
    empty: usize,
    left: usize,
    /// Values that were typed, and differ from the file's.
    typed: usize,
    /// Answers and sessions that came from somewhere else before, by its name.
    elsewhere: BTreeMap<String, usize>,
    lines: Vec<(String, Option<Way>)>,
}

/// The beginning of a message about a row.
fn place(line: u64) -> String {
    if line == 0 { String::new() } else { format!("line {line}: ") }
}

/// The service that gave a session its name: `strava` of `strava:9911`.
fn service(key: &str) -> &str {
    key.split_once(':').map_or(key, |(service, _)| service)
}

/// Whether an answer that was typed is what the device says, as far as it was typed: it was typed off the device.
fn was_typed_off(typed: &CheckIn, measured: &CheckIn, name: &str) -> bool {
    let part = |typed: Option<ClockTime>, measured: Option<ClockTime>| typed.is_none() || typed == measured;
    match name {
        NIGHT => {
            let hours = typed.sleep_hours.is_none() || typed.sleep_hours == measured.sleep_hours;
            hours && part(typed.bed, measured.bed) && part(typed.wake, measured.wake)
        }
        "hrv" | "resting_hr" => typed.agrees(measured, name),
        _ => false,
    }
}

/// Whether the source was given by a service, and not made from a row.
fn is_named(s: &Session) -> bool {
    s.sources().any(|key| !key.starts_with(ROW))
}

/// Minutes within which two services' records of the same kind and day are one session; a tenth of the longer one is also near.
/// Chosen.
const NEAR_MINUTES: u16 = 5;

/// Minutes by which a beginning may have been corrected for a session without a number of its own to be the same one. Chosen.
const NEAR_BEGIN: u16 = 30;

/// Minutes by which two clocks may be apart after a slip of the time zone. Chosen: longer ones are more often two sessions.
const MOST_SLIP: u16 = 180;

/// Days of a week on which a file plans something to be the week's plan, and not an addition to what is proposed. Chosen.
const A_PLAN: usize = 3;

impl Import {
    /// Every day it mentions.
    pub fn dates(&self) -> impl Iterator<Item = NaiveDate> {
        let sessions = self.sessions.iter().flat_map(|r| [Some(r.date), r.also]).flatten();
        self.days.iter().map(|r| r.date).chain(sessions)
    }

    /// Removes rows whose source occurs earlier in the file: they are one session. Returns how many.
    pub fn remove_duplicates(&mut self) -> usize {
        let before = self.sessions.len();
        let mut seen: HashSet<String> = HashSet::new();
        self.sessions.retain(|row| row.session.source.as_ref().is_none_or(|source| seen.insert(source.clone())));
        before - self.sessions.len()
    }

    /// Gives each session without a source one that is made from what its row says.
    pub fn name_rows(&mut self) {
        let mut seen: HashMap<String, usize> = HashMap::new();
        for row in self.sessions.iter_mut().filter(|r| r.session.source.is_none()) {
            let s = &row.session;
            let minutes = s.minutes.map_or(String::new(), |m| m.to_string());
            let rpe = s.rpe.map_or(String::new(), |r| r.to_string());
            let said = [&row.date.to_string(), s.kind.name(), &s.title, &minutes, &rpe].join("/");
            // Two equal rows are two sessions.
            let n = seen.entry(said.clone()).or_default();
            row.session.source = Some(format!("{ROW}{:016x}", fnv1a(format!("{said}/{n}").as_bytes())));
            *n += 1;
        }
    }

    /// Removes mornings and done work of days after `today`: they have not happened. Returns a sentence for each.
    pub fn remove_future(&mut self, today: NaiveDate) -> Vec<String> {
        let mut out = Vec::new();
        self.days.retain(|row| {
            if row.date > today {
                let at = place(row.line);
                out.push(format!("{at}{} is still ahead; its morning can be logged when it comes", row.date));
            }
            row.date <= today
        });
        self.sessions.retain(|row| {
            let ahead = row.date > today && row.session.status == Status::Done;
            if ahead {
                out.push(format!(
                    "{}{} is still ahead; {} can be marked done from that day on",
                    place(row.line),
                    row.date,
                    row.session.title
                ));
            }
            !ahead
        });
        out
    }

    /// Merges it into `book`. The outcome's lines name the rows left out, and why.
    pub(super) fn merge(&self, change: &Change, book: &mut Book) -> Result<Outcome, Refusal> {
        let mut tally = Tally::default();
        for row in &self.days {
            self.morning(row, book, &mut tally);
        }
        // What waits in a tray is there already.
        let waits = |row: &SessionRow| {
            let trays = || book.weeks().flat_map(|w| &w.tray).flat_map(|item| item.session.sources());
            row.session.sources().any(|key| !key.starts_with(ROW) && trays().any(|held| held == key))
        };
        let any_tray = book.weeks().any(|w| !w.tray.is_empty());
        let (waiting, rows): (Vec<_>, Vec<_>) = self.sessions.iter().partition(|row| any_tray && waits(row));
        tally.same += waiting.len();
        let (planned, done): (Vec<_>, Vec<_>) = rows.into_iter().partition(|r| r.session.status != Status::Done);
        // A file that plans several days of a week is its plan: what is only proposed there gives way.
        let mut days: BTreeMap<WeekId, BTreeSet<NaiveDate>> = BTreeMap::new();
        for row in planned.iter().filter(|r| r.date >= change.today) {
            days.entry(WeekId::of(row.date)).or_default().insert(row.date);
        }
        let proposed = |id: &WeekId| book.week(*id).is_none_or(|w| !w.has_plan());
        let planned_here: HashSet<WeekId> =
            days.into_iter().filter(|(id, days)| days.len() >= A_PLAN && proposed(id)).map(|(id, _)| id).collect();
        let mut matched: HashSet<Place> = HashSet::new();
        // Done work comes first: a week that holds work gets a proposal only from today on.
        for rows in [done, planned] {
            for row in rows.iter().filter(|r| r.session.status != Status::Done) {
                // A planned row joins the plan that is shown, which is laid before it is searched. If it cannot be changed, the
                // row itself says so below.
                let _ = book.plan_mut(WeekId::of(row.date), change.today, change.split(WeekId::of(row.date)));
            }
            let found = find(&rows, book, &mut matched);
            for (row, found) in rows.into_iter().zip(found) {
                match found {
                    Some(place) => {
                        if planned_here.contains(&WeekId::of(place.0)) {
                            give_way(&row.session, place, book);
                        }
                        self.meet(row, place, book, &mut tally);
                    }
                    None => matched.extend(add(row, change, book, &mut tally)),
                }
            }
        }
        for id in planned_here {
            let Some(week) = book.week_mut(id) else { continue };
            for day in week.days.iter_mut().filter(|d| d.date >= change.today) {
                let (date, mut at) = (day.date, 0..);
                day.sessions.retain(|s| {
                    let place = (date, at.next().unwrap_or_default());
                    s.status != Status::Planned || matched.contains(&place)
                });
            }
        }
        Ok(tally.outcome(self.replace))
    }

    fn morning(&self, row: &DayRow, book: &mut Book, tally: &mut Tally) {
        let blank = CheckIn::default();
        if row.checkin == blank && row.note.is_none() {
            tally.empty += 1;
            return;
        }
        let day = match book.log_mut(WeekId::of(row.date)) {
            Ok(week) => week.day_mut(row.date),
            Err(why) => return tally.leave(row.line, &row.date.to_string(), &why),
        };
        let held = day.checkin.as_ref().unwrap_or(&blank);
        if !row.checkin.from.is_empty() || !row.checkin.foreign.is_empty() {
            return self.measured(row, day, tally);
        }
        let keeping = held.filled_from(&row.checkin);
        let mut replacing = CheckIn { unfinished: held.unfinished, ..row.checkin.filled_from(held) };
        // A value that the file confirms is still the device's.
        for (name, source) in held.from.iter().filter(|(name, _)| held.agrees(&row.checkin, name)) {
            replacing.from.insert(name.clone(), source.clone());
        }
        let (note_keeping, note_replacing) =
            (day.note.clone().or(row.note.clone()), row.note.clone().or(day.note.clone()));
        if !self.replace && (keeping != replacing || note_keeping != note_replacing) {
            let at = place(row.line);
            let text = format!("{at}{} is already logged with other values, which were kept", row.date);
            tally.lines.push((text, Some(Way::Replace)));
        }
        let (merged, note) = if self.replace { (replacing, note_replacing) } else { (keeping, note_keeping) };
        if merged == *held && note == day.note {
            tally.same += 1;
        } else if day.checkin.is_none() {
            tally.mornings_added += 1;
        } else {
            tally.mornings_filled += 1;
        }
        if merged != blank {
            day.checkin = Some(merged);
        }
        day.note = note;
    }

    /// Merges what something measured: a newer reading replaces an older one from the same source, and nothing that was typed.
    fn measured(&self, row: &DayRow, day: &mut Day, tally: &mut Tally) {
        let held = day.checkin.clone().unwrap_or_default();
        let mut merged = held.clone();
        let mut updates = false;
        for (name, source) in &row.checkin.from {
            let from = held.from.get(name);
            // A name without its answer: somebody took the answer out.
            let removed = !held.has(name) && from.is_some();
            if !self.replace && removed {
                continue;
            }
            if self.replace || !held.has(name) || from == Some(source) {
                updates |= held.has(name) && !held.agrees(&row.checkin, name);
                merged.take(name, &row.checkin);
                if name == NIGHT && from == Some(source) {
                    // What a newer export does not say any more is not unsaid.
                    merged.sleep_hours = merged.sleep_hours.or(held.sleep_hours);
                    if merged.bed.is_none() && merged.wake.is_none() {
                        (merged.bed, merged.wake) = (held.bed, held.wake);
                    }
                }
            } else if from.is_none() && was_typed_off(&held, &row.checkin, name) {
                merged.take(name, &row.checkin);
            } else if !held.agrees(&row.checkin, name) {
                match from {
                    Some(other) => *tally.elsewhere.entry(other.clone()).or_default() += 1,
                    None => tally.typed += 1,
                }
            }
        }
        merged.foreign.extend(row.checkin.foreign.clone());
        let note =
            if self.replace { row.note.clone().or(day.note.clone()) } else { day.note.clone().or(row.note.clone()) };
        match () {
            () if merged == held && note == day.note => tally.same += 1,
            () if day.checkin.is_none() => tally.mornings_added += 1,
            () if updates => tally.mornings_updated += 1,
            () => tally.mornings_filled += 1,
        }
        if merged != CheckIn::default() {
            day.checkin = Some(merged);
        }
        day.note = note;
    }

    /// Merges what a service recorded into the session it was matched with. A value that is still what it said the last time
    /// is replaced by what it says now; one that was typed since stays.
    fn recorded(&self, row: &SessionRow, held: &mut Session, tally: &mut Tally) {
        if held.status == Status::Skipped && !self.replace {
            tally.same += 1;
            return;
        }
        // Somebody took the mark off, and it stays off.
        if held.status == Status::Planned && held.imported.is_some() && !self.replace {
            tally.same += 1;
            return;
        }
        let mut new = row.session.imported.as_deref().cloned().unwrap_or_else(|| Imported::of(&row.session));
        let was = held.clone();
        let key = row.session.source.clone().unwrap_or_default();
        let ours = |held: &Session| {
            held.sources().next().is_none_or(|first| service(first) == service(&key) || first.starts_with(ROW))
        };
        let first = ours(held);
        let says = held.imported.as_deref().filter(|_| first).cloned();
        let does = held.status == Status::Planned || (self.replace && held.status != Status::Done);
        if does {
            (held.status, held.reason) = (Status::Done, None);
        }
        // The planned numbers of a session that is done by this are not what happened.
        let (minutes, rpe, distance) =
            if does { (None, None, None) } else { (was.actual_minutes(), was.actual_rpe(), was.actual_distance()) };
        let (mut kept, mut updates) = (0, false);
        // Nothing was planned that the numbers would stand beside.
        let bare = !does && was.done.is_none() && says.as_ref().is_some_and(|s| s.title == was.title);
        let mut choose = |same_as_said: bool, is_there: bool, offered: bool, equal: bool, said: bool| -> bool {
            // What was said and is gone was taken out by hand.
            let takes = offered && (self.replace || (!is_there && !said) || (is_there && same_as_said));
            kept += usize::from(offered && !takes && !equal);
            updates |= takes && is_there && !equal;
            takes
        };
        if choose(
            says.as_ref().is_some_and(|s| s.minutes == minutes),
            minutes.is_some(),
            new.minutes.is_some(),
            minutes == new.minutes,
            says.as_ref().is_some_and(|s| s.minutes.is_some()),
        ) {
            if bare {
                held.minutes = new.minutes;
            } else {
                record(held, new.minutes, was.actual_rpe());
            }
        }
        if choose(
            says.as_ref().is_some_and(|s| s.rpe == rpe),
            rpe.is_some(),
            new.rpe.is_some(),
            rpe == new.rpe,
            says.as_ref().is_some_and(|s| s.rpe.is_some()),
        ) {
            if bare {
                held.rpe = new.rpe;
            } else {
                let minutes = held.actual_minutes();
                record(held, minutes, new.rpe);
            }
        }
        if choose(
            says.as_ref().is_some_and(|s| s.distance == distance),
            distance.is_some(),
            new.distance.is_some(),
            distance == new.distance,
            says.as_ref().is_some_and(|s| s.distance.is_some()),
        ) {
            cover(held, new.distance);
        }
        if choose(
            says.as_ref().is_some_and(|s| s.note == was.note),
            was.note.is_some(),
            new.note.is_some(),
            was.note == new.note,
            says.as_ref().is_some_and(|s| s.note.is_some()),
        ) {
            held.note.clone_from(&new.note);
        }
        // The name and kind of a session are there from the beginning; another service's are no correction.
        if self.replace || says.as_ref().is_some_and(|s| s.title == was.title) {
            if was.title != new.title && !row.session.regions.is_empty() {
                // They come from the same words.
                held.regions.clone_from(&row.session.regions);
            }
            updates |= was.title != new.title;
            held.title.clone_from(&new.title);
        }
        if self.replace || says.as_ref().is_some_and(|s| s.kind == was.kind) {
            held.kind = new.kind;
        }
        if held.regions.is_empty() && held.focus.is_none() {
            held.regions.clone_from(&row.session.regions);
        }
        if first {
            // What is not said any more is remembered as it was.
            if let Some(says) = says {
                new.start = new.start.or(says.start);
                new.minutes = new.minutes.or(says.minutes);
                new.rpe = new.rpe.or(says.rpe);
                new.distance = new.distance.or(says.distance);
                new.note = new.note.or(says.note);
            }
            held.imported = Some(Box::new(new));
        }
        let mut keys: Vec<&str> = was.sources().collect();
        // The service whose numbers these are comes first.
        let at = if keys.iter().all(|key| key.starts_with(ROW)) { 0 } else { keys.len() };
        keys.splice(at..at, key.split_whitespace().filter(|key| !was.sources().any(|held| held == *key)));
        held.source = (!keys.is_empty()).then(|| keys.join(" "));
        if first {
            tally.typed += kept;
        } else if let Some(other) = was.sources().next() {
            *tally.elsewhere.entry(service(other).to_owned()).or_default() += 1;
        }
        let count = match () {
            () if *held == was => &mut tally.same,
            () if does => &mut tally.done,
            () if updates => &mut tally.updated,
            () => &mut tally.filled,
        };
        *count += 1;
    }

    /// Merges a row into the session it was matched with.
    fn meet(&self, row: &SessionRow, (date, at): Place, book: &mut Book, tally: &mut Tally) {
        let week = match book.log_mut(WeekId::of(date)) {
            Ok(week) => week,
            Err(why) => return tally.leave(row.line, &row.session.title, &why),
        };
        let held = &mut week.day_mut(date).sessions[at];
        if row.session.imported.is_some() {
            return self.recorded(row, held, tally);
        }
        let (was, new, replace) = (held.clone(), &row.session, self.replace);
        // Without `..`, so that a new field must say here what becomes of it.
        let Session {
            kind,
            title,
            minutes: _,
            rpe: _,
            distance,
            movements,
            regions,
            status: _,
            done,
            note,
            source,
            // No file of rows has these.
            imported: _,
            focus: _,
            extras: _,
            reason: _,
            moved_from: _,
            pinned: _,
            condition: _,
            instead: _,
            id: _,
            row: _,
        } = new;
        let does =
            new.status != Status::Planned && (held.status == Status::Planned || (replace && held.status != new.status));
        if does {
            (held.status, held.reason) = (new.status, None);
            if new.status == Status::Done {
                record(held, new.minutes.or(held.actual_minutes()), new.rpe.or(held.actual_rpe()));
            }
        }
        if replace {
            (held.kind, held.title) = (*kind, title.clone());
        }
        // A planned row says nothing about work that was done meanwhile.
        let planned_only = held.status == Status::Done && new.status == Status::Planned;
        let differs = |a: Option<u16>, b: Option<u16>| a.is_some() && b.is_some() && a != b;
        let halves = |r: Option<Rpe>| r.map(|r| (r.value() * 2.0) as u16);
        let other = differs(held.actual_minutes(), new.minutes) || differs(halves(held.actual_rpe()), halves(new.rpe));
        let (minutes, rpe) = if replace {
            (new.minutes.or(held.actual_minutes()), new.rpe.or(held.actual_rpe()))
        } else {
            (held.actual_minutes().or(new.minutes), held.actual_rpe().or(new.rpe))
        };
        if planned_only {
            // Its record stays.
        } else if held.status == Status::Done {
            record(held, minutes, rpe);
        } else {
            (held.minutes, held.rpe) = (minutes, rpe);
        }
        if other && !replace && !planned_only {
            let text = format!(
                "{}{} on {date} is already there with other numbers, which were kept",
                place(row.line),
                held.title
            );
            tally.lines.push((text, Some(Way::Replace)));
        }
        if let Some(new) = done.filter(|_| held.status == Status::Done) {
            let said = held.record().unwrap_or_default();
            let (first, then) = if replace { (new, said) } else { (said, new) };
            let all = Done {
                felt: first.felt.or(then.felt),
                performance: first.performance.or(then.performance),
                achieved: first.achieved.or(then.achieved),
                ..said
            };
            held.done = (all != Done::default()).then_some(all);
        }
        if let Some(new) = *distance
            && (replace || held.actual_distance().is_none())
            && !planned_only
        {
            cover(held, Some(new));
        }
        if !movements.is_empty() && (replace || held.movements.is_empty()) {
            held.movements.clone_from(movements);
        }
        if !regions.is_empty() && (replace || (held.regions.is_empty() && held.focus.is_none())) {
            held.regions.clone_from(regions);
        }
        if note.is_some() && (replace || held.note.is_none()) {
            held.note.clone_from(note);
        }
        // A source made from the row is useful only if the session came from that row.
        let made = source.as_ref().is_some_and(|key| key.starts_with(ROW));
        if held.source.is_none() && (!made || does) {
            held.source.clone_from(source);
        }
        let count = match () {
            () if *held == was => &mut tally.same,
            () if does && new.status == Status::Done => &mut tally.done,
            () => &mut tally.filled,
        };
        *count += 1;
    }
}

/// For each session of the file, the one in the book that it matches: by the source it came from, else on its day by kind and
/// title; one that was renamed by hand by its numbers; and a planned one is matched by a done row of its kind. Whether it was
/// done plays no other part.
fn find(rows: &[&SessionRow], book: &Book, matched: &mut HashSet<Place>) -> Vec<Option<Place>> {
    let mut found: Vec<Option<Place>> = vec![None; rows.len()];
    let numbers =
        |a: &Session, b: &Session| a.actual_minutes() == b.actual_minutes() && a.actual_rpe() == b.actual_rpe();
    let title = |a: &Session, b: &Session| a.title.trim().to_lowercase() == b.title.trim().to_lowercase();
    // By its source a session is found wherever it was moved; everything else looks at one day.
    let mut by_source: HashMap<&str, Vec<Place>> = HashMap::new();
    for day in book.weeks().flat_map(|w| &w.days) {
        for (at, held) in day.sessions.iter().enumerate() {
            for source in held.sources() {
                by_source.entry(source).or_default().push((day.date, at));
            }
        }
    }
    for (row, found) in rows.iter().zip(&mut found) {
        let mut places = row.session.sources().filter_map(|source| by_source.get(source)).flatten();
        *found = places.find(|place| !matched.contains(place)).copied();
        matched.extend(*found);
    }
    // A session that was corrected here is still the one that was recorded.
    let kinds = |held: &Session| [Some(held.kind), held.imported.as_deref().map(|i| i.kind)];
    let lengths = |held: &Session| [held.actual_minutes(), held.imported.as_deref().and_then(|i| i.minutes)];
    let both_done = |row: &Session, held: &Session| {
        kinds(held).contains(&Some(row.kind)) && held.status == Status::Done && row.status == Status::Done
    };
    let apart = |row: &Session, held: &Session| {
        let both = |held: Option<u16>| row.actual_minutes().zip(held).map(|(a, b)| (a.min(b), a.max(b)));
        lengths(held).into_iter().filter_map(both).min_by_key(|(a, b)| b - a)
    };
    let began = |s: &Session| s.imported.as_deref().and_then(|i| i.start);
    // Minutes between the two beginnings, where both are known.
    let between = |row: &Session, held: &Session| {
        let (a, b) = (began(row)?, began(held)?);
        Some(a.minutes().abs_diff(b.minutes()))
    };
    // They overlap, or one of the two clocks was off by whole hours.
    let at_once = |row: &Session, held: &Session| {
        let long = row.actual_minutes().unwrap_or_default().max(lengths(held)[0].unwrap_or_default());
        between(row, held)
            .is_none_or(|m| m < long.max(NEAR_MINUTES) || (m <= MOST_SLIP && (m % 60 <= 1 || m % 60 == 59)))
    };
    // What two services say of one session differs a little; what a person typed from memory by more.
    let near = |row: &Session, held: &Session| {
        at_once(row, held) && apart(row, held).is_none_or(|(a, b)| b - a <= (b / 10).max(NEAR_MINUTES))
    };
    let rough = |row: &Session, held: &Session| apart(row, held).is_none_or(|(a, b)| a * 3 >= b * 2);
    let own_keys: HashSet<&str> = rows.iter().flat_map(|row| row.session.sources()).collect();
    let rules: [Rule<'_>; 6] = [
        &|row, held| row.kind == held.kind && title(row, held) && numbers(row, held),
        &|row, held| row.kind == held.kind && title(row, held),
        &|row, held| both_done(row, held) && row.actual_minutes().is_some() && numbers(row, held),
        &|row, held| both_done(row, held) && is_named(row) && near(row, held),
        &|row, held| both_done(row, held) && is_named(row) && !is_named(held) && rough(row, held),
        &|row, held| row.kind == held.kind && held.status == Status::Planned && row.status == Status::Done,
    ];
    for rule in rules {
        for (row, found) in rows.iter().zip(&mut found).filter(|(_, found)| found.is_none()) {
            let sessions = book.week(WeekId::of(row.date)).map(|w| w.day(row.date).sessions.as_slice());
            let fits = |at: usize, held: &Session| {
                // Two that one service tells apart are two sessions, whatever they are called; of two services', one may be the
                // other.
                let other = match is_named(held) && is_named(&row.session) {
                    true => {
                        let one = |a: &str| row.session.sources().any(|b| service(a) == service(b));
                        let told_apart = held.sources().any(|key| own_keys.contains(key));
                        // Its beginning may have been corrected there: it has another name then, and the old one is gone.
                        let moved = between(&row.session, held).is_some_and(|m| m < NEAR_BEGIN);
                        let same_service = held.sources().any(one) && (told_apart || !moved);
                        same_service || !near(&row.session, held)
                    }
                    false => false,
                };
                !matched.contains(&(row.date, at)) && !other && rule(&row.session, held)
            };
            let off = |held: &Session| apart(&row.session, held).map_or(u16::MAX, |(a, b)| b - a);
            let places = sessions.into_iter().flatten().enumerate().filter(|(at, held)| fits(*at, held));
            let at = places.min_by_key(|(at, held)| (off(held), *at));
            *found = at.map(|(at, _)| (row.date, at));
            matched.extend(*found);
        }
    }
    found
}

/// Records the actual numbers beside the planned ones; where nothing is planned, they take its place.
fn record(held: &mut Session, minutes: Option<u16>, rpe: Option<Rpe>) {
    if held.minutes.is_none() {
        held.minutes = minutes;
    }
    if held.rpe.is_none() {
        held.rpe = rpe;
    }
    let differs = Done {
        minutes: minutes.filter(|m| held.minutes != Some(*m)),
        rpe: rpe.filter(|r| held.rpe != Some(*r)),
        ..held.record().unwrap_or_default()
    };
    held.done = (differs != Done::default()).then_some(differs);
}

/// Records how far it was: beside the plan, if there is one.
fn cover(held: &mut Session, distance: Option<Distance>) {
    if held.status == Status::Done && held.distance.is_some_and(|planned| distance != Some(planned)) {
        held.done.get_or_insert_default().distance = distance;
    } else {
        held.distance = distance;
        let rest = held.done.map(|d| Done { distance: None, ..d });
        held.done = rest.filter(|d| *d != Done::default());
    }
}

/// A session that was only proposed takes the numbers of the file.
fn give_way(row: &Session, (date, at): Place, book: &mut Book) {
    let Some(week) = book.week_mut(WeekId::of(date)) else { return };
    let Some(held) = week.day_mut(date).sessions.get_mut(at) else { return };
    if held.status == Status::Planned {
        held.minutes = row.minutes.or(held.minutes);
        held.rpe = row.rpe.or(held.rpe);
        held.distance = row.distance.or(held.distance);
    }
}

/// Adds the row's session; returns its place, if it could be added.
fn add(row: &SessionRow, change: &Change, book: &mut Book, tally: &mut Tally) -> Option<Place> {
    // Work that was done is a log and makes no plan.
    let id = WeekId::of(row.date);
    let week = if row.session.status != Status::Done {
        book.plan_mut(id, change.today, change.split(id))
    } else {
        book.log_mut(id)
    };
    let day = match week {
        Ok(week) => week.day_mut(row.date),
        Err(why) => {
            tally.leave(row.line, &row.session.title, &why);
            return None;
        }
    };
    if row.session.kind != Kind::Rest {
        // Rest that was only planned makes room, as for every session that is added.
        let before = day.sessions.len();
        if row.session.status == Status::Planned {
            day.sessions.retain(|s| !s.makes_room());
        }
        if day.sessions.len() < before {
            let at = place(row.line);
            let text = format!("{at}{} takes the place of the rest on {}", row.session.title, row.date);
            tally.lines.push((text, None));
        }
    }
    day.sessions.push(row.session.clone());
    tally.added += 1;
    Some((row.date, day.sessions.len() - 1))
}

impl Tally {
    fn leave(&mut self, line: u64, what: &str, why: &Refusal) {
        self.left += 1;
        self.lines.push((format!("{}{what} was left out: {why}", place(line)), why.way()));
    }

    fn outcome(mut self, replaced: bool) -> Outcome {
        if self.typed > 0 {
            let were = if self.typed == 1 { "value differs and was" } else { "values differ and were" };
            self.lines.push((format!("{} typed {were} kept", self.typed), Some(Way::Replace)));
        }
        for (source, n) in std::mem::take(&mut self.elsewhere) {
            let keeps = if n == 1 { "it is" } else { "they are" };
            self.lines.push((format!("{n} seen already from {source}; {keeps} kept as {source} has it"), None));
        }
        let changed = if replaced { "changed" } else { "filled in" };
        let mut parts = Vec::new();
        for (n, one, how) in [
            (self.mornings_added, "morning", "added"),
            (self.mornings_filled, "morning", changed),
            (self.mornings_updated, "morning", "updated"),
            (self.added, "session", "added"),
            (self.done, "session", "done"),
            (self.filled, "session", changed),
            (self.updated, "session", "updated"),
            (self.same, "row", "already there"),
            (self.empty, "row", "with nothing in it"),
        ] {
            if n > 0 {
                parts.push(format!("{n} {one}{} {how}", if n == 1 { "" } else { "s" }));
            }
        }
        let said =
            if parts.is_empty() { "nothing to import".into() } else { format!("imported: {}", parts.join(", ")) };
        Outcome { said, lines: self.lines, left: self.left, way: None }
    }
}
