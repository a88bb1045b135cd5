//! `recoup check`.

use serde::Serialize;

use super::{Failure, out};
use crate::runtime::workspace::Workspace;
use crate::words::spoken::sentence;

#[derive(clap::Args, Debug, Default)]
pub struct Args {
    /// Which week, like 2026-W47 [default: this one]
    #[arg(long, value_name = "WEEK")]
    week: Option<String>,
    /// As JSON
    #[arg(long)]
    json: bool,
    /// In words for a screen reader: one fact per line, no symbols
    #[arg(long, conflicts_with = "json")]
    plain: bool,
}

#[derive(Serialize)]
struct FindingJson {
    code: &'static str,
    date: Option<String>,
    sentence: String,
}

pub fn run(ws: &Workspace, args: &Args) -> Result<(), Failure> {
    let id = super::week::named(ws, args.week.as_deref())?;
    let (book, problems) = ws.book_around(id.sunday());
    problems.iter().for_each(|p| out::complain(p));
    super::readable(ws, &book, id)?;
    let desk = ws.desk(&book);
    let (learnt, ahead) = desk.look();
    let findings = desk.findings(id, &learnt, &ahead.outlooks);
    if args.json {
        let shapes: Vec<FindingJson> = findings
            .iter()
            .map(|f| FindingJson {
                code: f.rule.code(),
                date: f.date.map(|d| d.to_string()),
                sentence: f.sentence.clone(),
            })
            .collect();
        out::json_lines(&shapes);
    } else if args.plain {
        findings.iter().for_each(|f| out::line(&sentence(&f.sentence)));
        if findings.is_empty() {
            out::line("There are no findings on the plan.");
        }
    } else {
        let glyphs = ws.glyphs();
        for f in &findings {
            let place = f.date.map_or_else(|| id.to_string(), |d| d.to_string());
            out::line(&glyphs.text(&format!("{place} {}: {}", f.rule.code(), f.sentence)));
        }
    }
    if findings.is_empty() { Ok(()) } else { Err(Failure::refused("")) }
}
