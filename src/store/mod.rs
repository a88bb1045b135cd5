//! Weeks on disk: one small TOML file a week, changed by edits that are reapplied to what the file holds right now.
//!
//! An edit has an id and waits in a queue (`app::queue`) until a save takes it. A save holds the lock: it reads, applies,
//! writes a journal entry with the bytes before and after, replaces the files whole, and updates the journal's index.
//! The journal keeps what each file held, so that an undo restores the exact bytes or, if somebody else has changed the
//! file since, merges the reverse change into it.
//!
//! # The life of an edit
//!
//! | it is … | a crash | somebody else writes the week | a sync fails | its id comes again | a restart |
//! |---|---|---|---|---|---|
//! | waiting in the queue | gone, and was never reported as saved | applied to what they wrote | – | the queue sends it once | gone |
//! | in the journal, files as before | never happened: the entry is dropped | found before the swap, reapplied | not written: old bytes, tried again | applied, once | the entry is dropped |
//! | in the journal, some files swapped | the others follow | it counts as done, its undo merges | put back, or the others follow | not applied again | the others follow |
//! | in all files | done | its undo merges | done, with a note that it may not survive a power cut | not applied again | done, can be undone |
//! | undone | as an edit: an undo is an entry of its own | its redo merges | as an edit | not applied again | can be redone |
//!
//! The tests of `tests/it/trust` go through these cells: `a_save_with_each_of_its_calls_failing`,
//! `a_crash_at_each_call_of_a_save`, `a_crash_at_each_call_of_the_first_save`, `another_program_writes_at_each_call_of_a_save`, `the_same_id_is_never_applied_again`,
//! `typed_while_saves_are_under_way_screen_and_file_agree`, `an_undo_leaves_what_somebody_else_logged`.

pub mod atomic;
pub mod backup;
mod commit;
mod entry;
mod health;
mod index;
mod journal;
mod kept;
mod lock;
pub mod parcel;
mod turn;
pub mod watch;
mod weeks;

pub use lock::Wait;
pub use weeks::{LARGEST, Store, StoreError, is_conflict};
