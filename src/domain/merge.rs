//! Three-way merging: carry what changed between two versions over to a third that somebody else has changed too.
//!
//! This lets an edit land on a file that is no longer the one it was made on, and an undo take back its own change and no other.
//! Sessions are found again by their id, else by day, kind and title, so that what somebody else wrote into a session travels
//! with it.

use super::SessionId;
use super::calendar::day_name;
use super::checkin::CheckIn;
use super::refusal::{Refusal, Way};
use super::session::{Session, Status};
use super::week::{Day, MOST_PROTEIN, MOST_SNACKS, TrayItem, Week};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// Which side wins where both changed the same thing.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Clash {
    /// The change that is carried over: a person just asked for it.
    Ours,
    /// What somebody else wrote: an undo takes back its own change only.
    Theirs,
}

/// Sets each of `fields` in `$current` to its value in `$to`, where it differs from `$was` and the clash rule allows. Every other
/// field of the type must be listed after `apart`: a field in neither list does not compile.
macro_rules! carry {
    ($clash:expr, $was:expr, $to:expr, $current:expr; $type:ident { $($field:ident),+ } apart { $($apart:ident),* }) => {{
        let $type { $($field: _,)+ $($apart: _,)* } = &*$current;
        carry!($clash, $was, $to, $current; $($field),+);
    }};
    ($clash:expr, $was:expr, $to:expr, $current:expr; $($field:ident),+) => {
        $(if $was.$field != $to.$field && ($clash == Clash::Ours || $current.$field == $was.$field) {
            $current.$field = $to.$field.clone();
        })+
    };
}

/// Carries the change `was → to` of one session over to `current`, field by field. The session keeps its identity.
pub fn session(clash: Clash, was: &Session, to: &Session, current: &mut Session) {
    carry!(clash, was, to, current; Session {
        title, focus, regions, distance, movements, extras, moved_from, pinned, condition, instead, note, source, imported
    } apart {
        kind, minutes, rpe, status, reason, done,
        id, row
    });
    // Done work is a fact: a plan change from before it was done does not touch it.
    if current.status != Status::Done || was.status == Status::Done || to.status == Status::Done {
        carry!(clash, was, to, current; kind, minutes, rpe, status, reason, done);
    }
}

/// Carries the change `was → to` of one check-in over to `current`, answer by answer and region by region.
pub fn checkin(clash: Clash, was: &CheckIn, to: &CheckIn, current: &mut CheckIn) {
    carry!(clash, was, to, current; CheckIn {
        sleep_hours, bed, wake, nap, sleep_quality, energy, mood, stress, resting_hr, hrv, ready, ill, latency, awakenings, forecast, ranges,
        model, unfinished
    } apart { soreness, pain, tags, from, foreign });
    each(clash, &was.tags, &to.tags, &mut current.tags);
    each(clash, &was.from, &to.from, &mut current.from);
    each(clash, &was.foreign, &to.foreign, &mut current.foreign);
    each(clash, &was.soreness, &to.soreness, &mut current.soreness);
    current.pain.extend(to.pain.difference(&was.pain));
    current.pain.retain(|region| to.pain.contains(region) || !was.pain.contains(region));
}

/// Carries the change of a map over, key by key.
fn each<K: Ord + Clone, V: PartialEq + Clone>(
    clash: Clash,
    was: &BTreeMap<K, V>,
    to: &BTreeMap<K, V>,
    current: &mut BTreeMap<K, V>,
) {
    for key in was.keys().chain(to.keys()) {
        let (old, new) = (was.get(key), to.get(key));
        if old != new && (clash == Clash::Ours || current.get(key) == old) {
            match new {
                Some(value) => drop(current.insert(key.clone(), value.clone())),
                None => drop(current.remove(key)),
            }
        }
    }
}

/// If two programs both counted on a tally, both counts are added.
fn tally(was: u8, to: u8, current: &mut u8, most: u8) {
    *current = current.saturating_add(to.saturating_sub(was)).saturating_sub(was.saturating_sub(to)).min(most);
}

/// Carries the change `was → to` of some weeks over to `now`, which holds the same weeks in the same order. `today` is for
/// the sentence of a refusal.
///
/// # Errors
/// A sentence, if removing or moving a session would take along what somebody else recorded in it; `now` is then half changed and
/// must be discarded.
pub fn weeks(clash: Clash, was: &[Week], to: &[Week], now: &mut [Week], today: NaiveDate) -> Result<(), Refusal> {
    for ((was, to), now) in was.iter().zip(to).zip(now.iter_mut()) {
        carry!(clash, was, to, now; Week { deload, split, goal, own } apart { id, days, tray });
        for ((was, to), now) in was.days.iter().zip(&to.days).zip(&mut now.days) {
            day(clash, was, to, now);
        }
    }
    let merged = sessions(clash, rows(was), rows(to), rows(now), today)?;
    put(merged, now);
    Ok(())
}

fn day(clash: Clash, was: &Day, to: &Day, current: &mut Day) {
    carry!(clash, was, to, current; Day { note, bed, overlay, injury, wins, event, taper } apart {
        date, snacks, fuel, protein, ticks, checkin, sessions
    });
    current.fuel.extend(to.fuel.difference(&was.fuel));
    current.fuel.retain(|f| to.fuel.contains(f) || !was.fuel.contains(f));
    current.ticks.extend(to.ticks.difference(&was.ticks));
    current.ticks.retain(|t| to.ticks.contains(t) || !was.ticks.contains(t));
    tally(was.snacks, to.snacks, &mut current.snacks, MOST_SNACKS);
    tally(was.protein, to.protein, &mut current.protein, MOST_PROTEIN);
    if was.checkin != to.checkin {
        let blank = CheckIn::default();
        let mut merged = current.checkin.take().unwrap_or_default();
        checkin(clash, was.checkin.as_ref().unwrap_or(&blank), to.checkin.as_ref().unwrap_or(&blank), &mut merged);
        let gone = to.checkin.is_none() && merged.is_empty();
        current.checkin = (!gone).then_some(merged);
    }
}

/// Where a session is: a day of a week, or a week's tray.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Place {
    Day(usize, usize),
    Tray(usize),
}

/// A session with its place, and its index there.
#[derive(Clone, Debug)]
struct Row {
    place: Place,
    at: usize,
    date: Option<NaiveDate>,
    from: Option<NaiveDate>,
    session: Session,
}

impl Row {
    /// Whether both look like the same session by kind and title; never if both have an id.
    fn alike(&self, other: &Self) -> bool {
        let (a, b) = (&self.session, &other.session);
        (a.id.is_none() || b.id.is_none()) && a.kind == b.kind && a.title == b.title
    }

    fn id(&self) -> Option<&SessionId> {
        self.session.id.as_ref()
    }

    fn changed(&self, was: &Self, title: &str, today: NaiveDate) -> Refusal {
        let place = self.date.map_or("in the tray".to_owned(), |d| format!("on {}", day_name(d, today)));
        let done = self.session.status == Status::Done && was.session.status != Status::Done;
        let what = if done { "was done" } else { "was changed" };
        Refusal::new(format!("{title} {place} {what} meanwhile, so it stays")).with(Way::Edit)
    }
}

fn rows(weeks: &[Week]) -> Vec<Row> {
    let mut out = Vec::new();
    for (w, week) in weeks.iter().enumerate() {
        for (d, day) in week.days.iter().enumerate() {
            let row = |(at, s): (usize, &Session)| Row {
                place: Place::Day(w, d),
                at,
                date: Some(day.date),
                from: None,
                session: s.clone(),
            };
            out.extend(day.sessions.iter().enumerate().map(row));
        }
        let row = |(at, t): (usize, &TrayItem)| Row {
            place: Place::Tray(w),
            at,
            date: None,
            from: t.from,
            session: t.session.clone(),
        };
        out.extend(week.tray.iter().enumerate().map(row));
    }
    out
}

/// Whether two rows are the same session.
type Rule<'a> = &'a dyn Fn(&Row, &Row) -> bool;

/// For each of `a`, the index of its counterpart in `b`.
fn pairs(a: &[Row], b: &[Row]) -> Vec<Option<usize>> {
    let mut found: Vec<Option<usize>> = vec![None; a.len()];
    let mut taken = vec![false; b.len()];
    let rules: [Rule<'_>; 6] = [
        &|a, b| a.id().is_some() && a.id() == b.id() && a.place == b.place && a.at == b.at,
        &|a, b| a.id().is_some() && a.id() == b.id() && a.place == b.place,
        &|a, b| a.id().is_some() && a.id() == b.id(),
        &|a, b| a.alike(b) && a.place == b.place && a.session.same_work(&b.session),
        &|a, b| a.alike(b) && a.place == b.place,
        &|a, b| a.alike(b),
    ];
    for rule in rules {
        for (i, row) in a.iter().enumerate() {
            if found[i].is_none()
                && let Some(j) = (0..b.len()).find(|j| !taken[*j] && rule(row, &b[*j]))
            {
                found[i] = Some(j);
                taken[j] = true;
            }
        }
    }
    found
}

fn sessions(clash: Clash, was: Vec<Row>, to: Vec<Row>, now: Vec<Row>, today: NaiveDate) -> Result<Vec<Row>, Refusal> {
    let to_of = pairs(&was, &to);
    let now_of = pairs(&was, &now);
    let mut out: Vec<Option<Row>> = now.into_iter().map(Some).collect();
    let mut moved: Vec<Row> = Vec::new();
    for (i, was_row) in was.iter().enumerate() {
        let Some(here) = now_of[i] else { continue };
        let Some(current) = out[here].clone() else { continue };
        let touched = !current.session.same_work(&was_row.session);
        let fact = current.session.status == Status::Done && was_row.session.status != Status::Done;
        match to_of[i] {
            Some(j) => {
                let goal = &to[j];
                let mut row = current.clone();
                session(clash, &was_row.session, &goal.session, &mut row.session);
                if was_row.from != goal.from {
                    row.from = goal.from;
                }
                if was_row.place == goal.place || current.place != was_row.place {
                    // It stays put, or somebody moved it elsewhere, where it stays too.
                    if was_row.place == goal.place && current.place == was_row.place && was_row.at != goal.at {
                        row.at = goal.at;
                    }
                    out[here] = Some(row);
                } else if fact {
                    return Err(current.changed(was_row, &current.session.title, today));
                } else {
                    (row.place, row.at, row.date, row.from) = (goal.place, goal.at, goal.date, goal.from);
                    out[here] = None;
                    moved.push(row);
                }
            }
            None if touched && (fact || clash == Clash::Theirs) => {
                return Err(current.changed(was_row, &was_row.session.title, today));
            }
            None => out[here] = None,
        }
    }
    let mut out: Vec<Row> = out.into_iter().flatten().collect();
    out.sort_by_key(|r| r.at);
    let fresh = (0..to.len()).filter(|j| !to_of.contains(&Some(*j))).map(|j| {
        let mut row = to[j].clone();
        row.session.row = Default::default();
        row
    });
    let mut coming: Vec<Row> = moved.into_iter().chain(fresh).collect();
    coming.sort_by_key(|r| r.at);
    for row in coming {
        // Somebody has already put it back.
        if row.id().is_some() && out.iter().any(|r| r.id() == row.id()) {
            continue;
        }
        let behind = out.iter().enumerate().filter(|(_, r)| r.place == row.place).map(|(i, _)| i);
        let spot = behind.clone().nth(row.at).or_else(|| behind.max().map(|i| i + 1)).unwrap_or(out.len());
        out.insert(spot, row);
    }
    Ok(out)
}

fn put(rows: Vec<Row>, weeks: &mut [Week]) {
    for week in weeks.iter_mut() {
        week.tray.clear();
        week.days.iter_mut().for_each(|d| d.sessions.clear());
    }
    for row in rows {
        match row.place {
            Place::Day(w, d) => weeks[w].days[d].sessions.push(row.session),
            Place::Tray(w) => weeks[w].tray.push(TrayItem { from: row.from, session: row.session }),
        }
    }
}
