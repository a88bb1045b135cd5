//! Findings on a week as a whole.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::spacing::main_regions;
use super::{Checker, Finding, Rule, block};
use crate::domain::{Day, Kind, Region, Session, WeekId};
use crate::recovery::load::monotony;

impl Checker<'_> {
    pub(super) fn whole(&self, id: WeekId, out: &mut Vec<Finding>) {
        let mut find = |rule, sentence: String| out.push(Finding { rule, date: None, sentence });
        let planned: Vec<(NaiveDate, Vec<&Session>)> = id.days().map(|d| (d, self.sessions(d))).collect();
        if planned.iter().all(|(_, s)| s.is_empty()) {
            return;
        }
        // Illness and travel are neutral: a week that holds them owes nothing.
        if id.days().any(|d| self.days.day(d).is_some_and(Day::is_off)) {
            return;
        }
        let could_rest = |s: &&Session| s.kind == Kind::Rest || s.condition.is_some();
        if !planned.iter().any(|(_, s)| s.iter().all(could_rest)) {
            find(Rule::NoRestDay, "no full rest day in the week".into());
        }
        let training = planned.iter().filter(|(_, s)| s.iter().any(|s| s.kind.is_training())).count();
        if training > self.limits.training_days {
            find(
                Rule::TrainingDays,
                format!("{training} training days in the week; {} leave room to recover", self.limits.training_days),
            );
        }
        let gentle = |s: &Session| matches!(s.kind, Kind::ActiveRecovery | Kind::Mobility);
        if training > 0 && !planned.iter().any(|(_, s)| s.iter().any(|s| gentle(s) || !s.extras.is_empty())) {
            find(Rule::NoRecovery, "no recovery session in the week".into());
        }
        let loads: Vec<f64> = planned.iter().map(|(_, s)| s.iter().filter_map(|s| s.load()).sum()).collect();
        if let Some(m) = monotony(&loads).filter(|m| *m >= self.limits.monotony) {
            find(Rule::Monotony, format!("the days are much alike: monotony {m:.1}; easy days easier would help"));
        }
        let before: Vec<f64> = (1..=4).map(|n| self.done_load(id.shift(-n))).collect();
        let (load, usual) = (loads.iter().sum::<f64>(), before.iter().sum::<f64>() / 4.0);
        if before.iter().all(|l| *l > 0.0) && load > self.limits.load_jump * usual {
            find(
                Rule::LoadJump,
                format!("the week's load of {load:.0} is {:.1}× the mean of the four weeks before", load / usual),
            );
        }
        if let Some((region, days)) = self.idle(id) {
            find(Rule::IdleRegion, format!("{} idle for {days} days after regular training", region.label()));
        }
        let block = block(self.days, id, self.limits.deload_every);
        let slips = self.may_slip && block.loading + 1 == self.limits.deload_every;
        if block.due && !slips && !self.days.deload(id.monday()) {
            find(Rule::DeloadDue, format!("{} loading weeks running; a deload is due", block.loading));
        }
    }

    fn done_load(&self, id: WeekId) -> f64 {
        id.days().filter_map(|d| self.days.day(d)).map(Day::load).sum()
    }

    /// A main region trained in two of the last four weeks that stays idle for too long up to the week's end.
    fn idle(&self, id: WeekId) -> Option<(Region, i64)> {
        let mut weeks: BTreeMap<Region, Vec<WeekId>> = BTreeMap::new();
        let mut last: BTreeMap<Region, NaiveDate> = BTreeMap::new();
        for date in (-4..=0).flat_map(|n| id.shift(n).days()) {
            for region in self.sessions(date).into_iter().flat_map(|s| main_regions(self.table, s)) {
                let list = weeks.entry(region).or_default();
                if WeekId::of(date) != id && !list.contains(&WeekId::of(date)) {
                    list.push(WeekId::of(date));
                }
                last.insert(region, date);
            }
        }
        weeks
            .into_iter()
            .filter(|(_, w)| w.len() >= 2)
            .filter_map(|(r, _)| Some((r, (id.sunday() - *last.get(&r)?).num_days())))
            .find(|(_, days)| *days > self.limits.idle_days)
    }
}
