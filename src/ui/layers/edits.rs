//! The edits, newest first.

use ratatui::layout::Rect;

use crate::app::layers::edits::Edits;
use crate::text::wrap;
use crate::ui::canvas::Canvas;
use crate::ui::theme::Role;

/// Draws the edits; those undone are muted.
pub fn draw(canvas: &mut Canvas<'_>, layer: &Edits, area: Rect) {
    let Edits { edits, scroll } = layer;
    canvas.clear(area);
    canvas.heading(area, "Edits, newest first");
    let rows = usize::from(area.height.saturating_sub(1));
    if edits.is_empty() {
        canvas.put(1, area.y + 1, area.width.saturating_sub(2), "nothing changed yet", Role::Muted);
    }
    let room = area.width.saturating_sub(4);
    let now = edits.iter().position(|(_, on)| *on);
    let mut lines: Vec<(&str, String, Role)> = Vec::new();
    for (n, (label, on)) in edits.iter().enumerate() {
        let text = if *on { label.clone() } else { format!("{label}   (undone)") };
        let role = if *on { Role::Text } else { Role::Muted };
        for (k, line) in wrap(&text, usize::from(room)).into_iter().enumerate() {
            lines.push((if Some(n) == now && k == 0 { canvas.glyphs.pointer() } else { " " }, line, role));
        }
    }
    let (skip, scrolls) = scroll.window(lines.len(), rows);
    canvas.scrolls = scrolls;
    for (y, (pointer, text, role)) in (area.y + 1..).zip(lines.into_iter().skip(skip).take(rows)) {
        canvas.put(1, y, 1, pointer, Role::Frame);
        canvas.put(3, y, room, &text, role);
    }
}
