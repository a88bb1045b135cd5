//! Days on one axis: a score bar, its number, what was trained and the weekday, one column each.

use chrono::{Datelike, NaiveDate};
use ratatui::layout::Rect;

use crate::app::pointer::Spot;
use crate::domain::Kind;
use crate::recovery::Band;
use crate::ui::canvas::Canvas;
use crate::ui::theme::Role;

/// Columns of a day: two, and a gap.
pub const COLUMNS: u16 = 3;

/// Columns of a day among these: a score of 100 has one digit more.
pub fn columns(days: &[Day]) -> u16 {
    let is_full = |m: Morning| matches!(m, Morning::Seen(100) | Morning::Ahead(100));
    if days.iter().any(|d| is_full(d.morning)) { COLUMNS + 1 } else { COLUMNS }
}

/// What is known of a morning.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Morning {
    /// Nothing was logged.
    Blank,
    /// A score.
    Seen(u8),
    /// A forecast.
    Ahead(u8),
}

/// A day of the strip.
#[derive(Clone, Copy, Debug)]
pub struct Day {
    /// Its date.
    pub date: NaiveDate,
    /// Its score.
    pub morning: Morning,
    /// Its main kind, if it holds anything.
    pub kind: Option<Kind>,
    /// Whether the plan is on hold that day: ill, hurt or away.
    pub laid: bool,
}

/// Draws days starting at a cell, with bars of `rows` rows and 100 at their top; `usual` is shaded behind them.
pub fn draw(
    canvas: &mut Canvas<'_>,
    (x, y): (u16, u16),
    rows: u16,
    days: &[Day],
    today: NaiveDate,
    usual: Option<(f64, f64)>,
) {
    let step = columns(days);
    let width = days.len() as u16 * step;
    if let Some(usual) = usual {
        shade(canvas, (x, y), (width, rows), usual);
    }
    for (n, day) in (0..).zip(days) {
        let at = x + n * step;
        canvas.spot(Rect::new(at, y, step, rows + 3), Spot::Date(day.date));
        bar(canvas, (at, y), rows, day.morning, usual);
        let below = y + rows;
        match day.morning {
            Morning::Blank => {}
            Morning::Seen(score) => {
                let band = Band::of(score);
                let role = if day.date == today { Role::Score(band) } else { Role::Number(band) };
                canvas.put(at, below, step, &format!("{score:>2}"), role);
            }
            Morning::Ahead(score) => drop(canvas.put(at, below, step, &format!("{score:>2}"), Role::Muted)),
        }
        let (sign, role) = match day.kind {
            _ if day.laid => ("+", Role::Muted),
            Some(kind) => (canvas.glyphs.kind(kind), Role::Kind(kind)),
            None => (" ", Role::Text),
        };
        canvas.put(at, below + 1, 1, sign, role);
        let weekday = &day.date.weekday().to_string()[..2];
        canvas.put(at, below + 2, 2, weekday, if day.date == today { Role::Strong } else { Role::Muted });
        if day.date == today && usize::from(n) + 1 < days.len() {
            for row in y..below + 3 {
                canvas.put(at + step - 1, row, 1, canvas.glyphs.upright(), Role::Line);
            }
        }
    }
}

/// Which halves of a row lie in a range, the upper one first; the top of the first row is 100.
fn halves((low, high): (f64, f64), row: u16, rows: u16) -> [bool; 2] {
    let each = 50.0 / f64::from(rows);
    let middle = |half: u16| 100.0 - (f64::from(2 * row + half) + 0.5) * each;
    [0, 1].map(|half| (low..=high).contains(&middle(half)))
}

/// The usual range behind the bars: a tint, or dots at its ends if there is none.
fn shade(canvas: &mut Canvas<'_>, (x, y): (u16, u16), (width, rows): (u16, u16), usual: (f64, f64)) {
    for row in 0..rows {
        let inside = halves(usual, row, rows);
        if canvas.theme().has_tints() {
            for column in 0..width {
                let place = (x + column, y + row);
                match inside {
                    [true, true] => canvas.styled(place, " ", canvas.theme().style(Role::Usual)),
                    [true, false] => canvas.ground(place, "▀", Role::Usual),
                    [false, true] => canvas.ground(place, "▄", Role::Usual),
                    [false, false] => {}
                }
            }
        }
    }
    if !canvas.theme().has_tints() {
        for end in [usual.0, usual.1] {
            let row = (((100.0 - end) / 100.0 * f64::from(rows)) as u16).min(rows - 1);
            canvas.repeat(x, y + row, width, canvas.glyphs.track(), Role::Line);
        }
    }
}

fn bar(canvas: &mut Canvas<'_>, (x, y): (u16, u16), rows: u16, morning: Morning, usual: Option<(f64, f64)>) {
    let (score, role) = match morning {
        Morning::Blank => return,
        Morning::Seen(score) => (score, Role::Bar(Band::of(score))),
        Morning::Ahead(score) => (score, Role::Line),
    };
    let full = if matches!(morning, Morning::Ahead(_)) && canvas.glyphs.is_ascii() { Some(":") } else { None };
    let eighths = (f64::from(score) / 100.0 * f64::from(8 * rows)).round() as u16;
    for row in 0..rows {
        let from_below = rows - 1 - row;
        let here = eighths.saturating_sub(8 * from_below).min(8) as u8;
        if here == 0 {
            continue;
        }
        let sign = match (canvas.glyphs.column(here), full) {
            (" ", _) => continue,
            (_, Some(sign)) => sign,
            (sign, None) => sign,
        };
        let tinted = here < 8 && canvas.theme().has_tints() && usual.is_some_and(|u| halves(u, row, rows)[0]);
        for column in 0..2 {
            let place = (x + column, y + row);
            if tinted {
                canvas.on(place, sign, role, Role::Usual);
            } else {
                canvas.put(place.0, place.1, 1, sign, role);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_is_shaded_to_half_a_row() {
        // Four rows of 25 points: 63 to 87 is the lower half of the first and the upper half of the second.
        let of = |row| halves((63.0, 87.0), row, 4);
        assert_eq!([of(0), of(1), of(2), of(3)], [[false, true], [true, false], [false, false], [false, false]]);
    }
}
