//! Every region, how sore it is and was.

use chrono::NaiveDate;

use super::action::Action;
use super::{Over, Press, Reply};
use crate::app::sight::Sight;
use crate::keys::{Command, Scope, Verb};

/// Every region of the selected day.
#[derive(Clone, Copy, Debug)]
pub struct Body {
    /// The day that was selected when it was opened.
    pub from: NaiveDate,
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
            Some(Verb::Take) => return Reply::Close,
            // Back without moving.
            Some(Verb::Leave) => return Reply::Do(Action::Go(self.from)),
            _ => return Reply::Stay,
        };
        Reply::DoAndStay(Action::Run(command, None))
    }
}
