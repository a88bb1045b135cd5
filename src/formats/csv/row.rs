//! A row of a file: its cells as values, or a sentence saying what is wrong with one.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;

use super::found::Said;
use super::scales::OtherScale;
use crate::domain::calendar::parse_date;
use crate::domain::checkin::{self, CheckIn, Scale};
use crate::domain::session::{Done, Felt, Kind, MAX_MINUTES, RowId, Rpe, Session, Status};
use crate::domain::tag::parse_tags;
use crate::domain::{Achieved, Distance, Movement, Region, read};
use crate::edit::{DayRow, SessionRow};
use crate::formats::sources::{Kinds, Sort};

/// A row of a file, its cells by the names of their columns.
pub(super) struct Row<'a> {
    pub cells: HashMap<&'a str, &'a str>,
    pub scales: &'a [OtherScale],
    pub kinds: &'a Kinds,
    pub said: &'a mut Said,
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
        date_of(self.get("date").ok_or("it has no date")?)
    }

    fn number(&self, name: &str) -> Result<Option<f64>, String> {
        let Some(cell) = self.get(name) else { return Ok(None) };
        read::number(cell).map(Some).map_err(|e| format!("{name} {e}"))
    }

    /// A number that is kept with `decimals` decimals.
    fn rounded(&mut self, scale: &Scale, value: f64, decimals: i32) -> Result<f64, String> {
        let by = 10_f64.powi(decimals);
        let kept = (value * by).round() / by;
        if (kept - value).abs() > 1e-9 {
            *self.said.rounded.entry(scale.name).or_default() += 1;
        }
        scale.check(kept)
    }

    /// A heart number; 0 or less means it is missing.
    fn heart(&mut self, scale: &Scale) -> Result<Option<f64>, String> {
        let value = self.number(scale.name)?.filter(|n| *n > 0.0);
        value.map(|n| self.rounded(scale, n, 1)).transpose()
    }

    fn hours(&mut self) -> Result<Option<f64>, String> {
        let scale = &checkin::SLEEP_HOURS;
        let Some(cell) = self.get(scale.name) else { return Ok(None) };
        let hours = read::hours(cell).map_err(|e| format!("{} {e}", scale.name))?;
        self.rounded(scale, hours, 2).map(Some)
    }

    fn whole(&self, name: &str, scale: &Scale) -> Result<Option<u8>, String> {
        let Some(value) = self.number(name)? else { return Ok(None) };
        let value = match self.scales.iter().find(|s| s.column == name) {
            Some(other) => other
                .to(scale, value)
                .ok_or_else(|| format!("{name} {value} is beyond the scale from {} to {}", other.low, other.high))?,
            None => scale.check_as(name, value)?,
        };
        Ok(Some(value as u8))
    }

    fn whole_number(&self, scale: &Scale) -> Result<Option<f64>, String> {
        self.number(scale.name)?.map(|n| scale.check(n)).transpose()
    }

    fn parsed<T>(&self, name: &str, parse: impl Fn(&str) -> Result<T, String>) -> Result<Option<T>, String> {
        self.get(name).map(|cell| parse(cell).map_err(|e| format!("{name}: {e}"))).transpose()
    }

    /// Whole minutes; 0 means unknown.
    fn minutes(&mut self) -> Result<Option<u16>, String> {
        let Some(cell) = self.get("minutes") else { return Ok(None) };
        let minutes = match read::number(cell) {
            Ok(n) if (0.0..=f64::from(MAX_MINUTES)).contains(&n) => {
                if n.fract() != 0.0 {
                    *self.said.rounded.entry("minutes").or_default() += 1;
                }
                n.round() as u16
            }
            Ok(n) => return Err(format!("minutes {n} is not possible; it goes from 0 to {MAX_MINUTES}")),
            Err(_) => read::minutes(cell, "minutes", MAX_MINUTES)?,
        };
        Ok(Some(minutes).filter(|m| *m > 0))
    }

    fn regions<C: FromIterator<Region>>(&self, name: &str) -> Result<C, String> {
        self.get(name).unwrap_or_default().split([' ', '+', ';']).filter(|w| !w.is_empty()).map(Region::parse).collect()
    }

    pub fn day(&mut self, line: u64) -> Result<DayRow, String> {
        // Without `..`, so that a new answer must say here how a file has it.
        let mut c = CheckIn {
            sleep_hours: self.hours()?,
            bed: self.parsed("bed", str::parse)?,
            wake: self.parsed("wake", str::parse)?,
            nap: self.get("nap").filter(|t| !t.is_empty()).map(|t| checkin::NAP.check(read::hours(t)?)).transpose()?,
            sleep_quality: self.whole("sleep_quality", &checkin::SLEEP_QUALITY)?,
            energy: self.whole("energy", &checkin::ENERGY)?,
            mood: self.whole("mood", &checkin::MOOD)?,
            stress: self.whole("stress", &checkin::STRESS)?,
            resting_hr: self.heart(&checkin::RESTING_HR)?,
            hrv: self.heart(&checkin::HRV)?,
            ready: self.whole("ready", &checkin::READY)?,
            ill: self.parsed("ill", yes_or_no)?,
            pain: self.regions("pain")?,
            latency: self.whole_number(&checkin::LATENCY)?.map(|n| n as u16),
            awakenings: self.whole_number(&checkin::AWAKENINGS)?.map(|n| n as u8),
            tags: self.parsed("tags", parse_tags)?.unwrap_or_default().into_iter().collect(),
            // Region by region, below.
            soreness: BTreeMap::new(),
            // What the program keeps with a morning; no file of rows has them.
            from: BTreeMap::new(),
            foreign: BTreeMap::new(),
            forecast: Vec::new(),
            ranges: Vec::new(),
            model: None,
            unfinished: false,
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

    pub fn session(&mut self, line: u64, today: NaiveDate) -> Result<SessionRow, String> {
        let date = self.date()?;
        let written = self.text("kind").ok_or("it has no kind")?;
        let kind = match self.kinds.of(&written, self.get("title").unwrap_or_default()) {
            Sort::Kind(kind) => kind,
            Sort::Walk => Kind::ActiveRecovery,
            // Somebody wrote it into a table of sessions.
            Sort::Left | Sort::Unwanted | Sort::Unknown => {
                if !self.said.kinds.contains(&written) {
                    self.said.kinds.push(written.clone());
                }
                Kind::Conditioning
            }
        };
        // Another program's word for it may be the only title there is.
        let own = Kind::parse(&written).is_ok();
        let fallback = if own { kind.label().to_owned() } else { written };
        let status = match self.parsed("status", Status::parse)? {
            Some(status) => status,
            None if date < today => Status::Done,
            None => Status::Planned,
        };
        let done = Done {
            felt: self.parsed("felt", Felt::parse)?,
            performance: self.parsed("performance", Felt::parse)?,
            achieved: self.parsed("achieved", Achieved::parse)?,
            ..Done::default()
        };
        // Without `..`, so that a new field must say here how a file has it.
        let session = Session {
            kind,
            title: self.text("title").unwrap_or(fallback),
            minutes: self.minutes()?,
            rpe: self.number("rpe")?.map(Rpe::new).transpose()?,
            regions: self.regions("regions")?,
            status,
            distance: self.parsed("distance", Distance::parse)?,
            movements: self
                .text("movements")
                .iter()
                .flat_map(|t| t.split(';'))
                .filter_map(|t| Movement::new(t.trim()))
                .collect(),
            done: (done != Done::default()).then_some(done),
            note: self.text("note"),
            source: self.text("source"),
            // These have no column.
            focus: None,
            extras: Vec::new(),
            reason: None,
            moved_from: None,
            pinned: false,
            condition: None,
            instead: None,
            // The program's own.
            imported: None,
            id: None,
            row: RowId::default(),
        };
        Ok(SessionRow { line, date, session, also: None })
    }
}

/// A date that can be read in only one way: `2026-11-18`, with or without a time after it, `2026/11/18`, `18.11.2026`.
pub(super) fn date_of(cell: &str) -> Result<NaiveDate, String> {
    let day = cell.split(['T', ' ']).next().unwrap_or(cell);
    let other = ["%Y/%m/%d", "%d.%m.%Y"].into_iter().find_map(|form| NaiveDate::parse_from_str(day, form).ok());
    match other {
        Some(date) => parse_date(&date.to_string()),
        None => parse_date(day),
    }
    .map_err(|_| format!("'{cell}' is not a date; write it like 2026-11-18"))
}

fn yes_or_no(cell: &str) -> Result<bool, String> {
    match cell.to_lowercase().as_str() {
        "yes" | "y" | "true" | "1" => Ok(true),
        "no" | "n" | "false" | "0" => Ok(false),
        _ => Err(format!("'{cell}' should be yes or no")),
    }
}
