//! A month of days: what each holds, its score and its night, and the totals of each week.

use chrono::{Datelike, Months, NaiveDate};
use ratatui::layout::Rect;

use crate::app::Model;
use crate::app::pointer::Spot;
use crate::domain::calendar::{add_days, weekday_index};
use crate::domain::checkin::hours_and_minutes;
use crate::domain::session::Status;
use crate::domain::{Day, Days, Kind, WeekId};
use crate::keys::{Key, Keymap, Scope, Verb};
use crate::planning::rhythm::Rhythm;
use crate::recovery::{Band, Component};
use crate::text::width;
use crate::ui::canvas::Canvas;
use crate::ui::layout::WIDE;
use crate::ui::panels::nights::SHORT;
use crate::ui::shapes::bar;
use crate::ui::theme::Role;
use crate::ui::week::grid::main_kind;
use crate::words;

/// Weeks that a month can touch.
const WEEKS: i64 = 6;

/// Columns of a week's totals, on its left.
const GUTTER: u16 = 8;

/// Columns from which a day shows its title instead of minutes and RPE.
const NAMES: usize = 8;

/// Hours that fill a night's bar. Chosen: nearly all nights are shorter.
const HOURS: f64 = 10.0;

/// A month: each day with what it holds, its score and its night.
pub fn draw(canvas: &mut Canvas<'_>, model: &Model, area: Rect) {
    canvas.clear(area);
    let cursor = model.view.cursor();
    let first = cursor.with_day(1).unwrap_or(cursor);
    let start = WeekId::of(first).monday();
    let wide = area.width >= WIDE;
    let gutter = if wide { GUTTER } else { 1 };
    let room = area.width.saturating_sub(gutter);

    // The summary and a blank row above it, if there is room.
    let foot = if area.height >= 20 { 2 } else { 0 };
    let rows = area.height.saturating_sub(2 + foot);
    let each = (rows / WEEKS as u16).clamp(1, 7);
    head(canvas, &model.setup.keymap, first, content(each) >= 3, area);
    let top = area.y + 2;
    let column = |i: usize| {
        let (wide, more) = (room / 7, usize::from(room % 7));
        let x = area.x + gutter + wide * i as u16 + i.saturating_sub(7 - more) as u16;
        (x, wide + u16::from(i + more >= 7))
    };
    for i in 0..7 {
        canvas.put(
            column(i).0,
            area.y + 1,
            column(i).1,
            &add_days(start, i as i64).format("%a").to_string(),
            Role::Muted,
        );
    }
    if wide {
        canvas.put(area.x + 1, area.y + 1, GUTTER, "week", Role::Muted);
    }
    // If not all of it fits, the selected day's week stays visible.
    let fit = i64::from((rows / each).max(1)).min(WEEKS);
    let skip = ((cursor - start).num_days() / 7 + 1 - fit).max(0);
    for n in skip..(skip + fit).min(WEEKS) {
        let monday = add_days(start, 7 * n);
        if n == WEEKS - 1 && monday.month() != first.month() {
            break;
        }
        let y = top + each * (n - skip) as u16;
        let (week, proposed) = model.shown(WeekId::of(monday));
        if wide {
            week_of(canvas, model, WeekId::of(monday), (area.x + 1, y), each);
        }
        for day in &week.days {
            let (x, columns) = column(weekday_index(day.date));
            let place = Rect { x, y, width: columns.saturating_sub(1), height: each };
            canvas.spot(place, Spot::Date(day.date));
            let soft = proposed || day.date.month() != first.month();
            cell(canvas, model, day, soft, (room / 7).saturating_sub(6), place);
        }
    }
    // Drawn over the days, and only where blank rows are left, so that it covers no text.
    let (x, columns) = column(weekday_index(cursor));
    let y = top + each * ((cursor - start).num_days() / 7 - skip) as u16;
    let content = content(each);
    if each > content && x > 0 {
        canvas.frame(Rect { x: x - 1, y: y - 1, width: columns + 1, height: content + 2 });
    }
    if foot > 0 {
        summary(canvas, model, first, Rect { y: area.bottom() - 1, height: 1, ..area });
    }
}

/// The month, its neighbours, and what the bars mean.
fn head(canvas: &mut Canvas<'_>, keymap: &Keymap, first: NaiveDate, nights: bool, area: Rect) {
    let name = |date: Option<NaiveDate>| date.map_or(String::new(), |d| d.format("%b").to_string());
    let (before, after) = (first.checked_sub_months(Months::new(1)), first.checked_add_months(Months::new(1)));
    let key = |verb| keymap.keys_in(Scope::Month, verb).into_iter().next().unwrap_or_default();
    let title = first.format("%B %Y").to_string();
    let mut end = canvas.put(area.x + 1, area.y, area.width - 1, &title, Role::Title) + 1;
    let [back, on] = [Verb::PreviousMonth, Verb::NextMonth].map(key);
    for (key, text) in [(&back, format!("{back} {}", name(before))), (&on, format!("{} {on}", name(after)))] {
        let from = end + 2;
        end = canvas.put(from, area.y, area.right().saturating_sub(from), &text, Role::Muted);
        if let Some(key) = Key::shown_as(key) {
            canvas.spot(Rect::new(from, area.y, end.saturating_sub(from), 1), Spot::Key(key));
        }
    }
    let (bar, ahead, block) = (canvas.glyphs.bar(), canvas.glyphs.forecast(), canvas.glyphs.block());
    let long = format!("score {bar} measured {ahead} forecast   sleep {block} 0 to 10 h");
    let short = format!("{bar} score {ahead} forecast");
    let left = area.right().saturating_sub(end + 3);
    let texts = if nights { vec![long, short] } else { vec![short] };
    if let Some(text) = texts.into_iter().find(|t| width(t) <= usize::from(left)) {
        canvas.put_right(area.right() - 1, area.y, left, &text, Role::Muted);
    }
}

/// A week's totals, one per row: its number, its mean score, its load.
fn week_of(canvas: &mut Canvas<'_>, model: &Model, id: WeekId, (x, y): (u16, u16), rows: u16) {
    canvas.put(x, y, 3, &format!("{:>2}", id.number()), Role::Strong);
    let figures = model.desk().figures(id.monday(), id.sunday());
    if let Some(mean) = figures.mean.filter(|_| rows >= 2) {
        canvas.put(x, y + 1, GUTTER, &format!("{mean:.0} avg"), Role::Muted);
    }
    let (week, _) = model.shown(id);
    let (done, planned) = model.desk().loads(&week);
    if done + planned > 0.0 && rows >= 3 {
        let lead = if planned > 0.0 { "~" } else { "" };
        canvas.put(x, y + 2, GUTTER, &format!("{lead}{:.0}", done + planned), Role::Muted);
    }
}

/// A day: what it holds, its score, its night, as far as there are rows.
fn cell(canvas: &mut Canvas<'_>, model: &Model, day: &Day, soft: bool, narrowest: u16, area: Rect) {
    let (cursor, today) = (model.view.cursor(), model.weeks.today());
    let date = day.date;
    let role = match () {
        () if date == cursor => Role::Selected,
        () if date == today => Role::Strong,
        () if soft => Role::Muted,
        () => Role::Text,
    };
    let Rect { x, y, width: room, height } = area;
    let mut at = canvas.put(x, y, 2, &format!("{:>2}", date.day()), role) + 1;
    let off = day.laid();
    let kind = main_kind(day);
    let (sign, sign_role) = match (off, kind) {
        (Some(_), _) => ("+", Role::Strong),
        (None, Some(_)) if is_skipped(day) => (canvas.glyphs.status(Status::Skipped), Role::Muted),
        (None, Some(kind)) => (canvas.glyphs.kind(kind), if soft { Role::Muted } else { Role::Kind(kind) }),
        (None, None) => (canvas.glyphs.track(), Role::Muted),
    };
    canvas.put(at, y, 1, sign, sign_role);
    at += 2;
    let left = (x + room).saturating_sub(at);
    // Every day is fitted to the narrowest column, so that equal days look equal.
    let text =
        off.map_or_else(|| title(model, day, usize::from(left.min(narrowest)), canvas.glyphs.between()), str::to_owned);
    let text_role = if soft { Role::Muted } else { Role::Text };
    // A name is shown whole or not at all.
    if width(&text) <= usize::from(left) {
        canvas.put(at, y, left, &text, text_role);
    }
    if height < 2 {
        // In a single row, the score takes the name's place if there is no name or no room for it.
        if width(&text) > usize::from(left) || text.is_empty() {
            score(canvas, model, date, (at, y), left, false);
        }
        return;
    }
    let mut y = y + 1;
    if content(height) == 4 {
        let effort = day.leading().filter(|_| off.is_none()).map(words::effort).unwrap_or_default();
        if width(&effort) + 5 <= usize::from(room) {
            canvas.put(x + 5, y, room - 5, &effort, Role::Muted);
        }
        y += 1;
    }
    score(canvas, model, date, (x, y), room, true);
    if content(height) >= 3 && date <= today {
        night(canvas, model, date, (x, y + 1), room);
    }
}

/// How many of a day's `rows` its content takes (the rest is blank): its name, minutes and RPE, score, night.
fn content(rows: u16) -> u16 {
    match rows {
        0..=3 => 2,
        4..=5 => 3,
        _ => 4,
    }
}

/// Whether every session of the day was skipped.
pub fn is_skipped(day: &Day) -> bool {
    !day.sessions.is_empty() && day.sessions.iter().all(|s| s.status == Status::Skipped)
}

/// What a day holds, in `columns`: its title, a short one, minutes and RPE, or `rest`.
fn title(model: &Model, day: &Day, columns: usize, between: &str) -> String {
    let Some(s) = day.leading() else { return String::new() };
    let name = model.setup.short(s, columns);
    if columns >= NAMES && width(name) <= columns {
        return name.to_owned();
    }
    match s.kind {
        Kind::Rest => "rest".to_owned(),
        _ => words::in_brief(s, between),
    }
}

/// A score, measured or forecast, with a bar if there is room; nothing if neither is known.
fn score(canvas: &mut Canvas<'_>, model: &Model, date: NaiveDate, (x, y): (u16, u16), room: u16, with_bar: bool) {
    let bar_at = x + 4;
    let columns = room.saturating_sub(5);
    let has_bar = with_bar && columns >= 4;
    if let Some(r) = model.recovery(date).filter(|_| date <= model.weeks.today()) {
        let text = r.number();
        if width(&text) <= usize::from(room) {
            canvas.put(x, y, room.min(4), &text, Role::Score(r.band()));
        }
        if has_bar {
            bar::score(canvas, (bar_at, y), columns, r.shown);
        }
        return;
    }
    let Some(o) = model.outlook(date) else { return };
    let text = words::about(o);
    if width(&text) <= usize::from(room) {
        canvas.put(x, y, room.min(4), &text, o.shown().map_or(Role::Muted, |s| Role::Bar(Band::of(s))));
    }
    if has_bar {
        bar::forecast(canvas, (bar_at, y), columns, o);
    }
}

/// The hours of a night, and its bar.
fn night(canvas: &mut Canvas<'_>, model: &Model, date: NaiveDate, (x, y): (u16, u16), room: u16) {
    let Some(hours) = model.desk().log().slept(date) else { return };
    let role = if hours < SHORT { Role::LossText(Component::Sleep) } else { Role::Muted };
    let at = canvas.put(x, y, room, &hours_and_minutes(hours), role) + 1;
    let columns = (x + room).saturating_sub(at + 1);
    if columns >= 4 {
        let full = (hours / HOURS * f64::from(columns)).round() as u16;
        canvas.repeat(at, y, full.min(columns), canvas.glyphs.block(), Role::Loss(Component::Sleep));
    }
}

/// The month's totals so far, as many as fit.
fn summary(canvas: &mut Canvas<'_>, model: &Model, first: NaiveDate, line: Rect) {
    let last = add_days(first, i64::from(first.num_days_in_month()) - 1);
    let today = model.weeks.today();
    if first > today {
        return;
    }
    let f = model.desk().figures(first, last);
    let r = Rhythm::between(model.weeks.book() as &dyn Days, [first, last], today, &model.setup.basis.regions);
    let mut parts: Vec<String> = Vec::new();
    if let Some(mean) = f.mean {
        let n = f.scores.len();
        parts.push(format!("mean {mean:.0} on {n} {}", if n == 1 { "morning" } else { "mornings" }));
    }
    for (name, (n, of)) in [("sessions", r.sessions), ("rest kept", r.rest)] {
        if of > 0 {
            let skipped =
                if name == "sessions" && r.skipped > 0 { format!(", {} skipped", r.skipped) } else { String::new() };
            parts.push(format!("{name} {n} of {of}{skipped}"));
        }
    }
    parts.extend(f.sleep.map(|h| format!("sleep {}", hours_and_minutes(h))));
    if f.left_out > 0 {
        let days = if f.left_out == 1 { "day" } else { "days" };
        parts.push(format!("ill or away {} {days}, left out of the mean", f.left_out));
    }
    let lead = if last >= today { "so far   " } else { "" };
    let right = line.right().saturating_sub(1);
    let mut x = canvas.put(line.x + 1, line.y, right, lead, Role::Muted);
    for (n, part) in parts.iter().enumerate() {
        let text = if n > 0 { format!(" · {part}") } else { part.clone() };
        if x + width(&text) as u16 > right {
            break;
        }
        x = canvas.put(x, line.y, right - x, &text, Role::Text);
    }
}
