//! How a session really went, asked after it was marked done: each answer once, in any order; other keys act as usual.

use super::action::Action;
use super::{Press, Reply};
use crate::domain::session::{Done, Felt, MAX_MINUTES, Rpe};
use crate::edit::{Edit, EditId, ItemRef, SessionEdit};
use crate::formats::fields;
use crate::keys::{Code, Command, Verb};

/// Answers about a session that was just marked done.
#[derive(Clone, PartialEq, Debug)]
pub struct Recording {
    /// The session.
    pub item: ItemRef,
    /// The group that the mark and its answers are undone as.
    pub group: EditId,
    /// What was answered.
    pub said: Done,
    /// Minutes being typed; `None` while none are.
    pub minutes: Option<String>,
    /// Whether the last key was the RPE, so that a decimal point adds half a point.
    at_rpe: bool,
}

impl Recording {
    /// For a session that has just been marked.
    pub fn new(item: ItemRef, group: EditId) -> Self {
        Self { item, group, said: Done::default(), minutes: None, at_rpe: false }
    }

    /// Whether everything it asks for was answered.
    fn is_full(&self) -> bool {
        self.said.minutes.is_some() && self.said.rpe.is_some() && self.said.felt.is_some()
    }

    fn edit(&self, done: Done) -> Action {
        Action::EditIn(Edit::Session(SessionEdit::Answer { item: self.item.clone(), done }), self.group)
    }

    /// Takes an answer; the strip closes once it has them all, unless a half point may still follow.
    fn answer(&mut self, done: Done) -> Reply {
        let Done { minutes, rpe, felt, performance: _, achieved: _, distance: _ } = done;
        self.said.minutes = minutes.or(self.said.minutes);
        self.said.rpe = rpe.or(self.said.rpe);
        self.said.felt = felt.or(self.said.felt);
        let action = self.edit(done);
        if self.is_full() && !self.at_rpe { Reply::Do(action) } else { Reply::DoAndStay(action) }
    }

    /// The minutes that were typed; `None` if nothing was.
    ///
    /// # Errors
    /// A sentence.
    fn typed(&mut self) -> Result<Option<Done>, String> {
        let Some(typed) = self.minutes.take().filter(|t| !t.is_empty()) else { return Ok(None) };
        match fields::minutes_of(&typed) {
            Ok(n) => Ok(Some(Done { minutes: Some(n), ..Done::default() })),
            Err(why) => {
                self.minutes = Some(typed);
                Err(why)
            }
        }
    }

    /// Takes a key.
    pub fn key(&mut self, Press { key, verb }: Press) -> Reply {
        let typed = key.typed();
        if let Some(text) = &mut self.minutes {
            match (typed, key.code) {
                (Some(c), _) if c.is_ascii_digit() => {
                    // One digit more than the longest has, so that a slip is reported and not swallowed.
                    if text.len() <= MAX_MINUTES.to_string().len() {
                        text.push(c);
                    }
                    return Reply::DoAndStay(Action::Quiet);
                }
                (_, Code::Backspace) => {
                    text.pop();
                    return Reply::DoAndStay(Action::Quiet);
                }
                _ => {}
            }
            return match (self.typed(), verb) {
                (Err(why), Some(Verb::Take)) => Reply::Refuse(why),
                // When it is left or another key is pressed, what cannot be minutes is dropped with a message.
                (Err(why), _) => Reply::CloseRefusing(why),
                (Ok(None), Some(Verb::Take)) => Reply::Stay,
                (Ok(Some(done)), Some(Verb::Take)) => self.answer(done),
                (Ok(None), Some(Verb::Leave)) => Reply::Close,
                (Ok(Some(done)), Some(Verb::Leave)) => Reply::Do(self.edit(done)),
                (Ok(None), _) => self.key(Press { key, verb }),
                (Ok(Some(done)), _) => Reply::DoAndPass(self.edit(done)),
            };
        }
        let at_rpe = std::mem::take(&mut self.at_rpe);
        if matches!(verb, Some(Verb::Take | Verb::Leave)) {
            return Reply::Close;
        }
        let felt = |f| Done { felt: Some(f), ..Done::default() };
        match typed {
            Some(c @ '0'..='9') if self.said.rpe.is_none() => {
                let n = c as u8 - b'0';
                self.at_rpe = true;
                self.answer(Done { rpe: Some(Rpe::whole(if n == 0 { 10 } else { n })), ..Done::default() })
            }
            // Ten can also be typed as it is written.
            Some('0') if at_rpe && self.said.rpe == Some(Rpe::whole(1)) => {
                self.at_rpe = true;
                self.answer(Done { rpe: Some(Rpe::whole(10)), ..Done::default() })
            }
            Some('.' | ',') if at_rpe => {
                let rpe = self.said.rpe.map(|r| r.half_more());
                self.answer(Done { rpe, ..Done::default() })
            }
            Some('m') if self.said.minutes.is_none() => {
                self.minutes = Some(String::new());
                Reply::Stay
            }
            Some('b') if self.said.felt.is_none() => self.answer(felt(Felt::Better)),
            Some('s') if self.said.felt.is_none() => self.answer(felt(Felt::Same)),
            Some('w') if self.said.felt.is_none() => self.answer(felt(Felt::Worse)),
            Some('e') => Reply::Do(Action::Run(Command::Edit, None)),
            _ => Reply::Pass,
        }
    }
}
