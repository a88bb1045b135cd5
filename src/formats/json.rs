//! The shapes of the JSON output. Field names and their order are a contract.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::domain::movement::{Dose, Movement};
use crate::domain::session::{Extra, Session};
use crate::domain::week::{Day, TrayItem};
use crate::domain::{CheckIn, Distance, Region};

/// A session.
#[derive(Serialize)]
pub struct SessionJson {
    kind: &'static str,
    title: String,
    minutes: Option<u16>,
    rpe: Option<f64>,
    regions: Vec<&'static str>,
    focus: Option<String>,
    distance: Option<f64>,
    movements: Vec<MovementJson>,
    extras: Vec<ExtraJson>,
    status: &'static str,
    reason: Option<&'static str>,
    felt: Option<&'static str>,
    performance: Option<&'static str>,
    achieved: Option<String>,
    condition: Option<String>,
    note: Option<String>,
}

#[derive(Serialize)]
struct MovementJson {
    name: String,
    sets: Option<u8>,
    reps: Option<String>,
    load: Option<String>,
    note: Option<String>,
}

impl From<&Movement> for MovementJson {
    fn from(m: &Movement) -> Self {
        let Dose { name, sets, reps, load, note } = m.dose();
        let own = |t: Option<&str>| t.map(str::to_owned);
        Self { name: name.to_owned(), sets, reps: own(reps), load: own(load), note: own(note) }
    }
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
        let Extra { title, minutes, practice, done } = e;
        let practice = practice.as_ref().map(ToString::to_string);
        Self { title: title.clone(), minutes: *minutes, practice, done: *done }
    }
}

impl From<&Session> for SessionJson {
    fn from(s: &Session) -> Self {
        // Without `..`, so that a new field must say here whether scripts see it.
        let Session {
            kind,
            title,
            focus,
            regions,
            // As done, if it is done: see `actual_` and `felt` below.
            minutes: _,
            rpe: _,
            distance: _,
            done: _,
            movements,
            extras,
            status,
            reason,
            condition,
            note,
            // For the program only; no script was promised these.
            instead: _,
            moved_from: _,
            pinned: _,
            id: _,
            source: _,
            imported: _,
            row: _,
        } = s;
        Self {
            kind: kind.name(),
            title: title.clone(),
            minutes: s.actual_minutes(),
            rpe: s.actual_rpe().map(|r| r.value()),
            regions: regions.iter().map(|r| r.name()).collect(),
            focus: focus.as_ref().map(ToString::to_string),
            distance: s.actual_distance().map(Distance::km),
            movements: movements.iter().map(MovementJson::from).collect(),
            extras: extras.iter().map(ExtraJson::from).collect(),
            status: status.name(),
            reason: reason.map(|r| r.name()),
            felt: s.felt().map(|f| f.name()),
            performance: s.record().and_then(|d| d.performance).map(|p| p.name()),
            achieved: s.record().and_then(|d| d.achieved).map(|a| a.to_string()),
            condition: condition.as_ref().map(|c| c.written().to_owned()),
            note: note.clone(),
        }
    }
}

/// A check-in; what was not answered is null.
#[derive(Serialize)]
pub struct CheckInJson {
    sleep_hours: Option<f64>,
    bed: Option<String>,
    wake: Option<String>,
    nap: Option<f64>,
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
    latency: Option<u16>,
    awakenings: Option<u8>,
    tags: BTreeMap<String, bool>,
}

impl From<&CheckIn> for CheckInJson {
    fn from(c: &CheckIn) -> Self {
        let CheckIn {
            sleep_hours: _,
            bed,
            wake,
            nap,
            sleep_quality,
            soreness,
            energy,
            mood,
            stress,
            resting_hr,
            hrv,
            ready,
            ill,
            pain,
            latency,
            awakenings,
            tags,
            from: _,
            foreign: _,
            // Forecasts have their own shape.
            forecast: _,
            ranges: _,
            model: _,
            unfinished: _,
        } = c;
        Self {
            // From the clock times too.
            sleep_hours: c.hours().map(two_decimals),
            bed: bed.map(|b| b.to_string()),
            wake: wake.map(|w| w.to_string()),
            nap: nap.map(two_decimals),
            sleep_quality: *sleep_quality,
            soreness: soreness.iter().map(|(r, n)| (r.name(), *n)).collect(),
            energy: *energy,
            mood: *mood,
            stress: *stress,
            resting_hr: *resting_hr,
            hrv: *hrv,
            ready: *ready,
            ill: *ill,
            pain: pain.iter().copied().map(Region::name).collect(),
            latency: *latency,
            awakenings: *awakenings,
            tags: tags.iter().map(|(tag, yes)| (tag.to_string(), *yes)).collect(),
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
    protein: Option<u8>,
    ticks: Vec<&'static str>,
    bed: Option<String>,
    event: Option<String>,
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
            protein: Some(day.protein).filter(|n| *n > 0),
            ticks: day.ticks.iter().map(|t| t.name()).collect(),
            bed: day.bed.map(|b| b.to_string()),
            event: day.event.clone(),
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
    /// Sessions waiting beside the week.
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
