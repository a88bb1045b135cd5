//! The day's note.

use chrono::NaiveDate;
use ratatui::layout::Rect;

use crate::app::layers::note::Note;
use crate::domain::calendar::day_name;
use crate::ui::canvas::Canvas;
use crate::ui::field::draw_or;

/// Draws the field for the note.
pub fn draw(canvas: &mut Canvas<'_>, note: &Note, today: NaiveDate, area: Rect) {
    canvas.clear(area);
    canvas.heading(area, &format!("Note · {}", day_name(note.date, today)));
    draw_or(canvas, &note.field, (1, area.y + 1), area.width.saturating_sub(2), true, "how it went, what you noticed");
}
