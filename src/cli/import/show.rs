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
        } else if let Some(at) = old.iter().position(|s| s.kind == session.kind && s.title == session.title) {
            out.push(format!("session: {} → {}", words(old.remove(at)), words(session)));
        } else {
            out.push(format!("session: + {}", words(session)));
        }
    }
    out
}
