//! The feel component: energy, mood and calm.

use super::{Inputs, level, weighted};

/// Weight of energy. The weights of feel are measured: self-rated readiness goes with energy first.
pub const ENERGY: f64 = 70.0;
/// Weight of mood.
pub const MOOD: f64 = 20.0;
/// Weight of calm, the reverse of stress.
pub const CALM: f64 = 10.0;

/// The parts with their weights: energy, mood, calm.
pub fn parts(inputs: &Inputs) -> [(f64, Option<f64>); 3] {
    [
        (ENERGY, inputs.energy.map(level)),
        (MOOD, inputs.mood.map(level)),
        (CALM, inputs.stress.map(|s| level(6 - s.clamp(1, 5)))),
    ]
}

/// The component and the weight of the parts at hand, 0 to 100 each.
pub fn component(inputs: &Inputs) -> Option<(f64, f64)> {
    weighted(&parts(inputs))
}
