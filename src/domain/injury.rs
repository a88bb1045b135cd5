//! An injury while its overlay lies: where it hurts, and how much.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::region::Region;
use super::session::Session;
use super::trained::RegionTable;
use super::week::{Day, Overlay};

/// Where it hurts, and how much.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Injury {
    /// The regions; what trains one of them waits, and everything else goes on.
    pub regions: BTreeSet<Region>,
    /// How bad it is, 1 to 10; `None` where nobody said.
    pub pain: Option<u8>,
}

impl Injury {
    /// `quads, calves, 5 of 10`.
    pub fn summary(&self) -> String {
        let regions = self.regions.iter().map(|r| r.label().to_owned());
        regions.chain(self.pain.map(|n| format!("{n} of 10"))).collect::<Vec<_>>().join(", ")
    }
}

impl Day {
    /// The injury of a day that is hurt in regions that are known.
    pub fn hurt(&self) -> Option<&Injury> {
        self.injury.as_ref().filter(|i| self.overlay == Some(Overlay::Hurt) && !i.regions.is_empty())
    }

    /// Whether a session waits on this day: all of them where the plan does, what trains a hurt region where one is.
    pub fn sets_aside(&self, s: &Session, table: &RegionTable) -> bool {
        self.is_off() || self.hurt().is_some_and(|i| i.regions.iter().any(|r| table.trains(s, *r)))
    }
}
