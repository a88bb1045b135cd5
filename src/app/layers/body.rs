//! Every region, how sore it is and was.

use super::{Over, Press, Reply};
use crate::app::model::Model;
use crate::app::prepare::Action;
use crate::keys::{Command, Scope, Verb};

/// Every region of the selected day.
#[derive(Clone, Copy, Debug, Default)]
pub struct Body;

impl Over for Body {
    fn scope(&self) -> Option<Scope> {
        Some(Scope::Body)
    }

    fn key(&mut self, press: Press, _: &Model) -> Reply {
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
