//! Fitbit and Google Health, from Google Takeout: nights, naps, resting heart rate, HRV and sessions. Times in the JSON files are
//! on the wall clock; those in the newer tables are in UTC, with an offset that can be missing.

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use serde_json::Value;

use super::each::{id, number, text};
use super::harvest::{Activity, Harvest, Setting};
use super::nights::{Role, Sleep};
use super::sheet::{Row, Sheet};
use super::times::{iso, iso_date, offset, with_offset};
use crate::domain::checkin;

/// What its files hold.
#[derive(Clone, Default)]
pub struct Fitbit {
    seen: std::collections::HashSet<String>,
    nights: Vec<Sleep>,
    activities: Vec<Activity>,
    newer_nights: Vec<Newer>,
    newer_activities: Vec<(Newer, Activity)>,
}

/// A span in UTC with its offset in seconds, as the newer tables have it.
#[derive(Clone)]
struct Newer {
    start: NaiveDateTime,
    end: Option<NaiveDateTime>,
    offset: Option<i32>,
    hours: Option<f64>,
}

impl Fitbit {
    /// Takes a row of `sleep-….json`. The same one can be in two files.
    pub fn sleep(&mut self, row: &Value) {
        let Some(date) = text(row, "dateOfSleep").and_then(iso_date) else { return };
        if !self.first(row) {
            return;
        }
        let time = |name: &str| text(row, name).and_then(iso);
        let hours = number(row, "minutesAsleep").map(|m| m / 60.0);
        // Without the flag, which old files lack, it is not known.
        let role = match row["mainSleep"].as_bool() {
            Some(true) => Role::Main,
            Some(false) => Role::Nap,
            None => Role::Unsaid,
        };
        self.nights.push(Sleep { date, hours, bed: time("startTime"), wake: time("endTime"), role });
    }

    /// Takes a row of `exercise-….json`.
    pub fn exercise(&mut self, row: &Value, out: &mut Harvest) {
        let start = text(row, "startTime").and_then(|t| NaiveDateTime::parse_from_str(t, "%m/%d/%y %H:%M:%S").ok());
        let Some(start) = start else {
            return out.leave("record without a start");
        };
        if !self.first(row) {
            return;
        }
        let took = number(row, "activeDuration").or_else(|| number(row, "duration"));
        let name = text(row, "activityName").unwrap_or_default();
        let in_km = text(row, "distanceUnit").is_some_and(|u| u.eq_ignore_ascii_case("kilometer"));
        self.activities.push(Activity {
            keys: id(row, "logId").into_iter().collect(),
            date: start.date(),
            start: Some(start),
            sort: name.to_owned(),
            title: name.to_owned(),
            minutes: took.map(|ms| ms / 60_000.0),
            km: number(row, "distance").filter(|km| in_km && *km > 0.0),
            ..Activity::default()
        });
    }

    /// How many rows were read.
    pub fn len(&self) -> usize {
        self.nights.len() + self.activities.len() + self.newer_nights.len() + self.newer_activities.len()
    }

    fn first(&mut self, row: &Value) -> bool {
        id(row, "logId").is_none_or(|id| self.seen.insert(id))
    }

    /// Takes a `UserSleeps` table.
    pub fn sleep_table(&mut self, sheet: &Sheet) {
        for row in sheet.iter() {
            let hours = row.number(&["minutes_asleep"]).map(|m| m / 60.0);
            self.newer_nights.extend(newer(&row, ["sleep_start", "sleep_end"], &["start_utc_offset"], hours));
        }
    }

    /// Takes a `UserExercises` table.
    pub fn exercise_table(&mut self, sheet: &Sheet) {
        for row in sheet.iter() {
            let Some(span) = newer(&row, ["exercise_start", "exercise_end"], &["utc_offset"], None) else { continue };
            let name = row.get(&["activity_name"]).unwrap_or_default().to_owned();
            let key = row
                .get(&["exercise_id"])
                .map_or_else(|| span.start.format("%Y-%m-%dT%H:%M:%SZ").to_string(), str::to_owned);
            let minutes = span.end.map(|end| (end - span.start).num_seconds() as f64 / 60.0);
            let activity =
                Activity { keys: vec![key], sort: name.clone(), title: name, minutes, ..Activity::default() };
            self.newer_activities.push((span, activity));
        }
    }

    /// Everything as a harvest: the newer tables only where the JSON files are missing.
    pub fn finish(self, setting: &Setting<'_>, out: &mut Harvest) {
        let known = |n: &Newer| n.offset.is_some_and(|o| o != 0);
        let spans = || self.newer_nights.iter().chain(self.newer_activities.iter().map(|(n, _)| n));
        // An offset of nought everywhere is a placeholder.
        let placeholders = !spans().any(known);
        let wall = |at: NaiveDateTime, n: &Newer| match n.offset {
            Some(seconds) if !placeholders => at + TimeDelta::seconds(i64::from(seconds)),
            _ => (setting.local)(at),
        };
        let uses = (self.nights.is_empty() && !self.newer_nights.is_empty())
            || (self.activities.is_empty() && !self.newer_activities.is_empty());
        if uses && placeholders {
            out.say("its times are in UTC without an offset, and were read in this computer's time zone");
        }
        if self.nights.is_empty() {
            for n in &self.newer_nights {
                let (bed, wake) = (Some(wall(n.start, n)), n.end.map(|end| wall(end, n)));
                let date = wake.or(bed).map_or(NaiveDate::MIN, |at| at.date());
                out.sleeps.push(Sleep { date, hours: n.hours, bed, wake, role: Role::Unsaid });
            }
        }
        if self.activities.is_empty() {
            for (n, activity) in &self.newer_activities {
                let start = wall(n.start, n);
                out.activities.push(Activity { date: start.date(), start: Some(start), ..activity.clone() });
            }
        }
        out.sleeps.extend(self.nights);
        out.activities.extend(self.activities);
    }
}

fn newer(row: &Row<'_>, ends: [&str; 2], zone: &[&str], hours: Option<f64>) -> Option<Newer> {
    let time = |name: &str| {
        let cell = row.get(&[name])?;
        with_offset(cell).map(|(at, by)| at - TimeDelta::seconds(i64::from(by))).or_else(|| iso(cell))
    };
    Some(Newer { start: time(ends[0])?, end: time(ends[1]), offset: row.get(zone).and_then(offset), hours })
}

/// Takes a row of `resting_heart_rate-….json`.
pub fn resting(row: &Value, out: &mut Harvest) {
    let value = &row["value"];
    let date = text(value, "date").and_then(|t| NaiveDate::parse_from_str(t, "%m/%d/%y").ok());
    if let Some((date, hr)) = date.zip(number(value, "value")) {
        out.reading(date, &checkin::RESTING_HR, hr);
    }
}

/// Takes a `Daily Heart Rate Variability Summary`.
pub fn hrv_table(sheet: &Sheet, out: &mut Harvest) {
    for row in sheet.iter() {
        if let Some((date, hrv)) = row.get(&["timestamp"]).and_then(iso_date).zip(row.number(&["rmssd"])) {
            out.reading(date, &checkin::HRV, hrv);
        }
    }
}
