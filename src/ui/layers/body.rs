//! Every region of the selected day: the figure from both sides, the days around it, and the last four weeks.

use chrono::NaiveDate;
use ratatui::layout::Rect;

use crate::app::Model;
use crate::app::layers::body::Body;
use crate::app::pointer::Spot;
use crate::domain::calendar::{add_days, day_name};
use crate::domain::session::Status;
use crate::domain::{Days, Region};
use crate::recovery::flags::RegionState;
use crate::text::{width, wrap};
use crate::ui::canvas::Canvas;
use crate::ui::layout::{COLUMNS, VERY_TALL, VERY_WIDE, WIDE};
use crate::ui::panels::body;
use crate::ui::shapes::figure::{self, Side, Size};
use crate::ui::theme::{Role, SoreLevel};

/// Mornings of the history.
const HISTORY: i64 = 28;

/// Days of the table: today and the seven after it, or a past day and the seven before it.
const DAYS: i64 = 8;

/// Columns of a region's name, and of a day.
const NAME: u16 = 13;
const DAY: u16 = 3;

/// Columns of the table, including the day on which a region is fresh again.
const TABLE: u16 = NAME + DAYS as u16 * DAY + 6;

/// Soreness under which a region is fresh.
const FRESH: f64 = 2.0;

/// Every region of the selected day.
pub fn draw(canvas: &mut Canvas<'_>, model: &Model, layer: &Body, area: Rect) {
    canvas.clear(area);
    let (cursor, today) = (model.view.cursor(), model.weeks.today());
    let what = match cursor.cmp(&today) {
        std::cmp::Ordering::Equal => " · this morning",
        std::cmp::Ordering::Greater if model.outlook(cursor).is_none() => " · too far ahead to forecast",
        std::cmp::Ordering::Greater => " · expected",
        std::cmp::Ordering::Less => "",
    };
    let x = canvas.put(area.x + 1, area.y, 4, "Body", Role::Title);
    let x = canvas.put(x, area.y, 40, &format!("  {}{what}", day_name(cursor, today)), Role::Muted);
    let learnt = learnt(model);
    let right = area.right().saturating_sub(1);
    if x + 2 + width(&learnt) as u16 <= right {
        canvas.put_right(right, area.y, 40, &learnt, Role::Muted);
    }
    let air = u16::from(area.height >= 20);
    let top = area.y + 1 + air;
    let rows = area.height.saturating_sub(1 + air);
    // The largest figure whose two sides fit beside the table, with a row for their names.
    let sizes = [(Size::VeryLarge, VERY_WIDE, 13), (Size::Large, WIDE, 11), (Size::Small, COLUMNS, 1)];
    let fits = |(size, columns, gap): &(Size, u16, u16)| {
        let (w, h) = size.cells();
        let tall = *size != Size::VeryLarge || canvas.area().height >= VERY_TALL;
        area.width >= *columns && rows > h && tall && 2 * w + gap + 3 + TABLE <= area.width
    };
    let size = sizes.into_iter().find(fits);
    let mut x = area.x;
    if let Some((size, _, gap)) = size {
        figures(canvas, model, (area.x + 1, top), size, gap);
        x = area.x + 1 + 2 * size.cells().0 + gap + 2;
    }
    beside(canvas, model, layer, Rect { x, y: top, width: area.right() - x, height: rows });
}

/// What the soreness forecast was learnt from: your own sessions, once there are any.
fn learnt(model: &Model) -> String {
    let general = body::is_general_only(model);
    let gains = model.insight.ahead.gains().map(|g| if general { g.general } else { g.regions });
    match gains.filter(|g| g.sessions > 0) {
        Some(g) => format!("forecast learnt from {} sessions", g.sessions),
        None => String::new(),
    }
}

/// Both sides with a number on every region, and the names of the regions between them.
fn figures(canvas: &mut Canvas<'_>, model: &Model, (x, y): (u16, u16), size: Size, gap: u16) {
    let sore = body::soreness(model, model.view.cursor());
    let (w, h) = size.cells();
    let mut named: Vec<(u16, Region)> = Vec::new();
    for (n, side) in [Side::Front, Side::Back].into_iter().enumerate() {
        let x = x + n as u16 * (w + gap);
        figure::draw_at(canvas, (x, y), (size, side), &|r| sore.get(&r).copied());
        let name = if side == Side::Front { "front" } else { "back" };
        canvas.put(x + w / 2 - 2, y + h, 5, name, Role::Muted);
        if size == Size::Small {
            continue;
        }
        for (region, (cx, cy)) in figure::middles(size, side) {
            if let Some(n) = sore.get(&region) {
                number(canvas, (x + cx, y + cy), *n, hurts(model, region));
            }
            if named.iter().all(|(_, r)| *r != region) {
                named.push((cy, region));
            }
        }
    }
    named.sort();
    let mut free = y;
    for (cy, region) in named {
        let row = (y + cy).max(free);
        let label = region.label();
        let start = x + w + gap.saturating_sub(label.len() as u16) / 2;
        canvas.put(start, row, gap, label, Role::Muted);
        free = row + 1;
    }
}

/// A number on its region's colour, or in bold without colours; in ASCII the figure is made of digits anyway.
fn number(canvas: &mut Canvas<'_>, place: (u16, u16), n: u8, hurts: bool) {
    if canvas.glyphs.is_ascii() {
        return;
    }
    let text = if hurts { format!("{n}!") } else { n.to_string() };
    match canvas.theme().fill(Role::Sore(SoreLevel::of(f64::from(n)))) {
        Some(style) => canvas.styled(place, &text, style),
        None => drop(canvas.put(place.0, place.1, 3, &text, Role::Strong)),
    }
}

fn hurts(model: &Model, region: Region) -> bool {
    let day = Days::day(model.weeks.book(), model.view.cursor());
    day.and_then(|d| d.checkin.as_ref()).is_some_and(|c| c.pain.contains(&region))
}

/// The table, and below it whatever fits.
fn beside(canvas: &mut Canvas<'_>, model: &Model, layer: &Body, area: Rect) {
    let (cursor, today) = (model.view.cursor(), model.weeks.today());
    let ahead = cursor >= today;
    let rows = usize::from(area.height.saturating_sub(2)).max(1);
    let states = body::states_shown(model, usize::MAX);
    let sorest = (0..states.len()).rev().max_by_key(|n| states[*n].soreness).unwrap_or(0);
    let at = layer.at.unwrap_or(sorest).min(states.len().saturating_sub(1));
    layer.drawn.set((states.len(), at));
    let dates: Vec<NaiveDate> = if ahead {
        (0..DAYS).map(|n| add_days(today, n)).collect()
    } else {
        (1 - DAYS..=0).map(|n| add_days(cursor, n)).collect()
    };
    // Fewer days where there is little room.
    let fit = usize::from(area.width.saturating_sub(NAME + 2) / DAY).min(dates.len());
    let dates = if ahead { &dates[..fit] } else { &dates[dates.len() - fit..] };
    let with_fresh = ahead && area.width >= TABLE;
    let title = if ahead { "Now, and the next seven days" } else { "The days before" };
    canvas.heading(Rect { height: 1, ..area }, title);
    let (x, mut y) = (area.x + 1, area.y + 1);
    for (n, date) in (0..).zip(dates) {
        let role = if *date == cursor {
            Role::Selected
        } else if *date == today {
            Role::Strong
        } else {
            Role::Muted
        };
        canvas.put(x + NAME + n * DAY, y, 1, &date.format("%a").to_string()[..1], role);
    }
    if with_fresh {
        canvas.put(x + NAME + DAYS as u16 * DAY, y, 6, "fresh", Role::Muted);
    }
    y += 1;
    // If not all of them fit, the selected one stays visible.
    let skip = if states.len() > rows { (at + 1).saturating_sub(rows) } else { 0 };
    for (n, r) in states.iter().enumerate().skip(skip) {
        if y >= area.bottom() {
            return;
        }
        canvas.spot(Rect::new(area.x, y, area.width, 1), Spot::Line(n));
        row(canvas, model, r, n == at, (x, y), dates, with_fresh);
        y += 1;
    }
    let room = area.width.saturating_sub(2);
    let mut part = |canvas: &mut Canvas<'_>, rows: u16, draw: &dyn Fn(&mut Canvas<'_>, Rect)| {
        if rows > 0 && y + 1 + rows <= area.bottom() {
            draw(canvas, Rect { x: area.x, y: y + 1, width: area.width, height: rows });
            y += 1 + rows;
        }
    };
    let lines = detail(model, states.get(at), usize::from(room));
    part(canvas, lines.len() as u16, &|canvas, place| {
        for (y, line) in (place.y..).zip(&lines) {
            canvas.put(place.x + 1, y, room, line, Role::Text);
        }
    });
    let hurts = states.iter().any(|r| r.pain);
    part(canvas, 4 + u16::from(hurts), &|canvas, place| legend(canvas, hurts, place));
    part(canvas, states.len() as u16 + 1, &|canvas, place| history(canvas, model, &states, place));
    let lines = remarks(model, usize::from(room));
    part(canvas, lines.len() as u16, &|canvas, place| {
        for (y, line) in (place.y..).zip(&lines) {
            canvas.put(place.x + 1, y, room, line, Role::Muted);
        }
    });
}

/// How sore a region is or will be on a day: as logged up to today, as forecast after it.
fn on(model: &Model, region: Region, date: NaiveDate) -> Option<f64> {
    if date > model.weeks.today() {
        return model.outlook(date)?.soreness.get(&region).copied();
    }
    Days::day(model.weeks.book(), date)?.checkin.as_ref()?.soreness_at(region).map(f64::from)
}

/// A region on every day of the table.
fn row(
    canvas: &mut Canvas<'_>,
    model: &Model,
    r: &RegionState,
    selected: bool,
    (x, y): (u16, u16),
    dates: &[NaiveDate],
    with_fresh: bool,
) {
    if selected {
        canvas.put(x - 1, y, 1, canvas.glyphs.pointer(), Role::Frame);
    }
    canvas.put(x, y, NAME - 1, r.region.label(), if selected { Role::Strong } else { Role::Text });
    if r.pain {
        canvas.put(x + NAME - 2, y, 1, "!", Role::Strong);
    }
    let today = model.weeks.today();
    for (n, date) in (0..).zip(dates) {
        let place = (x + NAME + n * DAY, y);
        let Some(value) = on(model, r.region, *date) else {
            canvas.put(place.0, y, 1, "·", Role::Line);
            continue;
        };
        let text = format!("{value:.0}");
        let level = SoreLevel::of(value);
        let fill = canvas.theme().fill(Role::Sore(level)).filter(|_| value >= FRESH && canvas.theme().has_colours());
        match fill {
            Some(style) if *date <= today => canvas.styled((place.0.saturating_sub(1), y), &format!(" {text}"), style),
            // A forecast colours only the number.
            _ => {
                let role = if value >= FRESH { Role::SoreText(level) } else { Role::Muted };
                canvas.put(place.0, y, 2, &text, role);
            }
        }
    }
    if with_fresh {
        // The first day on which it is fresh, even if later work makes it sore again.
        let fresh = |date: &NaiveDate| on(model, r.region, *date).map(|v| v.round() < FRESH);
        let text = match dates.iter().position(|d| fresh(d) == Some(true)) {
            Some(0) => "now".to_owned(),
            Some(n) => dates[n].format("%a %-d").to_string(),
            None if dates.iter().any(|d| fresh(d).is_some()) => "later".to_owned(),
            None => String::new(),
        };
        canvas.put(x + NAME + DAYS as u16 * DAY, y, 6, &text, Role::Muted);
    }
}

/// What is known about the selected region.
fn detail(model: &Model, state: Option<&RegionState>, room: usize) -> Vec<String> {
    let Some(r) = state else { return Vec::new() };
    let mut parts: Vec<String> = Vec::new();
    if r.pain {
        parts.push("it hurts: pain outranks soreness".into());
    }
    let today = model.weeks.today();
    let ahead = model.view.cursor() > today;
    match r.mornings {
        _ if ahead || r.soreness.is_none_or(|n| f64::from(n) < FRESH) => {}
        0 => {}
        1 => parts.push("sore since this morning".into()),
        n => parts.push(format!("sore for {n} mornings")),
    }
    match r.trained.filter(|_| !ahead) {
        Some(1) => parts.push("trained yesterday".into()),
        Some(n) => parts.push(format!("trained {n} days ago")),
        None => {}
    }
    let next = (0..DAYS).map(|n| add_days(model.view.cursor().max(today), n)).find_map(|date| {
        let day = model.desk().day(date);
        let table = &model.setup.basis.regions;
        let trains = |s: &&crate::domain::Session| s.status == Status::Planned && table.trains(s, r.region);
        let session = day.sessions.iter().find(trains)?;
        Some(format!("next trained {}: {}", date.format("%a"), session.title))
    });
    parts.extend(next);
    if parts.is_empty() {
        return Vec::new();
    }
    wrap(&format!("{}: {}", r.region.label(), parts.join(" · ")), room)
}

/// What the colours mean.
fn legend(canvas: &mut Canvas<'_>, hurts: bool, area: Rect) {
    canvas.heading(Rect { height: 1, ..area }, "Legend");
    let levels = [(0, "0–1 fresh"), (2, "2–3 a little"), (4, "4–6 sore"), (7, "7–10 very sore")];
    for (n, (value, text)) in levels.into_iter().enumerate() {
        let (x, y) = (area.x + 1 + (n as u16 % 2) * 20, area.y + 1 + n as u16 / 2);
        if x + 20 > area.right() {
            continue;
        }
        sample(canvas, (x, y), value);
        canvas.put(x + 4, y, 15, text, Role::Muted);
    }
    let sign = if canvas.glyphs.is_ascii() { "..." } else { "⡏⠉⢹" };
    canvas.put(area.x + 1, area.y + 3, 3, sign, Role::Line);
    canvas.put(area.x + 5, area.y + 3, area.width - 6, "not known, or no region", Role::Muted);
    if hurts {
        canvas.put(area.x + 1, area.y + 4, 1, "!", Role::Strong);
        canvas.put(area.x + 5, area.y + 4, area.width - 6, "it hurts: pain outranks soreness", Role::Muted);
    }
}

/// Three cells in the colour of a soreness.
fn sample(canvas: &mut Canvas<'_>, (x, y): (u16, u16), value: u8) {
    let level = SoreLevel::of(f64::from(value));
    let sign = match (canvas.glyphs.is_ascii(), canvas.theme().has_colours(), level) {
        (true, ..) => {
            canvas.put(x, y, 3, &value.to_string().repeat(3), Role::Text);
            return;
        }
        (_, true, _) => "█",
        (_, _, SoreLevel::Fresh) => "░",
        (_, _, SoreLevel::Some) => "▒",
        (_, _, SoreLevel::Sore) => "▓",
        (_, _, SoreLevel::Very) => "█",
    };
    canvas.repeat(x, y, 3, sign, Role::Sore(level));
}

/// The last four weeks of every region.
fn history(canvas: &mut Canvas<'_>, model: &Model, states: &[RegionState], area: Rect) {
    let last = model.view.cursor().min(model.weeks.today());
    let days = i64::from(area.width.saturating_sub(NAME + 2)).min(HISTORY);
    canvas.heading(Rect { height: 1, ..area }, &format!("The last {days} mornings"));
    for (y, r) in (area.y + 1..area.bottom()).zip(states) {
        canvas.put(area.x + 1, y, NAME - 1, r.region.label(), Role::Text);
        for k in 0..days {
            let x = area.x + 1 + NAME + k as u16;
            match on(model, r.region, add_days(last, k + 1 - days)) {
                Some(v) if v > 0.0 => canvas.put(x, y, 1, canvas.glyphs.level(v / 10.0), Role::Sore(SoreLevel::of(v))),
                Some(_) => canvas.put(x, y, 1, if canvas.glyphs.is_ascii() { "0" } else { " " }, Role::Muted),
                None => canvas.put(x, y, 1, canvas.glyphs.track(), Role::Line),
            };
        }
    }
}

fn remarks(model: &Model, room: usize) -> Vec<String> {
    let looks_ahead = model.view.cursor() == model.weeks.today();
    let mut out: Vec<String> = body::remarks(model, looks_ahead).iter().flat_map(|r| wrap(r, room)).collect();
    out.extend(wrap("New work leaves you sorest 24 to 72 h after. Soreness is repair, not a fault.", room));
    out
}
