//! Drawings rather than text: each shape knows its size, but not where it goes.

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
