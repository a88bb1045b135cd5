//! How far a long piece of work is, and whether it is to go on.

use std::fmt;
use std::ops::ControlFlow;

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

/// Hears how far it is, and says whether to go on.
pub type Progress<'a> = &'a dyn Fn(Step) -> ControlFlow<()>;

/// For work that nobody watches.
pub fn unwatched(_: Step) -> ControlFlow<()> {
    ControlFlow::Continue(())
}
