//! Everything at once: small charts on one axis, each with its value at the cursor, today's, and the usual range.

use ratatui::layout::Rect;

use super::axis::Axis;
use super::{Series, head, role_of, said, seen, text_of};
use crate::app::Model;
use crate::app::layers::trends::Trends;
use crate::insight::trends::Metric;
use crate::ui::canvas::Canvas;
use crate::ui::layout::{COLUMNS, WIDE};
use crate::ui::shapes::plot::Plot;
use crate::ui::theme::Role;

/// Columns of a name, with its scale after it if there is room.
const NAME: u16 = 12;
const NARROW_NAME: u16 = 11;

/// Columns of the value at the cursor and of today's.
const VALUE: u16 = 7;

/// Draws the charts.
pub fn draw(canvas: &mut Canvas<'_>, model: &Model, trends: &Trends, area: Rect) {
    let wide = area.width >= WIDE;
    let name = if area.width >= COLUMNS { NAME } else { NARROW_NAME };
    let values = if wide { 3 * VALUE } else { 2 * VALUE };
    let room = area.width.saturating_sub(name + 3 + values);
    let least = if wide { 2 } else { 1 };
    let axis = Axis::of(model.chart_weeks(trends.span), model.weeks.today(), room, least);
    let at = seen(trends, &axis);
    head(canvas, model, trends, &axis, area);
    // One blank row if there is room for it.
    let top = area.y + 1;
    let below = if axis.unit == 1 { 2 + u16::from(axis.step >= 2) } else { 1 };
    let rows = area.height.saturating_sub(2 + below);
    let shown = Metric::ALL.len().min(usize::from(rows)).max(1) as u16;
    let (each, more) = (rows / shown, rows % shown);
    let air = u16::from(each >= 4);
    let x = area.x + 1 + name;
    let value_at = x + axis.width() + 2;
    let date = axis.days(at).next().unwrap_or(axis.today);
    canvas.put(value_at, top, VALUE, &date.format("%-d %b").to_string(), Role::FrameText);
    canvas.put(value_at + VALUE, top, VALUE, "today", Role::Muted);
    let mut y = top + 1;
    for (n, metric) in (0..shown).zip(Metric::ALL) {
        let s = Series::of(model, metric, &axis);
        // Rows left over go to the first charts.
        let height = each + u16::from(n < more);
        let place = Rect::new(x, y, axis.width(), height - air);
        y += height;
        canvas.put(area.x + 1, place.y, name, metric.label(), Role::Title);
        small(canvas, &s, &axis, at, place);
        let [here, today] = [s.values.get(at), s.daily.last()].map(|v| said(metric, v.copied().flatten()));
        canvas.put(value_at, place.y, VALUE, &here, Role::FrameText);
        canvas.put(value_at + VALUE, place.y, VALUE, &today, Role::Strong);
        if let Some((low, high)) = s.usual {
            let text = format!("usual {}–{}", text_of(metric, low), text_of(metric, high));
            let beside = area.right().saturating_sub(value_at + 2 * VALUE + 1);
            let under = 2 * VALUE + beside;
            if crate::text::width(&text) <= usize::from(beside) {
                canvas.put(value_at + 2 * VALUE, place.y, beside, &text, Role::Muted);
            } else if place.height >= 2 && crate::text::width(&text) <= usize::from(under) {
                canvas.put(value_at, place.y + 1, under, &text, Role::Muted);
            }
        }
    }
    if axis.unit == 1 {
        axis.marks(canvas, model, (x, y));
        y += 1;
        if axis.step >= 2 {
            axis.weekdays(canvas, (x, y), at);
            y += 1;
        }
    }
    axis.dates(canvas, (x, y), at);
    axis.spots(canvas, Rect::new(x, top, axis.width(), y + 1 - top));
}

/// A chart of few rows, with the ends of its scale: both if it has two rows.
fn small(canvas: &mut Canvas<'_>, s: &Series, axis: &Axis, at: usize, area: Rect) {
    let mut plot: Plot = s.plot(area, axis.step);
    plot.borders.clear();
    if s.metric == Metric::Score {
        // Small charts are bars, and bars start at zero.
        (plot.low, plot.high) = (0.0, 100.0);
    }
    plot.ground(canvas, s.usual);
    let role = |v: f64| role_of(s.metric, v);
    plot.cursor(canvas, at);
    match s.metric {
        Metric::Effort => plot.swings(canvas, &s.values, 0.0, &role),
        Metric::Hrv | Metric::RestingHr => plot.line(canvas, &s.values, role(0.0)),
        _ => plot.bars(canvas, &s.values, &role),
    }
    if s.known().next().is_none() {
        return;
    }
    let right = area.x - 1;
    // Below the name, and beside it if the name leaves room.
    let end = |canvas: &mut Canvas<'_>, y: u16, value: f64| {
        let text = text_of(s.metric, value);
        let taken = if y == area.y { s.metric.label().len() as u16 + 1 } else { 0 };
        if crate::text::width(&text) as u16 + taken <= right.saturating_sub(1) {
            canvas.put_right(right, y, 6, &text, Role::Muted);
        }
    };
    end(canvas, area.y, plot.high);
    if area.height >= 2 {
        end(canvas, area.bottom() - 1, plot.low);
    }
}
