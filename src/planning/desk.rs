//! The desk: everything needed to answer questions about a day, in one place. Weeks at hand, today, splits, what scores are
//! judged by and the rules' numbers go in; weeks as shown, scores, projected mornings and findings come out. The screen and
//! the shell ask it the same questions.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;

use super::arrange::{Arrangement, Arranger};
use super::deload::may_slip;
use super::forecast::{Forecast, Known, Outlook, keep};
use super::grade::{Grade, grade};
use super::history::History;
use super::practices::{self, Picker, Practice, Situation};
use super::replay::{Replay, Replayed, ReplayedSoFar};
use super::rules::{Checker, Finding, Limits};
use super::soreness::{Gains, expected};
use crate::domain::calendar::add_days;
use crate::domain::effort::effort;
use crate::domain::progress::Progress;
use crate::domain::session::{Extra, Status};
use crate::domain::shelf::day_number;
use crate::domain::{
    Achieved, Book, CheckIn, Day, Days, Kind, Refusal, Rpe, Session, Shown, Split, Splits, Week, WeekId,
};
use crate::edit::{Change, Edit, EditId, ItemRef, MoveEdit, Proposals, SessionEdit, swap_fingerprint};
use crate::insight::weighing::Weighing;
use crate::recovery::flags::{Flags, flags};
use crate::recovery::lay_off::{coming_back, would_come_back};
use crate::recovery::log::REACH_WEEKS;
use crate::recovery::verdict::{Verdict, verdict};
use crate::recovery::{Basis, Choice, Log, Mornings, Recovery, load};

/// Weeks before today's that today's answers rest on: half a year of mornings is graded, each of their forecasts looks back on half
/// a year of scores, and each of those on half a year of loads.
const WEEKS_BACK: i64 = 3 * load::LOOK_BACK / 7 + 1;

/// Extra weeks if your own weights count: each of those mornings has weights from a year of others.
const LEARNING_WEEKS: i64 = 53;

/// Weeks before a morning's own week that its score rests on.
pub fn weeks_of_a_score(choice: Choice) -> i64 {
    REACH_WEEKS + if choice == Choice::Own { LEARNING_WEEKS } else { 0 }
}

/// Weeks before today's that today's answers rest on.
pub fn weeks_back(choice: Choice) -> i64 {
    WEEKS_BACK + if choice == Choice::Own { LEARNING_WEEKS } else { 0 }
}

/// Days before this week whose scores a start needs, if nothing else changed.
pub fn mornings_back(choice: Choice) -> i32 {
    History::DAYS + if choice == Choice::Own { LEARNING_WEEKS as i32 * 7 } else { 0 }
}

/// Everything that questions are answered from.
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

/// What a log says about forecasts and deloads. It changes with what is logged, not with the plan.
#[derive(Clone, Debug, Default)]
pub struct Learnt {
    /// How the kept forecasts did.
    pub grade: Option<Grade>,
    /// Whether a deload that is due may slip a week.
    pub may_slip: bool,
    /// Today's score, which no plan changes.
    pub(super) morning: Option<Arc<Recovery>>,
    /// The last mornings and what was done on their days.
    history: Option<Arc<History>>,
    /// What the replay of half a year says about the next mornings.
    replayed: Replayed,
}

/// The next seven mornings under the plan as shown.
#[derive(Clone, Debug, Default)]
pub struct Ahead {
    /// Its starting point: everything known this morning, whatever the plan.
    pub forecast: Option<Forecast>,
    /// The mornings.
    pub outlooks: Vec<Outlook>,
}

impl Ahead {
    /// How sore sessions leave this person, compared with most people.
    pub fn gains(&self) -> Option<Gains> {
        self.forecast.as_ref().map(Forecast::gains)
    }

    /// Points that a day at twice the usual load costs the morning after it, once that is known.
    pub fn load_costs(&self) -> Option<f64> {
        self.forecast.as_ref().and_then(Forecast::load_costs)
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

    /// Weeks as shown, in the order given.
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

    /// The weeks as a log that can be asked for scores.
    pub fn log(&self) -> Log<'a> {
        Log { days: self.book, basis: self.basis, mornings: self.mornings }
    }

    /// The recovery of a morning.
    pub fn recovery(&self, date: NaiveDate) -> Option<Arc<Recovery>> {
        self.log().recovery(date)
    }

    /// The red flags of a morning.
    pub fn flags(&self, date: NaiveDate) -> Flags {
        flags(self.book, date, self.basis)
    }

    /// What a morning's score means for the session of its day; `None` without a session to judge.
    pub fn verdict(&self, date: NaiveDate, recovery: Option<&Recovery>) -> Option<Verdict> {
        let days = self.days();
        let (week, _) = self.shown(WeekId::of(date));
        verdict(recovery, &days, week.day(date), self.today, &self.basis.regions)
    }

    /// What the log says about forecasts and deloads.
    pub fn learnt(&self) -> Learnt {
        let log = self.log();
        let today = day_number(self.today);
        let past = (1..=load::LOOK_BACK).rev().map(|n| add_days(self.today, -n));
        let history = History::up_to(&log, today);
        let known = self.known(&log, &history);
        let replayed = Replayed::up_to(&known, &|day| log.weights(day), today);
        Learnt {
            grade: grade(&log, past),
            may_slip: may_slip(&log, self.today),
            morning: self.recovery(self.today),
            history: Some(Arc::new(history)),
            replayed,
        }
    }

    /// Days of the weeks at hand up to today, oldest first.
    pub fn dates(&self) -> Vec<NaiveDate> {
        self.book.weeks().flat_map(|w| w.id.days()).filter(|d| *d <= self.today).collect()
    }

    /// How forecasts would have done over the mornings of a stretch of dates, and how that changed as they came; `None` if stopped.
    pub fn replay(&self, dates: &[NaiveDate], progress: Progress<'_>) -> Option<(Vec<Replay>, Vec<ReplayedSoFar>)> {
        let (Some(first), Some(last)) = (dates.first(), dates.last()) else { return Some(Default::default()) };
        let (first, last) = (day_number(*first), day_number(*last));
        let log = self.log();
        let history = History::new(&log, first, last);
        let known = self.known(&log, &history);
        let replayed = Replayed::over(&known, &|day| log.weights(day), first..last + 1, progress)?;
        Some((replayed.rows(), replayed.curve))
    }

    /// The case for your own weights, over the weeks at hand.
    pub fn weighing(&self) -> Weighing {
        Weighing::of(&self.log(), self.dates().into_iter(), self.today)
    }

    /// What forecasts are made from.
    pub fn known<'k>(&self, log: &'k Log<'k>, history: &'k History) -> Known<'k> {
        // The split's own week, whatever this week's plan was changed to.
        let usuals = log.days.usuals(day_number(self.today));
        let week = self.split_for(WeekId::of(self.today)).load(&usuals);
        Known { log, history, split_load: week / 7.0 }
    }

    /// The next mornings under the plan.
    pub fn ahead(&self, learnt: &Learnt) -> Ahead {
        let log = self.log();
        let today = day_number(self.today);
        let skill = learnt.replayed.skill(today);
        let forecast = learnt
            .history
            .as_ref()
            .and_then(|history| Forecast::new(&self.known(&log, history), today, &log.weights(today), skill));
        let outlooks = forecast.as_ref().map_or_else(Vec::new, |f| f.outlooks(&self.days()));
        Ahead { forecast, outlooks }
    }

    /// Everything ahead in one go: what was learnt, and the next mornings under the plan.
    pub fn look(&self) -> (Learnt, Ahead) {
        let learnt = self.learnt();
        let ahead = self.ahead(&learnt);
        (learnt, ahead)
    }

    /// The next mornings under a trial plan, which does not change what is known this morning.
    pub fn outlooks(&self, ahead: &Ahead) -> Vec<Outlook> {
        ahead.forecast.as_ref().map_or_else(Vec::new, |known| known.outlooks(&self.days()))
    }

    /// What the plan's rules find in a week.
    pub fn findings(&self, id: WeekId, learnt: &Learnt, outlooks: &[Outlook]) -> Vec<Finding> {
        self.checked(id, learnt, outlooks, |checker| checker.week(id))
    }

    /// What the rules find on single days of one week.
    pub(super) fn findings_on(&self, dates: &[NaiveDate], learnt: &Learnt, outlooks: &[Outlook]) -> Vec<Finding> {
        let id = dates.first().map_or(WeekId::of(self.today), |d| WeekId::of(*d));
        self.checked(id, learnt, outlooks, |checker| checker.days(dates))
    }

    fn checked(
        &self,
        id: WeekId,
        learnt: &Learnt,
        outlooks: &[Outlook],
        find: impl FnOnce(&Checker<'_>) -> Vec<Finding>,
    ) -> Vec<Finding> {
        let days = self.days_around(id);
        let (today, table, limits, may_slip) = (self.today, &self.basis.regions, self.limits, learnt.may_slip);
        let morning = learnt.morning.as_deref();
        find(&Checker { days: &days, today, table, limits, morning, outlooks, may_slip })
    }

    /// The best order of the days left in a week, if one is better.
    pub fn arrangement(&self, id: WeekId, ahead: &Ahead) -> Option<Arrangement> {
        let (forecast, table, limits) = (ahead.forecast.as_ref(), &self.basis.regions, self.limits);
        let morning = self.recovery(self.today);
        let days = self.days_around(id);
        Arranger { days: &days, today: self.today, morning: morning.as_deref(), forecast, table, limits }.best(id)
    }

    /// Today's finished check-in, with the scores forecast for the next mornings that are kept with it.
    pub fn with_forecast(&self, checkin: &CheckIn) -> CheckIn {
        let mut book = self.book.clone();
        let plain = checkin.clone().without_forecast();
        let today = self.today;
        let Ok(week) = book.log_mut(WeekId::of(today)) else { return plain };
        week.day_mut(today).checkin = Some(plain.clone());
        let (_, ahead) = self.over(&book).look();
        keep(plain, &ahead.outlooks)
    }

    /// The load planned and done on some days, with stand-ins for what sessions lack; days off have no plan.
    pub(super) fn planned_load(&self, dates: &[NaiveDate]) -> f64 {
        let (days, today) = (self.days(), day_number(self.today));
        let of = |date: &NaiveDate| -> f64 {
            let sessions = expected(&days, *date, self.today, &self.basis.regions);
            sessions.filter_map(|s| effort(&days, s, day_number(*date), today)).map(|e| e.load()).sum()
        };
        // An empty sum is -0.0, and the minus would show.
        dates.iter().map(of).fold(0.0, |a, b| a + b)
    }

    /// In the first week back after a lay-off: open sessions of the next seven days that ask for too much, by day and place, each
    /// cut to the most it should be.
    pub fn sizes_back(&self) -> BTreeMap<(NaiveDate, usize), Session> {
        let (days, number) = (self.days(), day_number(self.today));
        let back = coming_back(&days, number).or_else(|| would_come_back(&days, number));
        let Some(back) = back else { return BTreeMap::new() };
        let usuals = days.usuals(number);
        let mut out = BTreeMap::new();
        for day in (0..7).map(|n| self.day(add_days(self.today, n))) {
            let open = |s: &Session| s.status == Status::Planned && !day.sets_aside(s, &self.basis.regions);
            for (place, s) in day.sessions.iter().enumerate().filter(|(_, s)| open(s)) {
                out.extend(back.eased(&days, s, &usuals).map(|to| ((day.date, place), to)));
            }
        }
        out
    }

    /// The practices that suit today.
    pub fn practices(&self, all: &[Practice]) -> Vec<practices::Offer> {
        let picker = Picker { practices: all, table: &self.basis.regions, need: self.basis.sleep_need };
        picker.offers(&self.days(), self.today)
    }

    /// What a session achieved the last time it was done, by kind and title, in the half year before a day.
    pub fn last_achieved(&self, s: &Session, date: NaiveDate) -> Option<Achieved> {
        let day = |back: i64| (self.book as &dyn Days).day(add_days(date, -back));
        let same = |other: &&Session| other.kind == s.kind && other.title == s.title;
        let of_day = |d: &Day| d.sessions.iter().filter(same).find_map(|s| s.record()?.achieved);
        if !s.kind.is_training() {
            return None;
        }
        (1..=load::LOOK_BACK).filter_map(day).find_map(of_day)
    }

    /// A practice as it suits a day: over the regions that are sore or were trained, if it is done by region.
    pub fn practice(&self, practice: &Practice, date: NaiveDate) -> Extra {
        let situation = Situation::of(&self.days(), date, self.basis.sleep_need, &self.basis.regions);
        practices::extra_for(practice, &situation)
    }

    /// The edit that puts an extra on a day: with its first done session, else its first one; on an empty day as a session of its
    /// own.
    pub fn adds(&self, date: NaiveDate, extra: Extra) -> Edit {
        let day = self.day(date);
        let done = day.sessions.iter().position(|s| s.status == Status::Done && s.kind.is_training());
        let index = done.unwrap_or(0);
        match day.sessions.get(index) {
            Some(s) => Edit::Session(SessionEdit::AddExtra { item: ItemRef::to(date, index, s), extra }),
            None => {
                let session = Session {
                    minutes: extra.minutes,
                    rpe: Some(Rpe::whole(1)),
                    status: if extra.done { Status::Done } else { Status::Planned },
                    ..Session::new(Kind::ActiveRecovery, extra.title)
                };
                Edit::Session(SessionEdit::Add { date, session: Box::new(session) })
            }
        }
    }

    /// The edit as a change of these weeks, with the splits that they would show and, for a swap, what its days show now.
    pub fn change(&self, id: EditId, edit: Edit) -> Change {
        let mut change = Change { id, group: None, edit, today: self.today, splits: Split::empty().into() };
        change.splits = Proposals::new(change.weeks(), |id| self.split_for(id));
        if let Edit::Move(MoveEdit::Swap { a, b, seen: seen @ None }) = &mut change.edit {
            *seen = Some(swap_fingerprint(&self.day(*a), &self.day(*b)));
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

    /// The weeks as an edit would leave them; `None` if it would be refused.
    pub fn after(&self, edit: &Edit) -> Option<Book> {
        let mut book = self.book.clone();
        self.change(EditId::default(), edit.clone()).apply(&mut book).ok()?;
        Some(book)
    }
}
