//! `recoup week`.

use super::{Failure, out};
use crate::domain::session::Status;
use crate::domain::tag::tags_text;
use crate::domain::week::{Day, Week};
use crate::domain::{Extra, Movement, WeekId};
use crate::formats::json::{DayJson, TrayJson, WeekJson};
use crate::runtime::workspace::Workspace;
use crate::text::pad;
use crate::ui::glyphs::Glyphs;
use crate::words;

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

impl Args {
    /// This week in words.
    pub fn plain() -> Self {
        Self { plain: true, ..Self::default() }
    }
}

pub fn run(ws: &Workspace, args: &Args) -> Result<(), Failure> {
    let id = named(ws, args.week.as_deref())?;
    let (book, problems) = ws.book_around(id.sunday());
    problems.iter().for_each(|p| out::complain(p));
    super::readable(ws, &book, id)?;
    let desk = ws.desk(&book);
    let (week, proposed) = desk.shown(id);
    let score = |day: &Day| desk.recovery(day.date);
    if args.json {
        let (learnt, ahead) = desk.look();
        let findings = desk.findings(id, &learnt, &ahead.outlooks);
        let codes =
            |d: &Day| findings.iter().filter(|f| f.date == Some(d.date)).map(|f| f.rule.code().to_owned()).collect();
        out::json_lines(&WeekJson {
            week: id.to_string(),
            kind: if week.deload { "deload" } else { "normal" },
            proposed,
            days: week.days.iter().map(|d| DayJson::new(d, score(d).map(|r| r.shown), codes(d))).collect(),
            tray: week.tray.iter().map(TrayJson::from).collect(),
        });
        return Ok(());
    }
    if args.plain {
        let (_, ahead) = desk.look();
        words::spoken::week(&desk, id, (&week, proposed), &ahead).iter().for_each(|l| out::line(l));
        return Ok(());
    }
    let glyphs = ws.glyphs();
    out::line(&glyphs.text(&title(id, &week, proposed)));
    for day in &week.days {
        let score = score(day).map(|r| (r.shown, r.band().name()));
        for line in day_lines(day, score, day.date == ws.today, glyphs) {
            out::line(&line);
        }
    }
    for item in &week.tray {
        let from = item.from.map_or(String::new(), |d| format!(", from {}", d.format("%a")));
        out::line(&format!("tray: {} {}{from}", glyphs.kind(item.session.kind), item.session.summary()));
    }
    Ok(())
}

/// The week an argument names, else this one.
pub fn named(ws: &Workspace, week: Option<&str>) -> Result<WeekId, Failure> {
    week.map_or(Ok(WeekId::of(ws.today)), str::parse).map_err(Failure::data)
}

fn title(id: WeekId, week: &Week, proposed: bool) -> String {
    let mut out =
        format!("Week {}  {} – {}", id.number(), id.monday().format("%-d %b"), id.sunday().format("%-d %b %Y"));
    if proposed {
        out.push_str("  proposed");
    }
    if week.deload {
        out.push_str("  deload");
    }
    out
}

fn day_lines(day: &Day, score: Option<(u8, &str)>, today: bool, glyphs: Glyphs) -> Vec<String> {
    let mark = if today { "*" } else { " " };
    let head = format!("{mark} {}", day.date.format("%a %d"));
    let score = score.map_or_else(|| pad("-", 10), |(n, band)| pad(&format!("{n:>2} {band}"), 10));
    let mut out = Vec::new();
    let overlay = day.laid().map_or(String::new(), |o| format!("  ({o})"));
    for (i, s) in day.sessions.iter().enumerate() {
        let lead = if i == 0 { format!("{head}  {score}") } else { " ".repeat(head.len() + 12) };
        let status = words::status(s);
        let condition =
            s.condition.as_ref().filter(|_| s.status == Status::Planned).map(|c| format!("only if {}", c.written()));
        let distance = s.actual_distance().map_or(String::new(), |d| d.to_string());
        let tail =
            [distance, words::effort(s), condition.unwrap_or_default(), status, words::went(s).unwrap_or_default()]
                .into_iter()
                .filter(|t| !t.is_empty())
                .collect::<Vec<_>>()
                .join("  ");
        let line = format!(
            "{lead}  {} {} {tail}{}",
            glyphs.kind(s.kind),
            pad(&s.title, 20),
            if i == 0 { &overlay } else { "" }
        );
        out.push(line.trim_end().to_owned());
        let below = " ".repeat(head.len() + 14);
        if !s.movements.is_empty() {
            let all: Vec<&str> = s.movements.iter().map(Movement::as_str).collect();
            out.push(glyphs.text(&format!("{below}{}", all.join("; "))));
        }
        let extra = |e: &Extra| {
            let minutes = e.minutes.map_or(String::new(), |m| format!(" {m}'"));
            let done = if e.done { format!(" {}", glyphs.status(Status::Done)) } else { String::new() };
            format!("{}{minutes}{done}", e.title)
        };
        if !s.extras.is_empty() {
            out.push(format!("{below}+ {}", s.extras.iter().map(extra).collect::<Vec<_>>().join(", ")));
        }
        out.extend(s.note.as_ref().map(|note| format!("{below}{note}")));
    }
    if let Some(event) = &day.event {
        out.push(format!("{}  event: {event}", " ".repeat(head.len() + 12)));
    }
    if day.sessions.is_empty() {
        out.insert(0, format!("{head}  {score}  {}{overlay}", glyphs.text("–")).trim_end().to_owned());
    }
    if let Some(tags) = day.checkin.as_ref().map(|c| &c.tags).filter(|t| !t.is_empty()) {
        out.push(format!("{}  tags: {}", " ".repeat(head.len() + 12), tags_text(tags)));
    }
    for win in &day.wins {
        out.push(format!("{}  {} {win}", " ".repeat(head.len() + 12), glyphs.win()));
    }
    if let Some(note) = &day.note {
        out.push(format!("{}  note: {note}", " ".repeat(head.len() + 12)));
    }
    out
}
