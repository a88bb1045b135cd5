//! The lines at the foot: tray, rhythm, answer, keys.

use ratatui::layout::Rect;

use crate::app::layers::answers::Answer;
use crate::app::layers::recording::Recording;
use crate::app::layers::strip::{Asks, Strip};
use crate::app::{Layer, Model, NoticeKind};
use crate::domain::WeekId;
use crate::domain::calendar::day_name;
use crate::domain::calendar::day_span;
use crate::domain::checkin::hours_and_minutes;
use crate::domain::session::{Done, Status};
use crate::domain::week::day_title;
use crate::keys::layers::SCROLL;
use crate::keys::{Command, OFFERED, Scope, Verb, find};
use crate::planning::Counsel;
use crate::planning::rhythm::Rhythm;
use crate::planning::unmarked::dates;

use crate::text::{upper_first, width, wrap};
use crate::ui::canvas::Canvas;
use crate::ui::field;
use crate::ui::layout::{COLUMNS, Grid, Places};
use crate::ui::theme::Role;
use crate::words::counsel::SEE_SOMEBODY;

/// Unmarked days that are named.
const NAMED: usize = 4;

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
    let mut x = canvas.put(1, y, room, "tray  ", Role::Muted);
    for (_, _, item) in &tray {
        let from = item.from.map_or(String::new(), |d| format!(" from {}", d.format("%a")));
        let text = format!("{} {}{from}   ", canvas.glyphs.kind(item.session.kind), item.session.title);
        x = canvas.put(x, y, (room + 1).saturating_sub(x + 14), &text, Role::Text);
        if x + 14 >= room {
            break;
        }
    }
    let puts = if tray.len() == 1 { " puts it" } else { " puts one" };
    canvas.pieces(x + 1, y, 14, &[(&put, Role::Key), (puts, Role::Muted)]);
}

/// Rest kept, sessions done, mornings logged over six weeks. No streak, nothing overdue.
pub fn rhythm(canvas: &mut Canvas<'_>, model: &Model, y: u16) {
    let parts = rhythm_parts(model);
    let room = canvas.area().width.saturating_sub(2);
    // It stands on the week, whatever day is selected.
    if sees_somebody(canvas, model, y) {
        return;
    }
    // What does not fit whole is left out.
    for n in (1..=parts.len()).rev() {
        let text = parts[..n].join(" · ");
        if width(&text) + 11 <= usize::from(room) {
            canvas.pieces(1, y, room, &[("six weeks  ", Role::Muted), (&text, Role::Text)]);
            return;
        }
    }
}

/// Says that it is time to talk to somebody, where it is.
fn sees_somebody(canvas: &mut Canvas<'_>, model: &Model, y: u16) -> bool {
    let it_is_time = model.counsel().is_some_and(Counsel::sees_somebody);
    if it_is_time {
        let room = canvas.area().width.saturating_sub(2);
        canvas.put(1, y, room, &format!("{}.", upper_first(SEE_SOMEBODY)), Role::Strong);
    }
    it_is_time
}

/// What the rhythm line tells, piece by piece.
pub fn rhythm_parts(model: &Model) -> Vec<String> {
    let today = model.weeks.today();
    let first = model.first_logged().unwrap_or(today);
    let r = Rhythm::of(model.weeks.book(), first, today, &model.setup.basis.regions);
    let pair = |name: &str, (kept, of): (usize, usize)| (of > 0).then(|| format!("{name} {kept} of {of}"));
    let mornings =
        (r.mornings > 0).then(|| format!("check-ins {} {}", r.mornings, if r.mornings == 1 { "day" } else { "days" }));
    [pair("rest kept", r.rest), pair("sessions", r.sessions), mornings].into_iter().flatten().collect()
}

/// The answer to the last key, or the open strip, and the keys. Where rows are few, the answer has the row of the keys.
pub fn answer(canvas: &mut Canvas<'_>, model: &Model, places: &Places) {
    let own_row = places.notice < places.footer;
    let above = places.footer - if own_row { 2 } else { 1 };
    if let Some(Layer::Strip(open)) = &model.view.layer {
        canvas.clear(Rect::new(0, places.footer - 1, canvas.area().width, 2));
        if let (Some(tour), true) = (&model.view.tour, places.rhythm.is_some()) {
            line(canvas, places.footer - 2, &tour.text(&model.setup.keymap), Role::Strong);
        }
        strip(canvas, model, open, places);
        return;
    }
    if let (Some(fact), true) = (&model.view.fact, own_row || places.rhythm.is_some()) {
        line(canvas, above, fact, Role::Muted);
    }
    if let Some(tour) = &model.view.tour {
        line(canvas, above, &tour.text(&model.setup.keymap), Role::Strong);
    }
    let carried = model.view.carried.as_ref().and_then(|c| Some((c, c.over?)));
    if let Some((carried, over)) = carried {
        let told = format!("{} → {}: let go to move it there", carried.item.title, day_name(over, model.weeks.today()));
        line(canvas, places.notice, &told, Role::Strong);
    } else if model.view.notice.is_some() {
        notice(canvas, model, places);
    } else if own_row
        && places.rhythm.is_none()
        && model.view.layer.is_none()
        && matches!(places.grid, Grid::Columns { .. })
    {
        sees_somebody(canvas, model, places.notice);
    }
    let taken = !own_row && (carried.is_some() || model.view.notice.is_some());
    if !taken {
        footer(canvas, model, places.footer);
    }
}

/// A line over whatever stood there.
fn line(canvas: &mut Canvas<'_>, y: u16, text: &str, role: Role) {
    let area = canvas.area();
    canvas.clear(Rect::new(0, y, area.width, 1));
    canvas.put(1, y, area.width.saturating_sub(2), text, role);
}

/// What the last key came to, with how to take it back. A long one takes the rows above too.
fn notice(canvas: &mut Canvas<'_>, model: &Model, places: &Places) {
    let Some(notice) = &model.view.notice else { return };
    let y = places.notice;
    let room = canvas.area().width.saturating_sub(2);
    let role = match notice.kind {
        NoticeKind::Refused => Role::Refused,
        NoticeKind::Trouble => Role::Trouble,
        _ => Role::Text,
    };
    let (undo, redo) = (model.setup.keymap.spell("⟦undo⟧"), model.setup.keymap.spell("⟦redo⟧"));
    let mut tail: Vec<(&str, Role)> = match notice.kind {
        NoticeKind::Saving => vec![("saving  ", Role::Muted), (&undo, Role::Key), (" undo", Role::Muted)],
        NoticeKind::Saved => vec![(&undo, Role::Key), (" undo", Role::Muted)],
        NoticeKind::Undone => vec![(&redo, Role::Key), (" again", Role::Muted)],
        _ => Vec::new(),
    };
    let taken = |tail: &[(&str, Role)]| tail.iter().map(|(t, _)| width(t)).sum::<usize>();
    let left =
        |tail: &[(&str, Role)]| usize::from(room).saturating_sub(taken(tail) + if tail.is_empty() { 0 } else { 2 });
    // Over the keys the first two of them stay, where they fit whole.
    let keys = if places.notice == places.footer { first_keys(canvas, model) } else { Vec::new() };
    for n in (1..=keys.len()).rev() {
        let mut longer: Vec<(&str, Role)> = Vec::new();
        for (key, does) in &keys[..n] {
            longer.extend([(key.as_str(), Role::Key), (" ", Role::Text), (*does, Role::Muted), ("  ", Role::Text)]);
        }
        longer.extend(tail.iter().copied());
        if width(&notice.text) <= left(&longer) {
            tail = longer;
            break;
        }
    }
    let lines = wrap(&notice.text, left(&tail));
    let first = y.saturating_sub(lines.len().saturating_sub(1) as u16);
    for (row, text) in (first..).zip(&lines) {
        line(canvas, row, text, role);
    }
    let w = taken(&tail) as u16;
    canvas.pieces((room + 1).saturating_sub(w), y, w, &tail);
}

/// The first two keys that would do something now, and those that lead to all others; over a layer how to save and how to leave.
fn first_keys(canvas: &Canvas<'_>, model: &Model) -> Vec<Choice<&'static str>> {
    if let Some(hints) = layer_hints(canvas, model) {
        let last = hints.len().saturating_sub(1);
        return hints.into_iter().enumerate().filter(|(n, _)| *n == 0 || *n == last).map(|(_, hint)| hint).collect();
    }
    let named = |c: &Command| Some((model.setup.keymap.key_of(*c)?, find(*c).short));
    let first = OFFERED.iter().filter(|c| **c != Command::Undo && model.acts(**c)).take(2);
    first.chain(&[Command::Palette, Command::Help]).filter_map(named).collect()
}

/// What the keys of the open layer do: how to save comes first and how to leave last. Nothing over the week itself.
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

/// How much of the answers is shown, where not everything fits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd)]
enum Shown {
    /// Keys, what they mean, and what days hold.
    All,
    /// Keys and what they mean, days with a sign.
    Brief,
    /// Keys alone.
    Keys,
}

/// A key, and what stands behind it.
type Choice<T = String> = (String, T);

fn strip(canvas: &mut Canvas<'_>, model: &Model, strip: &Strip, places: &Places) {
    let y = places.footer - 1;
    // What was refused stands above the question where there is a row for it.
    let above = places.rhythm.map(|_| y - 1).filter(|_| model.view.tour.is_none());
    let area_width = canvas.area().width;
    let room = area_width.saturating_sub(2);
    let refused = model.view.notice.as_ref().filter(|n| n.kind == NoticeKind::Refused);
    let leave = hint(model, Verb::Leave);
    // The row of keys takes what is left over, and how to leave stands last in it.
    let covered = refused.is_some() && above.is_none();
    let spare = if covered { 0 } else { (width(&leave.0) + width(&leave.1) + 1) as u16 };
    let fits = |lead: &str, options: &[Choice]| {
        let (mut x, mut row) = (width(lead) as u16 + 3, 0);
        for (key, text) in options {
            let needs = (width(key) + width(text) + 3) as u16;
            if x + needs > room + 2 {
                (x, row) = (1, row + 1);
            }
            x += needs;
        }
        // A second row has what is refused over it.
        row == 0 || (row == 1 && !covered && x + spare <= room + 1)
    };
    let (lead, options) = [Shown::All, Shown::Brief]
        .into_iter()
        .map(|shown| question(canvas, model, strip, shown))
        .find(|(lead, options)| fits(lead, options))
        .unwrap_or_else(|| question(canvas, model, strip, Shown::Keys));
    let mut x = canvas.put(1, y, room, &format!("{lead}  "), Role::Strong);
    if let Asks::SkipInWords(_, field) = &strip.asks {
        field::draw(canvas, field, (x, y), (room + 1).saturating_sub(x), Role::Text, true);
    }
    if let Asks::BedTime(clock) = &strip.asks {
        x = if clock.fresh {
            let end = canvas.put(x, y, room, clock.field.text(), Role::Selected);
            field::caret(canvas, end, y)
        } else {
            field::draw(canvas, &clock.field, (x, y), (room + 1).saturating_sub(x), Role::Text, true)
        } + 2;
    }
    let mut row = y;
    for (n, (key, text)) in options.into_iter().enumerate() {
        let needs = (width(&key) + width(&text) + 3) as u16;
        if row == y && x + needs > room + 2 {
            (x, row) = (1, y + 1);
        }
        let left = (room + 1).saturating_sub(x);
        let role = if strip.at == Some(n) { Role::Selected } else { Role::Text };
        x = canvas.pieces(x, row, left, &[(&key, Role::Key), (" ", Role::Text), (&text, role)]) + 2;
    }
    if let Some(refused) = refused {
        let row = above.unwrap_or(y + 1);
        line(canvas, row, &refused.text, Role::Refused);
        if above.is_none() {
            return;
        }
    }
    let mut at = if row == y { 1 } else { x };
    let typed = matches!(strip.asks, Asks::Record(_) | Asks::SkipInWords(..) | Asks::BedTime(_));
    let chosen = !typed && !strip.asks.can_wait();
    let choose = chosen.then(|| hint(model, Verb::Right));
    let in_words = matches!(strip.asks, Asks::SkipInWords(..));
    let take = in_words.then(|| (model.setup.keymap.spell("⟦strip.take⟧"), "skip it".to_owned()));
    for (key, does) in [take, Some(leave), choose].into_iter().flatten() {
        let left = (room + 1).saturating_sub(at);
        if width(&key) + width(&does) < usize::from(left) {
            let pieces = [(key.as_str(), Role::Key), (" ", Role::Muted), (does.as_str(), Role::Muted)];
            at = canvas.pieces(at, y + 1, left, &pieces) + 2;
        }
    }
}

/// What the keys of a strip do that are not its answers.
fn hint(model: &Model, verb: Verb) -> Choice {
    let hints = model.setup.keymap.hints(Scope::Strip);
    let at = usize::from(verb == Verb::Leave);
    hints.get(at).map_or_else(Default::default, |(key, does)| (key.clone(), (*does).to_owned()))
}

/// What a strip asks, and its answers: keys, and what each means.
fn question(canvas: &Canvas<'_>, model: &Model, strip: &Strip, shown: Shown) -> (String, Vec<Choice>) {
    let today = model.weeks.today();
    let lead = match &strip.asks {
        Asks::Swap(day) => format!("swap {} with", day.format("%a")),
        Asks::Move(item) => format!("move {} to", item.title),
        Asks::MoveDays(all) => format!("move {} to", day_span(all, today)),
        Asks::Landing(_, to) => {
            let (week, _) = model.shown(WeekId::of(*to));
            let held = day_title(&week.day(*to).sessions);
            let day = if model.view.shows(*to) { to.format("%a").to_string() } else { day_name(*to, today) };
            format!("{day} holds {held}:")
        }
        Asks::Put(day, _) => format!("put on {}:", day.format("%a")),
        Asks::Skip(item) => format!("skip {}:", item.title),
        Asks::SkipInWords(item, _) => format!("skip {} because", item.title),
        Asks::BedTime(_) => "in bed tonight by".to_owned(),
        Asks::Overlay(all, _) => format!("{}:", day_span(all, today)),
        Asks::Until(_, overlay) => format!("{} until", overlay.name()),
        Asks::Where(..) => "hurt where".to_owned(),
        Asks::HowBad(_, regions) => {
            let names: Vec<&str> = regions.iter().map(|r| r.label()).collect();
            format!("how bad is it in {}:", names.join(", "))
        }
        Asks::Chord(keys) => keys.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "),
        Asks::Need(own) => format!("your nights have a median of {}: is that your need?", hours_and_minutes(*own)),
        Asks::CatchUp(items) => {
            let days = dates(items);
            // Named where they are few and there is room.
            if days.len() <= NAMED && canvas.area().width >= COLUMNS {
                format!("unmarked: {}:", day_span(&days, today))
            } else {
                format!("{} days unmarked:", days.len())
            }
        }
        Asks::Record(recording) => return record(model, recording),
    };
    let text = |a: &Answer| {
        let mark = if a.ticked { canvas.glyphs.status(Status::Done) } else { "" };
        let sign = a.kind.map_or("", |k| canvas.glyphs.kind(k));
        let parts: &[&str] = match shown {
            Shown::All => &[&a.text, sign, &a.holds, mark],
            Shown::Brief => &[&a.text, sign, mark],
            Shown::Keys => &[mark],
        };
        parts.iter().copied().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(" ")
    };
    let answers = strip.asks.answers(&model.sight());
    let mut options: Vec<Choice> = answers.iter().map(|a| (a.label.clone(), text(a))).collect();
    if matches!(strip.asks, Asks::BedTime(_)) {
        options = vec![
            ("2200".into(), "a time".into()),
            ("+ -".into(), "15 min".into()),
            (model.setup.keymap.spell("⟦strip.take⟧"), "try it".into()),
        ];
    }
    if strip.asks.can_wait() {
        options.push(("any other key".into(), "goes on".into()));
    }
    (lead, options)
}

/// What was marked done, with what was answered of it, and what can still be.
fn record(model: &Model, recording: &Recording) -> (String, Vec<(String, String)>) {
    let Recording { item, said, minutes, .. } = recording;
    let keys = |keys: &[(&str, &str)]| keys.iter().map(|(k, t)| ((*k).to_owned(), (*t).to_owned())).collect::<Vec<_>>();
    let spell = |text: &str| model.setup.keymap.spell(text);
    if let Some(typed) = minutes {
        return (format!("{} took {typed}_ minutes", item.title), keys(&[(&spell("⟦strip.take⟧"), "keep them")]));
    }
    let session = model.shown(WeekId::of(item.date)).0.day(item.date).sessions.get(item.index).cloned();
    let recorded = session.as_ref().is_some_and(|s| s.done.is_some());
    let lead = match (&session, *said == Done::default() && !recorded) {
        (Some(s), false) => {
            let felt = said.felt.map_or(String::new(), |f| format!(", felt {}", f.name()));
            format!("{} done{felt}:", s.summary())
        }
        _ => format!("{} done as planned:", item.title),
    };
    let mut options = Vec::new();
    if said.rpe.is_none() {
        options.extend(keys(&[("1–9 0", "RPE it was")]));
    }
    if said.minutes.is_none() {
        options.extend(keys(&[("m", "minutes")]));
    }
    if said.felt.is_none() {
        options.extend(keys(&[("b s w", "felt better, same, worse")]));
    }
    options.extend(keys(&[("e", "everything")]));
    (lead, options)
}

/// The keys that would do something now.
fn footer(canvas: &mut Canvas<'_>, model: &Model, y: u16) {
    // A strip prints its own beside its answers.
    if matches!(model.view.layer, Some(Layer::Strip(_))) {
        return;
    }
    if let Some(mut hints) = layer_hints(canvas, model) {
        let tail = hints.split_off(hints.len().saturating_sub(1));
        hint_line(canvas, y, &hints, &tail);
        return;
    }
    let in_range = [Command::Rest, Command::Move, Command::Cut, Command::Copy, Command::Overlay, Command::Back];
    let offered: &[Command] = if model.view.anchor.is_some() { &in_range } else { &OFFERED };
    let taken_back = model.selected_is_done();
    let named = |c: &Command| {
        let does = if *c == Command::Done && taken_back { "not done" } else { find(*c).short };
        Some((model.setup.keymap.key_of(*c)?, does))
    };
    let tail: Vec<(String, &str)> = [Command::Palette, Command::Help, Command::Quit].iter().filter_map(named).collect();
    // Whether a key would do something is asked only as long as there is room to say so.
    let chips = canvas.area().width >= COLUMNS;
    let needs = |(key, text): &(String, &str)| hint_width(chips, key, text);
    let mut room = usize::from(canvas.area().width.saturating_sub(2)) + 2;
    let taken: usize = tail.iter().map(|(key, text)| hint_width(false, key, text)).sum();
    room = room.saturating_sub(taken);
    let mut head: Vec<(String, &str)> = Vec::new();
    for command in offered {
        let Some(hint) = named(command) else { continue };
        // The shortest that could still come fits no more.
        if room < SHORTEST {
            break;
        }
        // What it would apply stands nowhere.
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

/// Columns that a key and what it does take at least: `r rest`, and the gap behind it.
const SHORTEST: usize = 6;

/// Columns of a key, what it does, and the gap behind it; wide screens have room for keys that look like keys.
fn hint_width(chips: bool, key: &str, text: &str) -> usize {
    width(key) + width(text) + 3 + if chips { 2 } else { 0 }
}

/// Keys and what they do: as many of the first as have room before the last ones.
fn hint_line(canvas: &mut Canvas<'_>, y: u16, head: &[(String, &str)], tail: &[(String, &str)]) {
    let room = canvas.area().width.saturating_sub(2);
    let chips = canvas.area().width >= COLUMNS;
    let taken = |keys: &[(String, &str)], chips: bool| keys.iter().map(|(k, t)| hint_width(chips, k, t)).sum::<usize>();
    let room_for = |keys: &[(String, &str)]| taken(keys, false) <= usize::from(room) + 2;
    let first = (0..tail.len()).find(|n| room_for(&tail[*n..])).unwrap_or(tail.len().saturating_sub(1));
    let tail = &tail[first..];
    let fits = |n: &usize| taken(&head[..*n], chips) + taken(tail, false) <= usize::from(room) + 2;
    let shown = (0..=head.len()).rev().find(fits).unwrap_or(0);
    let end = room + 1;
    let put = |canvas: &mut Canvas<'_>, mut x: u16, keys: &[(String, &str)], chips: bool| {
        for (key, text) in keys {
            let left = end.saturating_sub(x);
            let after = if chips { canvas.chip(x, y, left, key) } else { canvas.put(x, y, left, key, Role::Strong) };
            x = canvas.pieces(after, y, end.saturating_sub(after), &[(" ", Role::Text), (text, Role::Muted)]) + 2;
        }
        x
    };
    let x = put(canvas, 1, &head[..shown], chips);
    // How to leave, and where everything else is, stands at the other end.
    let at = (usize::from(end) + 2).saturating_sub(taken(tail, false)) as u16;
    put(canvas, if chips { at.max(x) } else { x }, tail, false);
}
