//! The sleep component: last night, the week behind it, and how regular it was.

use chrono::NaiveDate;

use super::clamp;
use super::stats::{clock_deviations, mean, median, sample_sd};
use crate::domain::calendar::{ClockTime, DAY_MINUTES, add_days};
use crate::domain::{ClockChanges, Days};

/// Nights that must be logged before regularity counts. Chosen.
const REGULARITY_NIGHTS: usize = 5;

/// Nights that your usual bed time is averaged over. Chosen: the window of the score's own means.
const USUAL_NIGHTS: i64 = 14;

/// Your usual bed time, to five minutes: the median of those of the last fourteen nights with a bed time logged, so
/// that one odd night does not move it; `None` without any.
pub fn usual_bed(days: &dyn Days, today: NaiveDate) -> Option<ClockTime> {
    usual_time(|n| days.day(add_days(today, -n))?.checkin.as_ref()?.bed)
}

/// Your usual wake time, in the same way.
pub fn usual_wake(days: &dyn Days, today: NaiveDate) -> Option<ClockTime> {
    usual_time(|n| days.day(add_days(today, -n))?.checkin.as_ref()?.wake)
}

fn usual_time(night: impl Fn(i64) -> Option<ClockTime>) -> Option<ClockTime> {
    // Counted from noon, so that bed times on both sides of midnight are close together.
    let after_noon = |t: ClockTime| f64::from((t.minutes() + NOON) % DAY_MINUTES);
    let beds: Vec<f64> = (0..USUAL_NIGHTS).filter_map(night).map(after_noon).collect();
    let five = (median(beds)? / 5.0).round() as u16 * 5;
    ClockTime::from_minutes((five + NOON) % DAY_MINUTES)
}

/// Minutes until noon.
const NOON: u16 = DAY_MINUTES / 2;

/// Mean hours of some nights, each counted up to an hour over need (chosen: sleep cannot be banked); `None` without any.
pub fn mean_capped(nights: &[f64], need: f64) -> Option<f64> {
    mean(&nights.iter().map(|h| h.min(need + 1.0)).collect::<Vec<_>>())
}

/// What the length of a night is worth: every missing hour costs 25, hours above need change nothing (linear: Van Dongen 2003).
pub fn duration(hours: f64, need: f64) -> f64 {
    clamp(100.0 - 25.0 * (need - hours).max(0.0))
}

/// Nights before a morning that your usual length is taken from, and how many of them must have hours. Chosen.
pub const USUAL_LENGTH_NIGHTS: i32 = 28;
const USUAL_LENGTH_FROM: usize = 14;

/// The lowest need that short nights are measured against, for a habitual short sleeper: the lower end of what adults need
/// (Watson 2015).
const LEAST_NEED: f64 = 7.0;

/// The need that short nights are measured against: your own if your nights are that long, else the median of the 28 nights
/// before, at least seven hours, once fourteen of them have hours.
pub fn cap_need(need: f64, before: Vec<f64>) -> f64 {
    let known = before.len() >= USUAL_LENGTH_FROM;
    median(before).filter(|_| known).map_or(need, |usual| need.min(usual.max(LEAST_NEED)))
}

/// Hours asleep in the night that ended on the day of that number: as logged, with its true length if the clocks changed, plus
/// the nap of the day before; `None` if the night has no length.
pub fn slept(days: &dyn Days, day: i32, changes: &ClockChanges) -> Option<f64> {
    let here = days.nth(day)?;
    let c = here.checkin.as_ref()?;
    let night = c.sleep_hours.or_else(|| {
        let (bed, wake) = (c.bed?, c.wake?);
        let minutes = i64::from(bed.until(wake)) - changes.in_night(here.date, bed, wake);
        (bed != wake && minutes > 0).then(|| minutes as f64 / 60.0)
    })?;
    let nap = days.nth(day - 1).and_then(|d| d.checkin.as_ref()?.nap).unwrap_or_default();
    Some((night + nap).min(24.0))
}

/// Sample SD in minutes of midsleeps given in minutes after midnight, from five nights on. Each counts as its deviation
/// from the circular mean, so that times on both sides of midnight are close together.
pub fn midsleep_sd(midsleeps: &[f64]) -> Option<f64> {
    (midsleeps.len() >= REGULARITY_NIGHTS).then(|| sample_sd(&clock_deviations(midsleeps)))?
}
