//! How well the score agrees with a person's own `ready` ratings, next to simple rivals.

use chrono::NaiveDate;
use std::collections::BTreeMap;
use std::sync::Arc;

use crate::domain::CheckIn;
use crate::recovery::stats::mean;
use crate::recovery::{Band, Log, Part, Recovery, Weights};

/// With fewer ratings than this, agreement is not reported. Chosen.
pub const ENOUGH: usize = 20;

/// Rounds of the bootstrap. Chosen: enough for two digits.
const ROUNDS: usize = 1_000;

/// A morning that has a rating and a score.
struct Morning {
    ready: f64,
    shown: f64,
    uncapped: f64,
    band: Band,
    checkin: CheckIn,
}

/// A simple rival and how well it agrees.
#[derive(Clone, PartialEq, Debug)]
pub struct Rival {
    /// What it is.
    pub name: &'static str,
    /// Mornings it is known for.
    pub n: usize,
    /// Spearman with `ready`.
    pub spearman: Option<f64>,
}

/// Another program's recovery score beside ours. Nothing counts it.
#[derive(Clone, PartialEq, Debug)]
pub struct Foreign {
    /// The program.
    pub name: String,
    /// Mornings with both scores.
    pub n: usize,
    /// Spearman of both scores.
    pub with_score: Option<f64>,
    /// Mornings that have a rating as well.
    pub n_ready: usize,
    /// Spearman of the other score with `ready`.
    pub with_ready: Option<f64>,
    /// Spearman of ours with `ready`, on the same mornings.
    pub score_with_ready: Option<f64>,
}

/// Mean `ready` of the mornings in a band, against the person's own mean.
#[derive(Clone, PartialEq, Debug)]
pub struct BandMean {
    /// The band.
    pub band: Band,
    /// Mornings in it.
    pub n: usize,
    /// Mean `ready` minus the person's own mean.
    pub difference: f64,
}

/// Agreement of the score with `ready`.
#[derive(Clone, PartialEq, Debug)]
pub struct Agreement {
    /// Mornings with a score and a rating.
    pub n: usize,
    /// Spearman of the score as shown.
    pub spearman: Option<f64>,
    /// Spearman of the uncapped score.
    pub spearman_uncapped: Option<f64>,
    /// 95 % bootstrap interval of the uncapped one.
    pub interval: Option<(f64, f64)>,
    /// By band, the best first.
    pub bands: Vec<BandMean>,
    /// Simple rivals on the same mornings.
    pub rivals: Vec<Rival>,
    /// Scores of other programs beside ours.
    pub foreign: Vec<Foreign>,
    /// Mornings a cap lowered, by its reason.
    pub caps: Vec<(&'static str, usize)>,
    /// The input that is missing most by weight, and on how many of the mornings.
    pub missing: Option<(&'static str, usize)>,
}

/// Compares score and rating over `dates`.
pub fn evaluate(log: &Log<'_>, dates: impl Iterator<Item = NaiveDate>) -> Agreement {
    let mut mornings = Vec::new();
    let mut scores: Vec<Arc<Recovery>> = Vec::new();
    let mut beside: BTreeMap<String, Vec<Beside>> = BTreeMap::new();
    for date in dates {
        let Some(checkin) = log.days.day(date).and_then(|d| d.checkin.clone()) else { continue };
        if let Some(r) = log.recovery(date).filter(|_| !checkin.foreign.is_empty()) {
            for (name, score) in &checkin.foreign {
                let both = (f64::from(*score), f64::from(r.shown), checkin.ready.map(f64::from));
                beside.entry(name.clone()).or_default().push(both);
            }
        }
        let (Some(ready), Some(r)) = (checkin.ready, log.recovery(date)) else { continue };
        mornings.push(Morning {
            ready: f64::from(ready),
            shown: f64::from(r.shown),
            uncapped: r.uncapped,
            band: r.band(),
            checkin,
        });
        scores.push(r);
    }
    let pairs = |of: &dyn Fn(&Morning) -> Option<f64>| -> Vec<(f64, f64)> {
        mornings.iter().filter_map(|m| Some((of(m)?, m.ready))).collect()
    };
    let uncapped = pairs(&|m| Some(m.uncapped));
    let own_mean = mean(&mornings.iter().map(|m| m.ready).collect::<Vec<_>>()).unwrap_or_default();
    let bands = Band::ALL
        .into_iter()
        .rev()
        .filter_map(|band| {
            let inside: Vec<f64> = mornings.iter().filter(|m| m.band == band).map(|m| m.ready).collect();
            Some(BandMean { band, n: inside.len(), difference: mean(&inside)? - own_mean })
        })
        .collect();
    let rivals = RIVALS
        .iter()
        .map(|(name, of)| {
            let pairs = pairs(&|m| of(&m.checkin));
            Rival { name, n: pairs.len(), spearman: spearman(&pairs) }
        })
        .collect();
    Agreement {
        n: mornings.len(),
        spearman: spearman(&pairs(&|m| Some(m.shown))),
        spearman_uncapped: spearman(&uncapped),
        interval: bootstrap(&uncapped),
        bands,
        rivals,
        foreign: beside.into_iter().map(|(name, all)| foreign(name, &all)).collect(),
        caps: caps(&scores),
        missing: missing(&mornings, &scores),
    }
}

/// Another program's score, ours, and the person's own rating.
type Beside = (f64, f64, Option<f64>);

fn foreign(name: String, all: &[Beside]) -> Foreign {
    let pairs = |of: &dyn Fn(&Beside) -> Option<(f64, f64)>| all.iter().filter_map(of).collect::<Vec<_>>();
    let both = pairs(&|(theirs, ours, _)| Some((*theirs, *ours)));
    let theirs = pairs(&|(theirs, _, ready)| Some((*theirs, (*ready)?)));
    let ours = pairs(&|(_, ours, ready)| Some((*ours, (*ready)?)));
    // The same number of mornings as for everything that is reported here.
    let enough = |pairs: &[(f64, f64)]| spearman(pairs).filter(|_| pairs.len() >= ENOUGH);
    Foreign {
        name,
        n: both.len(),
        with_score: enough(&both),
        n_ready: theirs.len(),
        with_ready: enough(&theirs),
        score_with_ready: enough(&ours),
    }
}

type Of = fn(&CheckIn) -> Option<f64>;

/// Rivals, each with its sign set so that more is better.
const RIVALS: [(&str, Of); 4] = [
    ("sleep hours", |c| c.hours()),
    ("soreness", |c| c.sorest().map(|n| -f64::from(n))),
    ("energy", |c| c.energy.map(f64::from)),
    ("plain mean of all items", plain_mean),
];

/// The mean of what was answered, every item scaled to 0…1, where 1 is best.
fn plain_mean(c: &CheckIn) -> Option<f64> {
    let five = |v: Option<u8>| v.map(|n| (f64::from(n) - 1.0) / 4.0);
    let items = [
        c.hours().map(|h| (h / 8.0).min(1.0)),
        five(c.sleep_quality),
        c.sorest().map(|n| 1.0 - f64::from(n) / 10.0),
        five(c.energy),
        five(c.mood),
        five(c.stress.map(|s| 6 - s)),
    ];
    mean(&items.into_iter().flatten().collect::<Vec<_>>())
}

fn caps(scores: &[Arc<Recovery>]) -> Vec<(&'static str, usize)> {
    let mut out: Vec<(&'static str, usize)> = Vec::new();
    for cap in scores.iter().filter_map(|r| r.cap) {
        match out.iter_mut().find(|(reason, _)| *reason == cap.reason()) {
            Some((_, n)) => *n += 1,
            None => out.push((cap.reason(), 1)),
        }
    }
    out.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    out
}

/// Weight that is missing, summed over the mornings: what logging it would add to coverage. A heart reading that only lacks others
/// to compare with is not missing.
fn missing(mornings: &[Morning], scores: &[Arc<Recovery>]) -> Option<(&'static str, usize)> {
    type Lacks = fn(&CheckIn, &Recovery) -> bool;
    let inputs: [(&str, Part, Lacks); 7] = [
        ("sleep hours", Part::Duration, |c, _| c.hours().is_none()),
        ("sleep quality", Part::Quality, |c, _| c.sleep_quality.is_none()),
        ("soreness", Part::Soreness, |c, _| c.soreness.is_empty()),
        ("energy", Part::Energy, |c, _| c.energy.is_none()),
        ("mood", Part::Mood, |c, _| c.mood.is_none()),
        ("the sessions you do", Part::Load, |_, r| r.parts[Part::Load].is_none()),
        ("HRV or resting heart rate", Part::Heart, |c, _| c.hrv.is_none() && c.resting_hr.is_none()),
    ];
    let lacking = |(name, part, lacks): (&'static str, Part, Lacks)| {
        let n = mornings.iter().zip(scores).filter(|(m, r)| lacks(&m.checkin, r)).count();
        (n > 0).then(|| (name, Weights::PUBLISHED.0[part] * n as f64, n))
    };
    let most = inputs.into_iter().filter_map(lacking).max_by(|a, b| a.1.total_cmp(&b.1));
    most.map(|(name, _, n)| (name, n))
}

/// Spearman's rank correlation, ties at their mean rank; `None` with fewer than three pairs or if one side never varies.
pub fn spearman(pairs: &[(f64, f64)]) -> Option<f64> {
    if pairs.len() < 3 {
        return None;
    }
    let (a, b): (Vec<f64>, Vec<f64>) = pairs.iter().copied().unzip();
    pearson(&ranks(&a), &ranks(&b))
}

fn ranks(values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|i, j| values[*i].total_cmp(&values[*j]));
    let mut out = vec![0.0; values.len()];
    let mut start = 0;
    while start < order.len() {
        let same = order[start..].iter().take_while(|i| values[**i] == values[order[start]]).count();
        let rank = start as f64 + (same as f64 + 1.0) / 2.0;
        for i in &order[start..start + same] {
            out[*i] = rank;
        }
        start += same;
    }
    out
}

fn pearson(a: &[f64], b: &[f64]) -> Option<f64> {
    let (ma, mb) = (mean(a)?, mean(b)?);
    let (mut ab, mut aa, mut bb) = (0.0, 0.0, 0.0);
    for (x, y) in a.iter().zip(b) {
        ab += (x - ma) * (y - mb);
        aa += (x - ma).powi(2);
        bb += (y - mb).powi(2);
    }
    (aa > 0.0 && bb > 0.0).then(|| ab / (aa * bb).sqrt())
}

/// Values by their index among the distinct ones, the smallest at 0.
struct Places {
    of: Vec<usize>,
    count: usize,
}

impl Places {
    fn of(values: impl Iterator<Item = f64>) -> Self {
        let values: Vec<f64> = values.collect();
        let mut different = values.clone();
        different.sort_by(f64::total_cmp);
        different.dedup();
        Self { of: values.iter().map(|v| different.partition_point(|d| d < v)).collect(), count: different.len() }
    }

    /// The [`ranks`] of drawn values, by counting instead of sorting.
    fn ranks(&self, drawn: &[usize]) -> Vec<f64> {
        let mut counts = vec![0_usize; self.count];
        drawn.iter().for_each(|i| counts[self.of[*i]] += 1);
        let mut below = 0;
        let mean = |same: usize| {
            let rank = below as f64 + (same as f64 + 1.0) / 2.0;
            below += same;
            rank
        };
        let ranks: Vec<f64> = counts.into_iter().map(mean).collect();
        drawn.iter().map(|i| ranks[self.of[*i]]).collect()
    }
}

/// The middle 95 % of the correlation over mornings drawn with replacement; the same draws every time.
fn bootstrap(pairs: &[(f64, f64)]) -> Option<(f64, f64)> {
    if pairs.len() < ENOUGH {
        return None;
    }
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut next = || {
        // SplitMix64 (Steele 2014): small, and the same on every machine.
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    };
    // A draw only holds values from the log: their order is known before the first draw.
    let (a, b) = (Places::of(pairs.iter().map(|p| p.0)), Places::of(pairs.iter().map(|p| p.1)));
    let mut found: Vec<f64> = (0..ROUNDS)
        .filter_map(|_| {
            let drawn: Vec<usize> = (0..pairs.len()).map(|_| (next() % pairs.len() as u64) as usize).collect();
            pearson(&a.ranks(&drawn), &b.ranks(&drawn))
        })
        .collect();
    found.sort_by(f64::total_cmp);
    let at = |share: f64| found.get((share * found.len() as f64) as usize).copied();
    at(0.025).zip(at(0.975))
}

#[cfg(test)]
mod tests {
    use super::{Places, ranks, spearman};

    #[test]
    fn counting_gives_the_ranks_that_sorting_gives() {
        let values = [3.0, 1.0, 2.0, 1.0, 7.5, -2.0, 3.0, 1.0];
        let places = Places::of(values.into_iter());
        for drawn in [vec![0, 1, 2, 3, 4, 5, 6, 7], vec![1, 1, 3, 0, 6], vec![4, 4, 4], vec![5, 0, 2, 2, 7]] {
            let own: Vec<f64> = drawn.iter().map(|i| values[*i]).collect();
            assert_eq!(places.ranks(&drawn), ranks(&own), "{drawn:?}");
        }
    }

    #[test]
    fn spearman_by_hand() {
        // Ranks 1 2 3 4 against 2 1 4 3: 1 − 6·4/(4·15) = 0.6.
        assert!((spearman(&[(1.0, 20.0), (2.0, 10.0), (3.0, 40.0), (9.0, 30.0)]).unwrap() - 0.6).abs() < 1e-12);
        // A tie: ranks 1.5 1.5 3 against 1 2 3.
        assert!((spearman(&[(5.0, 1.0), (5.0, 2.0), (7.0, 3.0)]).unwrap() - 0.866_025_4).abs() < 1e-6);
        assert_eq!(spearman(&[(1.0, 1.0), (1.0, 2.0), (1.0, 3.0)]), None);
    }
}
