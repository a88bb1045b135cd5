//! What another plan gives and takes compared with the current one, in sentences.

use chrono::NaiveDate;

use super::counsel::listed;
use crate::planning::Outlook;
use crate::planning::rules::Finding;
use crate::recovery::stats::mean;

/// Points from which a difference is noticeable. Chosen: the error of a good forecast is three times that.
pub const NOTICED: i16 = 3;

/// A morning under both plans.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Pair {
    /// The morning.
    pub date: NaiveDate,
    /// Its score under the plan as it is.
    pub as_is: u8,
    /// Its score under the other one.
    pub other: u8,
}

impl Pair {
    /// Points that the other plan gives.
    pub fn difference(&self) -> i16 {
        i16::from(self.other) - i16::from(self.as_is)
    }

    /// Whether the difference is noticeable.
    pub fn is_noticeable(&self) -> bool {
        self.difference().abs() >= NOTICED
    }
}

/// The mornings that both plans have a number for.
pub fn pairs(as_is: &[Outlook], other: &[Outlook]) -> Vec<Pair> {
    let pair = |(a, b): (&Outlook, &Outlook)| Some(Pair { date: a.date, as_is: a.shown()?, other: b.shown()? });
    as_is.iter().zip(other).filter_map(pair).collect()
}

/// `+8`, with a real minus sign.
pub fn signed(n: i16) -> String {
    format!("{n:+}").replace('-', "−")
}

/// A morning of the shown week by its weekday, one after it with its date.
fn named(date: NaiveDate, last_shown: NaiveDate) -> String {
    date.format(if date > last_shown { "%A %-d" } else { "%A" }).to_string()
}

/// `B gives Thursday +8; it costs Friday −5 and Saturday −4.`
pub fn trade(pairs: &[Pair], letter: char, last_shown: NaiveDate) -> String {
    let of = |better: bool| -> Vec<String> {
        let moved = pairs.iter().filter(|p| p.is_noticeable() && (p.difference() > 0) == better);
        moved.map(|p| format!("{} {}", named(p.date, last_shown), signed(p.difference()))).collect()
    };
    let (gains, costs) = (listed(&of(true)), listed(&of(false)));
    match (gains.is_empty(), costs.is_empty()) {
        (true, true) if pairs.iter().all(|p| p.difference() == 0) => {
            format!("{letter} changes no morning of the next seven days.")
        }
        (true, true) => format!("{letter} changes no morning by {NOTICED} points or more: about the same."),
        (false, true) => format!("{letter} gives {gains}."),
        (true, false) => format!("{letter} costs {costs}."),
        (false, false) => format!("{letter} gives {gains}; it costs {costs}."),
    }
}

/// What the rules find in the other plan and not in the current one; failing that, what they no longer find.
pub fn found(as_is: &[Finding], other: &[Finding]) -> Option<String> {
    let new: Vec<&Finding> = other.iter().filter(|f| !as_is.iter().any(|g| g.sentence == f.sentence)).collect();
    let gone: Vec<&Finding> = as_is.iter().filter(|f| !other.iter().any(|g| g.sentence == f.sentence)).collect();
    let more = |n: usize| if n > 1 { format!(", and {} more", n - 1) } else { String::new() };
    match (new.as_slice(), gone.as_slice()) {
        ([first, ..], _) => Some(format!("New: {}{}.", plain(&first.sentence), more(new.len()))),
        ([], [first, ..]) => Some(format!("No longer found: {}{}.", plain(&first.sentence), more(gone.len()))),
        ([], []) => None,
    }
}

fn plain(sentence: &str) -> &str {
    sentence.trim_end_matches('.')
}

/// What the first sentence did not name: mornings past the shown week, and the mean of all of them.
pub fn rest(pairs: &[Pair], last_shown: NaiveDate) -> Option<String> {
    let all = |of: fn(&Pair) -> u8| mean(&pairs.iter().map(|p| f64::from(of(p))).collect::<Vec<_>>());
    let (other, as_is) = (all(|p| p.other)?, all(|p| p.as_is)?);
    let beyond = pairs.iter().filter(|p| p.date > last_shown && !p.is_noticeable());
    let same: Vec<String> =
        beyond.map(|p| format!("{} ({}, A {})", named(p.date, last_shown), p.other, p.as_is)).collect();
    let about = if same.is_empty() { String::new() } else { format!("{}: about the same. ", listed(&same)) };
    Some(format!("{about}The mean of the {} mornings is {other:.0} (A {as_is:.0}).", pairs.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pair(day: u32, as_is: u8, other: u8) -> Pair {
        Pair { date: NaiveDate::from_ymd_opt(2026, 11, day).unwrap(), as_is, other }
    }

    #[test]
    fn small_differences_are_about_the_same() {
        let pairs = [pair(25, 72, 72), pair(26, 69, 77), pair(27, 75, 70), pair(28, 74, 72)];
        let sunday = pair(29, 0, 0).date;
        assert_eq!(trade(&pairs, 'B', sunday), "B gives Thursday +8; it costs Friday −5.");
        assert_eq!(trade(&pairs[..1], 'B', sunday), "B changes no morning of the next seven days.");
        assert_eq!(trade(&pairs[3..], 'C', sunday), "C changes no morning by 3 points or more: about the same.");
    }

    #[test]
    fn mornings_past_the_week_have_a_date_and_are_named_once() {
        let pairs = [pair(29, 74, 69), pair(30, 79, 77)];
        let sunday = pairs[0].date;
        assert_eq!(
            rest(&pairs, sunday).unwrap(),
            "Monday 30 (77, A 79): about the same. The mean of the 2 mornings is 73 (A 76)."
        );
        let pairs = [pair(29, 74, 74), pair(30, 79, 70)];
        assert_eq!(trade(&pairs, 'B', sunday), "B costs Monday 30 −9.");
        assert_eq!(rest(&pairs, sunday).unwrap(), "The mean of the 2 mornings is 72 (A 76).");
    }
}
