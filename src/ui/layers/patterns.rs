//! What goes with what: one row per pattern, its mornings as a span on an axis in their unit; and how fast you recover from
//! hard days.

use ratatui::layout::Rect;

use crate::app::layers::patterns::Patterns;
use crate::app::pointer::Spot;
use crate::insight::patterns::Pattern;
use crate::insight::survey::Found;
use crate::insight::trends::Speed;
use crate::text::{count, upper_first, width, wrap, wrap_items};
use crate::ui::canvas::Canvas;
use crate::ui::layout::{COLUMNS, WIDE};
use crate::ui::theme::Role;

/// Columns of a name, of its number, and of the count at the end.
const NAME: u16 = 44;
const NARROW_NAME: u16 = 34;
const NUMBER: u16 = 6;
const COUNT: u16 = 10;

/// How spacious a page is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Roomy {
    /// As small as possible.
    Tight,
    /// Empty lines between its parts.
    Air,
    /// And a sentence under each pattern.
    Sentences,
}

/// A line of the page.
enum Line<'p> {
    Heading(String, &'static str),
    Pattern(usize, &'p Pattern, f64),
    Spread(&'p Pattern),
    Scale(f64),
    Text(String, Role),
    Speed(Speed),
    Gap,
}

/// What goes with what, and how fast you recover from hard days.
pub fn draw(canvas: &mut Canvas<'_>, layer: &Patterns, area: Rect) {
    canvas.clear(area);
    let Some(found) = &layer.found else {
        canvas.heading(area, "Patterns in your own log");
        return;
    };
    let p = &found.patterns;
    title(canvas, found, area);
    let rows = usize::from(area.height.saturating_sub(1));
    let room = usize::from(area.width.saturating_sub(3));
    // With blank lines and a sentence under each if all of it fits, else with blank lines, else without.
    let of = |how: Roomy| lines(layer, found, room, how);
    let fits = |all: &Vec<Line<'_>>| all.len() <= rows;
    let all = [Roomy::Sentences, Roomy::Air].into_iter().map(of).find(fits).unwrap_or_else(|| of(Roomy::Tight));
    // Lines to skip at the top so that a pattern is visible with the lines that belong to it.
    let skip_to = |at: usize| -> usize {
        let is = |line: &Line<'_>| matches!(line, Line::Pattern(n, ..) if *n == at);
        let Some(n) = all.iter().position(is) else { return 0 };
        let more = all[n + 1..].iter().take_while(|l| matches!(l, Line::Spread(_) | Line::Text(..))).count();
        (n + 1 + more).saturating_sub(rows).min(n)
    };
    // After the last pattern, every line that is not visible with it is a stop.
    let last = skip_to(p.found.len().saturating_sub(1));
    let below = all.len().saturating_sub(rows).saturating_sub(last);
    let stops = p.found.len() + below + usize::from(p.found.is_empty());
    layer.stops.set(stops);
    let skip = match layer.at.checked_sub(p.found.len()) {
        Some(n) => last + n + usize::from(!p.found.is_empty()),
        None => skip_to(layer.at),
    };
    canvas.scrolls = stops > 1;
    for (y, line) in (area.y + 1..area.bottom()).zip(all.iter().skip(skip)) {
        self::line(canvas, layer, line, Rect { y, height: 1, ..area });
    }
}

fn title(canvas: &mut Canvas<'_>, found: &Found, area: Rect) {
    let p = &found.patterns;
    let x = canvas.put(area.x + 1, area.y, 10, "Patterns", Role::Title);
    let right = area.right().saturating_sub(1);
    let count =
        format!("{} of {} hold, {}", p.found.len(), count(p.compared, "comparison"), count(p.mornings, "morning"));
    let what = "  what goes with what in your own log";
    let x = if x + width(what) as u16 + width(&count) as u16 + 3 <= right {
        canvas.put(x, area.y, right - x, what, Role::Muted)
    } else {
        x
    };
    if x + width(&count) as u16 + 2 <= right {
        canvas.put_right(right, area.y, right - x, &count, Role::Muted);
    }
}

fn lines<'p>(layer: &Patterns, found: &'p Found, room: usize, how: Roomy) -> Vec<Line<'p>> {
    let (air, sentences) = (how >= Roomy::Air, how == Roomy::Sentences);
    let p = &found.patterns;
    let mut out: Vec<Line<'p>> = Vec::new();
    // In the order of the surest pattern of each.
    let mut subjects: Vec<&str> = Vec::new();
    for pattern in &p.found {
        if !subjects.contains(&pattern.what) {
            subjects.push(pattern.what);
        }
    }
    if air {
        out.push(Line::Gap);
    }
    let mut n = 0;
    let mut order: Vec<&Pattern> = Vec::new();
    for what in &subjects {
        order.extend(p.found.iter().filter(|f| f.what == *what));
    }
    for what in subjects {
        out.push(Line::Heading(upper_first(what), "against the four weeks before"));
        let group: Vec<&Pattern> = order.iter().copied().filter(|f| f.what == what).collect();
        let most =
            group.iter().flat_map(|f| [f.spread.0.abs(), f.spread.1.abs(), f.median.abs()]).fold(1.0, f64::max).ceil();
        for pattern in group {
            out.push(Line::Pattern(n, pattern, most));
            if room + 3 < usize::from(COLUMNS) {
                let more = narrow(pattern, room + 1).into_iter().skip(1);
                out.extend(more.map(|l| Line::Text(format!("  {l}"), Role::Text)));
            }
            if sentences || (layer.opened && layer.at == n) {
                out.push(Line::Spread(pattern));
            }
            if layer.opened && layer.at == n {
                let each =
                    |(date, d): &(chrono::NaiveDate, f64)| format!("{} {}", date.format("%-d %b"), pattern.signed(*d));
                let all: Vec<String> = pattern.mornings.iter().rev().map(each).collect();
                let all: Vec<&str> = all.iter().map(String::as_str).collect();
                out.extend(
                    wrap_items(&all, room.saturating_sub(4))
                        .into_iter()
                        .map(|l| Line::Text(format!("    {l}"), Role::Text)),
                );
            }
            n += 1;
        }
        out.push(Line::Scale(most));
        if air {
            out.push(Line::Gap);
        }
    }
    let prose = |text: &str, role: Role| {
        wrap(text, room).into_iter().map(move |l| Line::Text(l, role)).collect::<Vec<Line<'p>>>()
    };
    if p.found.is_empty() {
        let said = if p.compared == 0 {
            "Nothing to compare yet: it takes eight mornings on either side of a question, such as nights under 6 h."
        } else {
            "No pattern holds so far. That is an answer too: nothing here clearly moves your mornings."
        };
        out.extend([vec![Line::Gap], prose(said, Role::Text), vec![Line::Gap]].into_iter().flatten());
    }
    out.push(Line::Heading("Back at 65 after a hard day".into(), "RPE 7 or more; 7 days at most"));
    if found.speed.is_empty() {
        out.extend(prose("no hard day yet with every morning after it logged", Role::Muted));
    }
    out.extend(found.speed.iter().rev().map(|s| Line::Speed(*s)));
    out.push(Line::Gap);
    out.push(Line::Heading("How to read it".into(), ""));
    out.extend(prose(
        "● is the median, ├─┤ the middle half of those mornings, each against your own mean of the four weeks before; the count is how often it went that way. Patterns pass the rank-sum test after Holm’s correction for looking at so many, are of some size, and hold in both halves of your log. They go together; that does not make one the cause.",
        Role::Muted,
    ));
    out
}

/// A pattern's name.
fn name(p: &Pattern) -> &str {
    p.when.strip_prefix("the morning ").unwrap_or(&p.when)
}

/// A pattern wrapped to `room` columns, with its count at the end of the last line or on a line of its own.
fn narrow(p: &Pattern, room: usize) -> Vec<String> {
    let count = format!("{} of {}", p.times, p.of);
    let mut out = wrap(&format!("{}: {}", name(p), p.signed(p.median)), room.saturating_sub(2));
    let used = out.last().map_or(0, |l| width(l) + if out.len() > 1 { 2 } else { 0 });
    let room_left = room.saturating_sub(used);
    match out.last_mut() {
        Some(last) if room_left >= width(&count) + 2 => last.push_str(&format!("{count:>room_left$}")),
        _ => out.push(count),
    }
    out
}

fn line(canvas: &mut Canvas<'_>, layer: &Patterns, line: &Line<'_>, area: Rect) {
    let Rect { x, y, width: columns, .. } = area;
    let right = area.right().saturating_sub(1);
    match line {
        Line::Gap => {}
        Line::Heading(text, beside) => canvas.heading_with(area, text, &[(*beside).to_owned()]),
        Line::Text(text, role) => {
            canvas.put(x + 1, y, columns.saturating_sub(2), text, *role);
        }
        Line::Pattern(n, p, most) => {
            let here = *n == layer.at;
            canvas.spot(area, Spot::Line(*n));
            if here {
                canvas.put(x, y, 1, canvas.glyphs.pointer(), Role::Frame);
            }
            let role = if here { Role::Strong } else { Role::Text };
            let name = name(p);
            let axis = Axis::of(area);
            let Some(axis) = axis else {
                let all = narrow(p, usize::from(columns.saturating_sub(2)));
                canvas.put(x + 1, y, columns.saturating_sub(2), &all[0], role);
                return;
            };
            canvas.put(x + 1, y, axis.name - 1, name, role);
            // A difference has no colour: a noticeable one is bold.
            let strong = p.what != "the rest of the score" || p.median.abs() >= 3.0;
            let number = if strong { Role::Strong } else { Role::Muted };
            canvas.put_right(x + axis.name + NUMBER, y, NUMBER, &p.signed(p.median), number);
            axis.draw(canvas, y, p, *most);
            canvas.put_right(right, y, COUNT, &format!("{} of {}", p.times, p.of), Role::Text);
        }
        Line::Spread(p) => {
            let side = match (p.what, p.difference < 0.0) {
                ("soreness", true) => "less sore",
                ("soreness", false) => "sorer",
                (_, true) => "lower",
                (_, false) => "higher",
            };
            let text =
                format!("{side}; half the mornings between {} and {}", p.signed(p.spread.0), p.signed(p.spread.1));
            if let Some(axis) = Axis::of(area) {
                axis.zero(canvas, y);
            }
            canvas.put(x + 3, y, columns.saturating_sub(4), &text, Role::Muted);
        }
        Line::Scale(most) => {
            let Some(axis) = Axis::of(area) else { return };
            for (value, at) in [(-most, axis.x), (0.0, axis.at(0.0, *most)), (*most, axis.x + axis.columns - 1)] {
                let text = if value == 0.0 {
                    "0".to_owned()
                } else {
                    format!("{}{:.0}", if value < 0.0 { "−" } else { "+" }, most)
                };
                let start = if value > 0.0 { at + 1 - width(&text) as u16 } else { at };
                canvas.put(start, y, 6, &text, Role::Muted);
            }
        }
        Line::Speed(s) => {
            let days = if s.n == 1 { "hard day" } else { "hard days" };
            let at = canvas.put(x + 1, y, 9, &s.month.format("%b %Y").to_string(), Role::Muted) + 2;
            let at = canvas.repeat(at, y, (s.days * 6.0).round() as u16, canvas.glyphs.bar(), Role::Text) + 1;
            let forms = [format!("{:.1} days · {} {days}", s.days, s.n), format!("{:.1} days · {}", s.days, s.n)];
            let left = right.saturating_sub(at);
            let text = forms.iter().find(|t| width(t) <= usize::from(left)).unwrap_or(&forms[1]);
            canvas.put(at, y, left, text, Role::Text);
        }
    }
}

/// The axis of the differences, from `−most` to `+most`.
struct Axis {
    name: u16,
    x: u16,
    columns: u16,
}

impl Axis {
    /// `None` if there is no room for one.
    fn of(area: Rect) -> Option<Self> {
        let name = if area.width >= WIDE { NAME } else { NARROW_NAME };
        let x = area.x + name + NUMBER + 3;
        let columns = area.right().saturating_sub(x + COUNT + 3);
        // An odd number of columns, so that zero has the middle one.
        let columns = columns.saturating_sub(u16::from(columns.is_multiple_of(2)));
        (area.width >= COLUMNS && columns >= 15).then_some(Self { name, x, columns })
    }

    fn at(&self, value: f64, most: f64) -> u16 {
        let share = (value / most).clamp(-1.0, 1.0);
        let middle = f64::from(self.columns / 2);
        self.x + (middle + share * middle).round() as u16
    }

    fn zero(&self, canvas: &mut Canvas<'_>, y: u16) {
        canvas.put(self.x + self.columns / 2, y, 1, "│", Role::Line);
    }

    /// The middle half, and the median inside it.
    fn draw(&self, canvas: &mut Canvas<'_>, y: u16, p: &Pattern, most: f64) {
        self.zero(canvas, y);
        let (from, to) = (self.at(p.spread.0, most), self.at(p.spread.1, most));
        let (left, line, right, dot) =
            if canvas.glyphs.is_ascii() { ("|", "-", "|", "*") } else { ("├", "─", "┤", "●") };
        canvas.repeat(from, y, to - from + 1, line, Role::Text);
        canvas.put(from, y, 1, left, Role::Text);
        canvas.put(to, y, 1, right, Role::Text);
        canvas.put(self.at(p.median, most).clamp(from, to), y, 1, dot, Role::FrameText);
    }
}
