//! `recoup doctor`: where everything is, and whether it can be used.

use std::fs;
use std::io::IsTerminal;

use chrono::NaiveDate;
use serde::Serialize;

use super::{Failure, config, out};
use crate::clock;
use crate::config::{Paths, Settings, paths};
use crate::domain::held::Held;
use crate::runtime::effects;
use crate::store::atomic::TEMP;
use crate::store::{Store, is_conflict};
use crate::text::count;

#[derive(clap::Args, Debug)]
pub struct Args {
    /// As JSON
    #[arg(long)]
    json: bool,
    /// Take the folder as it is, if weeks are missing on purpose
    #[arg(long, conflicts_with = "json")]
    accept: bool,
    /// Fix what can be fixed safely: left-over temporary files, the journal's index, missing format lines
    #[arg(long, conflicts_with = "json")]
    fix: bool,
}

#[derive(Serialize)]
struct Report {
    version: &'static str,
    settings: String,
    data: String,
    state: String,
    weeks: usize,
    #[serde(skip)]
    there: bool,
    problems: Vec<String>,
    stray: Vec<String>,
    terminal: Terminal,
    time: Time,
}

#[derive(Serialize)]
struct Terminal {
    is_terminal: bool,
    term: Option<String>,
    size: Option<(u16, u16)>,
    utf8: bool,
    no_color: bool,
    colours: &'static str,
    editor: String,
}

#[derive(Serialize)]
struct Time {
    today: String,
    offset: String,
    day_starts: String,
}

pub fn run(paths: &Paths, args: &Args, today: Option<NaiveDate>) -> Result<(), Failure> {
    if args.accept {
        let weeks = Store::new(&paths.data, &paths.state).accept()?;
        let word = if weeks == 1 { "week" } else { "weeks" };
        out::line(&format!("accepted: {} holds {weeks} {word}", paths.data.display()));
        return Ok(());
    }
    if args.fix {
        for done in Store::new(&paths.data, &paths.state).mend()? {
            out::line(&format!("fixed     {done}"));
        }
    }
    let report = look(paths, today);
    let sound = report.problems.is_empty() && report.stray.is_empty();
    if args.json {
        out::json_lines(&report);
    } else {
        tell(&report);
    }
    if sound { Ok(()) } else { Err(Failure::refused("")) }
}

fn look(all: &Paths, today: Option<NaiveDate>) -> Report {
    let store = Store::new(&all.data, &all.state);
    let ids = store.ids();
    let mut problems = config::problems(all);
    problems.extend(store.obstacles());
    problems.extend(store.sum().lost);
    problems.extend(store.gone());
    problems.extend(effects::unsaved(&store));
    for id in &ids {
        match store.read(*id) {
            Some(Held::Week(_, found)) => {
                problems.extend(
                    found.into_iter().map(|p| format!("{}: line {}: {}", store.path(*id).display(), p.line, p.text)),
                );
            }
            Some(Held::ReadOnly(why) | Held::Protected(_, why)) => problems.push(why),
            None => {}
        }
    }
    let settings = Settings::load(all).map(|(s, ..)| s).unwrap_or_default();
    Report {
        version: env!("CARGO_PKG_VERSION"),
        settings: all.config.display().to_string(),
        data: all.data.display().to_string(),
        state: store.state().display().to_string(),
        weeks: ids.len(),
        there: all.data.exists(),
        problems,
        stray: stray(all),
        terminal: Terminal {
            is_terminal: std::io::stdout().is_terminal(),
            term: paths::term(),
            size: ratatui::crossterm::terminal::size().ok(),
            utf8: paths::utf8_locale(),
            no_color: paths::no_color(),
            colours: paths::terminal(paths::no_color()).depth.name(),
            editor: paths::editor(),
        },
        time: Time {
            today: today.unwrap_or_else(|| clock::today(settings.day_starts)).to_string(),
            offset: clock::offset(),
            day_starts: settings.day_starts.to_string(),
        },
    }
}

/// Files beside the weeks that are not weeks: what a crash, a sync or a merge left behind.
fn stray(all: &Paths) -> Vec<String> {
    let entries = fs::read_dir(all.data.join("weeks")).into_iter().flatten().flatten();
    let id = |name: &str| name.strip_suffix(".toml").and_then(|n| n.parse::<crate::domain::WeekId>().ok());
    let mut out: Vec<String> = entries
        .filter_map(|e| {
            let path = e.path().display().to_string();
            let name = e.file_name().to_string_lossy().into_owned();
            if is_conflict(&name) {
                return Some(format!(
                    "{path}: a version that a sync could not merge; copy what you need from it, then remove it"
                ));
            }
            if name.starts_with(TEMP.0) && name.ends_with(TEMP.1) {
                return Some(format!(
                    "{path}: left over from an interrupted write; --fix removes it once it is an hour old"
                ));
            }
            match id(&name) {
                Some(id) if name == format!("{id}.toml") => None,
                Some(id) => Some(format!("{path}: not read; a week's file is called {id}.toml")),
                // Hidden files there belong to other programs.
                None if name.starts_with('.') => None,
                None => Some(format!("{path}: not a week, so not read")),
            }
        })
        .collect();
    out.sort();
    out
}

fn tell(r: &Report) {
    let t = &r.terminal;
    let size = t.size.map_or("unknown".to_owned(), |(w, h)| format!("{w} × {h}"));
    let yes = |b: bool| if b { "yes" } else { "no" };
    for (name, value) in [
        ("version", r.version.to_owned()),
        ("settings", r.settings.clone()),
        (
            "data",
            format!(
                "{} ({}{})",
                r.data,
                count(r.weeks, "week"),
                if r.there { "" } else { "; the folder does not exist yet" }
            ),
        ),
        ("state", r.state.clone()),
        (
            "terminal",
            format!(
                "{}, {size}, {}, UTF-8 {}, NO_COLOR {}",
                t.term.as_deref().unwrap_or("none"),
                t.colours,
                yes(t.utf8),
                yes(t.no_color)
            ),
        ),
        ("editor", t.editor.clone()),
        ("today", format!("{}, a day begins at {}, UTC{}", r.time.today, r.time.day_starts, r.time.offset)),
    ] {
        out::line(&format!("{name:<9} {value}"));
    }
    for p in r.problems.iter().chain(&r.stray) {
        out::line(&format!("problem   {p}"));
    }
    if r.problems.is_empty() && r.stray.is_empty() {
        out::line("every file was read and understood");
    }
}
