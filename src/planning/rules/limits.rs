//! The numbers of the rules, and what each may be.

use super::Rule;

/// The numbers of the rules. All are chosen; people can change them.
#[derive(Clone, PartialEq, Debug)]
pub struct Limits {
    /// Rules that are silenced.
    pub off: Vec<Rule>,
    /// Hours between sessions of the same main region.
    pub region_hours: i64,
    /// The same after RPE 8 or more.
    pub region_hours_hard: i64,
    /// Hours between conditioning sessions.
    pub hiit_hours: i64,
    /// Hard days allowed in a row.
    pub hard_in_a_row: usize,
    /// Training days in a week.
    pub training_days: usize,
    /// Monotony from which days are too alike.
    pub monotony: f64,
    /// Load jump, as a multiple of the mean load of the four weeks before.
    pub load_jump: f64,
    /// Days a region may be idle.
    pub idle_days: i64,
    /// A deload comes every this many weeks, 4 to 6.
    pub deload_every: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            off: Vec::new(),
            region_hours: 48,
            region_hours_hard: 72,
            hiit_hours: 48,
            hard_in_a_row: 2,
            training_days: 5,
            monotony: 2.0,
            load_jump: 1.5,
            idle_days: 10,
            deload_every: 5,
        }
    }
}

impl Limits {
    /// Hours that a main region needs after a session.
    pub(super) fn hours_after(&self, very_hard: bool) -> i64 {
        if very_hard { self.region_hours_hard } else { self.region_hours }
    }
}

/// A number of the rules as a setting: its name, its bounds, and where it goes.
pub struct Limit {
    /// Its name in the settings.
    pub name: &'static str,
    /// The lowest it may be.
    pub low: f64,
    /// The highest it may be.
    pub high: f64,
    /// What follows the range in a message, such as ` days`.
    pub unit: &'static str,
    /// Whether it is a whole number.
    pub whole: bool,
    /// Sets the value.
    pub set: fn(&mut Limits, f64),
}

/// A whole-number limit, and a fractional one.
macro_rules! limit {
    ($name:ident: $type:ty, $low:expr, $high:expr, $unit:expr) => {
        Limit {
            name: stringify!($name),
            low: $low,
            high: $high,
            unit: $unit,
            whole: true,
            set: |limits, value| limits.$name = value as $type,
        }
    };
    ($name:ident, $low:expr, $high:expr) => {
        Limit {
            name: stringify!($name),
            low: $low,
            high: $high,
            unit: "",
            whole: false,
            set: |limits, value| limits.$name = value,
        }
    };
}

/// Every number of [`Limits`], in the order of the settings.
pub const LIMITS: [Limit; 9] = [
    limit!(region_hours: i64, 0.0, 168.0, ""),
    limit!(region_hours_hard: i64, 0.0, 168.0, ""),
    limit!(hiit_hours: i64, 0.0, 168.0, ""),
    limit!(hard_in_a_row: usize, 1.0, 7.0, " days"),
    limit!(training_days: usize, 1.0, 7.0, " days"),
    limit!(monotony, 0.5, 10.0),
    limit!(load_jump, 1.0, 10.0),
    limit!(idle_days: i64, 1.0, 90.0, " days"),
    limit!(deload_every: usize, 4.0, 6.0, " weeks"),
];
