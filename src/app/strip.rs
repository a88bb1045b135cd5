//! One-line strips: a verb that waits for its day, its reason, or an answer.

use chrono::NaiveDate;

use crate::keys::Key;

use crate::domain::week::Overlay;
use crate::edit::{Edit, ItemRef};
use crate::edit::{Landing, MoveEdit};

/// A verb that waits.
#[derive(Clone, PartialEq, Debug)]
pub enum Strip {
    /// Swap this day with …
    Swap(NaiveDate),
    /// Move this session to …
    Move(ItemRef),
    /// Move these days to …
    MoveDays(Vec<NaiveDate>),
    /// The day is taken: swap or stack.
    Landing(ItemRef, NaiveDate),
    /// Skip it, because …
    Skip(ItemRef),
    /// Ill, hurt or away on these days.
    Overlay(Vec<NaiveDate>, bool),
    /// … until that day.
    Until(NaiveDate, Overlay),
    /// A conditional session is settled: its condition, and whether it holds.
    Settle(ItemRef, String, bool),
    /// How did it feel?
    Felt(ItemRef),
    /// Fuel ticks of a day.
    Fuel(NaiveDate),
    /// A key that begins others was pressed.
    Chord(Vec<Key>),
}

impl Strip {
    /// The edit that the answer `target` makes of a verb that waits for a day.
    pub fn toward(&self, target: NaiveDate) -> Option<Edit> {
        match self {
            Self::Swap(day) => Some(Edit::swap(*day, target)),
            Self::Move(item) => {
                Some(Edit::Move(MoveEdit::Session { item: item.clone(), to: target, how: Landing::Stack }))
            }
            Self::MoveDays(days) => Some(Edit::Move(MoveEdit::Days { days: days.clone(), to: target })),
            _ => None,
        }
    }
}
