//! The recovery panel: score, band, the line of every component; ahead, the forecast.

use chrono::NaiveDate;
use ratatui::layout::Rect;

use crate::app::Model;
use crate::domain::{Days, WeekId};
use crate::planning::Outlook;
use crate::recovery::flags::Flag;
use crate::recovery::{Band, Component, Recovery};
use crate::text::{width, wrap};
use crate::ui::canvas::Canvas;
use crate::ui::theme::Role;
use crate::ui::week::grid::bar_of;
use crate::words;

/// `sleep −24  soreness −9`, the largest first.
pub fn losses_in_brief(r: &Recovery) -> String {
    let (points, cap) = r.points();
    let mut lost: Vec<(&str, u8)> =
        points.iter().map(|(c, p)| (c.name(), *p)).chain([("cap", cap)]).filter(|(_, p)| *p > 0).collect();
    lost.sort_by_key(|(_, p)| std::cmp::Reverse(*p));
    lost.iter().map(|(name, p)| format!("{name} −{p}")).collect::<Vec<_>>().join("  ")
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

/// Score, band, and the line of every component; points lost sum to 100 − score.
pub fn draw(canvas: &mut Canvas<'_>, model: &Model, area: Rect) {
    let date = model.view.cursor();
    let title = if date == model.weeks.today() {
        "Recovery today".to_owned()
    } else {
        format!("Recovery {}", date.format("%a %-d %b"))
    };
    canvas.heading(area, &title);
    if date <= model.weeks.today() {
        flag_dots(canvas, model, date, area);
    }
    let (x, room) = (area.x + 1, area.width.saturating_sub(2));
    if let Some(o) = model.outlook(date).filter(|_| date > model.weeks.today()) {
        ahead(canvas, model, o, area);
        return;
    }
    let Some(r) = model.recovery(date) else {
        canvas.put(x, area.y + 1, room, &reason_without_score(model, date), Role::Text);
        if model.weeks.book().unreadable(WeekId::of(date)).is_some() {
            return;
        }
        let more = match date.cmp(&model.weeks.today()) {
            std::cmp::Ordering::Greater if model.insight.ahead.outlooks.is_empty() => {
                "A forecast takes a morning that was logged in the last 14 days: today's ⟦check-in⟧ brings it back."
            }
            std::cmp::Ordering::Greater => "A score is computed from what you log on the morning itself.",
            _ => {
                "A score needs sleep, soreness or how you feel from the morning itself. ⟦check-in⟧ logs them, any of them will do."
            }
        };
        for (n, line) in wrap(&model.setup.keymap.spell(more), usize::from(room)).iter().enumerate() {
            canvas.put(x, area.y + 3 + n as u16, room, line, Role::Muted);
        }
        return;
    };
    let bar_at = canvas.put(
        x,
        area.y + 1,
        room,
        &format!("{}{}  {}  ", r.number(), r.range(), r.band().name().to_uppercase()),
        Role::Score(r.band()),
    );
    bar_of(canvas, bar_at, area.y + 1, (x + room).saturating_sub(bar_at), r.shown, r.band());
    let mut y = area.y + 2;
    let (points, cap) = r.points();
    for (component, lost) in points {
        loss_line(canvas, x, y, room, component.name(), &words::detail(&r, component), lost);
        y += 1;
    }
    if let Some(why) = r.cap {
        loss_line(canvas, x, y, room, "cap", &format!("{}, max {}", why.short(), why.limit()), cap);
        y += 1;
    }
    let missing: Vec<&str> = r.missing().map(Component::name).collect();
    if !missing.is_empty() && y + 1 < area.bottom() {
        canvas.put(x, y, room, &format!("without {}", missing.join(", ")), Role::Muted);
        y += 1;
    }
    let at_hand = r.components.len();
    let unfinished =
        (model.weeks.book() as &dyn Days).day(date).and_then(|d| d.checkin.as_ref()).is_some_and(|c| c.unfinished);
    if y < area.bottom() {
        let text =
            format!("confidence {}  {at_hand} of {} inputs", r.confidence().name(), r.weights.components().count());
        let text = match unfinished {
            // That there is more to answer is what must not be cut.
            true => format!("{} · {text}", model.setup.keymap.spell("unfinished, ⟦check-in⟧ goes on")),
            false => text,
        };
        canvas.put(x, y.max(area.y + 8).min(area.bottom() - 1), room, &text, Role::Muted);
    }
}

/// A forecast with its range, what it is for, and how good forecasts have been.
fn ahead(canvas: &mut Canvas<'_>, model: &Model, o: &Outlook, area: Rect) {
    let (x, room) = (area.x + 1, area.width.saturating_sub(2));
    match o.score {
        Some(s) => {
            let band = Band::of(s.score);
            let head = format!("{}  {}  ", words::about(o), band.name().to_uppercase());
            let at = canvas.put(x, area.y + 1, room, &head, Role::Bar(band));
            let guess = if s.guess { ", a guess" } else { "" };
            let range = format!("likely {} to {}{guess}", s.low, s.high);
            canvas.put(at, area.y + 1, (x + room).saturating_sub(at), &range, Role::Muted);
        }
        None => drop(canvas.put(x, area.y + 1, room, &words::likely(o), Role::Muted)),
    }
    let mut lines = vec![words::outlook_advice(o, model.day().event.as_deref())];
    let sore: Vec<_> = o.soreness.iter().map(|(r, n)| (*r, n.round() as u8)).collect();
    lines.push(match sore.as_slice() {
        [] => {
            "No soreness was logged in 14 days, so sessions cannot show in the forecast: ⟦check-in⟧ logs it.".to_owned()
        }
        sore => format!("soreness expected: {}", words::soreness(sore)),
    });
    lines.extend(words::load_of(o, model.insight.ahead.load_costs()));
    lines.push(match model.insight.learnt.grade {
        Some(g) => words::graded(&g),
        None => "Forecasts are kept with each check-in and graded the morning after.".to_owned(),
    });
    let wrapped = lines.iter().flat_map(|l| wrap(&model.setup.keymap.spell(l), usize::from(room)));
    for (n, line) in wrapped.take(usize::from(area.height.saturating_sub(3))).enumerate() {
        canvas.put(x, area.y + 3 + n as u16, room, &line, Role::Muted);
    }
}

/// Quiet dots on the hairline, one a red flag; those that are on are filled.
fn flag_dots(canvas: &mut Canvas<'_>, model: &Model, date: NaiveDate, area: Rect) {
    let flags = model.flags(date);
    let on = flags.on().count();
    let word = if flags.level > 0 { format!(" {} ", flags.word()) } else { " ".to_owned() };
    // The dots, and a column of room on each side with the blank before them.
    let w = (width(&word) + Flag::ALL.len() + 3) as u16;
    if area.width < w + 17 {
        return;
    }
    let mut x = area.right() - w;
    x = canvas.put(x, area.y, 1, " ", Role::Text);
    for s in &flags.states {
        let (sign, role) =
            if s.on { (canvas.glyphs.flag(), Role::Strong) } else { (canvas.glyphs.track(), Role::Muted) };
        x = canvas.put(x, area.y, 1, sign, role);
    }
    canvas.put(x, area.y, w, &word, if on > 0 { Role::Text } else { Role::Muted });
}

fn loss_line(canvas: &mut Canvas<'_>, x: u16, y: u16, room: u16, name: &str, detail: &str, lost: u8) {
    let points = if lost == 0 { "0".to_owned() } else { format!("−{lost}") };
    canvas.put(x, y, 8, name, Role::Text);
    let space = usize::from(room.saturating_sub(9 + 4));
    let short = detail.replace(", ", " ");
    let detail = if width(detail) <= space { detail } else { &short };
    canvas.put(x + 9, y, space as u16, detail, Role::Muted);
    canvas.put_right(x + room, y, 4, &points, Role::Text);
}
