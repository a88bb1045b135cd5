//! Every region of the selected day, and its last four weeks.

use ratatui::layout::Rect;

use crate::app::Model;
use crate::domain::Days;
use crate::domain::calendar::{add_days, day_name};
use crate::text::wrap;
use crate::ui::canvas::Canvas;
use crate::ui::panels::body;
use crate::ui::theme::Role;

/// Every region of the selected day.
pub fn draw(canvas: &mut Canvas<'_>, model: &Model, area: Rect) {
    canvas.clear(area);
    const HISTORY: i64 = 28;
    let wide = area.width >= 78;
    let left = if wide { 48 } else { area.width };
    body::draw(canvas, model, Rect { width: left, ..area });
    let ahead = if model.view.cursor() == model.weeks.today() { " · next 7 days" } else { "" };
    canvas.heading(
        Rect { width: left, ..area },
        &format!("Body · {}{ahead}", day_name(model.view.cursor(), model.weeks.today())),
    );
    let rows = usize::from(area.height.saturating_sub(3));
    if rows > body::regions_shown(model, rows).len() {
        let text = "New work leaves you sorest 24 to 72 h after. Soreness is repair, not a fault.";
        for (n, line) in wrap(text, usize::from(area.width.saturating_sub(2))).iter().rev().enumerate() {
            canvas.put(1, area.bottom().saturating_sub(1 + n as u16), area.width, line, Role::Muted);
        }
    }
    if !wide {
        return;
    }
    let last = model.view.cursor().min(model.weeks.today());
    let right = Rect { x: left + 1, width: area.width - left - 1, ..area };
    canvas.heading(right, "last 28 mornings");
    for (n, region) in body::regions_shown(model, usize::from(area.height.saturating_sub(1))).into_iter().enumerate() {
        for k in 0..HISTORY {
            let date = add_days(last, k + 1 - HISTORY);
            let sore = Days::day(model.weeks.book(), date).and_then(|d| d.checkin.as_ref()?.soreness_at(region));
            let (sign, role) = match sore {
                Some(s) => (canvas.glyphs.level(f64::from(s) / 10.0), Role::Text),
                None => (canvas.glyphs.track(), Role::Muted),
            };
            canvas.put(right.x + 1 + k as u16, area.y + 1 + n as u16, 1, sign, role);
        }
    }
}
