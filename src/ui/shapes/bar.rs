//! Bars of one row.

use crate::planning::Outlook;
use crate::recovery::Band;
use crate::ui::canvas::Canvas;
use crate::ui::theme::Role;

fn cells(share: f64, columns: u16) -> u16 {
    (share.clamp(0.0, 1.0) * f64::from(columns)).round() as u16
}

/// A measured score: the bar, and a line for the rest of 100.
pub fn score(canvas: &mut Canvas<'_>, (x, y): (u16, u16), columns: u16, shown: u8) {
    let full = cells(f64::from(shown) / 100.0, columns);
    let at = canvas.repeat(x, y, full, canvas.glyphs.bar(), Role::Bar(Band::of(shown)));
    canvas.repeat(at, y, columns - full, canvas.glyphs.line(), Role::Line);
}

/// A forecast score: dashes up to it, finer ones up to where it may end, and dots for the rest of 100.
pub fn forecast(canvas: &mut Canvas<'_>, (x, y): (u16, u16), columns: u16, o: &Outlook) {
    let Some(s) = o.score else {
        none(canvas, (x, y), columns);
        return;
    };
    let (full, high) = (cells(f64::from(s.score) / 100.0, columns), cells(f64::from(s.high) / 100.0, columns));
    let high = high.max(full);
    let role = Role::Bar(Band::of(s.score));
    let at = canvas.repeat(x, y, full, canvas.glyphs.forecast(), role);
    let at = canvas.repeat(at, y, high - full, canvas.glyphs.may_be(), role);
    canvas.repeat(at, y, columns - high, canvas.glyphs.track(), Role::Line);
}

/// No score.
pub fn none(canvas: &mut Canvas<'_>, (x, y): (u16, u16), columns: u16) {
    canvas.repeat(x, y, columns, canvas.glyphs.track(), Role::Line);
}

/// A share of something, from 0 to 1, as blocks; the rest as dots.
pub fn share(canvas: &mut Canvas<'_>, (x, y): (u16, u16), columns: u16, share: f64, role: Role) {
    let full = cells(share, columns);
    let at = canvas.repeat(x, y, full, canvas.glyphs.block(), role);
    canvas.repeat(at, y, columns - full, canvas.glyphs.track(), Role::Line);
}
