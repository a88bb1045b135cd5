//! Edits: every change a person can make to plan and log, as an operation that can be applied again.
//!
//! An [`Edit`] names what it acts on by day and content, never by a pointer into memory, so the same edit is applied to
//! the weeks on the screen and then to the files as they are at that moment. A [`Change`] is an edit with what it needs
//! to know of the outside: today's date, and the split that a week without a plan shows.

use std::fmt;

use chrono::NaiveDate;

use crate::domain::calendar::{ClockTime, WeekId, add_days, day_name, day_span, weekday_index};
use crate::domain::checkin::CheckIn;
use crate::domain::days::Book;
use crate::domain::merge::{self, Clash};
use crate::domain::refusal::{Refusal, Way};
use crate::domain::session::{
    Done, Extra, Felt, Kind, MAX_MINUTES, RowId, Rpe, Session, SessionId, SkipReason, Status, fnv1a,
};
use crate::domain::split::Split;
use crate::domain::week::{Day, Fuel, Overlay, TrayItem, Week, day_title};

mod import;
mod rearrange;
pub mod saving;

pub use import::{DayRow, Import, SessionRow};

/// Which edit it is: the run of the program that made it, and its number there. The same edit sent again has the same id,
/// and is not applied again.
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

/// A session of a day, or one of its extras, named by place and content so that it is found again in a changed file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ItemRef {
    /// The day.
    pub date: NaiveDate,
    /// Its place among the day's sessions.
    pub index: usize,
    /// The extra meant, by its place in the session.
    pub extra: Option<usize>,
    /// The session's kind.
    pub kind: Kind,
    /// The session's title.
    pub title: String,
    /// The session's identity, where it has one: it says more than place, kind and title.
    pub id: Option<SessionId>,
    /// Whether it was done when it was chosen: an edit of the plan leaves alone what was done since.
    pub done: bool,
}

impl ItemRef {
    /// The session `index` of `date`.
    pub fn to(date: NaiveDate, index: usize, session: &Session) -> Self {
        let (kind, title, id) = (session.kind, session.title.clone(), session.id.clone());
        Self { date, index, extra: None, kind, title, id, done: session.status == Status::Done }
    }

    /// The extra at that place of it.
    pub fn extra(self, extra: usize, session: &Session) -> Self {
        let done = session.extras.get(extra).is_some_and(|e| e.done);
        Self { extra: Some(extra), done, ..self }
    }

    /// Whether the week still holds it.
    pub fn is_in(&self, week: &Week) -> bool {
        self.find(week, self.date).is_ok()
    }

    fn find(&self, week: &Week, today: NaiveDate) -> Result<usize, Refusal> {
        let sessions = &week.day(self.date).sessions;
        // Of two with one id, as after copying by hand, it is the one in its place.
        if self.id.is_some() && sessions.get(self.index).is_some_and(|s| s.id == self.id) {
            return Ok(self.index);
        }
        if let Some(at) = self.id.as_ref().and_then(|id| sessions.iter().position(|s| s.id.as_ref() == Some(id))) {
            return Ok(at);
        }
        let same = |s: &Session| s.kind == self.kind && s.title == self.title;
        if sessions.get(self.index).is_some_and(same) {
            return Ok(self.index);
        }
        sessions.iter().position(same).ok_or_else(|| {
            Refusal::new(format!(
                "{} no longer holds {}; it was changed elsewhere",
                day_name(self.date, today),
                self.title
            ))
        })
    }
}

/// How a session lands on a day that is not free.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Landing {
    /// It changes places with what is planned there.
    Swap,
    /// It is added to what is planned there.
    Stack,
}

/// What `p` puts down.
#[derive(Clone, PartialEq, Debug)]
pub enum PutFrom {
    /// An item of a week's tray, by place, kind and title.
    Tray(WeekId, usize, Kind, String),
    /// Copies, for as many days running as there are lists.
    Copy(Vec<Vec<Session>>),
}

/// How much of a rest day a day is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Resting {
    /// Something else is planned, or nothing.
    No,
    /// Full rest and nothing else.
    Full,
    /// The easy walk that stands for active recovery.
    Active,
}

impl Resting {
    /// What a day is.
    pub fn of(day: &Day) -> Self {
        let planned: Vec<&Session> = day.sessions.iter().filter(|s| s.status == Status::Planned).collect();
        let is_walk = |s: &Session| {
            s.kind == Kind::ActiveRecovery && s.title == Session::easy_walk().title && s.extras.is_empty()
        };
        match () {
            () if planned.is_empty() => Self::No,
            () if planned.iter().all(|s| s.is_plain_rest()) && !day.has_done() => Self::Full,
            () if planned.iter().all(|s| is_walk(s)) => Self::Active,
            () => Self::No,
        }
    }
}

/// What became of the offer of a day.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mark {
    /// It was applied.
    Used,
    /// It was hidden.
    Refused,
}

impl Mark {
    /// Its name in the journal.
    pub fn name(self) -> &'static str {
        match self {
            Self::Used => "used",
            Self::Refused => "refused",
        }
    }

    /// Reads a name.
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Used, Self::Refused].into_iter().find(|m| m.name() == text)
    }
}

/// What a check-in does to the day's note.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub enum NoteChange {
    /// Nothing.
    #[default]
    Keep,
    /// It becomes the second where it was the first; lines that somebody else added since stay.
    Set(Option<String>, Option<String>),
    /// A further line, where it does not stand there already.
    Add(String),
}

/// What is planned and done in a week: its sessions day by day, and what waits beside it.
#[derive(Clone, PartialEq, Debug)]
pub struct Plan {
    /// Monday to Sunday.
    pub days: [Vec<Session>; 7],
    /// The tray.
    pub tray: Vec<TrayItem>,
}

impl Plan {
    /// The plan of a week.
    pub fn of(week: &Week) -> Self {
        Self { days: week.days.clone().map(|d| d.sessions), tray: week.tray.clone() }
    }

    /// Whether both hold the same work, whichever sessions they are.
    fn same_work(&self, other: &Self) -> bool {
        let bare = |plan: &Self| {
            let mut plan = plan.clone();
            let in_days = plan.days.iter_mut().flatten();
            in_days.chain(plan.tray.iter_mut().map(|t| &mut t.session)).for_each(|s| s.id = None);
            plan
        };
        bare(self) == bare(other)
    }

    /// Makes it the plan of a week.
    pub fn put_into(&self, week: &mut Week) {
        for (day, sessions) in week.days.iter_mut().zip(&self.days) {
            day.sessions.clone_from(sessions);
        }
        week.tray.clone_from(&self.tray);
    }
}

/// A change a person asks for.
#[derive(Clone, PartialEq, Debug)]
pub enum Edit {
    /// Turns a day from how it was seen to the next of full rest, active recovery, and what it was.
    Rest(NaiveDate, Resting),
    /// Makes days full rest, whatever they are.
    FullRest(Vec<NaiveDate>),
    /// Puts a rest day in and shifts the rest of the week by a day.
    InsertRest(NaiveDate),
    /// Two days change places; with what was seen of them, where that is known ([`seen_of`]).
    Swap(NaiveDate, NaiveDate, Option<u64>),
    /// A session goes to another day.
    Move(ItemRef, NaiveDate, Landing),
    /// A run of days goes elsewhere in the weeks, the days between close up.
    MoveDays(Vec<NaiveDate>, NaiveDate),
    /// A session's fields are rewritten: what it was, what it becomes.
    Revise(ItemRef, Box<Session>, Box<Session>),
    /// Another session takes the place of one, which waits in the tray.
    Replace(ItemRef, Box<Session>),
    /// A session is added.
    Add(NaiveDate, Box<Session>),
    /// RPE up or down.
    Effort(ItemRef, i8),
    /// Minutes up or down.
    Length(ItemRef, i16),
    /// Done as planned, or back to planned.
    ToggleDone(ItemRef),
    /// Done, with what it was.
    Record(ItemRef, Done),
    /// How a done session felt.
    Feel(ItemRef, Felt),
    /// Left out.
    Skip(ItemRef, Option<SkipReason>),
    /// Sessions go to the tray (an extra is removed).
    Cut(Vec<ItemRef>),
    /// Sessions come from the tray or are copied in.
    Put(PutFrom, NaiveDate),
    /// A copied week replaces what is planned.
    PutWeek(Box<[Vec<Session>; 7]>, WeekId),
    /// An overlay is laid on days, or lifted.
    Overlay(Vec<NaiveDate>, Option<Overlay>),
    /// The day's note.
    Note(NaiveDate, Option<String>),
    /// The day's note, as it was when it was opened and as it becomes: lines that somebody else added since stay.
    Reword(NaiveDate, Option<String>, Option<String>),
    /// What went well on a day.
    Wins(NaiveDate, Vec<String>),
    /// Movement snacks of a day, so many more or fewer.
    Snack(NaiveDate, i8),
    /// A fuel tick, on or off.
    Fuel(NaiveDate, Fuel, bool),
    /// Bed time planned for a day's evening.
    Bed(NaiveDate, Option<ClockTime>),
    /// Held to its day, or let go.
    Pin(ItemRef, bool),
    /// A morning's answers: what they were, what they become, and the day's note where that changes too.
    CheckIn(NaiveDate, Box<CheckIn>, Box<CheckIn>, NoteChange),
    /// Another split for a week, from today on.
    LaySplit(WeekId, Box<Split>),
    /// Whole days take the sessions of others: each day with the day it takes from.
    Arrange(Vec<(NaiveDate, NaiveDate)>),
    /// Several edits as one step.
    Batch(Vec<Edit>),
    /// Seven days from that day on become a deload.
    Deload(NaiveDate),
    /// A week's plan as it was, and as it becomes, as after editing it as text.
    Rewrite(WeekId, Box<Plan>, Box<Plan>),
    /// An extra goes with a session.
    AddExtra(ItemRef, Extra),
    /// Two weeks ahead change their plans.
    SwapWeeks(WeekId, WeekId),
    /// Rows of a CSV file.
    Import(Box<Import>),
    /// What became of the day's offer. It touches no week.
    Mark(NaiveDate, Mark),
}

impl Edit {
    /// Two days change places, whatever is on them.
    pub fn swap(a: NaiveDate, b: NaiveDate) -> Self {
        Self::Swap(a, b, None)
    }
}

/// What two days hold, in their order, in a number: asked for twice, a swap of them is one.
pub fn seen_of(a: &Day, b: &Day) -> u64 {
    let titles = |day: &Day| {
        let planned = day.sessions.iter().filter(|s| s.status == Status::Planned);
        planned.map(|s| format!("{}/{}", s.kind.name(), s.title)).collect::<Vec<_>>().join("|")
    };
    fnv1a(format!("{}||{}", titles(a), titles(b)).as_bytes())
}

/// What came of an edit.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Outcome {
    /// One line that says what happened.
    pub said: String,
    /// What goes on from there, where something does.
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

/// An edit with what it needs to know of the outside.
#[derive(Clone, PartialEq, Debug)]
pub struct Change {
    /// Which edit it is.
    pub id: EditId,
    /// What it is undone together with, such as all answers of one check-in.
    pub group: Option<EditId>,
    /// The edit.
    pub edit: Edit,
    /// Today's date.
    pub today: NaiveDate,
    /// The split that weeks without a plan show.
    pub split: Split,
}

impl Change {
    /// The weeks it may touch; those that receive come before those that give, which is the order of writing.
    pub fn weeks(&self) -> Vec<WeekId> {
        let mut dates: Vec<NaiveDate> = Vec::new();
        let mut ids: Vec<WeekId> = Vec::new();
        match &self.edit {
            Edit::Rest(d, _)
            | Edit::InsertRest(d)
            | Edit::Add(d, _)
            | Edit::Note(d, _)
            | Edit::Reword(d, ..)
            | Edit::Wins(d, _)
            | Edit::Snack(d, _)
            | Edit::Fuel(d, ..)
            | Edit::Bed(d, _)
            | Edit::CheckIn(d, ..) => dates.push(*d),
            Edit::Swap(a, b, _) => dates.extend([*b, *a]),
            Edit::Move(item, to, _) => dates.extend([*to, item.date]),
            Edit::MoveDays(days, to) => {
                dates.extend((0..days.len()).map(|n| add_days(*to, n as i64)));
                dates.extend(rearrange::span(days, *to));
            }
            Edit::Effort(i, _)
            | Edit::Length(i, _)
            | Edit::ToggleDone(i)
            | Edit::Record(i, _)
            | Edit::Feel(i, _)
            | Edit::Skip(i, _)
            | Edit::Pin(i, _)
            | Edit::AddExtra(i, _)
            | Edit::Replace(i, _)
            | Edit::Revise(i, ..) => {
                dates.push(i.date);
            }
            Edit::Cut(items) => dates.extend(items.iter().map(|i| i.date)),
            Edit::Put(from, to) => {
                ids.push(WeekId::of(*to));
                match from {
                    PutFrom::Tray(week, ..) => ids.push(*week),
                    PutFrom::Copy(days) => dates.extend((0..days.len()).map(|i| add_days(*to, i as i64))),
                }
            }
            Edit::Arrange(takes) => dates.extend(takes.iter().map(|(to, _)| *to)),
            Edit::Batch(edits) => {
                for edit in edits {
                    ids.extend(self.with(edit.clone()).weeks());
                }
            }
            Edit::Deload(start) => dates.extend([*start, add_days(*start, 6)]),
            Edit::PutWeek(_, id) | Edit::LaySplit(id, _) | Edit::Rewrite(id, ..) => ids.push(*id),
            Edit::SwapWeeks(a, b) => ids.extend([*a, *b]),
            Edit::FullRest(days) | Edit::Overlay(days, _) => dates.extend(days),
            Edit::Import(import) => dates.extend(import.dates()),
            Edit::Mark(..) => {}
        }
        for id in dates.into_iter().map(WeekId::of) {
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        let mut seen = Vec::new();
        ids.retain(|id| {
            !seen.contains(id) && {
                seen.push(*id);
                true
            }
        });
        ids
    }

    /// Applies it to `book`, or refuses and leaves `book` as it was.
    pub fn apply(&self, book: &mut Book) -> Result<Outcome, Refusal> {
        let mut scratch = book.only(&self.weeks());
        let outcome = self.run(&mut scratch)?;
        self.name_sessions(book, &mut scratch);
        book.absorb(scratch);
        Ok(outcome)
    }

    /// Gives an id to each session that the edit made or changed and that has none.
    fn name_sessions(&self, before: &Book, after: &mut Book) {
        let ids: Vec<WeekId> = self.weeks();
        let mut place = 0;
        for id in ids {
            let was = before.week(id);
            let Some(week) = after.week_mut(id) else { continue };
            // Where nothing else changed, nothing was touched.
            if was.is_some_and(|w| Week { own: w.own, ..week.clone() } == *w) {
                week.own = was.is_some_and(|w| w.own);
                continue;
            }
            // One that only moved, into the tray too, was changed: from now on it must be known again wherever it is.
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

    fn with(&self, edit: Edit) -> Self {
        Self { edit, ..self.clone() }
    }

    fn run(&self, book: &mut Book) -> Result<Outcome, Refusal> {
        self.run_edit(book, &self.edit)
    }

    fn run_edit(&self, book: &mut Book, edit: &Edit) -> Result<Outcome, Refusal> {
        match edit {
            Edit::Rest(date, seen) => self.rest(book, *date, *seen),
            Edit::FullRest(days) => self.full_rest(book, days),
            Edit::InsertRest(date) => self.insert_rest(book, *date),
            Edit::Swap(a, b, seen) => self.swap(book, *a, *b, *seen),
            Edit::Move(item, to, how) => self.move_item(book, item, *to, *how),
            Edit::MoveDays(days, to) => self.move_days(book, days, *to),
            Edit::Cut(items) => self.cut(book, items),
            Edit::Put(from, to) => self.put(book, from, *to),
            Edit::PutWeek(days, id) => self.put_week(book, days, *id),
            Edit::LaySplit(id, split) => self.lay_split(book, *id, split),
            Edit::Revise(item, was, to) => self.with_session(book, item, |s| {
                let since = s.status == Status::Done && was.status != Status::Done;
                if since && to.kind == Kind::Rest && was.kind != Kind::Rest {
                    return Err(done_stays(s, item.date, self.today));
                }
                let held = s.clone();
                merge::session(Clash::Ours, was, to, s);
                let stays = if since { "; it was done meanwhile, and what it was stays" } else { "" };
                Ok(format!("changed {}{stays}{}", s.title, elsewhere_too(was, to, &held)))
            }),
            Edit::Replace(item, to) => self.replace(book, item, to),
            Edit::Add(date, session) => self.add(book, *date, session),
            Edit::Effort(item, points) => self.with_plan(book, item, |s| effort(s, item.extra, *points)),
            Edit::Length(item, minutes) => self.with_plan(book, item, |s| length(s, item.extra, *minutes)),
            Edit::ToggleDone(item) => self.toggle_done(book, item),
            Edit::Record(item, done) => self.record(book, item, *done),
            Edit::Feel(item, felt) => self.with_session(book, item, |s| {
                s.done.get_or_insert_default().felt = Some(*felt);
                Ok(format!("{} felt {}", s.title, felt.name()))
            }),
            Edit::Skip(item, reason) => self.with_session(book, item, |s| {
                if s.status == Status::Done {
                    return Err(done_stays(s, item.date, self.today));
                }
                s.status = Status::Skipped;
                s.reason = *reason;
                let why = reason.map_or(String::new(), |r| format!(": {}", r.name()));
                Ok(format!("skipped {}{why}; nothing to catch up", s.title))
            }),
            Edit::Pin(item, on) => self.with_session(book, item, |s| {
                s.pinned = *on;
                let day = day_name(item.date, self.today);
                Ok(if s.pinned {
                    format!("pinned {} to {day}", s.title)
                } else {
                    format!("{} may move again", s.title)
                })
            }),
            Edit::Overlay(days, overlay) => overlay_days(book, days, *overlay, self.today),
            Edit::Reword(date, was, to) => {
                let held = book.week(WeekId::of(*date)).and_then(|w| w.day(*date).note.clone());
                let text = reworded(was.as_deref(), to.as_deref(), held.as_deref());
                self.run_edit(book, &Edit::Note(*date, text))
            }
            Edit::Note(date, text) => {
                let day = book.log_mut(WeekId::of(*date))?.day_mut(*date);
                let said = match (&day.note, text) {
                    (_, None) => "took the note off",
                    (None, Some(_)) => "noted on",
                    (Some(_), Some(_)) => "changed the note on",
                };
                day.note.clone_from(text);
                Ok(Outcome::said(format!("{said} {}", day_name(*date, self.today))))
            }
            Edit::Wins(date, wins) => {
                let day = book.log_mut(WeekId::of(*date))?.day_mut(*date);
                day.wins.clone_from(wins);
                let name = day_name(*date, self.today);
                Ok(Outcome::said(match wins.as_slice() {
                    [] => format!("no wins kept on {name}"),
                    [one] => format!("a win on {name}: {one}"),
                    many => format!("{} wins on {name}", many.len()),
                }))
            }
            Edit::Snack(date, by) => {
                self.not_ahead(*date)?;
                let day = book.log_mut(WeekId::of(*date))?.day_mut(*date);
                day.snacks = day.snacks.saturating_add_signed(*by).min(99);
                let n = day.snacks;
                let word = if n == 1 { "movement snack" } else { "movement snacks" };
                Ok(Outcome::said(format!("{}: {n} {word}", day_name(*date, self.today))))
            }
            Edit::Fuel(date, fuel, on) => {
                self.not_ahead(*date)?;
                let day = book.log_mut(WeekId::of(*date))?.day_mut(*date);
                if *on {
                    day.fuel.insert(*fuel);
                } else {
                    day.fuel.remove(fuel);
                }
                let mark = if *on { "ticked" } else { "no longer ticked" };
                Ok(Outcome::said(format!("{}: {} {mark}", day_name(*date, self.today), fuel.name())))
            }
            Edit::Bed(date, time) => {
                self.ahead(*date)?;
                book.log_mut(WeekId::of(*date))?.day_mut(*date).bed = *time;
                let day = day_name(*date, self.today);
                Ok(Outcome::said(
                    time.map_or(format!("no bed time planned on {day}"), |t| format!("{day}: in bed by {t}")),
                ))
            }
            Edit::CheckIn(date, was, to, note) => self.check_in(book, *date, was, to, note),
            Edit::Deload(start) => self.deload(book, *start),
            Edit::Arrange(takes) => self.arrange(book, takes),
            Edit::Batch(edits) => {
                let (mut said, mut left) = (Vec::new(), Vec::new());
                for edit in edits {
                    // What no longer fits holds back nothing else.
                    let mut trial = book.clone();
                    match self.with(edit.clone()).run(&mut trial) {
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
                Ok(match said.as_slice() {
                    [one] => Outcome { said: format!("{}{out}", one.said), ..one.clone() },
                    many => {
                        let all: Vec<&str> = many.iter().map(|o| o.said.as_str()).collect();
                        let lines = many.iter().map(|o| (o.said.clone(), o.way)).collect();
                        let said = format!("what if applied, {} changes: {}{out}", many.len(), all.join(" · "));
                        Outcome { said, lines, ..Outcome::default() }
                    }
                })
            }
            Edit::Rewrite(id, was, to) => self.rewrite(book, *id, was, to),
            Edit::AddExtra(item, extra) => self.with_session(book, item, |s| {
                s.extras.push(extra.clone());
                let minutes = extra.minutes.map_or(String::new(), |m| format!(" {m} min"));
                let how = if extra.done { "done".to_owned() } else { format!("added to {}", s.title) };
                Ok(format!("{}{minutes}, {how}", extra.title))
            }),
            Edit::SwapWeeks(a, b) => self.swap_weeks(book, *a, *b),
            Edit::Import(import) => import.merge(self, book),
            Edit::Mark(date, Mark::Refused) => {
                Ok(Outcome::said(format!("the offer is hidden for {}", day_name(*date, self.today))))
            }
            Edit::Mark(date, Mark::Used) => {
                Ok(Outcome::said(format!("used the offer of {}", day_name(*date, self.today))))
            }
        }
    }

    /// The plan is replaced where it still is what it was; where somebody else changed it, the changes are carried over.
    fn rewrite(&self, book: &mut Book, id: WeekId, was: &Plan, to: &Plan) -> Result<Outcome, Refusal> {
        let week = book.plan_mut(id, self.today, &self.split)?;
        if Plan::of(week) == *was {
            to.put_into(week);
        } else {
            let (mut before, mut after) = (week.clone(), week.clone());
            was.put_into(&mut before);
            to.put_into(&mut after);
            let mut now = [week.clone()];
            merge::weeks(Clash::Ours, &[before], &[after], &mut now, self.today)?;
            let [now] = now;
            *week = now;
        }
        let days = was.days.iter().zip(&to.days).filter(|(a, b)| a != b).count();
        let word = if days == 1 { "day" } else { "days" };
        let what = match (days, was.tray == to.tray) {
            (0, _) => "the tray".to_owned(),
            (n, true) => format!("{n} {word}"),
            (n, false) => format!("{n} {word} and the tray"),
        };
        Ok(Outcome::said(format!("week {} as text: {what} changed", id.number())))
    }

    fn with_session(
        &self,
        book: &mut Book,
        item: &ItemRef,
        change: impl FnOnce(&mut Session) -> Result<String, Refusal>,
    ) -> Result<Outcome, Refusal> {
        let week = book.plan_mut(WeekId::of(item.date), self.today, &self.split)?;
        let at = item.find(week, self.today)?;
        let said = change(&mut week.day_mut(item.date).sessions[at])?;
        Ok(Outcome::said(format!("{}: {said}", day_name(item.date, self.today))))
    }

    /// As [`Self::with_session`], for a change of the plan: work that was done since it was chosen is left alone.
    fn with_plan(
        &self,
        book: &mut Book,
        item: &ItemRef,
        change: impl FnOnce(&mut Session) -> Result<String, Refusal>,
    ) -> Result<Outcome, Refusal> {
        self.with_session(book, item, |s| {
            let (done, title) = match item.extra.and_then(|i| s.extras.get(i)) {
                Some(extra) => (extra.done, &extra.title),
                None => (s.status == Status::Done, &s.title),
            };
            if done && !item.done {
                return Err(Refusal::new(format!("{title} was done meanwhile, and what it was stays")));
            }
            change(s)
        })
    }

    fn add(&self, book: &mut Book, date: NaiveDate, session: &Session) -> Result<Outcome, Refusal> {
        // Work already done is a log; it does not make a plan.
        let id = WeekId::of(date);
        let week = if session.status == Status::Done {
            book.log_mut(id)?
        } else {
            book.plan_mut(id, self.today, &self.split)?
        };
        let day = week.day_mut(date);
        if session.kind != Kind::Rest && session.status != Status::Done {
            day.sessions.retain(|s| !(s.is_plain_rest() && s.status == Status::Planned));
        }
        day.sessions.push(session.clone());
        let verb = if session.status == Status::Done { "recorded" } else { "added" };
        Ok(Outcome::said(format!("{verb} {} on {}", session.summary(), day_name(date, self.today))))
    }

    fn toggle_done(&self, book: &mut Book, item: &ItemRef) -> Result<Outcome, Refusal> {
        if item.date > self.today {
            return Err(Refusal::new(format!(
                "{} is still ahead; it can be marked done from that day on",
                day_name(item.date, self.today)
            )));
        }
        self.with_session(book, item, |s| {
            // Asked for as it was seen: what another program has marked meanwhile is not turned back by that.
            if let Some(extra) = item.extra.and_then(|i| s.extras.get_mut(i)) {
                extra.done = !item.done;
                let mark = if extra.done { "done" } else { "back to planned" };
                return Ok(format!("{} {mark}", extra.title));
            }
            if (s.status == Status::Done) != item.done {
                let mark = if item.done { "is planned" } else { "was done" };
                return Err(Refusal::new(format!("{} {mark} already", s.title)));
            }
            if item.done {
                // What was recorded stays beside it, for the next time it is marked.
                s.status = Status::Planned;
                return Ok(format!("{} back to planned", s.title));
            }
            (s.status, s.reason) = (Status::Done, None);
            Ok(match s.kind {
                Kind::Rest => "rest kept".into(),
                // The numbers of before the mark was taken off count again.
                _ if s.done.is_some() => format!("{} done, as recorded before", s.summary()),
                _ => format!("{} done", s.title),
            })
        })
    }

    fn record(&self, book: &mut Book, item: &ItemRef, done: Done) -> Result<Outcome, Refusal> {
        if item.date > self.today {
            return Err(Refusal::new(format!(
                "{} is still ahead; it can be recorded from that day on",
                day_name(item.date, self.today)
            )));
        }
        self.with_session(book, item, |s| {
            (s.status, s.reason) = (Status::Done, None);
            let differs = Done {
                minutes: done.minutes.filter(|m| s.minutes != Some(*m)),
                rpe: done.rpe.filter(|r| s.rpe != Some(*r)),
                felt: done.felt,
            };
            s.done = (differs != Done::default()).then_some(differs);
            Ok(if s.kind == Kind::Rest { "rest kept".into() } else { format!("{} done", s.summary()) })
        })
    }

    fn check_in(
        &self,
        book: &mut Book,
        date: NaiveDate,
        was: &CheckIn,
        to: &CheckIn,
        note: &NoteChange,
    ) -> Result<Outcome, Refusal> {
        if date > self.today {
            return Err(Refusal::new(format!(
                "{} is still ahead; its morning can be logged when it comes",
                day_name(date, self.today)
            )));
        }
        let day = book.log_mut(WeekId::of(date))?.day_mut(date);
        let mut merged = day.checkin.take().unwrap_or_default();
        merge::checkin(Clash::Ours, was, &to.rounded(was), &mut merged);
        let unfinished = merged.unfinished;
        // A morning without an answer is none, whatever was forecast from it.
        day.checkin = (!merged.is_empty()).then_some(merged);
        match note {
            NoteChange::Keep => {}
            NoteChange::Set(was, to) => day.note = reworded(was.as_deref(), to.as_deref(), day.note.as_deref()),
            NoteChange::Add(text) => {
                let held = day.note.take();
                let there = held.as_ref().is_some_and(|n| n.lines().any(|l| l == text));
                day.note = Some(match held {
                    Some(held) if there => held,
                    Some(held) => format!("{held}\n{text}"),
                    None => text.clone(),
                });
            }
        }
        let kept = if unfinished { "kept for later: " } else { "logged " };
        Ok(Outcome::said(format!("{kept}the morning of {}", day_name(date, self.today))))
    }

    /// Refuses to log what has not happened yet.
    fn not_ahead(&self, date: NaiveDate) -> Result<(), Refusal> {
        if date <= self.today {
            return Ok(());
        }
        Err(Refusal::new(format!("{} is still ahead; it can be ticked from that day on", day_name(date, self.today))))
    }

    /// Refuses to change the plan of a day that is past.
    fn ahead(&self, date: NaiveDate) -> Result<(), Refusal> {
        if date >= self.today {
            return Ok(());
        }
        Err(Refusal::new(format!("{} is past, and past days are facts", day_name(date, self.today))).with(Way::Correct))
    }
}

/// A note that was `was` when it was opened, became `to`, and is `held` by now.
fn reworded(was: Option<&str>, to: Option<&str>, held: Option<&str>) -> Option<String> {
    let lines = |text: Option<&str>| text.unwrap_or_default().lines().map(str::to_owned).collect::<Vec<_>>();
    let (before, mut after) = (lines(was), lines(to));
    for line in lines(held) {
        if !before.contains(&line) && !after.contains(&line) {
            after.push(line);
        }
    }
    Some(after.join("\n")).filter(|t| !t.trim().is_empty())
}

/// Names a field that an edit changes and that somebody else has changed too: the last word counts, and is said to.
fn elsewhere_too(was: &Session, to: &Session, held: &Session) -> String {
    let clash = |was: &dyn fmt::Display, to: &dyn fmt::Display, held: &dyn fmt::Display| {
        let (was, to, held) = (was.to_string(), to.to_string(), held.to_string());
        (was != to && held != was && held != to).then_some(held)
    };
    let show = |n: Option<String>| n.unwrap_or_else(|| "none".to_owned());
    let minutes = |s: &Session| show(s.actual_minutes().map(|m| m.to_string()));
    let rpe = |s: &Session| show(s.actual_rpe().map(|r| r.to_string()));
    let note = |s: &Session| show(s.note.clone());
    let fields = [
        ("title", clash(&was.title, &to.title, &held.title)),
        ("minutes", clash(&minutes(was), &minutes(to), &minutes(held))),
        ("RPE", clash(&rpe(was), &rpe(to), &rpe(held))),
        ("note", clash(&note(was), &note(to), &note(held))),
    ];
    let named = fields.into_iter().find_map(|(name, held)| Some((name, held?)));
    named.map_or(String::new(), |(name, held)| format!("; its {name} was changed elsewhere too, to {held}"))
}

/// The sentence that refuses to move or remove work that is done.
fn done_stays(session: &Session, date: NaiveDate, today: NaiveDate) -> Refusal {
    Refusal::new(format!("{} on {} is done, and done work never moves", session.title, day_name(date, today)))
}

fn overlay_days(
    book: &mut Book,
    days: &[NaiveDate],
    overlay: Option<Overlay>,
    today: NaiveDate,
) -> Result<Outcome, Refusal> {
    for date in days {
        book.log_mut(WeekId::of(*date))?.day_mut(*date).overlay = overlay;
    }
    let span = day_span(days, today);
    Ok(Outcome::said(match overlay {
        Some(o) => format!("{span}: {}; the plan waits underneath", o.name()),
        None => format!("{span}: the plan holds again"),
    }))
}

fn effort(s: &mut Session, extra: Option<usize>, points: i8) -> Result<String, Refusal> {
    if extra.is_some() {
        return Err(Refusal::new("an extra has no RPE of its own").with(Way::ChangeMinutes));
    }
    if s.kind == Kind::Rest {
        return Err(Refusal::new("rest has no RPE").with(Way::AddOrEdit));
    }
    // A session without RPE starts at 5, where moderate begins.
    let next = s.actual_rpe().map_or(Rpe::whole(5), |r| r.step(points));
    if s.actual_rpe() == Some(next) {
        return Err(Refusal::new(format!("RPE is at {next} already; it goes from 0 to 10")));
    }
    match (&mut s.done, s.status) {
        (done, Status::Done) => done.get_or_insert_default().rpe = Some(next),
        _ => s.rpe = Some(next),
    }
    Ok(format!("{} now RPE {next}", s.title))
}

fn length(s: &mut Session, extra: Option<usize>, step: i16) -> Result<String, Refusal> {
    if s.kind == Kind::Rest && extra.is_none() {
        return Err(Refusal::new("rest has no minutes").with(Way::AddOrEdit));
    }
    let next = |now: Option<u16>| {
        let now = now.unwrap_or(0);
        let wanted = (i32::from(now) + i32::from(step)).clamp(5, i32::from(MAX_MINUTES)) as u16;
        if wanted == now { Err(Refusal::new(format!("{now} minutes is as far as it goes"))) } else { Ok(wanted) }
    };
    if let Some(extra) = extra.and_then(|i| s.extras.get_mut(i)) {
        let minutes = next(extra.minutes)?;
        extra.minutes = Some(minutes);
        return Ok(format!("{} now {minutes} min", extra.title));
    }
    let minutes = next(s.actual_minutes())?;
    match (&mut s.done, s.status) {
        (done, Status::Done) => done.get_or_insert_default().minutes = Some(minutes),
        _ => s.minutes = Some(minutes),
    }
    Ok(format!("{} now {minutes} min", s.title))
}
