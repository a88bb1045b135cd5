//! A week as it was read from where it is kept.

use super::shelf::Edition;

/// Something in a file that was not understood. The rest of the file was.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Problem {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// What is wrong, as a sentence without its place.
    pub text: String,
}

/// A week as it was read.
#[derive(Clone, Debug)]
pub enum Held {
    /// Its content, and what of it was not understood.
    Week(Edition, Vec<Problem>),
    /// Its content, which is protected against writing, with a sentence that says so.
    Protected(Edition, String),
    /// Not to be read or changed, with a sentence that names the place and the remedy.
    ReadOnly(String),
}
