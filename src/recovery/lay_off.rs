//! Coming back after a lay-off: ten days or more without training, whatever the reason.
//!
//! Strength holds for about three weeks (Mujika & Padilla 2000), and unaccustomed work causes the worst soreness: so what changes
//! is how much the first week back should ask for. The numbers are chosen.

use super::log::REACH;
use crate::domain::effort::{Usuals, median};
use crate::domain::session::Status;
use crate::domain::{Day, Days, Kind, Rpe, Session};

/// Days without training that make a lay-off.
pub const GAP: i32 = 10;
/// How many days coming back lasts: from the first session, and at most from its own first day.
const FIRST_WEEK: i32 = 7;
const AT_MOST: i32 = 21;
/// Length of a lay-off, in days, from which even less is asked for.
const LONG: i32 = 28;
/// Days before the lay-off whose sessions show what was usual, and how many of a kind that takes.
const USUAL_DAYS: i32 = 60;
const USUAL_FROM: usize = 3;

/// Where a person stands after a lay-off.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ComingBack {
    /// The number of the last day of training before it.
    pub last: i32,
    /// How many days it lasted.
    pub days: i32,
    /// Whether any training planned in it was left unmarked.
    pub unmarked: bool,
    /// Whether there has been any training since.
    pub trained: bool,
}

/// The state as days go by.
#[derive(Clone, Copy, Default, PartialEq, Debug)]
struct State {
    /// The last day of training.
    last: Option<i32>,
    /// The day coming back began on, and the last day of training before it.
    back: Option<(i32, i32)>,
    /// The first session since.
    first: Option<i32>,
    /// Coming back ended without a session: it does not begin again before there is one.
    spent: bool,
}

fn did(day: Option<&Day>, what: fn(Kind) -> bool) -> bool {
    day.is_some_and(|d| d.sessions.iter().any(|s| s.status == Status::Done && what(s.kind)))
}

impl State {
    /// The state on a morning: what was done is known up to the day before.
    fn at(days: &dyn Days, day: i32) -> Self {
        Self::followed(days, settled_before(days, day), day)
    }

    /// The same, followed from a given day on.
    fn followed(days: &dyn Days, from: i32, day: i32) -> Self {
        let mut state = Self::default();
        for number in from..day {
            state.end(number);
            state.go(number, days.nth(number));
        }
        state.end(day);
        state
    }

    fn end(&mut self, day: i32) {
        let Some((begun, _)) = self.back else { return };
        if day >= begun + AT_MOST || self.first.is_some_and(|first| day >= first + FIRST_WEEK) {
            self.spent = self.first.is_none();
            (self.back, self.first) = (None, None);
        }
    }

    /// Begins coming back on a day that has an answer or a session.
    fn begin(&mut self, number: i32, day: Option<&Day>) {
        let answered = || day.is_some_and(|d| d.checkin.as_ref().is_some_and(|c| c.is_answered()));
        if answered() || did(day, |kind| kind != Kind::Rest) {
            self.begin_now(number);
        }
    }

    fn begin_now(&mut self, number: i32) {
        if let Some(last) = self.last.filter(|last| self.back.is_none() && !self.spent && number - last > GAP) {
            self.back = Some((number, last));
        }
    }

    fn go(&mut self, number: i32, day: Option<&Day>) {
        self.begin(number, day);
        if did(day, Kind::is_training) {
            if self.back.is_some() {
                self.first = self.first.or(Some(number));
            }
            (self.last, self.spent) = (Some(number), false);
        }
    }
}

/// A day from which the state can be followed up to `day`, whatever came earlier: training without a gap since then has ended any
/// coming back.
fn settled_before(days: &dyn Days, day: i32) -> i32 {
    let earliest = day - REACH;
    let mut stretch: Option<(i32, i32)> = None;
    for number in (earliest..day).rev().filter(|n| did(days.nth(*n), Kind::is_training)) {
        let (from, to) =
            stretch.filter(|(from, _)| from - number <= GAP).map_or((number, number), |(_, to)| (number, to));
        if to - from >= AT_MOST {
            return from;
        }
        stretch = Some((from, to));
    }
    earliest
}

/// Whether a morning's load means nothing because there was no training before it: a ratio of nothing is no sign of freshness.
pub fn hides_load(days: &dyn Days, day: i32) -> bool {
    let state = State::at(days, day);
    state.back.is_some() || (!state.spent && state.last.is_some_and(|last| day - last >= GAP))
}

/// Where a person stands on a day; `None` without a lay-off, or once coming back is over.
pub fn coming_back(days: &dyn Days, today: i32) -> Option<ComingBack> {
    let mut state = State::at(days, today);
    state.begin(today, days.nth(today));
    state.come_back(days, today)
}

/// Where a person would stand with an answer or a session today: for talking about a day that is not logged yet.
pub fn would_come_back(days: &dyn Days, today: i32) -> Option<ComingBack> {
    let mut state = State::at(days, today);
    state.begin_now(today);
    state.come_back(days, today)
}

impl State {
    fn come_back(self, days: &dyn Days, today: i32) -> Option<ComingBack> {
        let (begun, last) = self.back?;
        let until = self.first.unwrap_or(begun.max(today));
        let open = |d: &Day| d.sessions.iter().any(|s| s.status == Status::Planned && s.kind.is_training());
        let unmarked = (last + 1..until).filter_map(|n| days.nth(n)).any(|d| !d.is_off() && open(d));
        Some(ComingBack { last, days: until - last - 1, unmarked, trained: self.first.is_some() })
    }
}

impl ComingBack {
    /// The most a session of this kind should ask for: minutes, rounded to 5, and RPE.
    pub fn limit(&self, days: &dyn Days, kind: Kind) -> (f64, Rpe) {
        let done = |d: &Day| {
            let of_kind = d.sessions.iter().filter(|s| s.status == Status::Done && s.kind == kind);
            of_kind.filter_map(Session::actual_minutes).map(f64::from).collect::<Vec<_>>()
        };
        let minutes: Vec<f64> =
            (self.last + 1 - USUAL_DAYS..=self.last).filter_map(|n| days.nth(n)).flat_map(done).collect();
        let known = minutes.len() >= USUAL_FROM;
        let usual = median(minutes).filter(|_| known).or_else(|| Usuals::minutes(kind)).unwrap_or_default();
        let (share, rpe) = if self.days >= LONG { (0.5, Rpe::whole(5)) } else { (0.6, Rpe::whole(6)) };
        ((usual * share / 5.0).round() * 5.0, rpe)
    }

    /// The session cut down to that limit; `None` if it asks for no more already.
    pub fn eased(&self, days: &dyn Days, s: &Session, usuals: &Usuals) -> Option<Session> {
        if !s.kind.is_training() {
            return None;
        }
        let effort = usuals.effort(s)?;
        let (minutes, rpe) = self.limit(days, s.kind);
        if effort.minutes <= minutes && effort.rpe <= rpe.value() {
            return None;
        }
        let to_minutes = effort.minutes.min(minutes) as u16;
        let to_rpe = if effort.rpe > rpe.value() { Some(rpe) } else { s.rpe };
        Some(Session { minutes: Some(to_minutes), rpe: to_rpe, ..s.clone() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::shelf::date_of;
    use crate::domain::{Book, CheckIn, WeekId};
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig { cases: 2000, ..ProptestConfig::default() })]

        /// Following from the settled day gives the same state as following all the days.
        #[test]
        fn the_state_does_not_depend_on_the_day_it_is_followed_from(
            // How many days until the next session, and whether the mornings in between are logged.
            steps in prop::collection::vec((prop_oneof![4 => 1..5_i32, 1 => 8..13_i32, 1 => 20..50_i32], any::<bool>()), 1..40),
            after in prop_oneof![0..4_i32, 0..40_i32],
        ) {
            let mut book = Book::default();
            let mut number = 730_000;
            for (step, logs) in steps {
                for on in number..number + step {
                    let date = date_of(on);
                    let day = book.log_mut(WeekId::of(date)).unwrap().day_mut(date);
                    if on == number {
                        let done = Status::Done;
                        day.sessions.push(Session { status: done, ..Session::new(Kind::Strength, "Legs") });
                    }
                    if logs {
                        day.checkin = Some(CheckIn { sleep_hours: Some(8.0), ..CheckIn::default() });
                    }
                }
                number += step;
            }
            let day = number + after;
            prop_assert_eq!(State::at(&book, day), State::followed(&book, day - REACH, day));
        }
    }
}
