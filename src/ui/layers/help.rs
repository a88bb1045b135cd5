//! The keys, from the table of commands.

use ratatui::layout::Rect;

use crate::app::Model;
use crate::app::layers::help::Help;
use crate::domain::Kind;
use crate::keys::{Command, Group, Row};
use crate::text::width;
use crate::ui::canvas::Canvas;
use crate::ui::field;
use crate::ui::theme::Role;

/// Columns that keys may take.
const KEYS: u16 = 10;

/// A line of help: a heading, a key with its place among the rows, or nothing.
enum Line {
    Heading(&'static str),
    Row(usize, &'static Row),
    Gap,
}

/// All keys that fit what was typed, in two columns where there is room. The selected line is always in sight.
pub fn draw(canvas: &mut Canvas<'_>, model: &Model, help: &Help, area: Rect) {
    canvas.clear(area);
    canvas.heading(area, "Keys");
    field::draw(canvas, &help.filter, (6, area.y), area.width.saturating_sub(8).min(50), Role::Strong, true);
    let rows = help.rows(&model.setup.keymap);
    let in_one = help.days_in_one(&model.setup.keymap);
    let lines = lines(&rows);
    let two = area.width >= 78;
    let each = if two { area.width / 2 } else { area.width };
    let foot = if area.height > 12 { 2 } else { 0 };
    let height = usize::from(area.height.saturating_sub(1 + foot));
    let columns = if two { 2 } else { 1 };
    let half = if two { split(&lines) } else { lines.len() };
    let at = |line: &Line| matches!(line, Line::Row(n, _) if *n == help.at);
    let row_of = lines.iter().position(at).map_or(0, |n| if n < half { n } else { n - half });
    let skip = (row_of + 2).saturating_sub(height);
    for column in 0..columns {
        let part = if column == 0 { &lines[..half] } else { &lines[half..] };
        for (n, line) in part.iter().skip(skip).take(height).enumerate() {
            let (x, y) = (each * column as u16, area.y + 1 + n as u16);
            match line {
                Line::Heading(text) => drop(canvas.put(x + 1, y, each.saturating_sub(2), text, Role::Muted)),
                Line::Gap => {}
                Line::Row(_, row) => {
                    let pointer = if at(line) { canvas.glyphs.pointer() } else { " " };
                    canvas.put(x, y, 1, pointer, Role::Frame);
                    canvas.put(x + 1, y, KEYS, &keys(model, row, in_one), Role::Key);
                    let role = if at(line) { Role::Selected } else { Role::Text };
                    canvas.put(x + KEYS + 2, y, each.saturating_sub(KEYS + 3), doc(row, in_one), role);
                }
            }
        }
    }
    if rows.is_empty() {
        canvas.put(1, area.y + 2, area.width.saturating_sub(2), "no key has these words; backspace", Role::Muted);
    }
    if foot > 0 {
        legend(canvas, area);
    }
}

fn lines(rows: &[&'static Row]) -> Vec<Line> {
    let mut out = Vec::new();
    for group in Group::ALL {
        let mut of_group = rows.iter().enumerate().filter(|(_, r)| r.group == group).peekable();
        if of_group.peek().is_none() {
            continue;
        }
        if !out.is_empty() {
            out.push(Line::Gap);
        }
        out.push(Line::Heading(group.title()));
        out.extend(of_group.map(|(n, row)| Line::Row(n, row)));
    }
    out
}

/// Where the second column begins: the heading nearest to the middle.
fn split(lines: &[Line]) -> usize {
    let headings = lines.iter().enumerate().filter(|(n, l)| *n > 0 && matches!(l, Line::Heading(_))).map(|(n, _)| n);
    headings.min_by_key(|n| n.abs_diff(lines.len() / 2)).unwrap_or(lines.len())
}

/// The keys of a row, as many as fit; its name where it has none.
fn keys(model: &Model, row: &Row, in_one: bool) -> String {
    if row.command == Command::GoDay(0) && in_one {
        let others = [0, 6].map(|n| model.setup.keymap.keys_of(Command::GoDay(n)).get(1).cloned());
        let others: Vec<String> = others.into_iter().flatten().collect();
        return format!("1–7  {}", others.join(" "));
    }
    let all = model.setup.keymap.keys_of(row.command);
    let Some(first) = all.first() else { return format!(":{}", row.name) };
    let joined = all.join(" ");
    if width(&joined) > usize::from(KEYS) { first.clone() } else { joined }
}

fn doc(row: &'static Row, in_one: bool) -> &'static str {
    if row.command == Command::GoDay(0) && in_one { "that day; Monday, Sunday" } else { row.doc }
}

fn legend(canvas: &mut Canvas<'_>, area: Rect) {
    let y = area.bottom().saturating_sub(2);
    let mut x = 1;
    for kind in Kind::ALL {
        let text = format!("{}  ", kind.label().to_lowercase());
        let sign = canvas.glyphs.kind(kind);
        let left = area.width.saturating_sub(x);
        x = canvas.pieces(x, y, left, &[(sign, Role::Kind(kind)), (" ", Role::Text), (&text, Role::Muted)]);
    }
    let bands = "TRAIN 65 and more   EASE 45–64   RECOVER 30–44   REST under 30";
    canvas.put(1, y + 1, area.width.saturating_sub(4), bands, Role::Muted);
}
