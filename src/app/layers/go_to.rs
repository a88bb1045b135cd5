//! A date to go to.

use super::action::Action;
use super::field::Field;
use super::{Over, Press, Reply};
use crate::app::sight::Sight;
use crate::keys::{Command, Scope, Verb};

/// A date that is typed.
#[derive(Clone, Debug, Default)]
pub struct GoTo {
    /// What is typed.
    pub field: Field,
}

impl Over for GoTo {
    fn scope(&self) -> Scope {
        Scope::GoTo
    }

    fn key(&mut self, press: Press, _: &Sight<'_>) -> Reply {
        match press.verb {
            Some(Verb::Leave) => Reply::Close,
            // A mistyped date can be fixed in place.
            Some(Verb::Take) => match self.field.filled() {
                Some(text) => Reply::DoOrStay(Action::Run(Command::GoTo, Some(text))),
                None => Reply::Close,
            },
            _ => {
                self.field.press(press.key);
                Reply::Stay
            }
        }
    }

    fn paste(&mut self, text: &str, _: &Sight<'_>) {
        self.field.paste(text);
    }

    fn overflow(&mut self) -> Option<String> {
        self.field.overflow()
    }
}
