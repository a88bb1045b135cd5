//! The person who trains: what a plan has to fit.

use chrono::{Datelike, NaiveDate, Weekday};
use strum::{EnumCount, IntoStaticStr, VariantArray};

use super::calendar::ClockTime;
use crate::text::named;

/// How long a person has trained.
#[derive(Clone, Copy, PartialEq, Eq, Debug, VariantArray, EnumCount, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum History {
    /// Starting, or starting again.
    Starting,
    /// Has trained for some years.
    Some,
    /// Has trained for a long time.
    Long,
}

impl History {
    /// Every history.
    pub const ALL: [Self; Self::COUNT] = *Self::VARIANTS.first_chunk().unwrap();

    /// Its name in the settings.
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// How many weeks apart deloads are. Chosen within 4 to 6: those who train harder need one sooner.
    pub fn deload_every(self) -> usize {
        match self {
            Self::Starting => 6,
            Self::Some => 5,
            Self::Long => 4,
        }
    }

    /// Reads a name.
    ///
    /// # Errors
    /// A sentence with all names.
    pub fn parse(text: &str) -> Result<Self, String> {
        match text.to_lowercase().as_str() {
            "beginner" | "new" => return Ok(Self::Starting),
            "some years" => return Ok(Self::Some),
            "experienced" | "years" | "many years" => return Ok(Self::Long),
            _ => {}
        }
        named(&Self::ALL, &text.to_lowercase(), text, "a training history")
    }
}

/// What a person said about themselves; none of it is asked twice.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Person {
    /// How long they have trained.
    pub history: Option<History>,
    /// Training days a week, 1 to 7.
    pub days: Option<u8>,
    /// The weekday that stays free of training.
    pub free: Option<Weekday>,
    /// The year of birth.
    pub born: Option<i32>,
    /// When training begins, Monday to Sunday.
    pub times: [Option<ClockTime>; 7],
}

impl Person {
    /// The age reached in the year of `today`, in years.
    pub fn age(&self, today: NaiveDate) -> Option<i32> {
        self.born.map(|year| today.year() - year)
    }

    /// When training begins on a weekday.
    pub fn time_on(&self, date: NaiveDate) -> Option<ClockTime> {
        self.times[date.weekday().num_days_from_monday() as usize]
    }
}
