//! Apple Health's `export.xml`: nights, resting heart rate and workouts. Its HRV is SDNN and not rMSSD, and is not taken.
//!
//! The file is read as a stream, in the memory of its nights and workouts: it can be gigabytes long. In the wild it is not valid
//! XML: the declaration of its own grammar can be broken, it can hold control characters, and an attribute can be there twice.

use std::collections::{BTreeMap, HashMap};
use std::io::{self, BufRead, Read};

use chrono::{DateTime, NaiveDate, NaiveDateTime, TimeDelta, Utc};
use chrono_tz::Tz;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::harvest::{Activity, Harvest};
use super::nights::{Role, Sleep};
use super::sheet::number;
use super::times::with_offset;
use crate::domain::checkin;

const SLEEP: &str = "HKCategoryTypeIdentifierSleepAnalysis";
const RESTING_HR: &str = "HKQuantityTypeIdentifierRestingHeartRate";
const ASLEEP: &str = "HKCategoryValueSleepAnalysisAsleep";

/// The element that all the others are in.
const ROOT: &[u8] = b"<HealthData";

/// Sleep by the source that wrote it: a watch and a phone both write the same night.
#[derive(Clone, Default)]
pub struct Apple {
    sources: HashMap<String, usize>,
    pieces: Vec<Vec<Piece>>,
    in_bed: usize,
}

/// A piece of sleep: seconds since 1970, with the offset of the wall clock in seconds.
#[derive(Clone, Copy)]
struct Piece {
    start: i64,
    end: i64,
    offsets: (i32, i32),
    staged: bool,
}

/// A record whose children are still to come.
struct Open {
    source: String,
    start: (NaiveDateTime, i32),
    end: (NaiveDateTime, i32),
    staged: bool,
    zone: Option<Tz>,
}

impl Apple {
    /// Takes a file.
    ///
    /// # Errors
    /// A sentence, if it cannot be read, or is no XML at all.
    pub fn read(&mut self, from: impl Read, out: &mut Harvest) -> Result<(), String> {
        let mut reader = Reader::from_reader(Cleaned::new(from));
        let config = reader.config_mut();
        (config.check_end_names, config.allow_unmatched_ends, config.check_comments) = (false, true, false);
        let mut buffer = Vec::new();
        let mut open: Option<Open> = None;
        loop {
            let event = reader.read_event_into(&mut buffer);
            match event {
                Ok(Event::Empty(tag)) => match tag.name().as_ref() {
                    "MetadataEntry" => zone(&tag, &mut open),
                    _ => self.tag(&tag, out).into_iter().for_each(|piece| self.close(piece)),
                },
                Ok(Event::Start(tag)) => {
                    open.take().into_iter().for_each(|piece| self.close(piece));
                    open = self.tag(&tag, out);
                }
                Ok(Event::End(tag)) if tag.name().as_ref() == "Record" => {
                    open.take().into_iter().for_each(|piece| self.close(piece));
                }
                Ok(Event::Eof) => break,
                Ok(_) => {}
                Err(quick_xml::Error::Io(e)) => return Err(format!("it cannot be read: {e}")),
                Err(e) => return Err(format!("it breaks off or is no XML at byte {}: {e}", reader.error_position())),
            }
            buffer.clear();
        }
        open.into_iter().for_each(|piece| self.close(piece));
        Ok(())
    }

    /// Takes an element; a piece of sleep waits for its time zone.
    fn tag(&mut self, tag: &BytesStart<'_>, out: &mut Harvest) -> Option<Open> {
        match tag.name().as_ref() {
            "Record" => {
                // The type comes first: of nearly all records nothing else is looked at.
                let sort = tag.attributes().with_checks(false).flatten().find(|a| a.key.as_ref() == "type")?;
                match sort.value.as_ref() {
                    SLEEP => {
                        let a = Attributes::of(tag);
                        self.in_bed += usize::from(a.text("value").is_some_and(|v| v.ends_with("InBed")));
                        asleep(&a)
                    }
                    RESTING_HR => {
                        let a = Attributes::of(tag);
                        let at = a.time("startDate");
                        if let Some(((at, _), hr)) = at.zip(a.text("value").and_then(number)) {
                            out.reading(at.date(), &checkin::RESTING_HR, hr);
                        }
                        None
                    }
                    _ => None,
                }
            }
            "Workout" => {
                workout(&Attributes::of(tag), out);
                None
            }
            _ => None,
        }
    }

    fn close(&mut self, Open { source, start, end, staged, zone }: Open) {
        let utc = |(at, offset): (NaiveDateTime, i32)| (at - TimeDelta::seconds(i64::from(offset))).and_utc();
        let (from, to) = (utc(start), utc(end));
        // The offset can be that of the phone when it exported; the zone is that of the night.
        let wall = |at: DateTime<Utc>, written: i32| match zone {
            Some(zone) => (at.with_timezone(&zone).naive_local() - at.naive_utc()).num_seconds() as i32,
            None => written,
        };
        let piece = Piece {
            start: from.timestamp(),
            end: to.timestamp(),
            offsets: (wall(from, start.1), wall(to, end.1)),
            staged,
        };
        if piece.end > piece.start {
            let n = self.sources.len();
            let at = *self.sources.entry(source).or_insert(n);
            self.pieces.resize_with(self.sources.len(), Vec::new);
            self.pieces[at].push(piece);
        }
    }

    /// Everything as a harvest: of each night, what the most detailed source says.
    pub fn finish(self, out: &mut Harvest) {
        if self.sources.is_empty() && self.in_bed > 0 {
            out.say("it has only times in bed and none asleep; no nights were taken");
        }
        let mut days: BTreeMap<NaiveDate, Vec<(usize, Night)>> = BTreeMap::new();
        for (source, pieces) in self.pieces.into_iter().enumerate() {
            for night in nights(pieces) {
                days.entry(night.wake.date()).or_default().push((source, night));
            }
        }
        for (date, all) in days {
            let Some((source, _)) = all.iter().max_by_key(|(_, n)| (n.seconds >= 3 * 3600, n.stages, n.seconds)) else {
                continue;
            };
            let source = *source;
            for (_, night) in all.iter().filter(|(s, _)| *s == source) {
                out.sleeps.push(Sleep {
                    date,
                    hours: Some(night.seconds as f64 / 3600.0),
                    bed: Some(night.bed),
                    wake: Some(night.wake),
                    role: Role::Unsaid,
                });
            }
        }
    }
}

/// Sleep joined from pieces, in seconds asleep.
struct Night {
    bed: NaiveDateTime,
    wake: NaiveDateTime,
    seconds: i64,
    stages: usize,
}

/// The pieces of one source as nights: gaps under an hour join, and time that several pieces cover counts once.
fn nights(mut pieces: Vec<Piece>) -> Vec<Night> {
    const GAP: i64 = 3600;
    pieces.sort_by_key(|p| (p.start, p.end));
    let mut out: Vec<(Piece, i64, usize)> = Vec::new();
    for piece in pieces {
        match out.last_mut() {
            Some((night, seconds, stages)) if piece.start - night.end < GAP => {
                *seconds += (piece.end - piece.start.max(night.end)).max(0);
                *stages += usize::from(piece.staged);
                if piece.end > night.end {
                    (night.end, night.offsets.1) = (piece.end, piece.offsets.1);
                }
            }
            _ => out.push((piece, piece.end - piece.start, usize::from(piece.staged))),
        }
    }
    let wall = |at: i64, offset: i32| DateTime::from_timestamp(at + i64::from(offset), 0).map(|t| t.naive_utc());
    let night = |(p, seconds, stages): (Piece, i64, usize)| {
        Some(Night { bed: wall(p.start, p.offsets.0)?, wake: wall(p.end, p.offsets.1)?, seconds, stages })
    };
    out.into_iter().filter_map(night).collect()
}

/// The attributes of an element by name; of two with one name, the first.
struct Attributes(HashMap<String, String>);

impl Attributes {
    fn of(tag: &BytesStart<'_>) -> Self {
        let mut out = HashMap::new();
        for attribute in tag.attributes().with_checks(false).flatten() {
            let raw = attribute.value.as_ref();
            let text = quick_xml::escape::unescape(raw).map_or_else(|_| raw.to_owned(), |t| t.into_owned());
            out.entry(attribute.key.as_ref().to_owned()).or_insert(text);
        }
        Self(out)
    }

    fn text(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(|t| t.trim()).filter(|t| !t.is_empty())
    }

    fn time(&self, name: &str) -> Option<(NaiveDateTime, i32)> {
        self.text(name).and_then(with_offset)
    }
}

fn asleep(a: &Attributes) -> Option<Open> {
    let stage = a.text("value")?.strip_prefix(ASLEEP)?.to_owned();
    let staged = matches!(stage.as_str(), "Core" | "Deep" | "REM");
    let source = a.text("sourceName").unwrap_or_default().to_owned();
    Some(Open { source, start: a.time("startDate")?, end: a.time("endDate")?, staged, zone: None })
}

fn zone(tag: &BytesStart<'_>, open: &mut Option<Open>) {
    let Some(open) = open else { return };
    let a = Attributes::of(tag);
    if a.text("key") == Some("HKTimeZone") {
        open.zone = a.text("value").and_then(|name| name.parse().ok());
    }
}

fn workout(a: &Attributes, out: &mut Harvest) {
    let Some((start, _)) = a.time("startDate") else {
        return out.leave("record without a start");
    };
    let by_clock = || {
        let ((start, from), (end, to)) = (a.time("startDate")?, a.time("endDate")?);
        Some((end - start).num_seconds() as f64 / 60.0 - f64::from(to - from) / 60.0)
    };
    let unit = match a.text("durationUnit") {
        Some("min") => Some(1.0),
        Some("s" | "sec") => Some(1.0 / 60.0),
        Some("hr" | "h") => Some(60.0),
        _ => None,
    };
    let given = a.text("duration").and_then(number).zip(unit).map(|(n, unit)| n * unit);
    let km = match a.text("totalDistanceUnit") {
        Some("km") => Some(1.0),
        Some("mi") => Some(1.609_344),
        Some("m") => Some(0.001),
        _ => None,
    };
    let sort = words(a.text("workoutActivityType").unwrap_or_default());
    out.activities.push(Activity {
        keys: vec![start.format("%Y-%m-%dT%H:%M:%S").to_string()],
        date: start.date(),
        start: Some(start),
        title: sort.clone(),
        sort,
        minutes: given.or_else(by_clock),
        km: a.text("totalDistance").and_then(number).zip(km).map(|(n, unit)| n * unit).filter(|km| *km > 0.0),
        ..Activity::default()
    });
}

/// `HKWorkoutActivityTypeTraditionalStrengthTraining` as `Traditional strength training`.
fn words(sort: &str) -> String {
    let name = sort.strip_prefix("HKWorkoutActivityType").unwrap_or(sort);
    let mut out = String::new();
    for c in name.chars() {
        if c.is_uppercase() && !out.is_empty() {
            out.push(' ');
            out.extend(c.to_lowercase());
        } else {
            out.push(c);
        }
    }
    out
}

/// The text from the root element on, without control characters and broken characters: the grammar before it can be broken.
struct Cleaned<R> {
    from: R,
    buffer: Vec<u8>,
    /// What is still to be handed out, in the buffer. Behind it there can be the beginning of a character.
    at: usize,
    end: usize,
    found: bool,
}

/// How much is read at a time.
const CHUNK: usize = 256 << 10;

impl<R: Read> Cleaned<R> {
    fn new(from: R) -> Self {
        Self { from, buffer: Vec::new(), at: 0, end: 0, found: false }
    }

    /// Reads on behind what is held; returns how much.
    fn more(&mut self) -> io::Result<usize> {
        let held = self.buffer.len();
        self.buffer.resize(held + CHUNK, 0);
        let read = loop {
            match self.from.read(&mut self.buffer[held..]) {
                Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
                read => break read,
            }
        };
        self.buffer.truncate(held + *read.as_ref().unwrap_or(&0));
        let n = read?;
        let control = |b: &&mut u8| **b < 0x20 && !matches!(**b, b'\t' | b'\n' | b'\r');
        self.buffer[held..].iter_mut().filter(control).for_each(|b| *b = b' ');
        while let Err(e) = std::str::from_utf8(&self.buffer[self.end..]) {
            let broken = self.end + e.valid_up_to();
            let len = match e.error_len() {
                Some(len) => len,
                // Its other bytes may still come.
                None if n > 0 => {
                    self.end = broken;
                    return Ok(n);
                }
                None => self.buffer.len() - broken,
            };
            self.buffer[broken..broken + len].fill(b'?');
            self.end = broken + len;
        }
        self.end = self.buffer.len();
        Ok(n)
    }
}

impl<R: Read> Read for Cleaned<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let n = self.fill_buf()?.read(into)?;
        self.consume(n);
        Ok(n)
    }
}

impl<R: Read> BufRead for Cleaned<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        while !self.found {
            if let Some(at) = self.buffer[..self.end].windows(ROOT.len()).position(|w| w == ROOT) {
                (self.at, self.found) = (at, true);
                break;
            }
            // All but what could be the beginning of the root can go.
            let gone = self.end.saturating_sub(ROOT.len() - 1);
            self.buffer.drain(..gone);
            self.end -= gone;
            if self.more()? == 0 {
                (self.at, self.found) = (self.end, true);
            }
        }
        while self.at == self.end {
            self.buffer.drain(..self.end);
            (self.at, self.end) = (0, 0);
            if self.more()? == 0 {
                break;
            }
        }
        Ok(&self.buffer[self.at..self.end])
    }

    fn consume(&mut self, n: usize) {
        self.at = (self.at + n).min(self.end);
    }
}
