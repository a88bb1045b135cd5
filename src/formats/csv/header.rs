//! What a header says a file is, and what its columns are.

use super::found::Read;
use super::row::date_of;
use super::scales::{OtherScale, normal, scale_of};
use super::{SESSION_COLUMNS, day_columns};
use crate::domain::read;
use crate::domain::session::{Kind, Session, Status};
use crate::edit::SessionRow;
use crate::formats::sources;
use crate::text::fit;
use chrono::NaiveDate;
use std::collections::{BTreeMap, HashMap, HashSet};

/// Columns of other programs: a file that has one is not ours, whatever else is in it.
const NOT_OURS: [&str; 9] =
    ["restinghr", "sleepsecs", "hrvsdnn", "ctl", "rmssd", "id", "tz", "full_date", "activities"];

/// Columns that say whose row it is.
const WHOSE: [&str; 5] = ["player_id", "athlete", "user_id", "name", "team"];

/// Columns of a sheet with a row for each set of an exercise.
const SETS: [&str; 3] = ["date", "exercise", "reps"];

/// Among at least this many numbers, a single one beyond its scale is called a slip. A choice: in a shorter column it may be the
/// habit.
const SLIP: usize = 5;

/// What the rows of a file are.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Shape {
    Mornings,
    Sessions,
    Sets,
}

/// A column on another scale, with its smallest and its largest number.
type Beyond = (String, f64, f64);

/// The columns of a file.
pub(super) struct Header {
    /// As the file has them.
    pub(super) names: Vec<String>,
    /// As they are known here; `None` for unknown ones, and for a second one with the same name.
    pub(super) known: Vec<Option<String>>,
    pub(super) shape: Shape,
}

impl Header {
    pub(super) fn new(first: &str, names: Vec<String>) -> Result<Self, String> {
        let lower: Vec<String> = names.iter().map(|n| n.trim().to_lowercase()).collect();
        if let Some(source) = sources::by_header(first, &lower) {
            return Err(source.sentence());
        }
        let own: Vec<String> = names.iter().map(|n| normal(n)).collect();
        let has = |name: &str| own.iter().any(|n| n == name);
        let shape = match () {
            () if has("kind") => Shape::Sessions,
            () if SETS.iter().all(|n| has(n)) => Shape::Sets,
            () => Shape::Mornings,
        };
        let columns: Vec<String> = match shape {
            Shape::Sessions => SESSION_COLUMNS.map(str::to_owned).into(),
            Shape::Sets => vec!["date".to_owned()],
            Shape::Mornings => day_columns(),
        };
        let mut seen = HashSet::new();
        let known: Vec<Option<String>> =
            own.iter().map(|n| (columns.contains(n) && seen.insert(n.clone())).then(|| n.clone())).collect();
        let useful = known.iter().flatten().filter(|n| *n != "date").count();
        if !has("date") || (useful == 0 && shape != Shape::Sets) {
            return Err(no_shape(&names, &lower, has("date")));
        }
        if let Some(at) = lower.iter().position(|n| NOT_OURS.contains(&n.as_str())) {
            return Err(format!(
                "the column '{}' is another program's, and the scales of the others may be too; nothing imported: a file with \
                 only recoup's columns would do",
                names[at]
            ));
        }
        Ok(Self { names, known, shape })
    }

    /// The cells of a row in known columns, except empty ones and dashes.
    pub(super) fn cells<'a>(&'a self, record: &'a csv::StringRecord) -> impl Iterator<Item = (&'a str, &'a str)> {
        let known = self.known.iter().zip(record.iter()).filter_map(|(name, cell)| Some((name.as_deref()?, cell)));
        known.filter(|(_, cell)| !matches!(*cell, "" | "-" | "--" | "–"))
    }

    /// # Errors
    /// A sentence, if rows belong to more than one person.
    pub(super) fn one_person(&self, rows: &[(u64, csv::StringRecord)]) -> Result<(), String> {
        let lower: Vec<String> = self.names.iter().map(|n| normal(n)).collect();
        let like_an_id = |n: &String| {
            n == "id"
                || n.ends_with("_id")
                || matches!(n.as_str(), "subject" | "person" | "participant" | "user" | "player")
        };
        let whose = lower.iter().position(|n| WHOSE.contains(&n.as_str()));
        let Some(at) = whose.or_else(|| lower.iter().position(like_an_id)) else { return Ok(()) };
        let mut by_date: HashMap<&str, Vec<(&str, &str)>> = HashMap::new();
        let several = self.shape == Shape::Mornings
            && rows.iter().any(|(_, record)| {
                let cells: Vec<_> = self.cells(record).collect();
                let Some((_, date)) = cells.iter().find(|(name, _)| *name == "date").copied() else { return false };
                by_date.insert(date, cells.clone()).is_some_and(|before| before != cells)
            });
        let mut people: Vec<&str> = rows.iter().filter_map(|(_, record)| record.get(at)).collect();
        people.sort_unstable();
        people.dedup();
        match () {
            () if several || (whose.is_some() && people.len() > 1) => {
                Err(format!("more than one person ({}); nothing imported", self.names[at]))
            }
            () if whose.is_some() => Err(format!(
                "the column '{}' may say whose row it is; nothing imported: leave it out if every row is yours, or call it title \
                 if it names the session",
                self.names[at]
            )),
            () => Ok(()),
        }
    }

    /// Columns on a scale other than ours: one value beyond ours decides for the whole column.
    pub(super) fn other_scales(
        &self,
        rows: &[(u64, csv::StringRecord)],
        scales: &[OtherScale],
        out: &mut Read,
    ) -> HashSet<String> {
        // By what gives them away: the end of our scale, or `None` for fractions.
        let mut found: BTreeMap<Option<(bool, u64)>, Vec<Beyond>> = BTreeMap::new();
        let undeclared = |name: &&String| !scales.iter().any(|s| s.column == **name);
        for name in self.known.iter().flatten().filter(undeclared) {
            let Some(scale) = scale_of(name) else { continue };
            let cell =
                |record| self.cells(record).find(|(n, _)| n == name).and_then(|(_, cell)| read::number(cell).ok());
            let numbers: Vec<(u64, f64)> = rows.iter().filter_map(|(line, r)| Some((*line, cell(r)?))).collect();
            let values: Vec<f64> = numbers.iter().map(|(_, n)| *n).collect();
            let (low, high) =
                (values.iter().copied().fold(f64::MAX, f64::min), values.iter().copied().fold(f64::MIN, f64::max));
            let beyond = values.iter().any(|v| !(scale.low..=scale.high).contains(v));
            let fraction = scale.whole && values.iter().any(|v| v.fract() != 0.0);
            if beyond || fraction {
                let above = high > scale.high;
                let key = beyond.then_some((above, if above { scale.high } else { scale.low } as u64));
                let fits = |n: f64| scale.check(n).is_ok();
                let odd: Vec<&(u64, f64)> = numbers.iter().filter(|(_, n)| !fits(*n)).collect();
                if let ([(line, n)], SLIP..) = (odd.as_slice(), numbers.len()) {
                    out.odd.push(format!(
                        "line {line}: {name} {n} is the only one of {} that is not from {} to {}; fix it and the column \
                         can be read",
                        numbers.len(),
                        scale.low,
                        scale.high
                    ));
                }
                found.entry(key).or_default().push((name.clone(), low, high));
            }
        }
        for (end, columns) in &found {
            let (first, rest) = (&columns[0], &columns[1..]);
            let quoted: Vec<String> = columns.iter().map(|(name, ..)| format!("'{name}'")).collect();
            let names = match quoted.split_last() {
                Some((last, [])) => last.clone(),
                Some((last, some)) => format!("{} and {last}", some.join(", ")),
                None => continue,
            };
            let one = rest.is_empty();
            let what = match end {
                Some((above, end)) => {
                    let (goes, past) = (if one { "goes" } else { "go" }, if *above { "beyond" } else { "below" });
                    format!("{goes} {past} {end} here")
                }
                None => format!("{} fractions here", if one { "has" } else { "have" }),
            };
            let (they, column, was) = match columns.len() {
                1 => ("it is", "the column", "was"),
                2 => ("they are", "both columns", "were"),
                _ => ("they are", "all of these columns", "were"),
            };
            let (name, low, high) = columns.last().unwrap_or(first);
            let ours = scale_of(name).map_or(0.0, |s| s.high);
            let suggested = [ours, 10.0, 100.0].into_iter().find(|most| high <= most && *low >= 0.0);
            let hint = suggested.filter(|_| scale_of(name).is_some_and(|s| s.whole)).map_or(String::new(), |most| {
                let least = if *low >= 1.0 && most == 10.0 { 1 } else { 0 };
                format!("; `--scale {name}={least}-{most}` reads {}", if one { "it" } else { "one" })
            });
            out.columns_left.push(format!("{names} {what}, so {they} on another scale; {column} {was} left out{hint}"));
        }
        found.into_values().flatten().map(|(name, ..)| name).collect()
    }

    /// A sheet with one row per set: a strength session for each date.
    pub(super) fn sets(&self, rows: &[(u64, csv::StringRecord)], today: NaiveDate, out: &mut Read) {
        let mut dates = HashSet::new();
        for (line, record) in rows {
            let date = self.cells(record).find(|(name, _)| *name == "date").map(|(_, cell)| date_of(cell));
            match date {
                None => out.left.push(format!("line {line}: it has no date")),
                Some(Err(why)) => out.left.push(format!("line {line}: {why}")),
                Some(Ok(date)) if dates.insert(date) => {
                    let status = if date < today { Status::Done } else { Status::Planned };
                    let session = Session { status, ..Session::new(Kind::Strength, Kind::Strength.label()) };
                    out.import.sessions.push(SessionRow { line: *line, date, session, also: None });
                }
                Some(Ok(_)) => {}
            }
        }
        out.notes.push(format!(
            "it has one row per set: {} rows are {} strength sessions; exercises, repetitions and weights are not kept",
            rows.len(),
            out.import.sessions.len()
        ));
    }

    /// Sentences on columns that repeat the name of another.
    pub(super) fn duplicate_columns(&self) -> Vec<String> {
        let own = self.names.iter().map(|n| normal(n));
        let others = own.zip(&self.names).zip(&self.known).filter(|(_, known)| known.is_none());
        let second = others.filter(|((own, _), _)| self.known.iter().flatten().any(|k| k == own));
        second.map(|((own, name), _)| format!("'{name}' is a second column for {own}, and was left out")).collect()
    }

    /// What was not read, by column and count.
    pub(super) fn not_read(&self, rows: &[(u64, csv::StringRecord)]) -> Option<String> {
        let read: Vec<&str> = self.known.iter().flatten().map(String::as_str).collect();
        let others: Vec<String> = self
            .names
            .iter()
            .enumerate()
            .filter(|(at, _)| self.known[*at].is_none())
            .map(|(at, name)| {
                let n = rows.iter().filter(|(_, r)| r.get(at).is_some_and(|cell| !cell.is_empty())).count();
                format!("'{name}' ({n} cell{})", if n == 1 { "" } else { "s" })
            })
            .collect();
        (!others.is_empty()).then(|| {
            format!(
                "read {} of {} columns: {}; not read: {}",
                read.len(),
                self.names.len(),
                read.join(", "),
                others.join(", ")
            )
        })
    }
}

/// The sentence for a header of no known shape, with the file that it comes nearest to.
pub(super) fn no_shape(names: &[String], lower: &[String], has_date: bool) -> String {
    let near = sources::nearest(lower).map_or(String::new(), |(source, lacking)| {
        let lacking: Vec<String> = lacking.iter().map(|n| format!("'{n}'")).collect();
        format!("; it looks most like {}, without {}", source.what, lacking.join(", "))
    });
    let header = fit(&names.join(","), 40);
    let what = if has_date {
        format!("in the header '{header}' only the column 'date' is known")
    } else {
        format!("the header '{header}' has no column 'date'")
    };
    format!(
        "{what}; mornings have date and any of sleep_hours, energy, mood …, sessions have date and kind{near}; --map says what the columns of any table are"
    )
}
