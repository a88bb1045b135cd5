//! What a day asks for besides its sessions, ticked and never scored: after training a cool-down, a stretch, a drink and a
//! meal; on a rest day sleeping in, cooking, a walk, the foam roller, a page of the journal.

use chrono::NaiveDate;

use crate::domain::session::Status;
use crate::domain::{Day, Fuel, Kind, PracticeId, Session, Tick};

/// Something to tick.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Care {
    /// A practice: once ticked, it is on the day as done.
    Practice(PracticeId),
    /// Something eaten or drunk.
    Fuel(Fuel),
    /// Something for a rest day.
    Tick(Tick),
}

/// Something to tick, and whether it is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Item {
    /// What.
    pub care: Care,
    /// Whether it is ticked.
    pub done: bool,
}

/// What a list is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Occasion {
    /// Training was done.
    AfterTraining,
    /// A day of full rest.
    RestDay,
}

/// The occasion of a day, if it has one. A day whose plan is on hold has none, and a future day has none yet.
pub fn occasion(day: &Day, today: NaiveDate) -> Option<Occasion> {
    let trained = day.sessions.iter().any(|s| s.status == Status::Done && s.kind.is_training());
    let rests = !day.sessions.is_empty() && day.sessions.iter().all(|s| s.kind == Kind::Rest);
    match () {
        () if day.date > today || day.is_off() => None,
        () if trained => Some(Occasion::AfterTraining),
        () if rests => Some(Occasion::RestDay),
        () => None,
    }
}

/// Minutes from which endurance asks for electrolytes (Sawka 2007: beyond an hour, salt is worth replacing).
const LONG_SESSION: u16 = 60;

/// Whether a day's training calls for electrolytes: conditioning, which is hot work, or endurance of an hour and more.
pub fn wants_electrolytes(day: &Day) -> bool {
    let long = |s: &Session| s.actual_minutes().is_some_and(|m| m >= LONG_SESSION);
    let wants = |s: &Session| s.kind == Kind::Conditioning || (s.kind == Kind::Endurance && long(s));
    day.sessions.iter().any(|s| s.status != Status::Skipped && wants(s))
}

/// The items of a day. Practices already on it, done or planned, show up there on their own and are left out here. Of a day that
/// is over, only what was ticked is left: nothing is overdue.
pub fn items(day: &Day, today: NaiveDate) -> Vec<Item> {
    let practice = |id: &str| Care::Practice(PracticeId::new(id));
    let all: Vec<Care> = match occasion(day, today) {
        None => Vec::new(),
        Some(Occasion::AfterTraining) => {
            let salt = wants_electrolytes(day).then_some(Care::Fuel(Fuel::Electrolytes));
            let all = [practice("cool-down"), practice("stretching"), Care::Fuel(Fuel::Water), Care::Fuel(Fuel::Meal)];
            all.into_iter().chain(salt).collect()
        }
        Some(Occasion::RestDay) => vec![
            Care::Tick(Tick::SleepIn),
            Care::Tick(Tick::Cook),
            Care::Fuel(Fuel::Water),
            practice("walk"),
            practice("foam-rolling"),
            Care::Tick(Tick::Journal),
        ],
    };
    let held = |id: &PracticeId| {
        let extras = day.sessions.iter().flat_map(|s| &s.extras);
        extras.into_iter().any(|e| e.practice.as_ref() == Some(id))
    };
    let written = day.note.is_some() || !day.wins.is_empty();
    let one = |care: Care| {
        let done = match &care {
            Care::Practice(id) if held(id) => return None,
            Care::Practice(_) => false,
            Care::Fuel(fuel) => day.fuel.contains(fuel),
            // Anything written down counts as a page of the journal.
            Care::Tick(Tick::Journal) => written || day.ticks.contains(&Tick::Journal),
            Care::Tick(tick) => day.ticks.contains(tick),
        };
        (done || day.date == today).then_some(Item { care, done })
    };
    all.into_iter().filter_map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Extra;

    fn day(sessions: Vec<Session>) -> Day {
        Day { sessions, ..Day::new("2026-11-18".parse().unwrap()) }
    }

    fn names(items: &[Item]) -> Vec<String> {
        let name = |i: &Item| match &i.care {
            Care::Practice(id) => id.to_string(),
            Care::Fuel(f) => f.name().to_owned(),
            Care::Tick(t) => t.name().to_owned(),
        };
        items.iter().map(|i| format!("{}{}", name(i), if i.done { " x" } else { "" })).collect()
    }

    #[test]
    fn a_day_asks_for_what_suits_it_and_never_twice() {
        let today = "2026-11-18".parse().unwrap();
        let work = Session { status: Status::Done, ..Session::new(Kind::Strength, "Legs") };
        let mut trained = day(vec![work.clone()]);
        assert_eq!(names(&items(&trained, today)), ["cool-down", "stretching", "water", "meal"]);
        trained.fuel.insert(Fuel::Meal);
        let stretching = Extra { practice: Some(PracticeId::new("stretching")), ..Extra::default() };
        trained.sessions[0].extras.push(stretching);
        assert_eq!(names(&items(&trained, today)), ["cool-down", "water", "meal x"]);
        // The day after, what was left open is not asked for.
        assert_eq!(names(&items(&trained, "2026-11-19".parse().unwrap())), ["meal x"]);
        assert!(items(&day(vec![Session { status: Status::Planned, ..work.clone() }]), today).is_empty());
        let long = day(vec![Session { kind: Kind::Endurance, minutes: Some(60), ..work }]);
        assert_eq!(names(&items(&long, today)), ["cool-down", "stretching", "water", "meal", "electrolytes"]);
        let mut rest = day(vec![Session::full_rest()]);
        rest.wins.push("up early".into());
        assert_eq!(names(&items(&rest, today)), ["sleep-in", "cook", "water", "walk", "foam-rolling", "journal x"]);
        rest.overlay = Some(crate::domain::Overlay::Ill);
        assert!(items(&rest, today).is_empty() && items(&day(Vec::new()), today).is_empty());
    }
}
