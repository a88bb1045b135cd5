//! The body, from the front and from the back: fifteen dots across and twenty-four down, two dots of a column in a cell.
//!
//! What is not known, or is no region that is asked about, is an outline and no colour: nobody takes it for fresh.

use crate::domain::Region;
use crate::ui::canvas::Canvas;
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

/// A letter a dot: of a region, `x` of what is none, `.` of nothing.
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

/// The letter at a dot, counted from the upper left corner.
fn at(side: Side, x: i32, y: i32) -> u8 {
    let rows = match side {
        Side::Front => &FRONT,
        Side::Back => &BACK,
    };
    let row = usize::try_from(y).ok().and_then(|y| HEAD.iter().chain(rows).nth(y));
    let cell = row.and_then(|row| row.as_bytes().get(usize::try_from(x).ok()?));
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

/// Whether a region is seen from the back alone.
pub fn is_behind(wanted: Region) -> bool {
    let shows = |rows: &[&str]| rows.iter().any(|row| row.bytes().any(|l| region(l) == Some(wanted)));
    shows(&BACK) && !shows(&FRONT)
}

/// Draws a side of the body with its upper left corner at a place; `sore` knows how sore a region is, 0 to 10.
pub fn draw(canvas: &mut Canvas<'_>, (x, y): (u16, u16), side: Side, sore: &dyn Fn(Region) -> Option<u8>) {
    let known = |letter: u8| sore(region(letter)?);
    for cy in 0..SIZE.1 {
        for cx in 0..SIZE.0 {
            let (px, py) = (i32::from(cx), 2 * i32::from(cy));
            let pair = [at(side, px, py), at(side, px, py + 1)].map(known);
            let place = (x + cx, y + cy);
            match pair {
                [None, None] => outline(canvas, place, side, (px, py), &|letter| known(letter).is_some()),
                pair => filled(canvas, place, pair),
            }
        }
    }
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

/// The dots of a cell that lie on the border of what is not known.
fn outline(canvas: &mut Canvas<'_>, place: (u16, u16), side: Side, (px, py): (i32, i32), known: &dyn Fn(u8) -> bool) {
    let mut dots = Dots::new(2, 4);
    for half in 0..2 {
        let here = at(side, px, py + half);
        if here == b'.' || known(here) {
            continue;
        }
        for (dx, across) in [(0, -1), (1, 1)] {
            for (dy, down) in [(0, -1), (1, 1)] {
                let beside = at(side, px + across, py + half) != here;
                let above = at(side, px, py + half + down) != here;
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
