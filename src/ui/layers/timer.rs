//! A practice that is timed.

use ratatui::layout::Rect;

use crate::app::layers::timer::Timer;
use crate::keys::{Keymap, Scope, Verb};
use crate::text::{upper_first, wrap};
use crate::ui::canvas::Canvas;
use crate::ui::theme::Role;

/// A timer over the full width: the step, its bar, what comes next, and how far it is in all.
pub fn draw(canvas: &mut Canvas<'_>, keymap: &Keymap, timer: &Timer, area: Rect) {
    canvas.clear(area);
    let clock = |s: u32| format!("{}:{:02}", s / 60, s % 60);
    let (gone, all) = timer.total();
    canvas.heading(area, &format!("{} · {} of {}", timer.timing.title, clock(gone), clock(all)));
    let room = area.width.saturating_sub(2);
    let middle = area.y + (area.height / 2).saturating_sub(1).max(1);
    let Some(step) = timer.step() else {
        let key = |verb| keymap.keys_in(Scope::TimerOver, verb).into_iter().next().unwrap_or_default();
        canvas.put(1, middle, room, "That was it. Well done.", Role::Strong);
        canvas.pieces(
            1,
            middle + 2,
            room,
            &[
                (&key(Verb::Take), Role::Key),
                (" notes it as done today   ", Role::Text),
                (&key(Verb::Leave), Role::Key),
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
    for (n, line) in wrap(&timer.dose, usize::from(room)).iter().enumerate() {
        let y = middle + 4 + n as u16;
        if y < area.bottom() {
            canvas.put(1, y, room, line, Role::Muted);
        }
    }
}
