//! The journal, and the hits of a search through everything.

use chrono::Datelike;
use ratatui::layout::Rect;

use crate::app::Model;
use crate::app::layers::search::{Search, Sort, Where};
use crate::app::pointer::Spot;
use crate::domain::calendar::day_name;
use crate::text::{fit, wrap};
use crate::ui::canvas::Canvas;
use crate::ui::field;
use crate::ui::layers::trends::readout;
use crate::ui::layout::WIDE;
use crate::ui::theme::Role;

/// Columns of the day beside the list.
const BESIDE: u16 = 36;

/// The journal, or the hits of a search through everything.
pub fn draw(canvas: &mut Canvas<'_>, model: &Model, search: &Search, area: Rect) {
    canvas.clear(area);
    let journal = search.scope == Where::Journal;
    canvas.heading(area, if journal { "Journal, newest first" } else { "Find in plan, notes and wins" });
    let room = area.width.saturating_sub(2);
    let lead = if journal { "search " } else { "/ " };
    let at = canvas.put(1, area.y + 1, room, lead, Role::Muted);
    let left = (room + 1).saturating_sub(at);
    let at = field::draw(canvas, &search.filter, (at, area.y + 1), left, Role::Strong, true);
    let count = match search.hits.len() {
        500 => "the newest 500".to_owned(),
        n if model.weeks.are_all() => format!("{n} found"),
        n => format!("{n} so far"),
    };
    if at + 20 < room {
        canvas.put_right(room, area.y + 1, 16, &count, Role::Muted);
    }
    if search.hits.is_empty() {
        let said = match (journal, search.filter.text().is_empty()) {
            _ if !model.weeks.are_all() => "none so far: still reading older weeks",
            (true, true) => "nothing written yet: ⟦note⟧ notes the day, ⟦wins⟧ keeps what went well",
            (_, true) => "nothing on file yet",
            _ => "nothing has all these words",
        };
        let said = model.setup.keymap.spell(said);
        for (y, line) in (area.y + 3..area.bottom()).zip(wrap(&said, usize::from(room))) {
            canvas.put(1, y, room, &line, Role::Muted);
        }
    }
    // Beside the list, the day of the selected entry.
    let beside = area.width >= WIDE && area.height >= 12 && !search.hits.is_empty();
    let room = if beside { room.saturating_sub(BESIDE + 3) } else { room };
    if let Some(hit) = search.hits.get(search.at).filter(|_| beside) {
        let x = area.right() - BESIDE - 1;
        readout::of_day(canvas, model, hit.date, Rect { x, y: area.y + 3, width: BESIDE, height: area.height - 3 });
    }
    // Every entry of the journal is shown in full; of search hits, only the selected one.
    let mut lines: Vec<(usize, String, String, Sort)> = Vec::new();
    for (n, hit) in search.hits.iter().enumerate() {
        let date = if hit.date.year() == model.weeks.today().year() {
            day_name(hit.date, model.weeks.today())
        } else {
            hit.date.format("%-d %b %Y").to_string()
        };
        let space = usize::from(room).saturating_sub(17);
        let wrapped = if journal || n == search.at { wrap(&hit.text, space) } else { vec![fit(&hit.text, space)] };
        for (k, line) in wrapped.into_iter().enumerate() {
            lines.push((n, if k == 0 { date.clone() } else { String::new() }, line, hit.sort));
        }
    }
    let rows = usize::from(area.height.saturating_sub(3));
    let end = lines.iter().rposition(|(n, ..)| *n == search.at).unwrap_or(0);
    // The beginning of the selected entry stays visible, however long it is.
    let begin = lines.iter().position(|(n, ..)| *n == search.at).unwrap_or(0);
    let skip = (end + 1).saturating_sub(rows).min(begin);
    for (row, (n, date, text, sort)) in lines.iter().skip(skip).take(rows).enumerate() {
        let y = area.y + 3 + row as u16;
        let here = *n == search.at;
        canvas.spot(Rect::new(0, y, room, 1), Spot::Line(*n));
        let first = !date.is_empty();
        canvas.put(1, y, 1, if here && first { canvas.glyphs.pointer() } else { " " }, Role::Frame);
        canvas.put(3, y, 12, date, if here { Role::Strong } else { Role::Muted });
        let sign = match sort {
            Sort::Win if first => canvas.glyphs.win(),
            _ => " ",
        };
        canvas.put(15, y, 1, sign, Role::Strong);
        canvas.put(17, y, room.saturating_sub(16), text, if here { Role::Strong } else { Role::Text });
    }
}
