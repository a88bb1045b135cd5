//! A line of text being typed.

use tui_input::{Input, InputRequest};

use crate::keys::{Code, Key};
use crate::text::{clean, edited};

/// Longest text a field takes, in bytes. A choice: a book's chapter; a week file holds forty of them.
const LONGEST: usize = 100 << 10;

/// A text field.
#[derive(Clone, Debug, Default)]
pub struct Field {
    input: Input,
    /// Whether something was left out because the text is full.
    full: bool,
    /// The text it was opened over, with whatever one line cannot show.
    held: Option<String>,
    /// The text that was put back in, as typed before.
    retyped: Option<String>,
}

impl Field {
    /// A field that holds `text`, with the cursor at its end.
    pub fn new(text: &str) -> Self {
        Self { input: Input::new(clean(text)), ..Self::default() }
    }

    /// A field over a text that may have several lines, with the cursor at its end.
    pub fn over(held: Option<&str>) -> Self {
        Self { held: held.map(str::to_owned), ..Self::new(held.unwrap_or_default()) }
    }

    /// The text it was opened over.
    pub fn held(&self) -> Option<String> {
        self.held.clone()
    }

    /// The text it was opened over, as edited so far: what one line cannot show stays wherever it was not touched.
    pub fn reworded(&self) -> String {
        edited(self.held.as_deref().unwrap_or_default(), self.text())
    }

    /// Puts a text typed before back in, over the same original.
    pub fn retyped(self, text: &str) -> Self {
        let text = clean(text);
        Self { input: Input::new(text.clone()), retyped: Some(text), ..self }
    }

    /// Whether it still holds exactly the text that was put back in.
    pub fn is_as_restored(&self) -> bool {
        self.retyped.as_deref() == Some(self.text())
    }

    /// What it holds.
    pub fn text(&self) -> &str {
        self.input.value()
    }

    /// What it holds without surrounding spaces; `None` if that is nothing.
    pub fn filled(&self) -> Option<String> {
        Some(self.text().trim().to_owned()).filter(|t| !t.is_empty())
    }

    /// The text before and after the cursor.
    pub fn halves(&self) -> (String, String) {
        let at = self.input.cursor();
        (self.text().chars().take(at).collect(), self.text().chars().skip(at).collect())
    }

    /// Takes a key; false if it means nothing to a field.
    pub fn press(&mut self, key: Key) -> bool {
        let request = match (key.code, key.ctrl, key.alt) {
            (Code::Char(c), false, false) if !c.is_control() => InputRequest::InsertChar(c),
            (Code::Backspace, false, false) => InputRequest::DeletePrevChar,
            (Code::Backspace, ..) | (Code::Char('w'), true, false) => InputRequest::DeletePrevWord,
            (Code::Delete, ..) | (Code::Char('d'), true, false) => InputRequest::DeleteNextChar,
            (Code::Char('d'), false, true) => InputRequest::DeleteNextWord,
            (Code::Char('b'), true, false) => InputRequest::GoToPrevChar,
            (Code::Char('f'), true, false) => InputRequest::GoToNextChar,
            (Code::Char('b'), false, true) => InputRequest::GoToPrevWord,
            (Code::Char('f'), false, true) => InputRequest::GoToNextWord,
            (Code::Left, true, _) => InputRequest::GoToPrevWord,
            (Code::Right, true, _) => InputRequest::GoToNextWord,
            (Code::Left, ..) => InputRequest::GoToPrevChar,
            (Code::Right, ..) => InputRequest::GoToNextChar,
            (Code::Home, ..) | (Code::Char('a'), true, false) => InputRequest::GoToStart,
            (Code::End, ..) | (Code::Char('e'), true, false) => InputRequest::GoToEnd,
            (Code::Char('u'), true, false) => InputRequest::DeleteFromStart,
            (Code::Char('y'), true, false) => InputRequest::Yank,
            (Code::Char('k'), true, false) => InputRequest::DeleteTillEnd,
            _ => return false,
        };
        if matches!(request, InputRequest::InsertChar(_)) && self.text().len() >= LONGEST {
            self.full = true;
            return true;
        }
        self.input.handle(request);
        true
    }

    /// Pastes text at the cursor, on one line and without control characters.
    pub fn paste(&mut self, text: &str) {
        let text = clean(text);
        let (before, behind) = self.halves();
        let room = LONGEST.saturating_sub(before.len() + behind.len());
        let mut end = room.min(text.len());
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        self.full |= end < text.len();
        let cursor = before.chars().count() + text[..end].chars().count();
        self.input = Input::new(format!("{before}{}{behind}", &text[..end])).with_cursor(cursor);
    }

    /// The sentence to say if something did not fit; said once.
    pub fn overflow(&mut self) -> Option<String> {
        std::mem::take(&mut self.full)
            .then(|| format!("a text can have {} KiB at most; the rest was left out", LONGEST >> 10))
    }
}
