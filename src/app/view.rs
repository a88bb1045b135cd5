//! What is shown and selected, and the open layer.

use std::cell::Cell;

use chrono::NaiveDate;

use super::layers::Layer;
use super::layers::action::Again;
use super::layers::aside::Aside;
use super::msg::Told;
use super::notice::Notice;
use super::panel::Panel;
use super::plans::Sandbox;
use super::pointer::Carried;
use super::sight::SHOWN;
use super::tour::Tour;
use crate::domain::calendar::add_days;
use crate::domain::{Session, WeekId};
use crate::edit::Edit;
use crate::recovery::Choice;

/// What is shown and selected.
#[derive(Debug)]
pub struct View {
    cursor: NaiveDate,
    /// The first of the shown days.
    first: NaiveDate,
    /// The selected item of the day.
    pub item: usize,
    /// The other end of a range of days.
    pub anchor: Option<NaiveDate>,
    /// The open layer.
    pub layer: Option<Layer>,
    /// The line of answer.
    pub notice: Option<Notice>,
    /// Theme in use.
    pub theme: String,
    /// ASCII signs.
    pub ascii: bool,
    /// What the right-hand panel shows.
    pub panel: Panel,
    /// Lines of that panel that are scrolled past, as far as it has more than fit.
    pub skip: Cell<usize>,
    /// Columns and rows of the screen.
    pub size: (u16, u16),
    /// What the mouse carries.
    pub carried: Option<Carried>,
    /// Plans that are tried, while what-if is open.
    pub sandbox: Option<Sandbox>,
    /// Whether training that went by unmarked was asked about in this run, and may be once more.
    pub(super) passed_over: bool,
    /// What was tried in plans that were left, once.
    pub(super) left_plans: Option<Vec<Vec<Edit>>>,
    /// The tour, while one is taken.
    pub tour: Option<Tour>,
    /// A fact about rest, said once a day at most, until the next key.
    pub fact: Option<String>,
    /// Whether it was said that scores follow another model, until something is saved.
    pub(super) model_said: bool,
    /// Whether a morning was logged and other weights are to be looked at, once all of it is saved.
    pub(super) weighs: bool,
    /// Whether they are looked at beside the keys.
    pub(super) weighing: bool,
    /// Other weights that agree better, until they are offered.
    pub(super) better_weights: Option<Choice>,
    /// What was told when, of what is told once a day.
    pub(super) told: Told,
    /// Whether nothing was pressed yet since the start, or since this day began.
    pub(super) fresh: bool,
    /// The selected day, once the rest key did something on it or said that it is rest already.
    pub(super) rest_visit: Option<NaiveDate>,
    /// Whether the last key closed a check-in: Enter pressed once more means nothing new.
    pub(super) just_logged: bool,
    /// What was copied, a list a day.
    pub(super) copied: Vec<Vec<Session>>,
    pub(super) copied_week: Option<Box<[Vec<Session>; 7]>>,
    /// What `.` does again.
    pub(super) again: Option<Again>,
    /// Whether leaving was asked for while something was not on disk.
    pub(super) quitting: bool,
    /// What was typed and is not kept.
    pub(super) asides: Vec<Aside>,
    /// Whether something that takes long is under way for the open page.
    pub(super) working: bool,
    /// What was open when the program ended last.
    pub(super) left: Option<String>,
}

impl View {
    /// With today selected.
    pub(super) fn new(today: NaiveDate, theme: String, ascii: bool) -> Self {
        Self {
            cursor: today,
            first: first_shown(today),
            item: 0,
            anchor: None,
            layer: None,
            notice: None,
            theme,
            ascii,
            panel: Panel::Day,
            skip: Cell::default(),
            size: (80, 24),
            carried: None,
            sandbox: None,
            passed_over: false,
            left_plans: None,
            tour: None,
            fact: None,
            model_said: false,
            weighs: false,
            weighing: false,
            better_weights: None,
            told: Told::new(),
            fresh: true,
            working: false,
            just_logged: false,
            rest_visit: None,
            copied: Vec::new(),
            copied_week: None,
            again: None,
            quitting: false,
            asides: Vec::new(),
            left: None,
        }
    }

    /// The selected day.
    pub fn cursor(&self) -> NaiveDate {
        self.cursor
    }

    /// Selects a day, with its first item; the shown days follow it.
    pub(super) fn select(&mut self, date: NaiveDate) {
        self.cursor = date;
        self.item = 0;
        self.rest_visit = None;
        self.skip.set(0);
        if !self.shows(date) {
            self.first = first_shown(date);
        }
    }

    /// Turns to another panel.
    pub(super) fn look_at(&mut self, panel: Panel) {
        if self.panel != panel {
            self.panel = panel;
            self.skip.set(0);
        }
    }

    /// The shown days.
    pub fn days(&self) -> [NaiveDate; SHOWN] {
        std::array::from_fn(|n| add_days(self.first, n as i64))
    }

    /// The place of a day among them, from 0.
    pub fn place(&self, date: NaiveDate) -> Option<usize> {
        self.days().iter().position(|d| *d == date)
    }

    /// The place of the selected day.
    pub fn cursor_place(&self) -> usize {
        self.place(self.cursor).unwrap_or(0)
    }

    /// Whether a day is among them.
    pub fn shows(&self, date: NaiveDate) -> bool {
        self.place(date).is_some()
    }

    /// The last of the shown days.
    pub fn last(&self) -> NaiveDate {
        add_days(self.first, SHOWN as i64 - 1)
    }
}

/// The first of the days that are shown with a day: its week's Monday.
fn first_shown(date: NaiveDate) -> NaiveDate {
    WeekId::of(date).monday()
}
