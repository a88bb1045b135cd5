//! The rows in their order: when a stance holds, what it says, and what it offers.

use chrono::NaiveDate;

use super::morning::{Morning, Open, PRACTICE, together};
use super::raise::raise;
use super::{Counsel, Does, Fact, Offer, Stance};
use crate::domain::calendar::add_days;
use crate::domain::session::{Felt, Status};
use crate::domain::shelf::{date_of, day_number};
use crate::domain::week::{Overlay, day_title};
use crate::domain::{Day, Days, Kind, Region, Session, WeekId};
use crate::edit::{Edit, ItemRef, LogEdit, SessionEdit, TrayEdit, WeekEdit};
use crate::planning::event;
use crate::planning::forecast::AHEAD;
use crate::planning::rules::{Finding, Rule, block};
use crate::recovery::flags::lasting;
use crate::recovery::verdict::{Advice, Demand, Verdict, after_illness, ill_days_ago, is_hard, verdict_on};

/// Level of the flags from which it is time to back off.
const BACK_OFF: u8 = 3;
/// Mean of seven mornings below which a deload comes early, and the loading weeks and scored mornings that takes. Chosen.
const EARLY_SCORE: f64 = 55.0;
const EARLY_WEEKS: usize = 3;
const EARLY_MORNINGS: usize = 4;

type Row = fn(&Morning<'_>) -> Option<Counsel>;

/// Every row but the last, which always holds.
const ROWS: [(Stance, Row); 14] = [
    (Stance::Ill, |m| m.ill()),
    (Stance::Away, |m| m.away()),
    (Stance::Hurt, |m| m.hurt()),
    (Stance::Event, |m| m.event()),
    (Stance::AfterIllness, |m| m.after_illness()),
    (Stance::ComingBack, |m| m.coming_back()),
    (Stance::Unanswered, |m| m.unanswered()),
    (Stance::BackOff, |m| m.back_off()),
    (Stance::Gentler, |m| m.gentler()),
    (Stance::ProtectNext, |m| m.protect_next()),
    (Stance::Finding, |m| m.finding()),
    (Stance::Settled, |m| m.settled()),
    (Stance::Done, |m| m.done()),
    (Stance::Rest, |m| m.rest()),
];

impl Morning<'_> {
    /// The first row that holds.
    pub fn counsel(&self) -> Counsel {
        let found = ROWS.iter().find_map(|(stance, row)| {
            let counsel = row(self)?;
            debug_assert_eq!(counsel.stance, *stance);
            Some(counsel)
        });
        let counsel = found.unwrap_or_else(|| self.go());
        Counsel { advice: self.advice(), ..counsel }
    }

    fn ill(&self) -> Option<Counsel> {
        if !self.day.is_ill() {
            return None;
        }
        let overlay = self.day.overlay == Some(Overlay::Ill);
        let c = self.day.checkin.as_ref().filter(|c| c.is_answered() && !c.unfinished);
        // Somebody who says ill today is not asked about it; a mark from yesterday may be out of date.
        let since = self.days.day(add_days(self.today, -1)).is_some_and(Day::is_ill);
        let better = since && self.is_answered() && !self.state.tired;
        let well = overlay && c.is_some_and(|c| c.ill == Some(false) || (c.ill.is_none() && better));
        let until = self.until(Overlay::Ill);
        let said = c.filter(|c| c.ill == Some(true)).map(|_| Fact::SaidIll);
        let counsel = Counsel::new(Stance::Ill);
        if well {
            let days: Vec<NaiveDate> = self.today.iter_days().take_while(|d| *d <= until).collect();
            let edit = Edit::Log(LogEdit::Overlay { days, overlay: None });
            let offer = self.offer(Stance::Ill, "lift", Does::Lift(Overlay::Ill), edit, Vec::new());
            return Some(counsel.because([Fact::SaidWell, Fact::Until(Overlay::Ill, until)]).offers(offer));
        }
        if overlay {
            return Some(counsel.because([Fact::Until(Overlay::Ill, until)]));
        }
        // Days with another overlay keep it.
        let free = |d: &NaiveDate| self.desk.day(*d).overlay.is_none();
        let days: Vec<NaiveDate> = [self.today, add_days(self.today, 1)].into_iter().filter(free).collect();
        let edit = Edit::Log(LogEdit::Overlay { days: days.clone(), overlay: Some(Overlay::Ill) });
        let mark = |days: Vec<NaiveDate>| self.offer(Stance::Ill, "mark", Does::MarkIll(days), edit, Vec::new());
        let offer = if days.is_empty() { None } else { mark(days) };
        Some(counsel.because(said).offers(offer))
    }

    fn away(&self) -> Option<Counsel> {
        let overlay = self.day.overlay.filter(|o| *o != Overlay::Ill && self.day.hurt().is_none())?;
        Some(Counsel::new(Stance::Away).because([Fact::Until(overlay, self.until(overlay))]))
    }

    fn hurt(&self) -> Option<Counsel> {
        let pain = self.pain();
        let table = &self.desk.basis.regions;
        let hurts = |s: &Session| pain.iter().copied().find(|r| table.trains(s, *r));
        let open = self.open.iter().filter(|o| o.demand() > Demand::Recovery);
        let (open, region) = open.filter_map(|o| Some((o, hurts(&o.session)?))).max_by_key(|(o, _)| o.demand())?;
        let (spares, fits) = match self.spares(&|s| hurts(s).is_some()) {
            Some((date, title, fits)) => (Some((date, title)), fits),
            None => (None, false),
        };
        let counsel = Counsel::new(Stance::Hurt).of(self.today, &open.session).because([Fact::Hurts(region)]);
        let counsel = counsel.because(spares.as_ref().map(|(date, title)| Fact::Spares(*date, title.clone())));
        let swap = spares.filter(|_| fits).and_then(|(date, title)| {
            let from = (self.today, day_title(&self.day.sessions));
            let does = Does::Swap { from, to: (date, title) };
            self.offer(Stance::Hurt, "", does, Edit::swap(self.today, date), vec![self.today, date])
        });
        let walk = || self.walks_instead(Stance::Hurt, open);
        Some(counsel.offers(swap.or_else(|| self.easing(Stance::Hurt)).or_else(walk)))
    }

    fn event(&self) -> Option<Counsel> {
        let name = self.day.event.clone().filter(|_| !self.day.has_done())?;
        Some(Counsel::new(Stance::Event).because([Fact::Event(name)]))
    }

    /// Regions that hurt today: marked this morning, or by an injury.
    fn pain(&self) -> Vec<Region> {
        let marked = self.day.checkin.iter().flat_map(|c| &c.pain);
        marked.chain(self.day.hurt().iter().flat_map(|i| &i.regions)).copied().collect()
    }

    /// Easy movement in place of a session, where no score says more.
    fn walks_instead(&self, stance: Stance, open: &Open) -> Option<Offer> {
        let (item, walk) = (ItemRef::to(self.today, open.index, &open.session), self.active());
        let edit = Edit::Tray(TrayEdit::Replace { item, to: Box::new(walk.clone()) });
        self.offer(stance, "", Does::Becomes(open.session.clone(), walk), edit, vec![self.today])
    }

    /// A later day of this week whose training spares what hurts, and whether it can swap with today: its sessions would stay as
    /// planned this morning, and today's may go there. Such a day first, then the one with the fewest findings, then the earliest.
    fn spares(&self, hurts: &dyn Fn(&Session) -> bool) -> Option<(NaiveDate, String, bool)> {
        let (week, _) = self.desk.shown(self.week());
        let fits = |day: &&Day| {
            let training = day.sessions.iter().filter(|s| s.kind.is_training());
            day.date > self.today && !day.is_off() && training.clone().count() > 0 && !training.clone().any(hurts)
        };
        let table = &self.desk.basis.regions;
        let may_go_there = |day: &Day| !self.day.sessions.iter().any(|s| day.sets_aside(s, table));
        let passes = |day: &Day| self.recovery.is_some() && day.sessions.iter().all(|s| self.would_pass(s));
        let found = week.days.iter().filter(fits).filter_map(|day| {
            let book = self.desk.after(&Edit::swap(self.today, day.date))?;
            let tried = self.desk.tried(&book, self.ahead);
            let findings = self.desk.over(&book).findings(self.week(), self.learnt, &tried.outlooks).len();
            let fits = passes(day) && may_go_there(day) && !self.desk.overtaxes(&book, &[self.week()], self.ahead);
            Some((!fits, findings, day))
        });
        let (unfit, _, day) = found.min_by_key(|(unfit, n, day)| (*unfit, *n, day.date))?;
        Some((day.date, day_title(&day.sessions), !unfit))
    }

    /// Whether a session would stay as planned if it were today's.
    fn would_pass(&self, s: &Session) -> bool {
        let number = day_number(self.today);
        let Some(effort) = crate::domain::effort::effort(&self.days, s, number, number) else { return true };
        let (r, table) = (self.recovery.as_deref(), &self.desk.basis.regions);
        let asks = verdict_on(Some((s, effort)), r, &self.days, &self.day, table);
        let too_much = || self.back.is_some_and(|b| b.eased(&self.days, s, &self.days.usuals(number)).is_some());
        let ill = after_illness(&self.days, &self.day, effort.rpe).is_some();
        asks.is_none_or(|v| v.advice <= Advice::AsPlanned) && !ill && !too_much()
    }

    fn after_illness(&self) -> Option<Counsel> {
        let above = self.open.iter().filter(|o| o.after_illness.is_some());
        let open = above.max_by_key(|o| o.demand())?;
        let ago = ill_days_ago(&self.days, day_number(self.today))?;
        let counsel = Counsel::new(Stance::AfterIllness).of(self.today, &open.session).because([Fact::IllAgo(ago)]);
        Some(counsel.offers(self.easing(Stance::AfterIllness)))
    }

    fn coming_back(&self) -> Option<Counsel> {
        let back = self.back?;
        let open = self.open.iter().filter(|o| o.back.is_some()).max_by_key(|o| o.demand())?;
        let unmarked = (back.unmarked && !back.trained).then(|| date_of(back.last + 1));
        let counsel = Counsel::new(Stance::ComingBack).of(self.today, &open.session);
        let counsel = counsel.because([Fact::LaidOff(back.days, unmarked)]);
        Some(counsel.offers(self.easing(Stance::ComingBack)))
    }

    fn unanswered(&self) -> Option<Counsel> {
        if self.is_answered() || self.only_imports() {
            return None;
        }
        let open = self.main().filter(|o| o.session.kind.is_training())?;
        Some(Counsel::new(Stance::Unanswered).of(self.today, &open.session).offers(self.check_in()))
    }

    fn back_off(&self) -> Option<Counsel> {
        if self.flags.level < BACK_OFF || self.is_deloading() {
            return None;
        }
        let doctor = lasting(self.desk.book, self.today, self.desk.basis).then_some(Fact::SeeSomebody);
        let counsel = Counsel::new(Stance::BackOff).because([Fact::Flags(self.flags_on())]).because(doctor);
        let counsel = match self.main() {
            Some(open) => counsel.of(self.today, &open.session),
            None => counsel,
        };
        // Before an event no deload: today is eased, and the taper does the rest.
        let near = event::is_near(&self.days, self.today);
        Some(counsel.offers(if near { self.easing(Stance::BackOff) } else { self.deload(Stance::BackOff) }))
    }

    fn gentler(&self) -> Option<Counsel> {
        let asks = |v: &Verdict| v.advice > Advice::AsPlanned;
        let open = self.open.iter().filter(|o| o.verdict.as_ref().is_some_and(asks));
        let open = open.max_by_key(|o| (o.demand(), std::cmp::Reverse(o.index)))?;
        let counsel = Counsel::new(Stance::Gentler).of(self.today, &open.session);
        if self.was_refused(Stance::Gentler, "") {
            let facts = [Fact::Declined].into_iter().chain(self.reasons(open));
            return Some(counsel.because(facts));
        }
        Some(counsel.because(self.reasons(open)).offers(self.easing(Stance::Gentler)))
    }

    /// What is asked of all open sessions, as one offer.
    fn easing(&self, stance: Stance) -> Option<Offer> {
        let (does, edit) = self.eases()?;
        self.offer(stance, "", does, edit, vec![self.today])
    }

    /// A deload from today on; today gets the gentler of that and what this morning asks.
    fn deload(&self, stance: Stance) -> Option<Offer> {
        let start = self.today;
        let days: Vec<NaiveDate> = (0..7).map(|n| add_days(start, n)).collect();
        let deload = Edit::Week(WeekEdit::Deload { start });
        let book = self.desk.after(&deload)?;
        let later = self.desk.over(&book);
        // Judged as the deload leaves it: a session that passes then needs no more easing.
        let tried = Morning::of(&later, self.learnt, self.ahead, Default::default(), &[]);
        let edit = match tried.eases() {
            Some((_, more)) => together(vec![deload, more]),
            None => deload,
        };
        let book = self.desk.after(&edit)?;
        let after = self.desk.over(&book);
        let load = |desk: &super::Desk<'_>| desk.planned_load(&days);
        let hard = |desk: &super::Desk<'_>| days.iter().filter(|d| self.is_hard_day(&desk.day(**d))).count();
        let does = Does::Deload { load: (load(self.desk), load(&after)), hard: (hard(self.desk), hard(&after)) };
        self.offer(stance, "deload", does, edit, days)
    }

    fn is_hard_day(&self, day: &Day) -> bool {
        let table = &self.desk.basis.regions;
        let counts = |s: &Session| s.status != Status::Skipped && !day.sets_aside(s, table);
        day.sessions.iter().any(|s| counts(s) && is_hard(s))
    }

    fn protect_next(&self) -> Option<Counsel> {
        let (used, refused) = (self.was_used(Stance::ProtectNext, ""), self.was_refused(Stance::ProtectNext, ""));
        if used || refused || self.day.is_off() {
            return None;
        }
        let table = &self.desk.basis.regions;
        let open = |day: &Day, s: &Session| s.status == Status::Planned && is_hard(s) && !day.sets_aside(s, table);
        let opens = |day: &Day| day.sessions.iter().any(|s| open(day, s));
        let date = (1..=i64::from(AHEAD)).map(|n| add_days(self.today, n)).find(|d| opens(&self.desk.day(*d)))?;
        let drained = self.state.drained && !opens(&self.day);
        let wants = Demand::Hard.threshold();
        let low = self
            .ahead
            .of(date)
            .and_then(|o| o.score)
            .filter(|s| !s.guess && f64::from(s.score) < f64::from(wants) - s.half_width / 2.0);
        if !drained && low.is_none() {
            return None;
        }
        let day = self.desk.day(date);
        let session = day.sessions.iter().find(|s| open(&day, s))?;
        let facts = [drained.then_some(Fact::Drained), low.map(|s| Fact::Forecast(date, s.score, wants))];
        let counsel = Counsel::new(Stance::ProtectNext).of(date, session).because(facts.into_iter().flatten());
        // A good forecast needs no walk in its place.
        let known = self.ahead.of(date).and_then(|o| o.score).is_some_and(|s| !s.guess);
        let soon = low.is_some() || (!known && date == add_days(self.today, 1));
        let walk = || self.walk_in_place(date, &day, session).filter(|_| soon);
        Some(counsel.offers(self.clears(date).or_else(walk)))
    }

    /// The swap of an upcoming hard day that leaves the fewest findings; on a tie, onto the best morning, then the earliest.
    fn clears(&self, date: NaiveDate) -> Option<Offer> {
        let (week, _) = self.desk.shown(WeekId::of(date));
        // Only later days, so that there is more time to recover.
        let others = week.days.iter().filter(|d| d.date > date && !self.is_hard_day(d));
        let fits = others.filter_map(|d| {
            let edit = Edit::swap(date, d.date);
            let (_, after) = self.desk.effect(&edit, self.learnt, self.ahead)?;
            // Only onto a morning with a forecast.
            let score = self.ahead.of(d.date)?.shown()?;
            Some((after, std::cmp::Reverse(score), d.date, edit, day_title(&d.sessions)))
        });
        let (_, _, to, edit, title) = fits.min_by_key(|(n, score, d, ..)| (*n, *score, *d))?;
        let from = (date, day_title(&self.desk.day(date).sessions));
        let does = Does::Swap { from, to: (to, title) };
        self.offer(Stance::ProtectNext, "", does, edit, vec![date, to])
    }

    /// A recovery session in place of a hard one.
    fn walk_in_place(&self, date: NaiveDate, day: &Day, session: &Session) -> Option<Offer> {
        let index = day.sessions.iter().position(|s| s == session)?;
        let (item, walk) = (ItemRef::to(date, index, session), Session::easy_walk());
        let edit = Edit::Tray(TrayEdit::Replace { item, to: Box::new(walk.clone()) });
        self.desk.effect(&edit, self.learnt, self.ahead)?;
        let does = Does::Becomes(session.clone(), walk);
        let offer = self.offer(Stance::ProtectNext, "", does, edit, vec![date])?;
        Some(Offer { day: Some(date), ..offer })
    }

    fn finding(&self) -> Option<Counsel> {
        let findings = self.findings();
        if let Some(counsel) = self.deload_due(&findings) {
            return Some(counsel);
        }
        let open = self.main()?;
        let of_today = findings.into_iter().filter(|f| f.date == Some(self.today) && f.rule != Rule::ForecastLow);
        let fresh = |f: &Finding| {
            let what = f.rule.code();
            !self.was_used(Stance::Finding, what) && !self.was_refused(Stance::Finding, what)
        };
        let finding = of_today.into_iter().find(fresh)?;
        let mend = self.desk.mend(&finding, self.week(), self.learnt, self.ahead);
        let offer = mend.and_then(|m| {
            let (edit, days, what) = (m.edit.clone(), m.days.clone(), m.finding.rule.code());
            self.offer(Stance::Finding, what, Does::Mend(m), edit, days)
        });
        // A finding left behind by one of this morning's offers is no reason for another.
        if offer.is_none() && self.changed(self.today) {
            return None;
        }
        let counsel = Counsel::new(Stance::Finding).of(self.today, &open.session);
        Some(counsel.because([Fact::Found(finding)]).offers(offer))
    }

    fn deload_due(&self, findings: &[Finding]) -> Option<Counsel> {
        let settled = self.was_used(Stance::Finding, "deload") || self.was_refused_this_week();
        if settled || self.is_deloading() || self.day.is_off() {
            return None;
        }
        let counsel = Counsel::new(Stance::Finding);
        let counsel = match self.main() {
            Some(open) => counsel.of(self.today, &open.session),
            None => counsel,
        };
        Some(counsel.because([self.deload_reason(findings)?]).offers(self.deload(Stance::Finding)))
    }

    /// What the rules find in this week.
    pub(super) fn findings(&self) -> Vec<Finding> {
        self.desk.findings(self.week(), self.learnt, &self.ahead.outlooks)
    }

    /// The reason for a deload, whether it was turned down or not.
    pub(super) fn deload_reason(&self, findings: &[Finding]) -> Option<Fact> {
        let every = self.desk.limits.deload_every;
        let block = block(&self.days, self.week(), every, self.today, &self.desk.basis.regions);
        if findings.iter().any(|f| f.rule == Rule::DeloadDue) {
            return Some(Fact::Loading(block.loading));
        }
        let near = event::is_near(&self.days, self.today);
        self.low_mean().filter(|_| block.loading >= EARLY_WEEKS && !near).map(Fact::LowMean)
    }

    /// The mean of the last seven mornings, if it is low.
    fn low_mean(&self) -> Option<f64> {
        let shown = |back: i64| self.desk.log().shown(add_days(self.today, -back)).map(f64::from);
        let scores: Vec<f64> = (0..7).filter_map(shown).collect();
        let mean = scores.iter().sum::<f64>() / scores.len().max(1) as f64;
        (scores.len() >= EARLY_MORNINGS && mean < EARLY_SCORE).then_some(mean)
    }

    fn settled(&self) -> Option<Counsel> {
        let c = self.day.checkin.clone().unwrap_or_default();
        let open =
            || self.day.sessions.iter().enumerate().filter(|(_, s)| s.status == Status::Planned && !self.day.is_off());
        // A condition that cannot be read decides nothing.
        let settled = |s: &Session| s.settled_by().is_some_and(|on| on.is_understood());
        if let Some((index, s)) = open().find(|(_, s)| settled(s)) {
            let condition = s.settled_by()?;
            let other = s.other_branch()?;
            let answer = condition.answer(&c).zip(condition.holds(&c));
            let answer = answer.map(|(n, holds)| Fact::Answered { condition: condition.short(), answer: n, holds });
            let item = ItemRef::to(self.today, index, s);
            let to = Box::new(other.clone());
            let edit = Edit::Session(SessionEdit::Revise { item, was: Box::new(s.clone()), to });
            let rests = other.kind == Kind::Rest;
            let fits = rests || (self.would_pass(&other) && !self.desk.adds_findings(&edit, self.learnt, self.ahead));
            let does = Does::OtherBranch(other);
            let offer = if fits { self.offer(Stance::Settled, "", does, edit, vec![self.today]) } else { None };
            return Some(Counsel::new(Stance::Settled).of(self.today, s).because(answer).offers(offer));
        }
        let waits = |s: &Session| s.condition.as_ref().is_some_and(|on| on.is_understood() && on.holds(&c).is_none());
        let (_, s) = open().find(|(_, s)| waits(s))?;
        let waits = s.condition.as_ref().map(|on| Fact::Waits(on.short()));
        Some(Counsel::new(Stance::Settled).of(self.today, s).because(waits))
    }

    fn done(&self) -> Option<Counsel> {
        let sessions = || self.day.sessions.iter().filter(|s| s.kind != Kind::Rest);
        if sessions().next().is_none()
            || self.day.sessions.iter().any(|s| s.status == Status::Planned && s.kind != Kind::Rest)
        {
            return None;
        }
        let main = sessions()
            .filter(|s| s.status == Status::Done)
            .max_by(|a, b| a.load().unwrap_or_default().total_cmp(&b.load().unwrap_or_default()));
        let counsel = Counsel::new(Stance::Done);
        let skipped = sessions().filter(|s| s.status == Status::Skipped).count();
        let counsel = match main {
            Some(s) => {
                let differs = s.record().is_some_and(|d| {
                    d.minutes.is_some_and(|m| s.minutes.is_some_and(|p| p != m))
                        || d.rpe.is_some_and(|r| s.rpe.is_some_and(|p| p != r))
                });
                let plan = Session { status: Status::Planned, ..s.clone() };
                let planned = differs.then(|| Fact::Planned(super::effort_of(&plan)));
                let felt = s.felt().filter(|f| *f != Felt::Same).map(|f| Fact::Felt(f.name()));
                counsel.of(self.today, s).because(planned.into_iter().chain(felt))
            }
            None => counsel.because([Fact::Skipped(skipped)]),
        };
        Some(counsel.offers(self.practice(Stance::Done)))
    }

    fn rest(&self) -> Option<Counsel> {
        if !self.day.is_rest() {
            return None;
        }
        let counsel = Counsel::new(Stance::Rest);
        let counsel = match self.day.sessions.first() {
            Some(s) => counsel.of(self.today, s),
            None => counsel,
        };
        Some(counsel.offers(self.practice(Stance::Rest)))
    }

    /// The first practice that suits the day.
    fn practice(&self, stance: Stance) -> Option<Offer> {
        if self.had_practice() {
            return None;
        }
        let offer = self.practices.first()?;
        let edit = self.desk.adds(self.today, offer.extra.clone());
        let does = Does::Practice(offer.extra.title.clone(), offer.extra.minutes);
        self.offer(stance, PRACTICE, does, edit, Vec::new())
    }

    fn go(&self) -> Counsel {
        let counsel = Counsel::new(Stance::Go);
        let Some(open) = self.main() else { return counsel };
        let eased = self.was_eased(open).then_some(Fact::AsEased);
        let assumed = open.effort.assumed.rpe.then_some(Fact::AssumedRpe(open.effort.rpe));
        let raised = raise(self, open);
        let earned = raised.as_ref().map(|r| Fact::Earned(r.because.clone()));
        let offer = raised.and_then(|r| {
            let item = ItemRef::to(self.today, open.index, &open.session);
            let edit = SessionEdit::Revise { item, was: Box::new(open.session.clone()), to: Box::new(r.to.clone()) };
            let does = Does::Becomes(open.session.clone(), r.to);
            self.offer(Stance::Go, "", does, Edit::Session(edit), vec![self.today])
        });
        let earned = earned.filter(|_| offer.is_some());
        // The reason it was eased goes with it, unless that is a number.
        let ago = ill_days_ago(&self.days, day_number(self.today)).map(Fact::IllAgo);
        let hurt = self.pain().first().copied().map(Fact::Hurts);
        let why = ago.or(hurt).or(self.back.map(|b| Fact::LaidOff(b.days, None))).filter(|_| eased.is_some());
        let facts = eased.into_iter().chain(why).chain(self.reasons(open)).chain(earned).chain(assumed);
        counsel.of(self.today, &open.session).because(facts).offers(offer)
    }
}
