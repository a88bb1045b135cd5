//! Why a score: the waterfall from 100, each line in a sentence with its source, and what would change it.

use chrono::NaiveDate;
use ratatui::layout::Rect;

use crate::app::{Model, layers};
use crate::domain::Days;
use crate::domain::calendar::day_name;
use crate::domain::shelf::day_number;
use crate::keys::{Scope, Verb};
use crate::recovery::explain::{Step, Why, whose, why};
use crate::recovery::flags;
use crate::recovery::learning::LEARNT_FROM;
use crate::recovery::log::MODEL;
use crate::recovery::{Band, Recovery};
use crate::text::{width, wrap};
use crate::ui::canvas::Canvas;
use crate::ui::theme::Role;

/// Columns of a line's name.
const NAME: u16 = 19;

/// A line of the overlay.
enum Line {
    /// A step of the waterfall, or the start without one.
    Step(Option<Step>),
    /// A section's heading.
    Heading(&'static str),
    /// Indented text behind a name.
    Text(String, String, Role),
    /// Nothing.
    Gap,
}

/// The overlay over the whole screen; it scrolls.
pub fn draw(canvas: &mut Canvas<'_>, model: &Model, layer: &layers::why::Why, area: Rect) {
    let date = layer.date;
    canvas.clear(area);
    canvas.frame(area);
    let Some(r) = model.recovery(date) else { return };
    let title = format!(" Why {}{} · {} ", r.number(), r.range(), day_name(date, model.weeks.today()));
    canvas.put(2, area.y, area.width.saturating_sub(4), &title, Role::Score(r.band()));
    let confidence = format!(" confidence {} · model {MODEL}{} ", r.confidence().name(), whose(&r, " · "));
    if width(&title) + width(&confidence) + 6 < usize::from(area.width) {
        canvas.put_right(area.right() - 2, area.y, 56, &confidence, Role::Muted);
    }
    let inner = Rect::new(area.x + 2, area.y + 1, area.width.saturating_sub(4), area.height.saturating_sub(2));
    let lines = lines(model, date, &r, usize::from(inner.width));
    let rows = usize::from(inner.height);
    let (skip, scrolls) = layer.scroll.window(lines.len(), rows);
    canvas.scrolls = scrolls;
    for (n, line) in lines.iter().skip(skip).take(rows).enumerate() {
        let y = inner.y + n as u16;
        match line {
            Line::Gap => {}
            Line::Heading(title) => canvas.heading(Rect::new(inner.x - 1, y, inner.width + 1, 1), title),
            Line::Text(name, text, role) => {
                canvas.put(inner.x, y, NAME - 1, name, Role::Text);
                canvas.put(inner.x + NAME, y, inner.width.saturating_sub(NAME), text, *role);
            }
            Line::Step(step) => waterfall(canvas, step.as_ref(), r.band(), inner, y),
        }
    }
    if skip + rows < lines.len() {
        let keys = model.setup.keymap.keys_in(Scope::Why, Verb::Down);
        let more = keys.first().map_or(" more below ".to_owned(), |key| format!(" {key} for more "));
        canvas.put_right(area.right() - 2, area.bottom() - 1, width(&more) as u16, &more, Role::Muted);
    }
}

fn waterfall(canvas: &mut Canvas<'_>, step: Option<&Step>, band: Band, inner: Rect, y: u16) {
    let (name, points, left) = step.map_or(("start", 0, 100), |s| (s.name.as_str(), s.points, s.left));
    canvas.put(inner.x, y, NAME - 1, name, Role::Text);
    let room = inner.width.saturating_sub(NAME + 12);
    let cells = |share: u8| (f64::from(share) / 100.0 * f64::from(room)).round() as usize;
    let kept = cells(left);
    let lost = cells(left.saturating_add(points).min(100)).saturating_sub(kept);
    let x = canvas.put(inner.x + NAME, y, room, &canvas.glyphs.bar().repeat(kept), Role::Bar(band));
    canvas.put(x, y, room, &canvas.glyphs.lost().repeat(lost), Role::Muted);
    if step.is_some() {
        let points = if points == 0 { "0".to_owned() } else { format!("−{points}") };
        canvas.put_right(inner.right() - 6, y, 4, &points, Role::Text);
    }
    canvas.put_right(inner.right() - 1, y, 3, &left.to_string(), Role::Text);
}

fn lines(model: &Model, date: NaiveDate, r: &Recovery, columns: usize) -> Vec<Line> {
    let w: Why = why(r);
    let mut out = vec![Line::Step(None)];
    out.extend(w.steps.iter().cloned().map(|s| Line::Step(Some(s))));
    out.push(Line::Gap);
    let room = columns.saturating_sub(usize::from(NAME));
    let say = |out: &mut Vec<Line>, name: &str, text: &str, role: Role| {
        for (n, line) in wrap(text, room).into_iter().enumerate() {
            out.push(Line::Text(if n == 0 { name.to_owned() } else { String::new() }, line, role));
        }
    };
    out.push(Line::Heading("What each one says"));
    for s in &w.steps {
        say(&mut out, &s.name, &s.sentence, Role::Text);
        say(&mut out, "", s.source, Role::Muted);
    }
    say(&mut out, "weakest", &w.weakest, Role::Text);
    let ready = Days::day(model.weeks.book(), date).and_then(|d| d.checkin.as_ref()).and_then(|c| c.ready);
    if let Some(n) = ready {
        say(&mut out, "you", &format!("ready {n} of 10 by your own word, for comparison"), Role::Text);
    }
    for (n, line) in model.said_of(date).iter().enumerate() {
        say(&mut out, if n == 0 { "counsel" } else { "" }, line, Role::Text);
    }
    out.push(Line::Gap);
    out.push(Line::Heading("What would change it"));
    for l in &w.levers {
        say(&mut out, &format!("+{}", l.gain), &l.what, Role::Text);
    }
    if w.levers.is_empty() {
        let held = r.cap.map(|c| format!("nothing lifts it above {} while this holds: {}", c.limit(), c.reason()));
        let none = held.unwrap_or_else(|| "nothing that was logged could be much better".to_owned());
        say(&mut out, "", &none, Role::Muted);
    }
    for (c, reason) in &w.not_counted {
        say(
            &mut out,
            if *c == w.not_counted[0].0 { "not counted" } else { "" },
            &format!("{}: {reason}", c.name()),
            Role::Muted,
        );
    }
    let rated = model.desk().log().learnt(day_number(date)).n;
    if rated < LEARNT_FROM {
        let text = format!(
            "after {LEARNT_FROM} ready answers the score can learn what counts for you; {rated} so far. ⟦check-in⟧ asks how ready you feel, ⟦learnt⟧ shows what was learnt"
        );
        say(&mut out, "ready", &model.setup.keymap.spell(&text), Role::Muted);
    }
    if let Some(offer) = model.sleep_need_offer() {
        say(&mut out, "sleep need", &model.setup.keymap.spell(&offer), Role::Muted);
    }
    out.push(Line::Gap);
    out.push(Line::Heading("Red flags"));
    let flags = model.flags(date);
    say(&mut out, "", &flags.sum(), Role::Text);
    say(&mut out, "", "after Meeusen 2013; the numbers in the rules are chosen", Role::Muted);
    for s in &flags.states {
        let (sign, role) = if s.on { (canvas_flag(model), Role::Strong) } else { ("", Role::Text) };
        say(&mut out, sign, &format!("{}: {}", s.flag.label(), s.evidence), role);
        say(&mut out, "", &format!("rule: {}", s.flag.rule()), Role::Muted);
    }
    for s in &flags.support {
        say(&mut out, "support", s, Role::Text);
    }
    if flags::lasting(model.weeks.book(), date, &model.setup.basis) {
        say(&mut out, "", "This has lasted two weeks, a deload among them: talk to a doctor or coach.", Role::Strong);
    }
    out.push(Line::Gap);
    say(&mut out, "", "A guide, not a diagnosis. If you feel ill or hurt, that outranks the number.", Role::Text);
    out
}

fn canvas_flag(model: &Model) -> &'static str {
    if model.view.ascii { "! on" } else { "● on" }
}
