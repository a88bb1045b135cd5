//! A log that can be asked for the score of any morning. Each is worked out once, and again only when something it was
//! worked out from has changed.

use std::collections::BTreeMap;
use std::ops::{ControlFlow, Range};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::learning::{LOOK_BACK as LEARN_BACK, Learnt, Taught, learn};
use super::load::LOOK_BACK;
use super::{Basis, Choice, Recovery, Weights, assess, sleep};
use crate::domain::Days;
use crate::domain::effort::USUAL_DAYS;
use crate::domain::progress::{Progress, Step};
use crate::domain::shelf::day_number;

/// The model behind scores and forecasts, as stored with a forecast that is kept.
pub const MODEL: u8 = 2;

/// Version of the scores: raised whenever a morning would get a different score, so that one from an older program is never
/// reused.
pub const MODEL_VERSION: u32 = 2;

/// Days before a morning that its score rests on: half a year of loads, and as much again to fill in what the first of them lack.
pub const REACH: i32 = LOOK_BACK as i32 + USUAL_DAYS;

/// The same in weeks, including the one in which those days begin.
pub const REACH_WEEKS: i64 = REACH as i64 / 7 + 1;

/// Days before a morning that the weights used on it rest on, if they are your own.
pub const WEIGHTS_FROM: i32 = IN_USE_DAYS + LEARN_BACK + REACH;

/// A morning with the identity of the days it was worked out from, as [`Days::identity`] gives it.
type Morning = (u64, Option<Arc<Recovery>>);

/// A result for a morning: its day number, the identity of the days it was worked out from, and the value.
pub type Worked<T> = (i32, u64, T);

/// How many days ahead a morning's forecast is kept.
pub const AHEAD: usize = 4;

/// What a past morning forecasts for the next ones by the published weights, as a replay works it out.
#[derive(Clone, Copy, PartialEq, Debug, Serialize, Deserialize)]
pub struct Said {
    /// The score before caps and before the effect of load, and how that load compares with the usual; `None` without a forecast.
    pub ahead: [Option<(f64, f64)>; AHEAD],
    /// How much wider its range was for lack of mornings.
    pub widened: f64,
    /// Whether it rests on the load of a split, for lack of your own: then it holds only for that split, and is not kept.
    pub by_split: bool,
}

/// The results for mornings, oldest first, as kept for the next start.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct WorkedOut {
    /// Their scores by the published weights.
    pub scores: Vec<Worked<Option<Arc<Recovery>>>>,
    /// What they forecast for the next ones.
    pub said: Vec<Worked<Said>>,
    /// The weights learnt as of each.
    pub learnt: Vec<Worked<Learnt>>,
}

/// Mornings worked out so far, by day number, all on one basis.
#[derive(Debug, Default)]
pub struct Mornings(Mutex<Map>);

#[derive(Debug, Default)]
struct Map {
    by_day: BTreeMap<i32, Morning>,
    /// What each forecasts for the next ones.
    said: BTreeMap<i32, (u64, Said)>,
    /// Scores by your own weights.
    own: BTreeMap<i32, Morning>,
    /// The weights learnt as of a day.
    learnt: BTreeMap<i32, (u64, Learnt)>,
    /// The earliest day that was worked out here and not taken yet.
    made: Option<i32>,
}

impl Map {
    /// Notes that something was worked out here for a day.
    fn note(&mut self, day: i32) {
        self.made = Some(self.made.map_or(day, |made| made.min(day)));
    }
}

impl Mornings {
    fn map(&self) -> MutexGuard<'_, Map> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Fills in what was worked out earlier, where there is nothing yet.
    pub fn take(&self, all: WorkedOut) {
        fn fill<T>(map: &mut BTreeMap<i32, (u64, T)>, from: Vec<Worked<T>>) {
            for (day, identity, what) in from {
                map.entry(day).or_insert((identity, what));
            }
        }
        let mut map = self.map();
        fill(&mut map.by_day, all.scores);
        fill(&mut map.said, all.said);
        fill(&mut map.learnt, all.learnt);
    }

    /// What a morning forecasts for the next ones: as stored if the days are the same, else worked out now.
    pub fn said(&self, day: i32, identity: u64, make: impl FnOnce() -> Option<Said>) -> Option<Said> {
        if let Some((of, said)) = self.map().said.get(&day)
            && *of == identity
        {
            return Some(*said);
        }
        let said = make()?;
        if said.by_split {
            return Some(said);
        }
        let mut map = self.map();
        map.note(day);
        map.said.insert(day, (identity, said));
        Some(said)
    }

    /// Whether any morning before a day was worked out here since this was last taken.
    pub fn take_new_before(&self, day: i32) -> bool {
        self.map().made.take_if(|made| *made < day).is_some()
    }

    /// The results for mornings from one day up to, but not including, another.
    pub fn between(&self, from: i32, to: i32) -> WorkedOut {
        fn pick<T: Clone>(map: &BTreeMap<i32, (u64, T)>, days: Range<i32>) -> Vec<Worked<T>> {
            map.range(days).map(|(day, (identity, what))| (*day, *identity, what.clone())).collect()
        }
        let map = self.map();
        WorkedOut {
            scores: pick(&map.by_day, from..to),
            said: pick(&map.said, from..to),
            learnt: pick(&map.learnt, from..to),
        }
    }
}

/// The days, what scores are judged by, and the mornings worked out so far.
#[derive(Clone, Copy)]
pub struct Log<'a> {
    /// The days.
    pub days: &'a dyn Days,
    /// What scores are judged by.
    pub basis: &'a Arc<Basis>,
    /// What was worked out, for these days or others.
    pub mornings: &'a Mornings,
}

/// The weights in use are the mean over this many days, so that no single morning upsets them. Chosen; it costs a fifth of the
/// gain (measured).
const IN_USE_DAYS: i32 = 5;

impl Log<'_> {
    /// The recovery of a morning by the weights in use, red flags included; `None` if neither sleep, soreness nor feel was
    /// logged.
    pub fn recovery(&self, date: NaiveDate) -> Option<Arc<Recovery>> {
        match self.basis.weights {
            Choice::Published => self.published(date),
            Choice::Own => self.own(date),
        }
    }

    /// The same by the published weights.
    pub fn published(&self, date: NaiveDate) -> Option<Arc<Recovery>> {
        // Most days in a long look back were not logged: skip them at once.
        self.days.day(date).filter(|d| d.checkin.is_some())?;
        let day = day_number(date);
        let made = || assess(self.days, date, self.basis).map(Arc::new);
        let Some(identity) = self.days.identity(day - REACH, day) else { return made() };
        if let Some((of, recovery)) = self.mornings.map().by_day.get(&day)
            && *of == identity
        {
            return recovery.clone();
        }
        let recovery = made();
        let mut map = self.mornings.map();
        map.note(day);
        map.by_day.insert(day, (identity, recovery.clone()));
        recovery
    }

    fn own(&self, date: NaiveDate) -> Option<Arc<Recovery>> {
        let published = self.published(date)?;
        let day = day_number(date);
        let made = || published.weighed(&self.learnt_weights(day)).map(Arc::new);
        let Some(identity) = self.days.identity(day - WEIGHTS_FROM, day) else { return made() };
        if let Some((of, recovery)) = self.mornings.map().own.get(&day)
            && *of == identity
        {
            return recovery.clone();
        }
        let recovery = made();
        self.mornings.map().own.insert(day, (identity, recovery.clone()));
        recovery
    }

    /// What had been learnt by the day of that number, from the mornings before it.
    pub fn learnt(&self, day: i32) -> Learnt {
        let made = || learn(&self.taught(day), &Weights::PUBLISHED);
        let Some(identity) = self.days.identity(day - LEARN_BACK - REACH, day - 1) else { return made() };
        if let Some((of, learnt)) = self.mornings.map().learnt.get(&day)
            && *of == identity
        {
            return *learnt;
        }
        let learnt = made();
        let mut map = self.mornings.map();
        map.note(day);
        map.learnt.insert(day, (identity, learnt));
        learnt
    }

    /// Mornings with an answer to *ready* before a day; ill and away ones are left out.
    fn taught(&self, day: i32) -> Vec<Taught> {
        let of = |age: i32| {
            let then = self.days.nth(day - age).filter(|d| !d.is_left_out())?;
            let ready = f64::from(then.checkin.as_ref()?.ready?);
            let recovery = self.published(then.date)?;
            Some(Taught { age, parts: recovery.parts, ready, score: Some(recovery.uncapped) })
        };
        (1..=LEARN_BACK).filter_map(of).collect()
    }

    /// Your own weights as used on a day: the mean of the last five days' weights.
    pub fn learnt_weights(&self, day: i32) -> Weights {
        let last: Vec<Weights> = (0..IN_USE_DAYS).map(|back| self.learnt(day - back).weights).collect();
        Weights::mean(&last)
    }

    /// The weights in use on the day of that number.
    pub fn weights(&self, day: i32) -> Weights {
        match self.basis.weights {
            Choice::Published => Weights::PUBLISHED,
            Choice::Own => self.learnt_weights(day),
        }
    }

    /// Works out mornings ahead of time.
    pub fn work_out(&self, dates: &[NaiveDate], progress: Progress<'_>) -> ControlFlow<()> {
        for (done, date) in dates.iter().enumerate() {
            progress(Step { what: "mornings", done, of: dates.len() })?;
            self.recovery(*date);
        }
        ControlFlow::Continue(())
    }

    /// Hours asleep in the night that ended on a day, a nap included.
    pub fn slept(&self, date: NaiveDate) -> Option<f64> {
        sleep::slept(self.days, day_number(date), &self.basis.clock_changes)
    }

    /// The score of a morning as shown.
    pub fn shown(&self, date: NaiveDate) -> Option<u8> {
        self.recovery(date).map(|r| r.shown)
    }
}
