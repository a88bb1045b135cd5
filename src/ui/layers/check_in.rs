//! The check-in drawer.

use ratatui::layout::Rect;

use crate::app::Model;
use crate::app::layers::check_in::{BELOW, COLUMNS, Drawer, Line, night_text};
use crate::domain::Days;
use crate::domain::calendar::day_name;
use crate::domain::checkin::hours_and_minutes;
use crate::domain::shelf::day_number;
use crate::domain::week::Day;
use crate::keys::{Keymap, Scope, Verb};
use crate::recovery::assess;
use crate::ui::canvas::Canvas;
use crate::ui::field;
use crate::ui::panels::recovery::losses_in_brief;
use crate::ui::theme::Role;
use crate::words;

/// The drawer with the score as it would be.
pub fn draw(canvas: &mut Canvas<'_>, model: &Model, drawer: &Drawer, area: Rect) {
    canvas.clear(area);
    canvas.heading(area, &format!("Check-in · {}", day_name(drawer.date, model.weeks.today())));
    let inner = Rect::new(area.x, area.y + 1, area.width, area.height.saturating_sub(2));
    if area.width >= 70 && inner.height + 2 >= rows(drawer) {
        wide(canvas, &model.setup.keymap, drawer, inner)
    } else {
        narrow(canvas, &model.setup.keymap, drawer, inner)
    }
    live_score(canvas, model, drawer, area.bottom().saturating_sub(1));
}

/// Rows that it asks for: a heading, the score, and its lines beside one another.
pub fn rows(drawer: &Drawer) -> u16 {
    let more = BELOW[1..].iter().filter(|row| row.iter().any(|l| drawer.lines.contains(l))).count();
    11 + more as u16
}

/// Two columns: the night and how you feel on the left, soreness on the right.
fn wide(canvas: &mut Canvas<'_>, keymap: &Keymap, drawer: &Drawer, area: Rect) {
    let line_at = |canvas: &mut Canvas<'_>, line: Line, at: (u16, u16), room: u16| {
        if drawer.lines.contains(&line) {
            line_of(canvas, keymap, drawer, line, at, room);
        }
    };
    for ((first, lines), (x, room)) in COLUMNS.into_iter().zip([(1, 38), (40, 18), (59, 18)]) {
        for (n, line) in lines.iter().enumerate() {
            line_at(canvas, *line, (x, area.y + (first + n) as u16), room);
        }
    }
    let asks_soreness = drawer.lines.iter().any(|l| matches!(l, Line::Sore(_)));
    if asks_soreness {
        canvas.put(40, area.y, 39, "Soreness  0 none 4 moderate 7 strong", Role::Muted);
    }
    let y = area.y + 7;
    for (line, (x, room)) in BELOW[0].iter().zip([(1, 19), (21, 12), (34, 11), (46, 11)]) {
        line_at(canvas, *line, (x, y), room);
    }
    let mut last = y + 1;
    for row in &BELOW[1..] {
        let asked = row.iter().filter(|l| drawer.lines.contains(l)).count();
        let room = if row.len() == 1 { area.width.saturating_sub(2) } else { 19 };
        for (line, x) in row.iter().zip([1, 21]) {
            line_at(canvas, *line, (x, last), room);
        }
        last += u16::from(asked > 0);
    }
    line_at(canvas, Line::Note, (1, last), area.width.saturating_sub(2));
    let pain = drawer.now.pain.iter().map(|r| r.label()).collect::<Vec<_>>().join(", ");
    let pain = match keymap.keys_in(Scope::CheckIn, Verb::Pain).first() {
        _ if !pain.is_empty() => format!("hurts: {pain}"),
        Some(key) => format!("{key} on a region: pain"),
        None => String::new(),
    };
    if asks_soreness {
        canvas.put(58, y, area.width.saturating_sub(59), &pain, Role::Muted);
    }
}

/// One column that scrolls with the cursor.
fn narrow(canvas: &mut Canvas<'_>, keymap: &Keymap, drawer: &Drawer, area: Rect) {
    let (rows, all) = (usize::from(area.height), drawer.lines.len());
    // The last row says how much goes on below, where something does.
    let fits = if all > rows { rows.saturating_sub(1).max(1) } else { rows };
    let skip = (drawer.at + 1).saturating_sub(fits.saturating_sub(1).max(1)).min(all.saturating_sub(rows));
    let shown = if all - skip > rows { fits } else { rows };
    for (n, line) in drawer.lines.iter().skip(skip).take(shown).enumerate() {
        line_of(canvas, keymap, drawer, *line, (1, area.y + n as u16), area.width.saturating_sub(2));
    }
    let below = all.saturating_sub(skip + shown);
    if below > 0 && shown < rows {
        let first = drawer.lines[skip + shown].label();
        let text = format!("{} more below: {first} …", below);
        canvas.put(3, area.y + shown as u16, area.width.saturating_sub(4), &text, Role::Muted);
    }
}

fn line_of(canvas: &mut Canvas<'_>, keymap: &Keymap, drawer: &Drawer, line: Line, (x, y): (u16, u16), room: u16) {
    let here = drawer.line() == line;
    let pointer = if here { canvas.glyphs.pointer() } else { " " };
    canvas.put(x, y, 1, pointer, Role::Frame);
    let label = match line {
        Line::Sore(_) => 11,
        Line::RestingHr => 11,
        Line::Latency | Line::Awakenings => 9,
        Line::Hrv | Line::Nap | Line::Ill => 4,
        _ => 8,
    };
    canvas.put(x + 2, y, label, line.label(), if here { Role::Strong } else { Role::Text });
    let at = x + 2 + label + 1;
    let left = (x + room).saturating_sub(at);
    match line {
        Line::Quality | Line::Energy | Line::Mood | Line::Stress => five(canvas, drawer, line, at, y, left),
        Line::Tags => tags(canvas, drawer, (at, y), left, here),
        Line::Note => {
            field::draw(canvas, &drawer.note, (at, y), left, Role::Text, here);
        }
        Line::Slept => {
            let text = night_text(drawer);
            let typing = here && !drawer.typed.is_empty();
            let hint = here && !typing && drawer.night().2.is_none();
            let text = if hint { "type 0040 0630, or 7.5".to_owned() } else { text };
            let end = canvas.put(at, y, left, &text, if hint { Role::Muted } else { Role::Text });
            if typing {
                field::caret(canvas, end, y);
            }
        }
        _ => {
            let value = match line {
                Line::RestingHr => drawer.now.resting_hr.map(|n| n.to_string()),
                Line::Hrv => drawer.now.hrv.map(|n| n.to_string()),
                Line::Nap => drawer.now.nap.map(hours_and_minutes),
                Line::Latency => drawer.now.latency.map(|n| format!("{n} min")),
                Line::Awakenings => {
                    drawer.now.awakenings.map(|n| if n == 1 { "once".to_owned() } else { format!("{n} times") })
                }
                Line::Ill => drawer.now.ill.map(|i| if i { "yes" } else { "no" }.to_owned()),
                line => line.answer(&drawer.now).map(|n| n.to_string()),
            };
            let typing = here && !drawer.typed.is_empty();
            let value = if typing { Some(drawer.typed.clone()) } else { value };
            let value_is_none = value.is_none();
            let role = if value_is_none { Role::Muted } else { Role::Text };
            let end = canvas.put(at, y, left, &value.unwrap_or_else(|| "–".into()), role);
            let end = if typing { field::caret(canvas, end, y) } else { end };
            let tail = match line {
                Line::Sore(region) if drawer.now.pain.contains(&region) => "!".to_owned(),
                // Apart from an answer, and only until there is one.
                Line::Ready if value_is_none => match keymap.keys_in(Scope::CheckIn, Verb::StepUp).first() {
                    Some(key) => format!("   0–9, {key} to 10"),
                    None => "   0–9".to_owned(),
                },
                Line::Ill if here => "   y n".to_owned(),
                _ => String::new(),
            };
            canvas.put(end, y, (x + room).saturating_sub(end), &tail, Role::Muted);
        }
    }
}

/// `1 alcohol yes  2 late meal no  3 travel –`.
fn tags(canvas: &mut Canvas<'_>, drawer: &Drawer, (x, y): (u16, u16), room: u16, here: bool) {
    let (mut at, end) = (x, x + room);
    for (n, tag) in drawer.tags.iter().enumerate() {
        let says = match drawer.now.tags.get(tag) {
            Some(true) => "yes",
            Some(false) => "no",
            None => "–",
        };
        let held = drawer.now.tags.get(tag) == Some(&true);
        let pieces = [
            (format!("{} ", n + 1), if here { Role::Key } else { Role::Muted }),
            (format!("{tag} "), Role::Text),
            (format!("{says}  "), if held { Role::Strong } else { Role::Muted }),
        ];
        for (text, role) in &pieces {
            at = canvas.put(at, y, end.saturating_sub(at), text, *role);
        }
    }
    if here && drawer.now.tags.is_empty() {
        canvas.put(at, y, end.saturating_sub(at), "0 none of them", Role::Muted);
    }
}

/// `1 [2] 3  4  5   poor`.
fn five(canvas: &mut Canvas<'_>, drawer: &Drawer, line: Line, x: u16, y: u16, room: u16) {
    let answer = line.answer(&drawer.now);
    let mut at = x;
    for n in 1..=5 {
        let chosen = answer == Some(n);
        let text = if chosen { format!("[{n}]") } else { format!(" {n} ") };
        at = canvas.put(at, y, 3, &text, if chosen { Role::Strong } else { Role::Muted });
    }
    let Some(scale) = line.scale() else { return };
    let says = match answer {
        Some(n) => words::scale_word(scale, n).to_owned(),
        // Which end is which, before it is answered.
        None if drawer.line() == line => {
            format!("{} to {}", words::scale_word(scale, 1), words::scale_word(scale, 5))
        }
        None => return,
    };
    canvas.put(at + 2, y, (x + room).saturating_sub(at + 2), &says, Role::Muted);
}

/// The days with one of them as the drawer has it.
struct With<'a> {
    days: &'a dyn Days,
    day: Day,
}

impl Days for With<'_> {
    fn nth(&self, number: i32) -> Option<&Day> {
        if number == day_number(self.day.date) { Some(&self.day) } else { self.days.nth(number) }
    }
}

fn live_score(canvas: &mut Canvas<'_>, model: &Model, drawer: &Drawer, y: u16) {
    let mut day = (model.weeks.book() as &dyn Days).day(drawer.date).cloned().unwrap_or_else(|| Day::new(drawer.date));
    day.checkin = Some(drawer.now.clone());
    let room = canvas.area().width.saturating_sub(2);
    let with = With { days: model.weeks.book(), day };
    let weights = model.desk().log().weights(day_number(drawer.date));
    match assess(&with, drawer.date, &model.setup.basis).and_then(|r| r.weighed(&weights)) {
        Some(r) => {
            let x = canvas.put(
                1,
                y,
                room,
                &format!("{}{} {}   ", r.number(), r.range(), r.band().name().to_uppercase()),
                Role::Score(r.band()),
            );
            canvas.put(x, y, (room + 1).saturating_sub(x), &losses_in_brief(&r), Role::Text);
        }
        None => drop(canvas.put(1, y, room, "–  a score comes with the first answer", Role::Muted)),
    }
}
