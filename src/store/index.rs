//! The index of the journal: which steps there are, which are undone, and where each is stored.

use crate::edit::Mark;
use crate::edit::saving::Turn;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

use super::entry::{Entry, Step};

/// How many steps can be undone. A choice: some weeks of daily use in about a megabyte.
const KEEP: usize = 200;

/// How many ids are remembered, so that no edit is applied twice. A choice, far beyond what any queue holds.
const IDS: usize = 2_000;

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
    /// Whether it only marks days before `today`: undo and redo skip it.
    pub(super) fn is_past_mark(&self, today: NaiveDate) -> bool {
        let past = |mark: &String| mark_of(mark).is_some_and(|(date, _)| date < today);
        self.parts.iter().all(|p| p.mark.as_ref().is_some_and(past))
    }
}

/// Parses a mark as the journal writes it.
pub(super) fn mark_of(text: &str) -> Option<(NaiveDate, Mark)> {
    Mark::parse(text)
}

/// The result of reading all entries in order.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub(super) struct Index {
    /// The newest entry it includes.
    pub newest: u64,
    /// Steps in effect, oldest first.
    pub done: Vec<Item>,
    /// Undone steps, the next to redo last.
    pub undone: Vec<Item>,
    /// Ids that were applied, newest last.
    pub ids: Vec<String>,
    /// Weeks that should exist: those this program wrote, and those it found alongside.
    pub weeks: BTreeSet<String>,
    /// Weeks whose files an undo removed: they do not count as missing.
    #[serde(default)]
    pub removed: BTreeSet<String>,
    /// The step whose undo or redo was refused last: asked for again, it is skipped.
    #[serde(default)]
    pub refused: Option<String>,
    /// The newest entry that accepted the folder.
    #[serde(default)]
    accepted: Option<u64>,
    /// Whether its newest entry was written by version 0.1.
    #[serde(skip)]
    pub(super) unsure: bool,
}

impl Index {
    /// Whether the newest entry was written by version 0.1.
    pub fn is_of_0_1(&self) -> bool {
        self.unsure
    }

    /// The last entry that accepted the folder.
    pub fn accepted(&self) -> Option<u64> {
        self.accepted
    }

    /// Whether the edit, undo or redo with that id has been done.
    pub fn knows(&self, id: &str) -> bool {
        self.ids.iter().any(|known| known == id)
    }

    /// The step to undo or redo next.
    pub fn next(&self, turn: Turn, today: NaiveDate) -> Option<&Item> {
        let steps = if turn == Turn::Undo { &self.done } else { &self.undone };
        steps.iter().rev().find(|i| !i.is_past_mark(today))
    }

    /// What became of offers, unless that was undone.
    pub fn marks(&self) -> Vec<(NaiveDate, Mark)> {
        let marks = self.done.iter().flat_map(|i| &i.parts).filter_map(|p| p.mark.as_deref());
        marks.filter_map(mark_of).collect()
    }

    /// Adds the effect of an entry.
    pub(super) fn fold(&mut self, number: u64, entry: &Entry) {
        self.newest = number;
        self.refused = None;
        match entry {
            Entry::Edits(steps) => {
                self.undone.clear();
                for (at, step) in steps.iter().enumerate() {
                    let part = Part { id: step.id.clone(), entry: number, at, mark: step.mark.clone() };
                    // Only consecutive edits of a group form one step: what another program did in between keeps its
                    // place, so that undoing in order always restores the first bytes.
                    let group_parts = step.group.as_ref().and_then(|g| {
                        let last = self.done.pop_if(|i| i.group.as_ref() == Some(g))?;
                        Some(last.parts)
                    });
                    let parts = group_parts.unwrap_or_default().into_iter().chain([part]).collect();
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

    pub(super) fn learn(&mut self, step: &Step) {
        self.note_weeks(step);
        self.ids.push(step.id.clone());
    }

    pub(super) fn note_weeks(&mut self, step: &Step) {
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
    pub(super) fn needed(&self) -> BTreeSet<u64> {
        self.done.iter().chain(&self.undone).flat_map(|i| &i.parts).map(|p| p.entry).chain(self.accepted).collect()
    }
}
