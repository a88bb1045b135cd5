//! FitNotes and Strength Level: a row for each set and a date, without clock times. A date is one strength session; cardio rows
//! are sessions of their own.

use super::harvest::{Activity, Harvest};
use super::sets::{Workouts, regions_of, remark};
use super::sheet::{Sheet, slug};
use super::times::{in_three_parts, iso_date};
use crate::domain::session::Kind;

/// Takes FitNotes' table.
pub fn table(sheet: &Sheet, out: &mut Harvest) {
    let mut workouts = Workouts::default();
    let mut cardio = Vec::new();
    let mut seen: std::collections::HashMap<String, usize> = std::collections::HashMap::new();
    for row in sheet.iter() {
        let Some(date) = row.at(0).and_then(iso_date) else {
            let why = "is not a date like 2026-05-04";
            out.wrong.push(format!("line {}: '{}' {why}", row.line, row.raw(0)));
            continue;
        };
        // Commas in the name of an exercise are not quoted: what is too much belongs to it.
        let more = row.len().saturating_sub(sheet.names.len());
        let exercise = (1..=1 + more).map(|at| row.raw(at)).collect::<Vec<_>>().join(",");
        let of = |name: &str| Some(sheet.names.iter().position(|n| n == name)? + more).and_then(|at| row.at(at));
        let category = of("category").unwrap_or_default();
        let comment = of("comment").and_then(remark);
        if category.eq_ignore_ascii_case("cardio") {
            let n = seen.entry(format!("{date}/{exercise}")).or_default();
            *n += 1;
            let again = if *n > 1 { format!("/{n}") } else { String::new() };
            cardio.push(Activity {
                keys: vec![format!("{date}/{}{again}", slug(&exercise))],
                date,
                sort: exercise.split(['(', ',']).next().unwrap_or_default().trim().to_owned(),
                title: exercise.trim().to_owned(),
                minutes: of("time").and_then(in_three_parts),
                note: comment,
                ..Activity::default()
            });
            continue;
        }
        let workout = workouts.of(&date.to_string(), || Activity {
            keys: vec![format!("{date}/strength")],
            date,
            kind: Some(Kind::Strength),
            ..Activity::default()
        });
        if !category.is_empty() && !workout.title.split(", ").any(|c| c == category) {
            let comma = if workout.title.is_empty() { "" } else { ", " };
            workout.title = format!("{}{comma}{category}", workout.title);
        }
        for region in regions_of(category) {
            if !workout.regions.contains(region) {
                workout.regions.push(*region);
            }
        }
    }
    workouts.finish(out);
    out.activities.extend(cardio);
}

/// Takes Strength Level's table.
pub fn strength_level(sheet: &Sheet, out: &mut Harvest) {
    let mut workouts = Workouts::default();
    for row in sheet.iter() {
        let Some(date) = row.get(&["date lifted"]).and_then(iso_date) else {
            let cell = row.get(&["date lifted"]).unwrap_or_default();
            out.wrong.push(format!("line {}: '{cell}' is not a date like 2026-05-04", row.line));
            continue;
        };
        workouts.of(&date.to_string(), || Activity {
            keys: vec![date.to_string()],
            date,
            kind: Some(Kind::Strength),
            title: Kind::Strength.label().to_owned(),
            ..Activity::default()
        });
    }
    workouts.finish(out);
}
