//! Means, quantiles and deviations.

pub use crate::domain::effort::median;

/// Arithmetic mean; `None` if empty.
pub fn mean(values: &[f64]) -> Option<f64> {
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
}

/// The value below which a share of `sorted` lies, by the nearest index; `None` if empty.
pub fn quantile(sorted: &[f64], share: f64) -> Option<f64> {
    let last = sorted.len().checked_sub(1)?;
    sorted.get((last as f64 * share).round() as usize).copied()
}

/// Sample standard deviation; `None` with fewer than two values.
pub fn sample_sd(values: &[f64]) -> Option<f64> {
    let m = mean(values).filter(|_| values.len() > 1)?;
    let squares: f64 = values.iter().map(|v| (v - m).powi(2)).sum();
    Some((squares / (values.len() - 1) as f64).sqrt())
}

/// The circular mean of clock times in minutes after midnight, within ±12 h of midnight.
pub fn circular_mean(minutes: &[f64]) -> f64 {
    let angle = |m: &f64| m / 1440.0 * std::f64::consts::TAU;
    let (sin, cos) = minutes.iter().map(angle).fold((0.0, 0.0), |(s, c), a| (s + a.sin(), c + a.cos()));
    sin.atan2(cos) / std::f64::consts::TAU * 1440.0
}

/// Deviations of clock times (minutes after midnight) from their circular mean, each within ±12 h.
pub fn clock_deviations(minutes: &[f64]) -> Vec<f64> {
    let centre = circular_mean(minutes);
    minutes.iter().map(|m| (m - centre + 720.0).rem_euclid(1440.0) - 720.0).collect()
}
