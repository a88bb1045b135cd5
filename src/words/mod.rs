//! Numbers as people say them. Shared by the screen and the shell.

pub mod aloud;
pub mod care;
pub mod counsel;
pub mod evaluation;
pub mod review;
pub mod spoken;
pub mod what_if;

use chrono::NaiveDate;

use crate::domain::calendar::add_days;
use crate::domain::checkin::hours_and_minutes;
use crate::domain::checkin::{SLEEP_QUALITY, STRESS, Scale};
use crate::domain::session::{Kind, Session};
use crate::domain::{Day, Days, Region};
use crate::planning::Outlook;
use crate::planning::grade::Grade;
use crate::planning::range::shown_wider;
use crate::recovery::explain::spread;
use crate::recovery::heart::Signal;
use crate::recovery::log::MODEL;
use crate::recovery::verdict::Advice;
use crate::recovery::{Band, Component, Inputs, Part, Recovery};

/// What a band means, in two or three words.
pub fn band_means(band: Band) -> &'static str {
    match band {
        Band::Train => "hard work",
        Band::Ease => "easy work",
        Band::Recover => "active recovery",
        Band::Rest => "full rest",
    }
}

/// What was forecast for a morning the day before: `64 (53–75)`. `None` if another model forecast it.
pub fn forecast_before(days: &dyn Days, date: NaiveDate) -> Option<String> {
    let before = days.day(add_days(date, -1))?.checkin.as_ref().filter(|c| c.model == Some(MODEL))?;
    let (said, range) = (*before.forecast.first()?, before.ranges.first());
    let range = range.map_or(String::new(), |r| {
        let r = shown_wider(days, add_days(date, -1)) * *r;
        let (low, high) = ((f64::from(said) - r).max(0.0), (f64::from(said) + r).min(100.0));
        format!(" ({low:.0}–{high:.0})")
    });
    Some(format!("{said}{range}"))
}

/// What was logged for a component, in a few words; the longest form first, each shorter one drops what matters least.
pub fn details(r: &Recovery, which: Component) -> Vec<String> {
    let i = &r.inputs;
    let long = detail(r, which);
    let mut out = vec![long.clone(), long.replace(", ", " ")];
    match which {
        Component::Soreness => {
            let mut sore: Vec<(Region, u8)> = i.soreness.clone().unwrap_or_default();
            sore.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
            let worst = sore.first().map_or(0, |(_, n)| *n);
            // Those that are as sore as the sorest, with one number for all of them.
            let names: Vec<&str> =
                sore.iter().filter(|(_, n)| *n == worst && worst > 0).map(|(r, _)| r.label()).collect();
            out.extend((1..=names.len()).rev().map(|n| format!("{} {worst}", names[..n].join(", "))));
        }
        Component::Feel => {
            // The answer that costs most.
            let worst =
                [("energy", i.energy, Part::Energy), ("mood", i.mood, Part::Mood), ("stress", i.stress, Part::Calm)];
            let lost = |part: Part| r.parts[part].map_or(0.0, |value| (100.0 - value) * r.weights.0[part]);
            let worst = worst.into_iter().filter_map(|(name, answer, part)| Some((name, answer?, lost(part))));
            out.extend(worst.max_by(|a, b| a.2.total_cmp(&b.2)).map(|(name, answer, _)| format!("{name} {answer}")));
        }
        Component::Load => out.push(long.trim_start_matches("lately ").to_owned()),
        Component::Heart => {
            // The signal that is further off.
            let signals = [("HRV", i.hrv_z, i.hrv_z), ("resting HR", i.resting_hr_z, i.resting_hr_z.map(|z| -z))];
            let known = signals.into_iter().filter_map(|(name, z, shown)| Some((name, z?, shown?)));
            out.extend(known.min_by(|a, b| a.1.total_cmp(&b.1)).map(|(name, _, z)| format!("{name} {}", spread(z))));
        }
        Component::Sleep | Component::Recent => {}
    }
    out
}

/// A heart reading with its usual range.
pub type Measured = (Signal, f64, Option<(f64, f64)>);

/// Heart readings with their usual ranges, the longest form first: `HRV 63 (52–70), HR 52 (50–55)`.
pub fn heart(readings: &[Measured]) -> Vec<String> {
    let one = |(signal, value, usual): &Measured| {
        let name = if *signal == Signal::Hrv { "HRV" } else { "HR" };
        let range = usual.map_or(String::new(), |(low, high)| format!(" ({low:.0}–{high:.0})"));
        format!("{name} {value:.0}{range}")
    };
    let both = readings.iter().map(one).collect::<Vec<_>>().join(", ");
    // With room for one, the one that is further off its range.
    let off = |(_, value, usual): &&Measured| {
        usual.map_or(0.0, |(low, high)| (low - value).max(value - high).max(0.0) / value)
    };
    let most = readings.iter().rev().max_by(|a, b| off(a).total_cmp(&off(b))).map(one);
    [both].into_iter().chain(most).filter(|t| !t.is_empty()).collect()
}

/// What was logged for a component, in a few words, such as `5h50 of 8h00` or `chest 6, shoulders 4`.
pub fn detail(r: &Recovery, which: Component) -> String {
    let i = &r.inputs;
    match which {
        Component::Sleep => sleep(i),
        Component::Soreness => soreness(i.soreness.as_deref().unwrap_or_default()),
        Component::Feel => feel(i),
        Component::Load => i.load_ratio.map_or(String::new(), |r| format!("lately {r:.1}× the usual")),
        Component::Heart => {
            // The sign is the signal's own: a resting heart rate above its mean is +.
            let z = |name: &str, z: Option<f64>| z.map(|z| format!("{name} {}", spread(z)));
            let both = [z("HRV", i.hrv_z), z("resting HR", i.resting_hr_z.map(|z| -z))];
            both.into_iter().flatten().collect::<Vec<_>>().join(", ")
        }
        Component::Recent => i.recent.map_or(String::new(), |f| format!("7-day feel {f:.0}")),
    }
}

fn sleep(i: &Inputs) -> String {
    match (i.hours, i.quality) {
        (Some(h), _) => format!("{} of {}", hours_and_minutes(h), hours_and_minutes(i.need)),
        (None, Some(q)) => format!("quality {q}"),
        (None, None) => String::new(),
    }
}

/// The sorest sites first, none below 1: `chest 6, shoulders 4`; `none` if all are 0.
pub fn soreness(sites: &[(Region, u8)]) -> String {
    let mut sore: Vec<_> = sites.iter().filter(|(_, n)| *n > 0).collect();
    sore.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    match sore.as_slice() {
        [] => "none".into(),
        sites => sites.iter().take(3).map(|(r, n)| format!("{} {n}", r.label())).collect::<Vec<_>>().join(", "),
    }
}

fn feel(i: &Inputs) -> String {
    let answers = [("energy", i.energy), ("mood", i.mood), ("stress", i.stress)];
    answers.iter().filter_map(|(name, v)| v.map(|v| format!("{name} {v}"))).collect::<Vec<_>>().join(", ")
}

/// What an answer on a scale of 1 to 5 means.
pub fn scale_word(scale: &Scale, answer: u8) -> &'static str {
    let words = match scale {
        s if *s == SLEEP_QUALITY => ["awful", "poor", "normal", "good", "great"],
        s if *s == STRESS => ["very calm", "calm", "as usual", "high", "worst"],
        _ => ["very low", "low", "as usual", "good", "best"],
    };
    words[usize::from(answer.clamp(1, 5)) - 1]
}

/// `60' RPE 8`, `30'`, or nothing; as done if it is done.
pub fn effort(s: &Session) -> String {
    let minutes = s.actual_minutes().map(|m| format!("{m}'"));
    let rpe = s.actual_rpe().map(|r| format!("RPE {r}"));
    [minutes, rpe].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// `done`, `kept`, `skipped: busy`, or nothing while it is planned.
pub fn status(s: &Session) -> String {
    use crate::domain::session::Status;
    match (s.status, s.reason) {
        (Status::Planned, _) => String::new(),
        (Status::Done, _) if s.kind == Kind::Rest => "kept".into(),
        (Status::Done, _) => "done".into(),
        (Status::Skipped, None) => "skipped".into(),
        (Status::Skipped, Some(why)) => format!("skipped: {}", why.name()),
    }
}

/// The night and the sorest site, for one line: `slept 5h50, chest 6`.
pub fn morning(day: &Day) -> String {
    let Some(c) = &day.checkin else { return String::new() };
    let mut parts = Vec::new();
    if let Some(h) = c.hours() {
        parts.push(format!("slept {}", hours_and_minutes(h)));
    }
    if let Some((region, n)) = c.soreness.iter().max_by_key(|(_, n)| **n).filter(|(_, n)| **n > 0) {
        parts.push(if *region == Region::General {
            format!("soreness {n}")
        } else {
            format!("{} {n}", region.label())
        });
    }
    if day.is_ill() {
        parts.insert(0, "ill".to_owned());
    }
    if let Some(e) = c.energy {
        parts.push(format!("energy {e}"));
    }
    parts.join(", ")
}

/// `10 km · 60 min · RPE 8 · load 480`, as far as it is known; as done if it is done.
pub fn effort_long(s: &Session) -> String {
    let load = s.load().filter(|_| s.kind.is_training()).map(|l| format!("load {l}"));
    Some(amounts(s)).filter(|a| !a.is_empty()).into_iter().chain(load).collect::<Vec<_>>().join(" · ")
}

/// `60·7`: minutes and RPE, with a sign between them.
pub fn in_brief(s: &Session, between: &str) -> String {
    let minutes = s.actual_minutes().map(|m| m.to_string());
    let rpe = s.actual_rpe().map(|r| r.to_string());
    minutes.into_iter().chain(rpe).collect::<Vec<_>>().join(between)
}

/// Distance, minutes and RPE, as done if it is done.
pub fn amounts(s: &Session) -> String {
    let minutes = s.actual_minutes().map(|m| format!("{m} min"));
    let rpe = s.actual_rpe().map(|r| format!("RPE {r}"));
    let distance = s.actual_distance().map(|d| d.to_string());
    [distance, minutes, rpe].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// What else there is to say about a session, a line each.
pub fn session_facts(s: &Session) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    if !s.regions.is_empty() {
        out.push(s.regions.iter().map(|r| r.label()).collect::<Vec<_>>().join(", "));
    }
    if let Some(condition) = &s.condition {
        out.push(match condition.is_understood() {
            true => format!("only if {}", condition.written()),
            false => format!("'{}' decides nothing: recoup cannot read it", condition.written()),
        });
    }
    if let Some(felt) = s.felt() {
        out.push(format!("felt {}", felt.name()));
    }
    out.extend(went(s));
    if let Some(from) = s.moved_from {
        out.push(format!("moved from {}", from.format("%a %-d %b")));
    }
    if s.pinned {
        out.push("pinned to this day".into());
    }
    out.extend(s.note.clone());
    out
}

/// How it went compared with the last time, and with what load or pace: `went worse, 62.5 kg`.
pub fn went(s: &Session) -> Option<String> {
    let done = s.record().filter(|d| d.performance.is_some() || d.achieved.is_some())?;
    let went = done.performance.map(|p| format!("went {}", p.name()));
    Some(went.into_iter().chain(done.achieved.map(|a| a.to_string())).collect::<Vec<_>>().join(", "))
}

/// How the forecasts kept so far did.
pub fn graded(g: &Grade) -> String {
    if g.n == 1 {
        let side = if g.outside == 1 { "outside" } else { "inside" };
        return format!("The one forecast graded so far was off by {:.0}, {side} its range.", g.off_by);
    }
    format!("Last {} forecasts: off by {:.0} on average, {} fell outside their range.", g.n, g.off_by, g.outside)
}

/// What the load of the day before does to a morning, and what load costs this person, once that is known.
pub fn load_of(o: &Outlook, costs: Option<f64>) -> Option<String> {
    let points = |n: u32| if n == 1 { "1 point".to_owned() } else { format!("{n} points") };
    let moved = o.score.map(|s| s.load.round() as i32).unwrap_or_default();
    let day = match moved {
        0 => None,
        n if n < 0 => Some(format!("The load of the day before costs {}.", points(n.unsigned_abs()))),
        n => Some(format!("Less load than usual the day before adds {}.", points(n.unsigned_abs()))),
    };
    let own = costs.map(|c| {
        if c < 0.05 {
            "So far load has not shown up the morning after.".to_owned()
        } else {
            format!("A day at twice your usual load costs you {c:.1} points.")
        }
    });
    let all: Vec<String> = day.into_iter().chain(own).collect();
    (!all.is_empty()).then(|| all.join(" "))
}

/// A forecast's number: `~71`, `~?71` if it is a guess, a dash if it is unknown.
pub fn about(o: &Outlook) -> String {
    match o.score {
        Some(s) if s.guess => format!("~?{}", s.score),
        Some(s) => format!("~{}", s.score),
        None => "–".to_owned(),
    }
}

/// A forecast with its word and its range.
pub fn likely(o: &Outlook) -> String {
    let Some(s) = o.score else { return "no number: too soon after illness".to_owned() };
    let word = Band::of(s.score).name().to_uppercase();
    let guess = if s.guess { ", a guess from few mornings" } else { "" };
    format!("{} {word}, likely {} to {}{guess}", about(o), s.low, s.high)
}

/// What a forecast means for the session planned on its day, or for that day's event.
pub fn outlook_advice(o: &Outlook, event: Option<&str>) -> String {
    if let Some(name) = event {
        return format!("{name} is on that day.");
    }
    let advice = match o.verdict.advice {
        Advice::RestAsPlanned => return "Rest is planned, and counts as done.".to_owned(),
        Advice::AsPlanned => "The session would stay as planned",
        Advice::Lighter => "The session would be made lighter",
        Advice::ActiveRecovery => "Active recovery would suit better",
        Advice::FullRest => "Full rest would suit better",
    };
    let reasons: Vec<&str> = o.verdict.reasons.iter().map(|r| r.text()).collect();
    if reasons.is_empty() { format!("{advice}.") } else { format!("{advice}: {}.", reasons.join(", ")) }
}
