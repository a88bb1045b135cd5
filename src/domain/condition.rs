//! Conditions of a session, settled at that morning's check-in: `energy >= 3 else rest`.

use serde::{Deserialize, Serialize};
use std::fmt;

use super::checkin::CheckIn;

/// What a condition asks about.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
enum Input {
    /// Energy, 1 to 5.
    Energy,
    /// Mood, 1 to 5.
    Mood,
    /// Stress, 1 to 5.
    Stress,
    /// Sleep quality, 1 to 5.
    Quality,
    /// Hours asleep.
    Sleep,
    /// The sorest region, 0 to 10.
    Soreness,
}

const INPUTS: [(&str, Input); 6] = [
    ("energy", Input::Energy),
    ("mood", Input::Mood),
    ("stress", Input::Stress),
    ("quality", Input::Quality),
    ("sleep", Input::Sleep),
    ("soreness", Input::Soreness),
];

impl Input {
    fn name(self) -> &'static str {
        INPUTS.iter().find(|(_, i)| *i == self).map_or("", |(name, _)| name)
    }

    /// What a check-in can answer.
    fn range(self) -> (f64, f64) {
        match self {
            Self::Energy | Self::Mood | Self::Stress | Self::Quality => (1.0, 5.0),
            Self::Sleep => (0.0, 24.0),
            Self::Soreness => (0.0, 10.0),
        }
    }
}

/// A comparison with a number.
#[derive(Clone, Copy, PartialEq, Debug, Serialize, Deserialize)]
struct Comparison {
    input: Input,
    at_least: bool,
    value: f64,
}

/// What a session depends on: if it does not hold, the day is rest. It keeps its original wording.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Condition {
    written: String,
    /// None if the text in a file cannot be read: it is kept, and never decided.
    asks: Option<Comparison>,
}

/// Two are equal if they are written the same; a value is never NaN.
impl Eq for Condition {}

impl Condition {
    /// A condition as written in a file, whether or not it can be read.
    pub fn held(text: impl Into<String>) -> Self {
        let written = text.into();
        let asks = Comparison::parse(&written).ok();
        Self { written, asks }
    }

    /// Reads `energy >= 3` or `stress <= 3`, with or without `else rest` after it.
    ///
    /// # Errors
    /// A sentence that shows the form, or what the input can be.
    pub fn parse(text: &str) -> Result<Self, String> {
        let asks = Comparison::parse(text)?;
        let (from, to) = asks.input.range();
        if !(from..=to).contains(&asks.value) {
            return Err(format!("'{text}' is out of range: {} goes from {from} to {to}", asks.input.name()));
        }
        Ok(Self { written: text.to_owned(), asks: Some(asks) })
    }

    /// The words in which it was written.
    pub fn written(&self) -> &str {
        &self.written
    }

    /// Whether it was understood: if not, it is kept and decides nothing.
    pub fn is_understood(&self) -> bool {
        self.asks.is_some()
    }

    /// The morning's answer to it; `None` if the input was not logged.
    pub fn answer(&self, c: &CheckIn) -> Option<f64> {
        self.asks?.answer(c)
    }

    /// Whether it holds this morning.
    pub fn holds(&self, c: &CheckIn) -> Option<bool> {
        self.asks?.holds(c)
    }

    /// `energy ≥ 3`, or the original text if that cannot be read.
    pub fn short(&self) -> String {
        self.asks.map_or_else(|| self.written.clone(), |asks| asks.to_string())
    }
}

impl Comparison {
    fn parse(text: &str) -> Result<Self, String> {
        let wrong = || {
            let names: Vec<_> = INPUTS.iter().map(|(n, _)| *n).collect();
            format!(
                "'{text}' is not a condition; write it like energy >= 3 else rest, with one of {}",
                names.join(", ")
            )
        };
        let lower = text.trim().to_lowercase().replace('≥', ">=").replace('≤', "<=");
        let asked = lower.strip_suffix("else rest").unwrap_or(&lower).trim();
        let (name, value, at_least) = match (asked.split_once(">="), asked.split_once("<=")) {
            (Some((name, value)), None) => (name, value, true),
            (None, Some((name, value))) => (name, value, false),
            _ => return Err(wrong()),
        };
        let input = INPUTS.iter().find(|(n, _)| *n == name.trim()).map(|(_, i)| *i).ok_or_else(wrong)?;
        let value: f64 = value.trim().parse().ok().filter(|v: &f64| v.is_finite()).ok_or_else(wrong)?;
        Ok(Self { input, at_least, value })
    }

    fn answer(self, c: &CheckIn) -> Option<f64> {
        match self.input {
            Input::Energy => c.energy.map(f64::from),
            Input::Mood => c.mood.map(f64::from),
            Input::Stress => c.stress.map(f64::from),
            Input::Quality => c.sleep_quality.map(f64::from),
            Input::Sleep => c.hours(),
            Input::Soreness => c.sorest().map(f64::from),
        }
    }

    fn holds(self, c: &CheckIn) -> Option<bool> {
        let n = self.answer(c)?;
        Some(if self.at_least { n >= self.value } else { n <= self.value })
    }
}

impl fmt::Display for Comparison {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} {}", self.input.name(), if self.at_least { "≥" } else { "≤" }, self.value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conditions_hold_or_wait_for_an_answer() {
        let c = Condition::parse("energy >= 3 else rest").unwrap();
        let mut morning = CheckIn::default();
        assert_eq!(c.holds(&morning), None);
        morning.energy = Some(2);
        assert_eq!((c.holds(&morning), c.short().as_str()), (Some(false), "energy ≥ 3"));
        morning.energy = Some(3);
        assert_eq!(c.holds(&morning), Some(true));
        assert_eq!(Condition::parse("soreness <= 4").unwrap().holds(&morning), None);
        for wrong in ["energy > 12 else dance", "luck >= 3", "energy >= much", ""] {
            assert!(Condition::parse(wrong).unwrap_err().contains("write it like energy >= 3 else rest"), "{wrong}");
        }
        assert_eq!(
            Condition::parse("energy >= 9 else rest").unwrap_err(),
            "'energy >= 9 else rest' is out of range: energy goes from 1 to 5"
        );
        assert!(Condition::held("energy >= 9 else rest").is_understood(), "kept as a file has it");
    }
}
