//! Hevy: a row for each set, with the start and the end of its workout on the wall clock. Month names follow the phone.

use super::harvest::{Activity, Harvest};
use super::sets::{Workouts, remark};
use super::sheet::Sheet;
use super::times::in_words;
use crate::domain::session::Kind;

/// Takes the table.
pub fn table(sheet: &Sheet, out: &mut Harvest) {
    let mut workouts = Workouts::default();
    for row in sheet.iter() {
        let (title, start) = (row.get(&["title"]).unwrap_or_default(), row.get(&["start_time"]).unwrap_or_default());
        let Some(at) = in_words(start) else {
            out.wrong.push(format!("line {}: '{start}' is not a date like 4 May 2026, 18:05", row.line));
            continue;
        };
        let end = row.get(&["end_time"]).and_then(in_words);
        workouts.of(&format!("{start}/{title}"), || Activity {
            keys: vec![at.format("%Y-%m-%dT%H:%M").to_string()],
            date: at.date(),
            start: Some(at),
            kind: Some(Kind::Strength),
            title: title.to_owned(),
            minutes: end.map(|end| (end - at).num_seconds() as f64 / 60.0).filter(|m| *m > 0.0),
            note: row.get(&["description"]).and_then(remark),
            ..Activity::default()
        });
    }
    workouts.finish(out);
}
