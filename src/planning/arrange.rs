//! The best arrangement of the days still ahead in a week, found by trying every one.
//!
//! Whole days change places: at most 7! = 5,040 arrangements. Days with done, skipped or pinned sessions and days under an
//! overlay stay. Best means, in this order: fewest findings (including the first days of the next week), most sessions as
//! planned (today's by this morning's verdict), highest lowest score, fewest days changed, earliest days unchanged. A hard
//! session never moves onto a morning that would not accept it.

use chrono::NaiveDate;

use super::forecast::{Forecast, Outlook};
use super::rules::spacing::{BEFORE, DayWork, clashes};
use super::rules::{Checker, Finding, Limits};
use crate::domain::calendar::weekday_index;
use crate::domain::effort::Usuals;
use crate::domain::session::Status;
use crate::domain::shelf::day_number;
use crate::domain::{Day, Days, Shown, Week, WeekId};
use crate::recovery::verdict::{Advice, Demand, is_hard, verdict};
use crate::recovery::{Recovery, RegionTable};

/// Days of the next week whose findings an arrangement can change.
const NEXT_WEEK_DAYS: usize = 3;

/// An arrangement that is better than the plan as it is.
#[derive(Clone, PartialEq, Debug)]
pub struct Arrangement {
    /// For each movable day, the day whose sessions it takes.
    pub takes: Vec<(NaiveDate, NaiveDate)>,
    /// Findings before and after.
    pub findings: (usize, usize),
    /// Sessions that stay as planned, before and after.
    pub as_planned: (usize, usize),
    /// The lowest score of the days ahead, before and after; `None` without a forecast.
    pub lowest: (Option<u8>, Option<u8>),
}

/// How good an arrangement is: smaller is better, field by field.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Merit {
    findings: usize,
    not_as_planned: usize,
    /// 100 minus the lowest score.
    lowest: u8,
    changed: usize,
    /// Which days changed, the earliest first: `false` before `true`.
    which: Vec<bool>,
}

impl Merit {
    /// Whether nothing but the lowest score is better than in another.
    pub fn only_lifts(&self, other: &Self) -> bool {
        (self.findings, self.not_as_planned) == (other.findings, other.not_as_planned)
    }
}

/// What is needed to judge arrangements.
pub struct Arranger<'a> {
    /// Days with their plan.
    pub days: &'a Shown<'a>,
    /// Today's date.
    pub today: NaiveDate,
    /// This morning's recovery.
    pub morning: Option<&'a Recovery>,
    /// Everything known this morning; `None` if no morning can be forecast.
    pub forecast: Option<&'a Forecast>,
    /// Which regions sessions train.
    pub table: &'a RegionTable,
    /// Numbers of the rules.
    pub limits: &'a Limits,
}

/// Whether a day's sessions may move to another day.
fn movable(day: &Day) -> bool {
    !day.is_off() && day.sessions.iter().all(|s| s.status == Status::Planned && !s.pinned)
}

/// Days with one week rearranged.
struct Arranged<'a> {
    days: &'a Shown<'a>,
    week: &'a Week,
    /// Stand-ins for what planned sessions lack: the same in every order.
    usuals: Usuals,
}

impl Days for Arranged<'_> {
    fn nth(&self, number: i32) -> Option<&Day> {
        let at = usize::try_from(number - day_number(self.week.id.monday())).ok();
        at.and_then(|at| self.week.days.get(at)).or_else(|| self.days.nth(number))
    }

    fn load(&self, number: i32) -> Option<f64> {
        // What is done stays where it is.
        self.days.load(number)
    }

    fn usuals(&self, _: i32) -> Usuals {
        self.usuals
    }

    fn deload(&self, date: NaiveDate) -> bool {
        self.days.deload(date)
    }
}

impl Arranger<'_> {
    /// The best arrangement of week `id`, if it is better than the plan as it is in more than the days it changes.
    pub fn best(&self, id: WeekId) -> Option<Arrangement> {
        let week = self.days.week(id)?;
        let places: Vec<usize> = (0..7).filter(|i| id.day(*i) >= self.today && movable(&week.days[*i])).collect();
        if places.len() < 2 {
            return None;
        }
        // The first order is the plan as it is.
        let orders = permutations(places.len());
        let base = self.merit(week, &places, &orders[0]);
        let mut by_static: Vec<(usize, &Vec<usize>)> = self.static_counts(week, &places, &orders);
        let constant = self.constant(week, &by_static, &orders[0]);
        by_static.sort_by_key(|(n, _)| *n);
        let mut best = (base.clone(), &orders[0]);
        for (known, order) in by_static {
            // What the rules find without a forecast is a lower bound.
            if known + constant > best.0.findings {
                break;
            }
            let merit = self.merit(week, &places, order);
            if merit < best.0 && !self.overtaxes(week, &places, order) {
                best = (merit, order);
            }
        }
        let (merit, order) = best;
        // If only the lowest morning gets better, it must rise by at least the forecast's own error.
        let noise = self.forecast.map_or(0.0, |f| f.half_width(1));
        let lifts = f64::from(base.lowest) - f64::from(merit.lowest) >= noise && merit.lowest < base.lowest;
        let better = (merit.findings, merit.not_as_planned) < (base.findings, base.not_as_planned)
            || (merit.only_lifts(&base) && lifts);
        if !better {
            return None;
        }
        let planned = |m: &Merit| self.sessions(week) - m.not_as_planned.min(self.sessions(week));
        let lowest = |m: &Merit| (m.lowest < 100).then(|| 100 - m.lowest);
        Some(Arrangement {
            takes: places.iter().zip(order).map(|(to, from)| (id.day(*to), id.day(places[*from]))).collect(),
            findings: (base.findings, merit.findings),
            as_planned: (planned(&base), planned(&merit)),
            lowest: (lowest(&base), lowest(&merit)),
        })
    }

    fn sessions(&self, week: &Week) -> usize {
        week.days.iter().filter(|d| d.date >= self.today && d.sessions.iter().any(|s| s.kind.is_training())).count()
    }

    fn arranged<'w>(&'w self, week: &'w Week) -> Arranged<'w> {
        Arranged { days: self.days, week, usuals: self.days.usuals(day_number(self.today)) }
    }

    /// Whether an order moves a hard session onto a morning that would not accept it. Without a score today
    /// or a forecast, nothing is refused.
    pub fn overtaxes(&self, week: &Week, places: &[usize], order: &[usize]) -> bool {
        let moved = || places.iter().zip(order).map(|(to, from)| (*to, places[*from])).filter(|(to, from)| to != from);
        let hard = |from: usize| week.days[from].sessions.iter().any(is_hard);
        if !moved().any(|(_, from)| hard(from)) {
            return false;
        }
        let arranged = arrange(week, places, order);
        let outlooks = self.forecast.map_or_else(Vec::new, |f| f.outlooks(&self.arranged(&arranged)));
        let wants = Demand::Hard.threshold();
        moved().filter(|(_, from)| hard(*from)).any(|(to, _)| {
            let date = week.id.day(to);
            match outlooks.iter().find(|o| o.date == date) {
                Some(o) => o.shown().is_none_or(|score| score < wants),
                None => date == self.today && self.morning.is_some_and(|r| r.judged() < wants),
            }
        })
    }

    /// The merit of putting the sessions of `places[order[i]]` on `places[i]`.
    pub fn merit(&self, week: &Week, places: &[usize], order: &[usize]) -> Merit {
        let arranged = arrange(week, places, order);
        let days = self.arranged(&arranged);
        let outlooks = self.forecast.map_or_else(Vec::new, |f| f.outlooks(&days));
        let findings = self.findings(&days, week.id, &outlooks).len();
        let inside = |o: &&Outlook| WeekId::of(o.date) == week.id;
        let trains = |d: NaiveDate| days.day(d).is_some_and(|d| d.sessions.iter().any(|s| s.kind.is_training()));
        let now = days.day(self.today).filter(|_| WeekId::of(self.today) == week.id && trains(self.today));
        let now = now.and_then(|day| verdict(self.morning, &days, day, self.today, self.table));
        let verdicts = outlooks.iter().filter(inside).filter(|o| trains(o.date)).map(|o| &o.verdict).chain(&now);
        let not_as_planned = verdicts.filter(|v| v.advice > Advice::AsPlanned).count();
        let lowest = outlooks.iter().filter(inside).filter_map(Outlook::shown).min().unwrap_or(0);
        let same = |(i, from): (usize, &usize)| {
            let (a, b) = (&week.days[places[i]].sessions, &week.days[places[*from]].sessions);
            a.len() != b.len() || a.iter().zip(b).any(|(a, b)| !a.same_work(b))
        };
        let which: Vec<bool> = order.iter().enumerate().map(same).collect();
        Merit { findings, not_as_planned, lowest: 100 - lowest, changed: which.iter().filter(|c| **c).count(), which }
    }

    /// Findings of the week, and of the first days of the next one.
    fn findings(&self, days: &dyn Days, id: WeekId, outlooks: &[Outlook]) -> Vec<Finding> {
        let checker = Checker {
            days,
            today: self.today,
            table: self.table,
            limits: self.limits,
            morning: self.morning,
            outlooks,
            may_slip: true,
        };
        let mut out = checker.week(id);
        let next: Vec<NaiveDate> = id.shift(1).days().take(NEXT_WEEK_DAYS).collect();
        out.extend(checker.days(&next));
        out
    }

    /// For each order, how many findings its days have without a forecast.
    fn static_counts<'o>(
        &self,
        week: &Week,
        places: &[usize],
        orders: &'o [Vec<usize>],
    ) -> Vec<(usize, &'o Vec<usize>)> {
        let id = week.id;
        let content = |date| DayWork::of(self.days, date, self.today, self.table);
        let mut line: Vec<DayWork> = (-(BEFORE as i64)..7 + NEXT_WEEK_DAYS as i64)
            .map(|n| content(crate::domain::calendar::add_days(id.monday(), n)))
            .collect();
        let own = line.clone();
        let first = weekday_index(self.today.max(id.monday()));
        let first = if WeekId::of(self.today) == id { first } else { 0 };
        let today = BEFORE as isize + (self.today - id.monday()).num_days() as isize;
        orders
            .iter()
            .map(|order| {
                for (to, from) in places.iter().zip(order) {
                    line[BEFORE + to] = own[BEFORE + places[*from]];
                }
                let n = (BEFORE + first..line.len()).map(|at| self.count(&line, at, today)).sum();
                (n, order)
            })
            .collect()
    }

    /// Findings that no order changes: those of the plan as it is, minus those of the day rules, without a forecast.
    fn constant(&self, week: &Week, counted: &[(usize, &Vec<usize>)], as_is: &Vec<usize>) -> usize {
        use super::rules::Rule;
        let all = self.findings(self.days, week.id, &[]);
        // How long a region is idle and what today's verdict is depend on the order; they are left out of the bound.
        let fixed = all.iter().filter(|f| !matches!(f.rule, Rule::IdleRegion | Rule::ForecastLow)).count();
        let by_days = counted.iter().find(|(_, o)| *o == as_is).map_or(0, |(n, _)| *n);
        fixed.saturating_sub(by_days)
    }

    /// How many findings the spacing of days makes at a place in the line, as the checker finds them.
    fn count(&self, line: &[DayWork], at: usize, today: isize) -> usize {
        let mut found = 0;
        clashes(line, at, today, self.limits, |clash| found += usize::from(!self.limits.off.contains(&clash.rule())));
        found
    }
}

/// The week with the sessions of `places[order[i]]` on `places[i]`.
pub fn arrange(week: &Week, places: &[usize], order: &[usize]) -> Week {
    let mut out = week.clone();
    for (to, from) in places.iter().zip(order) {
        out.days[*to].sessions.clone_from(&week.days[places[*from]].sessions);
    }
    out
}

/// Every order of `n` things, the unchanged one first.
pub fn permutations(n: usize) -> Vec<Vec<usize>> {
    let mut out = vec![Vec::new()];
    for _ in 0..n {
        out = out
            .into_iter()
            .flat_map(|order: Vec<usize>| {
                (0..n).filter(|i| !order.contains(i)).map(|i| [order.as_slice(), &[i]].concat()).collect::<Vec<_>>()
            })
            .collect();
    }
    out
}
