//! Training load: the last few days against what is usual.
//!
//! The ratio describes change. It does not measure the risk of injury (Impellizzeri 2020).

use chrono::NaiveDate;

use super::clamp;
use crate::domain::Days;
use crate::domain::shelf::day_number;

/// Time constant of the recent average, in days. Measured.
pub const ACUTE_DAYS: f64 = 3.0;
/// Time constant of the usual average, in days. Chosen: four weeks.
pub const CHRONIC_DAYS: f64 = 28.0;
/// The usual counts as at least this much load a day. Chosen, so that a first easy week raises no alarm.
pub const CHRONIC_FLOOR: f64 = 30.0;
/// Days since the first session before there is a ratio. Chosen.
pub const MIN_DAYS: usize = 7;
/// How many days sums over history look back. Chosen: a longer look changes the ratio by less than .001.
pub const LOOK_BACK: i64 = 182;

/// The exponentially weighted means (EWMA) of daily load.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Averages {
    /// Mean of the last few days, in RPE-minutes a day.
    pub acute: f64,
    /// Mean of what is usual, in RPE-minutes a day.
    pub chronic: f64,
}

impl Averages {
    /// `r`: the last few days are r times the usual.
    pub fn ratio(self) -> f64 {
        self.acute / self.chronic.max(CHRONIC_FLOOR)
    }
}

/// Daily loads from the first done session (at most [`LOOK_BACK`] days ago) up to the day before `date`.
pub fn history(days: &dyn Days, date: NaiveDate) -> Vec<f64> {
    let today = day_number(date);
    (1..=LOOK_BACK as i32)
        .rev()
        .map(|back| days.load(today - back))
        .skip_while(Option::is_none)
        .map(Option::unwrap_or_default)
        .collect()
}

/// `λ = 1 − e^(−1/τ)`: how much of a new day an average takes.
pub fn lambda(tau: f64) -> f64 {
    1.0 - (-1.0 / tau).exp()
}

/// `1 − (1−λ)ⁿ`: the divisor that corrects a raw average of `n` days for the missing days before them.
pub fn correction(n: usize, tau: f64) -> f64 {
    1.0 - (1.0 - lambda(tau)).powi(n as i32)
}

/// `E ← E + λ(load − E)` from 0, divided by its [`correction`].
pub fn ewma(loads: &[f64], tau: f64) -> f64 {
    let share = lambda(tau);
    let raw = loads.iter().fold(0.0, |e, load| e + share * (load - e));
    raw / correction(loads.len(), tau)
}

/// Both averages over daily loads, the last being yesterday's; `None` with fewer than [`MIN_DAYS`] days.
pub fn averages(loads: &[f64]) -> Option<Averages> {
    (loads.len() >= MIN_DAYS).then(|| Averages { acute: ewma(loads, ACUTE_DAYS), chronic: ewma(loads, CHRONIC_DAYS) })
}

/// The ratio on the morning of `date`, from loads up to yesterday.
pub fn ratio(days: &dyn Days, date: NaiveDate) -> Option<f64> {
    averages(&history(days, date)).map(Averages::ratio)
}

/// `100·(2 − r)`: full marks up to the usual, none from twice the usual on (the rule of GoldenCheetah).
pub fn component(ratio: f64) -> f64 {
    clamp(100.0 * (2.0 - ratio))
}

/// Monotony: mean over population SD of daily loads, at most 10 (Foster 1998; the cap is chosen). `None` without load.
pub fn monotony(loads: &[f64]) -> Option<f64> {
    let n = loads.len() as f64;
    let mean = loads.iter().sum::<f64>() / n;
    let sd = (loads.iter().map(|l| (l - mean).powi(2)).sum::<f64>() / n).sqrt();
    (mean > 0.0).then(|| if sd > 0.0 { (mean / sd).min(10.0) } else { 10.0 })
}
