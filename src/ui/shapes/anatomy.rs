//! The large figure: each region as capsules and ellipses in a field of 31 by 56, sampled once for each size.

use std::sync::OnceLock;

/// Units of the field.
const FIELD: (f64, f64) = (31.0, 56.0);

/// A shape, in units from the upper left corner; it may be mirrored to the other side.
#[derive(Clone, Copy)]
enum Shape {
    /// Centre, and half of each width.
    Ellipse(f64, f64, f64, f64),
    /// Two ends, each with its radius.
    Capsule([f64; 2], [f64; 2], f64, f64),
}

use Shape::{Capsule, Ellipse};

/// A shape of a region, by its letter; whether it is on both sides.
type Part = (u8, Shape, bool);

const BOTH: [Part; 7] = [
    (b'x', Ellipse(15.5, 4.6, 3.1, 4.1), false),
    (b'x', Capsule([15.5, 8.0], [15.5, 10.4], 1.7, 1.7), false),
    (b'x', Ellipse(2.6, 30.6, 1.6, 2.0), true),
    (b'x', Capsule([12.0, 54.2], [10.9, 54.8], 1.5, 1.2), true),
    (b'A', Capsule([6.0, 16.5], [4.9, 22.0], 2.5, 2.1), true),
    (b'A', Capsule([4.6, 23.0], [3.1, 28.4], 2.1, 1.4), true),
    (b'S', Ellipse(7.1, 13.4, 3.3, 3.1), true),
];
const FRONT: [Part; 5] = [
    (b'O', Capsule([15.5, 19.5], [15.5, 27.2], 4.9, 4.5), false),
    (b'Q', Capsule([11.5, 31.4], [12.0, 40.5], 3.6, 2.5), true),
    (b'C', Capsule([13.2, 14.2], [10.8, 14.6], 3.6, 3.3), true),
    (b'x', Ellipse(12.1, 44.0, 2.1, 1.3), true),
    (b'x', Capsule([12.0, 47.0], [12.2, 52.0], 2.4, 1.4), true),
];
const BACK: [Part; 5] = [
    (b'B', Capsule([15.5, 14.0], [15.5, 18.5], 6.6, 5.2), false),
    (b'L', Capsule([15.5, 22.5], [15.5, 25.5], 4.6, 4.7), false),
    (b'H', Capsule([11.5, 34.0], [12.0, 41.0], 3.3, 2.4), true),
    (b'G', Ellipse(11.7, 29.4, 3.8, 3.3), true),
    (b'K', Capsule([11.9, 46.0], [12.2, 51.4], 2.9, 1.5), true),
];

impl Shape {
    fn holds(self, x: f64, y: f64) -> bool {
        match self {
            Ellipse(cx, cy, a, b) => ((x - cx) / a).powi(2) + ((y - cy) / b).powi(2) <= 1.0,
            Capsule(from, to, r, s) => {
                let (dx, dy) = (to[0] - from[0], to[1] - from[1]);
                let length = dx * dx + dy * dy;
                let along = (((x - from[0]) * dx + (y - from[1]) * dy) / length).clamp(0.0, 1.0);
                let (ox, oy) = (x - from[0] - along * dx, y - from[1] - along * dy);
                ox * ox + oy * oy <= (r + (s - r) * along).powi(2)
            }
        }
    }
}

/// The letter at a point: of the shapes that hold it, the last one's.
fn letter(side: &[Part], x: f64, y: f64) -> Option<u8> {
    let holds = |(_, shape, mirrored): &&Part| shape.holds(x, y) || (*mirrored && shape.holds(FIELD.0 - x, y));
    side.iter().rev().find(holds).or_else(|| BOTH.iter().rev().find(holds)).map(|(letter, ..)| *letter)
}

/// Sample points of a pixel in each direction. Chosen: sixteen in all.
const POINTS: u32 = 4;

/// The letters at a size, row by row: the one that most points of a pixel have, and an empty pixel between two regions.
fn sample(side: &[Part], (across, down): (usize, usize)) -> Vec<u8> {
    let pixel = |px: usize, py: usize| {
        let mut count = [0_u32; 128];
        for (sx, sy) in (0..POINTS).flat_map(|a| (0..POINTS).map(move |b| (a, b))) {
            let inside = |p: usize, s: u32, of: usize, field: f64| {
                (p as f64 + (f64::from(s) + 0.5) / f64::from(POINTS)) / of as f64 * field
            };
            let (x, y) = (inside(px, sx, across, FIELD.0), inside(py, sy, down, FIELD.1));
            if let Some(letter) = letter(side, x, y) {
                count[usize::from(letter)] += 1;
            }
        }
        let most = (0..128).max_by_key(|l| count[*l]).unwrap_or(0);
        if count.iter().sum::<u32>() >= POINTS * POINTS / 2 { most as u8 } else { b'.' }
    };
    let grid: Vec<u8> = (0..down).flat_map(|y| (0..across).map(move |x| (x, y))).map(|(x, y)| pixel(x, y)).collect();
    let at = |x: usize, y: usize| if x < across && y < down { grid[y * across + x] } else { b'.' };
    let middle = across / 2;
    let cut = |(x, y): (usize, usize)| {
        let here = at(x, y);
        // The outer pixel of two is cut on both sides, so that both halves are alike.
        let beside = if x < middle {
            at(x + 1, y)
        } else if x > middle {
            at(x - 1, y)
        } else {
            here
        };
        let other = |l: u8| l != b'.' && l != here;
        let split = x == middle && at(x.saturating_sub(1), y) == here && b"CQHGK".contains(&here);
        if here != b'.' && (other(beside) || other(at(x, y + 1)) || split) { b'.' } else { here }
    };
    (0..down).flat_map(|y| (0..across).map(move |x| (x, y))).map(cut).collect()
}

/// Sizes in cells; a cell is two pixels high.
pub const LARGE: (u16, u16) = (31, 28);
/// The same on screens that are very wide and very tall.
pub const VERY_LARGE: (u16, u16) = (43, 39);

/// The letters of the front or the back at one of the sizes.
pub fn letters(back: bool, very_large: bool) -> &'static [u8] {
    static KEPT: [OnceLock<Vec<u8>>; 4] = [const { OnceLock::new() }; 4];
    let (w, h) = if very_large { VERY_LARGE } else { LARGE };
    let at = usize::from(back) + 2 * usize::from(very_large);
    let side = if back { BACK.as_slice() } else { FRONT.as_slice() };
    KEPT[at].get_or_init(|| sample(side, (usize::from(w), 2 * usize::from(h))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_mirror_each_other_and_regions_do_not_touch() {
        for (back, very) in [(false, false), (true, false), (false, true), (true, true)] {
            let (w, h) = if very { VERY_LARGE } else { LARGE };
            let (w, h) = (usize::from(w), 2 * usize::from(h));
            let all = letters(back, very);
            assert_eq!(all.len(), w * h);
            for (x, y) in (0..h).flat_map(|y| (0..w).map(move |x| (x, y))) {
                assert_eq!(all[y * w + x], all[y * w + w - 1 - x], "{x} {y}");
                let pair = [all[y * w + x], if x + 1 < w { all[y * w + x + 1] } else { b'.' }];
                assert!(pair[0] == pair[1] || pair.contains(&b'.'), "{x} {y} {pair:?}");
            }
            let wanted: &[u8] = if back { b"SABLGHK" } else { b"SACOQ" };
            assert!(wanted.iter().all(|l| all.iter().filter(|a| a == &l).count() > 20), "{back} {very}");
        }
    }
}
