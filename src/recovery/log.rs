//! A log that can be asked for the score of any morning. Each is worked out once, for as long as nothing that it was worked
//! out from has changed.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use chrono::NaiveDate;

use super::load::LOOK_BACK;
use super::{Basis, Recovery, assess};
use crate::domain::Days;
use crate::domain::shelf::day_number;

/// Which scores these are: one more whenever a morning would come to another score, so that none is taken for one of an
/// older program.
pub const MODEL_VERSION: u32 = 1;

/// A morning with the number of the days that it was worked out from, as [`Days::identity`] gives it.
type Morning = (u64, Option<Arc<Recovery>>);

/// Mornings that were worked out, by the number of their day, all by one basis.
#[derive(Debug, Default)]
pub struct Mornings(Mutex<BTreeMap<i32, Morning>>);

impl Mornings {
    fn map(&self) -> MutexGuard<'_, BTreeMap<i32, Morning>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes one that was worked out before.
    pub fn put(&self, day: i32, identity: u64, recovery: Option<Arc<Recovery>>) {
        self.map().insert(day, (identity, recovery));
    }

    /// Those from one day on up to before another, oldest first, each with the number of what it was worked out from.
    pub fn between(&self, from: i32, to: i32) -> Vec<(i32, u64, Option<Arc<Recovery>>)> {
        self.map().range(from..to).map(|(day, (identity, r))| (*day, *identity, r.clone())).collect()
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
        if let Some((of, recovery)) = self.mornings.map().get(&day)
            && *of == identity
        {
            return recovery.clone();
        }
        let recovery = made();
        self.mornings.put(day, identity, recovery.clone());
        recovery
    }

    /// The score of a morning as shown.
    pub fn shown(&self, date: NaiveDate) -> Option<u8> {
        self.recovery(date).map(|r| r.shown)
    }
}
