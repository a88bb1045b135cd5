//! What goes with a day besides its sessions: practices and their timers, wins, ticks, a fact about rest, daily questions.

use std::collections::BTreeMap;
use std::time::Duration;

use chrono::{Datelike, NaiveDate, Weekday};

use super::layers::Layer;
use super::layers::action::Action;
use super::layers::fuel::Fuel;
use super::layers::lines::Lines;
use super::layers::setup::Setup;
use super::layers::strip::Asks;
use super::layers::timer::Timer;
use super::model::Model;
use super::msg::{Daily, Draft, Effect};
use super::notice::{Notice, NoticeKind};
use super::prepare::refuse;
use crate::config::content::{Myth, NIGHTS_SLIP};
use crate::domain::Refusal;
use crate::domain::calendar::day_name;
use crate::domain::session::Extra;
use crate::domain::shelf::day_number;
use crate::domain::{Day, Days, Week, WeekId};
use crate::edit::{Edit, ItemRef, LogEdit, Mark, RestEdit, SessionEdit, WeekEdit};
use crate::formats::weektext::{self, Read};
use crate::insight::weighing::{OFFERED_EVERY, OFFERED_FROM, Weighing};
use crate::keys::Command;
use crate::planning::counsel::Stance;
use crate::planning::myths::{Strain, When};
use crate::planning::practices::{Offer, extra};
use crate::planning::unmarked::unmarked;
use crate::recovery::Choice;
use crate::recovery::log::MODEL;
use crate::text::{Part, clean, split_known, width};

/// Days between two offers of the user's own sleep need. Chosen.
const NEED_EVERY: i64 = 28;

/// Days between two checks for evidence for the user's own weights. Chosen: a check takes a second over ten years.
const WEIGHED_EVERY: i64 = 7;

impl Model {
    /// The practices that suit today.
    pub(super) fn make_offers(&self) -> Vec<Offer> {
        self.desk().practices(self.setup.content.practices())
    }

    /// Puts the offer under the cursor on the plan, done or to be done.
    pub(super) fn take_offer(&self, done: bool) -> Result<Action, Refusal> {
        let Some(offer) = self.sight().offer_here() else { return refuse("nothing is offered here") };
        self.edit(self.sight().adds(Extra { done, ..offer.extra.clone() }), None)
    }

    /// Ticks or unticks the item under the cursor.
    pub(super) fn tick_care(&self) -> Result<Action, Refusal> {
        self.writable()?;
        let sight = self.sight();
        let edit = sight.care_here().and_then(|item| sight.ticks(&item));
        edit.map_or_else(|| refuse("there is nothing to tick here"), |edit| self.edit(edit, None))
    }

    pub(super) fn timer(&self, argument: Option<&str>) -> Result<Action, Refusal> {
        let Some(name) = argument.filter(|n| !n.is_empty()) else {
            return Ok(Action::open(self.palette("timer ")));
        };
        let timers = self.setup.content.timers();
        let Some(timing) = timers.iter().find(|t| t.name == name) else {
            let names: Vec<&str> = timers.iter().map(|t| t.name.as_str()).collect();
            return refuse(format!("there is no timer '{name}'; choose one of {}", names.join(", ")));
        };
        let offer = self.insight.offers.iter().find(|o| o.id == timing.practice);
        let practice = self.setup.content.practices().iter().find(|p| p.id == timing.practice);
        let regions = offer.map(|o| o.regions.clone()).unwrap_or_default();
        let on_plan = practice.map(|p| offer.map_or_else(|| extra(p, &[]), |o| o.extra.clone())).unwrap_or_default();
        let dose = practice.map_or("", |p| p.dose.as_str());
        Ok(Action::open(Timer::new(timing.clone(), dose, on_plan, &regions, self.setup.settings.daily.bell)))
    }

    /// Logs a timed practice as done today, with the minutes it took.
    pub(super) fn note_practice(&mut self, extra: Extra, seconds: u32) -> Vec<Effect> {
        let minutes = ((f64::from(seconds) / 60.0).round() as u16).max(1);
        self.view.select(self.weeks.today());
        let day = self.day();
        let planned = day.sessions.iter().enumerate().find_map(|(i, s)| {
            let e = s.extras.iter().position(|e| !e.done && e.practice == extra.practice)?;
            Some(ItemRef::to(self.view.cursor(), i, s).extra(e, s))
        });
        let edit = match planned {
            Some(item) => Edit::Session(SessionEdit::ToggleDone { item }),
            None => self.sight().adds(Extra { done: true, minutes: Some(minutes), ..extra }),
        };
        self.make(edit, None)
    }

    /// How long until the display of a running timer changes; `None` if none is running.
    pub fn wakes_in(&self) -> Option<Duration> {
        match &self.view.layer {
            Some(Layer::Timer(timer)) if timer.runs() => Some(timer.until_next_second()),
            _ => None,
        }
    }

    pub(super) fn passed(&mut self, time: Duration) -> Vec<Effect> {
        let Some(Layer::Timer(timer)) = &mut self.view.layer else { return Vec::new() };
        let ended = timer.pass(time);
        if ended && timer.rings() { vec![Effect::Bell] } else { Vec::new() }
    }

    pub(super) fn tick(&self, command: Command) -> Result<Action, Refusal> {
        self.writable()?;
        let off = |what: &str, key: &str| refuse(format!("{what} are off: {key} = false under [daily] in config.toml"));
        match command {
            Command::Snack if self.setup.settings.daily.snacks == Some(false) => off("movement snacks", "snacks"),
            Command::Snack => self.edit(Edit::Log(LogEdit::Snack { date: self.view.cursor(), by: 1 }), None),
            _ if self.setup.settings.daily.fuel == Some(false) => off("fuel ticks", "fuel"),
            _ if self.view.cursor() > self.weeks.today() => {
                refuse(format!("{} is still ahead", day_name(self.view.cursor(), self.weeks.today())))
            }
            _ => Ok(Action::open(Fuel::of(self.view.cursor()))),
        }
    }

    pub(super) fn meals(&self) -> Lines {
        let mut by_time: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        for meal in self.setup.content.meals() {
            let note = if meal.note.is_empty() { String::new() } else { format!(": {}", meal.note) };
            by_time.entry(meal.when.as_str()).or_default().push(format!("  {}{note}", meal.title));
        }
        let line = |(when, meals): (&str, Vec<String>)| [vec![when.to_owned()], meals].concat();
        let mut lines: Vec<String> = by_time.into_iter().flat_map(line).collect();
        lines.push("Add your own in meals.toml, next to config.toml.".into());
        Lines::new("Meal ideas", lines)
    }

    pub(super) fn make_wins(&mut self, date: NaiveDate, text: &str) -> Vec<Effect> {
        let held = Days::day(self.weeks.book(), date).map(|d| d.wins.clone()).unwrap_or_default();
        let shown: Vec<String> = held.iter().map(|w| clean(w)).collect();
        if text == shown.join("; ") {
            return Vec::new();
        }
        let win = |part| match part {
            Part::Known(i) => held[i].clone(),
            Part::New(win) => win,
        };
        let wins: Vec<String> = split_known(&clean(text), ';', &shown, &[]).into_iter().map(win).collect();
        if wins == held { Vec::new() } else { self.make(Edit::Log(LogEdit::Wins { date, wins }), None) }
    }

    /// How much the plan asks for around what an edit touches.
    pub(super) fn strain(&self, edit: &Edit) -> Strain {
        let ids = self.change(edit.clone()).weeks();
        let ids = ids.into_iter().filter(|id| id.sunday() >= self.weeks.today()).collect::<Vec<_>>();
        let (Some(first), Some(last)) = (ids.iter().min(), ids.iter().max()) else { return Strain::default() };
        let (first, last) = (first.shift(-1).monday(), last.shift(1).sunday());
        Strain::of(&self.desk().days(), first, (last - first).num_days() + 1)
    }

    /// Shows a fact about rest if an edit, or a morning, has just run into a myth about it; at most once a day.
    pub(super) fn offer_fact(&mut self, before: Strain, edit: &Edit) -> Vec<Effect> {
        let asked = !matches!(
            edit,
            Edit::Week(WeekEdit::LaySplit { .. })
                | Edit::Week(WeekEdit::Put { .. })
                | Edit::Rest(RestEdit::Turn { .. })
                | Edit::Session(SessionEdit::AddExtra { .. })
        );
        let met = match edit {
            Edit::Log(LogEdit::CheckIn { date, to, .. }) if *date == self.weeks.today() && !to.unfinished => {
                When::of_morning(to)
            }
            edit => before.worse(self.strain(edit)),
        };
        let (Some(met), false) = (met.filter(|_| asked), self.shown_today(Daily::Fact)) else { return Vec::new() };
        let Some(line) = self.fact_for(met) else { return Vec::new() };
        self.view.fact = Some(line);
        vec![self.tell(Daily::Fact)]
    }

    /// The evidence against a myth; if a rest day was filled, facts about rest alternate with it from day to day.
    fn fact_for(&self, met: When) -> Option<String> {
        let content = &self.setup.content;
        let said = |claim: Option<&str>, text: &str, source: &str| {
            let line = format!("{text} ({source}).");
            let long = claim.map(|claim| format!("\"{claim}\" {line}"));
            long.filter(|l| width(l) + 2 <= usize::from(self.view.size.0)).unwrap_or(line)
        };
        let myths = content.myths().iter().filter(|m| m.when == met);
        let mut lines: Vec<String> = myths.map(|m| said(Some(&m.claim), &m.text, &m.source)).collect();
        if met == When::RestFilled {
            let facts = content.facts().iter().filter(|f| f.when.is_none());
            lines.extend(facts.map(|f| said(None, &f.text, &f.source)));
        }
        let turn = self.weeks.today().num_days_from_ce() as usize % lines.len().max(1);
        lines.into_iter().nth(turn)
    }

    /// The myths about rest, each with the evidence against it, and what else is known.
    pub(super) fn facts(&self) -> Lines {
        let content = &self.setup.content;
        let myth = |m: &Myth| [format!("\"{}\"", m.claim), format!("  {} ({}).", m.text, m.source)];
        let mut lines: Vec<String> = content.myths().iter().flat_map(myth).collect();
        lines.push(String::new());
        lines.extend(content.facts().iter().map(|f| format!("{} ({}).", f.text, f.source)));
        lines.push("Add your own in facts.toml, next to config.toml.".into());
        Lines::new("Myths about rest, and what is known", lines)
    }

    fn shown_today(&self, what: Daily) -> bool {
        self.view.last_shown.get(&what) == Some(&self.weeks.today())
    }

    /// Whether it was shown within the last `days` days.
    fn shown_within(&self, what: Daily, days: i64) -> bool {
        self.view.last_shown.get(&what).is_some_and(|on| (self.weeks.today() - *on).num_days() < days)
    }

    /// Records that it was shown today.
    pub(super) fn tell(&mut self, what: Daily) -> Effect {
        let today = self.weeks.today();
        self.view.last_shown.insert(what, today);
        Effect::Shown(what, today)
    }

    /// Past training that is unmarked and was not dismissed for good.
    fn unmarked(&self) -> Vec<ItemRef> {
        let left = self.weeks.marks.iter().filter(|(_, mark)| *mark == Mark::Left).map(|(date, _)| *date).max();
        // Before the first day on which anything was logged, nothing counts as missed.
        unmarked(self.weeks.book(), self.weeks.today(), left.max(self.first_logged()), &self.setup.basis.regions)
    }

    /// Asks about unmarked training on the first screen of a day.
    pub(super) fn greet(&mut self) -> Option<Effect> {
        let read = self.weeks.journal_read && self.missing().is_empty() && self.weeks.lost.is_none();
        let free = self.view.layer.is_none()
            && self.view.notice.as_ref().is_none_or(|n| n.kind == NoticeKind::Trouble)
            && self.view.sandbox.is_none()
            && self.view.tour.is_none();
        if !self.view.fresh || !read || !free || self.shown_today(Daily::Unmarked) {
            return None;
        }
        let items = self.unmarked();
        if items.is_empty() {
            return None;
        }
        self.view.fresh = false;
        self.view.layer = Some(Asks::CatchUp(items).into());
        self.view.passed_over = true;
        Some(self.tell(Daily::Unmarked))
    }

    /// Opens the setup after the tour, once.
    pub(super) fn toured(&mut self) -> Option<Effect> {
        if self.here.sample || self.view.layer.is_some() || self.view.last_shown.contains_key(&Daily::Setup) {
            return None;
        }
        self.view.layer = Some(Setup::over(&self.sight()).into());
        Some(self.tell(Daily::Setup))
    }

    /// Asks on the first screen of a day, at most every four weeks, whether to use the user's own median as the sleep need.
    /// Any other key closes the question and acts as usual.
    pub(super) fn offer_need(&mut self) -> Option<Effect> {
        let read = self.weeks.journal_read && self.missing().is_empty() && self.weeks.lost.is_none();
        let free = self.view.layer.is_none()
            && self.view.notice.is_none()
            && self.view.sandbox.is_none()
            && self.view.tour.is_none()
            && !self.here.sample;
        if !self.view.fresh || !read || !free || self.shown_within(Daily::Need, NEED_EVERY) {
            return None;
        }
        // While nights slip, they say nothing about the need.
        let own = self.differing_need().filter(|_| !self.desk().nights_slip())?;
        self.view.fresh = false;
        self.view.layer = Some(Asks::Need(own).into());
        Some(self.tell(Daily::Need))
    }

    /// Says what helps with falling asleep, once nights slip: after a morning was logged, at most every four weeks.
    pub(super) fn tell_nights(&mut self) -> Option<Effect> {
        let slips = self.desk().nights_slip() && !self.shown_within(Daily::Nights, NEED_EVERY);
        let line = self.setup.content.facts().iter().find(|f| f.when.as_deref() == Some(NIGHTS_SLIP))?;
        if !slips || self.view.fact.is_some() {
            return None;
        }
        self.view.fact = Some(format!("{} ({}).", line.text, line.source));
        Some(self.tell(Daily::Nights))
    }

    /// Says once that scores follow a new model, if the last stored forecast is from an older one.
    pub(super) fn announce_model(&mut self) {
        let free = self.view.layer.is_none() && self.view.notice.is_none() && self.view.sandbox.is_none();
        if !free || !self.view.fresh || self.view.model_said || self.view.last_shown.contains_key(&Daily::Model) {
            return;
        }
        let days = self.weeks.book().weeks().rev().flat_map(|w| w.days.iter().rev());
        let last = days.filter_map(|d| d.checkin.as_ref()).find(|c| !c.forecast.is_empty());
        if last.is_some_and(|c| c.model != Some(MODEL)) {
            self.view.model_said = true;
            self.say(format!("scores now follow model {MODEL}, past ones too; ⟦why⟧ explains each"));
        }
    }

    /// Records that the new model was announced, once something is saved: it need not be said again.
    pub(super) fn mark_model_announced(&mut self) -> Option<Effect> {
        self.view.model_said = false;
        (!self.view.last_shown.contains_key(&Daily::Model)).then(|| self.tell(Daily::Model))
    }

    /// After the morning was logged, at most once a week: checks in the background whether other weights are worth offering.
    pub(super) fn check_weights(&mut self) -> Option<Effect> {
        if !self.view.weighs || !self.weeks.queue.is_empty() {
            return None;
        }
        self.view.weighs = false;
        if self.shown_within(Daily::Weighed, WEIGHED_EVERY) || self.shown_within(Daily::Weights, OFFERED_EVERY) {
            return None;
        }
        let n = self.desk().log().learnt(day_number(self.weeks.today())).n;
        self.view.weighing = n >= OFFERED_FROM;
        self.view.weighing.then(|| Effect::Weigh(self.sight().inquiry()))
    }

    /// Turns the result of that check into an offer.
    pub(super) fn weighed(&mut self, weighing: &Weighing) -> Vec<Effect> {
        if !std::mem::take(&mut self.view.weighing) {
            return Vec::new();
        }
        let (better, choice) = match self.setup.basis.weights {
            Choice::Published => (weighing.is_better(), Choice::Own),
            Choice::Own => (weighing.is_worse(), Choice::Published),
        };
        self.view.better_weights = better.then_some(choice);
        vec![self.tell(Daily::Weighed)]
    }

    /// Says that other weights fit better, once nothing else is being asked or said. It takes no keys: by then they may be meant
    /// for something else.
    pub(super) fn offer_weights(&mut self) -> Option<Effect> {
        let said = |n: &Notice| matches!(n.kind, NoticeKind::Said | NoticeKind::Saving | NoticeKind::Saved);
        let quiet = self.view.layer.is_none() && self.view.notice.as_ref().is_none_or(said);
        let free = quiet && self.view.sandbox.is_none() && self.view.tour.is_none();
        let choice = self.view.better_weights.take_if(|_| free)?;
        // They may have been switched on their page in the meantime.
        (choice != self.setup.basis.weights).then(|| {
            let text = match choice {
                Choice::Own => "⟦learnt⟧: your own weights fit better now",
                Choice::Published => "⟦learnt⟧: the published weights fit better now",
            };
            // The message on what was just saved, and how to undo it, stays.
            let saved = |n: &&mut Notice| matches!(n.kind, NoticeKind::Saving | NoticeKind::Saved);
            match self.view.notice.as_mut().filter(saved) {
                Some(notice) => notice.text = format!("{}; {}", notice.text, self.setup.keymap.spell(text)),
                None => self.say(text),
            }
            self.tell(Daily::Weights)
        })
    }

    /// The week to review: this one once its Sunday has come, else the last.
    pub(super) fn week_to_review(&self) -> WeekId {
        let here = WeekId::of(self.weeks.today());
        let before = self.first_logged().is_some_and(|first| first < here.monday());
        if self.weeks.today() == here.sunday() || !before { here } else { here.shift(-1) }
    }

    /// Points to the week in review, once on a Sunday when training is over, and once on Monday. It takes no keys.
    pub(super) fn offer_review(&mut self) -> Option<Effect> {
        let today = self.weeks.today();
        let over = || {
            let stance = self.counsel().map(|c| c.stance);
            matches!(stance, Some(Stance::Done | Stance::Rest | Stance::Settled)) && self.recovery(today).is_some()
        };
        let asks = match today.weekday() {
            Weekday::Sun => over(),
            Weekday::Mon => true,
            _ => false,
        };
        let quiet = self.view.layer.is_none() && self.view.sandbox.is_none() && self.view.tour.is_none();
        let free = self.view.notice.is_none() && self.missing().is_empty() && self.weeks.journal_read;
        if !asks || !quiet || !free || !self.view.fresh || self.shown_today(Daily::Review) {
            return None;
        }
        let id = self.week_to_review();
        let logged = |d: &Day| d.checkin.is_some() || d.has_done();
        self.weeks.book().week(id).filter(|w| w.days.iter().any(logged))?;
        self.say(format!("⟦review⟧: week {} in review", id.number()));
        Some(self.tell(Daily::Review))
    }

    /// Asks about unmarked training once more after the morning was logged, if that was done first.
    pub(super) fn ask_unmarked_again(&mut self) -> Option<Asks> {
        let items = if std::mem::take(&mut self.view.passed_over) { self.unmarked() } else { Vec::new() };
        (!items.is_empty()).then_some(Asks::CatchUp(items))
    }

    /// The shown week as text, for the editor.
    pub(super) fn week_as_text(&self) -> Effect {
        let week = self.shown(self.week_id()).0.into_owned();
        let text = weektext::write(&week);
        Effect::Editor(Draft::Week(Box::new(week), 0), text)
    }

    /// Takes a week's text back from the editor. If it cannot be read, it is reopened with the complaint above its line;
    /// sent back unchanged, or after three such texts, it is saved to a file.
    pub(super) fn take_week_text(&mut self, was: Box<Week>, tries: u8, text: &str) -> Vec<Effect> {
        match weektext::read(&was, text, self.weeks.today()) {
            Read::Same => {
                self.say("the week is unchanged");
                Vec::new()
            }
            Read::Wrong(marked, first) if marked == text => vec![Effect::KeepText { why: first, text: marked }],
            Read::Wrong(marked, first) if tries + 1 >= weektext::TRIES => {
                vec![Effect::KeepText { why: format!("{}: {first}", weektext::UNREADABLE), text: marked }]
            }
            Read::Wrong(marked, _) => vec![Effect::Editor(Draft::Week(was, tries + 1), marked)],
            Read::Edit(edit) => self.make_or_keep(text, |model| model.make(*edit, None)),
        }
    }
}
