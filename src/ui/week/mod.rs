//! The week itself: its title, its days, and the lines at the foot.

pub mod bottom;
pub mod grid;
mod strip;
pub mod title;
