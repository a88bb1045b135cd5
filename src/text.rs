//! Text that is safe to show, cut and padded by display width.

use std::cell::Cell;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// The text without anything that controls a terminal or changes the reading direction: control characters, and the
/// bidirectional controls. A tab or a line break becomes a space.
pub fn clean(text: &str) -> String {
    text.chars()
        .filter_map(|c| match c {
            '\t' | '\n' | '\r' => Some(' '),
            c if c.is_control() || is_invisible_control(c) => None,
            c => Some(c),
        })
        .collect()
}

/// A number with what it counts: `1 morning`, `3 mornings`.
pub fn count(n: usize, noun: &str) -> String {
    if n == 1 { format!("1 {noun}") } else { format!("{n} {noun}s") }
}

/// JSON in which everything [`clean`] would strip from its strings is escaped instead: outside strings, JSON has no such character.
pub fn escape_json(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        match c {
            '\n' => out.push(c),
            c if c.is_control() || is_invisible_control(c) => out.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => out.push(c),
        }
    }
    out
}

/// The new `held`, after the line that shows it (see [`clean`]) was changed to `now`: outside the changed part, line breaks and
/// whatever else the line cannot show stay.
pub fn edited(held: &str, now: &str) -> String {
    let shown: Vec<(usize, char)> = held
        .char_indices()
        .filter_map(|(at, c)| Some((at, clean(c.encode_utf8(&mut [0; 4])).chars().next()?)))
        .collect();
    let now: Vec<char> = now.chars().collect();
    let most = shown.len().min(now.len());
    let before = (0..most).take_while(|i| shown[*i].1 == now[*i]).count();
    let suffix = (1..=most - before).take_while(|i| shown[shown.len() - i].1 == now[now.len() - i]).count();
    let place = |n: usize| shown.get(n).map_or(held.len(), |(at, _)| *at);
    let middle: String = now[before..now.len() - suffix].iter().collect();
    format!("{}{middle}{}", &held[..place(before)], &held[place(shown.len() - suffix)..])
}

fn is_invisible_control(c: char) -> bool {
    matches!(c, '\u{061c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}')
}

thread_local! {
    static AMBIGUOUS_IS_WIDE: Cell<bool> = const { Cell::new(false) };
}

/// Sets how many columns a letter of ambiguous width takes (Unicode Standard Annex 11: é, Ω, я and most signs): two in terminals
/// set up for Chinese, Japanese or Korean, one everywhere else and until this is called. Call it on the screen's thread, which
/// does the measuring.
pub fn ambiguous_is_wide(is: bool) {
    AMBIGUOUS_IS_WIDE.set(is);
}

/// Columns the text takes.
pub fn width(text: &str) -> usize {
    if !AMBIGUOUS_IS_WIDE.get() {
        return text.width();
    }
    // By the canonical rules a letter with an accent is as wide as its two parts; terminals only look at the whole letter.
    let accented =
        |c: &char| c.width_cjk() == Some(1) && AMBIGUOUS_LATIN.iter().any(|(from, to)| (from..=to).contains(&c));
    text.width_cjk() + text.chars().filter(accented).count()
}

/// Latin letters of ambiguous width: those of `EastAsianWidth.txt` with the property A, up to U+01DC.
const AMBIGUOUS_LATIN: [(char, char); 35] = [
    ('Æ', 'Æ'),
    ('Ð', 'Ð'),
    ('Ø', 'Ø'),
    ('Þ', 'á'),
    ('æ', 'æ'),
    ('è', 'ê'),
    ('ì', 'í'),
    ('ð', 'ð'),
    ('ò', 'ó'),
    ('ø', 'ú'),
    ('ü', 'ü'),
    ('þ', 'þ'),
    ('ā', 'ā'),
    ('đ', 'đ'),
    ('ē', 'ē'),
    ('ě', 'ě'),
    ('Ħ', 'ħ'),
    ('ī', 'ī'),
    ('ı', 'ĳ'),
    ('ĸ', 'ĸ'),
    ('Ŀ', 'ł'),
    ('ń', 'ń'),
    ('ň', 'ŋ'),
    ('ō', 'ō'),
    ('Œ', 'œ'),
    ('Ŧ', 'ŧ'),
    ('ū', 'ū'),
    ('ǎ', 'ǎ'),
    ('ǐ', 'ǐ'),
    ('ǒ', 'ǒ'),
    ('ǔ', 'ǔ'),
    ('ǖ', 'ǖ'),
    ('ǘ', 'ǘ'),
    ('ǚ', 'ǚ'),
    ('ǜ', 'ǜ'),
];

/// The text in at most `columns`; what does not fit is cut off and marked with `…`.
pub fn fit(text: &str, columns: usize) -> String {
    let text = clean(text);
    if width(&text) <= columns {
        return text;
    }
    let mut out = String::new();
    let mut used = 0;
    for g in text.graphemes(true) {
        let w = width(g);
        if used + w + 1 > columns {
            break;
        }
        out.push_str(g);
        used += w;
    }
    if columns > 0 {
        out.push('…');
    }
    out
}

/// The text in exactly `columns`, cut or padded on the right.
pub fn pad(text: &str, columns: usize) -> String {
    let mut out = fit(text, columns);
    out.extend(std::iter::repeat_n(' ', columns.saturating_sub(width(&out))));
    out
}

/// The text broken into lines of at most `columns`, at spaces where there are any.
pub fn wrap(text: &str, columns: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for word in clean(text).split_whitespace() {
        let word = fit(word, columns);
        if !line.is_empty() && width(&line) + 1 + width(&word) > columns {
            lines.push(std::mem::take(&mut line));
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(&word);
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

/// Items joined with `·`, broken into lines between items; an item longer than a line is broken itself.
pub fn wrap_items(items: &[&str], columns: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for item in items.iter().filter(|item| !item.is_empty()) {
        match lines.last_mut() {
            Some(line) if width(line) + 3 + width(item) <= columns => *line = format!("{line} · {item}"),
            _ => lines.extend(wrap(item, columns)),
        }
    }
    lines
}

/// A title, cut to at most `columns` by dropping asides (what follows ` · ` or `; `) from the end; and what was dropped.
pub fn without_asides(title: &str, columns: usize) -> (&str, &str) {
    let (mut kept, mut lost) = (title, "");
    while width(kept) > columns {
        let aside = [" · ", "; "].into_iter().filter_map(|sign| Some((kept.rfind(sign)?, sign.len()))).max();
        let Some((at, sign)) = aside else { break };
        (kept, lost) = (&title[..at], &title[at + sign..]);
    }
    (kept, lost)
}

/// The text with its first letter as a capital.
pub fn upper_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or(String::new(), |c| c.to_uppercase().chain(chars).collect())
}

/// A part of a typed list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Part {
    /// One that was there already, by its index.
    Known(usize),
    /// A new one.
    New(String),
}

/// The parts of a list with `separator` between them. A known part is recognised as a whole, even if it contains
/// the separator itself; so is one of `stems` followed by another number.
pub fn split_known(text: &str, separator: char, known: &[String], stems: &[String]) -> Vec<Part> {
    let mut used = vec![false; known.len()];
    let mut longest: Vec<usize> = (0..known.len()).filter(|i| !known[*i].trim().is_empty()).collect();
    longest.sort_by_key(|i| std::cmp::Reverse(known[*i].len()));
    let mut out = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() {
        let ends = |tail: &str| tail.trim_start().is_empty() || tail.trim_start().starts_with(separator);
        let found =
            longest.iter().copied().find(|i| !used[*i] && rest.strip_prefix(known[*i].trim()).is_some_and(ends));
        let tail = match found {
            Some(i) => {
                used[i] = true;
                out.push(Part::Known(i));
                &rest[known[i].trim().len()..]
            }
            None => {
                let number = |tail: &str| tail.trim().trim_end_matches('\'').chars().all(|c| c.is_ascii_digit());
                let stem = stems.iter().filter(|s| !s.is_empty()).find_map(|s| {
                    let tail = rest.strip_prefix(s.as_str())?;
                    let end = tail.find(separator).unwrap_or(tail.len());
                    number(&tail[..end]).then_some(s.len() + end)
                });
                let end = stem.or_else(|| rest.find(separator)).unwrap_or(rest.len());
                let part = rest[..end].trim();
                if !part.is_empty() {
                    out.push(Part::New(part.to_owned()));
                }
                &rest[end..]
            }
        };
        rest = tail.trim_start().strip_prefix(separator).unwrap_or_default().trim_start();
    }
    out
}

/// The end of a text that fits into `columns`.
pub fn tail(text: &str, columns: usize) -> &str {
    let mut start = text.len();
    let mut used = 0;
    for (at, cluster) in text.grapheme_indices(true).rev() {
        used += width(cluster);
        if used > columns {
            break;
        }
        start = at;
    }
    &text[start..]
}

/// The one of `all` whose name is `wanted`, whatever its case; `typed` is what a person wrote.
///
/// # Errors
/// A sentence that lists the names; `what` says what they are, as in `a region`.
pub fn named<T: Copy + Into<&'static str>>(all: &[T], wanted: &str, typed: &str, what: &str) -> Result<T, String> {
    let name = |one: &T| -> &'static str { (*one).into() };
    all.iter().copied().find(|one| name(one).eq_ignore_ascii_case(wanted.trim())).ok_or_else(|| {
        let names: Vec<&str> = all.iter().map(name).collect();
        let list = match names.split_last() {
            // A few names are read as a sentence.
            Some((last, rest)) if !rest.is_empty() && rest.len() < 5 => format!("{} or {last}", rest.join(", ")),
            _ => format!("one of {}", names.join(", ")),
        };
        format!("'{typed}' is not {what}; use {list}")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terminal_controls_are_stripped() {
        assert_eq!(clean("a\x1b[31mb\u{202e}c\u{9b}d\te\u{feff}"), "a[31mbcd e");
    }

    #[test]
    fn width_is_counted_in_columns() {
        assert_eq!(fit("日本語テキスト", 5), "日本…");
        assert_eq!(pad("é", 3), "é  ");
        assert_eq!(fit("abc", 0), "");
        assert_eq!(wrap("one two three", 7), ["one two", "three"]);
        ambiguous_is_wide(true);
        assert_eq!((width("é"), width("e"), fit("Vélo", 4), pad("é", 3)), (2, 1, "Vé…".into(), "é ".into()));
        ambiguous_is_wide(false);
    }
}
