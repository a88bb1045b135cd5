//! How recovered a person is this morning: a score from 0 to 100 and the reason for every point it takes off.
//!
//! [`inputs::gather`] reads what was known on a morning, [`score::score`] turns it into a [`Recovery`]. Both are pure, and
//! a past day is judged only by what was known then.
//!
//! Every formula and constant names its source: a paper, *measured* (on PMData and SoccerMon, two public sets of daily
//! athlete logs), or *chosen*. It guides, it never diagnoses.

pub mod explain;
pub mod flags;
pub mod heart;
pub mod inputs;
pub mod lacking;
pub mod lay_off;
pub mod learning;
pub mod load;
pub mod log;
pub mod parts;
pub mod score;
pub mod sleep;
pub mod soreness;
pub mod state;
pub mod stats;
pub mod verdict;
pub mod weights;

pub use crate::domain::RegionTable;
pub use inputs::{Inputs, gather};
pub use log::{Log, Mornings};
pub use score::{Band, Cap, Component, Confidence, Recovery, score};
pub use weights::{Choice, Part, Parts, Weights};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::{ClockChanges, ClockTime, Days};

/// Sleep need in hours if none is set: adults need 7 to 9 (Watson 2015, consensus of the sleep societies).
pub const DEFAULT_SLEEP_NEED: f64 = 8.0;

/// What a person's scores are judged by, besides what they log.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Basis {
    /// Hours of sleep needed, 6 to 10.
    pub sleep_need: f64,
    /// Which regions sessions train.
    pub regions: RegionTable,
    /// Whose weights count.
    pub weights: Choice,
    /// When the person usually wakes, if that is set.
    pub wake: Option<ClockTime>,
    /// When clocks change where the person sleeps.
    pub clock_changes: ClockChanges,
}

impl Basis {
    /// From a sleep need and a table of regions, with nothing else known.
    pub fn new(sleep_need: f64, regions: RegionTable) -> Self {
        Self { sleep_need, regions, weights: Choice::Published, wake: None, clock_changes: ClockChanges::default() }
    }
}

/// The recovery of one morning, red flags included; `None` if neither sleep, soreness nor feel was logged.
pub fn assess(days: &dyn Days, date: NaiveDate, basis: &Basis) -> Option<Recovery> {
    let mut inputs = gather(days, date, basis);
    inputs.flag_level = flags::level(days, date, basis);
    score(&inputs)
}

/// Keeps a component inside 0 to 100.
fn clamp(value: f64) -> f64 {
    value.clamp(0.0, 100.0)
}

/// What an answer from 1 to 5 is worth: 0, 40, 75, 90, 100. Chosen: "normal" is worth 75.
fn level(answer: u8) -> f64 {
    [0.0, 40.0, 75.0, 90.0, 100.0][usize::from(answer.clamp(1, 5)) - 1]
}
