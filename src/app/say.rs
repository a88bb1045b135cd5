//! The one line of answer: what it says of a change, a refusal, or trouble. Sentences name commands as `⟦rest⟧`, and the
//! keymap spells the key.

use super::model::{Model, Notice, NoticeKind};
use crate::domain::{Refusal, Way};
use crate::edit::Outcome;

/// What helps, in the words of the screen, as the end of a sentence.
fn way(way: Way) -> &'static str {
    match way {
        Way::Edit => "; ⟦edit-item⟧ changes it",
        Way::Correct => "; ⟦edit-item⟧ and ⟦check-in⟧ still correct them",
        Way::AddOrEdit => "; ⟦add⟧ adds a session, ⟦edit-item⟧ changes this one",
        Way::ChangeMinutes => "; ⟦longer⟧ and ⟦shorter⟧ change its minutes",
        Way::TurnAgain => "; ⟦rest⟧ turns it from what it is now",
        Way::Unpin => "; ⟦pin⟧ lets it go",
        Way::Put { several: false } => ", ⟦put⟧ puts it on a day",
        Way::Put { several: true } => ", ⟦put⟧ puts them on a day",
        Way::UndoAgain => "; ⟦undo⟧ again passes over it",
        Way::RedoAgain => "; ⟦redo⟧ again passes over it",
        // Files are imported in the shell.
        Way::Replace => "",
    }
}

/// A refusal with what helps instead.
pub(super) fn refusal(why: &Refusal) -> String {
    format!("{why}{}", why.way().map_or("", way))
}

/// What a change said, with what goes on from there.
pub(super) fn outcome(outcome: &Outcome) -> String {
    format!("{}{}", outcome.said, outcome.way.map_or("", way))
}

impl Model {
    pub(super) fn say(&mut self, text: impl Into<String>) {
        self.view.notice = Some(Notice { text: self.setup.keymap.spell(&text.into()), kind: NoticeKind::Said });
    }

    pub(super) fn refuse(&mut self, text: impl Into<String>) {
        let text = text.into();
        if !text.is_empty() {
            self.view.notice = Some(Notice { text: self.setup.keymap.spell(&text), kind: NoticeKind::Refused });
        }
    }

    pub(super) fn refuse_because(&mut self, why: &Refusal) {
        self.refuse(refusal(why));
    }

    pub(super) fn trouble_notice(&mut self, text: impl Into<String>) {
        self.view.notice = Some(Notice { text: self.setup.keymap.spell(&text.into()), kind: NoticeKind::Trouble });
    }
}
