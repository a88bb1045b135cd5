//! The desk: everything that answers for a day, laid side by side. Weeks at hand, today, splits, what scores are judged by
//! and the numbers of the rules go in; weeks as shown, scores, projected mornings and findings come out. The screen and the
//! shell ask it the same questions.

use std::borrow::Cow;
use std::sync::Arc;

use chrono::NaiveDate;

use super::arrange::{Arrangement, Arranger};
use super::deload::may_slip;
use super::forecast::{DEFAULT_RANGE, Forecast, Outlook, forecast};
use super::grade::{GRADED, Grade, grade};
use super::rules::{Checker, Finding, Limits};
use super::soreness::Gain;
use crate::domain::calendar::add_days;
use crate::domain::{Book, CheckIn, Day, Refusal, Shown, Split, Splits, Week, WeekId};
use crate::edit::{Change, Edit, EditId, MoveEdit, seen_of};
use crate::recovery::explain::verdict_sentence;
use crate::recovery::flags::{Flags, flags};
use crate::recovery::verdict::{Verdict, session_of, verdict};
use crate::recovery::{Basis, Log, Mornings, Recovery, load};

/// Weeks before today's that today's answers rest upon: half a year of mornings is graded, and each looks back on half a year.
pub const WEEKS_BACK: i64 = 2 * load::LOOK_BACK / 7;

/// What there is to be asked of.
#[derive(Clone, Copy, Debug)]
pub struct Desk<'a> {
    /// The weeks at hand.
    pub book: &'a Book,
    /// Today's date.
    pub today: NaiveDate,
    /// What weeks without a plan show.
    pub splits: &'a Splits,
    /// What scores are judged by.
    pub basis: &'a Arc<Basis>,
    /// Scores of mornings, as far as they were worked out.
    pub mornings: &'a Mornings,
    /// Numbers of the rules.
    pub limits: &'a Limits,
}

/// What a log says of forecasts and deloads. It changes with what is logged, not with the plan.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Learnt {
    /// How the kept forecasts did.
    pub grade: Option<Grade>,
    /// Whether a deload that is due may slip a week.
    pub may_slip: bool,
}

impl Learnt {
    /// The 80 % error of a forecast: one's own where enough were graded.
    pub fn range(&self) -> f64 {
        self.grade.map_or(DEFAULT_RANGE, |g| g.range)
    }
}

/// The next seven mornings under the plan as shown.
#[derive(Clone, Debug, Default)]
pub struct Ahead {
    /// What it goes out from: all that is known this morning, whatever the plan.
    pub forecast: Option<Forecast>,
    /// The mornings.
    pub outlooks: Vec<Outlook>,
}

impl Ahead {
    /// How sore sessions leave this person, against most.
    pub fn gain(&self) -> Gain {
        self.forecast.as_ref().map_or(Gain::DEFAULT, Forecast::gain)
    }

    /// The morning of a day.
    pub fn of(&self, date: NaiveDate) -> Option<&Outlook> {
        self.outlooks.iter().find(|o| o.date == date)
    }
}

impl<'a> Desk<'a> {
    /// The same desk over other weeks, such as those a change would leave.
    pub fn over<'b>(&self, book: &'b Book) -> Desk<'b>
    where
        'a: 'b,
    {
        Desk { book, ..*self }
    }

    /// The split that a week shows while it has no plan.
    pub fn split_for(&self, id: WeekId) -> Cow<'a, Split> {
        self.splits.get_or_default(self.book.split_before(id))
    }

    /// A week as shown, and whether its plan is only proposed.
    pub fn shown(&self, id: WeekId) -> (Cow<'a, Week>, bool) {
        self.book.shown(id, self.today, &self.split_for(id))
    }

    /// Weeks as shown, in the order in which they are named.
    pub fn shown_weeks(&self, ids: impl IntoIterator<Item = WeekId>) -> Vec<Cow<'a, Week>> {
        ids.into_iter().map(|id| self.shown(id).0).collect()
    }

    /// A day as shown.
    pub fn day(&self, date: NaiveDate) -> Day {
        self.shown(WeekId::of(date)).0.day(date).clone()
    }

    /// Days as shown, this week and the next with their proposals.
    pub fn days(&self) -> Shown<'a> {
        self.days_of(&[])
    }

    /// The same with a week and its neighbours: what its findings look at.
    pub fn days_around(&self, id: WeekId) -> Shown<'a> {
        self.days_of(&[id.shift(-1), id, id.shift(1)])
    }

    fn days_of(&self, more: &[WeekId]) -> Shown<'a> {
        let here = WeekId::of(self.today);
        let ids = [&[here, here.shift(1)], more].concat();
        self.book.as_shown(&ids, self.today, |id| self.split_for(id))
    }

    /// The weeks as a log that is asked for scores.
    pub fn log(&self) -> Log<'a> {
        Log { days: self.book, basis: self.basis, mornings: self.mornings }
    }

    /// The recovery of a morning.
    pub fn recovery(&self, date: NaiveDate) -> Option<Arc<Recovery>> {
        self.log().recovery(date)
    }

    /// The red flags of a morning.
    pub fn flags(&self, date: NaiveDate) -> Flags {
        flags(self.book, date, self.basis.sleep_need, &self.basis.regions)
    }

    /// What a morning's score means for the session of its day, with the sentence that says so; `None` without a session to
    /// judge.
    pub fn verdict(&self, date: NaiveDate, recovery: &Recovery) -> Option<(Verdict, String)> {
        let (week, _) = self.shown(WeekId::of(date));
        let day = week.day(date);
        let verdict = verdict(recovery, day, self.today, &self.basis.regions)?;
        let sentence = verdict_sentence(&verdict, recovery.shown, session_of(day));
        Some((verdict, sentence))
    }

    /// What the log says of forecasts and deloads.
    pub fn learnt(&self) -> Learnt {
        let past = (1..=load::LOOK_BACK).rev().map(|n| add_days(self.today, -n));
        Learnt { grade: grade(&self.log(), past), may_slip: may_slip(&self.log(), self.today) }
    }

    /// The next mornings under the plan.
    pub fn ahead(&self, learnt: &Learnt) -> Ahead {
        let forecast = Forecast::new(&self.log(), self.today, learnt.range());
        let outlooks = forecast.outlooks(&self.days());
        Ahead { forecast: Some(forecast), outlooks }
    }

    /// Everything ahead in one go: what was learnt, and the next mornings under the plan.
    pub fn look(&self) -> (Learnt, Ahead) {
        let learnt = self.learnt();
        (learnt, self.ahead(&learnt))
    }

    /// The next mornings under a plan that is tried: what is known this morning was not changed by it.
    pub fn outlooks(&self, ahead: &Ahead) -> Vec<Outlook> {
        ahead.forecast.as_ref().map_or_else(Vec::new, |known| known.outlooks(&self.days()))
    }

    /// What the plan's rules find in a week.
    pub fn findings(&self, id: WeekId, learnt: &Learnt, outlooks: &[Outlook]) -> Vec<Finding> {
        let days = self.days_around(id);
        let (today, table, limits, may_slip) = (self.today, &self.basis.regions, self.limits, learnt.may_slip);
        Checker { days: &days, today, table, limits, outlooks, may_slip }.week(id)
    }

    /// The best order of the days left in a week, if one is better.
    pub fn arrangement(&self, id: WeekId, ahead: &Ahead) -> Option<Arrangement> {
        let (forecast, table, limits) = (ahead.forecast.as_ref()?, &self.basis.regions, self.limits);
        Arranger { days: &self.days_around(id), today: self.today, forecast, table, limits }.best(id)
    }

    /// Scores of the next mornings as they are kept with a finished check-in of today.
    pub fn forecast_with(&self, checkin: &CheckIn, learnt: &Learnt) -> Vec<u8> {
        let mut days = self.days();
        let Some(mut week) = days.week(WeekId::of(self.today)).cloned() else { return Vec::new() };
        week.day_mut(self.today).checkin = Some(checkin.clone());
        days.put(week);
        let log = Log { days: &days, ..self.log() };
        forecast(&log, self.today, learnt.range()).into_iter().take(GRADED).map(|o| o.score).collect()
    }

    /// The edit as a change of these weeks, with the split that they would show and, of a swap, what is seen of its days.
    pub fn change(&self, id: EditId, edit: Edit) -> Change {
        let mut change = Change { id, group: None, edit, today: self.today, split: Split::empty() };
        let first = change.weeks().into_iter().min().unwrap_or(WeekId::of(self.today));
        change.split = self.split_for(first).into_owned();
        if let Edit::Move(MoveEdit::Swap { a, b, seen: seen @ None }) = &mut change.edit {
            *seen = Some(seen_of(&self.day(*a), &self.day(*b)));
        }
        change
    }

    /// Tries an edit on a copy of its weeks.
    ///
    /// # Errors
    /// Why it would be refused.
    pub fn trial(&self, edit: &Edit) -> Result<(), Refusal> {
        let change = self.change(EditId::default(), edit.clone());
        change.apply(&mut self.book.only(&change.weeks())).map(drop)
    }

    /// The weeks as an edit would leave them; `None` where it would be refused.
    pub fn after(&self, edit: &Edit) -> Option<Book> {
        let mut book = self.book.clone();
        self.change(EditId::default(), edit.clone()).apply(&mut book).ok()?;
        Some(book)
    }
}
