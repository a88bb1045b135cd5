//! The days panel: past mornings and the seven days ahead, on one axis.

use ratatui::layout::Rect;

use crate::app::Model;
use crate::domain::Days;
use crate::domain::calendar::add_days;
use crate::planning::Outlook;
use crate::ui::canvas::Canvas;
use crate::ui::shapes::days::{self, Day, Morning};
use crate::ui::theme::Role;
use crate::ui::week::grid::main_kind;
use crate::words;

/// Columns of the scale.
const SCALE: u16 = 4;

/// Days ahead.
const AHEAD: i64 = 7;

/// Rows under the bars: numbers, kinds, weekdays.
const BELOW: u16 = 3;

/// The fewest rows that the panel needs: its title, two rows of bars, and what is below them.
pub const ROWS: u16 = 1 + 2 + BELOW;

/// As many days back as there are columns for, and the forecast.
pub fn draw(canvas: &mut Canvas<'_>, model: &Model, area: Rect) {
    let (x, room) = (area.x + 1, area.width.saturating_sub(2));
    let today = model.weeks.today();
    let has_forecast = !model.insight.ahead.outlooks.is_empty();
    let shown = |step: u16| -> (i64, i64, Vec<Day>) {
        let all = i64::from(room.saturating_sub(SCALE) / step);
        let ahead = if has_forecast { AHEAD.min(all - 1) } else { 0 };
        let back = all - ahead;
        (back, ahead, (1 - back..=ahead).map(|n| day(model, add_days(today, n))).collect())
    };
    let mut strip = shown(days::COLUMNS);
    if days::columns(&strip.2) > days::COLUMNS {
        strip = shown(days::columns(&strip.2));
    }
    let (back, ahead, shown) = strip;
    let usual = model.insight.usual;
    let title = if has_forecast { format!("{back} days back, {ahead} ahead") } else { format!("{back} days back") };
    canvas.heading_with(area, &title, &texts(model, usual));
    let rows = area.height.saturating_sub(1 + BELOW);
    let top = area.y + 1;
    for (value, label) in scale(usual, rows) {
        canvas.put_right(x + SCALE - 1, top + value, SCALE, &label, Role::Muted);
    }
    days::draw(canvas, (x + SCALE, top), rows, &shown, today, usual);
}

fn day(model: &Model, date: chrono::NaiveDate) -> Day {
    let morning = if date > model.weeks.today() {
        model.outlook(date).and_then(Outlook::shown).map_or(Morning::Blank, Morning::Ahead)
    } else {
        model.recovery(date).map_or(Morning::Blank, |r| Morning::Seen(r.shown))
    };
    let planned = (date > model.weeks.today()).then(|| model.desk().day(date));
    let held = planned.as_ref().or_else(|| Days::day(model.weeks.book(), date));
    Day { date, morning, kind: held.and_then(main_kind), laid: held.is_some_and(|d| d.laid().is_some()) }
}

/// The labels of the scale's rows: 0, and the usual range or 100, each if it has a row of its own.
fn scale(usual: Option<(f64, f64)>, rows: u16) -> Vec<(u16, String)> {
    let row = |value: f64| (((100.0 - value) / 100.0 * f64::from(rows)) as u16).min(rows.saturating_sub(1));
    let mut out = vec![(rows.saturating_sub(1), "0".to_owned())];
    let ends = usual.map_or(vec![100.0], |(low, high)| vec![high, low]);
    for value in ends {
        if out.iter().all(|(r, _)| *r != row(value)) {
            out.push((row(value), format!("{value:.0}")));
        }
    }
    out
}

/// The usual range, and the forecast with its range: for the selected day if that is ahead, else for tomorrow.
fn texts(model: &Model, usual: Option<(f64, f64)>) -> Vec<String> {
    let date = model.view.cursor().max(add_days(model.weeks.today(), 1));
    let ahead = model.outlook(date).and_then(|o| {
        let s = o.score?;
        Some(format!("{} {} ({}–{})", date.format("%a"), words::about(o), s.low, s.high))
    });
    let usual = usual.map(|(low, high)| format!("usual {low:.0}–{high:.0}"));
    let both = match (&usual, &ahead) {
        (Some(u), Some(a)) => Some(format!("{u} · ahead: {a}")),
        (None, Some(a)) => Some(format!("ahead: {a}")),
        _ => None,
    };
    [both, ahead, usual].into_iter().flatten().collect()
}
