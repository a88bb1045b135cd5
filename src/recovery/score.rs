//! The score: components, weights, caps, and where every lost point went.

use super::sleep::SleepParts;
use super::{Inputs, feel, heart, load, sleep, soreness};
use serde::{Deserialize, Serialize};
use strum::{EnumCount, IntoStaticStr, VariantArray};

/// What a score is made of, in the order it is told.
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
}

impl Component {
    /// All five, in order.
    pub const ALL: [Self; Self::COUNT] = *Self::VARIANTS.first_chunk().unwrap();

    /// Its name, on the screen and in JSON.
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// Its weight. Measured, in the order Saw 2016 found: what people say of themselves before what devices say.
    pub fn weight(self) -> f64 {
        match self {
            Self::Sleep => 20.0,
            Self::Soreness => 25.0,
            Self::Feel => 40.0,
            Self::Load => 5.0,
            Self::Heart => 10.0,
        }
    }
}

/// How much of the score is the weakest of the morning's own three signals. Chosen: a fifth.
pub const WEAKEST_SHARE: f64 = 0.2;

/// A fact that bounds the score whatever the rest says, so that number and word agree.
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

    /// The lowest that holds, the first of equals.
    pub fn lowest(inputs: &Inputs) -> Option<Self> {
        let under = inputs.hours.map(|h| inputs.need - h);
        let holds = [
            (inputs.ill, Self::Ill),
            (under.is_some_and(|u| u >= 4.0), Self::VeryShortNight),
            (inputs.hours.is_some_and(|h| sleep::is_short(h, inputs.need)), Self::ShortNight),
            (inputs.flag_level >= 3, Self::RedFlags),
            (inputs.heart_alarm, Self::Heart),
        ];
        holds.into_iter().find(|(on, _)| *on).map(|(_, cap)| cap)
    }
}

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
    /// Parts of the sleep component.
    pub sleep: Option<SleepParts>,
    /// Components at hand, each 0 to 100, in order.
    pub components: Vec<(Component, f64)>,
    /// Exact points lost by each component at hand, in order.
    pub losses: Vec<(Component, f64)>,
    /// The weakest of sleep, soreness and feel, the first of equals.
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
    /// Weight at hand, 0 to 100.
    pub coverage: f64,
}

impl Recovery {
    /// The word for it.
    pub fn band(&self) -> Band {
        Band::of(self.shown)
    }

    /// How much was known.
    pub fn confidence(&self) -> Confidence {
        Confidence::of(self.coverage)
    }

    /// A component's value, if it was at hand.
    pub fn component(&self, which: Component) -> Option<f64> {
        self.components.iter().find(|(c, _)| *c == which).map(|(_, v)| *v)
    }

    /// Components that nothing was logged for.
    pub fn missing(&self) -> impl Iterator<Item = Component> {
        Component::ALL.into_iter().filter(|c| self.component(*c).is_none())
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

/// Shares out `total` whole points in proportion to exact ones that sum to it but for rounding: everyone gets the whole
/// part, and what is left goes to the largest fractions, the first of equals.
pub fn largest_remainder(exact: &[f64], total: u8) -> Vec<u8> {
    // A hair more than the value, so that 3 written as 2.9999… is 3.
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
    /// The weakest of sleep, soreness and feel.
    pub weakest: Component,
    /// Weighted mean.
    pub mean: f64,
    /// The score, 0 to 100.
    pub uncapped: f64,
    /// Exact points lost by each component.
    pub losses: Vec<(Component, f64)>,
}

/// `S = 0.8·(Σ w·c / Σ w) + 0.2·min(sleep, soreness, feel)`; `None` without any of those three.
pub fn compose(value: impl Fn(Component) -> Option<f64>) -> Option<Composed> {
    let components: Vec<(Component, f64)> = Component::ALL.into_iter().filter_map(|c| Some((c, value(c)?))).collect();
    let own = components.iter().filter(|(c, _)| matches!(c, Component::Sleep | Component::Soreness | Component::Feel));
    let (weakest, low) = own.copied().reduce(|a, b| if b.1 < a.1 { b } else { a })?;
    let weight: f64 = components.iter().map(|(c, _)| c.weight()).sum();
    let mean = components.iter().map(|(c, v)| c.weight() * v).sum::<f64>() / weight;
    let uncapped = (1.0 - WEAKEST_SHARE) * mean + WEAKEST_SHARE * low;
    let losses = components
        .iter()
        .map(|(c, v)| {
            let weakest = if *c == weakest { WEAKEST_SHARE } else { 0.0 };
            (*c, ((1.0 - WEAKEST_SHARE) * c.weight() / weight + weakest) * (100.0 - v))
        })
        .collect();
    Some(Composed { components, weakest, mean, uncapped, losses })
}

/// A score as a whole number: halves go up, and a hair below a half is a half.
pub fn shown(score: f64) -> u8 {
    (score + 0.5 + 1e-9).floor().clamp(0.0, 100.0) as u8
}

/// The recovery of one morning; `None` where neither sleep, soreness nor feel was logged.
pub fn score(inputs: &Inputs) -> Option<Recovery> {
    let parts = sleep::parts(inputs);
    let slept = parts.as_ref().and_then(sleep::component);
    let sore = inputs.soreness.as_deref().map(soreness::component);
    let felt = feel::component(inputs);
    let loaded = inputs.load_ratio.map(load::component);
    let zs: Vec<f64> = inputs.hrv_z.into_iter().chain(inputs.resting_hr_z).collect();
    let beats = heart::component(&zs);

    let Composed { components, weakest, mean, uncapped, losses } = compose(|c| match c {
        Component::Sleep => slept.map(|s| s.0),
        Component::Soreness => sore,
        Component::Feel => felt.map(|f| f.0),
        Component::Load => loaded,
        Component::Heart => beats,
    })?;

    let cap = Cap::lowest(inputs).filter(|c| c.limit() < uncapped);
    let score = cap.map_or(uncapped, Cap::limit);
    let shown = shown(score);
    let coverage = slept.map_or(0.0, |s| Component::Sleep.weight() * s.1 / 100.0)
        + sore.map_or(0.0, |_| Component::Soreness.weight())
        + felt.map_or(0.0, |f| Component::Feel.weight() * f.1 / 100.0)
        + loaded.map_or(0.0, |_| Component::Load.weight())
        + beats.map_or(0.0, |_| Component::Heart.weight());
    Some(Recovery {
        inputs: inputs.clone(),
        sleep: parts,
        components,
        losses,
        weakest,
        mean,
        uncapped,
        cap,
        score,
        shown,
        coverage,
    })
}
