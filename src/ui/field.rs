//! A line of text that is being typed: the one place that draws it.

use super::canvas::Canvas;
use super::theme::Role;
use crate::app::Field;
use crate::text::{tail, width};

/// The caret.
const CARET: &str = "▏";

/// What stands for a beginning that scrolled out of sight.
const CUT: &str = "…";

/// Draws a field from a place on, with its caret where it is the one that is typed in; the column behind it. Text that is
/// wider than its place scrolls, so that the caret is always in sight.
pub fn draw(canvas: &mut Canvas<'_>, field: &Field, (x, y): (u16, u16), room: u16, role: Role, here: bool) -> u16 {
    if !here {
        return canvas.put(x, y, room, field.text(), role);
    }
    let (before, after) = field.halves();
    // The caret has a column of its own, and so has a letter behind it.
    let kept = usize::from(room).saturating_sub(1 + width(&after).min(1));
    let shown = tail(&before, kept);
    let at = if shown.len() == before.len() {
        canvas.put(x, y, room, shown, role)
    } else {
        let from = canvas.put(x, y, room, CUT, Role::Muted);
        canvas.put(from, y, room.saturating_sub(1), tail(&before, kept.saturating_sub(1)), role)
    };
    let behind = caret(canvas, at, y);
    canvas.put(behind, y, (x + room).saturating_sub(behind), &after, role)
}

/// The same with words in its place while nothing is typed: what it takes, or that it is empty.
pub fn draw_or(canvas: &mut Canvas<'_>, field: &Field, (x, y): (u16, u16), room: u16, here: bool, hint: &str) {
    if !field.text().is_empty() {
        draw(canvas, field, (x, y), room, Role::Text, here);
        return;
    }
    let at = if here { caret(canvas, x, y) } else { x };
    canvas.put(at, y, room.saturating_sub(1), if here { hint } else { "–" }, Role::Muted);
}

/// Draws the caret, and lets the terminal's own cursor stand on it; the column behind it.
pub fn caret(canvas: &mut Canvas<'_>, x: u16, y: u16) -> u16 {
    canvas.caret = Some((x, y));
    canvas.put(x, y, 1, CARET, Role::Frame)
}
