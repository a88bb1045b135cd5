//! What was known on a morning.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::stats::mean;
use super::{Basis, heart, lay_off, load, parts, sleep};
use crate::domain::shelf::day_number;
use crate::domain::{CheckIn, Day, Days, Region};

/// Everything a score is made of. A missing value is `None` or left out, never zero.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Inputs {
    /// Hours of sleep needed, 6 to 10.
    pub need: f64,
    /// The need that short nights are measured against: [`sleep::cap_need`].
    pub need_of_caps: f64,
    /// Hours asleep last night, the nap of the day before included.
    pub hours: Option<f64>,
    /// That nap, in hours.
    pub nap: Option<f64>,
    /// Sleep quality, 1 to 5.
    pub quality: Option<u8>,
    /// Hours of each night logged in the last seven, this one included.
    pub nights: Vec<f64>,
    /// Sample SD of midsleep in minutes over the last seven nights, with five or more logged.
    pub midsleep_sd: Option<f64>,
    /// Soreness of every site that is sore; `None` if soreness was not logged.
    pub soreness: Option<Vec<(Region, u8)>>,
    /// Energy, 1 to 5.
    pub energy: Option<u8>,
    /// Mood, 1 to 5.
    pub mood: Option<u8>,
    /// Stress, 1 to 5.
    pub stress: Option<u8>,
    /// Mean feel of the seven days before, by [`parts::feel`], with three or more logged.
    pub recent: Option<f64>,
    /// Recent load against the usual, from the two averages.
    pub load_ratio: Option<f64>,
    /// HRV against your own baseline, in standard deviations; below zero is worse.
    pub hrv_z: Option<f64>,
    /// Resting heart rate against your own baseline, in standard deviations; below zero is worse.
    pub resting_hr_z: Option<f64>,
    /// Ill this morning.
    pub ill: bool,
    /// Red-flag level, 0 to 6.
    pub flag_level: u8,
    /// The heart signals are clearly off.
    pub heart_alarm: bool,
}

/// Reads what was known on the morning of `date`.
pub fn gather(days: &dyn Days, date: NaiveDate, basis: &Basis) -> Inputs {
    let blank = CheckIn::default();
    let today = checkin(days, date).unwrap_or(&blank);
    let heart = heart::signals(days, date);
    let number = day_number(date);
    let slept = |day: i32| sleep::slept(days, day, &basis.clock_changes);
    let hours = slept(number);
    Inputs {
        need: basis.sleep_need,
        need_of_caps: need_of_caps(days, date, basis),
        hours,
        nap: hours.and_then(|_| days.nth(number - 1)?.checkin.as_ref()?.nap),
        quality: today.sleep_quality,
        nights: (0..7).filter_map(|back| slept(number - back)).collect(),
        midsleep_sd: sleep::midsleep_sd(&last_nights(days, date).filter_map(CheckIn::midsleep).collect::<Vec<_>>()),
        soreness: (!today.soreness.is_empty()).then(|| today.soreness.iter().map(|(r, n)| (*r, *n)).collect()),
        energy: today.energy,
        mood: today.mood,
        stress: today.stress,
        recent: recent(days, number),
        load_ratio: load::ratio(days, date).filter(|_| !lay_off::hides_load(days, number)),
        hrv_z: heart.hrv_z,
        resting_hr_z: heart.resting_hr_z,
        ill: days.day(date).is_some_and(Day::is_ill),
        // Flags are judged over many days; the caller adds them.
        flag_level: 0,
        heart_alarm: heart.alarm,
    }
}

/// The need that short nights are measured against on the morning of `date`.
pub fn need_of_caps(days: &dyn Days, date: NaiveDate, basis: &Basis) -> f64 {
    let number = day_number(date);
    let night = |back| sleep::slept(days, number - back, &basis.clock_changes);
    sleep::cap_need(basis.sleep_need, (1..=sleep::USUAL_LENGTH_NIGHTS).filter_map(night).collect())
}

/// Days before a morning that recent feel averages over, and how many of them must be logged. Chosen.
const RECENT_DAYS: i32 = 7;
const RECENT_FROM: usize = 3;

/// Mean feel of the days before the day with that number; ill and away days are left out.
fn recent(days: &dyn Days, number: i32) -> Option<f64> {
    let feel = |back: i32| {
        let day = days.nth(number - back).filter(|d| !d.is_left_out())?;
        let c = day.checkin.as_ref()?;
        parts::feel(c.energy, c.mood, c.stress)
    };
    recent_of(&(1..=RECENT_DAYS).filter_map(feel).collect::<Vec<_>>())
}

/// Mean feel of the seven days before a morning; `None` with fewer than three.
pub fn recent_of(feel: &[f64]) -> Option<f64> {
    mean(feel).filter(|_| feel.len() >= RECENT_FROM)
}

/// The check-in of a day.
pub fn checkin(days: &dyn Days, date: NaiveDate) -> Option<&CheckIn> {
    days.day(date)?.checkin.as_ref()
}

/// Logged check-ins of the seven mornings up to `date`, newest first.
fn last_nights(days: &dyn Days, date: NaiveDate) -> impl Iterator<Item = &CheckIn> {
    let number = day_number(date);
    (0..7).filter_map(move |back| days.nth(number - back)?.checkin.as_ref())
}
