//! Text fields: the only place that draws a line of text being typed.

use super::canvas::Canvas;
use super::theme::Role;
use crate::app::Field;
use crate::text::{tail, width};

/// The caret.
const CARET: &str = "▏";

/// Shown in place of a beginning that has scrolled out of view.
const CUT: &str = "…";

/// Draws a field starting at a cell, with the caret if it is the one being typed in; returns the column after it. Text wider
/// than its room scrolls, so that the caret is always visible.
pub fn draw(canvas: &mut Canvas<'_>, field: &Field, (x, y): (u16, u16), room: u16, role: Role, here: bool) -> u16 {
    if !here {
        return canvas.put(x, y, room, field.text(), role);
    }
    let (before, after) = field.halves();
    // The caret takes a column of its own, and so does a letter after it.
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

/// The same, with a placeholder while it is empty: a hint in the one being typed in, a dash in the others.
pub fn draw_or(canvas: &mut Canvas<'_>, field: &Field, (x, y): (u16, u16), room: u16, here: bool, hint: &str) {
    if !field.text().is_empty() {
        draw(canvas, field, (x, y), room, Role::Text, here);
        return;
    }
    let at = if here { caret(canvas, x, y) } else { x };
    canvas.put(at, y, room.saturating_sub(1), if here { hint } else { "–" }, Role::Muted);
}

/// Draws the caret and puts the terminal's own cursor on it; returns the column after it.
pub fn caret(canvas: &mut Canvas<'_>, x: u16, y: u16) -> u16 {
    canvas.caret = Some((x, y));
    canvas.put(x, y, 1, CARET, Role::Frame)
}
