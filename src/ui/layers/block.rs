//! Sixty days, week by week: what each day held, load, scores, and where the block stands.

use chrono::NaiveDate;
use ratatui::layout::Rect;

use crate::app::Model;
use crate::app::layers::block::{Block, proposed_deload, span};
use crate::app::pointer::Spot;
use crate::domain::checkin::hours_and_minutes;
use crate::domain::session::Status;
use crate::domain::{Day, Kind, Week, WeekId};
use crate::planning::rules::block;
use crate::recovery::Band;
use crate::recovery::stats::quantile;
use crate::text::{width, wrap};
use crate::ui::canvas::Canvas;
use crate::ui::layers::month::is_skipped;
use crate::ui::layout::{COLUMNS, VERY_WIDE, WIDE};
use crate::ui::shapes::{bar, scores};
use crate::ui::theme::Role;
use crate::ui::week::grid::main_kind;
use crate::words;

/// The columns of a week's parts.
struct Places {
    /// Where the first day begins, and the columns of each day.
    days: u16,
    day: u16,
    /// Where the load bar begins, and its columns.
    bar: u16,
    bar_columns: u16,
    /// Where the sum of the load ends.
    sum: u16,
    /// Where the mean score begins, and the columns after it.
    mean: u16,
    more: u16,
}

impl Places {
    fn of(width: u16) -> Self {
        let (days, day, more) = match width {
            VERY_WIDE.. => (14, 8, 24),
            WIDE.. => (14, 6, 18),
            COLUMNS.. => (13, 5, 5),
            _ => (12, 2, 0),
        };
        let bar = days + 7 * day + 1;
        let mean = width.saturating_sub(more + 5).max(bar + 7);
        let sum = mean.saturating_sub(2);
        let bar_columns = sum.saturating_sub(bar + 7);
        Self { days, day, bar, bar_columns, sum, mean, more }
    }
}

/// Weeks before this one that the usual load is computed from, and how many of them it needs. Chosen: half a year.
const USUAL_WEEKS: i64 = 26;
const USUAL_FROM: usize = 6;

/// A week to draw.
struct Row<'m> {
    id: WeekId,
    week: std::borrow::Cow<'m, Week>,
    proposed: bool,
    done: f64,
    planned: f64,
}

/// Nine weeks or more: their days, load, scores, deload.
pub fn draw(canvas: &mut Canvas<'_>, model: &Model, layer: &Block, area: Rect) {
    canvas.clear(area);
    let here = WeekId::of(model.weeks.today());
    let (first, last) = span(model.weeks.book(), here);
    let rows: Vec<Row<'_>> = (0..)
        .map(|n| first.shift(n))
        .take_while(|id| *id <= last)
        .map(|id| {
            let (week, proposed) = model.shown(id);
            let (done, planned) = model.desk().loads(&week);
            Row { id, week, proposed, done, planned }
        })
        .collect();
    title(canvas, model, layer, (first, last), area);
    let usual = usual_load(model, here);
    let most = rows.iter().map(|r| r.done + r.planned).chain(usual.map(|u| u.1)).fold(1.0, f64::max);
    let places = Places::of(area.width);
    let air = u16::from(area.height >= 20);
    let head = area.y + 1 + air;
    heads(canvas, &places, model, here, head);
    let room = area.bottom().saturating_sub(head + 1);
    let count = rows.len() as u16;
    let each = [4, 3, 2].into_iter().find(|n| n * count <= room).unwrap_or(1);
    let each = if places.day < 5 { each.min(2) } else { each };
    let fit = usize::from((room / each).max(1));
    let skip = rows.iter().position(|r| r.id == layer.at).map_or(0, |n| (n + 1).saturating_sub(fit));
    let proposed = proposed_deload(&model.sight());
    layer.offers.set(proposed.is_some());
    let mut y = head + 1;
    for row in rows.iter().skip(skip).take(fit) {
        let offer = proposed.as_ref().filter(|(id, _)| *id == row.id).map(|(_, edit)| edit);
        let place = Rect { y, height: each, ..area };
        week(canvas, model, row, row.id == layer.at, &places, (most, usual), place);
        notes_on(canvas, model, row, offer, &places, place);
        y += each;
    }
    // A summary of the weeks, if there is room.
    let left = area.bottom().saturating_sub(y);
    if left >= 3 && skip == 0 {
        sentence(canvas, model, &rows, here, Rect { y: y + u16::from(left > 3), height: left, ..area });
    }
}

/// The days it spans, the goal, and where the block stands.
fn title(canvas: &mut Canvas<'_>, model: &Model, layer: &Block, (first, last): (WeekId, WeekId), area: Rect) {
    let x = canvas.put(area.x + 1, area.y, 12, "Sixty days", Role::Title);
    let span = format!("  {} to {}", first.monday().format("%-d %b"), last.sunday().format("%-d %b"));
    let x = canvas.put(x, area.y, area.width.saturating_sub(x), &span, Role::Muted);
    let right = area.right().saturating_sub(1);
    let left = right.saturating_sub(x + 3);
    let every = model.setup.settings.rules.deload_every;
    let here = WeekId::of(model.weeks.today());
    let b = block(model.weeks.book(), here, every, model.weeks.today(), &model.setup.basis.regions);
    let stands = b.begun.then(|| b.title(model.insight.learnt.may_slip));
    let goal = model.shown(layer.at).0.goal.clone();
    let both = goal.iter().cloned().chain(stands.iter().cloned()).collect::<Vec<_>>().join(" · ");
    let texts = [Some(both), stands, goal];
    if let Some(text) = texts.into_iter().flatten().find(|t| width(t) <= usize::from(left)) {
        canvas.put_right(right, area.y, left, &text, Role::Muted);
    }
}

fn heads(canvas: &mut Canvas<'_>, places: &Places, model: &Model, here: WeekId, y: u16) {
    canvas.put(1, y, 8, "week", Role::Muted);
    if places.day >= 5 {
        for (n, date) in (0..).zip(here.days()) {
            let role = if date == model.weeks.today() { Role::Strong } else { Role::Muted };
            canvas.put(places.days + n * places.day, y, 3, &date.format("%a").to_string(), role);
        }
    } else {
        canvas.put(places.days, y, 12, "days", Role::Muted);
    }
    if places.bar_columns >= 4 {
        canvas.put(places.bar, y, 6, "load", Role::Muted);
    } else if places.sum <= canvas.area().width {
        canvas.put_right(places.sum, y, 4, "load", Role::Muted);
    }
    let text = if places.more >= 18 { "mean, daily scores" } else { "mean" };
    if places.mean + 4 <= canvas.area().width {
        canvas.put(places.mean, y, places.more + 5, text, Role::Muted);
    }
}

/// The middle four fifths of the weekly loads of the last half year.
fn usual_load(model: &Model, here: WeekId) -> Option<(f64, f64)> {
    let book = model.weeks.book();
    let weeks = (1..=USUAL_WEEKS).filter_map(|n| book.week(here.shift(-n)));
    let mut loads: Vec<f64> = weeks.map(|w| model.desk().loads(w).0).filter(|l| *l > 0.0).collect();
    loads.sort_by(f64::total_cmp);
    let known = loads.len() >= USUAL_FROM;
    quantile(&loads, 0.1).zip(quantile(&loads, 0.9)).filter(|_| known)
}

fn week(
    canvas: &mut Canvas<'_>,
    model: &Model,
    row: &Row<'_>,
    selected: bool,
    places: &Places,
    (most, usual): (f64, Option<(f64, f64)>),
    area: Rect,
) {
    let y = area.y;
    canvas.spot(area, Spot::Date(row.id.monday()));
    let here = row.id == WeekId::of(model.weeks.today());
    canvas.put(0, y, 1, if selected { canvas.glyphs.pointer() } else { " " }, Role::Frame);
    let role = match () {
        () if selected => Role::Selected,
        () if here => Role::Strong,
        () if row.proposed => Role::Proposed,
        () => Role::Text,
    };
    let name = format!("{:>2} {}", row.id.number(), row.id.monday().format("%-d %b"));
    canvas.put(1, y, 10, &name, role);
    let days = places.day >= 5;
    if days {
        let sign = if row.week.deload { canvas.glyphs.upright() } else { "│" };
        for line in y..y + area.height.min(2) {
            canvas.put(places.days - 2, line, 1, sign, Role::Line);
        }
        if area.height >= 2 {
            under_name(canvas, model, row, y + 1);
        }
    }
    for (n, day) in (0..).zip(&row.week.days) {
        let x = places.days + n * places.day;
        if days {
            cell(canvas, model, day, row.proposed, Rect { x, y, width: places.day - 1, height: area.height });
        } else {
            let (sign, role) = sign(canvas, day, row.proposed);
            canvas.put(x, y, 1, sign, role);
        }
    }
    let total = row.done + row.planned;
    let columns = places.bar_columns;
    if columns >= 4 {
        let full = |v: f64| (v / most * f64::from(columns)).round() as u16;
        let at = canvas.repeat(places.bar, y, full(row.done), canvas.glyphs.block(), Role::Kind(Kind::Strength));
        let end = full(total).saturating_sub(full(row.done));
        canvas.repeat(at, y, end, canvas.glyphs.forecast(), Role::Muted);
        if let Some((low, high)) = usual.filter(|_| area.height >= 3) {
            for v in [low, high] {
                let x = places.bar + full(v).saturating_sub(1);
                canvas.put(x, y + 1, 1, if canvas.glyphs.is_ascii() { "'" } else { "╵" }, Role::Muted);
            }
        }
    }
    if total > 0.0 && places.sum <= area.width {
        let lead = if row.planned > 0.0 { "~" } else { "" };
        canvas.put_right(places.sum, y, 6, &format!("{lead}{total:.0}"), Role::Text);
    }
}

/// The week's place in its block: `3 of 4`, `week 6`, `deload`.
fn under_name(canvas: &mut Canvas<'_>, model: &Model, row: &Row<'_>, y: u16) {
    if row.week.deload {
        canvas.put(4, y, 7, "deload", Role::Strong);
        return;
    }
    let every = model.setup.settings.rules.deload_every;
    let b = block(model.weeks.book(), row.id, every, model.weeks.today(), &model.setup.basis.regions);
    if b.begun && row.id <= WeekId::of(model.weeks.today()) {
        let text =
            if b.number > b.every { format!("week {}", b.number) } else { format!("{} of {}", b.number, b.every) };
        canvas.put(4, y, 7, &text, Role::Muted);
    }
}

/// A day's glyph: its kind, skipped, or that you were ill, hurt or away.
fn sign(canvas: &Canvas<'_>, day: &Day, proposed: bool) -> (&'static str, Role) {
    let kind = main_kind(day);
    match (day.laid(), kind) {
        (Some(_), _) => ("+", Role::Strong),
        (None, Some(_)) if is_skipped(day) => (canvas.glyphs.status(Status::Skipped), Role::Muted),
        (None, None) => (canvas.glyphs.track(), Role::Muted),
        (None, Some(k)) => (canvas.glyphs.kind(k), if proposed { Role::Muted } else { Role::Kind(k) }),
    }
}

/// A day: its glyph and its score, below them minutes and RPE, and the night.
fn cell(canvas: &mut Canvas<'_>, model: &Model, day: &Day, proposed: bool, area: Rect) {
    let Rect { x, y, width: room, height } = area;
    let (mark, role) = sign(canvas, day, proposed);
    canvas.put(x, y, 1, mark, role);
    let today = model.weeks.today();
    let seen = model.recovery(day.date).filter(|_| day.date <= today);
    match (&seen, model.outlook(day.date)) {
        (Some(r), _) => canvas.put_right(x + 4, y, 3, &r.number(), Role::Score(r.band())),
        (None, Some(o)) => {
            let role = o.shown().map_or(Role::Muted, |s| Role::Number(Band::of(s)));
            let text = words::about(o);
            canvas.put_right(x + 1 + (width(&text) as u16).max(3), y, 4, &text, role);
        }
        (None, None) => {}
    }
    if height >= 3 {
        let effort = day
            .leading()
            .or(day.sessions.iter().find(|s| s.kind != Kind::Rest))
            .filter(|s| s.kind != Kind::Rest)
            .map(|s| words::in_brief(s, canvas.glyphs.between()))
            .unwrap_or_default();
        if width(&effort) <= usize::from(room) && day.laid().is_none() {
            canvas.put(x, y + 1, room, &effort, Role::Muted);
        }
    }
    if height >= 4
        && let Some(hours) = model.desk().log().slept(day.date).filter(|_| day.date <= today)
    {
        canvas.put(x, y + 2, room, &hours_and_minutes(hours), Role::Muted);
    }
}

/// Notes on a week: its mean and daily scores, an event, a deload, days ill or away, a plan that is only proposed.
fn notes_on(
    canvas: &mut Canvas<'_>,
    model: &Model,
    row: &Row<'_>,
    offer: Option<&crate::edit::Edit>,
    places: &Places,
    area: Rect,
) {
    let figures = model.desk().figures(row.id.monday(), row.id.sunday());
    if places.mean + 4 > area.width {
        return;
    }
    let (x, mut y) = (places.mean, area.y);
    let room = places.more + 5;
    if let Some(mean) = figures.mean {
        let shown = mean.round().clamp(0.0, 100.0) as u8;
        canvas.put_right(x + 3, y, 3, &format!("{shown}"), Role::Score(Band::of(shown)));
        match places.more {
            18.. => scores::draw(canvas, (x + 5, y), places.more - 1, &figures.scores, mean),
            5.. => bar::score(canvas, (x + 4, y), places.more, shown),
            _ => {}
        }
        y += 1;
    }
    // Under the dots, or in their place.
    let mut texts: Vec<(String, Role)> = Vec::new();
    if let Some(edit) = offer {
        let eased = model.desk().after(edit).map(|book| {
            let desk = model.desk();
            let desk = desk.over(&book);
            let (done, planned) = desk.loads(&desk.shown(row.id).0);
            done + planned
        });
        let long = eased.map(|to| format!("deload? {:.0} → {to:.0}", row.done + row.planned));
        let text = long
            .filter(|t| width(t) + 4 <= usize::from(room))
            .unwrap_or_else(|| if room < 16 { "deload".into() } else { "deload?".into() });
        texts.push((text, Role::FrameText));
    }
    let events = row.week.days.iter().filter_map(|d| Some(format!("{} {}", d.date.format("%a"), d.event.as_ref()?)));
    texts.extend(events.map(|t| (t, Role::Text)));
    if row.week.deload && places.day < 5 {
        texts.push(("deload".into(), Role::Text));
    }
    if let Some((from, to, word)) = laid(&row.week) {
        let days = if from == to {
            from.format("%a").to_string()
        } else {
            format!("{}–{}", from.format("%a"), to.format("%a"))
        };
        texts.push((format!("{word} {days}"), Role::Muted));
    }
    if row.proposed {
        texts.push(("proposed".into(), Role::Muted));
    }
    for (text, role) in texts {
        if y >= area.y + area.height.max(1) {
            return;
        }
        if width(&text) > usize::from(room) {
            continue;
        }
        let end = canvas.put(x, y, room, &text, role);
        if role == Role::FrameText {
            let key = model.setup.keymap.spell("⟦block.apply-deload⟧");
            if end + 1 + width(&key) as u16 + 2 <= area.right() {
                canvas.chip(end + 1, y, 5, &key);
            }
        }
        y += 1;
    }
}

/// The first run of days ill, hurt or away, with the word for it.
fn laid(week: &Week) -> Option<(NaiveDate, NaiveDate, &'static str)> {
    let first = week.days.iter().position(|d| d.laid().is_some())?;
    let word = week.days[first].laid()?;
    let run = week.days[first..].iter().take_while(|d| d.laid() == Some(word)).count();
    Some((week.days[first].date, week.days[first + run - 1].date, word))
}

/// Load and score of the weeks up to now, side by side.
fn sentence(canvas: &mut Canvas<'_>, model: &Model, rows: &[Row<'_>], here: WeekId, area: Rect) {
    let past: Vec<&Row<'_>> = rows.iter().filter(|r| r.id <= here && r.done + r.planned > 0.0).collect();
    if past.len() < 2 {
        return;
    }
    let loads = past.iter().map(|r| {
        let lead = if r.planned > 0.0 { "~" } else { "" };
        format!("{lead}{:.0}", r.done + r.planned)
    });
    let mean = |r: &&Row<'_>| model.desk().figures(r.id.monday(), r.id.sunday()).mean;
    let scores = past.iter().map(|r| mean(r).map_or("–".to_owned(), |m| format!("{m:.0}")));
    let text = format!(
        "Load went {}; the mean score went {}. Side by side, not cause and effect.",
        loads.collect::<Vec<_>>().join(", "),
        scores.collect::<Vec<_>>().join(", ")
    );
    let lines = wrap(&text, usize::from(area.width.saturating_sub(2)));
    if lines.len() >= usize::from(area.height) {
        return;
    }
    canvas.heading(area, "The weeks so far");
    for (y, line) in (area.y + 1..area.bottom()).zip(lines) {
        canvas.put(area.x + 1, y, area.width - 2, &line, Role::Muted);
    }
}
