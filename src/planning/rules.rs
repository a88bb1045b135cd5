//! Plan rules: what a week's plan does against what is known to work, as findings with a code and a sentence.
//!
//! A finding never blocks. Main regions are those a session trains with a share of 0.6 or more. A conditional session
//! counts as its first branch for load and regions, as its gentlest for the rules about rest.

use crate::text::named;
use std::collections::BTreeMap;
use strum::{EnumCount, IntoStaticStr, VariantArray};

use chrono::NaiveDate;

use super::forecast::Outlook;
use super::soreness::expected;
use crate::domain::calendar::add_days;
use crate::domain::session::Status;
use crate::domain::{Day, Days, Kind, Region, Session, WeekId};
use crate::recovery::RegionTable;
use crate::recovery::load::{monotony, of_day};
use crate::recovery::verdict::{Advice, Demand, is_hard, is_very_hard};

/// From this share on, a region is a main one of a session. Chosen.
const MAIN: f64 = 0.6;

/// Which rule.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, VariantArray, EnumCount, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Rule {
    /// The same main region too soon again.
    SameRegion,
    /// Strength and conditioning on one day.
    StrengthAndHiit,
    /// Conditioning too soon again.
    HiitGap,
    /// Too many hard days running.
    HardRun,
    /// A very hard day straight after a hard one.
    HardAfterHard,
    /// No full rest day.
    NoRestDay,
    /// Too many training days.
    TrainingDays,
    /// No recovery session.
    NoRecovery,
    /// Active recovery that is none.
    ActiveTooHard,
    /// Days too much alike.
    Monotony,
    /// Much more than the weeks before.
    LoadJump,
    /// A region left idle.
    IdleRegion,
    /// A session on a morning forecast too low for it.
    ForecastLow,
    /// A deload is due.
    DeloadDue,
}

impl Rule {
    /// Every rule.
    pub const ALL: [Self; Self::COUNT] = *Self::VARIANTS.first_chunk().unwrap();

    /// Its code.
    pub fn code(self) -> &'static str {
        self.into()
    }

    /// Reads a code.
    pub fn parse(text: &str) -> Result<Self, String> {
        named(&Self::ALL, text, text, "a rule")
    }
}

/// The numbers of the rules. All are chosen; people can change them.
#[derive(Clone, PartialEq, Debug)]
pub struct Limits {
    /// Rules that are silenced.
    pub off: Vec<Rule>,
    /// Hours between sessions of the same main region.
    pub region_hours: i64,
    /// The same after RPE 8 or more.
    pub region_hours_hard: i64,
    /// Hours between conditioning sessions.
    pub hiit_hours: i64,
    /// Hard days that may run.
    pub hard_in_a_row: usize,
    /// Training days in a week.
    pub training_days: usize,
    /// Monotony from which days are too much alike.
    pub monotony: f64,
    /// Times the mean load of the four weeks before.
    pub load_jump: f64,
    /// Days a region may be idle.
    pub idle_days: i64,
    /// Every how many weeks a deload comes, 4 to 6.
    pub deload_every: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            off: Vec::new(),
            region_hours: 48,
            region_hours_hard: 72,
            hiit_hours: 48,
            hard_in_a_row: 2,
            training_days: 5,
            monotony: 2.0,
            load_jump: 1.5,
            idle_days: 10,
            deload_every: 5,
        }
    }
}

/// What a rule found.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Finding {
    /// Which rule.
    pub rule: Rule,
    /// The day it is about; the week as a whole where there is none.
    pub date: Option<NaiveDate>,
    /// What it says.
    pub sentence: String,
}

/// Checks weeks of a plan.
pub struct Checker<'a> {
    /// Days with their plan.
    pub days: &'a dyn Days,
    /// Today's date: what is past counts as done or not at all, and is not found fault with.
    pub today: NaiveDate,
    /// Which regions sessions train.
    pub table: &'a RegionTable,
    /// The numbers.
    pub limits: &'a Limits,
    /// Projected mornings.
    pub outlooks: &'a [Outlook],
    /// Whether a deload that is due may slip a week: [`super::deload::may_slip`].
    pub may_slip: bool,
}

impl Checker<'_> {
    /// Findings on a week, in the order of its days, those of the whole week last.
    pub fn week(&self, id: WeekId) -> Vec<Finding> {
        let mut out = Vec::new();
        for date in id.days().filter(|d| *d >= self.today) {
            self.day(date, &mut out);
        }
        if id.sunday() >= self.today {
            self.whole(id, &mut out);
        }
        out.retain(|f| !self.limits.off.contains(&f.rule));
        out
    }

    /// Findings on single days, whichever week they lie in.
    pub fn days(&self, dates: &[NaiveDate]) -> Vec<Finding> {
        let mut out = Vec::new();
        dates.iter().filter(|d| **d >= self.today).for_each(|d| self.day(*d, &mut out));
        out.retain(|f| !self.limits.off.contains(&f.rule));
        out
    }

    fn sessions(&self, date: NaiveDate) -> Vec<&Session> {
        expected(self.days, date, self.today).collect()
    }

    fn is_hard(&self, date: NaiveDate) -> bool {
        self.sessions(date).into_iter().any(is_hard)
    }

    fn day(&self, date: NaiveDate, out: &mut Vec<Finding>) {
        let mut find = |rule, sentence: String| out.push(Finding { rule, date: Some(date), sentence });
        let name = |d: NaiveDate| d.format("%a").to_string();
        let here = self.sessions(date);
        if let Some((region, earlier, hours, wanted)) = self.same_region(date, &here) {
            find(
                Rule::SameRegion,
                format!(
                    "{} trains {} {hours} h after {}; {wanted} h let it recover",
                    name(date),
                    region.label(),
                    name(earlier)
                ),
            );
        }
        let has = |kind: Kind| here.iter().any(|s| s.kind == kind);
        if has(Kind::Strength) && has(Kind::Conditioning) {
            find(Rule::StrengthAndHiit, format!("{} has strength and conditioning on one day", name(date)));
        }
        if has(Kind::Conditioning) {
            let gap = (1..=3).find(|d| self.sessions(add_days(date, -d)).iter().any(|s| s.kind == Kind::Conditioning));
            if let Some(d) = gap.filter(|d| d * 24 < self.limits.hiit_hours) {
                find(
                    Rule::HiitGap,
                    format!(
                        "{} has conditioning {} h after {}; {} h are wanted",
                        name(date),
                        d * 24,
                        name(add_days(date, -d)),
                        self.limits.hiit_hours
                    ),
                );
            }
        }
        let running = (0..7i64).take_while(|d| self.is_hard(add_days(date, -d))).count();
        if running > self.limits.hard_in_a_row {
            find(Rule::HardRun, format!("{} is the hard day number {running} in a row", name(date)));
        } else if running >= 2 && here.iter().any(|s| s.kind.is_training() && is_very_hard(s)) {
            find(Rule::HardAfterHard, format!("{} is a very hard day straight after a hard one", name(date)));
        }
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
            && self.is_hard(date)
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

    /// The first main region of a day that was trained too shortly before: region, day, hours, hours wanted.
    fn same_region(&self, date: NaiveDate, here: &[&Session]) -> Option<(Region, NaiveDate, i64, i64)> {
        let furthest = self.limits.region_hours.max(self.limits.region_hours_hard).div_euclid(24) + 1;
        for d in 1..=furthest {
            let earlier = add_days(date, -d);
            for before in self.sessions(earlier) {
                let wanted =
                    if is_very_hard(before) { self.limits.region_hours_hard } else { self.limits.region_hours };
                if d * 24 >= wanted {
                    continue;
                }
                let theirs: Vec<Region> = main_regions(self.table, before).collect();
                let shared = here.iter().flat_map(|s| main_regions(self.table, s)).find(|r| theirs.contains(r));
                if let Some(region) = shared {
                    return Some((region, earlier, d * 24, wanted));
                }
            }
        }
        None
    }

    fn whole(&self, id: WeekId, out: &mut Vec<Finding>) {
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
        id.days().filter_map(|d| self.days.day(d)).map(of_day).sum()
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

/// Regions that a session trains with a share of 0.6 or more.
pub fn main_regions(table: &RegionTable, s: &Session) -> impl Iterator<Item = Region> {
    table.shares(s).into_iter().filter(|(r, share)| *share >= MAIN && *r != Region::General).map(|(r, _)| r)
}

/// Where a week stands between deloads.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Block {
    /// Loading weeks straight before it.
    pub loading: usize,
    /// The week's number in its block, from 1.
    pub number: usize,
    /// Whether a deload is due in it.
    pub due: bool,
}

/// A week below this share of the mean of the four before is as good as a deload. Chosen.
const LIGHT_WEEK: f64 = 0.6;

/// Counts loading weeks back from `id`: weeks with load that are neither planned as a deload nor as light as one.
pub fn block(days: &dyn Days, id: WeekId, every: usize) -> Block {
    let load = |id: WeekId| -> f64 { id.days().filter_map(|d| days.day(d)).map(of_day).sum() };
    let loads: Vec<f64> = (1..=12).map(|n| load(id.shift(-n))).collect();
    let loading = (0..8)
        .take_while(|n| {
            let before = &loads[n + 1..n + 5];
            let light = before.iter().all(|l| *l > 0.0) && loads[*n] < LIGHT_WEEK * before.iter().sum::<f64>() / 4.0;
            loads[*n] > 0.0 && !light && !days.deload(id.shift(-(*n as i64) - 1).monday())
        })
        .count();
    Block { loading, number: loading + 1, due: loading + 1 >= every }
}
