//! Why a change was not made, and what helps instead.

use std::fmt;

/// Why a change was not made, as a sentence, and what helps instead where something does. The sentence names no key and no
/// command: whoever shows it says in words of its own what helps.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Refusal {
    why: String,
    way: Option<Way>,
}

/// What helps instead of what was refused, or goes on from what was done.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Way {
    /// The session can be edited.
    Edit,
    /// A past day's record and its morning can be corrected.
    Correct,
    /// A session can be added, or this one edited.
    AddOrEdit,
    /// Minutes can be changed where RPE cannot.
    ChangeMinutes,
    /// The day can be turned from what it is now.
    TurnAgain,
    /// The session can be let go from its day.
    Unpin,
    /// What waits in the tray can be put on a day; it is one, or several.
    Put {
        /// Whether several wait.
        several: bool,
    },
    /// The same undo, asked for once more, passes over the step.
    UndoAgain,
    /// The same redo, asked for once more, passes over the step.
    RedoAgain,
    /// Values of the file can take the place of those that are there.
    Replace,
}

impl Refusal {
    /// A refusal with its sentence.
    pub fn new(why: impl Into<String>) -> Self {
        Self { why: why.into(), way: None }
    }

    /// The same with what helps.
    pub fn with(self, way: Way) -> Self {
        Self { way: Some(way), ..self }
    }

    /// What helps instead.
    pub fn way(&self) -> Option<Way> {
        self.way
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.why)
    }
}

impl std::error::Error for Refusal {}
