//! What something measured or recorded, merged with what is there: its own older values are replaced, and nothing that was typed.

use super::find::service;
use super::{DayRow, Import, ROW, SessionRow, Tally, cover, record};
use crate::domain::checkin::{CheckIn, NIGHT};
use crate::domain::session::{Imported, Session, Status};
use crate::domain::{ClockTime, Day};

/// Whether an answer that was typed is what the device says, as far as it was typed: it was typed off the device.
fn was_typed_off(typed: &CheckIn, measured: &CheckIn, name: &str) -> bool {
    let part = |typed: Option<ClockTime>, measured: Option<ClockTime>| typed.is_none() || typed == measured;
    match name {
        NIGHT => {
            let hours = typed.sleep_hours.is_none() || typed.sleep_hours == measured.sleep_hours;
            hours && part(typed.bed, measured.bed) && part(typed.wake, measured.wake)
        }
        "hrv" | "resting_hr" => typed.agrees(measured, name),
        _ => false,
    }
}

impl Import {
    /// Merges what something measured: a newer reading replaces an older one from the same source, and nothing that was typed.
    pub(super) fn measured(&self, row: &DayRow, day: &mut Day, tally: &mut Tally) {
        let held = day.checkin.clone().unwrap_or_default();
        let mut merged = held.clone();
        let mut updates = false;
        for (name, source) in &row.checkin.from {
            let from = held.from.get(name);
            // A name without its answer: somebody took the answer out.
            let removed = !held.has(name) && from.is_some();
            if !self.replace && removed {
                continue;
            }
            if self.replace || !held.has(name) || from == Some(source) {
                updates |= held.has(name) && !held.agrees(&row.checkin, name);
                merged.take(name, &row.checkin);
                if name == NIGHT && from == Some(source) {
                    // What a newer export does not say any more is not unsaid.
                    merged.sleep_hours = merged.sleep_hours.or(held.sleep_hours);
                    if merged.bed.is_none() && merged.wake.is_none() {
                        (merged.bed, merged.wake) = (held.bed, held.wake);
                    }
                }
            } else if from.is_none() && was_typed_off(&held, &row.checkin, name) {
                merged.take(name, &row.checkin);
            } else if !held.agrees(&row.checkin, name) {
                match from {
                    Some(other) => *tally.elsewhere.entry(other.clone()).or_default() += 1,
                    None => tally.typed += 1,
                }
            }
        }
        merged.foreign.extend(row.checkin.foreign.clone());
        let note =
            if self.replace { row.note.clone().or(day.note.clone()) } else { day.note.clone().or(row.note.clone()) };
        match () {
            () if merged == held && note == day.note => tally.same += 1,
            () if day.checkin.is_none() => tally.mornings_added += 1,
            () if updates => tally.mornings_updated += 1,
            () => tally.mornings_filled += 1,
        }
        if merged != CheckIn::default() {
            day.checkin = Some(merged);
        }
        day.note = note;
    }

    /// Merges what a service recorded into the session it was matched with. A value that is still what it said the last time
    /// is replaced by what it says now; one that was typed since stays.
    pub(super) fn recorded(&self, row: &SessionRow, held: &mut Session, tally: &mut Tally) {
        if held.status == Status::Skipped && !self.replace {
            tally.same += 1;
            return;
        }
        // Somebody took the mark off, and it stays off.
        if held.status == Status::Planned && held.imported.is_some() && !self.replace {
            tally.same += 1;
            return;
        }
        let mut new = row.session.imported.as_deref().cloned().unwrap_or_else(|| Imported::of(&row.session));
        let was = held.clone();
        let key = row.session.source.clone().unwrap_or_default();
        let ours = |held: &Session| {
            held.sources().next().is_none_or(|first| service(first) == service(&key) || first.starts_with(ROW))
        };
        let first = ours(held);
        let says = held.imported.as_deref().filter(|_| first).cloned();
        let does = held.status == Status::Planned || (self.replace && held.status != Status::Done);
        if does {
            (held.status, held.reason) = (Status::Done, None);
        }
        // The planned numbers of a session that is done by this are not what happened.
        let (minutes, rpe, distance) =
            if does { (None, None, None) } else { (was.actual_minutes(), was.actual_rpe(), was.actual_distance()) };
        let (mut kept, mut updates) = (0, false);
        // Nothing was planned that the numbers would stand beside.
        let bare = !does && was.done.is_none() && says.as_ref().is_some_and(|s| s.title == was.title);
        let mut choose = |same_as_said: bool, is_there: bool, offered: bool, equal: bool, said: bool| -> bool {
            // What was said and is gone was taken out by hand.
            let takes = offered && !equal && (self.replace || (!is_there && !said) || (is_there && same_as_said));
            kept += usize::from(offered && !takes && !equal);
            updates |= takes && is_there && !equal;
            takes
        };
        if choose(
            says.as_ref().is_some_and(|s| s.minutes == minutes),
            minutes.is_some(),
            new.minutes.is_some(),
            minutes == new.minutes,
            says.as_ref().is_some_and(|s| s.minutes.is_some()),
        ) {
            if bare {
                held.minutes = new.minutes;
            } else {
                record(held, new.minutes, was.actual_rpe());
            }
        }
        if choose(
            says.as_ref().is_some_and(|s| s.rpe == rpe),
            rpe.is_some(),
            new.rpe.is_some(),
            rpe == new.rpe,
            says.as_ref().is_some_and(|s| s.rpe.is_some()),
        ) {
            if bare {
                held.rpe = new.rpe;
            } else {
                let minutes = held.actual_minutes();
                record(held, minutes, new.rpe);
            }
        }
        if choose(
            says.as_ref().is_some_and(|s| s.distance == distance),
            distance.is_some(),
            new.distance.is_some(),
            distance == new.distance,
            says.as_ref().is_some_and(|s| s.distance.is_some()),
        ) {
            if bare {
                held.distance = new.distance;
            } else {
                cover(held, new.distance);
            }
        }
        if choose(
            says.as_ref().is_some_and(|s| s.note == was.note),
            was.note.is_some(),
            new.note.is_some(),
            was.note == new.note,
            says.as_ref().is_some_and(|s| s.note.is_some()),
        ) {
            held.note.clone_from(&new.note);
        }
        // The name and kind of a session are there from the beginning; another service's are no correction.
        if self.replace || says.as_ref().is_some_and(|s| s.title == was.title) {
            if was.title != new.title && !row.session.regions.is_empty() {
                // They come from the same words.
                held.regions.clone_from(&row.session.regions);
            }
            updates |= was.title != new.title;
            held.title.clone_from(&new.title);
        }
        if self.replace || says.as_ref().is_some_and(|s| s.kind == was.kind) {
            held.kind = new.kind;
        }
        if held.regions.is_empty() && held.focus.is_none() {
            held.regions.clone_from(&row.session.regions);
        }
        if first {
            // What is not said any more is remembered as it was.
            if let Some(says) = says {
                new.start = new.start.or(says.start);
                new.minutes = new.minutes.or(says.minutes);
                new.rpe = new.rpe.or(says.rpe);
                new.distance = new.distance.or(says.distance);
                new.note = new.note.or(says.note);
            }
            held.imported = Some(Box::new(new));
        }
        let mut keys: Vec<&str> = was.sources().collect();
        // The service whose numbers these are comes first.
        let at = if keys.iter().all(|key| key.starts_with(ROW)) { 0 } else { keys.len() };
        keys.splice(at..at, key.split_whitespace().filter(|key| !was.sources().any(|held| held == *key)));
        held.source = (!keys.is_empty()).then(|| keys.join(" "));
        if first {
            tally.typed += kept;
        } else if let Some(other) = was.sources().next() {
            *tally.elsewhere.entry(service(other).to_owned()).or_default() += 1;
        }
        let count = match () {
            () if *held == was => &mut tally.same,
            () if does => &mut tally.done,
            () if updates => &mut tally.updated,
            () => &mut tally.filled,
        };
        *count += 1;
    }
}
