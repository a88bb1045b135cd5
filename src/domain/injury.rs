//! An injury while its overlay lasts: where it hurts, and how much.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::region::Region;
use super::session::Session;
use super::trained::RegionTable;
use super::week::{Day, Overlay};

/// Where it hurts, and how much.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Injury {
    /// The regions; whatever trains one of them waits, and everything else goes ahead.
    pub regions: BTreeSet<Region>,
    /// How bad it is, 1 to 10; `None` if not given.
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
    /// The injury of a hurt day whose regions are known.
    pub fn hurt(&self) -> Option<&Injury> {
        self.injury.as_ref().filter(|i| self.overlay == Some(Overlay::Hurt) && !i.regions.is_empty())
    }

    /// Whether a session waits on this day: any session if the whole plan waits, else one that trains a hurt region.
    pub fn sets_aside(&self, s: &Session, table: &RegionTable) -> bool {
        self.is_off() || self.hurt().is_some_and(|i| i.regions.iter().any(|r| table.trains(s, *r)))
    }
}
