//! What lies over the grid and takes the keys first.

use super::drawer::Drawer;
use super::field::Field;
use super::form::Form;
use super::picker::Picker;
use super::strip::Strip;
use crate::domain::Edit;
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
    /// A date is typed.
    GoTo(Field),
    /// Why a morning's score is what it is.
    Why {
        /// The morning.
        date: NaiveDate,
        /// Lines scrolled past.
        top: usize,
        /// Whether the next digit says how ready one feels.
        rating: bool,
    },
    /// The keys.
    Help {
        /// Lines scrolled past.
        top: usize,
    },
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
