//! The body, from the front and from the back: fifteen dots across and twenty-four down, two dots to a cell, one above the other;
//! or large, see [`super::anatomy`].
//!
//! What is not known, or is not a region of the check-in, is an outline without colour, so that nobody takes it for fresh.

use crate::domain::Region;
use crate::ui::canvas::Canvas;
use crate::ui::shapes::anatomy;
use crate::ui::shapes::dots::Dots;
use crate::ui::theme::{Role, SoreLevel};

/// Columns and rows of the figure.
pub const SIZE: (u16, u16) = (15, 12);

/// A side of the body.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Side {
    /// Chest, core, quads.
    Front,
    /// Back, glutes, hamstrings, calves.
    Back,
}

/// One letter per dot: a region's, `x` for the rest of the body, `.` for nothing.
const HEAD: [&str; 5] = ["......xxx......", ".....xxxxx.....", ".....xxxxx.....", "......xxx......", "......xxx......"];
const FRONT: [&str; 19] = [
    "...SSCC.CCSS...",
    "..SSSCC.CCSSS..",
    "..SSSCC.CCSSS..",
    "..AA.CC.CC.AA..",
    "..AA.OOOOO.AA..",
    ".AA..OOOOO..AA.",
    ".AA..OOOOO..AA.",
    ".AA..OOOOO..AA.",
    ".xx..OOOOO..xx.",
    "....QQQ.QQQ....",
    "....QQQ.QQQ....",
    "....QQQ.QQQ....",
    "....QQQ.QQQ....",
    ".....QQ.QQ.....",
    ".....xx.xx.....",
    "....xxx.xxx....",
    ".....xx.xx.....",
    ".....xx.xx.....",
    "....xxx.xxx....",
];
const BACK: [&str; 19] = [
    "...SSBBBBBSS...",
    "..SSSBBBBBSSS..",
    "..SSSBBBBBSSS..",
    "..AA.BBBBB.AA..",
    "..AA..BBB..AA..",
    ".AA..LLLLL..AA.",
    ".AA..LLLLL..AA.",
    ".AA..LLLLL..AA.",
    ".xx.GGG.GGG.xx.",
    "....GGG.GGG....",
    "....HHH.HHH....",
    "....HHH.HHH....",
    "....HHH.HHH....",
    ".....HH.HH.....",
    ".....xx.xx.....",
    "....KKK.KKK....",
    "....KKK.KKK....",
    ".....KK.KK.....",
    "....xxx.xxx....",
];

/// The figure at a size.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Size {
    /// Beside other things.
    Small,
    /// On a page of its own.
    Large,
    /// On a page that is very wide and very tall.
    VeryLarge,
}

impl Size {
    /// Its columns and rows.
    pub fn cells(self) -> (u16, u16) {
        match self {
            Self::Small => SIZE,
            Self::Large => anatomy::LARGE,
            Self::VeryLarge => anatomy::VERY_LARGE,
        }
    }
}

/// The letter at a dot, counted from the upper left corner.
fn at(size: Size, side: Side, x: i32, y: i32) -> u8 {
    let place = usize::try_from(x).ok().zip(usize::try_from(y).ok());
    let Some((x, y)) = place else { return b'.' };
    if size != Size::Small {
        let letters = anatomy::letters(side == Side::Back, size == Size::VeryLarge);
        let across = usize::from(size.cells().0);
        return letters.get(y * across + x).copied().filter(|_| x < across).unwrap_or(b'.');
    }
    let rows = match side {
        Side::Front => &FRONT,
        Side::Back => &BACK,
    };
    let cell = HEAD.iter().chain(rows).nth(y).and_then(|row| row.as_bytes().get(x));
    cell.copied().unwrap_or(b'.')
}

fn region(letter: u8) -> Option<Region> {
    Some(match letter {
        b'S' => Region::Shoulders,
        b'C' => Region::Chest,
        b'A' => Region::Arms,
        b'O' => Region::Core,
        b'Q' => Region::Quads,
        b'B' => Region::Back,
        b'L' => Region::LowerBack,
        b'G' => Region::Glutes,
        b'H' => Region::Hamstrings,
        b'K' => Region::Calves,
        _ => return None,
    })
}

/// Whether a region is seen only from the back.
pub fn is_behind(wanted: Region) -> bool {
    let shows = |rows: &[&str]| rows.iter().any(|row| row.bytes().any(|l| region(l) == Some(wanted)));
    shows(&BACK) && !shows(&FRONT)
}

/// Draws a side of the body with its upper left corner at a cell; `sore` says how sore a region is, 0 to 10.
pub fn draw(canvas: &mut Canvas<'_>, place: (u16, u16), side: Side, sore: &dyn Fn(Region) -> Option<u8>) {
    draw_at(canvas, place, (Size::Small, side), sore);
}

/// Draws the side that shows a region, with that region lit and the others in the grey of a line.
pub fn lit(canvas: &mut Canvas<'_>, (x, y): (u16, u16), wanted: Region) {
    let side = if is_behind(wanted) { Side::Back } else { Side::Front };
    let [rest, on] = if canvas.glyphs.is_ascii() { [".", "#"] } else { ["░", "█"] };
    for (cx, cy) in (0..SIZE.1).flat_map(|cy| (0..SIZE.0).map(move |cx| (cx, cy))) {
        let pair = [0, 1].map(|half| at(Size::Small, side, i32::from(cx), 2 * i32::from(cy) + half));
        let is_lit = pair.iter().any(|l| region(*l) == Some(wanted) || (wanted == Region::General && *l != b'.'));
        let (sign, role) = if is_lit { (on, Role::Frame) } else { (rest, Role::Line) };
        if pair.iter().any(|l| *l != b'.') {
            canvas.put(x + cx, y + cy, 1, sign, role);
        }
    }
}

/// Draws a side at a size, as [`draw`] does.
pub fn draw_at(
    canvas: &mut Canvas<'_>,
    (x, y): (u16, u16),
    (size, side): (Size, Side),
    sore: &dyn Fn(Region) -> Option<u8>,
) {
    let known = |letter: u8| sore(region(letter)?);
    for cy in 0..size.cells().1 {
        for cx in 0..size.cells().0 {
            let (px, py) = (i32::from(cx), 2 * i32::from(cy));
            let pair = [at(size, side, px, py), at(size, side, px, py + 1)].map(known);
            let place = (x + cx, y + cy);
            match pair {
                [None, None] => outline(canvas, place, (size, side), (px, py), &|letter| known(letter).is_some()),
                pair => filled(canvas, place, pair),
            }
        }
    }
}

/// Where a number goes on each region of a side: the middle of it, or of both its halves.
pub fn middles(size: Size, side: Side) -> Vec<(Region, (u16, u16))> {
    let (across, down) = size.cells();
    let middle = i32::from(across) / 2;
    let mut out = Vec::new();
    for wanted in Region::ALL {
        let cells = |from: i32, to: i32| -> Vec<(u16, u16)> {
            let whole =
                |cx: i32, cy: i32| [0, 1].iter().all(|h| region(at(size, side, cx, 2 * cy + h)) == Some(wanted));
            let all = (0..i32::from(down)).flat_map(|cy| (from..to).map(move |cx| (cx, cy)));
            all.filter(|(x, y)| whole(*x, *y)).map(|(x, y)| (x as u16, y as u16)).collect()
        };
        let mean = |all: &[(u16, u16)]| {
            let n = all.len() as f64;
            let of = |axis: &dyn Fn(&(u16, u16)) -> u16| {
                (all.iter().map(|c| f64::from(axis(c))).sum::<f64>() / n).round() as u16
            };
            (of(&|c| c.0), of(&|c| c.1))
        };
        let in_the_middle = (0..2 * i32::from(down)).any(|y| region(at(size, side, middle, y)) == Some(wanted));
        let part = if in_the_middle { cells(0, i32::from(across)) } else { cells(0, middle) };
        if part.is_empty() {
            continue;
        }
        let (x, y) = mean(&part);
        out.push((wanted, (x, y)));
        if !in_the_middle {
            out.push((wanted, (across - 1 - x, y)));
        }
    }
    out
}

/// A cell with soreness in its upper half, its lower half, or both.
fn filled(canvas: &mut Canvas<'_>, (x, y): (u16, u16), pair: [Option<u8>; 2]) {
    let worst = pair.iter().flatten().max().copied().unwrap_or_default();
    if canvas.glyphs.is_ascii() {
        let digit = if worst > 9 { "X".to_owned() } else { worst.to_string() };
        canvas.put(x, y, 1, &digit, Role::Text);
        return;
    }
    let [upper, lower] = pair.map(|n| n.map(|n| SoreLevel::of(f64::from(n))));
    if !canvas.theme().has_colours() {
        let sign = match upper.max(lower).unwrap_or(SoreLevel::Fresh) {
            SoreLevel::Fresh => "░",
            SoreLevel::Some => "▒",
            SoreLevel::Sore => "▓",
            SoreLevel::Very => "█",
        };
        canvas.put(x, y, 1, sign, Role::Text);
        return;
    }
    match (upper, lower) {
        (Some(a), Some(b)) if a == b => drop(canvas.put(x, y, 1, "█", Role::Sore(a))),
        (Some(a), Some(b)) => canvas.halves((x, y), Role::Sore(a), Role::Sore(b)),
        (Some(a), None) => drop(canvas.put(x, y, 1, "▀", Role::Sore(a))),
        (None, Some(b)) => drop(canvas.put(x, y, 1, "▄", Role::Sore(b))),
        (None, None) => {}
    }
}

/// The dots of a cell that lie on the border of an unknown area.
fn outline(
    canvas: &mut Canvas<'_>,
    place: (u16, u16),
    (size, side): (Size, Side),
    (px, py): (i32, i32),
    known: &dyn Fn(u8) -> bool,
) {
    let mut dots = Dots::new(2, 4);
    for half in 0..2 {
        let here = at(size, side, px, py + half);
        if here == b'.' || known(here) {
            continue;
        }
        for (dx, across) in [(0, -1), (1, 1)] {
            for (dy, down) in [(0, -1), (1, 1)] {
                let beside = at(size, side, px + across, py + half) != here;
                let above = at(size, side, px, py + half + down) != here;
                if beside || above {
                    dots.dot(dx, (2 * half) as usize + dy);
                }
            }
        }
    }
    if let Some(sign) = dots.sign(0, 0) {
        let sign = if canvas.glyphs.is_ascii() { '.' } else { sign };
        canvas.put(place.0, place.1, 1, &sign.to_string(), Role::Line);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_as_wide_as_the_figure_and_every_region_is_on_a_side() {
        for row in HEAD.iter().chain(&FRONT).chain(&BACK) {
            assert_eq!(row.len(), usize::from(SIZE.0));
        }
        assert_eq!(2 * usize::from(SIZE.1), HEAD.len() + FRONT.len());
        let letters: String = FRONT.iter().chain(&BACK).copied().collect();
        for wanted in Region::ALL.into_iter().filter(|r| *r != Region::General) {
            assert!(letters.bytes().any(|l| region(l) == Some(wanted)), "{wanted:?}");
        }
    }
}
