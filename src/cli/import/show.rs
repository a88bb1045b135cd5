//! What an import would change, day by day.

use crate::domain::Day;
use crate::formats::csv;

/// What changed about a day: a line for its morning, and one for each session.
pub fn differences(was: &Day, is: &Day) -> Vec<String> {
    let mut out = Vec::new();
    let (before, after) = (csv::day_cells(was), csv::day_cells(is));
    let shown = |cell: &str| if cell.is_empty() { "–".to_owned() } else { cell.to_owned() };
    let cells: Vec<String> = before
        .iter()
        .zip(&after)
        .filter(|((_, a), (_, b))| a != b)
        .map(|((name, a), (_, b))| format!("{name} {} → {}", shown(a), shown(b)))
        .collect();
    let scores = |day: &Day| day.checkin.as_ref().map(|c| c.foreign.clone()).unwrap_or_default();
    let (had, has) = (scores(was), scores(is));
    let cells: Vec<String> = cells
        .into_iter()
        .chain(has.iter().filter(|(name, score)| had.get(*name) != Some(score)).map(|(name, score)| {
            let before = had.get(name).map_or("–".to_owned(), u8::to_string);
            format!("{name}'s score {before} → {score}")
        }))
        .collect();
    if !cells.is_empty() {
        out.push(format!("morning: {}", cells.join(", ")));
    }
    let mut old: Vec<_> = was.sessions.iter().collect();
    for session in &is.sessions {
        let words = |s: &crate::domain::Session| {
            let regions: Vec<&str> = s.regions.iter().map(|r| r.name()).collect();
            let regions = if regions.is_empty() { String::new() } else { format!(", {}", regions.join(" ")) };
            let note = s.note.as_ref().map_or(String::new(), |n| format!(", note: {n}"));
            format!("{}, {}{regions}{note}", s.summary(), s.status.name())
        };
        if let Some(at) = old.iter().position(|s| s.same_work(session)) {
            old.remove(at);
        } else if let Some(at) = old.iter().position(|s| {
            let same_name = s.kind == session.kind && s.title == session.title;
            same_name || s.sources().any(|key| session.sources().any(|k| k == key))
        }) {
            let (was, is) = (words(old.remove(at)), words(session));
            // Nothing that people see: where it came from.
            if was != is {
                out.push(format!("session: {was} → {is}"));
            }
        } else {
            out.push(format!("session: + {}", words(session)));
        }
    }
    out
}
