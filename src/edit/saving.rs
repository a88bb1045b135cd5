//! What becomes of edits to be saved: the types shared by whoever asks and whoever saves.

use std::time::SystemTime;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{EditId, Mark, Outcome};
use crate::domain::held::Held;
use crate::domain::{Refusal, WeekId};

/// Which way a step goes.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Turn {
    /// Taken back.
    Undo,
    /// Made again.
    Redo,
}

/// What a change did.
#[derive(Debug)]
pub struct Committed {
    /// What it said.
    pub outcome: Outcome,
    /// Whether a file changed.
    pub changed: bool,
    /// Why the system could not confirm that the change will survive a power cut, if it could not.
    pub unsafe_because: Option<String>,
    /// Anything else found, such as a week that is gone.
    pub notes: Vec<String>,
}

/// What became of an edit that was to be saved.
#[derive(Debug)]
pub enum Fate {
    /// It is in the files.
    Saved(Committed),
    /// It will never be saved.
    Refused(Refusal),
    /// Not written, and why: the files are unchanged, and it can be tried again.
    Kept(String),
}

/// The result of saving, undoing or redoing.
#[derive(Debug)]
pub struct Answer {
    /// What became of each edit.
    pub fates: Vec<(EditId, Fate)>,
    /// The weeks they touched, as they are now; one without a file is `None`.
    pub weeks: Vec<(WeekId, Option<Held>)>,
    /// Anything else to say, once for all.
    pub notes: Vec<String>,
    /// The state of the weeks' files before they were read.
    pub stamps: Vec<(WeekId, Stamp)>,
}

/// When a file was last written and last changed in any way, its length and its inode number; `None` if there is no file.
pub type Stamp = Option<(SystemTime, (i64, i64), u64, u64)>;

/// A summary of the journal.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Sum {
    /// Steps that can be undone.
    pub undo: usize,
    /// Steps that can be redone.
    pub redo: usize,
    /// What became of offers, on past days and today.
    pub marks: Vec<(NaiveDate, Mark)>,
    /// Which of the weeks that were there are missing: the sentence with which an edit is refused.
    pub lost: Option<String>,
}
