//! What waits to be saved: one queue, one save at a time, nothing sent twice.

use std::collections::VecDeque;

use crate::domain::WeekId;
use crate::edit::Change;
use crate::edit::EditId;
use crate::edit::saving::Turn;
use chrono::NaiveDate;

/// What the store is asked to do in one go.
#[derive(Clone, PartialEq, Debug)]
pub enum Batch {
    /// Edits, in their order.
    Edits(Vec<Change>),
    /// Undo or redo the last step. The date is today's: marks of earlier days are passed over.
    Turn(EditId, Turn, NaiveDate),
}

/// How far an entry of the queue has got.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Stage {
    /// Not sent yet.
    Waiting,
    /// The store has it, and has not answered.
    Sent,
    /// It could not be written; it waits for the retry timer.
    Failed,
}

#[derive(Clone, Debug)]
enum Op {
    Edit(Box<Change>),
    Turn(Turn),
}

#[derive(Clone, Debug)]
struct Entry {
    id: EditId,
    op: Op,
    stage: Stage,
}

/// Edits and undos in the order they were asked for.
#[derive(Clone, Debug, Default)]
pub struct Queue {
    run: u64,
    last: u64,
    entries: VecDeque<Entry>,
}

impl Queue {
    /// An empty queue; `run` is a number that no other run of the program has.
    pub fn new(run: u64) -> Self {
        Self { run, ..Self::default() }
    }

    /// An id that was not handed out before.
    pub fn fresh_id(&mut self) -> EditId {
        self.last += 1;
        EditId { run: self.run, n: self.last }
    }

    /// Appends an edit, which already has its id.
    pub fn push(&mut self, change: Change) {
        self.entries.push_back(Entry { id: change.id, op: Op::Edit(Box::new(change)), stage: Stage::Waiting });
    }

    /// Appends an undo or redo.
    pub fn push_turn(&mut self, turn: Turn) {
        let id = self.fresh_id();
        self.entries.push_back(Entry { id, op: Op::Turn(turn), stage: Stage::Waiting });
    }

    /// Edits that are not on disk, in their order.
    pub fn edits(&self) -> impl Iterator<Item = &Change> {
        self.entries.iter().filter_map(|e| match &e.op {
            Op::Edit(change) => Some(&**change),
            Op::Turn(_) => None,
        })
    }

    /// Whether something is with the store.
    pub fn is_sent(&self) -> bool {
        self.entries.iter().any(|e| e.stage == Stage::Sent)
    }

    /// Whether something could not be written and waits for the retry timer.
    pub fn has_failed(&self) -> bool {
        self.entries.iter().any(|e| e.stage == Stage::Failed)
    }

    /// Whether everything is done.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Whether the newest entry is an edit that the store does not have, so that it can simply be dropped.
    pub fn can_forget(&self) -> bool {
        self.entries.back().is_some_and(|e| matches!(e.op, Op::Edit(_)) && e.stage != Stage::Sent)
    }

    /// Drops the newest edit and the rest of its group. Returns their weeks.
    pub fn forget(&mut self) -> Vec<WeekId> {
        let mut weeks = Vec::new();
        let mut group = None;
        while self.can_forget() {
            let Some(Op::Edit(change)) = self.entries.back().map(|e| &e.op) else { break };
            if !weeks.is_empty() && (group.is_none() || change.group != group) {
                break;
            }
            group = change.group;
            weeks.extend(change.weeks());
            self.entries.pop_back();
        }
        weeks
    }

    /// What the store should do next, if it is not busy: a single undo, or an edit with those that follow it in its weeks.
    /// A failed edit holds back only what comes after it in its own weeks.
    pub fn take(&mut self, today: NaiveDate) -> Option<Batch> {
        if self.is_sent() {
            return None;
        }
        let mut blocked: Vec<WeekId> = Vec::new();
        let mut weeks: Vec<WeekId> = Vec::new();
        let mut batch: Vec<Change> = Vec::new();
        let first = self.entries.front()?;
        if let (Op::Turn(turn), Stage::Waiting) = (&first.op, first.stage) {
            let batch = Batch::Turn(first.id, *turn, today);
            self.entries[0].stage = Stage::Sent;
            return Some(batch);
        }
        for entry in &mut self.entries {
            // What comes after an undo waits for it.
            let Op::Edit(change) = &entry.op else { break };
            let of = change.weeks();
            let meets = |ids: &[WeekId]| of.iter().any(|id| ids.contains(id));
            if entry.stage == Stage::Failed || meets(&blocked) {
                blocked.extend(of);
            } else if batch.is_empty() || meets(&weeks) {
                weeks.extend(of);
                batch.push((**change).clone());
                entry.stage = Stage::Sent;
            } else {
                // The journal keeps the order in which keys were pressed, and so does an undo.
                break;
            }
        }
        (!batch.is_empty()).then_some(Batch::Edits(batch))
    }

    /// Removes an entry that is done, one way or the other. Returns its change, if it was an edit.
    pub fn done(&mut self, id: EditId) -> Option<Change> {
        let at = self.entries.iter().position(|e| e.id == id)?;
        match self.entries.remove(at)?.op {
            Op::Edit(change) => Some(*change),
            Op::Turn(_) => None,
        }
    }

    /// Notes that an entry could not be written. If an undo comes right after it, both are dropped instead; returns true then.
    pub fn failed(&mut self, id: EditId) -> bool {
        let Some(at) = self.entries.iter().position(|e| e.id == id) else { return false };
        if matches!(self.entries.get(at + 1), Some(Entry { op: Op::Turn(Turn::Undo), .. })) {
            self.entries.drain(at..=at + 1);
            return true;
        }
        self.entries[at].stage = Stage::Failed;
        false
    }

    /// Lets what failed be tried again.
    pub fn retry(&mut self) {
        self.entries.iter_mut().filter(|e| e.stage == Stage::Failed).for_each(|e| e.stage = Stage::Waiting);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Split;
    use crate::edit::Edit;
    use crate::edit::LogEdit;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// A queue with a note for each day, and the ids.
    fn queue(days: &[&str]) -> (Queue, Vec<EditId>) {
        let mut q = Queue::new(1);
        let mut ids = Vec::new();
        for d in days {
            let id = q.fresh_id();
            let edit = Edit::Log(LogEdit::Note { date: day(d), text: Some("x".into()) });
            q.push(Change { id, group: None, edit, today: day("2026-11-18"), splits: Split::empty().into() });
            ids.push(id);
        }
        (q, ids)
    }

    fn taken(q: &mut Queue) -> Vec<u64> {
        match q.take(day("2026-11-18")) {
            Some(Batch::Edits(changes)) => changes.iter().map(|c| c.id.n).collect(),
            Some(Batch::Turn(..)) => vec![0],
            None => Vec::new(),
        }
    }

    #[test]
    fn edits_keep_their_order_go_together_by_week_and_are_sent_once() {
        let (mut q, ids) = queue(&["2026-11-18", "2026-11-19", "2026-11-25", "2026-11-20"]);
        assert_eq!(taken(&mut q), [1, 2]);
        assert_eq!(taken(&mut q), [0_u64; 0], "one save at a time");
        q.done(ids[0]);
        q.done(ids[1]);
        assert_eq!(taken(&mut q), [3]);
        q.done(ids[2]);
        assert_eq!(taken(&mut q), [4]);
        q.done(ids[3]);
        assert!(q.is_empty());
    }

    #[test]
    fn a_failed_edit_holds_back_only_its_own_weeks() {
        let (mut q, ids) = queue(&["2026-11-18", "2026-11-25"]);
        assert_eq!(taken(&mut q), [1]);
        assert!(!q.failed(ids[0]));
        assert_eq!(taken(&mut q), [2]);
        q.done(ids[1]);
        assert_eq!(taken(&mut q), [0_u64; 0], "it waits for the clock");
        q.retry();
        assert_eq!(taken(&mut q), [1]);
    }

    #[test]
    fn an_undo_waits_for_earlier_edits_and_is_dropped_with_one_that_fails() {
        let (mut q, ids) = queue(&["2026-11-18"]);
        assert!(q.can_forget(), "what was not sent is simply forgotten");
        assert_eq!(taken(&mut q), [1]);
        assert!(!q.can_forget());
        q.push_turn(Turn::Undo);
        assert_eq!(taken(&mut q), [0_u64; 0]);
        assert!(q.failed(ids[0]) && q.is_empty());
        let (mut q, ids) = queue(&["2026-11-18"]);
        taken(&mut q);
        q.push_turn(Turn::Undo);
        q.done(ids[0]);
        assert_eq!(taken(&mut q), [0], "the undo, alone");
    }
}
