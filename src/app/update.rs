//! What happened → what changes, and what the outside must do.

use super::drawer::Pressed;
use super::form::Form;
use super::key::{Code, Key};
use super::layer::Layer;
use super::model::{Model, Notice, NoticeKind};
use super::msg::{Draft, Effect, Msg};
use super::picker::{Choice, Picker};
use super::prepare::Again;
use super::strip::Strip;
use crate::command::{Command, Meaning};
use crate::domain::calendar::{add_days, weekday_index};
use crate::domain::condition::Condition;
use crate::domain::edit::Landing;
use crate::domain::session::{Felt, SkipReason, Status};
use crate::domain::week::{Fuel, Overlay};
use crate::domain::{Edit, ItemRef, Session, WeekId};
use crate::recovery::why;
use crate::store::{Committed, Held};
use crate::text::clean;
use crate::workspace;

impl Model {
    /// What must be read before the first frame.
    pub fn start(&self) -> Vec<Effect> {
        vec![Effect::Load(self.missing())]
    }

    /// Takes what happened.
    pub fn update(&mut self, msg: Msg) -> Vec<Effect> {
        let effects = self.take(msg);
        self.refresh();
        self.tour_on();
        effects
    }

    fn take(&mut self, msg: Msg) -> Vec<Effect> {
        match msg {
            Msg::Key(key) => return self.key(key),
            Msg::Mouse(mouse) => return self.mouse(mouse),
            Msg::Paste(text) => self.paste(&text),
            Msg::Resize(width) => self.width = width,
            Msg::Loaded(weeks) => {
                self.regrade = true;
                self.loaded(weeks);
            }
            Msg::Saved(done) => return self.saved(done),
            Msg::Refused(why) => {
                let ids = self.unsaved.pop_front().map(|c| c.weeks()).unwrap_or_default();
                self.refuse(why);
                let mut effects = vec![Effect::Load(ids)];
                effects.extend(self.flush());
                return effects;
            }
            Msg::NotSaved(why) => {
                let n = self.unsaved.len();
                let changes = if n == 1 { "1 change waits".to_owned() } else { format!("{n} changes wait") };
                self.trouble_notice(format!("not saved: {why} · {changes} and is tried again; :save-copy FOLDER"));
            }
            Msg::Retry => return self.flush(),
            Msg::Undone(done) => {
                self.regrade = true;
                return self.turned(done, NoticeKind::Undone);
            }
            Msg::Redone(done) => {
                self.regrade = true;
                return self.turned(done, NoticeKind::Saved);
            }
            Msg::NotUndone(why) => self.refuse(why),
            Msg::History(edits) => {
                let edits = edits.into_iter().map(|(label, on)| (self.keymap.spell(&label), on)).collect();
                self.layer = Some(Layer::UndoList { edits, top: 0 });
            }
            Msg::Depth(undo, redo) => self.depth = (undo, redo),
            Msg::Day(today) => {
                if self.cursor == self.today {
                    self.cursor = today;
                    self.item = 0;
                }
                self.today = today;
                (self.stale, self.regrade) = (true, true);
                return vec![Effect::Load(self.missing())];
            }
            Msg::Passed(time) => return self.passed(time),
            Msg::LoadedAll(weeks) => {
                self.all_loaded = true;
                self.loaded(weeks);
                self.refresh();
                self.look_again();
            }
            Msg::Edited(Draft::Note(date), text) => {
                self.layer = None;
                return self.make_note(date, &text);
            }
            Msg::Edited(Draft::Week(was), text) => return self.take_week_text(was, &text),
            Msg::Copied(told) => {
                self.quitting = told.is_ok();
                self.trouble_notice(told.unwrap_or_else(|why| why));
            }
            Msg::Say(text) => self.trouble_notice(text),
        }
        Vec::new()
    }

    /// What must still be done when the program is ended from outside: an open check-in is kept for later.
    pub fn interrupted(&mut self) -> Vec<Effect> {
        match self.layer.take() {
            Some(Layer::CheckIn(drawer)) => drawer.finish(false).map_or_else(Vec::new, |edit| self.make(edit, None)),
            _ => Vec::new(),
        }
    }

    /// Every week that was read.
    pub fn at_hand(&self) -> Vec<WeekId> {
        self.loaded.iter().copied().collect()
    }

    fn take_week(&mut self, id: WeekId, held: Option<Held>) {
        self.loaded.insert(id);
        self.stale = true;
        self.trouble.retain(|(week, _)| *week != id);
        match held {
            Some(held) => {
                self.share_week(id, &held);
                let sentences = workspace::put(&mut self.book, id, held);
                self.trouble.extend(sentences.into_iter().map(|s| (id, s)));
            }
            None => self.book.forget(id),
        }
    }

    fn loaded(&mut self, mut weeks: Vec<(WeekId, Option<Held>)>) {
        if self.sandbox.is_some() {
            // What is tried is not overwritten; weeks that come into sight are still read.
            weeks.retain(|(id, _)| !self.loaded.contains(id));
        }
        for (id, held) in weeks {
            self.take_week(id, held);
        }
        // What is not on disk yet still shows.
        for change in &self.unsaved {
            // A change that no longer fits is refused when it is saved, and said then.
            let _ = change.apply(&mut self.book);
        }
        self.keep_item();
        if self.notice.is_none()
            && let Some(text) = self.trouble().first().map(|t| (*t).to_owned())
        {
            let more = self.trouble().len() - 1;
            let text = if more > 0 { format!("{text} · {more} more: :problems") } else { text };
            self.trouble_notice(text);
        }
    }

    fn saved(&mut self, done: Committed) -> Vec<Effect> {
        self.unsaved.pop_front();
        if let Some(notice) =
            self.notice.as_mut().filter(|n| matches!(n.kind, NoticeKind::Saving | NoticeKind::Trouble))
        {
            notice.kind = NoticeKind::Saved;
            notice.text = self.keymap.spell(&done.outcome.said);
        }
        self.loaded(done.weeks.into_iter().map(|(id, held)| (id, Some(held))).collect());
        self.flush()
    }

    fn turned(&mut self, done: Committed, kind: NoticeKind) -> Vec<Effect> {
        let ids: Vec<WeekId> = done.weeks.iter().map(|(id, _)| *id).collect();
        self.loaded(done.weeks.into_iter().map(|(id, held)| (id, Some(held))).collect());
        self.notice = Some(Notice { text: self.keymap.spell(&done.outcome.said), kind });
        self.book.drop_blank(&ids);
        match ids.first() {
            Some(first) if !ids.contains(&self.week_id()) => self.go_to(first.monday()),
            _ => Vec::new(),
        }
    }

    fn paste(&mut self, text: &str) {
        match &mut self.layer {
            Some(Layer::CheckIn(drawer)) => drawer.paste(text),
            Some(Layer::Form(form)) if form.at > 0 => form.fields[form.at - 1].paste(text),
            Some(Layer::Picker(picker)) => {
                picker.filter.paste(text);
                picker.at = 0;
            }
            Some(Layer::Note(_, field) | Layer::Wins(_, field) | Layer::GoTo(field)) => field.paste(text),
            Some(Layer::Help(help)) => {
                help.filter.paste(text);
                help.at = 0;
            }
            Some(Layer::Search(search)) => {
                search.filter.paste(text);
                search.look(&self.book);
            }
            _ => {}
        }
    }

    pub(super) fn key(&mut self, key: Key) -> Vec<Effect> {
        self.carried = None;
        self.fact = None;
        let Some(layer) = self.layer.take() else { return self.grid_key(key) };
        match layer {
            Layer::Strip(strip) => self.strip_key(strip, key),
            Layer::CheckIn(mut drawer) => {
                let pressed = drawer.press(key);
                self.notice = None;
                match pressed {
                    Pressed::Close(finished) => {
                        return drawer.finish(finished).map_or_else(Vec::new, |edit| self.make_checkin(edit));
                    }
                    Pressed::Says(why) => self.refuse(why),
                    Pressed::Taken => {}
                }
                self.layer = Some(Layer::CheckIn(drawer));
                Vec::new()
            }
            Layer::Form(mut form) => self.form_key(&mut form, key),
            Layer::Picker(mut picker) => self.picker_key(&mut picker, key),
            Layer::Note(date, mut field) => match (key.code, key.ctrl) {
                (Code::Esc, _) => Vec::new(),
                (Code::Enter, _) => self.make_note(date, field.text().to_owned().as_str()),
                (Code::Char('o'), true) => {
                    let text = field.text().to_owned();
                    self.layer = Some(Layer::Note(date, field));
                    vec![Effect::Editor(Draft::Note(date), text)]
                }
                _ => {
                    field.press(key);
                    self.layer = Some(Layer::Note(date, field));
                    Vec::new()
                }
            },
            Layer::GoTo(mut field) => match key.code {
                Code::Esc => Vec::new(),
                Code::Enter => match field.filled() {
                    Some(text) => {
                        let effects = self.run(Command::GoTo, Some(&text));
                        // A date that was mistyped can be mended where it stands.
                        if self.notice.as_ref().is_some_and(|n| n.kind == NoticeKind::Refused) {
                            self.layer = Some(Layer::GoTo(field));
                        }
                        effects
                    }
                    None => Vec::new(),
                },
                _ => {
                    field.press(key);
                    self.layer = Some(Layer::GoTo(field));
                    Vec::new()
                }
            },
            Layer::Wins(date, mut field) => match key.code {
                Code::Esc => Vec::new(),
                Code::Enter => self.make_wins(date, field.text()),
                _ => {
                    field.press(key);
                    self.layer = Some(Layer::Wins(date, field));
                    Vec::new()
                }
            },
            Layer::Zoom => match self.keymap.meaning(&[key]) {
                Meaning::Asks(Command::Zoom | Command::Back | Command::Quit) => Vec::new(),
                _ => {
                    let effects = self.grid_key(key);
                    self.layer.get_or_insert(Layer::Zoom);
                    effects
                }
            },
            Layer::Practices { at } => self.practices_key(at, key),
            Layer::Timer(timer) => self.timer_key(timer, key),
            layer @ (Layer::Month
            | Layer::Trends { .. }
            | Layer::Patterns { .. }
            | Layer::Body
            | Layer::Block { .. }
            | Layer::Search(_)) => self.page_key(layer, key),
            Layer::Why { date, top, rating } => self.why_key(date, top, rating, key),
            Layer::Help(help) => self.help_key(help, key),
            Layer::Offer { title, lines, edit } => match key.code {
                Code::Enter => self.make(*edit, None),
                Code::Esc => Vec::new(),
                _ if key == Key::char('=') => self.make(*edit, None),
                _ => {
                    self.layer = Some(Layer::Offer { title, lines, edit });
                    Vec::new()
                }
            },
            Layer::Lines { title, lines, top } => {
                self.layer = scrolled(key, top).map(|top| Layer::Lines { title, lines, top });
                Vec::new()
            }
            Layer::UndoList { edits, top } => match self.keymap.meaning(&[key]) {
                Meaning::Asks(command @ (Command::Undo | Command::Redo)) => self.run(command, None),
                _ => {
                    self.layer = scrolled(key, top).map(|top| Layer::UndoList { edits, top });
                    Vec::new()
                }
            },
        }
    }

    fn grid_key(&mut self, key: Key) -> Vec<Effect> {
        if self.sandbox.is_some() {
            match (key.code, key.typed()) {
                (Code::Enter, _) => return self.apply_plan(),
                (Code::Esc, _) if self.anchor.is_none() => {
                    self.close_sandbox();
                    self.say("left no trace");
                    return vec![Effect::Load(self.at_hand())];
                }
                (_, Some('q' | 'f')) => {
                    self.close_sandbox();
                    self.say("left no trace");
                    return vec![Effect::Load(self.at_hand())];
                }
                (Code::Tab, _) => {
                    self.next_plan();
                    return Vec::new();
                }
                (_, Some('b')) => {
                    self.next_bed();
                    return Vec::new();
                }
                _ => {}
            }
        }
        self.pressed(vec![key])
    }

    /// What these keys mean, pressed after one another.
    fn pressed(&mut self, keys: Vec<Key>) -> Vec<Effect> {
        match self.keymap.meaning(&keys) {
            Meaning::Asks(command) => self.run(command, None),
            Meaning::Begins => {
                self.notice = None;
                self.layer = Some(Layer::Strip(Strip::Chord(keys)));
                Vec::new()
            }
            Meaning::Nothing => {
                let told: String = keys.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
                self.refuse(format!("{told} does nothing here; ⟦help⟧ shows the keys, ⟦commands⟧ every command"));
                Vec::new()
            }
        }
    }

    fn strip_key(&mut self, strip: Strip, key: Key) -> Vec<Effect> {
        if key.code == Code::Esc {
            return Vec::new();
        }
        let typed = key.typed();
        match &strip {
            Strip::Felt(item) => {
                let felt = match typed {
                    Some('b') => Felt::Better,
                    Some('s') => Felt::Same,
                    Some('w') => Felt::Worse,
                    _ if key.code == Code::Enter => return Vec::new(),
                    _ => return self.grid_key(key),
                };
                return self.make(Edit::Feel(item.clone(), felt), None);
            }
            Strip::Chord(before) => return self.pressed(before.iter().copied().chain([key]).collect()),
            Strip::Fuel(date) => {
                let Some(fuel) = typed.and_then(|c| Fuel::ALL.into_iter().find(|f| f.name().starts_with(c))) else {
                    return if key.code == Code::Enter { Vec::new() } else { self.reopen(strip) };
                };
                let effects = self.make(Edit::Fuel(*date, fuel), None);
                self.layer = Some(Layer::Strip(strip));
                return effects;
            }
            Strip::Settle(item, _, holds) => {
                let keep = match (typed, key.code) {
                    (Some('k'), _) => true,
                    (Some('r'), _) => false,
                    (_, Code::Enter) => *holds,
                    _ => return self.reopen(strip),
                };
                return self.settle(&item.clone(), keep);
            }
            Strip::Landing(item, to) => {
                let how = match typed {
                    Some('s') => Landing::Swap,
                    Some('a' | 'k') => Landing::Stack,
                    _ => return self.reopen(strip),
                };
                let again = Again::Move(weekday_index(*to), how);
                return self.make(Edit::Move(item.clone(), *to, how), Some(again));
            }
            Strip::Skip(item) => {
                let reason = match (typed, key.code) {
                    (None, Code::Enter) => None,
                    (Some(c), _) => match SkipReason::ALL.into_iter().find(|r| r.name().starts_with(c)) {
                        Some(reason) => Some(reason),
                        None => return self.reopen(strip),
                    },
                    _ => return self.reopen(strip),
                };
                return self.make(Edit::Skip(item.clone(), reason), Some(Again::Skip(reason)));
            }
            Strip::Overlay(days, ranged) => {
                let overlay = typed.and_then(|c| Overlay::ALL.into_iter().find(|o| o.name().starts_with(c)));
                return match overlay {
                    None => self.reopen(strip),
                    Some(overlay) if *ranged => self.make(Edit::Overlay(days.clone(), Some(overlay)), None),
                    Some(overlay) => {
                        self.layer = Some(Layer::Strip(Strip::Until(days[0], overlay)));
                        Vec::new()
                    }
                };
            }
            _ => {}
        }
        let week = self.week_id();
        let target = match (typed, key.code) {
            (Some(c @ '1'..='7'), _) => week.day(c as usize - '1' as usize),
            (Some(']'), _) => add_days(self.cursor, 7),
            (Some('['), _) => add_days(self.cursor, -7),
            (_, Code::Left) => add_days(self.cursor, -1),
            (_, Code::Right) => add_days(self.cursor, 1),
            (_, Code::Enter) if matches!(strip, Strip::Until(..)) => self.cursor,
            _ => return self.reopen(strip),
        };
        if let Strip::Until(from, overlay) = &strip {
            if target < *from {
                self.refuse("it begins on the selected day; choose that day or a later one".into());
                return self.reopen(strip);
            }
            let days = (0..=(target - *from).num_days()).map(|n| add_days(*from, n)).collect();
            return self.make(Edit::Overlay(days, Some(*overlay)), Some(Again::Overlay(*overlay)));
        }
        match self.answer_strip(&strip, target) {
            Ok(action) => self.act(action),
            Err(why) => {
                self.refuse(why.to_string());
                self.layer = Some(Layer::Strip(strip));
                Vec::new()
            }
        }
    }

    fn why_key(&mut self, date: chrono::NaiveDate, top: usize, rating: bool, key: Key) -> Vec<Effect> {
        let stay = Some(Layer::Why { date, top, rating: false });
        if rating {
            let ready = match key.typed() {
                Some('+') => Some(10),
                Some(c) => c.to_digit(10).map(|n| n as u8),
                None => None,
            };
            self.layer = stay;
            let Some(ready) = ready else { return Vec::new() };
            let was = crate::domain::Days::day(&self.book, date).and_then(|d| d.checkin.clone()).unwrap_or_default();
            let to = crate::domain::CheckIn { ready: Some(ready), ..was.clone() };
            let effects = self.make(Edit::CheckIn(date, Box::new(was), Box::new(to), None), None);
            self.say(format!("noted: you feel {ready} of 10; it is compared with the score and never part of it"));
            self.layer = Some(Layer::Why { date, top, rating: false });
            return effects;
        }
        match key.typed() {
            Some('i') => {
                self.notice = None;
                self.layer = Some(Layer::Why { date, top, rating: true });
            }
            Some('y') => {
                self.layer = stay;
                let Some(r) = self.recovery(date) else { return Vec::new() };
                let verdict = self.verdict(date).map(|(_, s)| s);
                self.say("copied, where the terminal lets it");
                return vec![Effect::Clipboard(why::text(&r, &self.flags(date), verdict.as_deref()).join("\n"))];
            }
            _ => {
                self.notice = None;
                self.layer = scrolled(key, top).map(|top| Layer::Why { date, top, rating: false });
            }
        }
        Vec::new()
    }

    fn reopen(&mut self, strip: Strip) -> Vec<Effect> {
        self.layer = Some(Layer::Strip(strip));
        Vec::new()
    }

    fn form_key(&mut self, form: &mut Form, key: Key) -> Vec<Effect> {
        match key.code {
            Code::Esc => return Vec::new(),
            Code::Enter => match form.finish() {
                Ok(None) => return Vec::new(),
                Ok(Some(edit)) => {
                    let adds = matches!(edit, Edit::Add(..));
                    match self.trial(&edit) {
                        Ok(()) => {
                            let effects = self.make(edit, None);
                            if adds {
                                self.select_last_session();
                            }
                            return effects;
                        }
                        Err(why) => form.complaint = Some(why.to_string()),
                    }
                }
                Err(_) => {}
            },
            _ => form.press(key),
        }
        self.layer = Some(Layer::Form(Box::new(form.clone())));
        Vec::new()
    }

    fn picker_key(&mut self, picker: &mut Picker, key: Key) -> Vec<Effect> {
        let lines = picker.lines();
        match (key.code, key.ctrl) {
            (Code::Esc, _) => return Vec::new(),
            (Code::Enter, _) => {
                let Some(line) = lines.get(picker.at) else {
                    self.refuse(format!(
                        "there is no command '{}'; ⟦help⟧ and ⟦commands⟧ list them",
                        picker.filter.text()
                    ));
                    return Vec::new();
                };
                return self.choose(&line.choice);
            }
            (Code::Tab, _) => {
                if let Some(line) = lines.get(picker.at) {
                    picker.complete(line);
                }
            }
            (Code::Down, _) | (Code::Char('n' | 'j'), true) => {
                picker.at = (picker.at + 1).min(lines.len().saturating_sub(1))
            }
            (Code::Up | Code::BackTab, _) | (Code::Char('p' | 'k'), true) => picker.at = picker.at.saturating_sub(1),
            _ => {
                picker.filter.press(key);
                picker.at = 0;
            }
        }
        self.layer = Some(Layer::Picker(Box::new(picker.clone())));
        Vec::new()
    }

    fn choose(&mut self, choice: &Choice) -> Vec<Effect> {
        match choice {
            Choice::Command(command) => self.run(*command, None),
            Choice::CommandWith(command, argument) => self.run(*command, Some(argument)),
            Choice::New(title) => {
                self.layer = Some(Layer::Form(Box::new(Form::add(self.cursor, title))));
                Vec::new()
            }
            Choice::Session(session) => {
                let effects = self.make(Edit::Add(self.cursor, session.clone()), None);
                self.select_last_session();
                effects
            }
            Choice::Extra(extra) => {
                let day = self.day();
                let index = self.selected().map_or(0, |i| i.index);
                let Some(session) = day.sessions.get(index) else { return Vec::new() };
                self.make(Edit::AddExtra(ItemRef::to(self.cursor, index, session), extra.clone()), None)
            }
        }
    }

    /// A check-in of today keeps the forecast as it is seen this morning, to be graded later.
    fn make_checkin(&mut self, edit: Edit) -> Vec<Effect> {
        let edit = match edit {
            Edit::CheckIn(date, was, mut to, note) if date == self.today && !to.unfinished => {
                to.forecast = self.forecast_with(&to);
                Edit::CheckIn(date, was, to, note)
            }
            other => other,
        };
        let settles = matches!(&edit, Edit::CheckIn(date, _, to, _) if *date == self.today && !to.unfinished);
        let effects = self.make(edit, None);
        if settles {
            self.layer = self.to_settle().map(Layer::Strip);
        }
        effects
    }

    /// The conditional session of today that this morning's answers decide.
    fn to_settle(&self) -> Option<Strip> {
        let (week, _) = self.shown(WeekId::of(self.today));
        let day = week.day(self.today);
        let checkin = day.checkin.as_ref()?;
        day.sessions.iter().enumerate().filter(|(_, s)| s.status == Status::Planned).find_map(|(i, s)| {
            let condition = Condition::parse(s.condition.as_ref()?).ok()?;
            let holds = condition.holds(checkin)?;
            let told = format!("{condition}, this morning {}", condition.answer(checkin)?);
            Some(Strip::Settle(ItemRef::to(self.today, i, s), told, holds))
        })
    }

    /// The session without its condition, or rest in its place.
    fn settle(&mut self, item: &ItemRef, keep: bool) -> Vec<Effect> {
        let (week, _) = self.shown(WeekId::of(item.date));
        let Some(was) = week.day(item.date).sessions.get(item.index).cloned() else { return Vec::new() };
        let to = if keep {
            Session { condition: None, ..was.clone() }
        } else {
            Session { row: was.row, ..Session::full_rest() }
        };
        self.make(Edit::Revise(item.clone(), Box::new(was), Box::new(to)), None)
    }

    fn make_note(&mut self, date: chrono::NaiveDate, text: &str) -> Vec<Effect> {
        let text =
            Some(text.lines().map(clean).collect::<Vec<_>>().join("\n").trim().to_owned()).filter(|t| !t.is_empty());
        let held = crate::domain::Days::day(&self.book, date).and_then(|d| d.note.clone());
        // A note of several lines, shown as one and left as it is, stays as it is.
        let same = text == held || text == held.as_deref().map(clean);
        if same { Vec::new() } else { self.make(Edit::Note(date, text), None) }
    }
}

/// The lines scrolled past after `key`; `None` closes.
pub(super) fn scrolled(key: Key, top: usize) -> Option<usize> {
    match (key.code, key.typed()) {
        (Code::Down, _) | (_, Some('j')) => Some(top + 1),
        (Code::Up, _) | (_, Some('k')) => Some(top.saturating_sub(1)),
        (Code::PageDown, _) | (_, Some(' ')) => Some(top + 10),
        (Code::PageUp, _) => Some(top.saturating_sub(10)),
        _ => None,
    }
}
