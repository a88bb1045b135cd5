//! recoup: a week of training and recovery, edited with the keyboard.
//!
//! # The screen
//!
//! ```text
//!  Week 47  16–22 Nov 2026                 title: week, block, what is odd          ui/grid.rs
//!   Mon 16    │Wed 18 •  │Thu 19           the grid: a cell a day, one box
//!   ▲ Strength│○ Rest    │…                kind, title, effort, extras, status
//!    78 ━━━━━·│ 52 ━━━···│~49 ┅┅┅···       score; ahead the forecast
//!  tray  ◆ HIIT from Thu                   what waits beside the week               ui/bottom.rs
//!  Recovery today ── ·····   Wed · Legs    panels, or what lies over them           ui/panels.rs: recovery day body
//!                                          a sidebar from 159 columns on                    trends notes sidebar
//!  rhythm                                  six weeks of rest kept and work done     ui/bottom.rs
//!  swapped Wed legs ⇄ Fri HIIT    u undo   the answer to the last key
//!  c check-in  r rest  s swap …            keys that would act now
//! ```
//!
//! # Words
//!
//! - *Week*: one ISO week of plan and log, one file. *Split*: a week's template.
//! - *Session*: one thing planned or done on a day; rest and active recovery are sessions. *Extra*: something small that
//!   goes with one. *Tray*: sessions that wait beside a week. *Overlay*: ill, hurt or away, laid over the plan.
//! - *Check-in*: a morning's answers. *Recovery*: the score made of them, with components, losses, cap and confidence.
//!   *Verdict*: what it means for the day's session. *Outlook*: a projected morning.
//! - *Command*: what a person can ask for, a row of one table. *Msg*: anything that happened. *Effect*: what the outside
//!   must do. *Edit*: a change of plan or log, which can be applied again to a file that somebody else changed too.
//! - *Practice*: something done for recovery, such as rolling; an *offer* is one that suits a day, with its reason. On the plan it is
//!   an extra. *Win*: what went well. *Snack* and *fuel*: quiet ticks, never scored. *Pattern*: what goes with what in a log.
//! - *Keymap*: which keys, or runs of keys, ask for which command. *Scope*: what lies over the week and takes keys of its own.
//! - *Finding*: what a plan rule found. *Suggestion*: a prepared edit with its reason; nothing is applied by itself.
//!
//! # Modules, and who may know whom
//!
//! `domain ← recovery ← planning ← {store, app} ← ui ← run ← main`; [`cli`] stands beside [`run`]. [`domain`], [`recovery`],
//! [`planning`] and [`app`] are pure: they know no file, no terminal and no clock. What they want done they say as an
//! [`app::Effect`]; [`outside`], on the thread of [`worker`], and [`run`] do it. Only [`store::atomic`] writes files, only
//! [`clock`] asks the time, only [`config::paths`] reads the environment, only [`terminal`] reads keys, only `cli::out` and the
//! screen print. [`text`] and [`words`] are shared by all.
//! [`sample`] makes the sample weeks and holds the planner without a terminal that tests and pictures use.

// Tests and benches look into every room. With `--cfg closed`, as CI builds it once, only what the program itself uses is
// in use, and the compiler names what is not.
#[cfg(not(closed))]
pub mod app;
#[cfg(closed)]
mod app;
pub mod cli;
#[cfg(not(closed))]
pub mod clock;
#[cfg(closed)]
mod clock;
#[cfg(not(closed))]
pub mod config;
#[cfg(closed)]
mod config;
#[cfg(not(closed))]
pub mod domain;
#[cfg(closed)]
mod domain;
#[cfg(not(closed))]
pub mod edit;
#[cfg(closed)]
mod edit;
#[cfg(not(closed))]
pub mod formats;
#[cfg(closed)]
mod formats;
#[cfg(not(closed))]
pub mod insight;
#[cfg(closed)]
mod insight;
#[cfg(not(closed))]
pub mod keys;
#[cfg(closed)]
mod keys;
#[cfg(not(closed))]
pub mod planning;
#[cfg(closed)]
mod planning;
#[cfg(not(closed))]
pub mod recovery;
#[cfg(closed)]
mod recovery;
pub mod runtime;
pub mod sample;
#[cfg(not(closed))]
pub mod store;
#[cfg(closed)]
mod store;
#[cfg(not(closed))]
pub mod text;
#[cfg(closed)]
mod text;
#[cfg(not(closed))]
pub mod ui;
#[cfg(closed)]
mod ui;
#[cfg(not(closed))]
pub mod words;
#[cfg(closed)]
mod words;
