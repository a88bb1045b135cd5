//! Keys: what a key is, the one table of commands, and which keys ask for which of them.

mod commands;
mod key;
mod keymap;
mod scope;

pub use commands::{Command, Group, Row, TABLE, find};
pub use key::{Code, Key};
pub use keymap::{Keymap, Meaning, chord};
pub use scope::Scope;
