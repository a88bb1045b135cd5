//! Values on an axis of days: points joined by a dotted line, or bars, with a usual range behind them.

use ratatui::layout::Rect;

use crate::ui::canvas::Canvas;
use crate::ui::shapes::dots::Dots;
use crate::ui::theme::Role;

/// Where values go on the screen.
#[derive(Clone, Debug)]
pub struct Plot {
    /// The cells of the drawing only.
    pub area: Rect,
    /// Columns of a day.
    pub step: u16,
    /// The value at the foot.
    pub low: f64,
    /// The value at the top.
    pub high: f64,
    /// Values that have a line of their own: a value below one is drawn below its line.
    pub borders: Vec<f64>,
}

impl Plot {
    /// The row of a value, from the top.
    pub fn row(&self, value: f64) -> u16 {
        let last = self.area.height.saturating_sub(1);
        let per = (self.high - self.low) / f64::from(last.max(1));
        let plain = |v: f64| (((self.high - v) / per - 1e-9).ceil().max(0.0) as u16).min(last);
        let row = plain(value);
        let above = self.borders.iter().any(|b| value < *b && plain(*b) == row);
        (row + u16::from(above)).min(last)
    }

    /// The first column of a day.
    pub fn x(&self, n: usize) -> u16 {
        self.area.x + n as u16 * self.step
    }

    /// Behind everything: the usual range, as a tint, or as dots at its ends if there is none.
    pub fn ground(&self, canvas: &mut Canvas<'_>, usual: Option<(f64, f64)>) {
        let Some((low, high)) = usual else { return };
        let (top, bottom) = (self.row(high), self.row(low));
        let Rect { x, y, width, .. } = self.area;
        if canvas.theme().has_tints() {
            canvas.tint(Rect { x, y: y + top, width, height: bottom - top + 1 }, Role::Usual);
        } else {
            for row in [top, bottom] {
                canvas.repeat(x, y + row, width, canvas.glyphs.track(), Role::Line);
            }
        }
    }

    /// A line at a border; the background behind it is kept.
    pub fn border(&self, canvas: &mut Canvas<'_>, value: f64) {
        let y = self.area.y + self.row(value);
        let line = canvas.glyphs.may_be().repeat(usize::from(self.area.width));
        canvas.over((self.area.x, y), &line, Role::Line);
    }

    /// A vertical line through a day.
    pub fn cursor(&self, canvas: &mut Canvas<'_>, n: usize) {
        for y in self.area.top()..self.area.bottom() {
            canvas.over((self.x(n), y), "│", Role::Frame);
        }
    }

    /// A vertical line above the bar of a day.
    pub fn above(&self, canvas: &mut Canvas<'_>, n: usize, value: Option<f64>) {
        let top = value.map_or(self.area.height, |v| self.row(v));
        for row in 0..top.min(self.area.height) {
            canvas.over((self.x(n), self.area.y + row), "│", Role::Frame);
        }
    }

    /// A line through the known values, as fine as dots; a day on its own is a single dot.
    pub fn line(&self, canvas: &mut Canvas<'_>, values: &[Option<f64>], role: Role) {
        let Rect { x, y, width, height } = self.area;
        if canvas.glyphs.is_ascii() {
            self.points(canvas, values, &|_| role);
            return;
        }
        let mut dots = Dots::new(2 * usize::from(width), 4 * usize::from(height));
        let last = (dots.down - 1) as f64;
        let share = |v: f64| ((self.high - v) / (self.high - self.low)).clamp(0.0, 1.0);
        let place = |n: usize, v: f64| (2 * n * usize::from(self.step), (share(v) * last).round() as usize);
        for (n, v) in values.iter().enumerate() {
            let Some(v) = v else { continue };
            let to = values.get(n + 1).copied().flatten().map_or(place(n, *v), |next| place(n + 1, next));
            dots.line(place(n, *v), to);
        }
        for (cx, cy) in (0..height).flat_map(|cy| (0..width).map(move |cx| (cx, cy))) {
            if let Some(sign) = dots.sign(usize::from(cx), usize::from(cy)) {
                canvas.over((x + cx, y + cy), sign.encode_utf8(&mut [0; 4]), role);
            }
        }
    }

    /// A point for every known value; those of consecutive days are joined.
    pub fn points(&self, canvas: &mut Canvas<'_>, values: &[Option<f64>], role: &dyn Fn(f64) -> Role) {
        let Rect { y, width, height, .. } = self.area;
        if !canvas.glyphs.is_ascii() {
            let mut dots = Dots::new(2 * usize::from(width), 4 * usize::from(height));
            let place = |n: usize, v: f64| (2 * n * usize::from(self.step), 4 * usize::from(self.row(v)) + 1);
            for (n, pair) in values.windows(2).enumerate() {
                if let [Some(a), Some(b)] = pair {
                    dots.line(place(n, *a), place(n + 1, *b));
                }
            }
            for (cx, cy) in (0..height).flat_map(|cy| (0..width).map(move |cx| (cx, cy))) {
                if let Some(sign) = dots.sign(usize::from(cx), usize::from(cy)) {
                    canvas.over((self.area.x + cx, y + cy), sign.encode_utf8(&mut [0; 4]), Role::Line);
                }
            }
        }
        for (n, value) in values.iter().enumerate() {
            if let Some(v) = value {
                canvas.over((self.x(n), y + self.row(*v)), "•", role(*v));
            }
        }
    }

    /// A bar from the bottom for every known value; zero is written as a digit, and a dot says that nothing is known.
    pub fn bars(&self, canvas: &mut Canvas<'_>, values: &[Option<f64>], role: &dyn Fn(f64) -> Role) {
        let Rect { y, height, .. } = self.area;
        // A blank column between two bars, if there is room for one.
        let across = if self.step > 2 { self.step - 1 } else { 1 };
        for (n, value) in values.iter().enumerate() {
            let x = self.x(n);
            let foot = y + height.saturating_sub(1);
            let Some(v) = value else {
                canvas.over((x, foot), canvas.glyphs.track(), Role::Line);
                continue;
            };
            let share = ((v - self.low) / (self.high - self.low)).clamp(0.0, 1.0);
            let eighths = (share * f64::from(8 * height)).round() as u16;
            if eighths == 0 {
                // Side by side they would read as a number.
                if self.step > 1 {
                    canvas.over((x, foot), "0", Role::Muted);
                }
                continue;
            }
            for row in 0..height {
                let here = eighths.saturating_sub(8 * row).min(8) as u8;
                let ascii = canvas.glyphs.is_ascii();
                // In ASCII, a value that is not zero always shows.
                let here = if ascii && row == 0 { 8 } else { here };
                let sign = canvas.glyphs.column(here);
                if here > 0 && sign != " " {
                    canvas.over((x, foot - row), &sign.repeat(usize::from(across)), role(*v));
                }
            }
        }
    }

    /// A stem from a middle value to every known value.
    pub fn swings(&self, canvas: &mut Canvas<'_>, values: &[Option<f64>], middle: f64, role: &dyn Fn(f64) -> Role) {
        let base = self.row(middle);
        for (n, value) in values.iter().enumerate() {
            let Some(v) = value else { continue };
            let row = self.row(*v);
            for between in row.min(base)..=row.max(base) {
                canvas.over((self.x(n), self.area.y + between), canvas.glyphs.upright(), Role::Line);
            }
            canvas.over((self.x(n), self.area.y + row), "•", role(*v));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_below_a_border_are_drawn_below_its_line() {
        for rows in 4..40 {
            let area = Rect::new(0, 0, 10, rows);
            let plot = Plot { area, step: 1, low: 20.0, high: 100.0, borders: vec![65.0, 45.0, 30.0] };
            let mut last = 0;
            for v in (20..=100).rev().map(f64::from) {
                let row = plot.row(v);
                assert!(row < rows && row >= last, "{v} of {rows}");
                last = row;
            }
            let line = plot.row(65.0);
            assert!(plot.row(64.0) > line && plot.row(66.0) <= line, "{rows}");
        }
    }
}
