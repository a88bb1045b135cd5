//! Big digits: six dots across and eight down, two dots of a column in a cell.

use crate::ui::canvas::Canvas;
use crate::ui::theme::Role;

/// Rows that a number takes.
pub const ROWS: u16 = 4;
/// Columns of a digit, and of the gap behind it.
const ACROSS: u16 = 6;
const GAP: u16 = 1;

/// The dots of a digit, a row a number, the leftmost the highest bit of six.
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
        '–' => [0x00, 0x00, 0x00, 0x00, 0x3f, 0x00, 0x00, 0x00],
        _ => [0; 8],
    }
}

/// Columns that a number takes.
pub fn columns(text: &str) -> u16 {
    (text.chars().count() as u16 * (ACROSS + GAP)).saturating_sub(GAP)
}

/// Draws a number with its upper left corner at a place.
pub fn draw(canvas: &mut Canvas<'_>, (x, y): (u16, u16), text: &str, role: Role) {
    let [both, upper, lower] = if canvas.glyphs.is_ascii() { ["#", "\"", "_"] } else { ["█", "▀", "▄"] };
    for (n, c) in (0..).zip(text.chars()) {
        let rows = dots(c);
        let left = x + n * (ACROSS + GAP);
        for (row, pair) in (y..).zip(rows.chunks_exact(2)) {
            for column in 0..ACROSS {
                let is_set = |row: u8| row >> (ACROSS - 1 - column) & 1 == 1;
                let sign = match (is_set(pair[0]), is_set(pair[1])) {
                    (true, true) => both,
                    (true, false) => upper,
                    (false, true) => lower,
                    (false, false) => continue,
                };
                canvas.put(left + column, row, 1, sign, role);
            }
        }
    }
}
