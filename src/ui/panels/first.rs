//! What you see with nothing on file: the same panels as later, empty, and how to begin.

use ratatui::layout::Rect;

use super::columns;
use crate::app::Model;
use crate::domain::calendar::add_days;
use crate::recovery::Component;
use crate::text::{width, wrap};
use crate::ui::canvas::Canvas;
use crate::ui::layout::{COLUMNS, TALLER, WIDE};
use crate::ui::shapes::figure::{self, Side};
use crate::ui::shapes::{days, digits, stack};
use crate::ui::theme::Role;

/// Ways to begin: the key or the command, what it does, and more about it.
const WAYS: [(&str, &str, &str); 6] = [
    ("⟦check-in⟧", "log last night", "and today has a score"),
    ("⟦rest⟧", "make a day rest", "twice: active recovery"),
    ("⟦undo⟧", "undo anything", "even after you quit"),
    (":setup", "make it fit you", "days, sleep, your tags"),
    (":split", "another week", "or an empty one"),
    ("⟦tour⟧", "a tour", "five steps, sample weeks"),
];

/// What each component will be made of.
const MADE_OF: [(Component, &str); 5] = [
    (Component::Sleep, "how long, how well"),
    (Component::Soreness, "ten places, 0 to 10"),
    (Component::Feel, "energy, mood, stress"),
    (Component::Load, "what you trained"),
    (Component::Heart, "resting HR, HRV"),
];

/// Everything that there is room for.
pub fn draw(canvas: &mut Canvas<'_>, model: &Model, area: Rect) {
    match area.width {
        WIDE.. => wide(canvas, model, area),
        COLUMNS.. if area.height >= 10 => two(canvas, model, area),
        _ => narrow(canvas, model, area),
    }
}

/// What the week is, and that rest is part of it.
fn proposal(model: &Model) -> String {
    let split = model.desk().split_for(model.week_id());
    format!("This week is a proposal: {}. Rest is part of the plan, and counts as done.", lower_first(&split.title))
}

/// The same without the title of the split.
const PROPOSAL: &str = "This week is a proposal. Rest is part of the plan, and counts as done.";

/// Where the data lives, and that this is not medical advice.
fn about(model: &Model) -> [String; 3] {
    let dir = &model.here.data_dir;
    [
        format!(
            "Your data: {dir}, plain text, one file a week. Nothing leaves this machine. Not medical advice: with a condition or an injury, ask a doctor first."
        ),
        format!("Your data: {dir}, plain text. Nothing leaves this machine. Not medical advice: ask a doctor first."),
        "Nothing leaves this machine. Not medical advice.".to_owned(),
    ]
}

fn wide(canvas: &mut Canvas<'_>, model: &Model, area: Rect) {
    let tall = canvas.area().height >= TALLER;
    let foot = area.bottom() - 1;
    let upper =
        if tall { Rect { height: 14.min(area.height - 1), ..area } } else { Rect { height: area.height - 1, ..area } };
    let panels = columns(upper);
    recovery(canvas, panels.recovery, true);
    ways(canvas, model, panels.day, tall);
    let body = panels.body;
    canvas.heading_with(body, "Body", &["lights up with soreness".to_owned()]);
    if body.height > figure::SIZE.1 + 1 {
        let gap = (body.width - 2).saturating_sub(2 * figure::SIZE.0) / 3;
        for (n, side) in (1..).zip([Side::Front, Side::Back]) {
            let x = body.x + 1 + n * gap + (n - 1) * figure::SIZE.0;
            figure::draw(canvas, (x, body.y + 2), side, &|_| None);
        }
    }
    let top = upper.bottom() + 1;
    let lower = Rect { y: top, height: foot.saturating_sub(top), ..area };
    if tall && lower.height >= 5 {
        your_days(canvas, model, lower);
    }
    let room = area.width - 2;
    let texts = about(model);
    let text = texts.iter().find(|t| width(t) <= usize::from(room)).unwrap_or(&texts[2]);
    canvas.put(1, foot, room, text, Role::Muted);
}

/// The score that is still missing, and what it will be made of.
fn recovery(canvas: &mut Canvas<'_>, area: Rect, big: bool) {
    canvas.heading_with(area, "Recovery", &["nothing logged yet".to_owned()]);
    let (x, room) = (area.x + 1, area.width.saturating_sub(2));
    let mut y = area.y + 1;
    if big && area.height >= 13 {
        y += 1;
        digits::draw(canvas, (x + 1, y), "––", Role::Line);
        let at = x + 4 + digits::columns("––");
        for (row, (text, role)) in (y..).zip([
            ("your first score", Role::Strong),
            ("takes one morning", Role::Muted),
            ("and twenty seconds", Role::Muted),
        ]) {
            canvas.put(at, row, (x + room).saturating_sub(at), text, role);
        }
        y += digits::ROWS + 1;
    } else {
        canvas.put(x, y, room, "–  one morning gives a score", Role::Strong);
        y += 1;
    }
    canvas.put(x, y, room, "100 = score + every point lost", Role::Muted);
    y += 1 + u16::from(big);
    for (component, text) in MADE_OF {
        if y < area.bottom() {
            let letter = stack::letter(component).to_string();
            canvas.put(x, y, 1, &letter, Role::Muted);
            canvas.put(x + 2, y, 9, component.name(), Role::Text);
            canvas.put(x + 11, y, room.saturating_sub(11), text, Role::Muted);
        }
        y += 1;
    }
}

fn ways(canvas: &mut Canvas<'_>, model: &Model, area: Rect, roomy: bool) {
    canvas.heading(area, "Start here");
    let (x, room) = (area.x + 1, area.width.saturating_sub(2));
    let keys: Vec<String> = WAYS.iter().map(|(key, ..)| model.setup.keymap.spell(key)).collect();
    let column = keys.iter().map(|k| width(k)).max().unwrap_or_default() as u16 + 3;
    let each = if roomy && area.height >= 14 { 2 } else { 1 };
    let mut y = area.y + 1 + u16::from(area.height > WAYS.len() as u16 * each + 1);
    for (key, (_, does, more)) in keys.iter().zip(WAYS) {
        if y >= area.bottom() {
            break;
        }
        canvas.chip(x, y, column, key);
        let left = room.saturating_sub(column);
        let end = canvas.put(x + column, y, left, does, Role::Strong);
        let more_fits = |at: u16| width(more) <= usize::from((x + room).saturating_sub(at));
        if each == 2 {
            if more_fits(x + column) && y + 1 < area.bottom() {
                canvas.put(x + column, y + 1, left, more, Role::Muted);
            }
        } else if more_fits(end + 2) {
            canvas.put(end + 2, y, left, more, Role::Muted);
        }
        y += each;
    }
}

/// The days, which will become bars.
fn your_days(canvas: &mut Canvas<'_>, model: &Model, area: Rect) {
    let text = "usual range after 10 mornings, patterns after 14".to_owned();
    canvas.heading_with(area, "Your days", &[text]);
    let (x, room) = (area.x + 5, area.width.saturating_sub(6));
    let all = i64::from(room / days::COLUMNS);
    let today = model.weeks.today();
    let shown: Vec<days::Day> = (8 - all..=7)
        .map(|n| days::Day { date: add_days(today, n), morning: days::Morning::Blank, kind: None, laid: false })
        .collect();
    let rows = area.height.saturating_sub(4);
    days::draw(canvas, (x, area.y + 1), rows, &shown, today, None);
    let proposal = proposal(model);
    let text = "Every morning becomes a bar here, next to the seven days ahead.";
    for (n, line) in (0..).zip([text, proposal.as_str()]) {
        if 2 * n + 1 < rows && width(line) <= usize::from(room) {
            canvas.put(x, area.y + 2 + 2 * n, room, line, Role::Muted);
        }
    }
}

/// The missing score beside the ways to begin.
fn two(canvas: &mut Canvas<'_>, model: &Model, area: Rect) {
    let left = Rect { width: 36, height: area.height.min(9), ..area };
    let right = Rect { x: 37, width: area.width - 37, height: area.height.min(9), ..area };
    recovery(canvas, left, false);
    ways(canvas, model, right, false);
    let room = usize::from(area.width - 2);
    let texts = about(model);
    let mut lines = wrap(&proposal(model), room);
    lines.extend(wrap(&texts[0], room));
    let free = usize::from(area.height).saturating_sub(9);
    let lines = if lines.len() <= free { lines } else { wrap(&texts[0], room) };
    let lines = if lines.len() <= free { lines } else { vec![texts[2].clone()] };
    for (n, line) in lines.iter().take(free).enumerate() {
        canvas.put(1, area.bottom() - (lines.len().min(free) - n) as u16, room as u16, line, Role::Muted);
    }
}

/// The order in which the ways to begin get a row when there are fewer rows than ways, the most useful first.
const FIRST: [usize; 6] = [0, 1, 5, 2, 3, 4];

fn narrow(canvas: &mut Canvas<'_>, model: &Model, area: Rect) {
    let room = area.width.saturating_sub(2);
    let rows = usize::from(area.height);
    let of = |text: &str| wrap(text, usize::from(room));
    // The proposal in full if every way to begin still has a row.
    let whole = of(&proposal(model));
    let said = if whole.len() + WAYS.len() <= rows { whole } else { of(PROPOSAL) };
    let fit = WAYS.len().min(rows.saturating_sub(said.len()));
    let mut shown: Vec<usize> = FIRST[..fit].to_vec();
    shown.sort_unstable();
    let mut left = rows.saturating_sub(said.len() + shown.len());
    let about = about(model).iter().map(|text| of(text)).find(|lines| lines.len() <= left).unwrap_or_default();
    left -= about.len();
    let gap = u16::from(left > 0);
    let mut y = area.y;
    for line in &said {
        canvas.put(1, y, room, line, Role::Text);
        y += 1;
    }
    y += gap;
    for n in shown {
        let (key, does, more) = WAYS[n];
        let long = format!("{does}, {more}");
        let text = if width(&long) + 10 <= usize::from(room) { &long } else { does };
        canvas.put(1, y, 9, &model.setup.keymap.spell(key), Role::Strong);
        canvas.put(11, y, room.saturating_sub(10), text, Role::Text);
        y += 1;
    }
    y += u16::from(left > 1);
    for line in &about {
        canvas.put(1, y, room, line, Role::Muted);
        y += 1;
    }
}

fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or(String::new(), |c| c.to_lowercase().chain(chars).collect())
}
