//! A month of days around the selected one.

use chrono::{Datelike, Months, NaiveDate};

use super::action::Action;
use super::{Over, Press, Reply};
use crate::app::pointer::Spot;
use crate::app::sight::Sight;
use crate::domain::calendar::add_days;
use crate::keys::{Scope, Verb};

/// A month of days around the selected one.
#[derive(Clone, Copy, Debug)]
pub struct Month {
    /// The day that was selected when it was opened.
    pub from: NaiveDate,
}

impl Over for Month {
    fn scope(&self) -> Scope {
        Scope::Month
    }

    fn point(&mut self, spot: Spot, _: &Sight<'_>) -> Reply {
        match spot {
            Spot::Date(date) => Reply::DoAndStay(Action::GoInMonth(Some(date))),
            _ => Reply::Stay,
        }
    }

    fn key(&mut self, press: Press, sight: &Sight<'_>) -> Reply {
        let cursor = sight.cursor;
        let to = match press.verb {
            Some(Verb::Left) => Some(add_days(cursor, -1)),
            Some(Verb::Right) => Some(add_days(cursor, 1)),
            Some(Verb::Up) => Some(add_days(cursor, -7)),
            Some(Verb::Down) => Some(add_days(cursor, 7)),
            Some(Verb::PreviousMonth) => cursor.checked_sub_months(Months::new(1)),
            Some(Verb::NextMonth) => cursor.checked_add_months(Months::new(1)),
            Some(Verb::First) => cursor.with_day(1),
            Some(Verb::Last) => cursor.with_day(u32::from(cursor.num_days_in_month())),
            Some(Verb::Today) => Some(sight.weeks.today()),
            Some(Verb::Take) => return Reply::Close,
            // Back without moving.
            Some(Verb::Leave) => return Reply::Do(Action::Go(self.from)),
            _ => None,
        };
        Reply::DoAndStay(Action::GoInMonth(to))
    }
}
