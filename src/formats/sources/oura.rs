//! Oura: the nights of `sleepmodel.csv`, of the older Trends file, or of a JSON dump. Clock times are as written, in the offset
//! beside them; durations are in seconds.

use serde_json::Value;

use super::harvest::Harvest;
use super::nights::{Role, Sleep};
use super::sheet::{Row, Sheet, number};
use super::times::{iso_date, with_offset};
use crate::domain::checkin::{self, FOREIGN};

/// How long a sleep was, in seconds.
const LENGTH: &str = "total_sleep_duration";

/// One row: what it says under a name, whatever file it is from.
struct Night<'a> {
    text: &'a dyn Fn(&str) -> Option<String>,
}

impl Night<'_> {
    fn number(&self, name: &str) -> Option<f64> {
        (self.text)(name).as_deref().and_then(number)
    }

    fn take(&self, out: &mut Harvest) {
        let Some(date) = (self.text)("day").as_deref().and_then(iso_date) else { return };
        let time = |name: &str| (self.text)(name).as_deref().and_then(with_offset).map(|(at, _)| at);
        let role = match (self.text)("type").as_deref() {
            Some("long_sleep") => Role::Main,
            Some("late_nap") => Role::Nap,
            // A person removed it.
            Some("deleted") => return out.leave("deleted sleep"),
            _ => return out.leave("rest or short sleep"),
        };
        let hours = self.number(LENGTH).map(|s| s / 3600.0);
        out.sleeps.push(Sleep { date, hours, bed: time("bedtime_start"), wake: time("bedtime_end"), role });
        if role == Role::Main {
            self.number("lowest_heart_rate").into_iter().for_each(|n| out.reading(date, &checkin::RESTING_HR, n));
            self.number("average_hrv").into_iter().for_each(|n| out.reading(date, &checkin::HRV, n));
        }
    }
}

/// Takes `sleepmodel.csv`.
pub fn sleep_table(sheet: &Sheet, out: &mut Harvest) {
    // The longest sleep of a morning comes last: its readings are the morning's.
    let mut rows: Vec<Row<'_>> = sheet.iter().collect();
    rows.sort_by_key(|row| row.number(&[LENGTH]).unwrap_or_default() as i64);
    for row in rows {
        Night { text: &|name| row.get(&[name]).map(str::to_owned) }.take(out);
    }
}

/// Takes `dailyreadiness.csv`: a score to compare with.
pub fn readiness_table(sheet: &Sheet, out: &mut Harvest) {
    for row in sheet.iter() {
        let score = row.number(&["score"]).filter(|n| FOREIGN.check(*n).is_ok());
        if let Some((date, score)) = row.get(&["day"]).and_then(iso_date).zip(score) {
            out.morning(date).foreign.insert("oura".into(), score as u8);
        }
    }
}

/// Takes the older Trends file.
pub fn trends_table(sheet: &Sheet, out: &mut Harvest) {
    for row in sheet.iter() {
        let Some(date) = row.get(&["date"]).and_then(iso_date) else { continue };
        let time = |row: &Row<'_>, name: &str| row.get(&[name]).and_then(with_offset).map(|(at, _)| at);
        let hours = row.number(&["total sleep duration"]).map(|s| s / 3600.0).filter(|h| *h > 0.0);
        let (bed, wake) = (time(&row, "bedtime start"), time(&row, "bedtime end"));
        if hours.is_some() || bed.is_some() {
            out.sleeps.push(Sleep { date, hours, bed, wake, role: Role::Main });
        }
        let reading = |name: &str| row.number(&[name]);
        reading("lowest resting heart rate").into_iter().for_each(|n| out.reading(date, &checkin::RESTING_HR, n));
        reading("average hrv").into_iter().for_each(|n| out.reading(date, &checkin::HRV, n));
    }
}

/// Takes a dump of the API: `sleep: [...]` or `sleep: { data: [...] }`.
pub fn dump(value: &Value, out: &mut Harvest) {
    let lists = [&value["sleep"], &value["sleep"]["data"], &value["data"]];
    let list = lists.into_iter().find_map(Value::as_array);
    let mut rows: Vec<&Value> = list.map_or_else(|| vec![value], |all| all.iter().collect());
    rows.sort_by_key(|row| row[LENGTH].as_f64().unwrap_or_default() as i64);
    for row in rows {
        let text = |name: &str| match &row[name] {
            Value::String(text) => Some(text.clone()),
            Value::Number(n) => Some(n.to_string()),
            _ => None,
        };
        Night { text: &text }.take(out);
    }
}
