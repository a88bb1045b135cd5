//! Days that went by and were not marked: they are unknown, and asked about once.

use chrono::NaiveDate;

use crate::domain::calendar::add_days;
use crate::domain::{Days, RegionTable};
use crate::edit::ItemRef;

/// Days before today that are looked at. Chosen: nobody remembers anything further back well.
const REACH: i64 = 14;

/// Fewer days than this are not worth a question. Chosen: a single one is a slip, and its cell shows it.
const ENOUGH: usize = 2;

/// Training of the days before `today` that is neither done nor skipped, oldest first, if it is enough to ask about. Days
/// off, and days before `from`, for which an answer was given, are left alone.
pub fn unmarked(days: &dyn Days, today: NaiveDate, from: Option<NaiveDate>, table: &RegionTable) -> Vec<ItemRef> {
    let mut items = Vec::new();
    for date in (1..=REACH).rev().map(|back| add_days(today, -back)).filter(|d| from.is_none_or(|from| *d >= from)) {
        let Some(day) = days.day(date).filter(|d| !d.is_off()) else { continue };
        let open = day.sessions.iter().enumerate().filter(|(_, s)| day.leaves_open(s, table));
        items.extend(open.map(|(i, s)| ItemRef::to(date, i, s)));
    }
    if dates(&items).len() < ENOUGH { Vec::new() } else { items }
}

/// The days the items are on, each once.
pub fn dates(items: &[ItemRef]) -> Vec<NaiveDate> {
    let mut dates: Vec<NaiveDate> = items.iter().map(|i| i.date).collect();
    dates.dedup();
    dates
}
