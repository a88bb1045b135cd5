//! What is said alongside a stance, and never against it.

use super::morning::Morning;
use super::{Aside, Counsel, Fact, Stance};
use crate::domain::Days;
use crate::domain::calendar::add_days;
use crate::domain::session::Status;
use crate::domain::shelf::day_number;
use crate::domain::week::Overlay;
use crate::planning::rules::Rule;
use crate::recovery::Component;
use crate::recovery::flags::lasting;
use crate::recovery::log::MODEL;
use crate::recovery::verdict::{Advice, ill_days_ago};

/// Soreness component from which muscles count as fresh. Chosen.
const FRESH_FROM: f64 = 85.0;

/// Days of an injury after which we ask whether it is over. Chosen: a week.
const HURT_WEEK: i32 = 7;

impl Morning<'_> {
    /// What else there is to say, the most important first.
    pub fn asides(&self, counsel: &Counsel) -> Vec<Aside> {
        let mut out = Vec::new();
        let said = |fact: &Fact| counsel.because.contains(fact);
        let off = matches!(counsel.stance, Stance::Ill | Stance::Away);
        if self.flags.level >= 2 && !said(&Fact::SeeSomebody) && lasting(self.desk.book, self.today, self.desk.basis) {
            out.push(Aside::SeeSomebody);
        }
        if self.flags.level >= 1 && counsel.stance != Stance::BackOff {
            out.push(Aside::Flags(self.flags.level, self.flags_on()));
        }
        if counsel.stance != Stance::Settled {
            out.extend(self.was_settled());
        }
        out.extend(self.hurt_for().filter(|days| *days > HURT_WEEK).map(Aside::HurtFor));
        out.extend(self.yesterdays_forecast());
        if !off && !matches!(counsel.stance, Stance::Done | Stance::Finding) {
            let findings = self.desk.findings_on(&[self.today], self.learnt, &self.ahead.outlooks);
            // What this morning says about hard work is already in its stance.
            out.extend(findings.into_iter().filter(|f| f.rule != Rule::ForecastLow).map(Aside::Found));
        }
        let asked = self.open.iter().any(|o| self.asked(o).is_some());
        let gentle = counsel.advice >= Advice::ActiveRecovery && asked && counsel.stance == Stance::Gentler;
        out.extend(self.state.which_rest().filter(|_| gentle).map(Aside::Suits));
        let of = |c| self.recovery.as_ref().and_then(|r| r.component(c));
        let fresh = of(Component::Soreness).is_some_and(|s| s >= FRESH_FROM);
        if fresh && self.state.tired && !off && counsel.stance != Stance::Go {
            out.push(Aside::LooseButBelowPar);
        }
        if !self.is_answered()
            && !off
            && counsel.stance != Stance::Unanswered
            && self.open.iter().any(|o| o.session.kind.is_training())
        {
            out.push(Aside::Unanswered);
        }
        out
    }

    /// How a condition was settled this morning.
    fn was_settled(&self) -> Option<Aside> {
        let answers = self.day.checkin.as_ref()?;
        let s = self.day.sessions.iter().find(|s| s.status == Status::Planned && s.instead.is_some())?;
        let condition = s.settled_by()?;
        let (answer, holds) = (condition.answer(answers)?, condition.holds(answers)?);
        Some(Aside::Settled(s.title.clone(), condition.short(), answer, holds))
    }

    /// How many days in a row, today included, are marked hurt.
    fn hurt_for(&self) -> Option<i32> {
        let hurt = |back: &i64| {
            let day = self.days.day(add_days(self.today, -back));
            day.is_some_and(|d| d.overlay == Some(Overlay::Hurt))
        };
        Some((0..).take_while(hurt).count() as i32).filter(|n| *n > 0)
    }

    /// What yesterday's check-in forecast for this morning, if that is graded.
    fn yesterdays_forecast(&self) -> Option<Aside> {
        let before = self.days.day(add_days(self.today, -1)).filter(|d| !d.is_left_out())?;
        let kept = before.checkin.as_ref().filter(|c| c.model == Some(MODEL))?;
        let counts = !self.day.is_left_out() && ill_days_ago(&self.days, day_number(self.today)).is_none();
        let became = self.recovery.as_ref().filter(|_| counts)?.shown;
        Some(Aside::Forecast(*kept.forecast.first()?, became))
    }
}
