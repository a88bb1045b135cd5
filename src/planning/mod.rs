//! Looking ahead: what the plan does to the days after it.
//!
//! Pure, like [`crate::recovery`]: days with their plan go in, projected mornings come out.

pub mod arrange;
pub mod blend;
pub mod blocks;
pub mod care;
pub mod counsel;
pub mod deload;
pub mod desk;
pub mod effect;
pub mod evaluation;
pub mod evening;
pub mod event;
pub mod figures;
pub mod forecast;
pub mod grade;
pub mod history;
pub mod mend;
pub mod myths;
pub mod practices;
pub mod range;
pub mod replay;
pub mod review;
pub mod rhythm;
pub mod rules;
pub mod soreness;
pub mod timers;
pub mod unmarked;

pub use counsel::Counsel;
pub use desk::{Ahead, Desk, Learnt};
pub use figures::Figures;
pub use forecast::{Forecast, Outlook};
