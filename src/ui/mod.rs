//! Draws the model: nothing here changes it.
//!
//! ```text
//!  title
//!  grid: seven columns, one line per day, or one day week/grid.rs
//!  tray
//!  panels                                            panels/
//!    or a layer in their place                       layers/, one file each
//!  rhythm
//!  answer                                            week/bottom.rs
//!  keys
//! ```

mod canvas;
mod field;
pub mod glyphs;
mod layers;
pub mod layout;
mod panels;
mod shapes;
pub mod theme;
mod week;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::pointer::Spot;
use crate::app::{Layer, Model};
use canvas::Canvas;
use glyphs::Glyphs;
use layout::{COLUMNS, Cell, Places, TALLER, Wants};
use theme::{Role, Theme};
use week::{bottom, grid, title};

/// What the screen shows besides the week.
pub(crate) fn wants(model: &Model, area: Rect) -> Wants {
    let cell = match &model.view.layer {
        None | Some(Layer::Strip(_)) if model.view.sandbox.is_some() => Cell::Plan,
        Some(Layer::CheckIn(_)) if area.height < TALLER => Cell::Brief,
        _ => Cell::Whole,
    };
    Wants { cell, tray: !model.tray().is_empty() || !model.copied().is_empty() }
}

/// Draws the whole screen; returns where text is being typed, if it is.
pub fn draw(model: &Model, buf: &mut Buffer) -> Option<(u16, u16)> {
    let mut canvas = Canvas::new(buf, Theme::new(model.theme(), model.face()), Glyphs::of(model.view.ascii));
    paint(&mut canvas, model);
    canvas.caret
}

/// What is at a cell of the screen: draws it once more and takes what covers the cell last.
pub fn spot(model: &Model, area: Rect, at: (u16, u16)) -> Spot {
    let mut buf = Buffer::empty(area);
    let mut canvas = Canvas::new(&mut buf, Theme::new(model.theme(), model.face()), Glyphs::of(model.view.ascii));
    canvas.aim(at);
    paint(&mut canvas, model);
    canvas.hit()
}

fn paint(canvas: &mut Canvas<'_>, model: &Model) {
    let area = canvas.area();
    let Some(places) = layout::places(area, wants(model, area)) else {
        for (y, line) in
            crate::text::wrap("recoup needs 30 × 8; make the window larger", usize::from(area.width)).iter().enumerate()
        {
            canvas.put(0, y as u16, area.width, line, Role::Text);
        }
        return;
    };
    title::draw(canvas, model);
    grid::draw(canvas, model, &places);
    if let Some(y) = places.tray {
        bottom::tray(canvas, model, y);
    }
    let whole = Rect::new(0, 0, area.width, places.notice);
    // On a narrow screen an answer is long, and no sentence may continue behind it.
    let answer = if area.width < COLUMNS { bottom::answer_top(canvas, model, &places) } else { None };
    let less = |r: Rect| Rect { height: answer.map_or(r.height, |y| y.saturating_sub(r.y).min(r.height)), ..r };
    // The rhythm line's row belongs to what is drawn under the grid.
    let under = Rect { height: places.notice.saturating_sub(places.below.y), ..places.below };
    match &model.view.layer {
        None | Some(Layer::Strip(_)) if model.view.sandbox.is_some() => {
            let place =
                if under.height >= 7 { under } else { Rect { y: 1, height: whole.height.saturating_sub(1), ..whole } };
            layers::what_if::draw(canvas, model, less(place));
        }
        None | Some(Layer::Strip(_)) => {
            panels::draw(canvas, model, &Places { below: less(places.below), ..places });
        }
        Some(layer) => layers::draw(canvas, model, layer, under, whole),
    }
    let covered = model.view.tour.is_some()
        || model.view.sandbox.is_some()
        || !matches!(&model.view.layer, None | Some(Layer::Strip(_)));
    if let Some(y) = places.rhythm.filter(|_| !covered) {
        bottom::rhythm(canvas, model, y);
    }
    bottom::answer(canvas, model, &places);
}
