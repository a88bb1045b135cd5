//! The open strip: what it asks, its answers, and its keys.

use ratatui::layout::Rect;

use super::bottom::{Choice, key_spots, line};
use crate::app::layers::answers::Answer;
use crate::app::layers::recording::Recording;
use crate::app::layers::strip::{Asks, Strip};
use crate::app::pointer::Spot;
use crate::app::{Model, NoticeKind};
use crate::domain::WeekId;
use crate::domain::calendar::{day_name, day_span};
use crate::domain::checkin::hours_and_minutes;
use crate::domain::session::{Done, Status};
use crate::domain::week::day_title;
use crate::keys::{Key, Scope, Verb};
use crate::planning::unmarked::dates;
use crate::text::width;
use crate::ui::canvas::Canvas;
use crate::ui::field;
use crate::ui::layout::{COLUMNS, Places};
use crate::ui::theme::Role;

/// The most unmarked days that are named.
const NAMED: usize = 4;

/// How much of the answers is shown, if not everything fits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd)]
enum Shown {
    /// Keys, what they mean, and what days hold.
    All,
    /// Keys and what they mean, days with a glyph.
    Brief,
    /// Only keys.
    Keys,
}

/// The most rows that a strip takes, if the panels have rows to spare.
const MOST: u16 = 6;

/// Rows below the week from which it may take some of them.
const LEAST: u16 = 3;

/// Lays out the answers of a strip: returns their rows, and the column after the last answer.
fn laid(lead: &str, options: &[Choice], room: u16) -> (u16, u16) {
    let (mut x, mut rows) = (width(lead) as u16 + 3, 1);
    for (key, text) in options {
        let needs = (width(key) + width(text) + 3) as u16;
        if x + needs > room + 2 {
            (x, rows) = (1, rows + 1);
        }
        x += needs;
    }
    (rows, x)
}

/// Asks, and shows the possible answers; returns the first row it takes.
pub fn draw(canvas: &mut Canvas<'_>, model: &Model, strip: &Strip, places: &Places) -> u16 {
    let roomy = places.below.height >= LEAST;
    // A refusal goes above the question if there is a row for it.
    let has_above = (places.rhythm.is_some() || roomy) && model.view.tour.is_none();
    let area_width = canvas.area().width;
    let room = area_width.saturating_sub(2);
    let refused = model.view.notice.as_ref().filter(|n| n.kind == NoticeKind::Refused);
    let leave = hint(model, Verb::Leave);
    // The row of keys takes the answers left over, and how to leave comes after them.
    let covered = refused.is_some() && !has_above;
    let spare = if covered { 0 } else { (width(&leave.0) + width(&leave.1) + 1) as u16 };
    // The rows that it takes, including how to leave, which never shares the first one.
    let taken = |lead: &str, options: &[Choice]| {
        let (rows, x) = laid(lead, options, room);
        match rows {
            1 => 2,
            rows if x + spare <= room + 1 => rows,
            rows => rows + 1,
        }
    };
    // A refusal would cover the second row.
    let few_rows = if covered { 1 } else { 2 };
    let most = if roomy && !covered { MOST.min(places.below.height + 1) } else { few_rows };
    let forms = [(Shown::All, few_rows), (Shown::Brief, few_rows), (Shown::All, most), (Shown::Brief, most)];
    let ((lead, options), rows) = forms
        .into_iter()
        .find_map(|(shown, most)| {
            let (lead, options) = question(canvas, model, strip, shown);
            let rows = taken(&lead, &options);
            (rows <= most.max(2) && (!covered || laid(&lead, &options, room).0 == 1)).then_some(((lead, options), rows))
        })
        .unwrap_or_else(|| (question(canvas, model, strip, Shown::Keys), 2));
    let y = places.footer + 1 - rows;
    let above = has_above.then(|| y - 1);
    canvas.clear(Rect::new(0, y, area_width, rows));
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
        if x + needs > room + 2 && row < places.footer {
            (x, row) = (1, row + 1);
        }
        let left = (room + 1).saturating_sub(x);
        let from = x;
        let role = if strip.at == Some(n) { Role::Selected } else { Role::Text };
        x = canvas.pieces(x, row, left, &[(&key, Role::Key), (" ", Role::Text), (&text, role)]) + 2;
        match Key::shown_as(&key) {
            Some(key) => canvas.spot(Rect::new(from, row, x - 2 - from, 1), Spot::Key(key)),
            None => key_spots(canvas, (from, row), &key),
        }
    }
    if let Some(refused) = refused {
        let row = above.unwrap_or(y + 1);
        line(canvas, row, &refused.text, Role::Refused);
        if above.is_none() {
            return y;
        }
    }
    let mut at = if row == places.footer { x } else { 1 };
    let typed = matches!(strip.asks, Asks::Record(_) | Asks::SkipInWords(..) | Asks::BedTime(_));
    let chosen = !typed && !strip.asks.can_wait();
    let choose = chosen.then(|| hint(model, Verb::Right));
    let in_words = matches!(strip.asks, Asks::SkipInWords(..));
    let take = in_words.then(|| (model.setup.keymap.spell("⟦strip.take⟧"), "skip it".to_owned()));
    for (key, does) in [take, Some(leave), choose].into_iter().flatten() {
        let left = (room + 1).saturating_sub(at);
        if width(&key) + width(&does) < usize::from(left) {
            let pieces = [(key.as_str(), Role::Key), (" ", Role::Muted), (does.as_str(), Role::Muted)];
            key_spots(canvas, (at, places.footer), &key);
            at = canvas.pieces(at, places.footer, left, &pieces) + 2;
        }
    }
    y
}

/// A key of the strip that is not an answer, and what it does.
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
        Asks::Where(..) => "where does it hurt".to_owned(),
        Asks::HowBad(_, regions) => {
            let names: Vec<&str> = regions.iter().map(|r| r.label()).collect();
            format!("how bad is it in {}:", names.join(", "))
        }
        Asks::Chord(keys) => keys.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "),
        Asks::Need(own) if canvas.area().width < COLUMNS => {
            format!("sleep need {}, your median?", hours_and_minutes(*own))
        }
        Asks::Need(own) => format!("your median night is {}: is that your need?", hours_and_minutes(*own)),
        Asks::CatchUp(items) => {
            let days = dates(items);
            // Named if they are few and there is room.
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
        options.push(("any other key".into(), "continues".into()));
    }
    (lead, options)
}

/// What was marked done, with what was answered about it, and what still can be.
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
        options.extend(keys(&[("1–9 0", "actual RPE")]));
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
