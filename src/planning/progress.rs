//! Progressive overload with recovery: a raise for the next session of the same name, only where rest was kept, scores
//! held and no red flag is on.

use chrono::NaiveDate;

use crate::domain::calendar::add_days;
use crate::domain::session::{Felt, Status};
use crate::domain::{Day, Days, Kind, Rpe, Session};
use crate::recovery::Basis;
use crate::recovery::flags::level;
use crate::recovery::stats::mean;

/// Days back in which the same session must have been done. Chosen: a week and a day to spare, twice.
const LOOK_BACK: i64 = 14;
/// Mornings of the last week that must be scored, and of the four weeks before it. Chosen.
const RECENT: (i64, usize) = (7, 4);
const USUAL: (i64, usize) = (28, 7);
/// Points by which the last week may lie below the usual and still count as held. Chosen: less than a change that
/// mornings show by themselves.
const HELD_WITHIN: f64 = 3.0;
/// The raise: five minutes, or a point of RPE up to 9 where it felt better. Chosen: the smallest step of the keys.
const MINUTES: u16 = 5;
const HIGHEST: f64 = 9.0;

/// A session raised, with the reason.
#[derive(Clone, PartialEq, Debug)]
pub struct Raise {
    /// What it would become.
    pub to: Session,
    /// What speaks for it.
    pub because: String,
}

/// Shown scores by morning: a caller that keeps them need not have them made again.
pub type Scores<'a> = &'a dyn Fn(NaiveDate) -> Option<u8>;

/// The raise of `session`, planned on `date` after today; `None` where anything speaks against it.
pub fn raise(
    days: &dyn Days,
    today: NaiveDate,
    date: NaiveDate,
    session: &Session,
    basis: &Basis,
    score: Scores<'_>,
) -> Option<Raise> {
    let ahead = date > today && (date - today).num_days() <= LOOK_BACK;
    if !ahead || !session.kind.is_training() || session.status != Status::Planned || days.deload(date) {
        return None;
    }
    let (last, on) = last_done(days, today, session)?;
    let felt = last.felt().unwrap_or(Felt::Same);
    let as_planned = last.actual_minutes() >= last.minutes && last.actual_rpe() <= last.rpe;
    let not_raised_yet = session.minutes <= last.actual_minutes() && session.rpe <= last.actual_rpe().max(last.rpe);
    if felt == Felt::Worse || !as_planned || !not_raised_yet || days.deload(on) {
        return None;
    }
    let kept = rest_kept(days, today)?;
    let (now, usual) = scores_held(today, score)?;
    if level(days, today, basis) > 0 {
        return None;
    }
    let mut to = session.clone();
    match (felt, to.rpe, to.minutes) {
        (Felt::Better, Some(rpe), _) if rpe.value() < HIGHEST => to.rpe = Some(rpe.step(1).min(Rpe::whole(9))),
        (_, _, Some(minutes)) => to.minutes = Some(minutes + MINUTES),
        (_, Some(rpe), None) if rpe.value() < HIGHEST => to.rpe = Some(rpe.step(1).min(Rpe::whole(9))),
        _ => return None,
    }
    let because = format!(
        "{} went as planned on {} and felt {}; rest kept on {kept} of the last 7 days, scores {now:.0} against a usual {usual:.0}, no flag",
        session.title,
        on.format("%a %-d"),
        felt.name(),
    );
    Some(Raise { to, because })
}

fn last_done<'a>(days: &'a dyn Days, today: NaiveDate, like: &Session) -> Option<(&'a Session, NaiveDate)> {
    (0..LOOK_BACK).map(|n| add_days(today, -n)).find_map(|d| {
        let mut done = days.day(d)?.sessions.iter().filter(|s| s.status == Status::Done);
        done.find(|s| s.kind == like.kind && s.title == like.title).map(|s| (s, d))
    })
}

/// Days of the last seven without training, where there was one and no planned rest was trained over or skipped.
fn rest_kept(days: &dyn Days, today: NaiveDate) -> Option<usize> {
    let week: Vec<&Day> = (1..=7).filter_map(|n| days.day(add_days(today, -n))).collect();
    let trained = |d: &Day| d.sessions.iter().any(|s| s.kind.is_training() && s.status == Status::Done);
    let rest = |d: &Day| d.sessions.iter().any(|s| matches!(s.kind, Kind::Rest | Kind::ActiveRecovery));
    let skipped = |d: &Day| d.sessions.iter().any(|s| s.kind == Kind::Rest && s.status == Status::Skipped);
    let broken = week.iter().any(|d| rest(d) && (trained(d) || skipped(d)));
    let kept = week.iter().filter(|d| !trained(d)).count();
    (!broken && kept > 0).then_some(kept)
}

/// Mean score of the last week and of the four before it, where the one holds against the other.
fn scores_held(today: NaiveDate, score: Scores<'_>) -> Option<(f64, f64)> {
    let scores = |from: i64, n: i64| -> Vec<f64> {
        (from..from + n).filter_map(|n| score(add_days(today, -n)).map(f64::from)).collect()
    };
    let (recent, usual) = (scores(0, RECENT.0), scores(RECENT.0, USUAL.0));
    if recent.len() < RECENT.1 || usual.len() < USUAL.1 {
        return None;
    }
    let (now, usual) = (mean(&recent)?, mean(&usual)?);
    (now >= usual - HELD_WITHIN).then_some((now, usual))
}
