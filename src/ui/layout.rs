//! Where things stand, by the size of the terminal.

use ratatui::layout::Rect;

use crate::app::SMALLEST;

/// How the week is drawn.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Grid {
    /// Seven columns of this many cells, the first at `left`.
    Columns {
        /// Cells of text a column has.
        width: u16,
        /// Column of the first one.
        left: u16,
        /// Row of the box's upper edge.
        top: u16,
        /// Rows between day head and score.
        rows: u16,
    },
    /// One line a day, this many of them.
    Lines {
        /// How many days are shown.
        days: u16,
        /// First row.
        top: u16,
    },
    /// The selected day alone.
    Day {
        /// First row.
        top: u16,
    },
}

/// The places of one screen.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Places {
    /// The week.
    pub grid: Grid,
    /// The row of the tray, if there is one to spare.
    pub tray: Option<u16>,
    /// Panels, or a layer in their place.
    pub below: Rect,
    /// A column beside grid and panels, on wide screens.
    pub sidebar: Option<Rect>,
    /// Rhythm line, if there is a row to spare.
    pub rhythm: Option<u16>,
    /// The row of answers.
    pub notice: u16,
    /// The row of keys.
    pub footer: u16,
}

/// Columns from which there is a sidebar.
pub const SIDEBAR_FROM: u16 = 159;

/// The places on a screen, or `None` where it is too small.
pub fn places(area: Rect) -> Option<Places> {
    let (w, h) = (area.width, area.height);
    if w < SMALLEST.0 || h < SMALLEST.1 {
        return None;
    }
    let (footer, notice) = (h - 1, h - 2);
    let grid = match (w, h) {
        (78.., 14..) => {
            let (width, left) = match w {
                200.. => (20, 3),
                159.. => (17, 3),
                115.. => (15, 3),
                79.. => (10, 2),
                _ => (10, 1),
            };
            let roomy = h >= 30;
            Grid::Columns { width, left, top: if roomy { 2 } else { 1 }, rows: if roomy { 6 } else { 5 } }
        }
        (40.., _) => {
            let days = if h < 12 { 3 } else { 7 };
            Grid::Lines { days, top: if h < 16 { 1 } else { 2 } }
        }
        _ => Grid::Day { top: 1 },
    };
    let grid_end = match grid {
        Grid::Columns { top, rows, .. } => top + rows + 4,
        Grid::Lines { days, top } => top + days,
        Grid::Day { top } => top + (h - 4).min(6),
    };
    let tray = (grid_end + 1 < notice).then_some(grid_end);
    let start = (grid_end + 1).min(notice);
    let rhythm = (notice.saturating_sub(start) >= 9).then(|| notice - 1);
    let end = rhythm.unwrap_or(notice);
    let (below, sidebar) = match grid {
        Grid::Columns { width, left, .. } if w >= SIDEBAR_FROM && h >= 24 => {
            let right = column(left, width, 6) + width + 1;
            let side = Rect::new(right + 1, 1, w - right - 2, end - 1);
            (Rect::new(0, start, right, end - start), Some(side))
        }
        _ => (Rect::new(0, start, w, end - start), None),
    };
    Some(Places { grid, tray, below, sidebar, rhythm, notice, footer })
}

/// The column where the text of day `index` (0 to 6) begins.
pub fn column(left: u16, width: u16, index: usize) -> u16 {
    left + (width + 1) * index as u16
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_ever_lies_outside_the_screen() {
        for w in 0..260 {
            for h in 0..80 {
                let Some(p) = places(Rect::new(0, 0, w, h)) else {
                    assert!(w < SMALLEST.0 || h < SMALLEST.1);
                    continue;
                };
                assert!(p.below.bottom() <= p.notice && p.notice < p.footer && p.footer < h, "{w}×{h}: {p:?}");
                if let Some(side) = p.sidebar {
                    assert!(side.right() <= w && side.bottom() <= p.notice && side.width >= 26, "{w}×{h}: {p:?}");
                    assert!(side.x >= p.below.right(), "{w}×{h}: {p:?}");
                }
                if let Grid::Columns { width, left, .. } = p.grid {
                    assert!(column(left, width, 6) + width < w, "{w}×{h}: {p:?}");
                }
            }
        }
    }

    #[test]
    fn the_sizes_of_the_mock_ups() {
        let at = |w, h| places(Rect::new(0, 0, w, h)).unwrap();
        assert_eq!(at(80, 24).grid, Grid::Columns { width: 10, left: 2, top: 1, rows: 5 });
        assert_eq!(at(80, 24).below, Rect::new(0, 11, 80, 10));
        assert_eq!(at(120, 36).grid, Grid::Columns { width: 15, left: 3, top: 2, rows: 6 });
        assert_eq!(at(46, 20).grid, Grid::Lines { days: 7, top: 2 });
        assert_eq!(at(38, 20).grid, Grid::Day { top: 1 });
    }
}
