//! The score: components, weights, caps, and where every lost point went.

use super::weights::{Part, Parts, Weights};
use super::{Inputs, parts};
use serde::{Deserialize, Serialize};
use strum::{EnumCount, IntoStaticStr, VariantArray};

/// What a score is made of, in the order it is shown.
#[derive(
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Debug,
    VariantArray,
    EnumCount,
    IntoStaticStr,
    Serialize,
    Deserialize,
)]
#[strum(serialize_all = "kebab-case")]
pub enum Component {
    /// Last night, the week, regularity.
    Sleep,
    /// How sore.
    Soreness,
    /// Energy, mood, stress.
    Feel,
    /// Training of the last days.
    Load,
    /// HRV and resting heart rate.
    Heart,
    /// Feel of the last seven days, which counts once weights are learnt.
    Recent,
}

impl Component {
    /// All of them, in order.
    pub const ALL: [Self; Self::COUNT] = *Self::VARIANTS.first_chunk().unwrap();

    /// Its name, on the screen and in JSON.
    pub fn name(self) -> &'static str {
        self.into()
    }
}

/// Hours under need from which a night counts as short, and as very short. Chosen: under six hours for most (Craven 2022).
pub const SHORT: f64 = 2.0;
const VERY_SHORT: f64 = 4.0;

/// Hours under which a night is called short, even for somebody who sleeps so little by habit that no cap applies (Craven 2022).
pub const NAMED_SHORT: f64 = 6.0;

/// Whether a night is short: more than two hours under the need that caps go by.
pub fn is_short(hours: f64, need_of_caps: f64) -> bool {
    hours < need_of_caps - SHORT
}

/// How much of the score is the weaker of soreness and feel: what the body says. Chosen: a fifth; measured: including sleep makes
/// it agree less with self-rated readiness, since a short night is in the mean already.
pub const WEAKEST_SHARE: f64 = 0.2;

/// A fact that caps the score whatever the rest says, so that number and word agree.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Cap {
    /// Ill: at most 29.
    Ill,
    /// Four hours or more under need: at most 44.
    VeryShortNight,
    /// More than two hours under need: at most 64 (under six hours: Craven 2022).
    ShortNight,
    /// Red-flag level 3 or more: at most 64.
    RedFlags,
    /// Heart signals clearly off: at most 64.
    Heart,
}

impl Cap {
    /// The bound.
    pub fn limit(self) -> f64 {
        match self {
            Self::Ill => 29.0,
            Self::VeryShortNight => 44.0,
            Self::ShortNight | Self::RedFlags | Self::Heart => 64.0,
        }
    }

    /// The fact, in words.
    pub fn reason(self) -> &'static str {
        match self {
            Self::Ill => "ill",
            Self::VeryShortNight => "slept 4 h or more under need",
            Self::ShortNight => "slept more than 2 h under need",
            Self::RedFlags => "red-flag level 3 or more",
            Self::Heart => "heart signals clearly off",
        }
    }

    /// The fact with its article, as the subject of a sentence.
    pub fn named(self) -> &'static str {
        match self {
            Self::Ill => "being ill",
            Self::VeryShortNight => "the very short night",
            Self::ShortNight => "the short night",
            Self::RedFlags => "the red flags' level",
            Self::Heart => "the heart alarm",
        }
    }

    /// The fact in a word or two.
    pub fn short(self) -> &'static str {
        match self {
            Self::Ill => "ill",
            Self::VeryShortNight => "very short night",
            Self::ShortNight => "short night",
            Self::RedFlags => "red flags",
            Self::Heart => "heart alarm",
        }
    }

    /// The lowest cap that applies.
    pub fn lowest(inputs: &Inputs) -> Option<Self> {
        let need = inputs.need_of_caps;
        // Lowest first; equal ones in the order ill, flags, hours, heart.
        let holds = [
            (inputs.ill, Self::Ill),
            (inputs.hours.is_some_and(|h| h <= need - VERY_SHORT), Self::VeryShortNight),
            (inputs.flag_level >= 3, Self::RedFlags),
            (inputs.hours.is_some_and(|h| is_short(h, need)), Self::ShortNight),
            (inputs.heart_alarm, Self::Heart),
        ];
        holds.into_iter().find(|(on, _)| *on).map(|(_, cap)| cap)
    }
}

/// Score from which a morning's word is ease.
const EASE_FROM: u8 = 45;

/// How far off a score from few answers is: 6 to 17 points on average, 18 to 38 in the worst twentieth (measured); chosen in between.
const GUESS_OFF_BY: u8 = 20;

/// The word for a score.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, VariantArray, EnumCount, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Band {
    /// Under 30.
    Rest,
    /// 30 to 44.
    Recover,
    /// 45 to 64.
    Ease,
    /// 65 and more.
    Train,
}

impl Band {
    /// Every band, the lowest first.
    pub const ALL: [Self; Self::COUNT] = *Self::VARIANTS.first_chunk().unwrap();

    /// The band of a shown score.
    pub fn of(shown: u8) -> Self {
        match shown {
            65.. => Self::Train,
            45.. => Self::Ease,
            30.. => Self::Recover,
            _ => Self::Rest,
        }
    }

    /// Its word in lower case.
    pub fn name(self) -> &'static str {
        self.into()
    }
}

/// How much of what could be known was logged.
#[derive(Clone, Copy, PartialEq, Eq, Debug, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Confidence {
    /// 75 % of the weight or more.
    High,
    /// 45 % or more.
    Medium,
    /// Less.
    Low,
}

impl Confidence {
    fn of(coverage: f64) -> Self {
        match coverage {
            c if c >= 75.0 => Self::High,
            c if c >= 45.0 => Self::Medium,
            _ => Self::Low,
        }
    }

    /// Its word in lower case.
    pub fn name(self) -> &'static str {
        self.into()
    }
}

/// A morning's score and everything behind it.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Recovery {
    /// What it was made of.
    pub inputs: Inputs,
    /// What the answers were worth.
    pub parts: Parts,
    /// What each part weighs in it.
    #[serde(skip)]
    pub weights: Weights,
    /// Components at hand, each 0 to 100, in order.
    pub components: Vec<(Component, f64)>,
    /// Exact points lost by each component at hand, in order.
    pub losses: Vec<(Component, f64)>,
    /// The weaker of soreness and feel, soreness on a tie; sleep if neither was logged.
    pub weakest: Component,
    /// Weighted mean of the components.
    pub mean: f64,
    /// The score before any cap, 0 to 100.
    pub uncapped: f64,
    /// The cap that lowered it, if one did.
    pub cap: Option<Cap>,
    /// The score after the cap, exact.
    pub score: f64,
    /// The score as shown.
    pub shown: u8,
    /// How much of the weight was logged, 0 to 100.
    pub coverage: f64,
}

impl Recovery {
    /// The word for it.
    pub fn band(&self) -> Band {
        Band::of(self.judged())
    }

    /// The score that word and verdict go by. From few answers, a low number is no reason for anything gentler than ease:
    /// it is right less than half of the time (measured).
    pub fn judged(&self) -> u8 {
        match self.confidence() {
            Confidence::Low => self.shown.max(EASE_FROM).min(self.limit()),
            _ => self.shown,
        }
    }

    /// How far a score from few answers may be off, in points either way: low and high, limited by the scale and the cap;
    /// `None` if enough was answered.
    pub fn guess(&self) -> Option<(u8, u8)> {
        let low = self.shown.saturating_sub(GUESS_OFF_BY);
        let high = (self.shown + GUESS_OFF_BY).min(100).min(self.limit());
        (self.confidence() == Confidence::Low).then_some((low, high))
    }

    /// The score as it is written: `52`, and `~52` from few answers.
    pub fn number(&self) -> String {
        let about = if self.guess().is_some() { "~" } else { "" };
        format!("{about}{}", self.shown)
    }

    /// The range it may be in, in brackets, if it rests on few answers: ` (32–72)`.
    pub fn range(&self) -> String {
        self.guess().map_or(String::new(), |(low, high)| format!(" ({low}–{high})"))
    }

    /// The highest its cap allows.
    fn limit(&self) -> u8 {
        Cap::lowest(&self.inputs).map_or(100, |c| c.limit() as u8)
    }

    /// How much was known.
    pub fn confidence(&self) -> Confidence {
        Confidence::of(self.coverage)
    }

    /// A component's value, if it was at hand.
    pub fn component(&self, which: Component) -> Option<f64> {
        self.components.iter().find(|(c, _)| *c == which).map(|(_, v)| *v)
    }

    /// Components with nothing logged for them; one that weighs nothing does not count as missing.
    pub fn missing(&self) -> impl Iterator<Item = Component> {
        self.weights.components().filter(|c| self.component(*c).is_none())
    }

    /// The same morning by other weights.
    pub fn weighed(&self, weights: &Weights) -> Option<Self> {
        score_of(&self.inputs, self.parts, weights)
    }

    /// Exact points that the cap takes.
    pub fn cap_loss(&self) -> f64 {
        self.uncapped - self.score
    }

    /// Whole points lost by each component at hand, and by the cap; they sum to 100 − shown.
    pub fn points(&self) -> (Vec<(Component, u8)>, u8) {
        let mut exact: Vec<f64> = self.losses.iter().map(|(_, l)| *l).collect();
        exact.push(self.cap_loss());
        let whole = largest_remainder(&exact, 100 - self.shown);
        let lines = self.losses.iter().zip(&whole).map(|((c, _), p)| (*c, *p)).collect();
        (lines, whole.last().copied().unwrap_or(0))
    }
}

/// Shares out `total` whole points in proportion to exact ones that sum to it up to rounding: each gets its whole part, and
/// what is left goes to the largest fractions, earlier ones first on a tie.
pub fn largest_remainder(exact: &[f64], total: u8) -> Vec<u8> {
    // A hair more than the value, so that a 3 stored as 2.9999… is 3.
    let floor = |x: &f64| (x + 1e-9).floor().max(0.0);
    let mut out: Vec<u8> = exact.iter().map(|x| floor(x) as u8).collect();
    let mut order: Vec<usize> = (0..exact.len()).collect();
    let fraction = |i: usize| exact[i] - floor(&exact[i]);
    order.sort_by(|a, b| {
        if (fraction(*a) - fraction(*b)).abs() < 1e-9 { a.cmp(b) } else { fraction(*b).total_cmp(&fraction(*a)) }
    });
    let left = usize::from(total).saturating_sub(out.iter().map(|p| usize::from(*p)).sum());
    for i in order.into_iter().cycle().take(if exact.is_empty() { 0 } else { left }) {
        out[i] += 1;
    }
    out
}

/// A score before any cap, put together from component values.
#[derive(Clone, PartialEq, Debug)]
pub struct Composed {
    /// Components at hand, in order.
    pub components: Vec<(Component, f64)>,
    /// The weaker of soreness and feel, or sleep.
    pub weakest: Component,
    /// Weighted mean.
    pub mean: f64,
    /// The score, 0 to 100.
    pub uncapped: f64,
    /// Exact points lost by each component.
    pub losses: Vec<(Component, f64)>,
}

/// `S = 0.8·(Σ w·c / Σ w) + 0.2·min(soreness, feel)`, sleep if neither is known; `None` without any of the three. A component
/// that weighs nothing is left out.
pub fn compose(value: impl Fn(Component) -> Option<f64>, weights: &Weights) -> Option<Composed> {
    let weighed = Component::ALL.into_iter().map(|c| (c, weights.of(c))).filter(|(_, w)| *w > 0.0);
    let at_hand: Vec<(Component, f64, f64)> = weighed.filter_map(|(c, w)| Some((c, w, value(c)?))).collect();
    let of = |which: Component| at_hand.iter().find(|(c, ..)| *c == which).map(|(.., v)| (which, *v));
    let (weakest, low) = match (of(Component::Soreness), of(Component::Feel)) {
        (Some(sore), Some(feel)) => Some(if feel.1 < sore.1 { feel } else { sore }),
        (sore, feel) => sore.or(feel).or_else(|| of(Component::Sleep)),
    }?;
    let weight: f64 = at_hand.iter().map(|(_, w, _)| w).sum();
    let mean = at_hand.iter().map(|(_, w, v)| w * v).sum::<f64>() / weight;
    let uncapped = (1.0 - WEAKEST_SHARE) * mean + WEAKEST_SHARE * low;
    let losses = at_hand
        .iter()
        .map(|(c, w, v)| {
            let weakest = if *c == weakest { WEAKEST_SHARE } else { 0.0 };
            (*c, ((1.0 - WEAKEST_SHARE) * w / weight + weakest) * (100.0 - v))
        })
        .collect();
    let components = at_hand.iter().map(|(c, _, v)| (*c, *v)).collect();
    Some(Composed { components, weakest, mean, uncapped, losses })
}

/// A score as a whole number: halves round up, and a hair below a half counts as a half.
pub fn shown(score: f64) -> u8 {
    (score + 0.5 + 1e-9).floor().clamp(0.0, 100.0) as u8
}

/// The recovery of one morning by the published weights; `None` if neither sleep, soreness nor feel was logged.
pub fn score(inputs: &Inputs) -> Option<Recovery> {
    score_of(inputs, parts::of(inputs), &Weights::PUBLISHED)
}

fn score_of(inputs: &Inputs, parts: Parts, weights: &Weights) -> Option<Recovery> {
    let composed = compose(|c| weights.value(c, &parts), weights)?;
    let Composed { components, weakest, mean, uncapped, losses } = composed;
    let cap = Cap::lowest(inputs).filter(|c| c.limit() < uncapped);
    let score = cap.map_or(uncapped, Cap::limit);
    // How much was known does not depend on whose weights count.
    let coverage = Part::ALL.into_iter().filter(|p| parts[*p].is_some()).map(|p| Weights::PUBLISHED.0[p]).sum();
    Some(Recovery {
        inputs: inputs.clone(),
        parts,
        weights: *weights,
        components,
        losses,
        weakest,
        mean,
        uncapped,
        cap,
        score,
        shown: shown(score),
        coverage,
    })
}
