//! The title line: which week it is, and notes on it and on the program.

use chrono::Datelike;
use ratatui::layout::Rect;

use super::bottom;
use crate::app::pointer::Spot;
use crate::app::{Model, Panel};
use crate::domain::WeekId;
use crate::planning::event;
use crate::planning::rules::Block;
use crate::text::width;
use crate::ui::canvas::Canvas;
use crate::ui::layout::{VERY_WIDE, WIDE};
use crate::ui::theme::Role;

/// ` Week 47  16–22 Nov 2026 … proposed`.
pub fn draw(canvas: &mut Canvas<'_>, model: &Model) {
    let id = model.week_id();
    let (monday, sunday) = (id.monday(), id.sunday());
    let from = if monday.month() == sunday.month() {
        monday.format("%-d").to_string()
    } else {
        monday.format("%-d %b ").to_string()
    };
    let sep = if monday.month() == sunday.month() { "–" } else { "– " };
    let wide = canvas.area().width >= 60;
    let year = if wide { sunday.format(" %Y").to_string() } else { String::new() };
    let left = format!("Week {}  {from}{sep}{}{year}", id.number(), sunday.format("%-d %b"));
    let screen = canvas.area().width;
    if let Some(sandbox) = &model.view.sandbox {
        let right = screen.saturating_sub(1);
        let forms = ["nothing is saved until ⟦what-if.take⟧", "⟦what-if.take⟧ saves it"];
        let forms = forms.map(|text| model.setup.keymap.spell(text));
        let until = forms.iter().find(|t| width(t) + 11 <= usize::from(right)).map_or("", String::as_str);
        let end = canvas.pieces(1, 0, right, &[("What if  ", Role::Title), (until, Role::Muted)]);
        let plans = format!("plan {} of {}", sandbox.at + 1, sandbox.plans.len());
        let texts = [format!("{plans} · week {}", id.number()), plans];
        let room = usize::from(right.saturating_sub(end + 2));
        if let Some(text) = texts.iter().find(|t| width(t) <= room) {
            canvas.put_right(right, 0, room as u16, text, Role::Muted);
        }
        return;
    }
    let right = screen.saturating_sub(1);
    let mut notes = notes(model, id, wide);
    // The dates give way to what must be known.
    let number = left.find("  ").unwrap_or(left.len());
    let must = notes
        .iter()
        .filter(|n| n.weight == u8::MAX)
        .filter_map(|n| n.forms.last())
        .map(|t| width(t) + 2)
        .sum::<usize>();
    let left = if width(&left) + must > usize::from(right) - 1 { &left[..number] } else { left.as_str() };
    let end = canvas.pieces(1, 0, right, &[(&left[..number], Role::Title), (&left[number..], Role::Muted)]);
    let room = usize::from(right.saturating_sub(end));
    // What does not fit is shortened, then left out, the least important first.
    let total = |all: &[Note]| all.iter().map(|n| width(&n.forms[0]) + 3).sum::<usize>();
    while total(&notes) > room {
        if let Some(n) = notes.iter_mut().find(|n| n.forms.len() > 1) {
            n.forms.remove(0);
            continue;
        }
        let Some(least) = (0..notes.len()).filter(|n| notes[*n].weight < u8::MAX).min_by_key(|n| notes[*n].weight)
        else {
            break;
        };
        notes.remove(least);
    }
    let of = |side: Side| notes.iter().filter(move |n| n.side == side).map(|n| n.forms[0].as_str());
    let line = of(Side::Right).collect::<Vec<_>>().join(" · ");
    let states_at = right.saturating_sub(width(&line) as u16);
    canvas.put_right(right, 0, right.saturating_sub(end + 2), &line, Role::Muted);
    let mut at = states_at;
    for text in of(Side::Right) {
        let columns = width(text) as u16;
        if text.ends_with("finding") || text.ends_with("findings") {
            canvas.spot(Rect::new(at, 0, columns, 1), Spot::Panel(Panel::Notes));
        }
        at += columns + 3;
    }
    // Spread out as far as there is room.
    let parts: Vec<&str> = of(Side::Middle).collect();
    let free = usize::from(states_at.saturating_sub(end)).saturating_sub(parts.iter().map(|t| width(t)).sum());
    let gap = (free / (parts.len() + 1)).max(2) as u16;
    let mut at = end;
    for text in parts {
        at = canvas.put(at + gap, 0, states_at.saturating_sub(at + gap + 1), text, Role::Text);
    }
}

/// Where a note of the title goes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Middle,
    Right,
}

/// A note on the week or on the program.
struct Note {
    side: Side,
    /// The higher it is, the longer the note stays.
    weight: u8,
    /// What it says, the longest form first.
    forms: Vec<String>,
}

/// `block ▪▪▪▫▫ 3 of 5`.
fn block_title(block: &Block, text: &str) -> String {
    let done = block.number.min(block.every);
    let squares = format!("{}{}", "▪".repeat(done), "▫".repeat(block.every - done));
    let text = text.trim_start_matches("block ");
    if text.starts_with(|c: char| c.is_ascii_digit()) { format!("block {squares} {text}") } else { text.to_owned() }
}

/// Notes on the week and on the program, in their order from left to right.
fn notes(model: &Model, id: WeekId, wide: bool) -> Vec<Note> {
    let (week, proposed) = model.shown(id);
    let screen = model.view.size.0;
    let mut out: Vec<Note> = Vec::new();
    let mut note = |side: Side, weight: u8, forms: &[String]| out.push(Note { side, weight, forms: forms.to_vec() });
    let plural = |n: usize, one: &str, more: &str| if n == 1 { format!("1 {one}") } else { format!("{n} {more}") };
    if week.deload {
        note(Side::Middle, 6, &["deload".to_owned()]);
    } else if let Some((block, text)) = model.block() {
        note(Side::Middle, 6, &[block_title(&block, &text), text]);
    }
    // If the rhythm has no line of its own, it goes here.
    let rhythm: Vec<String> = bottom::rhythm_parts(model).into_iter().filter(|p| !p.starts_with("check-ins")).collect();
    if (WIDE..VERY_WIDE).contains(&screen) && !rhythm.is_empty() {
        note(Side::Middle, 0, &[rhythm.join(" · ")]);
    }
    if screen >= VERY_WIDE {
        note(Side::Right, 1, &[model.weeks.today().format("today %a %-d %b").to_string()]);
    }
    if !model.insight.findings.is_empty() && !model.is_first_run() {
        note(Side::Right, 4, &[plural(model.insight.findings.len(), "finding", "findings")]);
    }
    if model.weeks.book().frozen(id).is_some() {
        note(Side::Right, 7, &["read-only".to_owned()]);
    } else if !model.trouble().is_empty() {
        note(Side::Right, 7, &[plural(model.trouble().len(), "line not understood", "lines not understood")]);
    }
    if let Some(event) = event::next(model.weeks.book(), model.weeks.today()) {
        note(Side::Right, 2, &[event.countdown()]);
    }
    let forms = |all: &[&str]| -> Vec<String> {
        let all = if wide { all } else { &all[1..] };
        all.iter().map(ToString::to_string).collect()
    };
    if model.here.sample {
        let all = ["sample weeks, nothing is saved", "sample weeks", "sample"];
        note(Side::Right, u8::MAX, &forms(if wide { &all[..2] } else { &all }));
    } else if model.is_failing() {
        note(Side::Right, 5, &["not saved yet".to_owned()]);
    } else if proposed && model.is_first_run() {
        note(Side::Right, 3, &forms(&["a proposal until your first change", "first run"]));
    } else if proposed {
        note(Side::Right, 3, &forms(&["proposed, the first change makes it yours", "proposed"]));
    } else if model.unsaved() > 0 {
        note(Side::Right, 5, &["not saved yet".to_owned()]);
    }
    out
}
