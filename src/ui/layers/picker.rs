//! A list filtered by typing: what to add, commands by name.

use ratatui::layout::Rect;

use crate::app::layers::picker::{Picker, Purpose};
use crate::ui::canvas::Canvas;
use crate::ui::field;
use crate::ui::theme::Role;

/// A list with its filter.
pub fn draw(canvas: &mut Canvas<'_>, picker: &Picker, area: Rect) {
    canvas.clear(area);
    let (title, lead) = match picker.purpose {
        Purpose::Add => ("Add to this day", "+ "),
        Purpose::Command => ("Commands", ":"),
    };
    canvas.heading(area, title);
    let room = area.width.saturating_sub(2);
    let at = canvas.put(1, area.y + 1, room, lead, Role::Strong);
    field::draw(canvas, &picker.filter, (at, area.y + 1), (room + 1).saturating_sub(at), Role::Strong, true);
    let rows = usize::from(area.height.saturating_sub(2));
    let lines = picker.lines();
    if lines.is_empty() {
        canvas.put(3, area.y + 2, room, "nothing of that name; backspace, or esc", Role::Muted);
    }
    let skip = (picker.at + 1).saturating_sub(rows);
    for (n, line) in lines.iter().enumerate().skip(skip).take(rows) {
        let y = area.y + 2 + (n - skip) as u16;
        let here = n == picker.at;
        canvas.put(1, y, 1, if here { canvas.glyphs.pointer() } else { " " }, Role::Frame);
        let hint = line.hint.chars().count() as u16;
        let end =
            canvas.put(3, y, room.saturating_sub(hint + 5), &line.text, if here { Role::Strong } else { Role::Text });
        match picker.purpose {
            Purpose::Add => drop(canvas.put(
                end.max(28) + 2,
                y,
                (room + 1).saturating_sub(end.max(28) + 2),
                &line.hint,
                Role::Muted,
            )),
            Purpose::Command => canvas.put_right(room, y, hint, &line.hint, Role::Key),
        }
    }
}
