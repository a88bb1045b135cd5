//! `recoup why`.

use super::{Failure, out};
use crate::domain::WeekId;
use crate::domain::calendar::day_name;
use crate::domain::calendar::{Toward, parse_day};
use crate::recovery::{explain, flags};
use crate::runtime::workspace::Workspace;

#[derive(clap::Args, Debug, Default)]
pub struct Args {
    /// Which morning: a date, a weekday's name, today, yesterday [default: today]
    day: Option<String>,
}

pub fn run(ws: &Workspace, args: &Args) -> Result<(), Failure> {
    let date =
        args.day.as_deref().map_or(Ok(ws.today), |d| parse_day(d, ws.today, Toward::Past)).map_err(Failure::data)?;
    let (book, problems) = ws.book_around(date);
    problems.iter().for_each(|p| out::complain(p));
    super::readable(ws, &book, WeekId::of(date))?;
    let desk = ws.desk(&book);
    let Some(r) = desk.recovery(date) else {
        let day = day_name(date, ws.today);
        if date > ws.today {
            return Err(Failure::refused(format!(
                "{day} is still ahead, and has no score yet; recoup week shows its plan"
            )));
        }
        return Err(Failure::refused(format!(
            "{day} has no score: it needs sleep, soreness or how you feel from that morning; recoup log --date {date} adds them"
        )));
    };
    let sentence = desk.verdict(date, &r).map(|(_, sentence)| sentence);
    let glyphs = ws.glyphs();
    out::line(&day_name(date, ws.today));
    for line in explain::text(&r, &desk.flags(date), sentence.as_deref()) {
        out::line(&glyphs.text(&line));
    }
    if flags::lasting(&book, date, ws.setup.basis.sleep_need, &ws.setup.basis.regions) {
        out::line("This has lasted two weeks, a deload among them: talk to a doctor or coach.");
    }
    Ok(())
}
