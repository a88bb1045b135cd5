//! Keys → screen, through the real update, the real store and the real drawing.

mod advice;
mod check_in;
mod editing;
mod face;
mod files;
mod grid;
mod keys;
mod layouts;
mod mouse;
mod narrow;
mod pages;
mod pictures;
mod record;
mod screen;
mod strips;
mod typing;

const WED: &str = "2026-11-18";
