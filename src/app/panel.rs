//! The panel on the right, and which one comes next.

/// What the right-hand panel shows, if there is room for one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Panel {
    /// The day's items.
    Day,
    /// Soreness of every region.
    Body,
    /// The last days.
    Trends,
    /// Findings, and what waits.
    Notes,
}

impl Panel {
    /// The panel after this one, or before it.
    pub fn next(self, forward: bool) -> Self {
        const ORDER: [Panel; 4] = [Panel::Day, Panel::Body, Panel::Trends, Panel::Notes];
        let at = ORDER.iter().position(|p| *p == self).unwrap_or(0);
        ORDER[(at + if forward { 1 } else { ORDER.len() - 1 }) % ORDER.len()]
    }
}
