//! Recovery practices to choose from.

use ratatui::layout::Rect;

use crate::app::Model;
use crate::app::pointer::Spot;
use crate::planning::practices::{Counts, FOCUSED_A_WEEK, Practice, recovery_sessions};
use crate::text::{upper_first, width, wrap};
use crate::ui::canvas::Canvas;
use crate::ui::theme::Role;

/// `recovery sessions this week 2 (1–3)`: how many are done, and how many serve a week well.
pub fn counter(model: &Model, long: bool) -> String {
    let (week, _) = model.shown(model.week_id());
    let lead = if long { "recovery sessions this week" } else { "this week" };
    format!("{lead} {} ({}–{})", recovery_sessions(&week), FOCUSED_A_WEEK.0, FOCUSED_A_WEEK.1)
}

/// How often the habits of the shown week were done, up to today.
pub fn counts(model: &Model) -> Counts {
    let (week, _) = model.shown(model.week_id());
    Counts::of(&week, model.setup.content.practices(), model.first_logged(), model.weeks.today())
}

/// The list, those offered for the day first, and the selected one in full.
pub fn draw(canvas: &mut Canvas<'_>, model: &Model, at: usize, area: Rect) {
    canvas.clear(area);
    let Counts { days, moved, stretched, .. } = counts(model);
    let daily = format!(" · moved {moved} of {days} days, stretched {stretched}");
    let lead = "Recovery practices · ";
    let room = usize::from(area.width.saturating_sub(2));
    let long = Some(format!("{lead}{}", counter(model, true))).filter(|t| width(t) <= room);
    let title = long.unwrap_or_else(|| format!("{lead}{}", counter(model, false)));
    let fits = width(&title) + width(&daily) + 2 <= room && days > 0;
    canvas.heading(area, &format!("{title}{}", if fits { daily.as_str() } else { "" }));
    let practices = model.practices();
    let wide = area.width >= 78;
    let left = if wide { 36 } else { area.width };
    let detail = if wide {
        Rect::new(left + 1, area.y + 1, area.width - left - 2, area.height - 1)
    } else {
        let rows = (area.height / 2).max(2);
        Rect::new(1, area.bottom() - rows, area.width.saturating_sub(2), rows)
    };
    let rows = usize::from(if wide { area.height - 1 } else { area.height.saturating_sub(detail.height + 1) });
    let skip = (at + 1).saturating_sub(rows);
    for (n, (practice, offer)) in practices.iter().enumerate().skip(skip).take(rows) {
        let y = area.y + 1 + (n - skip) as u16;
        let here = n == at;
        canvas.spot(Rect::new(0, y, left, 1), Spot::Line(n));
        canvas.put(1, y, 1, if here { canvas.glyphs.pointer() } else { " " }, Role::Frame);
        let minutes =
            offer.and_then(|o| o.extra.minutes).unwrap_or(practice.total.map_or(practice.minutes, |(least, _)| least));
        let title = offer.map_or(practice.title.as_str(), |o| o.extra.title.as_str());
        let role = match (here, offer) {
            (true, _) => Role::Strong,
            (_, Some(_)) => Role::Text,
            _ => Role::Muted,
        };
        canvas.put(3, y, left.saturating_sub(9), title, role);
        canvas.put_right(left - 1, y, 5, &format!("{minutes}'"), Role::Muted);
    }
    let Some((practice, offer)) = practices.get(at) else { return };
    let mut lines: Vec<(String, Role)> = vec![(practice.title.clone(), Role::Title)];
    if let Some(offer) = offer {
        lines.push((format!("Today, because: {}", offer.reason), Role::Text));
    }
    lines.extend(described(practice));
    let mut y = detail.y;
    for (text, role) in lines {
        for line in wrap(&text, usize::from(detail.width)) {
            if y < detail.bottom() {
                canvas.put(detail.x, y, detail.width, &line, role);
            }
            y += 1;
        }
    }
}

fn described(practice: &Practice) -> Vec<(String, Role)> {
    let mut out = vec![(upper_first(&practice.dose), Role::Text)];
    out.extend(practice.steps.iter().map(|s| (format!("· {s}"), Role::Text)));
    if !practice.source.is_empty() {
        out.push((
            format!("Source: {}. Offered, never scored.", practice.source.trim_end_matches(". Offered, never scored")),
            Role::Muted,
        ));
    }
    out
}
