//! Means, quantiles and deviations.

/// Arithmetic mean; `None` of nothing.
pub fn mean(values: &[f64]) -> Option<f64> {
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
}

/// The value below which a share of `sorted` lies, by the nearest place; `None` of nothing.
pub fn quantile(sorted: &[f64], share: f64) -> Option<f64> {
    let last = sorted.len().checked_sub(1)?;
    sorted.get((last as f64 * share).round() as usize).copied()
}

/// The middle value, or the mean of the two in the middle; `None` of nothing.
pub fn median(mut values: Vec<f64>) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    let n = values.len();
    (n > 0).then(|| (values[(n - 1) / 2] + values[n / 2]) / 2.0)
}

/// Sample standard deviation; `None` below two values.
pub fn sample_sd(values: &[f64]) -> Option<f64> {
    let m = mean(values).filter(|_| values.len() > 1)?;
    let squares: f64 = values.iter().map(|v| (v - m).powi(2)).sum();
    Some((squares / (values.len() - 1) as f64).sqrt())
}

/// Deviations of clock times (minutes after midnight) from their circular mean, each within ±12 h.
pub fn clock_deviations(minutes: &[f64]) -> Vec<f64> {
    let angle = |m: &f64| m / 1440.0 * std::f64::consts::TAU;
    let (sin, cos) = minutes.iter().map(angle).fold((0.0, 0.0), |(s, c), a| (s + a.sin(), c + a.cos()));
    let centre = sin.atan2(cos) / std::f64::consts::TAU * 1440.0;
    minutes.iter().map(|m| (m - centre + 720.0).rem_euclid(1440.0) - 720.0).collect()
}
