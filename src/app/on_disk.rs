//! The on-disk state of changed weeks while their edits wait, so that each edit always counts exactly once.

use std::collections::BTreeSet;

use super::queue::Queue;
use crate::domain::{Book, WeekId};
use crate::edit::Change;

/// Weeks as they are on disk, kept while edits of them wait.
#[derive(Clone, Debug, Default)]
pub(super) struct OnDisk {
    ids: BTreeSet<WeekId>,
    book: Book,
}

impl OnDisk {
    /// The weeks.
    pub fn ids(&self) -> impl Iterator<Item = WeekId> {
        self.ids.iter().copied()
    }

    /// Keeps the weeks of a change as they are in `shown`, before the change is applied there.
    pub fn keep(&mut self, change: &Change, shown: &Book) {
        for id in change.weeks() {
            if self.ids.insert(id) {
                self.book.copy(shown, id);
            }
        }
    }

    /// Records that a change of them is now on disk.
    pub fn saved(&mut self, change: &Change) {
        // It was written; the result is read back right after.
        let _ = change.apply(&mut self.book);
    }

    /// Sets `shown`, into which the weeks `read` were just read, to what is on disk plus the waiting edits.
    pub fn under(&mut self, queue: &Queue, read: &[WeekId], shown: &mut Book) {
        for id in read.iter().filter(|id| self.ids.contains(id)) {
            self.book.copy(shown, *id);
        }
        for id in &self.ids {
            shown.copy(&self.book, *id);
        }
        for change in queue.edits() {
            // One that no longer fits is refused, and reported, when it is saved.
            let _ = change.apply(shown);
        }
        let wait: BTreeSet<WeekId> = queue.edits().flat_map(Change::weeks).collect();
        self.ids.retain(|id| wait.contains(id));
    }
}
