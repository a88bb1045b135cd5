//! The undo journal: one small file an edit, with the bytes of every week file before and after.
//!
//! An entry is written before the week files and the cursor after them. Whatever happens in between, the bytes on disk
//! tell whether the entry took effect.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::atomic;
use crate::domain::WeekId;

/// How many edits can be taken back. A choice: some weeks of daily use in about a megabyte.
const KEEP: usize = 200;

/// One edit as the journal keeps it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Entry {
    /// What the edit said it did.
    pub label: String,
    pub(super) files: Vec<FileChange>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct FileChange {
    pub week: String,
    /// `None`: the file did not exist.
    pub before: Option<String>,
    pub after: Option<String>,
}

impl FileChange {
    pub fn id(&self) -> Option<WeekId> {
        self.week.parse().ok()
    }
}

#[derive(Clone, Debug)]
pub(super) struct Journal {
    dir: PathBuf,
}

impl Journal {
    pub fn new(state: &Path) -> Self {
        Self { dir: state.join("undo") }
    }

    fn path(&self, id: u64) -> PathBuf {
        self.dir.join(format!("{id:08}.json"))
    }

    /// Ids of all entries, oldest first.
    pub fn ids(&self) -> Vec<u64> {
        let Ok(entries) = fs::read_dir(&self.dir) else { return Vec::new() };
        let name = |e: fs::DirEntry| e.file_name().to_str()?.strip_suffix(".json")?.parse().ok();
        let mut ids: Vec<u64> = entries.filter_map(|e| name(e.ok()?)).collect();
        ids.sort_unstable();
        ids
    }

    /// The id of the last edit in effect; 0 if none is.
    pub fn cursor(&self) -> u64 {
        fs::read_to_string(self.dir.join("cursor")).ok().and_then(|t| t.trim().parse().ok()).unwrap_or(0)
    }

    pub fn set_cursor(&self, id: u64) -> io::Result<()> {
        atomic::write(&self.dir.join("cursor"), format!("{id}\n").as_bytes())
    }

    /// The entry, or `None` if it cannot be read.
    pub fn entry(&self, id: u64) -> Option<Entry> {
        serde_json::from_str(&fs::read_to_string(self.path(id)).ok()?).ok()
    }

    /// Adds an entry after the cursor: what could be redone before cannot any more. The cursor stays.
    pub fn append(&self, entry: &Entry) -> io::Result<u64> {
        let ids = self.ids();
        let cursor = self.cursor();
        for id in ids.iter().filter(|id| **id > cursor) {
            fs::remove_file(self.path(*id))?;
        }
        let excess = (ids.len() + 1).saturating_sub(KEEP);
        for id in ids.iter().filter(|id| **id <= cursor).take(excess) {
            fs::remove_file(self.path(*id))?;
        }
        let id = ids.last().copied().unwrap_or(0).max(cursor) + 1;
        let text = serde_json::to_string(entry).map_err(io::Error::other)?;
        atomic::write(&self.path(id), text.as_bytes())?;
        Ok(id)
    }

    pub fn drop_entry(&self, id: u64) {
        // Best effort: an entry that stays is recognised by its bytes.
        let _ = fs::remove_file(self.path(id));
    }
}
