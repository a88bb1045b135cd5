//! The regions of the body by which soreness and training are tracked.

use serde::{Deserialize, Serialize};
use std::ops::{Index, IndexMut};

use crate::text::named;
use strum::{EnumCount, IntoStaticStr, VariantArray};

/// A muscle region, or [`Region::General`] for "sore all over".
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
pub enum Region {
    /// Chest.
    Chest,
    /// Upper back.
    Back,
    /// Lower back.
    LowerBack,
    /// Shoulders.
    Shoulders,
    /// Arms.
    Arms,
    /// Core.
    Core,
    /// Glutes.
    Glutes,
    /// Front of the thighs.
    Quads,
    /// Back of the thighs.
    Hamstrings,
    /// Calves.
    Calves,
    /// One number for the whole body.
    General,
}

impl Region {
    /// Every region, head to foot, `General` last.
    pub const ALL: [Self; Self::COUNT] = *Self::VARIANTS.first_chunk().unwrap();

    /// Its name in files and on the command line, such as `lower-back`.
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// Its name in a sentence, such as `lower back`.
    pub fn label(self) -> &'static str {
        match self {
            Self::LowerBack => "lower back",
            Self::General => "all over",
            region => region.name(),
        }
    }

    /// Reads a name; `lower_back` and `lower back` are the same as `lower-back`.
    pub fn parse(text: &str) -> Result<Self, String> {
        let wanted = text.trim().to_lowercase().replace(['_', ' '], "-");
        // The check-in's name for it.
        if matches!(wanted.as_str(), "all" | "all-over") {
            return Ok(Self::General);
        }
        named(&Self::ALL, &wanted, text, "a region")
    }
}

/// A value for every region.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct ByRegion<T>([T; Region::COUNT]);

impl<T> ByRegion<T> {
    /// Builds one from a value for each region.
    pub fn from_fn(of: impl Fn(Region) -> T) -> Self {
        Self(Region::ALL.map(of))
    }

    /// The values, head to foot.
    pub fn iter(&self) -> impl Iterator<Item = (Region, &T)> {
        Region::ALL.into_iter().zip(&self.0)
    }
}

impl<T> Index<Region> for ByRegion<T> {
    type Output = T;

    fn index(&self, region: Region) -> &T {
        &self.0[region as usize]
    }
}

impl<T> IndexMut<Region> for ByRegion<T> {
    fn index_mut(&mut self, region: Region) -> &mut T {
        &mut self.0[region as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::{ByRegion, Region};

    #[test]
    fn every_region_has_its_own_value() {
        let mut by_region = ByRegion::<usize>::default();
        for (n, region) in Region::ALL.into_iter().enumerate() {
            by_region[region] = n;
        }
        assert!(by_region.iter().enumerate().all(|(n, (region, value))| n == *value && by_region[region] == n));
    }

    #[test]
    fn every_name_reads_back_and_a_wrong_one_lists_them() {
        for region in Region::ALL {
            assert_eq!(Region::parse(region.name()), Ok(region));
        }
        assert_eq!(Region::parse("Lower_Back"), Ok(Region::LowerBack));
        assert!(Region::parse("neck").unwrap_err().ends_with("hamstrings, calves, general"));
    }
}
