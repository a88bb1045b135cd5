//! The running program: the loop, the terminal, the editor, the clock, and what one run works on.

pub mod editor;
pub mod effects;
mod presses;
pub mod run;
pub mod terminal;
mod worker;
pub mod workspace;
