//! The nights on which clocks are put forward or back.

use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

use super::calendar::{ClockTime, add_days};

/// Moments at which a place's clocks change, in wall-clock time before the change, each with the minutes they go forward; below
/// zero they go back.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct ClockChanges(pub Vec<(NaiveDateTime, i64)>);

impl ClockChanges {
    /// Minutes the clock went forward in the night that ended on `date`, between bed and wake.
    pub fn in_night(&self, date: NaiveDate, bed: ClockTime, wake: ClockTime) -> i64 {
        // Only two days a year have a change: the date rules out the others.
        let near = |(at, _): &&(NaiveDateTime, i64)| (date - at.date()).num_days().abs() <= 1;
        let moment = |date: NaiveDate, time: ClockTime| {
            date.and_hms_opt(u32::from(time.minutes() / 60), u32::from(time.minutes() % 60), 0).unwrap_or_default()
        };
        let evening = if bed < wake { date } else { add_days(date, -1) };
        let (from, to) = (moment(evening, bed), moment(date, wake));
        self.0.iter().filter(near).filter(|(at, _)| from < *at && *at <= to).map(|(_, by)| by).sum()
    }
}
