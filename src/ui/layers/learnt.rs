//! What the score has learnt: your own weights beside the published ones, and how well each agrees with *ready*.

use std::sync::Arc;

use ratatui::layout::Rect;

use crate::app::Model;
use crate::app::layers::learnt::Learnt;
use crate::domain::calendar::add_days;
use crate::insight::weighing::{OFFERED_FROM, Point, Stays, Weighing};
use crate::planning::evaluation::Evaluation;
use crate::planning::replay::{Replay, ReplayedSoFar};
use crate::recovery::learning::{BARS, LEARNT_FROM, WhyNot, bars};
use crate::recovery::stats::mean;
use crate::recovery::{Basis, Choice, Component, Log, Weights};
use crate::text::{count, pad, width as width_of, wrap};
use crate::ui::canvas::Canvas;
use crate::ui::layout;
use crate::ui::theme::Role;
use crate::words::evaluation::thinned;

/// Columns from which tables have long names.
const WIDE: usize = 76;

/// Notes on the weights.
const ABOUT: &str = "Each morning is scored with what was learnt before it, so its own answer is never used. A part keeps at least about half of its published weight. Ill and away mornings are left out; older ones count 1 % less per day. Recent is how you felt in the seven days before; it has no published weight.";
/// Added if your own weights agree better.
const CARRIED: &str =
    " About half of the gain is last week's ready carried over, and energy is rated in the same minute.";

/// Your own weights beside the published ones.
pub fn draw(canvas: &mut Canvas<'_>, model: &Model, layer: &Learnt, area: Rect) {
    canvas.clear(area);
    canvas.heading(area, "What your score has learnt · from your own ready answers");
    layer.takes.set(layer.offers(model.setup.basis.weights));
    let Some(found) = layer.found.as_deref() else { return };
    let place = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
    let page = Page::of(model, found);
    let room = usize::from(place.height);
    // With blank rows only if all of it still fits.
    let airy = page.rows(place.width, true) <= room;
    let rows = page.rows(place.width, airy);
    let (skip, scrolls) = layer.scroll.window(rows, room);
    canvas.scrolls = scrolls;
    canvas.page(place, rows as u16, skip as u16, |canvas, whole| page.draw(canvas, whole, airy));
}

/// What the page shows.
struct Page<'m> {
    model: &'m Model,
    found: &'m Evaluation,
    standing: String,
    change: Vec<(String, String)>,
}

/// Rows of a part: its two bars, and a blank row if airy.
fn each(airy: bool) -> u16 {
    if airy { 3 } else { 2 }
}

impl<'m> Page<'m> {
    fn of(model: &'m Model, found: &'m Evaluation) -> Self {
        let standing = model.setup.keymap.spell(&standing(&found.weighing, model.setup.basis.weights));
        Self { model, found, standing, change: change(model, found) }
    }

    /// Whether anything was learnt.
    fn learnt(&self) -> bool {
        self.found.weighing.today.why_not.is_none()
    }

    /// Columns of the left and of the right part; both take the whole width if there is no room side by side.
    fn columns(width: u16) -> (u16, u16) {
        if width >= layout::WIDE { (width * 58 / 100, width - width * 58 / 100 - 2) } else { (width, width) }
    }

    fn rows(&self, width: u16, airy: bool) -> usize {
        let (left, right) = Self::columns(width);
        let below = self.below(width).len();
        let [left, right] = [self.weights_rows(left, airy), self.beside(right).len()];
        let above = if width >= layout::WIDE { left.max(right) } else { left + right };
        above + below
    }

    fn weights_rows(&self, width: u16, airy: bool) -> usize {
        let bars = if self.learnt() { usize::from(each(airy)) } else { 1 };
        self.said(width).len() + 3 + BARS.len() * bars
    }

    fn said(&self, width: u16) -> Vec<String> {
        wrap(&self.standing, usize::from(width.saturating_sub(3)))
    }

    fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, airy: bool) {
        let (left, right) = Self::columns(area.width);
        let weights = self.weights_rows(left, airy) as u16;
        self.weights(canvas, Rect { width: left, ..area }, airy);
        let beside = self.beside(right);
        let wide = area.width >= layout::WIDE;
        let (x, y) = if wide { (left + 2, 0) } else { (0, weights) };
        lines_at(canvas, &beside, Rect { x, y, width: right, height: beside.len() as u16 });
        let below = self.below(area.width);
        let y = if wide { weights.max(beside.len() as u16) } else { weights + beside.len() as u16 };
        lines_at(canvas, &below, Rect { y, height: below.len() as u16, ..area });
    }

    /// Where you stand, and the eight parts: learnt weights thick and in colour, published ones thin and grey.
    fn weights(&self, canvas: &mut Canvas<'_>, area: Rect, airy: bool) {
        let w = &self.found.weighing;
        let mut y = area.y;
        for line in self.said(area.width) {
            canvas.put(area.x + 1, y, area.width - 2, &line, Role::Strong);
            y += 1;
        }
        y += 1;
        canvas.heading_with(Rect { y, height: 1, ..area }, "Weights", &["of 100 points".to_owned()]);
        y += 1;
        let choice = self.model.setup.basis.weights;
        let used = if w.stays(choice, false).is_none() { ("in use", "not in use") } else { ("not in use", "in use") };
        let (thick, thin) = (canvas.glyphs.block(), canvas.glyphs.forecast());
        let published = format!("{thin} published, {}", used.1);
        let forms = match self.learnt() {
            true => vec![format!("{thick} learnt, {}   {published}", used.0), format!("{thick} learnt   {published}")],
            false => vec![published],
        };
        // Above the bars, or as far to the left as it has to be.
        let room = area.width.saturating_sub(2);
        let text = forms.iter().find(|t| width_of(t) <= usize::from(room)).map_or("", String::as_str);
        let x = PART.min(room.saturating_sub(width_of(text) as u16));
        canvas.put(area.x + 1 + x, y, room - x, text, Role::Muted);
        y += 1;
        let (own, published) = (bars(&w.own), bars(&Weights::PUBLISHED));
        let room = area.width.saturating_sub(PART + 6).min(2 * MOST);
        let most = own.iter().chain(&published).copied().max().unwrap_or(1).max(1);
        let full = |points: u8| (f64::from(points) / f64::from(most) * f64::from(room)).round() as u16;
        for (n, name) in BARS.iter().enumerate() {
            let x = area.x + 1;
            canvas.put(x, y, PART - 1, name, Role::Text);
            if self.learnt() {
                let end = canvas.repeat(x + PART, y, full(own[n]), thick, Role::Loss(component(n)));
                canvas.put(end + 1, y, 3, &own[n].to_string(), Role::Strong);
                y += 1;
            }
            // Recent has no published weight.
            if published[n] > 0 {
                let end = canvas.repeat(x + PART, y, full(published[n]), thin, Role::Line);
                canvas.put(end + 1, y, 3, &published[n].to_string(), Role::Muted);
            } else {
                canvas.put(x + PART, y, 20, "no published weight", Role::Muted);
            }
            y += if self.learnt() { each(airy) - 1 } else { 1 };
        }
    }

    /// How well both agree with ready, and what the other weights would change.
    fn beside(&self, width: u16) -> Vec<Line> {
        let w = &self.found.weighing;
        let room = usize::from(width.saturating_sub(2));
        let mut out: Vec<Line> = Vec::new();
        out.push(Line::Heading("Agreement with ready".into(), count(w.all.n, "morning")));
        let latest = w.reported();
        let [published, learnt] = [latest.and_then(|p| p.published), latest.and_then(|p| p.learnt)];
        for (name, value) in
            [("published", published), ("learnt", learnt), ("energy alone", w.energy.filter(|_| latest.is_some()))]
        {
            out.push(Line::Share(name.into(), value));
        }
        let about = format!(
            "from the {LEARNT_FROM}th morning on, each scored before its own answer was known; 1 is perfect, 0 none"
        );
        out.extend(wrap(&about, room).into_iter().map(|l| Line::Text(l, Role::Muted)));
        if !self.change.is_empty() {
            out.push(Line::Gap);
            out.push(Line::Heading("What the other weights would change".into(), String::new()));
            out.extend(self.change.iter().map(|(name, value)| Line::Pair(name.clone(), value.clone())));
        }
        out.push(Line::Gap);
        out
    }

    /// The notes on the weights, and the tables.
    fn below(&self, width: u16) -> Vec<Line> {
        let room = usize::from(width.saturating_sub(4));
        let carried = if self.found.weighing.is_better() { CARRIED } else { "" };
        let mut out: Vec<Line> = vec![Line::Gap];
        out.extend(wrap(&format!("{ABOUT}{carried}"), room).into_iter().map(|l| Line::Text(l, Role::Muted)));
        for (heading, columns, rows) in tables(self.found) {
            out.push(Line::Gap);
            out.extend(wrap(&heading, room).into_iter().map(|l| Line::Text(l, Role::Title)));
            let wide = room >= WIDE;
            let names: Vec<&str> = columns.iter().map(|(long, short)| if wide { *long } else { *short }).collect();
            let cell = |n: usize, text: &str| {
                let columns = width_of(names[n]) + 2;
                format!("{}{text}", " ".repeat(columns.saturating_sub(width_of(text))))
            };
            let line = |name: &str, cells: &[String]| {
                let cells: String = cells.iter().enumerate().map(|(n, text)| cell(n, text)).collect();
                // The heading already says that these are forecasts.
                let name = if wide { pad(name, 13) } else { pad(name.trim_end_matches(" ahead"), 9) };
                format!("{name}{cells}")
            };
            let head: Vec<String> = names.iter().map(ToString::to_string).collect();
            out.push(Line::Text(line("", &head), Role::Muted));
            out.extend(rows.iter().map(|(name, cells)| Line::Text(line(name, cells), Role::Text)));
        }
        out
    }
}

/// Columns of a part's name, and half of the most that its bar may take.
const PART: u16 = 10;
const MOST: u16 = 24;

/// The component that gives a bar its colour.
fn component(n: usize) -> Component {
    match BARS[n] {
        "sleep" => Component::Sleep,
        "soreness" => Component::Soreness,
        "load" => Component::Load,
        "heart" => Component::Heart,
        "recent" => Component::Recent,
        _ => Component::Feel,
    }
}

/// A line of the page.
enum Line {
    Heading(String, String),
    Text(String, Role),
    /// A correlation as a bar.
    Share(String, Option<f64>),
    Pair(String, String),
    Gap,
}

fn lines_at(canvas: &mut Canvas<'_>, lines: &[Line], area: Rect) {
    let room = area.width.saturating_sub(2);
    for (y, line) in (area.y..area.bottom()).zip(lines) {
        match line {
            Line::Gap => {}
            Line::Heading(text, beside) => {
                canvas.heading_with(Rect { y, height: 1, ..area }, text, std::slice::from_ref(beside));
            }
            Line::Text(text, role) => drop(canvas.put(area.x + 1, y, room, text, *role)),
            Line::Share(name, value) => {
                canvas.put(area.x + 1, y, 13, name, Role::Text);
                let x = area.x + 15;
                let columns = (area.x + 1 + room).saturating_sub(x + 7).min(30);
                if let Some(v) = value {
                    let full = (v.clamp(0.0, 1.0) * f64::from(columns)).round() as u16;
                    let at = canvas.repeat(x, y, full, canvas.glyphs.bar(), Role::Text);
                    canvas.repeat(at, y, columns - full, canvas.glyphs.line(), Role::Line);
                    canvas.put(x + columns + 1, y, 6, &agreement(*value), Role::Strong);
                } else {
                    canvas.put(x, y, room, &agreement(None), Role::Muted);
                }
            }
            Line::Pair(name, value) => {
                canvas.put(area.x + 1, y, 15, name, Role::Muted);
                canvas.put(area.x + 16, y, room.saturating_sub(15), value, Role::Text);
            }
        }
    }
}

/// Mornings over which the change is summed up.
const LATELY: i64 = 28;

/// What the weights not in use would change this morning and over the last four weeks. Empty until they are learnt.
fn change(model: &Model, found: &Evaluation) -> Vec<(String, String)> {
    if found.weighing.today.why_not.is_some() {
        return Vec::new();
    }
    let log = model.desk().log();
    let other = match model.setup.basis.weights {
        Choice::Published => Choice::Own,
        Choice::Own => Choice::Published,
    };
    let basis = Arc::new(Basis { weights: other, ..(**log.basis).clone() });
    let other = Log { days: log.days, basis: &basis, mornings: log.mornings };
    let pair = |n: i64| {
        let date = add_days(model.weeks.today(), -n);
        Some((log.shown(date)?, other.shown(date)?))
    };
    let mut out = Vec::new();
    if let Some((a, b)) = pair(0) {
        let same = if a.abs_diff(b) < 3 { ", about the same" } else { "" };
        out.push(("this morning".to_owned(), format!("{a} → {b}{same}")));
    }
    let all: Vec<f64> = (0..LATELY).filter_map(pair).map(|(a, b)| f64::from(a.abs_diff(b))).collect();
    if let Some(mean) = mean(&all) {
        let most = all.iter().copied().fold(0.0, f64::max);
        out.push((format!("last {} scored", all.len()), format!("{mean:.1} points a day, {most:.0} at most")));
    }
    out
}

/// A heading, columns with a long and a short name, and rows.
type Table = (String, Vec<(&'static str, &'static str)>, Vec<(String, Vec<String>)>);

/// How well both agreed as the mornings came in, and how forecasts would have done.
fn tables(found: &Evaluation) -> Vec<Table> {
    let (w, mut out) = (&found.weighing, Vec::new());
    let first = |n: usize| format!("first {n}");
    if !w.curve.is_empty() {
        let row = |p: &Point| (first(p.n), vec![agreement(p.published), agreement(p.learnt)]);
        let rows = thinned(&w.curve, |p| p.n).map(row).collect();
        out.push((
            "Agreement as mornings came in".into(),
            vec![("published", "published"), ("learnt", "learnt")],
            rows,
        ));
    }
    let rivals = [("forecast", "forecast"), ("same as today", "today"), ("mean of 14 days", "14 days")];
    let errors = |all: [f64; 3]| all.map(|e| format!("{e:.1}")).to_vec();
    if let Some(longest) = found.replays.first() {
        let row = |r: &Replay| {
            let name =
                if r.days_ahead == 1 { "1 day ahead".to_owned() } else { format!("{} days ahead", r.days_ahead) };
            let mut cells = errors([r.rmse, r.rmse_same_as_today, r.rmse_own_mean]);
            cells.push(format!("{:.0} %", 100.0 * r.coverage));
            (name, cells)
        };
        let columns = rivals.into_iter().chain([("inside its range", "inside")]).collect();
        let heading =
            format!("Forecasts replayed on {}: error in points against two simple rivals", count(longest.n, "morning"));
        out.push((heading, columns, found.replays.iter().map(row).collect()));
    }
    if !found.curve.is_empty() {
        let row = |p: &ReplayedSoFar| (first(p.n), errors([p.rmse, p.rmse_same_as_today, p.rmse_own_mean]));
        let rows = thinned(&found.curve, |p| p.n).map(row).collect();
        out.push(("One day ahead, as mornings came in".into(), rivals.to_vec(), rows));
    }
    out
}

/// A Spearman correlation.
fn agreement(s: Option<f64>) -> String {
    s.map_or("not known yet".to_owned(), |s| format!("{s:+.2}").replace('-', "−"))
}

/// Where you stand between the two, and what you can do about it.
fn standing(w: &Weighing, choice: Choice) -> String {
    let n = w.today.n;
    if choice == Choice::Own && w.stays(choice, false).is_none() {
        let worse = if w.is_worse() { " Lately the published ones fit you better." } else { "" };
        return format!(
            "Your own weights are in use: they fit your recent ratings.{worse} ⟦learnt.take⟧ goes back to the published ones."
        );
    }
    if choice == Choice::Own {
        return format!(
            "You chose your own weights, but there are none yet: {n} mornings have a ready answer; it takes {LEARNT_FROM} that vary and agree with the score. The published ones count until then; ⟦learnt.take⟧ goes back to them."
        );
    }
    let both = match (w.all.learnt, w.all.published) {
        (Some(own), Some(published)) => {
            format!(" ({} against {} for the published ones)", agreement(Some(own)), agreement(Some(published)))
        }
        _ => String::new(),
    };
    match w.stays(choice, false) {
        Some(Stays::Learning(WhyNot::Few)) => format!(
            "{n} mornings have a ready answer. From {LEARNT_FROM} on your own weights are shown here, from {OFFERED_FROM} on you can use them. ⟦check-in⟧ asks how ready you feel."
        ),
        Some(Stays::Learning(WhyNot::Flat)) => {
            "Your ready answers hardly vary, so nothing can be learnt from them yet.".into()
        }
        Some(Stays::Learning(WhyNot::Against)) => {
            "Your ready answers do not agree with the score, so it stays as published.".into()
        }
        Some(Stays::NotTaken) => format!(
            "Your own weights fit your recent ratings{both}, on {n} mornings. ⟦learnt.take⟧ uses them wherever a score is shown; the same key goes back."
        ),
        Some(Stays::Early) => format!(
            "Learnt from {n} mornings with ready; from {OFFERED_FROM} on you can use them, if they agree better."
        ),
        _ => {
            format!("Learnt from {n} mornings with ready. They do not agree better{both}, so the published ones stay.")
        }
    }
}
