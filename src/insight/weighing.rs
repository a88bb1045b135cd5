//! Whether your own weights are worth using: how scores agree with *ready* by the published weights and by those that would have
//! been in use, each morning scored before its answer was known.

use chrono::NaiveDate;

use super::agreement::spearman;
use crate::domain::shelf::day_number;
use crate::recovery::learning::{LEARNT_FROM, Learnt, WhyNot};
use crate::recovery::{Choice, Log, Weights};

/// Mornings with *ready* from which your own weights are offered, and by how much they must agree better. Chosen.
pub const OFFERED_FROM: usize = 28;
const BETTER_BY: f64 = 0.02;
/// The fewest days until they are offered again. Chosen.
pub const OFFERED_EVERY: i64 = 28;

/// Mornings between two points of the curve. Chosen.
const STEP: usize = 10;
/// Mornings before its first point. Chosen: fewer say nothing.
const FIRST: usize = 20;

/// Agreement after a number of mornings.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Point {
    /// Mornings compared so far.
    pub n: usize,
    /// Spearman by the published weights.
    pub published: Option<f64>,
    /// By those learnt before each morning.
    pub learnt: Option<f64>,
}

/// The case for and against your own weights.
#[derive(Clone, PartialEq, Debug)]
pub struct Weighing {
    /// What has been learnt by today.
    pub today: Learnt,
    /// The weights that would be in use today.
    pub own: Weights,
    /// Agreement over all mornings with *ready* after the fourteenth.
    pub all: Point,
    /// Agreement of energy alone on the same mornings.
    pub energy: Option<f64>,
    /// The agreement so far, as the mornings came.
    pub curve: Vec<Point>,
}

/// Why the published weights count.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Stays {
    /// Nothing else was learnt.
    Learning(WhyNot),
    /// There are too few mornings to say whether your own agree better.
    Early,
    /// Your own do not agree better.
    NotBetter,
    /// Your own are on offer.
    NotTaken,
    /// Your own were offered lately, and not taken.
    Refused,
}

impl Stays {
    /// Its name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Learning(WhyNot::Few) | Self::Early => "few",
            Self::Learning(WhyNot::Flat) => "flat",
            Self::Learning(WhyNot::Against) => "against",
            Self::NotBetter => "not-better",
            Self::NotTaken => "not-taken",
            Self::Refused => "refused",
        }
    }
}

impl Weighing {
    /// Looks through the mornings of `dates`, oldest first.
    pub fn of(log: &Log<'_>, dates: impl Iterator<Item = NaiveDate>, today: NaiveDate) -> Self {
        let mut rows: Vec<(f64, f64, f64, Option<f64>)> = Vec::new();
        let mut seen = 0;
        for date in dates {
            let Some(day) = log.days.day(date).filter(|d| !d.is_left_out()) else { continue };
            let Some(c) = &day.checkin else { continue };
            let (Some(ready), Some(r)) = (c.ready, log.published(date)) else { continue };
            seen += 1;
            if seen <= LEARNT_FROM {
                continue;
            }
            let own = r.weighed(&log.learnt_weights(day_number(date))).map_or(r.score, |r| r.score);
            rows.push((f64::from(ready), r.score, own, c.energy.map(f64::from)));
        }
        let point = |n: usize| {
            let rows = &rows[..n];
            Point {
                n,
                published: spearman(&rows.iter().map(|(ready, p, ..)| (*p, *ready)).collect::<Vec<_>>()),
                learnt: spearman(&rows.iter().map(|(ready, _, own, _)| (*own, *ready)).collect::<Vec<_>>()),
            }
        };
        let energy: Vec<(f64, f64)> = rows.iter().filter_map(|(ready, .., e)| Some((*e.as_ref()?, *ready))).collect();
        Self {
            today: log.learnt(day_number(today)),
            own: log.learnt_weights(day_number(today)),
            all: point(rows.len()),
            energy: spearman(&energy),
            curve: (FIRST..=rows.len()).step_by(STEP).map(point).collect(),
        }
    }

    /// How well both agree, once there are enough mornings to say.
    pub fn reported(&self) -> Option<&Point> {
        Some(&self.all).filter(|_| self.today.n >= OFFERED_FROM)
    }

    /// By how much your own weights agree better; `None` if either agreement is unknown.
    pub fn gain(&self) -> Option<f64> {
        Some(self.all.learnt? - self.all.published?)
    }

    /// Whether your own weights are worth an offer.
    pub fn is_better(&self) -> bool {
        self.today.n >= OFFERED_FROM && self.gain().is_some_and(|gain| gain >= BETTER_BY)
    }

    /// Whether your own weights, once taken, agree less than the published ones would.
    pub fn is_worse(&self) -> bool {
        self.gain().is_some_and(|gain| gain < 0.0)
    }

    /// Why the published weights count, given whether your own were offered in the last weeks; `None` if your own count.
    pub fn stays(&self, choice: Choice, offered: bool) -> Option<Stays> {
        match (self.today.why_not, choice) {
            (_, Choice::Own) if self.own != Weights::PUBLISHED => None,
            (Some(why), _) => Some(Stays::Learning(why)),
            (None, Choice::Own) => None,
            (None, Choice::Published) if self.today.n < OFFERED_FROM => Some(Stays::Early),
            (None, Choice::Published) if !self.is_better() => Some(Stays::NotBetter),
            (None, Choice::Published) if offered => Some(Stays::Refused),
            (None, Choice::Published) => Some(Stays::NotTaken),
        }
    }
}
