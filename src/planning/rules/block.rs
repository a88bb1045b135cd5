//! Where a week stands between deloads.

use crate::domain::{Day, Days, WeekId};

/// Where a week stands between deloads.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Block {
    /// Loading weeks straight before it.
    pub loading: usize,
    /// The week's number in its block, from 1.
    pub number: usize,
    /// Whether a deload is due in it, and neither it nor the next week is one.
    pub due: bool,
}

/// A week below this share of the mean of the four before is as good as a deload. Chosen.
const LIGHT_WEEK: f64 = 0.6;

/// Counts loading weeks back from `id`: weeks with load that are neither planned as a deload nor as light as one.
pub fn block(days: &dyn Days, id: WeekId, every: usize) -> Block {
    let load = |id: WeekId| -> f64 { id.days().filter_map(|d| days.day(d)).map(Day::load).sum() };
    let loads: Vec<f64> = (1..=12).map(|n| load(id.shift(-n))).collect();
    let loading = (0..8)
        .take_while(|n| {
            let before = &loads[n + 1..n + 5];
            let light = before.iter().all(|l| *l > 0.0) && loads[*n] < LIGHT_WEEK * before.iter().sum::<f64>() / 4.0;
            loads[*n] > 0.0 && !light && !days.deload(id.shift(-(*n as i64) - 1).monday())
        })
        .count();
    let planned = [id, id.shift(1)].iter().any(|id| days.deload(id.monday()));
    Block { loading, number: loading + 1, due: loading + 1 >= every && !planned }
}
