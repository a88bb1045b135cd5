//! A day, a week, a score and a review as they are spoken: one fact a line, no signs.

use chrono::{Datelike, NaiveDate};

use super::aloud::aloud;
use crate::domain::calendar::add_days;
use crate::domain::checkin::hours_and_minutes;
use crate::domain::session::{Felt, Session, Status};
use crate::domain::week::{Day, Week};
use crate::domain::{Extra, Kind, Movement, WeekId};
use crate::planning::counsel::Aside;
use crate::planning::practices::{Counts, FOCUSED_A_WEEK};
use crate::planning::review::{Line, Review};
use crate::planning::{Ahead, Counsel, Desk, Figures};
use crate::recovery::explain::{Step, why as explained};
use crate::recovery::flags::Flags;
use crate::recovery::lacking::Lacking;
use crate::recovery::{Band, Component, Recovery};
use crate::text::upper_first;

const BANDS: [Band; 4] = [Band::Train, Band::Ease, Band::Recover, Band::Rest];

/// `Monday 30 November`.
fn day_aloud(date: NaiveDate) -> String {
    date.format("%A %-d %B").to_string()
}

/// A text as it is spoken, as a sentence; band names in lower case, since some voices spell out capitals.
pub fn sentence(text: &str) -> String {
    let said = BANDS.iter().fold(aloud(text), |said, band| match said.split_once(&band.name().to_uppercase()) {
        Some((before, after)) => format!("{before}{}{after}", band.name()),
        None => said,
    });
    let said = upper_first(&said);
    if said.ends_with(['.', '!', '?', ':']) { said } else { format!("{said}.") }
}

/// `60 minutes at RPE 7`, with the distance before it; as done if it is done.
fn amounts(s: &Session) -> String {
    let minutes = s.actual_minutes().map(|m| format!("{m}'"));
    let rpe = s.actual_rpe().map(|r| format!("RPE {r}"));
    let work = minutes.into_iter().chain(rpe).collect::<Vec<_>>().join(" ");
    let distance = s.actual_distance().map(|d| d.to_string());
    aloud(&distance.into_iter().chain(Some(work).filter(|w| !w.is_empty())).collect::<Vec<_>>().join(", "))
}

/// A session: its title, its kind, its amounts, and what became of it.
fn session(s: &Session, past_status: Option<&str>) -> Vec<String> {
    let kind = Some(s.kind.label().to_lowercase()).filter(|_| s.kind != Kind::Rest);
    let parts: Vec<String> = kind.into_iter().chain(Some(amounts(s)).filter(|a| !a.is_empty())).collect();
    let what = std::iter::once(s.title.clone()).chain(parts).collect::<Vec<_>>().join(", ");
    let status = match super::status(s) {
        status if status.is_empty() => past_status.unwrap_or("Planned").to_owned(),
        status => aloud(&upper_first(&status)),
    };
    let mut out = vec![format!("{status}: {what}.")];
    // Once a session is done, its condition no longer matters.
    let facts = super::session_facts(&Session { note: None, ..s.clone() });
    let facts = facts.iter().filter(|f| s.status == Status::Planned || !f.starts_with("only if"));
    out.extend(facts.map(|f| sentence(&f.replace(" else ", ", else ").replace("felt same", "felt the same"))));
    if !s.movements.is_empty() {
        let all: Vec<&str> = s.movements.iter().map(Movement::as_str).collect();
        out.push(format!("Movements: {}.", aloud(&all.join("; "))));
    }
    out.extend(s.extras.iter().map(extra));
    out.extend(s.note.as_ref().map(|note| format!("Session note: {note}")));
    out
}

fn extra(e: &Extra) -> String {
    let minutes = e.minutes.map_or(String::new(), |m| format!(", {}", aloud(&format!("{m}'"))));
    let done = if e.done { ", done" } else { "" };
    format!("Along with it: {}{minutes}{done}.", e.title)
}

/// What a day holds besides its morning: its overlay, its event, its sessions, its notes.
fn held(day: &Day, today: NaiveDate, logged: Option<NaiveDate>) -> Vec<String> {
    let past_status = match day.date < today && logged.is_some_and(|first| first <= day.date) {
        true if day.is_kept_rest(today) => Some("Kept"),
        true => Some("Not marked"),
        false => None,
    };
    let waits = if day.hurt().is_some() { "what trains it waits, everything else is on" } else { "the plan waits" };
    let mut out: Vec<String> = day.laid().map(|laid| format!("{}: {waits}.", upper_first(laid))).into_iter().collect();
    out.extend(day.event.as_ref().map(|event| format!("Event: {event}.")));
    out.extend(day.sessions.iter().flat_map(|s| session(s, past_status)));
    if day.sessions.is_empty() {
        out.push("Nothing is planned.".to_owned());
    }
    out.extend(day.wins.iter().map(|win| format!("Went well: {win}")));
    out.extend(day.note.as_ref().map(|note| format!("Note: {note}")));
    out
}

/// The forecast of a day ahead, if there is one.
fn forecast(ahead: &Ahead, date: NaiveDate) -> Option<String> {
    let o = ahead.of(date)?;
    let Some(s) = o.score else { return Some("Forecast: none, too soon after illness.".to_owned()) };
    let guess = if s.guess { ", a guess from few mornings" } else { "" };
    let band = Band::of(s.score);
    Some(format!("Forecast: about {}, {}, likely {} to {}{guess}.", s.score, band.name(), s.low, s.high))
}

/// A score with its band and what that means.
fn score(r: &Recovery) -> String {
    let number = aloud(&format!("{}{}", r.number(), r.range()));
    format!("Recovery {number} of 100: {}, {}.", r.band().name(), super::band_means(r.band()))
}

/// How much was known for a score.
fn confidence(r: &Recovery) -> String {
    let (known, of) = (r.components.len(), r.weights.components().count());
    format!("Confidence {}: {known} of {of} inputs.", r.confidence().name())
}

/// What each component took, in order; those that were not logged are named.
fn losses(r: &Recovery, lacking: &[(Component, Lacking)]) -> Vec<String> {
    let (points, cap) = r.points();
    let name = |c: Component| upper_first(c.name());
    let mut out: Vec<String> = points
        .iter()
        .map(|(c, n)| {
            let what = aloud(&super::detail(r, *c));
            match n {
                0 => format!("{} took nothing: {what}.", name(*c)),
                1 => format!("{} took 1 point: {what}.", name(*c)),
                n => format!("{} took {n} points: {what}.", name(*c)),
            }
        })
        .collect();
    out.extend(
        r.cap.map(|c| {
            format!("{}: this caps the score at {}, which took {cap} more.", upper_first(c.reason()), c.limit())
        }),
    );
    out.extend(not_counted(lacking));
    out
}

fn not_counted(lacking: &[(Component, Lacking)]) -> impl Iterator<Item = String> {
    lacking.iter().map(|(c, why)| sentence(&format!("{} does not count: {}", c.name(), why.sentence(*c))))
}

/// Today: the score and what took points, what to do, what is planned, tomorrow.
pub fn today(
    desk: &Desk<'_>,
    recovery: Option<&Recovery>,
    counsel: &Counsel,
    ahead: &Ahead,
    evening: Option<String>,
) -> Vec<String> {
    let today = desk.today;
    let day = desk.day(today);
    let mut out = vec![format!("{} {}.", day_aloud(today), today.year())];
    match recovery {
        Some(r) => {
            out.push(score(r));
            out.extend(
                super::forecast_before(desk.book, today).map(|said| sentence(&format!("the forecast was {said}"))),
            );
            out.extend(losses(r, &Lacking::all(r, desk.book, today)));
            out.push(confidence(r));
        }
        None => out.push("No score yet: log the morning with recoup log.".to_owned()),
    }
    out.extend(super::counsel::lines(counsel).iter().map(|line| sentence(line)));
    // The forecast of this morning is next to its score already.
    let quiet = counsel.asides.iter().filter(|a| !a.is_weighty() && !matches!(a, Aside::Forecast(..)));
    out.extend(quiet.map(|aside| sentence(&super::counsel::aside(aside))));
    out.extend(held(&day, today, None));
    out.extend(evening.map(|text| sentence(&format!("tonight: {text}"))));
    let tomorrow = add_days(today, 1);
    out.push(format!("Tomorrow, {}:", day_aloud(tomorrow)));
    out.extend(forecast(ahead, tomorrow));
    out.extend(desk.day(tomorrow).sessions.iter().filter_map(|s| session(s, None).into_iter().next()));
    out
}

/// A week, day by day.
pub fn week(desk: &Desk<'_>, id: WeekId, (week, proposed): (&Week, bool), ahead: &Ahead) -> Vec<String> {
    let mut out = vec![format!(
        "Week {}, {} to {} {}.",
        id.number(),
        day_aloud(id.monday()),
        day_aloud(id.sunday()),
        id.sunday().year()
    )];
    if proposed {
        out.push("It is a proposal: the first change makes it yours.".to_owned());
    }
    if week.deload {
        out.push("It is a deload week.".to_owned());
    }
    for day in &week.days {
        let is = if day.date == desk.today { ", today" } else { "" };
        out.push(format!("{}{is}:", day_aloud(day.date)));
        out.extend(desk.recovery(day.date).map(|r| score(&r)));
        if day.date > desk.today {
            out.extend(forecast(ahead, day.date));
        }
        out.extend(held(day, desk.today, desk.book.first_logged()));
    }
    for item in &week.tray {
        let from = item.from.map_or(String::new(), |date| format!(", from {}", day_aloud(date)));
        let amounts =
            Some(amounts(&item.session)).filter(|a| !a.is_empty()).map_or(String::new(), |a| format!(", {a}"));
        out.push(format!("In the tray: {}{amounts}{from}.", item.session.title));
    }
    out
}

/// A day ahead: its forecast, what goes into it, what is planned.
pub fn ahead(date: NaiveDate, ahead: &Ahead, facts: &[String]) -> Vec<String> {
    let day = format!("{}.", day_aloud(date));
    std::iter::once(day).chain(forecast(ahead, date)).chain(facts.iter().map(|line| sentence(line))).collect()
}

/// Why a score is what it is: line by line from 100 down, what would change it, red flags.
pub fn why(
    date: NaiveDate,
    r: &Recovery,
    lacking: &[(Component, Lacking)],
    flags: &Flags,
    said: &[String],
) -> Vec<String> {
    let w = explained(r);
    let mut out = vec![format!("{}.", day_aloud(date)), score(r), confidence(r), "Out of 100 points:".to_owned()];
    out.extend(w.steps.iter().map(step));
    out.extend(not_counted(lacking));
    out.extend(said.iter().map(|line| sentence(line)));
    if !w.levers.is_empty() {
        out.push("What would change it:".to_owned());
    }
    for l in &w.levers {
        let holds = l.holds().map_or(String::new(), |text| format!(", {text}"));
        out.push(sentence(&format!("{}: +{}{holds}", l.what, l.gain)));
    }
    out.push(sentence(&format!("red flags: {}", flags.sum())));
    for state in flags.states.iter().filter(|_| flags.is_known()) {
        let is = if state.on { "raised" } else { "not raised" };
        out.push(sentence(&format!("{is}: {}, {}", state.flag.label(), state.evidence)));
    }
    out.extend(flags.support.iter().map(|s| sentence(&format!("support: {s}"))));
    out.push("A guide, not a diagnosis. If you feel ill or hurt, that outranks the number.".to_owned());
    out
}

fn step(s: &Step) -> String {
    let name = match s.name.split_once(": ") {
        Some(("weaker", of)) => format!("The weaker of soreness and feel, {of},"),
        Some((what, of)) => format!("{}, {of},", upper_first(what)),
        None => upper_first(&s.name),
    };
    let takes = if name.ends_with("signals") { "take" } else { "takes" };
    let took = match s.points {
        0 => format!("{takes} nothing"),
        1 => format!("{takes} 1 point, {} are left", s.left),
        n => format!("{takes} {n} points, {} are left", s.left),
    };
    let sentence = sentence(&s.sentence);
    // The name says it already.
    let what = sentence.split_once("this morning that is ").map_or(sentence.as_str(), |(_, what)| what);
    let what = if s.name.starts_with("weaker") { what } else { sentence.as_str() };
    format!("{name} {took}: {}", lower_first(what))
}

/// A sentence as it follows a colon, unless it begins with a name in capitals.
fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    match (chars.next(), chars.clone().next()) {
        (Some(first), Some(second)) if !second.is_uppercase() => first.to_lowercase().chain(chars).collect(),
        _ => text.to_owned(),
    }
}

/// A week in review, against the four before.
pub fn review(r: &Review, need: f64, counts: Counts) -> Vec<String> {
    use super::review as text;
    let of = |(n, all): (usize, usize)| format!("{n} of {all}");
    let mut out =
        vec![sentence(&text::title(r).replacen(" · ", ": ", 1)), format!("Sessions done: {}.", of(r.sessions))];
    if r.rest.1 > 0 {
        out.push(format!("Rest kept: {}.", of(r.rest)));
    }
    let mut last = None;
    for l in &r.lines {
        if last != Some(l.date) {
            out.push(format!("{}:", day_aloud(l.date)));
            out.extend(morning(l));
        }
        last = Some(l.date);
        out.push(outcome(l));
    }
    if r.lines.is_empty() {
        out.push("Nothing was planned or done.".to_owned());
    }
    out.push(format!("Load, minutes times RPE: {:.0} planned, {:.0} done.", r.load.0, r.load.1));
    let Counts { days, moved, stretched, focused } = counts;
    let (least, most) = FOCUSED_A_WEEK;
    out.push(format!("Moved on {moved} of {days} days, stretched on {stretched}."));
    out.push(format!("Recovery sessions: {focused}; {least} to {most} a week are advised."));
    out.push(sentence(&format!("mean score: {}", text::mean_against(r))));
    out.extend(r.weeks.iter().filter(|w| w.mean.is_some() || w.load > 0.0).map(figures));
    out.push(sentence(&format!("sleep needed: {} a night", hours_and_minutes(need))));
    out.extend(text::short_against(r).map(|t| sentence(&format!("sleep: {t}"))));
    out.extend(text::load_against(r).map(|t| sentence(&format!("load: {t}"))));
    out.extend(r.hard.iter().map(|h| {
        let forecast = h.forecast.map_or("no forecast".to_owned(), |f| format!("forecast {f}"));
        let became = h.became.map_or("not logged".to_owned(), |n| format!("it scored {n}"));
        format!("Hard day, {}: {}, {forecast}, {became}.", day_aloud(h.date), h.title)
    }));
    let (under, forecast, came) = r.under();
    if forecast > 0 {
        out.push(format!("Hard days on a forecast under 65: {}.", of((under, forecast))));
    }
    if under > 0 {
        out.push(format!("Of these, {} came in under 65.", of((came, under))));
    }
    if r.inside.1 > 0 {
        out.push(format!("Mornings inside the forecast range: {}.", of(r.inside)));
    }
    out.extend(text::prepared(r).iter().map(|t| sentence(&format!("prepared: {t}"))));
    if let [a, b] = r.shortest.as_slice() {
        let night = |(date, h): &(NaiveDate, f64)| format!("{}, {}", day_aloud(*date), hours_and_minutes(*h));
        out.push(sentence(&format!("the two shortest of the last 14 nights, by morning: {}; {}", night(a), night(b))));
    }
    out
}

/// A morning's score, and what was forecast for it.
fn morning(l: &Line) -> Option<String> {
    match (l.forecast, l.score) {
        (Some(f), Some(s)) => Some(format!("Recovery {s}, forecast {f}.")),
        (None, Some(s)) => Some(format!("Recovery {s}.")),
        _ => None,
    }
}

fn outcome(l: &Line) -> String {
    let s = &l.session;
    let (planned, became) = (super::review::planned(l), super::review::outcome(l));
    let what = match s.status {
        Status::Done if s.kind != Kind::Rest && planned == became => format!("{planned}, as planned"),
        Status::Done if s.kind != Kind::Rest && !planned.is_empty() => format!("{planned} planned, {became} done"),
        _ => became,
    };
    let felt =
        l.felt.map_or(String::new(), |f| format!(", felt {}", if f == Felt::Same { "the same" } else { f.name() }));
    format!("{}: {}.", s.title, aloud(&format!("{what}{felt}")))
}

/// The figures of a week.
fn figures(w: &Figures) -> String {
    let number = WeekId::of(w.first).number();
    let mean = w.mean.map_or("no morning logged".to_owned(), |m| format!("mean score {m:.0}"));
    let sleep = w.sleep.map_or(String::new(), |h| format!(", sleep {}", hours_and_minutes(h)));
    sentence(&format!("week {number}: {mean}{sleep}, load {:.0}", w.load))
}
