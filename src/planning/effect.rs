//! What the load of a day costs the morning after it, learnt from your own mornings.

/// The usual daily load counts as at least this, so that the divisor is never tiny. Chosen.
const LEAST_USUAL: f64 = 30.0;
/// How far a load counts below and above the usual, in usual loads. Chosen.
const LEAST: f64 = -1.0;
const MOST: f64 = 2.5;
/// The effect before anything is known, as if it had been seen on sixty loads; the most it can be; and how many mornings without
/// error the overall bias of forecasts starts from. Chosen; together they change the error by about 1 % (measured).
const PRIOR: f64 = -1.0;
const PRIOR_WEIGHT: f64 = 60.0;
const LARGEST: f64 = -6.0;
const BIAS_MORNINGS: f64 = 20.0;

/// A day's load against the usual load of a day: 0 as usual, −1 nothing, 1 twice as much.
pub fn load_x(load: f64, usual: f64) -> f64 {
    ((load - usual) / usual.max(LEAST_USUAL)).clamp(LEAST, MOST)
}

/// Pairs of [`load_x`] and how far the morning after was above its forecast without the effect.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Effect {
    /// How many pairs.
    pub n: usize,
    x: f64,
    xx: f64,
    off: f64,
    x_off: f64,
}

impl Effect {
    /// Counts one more.
    pub fn add(&mut self, x: f64, off: f64) {
        self.n += 1;
        self.x += x;
        self.xx += x * x;
        self.off += off;
        self.x_off += x * off;
    }

    /// Points that a unit of x moves the morning after, −6 to 0: −1 until learnt.
    pub fn points(&self) -> f64 {
        let bias = self.off / (self.n as f64 + BIAS_MORNINGS);
        ((PRIOR * PRIOR_WEIGHT + self.x_off - bias * self.x) / (PRIOR_WEIGHT + self.xx)).clamp(LARGEST, 0.0)
    }
}
