//! `recoup status`: today in a few characters, for bars and prompts.

use serde::Serialize;

use super::{Failure, out};
use crate::clock;
use crate::domain::session::Status;
use crate::domain::{WeekId, read};
use crate::recovery::{Band, verdict};
use crate::runtime::workspace::Workspace;
use crate::words;

#[derive(clap::Args, Debug)]
pub struct Args {
    /// For which bar
    #[arg(long, value_enum, default_value = "json")]
    format: Format,
    /// The time of day it is for [default: now]
    #[arg(long, value_name = "TIME")]
    at: Option<String>,
}

/// Bars that are known.
#[derive(Clone, Copy, PartialEq, Eq, Debug, clap::ValueEnum)]
enum Format {
    /// tmux: a piece of the status line, with its colour
    Tmux,
    /// waybar: a custom module, as JSON
    Waybar,
    /// starship: a custom module, plain text
    Starship,
    /// JSON
    Json,
}

#[derive(Serialize)]
struct StatusJson {
    date: String,
    score: Option<u8>,
    band: Option<&'static str>,
    session: Option<String>,
    status: Option<&'static str>,
    stance: &'static str,
    offer: Option<String>,
    bed: Option<String>,
    wake: Option<String>,
    no_alarm: bool,
}

#[derive(Serialize)]
struct WaybarJson {
    text: String,
    tooltip: String,
    class: &'static str,
    percentage: u8,
}

pub fn run(ws: &Workspace, args: &Args) -> Result<(), Failure> {
    let (book, _) = ws.book_around(ws.today);
    let id = WeekId::of(ws.today);
    let desk = ws.desk(&book);
    let (week, _) = desk.shown(id);
    let day = week.day(ws.today);
    let judged = verdict::session_of(&desk.days(), day, ws.today, &desk.basis.regions).map(|(s, _)| s.clone());
    let session = judged.as_ref().or(day.sessions.first());
    let recovery = desk.recovery(ws.today);
    let score = recovery.as_ref().map(|r| r.shown);
    let band = recovery.as_ref().map(|r| r.band());
    let glyphs = ws.glyphs();
    let off = day.off().filter(|_| session.is_none_or(|s| s.status != Status::Done));
    let sign = off.or(session.map(|s| glyphs.kind(s.kind))).unwrap_or_default();
    let (learnt, ahead) = desk.look();
    let counsel = ws.counsel(&desk, &learnt, &ahead);
    let title = match (off, session) {
        (Some(_), _) => String::new(),
        (None, Some(s)) => format!("{}{}", s.summary(), glyphs.text(&words::counsel::briefly(&counsel))),
        (None, None) => String::new(),
    };
    let number = score.map_or(glyphs.text("–"), |n| n.to_string());
    let evening = desk.evening(ws.today, ws.setup.settings.bed);
    let now = args.at.as_deref().map_or(Ok(clock::now()), read::clock).map_err(Failure::data)?;
    // Shown from three hours before, and only then.
    let bed = evening.bed.filter(|_| evening.is_near(now)).map_or(String::new(), |b| format!(" bed {b}"));
    let text = format!("{number} {sign}").trim_end().to_owned();
    let text = format!("{text}{bed}");
    match args.format {
        Format::Tmux => {
            // The theme's own colours, by the names that tmux has for them.
            let color = match band {
                Some(Band::Train) => "cyan",
                Some(Band::Ease) => "yellow",
                Some(Band::Recover) => "magenta",
                Some(Band::Rest) => "blue",
                None => "default",
            };
            // A title may hold what tmux would read as a command.
            out::line(format!("#[fg={color}]{text}#[default] {}", title.replace('#', "##")).trim_end());
        }
        Format::Waybar => out::json_line(&WaybarJson {
            text,
            tooltip: escaped(&format!(
                "{} {title}\n{}",
                band.map_or("no score yet", Band::name),
                glyphs.text(&words::counsel::stance(&counsel)),
            )),
            class: band.map_or("none", Band::name),
            percentage: score.unwrap_or(0),
        }),
        Format::Starship => out::line(&text),
        Format::Json => out::json_line(&StatusJson {
            date: ws.today.to_string(),
            score,
            band: band.map(Band::name),
            session: session.filter(|_| off.is_none()).map(|s| s.summary()),
            status: session.filter(|_| off.is_none()).map(|s| s.status.name()),
            stance: counsel.stance.name(),
            offer: counsel.offer.as_ref().map(words::counsel::offer),
            bed: evening.bed.map(|b| b.to_string()),
            wake: evening.wake.map(|w| w.to_string()),
            no_alarm: evening.no_alarm,
        }),
    }
    Ok(())
}

/// Waybar reads Pango markup.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
