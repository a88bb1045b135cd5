//! Where things go, by the size of the terminal. Columns matter at 40, 78, 115 and 150, rows at 12, 16, 20, 24, 30, 36 and 44,
//! and at no other size.

use ratatui::layout::Rect;

use crate::app::SMALLEST;

/// Columns from which the days of the week are side by side.
pub const COLUMNS: u16 = 78;
/// Columns from which there are three panels, and the score in big digits.
pub const WIDE: u16 = 115;
/// Columns from which there is room for extras.
pub const VERY_WIDE: u16 = 150;
/// Rows from which an answer has a line of its own, and panels have blank rows.
pub const TALL: u16 = 30;
/// Rows from which nights and days are shown below the panels.
pub const TALLER: u16 = 36;
/// Rows from which there are blank rows everywhere.
pub const VERY_TALL: u16 = 44;

/// How the week is drawn.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Grid {
    /// Seven columns.
    Columns {
        /// Columns of the screen.
        across: u16,
        /// Row of the box's upper edge.
        top: u16,
        /// Rows between day head and score.
        rows: u16,
    },
    /// One line per day, this many of them.
    Lines {
        /// How many days are shown.
        days: u16,
        /// First row.
        top: u16,
    },
    /// The selected day on one line below its head, and above it, if there is a row, a glyph for each day of the week.
    Day {
        /// First row.
        top: u16,
        /// Whether the glyphs have a row.
        signs: bool,
    },
}

/// How much of a day the week shows.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Cell {
    /// Everything there is room for.
    #[default]
    Whole,
    /// What plans can differ in.
    Plan,
    /// Kind, title and score.
    Brief,
}

/// What the screen has to show besides the week.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Wants {
    /// How much of a day the week shows.
    pub cell: Cell,
    /// Whether something waits in the tray, which takes a row.
    pub tray: bool,
}

/// The places of one screen.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Places {
    /// The week.
    pub grid: Grid,
    /// The row of the tray, if something waits in it.
    pub tray: Option<u16>,
    /// Panels, or a layer in their place.
    pub below: Rect,
    /// Rhythm line, if there is a row to spare.
    pub rhythm: Option<u16>,
    /// The row of answers, which is the row of keys when rows are few.
    pub notice: u16,
    /// The row of keys.
    pub footer: u16,
}

/// The places on a screen, or `None` if it is too small.
pub fn places(area: Rect, wants: Wants) -> Option<Places> {
    let (w, h) = (area.width, area.height);
    if w < SMALLEST.0 || h < SMALLEST.1 {
        return None;
    }
    let footer = h - 1;
    let notice = if h >= TALL { h - 2 } else { footer };
    let grid = match (w, h) {
        (COLUMNS.., 12..) => {
            let roomy = (h >= 20 && w < WIDE) || (w >= VERY_WIDE && h >= VERY_TALL);
            let rows = match wants.cell {
                Cell::Whole => 5 + u16::from(roomy),
                Cell::Plan => 4,
                Cell::Brief => 2,
            };
            Grid::Columns { across: w, top: if w >= VERY_WIDE && h >= VERY_TALL { 2 } else { 1 }, rows }
        }
        (40.., _) => {
            let days = if h < 12 { 3 } else { 7 };
            Grid::Lines { days, top: if h < 16 { 1 } else { 2 } }
        }
        _ => Grid::Day { top: 1, signs: h >= 12 },
    };
    let grid_end = match grid {
        Grid::Columns { top, rows, .. } => top + rows + 4,
        Grid::Lines { days, top } => top + days,
        Grid::Day { top, signs } => top + 2 + u16::from(signs),
    };
    // The blank row below the week is the tray's; where there is none, the tray takes a row while it holds something.
    let air = if matches!(grid, Grid::Columns { .. }) { h >= TALL } else { h >= 12 };
    let tray = (wants.tray && grid_end + 1 < notice).then_some(grid_end);
    let start = (grid_end + u16::from(air || tray.is_some())).min(notice);
    let rhythm = match grid {
        Grid::Columns { .. } if w >= VERY_WIDE => h >= VERY_TALL,
        Grid::Columns { .. } => w < WIDE && h >= 24,
        _ => notice.saturating_sub(start) >= 9,
    };
    let rhythm = rhythm.then(|| notice - 1);
    let end = rhythm.unwrap_or(notice);
    let below = Rect::new(0, start.min(end), w, end.saturating_sub(start));
    Some(Places { grid, tray, below, rhythm, notice, footer })
}

/// Where the text of day `index` (0 to 6) begins, and how many columns it has, on a screen `across` columns wide.
pub fn column(across: u16, index: usize) -> (u16, u16) {
    let (each, more) = ((across - 1) / 7, (across - 1) % 7);
    let index = index as u16;
    // The last ones are wider if the columns do not divide evenly.
    let wider = |i: u16| u16::from(i + more >= 7);
    let before: u16 = (0..index).map(|i| each + wider(i)).sum();
    (1 + before, each + wider(index) - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    const CELLS: [Cell; 3] = [Cell::Whole, Cell::Plan, Cell::Brief];

    #[test]
    fn nothing_is_placed_outside_the_screen() {
        for (w, h) in (0..260).flat_map(|w| (0..80).map(move |h| (w, h))) {
            for wants in CELLS.into_iter().flat_map(|cell| [false, true].map(|tray| Wants { cell, tray })) {
                let Some(p) = places(Rect::new(0, 0, w, h), wants) else {
                    assert!(w < SMALLEST.0 || h < SMALLEST.1);
                    continue;
                };
                assert!(p.below.bottom() <= p.notice && p.notice <= p.footer && p.footer < h, "{w}×{h}: {p:?}");
                if let Grid::Columns { across, top, rows } = p.grid {
                    let (x, width) = column(across, 6);
                    assert!(x + width < w && width >= 10, "{w}×{h}: {p:?}");
                    assert!(top + rows + 4 <= p.notice, "{w}×{h}: {p:?}");
                }
            }
        }
    }

    #[test]
    fn layouts_of_the_screenshots() {
        let at = |w, h| places(Rect::new(0, 0, w, h), Wants::default()).unwrap();
        assert_eq!(at(80, 24).grid, Grid::Columns { across: 80, top: 1, rows: 6 });
        assert_eq!((at(80, 24).below, at(80, 24).rhythm), (Rect::new(0, 11, 80, 11), Some(22)));
        assert_eq!(at(120, 36).grid, Grid::Columns { across: 120, top: 1, rows: 5 });
        assert_eq!((at(120, 36).below, at(120, 36).notice), (Rect::new(0, 11, 120, 23), 34));
        assert_eq!((at(160, 48).below, at(160, 48).rhythm), (Rect::new(0, 13, 160, 32), Some(45)));
        assert_eq!(at(46, 20).grid, Grid::Lines { days: 7, top: 2 });
        assert_eq!(at(38, 20).grid, Grid::Day { top: 1, signs: true });
        assert_eq!((at(30, 8).grid, at(30, 8).below.height), (Grid::Day { top: 1, signs: false }, 4));
    }

    #[test]
    fn days_share_the_columns_and_the_last_ones_get_the_rest() {
        let all = |across| [0, 1, 2, 3, 4, 5, 6].map(|n| column(across, n));
        assert_eq!(all(120), [(1, 16), (18, 16), (35, 16), (52, 16), (69, 16), (86, 16), (103, 16)]);
        assert_eq!(all(80), [(1, 10), (12, 10), (23, 10), (34, 10), (45, 10), (56, 11), (68, 11)]);
    }
}
