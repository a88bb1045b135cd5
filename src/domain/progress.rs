//! How far along a long task is, and whether it should continue.

use std::fmt;
use std::ops::ControlFlow;
use std::time::Duration;

/// How many items are done, out of how many.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Step {
    /// What is counted, such as `weeks`.
    pub what: &'static str,
    /// How many are done.
    pub done: usize,
    /// How many there are.
    pub of: usize,
}

/// As `312 of 1560 weeks`.
impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} of {} {}", self.done, self.of, self.what)
    }
}

/// How long a task runs before its progress is shown. A choice: a tenth of a second does not feel like waiting (Card, Moran,
/// Newell 1983).
pub const SAID_AFTER: Duration = Duration::from_millis(100);
/// How often progress is shown after that. A choice: nobody reads faster than twenty numbers a second.
pub const SAID_EVERY: Duration = Duration::from_millis(50);

/// Takes the progress so far, and says whether to continue.
pub type Progress<'a> = &'a dyn Fn(Step) -> ControlFlow<()>;

/// For work that nobody watches.
pub fn unwatched(_: Step) -> ControlFlow<()> {
    ControlFlow::Continue(())
}
