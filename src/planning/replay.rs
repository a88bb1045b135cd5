//! Every past morning's forecast, made again as it would have been and compared with what came: what load costs, how wide ranges
//! are, and how forecasts do against two simple rivals.

use super::effect::Effect;
use super::forecast::{Coming, Forecast, GRADED, Known, RECENT_DAYS, Skill};
use super::range::Range;
use crate::domain::progress::{Progress, Step};
use crate::recovery::load::LOOK_BACK;
use crate::recovery::log::{REACH, Said, WEIGHTS_FROM};
use crate::recovery::verdict::ill_days_ago;
use crate::recovery::{Weights, learning};
use std::collections::VecDeque;

/// How many of the last fourteen mornings need a score for a forecast to be replayed. Chosen.
const SCORED: usize = 5;

/// A forecast that was made again.
#[derive(Clone, Debug)]
struct Issued {
    day: i32,
    /// Before the effect of the load, and the load.
    bare: [Option<(f64, f64)>; GRADED],
    /// With the effect of the load as it was known then.
    said: [Option<f64>; GRADED],
    half_widths: [f64; GRADED],
    /// How much wider the range was for lack of mornings.
    widened: f64,
    now: f64,
    mean: f64,
}

/// How forecasts a given number of days ahead would have done.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Replay {
    /// Days ahead, 1 to 4.
    pub days_ahead: usize,
    /// Mornings compared.
    pub n: usize,
    /// Root mean square error.
    pub rmse: f64,
    /// Of saying "the same as today".
    pub rmse_same_as_today: f64,
    /// Of saying "the mean of the last fourteen days".
    pub rmse_own_mean: f64,
    /// Share that fell inside the range as it was that morning, 0 to 1.
    pub coverage: f64,
}

/// How forecasts one day ahead would have done up to a morning.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct ReplayedSoFar {
    /// Mornings compared so far.
    pub n: usize,
    /// Root mean square error.
    pub rmse: f64,
    /// Of saying "the same as today".
    pub rmse_same_as_today: f64,
    /// Of saying "the mean of the last fourteen days".
    pub rmse_own_mean: f64,
}

/// Mornings before the first point of such a curve, and between two of them. Chosen.
const FIRST: usize = 20;
const STEP: usize = 10;

/// Errors of one horizon.
#[derive(Clone, Debug, Default)]
struct Row {
    n: usize,
    squares: [f64; 3],
    inside: usize,
}

impl Row {
    /// Root mean square error of the forecast and of both rivals.
    fn rmse(&self) -> [f64; 3] {
        self.squares.map(|sum| (sum / self.n as f64).sqrt())
    }
}

/// What had been learnt as of a morning.
#[derive(Clone, Debug)]
pub struct Replayed {
    /// What load costs.
    pub effect: Effect,
    ranges: [Range; GRADED],
    rows: [Row; GRADED],
    /// Forecasts whose morning may still come, newest last.
    open: VecDeque<Issued>,
    /// Scores before caps of the last mornings that count, each with its day, newest last.
    lately: VecDeque<(i32, f64)>,
    /// How forecasts did as the mornings came, if a stretch is replayed.
    pub curve: Vec<ReplayedSoFar>,
}

impl Default for Replayed {
    fn default() -> Self {
        Self {
            effect: Effect::default(),
            ranges: std::array::from_fn(|_| Range::default()),
            rows: std::array::from_fn(|_| Row::default()),
            open: VecDeque::new(),
            lately: VecDeque::new(),
            curve: Vec::new(),
        }
    }
}

/// Days before a morning that its forecast rests on: half a year of mornings, and what each of them rests on.
const SAID_FROM: i32 = LOOK_BACK as i32 + REACH;

/// What a morning forecasts for the next ones. What was done on later days stands in for the plan of that time.
fn said(known: &Known<'_>, day: i32, weights: &Weights, skill: Skill) -> Option<Said> {
    let known = &Known { history: known.history.reaching(known.log, day), ..*known };
    let forecast = Forecast::new(known, day, weights, skill)?;
    let coming =
        |k: i32| Coming { work: known.history.work(day + k).copied().unwrap_or_default(), ..Coming::default() };
    let coming: Vec<Coming> = (0..GRADED as i32).map(coming).collect();
    let bare = forecast.project(&coming, GRADED as i32);
    let ahead = std::array::from_fn(|k| bare.get(k)?.as_ref().map(|b| (b.before_effect, b.x)));
    Some(Said { ahead, widened: forecast.widened(), by_split: forecast.is_by_split() })
}

/// Weights in use on a morning.
pub type WeightsOn<'a> = &'a dyn Fn(i32) -> Weights;

/// The score before caps of a morning that counts, by the weights it had.
fn uncapped(known: &Known<'_>, weights: WeightsOn<'_>, day: i32) -> Option<f64> {
    let r = &known.history.of(day)?.recovery;
    let own = weights(day);
    if own == r.weights { Some(r.uncapped) } else { learning::uncapped(&r.parts, &own) }
}

impl Replayed {
    /// Replays the mornings of the half year before a day. Everything up to that day is known.
    pub fn up_to(known: &Known<'_>, weights: WeightsOn<'_>, today: i32) -> Self {
        let mut out = Self::beginning(known, weights, today - LOOK_BACK as i32);
        for day in today - LOOK_BACK as i32..today {
            out.morning(known, weights, day);
        }
        out.learn(known, today, uncapped(known, weights, today));
        out
    }

    /// Replays a stretch of mornings; `None` if stopped.
    pub fn over(
        known: &Known<'_>,
        weights: WeightsOn<'_>,
        days: std::ops::Range<i32>,
        progress: Progress<'_>,
    ) -> Option<Self> {
        let mut out = Self::beginning(known, weights, days.start);
        let of = days.len();
        for (done, day) in days.enumerate() {
            if progress(Step { what: "forecasts", done, of }).is_break() {
                return None;
            }
            out.morning(known, weights, day);
            out.note_curve();
        }
        Some(out)
    }

    /// Puts a point on the curve if one is due.
    fn note_curve(&mut self) {
        let row = &self.rows[0];
        let last = self.curve.last().map_or(FIRST - STEP, |p| p.n);
        if row.n >= last + STEP {
            let [rmse, rmse_same_as_today, rmse_own_mean] = row.rmse();
            self.curve.push(ReplayedSoFar { n: row.n, rmse, rmse_same_as_today, rmse_own_mean });
        }
    }

    /// Starts on the morning of a day, with nothing learnt yet.
    pub fn beginning(known: &Known<'_>, weights: WeightsOn<'_>, day: i32) -> Self {
        let before = (1..RECENT_DAYS).rev().map(|back| day - back);
        let lately = before.filter_map(|d| Some((d, uncapped(known, weights, d)?))).collect();
        Self { lately, ..Self::default() }
    }

    /// Moves on to the next morning: returns what is known then about the ones after, and makes its own forecast.
    pub fn morning(&mut self, known: &Known<'_>, weights: WeightsOn<'_>, day: i32) -> Skill {
        let now = uncapped(known, weights, day);
        self.learn(known, day, now);
        let skill = self.skill(day);
        while self.lately.front().is_some_and(|(d, _)| *d <= day - RECENT_DAYS) {
            self.lately.pop_front();
        }
        if let Some(now) = now {
            self.lately.push_back((day, now));
            self.issue(known, weights, day, now);
        }
        skill
    }

    /// What is known on a morning about the next ones.
    pub fn skill(&self, today: i32) -> Skill {
        Skill { effect: self.effect.points(), half_widths: std::array::from_fn(|k| self.ranges[k].half_width(today)) }
    }

    /// Counts the forecasts of a morning that has come, with its score before caps.
    fn learn(&mut self, known: &Known<'_>, day: i32, actual: Option<f64>) {
        while self.open.front().is_some_and(|i| i.day + (GRADED as i32) < day) {
            self.open.pop_front();
        }
        // So soon after illness there is no number to grade.
        let graded = ill_days_ago(known.log.days, day).is_none();
        let Some(actual) = actual.filter(|_| graded) else { return };
        for issued in &self.open {
            let at = (day - issued.day - 1) as usize;
            let (Some(Some((before_effect, x))), Some(Some(said))) = (issued.bare.get(at), issued.said.get(at)) else {
                continue;
            };
            if at == 0 {
                self.effect.add(*x, actual - before_effect);
            }
            let error = said - actual;
            let half_width = issued.half_widths[at];
            self.ranges[at].add(issued.day, error.abs(), half_width);
            let row = &mut self.rows[at];
            row.n += 1;
            let errors = [error, issued.now - actual, issued.mean - actual];
            row.squares.iter_mut().zip(errors).for_each(|(sum, e)| *sum += e * e);
            row.inside += usize::from(error.abs() <= half_width * issued.widened);
        }
    }

    /// Makes a morning's forecast again, given its score before caps, if enough mornings were scored.
    fn issue(&mut self, known: &Known<'_>, weights: WeightsOn<'_>, day: i32, now: f64) {
        if self.lately.len() < SCORED {
            return;
        }
        let skill = self.skill(day);
        let own = weights(day);
        let make = || said(known, day, &own, skill);
        let identity = |back: i32| known.log.days.identity(day - back, day + GRADED as i32);
        let identity = match own {
            Weights::PUBLISHED => identity(SAID_FROM),
            // By your own weights it is a different one, even if both rest on the same days.
            own if own == known.log.weights(day) => identity(SAID_FROM.max(WEIGHTS_FROM)).map(|n| !n),
            _ => None,
        };
        let Some(Said { ahead, widened, .. }) = (match identity {
            Some(identity) => known.log.mornings.said(day, identity, make),
            None => make(),
        }) else {
            return;
        };
        let said = ahead.map(|bare| bare.map(|(before, x)| skill.moved(before, x)));
        let mean = self.lately.iter().map(|(_, score)| score).sum::<f64>() / self.lately.len() as f64;
        let half_widths = skill.half_widths;
        self.open.push_back(Issued { day, bare: ahead, said, half_widths, widened, now, mean });
    }

    /// How the forecasts did, by days ahead.
    pub fn rows(&self) -> Vec<Replay> {
        let as_replay = |(k, row): (usize, &Row)| {
            let [rmse, rmse_same_as_today, rmse_own_mean] = row.rmse();
            let coverage = row.inside as f64 / row.n as f64;
            Replay { days_ahead: k + 1, n: row.n, rmse, rmse_same_as_today, rmse_own_mean, coverage }
        };
        self.rows.iter().enumerate().filter(|(_, row)| row.n > 0).map(as_replay).collect()
    }
}
