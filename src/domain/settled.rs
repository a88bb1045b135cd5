//! How a condition is settled on its morning: one of two branches is chosen. The other is kept with it, planned nowhere, so that
//! it can still be taken.

use super::checkin::CheckIn;
use super::condition::Condition;
use super::session::{Kind, RowId, Session, Status};
use super::week::Day;
use crate::text::upper_first;

/// How a title that leaves the choice begins.
const REST_OR: &str = "rest or ";

/// The title of a session that could have been rest and is not: `Rest or walk` becomes `Walk`.
fn without_rest(title: &str) -> String {
    let other = title.get(..REST_OR.len()).filter(|t| t.eq_ignore_ascii_case(REST_OR)).map(|_| &title[REST_OR.len()..]);
    other.map(str::trim).filter(|t| !t.is_empty()).map_or_else(|| title.to_owned(), upper_first)
}

impl Session {
    /// The branch that its condition chooses, with the other one in `instead`; `None` if it has no condition.
    pub fn settled(&self, holds: bool) -> Option<Self> {
        let condition = self.condition.clone();
        condition.as_ref()?;
        let go = Self { condition: None, ..self.clone() };
        let rest = Self { moved_from: self.moved_from, pinned: self.pinned, ..Self::full_rest() };
        let (chosen, other) = if holds { (go, rest) } else { (rest, go) };
        let other = Self { condition, id: None, row: RowId::default(), ..other };
        let title = without_rest(&chosen.title);
        Some(Self { title, id: self.id.clone(), row: self.row, instead: Some(Box::new(other)), ..chosen })
    }

    /// The condition that this session was settled by.
    pub fn settled_by(&self) -> Option<&Condition> {
        self.instead.as_deref()?.condition.as_ref()
    }

    /// The branch that was not taken, with this one in `instead`; `None` if nothing was settled.
    pub fn other_branch(&self) -> Option<Self> {
        let other = self.instead.as_deref()?;
        let here =
            Self { condition: other.condition.clone(), id: None, row: RowId::default(), instead: None, ..self.clone() };
        let (id, row) = (self.id.clone(), self.row);
        let title = without_rest(&other.title);
        Some(Self { title, condition: None, id, row, instead: Some(Box::new(here)), ..other.clone() })
    }

    /// Whether it is the branch taken when the condition holds.
    fn is_go_branch(&self) -> bool {
        self.kind != Kind::Rest
    }
}

impl Day {
    /// Whether this morning's answers decide a session that still depends on them.
    pub fn needs_settling(&self) -> bool {
        let decided = |c: &CheckIn| self.sessions.iter().any(|s| branch(s, c).is_some());
        !self.is_off() && self.sessions.iter().any(|s| s.condition.is_some()) && self.answers().is_some_and(decided)
    }

    /// Settles sessions that depend on this morning's answers, if these are known.
    pub fn settle(&mut self) {
        if !self.needs_settling() {
            return;
        }
        let Some(answers) = self.answers().cloned() else { return };
        for s in &mut self.sessions {
            if let Some(chosen) = branch(s, &answers).and_then(|holds| s.settled(holds)) {
                *s = chosen;
            }
        }
    }

    /// Switches to the other branch where the answers that settled a session have changed.
    pub fn settle_again(&mut self, was: Option<&CheckIn>) {
        let Some(answers) = self.answers().cloned() else { return };
        for s in self.sessions.iter_mut().filter(|s| s.status == Status::Planned) {
            let Some(condition) = s.settled_by() else { continue };
            let (before, now) = (was.and_then(|c| condition.holds(c)), condition.holds(&answers));
            if let Some(holds) = now.filter(|now| before.is_some_and(|before| before != *now))
                && s.is_go_branch() != holds
                && let Some(other) = s.other_branch()
            {
                *s = other;
            }
        }
    }

    /// This morning's answers, once all of them are given.
    fn answers(&self) -> Option<&CheckIn> {
        self.checkin.as_ref().filter(|c| c.is_answered() && !c.unfinished)
    }
}

/// Whether the condition of a planned session holds; `None` where it has none, or the answer is missing.
fn branch(s: &Session, answers: &CheckIn) -> Option<bool> {
    s.condition.as_ref().filter(|_| s.status == Status::Planned)?.holds(answers)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sunday() -> Session {
        let condition = Some(Condition::parse("energy >= 3 else rest").unwrap());
        Session { title: "Rest or walk".into(), condition, note: Some("by the river".into()), ..Session::easy_walk() }
    }

    #[test]
    fn either_branch_knows_the_other_and_its_condition() {
        let walk = sunday().settled(true).unwrap();
        assert_eq!((walk.title.as_str(), walk.kind, walk.condition.is_none()), ("Walk", Kind::ActiveRecovery, true));
        let rest = walk.other_branch().unwrap();
        assert!(rest.kind == Kind::Rest && rest.note.is_none(), "{rest:?}");
        assert_eq!(rest.other_branch().unwrap(), walk, "there and back is the same");
        assert_eq!(sunday().settled(false).unwrap().other_branch().unwrap(), walk);
        assert_eq!(rest.settled_by().map(Condition::short).as_deref(), Some("energy ≥ 3"));
        assert!(Session::easy_walk().settled(true).is_none());
    }
}
