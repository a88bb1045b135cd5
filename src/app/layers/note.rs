//! The day's note, typed on one line.

use chrono::NaiveDate;

use super::action::Action;
use super::field::Field;
use super::{Over, Press, Reply};
use crate::app::msg::{Draft, Effect};
use crate::app::sight::Sight;
use crate::domain::Days;
use crate::keys::{Scope, Verb};

/// The day's note.
#[derive(Clone, Debug)]
pub struct Note {
    /// The day.
    pub date: NaiveDate,
    /// What is typed.
    pub field: Field,
}

impl Note {
    /// Over the note that the day holds.
    pub fn over(days: &dyn Days, date: NaiveDate) -> Self {
        Self { date, field: Field::over(days.day(date).and_then(|d| d.note.as_deref())) }
    }
}

impl Over for Note {
    fn scope(&self) -> Scope {
        Scope::Note
    }

    fn key(&mut self, press: Press, _: &Sight<'_>) -> Reply {
        let (date, was, text) = (self.date, self.field.held(), self.field.reworded());
        match press.verb {
            Some(Verb::Leave) => Reply::Leave,
            Some(Verb::Take) => Reply::DoOrStay(Action::Note { date, was, text }),
            Some(Verb::InEditor) => Reply::Outside(Effect::Editor(Draft::Note(date, was), text)),
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
