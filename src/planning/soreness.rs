//! How sore sessions leave each region, and for how long.

use chrono::NaiveDate;

use crate::domain::calendar::add_days;
use crate::domain::{ByRegion, CheckIn, Days, Region, Session};
use crate::recovery::RegionTable;
use crate::recovery::inputs::checkin;
use crate::recovery::load::LOOK_BACK;
use crate::recovery::stats::median;

/// Soreness on the first morning after a full load of 300 RPE-minutes. Chosen.
const PEAK: f64 = 3.0;
/// RPE-minutes of that load, and how many times it counts at most. Chosen.
const FULL_LOAD: f64 = 300.0;
const MOST_LOADS: f64 = 2.0;
/// Days until nothing is left: 100, 75, 50, 25, 0 % (Tufano 2012, and measured).
pub const FADE_DAYS: i64 = 4;

/// How much is left `d` days after, d from 1.
fn fade(d: i64) -> f64 {
    (1.0 - (d - 1) as f64 / FADE_DAYS as f64).max(0.0)
}

/// The sessions of a day that the morning after must expect.
pub fn expected(days: &dyn Days, date: NaiveDate, today: NaiveDate) -> impl Iterator<Item = &Session> {
    days.day(date).into_iter().flat_map(move |d| d.counting(today))
}

/// Soreness that the sessions before the morning of `date` leave in each region at a gain of 1, 0 to 10.
pub fn left_by_sessions(days: &dyn Days, date: NaiveDate, today: NaiveDate, table: &RegionTable) -> ByRegion<f64> {
    let mut out = ByRegion::<f64>::default();
    for d in 1..=FADE_DAYS {
        for session in expected(days, add_days(date, -d), today) {
            let Some(load) = session.load() else { continue };
            let peak = PEAK * (load / FULL_LOAD).min(MOST_LOADS) * fade(d);
            for (region, share) in table.shares(session).iter() {
                out[region] += peak * share;
            }
        }
    }
    Region::ALL.into_iter().for_each(|region| out[region] = out[region].min(10.0));
    out
}

/// How sore sessions leave this person against most: learnt from own logs.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Gain {
    /// Multiplies the soreness of every session, 0.3 to 3.
    pub value: f64,
    /// Mornings it was learnt from.
    pub mornings: usize,
}

impl Gain {
    /// What holds for most.
    pub const DEFAULT: Self = Self { value: 1.0, mornings: 0 };
}

/// Weight of the default, as if it had been seen on that much; forgetting per day; the least soreness that counts as
/// predicted. Chosen.
const PRIOR: f64 = 50.0;
const FORGET: f64 = 0.97;
const PREDICTED: f64 = 0.5;
/// It is used only where it beats the default by that share of RMSE over the last 28 days. Chosen.
const BETTER_BY: f64 = 0.05;

/// `g = clamp₀.₃…₃((50 + Σ γᵃ·o·p)/(50 + Σ γᵃ·p²))` over all regions, up to the morning of `date`; the default where it
/// does not do better.
pub fn learn(days: &dyn Days, date: NaiveDate, table: &RegionTable) -> Gain {
    let mut pairs: Vec<(f64, f64, i64)> = Vec::new();
    let logged: Vec<(i64, &CheckIn, ByRegion<f64>)> = (0..LOOK_BACK)
        .filter_map(|age| {
            let day = add_days(date, -age);
            let checkin = checkin(days, day).filter(|c| !c.soreness.is_empty())?;
            Some((age, checkin, left_by_sessions(days, day, date, table)))
        })
        .collect();
    for region in Region::ALL {
        let sore = |c: &CheckIn| c.soreness_at(region).map(f64::from);
        let (due, quiet): (Vec<_>, Vec<_>) = logged.iter().partition(|(.., p)| p[region] >= PREDICTED);
        let Some(usual) = median(quiet.iter().filter_map(|(_, c, _)| sore(c)).collect()) else { continue };
        pairs.extend(due.iter().filter_map(|(a, c, p)| Some((p[region], (sore(c)? - usual).max(0.0), *a))));
    }
    let weight = |age: i64| FORGET.powi(age as i32);
    let op: f64 = pairs.iter().map(|(p, o, a)| weight(*a) * o * p).sum();
    let pp: f64 = pairs.iter().map(|(p, _, a)| weight(*a) * p * p).sum();
    let value = ((PRIOR + op) / (PRIOR + pp)).clamp(0.3, 3.0);
    let rmse = |g: f64| {
        let recent: Vec<f64> = pairs.iter().filter(|(.., a)| *a < 28).map(|(p, o, _)| (o - g * p).powi(2)).collect();
        (!recent.is_empty()).then(|| (recent.iter().sum::<f64>() / recent.len() as f64).sqrt())
    };
    match rmse(value).zip(rmse(1.0)) {
        Some((own, default)) if own <= (1.0 - BETTER_BY) * default => Gain { value, mornings: pairs.len() },
        _ => Gain::DEFAULT,
    }
}
