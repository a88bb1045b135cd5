//! The lines at the foot: tray, rhythm, answer, keys.

use std::borrow::Cow;

use ratatui::layout::Rect;

use super::strip;
use crate::app::pointer::Spot;
use crate::app::{Layer, Model, NoticeKind};
use crate::domain::calendar::day_name;
use crate::domain::week::day_title;
use crate::keys::layers::SCROLL;
use crate::keys::{Command, Key, OFFERED, Scope, Verb, find};
use crate::planning::Counsel;
use crate::planning::rhythm::Rhythm;

use crate::text::{fit, upper_first, width, wrap};
use crate::ui::canvas::Canvas;
use crate::ui::layout::{COLUMNS, Grid, Places};
use crate::ui::theme::Role;
use crate::words::counsel::SEE_SOMEBODY;

/// What waits in the tray, or what was copied.
pub fn tray(canvas: &mut Canvas<'_>, model: &Model, y: u16) {
    let room = canvas.area().width.saturating_sub(2);
    let copied = model.copied();
    let put = model.setup.keymap.spell("⟦put⟧");
    if let Some(first) = copied.first() {
        let what = if copied.len() == 1 { day_title(first) } else { format!("{} days", copied.len()) };
        canvas.pieces(
            1,
            y,
            room,
            &[
                ("copied  ", Role::Muted),
                (&what, Role::Text),
                ("   ", Role::Text),
                (&put, Role::Key),
                (" puts it on a day", Role::Muted),
            ],
        );
        return;
    }
    let tray = model.tray();
    if tray.is_empty() {
        return;
    }
    let puts = match tray.len() {
        _ if room < TRAY_SAYS => "",
        1 => " puts it",
        _ => " puts one",
    };
    let key = (width(&put) + width(puts)) as u16;
    let mut x = canvas.put(1, y, room, "tray  ", Role::Muted);
    for (n, (_, _, item)) in tray.iter().enumerate() {
        let from = item.from.map_or(String::new(), |d| format!(" from {}", d.format("%a")));
        let left = tray.len() - n - 1;
        let more = if left > 0 { format!("and {left} more ") } else { String::new() };
        let end = (room + 1).saturating_sub(key);
        let place = usize::from(end.saturating_sub(x)).saturating_sub(2);
        let sign = canvas.glyphs.kind(item.session.kind);
        let [long, short] = [from.as_str(), ""].map(|from| format!("{sign} {}{from}", item.session.title));
        // A name stays whole as long as there is room to count the ones after it; the first is shown in any case.
        let text = [long, short].into_iter().find(|t| width(t) + width(&more) <= place);
        let text = match text {
            Some(text) => text,
            None if n == 0 => {
                let columns = place.saturating_sub(width(&more) + 2);
                fit(&format!("{sign} {}", model.setup.short(&item.session, columns)), columns + 2)
            }
            None => {
                x = canvas.put(x, y, end.saturating_sub(x), &format!("and {} more ", left + 1), Role::Text);
                break;
            }
        };
        x = canvas.put(x, y, end.saturating_sub(x), &format!("{text}  "), Role::Text);
    }
    canvas.pieces(x + 1, y, key, &[(&put, Role::Key), (puts, Role::Muted)]);
}

/// Columns from which the tray says what its key does; with fewer, its sessions need them.
const TRAY_SAYS: u16 = 40;

/// Rest kept, sessions done, mornings logged over six weeks. No streak, nothing overdue.
pub fn rhythm(canvas: &mut Canvas<'_>, model: &Model, y: u16) {
    let parts = rhythm_parts(model);
    let room = canvas.area().width.saturating_sub(2);
    // It shows whatever day is selected.
    if sees_somebody(canvas, model, y) {
        return;
    }
    // What does not fit whole is left out: the time it covers first, then part by part.
    for n in (1..=parts.len()).rev() {
        let text = parts[..n].join(" · ");
        let lead = if width(&text) + 11 <= usize::from(room) { "six weeks  " } else { "" };
        if width(&text) <= usize::from(room) {
            canvas.pieces(1, y, room, &[(lead, Role::Muted), (&text, Role::Text)]);
            return;
        }
    }
}

/// If it is time to talk to somebody, says so; returns whether it did.
fn sees_somebody(canvas: &mut Canvas<'_>, model: &Model, y: u16) -> bool {
    let it_is_time = model.counsel().is_some_and(Counsel::sees_somebody);
    if it_is_time {
        let room = canvas.area().width.saturating_sub(2);
        canvas.put(1, y, room, &format!("{}.", upper_first(SEE_SOMEBODY)), Role::Strong);
    }
    it_is_time
}

/// The parts of the rhythm line.
pub fn rhythm_parts(model: &Model) -> Vec<String> {
    let today = model.weeks.today();
    let first = model.first_logged().unwrap_or(today);
    let r = Rhythm::of(model.weeks.book(), first, today, &model.setup.basis.regions);
    let pair = |name: &str, (kept, of): (usize, usize)| (of > 0).then(|| format!("{name} {kept} of {of}"));
    let mornings =
        (r.mornings > 0).then(|| format!("check-ins {} {}", r.mornings, if r.mornings == 1 { "day" } else { "days" }));
    [pair("rest kept", r.rest), pair("sessions", r.sessions), mornings].into_iter().flatten().collect()
}

/// The answer to the last key, or the open strip, and the keys. If rows are few, the answer takes the row of the keys.
pub fn answer(canvas: &mut Canvas<'_>, model: &Model, places: &Places) {
    let own_row = places.notice < places.footer;
    let above = places.footer - if own_row { 2 } else { 1 };
    if let Some(Layer::Strip(open)) = &model.view.layer {
        let top = strip::draw(canvas, model, open, places);
        if let (Some(tour), true) = (&model.view.tour, places.rhythm.is_some()) {
            lines_up_to(canvas, top - 1, &tour.text(&model.setup.keymap), Role::Strong);
        }
        return;
    }
    if let (Some(fact), true) = (&model.view.fact, own_row || places.rhythm.is_some()) {
        lines_up_to(canvas, above, fact, Role::Muted);
    }
    if let Some(tour) = &model.view.tour {
        lines_up_to(canvas, above, &tour.text(&model.setup.keymap), Role::Strong);
    }
    let mut over_keys = !own_row && model.view.notice.is_some();
    let carried = model.view.carried.as_ref().and_then(|c| Some((c, c.over?)));
    if let Some((carried, over)) = carried {
        let placed =
            format!("{} → {}: release to move it there", carried.item.title, day_name(over, model.weeks.today()));
        line(canvas, places.notice, &placed, Role::Strong);
    } else if model.view.notice.is_some() {
        over_keys = notice(canvas, model, places);
    } else if own_row
        && places.rhythm.is_none()
        && model.view.layer.is_none()
        && matches!(places.grid, Grid::Columns { .. })
    {
        sees_somebody(canvas, model, places.notice);
    }
    if !over_keys && (own_row || carried.is_none()) {
        footer(canvas, model, places.footer);
    }
}

/// A line over whatever was there.
pub fn line(canvas: &mut Canvas<'_>, y: u16, text: &str, role: Role) {
    let area = canvas.area();
    canvas.clear(Rect::new(0, y, area.width, 1));
    canvas.put(1, y, area.width.saturating_sub(2), text, role);
}

/// Text over whatever was there, with its last line in row `y`.
fn lines_up_to(canvas: &mut Canvas<'_>, y: u16, text: &str, role: Role) {
    let lines = wrap(text, usize::from(canvas.area().width.saturating_sub(2)));
    let first = (y + 1).saturating_sub(lines.len() as u16);
    for (row, text) in (first..).zip(&lines) {
        line(canvas, row, text, role);
    }
}

/// An answer, laid out.
struct Placed<'m> {
    /// Its lines, the last of them in row `y`.
    lines: Vec<String>,
    y: u16,
    role: Role,
    /// Keys after its end.
    tail: Vec<(Cow<'m, str>, Role)>,
    /// Whether it takes the row of the keys: only if it has no row of its own, and either the first keys fit beside it or there
    /// are no rows to spare.
    over_keys: bool,
}

/// What the last key did, with how to undo it. A long answer takes the rows above too.
fn placed<'m>(canvas: &Canvas<'_>, model: &'m Model, places: &Places) -> Option<Placed<'m>> {
    let notice = model.view.notice.as_ref()?;
    let room = canvas.area().width.saturating_sub(2);
    let role = match notice.kind {
        NoticeKind::Refused => Role::Refused,
        NoticeKind::Trouble => Role::Trouble,
        _ => Role::Text,
    };
    let spell = |text: &str| Cow::Owned(model.setup.keymap.spell(text));
    let mut tail: Vec<(Cow<'m, str>, Role)> = match notice.kind {
        NoticeKind::Saving => {
            vec![("saving  ".into(), Role::Muted), (spell("⟦undo⟧"), Role::Key), (" undo".into(), Role::Muted)]
        }
        NoticeKind::Saved => vec![(spell("⟦undo⟧"), Role::Key), (" undo".into(), Role::Muted)],
        NoticeKind::Undone => vec![(spell("⟦redo⟧"), Role::Key), (" again".into(), Role::Muted)],
        _ => Vec::new(),
    };
    let left = |tail: &[(Cow<'m, str>, Role)]| {
        usize::from(room).saturating_sub(taken(tail) + if tail.is_empty() { 0 } else { 2 })
    };
    // In the row of the keys, the first of them stay if they fit whole.
    let shared = places.notice == places.footer;
    let mut keys = if shared { first_keys(canvas, model) } else { Vec::new() };
    // A key at its end is not shown twice.
    keys.retain(|(key, _)| tail.iter().all(|(text, _)| text != key));
    let mut beside = false;
    for n in (1..=keys.len()).rev() {
        let mut longer: Vec<(Cow<'m, str>, Role)> = Vec::new();
        for (key, does) in &keys[..n] {
            longer.extend([
                (key.clone().into(), Role::Key),
                (" ".into(), Role::Text),
                ((*does).into(), Role::Muted),
                ("  ".into(), Role::Text),
            ]);
        }
        longer.extend(tail.iter().cloned());
        if width(&notice.text) <= left(&longer) {
            tail = longer;
            beside = true;
            break;
        }
    }
    let whole = wrap(&notice.text, usize::from(room));
    let fits = whole.last().is_none_or(|last| width(last) <= left(&tail));
    let lines = if fits { whole } else { wrap(&notice.text, left(&tail)) };
    // The tour's text is where the answer would be.
    let over_keys = shared && (beside || places.below.height < SPARE || model.view.tour.is_some());
    let y = if shared && !over_keys { places.footer - 1 } else { places.notice };
    Some(Placed { lines, y, role, tail, over_keys })
}

/// The columns that pieces take.
fn taken(pieces: &[(Cow<'_, str>, Role)]) -> usize {
    pieces.iter().map(|(t, _)| width(t)).sum()
}

/// The first row that the answer takes, if there is one.
pub fn answer_top(canvas: &Canvas<'_>, model: &Model, places: &Places) -> Option<u16> {
    let strip = matches!(model.view.layer, Some(Layer::Strip(_)));
    let placed = placed(canvas, model, places).filter(|_| !strip)?;
    Some((placed.y + 1).saturating_sub(placed.lines.len() as u16))
}

/// Draws the answer; returns whether it takes the row of the keys.
fn notice(canvas: &mut Canvas<'_>, model: &Model, places: &Places) -> bool {
    let Some(Placed { lines, y, role, tail, over_keys }) = placed(canvas, model, places) else { return false };
    let room = canvas.area().width.saturating_sub(2);
    let first = y.saturating_sub(lines.len().saturating_sub(1) as u16);
    for (row, text) in (first..).zip(&lines) {
        line(canvas, row, text, role);
    }
    let w = taken(&tail) as u16;
    let pieces: Vec<(&str, Role)> = tail.iter().map(|(text, role)| (text.as_ref(), *role)).collect();
    let mut at = (room + 1).saturating_sub(w);
    let mut key = None;
    for (text, role) in pieces {
        // A key, and after it what it does.
        if role == Role::Key {
            key = Key::shown_as(text);
        }
        if let Some(key) = key.filter(|_| !text.starts_with("  ")) {
            canvas.spot(Rect::new(at, y, width(text) as u16, 1), Spot::Key(key));
        }
        at = canvas.put(at, y, (room + 1).saturating_sub(at), text, role);
    }
    over_keys
}

/// Rows below the week from which an answer may take one.
const SPARE: u16 = 6;

/// The first two keys that would do something now, and those that lead to all others; in a layer, how to save and how to leave.
fn first_keys(canvas: &Canvas<'_>, model: &Model) -> Vec<Choice<&'static str>> {
    if let Some(hints) = layer_hints(canvas, model) {
        let last = hints.len().saturating_sub(1);
        return hints.into_iter().enumerate().filter(|(n, _)| *n == 0 || *n == last).map(|(_, hint)| hint).collect();
    }
    let named = |c: &Command| Some((model.setup.keymap.key_of(*c)?, find(*c).short));
    // What it would apply may not be visible.
    let seen = |c: &&Command| **c != Command::Undo && (**c != Command::Apply || canvas.offers);
    let first = OFFERED.iter().filter(seen).filter(|c| model.acts(**c)).take(2);
    first.chain(&[Command::Palette, Command::Help]).filter_map(named).collect()
}

/// What the keys of the open layer do: how to save comes first and how to leave last. `None` without a layer.
fn layer_hints(canvas: &Canvas<'_>, model: &Model) -> Option<Vec<Choice<&'static str>>> {
    let scope = match &model.view.layer {
        Some(layer) => layer.scope(),
        None if model.view.sandbox.is_some() => Scope::WhatIf,
        None => return None,
    };
    let keymap = &model.setup.keymap;
    let hints = match &model.view.layer {
        Some(layer) => keymap.hints_now(scope, layer.types(), |verb| layer.acts(verb)),
        None => keymap.hints(scope),
    };
    let mut hints: Vec<_> = hints.into_iter().filter(|(_, does)| *does != SCROLL || canvas.scrolls).collect();
    let take = keymap.keys_in(scope, Verb::Take);
    if let Some(at) = hints.iter().position(|(key, _)| take.first() == Some(key)) {
        let take = hints.remove(at);
        hints.insert(0, take);
    }
    Some(hints)
}

/// A key, and the text after it.
pub type Choice<T = String> = (String, T);

/// A key in the footer: as it is shown, what it does, and its command, if it is one of the week's.
type Hint = (String, &'static str, Option<Command>);

/// Marks for the mouse a key at a place; several in a row are marked one by one.
pub fn key_spots(canvas: &mut Canvas<'_>, (x, y): (u16, u16), shown: &str) {
    let mut at = x;
    for token in shown.split(' ') {
        let columns = width(token) as u16;
        if let Some(key) = Key::shown_as(token) {
            canvas.spot(Rect::new(at, y, columns, 1), Spot::Key(key));
        }
        at += columns + 1;
    }
}

/// The keys that would do something now.
fn footer(canvas: &mut Canvas<'_>, model: &Model, y: u16) {
    // A strip prints its own beside its answers.
    if matches!(model.view.layer, Some(Layer::Strip(_))) {
        return;
    }
    if let Some(mut hints) = layer_hints(canvas, model) {
        let tail = hints.split_off(hints.len().saturating_sub(1));
        let of_layer = |(key, does): Choice<&'static str>| (key, does, None);
        let [hints, tail] = [hints, tail].map(|all| all.into_iter().map(of_layer).collect::<Vec<Hint>>());
        hint_line(canvas, y, &hints, &tail);
        return;
    }
    let in_range = [Command::Rest, Command::Move, Command::Cut, Command::Copy, Command::Overlay, Command::Back];
    let offered: &[Command] = if model.view.anchor.is_some() { &in_range } else { &OFFERED };
    let taken_back = model.selected_is_done();
    let named = |c: &Command| {
        let does = if *c == Command::Done && taken_back { "not done" } else { find(*c).short };
        Some((model.setup.keymap.key_of(*c)?, does, Some(*c)))
    };
    // On a narrow screen, what is done every day needs the columns.
    let last: &[Command] = match canvas.area().width {
        NARROW.. => &[Command::Palette, Command::Help, Command::Quit],
        _ => &[Command::Palette, Command::Help],
    };
    let tail: Vec<Hint> = last.iter().filter_map(named).collect();
    // Whether a key would do something is checked only as long as there is room to show it.
    let chips = canvas.area().width >= COLUMNS;
    let needs = |(key, text, _): &Hint| hint_width(chips, key, text);
    let mut room = usize::from(canvas.area().width.saturating_sub(2)) + 2;
    let taken: usize = tail.iter().map(|(key, text, _)| hint_width(false, key, text)).sum();
    room = room.saturating_sub(taken);
    let mut head: Vec<Hint> = Vec::new();
    for command in offered {
        let Some(hint) = named(command) else { continue };
        // Not even the shortest one would fit any more.
        if room < SHORTEST {
            break;
        }
        // What it would apply is not visible.
        if *command == Command::Apply && !canvas.offers {
            continue;
        }
        if model.acts(*command) {
            room = room.saturating_sub(needs(&hint));
            head.push(hint);
        }
    }
    hint_line(canvas, y, &head, &tail);
}

/// Columns from which the footer says how to quit.
const NARROW: u16 = 60;

/// The fewest columns that a key and what it does take, without the gap after it: `r rest`.
const SHORTEST: usize = 6;

/// Columns of a key, what it does, and the gap after it; wide screens have room for keys that look like keys.
fn hint_width(chips: bool, key: &str, text: &str) -> usize {
    width(key) + width(text) + 3 + if chips { 2 } else { 0 }
}

/// Keys and what they do: as many of `head` as fit before `tail`.
fn hint_line(canvas: &mut Canvas<'_>, y: u16, head: &[Hint], tail: &[Hint]) {
    let room = canvas.area().width.saturating_sub(2);
    let chips = canvas.area().width >= COLUMNS;
    let taken = |keys: &[Hint], chips: bool| keys.iter().map(|(k, t, _)| hint_width(chips, k, t)).sum::<usize>();
    let room_for = |keys: &[Hint]| taken(keys, false) <= usize::from(room) + 2;
    let first = (0..tail.len()).find(|n| room_for(&tail[*n..])).unwrap_or(tail.len().saturating_sub(1));
    let tail = &tail[first..];
    let fits = |n: &usize| taken(&head[..*n], chips) + taken(tail, false) <= usize::from(room) + 2;
    let shown = (0..=head.len()).rev().find(fits).unwrap_or(0);
    let end = room + 1;
    let put = |canvas: &mut Canvas<'_>, mut x: u16, keys: &[Hint], chips: bool| {
        for (key, text, command) in keys {
            let left = end.saturating_sub(x);
            let after = if chips { canvas.chip(x, y, left, key) } else { canvas.put(x, y, left, key, Role::Strong) };
            let from = x;
            x = canvas.pieces(after, y, end.saturating_sub(after), &[(" ", Role::Text), (text, Role::Muted)]) + 2;
            // A click anywhere on a hint presses its key; of several keys, the one clicked.
            let place = Rect::new(from, y, x - 2 - from, 1);
            match (command, Key::shown_as(key)) {
                (Some(command), _) => canvas.spot(place, Spot::Command(*command)),
                (None, Some(key)) => canvas.spot(place, Spot::Key(key)),
                (None, None) => key_spots(canvas, (from + u16::from(chips), y), key),
            }
        }
        x
    };
    let x = put(canvas, 1, &head[..shown], chips);
    // How to leave, and where everything else is, goes at the other end.
    let at = (usize::from(end) + 2).saturating_sub(taken(tail, false)) as u16;
    put(canvas, if chips { at.max(x) } else { x }, tail, false);
}
