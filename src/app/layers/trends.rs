//! A chart of one measure over a span of time.

use super::action::Action;
use super::{Over, Press, Reply};
use crate::app::sight::Sight;
use crate::app::sight::Span;
use crate::insight::trends::Metric;
use crate::keys::{Scope, Verb};

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
    fn scope(&self) -> Scope {
        Scope::Trends
    }

    fn key(&mut self, press: Press, _: &Sight<'_>) -> Reply {
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
