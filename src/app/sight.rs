//! What a layer sees of the program: the weeks, what is derived from them, and what is selected.

use std::borrow::Cow;
use std::sync::Arc;

use chrono::NaiveDate;
use strum::{EnumCount, VariantArray};

use super::insight::Insight;
use super::weeks::Weeks;
use crate::config::Setup;
use crate::domain::Days;
use crate::domain::calendar::add_days;
use crate::domain::session::Extra;
use crate::domain::week::{Day, Week};
use crate::domain::{Refusal, WeekId};
use crate::edit::{Edit, ItemRef, LogEdit};
use crate::insight::survey::Survey;
use crate::insight::trends::{Metric, series};
use crate::planning::Desk;
use crate::planning::care::{self, Care};
use crate::planning::evaluation::Inquiry;
use crate::planning::practices::{Offer, Practice};
use crate::planning::review::Review;
use crate::recovery::Recovery;
use crate::recovery::heart::{easy_range, usual_resting};

/// How many days are shown side by side.
pub const SHOWN: usize = 7;

/// Something in a day that the item cursor can be on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Item {
    /// A session.
    Session(usize),
    /// An extra of a session.
    Extra(usize, usize),
    /// The day's note.
    Note,
    /// A practice offered for the day, not on the plan yet.
    Offer(usize),
    /// Something to tick, by its place in the day's list.
    Care(usize),
}

/// How far back a chart goes.
#[derive(Clone, Copy, PartialEq, Eq, Debug, VariantArray, EnumCount)]
pub enum Span {
    /// Fourteen days.
    TwoWeeks,
    /// Forty-two days.
    SixWeeks,
    /// Thirteen weeks.
    Quarter,
    /// Fifty-two weeks.
    Year,
    /// Everything on file.
    All,
}

impl Span {
    /// Every span, the shortest first.
    pub const ALL: [Self; Self::COUNT] = *Self::VARIANTS.first_chunk().unwrap();

    /// Its name on the screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::TwoWeeks => "2 weeks",
            Self::SixWeeks => "6 weeks",
            Self::Quarter => "3 months",
            Self::Year => "1 year",
            Self::All => "all years",
        }
    }

    /// The same, in as few letters as possible.
    pub fn short(self) -> &'static str {
        match self {
            Self::TwoWeeks => "2 wk",
            Self::SixWeeks => "6 wk",
            Self::Quarter => "3 mo",
            Self::Year => "1 yr",
            Self::All => "all",
        }
    }

    /// Its whole weeks up to today: at most those since the first day on file, and at least two.
    pub fn weeks(self, today: NaiveDate, first: NaiveDate) -> i64 {
        let on_file = ((today - first).num_days() / 7 + 1).max(2);
        match self {
            Self::TwoWeeks => 2,
            Self::SixWeeks => on_file.min(6),
            Self::Quarter => on_file.min(13),
            Self::Year => on_file.min(52),
            Self::All => on_file,
        }
    }
}

/// What a layer sees.
#[derive(Clone, Copy, Debug)]
pub struct Sight<'a> {
    /// Everything that is set.
    pub setup: &'a Setup,
    /// The weeks, and today.
    pub weeks: &'a Weeks,
    /// What is derived from them.
    pub insight: &'a Insight,
    /// The selected day.
    pub cursor: NaiveDate,
    /// The selected item of the day.
    pub item: usize,
    /// The shown days.
    pub days: [NaiveDate; SHOWN],
}

impl<'a> Sight<'a> {
    /// A desk over the loaded weeks, which answers questions about them.
    pub fn desk(&self) -> Desk<'a> {
        let Setup { splits, basis, settings, .. } = self.setup;
        let (book, today, mornings) = (self.weeks.book(), self.weeks.today(), &*self.insight.mornings);
        Desk { book, today, splits, basis, mornings, limits: &settings.rules }
    }

    /// A week as shown, and whether its plan is only proposed.
    pub fn shown(&self, id: WeekId) -> (Cow<'a, Week>, bool) {
        self.desk().shown(id)
    }

    /// The selected day as shown.
    pub fn day(&self) -> Day {
        self.desk().day(self.cursor)
    }

    /// The recovery of a morning.
    pub fn recovery(&self, date: NaiveDate) -> Option<Arc<Recovery>> {
        self.desk().recovery(date)
    }

    /// Everything on that day that the item cursor can be on.
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

    /// Everything on the selected day that the item cursor can be on: offers and what can be ticked come last.
    pub fn items_here(&self) -> Vec<Item> {
        let day = self.day();
        let mut out = Self::items(&day);
        if self.cursor == self.weeks.today() {
            out.extend((0..self.insight.offers.len()).map(Item::Offer));
        }
        out.extend((0..self.care_of(&day).len()).map(Item::Care));
        out
    }

    /// The item under the cursor, as an edit names it; `None` on a note, an offer or an empty day.
    pub fn selected(&self) -> Option<ItemRef> {
        let day = self.day();
        let to = |i: usize| ItemRef::to(self.cursor, i, &day.sessions[i]);
        Some(match self.items_here().get(self.item)? {
            Item::Session(i) => to(*i),
            Item::Extra(i, e) => to(*i).extra(*e, &day.sessions[*i]),
            Item::Note | Item::Offer(_) | Item::Care(_) => return None,
        })
    }

    /// What a day asks for besides its sessions, without practices that are already listed as offers.
    pub fn care_of(&self, day: &Day) -> Vec<care::Item> {
        let offers = if day.date == self.weeks.today() { self.insight.offers.as_slice() } else { &[] };
        let offered =
            |item: &care::Item| matches!(&item.care, Care::Practice(id) if offers.iter().any(|o| o.id == *id));
        let known = |item: &care::Item| match &item.care {
            Care::Practice(id) => self.setup.content.practices().iter().any(|p| p.id == *id),
            _ => true,
        };
        let all = care::items(day, self.weeks.today());
        all.into_iter().filter(|i| !offered(i) && known(i)).collect()
    }

    /// The item under the cursor, if it is one to tick.
    pub fn care_here(&self) -> Option<care::Item> {
        match self.items_here().get(self.item)? {
            Item::Care(n) => self.care_of(&self.day()).into_iter().nth(*n),
            _ => None,
        }
    }

    /// The edit that ticks or unticks an item of the selected day.
    pub fn ticks(&self, item: &care::Item) -> Option<Edit> {
        let (date, on) = (self.cursor, !item.done);
        Some(match &item.care {
            Care::Practice(id) => {
                let practice = self.setup.content.practices().iter().find(|p| p.id == *id)?;
                self.adds(Extra { done: true, ..self.desk().practice(practice, date) })
            }
            Care::Fuel(fuel) => Edit::Log(LogEdit::Fuel { date, fuel: *fuel, on }),
            Care::Tick(tick) => Edit::Log(LogEdit::Tick { date, tick: *tick, on }),
        })
    }

    /// The heart rate range for easy movement, if a maximum and a resting rate are known.
    pub fn easy_range(&self) -> Option<(u16, u16)> {
        let most = self.setup.settings.heart_rate_max(self.weeks.today())?;
        easy_range(most, usual_resting(self.weeks.book(), self.weeks.today())?)
    }

    /// Whether `used` holds for a day of the last week, so that a line shown only when in use stays.
    pub fn used_lately(&self, used: impl Fn(&Day) -> bool) -> bool {
        let book: &dyn Days = self.weeks.book();
        (0..7).any(|n| book.day(add_days(self.weeks.today(), -n)).is_some_and(&used))
    }

    /// The offer under the item cursor.
    pub fn offer_here(&self) -> Option<&'a Offer> {
        match self.items_here().get(self.item)? {
            Item::Offer(i) => self.insight.offers.get(*i),
            _ => None,
        }
    }

    /// The edit that adds an extra to the selected day: to its first done session, else to its first one; on an empty day
    /// as a session of its own.
    pub fn adds(&self, extra: Extra) -> Edit {
        self.desk().adds(self.cursor, extra)
    }

    /// Practices in the order of their list: those offered for the selected day with their reason, then all others.
    pub fn practices(&self) -> Vec<(&'a Practice, Option<&'a Offer>)> {
        let offers = if self.cursor == self.weeks.today() { self.insight.offers.as_slice() } else { &[] };
        let all = self.setup.content.practices();
        let offered = offers.iter().filter_map(|o| Some((all.iter().find(|p| p.id == o.id)?, Some(o))));
        let others = all.iter().filter(|p| !offers.iter().any(|o| o.id == p.id)).map(|p| (p, None));
        offered.chain(others).collect()
    }

    /// Tries an edit on a copy.
    pub fn trial(&self, edit: &Edit) -> Result<(), Refusal> {
        self.desk().trial(edit)
    }

    /// The first loaded day on which anything was logged: before it, nothing counts as missed.
    pub fn first_logged(&self) -> Option<NaiveDate> {
        self.weeks.book().first_logged()
    }

    /// A week in review.
    pub fn review(&self, id: WeekId) -> Review {
        self.desk().review(id, &self.insight.learnt, &self.insight.ahead)
    }

    /// The whole log, to be searched for patterns.
    pub fn survey(&self) -> Survey {
        let last = self.weeks.today();
        Survey {
            book: self.weeks.book().clone(),
            first: self.first_logged().unwrap_or(last),
            last,
            basis: Arc::clone(&self.setup.basis),
            mornings: Arc::clone(&self.insight.mornings),
        }
    }

    /// The whole log, to be evaluated.
    pub fn inquiry(&self) -> Inquiry {
        Inquiry {
            book: self.weeks.book().clone(),
            today: self.weeks.today(),
            splits: self.setup.splits.clone(),
            basis: Arc::clone(&self.setup.basis),
            mornings: Arc::clone(&self.insight.mornings),
        }
    }

    /// How many weeks a chart goes back.
    pub fn chart_weeks(&self, span: Span) -> i64 {
        span.weeks(self.weeks.today(), self.first_logged().unwrap_or(self.weeks.today()))
    }

    /// The values of a chart, one per day, up to today.
    pub fn chart(&self, metric: Metric, from: NaiveDate) -> Vec<Option<f64>> {
        series(&self.desk().log(), from, self.weeks.today(), metric)
    }
}
