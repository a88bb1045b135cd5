//! The lines of the check-in, and what is typed into one.

use crate::domain::checkin::{self, CheckIn, Night, Question, Scale, parse_night};
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
    /// Hours of a nap.
    Nap,
    /// Ill.
    Ill,
    /// Minutes until asleep.
    Latency,
    /// Times awake in the night.
    Awakenings,
    /// The user's own tags.
    Tags,
    /// The day's note.
    Note,
}

/// Every line, in the order the cursor takes.
const LINES: &[Line; 25] = &[
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
    Line::Nap,
    Line::Ill,
    Line::Latency,
    Line::Awakenings,
    Line::Tags,
    Line::Note,
];

/// The lines that are asked, in the order the cursor takes; tags only if there are any. Somebody who logs a heart signal goes
/// straight down the left column to it; everybody else comes to soreness first.
pub(super) fn lines_of(ask: &[Question], tags: bool, heart: bool) -> Vec<Line> {
    let asks = |line: &Line| ask.contains(&line.question()) && (tags || *line != Line::Tags);
    let mut lines: Vec<Line> = LINES.iter().copied().filter(asks).collect();
    if heart {
        let late = |line: &Line| matches!(line, Line::Sore(_));
        let signal = |line: &Line| matches!(line, Line::RestingHr | Line::Hrv);
        let signals: Vec<Line> = lines.extract_if(.., |l| signal(l)).collect();
        let at = lines.iter().position(late).unwrap_or(lines.len());
        lines.splice(at..at, signals);
    }
    lines
}

/// Lines of the left column if there is room for two: the night, how the user feels, the heart, and everything else.
pub const LEFT: [Line; 12] = [
    Line::Slept,
    Line::Quality,
    Line::Energy,
    Line::Mood,
    Line::Stress,
    Line::Ready,
    Line::RestingHr,
    Line::Hrv,
    Line::Nap,
    Line::Ill,
    Line::Latency,
    Line::Awakenings,
];

/// The line to the right or left of `line`: in the other column, at the same height or as near as there is one.
pub(super) fn beside(line: Line, right: bool, asked: &[Line]) -> Option<Line> {
    let left: Vec<Line> = LEFT.into_iter().filter(|l| asked.contains(l)).collect();
    let sore: Vec<Line> = asked.iter().copied().filter(|l| matches!(l, Line::Sore(_))).collect();
    // The regions have a heading above them.
    let (row, other) = match (left.iter().position(|l| *l == line), sore.iter().position(|l| *l == line)) {
        (Some(n), _) if right => (n.saturating_sub(1), &sore),
        (_, Some(n)) if !right => (n + 1, &left),
        _ => return None,
    };
    other.get(row.min(other.len().checked_sub(1)?)).copied()
}

impl Line {
    /// What it is called.
    pub fn label(self) -> &'static str {
        match self {
            Self::Slept => "Slept",
            Self::Quality => "Quality",
            Self::Ready => "Ready",
            Self::Energy => "Energy",
            Self::Mood => "Mood",
            Self::Stress => "Stress",
            Self::Sore(Region::General) => "all over",
            Self::Sore(region) => region.label(),
            Self::RestingHr => "Resting HR",
            Self::Hrv => "HRV",
            Self::Nap => "Nap",
            Self::Ill => "Ill",
            Self::Latency => "Asleep in",
            Self::Awakenings => "Woke up",
            Self::Tags => "Tags",
            Self::Note => "Note",
        }
    }

    /// The question in the settings that asks for it.
    fn question(self) -> Question {
        match self {
            Self::Slept => Question::Sleep,
            Self::Quality => Question::Quality,
            Self::Ready => Question::Ready,
            Self::Energy => Question::Energy,
            Self::Mood => Question::Mood,
            Self::Stress => Question::Stress,
            Self::Sore(Region::General) => Question::AllOver,
            Self::Sore(_) => Question::Regions,
            Self::RestingHr => Question::RestingHr,
            Self::Hrv => Question::Hrv,
            Self::Nap => Question::Nap,
            Self::Ill => Question::Ill,
            Self::Latency => Question::Latency,
            Self::Awakenings => Question::Awakenings,
            Self::Tags => Question::Tags,
            Self::Note => Question::Note,
        }
    }

    /// `value` if it lies on its scale, else a sentence in the screen's words.
    pub(super) fn check(self, scale: &Scale, value: f64) -> Result<f64, String> {
        let name = match self {
            Self::Sore(Region::General) => "soreness all over".to_owned(),
            Self::Sore(region) => format!("soreness of {}", region.label()),
            line => line.label().to_owned(),
        };
        scale.check_as(&name, value)
    }

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

    /// The characters it takes, if it takes more than a digit: for hours, two times, a number.
    pub fn letters(self) -> Option<&'static str> {
        match self {
            Self::Slept => Some("0123456789.,:h- apm"),
            Self::RestingHr | Self::Hrv => Some("0123456789.,"),
            Self::Nap => Some("0123456789.,:h"),
            Self::Latency | Self::Awakenings => Some("0123456789"),
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

pub(super) fn in_range(line: Line, typed: &str, scale: &Scale) -> Result<f64, String> {
    line.check(scale, read::number(typed)?)
}

/// What is wrong with the first four digits of a night, as soon as they are typed: they can only be a time.
pub(super) fn odd_time(digits: &str) -> Option<String> {
    let time = digits.get(..4)?;
    let (hours, minutes) = (time[..2].parse::<u8>().ok()?, time[2..].parse::<u8>().ok()?);
    (hours > 23 || minutes > 59)
        .then(|| format!("{}:{} is not a time of day; type it like 2310", &time[..2], &time[2..]))
}

pub(super) fn typed_night(typed: &str) -> Result<Night, String> {
    let digits = typed.chars().filter(char::is_ascii_digit).count();
    let bare = typed.chars().all(|c| c.is_ascii_digit() || c == ' ');
    let half = || format!("'{typed}' is half a night; type bed and wake time like 0040 0630, or hours like 7.5");
    // Four digits, or three after a zero, are a time of day and no hours.
    let one = typed.trim().chars().all(|c| c.is_ascii_digit());
    if one && ((4..8).contains(&digits) || digits == 3 && typed.trim().starts_with('0')) {
        return Err(half());
    }
    parse_night(typed).map_err(|why| if bare && (3..8).contains(&digits) { half() } else { why })
}

pub(super) fn answered(line: Line, c: &CheckIn) -> bool {
    match line {
        Line::Slept => c.hours().is_some(),
        Line::RestingHr => c.resting_hr.is_some(),
        Line::Hrv => c.hrv.is_some(),
        Line::Nap => c.nap.is_some(),
        Line::Ill => c.ill.is_some(),
        Line::Latency => c.latency.is_some(),
        Line::Awakenings => c.awakenings.is_some(),
        Line::Tags => !c.tags.is_empty(),
        Line::Note => false,
        // One number for the whole body answers for every region, and any region for all.
        Line::Sore(_) => !c.soreness.is_empty(),
        line => line.answer(c).is_some(),
    }
}
