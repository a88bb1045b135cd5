//! `recoup rest`.

use super::{Failure, Words, out};
use crate::domain::WeekId;
use crate::domain::calendar::{Toward, parse_day};
use crate::edit::{Edit, RestEdit};
use crate::runtime::workspace::Workspace;

#[derive(clap::Args, Debug, Default)]
pub struct Args {
    /// Which days: a date, a weekday's name, today, tomorrow
    #[arg(required = true)]
    days: Vec<String>,
    #[command(flatten)]
    words: Words,
}

pub fn run(ws: &Workspace, args: &Args) -> Result<(), Failure> {
    let days: Result<Vec<_>, _> = args.days.iter().map(|d| parse_day(d, ws.today, Toward::Future)).collect();
    let days = days.map_err(Failure::data)?;
    let glyphs = ws.glyphs();
    for day in days {
        let (book, _) = ws.book_around(day);
        let before = book.week(WeekId::of(day)).map_or(0, |w| w.tray.len());
        let saved = super::commit(ws, &book, Edit::Rest(RestEdit::Full { days: vec![day] }))?;
        out::line(&args.words.of(ws, &saved.outcome.said));
        let (book, _) = ws.book_around(day);
        for item in book.week(WeekId::of(day)).into_iter().flat_map(|w| w.tray.iter().skip(before)) {
            let sign = glyphs.kind(item.session.kind);
            out::line(&args.words.of(ws, &format!("tray: {sign} {}", item.session.summary())));
        }
    }
    Ok(())
}
