//! What changed weeks are on disk while their edits wait, so that these always count once.

use std::collections::BTreeSet;

use super::queue::Queue;
use crate::domain::{Book, WeekId};
use crate::edit::Change;

/// Weeks as they are on disk, for as long as edits of them wait.
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

    /// Keeps what the weeks of a change are in `shown`, before it is applied there.
    pub fn keep(&mut self, change: &Change, shown: &Book) {
        for id in change.weeks() {
            if self.ids.insert(id) {
                self.book.copy(shown, id);
            }
        }
    }

    /// A change of them is on disk now.
    pub fn saved(&mut self, change: &Change) {
        // It was written; what it came to is read back right after.
        let _ = change.apply(&mut self.book);
    }

    /// Brings `shown`, where these weeks were just read, to what is on disk with what waits applied to it.
    pub fn under(&mut self, queue: &Queue, read: &[WeekId], shown: &mut Book) {
        for id in read.iter().filter(|id| self.ids.contains(id)) {
            self.book.copy(shown, *id);
        }
        for id in &self.ids {
            shown.copy(&self.book, *id);
        }
        for change in queue.edits() {
            // One that no longer fits is refused when it is saved, and said then.
            let _ = change.apply(shown);
        }
        let wait: BTreeSet<WeekId> = queue.edits().flat_map(Change::weeks).collect();
        self.ids.retain(|id| wait.contains(id));
    }
}
