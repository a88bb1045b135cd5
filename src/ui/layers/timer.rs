//! A timed practice: a big clock, what to do now, what comes next, and the breath as a wave.

use ratatui::layout::Rect;

use crate::app::layers::timer::Timer;
use crate::keys::{Keymap, Scope, Verb};
use crate::planning::timers::Step;
use crate::text::{upper_first, width, wrap};
use crate::ui::canvas::Canvas;
use crate::ui::layout::{COLUMNS, TALL, VERY_TALL};
use crate::ui::shapes::digits;
use crate::ui::shapes::dots::Dots;
use crate::ui::shapes::figure;
use crate::ui::theme::Role;

/// Columns of the list of steps.
const STEPS: u16 = 34;

/// The most steps that are drawn as segments; more would be too small.
const SEGMENTS: usize = 16;

fn clock(s: u32) -> String {
    format!("{}:{:02}", s / 60, s % 60)
}

/// The current step, large; the others beside it if there is room.
pub fn draw(canvas: &mut Canvas<'_>, keymap: &Keymap, timer: &Timer, area: Rect) {
    canvas.clear(area);
    let (gone, all) = timer.total();
    let texts = [format!("{} of {}", clock(gone), clock(all))];
    canvas.heading_with(area, &timer.timing.title, &texts);
    let Some(step) = timer.step() else {
        over(canvas, keymap, area);
        return;
    };
    let list = area.width >= COLUMNS && area.height >= 10;
    // The foot: the overall progress, and below that the dose.
    let room = area.width.saturating_sub(2);
    let dose = wrap(&timer.dose, usize::from(room));
    let foot = if area.height >= 14 { dose.len() as u16 + 3 } else { 0 };
    let body = Rect { y: area.y + 1, height: area.height.saturating_sub(1 + foot), ..area };
    let right = if list { body.right() - STEPS - 2 } else { body.right() };
    let mut x = body.x + 1;
    if let Some(region) = step.region.filter(|_| area.width >= COLUMNS && body.height > figure::SIZE.1) {
        figure::lit(canvas, (x, body.y + 1), region);
        x += figure::SIZE.0 + 3;
    }
    now(canvas, timer, step, Rect { x, width: right.saturating_sub(x + 1), ..body });
    if list {
        let place = Rect { x: right, y: body.y, width: body.right() - right, height: body.height };
        steps(canvas, timer, all.saturating_sub(gone), place);
    }
    if foot > 0 {
        let y = area.bottom() - foot;
        segments(canvas, timer, (1, y), room);
        let bell = match (timer.bell, timer.timing.rings) {
            (false, _) => "the bell is off",
            (true, true) => "the bell rings at each step",
            (true, false) => "the bell rings at the end",
        };
        let done = format!("{} done", clock(gone));
        canvas.put(1, y + 1, room, &done, Role::Muted);
        if width(&done) + width(bell) + 3 <= usize::from(room) {
            canvas.put_right(room + 1, y + 1, room, bell, Role::Muted);
        }
        for (y, line) in (y + 3..).zip(&dose) {
            canvas.put(1, y, room, line, Role::Muted);
        }
    }
}

/// Says that it is over, and which keys there are.
fn over(canvas: &mut Canvas<'_>, keymap: &Keymap, area: Rect) {
    let middle = area.y + (area.height / 2).max(1);
    let room = area.width.saturating_sub(2);
    let key = |verb| keymap.keys_in(Scope::TimerOver, verb).into_iter().next().unwrap_or_default();
    canvas.put(1, middle, room, "That's it. Well done.", Role::Strong);
    let keys = [
        (key(Verb::Take), Role::Key),
        (" marks it done today   ".to_owned(), Role::Text),
        (key(Verb::Leave), Role::Key),
        (" closes".to_owned(), Role::Text),
    ];
    let keys: Vec<(&str, Role)> = keys.iter().map(|(t, r)| (t.as_str(), *r)).collect();
    canvas.pieces(1, middle + 2, room, &keys);
}

/// What to do, for how long, and the breath if it is a breathing practice.
fn now(canvas: &mut Canvas<'_>, timer: &Timer, step: &Step, area: Rect) {
    let Rect { x, y, width: room, height } = area;
    let left = step.seconds.saturating_sub(timer.gone.as_secs() as u32);
    let (n, of) = (timer.at + 1, timer.steps.len());
    let next = timer.steps.get(timer.at + 1).map_or("the end".to_owned(), |s| s.text.clone());
    let screen = canvas.area();
    // In minutes and seconds: a step of two minutes reads as two minutes.
    let text = clock(left);
    let scales = match screen.height {
        VERY_TALL.. => [3, 2, 1],
        TALL.. => [2, 2, 1],
        _ => [1, 1, 1],
    };
    let wave = is_breath(&timer.steps) && room >= 24;
    let asks = |scale: u16| 2 + digits::ROWS * scale + 3;
    let scale = scales.into_iter().find(|s| digits::columns_at(&text, *s) <= room && asks(*s) <= height);
    let mut y = y;
    canvas.put(x, y, room, &upper_first(&step.text), Role::Strong);
    if let Some(state) = timer.paused.then_some("paused") {
        canvas.put_right(x + room, y, 8, state, Role::Strong);
    }
    y += 1;
    let texts = [format!("{n} of {of} · then {next}"), format!("{n} of {of}")];
    if let Some(text) = texts.iter().find(|t| width(t) <= usize::from(room)) {
        canvas.put(x, y, room, text, Role::Muted);
    }
    y += 1;
    match scale {
        Some(scale) => {
            y += u16::from(height > asks(scale));
            digits::draw_at(canvas, (x, y), &text, scale, Role::FrameText);
            y += digits::ROWS * scale + u16::from(height > asks(scale) + 1);
        }
        // With no room for a clock, the time left goes at the end of the first line.
        None => {
            let at = x + room;
            if !timer.paused {
                canvas.put_right(at, area.y, 6, &text, Role::Strong);
            }
        }
    }
    if y >= area.bottom() {
        return;
    }
    let share = if step.fills { timer.share() } else { 1.0 - timer.share() };
    let full = (share * f64::from(room)).round() as u16;
    let at = canvas.repeat(x, y, full, canvas.glyphs.bar(), Role::Frame);
    canvas.repeat(at, y, room - full, canvas.glyphs.line(), Role::Line);
    y += 1;
    if scale.is_some() && y < area.bottom() {
        canvas.put(x, y, room, &clock(timer.gone.as_secs() as u32), Role::Muted);
        canvas.put_right(x + room, y, 8, &clock(step.seconds), Role::Muted);
        y += 2;
    }
    let rows = area.bottom().saturating_sub(y).min(5);
    if wave && rows >= 3 {
        breath(canvas, timer, Rect { x, y, width: room, height: rows });
    }
}

/// Whether steps are breaths: some fill, some empty.
fn is_breath(steps: &[Step]) -> bool {
    steps.iter().any(|s| !s.fills)
}

/// How full the breath is at a second: 0 is out, 1 is in. A hold stays where the previous step ended.
fn level(steps: &[Step], second: f64) -> Option<f64> {
    let (mut begin, mut held) = (0.0, 0.0);
    for step in steps {
        let end = begin + f64::from(step.seconds);
        let (from, to) = match (step.text.contains("hold"), step.fills) {
            (true, _) => (held, held),
            (false, true) => (0.0, 1.0),
            (false, false) => (1.0, 0.0),
        };
        if second < end {
            let share = (second - begin) / f64::from(step.seconds);
            // A breath begins and ends softly.
            let soft = (1.0 - (share * std::f64::consts::PI).cos()) / 2.0;
            return Some(from + (to - from) * soft);
        }
        (begin, held) = (end, to);
    }
    None
}

/// Seconds of the wave that are visible. Chosen: three breaths of ten seconds.
const SECONDS: f64 = 30.0;

/// The breath around this moment: where it was, where it is, and where it goes.
fn breath(canvas: &mut Canvas<'_>, timer: &Timer, area: Rect) {
    let before: u32 = timer.steps[..timer.at].iter().map(|s| s.seconds).sum();
    let now = f64::from(before) + timer.gone.as_secs_f64();
    let from = now - SECONDS / 3.0;
    let (across, down) = (2 * usize::from(area.width), 4 * usize::from(area.height));
    let mut dots = Dots::new(across, down);
    let mut last = None;
    for dx in 0..across {
        let at = (from >= 0.0 || dx as f64 / across as f64 * SECONDS + from >= 0.0)
            .then(|| level(&timer.steps, from + dx as f64 / across as f64 * SECONDS))
            .flatten();
        let place = at.map(|l| (dx, ((1.0 - l) * (down - 1) as f64).round() as usize));
        if let (Some(a), Some(b)) = (last, place) {
            dots.line(a, b);
        }
        last = place;
    }
    let here = area.width / 3;
    for (cx, cy) in (0..area.height).flat_map(|cy| (0..area.width).map(move |cx| (cx, cy))) {
        let Some(sign) = dots.sign(usize::from(cx), usize::from(cy)) else { continue };
        let sign = if canvas.glyphs.is_ascii() { '.' } else { sign };
        let role = if cx <= here { Role::Frame } else { Role::Line };
        canvas.put(area.x + cx, area.y + cy, 1, sign.encode_utf8(&mut [0; 4]), role);
    }
    if let Some(l) = level(&timer.steps, now) {
        let row = ((1.0 - l) * f64::from(area.height - 1)).round() as u16;
        let sign = if canvas.glyphs.is_ascii() { "*" } else { "●" };
        canvas.put(area.x + here, area.y + row, 1, sign, Role::Strong);
    }
}

/// The steps around the current one, each with its time.
fn steps(canvas: &mut Canvas<'_>, timer: &Timer, left: u32, area: Rect) {
    canvas.heading_with(area, "Steps", &[format!("{} left", clock(left))]);
    let rows = usize::from(area.height.saturating_sub(1));
    // A blank row between them if all can have one.
    let each = if timer.steps.len() * 2 <= rows { 2 } else { 1 };
    let fit = (rows / each).max(1);
    // The last finished step stays visible.
    let skip = timer.at.saturating_sub(1).min(timer.steps.len().saturating_sub(fit));
    for (n, step) in timer.steps.iter().enumerate().skip(skip).take(fit) {
        let y = area.y + 1 + ((n - skip) * each) as u16 + u16::from(each > 1);
        if y >= area.bottom() {
            return;
        }
        let done = canvas.glyphs.status(crate::domain::session::Status::Done);
        let (sign, sign_role, role) = match n.cmp(&timer.at) {
            std::cmp::Ordering::Less => (done, Role::Muted, Role::Muted),
            std::cmp::Ordering::Equal => (canvas.glyphs.pointer(), Role::Frame, Role::Strong),
            std::cmp::Ordering::Greater => (canvas.glyphs.track(), Role::Muted, Role::Text),
        };
        canvas.put(area.x + 1, y, 1, sign, sign_role);
        canvas.put(area.x + 3, y, area.width.saturating_sub(10), &upper_first(&step.text), role);
        canvas.put_right(area.right() - 1, y, 6, &clock(step.seconds), Role::Muted);
    }
}

/// All of it on one line: one segment per step, or a single bar for many steps.
fn segments(canvas: &mut Canvas<'_>, timer: &Timer, (x, y): (u16, u16), room: u16) {
    let (gone, all) = timer.total();
    let block = canvas.glyphs.block();
    let n = timer.steps.len();
    let gaps = if n <= SEGMENTS { n.saturating_sub(1) as u16 } else { 0 };
    let columns = |seconds: u32| {
        (f64::from(seconds) / f64::from(all.max(1)) * f64::from(room.saturating_sub(gaps))).round() as u16
    };
    if n > SEGMENTS {
        let at = canvas.repeat(x, y, columns(gone), block, Role::Frame);
        canvas.repeat(at, y, (x + room).saturating_sub(at), canvas.glyphs.line(), Role::Line);
        return;
    }
    let (mut at, mut before) = (x, 0);
    for (k, step) in timer.steps.iter().enumerate() {
        let end = x + columns(before + step.seconds) + k as u16;
        let width = end.saturating_sub(at);
        let done = match k.cmp(&timer.at) {
            std::cmp::Ordering::Less => width,
            std::cmp::Ordering::Equal => (timer.share() * f64::from(width)).round() as u16,
            std::cmp::Ordering::Greater => 0,
        };
        let mid = canvas.repeat(at, y, done, block, Role::Frame);
        canvas.repeat(mid, y, width - done, canvas.glyphs.line(), Role::Line);
        at = end + 1;
        before += step.seconds;
    }
}
