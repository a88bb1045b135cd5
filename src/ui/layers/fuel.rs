//! Doses of a day's food and drink, each with its tick and its source.

use ratatui::layout::Rect;

use crate::app::Model;
use crate::app::layers::fuel::{Fuel, PROTEIN};
use crate::domain::Fuel as Tick;
use crate::domain::calendar::day_name;
use crate::domain::session::Status;
use crate::text::{width, wrap};
use crate::ui::canvas::Canvas;
use crate::ui::theme::Role;

/// Columns of a row's key, tick and name.
const NAMES: u16 = 30;

/// A row for each, the source at its end where there is room.
pub fn draw(canvas: &mut Canvas<'_>, model: &Model, layer: &Fuel, area: Rect) {
    canvas.clear(area);
    canvas.heading(area, &format!("Fuel · {} · never scored", day_name(layer.date, model.weeks.today())));
    let day = model.desk().day(layer.date);
    let mut y = area.y + 1;
    for (n, row) in model.setup.content.fuel().iter().enumerate() {
        let here = n == layer.at;
        let fuel = Tick::parse(&row.id).ok();
        let done = canvas.glyphs.status(Status::Done);
        let tick = match fuel {
            None if row.id == PROTEIN => day.protein.to_string(),
            Some(fuel) if day.fuel.contains(&fuel) => done.to_owned(),
            _ => String::new(),
        };
        let key = if fuel.is_some() || row.id == PROTEIN { row.id.get(..1).unwrap_or_default() } else { "" };
        canvas.put(1, y, 1, if here { canvas.glyphs.pointer() } else { " " }, Role::Frame);
        canvas.put(3, y, 1, key, Role::Key);
        canvas.put(5, y, 2, &tick, Role::Strong);
        canvas.put(8, y, NAMES - 9, &row.title, if here { Role::Strong } else { Role::Text });
        let room = area.width.saturating_sub(NAMES + 1);
        let source = if row.source.is_empty() { String::new() } else { format!("  {}", row.source) };
        let lines = wrap(&row.dose, usize::from(room));
        let last = lines.last().map_or(0, |l| width(l));
        for line in &lines {
            canvas.put(NAMES, y, room, line, Role::Text);
            y += 1;
        }
        if last + width(&source) <= usize::from(room) {
            canvas.put(NAMES + last as u16, y - 1, room, &source, Role::Muted);
        } else if y < area.bottom() {
            canvas.put(NAMES, y, room, source.trim_start(), Role::Muted);
            y += 1;
        }
        if y >= area.bottom() {
            break;
        }
    }
}
