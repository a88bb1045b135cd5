//! A split: the template of a week, seven days of sessions under a name.

use chrono::NaiveDate;
use std::borrow::Cow;

use super::calendar::WeekId;
use super::effort::Usuals;
use super::session::{Session, SessionId, Status};
use super::week::Week;

/// A named week of planned sessions.
#[derive(Clone, PartialEq, Debug)]
pub struct Split {
    /// What it is called in files and after `:split`.
    pub name: String,
    /// What it is, in a few words.
    pub title: String,
    /// Sessions from Monday to Sunday.
    pub days: [Vec<Session>; 7],
}

impl Split {
    /// A week with nothing planned, for people who start from a blank page.
    pub fn empty() -> Self {
        Self { name: "empty".into(), title: "Nothing planned".into(), days: Default::default() }
    }

    /// RPE-minutes of its week, with stand-ins for what sessions lack.
    pub fn load(&self, usuals: &Usuals) -> f64 {
        self.days.iter().flatten().filter_map(|s| usuals.effort(s)).map(|e| e.load()).sum()
    }

    /// The week as this split would have it: days without work of their own take the split's sessions. A week that holds
    /// logged work already takes them from `today` on only, so that no past day claims a plan it never had.
    pub fn lay(&self, week: &mut Week, today: NaiveDate) {
        week.split = Some(self.name.clone());
        let logged = week.days.iter().any(|d| !d.sessions.is_empty());
        let held = ids_of(week);
        for (n, (day, sessions)) in week.days.iter_mut().zip(&self.days).enumerate() {
            if day.sessions.is_empty() && (!logged || day.date >= today) {
                day.sessions = self.fresh(week.id, n, sessions, &held);
            }
        }
    }

    /// A day's sessions as a plan. Their ids come from split, week, day and place, so that two machines which lay the same
    /// split mean the same sessions; one that the week holds elsewhere already is not given out twice.
    fn fresh(&self, id: WeekId, day: usize, sessions: &[Session], held: &[SessionId]) -> Vec<Session> {
        let one = |(place, s): (usize, &Session)| {
            let made = SessionId::made_from(&[&self.name, &id, &day, &place]);
            Session { id: (!held.contains(&made)).then_some(made), ..s.as_plan() }
        };
        sessions.iter().enumerate().map(one).collect()
    }

    /// Replaces what is still only planned from weekday `first` (0 is Monday) on; done, skipped and pinned sessions
    /// stay, and so does everything before.
    pub fn replace_from(&self, week: &mut Week, first: usize) {
        week.split = Some(self.name.clone());
        for day in week.days.iter_mut().skip(first) {
            day.sessions.retain(|s| s.status != Status::Planned || s.pinned);
        }
        let held = ids_of(week);
        for (n, (day, sessions)) in week.days.iter_mut().zip(&self.days).enumerate().skip(first) {
            if day.sessions.is_empty() {
                day.sessions = self.fresh(week.id, n, sessions, &held);
            }
        }
    }
}

fn ids_of(week: &Week) -> Vec<SessionId> {
    week.sessions().filter_map(|s| s.id.clone()).collect()
}

/// Every split that can be chosen.
#[derive(Clone, PartialEq, Debug)]
pub struct Splits {
    all: Vec<Split>,
    default: String,
}

impl Splits {
    /// These splits, with the name of the one that weeks without a plan show.
    pub fn new(all: Vec<Split>, default: &str) -> Self {
        Self { all, default: default.to_owned() }
    }

    /// The split of that name.
    pub fn get(&self, name: &str) -> Option<&Split> {
        self.all.iter().find(|s| s.name == name)
    }

    /// The one of that name, else the default, else an empty week.
    pub fn get_or_default(&self, name: Option<&str>) -> Cow<'_, Split> {
        let found = name.and_then(|n| self.get(n)).or_else(|| self.get(&self.default));
        found.map_or_else(|| Cow::Owned(Split::empty()), Cow::Borrowed)
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &Split> {
        self.all.iter()
    }

    /// Adds a split in the place of the one of its name.
    pub fn put(&mut self, split: Split) {
        self.all.retain(|s| s.name != split.name);
        self.all.push(split);
    }

    /// Another one for weeks without a plan.
    pub fn set_default(&mut self, name: &str) {
        self.default = name.to_owned();
    }
}
