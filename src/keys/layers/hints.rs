//! What the footer of each scope says.

use super::{Scope, Verb};
use crate::keys::Command;
use Command as C;
use Hint::{Grid, Keys, Typed};
use Verb as V;

/// What a footer says about keys.
#[derive(Clone, Copy, Debug)]
pub enum Hint {
    /// The keys of these, and what they do.
    Keys(&'static [Verb], &'static str),
    /// The same for commands of the week that still work.
    Grid(&'static [Command], &'static str),
    /// Keys that are not commands, such as letters of a text, and what they do.
    Typed(&'static str, &'static str),
}

/// What keys that scroll are said to do; left out if there is nothing to scroll.
pub const SCROLL: &str = "scroll";

impl Scope {
    /// What its footer says, in its order.
    pub fn hints(self) -> &'static [Hint] {
        match self {
            Self::CheckIn => &[
                Typed("0–9", "answer"),
                Keys(&[V::Down, V::Up], "line"),
                Keys(&[V::StepUp, V::StepDown], "step"),
                Keys(&[V::AsYesterday], "as yesterday"),
                Keys(&[V::Clear], "clear"),
                Keys(&[V::Left, V::Right], "column"),
                Keys(&[V::Take], "save"),
                Keys(&[V::Leave], "later"),
            ],
            Self::Form => {
                &[Keys(&[V::Next, V::Up, V::Down], "field"), Keys(&[V::Take], "save"), Keys(&[V::Leave], "cancel")]
            }
            Self::List => &[
                Typed("type", "to filter"),
                Keys(&[V::Up, V::Down], "choose"),
                Keys(&[V::Complete], "complete"),
                Keys(&[V::Take], "pick"),
                Keys(&[V::Leave], "close"),
            ],
            Self::Note => {
                &[Keys(&[V::InEditor], "in your editor"), Keys(&[V::Take], "save"), Keys(&[V::Leave], "cancel")]
            }
            Self::Wins => &[Typed(";", "separates"), Keys(&[V::Take], "save"), Keys(&[V::Leave], "cancel")],
            Self::GoTo => &[Keys(&[V::Take], "go"), Keys(&[V::Leave], "cancel")],
            Self::Why => &[
                Keys(&[V::Down, V::Up], "line"),
                Keys(&[V::Rate], "I feel different"),
                Keys(&[V::CopyText], "copy"),
                Keys(&[V::Leave], "close"),
            ],
            Self::Rating => &[Typed("0–9", "how ready you feel"), Typed("+", "10"), Keys(&[V::Leave], "cancel")],
            Self::Offer => &[Keys(&[V::Down, V::Up], SCROLL), Keys(&[V::Take], "apply"), Keys(&[V::Leave], "cancel")],
            Self::Lines => &[Keys(&[V::Down, V::Up], SCROLL), Keys(&[V::Leave], "close")],
            Self::Patterns => {
                &[Keys(&[V::Down, V::Up], SCROLL), Keys(&[V::Take], "its mornings"), Keys(&[V::Leave], "close")]
            }
            Self::Review => &[
                Keys(&[V::Down, V::Up], SCROLL),
                Keys(&[V::Take], "apply"),
                Keys(&[V::HideOffer], "not now"),
                Keys(&[V::BedTime], "bed time"),
                Keys(&[V::Wins], "went well"),
                Keys(&[V::Left, V::Right], "weeks"),
                Keys(&[V::Leave], "close"),
            ],
            Self::Learnt => &[
                Keys(&[V::Down, V::Up], SCROLL),
                Keys(&[V::Take], "use the other weights"),
                Keys(&[V::Leave], "close"),
            ],
            Self::Help => &[
                Typed("type", "to filter"),
                Keys(&[V::Up, V::Down], "choose"),
                Keys(&[V::Take], "run it"),
                Keys(&[V::Leave], "close"),
            ],
            Self::Edits => &[
                Keys(&[V::Undo], "undo"),
                Keys(&[V::Redo], "redo"),
                Keys(&[V::Down, V::Up], SCROLL),
                Keys(&[V::Leave], "close"),
            ],
            Self::Practices => &[
                Keys(&[V::Down, V::Up], "choose"),
                Keys(&[V::Take], "add to the day"),
                Keys(&[V::MarkDone], "done"),
                Keys(&[V::Time], "timer"),
                Keys(&[V::Leave], "close"),
            ],
            Self::Setup => {
                &[Keys(&[V::Next, V::Up, V::Down], "question"), Keys(&[V::Take], "save"), Keys(&[V::Leave], "cancel")]
            }
            Self::Fuel => &[
                Typed("p m c w e", "tick"),
                Keys(&[V::Down, V::Up], "choose"),
                Keys(&[V::MarkDone], "tick"),
                Keys(&[V::StepDown], "one less"),
                Keys(&[V::Leave], "close"),
            ],
            Self::Timer => &[
                Keys(&[V::Pause], "pause, resume"),
                Keys(&[V::Left, V::Right], "step"),
                Keys(&[V::Bell], "bell"),
                Keys(&[V::Take], "log as done"),
                Keys(&[V::Leave], "leave"),
            ],
            Self::TimerOver => &[Keys(&[V::Take], "log as done"), Keys(&[V::Left], "back"), Keys(&[V::Leave], "leave")],
            Self::Month => &[
                Keys(&[V::Left, V::Down, V::Up, V::Right], "day"),
                Keys(&[V::PreviousMonth, V::NextMonth], "month"),
                Keys(&[V::Today], "today"),
                Keys(&[V::Take], "go there"),
                Keys(&[V::Leave], "close"),
            ],
            Self::Year => &[
                Keys(&[V::Left, V::Down, V::Up, V::Right], "day"),
                Typed("1–3", "score, sleep, load"),
                Keys(&[V::PreviousYear, V::NextYear], "year"),
                Keys(&[V::Take], "go there"),
                Keys(&[V::Leave], "close"),
            ],
            Self::Trends => &[
                Keys(&[V::Left, V::Right], "day"),
                Keys(&[V::PreviousWeek, V::NextWeek], "week"),
                Typed("1–7", "chart"),
                Keys(&[V::StepUp, V::StepDown], "longer, shorter"),
                Keys(&[V::Take], "go there"),
                Keys(&[V::Leave], "close"),
            ],
            Self::Body => &[
                Keys(&[V::Left, V::Right], "day"),
                Keys(&[V::Down, V::Up], "region"),
                Keys(&[V::Correct], "correct"),
                Keys(&[V::Today], "today"),
                Keys(&[V::Take], "go there"),
                Keys(&[V::Leave], "close"),
            ],
            Self::Block => &[
                Keys(&[V::Down, V::Up], "week"),
                Keys(&[V::ApplyDeload], "apply the deload"),
                Keys(&[V::MoveDown, V::MoveUp], "move it down, up"),
                Keys(&[V::Undo], "undo"),
                Keys(&[V::Take], "go there"),
                Keys(&[V::Leave], "close"),
            ],
            Self::Search => &[
                Typed("type", "to search"),
                Keys(&[V::Up, V::Down], "choose"),
                Keys(&[V::Take], "go there"),
                Keys(&[V::Leave], "close"),
            ],
            Self::Zoom => &[
                Grid(&[C::NextPanel], "next panel"),
                Grid(&[C::PreviousDay, C::NextDay], "day"),
                Keys(&[V::Zoom], "back"),
                Keys(&[V::Leave], "back"),
            ],
            Self::WhatIf => &[
                Grid(&[C::Rest, C::Swap, C::Move, C::Harder, C::Easier], "change"),
                Keys(&[V::NextPlan], "next plan"),
                Keys(&[V::BedTime], "bed time"),
                Grid(&[C::Undo], "undo"),
                Keys(&[V::Take], "apply"),
                Keys(&[V::Leave], "leave"),
            ],
            Self::Strip => &[Keys(&[V::Left, V::Right], "choose"), Keys(&[V::Leave], "cancel")],
        }
    }
}
