//! The model of a week of training and rest: days, sessions, check-ins, splits, and the edits people make to them.
//!
//! Nothing here knows a file, a terminal or a clock: today's date is an argument.

mod achieved;
pub mod calendar;
pub mod checkin;
pub mod clock_changes;
pub mod condition;
pub mod days;
mod distance;
pub mod effort;
pub mod held;
mod injury;
pub mod merge;
pub mod movement;
pub mod named;
pub mod person;
pub mod progress;
pub mod read;
pub mod refusal;
pub mod region;
pub mod session;
mod settled;
pub mod shelf;
pub mod split;
pub mod tag;
pub mod trained;
pub mod week;

pub use achieved::Achieved;
pub use calendar::{ClockTime, WeekId};
pub use checkin::CheckIn;
pub use clock_changes::ClockChanges;
pub use condition::Condition;
pub use days::{Book, Days, Shown};
pub use distance::Distance;
pub use effort::Effort;
pub use injury::Injury;
pub use movement::Movement;
pub use named::{Focus, PracticeId};
pub use person::{History, Person};
pub use refusal::{Refusal, Way};
pub use region::{ByRegion, Region};
pub use session::{Done, Extra, Felt, Kind, RowId, Rpe, Session, SessionId, SkipReason, Status};
pub use split::{ShortTitles, Split, Splits};
pub use tag::Tag;
pub use trained::RegionTable;
pub use week::{Day, Fuel, Overlay, Tick, TrayItem, Week};
