//! Who trains: what a plan should fit, asked line by line; any of it can be left out.

use super::action::Action;
use super::field::Field;
use super::{Over, Press, Reply};
use crate::app::pointer::Spot;
use crate::app::sight::Sight;
use crate::config::ask::{Ask, more};
use crate::config::{self, Put};
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

    /// Everything that is set, with what is typed so far.
    pub fn typed(&self, sight: &Sight<'_>) -> config::Setup {
        let mut setup = sight.setup.clone();
        for n in 0..Ask::ALL.len() {
            if let Ok(puts) = self.answer(n, sight) {
                setup.put(&puts);
            }
        }
        setup
    }

    /// The settings that an answer makes; none if it is unchanged.
    fn answer(&self, n: usize, sight: &Sight<'_>) -> Result<Vec<Put>, String> {
        let typed = self.fields[n].text().trim();
        match typed {
            _ if typed == self.was[n] => Ok(Vec::new()),
            "" => Ok(Ask::ALL[n].cleared()),
            _ => Ask::ALL[n].read(typed, &sight.setup.splits, sight.weeks.today()),
        }
    }

    /// The settings whose answers changed.
    ///
    /// # Errors
    /// The index of the first answer that cannot be read, and a sentence.
    fn answers(&self, sight: &Sight<'_>) -> Result<Vec<Put>, (usize, String)> {
        let all = (0..Ask::ALL.len()).map(|n| self.answer(n, sight).map_err(|why| (n, why)));
        Ok(all.collect::<Result<Vec<_>, _>>()?.concat())
    }

    fn go(&mut self, to: usize) {
        self.at = to;
    }
}

impl Over for Setup {
    fn scope(&self) -> Scope {
        Scope::Setup
    }

    fn point(&mut self, spot: Spot, sight: &Sight<'_>) -> Reply {
        if let Spot::Line(n) = spot {
            // As when a key leaves the question.
            self.complaint = self.answer(self.at, sight).err();
            self.at = n;
        }
        Reply::Stay
    }

    fn key(&mut self, press: Press, sight: &Sight<'_>) -> Reply {
        let last = Ask::ALL.len() - 1;
        self.complaint = None;
        match press.verb {
            Some(Verb::Leave) => return Reply::Close,
            Some(verb @ (Verb::Next | Verb::Down | Verb::Previous | Verb::Up)) => {
                // A slip is reported at once, but does not keep the cursor there.
                self.complaint = self.answer(self.at, sight).err();
                let forward = matches!(verb, Verb::Next | Verb::Down);
                self.go(match (forward, self.at) {
                    (true, at) if at == last => 0,
                    (true, at) => at + 1,
                    (false, 0) => last,
                    (false, at) => at - 1,
                });
            }
            Some(Verb::Take) => match self.answers(sight) {
                Ok(puts) if puts.is_empty() => return Reply::Do(Action::Say("nothing was changed".to_owned())),
                Ok(puts) => {
                    let mut after = sight.setup.clone();
                    after.put(&puts);
                    let more: String = more(&after.settings, &puts).iter().map(|m| format!("; {m}")).collect();
                    return Reply::Do(Action::Set(
                        puts,
                        format!("saved in config.toml; :setup changes it again{more}"),
                    ));
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
