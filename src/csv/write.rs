//! Writing mornings and sessions as CSV.

use super::{SESSION_COLUMNS, day_columns};
use crate::domain::session::Session;
use crate::domain::week::Day;
use crate::domain::{Region, Week};

/// Every day with a check-in or a note.
pub fn days<'a>(weeks: impl Iterator<Item = &'a Week>) -> Vec<u8> {
    let rows = weeks.flat_map(|w| &w.days).filter(|d| d.checkin.is_some() || d.note.is_some()).map(day_row);
    table(&day_columns(), rows)
}

/// Every session.
pub fn sessions<'a>(weeks: impl Iterator<Item = &'a Week>) -> Vec<u8> {
    let rows = weeks.flat_map(|w| &w.days).flat_map(|d| d.sessions.iter().map(|s| session_row(d, s)));
    table(&SESSION_COLUMNS.map(str::to_owned), rows)
}

fn table(header: &[String], rows: impl Iterator<Item = Vec<String>>) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    // Writing to memory cannot fail.
    let _ = writer.write_record(header);
    for row in rows {
        let _ = writer.write_record(row.iter().map(|cell| inert(cell)));
    }
    writer.into_inner().unwrap_or_default()
}

/// A cell that a spreadsheet would take for a formula gets an apostrophe before it.
fn inert(cell: &str) -> String {
    let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\'']);
    if formula { format!("'{cell}") } else { cell.to_owned() }
}

fn show<T: ToString>(value: Option<T>) -> String {
    value.map_or(String::new(), |v| v.to_string())
}

fn day_row(day: &Day) -> Vec<String> {
    let c = day.checkin.clone().unwrap_or_default();
    let mut out = vec![day.date.to_string(), show(c.sleep_hours), show(c.bed), show(c.wake), show(c.sleep_quality)];
    out.push(show(c.soreness.get(&Region::General)));
    out.extend(Region::ALL.iter().filter(|r| **r != Region::General).map(|r| show(c.soreness.get(r))));
    out.extend([show(c.energy), show(c.mood), show(c.stress), show(c.resting_hr), show(c.hrv), show(c.ready)]);
    out.push(c.ill.map_or(String::new(), |i| if i { "yes" } else { "no" }.into()));
    out.push(c.pain.iter().map(|r| r.name()).collect::<Vec<_>>().join(" "));
    out.push(day.note.clone().unwrap_or_default());
    out
}

/// The cells of a day, each with the name of its column; without the date.
pub fn day_cells(day: &Day) -> Vec<(String, String)> {
    day_columns().into_iter().zip(day_row(day)).skip(1).collect()
}

fn session_row(day: &Day, s: &Session) -> Vec<String> {
    vec![
        day.date.to_string(),
        s.kind.name().into(),
        s.title.clone(),
        show(s.actual_minutes()),
        show(s.actual_rpe()),
        s.felt().map_or(String::new(), |f| f.name().into()),
        s.regions.iter().map(|r| r.name()).collect::<Vec<_>>().join(" "),
        s.status.name().into(),
        s.note.clone().unwrap_or_default(),
        s.source.clone().unwrap_or_default(),
    ]
}
