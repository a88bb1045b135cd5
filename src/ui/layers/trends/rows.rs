//! The rows of a readout: titles, numbers in big digits, pairs, glyphs.

use ratatui::layout::Rect;

use crate::app::Model;
use crate::keys::{Scope, Verb};
use crate::text::width;
use crate::ui::canvas::Canvas;
use crate::ui::shapes::digits;
use crate::ui::theme::Role;

/// Columns of a label; a longer one pushes its value to the right.
const LABEL: u16 = 8;

/// Columns of a glyph with its meaning.
const SIGN: u16 = 12;

/// A row of the readout.
pub enum Row {
    /// A title.
    Title(String),
    /// A number in big digits, with lines beside it.
    Big(String, Role, Vec<(String, Role)>),
    /// A name and its value.
    Pair(String, String, Role),
    /// A glyph, a text, and more beside it or below it.
    Sign(&'static str, Role, String, String),
    /// Glyphs with their meanings, side by side.
    Signs(Vec<(&'static str, Role, &'static str)>),
    /// What the shading of a usual range means.
    Swatch(&'static str),
    /// What Enter does.
    Key,
    /// Nothing.
    Gap,
}

/// A name and its value, in plain text.
pub fn pair(name: &str, value: impl Into<String>) -> Row {
    Row::Pair(name.to_owned(), value.into(), Role::Text)
}

/// The fewest screen rows that a part takes.
pub fn rows(part: &[Row]) -> u16 {
    part.iter().map(|r| if matches!(r, Row::Big(..)) { digits::ROWS + 1 } else { 1 }).sum()
}

/// Draws rows as far as there is room; returns the row after the last.
pub fn put(canvas: &mut Canvas<'_>, model: &Model, rows: &[Row], area: Rect) -> u16 {
    let Rect { x, width: room, .. } = area;
    let room = room.saturating_sub(1);
    let mut y = area.y;
    for row in rows {
        if y >= area.bottom() {
            return y;
        }
        match row {
            Row::Title(text) => {
                // What a column stands for is dropped if there is no room.
                let whole = width(text) <= usize::from(room);
                let text = if whole { text.as_str() } else { text.split(", ").next().unwrap_or(text) };
                canvas.heading(Rect { x: x.saturating_sub(1), y, width: room + 2, height: 1 }, text);
            }
            Row::Big(text, role, beside) => {
                if y + digits::ROWS > area.bottom() {
                    return y;
                }
                big(canvas, (x, y), text, *role);
                let right = x + columns(text) + 2;
                for (line, (text, role)) in (y..).zip(beside) {
                    canvas.put(right, line, (x + room).saturating_sub(right), text, *role);
                }
                y += digits::ROWS;
            }
            Row::Pair(name, value, role) => {
                let label = LABEL.max(width(name) as u16 + 1);
                canvas.put(x, y, label, name, Role::Muted);
                for (n, line) in listed(value, usize::from(room.saturating_sub(label))).iter().enumerate() {
                    y += u16::from(n > 0);
                    if y < area.bottom() {
                        canvas.put(x + label, y, room.saturating_sub(label), line, *role);
                    }
                }
            }
            Row::Sign(sign, role, text, more) => {
                canvas.put(x, y, 1, sign, *role);
                let room = room.saturating_sub(3);
                let end = canvas.put(x + 3, y, room, text, Role::Text);
                let left = (x + 3 + room).saturating_sub(end + 2);
                if !more.is_empty() && width(more) > usize::from(left) {
                    y += 1;
                    if y < area.bottom() {
                        canvas.put(x + 3, y, room, more, Role::Muted);
                    }
                } else {
                    canvas.put(end + 2, y, left, more, Role::Muted);
                }
            }
            Row::Signs(all) => {
                for (n, (sign, role, text)) in (0..).zip(all) {
                    canvas.put(x + n * SIGN, y, 1, sign, *role);
                    canvas.put(x + n * SIGN + 2, y, SIGN - 3, text, Role::Text);
                }
            }
            Row::Swatch(text) => {
                let (sign, role) =
                    if canvas.theme().has_tints() { (" ", Role::Usual) } else { (canvas.glyphs.track(), Role::Line) };
                canvas.repeat(x, y, 3, sign, role);
                canvas.put(x + 4, y, room.saturating_sub(4), text, Role::Text);
            }
            Row::Key => {
                let key = model.setup.keymap.keys_in(Scope::Trends, Verb::Take).into_iter().next().unwrap_or_default();
                let end = canvas.chip(x, y, room, &key);
                canvas.put(end + 1, y, (x + room).saturating_sub(end + 1), "to that day", Role::Muted);
            }
            Row::Gap => {}
        }
        y += 1;
    }
    y
}

/// Wraps a list to `columns` without breaking any of its parts.
fn listed(text: &str, columns: usize) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for part in text.split(", ") {
        match out.last_mut().filter(|line| width(line) + 2 + width(part) <= columns) {
            Some(line) => line.push_str(&format!(", {part}")),
            None => out.push(part.to_owned()),
        }
    }
    out
}

/// Columns of a number in big digits; `5h50` has its letter in between.
fn columns(text: &str) -> u16 {
    text.split('h').map(digits::columns).sum::<u16>() + if text.contains('h') { 3 } else { 0 }
}

fn big(canvas: &mut Canvas<'_>, (x, y): (u16, u16), text: &str, role: Role) {
    let mut at = x;
    for (n, part) in text.split('h').enumerate() {
        if n > 0 {
            canvas.put(at + 1, y + digits::ROWS / 2, 1, "h", role);
            at += 3;
        }
        digits::draw(canvas, (at, y), part, role);
        at += digits::columns(part);
    }
}
