//! `recoup review`.

use chrono::NaiveDate;
use serde::Serialize;

use super::{Failure, out, week};
use crate::domain::{Kind, WeekId};
use crate::formats::json::{SessionJson, two_decimals};
use crate::planning::Figures;
use crate::planning::practices::Counts;
use crate::planning::review::Review;
use crate::runtime::workspace::Workspace;
use crate::words::review::{Row, Signs, nights, prepared, rows, title};
use crate::words::spoken;

#[derive(clap::Args, Debug, Default)]
pub struct Args {
    /// Which week, like 2026-W47 [default: this one from Sunday on, else the last]
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
struct ReviewJson {
    week: String,
    sessions: Share,
    rest: Share,
    /// Days with some movement, and with a stretch or mobility, of those so far.
    moved: Share,
    stretched: Share,
    recovery_sessions: usize,
    load_planned: f64,
    load_done: f64,
    days: Vec<LineJson>,
    weeks: Vec<FiguresJson>,
    /// Of the four weeks before; null if nothing was logged.
    score_before: Option<f64>,
    sleep_short_before: Option<f64>,
    load_before: Option<f64>,
    hard_days: Vec<HardJson>,
    /// Hard days on a forecast under 65, of those that had a forecast.
    forecast_under: Share,
    /// How many of those mornings came in under it.
    came_in_under: Share,
    inside_range: Share,
    prepared: Vec<String>,
}

#[derive(Serialize)]
struct Share {
    n: usize,
    of: usize,
}

impl From<(usize, usize)> for Share {
    fn from((n, of): (usize, usize)) -> Self {
        Self { n, of }
    }
}

#[derive(Serialize)]
struct LineJson {
    date: String,
    session: SessionJson,
    score: Option<u8>,
    forecast: Option<u8>,
}

#[derive(Serialize)]
struct FiguresJson {
    week: String,
    score: Option<f64>,
    mornings: usize,
    sleep: Option<f64>,
    sleep_short: f64,
    load: f64,
}

impl From<&Figures> for FiguresJson {
    fn from(w: &Figures) -> Self {
        Self {
            week: WeekId::of(w.first).to_string(),
            score: w.mean.map(two_decimals),
            mornings: w.scores.len(),
            sleep: w.sleep.map(two_decimals),
            sleep_short: two_decimals(w.short),
            load: w.load,
        }
    }
}

#[derive(Serialize)]
struct HardJson {
    date: String,
    title: String,
    forecast: Option<u8>,
    became: Option<u8>,
}

pub fn run(ws: &Workspace, args: &Args) -> Result<(), Failure> {
    let id = match args.week.as_deref() {
        Some(text) => week::named(ws, Some(text))?,
        None => last_over(ws, ws.book_around(ws.today).0.first_logged()),
    };
    if id > WeekId::of(ws.today) {
        return Err(Failure::refused(format!("{id} is still ahead; it can be reviewed once it has begun")));
    }
    let (book, problems) = ws.book_around(id.monday().min(ws.today));
    problems.iter().for_each(|p| out::complain(p));
    super::readable(ws, &book, id)?;
    let desk = ws.desk(&book);
    let (learnt, ahead) = desk.look();
    let review = desk.review(id, &learnt, &ahead);
    let counts = Counts::of(&desk.shown(id).0, ws.setup.content.practices(), book.first_logged(), ws.today);
    if args.json {
        out::json_lines(&json(&review, counts));
        return Ok(());
    }
    if args.plain {
        spoken::review(&review, ws.setup.basis.sleep_need, counts).iter().for_each(|l| out::line(l));
        return Ok(());
    }
    let glyphs = ws.glyphs();
    let signs = Signs { kind: &|kind: Kind| glyphs.kind(kind), bar: glyphs.bar() };
    out::line(&glyphs.text(&title(&review)));
    for row in rows(&review, ws.setup.basis.sleep_need, counts, signs) {
        out::line(&glyphs.text(&match row {
            Row::Heading(text) => text,
            Row::Text(text) | Row::Quiet(text) => format!("  {text}"),
            Row::Gap => String::new(),
        }));
    }
    let mut lines = prepared(&review);
    lines.extend(nights(&review));
    if !lines.is_empty() {
        out::line("");
        out::line("Prepared; a key in the planner applies it");
        lines.iter().for_each(|line| out::line(&glyphs.text(&format!("  {line}"))));
    }
    Ok(())
}

/// The last week that is over or ends today; in the first week of a log, this week.
fn last_over(ws: &Workspace, first: Option<NaiveDate>) -> WeekId {
    let here = WeekId::of(ws.today);
    let begins_here = first.is_none_or(|first| first >= here.monday());
    if here.sunday() == ws.today || begins_here { here } else { here.shift(-1) }
}

fn json(r: &Review, counts: Counts) -> ReviewJson {
    let (score, short, load) = r.before();
    let (under, said, came) = r.under();
    ReviewJson {
        week: r.id.to_string(),
        sessions: r.sessions.into(),
        rest: r.rest.into(),
        moved: (counts.moved, counts.days).into(),
        stretched: (counts.stretched, counts.days).into(),
        recovery_sessions: counts.focused,
        load_planned: r.load.0,
        load_done: r.load.1,
        days: r
            .lines
            .iter()
            .map(|l| LineJson {
                date: l.date.to_string(),
                session: (&l.session).into(),
                score: l.score,
                forecast: l.forecast,
            })
            .collect(),
        weeks: r.weeks.iter().map(FiguresJson::from).collect(),
        score_before: score.map(two_decimals),
        sleep_short_before: short.map(two_decimals),
        load_before: load.map(two_decimals),
        hard_days: r
            .hard
            .iter()
            .map(|h| HardJson {
                date: h.date.to_string(),
                title: h.title.clone(),
                forecast: h.forecast,
                became: h.became,
            })
            .collect(),
        forecast_under: (under, said).into(),
        came_in_under: (came, under).into(),
        inside_range: r.inside.into(),
        prepared: prepared(r),
    }
}
