//! The body panel: every region, how sore, for how long, and what is expected under the plan.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use ratatui::layout::Rect;

use super::scrolled;
use crate::app::{Model, Panel};
use crate::domain::{CheckIn, Days, Region};
use crate::planning::Outlook;
use crate::recovery::flags::{self, RegionState};
use crate::text::{width, wrap};
use crate::ui::canvas::Canvas;
use crate::ui::layout::COLUMNS;
use crate::ui::shapes::bar;
use crate::ui::shapes::figure::{self, Side};
use crate::ui::theme::{Role, SoreLevel};

/// Columns of a region's name, and of its number.
const NAME: u16 = 11;
const NUMBER: u16 = 2;

/// Columns from which the figure is beside the list.
const FIGURE_FROM: u16 = 41;
/// Columns from which both its sides are.
const BOTH_FROM: u16 = 52;

/// Days that the list looks ahead.
const AHEAD: usize = 7;

/// The figure, if there is room, and every region: how sore, and what is expected under the plan. For a past day, for how long
/// it had been sore and when it was last trained.
pub fn draw(canvas: &mut Canvas<'_>, model: &Model, area: Rect) {
    let (cursor, today) = (model.view.cursor(), model.weeks.today());
    let looks_ahead = cursor == today && !model.insight.ahead.outlooks.is_empty();
    let texts = match cursor.cmp(&today) {
        std::cmp::Ordering::Greater => ["soreness expected", "expected"],
        std::cmp::Ordering::Equal if looks_ahead => ["soreness, next 7 days", "next 7 days"],
        _ => ["soreness", ""],
    };
    canvas.heading_with(area, "Body", &texts.map(str::to_owned));
    let (mut x, mut room) = (area.x + 1, area.width.saturating_sub(2));
    let rows = area.height.saturating_sub(1);
    // A blank row above the figure, and the legend's row beside it.
    let air = u16::from(rows > figure::SIZE.1);
    if rows >= figure::SIZE.1 && room >= FIGURE_FROM {
        let sore = soreness(model, cursor);
        let both = room >= BOTH_FROM;
        // With room for one side, the one with the sorest region.
        let worst = sore.iter().max_by_key(|(_, n)| **n).filter(|(_, n)| **n > 0);
        let one = if worst.is_some_and(|(r, _)| figure::is_behind(*r)) { Side::Back } else { Side::Front };
        let sides: &[Side] = if both { &[Side::Front, Side::Back] } else { &[one] };
        if !both && one == Side::Back {
            canvas.put(x, area.y + 1 + air, 4, "back", Role::Muted);
        }
        let named = rows > figure::SIZE.1 + air;
        for side in sides {
            figure::draw(canvas, (x, area.y + 1 + air), *side, &|r| sore.get(&r).copied());
            if both && named {
                let name = if *side == Side::Front { "front" } else { "back" };
                canvas.put(x + 5, area.y + 1 + air + figure::SIZE.1, 5, name, Role::Muted);
            }
            x += figure::SIZE.0 + 1;
            room -= figure::SIZE.0 + 1;
        }
    }
    list(canvas, model, Rect { x, y: area.y + 1, width: room, height: rows }, looks_ahead);
}

/// The sorest regions, if there is no room for all of them.
pub fn sorest(canvas: &mut Canvas<'_>, model: &Model, area: Rect) {
    if model.view.cursor() > model.weeks.today() || model.insight.ahead.outlooks.is_empty() {
        draw(canvas, model, area);
        return;
    }
    let all = area.height > Region::ALL.len() as u16;
    let known = !soreness(model, model.view.cursor()).is_empty();
    canvas.heading(area, if all || !known { "Body" } else { "Sorest" });
    let looks_ahead = model.view.cursor() == model.weeks.today();
    let (x, room) = (area.x + 1, area.width.saturating_sub(2));
    if looks_ahead {
        // The days go in the row of the title.
        let head = Rect { x, y: area.y, width: room, height: 1 };
        days_ahead(canvas, model, head);
    }
    let rows = usize::from(area.height.saturating_sub(1));
    let all = states_in_order(model, rows);
    let skip = scrolled(model, Panel::Body, all.len(), rows);
    for (y, r) in (area.y + 1..).zip(all.into_iter().skip(skip).take(rows)) {
        row(canvas, model, &r, Rect { x, y, width: room, height: 1 }, looks_ahead);
    }
}

/// How sore each known region was on a morning; for a day ahead, how sore it is expected to be.
pub fn soreness(model: &Model, date: NaiveDate) -> BTreeMap<Region, u8> {
    if let Some(o) = model.outlook(date).filter(|_| date > model.weeks.today()) {
        return o.soreness.iter().map(|(r, n)| (*r, n.round() as u8)).collect();
    }
    let checkin = Days::day(model.weeks.book(), date).and_then(|d| d.checkin.as_ref());
    Region::ALL.into_iter().filter_map(|r| Some((r, checkin?.soreness_at(r)?))).collect()
}

/// Columns of a day ahead: two if there is room, else one.
fn step(room: u16) -> u16 {
    if room >= NAME + NUMBER + 2 * AHEAD as u16 { 2 } else { 1 }
}

/// The letters of the days ahead, over their columns at the right end.
fn days_ahead(canvas: &mut Canvas<'_>, model: &Model, line: Rect) {
    let step = step(line.width);
    let start = line.right() - step * (AHEAD as u16 - 1) - 1;
    canvas.put(start - 1, line.y, 1, " ", Role::Text);
    canvas.clear(Rect { x: start, width: line.right() - start, ..line });
    for (n, o) in (0..).zip(model.insight.ahead.outlooks.iter().take(AHEAD)) {
        let letter = &o.date.format("%a").to_string()[..1];
        canvas.put(start + n * step, line.y, 1, letter, Role::Muted);
    }
}

fn list(canvas: &mut Canvas<'_>, model: &Model, area: Rect, looks_ahead: bool) {
    let mut y = area.y;
    let rows = usize::from(area.height);
    let states = states_shown(model, rows);
    if looks_ahead && states.len() >= rows && canvas.area().width < COLUMNS {
        // Without a row of their own, the days go in that of the title.
        days_ahead(canvas, model, Rect { y: area.y.saturating_sub(1), height: 1, ..area });
    }
    if looks_ahead && states.len() < rows {
        canvas.put_right(area.x + NAME + NUMBER, y, 3, "now", Role::Muted);
        days_ahead(canvas, model, Rect { y, height: 1, ..area });
        y += 1;
    }
    let left = usize::from(area.bottom().saturating_sub(y));
    let all = states_in_order(model, left);
    let skip = scrolled(model, Panel::Body, all.len(), left);
    let hidden = all.len().saturating_sub(skip + left);
    // The last row says that there are more.
    let shown = if hidden > 0 && left > 2 { left - 1 } else { left };
    if shown < left {
        canvas.put(area.x, area.bottom() - 1, area.width, &format!("{} more", hidden + 1), Role::Muted);
    }
    for r in all.iter().skip(skip).take(shown) {
        row(canvas, model, r, Rect { y, height: 1, ..area }, looks_ahead);
        y += 1;
    }
    // A remark that does not fit whole is left out.
    let mut left = usize::from(area.bottom().saturating_sub(y));
    let mut lines: Vec<String> = Vec::new();
    for remark in remarks(model, looks_ahead) {
        let wrapped = wrap(&remark, usize::from(area.width));
        if wrapped.len() <= left {
            left -= wrapped.len();
            lines.extend(wrapped);
        }
    }
    y += u16::from(left > 0);
    for line in &lines {
        canvas.put(area.x, y, area.width, line, Role::Muted);
        y += 1;
    }
}

/// Whether one number was given for the whole body on the selected day.
pub fn is_general_only(model: &Model) -> bool {
    let checkin = Days::day(model.weeks.book(), model.view.cursor()).and_then(|d| d.checkin.as_ref());
    checkin.is_some_and(CheckIn::is_general_only)
}

/// Remarks on the whole body.
pub fn remarks(model: &Model, looks_ahead: bool) -> Vec<String> {
    let mut out = Vec::new();
    let general_only = is_general_only(model);
    if general_only {
        let text = "regions not known: you gave one number for all; ⟦check-in⟧ takes them one by one";
        out.push(model.setup.keymap.spell(text));
    }
    if looks_ahead {
        out.extend(fresh_by(model));
    }
    let gain = model.insight.ahead.gains().map(|g| if general_only { g.general } else { g.regions });
    out.extend(gain.filter(|g| g.sessions > 0).map(|gain| {
        let than = if gain.value < 1.0 { "less" } else { "more" };
        format!("sessions leave you {than} sore than most: ×{:.1}, from {} sessions", gain.value, gain.sessions)
    }));
    out
}

/// The day, of the seven ahead, from which nothing is sore any more: `all under 2 by Sat`.
fn fresh_by(model: &Model) -> Option<String> {
    let ahead = &model.insight.ahead.outlooks;
    // As shown, in whole numbers.
    let low = |o: &Outlook| !o.soreness.is_empty() && o.soreness.values().all(|n| n.round() < NOTICEABLE);
    let checkin = Days::day(model.weeks.book(), model.view.cursor()).and_then(|d| d.checkin.as_ref())?;
    checkin.soreness.values().any(|n| f64::from(*n) >= NOTICEABLE).then_some(())?;
    // The first day from which it stays so.
    let first = ahead.get(ahead.iter().rposition(|o| !low(o)).map_or(0, |n| n + 1))?;
    // A week ahead, the weekday alone would mean today.
    let same = first.date.weekday() == model.view.cursor().weekday();
    Some(format!("all under {NOTICEABLE} by {}", first.date.format(if same { "%a %-d" } else { "%a" })))
}

/// A region: its name, how sore it is, and what is expected or what was.
fn row(canvas: &mut Canvas<'_>, model: &Model, r: &RegionState, line: Rect, looks_ahead: bool) {
    let Rect { x, y, width: room, .. } = line;
    let ahead = model.outlook(model.view.cursor()).filter(|_| model.view.cursor() > model.weeks.today());
    canvas.put(x, y, NAME, r.region.label(), Role::Text);
    let number = |n: u8| {
        if SoreLevel::of(f64::from(n)) >= SoreLevel::Sore {
            Role::SoreText(SoreLevel::of(f64::from(n)))
        } else {
            Role::Text
        }
    };
    let end = x + NAME + NUMBER;
    if let Some(n) = ahead.map(|o| o.soreness.get(&r.region).map(|n| n.round() as u8)) {
        // A forecast in place of what was logged.
        match n {
            Some(n) => {
                canvas.put_right(end, y, 3, &format!("~{n}"), Role::Muted);
                bar::share(canvas, (end + 1, y), 5, f64::from(n) / 10.0, Role::Line);
            }
            None => canvas.put_right(end, y, 1, "·", Role::Muted),
        }
        return;
    }
    let text = r.soreness.map_or("·".to_owned(), |n| n.to_string());
    canvas.put_right(end, y, NUMBER, &text, r.soreness.map_or(Role::Muted, number));
    if r.pain {
        canvas.put(end, y, 1, "!", Role::Strong);
    }
    if looks_ahead {
        let step = step(room);
        let start = line.right() - step * (AHEAD as u16 - 1) - 1;
        // A bar where there is room before the days.
        if start > end + 7 {
            let n = r.soreness.unwrap_or_default();
            let level = SoreLevel::of(f64::from(n));
            bar::share(canvas, (end + 1, y), (start - end - 2).min(10), f64::from(n) / 10.0, Role::Sore(level));
        }
        for (at, o) in (0..).zip(model.insight.ahead.outlooks.iter().take(AHEAD)) {
            let place = start + at * step;
            match o.soreness.get(&r.region) {
                Some(n) => drop(canvas.put(place, y, 1, level(canvas, *n), Role::Sore(SoreLevel::of(*n)))),
                None => drop(canvas.put(place, y, 1, "·", Role::Line)),
            }
        }
        return;
    }
    let n = r.soreness.unwrap_or_default();
    bar::share(canvas, (end + 1, y), 5, f64::from(n) / 10.0, Role::Sore(SoreLevel::of(f64::from(n))));
    let lasted = match (r.pain, r.mornings) {
        (true, _) => "hurts".to_owned(),
        (false, 0) => String::new(),
        (false, 1) => "new".to_owned(),
        (false, 60..) => "60+ days".to_owned(),
        (false, n) => format!("{n} days"),
    };
    let trained = match r.trained {
        Some(1) => "trained yesterday".to_owned(),
        Some(n) => format!("trained {n} days ago"),
        None => String::new(),
    };
    let left = usize::from(line.right().saturating_sub(end + 7));
    let both = [lasted.as_str(), trained.as_str()].into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join(", ");
    let text = [both, trained, lasted].into_iter().find(|t| width(t) <= left).unwrap_or_default();
    canvas.put(end + 7, y, left as u16, &text, Role::Muted);
}

/// Soreness as a column, 0 to 10; in ASCII a digit.
fn level(canvas: &Canvas<'_>, n: f64) -> &'static str {
    const DIGITS: [&str; 10] = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];
    if canvas.glyphs.is_ascii() { DIGITS[(n.round() as usize).min(9)] } else { canvas.glyphs.level(n / 10.0) }
}

/// The regions shown in `rows` rows, each with its state.
pub fn states_shown(model: &Model, rows: usize) -> Vec<RegionState> {
    let mut all = states_in_order(model, rows);
    all.truncate(rows);
    all
}

/// All regions with something to show, in the order in which `rows` rows show them.
fn states_in_order(model: &Model, rows: usize) -> Vec<RegionState> {
    let all = flags::body(model.weeks.book(), model.view.cursor(), &model.setup.basis);
    let general_only = all.iter().all(|r| r.region == Region::General || r.soreness.unwrap_or(0) == 0);
    let general_is_sore = all.iter().any(|r| r.region == Region::General && r.soreness.unwrap_or(0) > 0);
    // If only the whole body is rated, only it has a forecast.
    let ahead = model.outlook(model.view.cursor());
    let general_ahead = ahead.is_some_and(|o| o.soreness.keys().eq([&Region::General]));
    let said = |r: &RegionState| match r.region {
        Region::General => general_is_sore || general_ahead,
        _ => !(general_only && general_is_sore) || r.trained.is_some(),
    };
    // If not all regions fit, those with the most to tell come first.
    let mut shown: Vec<RegionState> = all.into_iter().filter(said).collect();
    if shown.len() > rows {
        let expected = |r: &RegionState| ahead.and_then(|o| o.soreness.get(&r.region)).map(|n| n.round() as u8);
        shown.sort_by_key(|r| {
            std::cmp::Reverse((
                r.pain,
                r.soreness.max(expected(r).filter(|_| general_ahead)),
                r.trained.map(|d| 28 - d),
            ))
        });
    }
    shown
}

/// Soreness from which it is noticeable.
const NOTICEABLE: f64 = 2.0;
