//! Doses of a day's food and drink, each with its tick and its source.

use ratatui::layout::Rect;

use crate::app::Model;
use crate::app::layers::fuel::{Fuel, PROTEIN};
use crate::app::pointer::Spot;
use crate::config::content::FuelRow;
use crate::domain::Fuel as Tick;
use crate::domain::calendar::day_name;
use crate::domain::session::Status;
use crate::text::{width, wrap};
use crate::ui::canvas::Canvas;
use crate::ui::theme::Role;

/// Columns of a row's key, tick and name.
const NAMES: u16 = 30;

/// Columns that a dose needs beside them; with fewer it goes below.
const DOSE: u16 = 40;

/// One row per dose, with its source at the end if there is room.
pub fn draw(canvas: &mut Canvas<'_>, model: &Model, layer: &Fuel, area: Rect) {
    canvas.clear(area);
    canvas.heading(area, &format!("Fuel · {} · never scored", day_name(layer.date, model.weeks.today())));
    let day = model.desk().day(layer.date);
    let below = area.width < NAMES + DOSE;
    let left = if below { 8 } else { NAMES };
    let room = area.width.saturating_sub(left + 1);
    let doses: Vec<Vec<(String, usize)>> = model.setup.content.fuel().iter().map(|row| dose(row, room)).collect();
    let height = |n: usize| doses[n].len() + usize::from(below);
    let rows = usize::from(area.height.saturating_sub(1));
    // The row under the cursor is always shown whole.
    let skip = (0..layer.at).find(|skip| (*skip..=layer.at).map(height).sum::<usize>() <= rows).unwrap_or(layer.at);
    let mut y = area.y + 1;
    for (n, row) in model.setup.content.fuel().iter().enumerate().skip(skip) {
        if y >= area.bottom() {
            break;
        }
        let here = n == layer.at;
        canvas.spot(Rect::new(0, y, area.width, height(n) as u16), Spot::Line(n));
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
        y += u16::from(below);
        for (line, own) in &doses[n] {
            if y < area.bottom() {
                let (text, source) = line.split_at(*own);
                let end = canvas.put(left, y, room, text, Role::Text);
                canvas.put(end, y, (left + room).saturating_sub(end), source, Role::Muted);
            }
            y += 1;
        }
    }
    let meals = "Ideas for meals: :meals";
    if y + 1 < area.bottom() {
        canvas.put(8, y + 1, area.width.saturating_sub(9), meals, Role::Muted);
    }
}

/// The lines of a dose, each with the number of its bytes that are the dose; the rest is the source.
fn dose(row: &FuelRow, room: u16) -> Vec<(String, usize)> {
    let mut lines: Vec<(String, usize)> =
        wrap(&row.dose, usize::from(room)).into_iter().map(|l| (l.clone(), l.len())).collect();
    let fits = |l: &String| width(l) + width(&row.source) + 2 <= usize::from(room);
    match lines.last_mut() {
        _ if row.source.is_empty() => {}
        Some((last, _)) if fits(last) => last.push_str(&format!("  {}", row.source)),
        _ => lines.extend(wrap(&row.source, usize::from(room)).into_iter().map(|l| (l, 0))),
    }
    lines
}
