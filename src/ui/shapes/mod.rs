//! What is drawn and not written: each shape knows its size and nothing of where it stands.

pub mod anatomy;
pub mod bar;
pub mod days;
pub mod digits;
pub mod dots;
pub mod figure;
pub mod nights;
pub mod plot;
pub mod scores;
pub mod spans;
pub mod stack;
