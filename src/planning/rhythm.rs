//! Rhythm over six weeks: rest that was kept, sessions that were done, mornings that were logged. No streak, nothing overdue.

use chrono::NaiveDate;

use crate::domain::calendar::add_days;
use crate::domain::session::Status;
use crate::domain::{Days, Kind, RegionTable};

/// Days it looks back on: six weeks.
const DAYS: i64 = 42;

/// What was kept of what was planned.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Rhythm {
    /// Rest days that went by without training, and all that were planned.
    pub rest: (usize, usize),
    /// Sessions done, walks included, and all that were planned.
    pub sessions: (usize, usize),
    /// Sessions skipped, which are no part of those.
    pub skipped: usize,
    /// Mornings logged.
    pub mornings: usize,
}

impl Rhythm {
    /// Over the six weeks that end today, or since `first` if that is later.
    pub fn of(days: &dyn Days, first: NaiveDate, today: NaiveDate, table: &RegionTable) -> Self {
        Self::between(days, [first.max(add_days(today, 1 - DAYS)), today], today, table)
    }

    /// From the first of two days to the last, up to today. What illness, injury and travel set aside is
    /// neutral, and so is what is still open today, what was skipped and what a deload left out.
    pub fn between(days: &dyn Days, [first, last]: [NaiveDate; 2], today: NaiveDate, table: &RegionTable) -> Self {
        let mut out = Self::default();
        for date in (0..=(last.min(today) - first).num_days()).map(|n| add_days(first, n)) {
            let Some(day) = days.day(date) else { continue };
            out.mornings += usize::from(day.checkin.is_some());
            if day.is_off() {
                continue;
            }
            let rests = !day.sessions.is_empty() && day.sessions.iter().all(|s| s.kind == Kind::Rest);
            if rests {
                let kept = day.is_kept_rest(today);
                let open = date == today && !kept;
                let skipped = day.sessions.iter().any(|s| s.status == Status::Skipped);
                if !open && !skipped {
                    out.rest = (out.rest.0 + usize::from(kept), out.rest.1 + 1);
                }
                continue;
            }
            // Rest that was trained over was not kept.
            let trained = day.sessions.iter().any(|s| s.status == Status::Done && s.kind.is_training());
            if trained && day.sessions.iter().any(|s| s.kind == Kind::Rest && s.status == Status::Planned) {
                out.rest.1 += 1;
            }
            for s in day.sessions.iter().filter(|s| s.kind != Kind::Rest) {
                out.skipped += usize::from(s.status == Status::Skipped);
                let done = s.status == Status::Done;
                let neutral =
                    date == today || s.status == Status::Skipped || day.sets_aside(s, table) || days.deload(date);
                if done || !neutral {
                    out.sessions = (out.sessions.0 + usize::from(done), out.sessions.1 + 1);
                }
            }
        }
        out
    }
}
