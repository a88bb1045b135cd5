//! What was typed and is not kept: left with esc, or refused by the store. The key it was typed under brings it back.

use chrono::NaiveDate;

use super::layers::Layer;
use super::layers::field::Field;
use super::layers::form::Form;
use super::layers::note::Note;
use super::layers::picker::Purpose;
use super::layers::wins::Wins;
use super::model::Model;
use super::msg::Effect;
use super::say;
use crate::domain::calendar::day_name;
use crate::domain::checkin::CheckIn;
use crate::domain::{Days, Refusal, Week};
use crate::edit::{Edit, LogEdit, SessionEdit, WeekEdit};
use crate::formats::weektext;
use crate::text::clean;

/// A text that waits to be brought back.
#[derive(Clone, Debug)]
pub(super) enum Aside {
    /// A day's note.
    Note(NaiveDate, String),
    /// What went well on a day.
    Wins(NaiveDate, String),
    /// A morning's answers.
    Answers(NaiveDate, Box<CheckIn>),
    /// A session's fields.
    Form(Box<Form>),
}

impl Aside {
    /// What an edit was typed as.
    fn of(edit: Edit) -> Option<Self> {
        match edit {
            Edit::Log(LogEdit::Reword { date, to: Some(text), .. }) => Some(Self::Note(date, text)),
            Edit::Log(LogEdit::Wins { date, wins }) if !wins.is_empty() => Some(Self::Wins(date, wins.join("; "))),
            Edit::Log(LogEdit::CheckIn { date, to, .. }) => Some(Self::Answers(date, to)),
            Edit::Session(SessionEdit::Revise { item, was, to }) => {
                Some(Self::Form(Box::new(Form::edit(item, &was).retyped(&to))))
            }
            Edit::Session(SessionEdit::Add { date, session }) => {
                Some(Self::Form(Box::new(Form::add(date, "").retyped(&session))))
            }
            _ => None,
        }
    }

    fn date(&self) -> NaiveDate {
        match self {
            Self::Note(date, _) | Self::Wins(date, _) | Self::Answers(date, _) => *date,
            Self::Form(form) => form.date,
        }
    }

    fn key(&self) -> &'static str {
        match self {
            Self::Note(..) => "⟦note⟧",
            Self::Wins(..) => "⟦wins⟧",
            Self::Answers(..) => "⟦check-in⟧",
            Self::Form(form) if form.item.is_some() => "⟦edit-item⟧",
            Self::Form(_) => "⟦add⟧",
        }
    }

    /// The layer with this in it, where it is the one that this was typed in.
    fn put_into(&self, layer: &Layer) -> Option<Layer> {
        Some(match (self, layer) {
            (Self::Note(day, text), Layer::Note(note)) if *day == note.date => {
                Note { date: note.date, field: note.field.clone().retyped(text) }.into()
            }
            (Self::Wins(day, text), Layer::Wins(wins)) if *day == wins.date => {
                Wins { date: wins.date, field: Field::default().retyped(text) }.into()
            }
            (Self::Answers(day, answers), Layer::CheckIn(drawer)) if *day == drawer.date => {
                let mut drawer = drawer.clone();
                drawer.now = drawer.now.overlaid(answers);
                Layer::CheckIn(drawer)
            }
            (Self::Form(typed), Layer::Form(form)) => {
                let (a, b) = (typed.item.as_ref()?, form.item.as_ref()?);
                let same = a.date == b.date && a.kind == b.kind && a.title == b.title;
                Layer::Form(Some(typed.clone()).filter(|_| same)?)
            }
            (Self::Form(typed), Layer::Picker(picker)) if typed.item.is_none() && picker.purpose == Purpose::Add => {
                Layer::Form(typed.clone())
            }
            _ => return None,
        })
    }
}

impl Model {
    /// Sets aside what a refused edit was made of.
    pub(super) fn refused(&mut self, edit: Edit, why: &Refusal) -> Vec<Effect> {
        if let (Edit::Log(LogEdit::CheckIn { date, .. }), Some(Layer::CheckIn(drawer))) = (&edit, &mut self.view.layer)
            && *date == drawer.date
        {
            // It is still open, and says everything again.
            drawer.not_kept();
            self.refuse_because(why);
            return Vec::new();
        }
        if let Edit::Week(WeekEdit::Rewrite { id, to, .. }) = &edit {
            let mut week = self.weeks.book().week(*id).cloned().unwrap_or_else(|| Week::new(*id));
            to.put_into(&mut week);
            return vec![Effect::KeepText { why: say::refusal(why), text: weektext::write(&week) }];
        }
        let Some(aside) = Aside::of(edit) else {
            self.refuse_because(why);
            return Vec::new();
        };
        self.refuse(format!(
            "{}; {} on {} brings back what was typed",
            say::refusal(why),
            aside.key(),
            day_name(aside.date(), self.weeks.today())
        ));
        self.set_aside(aside);
        Vec::new()
    }

    fn set_aside(&mut self, aside: Aside) {
        // One of each sort is enough to remember.
        self.view.asides.retain(|a| std::mem::discriminant(a) != std::mem::discriminant(&aside));
        self.view.asides.push(aside);
    }

    /// Keeps a note that was left without being taken. An escape can be half of an arrow on a slow line.
    pub(super) fn leave_note(&mut self, date: NaiveDate, field: &Field) {
        let held = Days::day(self.weeks.book(), date).and_then(|d| d.note.clone());
        let text = field.text();
        // Left a second time, it is let go.
        if !text.trim().is_empty() && text != clean(held.as_deref().unwrap_or_default()) && !field.is_as_retyped() {
            self.set_aside(Aside::Note(date, text.to_owned()));
            self.say("left; ⟦note⟧ on this day brings what was typed back");
        }
    }

    /// The layer that is about to open, with what was set aside of it.
    pub(super) fn with_aside(&mut self, layer: Layer) -> Layer {
        let day = self.view.cursor();
        let found = self.view.asides.iter().enumerate().filter(|(_, a)| a.date() == day);
        let found = found.filter_map(|(n, a)| Some((n, a.put_into(&layer)?))).next();
        let Some((n, layer)) = found else { return layer };
        self.view.asides.remove(n);
        // A check-in keeps its answers either way.
        let answers = matches!(layer, Layer::CheckIn(_));
        self.say(if answers {
            "answered before and not kept; enter saves it"
        } else {
            "typed before and not kept; enter keeps it, esc lets it go"
        });
        layer
    }
}
