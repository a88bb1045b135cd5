//! Three-way merging: carry what changed between two versions over to a third one that somebody else changed too.
//!
//! It is what lets an edit, or its undo, land on a file that is no longer the one it was made on.

use super::checkin::CheckIn;
use super::session::Session;
use super::week::{Day, TrayItem, Week};

/// Sets each named field of `$current` to its value in `$to`, where it differs from `$was`.
macro_rules! carry {
    ($was:expr, $to:expr, $current:expr; $($field:ident),+) => {
        $(if $was.$field != $to.$field { $current.$field = $to.$field.clone(); })+
    };
}

/// Carries the change `was → to` of one session over to `current`, field by field.
pub fn session(was: &Session, to: &Session, current: &mut Session) {
    carry!(was, to, current; kind, title, focus, regions, minutes, rpe, extras, status, reason, done, moved_from, pinned, condition, note);
}

/// Carries the change `was → to` of one check-in over to `current`, answer by answer and region by region.
pub fn checkin(was: &CheckIn, to: &CheckIn, current: &mut CheckIn) {
    carry!(was, to, current; sleep_hours, bed, wake, sleep_quality, energy, mood, stress, resting_hr, hrv, ready, ill, forecast, unfinished);
    for (region, value) in &to.soreness {
        if was.soreness.get(region) != Some(value) {
            current.soreness.insert(*region, *value);
        }
    }
    current.soreness.retain(|region, _| to.soreness.contains_key(region) || !was.soreness.contains_key(region));
    current.pain.extend(to.pain.difference(&was.pain));
    current.pain.retain(|region| to.pain.contains(region) || !was.pain.contains(region));
}

/// Carries the change `was → to` of a whole week over to `current`.
pub fn week(was: &Week, to: &Week, current: &mut Week) {
    carry!(was, to, current; deload, split);
    let mut spare: Vec<Session> = Vec::new();
    for ((was, to), current) in was.days.iter().zip(&to.days).zip(&mut current.days) {
        spare.extend(day(was, to, current));
    }
    spare.extend(list(&was.tray, &to.tray, &mut current.tray).into_iter().map(|t| t.session));
    // A session that left one place and appeared in another is the same row of the file: it keeps its comments.
    let sessions =
        current.days.iter_mut().flat_map(|d| &mut d.sessions).chain(current.tray.iter_mut().map(|t| &mut t.session));
    for session in sessions.filter(|s| s.row.0.is_none()) {
        if let Some(i) = spare.iter().position(|s| s.kind == session.kind && s.title == session.title) {
            session.row = spare.swap_remove(i).row;
        }
    }
}

fn day(was: &Day, to: &Day, current: &mut Day) -> Vec<Session> {
    carry!(was, to, current; note, bed, overlay, wins);
    current.fuel.extend(to.fuel.difference(&was.fuel));
    current.fuel.retain(|f| to.fuel.contains(f) || !was.fuel.contains(f));
    // A tally that two programs counted on is the sum of both.
    current.snacks = current.snacks.saturating_add(to.snacks.saturating_sub(was.snacks));
    current.snacks = current.snacks.saturating_sub(was.snacks.saturating_sub(to.snacks));
    if was.checkin != to.checkin {
        let blank = CheckIn::default();
        let mut merged = current.checkin.take().unwrap_or_default();
        checkin(was.checkin.as_ref().unwrap_or(&blank), to.checkin.as_ref().unwrap_or(&blank), &mut merged);
        let gone = to.checkin.is_none() && merged == blank;
        current.checkin = (!gone).then_some(merged);
    }
    list(&was.sessions, &to.sessions, &mut current.sessions)
}

/// What a list's entries need for merging.
trait Entry: Clone + PartialEq {
    fn alike(&self, other: &Self) -> bool;
    fn carry(was: &Self, to: &Self, current: &mut Self);
    fn forget_row(&mut self);
}

impl Entry for Session {
    fn alike(&self, other: &Self) -> bool {
        self.kind == other.kind && self.title == other.title
    }
    fn carry(was: &Self, to: &Self, current: &mut Self) {
        session(was, to, current);
    }
    fn forget_row(&mut self) {
        self.row = Default::default();
    }
}

impl Entry for TrayItem {
    fn alike(&self, other: &Self) -> bool {
        self.session.alike(&other.session)
    }
    fn carry(was: &Self, to: &Self, current: &mut Self) {
        carry!(was, to, current; from);
        session(&was.session, &to.session, &mut current.session);
    }
    fn forget_row(&mut self) {
        self.session.forget_row();
    }
}

/// Applies `was → to` to `current`: entries that went are taken out, changed ones are changed, new ones put in at their
/// place. What somebody else added stays. Returns the entries taken out.
fn list<T: Entry>(was: &[T], to: &[T], current: &mut Vec<T>) -> Vec<T> {
    if was == to {
        return Vec::new();
    }
    let mut gone: Vec<T> = was.to_vec();
    let mut fresh: Vec<(usize, T)> = Vec::new();
    for (at, entry) in to.iter().enumerate() {
        match gone.iter().position(|g| g == entry) {
            Some(i) => drop(gone.remove(i)),
            None => fresh.push((at, entry.clone())),
        }
    }
    let find = |current: &[T], wanted: &T| {
        current.iter().position(|c| c == wanted).or_else(|| current.iter().position(|c| c.alike(wanted)))
    };
    let mut taken = Vec::new();
    for old in gone {
        let at = find(current, &old);
        let successor = fresh.iter().position(|(_, f)| f.alike(&old));
        match (at, successor) {
            (Some(at), Some(next)) => T::carry(&old, &fresh.remove(next).1, &mut current[at]),
            (Some(at), None) => taken.push(current.remove(at)),
            // It is gone already: putting its successor back would undo somebody's removal.
            (None, Some(next)) => drop(fresh.remove(next)),
            (None, None) => {}
        }
    }
    for (at, mut entry) in fresh {
        entry.forget_row();
        current.insert(at.min(current.len()), entry);
    }
    taken
}
