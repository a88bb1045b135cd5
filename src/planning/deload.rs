//! What a deload did: the two weeks before it against the week after.

use super::rules::main_regions;
use crate::domain::WeekId;
use crate::domain::calendar::add_days;
use crate::domain::session::Status;
use crate::recovery::Log;
use crate::recovery::flags::level;
use crate::recovery::stats::mean;
use chrono::NaiveDate;

/// Means of a stretch of days; `None` if nothing was logged.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Stretch {
    /// Mean score as shown.
    pub score: Option<f64>,
    /// Mean hours asleep.
    pub sleep: Option<f64>,
    /// Mean RPE of the training sessions done, for regions that both stretches trained.
    pub rpe: Option<f64>,
}

/// Both sides of a deload.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Review {
    /// The two weeks before.
    pub before: Stretch,
    /// The week after.
    pub after: Stretch,
}

/// The review of the deload in week `id`; `None` while the week after has no score.
pub fn review(log: &Log<'_>, id: WeekId) -> Option<Review> {
    let (days, basis) = (log.days, log.basis);
    let range = |from: NaiveDate, n: i64| (0..n).map(|k| add_days(from, k)).collect::<Vec<_>>();
    let (before, after) = (range(id.shift(-2).monday(), 14), range(id.shift(1).monday(), 7));
    let regions = |dates: &[NaiveDate]| {
        let done = |d: &NaiveDate| days.day(*d).map(|d| d.sessions.as_slice()).unwrap_or_default();
        let sessions = dates.iter().flat_map(done).filter(|s| s.status == Status::Done);
        sessions.flat_map(|s| main_regions(&basis.regions, s)).collect::<Vec<_>>()
    };
    let (regions_before, regions_after) = (regions(&before), regions(&after));
    let stretch = |dates: &[NaiveDate]| {
        let of =
            |pick: &dyn Fn(NaiveDate) -> Option<f64>| mean(&dates.iter().filter_map(|d| pick(*d)).collect::<Vec<_>>());
        let same_work = dates.iter().filter_map(|d| days.day(*d)).flat_map(|d| &d.sessions).filter(|s| {
            s.status == Status::Done
                && main_regions(&basis.regions, s).any(|r| regions_before.contains(&r) && regions_after.contains(&r))
        });
        Stretch {
            score: of(&|d| log.shown(d).map(f64::from)),
            sleep: of(&|d| log.slept(d)),
            rpe: mean(&same_work.filter_map(|s| Some(s.actual_rpe()?.value())).collect::<Vec<_>>()),
        }
    };
    let found = Review { before: stretch(&before), after: stretch(&after) };
    found.after.score.is_some().then_some(found)
}

/// Mean score of seven mornings from which a deload may slip. Chosen.
const SLIP_FROM: f64 = 75.0;

/// Whether a deload that is due this week may wait for the next: seven good mornings and no red flag.
pub fn may_slip(log: &Log<'_>, today: NaiveDate) -> bool {
    let scores: Vec<f64> = (0..7).filter_map(|n| log.shown(add_days(today, -n)).map(f64::from)).collect();
    let clear = || level(log.days, today, log.basis) == 0;
    mean(&scores).is_some_and(|m| m >= SLIP_FROM) && clear()
}
