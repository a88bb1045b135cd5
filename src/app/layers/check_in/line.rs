//! The lines of the check-in, and what is typed into one.

use crate::domain::checkin::{self, CheckIn, Night, Scale, parse_night};
use crate::domain::{Region, read};

/// A line of the drawer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Line {
    /// Bed and wake time, or hours.
    Slept,
    /// Sleep quality.
    Quality,
    /// Self-rated readiness.
    Ready,
    /// Energy.
    Energy,
    /// Mood.
    Mood,
    /// Stress.
    Stress,
    /// Soreness of a region.
    Sore(Region),
    /// Resting heart rate.
    RestingHr,
    /// HRV.
    Hrv,
    /// Ill.
    Ill,
    /// The day's note.
    Note,
}

/// Every line, in the order the cursor takes.
pub const LINES: [Line; 21] = [
    Line::Slept,
    Line::Quality,
    Line::Energy,
    Line::Mood,
    Line::Stress,
    Line::Ready,
    Line::Sore(Region::General),
    Line::Sore(Region::Chest),
    Line::Sore(Region::Back),
    Line::Sore(Region::LowerBack),
    Line::Sore(Region::Shoulders),
    Line::Sore(Region::Arms),
    Line::Sore(Region::Core),
    Line::Sore(Region::Glutes),
    Line::Sore(Region::Quads),
    Line::Sore(Region::Hamstrings),
    Line::Sore(Region::Calves),
    Line::RestingHr,
    Line::Hrv,
    Line::Ill,
    Line::Note,
];

impl Line {
    /// Its scale, where a digit answers it.
    pub fn scale(self) -> Option<&'static Scale> {
        match self {
            Self::Quality => Some(&checkin::SLEEP_QUALITY),
            Self::Energy => Some(&checkin::ENERGY),
            Self::Mood => Some(&checkin::MOOD),
            Self::Stress => Some(&checkin::STRESS),
            Self::Ready => Some(&checkin::READY),
            Self::Sore(_) => Some(&checkin::SORENESS),
            _ => None,
        }
    }

    /// What is typed into it, where it takes more than a digit: hours, two times, a number.
    pub fn letters(self) -> Option<&'static str> {
        match self {
            Self::Slept => Some("0123456789.,:h- apm"),
            Self::RestingHr | Self::Hrv => Some("0123456789.,"),
            _ => None,
        }
    }

    /// Its answer on that scale.
    pub fn answer(self, c: &CheckIn) -> Option<u8> {
        match self {
            Self::Quality => c.sleep_quality,
            Self::Energy => c.energy,
            Self::Mood => c.mood,
            Self::Stress => c.stress,
            Self::Ready => c.ready,
            Self::Sore(region) => c.soreness.get(&region).copied(),
            _ => None,
        }
    }

    pub(super) fn set(self, c: &mut CheckIn, answer: Option<u8>) {
        match self {
            Self::Quality => c.sleep_quality = answer,
            Self::Energy => c.energy = answer,
            Self::Mood => c.mood = answer,
            Self::Stress => c.stress = answer,
            Self::Ready => c.ready = answer,
            Self::Sore(region) => match answer {
                Some(n) => drop(c.soreness.insert(region, n)),
                None => drop(c.soreness.remove(&region)),
            },
            _ => {}
        }
    }
}

pub(super) fn in_range(typed: &str, scale: &Scale) -> Result<f64, String> {
    scale.check(read::number(typed)?)
}

pub(super) fn typed_night(typed: &str) -> Result<Night, String> {
    let digits = typed.chars().filter(char::is_ascii_digit).count();
    let bare = typed.chars().all(|c| c.is_ascii_digit() || c == ' ');
    parse_night(typed).map_err(|why| {
        if bare && (3..8).contains(&digits) {
            format!("'{typed}' is half a night; type bed and wake time like 0040 0630, or hours like 7.5")
        } else {
            why
        }
    })
}

pub(super) fn answered(line: Line, c: &CheckIn) -> bool {
    match line {
        Line::Slept => c.hours().is_some(),
        Line::RestingHr => c.resting_hr.is_some(),
        Line::Hrv => c.hrv.is_some(),
        Line::Ill => c.ill.is_some(),
        Line::Note => false,
        // One number for the whole body answers for every region, and any region for all.
        Line::Sore(_) => !c.soreness.is_empty(),
        line => line.answer(c).is_some(),
    }
}
