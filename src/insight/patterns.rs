//! Patterns in a person's own log: what tends to go with better or worse mornings. They are reported only if they hold.
//!
//! Each condition splits the mornings in two; an outcome is taken as its difference from the person's own mean over the
//! mornings before it, so that slow trends do not pass for patterns. The two halves are compared by the rank-sum test of Mann and
//! Whitney, and all comparisons together by Holm's step-down (1979), so that a log without any pattern shows one in at most
//! a twentieth of cases. What is left must also be of some size, be on the same side most of the time, and hold in the
//! older and the newer half of the log. A pattern goes along with something; it does not cause it.

use chrono::NaiveDate;
use std::collections::BTreeSet;
use std::sync::Arc;

use crate::domain::calendar::add_days;
use crate::domain::session::Status;
use crate::domain::shelf::day_number;
use crate::domain::{CheckIn, Day, Days, Kind, Session, Tag};
use crate::recovery::inputs::checkin;
use crate::recovery::load;
use crate::recovery::score::{SHORT, compose, is_short};
use crate::recovery::stats::{clock_deviations, mean, quantile};
use crate::recovery::verdict::is_hard;
use crate::recovery::{Component, Log, Recovery, Weights};

/// Share of logs without a pattern that may show one. The usual choice.
const ALPHA: f64 = 0.05;
/// Mornings on either side of a comparison. Chosen: fewer can hardly pass the correction.
const EACH_SIDE: usize = 8;
/// Mornings that the person's own mean is taken over, and how many of them must be known. Chosen.
const BASELINE: (i64, usize) = (28, 7);
/// Share of the times that must be on the pattern's side. Chosen.
const MOSTLY: f64 = 0.6;

/// A condition that a morning meets or not.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum When {
    ShortNight,
    FullNight,
    LateBed,
    PoorSleep,
    AfterHard,
    After(Kind),
    AfterRest,
    ThirdDay,
    AfterBigDay,
    AfterStress,
    AfterPractice,
    SlowToSleep,
    /// One of the person's own words, by its index among those that were answered.
    Tag(usize),
}

const CONDITIONS: [When; 14] = [
    When::ShortNight,
    When::FullNight,
    When::LateBed,
    When::PoorSleep,
    When::AfterHard,
    When::After(Kind::Strength),
    When::After(Kind::Conditioning),
    When::After(Kind::Endurance),
    When::AfterRest,
    When::ThirdDay,
    When::AfterBigDay,
    When::AfterStress,
    When::AfterPractice,
    When::SlowToSleep,
];

/// Minutes to fall asleep from which a night began badly (Lichstein 2003, criteria for insomnia).
const SLOW: u16 = 30;

/// The outcome that is looked at on a morning.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum What {
    Score,
    Energy,
    Mood,
    Soreness,
    Hours,
}

const OUTCOMES: [What; 5] = [What::Score, What::Energy, What::Mood, What::Soreness, What::Hours];

/// Something that goes along with something else.
#[derive(Clone, PartialEq, Debug)]
pub struct Pattern {
    /// Mornings it is about, such as `nights under 6h00`.
    pub when: String,
    /// What is different on them, such as `energy`.
    pub what: &'static str,
    /// Mean difference from the other mornings.
    pub difference: f64,
    /// The median of those mornings, against the mean of the others.
    pub median: f64,
    /// The bounds of the middle half of those mornings, against the mean of the others.
    pub spread: (f64, f64),
    /// Each of those mornings with its difference, oldest first.
    pub mornings: Vec<(NaiveDate, f64)>,
    /// How many of those mornings are on the side of the difference.
    pub times: usize,
    /// How many there are.
    pub of: usize,
}

impl Pattern {
    /// A difference as written: `−0.8`, or `−7` for the score.
    pub fn signed(&self, n: f64) -> String {
        let digits = usize::from(self.what != WHAT_SCORE);
        let text = format!("{n:+.digits$}");
        // There is no minus zero.
        let text = if text.trim_start_matches(['-', '0', '.']).is_empty() { text.replace('-', "+") } else { text };
        text.replace('-', "−")
    }

    /// `nights under 6h00: energy −0.8 (−1.4 to −0.3), lower 9 of 11 times`.
    pub fn sentence(&self) -> String {
        let signed = |n: f64| self.signed(n);
        let side = if self.difference < 0.0 { "lower" } else { "higher" };
        format!(
            "{}: {} {} ({} to {}), {side} {} of {} times",
            self.when,
            self.what,
            signed(self.difference),
            signed(self.spread.0),
            signed(self.spread.1),
            self.times,
            self.of
        )
    }
}

/// What was found, and among how many comparisons.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Patterns {
    /// Those that hold, the surest first.
    pub found: Vec<Pattern>,
    /// Comparisons that could be made.
    pub compared: usize,
    /// Mornings logged.
    pub mornings: usize,
}

const WHAT_SCORE: &str = "the rest of the score";

/// The patterns of the mornings `dates`, oldest first.
pub fn patterns(log: &Log<'_>, dates: &[NaiveDate]) -> Patterns {
    let mornings: Vec<Morning> = dates.iter().filter_map(|d| Morning::read(log, *d)).collect();
    let tags: BTreeSet<Tag> = mornings.iter().flat_map(|m| m.checkin.tags.keys().cloned()).collect();
    let tags: Vec<Tag> = tags.into_iter().collect();
    let log = Observed { days: log.days, need: log.basis.sleep_need, mornings: &mornings, tags: &tags };
    let conditions: Vec<When> = CONDITIONS.into_iter().chain((0..tags.len()).map(When::Tag)).collect();
    let flags: Vec<Vec<Option<bool>>> =
        conditions.iter().map(|when| (0..mornings.len()).map(|i| log.holds(*when, i)).collect()).collect();
    let mut tried: Vec<(f64, Pattern)> = Vec::new();
    for what in OUTCOMES {
        let deviations = [false, true].map(|own_night| log.deviations(what, own_night));
        for (when, flags) in conditions.iter().zip(&flags) {
            let own_night = when.is_night();
            // A night is not compared with itself.
            if own_night && what == What::Hours {
                continue;
            }
            let deviations = &deviations[usize::from(own_night)];
            let Some((p, mut pattern)) = compare(deviations, flags, &log.words(*when), what) else { continue };
            let dated = |(n, d): &(usize, f64)| (mornings[*n].date, *d);
            pattern.1.mornings = pattern.0.iter().map(dated).collect();
            tried.push((p, pattern.1));
        }
    }
    let compared = tried.len();
    tried.sort_by(|a, b| a.0.total_cmp(&b.0));
    let held = tried.into_iter().enumerate().map_while(|(i, (p, pattern))| {
        // Holm: the i-th smallest against α over the number still standing.
        (p <= ALPHA / (compared - i) as f64).then_some(pattern)
    });
    let found = held.filter(|p| p.times > 0).collect();
    Patterns { found, compared, mornings: mornings.len() }
}

impl When {
    fn is_night(self) -> bool {
        matches!(self, Self::ShortNight | Self::FullNight | Self::LateBed | Self::PoorSleep | Self::SlowToSleep)
    }
}

impl What {
    fn name(self) -> &'static str {
        match self {
            Self::Score => WHAT_SCORE,
            Self::Energy => "energy",
            Self::Mood => "mood",
            Self::Soreness => "soreness",
            Self::Hours => "hours of sleep",
        }
    }

    /// The least mean difference that is worth reporting. Chosen.
    fn least(self) -> f64 {
        match self {
            Self::Score => 3.0,
            Self::Energy | Self::Mood => 0.3,
            Self::Soreness => 0.5,
            Self::Hours => 0.3,
        }
    }
}

/// A morning and what is read from it.
struct Morning {
    date: NaiveDate,
    checkin: CheckIn,
    recovery: Arc<Recovery>,
}

impl Morning {
    fn read(log: &Log<'_>, date: NaiveDate) -> Option<Self> {
        Some(Self { date, checkin: checkin(log.days, date)?.clone(), recovery: log.recovery(date)? })
    }

    /// The outcome of this morning. Load is left out of the score, and so is sleep if the condition is about the night: what is
    /// made from the condition cannot be evidence for it.
    fn outcome(&self, what: What, without_sleep: bool) -> Option<f64> {
        match what {
            What::Score => {
                let rest = |c| match c {
                    Component::Load => None,
                    Component::Sleep if without_sleep => None,
                    c => self.recovery.component(c),
                };
                compose(rest, &Weights::PUBLISHED).map(|c| c.uncapped)
            }
            What::Energy => self.checkin.energy.map(f64::from),
            What::Mood => self.checkin.mood.map(f64::from),
            What::Soreness => self.checkin.sorest().map(f64::from),
            What::Hours => self.checkin.hours(),
        }
    }
}

struct Observed<'a> {
    days: &'a dyn Days,
    need: f64,
    mornings: &'a [Morning],
    tags: &'a [Tag],
}

impl Observed<'_> {
    /// Each outcome against the person's own mean over the mornings before it.
    fn deviations(&self, what: What, without_sleep: bool) -> Vec<Option<f64>> {
        let values: Vec<Option<f64>> = self.mornings.iter().map(|m| m.outcome(what, without_sleep)).collect();
        let before = |i: usize| {
            let first = add_days(self.mornings[i].date, -BASELINE.0);
            (0..i).rev().take_while(move |j| self.mornings[*j].date >= first)
        };
        (0..values.len())
            .map(|i| {
                let (sum, known) = before(i).filter_map(|j| values[j]).fold((0.0, 0), |(sum, n), v| (sum + v, n + 1));
                (known >= BASELINE.1).then_some(values[i]? - sum / known as f64)
            })
            .collect()
    }

    fn holds(&self, when: When, i: usize) -> Option<bool> {
        let m = &self.mornings[i];
        let yesterday = self.days.day(add_days(m.date, -1));
        let did = |day: Option<&Day>, what: &dyn Fn(&Session) -> bool| {
            day.is_some_and(|d| d.sessions.iter().any(|s| s.status == Status::Done && what(s)))
        };
        let trained = |back: i64| did(self.days.day(add_days(m.date, -back)), &|s| s.kind.is_training());
        // Days before any sessions were logged say nothing about sessions.
        let logs_sessions = || (1..=14).any(trained);
        match when {
            When::ShortNight => m.checkin.hours().map(|h| is_short(h, self.need)),
            When::FullNight => m.checkin.hours().map(|h| h >= self.need),
            When::PoorSleep => m.checkin.sleep_quality.map(|_| m.checkin.slept_badly()),
            When::LateBed => self.late(i),
            When::SlowToSleep => m.checkin.latency.map(|n| n >= SLOW),
            // A morning without an answer says nothing about the word.
            When::Tag(n) => m.checkin.tags.get(&self.tags[n]).copied(),
            When::After(kind) => logs_sessions().then(|| did(yesterday, &|s| s.kind == kind)),
            When::AfterHard => logs_sessions().then(|| did(yesterday, &is_hard)),
            When::AfterRest => logs_sessions().then(|| !trained(1)),
            When::ThirdDay => logs_sessions().then(|| (1..=3).all(trained)),
            When::AfterBigDay => {
                let usual = load::averages(&load::history(self.days, m.date))?.chronic;
                yesterday?;
                let last = self.days.load(day_number(m.date) - 1).unwrap_or_default();
                Some(last > 0.0 && last >= 2.0 * usual.max(load::CHRONIC_FLOOR))
            }
            When::AfterStress => {
                let before = checkin(self.days, add_days(m.date, -1))?;
                before.stress.map(|_| before.is_stressed())
            }
            When::AfterPractice => logs_sessions().then(|| {
                yesterday
                    .is_some_and(|d| d.sessions.iter().flat_map(|s| &s.extras).any(|e| e.done && e.practice.is_some()))
            }),
        }
    }

    /// To bed an hour or more later than the person's own mean of the four weeks before.
    fn late(&self, i: usize) -> Option<bool> {
        let first = add_days(self.mornings[i].date, -BASELINE.0);
        let minutes = |m: &Morning| m.checkin.bed.map(|b| f64::from(b.minutes()));
        let mut beds: Vec<f64> =
            self.mornings[..i].iter().rev().take_while(|m| m.date >= first).filter_map(minutes).collect();
        if beds.len() < BASELINE.1 {
            return None;
        }
        beds.push(minutes(&self.mornings[i])?);
        let deviations = clock_deviations(&beds);
        Some(deviations.last()? - mean(&deviations[..deviations.len() - 1])? >= 60.0)
    }

    fn words(&self, when: When) -> String {
        use crate::domain::checkin::hours_and_minutes as hours;
        match when {
            When::ShortNight => format!("nights under {}", hours(self.need - SHORT)),
            When::FullNight => format!("nights of {} or more", hours(self.need)),
            When::LateBed => "to bed an hour later than usual".into(),
            When::PoorSleep => "sleep quality 2 or less".into(),
            When::AfterHard => "the morning after a hard session".into(),
            When::After(kind) => format!("the morning after {}", kind.label().to_lowercase()),
            When::AfterRest => "the morning after a day without training".into(),
            When::ThirdDay => "after three training days in a row".into(),
            When::AfterBigDay => "after twice the usual load".into(),
            When::AfterStress => "the morning after stress 4 or 5".into(),
            When::AfterPractice => "the morning after a recovery practice".into(),
            When::SlowToSleep => format!("{SLOW} minutes or more to fall asleep"),
            When::Tag(n) => format!("mornings with {}", self.tags[n]),
        }
    }
}

/// Mornings by index, each with its difference; and the pattern they make.
type Compared = (Vec<(usize, f64)>, Pattern);

/// Compares the two sides; `None` if there are too few. A pattern with no times is one that was compared, but is too small or
/// not steady enough to hold.
fn compare(deviations: &[Option<f64>], flags: &[Option<bool>], when: &str, what: What) -> Option<(f64, Compared)> {
    let side = |wanted: bool| -> Vec<(usize, f64)> {
        let pairs = deviations.iter().zip(flags).enumerate();
        pairs.filter_map(|(i, (d, f))| Some((i, (*d)?)).filter(|_| *f == Some(wanted))).collect()
    };
    let (inside, outside) = (side(true), side(false));
    if inside.len() < EACH_SIDE || outside.len() < EACH_SIDE {
        return None;
    }
    let values = |side: &[(usize, f64)]| side.iter().map(|(_, v)| *v).collect::<Vec<f64>>();
    let (a, b) = (values(&inside), values(&outside));
    let p = rank_sum(&a, &b)?;
    let others = mean(&b)?;
    let difference = mean(&a)? - others;
    let on_side = |v: f64| (v - others) * difference > 0.0;
    let times = a.iter().filter(|v| on_side(**v)).count();
    let middle = deviations.len() / 2;
    let holds_in = |range: std::ops::Range<usize>| {
        let part = |side: &[(usize, f64)]| {
            mean(&side.iter().filter(|(i, _)| range.contains(i)).map(|(_, v)| *v).collect::<Vec<_>>())
        };
        part(&inside).zip(part(&outside)).is_none_or(|(a, b)| (a - b) * difference > 0.0)
    };
    let steady = times as f64 >= MOSTLY * a.len() as f64
        && holds_in(0..middle)
        && holds_in(middle..deviations.len())
        && difference.abs() >= what.least();
    let mut sorted = a.clone();
    sorted.sort_by(f64::total_cmp);
    let at = |share: f64| quantile(&sorted, share).unwrap_or(others) - others;
    let own: Vec<(usize, f64)> = inside.iter().map(|(n, v)| (*n, v - others)).collect();
    let pattern = Pattern {
        median: at(0.5),
        mornings: Vec::new(),
        when: when.to_owned(),
        what: what.name(),
        difference,
        spread: (at(0.25), at(0.75)),
        times: if steady { times } else { 0 },
        of: a.len(),
    };
    Some((p, (own, pattern)))
}

/// Two-sided p of the rank-sum test (Mann and Whitney 1947), by the normal approximation with corrections for ties and for
/// continuity; `None` if all values are equal.
pub fn rank_sum(a: &[f64], b: &[f64]) -> Option<f64> {
    let (na, nb) = (a.len() as f64, b.len() as f64);
    let n = na + nb;
    let mut all: Vec<(f64, bool)> = a.iter().map(|v| (*v, true)).chain(b.iter().map(|v| (*v, false))).collect();
    all.sort_by(|x, y| x.0.total_cmp(&y.0));
    let (mut ranks, mut ties) = (0.0, 0.0);
    let mut i = 0;
    while i < all.len() {
        let mut j = i;
        while j < all.len() && (all[j].0 - all[i].0).abs() < 1e-12 {
            j += 1;
        }
        let t = (j - i) as f64;
        let rank = (i + 1 + j) as f64 / 2.0;
        ranks += rank * all[i..j].iter().filter(|(_, inside)| *inside).count() as f64;
        ties += t.powi(3) - t;
        i = j;
    }
    let u = ranks - na * (na + 1.0) / 2.0;
    let variance = na * nb / 12.0 * ((n + 1.0) - ties / (n * (n - 1.0)));
    if variance <= 0.0 {
        return None;
    }
    let z = ((u - na * nb / 2.0).abs() - 0.5).max(0.0) / variance.sqrt();
    Some(erfc(z / std::f64::consts::SQRT_2))
}

/// The complementary error function for x ≥ 0 (Abramowitz and Stegun 7.1.26; error below 1.5e-7).
fn erfc(x: f64) -> f64 {
    let t = 1.0 / (1.0 + 0.327_591_1 * x);
    let poly =
        t * (0.254_829_592 + t * (-0.284_496_736 + t * (1.421_413_741 + t * (-1.453_152_027 + t * 1.061_405_429))));
    poly * (-x * x).exp()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Hand-worked: U and z of Mann and Whitney's formula, the normal tail from a table.
    #[test]
    fn the_rank_sum_by_hand() {
        // U = 0, mean 12.5, variance 25·11/12 = 22.917, z = 12/4.787 = 2.507, p = .0122.
        let p = rank_sum(&[1.0, 2.0, 3.0, 4.0, 5.0], &[6.0, 7.0, 8.0, 9.0, 10.0]).unwrap();
        assert!((p - 0.0122).abs() < 2e-4, "{p}");
        assert_eq!(rank_sum(&[1.0, 1.0], &[1.0, 1.0]), None);
        assert!(rank_sum(&[1.0, 3.0, 5.0], &[2.0, 4.0, 6.0]).unwrap() > 0.6);
    }
}
