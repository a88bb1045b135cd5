//! What lies over the week, and the keys it takes.

/// What lies over the week and takes keys of its own; these are the same whatever the keymap says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Scope {
    /// The check-in.
    CheckIn,
    /// A session edited in place.
    Form,
    /// A list filtered by typing.
    List,
    /// A note.
    Note,
    /// What went well.
    Wins,
    /// A date.
    GoTo,
    /// Why this score.
    Why,
    /// A rating of how ready one feels.
    Rating,
    /// A prepared edit.
    Offer,
    /// Lines to read.
    Lines,
    /// The keys.
    Help,
    /// The list of edits.
    Edits,
    /// Recovery practices.
    Practices,
    /// A timer.
    Timer,
    /// A timer that is through.
    TimerOver,
    /// The month.
    Month,
    /// A chart.
    Trends,
    /// Patterns.
    Patterns,
    /// The body.
    Body,
    /// Sixty days.
    Block,
    /// Journal and search.
    Search,
    /// A panel over the whole screen.
    Zoom,
    /// Plans that are tried.
    WhatIf,
}

impl Scope {
    /// Every scope, in the order of the reference.
    pub const ALL: [Self; 23] = [
        Self::CheckIn,
        Self::Form,
        Self::List,
        Self::Note,
        Self::Wins,
        Self::GoTo,
        Self::Why,
        Self::Rating,
        Self::Offer,
        Self::Lines,
        Self::Help,
        Self::Edits,
        Self::Practices,
        Self::Timer,
        Self::TimerOver,
        Self::Month,
        Self::Trends,
        Self::Patterns,
        Self::Body,
        Self::Block,
        Self::Search,
        Self::Zoom,
        Self::WhatIf,
    ];

    /// What it is, for the reference.
    pub fn title(self) -> &'static str {
        match self {
            Self::CheckIn => "check-in",
            Self::Form => "editing a session",
            Self::List => "lists",
            Self::Note => "note",
            Self::Wins => "what went well",
            Self::GoTo => "go to",
            Self::Why => "why this score",
            Self::Rating => "rating yourself",
            Self::Offer => "a prepared change",
            Self::Lines => "lines to read",
            Self::Help => "help",
            Self::Edits => "list of edits",
            Self::Practices => "practices",
            Self::Timer => "timer",
            Self::TimerOver => "timer, at its end",
            Self::Month => "month",
            Self::Trends => "trends",
            Self::Patterns => "patterns",
            Self::Body => "body",
            Self::Block => "sixty days",
            Self::Search => "journal and find",
            Self::Zoom => "zoomed panel",
            Self::WhatIf => "what if",
        }
    }

    /// Its keys, each with what it does; several keys of one line are apart by spaces.
    pub fn keys(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::CheckIn => &[
                ("0–9", "answer"),
                ("j k", "line"),
                ("+ -", "step"),
                ("=", "as yesterday"),
                ("x", "clear"),
                ("enter", "save"),
                ("esc", "later"),
            ],
            Self::Form => &[("tab ↑ ↓", "field"), ("enter", "save"), ("esc", "leave as it was")],
            Self::List => {
                &[("type", "to filter"), ("↑ ↓", "choose"), ("tab", "complete"), ("enter", "take it"), ("esc", "leave")]
            }
            Self::Note => &[("enter", "save"), ("ctrl-o", "in your editor"), ("esc", "leave as it was")],
            Self::Wins => &[("enter", "save"), (";", "between two"), ("esc", "leave as it was")],
            Self::GoTo => &[("enter", "go"), ("esc", "stay")],
            Self::Why => &[("j k", "scroll"), ("i", "I feel different"), ("y", "copy"), ("esc", "close")],
            Self::Rating => &[("0–9", "how ready you feel"), ("+", "10"), ("esc", "leave it")],
            Self::Offer => &[("enter", "apply as one undo step"), ("esc", "leave it as it is")],
            Self::Lines => &[("j k", "scroll"), ("esc", "close")],
            Self::Help => &[("type", "to filter"), ("↑ ↓", "choose"), ("enter", "run the line"), ("esc", "close")],
            Self::Edits => &[("u", "undo"), ("ctrl-r", "redo"), ("j k", "scroll"), ("esc", "close")],
            Self::Practices => {
                &[("j k", "choose"), ("enter", "add to the day"), ("space", "done"), ("t", "timer"), ("esc", "close")]
            }
            Self::Timer => &[
                ("space", "pause, go on"),
                ("← →", "step"),
                ("b", "bell"),
                ("enter", "note as done"),
                ("esc", "leave"),
            ],
            Self::TimerOver => &[("enter", "note it as done"), ("←", "back"), ("esc", "leave")],
            Self::Month => {
                &[("h j k l", "day"), ("[ ]", "month"), ("t", "today"), ("enter", "to that day"), ("esc", "close")]
            }
            Self::Trends => &[("j k", "what"), ("h l", "how long"), ("1–5", "choose"), ("esc", "close")],
            Self::Patterns => &[("j k", "scroll"), ("esc", "close")],
            Self::Body => &[("h l", "day"), ("t", "today"), ("esc", "close")],
            Self::Block => &[
                ("j k", "week"),
                ("J K", "move it down, up"),
                ("u", "undo"),
                ("enter", "to that week"),
                ("esc", "close"),
            ],
            Self::Search => &[("type", "to search"), ("↑ ↓", "choose"), ("enter", "to that day"), ("esc", "close")],
            Self::Zoom => &[("tab", "next panel"), ("h l", "day"), ("z", "back"), ("esc", "back")],
            Self::WhatIf => &[
                ("r s m + -", "change"),
                ("tab", "next plan"),
                ("b", "bed time"),
                ("u", "undo"),
                ("enter", "apply"),
                ("esc", "leave"),
            ],
        }
    }
}
