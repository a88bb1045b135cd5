//! A person's own history: what charts show, the usual range it is read against, and how fast hard days are recovered
//! from.

use std::collections::BTreeMap;
use strum::{EnumCount, VariantArray};

use chrono::{Datelike, NaiveDate};

use crate::domain::calendar::add_days;
use crate::domain::session::Status;
use crate::domain::shelf::day_number;
use crate::domain::{Day, Days, Kind, Session};
use crate::recovery::Log;
use crate::recovery::stats::{mean, quantile};
use crate::recovery::verdict::{Demand, is_hard};

/// What a chart shows.
#[derive(Clone, Copy, PartialEq, Eq, Debug, VariantArray, EnumCount)]
pub enum Metric {
    /// The score.
    Score,
    /// Hours asleep.
    Sleep,
    /// The sorest region.
    Soreness,
    /// RPE-minutes of the day.
    Load,
    /// RPE of a session against the mean of the same work.
    Effort,
    /// Heart rate variability, rMSSD in milliseconds.
    Hrv,
    /// Resting heart rate.
    RestingHr,
}

impl Metric {
    /// Every metric, in the order of the screen.
    pub const ALL: [Self; Self::COUNT] = *Self::VARIANTS.first_chunk().unwrap();

    /// Its name on the screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::Score => "score",
            Self::Sleep => "sleep",
            Self::Soreness => "soreness",
            Self::Load => "load",
            Self::Effort => "RPE",
            Self::Hrv => "HRV",
            Self::RestingHr => "resting HR",
        }
    }

    /// The unit of its values, if its name does not say it.
    pub fn unit(self) -> &'static str {
        match self {
            Self::Score => "",
            Self::Sleep => "hours asleep",
            Self::Soreness => "sorest region, 0 to 10",
            Self::Load => "RPE × minutes a day",
            Self::Effort => "against the mean of the same work",
            Self::Hrv => "rMSSD, ms",
            Self::RestingHr => "beats a minute",
        }
    }

    /// Whether a value is an amount, shown as a bar from zero.
    pub fn is_amount(self) -> bool {
        matches!(self, Self::Sleep | Self::Soreness | Self::Load)
    }

    /// The axis for values from `low` to `high`: whole steps around them, and from zero if they are amounts.
    pub fn axis(self, low: f64, high: f64) -> (f64, f64) {
        let around = |step: f64, least: f64| {
            let (a, b) = ((low / step).floor() * step, (high / step).ceil() * step);
            if b - a >= least {
                return (a, b);
            }
            // As many steps below as above, but none below zero.
            let from = (a - ((least - (b - a)) / 2.0 / step).round() * step).max(0.0);
            (from, from + least)
        };
        match self {
            Self::Score => {
                let (from, to) = around(5.0, 40.0);
                let over = (to - 100.0).max(0.0);
                ((from - over).max(0.0), to - over)
            }
            Self::Sleep => (0.0, (high.ceil()).max(10.0)),
            // The whole scale: a flat line at the bottom is what little soreness looks like.
            Self::Soreness => (0.0, 10.0),
            Self::Load => (0.0, (high / 100.0).ceil().max(1.0) * 100.0),
            Self::Effort => {
                let most = low.abs().max(high.abs()).ceil().max(2.0);
                (-most, most)
            }
            Self::Hrv => around(2.0, 10.0),
            Self::RestingHr => around(1.0, 10.0),
        }
    }
}

/// What a past day is marked with.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mark {
    /// A session at RPE 7 or more was done; its kind.
    Hard(Kind),
    /// Something easier was done.
    Easy,
    /// Rest that was kept.
    Rest,
    /// The plan was set aside: ill, hurt or away.
    Off,
    /// What was planned was skipped.
    Skipped,
}

/// The mark of a day; `None` if nothing is logged about what was done.
pub fn mark(day: &Day, today: NaiveDate) -> Option<Mark> {
    let done = || day.sessions.iter().filter(|s| s.status == Status::Done && s.kind != Kind::Rest);
    let hard = done().filter(|s| is_hard(s)).map(|s| s.kind).min();
    Some(match hard {
        Some(kind) => Mark::Hard(kind),
        None if day.laid().is_some() => Mark::Off,
        None if done().next().is_some() => Mark::Easy,
        None if day.is_kept_rest(today) => Mark::Rest,
        None if day.sessions.iter().any(|s| s.status == Status::Skipped) => Mark::Skipped,
        None => return None,
    })
}

/// How many times the same work must have been done before its RPE is compared. Chosen.
pub const SAME_WORK: usize = 3;

/// One value per day from `first` to `last`, `None` where nothing is known.
pub fn series(log: &Log<'_>, first: NaiveDate, last: NaiveDate, metric: Metric) -> Vec<Option<f64>> {
    let days = log.days;
    let all = (0..=(last - first).num_days()).map(|n| add_days(first, n));
    let checkin = |d| days.day(d)?.checkin.as_ref();
    match metric {
        Metric::Score => all.map(|d| log.shown(d).map(f64::from)).collect(),
        Metric::Sleep => all.map(|d| log.slept(d)).collect(),
        Metric::Soreness => all.map(|d| checkin(d)?.sorest().map(f64::from)).collect(),
        // A day without work has a load of 0; one about which nothing is known has none.
        Metric::Load => {
            let known = |d: &Day| d.has_done() || d.checkin.is_some();
            let load = |d| days.load(day_number(d)).unwrap_or_default();
            all.map(|d| days.day(d).filter(|d| known(d)).map(|_| load(d))).collect()
        }
        Metric::Effort => effort(days, &all.collect::<Vec<_>>()),
        Metric::Hrv => all.map(|d| checkin(d)?.hrv).collect(),
        Metric::RestingHr => all.map(|d| checkin(d)?.resting_hr).collect(),
    }
}

/// How many days back the same work is looked for, however few are shown: a year.
const SAME_WORK_DAYS: i64 = 364;

fn effort(days: &dyn Days, dates: &[NaiveDate]) -> Vec<Option<f64>> {
    let done = |d: NaiveDate| {
        let sessions = days.day(d).map(|d| d.sessions.as_slice()).unwrap_or_default();
        sessions.iter().filter(|s| s.status == Status::Done && s.kind.is_training())
    };
    let mut by_work: BTreeMap<String, Vec<f64>> = BTreeMap::new();
    let (Some(first), Some(last)) = (dates.first(), dates.last()) else { return Vec::new() };
    let begin = (*first).min(add_days(*last, -SAME_WORK_DAYS));
    for d in (0..=(*last - begin).num_days()).map(|n| add_days(begin, n)) {
        for s in done(d) {
            by_work.entry(work(s)).or_default().extend(s.actual_rpe().map(|r| r.value()));
        }
    }
    let own = |s: &Session| {
        let all = by_work.get(&work(s)).filter(|all| all.len() >= SAME_WORK)?;
        Some(s.actual_rpe()?.value() - mean(all)?)
    };
    dates.iter().map(|d| mean(&done(*d).filter_map(own).collect::<Vec<_>>())).collect()
}

/// What makes two sessions the same work: kind, name, minutes, distance and load. A run of 40 minutes that feels harder than
/// one of 30 says nothing about the runner.
fn work(s: &Session) -> String {
    let load = s.record().and_then(|d| d.achieved).filter(|a| a.is_load());
    format!("{:?} {} {:?} {:?} {load:?}", s.kind, s.title.to_lowercase(), s.actual_minutes(), s.actual_distance())
}

/// Days that a usual range is taken from. Chosen.
pub const USUAL_DAYS: i64 = 60;

/// The middle four fifths of what is known: from the 10 % to the 90 % quantile, with ten values or more. Chosen.
pub fn usual(values: &[Option<f64>]) -> Option<(f64, f64)> {
    let mut known: Vec<f64> = values.iter().flatten().copied().collect();
    if known.len() < 10 {
        return None;
    }
    known.sort_by(f64::total_cmp);
    quantile(&known, 0.1).zip(quantile(&known, 0.9))
}

/// How long it took to recover from a month's hard days.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Speed {
    /// The month, by its first day.
    pub month: NaiveDate,
    /// Mean days from a hard day to a morning at 65 or more.
    pub days: f64,
    /// How many hard days it is averaged over.
    pub n: usize,
}

/// How many days to look for a recovered morning. Chosen.
const LONGEST: i64 = 7;

/// Recovery speed by month, oldest first: days from a hard day to the first morning at 65 or more. A hard day counts only
/// if every morning up to then is scored; one that is not recovered from within a week counts as 7.
pub fn speed(log: &Log<'_>, first: NaiveDate, last: NaiveDate) -> Vec<Speed> {
    let mut months: BTreeMap<NaiveDate, Vec<f64>> = BTreeMap::new();
    for date in (0..=(last - first).num_days()).map(|n| add_days(first, n)) {
        let hard =
            log.days.day(date).is_some_and(|d| d.sessions.iter().any(|s| s.status == Status::Done && is_hard(s)));
        if !hard {
            continue;
        }
        let mut took = Some(LONGEST);
        for n in 1..=LONGEST {
            match log.shown(add_days(date, n)) {
                None => took = None,
                Some(shown) if shown >= Demand::Hard.threshold() => took = Some(n),
                Some(_) => continue,
            }
            break;
        }
        if let Some(n) = took {
            months.entry(date.with_day(1).unwrap_or(date)).or_default().push(n as f64);
        }
    }
    months.into_iter().filter_map(|(month, all)| Some(Speed { month, days: mean(&all)?, n: all.len() })).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every value lies on its axis, also where few different ones need more room than they take.
    #[test]
    fn an_axis_holds_all_its_values() {
        for metric in [Metric::Score, Metric::Sleep, Metric::Load, Metric::Effort, Metric::Hrv, Metric::RestingHr] {
            for low in 0..70 {
                for span in [0.0, 0.4, 3.0, 8.0, 9.0, 10.0, 30.0] {
                    let low = f64::from(low);
                    let (from, to) = metric.axis(low, low + span);
                    let holds = from <= low && low + span <= to && from < to;
                    assert!(
                        holds || metric == Metric::Sleep && low + span > 24.0,
                        "{metric:?} {low} {span}: {from}–{to}"
                    );
                }
            }
        }
        assert_eq!(Metric::RestingHr.axis(55.0, 63.0), (54.0, 64.0));
        assert_eq!(Metric::Score.axis(85.0, 95.0), (60.0, 100.0), "no score is above 100");
    }
}
