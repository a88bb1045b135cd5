//! How a week looks outside: its TOML file, CSV, files of other programs, the text for an editor, and JSON for scripts.

pub mod counsel;
pub mod csv;
pub mod fields;
pub mod json;
pub mod kept;
pub mod sources;
pub mod toml;
pub mod weektext;
