//! The tests of recoup as one program: they press keys and look at the screen, run commands and look at the files. Tests of a
//! single function are next to it in `src`.

mod aloud;
mod cli;
mod config;
mod counsel;
mod docs;
mod doctor;
mod drill;
mod exchange;
mod file_laws;
mod files;
mod fit;
mod flows;
mod fuzz;
mod golden;
mod golden_histories;
mod house;
mod kept;
mod kill;
mod laws;
mod locales;
mod one_fact;
mod paper;
mod planning;
mod practices;
mod pty;
mod review;
mod sources;
mod speed;
mod support;
mod trust;
