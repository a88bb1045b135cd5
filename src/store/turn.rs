//! Undo and redo: a step of the journal reversed and merged into what the files hold now.

use super::entry::{Entry, FileChange, Step};
use super::index::Item;
use super::journal::Journal;
use super::lock::Wait;
use super::weeks::{Store, StoreError};
use crate::domain::merge::{self, Clash};
use crate::domain::progress::unwatched;
use crate::domain::{Refusal, Way};
use crate::domain::{Week, WeekId};
use crate::edit::EditId;
use crate::edit::Outcome;
use crate::edit::saving::Committed;
use crate::edit::saving::Turn;
use crate::formats::toml::Sheet;
use chrono::NaiveDate;

use super::commit::{Open, Stop, TRIES, Texts};

impl Store {
    pub(super) fn try_turn(
        &self,
        id: EditId,
        turn: Turn,
        today: NaiveDate,
        wait: Wait,
    ) -> Result<(Committed, Vec<WeekId>), StoreError> {
        let nothing = match turn {
            Turn::Undo => "there is nothing to undo",
            Turn::Redo => "there is nothing to redo",
        };
        // Checked before taking the lock, which would create folders.
        let (known, _) = self.index(&self.journal());
        if known.next(turn, today).is_none() && !known.knows(&id.to_string()) {
            return Err(StoreError::Nothing(nothing));
        }
        let mut open = self.open(wait)?;
        let said = |label: &str| match turn {
            Turn::Undo => format!("undone: {label}"),
            Turn::Redo => format!("redone: {label}"),
        };
        let outcome = |said: String| Committed {
            outcome: Outcome { said, ..Outcome::default() },
            changed: true,
            unsafe_because: None,
            notes: Vec::new(),
        };
        if open.index.knows(&id.to_string()) {
            return Ok((outcome(said("the last edit")), Vec::new()));
        }
        let item = open.index.next(turn, today).cloned().ok_or(StoreError::Nothing(nothing))?;
        let mut notes = Vec::new();
        for _ in 0..TRIES {
            let (steps, left) = match self.turned(&open.journal, &item, turn, today) {
                Err(StoreError::Refused(why)) => return self.pass(id, turn, &item, &why, &mut open),
                other => other?,
            };
            let ids: Vec<WeekId> = steps.iter().flat_map(|s| &s.files).filter_map(FileChange::id).collect();
            match self.write(Entry::Turned(turn, id.to_string(), steps), &mut open, &mut notes, &unwatched) {
                Ok(unsafe_because) => {
                    let text = if left {
                        said(&item.label)
                    } else {
                        format!("no effect, it was changed since: {}", item.label)
                    };
                    let mut done = outcome(text);
                    (done.unsafe_because, done.notes) = (unsafe_because, notes);
                    return Ok((done, ids));
                }
                Err(Stop::Changed) => {}
                Err(Stop::Error(e)) => return Err(e),
            }
        }
        Err(StoreError::Busy(self.folder()))
    }

    /// A step that cannot be undone or redone without losing somebody else's work is refused; asked for again, it is
    /// skipped and touches nothing, so that the steps before it can be reached.
    fn pass(
        &self,
        id: EditId,
        turn: Turn,
        item: &Item,
        why: &Refusal,
        open: &mut Open,
    ) -> Result<(Committed, Vec<WeekId>), StoreError> {
        let key = item.parts.last().map(|p| p.id.clone());
        if open.index.refused != key {
            open.index.refused = key;
            open.journal.keep(&open.index);
            let again = if turn == Turn::Undo { Way::UndoAgain } else { Way::RedoAgain };
            return Err(StoreError::Refused(why.clone().with(again)));
        }
        let empty = |id: &String| Step {
            id: id.clone(),
            label: item.label.clone(),
            group: item.group.clone(),
            mark: None,
            files: Vec::new(),
        };
        let steps = item.parts.iter().map(|p| empty(&p.id)).collect();
        match self.write(Entry::Turned(turn, id.to_string(), steps), open, &mut Vec::new(), &unwatched) {
            Ok(unsafe_because) => {
                let said = format!("skipped: {}", item.label);
                let outcome = Outcome { said, ..Outcome::default() };
                Ok((Committed { outcome, changed: false, unsafe_because, notes: Vec::new() }, Vec::new()))
            }
            Err(Stop::Changed) => Err(StoreError::Busy(self.folder())),
            Err(Stop::Error(e)) => Err(e),
        }
    }

    /// The parts of a step, undone or redone, each with what that does to the files. False if it has no effect.
    fn turned(
        &self,
        journal: &Journal,
        item: &Item,
        turn: Turn,
        today: NaiveDate,
    ) -> Result<(Vec<Step>, bool), StoreError> {
        let mut texts = Texts::new();
        let mut steps = Vec::new();
        let mut left = item.parts.is_empty();
        let mut parts: Vec<_> = item.parts.iter().collect();
        if turn == Turn::Undo {
            parts.reverse();
        }
        for part in parts {
            let step = journal.step(part, turn).ok_or_else(|| {
                let verb = if turn == Turn::Undo { "undone" } else { "redone" };
                let label = &item.label;
                StoreError::Refused(Refusal::new(format!(
                    "{label}: its journal entry is damaged, so it cannot be {verb}"
                )))
            })?;
            let files = self.reversed(&step.files, turn, today, &mut texts)?;
            left |= step.mark.is_some() || files.iter().any(|f| f.before != f.after);
            let (label, group) = (item.label.clone(), item.group.clone());
            steps.push(Step { id: part.id.clone(), label, group, mark: step.mark, files });
        }
        Ok((steps, left))
    }

    /// Brings files from `after` back to `before`: byte for byte if nothing changed them since, otherwise by merging.
    fn reversed(
        &self,
        files: &[FileChange],
        turn: Turn,
        today: NaiveDate,
        texts: &mut Texts,
    ) -> Result<Vec<FileChange>, StoreError> {
        // Receiving weeks were written first; on the way back the weeks swap roles.
        let files: Vec<(WeekId, &FileChange)> = files.iter().rev().filter_map(|f| Some((f.id()?, f))).collect();
        let mut now = Vec::new();
        for (id, _) in &files {
            if self.is_protected(*id) {
                return Err(StoreError::Unreadable(self.protected(*id)));
            }
            let text = match texts.get(id) {
                Some(text) => text.clone(),
                None => self.text_to_change(*id)?,
            };
            now.push(text);
        }
        let exact = files.iter().zip(&now).all(|((_, f), now)| *now == f.after);
        let wanted: Vec<Option<String>> = if exact {
            files.iter().map(|(_, f)| f.before.clone()).collect()
        } else {
            self.merged(&files, &now, turn, today)?
        };
        let mut out = Vec::new();
        for (((id, f), now), to) in files.iter().zip(now).zip(wanted) {
            texts.insert(*id, to.clone());
            out.push(FileChange { week: f.week.clone(), before: now, after: to, laid: None });
        }
        Ok(out)
    }

    fn merged(
        &self,
        files: &[(WeekId, &FileChange)],
        now: &[Option<String>],
        turn: Turn,
        today: NaiveDate,
    ) -> Result<Vec<Option<String>>, StoreError> {
        let open = |id: WeekId, text: Option<String>| {
            Sheet::open(id, text).map_err(|e| {
                StoreError::Unreadable(format!("{id}.toml {e}; the week is read-only until that is fixed"))
            })
        };
        let (mut was, mut to, mut weeks, mut sheets) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for ((id, f), now) in files.iter().zip(now) {
            let sheet = open(*id, now.clone())?;
            let from = open(*id, f.after.clone())?.week;
            // A plan that this edit laid out stays if somebody else has worked on it since.
            let others = sheet.week != from;
            let back = f.laid.clone().filter(|_| others && turn == Turn::Undo).or_else(|| f.before.clone());
            was.push(from);
            to.push(open(*id, back)?.week);
            weeks.push(sheet.week.clone());
            sheets.push(sheet);
        }
        merge::weeks(Clash::Theirs, &was, &to, &mut weeks, today).map_err(StoreError::Refused)?;
        for ((week, sheet), to) in weeks.iter_mut().zip(&sheets).zip(&to) {
            // It becomes a proposal again only if it holds nobody else's work.
            let others = Week { own: to.own, ..week.clone() } != *to;
            week.own |= others && sheet.week.own;
        }
        let rewritten = Sheet::rewrite(&sheets, &weeks.iter().collect::<Vec<_>>()).map_err(StoreError::Unreadable)?;
        let mut out = Vec::new();
        for (text, now) in rewritten.into_iter().zip(now) {
            out.push(match text {
                Some(text) => Some(text),
                None => now.clone(),
            });
        }
        Ok(out)
    }
}
