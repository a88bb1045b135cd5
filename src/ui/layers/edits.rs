//! The edits, newest first.

use ratatui::layout::Rect;

use crate::app::layers::edits::Edits;
use crate::ui::canvas::Canvas;
use crate::ui::theme::Role;

/// Edits, newest first.
pub fn draw(canvas: &mut Canvas<'_>, layer: &Edits, area: Rect) {
    let Edits { edits, scroll } = layer;
    canvas.clear(area);
    canvas.heading(area, "Edits, newest first");
    let rows = usize::from(area.height.saturating_sub(1));
    if edits.is_empty() {
        canvas.put(1, area.y + 1, area.width.saturating_sub(2), "nothing was changed yet", Role::Muted);
    }
    let (skip, scrolls) = scroll.window(edits.len(), rows);
    canvas.scrolls = scrolls;
    let now = edits.iter().position(|(_, on)| *on);
    for (n, (label, on)) in edits.iter().enumerate().skip(skip).take(rows) {
        let y = area.y + 1 + (n - skip) as u16;
        let pointer = if Some(n) == now { canvas.glyphs.pointer() } else { " " };
        canvas.put(1, y, 1, pointer, Role::Frame);
        let text = if *on { label.clone() } else { format!("{label}   (taken back)") };
        canvas.put(3, y, area.width.saturating_sub(4), &text, if *on { Role::Text } else { Role::Muted });
    }
}
