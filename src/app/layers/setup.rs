//! Who trains: what a plan is made to fit, asked line by line, each of them to be left out.

use super::action::Action;
use super::field::Field;
use super::{Over, Press, Reply};
use crate::app::sight::Sight;
use crate::config::Put;
use crate::config::ask::{Ask, unmet};
use crate::keys::{Scope, Verb};

/// The questions, with what is set and what was typed.
#[derive(Clone, Debug)]
pub struct Setup {
    /// A field for each question.
    pub fields: Vec<Field>,
    /// What each field showed when it was opened.
    was: Vec<String>,
    /// The question under the cursor.
    pub at: usize,
    /// What is wrong with what was typed.
    pub complaint: Option<String>,
}

impl Setup {
    /// Over what is set.
    pub fn over(sight: &Sight<'_>) -> Self {
        let now = |ask: Ask| ask.now(&sight.setup.settings, sight.weeks.today());
        let was: Vec<String> = Ask::ALL.into_iter().map(now).collect();
        Self { fields: was.iter().map(|t| Field::new(t)).collect(), was, at: 0, complaint: None }
    }

    /// The settings that were answered anew.
    ///
    /// # Errors
    /// The place of the first answer that is none, and a sentence.
    fn answers(&self, sight: &Sight<'_>) -> Result<Vec<Put>, (usize, String)> {
        let mut out = Vec::new();
        for (n, ask) in Ask::ALL.into_iter().enumerate() {
            if self.fields[n].text().trim() != self.was[n] {
                let typed = self.fields[n].text().trim();
                let typed = if typed.is_empty() { "-" } else { typed };
                let read = ask.read(typed, &sight.setup.splits, sight.weeks.today());
                out.extend(read.map_err(|why| (n, why))?);
            }
        }
        Ok(out)
    }

    fn go(&mut self, to: usize) {
        self.at = to;
    }
}

impl Over for Setup {
    fn scope(&self) -> Scope {
        Scope::Setup
    }

    fn key(&mut self, press: Press, sight: &Sight<'_>) -> Reply {
        let last = Ask::ALL.len() - 1;
        self.complaint = None;
        match press.verb {
            Some(Verb::Leave) => return Reply::Close,
            Some(Verb::Next | Verb::Down) => self.go(if self.at == last { 0 } else { self.at + 1 }),
            Some(Verb::Previous | Verb::Up) => self.go(if self.at == 0 { last } else { self.at - 1 }),
            Some(Verb::Take) => match self.answers(sight) {
                Ok(puts) if puts.is_empty() => return Reply::Do(Action::Say("nothing was changed".to_owned())),
                Ok(puts) => {
                    let mut then = sight.setup.clone();
                    then.put(&puts);
                    let unmet = unmet(&then.settings).map_or(String::new(), |u| format!("; {u}"));
                    return Reply::Do(Action::Set(puts, format!("kept in config.toml{unmet}")));
                }
                Err((at, why)) => {
                    self.go(at);
                    self.complaint = Some(why);
                }
            },
            _ => drop(self.fields[self.at].press(press.key)),
        }
        Reply::Stay
    }

    fn paste(&mut self, text: &str, _: &Sight<'_>) {
        self.fields[self.at].paste(text);
    }

    fn overflow(&mut self) -> Option<String> {
        self.fields.iter_mut().find_map(Field::overflow)
    }
}
