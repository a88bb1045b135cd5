//! A prepared edit, shown before it is made.

use super::action::Action;
use super::scroll::Scroll;
use super::{Over, Press, Reply};
use crate::app::sight::Sight;
use crate::edit::Edit;
use crate::keys::{Scope, Verb};

/// A prepared edit.
#[derive(Clone, Debug)]
pub struct Offer {
    /// What it is.
    pub title: String,
    /// Before and after.
    pub lines: Vec<String>,
    /// What is made of it.
    pub edit: Edit,
    /// How far the lines are scrolled.
    pub scroll: Scroll,
}

impl Over for Offer {
    fn scope(&self) -> Scope {
        Scope::Offer
    }

    fn key(&mut self, press: Press, _: &Sight<'_>) -> Reply {
        match press.verb {
            Some(Verb::Take) => Reply::Do(Action::Edit(self.edit.clone(), None)),
            Some(Verb::Leave) => Reply::Close,
            verb => {
                self.scroll.press(verb);
                Reply::Stay
            }
        }
    }
}
