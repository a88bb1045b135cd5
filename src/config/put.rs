//! Writes single settings into `config.toml`; comments, order and everything else in the file stay.

use std::{fs, io};

use toml_edit::{Array, Document, DocumentMut, InlineTable, Item, RawString, Table, TableLike, Value};

use super::Paths;
use crate::store::atomic;
use crate::store::atomic::read_text;

/// The byte order mark that some editors write.
const BOM: char = '\u{feff}';

/// A setting and the change to make to it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Put {
    /// The tables it is in, outermost first: none at the top of the file.
    pub within: &'static [&'static str],
    /// Its key.
    pub key: &'static str,
    /// The change.
    pub to: To,
}

/// A change to a setting.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum To {
    /// A value, as TOML writes it, such as `7.5` or `"own"`.
    Value(String),
    /// Its line becomes a comment, and the default applies.
    Default,
    /// A list of these words, in this order.
    List(Vec<String>),
    /// A list with some words added and some removed; the others stay. If there is none, it is made from `default`.
    Words {
        /// Words that must be in it.
        with: Vec<&'static str>,
        /// Words that must not.
        without: Vec<&'static str>,
        /// The list that applies if the file has none.
        default: Vec<&'static str>,
    },
}

impl Put {
    /// A setting at the top of the file.
    pub fn top(key: &'static str, value: impl Into<String>) -> Self {
        Self::within(&[], key, value)
    }

    /// A setting in a table.
    pub fn within(within: &'static [&'static str], key: &'static str, value: impl Into<String>) -> Self {
        Self { within, key, to: To::Value(value.into()) }
    }

    /// A setting that goes back to its default.
    pub fn cleared(within: &'static [&'static str], key: &'static str) -> Self {
        Self { within, key, to: To::Default }
    }
}

/// Text as TOML writes it.
pub fn quoted(text: &str) -> String {
    Value::from(text).to_string().trim().to_owned()
}

/// Hours as TOML writes them, to the hundredth.
pub fn hours(hours: f64) -> String {
    format!("{:?}", (hours * 100.0).round() / 100.0)
}

/// Writes settings into the file, and returns its new text.
///
/// # Errors
/// A sentence, if the file cannot be read or written, or is write-protected.
pub fn write(paths: &Paths, puts: &[Put]) -> Result<String, String> {
    let path = &paths.config;
    let text = match read_text(path, super::LARGEST) {
        Err(e) if e.kind() == io::ErrorKind::NotFound => String::new(),
        read => read.map_err(|e| format!("cannot read the settings in {}: {}", path.display(), atomic::plain(&e)))?,
    };
    if fs::metadata(path).is_ok_and(|m| m.permissions().readonly()) {
        return Err(format!("{} is write-protected; chmod u+w lets you change it", path.display()));
    }
    let written = written(&text, puts).map_err(|why| format!("{}: {why}", path.display()))?;
    atomic::write(path, written.as_bytes())
        .map_err(|e| format!("cannot write the settings in {}: {}", path.display(), atomic::plain(&e)))?;
    Ok(written)
}

/// The text with settings written into it: comments, order, line ends and everything else stay.
///
/// # Errors
/// A sentence, if the text is not TOML or holds something else where a table belongs.
pub fn written(text: &str, puts: &[Put]) -> Result<String, String> {
    let mut out = text.trim_start_matches(BOM).replace("\r\n", "\n");
    for put in puts {
        out = match put.to {
            To::Default => commented(&out, put)?,
            _ => set(&out, put)?,
        };
    }
    if text.contains("\r\n") {
        out = out.replace('\n', "\r\n");
    }
    Ok(if text.starts_with(BOM) { format!("{BOM}{out}") } else { out })
}

fn parsed(text: &str) -> Result<DocumentMut, String> {
    text.parse()
        .map_err(|_| "it is not valid TOML, so nothing was written; recoup config check names the line".to_owned())
}

fn set(text: &str, put: &Put) -> Result<String, String> {
    let mut file = parsed(text)?;
    let held: Option<&dyn TableLike> =
        put.within.iter().try_fold(file.as_table() as &dyn TableLike, |t, name| t.get(name)?.as_table_like());
    // A new part goes at the end, so that comments there stay with the table they belong to.
    if !text.is_empty() && (file.is_empty() || held.is_none()) {
        let gap = if text.ends_with('\n') { "" } else { "\n" };
        let blank = if file.is_empty() { "" } else { "\n" };
        let whole = format!("{text}{gap}{blank}{}", set("", put)?);
        if parsed(&whole).is_ok() {
            return Ok(whole);
        }
    }
    let mut table: &mut dyn TableLike = file.as_table_mut();
    let mut inline = false;
    for name in put.within {
        if !table.contains_key(name) {
            let mut made = Table::new();
            made.set_implicit(true);
            let made = if inline { Item::Value(InlineTable::new().into()) } else { Item::Table(made) };
            table.insert(name, made);
        }
        let item = table.get_mut(name).ok_or_else(|| format!("{name} is not a table"))?;
        inline |= item.is_inline_table();
        table = item.as_table_like_mut().ok_or_else(|| format!("{name} is not a table; nothing was written"))?;
    }
    let held = table.get_mut(put.key).and_then(Item::as_value_mut);
    let value = match (&put.to, &held) {
        (To::Words { with, without, .. }, Some(Value::Array(list))) => Value::Array(among(list, with, without)),
        (To::List(words), Some(Value::Array(list))) => Value::Array(just(list, words)),
        (To::List(words), _) => Value::Array(words.iter().collect()),
        // There is nothing to remove.
        (To::Words { with, .. }, None) if with.is_empty() => return Ok(text.to_owned()),
        (To::Words { with, without, default }, _) => {
            Value::Array(among(&default.iter().copied().collect(), with, without))
        }
        (To::Value(value), _) => value.parse().map_err(|_| format!("{} = {value} is not valid TOML", put.key))?,
        (To::Default, _) => return Ok(text.to_owned()),
    };
    // An empty list says less than no list.
    if matches!(put.to, To::Words { .. }) && value.as_array().is_some_and(Array::is_empty) {
        return commented(text, put);
    }
    match held {
        Some(held) if held.to_string().trim() == value.to_string().trim() => return Ok(text.to_owned()),
        Some(held) => {
            let decor = held.decor().clone();
            *held = value;
            *held.decor_mut() = decor;
        }
        None => drop(table.insert(put.key, Item::Value(value))),
    }
    let out = file.to_string();
    parsed(&out).map(|_| out)
}

/// A list with words added and removed; everything else in it stays, with its comments.
fn among(list: &Array, with: &[&str], without: &[&str]) -> Array {
    let mut out = list.clone();
    out.clear();
    let text = |raw: Option<&RawString>| raw.and_then(RawString::as_str).unwrap_or_default().to_owned();
    // To the parser, a comment after a word belongs to the next word; after the last word it belongs to the list.
    let mut comment = String::new();
    for v in list {
        let (before, after) = (text(v.decor().prefix()), text(v.decor().suffix()));
        if v.as_str().is_some_and(|word| without.contains(&word)) {
            [before, after].iter().filter(|t| t.contains('#')).for_each(|t| comment.push_str(t));
            continue;
        }
        let mut v = v.clone();
        if !comment.is_empty() {
            v.decor_mut().set_prefix(format!("{}{}", line(&comment), before.trim_start_matches('\n')));
            comment.clear();
        }
        out.push_formatted(v);
    }
    for word in with.iter().filter(|w| !list.iter().any(|v| v.as_str() == Some(w))) {
        let mut v = Value::from(*word);
        match comment.is_empty() {
            _ if out.is_empty() && comment.is_empty() => v.decor_mut().clear(),
            true => v.decor_mut().set_prefix(" "),
            false => v.decor_mut().set_prefix(comment.as_str()),
        }
        comment.clear();
        out.push_formatted(v);
    }
    if !comment.is_empty() {
        let after = text(Some(out.trailing()));
        out.set_trailing(format!("{}{}", line(&comment), after.trim_start_matches('\n')));
    }
    out
}

/// A comment with its line end.
fn line(comment: &str) -> String {
    if comment.trim_end_matches(' ').ends_with('\n') { comment.to_owned() } else { format!("{comment}\n") }
}

/// A list of just these words, in this order. Comments stay if the order does.
fn just(list: &Array, words: &[String]) -> Array {
    let wanted: Vec<&str> = words.iter().map(String::as_str).collect();
    let gone: Vec<&str> = list.iter().filter_map(Value::as_str).filter(|w| !wanted.contains(w)).collect();
    let kept = among(list, &wanted, &gone);
    if kept.iter().map(Value::as_str).eq(wanted.iter().map(|w| Some(*w))) { kept } else { wanted.into_iter().collect() }
}

/// The text with the setting's line commented out. An inline table has no lines: there the setting is removed.
fn commented(text: &str, put: &Put) -> Result<String, String> {
    let file = Document::parse(text).map_err(|_| "it is not valid TOML, so nothing was written")?;
    let mut table: &dyn TableLike = file.as_table();
    let mut inline = false;
    for name in put.within {
        let Some(item) = table.get(name) else { return Ok(text.to_owned()) };
        inline |= item.is_inline_table();
        let Some(inner) = item.as_table_like() else { return Ok(text.to_owned()) };
        table = inner;
    }
    let Some((key, item)) = table.get_key_value(put.key) else { return Ok(text.to_owned()) };
    if inline {
        let mut file = parsed(text)?;
        let root: &mut dyn TableLike = file.as_table_mut();
        let inner = put.within.iter().try_fold(root, |t, name| t.get_mut(name)?.as_table_like_mut());
        inner.map(|t| t.remove(put.key));
        return Ok(file.to_string());
    }
    let (Some(key), Some(value)) = (key.span(), item.span()) else {
        return Err(format!("{} cannot be removed", put.key));
    };
    let from = text[..key.start].rfind('\n').map_or(0, |n| n + 1);
    let to = text[value.end..].find('\n').map_or(text.len(), |n| value.end + n);
    let lines: Vec<String> = text[from..to].split('\n').map(|line| format!("# {line}")).collect();
    Ok(format!("{}{}{}", &text[..from], lines.join("\n"), &text[to..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The rest of the file, comments and all, stays; what was written is read.
    #[test]
    fn settings_are_written_and_the_rest_stays() {
        let own = [Put::top("weights", quoted("own"))];
        for (text, wanted) in [
            ("", "weights = \"own\"\n"),
            ("sleep_need = 7.5 # mine\n", "sleep_need = 7.5 # mine\nweights = \"own\"\n"),
            (
                "weights = \"published\" # the default\n[daily]\nbell = true\n",
                "weights = \"own\" # the default\n[daily]\nbell = true\n",
            ),
            ("[daily]\nbell = true\n", "weights = \"own\"\n[daily]\nbell = true\n"),
        ] {
            assert_eq!(written(text, &own).unwrap(), wanted);
        }
        assert!(written("weights = ", &own).is_err());
        let times = [
            Put::within(&["you", "times"], "monday", quoted("18:00")),
            Put::within(&["you"], "days", "4"),
            Put::within(&["daily"], "fuel", "true"),
        ];
        assert_eq!(
            written("# mine\n[daily]\nfuel = false # off\n", &times).unwrap(),
            "# mine\n[daily]\nfuel = true # off\n\n[you]\ndays = 4\n\n[you.times]\nmonday = \"18:00\"\n"
        );
        assert!(written("daily = 3\n", &times).is_err());
    }

    /// A file as somebody wrote it: its byte order mark, its line ends, its inline tables and every comment stay.
    #[test]
    fn a_hand_written_file_keeps_its_formatting() {
        let text = "\u{feff}# head\r\nsleep_need = 7.5   # mine\r\nyou = { history = \"some\" , days = 4 } # inline\r\n\r\n\
                    [checkin]\r\nask = [\r\n  \"sleep\", # keep\r\n  \"energy\",\r\n]\r\ntags = [\"alcohol\"] # t\r\n# tail";
        let nights = To::Words { with: vec!["latency"], without: vec!["energy"], default: vec!["sleep"] };
        let puts = [
            Put::top("sleep_need", "8.0"),
            Put::within(&["you"], "days", "3"),
            Put::within(&["you", "times"], "monday", quoted("18:00")),
            Put { within: &["checkin"], key: "ask", to: nights.clone() },
            Put::cleared(&["checkin"], "tags"),
            Put::cleared(&["you"], "history"),
            Put::cleared(&["you"], "born"),
        ];
        assert_eq!(
            written(text, &puts).unwrap(),
            "\u{feff}# head\r\nsleep_need = 8.0   # mine\r\nyou = { days = 3 , times = { monday = \"18:00\" } } # inline\r\n\r\n\
             [checkin]\r\nask = [\r\n  \"sleep\", # keep\r\n  \"latency\",\r\n]\r\n# tags = [\"alcohol\"] # t\r\n# tail"
        );
        let none = [Put { within: &["checkin"], key: "ask", to: nights }];
        assert_eq!(written("", &none).unwrap(), "[checkin]\nask = [\"sleep\", \"latency\"]\n");
        // After the last word, without a comma, a comment stays a comment; a list left empty is commented out.
        let none = To::Words { with: Vec::new(), without: vec!["latency"], default: Vec::new() };
        let none = [Put { within: &["checkin"], key: "ask", to: none }];
        for (text, then) in [
            ("[checkin]\nask = [\n  \"sleep\",\n  \"latency\" # c\n]\n", "[checkin]\nask = [\n  \"sleep\" # c\n]\n"),
            ("[checkin]\nask = [\"latency\"] # c\n", "[checkin]\n# ask = [\"latency\"] # c\n"),
            ("", ""),
            ("[checkin]\n", "[checkin]\n"),
        ] {
            assert_eq!(written(text, &none).unwrap(), then);
        }
        let tags = |words: &[&str]| {
            let to = To::List(words.iter().map(|w| (*w).to_owned()).collect());
            [Put { within: &["checkin"], key: "tags", to }]
        };
        let text = "[checkin]\ntags = [ # c\n  \"alcohol\", # d\n  \"travel\",\n]\n";
        assert_eq!(
            written(text, &tags(&["alcohol", "travel", "late"])).unwrap(),
            "[checkin]\ntags = [ # c\n  \"alcohol\", # d\n  \"travel\", \"late\",\n]\n"
        );
        assert_eq!(written(text, &tags(&["alcohol", "travel"])).unwrap(), text);
        assert_eq!(written("", &tags(&["a", "b"])).unwrap(), "[checkin]\ntags = [\"a\", \"b\"]\n");
        // A value that is already set stays as written, and several lines become several comments.
        let same = [Put::top("sleep_need", "8.0")];
        assert_eq!(written("sleep_need=8.0", &same).unwrap(), "sleep_need=8.0");
        let long = [Put::cleared(&["checkin"], "tags")];
        assert_eq!(
            written("[checkin]\ntags = [\n  \"a\", # one\n] # end\nask = []\n", &long).unwrap(),
            "[checkin]\n# tags = [\n#   \"a\", # one\n# ] # end\nask = []\n"
        );
        let dotted = [Put::cleared(&["you"], "days"), Put::within(&["you"], "born", "1986")];
        assert_eq!(written("you.days = 4\n", &dotted).unwrap(), "# you.days = 4\n[you]\nborn = 1986\n");
    }
}
