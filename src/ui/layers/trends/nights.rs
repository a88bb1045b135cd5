//! Nights as spans on a vertical clock, one column each.

use chrono::NaiveDate;
use ratatui::layout::Rect;

use super::axis::Axis;
use crate::app::Model;
use crate::domain::calendar::ClockTime;
use crate::domain::{CheckIn, Days};
use crate::insight::trends::{USUAL_DAYS, usual};
use crate::recovery::Component;
use crate::recovery::stats::mean;
use crate::ui::canvas::Canvas;
use crate::ui::panels::nights::SHORT;
use crate::ui::shapes::spans::{Spans, after_noon};
use crate::ui::theme::Role;

fn checkin(model: &Model, date: NaiveDate) -> Option<&CheckIn> {
    Days::day(model.weeks.book(), date)?.checkin.as_ref()
}

/// A night's ends in minutes after noon, if both are known.
pub fn ends(model: &Model, date: NaiveDate) -> Option<(f64, f64)> {
    let c = checkin(model, date)?;
    let (bed, wake) = c.bed.zip(c.wake)?;
    Some((after_noon(bed), after_noon(wake)))
}

/// Whether at least half of the known nights have both ends.
pub fn have_ends(model: &Model, axis: &Axis) -> bool {
    let all = || (0..axis.count).flat_map(|n| axis.days(n));
    let with = all().filter(|d| ends(model, *d).is_some()).count();
    let known = all().filter(|d| model.desk().log().slept(*d).is_some()).count();
    with > 0 && 2 * with >= known
}

/// The middle four fifths of bed times, and of wake times, in minutes after noon.
pub fn usual_ends(model: &Model, today: NaiveDate) -> Option<[(f64, f64); 2]> {
    let nights = (0..USUAL_DAYS).map(|n| ends(model, crate::domain::calendar::add_days(today, -n)));
    let (beds, wakes): (Vec<_>, Vec<_>) = nights.map(|e| (e.map(|e| e.0), e.map(|e| e.1))).unzip();
    Some([usual(&beds)?, usual(&wakes)?])
}

/// Draws the nights with the clock on the left; below them, if there is room, the hours of short ones.
pub fn draw(canvas: &mut Canvas<'_>, model: &Model, axis: &Axis, at: usize, area: Rect, scale: u16) {
    let column = |n: usize| {
        let all: Vec<(f64, f64)> = axis.days(n).filter_map(|d| ends(model, d)).collect();
        let of = |end: fn(&(f64, f64)) -> f64| mean(&all.iter().map(end).collect::<Vec<_>>());
        of(|e| e.0).zip(of(|e| e.1))
    };
    let nights: Vec<Option<(f64, f64)>> = (0..axis.count).map(column).collect();
    let hours = |n: usize| {
        let known: Vec<f64> = axis.days(n).filter_map(|d| model.desk().log().slept(d)).collect();
        mean(&known)
    };
    // A row for the hours of short nights, in digits: colour alone is not enough.
    let row = u16::from(area.height >= 8);
    let place = Rect { height: area.height - row, ..area };
    let spans = Spans::new(place, axis.step, &nights);
    spans.ground(canvas, usual_ends(model, axis.today));
    for hour in spans.hours() {
        let y = place.y + spans.row(hour);
        let line = canvas.glyphs.may_be().repeat(usize::from(place.width));
        canvas.over((place.x, y), &line, Role::Line);
        let text = ClockTime::from_minutes(((hour + 720.0) as u16) % 1440).map_or(String::new(), |t| t.to_string());
        canvas.put_right(area.x.saturating_sub(1), y, scale - 1, &text, Role::Muted);
    }
    spans.cursor(canvas, at);
    for (n, night) in nights.iter().enumerate() {
        match (night, hours(n)) {
            (Some(night), _) => spans.night(canvas, n, *night, Role::Loss(Component::Sleep)),
            (None, Some(_)) => spans.without(canvas, n),
            (None, None) => {}
        }
    }
    if row > 0 {
        let name = if scale > 7 { "under 7" } else { "under" };
        canvas.put_right(area.x.saturating_sub(1), place.bottom(), scale - 1, name, Role::Muted);
        for n in 0..axis.count {
            if let Some(h) = hours(n).filter(|h| *h < SHORT) {
                let text = format!("{}", h.floor() as u8);
                canvas.put(spans.x(n), place.bottom(), axis.step, &text, Role::LossText(Component::Sleep));
            }
        }
    }
}
