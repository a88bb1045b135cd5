//! A week in review, and what is prepared for the next one.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use super::action::Action;
use super::scroll::Scroll;
use super::{Over, Press, Reply};
use crate::app::insight::Prepared;
use crate::app::pointer::Spot;
use crate::app::sight::Sight;
use crate::app::weeks::Version;
use crate::domain::WeekId;
use crate::edit::Offered;
use crate::keys::{Command, Scope, Verb};
use crate::planning::counsel::Settled;
use crate::planning::review;
use crate::words::review::prepared;

/// A week in review.
#[derive(Clone, Debug)]
pub struct Review {
    /// Which week.
    pub id: WeekId,
    /// How far it is scrolled.
    pub scroll: Scroll,
    /// The selected one of the prepared changes.
    pub at: usize,
    /// How many changes were prepared when last drawn.
    pub prepared: Cell<usize>,
    /// The review last made, and the version of the weeks it was made from.
    made: RefCell<Option<(Version, Rc<review::Review>)>>,
}

impl Review {
    /// Of a week.
    pub fn of(id: WeekId) -> Self {
        Self { id, scroll: Scroll::default(), at: 0, prepared: Cell::default(), made: RefCell::default() }
    }

    /// The week in review: remade if the weeks have changed since.
    pub fn review(&self, sight: &Sight<'_>) -> Rc<review::Review> {
        let version = sight.weeks.version();
        if let Some((of, made)) = &*self.made.borrow()
            && *of == version
        {
            return Rc::clone(made);
        }
        let made = Rc::new(sight.review(self.id));
        self.made.replace(Some((version, Rc::clone(&made))));
        made
    }

    /// The prepared changes that were neither used nor refused today, in order.
    pub fn prepared(review: &review::Review, sight: &Sight<'_>) -> Vec<Prepared> {
        let [used, refused] = sight.insight.settled();
        let settled = Settled { used, refused };
        let answers = sight.insight.counsel.as_ref().map_or(0, |c| c.answers);
        let all = review.mends.iter().zip(prepared(review)).map(|(m, text)| {
            let name = format!("mend/{}/{}", m.finding.rule.code(), m.finding.date.unwrap_or(review.id.monday()));
            let id = Offered { name, answers, days: m.days.clone() };
            Prepared { text, edit: m.edit.clone(), id, why: Some(m.finding.sentence.clone()) }
        });
        all.filter(|p| !settled.holds(&p.id)).collect()
    }
}

impl Over for Review {
    fn scope(&self) -> Scope {
        Scope::Review
    }

    fn acts(&self, verb: Verb) -> bool {
        !matches!(verb, Verb::Take | Verb::HideOffer) || self.prepared.get() > 0
    }

    fn point(&mut self, spot: Spot, _: &Sight<'_>) -> Reply {
        if let Spot::Line(n) = spot {
            self.at = n;
        }
        Reply::Stay
    }

    fn key(&mut self, press: Press, sight: &Sight<'_>) -> Reply {
        let here = WeekId::of(sight.weeks.today());
        let selected = || Self::prepared(&self.review(sight), sight).into_iter().nth(self.at);
        let nothing = || Reply::Refuse("nothing is prepared here".into());
        match press.verb {
            Some(Verb::Leave) => Reply::Do(Action::Quiet),
            Some(Verb::Take) => match selected() {
                Some(p) => Reply::DoAndStay(Action::Use(Box::new(p))),
                None => nothing(),
            },
            Some(Verb::HideOffer) => match selected() {
                Some(p) => Reply::DoAndStay(Action::Hide(p.id)),
                None => nothing(),
            },
            Some(Verb::Undo) => Reply::DoAndStay(Action::Run(Command::Undo, None)),
            Some(Verb::Redo) => Reply::DoAndStay(Action::Run(Command::Redo, None)),
            Some(Verb::BedTime) => Reply::Do(Action::AskBed),
            Some(Verb::Wins) => Reply::Do(Action::Run(Command::Wins, None)),
            Some(Verb::Left) => {
                *self = Self::of(self.id.shift(-1));
                Reply::DoAndStay(Action::Weeks(self.id.shift(-review::BEFORE), self.id))
            }
            Some(Verb::Right) if self.id < here => {
                *self = Self::of(self.id.shift(1));
                Reply::DoAndStay(Action::Quiet)
            }
            Some(Verb::Right) => Reply::Refuse("the next week is still ahead".into()),
            // Prepared changes are at the bottom: scrolling reaches them, then moves from one to the next.
            Some(Verb::Down) if self.scroll.is_at_the_end() => {
                self.at = (self.at + 1).min(self.prepared.get().saturating_sub(1));
                Reply::Stay
            }
            Some(Verb::Up) if self.at > 0 => {
                self.at -= 1;
                Reply::Stay
            }
            verb => {
                self.scroll.press(verb);
                Reply::Stay
            }
        }
    }
}
