//! Why a change was not made, and what helps instead.

use std::fmt;

/// Why a change was not made, as a sentence, and what would help instead, if anything. The sentence names no key and no command:
/// whoever shows it adds what helps in its own words.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Refusal {
    why: String,
    way: Option<Way>,
}

/// What helps instead of what was refused, or what to do next after what was done.
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
    /// The rest key can be pressed again, starting from what the day is now.
    TurnAgain,
    /// The session can be unpinned.
    Unpin,
    /// What waits in the tray can be put on a day; one session, or several.
    Put {
        /// Whether several wait.
        several: bool,
    },
    /// Undoing again skips the step.
    UndoAgain,
    /// Redoing again skips the step.
    RedoAgain,
    /// The file's values can replace the existing ones.
    Replace,
}

impl Refusal {
    /// A refusal with its sentence.
    pub fn new(why: impl Into<String>) -> Self {
        Self { why: why.into(), way: None }
    }

    /// Adds what helps instead.
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
