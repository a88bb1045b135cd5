//! What is known this morning: the day with its conditions settled, the sessions still open on it, and what each is asked to
//! become.

use std::sync::Arc;

use chrono::NaiveDate;

use super::{Does, Fact, Offer, Settled, Stance};
use crate::domain::calendar::add_days;
use crate::domain::effort::effort;
use crate::domain::session::{RowId, Status};
use crate::domain::shelf::day_number;
use crate::domain::week::Overlay;
use crate::domain::{CheckIn, Day, Days, Effort, Kind, Rpe, Session, Shown, WeekId};
use crate::edit::{Edit, ItemRef, Offered, RestEdit, SessionEdit, TrayEdit};
use crate::planning::practices;
use crate::planning::{Ahead, Desk, Learnt};
use crate::recovery::flags::{Flag, Flags};
use crate::recovery::lay_off::{ComingBack, coming_back, would_come_back};
use crate::recovery::state::{State, WhichRest};
use crate::recovery::verdict::{Advice, Demand, Verdict, after_illness, verdict_on};
use crate::recovery::{Cap, Confidence, Recovery};

/// Days without a typed answer after which a check-in is no longer asked for first. Chosen.
const QUIET_DAYS: i64 = 14;
/// Days after a deload in which no other is suggested. Chosen.
pub(super) const AFTER_DELOAD: i64 = 7;
/// The name of a practice offer.
pub(super) const PRACTICE: &str = "practice";
/// Minutes of active recovery if something is sore; otherwise it is the half hour of an easy walk. Chosen.
const SORE_MINUTES: u16 = 20;

/// A session of today that is neither done nor skipped.
#[derive(Clone, Debug)]
pub struct Open {
    /// Its place on the day.
    pub index: usize,
    /// The session.
    pub session: Session,
    /// What it counts as.
    pub effort: Effort,
    /// This morning's verdict on it; `None` without a score.
    pub verdict: Option<Verdict>,
    /// What the days after an illness ask of it.
    pub after_illness: Option<Verdict>,
    /// What the first week after a lay-off makes of it.
    pub back: Option<Session>,
}

/// What is known this morning.
pub struct Morning<'a> {
    pub(super) desk: &'a Desk<'a>,
    pub(super) learnt: &'a Learnt,
    pub(super) ahead: &'a Ahead,
    settled: Settled<'a>,
    pub(super) practices: &'a [practices::Offer],
    pub(super) today: NaiveDate,
    pub(super) days: Shown<'a>,
    pub(super) day: Day,
    pub(super) recovery: Option<Arc<Recovery>>,
    pub(super) flags: Flags,
    pub(super) state: State,
    pub(super) open: Vec<Open>,
    pub(super) back: Option<ComingBack>,
    pub(super) answers: u64,
}

impl<'a> Morning<'a> {
    /// Reads it off the desk.
    pub fn of(
        desk: &'a Desk<'a>,
        learnt: &'a Learnt,
        ahead: &'a Ahead,
        settled: Settled<'a>,
        practices: &'a [practices::Offer],
    ) -> Self {
        let today = desk.today;
        let number = day_number(today);
        let (days, day) = (desk.days(), desk.day(today));
        let recovery = learnt.morning.clone();
        let back = coming_back(&days, number).or_else(|| would_come_back(&days, number));
        let usuals = days.usuals(number);
        let table = &desk.basis.regions;
        let open = day.sessions.iter().enumerate().filter(|(_, s)| s.status == Status::Planned && !day.is_off());
        let open = open.filter_map(|(index, s)| {
            let effort = effort(&days, s, number, number)?;
            Some(Open {
                index,
                session: s.clone(),
                effort,
                verdict: verdict_on(Some((s, effort)), recovery.as_deref(), &days, &day, table),
                after_illness: after_illness(&days, &day, effort.rpe),
                back: back.and_then(|back| back.eased(&days, s, &usuals)),
            })
        });
        let (open, state) = (open.collect(), State::of(&day));
        let answers = answers_of(&day);
        let flags = desk.flags(today);
        Self { desk, learnt, ahead, settled, practices, today, days, day, recovery, flags, state, open, back, answers }
    }

    /// The most demanding open session, the first of equals.
    pub(super) fn main(&self) -> Option<&Open> {
        self.open.iter().reduce(|a, b| if b.demand() > a.demand() { b } else { a })
    }

    /// Whether this morning was answered: what a watch measured is no answer.
    pub(super) fn is_answered(&self) -> bool {
        self.day.checkin.as_ref().is_some_and(is_typed)
    }

    /// Whether no answer has been typed for so long that we stop asking: the person only imports.
    pub(super) fn only_imports(&self) -> bool {
        let checkin = |back: i64| self.days.day(add_days(self.today, -back))?.checkin.as_ref();
        let answered = (1..=QUIET_DAYS).filter_map(checkin).any(is_typed);
        let begun = || self.desk.book.weeks().flat_map(|w| &w.days).find(|d| d.checkin.is_some() || d.has_done());
        !answered && begun().is_some_and(|d| (self.today - d.date).num_days() >= QUIET_DAYS)
    }

    /// Whether a deload is running, or ended a few days ago.
    pub(super) fn is_deloading(&self) -> bool {
        (0..=AFTER_DELOAD).any(|back| self.days.deload(add_days(self.today, -back)))
    }

    /// The last day of the unbroken stretch from today on that has the overlay.
    pub(super) fn until(&self, overlay: Overlay) -> NaiveDate {
        let on = |date: &NaiveDate| self.desk.day(*date).overlay == Some(overlay);
        (1..).map(|n| add_days(self.today, n)).take_while(on).last().unwrap_or(self.today)
    }

    /// Flags that are on.
    pub(super) fn flags_on(&self) -> Vec<Flag> {
        self.flags.on().map(|s| s.flag).collect()
    }

    /// What all rows together ask an open session to become: the gentlest of all; `None` if it stays.
    pub(super) fn asked(&self, open: &Open) -> Option<Session> {
        let planned = &open.session;
        let mut asked = planned.clone();
        for v in [&open.verdict, &open.after_illness].into_iter().flatten() {
            asked = match self.with_rest(v.advice) {
                Advice::FullRest => return Some(Session { row: RowId::default(), ..Session::full_rest() }),
                Advice::ActiveRecovery => self.active(),
                Advice::Lighter if asked.kind == planned.kind => {
                    gentler(&asked, &planned.eased(Some(open.effort), v.most))
                }
                _ => asked,
            };
        }
        if let Some(back) = open.back.as_ref().filter(|_| asked.kind == planned.kind) {
            asked = gentler(&asked, back);
        }
        Some(asked).filter(|to| !to.same_work(planned) && to.as_plan() != planned.as_plan())
    }

    /// Active recovery becomes full rest for somebody it would be too much for.
    fn with_rest(&self, advice: Advice) -> Advice {
        let passive = self.state.which_rest() == Some(WhichRest::Passive);
        if advice == Advice::ActiveRecovery && passive { Advice::FullRest } else { advice }
    }

    /// The gentlest of this morning's verdicts, over everything open.
    pub(super) fn advice(&self) -> Advice {
        let all = self.open.iter().flat_map(|o| [&o.verdict, &o.after_illness]).flatten().map(|v| v.advice);
        let eased = self.open.iter().any(|o| o.back.is_some()).then_some(Advice::Lighter);
        all.chain(eased).max().unwrap_or(Advice::RestAsPlanned)
    }

    /// Easy movement for this morning.
    pub(super) fn active(&self) -> Session {
        let walk = Session::easy_walk();
        Session { minutes: if self.state.is_sore() { Some(SORE_MINUTES) } else { walk.minutes }, ..walk }
    }

    /// The edit that eases every open session as asked, and what becomes of each; `None` if all stay.
    pub(super) fn eases(&self) -> Option<(Does, Edit)> {
        let mut asked: Vec<(&Open, Session)> = self.open.iter().filter_map(|o| Some((o, self.asked(o)?))).collect();
        asked.sort_by_key(|(o, _)| (std::cmp::Reverse(o.demand()), o.index));
        let (first, to) = asked.first()?;
        // Full rest is a day with nothing else on it; if something stays, the sessions asked to rest are left out.
        if asked.iter().all(|(_, to)| to.kind == Kind::Rest) && asked.len() == self.open.len() {
            let titles: Vec<&str> = self.open.iter().map(|o| o.session.title.as_str()).collect();
            let all = Session { title: titles.join(" and "), ..first.session.clone() };
            let edit = Edit::Rest(RestEdit::Full { days: vec![self.today] });
            return Some((Does::Becomes(all, to.clone()), edit));
        }
        let mut moved = false;
        let (mut edits, mut becomes) = (Vec::new(), Vec::new());
        for (o, to) in &asked {
            let item = ItemRef::to(self.today, o.index, &o.session);
            let other = to.kind != o.session.kind;
            // One walk a day is enough; the others wait in the tray.
            let leaves = to.kind == Kind::Rest || (other && moved);
            edits.push(match (leaves, other) {
                (true, _) => Edit::Tray(TrayEdit::Cut { items: vec![item] }),
                (false, true) => Edit::Tray(TrayEdit::Replace { item, to: Box::new(to.clone()) }),
                (false, false) => Edit::Session(SessionEdit::Revise {
                    item,
                    was: Box::new(o.session.clone()),
                    to: Box::new(to.clone()),
                }),
            });
            becomes.push((o.session.clone(), Some(to.clone()).filter(|_| !leaves)));
            moved |= other && !leaves;
        }
        let does = match becomes.as_slice() {
            [(was, Some(to))] => Does::Becomes(was.clone(), to.clone()),
            _ => Does::Several(becomes),
        };
        Some((does, together(edits)))
    }

    /// The reasons for the verdict on a session: its facts, after the score if that is too low or there is nothing else.
    pub(super) fn reasons(&self, open: &Open) -> Vec<Fact> {
        let Some(v) = &open.verdict else { return Vec::new() };
        let demand = open.demand();
        let mut facts: Vec<Fact> = v.reasons.iter().map(|r| Fact::Because(*r)).collect();
        let low = self.recovery.as_ref().is_none_or(|r| r.shown < demand.threshold());
        if low || facts.is_empty() {
            facts.splice(0..0, self.scored(demand));
        }
        match self.only_from() {
            Some(only) if v.advice <= Advice::AsPlanned => vec![only],
            only => facts.into_iter().chain(only).collect(),
        }
    }

    fn scored(&self, demand: Demand) -> Option<Fact> {
        let r = self.recovery.as_ref()?;
        let cap = r.cap.filter(|_| r.shown < demand.threshold()).map(Cap::short);
        Some(Fact::Score { demand: demand.name(), from: demand.threshold(), has: r.shown, cap })
    }

    /// The answers that a score of low confidence rests on.
    pub(super) fn only_from(&self) -> Option<Fact> {
        let r = self.recovery.as_ref().filter(|r| r.confidence() == Confidence::Low)?;
        let i = &r.inputs;
        let at_hand = [
            ("sleep", i.hours.is_some() || i.quality.is_some()),
            ("soreness", i.soreness.is_some()),
            ("energy", i.energy.is_some()),
            ("mood", i.mood.is_some()),
            ("stress", i.stress.is_some()),
            ("heart", i.hrv_z.is_some() || i.resting_hr_z.is_some()),
        ];
        Some(Fact::OnlyFrom(at_hand.into_iter().filter(|(_, there)| *there).map(|(name, _)| name).collect()))
    }

    /// An offer, unless it was used or refused under the same answers, would change a day that another of this morning's offers has
    /// changed, or cannot be applied. `changes` are the days whose plan it changes.
    pub(super) fn offer(
        &self,
        stance: Stance,
        what: &str,
        does: Does,
        edit: Edit,
        changes: Vec<NaiveDate>,
    ) -> Option<Offer> {
        let id = Offered { name: name_of(stance, what), answers: self.answers, days: changes };
        if self.settled.holds(&id) || self.desk.trial(&edit).is_err() {
            return None;
        }
        let moves = self.moves(&edit);
        Some(Offer { does, edit: Some(edit), id, day: None, moves })
    }

    /// An offer that opens the check-in.
    pub(super) fn check_in(&self) -> Option<Offer> {
        let id = Offered { name: name_of(Stance::Unanswered, ""), answers: self.answers, days: Vec::new() };
        (!self.settled.holds(&id)).then_some(Offer { does: Does::CheckIn, edit: None, id, day: None, moves: None })
    }

    /// Whether an offer of that name was used under these answers.
    pub(super) fn was_used(&self, stance: Stance, what: &str) -> bool {
        let name = name_of(stance, what);
        self.settled.used.iter().any(|o| o.name == name && o.answers == self.answers)
    }

    /// Whether one was refused.
    pub(super) fn was_refused(&self, stance: Stance, what: &str) -> bool {
        let name = name_of(stance, what);
        self.settled.refused.iter().any(|o| o.name == name && o.answers == self.answers)
    }

    /// Whether a practice was offered and used or refused today: one a day is enough.
    pub(super) fn had_practice(&self) -> bool {
        let all = self.settled.used.iter().chain(self.settled.refused);
        all.into_iter().any(|o| o.name.ends_with(PRACTICE))
    }

    /// Whether the deload that is due was turned down on a day of this week.
    pub(super) fn was_refused_this_week(&self) -> bool {
        self.settled.refused.iter().any(|o| o.name == Offered::OF_WEEK)
    }

    /// Whether one of this morning's offers eased a session of today.
    pub(super) fn was_eased(&self, open: &Open) -> bool {
        let eases = [Stance::Gentler, Stance::AfterIllness, Stance::ComingBack, Stance::Hurt, Stance::Go];
        let eased = |o: &&Offered| {
            eases.iter().any(|s| o.name == s.name()) || (o.name.ends_with("/deload") && open.session.kind.is_training())
        };
        let used = self.settled.used.iter().filter(|o| o.answers == self.answers && o.days.contains(&self.today));
        used.into_iter().any(|o| eased(&o))
    }

    /// Whether one of this morning's offers changed a day's plan.
    pub(super) fn changed(&self, date: NaiveDate) -> bool {
        self.settled.used.iter().any(|o| o.answers == self.answers && o.days.contains(&date))
    }

    /// The morning that an edit changes most. A guess says nothing about that.
    fn moves(&self, edit: &Edit) -> Option<(NaiveDate, u8, u8)> {
        self.ahead.forecast.as_ref().filter(|f| !f.is_guess())?;
        let book = self.desk.after(edit)?;
        let after = self.desk.over(&book).outlooks(self.ahead);
        let both = self.ahead.outlooks.iter().zip(&after).filter_map(|(a, b)| Some((a.date, a.shown()?, b.shown()?)));
        both.max_by_key(|(date, a, b)| (a.abs_diff(*b), std::cmp::Reverse(*date))).filter(|(_, a, b)| a != b)
    }

    /// The week of today.
    pub(super) fn week(&self) -> WeekId {
        WeekId::of(self.today)
    }
}

impl Open {
    /// How demanding it is.
    pub fn demand(&self) -> Demand {
        Demand::of_rpe(self.effort.rpe)
    }
}

/// The lower of the two in minutes and in RPE.
fn gentler(a: &Session, b: &Session) -> Session {
    let least = |a: Option<Rpe>, b: Option<Rpe>| a.into_iter().chain(b).min();
    let minutes = a.minutes.into_iter().chain(b.minutes).min();
    Session { minutes, rpe: least(a.rpe, b.rpe), ..b.clone() }
}

/// Several edits as one.
pub(super) fn together(mut edits: Vec<Edit>) -> Edit {
    if edits.len() == 1 { edits.remove(0) } else { Edit::Together(edits) }
}

fn name_of(stance: Stance, what: &str) -> String {
    if what.is_empty() { stance.name().to_owned() } else { format!("{}/{what}", stance.name()) }
}

/// A hash of this morning's answers: a different answer makes it a different morning.
fn answers_of(day: &Day) -> u64 {
    let blank = CheckIn::default();
    let c = day.checkin.as_ref().unwrap_or(&blank).clone().without_forecast();
    let answers = CheckIn { unfinished: false, ready: None, ..c };
    crate::domain::session::fnv1a(format!("{answers:?} {:?}", day.overlay).as_bytes())
}

/// Whether any answer was typed: a value with a source was measured.
fn is_typed(c: &CheckIn) -> bool {
    let own = |name: &str| !c.from.contains_key(name);
    c.energy.is_some()
        || c.mood.is_some()
        || c.stress.is_some()
        || !c.soreness.is_empty()
        || !c.pain.is_empty()
        || c.ready.is_some()
        || c.ill.is_some()
        || (c.sleep_quality.is_some() && own("sleep_quality"))
        || ((c.sleep_hours.is_some() || c.bed.is_some() || c.wake.is_some()) && own("sleep_hours") && own("bed"))
        || (c.resting_hr.is_some() && own("resting_hr"))
        || (c.hrv.is_some() && own("hrv"))
}
