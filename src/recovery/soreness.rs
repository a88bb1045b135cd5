//! The soreness component.

use super::clamp;
use crate::domain::Region;

/// `100 − 8·x₁ − x₂ − x₃` over the three sorest sites. Chosen: the sorest site decides, two more add a little.
pub fn component(sites: &[(Region, u8)]) -> f64 {
    let mut worst: Vec<u8> = sites.iter().map(|(_, n)| *n).collect();
    worst.sort_unstable_by(|a, b| b.cmp(a));
    let at = |i: usize| f64::from(worst.get(i).copied().unwrap_or(0));
    clamp(100.0 - 8.0 * at(0) - at(1) - at(2))
}
