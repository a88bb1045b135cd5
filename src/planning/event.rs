//! A day that training leads up to: a race, a meet, a hike; and the taper before it.

use chrono::NaiveDate;

use super::desk::Desk;
use crate::domain::calendar::add_days;
use crate::domain::session::Status;
use crate::domain::{Days, Session, WeekId};

/// Days before an event on which no deload is due, mentioned or offered: a taper is one. Chosen.
pub const NO_DELOAD: i64 = 10;

/// Days of a taper, at least and at most: 8 to 14 days work best (Bosquet 2007, meta-analysis).
pub const TAPER: (i64, i64) = (8, 14);

/// How many days ahead an event can be. Chosen: a year.
pub const HORIZON: i64 = 366;

/// An event, and how many days there are until it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Event {
    /// Its day.
    pub date: NaiveDate,
    /// What it is.
    pub name: String,
    /// Days until then; 0 on the day.
    pub days: i64,
    /// Whether the days before it are eased already.
    pub tapered: bool,
}

impl Event {
    /// `City race in 12 days`, `City race tomorrow`, `today: City race`.
    pub fn countdown(&self) -> String {
        match self.days {
            0 => format!("today: {}", self.name),
            1 => format!("{} tomorrow", self.name),
            n => format!("{} in {n} days", self.name),
        }
    }
}

/// The next event from a day on.
pub fn next(days: &dyn Days, from: NaiveDate) -> Option<Event> {
    (0..=HORIZON).find_map(|n| {
        let day = days.day(add_days(from, n))?;
        let name = day.event.clone()?;
        Some(Event {
            date: day.date,
            name,
            days: n,
            tapered: day.taper.is_some_and(|days| i64::from(days) >= n.min(TAPER.1)),
        })
    })
}

/// Days of a week whose training was eased for an event.
pub fn tapered_days(days: &dyn Days, week: WeekId) -> usize {
    let monday = week.monday();
    let reach = |n: i64| Some((n - i64::from(days.day(add_days(monday, n))?.taper?), n));
    // Each event eases the days from the first of these up to, but not including, its own.
    let spans: Vec<(i64, i64)> = (1..=6 + TAPER.1).filter_map(reach).collect();
    (0..7).filter(|n| spans.iter().any(|(from, to)| from <= n && n < to)).count()
}

/// Whether an event is so near on a day that no deload comes before it.
pub fn is_near(days: &dyn Days, date: NaiveDate) -> bool {
    (0..=NO_DELOAD).any(|n| days.day(add_days(date, n)).is_some_and(|d| d.event.is_some()))
}

impl Desk<'_> {
    /// The event whose taper can begin today: 8 to 14 days ahead, with training before it that is not eased yet.
    pub fn taper_due(&self) -> Option<Event> {
        let event = next(self.book, self.today)?;
        let open = |s: &Session| s.status == Status::Planned && s.kind.is_training();
        let trains = (0..event.days).any(|n| self.day(add_days(self.today, n)).sessions.iter().any(open));
        ((TAPER.0..=TAPER.1).contains(&event.days) && !event.tapered && trains).then_some(event)
    }
}
