//! Weeks on disk: one small TOML file a week, changed by edits that are applied again to what the file holds right now.
//!
//! A change is made under a lock: read, apply, rewrite the lines that differ, swap the file in whole. The undo journal
//! keeps what each file was before and after, so an undo restores the very bytes, or, where somebody else changed the
//! file since, carries the reverse change over to what is there.

pub mod atomic;
pub mod format;
mod journal;
mod lock;
mod weeks;

pub use journal::Entry;
pub use weeks::{Committed, Held, Store, StoreError};
