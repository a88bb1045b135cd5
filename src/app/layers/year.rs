//! A year of days, a week a column.

use std::cell::Cell;

use chrono::NaiveDate;
use strum::{EnumCount, VariantArray};

use super::action::Action;
use super::{Over, Press, Reply};
use crate::app::pointer::Spot;
use crate::app::sight::Sight;
use crate::domain::WeekId;
use crate::domain::calendar::add_days;
use crate::keys::{Scope, Verb};

/// Weeks shown: a year, and the current week.
pub const WEEKS: i64 = 53;

/// What is shown of each day.
#[derive(Clone, Copy, PartialEq, Eq, Debug, VariantArray, EnumCount)]
pub enum What {
    /// The score.
    Score,
    /// Hours asleep.
    Sleep,
    /// RPE-minutes.
    Load,
}

impl What {
    /// All of them, in the order of their digits.
    pub const ALL: [Self; Self::COUNT] = *Self::VARIANTS.first_chunk().unwrap();
}

/// A year of days.
#[derive(Clone, Debug)]
pub struct Year {
    /// The day under the cursor.
    pub at: NaiveDate,
    /// What is shown first.
    pub what: What,
    /// The last week of it.
    pub last: WeekId,
    /// How many weeks were last drawn: fewer than a year has if there is little room.
    pub drawn: Cell<i64>,
}

impl Year {
    /// The year up to today, with the cursor on a day.
    pub fn at(day: NaiveDate, today: NaiveDate) -> Self {
        let mut out = Self { at: day.min(today), what: What::Score, last: WeekId::of(today), drawn: Cell::new(WEEKS) };
        out.turn(today);
        out
    }

    fn go(&mut self, days: i64, sight: &Sight<'_>) {
        let today = sight.weeks.today();
        let first = sight.first_logged().unwrap_or(today).min(today);
        self.at = add_days(self.at, days).clamp(WeekId::of(first).monday(), today);
        self.turn(today);
    }

    /// Turns to the year that holds the day: the one that ends with this week, or one that is whole years before it.
    fn turn(&mut self, today: NaiveDate) {
        let weeks = self.drawn.get().max(1);
        let back = (WeekId::of(today).monday() - WeekId::of(self.at).monday()).num_days() / 7;
        self.last = WeekId::of(today).shift(-(back / weeks * weeks));
    }
}

impl Over for Year {
    fn scope(&self) -> Scope {
        Scope::Year
    }

    fn point(&mut self, spot: Spot, sight: &Sight<'_>) -> Reply {
        if let Spot::Date(date) = spot {
            self.go((date - self.at).num_days(), sight);
        }
        Reply::Stay
    }

    fn key(&mut self, press: Press, sight: &Sight<'_>) -> Reply {
        match press.verb {
            Some(Verb::Leave) => return Reply::Do(Action::Quiet),
            Some(Verb::Take) => return Reply::Do(Action::Go(self.at)),
            Some(Verb::Left) => self.go(-7, sight),
            Some(Verb::Right) => self.go(7, sight),
            Some(Verb::Up) => self.go(-1, sight),
            Some(Verb::Down) => self.go(1, sight),
            Some(Verb::PreviousYear) => self.go(-7 * self.drawn.get(), sight),
            Some(Verb::NextYear) => self.go(7 * self.drawn.get(), sight),
            Some(Verb::First) => self.go((self.last.shift(1 - self.drawn.get()).monday() - self.at).num_days(), sight),
            Some(Verb::Last) => self.go((self.last.sunday() - self.at).num_days(), sight),
            Some(Verb::Today) => self.go((sight.weeks.today() - self.at).num_days(), sight),
            _ => {
                let digit = press.key.typed().and_then(|c| c.to_digit(10)).and_then(|n| (n as usize).checked_sub(1));
                self.what = digit.and_then(|n| What::ALL.get(n)).copied().unwrap_or(self.what);
            }
        }
        Reply::Stay
    }
}
