//! Why a morning's score is what it is, and how ready the user feels.

use chrono::NaiveDate;

use super::action::Action;
use super::scroll::Scroll;
use super::{Over, Press, Reply};
use crate::app::pointer::Spot;
use crate::app::sight::Sight;
use crate::keys::{Command, Meaning, Scope, Verb};
use crate::recovery::explain::why;

/// Why a morning's score is what it is.
#[derive(Clone, Debug)]
pub struct Why {
    /// The morning.
    pub date: NaiveDate,
    /// The line under the cursor, from the top.
    pub at: usize,
    /// How far it is scrolled.
    pub scroll: Scroll,
    /// Whether the next digit says how ready the user feels.
    pub rating: bool,
}

impl Why {
    /// Of a morning.
    pub fn of(date: NaiveDate) -> Self {
        Self { date, at: 0, scroll: Scroll::default(), rating: false }
    }
}

impl Over for Why {
    fn scope(&self) -> Scope {
        if self.rating { Scope::Rating } else { Scope::Why }
    }

    fn point(&mut self, spot: Spot, _: &Sight<'_>) -> Reply {
        if let Spot::Line(n) = spot {
            self.at = n;
        }
        Reply::DoAndStay(Action::Quiet)
    }

    fn key(&mut self, press: Press, sight: &Sight<'_>) -> Reply {
        if std::mem::take(&mut self.rating) {
            let ready = match press.key.typed() {
                Some('+') => Some(10),
                Some(c) => c.to_digit(10).map(|n| n as u8),
                None => None,
            };
            return match ready {
                Some(ready) => Reply::DoAndStay(Action::Rate(self.date, ready)),
                None => Reply::Stay,
            };
        }
        match press.verb {
            Some(Verb::Rate) => {
                self.rating = true;
                Reply::DoAndStay(Action::Quiet)
            }
            Some(Verb::CopyText) => match sight.recovery(self.date) {
                Some(_) => Reply::DoAndStay(Action::CopyWhy(self.date)),
                None => Reply::Stay,
            },
            Some(Verb::Leave) => Reply::Do(Action::Quiet),
            Some(verb @ (Verb::Down | Verb::Up)) => {
                let lines = sight.recovery(self.date).map_or(1, |r| why(&r).steps.len());
                // Past the last line the page scrolls, and scrolls back before the cursor moves up.
                let moves = !self.scroll.is_down();
                if verb == Verb::Down && moves && self.at + 1 < lines {
                    self.at += 1;
                } else if verb == Verb::Down || !moves {
                    self.scroll.press(Some(verb));
                } else {
                    self.at = self.at.saturating_sub(1);
                }
                Reply::DoAndStay(Action::Quiet)
            }
            verb => {
                let scrolled = self.scroll.press(verb);
                // The key that opened it closes it.
                let asked = || sight.setup.keymap.meaning(&[press.key]) == Meaning::Asks(Command::Why);
                if !scrolled && asked() { Reply::Do(Action::Quiet) } else { Reply::DoAndStay(Action::Quiet) }
            }
        }
    }
}
