//! What happens, and what the outside must do about it.

use std::path::PathBuf;

use chrono::NaiveDate;

use super::key::Key;
use crate::domain::WeekId;
use crate::domain::edit::Change;
use crate::store::{Committed, Held};

/// Anything that happened.
#[derive(Debug)]
pub enum Msg {
    /// A key was pressed.
    Key(Key),
    /// Text was pasted.
    Paste(String),
    /// The terminal is so many columns wide.
    Resize(u16),
    /// Weeks were read; one without a file is `None`.
    Loaded(Vec<(WeekId, Option<Held>)>),
    /// The oldest unsaved change is on disk.
    Saved(Committed),
    /// The oldest unsaved change was refused by what the file now holds.
    Refused(String),
    /// It could not be written; it is kept and tried again.
    NotSaved(String),
    /// An edit was taken back.
    Undone(Committed),
    /// It was made again.
    Redone(Committed),
    /// Neither could be done.
    NotUndone(String),
    /// Labels of edits, newest first, with whether each is in effect.
    History(Vec<(String, bool)>),
    /// How many edits can be undone and redone.
    Depth(usize, usize),
    /// The day is another one.
    Day(NaiveDate),
    /// The editor came back with this text.
    Edited(String),
    /// A copy of what is unsaved was written, or not.
    Copied(Result<String, String>),
    /// Something to say.
    Say(String),
    /// Time to try unsaved changes again.
    Retry,
}

/// What the outside must do.
#[derive(Debug, PartialEq)]
pub enum Effect {
    /// Write a change.
    Save(Box<Change>),
    /// Undo the last edit of the journal.
    Undo,
    /// Redo.
    Redo,
    /// Read weeks.
    Load(Vec<WeekId>),
    /// Read the list of edits.
    History,
    /// Open the editor on a text.
    Editor(String),
    /// Write these changes as weeks into another folder.
    SaveCopy(PathBuf, Vec<Change>),
    /// Put text on the clipboard.
    Clipboard(String),
    /// Leave.
    Quit,
}
