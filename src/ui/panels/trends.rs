//! The last fourteen days: sleep, score, load, and what each day was.

use chrono::NaiveDate;
use ratatui::layout::Rect;

use crate::app::Model;
use crate::domain::calendar::{add_days, weekday_index};
use crate::domain::checkin::hours_and_minutes;
use crate::domain::shelf::day_number;
use crate::domain::{Day, Days};
use crate::recovery::stats::mean;
use crate::ui::canvas::Canvas;
use crate::ui::theme::Role;

/// Days shown, and days shown on wide screens.
const DAYS: i64 = 14;
const MANY_DAYS: i64 = 42;

/// Fourteen columns, or six weeks if there is room, ending on the selected day, or today if that is ahead.
pub fn draw(canvas: &mut Canvas<'_>, model: &Model, area: Rect) {
    let many = area.width >= 116;
    let days = if many { MANY_DAYS } else { DAYS };
    canvas.heading(area, if many { "Last six weeks" } else { "Last 14 days" });
    let last = model.view.cursor().min(model.weeks.today());
    let dates: Vec<NaiveDate> = (0..days).rev().map(|n| add_days(last, -n)).collect();
    let day = |d: NaiveDate| (model.weeks.book() as &dyn Days).day(d);
    let x = area.x + 12;
    let room = area.right().saturating_sub(x);
    // Wide steps and a summary if there is room; showing all days comes before either.
    let n = days as u16;
    let step =
        (1..=4).rev().find(|s| s * n + 12 <= room).or_else(|| (1..=2).rev().find(|s| s * n <= room)).unwrap_or(1);
    let columns = usize::from(room / step).min(dates.len());
    let dates = &dates[dates.len() - columns..];
    let at = |n: usize| x + step * n as u16;
    for (n, date) in dates.iter().enumerate() {
        if many {
            // A date at every Monday; weekday letters would blur into a grey line.
            if weekday_index(*date) == 0 {
                canvas.put(at(n), area.y + 1, 6, &date.format("%-d %b").to_string(), Role::Muted);
            }
            continue;
        }
        let letters = usize::from(step.min(3) - u16::from(step > 1)).clamp(1, 2);
        canvas.put(at(n), area.y + 1, 2, &date.format("%a").to_string()[..letters], Role::Muted);
    }
    let rows = [
        Row {
            name: "sleep",
            values: dates.iter().map(|d| model.desk().log().slept(*d)).collect(),
            range: (4.0, 9.0),
            summary: |known| mean(known).map(|m| format!("{} avg", hours_and_minutes(m))),
        },
        Row {
            name: "score",
            values: dates.iter().map(|d| Some(f64::from(model.recovery(*d)?.shown))).collect(),
            range: (20.0, 100.0),
            summary: |known| mean(known).map(|m| format!("{m:.0} avg")),
        },
        Row {
            name: "load",
            values: dates.iter().map(|d| model.weeks.book().load(day_number(*d))).collect(),
            range: (0.0, 600.0),
            summary: |known| (!known.is_empty()).then(|| format!("{:.0} sum", known.iter().sum::<f64>())),
        },
    ];
    for (k, Row { name, values, range: (low, high), summary }) in rows.into_iter().enumerate() {
        let y = area.y + 2 + k as u16;
        if y >= area.bottom() {
            return;
        }
        canvas.put(area.x + 1, y, 10, name, Role::Text);
        for (n, value) in values.iter().enumerate() {
            match value {
                Some(v) => drop(canvas.put(at(n), y, 1, canvas.glyphs.level((v - low) / (high - low)), Role::Text)),
                None => drop(canvas.put(at(n), y, 1, canvas.glyphs.track(), Role::Muted)),
            }
        }
        let known: Vec<f64> = values.into_iter().flatten().collect();
        if let Some(text) = summary(&known) {
            let left = area.right().saturating_sub(at(columns) + 1);
            if usize::from(left) >= text.len() {
                canvas.put(at(columns) + 1, y, left, &text, Role::Muted);
            }
        }
    }
    let y = area.y + 5;
    if y < area.bottom() {
        canvas.put(area.x + 1, y, 10, "day", Role::Text);
        for (n, date) in dates.iter().enumerate() {
            let kind = day(*date).and_then(main_kind);
            let sign = kind.map_or(canvas.glyphs.track(), |k| canvas.glyphs.kind(k));
            canvas.put(at(n), y, 1, sign, kind.map_or(Role::Muted, Role::Kind));
        }
    }
}

fn main_kind(day: &Day) -> Option<crate::domain::Kind> {
    day.sessions.iter().map(|s| s.kind).min()
}

/// A row of the last days: its name, one value per day, the range of its bars, and a summary of the known values.
struct Row {
    name: &'static str,
    values: Vec<Option<f64>>,
    range: (f64, f64),
    summary: fn(&[f64]) -> Option<String>,
}
