//! What happens, and what the outside must do about it.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Duration;

use chrono::NaiveDate;

use super::pointer::Mouse;
use super::queue::Batch;
use crate::config::Put;
use crate::domain::held::Held;
use crate::domain::progress::Step;
use crate::domain::{Week, WeekId};
use crate::edit::Change;
use crate::edit::saving::{Answer, Stamp, Sum, Turn};
use crate::formats::kept::{Keep, KeptMornings};
use crate::insight::survey::{Found, Survey};
use crate::insight::weighing::Weighing;
use crate::keys::Key;
use crate::planning::evaluation::{Evaluation, Inquiry};

/// Anything that happened.
#[derive(Debug)]
pub enum Msg {
    /// A key was pressed.
    Key(Key),
    /// The mouse did something.
    Mouse(Mouse),
    /// Text was pasted.
    Paste(String),
    /// The terminal's new size, in columns and rows.
    Resize(u16, u16),
    /// This much time passed while a timer runs.
    Passed(Duration),
    /// Every week on file was read, along with the cached scores of mornings.
    LoadedAll(Vec<(WeekId, Option<Held>, Stamp)>, Option<KeptMornings>),
    /// How far a long job has got.
    Step(Step),
    /// What was found in the whole log.
    Found(Found),
    /// The evidence for the user's own weights.
    Weighed(Box<Weighing>),
    /// How far scores and forecasts can be trusted.
    Evaluated(Box<Evaluation>),
    /// Weeks were read; one without a file is `None`.
    Loaded(Vec<(WeekId, Option<Held>)>),
    /// The outcome of saving edits.
    Saved(Answer),
    /// The outcome of an undo or redo.
    Turned(Turn, Answer),
    /// Labels of edits, newest first, with whether each is in effect.
    History(Vec<(String, bool)>),
    /// A summary of the journal.
    Journal(Sum),
    /// The date changed.
    Day(NaiveDate),
    /// The editor came back with this text.
    Edited(Draft, String),
    /// A copy of what is unsaved was written, or not.
    Copied(Result<String, String>),
    /// Something to say.
    Say(String),
    /// Time to try unsaved changes again.
    Retry,
    /// Settings were written; the text of their file.
    Settings(String),
    /// The tour was taken, and left.
    Toured,
}

/// What is open in the editor.
#[derive(Clone, PartialEq, Debug)]
pub enum Draft {
    /// The note of a day, and what it was when it was opened.
    Note(NaiveDate, Option<String>),
    /// A week as text: the week as it was when it was opened, and how often the text came back unreadable.
    Week(Box<Week>, u8),
}

/// What is shown at most once a day.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Daily {
    /// A fact about rest.
    Fact,
    /// That days went by unmarked.
    Unmarked,
    /// That scores follow a new model. Only ever once.
    Model,
    /// A check whether other weights are worth offering was made.
    Weighed,
    /// Other weights were offered.
    Weights,
    /// The week in review was offered.
    Review,
    /// The user's own median of nights was offered as a sleep need.
    Need,
    /// The setup opened on its own. Only ever once.
    Setup,
    /// That nights slip, and what helps.
    Nights,
}

impl Daily {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::Fact,
        Self::Unmarked,
        Self::Model,
        Self::Weighed,
        Self::Weights,
        Self::Review,
        Self::Need,
        Self::Setup,
        Self::Nights,
    ];

    /// The name it is stored under.
    pub fn name(self) -> &'static str {
        match self {
            Self::Fact => "fact-told",
            Self::Unmarked => "unmarked-asked",
            Self::Model => "model-told",
            Self::Weighed => "weights-weighed",
            Self::Weights => "weights-offered",
            Self::Review => "review-offered",
            Self::Need => "need-offered",
            Self::Setup => "setup-opened",
            Self::Nights => "nights-told",
        }
    }
}

/// The day on which each was last shown.
pub type LastShown = BTreeMap<Daily, NaiveDate>;

/// What the outside must do.
#[derive(Debug, PartialEq)]
pub enum Effect {
    /// Write edits, or undo or redo the last step.
    Save(Batch),
    /// Read weeks.
    Load(Vec<WeekId>),
    /// Read what is planned in weeks after that one: an event may lie far ahead.
    LoadAhead(WeekId),
    /// Read the list of edits.
    History,
    /// Read every week on file.
    LoadAll,
    /// Look for patterns in a whole log.
    Survey(Survey),
    /// Check every week on file for evidence for the user's own weights.
    Weigh(Inquiry),
    /// Check the loaded weeks for how far scores and forecasts can be trusted.
    Evaluate(Inquiry),
    /// Write these settings to their file.
    Set {
        /// The settings.
        puts: Vec<Put>,
        /// The previous text of the file, which applies again if the file cannot be written.
        was: String,
    },
    /// Stop the long job: nobody is waiting for it any more.
    Stop,
    /// Cache what was read of weeks, with the scores of their mornings.
    Keep(Keep),
    /// Open the editor on a text.
    Editor(Draft, String),
    /// Open the sample weeks over these, with the tour or without.
    Sample(bool),
    /// Ring the terminal's bell.
    Bell,
    /// Save a text that could not be used to a file, and say why and where.
    KeepText {
        /// Why it could not be used.
        why: String,
        /// The text.
        text: String,
    },
    /// Remember that this was shown on that day.
    Shown(Daily, NaiveDate),
    /// Write these changes as weeks to another folder.
    SaveCopy(PathBuf, Vec<Change>),
    /// Put text on the clipboard.
    Clipboard(String),
    /// Leave.
    Quit,
}

impl Effect {
    /// Whether it runs in the background, reports its progress, and can be stopped.
    pub fn is_long_job(&self) -> bool {
        matches!(self, Self::LoadAll | Self::Survey(_) | Self::Weigh(_) | Self::Evaluate(_))
    }
}
