//! The weeks on the screen: what was read, what was changed, and which changes wait to be saved.

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
    /// The on-disk state of the weeks that the queue changes.
    on_disk: OnDisk,
    /// Whether anything was changed since the start.
    pub(super) has_changed: bool,
    /// Steps that can be undone and redone.
    pub depth: (usize, usize),
    /// What became of each day's offers, according to the journal.
    pub(super) marks: Vec<(NaiveDate, Mark)>,
    /// Whether the journal was read.
    pub(super) journal_read: bool,
    trouble: Vec<(WeekId, String)>,
    /// Why the waiting changes could not be written at the last try.
    pub(super) failing: Option<String>,
    /// Which weeks are missing from the folder, in a sentence: nothing is changed until they are back.
    pub(super) lost: Option<String>,
}

/// Counts changes of the weeks and of the date. What was made for one version is valid until the next.
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

    /// The loaded weeks.
    pub fn book(&self) -> &Book {
        &self.book
    }

    /// Their version.
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

    /// Sets today's date, as the day has changed.
    pub(super) fn set_today(&mut self, today: NaiveDate) {
        self.today = today;
        self.changed();
    }

    fn changed(&mut self) {
        self.version.0 += 1;
    }

    /// Takes in weeks that were read, and reapplies what waits to be saved. One without a file is `None`.
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
        // What comes back from a save is already shown.
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

    /// Keeps the on-disk state of a change's weeks, then applies the change.
    ///
    /// # Errors
    /// As [`Self::apply`].
    pub(super) fn apply_kept(&mut self, change: &Change) -> Result<Outcome, Refusal> {
        self.on_disk.keep(change, &self.book);
        self.apply(change)
    }

    /// Records that a change is now on disk.
    pub(super) fn saved(&mut self, change: &Change) {
        self.on_disk.saved(change);
    }

    /// Shows other weeks instead; returns those that were shown.
    pub(super) fn show(&mut self, book: Book) -> Book {
        self.changed();
        std::mem::replace(&mut self.book, book)
    }

    /// Drops those of the weeks that hold nothing.
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

    /// What is derived from the weeks stays valid until they change: reading them again is no reason to remake it.
    #[test]
    fn rereading_unchanged_weeks_does_not_change_the_version() {
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
