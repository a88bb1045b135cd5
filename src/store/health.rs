//! Finds what would keep the store from working, without writing anything, and fixes what is safe to fix.

use std::fs;
use std::path::Path;

use rustix::fs::{Access, access};

use super::atomic::{plain, regular_file};
use super::backup::is_empty;
use super::lock::{self, Wait};
use super::weeks::{LARGEST, Store, StoreError};
use crate::domain::held::Held;
use crate::formats::toml::{Sheet, is_no_format, read_week};

impl Store {
    /// Everything that would make a save fail, and every damaged part of the journal: a sentence each, with what to do.
    pub fn obstacles(&self) -> Vec<String> {
        let (state, journal) = (self.state(), self.journal());
        let mut out = self.unwritable_folders();
        for file in [lock::path(&state), journal.dir().join("index.json"), journal.dir().join("cursor")] {
            if file.exists()
                && let Err(e) = regular_file(&file)
            {
                out.push(format!("{}: {}", file.display(), plain(&e)));
            }
        }
        for path in self.ids().into_iter().map(|id| self.path(id)).filter(|p| is_empty(p)) {
            out.push(format!(
                "{} is empty; recoup restore --journal brings back what the journal wrote",
                path.display()
            ));
        }
        out.extend(
            journal
                .damaged()
                .into_iter()
                .map(|path| format!("{}: this journal step is damaged and cannot be undone", path.display())),
        );
        out
    }

    /// Folders in which a save would fail: a sentence each.
    pub fn unwritable_folders(&self) -> Vec<String> {
        let (state, journal) = (self.state(), self.journal());
        let mut out: Vec<String> = Vec::new();
        for folder in [self.dir(), &self.folder(), &state, journal.dir()] {
            let found = obstacle(folder);
            // What blocks one folder also blocks those below it.
            if let Some(why) = found.filter(|why| !out.contains(why)) {
                out.push(why);
            }
        }
        out
    }

    /// Weeks that have disappeared, if they are few enough for the next save to count them as deleted.
    pub fn gone(&self) -> Vec<String> {
        let journal = self.journal();
        let (index, _) = self.index(&journal);
        let known = journal.last_texts();
        let gone = self.missing(&index).unwrap_or_default();
        gone.into_iter()
            .map(|week| {
                let path = self.folder().join(format!("{week}.toml"));
                let way = if known.contains_key(&week) {
                    "recoup restore --journal brings back its last version"
                } else {
                    "the next change counts it as deleted"
                };
                format!("{} is gone; {way}", path.display())
            })
            .collect()
    }

    /// Fixes what can safely be fixed: temporary files left by a crash, a damaged journal index, weeks without a format
    /// line. Returns a sentence for each.
    ///
    /// # Errors
    /// If the lock is not released, or on a file system error.
    pub fn mend(&self) -> Result<Vec<String>, StoreError> {
        let _guard = self.lock(Wait::Patiently)?;
        let mut out = Vec::new();
        let journal = self.journal();
        let swept = self.sweep(&journal);
        if swept > 0 {
            let files = if swept == 1 { "file" } else { "files" };
            out.push(format!("removed {swept} temporary {files} that a crash left behind"));
        }
        let index = journal.dir().join("index.json");
        if index.exists() && journal.damaged().contains(&index) {
            self.disk.remove(&index).map_err(|source| StoreError::Io {
                doing: "remove",
                path: index.clone(),
                source,
            })?;
            let (sum, _) = self.index(&journal);
            journal.keep(&sum);
            out.push("rebuilt the journal's index".to_owned());
        }
        for id in self.ids() {
            let Ok(Some(text)) = self.text(id) else { continue };
            let no_format =
                read_week(id, text.trim_start_matches('\u{feff}')).is_ok_and(|r| r.problems.iter().any(is_no_format));
            if !no_format || text.is_empty() || self.is_protected(id) {
                continue;
            }
            let with = Sheet::with_format(&text);
            // The week must read the same with the line as without it.
            let same =
                matches!((self.held(id, &text), self.held(id, &with)), (Held::Week(a, _), Held::Week(b, _)) if a == b);
            if same {
                let path = self.path(id);
                let io = |source| StoreError::Io { doing: "write", path: path.clone(), source };
                self.disk.swap(&path, Some(text.as_bytes()), Some(with.as_bytes()), LARGEST).map_err(io)?;
                out.push(format!("{id}.toml: added the format line"));
            }
        }
        Ok(out)
    }
}

/// What keeps a file from being written into a folder, which may not exist yet.
fn obstacle(folder: &Path) -> Option<String> {
    let there = folder.ancestors().find(|p| fs::symlink_metadata(p).is_ok())?;
    let name = there.display();
    match fs::metadata(there) {
        Err(e) => Some(format!("{name} leads nowhere: {}", plain(&e))),
        Ok(meta) if !meta.is_dir() => Some(format!("{name} is not a folder, but one is needed there; move it away")),
        Ok(_) => match access(there, Access::WRITE_OK | Access::EXEC_OK) {
            Ok(()) => None,
            Err(rustix::io::Errno::ROFS) => Some(format!("{name} is on a read-only disk")),
            Err(_) => Some(format!("{name} is not writable; chmod u+wx fixes that")),
        },
    }
}
