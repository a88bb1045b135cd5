//! Which session of the weeks a row of a file is.

use std::collections::{HashMap, HashSet};

use super::{Place, ROW, SessionRow};
use crate::domain::session::{Session, Status};
use crate::domain::{Book, WeekId};

/// Whether a row of the file is an existing session.
type Rule<'a> = &'a dyn Fn(&Session, &Session) -> bool;

/// Minutes within which two services' records of the same kind and day are one session; a tenth of the longer one is also near.
/// Chosen.
const NEAR_MINUTES: u16 = 5;

/// Minutes by which a beginning may have been corrected for a session without a number of its own to be the same one. Chosen.
const NEAR_BEGIN: u16 = 30;

/// Minutes by which two clocks may be apart after a slip of the time zone. Chosen: longer ones are more often two sessions.
const MOST_SLIP: u16 = 180;

/// The service that gave a session its name: `strava` of `strava:9911`.
pub(super) fn service(key: &str) -> &str {
    key.split_once(':').map_or(key, |(service, _)| service)
}

/// Whether the source was given by a service, and not made from a row.
fn is_named(s: &Session) -> bool {
    s.sources().any(|key| !key.starts_with(ROW))
}

/// For each session of the file, the one in the book that it matches: by the source it came from, else on its day by kind and
/// title; one that was renamed by hand by its numbers; and a planned one is matched by a done row of its kind. Whether it was
/// done plays no other part.
pub(super) fn find(rows: &[&SessionRow], book: &Book, matched: &mut HashSet<Place>) -> Vec<Option<Place>> {
    let mut found: Vec<Option<Place>> = vec![None; rows.len()];
    let numbers =
        |a: &Session, b: &Session| a.actual_minutes() == b.actual_minutes() && a.actual_rpe() == b.actual_rpe();
    let title = |a: &Session, b: &Session| a.title.trim().to_lowercase() == b.title.trim().to_lowercase();
    // By its source a session is found wherever it was moved; everything else looks at one day.
    let mut by_source: HashMap<&str, Vec<Place>> = HashMap::new();
    for day in book.weeks().flat_map(|w| &w.days) {
        for (at, held) in day.sessions.iter().enumerate() {
            for source in held.sources() {
                by_source.entry(source).or_default().push((day.date, at));
            }
        }
    }
    for (row, found) in rows.iter().zip(&mut found) {
        let mut places = row.session.sources().filter_map(|source| by_source.get(source)).flatten();
        *found = places.find(|place| !matched.contains(place)).copied();
        matched.extend(*found);
    }
    // A session that was corrected here is still the one that was recorded.
    let kinds = |held: &Session| [Some(held.kind), held.imported.as_deref().map(|i| i.kind)];
    let lengths = |held: &Session| [held.actual_minutes(), held.imported.as_deref().and_then(|i| i.minutes)];
    let both_done = |row: &Session, held: &Session| {
        kinds(held).contains(&Some(row.kind)) && held.status == Status::Done && row.status == Status::Done
    };
    let apart = |row: &Session, held: &Session| {
        let both = |held: Option<u16>| row.actual_minutes().zip(held).map(|(a, b)| (a.min(b), a.max(b)));
        lengths(held).into_iter().filter_map(both).min_by_key(|(a, b)| b - a)
    };
    let began = |s: &Session| s.imported.as_deref().and_then(|i| i.start);
    // Minutes between the two beginnings, where both are known.
    let between = |row: &Session, held: &Session| {
        let (a, b) = (began(row)?, began(held)?);
        Some(a.minutes().abs_diff(b.minutes()))
    };
    // They overlap, or one of the two clocks was off by whole hours.
    let at_once = |row: &Session, held: &Session| {
        let long = row.actual_minutes().unwrap_or_default().max(lengths(held)[0].unwrap_or_default());
        between(row, held)
            .is_none_or(|m| m < long.max(NEAR_MINUTES) || (m <= MOST_SLIP && (m % 60 <= 1 || m % 60 == 59)))
    };
    // What two services say of one session differs a little; what a person typed from memory by more.
    let near = |row: &Session, held: &Session| {
        at_once(row, held) && apart(row, held).is_none_or(|(a, b)| b - a <= (b / 10).max(NEAR_MINUTES))
    };
    let rough = |row: &Session, held: &Session| apart(row, held).is_none_or(|(a, b)| a * 3 >= b * 2);
    let own_keys: HashSet<&str> = rows.iter().flat_map(|row| row.session.sources()).collect();
    let rules: [Rule<'_>; 6] = [
        &|row, held| row.kind == held.kind && title(row, held) && numbers(row, held),
        &|row, held| row.kind == held.kind && title(row, held),
        &|row, held| both_done(row, held) && row.actual_minutes().is_some() && numbers(row, held),
        &|row, held| both_done(row, held) && is_named(row) && near(row, held),
        &|row, held| both_done(row, held) && is_named(row) && !is_named(held) && rough(row, held),
        &|row, held| row.kind == held.kind && held.status == Status::Planned && row.status == Status::Done,
    ];
    for rule in rules {
        for (row, found) in rows.iter().zip(&mut found).filter(|(_, found)| found.is_none()) {
            let sessions = book.week(WeekId::of(row.date)).map(|w| w.day(row.date).sessions.as_slice());
            let fits = |at: usize, held: &Session| {
                // Two that one service tells apart are two sessions, whatever they are called; of two services', one may be the
                // other.
                let other = match is_named(held) && is_named(&row.session) {
                    true => {
                        let one = |a: &str| row.session.sources().any(|b| service(a) == service(b));
                        let told_apart = held.sources().any(|key| own_keys.contains(key));
                        // Its beginning may have been corrected there: it has another name then, and the old one is gone.
                        let moved = between(&row.session, held).is_some_and(|m| m < NEAR_BEGIN);
                        let same_service = held.sources().any(one) && (told_apart || !moved);
                        same_service || !near(&row.session, held)
                    }
                    false => false,
                };
                !matched.contains(&(row.date, at)) && !other && rule(&row.session, held)
            };
            let off = |held: &Session| apart(&row.session, held).map_or(u16::MAX, |(a, b)| b - a);
            let places = sessions.into_iter().flatten().enumerate().filter(|(at, held)| fits(*at, held));
            let at = places.min_by_key(|(at, held)| (off(held), *at));
            *found = at.map(|(at, _)| (row.date, at));
            matched.extend(*found);
        }
    }
    found
}
