//! A time of day being typed.

use super::field::Field;
use crate::domain::calendar::{ClockTime, DAY_MINUTES};
use crate::keys::{Code, Key};

/// How far `+` and `-` move it, in minutes. Chosen.
const STEP: i32 = 15;

/// A time of day being typed: the first digit replaces what is there.
#[derive(Clone, Debug, Default)]
pub struct Clock {
    /// What is typed.
    pub field: Field,
    /// Whether nothing was typed yet.
    pub fresh: bool,
}

impl Clock {
    /// Over a time, or over nothing.
    pub fn at(time: Option<ClockTime>) -> Self {
        Self { field: Field::new(&time.map(|t| t.to_string()).unwrap_or_default()), fresh: true }
    }

    /// The time; `None` if the field is empty.
    ///
    /// # Errors
    /// A sentence.
    pub fn time(&self) -> Result<Option<ClockTime>, String> {
        self.field.filled().map(|text| text.parse()).transpose()
    }

    /// Takes a key.
    pub fn press(&mut self, key: Key) {
        let fresh = std::mem::take(&mut self.fresh);
        match key.typed() {
            Some(c @ ('+' | '-')) => {
                if let Ok(Some(now)) = self.time() {
                    let step = if c == '+' { STEP } else { -STEP };
                    let then = (i32::from(now.minutes()) + step).rem_euclid(i32::from(DAY_MINUTES)) as u16;
                    *self = Self::at(ClockTime::from_minutes(then));
                }
            }
            Some(_) if fresh => {
                self.field = Field::default();
                self.field.press(key);
            }
            _ if fresh && key.code == Code::Backspace => self.field = Field::default(),
            _ => drop(self.field.press(key)),
        }
    }
}
