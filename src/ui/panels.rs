//! The panels under the grid: recovery, the day, the body, the last days, notes.

use chrono::NaiveDate;
use ratatui::layout::Rect;

use super::canvas::Canvas;
use super::grid::bar_of;
use super::layout::Places;
use super::practices;
use super::theme::Role;
use super::trends;
use crate::app::{Item, Model, Panel};
use crate::domain::calendar::add_days;
use crate::domain::session::{Kind, Status};
use crate::domain::week::Fuel;
use crate::domain::{Day, Days, Region, WeekId};
use crate::planning::Outlook;
use crate::recovery::flags::{self, RegionState};
use crate::recovery::verdict::{self, Advice, Verdict, WhichRest};
use crate::recovery::{Band, Component, Recovery};
use crate::text::{upper_first, width, wrap};
use crate::words;

/// Rows of the upper panels where there is room for a second row of panels.
const UPPER: u16 = 10;

/// All panels that fit.
pub fn draw(canvas: &mut Canvas<'_>, model: &Model, places: &Places) {
    let area = places.below;
    if model.is_first_run() && area.height >= 8 {
        first_run(canvas, model, area);
        return;
    }
    if area.height < 7 || area.width < 40 {
        folded(canvas, model, area);
        return;
    }
    let (upper, lower) = if area.height >= UPPER + 7 {
        (Rect { height: UPPER, ..area }, Some(Rect::new(0, area.y + UPPER + 1, area.width, area.height - UPPER - 1)))
    } else {
        (area, None)
    };
    let panels: u16 = match area.width {
        115.. => 3,
        78.. => 2,
        _ => 1,
    };
    let each = area.width / panels;
    let column = |n: u16| Rect::new(n * each, upper.y, each - u16::from(n + 1 < panels), upper.height);
    recovery(canvas, model, column(0));
    let trends_here = panels == 2 && lower.is_none() && model.panel == Panel::Trends;
    match (panels, model.panel) {
        (2, Panel::Body) => body(canvas, model, column(1)),
        (2, Panel::Trends) if trends_here => trends::draw(canvas, model, column(1)),
        (2.., _) => day(canvas, model, column(1)),
        _ => {}
    }
    if panels > 2 {
        body(canvas, model, column(2));
    }
    if let Some(lower) = lower {
        if panels > 2 {
            trends::draw(canvas, model, Rect { width: 2 * each - 1, ..lower });
            notes(canvas, model, Rect::new(2 * each, lower.y, each, lower.height));
        } else if panels == 1 {
            day(canvas, model, lower);
        } else {
            trends::draw(canvas, model, lower);
        }
    }
}

/// One or a few lines, where a panel has no room.
fn folded(canvas: &mut Canvas<'_>, model: &Model, area: Rect) {
    if area.height == 0 {
        return;
    }
    let room = area.width.saturating_sub(2);
    let Some(r) = model.recovery(model.cursor) else {
        canvas.put(1, area.y, room, &reason_without_score(model, model.cursor), Role::Muted);
        return;
    };
    let head = format!("{} {}  ", r.shown, r.band().name().to_uppercase());
    let x = canvas.put(1, area.y, room, &head, Role::Score(r.band()));
    canvas.put(x, area.y, (room + 1).saturating_sub(x), &losses_in_brief(&r), Role::Text);
}

/// `sleep −24  soreness −9`, the largest first.
pub fn losses_in_brief(r: &Recovery) -> String {
    let (points, cap) = r.points();
    let mut lost: Vec<(&str, u8)> =
        points.iter().map(|(c, p)| (c.name(), *p)).chain([("cap", cap)]).filter(|(_, p)| *p > 0).collect();
    lost.sort_by_key(|(_, p)| std::cmp::Reverse(*p));
    lost.iter().map(|(name, p)| format!("{name} −{p}")).collect::<Vec<_>>().join("  ")
}

fn reason_without_score(model: &Model, date: NaiveDate) -> String {
    match date.cmp(&model.today) {
        std::cmp::Ordering::Greater => "–  this morning is still ahead".into(),
        std::cmp::Ordering::Equal => "–  nothing logged yet: c, 20 seconds".into(),
        std::cmp::Ordering::Less => "–  nothing was logged that morning".into(),
    }
}

/// Score, band, and the line of every component; points lost sum to 100 − score.
pub fn recovery(canvas: &mut Canvas<'_>, model: &Model, area: Rect) {
    let date = model.cursor;
    let title = if date == model.today {
        "Recovery today".to_owned()
    } else {
        format!("Recovery {}", date.format("%a %-d %b"))
    };
    canvas.heading(area, &title);
    if date <= model.today {
        flag_dots(canvas, model, date, area);
    }
    let (x, room) = (area.x + 1, area.width.saturating_sub(2));
    if let Some(o) = model.outlook(date).filter(|_| date > model.today) {
        ahead(canvas, model, o, area);
        return;
    }
    let Some(r) = model.recovery(date) else {
        canvas.put(x, area.y + 1, room, &reason_without_score(model, date), Role::Text);
        let more = match date.cmp(&model.today) {
            std::cmp::Ordering::Greater => "A score is computed from what you log on the morning itself.",
            _ => {
                "A score needs sleep, soreness or how you feel from the morning itself. c logs them, any of them will do."
            }
        };
        for (n, line) in wrap(more, usize::from(room)).iter().enumerate() {
            canvas.put(x, area.y + 3 + n as u16, room, line, Role::Muted);
        }
        return;
    };
    let bar_at = canvas.put(
        x,
        area.y + 1,
        room,
        &format!("{}  {}  ", r.shown, r.band().name().to_uppercase()),
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
        (&model.book as &dyn Days).day(date).and_then(|d| d.checkin.as_ref()).is_some_and(|c| c.unfinished);
    let tail = if unfinished { "   unfinished, c goes on" } else { "" };
    if y < area.bottom() {
        let text = format!("confidence {}  {at_hand} of 5 inputs{tail}", r.confidence().name());
        canvas.put(x, y.max(area.y + 8).min(area.bottom() - 1), room, &text, Role::Muted);
    }
}

/// A forecast with its range, what it is for, and how good forecasts have been.
fn ahead(canvas: &mut Canvas<'_>, model: &Model, o: &Outlook, area: Rect) {
    let (x, room) = (area.x + 1, area.width.saturating_sub(2));
    let band = Band::of(o.score);
    let head = format!("~{}  {}  ", o.score, band.name().to_uppercase());
    let at = canvas.put(x, area.y + 1, room, &head, Role::Bar(band));
    canvas.put(at, area.y + 1, (x + room).saturating_sub(at), &format!("likely {} to {}", o.low, o.high), Role::Muted);
    let mut lines = vec![words::outlook_advice(o)];
    let sore: Vec<_> = o.soreness.iter().map(|(r, n)| (*r, n.round() as u8)).collect();
    lines.push(match sore.as_slice() {
        [] => "No soreness was logged in 14 days, so sessions cannot show in the forecast: c logs it.".to_owned(),
        sore => format!("soreness expected: {}", words::soreness(sore)),
    });
    lines.push(match model.grade {
        Some(g) => format!(
            "Last {} forecasts: off by {:.0} on average, {} fell outside their range.",
            g.n, g.off_by, g.outside
        ),
        None => "Forecasts are kept with each check-in and graded the morning after.".to_owned(),
    });
    let wrapped = lines.iter().flat_map(|l| wrap(l, usize::from(room)));
    for (n, line) in wrapped.take(usize::from(area.height.saturating_sub(3))).enumerate() {
        canvas.put(x, area.y + 3 + n as u16, room, &line, Role::Muted);
    }
}

/// Five quiet dots on the hairline, one a red flag; those that are on are filled.
fn flag_dots(canvas: &mut Canvas<'_>, model: &Model, date: NaiveDate, area: Rect) {
    let flags = model.flags(date);
    let on = flags.on().count();
    let word = if flags.level > 0 { format!(" {} ", flags.word()) } else { " ".to_owned() };
    let w = width(&word) as u16 + 8;
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

/// What the day holds, item by item.
pub fn day(canvas: &mut Canvas<'_>, model: &Model, area: Rect) {
    let day = model.day();
    let title = match day.sessions.first() {
        Some(s) => format!("{} · {}", day.date.format("%a %-d"), s.title),
        None => day.date.format("%a %-d %b").to_string(),
    };
    canvas.heading(area, &title);
    let (x, room) = (area.x + 1, area.width.saturating_sub(2));
    let mut lines: Vec<(bool, String, Role)> = Vec::new();
    for (n, item) in model.items_here().into_iter().enumerate() {
        let here = n == model.item;
        if matches!(item, Item::Offer(0)) {
            lines.push((
                false,
                format!("If you like · {}", practices::counter(model, usize::from(room) >= 48)),
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
                let offer = &model.offers[i];
                let minutes = offer.extra.minutes.map_or(String::new(), |m| format!(" {m}'"));
                let title = format!("{}{minutes}", offer.extra.title);
                let why = if here { String::new() } else { format!(" · {}", offer.reason) };
                let fits = width(&title) + width(&why) + 2 <= usize::from(room);
                lines.push((here, if fits { format!("{title}{why}") } else { title }, Role::Text));
                if here {
                    let told = format!("{}: enter adds it, space marks it done", offer.reason);
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
    let mut more = Vec::new();
    if day.sessions.is_empty() {
        more.push("nothing planned: a adds a session, r makes it rest".to_owned());
    }
    if let Some(overlay) = day.overlay {
        more.push(format!("{}: the plan waits underneath; ! lifts it", overlay.name()));
    }
    let soft = more.iter().flat_map(|l| wrap(l, usize::from(room.saturating_sub(2))));
    lines.extend(soft.map(|l| (false, l, Role::Muted)));
    lines.extend(day.wins.iter().map(|w| (false, format!("{} {w}", canvas.glyphs.win()), Role::Text)));
    lines.extend(daily(model, &day).into_iter().map(|l| (false, l, Role::Muted)));
    if let Some(bed) = day.bed {
        lines.push((false, format!("in bed by {bed}"), Role::Muted));
    }
    // Verdict and suggestion stand at the foot of the panel, whatever is above them.
    let mut foot: Vec<(String, Role)> = Vec::new();
    let mut fixes: Vec<(String, Role)> = Vec::new();
    let suggestion = model.suggestion().filter(|_| day.date == model.today);
    if let Some(s) = suggestion {
        let text = format!("{}  = applies, x not today", s.text);
        foot.extend(wrap(&text, usize::from(room)).into_iter().map(|l| (l, Role::Text)));
    }
    if let Some(fix) = model.fix.as_ref().filter(|_| suggestion.is_none() && day.date == model.cursor) {
        let text = format!("{} = applies.", fix.text);
        fixes.extend(wrap(&text, usize::from(room)).into_iter().map(|l| (l, Role::Text)));
    }
    for f in model.findings.iter().filter(|f| f.date == Some(day.date)) {
        let text = format!("{} {}", canvas.glyphs.finding(), f.sentence);
        foot.extend(wrap(&text, usize::from(room)).into_iter().map(|l| (l, Role::Text)));
    }
    // What was done is done: a verdict is for what is still open.
    let open = day.date >= model.today && !(day.has_done() && day.sessions.iter().all(|s| s.status != Status::Planned));
    foot.extend(fixes);
    if let Some((v, sentence)) = model.verdict(day.date).filter(|_| open && suggestion.is_none()) {
        let role = if v.advice > Advice::AsPlanned { Role::Text } else { Role::Muted };
        foot.extend(wrap(&sentence, usize::from(room)).into_iter().map(|l| (l, role)));
    }
    let rests = |v: &Verdict| v.advice >= Advice::ActiveRecovery;
    let gentle = model.verdict(day.date).is_some_and(|(v, _)| rests(&v))
        || verdict::session_of(&day).is_some_and(|s| !s.kind.is_training());
    let which = model.recovery(day.date).as_ref().and_then(verdict::which_rest);
    if let Some(rest) = which.filter(|w| day.date == model.today && (gentle || *w == WhichRest::LooseButBelowPar)) {
        foot.extend(wrap(&upper_first(rest.text()), usize::from(room)).into_iter().map(|l| (l, Role::Muted)));
    }
    let inside = usize::from(area.height.saturating_sub(1));
    foot.truncate(inside.saturating_sub(3));
    let start = area.bottom().saturating_sub(foot.len() as u16);
    for (n, (text, role)) in foot.iter().enumerate() {
        canvas.put(x, start + n as u16, room, text, *role);
    }
    // The item under the cursor is always in sight.
    let rows = inside.saturating_sub(foot.len() + usize::from(!foot.is_empty() && lines.len() + foot.len() < inside));
    let at = lines.iter().position(|(here, ..)| *here).unwrap_or(0);
    let skip = (at + 2).saturating_sub(rows);
    for (n, (here, text, role)) in lines.into_iter().skip(skip).take(rows).enumerate() {
        let y = area.y + 1 + n as u16;
        let pointer = if here { canvas.glyphs.pointer() } else { " " };
        canvas.put(x, y, 1, pointer, Role::Frame);
        canvas.put(x + 2, y, room.saturating_sub(2), &text, role);
    }
}

/// Quiet lines of a day: the ceiling of its easy work, movement snacks, fuel.
fn daily(model: &Model, day: &Day) -> Vec<String> {
    let mut out = Vec::new();
    if day.sessions.iter().any(|s| s.kind == Kind::ActiveRecovery) {
        let cap = model.settings.daily.heart_rate_cap.map_or(String::new(), |c| format!(", under {c} bpm"));
        out.push(format!("talking pace{cap}"));
    }
    let (next, _) = model.shown(WeekId::of(add_days(day.date, 1)));
    let tomorrow = next.day(add_days(day.date, 1));
    if day.date == model.today && tomorrow.is_rest() && !tomorrow.sessions.is_empty() {
        out.push("tomorrow is rest: no alarm".to_owned());
    }
    if model.settings.daily.snacks && day.date <= model.today {
        out.push(format!("movement snacks {}", day.snacks));
    }
    if model.settings.daily.fuel && day.date <= model.today {
        let ticked: Vec<&str> = day.fuel.iter().map(|f| f.name()).collect();
        let open: Vec<&str> = Fuel::ALL
            .into_iter()
            .filter(|f| !day.fuel.contains(f) && model.offers_fuel(day.date, *f))
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

/// Every region: how sore, for how long, when it was last trained.
pub fn body(canvas: &mut Canvas<'_>, model: &Model, area: Rect) {
    canvas.heading(area, if model.cursor == model.today { "Body · soreness in the next 7 days" } else { "Body" });
    let (x, room) = (area.x + 1, area.width.saturating_sub(2));
    let shown = states_shown(model, usize::from(area.height.saturating_sub(1)));
    for (n, r) in shown.iter().enumerate() {
        let ends = clock(canvas, model, r.region);
        region_line(canvas, r, ends.as_deref(), x, area.y + 1 + n as u16, room);
    }
    let y = area.y + 1 + shown.len() as u16;
    if model.gain.mornings > 0 && y < area.bottom() {
        let than = if model.gain.value < 1.0 { "less" } else { "more" };
        let told = format!(
            "sessions leave you {than} sore than most: ×{:.1}, learnt from {} mornings",
            model.gain.value, model.gain.mornings
        );
        for (n, line) in wrap(&told, usize::from(room)).iter().take(usize::from(area.bottom() - y)).enumerate() {
            canvas.put(x, y + n as u16, room, line, Role::Muted);
        }
    }
}

/// The regions that the body panel shows in so many rows.
pub fn regions_shown(model: &Model, rows: usize) -> Vec<Region> {
    states_shown(model, rows).iter().map(|r| r.region).collect()
}

fn states_shown(model: &Model, rows: usize) -> Vec<RegionState> {
    let all = flags::body(&model.book, model.cursor, &model.basis.regions);
    let general_only = all.iter().all(|r| r.region == Region::General || r.soreness.unwrap_or(0) == 0);
    let general_told = all.iter().any(|r| r.region == Region::General && r.soreness.unwrap_or(0) > 0);
    let told = |r: &RegionState| match r.region {
        Region::General => general_told,
        _ => !(general_only && general_told) || r.trained.is_some(),
    };
    // Where there is less room than regions, those with most to tell come first.
    let mut shown: Vec<RegionState> = all.into_iter().filter(told).collect();
    if shown.len() > rows {
        shown.sort_by_key(|r| std::cmp::Reverse((r.pain, r.soreness, r.trained.map(|d| 28 - d))));
        shown.truncate(rows);
    }
    shown
}

/// Soreness of a region over the next seven days under the plan, a column a day, and the day it ends on; nothing while it
/// stays low.
fn clock(canvas: &Canvas<'_>, model: &Model, region: Region) -> Option<String> {
    if model.cursor != model.today {
        return None;
    }
    let ahead: Vec<(NaiveDate, f64)> =
        model.outlooks.iter().filter_map(|o| Some((o.date, *o.soreness.get(&region)?))).collect();
    let (peak_at, peak) = ahead.iter().enumerate().max_by(|a, b| a.1.1.total_cmp(&b.1.1).then(b.0.cmp(&a.0)))?;
    if peak.1 < NOTICEABLE {
        return None;
    }
    let line: String = ahead.iter().map(|(_, n)| canvas.glyphs.level(n / 10.0)).collect();
    let end = ahead.iter().skip(peak_at).find(|(_, n)| *n < NOTICEABLE);
    let end = end.map_or(String::new(), |(d, _)| format!(" {}", &d.format("%a").to_string()[..2]));
    Some(format!("{line}{end}"))
}

/// Soreness below which a region counts as over it: 2 is noticeable.
const NOTICEABLE: f64 = 2.0;

fn region_line(canvas: &mut Canvas<'_>, r: &RegionState, ends: Option<&str>, x: u16, y: u16, room: u16) {
    let sore = r.soreness.unwrap_or(0);
    let role = if sore > 0 { Role::Text } else { Role::Muted };
    canvas.put(x, y, 10, r.region.label(), role);
    canvas.put_right(x + 13, y, 2, &r.soreness.map_or("–".to_owned(), |n| n.to_string()), role);
    let bars = usize::from(sore.div_ceil(2));
    let at = canvas.put(x + 14, y, 5, &canvas.glyphs.block().repeat(bars), Role::Text);
    canvas.put(at, y, 5, &canvas.glyphs.track().repeat(5 - bars), Role::Muted);
    let lasted = match (r.pain, r.mornings) {
        (true, _) => "hurts".to_owned(),
        (false, 0) => String::new(),
        (false, 1) => "new".to_owned(),
        (false, 60..) => "60+ d".to_owned(),
        (false, n) => format!("{n} d"),
    };
    canvas.put(x + 20, y, 7, &lasted, Role::Muted);
    let trained = match (ends, r.trained) {
        (Some(ends), _) => {
            canvas.put(x + 28, y, room.saturating_sub(28), ends, Role::Muted);
            return;
        }
        (None, trained) => trained,
    };
    let trained = match trained {
        Some(1) => "trained yesterday".to_owned(),
        Some(n) => format!("trained {n} days ago"),
        None => String::new(),
    };
    let left = usize::from(room.saturating_sub(28));
    let trained =
        if width(&trained) <= left { trained } else { trained.replace("trained ", "").replace(" days ago", "d ago") };
    canvas.put(x + 28, y, left as u16, &trained, Role::Muted);
}

/// What waits and what is odd: tray, and files that were not understood.
fn notes(canvas: &mut Canvas<'_>, model: &Model, area: Rect) {
    canvas.heading(area, "Plan notes");
    let (x, room) = (area.x + 1, area.width.saturating_sub(2));
    let mut lines: Vec<(String, Role)> = Vec::new();
    for text in model.trouble() {
        lines.extend(wrap(text, usize::from(room)).into_iter().map(|l| (l, Role::Refused)));
    }
    for f in &model.findings {
        let here = f.date == Some(model.cursor);
        let wrapped = wrap(&f.sentence, usize::from(room.saturating_sub(2)));
        let role = if here { Role::Strong } else { Role::Text };
        let bullet = canvas.glyphs.finding();
        lines.extend(
            wrapped.into_iter().enumerate().map(|(n, l)| (format!("{} {l}", if n == 0 { bullet } else { " " }), role)),
        );
    }
    if let Some(told) = model.deload_review() {
        lines.extend(wrap(&told, usize::from(room)).into_iter().map(|l| (l, Role::Muted)));
    }
    if model.findings.is_empty() && model.week_id().sunday() >= model.today {
        lines.push(("no finding on this week's plan".into(), Role::Muted));
    }
    let tray = model.tray();
    if tray.is_empty() {
        lines.push(("parked: none".into(), Role::Muted));
    }
    for (_, _, item) in tray {
        let from = item.from.map_or(String::new(), |d| format!(", from {}", d.format("%a %-d")));
        lines.push((
            format!("parked: {} {}{from}", canvas.glyphs.kind(item.session.kind), item.session.title),
            Role::Text,
        ));
    }
    for (n, (text, role)) in lines.into_iter().take(usize::from(area.height.saturating_sub(1))).enumerate() {
        canvas.put(x, area.y + 1 + n as u16, room, &text, role);
    }
}

/// What a person sees who has nothing on file.
fn first_run(canvas: &mut Canvas<'_>, model: &Model, area: Rect) {
    let (x, room) = (1, area.width.saturating_sub(2));
    let mut lines: Vec<(String, String, Role)> = Vec::new();
    let split = model.split_for(model.week_id());
    let intro = format!(
        "This week is a proposal: {}. Rest is part of the plan, and counts as done.",
        lower_first(&split.title)
    );
    lines.extend(wrap(&intro, usize::from(room)).into_iter().map(|l| (String::new(), l, Role::Text)));
    lines.push(Default::default());
    for (key, text) in [
        ("c", "log last night (20 seconds) and get today's recovery"),
        ("r", "make the day you are on a rest day; u undoes anything"),
        (":split", "choose another week, or start empty"),
        (":demo", "look around with twelve sample weeks; F1 takes a tour of five steps"),
    ] {
        lines.push((key.into(), text.into(), Role::Text));
    }
    lines.push(Default::default());
    let data = format!(
        "Your data: {}: plain text, one file a week, nothing leaves this machine. Not medical advice.",
        model.data_dir
    );
    lines.extend(wrap(&data, usize::from(room)).into_iter().map(|l| (String::new(), l, Role::Muted)));
    for (n, (key, text, role)) in lines.into_iter().take(usize::from(area.height)).enumerate() {
        let y = area.y + n as u16;
        let indent = if key.is_empty() { 0 } else { 10 };
        canvas.put(x, y, 9, &key, Role::Key);
        canvas.put(x + indent, y, room.saturating_sub(indent), &text, role);
    }
}

fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or(String::new(), |c| c.to_lowercase().chain(chars).collect())
}
