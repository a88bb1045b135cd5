//! A date to go to.

use ratatui::layout::Rect;

use crate::app::layers::go_to::GoTo;
use crate::ui::canvas::Canvas;
use crate::ui::field::draw_or;

/// Draws the field for the date.
pub fn draw(canvas: &mut Canvas<'_>, go_to: &GoTo, area: Rect) {
    canvas.clear(area);
    canvas.heading(area, "Go to");
    draw_or(
        canvas,
        &go_to.field,
        (1, area.y + 1),
        area.width.saturating_sub(2),
        true,
        "2026-11-18, 2026-W47, thu, tomorrow",
    );
}
