//! The week: title line, and the days as columns, as lines, or one at a time.

use chrono::{Datelike, NaiveDate};
use ratatui::layout::Rect;

use crate::app::{Model, SHOWN};
use crate::domain::WeekId;
use crate::domain::calendar::add_days;
use crate::domain::session::{Extra, Kind, Session, Status};
use crate::domain::week::Day;
use crate::planning::event;
use crate::recovery::Band;
use crate::text::{fit, pad, width, wrap};
use crate::ui::canvas::Canvas;
use crate::ui::layout::{Grid, Places, column};
use crate::ui::theme::Role;
use crate::words;

/// What stands over the sample weeks, and the same in short.
const SAMPLE: &str = "sample weeks, nothing is kept";
const SAMPLE_SHORT: &str = "sample weeks";

/// ` Week 47  16–22 Nov 2026 … proposed`.
pub fn title(canvas: &mut Canvas<'_>, model: &Model) {
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
    let end = canvas.put(1, 0, canvas.area().width.saturating_sub(1), &left, Role::Title);
    let (week, proposed) = model.shown(id);
    let mut state = Vec::new();
    let odd = model.trouble().len();
    let odd = if odd == 1 { "1 line not understood".to_owned() } else { format!("{odd} lines not understood") };
    if model.weeks.book().frozen(id).is_none() && !model.trouble().is_empty() {
        state.push(odd.as_str());
    }
    if model.weeks.book().frozen(id).is_some() {
        state.push("read-only");
    }
    let block = model.block_text();
    if week.deload {
        state.push("deload");
    } else if let Some(text) = block.as_deref() {
        state.push(text);
    }
    let event = event::next(model.weeks.book(), model.weeks.today()).map(|e| e.countdown());
    if let Some(text) = event.as_deref() {
        state.push(text);
    }
    if model.here.sample {
        state.push(SAMPLE);
    } else if proposed && model.is_first_run() {
        state.push("first run");
    } else if proposed {
        state.push(if wide { "proposed, the first change makes it yours" } else { "proposed" });
    } else if model.unsaved() > 0 {
        state.push("not saved yet");
    }
    let found = model.insight.findings.len();
    let found = if found == 1 { "1 finding".to_owned() } else { format!("{found} findings") };
    if !model.insight.findings.is_empty() && !model.is_first_run() {
        state.insert(0, found.as_str());
    }
    if model.view.sandbox.is_some() {
        state = vec!["what if: nothing is saved"];
    }
    let right = canvas.area().width.saturating_sub(1);
    let today = if canvas.area().width >= 115 {
        format!("      {}", model.weeks.today().format("%a %-d %b"))
    } else {
        String::new()
    };
    let room = usize::from(right.saturating_sub(end + 2));
    let line = |parts: &[&str]| format!("{}{today}", parts.join(" · "));
    // What does not fit whole is left out, the last first; of the sample a word stays.
    while state.len() > 1 && width(&line(&state)) > room {
        match state.last_mut() {
            Some(last) if *last == SAMPLE => *last = SAMPLE_SHORT,
            Some(last) if *last == SAMPLE_SHORT => drop(state.remove(state.len() - 2)),
            _ => drop(state.pop()),
        }
    }
    canvas.put_right(right, 0, room as u16, &line(&state), Role::Muted);
}

/// The days.
pub fn draw(canvas: &mut Canvas<'_>, model: &Model, places: &Places) {
    match places.grid {
        Grid::Columns { width, left, top, rows } => columns(canvas, model, width, left, top, rows),
        Grid::Lines { days, top } => lines(canvas, model, days, top),
        Grid::Day { top } => one_day(canvas, model, top, places.below.y.saturating_sub(top)),
    }
}

fn columns(canvas: &mut Canvas<'_>, model: &Model, width: u16, left: u16, top: u16, rows: u16) {
    for (i, (day, proposed)) in model.shown_days().iter().enumerate() {
        let x = column(left, width, i);
        head(canvas, model, day.date, x, top + 1, width);
        for (n, (text, role)) in
            cell(canvas, model, day, *proposed, usize::from(width), usize::from(rows)).into_iter().enumerate()
        {
            line_with_sign(canvas, x, top + 2 + n as u16, width, &text, role, day);
        }
        score(canvas, model, day.date, x, top + 2 + rows, width);
    }
    if let Some(over) = model.view.carried.as_ref().and_then(|c| model.view.place(c.over?)) {
        // Where it would land: the day's head is reversed, the box stays where it came from.
        let x = column(left, width, over);
        canvas.tint(Rect::new(x, top + 1, width, 1), Role::Selected);
    }
    let inside: Vec<usize> = model.days().into_iter().filter_map(|d| model.view.place(d)).collect();
    if let (Some(first), Some(last)) = (inside.first(), inside.last()) {
        let x = column(left, width, *first) - 1;
        let right = column(left, width, *last) + width + 1;
        canvas.frame(Rect::new(x, top, right - x, rows + 4));
    }
}

fn head(canvas: &mut Canvas<'_>, model: &Model, date: NaiveDate, x: u16, y: u16, width: u16) {
    let today = date == model.weeks.today();
    let found = model.insight.findings.iter().any(|f| f.date == Some(date));
    let mark = match (today, width >= 15) {
        (true, true) => "  today",
        (true, false) => " •",
        _ => "",
    };
    let mark = if found { format!("{mark} {}", canvas.glyphs.finding()) } else { mark.to_owned() };
    let role = if today { Role::Strong } else { Role::Text };
    canvas.put(x, y, width, &format!("{}{mark}", date.format("%a %-d")), role);
}

/// What a day holds, by its first session's title.
pub fn title_of(day: &Day) -> String {
    match day.sessions.as_slice() {
        [] => String::new(),
        sessions => crate::domain::week::day_title(sessions),
    }
}

/// Draws a line whose first sign says a kind in that kind's role.
fn line_with_sign(canvas: &mut Canvas<'_>, x: u16, y: u16, width: u16, text: &str, role: Role, day: &Day) {
    let sign = day.sessions.iter().find(|s| text.starts_with(&format!("{} ", canvas.glyphs.kind(s.kind))));
    canvas.put(x, y, width, text, role);
    if let (Some(s), Role::Text) = (sign, role) {
        canvas.tint(Rect::new(x, y, 1, 1), Role::Kind(s.kind));
    }
}

/// The lines of a day's cell: kind, title, effort, extras, status.
fn cell(
    canvas: &Canvas<'_>,
    model: &Model,
    day: &Day,
    proposed: bool,
    width: usize,
    rows: usize,
) -> Vec<(String, Role)> {
    let table = &model.setup.basis.regions;
    // What waits is dim, as what is only proposed.
    let waits = |s: &Session| s.status == Status::Planned && day.sets_aside(s, table);
    let dim = proposed || (!day.sessions.is_empty() && day.sessions.iter().all(waits));
    let plan = if dim { Role::Proposed } else { Role::Text };
    let soft = if dim { Role::Proposed } else { Role::Muted };
    let mut out: Vec<(String, Role)> = Vec::new();
    if let Some(event) = &day.event {
        out.push((event.clone(), Role::Strong));
    }
    let top = out.len();
    match day.sessions.as_slice() {
        [] if day.event.is_some() => {}
        [] => out.push(("–".into(), Role::Muted)),
        [s] => {
            out.push((format!("{} {}", canvas.glyphs.kind(s.kind), kind_label(s.kind, width - 2)), plan));
            out.extend(wrap(&s.title, width).into_iter().take(2).map(|t| (t, plan)));
            let effort = effort(s, width);
            if !effort.is_empty() || out.len() < 3 + top {
                out.push((effort, plan));
            }
            if rows > 5
                && let Some(text) = detail(s).filter(|_| out.len() < 4 + top)
            {
                out.push((text, soft));
            }
            // The last row is the day's status; extras may have it where there is none to tell.
            let status = status_line(canvas, model, day, proposed, width);
            let room = rows.saturating_sub(out.len() + usize::from(!status.0.is_empty()));
            out.extend(
                extras(&s.extras, width, room, canvas.glyphs.status(Status::Done)).into_iter().map(|t| (t, soft)),
            );
            if out.len() < rows {
                out.resize(rows - 1, (String::new(), Role::Text));
                out.push(status);
            }
            return out;
        }
        [a, b] => {
            for s in [a, b] {
                out.push((format!("{} {}", canvas.glyphs.kind(s.kind), s.title), plan));
                let mark = canvas.glyphs.status(s.status);
                out.push((
                    format!(
                        "{} {mark}",
                        effort(
                            s,
                            if canvas.glyphs.status(s.status).is_empty() { width } else { width.saturating_sub(2) }
                        )
                    )
                    .trim_end()
                    .to_owned(),
                    plan,
                ));
            }
        }
        many => {
            let shown = if many.len() > rows - 1 { rows - 2 } else { many.len() };
            for s in &many[..shown] {
                let mark = canvas.glyphs.status(s.status);
                let title = fit(&s.title, width.saturating_sub(2 + if mark.is_empty() { 0 } else { 2 }));
                out.push((format!("{} {title} {mark}", canvas.glyphs.kind(s.kind)).trim_end().to_owned(), plan));
            }
            if shown < many.len() {
                out.push((format!("and {} more", many.len() - shown), soft));
            }
        }
    }
    out.resize(rows - 1, (String::new(), Role::Text));
    out.push(status_line(canvas, model, day, proposed, width));
    out
}

fn status_line(canvas: &Canvas<'_>, model: &Model, day: &Day, proposed: bool, room: usize) -> (String, Role) {
    let today = day.date == model.weeks.today();
    if let Some(laid) = day.laid() {
        return (laid.to_owned(), Role::Strong);
    }
    let all = |status: Status| !day.sessions.is_empty() && day.sessions.iter().all(|s| s.status == status);
    let done = day.sessions.iter().filter(|s| s.status == Status::Done).count();
    if all(Status::Done) {
        let word = if day.is_rest() { "kept" } else { "done" };
        return (format!("{} {word}", canvas.glyphs.status(Status::Done)), Role::Text);
    }
    if all(Status::Skipped) {
        let why = day.sessions[0].reason.map_or("skipped", |r| r.name());
        return (format!("{} {why}", canvas.glyphs.status(Status::Skipped)), Role::Muted);
    }
    if done > 0 {
        return (format!("{} {done} of {}", canvas.glyphs.status(Status::Done), day.sessions.len()), Role::Text);
    }
    if let Some((_, to)) = model.insight.sizes_back.range((day.date, 0)..=(day.date, usize::MAX)).next() {
        let (long, short) = (format!("back: {}", words::effort(to)), format!("→{}", words::effort(to)));
        return (if crate::text::width(&long) <= room { long } else { short }, Role::Text);
    }
    if today && canvas.area().width < 115 {
        return ("today".into(), Role::Muted);
    }
    if let Some(bed) = day.bed {
        return (format!("bed {bed}"), Role::Muted);
    }
    if day.sessions.iter().any(|s| s.pinned) {
        return ("pinned".into(), Role::Muted);
    }
    if let [Session { moved_from: Some(from), extras, .. }] = day.sessions.as_slice()
        && extras.is_empty()
    {
        return (format!("from {}", from.format("%a")), Role::Muted);
    }
    let told = model.first_logged().is_some_and(|first| first <= day.date);
    // A rest day that went by without training is kept, without a key.
    if told && !proposed && day.is_kept_rest(model.weeks.today()) {
        return (format!("{} kept", canvas.glyphs.status(Status::Done)), Role::Text);
    }
    if day.date < model.weeks.today() && !day.sessions.is_empty() && !proposed && told {
        return ("not marked".into(), Role::Muted);
    }
    (String::new(), Role::Text)
}

/// The kind's name in at most `room` columns, shortened as people shorten it.
fn kind_label(kind: Kind, room: usize) -> &'static str {
    let long = kind.label();
    if width(long) <= room {
        return long;
    }
    match kind {
        Kind::Conditioning => "Condit.",
        Kind::Endurance => "Endur.",
        Kind::ActiveRecovery => "Active",
        Kind::Strength | Kind::Mobility | Kind::Rest => long,
    }
}

fn effort(s: &Session, width: usize) -> String {
    let at_most = if s.condition.is_some() { "≤" } else { "" };
    if s.kind == Kind::Rest && s.minutes.is_none() {
        return String::new();
    }
    let long = match (s.actual_minutes(), s.actual_rpe()) {
        (Some(m), Some(r)) => format!("{at_most}{m} min · RPE {r}"),
        (Some(m), None) => format!("{at_most}{m} min"),
        (None, Some(r)) => format!("RPE {r}"),
        (None, None) => String::new(),
    };
    let short = format!("{at_most}{}", words::effort(s));
    let tight = short.replace("' RPE", "'RPE");
    [long, short].into_iter().find(|t| crate::text::width(t) <= width).unwrap_or(tight)
}

/// What a session trains or depends on, where a cell has a row for it.
fn detail(s: &Session) -> Option<String> {
    let regions = s.regions.iter().map(|r| r.label()).collect::<Vec<_>>().join(", ");
    s.condition
        .as_ref()
        .map(|c| format!("if {}", c.written()))
        .or((!regions.is_empty()).then_some(regions))
        .or_else(|| s.note.clone())
}

fn extras(extras: &[Extra], width: usize, room: usize, done: &str) -> Vec<String> {
    let line = |e: &Extra| {
        let minutes = e.minutes.map_or(String::new(), |m| format!(" {m}'"));
        let lead = if e.done { done } else { "+" };
        format!("{lead} {}{minutes}", fit(&e.title.to_lowercase(), width.saturating_sub(2 + minutes.len())))
    };
    // Several are a number here, and a list in the day's panel.
    let out = match (extras, extras.iter().filter(|e| e.done).count()) {
        ([], _) => None,
        ([one], _) => Some(line(one)),
        (all, 0) => Some(format!("+ {} extras", all.len())),
        (all, n) if n == all.len() => Some(format!("{done} {n} extras")),
        (all, n) => Some(format!("{done} {n} of {} extras", all.len())),
    };
    out.into_iter().take(room).collect()
}

/// A score with its bar; ahead, the forecast with `~` and a dotted bar; else a dash with an empty one.
fn score(canvas: &mut Canvas<'_>, model: &Model, date: NaiveDate, x: u16, y: u16, width: u16) {
    let bar = if width >= 15 { 9 } else { 6 };
    score_and_bar(canvas, model, date, x, y, bar);
}

fn score_and_bar(canvas: &mut Canvas<'_>, model: &Model, date: NaiveDate, x: u16, y: u16, bar: u16) {
    let (track, dots) = (canvas.glyphs.track(), canvas.glyphs.forecast());
    if let Some(r) = model.recovery(date).filter(|_| date <= model.weeks.today()) {
        let text = format!("{:>3} ", r.number());
        let room = width(&text) as u16;
        let x = canvas.put(x, y, room, &text, Role::Score(r.band()));
        bar_of(canvas, x, y, (bar + 4).saturating_sub(room), r.shown, r.band());
    } else if let Some(o) = model.outlook(date) {
        let score = o.shown().unwrap_or_default();
        let role = o.shown().map_or(Role::Muted, |s| Role::Bar(Band::of(s)));
        let text = format!("{:>3} ", words::about(o));
        // A guess takes one column more, and its bar one less.
        let room = width(&text) as u16;
        let bar = (bar + 4).saturating_sub(room);
        let full = (f64::from(score) / 100.0 * f64::from(bar)).round() as u16;
        let x = canvas.put(x, y, room, &text, role);
        let x = canvas.put(x, y, full, &dots.repeat(usize::from(full)), role);
        canvas.put(x, y, bar - full, &track.repeat(usize::from(bar - full)), Role::Muted);
    } else {
        canvas.put(x, y, bar + 4, &format!("  – {}", track.repeat(usize::from(bar))), Role::Muted);
    }
}

/// A bar of `columns` for a score.
pub fn bar_of(canvas: &mut Canvas<'_>, x: u16, y: u16, columns: u16, shown: u8, band: Band) {
    let full = (f64::from(shown) / 100.0 * f64::from(columns)).round() as u16;
    let (bar, track) = (canvas.glyphs.bar(), canvas.glyphs.track());
    let x = canvas.put(x, y, full, &bar.repeat(usize::from(full)), Role::Bar(band));
    canvas.put(x, y, columns - full, &track.repeat(usize::from(columns - full)), Role::Muted);
}

/// The first of the shown days where there are lines for fewer: the one before the selected day.
pub fn first_line(model: &Model, days: u16) -> usize {
    model.view.cursor_place().saturating_sub(1).min(SHOWN.saturating_sub(usize::from(days)))
}

fn lines(canvas: &mut Canvas<'_>, model: &Model, days: u16, top: u16) {
    let chosen = model.days();
    let first = first_line(model, days);
    for (n, (day, proposed)) in model.shown_days().iter().skip(first).take(usize::from(days)).enumerate() {
        let y = top + n as u16;
        let selected = chosen.contains(&day.date);
        let width = canvas.area().width;
        let pointer = if selected { canvas.glyphs.pointer() } else { " " };
        let x = canvas.put(1, y, 2, &format!("{pointer} "), Role::Frame);
        let role = if day.date == model.weeks.today() { Role::Strong } else { Role::Text };
        let x = canvas.put(x, y, 5, &pad(&day.date.format("%a").to_string(), 5), role);
        let bar = width.saturating_sub(41).min(9);
        let room = width.saturating_sub(x + bar + 5);
        let plan = if *proposed { Role::Proposed } else { Role::Text };
        line_with_sign(canvas, x, y, room, &day_line(canvas, day, usize::from(room)), plan, day);
        let at = width.saturating_sub(bar + 5);
        score_and_bar(canvas, model, day.date, at, y, bar);
        if selected {
            canvas.tint(Rect::new(1, y, width.saturating_sub(2), 1), Role::Strong);
        }
        if model.view.carried.as_ref().is_some_and(|c| c.over == Some(day.date)) {
            canvas.tint(Rect::new(1, y, width.saturating_sub(2), 1), Role::Selected);
        }
    }
}

/// `▲ Upper body  62' 7 ✓` in `room` columns.
fn day_line(canvas: &Canvas<'_>, day: &Day, room: usize) -> String {
    let Some(s) = day.sessions.first() else {
        if let Some(event) = &day.event {
            return event.clone();
        }
        return day.laid().unwrap_or("–").to_owned();
    };
    let minutes = s.actual_minutes().map_or(String::new(), |m| format!("{m}'"));
    let rpe = s.actual_rpe().map_or(String::new(), |r| format!(" {r}"));
    let more = if day.sessions.len() > 1 { format!(" +{}", day.sessions.len() - 1) } else { String::new() };
    let mark = day.laid().unwrap_or_else(|| canvas.glyphs.status(s.status));
    let tail = format!("{minutes}{rpe}{more} {mark}").trim_end().to_owned();
    let title = day.event.as_ref().unwrap_or(&s.title);
    let title = pad(title, room.saturating_sub(width(&tail) + 4).min(18));
    format!("{} {title} {tail}", canvas.glyphs.kind(s.kind))
}

fn one_day(canvas: &mut Canvas<'_>, model: &Model, top: u16, rows: u16) {
    let (week, proposed) = model.shown(WeekId::of(model.view.cursor()));
    let day = week.day(model.view.cursor());
    let width = canvas.area().width.saturating_sub(2);
    head(canvas, model, day.date, 1, top, 15);
    let right = canvas.area().width.saturating_sub(11);
    score(canvas, model, day.date, right, top, 10);
    let rows = rows.saturating_sub(1).max(2);
    for (n, (text, role)) in
        cell(canvas, model, day, proposed, usize::from(width), usize::from(rows)).into_iter().enumerate()
    {
        line_with_sign(canvas, 1, top + 1 + n as u16, width, &text, role, day);
    }
    let neighbour = |by: i64| add_days(model.view.cursor(), by).format("%a").to_string();
    if right > 28 {
        canvas.put_right(right, top, 12, &format!("← {} {} →", neighbour(-1), neighbour(1)), Role::Muted);
    }
}

/// The most demanding kind of a day.
pub fn main_kind(day: &Day) -> Option<Kind> {
    day.sessions.iter().map(|s| s.kind).min()
}
