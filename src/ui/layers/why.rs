//! Why a score: where 100 points went, and beside it what would change it; the line under the cursor in a sentence with its source.

use chrono::NaiveDate;
use ratatui::layout::Rect;

use crate::app::pointer::Spot;
use crate::app::{Model, layers};
use crate::domain::Days;
use crate::domain::calendar::{add_days, day_name};
use crate::domain::shelf::day_number;
use crate::keys::{Scope, Verb};
use crate::recovery::explain::{Lever, Step, Why, whose, why};
use crate::recovery::flags;
use crate::recovery::lacking::Lacking;
use crate::recovery::learning::LEARNT_FROM;
use crate::recovery::log::MODEL;
use crate::recovery::{Band, Component, Recovery};
use crate::text::{width, wrap};
use crate::ui::canvas::Canvas;
use crate::ui::layout::{COLUMNS, TALL, WIDE};
use crate::ui::theme::Role;
use crate::words;

/// Columns of a line's name.
const NAME: u16 = 19;

/// Columns of the points that a line takes, and of those left.
const NUMBERS: u16 = 10;

/// Mornings of the small curve of a component.
const CURVE: i64 = 14;

/// Points from which a loss is bold.
const LOUD: u8 = 10;

/// A line of the page.
enum Line {
    /// A step of the waterfall, by its index.
    Step(usize),
    /// Where the waterfall starts.
    Start,
    /// The score.
    End,
    /// What would change it: a sentence with its points, and the bar below it.
    Lever(Lever),
    LeverBar(u8),
    /// A section's heading, with a text at its end.
    Heading(String, String),
    /// Text after a name.
    Text(String, String, Role),
    /// A component over the last mornings.
    Curve(Component),
    /// Two lines side by side, the second after this many columns.
    Beside(Box<Line>, Box<Line>, u16),
    /// Nothing.
    Gap,
}

/// Columns of the waterfall when what would change it is beside it in short.
const NARROW: u16 = 48;

/// The heading of what would change a score.
const CHANGES: &str = "What would change it";

/// Draws the page over the whole screen.
pub fn draw(canvas: &mut Canvas<'_>, model: &Model, layer: &layers::why::Why, area: Rect) {
    let date = layer.date;
    canvas.clear(area);
    let Some(r) = model.recovery(date) else { return };
    title(canvas, model, date, &r, area);
    let page = Page { model, date, r: &r, why: why(&r) };
    let at = layer.at.min(page.why.steps.len().saturating_sub(1));
    let air = u16::from(canvas.area().height >= TALL);
    let inner = Rect { y: area.y + 1 + air, height: area.height.saturating_sub(1 + air), ..area };
    // Side by side only if all of the right part is visible.
    let right_room = usize::from((area.width - area.width * 3 / 5 - 1).saturating_sub(2));
    let wide =
        area.width >= WIDE && page.beside(right_room, usize::from(inner.height)).len() <= usize::from(inner.height);
    let (left, right) = if wide {
        let split = area.width * 3 / 5;
        (Rect { width: split, ..inner }, Some(Rect { x: split + 1, width: area.width - split - 1, ..inner }))
    } else {
        (inner, None)
    };
    let columns = usize::from(left.width.saturating_sub(2));
    let mut lines = page.waterfall();
    if right.is_none() && area.width >= COLUMNS {
        let levers = page.levers(usize::from(area.width - NARROW) - 3);
        let mut levers = levers.into_iter().skip(1);
        let beside = |left| Line::Beside(Box::new(left), Box::new(levers.next().unwrap_or(Line::Gap)), NARROW);
        lines = lines.into_iter().map(beside).collect();
    }
    lines.push(Line::Gap);
    lines.extend(page.explained(at, columns));
    match right {
        Some(right) => {
            let rows = usize::from(right.height);
            let beside = page.beside(usize::from(right.width.saturating_sub(2)), rows);
            for (y, line) in (right.y..right.bottom()).zip(&beside) {
                page.line(canvas, line, at, Rect { y, height: 1, ..right });
            }
            lines.extend(page.others(at, columns, usize::from(left.height).saturating_sub(lines.len())));
        }
        None => {
            if area.width < COLUMNS {
                lines.extend(page.levers(columns));
            }
            lines.extend(page.others(at, columns, usize::MAX));
            lines.extend(page.how_sure(columns));
        }
    }
    lines.extend(page.flags(columns));
    if right.is_none() {
        lines.extend(page.guide(columns));
    }
    // If there is more below, the last row says so.
    let more = lines.len() > usize::from(left.height);
    let rows = usize::from(left.height) - usize::from(more);
    let (skip, scrolls) = layer.scroll.window(lines.len(), rows);
    canvas.scrolls = scrolls;
    // The line under the cursor is always visible.
    let is_here = |line: &Line| match line {
        Line::Step(n) => *n == at,
        Line::Beside(left, ..) => matches!(**left, Line::Step(n) if n == at),
        _ => false,
    };
    let here = lines.iter().position(is_here).unwrap_or(0);
    let skip = (skip + (here + 1).saturating_sub(rows)).min(lines.len().saturating_sub(rows));
    for (n, line) in lines.iter().skip(skip).take(rows).enumerate() {
        page.line(canvas, line, at, Rect { y: left.y + n as u16, height: 1, ..left });
    }
    if skip + rows < lines.len() {
        let keys = model.setup.keymap.keys_in(Scope::Why, Verb::PageDown);
        // On a narrow screen, what the page is mostly opened for is below.
        let levers =
            lines.iter().skip(skip + rows).any(|line| matches!(line, Line::Heading(text, _) if text == CHANGES));
        let what = if levers && area.width < COLUMNS { "what would change it" } else { "more below" };
        let more = keys.first().map_or(what.to_owned(), |key| format!("{key}: {what}"));
        canvas.put_right(left.right() - 1, left.bottom() - 1, width(&more) as u16, &more, Role::Muted);
    }
}

fn title(canvas: &mut Canvas<'_>, model: &Model, date: NaiveDate, r: &Recovery, area: Rect) {
    let room = area.width.saturating_sub(2);
    let lead = format!("Why {}{}", r.number(), r.range());
    let day = format!("  {}  ", day_name(date, model.weeks.today()));
    let band = r.band().name().to_uppercase();
    let end =
        canvas.pieces(1, area.y, room, &[(&lead, Role::Title), (&day, Role::Muted), (&band, Role::Score(r.band()))]);
    let confidence = format!("confidence {}", r.confidence().name());
    let inputs = format!("{} of {} inputs", r.components.len(), r.weights.components().count());
    let texts = [
        format!("{confidence} · {inputs} · model {MODEL}{}", whose(r, " · ")),
        format!("{confidence} · {inputs}"),
        confidence,
    ];
    let left = usize::from((area.right() - 1).saturating_sub(end + 2));
    if let Some(text) = texts.iter().find(|t| width(t) <= left) {
        canvas.put_right(area.right() - 1, area.y, left as u16, text, Role::Muted);
    }
}

/// A morning, explained.
struct Page<'a> {
    model: &'a Model,
    date: NaiveDate,
    r: &'a Recovery,
    why: Why,
}

fn text(out: &mut Vec<Line>, name: &str, text: &str, columns: usize, role: Role) {
    let indent = if name.is_empty() { 0 } else { usize::from(NAME) };
    for (n, line) in wrap(text, columns.saturating_sub(indent)).into_iter().enumerate() {
        let name = match (n, indent) {
            (_, 0) => String::new(),
            (0, _) => name.to_owned(),
            _ => " ".to_owned(),
        };
        out.push(Line::Text(name, line, role));
    }
}

impl Page<'_> {
    /// Where the points went.
    fn waterfall(&self) -> Vec<Line> {
        let mut out = vec![Line::Heading("100 points, and where they went".into(), String::new()), Line::Start];
        out.extend((0..self.why.steps.len()).map(Line::Step));
        out.push(Line::End);
        out
    }

    /// A step in a sentence, with its source, and what it took on the last mornings.
    fn explained(&self, n: usize, columns: usize) -> Vec<Line> {
        let Some(step) = self.why.steps.get(n) else { return Vec::new() };
        let place = format!("{} of {}", n + 1, self.why.steps.len());
        let mut out = vec![Line::Heading(format!("{}  {}", crate::text::upper_first(&step.name), points(step)), place)];
        text(&mut out, "", &format!("{}.", crate::text::upper_first(&step.sentence)), columns, Role::Text);
        text(&mut out, "", &format!("Source: {}.", step.source), columns, Role::Muted);
        out.extend(step.component.map(Line::Curve));
        out
    }

    /// The other lines that took points, the largest first, as far as there are rows for them.
    fn others(&self, at: usize, columns: usize, rows: usize) -> Vec<Line> {
        let mut order: Vec<usize> = (0..self.why.steps.len()).filter(|n| *n != at).collect();
        order.sort_by_key(|n| std::cmp::Reverse(self.why.steps[*n].points));
        // Leaves rows for the red flags below, and a gap before each.
        let mut left = if rows == usize::MAX { rows } else { rows.saturating_sub(self.flags(columns).len() + 1) };
        let mut out = Vec::new();
        for n in order {
            let lines = self.explained(n, columns);
            if lines.len() + 1 > left {
                break;
            }
            left = left.saturating_sub(lines.len() + 1);
            out.push(Line::Gap);
            out.extend(lines);
        }
        out
    }

    fn levers(&self, columns: usize) -> Vec<Line> {
        let mut out = vec![Line::Gap, Line::Heading(CHANGES.into(), format!("from {}", self.r.number()))];
        for lever in &self.why.levers {
            out.push(Line::Lever(lever.clone()));
            if let Some(holds) = lever.holds() {
                text(&mut out, "", &format!("  {holds}"), columns, Role::Muted);
            }
        }
        self.no_lever(&mut out, columns);
        out
    }

    fn no_lever(&self, out: &mut Vec<Line>, columns: usize) {
        if self.why.levers.is_empty() {
            let held = |c: crate::recovery::Cap| {
                format!("nothing lifts it above {} while this holds: {}", c.limit(), c.reason())
            };
            let none = self.r.cap.map_or("nothing that was logged could be much better".to_owned(), held);
            text(out, "", &none, columns, Role::Muted);
        }
    }

    /// What is beside the waterfall: what would change it, with bars, and how sure the score is.
    fn beside(&self, columns: usize, rows: usize) -> Vec<Line> {
        let mut out = vec![Line::Heading(CHANGES.into(), format!("from {}", self.r.number()))];
        let sure = [self.how_sure(columns), self.guide(columns)].map(|l| l.len()).iter().sum::<usize>();
        let levers = self.why.levers.len();
        let held = self.why.levers.iter().filter(|l| l.held.is_some()).count();
        // Blank rows between them if the rest still fits.
        let air = 1 + 3 * levers + held + sure <= rows;
        for lever in &self.why.levers {
            if air {
                out.push(Line::Gap);
            }
            out.push(Line::Lever(lever.clone()));
            out.push(Line::LeverBar(lever.gain));
            if let Some(holds) = lever.holds() {
                text(&mut out, "", &holds, columns, Role::Muted);
            }
        }
        self.no_lever(&mut out, columns);
        out.extend(self.how_sure(columns));
        out.extend(self.guide(columns));
        out
    }

    /// What was not counted, what had been forecast, and what you say yourself.
    fn how_sure(&self, columns: usize) -> Vec<Line> {
        let (model, date, r) = (self.model, self.date, self.r);
        let mut out = vec![Line::Gap, Line::Heading("How sure".into(), String::new())];
        let mut say = |line: &str, role: Role| text(&mut out, "", line, columns, role);
        say(&format!("{:.0} of 100 points rest on what was logged.", r.coverage), Role::Text);
        if r.band() != Band::of(r.shown) {
            let band = r.band().name().to_uppercase();
            say(
                &format!("The band stays at {band}: a low number from few answers is no reason to do less."),
                Role::Text,
            );
        }
        for (c, lacks) in Lacking::all(r, model.weeks.book(), date) {
            say(&format!("Not counted: {}, {}.", c.name(), lacks.sentence(c)), Role::Text);
        }
        if let Some(said) = words::forecast_before(model.weeks.book(), date) {
            say(&format!("The forecast for this morning was {said}; you scored {}.", r.number()), Role::Text);
        }
        let ready = Days::day(model.weeks.book(), date).and_then(|d| d.checkin.as_ref()).and_then(|c| c.ready);
        if let Some(n) = ready {
            say(&format!("You felt {n} of 10 ready, for comparison."), Role::Text);
        }
        for line in model.said_of(date) {
            say(&line, Role::Text);
        }
        let rated = model.desk().log().learnt(day_number(date)).n;
        if rated < LEARNT_FROM {
            let text = format!(
                "After {LEARNT_FROM} ready answers the score can learn what counts for you; {rated} before this one. ⟦check-in⟧ asks how ready you feel, ⟦learnt⟧ shows what was learnt."
            );
            say(&model.setup.keymap.spell(&text), Role::Muted);
        }
        if let Some(offer) = model.sleep_need_offer() {
            say(&model.setup.keymap.spell(&offer), Role::Muted);
        }
        out
    }

    fn guide(&self, columns: usize) -> Vec<Line> {
        let mut out = vec![Line::Gap];
        let guide = "A guide, not a diagnosis. If you feel ill or hurt, that outranks the number.";
        text(&mut out, "", guide, columns, Role::Muted);
        out
    }

    fn flags(&self, columns: usize) -> Vec<Line> {
        let flags = self.model.flags(self.date);
        let on = flags.on().count();
        let mut out = vec![Line::Gap, Line::Heading("Red flags".into(), format!("{on} of {} on", flags.states.len()))];
        text(&mut out, "", &flags.sum(), columns, Role::Text);
        let sign = |on: bool| match (on, self.model.view.ascii) {
            (true, false) => "● ",
            (true, true) => "! ",
            (false, false) => "○ ",
            (false, true) => "- ",
        };
        for s in &flags.states {
            let role = if s.on { Role::Strong } else { Role::Text };
            text(&mut out, "", &format!("{}{}: {}", sign(s.on), s.flag.label(), s.evidence), columns, role);
            text(&mut out, "", &format!("  rule: {}", s.flag.rule()), columns, Role::Muted);
        }
        for s in &flags.support {
            text(&mut out, "", &format!("support: {s}"), columns, Role::Text);
        }
        text(&mut out, "", "After Meeusen 2013; the numbers in the rules are chosen.", columns, Role::Muted);
        if flags::lasting(self.model.weeks.book(), self.date, &self.model.setup.basis) {
            let lasts = "This has lasted two weeks, including a deload: talk to a doctor or coach.";
            text(&mut out, "", lasts, columns, Role::Strong);
        }
        out
    }

    fn line(&self, canvas: &mut Canvas<'_>, line: &Line, at: usize, area: Rect) {
        let (x, y, room) = (area.x + 1, area.y, area.width.saturating_sub(2));
        let right = x + room;
        match line {
            Line::Gap => {}
            Line::Beside(left, other, columns) => {
                self.line(canvas, left, at, Rect { width: *columns, ..area });
                let beside = Rect { x: area.x + columns + 1, width: area.width - columns - 1, ..area };
                self.line(canvas, other, at, beside);
            }
            Line::Heading(title, end) => canvas.heading_with(area, title, std::slice::from_ref(end)),
            Line::Text(name, text, role) => {
                let indent = if name.is_empty() { 0 } else { NAME };
                canvas.put(x, y, NAME - 1, name, Role::Text);
                canvas.put(x + indent, y, room.saturating_sub(indent), text, *role);
            }
            Line::Start => {
                canvas.put(x, y, NAME, "start", Role::Muted);
                kept_bar(canvas, (x + NAME, y), self.plot(room));
                canvas.put_right(right, y, 3, "100", Role::Muted);
            }
            Line::End => {
                canvas.put(
                    x,
                    y,
                    NAME,
                    if self.date == self.model.weeks.today() { "this morning" } else { "that morning" },
                    Role::Strong,
                );
                let cells = self.cells(room, self.r.shown);
                canvas.repeat(x + NAME, y, cells, canvas.glyphs.block(), Role::Bar(self.r.band()));
                canvas.put_right(right, y, 4, &self.r.number(), Role::Score(self.r.band()));
            }
            Line::Step(n) => self.step(canvas, *n, *n == at, (x, y), room),
            Line::Lever(lever) => {
                let gain = format!("+{}", lever.gain);
                canvas.put(x, y, room.saturating_sub(5), &lever.what, Role::Text);
                canvas.put_right(right, y, 4, &gain, Role::Strong);
            }
            Line::LeverBar(gain) => {
                let plot = room.saturating_sub(6);
                let cells = |points: u8| (f64::from(points) / 100.0 * f64::from(plot)).round() as u16;
                let (have, would) = (self.r.shown, self.r.shown.saturating_add(*gain).min(100));
                let end = canvas.repeat(x, y, cells(have), canvas.glyphs.bar(), Role::Bar(self.r.band()));
                let more = (cells(would) - cells(have)).max(1);
                let end = canvas.repeat(end, y, more, canvas.glyphs.forecast(), Role::Bar(Band::of(would)));
                canvas.repeat(end, y, (x + plot).saturating_sub(end), canvas.glyphs.track(), Role::Line);
                canvas.put_right(right, y, 4, &format!("~{would}"), Role::Number(Band::of(would)));
            }
            Line::Curve(component) => self.curve(canvas, *component, (x, y), room),
        }
    }

    fn plot(&self, room: u16) -> u16 {
        room.saturating_sub(NAME + NUMBERS)
    }

    fn cells(&self, room: u16, points: u8) -> u16 {
        (f64::from(points) / 100.0 * f64::from(self.plot(room))).round() as u16
    }

    fn step(&self, canvas: &mut Canvas<'_>, n: usize, here: bool, (x, y): (u16, u16), room: u16) {
        canvas.spot(Rect::new(x, y, room, 1), Spot::Line(n));
        let step = &self.why.steps[n];
        let bold = step.points >= LOUD;
        let role = if bold || here { Role::Strong } else { Role::Text };
        canvas.put(x - 1, y, 1, if here { canvas.glyphs.pointer() } else { " " }, Role::Frame);
        canvas.put(x, y, NAME - 1, &step.name, role);
        let kept = self.cells(room, step.left);
        let lost = self.cells(room, step.left.saturating_add(step.points).min(100)).saturating_sub(kept);
        let lost = if step.points > 0 { lost.max(1) } else { 0 };
        let at = kept_bar(canvas, (x + NAME, y), kept);
        let (sign, shape) = match step.component {
            _ if canvas.glyphs.is_ascii() || !canvas.theme().has_colours() => (canvas.glyphs.lost(), Role::Text),
            Some(component) => (canvas.glyphs.block(), Role::Loss(component)),
            None => (canvas.glyphs.lost(), Role::Text),
        };
        canvas.repeat(at, y, lost, sign, shape);
        canvas.put_right(x + room - 5, y, 4, &points(step), role);
        canvas.put_right(x + room, y, 3, &step.left.to_string(), Role::Muted);
        if here {
            canvas.tint(Rect::new(x, y, room, 1), Role::Usual);
        }
    }

    /// What a component took on the last mornings: `sleep, last 14 mornings: ▁▂▁▃`.
    fn curve(&self, canvas: &mut Canvas<'_>, component: Component, (x, y): (u16, u16), room: u16) {
        let lead = format!("{}, last {CURVE} mornings: ", component.name());
        let days: Vec<Option<u8>> = (0..CURVE)
            .rev()
            .map(|n| {
                let r = self.model.recovery(add_days(self.date, -n))?;
                r.points().0.into_iter().find(|(c, _)| *c == component).map(|(_, p)| p)
            })
            .collect();
        let most = days.iter().flatten().max().copied().unwrap_or_default().max(1);
        if width(&lead) + days.len() + 12 > usize::from(room) {
            return;
        }
        let mut at = canvas.put(x, y, room, &lead, Role::Muted);
        for day in &days {
            at = match day {
                Some(p) => {
                    let level = canvas.glyphs.level(f64::from(*p) / f64::from(most));
                    canvas.put(at, y, 1, level, Role::Loss(component))
                }
                None => canvas.put(at, y, 1, canvas.glyphs.track(), Role::Line),
            };
        }
        canvas.put(at + 2, y, 16, &format!("at most −{most}"), Role::Muted);
    }
}

/// Draws what is left of 100 points as a quiet bar; returns the column after it.
fn kept_bar(canvas: &mut Canvas<'_>, (x, y): (u16, u16), cells: u16) -> u16 {
    if canvas.theme().has_tints() && !canvas.glyphs.is_ascii() {
        (0..cells).for_each(|n| canvas.ground((x + n, y), "▄", Role::Track));
    } else {
        canvas.repeat(x, y, cells, canvas.glyphs.block(), Role::Line);
    }
    x + cells
}

fn points(step: &Step) -> String {
    if step.points == 0 { "0".to_owned() } else { format!("−{}", step.points) }
}
