//! What goes with what in a whole log, and how fast hard days are recovered from.

use std::cell::Cell;

use super::action::Action;
use super::{Over, Press, Reply, moved};
use crate::app::msg::Effect;
use crate::app::pointer::Spot;
use crate::app::sight::Sight;
use crate::insight::survey::Found;
use crate::keys::{Scope, Verb};

/// What goes with what.
#[derive(Clone, Debug, Default)]
pub struct Patterns {
    /// The result, once there is one.
    pub found: Option<Found>,
    /// The selected pattern; past the last one, what is shown below them.
    pub at: usize,
    /// Whether its mornings are listed.
    pub opened: bool,
    /// How many could be selected when last drawn.
    pub stops: Cell<usize>,
}

impl Over for Patterns {
    fn scope(&self) -> Scope {
        Scope::Patterns
    }

    fn acts(&self, verb: Verb) -> bool {
        verb != Verb::Take || self.found.as_ref().is_some_and(|f| self.at < f.patterns.found.len())
    }

    fn point(&mut self, spot: Spot, _: &Sight<'_>) -> Reply {
        if let Spot::Line(n) = spot {
            self.opened &= n == self.at;
            self.at = n;
        }
        Reply::Stay
    }

    fn key(&mut self, press: Press, _: &Sight<'_>) -> Reply {
        match press.verb {
            Some(Verb::Leave) => return Reply::Do(Action::Quiet),
            Some(Verb::Take) if self.acts(Verb::Take) => self.opened = !self.opened,
            Some(Verb::Take) => return Reply::Refuse("no pattern is selected".into()),
            verb => {
                if let Some(to) = moved(verb, self.at, self.stops.get()) {
                    self.opened &= to == self.at;
                    self.at = to;
                }
            }
        }
        Reply::Stay
    }

    fn look(&mut self, sight: &Sight<'_>) -> Option<Effect> {
        Some(Effect::Survey(sight.survey()))
    }
}
