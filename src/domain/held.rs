//! A week as read from where it is stored.

use super::shelf::Edition;

/// Something in a file that was not understood. The rest of the file was.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Problem {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// What is wrong, as a sentence without the location.
    pub text: String,
}

/// A week as it was read.
#[derive(Clone, Debug)]
pub enum Held {
    /// Its content, and what of it was not understood.
    Week(Edition, Vec<Problem>),
    /// Its content, which is write-protected, with a sentence that says so.
    Protected(Edition, String),
    /// It cannot be read or changed; the sentence names the place and the remedy.
    ReadOnly(String),
}
