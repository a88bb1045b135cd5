//! Draws the model: nothing here changes it.

pub mod glyphs;
pub mod text;
pub mod words;
