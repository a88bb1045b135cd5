//! Reading mornings and sessions from CSV. A row with a wrong cell is left out, and reported with its line; a column that is not
//! what its name says is left out whole.

use super::found::{Read, Said};
use super::header::{Header, Shape};
use super::scales::{OtherScale, scale_of};

use chrono::NaiveDate;

use super::row::Row;
use crate::domain::checkin::{self, CheckIn};
use crate::formats::sources::{self, Kinds};

/// Reads a file of mornings or of sessions; the header says which. Comma, semicolon or tab, any line endings, with or without a
/// byte order mark, any subset of the columns in any order. A session without a status is done before `today` and planned from
/// then on. `scales` are the scales of columns that do not use ours, `kinds` a person's
/// own names of kinds.
///
/// # Errors
/// A sentence, if it is another program's file, of more than one person, or of no known shape.
pub fn read(bytes: &[u8], today: NaiveDate, scales: &[OtherScale], kinds: &Kinds) -> Result<Read, String> {
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
                left.push((line, format!("it has {} cells, but the header has {}", record.len(), header.names.len())));
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
        let mut row = Row { cells: cells.collect(), scales, kinds, said: &mut said };
        let taken = match header.shape {
            Shape::Sessions => row.session(*line, today).map(|r| out.import.sessions.push(r)),
            _ => row.day(*line).map(|r| {
                // A row whose cells are all in columns that were left out is not an empty row.
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
        Some(format!("'{column}' was converted from {low}-{high} to {}-{}, in whole steps", scale.low, scale.high))
    }));
    out.notes.extend(header.not_read(&rows));
    out.columns_left.extend(header.duplicate_columns());
    Ok(out)
}

/// Lines as an editor counts them. The CSV reader counts one too few where lines end in two characters.
struct Lines<'a> {
    text: &'a [u8],
    at: usize,
    line: u64,
}

impl Lines<'_> {
    /// The line on which a record begins; records must be asked for in order.
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
