//! Mouse presses in quick succession: two on one cell make a double press, and what the first press brought under the
//! pointer is not pressed by the second.

use std::time::{Duration, Instant};

use crate::app::pointer::{Mouse, Spot};

/// Longest time between the two presses of a double press. A choice: what desktops use.
const TWICE: Duration = Duration::from_millis(400);

/// A press: when, at which cell, and what the first press of its series was on.
#[derive(Clone, Copy, Debug)]
struct Last {
    at: Instant,
    cell: (u16, u16),
    first: Spot,
    count: u8,
}

/// The presses so far.
#[derive(Debug, Default)]
pub struct Presses {
    last: Option<Last>,
}

impl Presses {
    /// What a press on a spot means.
    pub fn press(&mut self, now: Instant, cell: (u16, u16), spot: Spot) -> Mouse {
        let before = self.last.filter(|l| l.cell == cell && now.duration_since(l.at) < TWICE);
        let Some(last) = before else {
            self.last = Some(Last { at: now, cell, first: spot, count: 1 });
            return Mouse::Press(spot);
        };
        self.last = Some(Last { at: now, count: last.count.saturating_add(1), ..last });
        let acts = matches!(spot, Spot::Key(_) | Spot::Command(_) | Spot::Answer(..));
        let began_as_key = matches!(last.first, Spot::Key(_) | Spot::Command(_));
        match last.count {
            // Another key, or anything where a key was: the first press opened or closed what holds it.
            _ if spot != last.first && (acts || began_as_key) => Mouse::Press(Spot::Elsewhere),
            1 => Mouse::Twice(spot),
            _ => Mouse::Press(spot),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::{Command, Key};

    const CELL: (u16, u16) = (44, 23);

    fn after(ms: u64, start: Instant) -> Instant {
        start + Duration::from_millis(ms)
    }

    #[test]
    fn a_double_press_picks_a_line_and_repeats_a_key() {
        let start = Instant::now();
        let mut p = Presses::default();
        assert_eq!(p.press(start, CELL, Spot::Line(3)), Mouse::Press(Spot::Line(3)));
        // The first one moved what is there.
        assert_eq!(p.press(after(100, start), CELL, Spot::Line(4)), Mouse::Twice(Spot::Line(4)));
        let plus = Spot::Key(Key::char('+'));
        let mut p = Presses::default();
        assert_eq!(p.press(start, CELL, plus), Mouse::Press(plus));
        assert_eq!(p.press(after(100, start), CELL, plus), Mouse::Twice(plus));
        assert_eq!(p.press(after(200, start), CELL, plus), Mouse::Press(plus));
    }

    #[test]
    fn what_a_press_brought_under_the_pointer_is_not_pressed() {
        let start = Instant::now();
        let clear = Spot::Key(Key::char('x'));
        for (first, second) in [
            (Spot::Command(Command::CheckIn), clear),
            (Spot::Key(Key::char('q')), Spot::Command(Command::Quit)),
            (Spot::Command(Command::CheckIn), Spot::Answer(2, 4)),
            (Spot::Line(0), Spot::Command(Command::Quit)),
        ] {
            let mut p = Presses::default();
            p.press(start, CELL, first);
            assert_eq!(p.press(after(100, start), CELL, second), Mouse::Press(Spot::Elsewhere), "{first:?}");
            assert_eq!(p.press(after(200, start), CELL, second), Mouse::Press(Spot::Elsewhere), "{first:?}");
            // It counts once some time has passed, and elsewhere at once.
            assert_eq!(p.press(after(900, start), CELL, second), Mouse::Press(second));
            assert_eq!(p.press(after(950, start), (1, 1), first), Mouse::Press(first));
        }
    }
}
