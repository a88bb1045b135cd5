//! What is derived from the weeks: forecast, findings, offers. Remade when its inputs have changed.

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

/// A prepared edit, with the id it is remembered by once used or refused.
#[derive(Clone, PartialEq, Debug)]
pub struct Prepared {
    /// What it does, in a sentence.
    pub text: String,
    /// The edit that the apply key applies.
    pub edit: Edit,
    /// The id it is remembered by.
    pub id: Offered,
    /// Why, in a few words.
    pub why: Option<String>,
}

/// What is derived from the weeks.
#[derive(Debug, Default)]
pub struct Insight {
    /// What the log says about forecasts and deloads.
    pub learnt: Learnt,
    /// The next seven mornings under the plan as shown.
    pub ahead: Ahead,
    /// What the plan's rules find in the shown week.
    pub findings: Vec<Finding>,
    /// Practices that suit today.
    pub offers: Vec<Offer>,
    /// In the first week back after a lay-off: the largest each session should be, by day and index.
    pub sizes_back: BTreeMap<(NaiveDate, usize), Session>,
    /// The usual range of scores, once enough mornings are known.
    pub usual: Option<(f64, f64)>,
    /// Today's counsel.
    pub counsel: Option<Counsel>,
    /// The fix for the selected day's finding, or for the week's.
    pub fix: Option<Prepared>,
    /// The fixes of the shown week's days that were asked for so far.
    pub(super) fixes: BTreeMap<NaiveDate, Option<Prepared>>,
    /// Scores of mornings worked out so far.
    pub mornings: Arc<Mornings>,
    /// The inputs it was made from.
    pub(super) made: Option<Made>,
}

impl Insight {
    /// Today's offers that were used, and refused.
    pub fn settled(&self) -> [&[Offered]; 2] {
        self.made.as_ref().map_or([&[], &[]], |made| made.settled.each_ref().map(Vec::as_slice))
    }
}

/// The inputs of [`Insight`].
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Made {
    /// The weeks.
    pub version: Version,
    /// The shown week, which findings are about.
    pub week: WeekId,
    /// The selected day, which the fix is about.
    pub day: NaiveDate,
    /// Today's offers that were used, and refused.
    pub settled: [Vec<Offered>; 2],
}
