//! Draws the model: nothing here changes it.
//!
//! ```text
//!  title
//!  grid: seven columns, a line a day, or one day     grid.rs
//!  tray
//!  panels                                            panels.rs, then recovery.rs day.rs body.rs trends.rs notes.rs
//!    or what lies over them                          checkin.rs, form.rs, list.rs, why.rs, help.rs
//!  rhythm
//!  answer                                            bottom.rs
//!  keys
//! ```

mod body;
mod bottom;
mod canvas;
mod chart;
mod checkin;
mod day;
mod first;
mod form;
pub mod glyphs;
mod grid;
mod help;
pub mod hit;
pub mod layout;
mod list;
mod notes;
mod pages;
mod panels;
mod practices;
mod recovery;
mod sidebar;
pub mod theme;
mod trends;
mod whatif;
mod why;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::{Layer, Model};
use canvas::Canvas;
use glyphs::Glyphs;
use theme::{Role, Theme};

/// Draws the whole screen.
pub fn draw(model: &Model, buf: &mut Buffer) {
    let glyphs = if model.view.ascii { Glyphs::ASCII } else { Glyphs::UNICODE };
    let mut canvas = Canvas::new(buf, Theme::new(model.theme(), model.here.no_color), glyphs);
    let area = canvas.area();
    let Some(places) = layout::places(area) else {
        for (y, line) in
            crate::text::wrap("recoup needs 30 × 8; make the window larger", usize::from(area.width)).iter().enumerate()
        {
            canvas.put(0, y as u16, area.width, line, Role::Text);
        }
        return;
    };
    grid::title(&mut canvas, model);
    grid::draw(&mut canvas, model, &places);
    if let Some(y) = places.tray {
        bottom::tray(&mut canvas, model, y);
    }
    let whole = Rect::new(0, 0, area.width, places.notice);
    match &model.view.layer {
        None | Some(Layer::Strip(_)) if model.view.sandbox.is_some() => {
            whatif::draw(&mut canvas, model, roomy(&places, area, 5))
        }
        None | Some(Layer::Strip(_)) => panels::draw(&mut canvas, model, &places),
        Some(Layer::Zoom) => panels::zoomed(&mut canvas, model, whole),
        Some(Layer::CheckIn(drawer)) => checkin::draw(&mut canvas, model, drawer, roomy(&places, area, 11)),
        Some(Layer::Form(form)) => form::draw(&mut canvas, form, model.weeks.today(), roomy(&places, area, 10)),
        Some(Layer::Picker(picker)) => list::picker(&mut canvas, picker, roomy(&places, area, 6)),
        Some(Layer::Offer { title, lines, .. }) => list::lines(&mut canvas, title, lines, 0, roomy(&places, area, 8)),
        Some(Layer::Lines { title, lines, top }) => {
            list::lines(&mut canvas, title, lines, *top, roomy(&places, area, 6))
        }
        Some(Layer::UndoList { edits, top }) => list::edits(&mut canvas, edits, *top, roomy(&places, area, 6)),
        Some(Layer::Note(date, field)) => {
            form::note(&mut canvas, *date, model.weeks.today(), field, roomy(&places, area, 3))
        }
        Some(Layer::GoTo(field)) => form::go_to(&mut canvas, field, roomy(&places, area, 3)),
        Some(Layer::Wins(date, field)) => {
            form::wins(&mut canvas, *date, model.weeks.today(), field, roomy(&places, area, 3))
        }
        Some(Layer::Practices { at }) => practices::list(&mut canvas, model, *at, roomy(&places, area, 8)),
        Some(Layer::Timer(timer)) => practices::timer(&mut canvas, timer, roomy(&places, area, 5)),
        Some(Layer::Month) => pages::month(&mut canvas, model, whole),
        Some(Layer::Trends { metric, span }) => pages::trends(&mut canvas, model, *metric, *span, whole),
        Some(Layer::Patterns { report, top }) => pages::patterns(&mut canvas, report, *top, whole),
        Some(Layer::Body) => pages::body(&mut canvas, model, whole),
        Some(Layer::Block { at }) => pages::block(&mut canvas, model, *at, whole),
        Some(Layer::Search(search)) => pages::search(&mut canvas, model, search, whole),
        Some(Layer::Why { date, top, .. }) => why::draw(&mut canvas, model, *date, *top, whole),
        Some(Layer::Help(help)) => help::draw(&mut canvas, model, help, whole),
    }
    let over_rhythm = places.sidebar.is_some()
        || model.view.tour.is_some()
        || model.view.sandbox.is_some()
        || !matches!(&model.view.layer, None | Some(Layer::Strip(_)));
    if let Some(y) = places.rhythm.filter(|_| !over_rhythm) {
        bottom::rhythm(&mut canvas, model, y);
    }
    bottom::notice(&mut canvas, model, &places);
    bottom::footer(&mut canvas, model, places.footer);
}

/// The place under the grid where it has the rows that are needed, else everything between title and answers; and the
/// rhythm line's row with it.
fn roomy(places: &layout::Places, area: Rect, rows: u16) -> Rect {
    let below = Rect { height: places.notice.saturating_sub(places.below.y), ..places.below };
    if below.height >= rows { below } else { Rect::new(0, 1, area.width, places.notice.saturating_sub(1)) }
}
