//! The state of the screen.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use std::sync::Arc;

use chrono::NaiveDate;

use super::insight::Insight;
use super::msg::{Effect, LastShown};
use super::sight::{Item, Sight, Span};
use super::view::View;
use super::weeks::Weeks;
use crate::config::Setup;
use crate::config::face::Face;
use crate::config::themes::Theme;
use crate::domain::Refusal;
use crate::domain::calendar::add_days;
use crate::domain::session::Status;
use crate::domain::shelf::day_number;
use crate::domain::week::{Day, TrayItem, Week};
use crate::domain::{Session, WeekId};
use crate::edit::Change;
use crate::edit::{Edit, EditId, ItemRef};
use crate::formats::kept::{Keep, KeptMornings, Reach};
use crate::insight::trends::Metric;
use crate::planning::Desk;
use crate::planning::desk::{mornings_back, weeks_back, weeks_of_a_score};
use crate::planning::practices::{Offer, Practice};
use crate::recovery::{Mornings, Recovery, log};

/// Weeks on either side of the shown one whose trays `p` can reach. A choice.
const TRAY_REACH: i64 = 4;

/// Columns and rows of the smallest screen that shows anything but a sentence. A choice.
pub const SMALLEST: (u16, u16) = (30, 8);

/// How everything looks if there is no theme at all.
static PLAIN: Theme = Theme::PLAIN;

/// What a model starts from.
#[derive(Debug)]
pub struct Start {
    /// Today's date.
    pub today: NaiveDate,
    /// Everything that is set.
    pub setup: Rc<Setup>,
    /// Whether the signs are ASCII.
    pub ascii: bool,
    /// What the terminal shows.
    pub face: Face,
    /// The language of the locale, such as `bg`, which tells keyboard layouts apart.
    pub language: String,
    /// Where the weeks live, for the first-run text.
    pub data_dir: String,
    /// When each once-a-day message was last shown.
    pub last_shown: LastShown,
    /// Whether the weeks are the sample ones.
    pub sample: bool,
    /// A number that no other run of the program has.
    pub run: u64,
    /// Scores of mornings worked out before.
    pub mornings: Arc<Mornings>,
    /// The text that was open when the program last ended, as [`Model::interrupted`] returned it.
    pub left: Option<String>,
}

/// Facts about this run, fixed at the start.
#[derive(Debug)]
pub struct Here {
    /// What the terminal shows.
    pub face: Face,
    /// The language of the locale.
    pub language: String,
    /// Where the weeks live.
    pub data_dir: String,
    /// Whether the weeks are the sample ones.
    pub sample: bool,
}

/// Everything the screen is drawn from.
#[derive(Debug)]
pub struct Model {
    /// Everything that is set.
    pub setup: Rc<Setup>,
    /// Facts about this run.
    pub here: Here,
    /// The weeks, and today.
    pub weeks: Weeks,
    /// What is derived from them.
    pub insight: Insight,
    /// What is shown and selected.
    pub view: View,
}

impl Model {
    /// A model that has read nothing yet.
    pub fn new(start: Start) -> Self {
        let Start { today, setup, ascii, face, language, data_dir, last_shown, sample, run, left, mornings } = start;
        let mut view = View::new(today, setup.settings.theme.clone(), ascii);
        (view.last_shown, view.left) = (last_shown, left);
        Self {
            setup,
            here: Here { face, language, data_dir, sample },
            weeks: Weeks::new(today, run),
            insight: Insight { mornings, ..Insight::default() },
            view,
        }
    }

    /// What a layer sees of it.
    pub fn sight(&self) -> Sight<'_> {
        let Self { setup, here: _, weeks, insight, view } = self;
        Sight { setup, weeks, insight, cursor: view.cursor(), item: view.item, days: view.days() }
    }

    /// A desk over the loaded weeks, which answers questions about them.
    pub fn desk(&self) -> Desk<'_> {
        self.sight().desk()
    }

    /// A week as shown, and whether its plan is only proposed.
    pub fn shown(&self, id: WeekId) -> (Cow<'_, Week>, bool) {
        self.desk().shown(id)
    }

    /// The selected day as shown.
    pub fn day(&self) -> Day {
        self.sight().day()
    }

    /// The recovery of a morning.
    pub fn recovery(&self, date: NaiveDate) -> Option<Arc<Recovery>> {
        self.sight().recovery(date)
    }

    /// Everything on the selected day that the item cursor can be on.
    pub fn items_here(&self) -> Vec<Item> {
        self.sight().items_here()
    }

    /// The item under the cursor, as an edit names it.
    pub fn selected(&self) -> Option<ItemRef> {
        self.sight().selected()
    }

    /// Whether the item under the cursor is marked done, so that the key for it removes the mark.
    pub fn selected_is_done(&self) -> bool {
        let Some(item) = self.selected() else { return false };
        let session = self.day().sessions.get(item.index).cloned();
        session.is_some_and(|s| match item.extra {
            Some(extra) => s.extras.get(extra).is_some_and(|e| e.done),
            None => s.status == Status::Done,
        })
    }

    /// Practices in the order of their list, each with its offer if it is offered for the selected day.
    pub fn practices(&self) -> Vec<(&Practice, Option<&Offer>)> {
        self.sight().practices()
    }

    /// Tries an edit on a copy.
    ///
    /// # Errors
    /// Why it would be refused.
    pub fn trial(&self, edit: &Edit) -> Result<(), Refusal> {
        self.desk().trial(edit)
    }

    /// The first loaded day on which anything was logged: before it, nothing counts as missed.
    pub fn first_logged(&self) -> Option<NaiveDate> {
        self.sight().first_logged()
    }

    /// How many weeks a chart goes back.
    pub fn chart_weeks(&self, span: Span) -> i64 {
        self.sight().chart_weeks(span)
    }

    /// The values of a chart, one per day, up to today.
    pub fn chart(&self, metric: Metric, from: NaiveDate) -> Vec<Option<f64>> {
        self.sight().chart(metric, from)
    }

    /// The theme in use, or the first if its name is not known.
    pub fn theme(&self) -> &Theme {
        let first = || self.setup.themes.names().first().and_then(|n| self.setup.themes.get(n));
        self.setup.themes.get(&self.view.theme).or_else(first).unwrap_or(&PLAIN)
    }

    /// What the terminal shows, adjusted for the theme in use.
    pub fn face(&self) -> Face {
        self.here.face.by(&self.view.theme)
    }

    /// The week of the selected day.
    pub fn week_id(&self) -> WeekId {
        WeekId::of(self.view.cursor())
    }

    /// The shown days, each with whether its plan is only proposed.
    pub fn shown_days(&self) -> Vec<(Day, bool)> {
        let dates = self.view.days();
        let weeks: BTreeMap<WeekId, _> =
            dates.iter().map(|d| WeekId::of(*d)).map(|id| (id, self.desk().shown(id))).collect();
        let of = |date: NaiveDate| weeks.get(&WeekId::of(date)).map(|(week, p)| (week.day(date).clone(), *p));
        dates.into_iter().filter_map(of).collect()
    }

    /// The selected days: the range, or the one under the cursor.
    pub fn days(&self) -> Vec<NaiveDate> {
        let anchor = self.view.anchor.unwrap_or(self.view.cursor());
        let (first, last) = (anchor.min(self.view.cursor()), anchor.max(self.view.cursor()));
        (0..=(last - first).num_days()).map(|i| add_days(first, i)).collect()
    }

    /// What waits in the trays within reach, starting with the next to be put.
    pub fn tray(&self) -> Vec<(WeekId, usize, &TrayItem)> {
        let here = self.week_id();
        let mut ids = vec![here];
        for n in 1..=TRAY_REACH {
            ids.extend([here.shift(-n), here.shift(n)]);
        }
        let of = |id: WeekId| {
            self.weeks
                .book()
                .week(id)
                .into_iter()
                .flat_map(move |w| w.tray.iter().enumerate().rev().map(move |(i, t)| (id, i, t)))
        };
        ids.into_iter().flat_map(of).collect()
    }

    /// What was copied, which `p` would put instead of the tray.
    pub fn copied(&self) -> &[Vec<Session>] {
        &self.view.copied
    }

    /// How many changes are not on disk yet.
    pub fn unsaved(&self) -> usize {
        self.weeks.queue.edits().count()
    }

    /// The changes that are not on disk yet, in their order.
    pub fn unsaved_changes(&self) -> Vec<Change> {
        self.weeks.queue.edits().cloned().collect()
    }

    /// Whether the text that was open when the program last ended was offered.
    pub fn draft_offered(&self) -> bool {
        self.view.left.is_some()
    }

    /// Whether quitting was asked for while something was not on disk.
    pub fn asks_to_quit(&self) -> bool {
        self.view.quitting
    }

    /// What the store should do next; `None` while it is busy.
    pub fn next_save(&mut self) -> Option<Effect> {
        self.weeks.queue.take(self.weeks.today()).map(Effect::Save)
    }

    /// Whether the screen is too small to show what a key does.
    pub fn is_too_small(&self) -> bool {
        self.view.size.0 < SMALLEST.0 || self.view.size.1 < SMALLEST.1
    }

    /// Whether weeks are missing from the folder, so that nothing may be changed.
    pub fn has_lost_weeks(&self) -> bool {
        self.weeks.lost.is_some()
    }

    /// Whether something could not be written and waits to be tried again.
    pub fn is_failing(&self) -> bool {
        self.weeks.queue.has_failed()
    }

    /// Why the waiting changes could not be written at the last try.
    pub fn failing_because(&self) -> Option<&str> {
        self.weeks.failing.as_deref()
    }

    /// What is wrong with the files of the shown week.
    pub fn trouble(&self) -> Vec<&str> {
        self.weeks.trouble(self.week_id())
    }

    /// Whether there is nothing at all among the loaded weeks: the first run.
    pub fn is_first_run(&self) -> bool {
        self.weeks.book().weeks().next().is_none() && !self.weeks.is_in_trouble()
    }

    /// What was read and worked out, to be cached for the next start. This week's text is left out: it changes every day, and
    /// with it what the last mornings say about it.
    pub fn keep(&self, reach: Reach) -> Keep {
        let to = WeekId::of(self.weeks.today());
        let first = self.weeks.book().weeks().next().map_or(to, |week| week.id);
        let from = if reach == Reach::Start { to.shift(-weeks_back(self.setup.basis.weights)) } else { first };
        let (mornings, days) = (&self.insight.mornings, [from, to].map(|id| day_number(id.monday())));
        let first = match reach {
            Reach::Start => days[1] - mornings_back(self.setup.basis.weights),
            Reach::All => days[0],
        };
        let upto = day_number(self.weeks.today()) + 1;
        Keep {
            reach,
            weeks: from..to,
            mornings: KeptMornings { basis: Arc::clone(&self.setup.basis), all: mornings.between(first, upto) },
            made: mornings.take_new_before(days[1] - log::AHEAD as i32),
        }
    }

    /// The edit as a trial change, which has no id yet.
    pub(super) fn change(&self, edit: Edit) -> Change {
        self.desk().change(EditId::default(), edit)
    }

    /// Weeks that the shown week, today and their scores need and that are not loaded yet.
    pub(super) fn missing(&self) -> Vec<WeekId> {
        let here = self.week_id();
        let today = WeekId::of(self.weeks.today());
        let choice = self.setup.basis.weights;
        let shown = (-TRAY_REACH..=weeks_of_a_score(choice)).map(|n| here.shift(-n));
        let ids: BTreeSet<WeekId> = shown.chain((0..=weeks_back(choice)).map(|n| today.shift(-n))).collect();
        ids.into_iter().filter(|id| !self.weeks.loaded.contains(id)).collect()
    }
}
