//! Lines to read.

use super::{Over, Press, Reply, scrolled};
use crate::app::sight::Sight;
use crate::keys::Scope;

/// Lines to read.
#[derive(Clone, Debug)]
pub struct Lines {
    /// What they are.
    pub title: String,
    /// The lines.
    pub lines: Vec<String>,
    /// Lines scrolled past.
    pub top: usize,
}

impl Lines {
    /// From their beginning.
    pub fn new(title: &str, lines: Vec<String>) -> Self {
        Self { title: title.to_owned(), lines, top: 0 }
    }
}

impl Over for Lines {
    fn scope(&self) -> Scope {
        Scope::Lines
    }

    fn key(&mut self, press: Press, _: &Sight<'_>) -> Reply {
        let Some(top) = scrolled(press.verb, self.top) else { return Reply::Close };
        self.top = top;
        Reply::Stay
    }
}
