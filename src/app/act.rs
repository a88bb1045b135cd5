//! Carrying an action out.

use super::layer::Layer;
use super::model::{Item, Model, Notice, NoticeKind};
use super::msg::Effect;
use super::prepare::{Action, Again};
use super::say;
use super::strip::Strip;
use crate::domain::session::{Kind, Status};
use crate::domain::{CheckIn, Days, WeekId};
use crate::edit::{Edit, EditId, ItemRef, LogEdit, SessionEdit, TrayEdit};
use crate::edit::{Mark, NoteChange};
use crate::keys::Command;
use chrono::NaiveDate;

impl Model {
    /// Does what `command` comes to here, or says why it does nothing.
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
            Action::Item(n) => self.view.item = n,
            Action::Edit(edit, again) => return self.make(edit, again),
            Action::Use(edit) => {
                // What was offered and that it was used are one step.
                let group = Some(self.weeks.queue.fresh_id());
                let mut effects = self.make_in(Edit::Mark(self.weeks.today(), Mark::Used), None, group);
                effects.extend(self.make_in(edit, None, group));
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
            Action::OpenAll(layer) => {
                self.view.notice = None;
                self.view.layer = Some(layer);
                if !self.weeks.all_loaded {
                    return vec![Effect::LoadAll];
                }
                self.look_again();
            }
            Action::Copy(days) => {
                let n: usize = days.iter().map(Vec::len).sum();
                let what = match days.as_slice() {
                    [day] if n == 1 => day[0].title.clone(),
                    _ => format!("{n} sessions"),
                };
                self.say(format!("copied {what}; ⟦put⟧ puts it on a day, esc lets it go"));
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
                    self.say("select days with ⟦previous-day⟧ and ⟦next-day⟧; then ⟦rest⟧ ⟦cut⟧ ⟦copy⟧ ⟦move⟧ ⟦overlay⟧ act on all, esc lets go");
                }
            }
            Action::Theme(theme) => self.view.theme = theme,
            Action::WhatIf => self.open_sandbox(),
            Action::Untry => self.untry(),
            Action::Hide => {
                return self.make(Edit::Mark(self.weeks.today(), Mark::Refused), None);
            }
            Action::Panel(forward) => self.view.panel = self.view.panel.next(forward),
            Action::Ascii => self.view.ascii = !self.view.ascii,
            Action::Forget => {
                let ids = self.weeks.queue.forget();
                self.say("took back a change that was not on disk yet");
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
                    "{n} not on disk; :save-copy FOLDER keeps them, ⟦quit⟧ again leaves without them"
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

    /// The same, as a part of what is undone together.
    pub(super) fn make_in(&mut self, edit: Edit, again: Option<Again>, group: Option<EditId>) -> Vec<Effect> {
        if let Some(why) = self.weeks.lost.clone().filter(|_| self.view.sandbox.is_none()) {
            self.refuse(why);
            return Vec::new();
        }
        let group = self.settle_morning(&edit).or(group);
        let felt = self.asks_how_it_felt(&edit);
        let cut = matches!(edit, Edit::Tray(TrayEdit::Cut { .. }));
        let rest_before = self.rest_days(&edit);
        let mut change = self.change(edit);
        (change.id, change.group) = (self.weeks.queue.fresh_id(), group);
        if self.view.sandbox.is_some() {
            if let Err(why) = self.try_edit(&change) {
                self.refuse(why);
            }
            self.view.anchor = None;
            self.view.again = again.or(self.view.again);
            self.keep_item();
            self.view.layer = None;
            return Vec::new();
        }
        match self.weeks.apply_kept(&change) {
            Err(why) => {
                self.refuse_because(&why);
                return Vec::new();
            }
            Ok(outcome) => {
                self.view.notice =
                    Some(Notice { text: self.setup.keymap.spell(&say::outcome(&outcome)), kind: NoticeKind::Saving })
            }
        }
        self.view.again = again.or(self.view.again);
        self.view.anchor = None;
        if cut {
            self.view.copied.clear();
        }
        self.keep_item();
        self.view.layer = felt.map(|item| Layer::Strip(Strip::Felt(item)));
        let told = self.tell_fact(rest_before, &change.edit);
        self.weeks.queue.push(change);
        told
    }

    /// A check-in that was cut off by the end of the program never got its forecast: it comes with the first change after
    /// the next start, as one step with it. The group of that step.
    fn settle_morning(&mut self, edit: &Edit) -> Option<EditId> {
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
        let forecast = self.desk().forecast_with(&was, &self.insight.learnt);
        let to = CheckIn { forecast, ..was.clone() };
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

    fn asks_how_it_felt(&self, edit: &Edit) -> Option<ItemRef> {
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

    /// Puts the item cursor on the last session of the day.
    pub(super) fn select_last_session(&mut self) {
        let items = Self::items(&self.day());
        self.view.item = items.iter().rposition(|i| matches!(i, Item::Session(_))).unwrap_or(0);
    }
}
