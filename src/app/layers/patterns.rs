//! What goes with what in a whole log, and how fast hard days are recovered from.

use chrono::NaiveDate;

use super::action::Action;
use super::scroll::Scroll;
use super::{Over, Press, Reply};
use crate::app::sight::Sight;
use crate::domain::calendar::add_days;
use crate::insight::patterns::{Patterns as Found, patterns};
use crate::insight::trends::{Speed, speed};
use crate::keys::{Scope, Verb};

/// What goes with what.
#[derive(Clone, Debug, Default)]
pub struct Patterns {
    /// What was found.
    pub found: Found,
    /// Recovery speed by month, oldest first.
    pub speed: Vec<Speed>,
    /// How far it is scrolled.
    pub scroll: Scroll,
}

impl Over for Patterns {
    fn scope(&self) -> Scope {
        Scope::Patterns
    }

    fn key(&mut self, press: Press, _: &Sight<'_>) -> Reply {
        if press.verb == Some(Verb::Leave) {
            return Reply::Do(Action::Quiet);
        }
        self.scroll.press(press.verb);
        Reply::Stay
    }

    fn look(&mut self, sight: &Sight<'_>) {
        let (log, today) = (sight.desk().log(), sight.weeks.today());
        let from = sight.first_logged().unwrap_or(today);
        let dates: Vec<NaiveDate> = (0..=(today - from).num_days()).map(|n| add_days(from, n)).collect();
        self.found = patterns(&log, &dates);
        self.speed = speed(&log, from, today);
    }
}
