//! The soreness component.

use super::clamp;
use crate::domain::Region;

/// `100 − 8·x₁ − x₂ − x₃` over the three sorest sites, 0 to 10 each. Chosen: the sorest site decides, two more add a little.
pub fn of_sites(sites: impl Iterator<Item = f64>) -> f64 {
    let mut worst: Vec<f64> = sites.collect();
    worst.sort_unstable_by(|a, b| b.total_cmp(a));
    let at = |i: usize| worst.get(i).copied().unwrap_or(0.0);
    clamp(100.0 - 8.0 * at(0) - at(1) - at(2))
}

/// The component of a morning's answers.
pub fn component(sites: &[(Region, u8)]) -> f64 {
    of_sites(sites.iter().map(|(_, n)| f64::from(*n)))
}
