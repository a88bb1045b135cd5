//! Carrying out an action.

use super::insight::Prepared;
use super::layers::Layer;
use super::layers::action::{Action, Again};
use super::layers::picker::Picker;
use super::layers::recording::Recording;
use super::layers::strip::Asks;
use super::model::Model;
use super::msg::Effect;
use super::notice::{Notice, NoticeKind, outcome};
use super::sight::Item;
use crate::app::sight::Sight;
use crate::domain::calendar::{add_days, day_name};
use crate::domain::session::{Kind, Status};
use crate::domain::{CheckIn, Days, WeekId};
use crate::edit::{Edit, EditId, ItemRef, LogEdit, RestEdit, SessionEdit, TrayEdit};
use crate::edit::{Mark, NoteChange};
use crate::keys::Command;
use crate::recovery::explain;
use crate::recovery::lacking::Lacking;
use crate::text::clean;
use crate::words::counsel::settled;
use chrono::Datelike;
use chrono::NaiveDate;

impl Model {
    /// Runs `command` here, or says why it does nothing.
    pub fn run(&mut self, command: Command, argument: Option<&str>) -> Vec<Effect> {
        match self.prepare(command, argument) {
            Ok(action) => self.act(action),
            Err(why) => {
                self.refuse_because(&why);
                Vec::new()
            }
        }
    }

    pub(super) fn act(&mut self, action: Action) -> Vec<Effect> {
        if !matches!(action, Action::Quit | Action::Outside(_)) {
            self.view.quitting = false;
        }
        match action {
            Action::Go(date) => return self.go_to(date),
            Action::GoInMonth(to) => {
                let mut effects = to.map_or_else(Vec::new, |date| self.go_to(date));
                let cursor = self.view.cursor();
                let first = cursor.with_day(1).unwrap_or(cursor);
                effects.extend(self.load_range(WeekId::of(first), WeekId::of(add_days(first, 31))));
                return effects;
            }
            Action::Run(command, argument) => return self.run(command, argument.as_deref()),
            Action::Keys(keys) => return self.pressed(keys),
            Action::SayRest(date) => {
                self.view.rest_visit = Some(date);
                let day = day_name(date, self.weeks.today());
                self.say(format!("{day} is already rest; ⟦rest⟧ again makes it active recovery"));
            }
            Action::Quiet => self.view.notice = None,
            Action::Add(edit) => {
                let effects = self.make(edit, None);
                if self.view.layer.is_none() && !self.was_refused() {
                    self.select_last_session();
                }
                return effects;
            }
            Action::CheckIn(edit, group) => return self.make_checkin(edit, Some(group)),
            Action::Note { date, was, text } => return self.make_note(date, was, &text),
            Action::Wins { date, text } => return self.make_wins(date, &text),
            Action::Rate(date, ready) => return self.rate(date, ready),
            Action::CopyWhy(date) => return self.copy_why(date),
            Action::NotePractice { extra, seconds } => return self.note_practice(extra, seconds),
            Action::Item(n) => self.view.item = n,
            Action::Edit(edit, again) => return self.make(edit, again),
            Action::EditIn(edit, group) => return self.make_in(edit, None, Some(group)),
            Action::Use(prepared) => {
                let Prepared { edit, id, why, .. } = *prepared;
                // The edit and the mark that the offer was used are one step.
                let group = Some(self.weeks.queue.fresh_id());
                let mut effects = self.make_in(Edit::Mark(self.weeks.today(), Mark::Used(id)), None, group);
                effects.extend(self.make_in(edit, None, group));
                // Say what was done and why, and nothing more after that.
                if let (Some(notice), Some(why)) = (self.view.notice.as_mut().filter(|n| !n.is_refusal()), why) {
                    notice.text = format!("{} ({why})", notice.text);
                }
                return effects;
            }
            Action::EditAndGo(edit, to, again) => {
                let mut effects = self.make(edit, again);
                effects.extend(self.go_to(to));
                return effects;
            }
            Action::Open(mut layer) => {
                self.view.notice = None;
                if let Layer::CheckIn(drawer) = &mut layer {
                    drawer.group = self.weeks.queue.fresh_id();
                }
                self.view.layer = Some(self.with_aside(layer));
            }
            Action::PickToAdd => {
                let list = Action::open(Picker::to_add(self.addable()));
                return self.act(list);
            }
            Action::OpenAll(layer) => {
                self.view.notice = None;
                self.view.layer = Some(layer);
                if !self.weeks.all_loaded {
                    return vec![Effect::LoadAll];
                }
                return self.update_open_page();
            }
            Action::Copy(days) => {
                let n: usize = days.iter().map(Vec::len).sum();
                let what = match days.as_slice() {
                    [day] if n == 1 => day[0].title.clone(),
                    _ => format!("{n} sessions"),
                };
                self.say(format!("copied {what}; ⟦put⟧ puts it on a day, ⟦back⟧ drops it"));
                self.view.copied = days;
                self.view.anchor = None;
            }
            Action::CopyWeek(days) => {
                self.view.copied_week = Some(days);
                self.say(format!("copied week {}; ⟦put-week⟧ puts it into another", self.week_id().number()));
            }
            Action::Anchor(anchor) => {
                self.view.anchor = anchor;
                self.view.notice = None;
                if anchor.is_some() {
                    self.say("select days with ⟦previous-day⟧ and ⟦next-day⟧; then ⟦rest⟧ ⟦cut⟧ ⟦copy⟧ ⟦move⟧ ⟦overlay⟧ act on all, ⟦back⟧ cancels");
                }
            }
            Action::Weigh(choice) => return self.weigh(choice),
            Action::Set(puts, said) => {
                self.view.layer = None;
                let effects = self.set(puts);
                self.say(if self.here.sample {
                    "only for the sample weeks; your own settings stay".to_owned()
                } else {
                    said
                });
                return effects;
            }
            Action::Theme(theme) => self.view.theme = theme,
            Action::AskBed => self.ask_bed(),
            Action::Weeks(first, last) => return self.load_range(first, last),
            Action::WhatIf => self.open_sandbox(),
            Action::Tour => self.begin_tour(),
            Action::Say(text) => self.say(text),
            Action::Untry => self.untry(),
            Action::Hide(id) => {
                return self.make(Edit::Mark(self.weeks.today(), Mark::Refused(id)), None);
            }
            Action::Panel(forward) => self.view.show_panel(self.view.panel.next(forward)),
            Action::Ascii => self.view.ascii = !self.view.ascii,
            Action::Forget => {
                let ids = self.weeks.queue.forget();
                self.say("undone: a change that was not saved yet");
                return vec![Effect::Load(ids)];
            }
            Action::Turn(turn) => self.weeks.queue.push_turn(turn),
            Action::Outside(effect) => return vec![effect],
            Action::Back => {
                self.view.anchor = None;
                self.view.copied.clear();
                self.view.notice = None;
            }
            Action::Quit if self.is_failing() && !self.view.quitting => {
                self.view.quitting = true;
                let n = match self.unsaved() {
                    1 => "1 change is".to_owned(),
                    n => format!("{n} changes are"),
                };
                self.trouble_notice(format!(
                    "{n} not saved; :save-copy FOLDER writes a copy, ⟦quit⟧ again quits anyway"
                ));
            }
            Action::Quit => return vec![Effect::Quit],
        }
        Vec::new()
    }

    /// Applies an edit to the weeks on the screen and puts it into the queue.
    pub(super) fn make(&mut self, edit: Edit, again: Option<Again>) -> Vec<Effect> {
        self.make_in(edit, again, None)
    }

    /// The same, as part of a group that is undone together.
    pub(super) fn make_in(&mut self, edit: Edit, again: Option<Again>, group: Option<EditId>) -> Vec<Effect> {
        if let Some(why) = self.weeks.lost.clone().filter(|_| self.view.sandbox.is_none()) {
            self.refuse(why);
            return Vec::new();
        }
        let group = self.add_missing_forecast(&edit).or(group);
        // The mark and the answers about it are one step.
        let marked = self.session_marked_done(&edit).map(|item| {
            let group = group.unwrap_or_else(|| self.weeks.queue.fresh_id());
            Recording::new(item, group)
        });
        let group = group.or(marked.as_ref().map(|m| m.group));
        let cut = matches!(edit, Edit::Tray(TrayEdit::Cut { .. }));
        let taken = self.sight().offer_here().map(|o| o.extra.title.clone());
        let strain = self.strain(&edit);
        let mut change = self.change(edit);
        (change.id, change.group) = (self.weeks.queue.fresh_id(), group);
        if self.view.sandbox.is_some() {
            if let Edit::Rest(RestEdit::Turn { date, .. }) = &change.edit {
                self.view.rest_visit = Some(*date);
            }
            if let Err(why) = self.try_edit(&change) {
                self.refuse(why);
            }
            self.view.anchor = None;
            self.view.again = again.or(self.view.again);
            self.keep_item();
            self.keep_cursor_on_added(taken);
            self.view.layer = None;
            return Vec::new();
        }
        match self.weeks.apply_kept(&change) {
            Err(why) => {
                self.refuse_because(&why);
                return Vec::new();
            }
            Ok(done) => {
                self.view.notice =
                    Some(Notice { text: self.setup.keymap.spell(&outcome(&done)), kind: NoticeKind::Saving });
            }
        }
        self.view.again = again.or(self.view.again);
        if let Edit::Rest(RestEdit::Turn { date, .. }) = &change.edit {
            self.view.rest_visit = Some(*date);
        }
        self.view.anchor = None;
        if cut {
            self.view.copied.clear();
        }
        self.keep_item();
        self.keep_cursor_on_added(taken);
        self.view.layer = marked.map(|m| Asks::Record(m).into());
        let fact_effects = self.offer_fact(strain, &change.edit);
        self.weeks.queue.push(change);
        // It waits behind changes that could not be saved, and says so at once.
        if let Some(why) = self.weeks.failing.clone() {
            self.say_failing(why);
        }
        fact_effects
    }

    /// A check-in that was cut off when the program ended never got its forecast: the first change after the next start
    /// adds it, as one step with that change. Returns the group of that step.
    fn add_missing_forecast(&mut self, edit: &Edit) -> Option<EditId> {
        let first = !std::mem::replace(&mut self.weeks.has_changed, true);
        let was = Days::day(self.weeks.book(), self.weeks.today())?.checkin.clone()?;
        let cut_off = was.unfinished && was.forecast.is_empty();
        if !first
            || !cut_off
            || self.view.sandbox.is_some()
            || matches!(edit, Edit::Log(LogEdit::CheckIn { .. }) | Edit::Mark(..))
        {
            return None;
        }
        let to = self.desk().with_forecast(&was);
        let mut change = self.change(Edit::Log(LogEdit::CheckIn {
            date: self.weeks.today(),
            was: Box::new(was),
            to: Box::new(to),
            note: NoteChange::Keep,
        }));
        let group = self.weeks.queue.fresh_id();
        (change.id, change.group) = (self.weeks.queue.fresh_id(), Some(group));
        self.weeks.apply_kept(&change).ok()?;
        self.weeks.queue.push(change);
        Some(group)
    }

    /// The session that an edit marks as done, if there is more to record about it than that.
    fn session_marked_done(&self, edit: &Edit) -> Option<ItemRef> {
        let Edit::Session(SessionEdit::ToggleDone { item }) = edit else { return None };
        if item.extra.is_some() {
            return None;
        }
        let (week, _) = self.shown(WeekId::of(item.date));
        let session = week.day(item.date).sessions.get(item.index)?;
        (session.kind != Kind::Rest && session.status != Status::Done).then(|| item.clone())
    }

    pub(super) fn go_to(&mut self, date: NaiveDate) -> Vec<Effect> {
        self.view.select(date);
        if self.view.notice.as_ref().is_some_and(|n| matches!(n.kind, NoticeKind::Refused | NoticeKind::Said))
            && self.view.anchor.is_none()
        {
            self.view.notice = None;
        }
        let missing = self.missing();
        if missing.is_empty() { Vec::new() } else { vec![Effect::Load(missing)] }
    }

    pub(super) fn keep_item(&mut self) {
        let last = self.items_here().len().saturating_sub(1);
        self.view.item = self.view.item.min(last);
    }

    /// Keeps the cursor on a practice that was just added from under it: the next key is about that one.
    fn keep_cursor_on_added(&mut self, taken: Option<String>) {
        let (day, Some(title)) = (self.day(), taken) else { return };
        let is = |i: &Item| matches!(*i, Item::Extra(s, e) if day.sessions[s].extras[e].title == title);
        if let Some(at) = Sight::items(&day).iter().rposition(is) {
            self.view.item = at;
        }
    }

    /// Puts the item cursor on the last session of the day.
    pub(super) fn select_last_session(&mut self) {
        let items = Sight::items(&self.day());
        self.view.item = items.iter().rposition(|i| matches!(i, Item::Session(_))).unwrap_or(0);
    }

    /// Today's check-in stores the forecast as it looks this morning, to be graded later.
    pub(super) fn make_checkin(&mut self, edit: Edit, group: Option<EditId>) -> Vec<Effect> {
        let edit = match edit {
            Edit::Log(LogEdit::CheckIn { date, was, mut to, note })
                if date == self.weeks.today() && !to.unfinished && to.is_answered() =>
            {
                *to = self.desk().with_forecast(&to);
                Edit::Log(LogEdit::CheckIn { date, was, to, note })
            }
            other => other,
        };
        let finishes_today = matches!(&edit, Edit::Log(LogEdit::CheckIn { date, to, .. }) if *date == self.weeks.today() && !to.unfinished);
        let closed = matches!(&edit, Edit::Log(LogEdit::CheckIn { to, .. }) if !to.unfinished);
        let before = finishes_today.then(|| self.condition_decided());
        let effects = self.make_in(edit, None, group);
        if let Some(now) = self.condition_decided().filter(|now| before.is_some_and(|b| b.as_ref() != Some(now)))
            && let Some(notice) = self.view.notice.as_mut().filter(|n| !n.is_refusal())
        {
            notice.text = format!("{}; {now}", notice.text);
        }
        if finishes_today {
            self.view.layer = self.ask_unmarked_again().map(Layer::from);
        }
        let nights = finishes_today.then(|| self.tell_nights()).flatten();
        self.view.just_logged = closed && !self.was_refused();
        self.view.weighs |= finishes_today;
        effects.into_iter().chain(nights).collect()
    }

    /// How the condition on one of today's sessions was decided, in a few words.
    fn condition_decided(&self) -> Option<String> {
        let day = self.desk().day(self.weeks.today());
        let c = day.checkin.as_ref()?;
        day.sessions.iter().find(|s| s.instead.is_some()).and_then(|s| settled(s, c))
    }

    pub(super) fn make_note(&mut self, date: chrono::NaiveDate, was: Option<String>, text: &str) -> Vec<Effect> {
        let held = was.as_deref().unwrap_or_default();
        let to = text.lines().map(clean).collect::<Vec<_>>().join("\n");
        let to = Some(to.trim().to_owned()).filter(|t| !t.is_empty());
        // An unchanged note stays as it is, including what one line cannot show and any blanks around it.
        let same = text == held || to.as_deref().unwrap_or_default() == held.trim();
        if same { Vec::new() } else { self.make(Edit::Log(LogEdit::Reword { date, was, to }), None) }
    }

    /// Loads the weeks of a range that are not loaded yet.
    pub(super) fn load_range(&self, first: WeekId, last: WeekId) -> Vec<Effect> {
        let count = (last.monday() - first.monday()).num_days() / 7;
        let missing: Vec<WeekId> =
            (0..=count).map(|n| first.shift(n)).filter(|id| !self.weeks.loaded.contains(id)).collect();
        if missing.is_empty() { Vec::new() } else { vec![Effect::Load(missing)] }
    }

    /// Records how ready the user feels.
    fn rate(&mut self, date: NaiveDate, ready: u8) -> Vec<Effect> {
        let was = Days::day(self.weeks.book(), date).and_then(|d| d.checkin.clone()).unwrap_or_default();
        let to = CheckIn { ready: Some(ready), ..was.clone() };
        let note = NoteChange::Keep;
        let edit = Edit::Log(LogEdit::CheckIn { date, was: Box::new(was), to: Box::new(to), note });
        let effects = self.make(edit, None);
        self.say(format!("noted: you feel {ready} of 10; compared with the score, never part of it"));
        effects
    }

    fn copy_why(&mut self, date: NaiveDate) -> Vec<Effect> {
        let Some(r) = self.recovery(date) else { return Vec::new() };
        let said = self.said_of(date);
        self.say("copied, if the terminal allows it");
        vec![Effect::Clipboard(
            explain::text(&r, &Lacking::all(&r, self.weeks.book(), date), &self.flags(date), &said).join("\n"),
        )]
    }

    /// Lets an open page update from weeks that have just been read.
    pub(super) fn update_open_page(&mut self) -> Vec<Effect> {
        let Some(mut layer) = self.view.layer.take() else { return Vec::new() };
        let more = layer.look(&self.sight());
        self.view.layer = Some(layer);
        more.into_iter().collect()
    }

    /// Whether the message shown is a refusal.
    pub(super) fn was_refused(&self) -> bool {
        self.view.notice.as_ref().is_some_and(Notice::is_refusal)
    }
}
