//! Lists: what to add, commands by name, edits.

use ratatui::layout::Rect;

use super::canvas::Canvas;
use super::theme::Role;
use crate::app::picker::{Picker, Purpose};
use crate::text::wrap;

/// A list with its filter.
pub fn picker(canvas: &mut Canvas<'_>, picker: &Picker, area: Rect) {
    canvas.clear(area);
    let (title, lead) = match picker.purpose {
        Purpose::Add => ("Add to this day", "+ "),
        Purpose::Command => ("Commands", ":"),
    };
    canvas.heading(area, title);
    let room = area.width.saturating_sub(2);
    let (before, after) = picker.filter.halves();
    let at = canvas.put(1, area.y + 1, room, &format!("{lead}{before}"), Role::Strong);
    let at = canvas.put(at, area.y + 1, 1, "▏", Role::Frame);
    canvas.put(at, area.y + 1, (room + 1).saturating_sub(at), &after, Role::Strong);
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

/// Edits, newest first.
pub fn edits(canvas: &mut Canvas<'_>, edits: &[(String, bool)], top: usize, area: Rect) {
    canvas.clear(area);
    canvas.heading(area, "Edits, newest first");
    let rows = usize::from(area.height.saturating_sub(1));
    if edits.is_empty() {
        canvas.put(1, area.y + 1, area.width.saturating_sub(2), "nothing was changed yet", Role::Muted);
    }
    canvas.scrolls = edits.len() > rows;
    let skip = top.min(edits.len().saturating_sub(rows));
    let now = edits.iter().position(|(_, on)| *on);
    for (n, (label, on)) in edits.iter().enumerate().skip(skip).take(rows) {
        let y = area.y + 1 + (n - skip) as u16;
        let pointer = if Some(n) == now { canvas.glyphs.pointer() } else { " " };
        canvas.put(1, y, 1, pointer, Role::Frame);
        let text = if *on { label.clone() } else { format!("{label}   (taken back)") };
        canvas.put(3, y, area.width.saturating_sub(4), &text, if *on { Role::Text } else { Role::Muted });
    }
}

/// Lines to read, wrapped.
pub fn lines(canvas: &mut Canvas<'_>, title: &str, lines: &[String], top: usize, area: Rect) {
    canvas.clear(area);
    canvas.heading(area, title);
    let room = area.width.saturating_sub(2);
    let wrapped: Vec<String> = lines.iter().flat_map(|l| wrap(l, usize::from(room))).collect();
    let rows = usize::from(area.height.saturating_sub(1));
    canvas.scrolls = wrapped.len() > rows;
    let skip = top.min(wrapped.len().saturating_sub(rows));
    for (n, line) in wrapped.iter().skip(skip).take(rows).enumerate() {
        canvas.put(1, area.y + 1 + n as u16, room, line, Role::Text);
    }
}
