//! Forms: a session edited in place, the note, the date to go to.

use chrono::NaiveDate;
use ratatui::layout::Rect;

use super::canvas::Canvas;
use super::theme::Role;
use crate::app::Field;
use crate::app::form::Form;
use crate::domain::calendar::day_name;
use crate::domain::session::{Kind, Status};
use crate::formats::fields::SessionField;
use crate::text::wrap;

/// A session, field by field.
pub fn draw(canvas: &mut Canvas<'_>, form: &Form, today: NaiveDate, area: Rect) {
    canvas.clear(area);
    let verb = if form.item.is_some() { "Edit" } else { "New session" };
    let done = if form.was.status == Status::Done { " · minutes and RPE as it was" } else { "" };
    canvas.heading(area, &format!("{verb} · {}{done}", day_name(form.date, today)));
    let rows = usize::from(area.height.saturating_sub(2));
    let at = SessionField::all().position(|f| f == form.at).unwrap_or(0);
    let skip = (at + 1).saturating_sub(rows);
    for (n, field) in SessionField::all().enumerate().skip(skip).take(rows) {
        let y = area.y + 1 + (n - skip) as u16;
        let here = form.at == field;
        canvas.put(1, y, 1, if here { canvas.glyphs.pointer() } else { " " }, Role::Frame);
        canvas.put(3, y, 8, field.label(), if here { Role::Strong } else { Role::Text });
        let room = area.width.saturating_sub(13);
        match form.typed.get(field) {
            None => kinds(canvas, form, 12, y, room, here),
            Some(text) => typed(canvas, text, 12, y, room, here, field.hint()),
        }
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
        let text = format!("   ← → of {}", others.join(", ").to_lowercase());
        canvas.put(end, y, (x + room).saturating_sub(end), &text, Role::Muted);
    }
}

/// A field with its cursor; long text scrolls so that the cursor is in sight.
fn typed(canvas: &mut Canvas<'_>, field: &Field, x: u16, y: u16, room: u16, here: bool, hint: &str) {
    if field.text().is_empty() {
        let at = if here { canvas.put(x, y, 1, "▏", Role::Frame) } else { x };
        canvas.put(at, y, room.saturating_sub(1), if here { hint } else { "–" }, Role::Muted);
        return;
    }
    let (before, after) = field.halves();
    let skip = (crate::text::width(&before) + 2).saturating_sub(usize::from(room));
    let before: String = before.chars().skip(if here { skip } else { 0 }).collect();
    let at = canvas.put(x, y, room, &before, Role::Text);
    let at = if here { canvas.put(at, y, 1, "▏", Role::Frame) } else { at };
    canvas.put(at, y, (x + room).saturating_sub(at), &after, Role::Text);
}

/// The day's note.
pub fn note(canvas: &mut Canvas<'_>, date: NaiveDate, today: NaiveDate, field: &Field, area: Rect) {
    canvas.clear(area);
    canvas.heading(area, &format!("Note · {}", day_name(date, today)));
    typed(canvas, field, 1, area.y + 1, area.width.saturating_sub(2), true, "how it went, what you noticed");
}

/// A date to go to.
pub fn go_to(canvas: &mut Canvas<'_>, field: &Field, area: Rect) {
    canvas.clear(area);
    canvas.heading(area, "Go to");
    typed(canvas, field, 1, area.y + 1, area.width.saturating_sub(2), true, "2026-11-18, 2026-W47, thu, tomorrow");
}

/// What went well on a day.
pub fn wins(canvas: &mut Canvas<'_>, date: NaiveDate, today: NaiveDate, field: &Field, area: Rect) {
    canvas.clear(area);
    canvas.heading(area, &format!("What went well · {}", day_name(date, today)));
    typed(canvas, field, 1, area.y + 1, area.width.saturating_sub(2), true, "two more pull-ups; went to bed in time");
}
