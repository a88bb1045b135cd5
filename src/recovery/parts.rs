//! What a morning's answers are worth, part by part.

use super::weights::{Part, Parts};
use super::{Inputs, clamp, heart, level, load, sleep, soreness};

/// Nights that must be logged before the week counts. Chosen.
const WEEK_NIGHTS: usize = 3;

/// Weights of energy, mood and calm where feel is needed on its own: to tell *tired*, and for the feel of the days before. They
/// are the published ones, whatever the person's own have become.
const FEEL: [(Part, f64); 3] = [(Part::Energy, 70.0), (Part::Mood, 20.0), (Part::Calm, 10.0)];

/// The parts that are known, each 0 to 100.
pub fn of(i: &Inputs) -> Parts {
    let mut out = Parts::default();
    if i.hours.is_some() || i.quality.is_some() {
        let nights = sleep::mean_capped(&i.nights, i.need).filter(|_| i.nights.len() >= WEEK_NIGHTS);
        out[Part::Duration] = i.hours.map(|h| sleep::duration(h, i.need));
        out[Part::Quality] = i.quality.map(level);
        out[Part::Week] = nights.map(|mean| clamp(100.0 - 50.0 * (i.need - mean).max(0.0)));
        out[Part::Regularity] = i.midsleep_sd.map(|sd| clamp((120.0 - sd) / 0.9));
    }
    out[Part::Soreness] = i.soreness.as_deref().map(soreness::component);
    out[Part::Energy] = i.energy.map(level);
    out[Part::Mood] = i.mood.map(level);
    out[Part::Calm] = i.stress.map(|s| level(6 - s.clamp(1, 5)));
    out[Part::Load] = i.load_ratio.map(load::component);
    let zs: Vec<f64> = i.hrv_z.into_iter().chain(i.resting_hr_z).collect();
    out[Part::Heart] = heart::component(&zs);
    out[Part::Recent] = i.recent;
    out
}

/// Feel of a morning by the published weights (70 energy, 20 mood, 10 calm), over what was answered; `None` without any answer.
pub fn feel(energy: Option<u8>, mood: Option<u8>, stress: Option<u8>) -> Option<f64> {
    let parts = of(&Inputs { energy, mood, stress, ..Inputs::default() });
    let at_hand = || FEEL.iter().filter_map(|(part, weight)| Some((parts[*part]?, weight)));
    let weight: f64 = at_hand().map(|(_, w)| w).sum();
    (weight > 0.0).then(|| at_hand().map(|(v, w)| v * w).sum::<f64>() / weight)
}
