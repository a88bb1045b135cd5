//! The nights on which clocks are put forward or back.

use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

use super::calendar::{ClockTime, add_days};

/// Moments at which the clocks of a place change, as they stood on the wall until then, each with the minutes by which they
/// are put forward; below zero they are put back.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct ClockChanges(pub Vec<(NaiveDateTime, i64)>);

impl ClockChanges {
    /// Minutes that the clock was put forward by in the night that ended on `date`, from bed to wake.
    pub fn in_night(&self, date: NaiveDate, bed: ClockTime, wake: ClockTime) -> i64 {
        // Two days of the year have a change: the others are known by their date.
        let near = |(at, _): &&(NaiveDateTime, i64)| (date - at.date()).num_days().abs() <= 1;
        let moment = |date: NaiveDate, time: ClockTime| {
            date.and_hms_opt(u32::from(time.minutes() / 60), u32::from(time.minutes() % 60), 0).unwrap_or_default()
        };
        let evening = if bed < wake { date } else { add_days(date, -1) };
        let (from, to) = (moment(evening, bed), moment(date, wake));
        self.0.iter().filter(near).filter(|(at, _)| from < *at && *at <= to).map(|(_, by)| by).sum()
    }
}
