//! Asks the terminal what colour its paper has and, in East Asian locales, how many columns a letter of ambiguous width
//! takes: fonts and settings differ there, and only the terminal knows.
//!
//! A terminal that does not know the question never answers it, so a second question follows that all of them answer.
//! Once that answer is there, the first will not come any more.

use std::io::{self, Write, stdout};
use std::time::{Duration, Instant};

use chrono::NaiveDate;

use super::{Input, Inputs};
use crate::config::face::{Depth, Face, Paper};
use crate::config::paths::{self, Terminal};
use crate::store::Store;

/// The background's colour (OSC 11).
const PAPER: &[u8] = b"\x1b]11;?\x1b\\";

/// A letter at the beginning of the second row, and where the cursor is then (CPR); the row is drawn over at once.
const LETTER: &[u8] = "\x1b[2;1H\u{e9}\x1b[6n\x1b[2;1H\x1b[K".as_bytes();

/// The terminal's attributes (DA1), which all of them report.
const FENCE: &[u8] = b"\x1b[c";

/// How long to wait for either. A choice: a local terminal answers within a few ms, a remote one is not asked.
const PATIENCE: Duration = Duration::from_millis(100);

/// The name in the state folder under which a terminal that does not know the question is remembered.
const SILENT: &str = "silent-terminal";

/// Days after which it is asked again: terminals get updated. A choice.
const ASKED_AGAIN: i64 = 7;

/// What is known about the terminal, and what it was asked.
#[derive(Debug)]
pub struct Asking {
    depth: Depth,
    paper: Paper,
    name: String,
    at: Option<Instant>,
    /// Whether it was asked for its paper.
    for_paper: bool,
    /// Whether it does not know the question, and that is not written down yet.
    silent: bool,
}

/// What the terminal answered.
#[derive(Debug)]
pub struct Heard {
    /// What it shows.
    pub face: Face,
    /// Columns of a letter whose width is ambiguous, if it was asked.
    pub columns: Option<u16>,
    /// What was typed meanwhile.
    pub early: Vec<Input>,
}

impl Asking {
    /// Asks, unless the environment or a theme says there is nothing to ask, or the terminal recently did not know the question.
    ///
    /// # Errors
    /// If the terminal cannot be written to.
    pub fn ask(store: &Store, theme: &str, no_color: bool, today: NaiveDate) -> io::Result<Self> {
        let Terminal { depth, paper, answers, name } = paths::terminal(no_color);
        let mut out = Self { depth, paper, name, at: None, for_paper: false, silent: false };
        out.for_paper = depth > Depth::None && Face::asks_for_paper(theme) && !out.was_silent(store, today);
        let for_letter = paths::wide_signs() && paths::utf8_locale();
        if answers && (out.for_paper || for_letter) {
            out.at = Some(Instant::now());
            let question: [&[u8]; 3] =
                [if out.for_paper { PAPER } else { b"" }, if for_letter { LETTER } else { b"" }, FENCE];
            let mut to = stdout().lock();
            to.write_all(&question.concat())?;
            to.flush()?;
        }
        Ok(out)
    }

    /// What is known without an answer.
    pub fn face(&self) -> Face {
        Face::on(self.depth, self.paper, None)
    }

    /// Waits for the answers, if there are any to come.
    ///
    /// # Errors
    /// What the system says.
    pub fn hear(&mut self, inputs: &mut Inputs) -> io::Result<Option<Heard>> {
        let Some(at) = self.at.take() else { return Ok(None) };
        let (mut color, mut columns, mut early) = (None, None, Vec::new());
        while let Some(left) = PATIENCE.checked_sub(at.elapsed()) {
            let mut said = false;
            for input in inputs.wait(Some(left))? {
                match input {
                    Input::Paper(rgb) => color = Some(rgb),
                    Input::Attributes => said = true,
                    Input::Column(column) => columns = Some(column.saturating_sub(1)),
                    other => early.push(other),
                }
            }
            if said {
                self.silent = self.for_paper && color.is_none();
                break;
            }
            if matches!(early.last(), Some(Input::End)) {
                break;
            }
        }
        Ok(Some(Heard { face: Face::on(self.depth, self.paper, color), columns, early }))
    }

    /// Writes down that this terminal does not know the question: with the next save, because just looking writes nothing.
    pub fn remember(&mut self, store: &Store, today: NaiveDate) {
        if std::mem::take(&mut self.silent) {
            // If that fails, it is just asked once more.
            let _ = store.remember(SILENT, Some(&format!("{today} {}\n", self.name)));
        }
    }

    fn was_silent(&self, store: &Store, today: NaiveDate) -> bool {
        let Some(text) = store.remembered(SILENT) else { return false };
        let Some((date, name)) = text.trim_end().split_once(' ') else { return false };
        let days = date.parse::<NaiveDate>().map(|date| (today - date).num_days());
        name == self.name && days.is_ok_and(|n| (0..ASKED_AGAIN).contains(&n))
    }
}
