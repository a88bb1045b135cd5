//! Signs as the words spoken for them: what a screen shows in few columns, for the ear.

use std::iter::Peekable;
use std::str::Chars;

/// Days of the week and months, in short and in full.
const NAMES: [(&str, &str); 19] = [
    ("Mon", "Monday"),
    ("Tue", "Tuesday"),
    ("Wed", "Wednesday"),
    ("Thu", "Thursday"),
    ("Fri", "Friday"),
    ("Sat", "Saturday"),
    ("Sun", "Sunday"),
    ("Jan", "January"),
    ("Feb", "February"),
    ("Mar", "March"),
    ("Apr", "April"),
    ("May", "May"),
    ("Jun", "June"),
    ("Jul", "July"),
    ("Aug", "August"),
    ("Sep", "September"),
    ("Oct", "October"),
    ("Nov", "November"),
    ("Dec", "December"),
];

/// Words that follow a day's short name, and so tell it from a word in a title such as `Sun salutation`.
const AFTER_DAY: [&str; 10] = ["is", "trains", "becomes", "has", "holds", "to", "and", "morning", "are", "comes"];

/// Words that come before one.
const BEFORE_DAY: [&str; 8] = ["on", "to", "from", "by", "after", "before", "until", "since"];

/// Units that are said in full.
const UNITS: [(&str, &str); 7] = [
    ("h", "hours"),
    ("km", "kilometres"),
    ("kg", "kilograms"),
    ("min", "minutes"),
    ("bpm", "beats a minute"),
    ("ms", "milliseconds"),
    ("SD", "standard deviations"),
];

/// The text as it is spoken: no sign other than letters, digits and punctuation.
pub fn aloud(text: &str) -> String {
    let signs = signs(text);
    let words: Vec<&str> = signs.split_whitespace().collect();
    let said: Vec<String> = words.iter().enumerate().map(|(n, word)| named(word, n, &words)).collect();
    tidy(&said.join(" "))
}

/// Signs as words, character by character.
fn signs(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let before = out.chars().next_back().unwrap_or(' ');
        let next = rest.peek().copied().unwrap_or(' ');
        match c {
            '~' if next == '?' => {
                rest.next();
                out.push_str("a guess of ");
            }
            '~' => out.push_str("about "),
            '→' => out.push_str(" becomes "),
            '⇄' => out.push_str(" and "),
            '−' if next.is_ascii_digit() => out.push_str("minus "),
            '+' if next.is_ascii_digit() => more(&mut out, &mut rest),
            '=' => out.push_str(" is "),
            '−' => out.push_str(" minus "),
            '+' => out.push_str(" with "),
            '–' if before.is_ascii_digit() || next == ' ' => out.push_str(" to "),
            '–' => out.push_str("none"),
            '·' if before.is_ascii_digit() && next.is_ascii_digit() => out.push_str(" times "),
            '·' => out.push(','),
            '×' => out.push_str(" times "),
            '±' => out.push_str("give or take "),
            '%' => out.push_str(" percent"),
            '/' if before.is_ascii_digit() && next.is_ascii_digit() => out.push_str(" of "),
            '≥' | '≤' => compared(&mut out, &mut rest, c == '≥'),
            '>' | '<' if next == '=' => {
                rest.next();
                compared(&mut out, &mut rest, c == '>');
            }
            'τ' => out.push_str("tau"),
            '“' | '”' => out.push('"'),
            '’' => out.push('\''),
            '\'' if before.is_ascii_digit() => {
                out.push_str(" minutes");
                if rest.clone().collect::<String>().starts_with(" RPE") {
                    out.push_str(" at");
                }
            }
            'h' if before.is_ascii_digit() && next.is_ascii_digit() => hours(&mut out, &mut rest),
            '[' | ']' => out.push(','),
            c if c.is_ascii() || c.is_alphanumeric() => out.push(c),
            // Everything else is only drawn.
            _ => out.push(' '),
        }
    }
    out
}

/// `≥ 3` as `at least 3`, `≤ 30` as `at most 30`.
fn compared(out: &mut String, rest: &mut Peekable<Chars<'_>>, at_least: bool) {
    while rest.next_if(|c| *c == ' ').is_some() {}
    let mut number = String::new();
    while let Some(c) = rest.next_if(|c| c.is_ascii_digit() || *c == '.') {
        number.push(c);
    }
    // A comma sets it apart from the number it is compared with.
    if out.trim_end().ends_with(|c: char| c.is_ascii_digit()) {
        out.truncate(out.trim_end().len());
        out.push_str(", ");
    }
    out.push_str(&if at_least { format!("at least {number}") } else { format!("at most {number}") });
}

/// `Legs +1` as `Legs and 1 more`; before anything else, the plus is said.
fn more(out: &mut String, rest: &mut Peekable<Chars<'_>>) {
    let mut number = String::new();
    while let Some(c) = rest.next_if(|c| c.is_ascii_digit() || *c == '.') {
        number.push(c);
    }
    let after_a_name = out.trim_end().chars().next_back().is_some_and(char::is_alphanumeric) && !number.contains('.');
    out.push_str(&if after_a_name { format!("and {number} more") } else { format!("plus {number}") });
}

/// `5h50` as `5 hours 50 minutes`; the hours are in `out` already.
fn hours(out: &mut String, rest: &mut Peekable<Chars<'_>>) {
    let mut minutes = String::new();
    while let Some(c) = rest.next_if(char::is_ascii_digit) {
        minutes.push(c);
    }
    let start = out
        .rfind(|c: char| !c.is_ascii_digit())
        .map_or(0, |at| at + out[at..].chars().next().map_or(1, char::len_utf8));
    let of = |n: u32, unit: &str| if n == 1 { format!("1 {unit}") } else { format!("{n} {unit}s") };
    let (hours, minutes) = (out[start..].parse().unwrap_or(0), minutes.parse().unwrap_or(0));
    out.truncate(start);
    let said: Vec<String> = [(hours, "hour"), (minutes, "minute")]
        .into_iter()
        .filter(|(n, _)| *n > 0)
        .map(|(n, unit)| of(n, unit))
        .collect();
    out.push_str(&if said.is_empty() { "0 hours".to_owned() } else { said.join(" ") });
}

/// A word with the name of a day, a month or a unit in full.
fn named(word: &str, at: usize, words: &[&str]) -> String {
    let core = word.trim_matches(|c: char| !c.is_alphanumeric());
    let number =
        |n: Option<&&str>| n.is_some_and(|w| w.trim_matches(|c: char| !c.is_ascii_digit()).parse::<f64>().is_ok());
    let before = at.checked_sub(1).and_then(|n| words.get(n));
    let after = words.get(at + 1);
    if let Some((_, full)) = UNITS.iter().find(|(unit, _)| *unit == core).filter(|_| number(before)) {
        return word.replacen(core, full, 1);
    }
    if core == "SD" {
        return word.replacen(core, "standard deviation", 1);
    }
    let Some((short, full)) = NAMES.iter().find(|(short, _)| *short == core) else { return word.to_owned() };
    let is_month = NAMES.iter().position(|(s, _)| s == short).is_some_and(|n| n >= 7);
    // A day ends a sentence or a part of one, is followed by a number, or is next to a word that goes with days.
    let ends = !word.ends_with(core) || after.is_none();
    let beside = before.is_some_and(|w| BEFORE_DAY.contains(w)) || after.is_some_and(|w| AFTER_DAY.contains(w));
    let is_name = if is_month { number(before) } else { ends || number(after) || beside };
    if is_name { word.replacen(core, full, 1) } else { word.to_owned() }
}

/// The things this program counts.
const COUNTED: [&str; 6] = ["minutes", "hours", "points", "mornings", "days", "kilometres"];

/// One space between words, none before a mark, and no mark after another; `1 days` becomes `1 day`.
fn tidy(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut before = "";
    for word in text.split_whitespace() {
        let mark = word.starts_with([',', '.', ';', ':']);
        if mark {
            while out.ends_with([' ', ',']) {
                out.pop();
            }
        }
        if !(out.is_empty() || mark) {
            out.push(' ');
        }
        // `1 days` becomes `1 day`.
        let core = word.trim_end_matches(|c: char| !c.is_alphanumeric());
        let single = core.strip_suffix('s').filter(|_| before == "1" && COUNTED.contains(&core));
        out.push_str(&single.map_or_else(|| word.to_owned(), |one| word.replacen(core, one, 1)));
        before = word;
    }
    out = out.replace(" an standard", " a standard");
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_are_said() {
        for (shown, said) in [
            ("Upper body 60' RPE 7 → 35' RPE 5.", "Upper body 60 minutes at RPE 7 becomes 35 minutes at RPE 5."),
            ("Tuesday's forecast ~63 → ~76.", "Tuesday's forecast about 63 becomes about 76."),
            ("5h50 of 8h00", "5 hours 50 minutes of 8 hours"),
            ("0h30 short, 1h01 a week", "30 minutes short, 1 hour 1 minute a week"),
            (
                "HRV −1.2 SD, resting HR +1.0 SD",
                "HRV minus 1.2 standard deviations, resting HR plus 1.0 standard deviations",
            ),
            ("likely 54–74", "likely 54 to 74"),
            ("16 Nov – 22 Nov 2026", "16 November to 22 November 2026"),
            ("only if energy >= 3 else rest", "only if energy at least 3 else rest"),
            ("energy 4 ≥ 3, ≤30'", "energy 4, at least 3, at most 30 minutes"),
            ("100 − 8·2 − 1 = 83", "100 minus 8 times 2 minus 1 is 83"),
            ("1.7× the mean", "1.7 times the mean"),
            ("~?77", "a guess of 77"),
            ("swapped Wed Lower body ⇄ Fri HIIT", "swapped Wed Lower body and Fri HIIT"),
            ("△ Mon is hard", "Monday is hard"),
            ("half an SD, 2 h short", "half a standard deviation, 2 hours short"),
            ("Legs +1 on Wed, HR +1.0", "Legs and 1 more on Wednesday, HR plus 1.0"),
            ("1' RPE 2, 1 mornings", "1 minute at RPE 2, 1 morning"),
            ("on Thu spares it", "on Thursday spares it"),
            ("10 km · 60 min · RPE 8", "10 kilometres, 60 minutes, RPE 8"),
            ("moved 2 of 3 days · stretched 1", "moved 2 of 3 days, stretched 1"),
        ] {
            assert_eq!(aloud(shown), said, "{shown}");
        }
    }

    #[test]
    fn a_title_word_that_looks_like_a_day_is_left_alone() {
        assert_eq!(aloud("Sun salutation, 20 minutes"), "Sun salutation, 20 minutes");
        assert_eq!(aloud("Sat 21 Nov: Sun salutation"), "Saturday 21 November: Sun salutation");
        assert_eq!(aloud("moved from Mon"), "moved from Monday");
    }
}
