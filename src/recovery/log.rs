//! A log that can be asked for the score of any morning. Each is worked out once, for as long as nothing that it was worked
//! out from has changed.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use chrono::NaiveDate;

use super::load::LOOK_BACK;
use super::{Basis, Recovery, assess};
use crate::domain::Days;
use crate::domain::progress::{Progress, Step};
use crate::domain::shelf::day_number;

/// Which scores these are: one more whenever a morning would come to another score, so that none is taken for one of an
/// older program.
pub const MODEL_VERSION: u32 = 1;

/// A morning with the number of the days that it was worked out from, as [`Days::identity`] gives it.
type Morning = (u64, Option<Arc<Recovery>>);

/// A morning on its own: the number of its day, the number of what it was worked out from, and what it came to.
pub type Worked = (i32, u64, Option<Arc<Recovery>>);

/// Mornings that were worked out, by the number of their day, all by one basis.
#[derive(Debug, Default)]
pub struct Mornings(Mutex<Map>);

#[derive(Debug, Default)]
struct Map {
    by_day: BTreeMap<i32, Morning>,
    /// The earliest that was worked out here, and not taken.
    made: Option<i32>,
}

impl Mornings {
    fn map(&self) -> MutexGuard<'_, Map> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes those that were worked out before, where there is none yet.
    pub fn take(&self, mornings: impl IntoIterator<Item = Worked>) {
        let mut map = self.map();
        for (day, identity, recovery) in mornings {
            map.by_day.entry(day).or_insert((identity, recovery));
        }
    }

    /// Whether any morning before a day was worked out here since this was taken last.
    pub fn take_made_before(&self, day: i32) -> bool {
        self.map().made.take_if(|made| *made < day).is_some()
    }

    /// Those from one day on up to before another, oldest first, each with the number of what it was worked out from.
    pub fn between(&self, from: i32, to: i32) -> Vec<Worked> {
        self.map().by_day.range(from..to).map(|(day, (identity, r))| (*day, *identity, r.clone())).collect()
    }
}

/// Days, what scores are judged by, and the mornings that were worked out so far.
#[derive(Clone, Copy)]
pub struct Log<'a> {
    /// The days.
    pub days: &'a dyn Days,
    /// What scores are judged by.
    pub basis: &'a Arc<Basis>,
    /// What was worked out, of these days or others.
    pub mornings: &'a Mornings,
}

impl Log<'_> {
    /// The recovery of a morning, red flags considered; `None` where neither sleep, soreness nor feel was logged.
    pub fn recovery(&self, date: NaiveDate) -> Option<Arc<Recovery>> {
        // Most days of a long look back were not logged: they are known by that.
        self.days.day(date).filter(|d| d.checkin.is_some())?;
        let day = day_number(date);
        let made = || assess(self.days, date, self.basis).map(Arc::new);
        let Some(identity) = self.days.identity(day - LOOK_BACK as i32, day) else { return made() };
        if let Some((of, recovery)) = self.mornings.map().by_day.get(&day)
            && *of == identity
        {
            return recovery.clone();
        }
        let recovery = made();
        let mut map = self.mornings.map();
        map.made = Some(map.made.map_or(day, |made| made.min(day)));
        map.by_day.insert(day, (identity, recovery.clone()));
        recovery
    }

    /// Works out mornings, so that they are at hand.
    pub fn work_out(&self, dates: &[NaiveDate], progress: Progress<'_>) -> ControlFlow<()> {
        for (done, date) in dates.iter().enumerate() {
            progress(Step { what: "mornings", done, of: dates.len() })?;
            self.recovery(*date);
        }
        ControlFlow::Continue(())
    }

    /// The score of a morning as shown.
    pub fn shown(&self, date: NaiveDate) -> Option<u8> {
        self.recovery(date).map(|r| r.shown)
    }
}
