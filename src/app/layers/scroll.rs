//! How far a page of lines is scrolled.

use std::cell::Cell;

use crate::keys::Verb;

/// Lines scrolled past. How many fit is only known when the page is drawn, so drawing records it.
#[derive(Clone, Debug, Default)]
pub struct Scroll {
    top: usize,
    /// The lines of the page, and the rows it had when last drawn.
    size: Cell<(usize, usize)>,
}

impl Scroll {
    /// How many lines to leave out at the top of a page of `lines` lines and `rows` rows, and whether any are left out at all.
    pub fn window(&self, lines: usize, rows: usize) -> (usize, bool) {
        self.size.set((lines, rows));
        (self.top.min(self.last()), lines > rows)
    }

    /// Whether any line is left out at the top.
    pub fn is_down(&self) -> bool {
        self.top.min(self.last()) > 0
    }

    /// Whether no line is left out at the bottom.
    pub fn is_at_the_end(&self) -> bool {
        self.top >= self.last()
    }

    fn last(&self) -> usize {
        let (lines, rows) = self.size.get();
        lines.saturating_sub(rows)
    }

    /// Scrolls, if that is asked for. Returns whether it was.
    pub fn press(&mut self, verb: Option<Verb>) -> bool {
        let (top, last) = (self.top.min(self.last()), self.last());
        // One line stays visible, to read on from.
        let page = self.size.get().1.saturating_sub(1).max(1);
        self.top = match verb {
            Some(Verb::Down) => (top + 1).min(last),
            Some(Verb::Up) => top.saturating_sub(1),
            Some(Verb::PageDown) => (top + page).min(last),
            Some(Verb::PageUp) => top.saturating_sub(page),
            Some(Verb::First) => 0,
            Some(Verb::Last) => last,
            _ => return false,
        };
        true
    }
}
