//! The steps that a practice's timer counts, one after another.

use crate::domain::{PracticeId, Region};

/// One step.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Step {
    /// What to do.
    pub text: String,
    /// For how many seconds.
    pub seconds: u32,
    /// Whether the bar fills or, as when breathing out, empties.
    pub fills: bool,
    /// The region it is about.
    pub region: Option<Region>,
}

/// What is counted.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Steps {
    /// These, one after another.
    Listed(Vec<Step>),
    /// A hold on each side of each region.
    ByRegion {
        /// Seconds of a hold.
        seconds: u32,
        /// The fewest regions it goes over: others are added to those that ask for it until there are this many.
        regions: usize,
    },
}

/// A timer by its name.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Timing {
    /// The name it is asked for by.
    pub name: String,
    /// What it is, on the screen.
    pub title: String,
    /// The practice it times.
    pub practice: PracticeId,
    /// How many times its steps are repeated.
    pub rounds: u32,
    /// Whether the bell rings between steps; at the end it always does.
    pub rings: bool,
    /// What is counted.
    pub steps: Steps,
}

/// Regions that are added if too few ask: the legs and the back, which sitting and walking stiffen. Chosen.
const COMMON: [Region; 5] = [Region::Calves, Region::Hamstrings, Region::Quads, Region::Glutes, Region::Back];

impl Timing {
    /// Its steps over these regions.
    pub fn over(&self, asking: &[Region]) -> Vec<Step> {
        match &self.steps {
            Steps::Listed(steps) => (0..self.rounds).flat_map(|_| steps.clone()).collect(),
            Steps::ByRegion { seconds, regions } => {
                let most = if asking.is_empty() { COMMON.len() } else { *regions };
                let mut all = asking.to_vec();
                for region in COMMON {
                    if all.len() < most && !all.contains(&region) {
                        all.push(region);
                    }
                }
                all.iter().flat_map(|r| sides(*r, *seconds, self.rounds)).collect()
            }
        }
    }
}

/// Limbs left and right; the trunk just as often, without a side.
fn sides(region: Region, seconds: u32, times: u32) -> Vec<Step> {
    let trunk = matches!(region, Region::Back | Region::LowerBack | Region::Core | Region::Chest | Region::General);
    let step = |text: String| Step { text, seconds, fills: true, region: Some(region) };
    if trunk {
        return (0..2 * times).map(|_| step(region.label().to_owned())).collect();
    }
    (0..times).flat_map(|_| ["left", "right"]).map(|side| step(format!("{side} {}", region.label()))).collect()
}
