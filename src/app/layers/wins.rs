//! What went well on a day, typed with semicolons in between.

use chrono::NaiveDate;

use super::action::Action;
use super::field::Field;
use super::{Over, Press, Reply};
use crate::app::sight::Sight;
use crate::domain::Days;
use crate::keys::{Scope, Verb};

/// What went well on a day.
#[derive(Clone, Debug)]
pub struct Wins {
    /// The day.
    pub date: NaiveDate,
    /// What is typed.
    pub field: Field,
}

impl Wins {
    /// Over what the day holds.
    pub fn over(days: &dyn Days, date: NaiveDate) -> Self {
        let held = days.day(date).map(|d| d.wins.join("; ")).unwrap_or_default();
        Self { date, field: Field::new(&held) }
    }
}

impl Over for Wins {
    fn scope(&self) -> Scope {
        Scope::Wins
    }

    fn key(&mut self, press: Press, _: &Sight<'_>) -> Reply {
        match press.verb {
            Some(Verb::Leave) => Reply::Leave,
            Some(Verb::Take) => Reply::DoOrStay(Action::Wins { date: self.date, text: self.field.text().to_owned() }),
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
