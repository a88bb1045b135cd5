//! The day panel: what is said of the day at the top, then its items, the practices on offer, and quiet facts.

use ratatui::layout::Rect;

use crate::app::pointer::Spot;
use crate::app::{Item, Model};
use crate::domain::session::{Kind, Status};
use crate::domain::week::Fuel;
use crate::domain::{Day, Extra, Movement, PracticeId, WeekId};
use crate::keys::Command;
use crate::planning::care;
use crate::planning::counsel::Aside;
use crate::planning::practices::Counts;
use crate::text::{width, wrap, wrap_items};
use crate::ui::canvas::Canvas;
use crate::ui::layers::practices;
use crate::ui::layout::TALL;
use crate::ui::theme::Role;
use crate::words;

/// What is said of the day, what can be applied, and what the day holds, item by item.
pub fn draw(canvas: &mut Canvas<'_>, model: &Model, area: Rect) {
    let day = model.day();
    let title = match &day.event {
        Some(event) => format!("{} · {event}", day.date.format("%a %-d")),
        None if day.date == model.weeks.today() => format!("{} · today", day.date.format("%a %-d")),
        None => day.date.format("%a %-d %b").to_string(),
    };
    canvas.heading(area, &title);
    let (x, room) = (area.x + 1, area.width.saturating_sub(2));
    let inside = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
    if unreadable(canvas, model, &day, inside) {
        return;
    }
    let facts = facts(canvas, model, &day, room);
    // A blank row under the title, if there is room.
    let air = u16::from(canvas.area().height >= TALL && area.height >= 10);
    let rows = usize::from(area.height.saturating_sub(1 + air));
    let known: usize = facts.iter().map(Vec::len).sum();
    let of = |lines: &[Line]| said(canvas, model, &day, room, rows.saturating_sub((lines.len() + known).min(ITEMS)));
    // If not everything fits, the details of sessions make room for what is known of the day.
    let whole = items(canvas, model, &day, room, false);
    let fits = whole.len() + known + of(&whole).len() <= rows;
    let lines = if fits { whole } else { items(canvas, model, &day, room, true) };
    let mut said = of(&lines);
    let all = Held { lines, facts };
    let held = all.lines.len() + known;
    // Blank rows between what is said and what can be done about it, and before what the day holds.
    let free = rows.saturating_sub(said.len() + held);
    if let Some(at) = said.iter().position(|line| line.chip.is_some()).filter(|at| *at > 0 && free >= 2) {
        said.insert(at, Said::default());
    }
    let top = said.len() + usize::from(!said.is_empty() && said.len() + held < rows);
    let first = area.y + 1 + air;
    put_said(canvas, &said, Rect { x, y: first, width: room, height: rows as u16 });
    let y = first + top as u16;
    put_held(canvas, model, &day, all, Rect { y, height: area.bottom().saturating_sub(y), ..area });
}

/// If the day's file cannot be read, says so; returns whether it did.
fn unreadable(canvas: &mut Canvas<'_>, model: &Model, day: &Day, area: Rect) -> bool {
    let is = model.weeks.book().unreadable(WeekId::of(day.date)).is_some();
    if is {
        let room = area.width.saturating_sub(2);
        let text = "This week's file cannot be read, so nothing is known of it; :problems says where.";
        for (y, line) in (area.y..area.bottom()).zip(wrap(text, usize::from(room))) {
            canvas.put(area.x + 1, y, room, &line, Role::Text);
        }
    }
    is
}

/// What a day holds: its items line by line, and what is known of it besides them, one block of lines each.
struct Held {
    lines: Vec<Line>,
    facts: Vec<Vec<(String, Role)>>,
}

impl Held {
    fn facts(&self) -> usize {
        self.facts.iter().map(Vec::len).sum()
    }
}

fn held(canvas: &Canvas<'_>, model: &Model, day: &Day, room: u16, brief: bool) -> Held {
    Held { lines: items(canvas, model, day, room, brief), facts: facts(canvas, model, day, room) }
}

/// Items as far as there is room, the one under the cursor always; then what is known and what else there is to say, each if it
/// fits whole.
fn put_held(canvas: &mut Canvas<'_>, model: &Model, day: &Day, held: Held, area: Rect) {
    let (x, room) = (area.x + 1, area.width.saturating_sub(2));
    let Held { lines, facts } = held;
    let left = usize::from(area.height);
    let at = lines.iter().position(|line| line.here).unwrap_or(0);
    let skip = (at + 2).saturating_sub(left).min(at);
    let mut y = area.y;
    for Line { of, here, text, role } in lines.into_iter().skip(skip).take(left) {
        let pointer = if here { canvas.glyphs.pointer() } else { " " };
        canvas.spot(Rect::new(area.x, y, area.width, 1), Spot::Item(of));
        canvas.put(x, y, 1, pointer, Role::Frame);
        let role = if here && role == Role::Text { Role::Strong } else { role };
        canvas.put(x + 2, y, room.saturating_sub(2), &text, role);
        let sign = day.sessions.iter().find(|s| text.starts_with(&format!("{} ", canvas.glyphs.kind(s.kind))));
        if let Some(s) = sign {
            canvas.put(x + 2, y, 1, canvas.glyphs.kind(s.kind), Role::Kind(s.kind));
        }
        y += 1;
    }
    // What else there is to say, as far as it fits whole.
    let asides = asides(canvas, model, day, room, false);
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

/// A line of what is said, with the key that applies it if it is part of an offer.
#[derive(Clone, PartialEq, Debug, Default)]
struct Said {
    /// The key before it, and the columns that all lines of the offer leave for it.
    chip: Option<String>,
    indent: u16,
    text: String,
    role: Role,
}

fn put_said(canvas: &mut Canvas<'_>, said: &[Said], area: Rect) {
    for (y, line) in (area.y..area.bottom()).zip(said) {
        if let Some(key) = &line.chip {
            let end = canvas.chip(area.x, y, area.width, key);
            canvas.spot(Rect::new(area.x, y, end - area.x, 1), Spot::Command(Command::Apply));
            canvas.offers = true;
        }
        canvas.put(area.x + line.indent, y, area.width.saturating_sub(line.indent), &line.text, line.role);
    }
}

/// What is said of the day, and below it what it holds as far as there is room: for screens too narrow for panels side by side.
/// The item under the cursor comes before what is only nice to know.
pub fn brief(canvas: &mut Canvas<'_>, model: &Model, area: Rect) {
    let (day, room) = (model.day(), area.width.saturating_sub(2));
    if unreadable(canvas, model, &day, area) {
        return;
    }
    let held = held(canvas, model, &day, room, true);
    let wanted = if model.view.item > 0 { held.lines.len().min(ITEMS) } else { 0 };
    let rows = usize::from(area.height);
    let mut said = said(canvas, model, &day, room, rows.saturating_sub(wanted));
    if wanted > 0 {
        // What a key acts on stays visible, whatever is said.
        said.truncate(rows.saturating_sub(1));
    }
    put_said(canvas, &said, Rect { x: 1, width: room, ..area });
    let air = usize::from(!said.is_empty() && said.len() + held.lines.len() + held.facts() < rows);
    let top = (said.len() + air).min(rows) as u16;
    // A session is not separated from its numbers.
    if area.height - top >= 2 || (wanted > 0 && area.height > top) {
        let below = Rect { y: area.y + top, height: area.height - top, ..area };
        put_held(canvas, model, &day, held, below);
    }
}

/// Rows kept for what the day holds, however much is said of it.
const ITEMS: usize = 3;

/// A line of the panel.
struct Line {
    /// The index of its item.
    of: usize,
    /// Whether the cursor is on it.
    here: bool,
    text: String,
    role: Role,
}

/// What the day holds, one or more lines per item; in brief without movements, and with the extras of a session on one line
/// until the cursor reaches one.
fn items(canvas: &Canvas<'_>, model: &Model, day: &Day, room: u16, brief: bool) -> Vec<Line> {
    let mut out: Vec<Line> = Vec::new();
    let all = model.items_here();
    let care = model.sight().care_of(day);
    let at = all.get(model.view.item).copied();
    let cares = matches!(at, Some(Item::Care(_)));
    let on_extra = |i: usize| matches!(at, Some(Item::Extra(of, _)) if of == i);
    for (n, item) in all.into_iter().enumerate() {
        let here = n == model.view.item;
        let mut lines: Vec<(bool, String, Role)> = Vec::new();
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
                let inner = usize::from(room.saturating_sub(4));
                let effort = Some(words::effort_long(s)).filter(|e| !e.is_empty());
                let movements: Vec<&str> = s.movements.iter().map(Movement::as_str).collect();
                let movements = wrap_items(&movements, inner).into_iter().filter(|_| !brief);
                let last = model.desk().last_achieved(s, day.date).map(|a| format!("last time {a}"));
                // In brief it takes the place of the load.
                let (effort, last) = match (last, brief) {
                    (Some(last), true) => {
                        let both = format!("{} · {last}", words::amounts(s));
                        (if width(&both) <= inner { Some(both) } else { effort }, None)
                    }
                    (last, _) => (effort, last),
                };
                let facts = effort.into_iter().chain(movements).chain(last).chain(words::session_facts(s));
                let facts = facts.flat_map(|f| wrap(&f, inner));
                lines.extend(facts.map(|f| (false, format!("  {f}"), Role::Muted)));
            }
            Item::Extra(i, 0) if brief && !on_extra(i) && day.sessions[i].extras.len() > 1 => {
                let mark = canvas.glyphs.status(Status::Done);
                let one = |e: &Extra| {
                    format!("{}{}", e.title.to_lowercase(), if e.done { format!(" {mark}") } else { String::new() })
                };
                let titles: Vec<String> = day.sessions[i].extras.iter().map(one).collect();
                let text = format!("+ {}", titles.join(" · "));
                let wrapped = wrap(&text, usize::from(room.saturating_sub(2)));
                lines.extend(wrapped.into_iter().map(|l| (false, l, Role::Text)));
            }
            Item::Extra(i, _) if brief && !on_extra(i) && day.sessions[i].extras.len() > 1 => {}
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
                    let sentence = format!(
                        "{}: enter adds it, {} marks it done",
                        offer.reason,
                        model.setup.keymap.spell("⟦done⟧")
                    );
                    lines.extend(
                        wrap(&sentence, usize::from(room.saturating_sub(4)))
                            .into_iter()
                            .map(|l| (false, format!("  {l}"), Role::Muted)),
                    );
                }
            }
            // On one line until the cursor reaches one of them.
            Item::Care(n) if !cares => {
                let brief = if n == 0 {
                    wrap(&in_brief(model, &care), usize::from(room.saturating_sub(2)))
                } else {
                    Vec::new()
                };
                lines.extend(brief.into_iter().map(|l| (false, l, Role::Muted)));
            }
            Item::Care(n) => {
                let item = &care[n];
                let mark = if item.done { canvas.glyphs.status(Status::Done) } else { "+" };
                let text = words::care::item(&item.care, |id| dose(model, id));
                lines.push((here, format!("{mark} {text}"), Role::Text));
            }
            Item::Note => {
                let note = day.note.clone().unwrap_or_default();
                let wrapped = wrap(&note, usize::from(room.saturating_sub(2)));
                lines.extend(wrapped.into_iter().enumerate().map(|(k, l)| (here && k == 0, l, Role::Text)));
            }
        }
        out.extend(lines.into_iter().map(|(here, text, role)| Line { of: n, here, text, role }));
    }
    let inner = usize::from(room.saturating_sub(2));
    out.into_iter().flat_map(|line| torn(line, inner)).collect()
}

/// Wraps a line that is too long for `room`, each part with the indent of the first.
fn torn(line: Line, room: usize) -> Vec<Line> {
    if width(&line.text) <= room {
        return vec![line];
    }
    let text = line.text.trim_start();
    let lead = " ".repeat(line.text.len() - text.len());
    let wrapped = wrap(text, room.saturating_sub(lead.len())).into_iter().enumerate();
    wrapped.map(|(n, text)| Line { here: line.here && n == 0, text: format!("{lead}{text}"), ..line }).collect()
}

/// A practice to tick: its title and its minutes.
fn dose(model: &Model, id: &PracticeId) -> String {
    let practice = model.setup.content.practices().iter().find(|p| p.id == *id);
    practice.map_or_else(
        || id.to_string(),
        |p| {
            if p.by_region && p.total.is_none() {
                return format!("{} {} min a region", p.title, p.minutes);
            }
            let (least, most) = p.total.unwrap_or((p.minutes, p.minutes));
            if least == most { format!("{} {least} min", p.title) } else { format!("{} {least}–{most} min", p.title) }
        },
    )
}

/// What the day asks for, on one line: `after training: cool-down · drink ✓ · meal`.
fn in_brief(model: &Model, items: &[care::Item]) -> String {
    let title = |id: &PracticeId| {
        let practice = model.setup.content.practices().iter().find(|p| p.id == *id);
        practice.map_or_else(|| id.to_string(), |p| p.title.clone())
    };
    let one = |i: &care::Item| format!("{}{}", words::care::short(&i.care, title), if i.done { " ✓" } else { "" });
    let all: Vec<String> = items.iter().map(one).collect();
    let lead = care::occasion(&model.day(), model.weeks.today()).map_or("", words::care::lead);
    format!("{lead}: {}", all.join(" · "))
}

/// What is known of the day besides its items, one block of lines each.
fn facts(canvas: &Canvas<'_>, model: &Model, day: &Day, room: u16) -> Vec<Vec<(String, Role)>> {
    let mut blocks = Vec::new();
    let mut more = Vec::new();
    if day.sessions.is_empty() && day.event.is_some() {
        more.push(model.setup.keymap.spell("the day is free for it; ⟦add⟧ adds it as a session, so its load counts"));
    } else if day.sessions.is_empty() {
        more.push(model.setup.keymap.spell("nothing planned: ⟦add⟧ adds a session, ⟦rest⟧ makes it rest"));
    }
    if let Some(injury) = day.hurt() {
        // The note of its first day already says so.
        let line = format!("hurt: {}", injury.summary());
        let said = day.note.as_ref().is_some_and(|n| n.lines().any(|l| l == line));
        let lead = if said { String::new() } else { format!("{line}; ") };
        let text = format!("{lead}sessions that train it wait; ⟦overlay⟧ lifts it");
        more.push(model.setup.keymap.spell(&text));
    } else if let Some(overlay) = day.overlay {
        more.push(model.setup.keymap.spell(&format!("{}: the plan is on hold; ⟦overlay⟧ lifts it", overlay.name())));
    }
    let wrapped = |l: &String| -> Vec<(String, Role)> {
        wrap(l, usize::from(room.saturating_sub(2))).into_iter().map(|l| (l, Role::Muted)).collect()
    };
    blocks.extend(more.iter().map(wrapped));
    blocks.extend(day.wins.iter().map(|w| vec![(format!("{} {w}", canvas.glyphs.win()), Role::Text)]));
    // What the last deload did is shown on today only.
    blocks.extend(model.deload_review().filter(|_| day.date == model.weeks.today()).iter().map(wrapped));
    blocks.extend(daily(model, day).iter().map(wrapped));
    blocks
}

/// What is said of the day, at the top of its panel: today's counsel, or else what the rules find on the day. Then what can be
/// applied. If there is no room for all of it, facts are the first to be left out.
fn said(canvas: &Canvas<'_>, model: &Model, day: &Day, room: u16, rows: usize) -> Vec<Said> {
    let block = |text: &str, role: Role| -> Vec<Said> {
        let line = |text| Said { text, role, ..Said::default() };
        wrap(text, usize::from(room)).into_iter().map(line).collect()
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
        let dismiss = match (today, p.id.is_for_week()) {
            (false, _) => "",
            (true, false) => "⟦hide⟧ not today",
            (true, true) => "⟦hide⟧ not this week",
        };
        let dismiss = model.setup.keymap.spell(dismiss);
        let indent = width(&key) as u16 + 3;
        let inner = usize::from(room.saturating_sub(indent));
        let mut lines = wrap(&p.text, inner);
        // How to dismiss it is never wrapped.
        match lines.last_mut() {
            _ if dismiss.is_empty() => {}
            Some(last) if width(last) + 2 + width(&dismiss) <= inner => *last = format!("{last}  {dismiss}"),
            _ => lines.push(dismiss),
        }
        let line = |(n, text)| Said { chip: (n == 0).then(|| key.clone()), indent, text, role: Role::Text };
        offer = lines.into_iter().enumerate().map(line).collect();
    }
    let weighty: Vec<Said> = asides(canvas, model, day, room, true)
        .concat()
        .into_iter()
        .map(|text| Said { text, role: Role::Text, ..Said::default() })
        .collect();
    let least = stance.len() + offer.len() + weighty.len();
    while facts.iter().map(Vec::len).sum::<usize>() + least > rows && facts.pop().is_some() {}
    [vec![stance], facts, vec![offer, weighty]].concat().concat()
}

/// What is said of today besides the stance, one block of lines each: what must not be missed, or the rest.
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

/// Quiet lines of a day: the ceiling of its easy work, the evening, movement snacks, fuel.
fn daily(model: &Model, day: &Day) -> Vec<String> {
    let mut out = Vec::new();
    let (settings, sight, today) = (&model.setup.settings, model.sight(), model.weeks.today());
    if day.sessions.iter().any(|s| s.kind == Kind::ActiveRecovery) {
        let knows_max = settings.heart_rate_max(today).is_some();
        out.push(words::care::easy_pace(settings.daily.heart_rate_cap, sight.easy_range(), knows_max));
    }
    if day.date == today {
        out.extend(words::care::evening(&model.desk().evening(today, settings.bed)));
    } else {
        out.extend(day.bed.map(|bed| format!("in bed by {bed}")));
    }
    if day.date > today {
        return out;
    }
    if day.date == today && model.first_logged().is_some() {
        let Counts { days, moved, stretched, .. } = practices::counts(model);
        out.push(format!("this week: moved {moved} of {days} days, stretched {stretched}"));
    }
    // A line appears with its first use and stays as long as it is used, unless a setting says otherwise.
    let shows = |set: Option<bool>, used: fn(&Day) -> bool| set.unwrap_or_else(|| sight.used_lately(used));
    if shows(settings.daily.snacks, |d| d.snacks > 0) {
        let ideas = model.setup.content.snacks();
        let idea = ideas.get(usize::from(day.snacks) % ideas.len().max(1)).filter(|_| day.date == today);
        out.push(format!("movement snacks {}", day.snacks));
        out.extend(idea.map(|idea| format!("for the next one: {idea}")));
    }
    if shows(settings.daily.fuel, |d| !d.fuel.is_empty() || d.protein > 0) {
        let wanted = |f: &Fuel| *f != Fuel::Electrolytes || care::wants_electrolytes(day);
        let open = Fuel::ALL.into_iter().filter(|f| !day.fuel.contains(f) && wanted(f)).map(Fuel::name);
        let open: Vec<&str> = (day.protein == 0).then_some("protein").into_iter().chain(open).collect();
        let protein = (day.protein > 0).then(|| format!("protein {}×", day.protein));
        let ticked: Vec<String> = protein.into_iter().chain(day.fuel.iter().map(|f| f.name().to_owned())).collect();
        let ticked = if ticked.is_empty() { "none yet".to_owned() } else { ticked.join(" ") };
        let open = if open.is_empty() { String::new() } else { format!(" · open: {}", open.join(" ")) };
        out.push(format!("fuel: {ticked}{open}"));
    }
    out
}
