//! The day panel: items, practices offered, what is quiet, and at its foot what to think of it.

use ratatui::layout::Rect;

use crate::app::{Item, Model};
use crate::domain::calendar::add_days;
use crate::domain::session::{Kind, Status};
use crate::domain::week::Fuel;
use crate::domain::{Day, WeekId};
use crate::planning::counsel::Aside;
use crate::text::{width, wrap};
use crate::ui::canvas::Canvas;
use crate::ui::layers::practices;
use crate::ui::theme::Role;
use crate::words;

/// What the day holds, item by item.
pub fn draw(canvas: &mut Canvas<'_>, model: &Model, area: Rect) {
    let day = model.day();
    let title = match day.sessions.first() {
        Some(s) => format!("{} · {}", day.date.format("%a %-d"), s.title),
        None => day.date.format("%a %-d %b").to_string(),
    };
    canvas.heading(area, &title);
    let (x, room) = (area.x + 1, area.width.saturating_sub(2));
    if model.weeks.book().unreadable(WeekId::of(day.date)).is_some() {
        let text = "The file of this week cannot be read, so nothing is known of it; :problems says where.";
        for (n, line) in wrap(text, usize::from(room)).iter().enumerate() {
            canvas.put(x, area.y + 1 + n as u16, room, line, Role::Text);
        }
        return;
    }
    let (lines, facts) = (items(canvas, model, &day, room), facts(canvas, model, &day, room));
    let rows = usize::from(area.height.saturating_sub(1));
    let held = lines.len() + facts.iter().map(Vec::len).sum::<usize>();
    let said = said(canvas, model, &day, room, rows.saturating_sub(held.min(ITEMS)));
    let top = said.len() + usize::from(!said.is_empty() && said.len() + held < rows);
    for (n, (text, role)) in said.iter().enumerate() {
        canvas.put(x, area.y + 1 + n as u16, room, text, *role);
    }
    // The item under the cursor is always in sight.
    let left = rows.saturating_sub(top);
    let at = lines.iter().position(|(here, ..)| *here).unwrap_or(0);
    let skip = (at + 2).saturating_sub(left);
    let mut y = area.y + 1 + top as u16;
    for (here, text, role) in lines.into_iter().skip(skip).take(left) {
        let pointer = if here { canvas.glyphs.pointer() } else { " " };
        canvas.put(x, y, 1, pointer, Role::Frame);
        canvas.put(x + 2, y, room.saturating_sub(2), &text, role);
        y += 1;
    }
    // What else there is to say, as far as it fits whole.
    let asides = asides(canvas, model, &day, room, false);
    let asides = asides.into_iter().map(|block| block.into_iter().map(|l| (0, l, Role::Muted)).collect());
    let facts = facts.into_iter().map(|block| block.into_iter().map(|(l, role)| (2, l, role)).collect());
    for block in facts.chain(asides).collect::<Vec<Vec<(u16, String, Role)>>>() {
        if usize::from(area.bottom().saturating_sub(y)) >= block.len() {
            for (indent, line, role) in block {
                canvas.put(x + indent, y, room.saturating_sub(indent), &line, role);
                y += 1;
            }
        }
    }
}

/// What is said of the day, without what it holds: for screens that have no room for its panel.
pub fn brief(canvas: &mut Canvas<'_>, model: &Model, area: Rect) {
    let (day, room) = (model.day(), area.width.saturating_sub(2));
    let said = said(canvas, model, &day, room, usize::from(area.height));
    for (n, (text, role)) in said.iter().take(usize::from(area.height)).enumerate() {
        canvas.put(1, area.y + n as u16, room, text, *role);
    }
}

/// Rows that are left to what the day holds, however much is said of it.
const ITEMS: usize = 3;

/// A line of the panel: whether the cursor stands on it, its text, and what it is.
type Line = (bool, String, Role);

/// What the day holds, an item a line or more.
fn items(canvas: &Canvas<'_>, model: &Model, day: &Day, room: u16) -> Vec<Line> {
    let mut lines: Vec<(bool, String, Role)> = Vec::new();
    for (n, item) in model.items_here().into_iter().enumerate() {
        let here = n == model.view.item;
        if matches!(item, Item::Offer(0)) {
            lines.push((
                false,
                format!(
                    "{} practices · {}",
                    model.setup.keymap.spell("⟦practices⟧"),
                    practices::counter(model, usize::from(room) >= 48)
                ),
                Role::Muted,
            ));
        }
        match item {
            Item::Session(i) => {
                let s = &day.sessions[i];
                let status = words::status(s);
                lines.push((
                    here,
                    format!("{} {}  {status}", canvas.glyphs.kind(s.kind), s.title).trim_end().to_owned(),
                    Role::Text,
                ));
                let effort = Some(words::effort_long(s)).filter(|e| !e.is_empty());
                lines.extend(
                    effort.into_iter().chain(words::session_facts(s)).map(|f| (false, format!("  {f}"), Role::Muted)),
                );
            }
            Item::Extra(i, e) => {
                let extra = &day.sessions[i].extras[e];
                let minutes = extra.minutes.map_or(String::new(), |m| format!(" {m} min"));
                let lead = if extra.done { canvas.glyphs.status(Status::Done) } else { "+" };
                lines.push((here, format!("{lead} {}{minutes}", extra.title), Role::Text));
            }
            Item::Offer(i) => {
                let offer = &model.insight.offers[i];
                let minutes = offer.extra.minutes.map_or(String::new(), |m| format!(" {m}'"));
                let title = format!("{}{minutes}", offer.extra.title);
                let why = if here { String::new() } else { format!(" · {}", offer.reason) };
                let fits = width(&title) + width(&why) + 2 <= usize::from(room);
                lines.push((here, if fits { format!("{title}{why}") } else { title }, Role::Text));
                if !here && !fits {
                    lines.push((false, format!("  {}", offer.reason), Role::Muted));
                }
                if here {
                    let told = format!(
                        "{}: enter adds it, {} marks it done",
                        offer.reason,
                        model.setup.keymap.spell("⟦done⟧")
                    );
                    lines.extend(
                        wrap(&told, usize::from(room.saturating_sub(4)))
                            .into_iter()
                            .map(|l| (false, format!("  {l}"), Role::Muted)),
                    );
                }
            }
            Item::Note => {
                let note = day.note.clone().unwrap_or_default();
                let wrapped = wrap(&note, usize::from(room.saturating_sub(2)));
                lines.extend(wrapped.into_iter().enumerate().map(|(k, l)| (here && k == 0, l, Role::Text)));
            }
        }
    }
    lines
}

/// What is known of the day beside its items, a block of lines each.
fn facts(canvas: &Canvas<'_>, model: &Model, day: &Day, room: u16) -> Vec<Vec<(String, Role)>> {
    let mut blocks = Vec::new();
    let mut more = Vec::new();
    if day.sessions.is_empty() {
        more.push(model.setup.keymap.spell("nothing planned: ⟦add⟧ adds a session, ⟦rest⟧ makes it rest"));
    }
    if let Some(injury) = day.hurt() {
        // The note of its first day says it already.
        let line = format!("hurt: {}", injury.summary());
        let said = day.note.as_ref().is_some_and(|n| n.lines().any(|l| l == line));
        let lead = if said { String::new() } else { format!("{line}; ") };
        let text = format!("{lead}what trains it waits, ⟦overlay⟧ lifts it");
        more.push(model.setup.keymap.spell(&text));
    } else if let Some(overlay) = day.overlay {
        more.push(
            model.setup.keymap.spell(&format!("{}: the plan waits underneath; ⟦overlay⟧ lifts it", overlay.name())),
        );
    }
    let wrapped = |l: &String| -> Vec<(String, Role)> {
        wrap(l, usize::from(room.saturating_sub(2))).into_iter().map(|l| (l, Role::Muted)).collect()
    };
    blocks.extend(more.iter().map(wrapped));
    blocks.extend(day.wins.iter().map(|w| vec![(format!("{} {w}", canvas.glyphs.win()), Role::Text)]));
    blocks.extend(daily(model, day).into_iter().map(|l| vec![(l, Role::Muted)]));
    blocks.extend(day.bed.map(|bed| vec![(format!("in bed by {bed}"), Role::Muted)]));
    blocks
}

/// What is said of the day, at the top of its panel: today's counsel; of a day ahead what the rules find on it. Then what can be
/// applied. Where there is no room for all, facts go first.
fn said(canvas: &Canvas<'_>, model: &Model, day: &Day, room: u16, rows: usize) -> Vec<(String, Role)> {
    let block = |text: &str, role: Role| -> Vec<(String, Role)> {
        wrap(text, usize::from(room)).into_iter().map(|l| (l, role)).collect()
    };
    let today = day.date == model.weeks.today();
    let counsel = model.counsel().filter(|_| today);
    let (mut stance, mut facts) = (Vec::new(), Vec::new());
    if let Some(c) = counsel {
        stance = block(&words::counsel::stance(c), if c.asks_for_change() { Role::Strong } else { Role::Text });
        facts.extend(words::counsel::because(c).iter().map(|line| block(line, Role::Text)));
    } else {
        for f in model.insight.findings.iter().filter(|f| f.date == Some(day.date)) {
            stance.extend(block(&format!("{} {}", canvas.glyphs.finding(), f.sentence), Role::Text));
        }
    }
    let mut offer = Vec::new();
    if counsel.is_some_and(|c| c.offer.as_ref().is_some_and(|o| o.edit.is_none())) {
        offer = block(&model.setup.keymap.spell("⟦check-in⟧ logs this morning."), Role::Text);
    } else if let Some(p) = model.prepared().filter(|_| day.date == model.view.cursor()) {
        let key = model.setup.keymap.spell("⟦apply⟧");
        let not = match (today, p.id.is_for_week()) {
            (false, _) => "",
            (true, false) => " ⟦hide⟧ not today",
            (true, true) => " ⟦hide⟧ not this week",
        };
        let not = model.setup.keymap.spell(not);
        offer = block(&format!("{key} {}{not}", p.text), Role::Text);
    }
    let weighty: Vec<(String, Role)> =
        asides(canvas, model, day, room, true).concat().into_iter().map(|l| (l, Role::Text)).collect();
    let least = stance.len() + offer.len() + weighty.len();
    while facts.iter().map(Vec::len).sum::<usize>() + least > rows && facts.pop().is_some() {}
    [vec![stance], facts, vec![offer, weighty]].concat().concat()
}

/// What is said of today beside the stance, a block of lines each: what must not be missed, or the rest.
fn asides(canvas: &Canvas<'_>, model: &Model, day: &Day, room: u16, weighty: bool) -> Vec<Vec<String>> {
    let counsel = model.counsel().filter(|_| day.date == model.weeks.today());
    let line = |aside: &Aside| {
        let sign =
            if matches!(aside, Aside::Found(_)) { format!("{} ", canvas.glyphs.finding()) } else { String::new() };
        let hurt = matches!(aside, Aside::HurtFor(_));
        let lifts = if hurt { model.setup.keymap.spell(" ⟦overlay⟧ lifts it.") } else { String::new() };
        wrap(&format!("{sign}{}{lifts}", words::counsel::aside(aside)), usize::from(room))
    };
    counsel.iter().flat_map(|c| &c.asides).filter(|a| a.is_weighty() == weighty).map(line).collect()
}

/// Quiet lines of a day: the ceiling of its easy work, movement snacks, fuel.
fn daily(model: &Model, day: &Day) -> Vec<String> {
    let mut out = Vec::new();
    if day.sessions.iter().any(|s| s.kind == Kind::ActiveRecovery) {
        let cap = model.setup.settings.daily.heart_rate_cap.map_or(String::new(), |c| format!(", under {c} bpm"));
        out.push(format!("talking pace{cap}"));
    }
    let (next, _) = model.shown(WeekId::of(add_days(day.date, 1)));
    let tomorrow = next.day(add_days(day.date, 1));
    if day.date == model.weeks.today() && tomorrow.is_rest() && !tomorrow.sessions.is_empty() {
        out.push("tomorrow is rest: no alarm".to_owned());
    }
    if model.setup.settings.daily.snacks && day.date <= model.weeks.today() {
        out.push(format!("movement snacks {}", day.snacks));
    }
    if model.setup.settings.daily.fuel && day.date <= model.weeks.today() {
        let ticked: Vec<&str> = day.fuel.iter().map(|f| f.name()).collect();
        let open: Vec<&str> = Fuel::ALL
            .into_iter()
            .filter(|f| !day.fuel.contains(f) && model.sight().offers_fuel(day.date, *f))
            .map(Fuel::name)
            .collect();
        let ticked = if ticked.is_empty() { "none yet".to_owned() } else { ticked.join(" ") };
        out.push(format!(
            "fuel: {ticked}{}",
            if open.is_empty() { String::new() } else { format!(" · open: {}", open.join(" ")) }
        ));
    }
    out
}
