//! recoup: a week of training and recovery, edited with the keyboard.
pub mod cli;
pub mod clock;
pub mod config;
pub mod csv;
pub mod domain;
pub mod recovery;
pub mod store;
pub mod ui;
pub mod workspace;
