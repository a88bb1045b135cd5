//! What is shown and selected, and the open layer.

use std::cell::Cell;

use chrono::NaiveDate;

use super::layers::Layer;
use super::layers::action::Again;
use super::layers::aside::Aside;
use super::msg::LastShown;
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
    /// The message line.
    pub notice: Option<Notice>,
    /// Theme in use.
    pub theme: String,
    /// ASCII signs.
    pub ascii: bool,
    /// What the right-hand panel shows.
    pub panel: Panel,
    /// Lines of that panel scrolled past, if it has more than fit.
    pub skip: Cell<usize>,
    /// Columns and rows of the screen.
    pub size: (u16, u16),
    /// What the mouse is dragging.
    pub carried: Option<Carried>,
    /// The plans being tried, while what-if is open.
    pub sandbox: Option<Sandbox>,
    /// Whether unmarked training was asked about in this run, and may be asked about once more.
    pub(super) passed_over: bool,
    /// The changes tried in plans that were left; they can be restored once.
    pub(super) left_plans: Option<Vec<Vec<Edit>>>,
    /// The tour, while it runs.
    pub tour: Option<Tour>,
    /// A fact about rest, shown at most once a day, until the next key.
    pub fact: Option<String>,
    /// Whether a new score model was announced; cleared once something is saved.
    pub(super) model_said: bool,
    /// Whether a morning was logged, so that other weights are to be checked once everything is saved.
    pub(super) weighs: bool,
    /// Whether that check is running in the background.
    pub(super) weighing: bool,
    /// Other weights that fit better, until they are offered.
    pub(super) better_weights: Option<Choice>,
    /// When each once-a-day message was last shown.
    pub(super) last_shown: LastShown,
    /// Whether nothing has been pressed since the start, or since this day began.
    pub(super) fresh: bool,
    /// The selected day, once the rest key acted on it or said that it is already rest.
    pub(super) rest_visit: Option<NaiveDate>,
    /// Whether the last key closed a check-in: a second Enter then does nothing.
    pub(super) just_logged: bool,
    /// What was copied, one list per day.
    pub(super) copied: Vec<Vec<Session>>,
    pub(super) copied_week: Option<Box<[Vec<Session>; 7]>>,
    /// What `.` repeats.
    pub(super) again: Option<Again>,
    /// Whether quitting was asked for while something was not on disk.
    pub(super) quitting: bool,
    /// What was typed but not saved.
    pub(super) asides: Vec<Aside>,
    /// Whether a long job is running for the open page.
    pub(super) working: bool,
    /// The text that was open when the program last ended.
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
            last_shown: LastShown::new(),
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

    /// Switches to another panel.
    pub(super) fn show_panel(&mut self, panel: Panel) {
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

/// The first of the days shown along with `date`: the Monday of its week.
fn first_shown(date: NaiveDate) -> NaiveDate {
    WeekId::of(date).monday()
}
