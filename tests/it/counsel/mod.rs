//! The day's counsel: laws that hold for every history, and mornings made by hand with the stance that each must have.

mod everywhere;
mod laws;
mod life;
mod mornings;

use std::sync::Arc;

use chrono::NaiveDate;
use recoup::config::Content;
use recoup::config::{regions, splits};
use recoup::domain::{Book, Splits};
use recoup::edit::{Edit, EditId, Offered};
use recoup::planning::counsel::{Counsel, Does, Settled, Stance};
use recoup::planning::rules::Limits;
use recoup::planning::{Ahead, Desk, Learnt};
use recoup::recovery::{Basis, Mornings};
use recoup::words;

/// A morning with everything its counsel is based on.
pub struct Table {
    pub book: Book,
    pub today: NaiveDate,
    splits: Splits,
    basis: Arc<Basis>,
    mornings: Mornings,
    limits: Limits,
    content: Content,
    pub used: Vec<Offered>,
    pub refused: Vec<Offered>,
}

impl Table {
    pub fn new(book: Book, today: NaiveDate, split: &str) -> Self {
        Self {
            book,
            today,
            splits: splits::built_in(split),
            basis: Arc::new(Basis::new(8.0, regions::default())),
            mornings: Mornings::default(),
            limits: Limits::default(),
            content: Content::default(),
            used: Vec::new(),
            refused: Vec::new(),
        }
    }

    pub fn desk(&self) -> Desk<'_> {
        let Self { book, today, splits, basis, mornings, limits, .. } = self;
        Desk { book, today: *today, splits, basis, mornings, limits }
    }

    pub fn look(&self) -> (Learnt, Ahead) {
        self.desk().look()
    }

    pub fn counsel(&self) -> Counsel {
        let desk = self.desk();
        let (learnt, ahead) = desk.look();
        let practices = desk.practices(self.content.practices());
        desk.counsel(&learnt, &ahead, Settled { used: &self.used, refused: &self.refused }, &practices)
    }

    /// Applies an offer as the apply key does.
    pub fn apply(&mut self, counsel: &Counsel) {
        let Some(offer) = &counsel.offer else { return };
        let Some(edit) = &offer.edit else { return };
        self.edit(edit.clone());
        self.used.push(offer.id.clone());
    }

    pub fn edit(&mut self, edit: Edit) {
        let change = self.desk().change(EditId { run: 7, n: self.used.len() as u64 + 1 }, edit);
        change.apply(&mut self.book).unwrap_or_else(|why| panic!("{why:?}"));
    }
}

/// Everything the counsel says, asides included, a line each.
pub fn lines(c: &Counsel) -> Vec<String> {
    words::counsel::lines(c).into_iter().chain(c.asides.iter().map(words::counsel::aside)).collect()
}

/// Whether an offer changes what is planned.
pub fn changes(c: &Counsel) -> bool {
    c.offer.as_ref().is_some_and(|o| !o.id.days.is_empty() && !matches!(o.does, Does::CheckIn))
}

/// Stances whose offers ease today, whatever the plan rules find afterwards.
pub fn eases(stance: Stance) -> bool {
    use Stance as S;
    matches!(stance, S::Ill | S::Hurt | S::AfterIllness | S::ComingBack | S::BackOff | S::Gentler)
}
