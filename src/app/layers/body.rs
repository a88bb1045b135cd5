//! Every region: how sore it is and was.

use std::cell::Cell;

use chrono::NaiveDate;

use super::action::Action;
use super::{Over, Press, Reply, moved};
use crate::app::pointer::Spot;
use crate::app::sight::Sight;
use crate::keys::{Command, Scope, Verb};

/// Every region of the selected day.
#[derive(Clone, Debug)]
pub struct Body {
    /// The day that was selected when it was opened.
    pub from: NaiveDate,
    /// The selected region, by its place in the list; the sorest until one is selected.
    pub at: Option<usize>,
    /// How many regions were drawn last, and the selected one of them.
    pub drawn: Cell<(usize, usize)>,
}

impl Body {
    /// Of the selected day.
    pub fn from(day: NaiveDate) -> Self {
        Self { from: day, at: None, drawn: Cell::default() }
    }
}

impl Over for Body {
    fn scope(&self) -> Scope {
        Scope::Body
    }

    fn point(&mut self, spot: Spot, _: &Sight<'_>) -> Reply {
        if let Spot::Line(n) = spot {
            self.at = Some(n);
        }
        Reply::Stay
    }

    fn key(&mut self, press: Press, sight: &Sight<'_>) -> Reply {
        let command = match press.verb {
            Some(Verb::Left) => Command::PreviousDay,
            Some(Verb::Right) => Command::NextDay,
            Some(Verb::Today) => Command::Today,
            Some(Verb::Correct) if sight.cursor > sight.weeks.today() => {
                return Reply::Refuse("that morning is still ahead; nothing is logged yet".into());
            }
            Some(Verb::Correct) => return Reply::Do(Action::Run(Command::CheckIn, None)),
            Some(Verb::Take) => return Reply::Close,
            // Back without moving.
            Some(Verb::Leave) => return Reply::Do(Action::Go(self.from)),
            verb => {
                let (count, at) = self.drawn.get();
                self.at = moved(verb, at, count).or(self.at);
                return Reply::Stay;
            }
        };
        Reply::DoAndStay(Action::Run(command, None))
    }
}
