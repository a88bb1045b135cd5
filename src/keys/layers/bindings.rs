//! The verbs of each scope, and their keys.

use super::{Scope, Verb};
use crate::keys::Command;
use Verb as V;

/// The keys of a scope that do one thing.
#[derive(Clone, Copy, Debug)]
pub struct Binding {
    /// What they do.
    pub verb: Verb,
    /// Keys of its own.
    pub keys: &'static [&'static str],
    /// A command of the week whose keys do it too.
    pub like: Option<Command>,
}

macro_rules! own {
    ($verb:expr, $keys:expr) => {
        Binding { verb: $verb, keys: $keys, like: None }
    };
}

macro_rules! like {
    ($verb:expr, $command:expr, $keys:expr) => {
        Binding { verb: $verb, keys: $keys, like: Some($command) }
    };
}

const LEAVE: Binding = like!(Verb::Leave, Command::Back, &[]);
const LEAVE_PAGE: Binding = like!(Verb::Leave, Command::Back, &["q"]);
const TAKE: Binding = own!(Verb::Take, &["enter"]);
const DOWN: Binding = own!(Verb::Down, &["j", "down"]);
const UP: Binding = own!(Verb::Up, &["k", "up"]);
/// Down and up where letters are typed.
const DOWN_TYPED: Binding = own!(Verb::Down, &["down", "ctrl-n", "ctrl-j"]);
const UP_TYPED: Binding = own!(Verb::Up, &["up", "ctrl-p", "ctrl-k"]);
const PAGE_DOWN: Binding = own!(Verb::PageDown, &["pagedown"]);
const PAGE_UP: Binding = own!(Verb::PageUp, &["pageup"]);
/// To the first line, and to the last, where no text is typed.
const FIRST: Binding = own!(Verb::First, &["g", "home"]);
const LAST: Binding = own!(Verb::Last, &["G", "end"]);
/// A page down in what only scrolls.
const READ_ON: Binding = own!(Verb::PageDown, &["pagedown", "space"]);

impl Scope {
    /// Its verbs, with their keys.
    pub fn bindings(self) -> &'static [Binding] {
        match self {
            Self::CheckIn => &[
                own!(V::Down, &["j", "down", "tab"]),
                own!(V::Up, &["k", "up", "backtab"]),
                own!(V::Left, &["h", "left"]),
                own!(V::Right, &["l", "right"]),
                own!(V::StepUp, &["+"]),
                own!(V::StepDown, &["-"]),
                own!(V::AsYesterday, &["="]),
                own!(V::Clear, &["x", "delete"]),
                own!(V::Pain, &["!"]),
                TAKE,
                LEAVE,
            ],
            Self::Form | Self::Setup => &[
                own!(V::Next, &["tab"]),
                own!(V::Previous, &["backtab"]),
                own!(V::Up, &["up"]),
                own!(V::Down, &["down"]),
                TAKE,
                LEAVE,
            ],
            Self::List => &[
                UP_TYPED,
                DOWN_TYPED,
                PAGE_DOWN,
                PAGE_UP,
                own!(V::Previous, &["backtab"]),
                own!(V::Complete, &["tab"]),
                TAKE,
                LEAVE,
            ],
            Self::Note => &[TAKE, own!(V::InEditor, &["ctrl-o"]), LEAVE],
            Self::Wins | Self::GoTo => &[TAKE, LEAVE],
            Self::Why => {
                &[DOWN, UP, READ_ON, PAGE_UP, FIRST, LAST, own!(V::Rate, &["i"]), own!(V::CopyText, &["y"]), LEAVE_PAGE]
            }
            Self::Rating => &[LEAVE],
            Self::Offer => {
                &[DOWN, UP, READ_ON, PAGE_UP, FIRST, LAST, like!(V::Take, Command::Apply, &["enter"]), LEAVE_PAGE]
            }
            Self::Lines => &[DOWN, UP, READ_ON, PAGE_UP, FIRST, LAST, LEAVE_PAGE],
            Self::Patterns => &[DOWN, UP, READ_ON, PAGE_UP, FIRST, LAST, TAKE, LEAVE_PAGE],
            Self::Review => &[
                DOWN,
                UP,
                READ_ON,
                PAGE_UP,
                FIRST,
                LAST,
                like!(V::Take, Command::Apply, &[]),
                like!(V::HideOffer, Command::Hide, &[]),
                own!(V::BedTime, &["b"]),
                like!(V::Undo, Command::Undo, &[]),
                like!(V::Redo, Command::Redo, &[]),
                like!(V::Wins, Command::Wins, &[]),
                own!(V::Left, &["[", "ctrl-left"]),
                own!(V::Right, &["]", "ctrl-right"]),
                LEAVE_PAGE,
            ],
            Self::Learnt => &[DOWN, UP, READ_ON, PAGE_UP, FIRST, LAST, like!(V::Take, Command::Apply, &[]), LEAVE_PAGE],
            Self::Help => &[
                own!(V::Up, &["up", "ctrl-p", "ctrl-k", "backtab"]),
                own!(V::Down, &["down", "ctrl-n", "ctrl-j", "tab"]),
                PAGE_DOWN,
                PAGE_UP,
                TAKE,
                LEAVE,
            ],
            Self::Edits => &[
                like!(V::Undo, Command::Undo, &[]),
                like!(V::Redo, Command::Redo, &[]),
                DOWN,
                UP,
                READ_ON,
                PAGE_UP,
                FIRST,
                LAST,
                LEAVE_PAGE,
            ],
            Self::Practices => &[
                DOWN,
                UP,
                PAGE_DOWN,
                PAGE_UP,
                FIRST,
                LAST,
                TAKE,
                own!(V::MarkDone, &["space"]),
                own!(V::Time, &["t"]),
                like!(V::Leave, Command::Back, &["q", "o"]),
            ],
            Self::Fuel => &[
                DOWN,
                UP,
                own!(V::MarkDone, &["space"]),
                own!(V::StepUp, &["+"]),
                own!(V::StepDown, &["-"]),
                TAKE,
                like!(V::Leave, Command::Back, &["q", "F"]),
            ],
            Self::Timer => &[
                own!(V::Pause, &["space"]),
                own!(V::Left, &["left", "up", "h", "k"]),
                own!(V::Right, &["right", "down", "l", "j"]),
                own!(V::Bell, &["b"]),
                TAKE,
                LEAVE_PAGE,
            ],
            Self::TimerOver => &[TAKE, own!(V::Left, &["left", "up", "h", "k"]), own!(V::Bell, &["b"]), LEAVE_PAGE],
            Self::Month => &[
                own!(V::Left, &["h", "left"]),
                DOWN,
                UP,
                own!(V::Right, &["l", "right"]),
                own!(V::PreviousMonth, &["[", "pageup", "ctrl-left"]),
                own!(V::NextMonth, &["]", "pagedown", "ctrl-right"]),
                own!(V::First, &["home"]),
                own!(V::Last, &["end"]),
                own!(V::Today, &["t"]),
                TAKE,
                LEAVE_PAGE,
            ],
            Self::Year => &[
                own!(V::Left, &["h", "left"]),
                DOWN,
                UP,
                own!(V::Right, &["l", "right"]),
                own!(V::PreviousYear, &["[", "pageup", "ctrl-left"]),
                own!(V::NextYear, &["]", "pagedown", "ctrl-right"]),
                own!(V::First, &["home"]),
                own!(V::Last, &["end"]),
                own!(V::Today, &["t"]),
                TAKE,
                LEAVE_PAGE,
            ],
            Self::Trends => &[
                own!(V::Left, &["h", "left"]),
                own!(V::Right, &["l", "right"]),
                own!(V::PreviousWeek, &["H", "[", "pageup", "ctrl-left"]),
                own!(V::NextWeek, &["L", "]", "pagedown", "ctrl-right"]),
                DOWN,
                UP,
                own!(V::StepUp, &["+"]),
                own!(V::StepDown, &["-"]),
                own!(V::First, &["home"]),
                own!(V::Last, &["end"]),
                own!(V::Today, &["t"]),
                TAKE,
                LEAVE_PAGE,
            ],
            Self::Body => &[
                DOWN,
                UP,
                own!(V::First, &["home"]),
                own!(V::Last, &["end"]),
                like!(V::Correct, Command::CheckIn, &[]),
                like!(V::Left, Command::PreviousDay, &[]),
                like!(V::Right, Command::NextDay, &[]),
                like!(V::Today, Command::Today, &[]),
                TAKE,
                LEAVE_PAGE,
            ],
            Self::Block => &[
                DOWN,
                UP,
                own!(V::MoveDown, &["J"]),
                own!(V::MoveUp, &["K"]),
                like!(V::ApplyDeload, Command::Apply, &[]),
                FIRST,
                LAST,
                own!(V::Today, &["t"]),
                like!(V::Undo, Command::Undo, &[]),
                like!(V::Redo, Command::Redo, &[]),
                TAKE,
                LEAVE_PAGE,
            ],
            Self::Search => &[UP_TYPED, DOWN_TYPED, PAGE_DOWN, PAGE_UP, TAKE, LEAVE],
            Self::Zoom => &[like!(V::Zoom, Command::Zoom, &[]), like!(V::Leave, Command::Back, &["q"])],
            Self::WhatIf => &[
                own!(V::NextPlan, &["tab"]),
                own!(V::BedTime, &["b"]),
                TAKE,
                like!(V::Leave, Command::Back, &["q", "f"]),
            ],
            Self::Strip => &[
                own!(V::Left, &["left", "up", "backtab"]),
                own!(V::Right, &["right", "down", "tab"]),
                own!(V::NextWeek, &["pagedown", "ctrl-right"]),
                TAKE,
                LEAVE,
            ],
        }
    }
}
