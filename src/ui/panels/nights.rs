//! The nights panel: from bed to wake, one row each, the latest at the bottom.

use chrono::NaiveDate;
use ratatui::layout::Rect;

use crate::app::Model;
use crate::domain::calendar::{ClockTime, add_days};
use crate::domain::checkin::hours_and_minutes;
use crate::domain::{CheckIn, Days};
use crate::recovery::{Component, sleep};
use crate::ui::canvas::Canvas;
use crate::ui::shapes::nights;
use crate::ui::theme::Role;

/// Hours below which a night is marked as short: the least that adults need (Watson 2015).
pub const SHORT: f64 = 7.0;

/// Columns of the weekday and of the hours.
const DAY: u16 = 7;
const HOURS: u16 = 6;

fn need(model: &Model) -> String {
    format!("need {}", hours_and_minutes(model.setup.basis.sleep_need))
}

fn checkin(model: &Model, date: NaiveDate) -> Option<&CheckIn> {
    Days::day(model.weeks.book(), date)?.checkin.as_ref()
}

fn ends(c: &CheckIn) -> Option<(ClockTime, ClockTime)> {
    c.bed.zip(c.wake)
}

/// As many nights as there are rows, up to the selected day's, or today's if that is ahead.
pub fn draw(canvas: &mut Canvas<'_>, model: &Model, area: Rect) {
    let texts = [format!("bed to wake · {}", need(model)), need(model)];
    canvas.heading_with(area, "Nights", &texts);
    let last = model.view.cursor().min(model.weeks.today());
    let (x, room) = (area.x + 1, area.width.saturating_sub(2));
    let columns = room.saturating_sub(DAY + HOURS);
    let rows = area.height.saturating_sub(2);
    nights::axis(canvas, (x + DAY, area.y + 1), columns);
    let usual = [sleep::usual_bed(model.weeks.book(), last), sleep::usual_wake(model.weeks.book(), last)];
    for n in 0..rows {
        let date = add_days(last, i64::from(n) - i64::from(rows) + 1);
        let y = area.y + 2 + n;
        let role = if date == model.weeks.today() { Role::Strong } else { Role::Muted };
        canvas.put(x, y, DAY, &date.format("%a %-d").to_string(), role);
        let c = checkin(model, date);
        nights::night(canvas, (x + DAY, y), columns, c.and_then(ends), usual);
        slept(canvas, model, date, x + room, y);
    }
}

/// The hours of a night at the end of its row; a dot if nothing is known.
fn slept(canvas: &mut Canvas<'_>, model: &Model, date: NaiveDate, right: u16, y: u16) {
    match model.desk().log().slept(date) {
        Some(hours) => {
            let role = if hours < SHORT { Role::LossText(Component::Sleep) } else { Role::Text };
            canvas.put_right(right, y, HOURS, &hours_and_minutes(hours), role);
        }
        None => canvas.put_right(right, y, 1, "·", Role::Muted),
    }
}

/// Only the last night: `00:40 ····▗▄▄▄▄▖···· 06:30`.
pub fn last(canvas: &mut Canvas<'_>, model: &Model, area: Rect) {
    let date = model.view.cursor().min(model.weeks.today());
    let title = if date == model.weeks.today() { "Last night" } else { "The night before" };
    canvas.heading_with(area, title, &[need(model)]);
    let (x, y, room) = (area.x + 1, area.y + 1, area.width.saturating_sub(2));
    let Some((bed, wake)) = checkin(model, date).and_then(ends) else {
        let hours = model.desk().log().slept(date);
        let text = hours.map_or("not logged".to_owned(), |h| format!("{} asleep", hours_and_minutes(h)));
        canvas.put(x, y, room, &text, Role::Muted);
        return;
    };
    let short = model.desk().log().slept(date).is_some_and(|h| h < SHORT);
    canvas.put(x, y, 6, &bed.to_string(), if short { Role::LossText(Component::Sleep) } else { Role::Text });
    let columns = room.saturating_sub(14);
    canvas.repeat(x + 7, y, columns, canvas.glyphs.may_be(), Role::Line);
    nights::night(canvas, (x + 7, y), columns, Some((bed, wake)), [None, None]);
    canvas.put_right(x + room, y, 6, &wake.to_string(), Role::Text);
}
