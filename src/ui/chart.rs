//! A line chart: in braille dots, two across and four down a cell, or in ASCII marks, one a cell.

use ratatui::layout::Rect;

use super::canvas::Canvas;
use super::shapes::dots::Dots;
use super::theme::Role;

/// Values that may be missing between two that are joined by a line. A choice: a long gap stays a gap.
const BRIDGED: usize = 3;

/// Means of equal runs, so that a long series fits; a run without any value stays missing.
fn bucketed(values: &[Option<f64>], most: usize) -> Vec<Option<f64>> {
    if values.len() <= most || most == 0 {
        return values.to_vec();
    }
    let edge = |n: usize| n * values.len() / most;
    (0..most)
        .map(|n| {
            let known: Vec<f64> = values[edge(n)..edge(n + 1)].iter().flatten().copied().collect();
            crate::recovery::stats::mean(&known)
        })
        .collect()
}

/// Draws `values` over `area` between `axis`, with the usual range as two fine lines. Scale labels stand on the left.
pub fn plot(
    canvas: &mut Canvas<'_>,
    area: Rect,
    values: &[Option<f64>],
    axis: (f64, f64),
    usual: Option<(f64, f64)>,
    label: &dyn Fn(f64) -> String,
) {
    const LABELS: u16 = 6;
    if area.width <= LABELS + 2 || area.height < 2 {
        return;
    }
    let plot = Rect { x: area.x + LABELS, width: area.width - LABELS, ..area };
    let (across, down) = if canvas.glyphs.is_ascii() { (1, 1) } else { (2, 4) };
    let mut dots = Dots::new(usize::from(plot.width) * across, usize::from(plot.height) * down);
    let values = bucketed(values, dots.across);
    let (low, high) = axis;
    let share = |v: f64| ((v - low) / (high - low)).clamp(0.0, 1.0);
    let last = dots.down - 1;
    let y = |v: f64| last - (share(v) * last as f64).round() as usize;
    let x = |i: usize| {
        let n = values.len().saturating_sub(1).max(1);
        i * (dots.across - 1) / n
    };
    let places: Vec<(usize, Option<(usize, usize)>)> =
        values.iter().enumerate().map(|(i, v)| (i, v.map(|v| (x(i), y(v))))).collect();
    let mut before: Option<(usize, (usize, usize))> = None;
    for (i, place) in places {
        let Some(place) = place else { continue };
        match before {
            Some((j, from)) if i - j <= BRIDGED => dots.line(from, place),
            _ => dots.dot(place.0, place.1),
        }
        before = Some((i, place));
    }
    let row = |v: f64| plot.y + (y(v) / down) as u16;
    let fine = if canvas.glyphs.is_ascii() { "-" } else { "┈" };
    if let Some((from, to)) = usual {
        for v in [from, to] {
            canvas.put(plot.x, row(v), plot.width, &fine.repeat(usize::from(plot.width)), Role::Muted);
        }
    }
    for cy in 0..plot.height {
        for cx in 0..plot.width {
            let (x, y) = (usize::from(cx), usize::from(cy));
            let sign = if down == 1 { dots.has(x, y).then_some('*') } else { dots.sign(x, y) };
            if let Some(sign) = sign {
                canvas.put(plot.x + cx, plot.y + cy, 1, &sign.to_string(), Role::Text);
            }
        }
    }
    let mut told: Vec<(u16, f64)> = vec![(plot.y, high), (plot.bottom() - 1, low)];
    for v in usual.into_iter().flat_map(|(a, b)| [a, b]) {
        if told.iter().all(|(r, _)| r.abs_diff(row(v)) > 0) {
            told.push((row(v), v));
        }
    }
    for (r, v) in told {
        canvas.put_right(plot.x - 1, r, LABELS - 1, &label(v), Role::Muted);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_series_becomes_means_and_a_missing_run_stays_missing() {
        let values = [Some(1.0), Some(3.0), None, None, Some(5.0), None];
        assert_eq!(bucketed(&values, 3), [Some(2.0), None, Some(5.0)]);
        assert_eq!(bucketed(&values, 10).len(), 6);
    }
}
