//! The days of the week as columns, as lines, or one at a time.

use chrono::NaiveDate;
use ratatui::layout::Rect;

use crate::app::pointer::Spot;
use crate::app::{Model, SHOWN};
use crate::domain::WeekId;
use crate::domain::session::{Extra, Kind, Session, Status};
use crate::domain::week::Day;
use crate::recovery::{Band, Confidence};
use crate::text::{fit, pad, width, wrap};
use crate::ui::canvas::Canvas;
use crate::ui::layout::{Grid, Places, column};
use crate::ui::shapes::bar;
use crate::ui::theme::Role;
use crate::words;

/// Draws the days.
pub fn draw(canvas: &mut Canvas<'_>, model: &Model, places: &Places) {
    match places.grid {
        Grid::Columns { across, top, rows } => columns(canvas, model, across, top, rows),
        Grid::Lines { days, top } => lines(canvas, model, days, top),
        Grid::Day { top, signs } => one_day(canvas, model, top, signs),
    }
}

fn columns(canvas: &mut Canvas<'_>, model: &Model, across: u16, top: u16, rows: u16) {
    for (i, (day, proposed)) in model.shown_days().iter().enumerate() {
        let (x, width) = column(across, i);
        head(canvas, model, day.date, x, top + 1, width);
        let lines = cell(canvas, model, day, *proposed, usize::from(width), usize::from(rows));
        for (n, (text, role)) in lines.into_iter().enumerate() {
            line_with_sign(canvas, x, top + 2 + n as u16, width, &text, role, day);
        }
        canvas.spot(Rect::new(x, top + 1, width, rows + 1), Spot::Day(day.date));
        canvas.spot(Rect::new(x, top + 2 + rows, width, 1), Spot::Score(day.date));
        tried(canvas, model, day, (x, top + 2), width, rows);
        score(canvas, model, day.date, x, top + 2 + rows, width);
    }
    if let Some(over) = model.view.carried.as_ref().and_then(|c| model.view.place(c.over?)) {
        // Where it would land: the day's head is marked, the box stays where it came from.
        let (x, width) = column(across, over);
        canvas.tint(Rect::new(x, top + 1, width, 1), Role::Selected);
    }
    let inside: Vec<usize> = model.days().into_iter().filter_map(|d| model.view.place(d)).collect();
    if let (Some(first), Some(last)) = (inside.first(), inside.last()) {
        let x = column(across, *first).0 - 1;
        let (last, width) = column(across, *last);
        canvas.frame(Rect::new(x, top, last + width + 1 - x, rows + 4));
    }
}

/// Marks a day on which another plan is tried, and says what was there.
fn tried(canvas: &mut Canvas<'_>, model: &Model, day: &Day, (x, y): (u16, u16), width: u16, rows: u16) {
    let Some(before) =
        model.planned_before(day.date).filter(|b| b.sessions != day.sessions || b.overlay != day.overlay)
    else {
        return;
    };
    canvas.tint(Rect::new(x, y + 1, width, 1), Role::Selected);
    let forms = match before.sessions.as_slice() {
        [] => vec!["was free".to_owned()],
        [one] if day.sessions.first().is_some_and(|s| s.title == one.title) => {
            vec![
                format!("was {}", words::effort(one)),
                format!("was {}", words::effort(one).replace(" RPE ", canvas.glyphs.between())),
            ]
        }
        [one] => {
            let sign = canvas.glyphs.kind(one.kind);
            let kind = format!("was {sign} {}", one.kind.word(usize::from(width) - 6));
            vec![format!("was {}", one.title.to_lowercase()), kind, format!("was {sign}")]
        }
        several => vec![format!("was {} items", several.len())],
    };
    let fits = |t: &&String| crate::text::width(t) <= usize::from(width);
    let was = forms.iter().find(fits).map_or("", String::as_str);
    canvas.put(x, y + rows - 1, width, &pad(was, usize::from(width)), Role::Muted);
}

fn head(canvas: &mut Canvas<'_>, model: &Model, date: NaiveDate, x: u16, y: u16, width: u16) {
    let today = date == model.weeks.today();
    let found = model.insight.findings.iter().any(|f| f.date == Some(date));
    let role = if today { Role::Strong } else { Role::Text };
    let mut at = canvas.put(x, y, width, &date.format("%a %-d").to_string(), role);
    if today {
        let mark = if width >= 15 { " today" } else { " •" };
        at = canvas.put(at, y, (x + width).saturating_sub(at), mark, Role::FrameText);
    }
    if found {
        canvas.put(at, y, (x + width).saturating_sub(at), &format!(" {}", canvas.glyphs.finding()), Role::Text);
    }
}

/// Draws a line; a kind's glyph at its beginning gets that kind's role.
fn line_with_sign(canvas: &mut Canvas<'_>, x: u16, y: u16, width: u16, text: &str, role: Role, day: &Day) {
    let sign = day.sessions.iter().find(|s| text.starts_with(&format!("{} ", canvas.glyphs.kind(s.kind))));
    canvas.put(x, y, width, text, role);
    if let (Some(s), Role::Text | Role::KindName(_)) = (sign, role) {
        canvas.put(x, y, 1, canvas.glyphs.kind(s.kind), Role::Kind(s.kind));
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
    // What waits is dim, like what is only proposed.
    let waits = |s: &Session| s.status == Status::Planned && day.sets_aside(s, table);
    let dim = proposed || (!day.sessions.is_empty() && day.sessions.iter().all(waits));
    let plan = if dim { Role::Proposed } else { Role::Text };
    let soft = if dim { Role::Proposed } else { Role::Muted };
    let mut out: Vec<(String, Role)> = Vec::new();
    if let Some(event) = &day.event {
        out.push((event.clone(), Role::Strong));
    }
    match day.sessions.as_slice() {
        [] if day.event.is_some() => {}
        [] => out.push(("–".into(), Role::Muted)),
        [s] => {
            let sign = canvas.glyphs.kind(s.kind);
            if rows <= 2 {
                // The glyph shows the kind, and the title gets both rows.
                out.extend(wrap(&format!("{sign} {}", s.title), width).into_iter().take(rows).map(|t| (t, plan)));
                out.resize(rows, (String::new(), Role::Text));
                return out;
            }
            let name = if dim { plan } else { Role::KindName(s.kind) };
            out.push((format!("{sign} {}", s.kind.word(width - 2)), name));
            let titles = 2;
            let mut title = wrap(&s.title, width);
            if title.len() > titles {
                let rest = title.split_off(titles - 1).join(" ");
                title.push(fit(&rest, width));
            }
            out.extend(title.into_iter().map(|t| (t, plan)));
            let status = status_line(canvas, model, day, proposed, width);
            let room = |out: &Vec<(String, Role)>| rows.saturating_sub(out.len() + usize::from(!status.0.is_empty()));
            let effort = effort(canvas, s, width);
            if !effort.is_empty() && room(&out) > 0 {
                out.push((effort, soft));
            }
            // The last row is the day's status; if it has none, the rest may use the row.
            let mut more: Vec<String> = s.condition.iter().map(|c| c.short()).collect();
            more.extend(extras(&s.extras, width, 1, canvas.glyphs.status(Status::Done)));
            more.extend(detail(s, width).filter(|_| s.condition.is_none()));
            let free = room(&out);
            out.extend(more.into_iter().take(free).map(|t| (fit(&t, width), soft)));
            if out.len() < rows {
                out.resize(rows - 1, (String::new(), Role::Text));
                out.push(status);
            }
            out.truncate(rows);
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
                            canvas,
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
    if let Some(laid) = day.laid() {
        return (laid.to_owned(), Role::Strong);
    }
    let all = |status: Status| !day.sessions.is_empty() && day.sessions.iter().all(|s| s.status == status);
    let done = day.sessions.iter().filter(|s| s.status == Status::Done).count();
    if all(Status::Done) {
        let word = if day.is_rest() { "kept" } else { "done" };
        return (format!("{} {word}", canvas.glyphs.status(Status::Done)), Role::Number(Band::Train));
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
    let said = model.first_logged().is_some_and(|first| first <= day.date);
    // A rest day that went by without training is kept; no key is needed.
    if said && !proposed && day.is_kept_rest(model.weeks.today()) {
        return (format!("{} kept", canvas.glyphs.status(Status::Done)), Role::Number(Band::Train));
    }
    if day.date < model.weeks.today() && !day.sessions.is_empty() && !proposed && said {
        return ("not marked".into(), Role::Muted);
    }
    let table = &model.setup.basis.regions;
    // What waits is faint, which not every terminal shows.
    if !day.sessions.is_empty() && day.sessions.iter().all(|s| s.status == Status::Planned && day.sets_aside(s, table))
    {
        return ("waits".into(), Role::Muted);
    }
    (String::new(), Role::Text)
}

fn effort(canvas: &Canvas<'_>, s: &Session, width: usize) -> String {
    // As it is drawn, for its width.
    let at_most = if s.condition.is_some() { canvas.glyphs.text("≤") } else { String::new() };
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

/// What a session trains, as much as fits, or its note.
fn detail(s: &Session, room: usize) -> Option<String> {
    let regions: Vec<&str> = s.regions.iter().map(|r| r.label()).collect();
    let first = |n: usize| Some(regions[..n].join(", ")).filter(|t| width(t) <= room);
    (1..=regions.len()).rev().find_map(first).or_else(|| s.note.clone().filter(|n| width(n) <= room))
}

fn extras(extras: &[Extra], width: usize, room: usize, done: &str) -> Vec<String> {
    let line = |e: &Extra| {
        let minutes = e.minutes.map_or(String::new(), |m| format!(" {m}'"));
        let lead = if e.done { done } else { "+" };
        let title = format!("{lead} {}", e.title.to_lowercase());
        let long = format!("{title}{minutes}");
        let short = format!("{lead} 1 extra");
        [long, title].into_iter().find(|t| crate::text::width(t) <= width).unwrap_or(short)
    };
    // Several are a count here, and a list in the day's panel.
    let out = match (extras, extras.iter().filter(|e| e.done).count()) {
        ([], _) => None,
        ([one], _) => Some(line(one)),
        (all, 0) => Some(format!("+ {} extras", all.len())),
        (all, n) if n == all.len() => Some(format!("{done} {n} extras")),
        (all, n) => {
            let long = format!("{done} {n} of {} extras", all.len());
            Some(if crate::text::width(&long) <= width { long } else { format!("{done} {n} of {}", all.len()) })
        }
    };
    out.into_iter().take(room).collect()
}

/// A score with its bar; ahead, the forecast with `~` and a dotted bar; else a dash with an empty one.
fn score(canvas: &mut Canvas<'_>, model: &Model, date: NaiveDate, x: u16, y: u16, width: u16) {
    let room = if width >= 15 { width - 1 } else { width };
    if let Some(o) = model.outlook(date).filter(|_| date > model.weeks.today())
        && let Some(s) = o.score
        && width >= RANGE_FROM
    {
        let range = format!("{}–{}", s.low, s.high);
        score_and_bar(canvas, model, date, x, y, room - crate::text::width(&range) as u16 - 1);
        canvas.put_right(x + room, y, 6, &range, Role::Muted);
        return;
    }
    score_and_bar(canvas, model, date, x, y, room);
}

/// Columns of a day from which a forecast has its range beside it.
const RANGE_FROM: u16 = 18;

/// Columns of the number, with the gap after it.
const NUMBER: u16 = 4;

/// Number and bar in `room` columns.
fn score_and_bar(canvas: &mut Canvas<'_>, model: &Model, date: NaiveDate, x: u16, y: u16, room: u16) {
    let number = |text: &str| format!("{:>3} ", text);
    if let Some(r) = model.recovery(date).filter(|_| date <= model.weeks.today()) {
        let text = number(&r.number());
        // A score of little confidence takes a column more, and its bar one less.
        let role = if r.confidence() == Confidence::Low { Role::Muted } else { Role::Score(r.band()) };
        let at = canvas.put(x, y, width(&text) as u16, &text, role);
        bar::score(canvas, (at, y), (x + room).saturating_sub(at), r.shown);
    } else if let Some(o) = model.outlook(date) {
        let text = number(&words::about(o));
        let role = o.shown().map_or(Role::Muted, |s| Role::Number(Band::of(s)));
        let at = canvas.put(x, y, width(&text) as u16, &text, role);
        bar::forecast(canvas, (at, y), (x + room).saturating_sub(at), o);
    } else {
        canvas.put(x, y, NUMBER, "  –", Role::Muted);
        bar::none(canvas, (x + NUMBER, y), room.saturating_sub(NUMBER));
    }
}

/// The first day with a line when not all shown days have one: the one before the selected day.
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
        let found = model.insight.findings.iter().any(|f| f.date == Some(day.date));
        let mark = if found { canvas.glyphs.finding() } else { "" };
        let x = canvas.put(x, y, 5, &pad(&format!("{}{mark}", day.date.format("%a")), 5), role);
        let bar = width.saturating_sub(41).min(9);
        let room = width.saturating_sub(x + bar + 5);
        let plan = if *proposed { Role::Proposed } else { Role::Text };
        let line = day_line(canvas, model, day, usize::from(room));
        line_with_sign(canvas, x, y, room, &line, plan, day);
        let at = width.saturating_sub(bar + 5);
        canvas.spot(Rect::new(0, y, width, 1), Spot::Day(day.date));
        canvas.spot(Rect::new(at, y, width - at, 1), Spot::Score(day.date));
        score_and_bar(canvas, model, day.date, at, y, bar + NUMBER);
        if selected && canvas.theme().has_tints() {
            canvas.tint(Rect::new(1, y, width.saturating_sub(2), 1), Role::Selected);
        } else if selected {
            canvas.tint(Rect::new(1, y, width.saturating_sub(2), 1), Role::Strong);
        }
        if model.view.carried.as_ref().is_some_and(|c| c.over == Some(day.date)) {
            canvas.tint(Rect::new(1, y, width.saturating_sub(2), 1), Role::Selected);
        }
    }
}

/// `▲ Upper body  62' 7 ✓` in `room` columns.
fn day_line(canvas: &Canvas<'_>, model: &Model, day: &Day, room: usize) -> String {
    let Some(s) = day.leading() else {
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
    let title = canvas.glyphs.text(day.event.as_ref().unwrap_or(&s.title));
    let title = title.as_str();
    // A title of usual length leaves the numbers in a column of their own.
    let most = room.saturating_sub(width(&tail) + 4);
    let short = Some(model.setup.short(s, most)).filter(|short| *short != s.kind.word(most));
    let title = if width(title) > most { short.unwrap_or(title) } else { title };
    let title = pad(title, most.min(width(title).max(TITLE)));

    format!("{} {title} {tail}", canvas.glyphs.kind(s.kind)).trim_end().to_owned()
}

/// Columns of a title that is no longer than usual.
const TITLE: usize = 18;

/// Columns of a day's glyph.
const SIGN: u16 = 4;

/// A glyph for each day of the week, then the selected day on a line below its head.
fn one_day(canvas: &mut Canvas<'_>, model: &Model, top: u16, signs: bool) {
    let (week, proposed) = model.shown(WeekId::of(model.view.cursor()));
    let day = week.day(model.view.cursor());
    let width = canvas.area().width.saturating_sub(2);
    let mut y = top;
    if signs {
        let chosen = model.days();
        for (n, (day, _)) in (0..).zip(model.shown_days()) {
            let x = 1 + n * SIGN;
            let here = chosen.contains(&day.date);
            canvas.spot(Rect::new(x, y, SIGN, 1), Spot::Day(day.date));
            let role = if here { Role::Selected } else { Role::Muted };
            let letter = day.date.format("%a").to_string();
            let pointer = if here { canvas.glyphs.pointer() } else { " " };
            canvas.pieces(x, y, SIGN, &[(pointer, role), (&letter[..1], role)]);
            match main_kind(&day) {
                Some(kind) => canvas.put(x + 2, y, 1, canvas.glyphs.kind(kind), Role::Kind(kind)),
                None => canvas.put(x + 2, y, 1, "–", Role::Muted),
            };
        }
        y += 1;
    }
    head(canvas, model, day.date, 1, y, 15);
    canvas.spot(Rect::new(0, y, canvas.area().width, 2), Spot::Day(day.date));
    let right = canvas.area().width.saturating_sub(11);
    canvas.spot(Rect::new(right, y, 11, 1), Spot::Score(day.date));
    score_and_bar(canvas, model, day.date, right, y, 10);
    let plan = if proposed { Role::Proposed } else { Role::Text };
    let line = day_line(canvas, model, day, usize::from(width));
    line_with_sign(canvas, 1, y + 1, width, &line, plan, day);
}

/// The most demanding kind of a day.
pub fn main_kind(day: &Day) -> Option<Kind> {
    day.sessions.iter().map(|s| s.kind).min()
}
