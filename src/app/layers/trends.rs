//! Charts of a span of days, and the day under their cursor.

use std::cell::Cell;

use chrono::NaiveDate;
use strum::{EnumCount, VariantArray};

use super::action::Action;
use super::{Over, Press, Reply};
use crate::app::pointer::Spot;
use crate::app::sight::Sight;
use crate::app::sight::Span;
use crate::domain::calendar::add_days;
use crate::insight::trends::Metric;
use crate::keys::{Scope, Verb};

/// What the page shows.
#[derive(Clone, Copy, PartialEq, Eq, Debug, VariantArray, EnumCount)]
pub enum Subject {
    /// The score.
    Score,
    /// Nights, from bed to wake.
    Sleep,
    /// The sorest region.
    Soreness,
    /// RPE-minutes of the day.
    Load,
    /// RPE against the mean for the same work.
    Effort,
    /// Heart rate variability and resting heart rate.
    Heart,
    /// All of them, small.
    All,
}

impl Subject {
    /// Every subject, in the order of its digits.
    pub const ALL: [Self; Self::COUNT] = *Self::VARIANTS.first_chunk().unwrap();

    /// Its name on the screen, and a shorter one.
    pub fn label(self) -> [&'static str; 2] {
        match self {
            Self::Score => ["score"; 2],
            Self::Sleep => ["sleep"; 2],
            Self::Soreness => ["soreness", "sore"],
            Self::Load => ["load"; 2],
            Self::Effort => ["RPE"; 2],
            Self::Heart => ["heart"; 2],
            Self::All => ["all"; 2],
        }
    }

    /// The metrics that are drawn for it.
    pub fn metrics(self) -> &'static [Metric] {
        match self {
            Self::Score => &[Metric::Score],
            Self::Sleep => &[Metric::Sleep],
            Self::Soreness => &[Metric::Soreness],
            Self::Load => &[Metric::Load],
            Self::Effort => &[Metric::Effort],
            Self::Heart => &[Metric::Hrv, Metric::RestingHr],
            Self::All => &Metric::ALL,
        }
    }
}

/// Charts, and the day under their cursor.
#[derive(Clone, Debug)]
pub struct Trends {
    /// What they show.
    pub subject: Subject,
    /// How far back.
    pub span: Span,
    /// The day under the cursor.
    pub at: NaiveDate,
    /// The first day when last drawn, and the days per column: a long span has weeks as columns.
    pub drawn: Cell<Option<(NaiveDate, i64)>>,
}

impl Trends {
    /// The score over six weeks, with the cursor on a day.
    pub fn at(day: NaiveDate) -> Self {
        Self { subject: Subject::Score, span: Span::SixWeeks, at: day, drawn: Cell::default() }
    }

    fn go(&mut self, days: i64, today: NaiveDate) {
        let first = self.drawn.get().map_or(self.at, |(first, _)| first);
        self.at = add_days(self.at.max(first), days).clamp(first.min(today), today);
    }
}

impl Over for Trends {
    fn scope(&self) -> Scope {
        Scope::Trends
    }

    fn point(&mut self, spot: Spot, sight: &Sight<'_>) -> Reply {
        match spot {
            Spot::Date(date) => self.go((date - self.at).num_days(), sight.weeks.today()),
            // The spans are listed in a row.
            Spot::Line(n) => self.span = Span::ALL.get(n).copied().unwrap_or(self.span),
            _ => {}
        }
        Reply::Stay
    }

    fn key(&mut self, press: Press, sight: &Sight<'_>) -> Reply {
        let today = sight.weeks.today();
        let at = Subject::ALL.iter().position(|s| *s == self.subject).unwrap_or(0);
        let wide = Span::ALL.iter().position(|s| *s == self.span).unwrap_or(0);
        let count = Subject::ALL.len();
        let unit = self.drawn.get().map_or(1, |(_, unit)| unit);
        match press.verb {
            Some(Verb::Leave) => return Reply::Do(Action::Quiet),
            Some(Verb::Take) => {
                let first = self.drawn.get().map_or(self.at, |(first, _)| first);
                // The first day of a column.
                let day = add_days(first, (self.at - first).num_days().max(0) / unit * unit);
                return Reply::Do(Action::Go(day));
            }
            Some(Verb::Down) => self.subject = Subject::ALL[(at + 1) % count],
            Some(Verb::Up) => self.subject = Subject::ALL[(at + count - 1) % count],
            Some(Verb::Left) => self.go(-unit, today),
            Some(Verb::Right) => self.go(unit, today),
            // Four columns, if they are weeks.
            Some(Verb::PreviousWeek) => self.go(if unit > 1 { -4 * unit } else { -7 }, today),
            Some(Verb::NextWeek) => self.go(if unit > 1 { 4 * unit } else { 7 }, today),
            Some(Verb::First) => self.at = self.drawn.get().map_or(self.at, |(first, _)| first),
            Some(Verb::Last | Verb::Today) => self.at = today,
            Some(Verb::StepDown) => self.span = Span::ALL[wide.saturating_sub(1)],
            Some(Verb::StepUp)
                if Span::ALL[wide..].iter().all(|s| sight.chart_weeks(*s) <= sight.chart_weeks(self.span)) =>
            {
                return Reply::Refuse("there is nothing older on file".into());
            }
            Some(Verb::StepUp) => self.span = Span::ALL[(wide + 1).min(Span::ALL.len() - 1)],
            _ => {
                let digit = press.key.typed().and_then(|c| c.to_digit(10)).and_then(|n| (n as usize).checked_sub(1));
                self.subject = digit.and_then(|n| Subject::ALL.get(n)).copied().unwrap_or(self.subject);
            }
        }
        Reply::Stay
    }
}
