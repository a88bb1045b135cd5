//! The next seven mornings, projected from the plan.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;

use super::blend::Blend;
use super::effect::load_x;
use super::history::History;
use super::range::{GUESS_BELOW, widened};
use super::soreness::{FADE_DAYS, Gains, Work, learn, leave};
use crate::domain::calendar::ClockTime;
use crate::domain::shelf::{date_of, day_number};
use crate::domain::{ByRegion, CheckIn, Day, Days, Region};
use crate::recovery::inputs::{need_of_caps, recent_of};
use crate::recovery::lay_off::hides_load;
use crate::recovery::load::{self, ACUTE_DAYS, LOOK_BACK};
use crate::recovery::log::MODEL;
use crate::recovery::score::{compose, shown};
use crate::recovery::sleep;
use crate::recovery::soreness::of_sites;
use crate::recovery::stats::{circular_mean, clock_deviations, mean, sample_sd};
use crate::recovery::verdict::{Demand, Facts, Verdict, ill_days_ago, judge, session_of, whole_body_counts};
use crate::recovery::{Basis, Cap, Component, Inputs, Log, Part, Weights, log};

/// Days that are projected.
pub const AHEAD: i32 = 7;
/// Days ahead that are kept and graded.
pub const GRADED: usize = log::AHEAD;
/// The recent mornings: one must be logged for a forecast, they show which sites are answered, and your usual wake time is their
/// mean. Chosen.
pub const RECENT_DAYS: i32 = 14;
/// How many wake times a usual one needs, and the spread in minutes from which there is none, as for shift workers. Chosen.
const WAKES: usize = 5;
const WAKES_VARY: f64 = 120.0;
/// A site with fewer mornings than this is pulled towards what sessions leave, by this many mornings. Chosen.
const FEW_OF_SITE: usize = 7;
const QUIET_MORNINGS: f64 = 3.0;
/// Hours from which bed and wake time are no night. Chosen: what a logged night is questioned from.
const LONGEST_NIGHT: f64 = 14.0;
/// The day from which the cost of load is mentioned. Chosen.
const COSTS_FROM: i32 = 28;
/// Days that the usual daily load is averaged over, and how many there must be. Chosen.
const USUAL_LOAD_DAYS: usize = 28;
const USUAL_LOAD_FROM: usize = 7;

/// A projected score.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Projected {
    /// The score before caps.
    pub uncapped: f64,
    /// The score as shown.
    pub score: u8,
    /// Lower end of the range.
    pub low: u8,
    /// Upper end of the range.
    pub high: u8,
    /// Half of the range's width, in points, before it was widened for few mornings.
    pub half_width: f64,
    /// Points that the load of the day before moves it by, within 0 and 100.
    pub load: f64,
    /// Whether it rests on so few mornings that it is a guess.
    pub guess: bool,
}

/// A projected morning.
#[derive(Clone, PartialEq, Debug)]
pub struct Outlook {
    /// Which.
    pub date: NaiveDate,
    /// Its score; `None` after illness, when it is unknown.
    pub score: Option<Projected>,
    /// What it would mean for the session planned that day.
    pub verdict: Verdict,
    /// Projected soreness of sites.
    pub soreness: BTreeMap<Region, f64>,
}

impl Outlook {
    /// The score as shown.
    pub fn shown(&self) -> Option<u8> {
        self.score.map(|s| s.score)
    }
}

/// What has been learnt about forecasts so far: what load costs, and how far they are off.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Skill {
    /// Points that a unit of load moves the morning after.
    pub effect: f64,
    /// Half-widths of the range, by days ahead; the last one holds for all further days.
    pub half_widths: [f64; GRADED],
}

impl Skill {
    /// A score before caps, with the effect of the load of the day before.
    pub fn moved(&self, before_effect: f64, x: f64) -> f64 {
        (before_effect + self.effect * x).clamp(0.0, 100.0)
    }
}

/// The part of a coming day's plan that affects the mornings after it.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Coming {
    /// The work that counts.
    pub work: Work,
    /// Bed time planned for the evening.
    pub bed: Option<ClockTime>,
    /// Hours of a nap, which count towards the night after it.
    pub nap: f64,
}

/// A morning before its range and verdict.
#[derive(Clone, Debug)]
pub struct Bare {
    /// The score before caps and before the effect of the load.
    pub before_effect: f64,
    /// The load of the day before against the usual, as [`load_x`].
    pub x: f64,
    /// Hours of the night, if a bed time was planned.
    hours: Option<f64>,
    soreness: BTreeMap<Region, f64>,
}

/// A site's mornings: how far answers were above what sessions leave.
#[derive(Clone, Copy, Debug)]
struct Site {
    region: Region,
    off: Blend,
}

/// The person's load, if today has a load component.
#[derive(Clone, Copy, Debug)]
struct Loads {
    /// The acute average before its correction.
    acute: f64,
    n: usize,
    /// The chronic one, corrected.
    chronic: f64,
}

/// What does not depend on the plan: everything known this morning.
#[derive(Clone, Debug)]
pub struct Forecast {
    basis: Arc<Basis>,
    weights: Weights,
    today: i32,
    gains: Gains,
    skill: Skill,
    mornings: usize,
    /// Days since the first of them, that one included.
    days: i32,
    sleep: Blend,
    feel: Blend,
    /// Feel by the published weights.
    plain_feel: Blend,
    duration: Blend,
    /// Hours of the nights, each counted up to an hour over need.
    capped_hours: Blend,
    week: Blend,
    /// Weight of the sleep parts that any morning has.
    sleep_weight: f64,
    heart: Blend,
    sites: Vec<Site>,
    /// Feel by the published weights of the last seven mornings, by their age.
    recent: Vec<(i32, f64)>,
    need_of_caps: f64,
    wake: Option<f64>,
    loads: Option<Loads>,
    usual_load: f64,
    by_split: bool,
    /// Work and used regions of the last days, today not included, the newest first.
    past: Vec<(Work, u16)>,
    /// Regions trained on each of the days before today, the newest first.
    trained: Vec<u16>,
}

/// What a forecast needs besides the days.
#[derive(Clone, Copy)]
pub struct Known<'a> {
    /// The log.
    pub log: &'a Log<'a>,
    /// Its days in order, from half a year and more before the morning.
    pub history: &'a History,
    /// A day's load according to the split, for when less than a week of your own is known.
    pub split_load: f64,
}

impl Forecast {
    /// What is known on the morning of `today`; `None` if no morning of the last fourteen counts.
    pub fn new(known: &Known<'_>, today: i32, weights: &Weights, skill: Skill) -> Option<Self> {
        let history = known.history;
        history.mornings(today, RECENT_DAYS).next()?;
        let basis = &history.basis;
        let look_back = || history.mornings(today, LOOK_BACK as i32);
        let of = |value: &dyn Fn(&super::history::Morning) -> Option<f64>| {
            Blend::of(look_back().filter_map(|(age, m)| Some((age, value(m)?))))
        };
        let part = |part: Part| of(&|m| m.recovery.parts[part]);
        let component = |c: Component| of(&|m| weights.value(c, &m.recovery.parts));
        let sleep_parts = [Part::Duration, Part::Quality, Part::Week, Part::Regularity];
        let (duration, week) = (part(Part::Duration), part(Part::Week));
        let has = |p: &Part| look_back().any(|(_, m)| m.recovery.parts[*p].is_some());
        let gains = learn(history, today);
        let daily = load::history(known.log.days, date_of(today));
        let says = !hides_load(known.log.days, today);
        let loads = load::averages(&daily).filter(|_| says).map(|a| Loads {
            acute: a.acute * load::correction(daily.len(), ACUTE_DAYS),
            n: daily.len(),
            chronic: a.chronic,
        });
        let month = &daily[daily.len().saturating_sub(USUAL_LOAD_DAYS)..];
        let by_split = month.len() < USUAL_LOAD_FROM;
        let usual_load = if by_split { known.split_load } else { mean(month).unwrap_or_default() };
        Some(Self {
            basis: Arc::clone(basis),
            weights: *weights,
            today,
            gains,
            skill,
            mornings: look_back().count(),
            days: look_back().last().map_or(0, |(age, _)| age + 1),
            sleep: component(Component::Sleep),
            feel: component(Component::Feel),
            plain_feel: of(&|m| m.feel),
            duration,
            capped_hours: of(&|m| m.recovery.inputs.hours.map(|h| h.min(basis.sleep_need + 1.0))),
            week,
            sleep_weight: sleep_parts.iter().filter(|p| has(p)).map(|p| weights.0[*p]).sum(),
            heart: component(Component::Heart),
            sites: sites(history, today, &gains),
            recent: history.mornings(today, AHEAD).filter_map(|(age, m)| Some((age, m.feel?))).collect(),
            need_of_caps: need_of_caps(known.log.days, date_of(today), basis),
            wake: usual_wake(history.mornings(today, RECENT_DAYS).filter_map(|(_, m)| m.wake).collect())
                .or_else(|| basis.wake.map(|w| f64::from(w.minutes()))),
            loads,
            usual_load,
            by_split,
            past: (1..=FADE_DAYS as i32)
                .map(|back| today - back)
                .map(|d| (history.work(d).copied().unwrap_or_default(), history.used(d, d)))
                .collect(),
            trained: (1..=super::soreness::USED_DAYS)
                .map(|back| history.work(today - back).map_or(0, |w| w.trained))
                .collect(),
        })
    }

    /// Points that a day at twice the usual load costs the morning after it; `None` before the 28th day, when it is not your own yet.
    pub fn load_costs(&self) -> Option<f64> {
        (self.days >= COSTS_FROM).then_some(-self.skill.effect)
    }

    /// The gains in use.
    pub fn gains(&self) -> Gains {
        self.gains
    }

    /// The next [`AHEAD`] mornings under the plan of `days`.
    pub fn outlooks(&self, days: &dyn Days) -> Vec<Outlook> {
        let today = date_of(self.today);
        let coming = |number: i32| {
            days.nth(number).map_or(Coming::default(), |day| Coming {
                work: Work::of(days, day, today, &self.basis.regions),
                bed: day.bed,
                nap: day.checkin.as_ref().and_then(|c| c.nap).unwrap_or_default(),
            })
        };
        let coming: Vec<Coming> = (0..AHEAD).map(|k| coming(self.today + k)).collect();
        let bare = self.project(&coming, AHEAD);
        (1..).zip(bare).filter_map(|(k, bare)| self.outlook(days, k, bare?)).collect()
    }

    /// Mornings before range and verdict, one to `ahead` days ahead, from the work of today and the days after it; `None` for one
    /// that has neither sleep, soreness nor feel.
    pub fn project(&self, coming: &[Coming], ahead: i32) -> Vec<Option<Bare>> {
        let mut acute = self.loads;
        let mut feel = self.recent.clone();
        let works: Vec<(Work, u16)> =
            (0..).zip(coming).map(|(k, c)| (c.work, self.used(k, coming[0].work.trained))).collect();
        let mut out = Vec::new();
        for k in 1..=ahead {
            let before = coming.get((k - 1) as usize).copied().unwrap_or_default();
            if let Some(loads) = &mut acute {
                loads.acute += load::lambda(ACUTE_DAYS) * (before.work.load - loads.acute);
                loads.n += 1;
            }
            let recent: Vec<f64> = feel.iter().filter(|(age, _)| age + k <= AHEAD).map(|(_, f)| *f).collect();
            out.push(self.bare(k, &works, &before, acute, recent_of(&recent)));
            if let Some(f) = self.plain_feel.at(k) {
                feel.push((-k, f));
            }
        }
        out
    }

    /// Regions used to the work of the day `k` days ahead, by what was done before it.
    fn used(&self, k: i32, today: u16) -> u16 {
        let back = (super::soreness::USED_DAYS - k).max(0) as usize;
        let before = self.trained.iter().take(back).fold(0, |bits, t| bits | t);
        if k > 0 { before | today } else { before }
    }

    fn bare(
        &self,
        k: i32,
        works: &[(Work, u16)],
        evening: &Coming,
        acute: Option<Loads>,
        recent: Option<f64>,
    ) -> Option<Bare> {
        let soreness = self.soreness(k, works);
        let hours = evening.bed.and_then(|b| self.hours_from(k, b)).map(|h| (h + evening.nap).min(24.0));
        let sleep = self.sleep.at(k).map(|blend| self.sleep_with(k, blend, hours));
        let sore = (!soreness.is_empty()).then(|| of_sites(soreness.values().copied()));
        let ratio = acute.map(|a| a.acute / load::correction(a.n, ACUTE_DAYS) / a.chronic.max(load::CHRONIC_FLOOR));
        let composed = compose(
            |c| match c {
                Component::Sleep => sleep,
                Component::Soreness => sore,
                Component::Feel => self.feel.at(k),
                Component::Heart => self.heart.heart_at(k),
                Component::Load => ratio.map(load::component),
                Component::Recent => recent,
            },
            &self.weights,
        )?;
        let x = load_x(works.get((k - 1) as usize).map_or(0.0, |(w, _)| w.load), self.usual_load);
        Some(Bare { before_effect: composed.uncapped, x, hours, soreness })
    }

    fn outlook(&self, days: &dyn Days, k: i32, bare: Bare) -> Option<Outlook> {
        let number = self.today + k;
        let date = date_of(number);
        let ill = days.nth(number).is_some_and(Day::is_ill);
        let ill_ago = ill_days_ago(days, number);
        let facts = Inputs {
            need: self.basis.sleep_need,
            need_of_caps: self.need_of_caps,
            hours: bare.hours,
            ill,
            ..Inputs::default()
        };
        let limit = Cap::lowest(&facts).map_or(100.0, Cap::limit);
        let uncapped = self.with_effect(&bare);
        let capped = uncapped.min(limit);
        let half_width = self.half_width(k as usize);
        let width = half_width * self.widened();
        let score = Projected {
            uncapped,
            score: shown(capped),
            low: shown((capped - width).max(0.0)),
            high: shown((capped + width).min(limit)),
            half_width,
            load: uncapped - bare.before_effect,
            guess: self.is_guess(),
        };
        // An ill day has its cap; the score after it is unknown.
        let known = ill || ill_ago.is_none();
        let verdict = self.verdict(days, date, known.then_some(score.score), &bare.soreness);
        Some(Outlook { date, score: known.then_some(score), verdict, soreness: bare.soreness })
    }

    /// Half-width of the range `k` days ahead, before it is widened for lack of mornings.
    pub fn half_width(&self, k: usize) -> f64 {
        self.skill.half_widths[k.clamp(1, GRADED) - 1]
    }

    /// A morning's score before caps, with the effect of the load of the day before.
    fn with_effect(&self, bare: &Bare) -> f64 {
        self.skill.moved(bare.before_effect, bare.x)
    }

    /// Whether the usual load is the split's, for lack of your own.
    pub fn is_by_split(&self) -> bool {
        self.by_split
    }

    /// Whether so few mornings are known that a forecast is a guess.
    pub fn is_guess(&self) -> bool {
        self.mornings < GUESS_BELOW
    }

    /// How much wider the range is for lack of mornings.
    pub fn widened(&self) -> f64 {
        widened(self.mornings)
    }

    fn verdict(
        &self,
        days: &dyn Days,
        date: NaiveDate,
        score: Option<u8>,
        soreness: &BTreeMap<Region, f64>,
    ) -> Verdict {
        let number = day_number(date);
        let session = days.day(date).and_then(|day| session_of(days, day, date_of(self.today), &self.basis.regions));
        let general_only = soreness.keys().all(|r| *r == Region::General);
        let facts = session.map_or(Facts::default(), |(s, _)| {
            let trained = soreness.iter().filter(|(r, _)| self.basis.regions.trains(s, **r)).map(|(_, n)| shown(*n));
            let counts = |n: &u8| !general_only || whole_body_counts(days, number, *n);
            Facts {
                soreness: trained.max().filter(|_| score.is_some()).filter(counts),
                ill_days_ago: ill_days_ago(days, number),
                ..Facts::default()
            }
        });
        judge(score.unwrap_or(100), session.map(|(_, e)| Demand::of_rpe(e.rpe)), facts)
    }

    /// Soreness by site: what sessions leave, plus what is usually answered above that.
    fn soreness(&self, k: i32, works: &[(Work, u16)]) -> BTreeMap<Region, f64> {
        let mut left = ByRegion::default();
        for after in 1..=FADE_DAYS {
            let on = k - after as i32;
            let (work, used) = match usize::try_from(on) {
                Ok(ahead) => works.get(ahead).copied().unwrap_or_default(),
                Err(_) => self.past.get((-on - 1) as usize).copied().unwrap_or_default(),
            };
            leave(&mut left, &work, used, after);
        }
        let of =
            |s: &Site| Some((s.region, (self.gains.of(s.region).of(left[s.region]) + s.off.at(k)?).clamp(0.0, 10.0)));
        self.sites.iter().filter_map(of).collect()
    }

    /// Hours from a planned bed time to your usual wake time; `None` without one, and if the two are no night: after a night shift a
    /// bed time is after the usual wake time.
    fn hours_from(&self, k: i32, bed: ClockTime) -> Option<f64> {
        let wake = self.wake?;
        let clock = ClockTime::from_minutes(wake.round() as u16 % 1440)?;
        let changed = self.basis.clock_changes.in_night(date_of(self.today + k), bed, clock);
        let minutes = (wake - f64::from(bed.minutes())).rem_euclid(1440.0) - changed as f64;
        (minutes > 0.0 && minutes < LONGEST_NIGHT * 60.0).then_some(minutes / 60.0)
    }

    /// Sleep after a night of planned length: higher or lower by as much as its parts are.
    fn sleep_with(&self, k: i32, blend: f64, hours: Option<f64>) -> f64 {
        let Some(hours) = hours else { return blend };
        let need = self.basis.sleep_need;
        let weight = |part| self.weights.0[part];
        let night = self.duration.at(k).map_or(0.0, |usual| sleep::duration(hours, need) - usual);
        let week = self.capped_hours.at(k).map_or(0.0, |usual| hours.min(need + 1.0) - usual);
        // A week without sleep debt gets no better with more sleep.
        let full = self.week.at(k).is_some_and(|w| w >= 100.0 - 1e-9);
        let week = if full { week.min(0.0) } else { week };
        let moved = weight(Part::Duration) * night + weight(Part::Week) * 50.0 / 7.0 * week;
        (blend + moved / self.sleep_weight.max(f64::MIN_POSITIVE)).clamp(0.0, 100.0)
    }
}

/// Your usual wake time in minutes after midnight: the circular mean of the last ones, plus their mean deviation from it; `None`
/// with fewer than five, or if they vary by two hours or more.
pub fn usual_wake(minutes: Vec<f64>) -> Option<f64> {
    let around = clock_deviations(&minutes);
    let sd = sample_sd(&around).filter(|_| minutes.len() >= WAKES)?;
    (sd < WAKES_VARY).then(|| {
        let usual = (circular_mean(&minutes) + mean(&around)?).rem_euclid(1440.0);
        // A hair before midnight is midnight.
        Some(if 1440.0 - usual < 1e-6 { 0.0 } else { usual })
    })?
}

/// The sites that are answered, each with its mornings; if the last two weeks have only the whole body, it is the only one.
fn sites(history: &History, today: i32, gains: &Gains) -> Vec<Site> {
    let mut lately = history.answers(today, RECENT_DAYS).peekable();
    let general_only = lately.peek().is_some() && lately.all(|(_, a)| a.general_only);
    let all: Vec<_> = history.answers(today, LOOK_BACK as i32).collect();
    let asked = Region::ALL.into_iter().filter(|r| !general_only || *r == Region::General);
    let site = |region: Region| {
        let gain = gains.of(region);
        let off = all.iter().filter_map(|(age, a)| Some((*age, f64::from(a.sore[region]?) - gain.of(a.left[region]))));
        let off = Blend::of(off);
        let off = if off.n < FEW_OF_SITE { off.with_zeros(QUIET_MORNINGS) } else { off };
        (off.n > 0).then_some(Site { region, off })
    };
    asked.filter_map(site).collect()
}

/// A check-in with the scores forecast for the next mornings, if there are any, to be graded once those mornings come.
pub fn keep(checkin: CheckIn, outlooks: &[Outlook]) -> CheckIn {
    let said: Vec<Projected> = outlooks.iter().map_while(|o| o.score).take(GRADED).collect();
    if said.is_empty() {
        return checkin.without_forecast();
    }
    let forecast = said.iter().map(|p| p.score).collect();
    let ranges = said.iter().map(|p| (p.half_width * 10.0).round() / 10.0).collect();
    CheckIn { forecast, ranges, model: Some(MODEL), ..checkin }
}
