//! Scores as points on a line from 0 to 100, with their mean.

use crate::recovery::Band;
use crate::ui::canvas::Canvas;
use crate::ui::theme::Role;

/// Draws them over `columns` columns.
pub fn draw(canvas: &mut Canvas<'_>, (x, y): (u16, u16), columns: u16, scores: &[u8], mean: f64) {
    let at = |v: f64| x + (v / 100.0 * f64::from(columns.saturating_sub(1))).round() as u16;
    canvas.repeat(x, y, columns, canvas.glyphs.line(), Role::Line);
    for s in scores {
        canvas.put(at(f64::from(*s)), y, 1, "•", Role::Bar(Band::of(*s)));
    }
    canvas.put(at(mean), y, 1, if canvas.glyphs.is_ascii() { "|" } else { "┃" }, Role::Strong);
}
