//! A chart of one measure over a span of time.

use chrono::NaiveDate;
use strum::{EnumCount, VariantArray};

use super::{Over, Press, Reply};
use crate::app::model::Model;
use crate::app::prepare::Action;
use crate::domain::calendar::add_days;
use crate::insight::trends::{Metric, series};
use crate::keys::{Scope, Verb};

/// How far back a chart goes.
#[derive(Clone, Copy, PartialEq, Eq, Debug, VariantArray, EnumCount)]
pub enum Span {
    /// Fourteen days.
    TwoWeeks,
    /// Forty-two days.
    SixWeeks,
    /// Three months.
    Quarter,
    /// A year.
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

    /// The same in as few letters as can be.
    pub fn short(self) -> &'static str {
        match self {
            Self::TwoWeeks => "2 wk",
            Self::SixWeeks => "6 wk",
            Self::Quarter => "3 mo",
            Self::Year => "1 yr",
            Self::All => "all",
        }
    }

    /// Its first day; `first` is the first on file.
    pub fn from(self, today: NaiveDate, first: NaiveDate) -> NaiveDate {
        match self {
            Self::TwoWeeks => add_days(today, -13),
            Self::SixWeeks => add_days(today, -41),
            Self::Quarter => add_days(today, -91),
            Self::Year => add_days(today, -364),
            Self::All => first.min(add_days(today, -13)),
        }
    }
}

/// A chart.
#[derive(Clone, Copy, Debug)]
pub struct Trends {
    /// What it shows.
    pub metric: Metric,
    /// How far back.
    pub span: Span,
}

impl Default for Trends {
    fn default() -> Self {
        Self { metric: Metric::Score, span: Span::SixWeeks }
    }
}

impl Over for Trends {
    fn scope(&self) -> Option<Scope> {
        Some(Scope::Trends)
    }

    fn key(&mut self, press: Press, _: &Model) -> Reply {
        let at = Metric::ALL.iter().position(|m| *m == self.metric).unwrap_or(0);
        let wide = Span::ALL.iter().position(|s| *s == self.span).unwrap_or(0);
        let count = Metric::ALL.len();
        match press.verb {
            Some(Verb::Leave) => return Reply::Do(Action::Quiet),
            Some(Verb::Down) => self.metric = Metric::ALL[(at + 1) % count],
            Some(Verb::Up) => self.metric = Metric::ALL[(at + count - 1) % count],
            Some(Verb::Left) => self.span = Span::ALL[wide.saturating_sub(1)],
            Some(Verb::Right) => self.span = Span::ALL[(wide + 1).min(Span::ALL.len() - 1)],
            _ => {
                let digit = press.key.typed().and_then(|c| c.to_digit(10)).and_then(|n| (n as usize).checked_sub(1));
                self.metric = digit.and_then(|n| Metric::ALL.get(n)).copied().unwrap_or(self.metric);
            }
        }
        Reply::Stay
    }
}

impl Model {
    /// The first day of a chart.
    pub fn chart_from(&self, span: Span) -> NaiveDate {
        span.from(self.weeks.today(), self.first_logged().unwrap_or(self.weeks.today()))
    }

    /// The values of a chart, a day each, up to today.
    pub fn chart(&self, metric: Metric, from: NaiveDate) -> Vec<Option<f64>> {
        series(self.weeks.book(), from, self.weeks.today(), metric, &|d| self.recovery(d).map(|r| r.shown))
    }
}
