//! What if: plans side by side, and what each trades.

use ratatui::layout::Rect;

use crate::app::Model;
use crate::app::plans::Plan;
use crate::planning::Outlook;
use crate::recovery::Band;
use crate::text::{fit, width, wrap};
use crate::ui::canvas::Canvas;
use crate::ui::theme::Role;
use crate::words;

/// Columns of a day in the table.
const DAY: u16 = 7;

/// The table of plans under the grid.
pub fn draw(canvas: &mut Canvas<'_>, model: &Model, area: Rect) {
    let Some(sandbox) = &model.view.sandbox else { return };
    canvas.clear(area);
    let until = model.setup.keymap.spell("nothing is saved until ⟦what-if.take⟧");
    canvas.heading(area, &format!("What if · the morning of each day; {until}"));
    let Some(first) = sandbox.plans.first() else { return };
    let room = area.width.saturating_sub(2);
    let days = first.outlooks.len().min(usize::from(room.saturating_sub(24) / DAY));
    let table = room.saturating_sub(days as u16 * DAY);
    canvas.put(1, area.y + 1, table, "plan", Role::Muted);
    let at = |n: usize| 1 + table + n as u16 * DAY;
    for (n, o) in first.outlooks.iter().take(days).enumerate() {
        canvas.put(at(n), area.y + 1, DAY, &o.date.format("%a %-d").to_string(), Role::Muted);
    }
    for (k, plan) in sandbox.plans.iter().enumerate() {
        let y = area.y + 2 + k as u16;
        if y >= area.bottom() {
            return;
        }
        let here = k == sandbox.at;
        canvas.put(1, y, 1, if here { canvas.glyphs.pointer() } else { " " }, Role::Frame);
        let name = if k == 0 { "as planned".to_owned() } else { named(plan) };
        let name = if name.is_empty() {
            model.setup.keymap.spell("nothing tried yet: ⟦rest⟧ ⟦swap⟧ ⟦move⟧ ⟦harder⟧ ⟦easier⟧ ⟦longer⟧ ⟦shorter⟧")
        } else {
            name
        };
        let letter = char::from(b'A' + k as u8);
        let text = fit(&format!("{letter}  {name}"), usize::from(table.saturating_sub(3)));
        canvas.put(3, y, table.saturating_sub(3), &text, if here { Role::Strong } else { Role::Text });
        for (n, o) in plan.outlooks.iter().take(days).enumerate() {
            let role = o.shown().map_or(Role::Muted, |s| Role::Bar(Band::of(s)));
            canvas.put(at(n), y, DAY, &words::about(o), role);
        }
    }
    let mut lines = Vec::new();
    if first.outlooks.is_empty() {
        lines.push(model.setup.keymap.spell(
            "No morning can be forecast yet: that takes a check-in (⟦check-in⟧). Changes can be tried all the same.",
        ));
    } else if sandbox.at > 0 {
        let letter = char::from(b'A' + sandbox.at as u8);
        let name = named(sandbox.plan());
        // The table has no room for all of a long name.
        let cut = width(&name) + 3 > usize::from(table.saturating_sub(3));
        lines.extend(cut.then(|| format!("{letter} is {name}.")));
        if !sandbox.plan().edits.is_empty() {
            lines.push(trade(first, sandbox.plan(), letter));
        }
    }
    let range = first.outlooks.iter().find_map(range_of).unwrap_or_default();
    let graded = match model.insight.learnt.grade {
        Some(g) => format!("Each within ±{range}. {}", words::graded(&g)),
        None => {
            format!("Each within ±{range}; forecasts are kept with every check-in and graded as the mornings come.")
        }
    };
    lines.extend((!first.outlooks.is_empty()).then_some(graded));
    let y = area.y + 3 + sandbox.plans.len() as u16;
    let wrapped = lines.iter().flat_map(|l| wrap(l, usize::from(room)));
    for (n, line) in wrapped.take(usize::from(area.bottom().saturating_sub(y))).enumerate() {
        canvas.put(1, y + n as u16, room, &line, Role::Text);
    }
}

/// What a plan comes to; nothing while nothing was tried.
fn named(plan: &Plan) -> String {
    match plan.net.as_slice() {
        [] if plan.edits.is_empty() => String::new(),
        [] => "as planned in the end".to_owned(),
        net => net.join(", "),
    }
}

fn range_of(o: &Outlook) -> Option<u8> {
    o.score.map(|s| (s.high - s.low) / 2)
}

/// What a plan gives and takes, in a sentence.
fn trade(as_is: &Plan, plan: &Plan, letter: char) -> String {
    let moved: Vec<(String, i16)> = as_is
        .outlooks
        .iter()
        .zip(&plan.outlooks)
        .filter_map(|(a, b)| Some((a.date.format("%A").to_string(), i16::from(b.shown()?) - i16::from(a.shown()?))))
        .filter(|(_, d)| *d != 0)
        .collect();
    let told = |better: bool| {
        let named: Vec<String> = moved
            .iter()
            .filter(|(_, d)| (*d > 0) == better)
            .map(|(n, d)| format!("{n} {d:+}").replace('-', "−"))
            .collect();
        named.join(", ")
    };
    match (told(true), told(false)) {
        (up, down) if up.is_empty() && down.is_empty() => format!("{letter} moves no morning of the next seven days."),
        (up, down) if down.is_empty() => format!("{letter} gives {up}."),
        (up, down) if up.is_empty() => format!("{letter} costs {down}."),
        (up, down) => format!("{letter} gives {up}, and costs {down}."),
    }
}
