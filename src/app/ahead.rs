//! What the model knows of the days ahead: forecast, findings, and what it would suggest. Made anew when weeks change.

use std::rc::Rc;
use std::sync::Arc;

use super::insight::Made;
use super::insight::Suggestion;
use super::model::Model;
use super::msg::{Daily, Effect};
use crate::domain::calendar::add_days;
use crate::domain::checkin::hours_and_minutes;
use crate::domain::session::Status;
use crate::domain::shelf::{date_of, day_number};
use crate::domain::{Days, Session, WeekId};
use crate::edit::{Edit, ItemRef, SessionEdit, TrayEdit, WeekEdit};
use crate::planning::deload::review;
use crate::planning::forecast::Outlook;
use crate::planning::rules::block;
use crate::recovery::Choice;
use crate::recovery::flags::Flags;
use crate::recovery::lay_off::coming_back;
use crate::recovery::stats::median;
use crate::recovery::verdict::{self, Advice, Verdict};
use chrono::NaiveDate;

impl Model {
    /// Where the shown week stands between deloads: `block 3 of 5`; `None` while there is nothing to count.
    pub fn block_text(&self) -> Option<String> {
        let every = self.setup.settings.rules.deload_every;
        let b = block(self.weeks.book(), self.week_id(), every, self.weeks.today());
        (b.loading > 0).then(|| b.title(self.insight.learnt.may_slip))
    }

    /// What the last deload did, in a sentence; for three weeks after it.
    pub fn deload_review(&self) -> Option<String> {
        let here = self.week_id();
        let id = (1..=3).map(|n| here.shift(-n)).find(|id| self.weeks.book().week(*id).is_some_and(|w| w.deload))?;
        let r = review(&self.desk().log(), id)?;
        let pair = |name: &str, a: Option<f64>, b: Option<f64>, show: &dyn Fn(f64) -> String| {
            a.zip(b).map(|(a, b)| format!("{name} {} → {}", show(a), show(b)))
        };
        let parts = [
            pair("score", r.before.score, r.after.score, &|n| format!("{n:.0}")),
            pair("sleep", r.before.sleep, r.after.sleep, &hours_and_minutes),
            pair("RPE of the same work", r.before.rpe, r.after.rpe, &|n| format!("{n:.1}")),
        ];
        let told: Vec<String> = parts.into_iter().flatten().collect();
        (!told.is_empty())
            .then(|| format!("the deload of week {}, two weeks before → week after: {}", id.number(), told.join(", ")))
    }

    /// The forecast of a day ahead.
    pub fn outlook(&self, date: NaiveDate) -> Option<&Outlook> {
        self.insight.ahead.of(date)
    }

    /// Makes anew what was made from something else than what there is now.
    pub(super) fn refresh(&mut self) {
        let now = Made { version: self.weeks.version(), week: self.week_id(), day: self.view.cursor() };
        let was = self.insight.made.replace(now);
        let weeks = was.is_none_or(|was| was.version != now.version);
        let findings = weeks || was.is_none_or(|was| was.week != now.week);
        if weeks {
            self.insight.learnt = self.desk().learnt();
            self.insight.ahead = self.desk().ahead(&self.insight.learnt);
            if let Some(sandbox) = &mut self.view.sandbox {
                let at = sandbox.at;
                sandbox.plans[at].outlooks.clone_from(&self.insight.ahead.outlooks);
            }
            self.insight.offers = self.make_offers();
            self.insight.suggested = self.make_suggestion();
            self.keep_item();
        }
        if findings {
            self.insight.findings = self.desk().findings(now.week, &self.insight.learnt, &self.insight.ahead.outlooks);
        }
        if findings || was.is_none_or(|was| was.day != now.day) {
            if findings {
                self.insight.fixes.clear();
            }
            let known = self.insight.fixes.get(&now.day).cloned();
            self.insight.fix = known.unwrap_or_else(|| self.make_fix().or_else(|| self.make_raise()));
            self.insight.fixes.insert(now.day, self.insight.fix.clone());
        }
    }

    /// Scores are made by other weights from now on: the settings say so, and every score that is shown follows.
    pub(super) fn weigh(&mut self, choice: Choice) -> Vec<Effect> {
        let setup = Rc::make_mut(&mut self.setup);
        setup.settings.weights = choice;
        Arc::make_mut(&mut setup.basis).weights = choice;
        self.insight.made = None;
        self.refresh();
        self.say(match choice {
            Choice::Own => "your own weights are in use; ⟦learnt⟧ shows them and goes back",
            Choice::Published => "the published weights are in use again",
        });
        let missing = self.missing();
        let load = (!missing.is_empty()).then_some(Effect::Load(missing));
        // Who goes back does not want to be asked again soon.
        let refused = (choice == Choice::Published).then(|| self.tell(Daily::Weights));
        // What is tried in the sample weeks is no setting of anybody's.
        let set = (!self.here.sample).then_some(Effect::Weights(choice));
        set.into_iter().chain(refused).chain(load).collect()
    }

    /// What the program would change today, if it were asked: never more than an offer.
    pub fn suggestion(&self) -> Option<&Suggestion> {
        let waits =
            self.weeks.queue.edits().any(
                |c| matches!(c.edit, Edit::Mark(date, mark) if date == self.weeks.today() && mark.settles_offer()),
            );
        self.insight.suggested.as_ref().filter(|_| {
            !waits && !self.weeks.marks.iter().any(|(date, mark)| *date == self.weeks.today() && mark.settles_offer())
        })
    }

    fn make_suggestion(&self) -> Option<Suggestion> {
        if let Some(lighter) = self.first_week_back() {
            return Some(lighter);
        }
        let flags = self.flags(self.weeks.today());
        if flags.level >= 3 {
            let edit = Edit::Week(WeekEdit::Deload { start: self.weeks.today() });
            let text = format!(
                "Red flags at level {}, back off: a deload eases the training of the next 7 days.",
                flags.level
            );
            return self.trial(&edit).ok().map(|()| Suggestion { text, edit });
        }
        if let Some(mean) = self.early_deload() {
            let edit = Edit::Week(WeekEdit::Deload { start: self.weeks.today() });
            let text =
                format!("Seven mornings at {mean:.0} on average after three loading weeks: a deload can come early.");
            if self.trial(&edit).is_ok() {
                return Some(Suggestion { text, edit });
            }
        }
        let (verdict, sentence) = self.verdict(self.weeks.today())?;
        let (week, _) = self.shown(WeekId::of(self.weeks.today()));
        let day = week.day(self.weeks.today());
        if day.overlay.is_some() {
            // The plan waits underneath already.
            return None;
        }
        let days = self.desk().days();
        let open = verdict::session_of(&days, day, self.weeks.today()).filter(|(s, _)| s.status == Status::Planned);
        let Some((session, effort)) = open else {
            return self.swap_next_hard_day();
        };
        let index = day.sessions.iter().position(|s| s == session)?;
        let item = ItemRef::to(self.weeks.today(), index, session);
        let gentle = match verdict.advice {
            Advice::RestAsPlanned | Advice::AsPlanned => return self.swap_next_hard_day(),
            Advice::Lighter => session.eased(Some(effort), verdict.most),
            Advice::ActiveRecovery => Session { row: session.row, ..Session::easy_walk() },
            Advice::FullRest => Session { row: session.row, ..Session::full_rest() },
        };
        if gentle.as_plan() == session.as_plan() {
            return None;
        }
        let edit = match verdict.advice {
            Advice::Lighter => Edit::Session(SessionEdit::Revise {
                item,
                was: Box::new(session.clone()),
                to: Box::new(gentle.clone()),
            }),
            _ => Edit::Tray(TrayEdit::Replace { item, to: Box::new(gentle.clone()) }),
        };
        self.trial(&edit).ok()?;
        Some(Suggestion { text: format!("{sentence}{}", self.gain_of(&edit)), edit })
    }

    /// In the first week after a lay-off: today's session as it should be at most, whatever the score.
    fn first_week_back(&self) -> Option<Suggestion> {
        let today = self.weeks.today();
        let days = self.desk().days();
        let back = coming_back(&days, day_number(today))?;
        let usuals = days.usuals(day_number(today));
        let day = self.desk().day(today);
        let open = day.sessions.iter().enumerate().filter(|(_, s)| s.status == Status::Planned && !day.is_off());
        let (index, session, to) = open.into_iter().find_map(|(i, s)| Some((i, s, back.eased(&days, s, &usuals)?)))?;
        let item = ItemRef::to(today, index, session);
        let text = format!(
            "{} days without training: the first week back is lighter, whatever the score. {}.{}",
            back.days,
            to.summary(),
            if back.unmarked {
                format!(
                    " Nothing is marked since {}; if you trained, mark it.",
                    date_of(back.last + 1).format("%-d %b")
                )
            } else {
                String::new()
            }
        );
        let edit = Edit::Session(SessionEdit::Revise { item, was: Box::new(session.clone()), to: Box::new(to) });
        self.trial(&edit).ok()?;
        Some(Suggestion { text, edit })
    }

    /// What an edit does to the next mornings, in a sentence: the day it moves most.
    fn gain_of(&self, edit: &Edit) -> String {
        let Some(book) = self.desk().after(edit) else { return String::new() };
        let after = self.desk().over(&book).outlooks(&self.insight.ahead);
        let moved =
            self.insight.ahead.outlooks.iter().zip(&after).max_by_key(|(a, b)| Some(b.shown()?.abs_diff(a.shown()?)));
        match moved.and_then(|(a, b)| Some((a.date, a.shown()?, b.shown()?))).filter(|(_, a, b)| a != b) {
            Some((date, a, b)) => format!(" {} {a} → {b}.", date.format("%A")),
            None => " No later morning moves.".to_owned(),
        }
    }

    /// After two weeks of nights, one's own median as a sleep need, where it is another one than the setting.
    pub fn sleep_need_offer(&self) -> Option<String> {
        let nights = (0..28).filter_map(|n| self.desk().log().slept(add_days(self.weeks.today(), -n)));
        let nights: Vec<f64> = nights.collect();
        let own = median(nights.clone()).filter(|_| nights.len() >= 14)?.clamp(7.0, 9.0);
        ((own - self.setup.basis.sleep_need).abs() >= 0.25).then(|| {
            format!(
                "your own median over {} nights, within 7 to 9 h, is {}; sleep_need = {own:.2} in config.toml counts from that",
                nights.len(),
                hours_and_minutes(own)
            )
        })
    }

    /// The verdict on a day's session, in a sentence; `None` without a score or a session to judge.
    pub fn verdict(&self, date: NaiveDate) -> Option<(Verdict, String)> {
        let r = self.recovery(date);
        (date <= self.weeks.today()).then(|| self.desk().verdict(date, r.as_deref()))?
    }

    /// The red flags of a morning.
    pub fn flags(&self, date: NaiveDate) -> Flags {
        self.desk().flags(date)
    }
}
