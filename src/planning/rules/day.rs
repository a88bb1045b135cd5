//! Findings on a single day.

use chrono::NaiveDate;

use super::spacing::{Clash, DayWork, clashes, is_hiit, main_regions};
use super::{Checker, Finding, Rule};
use crate::domain::calendar::add_days;
use crate::domain::session::Status;
use crate::domain::{Kind, Region, Session};
use crate::recovery::verdict::{Advice, Demand, is_hard, is_very_hard, verdict};

fn name(date: NaiveDate) -> String {
    date.format("%a").to_string()
}

impl Checker<'_> {
    pub(super) fn day(&self, date: NaiveDate, line: &[DayWork], at: usize, today: isize, out: &mut Vec<Finding>) {
        // The event that training leads up to is never a finding.
        if self.days.day(date).is_some_and(|d| d.event.is_some()) {
            return;
        }
        let mut find = |rule, date, sentence: String| out.push(Finding { rule, date, sentence });
        let (here, on) = (self.sessions(date), Some(date));
        let open = || here.iter().filter(|s| s.status == Status::Planned);
        if here.iter().any(|s| s.kind == Kind::Strength) && here.iter().any(|s| is_hiit(s)) && open().next().is_some() {
            find(Rule::StrengthAndHiit, on, format!("{} has strength and HIIT on one day", name(date)));
        }
        clashes(line, at, today, self.limits, |clash| {
            let whole = matches!(clash, Clash::NoRest | Clash::Training { .. });
            find(clash.rule(), on.filter(|_| !whole), self.clash(date, &here, clash));
        });
        for s in open().filter(|s| s.kind == Kind::ActiveRecovery) {
            if let Some(rpe) = s.rpe.filter(|r| r.value() > 2.0) {
                find(
                    Rule::ActiveTooHard,
                    on,
                    format!(
                        "{} on {} at RPE {rpe}: active recovery stays at 2 or less, at talking pace",
                        s.title,
                        name(date)
                    ),
                );
            }
        }
        if let Some(sentence) = self.too_low(date).filter(|_| open().any(|s| is_hard(s))) {
            find(Rule::ForecastLow, on, sentence);
        }
    }

    /// Why a day is not fit for hard work: today by this morning's verdict, later by its forecast.
    fn too_low(&self, date: NaiveDate) -> Option<String> {
        let (day, wants) = (name(date), Demand::Hard.threshold());
        if date == self.today {
            let judged = verdict(self.morning, self.days, self.days.day(date)?, self.today, self.table)?;
            let why = match (self.morning, judged.reasons.first()) {
                (Some(r), _) if r.judged() < wants => {
                    format!("this morning is {}; hard sessions need {wants}", r.number())
                }
                (_, Some(reason)) => format!("this morning asks for less: {}", reason.text()),
                (_, None) => "you are ill this morning".to_owned(),
            };
            return (judged.advice > Advice::AsPlanned).then(|| format!("{day} is hard, and {why}"));
        }
        let outlook = self.outlooks.iter().find(|o| o.date == date)?;
        let Some(s) = outlook.score else {
            return (outlook.verdict.advice > Advice::AsPlanned)
                .then(|| format!("{day} is hard, so soon after illness; go gently"));
        };
        // A guess yields no finding, and neither does anything within the forecast's own error.
        (!s.guess && f64::from(s.score) < f64::from(wants) - s.half_width / 2.0)
            .then(|| format!("{day} is hard on a morning forecast at ~{}; hard sessions need {wants}", s.score))
    }

    /// A clash as a sentence.
    fn clash(&self, date: NaiveDate, here: &[&Session], clash: Clash) -> String {
        let (day, before) = (name(date), |back: usize| name(add_days(date, -(back as i64))));
        match clash {
            Clash::SameRegion { back } => {
                let (region, wanted) = self.shared(date, here, back).unwrap_or((Region::General, 0));
                let hours = back * 24;
                format!(
                    "{day} trains {} {hours} h after {}; it needs {wanted} h to recover",
                    region.label(),
                    before(back)
                )
            }
            Clash::HiitGap { back } => {
                let wanted = self.limits.hiit_hours;
                format!("{day} has HIIT {} h after {}; leave {wanted} h", back * 24, before(back))
            }
            Clash::HardRun { days } => format!("{day} is hard day {days} in a row"),
            Clash::HardAfterHard => format!("{day} is a very hard day right after one that was not easy"),
            Clash::NoRest => format!("no full rest day in the 7 days to {day}"),
            Clash::Training { days } => {
                format!("{days} training days in the 7 to {day}; {} leave room to recover", self.limits.training_days)
            }
        }
    }

    /// The first main region that a day shares with the one `back` days before, and the hours it needs after that one.
    fn shared(&self, date: NaiveDate, here: &[&Session], back: usize) -> Option<(Region, i64)> {
        let earlier = self.sessions(add_days(date, -(back as i64)));
        earlier.into_iter().find_map(|before| {
            let wanted = self.limits.hours_after(is_very_hard(before));
            let theirs: Vec<Region> = main_regions(self.table, before).collect();
            let mut ours = here.iter().flat_map(|s| main_regions(self.table, s));
            let shared = ours.find(|r| theirs.contains(r)).filter(|_| (back as i64) * 24 < wanted);
            Some((shared?, wanted))
        })
    }
}
