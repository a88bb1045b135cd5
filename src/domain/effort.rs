//! What a session counts as: its RPE and minutes, with a stand-in for what it lacks. An effort nobody wrote down is unknown, not
//! zero.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::days::Days;
use super::session::{Kind, Session, Status};
use super::week::Day;

/// Days before a session that a person's medians cover. Chosen: the half year that sums over history look back on.
pub const USUAL_DAYS: i32 = 182;

/// Done sessions of a kind that a median needs. Chosen.
const USUAL_FROM: usize = 3;

/// Which of a session's numbers are stand-ins.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Assumed {
    /// Its RPE.
    pub rpe: bool,
    /// Its minutes.
    pub minutes: bool,
}

impl Assumed {
    /// Whether any is.
    pub fn any(self) -> bool {
        self.rpe || self.minutes
    }

    /// The names of the stand-ins, as in the JSON.
    pub fn names(self) -> Vec<&'static str> {
        [(self.rpe, "rpe"), (self.minutes, "minutes")].into_iter().filter(|(on, _)| *on).map(|(_, name)| name).collect()
    }
}

/// How hard and how long a session is, as done where it is done, else as planned.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Effort {
    /// RPE, 0 to 10.
    pub rpe: f64,
    /// Minutes.
    pub minutes: f64,
    /// Which of the two are stand-ins.
    pub assumed: Assumed,
}

impl Effort {
    /// Session load, RPE × minutes (Foster 2001).
    pub fn load(&self) -> f64 {
        self.rpe * self.minutes
    }
}

/// A person's medians for a kind of session; `None` below three done sessions that have the number.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
struct Usual {
    rpe: Option<f64>,
    minutes: Option<f64>,
}

/// The stand-ins for values that sessions lack, as known before a day.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Usuals([Usual; Kind::ALL.len()]);

impl Usuals {
    /// The medians over the done sessions of the [`USUAL_DAYS`] before the day with that number.
    pub fn before(days: &(impl Days + ?Sized), day: i32) -> Self {
        let mut found: [(Vec<f64>, Vec<f64>); Kind::ALL.len()] = Default::default();
        for number in day - USUAL_DAYS..day {
            let sessions = days.nth(number).map(|d| d.sessions.as_slice()).unwrap_or_default();
            for s in sessions.iter().filter(|s| s.status == Status::Done) {
                let (rpes, minutes) = &mut found[s.kind as usize];
                rpes.extend(s.actual_rpe().map(|r| r.value()));
                minutes.extend(s.actual_minutes().map(f64::from));
            }
        }
        let usual = |values: Vec<f64>| if values.len() < USUAL_FROM { None } else { median(values) };
        Self(found.map(|(rpes, minutes)| Usual { rpe: usual(rpes), minutes: usual(minutes) }))
    }

    /// What a session counts as; `None` for rest, which has no effort.
    pub fn effort(&self, s: &Session) -> Option<Effort> {
        let (rpe, minutes) = stand_in(s.kind)?;
        let usual = self.0[s.kind as usize];
        let (own_rpe, own_minutes) = (s.actual_rpe().map(|r| r.value()), s.actual_minutes().map(f64::from));
        Some(Effort {
            rpe: own_rpe.or(usual.rpe).unwrap_or(rpe),
            minutes: own_minutes.or(usual.minutes).unwrap_or(minutes),
            assumed: Assumed { rpe: own_rpe.is_none(), minutes: own_minutes.is_none() },
        })
    }

    /// The minutes of a kind until three of it are logged; `None` for rest.
    pub fn minutes(kind: Kind) -> Option<f64> {
        stand_in(kind).map(|(_, minutes)| minutes)
    }
}

/// RPE and minutes of a kind of session before a person's own are known. Chosen: moderate for training, easy for everything else.
fn stand_in(kind: Kind) -> Option<(f64, f64)> {
    match kind {
        Kind::Strength => Some((6.0, 45.0)),
        Kind::Conditioning => Some((8.0, 45.0)),
        Kind::Endurance => Some((6.0, 60.0)),
        Kind::Mobility | Kind::ActiveRecovery => Some((2.0, 45.0)),
        Kind::Rest => None,
    }
}

/// The middle value, or the mean of the two in the middle; `None` for an empty list.
pub fn median(mut values: Vec<f64>) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    let n = values.len();
    (n > 0).then(|| (values[(n - 1) / 2] + values[n / 2]) / 2.0)
}

/// Medians already worked out, by day, each with the identity of the days it was worked out from. Copies share them: they are
/// looked up by that identity.
#[derive(Clone, Debug, Default)]
pub(super) struct Found(Arc<Mutex<BTreeMap<i32, (u64, Usuals)>>>);

impl Found {
    /// The stand-ins before a day, worked out again if the identity of its days has changed.
    pub(super) fn get(&self, day: i32, identity: u64, make: impl FnOnce() -> Usuals) -> Usuals {
        let mut map = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match map.get(&day) {
            Some((of, usuals)) if *of == identity => *usuals,
            _ => {
                let usuals = make();
                map.insert(day, (identity, usuals));
                usuals
            }
        }
    }
}

/// What a session on the day with that number counts as; `None` for rest. Stand-ins come from what was known before its day, and
/// before `today` if it is still planned.
pub fn effort(days: &(impl Days + ?Sized), s: &Session, day: i32, today: i32) -> Option<Effort> {
    let known = if s.status == Status::Done { day } else { day.min(today) };
    let lacks = s.actual_rpe().is_none() || s.actual_minutes().is_none();
    if lacks && s.kind != Kind::Rest { days.usuals(known) } else { Usuals::default() }.effort(s)
}

/// What was done on a day, in RPE-minutes.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) enum DayLoad {
    /// Nothing but rest, or nothing at all.
    Nothing,
    /// The sum over its sessions.
    Known(f64),
    /// A session lacks its RPE or its minutes.
    Lacking,
}

impl DayLoad {
    /// The load of a day.
    pub(super) fn of(day: &Day) -> Self {
        let done = || day.sessions.iter().filter(|s| s.status == Status::Done && s.kind != Kind::Rest);
        if done().next().is_none() {
            return Self::Nothing;
        }
        done().map(Session::load).sum::<Option<f64>>().map_or(Self::Lacking, Self::Known)
    }

    /// The sum, with stand-ins for what is missing; `None` if nothing was done.
    pub(super) fn sum(self, day: &Day, usuals: impl FnOnce() -> Usuals) -> Option<f64> {
        match self {
            Self::Nothing => None,
            Self::Known(load) => Some(load),
            Self::Lacking => {
                let usuals = usuals();
                let done = day.sessions.iter().filter(|s| s.status == Status::Done);
                Some(done.filter_map(|s| usuals.effort(s)).map(|e| e.load()).sum())
            }
        }
    }
}
