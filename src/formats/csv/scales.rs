//! Columns on a scale other than ours.

use crate::domain::checkin::{self, Scale};
use crate::domain::read;

/// RPE as a column.
const RPE: Scale = Scale { name: "rpe", low: 0.0, high: 10.0, whole: false, unit: "" };

/// A scale of its own that a column is on, such as `mood=1-10`.
#[derive(Clone, PartialEq, Debug)]
pub struct OtherScale {
    /// The column, by our name for it.
    pub column: String,
    /// The number that stands for our lowest.
    pub low: f64,
    /// The number that stands for our highest. It may be below the other: `mood=4-1`.
    pub high: f64,
}

impl OtherScale {
    /// Reads `mood=1-10`.
    ///
    /// # Errors
    /// A sentence that says how to write it.
    pub fn parse(text: &str) -> Result<Self, String> {
        let wrong = || format!("'{text}' is not a scale; write a column and its ends like mood=1-10");
        let (column, ends) = text.split_once('=').ok_or_else(wrong)?;
        let (low, high) = ends.split_once('-').ok_or_else(wrong)?;
        let end = |t: &str| read::number(t).map_err(|_| wrong());
        let out = Self { column: normal(column), low: end(low)?, high: end(high)? };
        match scale_of(&out.column) {
            Some(scale) if scale.whole && out.low != out.high => Ok(out),
            Some(scale) if !scale.whole => Err(format!("{column} cannot be read from another scale")),
            Some(_) => Err(wrong()),
            None => Err(format!("'{column}' is not a column with a scale; mood, energy and soreness are")),
        }
    }

    /// The whole number on `scale` that corresponds to `value` on this one; `None` beyond its ends.
    pub(super) fn to(&self, scale: &Scale, value: f64) -> Option<f64> {
        let share = (value - self.low) / (self.high - self.low);
        (0.0..=1.0).contains(&share).then(|| (scale.low + share * (scale.high - scale.low)).round())
    }
}

/// The scale of a column, if it is one that other programs number differently.
pub(super) fn scale_of(name: &str) -> Option<&'static Scale> {
    match name {
        "sleep_quality" => Some(&checkin::SLEEP_QUALITY),
        "energy" => Some(&checkin::ENERGY),
        "mood" => Some(&checkin::MOOD),
        "stress" => Some(&checkin::STRESS),
        "ready" => Some(&checkin::READY),
        "rpe" => Some(&RPE),
        name if name == "soreness" || name.starts_with("soreness_") => Some(&checkin::SORENESS),
        _ => None,
    }
}

/// `Soreness Lower-Back` and `soreness_lower_back` are one column; a few have a second name.
pub(super) fn normal(name: &str) -> String {
    let name = name.trim().to_lowercase().replace(['-', ' '], "_");
    match name.as_str() {
        "notes" | "comment" | "comments" => "note".to_owned(),
        "sleep" | "hours_slept" => "sleep_hours".to_owned(),
        "rhr" | "resting_pulse" => "resting_hr".to_owned(),
        _ => name,
    }
}
