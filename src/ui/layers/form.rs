//! A session edited in place.

use ratatui::layout::Rect;

use crate::app::Model;
use crate::app::layers::form::Form;
use crate::app::pointer::Spot;
use crate::domain::calendar::day_name;
use crate::domain::session::{Kind, Status};
use crate::formats::fields::SessionField;
use crate::text::wrap;
use crate::ui::canvas::Canvas;
use crate::ui::field::{caret, draw_or};
use crate::ui::theme::Role;

/// A session, field by field.
pub fn draw(canvas: &mut Canvas<'_>, model: &Model, form: &Form, area: Rect) {
    canvas.clear(area);
    let today = model.weeks.today();
    let verb = match (&form.item, form.was.status) {
        (None, _) => "New session",
        (Some(_), Status::Done) => "Record",
        (Some(_), _) => "Edit",
    };
    let done = if form.was.status == Status::Done { " · how it really went" } else { "" };
    canvas.heading(area, &format!("{verb} · {}{done}", day_name(form.date, today)));
    let rows = usize::from(area.height.saturating_sub(2));
    let fields = form.fields();
    let at = fields.iter().position(|f| *f == form.at).unwrap_or(0);
    let skip = (at + 1).saturating_sub(rows);
    let room = area.width.saturating_sub(14);
    // A long text that is not being edited wraps, if there are rows to spare.
    let folded = |field: SessionField| match form.typed.get(field) {
        Some(text) if form.at != field => wrap(text.text(), usize::from(room)),
        _ => Vec::new(),
    };
    let wanted: usize = fields.iter().map(|f| folded(*f).len().max(1)).sum();
    let mut y = area.y + 1;
    for (n, field) in fields.into_iter().enumerate().skip(skip).take(rows) {
        let here = form.at == field;
        canvas.spot(Rect::new(0, y, area.width, 1), Spot::Line(n));
        let lines = if wanted <= rows { folded(field) } else { Vec::new() };
        canvas.put(1, y, 1, if here { canvas.glyphs.pointer() } else { " " }, Role::Frame);
        canvas.put(3, y, 9, field.label(), if here { Role::Strong } else { Role::Text });
        match form.typed.get(field) {
            Some(_) if lines.len() > 1 => {
                for (y, line) in (y..).zip(&lines) {
                    canvas.put(13, y, room, line, Role::Text);
                }
            }
            None => kinds(canvas, form, 13, y, room, here),
            // A value that the next digit will replace is shown as selected.
            Some(text) if here && form.typed_over && !text.text().is_empty() => {
                let end = canvas.put(13, y, room.saturating_sub(1), text.text(), Role::Selected);
                caret(canvas, end, y);
            }
            Some(text) => draw_or(canvas, text, (13, y), room, here, field.hint()),
        }
        y += lines.len().max(1) as u16;
    }
    if form.at == SessionField::Trains && form.complaint.is_none() {
        trainable(canvas, model, form, area);
    }
    if let Some(why) = &form.complaint {
        let lines = wrap(why, usize::from(area.width.saturating_sub(2)));
        let top = area.bottom().saturating_sub(lines.len() as u16);
        for (n, line) in lines.iter().enumerate() {
            let y = top + n as u16;
            canvas.clear(Rect::new(0, y, area.width, 1));
            canvas.put(1, y, area.width.saturating_sub(2), line, Role::Refused);
        }
    }
}

fn kinds(canvas: &mut Canvas<'_>, form: &Form, x: u16, y: u16, room: u16, here: bool) {
    let sign = canvas.glyphs.kind(form.kind);
    let end =
        canvas.pieces(x, y, room, &[(sign, Role::Kind(form.kind)), (" ", Role::Text), (form.kind.label(), Role::Text)]);
    if here {
        let others: Vec<&str> = Kind::ALL.iter().map(|k| k.label()).collect();
        let text = format!("   ← → {}", others.join(", ").to_lowercase());
        canvas.put(end, y, (x + room).saturating_sub(end), &text, Role::Muted);
    }
}

/// What the arrows choose from, on the last lines; names that match what is typed so far stand out.
fn trainable(canvas: &mut Canvas<'_>, model: &Model, form: &Form, area: Rect) {
    let names = form.trainable(&model.setup.basis.regions);
    let typed = form.typed.get(SessionField::Trains).map_or("", |f| f.text());
    let word = typed.rsplit(',').next().unwrap_or_default().trim().to_lowercase();
    let text = format!("← → {}", names.join(", "));
    let lines = wrap(&text, usize::from(area.width.saturating_sub(2)));
    let top = area.bottom().saturating_sub(lines.len() as u16);
    for (y, line) in (top..).zip(&lines) {
        canvas.clear(Rect::new(0, y, area.width, 1));
        let mut x = 1;
        for name in line.split_whitespace() {
            let begins = !word.is_empty() && name.starts_with(&word);
            let role = if begins { Role::Strong } else { Role::Muted };
            x = canvas.put(x, y, area.width.saturating_sub(x + 1), name, role) + 1;
        }
    }
}
