//! Weeks side by side in the order of time, found by their number and not by searching.

use std::sync::Arc;

use chrono::{Datelike, NaiveDate};

use super::calendar::WeekId;
use super::week::Week;

/// Days since Monday, 1 January of the year 1: what days are counted by.
pub fn day_number(date: NaiveDate) -> i32 {
    date.num_days_from_ce() - 1
}

/// Weeks by number. A copy shares them until one of both changes.
#[derive(Clone, Debug, Default)]
pub struct Shelf {
    /// The number of the week in the first place.
    first: i32,
    places: Vec<Option<Arc<Week>>>,
}

fn week_number(id: WeekId) -> i32 {
    day_number(id.monday()).div_euclid(7)
}

impl Shelf {
    fn place(&self, number: i32) -> Option<&Arc<Week>> {
        let at = usize::try_from(number.checked_sub(self.first)?).ok()?;
        self.places.get(at)?.as_ref()
    }

    /// The week that holds a day, and the day's place in it, Monday 0.
    pub fn holding(&self, day: i32) -> Option<(&Week, usize)> {
        self.place(day.div_euclid(7)).map(|week| (&**week, day.rem_euclid(7) as usize))
    }

    /// The week.
    pub fn get(&self, id: WeekId) -> Option<&Week> {
        self.place(week_number(id)).map(|week| &**week)
    }

    /// The week, to be changed.
    pub fn get_mut(&mut self, id: WeekId) -> Option<&mut Week> {
        let at = usize::try_from(week_number(id) - self.first).ok()?;
        self.places.get_mut(at)?.as_mut().map(Arc::make_mut)
    }

    /// Whether it holds the week.
    pub fn contains(&self, id: WeekId) -> bool {
        self.get(id).is_some()
    }

    /// The week to be changed, after putting in what is made where there is none.
    pub fn get_or_insert(&mut self, id: WeekId, make: impl FnOnce() -> Week) -> &mut Week {
        let at = self.make_room(id);
        Arc::make_mut(self.places[at].get_or_insert_with(|| Arc::new(make())))
    }

    /// Puts the week in the place of the one there was.
    pub fn insert(&mut self, week: Week) {
        let at = self.make_room(week.id);
        self.places[at] = Some(Arc::new(week));
    }

    /// The same with one that another shelf holds too.
    pub fn share(&mut self, other: &Self, id: WeekId) {
        if let Some(week) = other.place(week_number(id)) {
            let at = self.make_room(id);
            self.places[at] = Some(Arc::clone(week));
        }
    }

    /// Takes the week away.
    pub fn remove(&mut self, id: WeekId) {
        if let Ok(at) = usize::try_from(week_number(id) - self.first)
            && let Some(place) = self.places.get_mut(at)
        {
            *place = None;
        }
    }

    /// Every week, oldest first.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Week> {
        self.places.iter().flatten().map(|week| &**week)
    }

    /// The weeks up to one, newest first.
    pub fn back_from(&self, id: WeekId) -> impl Iterator<Item = &Week> {
        let end = usize::try_from(week_number(id) - self.first + 1).unwrap_or(0).min(self.places.len());
        self.places[..end].iter().rev().flatten().map(|week| &**week)
    }

    /// The place of a week, with room made for it.
    fn make_room(&mut self, id: WeekId) -> usize {
        let number = week_number(id);
        if self.places.is_empty() {
            self.first = number;
        }
        if number < self.first {
            let more = (self.first - number) as usize;
            self.places.splice(0..0, std::iter::repeat_with(|| None).take(more));
            self.first = number;
        }
        let at = (number - self.first) as usize;
        if at >= self.places.len() {
            self.places.resize(at + 1, None);
        }
        at
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::calendar::add_days;
    use std::collections::BTreeMap;

    fn id(text: &str) -> WeekId {
        text.parse().unwrap()
    }

    /// It is what a map by week is, in any order, over gaps and over the turn of a year with 53 weeks.
    #[test]
    fn it_holds_what_a_map_would() {
        let ids = ["2026-W47", "2020-W53", "2021-W01", "2026-W01", "1900-W01", "2200-W30", "2026-W48", "2026-W46"];
        let (mut shelf, mut map) = (Shelf::default(), BTreeMap::new());
        for (n, text) in ids.iter().enumerate() {
            let mut week = Week::new(id(text));
            week.days[n % 7].snacks = n as u8;
            map.insert(week.id, week.clone());
            shelf.insert(week);
            let kept: Vec<&Week> = map.values().collect();
            assert_eq!(shelf.iter().collect::<Vec<_>>(), kept);
            for other in ids.map(id) {
                assert_eq!(shelf.get(other), map.get(&other));
                let back: Vec<&Week> = map.range(..=other).rev().map(|(_, w)| w).collect();
                assert_eq!(shelf.back_from(other).collect::<Vec<_>>(), back);
                for date in other.days() {
                    let found = shelf.holding(day_number(date)).map(|(w, at)| &w.days[at]);
                    assert_eq!(found, map.get(&other).map(|w| w.day(date)), "{date}");
                }
            }
        }
        shelf.remove(id("2026-W01"));
        shelf.remove(id("1999-W01"));
        assert!(!shelf.contains(id("2026-W01")) && shelf.iter().count() == ids.len() - 1);
        assert_eq!(shelf.holding(day_number(add_days(id("2026-W01").monday(), 3))), None);
    }

    #[test]
    fn a_copy_is_its_own_once_it_changes() {
        let mut one = Shelf::default();
        one.insert(Week::new(id("2026-W47")));
        let mut two = one.clone();
        two.get_mut(id("2026-W47")).unwrap().deload = true;
        two.get_or_insert(id("2026-W48"), || Week::new(id("2026-W48"))).deload = true;
        assert!(!one.get(id("2026-W47")).unwrap().deload && !one.contains(id("2026-W48")));
        one.share(&two, id("2026-W48"));
        assert!(one.get(id("2026-W48")).unwrap().deload);
    }
}
