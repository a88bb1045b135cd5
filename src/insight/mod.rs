//! What a whole log shows: trends, what goes with what, and how well the score agrees with how a person felt.
//!
//! Pure, like [`crate::recovery`], and built on its mornings.

pub mod agreement;
pub mod patterns;
pub mod survey;
pub mod trends;
pub mod weighing;
