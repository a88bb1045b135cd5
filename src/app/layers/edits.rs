//! The edits, newest first.

use super::action::Action;
use super::scroll::Scroll;
use super::{Over, Press, Reply};
use crate::app::sight::Sight;
use crate::keys::{Command, Scope, Verb};

/// The edits, newest first.
#[derive(Clone, Debug)]
pub struct Edits {
    /// What each did, and whether it is in effect.
    pub edits: Vec<(String, bool)>,
    /// How far it is scrolled.
    pub scroll: Scroll,
}

impl Over for Edits {
    fn scope(&self) -> Scope {
        Scope::Edits
    }

    fn key(&mut self, press: Press, _: &Sight<'_>) -> Reply {
        match press.verb {
            Some(Verb::Undo) => Reply::Do(Action::Run(Command::Undo, None)),
            Some(Verb::Redo) => Reply::Do(Action::Run(Command::Redo, None)),
            Some(Verb::Leave) => Reply::Close,
            verb => {
                self.scroll.press(verb);
                Reply::Stay
            }
        }
    }
}
