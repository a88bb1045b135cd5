//! Tags: a person's own yes-or-no words, answered in the check-in.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::text::width;

/// The most tags there can be. Chosen: they share a line, and a digit toggles each.
pub const MOST_TAGS: usize = 8;

/// The most columns of a tag. Chosen: eight of them must be visible together.
pub const LONGEST_TAG: usize = 16;

/// A tag, such as `alcohol` or `late meal`. Never part of the score.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct Tag(String);

impl Tag {
    /// Reads a tag: lower case, one space between words.
    ///
    /// # Errors
    /// A sentence that says what a tag can be.
    pub fn parse(text: &str) -> Result<Self, String> {
        let plain = text.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ");
        let word = |w: &str| matches!(w, "yes" | "no" | "not" | "true" | "false");
        let has_answer_word =
            plain.split(' ').next().is_some_and(word) || plain.split(' ').next_back().is_some_and(word);
        let parts = |c: char| c.is_control() || matches!(c, ',' | ';' | ':' | '=' | '|' | '"' | '#');
        if plain.is_empty() || width(&plain) > LONGEST_TAG || plain.contains(parts) || has_answer_word {
            return Err(format!(
                "'{text}' cannot be a tag; it is a word or two like 'late meal', up to {LONGEST_TAG} letters, none of , ; : = | \
                 # and no 'yes' or 'no' in it"
            ));
        }
        Ok(Self(plain))
    }

    /// As it is written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Tag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The first tag that occurs twice.
pub fn twice(tags: &[Tag]) -> Option<&Tag> {
    tags.iter().enumerate().find(|(n, t)| tags[..*n].contains(t)).map(|(_, t)| t)
}

/// Tags with their answers as a person writes them: `alcohol, no travel`, `travel no`.
///
/// # Errors
/// A sentence about the first that is not a tag, or that is answered both ways.
pub fn parse_tags(text: &str) -> Result<Vec<(Tag, bool)>, String> {
    let answer = |word: &str| match word.to_lowercase().as_str() {
        "yes" | "true" => Some(true),
        "no" | "not" | "false" => Some(false),
        _ => None,
    };
    let mut out: Vec<(Tag, bool)> = Vec::new();
    for part in text.split([',', ';']).map(str::trim).filter(|p| !p.is_empty()) {
        let first = part.split_once(char::is_whitespace).and_then(|(word, tag)| Some((tag, answer(word)?)));
        let last = part.rsplit_once(char::is_whitespace).and_then(|(tag, word)| Some((tag, answer(word)?)));
        let (tag, yes) = first.or(last).unwrap_or((part, true));
        let tag = Tag::parse(tag)?;
        if out.iter().any(|(t, y)| *t == tag && *y != yes) {
            return Err(format!("'{tag}' is answered both yes and no"));
        }
        out.push((tag, yes));
    }
    Ok(out)
}

/// The tags as text that [`parse_tags`] reads back.
pub fn tags_text<'a>(tags: impl IntoIterator<Item = (&'a Tag, &'a bool)>) -> String {
    let one = |(tag, yes): (&Tag, &bool)| if *yes { tag.to_string() } else { format!("no {tag}") };
    tags.into_iter().map(one).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_read_as_they_are_shown() {
        let read = parse_tags("Alcohol; no  Late  Meal, travel").unwrap();
        let text = tags_text(read.iter().map(|(t, y)| (t, y)));
        assert_eq!(text, "alcohol, no late meal, travel");
        assert_eq!(parse_tags(&text).unwrap(), read);
        assert_eq!(parse_tags("yes travel, alcohol no"), parse_tags("travel, no alcohol"));
        for bad in ["a=b", "no", "no no", "alcohol, no alcohol", "no yes x", "a very long word indeed", "#x", "a|b"] {
            assert!(parse_tags(bad).is_err(), "{bad}");
        }
        assert_eq!(parse_tags(" , "), Ok(Vec::new()));
    }
}
