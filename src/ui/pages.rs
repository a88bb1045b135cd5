//! Pages over the whole screen: month, trends, patterns, body, sixty days, journal and search.

use chrono::{Datelike, NaiveDate};
use ratatui::layout::Rect;

use super::body;
use super::canvas::Canvas;
use super::chart;
use super::grid::title_of;
use super::theme::Role;
use crate::app::Model;
use crate::app::pages::{BLOCK, Report, Span};
use crate::app::search::{Scope, Search, Sort};
use crate::domain::calendar::day_name;
use crate::domain::calendar::{add_days, weekday_index};
use crate::domain::checkin::hours_and_minutes;
use crate::domain::session::Status;
use crate::domain::{Day, Days, Kind, WeekId};
use crate::insight::trends::{Metric, usual};
use crate::recovery::Band;
use crate::recovery::load;
use crate::recovery::stats::mean;
use crate::text::{fit, pad, width, wrap};

/// Days that the usual range is taken from. Chosen: two months, so that it follows the person.
const USUAL_DAYS: usize = 60;

/// A month: each day with what it is and its score.
pub fn month(canvas: &mut Canvas<'_>, model: &Model, area: Rect) {
    canvas.clear(area);
    let first = model.view.cursor().with_day(1).unwrap_or(model.view.cursor());
    let today = if model.view.cursor() == model.weeks.today() { ", today" } else { "" };
    canvas.heading(
        area,
        &format!("{} · {}{today}", first.format("%B %Y"), day_name(model.view.cursor(), model.weeks.today())),
    );
    let start = WeekId::of(first).monday();
    let each = (area.width.saturating_sub(2) / 7).min(16);
    let rows = if area.height >= 20 { 3 } else { 1 };
    for i in 0..7 {
        let name = add_days(start, i).format("%a").to_string();
        canvas.put(2 + each * i as u16, area.y + 1, each, &name, Role::Muted);
    }
    // Where not all of it fits, the selected day's week is in sight.
    let fit = i64::from((area.height.saturating_sub(2) / rows).max(1));
    let row_of = (model.view.cursor() - start).num_days() / 7;
    let skip = (row_of + 1 - fit).max(0);
    for n in skip * 7..42 {
        let date = add_days(start, n);
        let (x, y) = (2 + each * weekday_index(date) as u16, area.y + 2 + rows * (n / 7 - skip) as u16);
        if y >= area.bottom() || (n / 7 == 5 && date.month() != first.month()) {
            break;
        }
        let (week, proposed) = model.shown(WeekId::of(date));
        let day = week.day(date);
        let other = date.month() != first.month();
        let role = match () {
            () if date == model.view.cursor() => Role::Selected,
            () if date == model.weeks.today() => Role::Strong,
            () if other => Role::Muted,
            () => Role::Text,
        };
        let at = canvas.put(x, y, 2, &format!("{:>2}", date.day()), role);
        let kind = main_kind(day);
        let sign = kind.map_or(canvas.glyphs.track(), |k| canvas.glyphs.kind(k));
        let soft = proposed || other;
        let sign_role = if soft { Role::Muted } else { kind.map_or(Role::Muted, Role::Kind) };
        canvas.put(at + 1, y, 1, sign, sign_role);
        let (text, role) = score_of(model, date);
        if each >= 8 {
            canvas.put(at + 2, y, 4, &format!("{text:>4}"), role);
        }
        if rows > 1 {
            let title = day.overlay.map_or_else(|| title_of(day), |o| o.name().to_owned());
            canvas.put(x, y + 1, each.saturating_sub(1), &title, Role::Muted);
        }
    }
}

/// A score as seen or as forecast, else nothing.
fn score_of(model: &Model, date: NaiveDate) -> (String, Role) {
    if let Some(r) = model.recovery(date).filter(|_| date <= model.weeks.today()) {
        return (r.shown.to_string(), Role::Score(r.band()));
    }
    match model.outlook(date) {
        Some(o) => (format!("~{}", o.score), Role::Bar(Band::of(o.score))),
        None => (String::new(), Role::Muted),
    }
}

/// The most demanding kind of a day.
fn main_kind(day: &Day) -> Option<Kind> {
    day.sessions.iter().map(|s| s.kind).min()
}

fn label(metric: Metric) -> impl Fn(f64) -> String {
    move |v| match metric {
        Metric::Sleep => hours_and_minutes(v),
        Metric::Effort => format!("{v:+.1}").replace('-', "−"),
        Metric::Soreness => format!("{v:.1}"),
        Metric::Score | Metric::Load => format!("{v:.0}"),
    }
}

/// A chart with the usual range.
pub fn trends(canvas: &mut Canvas<'_>, model: &Model, metric: Metric, span: Span, area: Rect) {
    canvas.clear(area);
    canvas.heading(area, &format!("Trends · {} · {}", metric.label(), span.label()));
    let room = area.width.saturating_sub(2);
    let short = ["score", "sleep", "soreness", "load", "RPE"];
    let mut x = 1;
    for (n, (m, name)) in Metric::ALL.into_iter().zip(short).enumerate() {
        let role = if m == metric { Role::Selected } else { Role::Text };
        let left = (room + 1).saturating_sub(x);
        x = canvas.pieces(
            x,
            area.y + 1,
            left,
            &[(&(n + 1).to_string(), Role::Key), (" ", Role::Text), (name, role), ("  ", Role::Text)],
        );
    }
    let spans: u16 = Span::ALL.iter().map(|s| width(s.short()) as u16 + 2).sum();
    if x + spans < room {
        let mut x = room - spans + 2;
        for s in Span::ALL {
            let role = if s == span { Role::Selected } else { Role::Muted };
            x = canvas.put(x, area.y + 1, 12, s.short(), role) + 2;
        }
    }
    chart_of(canvas, model, metric, span, Rect { y: area.y + 3, height: area.height.saturating_sub(3), ..area });
}

/// A chart over an area, its dates, and in words how it stands.
pub fn chart_of(canvas: &mut Canvas<'_>, model: &Model, metric: Metric, span: Span, area: Rect) {
    let room = area.width.saturating_sub(2);
    let from = model.chart_from(span);
    let values = model.chart(metric, from);
    let recent = model.chart(metric, add_days(model.weeks.today(), 1 - USUAL_DAYS as i64));
    let range = usual(&recent);
    let label = label(metric);
    let known: Vec<f64> = values.iter().flatten().copied().collect();
    let foot = area.bottom().saturating_sub(1);
    let plot = Rect::new(area.x + 1, area.y, room, foot.saturating_sub(area.y + 3));
    let Some(all) = mean(&known) else {
        let told = match metric {
            Metric::Effort => "nothing to compare yet: it takes three sessions of the same name with an RPE",
            _ => "nothing is logged in this time",
        };
        canvas.put(area.x + 1, area.y + 1, room, told, Role::Muted);
        return;
    };
    let ends = range.map_or_else(Vec::new, |(a, b)| vec![a, b]);
    let seen = || known.iter().chain(&ends).copied();
    let axis = metric.axis(seen().fold(f64::INFINITY, f64::min), seen().fold(f64::NEG_INFINITY, f64::max));
    chart::plot(canvas, plot, &values, axis, range, &label);
    let y = plot.bottom();
    canvas.put(plot.x + 6, y, 12, &from.format("%-d %b %Y").to_string(), Role::Muted);
    canvas.put_right(plot.right(), y, 12, &model.weeks.today().format("%-d %b %Y").to_string(), Role::Muted);
    let week: Vec<f64> = recent.iter().rev().take(7).flatten().copied().collect();
    let mut parts = vec![format!("mean {} of {} days", label(all), known.len())];
    if let Some(m) = mean(&week) {
        parts.push(format!("last 7 days {}", label(m)));
    }
    parts.push(match range {
        Some((a, b)) => format!("usual {} to {} (middle 80 % of 60 days)", label(a), label(b)),
        None => "no usual range yet: it takes 10 values in 60 days".to_owned(),
    });
    let wrapped = wrap(&parts.join(" · "), usize::from(room));
    for (n, line) in wrapped.iter().take(2).enumerate() {
        canvas.put(area.x + 1, foot - 1 + n as u16, room, line, Role::Text);
    }
}

/// What goes with what, and how fast hard days are recovered from.
pub fn patterns(canvas: &mut Canvas<'_>, report: &Report, top: usize, area: Rect) {
    canvas.clear(area);
    canvas.heading(area, "Patterns in your own log");
    let room = usize::from(area.width.saturating_sub(4));
    let mut lines: Vec<(String, Role)> = vec![Default::default()];
    let p = &report.patterns;
    let mut say = |text: &str, role: Role, lead: &str| {
        for (n, line) in wrap(text, room.saturating_sub(2)).into_iter().enumerate() {
            lines.push((format!("{} {line}", if n == 0 { lead } else { " " }), role));
        }
    };
    for found in &p.found {
        say(&found.sentence(), Role::Text, "•");
    }
    if p.found.is_empty() {
        let told = if p.compared == 0 {
            "Nothing to compare yet: it takes eight mornings on either side of a question, such as nights under 6 h."
        } else {
            "No pattern holds so far. That is an answer too: nothing here moves your mornings for certain."
        };
        say(told, Role::Text, " ");
    }
    say("", Role::Muted, " ");
    lines.push(Default::default());
    let mut say = |text: &str| {
        lines.extend(wrap(text, room.saturating_sub(2)).into_iter().map(|l| (format!("  {l}"), Role::Muted)))
    };
    say(&format!(
        "{} comparisons over {} mornings, each against your own mean of the four weeks before. Only those are shown that pass the rank-sum test after Holm's correction for looking at so many, are of some size, and hold in both halves of your log. In brackets: the middle half of those mornings. They go together; that does not make one the cause.",
        p.compared, p.mornings
    ));
    lines.push(Default::default());
    lines.push((" Recovery speed: mean days from a hard day (RPE 7+) to a morning at 65+".into(), Role::Title));
    if report.speed.is_empty() {
        lines.push(("  no hard day with every morning after it logged yet".into(), Role::Muted));
    }
    for s in report.speed.iter().rev() {
        let bar = canvas.glyphs.bar().repeat((s.days * 2.0).round() as usize);
        let days = if s.n == 1 { "hard day" } else { "hard days" };
        lines.push((
            format!("  {}   {:>3.1}  {}  {} {days}", s.month.format("%b %Y"), s.days, pad(&bar, 14), s.n),
            Role::Text,
        ));
    }
    let rows = usize::from(area.height.saturating_sub(1));
    canvas.scrolls = lines.len() > rows;
    let skip = top.min(lines.len().saturating_sub(rows));
    for (n, (text, role)) in lines.iter().skip(skip).take(rows).enumerate() {
        canvas.put(1, area.y + 1 + n as u16, area.width.saturating_sub(2), text, *role);
    }
}

/// Every region of the selected day.
pub fn body(canvas: &mut Canvas<'_>, model: &Model, area: Rect) {
    canvas.clear(area);
    const HISTORY: i64 = 28;
    let wide = area.width >= 78;
    let left = if wide { 48 } else { area.width };
    body::draw(canvas, model, Rect { width: left, ..area });
    let ahead = if model.view.cursor() == model.weeks.today() { " · next 7 days" } else { "" };
    canvas.heading(
        Rect { width: left, ..area },
        &format!("Body · {}{ahead}", day_name(model.view.cursor(), model.weeks.today())),
    );
    if !wide {
        return;
    }
    let last = model.view.cursor().min(model.weeks.today());
    let right = Rect { x: left + 1, width: area.width - left - 1, ..area };
    canvas.heading(right, "last 28 mornings");
    for (n, region) in body::regions_shown(model, usize::from(area.height.saturating_sub(1))).into_iter().enumerate() {
        for k in 0..HISTORY {
            let date = add_days(last, k + 1 - HISTORY);
            let sore = Days::day(model.weeks.book(), date).and_then(|d| d.checkin.as_ref()?.soreness_at(region));
            let (sign, role) = match sore {
                Some(s) => (canvas.glyphs.level(f64::from(s) / 10.0), Role::Text),
                None => (canvas.glyphs.track(), Role::Muted),
            };
            canvas.put(right.x + 1 + k as u16, area.y + 1 + n as u16, 1, sign, role);
        }
    }
}

/// Nine weeks: what their days are, load, scores, deload.
pub fn block(canvas: &mut Canvas<'_>, model: &Model, at: WeekId, area: Rect) {
    canvas.clear(area);
    canvas.heading(area, "Sixty days");
    let here = WeekId::of(model.weeks.today());
    let ids: Vec<WeekId> = (-BLOCK.0..=BLOCK.1).map(|n| here.shift(n)).collect();
    let weeks: Vec<_> = ids.iter().map(|id| model.shown(*id)).collect();
    let loads: Vec<(f64, f64)> = weeks
        .iter()
        .map(|(w, _)| {
            let done: f64 = w.days.iter().map(load::of_day).sum();
            let open = w.days.iter().filter(|d| d.date >= model.weeks.today()).flat_map(|d| &d.sessions);
            let planned: f64 = open.filter(|s| s.status == Status::Planned).filter_map(|s| s.load()).sum();
            (done, planned)
        })
        .collect();
    let most = loads.iter().map(|(a, b)| a + b).fold(1.0, f64::max);
    let narrow = area.width < 70;
    let bar = if narrow { 0 } else { ((area.width - 56) / 2).min(24) };
    let step = if area.height >= 20 { 2 } else { 1 };
    let head = [("week", 3), ("days", 18), (if narrow { "" } else { "load" }, 34)];
    for (text, x) in head {
        canvas.put(x, area.y + 1, 12, text, Role::Muted);
    }
    let fit = usize::from((area.height.saturating_sub(2) / step).max(1));
    let skip = ids.iter().position(|id| *id == at).map_or(0, |n| (n + 1).saturating_sub(fit));
    let rows = ids.iter().zip(&weeks).zip(loads).skip(skip);
    for (n, ((id, (week, proposed)), (done, planned))) in rows.enumerate() {
        let y = area.y + 2 + step * n as u16;
        if y >= area.bottom() {
            break;
        }
        let selected = *id == at;
        let pointer = if selected { canvas.glyphs.pointer() } else { " " };
        canvas.put(1, y, 1, pointer, Role::Frame);
        let role = match () {
            () if *id == here => Role::Strong,
            () if *proposed => Role::Proposed,
            () => Role::Text,
        };
        let name = format!("{:>2}  {}", id.number(), id.monday().format("%-d %b"));
        canvas.put(3, y, 14, &name, if selected { Role::Selected } else { role });
        let mut x = 18;
        for day in &week.days {
            let kind = main_kind(day);
            let sign = kind.map_or(canvas.glyphs.track(), |k| canvas.glyphs.kind(k));
            let role = match (kind, day.overlay, proposed) {
                (_, Some(_), _) | (None, ..) | (_, _, true) => Role::Muted,
                (Some(k), ..) => Role::Kind(k),
            };
            x = canvas.put(x, y, 1, sign, role) + 1;
        }
        let full = |v: f64| (v / most * f64::from(bar)).round() as u16;
        let mut x = 34;
        if bar > 0 {
            let (seen, ahead) = (canvas.glyphs.bar().repeat(usize::from(full(done))), canvas.glyphs.forecast());
            let end = canvas.put(x, y, bar, &seen, Role::Text);
            canvas.put(end, y, (x + bar).saturating_sub(end), &ahead.repeat(usize::from(full(planned))), Role::Muted);
            x += bar + 1;
        }
        let total = done + planned;
        let sum =
            if total == 0.0 { String::new() } else { format!("{}{total:.0}", if planned > 0.0 { "~" } else { "" }) };
        if x + 6 < area.width {
            canvas.put_right(x + 6, y, 6, &sum, Role::Text);
        }
        let scores: Vec<f64> = week
            .days
            .iter()
            .filter(|d| d.date <= model.weeks.today())
            .filter_map(|d| Some(f64::from(model.recovery(d.date)?.shown)))
            .collect();
        let mut tail = Vec::new();
        if let Some(m) = mean(&scores) {
            tail.push(format!("score {m:.0}"));
        }
        if week.deload {
            tail.push("deload".to_owned());
        }
        if *proposed {
            tail.push("proposed".to_owned());
        }
        // Part of a word says nothing.
        let left = area.width.saturating_sub(x + 9);
        let told = tail.join(" · ");
        if width(&told) <= usize::from(left) {
            canvas.put(x + 8, y, left, &told, Role::Muted);
        }
    }
}

/// The journal, or what a search of everything found.
pub fn search(canvas: &mut Canvas<'_>, model: &Model, search: &Search, area: Rect) {
    canvas.clear(area);
    let journal = search.scope == Scope::Journal;
    canvas.heading(area, if journal { "Journal, newest first" } else { "Find in plan, notes and wins" });
    let room = area.width.saturating_sub(2);
    let (before, after) = search.filter.halves();
    let lead = if journal { "search " } else { "/ " };
    let at = canvas.put(1, area.y + 1, room, lead, Role::Muted);
    let at = canvas.put(at, area.y + 1, room, &before, Role::Strong);
    let at = canvas.put(at, area.y + 1, 1, "▏", Role::Frame);
    let at = canvas.put(at, area.y + 1, (room + 1).saturating_sub(at), &after, Role::Strong);
    let count = match search.hits.len() {
        500 => "the newest 500".to_owned(),
        n => format!("{n} found"),
    };
    if at + 20 < room {
        canvas.put_right(room, area.y + 1, 16, &count, Role::Muted);
    }
    if search.hits.is_empty() {
        let told = match (journal, search.filter.text().is_empty()) {
            (true, true) => "nothing is written yet: ⟦note⟧ notes the day, ⟦wins⟧ keeps what went well",
            (_, true) => "nothing is on file yet",
            _ => "nothing has all of these words",
        };
        canvas.put(1, area.y + 3, room, &model.setup.keymap.spell(told), Role::Muted);
    }
    // In the journal the selected entry is read in full.
    let mut lines: Vec<(usize, String, String, Sort)> = Vec::new();
    for (n, hit) in search.hits.iter().enumerate() {
        let date = if hit.date.year() == model.weeks.today().year() {
            day_name(hit.date, model.weeks.today())
        } else {
            hit.date.format("%-d %b %Y").to_string()
        };
        let space = usize::from(room).saturating_sub(17);
        let wrapped = if journal || n == search.at { wrap(&hit.text, space) } else { vec![fit(&hit.text, space)] };
        for (k, line) in wrapped.into_iter().enumerate() {
            lines.push((n, if k == 0 { date.clone() } else { String::new() }, line, hit.sort));
        }
    }
    let rows = usize::from(area.height.saturating_sub(3));
    let end = lines.iter().rposition(|(n, ..)| *n == search.at).unwrap_or(0);
    let skip = (end + 1).saturating_sub(rows);
    for (row, (n, date, text, sort)) in lines.iter().skip(skip).take(rows).enumerate() {
        let y = area.y + 3 + row as u16;
        let here = *n == search.at;
        let first = !date.is_empty();
        canvas.put(1, y, 1, if here && first { canvas.glyphs.pointer() } else { " " }, Role::Frame);
        canvas.put(3, y, 12, date, if here { Role::Strong } else { Role::Muted });
        let sign = match sort {
            Sort::Win if first => canvas.glyphs.win(),
            _ => " ",
        };
        canvas.put(15, y, 1, sign, Role::Strong);
        canvas.put(17, y, room.saturating_sub(16), text, if here { Role::Strong } else { Role::Text });
    }
}
