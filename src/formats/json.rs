//! The shapes of the JSON output. Field names and their order are a contract.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::domain::session::{Extra, Session};
use crate::domain::week::{Day, TrayItem};
use crate::domain::{CheckIn, Region};

/// A session.
#[derive(Serialize)]
pub struct SessionJson {
    kind: &'static str,
    title: String,
    minutes: Option<u16>,
    rpe: Option<f64>,
    regions: Vec<&'static str>,
    focus: Option<String>,
    extras: Vec<ExtraJson>,
    status: &'static str,
    reason: Option<&'static str>,
    felt: Option<&'static str>,
    condition: Option<String>,
    note: Option<String>,
}

#[derive(Serialize)]
struct ExtraJson {
    title: String,
    minutes: Option<u16>,
    practice: Option<String>,
    done: bool,
}

impl From<&Extra> for ExtraJson {
    fn from(e: &Extra) -> Self {
        Self { title: e.title.clone(), minutes: e.minutes, practice: e.practice.clone(), done: e.done }
    }
}

impl From<&Session> for SessionJson {
    fn from(s: &Session) -> Self {
        Self {
            kind: s.kind.name(),
            title: s.title.clone(),
            minutes: s.actual_minutes(),
            rpe: s.actual_rpe().map(|r| r.value()),
            regions: s.regions.iter().map(|r| r.name()).collect(),
            focus: s.focus.clone(),
            extras: s.extras.iter().map(ExtraJson::from).collect(),
            status: s.status.name(),
            reason: s.reason.map(|r| r.name()),
            felt: s.felt().map(|f| f.name()),
            condition: s.condition.clone(),
            note: s.note.clone(),
        }
    }
}

/// A check-in; what was not answered is null.
#[derive(Serialize)]
pub struct CheckInJson {
    sleep_hours: Option<f64>,
    bed: Option<String>,
    wake: Option<String>,
    sleep_quality: Option<u8>,
    soreness: BTreeMap<&'static str, u8>,
    energy: Option<u8>,
    mood: Option<u8>,
    stress: Option<u8>,
    resting_hr: Option<f64>,
    hrv: Option<f64>,
    ready: Option<u8>,
    ill: Option<bool>,
    pain: Vec<&'static str>,
}

impl From<&CheckIn> for CheckInJson {
    fn from(c: &CheckIn) -> Self {
        Self {
            sleep_hours: c.hours().map(two_decimals),
            bed: c.bed.map(|b| b.to_string()),
            wake: c.wake.map(|w| w.to_string()),
            sleep_quality: c.sleep_quality,
            soreness: c.soreness.iter().map(|(r, n)| (r.name(), *n)).collect(),
            energy: c.energy,
            mood: c.mood,
            stress: c.stress,
            resting_hr: c.resting_hr,
            hrv: c.hrv,
            ready: c.ready,
            ill: c.ill,
            pain: c.pain.iter().copied().map(Region::name).collect(),
        }
    }
}

/// A day of a week.
#[derive(Serialize)]
pub struct DayJson {
    date: String,
    sessions: Vec<SessionJson>,
    checkin: Option<CheckInJson>,
    score: Option<u8>,
    overlay: Option<&'static str>,
    note: Option<String>,
    findings: Vec<String>,
    wins: Vec<String>,
    snacks: Option<u8>,
    fuel: Vec<&'static str>,
}

impl DayJson {
    /// The day with its score.
    pub fn new(day: &Day, score: Option<u8>, findings: Vec<String>) -> Self {
        Self {
            date: day.date.to_string(),
            sessions: day.sessions.iter().map(SessionJson::from).collect(),
            checkin: day.checkin.as_ref().map(CheckInJson::from),
            score,
            overlay: day.overlay.map(|o| o.name()),
            note: day.note.clone(),
            findings,
            wins: day.wins.clone(),
            snacks: Some(day.snacks).filter(|n| *n > 0),
            fuel: day.fuel.iter().map(|f| f.name()).collect(),
        }
    }
}

/// A week.
#[derive(Serialize)]
pub struct WeekJson {
    /// `2026-W47`.
    pub week: String,
    /// `normal` or `deload`.
    pub kind: &'static str,
    /// Whether the plan is only proposed.
    pub proposed: bool,
    /// Monday to Sunday.
    pub days: Vec<DayJson>,
    /// What waits beside the week.
    pub tray: Vec<TrayJson>,
}

/// An item of the tray.
#[derive(Serialize)]
pub struct TrayJson {
    from: Option<String>,
    session: SessionJson,
}

impl From<&TrayItem> for TrayJson {
    fn from(t: &TrayItem) -> Self {
        Self { from: t.from.map(|d| d.to_string()), session: SessionJson::from(&t.session) }
    }
}

/// Rounded to two decimals.
pub fn two_decimals(n: f64) -> f64 {
    (n * 100.0).round() / 100.0
}
