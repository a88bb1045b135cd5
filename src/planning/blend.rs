//! Where a series of mornings is heading in the next days: a blend of today's value and three means, over days, weeks and months.
//!
//! The shares are measured: on two public sets of daily logs, the mean over months says more about tomorrow than today does.

use std::sync::LazyLock;

use crate::recovery::load::LOOK_BACK;

/// Time constants of the means, in days.
const TAUS: [f64; 3] = [3.0, 12.0, 60.0];
/// Shares of today's value and of the means, the shortest first: one day ahead, and further.
const ONE_DAY: [f64; 4] = [0.12, 0.16, 0.27, 0.45];
const FURTHER: [f64; 4] = [0.04, 0.06, 0.35, 0.55];
/// How much of today's heart signals is left a day later.
const HEART_CARRY: f64 = 0.5;

/// `e^(−age/τ)` for each mean, by age in days.
static FADING: LazyLock<[[f64; 3]; LOOK_BACK as usize]> =
    LazyLock::new(|| std::array::from_fn(|age| TAUS.map(|tau| (-(age as f64) / tau).exp())));

/// A series of mornings, summed up on one of them.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Blend {
    today: Option<f64>,
    sums: [f64; 3],
    weights: [f64; 3],
    /// How many mornings.
    pub n: usize,
}

impl Blend {
    /// From values by age in days, today's being 0. Those of half a year count.
    pub fn of(values: impl IntoIterator<Item = (i32, f64)>) -> Self {
        let mut out = Self::default();
        for (age, value) in values {
            out.add(age, value);
        }
        out
    }

    /// Counts one more morning.
    pub fn add(&mut self, age: i32, value: f64) {
        let Some(fading) = usize::try_from(age).ok().and_then(|at| FADING.get(at)) else { return };
        if age == 0 {
            self.today = Some(value);
        }
        for (mean, share) in fading.iter().enumerate() {
            self.weights[mean] += share;
            self.sums[mean] += share * value;
        }
        self.n += 1;
    }

    /// With this many mornings of 0 added to the means.
    pub fn with_zeros(mut self, mornings: f64) -> Self {
        self.weights.iter_mut().for_each(|w| *w += mornings);
        self
    }

    /// The value `k` days ahead; `None` without any morning.
    pub fn at(&self, k: i32) -> Option<f64> {
        if self.n == 0 {
            return None;
        }
        let means: [f64; 3] = std::array::from_fn(|i| self.sums[i] / self.weights[i]);
        let shares = if k == 1 { ONE_DAY } else { FURTHER };
        let today = self.today.unwrap_or(means[0]);
        Some(shares[0] * today + shares[1..].iter().zip(means).map(|(share, mean)| share * mean).sum::<f64>())
    }

    /// The same for heart signals, which return to normal faster; `None` if none was logged today.
    pub fn heart_at(&self, k: i32) -> Option<f64> {
        let (today, usual) = (self.today?, self.sums[2] / self.weights[2]);
        Some(usual + (today - usual) * HEART_CARRY.powi(k))
    }
}
