//! A movement of a session, such as `Bench press 4×8 60 kg (pause)`.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The most sets of a movement. Chosen: two digits.
pub const MOST_SETS: u8 = 99;

/// Something done within a session, as a person wrote it: a line that is never empty. [`Movement::dose`] reads what it says.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct Movement(String);

/// What a movement says. Repetitions and load are text: `8–12`, `30s` and `60 kg` are what people write.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Dose<'a> {
    /// Its name.
    pub name: &'a str,
    /// Sets, 1 to 99.
    pub sets: Option<u8>,
    /// Repetitions of a set.
    pub reps: Option<&'a str>,
    /// Load or pace.
    pub load: Option<&'a str>,
    /// A remark in parentheses at the end.
    pub note: Option<&'a str>,
}

impl Movement {
    /// As it is written; `None` for an empty line.
    pub fn new(text: &str) -> Option<Self> {
        (!text.trim().is_empty()).then(|| Self(text.to_owned()))
    }

    /// As it is written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Sets and repetitions (`4x8`, `3×8–12`) end the name, what follows is the load, and parentheses at the end are a remark.
    /// Without sets and repetitions, everything before the remark is the name.
    pub fn dose(&self) -> Dose<'_> {
        let text = self.0.trim();
        let (text, note) = match text.strip_suffix(')').and_then(|t| t.rsplit_once(" (")) {
            Some((before, note)) => (before.trim_end(), filled(note)),
            None => (text, None),
        };
        let starts = text.match_indices(' ').map(|(at, _)| at + 1);
        let found = starts.filter_map(|at| {
            let word = text[at..].split(' ').next()?;
            Some((at, word, sets_and_reps(word)?))
        });
        match found.into_iter().next() {
            Some((at, word, (sets, reps))) => Dose {
                name: text[..at].trim_end(),
                sets: Some(sets),
                reps: Some(reps),
                load: filled(&text[at + word.len()..]),
                note,
            },
            None => Dose { name: text, note, ..Dose::default() },
        }
    }
}

fn filled(text: &str) -> Option<&str> {
    Some(text.trim()).filter(|t| !t.is_empty())
}

/// `4x8` or `3×8–12`.
fn sets_and_reps(word: &str) -> Option<(u8, &str)> {
    let (sets, reps) = word.split_once(['x', 'X', '×'])?;
    let sets = sets.bytes().all(|b| b.is_ascii_digit()).then(|| sets.parse().ok())??;
    let counts = (1..=MOST_SETS).contains(&sets) && reps.starts_with(|c: char| c.is_ascii_digit());
    counts.then_some((sets, reps))
}

impl fmt::Display for Movement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_movement_says_is_read_from_its_line() {
        let of = |text: &str| {
            let movement = Movement::new(text).unwrap();
            let Dose { name, sets, reps, load, note } = movement.dose();
            let show = |t: Option<&str>| t.unwrap_or("–").to_owned();
            (name.to_owned(), sets, show(reps), show(load), show(note))
        };
        let row = |name: &str, sets, reps: &str, load: &str, note: &str| {
            (name.to_owned(), sets, reps.to_owned(), load.to_owned(), note.to_owned())
        };
        assert_eq!(
            of("Bench press 4×8–12 62,5 kg (pause at the chest)"),
            row("Bench press", Some(4), "8–12", "62,5 kg", "pause at the chest")
        );
        assert_eq!(of("Plank 3x30s"), row("Plank", Some(3), "30s", "–", "–"));
        assert_eq!(of("Xpress pulls (slow)"), row("Xpress pulls", None, "–", "–", "slow"));
        assert_eq!(of("4x8"), row("4x8", None, "–", "–", "–"), "a name comes first");
        assert_eq!(of("Rows 0x8"), row("Rows 0x8", None, "–", "–", "–"));
        assert_eq!(Movement::new("  "), None);
    }
}
