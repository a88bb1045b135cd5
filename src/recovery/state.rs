//! A morning's answers in a word: tired, drained, sore, ill. Each word is defined once, here, for everything that uses it.
//! The bounds are chosen: a step below what is normal for the person, and the words of the soreness scale.

use super::parts;
use crate::domain::{CheckIn, Day};

/// Feel below which a morning is tired.
const TIRED_BELOW: f64 = 60.0;
/// Soreness from which a site counts as sore, …
pub const SORE: u8 = 4;
/// … and as very sore.
pub const VERY_SORE: u8 = 7;

/// How a person is this morning.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct State {
    /// By overlay or in the check-in.
    pub ill: bool,
    /// Energy at 2 or less, or feel under 60.
    pub tired: bool,
    /// Energy at 2 or less, together with mood at 2 or less or stress at 4 or more.
    pub drained: bool,
    /// How sore the sorest site is; `None` if no soreness was logged.
    pub sorest: Option<u8>,
}

/// The kind of rest that suits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum WhichRest {
    /// Easy movement.
    Active,
    /// Lie down.
    Passive,
}

impl State {
    /// The state on the morning of a day.
    pub fn of(day: &Day) -> Self {
        let blank = CheckIn::default();
        let c = day.checkin.as_ref().unwrap_or(&blank);
        let feel = parts::feel(c.energy, c.mood, c.stress);
        Self {
            ill: day.is_ill(),
            tired: c.has_low_energy() || feel.is_some_and(|f| f < TIRED_BELOW),
            drained: c.is_drained(),
            sorest: c.sorest(),
        }
    }

    /// A site at 4 or more.
    pub fn is_sore(&self) -> bool {
        self.sorest.is_some_and(|n| n >= SORE)
    }

    /// A site at 7 or more.
    pub fn is_very_sore(&self) -> bool {
        self.sorest.is_some_and(|n| n >= VERY_SORE)
    }

    /// Which rest suits; `None` if nothing asks for any. Articles on recovery disagree about soreness: here the very sore rest,
    /// and the sore move a little.
    pub fn which_rest(&self) -> Option<WhichRest> {
        match () {
            () if self.ill || self.drained || self.is_very_sore() => Some(WhichRest::Passive),
            () if self.tired || self.is_sore() => Some(WhichRest::Active),
            () => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Region;
    use chrono::NaiveDate;

    fn which(energy: Option<u8>, mood: Option<u8>, stress: Option<u8>, sore: Option<u8>) -> Option<WhichRest> {
        let soreness = sore.map(|n| (Region::Quads, n)).into_iter().collect();
        let checkin = Some(CheckIn { energy, mood, stress, soreness, ..CheckIn::default() });
        State::of(&Day { checkin, ..Day::new(NaiveDate::default()) }).which_rest()
    }

    #[test]
    fn the_drained_and_the_very_sore_lie_down_and_the_tired_and_sore_move() {
        assert_eq!(which(Some(2), Some(2), Some(5), None), Some(WhichRest::Passive));
        assert_eq!(which(Some(4), None, None, Some(7)), Some(WhichRest::Passive));
        assert_eq!(which(Some(4), None, None, Some(4)), Some(WhichRest::Active));
        assert_eq!(which(Some(2), None, None, Some(0)), Some(WhichRest::Active), "tired, and nothing sore");
        assert_eq!(which(None, Some(2), None, None), Some(WhichRest::Active), "feel of 40");
        assert_eq!(which(Some(3), Some(3), Some(3), Some(3)), None);
        assert_eq!(which(None, None, None, None), None);
    }
}
