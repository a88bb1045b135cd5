//! Forecasts against what came: the ones that were kept each morning, and a replay over all mornings.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::forecast::{DEFAULT_RANGE, Forecast, MEAN_DAYS};
use crate::domain::calendar::add_days;
use crate::domain::progress::{Progress, Step};
use crate::domain::shelf::day_number;
use crate::domain::{Book, Days, WeekId};
use crate::recovery::Log;
use crate::recovery::inputs::checkin;
use crate::recovery::stats::mean;

/// Days ahead that are kept and graded.
pub const GRADED: usize = 4;
/// Own forecasts from which the range is one's own. Chosen.
pub const OWN_RANGE_FROM: usize = 14;
/// Share of errors that the range holds. Chosen.
const INSIDE: f64 = 0.8;
/// Mornings of the last fourteen that the replay asks for.
const REPLAY_LOGGED: usize = 5;

/// How the kept forecasts did.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Grade {
    /// Forecasts that a score came for.
    pub n: usize,
    /// Mean absolute error.
    pub off_by: f64,
    /// How many fell outside the range.
    pub outside: usize,
    /// The range in use from now on.
    pub range: f64,
}

/// Grades the forecasts kept on the mornings of `dates`, each by the score as shown that came.
pub fn grade(log: &Log<'_>, dates: impl Iterator<Item = NaiveDate>) -> Option<Grade> {
    // Sorted, so that the range at each step is found and not made anew.
    let mut errors: Vec<f64> = Vec::new();
    let mut outside = 0;
    for date in dates {
        let Some(kept) = checkin(log.days, date).map(|c| &c.forecast) else { continue };
        for (k, said) in (1..).zip(kept) {
            let Some(came) = log.shown(add_days(date, k)) else { continue };
            let error = (f64::from(came) - f64::from(*said)).abs();
            outside += usize::from(error > range_of(&errors));
            insert_sorted(&mut errors, error);
        }
    }
    let off_by = mean(&errors)?;
    Some(Grade { n: errors.len(), off_by, outside, range: range_of(&errors) })
}

fn insert_sorted(errors: &mut Vec<f64>, error: f64) {
    errors.insert(errors.partition_point(|e| *e <= error), error);
}

/// The 80 % quantile of one's own errors, which are given in their order; the default while there are fewer than fourteen.
pub fn range_of(sorted: &[f64]) -> f64 {
    if sorted.len() < OWN_RANGE_FROM {
        return DEFAULT_RANGE;
    }
    let at = (INSIDE * sorted.len() as f64).ceil() as usize;
    sorted[at.clamp(1, sorted.len()) - 1]
}

/// How forecasts so many days ahead would have done.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Replay {
    /// Days ahead, 1 to 4.
    pub days_ahead: usize,
    /// Mornings compared.
    pub n: usize,
    /// Root mean square error.
    pub rmse: f64,
    /// Of saying "the same as today".
    pub rmse_same_as_today: f64,
    /// Of saying "the mean of the last fourteen days".
    pub rmse_own_mean: f64,
    /// Share that came to lie inside the range as it was that morning, 0 to 1.
    pub coverage: f64,
}

/// Days of which only those up to a morning have a check-in, and what was done later stands as that morning's plan.
struct AsKnown<'a> {
    book: &'a Book,
    later: Book,
    /// The number of the morning's day.
    morning: i32,
}

impl Days for AsKnown<'_> {
    fn nth(&self, number: i32) -> Option<&crate::domain::Day> {
        if number < self.morning { self.book.nth(number) } else { self.later.nth(number) }
    }
}

impl<'a> AsKnown<'a> {
    fn new(book: &'a Book, morning: NaiveDate) -> Self {
        use crate::domain::session::Status;
        let mut later = Book::default();
        for id in [0, 1].map(|n| WeekId::of(morning).shift(n)) {
            let Some(mut week) = book.week(id).cloned() else { continue };
            for day in week.days.iter_mut().filter(|d| d.date >= morning) {
                if day.date > morning {
                    day.checkin = None;
                }
                day.overlay = None;
                day.bed = None;
                day.sessions.retain(|s| s.status == Status::Done);
                for s in &mut day.sessions {
                    // As a plan, so that today's and later work is expected, not known.
                    (s.minutes, s.rpe) = (s.actual_minutes(), s.actual_rpe());
                    s.done = None;
                    s.status = Status::Planned;
                }
            }
            later.put(week);
        }
        Self { book, later, morning: day_number(morning) }
    }
}

/// Replays every morning that had five of its last fourteen logged, against the uncapped scores that came; nothing where it
/// was stopped.
pub fn replay(book: &Book, dates: &[NaiveDate], log: &Log<'_>, progress: Progress<'_>) -> Vec<Replay> {
    let uncapped = |d: NaiveDate| log.recovery(d).map(|r| r.uncapped);
    let mut rows: Vec<Vec<[f64; 4]>> = vec![Vec::new(); GRADED];
    // Absolute errors by the day they become known on, and in their order once they are.
    let mut coming: BTreeMap<NaiveDate, Vec<f64>> = BTreeMap::new();
    let mut known: Vec<f64> = Vec::new();
    for (done, morning) in dates.iter().enumerate() {
        if progress(Step { what: "forecasts", done, of: dates.len() }).is_break() {
            return Vec::new();
        }
        let Some(now) = uncapped(*morning) else { continue };
        let before: Vec<f64> = (0..MEAN_DAYS).filter_map(|n| uncapped(add_days(*morning, -n))).collect();
        if before.len() < REPLAY_LOGGED {
            continue;
        }
        let own_mean = mean(&before).unwrap_or(now);
        while let Some(came) = coming.first_entry().filter(|came| came.key() <= morning) {
            came.remove().into_iter().for_each(|error| insert_sorted(&mut known, error));
        }
        let range = range_of(&known);
        let outlooks = Forecast::new(log, *morning, range).outlooks(&AsKnown::new(book, *morning));
        for (k, row) in rows.iter_mut().enumerate() {
            let date = add_days(*morning, k as i64 + 1);
            let (Some(said), Some(came)) = (outlooks.iter().find(|o| o.date == date), uncapped(date)) else { continue };
            let error = said.uncapped - came;
            row.push([error, now - came, own_mean - came, f64::from(u8::from(error.abs() <= range))]);
            coming.entry(date).or_default().push(error.abs());
        }
    }
    let rmse = |row: &[[f64; 4]], of: usize| (row.iter().map(|r| r[of].powi(2)).sum::<f64>() / row.len() as f64).sqrt();
    rows.iter()
        .enumerate()
        .filter(|(_, row)| !row.is_empty())
        .map(|(k, row)| Replay {
            days_ahead: k + 1,
            n: row.len(),
            rmse: rmse(row, 0),
            rmse_same_as_today: rmse(row, 1),
            rmse_own_mean: rmse(row, 2),
            coverage: row.iter().map(|r| r[3]).sum::<f64>() / row.len() as f64,
        })
        .collect()
}
