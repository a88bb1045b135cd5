//! A month of days.

use chrono::{Datelike, NaiveDate};
use ratatui::layout::Rect;

use crate::app::Model;
use crate::domain::WeekId;
use crate::domain::calendar::{add_days, day_name, weekday_index};
use crate::recovery::Band;
use crate::ui::canvas::Canvas;
use crate::ui::theme::Role;
use crate::ui::week::grid::{main_kind, title_of};
use crate::words;

/// A month: each day with what it is and its score.
pub fn draw(canvas: &mut Canvas<'_>, model: &Model, area: Rect) {
    canvas.clear(area);
    let first = model.view.cursor().with_day(1).unwrap_or(model.view.cursor());
    let today = if model.view.cursor() == model.weeks.today() { ", today" } else { "" };
    canvas.heading(
        area,
        &format!("{} · {}{today}", first.format("%B %Y"), day_name(model.view.cursor(), model.weeks.today())),
    );
    let start = WeekId::of(first).monday();
    let each = (area.width.saturating_sub(2) / 7).min(16);
    let rows = if area.height >= 20 { 3 } else { 1 };
    for i in 0..7 {
        let name = add_days(start, i).format("%a").to_string();
        canvas.put(2 + each * i as u16, area.y + 1, each, &name, Role::Muted);
    }
    // Where not all of it fits, the selected day's week is in sight.
    let fit = i64::from((area.height.saturating_sub(2) / rows).max(1));
    let row_of = (model.view.cursor() - start).num_days() / 7;
    let skip = (row_of + 1 - fit).max(0);
    for n in skip * 7..42 {
        let date = add_days(start, n);
        let (x, y) = (2 + each * weekday_index(date) as u16, area.y + 2 + rows * (n / 7 - skip) as u16);
        if y >= area.bottom() || (n / 7 == 5 && date.month() != first.month()) {
            break;
        }
        let (week, proposed) = model.shown(WeekId::of(date));
        let day = week.day(date);
        let other = date.month() != first.month();
        let role = match () {
            () if date == model.view.cursor() => Role::Selected,
            () if date == model.weeks.today() => Role::Strong,
            () if other => Role::Muted,
            () => Role::Text,
        };
        let at = canvas.put(x, y, 2, &format!("{:>2}", date.day()), role);
        let kind = main_kind(day);
        let sign = kind.map_or(canvas.glyphs.track(), |k| canvas.glyphs.kind(k));
        let soft = proposed || other;
        let sign_role = if soft { Role::Muted } else { kind.map_or(Role::Muted, Role::Kind) };
        canvas.put(at + 1, y, 1, sign, sign_role);
        let (text, role) = score_of(model, date);
        if each >= 8 {
            canvas.put(at + 2, y, 4, &format!("{text:>4}"), role);
        }
        if rows > 1 {
            let title = day.laid().map_or_else(|| title_of(day), str::to_owned);
            canvas.put(x, y + 1, each.saturating_sub(1), &title, Role::Muted);
        }
    }
}

/// A score as seen or as forecast, else nothing.
fn score_of(model: &Model, date: NaiveDate) -> (String, Role) {
    if let Some(r) = model.recovery(date).filter(|_| date <= model.weeks.today()) {
        return (r.number(), Role::Score(r.band()));
    }
    match model.outlook(date) {
        Some(o) => (words::about(o), o.shown().map_or(Role::Muted, |s| Role::Bar(Band::of(s)))),
        None => (String::new(), Role::Muted),
    }
}
