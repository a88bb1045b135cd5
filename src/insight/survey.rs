//! Searches a whole log for what goes with what, and for how fast hard days are recovered from.

use std::sync::Arc;

use chrono::NaiveDate;

use super::patterns::{Patterns, patterns};
use super::trends::{Speed, speed};
use crate::domain::Book;
use crate::domain::calendar::add_days;
use crate::domain::progress::Progress;
use crate::recovery::{Basis, Log, Mornings};

/// What is searched.
#[derive(Clone, Debug)]
pub struct Survey {
    /// The weeks.
    pub book: Book,
    /// The first day.
    pub first: NaiveDate,
    /// The last day.
    pub last: NaiveDate,
    /// What scores are judged by.
    pub basis: Arc<Basis>,
    /// Scores of mornings, as far as they were worked out.
    pub mornings: Arc<Mornings>,
}

/// Surveys are equal if they are about the same days.
impl PartialEq for Survey {
    fn eq(&self, other: &Self) -> bool {
        (self.first, self.last) == (other.first, other.last)
    }
}

/// What was found.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Found {
    /// What goes with what.
    pub patterns: Patterns,
    /// Recovery speed by month, oldest first.
    pub speed: Vec<Speed>,
}

impl Survey {
    /// Searches it; `None` if stopped.
    pub fn look(&self, progress: Progress<'_>) -> Option<Found> {
        let log = Log { days: &self.book, basis: &self.basis, mornings: &self.mornings };
        let dates: Vec<NaiveDate> =
            (0..=(self.last - self.first).num_days()).map(|n| add_days(self.first, n)).collect();
        if log.work_out(&dates, progress).is_break() {
            return None;
        }
        Some(Found { patterns: patterns(&log, &dates), speed: speed(&log, self.first, self.last) })
    }
}
