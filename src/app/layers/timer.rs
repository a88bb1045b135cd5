//! A timer for a practice: steps that follow one another, and can be paused and skipped. It is passed the elapsed time and
//! reads no clock.

use super::action::Action;
use super::{Over, Press, Reply};
use crate::app::sight::Sight;
use crate::keys::{Scope, Verb};
use std::time::Duration;

use crate::domain::{Extra, Region};
use crate::planning::timers::{Step, Timing};

/// A timer that is running, paused or finished.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Timer {
    /// What is timed.
    pub timing: Timing,
    /// The dose and what to watch for, as its practice says.
    pub dose: String,
    /// The extra it counts as on the plan once finished.
    pub extra: Extra,
    /// Its steps.
    pub steps: Vec<Step>,
    /// The current step; past the last one it is finished.
    pub at: usize,
    /// How much of the step has elapsed.
    pub gone: Duration,
    /// How much time was spent on it, without what was skipped.
    pub spent: Duration,
    /// Whether it is paused.
    pub paused: bool,
    /// Whether the terminal's bell rings between steps.
    pub bell: bool,
}

impl Timer {
    /// A timer over these regions.
    pub fn new(timing: Timing, dose: &str, extra: Extra, regions: &[Region], bell: bool) -> Self {
        let steps = timing.over(regions);
        Self {
            timing,
            dose: dose.to_owned(),
            extra,
            steps,
            at: 0,
            gone: Duration::ZERO,
            spent: Duration::ZERO,
            paused: false,
            bell,
        }
    }

    /// Whether the end of a step rings: that of the last one always does if the bell is on.
    pub fn rings(&self) -> bool {
        self.bell && (self.timing.rings || self.step().is_none())
    }

    /// The current step; `None` when it is finished.
    pub fn step(&self) -> Option<&Step> {
        self.steps.get(self.at)
    }

    /// Whether elapsed time has to be passed to it.
    pub fn runs(&self) -> bool {
        !self.paused && self.step().is_some()
    }

    /// How much of the step is done, 0 to 1.
    pub fn share(&self) -> f64 {
        self.step().map_or(1.0, |s| (self.gone.as_secs_f64() / f64::from(s.seconds)).min(1.0))
    }

    /// Seconds elapsed and seconds in all.
    pub fn total(&self) -> (u32, u32) {
        let sum = |steps: &[Step]| steps.iter().map(|s| s.seconds).sum::<u32>();
        let gone = if self.step().is_some() { self.gone.as_secs() as u32 } else { 0 };
        (sum(&self.steps[..self.at.min(self.steps.len())]) + gone, sum(&self.steps))
    }

    /// How long until the display changes on its own.
    pub fn until_next_second(&self) -> Duration {
        Duration::from_secs(1) - Duration::from_nanos(u64::from(self.gone.subsec_nanos()))
    }

    /// Takes the elapsed time; true if a step ended.
    pub fn pass(&mut self, time: Duration) -> bool {
        if !self.runs() {
            return false;
        }
        let (gone, all) = self.total();
        self.spent += time.min(Duration::from_secs(u64::from(all - gone)));
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

    /// To the next step; or back to the beginning of this one, or to the one before.
    pub fn go(&mut self, forward: bool) {
        self.at = match forward {
            true => (self.at + 1).min(self.steps.len()),
            false if self.gone >= Duration::from_secs(2) => self.at,
            false => self.at.saturating_sub(1),
        };
        self.gone = Duration::ZERO;
    }
}

impl Over for Timer {
    fn scope(&self) -> Scope {
        if self.step().is_none() { Scope::TimerOver } else { Scope::Timer }
    }

    fn key(&mut self, press: Press, _: &Sight<'_>) -> Reply {
        match press.verb {
            Some(Verb::Leave) => return Reply::Close,
            Some(Verb::Take) => {
                return Reply::Do(Action::NotePractice {
                    extra: self.extra.clone(),
                    seconds: self.spent.as_secs() as u32,
                });
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
    use crate::config::Content;

    fn timer(name: &str, regions: &[Region]) -> Timer {
        let content = Content::default();
        let timing = content.timers().iter().find(|t| t.name == name).unwrap().clone();
        Timer::new(timing, "", Extra::default(), regions, false)
    }

    #[test]
    fn it_goes_region_by_region_and_stops_while_paused() {
        let mut t = timer("roll", &[Region::Quads]);
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
        assert!(Content::default().timers().iter().all(|t| row.doc.contains(t.name.as_str())), "{}", row.doc);
    }

    /// Seconds in all, within the doses of the practices: cold 30 s to 2 min, a stretch 10 to 15 min, rolling 1 to 2 min a region.
    #[test]
    fn timers_match_the_doses_of_their_practices() {
        let total = |name, r: &[Region]| timer(name, r).total().1;
        assert_eq!(total("breathe", &[]), 300);
        assert_eq!(total("box", &[]), 304);
        assert_eq!(total("meditate", &[]), 600);
        assert_eq!((total("cold", &[]), total("contrast", &[])), (120, 360));
        assert_eq!(total("roll", &[Region::Back]), 120);
        // Two minutes a region are too little if only one asks: others make up the rest.
        assert_eq!((total("stretch", &[]), total("stretch", &[Region::Chest])), (600, 600));
        let all = [Region::Calves, Region::Quads, Region::Chest, Region::Back, Region::Arms, Region::Glutes];
        assert_eq!(total("stretch", &all), 720);
        assert!(timer("stretch", &[]).steps.iter().all(|s| (15..=30).contains(&s.seconds)));
    }

    #[test]
    fn breathing_rings_only_at_its_end() {
        let mut t = timer("breathe", &[]);
        t.bell = true;
        assert!(t.pass(Duration::from_secs(4)) && !t.rings());
        assert!(t.pass(Duration::from_secs(296)) && t.rings());
        let mut t = timer("cold", &[]);
        t.bell = true;
        assert!(t.pass(Duration::from_secs(30)) && t.rings());
        t.bell = false;
        assert!(!t.rings());
    }
}
