//! Rows from a file merged into the weeks: existing values are kept, corrections by hand stay, and a second run changes nothing.

mod find;
mod recorded;

use std::collections::{BTreeMap, HashMap, HashSet};

use super::*;
use crate::domain::Distance;
use crate::domain::session::fnv1a;
use find::find;

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
