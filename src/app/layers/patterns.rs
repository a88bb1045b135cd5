//! What goes with what in a whole log, and how fast hard days are recovered from.

use super::action::Action;
use super::scroll::Scroll;
use super::{Over, Press, Reply};
use crate::app::msg::Effect;
use crate::app::sight::Sight;
use crate::insight::survey::Found;
use crate::keys::{Scope, Verb};

/// What goes with what.
#[derive(Clone, Debug, Default)]
pub struct Patterns {
    /// What was found, once it was looked for.
    pub found: Option<Found>,
    /// How far it is scrolled.
    pub scroll: Scroll,
}

impl Over for Patterns {
    fn scope(&self) -> Scope {
        Scope::Patterns
    }

    fn key(&mut self, press: Press, _: &Sight<'_>) -> Reply {
        if press.verb == Some(Verb::Leave) {
            return Reply::Do(Action::Quiet);
        }
        self.scroll.press(press.verb);
        Reply::Stay
    }

    fn look(&mut self, sight: &Sight<'_>) -> Option<Effect> {
        Some(Effect::Survey(sight.survey()))
    }
}
