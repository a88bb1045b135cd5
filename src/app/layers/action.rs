//! What a key does, on the week or in a layer.

use chrono::NaiveDate;

use super::Layer;
use crate::app::insight::Prepared;
use crate::app::msg::Effect;
use crate::config::Put;
use crate::domain::WeekId;
use crate::domain::session::{Extra, Session, SkipReason};
use crate::domain::week::Overlay;
use crate::edit::saving::Turn;
use crate::edit::{Edit, EditId, Landing, Offered};
use crate::keys::{Command, Key};
use crate::recovery::Choice;

/// What a key or a command does.
#[derive(Debug)]
pub enum Action {
    /// Select a day.
    Go(NaiveDate),
    /// The same on the page of a month, which also loads the weeks of that month; `None` if the day stays.
    GoInMonth(Option<NaiveDate>),
    /// Run a command, with its argument.
    Run(Command, Option<String>),
    /// Do what these keys mean, pressed one after another.
    Keys(Vec<Key>),
    /// Say that a day is already rest, and what the key would do next.
    SayRest(NaiveDate),
    /// Clear the message line.
    Quiet,
    /// Add what an edit adds, and select it.
    Add(Edit),
    /// Save a morning's answers, as part of the group they are undone with.
    CheckIn(Edit, EditId),
    /// Save a note.
    Note {
        /// The day.
        date: NaiveDate,
        /// What it was when typing began.
        was: Option<String>,
        /// What was typed.
        text: String,
    },
    /// Save what went well.
    Wins {
        /// The day.
        date: NaiveDate,
        /// What was typed.
        text: String,
    },
    /// Record how ready the user feels on the morning of a day.
    Rate(NaiveDate, u8),
    /// Copy why a morning's score is what it is.
    CopyWhy(NaiveDate),
    /// Log a practice that was timed as done.
    NotePractice {
        /// The extra it counts as on the plan.
        extra: Extra,
        /// How long it took.
        seconds: u32,
    },
    /// Select an item of the day.
    Item(usize),
    /// Change plan or log; `.` can do the same again elsewhere.
    Edit(Edit, Option<Again>),
    /// Change, as part of a group that is undone together.
    EditIn(Edit, EditId),
    /// Make a change that was offered today, and mark the offer as used.
    Use(Box<Prepared>),
    /// Change, and then go to that day.
    EditAndGo(Edit, NaiveDate, Option<Again>),
    /// Open a layer over the grid.
    Open(Layer),
    /// The same, with every week on file read for it.
    OpenAll(Layer),
    /// Open the list of what can be added.
    PickToAdd,
    /// Copy these days.
    Copy(Vec<Vec<Session>>),
    /// Copy this week.
    CopyWeek(Box<[Vec<Session>; 7]>),
    /// Begin or end a range.
    Anchor(Option<NaiveDate>),
    /// Switch the weights that scores are made with.
    Weigh(Choice),
    /// Change settings, and say this about it.
    Set(Vec<Put>, String),
    /// Change the theme.
    Theme(String),
    /// Turn ASCII signs on or off.
    Ascii,
    /// Ask for tonight's bed time.
    AskBed,
    /// Make sure that these weeks are loaded.
    Weeks(WeekId, WeekId),
    /// Open the sandbox.
    WhatIf,
    /// Begin the tour.
    Tour,
    /// Say this.
    Say(String),
    /// Undo the last tried change.
    Untry,
    /// Hide an offer for today.
    Hide(Offered),
    /// The next panel, or the one before.
    Panel(bool),
    /// Drop the newest unsaved change.
    Forget,
    /// Undo or redo the last step.
    Turn(Turn),
    /// Something for the outside.
    Outside(Effect),
    /// Back one level.
    Back,
    /// Leave.
    Quit,
}

impl Action {
    /// Open a layer over the grid.
    pub(in crate::app) fn open(layer: impl Into<Layer>) -> Self {
        Self::Open(layer.into())
    }
}

/// A change in a form that fits any day, for `.`.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Again {
    /// The rest key.
    Rest,
    /// Insert rest.
    InsertRest,
    /// Swap with the day this many days later.
    Swap(i64),
    /// Swap with that day of the week, 0 to 6.
    SwapWith(usize),
    /// Move to that day of the week, 0 to 6.
    Move(usize, Landing),
    /// RPE by this many points.
    Effort(i8),
    /// Minutes by this many.
    Length(i16),
    /// Done, or back to planned.
    Done,
    /// Skip.
    Skip(Option<SkipReason>),
    /// Cut.
    Cut,
    /// Put.
    Put,
    /// An overlay on one day.
    Overlay(Overlay),
}
