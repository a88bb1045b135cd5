//! Tables with a row for each set of an exercise: rows of one workout become one session. What is rated in them is a set and not
//! the session, so no RPE comes from them.

use std::collections::HashMap;

use super::harvest::{Activity, Harvest};
use crate::domain::Region;

/// Workouts in the order in which they first appear.
#[derive(Default)]
pub struct Workouts {
    order: Vec<Activity>,
    by_key: HashMap<String, usize>,
}

impl Workouts {
    /// The workout with this key, made by `make` when its first row comes.
    pub fn of(&mut self, key: &str, make: impl FnOnce() -> Activity) -> &mut Activity {
        let at = *self.by_key.entry(key.to_owned()).or_insert_with(|| {
            self.order.push(make());
            self.order.len() - 1
        });
        &mut self.order[at]
    }

    /// All of them go to the harvest.
    pub fn finish(self, out: &mut Harvest) {
        out.activities.extend(self.order);
    }
}

/// A remark that says something: one of nothing but `@names` or `#tags` was put there by the program.
pub fn remark(text: &str) -> Option<String> {
    let text = text.trim();
    let says = text.split_whitespace().any(|w| !w.starts_with(['@', '#']));
    says.then(|| text.to_owned())
}

/// The regions that a category of exercises trains.
pub fn regions_of(category: &str) -> &'static [Region] {
    match category.trim().to_lowercase().as_str() {
        "chest" => &[Region::Chest],
        "back" => &[Region::Back],
        "shoulders" => &[Region::Shoulders],
        "biceps" | "triceps" | "arms" | "forearms" => &[Region::Arms],
        "abs" | "core" => &[Region::Core],
        "legs" => &[Region::Quads, Region::Hamstrings, Region::Glutes],
        "calves" => &[Region::Calves],
        _ => &[],
    }
}
