//! Heart signals against one's own baseline: HRV (rMSSD) and resting heart rate.

use chrono::NaiveDate;

use super::clamp;
use super::inputs::checkin;
use super::stats::{mean, sample_sd};
use crate::domain::calendar::add_days;
use crate::domain::shelf::day_number;
use crate::domain::{CheckIn, Days};

/// Days of baseline before the morning, and readings they must hold. Chosen.
const BASELINE_DAYS: i32 = 28;
const BASELINE_READINGS: usize = 10;
/// Smallest spread that ln rMSSD and resting heart rate (bpm) are given. Chosen.
const MIN_SD_LN_HRV: f64 = 0.10;
const MIN_SD_HR: f64 = 2.0;

/// Heart signals of a morning.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Signals {
    /// HRV in standard deviations from its baseline; below zero is worse.
    pub hrv_z: Option<f64>,
    /// Resting heart rate in standard deviations from its baseline, turned round: below zero is worse.
    pub resting_hr_z: Option<f64>,
    /// HRV at −1 SD or worse today and yesterday, or both signals at −1.5 SD or worse today (Kiviniemi 2007).
    pub alarm: bool,
}

/// `z` of ln rMSSD against the readings before, in milliseconds; `None` below ten of them.
pub fn hrv_z(before: &[f64], today: f64) -> Option<f64> {
    let logs: Vec<f64> = before.iter().map(|x| x.ln()).collect();
    let (m, s) = baseline(&logs)?;
    Some((today.ln() - m) / s.max(MIN_SD_LN_HRV))
}

/// `z` of resting heart rate against the readings before, in beats a minute; higher is worse, so the sign is turned.
pub fn resting_hr_z(before: &[f64], today: f64) -> Option<f64> {
    let (m, s) = baseline(before)?;
    Some((m - today) / s.max(MIN_SD_HR))
}

fn baseline(readings: &[f64]) -> Option<(f64, f64)> {
    (readings.len() >= BASELINE_READINGS).then(|| mean(readings).zip(sample_sd(readings)))?
}

fn z_on(
    days: &dyn Days,
    date: NaiveDate,
    pick: impl Fn(&CheckIn) -> Option<f64>,
    z: impl Fn(&[f64], f64) -> Option<f64>,
) -> Option<f64> {
    let today = pick(checkin(days, date)?)?;
    let number = day_number(date);
    let reading = |back: i32| pick(days.nth(number - back)?.checkin.as_ref()?);
    let before: Vec<f64> = (1..=BASELINE_DAYS).filter_map(reading).collect();
    z(&before, today)
}

/// The signals on the morning of `date`.
pub fn signals(days: &dyn Days, date: NaiveDate) -> Signals {
    let hrv = z_on(days, date, |c| c.hrv, hrv_z);
    let hr = z_on(days, date, |c| c.resting_hr, resting_hr_z);
    let yesterday = || z_on(days, add_days(date, -1), |c| c.hrv, hrv_z);
    let both = hrv.zip(hr).is_some_and(|(a, b)| a <= -1.5 && b <= -1.5);
    let lasting = hrv.is_some_and(|z| z <= -1.0) && yesterday().is_some_and(|z| z <= -1.0);
    Signals { hrv_z: hrv, resting_hr_z: hr, alarm: both || lasting }
}

/// Mean over the signals of `100 + 40·(min(z, 0) + 0.5)`: full marks down to −0.5 SD, the smallest worthwhile change.
pub fn component(zs: &[f64]) -> Option<f64> {
    mean(&zs.iter().map(|z| clamp(100.0 + 40.0 * (z.min(0.0) + 0.5))).collect::<Vec<_>>())
}
