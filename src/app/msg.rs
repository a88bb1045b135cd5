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
    /// The terminal has so many columns and rows.
    Resize(u16, u16),
    /// So much time went by while a timer runs.
    Passed(Duration),
    /// Every week on file was read, and the scores of mornings that were kept with them.
    LoadedAll(Vec<(WeekId, Option<Held>, Stamp)>, Option<KeptMornings>),
    /// So far is what takes long.
    Step(Step),
    /// What was found in the whole log.
    Found(Found),
    /// What speaks for one's own weights.
    Weighed(Box<Weighing>),
    /// How far scores and forecasts are to be believed.
    Evaluated(Box<Evaluation>),
    /// Weeks were read; one without a file is `None`.
    Loaded(Vec<(WeekId, Option<Held>)>),
    /// What became of edits that were to be saved.
    Saved(Answer),
    /// What came of an undo or redo.
    Turned(Turn, Answer),
    /// Labels of edits, newest first, with whether each is in effect.
    History(Vec<(String, bool)>),
    /// What the journal comes to.
    Journal(Sum),
    /// The day is another one.
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

/// What is written in the editor.
#[derive(Clone, PartialEq, Debug)]
pub enum Draft {
    /// The note of a day, and what it was when it was opened.
    Note(NaiveDate, Option<String>),
    /// A week as text, as it was when it was opened, and how often it came back and could not be read.
    Week(Box<Week>, u8),
}

/// What is told once a day at most.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Daily {
    /// A fact about rest.
    Fact,
    /// That days went by unmarked.
    Unmarked,
    /// That scores follow another model than they did. Once for good.
    Model,
    /// Whether other weights are worth an offer was looked for.
    Weighed,
    /// Other weights were offered.
    Weights,
    /// The week in review was offered.
    Review,
    /// One's own median of nights was offered as a sleep need.
    Need,
    /// The setup was opened by itself. Once for good.
    Setup,
    /// Nights slip, and what helps was said.
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

    /// Under which name it is remembered.
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

/// The day on which each was told last.
pub type Told = BTreeMap<Daily, NaiveDate>;

/// What the outside must do.
#[derive(Debug, PartialEq)]
pub enum Effect {
    /// Write edits, or turn the last one.
    Save(Batch),
    /// Read weeks.
    Load(Vec<WeekId>),
    /// Read what is planned in weeks after that one: an event may lie far ahead.
    LoadAhead(WeekId),
    /// Read the list of edits.
    History,
    /// Read every week on file.
    LoadAll,
    /// Look a whole log through.
    Survey(Survey),
    /// Look through every week on file for what speaks for one's own weights.
    Weigh(Inquiry),
    /// Look through the weeks at hand for how far scores and forecasts are to be believed.
    Evaluate(Inquiry),
    /// Write these settings into their file.
    Set {
        /// The settings.
        puts: Vec<Put>,
        /// The text of the file before, which counts again where it cannot be written.
        was: String,
    },
    /// Stop what takes long: nobody waits for it any more.
    Stop,
    /// Keep what was read of weeks, with the scores of their mornings.
    Keep(Keep),
    /// Open the editor on a text.
    Editor(Draft, String),
    /// Open the sample weeks over these, with the tour or without.
    Sample(bool),
    /// Ring the terminal's bell.
    Bell,
    /// Keep a text that nothing was made of, and say why and where.
    KeepText {
        /// Why nothing was made of it.
        why: String,
        /// The text.
        text: String,
    },
    /// Remember that this was told on that day.
    Told(Daily, NaiveDate),
    /// Write these changes as weeks into another folder.
    SaveCopy(PathBuf, Vec<Change>),
    /// Put text on the clipboard.
    Clipboard(String),
    /// Leave.
    Quit,
}

impl Effect {
    /// Whether it is done beside the keys, says how far it is, and can be stopped.
    pub fn takes_long(&self) -> bool {
        matches!(self, Self::LoadAll | Self::Survey(_) | Self::Weigh(_) | Self::Evaluate(_))
    }
}
