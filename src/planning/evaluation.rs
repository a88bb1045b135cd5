//! How far to trust scores and forecasts for one person: agreement with their own *ready* answers, the case for their own
//! weights, and how far off forecasts would have been.

use std::sync::Arc;

use chrono::NaiveDate;

use super::Desk;
use super::replay::{Replay, ReplayedSoFar};
use super::rules::Limits;
use crate::domain::progress::{Progress, Step};
use crate::domain::shelf::day_number;
use crate::domain::{Book, Splits};
use crate::insight::agreement::{Agreement, evaluate};
use crate::insight::weighing::Weighing;
use crate::recovery::{Basis, Mornings};

/// What is found over a whole log.
#[derive(Clone, PartialEq, Debug)]
pub struct Evaluation {
    /// How the score agrees with *ready*, and how single answers do.
    pub agreement: Agreement,
    /// Own weights against the published ones.
    pub weighing: Weighing,
    /// How far off forecasts would have been, by days ahead.
    pub replays: Vec<Replay>,
    /// The same for one day ahead, as the mornings came.
    pub curve: Vec<ReplayedSoFar>,
}

/// A log to be evaluated in the background.
#[derive(Clone, Debug)]
pub struct Inquiry {
    /// Every week.
    pub book: Book,
    /// Today's date.
    pub today: NaiveDate,
    /// What weeks without a plan show.
    pub splits: Splits,
    /// What scores are judged by.
    pub basis: Arc<Basis>,
    /// Scores of mornings, as far as they were worked out.
    pub mornings: Arc<Mornings>,
}

/// Inquiries are equal if they are about the same day.
impl PartialEq for Inquiry {
    fn eq(&self, other: &Self) -> bool {
        self.today == other.today
    }
}

impl Inquiry {
    /// The answer; `None` if stopped.
    pub fn answer(&self, progress: Progress<'_>) -> Option<Evaluation> {
        self.ask(|desk| Evaluation::of(desk, progress))
    }

    /// Only the case for your own weights; `None` if stopped.
    pub fn weigh(&self, progress: Progress<'_>) -> Option<Weighing> {
        self.ask(|desk| weigh(desk, &desk.dates(), progress))
    }

    fn ask<T>(&self, question: impl FnOnce(&Desk<'_>) -> T) -> T {
        let Self { book, today, splits, basis, mornings } = self;
        question(&Desk { book, today: *today, splits, basis, mornings, limits: &Limits::default() })
    }
}

/// The case for your own weights. Those of each morning are learnt first, which takes long and can be stopped.
fn weigh(desk: &Desk<'_>, dates: &[NaiveDate], progress: Progress<'_>) -> Option<Weighing> {
    let log = desk.log();
    for (done, date) in dates.iter().enumerate() {
        if progress(Step { what: "weights", done, of: dates.len() }).is_break() {
            return None;
        }
        log.learnt(day_number(*date));
    }
    Some(Weighing::of(&log, dates.iter().copied(), desk.today))
}

impl Evaluation {
    /// Over every morning at hand up to today; `None` if stopped.
    pub fn of(desk: &Desk<'_>, progress: Progress<'_>) -> Option<Self> {
        let dates = desk.dates();
        let log = desk.log();
        if log.work_out(&dates, progress).is_break() {
            return None;
        }
        let agreement = evaluate(&log, dates.iter().copied());
        let weighing = weigh(desk, &dates, progress)?;
        let (replays, curve) = desk.replay(&dates, progress)?;
        Some(Self { agreement, weighing, replays, curve })
    }
}
