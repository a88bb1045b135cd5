//! The body panel: every region, how sore, for how long, and how it will go under the plan.

use chrono::NaiveDate;
use ratatui::layout::Rect;

use crate::app::Model;
use crate::domain::{CheckIn, Days, Region};
use crate::recovery::flags::{self, RegionState};
use crate::text::{width, wrap};
use crate::ui::canvas::Canvas;
use crate::ui::theme::Role;

/// Every region: how sore, for how long, when it was last trained.
pub fn draw(canvas: &mut Canvas<'_>, model: &Model, area: Rect) {
    let ahead = model.outlook(model.view.cursor()).filter(|_| model.view.cursor() > model.weeks.today());
    canvas.heading(
        area,
        match ahead {
            Some(_) => "Body · soreness expected",
            None if model.view.cursor() == model.weeks.today() => "Body · soreness in the next 7 days",
            None => "Body",
        },
    );
    let (x, room) = (area.x + 1, area.width.saturating_sub(2));
    let shown = states_shown(model, usize::from(area.height.saturating_sub(1)));
    for (n, r) in shown.iter().enumerate() {
        let ends = clock(canvas, model, r.region);
        let y = area.y + 1 + n as u16;
        region_line(canvas, r, ends.as_deref(), x, y, room);
        if let Some(n) = ahead.and_then(|o| o.soreness.get(&r.region)) {
            expected(canvas, *n, Rect { x, y, width: room, height: 1 });
        }
    }
    let y = area.y + 1 + shown.len() as u16;
    let here = model.view.cursor();
    let checkin = Days::day(model.weeks.book(), here).and_then(|d| d.checkin.as_ref());
    let general_only = checkin.is_some_and(CheckIn::is_general_only);
    let not_known = "regions are not known: one number was given for all of them; ⟦check-in⟧ takes them one by one";
    let gain = model.insight.ahead.gains().map(|g| if general_only { g.general } else { g.regions });
    let gain = gain.filter(|g| g.sessions > 0).map(|gain| {
        let than = if gain.value < 1.0 { "less" } else { "more" };
        format!("sessions leave you {than} sore than most: ×{:.1}, from {} sessions", gain.value, gain.sessions)
    });
    let told = general_only.then(|| model.setup.keymap.spell(not_known)).into_iter().chain(gain);
    let lines = told.flat_map(|text| wrap(&text, usize::from(room)));
    for (n, line) in lines.take(usize::from(area.bottom().saturating_sub(y))).enumerate() {
        canvas.put(x, y + n as u16, room, &line, Role::Muted);
    }
}

/// A forecast in the place of what was logged: `~4`, with fainter bars.
fn expected(canvas: &mut Canvas<'_>, soreness: f64, line: Rect) {
    let Rect { x, y, .. } = line;
    // When it was last trained says little of a day that has training planned before it.
    canvas.clear(Rect { x: x + 20, width: line.width.saturating_sub(20), ..line });
    let n = soreness.round() as u8;
    let bars = usize::from(n.div_ceil(2)).min(5);
    canvas.put_right(x + 13, y, 3, &format!("~{n}"), if n > 0 { Role::Text } else { Role::Muted });
    let at = canvas.put(x + 14, y, 5, &canvas.glyphs.block().repeat(bars), Role::Muted);
    canvas.put(at, y, 5, &canvas.glyphs.track().repeat(5 - bars), Role::Muted);
}

/// The regions that the body panel shows in so many rows.
pub fn regions_shown(model: &Model, rows: usize) -> Vec<Region> {
    states_shown(model, rows).iter().map(|r| r.region).collect()
}

fn states_shown(model: &Model, rows: usize) -> Vec<RegionState> {
    let all = flags::body(model.weeks.book(), model.view.cursor(), &model.setup.basis);
    let general_only = all.iter().all(|r| r.region == Region::General || r.soreness.unwrap_or(0) == 0);
    let general_told = all.iter().any(|r| r.region == Region::General && r.soreness.unwrap_or(0) > 0);
    // Who answers for the whole body alone has a forecast for it alone.
    let ahead = model.outlook(model.view.cursor());
    let general_ahead = ahead.is_some_and(|o| o.soreness.keys().eq([&Region::General]));
    let told = |r: &RegionState| match r.region {
        Region::General => general_told || general_ahead,
        _ => !(general_only && general_told) || r.trained.is_some(),
    };
    // Where there is less room than regions, those with most to tell come first.
    let mut shown: Vec<RegionState> = all.into_iter().filter(told).collect();
    if shown.len() > rows {
        let expected = |r: &RegionState| ahead.and_then(|o| o.soreness.get(&r.region)).map(|n| n.round() as u8);
        shown.sort_by_key(|r| {
            std::cmp::Reverse((
                r.pain,
                r.soreness.max(expected(r).filter(|_| general_ahead)),
                r.trained.map(|d| 28 - d),
            ))
        });
        shown.truncate(rows);
    }
    shown
}

/// Soreness of a region over the next seven days under the plan, a column a day, and the day it ends on; nothing while it
/// stays low.
fn clock(canvas: &Canvas<'_>, model: &Model, region: Region) -> Option<String> {
    if model.view.cursor() != model.weeks.today() {
        return None;
    }
    let ahead: Vec<(NaiveDate, f64)> =
        model.insight.ahead.outlooks.iter().filter_map(|o| Some((o.date, *o.soreness.get(&region)?))).collect();
    let (peak_at, peak) = ahead.iter().enumerate().max_by(|a, b| a.1.1.total_cmp(&b.1.1).then(b.0.cmp(&a.0)))?;
    if peak.1 < NOTICEABLE {
        return None;
    }
    let line: String = ahead.iter().map(|(_, n)| canvas.glyphs.level(n / 10.0)).collect();
    let end = ahead.iter().skip(peak_at).find(|(_, n)| *n < NOTICEABLE);
    let end = end.map_or(String::new(), |(d, _)| format!(" {}", &d.format("%a").to_string()[..2]));
    Some(format!("{line}{end}"))
}

/// Soreness below which a region counts as over it: 2 is noticeable.
const NOTICEABLE: f64 = 2.0;

fn region_line(canvas: &mut Canvas<'_>, r: &RegionState, ends: Option<&str>, x: u16, y: u16, room: u16) {
    let sore = r.soreness.unwrap_or(0);
    let role = if sore > 0 { Role::Text } else { Role::Muted };
    canvas.put(x, y, 10, r.region.label(), role);
    canvas.put_right(x + 13, y, 2, &r.soreness.map_or("–".to_owned(), |n| n.to_string()), role);
    let bars = usize::from(sore.div_ceil(2));
    let at = canvas.put(x + 14, y, 5, &canvas.glyphs.block().repeat(bars), Role::Text);
    canvas.put(at, y, 5, &canvas.glyphs.track().repeat(5 - bars), Role::Muted);
    let lasted = match (r.pain, r.mornings) {
        (true, _) => "hurts".to_owned(),
        (false, 0) => String::new(),
        (false, 1) => "new".to_owned(),
        (false, 60..) => "60+ d".to_owned(),
        (false, n) => format!("{n} d"),
    };
    canvas.put(x + 20, y, 7, &lasted, Role::Muted);
    let trained = match (ends, r.trained) {
        (Some(ends), _) => {
            canvas.put(x + 28, y, room.saturating_sub(28), ends, Role::Muted);
            return;
        }
        (None, trained) => trained,
    };
    let trained = match trained {
        Some(1) => "trained yesterday".to_owned(),
        Some(n) => format!("trained {n} days ago"),
        None => String::new(),
    };
    let left = usize::from(room.saturating_sub(28));
    let trained =
        if width(&trained) <= left { trained } else { trained.replace("trained ", "").replace(" days ago", "d ago") };
    canvas.put(x + 28, y, left as u16, &trained, Role::Muted);
}
