//! How sore sessions leave each region, and for how long.

use std::sync::LazyLock;

use chrono::NaiveDate;

use super::history::{Answer, History};
use crate::domain::effort::effort;
use crate::domain::session::Status;
use crate::domain::shelf::day_number;
use crate::domain::{ByRegion, Day, Days, Region, Session};
use crate::recovery::RegionTable;
use crate::recovery::load::LOOK_BACK;

/// Soreness on the first morning after a full load of 300 RPE-minutes. Chosen.
const PEAK: f64 = 3.0;
/// RPE-minutes of that load, and how many times it counts at most. Chosen.
const FULL_LOAD: f64 = 300.0;
const MOST_LOADS: f64 = 2.0;
/// The sorest that a region can be.
const SOREST: f64 = 10.0;
/// How much of it there is on each morning after, in order. Work that a region is used to: measured over eight people.
/// Work that is new to it is sorest after one to three days (the repeated bout effect).
const USED: [f64; FADE_DAYS] = [1.0, 0.6, 0.3, 0.1, 0.0];
const NEW: [f64; FADE_DAYS] = [0.75, 1.0, 0.75, 0.4, 0.15];
/// Days until nothing is left.
pub const FADE_DAYS: usize = 5;
/// Work is new to a region that no session of the ten days before trained, at a share of .3 or more. Chosen.
pub const USED_DAYS: i32 = 10;
const USED_SHARE: f64 = 0.3;

/// The sessions of a day that the morning after has to reckon with.
pub fn expected<'a>(
    days: &'a dyn Days,
    date: NaiveDate,
    today: NaiveDate,
    table: &'a RegionTable,
) -> impl Iterator<Item = &'a Session> {
    days.day(date).into_iter().flat_map(move |d| d.counting(today, table))
}

/// What a day's sessions do to the mornings after it.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Work {
    /// RPE-minutes.
    pub load: f64,
    /// Soreness at its peak at a gain of 1, by region, without a bound.
    pub peak: ByRegion<f64>,
    /// Regions that were trained enough to be used to it, a bit each, by what was done.
    pub trained: u16,
    /// The regions that each session leaves something in, one bit each; only the first six sessions of a day.
    pub sessions: [u16; OF_A_DAY],
    /// Whether it leaves anything.
    pub any: bool,
}

/// Sessions of a day that are counted one by one.
const OF_A_DAY: usize = 6;

/// A region as one of the bits of a set.
pub fn bit(region: Region) -> u16 {
    1 << region as u16
}

impl Work {
    /// From the sessions of a day that count.
    pub fn of(days: &dyn Days, day: &Day, today: NaiveDate, table: &RegionTable) -> Self {
        let mut out = Self::default();
        let (number, now) = (day_number(day.date), day_number(today));
        let mut sessions = out.sessions.iter_mut();
        for s in day.counting(today, table) {
            let Some(effort) = effort(days, s, number, now) else { continue };
            let load = effort.load();
            out.load += load;
            let mut regions = 0;
            out.any = true;
            let peak = PEAK * (load / FULL_LOAD).min(MOST_LOADS);
            for (region, share) in table.shares(s).iter() {
                out.peak[region] += peak * share;
                regions |= if peak * share > 0.0 { bit(region) } else { 0 };
                if *share >= USED_SHARE && s.status == Status::Done {
                    out.trained |= bit(region);
                }
            }
            if let Some(session) = sessions.next() {
                *session = regions;
            }
        }
        out
    }
}

/// Adds what a day's work leaves `after` days later, at a gain of 1. `used` are the regions that were used to such work.
pub fn leave(out: &mut ByRegion<f64>, work: &Work, used: u16, after: usize) {
    if !work.any || !(1..=FADE_DAYS).contains(&after) {
        return;
    }
    for region in Region::ALL {
        let shape = if used & bit(region) != 0 { &USED } else { &NEW };
        out[region] += work.peak[region] * shape[after - 1];
    }
}

/// How sore sessions leave this person, compared with most people: learnt from their own log.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Gain {
    /// Multiplies the soreness of every session, 0.3 to 3.
    pub value: f64,
    /// Done sessions it was learnt from.
    pub sessions: usize,
}

impl Gain {
    /// The gain of most people.
    pub const DEFAULT: Self = Self { value: 1.0, sessions: 0 };

    /// What sessions leave, at this gain.
    pub fn of(&self, left: f64) -> f64 {
        (self.value * left).min(SOREST)
    }
}

/// Gains of the regions, and of the whole body if that is all that is answered.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Gains {
    /// The gain of the ten regions together.
    pub regions: Gain,
    /// The gain of the whole body.
    pub general: Gain,
}

impl Gains {
    /// The gain of a site.
    pub fn of(&self, region: Region) -> Gain {
        if region == Region::General { self.general } else { self.regions }
    }
}

/// Weight of the default, as if that much had been seen; what is left of a weight a day later; and the least soreness that
/// counts as predicted. Chosen.
const PRIOR: f64 = 50.0;
const FORGET: f64 = 0.97;
const PREDICTED: f64 = 0.5;

/// What is left of a morning's weight, by its age in days.
static FORGOTTEN: LazyLock<[f64; LOOK_BACK as usize]> =
    LazyLock::new(|| std::array::from_fn(|age| FORGET.powi(age as i32)));
/// A learnt gain is used only if it beats the default by this share of RMSE over the last 28 days and rests on eight sessions.
/// Chosen.
const BETTER_BY: f64 = 0.05;
const RECENT: i32 = 28;
const SESSIONS: usize = 8;

/// What was predicted for a site at a gain of 1, what was logged above the usual, how many days ago, and the site.
type Pair = (f64, f64, i32, Region);

/// The gains as learnt on a morning.
pub fn learn(history: &History, day: i32) -> Gains {
    let logged: Vec<(i32, &Answer)> = history.answers(day, LOOK_BACK as i32).collect();
    let (mut regions, mut general) = (Vec::new(), Vec::new());
    for region in Region::ALL {
        let alone = region == Region::General;
        let pairs = if alone { &mut general } else { &mut regions };
        let first = pairs.len();
        // How often each answer was given on days without expected soreness.
        let mut quiet = [0_usize; SOREST as usize + 1];
        for (age, a) in logged.iter().filter(|(_, a)| a.general_only == alone) {
            let Some(sore) = a.sore[region] else { continue };
            let left = Gain::DEFAULT.of(a.left[region]);
            if left < PREDICTED {
                quiet[usize::from(sore.min(SOREST as u8))] += 1;
            } else {
                pairs.push((left, f64::from(sore), *age, region));
            }
        }
        match usual(&quiet) {
            Some(usual) => pairs[first..].iter_mut().for_each(|(_, o, ..)| *o = (*o - usual).max(0.0)),
            None => pairs.truncate(first),
        }
    }
    Gains { regions: gain(history, day, &regions), general: gain(history, day, &general) }
}

/// The median of answers by how often each was given; `None` without any.
fn usual(counts: &[usize]) -> Option<f64> {
    let n: usize = counts.iter().sum();
    let at = |place: usize| {
        let mut seen = 0;
        counts.iter().position(|count| {
            seen += count;
            seen > place
        })
    };
    let last = n.checked_sub(1)?;
    Some((at(last / 2)? + at(n / 2)?) as f64 / 2.0)
}

/// `g = clamp₀.₃…₃((50 + Σ γᵃ·o·p)/(50 + Σ γᵃ·p²))`; the default if that does not do better, or with few sessions.
fn gain(history: &History, day: i32, pairs: &[Pair]) -> Gain {
    let (mut op, mut pp) = (0.0, 0.0);
    for (p, o, age, _) in pairs {
        let weight = FORGOTTEN[*age as usize];
        op += weight * o * p;
        pp += weight * p * p;
    }
    let value = ((PRIOR + op) / (PRIOR + pp)).clamp(0.3, 3.0);
    let off =
        |g: f64| pairs.iter().filter(|(_, _, a, _)| *a < RECENT).map(|(p, o, ..)| (o - g * p).powi(2)).sum::<f64>();
    let recent = pairs.iter().any(|(_, _, a, _)| *a < RECENT);
    let better = recent && off(value).sqrt() <= (1.0 - BETTER_BY) * off(1.0).sqrt();
    if !better {
        return Gain::DEFAULT;
    }
    let sessions = history.sessions_before(day, pairs.iter().map(|(_, _, age, site)| (*age, *site)));
    if sessions < SESSIONS { Gain::DEFAULT } else { Gain { value, sessions } }
}
