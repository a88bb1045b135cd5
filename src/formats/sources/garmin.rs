//! Garmin: the export of all data (nights, resting heart rate, HRV, sessions with RPE), and the table of activities that the
//! website saves.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use serde_json::Value;

use super::each::{id, number, text};
use super::harvest::{Activity, Harvest, Setting};
use super::nights::{Role, Sleep};
use super::sheet::{Row, Sheet, is_flag};
use super::times::{from_millis, in_three_parts, iso, iso_date};
use crate::domain::checkin;

/// What its files hold.
#[derive(Clone, Default)]
pub struct Garmin {
    nights: Vec<Night>,
    /// Offsets from UTC by date, in seconds: where the day began, and where it ended.
    offsets: BTreeMap<NaiveDate, (Option<i64>, Option<i64>)>,
}

/// A night in UTC.
#[derive(Clone)]
struct Night {
    date: NaiveDate,
    hours: f64,
    start: NaiveDateTime,
    end: Option<NaiveDateTime>,
    is_final: bool,
}

impl Garmin {
    /// Takes a row of `…_sleepData.json`.
    pub fn sleep(&mut self, row: &Value, out: &mut Harvest) {
        let Some(date) = text(row, "calendarDate").and_then(iso_date) else { return };
        let stages = ["deepSleepSeconds", "lightSleepSeconds", "remSleepSeconds"].map(|n| number(row, n));
        let start = utc(row, &["sleepStartTimestampGMT", "sleepStartTimestampGmt"]);
        let (Some(start), true) = (start, stages.iter().any(Option::is_some)) else {
            return out.leave("night without sleep stages");
        };
        if text(row, "sleepWindowConfirmationType") == Some("OFF_WRIST") {
            return out.leave("night with the watch off");
        }
        let is_final = text(row, "sleepWindowConfirmationType").is_some_and(|t| t.contains("FINAL"));
        let hours = stages.iter().flatten().sum::<f64>() / 3600.0;
        let end = utc(row, &["sleepEndTimestampGMT", "sleepEndTimestampGmt"]);
        // The same night can be in two files, before and after it was confirmed.
        match self.nights.iter_mut().find(|n| (n.date, n.start) == (date, start)) {
            Some(held) if held.is_final && !is_final => {}
            Some(held) => *held = Night { date, hours, start, end, is_final },
            None => self.nights.push(Night { date, hours, start, end, is_final }),
        }
    }

    /// Takes a day of `UDSFile_….json`.
    pub fn day(&mut self, row: &Value, out: &mut Harvest) {
        let Some(date) = text(row, "calendarDate").and_then(iso_date) else { return };
        let at = |name: &str| text(row, name).and_then(iso);
        let offset = |local: &str, gmt: &str| Some((at(local)? - at(gmt)?).num_seconds());
        let starts = offset("wellnessStartTimeLocal", "wellnessStartTimeGmt");
        let ends = offset("wellnessEndTimeLocal", "wellnessEndTimeGmt");
        let held = self.offsets.entry(date).or_default();
        *held = (held.0.or(starts), held.1.or(ends));
        if let Some(hr) = number(row, "restingHeartRate") {
            out.reading(date, &checkin::RESTING_HR, hr);
        }
    }

    /// Everything as a harvest. A night's clock times are in the zone of its day; without one, in this machine's.
    pub fn finish(self, setting: &Setting<'_>, out: &mut Harvest) {
        let mut without = 0;
        for Night { date, hours, start, end, .. } in self.nights {
            let (starts, ends) = self.offsets.get(&date).copied().unwrap_or_default();
            let known = starts.or(ends).is_some();
            without += usize::from(!known);
            let wall = |at: NaiveDateTime, offset: Option<i64>| match offset {
                Some(seconds) => at + TimeDelta::seconds(seconds),
                None => (setting.local)(at),
            };
            let bed = Some(wall(start, starts.or(ends)));
            let wake = end.map(|end| wall(end, ends.or(starts)));
            out.sleeps.push(Sleep { date, hours: Some(hours), bed, wake, role: Role::Main });
        }
        if without > 0 {
            let (nights, have) = if without == 1 { ("night", "has") } else { ("nights", "have") };
            out.say(format!(
                "{without} {nights} {have} no time zone in the export; bed and wake were read in this computer's"
            ));
        }
    }
}

/// A time in UTC: a text without an offset, or milliseconds.
fn utc(row: &Value, names: &[&str]) -> Option<NaiveDateTime> {
    names.iter().find_map(|name| match &row[*name] {
        Value::String(text) => iso(text.trim_end_matches('Z')),
        value => from_millis(value.as_f64()?),
    })
}

/// Takes a row of `…_healthStatusData.json`.
pub fn health(row: &Value, out: &mut Harvest) {
    let Some(date) = text(row, "calendarDate").and_then(iso_date) else { return };
    for metric in row["metrics"].as_array().into_iter().flatten() {
        if text(metric, "type") == Some("HRV")
            && let Some(hrv) = number(metric, "value")
        {
            out.reading(date, &checkin::HRV, hrv);
        }
    }
}

/// Takes `…_summarizedActivities.json`, whose first row has all of them in a list.
pub fn activities(row: &Value, out: &mut Harvest) {
    for activity in row["summarizedActivitiesExport"].as_array().into_iter().flatten() {
        // The wall clock, written as if it were UTC.
        let Some(start) = number(activity, "startTimeLocal").and_then(from_millis) else {
            out.leave("record without a start");
            continue;
        };
        let by_start = start.format("%Y-%m-%dT%H:%M:%S").to_string();
        let rpe = number(activity, "workoutRpe").or_else(|| number(activity, "directWorkoutRpe"));
        let sort = text(activity, "activityType").or_else(|| activity["activityType"]["typeKey"].as_str());
        out.activities.push(Activity {
            // The website's table knows only the start.
            keys: id(activity, "activityId").into_iter().chain([by_start]).collect(),
            date: start.date(),
            start: Some(start),
            sort: sort.unwrap_or_default().replace('_', " "),
            title: text(activity, "name").unwrap_or_default().to_owned(),
            minutes: number(activity, "duration").map(|ms| ms / 60_000.0),
            rpe: rpe.map(|r| r / 10.0),
            km: number(activity, "distance").map(|cm| cm / 100_000.0).filter(|km| *km > 0.0),
            ..Activity::default()
        });
    }
}

/// Whether a table is the website's in some language: its first seven columns stand in the same order in each.
pub fn is_site_table(sheet: &Sheet) -> bool {
    let fits = |r: &Row<'_>| {
        let date = r.at(1).is_some_and(|d| iso(d).is_some());
        date && r.at(2).is_some_and(is_flag) && r.raw(6).contains(':') && r.len() >= 7
    };
    sheet.iter().next().is_some() && sheet.iter().take(50).all(|r| fits(&r))
}

/// Takes the website's table of activities. Only the first seven columns are read.
pub fn site_table(sheet: &Sheet, out: &mut Harvest) {
    for row in sheet.iter() {
        let Some(start) = row.at(1).and_then(iso) else {
            let cell = row.at(1).unwrap_or_default();
            out.wrong.push(format!(
                "line {}: '{cell}' is not a date like 2026-05-04 08:00:12; save the table from Garmin's website again",
                row.line
            ));
            continue;
        };
        let sort = row.at(0).unwrap_or_default();
        if let Some(time) =
            row.get(&["time", "activity time"]).or_else(|| row.at(6)).filter(|t| in_three_parts(t).is_none())
        {
            let text = format!("line {}: the time '{time}' could be two lengths; taken without minutes", row.line);
            out.list("more such times", text);
        }
        out.activities.push(Activity {
            keys: vec![start.format("%Y-%m-%dT%H:%M:%S").to_string()],
            date: start.date(),
            start: Some(start),
            sort: sort.to_owned(),
            title: row.at(3).unwrap_or_default().to_owned(),
            minutes: row.get(&["time", "activity time"]).or_else(|| row.at(6)).and_then(in_three_parts),
            ..Activity::default()
        });
    }
}
