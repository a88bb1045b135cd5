//! What happened → what changes, and what the outside must do.

use super::layers::Layer;
use super::layers::edits::Edits;
use super::layers::scroll::Scroll;
use super::layers::strip::Asks;
use super::model::Model;
use super::msg::{Draft, Effect, Msg};
use super::notice::{Notice, NoticeKind, outcome};
use super::tour::Tour;
use crate::domain::held::Held;
use crate::domain::progress::Step;
use crate::domain::week::day_title;
use crate::domain::{Days, WeekId};
use crate::edit::saving::{Answer, Committed, Fate, Turn};
use crate::formats::kept::Reach;
use crate::keys::{Code, Key, Scope, Verb};
use crate::keys::{Command, Meaning};

impl Model {
    /// What must be read before the first frame.
    pub fn start(&mut self) -> Vec<Effect> {
        let mut effects = vec![Effect::Load(self.missing()), self.load_ahead()];
        if let Some(left) = self.view.left.clone() {
            effects.extend(self.offer_open_text(&left));
        }
        effects
    }

    /// Loads the weeks beyond those that today's results depend on.
    fn load_ahead(&self) -> Effect {
        Effect::LoadAhead(WeekId::of(self.weeks.today()).shift(1))
    }

    /// Handles a message.
    pub fn update(&mut self, msg: Msg) -> Vec<Effect> {
        let mut effects = self.take(msg);
        if let Some(why) = self.view.layer.as_mut().and_then(Layer::overflow) {
            self.refuse(why);
        }
        self.refresh();
        self.advance_tour();
        effects.extend(self.greet());
        effects.extend(self.offer_need());
        self.announce_model();
        if self.view.model_said && effects.iter().any(|e| matches!(e, Effect::Save(_))) {
            effects.extend(self.mark_model_announced());
        }
        effects.extend(self.check_weights());
        effects.extend(self.offer_weights());
        effects.extend(self.offer_review());
        if self.view.weighing && effects.iter().any(|e| matches!(e, Effect::Save(_))) {
            // Saving does not wait for it.
            self.view.weighing = false;
            effects.insert(0, Effect::Stop);
        }
        self.view.working |= effects.iter().any(Effect::is_long_job) && self.view.layer.is_some();
        if self.view.working && self.view.layer.is_none() {
            self.end_long_job();
            effects.push(Effect::Stop);
        }
        effects
    }

    fn take(&mut self, msg: Msg) -> Vec<Effect> {
        match msg {
            Msg::Key(key) if self.is_too_small() => {
                let key = self.resolve_layout(key);
                // Nothing acts unseen, but quitting works.
                let quits =
                    self.view.layer.is_none() && self.setup.keymap.meaning(&[key]) == Meaning::Asks(Command::Quit);
                return if quits { self.key(key) } else { Vec::new() };
            }
            Msg::Mouse(_) | Msg::Paste(_) if self.is_too_small() => {}
            Msg::Key(key) => return self.key(self.resolve_layout(key)),
            Msg::Mouse(mouse) => {
                self.view.fresh = false;
                return self.mouse(mouse);
            }
            Msg::Paste(text) => self.paste(&text),
            Msg::Resize(width, height) => self.view.size = (width, height),
            Msg::Loaded(weeks) => self.loaded(weeks),
            Msg::Saved(answer) => return self.saved(answer),
            Msg::Turned(turn, answer) => return self.turned(turn, answer),
            Msg::Retry => self.weeks.queue.retry(),
            Msg::Settings(text) => return self.settings_read(text).into_iter().collect(),
            Msg::Toured => return self.toured().into_iter().collect(),
            Msg::History(edits) => {
                let edits = edits.into_iter().map(|(label, on)| (self.setup.keymap.spell(&label), on)).collect();
                self.view.layer = Some(Edits { edits, scroll: Scroll::default() }.into());
            }
            Msg::Journal(sum) => {
                (self.weeks.depth, self.weeks.marks) = ((sum.undo, sum.redo), sum.marks);
                self.weeks.journal_read = true;
                let before = std::mem::replace(&mut self.weeks.lost, sum.lost);
                match (before, self.weeks.lost.clone()) {
                    (before, Some(why)) if before.as_ref() != Some(&why) => self.trouble_notice(why),
                    // They are back, so the message about them goes.
                    (Some(before), None) => self.view.notice = self.view.notice.take().filter(|n| n.text != before),
                    _ => {}
                }
            }
            Msg::Day(today) => {
                if self.view.cursor() == self.weeks.today() {
                    self.view.select(today);
                }
                self.weeks.set_today(today);
                self.view.fresh = true;
                return vec![Effect::Load(self.missing()), self.load_ahead()];
            }
            Msg::Passed(time) => return self.passed(time),
            Msg::LoadedAll(weeks, mornings) => {
                self.end_long_job();
                self.insight.mornings.take(mornings.map(|m| m.by(&self.setup.basis)).unwrap_or_default());
                self.weeks.all_loaded = true;
                // Loaded weeks are kept up to date as they change: what was just read of them may be older.
                let new = weeks.into_iter().filter(|(id, ..)| !self.weeks.loaded.contains(id));
                self.loaded(new.map(|(id, held, _)| (id, held)).collect());
                self.refresh();
                return self.update_open_page();
            }
            Msg::Step(step) => self.say_progress(step),
            Msg::Found(found) => {
                self.end_long_job();
                if let Some(Layer::Patterns(page)) = &mut self.view.layer {
                    page.found = Some(found);
                }
                return vec![Effect::Keep(self.keep(Reach::All))];
            }
            Msg::Evaluated(found) => {
                self.end_long_job();
                if let Some(Layer::Learnt(page)) = &mut self.view.layer {
                    page.found = Some(found);
                }
                return vec![Effect::Keep(self.keep(Reach::All))];
            }
            Msg::Weighed(weighing) => return self.weighed(&weighing),
            Msg::Edited(Draft::Note(date, was), text) => {
                self.view.layer = None;
                return self.make_or_keep(&text, |model| model.make_note(date, was, &text));
            }
            Msg::Edited(Draft::Week(was, tries), text) => return self.take_week_text(was, tries, &text),
            Msg::Copied(result) => {
                self.view.quitting = result.is_ok();
                self.trouble_notice(result.unwrap_or_else(|why| why));
            }
            Msg::Say(text) => self.trouble_notice(text),
        }
        Vec::new()
    }

    /// Says how far a long job has got, on the page that waits for it.
    fn say_progress(&mut self, step: Step) {
        if let Some(layer) = self.view.layer.as_ref().filter(|_| self.view.working) {
            let leave = self.setup.keymap.keys_in(layer.scope(), Verb::Leave).into_iter().next();
            let text = leave.map_or_else(|| step.to_string(), |key| format!("{step}; {key} stops"));
            self.view.notice = Some(Notice { text, kind: NoticeKind::Working });
        }
    }

    /// Notes that no long job is running any more.
    pub(super) fn end_long_job(&mut self) {
        self.view.working = false;
        self.view.notice.take_if(|n| n.kind == NoticeKind::Working);
    }

    /// Every week that was read.
    pub fn at_hand(&self) -> Vec<WeekId> {
        self.weeks.loaded.iter().copied().collect()
    }

    fn loaded(&mut self, weeks: Vec<(WeekId, Option<Held>)>) {
        // Plans being tried are reapplied to what was read.
        let sandbox = self.detach_sandbox();
        let ids: Vec<WeekId> = weeks.iter().map(|(id, _)| *id).collect();
        let why_frozen = |m: &Self| m.weeks.book().frozen(m.week_id()).map(ToString::to_string);
        let was = why_frozen(self);
        self.weeks.take(weeks);
        // A shown week that can no longer be read is blank: the reason comes with it, and goes with it.
        let says = |m: &Self, why: &str| m.view.notice.as_ref().is_some_and(|n| n.text.contains(why));
        match (was, why_frozen(self)) {
            (was, Some(why)) if was.as_ref() != Some(&why) && !says(self, &why) => self.trouble_notice(why),
            (Some(was), None) if says(self, &was) => self.view.notice = None,
            _ => {}
        }
        if let Some(sandbox) = sandbox {
            self.reattach_sandbox(sandbox);
        }
        self.follow(&ids);
        self.keep_item();
        if self.view.notice.is_none()
            && let Some(text) = self.trouble().first().map(|t| (*t).to_owned())
        {
            let more = self.trouble().len() - 1;
            let text = if more > 0 { format!("{text} · {more} more: :problems") } else { text };
            self.trouble_notice(text);
        }
    }

    /// Lets an open check-in show what another program has answered in the meantime.
    fn follow(&mut self, read: &[WeekId]) {
        if let Some(Layer::CheckIn(drawer)) = &mut self.view.layer
            && read.contains(&WeekId::of(drawer.date))
        {
            drawer.follow(Days::day(self.weeks.book(), drawer.date));
        }
    }

    fn saved(&mut self, answer: Answer) -> Vec<Effect> {
        let (mut kept, mut forgotten) = (None, false);
        let mut effects = Vec::new();
        for (id, fate) in answer.fates {
            match fate {
                Fate::Saved(done) => {
                    if let Some(change) = self.weeks.queue.done(id) {
                        self.weeks.saved(&change);
                    }
                    self.say_saved(&done);
                }
                Fate::Refused(why) => {
                    // What was typed in a layer since closed is not lost.
                    match self.weeks.queue.done(id) {
                        Some(change) => effects.extend(self.refused(change.edit, &why)),
                        None => self.refuse_because(&why),
                    }
                }
                Fate::Kept(why) => {
                    forgotten |= self.weeks.queue.failed(id);
                    kept = Some(why);
                }
            }
        }
        self.loaded(answer.weeks);
        if !self.weeks.queue.has_failed() {
            self.weeks.failing = None;
        }
        if forgotten {
            self.say("undone: a change that was not saved yet");
        } else if let Some(why) = kept {
            self.say_failing(why);
        } else if let Some(note) = answer.notes.into_iter().next() {
            self.trouble_notice(note);
        }
        effects
    }

    /// Says that the waiting changes could not be written; a retry that fails for the same reason does not hide a newer message.
    pub(super) fn say_failing(&mut self, why: String) {
        const HEAD: &str = "not saved: ";
        let covers = |n: &Notice| n.kind == NoticeKind::Saving || n.text.starts_with(HEAD);
        if self.weeks.failing.as_ref() != Some(&why) || self.view.notice.as_ref().is_none_or(covers) {
            let waits = match self.unsaved() {
                1 => "1 change will be retried".to_owned(),
                n => format!("{n} changes will be retried"),
            };
            self.trouble_notice(format!("{HEAD}{why} · {waits}; :save-copy FOLDER"));
        }
        self.weeks.failing = Some(why);
    }

    /// Marks the message about an edit as saved, once nothing is waiting any more.
    fn say_saved(&mut self, done: &Committed) {
        if self.unsaved() > 0 {
            return;
        }
        let said = self.setup.keymap.spell(&outcome(&done.outcome));
        let Some(notice) =
            self.view.notice.as_mut().filter(|n| matches!(n.kind, NoticeKind::Saving | NoticeKind::Trouble))
        else {
            return;
        };
        notice.kind = NoticeKind::Saved;
        // The reason after it stays.
        if !said.is_empty() && !notice.text.starts_with(&said) {
            notice.text = said;
        }
        if let Some(why) = &done.unsafe_because {
            notice.text.push_str(&format!("; saved, but the disk could not confirm it ({why})"));
        }
    }

    fn turned(&mut self, turn: Turn, answer: Answer) -> Vec<Effect> {
        for (id, fate) in answer.fates {
            self.weeks.queue.done(id);
            match fate {
                Fate::Saved(done) => {
                    let kind = if turn == Turn::Undo { NoticeKind::Undone } else { NoticeKind::Saved };
                    self.view.notice = Some(Notice { text: self.setup.keymap.spell(&outcome(&done.outcome)), kind });
                }
                Fate::Refused(why) => self.refuse_because(&why),
                Fate::Kept(why) => self.refuse(why),
            }
        }
        let ids: Vec<WeekId> = answer.weeks.iter().map(|(id, _)| *id).collect();
        self.loaded(answer.weeks);
        self.weeks.drop_blank(&ids);
        match ids.iter().min() {
            Some(first) if !ids.contains(&self.week_id()) => self.go_to(first.monday()),
            _ => Vec::new(),
        }
    }

    fn paste(&mut self, text: &str) {
        if let Some(mut layer) = self.view.layer.take() {
            layer.paste(text, &self.sight());
            self.view.layer = Some(layer);
        }
    }

    pub(super) fn key(&mut self, key: Key) -> Vec<Effect> {
        self.view.carried = None;
        self.view.fact = None;
        self.view.fresh = false;
        let just_logged = std::mem::take(&mut self.view.just_logged);
        match self.view.layer.take() {
            None if just_logged && key == Key::plain(Code::Enter) => Vec::new(),
            Some(layer) => self.layer_key(layer, key),
            None => self.grid_key(key),
        }
    }

    /// Uses a text that came from the editor. If it is refused, the text is saved to a file.
    pub(super) fn make_or_keep(&mut self, text: &str, make: impl FnOnce(&mut Self) -> Vec<Effect>) -> Vec<Effect> {
        self.view.notice = None;
        let effects = make(self);
        match self.view.notice.take_if(|n| n.kind == NoticeKind::Refused) {
            Some(why) => vec![Effect::KeepText { why: why.text, text: text.to_owned() }],
            None => effects,
        }
    }

    pub(super) fn grid_key(&mut self, key: Key) -> Vec<Effect> {
        if self.view.sandbox.is_some() {
            match self.setup.keymap.verb(Scope::WhatIf, key) {
                Some(Verb::Take) => return self.apply_plan(),
                // A range is cancelled first.
                Some(Verb::Leave) if self.view.anchor.is_none() || key.code != Code::Esc => {
                    self.leave_sandbox();
                    return Vec::new();
                }
                Some(Verb::NextPlan) => {
                    self.next_plan();
                    return Vec::new();
                }
                Some(Verb::BedTime) => {
                    self.ask_bed();
                    return Vec::new();
                }
                _ => {}
            }
        }
        self.pressed(vec![key])
    }

    /// Does what these keys mean, pressed one after another.
    pub(super) fn pressed(&mut self, keys: Vec<Key>) -> Vec<Effect> {
        match self.setup.keymap.meaning(&keys) {
            Meaning::Asks(command) => self.run(command, None),
            Meaning::Begins => {
                self.view.notice = None;
                self.view.layer = Some(Asks::Chord(keys).into());
                Vec::new()
            }
            Meaning::Nothing => {
                let pressed: String = keys.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
                self.refuse(format!("{pressed} does nothing here; ⟦help⟧ shows the keys, ⟦commands⟧ every command"));
                Vec::new()
            }
        }
    }
}

/// What today holds, in a few words.
fn held(model: &Model) -> String {
    let (week, _) = model.shown(WeekId::of(model.weeks.today()));
    day_title(&week.day(model.weeks.today()).sessions)
}

impl Model {
    /// Begins the tour.
    pub fn begin_tour(&mut self) {
        self.view.layer = None;
        self.view.fresh = false;
        self.view.tour = Some(Tour::new(held(self)));
    }

    /// Advances the tour once its step has been taken.
    pub(super) fn advance_tour(&mut self) {
        let Some(tour) = &self.view.tour else { return };
        let taken = match tour.at {
            0 => self.view.cursor() > self.weeks.today(),
            1 => self.view.cursor() == self.weeks.today() && held(self) != tour.held,
            2 => held(self) == tour.held,
            3 => matches!(self.view.layer, Some(Layer::Why(_))),
            4 => self.view.sandbox.is_some(),
            _ => false,
        };
        if let (Some(tour), true) = (&mut self.view.tour, taken) {
            tour.at += 1;
        }
    }
}
