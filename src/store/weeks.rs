//! The data folder: its weeks, and where its lock and journal are.

use std::collections::{BTreeSet, HashSet};
use std::fmt;
use std::fs;
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::SystemTime;

use super::atomic::{Disk, Safety, plain};
use super::entry::{FileChange, Stands, ends};
use super::index::Index;
use super::journal::{Journal, stand};
use super::kept::Read;
use crate::clock;
use crate::domain::Refusal;
use crate::domain::WeekId;
use crate::domain::held::Held;
use crate::domain::session::fnv1a;
use crate::domain::shelf::Edition;
use crate::edit::saving::{Stamp, Sum};
use crate::formats::toml::read_week;

/// Why something could not be saved.
#[derive(Debug)]
pub enum StoreError {
    /// The edit itself was refused.
    Refused(Refusal),
    /// Another program keeps the lock.
    Locked,
    /// A file holds something that cannot be used; the sentence names it.
    Unreadable(String),
    /// The file system said no.
    Io {
        /// What was being done, such as `write`.
        doing: &'static str,
        /// The file.
        path: PathBuf,
        /// The system's error.
        source: io::Error,
    },
    /// A file is being written by another program this very moment.
    Busy(PathBuf),
    /// Weeks that this program wrote are gone.
    Lost(String),
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
                        "; there is a file where a folder should be, choose another place with --data-dir"
                    }
                    _ => "",
                };
                write!(f, "cannot {doing} {}: {}{remedy}", path.display(), plain(source))
            }
            Self::Busy(path) => write!(f, "{} is being written by another program", path.display()),
            Self::Lost(what) => f.write_str(what),
            Self::Nothing(what) => f.write_str(what),
        }
    }
}

impl std::error::Error for StoreError {}

impl StoreError {
    /// Turns the error into a refusal of the edit.
    pub(super) fn refusal(self) -> Refusal {
        match self {
            Self::Refused(why) => why,
            other => Refusal::new(other.to_string()),
        }
    }

    /// Whether trying again can help: the edit then waits instead of being refused.
    pub fn passes(&self) -> bool {
        matches!(self, Self::Locked | Self::Busy(_) | Self::Io { .. })
    }
}

/// The largest week file that is read: years of sessions by hand fit into a hundredth of it. A choice.
pub const LARGEST: u64 = 4 << 20;

/// How long an empty week file counts as being written. A choice: programs write one in milliseconds.
const WRITING: std::time::Duration = std::time::Duration::from_secs(2);

/// Weeks that this program has seen on disk. A folder that loses them must not be rewritten from scratch.
#[derive(Debug, Default)]
pub(super) struct Seen {
    weeks: BTreeSet<WeekId>,
    /// The last entry that accepted the folder, once known: what was seen before it no longer counts.
    accepted: Option<Option<u64>>,
    /// Entries of failed saves that could not be removed, with the ids of their edits: those never happened.
    pub(super) void: Vec<(u64, Vec<String>)>,
}

/// The weeks of one data folder, with their lock and journal in the state folder.
#[derive(Clone, Debug)]
pub struct Store {
    pub(super) dir: PathBuf,
    state_home: PathBuf,
    pub(super) disk: Disk,
    seen: Arc<Mutex<Seen>>,
    read: Arc<Mutex<Read>>,
}

impl Store {
    /// The store over `data_dir`; `state_home` holds the state of all data folders. Nothing is written.
    pub fn new(data_dir: &Path, state_home: &Path) -> Self {
        let (dir, state_home) = (data_dir.to_path_buf(), state_home.to_path_buf());
        Self { dir, state_home, disk: Disk::default(), seen: Arc::default(), read: Arc::default() }
    }

    /// The same store on another file system.
    pub fn on(self, disk: Disk) -> Self {
        Self { disk, ..self }
    }

    /// The data folder.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// The folder of lock and journal. Its name comes from the real path of the data folder, so that every way to write
    /// that path leads here.
    pub fn state(&self) -> PathBuf {
        let full = real(&self.dir);
        let name: String = full
            .file_name()
            .map(|n| n.to_string_lossy().chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').take(24).collect())
            .unwrap_or_default();
        self.state_home.join(format!("{name}-{:016x}", fnv1a(full.as_os_str().as_encoded_bytes())))
    }

    pub(super) fn journal(&self) -> Journal {
        Journal::new(&self.state(), &self.disk)
    }

    /// A small text kept in the state folder, such as the day on which something was last mentioned.
    pub fn remembered(&self, name: &str) -> Option<String> {
        let bytes = self.disk.read(&self.state().join(name), LARGEST).ok()??;
        String::from_utf8(bytes).ok()
    }

    /// Remembers a small text, or forgets it if that is `None`.
    ///
    /// # Errors
    /// On a file system error.
    pub fn remember(&self, name: &str, text: Option<&str>) -> io::Result<()> {
        let path = self.state().join(name);
        match text {
            Some(text) => self.disk.write(&path, text.as_bytes(), Safety::Rebuildable).map(drop),
            None => match fs::remove_file(path) {
                Err(e) if e.kind() != io::ErrorKind::NotFound => Err(e),
                _ => Ok(()),
            },
        }
    }

    /// Saves a text for the user in the state folder, beside earlier ones, and returns its path.
    ///
    /// # Errors
    /// A sentence with the file system's error.
    pub fn keep(&self, text: &[u8]) -> Result<PathBuf, StoreError> {
        let path = self.free_name("kept-", ".txt");
        match self.disk.write(&path, text, Safety::Durable) {
            Ok(_) => Ok(path),
            Err(source) => Err(StoreError::Io { doing: "write", path, source }),
        }
    }

    /// Names in the state folder that begin with `start`, the least recently changed first.
    pub fn kept(&self, start: &str) -> Vec<String> {
        let entries = fs::read_dir(self.state()).into_iter().flatten().flatten();
        let mut out: Vec<(Option<SystemTime>, String)> = entries
            .filter_map(|e| Some((e.metadata().ok()?.modified().ok(), e.file_name().into_string().ok()?)))
            .filter(|(_, name)| name.starts_with(start))
            .collect();
        out.sort();
        out.into_iter().map(|(_, name)| name).collect()
    }

    /// An unused path in the state folder, with the first free number between `start` and `end`.
    pub fn free_name(&self, start: &str, end: &str) -> PathBuf {
        let path = |n: u32| self.state().join(format!("{start}{n}{end}"));
        (1..).map(path).find(|p| !p.exists()).unwrap_or_default()
    }

    /// The folder of the week files.
    pub fn folder(&self) -> PathBuf {
        self.dir.join("weeks")
    }

    /// Names of files beside the weeks that a sync could not merge into them. They are never read as weeks.
    pub fn conflicts(&self) -> Vec<String> {
        let mut names: Vec<String> = self.names().into_iter().filter(|n| is_conflict(n)).collect();
        names.sort();
        names
    }

    fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.folder()).into_iter().flatten().flatten();
        entries.map(|e| e.file_name().to_string_lossy().into_owned()).collect()
    }

    /// The file of a week.
    pub fn path(&self, id: WeekId) -> PathBuf {
        self.folder().join(format!("{id}.toml"))
    }

    /// The stamp of a week's file: it changes when another program writes the file.
    pub fn stamp(&self, id: WeekId) -> Stamp {
        let meta = fs::metadata(self.path(id)).ok()?;
        Some((meta.modified().ok()?, (meta.ctime(), meta.ctime_nsec()), meta.len(), meta.ino()))
    }

    /// Reads a week; `None` if there is no file.
    pub fn read(&self, id: WeekId) -> Option<Held> {
        self.read_as(id, self.stamp(id))
    }

    /// Reads a week whose file has this stamp.
    fn read_as(&self, id: WeekId, stamp: Stamp) -> Option<Held> {
        let before = self.read_before().get(id, stamp);
        if before.is_none() {
            let held = match self.text(id) {
                Ok(None) => {
                    self.read_before().forget(id);
                    return None;
                }
                Ok(Some(text)) => self.held(id, &text),
                Err(e) => Held::ReadOnly(format!("{e}; the week is read-only until that is fixed")),
            };
            self.seen().weeks.insert(id);
            if self.stamp(id) == stamp {
                self.read_before().take(id, stamp, &held);
            }
            return Some(held);
        }
        self.seen().weeks.insert(id);
        before
    }

    pub(super) fn read_before(&self) -> MutexGuard<'_, Read> {
        self.read.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn seen(&self) -> MutexGuard<'_, Seen> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether the week was there when this program looked.
    pub fn has_seen(&self, id: WeekId) -> bool {
        self.seen().weeks.contains(&id)
    }

    /// Forgets weeks that are gone, once that is accepted.
    pub(super) fn unsee(&self, gone: &[String]) {
        self.seen().weeks.retain(|id| !gone.contains(&id.to_string()));
    }

    /// Reads a week as [`Store::read`] does, with the stamp of its file; `None` while another program is writing it: until
    /// that is done, what was known of the week stays.
    pub fn read_settled(&self, id: WeekId) -> Option<(Option<Held>, Stamp)> {
        for _ in 0..8 {
            let before = self.stamp(id);
            let kept = self.read_before().get(id, before);
            if kept.is_some() {
                self.seen().weeks.insert(id);
                return Some((kept, before));
            }
            let held = self.read_as(id, before);
            if self.is_being_written(id) {
                return None;
            }
            if self.stamp(id) == before {
                return Some((held, before));
            }
        }
        None
    }

    /// Ids of all weeks on file, oldest first.
    pub fn ids(&self) -> Vec<WeekId> {
        let mut ids: Vec<WeekId> = self.names().iter().filter_map(|n| n.strip_suffix(".toml")?.parse().ok()).collect();
        ids.sort_unstable();
        ids
    }

    /// The text of a week file.
    pub(super) fn text(&self, id: WeekId) -> Result<Option<String>, StoreError> {
        let path = self.path(id);
        let read = self.disk.read(&path, LARGEST);
        // A file where the folder should be holds no weeks; writing will report it.
        let Some(bytes) = read.map_err(|source| StoreError::Io { doing: "read", path: path.clone(), source })? else {
            return Ok(None);
        };
        String::from_utf8(bytes).map(Some).map_err(|e| {
            let line = e.as_bytes()[..e.utf8_error().valid_up_to()].iter().filter(|b| **b == b'\n').count() + 1;
            StoreError::Unreadable(format!("{} line {line} is not UTF-8 text", path.display()))
        })
    }

    /// The text of a week file that is to be changed. One that became empty a moment ago is being written by somebody.
    pub(super) fn text_to_change(&self, id: WeekId) -> Result<Option<String>, StoreError> {
        let text = self.text(id)?;
        if text.as_ref().is_some_and(String::is_empty) && self.is_being_written(id) {
            return Err(StoreError::Busy(self.path(id)));
        }
        Ok(text)
    }

    /// Whether the week's file became empty a moment ago: whoever emptied it is about to fill it.
    pub fn is_being_written(&self, id: WeekId) -> bool {
        let meta = fs::metadata(self.path(id));
        meta.is_ok_and(|m| {
            m.is_file() && m.len() == 0 && m.modified().is_ok_and(|t| clock::age(t).is_some_and(|age| age < WRITING))
        })
    }

    pub(super) fn held(&self, id: WeekId, text: &str) -> Held {
        let edition = |week| Edition::numbered(week, fnv1a(text.as_bytes()));
        match read_week(id, text.trim_start_matches('\u{feff}')) {
            Ok(reading) if self.is_protected(id) => Held::Protected(edition(reading.week), self.protected(id)),
            Ok(reading) => Held::Week(edition(reading.week), reading.problems),
            Err(why) => Held::ReadOnly(format!("{}.toml {why}; the week is read-only until that is fixed", id)),
        }
    }

    /// Whether the week's file is write-protected.
    pub(super) fn is_protected(&self, id: WeekId) -> bool {
        fs::metadata(self.path(id)).is_ok_and(|m| m.permissions().readonly())
    }

    pub(super) fn protected(&self, id: WeekId) -> String {
        format!("{id}.toml is write-protected; chmod u+w lets you change it")
    }

    /// Labels of the steps, newest first, each with whether it is in effect.
    pub fn history(&self) -> Vec<(String, bool)> {
        Journal::labels(&self.index(&self.journal()).0)
    }

    /// A summary of the journal.
    pub fn sum(&self) -> Sum {
        let (index, _) = self.index(&self.journal());
        let lost = self.missing(&index).err().map(|e| e.to_string());
        Sum { undo: index.done.len(), redo: index.undone.len(), marks: index.marks(), lost }
    }

    /// How many steps can be undone and redone.
    pub fn depth(&self) -> (usize, usize) {
        let sum = self.sum();
        (sum.undo, sum.redo)
    }

    pub(super) fn index(&self, journal: &Journal) -> (Index, bool) {
        let (index, kept) = journal.index(|files| {
            let stands = self.stand(files);
            if stands.iter().all(|s| *s == Stands::Before) { Stands::Before } else { Stands::After }
        });
        let mut seen = self.seen();
        let before = seen.accepted.replace(index.accepted());
        if before.is_some_and(|before| before != index.accepted()) {
            seen.weeks.clear();
        }
        (index, kept)
    }

    /// How the files compare with the two ends of an entry.
    pub(super) fn stand(&self, files: &[FileChange]) -> Vec<Stands> {
        let text = |f: &FileChange| Some((f.week.clone(), self.text(f.id()?).ok()?));
        stand(files, &files.iter().filter_map(text).collect())
    }

    /// Weeks that the journal knows or this program has seen, and whose files are gone.
    ///
    /// # Errors
    /// A sentence, if so many are gone that this cannot be the folder they were in.
    pub(super) fn missing(&self, index: &Index) -> Result<Vec<String>, StoreError> {
        let names = self.names();
        let week = |name: &&str| name.parse::<WeekId>().is_ok();
        let there: HashSet<&str> = names.iter().filter_map(|n| n.strip_suffix(".toml")).filter(week).collect();
        let seen: Vec<String> = self.seen().weeks.iter().map(ToString::to_string).collect();
        let seen = seen.iter().filter(|week| !index.weeks.contains(*week) && !index.removed.contains(*week));
        let (mut known, mut gone) = (0, Vec::new());
        for week in index.weeks.iter().chain(seen) {
            known += 1;
            if !there.contains(week.as_str()) {
                gone.push(week.clone());
            }
        }
        gone.sort();
        let lost = known > 0 && (there.is_empty() || (gone.len() >= 3 && gone.len() * 2 > known));
        if lost {
            return Err(StoreError::Lost(format!(
                "weeks are missing in {}, {} of {known}: nothing is changed there until they are back (disk not mounted? another branch checked out?); recoup restore --journal brings back what the journal wrote; if this is on purpose, recoup doctor --accept takes the folder as it is",
                self.folder().display(),
                gone.len()
            )));
        }
        Ok(gone)
    }

    /// The two ends of an entry, for each of its weeks.
    pub(super) fn ends_of(&self, journal: &Journal, number: u64) -> Vec<FileChange> {
        ends(&journal.steps(number))
    }
}

/// Whether a file beside the weeks is one that a sync could not merge into them.
pub fn is_conflict(name: &str) -> bool {
    name.contains(".sync-conflict-") || name.contains("conflicted copy")
}

/// The real path, resolved as far as it exists.
fn real(path: &Path) -> PathBuf {
    let full = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    for head in full.ancestors() {
        if let Ok(there) = fs::canonicalize(head) {
            // Component by component: joining an empty path would add a slash, and so change the name.
            let rest = full.strip_prefix(head).unwrap_or(Path::new(""));
            return rest.components().fold(there, |path, part| path.join(part));
        }
    }
    full
}
