//! The one place that reads the clock.

use std::time::{Duration, SystemTime};

use chrono::{DateTime, Local, NaiveDate, NaiveDateTime, Offset, TimeDelta, TimeZone, Timelike, Utc};

use crate::domain::calendar::{day_of, until_day_after};
use crate::domain::{ClockChanges, ClockTime};

/// Today's civil date: before `day_starts` it is still the day before.
#[allow(clippy::disallowed_methods, reason = "this module is where the clock is asked")]
pub fn today(day_starts: ClockTime) -> NaiveDate {
    day_of(Local::now().naive_local(), day_starts)
}

/// The time of day.
#[allow(clippy::disallowed_methods, reason = "this module is where the clock is asked")]
pub fn now() -> ClockTime {
    let now = Local::now();
    ClockTime::from_minutes((now.hour() * 60 + now.minute()) as u16).expect("an hour and a minute are a time of day")
}

/// How long until the next day starts.
#[allow(clippy::disallowed_methods, reason = "this module is where the clock is asked")]
pub fn until_next_day(day_starts: ClockTime) -> Duration {
    until_day_after(Local::now().naive_local(), day_starts)
}

/// How long ago something was; `None` if it is in the future, as on a disk with a different clock.
#[allow(clippy::disallowed_methods, reason = "this module is where the clock is asked")]
pub fn age(of: SystemTime) -> Option<Duration> {
    SystemTime::now().duration_since(of).ok()
}

/// The local offset from UTC now, such as `+01:00`.
#[allow(clippy::disallowed_methods, reason = "this module is where the clock is asked")]
pub fn offset() -> String {
    Local::now().format("%:z").to_string()
}

/// A moment in UTC on the wall clock here.
pub fn local(utc: NaiveDateTime) -> NaiveDateTime {
    Local.from_utc_datetime(&utc).naive_local()
}

/// How many years back clock changes are looked for.
const YEARS_BACK: i64 = 12;

/// When the local clocks change, from some years before `today` to a year after it.
pub fn changes(today: NaiveDate) -> ClockChanges {
    let offset = |hour: i64| -> i64 {
        let at = DateTime::from_timestamp(hour * 3600, 0).unwrap_or_default();
        i64::from(Local.offset_from_utc_datetime(&at.naive_utc()).fix().local_minus_utc() / 60)
    };
    let noon = today.and_hms_opt(12, 0, 0).unwrap_or_default().and_utc();
    let (from, to) = (noon - TimeDelta::days(365 * YEARS_BACK), noon + TimeDelta::days(365));
    let hour = |at: DateTime<Utc>| at.timestamp().div_euclid(3600);
    let mut found = Vec::new();
    // Nowhere do clocks change twice within a month and end as they began.
    let mut low = hour(from);
    let mut before = offset(low);
    while low < hour(to) {
        let (mut from, mut to) = (low, low + 24 * 28);
        let after = offset(to);
        low = to;
        if after == before {
            continue;
        }
        while to - from > 1 {
            let middle = i64::midpoint(from, to);
            if offset(middle) == before { from = middle } else { to = middle }
        }
        let wall = DateTime::from_timestamp(to * 3600 + before * 60, 0).unwrap_or_default();
        found.push((wall.naive_utc(), after - before));
        before = after;
    }
    ClockChanges(found)
}
