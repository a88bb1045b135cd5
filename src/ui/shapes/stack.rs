//! A score and what it lost, on one bar that is always 100 points long.

use ratatui::style::Style;

use crate::recovery::{Band, Component, Recovery};
use crate::ui::canvas::Canvas;
use crate::ui::theme::Role;

/// A piece of the bar: points, the letter of what took them, and how it is painted.
#[derive(Clone, Copy, PartialEq, Debug)]
struct Piece {
    points: u8,
    letter: char,
    role: Role,
}

/// The letter of a component.
pub fn letter(component: Component) -> char {
    match component {
        Component::Sleep => 'Z',
        Component::Soreness => 'S',
        Component::Feel => 'F',
        Component::Load => 'L',
        Component::Heart => 'H',
        Component::Recent => 'R',
    }
}

/// The letter of what a cap takes.
pub const CAP: char = 'C';

fn losses(r: &Recovery) -> Vec<Piece> {
    let (points, cap) = r.points();
    let of = |(c, points): (Component, u8)| Piece { points, letter: letter(c), role: Role::Loss(c) };
    let cap = Piece { points: cap, letter: CAP, role: Role::Line };
    points.into_iter().map(of).chain([cap]).filter(|p| p.points > 0).collect()
}

/// Cells on a bar for parts that sum to 100: at least one for every part that is not 0, the rest by the largest remainder.
pub fn cells(points: &[u8], columns: u16) -> Vec<u16> {
    let total: u32 = points.iter().map(|p| u32::from(*p)).sum::<u32>().max(1);
    let exact = |p: u8| u32::from(p) * u32::from(columns);
    let least = |p: &u8| if *p == 0 { 0 } else { ((exact(*p) / total) as u16).max(1) };
    let mut out: Vec<u16> = points.iter().map(least).collect();
    let taken: u16 = out.iter().sum();
    let mut order: Vec<usize> = (0..points.len()).filter(|i| exact(points[*i]) >= total).collect();
    order.sort_by_key(|i| std::cmp::Reverse(exact(points[*i]) % total));
    for i in order.into_iter().cycle().take(usize::from(columns.saturating_sub(taken))) {
        out[i] += 1;
    }
    for _ in columns..taken {
        let largest = (0..out.len()).max_by_key(|n| (out[*n], std::cmp::Reverse(*n)));
        if let Some(largest) = largest.filter(|n| out[*n] > 1) {
            out[largest] -= 1;
        }
    }
    out
}

/// Draws the bar of a score over `columns` columns.
pub fn draw(canvas: &mut Canvas<'_>, (x, y): (u16, u16), columns: u16, r: &Recovery) {
    let losses = losses(r);
    // A blank cell between the score and what it lost.
    let points: Vec<u8> = [r.shown].into_iter().chain(losses.iter().map(|p| p.points)).collect();
    let gap = u16::from(!losses.is_empty() && r.shown > 0);
    let cells = cells(&points, columns.saturating_sub(gap));
    let band = Role::Bar(Band::of(r.shown));
    let mut at = match canvas.theme().fill(band) {
        Some(style) => segment(canvas, (x, y), cells[0], &format!(" {}", r.shown), false, style),
        None => canvas.repeat(x, y, cells[0], canvas.glyphs.bar(), band),
    };
    at += gap;
    for (piece, cells) in losses.iter().zip(&cells[1..]) {
        at = match canvas.theme().fill(piece.role) {
            Some(style) => {
                let points = format!("−{}", piece.points);
                let letter = piece.letter.to_string();
                let text = if points.chars().count() <= usize::from(*cells) { points } else { letter };
                segment(canvas, (at, y), *cells, &text, true, style)
            }
            None => canvas.repeat(at, y, *cells, &piece.letter.to_ascii_lowercase().to_string(), Role::Text),
        };
    }
}

/// Draws a segment with its text; returns the column after it.
fn segment(canvas: &mut Canvas<'_>, (x, y): (u16, u16), cells: u16, text: &str, middle: bool, style: Style) -> u16 {
    let (cells, text) = (usize::from(cells), canvas.glyphs.text(text));
    let free = cells.saturating_sub(text.chars().count());
    let before = if middle { free / 2 } else { 0 };
    let line = format!("{}{text}{}", " ".repeat(before), " ".repeat(free - before));
    let line: String = line.chars().take(cells).collect();
    canvas.styled((x, y), &line, style);
    x + cells as u16
}

/// The letter of a component, styled as in the bar.
pub fn chip(canvas: &mut Canvas<'_>, (x, y): (u16, u16), letter: char, role: Role) {
    match canvas.theme().fill(role) {
        Some(style) => canvas.styled((x, y), &letter.to_string(), style),
        None => drop(canvas.put(x, y, 1, &letter.to_ascii_lowercase().to_string(), Role::Strong)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_fill_the_bar_and_every_part_has_one() {
        // 56 | −7 | −20 | −15 | −1 | −1 on 35 cells.
        assert_eq!(cells(&[56, 7, 20, 15, 1, 1], 35), [19, 2, 7, 5, 1, 1]);
        assert_eq!(cells(&[100], 35), [35]);
        assert_eq!(cells(&[0, 60, 40], 10), [0, 6, 4]);
        for width in 6..120_u16 {
            for score in 0..=95_u8 {
                let points = [score, 1, 1, 1, 1, 96 - score];
                let cells = cells(&points, width);
                assert_eq!(cells.iter().sum::<u16>(), width);
                assert!(cells.iter().zip(points).all(|(c, p)| (p > 0) == (*c > 0)), "{width} {points:?} {cells:?}");
            }
        }
    }
}
