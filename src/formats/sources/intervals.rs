//! intervals.icu: the wellness file and the activities. Its answers go from 1, the best, to 4.

use serde_json::Value;

use super::each::{id, number, text};
use super::harvest::{Activity, Harvest, Setting};
use super::nights::{Role, Sleep};
use super::sheet::{Row, Sheet};
use super::strava::moves;
use super::times::{iso, iso_date, with_offset};
use crate::domain::{Region, checkin};

/// An answer from 1 (best) to 4 on our scale, by its place. The steps are chosen: the same words stand beside the numbers.
fn answer(value: Option<f64>, ours: [u8; 4]) -> Option<u8> {
    let value = value.filter(|v| v.fract() == 0.0 && (1.0..=4.0).contains(v))?;
    ours.get(value as usize - 1).copied()
}

/// Takes the wellness table.
pub fn wellness_table(sheet: &Sheet, out: &mut Harvest) {
    let mut before: Option<(chrono::NaiveDate, [Option<f64>; 3])> = None;
    let mut rows: Vec<(chrono::NaiveDate, Row<'_>)> =
        sheet.iter().filter_map(|r| Some((r.get(&["date", "id"]).and_then(iso_date)?, r))).collect();
    rows.sort_by_key(|(date, _)| *date);
    let mut last = None;
    for (date, row) in rows {
        if last.replace(date) == Some(date) {
            out.list("more second rows of a day, left", format!("line {}: a second row of {date}, left", row.line));
            continue;
        }
        let value = |name: &str| row.number(&[name]).filter(|n| *n > 0.0);
        let (asleep, hr, hrv) = (value("sleepsecs"), value("restinghr"), value("hrv"));
        if let Some(seconds) = asleep {
            let hours = Some(seconds / 3600.0);
            out.sleeps.push(Sleep { date, hours, bed: None, wake: None, role: Role::Unsaid });
        }
        hr.into_iter().for_each(|n| out.reading(date, &checkin::RESTING_HR, n));
        hrv.into_iter().for_each(|n| out.reading(date, &checkin::HRV, n));
        let triple = [asleep, hr, hrv];
        let copied = before.is_some_and(|(d, t)| d.succ_opt() == Some(date) && t == triple);
        if copied && triple.iter().flatten().count() == 3 {
            let text = format!("{date}: the same night and readings as the day before; the device may not have synced");
            out.list("more such days", text);
        }
        before = Some((date, triple));
        let quality = answer(value("sleepquality"), [5, 4, 3, 1]);
        let soreness = answer(value("soreness"), [0, 2, 4, 7]);
        let (energy, mood) = (answer(value("fatigue"), [5, 4, 2, 1]), answer(value("mood"), [5, 4, 2, 1]));
        let stress = answer(value("stress"), [1, 2, 4, 5]);
        let morning = out.morning(date);
        (morning.sleep_quality, morning.energy, morning.mood, morning.stress) = (quality, energy, mood, stress);
        morning.soreness.extend(soreness.map(|n| (Region::General, n)));
        if let Some(comments) = row.get(&["comments"]) {
            out.note(date, comments);
        }
    }
}

/// Takes a morning from JSON, whose names are those of the table.
pub fn wellness(row: &Value, out: &mut Harvest) {
    let cells =
        ["id", "sleepSecs", "restingHR", "hrv", "sleepQuality", "soreness", "fatigue", "stress", "mood", "comments"];
    let cell = |name: &&str| id(row, name).unwrap_or_default();
    let mut table = csv::Writer::from_writer(Vec::new());
    // Writing to memory cannot fail.
    let _ = table.write_record(cells);
    let _ = table.write_record(cells.iter().map(cell));
    let text = String::from_utf8(table.into_inner().unwrap_or_default()).unwrap_or_default();
    if let Ok(sheet) = Sheet::read(&text) {
        wellness_table(&sheet, out);
    }
}

/// A moment on the wall clock there, whatever offset is beside it.
fn moment(text: &str) -> Option<chrono::NaiveDateTime> {
    iso(text).or_else(|| with_offset(text).map(|(at, _)| at))
}

/// Takes the table of activities.
pub fn activity_table(sheet: &Sheet, setting: &Setting<'_>, out: &mut Harvest) {
    for row in sheet.iter() {
        let start = row.get(&["start_date_local"]);
        let of = Fields {
            id: row.get(&["id"]).map(str::to_owned),
            start: start.and_then(moment),
            date: start.and_then(iso_date),
            sort: row.get(&["type"]).map(str::to_owned),
            name: row.get(&["name"]).map(str::to_owned),
            moving: row.number(&["moving_time"]),
            elapsed: row.number(&["elapsed_time"]),
            rpe: row.number(&["icu_rpe"]),
            metres: row.number(&["distance"]),
        };
        of.take(setting, out);
    }
}

/// Takes an activity from JSON.
pub fn activity(row: &Value, setting: &Setting<'_>, out: &mut Harvest) {
    let of = Fields {
        id: id(row, "id"),
        start: text(row, "start_date_local").and_then(moment),
        date: text(row, "start_date_local").and_then(iso_date),
        sort: text(row, "type").map(str::to_owned),
        name: text(row, "name").map(str::to_owned),
        moving: number(row, "moving_time"),
        elapsed: number(row, "elapsed_time"),
        rpe: number(row, "icu_rpe"),
        metres: number(row, "distance"),
    };
    of.take(setting, out);
}

/// What an activity says, in a table or in JSON.
struct Fields {
    id: Option<String>,
    start: Option<chrono::NaiveDateTime>,
    date: Option<chrono::NaiveDate>,
    sort: Option<String>,
    name: Option<String>,
    moving: Option<f64>,
    elapsed: Option<f64>,
    rpe: Option<f64>,
    metres: Option<f64>,
}

impl Fields {
    fn take(self, setting: &Setting<'_>, out: &mut Harvest) {
        let id = self.id.unwrap_or_default();
        let (Some(date), Some(sort)) = (self.date, self.sort) else {
            out.list("more empty shells, left", format!("{id}: an empty shell (Strava), left"));
            return;
        };
        let title = self.name.unwrap_or_default();
        let positive = |n: Option<f64>| n.filter(|n| *n > 0.0);
        let (moving, elapsed) = (positive(self.moving), positive(self.elapsed));
        let took = if moves(setting.kinds, &sort, &title) { moving.or(elapsed) } else { elapsed.or(moving) };
        out.activities.push(Activity {
            keys: vec![id],
            date,
            start: self.start,
            sort,
            title,
            minutes: took.map(|s| s / 60.0),
            rpe: self.rpe,
            km: positive(self.metres).map(|m| m / 1000.0),
            ..Activity::default()
        });
    }
}
