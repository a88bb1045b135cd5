//! What goes with what, and how fast hard days are recovered from.

use ratatui::layout::Rect;

use crate::app::layers::patterns::Patterns;
use crate::text::{pad, wrap};
use crate::ui::canvas::Canvas;
use crate::ui::theme::Role;

/// What goes with what, and how fast hard days are recovered from.
pub fn draw(canvas: &mut Canvas<'_>, layer: &Patterns, area: Rect) {
    canvas.clear(area);
    canvas.heading(area, "Patterns in your own log");
    let room = usize::from(area.width.saturating_sub(4));
    let mut lines: Vec<(String, Role)> = vec![Default::default()];
    let Some(found) = &layer.found else { return };
    let p = &found.patterns;
    let mut say = |text: &str, role: Role, lead: &str| {
        for (n, line) in wrap(text, room.saturating_sub(2)).into_iter().enumerate() {
            lines.push((format!("{} {line}", if n == 0 { lead } else { " " }), role));
        }
    };
    for pattern in &p.found {
        say(&pattern.sentence(), Role::Text, "•");
    }
    if p.found.is_empty() {
        let told = if p.compared == 0 {
            "Nothing to compare yet: it takes eight mornings on either side of a question, such as nights under 6 h."
        } else {
            "No pattern holds so far. That is an answer too: nothing here moves your mornings for certain."
        };
        say(told, Role::Text, " ");
    }
    say("", Role::Muted, " ");
    lines.push(Default::default());
    let mut say = |text: &str| {
        lines.extend(wrap(text, room.saturating_sub(2)).into_iter().map(|l| (format!("  {l}"), Role::Muted)))
    };
    say(&format!(
        "{} over {}, each against your own mean of the four weeks before. Only those are shown that pass the rank-sum test after Holm's correction for looking at so many, are of some size, and hold in both halves of your log. In brackets: the middle half of those mornings. They go together; that does not make one the cause.",
        counted(p.compared, "comparison"),
        counted(p.mornings, "morning")
    ));
    lines.push(Default::default());
    lines.push((" Recovery speed: mean days from a hard day (RPE 7+) to a morning at 65+".into(), Role::Title));
    if found.speed.is_empty() {
        lines.push(("  no hard day with every morning after it logged yet".into(), Role::Muted));
    }
    for s in found.speed.iter().rev() {
        let bar = canvas.glyphs.bar().repeat((s.days * 2.0).round() as usize);
        let days = if s.n == 1 { "hard day" } else { "hard days" };
        lines.push((
            format!("  {}   {:>3.1}  {}  {} {days}", s.month.format("%b %Y"), s.days, pad(&bar, 14), s.n),
            Role::Text,
        ));
    }
    let rows = usize::from(area.height.saturating_sub(1));
    let (skip, scrolls) = layer.scroll.window(lines.len(), rows);
    canvas.scrolls = scrolls;
    for (n, (text, role)) in lines.iter().skip(skip).take(rows).enumerate() {
        canvas.put(1, area.y + 1 + n as u16, area.width.saturating_sub(2), text, *role);
    }
}

/// `1 morning`, `12 mornings`.
fn counted(n: usize, what: &str) -> String {
    format!("{n} {what}{}", if n == 1 { "" } else { "s" })
}
