//! Progressive overload with recovery: a raise of today's session, only if it was earned.

use chrono::NaiveDate;

use super::{Morning, Open};
use crate::domain::calendar::add_days;
use crate::domain::session::{Felt, Status};
use crate::domain::shelf::day_number;
use crate::domain::{Day, Days, Rpe, Session};
use crate::planning::event;
use crate::recovery::lay_off::GAP;
use crate::recovery::{Confidence, Recovery};

/// Sessions and mornings that must be logged before a raise is suggested. Chosen.
const SESSIONS: usize = 8;
const MORNINGS: usize = 14;
/// Score of this morning from which a session may be raised. Chosen.
const SCORE: u8 = 75;
/// Days without illness before it. Chosen.
const WELL_DAYS: i64 = 14;
/// How many times in a row that session must have gone well. Chosen.
const GOOD_ONES: usize = 2;
/// How many days back to look for sessions, mornings and sessions of the same name. Chosen: half a year.
const LOOK_BACK: i64 = 182;
/// Days in which there must be no lay-off. Chosen: four weeks.
const LATELY: i32 = 28;
/// The raise: five minutes, or a point of RPE up to 9 where it felt better. Chosen: the smallest step a key makes.
const MINUTES: u16 = 5;
const HIGHEST: Rpe = Rpe::whole(9);

/// A session raised, with the reason.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Raise {
    /// What it would become.
    pub to: Session,
    /// What speaks for it.
    pub because: String,
}

/// The raise of an open session of this morning; `None` if anything speaks against it.
pub(super) fn raise(morning: &Morning<'_>, open: &Open) -> Option<Raise> {
    let (days, today) = (&morning.days, morning.today);
    let planned = &open.session;
    let firm = |r: &Recovery| r.confidence() != Confidence::Low && r.shown >= SCORE;
    let rested = morning.recovery.as_deref().is_some_and(firm);
    let back = |n: i64| days.day(add_days(today, -n));
    let ill = (0..WELL_DAYS).filter_map(back).any(Day::is_ill);
    if !planned.kind.is_training() || !rested || ill || morning.flags.level > 0 || morning.state.tired {
        return None;
    }
    // Nothing is raised before an event: the gains have been made by then.
    let leads_up = (0..=event::TAPER.1).any(|n| days.day(add_days(today, n)).is_some_and(|d| d.event.is_some()));
    if morning.is_deloading() || morning.back.is_some() || leads_up {
        return None;
    }
    let mornings = (0..LOOK_BACK).filter_map(back).filter(|d| d.checkin.as_ref().is_some_and(|c| c.is_answered()));
    let trained = |d: &Day| d.sessions.iter().filter(|s| s.status == Status::Done && s.kind.is_training()).count();
    let sessions: usize = (0..LOOK_BACK).filter_map(back).map(trained).sum();
    if sessions < SESSIONS || mornings.take(MORNINGS).count() < MORNINGS {
        return None;
    }
    if laid_off(days, today) {
        return None;
    }
    let last = last_done(days, today, planned);
    let went_well = |s: &Session| {
        !s.went_worse() && s.actual_minutes() >= s.minutes && s.actual_rpe() <= s.rpe && !days.deload(today)
    };
    let (newest, on) = last.first().copied().filter(|_| last.len() == GOOD_ONES)?;
    let not_above = planned.minutes <= newest.actual_minutes() && planned.rpe <= newest.actual_rpe().max(newest.rpe);
    if !last.iter().all(|(s, _)| went_well(s)) || !not_above {
        return None;
    }
    if morning.deload_reason(&morning.findings()).is_some() {
        return None;
    }
    let felt = newest.felt().unwrap_or(Felt::Same);
    let mut to = planned.clone();
    match (felt, to.rpe, to.minutes) {
        (Felt::Better, Some(rpe), _) if rpe < HIGHEST => to.rpe = Some(rpe.step(1).min(HIGHEST)),
        (_, _, Some(minutes)) => to.minutes = Some(minutes + MINUTES),
        (_, Some(rpe), None) if rpe < HIGHEST => to.rpe = Some(rpe.step(1).min(HIGHEST)),
        _ => return None,
    }
    let felt = newest.felt().map_or(String::new(), |f| format!(" (felt {})", f.name()));
    let because = format!("the last {GOOD_ONES} went as planned, the latest on {}{felt}", on.format("%a %-d"));
    Some(Raise { to, because })
}

/// Whether ten days or more of the last four weeks were without training: what went well before them says little about today.
fn laid_off(days: &dyn Days, today: NaiveDate) -> bool {
    let number = day_number(today);
    let trained = |n: i32| {
        let done = |s: &Session| s.status == Status::Done && s.kind.is_training();
        days.nth(number - n).is_some_and(|d| d.sessions.iter().any(done))
    };
    let mut idle = 0;
    (1..=LATELY).any(|n| {
        idle = if trained(n) { 0 } else { idle + 1 };
        idle >= GAP
    })
}

/// The last times that session was done, newest first.
fn last_done<'a>(days: &'a dyn Days, today: NaiveDate, like: &Session) -> Vec<(&'a Session, NaiveDate)> {
    let number = day_number(today);
    let past = (1..=LOOK_BACK as i32).filter_map(|n| days.nth(number - n));
    let done = past.flat_map(|d| d.sessions.iter().rev().map(move |s| (s, d.date)));
    let same = done.filter(|(s, _)| s.status == Status::Done && s.kind == like.kind && s.title == like.title);
    same.take(GOOD_ONES).collect()
}
