//! What lies over the grid and takes the keys first.

use super::drawer::Drawer;
use super::field::Field;
use super::form::Form;
use super::help::Help;
use super::pages::{Report, Span};
use super::picker::Picker;
use super::search::Search;
use super::strip::Strip;
use super::timer::Timer;
use crate::domain::WeekId;
use crate::edit::Edit;
use crate::insight::trends::Metric;
use crate::keys::Scope;
use chrono::NaiveDate;

/// At most one of these is open.
#[derive(Clone, Debug)]
pub enum Layer {
    /// A verb waits for its day or its reason.
    Strip(Strip),
    /// The check-in.
    CheckIn(Box<Drawer>),
    /// A session is edited.
    Form(Box<Form>),
    /// A list to choose from by typing.
    Picker(Box<Picker>),
    /// The day's note is typed.
    Note(NaiveDate, Field),
    /// The day's wins are typed, with semicolons between.
    Wins(NaiveDate, Field),
    /// A date is typed.
    GoTo(Field),
    /// Recovery practices: those offered for the day, then all others.
    Practices {
        /// The selected line.
        at: usize,
    },
    /// A practice is timed.
    Timer(Box<Timer>),
    /// A month of days around the selected one.
    Month,
    /// A chart.
    Trends {
        /// What it shows.
        metric: Metric,
        /// How far back.
        span: Span,
    },
    /// What goes with what.
    Patterns {
        /// What was found.
        report: Box<Report>,
        /// Lines scrolled past.
        top: usize,
    },
    /// A panel over the whole screen; the keys of the week go on working.
    Zoom,
    /// Every region.
    Body,
    /// Sixty days, week by week.
    Block {
        /// The selected week.
        at: WeekId,
    },
    /// The journal, or a search of everything.
    Search(Box<Search>),
    /// Why a morning's score is what it is.
    Why {
        /// The morning.
        date: NaiveDate,
        /// Lines scrolled past.
        top: usize,
        /// Whether the next digit says how ready one feels.
        rating: bool,
    },
    /// The keys, filtered by what is typed.
    Help(Box<Help>),
    /// A prepared edit, shown before it is made.
    Offer {
        /// What it is.
        title: String,
        /// Before and after.
        lines: Vec<String>,
        /// What enter makes of it.
        edit: Box<Edit>,
    },
    /// Lines to read.
    Lines {
        /// What they are.
        title: String,
        /// The lines.
        lines: Vec<String>,
        /// Lines scrolled past.
        top: usize,
    },
    /// The edits, newest first.
    UndoList {
        /// Labels, and whether each is in effect.
        edits: Vec<(String, bool)>,
        /// Lines scrolled past.
        top: usize,
    },
}

impl Layer {
    /// What to say where a text took no more, once.
    pub(super) fn overflow(&mut self) -> Option<String> {
        match self {
            Self::Note(_, field) | Self::Wins(_, field) | Self::GoTo(field) => field.overflow(),
            Self::CheckIn(drawer) => drawer.note.overflow(),
            Self::Form(form) => form.overflow(),
            Self::Picker(picker) => picker.filter.overflow(),
            Self::Help(help) => help.filter.overflow(),
            Self::Search(search) => search.filter.overflow(),
            _ => None,
        }
    }

    /// Whose keys it takes; a strip tells its own.
    pub fn scope(&self) -> Option<Scope> {
        Some(match self {
            Self::Strip(_) => return None,
            Self::CheckIn(_) => Scope::CheckIn,
            Self::Form(_) => Scope::Form,
            Self::Picker(_) => Scope::List,
            Self::Note(..) => Scope::Note,
            Self::Wins(..) => Scope::Wins,
            Self::GoTo(_) => Scope::GoTo,
            Self::Why { rating: true, .. } => Scope::Rating,
            Self::Why { .. } => Scope::Why,
            Self::Offer { .. } => Scope::Offer,
            Self::Lines { .. } => Scope::Lines,
            Self::Help(_) => Scope::Help,
            Self::UndoList { .. } => Scope::Edits,
            Self::Practices { .. } => Scope::Practices,
            Self::Timer(t) if t.step().is_none() => Scope::TimerOver,
            Self::Timer(_) => Scope::Timer,
            Self::Month => Scope::Month,
            Self::Trends { .. } => Scope::Trends,
            Self::Patterns { .. } => Scope::Patterns,
            Self::Zoom => Scope::Zoom,
            Self::Body => Scope::Body,
            Self::Block { .. } => Scope::Block,
            Self::Search(_) => Scope::Search,
        })
    }
}
