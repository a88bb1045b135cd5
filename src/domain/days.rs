//! The weeks at hand, read by date, and the rule for weeks that have no plan yet.

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
    /// The day of that [`day_number`], as it is on file; `None` where nothing is known of its week.
    fn nth(&self, number: i32) -> Option<&Day>;

    /// The day of a date.
    fn day(&self, date: NaiveDate) -> Option<&Day> {
        self.nth(day_number(date))
    }

    /// What was done on the day of that number, as a load in RPE-minutes, with stand-ins for what sessions lack; `None` where
    /// nothing but rest was done.
    fn load(&self, number: i32) -> Option<f64> {
        let day = self.nth(number)?;
        DayLoad::of(day).sum(day, || self.usuals(number))
    }

    /// What stands in for what sessions lack, as it was known before the day of that number.
    fn usuals(&self, number: i32) -> Usuals {
        Usuals::before(self, number)
    }

    /// A number that is another one as soon as anything is different in the weeks of these days; `None` where that is not
    /// followed.
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

/// Days of a book with proposed plans laid where a week has none.
#[derive(Clone, Debug)]
pub struct Shown<'a> {
    book: &'a Book,
    laid: Shelf,
}

impl Shown<'_> {
    /// Puts `week` in the place of the one shown, as a what-if does.
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
        // What lies before the weeks laid here is as the book has it.
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
        // While no week is at hand nothing is known, and what is known of other weeks is not to give way to it.
        self.weeks.first_day().map(|_| self.weeks.identity(from, to))
    }

    fn deload(&self, date: NaiveDate) -> bool {
        self.weeks.get(WeekId::of(date)).is_some_and(|w| w.deload)
    }
}

impl Book {
    /// The first day here with a check-in, or with work that is more than planned.
    pub fn first_logged(&self) -> Option<NaiveDate> {
        let logged = |d: &&Day| d.checkin.is_some() || d.sessions.iter().any(|s| s.status != Status::Planned);
        self.weeks().flat_map(|w| &w.days).find(logged).map(|d| d.date)
    }

    /// Puts `week` in the place of the one it had.
    pub fn put(&mut self, week: Week) {
        self.put_edition(Edition::new(week));
    }

    fn put_edition(&mut self, week: Edition) {
        self.frozen.remove(&week.id());
        self.weeks.insert(week);
    }

    /// Takes a week that was read; the sentences say what of its file was not understood.
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
                // What is not known any more is not shown.
                self.forget(id);
                self.freeze(id, why.clone());
                vec![why]
            }
        }
    }

    /// Marks a week as not to be changed, with a sentence that says why.
    pub fn freeze(&mut self, id: WeekId, why: String) {
        self.frozen.insert(id, why);
    }

    /// A week that has no file: nothing is known of it.
    pub fn forget(&mut self, id: WeekId) {
        self.weeks.remove(id);
        self.frozen.remove(&id);
    }

    /// Forgets those of the weeks that hold nothing, as after an undo that took their file away.
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

    /// Why nothing is known of the week, where its file is there and cannot be read.
    pub fn unreadable(&self, id: WeekId) -> Option<&str> {
        self.frozen(id).filter(|_| !self.weeks.contains(id))
    }

    /// The week as it is on file.
    pub fn week(&self, id: WeekId) -> Option<&Week> {
        self.weeks.get(id)
    }

    /// The week as it is on file, to be changed.
    pub fn week_mut(&mut self, id: WeekId) -> Option<&mut Week> {
        self.weeks.get_mut(id)
    }

    /// A number for what is known of the week, and why it may not be changed: where both are the same, nothing has changed.
    pub fn state(&self, id: WeekId) -> (Option<u64>, Option<&str>) {
        (self.weeks.number(id), self.frozen(id))
    }

    /// Every week at hand, oldest first.
    pub fn weeks(&self) -> impl DoubleEndedIterator<Item = &Week> {
        self.weeks.iter()
    }

    /// The split that the week `id` would show: the one the newest week before it was laid from, else nothing.
    pub fn split_before(&self, id: WeekId) -> Option<&str> {
        self.weeks.back_from(id).find_map(|w| w.split.as_deref())
    }

    /// The week as people see it, and whether its plan is only proposed: this week and later ones show the split until
    /// they have a plan of their own. What hangs on this morning's answers is settled where they are known.
    pub fn shown(&self, id: WeekId, today: NaiveDate, split: &Split) -> (Cow<'_, Week>, bool) {
        let held = self.weeks.get(id);
        let planned = held.is_some_and(Week::has_plan);
        let here = id == WeekId::of(today);
        if planned || id < WeekId::of(today) || self.frozen.contains_key(&id) {
            let mut week = held.map_or_else(|| Cow::Owned(Week::new(id)), Cow::Borrowed);
            if here && week.day(today).is_to_settle() {
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
        // A week whose days all hold work already has nothing left to propose.
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
            // A week that shows what is on file is found there.
            if let (Cow::Owned(week), _) = self.shown(*id, today, &split(*id)) {
                laid.insert(Edition::new(week));
            }
        }
        Shown { book: self, laid }
    }

    /// The week for a change of its log (check-in, note, overlay), which never lays a plan.
    pub fn log_mut(&mut self, id: WeekId) -> Result<&mut Week, Refusal> {
        if let Some(why) = self.frozen.get(&id) {
            return Err(Refusal::new(why.clone()));
        }
        Ok(self.weeks.get_or_insert(id, || Week::new(id)))
    }

    /// The week for a change of its plan: the first one writes the split's seven days.
    pub fn plan_mut(&mut self, id: WeekId, today: NaiveDate, split: &Split) -> Result<&mut Week, Refusal> {
        let week = self.log_mut(id)?;
        if !week.has_plan() && id >= WeekId::of(today) {
            split.lay(week, today);
        }
        if id == WeekId::of(today) {
            week.day_mut(today).settle();
        }
        // Touched once, it is the person's, also when nothing is left in it. A past week never shows a split.
        week.own |= week.split.is_none() && id >= WeekId::of(today);
        Ok(week)
    }

    /// A book of just these weeks, frozen ones included: what an edit works on before it is let in.
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

    /// Makes the week what it is in `other`, also where there is none.
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
