//! What was typed but not saved: left with esc, or refused by the store. The key it was typed under brings it back.

use chrono::NaiveDate;

use super::layers::Layer;
use super::layers::aside::Aside;
use super::layers::field::Field;
use super::layers::form::Form;
use super::layers::strip::Asks;
use super::model::Model;
use super::msg::Effect;
use super::notice::refusal;
use crate::domain::calendar::day_name;
use crate::domain::{Days, Refusal, Week};
use crate::edit::{Edit, LogEdit, WeekEdit};
use crate::formats::weektext;
use crate::text::clean;

impl Model {
    /// Sets aside what was typed for a refused edit.
    pub(super) fn refused(&mut self, edit: Edit, why: &Refusal) -> Vec<Effect> {
        if let (Edit::Log(LogEdit::CheckIn { date, .. }), Some(Layer::CheckIn(drawer))) = (&edit, &mut self.view.layer)
            && *date == drawer.date
        {
            // The check-in is still open, and sends everything again.
            drawer.resend_all();
            self.refuse_because(why);
            return Vec::new();
        }
        if let Edit::Week(WeekEdit::Rewrite { id, to, .. }) = &edit {
            let mut week = self.weeks.book().week(*id).cloned().unwrap_or_else(|| Week::new(*id));
            to.put_into(&mut week);
            return vec![Effect::KeepText { why: refusal(why), text: weektext::write(&week) }];
        }
        let Some(aside) = Aside::of(edit) else {
            self.refuse_because(why);
            return Vec::new();
        };
        self.refuse(format!(
            "{}; {} on {} brings back what you typed",
            refusal(why),
            aside.key(),
            day_name(aside.date(), self.weeks.today())
        ));
        self.set_aside(aside);
        Vec::new()
    }

    fn set_aside(&mut self, aside: Aside) {
        // One of each kind is enough to remember.
        self.view.asides.retain(|a| std::mem::discriminant(a) != std::mem::discriminant(&aside));
        self.view.asides.push(aside);
    }

    /// Closes a layer, and sets aside what was typed in it but not taken.
    pub(super) fn leave(&mut self, layer: Layer) {
        match layer {
            Layer::Note(note) => self.leave_note(note.date, &note.field),
            Layer::Form(form) => self.leave_form(*form),
            Layer::Wins(wins) => self.leave_wins(wins.date, &wins.field),
            Layer::Strip(strip) => {
                if let Asks::SkipInWords(item, field) = &strip.asks
                    && let Some(text) = field.filled().filter(|_| !field.is_as_restored())
                {
                    self.set_aside(Aside::Skip(item.date, text));
                    self.say("left; ⟦skip⟧ on this day brings back what you typed");
                } else {
                    self.view.notice = None;
                }
            }
            _ => {}
        }
    }

    /// Sets the text aside, since an escape can be half of an arrow key on a slow line.
    fn leave_note(&mut self, date: NaiveDate, field: &Field) {
        let held = Days::day(self.weeks.book(), date).and_then(|d| d.note.clone());
        let text = field.text();
        // Left a second time, it is dropped.
        if !text.trim().is_empty() && text != clean(held.as_deref().unwrap_or_default()) && !field.is_as_restored() {
            self.set_aside(Aside::Note(date, text.to_owned()));
            self.say("left; ⟦note⟧ on this day brings back what you typed");
        }
    }

    fn leave_form(&mut self, form: Form) {
        if !form.has_unsaved_text() {
            self.view.notice = None;
            return;
        }
        let fields = form.changed_fields().join(", ");
        let aside = Aside::Form(Box::new(form));
        self.say(format!("left unchanged; {} brings back the new {fields}", aside.key()));
        self.set_aside(aside);
    }

    fn leave_wins(&mut self, date: NaiveDate, field: &Field) {
        let held = Days::day(self.weeks.book(), date).map(|d| d.wins.join("; ")).unwrap_or_default();
        let text = field.text();
        if !text.trim().is_empty() && text != clean(&held) && !field.is_as_restored() {
            self.set_aside(Aside::Wins(date, text.to_owned()));
            self.say("left; ⟦wins⟧ on this day brings back what you typed");
        }
    }

    /// The layer that is about to open, with what was set aside from it.
    pub(super) fn with_aside(&mut self, layer: Layer) -> Layer {
        let day = self.view.cursor();
        let found = self.view.asides.iter().enumerate().filter(|(_, a)| a.date() == day);
        let found = found.filter_map(|(n, a)| Some((n, a.put_into(&layer)?))).next();
        let Some((n, layer)) = found else { return layer };
        self.view.asides.remove(n);
        // A check-in keeps its answers either way.
        let answers = matches!(layer, Layer::CheckIn(_));
        self.say(if answers {
            "answered before but not saved; ⟦check-in.take⟧ saves it"
        } else {
            "typed before but not saved; ⟦note.take⟧ saves it, ⟦note.leave⟧ drops it"
        });
        layer
    }
}
