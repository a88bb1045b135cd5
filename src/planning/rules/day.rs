//! Findings on a single day.

use chrono::NaiveDate;

use super::spacing::{Clash, DayWork, clashes, main_regions};
use super::{Checker, Finding, Rule};
use crate::domain::calendar::add_days;
use crate::domain::session::Status;
use crate::domain::{Kind, Region, Session};
use crate::recovery::verdict::{Advice, Demand, is_hard, is_very_hard};

fn name(date: NaiveDate) -> String {
    date.format("%a").to_string()
}

impl Checker<'_> {
    pub(super) fn day(&self, date: NaiveDate, line: &[DayWork], at: usize, out: &mut Vec<Finding>) {
        let mut find = |rule, sentence: String| out.push(Finding { rule, date: Some(date), sentence });
        let here = self.sessions(date);
        let has = |kind: Kind| here.iter().any(|s| s.kind == kind);
        if has(Kind::Strength) && has(Kind::Conditioning) {
            find(Rule::StrengthAndHiit, format!("{} has strength and conditioning on one day", name(date)));
        }
        clashes(line, at, self.limits, |clash| find(clash.rule(), self.clash(date, &here, clash)));
        for s in here.iter().filter(|s| s.kind == Kind::ActiveRecovery && s.status == Status::Planned) {
            if let Some(rpe) = s.rpe.filter(|r| r.value() > 2.0) {
                find(
                    Rule::ActiveTooHard,
                    format!(
                        "{} on {} at RPE {rpe}: active recovery stays at 2 or less, at talking pace",
                        s.title,
                        name(date)
                    ),
                );
            }
        }
        if let Some(o) = self.outlooks.iter().find(|o| o.date == date)
            && here.iter().any(|s| is_hard(s))
            && o.verdict.advice > Advice::AsPlanned
            && o.score < Demand::Hard.threshold()
        {
            find(
                Rule::ForecastLow,
                format!(
                    "{} is hard on a morning forecast at ~{}; hard work wants {}",
                    name(date),
                    o.score,
                    Demand::Hard.threshold()
                ),
            );
        }
    }

    /// What a clash says.
    fn clash(&self, date: NaiveDate, here: &[&Session], clash: Clash) -> String {
        let (day, before) = (name(date), |back: usize| name(add_days(date, -(back as i64))));
        match clash {
            Clash::SameRegion { back } => {
                let (region, wanted) = self.shared(date, here, back).unwrap_or((Region::General, 0));
                let hours = back * 24;
                format!("{day} trains {} {hours} h after {}; {wanted} h let it recover", region.label(), before(back))
            }
            Clash::HiitGap { back } => {
                let wanted = self.limits.hiit_hours;
                format!("{day} has conditioning {} h after {}; {wanted} h are wanted", back * 24, before(back))
            }
            Clash::HardRun { days } => format!("{day} is the hard day number {days} in a row"),
            Clash::HardAfterHard => format!("{day} is a very hard day straight after a hard one"),
        }
    }

    /// The first main region that a day shares with the one `back` days before, and the hours that one wants.
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
