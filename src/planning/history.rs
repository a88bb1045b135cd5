//! The mornings and the work of a stretch of days, side by side: what forecasts of any morning in it are made from.

use std::sync::{Arc, OnceLock};

use super::forecast::GRADED;
use super::soreness::{FADE_DAYS, USED_DAYS, Work, bit, leave};
use crate::domain::shelf::date_of;
use crate::domain::{ByRegion, Overlay, Region};
use crate::recovery::load::LOOK_BACK;
use crate::recovery::{Basis, Log, Recovery, parts};

/// Soreness as it was answered on a morning.
#[derive(Clone, PartialEq, Debug)]
pub struct Answer {
    /// By site, where it is known.
    pub sore: ByRegion<Option<u8>>,
    /// Only the whole body was answered.
    pub general_only: bool,
    /// What the sessions done before left in each site, at a gain of 1, without a bound.
    pub left: ByRegion<f64>,
}

/// A morning that was logged and counts: neither ill nor away.
#[derive(Clone, Debug)]
pub struct Morning {
    /// Its score, by the published weights.
    pub recovery: Arc<Recovery>,
    /// Feel by the published weights.
    pub feel: Option<f64>,
    /// Wake time in minutes after midnight.
    pub wake: Option<f64>,
    /// Soreness, if it was logged and the day is not marked hurt.
    pub answer: Option<Answer>,
}

/// A stretch of days.
#[derive(Clone, Debug)]
pub struct History {
    /// The number of its first day.
    first: i32,
    mornings: Vec<Option<Morning>>,
    /// What was done on each day.
    works: Vec<Work>,
    /// What scores are judged by.
    pub basis: Arc<Basis>,
    earlier: Option<Earlier>,
}

/// A longer history with the days before the first one, made once a past morning's forecast needs them.
#[derive(Clone, Debug)]
struct Earlier {
    /// The first morning that is at hand without it.
    from: i32,
    all: OnceLock<Arc<History>>,
}

/// Mornings in these last days are forecast again on every start; the whole half year only if nothing was kept of it.
const LATELY: i32 = 28;

impl History {
    /// Days before today that are always at hand.
    pub const DAYS: i32 = LOOK_BACK as i32 + LATELY;

    /// What today's forecast and those of the last weeks rest on. Half a year more comes with [`History::reaching`].
    pub fn up_to(log: &Log<'_>, today: i32) -> Self {
        let from = today - Self::DAYS;
        Self { earlier: Some(Earlier { from, all: OnceLock::new() }), ..Self::new(log, from, today) }
    }

    /// The same, reaching back to everything that the forecast of a past morning rests on.
    pub fn reaching(&self, log: &Log<'_>, day: i32) -> &Self {
        match &self.earlier {
            Some(earlier) if day - (LOOK_BACK as i32) < earlier.from => {
                let last = self.first + self.mornings.len() as i32 - 1;
                earlier.all.get_or_init(|| Arc::new(Self::new(log, last - 2 * LOOK_BACK as i32, last)))
            }
            _ => self,
        }
    }

    /// The days from `first` up to and including `last`.
    pub fn new(log: &Log<'_>, first: i32, last: i32) -> Self {
        let start = first - USED_DAYS - FADE_DAYS as i32;
        let mut out =
            Self { first: start, mornings: Vec::new(), works: Vec::new(), basis: Arc::clone(log.basis), earlier: None };
        for number in start..=last {
            let morning = if number < first { None } else { out.morning(log, number) };
            out.mornings.push(morning);
            out.works.push(done(log, number));
        }
        // So that the last mornings' forecasts are the same whatever day they are asked for.
        out.works.extend((1..=GRADED as i32).map(|k| done(log, last + k)));
        out
    }

    fn morning(&self, log: &Log<'_>, number: i32) -> Option<Morning> {
        let day = log.days.nth(number).filter(|d| !d.is_left_out())?;
        let c = day.checkin.as_ref()?;
        let recovery = log.published(day.date)?;
        let asked = !c.soreness.is_empty() && day.overlay != Some(Overlay::Hurt);
        let answer = asked.then(|| Answer {
            sore: ByRegion::from_fn(|r| c.soreness_at(r)),
            general_only: c.is_general_only(),
            left: self.left(number),
        });
        let wake = c.wake.map(|t| f64::from(t.minutes()));
        Some(Morning { recovery, feel: parts::feel(c.energy, c.mood, c.stress), wake, answer })
    }

    fn at(&self, day: i32) -> Option<usize> {
        usize::try_from(day - self.first).ok()
    }

    /// A morning that counts.
    pub fn of(&self, day: i32) -> Option<&Morning> {
        self.mornings.get(self.at(day)?)?.as_ref()
    }

    /// What was done on a day.
    pub fn work(&self, day: i32) -> Option<&Work> {
        self.works.get(self.at(day)?)
    }

    /// Mornings that count among the `n` that end with a day, newest first, each with its age.
    pub fn mornings(&self, day: i32, n: i32) -> impl Iterator<Item = (i32, &Morning)> {
        (0..n).filter_map(move |age| Some((age, self.of(day - age)?)))
    }

    /// Those of them on which soreness was answered.
    pub fn answers(&self, day: i32, n: i32) -> impl Iterator<Item = (i32, &Answer)> {
        self.mornings(day, n).filter_map(|(age, m)| Some((age, m.answer.as_ref()?)))
    }

    /// Regions that were used to work on a day, by what was done before it and before `known`.
    pub fn used(&self, day: i32, known: i32) -> u16 {
        (day - USED_DAYS..day.min(known)).filter_map(|d| self.work(d)).fold(0, |bits, w| bits | w.trained)
    }

    /// What the sessions done before a morning leave in each site, at a gain of 1, without a bound.
    pub fn left(&self, day: i32) -> ByRegion<f64> {
        let mut out = ByRegion::default();
        for after in 1..=FADE_DAYS {
            let on = day - after as i32;
            if let Some(work) = self.work(on).filter(|w| w.any) {
                leave(&mut out, work, self.used(on, on), after);
            }
        }
        out
    }

    /// How many done sessions of these sites still show on mornings of these ages before a day.
    pub fn sessions_before(&self, day: i32, mornings: impl Iterator<Item = (i32, Region)>) -> usize {
        let mut shows = [0_u16; LOOK_BACK as usize + FADE_DAYS];
        for (age, site) in mornings {
            let from = age as usize + 1;
            shows.iter_mut().skip(from).take(FADE_DAYS).for_each(|sites| *sites |= bit(site));
        }
        let left = |(back, sites): (i32, u16)| {
            let work = self.work(day - back).filter(|_| sites != 0)?;
            Some(work.sessions.iter().filter(|regions| **regions & sites != 0).count())
        };
        (0..).zip(shows).filter_map(left).sum()
    }
}

/// What was done on a day, whatever is still planned there.
fn done(log: &Log<'_>, number: i32) -> Work {
    let Some(day) = log.days.nth(number).filter(|d| d.has_done()) else { return Work::default() };
    // Seen from the day after, what is not done does not count.
    Work::of(log.days, day, date_of(number + 1), &log.basis.regions)
}
