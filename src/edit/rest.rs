//! Rest: turning a day into it, making a run of days rest, inserting a rest day.

use super::moves::{may_move, relocated};
use super::session::done_refusal;
use super::*;

/// How much of a rest day a day is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Resting {
    /// Something else is planned, or nothing.
    No,
    /// Full rest and nothing else.
    Full,
    /// The easy walk that means active recovery.
    Active,
}

impl Resting {
    /// How much of a rest day it is.
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

/// Changes that make rest, or take it back.
#[derive(Clone, PartialEq, Debug)]
pub enum RestEdit {
    /// Turns a day from the state it was seen in to the next one: full rest, active recovery, what it was.
    Turn {
        /// The day.
        date: NaiveDate,
        /// The state it was seen in.
        seen: Resting,
    },
    /// Makes days full rest, whatever they are.
    Full {
        /// The days.
        days: Vec<NaiveDate>,
    },
    /// Inserts a rest day and shifts the rest of the week by a day.
    Insert {
        /// The day that becomes rest.
        date: NaiveDate,
    },
}

impl RestEdit {
    pub(super) fn weeks(&self) -> Vec<WeekId> {
        match self {
            Self::Turn { date, .. } | Self::Insert { date } => vec![WeekId::of(*date)],
            Self::Full { days } => weeks_of(days),
        }
    }

    pub(super) fn apply(&self, change: &Change, book: &mut Book) -> Result<Outcome, Refusal> {
        match self {
            Self::Turn { date, seen } => change.rest(book, *date, *seen),
            Self::Full { days } => change.full_rest(book, days),
            Self::Insert { date } => change.insert_rest(book, *date),
        }
    }
}

impl Change {
    /// Full rest → active recovery → what it was. Rest itself never goes to the tray.
    fn rest(&self, book: &mut Book, date: NaiveDate, seen: Resting) -> Result<Outcome, Refusal> {
        self.ahead(date)?;
        let week = book.plan_mut(WeekId::of(date), self.today, self.split(WeekId::of(date)))?;
        let name = day_name(date, self.today);
        let own: Vec<usize> = (0..week.tray.len()).filter(|i| week.tray[*i].from == Some(date)).collect();
        let day = week.day_mut(date);
        if take_rest_branch(day) {
            return Ok(Outcome::said(format!("{name} is full rest")));
        }
        let now = Resting::of(day);
        // The step was asked for from the state that was seen; from any other it is not what was meant.
        match (seen, now) {
            (Resting::No, Resting::Full) => return Ok(Outcome::said(format!("{name} is already full rest"))),
            (Resting::Full, Resting::Active) => {
                return Ok(Outcome::said(format!("{name} is already active recovery")));
            }
            (seen, now) if seen != now => {
                return Err(Refusal::new(format!("{name} was changed elsewhere")).with(Way::TurnAgain));
            }
            _ => {}
        }
        let all_walk = now == Resting::Active;
        let only_done = day.has_done() && day.sessions.iter().all(|s| s.status != Status::Planned);
        if now == Resting::Full {
            day.sessions.retain(|s| s.status != Status::Planned);
            day.sessions.push(Session::easy_walk());
            return Ok(Outcome::said(format!("{name}: active recovery, an easy walk")));
        }
        if (all_walk || only_done) && !own.is_empty() {
            day.sessions.retain(|s| s.status != Status::Planned);
            let mut back: Vec<Session> = Vec::new();
            for i in own.into_iter().rev() {
                back.insert(0, week.tray.remove(i).session);
            }
            let said = format!("{name}: {} is back from the tray", day_title(&back));
            week.day_mut(date).sessions.extend(back);
            return Ok(Outcome::said(said));
        }
        if only_done {
            let done = day.sessions.iter().find(|s| s.status == Status::Done);
            return Err(done.map_or_else(|| Refusal::new(""), |s| done_refusal(s, date, self.today)));
        }
        if all_walk {
            day.sessions.retain(|s| s.status != Status::Planned);
            day.sessions.push(Session::full_rest());
            return Ok(Outcome::said(format!("{name} is full rest")));
        }
        let rests = !week.day(date).has_done();
        let parked = park(week, date, self.today, |s| !s.is_plain_rest())?;
        let what = if rests { "is full rest" } else { "keeps what is done" };
        Ok(Outcome::said(format!("{name} {what}{}", waits(&parked))))
    }

    /// Full rest, whatever the day is; it does not cycle.
    fn full_rest(&self, book: &mut Book, days: &[NaiveDate]) -> Result<Outcome, Refusal> {
        let mut parked = Vec::new();
        let (mut already, mut rests) = (true, true);
        for date in days {
            self.ahead(*date)?;
            let week = book.plan_mut(WeekId::of(*date), self.today, self.split(WeekId::of(*date)))?;
            already &= !take_rest_branch(week.day_mut(*date));
            if week.day(*date).sessions.iter().all(|s| s.kind == Kind::Rest) && !week.day(*date).sessions.is_empty() {
                continue;
            }
            already = false;
            let day = week.day(*date);
            // If nothing is left to do, the day is what was done on it.
            if let Some(done) = day.sessions.iter().find(|s| s.status == Status::Done)
                && day.sessions.iter().all(|s| s.status == Status::Done)
            {
                return Err(done_refusal(done, *date, self.today));
            }
            rests &= !week.day(*date).has_done();
            // A session that a condition could make rest is rest now, and nothing to catch up on.
            parked.extend(park(week, *date, self.today, |s| !s.is_plain_rest() && s.condition.is_none())?);
        }
        let span = day_span(days, self.today);
        if already {
            return Ok(Outcome::said(format!("{span} is already full rest")));
        }
        let what = if rests { "is full rest" } else { "keeps what is done" };
        Ok(Outcome::said(format!("{span} {what}{}", waits(&parked))))
    }

    /// Inserts a rest day at `date`; the days from there to Sunday shift by one, and what falls off waits in the tray.
    fn insert_rest(&self, book: &mut Book, date: NaiveDate) -> Result<Outcome, Refusal> {
        self.ahead(date)?;
        let week = book.plan_mut(WeekId::of(date), self.today, self.split(WeekId::of(date)))?;
        let movable: Vec<NaiveDate> = week.days[weekday_index(date)..]
            .iter()
            .filter(|d| d.sessions.iter().all(|s| s.status == Status::Planned && !s.pinned))
            .map(|d| d.date)
            .collect();
        if movable.iter().all(|d| week.day(*d).is_rest()) && !movable.is_empty() {
            return Err(Refusal::new("the days from here to Sunday are already rest"));
        }
        if movable.first() != Some(&date) {
            return Err(Refusal::new(format!(
                "{} holds done, skipped or pinned work, which does not move",
                day_name(date, self.today)
            )));
        }
        let mut carried = vec![Session::full_rest()];
        let mut from = date;
        for to in movable {
            let sessions = std::mem::take(&mut week.day_mut(to).sessions);
            week.day_mut(to).sessions = carried.into_iter().map(|s| relocated(s, from, to)).collect();
            (carried, from) = (sessions, to);
        }
        carried.retain(|s| !s.is_plain_rest());
        let said = format!("inserted rest on {}{}", day_name(date, self.today), waits(&carried));
        week.tray.extend(carried.into_iter().map(|session| TrayItem { from: Some(from), session }));
        Ok(Outcome::said(said))
    }
}

/// Switches settled sessions to their rest branch; returns whether that makes the day rest.
fn take_rest_branch(day: &mut Day) -> bool {
    let rests = |s: &Session| s.status == Status::Planned && s.kind != Kind::Rest && s.instead.is_some();
    let mut found = false;
    for s in day.sessions.iter_mut().filter(|s| rests(s)) {
        if let Some(rest) = s.other_branch() {
            (*s, found) = (rest, true);
        }
    }
    found && day.is_rest()
}

/// Makes the day full rest; its planned sessions go to the tray, rest itself does not.
fn park(
    week: &mut Week,
    date: NaiveDate,
    today: NaiveDate,
    waits: impl Fn(&Session) -> bool,
) -> Result<Vec<Session>, Refusal> {
    let day = week.day_mut(date);
    if let Some(pinned) = day.sessions.iter().find(|s| s.pinned && s.status == Status::Planned) {
        may_move(pinned, date, today)?;
    }
    let (parked, kept): (Vec<_>, Vec<_>) = day.sessions.drain(..).partition(|s| s.status == Status::Planned);
    day.sessions = kept;
    if !day.has_done() {
        day.sessions.push(Session::full_rest());
    }
    let parked: Vec<Session> = parked.into_iter().filter(waits).collect();
    week.tray.extend(parked.iter().map(|s| TrayItem { from: Some(date), session: s.clone() }));
    Ok(parked)
}

/// The words about sessions that went to the tray.
pub(super) fn waits(parked: &[Session]) -> String {
    match parked {
        [] => String::new(),
        [one] => format!("; {} waits in the tray", one.title),
        many => format!("; {} sessions wait in the tray", many.len()),
    }
}
