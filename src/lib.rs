//! recoup: a week of training and recovery, edited with the keyboard.
//!
//! # The screen
//!
//! ```text
//!  Week 47  16–22 Nov 2026                 title: week, block, what is odd          ui/week/title.rs
//!   Mon 16    │Wed 18 •  │Thu 19           the grid: a cell a day, one box          ui/week/grid.rs
//!   ▲ Strength│○ Rest    │…                kind, title, effort, extras, status
//!    78 ━━━━━·│ 52 ━━━···│~49 ┅┅┅···       score; forecast ahead
//!  tray  ◆ HIIT from Thu                   sessions waiting beside the week         ui/week/bottom.rs
//!  Recovery today ──   Wed 18   Body ──    panels, or a layer in their place        ui/panels/, ui/layers/
//!   56 EASE  ▄▄▄▄ −7 −20 −15               digits, bars, the figure, nights, days   ui/shapes/
//!  six weeks  rest kept 16 of 16           rest kept and work done                  ui/week/bottom.rs
//!  swapped Wed legs ⇄ Fri HIIT    u undo   the answer to the last key
//!  c check-in  r rest  s swap …            keys that would act now
//! ```
//!
//! # Words
//!
//! - *Week*: one ISO week of plan and log, one file. *Split*: a week's template.
//! - *Session*: one thing planned or done on a day; rest and active recovery are sessions. *Extra*: something small that
//!   goes with one. *Tray*: sessions that wait beside a week. *Overlay*: ill, hurt or away, laid over the plan.
//! - *Check-in*: a morning's answers. *Recovery*: the score made from them, with components, losses, cap and confidence.
//!   *Verdict*: what it means for the day's session. *Outlook*: a projected morning.
//! - *Command*: something a person can ask for; a row of one table. *Msg*: anything that happened. *Effect*: something the
//!   outside world must do. *Edit*: a change of plan or log that can be reapplied to a file somebody else has changed too.
//! - *Practice*: something done for recovery, such as rolling; an *offer* is one that suits a day, with its reason. On the plan it is
//!   an extra. *Win*: what went well. *Snack* and *fuel*: quiet ticks, never scored. *Pattern*: what goes with what in a log.
//! - *Layer*: something over the week that gets keys first: a form, a page, a strip of answers. *Scope*: a layer's name in the
//!   keymap. *Verb*: something a layer can be asked to do. *Keymap*: which keys ask for which command or verb.
//! - *Finding*: what a plan rule found. *Counsel*: the advice for a day, in one voice.
//!   *Offer*: a prepared edit with its reason; nothing is applied automatically.
//!
//! # Rooms, and which may use which
//!
//! A room knows only rooms above it here; `tests/it/house.rs` holds the list and reads every `use`.
//!
//! ```text
//!  text  keys                              words of one line; keys and the tables of what they ask for
//!  domain                                  weeks, days, sessions, check-ins: values, no formulas
//!  clock                                   the only place that asks the time
//!  edit                                    changes of plan and log, a family a file
//!  recovery                                the score: components, caps, flags, verdict, a file each
//!  insight                                 what a log shows: trends, patterns, agreement with your own ratings
//!  planning                                forecast, plan rules, practices; the desk answers for a day
//!  words                                   values as sentences
//!  formats                                 TOML, CSV, JSON, a week as text: pure, bytes in, values out
//!  store                                   weeks on disk, the journal, the one writer of files
//!  config                                  settings, keymap, themes, splits and the others, read once
//!  app                                     the planner: Msg in, Effect out; its layers
//!  ui                                      the planner as cells of a screen, by meaning; its layers
//!  runtime                                 threads, terminal, editor, clipboard: what makes effects real
//!  sample                                  the demo's weeks, and the planner without a terminal
//!  cli                                     one file a command
//! ```
//!
//! [`domain`], [`edit`], [`recovery`], [`insight`], [`planning`], [`words`], [`keys`] and [`app`] are pure: they know no file,
//! no terminal and no clock. Only [`store::atomic`] writes files, only [`clock`] asks the time, only [`config::paths`] reads the
//! environment, only [`runtime::terminal`] reads keys, only `cli::out` and the screen print. `CONTRIBUTING.md` has a recipe for
//! each usual change.

// Without Unix every room is left out, so that this is the only error shown.
#[cfg(not(unix))]
compile_error!(
    "recoup builds on Unix systems only (Linux, macOS, the BSDs): its promises about files and terminals rest on theirs. \
     On Windows it runs under WSL."
);

// Tests and benches look into every room. With `--cfg closed`, which CI builds once, only what the program itself uses counts as
// used, and the compiler names the rest.
#[cfg(all(unix, not(closed)))]
pub mod app;
#[cfg(all(unix, closed))]
mod app;
#[cfg(unix)]
pub mod cli;
#[cfg(all(unix, not(closed)))]
pub mod clock;
#[cfg(all(unix, closed))]
mod clock;
#[cfg(all(unix, not(closed)))]
pub mod config;
#[cfg(all(unix, closed))]
mod config;
#[cfg(all(unix, not(closed)))]
pub mod domain;
#[cfg(all(unix, closed))]
mod domain;
#[cfg(all(unix, not(closed)))]
pub mod edit;
#[cfg(all(unix, closed))]
mod edit;
#[cfg(all(unix, not(closed)))]
pub mod formats;
#[cfg(all(unix, closed))]
mod formats;
#[cfg(all(unix, not(closed)))]
pub mod insight;
#[cfg(all(unix, closed))]
mod insight;
#[cfg(all(unix, not(closed)))]
pub mod keys;
#[cfg(all(unix, closed))]
mod keys;
#[cfg(all(unix, not(closed)))]
pub mod planning;
#[cfg(all(unix, closed))]
mod planning;
#[cfg(all(unix, not(closed)))]
pub mod recovery;
#[cfg(all(unix, closed))]
mod recovery;
#[cfg(unix)]
pub mod runtime;
#[cfg(unix)]
pub mod sample;
#[cfg(all(unix, not(closed)))]
pub mod store;
#[cfg(all(unix, closed))]
mod store;
#[cfg(all(unix, not(closed)))]
pub mod text;
#[cfg(all(unix, closed))]
mod text;
#[cfg(all(unix, not(closed)))]
pub mod ui;
#[cfg(all(unix, closed))]
mod ui;
#[cfg(all(unix, not(closed)))]
pub mod words;
#[cfg(all(unix, closed))]
mod words;
