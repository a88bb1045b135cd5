//! Writing mornings and sessions as CSV.

use super::{SESSION_COLUMNS, day_columns};
use crate::domain::session::{Session, Status};
use crate::domain::tag::tags_text;
use crate::domain::week::Day;
use crate::domain::{CheckIn, Movement, Region, Week};
use crate::recovery::RegionTable;
use crate::text::clean;

/// Every day with a check-in or a note.
pub fn days<'a>(weeks: impl Iterator<Item = &'a Week>) -> Vec<u8> {
    let rows = weeks.flat_map(|w| &w.days).filter(|d| d.checkin.is_some() || d.note.is_some()).map(day_row);
    table(&day_columns(), rows)
}

/// Every session. One with a focus gets the regions that the focus trains: a focus has no column.
pub fn sessions<'a>(weeks: impl Iterator<Item = &'a Week>, regions: &RegionTable) -> Vec<u8> {
    let rows = weeks.flat_map(|w| &w.days).flat_map(|d| d.sessions.iter().map(|s| session_row(d, s, regions)));
    table(&SESSION_COLUMNS.map(str::to_owned), rows)
}

/// How many rows one of our CSV files has, without its header.
pub fn rows(bytes: &[u8]) -> usize {
    csv::Reader::from_reader(bytes).records().count()
}

/// What the weeks hold that has no column, such as `3 overlays`.
pub fn not_written<'a>(weeks: impl Iterator<Item = &'a Week>, days: bool, sessions: bool) -> Vec<String> {
    const NAMES: [&str; 20] = [
        "overlay",
        "win",
        "planned bed time",
        "fuel tick",
        "snack",
        "extra",
        "condition",
        "pin",
        "reason for a skip",
        "plan of a done session",
        "mark of a move",
        "tray item",
        "deload week",
        "control character",
        "protein meal",
        "rest-day tick",
        "event",
        "goal",
        "movement with a semicolon",
        "score of another program",
    ];
    let mut n = [0_usize; NAMES.len()];
    for week in weeks {
        for day in week.days.iter().filter(|_| days) {
            n[0] += usize::from(day.overlay.is_some());
            n[1] += day.wins.len();
            n[2] += usize::from(day.bed.is_some());
            n[3] += day.fuel.len();
            n[4] += usize::from(day.snacks);
            n[14] += usize::from(day.protein);
            n[15] += day.ticks.len();
            n[16] += usize::from(day.event.is_some());
            n[19] += day.checkin.as_ref().map_or(0, |c| c.foreign.len());
            n[13] += day.note.as_deref().map_or(0, steering);
        }
        for s in week.sessions().filter(|_| sessions) {
            n[5] += s.extras.len();
            n[6] += usize::from(s.condition.is_some());
            n[7] += usize::from(s.pinned);
            n[8] += usize::from(s.reason.is_some());
            let beside = s.done.is_some_and(|d| d.minutes.is_some() || d.rpe.is_some() || d.distance.is_some());
            n[9] += usize::from(beside && s.status == Status::Done);
            n[10] += usize::from(s.moved_from.is_some());
            n[13] += steering(&s.title) + s.note.as_deref().map_or(0, steering);
            n[18] += s.movements.iter().filter(|m| m.as_str().contains(';')).count();
            n[13] += s.movements.iter().map(|m| steering(m.as_str())).sum::<usize>();
        }
        if sessions {
            n[11] += week.tray.len();
            n[12] += usize::from(week.deload);
            n[17] += usize::from(week.goal.is_some());
        }
    }
    let many = |n: usize, name: &str| match name {
        _ if n == 1 => format!("1 {name}"),
        "reason for a skip" => format!("{n} reasons for skips"),
        "plan of a done session" => format!("{n} plans of done sessions"),
        "mark of a move" => format!("{n} marks of moves"),
        "score of another program" => format!("{n} scores of other programs"),
        "movement with a semicolon" => format!("{n} movements with a semicolon"),
        _ => format!("{n} {name}s"),
    };
    NAMES.iter().zip(n).filter(|(_, n)| *n > 0).map(|(name, n)| many(n, name)).collect()
}

/// How many characters of a text its cell drops.
fn steering(text: &str) -> usize {
    text.chars().count() - cell(text).chars().count()
}

/// A text without terminal control characters; its line breaks and tabs stay, in quotes.
fn cell(text: &str) -> String {
    let keeps = |c: char| matches!(c, '\n' | '\t') || !clean(c.encode_utf8(&mut [0; 4])).is_empty() && c != '\r';
    text.chars().filter(|c| keeps(*c)).collect()
}

fn table(header: &[String], rows: impl Iterator<Item = Vec<String>>) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    // Writing to memory cannot fail.
    let _ = writer.write_record(header);
    for row in rows {
        let _ = writer.write_record(row.iter().map(|text| inert(&cell(text))));
    }
    writer.into_inner().unwrap_or_default()
}

/// Puts an apostrophe before a cell that a spreadsheet would take for a formula.
fn inert(cell: &str) -> String {
    let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\'']);
    if formula { format!("'{cell}") } else { cell.to_owned() }
}

fn show<T: ToString>(value: Option<T>) -> String {
    value.map_or(String::new(), |v| v.to_string())
}

fn day_row(day: &Day) -> Vec<String> {
    // Without `..`, so that a new answer must say here which column it has.
    let CheckIn {
        sleep_hours,
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
        forecast: _,
        ranges: _,
        model: _,
        unfinished: _,
    } = day.checkin.clone().unwrap_or_default();
    let mut out = vec![day.date.to_string(), show(sleep_hours), show(bed), show(wake), show(nap), show(sleep_quality)];
    out.push(show(soreness.get(&Region::General)));
    out.extend(Region::ALL.iter().filter(|r| **r != Region::General).map(|r| show(soreness.get(r))));
    out.extend([show(energy), show(mood), show(stress), show(resting_hr), show(hrv), show(ready)]);
    out.push(ill.map_or(String::new(), |i| if i { "yes" } else { "no" }.into()));
    out.push(pain.iter().map(|r| r.name()).collect::<Vec<_>>().join(" "));
    out.push(day.note.clone().unwrap_or_default());
    out.extend([show(latency), show(awakenings), tags_text(&tags)]);
    out
}

/// The cells of a day, each with the name of its column; without the date.
pub fn day_cells(day: &Day) -> Vec<(String, String)> {
    day_columns().into_iter().zip(day_row(day)).skip(1).collect()
}

fn session_row(day: &Day, s: &Session, table: &RegionTable) -> Vec<String> {
    // Without `..`, so that a new field must say here which column it has. What has none is counted in `not_written`.
    let Session {
        kind,
        title,
        focus: _,
        regions: _,
        minutes: _,
        rpe: _,
        distance: _,
        done: _,
        movements,
        extras: _,
        status,
        reason: _,
        moved_from: _,
        pinned: _,
        condition: _,
        instead: _,
        note,
        id: _,
        source,
        imported: _,
        row: _,
    } = s;
    let of_focus =
        |r: &Region| s.regions.is_empty() && s.focus.is_some() && *r != Region::General && table.trains(s, *r);
    let regions = s.regions.iter().copied().chain(Region::ALL.into_iter().filter(of_focus));
    vec![
        day.date.to_string(),
        kind.name().into(),
        title.clone(),
        show(s.actual_minutes()),
        show(s.actual_rpe()),
        s.felt().map_or(String::new(), |f| f.name().into()),
        regions.map(|r| r.name()).collect::<Vec<_>>().join(" "),
        status.name().into(),
        note.clone().unwrap_or_default(),
        source.clone().unwrap_or_default(),
        show(s.actual_distance()),
        movements.iter().map(Movement::as_str).collect::<Vec<_>>().join("; "),
        s.record().and_then(|d| d.performance).map_or(String::new(), |p| p.name().into()),
        show(s.record().and_then(|d| d.achieved)),
    ]
}
