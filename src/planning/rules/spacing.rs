//! How a day's work fits with the days before it. The checker puts it in sentences; the search for the best order counts it,
//! thousands of times.

use chrono::NaiveDate;

use super::{Limits, Rule};
use crate::domain::session::Status;
use crate::domain::{Day, Days, Kind, Region, Session};
use crate::planning::soreness::expected;
use crate::recovery::RegionTable;
use crate::recovery::verdict::{HARD_RPE, MODERATE_RPE, VERY_HARD_RPE, is_hard, is_very_hard};

/// From this share on, a region is a main one of a session. Chosen.
const MAIN: f64 = 0.6;

/// Regions that a session trains with a share of 0.6 or more.
pub fn main_regions(table: &RegionTable, s: &Session) -> impl Iterator<Item = Region> {
    let shares = table.shares(s);
    Region::ALL.into_iter().filter(move |r| *r != Region::General && shares[*r] >= MAIN)
}

/// Days before a day that [`clashes`] looks at.
pub const BEFORE: usize = 7;

/// Window, in days, in which a full rest day and training days are looked for.
const ANY_DAYS: usize = 7;

/// The part of a day's work that matters to the days after it, in bits and numbers. A stand-in for an RPE never counts as hard.
#[derive(Clone, Copy, Debug)]
pub struct DayWork {
    /// Main regions of the sessions below RPE 8.
    soft: u16,
    /// Main regions of the others.
    hard: u16,
    /// High-intensity intervals: conditioning at RPE 7 or more.
    hiit: bool,
    /// The highest RPE of its training; below 0 without any.
    hardest: f64,
    /// Whether it is a day of full rest, or can become one.
    rest: bool,
    /// Whether it is a training day.
    training: bool,
    /// Whether anything on it may still be changed.
    open: bool,
}

/// Whether a session is high-intensity interval training: conditioning at RPE 7 or more.
pub fn is_hiit(s: &Session) -> bool {
    s.kind == Kind::Conditioning && is_hard(s)
}

impl DayWork {
    /// From the sessions that count on a day. Past training left unmarked counts as planned where days are counted.
    pub fn of(days: &dyn Days, date: NaiveDate, today: NaiveDate, table: &RegionTable) -> Self {
        let mut out = Self { soft: 0, hard: 0, hiit: false, hardest: -1.0, rest: true, training: false, open: false };
        for s in expected(days, date, today, table) {
            let bits = main_regions(table, s).fold(0u16, |bits, r| bits | 1 << (r as u16));
            *(if is_very_hard(s) { &mut out.hard } else { &mut out.soft }) |= bits;
            out.hiit |= is_hiit(s);
            out.rest &= s.kind == Kind::Rest || s.condition.is_some();
            out.open |= s.status == Status::Planned && s.kind != Kind::Rest;
            if s.kind.is_training() {
                out.training = true;
                out.hardest = out.hardest.max(s.actual_rpe().map_or(-1.0, |r| r.value()));
            }
        }
        if unmarked(days, date, today, table).next().is_some() {
            (out.rest, out.training) = (false, true);
        }
        out
    }
}

/// A past day's training that was left unmarked, unless the plan did not hold.
pub fn unmarked<'a>(
    days: &'a dyn Days,
    date: NaiveDate,
    today: NaiveDate,
    table: &'a RegionTable,
) -> impl Iterator<Item = &'a Session> {
    let day = days.day(date).filter(|_| date < today);
    let open = move |d: &'a Day| d.sessions.iter().filter(move |s| d.leaves_open(s, table));
    day.into_iter().flat_map(open)
}

/// Something about a day that clashes with the days before it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Clash {
    /// A main region was trained too recently.
    SameRegion {
        /// How many days before.
        back: usize,
    },
    /// Conditioning was done too recently.
    HiitGap {
        /// How many days before.
        back: usize,
    },
    /// Too many hard days in a row.
    HardRun {
        /// How many, this one included.
        days: usize,
    },
    /// A very hard day that does not follow rest, recovery or an easy day.
    HardAfterHard,
    /// No full rest day in the seven days up to this one.
    NoRest,
    /// Too many training days in the seven up to this one.
    Training {
        /// How many.
        days: usize,
    },
}

impl Clash {
    /// The rule that it breaks.
    pub fn rule(self) -> Rule {
        match self {
            Self::SameRegion { .. } => Rule::SameRegion,
            Self::HiitGap { .. } => Rule::HiitGap,
            Self::HardRun { .. } => Rule::HardRun,
            Self::HardAfterHard => Rule::HardAfterHard,
            Self::NoRest => Rule::NoRestDay,
            Self::Training { .. } => Rule::TrainingDays,
        }
    }
}

/// What is wrong with a day, one slot per rule.
type Wrong = [Option<Clash>; 6];

/// Finds the clashes of the day at index `at` of `line`, which holds [`BEFORE`] days before it. `today` is today's index, which
/// may be before the line: a run of days that breaks a rule is found on its first day from today on.
pub fn clashes(line: &[DayWork], at: usize, today: isize, limits: &Limits, find: impl FnMut(Clash)) {
    let here = wrong(line, at, limits);
    let runs = at > 0 && at as isize > today && here.iter().any(Option::is_some);
    let before = if runs { wrong(line, at - 1, limits) } else { Wrong::default() };
    here.into_iter().zip(before).filter(|(_, before)| before.is_none()).filter_map(|(here, _)| here).for_each(find);
}

fn wrong(line: &[DayWork], at: usize, limits: &Limits) -> Wrong {
    let here = line[at];
    let back = |days: usize| at.checked_sub(days).map(|i| line[i]);
    let soon = |days: usize, hours: i64| (days as i64) * 24 < hours;
    let ours = here.soft | here.hard;
    if !here.open {
        return Wrong::default();
    }
    let same = |days: &usize| {
        back(*days).is_some_and(|before| {
            (soon(*days, limits.hours_after(false)) && ours & before.soft != 0)
                || (soon(*days, limits.hours_after(true)) && ours & before.hard != 0)
        })
    };
    let hiit = |days: &usize| soon(*days, limits.hiit_hours) && back(*days).is_some_and(|b| b.hiit);
    let days = (0..BEFORE).take_while(|d| back(*d).is_some_and(|w| w.hardest >= HARD_RPE)).count();
    let runs = days > limits.hard_in_a_row;
    let after_hard = here.hardest >= VERY_HARD_RPE && back(1).is_some_and(|b| b.hardest >= MODERATE_RPE);
    let last = &line[(at + 1).saturating_sub(ANY_DAYS)..=at];
    let trained = last.iter().filter(|d| d.training).count();
    [
        (1..=BEFORE).find(same).map(|back| Clash::SameRegion { back }),
        (1..=BEFORE).find(hiit).filter(|_| here.hiit).map(|back| Clash::HiitGap { back }),
        runs.then_some(Clash::HardRun { days }),
        (after_hard && !runs).then_some(Clash::HardAfterHard),
        (last.len() == ANY_DAYS && last.iter().all(|d| !d.rest)).then_some(Clash::NoRest),
        (here.training && trained > limits.training_days).then_some(Clash::Training { days: trained }),
    ]
}
