//! How a day's work stands to the days before it. The checker says it in sentences; the search for the best order counts it,
//! thousands of times.

use chrono::NaiveDate;

use super::{Limits, Rule};
use crate::domain::{Days, Kind, Region, Session};
use crate::planning::soreness::expected;
use crate::recovery::RegionTable;
use crate::recovery::verdict::{HARD_RPE, VERY_HARD_RPE, is_very_hard};

/// From this share on, a region is a main one of a session. Chosen.
const MAIN: f64 = 0.6;

/// Regions that a session trains with a share of 0.6 or more.
pub fn main_regions(table: &RegionTable, s: &Session) -> impl Iterator<Item = Region> {
    let shares = table.shares(s);
    Region::ALL.into_iter().filter(move |r| *r != Region::General && shares[*r] >= MAIN)
}

/// Days before a day that [`clashes`] looks at.
pub const BEFORE: usize = 7;

/// What of a day's work matters to the days after it, in bits and numbers.
#[derive(Clone, Copy, Debug)]
pub struct DayWork {
    /// Main regions of the sessions below RPE 8.
    soft: u16,
    /// Main regions of the others.
    hard: u16,
    conditioning: bool,
    /// The highest RPE of its training; below 0 without any.
    hardest: f64,
}

impl DayWork {
    /// Of the sessions that count on a day.
    pub fn of(days: &dyn Days, date: NaiveDate, today: NaiveDate, table: &RegionTable) -> Self {
        let mut out = Self { soft: 0, hard: 0, conditioning: false, hardest: -1.0 };
        for s in expected(days, date, today) {
            let bits = main_regions(table, s).fold(0u16, |bits, r| bits | 1 << (r as u16));
            *(if is_very_hard(s) { &mut out.hard } else { &mut out.soft }) |= bits;
            out.conditioning |= s.kind == Kind::Conditioning;
            if s.kind.is_training() {
                out.hardest = out.hardest.max(s.actual_rpe().map_or(-1.0, |r| r.value()));
            }
        }
        out
    }
}

/// Something about a day that does not go with the days before it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Clash {
    /// A main region was trained too shortly before.
    SameRegion {
        /// How many days before.
        back: usize,
    },
    /// Conditioning came too shortly before.
    HiitGap {
        /// How many days before.
        back: usize,
    },
    /// Too many hard days running.
    HardRun {
        /// How many, this one included.
        days: usize,
    },
    /// A very hard day straight after a hard one.
    HardAfterHard,
}

impl Clash {
    /// The rule that it breaks.
    pub fn rule(self) -> Rule {
        match self {
            Self::SameRegion { .. } => Rule::SameRegion,
            Self::HiitGap { .. } => Rule::HiitGap,
            Self::HardRun { .. } => Rule::HardRun,
            Self::HardAfterHard => Rule::HardAfterHard,
        }
    }
}

/// Finds what does not go together on the day at a place of `line`, which holds [`BEFORE`] days before it.
pub fn clashes(line: &[DayWork], at: usize, limits: &Limits, mut find: impl FnMut(Clash)) {
    let here = line[at];
    let back = |days: usize| at.checked_sub(days).map(|i| line[i]);
    let soon = |days: usize, hours: i64| (days as i64) * 24 < hours;
    let ours = here.soft | here.hard;
    let same = |days: &usize| {
        back(*days).is_some_and(|before| {
            (soon(*days, limits.hours_after(false)) && ours & before.soft != 0)
                || (soon(*days, limits.hours_after(true)) && ours & before.hard != 0)
        })
    };
    if let Some(back) = (1..=BEFORE).find(same) {
        find(Clash::SameRegion { back });
    }
    let conditioning = |days: &usize| soon(*days, limits.hiit_hours) && back(*days).is_some_and(|b| b.conditioning);
    if let Some(back) = (1..=3).find(conditioning).filter(|_| here.conditioning) {
        find(Clash::HiitGap { back });
    }
    let days = (0..BEFORE).take_while(|d| back(*d).is_some_and(|w| w.hardest >= HARD_RPE)).count();
    if days > limits.hard_in_a_row {
        find(Clash::HardRun { days });
    } else if days >= 2 && here.hardest >= VERY_HARD_RPE {
        find(Clash::HardAfterHard);
    }
}
