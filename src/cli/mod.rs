//! The command line: one file per command.

use std::io::IsTerminal;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use color_eyre::Result;

use crate::config::{Paths, paths};
use crate::domain::calendar::parse_date;
use crate::domain::{Book, WeekId};
use crate::domain::{Refusal, Way};
use crate::edit::saving::{Committed, Fate, Turn};
use crate::edit::{Change, Edit};
use crate::runtime::workspace::Workspace;
use crate::store::StoreError;
use crate::store::Wait;
use crate::store::atomic;
use crate::words::spoken::sentence;

mod apply;
mod backup;
mod check;
pub mod config;
mod demo;
mod dialogue;
mod doctor;
mod done;
mod edit;
mod evaluate;
mod export;
mod failure;
mod import;
mod log;
pub mod man;
pub mod out;
mod rest;
mod restore;
mod review;
mod setup;
mod status;
mod today;
mod week;
mod why;

pub use failure::{Failure, stop};
use failure::{install, refusal, stopped};

/// What helps, as a shell command, as the end of a sentence.
fn help(way: Option<Way>) -> &'static str {
    match way {
        Some(Way::Edit) => "; `recoup edit` changes it",
        Some(Way::Correct) => "; `recoup edit` and `recoup log` can still correct them",
        Some(Way::AddOrEdit | Way::ChangeMinutes | Way::TurnAgain) => "; `recoup edit` changes it",
        Some(Way::Unpin) => "; :pin in `recoup` unpins it",
        Some(Way::Replace) => "; --replace uses the file's",
        // Undo and the tray are only in the planner.
        Some(Way::Put { .. } | Way::UndoAgain | Way::RedoAgain) | None => "",
    }
}

/// Plan a week of training and recovery with the keyboard.
#[derive(Parser, Debug)]
#[command(name = "recoup", version, about, long_about = None, max_term_width = 100)]
pub struct Args {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(clap::Args, Debug)]
struct Global {
    /// Folder of the week files [default: $RECOUP_DATA_DIR, else the XDG data folder]
    #[arg(long, global = true, value_name = "DIR")]
    data_dir: Option<PathBuf>,
    /// Settings file [default: config.toml in the XDG config folder]
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Work as if today were this day
    #[arg(long, global = true, value_name = "YYYY-MM-DD")]
    today: Option<String>,
    /// Colour on the screen: auto follows the terminal and NO_COLOR
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    color: ColorChoice,
}

/// When to use colour.
#[derive(Clone, Copy, PartialEq, Eq, Debug, clap::ValueEnum)]
pub enum ColorChoice {
    /// By the terminal and `NO_COLOR`.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

#[derive(Subcommand, Debug)]
enum Command {
    /// Show a week as plain lines
    Week(week::Args),
    /// Show today's recovery and session
    Today(today::Args),
    /// Explain a morning's score
    Why(why::Args),
    /// Show a week in review
    Review(review::Args),
    /// Show how well the score agrees with your own ready ratings
    Evaluate(evaluate::Args),
    /// Show the findings on a plan; exit 1 if there are any
    Check(check::Args),
    /// Log a morning: sleep, soreness, how you feel
    Log(log::Args),
    /// Record a session as done
    Done(done::Args),
    /// Make days full rest
    Rest(rest::Args),
    /// Apply what is offered today
    Apply(apply::Args),
    /// Undo the last change, whoever made it
    Undo(apply::Args),
    /// Redo what was undone
    Redo(apply::Args),
    /// Edit a week as text in your editor
    Edit(edit::Args),
    /// Look around with twelve sample weeks; nothing of yours is touched
    Demo(demo::Args),
    /// Today in a few characters, for tmux, waybar or starship
    Status(status::Args),
    /// Answer what the plan should fit: training history, sleep, days, times
    Setup(setup::Args),
    /// Settings: write them, find them, check them
    Config(config::Args),
    /// Show where everything is and whether it can be used
    Doctor(doctor::Args),
    /// Print completions for a shell
    Completions(man::Completions),
    /// Print the manual page, or that of a command
    Man(man::Man),
    /// Import what a watch or another program exported, and CSV of your own
    Import(import::Args),
    /// Export mornings and sessions as CSV files
    Export(export::Args),
    /// Back up weeks, settings and journal to one file
    Backup(backup::Args),
    /// Restore weeks, settings and journal from a backup
    Restore(restore::Args),
}

/// Runs what the command line asks for. What a command refuses is reported in one sentence, with the exit code of its kind.
///
/// # Errors
/// What keeps the program from running at all, with what would help; [`stop`] prints it.
pub fn main() -> Result<ExitCode> {
    install(std::io::stderr().is_terminal() && !paths::no_color());
    let code = match Args::try_parse() {
        Ok(args) => match run(args) {
            Ok(()) => ExitCode::SUCCESS,
            Err(report) => match refusal(&report) {
                Some(failure) => failure.report(),
                None => return Err(report),
            },
        },
        Err(message) => {
            out::clap(&message, std::io::stdout().is_terminal() && !paths::no_color());
            ExitCode::from(u8::try_from(message.exit_code()).unwrap_or(2))
        }
    };
    Ok(match out::finish() {
        Some(why) => Failure::io(why).report(),
        None => code,
    })
}

/// Runs what the arguments ask for.
///
/// # Errors
/// A [`Failure`] with its sentence, or one with added context: what the program was about to do and what would help.
fn run(args: Args) -> Result<()> {
    // These work even if the settings do not.
    let found = || Paths::find(args.global.data_dir.as_deref(), args.global.config.as_deref()).map_err(Failure::config);
    let today =
        args.global.today.as_deref().map(parse_date).transpose().map_err(|e| Failure::data(format!("--today: {e}")))?;
    match &args.command {
        Some(Command::Completions(a)) => {
            man::completions(a);
            return Ok(());
        }
        Some(Command::Man(a)) => return Ok(man::man(a)?),
        Some(Command::Config(a)) => return Ok(config::run(&found()?, a)?),
        Some(Command::Doctor(a)) => return Ok(doctor::run(&found()?, a, today)?),
        Some(Command::Backup(a)) => return Ok(backup::run(&found()?, a)?),
        Some(Command::Restore(a)) => return Ok(restore::run(&found()?, a)?),
        _ => {}
    }
    let mut workspace = Workspace::open(args.global.data_dir.as_deref(), args.global.config.as_deref(), today)
        .map_err(Failure::config)?;
    let reads = matches!(
        args.command,
        Some(
            Command::Week(_)
                | Command::Today(_)
                | Command::Why(_)
                | Command::Review(_)
                | Command::Evaluate(_)
                | Command::Check(_)
                | Command::Export(_)
        ) | None
    );
    let data = &workspace.paths.data;
    if data.exists() && !data.is_dir() {
        return Err(stopped(
            Failure::io(format!("{} is not a folder", data.display())),
            "the week files cannot be read",
            "name another folder with --data-dir DIR, or move that file away",
        ));
    }
    if let Some(missing) = workspace.paths.data_named_but_missing().filter(|_| reads) {
        // Weeks that were lost say more than a folder that never existed.
        let lost = workspace.store.sum().lost;
        workspace.notices.insert(0, lost.unwrap_or(missing));
    }
    if args.command.is_some() {
        workspace.notices.iter().for_each(|n| out::complain(n));
    }
    let done = match args.command {
        Some(Command::Week(a)) => week::run(&workspace, &a),
        Some(Command::Today(a)) => today::run(&workspace, &a),
        Some(Command::Why(a)) => why::run(&workspace, &a),
        Some(Command::Review(a)) => review::run(&workspace, &a),
        Some(Command::Evaluate(a)) => evaluate::run(&workspace, &a),
        Some(Command::Check(a)) => check::run(&workspace, &a),
        Some(Command::Log(a)) => log::run(&workspace, &a),
        Some(Command::Done(a)) => done::run(&workspace, &a),
        Some(Command::Rest(a)) => rest::run(&workspace, &a),
        Some(Command::Apply(a)) => apply::apply(&workspace, &a),
        Some(Command::Undo(a)) => apply::turn(&workspace, &a, Turn::Undo),
        Some(Command::Redo(a)) => apply::turn(&workspace, &a, Turn::Redo),
        Some(Command::Edit(a)) => edit::run(&workspace, &a),
        Some(Command::Import(a)) => import::run(&workspace, &a),
        Some(Command::Export(a)) => export::run(&workspace, &a),
        Some(Command::Status(a)) => status::run(&workspace, &a),
        Some(Command::Setup(a)) => setup::run(&workspace, &a),
        Some(Command::Demo(a)) => return demo::run(&workspace, &a, without_color(args.global.color)),
        None => return open(&workspace, without_color(args.global.color)),
        // Done above.
        Some(
            Command::Config(_)
            | Command::Doctor(_)
            | Command::Backup(_)
            | Command::Restore(_)
            | Command::Completions(_)
            | Command::Man(_),
        ) => Ok(()),
    };
    Ok(done?)
}

fn without_color(color: ColorChoice) -> bool {
    match color {
        ColorChoice::Always => false,
        ColorChoice::Never => true,
        ColorChoice::Auto => paths::no_color(),
    }
}

/// Saves an edit, and reports what was found on the way.
fn commit(ws: &Workspace, book: &Book, edit: Edit) -> Result<Committed, StoreError> {
    // A refused edit must not create a folder.
    ws.desk(book).trial(&edit).map_err(StoreError::Refused)?;
    let done = ws.commit(book, edit)?;
    done.notes.iter().for_each(|note| out::complain(note));
    Ok(done)
}

/// Saves edits that are undone as one. Each is tried first, so that none is saved if another would be refused.
fn commit_all(ws: &Workspace, book: &Book, edits: Vec<Edit>) -> Result<Committed, StoreError> {
    let group = Some(ws.next_edit());
    let changes: Vec<Change> = edits.into_iter().map(|e| Change { group, ..ws.change(book, e) }).collect();
    changes.iter().try_for_each(|c| ws.desk(book).trial(&c.edit)).map_err(StoreError::Refused)?;
    let answer = ws.store.save(&changes, Wait::Patiently);
    answer.notes.iter().for_each(|note| out::complain(note));
    let mut last = Err(StoreError::Nothing("there is nothing to change"));
    for (_, fate) in answer.fates {
        last = match fate {
            Fate::Saved(done) => Ok(done),
            Fate::Refused(why) => return Err(StoreError::Refused(why)),
            Fate::Kept(why) => return Err(StoreError::Refused(Refusal::new(why))),
        };
    }
    last
}

/// How a command says what it did.
#[derive(clap::Args, Clone, Debug, Default)]
pub struct Words {
    /// In words for a screen reader: one fact per line, no symbols
    #[arg(long)]
    plain: bool,
}

impl Words {
    /// A line in plain words, or with symbols.
    pub fn of(&self, ws: &Workspace, text: &str) -> String {
        if self.plain { sentence(text) } else { ws.glyphs().text(text) }
    }
}

/// Fails for a week whose file cannot be read; the reason was reported with the book. A missing file is reported here.
fn readable(ws: &Workspace, book: &Book, id: WeekId) -> Result<(), Failure> {
    if book.week(id).is_none() {
        let name = format!("{id}.toml");
        ws.store.gone().iter().filter(|gone| gone.contains(&name)).for_each(|gone| out::complain(gone));
    }
    book.unreadable(id).map_or(Ok(()), |_| Err(Failure::data("")))
}

/// Opens the planner or, if there is no terminal to draw on, prints today and the week as plain lines.
fn open(ws: &Workspace, no_color: bool) -> Result<()> {
    if !std::io::stdout().is_terminal() || paths::dumb_terminal() {
        ws.notices.iter().for_each(|n| out::complain(n));
        today::run(ws, &today::Args::plain())?;
        out::line("");
        return Ok(week::run(ws, &week::Args::plain())?);
    }
    let left = crate::runtime::run::run(ws, no_color, crate::sample::sample).map_err(|e| {
        stopped(
            Failure::io(atomic::plain(&e)),
            "the planner cannot use this terminal",
            "`recoup today` and `recoup week` need no terminal; `recoup doctor` shows what recoup finds in this one",
        )
    })?;
    left.map_or(Ok(()), |unsaved| Err(Failure::io(unsaved).into()))
}
