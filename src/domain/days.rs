//! The loaded weeks, looked up by date, and the rule for weeks that have no plan yet.

use std::borrow::Cow;
use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::calendar::WeekId;
use super::effort::{DayLoad, Usuals};
use super::held::Held;
use super::refusal::Refusal;
use super::session::Status;
use super::shelf::{Edition, Shelf, day_number};
use super::split::Split;
use super::week::{Day, Week};

/// Anything days can be looked up in.
pub trait Days {
    /// The day with that [`day_number`], as it is on file; `None` if nothing is known of its week.
    fn nth(&self, number: i32) -> Option<&Day>;

    /// The day on `date`.
    fn day(&self, date: NaiveDate) -> Option<&Day> {
        self.nth(day_number(date))
    }

    /// What was done on the day with that number, as a load in RPE-minutes, with stand-ins for missing values; `None` if nothing
    /// but rest was done.
    fn load(&self, number: i32) -> Option<f64> {
        let day = self.nth(number)?;
        DayLoad::of(day).sum(day, || self.usuals(number))
    }

    /// The stand-ins for values that sessions lack, as known before the day with that number.
    fn usuals(&self, number: i32) -> Usuals {
        Usuals::before(self, number)
    }

    /// A number that changes whenever anything in the weeks of these days changes; `None` if changes are not tracked.
    fn identity(&self, from: i32, to: i32) -> Option<u64> {
        let _ = (from, to);
        None
    }

    /// Whether the day lies in a week planned as a deload.
    fn deload(&self, date: NaiveDate) -> bool {
        let _ = date;
        false
    }
}

/// Days of a book, with proposed plans filled in for weeks that have none.
#[derive(Clone, Debug)]
pub struct Shown<'a> {
    book: &'a Book,
    laid: Shelf,
}

impl Shown<'_> {
    /// Replaces the week shown, as a what-if does.
    pub fn put(&mut self, week: Week) {
        self.laid.insert(Edition::new(week));
    }

    /// The week as shown.
    pub fn week(&self, id: WeekId) -> Option<&Week> {
        self.laid.get(id).or_else(|| self.book.week(id))
    }
}

impl Days for Shown<'_> {
    fn nth(&self, number: i32) -> Option<&Day> {
        let (week, at) = self.laid.holding(number).or_else(|| self.book.weeks.holding(number))?;
        Some(&week.days[at])
    }

    fn load(&self, number: i32) -> Option<f64> {
        match self.laid.holding(number) {
            Some((week, at)) => {
                let day = &week.days[at];
                DayLoad::of(day).sum(day, || self.usuals(number))
            }
            None => self.book.load(number),
        }
    }

    fn usuals(&self, number: i32) -> Usuals {
        // Days before the weeks laid here are as in the book.
        if self.laid.first_day().is_none_or(|first| number <= first) {
            self.book.usuals(number)
        } else {
            Usuals::before(self, number)
        }
    }

    fn deload(&self, date: NaiveDate) -> bool {
        self.week(WeekId::of(date)).is_some_and(|w| w.deload)
    }
}

/// Weeks by their id. A week that is missing here has nothing on file or was not read.
#[derive(Clone, Debug, Default)]
pub struct Book {
    weeks: Shelf,
    frozen: BTreeMap<WeekId, String>,
}

impl Days for Book {
    fn nth(&self, number: i32) -> Option<&Day> {
        self.weeks.holding(number).map(|(week, at)| &week.days[at])
    }

    fn load(&self, number: i32) -> Option<f64> {
        self.weeks.load(number)
    }

    fn usuals(&self, number: i32) -> Usuals {
        self.weeks.usuals(number)
    }

    fn identity(&self, from: i32, to: i32) -> Option<u64> {
        // While no week is loaded nothing is known, and that must not displace what is known of other weeks.
        self.weeks.first_day().map(|_| self.weeks.identity(from, to))
    }

    fn deload(&self, date: NaiveDate) -> bool {
        self.weeks.get(WeekId::of(date)).is_some_and(|w| w.deload)
    }
}

impl Book {
    /// The first day here with a check-in, or with a session that is done or skipped.
    pub fn first_logged(&self) -> Option<NaiveDate> {
        let logged = |d: &&Day| d.checkin.is_some() || d.sessions.iter().any(|s| s.status != Status::Planned);
        self.weeks().flat_map(|w| &w.days).find(logged).map(|d| d.date)
    }

    /// Adds `week`, replacing the one with its id.
    pub fn put(&mut self, week: Week) {
        self.put_edition(Edition::new(week));
    }

    fn put_edition(&mut self, week: Edition) {
        self.frozen.remove(&week.id());
        self.weeks.insert(week);
    }

    /// Takes a week as it was read; returns sentences on what in its file was not understood.
    pub fn take(&mut self, id: WeekId, held: Held) -> Vec<String> {
        match held {
            Held::Week(week, problems) => {
                self.put_edition(week);
                problems.into_iter().map(|p| format!("{id}.toml line {}: {}", p.line, p.text)).collect()
            }
            Held::Protected(week, why) => {
                self.put_edition(week);
                self.freeze(id, why.clone());
                vec![why]
            }
            Held::ReadOnly(why) => {
                // What is no longer known is not shown.
                self.forget(id);
                self.freeze(id, why.clone());
                vec![why]
            }
        }
    }

    /// Marks a week as unchangeable, with a sentence that says why.
    pub fn freeze(&mut self, id: WeekId, why: String) {
        self.frozen.insert(id, why);
    }

    /// Forgets a week, which has no file: nothing is known of it.
    pub fn forget(&mut self, id: WeekId) {
        self.weeks.remove(id);
        self.frozen.remove(&id);
    }

    /// Forgets those of the weeks that are empty, as after an undo that removed their file.
    pub fn drop_blank(&mut self, ids: &[WeekId]) {
        for id in ids {
            if self.weeks.get(*id).is_some_and(|week| *week == Week::new(*id)) {
                self.weeks.remove(*id);
            }
        }
    }

    /// Why the week may not be changed, if it may not.
    pub fn frozen(&self, id: WeekId) -> Option<&str> {
        self.frozen.get(&id).map(String::as_str)
    }

    /// Why nothing is known of the week, if its file exists and cannot be read.
    pub fn unreadable(&self, id: WeekId) -> Option<&str> {
        self.frozen(id).filter(|_| !self.weeks.contains(id))
    }

    /// The week as it is on file.
    pub fn week(&self, id: WeekId) -> Option<&Week> {
        self.weeks.get(id)
    }

    /// The week as it is on file, mutably.
    pub fn week_mut(&mut self, id: WeekId) -> Option<&mut Week> {
        self.weeks.get_mut(id)
    }

    /// A number for what is known of the week, and why it may not be changed: if both are the same, nothing has changed.
    pub fn state(&self, id: WeekId) -> (Option<u64>, Option<&str>) {
        (self.weeks.number(id), self.frozen(id))
    }

    /// Every loaded week, oldest first.
    pub fn weeks(&self) -> impl DoubleEndedIterator<Item = &Week> {
        self.weeks.iter()
    }

    /// The split that the week `id` would show: the one that the newest week up to it was made from, else none.
    pub fn split_before(&self, id: WeekId) -> Option<&str> {
        self.weeks.back_from(id).find_map(|w| w.split.as_deref())
    }

    /// The week as people see it, and whether its plan is only proposed: this week and later ones show the split until they have
    /// a plan of their own. Conditions on this morning's answers are settled if the answers are known.
    pub fn shown(&self, id: WeekId, today: NaiveDate, split: &Split) -> (Cow<'_, Week>, bool) {
        let held = self.weeks.get(id);
        let planned = held.is_some_and(Week::has_plan);
        let here = id == WeekId::of(today);
        if planned || id < WeekId::of(today) || self.frozen.contains_key(&id) {
            let mut week = held.map_or_else(|| Cow::Owned(Week::new(id)), Cow::Borrowed);
            if here && week.day(today).needs_settling() {
                week.to_mut().day_mut(today).settle();
            }
            return (week, false);
        }
        let mut week = held.cloned().unwrap_or_else(|| Week::new(id));
        split.lay(&mut week, today);
        week.split = None;
        if here {
            week.day_mut(today).settle();
        }
        // A week whose days all hold work has nothing left to propose.
        let proposes = held.is_none_or(|h| h.days != week.days);
        (Cow::Owned(week), proposes)
    }

    /// The days as people see them: the given weeks with the split where they have no plan of their own.
    pub fn as_shown<'s>(
        &self,
        ids: &[WeekId],
        today: NaiveDate,
        split: impl Fn(WeekId) -> Cow<'s, Split>,
    ) -> Shown<'_> {
        let mut laid = Shelf::default();
        for id in ids {
            // A week shown as it is on file is found there.
            if let (Cow::Owned(week), _) = self.shown(*id, today, &split(*id)) {
                laid.insert(Edition::new(week));
            }
        }
        Shown { book: self, laid }
    }

    /// The week, to change its log (check-in, note, overlay); this never lays a plan.
    pub fn log_mut(&mut self, id: WeekId) -> Result<&mut Week, Refusal> {
        if let Some(why) = self.frozen.get(&id) {
            return Err(Refusal::new(why.clone()));
        }
        Ok(self.weeks.get_or_insert(id, || Week::new(id)))
    }

    /// The week, to change its plan: the first change writes the split's seven days.
    pub fn plan_mut(&mut self, id: WeekId, today: NaiveDate, split: &Split) -> Result<&mut Week, Refusal> {
        let week = self.log_mut(id)?;
        if !week.has_plan() && id >= WeekId::of(today) {
            split.lay(week, today);
        }
        if id == WeekId::of(today) {
            week.day_mut(today).settle();
        }
        // Once touched, the plan is the person's, even if nothing is left in it. A past week never shows a split.
        week.own |= week.split.is_none() && id >= WeekId::of(today);
        Ok(week)
    }

    /// A book of just these weeks, frozen ones included: what an edit works on before it is accepted.
    pub fn only(&self, ids: &[WeekId]) -> Self {
        let mut out = Self::default();
        for id in ids {
            out.weeks.share(&self.weeks, *id);
            if let Some(why) = self.frozen.get(id) {
                out.frozen.insert(*id, why.clone());
            }
        }
        out
    }

    /// Copies the week from `other`, even if there is none.
    pub fn copy(&mut self, other: &Self, id: WeekId) {
        self.forget(id);
        self.weeks.share(&other.weeks, id);
        if let Some(why) = other.frozen.get(&id) {
            self.frozen.insert(id, why.clone());
        }
    }

    /// Takes over every week of `other`.
    pub fn absorb(&mut self, other: Self) {
        other.weeks.ids().for_each(|id| self.weeks.share(&other.weeks, id));
    }
}
