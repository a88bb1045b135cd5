//! What a mouse does, and what it points at.

use chrono::NaiveDate;

use crate::edit::ItemRef;

/// What the pointer points at.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Spot {
    /// A day of the grid.
    Day(NaiveDate),
    /// Its score.
    Score(NaiveDate),
    /// Nothing that takes a click.
    Elsewhere,
}

/// What the mouse did.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mouse {
    /// Pressed once.
    Press(Spot),
    /// Pressed twice.
    Twice(Spot),
    /// Dragged with the button held.
    Over(Spot),
    /// Let go.
    Release(Spot),
    /// Wheel turned down, or up.
    Wheel(bool),
}

/// A session that is carried to another day.
#[derive(Clone, PartialEq, Debug)]
pub struct Carried {
    /// The session.
    pub item: ItemRef,
    /// The day it would land on.
    pub over: Option<NaiveDate>,
}
