//! Which panels go where, by the room there is, and the zoomed one.

pub mod body;
mod day;
mod days;
mod first;
pub mod nights;
mod notes;
pub mod recovery;
mod trends;

use ratatui::layout::Rect;

use crate::app::layers::body::Body;
use crate::app::pointer::Spot;
use crate::app::{Model, Panel};
use crate::text::width;
use crate::ui::canvas::Canvas;
use crate::ui::layers;
use crate::ui::layers::trends as trends_page;
use crate::ui::layout::{COLUMNS, Places, TALL, TALLER, VERY_TALL, VERY_WIDE, WIDE};
use crate::ui::shapes::stack;
use crate::ui::theme::Role;
use crate::words;

/// Rows from which a chart is worth drawing under the last weeks.
const CHART: u16 = 10;

/// Columns between panels.
const GAP: u16 = 3;

/// All panels that fit.
pub fn draw(canvas: &mut Canvas<'_>, model: &Model, places: &Places) {
    let area = places.below;
    if model.is_first_run() && area.height >= 6 {
        first::draw(canvas, model, area);
        return;
    }
    if area.height < 7 || area.width < 40 {
        // With a single row, what a key acts on comes before the score.
        let score = u16::from(area.height > 1 || model.view.item == 0);
        folded(canvas, model, Rect { height: area.height.min(score), ..area });
        brief(canvas, model, Rect { y: area.y + score, height: area.height.saturating_sub(score), ..area });
        return;
    }
    match area.width {
        WIDE.. => three(canvas, model, area),
        COLUMNS.. => two(canvas, model, area),
        _ => one(canvas, model, area),
    }
}

/// Places of panels side by side, each with a margin on both sides that its heading leaves free.
pub(super) struct Columns {
    pub recovery: Rect,
    pub day: Rect,
    pub body: Rect,
}

/// The three panels of a wide screen: a third, a good quarter, and the rest for the body.
pub(super) fn columns(area: Rect) -> Columns {
    let inside = area.width - 2;
    let recovery = if area.width >= VERY_WIDE { inside * 34 / 100 } else { inside * 31 / 100 };
    let day = inside * if area.width >= VERY_WIDE { 27 } else { 28 } / 100;
    let at = |x: u16, width: u16| Rect { x, width: width + 2, ..area };
    let second = area.x + recovery + GAP;
    let third = second + day + GAP;
    Columns { recovery: at(area.x, recovery), day: at(second, day), body: at(third, inside - recovery - day - 2 * GAP) }
}

/// Rows of the upper panels of a wide screen: title, blank, digits, blank, bar, blank, and a line per component.
const UPPER: u16 = 14;

/// Recovery, the day, the body; below them, if there is room, nights and days.
fn three(canvas: &mut Canvas<'_>, model: &Model, area: Rect) {
    let screen = canvas.area();
    let tall = screen.height >= TALLER;
    // The rest goes to the nights; on very tall screens the upper panels get two rows more.
    let upper_rows = match screen.height {
        VERY_TALL.. => UPPER + 2,
        _ => UPPER,
    };
    let upper = if tall { Rect { height: upper_rows.min(area.height), ..area } } else { area };
    let Columns { recovery: left, day: middle, body: right } = columns(upper);
    recovery::draw(canvas, model, left);
    let which = if model.view.panel == Panel::Notes { Panel::Notes } else { Panel::Day };
    panel(canvas, model, which, middle);
    panel(canvas, model, Panel::Body, right);
    let top = upper.bottom() + 1;
    let lower = Rect { y: top, height: area.bottom().saturating_sub(top), ..area };
    if tall && lower.height >= days::ROWS {
        let air = u16::from(screen.height >= VERY_TALL);
        let lower = Rect { height: lower.height - air, ..lower };
        let Columns { recovery: left, day: middle, .. } = columns(lower);
        nights::draw(canvas, model, left);
        let days = Rect { width: lower.right() - middle.x, ..middle };
        canvas.spot(days, Spot::Panel(Panel::Trends));
        days::draw(canvas, model, days);
        if model.view.panel == Panel::Trends && model.view.layer.is_none() {
            canvas.put(days.x, days.y, 1, canvas.glyphs.pointer(), Role::Frame);
        }
    }
}

/// Recovery beside the panel that Tab is on; below them the last night and the sorest regions, or more of both.
fn two(canvas: &mut Canvas<'_>, model: &Model, area: Rect) {
    let screen = canvas.area();
    let half = (area.width - 2 - GAP) / 2;
    let left = Rect { width: half + 2, ..area };
    let right = Rect { x: area.x + half + GAP, width: area.width - half - GAP, ..area };
    let lines = recovery::rows(model);
    let tall = screen.height >= TALL;
    // Below it the last night, if that gets two rows.
    let upper = if tall { lines + 1 } else { lines };
    // There is more to say about a day ahead than about last night.
    let upper = if model.view.cursor() > model.weeks.today() { area.height } else { upper.min(area.height) };
    let lower = area.height.saturating_sub(upper);
    let top = |r: Rect| Rect { height: upper.min(r.height), ..r };
    let under = |r: Rect| Rect { y: r.y + upper, height: lower, ..r };
    recovery::draw(canvas, model, if lower >= 2 { top(left) } else { left });
    // The panel that Tab is on gets the whole height beside it.
    if model.view.panel != Panel::Day || lower < 2 {
        panel(canvas, model, model.view.panel, right);
    } else {
        panel(canvas, model, Panel::Day, top(right));
    }
    if lower < 2 {
        return;
    }
    let strip = screen.height >= TALLER && lower >= 2 * days::ROWS + 2;
    let (nights_rows, strip_rows) = if strip { (lower - days::ROWS - 2, days::ROWS + 1) } else { (lower, 0) };
    let left = Rect { height: nights_rows, ..under(left) };
    if left.height >= 5 {
        nights::draw(canvas, model, left);
    } else {
        nights::last(canvas, model, left);
        if left.height >= 3
            && let Some(text) = recovery::forecast_outcome(model)
        {
            canvas.put(left.x + 1, left.y + 2, left.width - 2, &text, Role::Muted);
        }
    }
    if model.view.panel == Panel::Day {
        let place = Rect { height: nights_rows, ..under(right) };
        canvas.spot(place, Spot::Panel(Panel::Body));
        body::sorest(canvas, model, place);
    }
    if strip {
        let y = area.bottom() - strip_rows;
        days::draw(canvas, model, Rect { y, height: strip_rows, ..area });
    }
}

/// One panel below the other.
fn one(canvas: &mut Canvas<'_>, model: &Model, area: Rect) {
    if area.height < 17 {
        // What can be applied must be visible: the score takes one line, and what is said of the day goes below it.
        folded(canvas, model, Rect { height: 1, ..area });
        let mut y = area.y + 1;
        if let Some(r) = model.recovery(model.view.cursor()) {
            stack::draw(canvas, (1, y), area.width - 2, &r);
            y += 1;
        }
        brief(canvas, model, Rect { y, height: area.bottom().saturating_sub(y), ..area });
        return;
    }
    recovery::draw(canvas, model, Rect { height: 9, ..area });
    panel(canvas, model, model.view.panel, Rect { y: area.y + 10, height: area.height - 10, ..area });
}

/// What there is to say of the day and what it holds, or another panel if Tab is on one.
fn brief(canvas: &mut Canvas<'_>, model: &Model, area: Rect) {
    if model.view.panel == Panel::Day || area.height < 2 {
        canvas.spot(area, Spot::Panel(Panel::Day));
        day::brief(canvas, model, area);
    } else {
        panel(canvas, model, model.view.panel, area);
    }
}

/// The last days, and below them, if there is room, the score of six weeks.
fn days_and_score(canvas: &mut Canvas<'_>, model: &Model, area: Rect) {
    if area.height < CHART + 7 {
        panel(canvas, model, Panel::Trends, area);
        return;
    }
    panel(canvas, model, Panel::Trends, Rect { height: 6, ..area });
    let chart = Rect { y: area.y + 7, height: area.height - 7, ..area };
    canvas.heading(chart, "Score");
    let inside = Rect { y: chart.y + 1, height: chart.height - 1, ..chart };
    trends_page::scores(canvas, model, inside);
}

/// One panel; if several are visible, a pointer marks the title of the one that Tab is on.
fn panel(canvas: &mut Canvas<'_>, model: &Model, which: Panel, area: Rect) {
    canvas.spot(area, Spot::Panel(which));
    match which {
        Panel::Day => day::draw(canvas, model, area),
        Panel::Body => body::draw(canvas, model, area),
        Panel::Trends => trends::draw(canvas, model, area),
        Panel::Notes => notes::draw(canvas, model, area),
    }
    let several = canvas.area().width >= WIDE && model.view.layer.is_none();
    if model.view.panel == which && which != Panel::Day && several {
        canvas.put(area.x, area.y, 1, canvas.glyphs.pointer(), Role::Frame);
    }
}

/// How many of a panel's `lines` are scrolled past, with `rows` to show them.
fn scrolled(model: &Model, panel: Panel, lines: usize, rows: usize) -> usize {
    if model.view.panel != panel {
        return 0;
    }
    let skip = model.view.skip.get().min(lines.saturating_sub(rows));
    model.view.skip.set(skip);
    skip
}

/// The panel that Tab is on, over the whole screen.
pub fn zoomed(canvas: &mut Canvas<'_>, model: &Model, area: Rect) {
    canvas.clear(area);
    match model.view.panel {
        Panel::Body => layers::body::draw(canvas, model, &Body::from(model.view.cursor()), area),
        Panel::Trends => days_and_score(canvas, model, area),
        which => panel(canvas, model, which, area),
    }
}

/// The score on one line, for when a panel has no room.
fn folded(canvas: &mut Canvas<'_>, model: &Model, area: Rect) {
    if area.height == 0 {
        return;
    }
    let room = area.width.saturating_sub(2);
    canvas.spot(area, Spot::Score(model.view.cursor()));
    if let Some(o) = model.outlook(model.view.cursor()).filter(|_| model.view.cursor() > model.weeks.today()) {
        let likely = words::likely(o);
        // Its sign already says that it is a guess.
        let whole = Some(likely.as_str()).filter(|text| width(text) <= usize::from(room));
        let text = whole.or_else(|| likely.rsplit_once(", ").map(|(text, _)| text)).unwrap_or(&likely);
        canvas.put(1, area.y, room, text, Role::Text);
        return;
    }
    let Some(r) = model.recovery(model.view.cursor()) else {
        let reason = recovery::reason_without_score(model, model.view.cursor());
        // If not all of it fits, how long it takes is left out, not what it takes.
        let whole = Some(reason.as_str()).filter(|text| width(text) <= usize::from(room));
        let text = whole.or_else(|| reason.rsplit_once(", ").map(|(text, _)| text)).unwrap_or(&reason);
        canvas.put(1, area.y, room, text, Role::Muted);
        return;
    };
    let head = format!("{} {}  ", r.number(), r.band().name().to_uppercase());
    let x = canvas.put(1, area.y, room, &head, Role::Score(r.band()));
    let left = (room + 1).saturating_sub(x);
    canvas.put(x, area.y, left, &recovery::losses_in_brief(&r, usize::from(left)), Role::Text);
}
