//! The CSV that goes in and out: one file of mornings, one of sessions.

mod found;
mod header;
mod read;
mod row;
mod scales;
mod write;

pub use found::Read;
pub use read::read;
pub use scales::OtherScale;
pub use write::{day_cells, days, not_written, rows, sessions};

use crate::domain::Region;

/// Columns of a file of mornings, in the order they are written.
pub fn day_columns() -> Vec<String> {
    let mut out: Vec<String> =
        ["date", "sleep_hours", "bed", "wake", "nap", "sleep_quality", "soreness"].map(str::to_owned).into();
    out.extend(Region::ALL.into_iter().filter(|r| *r != Region::General).map(soreness_column));
    out.extend(
        [
            "energy",
            "mood",
            "stress",
            "resting_hr",
            "hrv",
            "ready",
            "ill",
            "pain",
            "note",
            "latency",
            "awakenings",
            "tags",
        ]
        .map(str::to_owned),
    );
    out
}

/// Columns of a file of sessions, in the order they are written.
pub const SESSION_COLUMNS: [&str; 14] = [
    "date",
    "kind",
    "title",
    "minutes",
    "rpe",
    "felt",
    "regions",
    "status",
    "note",
    "source",
    "distance",
    "movements",
    "performance",
    "achieved",
];

fn soreness_column(region: Region) -> String {
    format!("soreness_{}", region.name().replace('-', "_"))
}
