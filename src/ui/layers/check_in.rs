//! The check-in: one answer per line, the body beside them, and the score they give so far.

use ratatui::layout::Rect;

use crate::app::Model;
use crate::app::layers::check_in::{Drawer, LEFT, Line, night_text};
use crate::app::pointer::Spot;
use crate::domain::Days;
use crate::domain::calendar::day_name;
use crate::domain::checkin::hours_and_minutes;
use crate::domain::shelf::day_number;
use crate::domain::week::Day;
use crate::keys::{Keymap, Scope, Verb};
use crate::recovery::heart::Signal;
use crate::recovery::{Component, Recovery, assess};
use crate::ui::canvas::Canvas;
use crate::ui::field;
use crate::ui::layout::{COLUMNS, TALL, VERY_WIDE, WIDE};
use crate::ui::panels::nights::SHORT;
use crate::ui::shapes::figure::{self, Side};
use crate::ui::shapes::{bar, nights, stack};
use crate::ui::theme::{Role, SoreLevel};
use crate::words;

/// Columns of a label, and of the numbers of a scale.
const LABEL: u16 = 12;
const SCALE: u16 = 16;

/// Rows at the foot: the score, and a line under it.
const FOOT: u16 = 2;

/// The drawer, with the score that the answers give so far.
pub fn draw(canvas: &mut Canvas<'_>, model: &Model, drawer: &Drawer, area: Rect) {
    canvas.clear(area);
    let title = format!("Check-in · {}", day_name(drawer.date, model.weeks.today()));
    let texts = ["about 20 seconds · every answer optional", "every answer optional"].map(str::to_owned);
    canvas.heading_with(area, &title, &texts);
    let inner = Rect::new(area.x, area.y + 1, area.width, area.height.saturating_sub(2));
    if area.width >= COLUMNS && area.height >= rows(drawer) {
        wide(canvas, model, drawer, Rect { height: inner.height + 1, ..inner });
        return;
    }
    narrow(canvas, &model.setup.keymap, drawer, inner);
    let y = area.bottom().saturating_sub(1);
    match score_now(model, drawer) {
        Some(r) => score_line(canvas, &r, Rect { y, height: 1, ..area }),
        None => drop(canvas.put(1, y, area.width.saturating_sub(2), NO_SCORE, Role::Muted)),
    }
}

const NO_SCORE: &str = "–  the first answer gives a score";

/// The lines of the left and of the right column.
fn columns(drawer: &Drawer) -> (Vec<Line>, Vec<Line>) {
    let left = LEFT.into_iter().filter(|l| drawer.lines.contains(l)).collect();
    let right = drawer.lines.iter().copied().filter(|l| matches!(l, Line::Sore(_))).collect();
    (left, right)
}

/// Lines below both columns.
fn below(drawer: &Drawer) -> impl Iterator<Item = Line> {
    [Line::Tags, Line::Note].into_iter().filter(|l| drawer.lines.contains(l))
}

/// Rows it needs: a heading, its lines in two columns, and the score.
pub fn rows(drawer: &Drawer) -> u16 {
    let (left, right) = columns(drawer);
    let right = if right.is_empty() { 0 } else { right.len() + 1 };
    let lines = (left.len() + below(drawer).count()).max(right);
    1 + lines as u16 + 1
}

/// Two columns: the night, how you feel and the heart on the left, soreness on the right, with the figure where there is room.
fn wide(canvas: &mut Canvas<'_>, model: &Model, drawer: &Drawer, area: Rect) {
    let keymap = &model.setup.keymap;
    let (left, right) = columns(drawer);
    let big = canvas.area().width >= WIDE;
    let sore_at = if big { 61 } else { 44 };
    let margin = if big { 2 } else { 0 };
    let mut rows = area.height.saturating_sub(FOOT);
    let needs = (left.len() + below(drawer).count()) as u16;
    let foot = if rows >= needs { FOOT } else { 1 };
    rows = area.height - foot;
    // Blank rows between groups, and the night as a bar, if rows are left.
    let mut free = rows.saturating_sub(needs);
    let mut spend = |n: u16| {
        let spent = if canvas.area().height >= TALL && free >= n { n } else { 0 };
        free -= spent;
        spent
    };
    let top = spend(1);
    let night = spend(1);
    let [feel, heart, more] = [spend(1), spend(1), spend(1)];
    let mut y = area.y + top;
    let room = sore_at.min(area.width) - 2 - margin;
    for line in &left {
        y += match line {
            Line::Energy => feel,
            Line::RestingHr => heart,
            _ => 0,
        };
        line_of(canvas, model, drawer, *line, (1 + margin, y), room);
        y += 1;
        if *line == Line::Slept && night > 0 {
            let columns = (room - LABEL).min(36);
            let ends = drawer.now.bed.zip(drawer.now.wake);
            let x = 1 + margin + 2 + LABEL;
            canvas.repeat(x, y, columns, canvas.glyphs.may_be(), Role::Line);
            nights::night(canvas, (x, y), columns, ends, [None, None]);
            y += 1;
        }
    }
    if !right.is_empty() {
        let mut y = area.y + top;
        let x = sore_at;
        let end = canvas.put(x + 2, y, 10, "Soreness  ", Role::Strong);
        let left = area.width.saturating_sub(end + 1);
        let forms = ["0 none  4 some  7 strong", "0 none 4 some 7 strong", "0 to 10"];
        let text = forms.into_iter().find(|t| t.len() <= usize::from(left)).unwrap_or_default();
        canvas.put(end, y, left, text, Role::Muted);
        // Both sides of the body if there is room, else the side the cursor is on.
        let both = area.width >= VERY_WIDE;
        let figure = big.then_some(if both { x + 42 } else { area.width - figure::SIZE.0 - 2 });
        let room = figure.unwrap_or(area.width - 1) - x - 1;
        for line in &right {
            y += 1;
            line_of(canvas, model, drawer, *line, (x, y), room);
        }
        if let Some(x) = figure {
            let sore = |region| drawer.now.soreness.get(&region).copied();
            let side = match drawer.line() {
                Line::Sore(region) if figure::is_behind(region) => Side::Back,
                _ => Side::Front,
            };
            let at = area.y + top + 1;
            let sides: &[Side] = if both { &[Side::Front, Side::Back] } else { &[side] };
            for (n, side) in (0..).zip(sides) {
                let x = x + n * (figure::SIZE.0 + 6);
                figure::draw(canvas, (x, at), *side, &sore);
                let name = if *side == Side::Front { "front" } else { "back" };
                canvas.put(x + 5, at + figure::SIZE.1, 5, name, Role::Muted);
            }
        }
        let pain = match keymap.keys_in(Scope::CheckIn, Verb::Pain).first() {
            Some(key) if big => format!("{key} marks pain: outranks soreness"),
            _ => String::new(),
        };
        if y + 2 < area.y + rows {
            canvas.put(x + 2, y + 2, area.width.saturating_sub(x + 3), &pain, Role::Muted);
        }
    }
    y += more;
    let sore_end = area.y + top + right.len() as u16;
    for line in below(drawer) {
        // A note takes the whole width below the regions, if a row is left there.
        if line == Line::Note && y <= sore_end && sore_end + 1 < area.y + rows && !right.is_empty() {
            y = sore_end + 1;
        }
        let room = if !right.is_empty() && y <= sore_end { room } else { area.width - 2 - margin };
        line_of(canvas, model, drawer, line, (1 + margin, y), room);
        y += 1;
    }
    let at = area.bottom() - foot;
    if foot + 1 < area.bottom() - y && canvas.area().height >= TALL {
        canvas.repeat(1, at - 1, area.width - 2, canvas.glyphs.line(), Role::Line);
    }
    let now = score_now(model, drawer);
    match &now {
        Some(r) => score_line(canvas, r, Rect { y: at, height: 1, ..area }),
        None => drop(canvas.put(1, at, area.width - 2, NO_SCORE, Role::Muted)),
    }
    if foot == FOOT {
        let left_out = "Blank answers stay out of the score; once one region is rated, the others count as 0.";
        let said = words::forecast_before(model.weeks.book(), drawer.date)
            .map_or(String::new(), |t| format!("forecast {t}. "));
        let text = format!("{said}{left_out}");
        let text = if crate::text::width(&text) + 12 <= usize::from(area.width) { text } else { left_out.to_owned() };
        canvas.put(10, at + 1, area.width - 11, &text, Role::Muted);
    }
}

/// `56 EASE`, the bar, and how many of the inputs are known.
fn score_line(canvas: &mut Canvas<'_>, r: &Recovery, area: Rect) {
    let (y, right) = (area.y, area.right() - 1);
    let role = Role::Score(r.band());
    let lead = format!("{}{} {}", r.number(), r.range(), r.band().name().to_uppercase());
    let x = canvas.put(1, y, area.width - 2, &lead, role).max(9) + 1;
    let inputs = format!("{} of {} inputs", r.components.len(), r.weights.components().count());
    let room = right.saturating_sub(x);
    let shows = room >= 60;
    let bar = if shows { room - inputs.len() as u16 - 2 } else { room };
    if bar >= 10 {
        stack::draw(canvas, (x, y), bar, r);
    }
    if shows {
        canvas.put_right(right, y, 20, &inputs, Role::Muted);
    }
}

/// One column that scrolls with the cursor.
fn narrow(canvas: &mut Canvas<'_>, keymap: &Keymap, drawer: &Drawer, area: Rect) {
    let (rows, all) = (usize::from(area.height), drawer.lines.len());
    // The last row says how many lines are below, if any.
    let fits = if all > rows { rows.saturating_sub(1).max(1) } else { rows };
    let skip = (drawer.at + 1).saturating_sub(fits.saturating_sub(1).max(1)).min(all.saturating_sub(rows));
    let shown = if all - skip > rows { fits } else { rows };
    for (n, line) in drawer.lines.iter().skip(skip).take(shown).enumerate() {
        answer(canvas, keymap, drawer, *line, (1, area.y + n as u16), area.width.saturating_sub(2), None);
    }
    let below = all.saturating_sub(skip + shown);
    if below > 0 && shown < rows {
        let first = drawer.lines[skip + shown].label();
        let text = format!("{} more below: {first} …", below);
        canvas.put(3, area.y + shown as u16, area.width.saturating_sub(4), &text, Role::Muted);
    }
}

/// Your usual heart reading: `usual 52–56`.
fn usual_of(model: &Model, drawer: &Drawer, line: Line) -> Option<String> {
    let signal = match line {
        Line::RestingHr => Signal::RestingHr,
        Line::Hrv => Signal::Hrv,
        _ => return None,
    };
    signal.usual(model.weeks.book(), drawer.date).map(|(low, high)| format!("usual {low:.0}–{high:.0}"))
}

fn line_of(canvas: &mut Canvas<'_>, model: &Model, drawer: &Drawer, line: Line, place: (u16, u16), room: u16) {
    let usual = usual_of(model, drawer, line);
    answer(canvas, &model.setup.keymap, drawer, line, place, room, usual.as_deref());
    if drawer.line() == line && canvas.theme().has_tints() && !matches!(line, Line::Note) {
        canvas.tint(Rect::new(place.0 + 2, place.1, room.saturating_sub(2), 1), Role::Usual);
    }
}

fn answer(
    canvas: &mut Canvas<'_>,
    keymap: &Keymap,
    drawer: &Drawer,
    line: Line,
    (x, y): (u16, u16),
    room: u16,
    usual: Option<&str>,
) {
    let here = drawer.line() == line;
    let of = drawer.lines.iter().position(|l| *l == line).unwrap_or(drawer.at);
    canvas.spot(Rect::new(x, y, room, 1), Spot::Line(of));
    let pointer = if here { canvas.glyphs.pointer() } else { " " };
    canvas.put(x, y, 1, pointer, Role::Frame);
    canvas.put(x + 2, y, LABEL - 1, line.label(), if here { Role::Strong } else { Role::Text });
    let at = x + 2 + LABEL;
    let end = x + room;
    let left = end.saturating_sub(at);
    match line {
        Line::Quality | Line::Energy | Line::Mood | Line::Stress => five(canvas, drawer, line, at, y, left),
        Line::Tags => tags(canvas, drawer, (at, y), left, here),
        Line::Note => {
            field::draw(canvas, &drawer.note, (at, y), left, Role::Text, here);
        }
        Line::Slept => slept(canvas, drawer, (at, y), left, here),
        Line::Sore(region) => {
            let number = line.answer(&drawer.now);
            let text = number.map_or("–".to_owned(), |n| n.to_string());
            let level = SoreLevel::of(f64::from(number.unwrap_or_default()));
            let role = match number {
                None => Role::Muted,
                Some(_) if level >= SoreLevel::Sore => Role::SoreText(level),
                Some(_) => Role::Text,
            };
            canvas.put_right(at + 2, y, 2, &text, role);
            let bar = left.saturating_sub(4 + 10).min(10);
            // A click where the bar is or will be sets how far it goes; a click before it sets 0.
            canvas.spot(Rect::new(at + 2, y, 2, 1), Spot::Answer(of, 0));
            for n in (0..bar).filter(|_| bar >= 5) {
                let sore = ((n + 1) * 10).div_ceil(bar) as u8;
                canvas.spot(Rect::new(at + 4 + n, y, 1, 1), Spot::Answer(of, sore));
            }
            if bar >= 5 && number.is_some() {
                bar::share(canvas, (at + 4, y), bar, f64::from(number.unwrap_or_default()) / 10.0, Role::Sore(level));
            }
            let marked = drawer.now.pain.contains(&region);
            let key = keymap.keys_in(Scope::CheckIn, Verb::Pain);
            let text = match (marked, key.first()) {
                (true, _) => "! pain".to_owned(),
                (false, Some(key)) if here => format!("{key} hurts?"),
                _ => String::new(),
            };
            let x = if bar >= 5 { at + 5 + bar } else { at + 4 };
            canvas.put(x, y, end.saturating_sub(x), &text, if marked { Role::Strong } else { Role::Muted });
        }
        _ => {
            let value = match line {
                Line::RestingHr => drawer.now.resting_hr.map(|n| format!("{n} bpm")),
                Line::Hrv => drawer.now.hrv.map(|n| format!("{n} ms")),
                Line::Nap => drawer.now.nap.map(hours_and_minutes),
                Line::Latency => drawer.now.latency.map(|n| format!("{n} min")),
                Line::Awakenings => {
                    drawer.now.awakenings.map(|n| if n == 1 { "once".to_owned() } else { format!("{n} times") })
                }
                Line::Ill => drawer.now.ill.map(|i| if i { "yes" } else { "no" }.to_owned()),
                line => line.answer(&drawer.now).map(|n| n.to_string()),
            };
            let typing = here && !drawer.typed.is_empty();
            let value = if typing { Some(drawer.typed.clone()) } else { value };
            let value_is_none = value.is_none();
            let role = if value_is_none { Role::Muted } else { Role::Text };
            let next = canvas.put(at, y, left, &value.unwrap_or_else(|| "–".into()), role);
            let next = if typing { field::caret(canvas, next, y) } else { next };
            let words = match line {
                Line::Ready => match keymap.keys_in(Scope::CheckIn, Verb::StepUp).first() {
                    Some(key) if value_is_none => {
                        vec![format!("0–9, {key} to 10, never in the score"), format!("0–9, {key} to 10")]
                    }
                    _ => vec!["of 10, never in the score".to_owned(), "of 10".to_owned()],
                },
                Line::Ill if here => vec!["y n".to_owned()],
                Line::Nap if value_is_none => {
                    vec!["today; tomorrow's score counts it".to_owned(), "counts tomorrow".to_owned()]
                }
                _ => usual.map(|t| vec![t.to_owned()]).unwrap_or_default(),
            };
            let column = at + SCALE;
            let x = if next + 1 < column && column < end { column } else { next + 2 };
            let fits = |t: &&String| crate::text::width(t) <= usize::from(end.saturating_sub(x));
            if let Some(text) = words.iter().find(fits) {
                canvas.put(x, y, end.saturating_sub(x), text, Role::Muted);
            }
        }
    }
}

/// `00:40 → 06:30   5h50`, or what can be typed there.
fn slept(canvas: &mut Canvas<'_>, drawer: &Drawer, (x, y): (u16, u16), room: u16, here: bool) {
    let typing = here && !drawer.typed.is_empty();
    if here && !typing && drawer.night().2.is_none() {
        canvas.put(x, y, room, "type 0040 0630, or 7.5", Role::Muted);
        return;
    }
    match (drawer.night(), typing) {
        ((Some(bed), Some(wake), Some(hours)), false) => {
            let end = canvas.pieces(
                x,
                y,
                room,
                &[(&bed.to_string(), Role::Strong), (" → ", Role::Muted), (&wake.to_string(), Role::Strong)],
            );
            let role = if hours < SHORT { Role::LossText(Component::Sleep) } else { Role::Text };
            canvas.put(end + 2, y, (x + room).saturating_sub(end + 2), &hours_and_minutes(hours), role);
        }
        _ => {
            let end = canvas.put(x, y, room, &night_text(drawer), Role::Text);
            if typing {
                field::caret(canvas, end, y);
            }
        }
    }
}

/// `1 alcohol yes  2 late meal no  3 travel –`: those answered yes are highlighted.
fn tags(canvas: &mut Canvas<'_>, drawer: &Drawer, (x, y): (u16, u16), room: u16, here: bool) {
    let (mut at, end) = (x, x + room);
    // If not all of them fit, only those answered yes are shown, and how to switch the others.
    let says = |tag| drawer.now.tags.get(tag).map_or(1, |yes| if *yes { 3 } else { 2 });
    let whole: usize = drawer.tags.iter().map(|tag| crate::text::width(tag.as_str()) + says(tag) + 5).sum();
    let short = whole > usize::from(room) + 2;
    if short {
        let more = format!("1–{} switch", drawer.tags.len());
        canvas.put_right(end, y, more.chars().count() as u16, &more, Role::Muted);
    }
    let end = if short { end.saturating_sub(12) } else { end };
    for (n, tag) in drawer.tags.iter().enumerate() {
        if short && drawer.now.tags.get(tag) != Some(&true) {
            continue;
        }
        let says = match drawer.now.tags.get(tag) {
            Some(true) => "yes",
            Some(false) => "no",
            None => "–",
        };
        let held = drawer.now.tags.get(tag) == Some(&true);
        let pieces = [
            (format!("{} ", n + 1), if here { Role::Strong } else { Role::Muted }),
            (format!("{tag} "), Role::Text),
            (format!("{says}  "), if held { Role::Strong } else { Role::Muted }),
        ];
        let from = at;
        for (text, role) in &pieces {
            at = canvas.put(at, y, end.saturating_sub(at), text, *role);
        }
        let of = drawer.lines.iter().position(|l| *l == Line::Tags).unwrap_or(drawer.at);
        canvas.spot(Rect::new(from, y, at - from, 1), Spot::Answer(of, n as u8 + 1));
        if held && at > from + 2 {
            canvas.tint(Rect::new(from, y, at - from - 2, 1), Role::Selected);
        }
    }
    if here && drawer.now.tags.is_empty() {
        canvas.put(at, y, end.saturating_sub(at), "0 none of them", Role::Muted);
    }
}

/// `1  2  3  4  5   poor`, the chosen one highlighted, or in brackets where there are no tints.
fn five(canvas: &mut Canvas<'_>, drawer: &Drawer, line: Line, x: u16, y: u16, room: u16) {
    let answer = line.answer(&drawer.now);
    let mut at = x;
    for n in 1..=5 {
        let chosen = answer == Some(n);
        let text = match chosen && !canvas.theme().has_tints() {
            true => format!("[{n}]"),
            false => format!(" {n} "),
        };
        let from = at;
        let of = drawer.lines.iter().position(|l| *l == line).unwrap_or(drawer.at);
        canvas.spot(Rect::new(at, y, 3, 1), Spot::Answer(of, n));
        at = canvas.put(at, y, 3, &text, if chosen { Role::Strong } else { Role::Muted });
        if chosen && canvas.theme().has_tints() {
            canvas.tint(Rect::new(from, y, 3, 1), Role::Selected);
        }
    }
    let Some(scale) = line.scale() else { return };
    let says = match answer {
        Some(n) => words::scale_word(scale, n).to_owned(),
        // Which end is which, before it is answered.
        None if drawer.line() == line => {
            format!("{} to {}", words::scale_word(scale, 1), words::scale_word(scale, 5))
        }
        None => return,
    };
    let left = room.saturating_sub(SCALE);
    if crate::text::width(&says) <= usize::from(left) {
        canvas.put(x + SCALE, y, left, &says, Role::Muted);
    }
}

/// The days, with one replaced by the drawer's.
struct With<'a> {
    days: &'a dyn Days,
    day: Day,
}

impl Days for With<'_> {
    fn nth(&self, number: i32) -> Option<&Day> {
        if number == day_number(self.day.date) { Some(&self.day) } else { self.days.nth(number) }
    }
}

/// The score that the answers give so far.
fn score_now(model: &Model, drawer: &Drawer) -> Option<Recovery> {
    let mut day = (model.weeks.book() as &dyn Days).day(drawer.date).cloned().unwrap_or_else(|| Day::new(drawer.date));
    day.checkin = Some(drawer.now.clone());
    let with = With { days: model.weeks.book(), day };
    let weights = model.desk().log().weights(day_number(drawer.date));
    assess(&with, drawer.date, &model.setup.basis).and_then(|r| r.weighed(&weights))
}
