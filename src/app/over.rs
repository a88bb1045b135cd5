//! Keys of what lies over the week: why, forms, lists, notes.

use super::form::Form;
use super::layer::Layer;
use super::model::{Model, NoticeKind};
use super::msg::Effect;
use super::picker::{Choice, Picker};
use super::say;
use crate::domain::WeekId;
use crate::edit::{Edit, EditId, ItemRef};
use crate::edit::{LogEdit, NoteChange, SessionEdit};
use crate::keys::{Code, Key};
use crate::recovery::explain;
use crate::text::clean;

impl Model {
    pub(super) fn why_key(&mut self, date: chrono::NaiveDate, top: usize, rating: bool, key: Key) -> Vec<Effect> {
        let stay = Some(Layer::Why { date, top, rating: false });
        if rating {
            let ready = match key.typed() {
                Some('+') => Some(10),
                Some(c) => c.to_digit(10).map(|n| n as u8),
                None => None,
            };
            self.view.layer = stay;
            let Some(ready) = ready else { return Vec::new() };
            let was =
                crate::domain::Days::day(self.weeks.book(), date).and_then(|d| d.checkin.clone()).unwrap_or_default();
            let to = crate::domain::CheckIn { ready: Some(ready), ..was.clone() };
            let effects = self.make(
                Edit::Log(LogEdit::CheckIn { date, was: Box::new(was), to: Box::new(to), note: NoteChange::Keep }),
                None,
            );
            self.say(format!("noted: you feel {ready} of 10; it is compared with the score and never part of it"));
            self.view.layer = Some(Layer::Why { date, top, rating: false });
            return effects;
        }
        match key.typed() {
            Some('i') => {
                self.view.notice = None;
                self.view.layer = Some(Layer::Why { date, top, rating: true });
            }
            Some('y') => {
                self.view.layer = stay;
                let Some(r) = self.recovery(date) else { return Vec::new() };
                let verdict = self.verdict(date).map(|(_, s)| s);
                self.say("copied, where the terminal lets it");
                return vec![Effect::Clipboard(explain::text(&r, &self.flags(date), verdict.as_deref()).join("\n"))];
            }
            _ => {
                self.view.notice = None;
                self.view.layer = scrolled(key, top).map(|top| Layer::Why { date, top, rating: false });
            }
        }
        Vec::new()
    }

    pub(super) fn form_key(&mut self, form: &mut Form, key: Key) -> Vec<Effect> {
        match key.code {
            Code::Esc => return Vec::new(),
            Code::Enter => match form.finish() {
                Ok(None) => return Vec::new(),
                Ok(Some(edit)) => {
                    let adds = matches!(edit, Edit::Session(SessionEdit::Add { .. }));
                    if let Err(why) = self.trial(&edit) {
                        self.view.notice = None;
                        let why = say::refusal(&why);
                        form.complaint = Some(why.clone());
                        let gone = form.item.as_ref().is_some_and(|item| {
                            !item.is_in(&self.shown(WeekId::of(item.date)).0)
                                && self.weeks.book().frozen(WeekId::of(item.date)).is_none()
                        });
                        if gone {
                            form.complaint =
                                Some(format!("{why}; enter adds this as a session of its own, esc leaves it"));
                            *form = form.clone().adds();
                        }
                    } else {
                        let layer = Layer::Form(Box::new(form.clone()));
                        let effects = self.make_text(layer, |model| model.make(edit, None));
                        if adds && self.view.layer.is_none() {
                            self.select_last_session();
                        }
                        return effects;
                    }
                }
                Err(_) => {}
            },
            _ => form.press(key),
        }
        self.view.layer = Some(Layer::Form(Box::new(form.clone())));
        Vec::new()
    }

    pub(super) fn picker_key(&mut self, picker: &mut Picker, key: Key) -> Vec<Effect> {
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
                let effects = self.choose(&line.choice);
                // What was typed stays where what it asked for is refused.
                let adds = matches!(line.choice, Choice::Session(_) | Choice::Extra(_));
                if adds
                    && self.view.layer.is_none()
                    && self.view.notice.as_ref().is_some_and(|n| n.kind == NoticeKind::Refused)
                {
                    self.view.layer = Some(Layer::Picker(Box::new(picker.clone())));
                }
                return effects;
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
        self.view.layer = Some(Layer::Picker(Box::new(picker.clone())));
        Vec::new()
    }

    pub(super) fn choose(&mut self, choice: &Choice) -> Vec<Effect> {
        match choice {
            Choice::Command(command) => self.run(*command, None),
            Choice::CommandWith(command, argument) => self.run(*command, Some(argument)),
            Choice::New(title) => {
                self.view.layer = Some(Layer::Form(Box::new(Form::add(self.view.cursor(), title))));
                Vec::new()
            }
            Choice::Session(session) => {
                let effects = self
                    .make(Edit::Session(SessionEdit::Add { date: self.view.cursor(), session: session.clone() }), None);
                self.select_last_session();
                effects
            }
            Choice::Extra(extra) => {
                let day = self.day();
                let index = self.selected().map_or(0, |i| i.index);
                let Some(session) = day.sessions.get(index) else { return Vec::new() };
                self.make(
                    Edit::Session(SessionEdit::AddExtra {
                        item: ItemRef::to(self.view.cursor(), index, session),
                        extra: extra.clone(),
                    }),
                    None,
                )
            }
        }
    }

    /// A check-in of today keeps the forecast as it is seen this morning, to be graded later.
    pub(super) fn make_checkin(&mut self, edit: Edit, group: Option<EditId>) -> Vec<Effect> {
        let edit = match edit {
            Edit::Log(LogEdit::CheckIn { date, was, mut to, note })
                if date == self.weeks.today() && !to.unfinished && !to.is_empty() =>
            {
                to.forecast = self.desk().forecast_with(&to, &self.insight.learnt);
                Edit::Log(LogEdit::CheckIn { date, was, to, note })
            }
            other => other,
        };
        let settles = matches!(&edit, Edit::Log(LogEdit::CheckIn { date, to, .. }) if *date == self.weeks.today() && !to.unfinished);
        let effects = self.make_in(edit, None, group);
        if settles {
            self.view.layer = self.to_settle().map(Layer::Strip);
        }
        effects
    }

    pub(super) fn make_note(&mut self, date: chrono::NaiveDate, was: Option<String>, text: &str) -> Vec<Effect> {
        let to = text.lines().map(clean).collect::<Vec<_>>().join("\n");
        let to = Some(to.trim().to_owned()).filter(|t| !t.is_empty());
        // A note that is left as it was stays, whatever blanks are around it.
        let same = to.as_deref().unwrap_or_default() == was.as_deref().unwrap_or_default().trim();
        if same { Vec::new() } else { self.make(Edit::Log(LogEdit::Reword { date, was, to }), None) }
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
