//! Edits: every change a person can make to plan and log, as an operation that can be reapplied.
//!
//! An [`Edit`] names what it acts on by day and content, never by a pointer into memory, so that the same edit can be applied to
//! the weeks on the screen and then to the files as they are by then. A [`Change`] is an edit with what it needs to know of the
//! outside: today's date, and the split that a week without a plan shows.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt;

use chrono::NaiveDate;

use crate::domain::Injury;
use crate::domain::calendar::{ClockTime, WeekId, add_days, day_name, day_span, weekday_index};
use crate::domain::checkin::CheckIn;
use crate::domain::days::{Book, Days};
use crate::domain::merge::{self, Clash};
use crate::domain::refusal::{Refusal, Way};
use crate::domain::session::{
    Done, Extra, Kind, MAX_MINUTES, RowId, Rpe, Session, SessionId, SkipReason, Status, fnv1a,
};
use crate::domain::shelf::day_number;
use crate::domain::split::Split;
use crate::domain::week::{Day, Fuel, MOST_PROTEIN, MOST_SNACKS, Overlay, Tick, TrayItem, Week, day_title};

pub mod difference;
mod import;
mod item;
mod log;
mod moves;
mod rest;
pub mod saving;
mod session;
mod tray;
mod week;

pub use import::{DayRow, Import, SessionRow};
pub use item::ItemRef;
pub use log::{LogEdit, NoteChange};
pub use moves::{Landing, MoveEdit, swap_fingerprint};
pub use rest::{RestEdit, Resting};
pub use session::SessionEdit;
pub use tray::{PutFrom, TrayEdit};
pub use week::{BlockWeek, Plan, WeekEdit, tags_of};

/// Identifies an edit: the run of the program that made it, and its number there. An edit sent again has the same id, and is not
/// applied twice.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct EditId {
    /// A number that no other run has.
    pub run: u64,
    /// Counted from 1 within the run.
    pub n: u64,
}

impl fmt::Display for EditId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}.{}", self.run, self.n)
    }
}

/// A day's offer, recorded so that it is recognised once it was used or refused.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Offered {
    /// What it was for, in one word.
    pub name: String,
    /// A number for the morning's answers it was made from.
    pub answers: u64,
    /// Days whose plan it changes.
    pub days: Vec<NaiveDate>,
}

impl Offered {
    /// The name of an offer made for a whole week: once refused, it is not made again before the next.
    pub const OF_WEEK: &'static str = "finding/deload";

    /// Whether it is made for its whole week.
    pub fn is_for_week(&self) -> bool {
        self.name == Self::OF_WEEK
    }

    fn written(&self) -> String {
        let days: Vec<String> = self.days.iter().map(ToString::to_string).collect();
        format!("{} {:x} {}", self.name, self.answers, days.join(","))
    }

    fn parse(text: &str) -> Option<Self> {
        let mut parts = text.splitn(3, ' ');
        let (name, answers, days) = (parts.next()?, parts.next()?, parts.next()?);
        let answers = u64::from_str_radix(answers, 16).ok()?;
        let days = days.split(',').filter(|d| !d.is_empty()).map(|d| d.parse().ok()).collect::<Option<_>>()?;
        Some(Self { name: name.to_owned(), answers, days })
    }
}

/// A decision made on a day that changes no week.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Mark {
    /// An offer was applied.
    Used(Offered),
    /// One was hidden.
    Refused(Offered),
    /// Earlier days stay unmarked, and are not asked about again.
    Left,
}

impl Mark {
    /// As written in the journal, with its day: `used 2026-11-24 gentler 9f3a 2026-11-24`.
    pub fn written(&self, date: NaiveDate) -> String {
        match self {
            Self::Used(offered) => format!("used {date} {}", offered.written()),
            Self::Refused(offered) => format!("refused {date} {}", offered.written()),
            Self::Left => format!("left {date}"),
        }
    }

    /// The offers that were settled on a day: those that were used, and those that were refused. One refused for its week is
    /// settled for that week.
    pub fn settled<'a>(marks: impl Iterator<Item = (NaiveDate, &'a Self)>, today: NaiveDate) -> [Vec<Offered>; 2] {
        let mut out = [Vec::new(), Vec::new()];
        for (date, mark) in marks {
            let same_week = |o: &Offered| o.is_for_week() && WeekId::of(date) == WeekId::of(today);
            match mark {
                Self::Used(offered) if date == today => out[0].push(offered.clone()),
                Self::Refused(offered) if date == today || same_week(offered) => out[1].push(offered.clone()),
                _ => {}
            }
        }
        out
    }

    /// Reads it. A mark that does not say which offer it was settles none.
    pub fn parse(text: &str) -> Option<(NaiveDate, Self)> {
        let mut parts = text.splitn(3, ' ');
        let (what, date) = (parts.next()?, parts.next()?.parse().ok()?);
        let mut offered = || parts.next().and_then(Offered::parse).unwrap_or_default();
        let mark = match what {
            "used" => Self::Used(offered()),
            "refused" => Self::Refused(offered()),
            "left" => Self::Left,
            _ => return None,
        };
        Some((date, mark))
    }
}

/// A change a person asks for, by family.
#[derive(Clone, PartialEq, Debug)]
pub enum Edit {
    /// Rest is made, or taken back.
    Rest(RestEdit),
    /// Planned sessions move.
    Move(MoveEdit),
    /// Something goes to the tray, or comes from it.
    Tray(TrayEdit),
    /// One session changes.
    Session(SessionEdit),
    /// A day's log changes.
    Log(LogEdit),
    /// A whole week changes.
    Week(WeekEdit),
    /// Rows of a CSV file.
    Import(Box<Import>),
    /// Several edits as one step.
    Batch(Vec<Edit>),
    /// Edits of one offer: all of them or none.
    Together(Vec<Edit>),
    /// What became of the day's offer. It touches no week.
    Mark(NaiveDate, Mark),
}

impl Edit {
    /// Two days change places, whatever is on them.
    pub fn swap(a: NaiveDate, b: NaiveDate) -> Self {
        Self::Move(MoveEdit::Swap { a, b, seen: None })
    }

    /// The weeks it may touch; those that receive come before those that give, which is the order of writing. A week can occur
    /// more than once.
    fn weeks(&self) -> Vec<WeekId> {
        match self {
            Self::Rest(edit) => edit.weeks(),
            Self::Move(edit) => edit.weeks(),
            Self::Tray(edit) => edit.weeks(),
            Self::Session(edit) => edit.weeks(),
            Self::Log(edit) => edit.weeks(),
            Self::Week(edit) => edit.weeks(),
            Self::Import(import) => weeks_of(&import.dates().collect::<Vec<_>>()),
            Self::Batch(edits) | Self::Together(edits) => edits.iter().flat_map(Self::weeks).collect(),
            Self::Mark(..) => Vec::new(),
        }
    }

    fn apply(&self, change: &Change, book: &mut Book) -> Result<Outcome, Refusal> {
        match self {
            Self::Rest(edit) => edit.apply(change, book),
            Self::Move(edit) => edit.apply(change, book),
            Self::Tray(edit) => edit.apply(change, book),
            Self::Session(edit) => edit.apply(change, book),
            Self::Log(edit) => edit.apply(change, book),
            Self::Week(edit) => edit.apply(change, book),
            Self::Import(import) => import.merge(change, book),
            Self::Batch(edits) => batch(edits, change, book),
            Self::Together(edits) => {
                let said =
                    edits.iter().map(|edit| Ok(edit.apply(change, book)?.said)).collect::<Result<Vec<_>, _>>()?;
                Ok(Outcome::said(said.join("; ")))
            }
            Self::Mark(date, mark) => {
                let day = day_name(*date, change.today);
                Ok(Outcome::said(match mark {
                    Mark::Refused(offer) if offer.is_for_week() => "the offer is hidden until Monday".to_owned(),
                    Mark::Refused(_) => format!("the offer is hidden for {day}"),
                    Mark::Used(_) => format!("used the offer for {day}"),
                    Mark::Left => format!("unmarked days before {day} stay as they are"),
                }))
            }
        }
    }
}

/// The weeks of days, in their order.
fn weeks_of(days: &[NaiveDate]) -> Vec<WeekId> {
    days.iter().copied().map(WeekId::of).collect()
}

/// Several edits as one step. An edit that no longer fits does not hold back the others.
fn batch(edits: &[Edit], change: &Change, book: &mut Book) -> Result<Outcome, Refusal> {
    let ids: BTreeSet<WeekId> = edits.iter().flat_map(Edit::weeks).collect();
    let shown = |book: &Book| {
        let week = |id: &WeekId| Cow::Owned(book.shown(*id, change.today, change.split(*id)).0.into_owned());
        ids.iter().map(week).collect::<Vec<Cow<'_, Week>>>()
    };
    let before = shown(book);
    let (mut said, mut left) = (Vec::new(), Vec::new());
    for edit in edits {
        let mut trial = book.clone();
        match edit.apply(change, &mut trial) {
            Ok(outcome) => {
                said.push(outcome);
                *book = trial;
            }
            Err(why) => left.push(why),
        }
    }
    if let (true, Some(why)) = (said.is_empty(), left.first()) {
        return Err(why.clone());
    }
    let out: String = left.iter().map(|why| format!(" · left out: {why}")).collect();
    let after = shown(book);
    if difference::is_none(&before, &after) {
        return Err(Refusal::new(format!("what you tried matches the plan{out}")));
    }
    Ok(Outcome::said(format!("what-if applied: {}{out}", difference::net(&before, &after).join(", "))))
}

/// The result of an edit.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Outcome {
    /// One line that says what happened.
    pub said: String,
    /// What to do next, if there is something.
    pub way: Option<Way>,
    /// Further lines, where there is more to say, each with what helps.
    pub lines: Vec<(String, Option<Way>)>,
    /// Rows of an import that could not be taken.
    pub left: usize,
}

impl Outcome {
    fn with(self, way: Way) -> Self {
        Self { way: Some(way), ..self }
    }

    fn said(text: impl Into<String>) -> Self {
        Self { said: text.into(), ..Self::default() }
    }
}

/// An edit with what it needs to know from outside.
#[derive(Clone, PartialEq, Debug)]
pub struct Change {
    /// Which edit it is.
    pub id: EditId,
    /// The group it is undone with, such as all answers of one check-in.
    pub group: Option<EditId>,
    /// The edit.
    pub edit: Edit,
    /// Today's date.
    pub today: NaiveDate,
    /// The splits that its weeks show while they have no plan.
    pub splits: Proposals,
}

/// The splits that some weeks show while they have no plan of their own: each holds from its week on.
#[derive(Clone, PartialEq, Debug)]
pub struct Proposals {
    first: Split,
    later: Vec<(WeekId, Split)>,
}

impl Proposals {
    /// What `of` says each of these weeks shows.
    pub fn new<'a>(mut weeks: Vec<WeekId>, of: impl Fn(WeekId) -> Cow<'a, Split>) -> Self {
        weeks.sort_unstable();
        let mut weeks = weeks.into_iter();
        let first = weeks.next().map_or_else(Split::empty, |id| of(id).into_owned());
        let mut out = Self { first, later: Vec::new() };
        for id in weeks {
            let split = of(id);
            if *split != *out.in_week(id) {
                out.later.push((id, split.into_owned()));
            }
        }
        out
    }

    /// The split that a week shows.
    pub fn in_week(&self, id: WeekId) -> &Split {
        self.later.iter().rev().find(|(from, _)| *from <= id).map_or(&self.first, |(_, split)| split)
    }
}

impl From<Split> for Proposals {
    /// One split for every week.
    fn from(first: Split) -> Self {
        Self { first, later: Vec::new() }
    }
}

impl Change {
    /// The weeks it may touch, each once, in the order of writing.
    pub fn weeks(&self) -> Vec<WeekId> {
        let mut ids = self.edit.weeks();
        let mut seen = Vec::new();
        ids.retain(|id| {
            let fresh = !seen.contains(id);
            seen.push(*id);
            fresh
        });
        ids
    }

    /// The split that a week shows while it has no plan.
    pub fn split(&self, id: WeekId) -> &Split {
        self.splits.in_week(id)
    }

    /// Applies it to `book`, or refuses and leaves `book` unchanged.
    pub fn apply(&self, book: &mut Book) -> Result<Outcome, Refusal> {
        let mut scratch = book.only(&self.weeks());
        let outcome = self.edit.apply(self, &mut scratch)?;
        self.name_sessions(book, &mut scratch);
        book.absorb(scratch);
        Ok(outcome)
    }

    /// Gives an id to each session that the edit made or changed and that still has none.
    fn name_sessions(&self, before: &Book, after: &mut Book) {
        let ids: Vec<WeekId> = self.weeks();
        let mut place = 0;
        for id in ids {
            let was = before.week(id);
            let Some(week) = after.week_mut(id) else { continue };
            // If only `own` changed, nothing was touched.
            if was.is_some_and(|w| Week { own: w.own, ..week.clone() } == *w) {
                week.own = was.is_some_and(|w| w.own);
                continue;
            }
            // One that only moved, even into the tray, counts as changed: from now on it must be recognised wherever it is.
            let held = |day: Option<usize>| -> Vec<&Session> {
                match (was, day) {
                    (None, _) => Vec::new(),
                    (Some(w), Some(day)) => w.days[day].sessions.iter().collect(),
                    (Some(w), None) => w.tray.iter().map(|t| &t.session).collect(),
                }
            };
            let mut name = |session: &mut Session, held: &[&Session]| {
                place += 1;
                let untouched = held.iter().any(|old| old.row.0 == session.row.0 && **old == *session);
                if session.id.is_none() && !untouched {
                    session.id = Some(SessionId::made_from(&[&self.id, &place]));
                }
            };
            for (n, day) in week.days.iter_mut().enumerate() {
                day.sessions.iter_mut().for_each(|s| name(s, &held(Some(n))));
            }
            week.tray.iter_mut().for_each(|t| name(&mut t.session, &held(None)));
        }
    }

    /// Refuses to change the plan of a past day.
    fn ahead(&self, date: NaiveDate) -> Result<(), Refusal> {
        if date >= self.today {
            return Ok(());
        }
        Err(Refusal::new(format!("{} is past, and past days are facts", day_name(date, self.today))).with(Way::Correct))
    }
}
