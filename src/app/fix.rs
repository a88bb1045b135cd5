//! The fix of a finding: a prepared edit, found by trying.

use super::insight::Suggestion;
use super::model::Model;
use crate::domain::calendar::add_days;
use crate::domain::effort::effort;
use crate::domain::shelf::day_number;
use crate::domain::week::day_title;
use crate::domain::{Rpe, WeekId};
use crate::edit::{Edit, ItemRef};
use crate::edit::{Landing, MoveEdit, RestEdit, SessionEdit, WeekEdit};
use crate::planning::rules::{Finding, Rule};
use crate::recovery::verdict::{self, Advice, Demand};

/// Scores below which a deload comes early, and loading weeks it needs before it. Chosen.
const EARLY_SCORE: f64 = 55.0;
const EARLY_WEEKS: usize = 3;

impl Model {
    /// The fix of the selected day's first finding that has one, else of the week's.
    pub(super) fn make_fix(&self) -> Option<Suggestion> {
        let of_day = self.insight.findings.iter().filter(|f| f.date == Some(self.view.cursor()));
        let of_week = self.insight.findings.iter().filter(|f| f.date.is_none());
        of_day.chain(of_week).find_map(|f| self.fix(f))
    }

    fn fix(&self, finding: &Finding) -> Option<Suggestion> {
        let id = self.week_id();
        let edits = self.ways(finding)?;
        let before = self.insight.findings.len();
        // The sentence of a finding on a day stands beside it already.
        let lead = if finding.date.is_none() { format!("{}: ", finding.sentence) } else { String::new() };
        let tried = edits.into_iter().filter_map(|(what, edit)| Some((self.findings_after(&edit, id)?, what, edit)));
        let (after, what, edit) = tried.min_by_key(|(n, ..)| *n).filter(|(n, ..)| *n < before)?;
        Some(Suggestion { text: format!("{lead}{what}, findings {before} → {after}."), edit })
    }

    /// Edits that may mend a finding, each with its words.
    fn ways(&self, finding: &Finding) -> Option<Vec<(String, Edit)>> {
        let id = self.week_id();
        let (week, _) = self.shown(id);
        let ahead = || id.days().filter(|d| *d >= self.weeks.today());
        Some(match (finding.rule, finding.date) {
            (Rule::ActiveTooHard, Some(date)) => {
                let day = week.day(date);
                let (i, s) = day.sessions.iter().enumerate().find(|(_, s)| s.rpe.is_some_and(|r| r.value() > 2.0))?;
                let mut to = s.clone();
                to.rpe = Some(Rpe::whole(2));
                vec![(
                    "RPE 2".into(),
                    Edit::Session(SessionEdit::Revise {
                        item: ItemRef::to(date, i, s),
                        was: Box::new(s.clone()),
                        to: Box::new(to),
                    }),
                )]
            }
            // This morning's own verdict has its own offer.
            (Rule::ForecastLow, Some(date)) if date == self.weeks.today() => Vec::new(),
            (Rule::ForecastLow, Some(date)) => {
                let day = week.day(date);
                let (i, s) = day.sessions.iter().enumerate().find(|(_, s)| s.kind.is_training())?;
                let effort = effort(self.weeks.book(), s, day_number(date), day_number(self.weeks.today()));
                let to = s.eased(effort, verdict::LIGHTER);
                let what = to.summary();
                vec![(
                    what,
                    Edit::Session(SessionEdit::Revise {
                        item: ItemRef::to(date, i, s),
                        was: Box::new(s.clone()),
                        to: Box::new(to),
                    }),
                )]
            }
            (Rule::DeloadDue, _) => {
                let start = id.monday().max(self.weeks.today());
                vec![("a deload from here".into(), Edit::Week(WeekEdit::Deload { start }))]
            }
            (Rule::NoRestDay | Rule::TrainingDays, _) => {
                let load = |d: &chrono::NaiveDate| {
                    let today = day_number(self.weeks.today());
                    let of = |s| effort(self.weeks.book(), s, day_number(*d), today);
                    week.day(*d).sessions.iter().filter_map(of).map(|e| e.load()).sum::<f64>()
                };
                let lightest = ahead().min_by(|a, b| load(a).total_cmp(&load(b)))?;
                vec![(
                    format!("{} becomes full rest", lightest.format("%a")),
                    Edit::Rest(RestEdit::Full { days: vec![lightest] }),
                )]
            }
            (
                Rule::SameRegion | Rule::StrengthAndHiit | Rule::HiitGap | Rule::HardRun | Rule::HardAfterHard,
                Some(date),
            ) => {
                let others = || ahead().filter(|d| *d != date);
                let held = |d| day_title(&week.day(d).sessions);
                let swaps =
                    others().map(|d| (format!("swap with {} {}", d.format("%a"), held(d)), Edit::swap(date, d)));
                // Of two that do not go together, one can go to another day.
                let sessions = &week.day(date).sessions;
                let item = sessions.iter().enumerate().skip(1).last().map(|(i, s)| ItemRef::to(date, i, s));
                let moves = others().filter_map(|d| {
                    let item = item.clone()?;
                    Some((
                        format!("{} goes to {}", item.title, d.format("%a")),
                        Edit::Move(MoveEdit::Session { item, to: d, how: Landing::Stack }),
                    ))
                });
                // Where no order helps, rest does.
                let rest = (
                    format!("{} becomes full rest", date.format("%a")),
                    Edit::Rest(RestEdit::Full { days: vec![date] }),
                );
                swaps.chain(moves).chain([rest]).collect()
            }
            // What is found on a week as a whole has no one edit that mends it.
            (Rule::NoRecovery | Rule::Monotony | Rule::LoadJump | Rule::IdleRegion, _) => Vec::new(),
            (
                Rule::SameRegion
                | Rule::StrengthAndHiit
                | Rule::HiitGap
                | Rule::HardRun
                | Rule::HardAfterHard
                | Rule::ActiveTooHard
                | Rule::ForecastLow,
                None,
            ) => Vec::new(),
        })
    }

    /// How many findings the week has after an edit; `None` if it does not go through.
    pub(super) fn findings_after(&self, edit: &Edit, id: WeekId) -> Option<usize> {
        let book = self.desk().after(edit)?;
        let desk = self.desk().over(&book);
        let outlooks = desk.outlooks(&self.insight.ahead);
        Some(desk.findings(id, &self.insight.learnt, &outlooks).len())
    }

    /// Tired, sore or drained today with a hard day tomorrow: the later day of this week it would best change places with,
    /// where that adds no finding.
    pub(super) fn swap_next_hard_day(&self) -> Option<Suggestion> {
        let r = self.recovery(self.weeks.today())?;
        let why = verdict::which_rest(&r)?;
        let tomorrow = add_days(self.weeks.today(), 1);
        let id = WeekId::of(tomorrow);
        let (week, _) = self.shown(id);
        let days = self.desk().days();
        let is_hard = |d| {
            let session = verdict::session_of(&days, week.day(d), self.weeks.today());
            session.is_some_and(|(_, e)| Demand::of_rpe(e.rpe) == Demand::Hard)
        };
        let hard = is_hard(tomorrow);
        let low = self.outlook(tomorrow).is_some_and(|o| o.verdict.advice > Advice::AsPlanned);
        if !hard || !low {
            return None;
        }
        let before = self.desk().findings(id, &self.insight.learnt, &self.insight.ahead.outlooks).len();
        let score = |d| self.outlook(d).and_then(|o| o.shown()).unwrap_or(0);
        let others = id.days().filter(|d| *d > tomorrow && !is_hard(*d));
        let fits = others.filter(|d| self.findings_after(&Edit::swap(tomorrow, *d), id).is_some_and(|n| n <= before));
        let to = fits.max_by_key(|d| (score(*d), std::cmp::Reverse(*d)))?;
        let edit = Edit::swap(tomorrow, to);
        let text = format!(
            "Today: {}. Tomorrow is hard: swap {} with {} {}.",
            why.text().split(':').next().unwrap_or_default(),
            day_title(&week.day(tomorrow).sessions),
            to.format("%A"),
            day_title(&week.day(to).sessions)
        );
        Some(Suggestion { text, edit })
    }

    /// Whether a deload should come early: low scores over seven days after three loading weeks.
    pub(super) fn early_deload(&self) -> Option<f64> {
        let scores: Vec<f64> =
            (0..7).filter_map(|n| Some(f64::from(self.recovery(add_days(self.weeks.today(), -n))?.shown))).collect();
        let mean = scores.iter().sum::<f64>() / scores.len().max(1) as f64;
        let every = self.setup.settings.rules.deload_every;
        let block =
            crate::planning::rules::block(self.weeks.book(), WeekId::of(self.weeks.today()), every, self.weeks.today());
        (scores.len() >= 4 && mean < EARLY_SCORE && block.loading >= EARLY_WEEKS).then_some(mean)
    }
}
