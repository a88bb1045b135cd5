//! Plan rules: what a week's plan does against what is known to work, as findings with a code and a sentence.
//!
//! A finding never blocks. Main regions are those a session trains with a share of 0.6 or more. A conditional session
//! counts as its first branch for load and regions, as its gentlest for the rules about rest.

use chrono::NaiveDate;
use strum::{EnumCount, IntoStaticStr, VariantArray};

use super::forecast::Outlook;
use super::soreness::expected;
use crate::domain::calendar::add_days;
use crate::domain::{Days, Session, WeekId};
use crate::recovery::{Recovery, RegionTable};
use crate::text::named;
use spacing::{BEFORE, DayWork};

mod block;
mod day;
mod limits;
pub mod spacing;
mod week;

pub use block::{Block, block};
pub use limits::{LIMITS, Limit, Limits};
pub use spacing::main_regions;

/// Which rule.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, VariantArray, EnumCount, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Rule {
    /// The same main region again too soon.
    SameRegion,
    /// Strength and conditioning on one day.
    StrengthAndHiit,
    /// Conditioning again too soon.
    HiitGap,
    /// Too many hard days in a row.
    HardRun,
    /// A very hard day that does not follow rest, recovery or an easy day.
    HardAfterHard,
    /// No full rest day in any seven.
    NoRestDay,
    /// Too many training days.
    TrainingDays,
    /// No recovery session.
    NoRecovery,
    /// Active recovery that is too hard to be any.
    ActiveTooHard,
    /// Days too alike.
    Monotony,
    /// Much more than the weeks before.
    LoadJump,
    /// A region left idle.
    IdleRegion,
    /// A session on a morning forecast too low for it.
    ForecastLow,
    /// A deload is due.
    DeloadDue,
}

impl Rule {
    /// Every rule.
    pub const ALL: [Self; Self::COUNT] = *Self::VARIANTS.first_chunk().unwrap();

    /// Its code.
    pub fn code(self) -> &'static str {
        self.into()
    }

    /// Reads a code.
    pub fn parse(text: &str) -> Result<Self, String> {
        named(&Self::ALL, text, text, "a rule")
    }
}

/// What a rule found.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Finding {
    /// Which rule.
    pub rule: Rule,
    /// The day it is about; `None` for the week as a whole.
    pub date: Option<NaiveDate>,
    /// What it says.
    pub sentence: String,
}

/// Checks weeks of a plan.
pub struct Checker<'a> {
    /// Days with their plan.
    pub days: &'a dyn Days,
    /// Today's date: past sessions count as done or not at all, and past days get no findings.
    pub today: NaiveDate,
    /// Which regions sessions train.
    pub table: &'a RegionTable,
    /// The numbers.
    pub limits: &'a Limits,
    /// This morning's recovery.
    pub morning: Option<&'a Recovery>,
    /// Projected mornings.
    pub outlooks: &'a [Outlook],
    /// Whether a deload that is due may slip a week: [`super::deload::may_slip`].
    pub may_slip: bool,
}

impl Checker<'_> {
    /// Findings on a week, in the order of its days, those of the whole week last.
    pub fn week(&self, id: WeekId) -> Vec<Finding> {
        let mut out = Vec::new();
        let line = self.line(id.monday(), 7);
        for (n, date) in id.days().enumerate().filter(|(_, d)| *d >= self.today) {
            let today = BEFORE as isize + (self.today - id.monday()).num_days() as isize;
            self.day(date, &line, BEFORE + n, today, &mut out);
        }
        if id.sunday() >= self.today {
            self.whole(id, &mut out);
        }
        out.retain(|f| !self.limits.off.contains(&f.rule));
        out
    }

    /// Findings on single days, whichever week they are in.
    pub fn days(&self, dates: &[NaiveDate]) -> Vec<Finding> {
        let mut out = Vec::new();
        for date in dates.iter().filter(|d| **d >= self.today) {
            let today = BEFORE as isize + (self.today - *date).num_days() as isize;
            self.day(*date, &self.line(*date, 1), BEFORE, today, &mut out);
        }
        out.retain(|f| !self.limits.off.contains(&f.rule));
        out
    }

    /// The work of some days, and of the days before that matter to it.
    fn line(&self, from: NaiveDate, days: i64) -> Vec<DayWork> {
        let dates = (-(BEFORE as i64)..days).map(|n| add_days(from, n));
        dates.map(|date| DayWork::of(self.days, date, self.today, self.table)).collect()
    }

    fn sessions(&self, date: NaiveDate) -> Vec<&Session> {
        expected(self.days, date, self.today, self.table).collect()
    }
}
