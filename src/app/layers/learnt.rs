//! What the score has learnt from a person's own *ready* answers.

use std::cell::Cell;

use super::action::Action;
use super::scroll::Scroll;
use super::{Over, Press, Reply};
use crate::app::msg::Effect;
use crate::app::sight::Sight;
use crate::keys::{Scope, Verb};
use crate::planning::evaluation::Evaluation;
use crate::recovery::Choice;

/// The user's own weights next to the published ones.
#[derive(Clone, Debug, Default)]
pub struct Learnt {
    /// The result, once there is one.
    pub found: Option<Box<Evaluation>>,
    /// How far it is scrolled.
    pub scroll: Scroll,
    /// Whether the other weights could be taken when last drawn.
    pub takes: Cell<bool>,
}

impl Learnt {
    /// Whether the other weights can be taken: the user's own if they are worth offering, the published ones always.
    pub fn offers(&self, choice: Choice) -> bool {
        let better = || self.found.as_ref().is_some_and(|e| e.weighing.is_better());
        choice == Choice::Own || better()
    }
}

impl Over for Learnt {
    fn scope(&self) -> Scope {
        Scope::Learnt
    }

    fn acts(&self, verb: Verb) -> bool {
        verb != Verb::Take || self.takes.get()
    }

    fn key(&mut self, press: Press, sight: &Sight<'_>) -> Reply {
        let choice = sight.setup.basis.weights;
        match press.verb {
            Some(Verb::Leave) => Reply::Do(Action::Quiet),
            // The page stays: the same key goes back.
            Some(Verb::Take) if self.offers(choice) => Reply::DoAndStay(Action::Weigh(match choice {
                Choice::Published => Choice::Own,
                Choice::Own => Choice::Published,
            })),
            Some(Verb::Take) if self.found.is_none() => {
                Reply::DoAndStay(Action::Say("your own weights are still being worked out".into()))
            }
            Some(Verb::Take) => {
                Reply::DoAndStay(Action::Say("your own weights are not offered yet; the page says why".into()))
            }
            verb => {
                self.scroll.press(verb);
                Reply::Stay
            }
        }
    }

    fn look(&mut self, sight: &Sight<'_>) -> Option<Effect> {
        Some(Effect::Evaluate(sight.inquiry()))
    }
}
