//! The journal: what every edit did to which file, written before the files are.
//!
//! An entry is a small file, numbered, that is never changed: a batch of edits with the bytes of each week file before and
//! after, or the undo or redo of one. What can be undone and redone is what remains when all entries are read in order; the
//! index beside them is that sum, so that not every start reads every entry. It can be made again from them at any time.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::atomic::{Disk, Replaced, Safety};
use crate::domain::WeekId;
use crate::edit::Mark;
use crate::edit::saving::Turn;

/// How many steps can be taken back. A choice: some weeks of daily use in about a megabyte.
const KEEP: usize = 200;

/// Ids that are remembered, so that none is applied twice. A choice, far beyond what any queue holds.
const IDS: usize = 2_000;

/// Entries of at most so many bytes are read: a batch over many weeks of a few kilobytes, twice.
const LARGEST: u64 = 64 << 20;

/// One edit as the journal keeps it.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub(super) struct Step {
    /// Which edit it is.
    #[serde(default)]
    pub id: String,
    /// What the edit said it did.
    pub label: String,
    /// The drawer it belongs to: all of one are undone together.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    /// What became of a day's offer, such as `refused 2026-11-18`: such a step touches no file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mark: Option<String>,
    /// What it did to which file, in the order of writing.
    pub files: Vec<FileChange>,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub(super) struct FileChange {
    pub week: String,
    /// `None`: the file did not exist.
    pub before: Option<String>,
    pub after: Option<String>,
    /// The file with the split laid and nothing more, where the edit was the one that laid it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub laid: Option<String>,
}

impl FileChange {
    pub fn id(&self) -> Option<WeekId> {
        self.week.parse().ok()
    }
}

/// What an entry is.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum Entry {
    /// Edits, in the order they were made.
    Edits(Vec<Step>),
    /// A step taken back or made again: its parts, in the order they were turned.
    Turned(Turn, String, Vec<Step>),
    /// The folder was accepted with these weeks and no others.
    Accepted(BTreeSet<String>),
}

/// An entry as its file has it. Version 0.1 wrote `label` and `files` alone.
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
    /// Weeks whose files were gone, and taken to be deleted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    gone: Vec<String>,
}

/// A part of a step, with the entry that holds its last application.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub(super) struct Part {
    pub id: String,
    pub entry: u64,
    pub at: usize,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mark: Option<String>,
}

/// A step as it can be undone or redone.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub(super) struct Item {
    pub label: String,
    pub group: Option<String>,
    pub parts: Vec<Part>,
}

impl Item {
    /// Whether it is no more than a mark of a day before `today`: undo and redo step over it.
    fn is_over(&self, today: NaiveDate) -> bool {
        let past = |mark: &String| mark_of(mark).is_some_and(|(date, _)| date < today);
        self.parts.iter().all(|p| p.mark.as_ref().is_some_and(past))
    }
}

/// A mark as the journal has it.
pub(super) fn mark_of(text: &str) -> Option<(NaiveDate, Mark)> {
    let (what, date) = text.split_once(' ')?;
    Some((date.parse().ok()?, Mark::parse(what)?))
}

/// The sum of all entries.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub(super) struct Index {
    /// The newest entry that is in it.
    pub newest: u64,
    /// Steps in effect, oldest first.
    pub done: Vec<Item>,
    /// Steps taken back, the next to be made again last.
    pub undone: Vec<Item>,
    /// Ids that were applied, newest last.
    pub ids: Vec<String>,
    /// Weeks that should be there: those this program wrote, and those it found beside them.
    pub weeks: BTreeSet<String>,
    /// Weeks whose files an undo took away: nobody misses them.
    #[serde(default)]
    pub removed: BTreeSet<String>,
    /// The step whose turning was refused last: asked for once more, it is passed over.
    #[serde(default)]
    pub refused: Option<String>,
    /// The newest entry that accepted the folder.
    #[serde(default)]
    accepted: Option<u64>,
    /// Whether its newest entry is one of 0.1.
    #[serde(skip)]
    unsure: bool,
}

impl Index {
    /// Whether the newest entry is one of 0.1.
    pub fn is_of_0_1(&self) -> bool {
        self.unsure
    }

    /// The entry that accepted the folder last.
    pub fn accepted(&self) -> Option<u64> {
        self.accepted
    }

    /// Whether the edit, undo or redo of that id was done.
    pub fn knows(&self, id: &str) -> bool {
        self.ids.iter().any(|known| known == id)
    }

    /// The step to be turned next.
    pub fn next(&self, turn: Turn, today: NaiveDate) -> Option<&Item> {
        let steps = if turn == Turn::Undo { &self.done } else { &self.undone };
        steps.iter().rev().find(|i| !i.is_over(today))
    }

    /// What became of offers, as far as it was not taken back.
    pub fn marks(&self) -> Vec<(NaiveDate, Mark)> {
        let marks = self.done.iter().flat_map(|i| &i.parts).filter_map(|p| p.mark.as_deref());
        marks.filter_map(mark_of).collect()
    }

    /// Takes an entry in.
    fn fold(&mut self, number: u64, entry: &Entry) {
        self.newest = number;
        self.refused = None;
        match entry {
            Entry::Edits(steps) => {
                self.undone.clear();
                for (at, step) in steps.iter().enumerate() {
                    let part = Part { id: step.id.clone(), entry: number, at, mark: step.mark.clone() };
                    // Only what follows one another is one step: what another program did in between keeps its place, so
                    // that taking back in order always gives the first bytes.
                    let mates = step.group.as_ref().and_then(|g| {
                        let last = self.done.pop_if(|i| i.group.as_ref() == Some(g))?;
                        Some(last.parts)
                    });
                    let parts = mates.unwrap_or_default().into_iter().chain([part]).collect();
                    self.done.push(Item { label: step.label.clone(), group: step.group.clone(), parts });
                    self.learn(step);
                }
            }
            Entry::Turned(turn, id, steps) => {
                let of = |i: &Item| i.parts.iter().any(|p| steps.iter().any(|s| s.id == p.id));
                let held = self.done.iter().chain(&self.undone).find(|i| of(i)).cloned();
                self.done.retain(|i| !of(i));
                self.undone.retain(|i| !of(i));
                let here = |id: &str| steps.iter().position(|s| s.id == id);
                let mut parts: Vec<Part> = held.map(|i| i.parts).unwrap_or_default();
                if parts.is_empty() {
                    let part = |s: &Step| Part { id: s.id.clone(), entry: number, at: 0, mark: s.mark.clone() };
                    let all = steps.iter().map(part);
                    parts = if *turn == Turn::Undo { all.rev().collect() } else { all.collect() };
                }
                for part in &mut parts {
                    if let Some(at) = here(&part.id) {
                        (part.entry, part.at) = (number, at);
                    }
                }
                let first = steps.first();
                let item = Item {
                    label: first.map(|s| s.label.clone()).unwrap_or_default(),
                    group: first.and_then(|s| s.group.clone()),
                    parts,
                };
                if *turn == Turn::Undo { &mut self.undone } else { &mut self.done }.push(item);
                steps.iter().for_each(|s| self.note_weeks(s));
                self.ids.push(id.clone());
            }
            Entry::Accepted(weeks) => {
                self.weeks.clone_from(weeks);
                self.accepted = Some(number);
            }
        }
        let over = self.done.len().saturating_sub(KEEP);
        self.done.drain(..over);
        let over = self.ids.len().saturating_sub(IDS);
        self.ids.drain(..over);
    }

    fn learn(&mut self, step: &Step) {
        self.note_weeks(step);
        self.ids.push(step.id.clone());
    }

    fn note_weeks(&mut self, step: &Step) {
        for f in &step.files {
            let (to, from) = match f.after {
                Some(_) => (&mut self.weeks, &mut self.removed),
                None => (&mut self.removed, &mut self.weeks),
            };
            from.remove(&f.week);
            to.insert(f.week.clone());
        }
    }

    /// Numbers of entries that a step still needs.
    fn needed(&self) -> BTreeSet<u64> {
        self.done.iter().chain(&self.undone).flat_map(|i| &i.parts).map(|p| p.entry).chain(self.accepted).collect()
    }
}

#[derive(Clone, Debug)]
pub(super) struct Journal {
    dir: PathBuf,
    disk: Disk,
}

/// How a week file stands against the ends of an entry.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Stands {
    Before,
    After,
    Neither,
}

/// First bytes before and last bytes after of each week of an entry, in the order of writing.
pub(super) fn ends(steps: &[Step]) -> Vec<FileChange> {
    let mut out: Vec<FileChange> = Vec::new();
    for f in steps.iter().flat_map(|s| &s.files) {
        match out.iter_mut().find(|o| o.week == f.week) {
            Some(o) => o.after.clone_from(&f.after),
            None => out.push(f.clone()),
        }
    }
    out
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

    /// The entry and the weeks that it took to be deleted; `None` where it cannot be read.
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

    /// The step that a part was last applied by, as what is to be reversed.
    pub fn step(&self, part: &Part, turn: Turn) -> Option<Step> {
        let (steps, edit) = match self.load(part.entry)?.0 {
            Entry::Edits(steps) => (steps, true),
            Entry::Turned(_, _, steps) => (steps, false),
            Entry::Accepted(_) => return None,
        };
        let mut step = steps.into_iter().nth(part.at)?;
        if edit && turn == Turn::Redo {
            // Version 0.1 took it back by moving its cursor: what was applied last is its reverse.
            for f in &mut step.files {
                std::mem::swap(&mut f.before, &mut f.after);
            }
        }
        Some(step)
    }

    /// The steps of an entry.
    pub fn steps(&self, number: u64) -> Vec<Step> {
        match self.load(number) {
            Some((Entry::Edits(steps) | Entry::Turned(_, _, steps), _)) => steps,
            _ => Vec::new(),
        }
    }

    /// Files of the journal that are there and cannot be read.
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

    /// Each week as the journal has it written last; one that was taken away is not among them.
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

    /// The newest entry there is.
    pub fn newest(&self) -> u64 {
        self.numbers().last().copied().unwrap_or(0)
    }

    /// The sum of all entries, and whether the kept index said it already. A crash can leave the newest entry with none of
    /// its files written: it never happened, and is not in the sum. `stands` says how the files of an entry stand.
    pub fn index(&self, stands: impl Fn(&[FileChange]) -> Stands) -> (Index, bool) {
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
                if !files.is_empty() && stands(&files) == Stands::Before {
                    return (index, false);
                }
            }
            index.fold(number, &entry);
            index.unsure = old;
            index.weeks.retain(|w| !gone.contains(w));
        }
        index.newest = newest;
        if index.unsure {
            self.place_old(&mut index, stands);
        }
        (index, false)
    }

    /// Entries of 0.1 stand on either side of its cursor. Where that is lost or makes no sense, those are taken back whose
    /// files are what they were before.
    fn place_old(&self, index: &mut Index, stands: impl Fn(&[FileChange]) -> Stands) {
        let number = |i: &Item| i.parts.first().map_or(0, |p| p.entry);
        let cursor = self.cursor().filter(|c| *c <= index.newest);
        while let Some(last) = index.done.last() {
            let taken_back = match cursor {
                Some(cursor) => number(last) > cursor,
                None => {
                    let files = ends(&self.steps(number(last)));
                    stands(&files) == Stands::Before
                }
            };
            if !taken_back {
                break;
            }
            let Some(item) = index.done.pop() else { break };
            index.undone.push(item);
        }
    }

    /// Adds an entry. The files it speaks of are written after it.
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

    /// Takes an entry out again whose files were not written.
    pub fn drop_entry(&self, number: u64) -> io::Result<()> {
        self.disk.remove(&self.path(number))
    }

    /// Keeps the sum with one more entry in it, and removes entries that nothing needs any more.
    pub fn advance(&self, index: &mut Index, number: u64, entry: &Entry, gone: &[String]) {
        index.fold(number, entry);
        index.weeks.retain(|w| !gone.contains(w));
        self.keep(index);
        let needed = index.needed();
        for old in self.numbers().into_iter().filter(|n| !needed.contains(n) && *n < number) {
            // One that stays is read once more at the next rebuilding.
            let _ = self.disk.remove(&self.path(old));
        }
    }

    /// Writes the sum. It can be made again: a failure is no one's concern.
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

/// How files stand against the ends of an entry, all together.
pub(super) fn stand(files: &[FileChange], now: &BTreeMap<String, Option<String>>) -> Vec<Stands> {
    let one = |f: &FileChange| match now.get(&f.week) {
        Some(text) if *text == f.after => Stands::After,
        Some(text) if *text == f.before => Stands::Before,
        _ => Stands::Neither,
    };
    files.iter().map(one).collect()
}
