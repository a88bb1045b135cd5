//! Figures for a stretch of days: mean score, sleep and load, as reviews, months and years show them.

use chrono::NaiveDate;

use super::Desk;
use crate::domain::calendar::add_days;
use crate::domain::effort::effort;
use crate::domain::session::Status;
use crate::domain::shelf::day_number;
use crate::domain::{Day, Days, Session, Week};
use crate::recovery::stats::mean;

/// Figures for a stretch of days.
#[derive(Clone, PartialEq, Debug)]
pub struct Figures {
    /// The first of them.
    pub first: NaiveDate,
    /// Scores of their mornings, without ill and away ones.
    pub scores: Vec<u8>,
    /// Their mean.
    pub mean: Option<f64>,
    /// Mean hours asleep.
    pub sleep: Option<f64>,
    /// Hours short of need, summed over the nights that were logged.
    pub short: f64,
    /// Load done.
    pub load: f64,
    /// Days ill or away, whose mornings are left out of the mean.
    pub left_out: usize,
}

impl Desk<'_> {
    /// The figures for the days from `first` to `last`, up to today.
    pub fn figures(&self, first: NaiveDate, last: NaiveDate) -> Figures {
        let log = self.log();
        let past = || (0..=(last.min(self.today) - first).num_days()).map(|n| add_days(first, n));
        let day = |d: &NaiveDate| Days::day(self.book, *d);
        let counts = |d: &NaiveDate| day(d).is_none_or(|d| !d.is_left_out());
        let scores: Vec<u8> = past().filter(counts).filter_map(|d| log.shown(d)).collect();
        let nights: Vec<f64> = past().filter_map(|d| log.slept(d)).collect();
        // An empty sum is -0.0, and the minus would show.
        let short = nights.iter().map(|h| (self.basis.sleep_need - h).max(0.0)).fold(0.0, |a, b| a + b);
        let load = past().filter_map(|d| self.book.load(day_number(d))).fold(0.0, |a, b| a + b);
        let left_out = past().filter(|d| day(d).is_some_and(Day::is_left_out)).count();
        let values: Vec<f64> = scores.iter().map(|s| f64::from(*s)).collect();
        Figures { first, mean: mean(&values), scores, sleep: mean(&nights), short, load, left_out }
    }

    /// The load done in a week, and the load that is still planned.
    pub fn loads(&self, week: &Week) -> (f64, f64) {
        let today = day_number(self.today);
        let done = week.days.iter().filter_map(|d| self.book.load(day_number(d.date))).fold(0.0, |a, b| a + b);
        let ahead = week.days.iter().filter(|d| d.date >= self.today);
        // Sessions set aside, as on ill or away days, are no load to come.
        let table = &self.basis.regions;
        let is_open = move |d: &Day, s: &&Session| s.status == Status::Planned && !d.sets_aside(s, table);
        let open = ahead.flat_map(|d| d.sessions.iter().filter(move |s| is_open(d, s)).map(move |s| (d, s)));
        let loads = open.filter_map(|(d, s)| effort(self.book, s, day_number(d.date), today)).map(|e| e.load());
        (done, loads.fold(0.0, |a, b| a + b))
    }
}
