//! What the score has learnt: own weights beside the published ones, and how well either goes with *ready*.

use ratatui::layout::Rect;

use crate::app::Model;
use crate::app::layers::learnt::Learnt;
use crate::insight::weighing::{OFFERED_FROM, Point, Stays, Weighing};
use crate::planning::evaluation::Evaluation;
use crate::planning::replay::{Replay, ReplayedSoFar};
use crate::recovery::learning::{BARS, LEARNT_FROM, WhyNot, bars};
use crate::recovery::{Choice, Weights};
use crate::text::{pad, width, wrap};
use crate::ui::canvas::Canvas;
use crate::ui::theme::Role;
use crate::words::evaluation::thinned;

/// Points that a column of a bar stands for.
const POINTS_A_COLUMN: f64 = 2.0;

/// Columns from which tables have long names.
const WIDE: usize = 76;

/// What is to be known of them.
const ABOUT: &str = "Each morning is scored by what was learnt before it, so that its own answer is never known. A part keeps at least about half of its published weight. Ill and away mornings are left out; older ones count less, by 1 % a day. Recent is how you felt in the seven days before; it has no published weight.";
/// Where something is gained.
const CARRIED: &str =
    " About half of the gain is last week's ready carried over, and energy is asked in the same minute.";

/// Own weights beside the published ones.
pub fn draw(canvas: &mut Canvas<'_>, model: &Model, layer: &Learnt, area: Rect) {
    canvas.clear(area);
    canvas.heading(area, "What your score has learnt · from your own ready answers");
    let Some(found) = layer.found.as_deref() else { return };
    let w = &found.weighing;
    let room = usize::from(area.width.saturating_sub(4));
    let prose = |text: &str, role: Role| wrap(text, room).into_iter().map(move |l| (format!(" {l}"), role));
    let gap = || (String::new(), Role::Text);
    let choice = model.setup.basis.weights;
    let mut lines: Vec<(String, Role)> = prose(&model.setup.keymap.spell(&standing(w, choice)), Role::Strong).collect();
    lines.push(gap());
    let (own, published) = (bars(&w.own), bars(&Weights::PUBLISHED));
    let stays = w.stays(choice, false);
    let used = if stays.is_none() { ("in use", "not in use") } else { ("not in use", "in use") };
    let (thick, thin) = (canvas.glyphs.bar(), canvas.glyphs.forecast());
    // Nothing was learnt where there is a reason why not.
    let learnt = w.today.why_not.is_none();
    let legend = if learnt { format!("{thick} learnt, {}   ", used.0) } else { String::new() };
    lines.push((format!(" of 100 points   {legend}{thin} published, {}", used.1), Role::Muted));
    for (n, name) in BARS.iter().enumerate() {
        let row = |name: &str, points: u8, sign: &str| {
            let bar = sign.repeat((f64::from(points) / POINTS_A_COLUMN).round() as usize);
            format!(" {} {bar} {points}", pad(name, 9))
        };
        if learnt {
            lines.push((row(name, own[n], thick), Role::Text));
        }
        lines.push((row(if learnt { "" } else { name }, published[n], thin), Role::Muted));
    }
    lines.push(gap());
    let heading =
        format!("Agreement with ready on {} mornings after the first {LEARNT_FROM}; 1 is perfect, 0 none", w.all.n);
    lines.extend(prose(&heading, Role::Title));
    let told = w.told();
    let [published, learnt] = [told.and_then(|p| p.published), told.and_then(|p| p.learnt)];
    for (name, value) in
        [("published", published), ("learnt", learnt), ("energy alone", w.energy.filter(|_| told.is_some()))]
    {
        lines.push((format!(" {} {}", pad(name, 13), agreement(value)), Role::Text));
    }
    lines.push(gap());
    let carried = if w.gain().is_some_and(|gain| gain > 0.0) { CARRIED } else { "" };
    lines.extend(prose(&format!("{ABOUT}{carried}"), Role::Muted));
    for (heading, columns, rows) in tables(found) {
        lines.push(gap());
        lines.extend(prose(&heading, Role::Title));
        let wide = room >= WIDE;
        let names: Vec<&str> = columns.iter().map(|(long, short)| if wide { *long } else { *short }).collect();
        let cell = |n: usize, text: &str| {
            let columns = width(names[n]) + 2;
            format!("{}{text}", " ".repeat(columns.saturating_sub(width(text))))
        };
        let line = |name: &str, cells: &[String]| {
            let cells: String = cells.iter().enumerate().map(|(n, text)| cell(n, text)).collect();
            // The heading says already that these are forecasts.
            let name = if wide { pad(name, 13) } else { pad(name.trim_end_matches(" ahead"), 9) };
            format!(" {name}{cells}")
        };
        let head: Vec<String> = names.iter().map(ToString::to_string).collect();
        lines.push((line("", &head), Role::Muted));
        lines.extend(rows.iter().map(|(name, cells)| (line(name, cells), Role::Text)));
    }
    let rows = usize::from(area.height.saturating_sub(1));
    let (skip, scrolls) = layer.scroll.window(lines.len(), rows);
    canvas.scrolls = scrolls;
    for (n, (text, role)) in lines.iter().skip(skip).take(rows).enumerate() {
        canvas.put(1, area.y + 1 + n as u16, area.width.saturating_sub(2), text, *role);
    }
}

/// A heading, columns with a long and a short name, and rows.
type Table = (String, Vec<(&'static str, &'static str)>, Vec<(String, Vec<String>)>);

/// How both agreed as the mornings came, and how forecasts would have done.
fn tables(found: &Evaluation) -> Vec<Table> {
    let (w, mut out) = (&found.weighing, Vec::new());
    let first = |n: usize| format!("first {n}");
    if !w.curve.is_empty() {
        let row = |p: &Point| (first(p.n), vec![agreement(p.published), agreement(p.learnt)]);
        let rows = thinned(&w.curve, |p| p.n).map(row).collect();
        out.push((
            "Agreement as the mornings came".into(),
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
        let heading = format!("Forecasts replayed on {} mornings: error in points beside two simple rivals", longest.n);
        out.push((heading, columns, found.replays.iter().map(row).collect()));
    }
    if !found.curve.is_empty() {
        let row = |p: &ReplayedSoFar| (first(p.n), errors([p.rmse, p.rmse_same_as_today, p.rmse_own_mean]));
        let rows = thinned(&found.curve, |p| p.n).map(row).collect();
        out.push(("One day ahead, as the mornings came".into(), rivals.to_vec(), rows));
    }
    out
}

/// A Spearman correlation.
fn agreement(s: Option<f64>) -> String {
    s.map_or("not known yet".to_owned(), |s| format!("{s:+.2}").replace('-', "−"))
}

/// Where a person stands between both, and what can be done.
fn standing(w: &Weighing, choice: Choice) -> String {
    let n = w.today.n;
    if choice == Choice::Own && w.stays(choice, false).is_none() {
        let worse = if w.is_worse() { " Lately the published ones agree better with you." } else { "" };
        return format!(
            "Your own weights are in use: they fit how you rated lately.{worse} ⟦learnt.take⟧ goes back to the published ones."
        );
    }
    if choice == Choice::Own {
        return format!(
            "You chose your own weights, and there are none yet: {n} mornings have a ready answer, and {LEARNT_FROM} that vary and go with the score are needed. The published ones count until then; ⟦learnt.take⟧ goes back to them."
        );
    }
    let both = match (w.all.learnt, w.all.published) {
        (Some(own), Some(published)) => {
            format!(" ({} against {} by the published ones)", agreement(Some(own)), agreement(Some(published)))
        }
        _ => String::new(),
    };
    match w.stays(choice, false) {
        Some(Stays::Learning(WhyNot::Few)) => format!(
            "{n} mornings have a ready answer. From {LEARNT_FROM} on your own weights are shown here, from {OFFERED_FROM} they can be used: ⟦check-in⟧ asks how ready you feel."
        ),
        Some(Stays::Learning(WhyNot::Flat)) => {
            "Your ready answers hardly vary, so nothing can be learnt from them yet.".into()
        }
        Some(Stays::Learning(WhyNot::Against)) => {
            "Your ready answers do not go with the score, so it stays as published.".into()
        }
        Some(Stays::NotTaken) => format!(
            "Your own weights fit how you rated lately{both}, on {n} mornings. ⟦learnt.take⟧ uses them, everywhere a score is shown; the same key goes back."
        ),
        Some(Stays::Early) => format!(
            "Learnt from {n} mornings with ready; from {OFFERED_FROM} on they can be used, where they agree better."
        ),
        _ => format!("Learnt from {n} mornings with ready. They do not agree better with you{both}: those stay."),
    }
}
