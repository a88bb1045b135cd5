//! How far a forecast may be off: four of five mornings fall inside its range, learnt from your own graded forecasts.

use chrono::NaiveDate;

use crate::domain::Days;
use crate::domain::shelf::day_number;
use crate::recovery::load::LOOK_BACK;

/// Share of forecasts that may fall outside.
const OUTSIDE: f64 = 0.2;
/// How fast the width follows what falls outside, and its bounds. Chosen.
const STEP: f64 = 0.02;
const LEAST: f64 = 0.02;
const MOST: f64 = 0.5;
/// How much of an error's weight is left a day later. Chosen.
const FORGET: f64 = 0.99;
/// Errors that everybody starts with, each with half a morning's weight. Measured over eight people.
const START: [f64; 20] =
    [0.5, 1.0, 1.5, 2.0, 2.5, 3.0, 3.5, 4.0, 4.5, 5.0, 5.5, 6.0, 6.5, 7.5, 8.0, 9.0, 10.0, 11.5, 13.5, 19.0];
const START_WEIGHT: f64 = 0.5;

/// Mornings below which a forecast is a guess with twice the range, and up to which the range is a quarter wider. Measured: four
/// of five mornings then fall inside.
pub const GUESS_BELOW: usize = 7;
/// Mornings up to which a range is a quarter wider.
pub const WIDER_UP_TO: usize = 13;

/// How much wider a range is shown after only so many mornings.
pub fn widened(mornings: usize) -> f64 {
    match mornings {
        n if n < GUESS_BELOW => 2.0,
        n if n <= WIDER_UP_TO => 1.25,
        _ => 1.0,
    }
}

/// How much wider the forecasts of a morning were shown; files keep half of their width before that.
pub fn shown_wider(days: &dyn Days, issued: NaiveDate) -> f64 {
    let number = day_number(issued);
    let answered = |back: &i32| {
        let day = days.nth(number - back).filter(|d| !d.is_left_out());
        day.and_then(|d| d.checkin.as_ref()).is_some_and(|c| !c.is_empty())
    };
    widened((0..LOOK_BACK as i32).filter(answered).take(WIDER_UP_TO + 1).count())
}

/// Graded forecasts of one horizon.
#[derive(Clone, PartialEq, Debug)]
pub struct Range {
    /// Absolute errors, sorted, each with its weight on the day the first of them was issued.
    errors: Vec<(f64, f64)>,
    /// The sum of those weights.
    weight: f64,
    first: Option<i32>,
    outside: f64,
}

impl Default for Range {
    fn default() -> Self {
        Self { errors: Vec::new(), weight: 0.0, first: None, outside: OUTSIDE }
    }
}

impl Range {
    /// Counts a forecast that was graded, in order of issue: the day it was issued on, its absolute error, and the half-width it had.
    pub fn add(&mut self, issued: i32, error: f64, half_width: f64) {
        let missed = error > half_width;
        self.outside += STEP * (OUTSIDE - f64::from(u8::from(missed)));
        self.outside = self.outside.clamp(LEAST, MOST);
        let first = *self.first.get_or_insert(issued);
        let weight = FORGET.powi(first - issued);
        self.weight += weight;
        let at = self.errors.partition_point(|(e, _)| *e <= error);
        self.errors.insert(at, (error, weight));
    }

    /// The half-width on a day: the quantile of the weighted errors that leaves its share outside. Each value sits at its
    /// cumulative weight minus half its own; between neighbours it is linear.
    pub fn half_width(&self, today: i32) -> f64 {
        let faded = self.first.map_or(1.0, |first| FORGET.powi(today - first));
        // Counted from the largest error down: few of them are outside.
        let wanted = self.outside * (self.weight * faded + START_WEIGHT * START.len() as f64);
        let (mut own, mut start) = (self.errors.as_slice(), START.as_slice());
        let (mut sum, mut above) = (0.0, None);
        loop {
            let (error, weight) = match (own.split_last(), start.split_last()) {
                (Some(((error, weight), rest)), next) if next.is_none_or(|(other, _)| error > other) => {
                    own = rest;
                    (*error, weight * faded)
                }
                (_, Some((error, rest))) => {
                    start = rest;
                    (*error, START_WEIGHT)
                }
                _ => return above.map_or(0.0, |(_, e)| e),
            };
            let place = sum + weight / 2.0;
            if place >= wanted {
                let Some((high, from)) = above else { return error };
                return from + (error - from) * (wanted - high) / (place - high);
            }
            sum += weight;
            above = Some((place, error));
        }
    }
}
