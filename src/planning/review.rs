//! A week in review: what was planned and done, mornings, sleep and load against the four weeks before, and how the hard days'
//! forecasts did. Facts side by side; no cause is claimed from one week.

use chrono::NaiveDate;

use super::mend::Mend;
use super::range::shown_wider;
use super::rules::{Finding, Rule};
use super::{Ahead, Desk, Figures, Learnt};
use crate::domain::calendar::add_days;
use crate::domain::session::{Felt, Status};
use crate::domain::shelf::day_number;
use crate::domain::{Day, Days, Kind, Session, WeekId};
use crate::recovery::log::MODEL;
use crate::recovery::stats::mean;
use crate::recovery::verdict::{Demand, HARD_RPE};

/// How many weeks before it are shown next to it.
pub const BEFORE: i64 = 4;
/// How many short nights of the last two weeks are named next to tonight's bed time.
const SHORTEST: usize = 2;
const NIGHTS: i64 = 14;

/// A session of the week.
#[derive(Clone, PartialEq, Debug)]
pub struct Line {
    /// Its day.
    pub date: NaiveDate,
    /// The session.
    pub session: Session,
    /// How it felt, if that was answered.
    pub felt: Option<Felt>,
    /// The morning's score as shown.
    pub score: Option<u8>,
    /// What was forecast for it the day before.
    pub forecast: Option<u8>,
    /// Whether it is still to come today.
    pub open: bool,
    /// What set it aside: ill, hurt or away.
    pub off: Option<&'static str>,
    /// Whether its day was kept as rest, if it is rest.
    pub kept: bool,
}

/// A hard day, and what its morning was forecast to be.
#[derive(Clone, PartialEq, Debug)]
pub struct HardDay {
    /// The day.
    pub date: NaiveDate,
    /// The hard session.
    pub title: String,
    /// What was forecast for it the day before.
    pub forecast: Option<u8>,
    /// What it became.
    pub became: Option<u8>,
}

/// A week in review.
#[derive(Clone, PartialEq, Debug)]
pub struct Review {
    /// Which week.
    pub id: WeekId,
    /// Its sessions, day by day.
    pub lines: Vec<Line>,
    /// Sessions done, and all that were planned or done; what illness, injury and travel set aside is left out.
    pub sessions: (usize, usize),
    /// Rest days kept, and all that were planned.
    pub rest: (usize, usize),
    /// Load planned, and done.
    pub load: (f64, f64),
    /// The four weeks before it and itself, oldest first.
    pub weeks: Vec<Figures>,
    /// Its hard days.
    pub hard: Vec<HardDay>,
    /// Mornings whose score fell inside the range that was forecast the day before, and all that were forecast.
    pub inside: (usize, usize),
    /// The two shortest nights of the last fourteen, if any were logged: day and hours.
    pub shortest: Vec<(NaiveDate, f64)>,
    /// Fixes for the rest of this week and the next one, each a prepared edit.
    pub mends: Vec<Mend>,
    /// Whether a session was done before the first of the weeks.
    pub trained_before: bool,
}

impl Review {
    /// Its own figures.
    pub fn own(&self) -> Option<&Figures> {
        self.weeks.last()
    }

    /// Of the four weeks before: mean score, hours short a week, and load a week; `None` if nothing was logged or trained.
    pub fn before(&self) -> (Option<f64>, Option<f64>, Option<f64>) {
        let before = || self.weeks.iter().rev().skip(1);
        let scores: Vec<f64> = before().flat_map(|w| &w.scores).map(|s| f64::from(*s)).collect();
        let short: Vec<f64> = before().filter(|w| w.sleep.is_some()).map(|w| w.short).collect();
        // A week without training counts, unless nothing was ever trained before it.
        let oldest = self.weeks.iter().take(self.weeks.len().saturating_sub(1));
        let load: Vec<f64> = oldest.map(|w| w.load).skip_while(|l| *l == 0.0 && !self.trained_before).collect();
        (mean(&scores), mean(&short), mean(&load).filter(|m| *m > 0.0))
    }

    /// How many of the four weeks before have a morning that counts.
    pub fn weeks_before(&self) -> usize {
        self.weeks.iter().rev().skip(1).filter(|w| !w.scores.is_empty()).count()
    }

    /// Hard days on a forecast under their threshold, hard days with a forecast, and how many of the first came in under it.
    pub fn under(&self) -> (usize, usize, usize) {
        let wants = Demand::Hard.threshold();
        let said = self.hard.iter().filter(|h| h.forecast.is_some());
        let under: Vec<&HardDay> = self.hard.iter().filter(|h| h.forecast.is_some_and(|f| f < wants)).collect();
        let came = under.iter().filter(|h| h.became.is_some_and(|b| b < wants)).count();
        (under.len(), said.count(), came)
    }
}

impl Desk<'_> {
    /// A week in review, up to today.
    pub fn review(&self, id: WeekId, learnt: &Learnt, ahead: &Ahead) -> Review {
        let days = self.days();
        let log = self.log();
        let (week, _) = self.shown(id);
        let table = &self.basis.regions;
        let mut out = Review {
            id,
            lines: Vec::new(),
            sessions: (0, 0),
            rest: (0, 0),
            load: (0.0, 0.0),
            weeks: (0..=BEFORE).rev().map(|n| self.week_figures(id.shift(-n))).collect(),
            hard: Vec::new(),
            inside: (0, 0),
            shortest: Vec::new(),
            mends: Vec::new(),
            trained_before: days.load(day_number(id.shift(-BEFORE).monday()) - 1).is_some(),
        };
        for day in week.days.iter().filter(|d| d.date <= self.today) {
            let kept = self.kept_forecast(day.date);
            let score = log.shown(day.date).filter(|_| !day.is_left_out());
            if let (Some((forecast, range)), Some(score)) = (kept, score) {
                let inside = (f64::from(score) - f64::from(forecast)).abs() <= range;
                out.inside = (out.inside.0 + usize::from(inside), out.inside.1 + 1);
            }
            let usuals = days.usuals(day_number(day.date));
            for s in &day.sessions {
                let forecast = kept.map(|(f, _)| f);
                let open = day.date == self.today && s.status == Status::Planned;
                let off = day.laid().filter(|_| day.sets_aside(s, table));
                let kept = !day.sessions.iter().any(|s| s.kind.is_training() && s.status == Status::Done);
                out.lines.push(Line {
                    date: day.date,
                    session: s.clone(),
                    felt: s.felt(),
                    score,
                    forecast,
                    open,
                    off,
                    kept,
                });
                let (done, aside) = (s.status == Status::Done, day.sets_aside(s, table));
                if s.kind != Kind::Rest && (done || !aside) && s.status != Status::Skipped {
                    out.sessions = (out.sessions.0 + usize::from(done), out.sessions.1 + 1);
                }
                let plan = Session { status: Status::Planned, ..s.clone() };
                out.load.0 += usuals.effort(&plan).filter(|_| !aside && !s.is_unplanned()).map_or(0.0, |e| e.load());
            }
            if !day.is_off() && !day.sessions.is_empty() && day.is_rest() {
                let kept = day.is_kept_rest(self.today);
                let open = day.date == self.today && !kept;
                out.rest = (out.rest.0 + usize::from(kept), out.rest.1 + usize::from(!open));
            }
            out.load.1 += days.load(day_number(day.date)).unwrap_or_default();
            out.hard.extend(self.hard_day(day, kept.map(|(f, _)| f), score));
        }
        let nights = (0..NIGHTS).map(|n| add_days(self.today, -n));
        out.shortest = nights.filter_map(|d| Some((d, log.slept(d)?))).collect();
        out.shortest.sort_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)));
        out.shortest.truncate(SHORTEST);
        // What can still be changed: the rest of this week, and the next one.
        for next in [id, id.shift(1)].into_iter().filter(|id| id.sunday() >= self.today) {
            let findings = self.findings(next, learnt, &ahead.outlooks);
            let fresh = |f: &&Finding| f.rule != Rule::DeloadDue || out.mends.iter().all(|m| m.finding.rule != f.rule);
            let made: Vec<Mend> =
                findings.iter().filter(fresh).filter_map(|f| self.mend(f, next, learnt, ahead)).collect();
            out.mends.extend(made);
        }
        out
    }

    fn week_figures(&self, id: WeekId) -> Figures {
        self.figures(id.monday(), id.sunday())
    }

    /// What was forecast for a morning the day before, with half of the width of the range as it was shown.
    fn kept_forecast(&self, date: NaiveDate) -> Option<(u8, f64)> {
        let before = Days::day(self.book, add_days(date, -1))?;
        let kept = before.checkin.as_ref().filter(|c| c.model == Some(MODEL))?;
        let range = shown_wider(self.book, before.date) * *kept.ranges.first()?;
        Some((*kept.forecast.first()?, range))
    }

    fn hard_day(&self, day: &Day, forecast: Option<u8>, became: Option<u8>) -> Option<HardDay> {
        // What was done counts, and today what is still planned; past training left unmarked made no day hard.
        let hard = |s: &&Session| {
            let rpe = match s.status {
                Status::Done => s.actual_rpe(),
                Status::Planned if day.date == self.today && !day.sets_aside(s, &self.basis.regions) => s.rpe,
                Status::Planned | Status::Skipped => None,
            };
            s.kind.is_training() && rpe.is_some_and(|r| r.value() >= HARD_RPE)
        };
        let title = day.sessions.iter().find(hard)?.title.clone();
        Some(HardDay { date: day.date, title, forecast, became })
    }
}
