//! `recoup today`.

use std::collections::BTreeMap;

use serde::Serialize;

use super::json::{self, SessionJson, two_decimals};
use super::{Failure, out};
use crate::domain::{Days, WeekId};
use crate::recovery::{Recovery, assess};
use crate::ui::words;
use crate::workspace::Workspace;

#[derive(clap::Args, Debug, Default)]
pub struct Args {
    /// As JSON
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct TodayJson {
    date: String,
    score: Option<u8>,
    uncapped: Option<f64>,
    cap: Option<&'static str>,
    band: Option<&'static str>,
    confidence: Option<&'static str>,
    coverage: Option<f64>,
    components: BTreeMap<&'static str, f64>,
    losses: BTreeMap<&'static str, f64>,
    missing: Vec<&'static str>,
    session: Option<SessionJson>,
}

pub fn run(ws: &Workspace, args: &Args) -> Result<(), Failure> {
    let (book, problems) = ws.book_around(ws.today);
    problems.iter().for_each(|p| out::complain(p));
    let id = WeekId::of(ws.today);
    let split = ws.splits.get_or_default(book.split_before(id));
    let (week, _) = book.shown(id, ws.today, &split);
    let recovery = assess(&book as &dyn Days, ws.today, &ws.basis);
    let session = week.day(ws.today).sessions.first();
    if args.json {
        json::print(&shape(ws, recovery.as_ref(), session.map(SessionJson::from)));
        return Ok(());
    }
    let glyphs = ws.glyphs();
    let checkin = week.day(ws.today).checkin.as_ref();
    let head = match (&recovery, checkin) {
        (Some(r), Some(c)) => format!("{} {}   {}", r.shown, r.band().name().to_uppercase(), words::morning(c)),
        _ => "no score yet: log the morning with recoup log --sleep 7h30 --energy 3".to_owned(),
    };
    let plan = session.map_or("nothing planned".to_owned(), |s| {
        format!("{} {} {}", glyphs.kind(s.kind), s.title, words::effort(s)).trim_end().to_owned()
    });
    out::line(&glyphs.text(&format!("{head}   {plan}")));
    Ok(())
}

fn shape(ws: &Workspace, r: Option<&Recovery>, session: Option<SessionJson>) -> TodayJson {
    let mut losses: BTreeMap<_, _> =
        r.iter().flat_map(|r| &r.losses).map(|(c, v)| (c.name(), two_decimals(*v))).collect();
    if let Some(r) = r {
        losses.insert("cap", two_decimals(r.cap_loss()));
    }
    TodayJson {
        date: ws.today.to_string(),
        score: r.map(|r| r.shown),
        uncapped: r.map(|r| two_decimals(r.uncapped)),
        cap: r.and_then(|r| r.cap).map(|c| c.reason()),
        band: r.map(|r| r.band().name()),
        confidence: r.map(|r| r.confidence().name()),
        coverage: r.map(|r| two_decimals(r.coverage)),
        components: r.iter().flat_map(|r| &r.components).map(|(c, v)| (c.name(), two_decimals(*v))).collect(),
        losses,
        missing: r.map_or_else(
            || crate::recovery::Component::ALL.map(|c| c.name()).into(),
            |r| r.missing().map(|c| c.name()).collect(),
        ),
        session,
    }
}
