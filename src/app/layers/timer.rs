//! A timer for a practice: steps that follow one another, paused and skipped at will. It is told how much time went by; it
//! asks no clock.

use super::action::Action;
use super::{Over, Press, Reply};
use crate::app::sight::Sight;
use crate::keys::{Scope, Verb};
use crate::text::named;
use std::time::Duration;
use strum::{EnumCount, IntoStaticStr, VariantArray};

use crate::domain::{Extra, PracticeId, Region};

/// Seconds on one side of a region under the roller. Chosen: two sides make the two minutes of the dose.
const ROLL: u32 = 60;
/// Seconds of a hold, and how often each side is held. Chosen inside 15 to 30 s, two to four times.
const HOLD: u32 = 30;
const HOLDS: u32 = 2;
/// Seconds of breathing in and out, and how long all of it takes: six breaths a minute for five minutes (Laborde 2022).
const BREATH: (u32, u32) = (4, 6);
const BREATHS: u32 = 30;

/// What is timed.
#[derive(Clone, Copy, PartialEq, Eq, Debug, VariantArray, EnumCount, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Exercise {
    /// Static holds.
    Stretch,
    /// Slow breaths.
    Breathe,
    /// The foam roller.
    Roll,
}

impl Exercise {
    /// Every one of them.
    pub const ALL: [Self; Self::COUNT] = *Self::VARIANTS.first_chunk().unwrap();

    /// Its name after `:timer`.
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// The practice it is.
    pub fn practice(self) -> PracticeId {
        PracticeId::new(match self {
            Self::Stretch => "stretching",
            Self::Breathe => "breathing",
            Self::Roll => "foam-rolling",
        })
    }

    /// Reads a name.
    ///
    /// # Errors
    /// A sentence that lists the names.
    pub fn parse(text: &str) -> Result<Self, String> {
        named(&Self::ALL, text, text, "a timer")
    }
}

/// One step.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Step {
    /// What to do.
    pub text: String,
    /// For how many seconds.
    pub seconds: u32,
    /// Whether the bar fills or, as when breathing out, empties.
    pub fills: bool,
}

/// A timer that runs, is paused, or is through.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Timer {
    /// What is timed.
    pub exercise: Exercise,
    /// What it is worth on the plan when it is through.
    pub extra: Extra,
    /// Its steps.
    pub steps: Vec<Step>,
    /// The step it is at; behind the last one it is through.
    pub at: usize,
    /// How much of the step has gone by.
    pub gone: Duration,
    /// Whether it stands still.
    pub paused: bool,
    /// Whether the terminal's bell rings between steps.
    pub bell: bool,
}

impl Timer {
    /// A timer over these regions; the whole body's where there are none.
    pub fn new(exercise: Exercise, extra: Extra, regions: &[Region], bell: bool) -> Self {
        let all = [Region::Calves, Region::Hamstrings, Region::Quads, Region::Glutes, Region::Back];
        let regions = if regions.is_empty() { &all } else { regions };
        let steps = match exercise {
            Exercise::Breathe => (0..BREATHS).flat_map(|_| breath()).collect(),
            Exercise::Roll => regions.iter().flat_map(|r| sides(*r, ROLL, 1)).collect(),
            Exercise::Stretch => regions.iter().flat_map(|r| sides(*r, HOLD, HOLDS)).collect(),
        };
        Self { exercise, extra, steps, at: 0, gone: Duration::ZERO, paused: false, bell }
    }

    /// The step at hand; `None` when it is through.
    pub fn step(&self) -> Option<&Step> {
        self.steps.get(self.at)
    }

    /// Whether time has to be told to it.
    pub fn runs(&self) -> bool {
        !self.paused && self.step().is_some()
    }

    /// How much of the step is done, 0 to 1.
    pub fn share(&self) -> f64 {
        self.step().map_or(1.0, |s| (self.gone.as_secs_f64() / f64::from(s.seconds)).min(1.0))
    }

    /// Seconds gone and seconds in all.
    pub fn total(&self) -> (u32, u32) {
        let sum = |steps: &[Step]| steps.iter().map(|s| s.seconds).sum::<u32>();
        let gone = if self.step().is_some() { self.gone.as_secs() as u32 } else { 0 };
        (sum(&self.steps[..self.at.min(self.steps.len())]) + gone, sum(&self.steps))
    }

    /// How long until the display changes by itself.
    pub fn until_next_second(&self) -> Duration {
        Duration::from_secs(1) - Duration::from_nanos(u64::from(self.gone.subsec_nanos()))
    }

    /// Takes time that went by; true where a step ended.
    pub fn pass(&mut self, time: Duration) -> bool {
        if !self.runs() {
            return false;
        }
        self.gone += time;
        let mut ended = false;
        while let Some(step) = self.steps.get(self.at) {
            let whole = Duration::from_secs(u64::from(step.seconds));
            if self.gone < whole {
                break;
            }
            self.gone -= whole;
            self.at += 1;
            ended = true;
        }
        if self.step().is_none() {
            self.gone = Duration::ZERO;
        }
        ended
    }

    /// To the step after, or to the beginning of this one, or to the one before.
    pub fn go(&mut self, forward: bool) {
        self.at = match forward {
            true => (self.at + 1).min(self.steps.len()),
            false if self.gone >= Duration::from_secs(2) => self.at,
            false => self.at.saturating_sub(1),
        };
        self.gone = Duration::ZERO;
    }
}

fn breath() -> [Step; 2] {
    [
        Step { text: "breathe in".into(), seconds: BREATH.0, fills: true },
        Step { text: "breathe out".into(), seconds: BREATH.1, fills: false },
    ]
}

/// Limbs left and right, the trunk once for both.
fn sides(region: Region, seconds: u32, times: u32) -> Vec<Step> {
    let trunk = matches!(region, Region::Back | Region::LowerBack | Region::Core | Region::Chest | Region::General);
    let step = |text: String, seconds| Step { text, seconds, fills: true };
    if trunk {
        return (0..2 * times).map(|_| step(region.label().to_owned(), seconds)).collect();
    }
    (0..times).flat_map(|_| ["left", "right"]).map(|side| step(format!("{side} {}", region.label()), seconds)).collect()
}

impl Over for Timer {
    fn scope(&self) -> Scope {
        if self.step().is_none() { Scope::TimerOver } else { Scope::Timer }
    }

    fn key(&mut self, press: Press, _: &Sight<'_>) -> Reply {
        match press.verb {
            Some(Verb::Leave) => return Reply::Close,
            Some(Verb::Take) => {
                return Reply::Do(Action::NotePractice { extra: self.extra.clone(), seconds: self.total().0 });
            }
            Some(Verb::Pause) => self.paused = !self.paused,
            Some(Verb::Right) => self.go(true),
            Some(Verb::Left) => self.go(false),
            Some(Verb::Bell) => self.bell = !self.bell,
            _ => {}
        }
        Reply::Stay
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_goes_region_by_region_and_stands_still_when_paused() {
        let mut t = Timer::new(Exercise::Roll, Extra::default(), &[Region::Quads], false);
        assert_eq!(t.total(), (0, 120));
        assert_eq!(t.step().unwrap().text, "left quads");
        assert!(!t.pass(Duration::from_secs(59)));
        assert_eq!(t.until_next_second(), Duration::from_secs(1));
        assert!(t.pass(Duration::from_millis(1500)));
        assert_eq!((t.step().unwrap().text.as_str(), t.total()), ("right quads", (60, 120)));
        t.paused = true;
        t.pass(Duration::from_secs(500));
        assert_eq!(t.total(), (60, 120));
        t.paused = false;
        t.pass(Duration::from_secs(500));
        assert_eq!((t.step(), t.total(), t.runs()), (None, (120, 120), false));
        t.go(false);
        assert_eq!(t.step().unwrap().text, "right quads");
    }

    #[test]
    fn the_table_of_commands_names_every_timer() {
        let row = crate::keys::find(crate::keys::Command::Timer);
        assert!(Exercise::ALL.iter().all(|e| row.doc.contains(e.name())), "{}", row.doc);
    }

    #[test]
    fn doses_are_the_ones_told() {
        let total = |e, r: &[Region]| Timer::new(e, Extra::default(), r, false).total().1;
        assert_eq!(total(Exercise::Breathe, &[]), 300);
        assert_eq!(total(Exercise::Roll, &[Region::Back]), 120);
        assert_eq!(total(Exercise::Stretch, &[Region::Calves]), 120);
    }
}
