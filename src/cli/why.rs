//! `recoup why`.

use chrono::NaiveDate;

use super::{Failure, out};
use crate::domain::calendar::day_name;
use crate::domain::calendar::{Toward, parse_day};
use crate::domain::week::day_title;
use crate::domain::{Region, WeekId};
use crate::planning::{Desk, forecast};
use crate::recovery::lacking::Lacking;
use crate::recovery::{explain, flags};
use crate::runtime::workspace::Workspace;
use crate::words;

#[derive(clap::Args, Debug, Default)]
pub struct Args {
    /// Which morning: a date, today, yesterday, tomorrow, or a weekday's name for the last one; a day ahead shows its forecast
    /// [default: today]
    day: Option<String>,
    /// In words for a screen reader: one fact per line, no symbols
    #[arg(long)]
    plain: bool,
}

pub fn run(ws: &Workspace, args: &Args) -> Result<(), Failure> {
    let date =
        args.day.as_deref().map_or(Ok(ws.today), |d| parse_day(d, ws.today, Toward::Past)).map_err(Failure::data)?;
    let (book, problems) = ws.book_around(date);
    problems.iter().for_each(|p| out::complain(p));
    super::readable(ws, &book, WeekId::of(date))?;
    let desk = ws.desk(&book);
    if date > ws.today {
        return ahead(ws, &desk, date, args.plain);
    }
    let (learnt, looked) = desk.look();
    let said = words::counsel::of_day(&desk, date, &ws.counsel(&desk, &learnt, &looked));
    let glyphs = ws.glyphs();
    let Some(r) = desk.recovery(date) else {
        let day = day_name(date, ws.today);
        let shown = |line: &String| if args.plain { words::spoken::sentence(line) } else { glyphs.text(line) };
        if date == ws.today {
            said.iter().for_each(|line| out::line(&shown(line)));
        }
        return Err(Failure::refused(format!(
            "{day} has no score: it needs sleep, soreness or how you feel from that morning; recoup log --date {date} adds them"
        )));
    };
    let lacking = Lacking::all(&r, &book, date);
    if args.plain {
        words::spoken::why(date, &r, &lacking, &desk.flags(date), &said).iter().for_each(|l| out::line(l));
        return Ok(());
    }
    out::line(&day_name(date, ws.today));
    for line in explain::text(&r, &lacking, &desk.flags(date), &said) {
        out::line(&glyphs.text(&line));
    }
    if flags::lasting(&book, date, &ws.setup.basis) {
        out::line("This has lasted two weeks, including a deload: talk to a doctor or coach.");
    }
    Ok(())
}

/// The forecast for a day ahead, and what it is based on.
fn ahead(ws: &Workspace, desk: &Desk<'_>, date: NaiveDate, plain: bool) -> Result<(), Failure> {
    let day = day_name(date, ws.today);
    let (_, ahead) = desk.look();
    let Some(o) = ahead.of(date) else {
        let near = (date - ws.today).num_days() <= i64::from(forecast::AHEAD);
        let why = if near {
            "has no forecast: it needs a logged morning; recoup log adds today's".to_owned()
        } else {
            format!("is too far ahead; a forecast reaches {} days", forecast::AHEAD)
        };
        return Err(Failure::refused(format!("{day} {why}")));
    };
    let glyphs = ws.glyphs();
    let sessions = desk.day(date).sessions;
    let plan = if sessions.is_empty() { "nothing".to_owned() } else { day_title(&sessions) };
    let mut sore: Vec<(Region, u8)> =
        o.soreness.iter().map(|(r, n)| (*r, n.round() as u8)).filter(|(_, n)| *n > 0).collect();
    sore.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    let sore = match sore.as_slice() {
        _ if o.soreness.is_empty() => {
            "No soreness was logged in 14 days, so none from sessions is forecast.".to_owned()
        }
        [] => "Soreness expected: none.".to_owned(),
        sore => format!("Soreness expected: {}.", words::soreness(sore)),
    };
    let facts: Vec<String> = std::iter::once(sore)
        .chain(words::load_of(o, ahead.load_costs()))
        .chain([
            format!("Planned: {plan}. {}", words::outlook_advice(o, desk.day(o.date).event.as_deref())),
            "It is based on your logged mornings and on what is planned until then.".to_owned(),
        ])
        .collect();
    if plain {
        words::spoken::ahead(date, &ahead, &facts).iter().for_each(|l| out::line(l));
        return Ok(());
    }
    for line in [day, words::likely(o)].into_iter().chain(facts) {
        out::line(&glyphs.text(&line));
    }
    Ok(())
}
