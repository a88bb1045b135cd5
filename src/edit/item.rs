//! Naming a session so that it is found again in weeks that somebody else changed.

use super::*;

/// A session of a day, or one of its extras, named by place and content so that it is found again in a changed file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ItemRef {
    /// The day.
    pub date: NaiveDate,
    /// Its index among the day's sessions.
    pub index: usize,
    /// The extra that is meant, by its index in the session.
    pub extra: Option<usize>,
    /// The session's kind.
    pub kind: Kind,
    /// The session's title.
    pub title: String,
    /// The session's identity, if it has one: it says more than index, kind and title.
    pub id: Option<SessionId>,
    /// Whether it was done when it was chosen: an edit of the plan leaves alone what was done since then.
    pub done: bool,
}

impl ItemRef {
    /// A reference to session `index` of `date`.
    pub fn to(date: NaiveDate, index: usize, session: &Session) -> Self {
        let (kind, title, id) = (session.kind, session.title.clone(), session.id.clone());
        Self { date, index, extra: None, kind, title, id, done: session.status == Status::Done }
    }

    /// The same for its extra at that index.
    pub fn extra(self, extra: usize, session: &Session) -> Self {
        let done = session.extras.get(extra).is_some_and(|e| e.done);
        Self { extra: Some(extra), done, ..self }
    }

    /// Whether the week still holds it.
    pub fn is_in(&self, week: &Week) -> bool {
        self.find(week, self.date).is_ok()
    }

    pub(super) fn find(&self, week: &Week, today: NaiveDate) -> Result<usize, Refusal> {
        let sessions = &week.day(self.date).sessions;
        // Of two with the same id, as after copying by hand, it is the one at this index.
        if self.id.is_some() && sessions.get(self.index).is_some_and(|s| s.id == self.id) {
            return Ok(self.index);
        }
        if let Some(at) = self.id.as_ref().and_then(|id| sessions.iter().position(|s| s.id.as_ref() == Some(id))) {
            return Ok(at);
        }
        let same = |s: &Session| s.kind == self.kind && s.title == self.title;
        if sessions.get(self.index).is_some_and(same) {
            return Ok(self.index);
        }
        sessions.iter().position(same).ok_or_else(|| {
            Refusal::new(format!(
                "{} no longer holds {}; it was changed elsewhere",
                day_name(self.date, today),
                self.title
            ))
        })
    }
}
