//! Big digits: six dots across and eight down, two dots to a cell, one above the other.

use crate::ui::canvas::Canvas;
use crate::ui::theme::Role;

/// Rows that a number takes.
pub const ROWS: u16 = 4;
/// Columns of a digit, and of the gap after it.
const ACROSS: u16 = 6;
const GAP: u16 = 1;

/// The dots of a digit, one number per row, the leftmost dot in the highest of six bits.
fn dots(c: char) -> [u8; 8] {
    match c {
        '0' => [0x1e, 0x33, 0x33, 0x33, 0x33, 0x33, 0x33, 0x1e],
        '1' => [0x0c, 0x1c, 0x0c, 0x0c, 0x0c, 0x0c, 0x0c, 0x1e],
        '2' => [0x1e, 0x33, 0x03, 0x03, 0x0e, 0x18, 0x30, 0x3f],
        '3' => [0x1e, 0x33, 0x03, 0x0e, 0x03, 0x03, 0x33, 0x1e],
        '4' => [0x06, 0x0e, 0x1e, 0x36, 0x36, 0x3f, 0x06, 0x06],
        '5' => [0x3f, 0x30, 0x30, 0x3e, 0x03, 0x03, 0x33, 0x1e],
        '6' => [0x1e, 0x33, 0x30, 0x3e, 0x33, 0x33, 0x33, 0x1e],
        '7' => [0x3f, 0x03, 0x03, 0x06, 0x0c, 0x0c, 0x0c, 0x0c],
        '8' => [0x1e, 0x33, 0x33, 0x1e, 0x33, 0x33, 0x33, 0x1e],
        '9' => [0x1e, 0x33, 0x33, 0x33, 0x1f, 0x03, 0x33, 0x1e],
        '~' => [0x00, 0x00, 0x00, 0x1a, 0x2c, 0x00, 0x00, 0x00],
        ':' => [0x00, 0x30, 0x30, 0x00, 0x00, 0x30, 0x30, 0x00],
        '–' => [0x00, 0x00, 0x00, 0x00, 0x3f, 0x00, 0x00, 0x00],
        _ => [0; 8],
    }
}

/// Columns of a glyph without its gap: a colon is narrow.
fn across(c: char) -> u16 {
    if c == ':' { 2 } else { ACROSS }
}

/// Columns that a number takes.
pub fn columns(text: &str) -> u16 {
    columns_at(text, 1)
}

/// The same at `scale` times the size.
pub fn columns_at(text: &str, scale: u16) -> u16 {
    (text.chars().map(|c| across(c) + GAP).sum::<u16>()).saturating_sub(GAP) * scale
}

/// Draws a number with its upper left corner at a cell.
pub fn draw(canvas: &mut Canvas<'_>, place: (u16, u16), text: &str, role: Role) {
    draw_at(canvas, place, text, 1, role);
}

/// The same at `scale` times the size: it takes `scale` times [`ROWS`].
pub fn draw_at(canvas: &mut Canvas<'_>, (x, y): (u16, u16), text: &str, scale: u16, role: Role) {
    let [both, upper, lower] = if canvas.glyphs.is_ascii() { ["#", "\"", "_"] } else { ["█", "▀", "▄"] };
    let mut left = x;
    for c in text.chars() {
        let rows = dots(c);
        let is_set = |half: u16, column: u16| rows[usize::from(half / scale)] >> (ACROSS - 1 - column / scale) & 1 == 1;
        for row in 0..ROWS * scale {
            for column in 0..across(c) * scale {
                let sign = match (is_set(2 * row, column), is_set(2 * row + 1, column)) {
                    (true, true) => both,
                    (true, false) => upper,
                    (false, true) => lower,
                    (false, false) => continue,
                };
                canvas.put(left + column, y + row, 1, sign, role);
            }
        }
        left += (across(c) + GAP) * scale;
    }
}
