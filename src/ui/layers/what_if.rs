//! What if: the plan as it is and another one, morning by morning, and what the other one gains and costs.
//!
//! Below the columns of the week both plans are points on one scale; with few rows they are a table, and with few columns a line
//! per plan.

use chrono::NaiveDate;
use ratatui::layout::Rect;

use crate::app::Model;
use crate::app::plans::{Plan, Sandbox};
use crate::planning::Outlook;
use crate::recovery::Band;
use crate::text::{count, fit, width, wrap, wrap_items};
use crate::ui::canvas::Canvas;
use crate::ui::layout::{COLUMNS, TALL, WIDE, column};
use crate::ui::theme::Role;
use crate::ui::week::grid::main_kind;
use crate::words;
use crate::words::what_if::{self, Pair};

/// The fewest columns of a day in the narrow table.
const DAY: u16 = 4;

/// Columns of a plan's letter in it.
const LETTER: u16 = 4;

/// The fewest points that a row of the chart covers.
const POINTS_A_ROW: f64 = 2.0;

/// Draws the plans below the week.
pub fn draw(canvas: &mut Canvas<'_>, model: &Model, area: Rect) {
    let Some(sandbox) = &model.view.sandbox else { return };
    canvas.clear(area);
    if area.width < COLUMNS || area.height < 12 {
        narrow(canvas, model, sandbox, area);
        return;
    }
    let room = area.width - 2;
    let sentences = sentences(model, sandbox);
    let mut y = area.y + u16::from(canvas.area().height >= TALL);
    let notes = if canvas.area().width >= WIDE { notes(canvas, model, sandbox) } else { Vec::new() };
    for (k, plan) in sandbox.plans.iter().enumerate() {
        legend(canvas, model, sandbox, k, plan, y);
        if let Some(text) = notes.get(k) {
            canvas.put_right(1 + room, y, room, text, Role::Muted);
        }
        y += 1;
    }
    let lines: Vec<(String, Role)> = sentences
        .iter()
        .flat_map(|(text, role)| wrap(text, usize::from(room)).into_iter().map(move |l| (l, *role)))
        .collect();
    let below = (lines.len() as u16).min(area.bottom().saturating_sub(y + 6));
    let middle = Rect { y, height: area.bottom().saturating_sub(y + below), ..area };
    if !sandbox.plans[0].outlooks.is_empty() {
        if canvas.area().width >= WIDE && canvas.area().height >= TALL && middle.height >= 10 {
            chart(canvas, model, sandbox, Rect { y: middle.y + 1, height: middle.height - 2, ..middle });
        } else {
            table(canvas, model, sandbox, middle);
        }
    }
    for (at, (text, role)) in (area.bottom() - below..).zip(lines.iter().take(usize::from(below))) {
        canvas.put(1, at, room, text, *role);
    }
}

/// `▸ B ┅┅┅  swap Wed lower body ⇄ Thu full rest`.
fn legend(canvas: &mut Canvas<'_>, model: &Model, sandbox: &Sandbox, k: usize, plan: &Plan, y: u16) {
    let here = k == sandbox.at;
    let pointer = if here { canvas.glyphs.pointer() } else { " " };
    canvas.put(1, y, 1, pointer, Role::Frame);
    let role = if here { Role::Strong } else { Role::Text };
    canvas.put(3, y, 1, &letter(k).to_string(), role);
    if canvas.area().width >= WIDE {
        canvas.repeat(5, y, 3, canvas.glyphs.forecast(), if here && k > 0 { Role::Frame } else { Role::Muted });
    }
    let x = if canvas.area().width >= WIDE { 10 } else { 6 };
    let room = canvas.area().width.saturating_sub(x + 1);
    canvas.put(
        x,
        y,
        room,
        &fit(&name(model, k, plan), usize::from(room)),
        if here { Role::Strong } else { Role::Muted },
    );
}

fn letter(k: usize) -> char {
    char::from(b'A' + k as u8)
}

/// What a plan is called: its net changes, or how to begin.
fn name(model: &Model, k: usize, plan: &Plan) -> String {
    if k == 0 {
        return "as planned".to_owned();
    }
    match plan.net.as_slice() {
        [] if plan.edits.is_empty() => {
            model.setup.keymap.spell("nothing tried yet: ⟦rest⟧ ⟦swap⟧ ⟦move⟧ ⟦harder⟧ ⟦easier⟧ ⟦longer⟧ ⟦shorter⟧")
        }
        [] => "same as planned".to_owned(),
        net => net.join(", "),
    }
}

/// The plan to compare with plan A: the selected one, or the last one if A is selected.
fn other(sandbox: &Sandbox) -> usize {
    if sandbox.at > 0 { sandbox.at } else { sandbox.plans.len().saturating_sub(1) }
}

fn pairs(sandbox: &Sandbox) -> Vec<Pair> {
    what_if::pairs(&sandbox.plans[0].outlooks, &sandbox.plans[other(sandbox)].outlooks)
}

/// What is shaded, and how good forecasts have been.
fn notes(canvas: &Canvas<'_>, model: &Model, sandbox: &Sandbox) -> Vec<String> {
    let shown = model.view.days();
    if !sandbox.plans[0].outlooks.iter().any(|o| shown.contains(&o.date)) {
        return Vec::new();
    }
    let range = if canvas.theme().has_tints() { "shaded" } else { "between its dots" };
    let shaded = format!("{range}: where {} is expected on 8 of 10 mornings", letter(other(sandbox)));
    let graded = match model.insight.learnt.grade {
        Some(g) => format!("{} so far: off by {:.0} on average", count(g.n, "forecast"), g.off_by),
        None => "forecasts are graded as mornings come in".to_owned(),
    };
    vec![shaded, graded]
}

/// What the other plan gains and costs, what the rules find in it, and the rest.
fn sentences(model: &Model, sandbox: &Sandbox) -> Vec<(String, Role)> {
    let first = &sandbox.plans[0];
    if first.outlooks.is_empty() {
        let text = "No morning can be forecast yet: that takes a check-in (⟦check-in⟧). You can try changes anyway.";
        return vec![(model.setup.keymap.spell(text), Role::Text)];
    }
    let at = other(sandbox);
    let mut out = Vec::new();
    if !sandbox.plans[at].edits.is_empty() {
        let pairs = pairs(sandbox);
        out.push((what_if::trade(&pairs, letter(at), model.view.last()), Role::Strong));
        if sandbox.at > 0 {
            out.extend(what_if::found(&sandbox.found, &model.insight.findings).map(|t| (t, Role::Text)));
        }
        out.extend(what_if::rest(&pairs, model.view.last()).map(|t| (t, Role::Muted)));
    } else if let Some(g) = model.insight.learnt.grade.filter(|_| model.view.size.0 < WIDE) {
        out.push((words::graded(&g), Role::Muted));
    }
    out
}

/// A plan's forecast for a day.
fn outlook(plan: &Plan, date: NaiveDate) -> Option<&Outlook> {
    plan.outlooks.iter().find(|o| o.date == date)
}

/// Both plans as points on one scale, below the columns of the week.
fn chart(canvas: &mut Canvas<'_>, model: &Model, sandbox: &Sandbox, area: Rect) {
    let (as_is, at) = (&sandbox.plans[0], other(sandbox));
    let plan = &sandbox.plans[at];
    let days = model.view.days();
    // The last two rows are for the letters and the differences.
    let rows = area.height - 2;
    let seen = |d: NaiveDate| model.recovery(d).filter(|_| d <= model.weeks.today()).map(|r| f64::from(r.shown));
    let mut values: Vec<f64> = days.iter().filter_map(|d| seen(*d)).collect();
    for o in as_is.outlooks.iter().chain(&plan.outlooks).filter(|o| days.contains(&o.date)) {
        values.extend(o.shown().map(f64::from));
    }
    let ranges = plan.outlooks.iter().filter(|o| days.contains(&o.date)).filter_map(|o| o.score);
    for s in ranges.clone() {
        values.extend([f64::from(s.low), f64::from(s.high)]);
    }
    values.extend([65.0, 45.0]);
    let high = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let low = values.iter().copied().fold(f64::INFINITY, f64::min);
    let each = POINTS_A_ROW.max((high - low) / f64::from(rows.saturating_sub(1).max(1)));
    let plain = |v: f64| area.y + ((high - v) / each).round().clamp(0.0, f64::from(rows - 1)) as u16;
    // A value below a border is drawn below its line.
    let row = |v: f64| {
        let under = [65.0, 45.0].into_iter().any(|border| v < border && plain(v) <= plain(border) && v > border - 20.0);
        (plain(v) + u16::from(under)).min(area.y + rows - 1)
    };
    // A plan is made to reach these bands, so their borders are drawn.
    for (value, text) in [(65.0, "hard 65"), (45.0, "easy 45")] {
        let y = row(value);
        // A number of the first day on that row takes the label's place.
        let taken = [as_is, plan].iter().filter_map(|p| outlook(p, days[0])?.shown()).any(|s| row(f64::from(s)) == y);
        let x = if taken { 1 } else { canvas.put(1, y, 9, &format!("{text} "), Role::Muted) };
        canvas.repeat(x, y, (area.right() - 1).saturating_sub(x), canvas.glyphs.may_be(), Role::Line);
    }
    let letters = area.y + rows;
    canvas.put(1, letters + 1, 9, &format!("{} − A", letter(at)), Role::Muted);
    for (n, date) in days.iter().enumerate() {
        let (x, width) = column(area.width, n);
        let half = width / 2;
        if let Some(score) = seen(*date) {
            let band = Band::of(score as u8);
            // To the right of the border labels.
            let (x, width) = if n == 0 { (x + 9, width - 9) } else { (x, 7) };
            let next = canvas.put(x, row(score), 4, &format!("{score:.0} "), Role::Score(band));
            canvas.repeat(next, row(score), width.saturating_sub(3).min(4), canvas.glyphs.bar(), Role::Bar(band));
            canvas.put(x, letters + 1, 8, if n == 0 { "" } else { "measured" }, Role::Muted);
            continue;
        }
        let (a, b) = (outlook(as_is, *date).and_then(Outlook::shown), outlook(plan, *date));
        if let Some(s) = b.and_then(|o| o.score) {
            range(canvas, Rect::new(x + half, row(f64::from(s.high)), width - half, 1), row(f64::from(s.low)));
            let (y, dots) = (row(f64::from(s.score)), width - half - 4);
            let next = canvas.over((x + half, y), &format!(" {} ", s.score), Role::Strong);
            canvas.over((next, y), &canvas.glyphs.forecast().repeat(usize::from(dots)), Role::Frame);
            canvas.put(x + half + 1, letters, 1, &letter(at).to_string(), Role::Strong);
        }
        if let Some(score) = a {
            let y = row(f64::from(score));
            let next = canvas.put(x, y, 4, &format!("{score} "), Role::Text);
            canvas.repeat(next, y, (x + half).saturating_sub(next + 1), canvas.glyphs.forecast(), Role::Muted);
            canvas.put(x, letters, 1, "A", Role::Muted);
        }
        if let (Some(a), Some(b)) = (a, b.and_then(Outlook::shown)) {
            difference(canvas, Pair { date: *date, as_is: a, other: b }, (x, letters + 1), width, half + 1);
        }
    }
}

/// The points that the other plan gains on a morning, or that they are too few to notice.
fn difference(canvas: &mut Canvas<'_>, pair: Pair, (x, y): (u16, u16), width: u16, indent: u16) {
    if pair.is_noticeable() {
        canvas.put(x + indent, y, width - indent, &what_if::signed(pair.difference()), Role::Strong);
        return;
    }
    let same = if pair.difference() == 0 { "the same" } else { "about the same" };
    if crate::text::width(same) <= usize::from(width) {
        canvas.put(x + indent.min(width - same.len() as u16), y, width, same, Role::Muted);
    } else {
        canvas.put(x, y, width, "same", Role::Muted);
    }
}

/// A range as a tinted block, or as its dotted edges if there is no tint.
fn range(canvas: &mut Canvas<'_>, top: Rect, last: u16) {
    if canvas.theme().has_tints() {
        canvas.tint(Rect { height: last + 1 - top.y, ..top }, Role::Usual);
        return;
    }
    for y in [top.y, last] {
        canvas.repeat(top.x, y, top.width, canvas.glyphs.may_be(), Role::Line);
    }
}

/// Both plans in rows: what is planned, the numbers, their difference, and the other plan's range.
fn table(canvas: &mut Canvas<'_>, model: &Model, sandbox: &Sandbox, area: Rect) {
    let (as_is, at) = (&sandbox.plans[0], other(sandbox));
    let plan = &sandbox.plans[at];
    let mut y = area.y;
    if area.height > 6 {
        canvas.repeat(1, y, area.width - 2, canvas.glyphs.line(), Role::Line);
        y += 1;
    }
    let letter = letter(at);
    let heads =
        ["plan A".to_owned(), "A".to_owned(), letter.to_string(), format!("{letter} − A"), format!("{letter} range")];
    // Leading days without a number leave their columns to the row names.
    let shown: Vec<(usize, NaiveDate)> =
        model.view.days().into_iter().enumerate().filter(|(_, d)| outlook(plan, *d).is_some()).collect();
    let first = shown.first().map_or(area.width, |(n, _)| column(area.width, *n).0);
    for (row, text) in (y..area.bottom()).zip(&heads) {
        let role = if *text == letter.to_string() { Role::Strong } else { Role::Muted };
        if first > text.chars().count() as u16 + 1 {
            canvas.put(1, row, first - 1, text, role);
        }
    }
    for (n, date) in shown {
        let (x, width) = column(area.width, n);
        let day = model.planned_before(date).unwrap_or_else(|| model.desk().day(date));
        let mut put = |row: u16, text: &str, role: Role| {
            if y + row < area.bottom() {
                canvas.put(x, y + row, width, text, role);
            }
        };
        let inner = usize::from(width) - 2;
        let title = match day.sessions.as_slice() {
            [] => "–".to_owned(),
            [one] if crate::text::width(&one.title) <= inner => one.title.to_lowercase(),
            [one, ..] => one.kind.word(inner).to_lowercase(),
        };
        put(0, &format!("  {title}"), Role::Muted);
        let (a, b) = (outlook(as_is, date), outlook(plan, date));
        if let Some(a) = a {
            put(1, &words::about(a), Role::Text);
        }
        if let Some(b) = b {
            put(2, &words::about(b), Role::Strong);
            if let Some(s) = b.score {
                put(4, &format!("{}–{}", s.low, s.high), Role::Muted);
            }
        }
        if let Some(kind) = main_kind(&day) {
            canvas.put(x, y, 1, canvas.glyphs.kind(kind), Role::Kind(kind));
        }
        if let (Some(a), Some(b)) = (a.and_then(Outlook::shown), b.and_then(Outlook::shown))
            && y + 3 < area.bottom()
        {
            difference(canvas, Pair { date, as_is: a, other: b }, (x, y + 3), width, 1);
        }
    }
}

/// A row of forecasts per plan, where columns are few, and below them what the plans are.
fn narrow(canvas: &mut Canvas<'_>, model: &Model, sandbox: &Sandbox, area: Rect) {
    let Some(first) = sandbox.plans.first() else { return };
    let room = area.width.saturating_sub(2);
    let columns = usize::from(room.saturating_sub(LETTER));
    let all = sandbox.plans.iter().flat_map(|p| &p.outlooks).map(|o| width(&words::about(o)) + 1);
    let days = first.outlooks.len().min(columns / all.max().unwrap_or(usize::from(DAY)));
    // Wider than the minimum if there is room, so that they fill the line.
    let each = columns.checked_div(days).map_or(DAY, |n| n.min(usize::from(DAY) + 4) as u16);
    let at = |n: usize| 1 + LETTER + n as u16 * each;
    let mut y = area.y;
    let format = if each >= 6 { "%a %-d" } else { "%a" };
    for (n, o) in first.outlooks.iter().take(days).enumerate() {
        canvas.put(at(n), y, each - 1, &o.date.format(format).to_string(), Role::Muted);
    }
    y += u16::from(days > 0);
    // Without numbers the names of the plans are all there is.
    let rows = if days > 0 { usize::from(area.bottom().saturating_sub(y)) } else { 0 };
    for (k, plan) in sandbox.plans.iter().enumerate().take(rows) {
        let here = k == sandbox.at;
        canvas.put(1, y, 1, if here { canvas.glyphs.pointer() } else { " " }, Role::Frame);
        canvas.put(3, y, 1, &letter(k).to_string(), if here { Role::Strong } else { Role::Text });
        for (n, o) in plan.outlooks.iter().take(days).enumerate() {
            let role = o.shown().map_or(Role::Muted, |s| Role::Number(Band::of(s)));
            canvas.put(at(n), y, each - 1, &words::about(o), role);
        }
        y += 1;
    }
    let names = sandbox.plans.iter().enumerate().map(|(k, plan)| format!("{} {}", letter(k), name(model, k, plan)));
    let names: Vec<String> = names.collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let names = (wrap_items(&names, usize::from(room)), Role::Text);
    let said = sentences(model, sandbox).into_iter().map(|(text, role)| (wrap(&text, usize::from(room)), role));
    for (wrapped, role) in std::iter::once(names).chain(said) {
        // A sentence is shown whole or not at all.
        if wrapped.len() > usize::from(area.bottom().saturating_sub(y)) {
            continue;
        }
        for line in wrapped {
            canvas.put(1, y, room, &line, role);
            y += 1;
        }
    }
}
