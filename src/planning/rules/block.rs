//! Where a week stands between deloads.

use chrono::NaiveDate;

use crate::domain::calendar::weekday_index;
use crate::domain::effort::effort;
use crate::domain::session::Status;
use crate::domain::shelf::day_number;
use crate::domain::{Day, Days, RegionTable, WeekId};
use crate::planning::event;
use crate::planning::soreness::expected;

/// Where a week stands between deloads.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Block {
    /// Loading weeks in a row before it.
    pub loading: usize,
    /// The week's number in its block, from 1.
    pub number: usize,
    /// A deload comes every this many weeks.
    pub every: usize,
    /// Whether a deload is due in it, and neither it nor the next week is one.
    pub due: bool,
    /// Whether the last loading week is far enough along to mention the deload.
    pub next: bool,
    /// Whether anything was trained before it.
    pub begun: bool,
}

/// A week below this share of the mean of the four before is as good as a deload. Chosen.
const LIGHT_WEEK: f64 = 0.6;

/// Day of the last loading week from which the deload is mentioned, counted from 0. Chosen: the fourth.
const SPOKEN_OF: usize = 3;

/// The most weeks counted back. Chosen: half a year.
pub(super) const LONGEST: usize = 26;

/// Days off from which a week does not count for deloads and the usual load. Chosen: most of them.
pub(super) const MOSTLY_OFF: usize = 4;

/// Days of a week on which the plan does not hold.
pub(super) fn off_days(days: &dyn Days, id: WeekId) -> usize {
    id.days().filter(|d| days.day(*d).is_some_and(Day::is_off)).count()
}

impl Block {
    /// Whether a deload that is due may wait for the next week, and no longer. `good`: the mornings allow it.
    pub fn slips(&self, good: bool) -> bool {
        good && self.number == self.every
    }

    /// What a title calls it: `block 3 of 5`, `5 of 5 · deload due`, `deload overdue by 2 weeks`.
    pub fn title(&self, good: bool) -> String {
        let Self { number, every, .. } = self;
        match number.saturating_sub(*every) {
            _ if !self.due && number > every => format!("week {number} of the block"),
            0 if self.due && self.slips(good) => format!("{number} of {every} · deload may wait a week"),
            0 if self.due => format!("{number} of {every} · deload due"),
            0 if self.next => format!("{number} of {every} · deload next week"),
            0 => format!("block {number} of {every}"),
            1 => "deload overdue by 1 week".to_owned(),
            n => format!("deload overdue by {n} weeks"),
        }
    }
}

/// Eased days from which a week is a taper, as light as a deload. Chosen: most of them.
const MOSTLY_EASED: usize = 4;

/// Counts loading weeks back from `id`: weeks with load that are neither planned as a deload, nor a taper, nor as light as one. In
/// this week, what is still planned counts too.
pub fn block(days: &dyn Days, id: WeekId, every: usize, today: NaiveDate, table: &RegionTable) -> Block {
    let open = |date: NaiveDate| -> f64 {
        let sessions = expected(days, date, today, table).filter(|s| s.status == Status::Planned);
        sessions.filter_map(|s| effort(days, s, day_number(date), day_number(today))).map(|e| e.load()).sum()
    };
    let load = |id: WeekId| -> f64 { id.days().map(|d| days.load(day_number(d)).unwrap_or_default() + open(d)).sum() };
    let loads: Vec<f64> = (1..=LONGEST as i64 + 4).map(|n| load(id.shift(-n))).collect();
    let loading = (0..LONGEST)
        .take_while(|n| {
            let before = &loads[n + 1..n + 5];
            let light = before.iter().all(|l| *l > 0.0) && loads[*n] < LIGHT_WEEK * before.iter().sum::<f64>() / 4.0;
            let week = id.shift(-(*n as i64) - 1);
            loads[*n] > 0.0 && !light && !days.deload(week.monday()) && event::tapered_days(days, week) < MOSTLY_EASED
        })
        .count();
    let planned = [id, id.shift(1)].iter().any(|id| days.deload(id.monday()));
    // No deload before an event: the taper takes its place.
    let near = event::is_near(days, id.monday().max(today));
    let due = loading + 1 >= every && !planned && !near && off_days(days, id) < MOSTLY_OFF;
    // From the fourth day on: earlier there is nothing to do about it yet.
    let late = WeekId::of(today) == id && weekday_index(today) >= SPOKEN_OF;
    let next = loading + 2 == every && late && !planned && !near && loading > 0;
    Block { loading, number: loading + 1, every, due, next, begun: loads.iter().any(|l| *l > 0.0) }
}
