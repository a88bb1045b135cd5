//! The data directory: reading weeks, and changing them.

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use super::atomic;
use super::format::{Problem, Sheet, read_week};
use super::journal::{Entry, FileChange, Journal};
use super::lock;
use crate::domain::edit::{Change, Outcome, Refusal};
use crate::domain::{Book, Week, WeekId, merge};

/// A week as it was read.
#[derive(Clone, Debug)]
pub enum Held {
    /// Its content, and what of it was not understood.
    Week(Box<Week>, Vec<Problem>),
    /// Not to be changed, with a sentence that names the place and the remedy.
    ReadOnly(String),
}

/// Why something could not be saved.
#[derive(Debug)]
pub enum StoreError {
    /// The edit itself was refused.
    Refused(Refusal),
    /// Another program keeps the lock.
    Locked,
    /// A file holds what cannot be used; the sentence names it.
    Unreadable(String),
    /// The file system said no.
    Io {
        /// What was being done, such as `write`.
        doing: &'static str,
        /// To which file.
        path: PathBuf,
        /// What it said.
        source: io::Error,
    },
    /// There is nothing to undo or redo.
    Nothing(&'static str),
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused(why) => why.fmt(f),
            Self::Locked => f.write_str("another recoup is saving; try again in a moment"),
            Self::Unreadable(text) => f.write_str(text),
            Self::Io { doing, path, source } => {
                let remedy = match source.kind() {
                    io::ErrorKind::PermissionDenied => {
                        "; check its permissions, or choose another place with --data-dir"
                    }
                    io::ErrorKind::ReadOnlyFilesystem => {
                        "; the disk is read-only, choose another place with --data-dir"
                    }
                    io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "; free some space and try again",
                    io::ErrorKind::NotADirectory => {
                        "; a file stands where a folder should be, choose another place with --data-dir"
                    }
                    _ => "",
                };
                write!(f, "cannot {doing} {}: {}{remedy}", path.display(), plain(source))
            }
            Self::Nothing(what) => f.write_str(what),
        }
    }
}

impl std::error::Error for StoreError {}

/// The system's words without its error number.
fn plain(e: &io::Error) -> String {
    let text = e.to_string();
    text.split(" (os error").next().unwrap_or(&text).to_lowercase()
}

/// What a change did.
#[derive(Debug)]
pub struct Committed {
    /// What it said.
    pub outcome: Outcome,
    /// The weeks it read or wrote, as they are now.
    pub weeks: Vec<(WeekId, Held)>,
    /// Whether a file changed.
    pub changed: bool,
}

/// The weeks of one data directory, with their lock and undo journal in the state directory.
#[derive(Clone, Debug)]
pub struct Store {
    dir: PathBuf,
    state: PathBuf,
    journal: Journal,
}

struct Opened {
    ids: Vec<WeekId>,
    sheets: Vec<Sheet>,
    book: Book,
    frozen: Vec<(WeekId, String)>,
}

impl Store {
    /// The store over `data_dir`; `state_home` is the folder for state of all data directories. Nothing is written.
    pub fn new(data_dir: &Path, state_home: &Path) -> Self {
        let full = fs::canonicalize(data_dir)
            .or_else(|_| std::path::absolute(data_dir))
            .unwrap_or_else(|_| data_dir.to_path_buf());
        let name: String = full
            .file_name()
            .map(|n| n.to_string_lossy().chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').take(24).collect())
            .unwrap_or_default();
        let state = state_home.join(format!("{name}-{:016x}", fnv1a(full.as_os_str().as_encoded_bytes())));
        Self { dir: data_dir.to_path_buf(), journal: Journal::new(&state), state }
    }

    /// The data directory.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// The day on which a fact about rest was last told.
    pub fn fact_told(&self) -> Option<NaiveDate> {
        fs::read_to_string(self.state.join("fact-told")).ok()?.trim().parse().ok()
    }

    /// Remembers that a fact was told.
    ///
    /// # Errors
    /// What the file system says.
    pub fn set_fact_told(&self, date: NaiveDate) -> io::Result<()> {
        atomic::write(&self.state.join("fact-told"), date.to_string().as_bytes())
    }

    /// The folder of the week files.
    pub fn folder(&self) -> PathBuf {
        self.dir.join("weeks")
    }

    /// Names of files beside the weeks that a sync could not merge into them. They are never read as weeks.
    pub fn conflicts(&self) -> Vec<String> {
        let entries = fs::read_dir(self.folder()).into_iter().flatten().flatten();
        let mut names: Vec<String> = entries
            .map(|e| e.file_name().to_string_lossy().into_owned())
            .filter(|n| n.contains(".sync-conflict-") || n.contains("conflicted copy"))
            .collect();
        names.sort();
        names
    }

    /// The file of a week.
    pub fn path(&self, id: WeekId) -> PathBuf {
        self.folder().join(format!("{id}.toml"))
    }

    /// Reads a week; `None` where there is no file.
    pub fn read(&self, id: WeekId) -> Option<Held> {
        match self.text(id) {
            Ok(None) => None,
            Ok(Some(text)) => Some(self.held(id, &text)),
            Err(e) => Some(Held::ReadOnly(e.to_string())),
        }
    }

    /// Ids of all weeks on file, oldest first.
    pub fn ids(&self) -> Vec<WeekId> {
        let Ok(entries) = fs::read_dir(self.dir.join("weeks")) else { return Vec::new() };
        let id = |e: fs::DirEntry| e.file_name().to_str()?.strip_suffix(".toml")?.parse().ok();
        let mut ids: Vec<WeekId> = entries.filter_map(|e| id(e.ok()?)).collect();
        ids.sort_unstable();
        ids
    }

    fn text(&self, id: WeekId) -> Result<Option<String>, StoreError> {
        let path = self.path(id);
        match fs::read(&path) {
            // A file where a folder should be holds no weeks; writing will say so.
            Err(e) if matches!(e.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => Ok(None),
            Err(source) => Err(StoreError::Io { doing: "read", path, source }),
            Ok(bytes) => String::from_utf8(bytes).map(Some).map_err(|e| {
                let line = e.as_bytes()[..e.utf8_error().valid_up_to()].iter().filter(|b| **b == b'\n').count() + 1;
                StoreError::Unreadable(format!(
                    "{} line {line} is not UTF-8 text; the week is read-only until that is mended",
                    path.display()
                ))
            }),
        }
    }

    fn held(&self, id: WeekId, text: &str) -> Held {
        match read_week(id, text.trim_start_matches('\u{feff}')) {
            Ok(reading) => Held::Week(Box::new(reading.week), reading.problems),
            Err(why) => Held::ReadOnly(format!("{}.toml {why}; the week is read-only until that is mended", id)),
        }
    }

    /// Applies a change to the files as they are now, and writes those that differ.
    ///
    /// # Errors
    /// The edit's own refusal, a lock that is not given up, or what the file system says. Files are whole then, old or
    /// new, and where one of several could not be written the others are put back.
    pub fn commit(&self, change: &Change) -> Result<Committed, StoreError> {
        let _lock = self.lock()?;
        let ids = change.weeks();
        let mut opened = self.open(&ids)?;
        let outcome = change.apply(&mut opened.book).map_err(StoreError::Refused)?;
        let texts = opened.rewritten()?;
        let files: Vec<FileChange> = opened
            .ids
            .iter()
            .zip(&opened.sheets)
            .zip(texts)
            .filter_map(|((id, sheet), text)| {
                Some(FileChange { week: id.to_string(), before: sheet.before().map(str::to_owned), after: Some(text?) })
            })
            .collect();
        let changed = !files.is_empty();
        if changed {
            let entry = Entry { label: outcome.said.clone(), files };
            let io = |source| StoreError::Io { doing: "write", path: self.state.join("undo"), source };
            self.settle();
            let entry_id = self.journal.append(&entry).map_err(io)?;
            let wanted: Vec<_> = entry.files.iter().filter_map(|f| Some((f.id()?, f.after.clone()))).collect();
            if let Err(e) = self.write_all(&wanted) {
                self.journal.drop_entry(entry_id);
                return Err(e);
            }
            self.journal.set_cursor(entry_id).map_err(io)?;
        }
        Ok(Committed { outcome, weeks: self.as_they_are(&ids), changed })
    }

    /// Takes the last edit back, from whichever program it came.
    pub fn undo(&self) -> Result<Committed, StoreError> {
        let _lock = self.lock()?;
        self.settle();
        let cursor = self.journal.cursor();
        let nothing = StoreError::Nothing("there is nothing to undo");
        let entry = self.journal.entry(cursor).ok_or(nothing)?;
        let turned =
            |f: &FileChange| FileChange { week: f.week.clone(), before: f.after.clone(), after: f.before.clone() };
        let reverse: Vec<FileChange> = entry.files.iter().rev().map(turned).collect();
        let weeks = self.carry(&reverse)?;
        let previous = self.journal.ids().into_iter().rfind(|id| *id < cursor).unwrap_or(0);
        self.set_cursor(previous)?;
        let said = format!("took back: {}", entry.label);
        Ok(Committed { outcome: Outcome { said, lines: Vec::new() }, weeks, changed: true })
    }

    /// Makes the edit again that was taken back last.
    pub fn redo(&self) -> Result<Committed, StoreError> {
        let _lock = self.lock()?;
        self.settle();
        let cursor = self.journal.cursor();
        let nothing = StoreError::Nothing("there is nothing to redo");
        let next = self.journal.ids().into_iter().find(|id| *id > cursor);
        let (id, entry) = next.and_then(|id| Some((id, self.journal.entry(id)?))).ok_or(nothing)?;
        let weeks = self.carry(&entry.files)?;
        self.set_cursor(id)?;
        let said = format!("again: {}", entry.label);
        Ok(Committed { outcome: Outcome { said, lines: Vec::new() }, weeks, changed: true })
    }

    /// Labels of the edits, newest first, each with whether it is in effect.
    pub fn history(&self) -> Vec<(String, bool)> {
        let cursor = self.journal.cursor();
        self.journal
            .ids()
            .into_iter()
            .rev()
            .filter_map(|id| Some((self.journal.entry(id)?.label, id <= cursor)))
            .collect()
    }

    /// How many edits can be undone and redone.
    pub fn depth(&self) -> (usize, usize) {
        let cursor = self.journal.cursor();
        let ids = self.journal.ids();
        let undo = ids.iter().filter(|id| **id <= cursor).count();
        (undo, ids.len() - undo)
    }

    fn lock(&self) -> Result<lock::Guard, StoreError> {
        let io = |source| StoreError::Io { doing: "write", path: self.state.clone(), source };
        lock::take(&self.state).map_err(io)?.ok_or(StoreError::Locked)
    }

    fn set_cursor(&self, id: u64) -> Result<(), StoreError> {
        self.journal.set_cursor(id).map_err(|source| StoreError::Io {
            doing: "write",
            path: self.state.join("undo"),
            source,
        })
    }

    /// A crash can leave an entry whose files are written while the cursor still stands before it: move it on.
    fn settle(&self) {
        let cursor = self.journal.cursor();
        let Some(next) = self.journal.ids().into_iter().find(|id| *id > cursor) else { return };
        let Some(entry) = self.journal.entry(next) else { return };
        let is_there = |f: &FileChange| {
            f.id().and_then(|id| self.text(id).ok()).is_some_and(|now| now == f.after && f.after != f.before)
        };
        if entry.files.iter().all(is_there) {
            // If this fails the next call settles it.
            let _ = self.journal.set_cursor(next);
        }
    }

    fn open(&self, ids: &[WeekId]) -> Result<Opened, StoreError> {
        let mut out = Opened { ids: Vec::new(), sheets: Vec::new(), book: Book::default(), frozen: Vec::new() };
        for id in ids {
            let text = match self.text(*id) {
                Err(StoreError::Unreadable(why)) => {
                    out.book.freeze(*id, why.clone());
                    out.frozen.push((*id, why));
                    continue;
                }
                other => other?,
            };
            match Sheet::open(*id, text) {
                Ok(sheet) => {
                    out.book.put(sheet.week.clone());
                    out.ids.push(*id);
                    out.sheets.push(sheet);
                }
                Err(why) => {
                    let why = format!("{id}.toml {why}; the week is read-only until that is mended");
                    out.book.freeze(*id, why.clone());
                    out.frozen.push((*id, why));
                }
            }
        }
        Ok(out)
    }

    fn as_they_are(&self, ids: &[WeekId]) -> Vec<(WeekId, Held)> {
        ids.iter()
            .map(|id| (*id, self.read(*id).unwrap_or_else(|| Held::Week(Box::new(Week::new(*id)), Vec::new()))))
            .collect()
    }

    /// Brings files from `before` to `after`: byte for byte where they are as they were left, else by merging.
    fn carry(&self, files: &[FileChange]) -> Result<Vec<(WeekId, Held)>, StoreError> {
        let pairs: Vec<(WeekId, &FileChange)> = files.iter().filter_map(|f| Some((f.id()?, f))).collect();
        let ids: Vec<WeekId> = pairs.iter().map(|(id, _)| *id).collect();
        let mut wanted: BTreeMap<WeekId, Option<String>> = BTreeMap::new();
        let mut to_merge = Vec::new();
        for (id, file) in &pairs {
            let now = self.text(*id)?;
            if now == file.before {
                wanted.insert(*id, file.after.clone());
            } else if now != file.after {
                to_merge.push((*id, *file));
            }
        }
        if !to_merge.is_empty() {
            let mut opened = self.open(&to_merge.iter().map(|(id, _)| *id).collect::<Vec<_>>())?;
            if let Some((_, why)) = opened.frozen.first() {
                return Err(StoreError::Unreadable(why.clone()));
            }
            for (id, file) in to_merge {
                let read = |text: &Option<String>| {
                    Sheet::open(id, text.clone()).map(|s| s.week).map_err(|e| StoreError::Unreadable(e.to_string()))
                };
                let (was, to) = (read(&file.before)?, read(&file.after)?);
                if let Some(mut week) = opened.book.week(id).cloned() {
                    merge::week(&was, &to, &mut week);
                    opened.book.put(week);
                }
            }
            for (id, text) in opened.ids.iter().zip(opened.rewritten()?) {
                if let Some(text) = text {
                    wanted.insert(*id, Some(text));
                }
            }
        }
        let in_order: Vec<_> = ids.iter().filter_map(|id| Some((*id, wanted.remove(id)?))).collect();
        self.write_all(&in_order)?;
        Ok(self.as_they_are(&ids))
    }

    /// Writes (or removes) files in order; if one fails, those before it are put back.
    fn write_all(&self, wanted: &[(WeekId, Option<String>)]) -> Result<(), StoreError> {
        let mut done: Vec<(WeekId, Option<String>)> = Vec::new();
        for (id, text) in wanted {
            let before = self.text(*id)?;
            if let Err(e) = self.write_one(*id, text.as_deref()) {
                for (id, text) in done.iter().rev() {
                    // Best effort: the first failure is the one to report.
                    let _ = self.write_one(*id, text.as_deref());
                }
                return Err(e);
            }
            done.push((*id, before));
        }
        Ok(())
    }

    fn write_one(&self, id: WeekId, text: Option<&str>) -> Result<(), StoreError> {
        let path = self.path(id);
        let result = match text {
            Some(text) => atomic::write(&path, text.as_bytes()),
            None => atomic::remove(&path),
        };
        result.map_err(|source| StoreError::Io { doing: "write", path, source })
    }
}

impl Opened {
    fn rewritten(&self) -> Result<Vec<Option<String>>, StoreError> {
        let weeks: Vec<Week> =
            self.ids.iter().map(|id| self.book.week(*id).cloned().unwrap_or_else(|| Week::new(*id))).collect();
        Sheet::rewrite(&self.sheets, &weeks.iter().collect::<Vec<_>>()).map_err(StoreError::Unreadable)
    }
}

/// FNV-1a, 64 bit: a stable short name for a path.
fn fnv1a(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, b| (hash ^ u64::from(*b)).wrapping_mul(0x0100_0000_01b3))
}
