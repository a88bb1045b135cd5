//! What the model knows about the days ahead: forecast, findings, and what it would suggest. Remade when weeks change.

use std::rc::Rc;

use chrono::NaiveDate;

use super::insight::{Made, Prepared};
use super::model::Model;
use super::msg::{Daily, Effect};
use crate::config::Put;
use crate::config::put::quoted;
use crate::domain::Day;
use crate::domain::calendar::add_days;
use crate::domain::checkin::hours_and_minutes;
use crate::edit::{Edit, Mark, Offered, WeekEdit};
use crate::insight::trends::{Metric, USUAL_DAYS, usual};
use crate::planning::Counsel;
use crate::planning::counsel::Settled;
use crate::planning::deload::review;
use crate::planning::evening::own_median;
use crate::planning::forecast::Outlook;
use crate::planning::rules::{Block, block};
use crate::recovery::Choice;
use crate::recovery::flags::Flags;
use crate::words;
use crate::words::counsel::mended;

impl Model {
    /// Where the shown week stands between deloads: `block 3 of 5`; `None` while there is nothing to count.
    pub fn block(&self) -> Option<(Block, String)> {
        let every = self.setup.settings.rules.deload_every;
        let b = block(self.weeks.book(), self.week_id(), every, self.weeks.today(), &self.setup.basis.regions);
        let title = b.title(self.insight.learnt.may_slip);
        b.begun.then_some((b, title))
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
        let parts_found: Vec<String> = parts.into_iter().flatten().collect();
        (!parts_found.is_empty()).then(|| {
            format!("the deload of week {}, two weeks before → week after: {}", id.number(), parts_found.join(", "))
        })
    }

    /// A day as planned without the changes being tried; `None` while none are.
    pub fn planned_before(&self, date: NaiveDate) -> Option<Day> {
        let sandbox = self.view.sandbox.as_ref().filter(|s| s.at > 0)?;
        Some(self.desk().over(&sandbox.plans[0].book).day(date))
    }

    /// The forecast of a day ahead.
    pub fn outlook(&self, date: NaiveDate) -> Option<&Outlook> {
        self.insight.ahead.of(date)
    }

    /// Remakes whatever was made from inputs that have changed since.
    pub(super) fn refresh(&mut self) {
        let settled = self.settled_offers();
        let (version, week, day) = (self.weeks.version(), self.week_id(), self.view.cursor());
        let now = Made { version, week, day, settled };
        let was = self.insight.made.replace(now.clone());
        let weeks = was.as_ref().is_none_or(|was| was.version != now.version);
        let findings = weeks || was.as_ref().is_none_or(|was| was.week != now.week);
        let settled = was.as_ref().is_none_or(|was| was.settled != now.settled);
        if weeks {
            self.insight.learnt = self.desk().learnt();
            self.insight.ahead = self.desk().ahead(&self.insight.learnt);
            if let Some(sandbox) = &mut self.view.sandbox {
                let at = sandbox.at;
                sandbox.plans[at].outlooks.clone_from(&self.insight.ahead.outlooks);
            }
            self.insight.sizes_back = self.desk().sizes_back();
            self.insight.offers = self.make_offers();
            self.insight.usual = usual(&self.chart(Metric::Score, add_days(self.weeks.today(), 1 - USUAL_DAYS)));
            self.keep_item();
        }
        if weeks || settled {
            self.insight.counsel = Some(self.make_counsel(&now.settled));
        }
        if findings {
            self.insight.findings = self.desk().findings(now.week, &self.insight.learnt, &self.insight.ahead.outlooks);
        }
        if findings && let Some(sandbox) = &self.view.sandbox {
            let unchanged = &sandbox.plans[0];
            let found = self.desk().over(&unchanged.book).findings(now.week, &self.insight.learnt, &unchanged.outlooks);
            if let Some(sandbox) = &mut self.view.sandbox {
                sandbox.found = found;
            }
        }
        if findings || settled || was.is_none_or(|was| was.day != now.day) {
            if findings || settled {
                self.insight.fixes.clear();
            }
            let known = self.insight.fixes.get(&now.day).cloned();
            self.insight.fix = known.unwrap_or_else(|| self.make_fix(&now.settled));
            self.insight.fixes.insert(now.day, self.insight.fix.clone());
        }
    }

    /// Makes today's counsel.
    fn make_counsel(&self, [used, refused]: &[Vec<Offered>; 2]) -> Counsel {
        let insight = &self.insight;
        self.desk().counsel(&insight.learnt, &insight.ahead, Settled { used, refused }, &insight.offers)
    }

    /// Today's offers that were used, and refused, whether that is saved or still waiting.
    fn settled_offers(&self) -> [Vec<Offered>; 2] {
        let saved = self.weeks.marks.iter().map(|(date, mark)| (*date, mark));
        let waiting = self.weeks.queue.edits().filter_map(|c| match &c.edit {
            Edit::Mark(date, mark) => Some((*date, mark)),
            _ => None,
        });
        Mark::settled(saved.chain(waiting), self.weeks.today())
    }

    /// The fix for the selected day's first finding that has one, else for the week's. Today's counsel comes first.
    fn make_fix(&self, [used, refused]: &[Vec<Offered>; 2]) -> Option<Prepared> {
        let insight = &self.insight;
        let (counsel, cursor) = (insight.counsel.as_ref()?, self.view.cursor());
        if let Some(taper) = self.taper_offered([used, refused]) {
            return Some(taper);
        }
        let settled = Settled { used, refused };
        let (mend, id) =
            self.desk().fix_for_day(cursor, &insight.findings, counsel, settled, &insight.learnt, &insight.ahead)?;
        // A day's finding already has its sentence next to it.
        let found = &mend.finding;
        let lead = if found.date.is_none() { format!("{}: ", found.sentence) } else { String::new() };
        let (text, why) = (format!("{lead}{}.", mended(&mend)), Some(found.sentence.clone()));
        Some(Prepared { text, edit: mend.edit, id, why })
    }

    /// The taper that can begin today, unless it was already used or refused.
    fn taper_offered(&self, settled: [&[Offered]; 2]) -> Option<Prepared> {
        let due = self.desk().taper_due().filter(|_| self.view.cursor() == self.weeks.today())?;
        let id = Offered { name: "taper".to_owned(), answers: 0, days: vec![due.date] };
        let text = format!("{}: taper until then, half the minutes at the same RPE.", due.countdown());
        let said = settled.iter().any(|all| all.contains(&id));
        (!said).then_some(Prepared { text, edit: Edit::Week(WeekEdit::Taper { event: due.date }), id, why: None })
    }

    /// Switches the weights that scores are made with: sets them in the settings, and every score shown follows.
    pub(super) fn weigh(&mut self, choice: Choice) -> Vec<Effect> {
        let name = match choice {
            Choice::Own => "own",
            Choice::Published => "published",
        };
        let set = self.set(vec![Put::top("weights", quoted(name))]);
        self.say(match choice {
            Choice::Own => "your own weights are in use; ⟦learnt⟧ shows them and switches back",
            Choice::Published => "the published weights are in use again",
        });
        // Someone who switches back does not want to be asked again soon.
        let refused = (choice == Choice::Published).then(|| self.tell(Daily::Weights));
        set.into_iter().chain(refused).collect()
    }

    /// Changes settings: writes them to their file, and everything shown follows.
    pub(super) fn set(&mut self, puts: Vec<Put>) -> Vec<Effect> {
        let was = self.setup.text().to_owned();
        Rc::make_mut(&mut self.setup).put(&puts);
        let load = self.reload_settings();
        // What is tried in the sample weeks is nobody's real setting.
        let set = (!self.here.sample).then_some(Effect::Set { puts, was });
        set.into_iter().chain(load).collect()
    }

    /// Takes the settings as their file now holds them: somebody else may have written to it too.
    pub(super) fn settings_read(&mut self, text: String) -> Option<Effect> {
        Rc::make_mut(&mut self.setup).read_again(text);
        self.reload_settings()
    }

    fn reload_settings(&mut self) -> Option<Effect> {
        self.insight.made = None;
        self.refresh();
        let missing = self.missing();
        (!missing.is_empty()).then_some(Effect::Load(missing))
    }

    /// Today's counsel; `None` before anything was read.
    pub fn counsel(&self) -> Option<&Counsel> {
        self.insight.counsel.as_ref()
    }

    /// What the apply key would do on the selected day.
    pub fn prepared(&self) -> Option<Prepared> {
        let counsel = self.counsel().filter(|_| self.view.cursor() == self.weeks.today());
        let offered = counsel.and_then(|c| {
            let o = c.offer.as_ref()?;
            let (text, why) = (words::counsel::offer(o), words::counsel::why(c));
            Some(Prepared { text, edit: o.edit.clone()?, id: o.id.clone(), why })
        });
        offered.or_else(|| self.insight.fix.clone())
    }

    /// After two weeks of nights, the user's own median as a sleep need, if it differs from the setting.
    pub fn sleep_need_offer(&self) -> Option<String> {
        let own = self.differing_need()?;
        Some(format!(
            "your own median of the last 28 nights, within 7 to 9 h, is {}; ⟦setup⟧ sets it",
            hours_and_minutes(own)
        ))
    }

    /// The user's own median of nights, within what adults need; `None` before there are 14.
    pub fn own_median(&self) -> Option<f64> {
        own_median(&self.desk())
    }

    /// The user's own median, if it differs from the need in the settings by a quarter of an hour or more.
    pub(super) fn differing_need(&self) -> Option<f64> {
        self.own_median().filter(|own| (own - self.setup.basis.sleep_need).abs() >= 0.25)
    }

    /// What is said about a day up to today, line by line.
    pub fn said_of(&self, date: NaiveDate) -> Vec<String> {
        let counsel = self.counsel().filter(|_| date <= self.weeks.today());
        counsel.map_or_else(Vec::new, |c| words::counsel::of_day(&self.desk(), date, c))
    }

    /// The red flags of a morning.
    pub fn flags(&self, date: NaiveDate) -> Flags {
        self.desk().flags(date)
    }
}
