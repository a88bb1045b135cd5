//! What was known on a morning.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{heart, load, sleep};
use crate::domain::shelf::day_number;
use crate::domain::{CheckIn, Day, Days, Region};

/// Everything a score is made of. A missing value is `None` or left out, never zero.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Inputs {
    /// Hours of sleep needed, 6 to 10.
    pub need: f64,
    /// Hours asleep last night.
    pub hours: Option<f64>,
    /// Sleep quality, 1 to 5.
    pub quality: Option<u8>,
    /// Hours of the nights logged among the last seven, this one included.
    pub nights: Vec<f64>,
    /// Sample SD of midsleep in minutes over the last seven nights, with five or more logged.
    pub midsleep_sd: Option<f64>,
    /// Soreness of every site that is sore; `None` where soreness was not logged.
    pub soreness: Option<Vec<(Region, u8)>>,
    /// Energy, 1 to 5.
    pub energy: Option<u8>,
    /// Mood, 1 to 5.
    pub mood: Option<u8>,
    /// Stress, 1 to 5.
    pub stress: Option<u8>,
    /// Load of the last days against the usual, by the two averages.
    pub load_ratio: Option<f64>,
    /// HRV against one's own baseline, in standard deviations; below zero is worse.
    pub hrv_z: Option<f64>,
    /// Resting heart rate against one's own baseline, in standard deviations; below zero is worse.
    pub resting_hr_z: Option<f64>,
    /// Ill this morning.
    pub ill: bool,
    /// Red-flag level, 0 to 6.
    pub flag_level: u8,
    /// The heart signals are clearly off.
    pub heart_alarm: bool,
}

/// Reads what was known on the morning of `date`.
pub fn gather(days: &dyn Days, date: NaiveDate, need: f64) -> Inputs {
    let blank = CheckIn::default();
    let today = checkin(days, date).unwrap_or(&blank);
    let heart = heart::signals(days, date);
    Inputs {
        need,
        hours: today.hours(),
        quality: today.sleep_quality,
        nights: last_nights(days, date).filter_map(CheckIn::hours).collect(),
        midsleep_sd: sleep::midsleep_sd(&last_nights(days, date).filter_map(CheckIn::midsleep).collect::<Vec<_>>()),
        soreness: (!today.soreness.is_empty()).then(|| today.soreness.iter().map(|(r, n)| (*r, *n)).collect()),
        energy: today.energy,
        mood: today.mood,
        stress: today.stress,
        load_ratio: load::ratio(days, date),
        hrv_z: heart.hrv_z,
        resting_hr_z: heart.resting_hr_z,
        ill: days.day(date).is_some_and(Day::is_ill),
        // Flags are judged over many days; who asks for a score adds them.
        flag_level: 0,
        heart_alarm: heart.alarm,
    }
}

/// The check-in of a day.
pub fn checkin(days: &dyn Days, date: NaiveDate) -> Option<&CheckIn> {
    days.day(date)?.checkin.as_ref()
}

/// Check-ins of the seven mornings up to `date`, newest first, those that were logged.
fn last_nights(days: &dyn Days, date: NaiveDate) -> impl Iterator<Item = &CheckIn> {
    let number = day_number(date);
    (0..7).filter_map(move |back| days.nth(number - back)?.checkin.as_ref())
}
