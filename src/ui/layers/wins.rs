//! What went well on a day.

use chrono::NaiveDate;
use ratatui::layout::Rect;

use crate::app::layers::wins::Wins;
use crate::domain::calendar::day_name;
use crate::ui::canvas::Canvas;
use crate::ui::field::draw_or;

/// Draws the field for what went well.
pub fn draw(canvas: &mut Canvas<'_>, wins: &Wins, today: NaiveDate, area: Rect) {
    canvas.clear(area);
    canvas.heading(area, &format!("What went well · {}", day_name(wins.date, today)));
    draw_or(
        canvas,
        &wins.field,
        (1, area.y + 1),
        area.width.saturating_sub(2),
        true,
        "two more pull-ups; went to bed in time",
    );
}
