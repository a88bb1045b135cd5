//! Sixty days, week by week.

use std::cell::Cell;

use super::action::Action;
use super::{Over, Press, Reply};
use crate::app::pointer::Spot;
use crate::app::sight::Sight;
use crate::domain::calendar::add_days;
use crate::domain::{Book, WeekId};
use crate::edit::{Edit, WeekEdit};
use crate::keys::{Command, Scope, Verb};
use crate::planning::rules::block;

/// Weeks shown before and after the current one: sixty days and a few.
const WEEKS: (i64, i64) = (4, 4);

/// Most weeks ahead, if a block goes that far. Chosen: the longest block.
const MOST_AHEAD: i64 = 12;

/// The first and the last week shown: a block laid ahead is shown whole.
pub fn span(book: &Book, here: WeekId) -> (WeekId, WeekId) {
    let laid = (WEEKS.1..=MOST_AHEAD).rev().find(|n| book.week(here.shift(*n)).is_some());
    (here.shift(-WEEKS.0), here.shift(laid.unwrap_or(WEEKS.1)))
}

/// The deload that is due, starting today, and the week that it turns into one; `None` if none is due.
pub fn proposed_deload(sight: &Sight<'_>) -> Option<(WeekId, Edit)> {
    let today = sight.weeks.today();
    let here = WeekId::of(today);
    let every = sight.setup.settings.rules.deload_every;
    let due = block(sight.weeks.book(), here, every, today, &sight.setup.basis.regions).due;
    let edit = Edit::Week(WeekEdit::Deload { start: today });
    (due && sight.trial(&edit).is_ok()).then(|| (WeekId::of(add_days(today, 3)), edit))
}

/// Sixty days, week by week.
#[derive(Clone, Debug)]
pub struct Block {
    /// The selected week.
    pub at: WeekId,
    /// Whether a deload was offered when last drawn.
    pub offers: Cell<bool>,
}

impl Block {
    /// At a week.
    pub fn at(at: WeekId) -> Self {
        Self { at, offers: Cell::default() }
    }
}

impl Over for Block {
    fn scope(&self) -> Scope {
        Scope::Block
    }

    fn acts(&self, verb: Verb) -> bool {
        verb != Verb::ApplyDeload || self.offers.get()
    }

    fn point(&mut self, spot: Spot, _: &Sight<'_>) -> Reply {
        if let Spot::Date(date) = spot {
            self.at = WeekId::of(date);
        }
        Reply::Stay
    }

    fn key(&mut self, press: Press, sight: &Sight<'_>) -> Reply {
        let (today, at) = (sight.weeks.today(), self.at);
        let here = WeekId::of(today);
        let (first, last) = span(sight.weeks.book(), here);
        let mut select = |id: WeekId| self.at = id.clamp(first, last);
        match press.verb {
            Some(Verb::Up) => select(at.shift(-1)),
            Some(Verb::Down) => select(at.shift(1)),
            Some(Verb::First) => select(first),
            Some(Verb::Last) => select(last),
            Some(Verb::Today) => select(here),
            Some(Verb::Take) => return Reply::Do(Action::Go(if at == here { today } else { at.monday() })),
            Some(Verb::Leave) => return Reply::Do(Action::Quiet),
            Some(verb @ (Verb::MoveUp | Verb::MoveDown)) => {
                let to = at.shift(if verb == Verb::MoveDown { 1 } else { -1 });
                let edit = Edit::Week(WeekEdit::Swap { a: at, b: to });
                if let Err(why) = sight.trial(&edit) {
                    return Reply::RefuseBecause(why);
                }
                select(to);
                return Reply::DoAndStay(Action::Edit(edit, None));
            }
            Some(Verb::ApplyDeload) => match proposed_deload(sight) {
                Some((_, edit)) => return Reply::DoAndStay(Action::Edit(edit, None)),
                None => return Reply::Refuse("no deload is due".into()),
            },
            Some(Verb::Undo) => return Reply::DoAndStay(Action::Run(Command::Undo, None)),
            Some(Verb::Redo) => return Reply::DoAndStay(Action::Run(Command::Redo, None)),
            _ => {}
        }
        Reply::Stay
    }
}
