//! Reads settings, keys and themes, and reports everything wrong in them at once, with line and column.

use std::path::{Path, PathBuf};
use std::{fs, io};

use crate::store::atomic::read_text;
use std::fmt;
use std::ops::RangeInclusive;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::formats::toml::place;

/// Something in a file that was not understood.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fault {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// What is wrong.
    pub text: String,
    /// How much it matters.
    pub severity: Severity,
}

/// How much something found in a file matters.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Severity {
    /// Nothing is wrong; it is good to know.
    Note,
    /// Nothing is wrong; the file has an older form, which is still read.
    Older,
    /// Something is unknown, such as a misspelt setting; the rest of the file is used.
    Mild,
    /// The program does not continue with it.
    Wrong,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, column {}: {}", self.line, self.column, self.text)
    }
}

/// A file that is being read.
pub struct Reader<'t> {
    text: &'t str,
    /// What has been found so far.
    pub faults: Vec<Fault>,
}

type Table<'t> = DeTable<'t>;

impl<'t> Reader<'t> {
    /// A reader over this text.
    pub fn new(text: &'t str) -> Self {
        Self { text, faults: Vec::new() }
    }

    /// The file as a table; `None`, and a fault, if it is not TOML.
    pub fn root(&mut self) -> Option<Spanned<Table<'t>>> {
        match DeTable::parse(self.text) {
            Ok(table) => Some(table),
            Err(e) => {
                self.fault(e.span().map_or(0, |s| s.start), e.message().replace('\n', ", "));
                None
            }
        }
    }

    /// Reports what is wrong at byte `at`.
    pub fn fault(&mut self, at: usize, text: impl Into<String>) {
        let (line, column) = place(self.text, at);
        self.faults.push(Fault { line, column, text: text.into(), severity: Severity::Wrong });
    }

    /// Reports something about byte `at`, as serious as `severity` says.
    pub fn note(&mut self, severity: Severity, at: usize, text: impl Into<String>) {
        let (line, column) = place(self.text, at);
        self.faults.push(Fault { line, column, text: text.into(), severity });
    }

    /// Reports unknown keys. `within` is the table's name, such as `rules`.
    pub fn unknown(&mut self, table: &Table<'_>, within: &str, known: &[&str]) {
        for (key, _) in table {
            let name = key.get_ref().as_ref();
            if known.contains(&name) {
                continue;
            }
            let full = if within.is_empty() { name.to_owned() } else { format!("{within}.{name}") };
            let near = nearest(known.iter().copied(), name);
            let hint = near.map_or(String::new(), |k| format!("; did you mean {k}?"));
            self.note(Severity::Mild, key.span().start, format!("{full} is not a setting{hint}"));
        }
    }

    /// A value read by `read`; one that cannot be read is a fault.
    pub fn value<T>(
        &mut self,
        table: &Table<'_>,
        key: &str,
        read: impl FnOnce(&DeValue<'_>) -> Result<T, String>,
    ) -> Option<T> {
        let (_, node) = table.iter().find(|(k, _)| k.get_ref().as_ref() == key)?;
        read(node.get_ref()).map_err(|why| self.fault(node.span().start, why)).ok()
    }

    /// A number in a range; `unit` follows the range in the message.
    pub fn number(&mut self, table: &Table<'_>, key: &str, range: RangeInclusive<f64>, unit: &str) -> Option<f64> {
        self.value(table, key, |v| {
            let n = match v {
                DeValue::Integer(i) => i64::from_str_radix(i.as_str(), i.radix()).ok().map(|i| i as f64),
                DeValue::Float(f) => f.as_str().parse().ok(),
                _ => None,
            };
            let n: f64 = n.ok_or_else(|| format!("{key} should be a number"))?;
            let (low, high) = (range.start(), range.end());
            if range.contains(&n) {
                Ok(n)
            } else {
                Err(format!("{key} {n} is out of range; it goes from {low} to {high}{unit}"))
            }
        })
    }

    /// A whole number in a range.
    pub fn whole(&mut self, table: &Table<'_>, key: &str, range: RangeInclusive<i64>, unit: &str) -> Option<i64> {
        let n = self.number(table, key, *range.start() as f64..=*range.end() as f64, unit)?;
        if n.fract() != 0.0 {
            return self.value(table, key, |_| Err(format!("{key} {n} should be a whole number")));
        }
        Some(n as i64)
    }

    /// True or false.
    pub fn boolean(&mut self, table: &Table<'_>, key: &str) -> Option<bool> {
        self.value(table, key, |v| v.as_bool().ok_or_else(|| format!("{key} should be true or false")))
    }

    /// Text that `parse` understands.
    pub fn word<T>(
        &mut self,
        table: &Table<'_>,
        key: &str,
        parse: impl FnOnce(&str) -> Result<T, String>,
    ) -> Option<T> {
        self.value(table, key, |v| v.as_str().ok_or_else(|| format!("{key} should be text in quotes")).and_then(parse))
    }

    /// A list of texts that `parse` understands, or a single one.
    pub fn words<T>(
        &mut self,
        table: &Table<'_>,
        key: &str,
        parse: impl Fn(&str) -> Result<T, String>,
    ) -> Option<Vec<T>> {
        let (_, node) = table.iter().find(|(k, _)| k.get_ref().as_ref() == key)?;
        let one =
            |v: &DeValue<'_>| v.as_str().ok_or_else(|| format!("{key} should hold text in quotes")).and_then(&parse);
        let Some(list) = node.get_ref().as_array() else {
            return one(node.get_ref()).map_err(|why| self.fault(node.span().start, why)).ok().map(|v| vec![v]);
        };
        let mut out = Vec::new();
        for item in list.iter() {
            match one(item.get_ref()) {
                Ok(v) => out.push(v),
                Err(why) => self.fault(item.span().start, why),
            }
        }
        Some(out)
    }

    /// A table under a key.
    pub fn table<'a, 'i>(&mut self, table: &'a Table<'i>, key: &str) -> Option<&'a Table<'i>> {
        let (_, node) = table.iter().find(|(k, _)| k.get_ref().as_ref() == key)?;
        let inner = node.get_ref().as_table();
        if inner.is_none() {
            self.fault(node.span().start, format!("{key} should be written as [{key}]"));
        }
        inner
    }
}

/// The known name that was probably meant, if one is close: of two equally close ones, the one with the same first letter.
pub(super) fn nearest<'a>(known: impl Iterator<Item = &'a str>, name: &str) -> Option<&'a str> {
    let far = |k: &&str| (distance(k, name), k.chars().next() != name.chars().next());
    known.filter(|k| distance(k, name) <= 2).min_by_key(far)
}

/// How many letters to change, insert or delete to turn one word into the other (Levenshtein 1966).
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut corner = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let best = (corner + usize::from(x != *y)).min(row[j] + 1).min(row[j + 1] + 1);
            corner = row[j + 1];
            row[j + 1] = best;
        }
    }
    row[b.len()]
}

/// The text of a file that need not exist.
///
/// # Errors
/// Any other file system error.
pub(super) fn text_if_there(path: &Path) -> io::Result<Option<String>> {
    match read_text(path, super::LARGEST) {
        Ok(text) => Ok(Some(text)),
        Err(e) if matches!(e.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => Ok(None),
        Err(e) => Err(e),
    }
}

/// The TOML files of a folder that need not exist, sorted by path: path, name without extension, and text.
pub(super) fn folder(path: &Path) -> Vec<(PathBuf, String, Result<String, String>)> {
    let entries = fs::read_dir(path).into_iter().flatten().filter_map(|e| Some(e.ok()?.path()));
    let mut paths: Vec<PathBuf> = entries.filter(|p| p.extension().is_some_and(|e| e == "toml")).collect();
    paths.sort();
    let read = |path: PathBuf| {
        let stem = path.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
        let text = read_text(&path, super::LARGEST).map_err(|e| e.to_string());
        (path, stem, text)
    };
    paths.into_iter().map(read).collect()
}
