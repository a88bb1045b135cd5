//! What becomes of edits that are to be kept: the words in which whoever asks and whoever keeps them speak to each other.

use std::time::SystemTime;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{EditId, Mark, Outcome};
use crate::domain::held::Held;
use crate::domain::{Refusal, WeekId};

/// Which way a step is turned.
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
    /// Why the system could not say that the change will survive a power cut, where it could not.
    pub unsafe_because: Option<String>,
    /// What else was found, such as a week that is gone.
    pub notes: Vec<String>,
}

/// What became of an edit that was to be saved.
#[derive(Debug)]
pub enum Fate {
    /// It is in the files.
    Saved(Committed),
    /// It will never be.
    Refused(Refusal),
    /// Not written, and why: the files are what they were, and it can be tried again.
    Kept(String),
}

/// What came of saving, undoing or redoing.
#[derive(Debug)]
pub struct Answer {
    /// What became of each edit.
    pub fates: Vec<(EditId, Fate)>,
    /// The weeks they touched, as they are now; one without a file is `None`.
    pub weeks: Vec<(WeekId, Option<Held>)>,
    /// What else there is to say, once.
    pub notes: Vec<String>,
    /// How the files of the weeks stood before they were read.
    pub stamps: Vec<(WeekId, Stamp)>,
}

/// When a file was last written and last changed in any way, its length and its number; `None` where there is none.
pub type Stamp = Option<(SystemTime, (i64, i64), u64, u64)>;

/// What the journal comes to.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Sum {
    /// Steps that can be undone.
    pub undo: usize,
    /// Steps that can be redone.
    pub redo: usize,
    /// What became of offers of past days and today's.
    pub marks: Vec<(NaiveDate, Mark)>,
    /// What is missing of the weeks that were there: the sentence with which an edit is refused.
    pub lost: Option<String>,
}
