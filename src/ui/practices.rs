//! Recovery practices to choose from, and the timer.

use ratatui::layout::Rect;

use super::canvas::Canvas;
use super::theme::Role;
use crate::app::Model;
use crate::app::timer::Timer;
use crate::planning::practices::{FOCUSED_A_WEEK, Practice, done_in};
use crate::text::{upper_first, wrap};

/// `recovery sessions 2 of 1–3`: what of the week's recovery sessions is done.
pub fn counter(model: &Model, long: bool) -> String {
    let (week, _) = model.shown(model.week_id());
    let lead = if long { "recovery sessions this week" } else { "this week" };
    format!("{lead} {} of {}–{}", done_in(&week), FOCUSED_A_WEEK.0, FOCUSED_A_WEEK.1)
}

/// The list, those offered for the day first, and the selected one in full.
pub fn list(canvas: &mut Canvas<'_>, model: &Model, at: usize, area: Rect) {
    canvas.clear(area);
    canvas.heading(area, &format!("Recovery practices · {}", counter(model, true)));
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
        canvas.put(1, y, 1, if here { canvas.glyphs.pointer() } else { " " }, Role::Frame);
        let minutes = offer.and_then(|o| o.extra.minutes).unwrap_or(practice.minutes);
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
    lines.extend(told(practice));
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

fn told(practice: &Practice) -> Vec<(String, Role)> {
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

/// A timer over the full width: the step, its bar, what comes next, and how far it is in all.
pub fn timer(canvas: &mut Canvas<'_>, timer: &Timer, area: Rect) {
    canvas.clear(area);
    let clock = |s: u32| format!("{}:{:02}", s / 60, s % 60);
    let (gone, all) = timer.total();
    canvas.heading(area, &format!("{} · {} of {}", upper_first(timer.exercise.name()), clock(gone), clock(all)));
    let room = area.width.saturating_sub(2);
    let middle = area.y + (area.height / 2).saturating_sub(1).max(1);
    let Some(step) = timer.step() else {
        canvas.put(1, middle, room, "That was it. Well done.", Role::Strong);
        canvas.pieces(
            1,
            middle + 2,
            room,
            &[
                ("enter", Role::Key),
                (" notes it as done today   ", Role::Text),
                ("esc", Role::Key),
                (" leaves it", Role::Text),
            ],
        );
        return;
    };
    let left = step.seconds.saturating_sub(timer.gone.as_secs() as u32);
    canvas.put(1, middle.saturating_sub(1).max(area.y + 1), room, &upper_first(&step.text), Role::Strong);
    canvas.put_right(room + 1, middle.saturating_sub(1).max(area.y + 1), 8, &left.to_string(), Role::Strong);
    let share = if step.fills { timer.share() } else { 1.0 - timer.share() };
    let full = (share * f64::from(room)).round() as u16;
    let (bar, track) = (canvas.glyphs.bar(), canvas.glyphs.track());
    let x = canvas.put(1, middle, full, &bar.repeat(usize::from(full)), Role::Frame);
    canvas.put(x, middle, room - full, &track.repeat(usize::from(room - full)), Role::Muted);
    let next = timer.steps.get(timer.at + 1).map_or("the end".to_owned(), |s| s.text.clone());
    let state = if timer.paused { "paused" } else { "" };
    let (n, of) = (timer.at + 1, timer.steps.len());
    canvas.put(1, middle + 1, room, &format!("{n} of {of} · then {next}"), Role::Muted);
    canvas.put_right(room + 1, middle + 1, 12, state, Role::Strong);
    let bell = if timer.bell { "bell on" } else { "bell off" };
    if middle + 3 < area.bottom() {
        canvas.put(1, middle + 3, room, bell, Role::Muted);
    }
}
