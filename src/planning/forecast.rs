//! The next seven mornings, projected from the plan.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;

use super::soreness::{Gain, expected, learn, left_by_sessions};
use crate::domain::calendar::{ClockTime, add_days};
use crate::domain::{ByRegion, Day, Days, Region};
use crate::recovery::inputs::checkin;
use crate::recovery::load::{self, ACUTE_DAYS};
use crate::recovery::score::{compose, shown};
use crate::recovery::sleep::{self, SleepParts};
use crate::recovery::soreness::of_sites;
use crate::recovery::stats::mean;
use crate::recovery::verdict::{Demand, Facts, Verdict, judge, session_of};
use crate::recovery::{Basis, Cap, Component, Inputs, Log, Recovery};

/// Days that are projected.
pub const AHEAD: i64 = 7;
/// Mornings that means are over, today included. Measured: means beat medians.
pub const MEAN_DAYS: i64 = 14;
/// How much of today's deviation is left a day later. Measured.
const CARRY: f64 = 0.4;
/// Range either way before own errors are known. Measured: the 80 % error is about 12.
pub const DEFAULT_RANGE: f64 = 12.0;

/// A projected morning.
#[derive(Clone, PartialEq, Debug)]
pub struct Outlook {
    /// Which.
    pub date: NaiveDate,
    /// The score before caps.
    pub uncapped: f64,
    /// The score as shown.
    pub score: u8,
    /// Lower end of the range.
    pub low: u8,
    /// Upper end of the range.
    pub high: u8,
    /// What it would mean for the session planned there.
    pub verdict: Verdict,
    /// Projected soreness of regions.
    pub soreness: BTreeMap<Region, f64>,
}

/// What does not depend on the plan: everything known this morning.
#[derive(Clone, Debug)]
pub struct Forecast {
    basis: Arc<Basis>,
    today: NaiveDate,
    gain: Gain,
    range: f64,
    /// Means of components over the last fourteen mornings, and today's value of each.
    means: BTreeMap<Component, (f64, f64)>,
    /// Means of the sleep parts.
    sleep_parts: SleepParts,
    wake: Option<f64>,
    /// Mean and today's difference of logged and modelled soreness, by region.
    residuals: BTreeMap<Region, (f64, f64)>,
    /// Raw acute average, its days, and the frozen chronic one, where today has a load.
    load: Option<(f64, usize, f64)>,
}

impl Forecast {
    /// Reads what is known on the morning of `today`. `range` is the 80 % error, [`DEFAULT_RANGE`] until own ones are known.
    pub fn new(log: &Log<'_>, today: NaiveDate, range: f64) -> Self {
        Self::with_gain(log, today, range, learn(log.days, today, &log.basis.regions))
    }

    /// The same with a gain that is known already.
    pub fn with_gain(log: &Log<'_>, today: NaiveDate, range: f64, gain: Gain) -> Self {
        let (days, basis) = (log.days, log.basis);
        let dates: Vec<NaiveDate> = (0..MEAN_DAYS).map(|n| add_days(today, -n)).collect();
        let mornings: Vec<(NaiveDate, Arc<Recovery>)> =
            dates.iter().filter_map(|d| Some((*d, log.recovery(*d)?))).collect();
        let mut means = BTreeMap::new();
        for c in Component::ALL {
            let values: Vec<f64> = mornings.iter().filter_map(|(_, r)| r.component(c)).collect();
            let Some(m) = mean(&values) else { continue };
            let now = mornings.iter().find(|(d, _)| *d == today).and_then(|(_, r)| r.component(c)).unwrap_or(m);
            means.insert(c, (m, now));
        }
        let part = |of: fn(&SleepParts) -> Option<f64>| {
            mean(&mornings.iter().filter_map(|(_, r)| of(r.sleep.as_ref()?)).collect::<Vec<_>>())
        };
        let sleep_parts = SleepParts {
            duration: part(|p| p.duration),
            quality: part(|p| p.quality),
            week: part(|p| p.week),
            regularity: part(|p| p.regularity),
        };
        let wakes: Vec<f64> =
            dates.iter().filter_map(|d| Some(f64::from(checkin(days, *d)?.wake?.minutes()))).collect();
        let history = load::history(days, today);
        let load = load::averages(&history).map(|a| {
            let n = history.len();
            (a.acute * load::correction(n, ACUTE_DAYS), n, a.chronic)
        });
        let residuals = residuals(days, &dates, today, basis, gain);
        Self { basis: Arc::clone(basis), today, gain, range, means, sleep_parts, wake: mean(&wakes), residuals, load }
    }

    /// The gain in use.
    pub fn gain(&self) -> Gain {
        self.gain
    }

    /// The next [`AHEAD`] mornings under the plan of `days`; nothing where nothing was logged in fourteen days.
    pub fn outlooks(&self, days: &dyn Days) -> Vec<Outlook> {
        let mut acute = self.load;
        (1..=AHEAD)
            .filter_map(|k| {
                let date = add_days(self.today, k);
                if let Some((raw, n, _)) = &mut acute {
                    let load: f64 = expected(days, add_days(date, -1), self.today).filter_map(|s| s.load()).sum();
                    *raw += load::lambda(ACUTE_DAYS) * (load - *raw);
                    *n += 1;
                }
                self.outlook(days, date, k, acute)
            })
            .collect()
    }

    fn outlook(&self, days: &dyn Days, date: NaiveDate, k: i64, acute: Option<(f64, usize, f64)>) -> Option<Outlook> {
        let carried = |c: Component| {
            let (m, now) = self.means.get(&c)?;
            Some(m + (now - m) * CARRY.powi(k as i32))
        };
        let soreness = self.soreness(days, date, k);
        let bed = days.day(add_days(date, -1)).and_then(|d| d.bed);
        let hours = bed.map(|b| self.hours_from(b));
        let sleep = match hours {
            Some(h) => self.planned_night(h),
            None => self.means.get(&Component::Sleep).map(|(m, _)| *m),
        };
        let sore = (!soreness.is_empty()).then(|| of_sites(soreness.values().copied()));
        let ratio =
            acute.map(|(raw, n, chronic)| raw / load::correction(n, ACUTE_DAYS) / chronic.max(load::CHRONIC_FLOOR));
        let composed = compose(|c| match c {
            Component::Sleep => sleep,
            Component::Soreness => sore,
            Component::Feel | Component::Heart => carried(c),
            Component::Load => ratio.map(load::component),
        })?;
        let ill = days.day(date).is_some_and(Day::is_ill);
        let facts = Inputs { need: self.basis.sleep_need, hours, ill, ..Inputs::default() };
        let limit = Cap::lowest(&facts).map_or(100.0, Cap::limit);
        let capped = composed.uncapped.min(limit);
        let score = shown(capped);
        Some(Outlook {
            date,
            uncapped: composed.uncapped,
            score,
            low: shown((capped - self.range).max(0.0)),
            high: shown((capped + self.range).min(limit)),
            verdict: self.verdict(days, date, score, &soreness),
            soreness,
        })
    }

    fn verdict(&self, days: &dyn Days, date: NaiveDate, score: u8, soreness: &BTreeMap<Region, f64>) -> Verdict {
        let day = days.day(date);
        let session = day.and_then(session_of);
        let trained =
            |s| soreness.iter().filter(|(r, _)| self.basis.regions.trains(s, **r)).map(|(_, n)| shown(*n)).max();
        let facts = session.map_or(Facts::default(), |s| Facts { soreness: trained(s), pain: false });
        judge(score, session.map(Demand::of), facts)
    }

    /// Model, own mean difference, and what is left of today's.
    fn soreness(&self, days: &dyn Days, date: NaiveDate, k: i64) -> BTreeMap<Region, f64> {
        let model = left_by_sessions(days, date, self.today, &self.basis.regions);
        let carry = CARRY.powi(k as i32);
        self.residuals
            .iter()
            .map(|(region, (mean, now))| {
                let left = model[*region] * self.gain.value;
                (*region, (left + mean + (now - mean) * carry).clamp(0.0, 10.0))
            })
            .collect()
    }

    /// Hours from a planned bed time to one's own mean wake time, else the need.
    fn hours_from(&self, bed: ClockTime) -> f64 {
        self.wake.map_or(self.basis.sleep_need, |wake| (wake - f64::from(bed.minutes())).rem_euclid(1440.0) / 60.0)
    }

    /// A night of planned length replaces duration and week; quality and regularity stay at their means.
    fn planned_night(&self, hours: f64) -> Option<f64> {
        let planned =
            Inputs { need: self.basis.sleep_need, hours: Some(hours), nights: vec![hours; 3], ..Inputs::default() };
        let parts = sleep::parts(&planned)?;
        sleep::component(&SleepParts { duration: parts.duration, week: parts.week, ..self.sleep_parts }).map(|(v, _)| v)
    }
}

/// The next seven mornings, in one go.
pub fn forecast(log: &Log<'_>, today: NaiveDate, range: f64) -> Vec<Outlook> {
    Forecast::new(log, today, range).outlooks(log.days)
}

/// Logged minus modelled soreness over the last mornings: the mean, and today's (the mean where today is not logged).
/// Where only `general` was logged, only it is told.
fn residuals(
    days: &dyn Days,
    dates: &[NaiveDate],
    today: NaiveDate,
    basis: &Basis,
    gain: Gain,
) -> BTreeMap<Region, (f64, f64)> {
    let logged: Vec<NaiveDate> =
        dates.iter().copied().filter(|d| checkin(days, *d).is_some_and(|c| !c.soreness.is_empty())).collect();
    let general_only =
        logged.iter().filter_map(|d| checkin(days, *d)).all(|c| c.soreness.keys().all(|r| *r == Region::General));
    let models: Vec<ByRegion<f64>> = logged.iter().map(|d| left_by_sessions(days, *d, today, &basis.regions)).collect();
    let mut out = BTreeMap::new();
    for region in Region::ALL.into_iter().filter(|r| !general_only || *r == Region::General) {
        let errors: Vec<(NaiveDate, f64)> = logged
            .iter()
            .zip(&models)
            .filter_map(|(d, m)| {
                let said = f64::from(checkin(days, *d)?.soreness_at(region)?);
                Some((*d, said - m[region] * gain.value))
            })
            .collect();
        if let Some(m) = mean(&errors.iter().map(|(_, e)| *e).collect::<Vec<_>>()) {
            let now = errors.iter().find(|(d, _)| *d == today).map_or(m, |(_, e)| *e);
            out.insert(region, (m, now));
        }
    }
    out
}
