//! `recoup done`.

use super::{Failure, Words, out};
use crate::domain::calendar::day_name;
use crate::domain::calendar::{Toward, parse_day};
use crate::domain::session::{Done, Felt, Kind, MAX_MINUTES, Rpe, Session, Status};
use crate::domain::{Achieved, Distance, WeekId, read};
use crate::edit::{Edit, ItemRef, SessionEdit};
use crate::runtime::workspace::Workspace;

#[derive(clap::Args, Debug, Default)]
pub struct Args {
    /// Which day: a date, a weekday's name, today, yesterday [default: today]
    day: Option<String>,
    /// Minutes it took
    #[arg(long, value_name = "MIN", allow_hyphen_values = true)]
    minutes: Option<String>,
    /// How hard it was, 0 to 10 in halves
    #[arg(long, value_name = "0-10", allow_hyphen_values = true)]
    rpe: Option<String>,
    /// How it felt: better, same or worse than expected
    #[arg(long, value_name = "FELT")]
    felt: Option<String>,
    /// How it went compared with last time: better, same or worse
    #[arg(long, value_name = "WENT")]
    performance: Option<String>,
    /// The load or pace you reached, like 62.5kg or 5:20/km
    #[arg(long, value_name = "LOAD", allow_hyphen_values = true)]
    achieved: Option<String>,
    /// How far it went, like 10.5km
    #[arg(long, value_name = "KM", allow_hyphen_values = true)]
    distance: Option<String>,
    /// What it was, if nothing is planned: strength, conditioning, endurance, mobility, active-recovery, rest
    #[arg(long, value_name = "KIND")]
    kind: Option<String>,
    /// Its name, with --kind
    #[arg(long, value_name = "TEXT", requires = "kind")]
    title: Option<String>,
    #[command(flatten)]
    words: Words,
}

pub fn run(ws: &Workspace, args: &Args) -> Result<(), Failure> {
    let date =
        args.day.as_deref().map_or(Ok(ws.today), |d| parse_day(d, ws.today, Toward::Past)).map_err(Failure::data)?;
    let (done, kind) = values(args).map_err(Failure::data)?;
    if done.minutes == Some(0) {
        return Err(Failure::data("a session of 0 minutes was not done; leave out --minutes if you do not know them"));
    }
    if date > ws.today {
        return Err(Failure::refused(format!(
            "{} is still ahead; it can be recorded from that day on",
            day_name(date, ws.today)
        )));
    }
    let (book, problems) = ws.book_around(date);
    problems.iter().for_each(|p| out::complain(p));
    let id = WeekId::of(date);
    let (week, _) = ws.desk(&book).shown(id);
    let open = week
        .day(date)
        .sessions
        .iter()
        .enumerate()
        .find(|(_, s)| s.status == Status::Planned && kind.is_none_or(|k| s.kind == k));
    // What a watch brought is done; how hard it was is still to be said.
    let came_in = || {
        let unrated = |s: &Session| s.status == Status::Done && s.imported.is_some() && s.actual_rpe().is_none();
        week.day(date).sessions.iter().enumerate().find(|(_, s)| unrated(s))
    };
    let says_how = done.rpe.is_some() && (done.performance, done.achieved, done.distance) == (None, None, None);
    let edit = match (open, kind, came_in().filter(|_| says_how)) {
        (None, None, Some((i, s))) => Edit::Session(SessionEdit::Answer { item: ItemRef::to(date, i, s), done }),
        (Some((i, s)), ..) => {
            // What was recorded before the mark was removed counts again, unless something else is said now.
            let held = s.done.unwrap_or_default();
            let done = Done {
                minutes: done.minutes.or(held.minutes),
                rpe: done.rpe.or(held.rpe),
                felt: done.felt.or(held.felt),
                performance: done.performance.or(held.performance),
                achieved: done.achieved.or(held.achieved),
                distance: done.distance.or(held.distance),
            };
            Edit::Session(SessionEdit::Record { item: ItemRef::to(date, i, s), done })
        }
        (None, Some(kind), _) => {
            let title = args.title.clone().unwrap_or_else(|| kind.label().to_owned());
            let beside = Done { minutes: None, rpe: None, distance: None, ..done };
            let session = Session {
                minutes: done.minutes,
                rpe: done.rpe,
                distance: done.distance,
                status: Status::Done,
                done: (beside != Done::default()).then_some(beside),
                ..Session::new(kind, title)
            };
            Edit::Session(SessionEdit::Add { date, session: Box::new(session) })
        }
        (None, None, None) => {
            return Err(Failure::refused(format!(
                "{} has no session left to record; add another with --kind, like --kind endurance --minutes 30, or correct what is done with `recoup edit`",
                day_name(date, ws.today)
            )));
        }
    };
    let saved = super::commit(ws, &book, edit)?;
    out::line(&args.words.of(ws, &saved.outcome.said));
    Ok(())
}

fn values(args: &Args) -> Result<(Done, Option<Kind>), String> {
    let minutes = args.minutes.as_deref().map(|text| read::minutes(text, "minutes", MAX_MINUTES));
    let rpe = args.rpe.as_deref().map(Rpe::parse);
    let felt = args.felt.as_deref().map(Felt::parse).transpose()?;
    let kind = args.kind.as_deref().map(Kind::parse).transpose()?;
    let done = Done {
        minutes: minutes.transpose()?,
        rpe: rpe.transpose()?,
        felt,
        performance: args.performance.as_deref().map(Felt::parse).transpose()?,
        achieved: args.achieved.as_deref().map(Achieved::parse).transpose()?,
        distance: args.distance.as_deref().map(Distance::parse).transpose()?,
    };
    Ok((done, kind))
}
