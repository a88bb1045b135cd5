//! Why a score is what it is: every lost point with the numbers and the source behind it, and what would change it.

use super::flags::Flags;
use super::lacking::Lacking;
use super::log::MODEL;
use super::score::{NAMED_SHORT, WEAKEST_SHARE, is_short, largest_remainder};
use super::weights::Part as P;
use super::{Cap, Component, Inputs, Recovery, Weights, score, sleep, soreness};
use crate::domain::checkin::hours_and_minutes;

/// A line of the waterfall.
#[derive(Clone, PartialEq, Debug)]
pub struct Step {
    /// Its name, such as `sleep: last night`.
    pub name: String,
    /// The component it belongs to; `None` for a cap.
    pub component: Option<Component>,
    /// Whole points it takes off.
    pub points: u8,
    /// Points left after it.
    pub left: u8,
    /// The explanation, with the numbers behind it.
    pub sentence: String,
    /// Where its rule comes from.
    pub source: &'static str,
}

/// Something that would change the score.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Lever {
    /// What, such as `one hour more sleep`.
    pub what: String,
    /// Points it would add to the shown score.
    pub gain: u8,
    /// The cap that would then hold the score, if any.
    pub held: Option<Cap>,
}

impl Lever {
    /// The cap that would then hold the score, in words: `then the short night holds it at 64`.
    pub fn holds(&self) -> Option<String> {
        self.held.map(|cap| format!("then {} holds it at {}", cap.named(), cap.limit()))
    }
}

/// The whole explanation.
#[derive(Clone, PartialEq, Debug)]
pub struct Why {
    /// From 100 down to the score, in order.
    pub steps: Vec<Step>,
    /// What would change it, largest first.
    pub levers: Vec<Lever>,
}

/// Explains a recovery.
pub fn why(r: &Recovery) -> Why {
    let mut steps = Vec::new();
    let mut left = 100;
    let (points, cap) = r.points();
    for (component, lost) in points {
        let (own, shared) = own_and_shared(r, component, lost);
        let weaker = shared.map(|points| Step {
            name: format!("weaker: {}", component.name()),
            component: None,
            points,
            left: 0,
            sentence: weaker(r),
            source: "a fifth, chosen: the mean alone would hide a body that says no",
        });
        for part in parts(r, component, own).into_iter().chain(weaker) {
            left -= part.points.min(left);
            steps.push(Step { left, component: Some(component), ..part });
        }
    }
    if let Some(fact) = r.cap {
        left -= cap.min(left);
        let sentence = format!("{}: caps the score at {}, whatever the rest says", fact.reason(), fact.limit());
        let name = format!("cap: {}", fact.short());
        steps.push(Step { name, component: None, points: cap, left, sentence, source: cap_source(fact) });
    }
    Why { steps, levers: levers(r) }
}

/// A component's own points, and those it loses as the weaker of soreness and feel.
fn own_and_shared(r: &Recovery, component: Component, points: u8) -> (u8, Option<u8>) {
    let exact = r.losses.iter().find(|(c, _)| *c == component).map_or(0.0, |(_, lost)| *lost);
    if component != r.weakest || points == 0 || exact <= 0.0 {
        return (points, None);
    }
    let value = r.component(component).unwrap_or(100.0);
    let shared = WEAKEST_SHARE * (100.0 - value);
    let scale = f64::from(points) / exact;
    let whole = largest_remainder(&[(exact - shared) * scale, shared * scale], points);
    (whole[0], Some(whole[1]))
}

fn weaker(r: &Recovery) -> String {
    let low = r.component(r.weakest).unwrap_or_default();
    format!(
        "a fifth of the score is the weaker of soreness and feel: this morning that is {}, at {low:.0} of 100",
        r.weakest.name()
    )
}

/// A part of a component: name, weight, value 0 to 100, sentence and source.
type Part<'a> = (&'a str, f64, Option<f64>, (String, &'static str));

/// A component's points, shared out among its parts if it has any.
fn parts(r: &Recovery, component: Component, points: u8) -> Vec<Step> {
    let i = &r.inputs;
    let step = |name: &str, points, (sentence, source): (String, &'static str)| Step {
        name: name.into(),
        component: Some(component),
        points,
        left: 0,
        sentence,
        source,
    };
    let share = |named: Vec<Part<'_>>| {
        let at_hand: Vec<_> = named.into_iter().filter_map(|(n, w, v, say)| Some((n, w * (100.0 - v?), say))).collect();
        let total: f64 = at_hand.iter().map(|(_, loss, _)| loss).sum();
        let exact: Vec<f64> = at_hand
            .iter()
            .map(|(_, loss, _)| if total > 0.0 { loss / total * f64::from(points) } else { 0.0 })
            .collect();
        let whole = largest_remainder(&exact, points);
        at_hand.into_iter().zip(whole).map(|((name, _, say), p)| step(name, p, say)).collect::<Vec<_>>()
    };
    let (weight, value) = (|part| r.weights.0[part], |part| r.parts[part]);
    let source = if r.weights == Weights::PUBLISHED { WEIGHTS } else { OWN_WEIGHTS };
    match component {
        Component::Sleep => share(vec![
            ("sleep: last night", weight(P::Duration), value(P::Duration), night(i)),
            (
                "sleep: quality",
                weight(P::Quality),
                value(P::Quality),
                worth("quality", i.quality, value(P::Quality), LEVELS),
            ),
            ("sleep: week", weight(P::Week), value(P::Week), week(i)),
            ("sleep: regularity", weight(P::Regularity), value(P::Regularity), regularity(i)),
        ]),
        Component::Feel => share(vec![
            ("energy", weight(P::Energy), value(P::Energy), worth("energy", i.energy, value(P::Energy), source)),
            ("mood", weight(P::Mood), value(P::Mood), worth("mood", i.mood, value(P::Mood), source)),
            ("stress", weight(P::Calm), value(P::Calm), worth("stress", i.stress, value(P::Calm), source)),
        ]),
        Component::Recent => vec![step("recent feel", points, lately(i))],
        Component::Soreness => vec![step("soreness", points, sore(i))],
        Component::Load => vec![step("training load", points, loaded(i))],
        Component::Heart => vec![step("heart signals", points, heart(i))],
    }
}

fn lately(i: &Inputs) -> (String, &'static str) {
    let text = format!("feel over the seven days before averaged {:.0} of 100", i.recent.unwrap_or_default());
    (text, "its weight is learnt from your own ready answers")
}

fn night(i: &Inputs) -> (String, &'static str) {
    let hours = i.hours.unwrap_or_default();
    let (slept, need) = (hours_and_minutes(hours), hours_and_minutes(i.need));
    let text = match i.need - hours {
        short if short > 0.0 => {
            format!(
                "{slept} against {need} needed, {} short; each missing hour costs 25 of 100",
                hours_and_minutes(short)
            )
        }
        _ => format!("{slept} against {need} needed; extra sleep neither adds nor costs"),
    };
    // A habitual short sleeper gets no cap from it, but still sees that the night was short.
    let short = if hours < NAMED_SHORT && !is_short(hours, i.need_of_caps) { "; a short night" } else { "" };
    let nap = i.nap.map_or(String::new(), |nap| format!(", with yesterday's nap of {}", hours_and_minutes(nap)));
    let text = format!("{text}{nap}{short}");
    (text, "linear: Van Dongen 2003; need of 7 to 9 h: Watson 2015")
}

/// Where the points of an answer come from.
const LEVELS: &str = "levels chosen: normal is worth 75";
const WEIGHTS: &str = "weights measured on PMData and SoccerMon; levels chosen: normal is worth 75";
const OWN_WEIGHTS: &str = "weights learnt from your own ready answers; levels chosen: normal is worth 75";

/// Names the weights behind a score if they are your own: ` · your own weights`, after a separator.
pub fn whose(r: &Recovery, separator: &str) -> String {
    if r.weights == Weights::PUBLISHED { String::new() } else { format!("{separator}your own weights") }
}

fn worth(name: &str, answer: Option<u8>, value: Option<f64>, source: &'static str) -> (String, &'static str) {
    (format!("{name} {} is worth {} of 100", answer.unwrap_or_default(), value.unwrap_or_default()), source)
}

fn week(i: &Inputs) -> (String, &'static str) {
    let capped = sleep::mean_capped(&i.nights, i.need).unwrap_or_default();
    let text = format!(
        "{} on average over {} of the last 7 nights, {} needed; an hour short a night costs 50 of 100",
        hours_and_minutes(capped),
        i.nights.len(),
        hours_and_minutes(i.need)
    );
    (text, "weight and slope chosen; debt adds up: Van Dongen 2003")
}

fn regularity(i: &Inputs) -> (String, &'static str) {
    let sd = i.midsleep_sd.unwrap_or_default();
    (format!("the middle of the night varies by {sd:.0} min; full marks up to 30, none from 120 on"), "bounds chosen")
}

fn sore(i: &Inputs) -> (String, &'static str) {
    let mut sites: Vec<_> = i.soreness.clone().unwrap_or_default();
    sites.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    sites.retain(|(_, n)| *n > 0);
    if sites.is_empty() {
        return ("nothing is sore".into(), "formula chosen: the sorest site decides");
    }
    let named: Vec<String> = sites.iter().take(3).map(|(r, n)| format!("{} {n}", r.label())).collect();
    let terms: Vec<String> = sites
        .iter()
        .take(3)
        .enumerate()
        .map(|(k, (_, n))| if k == 0 { format!("8×{n}") } else { n.to_string() })
        .collect();
    let value = soreness::component(&sites);
    (format!("{}: 100 − {} = {value}", named.join(", "), terms.join(" − ")), "formula chosen: the sorest site decides")
}

fn loaded(i: &Inputs) -> (String, &'static str) {
    let r = i.load_ratio.unwrap_or_default();
    let text = format!("your recent load is {r:.2}× your usual; full marks up to 1×, none from 2× on");
    (
        text,
        "GoldenCheetah's rule; EWMA with τ = 3 days (measured) and 28 (chosen); it describes change, not risk: Impellizzeri 2020",
    )
}

fn heart(i: &Inputs) -> (String, &'static str) {
    let off = |name: &str, z: Option<f64>, worse: &str| {
        z.map(|z| format!("{name} {} against its 28-day baseline, {worse} is worse", spread(z)))
    };
    // The sign people see is the signal's own: a resting heart rate above its mean is +.
    let both = [off("HRV", i.hrv_z, "lower"), off("resting HR", i.resting_hr_z.map(|z| -z), "higher")];
    let text = both.into_iter().flatten().collect::<Vec<_>>().join("; ");
    let source = "half an SD is the smallest worthwhile change; an SD counts as at least 2 bpm, or 10 % of HRV: chosen";
    (format!("{text}; full marks up to half an SD"), source)
}

/// `+1.3 SD`, with a real minus sign and no negative zero.
pub fn spread(z: f64) -> String {
    let rounded = (z * 10.0).round() / 10.0;
    let sign = if rounded < 0.0 { "−" } else { "+" };
    format!("{sign}{:.1} SD", rounded.abs())
}

fn cap_source(cap: Cap) -> &'static str {
    match cap {
        Cap::ShortNight => "under 6 h: Craven 2022; bound chosen",
        Cap::Heart => "Kiviniemi 2007; bound chosen",
        Cap::RedFlags => "Meeusen 2013; bound chosen",
        Cap::Ill | Cap::VeryShortNight => "bound chosen",
    }
}

/// What each single improvement would add.
fn levers(r: &Recovery) -> Vec<Lever> {
    let mut out = Vec::new();
    let better = |changed: &Inputs| score(changed)?.weighed(&r.weights);
    let held = |changed: &Inputs| better(changed).and_then(|better| better.cap);
    let gain = |changed: &Inputs| better(changed).map_or(0, |better| better.shown.saturating_sub(r.shown));
    let mut offer = |what: String, changed: Inputs| {
        let gain = gain(&changed);
        if gain > 0 {
            out.push(Lever { what, gain, held: held(&changed) });
        }
    };
    let i = &r.inputs;
    if let Some(hours) = i.hours.filter(|h| *h < i.need) {
        let mut changed = Inputs { hours: Some(hours + 1.0), ..i.clone() };
        if let Some(last) = changed.nights.first_mut() {
            *last += 1.0;
        }
        let mut full = Inputs { hours: Some(i.need), ..i.clone() };
        if let Some(last) = full.nights.first_mut() {
            *last += i.need - hours;
        }
        // If a full night gains the same as one more hour, it would be the same lever twice.
        if gain(&full) != gain(&changed) {
            offer(format!("a full night of {}", hours_and_minutes(i.need)), full);
        }
        offer("one hour more sleep".into(), changed);
    }
    if let Some((region, n)) = i.soreness.iter().flatten().max_by_key(|(_, n)| *n).filter(|(_, n)| *n > 0) {
        let eased = n.saturating_sub(2);
        let sites = i.soreness.iter().flatten().map(|(r, n)| (*r, if r == region { eased } else { *n })).collect();
        offer(format!("{} at {eased} instead of {n}", region.label()), Inputs { soreness: Some(sites), ..i.clone() });
    }
    if let Some(n) = i.energy.filter(|n| *n < 5) {
        offer(format!("energy {} instead of {n}", n + 1), Inputs { energy: Some(n + 1), ..i.clone() });
    }
    if let Some(n) = i.mood.filter(|n| *n < 5) {
        offer(format!("mood {} instead of {n}", n + 1), Inputs { mood: Some(n + 1), ..i.clone() });
    }
    if let Some(n) = i.stress.filter(|n| *n > 1) {
        offer(format!("stress {} instead of {n}", n - 1), Inputs { stress: Some(n - 1), ..i.clone() });
    }
    out.sort_by_key(|l| std::cmp::Reverse(l.gain));
    out
}

/// The explanation as text, as the shell prints it and `y` copies it.
pub fn text(r: &Recovery, lacking: &[(Component, Lacking)], flags: &Flags, verdict: &[String]) -> Vec<String> {
    let w = why(r);
    let mut out = vec![format!(
        "{}{} {}   confidence {} (coverage {:.0} of 100), model {MODEL}{}",
        r.number(),
        r.range(),
        r.band().name().to_uppercase(),
        r.confidence().name(),
        r.coverage,
        whose(r, ", ")
    )];
    out.push(format!("{:<20} {:>4} {:>4}", "start", "", 100));
    for s in &w.steps {
        let lost = if s.points == 0 { "0".to_owned() } else { format!("−{}", s.points) };
        out.push(format!("{:<20} {lost:>4} {:>4}   {} [{}]", s.name, s.left, s.sentence, s.source));
    }
    out.extend(verdict.iter().cloned());
    for l in &w.levers {
        let holds = l.holds().map_or(String::new(), |text| format!(", {text}"));
        out.push(format!("{}: +{}{holds}", l.what, l.gain));
    }
    for (c, lacks) in lacking {
        out.push(format!("not counted: {} ({})", c.name(), lacks.sentence(*c)));
    }
    out.push(format!("red flags: {}", flags.sum()));
    for s in &flags.states {
        out.push(format!(
            "  {} {}: {} [rule: {}]",
            if s.on { "on " } else { "off" },
            s.flag.label(),
            s.evidence,
            s.flag.rule()
        ));
    }
    out.extend(flags.support.iter().map(|s| format!("  support: {s}")));
    out.push("A guide, not a diagnosis. If you feel ill or hurt, that outranks the number.".into());
    out
}
