//! Ready-made blocks of sixty days: eight weeks of training toward a goal, with a deload where one is due.

use crate::domain::session::MAX_MINUTES;
use crate::domain::{Rpe, Session, Split};
use crate::edit::BlockWeek;

/// Weeks of training in a block. Chosen: with their deloads they are about sixty days.
pub const WEEKS: usize = 8;

/// A block as its file describes it.
#[derive(Clone, PartialEq, Debug)]
pub struct Recipe {
    /// The name it is asked for by.
    pub name: String,
    /// What it is, in a line.
    pub title: String,
    /// What its weeks are for.
    pub goal: String,
    /// The split its weeks are made from; the person's own if it names none.
    pub split: Option<String>,
    /// Factors on the split's minutes, week by week.
    pub minutes: [f64; WEEKS],
    /// Points on top of the split's RPE, in halves, week by week.
    pub rpe: [f64; WEEKS],
}

impl Recipe {
    /// Its weeks from a split. `loading` weeks of training come before the first one, and a deload comes every `every` weeks.
    pub fn weeks(&self, split: &Split, loading: usize, every: usize) -> Vec<BlockWeek> {
        let mut out = Vec::new();
        let (mut loading, mut n) = (loading, 0);
        while n < WEEKS {
            let deload = loading + 1 >= every;
            let days = split.days.clone().map(|day| day.iter().map(|s| self.step(s, n)).collect());
            out.push(BlockWeek { split: Split { days, ..split.clone() }, deload });
            (loading, n) = if deload { (0, n) } else { (loading + 1, n + 1) };
        }
        out
    }

    /// A session in week `n`: training by its factors, everything else as it is in the split.
    fn step(&self, s: &Session, n: usize) -> Session {
        if !s.kind.is_training() {
            return s.clone();
        }
        let scaled = |m: u16| ((f64::from(m) * self.minutes[n] / 5.0).round() * 5.0).clamp(5.0, f64::from(MAX_MINUTES));
        let harder = |r: Rpe| Rpe::new((r.value() + self.rpe[n]).clamp(1.0, 10.0)).unwrap_or(r);
        let s = Session { rpe: s.rpe.map(harder), ..s.clone() };
        match s.minutes {
            Some(m) => s.lasting(f64::from(m), scaled(m)),
            None => s,
        }
    }
}
