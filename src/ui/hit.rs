//! What lies where: the spot under the pointer.

use ratatui::layout::Rect;

use super::layout::{Grid, column, places};
use super::week::grid;
use crate::app::Model;
use crate::app::pointer::Spot;

/// The spot at a cell of the screen.
pub fn spot(model: &Model, area: Rect, x: u16, y: u16) -> Spot {
    let Some(places) = places(area, super::wants(model, area)) else { return Spot::Elsewhere };
    let shown = model.view.days();
    match places.grid {
        Grid::Columns { across, top, rows } => {
            // Above the day's head and below its score there is only the box.
            if y <= top || y > top + rows + 2 {
                return Spot::Elsewhere;
            }
            let holds = |i: &usize| {
                let (left, width) = column(across, *i);
                (left..left + width).contains(&x)
            };
            let at = (0..shown.len()).find(holds);
            match at {
                Some(i) if y == top + 2 + rows => Spot::Score(shown[i]),
                Some(i) => Spot::Day(shown[i]),
                None => Spot::Elsewhere,
            }
        }
        Grid::Lines { days, top } => {
            let line = y.checked_sub(top).filter(|n| *n < days).map(usize::from);
            let Some(date) = line.and_then(|n| shown.get(grid::first_line(model, days) + n).copied()) else {
                return Spot::Elsewhere;
            };
            // The score stands at the end of its line.
            if x + 15 >= area.width { Spot::Score(date) } else { Spot::Day(date) }
        }
        Grid::Day { top, signs } => match y.checked_sub(top + u16::from(signs)) {
            Some(0) if x + 12 >= area.width => Spot::Score(model.view.cursor()),
            Some(0 | 1) => Spot::Day(model.view.cursor()),
            _ => Spot::Elsewhere,
        },
    }
}
