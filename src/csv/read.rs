//! Reading mornings and sessions from CSV. A row with a wrong cell is left, and named with its line.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::{SESSION_COLUMNS, day_columns};
use crate::domain::calendar::parse_date;
use crate::domain::checkin::{self, CheckIn, Scale};
use crate::domain::edit::{DayRow, Import, SessionRow};
use crate::domain::session::{Done, Felt, Kind, MAX_MINUTES, Rpe, Session, Status};
use crate::domain::{Region, read};

/// What a file holds.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Read {
    /// Rows that can be taken.
    pub import: Import,
    /// Rows that were left, each with its line and the reason.
    pub left: Vec<String>,
    /// Columns that are not known.
    pub warnings: Vec<String>,
}

/// Reads a file of mornings or of sessions; the header says which. Comma, semicolon or tab, any line ends, with or
/// without a byte order mark, any subset of the columns in any order. A session without a status is done up to `today`
/// and planned after it.
///
/// # Errors
/// A sentence, where the header is of neither file.
pub fn read(bytes: &[u8], today: NaiveDate) -> Result<Read, String> {
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
    let header: Vec<String> = match reader.headers() {
        Ok(h) => h.iter().map(normal).collect(),
        Err(e) => return Err(format!("the header cannot be read: {e}")),
    };
    let is_sessions = header.iter().any(|h| h == "kind");
    let known: Vec<String> = if is_sessions { SESSION_COLUMNS.map(str::to_owned).into() } else { day_columns() };
    let useful = header.iter().filter(|h| *h != "date" && known.contains(h)).count();
    if !header.iter().any(|h| h == "date") || useful == 0 {
        return Err(format!(
            "the header '{}' is of neither file; mornings begin with date,sleep_hours,… and sessions with date,kind,…",
            first.trim_end()
        ));
    }
    let mut out = Read::default();
    for name in header.iter().filter(|h| !known.contains(h)) {
        out.warnings.push(format!("the column '{name}' is not known and was left out"));
    }
    let mut record = csv::StringRecord::new();
    loop {
        match reader.read_record(&mut record) {
            Ok(false) => break,
            Err(e) => {
                out.left
                    .push(format!("line {}: it cannot be read as CSV", e.position().map_or(0, csv::Position::line)));
                continue;
            }
            Ok(true) => {}
        }
        let line = record.position().map_or(0, csv::Position::line);
        if record.iter().all(str::is_empty) {
            continue;
        }
        let row = Row {
            cells: header.iter().map(String::as_str).zip(record.iter()).filter(|(_, v)| !v.is_empty()).collect(),
        };
        let taken = if record.len() > header.len() {
            Err(format!("it has {} cells and the header {}", record.len(), header.len()))
        } else if is_sessions {
            row.session(line, today).map(|r| out.import.sessions.push(r))
        } else {
            row.day(line).map(|r| {
                out.warnings.extend(checkin::odd_night(&r.checkin).map(|odd| format!("line {line}: {odd}")));
                out.import.days.push(r);
            })
        };
        if let Err(why) = taken {
            out.left.push(format!("line {line}: {why}"));
        }
    }
    Ok(out)
}

/// `Soreness_Lower-Back` and `soreness_lower_back` are one column.
fn normal(name: &str) -> String {
    name.trim().to_lowercase().replace('-', "_")
}

struct Row<'a> {
    cells: HashMap<&'a str, &'a str>,
}

impl Row<'_> {
    fn get(&self, name: &str) -> Option<&str> {
        self.cells.get(name).copied()
    }

    /// Text without the apostrophe that keeps a spreadsheet from reading a formula.
    fn text(&self, name: &str) -> Option<String> {
        let cell = self.get(name)?;
        let bare = cell.strip_prefix('\'').filter(|rest| rest.starts_with(['=', '+', '-', '@', '\'']));
        Some(bare.unwrap_or(cell).to_owned())
    }

    fn date(&self) -> Result<NaiveDate, String> {
        parse_date(self.get("date").ok_or("it has no date")?)
    }

    fn number(&self, name: &str) -> Result<Option<f64>, String> {
        let Some(cell) = self.get(name) else { return Ok(None) };
        read::number(cell).map(Some).map_err(|e| format!("{name} {e}"))
    }

    fn scaled(&self, name: &str, scale: &Scale) -> Result<Option<f64>, String> {
        self.number(name)?.map(|n| scale.check_as(name, n)).transpose()
    }

    fn hours(&self, name: &str) -> Result<Option<f64>, String> {
        let Some(cell) = self.get(name) else { return Ok(None) };
        let hours = read::hours(cell).map_err(|e| format!("{name} {e}"))?;
        checkin::SLEEP_HOURS.check_as(name, hours).map(Some)
    }

    fn whole(&self, name: &str, scale: &Scale) -> Result<Option<u8>, String> {
        Ok(self.scaled(name, scale)?.map(|n| n as u8))
    }

    fn parsed<T>(&self, name: &str, parse: impl Fn(&str) -> Result<T, String>) -> Result<Option<T>, String> {
        self.get(name).map(|cell| parse(cell).map_err(|e| format!("{name}: {e}"))).transpose()
    }

    fn regions<C: FromIterator<Region>>(&self, name: &str) -> Result<C, String> {
        self.get(name).unwrap_or_default().split([' ', '+', ';']).filter(|w| !w.is_empty()).map(Region::parse).collect()
    }

    fn day(&self, line: u64) -> Result<DayRow, String> {
        let mut c = CheckIn {
            sleep_hours: self.hours("sleep_hours")?,
            bed: self.parsed("bed", str::parse)?,
            wake: self.parsed("wake", str::parse)?,
            sleep_quality: self.whole("sleep_quality", &checkin::SLEEP_QUALITY)?,
            energy: self.whole("energy", &checkin::ENERGY)?,
            mood: self.whole("mood", &checkin::MOOD)?,
            stress: self.whole("stress", &checkin::STRESS)?,
            resting_hr: self.scaled("resting_hr", &checkin::RESTING_HR)?,
            hrv: self.scaled("hrv", &checkin::HRV)?,
            ready: self.whole("ready", &checkin::READY)?,
            ill: self.parsed("ill", yes_or_no)?,
            pain: self.regions("pain")?,
            ..CheckIn::default()
        };
        if c.bed.is_some() && c.bed == c.wake {
            return Err("bed and wake are the same time, which says nothing about the night".into());
        }
        for region in Region::ALL {
            let column = if region == Region::General { "soreness".to_owned() } else { super::soreness_column(region) };
            if let Some(n) = self.whole(&column, &checkin::SORENESS)? {
                c.soreness.insert(region, n);
            }
        }
        Ok(DayRow { line, date: self.date()?, checkin: c, note: self.text("note") })
    }

    fn session(&self, line: u64, today: NaiveDate) -> Result<SessionRow, String> {
        let date = self.date()?;
        let kind = Kind::parse(self.get("kind").ok_or("it has no kind")?)?;
        let mut s = Session::new(kind, self.text("title").unwrap_or_else(|| kind.label().to_owned()));
        s.minutes = match self.number("minutes")? {
            Some(n) if (0.0..=f64::from(MAX_MINUTES)).contains(&n) => Some(n.round() as u16),
            Some(n) => return Err(format!("minutes {n} is not possible; it goes from 0 to {MAX_MINUTES}")),
            None => None,
        };
        s.rpe = self.number("rpe")?.map(Rpe::new).transpose()?;
        s.regions = self.regions("regions")?;
        s.note = self.text("note");
        s.status = match self.parsed("status", Status::parse)? {
            Some(status) => status,
            None if date <= today => Status::Done,
            None => Status::Planned,
        };
        let felt = self.parsed("felt", Felt::parse)?;
        s.done = felt.map(|f| Done { felt: Some(f), ..Done::default() });
        Ok(SessionRow { line, date, session: s })
    }
}

fn yes_or_no(cell: &str) -> Result<bool, String> {
    match cell.to_lowercase().as_str() {
        "yes" | "y" | "true" | "1" => Ok(true),
        "no" | "n" | "false" | "0" => Ok(false),
        _ => Err(format!("'{cell}' should be yes or no")),
    }
}
