//! A split: the template of a week, seven days of sessions under a name.

use chrono::{NaiveDate, Weekday};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use super::calendar::WeekId;
use super::effort::Usuals;
use super::session::{Kind, Session, SessionId, Status};
use super::week::Week;
use crate::text::width;

/// A named week of planned sessions.
#[derive(Clone, PartialEq, Debug)]
pub struct Split {
    /// What it is called in files and after `:split`.
    pub name: String,
    /// What it is, in a few words.
    pub title: String,
    /// Sessions from Monday to Sunday.
    pub days: [Vec<Session>; 7],
    /// Short titles for its sessions, for where there is little room.
    pub shorts: ShortTitles,
}

/// Short titles for sessions, by full title, for where there is little room.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ShortTitles(BTreeMap<String, String>);

impl ShortTitles {
    /// The most columns of a short title. Chosen: a day in the month view has that many beside its date.
    pub const COLUMNS: usize = 10;

    /// Adds a title's short form.
    ///
    /// # Errors
    /// A sentence if it is empty or too long.
    pub fn put(&mut self, title: &str, short: &str) -> Result<(), String> {
        let short = short.trim();
        if short.is_empty() || width(short) > Self::COLUMNS {
            return Err(format!("'{short}' is not a short title; it needs 1 to {} columns", Self::COLUMNS));
        }
        self.0.entry(title.to_lowercase()).or_insert_with(|| short.to_owned());
        Ok(())
    }

    /// The short form of a title.
    pub fn of(&self, title: &str) -> Option<&str> {
        self.0.get(&title.to_lowercase()).map(String::as_str)
    }
}

impl Split {
    /// The same week rotated so that the weekday is rest; unchanged if it is or may be already, or if no day is rest. Whatever
    /// lay between two sessions still does.
    pub fn keeping_free(&self, free: Weekday) -> Self {
        let free = free.num_days_from_monday() as usize;
        let rests = |n: usize| self.days[n % 7].iter().all(|s| s.kind == Kind::Rest);
        let may_rest = self.days[free].iter().all(|s| s.kind == Kind::Rest || s.condition.is_some());
        // The last rest day moves there.
        let by = (0..7).rev().find(|n| rests(*n)).map(|n| (free + 7 - n) % 7);
        let Some(by) = by.filter(|_| !may_rest) else { return self.clone() };
        let mut days = self.days.clone();
        days.rotate_right(by);
        Self { days, ..self.clone() }
    }

    /// A week with nothing planned, for people who start from a blank page.
    pub fn empty() -> Self {
        Self { name: "empty".into(), title: "Nothing planned".into(), ..Self::plain(Default::default()) }
    }

    /// A week without a name.
    pub fn plain(days: [Vec<Session>; 7]) -> Self {
        Self { name: String::new(), title: String::new(), days, shorts: ShortTitles::default() }
    }

    /// RPE-minutes of its week, with stand-ins for missing values.
    pub fn load(&self, usuals: &Usuals) -> f64 {
        self.days.iter().flatten().filter_map(|s| usuals.effort(s)).map(|e| e.load()).sum()
    }

    /// Fills the week from this split: days without work of their own take the split's sessions. A week that already holds logged
    /// work takes them only from `today` on, so that no past day claims a plan it never had.
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

    /// A day's sessions as a plan. Their ids come from split, week, day and place, so that two machines laying the same split get
    /// the same sessions; an id that the week already holds elsewhere is not given out twice.
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

/// Every split that can be chosen. Built-in ones are read on first use: most starts need only one.
#[derive(Clone, Debug)]
pub struct Splits {
    all: Vec<Entry>,
    default: String,
}

/// A split by its name.
#[derive(Clone, Debug)]
struct Entry {
    name: String,
    /// Makes a built-in split; `None` for a person's own.
    make: Option<fn(&str) -> Split>,
    /// The weekday that it keeps free.
    free: Option<Weekday>,
    made: Arc<OnceLock<Split>>,
}

impl Entry {
    fn get(&self) -> &Split {
        self.made.get_or_init(|| {
            let made = self.make.map_or_else(Split::empty, |make| make(&self.name));
            match self.free {
                Some(free) => made.keeping_free(free),
                None => made,
            }
        })
    }
}

impl PartialEq for Splits {
    fn eq(&self, other: &Self) -> bool {
        self.default == other.default && self.iter().eq(other.iter())
    }
}

impl Splits {
    /// Splits of these names, made on first use, and the empty one; `default` names the one shown by weeks without a plan.
    pub fn made_by(make: fn(&str) -> Split, names: &[&str], default: &str) -> Self {
        let entry =
            |name: &&str| Entry { name: (*name).to_owned(), make: Some(make), free: None, made: Arc::default() };
        let mut out = Self { all: names.iter().map(entry).collect(), default: default.to_owned() };
        out.put(Split::empty());
        out
    }

    /// Rotates built-in splits so that each has its rest on that weekday; a person's own stay as written.
    pub fn keep_free(&mut self, free: Option<Weekday>) {
        for entry in self.all.iter_mut().filter(|e| e.make.is_some()) {
            (entry.free, entry.made) = (free, Arc::default());
        }
    }

    /// The split with that name.
    pub fn get(&self, name: &str) -> Option<&Split> {
        self.all.iter().find(|s| s.name == name).map(Entry::get)
    }

    /// The split with that name, else the default, else an empty week.
    pub fn get_or_default(&self, name: Option<&str>) -> Cow<'_, Split> {
        let found = name.and_then(|n| self.get(n)).or_else(|| self.get(&self.default));
        found.map_or_else(|| Cow::Owned(Split::empty()), Cow::Borrowed)
    }

    /// Their names.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.all.iter().map(|e| e.name.as_str())
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &Split> {
        self.all.iter().map(Entry::get)
    }

    /// Adds a split, replacing any of the same name.
    pub fn put(&mut self, split: Split) {
        self.all.retain(|s| s.name != split.name);
        let (name, made) = (split.name.clone(), OnceLock::from(split));
        self.all.push(Entry { name, make: None, free: None, made: Arc::new(made) });
    }

    /// Sets the split that weeks without a plan show.
    pub fn set_default(&mut self, name: &str) {
        self.default = name.to_owned();
    }
}
