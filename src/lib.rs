//! recoup: a week of training and recovery, edited with the keyboard.
pub mod app;
pub mod cli;
pub mod clock;
pub mod command;
pub mod config;
pub mod csv;
pub mod domain;
pub mod outside;
pub mod planning;
pub mod recovery;
pub mod run;
pub mod store;
pub mod terminal;
pub mod ui;
pub mod workspace;
