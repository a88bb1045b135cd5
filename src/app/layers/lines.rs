//! Lines to read.

use super::scroll::Scroll;
use super::{Over, Press, Reply};
use crate::app::sight::Sight;
use crate::keys::{Scope, Verb};

/// Lines to read.
#[derive(Clone, Debug)]
pub struct Lines {
    /// What they are.
    pub title: String,
    /// The lines.
    pub lines: Vec<String>,
    /// How far it is scrolled.
    pub scroll: Scroll,
}

impl Lines {
    /// Shown from the first line.
    pub fn new(title: &str, lines: Vec<String>) -> Self {
        Self { title: title.to_owned(), lines, scroll: Scroll::default() }
    }
}

impl Over for Lines {
    fn scope(&self) -> Scope {
        Scope::Lines
    }

    fn key(&mut self, press: Press, _: &Sight<'_>) -> Reply {
        self.scroll.press(press.verb);
        if press.verb == Some(Verb::Leave) { Reply::Close } else { Reply::Stay }
    }
}
