//! Weights learnt from your own answers to *how ready do you feel*: a ridge regression towards the published weights, from scratch
//! each morning, on the mornings before it.
//!
//! Learning from session RPE, load, how sessions felt or energy instead makes it worse (measured). On people held out of that choice,
//! it agrees better with *ready* for 23 of 31, by .03 on average.

use serde::{Deserialize, Serialize};

use super::score::{Component, compose, largest_remainder};
use super::weights::{ByPart, Part, Parts, Weights};

/// The fewest mornings with *ready* that weights are learnt from. Chosen.
pub const LEARNT_FROM: usize = 14;
/// How far back those mornings may be, in days. Chosen.
pub const LOOK_BACK: i32 = 365;
/// How much of a morning's weight is left a day later. Chosen.
const FORGET: f64 = 0.99;
/// Standard deviation of *ready* below which it says nothing, and the lowest correlation with the score that counts. Chosen.
const LEAST_SD: f64 = 0.75;
const LEAST_RHO: f64 = 0.10;
/// Prior standard deviation of *ready*, and how many mornings it counts as. Chosen.
const PRIOR_SD: f64 = 1.2;
const PRIOR_SD_MORNINGS: f64 = 5.0;
/// How far from the mean a single *ready* may count, in standard deviations. Chosen.
const FARTHEST: f64 = 2.5;
/// How many standard deviations of *ready* a point of the score is worth by the prior. Measured.
const POINT: f64 = 0.06;
/// How many mornings the published weights count as. Chosen.
const PRIOR_MORNINGS: f64 = 60.0;
/// Variance of each part over the mornings of the people the model was built on, in points². Measured.
const VARIANCE: ByPart<f64> = ByPart([255.0, 254.0, 167.0, 732.0, 72.0, 240.0, 109.0, 184.0, 544.0, 218.0, 43.0]);
/// Coordinate descent stops when nothing moves by this much, or after this many rounds.
const STILL: f64 = 1e-12;
const ROUNDS: usize = 500;

/// A morning with an answer to *ready*.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Taught {
    /// How many days ago, 1 to 365.
    pub age: i32,
    /// What its answers were worth.
    pub parts: Parts,
    /// How ready, 0 to 10.
    pub ready: f64,
    /// The score before caps by the weights that learning starts from; `None` if there is none.
    pub score: Option<f64>,
}

/// The score of these parts before caps, by the given weights; `None` if sleep, soreness and feel are all missing.
pub fn uncapped(parts: &Parts, weights: &Weights) -> Option<f64> {
    compose(|c| weights.value(c, parts), weights).map(|c| c.uncapped)
}

/// Why the published weights stay.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum WhyNot {
    /// Fewer than fourteen mornings have an answer.
    Few,
    /// The answers hardly vary.
    Flat,
    /// The answers do not go with the score.
    Against,
}

/// What had been learnt as of a morning.
#[derive(Clone, Copy, PartialEq, Debug, Serialize, Deserialize)]
pub struct Learnt {
    /// The weights: the published ones if there is a reason to keep them.
    pub weights: Weights,
    /// How many mornings they rest on.
    pub n: usize,
    /// Weighted standard deviation of *ready*; 0 where there are too few.
    pub sd: f64,
    /// Weighted correlation of *ready* with the published score; 0 where it was not looked at.
    pub rho: f64,
    /// Why the published weights stay, if they do.
    pub why_not: Option<WhyNot>,
}

/// Learns weights from past mornings, starting from `prior`; mornings too far back are left out.
pub fn learn(mornings: &[Taught], prior: &Weights) -> Learnt {
    let all: Vec<(f64, &Taught)> =
        mornings.iter().filter(|m| (1..=LOOK_BACK).contains(&m.age)).map(|m| (FORGET.powi(m.age), m)).collect();
    let keep = |sd: f64, rho: f64, why: WhyNot| Learnt { weights: *prior, n: all.len(), sd, rho, why_not: Some(why) };
    if all.len() < LEARNT_FROM {
        return keep(0.0, 0.0, WhyNot::Few);
    }
    let total: f64 = all.iter().map(|(a, _)| a).sum();
    let mean_ready = all.iter().map(|(a, m)| a * m.ready).sum::<f64>() / total;
    let squares: f64 = all.iter().map(|(a, m)| a * (m.ready - mean_ready).powi(2)).sum();
    let sd = (squares / total).sqrt();
    if sd < LEAST_SD {
        return keep(sd, 0.0, WhyNot::Flat);
    }
    let scored: Vec<(f64, f64, f64)> = all.iter().filter_map(|(a, m)| Some((*a, m.ready, m.score?))).collect();
    let rho = weighted_pearson(&scored);
    if rho < LEAST_RHO {
        return keep(sd, rho, WhyNot::Against);
    }
    let spread = ((squares + PRIOR_SD_MORNINGS * PRIOR_SD * PRIOR_SD) / (total + PRIOR_SD_MORNINGS)).sqrt();
    let z: Vec<f64> = all.iter().map(|(_, m)| ((m.ready - mean_ready) / spread).clamp(-FARTHEST, FARTHEST)).collect();
    let mean_z = all.iter().zip(&z).map(|((a, _), z)| a * z).sum::<f64>() / total;
    let means: ByPart<f64> = ByPart(Part::ALL.map(|part| {
        let (sum, weight) = all
            .iter()
            .filter_map(|(a, m)| Some((a, m.parts[part]?)))
            .fold((0.0, 0.0), |(sum, weight), (a, v)| (sum + a * v, weight + a));
        if weight > 0.0 { sum / weight } else { 0.0 }
    }));
    let mut gram = [[0.0; Part::ALL.len()]; Part::ALL.len()];
    let mut towards = [0.0; Part::ALL.len()];
    for ((a, m), z) in all.iter().zip(&z) {
        let off = Part::ALL.map(|part| m.parts[part].map_or(0.0, |v| v - means[part]));
        for (i, row) in gram.iter_mut().enumerate() {
            let weighed = a * off[i];
            if weighed == 0.0 {
                continue;
            }
            row.iter_mut().zip(&off).for_each(|(sum, other)| *sum += weighed * other);
            towards[i] += weighed * (z - mean_z);
        }
    }
    let start = Part::ALL.map(|part| POINT * prior.0[part] / 100.0);
    for (i, part) in Part::ALL.into_iter().enumerate() {
        let held = PRIOR_MORNINGS * VARIANCE[part];
        gram[i][i] += held;
        towards[i] += held * start[i];
    }
    let found = descend(&gram, &towards, start);
    let sum: f64 = found.iter().sum();
    let weights = if sum <= 1e-9 { *prior } else { floored(found.map(|b| 100.0 * b / sum), prior) };
    Learnt { weights, n: all.len(), sd, rho, why_not: None }
}

/// Least squares with no negative value, by coordinate descent: one part after the other.
fn descend<const N: usize>(gram: &[[f64; N]; N], towards: &[f64; N], start: [f64; N]) -> [f64; N] {
    let mut found = start;
    for _ in 0..ROUNDS {
        let mut moved: f64 = 0.0;
        for i in 0..N {
            let others: f64 = (0..N).filter(|k| *k != i).map(|k| gram[i][k] * found[k]).sum();
            let next = ((towards[i] - others) / gram[i][i]).max(0.0);
            moved = moved.max((next - found[i]).abs());
            found[i] = next;
        }
        if moved < STILL {
            break;
        }
    }
    found
}

/// Raises every part to at least half of its published weight.
fn floored(weights: [f64; Part::ALL.len()], prior: &Weights) -> Weights {
    let raised: Vec<f64> = Part::ALL.into_iter().zip(weights).map(|(part, w)| w.max(prior.0[part] / 2.0)).collect();
    let sum: f64 = raised.iter().sum();
    Weights(ByPart(std::array::from_fn(|i| 100.0 * raised[i] / sum)))
}

/// The correlation of the second value with the third, weighted by the first; 0 if either does not vary.
fn weighted_pearson(values: &[(f64, f64, f64)]) -> f64 {
    let total: f64 = values.iter().map(|(a, ..)| a).sum();
    let mean = |of: fn(&(f64, f64, f64)) -> f64| values.iter().map(|v| v.0 * of(v)).sum::<f64>() / total;
    let (mx, my) = (mean(|v| v.1), mean(|v| v.2));
    let (mut xy, mut xx, mut yy) = (0.0, 0.0, 0.0);
    for (a, x, y) in values {
        xy += a * (x - mx) * (y - my);
        xx += a * (x - mx).powi(2);
        yy += a * (y - my).powi(2);
    }
    if xx > 1e-12 && yy > 1e-12 { xy / (xx * yy).sqrt() } else { 0.0 }
}

/// Names of the eight weight bars, in order.
pub const BARS: [&str; 8] = ["sleep", "soreness", "energy", "mood", "calm", "load", "heart", "recent"];

/// Weights as eight bars in whole points that sum to 100: the largest remainders get what is left, ties in this order.
pub fn bars(weights: &Weights) -> [u8; 8] {
    let w = &weights.0;
    let exact = [
        weights.of(Component::Sleep),
        w[Part::Soreness],
        w[Part::Energy],
        w[Part::Mood],
        w[Part::Calm],
        w[Part::Load],
        w[Part::Heart],
        w[Part::Recent],
    ];
    let whole = largest_remainder(&exact, 100);
    std::array::from_fn(|i| whole[i])
}
