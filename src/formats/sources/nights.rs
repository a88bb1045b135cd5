//! Nights from what exports say about sleep: pieces joined, the main sleep of each morning, and naps.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveDateTime, TimeDelta, Timelike};

use super::harvest::several;
use crate::domain::{ClockChanges, ClockTime};

/// What a service says a sleep is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Role {
    /// The main sleep of its morning.
    Main,
    /// A nap.
    Nap,
    /// It does not say.
    Unsaid,
}

/// Sleep, or a piece of it.
#[derive(Clone, PartialEq, Debug)]
pub struct Sleep {
    /// The morning it belongs to: the date of waking.
    pub date: NaiveDate,
    /// Hours asleep; `None` if only the clock times are known.
    pub hours: Option<f64>,
    /// When it began, on the wall clock there.
    pub bed: Option<NaiveDateTime>,
    /// When it ended.
    pub wake: Option<NaiveDateTime>,
    /// What it is.
    pub role: Role,
}

/// Hours from which a sleep without a flag can be the night. Chosen: a watch taken off in the night leaves about one.
const LEAST_NIGHT: f64 = 3.0;

/// Hours from which a nap counts: 20 minutes.
const LEAST_NAP: f64 = 20.0 / 60.0;

/// Pieces closer than this are one night.
const GAP: TimeDelta = TimeDelta::minutes(60);

/// The night of each morning, the hours napped on each day, and what there is to say. `changes` are the clock changes of this
/// machine's zone.
pub fn lay(sleeps: Vec<Sleep>, changes: &ClockChanges) -> (Vec<Sleep>, BTreeMap<NaiveDate, f64>, Vec<String>) {
    let mut said = Vec::new();
    let (mut empty, mut too_long) = (Vec::new(), Vec::new());
    let mut naps: BTreeMap<NaiveDate, Vec<Sleep>> = BTreeMap::new();
    let mut days: BTreeMap<NaiveDate, Vec<Sleep>> = BTreeMap::new();
    let (mut pieces, mut mains) = (Vec::new(), Vec::new());
    let mut short: BTreeMap<NaiveDate, usize> = BTreeMap::new();
    for sleep in sleeps {
        match sleep.role {
            _ if sleep.hours.is_some_and(|h| h > 24.0) => {
                too_long.push(format!("{}: more than a day of sleep cannot be, left", sleep.date));
            }
            _ if sleep.hours.is_some_and(|h| h < 0.0 || h.is_nan()) => {
                too_long.push(format!("{}: less than no sleep cannot be, left", sleep.date));
            }
            _ if sleep.hours == Some(0.0) => {
                let start = sleep.bed.map_or(sleep.date.to_string(), |b| b.format("%Y-%m-%d %H:%M").to_string());
                empty.push(format!("{start}: no sleep in it, left"));
            }
            Role::Nap if sleep.hours.is_none_or(|h| h < LEAST_NAP) => *short.entry(sleep.date).or_default() += 1,
            Role::Nap => naps.entry(sleep.bed.map_or(sleep.date, |b| b.date())).or_default().push(sleep),
            Role::Main if sleep.bed.is_some() && sleep.wake.is_some() => mains.push(sleep),
            Role::Main => days.entry(sleep.date).or_default().push(sleep),
            Role::Unsaid if sleep.bed.is_some() && sleep.wake.is_some() => pieces.push(sleep),
            Role::Unsaid => days.entry(sleep.date).or_default().push(sleep),
        }
    }
    for night in joined(pieces).into_iter().chain(joined(mains)) {
        days.entry(night.date).or_default().push(night);
    }
    let mut nights = Vec::new();
    let mut none = Vec::new();
    for (date, all) in days {
        let length = |s: &Sleep| s.hours.unwrap_or_else(|| in_bed(s).unwrap_or_default());
        let flagged = all.iter().any(|s| s.role == Role::Main);
        let can_be =
            |s: &&Sleep| if flagged { s.role == Role::Main } else { length(s) >= LEAST_NIGHT || is_one_end(s) };
        // The longest; of two equally long ones the first, as files repeat nights.
        let best = all.iter().filter(can_be).fold(None, |best: Option<&Sleep>, s| match best {
            Some(b) if length(b) >= length(s) => Some(b),
            _ => Some(s),
        });
        if let Some(best) = best {
            nights.push(sensible(best.clone(), changes, &mut said));
        }
        for other in all.iter().filter(|s| s.role == Role::Unsaid && Some(*s) != best) {
            if other.bed.is_some() || best.is_some() {
                *short.entry(date).or_default() += 1;
            } else {
                let hours = length(other);
                none.push(format!("{date}: {hours:.1} h of sleep, under 3 h: not a night, left"));
            }
        }
    }
    said.extend(several(too_long, "more that cannot be, left"));
    said.extend(several(empty, "more without sleep, left"));
    said.extend(several(none, "more nights under 3 h, left"));
    let naps_left = short.iter().map(|(date, n)| format!("{date}: {n} nap{} left", if *n == 1 { "" } else { "s" }));
    said.extend(several(naps_left.collect(), "more days with naps left"));
    let naps = naps.into_iter().filter_map(|(date, all)| Some((date, napped(all)?))).collect();
    (nights, naps, said)
}

/// Whether only going to bed or only waking is known.
fn is_one_end(s: &Sleep) -> bool {
    s.hours.is_none() && s.bed.is_some() != s.wake.is_some()
}

/// Hours from bed to wake.
fn in_bed(s: &Sleep) -> Option<f64> {
    Some((s.wake? - s.bed?).num_seconds() as f64 / 3600.0)
}

/// Hours napped, of naps long enough to count. The same nap can be in two files.
fn napped(all: Vec<Sleep>) -> Option<f64> {
    let mut seen: Vec<Sleep> = Vec::new();
    for nap in all.into_iter().filter(|n| n.hours.is_some_and(|h| h >= LEAST_NAP)) {
        if !seen.iter().any(|s| s.bed.is_some() && s.bed == nap.bed) {
            seen.push(nap);
        }
    }
    let hours: f64 = seen.iter().filter_map(|n| n.hours).sum();
    (hours > 0.0).then_some(hours.min(24.0))
}

/// Pieces joined to nights where the gap between them is short. Hours are added up, never taken from the clock: clocks change.
fn joined(mut pieces: Vec<Sleep>) -> Vec<Sleep> {
    // The same start is another version of the same piece: the one that ends later, or came later.
    pieces.sort_by_key(|p| (p.bed, p.wake));
    pieces.dedup_by(|b, a| {
        a.bed == b.bed && {
            std::mem::swap(a, b);
            true
        }
    });
    let mut out: Vec<Sleep> = Vec::new();
    for piece in pieces {
        match out.last_mut() {
            Some(last) if piece.bed.zip(last.wake).is_some_and(|(bed, wake)| bed - wake < GAP) => {
                if piece.bed < last.wake {
                    // Two that overlap cover one night: the longer one's hours stand.
                    last.hours = last.hours.zip(piece.hours).map(|(a, b)| a.max(b));
                } else {
                    last.hours = last.hours.zip(piece.hours).map(|(a, b)| a + b);
                }
                if piece.wake > last.wake {
                    (last.wake, last.date) = (piece.wake, piece.date);
                }
            }
            _ => out.push(piece),
        }
    }
    out
}

/// Without clock times that its hours cannot fit in; names what is odd.
fn sensible(mut night: Sleep, changes: &ClockChanges, said: &mut Vec<String>) -> Sleep {
    let (Some(hours), Some(in_bed)) = (night.hours, in_bed(&night)) else { return night };
    let in_bed = in_bed - forward(&night, changes);
    let date = night.date;
    if hours > in_bed + 0.5 {
        said.push(format!("{date}: {hours:.1} h asleep are longer than from bed to wake; the clock times are left"));
        (night.bed, night.wake) = (None, None);
    } else if hours < in_bed / 3.0 {
        said.push(format!("{date}: {hours:.1} h asleep in {in_bed:.1} h; taken as it is"));
    }
    night
}

/// Hours by which the clock went forward in the night.
fn forward(night: &Sleep, changes: &ClockChanges) -> f64 {
    let clock = |at: NaiveDateTime| ClockTime::from_minutes((at.hour() * 60 + at.minute()) as u16);
    let ends = night.bed.and_then(clock).zip(night.wake.and_then(clock));
    ends.map_or(0.0, |(bed, wake)| changes.in_night(night.date, bed, wake) as f64 / 60.0)
}
