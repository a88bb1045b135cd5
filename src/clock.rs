//! The one place that asks the clock.

use chrono::{Local, NaiveDate, Timelike};

use crate::domain::ClockTime;
use crate::domain::calendar::add_days;

/// Today's civil date: before `day_starts` it is still the evening's day.
#[allow(clippy::disallowed_methods, reason = "this module is where the clock is asked")]
pub fn today(day_starts: ClockTime) -> NaiveDate {
    let now = Local::now();
    let minutes = now.hour() * 60 + now.minute();
    if minutes < u32::from(day_starts.minutes()) { add_days(now.date_naive(), -1) } else { now.date_naive() }
}

/// How far this place's clock is from UTC now, such as `+01:00`.
#[allow(clippy::disallowed_methods, reason = "this module is where the clock is asked")]
pub fn offset() -> String {
    Local::now().format("%:z").to_string()
}
