//! What a key comes to, on the week or in a layer.

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

/// What a key or a command comes to.
#[derive(Debug)]
pub enum Action {
    /// Select a day.
    Go(NaiveDate),
    /// The same on the page of a month, whose weeks are read; none where the day stays.
    GoInMonth(Option<NaiveDate>),
    /// Do what a command comes to, with what it takes.
    Run(Command, Option<String>),
    /// Do what these keys mean, pressed after one another.
    Keys(Vec<Key>),
    /// Say that a day is rest already, and what the key would do next.
    SayRest(NaiveDate),
    /// Take the line of answer away.
    Quiet,
    /// Add what an edit adds, and select it.
    Add(Edit),
    /// Keep a morning's answers; the group is what they are undone together with.
    CheckIn(Edit, EditId),
    /// Keep a note.
    Note {
        /// The day.
        date: NaiveDate,
        /// What it was when typing began.
        was: Option<String>,
        /// What was typed.
        text: String,
    },
    /// Keep what went well.
    Wins {
        /// The day.
        date: NaiveDate,
        /// What was typed.
        text: String,
    },
    /// Note how ready somebody feels in the morning of a day.
    Rate(NaiveDate, u8),
    /// Copy why a morning's score is what it is.
    CopyWhy(NaiveDate),
    /// Note a practice that was timed as done.
    NotePractice {
        /// What it is worth on the plan.
        extra: Extra,
        /// How long it took.
        seconds: u32,
    },
    /// Select an item of the day.
    Item(usize),
    /// Change plan or log; `.` can do the same again elsewhere.
    Edit(Edit, Option<Again>),
    /// Change, as a part of what is undone together.
    EditIn(Edit, EditId),
    /// Change as it was offered today, with what the offer is known by.
    Use(Box<Prepared>),
    /// Change, and then go to that day.
    EditAndGo(Edit, NaiveDate, Option<Again>),
    /// Lay something over the grid.
    Open(Layer),
    /// The same, with every week on file read for it.
    OpenAll(Layer),
    /// Lay the list of what can be added over the grid.
    PickToAdd,
    /// Copy these days.
    Copy(Vec<Vec<Session>>),
    /// Copy this week.
    CopyWeek(Box<[Vec<Session>; 7]>),
    /// Begin or end a range.
    Anchor(Option<NaiveDate>),
    /// Whose weights scores are made by from now on.
    Weigh(Choice),
    /// Settings are others from now on, and this is said of it.
    Set(Vec<Put>, String),
    /// Another theme.
    Theme(String),
    /// Other signs.
    Ascii,
    /// Ask for tonight's bed time.
    AskBed,
    /// See to it that these weeks are read.
    Weeks(WeekId, WeekId),
    /// Open the sandbox.
    WhatIf,
    /// The tour begins here.
    Tour,
    /// This is said.
    Say(String),
    /// Take the last tried change back.
    Untry,
    /// Hide an offer for today.
    Hide(Offered),
    /// The next panel, or the one before.
    Panel(bool),
    /// Forget the newest unsaved change.
    Forget,
    /// Take the last step back, or make it again.
    Turn(Turn),
    /// Something for the outside.
    Outside(Effect),
    /// Back one level.
    Back,
    /// Leave.
    Quit,
}

impl Action {
    /// Lay something over the grid.
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
    /// Swap with the day so many days on.
    Swap(i64),
    /// Swap with that day of the week, 0 to 6.
    SwapWith(usize),
    /// Move to that day of the week, 0 to 6.
    Move(usize, Landing),
    /// RPE by so many points.
    Effort(i8),
    /// Minutes by so many.
    Length(i16),
    /// Done or back.
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
