//! What a person sees who has nothing on file.

use ratatui::layout::Rect;

use crate::app::Model;
use crate::text::wrap;
use crate::ui::canvas::Canvas;
use crate::ui::theme::Role;

/// What is in sight, four ways on, and where the data lives.
pub fn draw(canvas: &mut Canvas<'_>, model: &Model, area: Rect) {
    let (x, room) = (1, area.width.saturating_sub(2));
    let mut lines: Vec<(String, String, Role)> = Vec::new();
    let split = model.desk().split_for(model.week_id());
    let intro = format!(
        "This week is a proposal: {}. Rest is part of the plan, and counts as done.",
        lower_first(&split.title)
    );
    lines.extend(wrap(&intro, usize::from(room)).into_iter().map(|l| (String::new(), l, Role::Text)));
    lines.push(Default::default());
    for (key, text) in [
        ("⟦check-in⟧", "log last night (20 seconds) and get today's recovery"),
        ("⟦rest⟧", "make the day you are on a rest day; ⟦undo⟧ undoes anything"),
        (":setup", "make it fit you: days, sleep, a free weekday, tags"),
        (":split", "choose another week, or start empty"),
        (":demo", "look around with twelve sample weeks; ⟦tour⟧ takes a tour of five steps"),
    ] {
        lines.push((model.setup.keymap.spell(key), model.setup.keymap.spell(text), Role::Text));
    }
    lines.push(Default::default());
    let data = format!(
        "Your data: {}: plain text, one file a week, nothing leaves this machine. Not medical advice: with a condition or an injury, ask a doctor first.",
        model.here.data_dir
    );
    lines.extend(wrap(&data, usize::from(room)).into_iter().map(|l| (String::new(), l, Role::Muted)));
    // What must be said comes before gaps.
    while lines.len() > usize::from(area.height) {
        let Some(gap) = lines.iter().position(|(key, text, _)| key.is_empty() && text.is_empty()) else { break };
        lines.remove(gap);
    }
    for (n, (key, text, role)) in lines.into_iter().take(usize::from(area.height)).enumerate() {
        let y = area.y + n as u16;
        let indent = if key.is_empty() { 0 } else { 10 };
        canvas.put(x, y, 9, &key, Role::Key);
        canvas.put(x + indent, y, room.saturating_sub(indent), &text, role);
    }
}

fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or(String::new(), |c| c.to_lowercase().chain(chars).collect())
}
