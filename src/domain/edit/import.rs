//! Rows from a CSV file merged into the weeks: what is there is kept, and a second run changes nothing.

use super::*;

/// One morning's cells.
#[derive(Clone, PartialEq, Debug)]
pub struct DayRow {
    /// Line in the file, the header being 1.
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
    /// Line in the file, the header being 1.
    pub line: u64,
    /// Its day.
    pub date: NaiveDate,
    /// The session.
    pub session: Session,
}

/// What a CSV file holds.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Import {
    /// Mornings.
    pub days: Vec<DayRow>,
    /// Sessions.
    pub sessions: Vec<SessionRow>,
    /// Whether a cell of the file wins over one that is logged already.
    pub replace: bool,
}

impl Import {
    /// Every day it speaks of.
    pub fn dates(&self) -> impl Iterator<Item = NaiveDate> {
        self.days.iter().map(|r| r.date).chain(self.sessions.iter().map(|r| r.date))
    }

    /// Merges it into `book`. The outcome's lines name the rows that were left, and why.
    pub(super) fn merge(&self, change: &Change, book: &mut Book) -> Result<Outcome, Refusal> {
        let mut lines = Vec::new();
        let (mut new, mut filled, mut same) = (0, 0, 0);
        for row in &self.days {
            let day = match book.log_mut(WeekId::of(row.date)) {
                Ok(week) => week.day_mut(row.date),
                Err(why) => {
                    lines.push(format!("line {}: {} was left: {why}", row.line, row.date));
                    continue;
                }
            };
            let blank = CheckIn::default();
            let held = day.checkin.as_ref().unwrap_or(&blank);
            let (keeping, replacing) = (
                held.filled_from(&row.checkin),
                CheckIn { unfinished: held.unfinished, ..row.checkin.filled_from(held) },
            );
            let (note_keeping, note_replacing) =
                (day.note.clone().or(row.note.clone()), row.note.clone().or(day.note.clone()));
            if !self.replace && (keeping != replacing || note_keeping != note_replacing) {
                lines.push(format!(
                    "line {}: {} is logged already with other values, which were kept; --replace takes the file's",
                    row.line, row.date
                ));
            }
            let (merged, note) = if self.replace { (replacing, note_replacing) } else { (keeping, note_keeping) };
            if merged == *held && note == day.note {
                same += 1;
            } else if day.checkin.is_none() {
                new += 1;
            } else {
                filled += 1;
            }
            if merged != blank {
                day.checkin = Some(merged);
            }
            day.note = note;
        }
        let mut added = 0;
        let mut met: Vec<(NaiveDate, usize)> = Vec::new();
        for row in &self.sessions {
            // A planned row joins the plan that is shown; work that was done is a log and makes none.
            let id = WeekId::of(row.date);
            let week = if row.session.status == Status::Planned {
                book.plan_mut(id, change.today, &change.split)
            } else {
                book.log_mut(id)
            };
            let day = match week {
                Ok(week) => week.day_mut(row.date),
                Err(why) => {
                    lines.push(format!("line {}: {} was left: {why}", row.line, row.session.title));
                    continue;
                }
            };
            let twin = day
                .sessions
                .iter()
                .enumerate()
                .position(|(i, s)| alike(s, &row.session) && !met.contains(&(row.date, i)));
            let at = match twin {
                Some(at) => {
                    fill(&mut day.sessions[at], &row.session, self.replace);
                    same += 1;
                    at
                }
                None => {
                    day.sessions.push(row.session.clone());
                    added += 1;
                    day.sessions.len() - 1
                }
            };
            met.push((row.date, at));
        }
        let mut parts = Vec::new();
        let changed = if self.replace { "changed" } else { "filled in" };
        for (n, one, how) in [
            (new, "morning", "added"),
            (filled, "morning", changed),
            (added, "session", "added"),
            (same, "row", "there already"),
        ] {
            if n > 0 {
                parts.push(format!("{n} {one}{} {how}", if n == 1 { "" } else { "s" }));
            }
        }
        let said =
            if parts.is_empty() { "nothing to import".into() } else { format!("imported: {}", parts.join(", ")) };
        Ok(Outcome { said, lines })
    }
}

/// The same row: kind, title, minutes, RPE and status.
fn alike(a: &Session, b: &Session) -> bool {
    a.kind == b.kind
        && a.title == b.title
        && a.actual_minutes() == b.actual_minutes()
        && a.actual_rpe() == b.actual_rpe()
        && a.status == b.status
}

/// Fills in what the held session does not say; with `replace` the row's word wins.
fn fill(held: &mut Session, row: &Session, replace: bool) {
    if let Some(felt) = row.done.and_then(|d| d.felt)
        && (replace || held.done.and_then(|d| d.felt).is_none())
    {
        held.done.get_or_insert_default().felt = Some(felt);
    }
    if !row.regions.is_empty() && (replace || held.regions.is_empty()) {
        held.regions.clone_from(&row.regions);
    }
    if row.note.is_some() && (replace || held.note.is_none()) {
        held.note.clone_from(&row.note);
    }
}
