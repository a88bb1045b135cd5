//! Keys: what a key is, the one table of commands, and which keys run which command.

mod commands;
mod key;
mod keymap;
pub mod layers;
mod place;

pub use commands::{BY_NAME, Command, Group, OFFERED, Row, TABLE, find};
pub use key::{Code, Key};
pub use keymap::{Displaced, FIXED, Keymap, Meaning, Own, chord, shown};
pub use layers::{Scope, Verb};
pub use place::{on_us_keyboard, text_on_us_keyboard};
