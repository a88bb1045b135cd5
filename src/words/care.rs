//! What a day asks for, in words.

use crate::domain::{Fuel, PracticeId, Tick};
use crate::planning::care::{Care, Occasion};
use crate::planning::evening::Evening;

/// What is ticked, with its dose.
pub fn item(care: &Care, practice: impl Fn(&PracticeId) -> String) -> String {
    match care {
        Care::Practice(id) => practice(id),
        Care::Fuel(Fuel::Water) => "Drink throughout the day".to_owned(),
        Care::Fuel(Fuel::Meal) => "Meal within 2 h, with 20–30 g protein".to_owned(),
        Care::Fuel(other) => other.name().to_owned(),
        Care::Tick(Tick::SleepIn) => "Sleep in, no alarm".to_owned(),
        Care::Tick(Tick::Cook) => "Cook, for the next days too".to_owned(),
        Care::Tick(Tick::Journal) => "Journal: how the body feels, what went well".to_owned(),
    }
}

/// The same in a word, for a line of several.
pub fn short(care: &Care, practice: impl Fn(&PracticeId) -> String) -> String {
    match care {
        Care::Practice(id) => practice(id).to_lowercase(),
        Care::Fuel(Fuel::Water) => "drink".to_owned(),
        Care::Fuel(other) => other.name().to_owned(),
        Care::Tick(tick) => tick.label().to_lowercase(),
    }
}

/// How hard active recovery may be: `talking pace, 93–120 bpm (30–50 % of reserve)`. `cap` is the person's own ceiling.
pub fn easy_pace(cap: Option<u16>, range: Option<(u16, u16)>, knows_max: bool) -> String {
    match (cap, range) {
        (Some(cap), _) => format!("talking pace, under {cap} bpm"),
        (None, Some((low, high))) => format!("talking pace, {low}–{high} bpm (30–50 % of reserve)"),
        (None, None) if knows_max => "talking pace; log a resting HR for your range".to_owned(),
        (None, None) => "talking pace".to_owned(),
    }
}

/// When to be in bed, and when to get up; `None` if there is nothing to say.
pub fn evening(e: &Evening) -> Option<String> {
    let morning = match (e.no_alarm, e.wake) {
        (true, _) => Some("no alarm, tomorrow is rest".to_owned()),
        (false, Some(wake)) if e.bed.is_some() => Some(format!("up at {wake}")),
        _ => None,
    };
    let bed = e.bed.map(|bed| format!("in bed by {bed}"));
    let all: Vec<String> = bed.into_iter().chain(morning).collect();
    (!all.is_empty()).then(|| all.join(", "))
}

/// What the list is for.
pub fn lead(occasion: Occasion) -> &'static str {
    match occasion {
        Occasion::AfterTraining => "after training",
        Occasion::RestDay => "a rest day",
    }
}
