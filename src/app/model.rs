//! What the screen knows.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

use chrono::NaiveDate;

use super::layer::Layer;
use super::prepare::Again;
use super::sandbox::Sandbox;
use crate::config::{Library, Settings, Splits, ThemeChoice};
use crate::domain::calendar::add_days;
use crate::domain::checkin::hours_and_minutes;
use crate::domain::edit::Change;
use crate::domain::session::Status;
use crate::domain::week::{Day, TrayItem, Week};
use crate::domain::{Book, CheckIn, Days, Edit, ItemRef, Session, Shown, Split, WeekId};
use crate::planning::arrange::{Arrangement, Arranger};
use crate::planning::deload::{may_slip, review};
use crate::planning::forecast::{DEFAULT_RANGE, Forecast, Outlook, forecast};
use crate::planning::grade::{self, Grade};
use crate::planning::rules::{Checker, Finding, block};
use crate::planning::soreness::Gain;
use crate::recovery::flags::{self, Flags};
use crate::recovery::load;
use crate::recovery::verdict::{self, Advice, Verdict};
use crate::recovery::{Basis, Recovery, assess, why};
use crate::workspace::LOOK_BACK_WEEKS;

/// Weeks on either side of the shown one whose trays are in reach of `p`. A choice.
const TRAY_REACH: i64 = 4;

/// What sort of line the notice is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NoticeKind {
    /// Something was said.
    Said,
    /// A change was made and is being saved.
    Saving,
    /// A change is on disk.
    Saved,
    /// A change was taken back.
    Undone,
    /// Something was refused.
    Refused,
    /// Something is wrong with a file or the disk.
    Trouble,
}

/// The one line of answer.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Notice {
    /// What it says.
    pub text: String,
    /// What sort it is.
    pub kind: NoticeKind,
}

/// Something of a day that the item cursor can stand on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Item {
    /// A session.
    Session(usize),
    /// An extra of a session.
    Extra(usize, usize),
    /// The day's note.
    Note,
}

/// What the right-hand panel shows where there is room for one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Panel {
    /// The day's items.
    Day,
    /// Soreness of every region.
    Body,
    /// The last fourteen days.
    Trends,
}

impl Panel {
    /// The one after it.
    pub fn next(self) -> Self {
        match self {
            Self::Day => Self::Body,
            Self::Body => Self::Trends,
            Self::Trends => Self::Day,
        }
    }
}

/// A prepared edit with its reason.
#[derive(Clone, PartialEq, Debug)]
pub struct Suggestion {
    /// Why, and what it does.
    pub text: String,
    /// The edit that `=` applies.
    pub edit: Edit,
}

/// What a model starts from.
#[derive(Debug)]
pub struct Start {
    /// Today's date.
    pub today: NaiveDate,
    /// Settings.
    pub settings: Settings,
    /// Splits.
    pub splits: Splits,
    /// What scores are judged by.
    pub basis: Basis,
    /// Whether the signs are ASCII.
    pub ascii: bool,
    /// Whether there must be no colour at all.
    pub no_color: bool,
    /// Where the weeks live, for the first-run text.
    pub data_dir: String,
}

/// Everything the screen is drawn from.
#[derive(Debug)]
pub struct Model {
    /// Today's date.
    pub today: NaiveDate,
    /// The selected day.
    pub cursor: NaiveDate,
    /// The selected item of the day.
    pub item: usize,
    /// The other end of a range of days.
    pub anchor: Option<NaiveDate>,
    /// Weeks at hand.
    pub book: Book,
    /// What lies over the grid.
    pub layer: Option<Layer>,
    /// The line of answer.
    pub notice: Option<Notice>,
    /// Settings.
    pub settings: Settings,
    /// Splits.
    pub splits: Splits,
    /// What scores are judged by.
    pub basis: Basis,
    /// Theme in use.
    pub theme: ThemeChoice,
    /// ASCII signs.
    pub ascii: bool,
    /// No colour, whatever the theme.
    pub no_color: bool,
    /// Where the weeks live.
    pub data_dir: String,
    /// What the right-hand panel shows.
    pub panel: Panel,
    /// Columns of the screen.
    pub width: u16,
    /// Edits that can be undone and redone.
    pub depth: (usize, usize),
    pub(super) loaded: BTreeSet<WeekId>,
    pub(super) unsaved: VecDeque<Change>,
    pub(super) library: Library,
    pub(super) copied: Vec<Vec<Session>>,
    pub(super) copied_week: Option<Box<[Vec<Session>; 7]>>,
    pub(super) again: Option<Again>,
    pub(super) quitting: bool,
    /// Plans that are tried, while what-if is open.
    pub sandbox: Option<Sandbox>,
    /// The next seven mornings under the plan as shown.
    pub outlooks: Vec<Outlook>,
    /// How sore sessions leave this person, against most.
    pub gain: Gain,
    /// What the plan's rules find in the shown week.
    pub findings: Vec<Finding>,
    /// How the kept forecasts did.
    pub grade: Option<Grade>,
    /// The fix of the selected day's finding, or the week's.
    pub fix: Option<Suggestion>,
    /// The week that findings were made for, and the day that the fix was.
    pub(super) found_for: Option<WeekId>,
    pub(super) fix_for: Option<NaiveDate>,
    /// Scores since weeks last changed.
    pub(super) scores: RefCell<BTreeMap<NaiveDate, Option<Recovery>>>,
    /// Whether a deload that is due may slip a week.
    pub(super) may_slip: bool,
    /// Whether mornings changed since forecasts were graded.
    pub(super) regrade: bool,
    /// Whether weeks changed since the forecast was made.
    pub(super) stale: bool,
    /// What is offered for today.
    pub(super) suggested: Option<Suggestion>,
    /// The day for which the suggestion is hidden.
    pub(super) hidden: Option<NaiveDate>,
    pub(super) trouble: Vec<(WeekId, String)>,
}

impl Model {
    /// A model that has read nothing yet.
    pub fn new(start: Start) -> Self {
        Self {
            today: start.today,
            cursor: start.today,
            item: 0,
            anchor: None,
            book: Book::default(),
            layer: None,
            notice: None,
            theme: start.settings.theme,
            settings: start.settings,
            splits: start.splits,
            basis: start.basis,
            ascii: start.ascii,
            no_color: start.no_color,
            data_dir: start.data_dir,
            panel: Panel::Day,
            width: 80,
            depth: (0, 0),
            suggested: None,
            hidden: None,
            sandbox: None,
            outlooks: Vec::new(),
            gain: Gain::DEFAULT,
            findings: Vec::new(),
            fix: None,
            found_for: None,
            fix_for: None,
            grade: None,
            stale: true,
            regrade: true,
            may_slip: false,
            scores: RefCell::default(),
            loaded: BTreeSet::new(),
            unsaved: VecDeque::new(),
            library: Library::default(),
            copied: Vec::new(),
            copied_week: None,
            again: None,
            quitting: false,
            trouble: Vec::new(),
        }
    }

    /// The week of the selected day.
    pub fn week_id(&self) -> WeekId {
        WeekId::of(self.cursor)
    }

    /// The split that a week shows while it has no plan.
    pub fn split_for(&self, id: WeekId) -> Split {
        self.splits.get_or_default(self.book.split_before(id))
    }

    /// A week as shown, and whether its plan is only proposed.
    pub fn shown(&self, id: WeekId) -> (Cow<'_, Week>, bool) {
        self.book.shown(id, self.today, &self.split_for(id))
    }

    /// The selected day as shown.
    pub fn day(&self) -> Day {
        self.shown(self.week_id()).0.day(self.cursor).clone()
    }

    /// The recovery of a morning.
    pub fn recovery(&self, date: NaiveDate) -> Option<Recovery> {
        if self.stale {
            return assess(&self.book, date, &self.basis);
        }
        // A frame asks for the same mornings many times over.
        let mut kept = self.scores.borrow_mut();
        kept.entry(date).or_insert_with(|| assess(&self.book, date, &self.basis)).clone()
    }

    /// The days as shown, this week and the next with their proposals.
    pub fn days_shown(&self) -> Shown<'_> {
        let here = WeekId::of(self.today);
        self.book.as_shown(&[here, here.shift(1)], self.today, |id| self.split_for(id))
    }

    /// Where the shown week stands between deloads: `block 3 of 5`; `None` while there is nothing to count.
    pub fn block_text(&self) -> Option<String> {
        let every = self.settings.rules.deload_every;
        let b = block(&self.book, self.week_id(), every);
        (b.loading > 0).then(|| if b.due { "deload due".to_owned() } else { format!("block {} of {every}", b.number) })
    }

    /// What the last deload did, in a sentence; for three weeks after it.
    pub fn deload_review(&self) -> Option<String> {
        let here = self.week_id();
        let id = (1..=3).map(|n| here.shift(-n)).find(|id| self.book.week(*id).is_some_and(|w| w.deload))?;
        let r = review(&self.book, id, &self.basis)?;
        let pair = |name: &str, a: Option<f64>, b: Option<f64>, show: &dyn Fn(f64) -> String| {
            a.zip(b).map(|(a, b)| format!("{name} {} → {}", show(a), show(b)))
        };
        let parts = [
            pair("score", r.before.score, r.after.score, &|n| format!("{n:.0}")),
            pair("sleep", r.before.sleep, r.after.sleep, &hours_and_minutes),
            pair("RPE of the same work", r.before.rpe, r.after.rpe, &|n| format!("{n:.1}")),
        ];
        let told: Vec<String> = parts.into_iter().flatten().collect();
        (!told.is_empty())
            .then(|| format!("the deload of week {}, two weeks before → week after: {}", id.number(), told.join(", ")))
    }

    /// The forecast of a day ahead.
    pub fn outlook(&self, date: NaiveDate) -> Option<&Outlook> {
        self.outlooks.iter().find(|o| o.date == date)
    }

    /// Makes the forecast anew if weeks changed since.
    pub(super) fn refresh(&mut self) {
        let here = self.week_id();
        let stale = std::mem::take(&mut self.stale);
        if !stale && self.found_for == Some(here) {
            if self.fix_for != Some(self.cursor) {
                self.fix = self.make_fix();
                self.fix_for = Some(self.cursor);
            }
            return;
        }
        if stale {
            self.scores.borrow_mut().clear();
            self.refresh_forecast();
            self.suggested = self.make_suggestion();
        }
        self.findings = self.findings_of(here);
        self.found_for = Some(here);
        self.fix = self.make_fix();
        self.fix_for = Some(self.cursor);
    }

    /// What the plan's rules find in a week as shown.
    pub(super) fn findings_of(&self, id: WeekId) -> Vec<Finding> {
        let here = WeekId::of(self.today);
        let ids = [here, here.shift(1), id.shift(-1), id, id.shift(1)];
        let days = self.book.as_shown(&ids, self.today, |id| self.split_for(id));
        let (table, limits) = (&self.basis.regions, &self.settings.rules);
        Checker { days: &days, today: self.today, table, limits, outlooks: &self.outlooks, may_slip: self.may_slip }
            .week(id)
    }

    /// The best order of the days left in a week, if one is better.
    pub(super) fn best_arrangement(&self, id: WeekId) -> Option<Arrangement> {
        let here = WeekId::of(self.today);
        let ids = [here, here.shift(1), id.shift(-1), id, id.shift(1)];
        let days = self.book.as_shown(&ids, self.today, |id| self.split_for(id));
        let range = self.grade.map_or(DEFAULT_RANGE, |g| g.range);
        let forecast = Forecast::new(&days, self.today, &self.basis, range);
        let (table, limits) = (&self.basis.regions, &self.settings.rules);
        Arranger { days: &days, today: self.today, forecast: &forecast, table, limits }.best(id)
    }

    fn refresh_forecast(&mut self) {
        // Grades change with what is logged, not with the plan: half a year of them is not looked at for every key.
        if std::mem::take(&mut self.regrade) {
            let past = (1..=load::LOOK_BACK).rev().map(|n| add_days(self.today, -n));
            self.grade = grade::grade(&self.book, past, &self.basis);
            self.may_slip = may_slip(&self.book, self.today, &self.basis);
        }
        let range = self.grade.map_or(DEFAULT_RANGE, |g| g.range);
        let (gain, outlooks) = {
            let days = self.days_shown();
            let forecast = Forecast::new(&days, self.today, &self.basis, range);
            (forecast.gain(), forecast.outlooks(&days))
        };
        self.gain = gain;
        self.outlooks = outlooks;
        if let Some(sandbox) = &mut self.sandbox {
            let at = sandbox.at;
            sandbox.plans[at].outlooks.clone_from(&self.outlooks);
        }
    }

    /// Scores of the next mornings as they would be kept with a check-in of today.
    pub(super) fn forecast_with(&self, checkin: &CheckIn) -> Vec<u8> {
        let mut days = self.days_shown();
        let Some(mut week) = days.week(WeekId::of(self.today)).cloned() else { return Vec::new() };
        week.day_mut(self.today).checkin = Some(checkin.clone());
        days.put(week);
        let range = self.grade.map_or(DEFAULT_RANGE, |g| g.range);
        forecast(&days, self.today, &self.basis, range).iter().take(grade::GRADED).map(|o| o.score).collect()
    }

    /// The red flags of a morning.
    pub fn flags(&self, date: NaiveDate) -> Flags {
        flags::flags(&self.book, date, self.basis.sleep_need, &self.basis.regions)
    }

    /// The verdict on a day's session, in a sentence; `None` without a score or a session to judge.
    pub fn verdict(&self, date: NaiveDate) -> Option<(Verdict, String)> {
        let r = self.recovery(date).filter(|_| date <= self.today)?;
        let (week, _) = self.shown(WeekId::of(date));
        let day = week.day(date);
        let v = verdict::verdict(&r, day, self.today, &self.basis.regions)?;
        let sentence = why::verdict_sentence(&v, r.shown, verdict::session_of(day));
        Some((v, sentence))
    }

    /// What an edit does to the next mornings, in a sentence: the day it moves most.
    fn gain_of(&self, edit: &Edit) -> String {
        let change = self.change(edit.clone());
        let mut book = self.book.clone();
        if change.apply(&mut book).is_err() {
            return String::new();
        }
        let here = WeekId::of(self.today);
        let days = book.as_shown(&[here, here.shift(1)], self.today, |id| self.split_for(id));
        let range = self.grade.map_or(DEFAULT_RANGE, |g| g.range);
        let after = forecast(&days, self.today, &self.basis, range);
        let moved = self.outlooks.iter().zip(&after).max_by_key(|(a, b)| b.score.abs_diff(a.score));
        match moved.filter(|(a, b)| a.score != b.score) {
            Some((a, b)) => format!(" {} {} → {}.", a.date.format("%A"), a.score, b.score),
            None => " No later morning moves.".to_owned(),
        }
    }

    /// After two weeks of nights, the own median as a sleep need, where it is another one than the setting.
    pub fn sleep_need_offer(&self) -> Option<String> {
        let nights = (0..28).filter_map(|n| Days::day(&self.book, add_days(self.today, -n))?.checkin.as_ref()?.hours());
        let mut nights: Vec<f64> = nights.collect();
        if nights.len() < 14 {
            return None;
        }
        nights.sort_by(f64::total_cmp);
        let middle = (nights[(nights.len() - 1) / 2] + nights[nights.len() / 2]) / 2.0;
        let own = middle.clamp(7.0, 9.0);
        ((own - self.basis.sleep_need).abs() >= 0.25).then(|| {
            format!(
                "your own median over {} nights, within 7 to 9 h, is {}; sleep_need = {own:.2} in config.toml counts from that",
                nights.len(),
                hours_and_minutes(own)
            )
        })
    }

    /// What the program would change today, if it were asked: never more than an offer.
    pub fn suggestion(&self) -> Option<&Suggestion> {
        self.suggested.as_ref().filter(|_| self.hidden != Some(self.today))
    }

    fn make_suggestion(&self) -> Option<Suggestion> {
        let flags = self.flags(self.today);
        if flags.level >= 3 {
            let edit = Edit::Deload(self.today);
            let text = format!(
                "Red flags at level {}, back off: a deload eases the training of the next 7 days.",
                flags.level
            );
            return self.trial(&edit).ok().map(|()| Suggestion { text, edit });
        }
        if let Some(mean) = self.early_deload() {
            let edit = Edit::Deload(self.today);
            let text =
                format!("Seven mornings at {mean:.0} on average after three loading weeks: a deload can come early.");
            if self.trial(&edit).is_ok() {
                return Some(Suggestion { text, edit });
            }
        }
        let (verdict, sentence) = self.verdict(self.today)?;
        let (week, _) = self.shown(WeekId::of(self.today));
        let day = week.day(self.today);
        let Some(session) = verdict::session_of(day).filter(|s| s.status == Status::Planned) else {
            return self.swap_next_hard_day();
        };
        let index = day.sessions.iter().position(|s| s == session)?;
        let item = ItemRef::to(self.today, index, session);
        let gentle = match verdict.advice {
            Advice::RestAsPlanned | Advice::AsPlanned => return self.swap_next_hard_day(),
            Advice::Lighter => session.lighter(),
            Advice::ActiveRecovery => Session { row: session.row, ..Session::easy_walk() },
            Advice::FullRest => Session { row: session.row, ..Session::full_rest() },
        };
        if gentle.as_plan() == session.as_plan() {
            return None;
        }
        let edit = Edit::Revise(item, Box::new(session.clone()), Box::new(gentle.clone()));
        self.trial(&edit).ok()?;
        Some(Suggestion { text: format!("{sentence}{}", self.gain_of(&edit)), edit })
    }

    /// Everything the item cursor can stand on, on that day.
    pub fn items(day: &Day) -> Vec<Item> {
        let mut out = Vec::new();
        for (i, session) in day.sessions.iter().enumerate() {
            out.push(Item::Session(i));
            out.extend((0..session.extras.len()).map(|e| Item::Extra(i, e)));
        }
        if day.note.is_some() {
            out.push(Item::Note);
        }
        out
    }

    /// The item under the cursor, as an edit names it; `None` on a note or an empty day.
    pub fn selected(&self) -> Option<ItemRef> {
        let day = self.day();
        let (session, extra) = match Self::items(&day).get(self.item)? {
            Item::Session(i) => (*i, None),
            Item::Extra(i, e) => (*i, Some(*e)),
            Item::Note => return None,
        };
        Some(ItemRef { extra, ..ItemRef::to(self.cursor, session, &day.sessions[session]) })
    }

    /// The selected days: the range, or the one under the cursor.
    pub fn days(&self) -> Vec<NaiveDate> {
        let anchor = self.anchor.unwrap_or(self.cursor);
        let (first, last) = (anchor.min(self.cursor), anchor.max(self.cursor));
        (0..=(last - first).num_days()).map(|i| add_days(first, i)).collect()
    }

    /// What waits in the trays in reach, the next to be put first.
    pub fn tray(&self) -> Vec<(WeekId, usize, &TrayItem)> {
        let here = self.week_id();
        let mut ids = vec![here];
        for n in 1..=TRAY_REACH {
            ids.extend([here.shift(-n), here.shift(n)]);
        }
        let of = |id: WeekId| {
            self.book
                .week(id)
                .into_iter()
                .flat_map(move |w| w.tray.iter().enumerate().rev().map(move |(i, t)| (id, i, t)))
        };
        ids.into_iter().flat_map(of).collect()
    }

    /// What `p` would put instead of the tray, if something was copied.
    pub fn copied(&self) -> &[Vec<Session>] {
        &self.copied
    }

    /// The first day at hand on which anything was logged: before it, nothing counts as left undone.
    pub fn first_logged(&self) -> Option<NaiveDate> {
        let logged = |d: &&Day| d.checkin.is_some() || d.sessions.iter().any(|s| s.status != Status::Planned);
        self.book.weeks().flat_map(|w| &w.days).find(logged).map(|d| d.date)
    }

    /// How many changes are not on disk yet.
    pub fn unsaved(&self) -> usize {
        self.unsaved.len()
    }

    /// What is wrong with the files of the shown week.
    pub fn trouble(&self) -> Vec<&str> {
        let here = self.week_id();
        self.trouble.iter().filter(|(id, _)| *id == here).map(|(_, t)| t.as_str()).collect()
    }

    /// Whether nothing at all is on file around here: the first run.
    pub fn is_first_run(&self) -> bool {
        self.book.weeks().next().is_none() && self.trouble.is_empty()
    }

    /// The edit as a change, with the split its weeks would show.
    pub(super) fn change(&self, edit: Edit) -> Change {
        let mut change = Change { edit, today: self.today, split: Split::empty() };
        let first = change.weeks().into_iter().min().unwrap_or(self.week_id());
        change.split = self.split_for(first);
        change
    }

    /// Weeks that the shown week and its scores need and that were not read yet.
    pub(super) fn missing(&self) -> Vec<WeekId> {
        let here = self.week_id();
        (-TRAY_REACH..=LOOK_BACK_WEEKS).map(|n| here.shift(-n)).filter(|id| !self.loaded.contains(id)).collect()
    }
}
