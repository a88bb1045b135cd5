//! The week file, format 1: reading it leniently, rewriting it sparingly.

mod read;
mod reader;
mod sheet;
mod tables;
mod write;

pub use read::{Reading, read_library, read_sessions_of_split, read_week};
pub use reader::{Unreadable, is_no_format, place};
pub use sheet::Sheet;

/// The format this program writes, and the newest it reads.
pub const FORMAT: i64 = 1;
