//! Fixing a finding: prepared edits, found by trying, the gentlest way that works first.
//!
//! A fix never makes things worse: findings get fewer, no hard session lands on a day that is not fit for it, and the weeks keep
//! their rest and recovery days.

use chrono::NaiveDate;

use super::counsel::Settled;
use super::rules::{Finding, Rule};
use super::{Ahead, Counsel, Desk, Learnt};
use crate::domain::calendar::add_days;
use crate::domain::effort::effort;
use crate::domain::session::Status;
use crate::domain::shelf::day_number;
use crate::domain::week::day_title;
use crate::domain::{Book, Day, Kind, Rpe, Session, WeekId};
use crate::edit::{Edit, ItemRef, Landing, MoveEdit, Offered, RestEdit, SessionEdit, WeekEdit};
use crate::recovery::verdict::{Demand, LIGHTER, is_hard};

/// A way to fix a finding, the gentlest first.
#[derive(Clone, PartialEq, Debug)]
pub enum Way {
    /// A day swaps with another, named by what it holds.
    Swap(NaiveDate, String),
    /// A session moves to another day.
    Move(String, NaiveDate),
    /// A session takes less time.
    Shorten(Session),
    /// A session asks for less.
    Ease(Session),
    /// A day becomes full rest.
    Rest(NaiveDate),
    /// A deload begins.
    Deload(NaiveDate),
}

impl Way {
    /// How drastic it is: a smaller number is gentler.
    fn rank(&self) -> u8 {
        match self {
            Self::Deload(_) => 0,
            Self::Swap(..) => 1,
            Self::Move(..) => 2,
            Self::Shorten(_) => 3,
            Self::Ease(_) => 4,
            Self::Rest(_) => 5,
        }
    }
}

/// How a finding is fixed.
#[derive(Clone, PartialEq, Debug)]
pub struct Mend {
    /// The finding.
    pub finding: Finding,
    /// The way.
    pub way: Way,
    /// Findings before and after.
    pub findings: (usize, usize),
    /// The edit.
    pub edit: Edit,
    /// Days whose plan it changes.
    pub days: Vec<NaiveDate>,
}

/// Days after the weeks of an edit whose findings it can change.
const AFTER: i64 = 3;

/// What an edit must preserve in the weeks that it touches.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
struct Kept {
    findings: usize,
    rest: usize,
    recovery: usize,
}

impl Desk<'_> {
    /// The gentlest way to fix a finding of week `id`; `None` if none helps.
    pub fn mend(&self, finding: &Finding, id: WeekId, learnt: &Learnt, ahead: &Ahead) -> Option<Mend> {
        let mut ways = self.ways(finding, id);
        ways.sort_by_key(|(way, ..)| way.rank());
        for same in ways.chunk_by(|a, b| a.0.rank() == b.0.rank()) {
            let tried = same.iter().filter_map(|(way, edit, days)| {
                let findings = self.effect(edit, learnt, ahead)?;
                // It is this finding that must go, not some other one.
                let book = self.after(edit).filter(|_| findings.1 < findings.0)?;
                let left = self.over(&book).findings(id, learnt, &self.tried(&book, ahead).outlooks);
                if left.iter().any(|f| f.rule == finding.rule && f.date == finding.date) {
                    return None;
                }
                Some(Mend {
                    finding: finding.clone(),
                    way: way.clone(),
                    findings,
                    edit: edit.clone(),
                    days: days.clone(),
                })
            });
            let best = tried.min_by_key(|m| m.findings.1);
            if best.is_some() {
                return best;
            }
        }
        None
    }

    /// The fix for a day's first finding that has one, else the week's, with what identifies the offer. None for today, whose
    /// counsel says all there is to say.
    pub fn fix_for_day(
        &self,
        date: NaiveDate,
        findings: &[Finding],
        counsel: &Counsel,
        settled: Settled<'_>,
        learnt: &Learnt,
        ahead: &Ahead,
    ) -> Option<(Mend, Offered)> {
        // Today has one voice: its counsel makes the only offer.
        if date == self.today {
            return None;
        }
        let of_day = findings.iter().filter(|f| f.date == Some(date));
        // A deload is brought up on the day itself.
        let of_week = findings.iter().filter(|f| f.date.is_none() && f.rule != Rule::DeloadDue);
        of_day.chain(of_week).find_map(|f| {
            let mend = self.mend(f, WeekId::of(date), learnt, ahead)?;
            let name = format!("mend/{}/{date}", f.rule.code());
            let id = Offered { name, answers: counsel.answers, days: mend.days.clone() };
            (!settled.holds(&id)).then_some((mend, id))
        })
    }

    /// Findings before and after an edit; `None` if it cannot be applied, or makes anything worse.
    pub(super) fn effect(&self, edit: &Edit, learnt: &Learnt, ahead: &Ahead) -> Option<(usize, usize)> {
        let ids = self.weeks_of(edit);
        let book = self.after(edit)?;
        let (before, after) =
            (self.kept(&ids, learnt, ahead), self.over(&book).kept(&ids, learnt, &self.tried(&book, ahead)));
        let worse = after.findings > before.findings || after.rest < before.rest || after.recovery < before.recovery;
        (!worse && !self.overtaxes(&book, &ids, ahead)).then_some((before.findings, after.findings))
    }

    /// Whether an edit would leave more findings than there are now. For the other choice that the plan itself names, which may cost
    /// a rest day.
    pub(super) fn adds_findings(&self, edit: &Edit, learnt: &Learnt, ahead: &Ahead) -> bool {
        let ids = self.weeks_of(edit);
        self.after(edit).is_none_or(|book| {
            let after = self.over(&book).kept(&ids, learnt, &self.tried(&book, ahead));
            after.findings > self.kept(&ids, learnt, ahead).findings || self.overtaxes(&book, &ids, ahead)
        })
    }

    fn weeks_of(&self, edit: &Edit) -> Vec<WeekId> {
        self.change(Default::default(), edit.clone()).weeks()
    }

    /// The next mornings under trial weeks.
    pub(super) fn tried(&self, book: &Book, ahead: &Ahead) -> Ahead {
        Ahead { forecast: None, outlooks: self.over(book).outlooks(ahead) }
    }

    fn kept(&self, ids: &[WeekId], learnt: &Learnt, ahead: &Ahead) -> Kept {
        let (mut rest, mut recovery, mut findings) = (0, 0, 0);
        for id in ids {
            findings += self.findings(*id, learnt, &ahead.outlooks).len();
            let next = id.shift(1);
            if !ids.contains(&next) {
                let days: Vec<NaiveDate> = (0..AFTER).map(|n| add_days(next.monday(), n)).collect();
                findings += self.findings_on(&days, learnt, &ahead.outlooks).len();
            }
            for day in &self.shown(*id).0.days {
                rest += usize::from(day.is_rest() && !day.sessions.is_empty());
                recovery += usize::from(is_recovery(day));
            }
        }
        Kept { findings, rest, recovery }
    }

    /// Whether a hard session lands on a day that is not fit for it: today by this morning's verdict, later by the forecast. Without
    /// a score today or any forecast, nothing is refused.
    pub(super) fn overtaxes(&self, after: &Book, ids: &[WeekId], ahead: &Ahead) -> bool {
        let (before, tried) = (self.days(), self.over(after));
        let outlooks = tried.outlooks(ahead);
        let hard = |day: &Day| -> Vec<Session> {
            day.sessions.iter().filter(|s| s.status == Status::Planned && is_hard(s)).cloned().collect()
        };
        let wants = Demand::Hard.threshold();
        ids.iter().flat_map(|id| id.days()).filter(|d| *d >= self.today).any(|date| {
            let was = crate::domain::Days::day(&before, date).map(hard).unwrap_or_default();
            let lands = hard(&tried.day(date)).iter().any(|s| !was.iter().any(|w| w.same_work(s)));
            lands
                && match outlooks.iter().find(|o| o.date == date) {
                    Some(o) => o.shown().is_none_or(|score| score < wants),
                    None if date == self.today => self.recovery(date).is_some_and(|r| r.judged() < wants),
                    // Beyond the forecast the score is unknown.
                    None => !outlooks.is_empty(),
                }
        })
    }

    /// Edits that may fix a finding, each with its way and the days it changes.
    fn ways(&self, finding: &Finding, id: WeekId) -> Vec<(Way, Edit, Vec<NaiveDate>)> {
        let (week, _) = self.shown(id);
        let ahead = || id.days().filter(|d| *d >= self.today);
        let swaps = |date: NaiveDate| {
            let held = |d: NaiveDate| day_title(&week.day(d).sessions);
            ahead()
                .filter(move |d| *d != date)
                .map(move |d| (Way::Swap(d, held(d)), Edit::swap(date, d), vec![date, d]))
                .collect::<Vec<_>>()
        };
        let revise = |date: NaiveDate, way: fn(Session) -> Way, to: &dyn Fn(&Session) -> Session| {
            let open = week.day(date).sessions.iter().enumerate();
            let open = open.filter(|(_, s)| s.status == Status::Planned && s.kind != Kind::Rest);
            let revised = open.map(|(i, s)| (ItemRef::to(date, i, s), s, to(s))).filter(|(_, s, to)| *s != to);
            revised
                .map(|(item, s, to)| {
                    let edit = SessionEdit::Revise { item, was: Box::new(s.clone()), to: Box::new(to.clone()) };
                    (way(to), Edit::Session(edit), vec![date])
                })
                .collect::<Vec<_>>()
        };
        let eased = |date: NaiveDate, s: &Session| {
            let effort =
                effort(self.book, s, day_number(date), day_number(self.today)).filter(|_| s.kind.is_training());
            s.eased(effort, LIGHTER)
        };
        let ease = |date: NaiveDate| revise(date, Way::Ease, &|s| eased(date, s));
        let rest = |date: NaiveDate| (Way::Rest(date), Edit::Rest(RestEdit::Full { days: vec![date] }), vec![date]);
        match (finding.rule, finding.date) {
            (Rule::ActiveTooHard, Some(date)) => revise(date, Way::Ease, &|s| {
                let too_hard = s.kind == Kind::ActiveRecovery && s.rpe.is_some_and(|r| r.value() > 2.0);
                Session { rpe: if too_hard { Some(Rpe::whole(2)) } else { s.rpe }, ..s.clone() }
            }),
            // This morning's verdict has its own offer.
            (Rule::ForecastLow, Some(date)) if date == self.today => Vec::new(),
            (Rule::ForecastLow, Some(date)) => [swaps(date), ease(date)].concat(),
            (Rule::DeloadDue, _) => {
                let start = id.monday().max(self.today);
                let days = (0..7).map(|n| add_days(start, n)).collect();
                vec![(Way::Deload(start), Edit::Week(WeekEdit::Deload { start }), days)]
            }
            (Rule::NoRestDay | Rule::TrainingDays, _) => {
                ahead().filter(|d| week.day(*d).sessions.iter().any(|s| s.kind.is_training())).map(rest).collect()
            }
            (
                Rule::SameRegion | Rule::StrengthAndHiit | Rule::HiitGap | Rule::HardRun | Rule::HardAfterHard,
                Some(date),
            ) => {
                // If two sessions clash, one can move to another day.
                let sessions = &week.day(date).sessions;
                let item = sessions.iter().enumerate().skip(1).last().map(|(i, s)| ItemRef::to(date, i, s));
                let free = |d: &NaiveDate| week.day(*d).sessions.iter().all(|s| !s.kind.is_training());
                let moves = ahead().filter(|d| *d != date && free(d)).filter_map(|d| {
                    let item = item.clone()?;
                    let way = Way::Move(item.title.clone(), d);
                    Some((way, Edit::Move(MoveEdit::Session { item, to: d, how: Landing::Stack }), vec![date, d]))
                });
                [swaps(date), moves.collect(), ease(date), vec![rest(date)]].concat()
            }
            (Rule::LoadJump | Rule::Monotony, _) => {
                let shorter = |s: &Session| {
                    let less = s
                        .minutes
                        .map(|m| ((f64::from(m) * 0.6 / 5.0).round() * 5.0).max(10.0).min(f64::from(m)) as u16);
                    let of = s.minutes.zip(less).filter(|_| s.kind.is_training());
                    of.map_or_else(|| s.clone(), |(from, to)| s.lasting(f64::from(from), f64::from(to)))
                };
                ahead().flat_map(|d| revise(d, Way::Shorten, &shorter)).collect()
            }
            // No single edit fixes these findings on a week as a whole.
            (Rule::NoRecovery | Rule::IdleRegion, _) => Vec::new(),
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
        }
    }
}

/// Whether nothing but active recovery or mobility is planned, and at least some of it.
pub(super) fn is_recovery(day: &Day) -> bool {
    !day.is_rest() && day.sessions.iter().all(|s| !s.kind.is_training())
}
