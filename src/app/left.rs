//! A text that was open when the program ended: saved, and offered once at the next start.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::layers::Layer;
use super::layers::field::Field;
use super::layers::note::Note;
use super::layers::wins::Wins;
use super::model::Model;
use super::msg::Effect;
use super::notice::{Notice, NoticeKind};
use crate::domain::Days;
use crate::domain::calendar::day_name;
use crate::text::clean;

/// Where it was typed.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Where {
    Note,
    Wins,
    Elsewhere,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
struct Left {
    place: Where,
    /// As `2026-11-18`.
    date: String,
    text: String,
    /// The note as it was when typing began, so that a line deleted from it does not come back.
    #[serde(default)]
    was: Option<String>,
}

/// The text `now`, or nothing if it is what was held.
fn changed(now: &str, held: &str) -> String {
    if now == held { String::new() } else { now.to_owned() }
}

impl Model {
    /// Does what is left to do when the program is ended: saves an open check-in for later. Returns the open text, in the
    /// form that the next start takes.
    pub fn interrupted(&mut self) -> Option<String> {
        let mut layer = self.view.layer.take()?;
        if let Layer::CheckIn(drawer) = &mut layer {
            // What is half typed is kept as text, everything else as an answer.
            let _ = drawer.settle();
            if let Some(edit) = drawer.finish(false) {
                // Even if weeks are missing: then it waits, and a saved copy includes it.
                let lost = self.weeks.lost.take();
                self.make_in(edit, None, Some(drawer.group));
                self.weeks.lost = lost;
            }
        }
        self.text_open_in(&layer)
    }

    /// The open text, in the form that the next start takes.
    pub fn open_text(&self) -> Option<String> {
        self.text_open_in(self.view.layer.as_ref()?)
    }

    fn text_open_in(&self, layer: &Layer) -> Option<String> {
        let was = if let Layer::Note(note) = layer { note.field.held() } else { None };
        let (place, date, text) = match layer {
            Layer::CheckIn(drawer) => (Where::Elsewhere, drawer.date, drawer.typed.clone()),
            Layer::Note(note) => {
                let held = Days::day(self.weeks.book(), note.date).and_then(|d| d.note.clone()).unwrap_or_default();
                (Where::Note, note.date, changed(note.field.text(), &clean(&held)))
            }
            Layer::Wins(wins) => {
                let held = Days::day(self.weeks.book(), wins.date).map(|d| d.wins.join("; ")).unwrap_or_default();
                (Where::Wins, wins.date, changed(wins.field.text(), &clean(&held)))
            }
            Layer::Form(form) => {
                let typed = form.changed_texts().join(" · ");
                let what = format!("{} on {}: {typed}", form.was.title, day_name(form.date, self.weeks.today()));
                (Where::Elsewhere, form.date, if typed.is_empty() { typed } else { what })
            }
            Layer::Picker(picker) => (Where::Elsewhere, self.view.cursor(), picker.filter.text().to_owned()),
            Layer::GoTo(go_to) => (Where::Elsewhere, self.view.cursor(), go_to.field.text().to_owned()),
            _ => return None,
        };
        let left = Left { place, date: date.to_string(), text, was };
        (!left.text.trim().is_empty()).then(|| serde_json::to_string(&left).unwrap_or_default())
    }

    /// Offers the text that was open when the program last ended.
    pub(super) fn offer_open_text(&mut self, kept: &str) -> Vec<Effect> {
        let Ok(left) = serde_json::from_str::<Left>(kept) else { return Vec::new() };
        let Ok(date) = left.date.parse::<NaiveDate>() else { return Vec::new() };
        let field = match left.place {
            Where::Note => Field::over(left.was.as_deref()).retyped(&left.text),
            _ => Field::new(&left.text),
        };
        let layer: Option<Layer> = match left.place {
            Where::Note => Some(Note { date, field }.into()),
            Where::Wins => Some(Wins { date, field }.into()),
            Where::Elsewhere => None,
        };
        // What cannot be offered again moves nothing: the cursor stays on today.
        let effects = if layer.is_some() { self.go_to(date) } else { Vec::new() };
        let text = if layer.is_some() {
            self.setup.keymap.spell("not saved when the program ended; ⟦note.take⟧ saves it, ⟦note.leave⟧ drops it")
        } else {
            format!("typed but not applied when the program ended: {}", left.text)
        };
        self.view.notice = Some(Notice { text, kind: NoticeKind::Said });
        self.view.layer = layer;
        effects
    }
}
