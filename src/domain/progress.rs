//! How far a long piece of work is, and whether it is to go on.

use std::fmt;
use std::ops::ControlFlow;
use std::time::Duration;

/// So many of so many are done.
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

/// From when on it is said how far something is. A choice: what is done within a tenth of a second was not waited for (Card,
/// Moran, Newell 1983).
pub const SAID_AFTER: Duration = Duration::from_millis(100);
/// How often it is said again. A choice: nobody reads faster than twenty numbers a second.
pub const SAID_EVERY: Duration = Duration::from_millis(50);

/// Hears how far it is, and says whether to go on.
pub type Progress<'a> = &'a dyn Fn(Step) -> ControlFlow<()>;

/// For work that nobody watches.
pub fn unwatched(_: Step) -> ControlFlow<()> {
    ControlFlow::Continue(())
}
