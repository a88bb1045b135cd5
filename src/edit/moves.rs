//! Moves: days and sessions swap places or go elsewhere.

use super::session::done_refusal;
use super::*;

/// How a session lands on a day that is not free.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Landing {
    /// It swaps with what is planned there.
    Swap,
    /// It is added to what is planned there.
    Stack,
}

/// Changes that move what is planned.
#[derive(Clone, PartialEq, Debug)]
pub enum MoveEdit {
    /// Two days change places.
    Swap {
        /// One day.
        a: NaiveDate,
        /// The other.
        b: NaiveDate,
        /// What they held when they were last seen, if known ([`swap_fingerprint`]).
        seen: Option<u64>,
    },
    /// A session goes to another day.
    Session {
        /// The session.
        item: ItemRef,
        /// The day it goes to.
        to: NaiveDate,
        /// How it lands there.
        how: Landing,
    },
    /// A run of days moves elsewhere, and the days between close up.
    Days {
        /// The days.
        days: Vec<NaiveDate>,
        /// Their new first day.
        to: NaiveDate,
    },
    /// Whole days take the sessions of others.
    Arrange {
        /// Each day with the day it takes from.
        takes: Vec<(NaiveDate, NaiveDate)>,
    },
}

impl MoveEdit {
    /// Receiving weeks come before giving ones, which is the order of writing.
    pub(super) fn weeks(&self) -> Vec<WeekId> {
        match self {
            Self::Swap { a, b, .. } => weeks_of(&[*b, *a]),
            Self::Session { item, to, .. } => weeks_of(&[*to, item.date]),
            Self::Days { days, to } => {
                let there: Vec<NaiveDate> = (0..days.len()).map(|n| add_days(*to, n as i64)).collect();
                weeks_of(&[there, span(days, *to)].concat())
            }
            Self::Arrange { takes } => weeks_of(&takes.iter().map(|(to, _)| *to).collect::<Vec<_>>()),
        }
    }

    pub(super) fn apply(&self, change: &Change, book: &mut Book) -> Result<Outcome, Refusal> {
        match self {
            Self::Swap { a, b, seen } => change.swap(book, *a, *b, *seen),
            Self::Session { item, to, how } => change.move_item(book, item, *to, *how),
            Self::Days { days, to } => change.move_days(book, days, *to),
            Self::Arrange { takes } => change.arrange(book, takes),
        }
    }
}

/// A number for what two days hold, in their order: with it, a swap that is asked for twice is made once.
pub fn swap_fingerprint(a: &Day, b: &Day) -> u64 {
    let titles = |day: &Day| {
        let planned = day.sessions.iter().filter(|s| s.status == Status::Planned);
        planned.map(|s| format!("{}/{}", s.kind.name(), s.title)).collect::<Vec<_>>().join("|")
    };
    fnv1a(format!("{}||{}", titles(a), titles(b)).as_bytes())
}

impl Change {
    /// Two days swap what is planned on them; notes and check-ins stay.
    fn swap(&self, book: &mut Book, a: NaiveDate, b: NaiveDate, seen: Option<u64>) -> Result<Outcome, Refusal> {
        if a == b {
            return Err(Refusal::new(format!(
                "{} cannot swap with itself; choose another day",
                day_name(a, self.today)
            )));
        }
        for date in [a, b] {
            self.ahead(date)?;
            let day = book.plan_mut(WeekId::of(date), self.today, self.split(WeekId::of(date)))?.day(date);
            day.sessions.iter().try_for_each(|s| may_move(s, date, self.today))?;
        }
        let day = |date: NaiveDate| book.week(WeekId::of(date)).map(|w| w.day(date));
        if let (Some(seen), Some(on_a), Some(on_b)) = (seen, day(a), day(b))
            && swap_fingerprint(on_a, on_b) != seen
            && swap_fingerprint(on_b, on_a) == seen
        {
            // Somebody else has swapped them since they were seen: that is what was asked for.
            let (a, b) = (day_name(a, self.today), day_name(b, self.today));
            return Ok(Outcome::said(format!("{a} and {b} are already swapped")));
        }
        let mut take = |date: NaiveDate| -> Result<Vec<Session>, Refusal> {
            Ok(std::mem::take(&mut book.log_mut(WeekId::of(date))?.day_mut(date).sessions))
        };
        let (from_a, from_b) = (take(a)?, take(b)?);
        if from_a.len() == from_b.len() && from_a.iter().zip(&from_b).all(|(a, b)| a.same_work(b)) {
            return Err(Refusal::new(format!(
                "{} and {} hold the same sessions; nothing to swap",
                day_name(a, self.today),
                day_name(b, self.today)
            )));
        }
        let said = format!(
            "swapped {} {} ⇄ {} {}",
            a.format("%a"),
            day_title(&from_a),
            if WeekId::of(a) == WeekId::of(b) { b.format("%a").to_string() } else { day_name(b, self.today) },
            day_title(&from_b)
        );
        book.log_mut(WeekId::of(b))?.day_mut(b).sessions = from_a.into_iter().map(|s| relocated(s, a, b)).collect();
        book.log_mut(WeekId::of(a))?.day_mut(a).sessions = from_b.into_iter().map(|s| relocated(s, b, a)).collect();
        Ok(Outcome::said(said))
    }

    /// One session goes to another day. Plain rest there swaps with it.
    fn move_item(&self, book: &mut Book, item: &ItemRef, to: NaiveDate, how: Landing) -> Result<Outcome, Refusal> {
        let from = item.date;
        self.ahead(from)?;
        self.ahead(to)?;
        if from == to {
            return Err(Refusal::new(format!("it is already on {}; choose another day", day_name(to, self.today))));
        }
        if item.extra.is_some() {
            return Err(Refusal::new("an extra goes with its session; move the session"));
        }
        book.plan_mut(WeekId::of(to), self.today, self.split(WeekId::of(to)))?;
        let week = book.plan_mut(WeekId::of(from), self.today, self.split(WeekId::of(from)))?;
        let at = item.find(week, self.today)?;
        may_move(&week.day(from).sessions[at], from, self.today)?;
        let session = week.day_mut(from).sessions.remove(at);
        let left_empty = week.day(from).sessions.is_empty();
        let title = session.title.clone();

        let target = book.log_mut(WeekId::of(to))?.day_mut(to);
        let rest_there = !target.sessions.is_empty() && target.sessions.iter().all(Session::makes_room);
        let mut back = Vec::new();
        if rest_there {
            back = std::mem::take(&mut target.sessions);
            back.retain(|_| left_empty);
        } else if how == Landing::Swap {
            let (go, stay): (Vec<_>, Vec<_>) =
                target.sessions.drain(..).partition(|s| s.status == Status::Planned && !s.pinned);
            (target.sessions, back) = (stay, go);
        }
        target.sessions.push(relocated(session, from, to));
        let rests = rest_there && left_empty;
        let swapped = (how == Landing::Swap && !rest_there && !back.is_empty()).then(|| day_title(&back));
        book.log_mut(WeekId::of(from))?.day_mut(from).sessions.extend(back.into_iter().map(|s| relocated(s, to, from)));
        let to_name =
            if WeekId::of(from) == WeekId::of(to) { to.format("%a").to_string() } else { day_name(to, self.today) };
        let from = from.format("%a");
        Ok(Outcome::said(match swapped {
            Some(back) => format!("swapped {from} {title} ⇄ {to_name} {back}"),
            None if rests => format!("moved {title} {from} → {to_name}, {from} is rest now"),
            None => format!("moved {title} {from} → {to_name}"),
        }))
    }

    /// A run of days moves so that it starts at `to`, and swaps with the days there; if the two overlap, the days between close
    /// up.
    fn move_days(&self, book: &mut Book, days: &[NaiveDate], to: NaiveDate) -> Result<Outcome, Refusal> {
        if days.contains(&to) {
            return Err(Refusal::new("choose a day outside the range to move it to"));
        }
        let target: Vec<NaiveDate> = (0..days.len()).map(|n| add_days(to, n as i64)).collect();
        let apart = !target.iter().any(|d| days.contains(d));
        let all: Vec<NaiveDate> = if apart { days.iter().chain(&target).copied().collect() } else { span(days, to) };
        let order: Vec<NaiveDate> = if apart {
            target.iter().chain(days).copied().collect()
        } else {
            days.iter().copied().chain(all.iter().copied().filter(|d| !days.contains(d))).collect()
        };
        for date in &all {
            self.ahead(*date)?;
            let day = book.plan_mut(WeekId::of(*date), self.today, self.split(WeekId::of(*date)))?.day(*date);
            day.sessions.iter().try_for_each(|s| may_move(s, *date, self.today))?;
        }
        let mut contents = Vec::new();
        for date in &order {
            contents.push(std::mem::take(&mut book.log_mut(WeekId::of(*date))?.day_mut(*date).sessions));
        }
        for ((from, sessions), to) in order.iter().zip(contents).zip(&all) {
            book.log_mut(WeekId::of(*to))?.day_mut(*to).sessions =
                sessions.into_iter().map(|s| relocated(s, *from, *to)).collect();
        }
        let how = if apart { " ⇄ " } else { " → " };
        Ok(Outcome::said(format!("moved {}{how}{}", day_span(days, self.today), day_span(&target, self.today))))
    }

    /// Whole days take each other's sessions.
    fn arrange(&self, book: &mut Book, takes: &[(NaiveDate, NaiveDate)]) -> Result<Outcome, Refusal> {
        let mut contents = Vec::new();
        for (to, from) in takes {
            self.ahead(*to)?;
            let day = book.plan_mut(WeekId::of(*from), self.today, self.split(WeekId::of(*from)))?.day(*from);
            day.sessions.iter().try_for_each(|s| may_move(s, *from, self.today))?;
            contents.push(day.sessions.clone());
        }
        let mut moved = Vec::new();
        for ((to, from), sessions) in takes.iter().zip(contents) {
            if to != from {
                moved.push(format!("{} {}", to.format("%a"), day_title(&sessions)));
            }
            let day = book.log_mut(WeekId::of(*to))?.day_mut(*to);
            day.sessions = sessions.into_iter().map(|s| relocated(s, *from, *to)).collect();
        }
        Ok(Outcome::said(format!("arranged: {}", moved.join(", "))))
    }
}

/// Every day between the first and the last of `days` and `to`.
fn span(days: &[NaiveDate], to: NaiveDate) -> Vec<NaiveDate> {
    let first = days.iter().copied().min().unwrap_or(to).min(to);
    let last = days.iter().copied().max().unwrap_or(to).max(to);
    let mut out = vec![first];
    while let Some(day) = out.last().copied().filter(|d| *d < last) {
        out.push(add_days(day, 1));
    }
    out
}

/// The session on its new day: it remembers the day it was first planned on, and forgets it when it comes home.
pub(super) fn relocated(mut session: Session, from: NaiveDate, to: NaiveDate) -> Session {
    if session.kind != Kind::Rest {
        let first = session.moved_from.unwrap_or(from);
        session.moved_from = (first != to).then_some(first);
    }
    session
}

/// Refuses to move what is done or pinned.
pub(super) fn may_move(session: &Session, date: NaiveDate, today: NaiveDate) -> Result<(), Refusal> {
    let (title, day) = (&session.title, day_name(date, today));
    if session.status == Status::Done {
        return Err(done_refusal(session, date, today));
    }
    if session.pinned {
        return Err(Refusal::new(format!("{title} is pinned to {day}")).with(Way::Unpin));
    }
    Ok(())
}
