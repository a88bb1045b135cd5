//! Strong: a row for each set. Three forms are known: that of iOS, the one with semicolons, and that of 2016, which has no
//! duration. The header can be translated; the order of its columns is then the one of iOS.

use super::harvest::{Activity, Harvest};
use super::sets::{Workouts, remark};
use super::sheet::{Row, Sheet, number};
use super::times::{iso, minutes};
use crate::domain::session::Kind;

/// Columns of the form of iOS.
const COLUMNS: usize = 12;

/// Whether a table is that of iOS in some language.
pub fn is_by_shape(sheet: &Sheet) -> bool {
    let fits = |r: &Row<'_>| {
        let date = r.at(0).is_some_and(|d| iso(d).is_some());
        date && r.at(1).is_some() && r.at(2).is_some_and(|d| minutes(d).is_some()) && r.at(3).is_some()
    };
    sheet.names.len() == COLUMNS && sheet.iter().next().is_some() && sheet.iter().take(50).all(|r| fits(&r))
}

/// Takes the table.
pub fn table(sheet: &Sheet, out: &mut Harvest) {
    let translated = !sheet.has("workout name");
    let mut workouts = Workouts::default();
    for row in sheet.iter() {
        let cell = |name: &str, at: usize| if translated { row.at(at) } else { row.get(&[name]) };
        let date = cell("date", 0).unwrap_or_default();
        let Some(at) = iso(date) else {
            let why = "is not a date like 2026-05-04 18:05:32; a spreadsheet may have changed it";
            out.wrong.push(format!("line {}: '{date}' {why}", row.line));
            continue;
        };
        let title = cell("workout name", 1).unwrap_or_default();
        let seconds = || row.number(&["duration (sec)"]).map(|s| s / 60.0);
        let took =
            cell("duration", 2).and_then(|d| minutes(d).or_else(|| number(d).map(|s| s / 60.0))).or_else(seconds);
        if let Some(odd) = cell("duration", 2).filter(|_| took.is_none()) {
            out.list(
                "more such durations",
                format!("line {}: the duration '{odd}' is not understood; taken without minutes", row.line),
            );
        }
        let workout = workouts.of(&format!("{date}/{title}"), || Activity {
            keys: vec![at.format("%Y-%m-%dT%H:%M:%S").to_string()],
            date: at.date(),
            start: Some(at),
            kind: Some(Kind::Strength),
            title: title.to_owned(),
            minutes: took,
            ..Activity::default()
        });
        if workout.note.is_none() {
            workout.note = cell("workout notes", 10).and_then(remark);
        }
    }
    workouts.finish(out);
}
