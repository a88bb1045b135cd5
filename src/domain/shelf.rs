//! Weeks in chronological order, looked up by number rather than by searching.

use std::fmt::{self, Debug, Formatter};
use std::ops::Deref;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};

use chrono::{Datelike, NaiveDate};

use super::calendar::WeekId;
use super::days::Days;
use super::effort::{DayLoad, Found, USUAL_DAYS, Usuals};
use super::week::{Day, Week};

/// Days since Monday, 1 January of the year 1: the number of a day.
pub fn day_number(date: NaiveDate) -> i32 {
    date.num_days_from_ce() - 1
}

/// The date of a day's number.
pub fn date_of(number: i32) -> NaiveDate {
    NaiveDate::from_num_days_from_ce_opt(number.saturating_add(1)).unwrap_or_default()
}

/// A week with a number for its content: if the numbers are equal, so are the weeks.
#[derive(Clone, Debug)]
pub struct Edition {
    content: Arc<Content>,
    of: WeekId,
    number: u64,
}

#[derive(Clone)]
struct Content {
    week: OnceLock<Week>,
    /// Makes the week on first access.
    make: Arc<dyn Fn() -> Week + Send + Sync>,
    /// What was done on each day, worked out on first use.
    loads: OnceLock<[DayLoad; 7]>,
}

impl Content {
    fn week(&self) -> &Week {
        self.week.get_or_init(|| (self.make)())
    }
}

impl Debug for Content {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.week().fmt(f)
    }
}

impl Edition {
    /// An edition with a number of its own, which no other has.
    pub fn new(week: Week) -> Self {
        Self::numbered(week, fresh())
    }

    /// An edition numbered after what it was made from, such as a text.
    pub fn numbered(week: Week, number: u64) -> Self {
        let id = week.id;
        let content = Content { week: week.into(), make: Arc::new(move || Week::new(id)), loads: OnceLock::new() };
        Self { content: Arc::new(content), of: id, number }
    }

    /// The same, but made on first access. Most weeks at startup are never looked at.
    pub fn packed(id: WeekId, number: u64, make: impl Fn() -> Week + Send + Sync + 'static) -> Self {
        let content = Content { week: OnceLock::new(), make: Arc::new(make), loads: OnceLock::new() };
        Self { content: Arc::new(content), of: id, number }
    }

    /// Which week it is.
    pub fn id(&self) -> WeekId {
        self.of
    }

    /// Its number.
    pub fn number(&self) -> u64 {
        self.number
    }

    /// The week, mutably; this makes it another edition.
    fn change(&mut self) -> &mut Week {
        self.number = fresh();
        let content = Arc::make_mut(&mut self.content);
        content.loads = OnceLock::new();
        content.week();
        content.week.get_mut().expect("a week that was made just now")
    }

    fn loads(&self) -> &[DayLoad; 7] {
        self.content.loads.get_or_init(|| self.days.each_ref().map(DayLoad::of))
    }
}

impl Deref for Edition {
    type Target = Week;

    fn deref(&self) -> &Week {
        self.content.week()
    }
}

impl PartialEq for Edition {
    fn eq(&self, other: &Self) -> bool {
        self.number == other.number || **self == **other
    }
}

/// A number not given before in this run, spread out so that it is unlikely to match the number of a text.
fn fresh() -> u64 {
    static LAST: AtomicU64 = AtomicU64::new(0);
    spread(LAST.fetch_add(1, Ordering::Relaxed))
}

/// The finalizer of SplitMix64 (Steele 2014): each bit of the result depends on each bit of `n`.
fn spread(n: u64) -> u64 {
    let n = n.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let n = (n ^ (n >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let n = (n ^ (n >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    n ^ (n >> 31)
}

/// Weeks by number. A copy shares them until either changes.
#[derive(Clone, Debug, Default)]
pub struct Shelf {
    /// The number of the week at the first place.
    first: i32,
    places: Vec<Option<Edition>>,
    usuals: Found,
    /// The sum of the numbers up to each place, worked out when `identity` is first asked for.
    sums: OnceLock<Vec<u64>>,
}

fn week_number(id: WeekId) -> i32 {
    day_number(id.monday()).div_euclid(7)
}

impl Shelf {
    fn place(&self, number: i32) -> Option<&Edition> {
        let at = usize::try_from(number.checked_sub(self.first)?).ok()?;
        self.places.get(at)?.as_ref()
    }

    /// The week that holds a day, and the day's index in it, Monday being 0.
    pub fn holding(&self, day: i32) -> Option<(&Week, usize)> {
        self.place(day.div_euclid(7)).map(|week| (&**week, day.rem_euclid(7) as usize))
    }

    /// The number of the week's content, if the week is here.
    pub fn number(&self, id: WeekId) -> Option<u64> {
        self.place(week_number(id)).map(Edition::number)
    }

    /// What was done on a day, in RPE-minutes, with stand-ins for missing values; `None` if nothing but rest was done.
    pub fn load(&self, day: i32) -> Option<f64> {
        let (week, at) = (self.place(day.div_euclid(7))?, day.rem_euclid(7) as usize);
        week.loads()[at].sum(&week.days[at], || self.usuals(day))
    }

    /// The stand-ins for values that sessions lack, as known before a day.
    pub fn usuals(&self, day: i32) -> Usuals {
        self.usuals.get(day, self.identity(day - USUAL_DAYS, day - 1), || Usuals::before(self, day))
    }

    /// The number of the first day there is a place for; `None` while there are no weeks.
    pub fn first_day(&self) -> Option<i32> {
        (!self.places.is_empty()).then_some(self.first * 7)
    }

    /// A number that changes whenever anything in the weeks of these days changes.
    pub fn identity(&self, from: i32, to: i32) -> u64 {
        let sums = self.sums.get_or_init(|| {
            let of =
                |(n, week): (i32, &Option<Edition>)| week.as_ref().map_or(0, |w| spread(w.number ^ spread(n as u64)));
            let mut sum = 0_u64;
            let add = |number: u64| {
                sum = sum.wrapping_add(number);
                sum
            };
            std::iter::once(0).chain((self.first..).zip(&self.places).map(of).map(add)).collect()
        });
        let sum_before_week = |day: i32, more: i32| {
            let at = (day.div_euclid(7) + more - self.first).clamp(0, self.places.len() as i32);
            sums[at as usize]
        };
        sum_before_week(to, 1).wrapping_sub(sum_before_week(from, 0))
    }

    /// The places, mutably.
    fn change(&mut self) -> &mut Vec<Option<Edition>> {
        self.sums = OnceLock::new();
        &mut self.places
    }

    /// The week.
    pub fn get(&self, id: WeekId) -> Option<&Week> {
        self.place(week_number(id)).map(|week| &**week)
    }

    /// The week, mutably.
    pub fn get_mut(&mut self, id: WeekId) -> Option<&mut Week> {
        let at = usize::try_from(week_number(id) - self.first).ok()?;
        self.change().get_mut(at)?.as_mut().map(Edition::change)
    }

    /// Whether it holds the week.
    pub fn contains(&self, id: WeekId) -> bool {
        self.get(id).is_some()
    }

    /// The week, mutably; if there is none, the one that `make` returns is inserted first.
    pub fn get_or_insert(&mut self, id: WeekId, make: impl FnOnce() -> Week) -> &mut Week {
        let at = self.make_room(id);
        self.change()[at].get_or_insert_with(|| Edition::new(make())).change()
    }

    /// Replaces the week; if the old one holds the same, its number is kept.
    pub fn insert(&mut self, mut week: Edition) {
        let at = self.make_room(week.id());
        if let Some(old) = self.places[at].as_ref().filter(|old| **old == week) {
            week.number = old.number;
        }
        self.change()[at] = Some(week);
    }

    /// Takes a week from another shelf; both share it.
    pub fn share(&mut self, other: &Self, id: WeekId) {
        if let Some(week) = other.place(week_number(id)) {
            let at = self.make_room(id);
            self.change()[at] = Some(week.clone());
        }
    }

    /// Removes the week.
    pub fn remove(&mut self, id: WeekId) {
        if let Ok(at) = usize::try_from(week_number(id) - self.first)
            && let Some(place) = self.change().get_mut(at)
        {
            *place = None;
        }
    }

    /// The ids of all weeks, oldest first.
    pub fn ids(&self) -> impl Iterator<Item = WeekId> {
        self.places.iter().flatten().map(Edition::id)
    }

    /// Every week, oldest first.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Week> {
        self.places.iter().flatten().map(|week| &**week)
    }

    /// The weeks up to and including `id`, newest first.
    pub fn back_from(&self, id: WeekId) -> impl Iterator<Item = &Week> {
        let end = usize::try_from(week_number(id) - self.first + 1).unwrap_or(0).min(self.places.len());
        self.places[..end].iter().rev().flatten().map(|week| &**week)
    }

    /// The index of a week's place, which is added if missing.
    fn make_room(&mut self, id: WeekId) -> usize {
        let number = week_number(id);
        self.sums = OnceLock::new();
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

impl Days for Shelf {
    fn nth(&self, number: i32) -> Option<&Day> {
        self.holding(number).map(|(week, at)| &week.days[at])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::calendar::add_days;
    use crate::domain::session::{Kind, Rpe, Session, Status};
    use std::collections::BTreeMap;

    fn id(text: &str) -> WeekId {
        text.parse().unwrap()
    }

    /// It behaves like a map keyed by week, in any order, across gaps and across the end of a year with 53 weeks.
    #[test]
    fn behaves_like_a_map_by_week() {
        let ids = ["2026-W47", "2020-W53", "2021-W01", "2026-W01", "1900-W01", "2200-W30", "2026-W48", "2026-W46"];
        let (mut shelf, mut map) = (Shelf::default(), BTreeMap::new());
        for (n, text) in ids.iter().enumerate() {
            let mut week = Week::new(id(text));
            week.days[n % 7].snacks = n as u8;
            map.insert(week.id, week.clone());
            shelf.insert(Edition::new(week));
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
    fn copies_are_independent_once_changed() {
        let mut one = Shelf::default();
        one.insert(Edition::new(Week::new(id("2026-W47"))));
        let mut two = one.clone();
        two.get_mut(id("2026-W47")).unwrap().deload = true;
        two.get_or_insert(id("2026-W48"), || Week::new(id("2026-W48"))).deload = true;
        assert!(!one.get(id("2026-W47")).unwrap().deload && !one.contains(id("2026-W48")));
        one.share(&two, id("2026-W48"));
        assert!(one.get(id("2026-W48")).unwrap().deload);
    }

    /// The number of a stretch follows every change in it and none outside it, and comes back with the week.
    #[test]
    fn identity_changes_with_any_week_in_its_span() {
        let mut shelf = Shelf::default();
        for text in ["2026-W45", "2026-W46", "2026-W47"] {
            shelf.insert(Edition::numbered(Week::new(id(text)), 7));
        }
        let day = |text: &str| day_number(id(text).monday());
        let of = |shelf: &Shelf| shelf.identity(day("2026-W45") + 3, day("2026-W46") + 6);
        let first = of(&shelf);
        shelf.get_mut(id("2026-W47")).unwrap().deload = true;
        assert_eq!(of(&shelf), first, "a week beside it");
        let kept = shelf.clone();
        shelf.get_mut(id("2026-W46")).unwrap().days[6].snacks = 1;
        let second = of(&shelf);
        assert_ne!(second, first);
        shelf.share(&kept, id("2026-W46"));
        assert_eq!(of(&shelf), first, "the same week again");
        shelf.remove(id("2026-W45"));
        assert!(of(&shelf) != first && of(&shelf) != second);
        // Two weeks that swapped numbers are not what they were.
        let (a, b) = (Edition::numbered(Week::new(id("2026-W45")), 1), Edition::numbered(Week::new(id("2026-W46")), 2));
        let (c, d) = (Edition::numbered(Week::new(id("2026-W45")), 2), Edition::numbered(Week::new(id("2026-W46")), 1));
        let number = |weeks: [Edition; 2]| {
            let mut shelf = Shelf::default();
            weeks.into_iter().for_each(|week| shelf.insert(week));
            of(&shelf)
        };
        assert_ne!(number([a, b]), number([c, d]));
    }

    /// The load is worked out once, and again after a change.
    #[test]
    fn the_load_of_a_day_follows_its_week() {
        let mut shelf = Shelf::default();
        let session = Session { minutes: Some(60), rpe: Some(Rpe::whole(5)), ..Session::new(Kind::Strength, "Legs") };
        let at = day_number(id("2026-W47").monday()) + 2;
        shelf.get_or_insert(id("2026-W47"), || Week::new(id("2026-W47"))).days[2].sessions.push(session);
        assert_eq!(shelf.load(at), None, "planned is not done");
        shelf.get_mut(id("2026-W47")).unwrap().days[2].sessions[0].status = Status::Done;
        assert_eq!((shelf.load(at), shelf.load(at + 1), shelf.load(at + 70)), (Some(300.0), None, None));
    }
}
