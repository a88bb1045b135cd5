//! Files of all services, taken one by one, and then laid out together: a night can need two files, and the same night can be in
//! two.

use std::io::Read;

use super::harvest::{Found, Harvest, Setting};
use super::keys::{self, Json};
use super::mapping::Mapping;
use super::sheet::Sheet;
use super::{Source, apple, each, fitbit, fitnotes, garmin, hevy, intervals, oura, strava, strong, whoop};

/// A service whose exports are read.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Service {
    /// Garmin Connect.
    Garmin,
    /// WHOOP.
    Whoop,
    /// Strava.
    Strava,
    /// Apple Health.
    Apple,
    /// Oura.
    Oura,
    /// Fitbit, and Google Health.
    Fitbit,
    /// intervals.icu.
    Intervals,
    /// Hevy.
    Hevy,
    /// Strong.
    Strong,
    /// FitNotes.
    FitNotes,
    /// Strength Level.
    StrengthLevel,
}

impl Service {
    /// Its name beside values, in keys of sessions, and for `--from`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Garmin => "garmin",
            Self::Whoop => "whoop",
            Self::Strava => "strava",
            Self::Apple => "apple",
            Self::Oura => "oura",
            Self::Fitbit => "fitbit",
            Self::Intervals => "intervals",
            Self::Hevy => "hevy",
            Self::Strong => "strong",
            Self::FitNotes => "fitnotes",
            Self::StrengthLevel => "strength-level",
        }
    }

    /// Its name in a sentence.
    pub fn label(self) -> &'static str {
        match self {
            Self::Garmin => "Garmin",
            Self::Whoop => "WHOOP",
            Self::Strava => "Strava",
            Self::Apple => "Apple Health",
            Self::Oura => "Oura",
            Self::Fitbit => "Fitbit",
            Self::Intervals => "intervals.icu",
            Self::Hevy => "Hevy",
            Self::Strong => "Strong",
            Self::FitNotes => "FitNotes",
            Self::StrengthLevel => "Strength Level",
        }
    }
}

/// What a file is, by how it begins.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Part {
    /// Apple Health's `export.xml`.
    AppleHealth,
    /// A JSON file that is read.
    Json(Json),
    /// Text: a table, ours or another program's.
    Text,
    /// Nothing that is read, and why.
    Refused(String),
}

impl Part {
    /// By its first bytes.
    pub fn of(head: &[u8]) -> Self {
        let text = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
        if text.starts_with(b"<") && has(head, b"<HealthData") || has(head, b"<!DOCTYPE HealthData") {
            return Self::AppleHealth;
        }
        if let Some(why) = super::not_text(head) {
            return Self::Refused(why.to_owned());
        }
        if text.starts_with(b"{") || text.starts_with(b"[") {
            return keys::recognise(head).map_or_else(Self::Refused, Self::Json);
        }
        Self::Text
    }
}

fn has(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|w| w == wanted)
}

/// What became of a table.
#[derive(Clone, PartialEq, Debug)]
pub enum Taken {
    /// A service's: it was taken.
    Service(Service),
    /// None of another program's that is known.
    NotKnown,
}

/// Files taken so far.
#[derive(Clone, Default)]
pub struct Intake {
    harvests: Vec<(Service, Harvest)>,
    mapped: Vec<(String, Harvest)>,
    whoop: whoop::Whoop,
    garmin: garmin::Garmin,
    fitbit: fitbit::Fitbit,
    apple: apple::Apple,
}

impl Intake {
    fn harvest(&mut self, service: Service) -> &mut Harvest {
        let at = self.harvests.iter().position(|(s, _)| *s == service).unwrap_or_else(|| {
            self.harvests.push((service, Harvest::default()));
            self.harvests.len() - 1
        });
        &mut self.harvests[at].1
    }

    /// Takes Apple Health's file.
    ///
    /// # Errors
    /// A sentence, if it cannot be read.
    pub fn apple_health(&mut self, from: impl Read) -> Result<(), String> {
        let mut apple = std::mem::take(&mut self.apple);
        let read = apple.read(from, self.harvest(Service::Apple));
        self.apple = apple;
        read
    }

    /// Takes a JSON file.
    ///
    /// # Errors
    /// A sentence, if it cannot be read.
    pub fn json(&mut self, file: Json, setting: &Setting<'_>, from: impl Read) -> Result<(), String> {
        let (mut garmin, mut fitbit) = (std::mem::take(&mut self.garmin), std::mem::take(&mut self.fitbit));
        let out = self.harvest(file.service());
        let read = each::each(from, &mut |row| match file {
            Json::GarminSleep if row["dailySleepDTO"].is_object() => garmin.sleep(&row["dailySleepDTO"], out),
            Json::GarminSleep => garmin.sleep(&row, out),
            Json::GarminDays => garmin.day(&row, out),
            Json::GarminHealth => garmin::health(&row, out),
            Json::GarminActivities => garmin::activities(&row, out),
            Json::FitbitSleep => match row["sleep"].as_array() {
                Some(all) => all.iter().for_each(|row| fitbit.sleep(row)),
                None => fitbit.sleep(&row),
            },
            Json::FitbitResting => fitbit::resting(&row, out),
            Json::FitbitExercise => fitbit.exercise(&row, out),
            Json::IntervalsActivities => intervals::activity(&row, setting, out),
            Json::IntervalsWellness => intervals::wellness(&row, out),
            Json::OuraDump => oura::dump(&row, out),
        });
        (self.garmin, self.fitbit) = (garmin, fitbit);
        read
    }

    /// Takes a table, if it is another program's. `from` says whose it is where that cannot be told.
    ///
    /// # Errors
    /// A sentence, if it is one that is not read, or not in this form.
    pub fn table(&mut self, text: &str, from: Option<&str>, setting: &Setting<'_>) -> Result<Taken, String> {
        let first = text.trim_start_matches('\u{feff}').lines().next().unwrap_or_default();
        let sheet = Sheet::read(text)?;
        let said = from.map(|name| named(name, &sheet)).transpose()?;
        let Some(file) = said.or_else(|| by_shape(&sheet)).or_else(|| super::recognise(first, &sheet)) else {
            return Ok(Taken::NotKnown);
        };
        let Some(service) = file.service else { return Err(file.sentence()) };
        let (mut whoop, mut fitbit) = (std::mem::take(&mut self.whoop), std::mem::take(&mut self.fitbit));
        let out = self.harvest(service);
        let (mut read, before, held) = (Ok(()), out.size(), whoop.len() + fitbit.len());
        match file.id {
            "whoop-cycles" => read = whoop.table(whoop::File::Cycles, &sheet, out),
            "whoop-sleeps" => read = whoop.table(whoop::File::Sleeps, &sheet, out),
            "whoop-workouts" => read = whoop.table(whoop::File::Workouts, &sheet, out),
            "oura-sleep" => oura::sleep_table(&sheet, out),
            "oura-readiness" => oura::readiness_table(&sheet, out),
            "oura-trends" => oura::trends_table(&sheet, out),
            "garmin-activities" => garmin::site_table(&sheet, out),
            "fitbit-hrv" => fitbit::hrv_table(&sheet, out),
            "google-sleep" => fitbit.sleep_table(&sheet),
            "google-exercises" => fitbit.exercise_table(&sheet),
            "intervals-wellness" => intervals::wellness_table(&sheet, out),
            "intervals-activities" => intervals::activity_table(&sheet, setting, out),
            "strava" => strava::table(&sheet, setting, out),
            "hevy" => hevy::table(&sheet, out),
            "strong" => strong::table(&sheet, out),
            "fitnotes" => fitnotes::table(&sheet, out),
            _ => fitnotes::strength_level(&sheet, out),
        }
        if let Some(line) = sheet.broken {
            out.wrong.push(format!("line {line}: the file breaks off in this row, or a quote in it is never closed"));
        }
        let nothing = out.size() == before && whoop.len() + fitbit.len() == held;
        if let (Some(row), true, true) = (sheet.iter().next(), nothing, read.is_ok()) {
            let cells: Vec<&str> = (0..row.len()).map(|at| row.raw(at)).collect();
            let shown = crate::text::fit(&crate::text::clean(&cells.join(",")), 60);
            out.wrong.push(format!(
                "line {}: none of its {} rows has a date that can be read, as in '{shown}'",
                row.line,
                sheet.rows.len()
            ));
        }
        (self.whoop, self.fitbit) = (whoop, fitbit);
        read.map(|()| Taken::Service(service))
    }

    /// Takes a table the way a map says.
    ///
    /// # Errors
    /// A sentence, if it is no table, or lacks a column.
    pub fn mapped(&mut self, text: &str, map: &Mapping) -> Result<(), String> {
        let sheet = Sheet::read(text)?;
        let at = self.mapped.iter().position(|(name, _)| *name == map.name).unwrap_or_else(|| {
            self.mapped.push((map.name.clone(), Harvest::default()));
            self.mapped.len() - 1
        });
        map.read(&sheet, &mut self.mapped[at].1)
    }

    /// What was found, service by service, in the order in which they came.
    pub fn finish(mut self, setting: &Setting<'_>) -> Vec<Found> {
        if self.harvests.iter().any(|(s, _)| *s == Service::Whoop) {
            std::mem::take(&mut self.whoop).finish(self.harvest(Service::Whoop));
        }
        if self.harvests.iter().any(|(s, _)| *s == Service::Garmin) {
            std::mem::take(&mut self.garmin).finish(setting, self.harvest(Service::Garmin));
        }
        if self.harvests.iter().any(|(s, _)| *s == Service::Fitbit) {
            std::mem::take(&mut self.fitbit).finish(setting, self.harvest(Service::Fitbit));
        }
        if self.harvests.iter().any(|(s, _)| *s == Service::Apple) {
            std::mem::take(&mut self.apple).finish(self.harvest(Service::Apple));
        }
        let services = self.harvests.into_iter().map(|(s, harvest)| harvest.found(s.name(), s.label(), setting));
        let mapped = self.mapped.into_iter().map(|(name, harvest)| harvest.found(&name, &name, setting));
        services.chain(mapped).collect()
    }
}

/// The file called `name`, or the only one of that service that a table can be.
fn named(name: &str, sheet: &Sheet) -> Result<&'static Source, String> {
    let wanted = name.trim().to_lowercase();
    if let Some(file) = super::readable().find(|s| s.id == wanted) {
        return lacks_nothing(file, sheet);
    }
    let mut of_service = super::readable().filter(|s| s.service.is_some_and(|s| s.name() == wanted));
    let Some(first) = of_service.next() else {
        let mut names: Vec<&str> = super::readable().filter_map(|s| s.service).map(Service::name).collect();
        names.sort_unstable();
        names.dedup();
        return Err(format!("'{name}' is not a source of tables; choose from {}, recoup", names.join(", ")));
    };
    let fits = |s: &&'static Source| lacks_nothing(s, sheet).is_ok();
    match std::iter::once(first).chain(of_service).find(fits) {
        Some(file) => Ok(file),
        None => lacks_nothing(first, sheet),
    }
}

/// The source, if a table has the columns it needs in some language.
fn lacks_nothing(file: &'static Source, sheet: &Sheet) -> Result<&'static Source, String> {
    let lacking =
        |set: &&[&str]| set.iter().filter(|name| !sheet.has(name)).map(|n| format!("'{n}'")).collect::<Vec<_>>();
    let least = file.columns.iter().map(lacking).min_by_key(Vec::len).unwrap_or_default();
    // Of the languages none is nearer than English, unless a column says so.
    let least = match file.columns.first() {
        Some(english) if file.columns.iter().all(|set| lacking(set).len() == set.len()) => lacking(english),
        _ => least,
    };
    if least.is_empty() {
        return Ok(file);
    }
    let header = crate::text::fit(&crate::text::clean(&sheet.names.join(",")), 60);
    Err(format!("to be {}, it needs {}; its header is '{header}'", file.what, least.join(", ")))
}

/// A file known by the shape of its rows: its header is translated.
fn by_shape(sheet: &Sheet) -> Option<&'static Source> {
    let id = match () {
        () if sheet.has("cycle start time") => return None,
        () if garmin::is_site_table(sheet) => "garmin-activities",
        () if strong::is_by_shape(sheet) => "strong",
        () => match whoop::by_shape(sheet)? {
            whoop::File::Cycles => "whoop-cycles",
            whoop::File::Sleeps => "whoop-sleeps",
            whoop::File::Workouts => "whoop-workouts",
        },
    };
    super::readable().find(|s| s.id == id)
}
