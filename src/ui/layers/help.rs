//! The keys, from the table of commands.

use ratatui::layout::Rect;

use crate::app::Model;
use crate::app::layers::help::Help;
use crate::app::pointer::Spot;
use crate::domain::Kind;
use crate::keys::{Command, Group, Row};
use crate::text::{width, wrap};
use crate::ui::canvas::Canvas;
use crate::ui::field;
use crate::ui::layout::{COLUMNS, WIDE};
use crate::ui::theme::Role;

/// Columns that keys may take.
const KEYS: u16 = 10;

/// A line of help: a heading, a key with its place among the rows, more of what it does, a line of the legend, or a gap.
enum Line {
    Heading(&'static str),
    Row(usize, &'static Row, String),
    More(usize, String),
    Legend(usize),
    Gap,
}

/// All keys that match what was typed, in as many columns as fit. The selected line is always visible.
pub fn draw(canvas: &mut Canvas<'_>, model: &Model, help: &Help, area: Rect) {
    canvas.clear(area);
    canvas.heading(area, "Keys");
    field::draw(canvas, &help.filter, (6, area.y), area.width.saturating_sub(8).min(50), Role::Strong, true);
    let rows = help.rows(&model.setup.keymap);
    let in_one = help.days_in_one(&model.setup.keymap);
    let columns = match area.width {
        WIDE.. => 3,
        COLUMNS.. => 2,
        _ => 1,
    };
    let each = area.width / columns;
    let room = each.saturating_sub(KEYS + 3);
    let legend = legend(area.width);
    // If it would take much of the page, it goes after the last key.
    let stays = legend.len() * 5 <= usize::from(area.height);
    let foot = if stays { legend.as_slice() } else { &[] };
    let mut lines = lines(&rows, in_one, usize::from(room));
    if !stays && !lines.is_empty() {
        lines.push(Line::Gap);
        lines.extend((0..legend.len()).map(Line::Legend));
    }
    let height = usize::from(area.height).saturating_sub(1 + foot.len());
    let parts = parts(&lines, usize::from(columns));
    let at = |line: &Line| matches!(line, Line::Row(n, ..) | Line::More(n, _) if *n == help.at);
    // The last line of the selected row, within its own column.
    let row_of = parts.iter().filter_map(|part| part.iter().rposition(at)).next().unwrap_or(0);
    // Selecting the last key also shows the legend.
    let row_of = if help.at + 1 == rows.len() && !stays { row_of + 1 + legend.len() } else { row_of };
    let skip = (row_of + 1).saturating_sub(height);
    for (column, part) in (0..).zip(&parts) {
        for (n, line) in part.iter().skip(skip).take(height).enumerate() {
            let (x, y) = (each * column, area.y + 1 + n as u16);
            let role = if at(line) { Role::Selected } else { Role::Text };
            if let Line::Row(n, ..) | Line::More(n, _) = line {
                canvas.spot(Rect::new(x, y, each, 1), Spot::Line(*n));
            }
            match line {
                Line::Heading(text) => drop(canvas.put(x + 1, y, each.saturating_sub(2), text, Role::Muted)),
                Line::Gap => {}
                Line::Legend(n) => put_legend(canvas, (x + 1, y), &legend[*n]),
                Line::Row(_, row, text) => {
                    let pointer = if at(line) { canvas.glyphs.pointer() } else { " " };
                    canvas.put(x, y, 1, pointer, Role::Frame);
                    canvas.put(x + 1, y, KEYS, &keys(model, row, in_one), Role::Key);
                    canvas.put(x + KEYS + 2, y, room, text, role);
                }
                Line::More(_, text) => drop(canvas.put(x + KEYS + 2, y, room, text, role)),
            }
        }
    }
    if rows.is_empty() {
        canvas.put(1, area.y + 2, area.width.saturating_sub(2), "no key matches; backspace", Role::Muted);
    }
    let top = area.bottom().saturating_sub(foot.len() as u16);
    for (y, line) in (top..).zip(foot) {
        put_legend(canvas, (1, y), line);
    }
}

fn lines(rows: &[&'static Row], in_one: bool, room: usize) -> Vec<Line> {
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
        for (n, row) in of_group {
            for (k, text) in wrap(doc(row, in_one), room).into_iter().enumerate() {
                out.push(if k == 0 { Line::Row(n, row, text) } else { Line::More(n, text) });
            }
        }
    }
    out
}

/// The lines split into `columns` of about the same length: none begins with a gap or in the middle of a row, and none ends
/// with a heading.
fn parts(lines: &[Line], columns: usize) -> Vec<&[Line]> {
    let target = lines.len().div_ceil(columns).max(1);
    let (mut out, mut rest) = (Vec::new(), lines);
    for _ in 1..columns {
        let mut cut = target.min(rest.len());
        while cut < rest.len() && matches!(rest[cut], Line::More(..)) {
            cut += 1;
        }
        if cut > 0 && cut < rest.len() && matches!(rest[cut - 1], Line::Heading(_)) {
            cut -= 1;
        }
        let (part, after) = rest.split_at(cut);
        out.push(part);
        rest = if matches!(after.first(), Some(Line::Gap)) { &after[1..] } else { after };
    }
    out.push(rest);
    out
}

/// The keys of a row, or only the first if not all fit; its name if it has none.
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

fn put_legend(canvas: &mut Canvas<'_>, (mut x, y): (u16, u16), line: &[(Option<Kind>, String)]) {
    let right = canvas.area().right();
    for (kind, text) in line {
        if let Some(kind) = kind {
            let pieces = [(canvas.glyphs.kind(*kind), Role::Kind(*kind)), (" ", Role::Text)];
            x = canvas.pieces(x, y, right.saturating_sub(x), &pieces);
        }
        x = canvas.put(x, y, right.saturating_sub(x), text, Role::Muted) + GAP;
    }
}

/// Columns between two pieces of the legend.
const GAP: u16 = 2;

/// What the glyphs and bands mean, wrapped to `columns`: the kinds, then the bands.
fn legend(columns: u16) -> Vec<Vec<(Option<Kind>, String)>> {
    let kinds = Kind::ALL.into_iter().map(|kind| (Some(kind), kind.label().to_lowercase()));
    let bands = ["TRAIN 65 or more", "EASE 45–64", "RECOVER 30–44", "REST under 30"].map(|b| (None, b.to_owned()));
    let needs =
        |(kind, text): &(Option<Kind>, String)| width(text) + usize::from(GAP) + if kind.is_some() { 2 } else { 0 };
    let room = usize::from(columns.saturating_sub(2) + GAP);
    let mut out = Vec::new();
    for pieces in [kinds.collect::<Vec<_>>(), bands.to_vec()] {
        let mut line: Vec<(Option<Kind>, String)> = Vec::new();
        for piece in pieces {
            if !line.is_empty() && line.iter().map(needs).sum::<usize>() + needs(&piece) > room {
                out.push(std::mem::take(&mut line));
            }
            line.push(piece);
        }
        out.push(line);
    }
    out
}
