//! The message line: its kind, and its wording for a change or a refusal. Sentences name commands as `⟦rest⟧`; the keymap
//! spells the key.

use crate::domain::{Refusal, Way};
use crate::edit::Outcome;

/// What kind of message a notice is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NoticeKind {
    /// Plain information.
    Said,
    /// A change was made and is being saved.
    Saving,
    /// A change is on disk.
    Saved,
    /// A change was undone.
    Undone,
    /// How far a long job has got.
    Working,
    /// Something was refused.
    Refused,
    /// Something is wrong with a file or the disk.
    Trouble,
}

/// The message line.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Notice {
    /// What it says.
    pub text: String,
    /// Its kind.
    pub kind: NoticeKind,
}

impl Notice {
    /// Whether it is a refusal.
    pub fn is_refusal(&self) -> bool {
        self.kind == NoticeKind::Refused
    }
}

/// What to do instead, in the screen's words, as the end of a sentence.
fn way(way: Way) -> &'static str {
    match way {
        Way::Edit => "; ⟦edit-item⟧ changes it",
        Way::Correct => "; ⟦edit-item⟧ and ⟦check-in⟧ can still correct them",
        Way::AddOrEdit => "; ⟦add⟧ adds a session, ⟦edit-item⟧ changes this one",
        Way::ChangeMinutes => "; ⟦longer⟧ and ⟦shorter⟧ change its minutes",
        Way::TurnAgain => "; press ⟦rest⟧ again",
        Way::Unpin => "; ⟦pin⟧ unpins it",
        Way::Put { several: false } => ", ⟦put⟧ puts it on a day",
        Way::Put { several: true } => ", ⟦put⟧ puts them on a day",
        Way::UndoAgain => "; ⟦undo⟧ again skips it",
        Way::RedoAgain => "; ⟦redo⟧ again skips it",
        // Files are imported in the shell.
        Way::Replace => "",
    }
}

/// A refusal, with what to do instead.
pub(super) fn refusal(why: &Refusal) -> String {
    format!("{why}{}", why.way().map_or("", way))
}

/// What a change reported, with what can be done next.
pub(super) fn outcome(outcome: &Outcome) -> String {
    format!("{}{}", outcome.said, outcome.way.map_or("", way))
}
