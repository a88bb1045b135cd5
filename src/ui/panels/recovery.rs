//! The recovery panel: the score, what it lost and to what, and how it compares with your usual.

use chrono::NaiveDate;
use ratatui::layout::Rect;

use crate::app::Model;
use crate::app::pointer::Spot;
use crate::domain::calendar::add_days;
use crate::domain::{Days, WeekId};
use crate::planning::Outlook;
use crate::recovery::heart::Signal;
use crate::recovery::lacking::Lacking;
use crate::recovery::stats::mean;
use crate::recovery::{Band, Component, Confidence, Recovery};
use crate::text::{width, wrap};
use crate::ui::canvas::Canvas;
use crate::ui::layout::WIDE;
use crate::ui::shapes::{bar, digits, stack};
use crate::ui::theme::Role;
use crate::words;

/// Columns of a panel from which its lines have long forms and bars.
const ROOMY: u16 = 50;

/// Columns of a panel from which the score is in big digits.
const BIG_FROM: u16 = 34;

/// Days of the small curve.
const CURVE: i64 = 14;

/// Points from which a loss is bold.
const LOUD: u8 = 15;

/// `sleep −24  soreness −9`, the largest first, as many as fit whole.
pub fn losses_in_brief(r: &Recovery, room: usize) -> String {
    let (points, cap) = r.points();
    let mut lost: Vec<(&str, u8)> =
        points.iter().map(|(c, p)| (c.name(), *p)).chain([("cap", cap)]).filter(|(_, p)| *p > 0).collect();
    lost.sort_by_key(|(_, p)| std::cmp::Reverse(*p));
    let mut out = String::new();
    for (name, points) in lost {
        let gap = if out.is_empty() { "" } else { "  " };
        let longer = format!("{out}{gap}{name} −{points}");
        if width(&longer) > room {
            break;
        }
        out = longer;
    }
    out
}

pub fn reason_without_score(model: &Model, date: NaiveDate) -> String {
    if model.weeks.book().unreadable(WeekId::of(date)).is_some() {
        return "–  its file cannot be read".into();
    }
    match date.cmp(&model.weeks.today()) {
        std::cmp::Ordering::Greater => "–  this morning is still ahead".into(),
        std::cmp::Ordering::Equal => model.setup.keymap.spell("–  nothing logged yet: ⟦check-in⟧, 20 seconds"),
        std::cmp::Ordering::Less => "–  nothing was logged that morning".into(),
    }
}

/// The heading of a day's recovery.
fn title(model: &Model) -> String {
    let date = model.view.cursor();
    match date == model.weeks.today() {
        true => "Recovery today".to_owned(),
        false => format!("Recovery {}", date.format("%a %-d %b")),
    }
}

/// Rows that the panel needs when the score has no big digits: its title, the score, the bar, and a line for each component.
pub fn rows(model: &Model) -> u16 {
    let date = model.view.cursor();
    let seen = model.recovery(date).filter(|_| date <= model.weeks.today());
    3 + seen.map_or(5, |r| lines(model, &r).len() as u16)
}

/// Score, band, and the line of every component; points lost sum to 100 − score.
pub fn draw(canvas: &mut Canvas<'_>, model: &Model, area: Rect) {
    let date = model.view.cursor();
    canvas.spot(area, Spot::Score(date));
    let inside = Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area };
    if let Some(o) = model.outlook(date).filter(|_| date > model.weeks.today()) {
        canvas.heading_with(area, &title(model), &["forecast".to_owned()]);
        ahead(canvas, model, o, inside);
        return;
    }
    let Some(r) = model.recovery(date) else {
        canvas.heading(area, &title(model));
        without_score(canvas, model, date, inside);
        return;
    };
    canvas.heading_with(area, &title(model), &how_sure(model, date, &r));
    let lines = lines(model, &r);
    let rows = area.height.saturating_sub(1);
    let needs = lines.len() as u16 + 1;
    let big = canvas.area().width >= WIDE && inside.width >= BIG_FROM && rows >= needs + digits::ROWS;
    let mut y = area.y + 1;
    if big {
        // Blank rows go between digits and bar, above the digits and below the bar, as far as there are any.
        let mut air = rows - needs - digits::ROWS;
        let mut gap = || {
            let gap = air.min(1);
            air -= gap;
            gap
        };
        let [above, top, under] = [gap(), gap(), gap()];
        y += top;
        head(canvas, model, date, &r, Rect { y, ..inside });
        y += digits::ROWS + above;
        stack::draw(canvas, (inside.x, y), inside.width, &r);
        y += 1 + under;
    } else {
        small_head(canvas, model, date, &r, Rect { y, ..inside });
        y += 1;
        if rows > lines.len() as u16 + 1 {
            stack::draw(canvas, (inside.x, y), inside.width, &r);
            y += 1;
        }
    }
    let most = lines.iter().map(|l| l.points.unwrap_or_default()).max().unwrap_or_default();
    let detail = move |line: &LossLine, room: usize| -> String {
        line.details.iter().find(|d| width(d) <= room).cloned().unwrap_or_default()
    };
    for line in lines.iter().take(usize::from(area.bottom().saturating_sub(y))) {
        loss_line(canvas, line, Rect { y, ..inside }, most, &detail);
        y += 1;
    }
}

/// How sure a score is, the longest form first. An unfinished check-in is said instead, and red flags come before it.
fn how_sure(model: &Model, date: NaiveDate, r: &Recovery) -> Vec<String> {
    let (at_hand, of) = (r.components.len(), r.weights.components().count());
    let checkin = Days::day(model.weeks.book(), date).and_then(|d| d.checkin.as_ref());
    if checkin.is_some_and(|c| c.unfinished) {
        return ["unfinished, ⟦check-in⟧ resumes", "⟦check-in⟧ resumes"].map(|t| model.setup.keymap.spell(t)).to_vec();
    }
    let sure = [
        format!("confidence {} · {at_hand} of {of} inputs", r.confidence().name()),
        format!("{}, {at_hand} of {of}", r.confidence().name()),
    ];
    let flags = model.flags(date);
    let on = flags.on().count();
    if flags.level == 0 || on == 0 {
        return sure.to_vec();
    }
    let flags = format!("{} {}", if on == 1 { "1 flag:".to_owned() } else { format!("{on} flags:") }, flags.word());
    vec![format!("{flags} · {}", sure[0]), format!("{flags} · {}", sure[1]), flags]
}

/// What was forecast, and the score: `forecast 64 (53–75), you scored 56`.
pub fn forecast_outcome(model: &Model) -> Option<String> {
    let date = model.view.cursor();
    let came = model.recovery(date).filter(|_| date <= model.weeks.today())?;
    Some(format!("forecast {}, you scored {}", words::forecast_before(model.weeks.book(), date)?, came.number()))
}

/// Your usual scores, in whole points.
fn usual(model: &Model) -> Option<String> {
    model.insight.usual.map(|(low, high)| format!("usual {low:.0}–{high:.0}"))
}

/// The role of the number: a guess is muted, so that no colour promises more.
fn number_role(r: &Recovery) -> Role {
    if r.confidence() == Confidence::Low { Role::Muted } else { Role::Bar(r.band()) }
}

fn band_role(r: &Recovery) -> Role {
    if r.confidence() == Confidence::Low { Role::Number(r.band()) } else { Role::Score(r.band()) }
}

/// Big digits, and beside them what they mean and what they compare with.
fn head(canvas: &mut Canvas<'_>, model: &Model, date: NaiveDate, r: &Recovery, area: Rect) {
    let number = r.number();
    digits::draw(canvas, (area.x + 1, area.y), &number, number_role(r));
    let x = area.x + 4 + digits::columns(&number);
    let room = area.right().saturating_sub(x);
    let means = words::band_means(r.band());
    let band = r.band().name().to_uppercase();
    let at = canvas.put(x, area.y, room, &band, band_role(r));
    let left = usize::from(area.right().saturating_sub(at + 2));
    let today = date == model.weeks.today();
    let longer = format!("{means} is fine today");
    let fits = |t: &&str| width(t) <= left;
    if let Some(text) = [longer.as_str(), means].into_iter().filter(|t| today || *t == means).find(fits) {
        canvas.put(at + 2, area.y, left as u16, text, Role::Text);
    }
    let mut facts: Vec<[String; 2]> = Vec::new();
    if let Some((low, high)) = r.guess() {
        facts.push([format!("may be {low} to {high}, from few answers"), format!("may be {low}–{high}")]);
    }
    facts.extend(usual(model).map(|t| [t.clone(), t]));
    if let Some(before) = model.recovery(add_days(date, -1)) {
        let short = format!("{} {}", if today { "yesterday" } else { "the day before" }, before.number());
        let week: Vec<f64> =
            (1..=7).filter_map(|n| Some(f64::from(model.recovery(add_days(date, -n))?.shown))).collect();
        let long = mean(&week).map(|m| format!("{short}, seven-day mean {m:.0}"));
        facts.push([long.unwrap_or_else(|| short.clone()), short]);
    }
    facts.extend(
        words::forecast_before(model.weeks.book(), date).map(|t| [format!("forecast {t}"), format!("forecast {t}")]),
    );
    for (n, texts) in facts.iter().take(3).enumerate() {
        if let Some(text) = texts.iter().find(|t| width(t) <= usize::from(room)) {
            canvas.put(x, area.y + 1 + n as u16, room, text, Role::Muted);
        }
    }
}

/// The score on one line, with the curve of the days before it.
fn small_head(canvas: &mut Canvas<'_>, model: &Model, date: NaiveDate, r: &Recovery, area: Rect) {
    let band = r.band().name().to_uppercase();
    let number = if r.confidence() == Confidence::Low { Role::Muted } else { Role::Score(r.band()) };
    let at = canvas.put(area.x, area.y, area.width, &r.number(), number);
    let at = canvas.put(at + 1, area.y, area.right().saturating_sub(at + 1), &format!("{band}  "), band_role(r));
    let left = |at: u16| usize::from(area.right().saturating_sub(at));
    let may_be = r.guess().map(|(low, high)| format!("may be {low}–{high}"));
    let mut at = at;
    if let Some(text) = may_be.or_else(|| usual(model)).filter(|t| width(t) <= left(at)) {
        at = canvas.put(at, area.y, left(at) as u16, &text, Role::Muted) + 1;
    }
    let curve = CURVE.min(left(at) as i64);
    if curve < CURVE / 2 {
        return;
    }
    for n in 0..curve {
        let x = area.right() - 1 - n as u16;
        match model.recovery(add_days(date, -n)) {
            Some(r) => {
                let level = canvas.glyphs.level(f64::from(r.shown) / 100.0);
                canvas.put(x, area.y, 1, level, Role::Bar(r.band()));
            }
            None => drop(canvas.put(x, area.y, 1, canvas.glyphs.track(), Role::Line)),
        }
    }
}

/// A line of the panel: what may have taken points, and how many.
struct LossLine {
    letter: char,
    name: &'static str,
    role: Role,
    /// What was logged, the longest form first.
    details: Vec<String>,
    /// `None` if it is not counted.
    points: Option<u8>,
}

fn lines(model: &Model, r: &Recovery) -> Vec<LossLine> {
    let (book, date) = (model.weeks.book(), model.view.cursor());
    let (points, cap) = r.points();
    let line = |c: Component| LossLine {
        letter: stack::letter(c),
        name: c.name(),
        role: Role::Loss(c),
        details: match r.missing().any(|missing| missing == c) {
            true => vec![Lacking::of(c, book, date).brief()],
            false if c == Component::Heart => [heart(book, date), words::details(r, c)].concat(),
            false => words::details(r, c),
        },
        points: points.iter().find(|(other, _)| *other == c).map(|(_, p)| *p),
    };
    let mut out: Vec<LossLine> =
        Component::ALL.into_iter().filter(|c| r.weights.components().any(|w| w == *c)).map(line).collect();
    out.extend(r.cap.map(|why| LossLine {
        letter: stack::CAP,
        name: "cap",
        role: Role::Line,
        details: vec![format!("{}, at most {}", why.short(), why.limit()), why.short().to_owned()],
        points: Some(cap),
    }));
    out
}

/// The morning's heart readings against their usual ranges.
fn heart(days: &dyn Days, date: NaiveDate) -> Vec<String> {
    let checkin = days.day(date).and_then(|d| d.checkin.as_ref());
    let of = |signal: Signal| Some((signal, signal.of(checkin?)?.value, signal.usual(days, date)));
    words::heart(&[Signal::Hrv, Signal::RestingHr].into_iter().filter_map(of).collect::<Vec<_>>())
}

/// Columns of letter and name.
const NAME: u16 = 11;

fn loss_line(
    canvas: &mut Canvas<'_>,
    line: &LossLine,
    area: Rect,
    most: u8,
    detail: &dyn Fn(&LossLine, usize) -> String,
) {
    let Rect { x, y, width: room, .. } = area;
    let Some(points) = line.points else {
        canvas.put(x, y, 1, &line.letter.to_string(), Role::Muted);
        canvas.put(x + 2, y, NAME - 3, line.name, Role::Muted);
        canvas.put(x + NAME, y, room.saturating_sub(NAME + 2), &detail(line, usize::from(room)), Role::Muted);
        canvas.put_right(x + room, y, 1, "·", Role::Muted);
        return;
    };
    let bold = points >= LOUD;
    stack::chip(canvas, (x, y), line.letter, line.role);
    canvas.put(x + 2, y, NAME - 2, line.name, if bold { Role::Strong } else { Role::Text });
    // A bar beside the number, if there is room for a useful one.
    let bar = if room >= ROOMY { 11 } else { 0 };
    let end = x + room - bar;
    let space = usize::from(room.saturating_sub(NAME + bar + 4));
    canvas.put(x + NAME, y, space as u16, &detail(line, space), Role::Muted);
    let text = if points == 0 { "0".to_owned() } else { format!("−{points}") };
    canvas.put_right(end, y, 4, &text, if bold { Role::Strong } else { Role::Text });
    if bar > 0 && most > 0 && points > 0 {
        let cells = (u16::from(points) * (bar - 1)).div_ceil(u16::from(most));
        canvas.repeat(end + 1, y, cells, canvas.glyphs.bar(), line.role);
    }
}

fn without_score(canvas: &mut Canvas<'_>, model: &Model, date: NaiveDate, area: Rect) {
    canvas.put(area.x, area.y + 1, area.width, &reason_without_score(model, date), Role::Text);
    if model.weeks.book().unreadable(WeekId::of(date)).is_some() {
        return;
    }
    let more = match date.cmp(&model.weeks.today()) {
        std::cmp::Ordering::Greater if model.insight.ahead.outlooks.is_empty() => {
            "A forecast needs a morning logged in the last 14 days: today's ⟦check-in⟧ brings it back."
        }
        std::cmp::Ordering::Greater => "A score is computed from what you log on the morning itself.",
        _ => {
            "A score needs sleep, soreness or how you feel from the morning itself. ⟦check-in⟧ logs them; any one will do."
        }
    };
    for (n, line) in wrap(&model.setup.keymap.spell(more), usize::from(area.width)).iter().enumerate() {
        canvas.put(area.x, area.y + 3 + n as u16, area.width, line, Role::Muted);
    }
}

/// A forecast with its range, what it is for, and how good forecasts have been.
fn ahead(canvas: &mut Canvas<'_>, model: &Model, o: &Outlook, area: Rect) {
    let (x, room) = (area.x, area.width);
    let mut y = area.y + 1;
    let mut lines = vec![words::outlook_advice(o, model.day().event.as_deref())];
    let sore: Vec<_> = o.soreness.iter().map(|(r, n)| (*r, n.round() as u8)).collect();
    match sore.as_slice() {
        [] => lines.push(
            "No soreness was logged in 14 days, so sessions cannot show in the forecast: ⟦check-in⟧ logs it."
                .to_owned(),
        ),
        // The body panel beside it shows the same.
        _ if canvas.area().width >= WIDE => {}
        sore => lines.push(format!("soreness expected: {}", words::soreness(sore))),
    }
    lines.extend(words::load_of(o, model.insight.ahead.load_costs()));
    lines.push(match model.insight.learnt.grade {
        Some(g) => words::graded(&g),
        None => "Forecasts are kept with each check-in and graded the morning after.".to_owned(),
    });
    match o.score {
        Some(s) => {
            let band = Band::of(s.score);
            let guess = if s.guess { ", a guess" } else { "" };
            let range = format!("likely {} to {}{guess}", s.low, s.high);
            let rows = usize::from(area.height.saturating_sub(1));
            if canvas.area().width >= WIDE && room >= BIG_FROM && rows >= usize::from(digits::ROWS) + 8 {
                let number = format!("~{}", s.score);
                y += 1;
                digits::draw(canvas, (x, y), &number, Role::Line);
                let at = x + 3 + digits::columns(&number);
                let left = area.right().saturating_sub(at);
                canvas.put(at, y, left, &band.name().to_uppercase(), Role::Number(band));
                for (n, text) in (1..).zip(wrap(&range, usize::from(left)).iter().take(3)) {
                    canvas.put(at, y + n, left, text, Role::Muted);
                }
                y += digits::ROWS + 1;
                bar::forecast(canvas, (x, y), room, o);
                y += 2;
            } else {
                let head = format!("{}  {}  ", words::about(o), band.name().to_uppercase());
                let at = canvas.put(x, y, room, &head, Role::Number(band));
                canvas.put(at, y, area.right().saturating_sub(at), &range, Role::Muted);
                y += 2;
            }
        }
        None => {
            canvas.put(x, y, room, &words::likely(o), Role::Muted);
            y += 2;
        }
    }
    // A sentence that does not fit whole is left out.
    for line in lines {
        let wrapped = wrap(&model.setup.keymap.spell(&line), usize::from(room));
        if y + wrapped.len() as u16 > area.bottom() {
            continue;
        }
        for text in wrapped {
            canvas.put(x, y, room, &text, Role::Muted);
            y += 1;
        }
    }
}
