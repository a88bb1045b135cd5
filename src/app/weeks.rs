//! The weeks on the screen: what was read of them, what was changed, and what of that waits to be saved.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::on_disk::OnDisk;
use super::queue::Queue;
use crate::domain::held::Held;
use crate::domain::{Book, Refusal, WeekId};
use crate::edit::{Change, Mark, Outcome};

/// The weeks on the screen, and today.
#[derive(Debug)]
pub struct Weeks {
    today: NaiveDate,
    book: Book,
    version: Version,
    /// Weeks that were read.
    pub(super) loaded: BTreeSet<WeekId>,
    /// Whether every week on file was read.
    pub(super) all_loaded: bool,
    pub(super) queue: Queue,
    /// What the weeks that the queue changes are on disk.
    on_disk: OnDisk,
    /// Whether anything was changed since the start.
    pub(super) has_changed: bool,
    /// Steps that can be undone and redone.
    pub depth: (usize, usize),
    /// What became of the offers of days, as the journal has it.
    pub(super) marks: Vec<(NaiveDate, Mark)>,
    /// Whether the journal was read.
    pub(super) journal_read: bool,
    trouble: Vec<(WeekId, String)>,
    /// Why what waits could not be written when it was tried last.
    pub(super) failing: Option<String>,
    /// What is missing of the weeks in the folder: nothing is changed until they are back.
    pub(super) lost: Option<String>,
}

/// How often the weeks changed, or what day it is. What was made for one version stands until there is another.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct Version(u64);

impl Weeks {
    /// No weeks yet; `run` is a number that no other run of the program has.
    pub(super) fn new(today: NaiveDate, run: u64) -> Self {
        Self {
            today,
            journal_read: false,
            book: Book::default(),
            version: Version::default(),
            loaded: BTreeSet::new(),
            all_loaded: false,
            queue: Queue::new(run),
            on_disk: OnDisk::default(),
            has_changed: false,
            depth: (0, 0),
            marks: Vec::new(),
            trouble: Vec::new(),
            failing: None,
            lost: None,
        }
    }

    /// Today's date.
    pub fn today(&self) -> NaiveDate {
        self.today
    }

    /// Whether these are all weeks on file.
    pub fn are_all(&self) -> bool {
        self.all_loaded
    }

    /// The weeks at hand.
    pub fn book(&self) -> &Book {
        &self.book
    }

    /// How often they changed.
    pub(super) fn version(&self) -> Version {
        self.version
    }

    /// What is wrong with the files of a week.
    pub(super) fn trouble(&self, id: WeekId) -> Vec<&str> {
        self.trouble.iter().filter(|(week, _)| *week == id).map(|(_, t)| t.as_str()).collect()
    }

    /// Whether any week's file is in trouble.
    pub(super) fn is_in_trouble(&self) -> bool {
        !self.trouble.is_empty()
    }

    /// It is another day.
    pub(super) fn set_today(&mut self, today: NaiveDate) {
        self.today = today;
        self.changed();
    }

    fn changed(&mut self) {
        self.version.0 += 1;
    }

    /// Takes weeks that were read, with what waits to be saved laid over them. One without a file is `None`.
    pub(super) fn take(&mut self, weeks: Vec<(WeekId, Option<Held>)>) {
        let ids: Vec<WeekId> = weeks.iter().map(|(id, _)| *id).collect();
        let before = self.book.clone();
        for (id, held) in weeks {
            self.loaded.insert(id);
            self.trouble.retain(|(week, _)| *week != id);
            match held {
                Some(held) => {
                    let sentences = self.book.take(id, held);
                    self.trouble.extend(sentences.into_iter().map(|s| (id, s)));
                }
                None => self.book.forget(id),
            }
        }
        let mut touched: Vec<WeekId> = self.on_disk.ids().chain(ids.iter().copied()).collect();
        self.on_disk.under(&self.queue, &ids, &mut self.book);
        touched.extend(self.queue.edits().flat_map(Change::weeks));
        // What comes back from a save is what is shown already.
        if touched.into_iter().any(|id| self.book.state(id) != before.state(id)) {
            self.changed();
        }
    }

    /// Applies a change to the weeks on the screen.
    ///
    /// # Errors
    /// Why it was refused; nothing changed then.
    pub(super) fn apply(&mut self, change: &Change) -> Result<Outcome, Refusal> {
        let outcome = change.apply(&mut self.book)?;
        self.changed();
        Ok(outcome)
    }

    /// Keeps what the weeks of a change are on disk, and applies it.
    ///
    /// # Errors
    /// As [`Self::apply`].
    pub(super) fn apply_kept(&mut self, change: &Change) -> Result<Outcome, Refusal> {
        self.on_disk.keep(change, &self.book);
        self.apply(change)
    }

    /// A change is on disk now.
    pub(super) fn saved(&mut self, change: &Change) {
        self.on_disk.saved(change);
    }

    /// Shows other weeks in their place; those that were shown come back.
    pub(super) fn show(&mut self, book: Book) -> Book {
        self.changed();
        std::mem::replace(&mut self.book, book)
    }

    /// Forgets those of the weeks that hold nothing.
    pub(super) fn drop_blank(&mut self, ids: &[WeekId]) {
        self.book.drop_blank(ids);
        self.changed();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Week;
    use crate::domain::shelf::Edition;

    /// What was made of the weeks stands until they are others: reading them again is no reason to make it anew.
    #[test]
    fn weeks_that_come_back_as_they_are_shown_change_nothing() {
        let id: WeekId = "2026-W47".parse().unwrap();
        let mut weeks = Weeks::new(id.monday(), 1);
        let held = |snacks| {
            let mut week = Week::new(id);
            week.days[0].snacks = snacks;
            Some(Held::Week(Edition::new(week), Vec::new()))
        };
        let protected = || match held(3) {
            Some(Held::Week(week, _)) => Some(Held::Protected(week, "protected".into())),
            other => other,
        };
        let mut changes = |held: Option<Held>| {
            let before = weeks.version();
            weeks.take(vec![(id, held)]);
            weeks.version() != before
        };
        assert!(changes(held(2)) && !changes(held(2)));
        assert!(changes(held(3)) && !changes(held(3)));
        assert!(changes(protected()) && !changes(protected()) && changes(held(3)));
        assert!(changes(Some(Held::ReadOnly("torn".into()))) && changes(held(3)));
        assert!(changes(None) && !changes(None));
    }
}
