//! A list filtered by typing: what to add, commands by name.

use ratatui::layout::Rect;

use crate::app::layers::picker::{Line, Picker, Purpose};
use crate::app::pointer::Spot;
use crate::text::{width, wrap};
use crate::ui::canvas::Canvas;
use crate::ui::field;
use crate::ui::layout::COLUMNS;
use crate::ui::theme::Role;

/// A list with its filter.
pub fn draw(canvas: &mut Canvas<'_>, picker: &Picker, area: Rect) {
    canvas.clear(area);
    let (title, lead) = match picker.purpose {
        Purpose::Add => ("Add to this day", "+ "),
        Purpose::Command => ("Commands", ":"),
    };
    canvas.heading(area, title);
    let room = area.width.saturating_sub(2);
    let at = canvas.put(1, area.y + 1, room, lead, Role::Strong);
    field::draw(canvas, &picker.filter, (at, area.y + 1), (room + 1).saturating_sub(at), Role::Strong, true);
    let rows = usize::from(area.height.saturating_sub(2));
    let lines = picker.lines();
    if lines.is_empty() {
        canvas.put(3, area.y + 2, room, "nothing by that name; backspace or esc", Role::Muted);
    }
    let texts: Vec<Vec<String>> = lines.iter().map(|line| folded(line, picker.purpose, room)).collect();
    let height = |from: usize| texts[from..=picker.at.min(texts.len() - 1)].iter().map(Vec::len).sum::<usize>();
    let skip = (0..texts.len()).find(|from| height(*from) <= rows || *from >= picker.at).unwrap_or(0);
    let mut y = area.y + 2;
    for (n, (line, text)) in lines.iter().zip(&texts).enumerate().skip(skip) {
        if y >= area.bottom() {
            break;
        }
        let here = n == picker.at;
        canvas.spot(Rect::new(0, y, area.width, text.len() as u16), Spot::Line(n));
        canvas.put(1, y, 1, if here { canvas.glyphs.pointer() } else { " " }, Role::Frame);
        let role = if here { Role::Strong } else { Role::Text };
        let end = canvas.put(3, y, room.saturating_sub(2), &text[0], role);
        for (more, y) in text[1..].iter().zip(y + 1..area.bottom()) {
            canvas.put(5, y, room.saturating_sub(4), more, role);
        }
        match picker.purpose {
            Purpose::Add => {
                // The hint gives way to the name, word by word from its beginning.
                let at = if area.width >= COLUMNS { end.max(28) + 2 } else { end.max(21) + 2 };
                let left = usize::from((room + 1).saturating_sub(at));
                let mut starts = std::iter::once(0).chain(line.hint.match_indices(' ').map(|(n, _)| n + 1));
                if let Some(from) = starts.find(|n| width(&line.hint[*n..]) <= left) {
                    canvas.put(at, y, left as u16, &line.hint[from..], Role::Muted);
                }
            }
            Purpose::Command => canvas.put_right(room, y, room, &line.hint, Role::Key),
        }
        y += text.len() as u16;
    }
}

/// The text of a line in as many rows as it takes, with its key beside the first. A name to add has one row.
fn folded(line: &Line, purpose: Purpose, room: u16) -> Vec<String> {
    let hint = width(&line.hint) + if line.hint.is_empty() { 4 } else { 5 };
    let mut out = match purpose {
        Purpose::Add => Vec::new(),
        Purpose::Command => wrap(&line.text, usize::from(room).saturating_sub(hint)),
    };
    if out.is_empty() || width(&line.text) + hint <= usize::from(room) + 2 {
        out = vec![line.text.clone()];
    }
    out
}
