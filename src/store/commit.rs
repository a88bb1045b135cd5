//! Changing weeks on disk. The module docs of [`super`] describe the life of an edit.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::Path;
use std::time::Duration;

use super::atomic::{Replaced, TEMP, make_dir, plain};
use super::entry::{Entry, FileChange, Stands, Step, ends};
use super::index::Index;
use super::journal::Journal;
use super::lock::{self, Wait};
use super::weeks::{LARGEST, Store, StoreError};
use crate::clock;
use crate::domain::Refusal;
use crate::domain::progress::{self, Progress, unwatched};
use crate::domain::{Book, Week, WeekId};
use crate::edit::saving::Turn;
use crate::edit::saving::{Answer, Committed, Fate};
use crate::edit::{Change, Outcome};
use crate::edit::{Edit, EditId};
use crate::formats::toml::Sheet;
use chrono::NaiveDate;

/// How often a change starts over because the files changed meanwhile. A choice: other programs write in milliseconds.
pub(super) const TRIES: usize = 8;

/// Temporary files older than this are left over from a crash. A choice, far beyond the milliseconds that one normally lives.
const STRAY: Duration = Duration::from_secs(3600);

/// Week files as they should become, by week.
pub(super) type Texts = BTreeMap<WeekId, Option<String>>;

/// The lock, and the journal brought up to date under it.
pub(super) struct Open {
    pub(super) _guard: lock::Guard,
    pub(super) journal: Journal,
    pub(super) index: Index,
    /// Weeks whose files were deleted in the meantime.
    pub(super) gone: Vec<String>,
}

/// Why a batch was not written.
pub(super) enum Stop {
    /// A file is no longer what it was: start over.
    Changed,
    Error(StoreError),
}

impl From<StoreError> for Stop {
    fn from(e: StoreError) -> Self {
        Self::Error(e)
    }
}

impl Store {
    /// Applies edits, in their order, to the files as they are now, and writes those that differ. What cannot be written
    /// now leaves the files as they were; an edit that was applied before is not applied again.
    pub fn save(&self, changes: &[Change], wait: Wait) -> Answer {
        let mut ids: Vec<WeekId> = Vec::new();
        changes.iter().flat_map(Change::weeks).for_each(|id| {
            if !ids.contains(&id) {
                ids.push(id)
            }
        });
        let mut notes = Vec::new();
        let fates = match self.try_save(changes, wait, &mut notes, &unwatched) {
            Ok(fates) => fates,
            Err(e) => {
                // Missing weeks may come back, as when a disk is mounted again.
                let waits = e.passes() || matches!(e, StoreError::Lost(_));
                let why = e.refusal();
                let fate = || if waits { Fate::Kept(why.to_string()) } else { Fate::Refused(why.clone()) };
                changes.iter().map(|c| (c.id, fate())).collect()
            }
        };
        self.answer(fates, &ids, notes)
    }

    /// Applies one edit, waiting for the lock.
    ///
    /// # Errors
    /// If the edit is refused or the lock not released, or on a file system error. Files are whole even then, old or new.
    pub fn commit(&self, change: &Change) -> Result<Committed, StoreError> {
        let mut notes = Vec::new();
        let fates = self.try_save(std::slice::from_ref(change), Wait::Patiently, &mut notes, &unwatched)?;
        match fates.into_iter().next() {
            Some((_, Fate::Saved(done))) => Ok(Committed { notes, ..done }),
            Some((_, Fate::Refused(why))) => Err(StoreError::Refused(why)),
            Some((_, Fate::Kept(why))) => Err(StoreError::Refused(Refusal::new(why))),
            None => Err(StoreError::Nothing("there is nothing to change")),
        }
    }

    /// Applies several edits in one save, waiting for the lock: all of them are written, or none.
    ///
    /// # Errors
    /// If one of them is refused or the lock not released, or on a file system error. Files are whole even then, old or new.
    pub fn commit_all(&self, changes: &[Change], progress: Progress<'_>) -> Result<Vec<Committed>, StoreError> {
        let mut notes = Vec::new();
        let fates = self.try_save(changes, Wait::Patiently, &mut notes, progress)?;
        let mut out = Vec::new();
        for (_, fate) in fates {
            match fate {
                Fate::Saved(done) => out.push(done),
                Fate::Refused(why) => return Err(StoreError::Refused(why)),
                Fate::Kept(why) => return Err(StoreError::Refused(Refusal::new(why))),
            }
        }
        if let Some(first) = out.first_mut() {
            first.notes = notes;
        }
        Ok(out)
    }

    /// Undoes or redoes the last step, whichever program it came from.
    /// Marks of days before `today` are skipped.
    pub fn turn(&self, id: EditId, turn: Turn, today: NaiveDate, wait: Wait) -> Answer {
        let (fate, ids) = match self.try_turn(id, turn, today, wait) {
            Ok((done, ids)) => (Fate::Saved(done), ids),
            Err(e) => (Fate::Refused(e.refusal()), Vec::new()),
        };
        self.answer(vec![(id, fate)], &ids, Vec::new())
    }

    fn answer(&self, fates: Vec<(EditId, Fate)>, ids: &[WeekId], notes: Vec<String>) -> Answer {
        let (mut weeks, mut stamps) = (Vec::new(), Vec::new());
        for id in ids {
            if let Some((held, stamp)) = self.read_settled(*id) {
                weeks.push((*id, held));
                stamps.push((*id, stamp));
            }
        }
        Answer { fates, weeks, notes, stamps }
    }

    /// Accepts the folder as it is, with the weeks that are there and no others. Returns how many those are.
    ///
    /// # Errors
    /// If the lock is not released, or on a file system error.
    pub fn accept(&self) -> Result<usize, StoreError> {
        let guard = self.lock(Wait::Patiently)?;
        let journal = self.journal();
        let (mut index, _) = self.index(&journal);
        let there: BTreeSet<String> = self.ids().iter().map(ToString::to_string).collect();
        let n = there.len();
        let entry = Entry::Accepted(there);
        let number = index.newest + 1;
        journal.append(number, &entry, &[]).map_err(|e| self.io(e, &journal))?;
        journal.advance(&mut index, number, &entry, &[]);
        drop(guard);
        Ok(n)
    }

    pub(super) fn lock(&self, wait: Wait) -> Result<lock::Guard, StoreError> {
        let make = |dir: &Path| {
            make_dir(dir).map_err(|source| StoreError::Io { doing: "write", path: dir.to_path_buf(), source })
        };
        // Created first, so that the name of the state folder comes from its real path.
        make(&self.dir)?;
        let state = self.state();
        make(&state)?;
        let io = |source| StoreError::Io { doing: "write", path: lock::path(&state), source };
        lock::take(&state, wait).map_err(io)?.ok_or(StoreError::Locked)
    }

    pub(super) fn io(&self, source: io::Error, journal: &Journal) -> StoreError {
        StoreError::Io { doing: "write", path: journal.dir().to_path_buf(), source }
    }

    /// Takes the lock, finishes what a crash left unfinished, and checks that the folder is still the one it was.
    pub(super) fn open(&self, wait: Wait) -> Result<Open, StoreError> {
        // A missing folder is not created again before it is clear that none of its weeks were lost.
        if !self.folder().exists() {
            let (known, _) = self.index(&self.journal());
            self.missing(&known)?;
        }
        let guard = self.lock(wait)?;
        let journal = self.journal();
        self.drop_void_entries(&journal)?;
        let (mut index, kept) = self.index(&journal);
        if !kept {
            index = self.settle(&journal, index)?;
        }
        let gone = self.missing(&index)?;
        index.weeks.extend(self.ids().iter().map(ToString::to_string));
        self.sweep(&journal);
        Ok(Open { _guard: guard, journal, index, gone })
    }

    /// Removes entries of failed saves that could not be removed then. Their edits are still waiting to be saved, which
    /// only this program knows: once somebody has written the week, the files no longer show it.
    fn drop_void_entries(&self, journal: &Journal) -> Result<(), StoreError> {
        let all = self.seen().void.clone();
        for (number, ids) in all {
            // Another program may have removed it and reused its number.
            if journal.ids(number) == ids {
                journal.drop_entry(number).map_err(|e| self.io(e, journal))?;
            }
            // If another program has already counted it, the index is rebuilt.
            if ids.iter().any(|id| self.index(journal).0.knows(id)) {
                journal.drop_index().map_err(|e| self.io(e, journal))?;
            }
            self.seen().void.retain(|(n, other)| (*n, other) != (number, &ids));
        }
        Ok(())
    }

    /// Finishes or drops the newest entry: a crash leaves its files not written, written, or in between.
    pub(super) fn settle(&self, journal: &Journal, index: Index) -> Result<Index, StoreError> {
        let number = journal.newest();
        if index.newest < number {
            // It never happened.
            journal.drop_entry(number).map_err(|e| self.io(e, journal))?;
            journal.keep(&index);
            return Ok(index);
        }
        // Version 0.1 recorded what is in effect with its cursor: the files add nothing to that.
        let files = if index.is_of_0_1() { Vec::new() } else { self.ends_of(journal, number) };
        let sides = self.stand(&files);
        if sides.contains(&Stands::Neither) {
            // The weeks have been written since, so an undo will merge.
            journal.keep(&index);
            return Ok(index);
        }
        for (f, sides) in files.iter().zip(sides) {
            if let Some(id) = f.id().filter(|_| sides == Stands::Before) {
                self.swap(id, f.before.as_deref(), f.after.as_deref())?;
            }
        }
        journal.keep(&index);
        Ok(index)
    }

    /// Removes temporary files that a crash left behind; returns how many.
    pub(super) fn sweep(&self, journal: &Journal) -> usize {
        let mut swept = 0;
        for dir in [self.folder().as_path(), journal.dir()] {
            for entry in fs::read_dir(dir).into_iter().flatten().flatten() {
                let name = entry.file_name();
                let name = name.to_string_lossy();
                let old = || {
                    entry
                        .metadata()
                        .and_then(|m| m.modified())
                        .is_ok_and(|t| clock::age(t).is_some_and(|age| age > STRAY))
                };
                if name.starts_with(TEMP.0) && name.ends_with(TEMP.1) && old() {
                    // One that cannot be removed is tried again next time.
                    swept += usize::from(fs::remove_file(entry.path()).is_ok());
                }
            }
        }
        swept
    }

    fn try_save(
        &self,
        changes: &[Change],
        wait: Wait,
        notes: &mut Vec<String>,
        progress: Progress<'_>,
    ) -> Result<Vec<(EditId, Fate)>, StoreError> {
        let mut open = self.open(wait)?;
        for _ in 0..TRIES {
            match self.save_once(changes, &mut open, notes, progress) {
                Ok(fates) => return Ok(fates),
                Err(Stop::Changed) => {}
                Err(Stop::Error(e)) => return Err(e),
            }
        }
        Err(StoreError::Busy(self.folder()))
    }

    fn save_once(
        &self,
        changes: &[Change],
        open: &mut Open,
        notes: &mut Vec<String>,
        progress: Progress<'_>,
    ) -> Result<Vec<(EditId, Fate)>, Stop> {
        let mut texts = Texts::new();
        let mut fates = Vec::new();
        let mut steps: Vec<Step> = Vec::new();
        for change in changes {
            if open.index.knows(&change.id.to_string()) {
                let outcome = Outcome::default();
                fates.push((
                    change.id,
                    Fate::Saved(Committed { outcome, changed: true, unsafe_because: None, notes: Vec::new() }),
                ));
                continue;
            }
            match self.apply(change, &mut texts) {
                Ok((outcome, files)) => {
                    let changed = !files.is_empty();
                    let mark = match &change.edit {
                        Edit::Mark(date, mark) => Some(mark.written(*date)),
                        _ => None,
                    };
                    if !files.is_empty() || mark.is_some() {
                        let group = change.group.map(|g| g.to_string());
                        let (id, label) = (change.id.to_string(), outcome.said.clone());
                        steps.push(Step { id, label, group, mark, files });
                    }
                    fates.push((
                        change.id,
                        Fate::Saved(Committed { outcome, changed, unsafe_because: None, notes: Vec::new() }),
                    ));
                }
                Err(e) if e.passes() => return Err(e.into()),
                Err(e) => fates.push((change.id, Fate::Refused(e.refusal()))),
            }
        }
        if steps.is_empty() {
            return Ok(fates);
        }
        let unsafe_because = self.write(Entry::Edits(steps), open, notes, progress)?;
        for (_, fate) in &mut fates {
            if let Fate::Saved(done) = fate {
                done.unsafe_because.clone_from(&unsafe_because);
            }
        }
        Ok(fates)
    }

    /// Applies an edit to the texts (reading those not loaded yet), and returns what it changes.
    fn apply(&self, change: &Change, texts: &mut Texts) -> Result<(Outcome, Vec<FileChange>), StoreError> {
        let ids = change.weeks();
        let mut book = Book::default();
        let mut sheets = Vec::new();
        for id in &ids {
            let text = match texts.get(id) {
                Some(text) => Ok(text.clone()),
                None => self.text_to_change(*id),
            };
            let why = match text {
                Err(e @ (StoreError::Busy(_) | StoreError::Locked)) => return Err(e),
                Err(e) => format!("{e}; the week is read-only until that is fixed"),
                Ok(_) if self.is_protected(*id) => self.protected(*id),
                Ok(text) => match Sheet::open(*id, text.clone()) {
                    Ok(sheet) => {
                        texts.entry(*id).or_insert(text);
                        book.put(sheet.week.clone());
                        sheets.push(sheet);
                        continue;
                    }
                    Err(why) => format!("{id}.toml {why}; the week is read-only until that is fixed"),
                },
            };
            book.freeze(*id, why);
        }
        let before = book.clone();
        let outcome = change.apply(&mut book).map_err(StoreError::Refused)?;
        let weeks: Vec<Week> = sheets.iter().map(|s| week_of(&book, s.week.id)).collect();
        let rewritten = Sheet::rewrite(&sheets, &weeks.iter().collect::<Vec<_>>()).map_err(StoreError::Unreadable)?;
        let mut files = Vec::new();
        for (sheet, text) in sheets.iter().zip(rewritten) {
            let Some(text) = text else { continue };
            let id = sheet.week.id;
            let laid = self.laid(change, before.week(id), book.week(id), sheet);
            let before = sheet.before().map(str::to_owned);
            texts.insert(id, Some(text.clone()));
            files.push(FileChange { week: id.to_string(), before, after: Some(text), laid });
        }
        Ok((outcome, files))
    }

    /// The file with the split laid out and nothing more, if this edit laid it out.
    fn laid(&self, change: &Change, was: Option<&Week>, is: Option<&Week>, sheet: &Sheet) -> Option<String> {
        let (was, is) = (was?, is?);
        let split = change.split(sheet.week.id);
        if was.has_plan() || is.split.as_ref() != Some(&split.name) {
            return None;
        }
        let mut laid = was.clone();
        split.lay(&mut laid, change.today);
        Sheet::rewrite(std::slice::from_ref(sheet), &[&laid]).ok()?.pop()?
    }

    /// Writes the journal first, then the files, then the journal's index. The returned sentence says why the change may
    /// not survive a power cut.
    pub(super) fn write(
        &self,
        entry: Entry,
        open: &mut Open,
        notes: &mut Vec<String>,
        progress: Progress<'_>,
    ) -> Result<Option<String>, Stop> {
        let files = match &entry {
            Entry::Edits(steps) | Entry::Turned(_, _, steps) => ends(steps),
            Entry::Accepted(_) => Vec::new(),
        };
        let number = open.index.newest + 1;
        let journal = &open.journal;
        let mut unsafe_because = None;
        match journal.append(number, &entry, &open.gone) {
            Err(e) => {
                // The entry may exist all the same, but its files were not written: it never happened.
                self.drop_or_remember(journal, number, &entry);
                return Err(self.io(e, journal).into());
            }
            Ok(Replaced::Written(e)) => unsafe_because = Some(plain(&e)),
            Ok(_) => {}
        }
        let mut done: Vec<&FileChange> = Vec::new();
        for f in &files {
            let Some(id) = f.id() else { continue };
            let stop = match self.swap(id, f.before.as_deref(), f.after.as_deref()) {
                Ok(Replaced::Durable) => None,
                Ok(Replaced::Written(e)) => {
                    unsafe_because = Some(plain(&e));
                    None
                }
                Ok(Replaced::Changed) => Some(Stop::Changed),
                Err(e) => Some(Stop::Error(e)),
            };
            // The journal has it: whoever stops here is finished by the next start, so nothing stops here.
            let _ = progress(progress::Step { what: "weeks written", done: done.len() + 1, of: files.len() });
            let Some(stop) = stop else {
                done.push(f);
                continue;
            };
            let back = done.iter().rev().all(|f| {
                let Some(id) = f.id() else { return true };
                matches!(
                    self.swap(id, f.after.as_deref(), f.before.as_deref()),
                    Ok(Replaced::Durable | Replaced::Written(_))
                )
            });
            if back {
                self.drop_or_remember(journal, number, &entry);
            }
            return Err(stop);
        }
        for week in &open.gone {
            notes.push(format!("{week}.toml is gone and counts as deleted"));
        }
        journal.advance(&mut open.index, number, &entry, &open.gone);
        self.unsee(&open.gone);
        open.gone.clear();
        Ok(unsafe_because)
    }

    /// Removes an entry whose files are what they were; if that fails too, it is retried before anything else.
    fn drop_or_remember(&self, journal: &Journal, number: u64, entry: &Entry) {
        if journal.drop_entry(number).is_err() {
            self.seen().void.push((number, entry.ids()));
        }
    }

    pub(super) fn swap(&self, id: WeekId, before: Option<&str>, after: Option<&str>) -> Result<Replaced, StoreError> {
        let path = self.path(id);
        let bytes = |t: Option<&str>| t.map(str::as_bytes).map(<[u8]>::to_vec);
        self.disk
            .swap(&path, bytes(before).as_deref(), bytes(after).as_deref(), LARGEST)
            .map_err(|source| StoreError::Io { doing: "write", path, source })
    }
}

pub(super) fn week_of(book: &Book, id: WeekId) -> Week {
    book.week(id).cloned().unwrap_or_else(|| Week::new(id))
}
