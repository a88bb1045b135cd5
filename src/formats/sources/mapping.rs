//! Tables that people describe themselves: which column is what, in which unit, on which scale, with dates in which form.

use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime};

use super::harvest::{Activity, Harvest};
use super::nights::{Role, Sleep};
use super::sheet::{Row, Sheet, number, plain, slug};
use super::times;
use crate::domain::Region;
use crate::domain::checkin::{self, FOREIGN, Scale};
use crate::domain::session::Kind;
use crate::text::{clean, fit};

/// What the rows of a table are.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Rows {
    /// A morning each.
    Mornings,
    /// A session each.
    Sessions,
}

/// The unit of a column.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unit {
    /// Hours.
    Hours,
    /// Minutes.
    Minutes,
    /// Seconds.
    Seconds,
    /// Kilometres.
    Km,
    /// Metres.
    Metres,
    /// Miles.
    Miles,
}

impl Unit {
    /// Reads its name.
    ///
    /// # Errors
    /// A sentence with all names.
    pub fn parse(text: &str) -> Result<Self, String> {
        Ok(match text {
            "hours" | "h" => Self::Hours,
            "minutes" | "min" => Self::Minutes,
            "seconds" | "s" => Self::Seconds,
            "km" => Self::Km,
            "m" => Self::Metres,
            "mi" => Self::Miles,
            _ => return Err(format!("'{text}' is not a unit; choose from hours, minutes, seconds, km, m, mi")),
        })
    }

    /// What a value in it is in hours, or in kilometres.
    fn scaled(self, value: f64) -> f64 {
        match self {
            Self::Hours | Self::Km => value,
            Self::Minutes => value / 60.0,
            Self::Seconds => value / 3600.0,
            Self::Metres => value / 1000.0,
            Self::Miles => value * 1.609_344,
        }
    }

    fn is_time(self) -> bool {
        matches!(self, Self::Hours | Self::Minutes | Self::Seconds)
    }
}

/// A column of the table, and how it is written.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Column {
    /// Its name in the table, in any case.
    pub name: String,
    /// Its unit.
    pub unit: Option<Unit>,
    /// The ends of its scale: the number that stands for our lowest, and the one for our highest.
    pub scale: Option<(f64, f64)>,
    /// How its dates or times are written, as in `strftime`.
    pub form: Option<String>,
    /// Whether a row without it is left out.
    pub needed: bool,
}

/// How a table is read.
#[derive(Clone, PartialEq, Debug)]
pub struct Mapping {
    /// What its values are kept as being from.
    pub name: String,
    /// What its rows are.
    pub rows: Rows,
    /// The day of each row.
    pub date: Column,
    /// The other columns, by our name of what is in them.
    pub columns: Vec<(String, Column)>,
    /// The kind of all sessions, where no column says it.
    pub kind: Option<Kind>,
}

/// What a column can hold: our name, and whether it has a unit of time, a unit of length, a scale, a form.
type Sort = (&'static str, Options);

/// What can be said about a column.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Options {
    /// Nothing.
    None,
    /// A unit of time.
    Time,
    /// A unit of length.
    Length,
    /// A scale.
    Scale,
    /// A form.
    Form,
}

/// What a morning can have.
const OF_MORNING: [Sort; 14] = [
    ("sleep_hours", Options::Time),
    ("bed", Options::Form),
    ("wake", Options::Form),
    ("nap", Options::Time),
    ("sleep_quality", Options::Scale),
    ("soreness", Options::Scale),
    ("energy", Options::Scale),
    ("mood", Options::Scale),
    ("stress", Options::Scale),
    ("ready", Options::Scale),
    ("resting_hr", Options::None),
    ("hrv", Options::None),
    ("foreign", Options::None),
    ("note", Options::None),
];

/// What a session can have.
const OF_SESSION: [Sort; 7] = [
    ("kind", Options::None),
    ("title", Options::None),
    ("minutes", Options::Time),
    ("rpe", Options::Scale),
    ("distance", Options::Length),
    ("note", Options::None),
    ("id", Options::None),
];

impl Rows {
    /// What can be said about the column for `field`.
    ///
    /// # Errors
    /// A sentence with all fields.
    pub fn options(self, field: &str) -> Result<Options, String> {
        let all: &[Sort] = if self == Self::Mornings { &OF_MORNING } else { &OF_SESSION };
        let region = field.strip_prefix("soreness_").filter(|_| self == Self::Mornings);
        if region.is_some_and(|r| Region::parse(r).is_ok()) {
            return Ok(Options::Scale);
        }
        all.iter().find(|(name, _)| *name == field).map(|(_, options)| *options).ok_or_else(|| {
            let names: Vec<&str> = all.iter().map(|(name, _)| *name).collect();
            format!("'{field}' is not a column here; choose from {}", names.join(", "))
        })
    }
}

impl Options {
    /// Whether a unit fits.
    pub fn takes(self, unit: Unit) -> bool {
        match self {
            Self::Time => unit.is_time(),
            Self::Length => !unit.is_time(),
            _ => false,
        }
    }
}

impl Mapping {
    /// Reads a table.
    ///
    /// # Errors
    /// A sentence, if it lacks a column.
    pub fn read(&self, sheet: &Sheet, out: &mut Harvest) -> Result<(), String> {
        let columns = || std::iter::once(&self.date).chain(self.columns.iter().map(|(_, c)| c));
        let lacking: Vec<String> =
            columns().filter(|c| !sheet.has(&plain(&c.name))).map(|c| format!("'{}'", c.name)).collect();
        if !lacking.is_empty() {
            let header = fit(&clean(&sheet.names.join(",")), 60);
            return Err(format!("the map needs {}; the header is '{header}'", lacking.join(", ")));
        }
        let mut seen = std::collections::HashMap::new();
        for row in sheet.iter() {
            let empty = |c: &&Column| c.needed && row.get(&[&plain(&c.name)]).is_none();
            if columns().any(|c| empty(&c)) {
                out.leave("row without a needed column");
                continue;
            }
            let read = match self.rows {
                Rows::Mornings => self.morning(&row, out),
                Rows::Sessions => self.session(&row, &mut seen, out),
            };
            if let Err(why) = read {
                out.wrong.push(format!("line {}: {why}", row.line));
            }
        }
        Ok(())
    }

    fn cell<'s>(&self, row: &Row<'s>, field: &str) -> Option<(&'s str, &Column)> {
        let (_, column) = self.columns.iter().find(|(name, _)| name == field)?;
        Some((row.get(&[&plain(&column.name)])?, column))
    }

    fn number(&self, row: &Row<'_>, field: &str) -> Result<Option<(f64, &Column)>, String> {
        let Some((cell, column)) = self.cell(row, field) else { return Ok(None) };
        number(cell).map(|n| Some((n, column))).ok_or_else(|| format!("{} '{cell}' is not a number", column.name))
    }

    /// Hours of a length of time; without a unit, as people write them.
    fn hours(&self, row: &Row<'_>, field: &str, plain: Unit) -> Result<Option<f64>, String> {
        let Some((cell, column)) = self.cell(row, field) else { return Ok(None) };
        let wrong = || format!("{} '{cell}' is not a length of time", column.name);
        let hours = match (number(cell), times::minutes(cell)) {
            (Some(n), _) => column.unit.unwrap_or(plain).scaled(n),
            (None, Some(minutes)) => minutes / 60.0,
            (None, None) => return Err(wrong()),
        };
        Ok(Some(hours))
    }

    fn answer(&self, row: &Row<'_>, field: &str, scale: &Scale) -> Result<Option<u8>, String> {
        let Some((value, column)) = self.number(row, field)? else { return Ok(None) };
        let ours = match column.scale {
            None => scale.check_as(&column.name, value)?,
            Some((low, high)) => {
                let share = (value - low) / (high - low);
                if !(0.0..=1.0).contains(&share) {
                    return Err(format!("{} {value} is beyond the scale from {low} to {high}", column.name));
                }
                (scale.low + share * (scale.high - scale.low)).round()
            }
        };
        Ok(Some(ours as u8))
    }

    fn date(&self, row: &Row<'_>) -> Result<NaiveDate, String> {
        let column = &self.date;
        let cell = row.get(&[&plain(&column.name)]).ok_or_else(|| format!("it has no {}", column.name))?;
        let read = match &column.form {
            Some(form) => moment(cell, form, NaiveDate::default()).map(|at| at.date()),
            None => times::iso_date(cell),
        };
        read.ok_or_else(|| match &column.form {
            Some(form) => format!("{} '{cell}' is not written like {form}", column.name),
            None => format!("{} '{cell}' is not a date like 2026-05-04; a form says how it is written", column.name),
        })
    }

    /// A time of day or a moment; a time of day is on `date`.
    fn time(&self, row: &Row<'_>, field: &str, date: NaiveDate) -> Result<Option<NaiveDateTime>, String> {
        let Some((cell, column)) = self.cell(row, field) else { return Ok(None) };
        let read = match &column.form {
            Some(form) => moment(cell, form, date),
            None => times::iso(cell).or_else(|| {
                let clock = crate::domain::read::clock(cell).ok()?;
                date.and_hms_opt(u32::from(clock.minutes() / 60), u32::from(clock.minutes() % 60), 0)
            }),
        };
        read.map(Some).ok_or_else(|| format!("{} '{cell}' is not a time in the form it should have", column.name))
    }

    fn morning(&self, row: &Row<'_>, out: &mut Harvest) -> Result<(), String> {
        let date = self.date(row)?;
        // Nought where there is a clock is a piece without sleep, which is left before pieces are joined.
        let hours = self.hours(row, "sleep_hours", Unit::Hours)?;
        hours.map(|h| checkin::SLEEP_HOURS.check((h * 100.0).round() / 100.0)).transpose()?;
        let wake = self.time(row, "wake", date)?;
        let bed = self.time(row, "bed", date)?.map(|bed| match wake {
            // Only a time of day: in the evening before.
            Some(wake) if bed > wake && bed.date() == date => bed - Days::new(1),
            _ => bed,
        });
        if hours.is_some() || bed.is_some() || wake.is_some() {
            out.sleeps.push(Sleep { date, hours, bed, wake, role: Role::Unsaid });
        }
        let nap = self.hours(row, "nap", Unit::Hours)?.filter(|h| *h > 0.0);
        let nap = nap.map(|h| checkin::NAP.check((h * 100.0).round() / 100.0)).transpose()?;
        let answer = |field: &str, scale: &Scale| self.answer(row, field, scale);
        let quality = answer("sleep_quality", &checkin::SLEEP_QUALITY)?;
        let (energy, mood) = (answer("energy", &checkin::ENERGY)?, answer("mood", &checkin::MOOD)?);
        let (stress, ready) = (answer("stress", &checkin::STRESS)?, answer("ready", &checkin::READY)?);
        let mut soreness = Vec::new();
        for region in Region::ALL {
            let field = match region {
                Region::General => "soreness".to_owned(),
                region => format!("soreness_{}", region.name().replace('-', "_")),
            };
            soreness.extend(answer(&field, &checkin::SORENESS)?.map(|n| (region, n)));
        }
        let foreign = self.number(row, "foreign")?.map(|(n, _)| FOREIGN.check(n.round())).transpose()?;
        let hr = self.number(row, "resting_hr")?;
        let hrv = self.number(row, "hrv")?;
        let note = self.cell(row, "note").map(|(text, _)| text.to_owned());
        let name = self.name.clone();
        let morning = out.morning(date);
        morning.nap = morning.nap.or(nap);
        morning.sleep_quality = morning.sleep_quality.or(quality);
        morning.energy = morning.energy.or(energy);
        morning.mood = morning.mood.or(mood);
        morning.stress = morning.stress.or(stress);
        morning.ready = morning.ready.or(ready);
        morning.soreness.extend(soreness);
        morning.foreign.extend(foreign.map(|n| (name, n as u8)));
        hr.into_iter().for_each(|(n, _)| out.reading(date, &checkin::RESTING_HR, n));
        hrv.into_iter().for_each(|(n, _)| out.reading(date, &checkin::HRV, n));
        if let Some(note) = note {
            out.note(date, &note);
        }
        Ok(())
    }

    fn session(
        &self,
        row: &Row<'_>,
        seen: &mut std::collections::HashMap<String, usize>,
        out: &mut Harvest,
    ) -> Result<(), String> {
        let date = self.date(row)?;
        let text = |field: &str| self.cell(row, field).map(|(text, _)| text.to_owned());
        let sort = text("kind");
        if sort.is_none() && self.kind.is_none() {
            return Err("it has no kind".to_owned());
        }
        let rpe = match self.number(row, "rpe")? {
            None => None,
            Some((n, column)) => match column.scale {
                None => Some(n).filter(|n| *n > 0.0),
                Some((low, high)) => Some((n - low) / (high - low) * 10.0),
            },
        };
        if let Some(rpe) = rpe.filter(|r| !(0.0..=10.0).contains(r)) {
            return Err(format!("an RPE of {rpe} is not possible; it goes from 0 to 10"));
        }
        let minutes = self.hours(row, "minutes", Unit::Minutes)?.map(|h| h * 60.0).filter(|m| *m > 0.0);
        let km = self.number(row, "distance")?.map(|(n, c)| c.unit.unwrap_or(Unit::Km).scaled(n));
        let title = text("title").or_else(|| sort.clone()).unwrap_or_default();
        // Without an id, a row is found again by its day and name.
        let key = text("id").map(|id| id.split_whitespace().collect::<String>()).unwrap_or_else(|| {
            let key = format!("{date}/{}", slug(&title));
            let n = seen.entry(key.clone()).or_default();
            *n += 1;
            if *n > 1 { format!("{key}/{n}") } else { key }
        });
        out.activities.push(Activity {
            keys: vec![key],
            date,
            sort: sort.unwrap_or_default(),
            kind: self.kind,
            title,
            minutes,
            rpe,
            km: km.filter(|km| *km > 0.0),
            note: text("note"),
            ..Activity::default()
        });
        Ok(())
    }
}

/// A moment in a form of `strftime`, which may have only a date, or only a time of day.
fn moment(cell: &str, form: &str, date: NaiveDate) -> Option<NaiveDateTime> {
    NaiveDateTime::parse_from_str(cell, form)
        .ok()
        .or_else(|| NaiveDate::parse_from_str(cell, form).ok().map(|d| d.and_time(NaiveTime::MIN)))
        .or_else(|| NaiveTime::parse_from_str(cell, form).ok().map(|t| date.and_time(t)))
}
