//! The journal: what every edit did to which file, written before the files are.
//!
//! An entry is a small numbered file that is never changed: a batch of edits with the bytes of each week file before and
//! after, or the undo or redo of one. What can be undone and redone is what remains when all entries are read in order; the
//! index beside them holds that result, so that not every start reads every entry. It can be rebuilt at any time.

use super::entry::{Entry, FileChange, Stands, Step, ends};
use super::index::{Index, Item, Part};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::atomic::{Disk, Replaced, Safety};
use crate::edit::saving::Turn;

/// The largest entry that is read: a batch over many weeks of a few kilobytes each, before and after.
const LARGEST: u64 = 64 << 20;

/// An entry as stored in its file. Version 0.1 wrote only `label` and `files`.
#[derive(Default, Serialize, Deserialize)]
struct Raw {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    label: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    files: Option<Vec<FileChange>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    turn: Option<Turn>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    steps: Vec<Step>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    accepted: Option<BTreeSet<String>>,
    /// Weeks whose files were gone and counted as deleted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    gone: Vec<String>,
}

#[derive(Clone, Debug)]
pub(super) struct Journal {
    dir: PathBuf,
    disk: Disk,
}

impl Journal {
    pub fn new(state: &Path, disk: &Disk) -> Self {
        Self { dir: state.join("undo"), disk: disk.clone() }
    }

    /// The folder of the entries.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    fn path(&self, number: u64) -> PathBuf {
        self.dir.join(format!("{number:08}.json"))
    }

    fn numbers(&self) -> Vec<u64> {
        let Ok(entries) = fs::read_dir(&self.dir) else { return Vec::new() };
        let name = |e: fs::DirEntry| e.file_name().to_str()?.strip_suffix(".json")?.parse().ok();
        let mut out: Vec<u64> = entries.filter_map(|e| name(e.ok()?)).collect();
        out.sort_unstable();
        out
    }

    /// The entry and the weeks it counted as deleted; `None` if it cannot be read.
    fn load(&self, number: u64) -> Option<(Entry, Vec<String>)> {
        let bytes = self.disk.read(&self.path(number), LARGEST).ok()??;
        let raw: Raw = serde_json::from_slice(&bytes).ok()?;
        let entry = match (raw.label, raw.files, raw.turn, raw.accepted) {
            (Some(label), Some(files), ..) => {
                Entry::Edits(vec![Step { id: format!("0.1-{number}"), label, group: None, mark: None, files }])
            }
            (.., Some(turn), _) => Entry::Turned(turn, raw.id.unwrap_or_default(), raw.steps),
            (.., Some(weeks)) => Entry::Accepted(weeks),
            _ => Entry::Edits(raw.steps),
        };
        Some((entry, raw.gone))
    }

    /// The step that last applied a part, in the form that is to be reversed.
    pub fn step(&self, part: &Part, turn: Turn) -> Option<Step> {
        let (steps, edit) = match self.load(part.entry)?.0 {
            Entry::Edits(steps) => (steps, true),
            Entry::Turned(_, _, steps) => (steps, false),
            Entry::Accepted(_) => return None,
        };
        let mut step = steps.into_iter().nth(part.at)?;
        if edit && turn == Turn::Redo {
            // Version 0.1 undid it by moving its cursor: what was applied last is its reverse.
            for f in &mut step.files {
                std::mem::swap(&mut f.before, &mut f.after);
            }
        }
        Some(step)
    }

    /// The ids in an entry; none if it is missing.
    pub fn ids(&self, number: u64) -> Vec<String> {
        self.load(number).map(|(entry, _)| entry.ids()).unwrap_or_default()
    }

    /// The steps of an entry.
    pub fn steps(&self, number: u64) -> Vec<Step> {
        match self.load(number) {
            Some((Entry::Edits(steps) | Entry::Turned(_, _, steps), _)) => steps,
            _ => Vec::new(),
        }
    }

    /// Files of the journal that exist but cannot be read.
    pub fn damaged(&self) -> Vec<PathBuf> {
        let index = self.dir.join("index.json");
        let kept = self.disk.read(&index, LARGEST);
        let unread = match kept {
            Ok(None) => false,
            Ok(Some(bytes)) => serde_json::from_slice::<Index>(&bytes).is_err(),
            Err(_) => true,
        };
        let entries = self.numbers().into_iter().filter(|n| self.load(*n).is_none()).map(|n| self.path(n));
        entries.chain(unread.then_some(index)).collect()
    }

    /// Each week as the journal last wrote it; removed weeks are left out.
    pub fn last_texts(&self) -> BTreeMap<String, String> {
        let mut out = BTreeMap::new();
        for file in self.numbers().into_iter().flat_map(|n| self.steps(n)).flat_map(|s| s.files) {
            match file.after {
                Some(text) => drop(out.insert(file.week, text)),
                None => drop(out.remove(&file.week)),
            }
        }
        out
    }

    /// The cursor of 0.1: the last edit in effect.
    fn cursor(&self) -> Option<u64> {
        let bytes = self.disk.read(&self.dir.join("cursor"), 64).ok()??;
        std::str::from_utf8(&bytes).ok()?.trim().parse().ok()
    }

    /// The number of the newest entry.
    pub fn newest(&self) -> u64 {
        self.numbers().last().copied().unwrap_or(0)
    }

    /// The index of all entries, and whether the stored one was already up to date. A crash can leave the newest entry with
    /// none of its files written: it never happened, and is left out. `stands` says which end of an entry its files match.
    pub fn index(&self, side_of: impl Fn(&[FileChange]) -> Stands) -> (Index, bool) {
        let numbers = self.numbers();
        let newest = numbers.last().copied().unwrap_or(0);
        let kept = self.disk.read(&self.dir.join("index.json"), LARGEST).ok().flatten();
        let kept: Option<Index> = kept.and_then(|b| serde_json::from_slice(&b).ok());
        let kept = kept.filter(|i: &Index| i.newest <= newest);
        if let Some(kept) = kept.as_ref().filter(|i| i.newest == newest) {
            return (kept.clone(), true);
        }
        let mut index = kept.unwrap_or_default();
        let known = index.newest;
        for number in numbers.iter().copied().filter(|n| *n > known) {
            let Some((entry, gone)) = self.load(number) else { continue };
            let old = matches!(&entry, Entry::Edits(s) if s.iter().any(|s| s.id.starts_with("0.1-")));
            if number == newest && !old {
                let files = match &entry {
                    Entry::Edits(steps) | Entry::Turned(_, _, steps) => ends(steps),
                    Entry::Accepted(_) => Vec::new(),
                };
                if !files.is_empty() && side_of(&files) == Stands::Before {
                    return (index, false);
                }
            }
            index.fold(number, &entry);
            index.unsure = old;
            index.weeks.retain(|w| !gone.contains(w));
        }
        index.newest = newest;
        if index.unsure {
            self.split_at_cursor(&mut index, side_of);
        }
        (index, false)
    }

    /// Entries of 0.1 lie on either side of its cursor. If that is lost or makes no sense, those count as undone whose
    /// files are what they were before.
    fn split_at_cursor(&self, index: &mut Index, side_of: impl Fn(&[FileChange]) -> Stands) {
        let number = |i: &Item| i.parts.first().map_or(0, |p| p.entry);
        let cursor = self.cursor().filter(|c| *c <= index.newest);
        while let Some(last) = index.done.last() {
            let taken_back = match cursor {
                Some(cursor) => number(last) > cursor,
                None => {
                    let files = ends(&self.steps(number(last)));
                    side_of(&files) == Stands::Before
                }
            };
            if !taken_back {
                break;
            }
            let Some(item) = index.done.pop() else { break };
            index.undone.push(item);
        }
    }

    /// Adds an entry. The files it describes are written after it.
    pub fn append(&self, number: u64, entry: &Entry, gone: &[String]) -> io::Result<Replaced> {
        let gone = gone.to_vec();
        let raw = match entry.clone() {
            Entry::Edits(steps) => Raw { steps, gone, ..Raw::default() },
            Entry::Turned(turn, id, steps) => Raw { turn: Some(turn), id: Some(id), steps, gone, ..Raw::default() },
            Entry::Accepted(weeks) => Raw { accepted: Some(weeks), ..Raw::default() },
        };
        let text = serde_json::to_vec(&raw).map_err(io::Error::other)?;
        self.disk.write(&self.path(number), &text, Safety::Durable)
    }

    /// Removes an entry whose files were not written.
    pub fn drop_entry(&self, number: u64) -> io::Result<()> {
        self.disk.remove(&self.path(number))
    }

    /// Removes the index, so that it is rebuilt.
    pub fn drop_index(&self) -> io::Result<()> {
        self.disk.remove(&self.dir.join("index.json"))
    }

    /// Saves the index with one more entry in it, and removes entries that nothing needs any more.
    pub fn advance(&self, index: &mut Index, number: u64, entry: &Entry, gone: &[String]) {
        index.fold(number, entry);
        index.weeks.retain(|w| !gone.contains(w));
        self.keep(index);
        let needed = index.needed();
        for old in self.numbers().into_iter().filter(|n| !needed.contains(n) && *n < number) {
            // One that cannot be removed is just read once more at the next rebuild.
            let _ = self.disk.remove(&self.path(old));
        }
    }

    /// Writes the index. It can be rebuilt, so a failure does not matter.
    pub fn keep(&self, index: &Index) {
        if let Ok(text) = serde_json::to_vec(index) {
            let _ = self.disk.write(&self.dir.join("index.json"), &text, Safety::Rebuildable);
        }
    }

    /// Labels of the steps, newest first, each with whether it is in effect.
    pub fn labels(index: &Index) -> Vec<(String, bool)> {
        let undone = index.undone.iter().map(|i| (i.label.clone(), false));
        undone.chain(index.done.iter().rev().map(|i| (i.label.clone(), true))).collect()
    }
}

/// How each file compares with the two ends of an entry.
pub(super) fn stand(files: &[FileChange], now: &BTreeMap<String, Option<String>>) -> Vec<Stands> {
    let one = |f: &FileChange| match now.get(&f.week) {
        Some(text) if *text == f.after => Stands::After,
        Some(text) if *text == f.before => Stands::Before,
        _ => Stands::Neither,
    };
    files.iter().map(one).collect()
}
