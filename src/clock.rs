//! The one place that asks the clock.

use std::time::{Duration, SystemTime};

use chrono::{Local, NaiveDate};

use crate::domain::ClockTime;
use crate::domain::calendar::{day_of, until_day_after};

/// Today's civil date: before `day_starts` it is still the evening's day.
#[allow(clippy::disallowed_methods, reason = "this module is where the clock is asked")]
pub fn today(day_starts: ClockTime) -> NaiveDate {
    day_of(Local::now().naive_local(), day_starts)
}

/// How long until it is another day.
#[allow(clippy::disallowed_methods, reason = "this module is where the clock is asked")]
pub fn until_next_day(day_starts: ClockTime) -> Duration {
    until_day_after(Local::now().naive_local(), day_starts)
}

/// How long ago something was; `None` where that is ahead, as on a disk whose clock is another one.
#[allow(clippy::disallowed_methods, reason = "this module is where the clock is asked")]
pub fn age(of: SystemTime) -> Option<Duration> {
    SystemTime::now().duration_since(of).ok()
}

/// How far this place's clock is from UTC now, such as `+01:00`.
#[allow(clippy::disallowed_methods, reason = "this module is where the clock is asked")]
pub fn offset() -> String {
    Local::now().format("%:z").to_string()
}
