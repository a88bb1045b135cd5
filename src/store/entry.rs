//! What the journal keeps: edits with what they did to which file, and steps undone or redone.

use crate::domain::WeekId;
use crate::edit::saving::Turn;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// One edit as the journal keeps it.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub(super) struct Step {
    /// The id of the edit.
    #[serde(default)]
    pub id: String,
    /// What the edit said it did.
    pub label: String,
    /// The drawer it belongs to: edits from the same drawer are undone together.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    /// What became of a day's offer, such as `refused 2026-11-18`: such a step touches no file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mark: Option<String>,
    /// What it did to which file, in the order of writing.
    pub files: Vec<FileChange>,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub(super) struct FileChange {
    pub week: String,
    /// `None`: the file did not exist.
    pub before: Option<String>,
    pub after: Option<String>,
    /// The file with the split laid out and nothing more, if this edit laid it out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub laid: Option<String>,
}

impl FileChange {
    pub fn id(&self) -> Option<WeekId> {
        self.week.parse().ok()
    }
}

/// An entry of the journal.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum Entry {
    /// Edits, in the order they were made.
    Edits(Vec<Step>),
    /// A step undone or redone: its parts, in the order that was done.
    Turned(Turn, String, Vec<Step>),
    /// The folder was accepted with these weeks and no others.
    Accepted(BTreeSet<String>),
}

impl Entry {
    /// The ids of the edits, or of the undo or redo, in it.
    pub fn ids(&self) -> Vec<String> {
        match self {
            Self::Edits(steps) => steps.iter().map(|s| s.id.clone()).collect(),
            Self::Turned(_, id, _) => vec![id.clone()],
            Self::Accepted(_) => Vec::new(),
        }
    }
}

/// How a week file compares with the two ends of an entry.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Stands {
    Before,
    After,
    Neither,
}

/// The bytes of each week before its first change and after its last in an entry, in the order of writing.
pub(super) fn ends(steps: &[Step]) -> Vec<FileChange> {
    let mut out: Vec<FileChange> = Vec::new();
    for f in steps.iter().flat_map(|s| &s.files) {
        match out.iter_mut().find(|o| o.week == f.week) {
            Some(o) => o.after.clone_from(&f.after),
            None => out.push(f.clone()),
        }
    }
    out
}
