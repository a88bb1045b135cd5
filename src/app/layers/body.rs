//! Every region, how sore it is and was.

use std::cell::Cell;

use chrono::NaiveDate;

use super::action::Action;
use super::{Over, Press, Reply, moved};
use crate::app::sight::Sight;
use crate::keys::{Command, Scope, Verb};

/// Every region of the selected day.
#[derive(Clone, Debug)]
pub struct Body {
    /// The day that was selected when it was opened.
    pub from: NaiveDate,
    /// The selected region, by its place in the list.
    pub at: usize,
    /// How many regions were drawn last.
    pub drawn: Cell<usize>,
}

impl Body {
    /// Of the selected day.
    pub fn from(day: NaiveDate) -> Self {
        Self { from: day, at: 0, drawn: Cell::default() }
    }
}

impl Over for Body {
    fn scope(&self) -> Scope {
        Scope::Body
    }

    fn key(&mut self, press: Press, _: &Sight<'_>) -> Reply {
        let command = match press.verb {
            Some(Verb::Left) => Command::PreviousDay,
            Some(Verb::Right) => Command::NextDay,
            Some(Verb::Today) => Command::Today,
            Some(Verb::Correct) => return Reply::Do(Action::Run(Command::CheckIn, None)),
            Some(Verb::Take) => return Reply::Close,
            // Back without moving.
            Some(Verb::Leave) => return Reply::Do(Action::Go(self.from)),
            verb => {
                self.at = moved(verb, self.at, self.drawn.get()).unwrap_or(self.at);
                return Reply::Stay;
            }
        };
        Reply::DoAndStay(Action::Run(command, None))
    }
}
