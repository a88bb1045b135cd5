//! What was made of the weeks: forecast, findings, offers. It is made anew where what it was made from has changed.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;

use super::weeks::Version;
use crate::domain::{Session, WeekId};
use crate::edit::{Edit, Offered};
use crate::planning::practices::Offer;
use crate::planning::rules::Finding;
use crate::planning::{Ahead, Counsel, Learnt};
use crate::recovery::Mornings;

/// A prepared edit, with what it is known by once it was used or refused.
#[derive(Clone, PartialEq, Debug)]
pub struct Prepared {
    /// What it does, in a sentence.
    pub text: String,
    /// The edit that the apply key applies.
    pub edit: Edit,
    /// What it is known by.
    pub id: Offered,
    /// Why, in a few words.
    pub why: Option<String>,
}

/// What was made of the weeks.
#[derive(Debug, Default)]
pub struct Insight {
    /// What the log says of forecasts and deloads.
    pub learnt: Learnt,
    /// The next seven mornings under the plan as shown.
    pub ahead: Ahead,
    /// What the plan's rules find in the shown week.
    pub findings: Vec<Finding>,
    /// Practices that suit today.
    pub offers: Vec<Offer>,
    /// In the first week back after a lay-off: how large sessions should be at most, by day and place.
    pub sizes_back: BTreeMap<(NaiveDate, usize), Session>,
    /// One's usual scores, once enough mornings are known.
    pub usual: Option<(f64, f64)>,
    /// What is said of today.
    pub counsel: Option<Counsel>,
    /// What mends the selected day's finding, or the week's.
    pub fix: Option<Prepared>,
    /// Those of the shown week's days that were asked for.
    pub(super) fixes: BTreeMap<NaiveDate, Option<Prepared>>,
    /// Scores of mornings, as far as they were worked out.
    pub mornings: Arc<Mornings>,
    /// What it was made from.
    pub(super) made: Option<Made>,
}

impl Insight {
    /// Offers of today that were used, and refused.
    pub fn settled(&self) -> [&[Offered]; 2] {
        self.made.as_ref().map_or([&[], &[]], |made| made.settled.each_ref().map(Vec::as_slice))
    }
}

/// What all of it was made from.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Made {
    /// The weeks.
    pub version: Version,
    /// The shown week, which findings are about.
    pub week: WeekId,
    /// The selected day, which the fix is about.
    pub day: NaiveDate,
    /// Offers of today that were used, and refused.
    pub settled: [Vec<Offered>; 2],
}
