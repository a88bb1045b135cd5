//! Reading keys of a table: what cannot be read becomes a problem with its place, and reading continues.

use super::FORMAT;
use super::read::PROTEIN;
use crate::domain::calendar::parse_date;
use crate::domain::checkin::Scale;
use crate::domain::held::Problem;
use crate::domain::session::{MAX_MINUTES, Rpe};
use crate::domain::week::Fuel;
use crate::domain::{ClockTime, Distance, Region, WeekId};
use chrono::NaiveDate;
use std::collections::BTreeSet;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// How the problem begins that reports a missing format line.
pub(super) const NO_FORMAT: &str = "there is no format line";

/// Whether the problem is that the file does not say its format.
pub fn is_no_format(problem: &Problem) -> bool {
    problem.text.starts_with(NO_FORMAT)
}

/// Why a file cannot be used at all.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Unreadable {
    /// Not TOML.
    Syntax {
        /// Line, from 1.
        line: usize,
        /// Column in characters, from 1.
        column: usize,
        /// What the parser says.
        text: String,
    },
    /// Written by a newer program.
    Newer(i64),
    /// The format line is not a number this program knows.
    Format(String),
}

impl std::fmt::Display for Unreadable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Syntax { line, column, text } => write!(f, "line {line}, column {column}: {text}"),
            Self::Newer(n) => {
                write!(f, "has format {n}, and this version reads up to {FORMAT}; a newer recoup can change it")
            }
            Self::Format(text) => write!(f, "has format {text}, which is not known; it should read format = {FORMAT}"),
        }
    }
}

/// Line and column, both from 1, of the byte `at` of `text`.
pub fn place(text: &str, at: usize) -> (usize, usize) {
    let before = &text.as_bytes()[..at.min(text.len())];
    let line = before.iter().filter(|b| **b == b'\n').count() + 1;
    let start = before.iter().rposition(|b| *b == b'\n').map_or(0, |i| i + 1);
    (line, String::from_utf8_lossy(&before[start..]).chars().count() + 1)
}

pub(super) type Table<'t> = DeTable<'t>;
pub(super) type Node<'t> = Spanned<DeValue<'t>>;

pub(super) struct Reader<'t> {
    pub(super) text: &'t str,
    pub(super) problems: Vec<Problem>,
    pub(super) rows: u32,
    pub(super) id: WeekId,
}

impl<'t> Reader<'t> {
    pub(super) fn check_format(&mut self, root: &Table<'_>) -> Result<(), Unreadable> {
        let Some(node) = get(root, "format") else {
            self.problem(0..0, format!("{NO_FORMAT}; it is read as format = {FORMAT}"));
            return Ok(());
        };
        match number(node.get_ref()) {
            Some(n) if n == FORMAT as f64 => Ok(()),
            Some(n) if n > FORMAT as f64 && n.fract() == 0.0 => Err(Unreadable::Newer(n as i64)),
            _ => Err(Unreadable::Format(self.text[node.span()].to_owned())),
        }
    }

    pub(super) fn problem(&mut self, at: Range<usize>, text: impl Into<String>) {
        let (line, column) = place(self.text, at.start);
        self.problems.push(Problem { line, column, text: text.into() });
    }

    pub(super) fn unknown(&mut self, table: &Table<'_>, known: &[&str]) {
        for (key, _) in table {
            if !known.contains(&key.get_ref().as_ref()) {
                let (line, column) = place(self.text, key.span().start);
                let text = format!("unknown key {}; it is kept", key.get_ref());
                self.problems.push(Problem { line, column, text });
            }
        }
    }

    /// The value under `key` read by `read`; a value that cannot be read is reported and counts as missing.
    pub(super) fn field<T>(
        &mut self,
        table: &Table<'_>,
        key: &str,
        read: impl FnOnce(&DeValue<'_>) -> Result<T, String>,
    ) -> Option<T> {
        let node = get(table, key)?;
        match read(node.get_ref()) {
            Ok(value) => Some(value),
            Err(why) => {
                self.problem(node.span(), why);
                None
            }
        }
    }

    pub(super) fn string(&mut self, table: &Table<'_>, key: &str) -> Option<String> {
        self.field(table, key, |v| {
            v.as_str().map(str::to_owned).ok_or_else(|| format!("{key} should be text in quotes"))
        })
        .filter(|s| !s.is_empty())
    }

    pub(super) fn word<T>(
        &mut self,
        table: &Table<'_>,
        key: &str,
        parse: impl Fn(&str) -> Result<T, String>,
    ) -> Option<T> {
        self.field(table, key, |v| v.as_str().ok_or_else(|| format!("{key} should be text in quotes")).and_then(parse))
    }

    pub(super) fn boolean(&mut self, table: &Table<'_>, key: &str) -> Option<bool> {
        self.field(table, key, |v| v.as_bool().ok_or_else(|| format!("{key} should be true or false")))
    }

    pub(super) fn date(&mut self, table: &Table<'_>, key: &str) -> Option<NaiveDate> {
        self.field(table, key, |v| {
            let wrong = || format!("{key} should be a date like 2026-11-18");
            if let Some(text) = v.as_str() {
                return parse_date(text).map_err(|_| wrong());
            }
            let stamp = v.as_datetime().filter(|d| d.time.is_none()).and_then(|d| d.date).ok_or_else(wrong)?;
            parse_date(&stamp.to_string()).map_err(|_| wrong())
        })
    }

    pub(super) fn clock(&mut self, table: &Table<'_>, key: &str) -> Option<ClockTime> {
        self.field(table, key, |v| {
            let wrong = || format!("{key} should be a time like \"23:10\"");
            if let Some(text) = v.as_str() {
                return text.parse().map_err(|_| wrong());
            }
            let time = v.as_datetime().filter(|d| d.date.is_none()).and_then(|d| d.time).ok_or_else(wrong)?;
            ClockTime::from_minutes(u16::from(time.hour) * 60 + u16::from(time.minute)).ok_or_else(wrong)
        })
    }

    pub(super) fn scaled(&mut self, table: &Table<'_>, scale: &Scale) -> Option<f64> {
        self.field(table, scale.name, |v| {
            scale.check(number(v).ok_or_else(|| format!("{} should be a number", scale.name))?)
        })
    }

    pub(super) fn scaled_u8(&mut self, table: &Table<'_>, scale: &Scale) -> Option<u8> {
        self.scaled(table, scale).map(|v| v as u8)
    }

    pub(super) fn minutes(&mut self, table: &Table<'_>) -> Option<u16> {
        self.field(table, "minutes", |v| match number(v) {
            Some(n) if (0.0..=f64::from(MAX_MINUTES)).contains(&n) && n.fract() == 0.0 => Ok(n as u16),
            Some(n) => Err(format!("minutes {n} is not possible; it goes from 0 to {MAX_MINUTES}, whole numbers only")),
            None => Err("minutes should be a number".into()),
        })
    }

    pub(super) fn rpe(&mut self, table: &Table<'_>) -> Option<Rpe> {
        self.field(table, "rpe", |v| Rpe::new(number(v).ok_or("rpe should be a number")?))
    }

    pub(super) fn list<T>(
        &mut self,
        table: &Table<'_>,
        key: &str,
        mut read: impl FnMut(&mut Self, &Node<'_>) -> Option<T>,
    ) -> Vec<T> {
        let Some(node) = get(table, key) else { return Vec::new() };
        let Some(array) = node.get_ref().as_array() else {
            self.problem(node.span(), format!("{key} should be a list in [ ]"));
            return Vec::new();
        };
        array.iter().filter_map(|n| read(self, n)).collect()
    }

    pub(super) fn regions(&mut self, table: &Table<'_>, key: &str) -> Vec<Region> {
        self.list(table, key, |reader, node| match node.get_ref().as_str().map(Region::parse) {
            Some(Ok(region)) => Some(region),
            Some(Err(why)) => {
                reader.problem(node.span(), why);
                None
            }
            None => {
                reader.problem(node.span(), format!("{key} should hold region names in quotes"));
                None
            }
        })
    }

    pub(super) fn texts(&mut self, table: &Table<'_>, key: &str) -> Vec<String> {
        self.list(table, key, |reader, node| match node.get_ref().as_str() {
            Some(text) => Some(text.to_owned()).filter(|t| !t.is_empty()),
            None => {
                reader.problem(node.span(), format!("{key} should hold text in quotes"));
                None
            }
        })
    }

    /// A list of names.
    pub(super) fn names<T>(
        &mut self,
        table: &Table<'_>,
        key: &str,
        parse: impl Fn(&str) -> Result<T, String>,
    ) -> Vec<T> {
        self.list(table, key, |reader, node| {
            let read = node.get_ref().as_str().ok_or_else(|| format!("{key} should hold names in quotes"));
            read.and_then(&parse).map_err(|why| reader.problem(node.span(), why)).ok()
        })
    }

    /// Fuel ticks. Protein is counted separately.
    pub(super) fn fuel(&mut self, table: &Table<'_>) -> BTreeSet<Fuel> {
        let tick = |name: &str| if name == PROTEIN.name { Ok(None) } else { Fuel::parse(name).map(Some) };
        self.names(table, "fuel", tick).into_iter().flatten().collect()
    }

    pub(super) fn distance(&mut self, table: &Table<'_>) -> Option<Distance> {
        self.field(table, "distance", |v| match v.as_str() {
            Some(text) => Distance::parse(text),
            None => Distance::from_km(number(v).ok_or("distance should be a number of kilometres")?),
        })
    }

    pub(super) fn tables<'a, 'i>(&mut self, table: &'a Table<'i>, key: &str) -> Vec<(Range<usize>, &'a Table<'i>)> {
        let Some(node) = get(table, key) else { return Vec::new() };
        let Some(array) = node.get_ref().as_array() else {
            self.problem(node.span(), format!("{key} should be written as [[{key}]]"));
            return Vec::new();
        };
        let mut out = Vec::new();
        for node in array.iter() {
            match node.get_ref().as_table() {
                Some(t) => out.push((node.span(), t)),
                None => self.problem(node.span(), format!("{key} should be written as [[{key}]]")),
            }
        }
        out
    }

    pub(super) fn table<'a, 'i>(&mut self, table: &'a Table<'i>, key: &str) -> Option<&'a Table<'i>> {
        let node = get(table, key)?;
        let inner = node.get_ref().as_table();
        if inner.is_none() {
            self.problem(node.span(), format!("{key} should be a table of its own"));
        }
        inner
    }
}

pub(super) fn get<'a, 'i>(table: &'a Table<'i>, key: &str) -> Option<&'a Node<'i>> {
    let wanted = key.as_bytes();
    // Most keys differ in their length or their first letter: that is looked at before they are compared.
    let is = |k: &[u8]| k.len() == wanted.len() && k.first() == wanted.first() && k == wanted;
    table.iter().find(|(k, _)| is(k.get_ref().as_bytes())).map(|(_, v)| v)
}

/// The first number that is malformed or too large for TOML, such as `0x` or `1e999`: the parser lets it through, and a file with
/// it cannot be changed.
pub(super) fn impossible_number(value: &Node<'_>) -> Option<Range<usize>> {
    let fits = match value.get_ref() {
        DeValue::Integer(i) => i64::from_str_radix(i.as_str(), i.radix()).is_ok(),
        DeValue::Float(f) => {
            let named = f.as_str().contains("inf") || f.as_str().contains("nan");
            f.as_str().parse().is_ok_and(|n: f64| n.is_finite() || named)
        }
        DeValue::Array(all) => return all.iter().find_map(impossible_number),
        DeValue::Table(table) => return table.iter().find_map(|(_, value)| impossible_number(value)),
        _ => true,
    };
    (!fits).then(|| value.span())
}

/// An integer or a float as a float; infinities and NaN pass through and fail the range checks.
pub(super) fn number(value: &DeValue<'_>) -> Option<f64> {
    match value {
        DeValue::Integer(i) => i64::from_str_radix(i.as_str(), i.radix()).ok().map(|i| i as f64),
        DeValue::Float(f) => f.as_str().parse().ok(),
        _ => None,
    }
}
