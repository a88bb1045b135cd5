//! Why a component does not count on a morning.

use chrono::NaiveDate;

use super::heart::Signal;
use super::inputs::checkin;
use super::score::{Component, Recovery};
use super::{lay_off, load};
use crate::domain::Days;
use crate::domain::shelf::day_number;

/// What a component lacks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Lacking {
    /// Nothing was logged for it.
    NotLogged,
    /// HRV or resting heart rate was logged, but few readings to compare with: how many, of how many.
    Readings(usize, usize),
    /// The first reading of another device than before: its usual range begins.
    NewDevice,
    /// No session was done yet.
    Session,
    /// Sessions were done, the first only some days ago: how many, of how many.
    Days(usize, usize),
    /// There was no training for so long that a load means nothing yet.
    LaidOff,
}

impl Lacking {
    /// What a component lacks on the morning of `date`.
    pub fn of(component: Component, days: &dyn Days, date: NaiveDate) -> Self {
        let number = day_number(date);
        match component {
            Component::Heart => {
                let signals = [Signal::Hrv, Signal::RestingHr];
                let logged = |s: &Signal| checkin(days, date).is_some_and(|c| s.of(c).is_some());
                if signals.into_iter().any(|s| s.is_first_of_device(days, date)) {
                    return Self::NewDevice;
                }
                let most = signals.into_iter().filter(logged).map(|s| s.usable(days, date)).max();
                most.map_or(Self::NotLogged, |(n, of)| Self::Readings(n, of))
            }
            Component::Load if lay_off::hides_load(days, number) => Self::LaidOff,
            Component::Load => match load::history(days, date).len() {
                0 => Self::Session,
                n => Self::Days(n, load::MIN_DAYS),
            },
            _ => Self::NotLogged,
        }
    }

    /// Everything that does not count in a recovery.
    pub fn all(r: &Recovery, days: &dyn Days, date: NaiveDate) -> Vec<(Component, Self)> {
        r.missing().map(|c| (c, Self::of(c, days, date))).collect()
    }

    /// In a few words.
    pub fn brief(self) -> String {
        match self {
            Self::NotLogged => "not logged".to_owned(),
            Self::Readings(n, of) => format!("{n} of {of} readings before"),
            Self::NewDevice => "a new device".to_owned(),
            Self::Session => "no session done".to_owned(),
            Self::Days(n, of) => format!("day {n} of {of}"),
            Self::LaidOff => "after a break".to_owned(),
        }
    }

    /// In a sentence.
    pub fn sentence(self, component: Component) -> String {
        match (self, component) {
            (Self::NotLogged, Component::Sleep) => "neither hours nor quality logged".to_owned(),
            (Self::NotLogged, Component::Feel) => "neither energy, mood nor stress logged".to_owned(),
            (Self::NotLogged, Component::Heart) => "neither HRV nor resting HR logged".to_owned(),
            (Self::NotLogged, _) => "not logged".to_owned(),
            (Self::Readings(n, of), _) => {
                format!(
                    "{n} of the {of} readings in 28 days that it is compared with; ill and away mornings do not count"
                )
            }
            (Self::NewDevice, _) => {
                "the first reading of another device; two devices differ, so its usual range begins today".to_owned()
            }
            (Self::Session, _) => "no session is marked as done yet".to_owned(),
            (Self::Days(n, of), _) => format!("day {n} of {of} since your first session"),
            (Self::LaidOff, _) => "after ten days without training it starts over with your first week back".to_owned(),
        }
    }
}
