//! The parts that a score is made of, and how much each of them weighs.

use std::ops::{Index, IndexMut};

use serde::{Deserialize, Serialize};
use strum::{EnumCount, IntoStaticStr, VariantArray};

use super::score::Component;

/// A part of a component, in the order in which weights are learnt.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, VariantArray, EnumCount, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Part {
    /// Sleep: the length of last night.
    Duration,
    /// Sleep: its quality.
    Quality,
    /// Sleep: the last seven nights.
    Week,
    /// Sleep: how regular it was.
    Regularity,
    /// Soreness.
    Soreness,
    /// Feel: energy.
    Energy,
    /// Feel: mood.
    Mood,
    /// Feel: calm, the reverse of stress.
    Calm,
    /// Load.
    Load,
    /// Heart.
    Heart,
    /// Feel of the last seven days. It weighs nothing until weights are learnt.
    Recent,
}

impl Part {
    /// All of them, in order.
    pub const ALL: [Self; Self::COUNT] = *Self::VARIANTS.first_chunk().unwrap();

    /// The parts of feel.
    pub const FEEL: [Self; 3] = [Self::Energy, Self::Mood, Self::Calm];

    /// Its name in JSON.
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// The component that it belongs to.
    pub fn component(self) -> Component {
        match self {
            Self::Duration | Self::Quality | Self::Week | Self::Regularity => Component::Sleep,
            Self::Soreness => Component::Soreness,
            Self::Energy | Self::Mood | Self::Calm => Component::Feel,
            Self::Load => Component::Load,
            Self::Heart => Component::Heart,
            Self::Recent => Component::Recent,
        }
    }
}

/// A value for each part.
#[derive(Clone, Copy, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct ByPart<T>(pub [T; Part::COUNT]);

impl<T> Index<Part> for ByPart<T> {
    type Output = T;

    fn index(&self, part: Part) -> &T {
        &self.0[part as usize]
    }
}

impl<T> IndexMut<Part> for ByPart<T> {
    fn index_mut(&mut self, part: Part) -> &mut T {
        &mut self.0[part as usize]
    }
}

/// Values of parts, each 0 to 100, or missing.
pub type Parts = ByPart<Option<f64>>;

/// Whose weights a score uses.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub enum Choice {
    /// The published ones.
    #[default]
    Published,
    /// Your own, as far as they are learnt.
    Own,
}

/// How much each part weighs, in percent.
#[derive(Clone, Copy, PartialEq, Debug, Serialize, Deserialize)]
pub struct Weights(pub ByPart<f64>);

impl Default for Weights {
    fn default() -> Self {
        Self::PUBLISHED
    }
}

impl Weights {
    /// What everybody starts with. Those of the components are measured, in the order Saw 2016 found: what people report
    /// about themselves before what devices say. So are those of feel: self-rated readiness goes with energy most. Those
    /// of sleep's parts are chosen.
    pub const PUBLISHED: Self = Self(ByPart([10.0, 5.0, 3.0, 2.0, 25.0, 28.0, 8.0, 4.0, 5.0, 10.0, 0.0]));

    /// The weight of a component: that of all its parts, at hand or not.
    pub fn of(&self, component: Component) -> f64 {
        Part::ALL.into_iter().filter(|p| p.component() == component).map(|p| self.0[p]).sum()
    }

    /// Components that weigh anything, in order.
    pub fn components(&self) -> impl Iterator<Item = Component> {
        Component::ALL.into_iter().filter(|c| self.of(*c) > 0.0)
    }

    /// The value of a component: the weighted mean of its parts at hand.
    pub fn value(&self, component: Component, parts: &Parts) -> Option<f64> {
        let of = || Part::ALL.into_iter().filter(|p| p.component() == component);
        let weight: f64 = of().filter(|p| parts[*p].is_some()).map(|p| self.0[p]).sum();
        let sum: f64 = of().filter_map(|p| parts[p].map(|v| self.0[p] * v)).sum();
        (weight > 0.0).then(|| sum / weight)
    }

    /// The mean of several.
    pub fn mean(all: &[Self]) -> Self {
        let of = |part: usize| all.iter().map(|w| w.0.0[part]).sum::<f64>() / all.len() as f64;
        if all.is_empty() { Self::PUBLISHED } else { Self(ByPart(std::array::from_fn(of))) }
    }
}
