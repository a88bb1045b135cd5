//! The tour: five steps on sample weeks, each completed by pressing its keys.

use crate::keys::Keymap;

/// Where the tour is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Tour {
    /// The step, from 0; past the last one the tour is over.
    pub at: usize,
    /// What today held when the tour began.
    pub(super) held: String,
}

/// What each step asks for.
const STEPS: [&str; 5] = [
    "1 of 5 · A week of training and rest. ⟦next-day⟧ or → moves on a day: go to tomorrow.",
    "2 of 5 · ⟦today⟧ goes to today. ⟦rest⟧ makes it rest; its sessions wait in the tray.",
    "3 of 5 · Nothing asks for confirmation: ⟦undo⟧ undoes any change. Press it.",
    "4 of 5 · The number is this morning's recovery. ⟦why⟧ says where the points went.",
    "5 of 5 · ⟦back⟧ closes it. ⟦what-if⟧ tries changes without saving; ⟦what-if.take⟧ keeps them.",
];

const OVER: &str =
    "That is most of it. ⟦check-in⟧ logs a morning, ⟦help⟧ lists all keys, ⟦quit⟧ goes back to your week.";

impl Tour {
    /// A tour that begins with `held` on today.
    pub fn new(held: String) -> Self {
        Self { at: 0, held }
    }

    /// What to do now.
    pub fn text(&self, keymap: &Keymap) -> String {
        keymap.spell(STEPS.get(self.at).copied().unwrap_or(OVER))
    }
}
