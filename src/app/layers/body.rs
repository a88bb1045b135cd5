//! Every region, how sore it is and was.

use super::action::Action;
use super::{Over, Press, Reply};
use crate::app::sight::Sight;
use crate::keys::{Command, Scope, Verb};

/// Every region of the selected day.
#[derive(Clone, Copy, Debug, Default)]
pub struct Body;

impl Over for Body {
    fn scope(&self) -> Scope {
        Scope::Body
    }

    fn key(&mut self, press: Press, _: &Sight<'_>) -> Reply {
        let command = match press.verb {
            Some(Verb::Left) => Command::PreviousDay,
            Some(Verb::Right) => Command::NextDay,
            Some(Verb::Today) => Command::Today,
            Some(Verb::Leave) => return Reply::Do(Action::Quiet),
            _ => return Reply::Close,
        };
        Reply::DoAndStay(Action::Run(command, None))
    }
}
