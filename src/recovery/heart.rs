//! Heart signals against your own baseline: HRV (rMSSD) and resting heart rate.

use chrono::NaiveDate;

use super::clamp;
use super::inputs::checkin;
use super::stats::{mean, median, quantile, sample_sd};
use crate::domain::calendar::add_days;
use crate::domain::shelf::day_number;
use crate::domain::{CheckIn, Days};

/// Days of baseline before the morning, and how many readings they must hold. Chosen.
const BASELINE_DAYS: i32 = 28;
const BASELINE_READINGS: usize = 10;

/// For how many days a device is remembered when another one's readings begin. Chosen.
pub const DEVICE_DAYS: i32 = 60;

/// How far from the median a reading may be, in robust standard deviations, and still be part of a baseline. Chosen; measured
/// to let a real drop stand out despite one wild reading.
const FENCE: f64 = 3.5;
/// Factor from a median absolute deviation to the standard deviation of a normal distribution.
const MAD_TO_SD: f64 = 1.4826;

/// Maximum heart rate at an age, in beats a minute: 208 − 0.7 × years (Tanaka 2001, over 18,712 people; ± 10 for one person).
pub fn max_at(age: i32) -> f64 {
    208.0 - 0.7 * f64::from(age)
}

/// Heart rates of easy movement that helps recovery: 30 to 50 % of the reserve between resting and maximum (Karvonen 1957), in
/// whole beats; `None` if there is no reserve. For many people, 30 to 50 % of the maximum itself is less than a walk.
pub fn easy_range(most: f64, resting: f64) -> Option<(u16, u16)> {
    let reserve = most - resting;
    let at = |share: f64| (resting + share * reserve).round() as u16;
    (reserve > 0.0).then(|| (at(0.3), at(0.5)))
}

/// The usual resting heart rate: the median of the readings of the 28 days up to `date`; `None` without any.
pub fn usual_resting(days: &dyn Days, date: NaiveDate) -> Option<f64> {
    median(Signal::RestingHr.before(days, day_number(date) + 1, BASELINE_DAYS).map(|r| r.value).collect())
}

/// A heart signal.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Signal {
    /// HRV as rMSSD in milliseconds, compared by its natural logarithm.
    Hrv,
    /// Resting heart rate in beats a minute.
    RestingHr,
}

/// A reading and its source: a device's name, or nothing if it was typed.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Reading<'a> {
    /// Its value, in the signal's unit.
    pub value: f64,
    /// What measured it.
    pub from: Option<&'a str>,
}

impl Signal {
    /// Its name in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Hrv => "hrv",
            Self::RestingHr => "resting_hr",
        }
    }

    /// A check-in's reading of this signal.
    pub fn of(self, c: &CheckIn) -> Option<Reading<'_>> {
        let value = match self {
            Self::Hrv => c.hrv,
            Self::RestingHr => c.resting_hr,
        };
        Some(Reading { value: value?, from: c.from.get(self.name()).map(String::as_str) })
    }

    /// The smallest spread assumed for it: 10 % of HRV, two beats. Chosen.
    fn least_sd(self) -> f64 {
        match self {
            Self::Hrv => 0.10,
            Self::RestingHr => 2.0,
        }
    }

    fn scaled(self, value: f64) -> f64 {
        match self {
            Self::Hrv => value.ln(),
            Self::RestingHr => value,
        }
    }

    fn unscaled(self, value: f64) -> f64 {
        match self {
            Self::Hrv => value.exp(),
            Self::RestingHr => value,
        }
    }

    fn fence(self, values: &[f64]) -> Option<(f64, f64)> {
        let middle = median(values.to_vec())?;
        let mad = median(values.iter().map(|v| (v - middle).abs()).collect())?;
        Some((middle, FENCE * (MAD_TO_SD * mad).max(self.least_sd())))
    }

    /// The readings that make up a baseline, on the signal's scale: those from the same source, except any far from their
    /// median.
    fn baseline<'a>(self, before: impl Iterator<Item = Reading<'a>>, from: Option<&str>) -> Vec<f64> {
        let all: Vec<f64> = before.filter(|r| r.from == from).map(|r| self.scaled(r.value)).collect();
        let Some((middle, width)) = self.fence(&all) else { return all };
        all.into_iter().filter(|v| (v - middle).abs() <= width).collect()
    }

    /// Today's reading in standard deviations from the readings of the 28 days before; below zero is worse. `None` with fewer
    /// than ten readings to compare with.
    pub fn z<'a>(self, before: impl Iterator<Item = Reading<'a>>, today: Reading<'_>) -> Option<f64> {
        let usual = self.baseline(before, today.from);
        if usual.len() < BASELINE_READINGS {
            return None;
        }
        let (m, s) = (mean(&usual)?, sample_sd(&usual)?);
        let off = (self.scaled(today.value) - m) / s.max(self.least_sd());
        // A higher resting heart rate is worse, a higher HRV is better.
        Some(if self == Self::RestingHr { -off } else { off })
    }

    /// The lowest and highest reading that raise no question: twice as far from the usual ones as a reading in the baseline
    /// may be. `None` with fewer than ten readings from the same source.
    pub fn expected(self, days: &dyn Days, date: NaiveDate, from: Option<&str>) -> Option<(f64, f64)> {
        let before = self.before(days, day_number(date), BASELINE_DAYS);
        let all: Vec<f64> = before.filter(|r| r.from == from).map(|r| self.scaled(r.value)).collect();
        let (middle, width) = self.fence(&all).filter(|_| all.len() >= BASELINE_READINGS)?;
        Some((self.unscaled(middle - 2.0 * width), self.unscaled(middle + 2.0 * width)))
    }

    /// The usual range on a morning: the middle four fifths of the readings that its own is compared with, those of the 28 days
    /// before from the same source. Without a reading that morning, the source is that of the newest. `None` with fewer than ten.
    pub fn usual(self, days: &dyn Days, date: NaiveDate) -> Option<(f64, f64)> {
        let before = || self.before(days, day_number(date), BASELINE_DAYS);
        let today = checkin(days, date).and_then(|c| self.of(c));
        let from = today.or_else(|| before().next())?.from;
        let mut all = self.baseline(before(), from);
        if all.len() < BASELINE_READINGS {
            return None;
        }
        all.sort_by(f64::total_cmp);
        let at = |share: f64| quantile(&all, share).map(|v| self.unscaled(v));
        at(0.1).zip(at(0.9))
    }

    /// Whether the morning's reading is the first of its source, with readings of another one in the 60 days before.
    pub fn is_first_of_device(self, days: &dyn Days, date: NaiveDate) -> bool {
        let Some(today) = checkin(days, date).and_then(|c| self.of(c)) else { return false };
        let mut before = self.before(days, day_number(date), DEVICE_DAYS).peekable();
        before.peek().is_some() && before.all(|r| r.from != today.from)
    }

    /// What is odd about a morning's reading, in a sentence; `None` if nothing is.
    pub fn odd(self, reading: f64, expected: Option<(f64, f64)>) -> Option<String> {
        let (low, high) = expected.filter(|(low, high)| reading < *low || reading > *high)?;
        let name = if self == Self::Hrv { "HRV" } else { "resting HR" };
        Some(format!("{name} {reading} is far from your usual, {low:.0} to {high:.0} at most; a typo?"))
    }

    /// Readings of the `n` days before day number `day`, newest first, without ill and away mornings: those are no baseline.
    pub fn before(self, days: &dyn Days, day: i32, n: i32) -> impl Iterator<Item = Reading<'_>> {
        let mornings = (1..=n).filter_map(move |back| days.nth(day - back));
        mornings.filter(|d| !d.is_left_out()).filter_map(move |d| self.of(d.checkin.as_ref()?))
    }

    /// Readings that a morning's would be compared with, and how many are needed.
    pub fn usable(self, days: &dyn Days, date: NaiveDate) -> (usize, usize) {
        let from = checkin(days, date).and_then(|c| self.of(c)).and_then(|r| r.from);
        (self.baseline(self.before(days, day_number(date), BASELINE_DAYS), from).len(), BASELINE_READINGS)
    }

    fn z_on(self, days: &dyn Days, date: NaiveDate) -> Option<f64> {
        let today = self.of(checkin(days, date)?)?;
        self.z(self.before(days, day_number(date), BASELINE_DAYS), today)
    }

    /// Readings of the last 7 and of the last 28 mornings, this one included, on the signal's scale: those from the same source
    /// as the newest, without outliers.
    pub fn week_and_month(self, days: &dyn Days, date: NaiveDate) -> (Vec<f64>, Vec<f64>) {
        let tomorrow = day_number(date) + 1;
        let all = || self.before(days, tomorrow, BASELINE_DAYS);
        let from = all().next().and_then(|r| r.from);
        let values: Vec<f64> = all().filter(|r| r.from == from).map(|r| self.scaled(r.value)).collect();
        let Some((middle, width)) = self.fence(&values) else { return Default::default() };
        let in_week = self.before(days, tomorrow, 7).filter(|r| r.from == from).count();
        let within = |v: &&f64| (**v - middle).abs() <= width;
        (values.iter().take(in_week).filter(within).copied().collect(), values.iter().filter(within).copied().collect())
    }
}

/// Heart signals of a morning.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Signals {
    /// HRV in standard deviations from its baseline; below zero is worse.
    pub hrv_z: Option<f64>,
    /// Resting heart rate in standard deviations from its baseline, sign flipped: below zero is worse.
    pub resting_hr_z: Option<f64>,
    /// HRV at −1 SD or worse today and yesterday, or both signals at −1.5 SD or worse today (Kiviniemi 2007).
    pub alarm: bool,
}

/// The signals on the morning of `date`.
pub fn signals(days: &dyn Days, date: NaiveDate) -> Signals {
    let (hrv, hr) = (Signal::Hrv.z_on(days, date), Signal::RestingHr.z_on(days, date));
    let yesterday = || Signal::Hrv.z_on(days, add_days(date, -1));
    let both = hrv.zip(hr).is_some_and(|(a, b)| a <= -1.5 && b <= -1.5);
    let lasting = hrv.is_some_and(|z| z <= -1.0) && yesterday().is_some_and(|z| z <= -1.0);
    Signals { hrv_z: hrv, resting_hr_z: hr, alarm: both || lasting }
}

/// Mean over the signals of `100 + 40·(min(z, 0) + 0.5)`: full marks down to −0.5 SD, the smallest worthwhile change.
pub fn component(zs: &[f64]) -> Option<f64> {
    mean(&zs.iter().map(|z| clamp(100.0 + 40.0 * (z.min(0.0) + 0.5))).collect::<Vec<_>>())
}
