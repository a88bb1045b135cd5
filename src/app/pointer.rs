//! What a mouse does, and what it points at.

use chrono::NaiveDate;

use super::panel::Panel;
use crate::edit::ItemRef;
use crate::keys::{Command, Key};

/// What the pointer points at.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Spot {
    /// A day of the grid.
    Day(NaiveDate),
    /// Its score.
    Score(NaiveDate),
    /// A day in a chart, a month or a strip: a click can go there, but nothing is dragged from it.
    Date(NaiveDate),
    /// A panel beside others.
    Panel(Panel),
    /// An item of the selected day, by its place.
    Item(usize),
    /// A command named on the screen.
    Command(Command),
    /// A key shown on the screen.
    Key(Key),
    /// A line of the open layer, by its place.
    Line(usize),
    /// An answer of the check-in: its line, and the number.
    Answer(usize, u8),
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
    /// Wheel turned over something: down if true, else up.
    Wheel(bool, Spot),
}

/// A session being dragged to another day.
#[derive(Clone, PartialEq, Debug)]
pub struct Carried {
    /// The session.
    pub item: ItemRef,
    /// The day it would land on.
    pub over: Option<NaiveDate>,
}
