//! Draws the layers: one file each, named like its state and keys in `app::layers`.

pub mod block;
pub mod body;
pub mod check_in;
pub mod edits;
pub mod form;
pub mod fuel;
pub mod go_to;
pub mod help;
pub mod learnt;
pub mod lines;
pub mod month;
pub mod note;
pub mod patterns;
pub mod picker;
pub mod practices;
pub mod review;
pub mod search;
pub mod setup;
pub mod timer;
pub mod trends;
pub mod what_if;
pub mod why;
pub mod wins;
pub mod year;

use ratatui::layout::Rect;

use super::canvas::Canvas;
use super::layout::COLUMNS;
use super::panels;
use crate::app::{Layer, Model};

/// Where a layer is drawn.
enum Place {
    /// The whole screen except the answer and the keys.
    Whole,
    /// Under the grid if that has this many rows, else over everything.
    Rows(u16),
}

/// Draws a layer; `under` is the place under the grid, `whole` the screen without answer and keys. A strip is drawn
/// with the answer.
pub fn draw(canvas: &mut Canvas<'_>, model: &Model, layer: &Layer, under: Rect, whole: Rect) {
    use Place::{Rows, Whole};
    let today = model.weeks.today();
    let at = |place: Place| match place {
        Rows(rows) if under.height >= rows => under,
        Rows(_) => Rect { y: 1, height: whole.height.saturating_sub(1), ..whole },
        Whole => whole,
    };
    match layer {
        Layer::Strip(_) => {}
        Layer::Zoom(_) => panels::zoomed(canvas, model, at(Whole)),
        Layer::CheckIn(drawer) => check_in::draw(canvas, model, drawer, at(Rows(check_in::rows(drawer)))),
        Layer::Form(form) => form::draw(canvas, model, form, at(Rows(if whole.width < COLUMNS { 13 } else { 10 }))),
        Layer::Picker(picker) => picker::draw(canvas, picker, at(Rows(6))),
        Layer::Offer(offer) => {
            lines::draw(canvas, &offer.title, &offer.lines, &offer.scroll, at(Rows(rows_of(&offer.lines))))
        }
        Layer::Lines(layer) => {
            lines::draw(canvas, &layer.title, &layer.lines, &layer.scroll, at(Rows(rows_of(&layer.lines))))
        }
        Layer::Edits(layer) => edits::draw(canvas, layer, at(Rows(6))),
        Layer::Note(note) => note::draw(canvas, note, today, at(Rows(3))),
        Layer::Setup(layer) => setup::draw(canvas, model, layer, at(Rows(15))),
        Layer::Fuel(layer) => fuel::draw(canvas, model, layer, at(Rows(10))),
        Layer::GoTo(go_to) => go_to::draw(canvas, go_to, at(Rows(3))),
        Layer::Wins(wins) => wins::draw(canvas, wins, today, at(Rows(3))),
        // Stacked, the list and the details both need rows.
        Layer::Practices(layer) => {
            let rows = if whole.width < COLUMNS { 14 } else { 8 };
            practices::draw(canvas, model, layer.at, at(Rows(rows)))
        }
        Layer::Timer(timer) => timer::draw(canvas, &model.setup.keymap, timer, at(Whole)),
        Layer::Month(_) => month::draw(canvas, model, at(Whole)),
        Layer::Year(year) => year::draw(canvas, model, year, at(Whole)),
        Layer::Trends(trends) => trends::draw(canvas, model, trends, at(Whole)),
        Layer::Patterns(layer) => patterns::draw(canvas, layer, at(Whole)),
        Layer::Review(layer) => review::draw(canvas, model, layer, at(Whole)),
        Layer::Learnt(layer) => learnt::draw(canvas, model, layer, at(Whole)),
        Layer::Body(layer) => body::draw(canvas, model, layer, at(Whole)),
        Layer::Block(block) => block::draw(canvas, model, block, at(Whole)),
        Layer::Search(search) => search::draw(canvas, model, search, at(Whole)),
        Layer::Why(layer) => why::draw(canvas, model, layer, at(Whole)),
        Layer::Help(help) => help::draw(canvas, model, help, at(Whole)),
    }
}

/// Rows that a list of lines needs, with its heading.
fn rows_of(lines: &[String]) -> u16 {
    lines.len() as u16 + 2
}
