//! A prepared edit, shown before it is made.

use std::borrow::Cow;

use super::action::Action;
use super::scroll::Scroll;
use super::{Over, Press, Reply};
use crate::app::sight::Sight;
use crate::domain::Week;
use crate::edit::{Edit, difference};
use crate::keys::{Command, Meaning, Scope, Verb};

/// A prepared edit.
#[derive(Clone, Debug)]
pub struct Offer {
    /// What it is.
    pub title: String,
    /// Before and after.
    pub lines: Vec<String>,
    /// The edit that is applied.
    pub edit: Edit,
    /// The weeks that it was made for, as they were shown.
    pub seen: Vec<Week>,
    /// How far the lines are scrolled.
    pub scroll: Scroll,
}

impl Over for Offer {
    fn scope(&self) -> Scope {
        Scope::Offer
    }

    fn key(&mut self, press: Press, sight: &Sight<'_>) -> Reply {
        match press.verb {
            // Either exactly what was shown is applied, or nothing.
            Some(Verb::Take) if self.is_stale(sight) => Reply::CloseRefusing(
                "the week has changed, so nothing was applied; run the command again (⟦commands⟧)".into(),
            ),
            Some(Verb::Take) => Reply::Do(Action::Edit(self.edit.clone(), None)),
            Some(Verb::Leave) => Reply::Close,
            verb if self.scroll.press(verb) => Reply::Stay,
            _ => match sight.setup.keymap.meaning(&[press.key]) {
                Meaning::Asks(Command::Palette | Command::Help | Command::Undo | Command::Redo) => Reply::Pass,
                _ => Reply::Refuse(format!(
                    "{} does nothing here; ⟦offer.take⟧ applies it, ⟦offer.leave⟧ cancels",
                    press.key
                )),
            },
        }
    }
}

impl Offer {
    /// Whether the weeks it was made for have changed since.
    fn is_stale(&self, sight: &Sight<'_>) -> bool {
        let now: Vec<Cow<'_, Week>> = self.seen.iter().map(|w| sight.shown(w.id).0).collect();
        let seen: Vec<Cow<'_, Week>> = self.seen.iter().map(Cow::Borrowed).collect();
        !difference::is_none(&seen, &now)
    }
}
