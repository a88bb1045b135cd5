//! Lines to read, and a prepared edit with its lines.

use ratatui::layout::Rect;

use crate::app::layers::scroll::Scroll;
use crate::text::{width, wrap};
use crate::ui::canvas::Canvas;
use crate::ui::theme::Role;

/// Wraps a line and keeps its indent; one that fits stays as it is, with its columns.
fn indented(line: &str, room: usize) -> Vec<String> {
    let text = line.trim_start();
    let indent = " ".repeat(line.len() - text.len());
    if width(line) <= room {
        return vec![line.to_owned()];
    }
    wrap(text, room.saturating_sub(indent.len()).max(1)).into_iter().map(|l| format!("{indent}{l}")).collect()
}

/// Lines to read, wrapped.
pub fn draw(canvas: &mut Canvas<'_>, title: &str, lines: &[String], scroll: &Scroll, area: Rect) {
    canvas.clear(area);
    canvas.heading(area, title);
    let room = area.width.saturating_sub(2);
    let wrapped: Vec<String> = lines.iter().flat_map(|l| indented(l, usize::from(room))).collect();
    let rows = usize::from(area.height.saturating_sub(1));
    let (skip, scrolls) = scroll.window(wrapped.len(), rows);
    canvas.scrolls = scrolls;
    for (n, line) in wrapped.iter().skip(skip).take(rows).enumerate() {
        canvas.put(1, area.y + 1 + n as u16, room, line, Role::Text);
    }
}
