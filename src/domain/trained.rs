//! Which regions a session trains, and how much.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

use super::named::Focus;
use super::region::{ByRegion, Region};
use super::session::{Kind, Session};

/// The share from which verdicts and red flags count a region as trained. Chosen.
pub const TRAINED: f64 = 0.5;

/// How much of a training session the whole body feels. Chosen.
pub const GENERAL_SHARE: f64 = 0.3;

/// Shares by focus, and the focus of each kind: the rows of `regions.toml`.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct RegionTable {
    /// Shares of regions, 0 to 1, by focus.
    pub focus: BTreeMap<Focus, BTreeMap<Region, f64>>,
    /// The focus of each kind, for sessions that name none.
    pub kind: BTreeMap<Kind, Focus>,
}

impl RegionTable {
    /// How much of each region the session trains, 0 to 1: its regions in full, else its focus, else its kind's.
    pub fn shares(&self, s: &Session) -> ByRegion<f64> {
        let mut out = ByRegion::default();
        if s.kind.is_training() {
            out[Region::General] = GENERAL_SHARE;
        }
        if s.regions.is_empty() {
            self.of_focus(s).into_iter().flatten().for_each(|(r, share)| out[*r] = *share);
        } else {
            s.regions.iter().for_each(|r| out[*r] = 1.0);
        }
        out
    }

    /// The row of the session's focus, else of its kind's.
    fn of_focus(&self, s: &Session) -> Option<&BTreeMap<Region, f64>> {
        s.focus.as_ref().and_then(|f| self.focus.get(f)).or_else(|| self.focus.get(self.kind.get(&s.kind)?))
    }

    /// Whether the session trains the region; `general` is trained by every training session.
    pub fn trains(&self, s: &Session, region: Region) -> bool {
        if region == Region::General {
            return s.kind.is_training();
        }
        if !s.regions.is_empty() {
            return s.regions.contains(&region);
        }
        self.of_focus(s).and_then(|row| row.get(&region)).is_some_and(|share| *share >= TRAINED)
    }
}
