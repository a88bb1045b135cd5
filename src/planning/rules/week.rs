//! Findings on a week as a whole.

use chrono::NaiveDate;

use super::block::{LONGEST, MOSTLY_OFF, off_days};
use super::spacing::unmarked;
use super::{Checker, Finding, Rule, block};
use crate::domain::effort::effort;
use crate::domain::session::Status;
use crate::domain::shelf::day_number;
use crate::domain::{Day, Kind, Region, Session, WeekId};
use crate::recovery::load::monotony;

/// Regions that should not lie idle after regular training: the large ones.
const LARGE: [Region; 6] =
    [Region::Chest, Region::Back, Region::Shoulders, Region::Glutes, Region::Quads, Region::Hamstrings];

impl Checker<'_> {
    pub(super) fn whole(&self, id: WeekId, out: &mut Vec<Finding>) {
        let mut find = |rule, sentence: String| out.push(Finding { rule, date: None, sentence });
        let planned: Vec<(NaiveDate, Vec<&Session>)> = id.days().map(|d| (d, self.counted(d))).collect();
        let ahead = planned.iter().filter(|(d, _)| *d >= self.today);
        if ahead.flat_map(|(_, s)| s).all(|s| s.status != Status::Planned) {
            // What is done or past gets no findings.
            return;
        }
        let training = planned.iter().filter(|(_, s)| s.iter().any(|s| s.kind.is_training())).count();
        let gentle = |s: &Session| matches!(s.kind, Kind::ActiveRecovery | Kind::Mobility);
        if training > 0 && !planned.iter().any(|(_, s)| s.iter().any(|s| gentle(s) || !s.extras.is_empty())) {
            find(Rule::NoRecovery, "no recovery session in the week".into());
        }
        let loads: Vec<f64> = id.days().map(|d| self.day_load(d)).collect();
        if let Some(m) = monotony(&loads).filter(|m| *m >= self.limits.monotony) {
            find(Rule::Monotony, format!("the days are too alike: monotony {m:.1}; make the easy days easier"));
        }
        let before: Vec<WeekId> = (1..=4).map(|n| id.shift(-n)).collect();
        let usual: Vec<f64> = before.iter().map(|id| self.week_load(*id)).collect();
        let full = before.iter().all(|id| off_days(self.days, *id) < MOSTLY_OFF);
        let (load, usual_load) = (loads.iter().sum::<f64>(), usual.iter().sum::<f64>() / 4.0);
        // Four weeks count as usual only with training before them or in the first.
        let begun = || (4..=LONGEST as i64).any(|n| self.week_load(id.shift(-n)) > 0.0);
        if full && usual_load > 0.0 && load > self.limits.load_jump * usual_load && begun() {
            find(
                Rule::LoadJump,
                format!("the week's load of {load:.0} is {:.1}× the mean of the four weeks before", load / usual_load),
            );
        }
        if let Some((region, days, weeks)) = self.idle(id) {
            let name = region.label();
            find(
                Rule::IdleRegion,
                format!("{name} idle for {days} days, after training in {weeks} of the last four weeks"),
            );
        }
        let block = block(self.days, id, self.limits.deload_every, self.today, self.table);
        if block.due && !block.slips(self.may_slip) {
            find(Rule::DeloadDue, format!("{} loading weeks in a row; a deload is due", block.loading));
        }
    }

    /// The sessions of a day that count over a week: past training left unmarked counts as planned.
    fn counted(&self, date: NaiveDate) -> Vec<&Session> {
        self.sessions(date).into_iter().chain(unmarked(self.days, date, self.today, self.table)).collect()
    }

    fn load(&self, s: &Session, date: NaiveDate) -> Option<f64> {
        effort(self.days, s, day_number(date), day_number(self.today)).map(|e| e.load())
    }

    /// The load of what was done on a day, and from today on of what is planned. Past training left unmarked is no load.
    fn day_load(&self, date: NaiveDate) -> f64 {
        self.sessions(date).into_iter().filter_map(|s| self.load(s, date)).sum()
    }

    fn week_load(&self, id: WeekId) -> f64 {
        id.days().map(|d| self.day_load(d)).sum()
    }

    /// A large region trained in two of the last four weeks that stays idle for too long, up to its next training or the week's
    /// end. Days off are not counted.
    fn idle(&self, id: WeekId) -> Option<(Region, i64, usize)> {
        LARGE.into_iter().find_map(|region| {
            let trains = |date: NaiveDate| self.counted(date).into_iter().any(|s| self.table.trains(s, region));
            let trained = |date: NaiveDate| self.sessions(date).into_iter().any(|s| self.table.trains(s, region));
            let weeks = (1..=4).filter(|n: &i64| id.shift(-*n).days().any(trained)).count();
            if weeks < 2 {
                return None;
            }
            let mut idle = None;
            let mut longest = 0;
            for date in (-4..=0).flat_map(|n| id.shift(n).days()) {
                let trained = trains(date);
                // Checked before the reset below: training that comes too late is a finding too.
                if !trained && !self.days.day(date).is_some_and(Day::is_off) {
                    idle = idle.map(|n: i64| n + 1);
                }
                if date >= self.today && idle.is_some() {
                    longest = longest.max(idle.unwrap_or_default());
                }
                if trained {
                    idle = Some(0);
                }
            }
            (longest > self.limits.idle_days).then_some((region, longest, weeks))
        })
    }
}
