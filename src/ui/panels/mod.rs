//! Which panels stand where, by the room there is, and the one that is zoomed.

pub mod body;
mod day;
mod first;
mod notes;
pub mod recovery;
mod sidebar;
mod trends;

use ratatui::layout::Rect;

use crate::app::Span;
use crate::app::{Model, Panel};
use crate::insight::trends::Metric;
use crate::ui::canvas::Canvas;
use crate::ui::layers;
use crate::ui::layers::trends::chart_of;
use crate::ui::layout::Places;
use crate::ui::theme::Role;

/// Rows of the upper panels where there is room for a second row of panels.
const UPPER: u16 = 10;

/// Rows from which a chart is worth drawing under the last weeks.
const CHART: u16 = 10;

/// Columns from which every panel is in sight.
const ALL_FROM: u16 = 115;

/// All panels that fit.
pub fn draw(canvas: &mut Canvas<'_>, model: &Model, places: &Places) {
    let area = places.below;
    if model.is_first_run() && area.height >= 8 {
        first::draw(canvas, model, area);
        return;
    }
    if area.height < 7 || area.width < 40 {
        folded(canvas, model, area);
        let below = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
        day::brief(canvas, model, below);
        return;
    }
    let split = area.height >= UPPER + 7;
    let upper = if split { Rect { height: UPPER, ..area } } else { area };
    let rest = Rect::new(area.x, area.y + UPPER + 1, area.width, area.height.saturating_sub(UPPER + 1));
    let lower = split.then_some(rest);
    if let Some(side) = places.sidebar {
        sidebar::draw(canvas, model, side);
        wide(canvas, model, upper, lower);
        return;
    }
    let panels: u16 = match area.width {
        ALL_FROM.. => 3,
        78.. => 2,
        _ => 1,
    };
    let each = area.width / panels;
    let column = |n: u16| Rect::new(n * each, upper.y, each - u16::from(n + 1 < panels), upper.height);
    if panels == 1 && !split {
        // What can be applied stands in sight: the score in a line, and what is said of the day under it.
        folded(canvas, model, Rect { height: 1, ..upper });
        day::brief(canvas, model, Rect { y: upper.y + 1, height: upper.height.saturating_sub(1), ..upper });
        return;
    }
    recovery::draw(canvas, model, column(0));
    match panels {
        1 => {
            if let Some(lower) = lower {
                panel(canvas, model, model.view.panel, lower);
            }
        }
        2 => {
            // What stands below need not stand above too.
            let beside =
                if lower.is_some() && model.view.panel == Panel::Trends { Panel::Day } else { model.view.panel };
            panel(canvas, model, beside, column(1));
            if let Some(lower) = lower {
                panel(canvas, model, Panel::Trends, lower);
            }
        }
        _ => {
            panel(canvas, model, Panel::Day, column(1));
            panel(canvas, model, Panel::Body, column(2));
            if let Some(lower) = lower {
                panel(canvas, model, Panel::Trends, Rect { width: 2 * each - 1, ..lower });
                panel(canvas, model, Panel::Notes, Rect::new(2 * each, lower.y, each, lower.height));
            }
        }
    }
}

/// Below the grid, beside a sidebar that tells the recovery.
fn wide(canvas: &mut Canvas<'_>, model: &Model, upper: Rect, lower: Option<Rect>) {
    let each = upper.width / 3;
    let column = |n: u16| Rect::new(upper.x + n * each, upper.y, each - u16::from(n < 2), upper.height);
    for (n, which) in [Panel::Day, Panel::Body, Panel::Notes].into_iter().enumerate() {
        panel(canvas, model, which, column(n as u16));
    }
    if let Some(lower) = lower {
        days_and_score(canvas, model, lower);
    }
}

/// The last days, and under them, where there is room, the score of six weeks.
fn days_and_score(canvas: &mut Canvas<'_>, model: &Model, area: Rect) {
    if area.height < CHART + 7 {
        panel(canvas, model, Panel::Trends, area);
        return;
    }
    panel(canvas, model, Panel::Trends, Rect { height: 6, ..area });
    let chart = Rect { y: area.y + 7, height: area.height - 7, ..area };
    canvas.heading(chart, "Score");
    let inside = Rect { y: chart.y + 1, height: chart.height - 1, ..chart };
    chart_of(canvas, model, Metric::Score, Span::SixWeeks, inside);
}

/// One panel; the one that Tab is on has its title pointed at where several are in sight.
fn panel(canvas: &mut Canvas<'_>, model: &Model, which: Panel, area: Rect) {
    match which {
        Panel::Day => day::draw(canvas, model, area),
        Panel::Body => body::draw(canvas, model, area),
        Panel::Trends => trends::draw(canvas, model, area),
        Panel::Notes => notes::draw(canvas, model, area),
    }
    if model.view.panel == which && canvas.area().width >= ALL_FROM && model.view.layer.is_none() {
        canvas.put(area.x, area.y, 1, canvas.glyphs.pointer(), Role::Frame);
    }
}

/// The panel that Tab is on, over the whole screen.
pub fn zoomed(canvas: &mut Canvas<'_>, model: &Model, area: Rect) {
    canvas.clear(area);
    match model.view.panel {
        Panel::Body => layers::body::draw(canvas, model, area),
        Panel::Trends => days_and_score(canvas, model, area),
        which => panel(canvas, model, which, area),
    }
}

/// One or a few lines, where a panel has no room.
fn folded(canvas: &mut Canvas<'_>, model: &Model, area: Rect) {
    if area.height == 0 {
        return;
    }
    let room = area.width.saturating_sub(2);
    let Some(r) = model.recovery(model.view.cursor()) else {
        canvas.put(1, area.y, room, &recovery::reason_without_score(model, model.view.cursor()), Role::Muted);
        return;
    };
    let head = format!("{} {}  ", r.number(), r.band().name().to_uppercase());
    let x = canvas.put(1, area.y, room, &head, Role::Score(r.band()));
    canvas.put(x, area.y, (room + 1).saturating_sub(x), &recovery::losses_in_brief(&r), Role::Text);
}
