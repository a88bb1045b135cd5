//! The forecasts that were kept each morning against what came.

use chrono::NaiveDate;

use super::range::{WIDER_UP_TO, shown_wider};
use crate::domain::calendar::add_days;
use crate::domain::shelf::day_number;
use crate::recovery::Log;
use crate::recovery::log::MODEL;
use crate::recovery::stats::mean;
use crate::recovery::verdict::ill_days_ago;

/// How the kept forecasts did.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Grade {
    /// Forecasts whose morning got a score.
    pub n: usize,
    /// Mean absolute error.
    pub off_by: f64,
    /// How many fell outside the range that was shown with them.
    pub outside: usize,
}

/// Grades the forecasts kept on the mornings of `dates`, each by the shown score that came. Those of another model are
/// not graded, nor those made on or for an ill or away morning, or for one of the two after illness.
pub fn grade(log: &Log<'_>, dates: impl Iterator<Item = NaiveDate>) -> Option<Grade> {
    let counts = |date: NaiveDate| log.days.day(date).filter(|d| !d.is_left_out());
    let mut errors: Vec<f64> = Vec::new();
    let (mut outside, mut known) = (0, 0);
    for date in dates {
        let Some(c) = counts(date).and_then(|d| d.checkin.as_ref()).filter(|c| c.model == Some(MODEL)) else {
            continue;
        };
        // The days follow one another within the look-back: once enough of them are known they stay so.
        let wider = if known > WIDER_UP_TO { 1.0 } else { shown_wider(log.days, date) };
        known += 1;
        for (k, (said, range)) in (1..).zip(c.forecast.iter().zip(&c.ranges)) {
            let target = add_days(date, k);
            let graded = counts(target).filter(|d| ill_days_ago(log.days, day_number(d.date)).is_none());
            let Some(actual) = graded.and_then(|_| log.shown(target)) else { continue };
            let error = (f64::from(actual) - f64::from(*said)).abs();
            outside += usize::from(error > wider * *range);
            errors.push(error);
        }
    }
    Some(Grade { n: errors.len(), off_by: mean(&errors)?, outside })
}
