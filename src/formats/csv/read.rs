//! Reading mornings and sessions from CSV. A row with a wrong cell is left, and named with its line; a column that is not
//! what its name says is left whole.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::NaiveDate;

use super::row::{Row, date_of};
use super::{SESSION_COLUMNS, day_columns};
use crate::domain::checkin::{self, CheckIn, Scale};
use crate::domain::read;
use crate::domain::session::{Kind, Session, Status};
use crate::edit::{Import, SessionRow};
use crate::formats::sources;
use crate::text::fit;

/// RPE as a column.
const RPE: Scale = Scale { name: "rpe", low: 0.0, high: 10.0, whole: false, unit: "" };

/// Columns of other programs: a file that has one is not ours, whatever else is in it.
const NOT_OURS: [&str; 9] =
    ["restinghr", "sleepsecs", "hrvsdnn", "ctl", "rmssd", "id", "tz", "full_date", "activities"];

/// Columns that say whose row it is.
const WHOSE: [&str; 5] = ["player_id", "athlete", "user_id", "name", "team"];

/// Columns of a sheet with a row for each set of an exercise.
const SETS: [&str; 3] = ["date", "exercise", "reps"];

/// One number beyond its scale among so many is named as a slip. A choice: in a shorter column it may be the habit.
const SLIP: usize = 5;

/// What a file holds.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Read {
    /// Rows that can be taken.
    pub import: Import,
    /// Rows that were left, each with its line and the reason.
    pub left: Vec<String>,
    /// What is odd about rows that were taken, each with its line.
    pub odd: Vec<String>,
    /// Columns that were left although their names are known, a sentence for all of a sort.
    pub columns_left: Vec<String>,
    /// What else was not read as it stands there, to be said last.
    pub notes: Vec<String>,
}

/// Another scale that a column is on, such as `mood=1-10`.
#[derive(Clone, PartialEq, Debug)]
pub struct OtherScale {
    /// The column, as it is named here.
    pub column: String,
    /// The number that stands for our lowest.
    pub low: f64,
    /// The number that stands for our highest. It may be below the other: `mood=4-1`.
    pub high: f64,
}

impl OtherScale {
    /// Reads `mood=1-10`.
    ///
    /// # Errors
    /// A sentence that says how to write it.
    pub fn parse(text: &str) -> Result<Self, String> {
        let wrong = || format!("'{text}' is not a scale; write a column and its ends like mood=1-10");
        let (column, ends) = text.split_once('=').ok_or_else(wrong)?;
        let (low, high) = ends.split_once('-').ok_or_else(wrong)?;
        let end = |t: &str| read::number(t).map_err(|_| wrong());
        let out = Self { column: normal(column), low: end(low)?, high: end(high)? };
        match scale_of(&out.column) {
            Some(scale) if scale.whole && out.low != out.high => Ok(out),
            Some(scale) if !scale.whole => Err(format!("{column} cannot be read from another scale")),
            Some(_) => Err(wrong()),
            None => Err(format!("'{column}' is no column with a scale; mood, energy and soreness are")),
        }
    }

    /// The number on `scale` that lies where `value` lies on this one; `None` beyond its ends.
    pub(super) fn to(&self, scale: &Scale, value: f64) -> Option<f64> {
        let share = (value - self.low) / (self.high - self.low);
        (0.0..=1.0).contains(&share).then(|| (scale.low + share * (scale.high - scale.low)).round())
    }
}

/// Reads a file of mornings or of sessions; the header says which. Comma, semicolon or tab, any line ends, with or
/// without a byte order mark, any subset of the columns in any order. A session without a status is done before `today`
/// and planned from then on. `scales` are other scales that columns are on.
///
/// # Errors
/// A sentence, where it is another program's file, of more than one person, or of no shape that is known.
pub fn read(bytes: &[u8], today: NaiveDate, scales: &[OtherScale]) -> Result<Read, String> {
    if let Some(what) = sources::not_csv(bytes) {
        return Err(what.to_owned());
    }
    let text = std::str::from_utf8(bytes).map_err(|e| {
        let line = bytes[..e.valid_up_to()].iter().filter(|b| **b == b'\n').count() + 1;
        format!("line {line} is not UTF-8 text; save the file as UTF-8")
    })?;
    let text = text.trim_start_matches('\u{feff}');
    let first = text.lines().next().unwrap_or_default();
    let delimiter =
        [b',', b';', b'\t'].into_iter().max_by_key(|d| first.bytes().filter(|b| b == d).count()).unwrap_or(b',');
    let mut reader =
        csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).trim(csv::Trim::All).from_reader(text.as_bytes());
    let names: Vec<String> = match reader.headers() {
        Ok(h) => h.iter().map(str::to_owned).collect(),
        Err(e) => return Err(format!("the header cannot be read: {e}")),
    };
    let header = Header::new(first, names)?;
    let mut out = Read::default();
    let mut left: Vec<(u64, String)> = Vec::new();
    let mut rows: Vec<(u64, csv::StringRecord)> = Vec::new();
    let mut record = csv::StringRecord::new();
    let mut lines = Lines { text: text.as_bytes(), at: 0, line: 1 };
    loop {
        match reader.read_record(&mut record) {
            Ok(false) => break,
            Err(e) => {
                let line = lines.of(e.position());
                left.push((line, "it cannot be read as CSV".into()));
            }
            Ok(true) if record.iter().all(str::is_empty) => {}
            Ok(true) if record.len() > header.names.len() => {
                let line = lines.of(record.position());
                left.push((line, format!("it has {} cells and the header {}", record.len(), header.names.len())));
            }
            Ok(true) => rows.push((lines.of(record.position()), record.clone())),
        }
    }
    // A quote that is never closed swallows every line after it.
    if text.bytes().filter(|b| *b == b'"').count() % 2 == 1
        && let Some((line, _)) = rows.pop()
    {
        left.push((line, "a quote is opened and never closed; nothing after it was read".into()));
    }
    header.one_person(&rows)?;
    if header.shape == Shape::Sets {
        header.sets(&rows, today, &mut out);
        out.left.extend(left.into_iter().map(|(line, why)| format!("line {line}: {why}")));
        return Ok(out);
    }
    let skipped = header.other_scales(&rows, scales, &mut out);
    let mut said = Said::default();
    for (line, record) in &rows {
        let cells = header.cells(record).filter(|(name, _)| !skipped.contains(*name));
        let mut row = Row { cells: cells.collect(), scales, said: &mut said };
        let taken = match header.shape {
            Shape::Sessions => row.session(*line, today).map(|r| out.import.sessions.push(r)),
            _ => row.day(*line).map(|r| {
                // One whose every cell stands in a column that was left is no row that is empty.
                let emptied = r.checkin == CheckIn::default() && r.note.is_none() && header.cells(record).count() > 1;
                if emptied {
                    return;
                }
                out.odd.extend(checkin::odd_night(&r.checkin).map(|odd| format!("line {line}: {odd}")));
                out.import.days.push(r);
            }),
        };
        if let Err(why) = taken {
            left.push((*line, why));
        }
    }
    left.sort_by_key(|(line, _)| *line);
    out.left.extend(left.into_iter().map(|(line, why)| format!("line {line}: {why}")));
    out.notes.extend(said.sentences());
    out.notes.extend(scales.iter().filter(|s| header.known.iter().flatten().any(|n| *n == s.column)).filter_map(|s| {
        let scale = scale_of(&s.column)?;
        let OtherScale { column, low, high } = s;
        Some(format!("'{column}' was read from {low}-{high} to {}-{}, in whole steps", scale.low, scale.high))
    }));
    out.notes.extend(header.not_read(&rows));
    out.columns_left.extend(header.second_ones());
    Ok(out)
}

/// Lines as an editor counts them. The CSV reader's own are one short where lines end in two characters.
struct Lines<'a> {
    text: &'a [u8],
    at: usize,
    line: u64,
}

impl Lines<'_> {
    /// The line on which a record begins; records are asked for in their order.
    fn of(&mut self, position: Option<&csv::Position>) -> u64 {
        let mut to = position.map_or(0, |p| p.byte() as usize).min(self.text.len());
        while self.text.get(to).is_some_and(|b| matches!(b, b'\r' | b'\n')) {
            to += 1;
        }
        self.line += self.text.get(self.at..to).unwrap_or_default().iter().filter(|b| **b == b'\n').count() as u64;
        self.at = self.at.max(to);
        self.line
    }
}

/// What the rows of a file are.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Shape {
    Mornings,
    Sessions,
    Sets,
}

/// A column on another scale, with its smallest and its largest number.
type Beyond = (String, f64, f64);

/// The columns of a file.
struct Header {
    /// As the file has them.
    names: Vec<String>,
    /// As they are known here; `None` for those that are not, and for a second one of the same name.
    known: Vec<Option<String>>,
    shape: Shape,
}

impl Header {
    fn new(first: &str, names: Vec<String>) -> Result<Self, String> {
        let lower: Vec<String> = names.iter().map(|n| n.trim().to_lowercase()).collect();
        if let Some(source) = sources::recognise(first, &lower) {
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
                "the column '{}' is another program's, and so may be the scales of the others; nothing taken: a file with \
                 the columns of recoup alone would do",
                names[at]
            ));
        }
        Ok(Self { names, known, shape })
    }

    /// The cells of a row in columns that are known, but for empty ones and dashes.
    fn cells<'a>(&'a self, record: &'a csv::StringRecord) -> impl Iterator<Item = (&'a str, &'a str)> {
        let known = self.known.iter().zip(record.iter()).filter_map(|(name, cell)| Some((name.as_deref()?, cell)));
        known.filter(|(_, cell)| !matches!(*cell, "" | "-" | "--" | "–"))
    }

    /// # Errors
    /// A sentence, where rows are of more than one person.
    fn one_person(&self, rows: &[(u64, csv::StringRecord)]) -> Result<(), String> {
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
                Err(format!("more than one person ({}); nothing taken", self.names[at]))
            }
            () if whose.is_some() => Err(format!(
                "the column '{}' may say whose row it is; nothing taken: leave it out where every row is yours, or call it title \
                 where it names the session",
                self.names[at]
            )),
            () => Ok(()),
        }
    }

    /// Columns on another scale than ours: one value beyond it speaks for all of them.
    fn other_scales(
        &self,
        rows: &[(u64, csv::StringRecord)],
        scales: &[OtherScale],
        out: &mut Read,
    ) -> HashSet<String> {
        // By what gives them away: how far ours goes, or nothing for fractions.
        let mut found: BTreeMap<Option<(bool, u64)>, Vec<Beyond>> = BTreeMap::new();
        let unsaid = |name: &&String| !scales.iter().any(|s| s.column == **name);
        for name in self.known.iter().flatten().filter(unsaid) {
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
                        "line {line}: {name} {n} is the only one of {} that is not from {} to {}; mended there, the column \
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
            out.columns_left
                .push(format!("{names} {what}, so {they} on another scale; {column} {was} left whole{hint}"));
        }
        found.into_values().flatten().map(|(name, ..)| name).collect()
    }

    /// A sheet with a row for each set: a strength session for each date.
    fn sets(&self, rows: &[(u64, csv::StringRecord)], today: NaiveDate, out: &mut Read) {
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
            "it has a row a set: {} rows are {} strength sessions; exercises, repetitions and weights are not kept",
            rows.len(),
            out.import.sessions.len()
        ));
    }

    /// Columns that are a second one of their name.
    fn second_ones(&self) -> Vec<String> {
        let own = self.names.iter().map(|n| normal(n));
        let others = own.zip(&self.names).zip(&self.known).filter(|(_, known)| known.is_none());
        let second = others.filter(|((own, _), _)| self.known.iter().flatten().any(|k| k == own));
        second.map(|((own, name), _)| format!("'{name}' is a second column of {own}, and was left")).collect()
    }

    /// What was not read, by column and count.
    fn not_read(&self, rows: &[(u64, csv::StringRecord)]) -> Option<String> {
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
fn no_shape(names: &[String], lower: &[String], has_date: bool) -> String {
    let near = sources::nearest(lower).map_or(String::new(), |(source, lacking)| {
        let lacking: Vec<String> = lacking.iter().map(|n| format!("'{n}'")).collect();
        format!("; it comes nearest to {}, without {}", source.what, lacking.join(", "))
    });
    let header = fit(&names.join(","), 40);
    let what = if has_date {
        format!("of the header '{header}' no column but 'date' is known")
    } else {
        format!("the header '{header}' has no column 'date'")
    };
    format!("{what}; mornings have date and any of sleep_hours, energy, mood …, sessions have date and kind{near}")
}

/// The scale of a column, where it is one that other programs have other numbers for.
fn scale_of(name: &str) -> Option<&'static Scale> {
    match name {
        "sleep_quality" => Some(&checkin::SLEEP_QUALITY),
        "energy" => Some(&checkin::ENERGY),
        "mood" => Some(&checkin::MOOD),
        "stress" => Some(&checkin::STRESS),
        "ready" => Some(&checkin::READY),
        "rpe" => Some(&RPE),
        name if name == "soreness" || name.starts_with("soreness_") => Some(&checkin::SORENESS),
        _ => None,
    }
}

/// `Soreness Lower-Back` and `soreness_lower_back` are one column; a few have a second name.
fn normal(name: &str) -> String {
    let name = name.trim().to_lowercase().replace(['-', ' '], "_");
    match name.as_str() {
        "notes" | "comment" | "comments" => "note".to_owned(),
        "sleep" | "hours_slept" => "sleep_hours".to_owned(),
        "rhr" | "resting_pulse" => "resting_hr".to_owned(),
        _ => name,
    }
}

/// What is said once for all rows.
#[derive(Default)]
pub(super) struct Said {
    /// Cells with more decimals than are kept, by column.
    pub rounded: BTreeMap<&'static str, usize>,
    /// Kinds that are not known.
    pub kinds: Vec<String>,
}

impl Said {
    fn sentences(&self) -> Vec<String> {
        let cells = |(name, n): (&&str, &usize)| format!("{n} of {name}");
        let rounded: Vec<String> = self.rounded.iter().map(cells).collect();
        let mut out = Vec::new();
        if !rounded.is_empty() {
            out.push(format!("rounded to the decimals that are kept: {} ", rounded.join(", ")).trim_end().to_owned());
        }
        out.extend(self.kinds.iter().map(|kind| format!("'{kind}' taken as conditioning")));
        out
    }
}
