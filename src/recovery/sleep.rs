//! The sleep component: last night, the week behind it, and how regular it was.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::stats::{clock_deviations, mean, sample_sd};
use super::{Inputs, clamp, level, weighted};
use crate::domain::Days;
use crate::domain::calendar::{ClockTime, DAY_MINUTES, add_days};

/// Weight of the night's length. Weights of the parts are chosen.
pub const DURATION: f64 = 50.0;
/// Weight of its quality.
pub const QUALITY: f64 = 25.0;
/// Weight of the last seven nights.
pub const WEEK: f64 = 15.0;
/// Weight of regularity.
pub const REGULARITY: f64 = 10.0;

/// Nights that must be logged before the week counts, and before regularity counts. Chosen.
const WEEK_NIGHTS: usize = 3;
const REGULARITY_NIGHTS: usize = 5;

/// Hours under need from which a night counts as short. Chosen: under six hours for most (Craven 2022).
pub const SHORT: f64 = 2.0;

/// Nights that one's usual bed time is the mean of. Chosen: the window of the score's own means.
const USUAL_NIGHTS: i64 = 14;

/// One's usual bed time, to five minutes: the mean of the last fourteen nights whose bed time was logged; `None` of none.
pub fn usual_bed(days: &dyn Days, today: NaiveDate) -> Option<ClockTime> {
    let night = |n: i64| days.day(add_days(today, -n))?.checkin.as_ref()?.bed;
    // Counted from noon, so that nights on both sides of midnight lie side by side.
    let after_noon = |t: ClockTime| f64::from((t.minutes() + NOON) % DAY_MINUTES);
    let beds: Vec<f64> = (0..USUAL_NIGHTS).filter_map(night).map(after_noon).collect();
    let five = (mean(&beds)? / 5.0).round() as u16 * 5;
    ClockTime::from_minutes((five + NOON) % DAY_MINUTES)
}

/// Minutes until noon.
const NOON: u16 = DAY_MINUTES / 2;

/// Whether a night is short: more than [`SHORT`] hours under need.
pub fn is_short(hours: f64, need: f64) -> bool {
    need - hours > SHORT
}

/// Mean hours of some nights, each counted up to an hour over need (chosen: nobody sleeps ahead); `None` of none.
pub fn mean_capped(nights: &[f64], need: f64) -> Option<f64> {
    mean(&nights.iter().map(|h| h.min(need + 1.0)).collect::<Vec<_>>())
}

/// The parts of the sleep component, each 0 to 100 or missing.
#[derive(Clone, Copy, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct SleepParts {
    /// Length of last night: every missing hour costs 25, none above need is won or lost (linear: Van Dongen 2003).
    pub duration: Option<f64>,
    /// Quality of last night.
    pub quality: Option<f64>,
    /// Mean of the last seven nights; an hour of debt a night costs 50.
    pub week: Option<f64>,
    /// Regularity of midsleep: full marks up to an SD of 30 min, none from 120 on.
    pub regularity: Option<f64>,
}

impl SleepParts {
    /// The parts with their weights.
    pub fn weighted(&self) -> [(f64, Option<f64>); 4] {
        [(DURATION, self.duration), (QUALITY, self.quality), (WEEK, self.week), (REGULARITY, self.regularity)]
    }
}

/// The parts that can be had; `None` where neither length nor quality of the night was logged.
pub fn parts(inputs: &Inputs) -> Option<SleepParts> {
    if inputs.hours.is_none() && inputs.quality.is_none() {
        return None;
    }
    let need = inputs.need;
    let nights = mean_capped(&inputs.nights, need).filter(|_| inputs.nights.len() >= WEEK_NIGHTS);
    Some(SleepParts {
        duration: inputs.hours.map(|h| clamp(100.0 - 25.0 * (need - h).max(0.0))),
        quality: inputs.quality.map(level),
        week: nights.map(|mean| clamp(100.0 - 50.0 * (need - mean).max(0.0))),
        regularity: inputs.midsleep_sd.map(|sd| clamp((120.0 - sd) / 0.9)),
    })
}

/// The component and the weight of the parts at hand, 0 to 100 each.
pub fn component(parts: &SleepParts) -> Option<(f64, f64)> {
    weighted(&parts.weighted())
}

/// Sample SD in minutes of midsleeps given in minutes after midnight, from five nights on. Each counts as its deviation
/// from the circular mean, so that nights on both sides of midnight lie side by side.
pub fn midsleep_sd(midsleeps: &[f64]) -> Option<f64> {
    (midsleeps.len() >= REGULARITY_NIGHTS).then(|| sample_sd(&clock_deviations(midsleeps)))?
}
