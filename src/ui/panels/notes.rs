//! Findings: what the plan's rules find, the last deload, what waits, and what was not understood.

use ratatui::layout::Rect;

use super::scrolled;
use crate::app::{Model, Panel};
use crate::text::wrap;
use crate::ui::canvas::Canvas;
use crate::ui::theme::Role;

/// What was not understood, the findings, the last deload, and the tray.
pub fn draw(canvas: &mut Canvas<'_>, model: &Model, area: Rect) {
    canvas.heading(area, "Findings");
    let (x, room) = (area.x + 1, area.width.saturating_sub(2));
    let mut lines: Vec<(String, Role)> = Vec::new();
    for text in model.trouble() {
        lines.extend(wrap(text, usize::from(room)).into_iter().map(|l| (l, Role::Refused)));
    }
    for f in &model.insight.findings {
        let here = f.date == Some(model.view.cursor());
        let wrapped = wrap(&f.sentence, usize::from(room.saturating_sub(2)));
        let role = if here { Role::Strong } else { Role::Text };
        let bullet = canvas.glyphs.finding();
        lines.extend(
            wrapped.into_iter().enumerate().map(|(n, l)| (format!("{} {l}", if n == 0 { bullet } else { " " }), role)),
        );
    }
    if let Some(said) = model.deload_review() {
        lines.extend(wrap(&said, usize::from(room)).into_iter().map(|l| (l, Role::Muted)));
    }
    if model.insight.findings.is_empty() && model.week_id().sunday() >= model.weeks.today() {
        let unread = model.weeks.book().unreadable(model.week_id()).is_some();
        let text = if unread { "this week's file cannot be read" } else { "no findings on this week's plan" };
        lines.push((text.into(), Role::Muted));
    }
    let tray = model.tray();
    if tray.is_empty() {
        lines.push(("tray: empty".into(), Role::Muted));
    }
    for (_, _, item) in tray {
        let from = item.from.map_or(String::new(), |d| format!(", from {}", d.format("%a %-d")));
        lines.push((
            format!("tray: {} {}{from}", canvas.glyphs.kind(item.session.kind), item.session.title),
            Role::Text,
        ));
    }
    let rows = usize::from(area.height.saturating_sub(1));
    let skip = scrolled(model, Panel::Notes, lines.len(), rows);
    for (n, (text, role)) in lines.into_iter().skip(skip).take(rows).enumerate() {
        canvas.put(x, area.y + 1 + n as u16, room, &text, role);
    }
}
