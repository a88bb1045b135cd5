//! What was typed but not saved: left with esc, or refused by the store.

use chrono::NaiveDate;

use super::Layer;
use super::field::Field;
use super::form::Form;
use super::note::Note;
use super::picker::Purpose;
use super::strip::Asks;
use super::wins::Wins;
use crate::domain::checkin::CheckIn;
use crate::edit::{Edit, LogEdit, SessionEdit};

/// A text that waits to be brought back.
#[derive(Clone, Debug)]
pub(in crate::app) enum Aside {
    /// A day's note.
    Note(NaiveDate, String),
    /// What went well on a day.
    Wins(NaiveDate, String),
    /// A morning's answers.
    Answers(NaiveDate, Box<CheckIn>),
    /// Why a session was skipped.
    Skip(NaiveDate, String),
    /// A session's fields.
    Form(Box<Form>),
}

impl Aside {
    /// What was typed to make an edit.
    pub(in crate::app) fn of(edit: Edit) -> Option<Self> {
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

    pub(in crate::app) fn date(&self) -> NaiveDate {
        match self {
            Self::Note(date, _) | Self::Wins(date, _) | Self::Answers(date, _) | Self::Skip(date, _) => *date,
            Self::Form(form) => form.date,
        }
    }

    pub(in crate::app) fn key(&self) -> &'static str {
        match self {
            Self::Note(..) => "⟦note⟧",
            Self::Wins(..) => "⟦wins⟧",
            Self::Answers(..) => "⟦check-in⟧",
            Self::Skip(..) => "⟦skip⟧",
            Self::Form(form) if form.item.is_some() => "⟦edit-item⟧",
            Self::Form(_) => "⟦add⟧",
        }
    }

    /// The layer with this text in it, if it is the one that the text was typed in.
    pub(in crate::app) fn put_into(&self, layer: &Layer) -> Option<Layer> {
        Some(match (self, layer) {
            (Self::Note(day, text), Layer::Note(note)) if *day == note.date => {
                Note { date: note.date, field: note.field.clone().retyped(text) }.into()
            }
            (Self::Wins(day, text), Layer::Wins(wins)) if *day == wins.date => {
                Wins { date: wins.date, field: Field::default().retyped(text) }.into()
            }
            (Self::Skip(day, text), Layer::Strip(strip)) => match &strip.asks {
                Asks::Skip(item) if *day == item.date => {
                    Asks::SkipInWords(item.clone(), Field::default().retyped(text)).into()
                }
                _ => return None,
            },
            (Self::Answers(day, answers), Layer::CheckIn(drawer)) if *day == drawer.date => {
                let mut drawer = drawer.clone();
                drawer.now = drawer.now.overlaid(answers);
                Layer::CheckIn(drawer)
            }
            (Self::Form(typed), Layer::Form(form)) => {
                let (a, b) = (typed.item.as_ref()?, form.item.as_ref()?);
                let same = a.date == b.date && a.kind == b.kind && a.title == b.title;
                Layer::Form(Some(Box::new((**typed).clone().back())).filter(|_| same)?)
            }
            (Self::Form(typed), Layer::Picker(picker)) if typed.item.is_none() && picker.purpose == Purpose::Add => {
                Layer::Form(Box::new((**typed).clone().back()))
            }
            _ => return None,
        })
    }
}
