//! Files of other programs, recognised by how they begin. Each is named before our own reader sees it: its columns often have our
//! names but mean something else. Those that are read have a file here each, which turns them into a harvest; the harvest is
//! then laid out by mornings and sessions, the same way for all.
//!
//! The columns are from public exports and parsers of each program, as of November 2026.

mod apple;
mod each;
mod fitbit;
mod fitnotes;
mod garmin;
mod harvest;
mod hevy;
mod intake;
mod intervals;
mod keys;
mod kinds;
pub mod mapping;
mod nights;
mod oura;
mod sets;
mod sheet;
mod strava;
mod strong;
mod times;
mod whoop;

use sheet::Sheet;

pub use harvest::{Found, Setting};
pub use intake::{Intake, Part, Service, Taken};
pub use kinds::{Kinds, Sort};

/// A file that another program writes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Source {
    /// A short name, which `--from` takes.
    pub id: &'static str,
    /// The service whose reader takes it; `None` if it is not read.
    pub service: Option<Service>,
    /// What the file is.
    pub what: &'static str,
    /// Sets of columns, in lower case: a file is this one if it has all columns of any set.
    pub columns: &'static [&'static [&'static str]],
    /// Why it is not taken as it is, or what would do instead; empty if there is nothing more to say.
    pub hint: &'static str,
}

const fn source(
    id: &'static str,
    service: Service,
    what: &'static str,
    columns: &'static [&'static [&'static str]],
) -> Source {
    Source { id, service: Some(service), what, columns, hint: "" }
}

const fn refused(
    id: &'static str,
    what: &'static str,
    columns: &'static [&'static [&'static str]],
    hint: &'static str,
) -> Source {
    Source { id, service: None, what, columns, hint }
}

/// Every known file, the most specific first.
pub static SOURCES: [Source; 31] = [
    source(
        "whoop-cycles",
        Service::Whoop,
        "WHOOP's physiological_cycles.csv",
        &[
            &["cycle start time", "sleep onset", "recovery score %"],
            &["startzeit des zyklus", "beginn des schlafs"],
            &["hora de inicio del ciclo", "inicio del sueño"],
            &["heure de début du cycle", "premiers signes de sommeil"],
            &["hora de início do ciclo", "início do sono"],
            &["ora di inizio ciclo", "inizio del sonno"],
        ],
    ),
    source("whoop-sleeps", Service::Whoop, "WHOOP's sleeps.csv", &[&["sleep onset", "wake onset", "nap"]]),
    source(
        "whoop-workouts",
        Service::Whoop,
        "WHOOP's workouts.csv",
        &[
            &["workout start time", "activity name", "activity strain"],
            &["startzeit des trainings", "name der aktivität"],
        ],
    ),
    refused(
        "whoop-sleeps-gdpr",
        "WHOOP's older sleeps.csv",
        &[&["during", "nap"], &["during", "sleep consistency"]],
        "a new export from WHOOP's app has sleep onset and wake onset",
    ),
    refused(
        "whoop-journal",
        "WHOOP's journal_entries.csv",
        &[&["question text", "answered yes"]],
        "its answers are not read; physiological_cycles.csv, sleeps.csv and workouts.csv beside it are",
    ),
    source(
        "oura-sleep",
        Service::Oura,
        "Oura's sleep.csv",
        &[&["bedtime_start", "total_sleep_duration", "lowest_heart_rate", "type"]],
    ),
    source(
        "garmin-activities",
        Service::Garmin,
        "Garmin's Activities.csv",
        &[
            &["activity type", "favorite", "title", "time"],
            &["activity type", "favorite", "title", "activity time"],
            &["aktivitätstyp", "favorit", "titel"],
            &["tipo de actividad", "favorito", "título"],
            &["type d'activité", "favori", "titre"],
            &["tipo de atividade", "favorito", "título"],
            &["typ aktywności", "ulubiony", "tytuł"],
        ],
    ),
    source(
        "oura-trends",
        Service::Oura,
        "Oura's trends file",
        &[&["date", "total sleep duration", "bedtime start", "lowest resting heart rate"]],
    ),
    refused(
        "sleep-cycle",
        "Sleep Cycle's sleepdata.csv",
        &[
            &["start", "end", "sleep quality", "time in bed"],
            &["start", "end", "sleep quality", "time in bed (seconds)"],
            &["went to bed", "woke up"],
        ],
        "`recoup import --map sleep-cycle` reads its nights",
    ),
    source("fitbit-hrv", Service::Fitbit, "Fitbit's Daily Heart Rate Variability Summary", &[&["rmssd", "nremhr"]]),
    refused(
        "fitbit-hrv-details",
        "Fitbit's five-minute heart rate variability",
        &[&["timestamp", "rmssd", "coverage"]],
        "the Daily Heart Rate Variability Summary beside it has one number a night",
    ),
    source(
        "google-exercises",
        Service::Fitbit,
        "Google's UserExercises file",
        &[&["exercise_start", "exercise_end", "activity_name"]],
    ),
    source(
        "oura-readiness",
        Service::Oura,
        "Oura's dailyreadiness.csv",
        &[&["contributors", "day", "score", "temperature_deviation"]],
    ),
    refused(
        "oura-score",
        "one of Oura's daily scores",
        &[&["contributors", "day", "score"]],
        "sleepmodel.csv beside it has the nights",
    ),
    source(
        "google-sleep",
        Service::Fitbit,
        "Google's UserSleeps file",
        &[&["sleep_id", "minutes_asleep", "sleep_start"]],
    ),
    source(
        "intervals-wellness",
        Service::Intervals,
        "the wellness file of intervals.icu",
        &[&["sleepsecs", "restinghr", "date"], &["sleepsecs", "restinghr", "id"]],
    ),
    source(
        "intervals-activities",
        Service::Intervals,
        "the activities file of intervals.icu",
        &[&["start_date_local", "moving_time", "icu_training_load"]],
    ),
    source(
        "strava",
        Service::Strava,
        "Strava's activities.csv",
        &[&["activity id", "activity date", "filename"], &["aktivitäts-id", "aktivitätsdatum", "dateiname"]],
    ),
    refused(
        "tp-workouts",
        "TrainingPeaks' workouts.csv",
        &[&["workoutday", "workouttype", "plannedduration"]],
        "`recoup import --map trainingpeaks` reads what was done",
    ),
    source("hevy", Service::Hevy, "Hevy's workouts file", &[&["exercise_title", "set_index", "start_time"]]),
    source("strong", Service::Strong, "Strong's workouts file", &[&["workout name", "exercise name", "set order"]]),
    source(
        "fitnotes",
        Service::FitNotes,
        "FitNotes' workouts file",
        &[&["exercise", "category", "reps", "distance unit"]],
    ),
    refused(
        "fitnotes-body",
        "FitNotes' body tracker",
        &[&["date", "time", "measurement", "value", "unit"]],
        "it holds body weight and measurements, which recoup does not keep",
    ),
    source("strength-level", Service::StrengthLevel, "Strength Level's file", &[&["date lifted", "percentile (%)"]]),
    refused(
        "hrv4training",
        "HRV4Training's file",
        &[&["rmssd", "hrv4t_recovery_points"]],
        "its dates can be in two orders; a map of your own says which one, see `recoup import --help`",
    ),
    refused(
        "daylio",
        "Daylio's export",
        &[&["full_date", "mood", "activities"]],
        "its moods are your own words, not on a scale recoup knows",
    ),
    refused(
        "autosleep",
        "AutoSleep's export",
        &[&["iso8601", "fromdate", "todate"]],
        "its HRV is SDNN and not rMSSD; Apple Health's own export has the nights",
    ),
    refused(
        "garmin-sleep",
        "Garmin's sleep page as CSV",
        &[&["sleep score 4 weeks"], &["sleep score 7 days"]],
        "the export of all your data from Garmin's account page has the nights",
    ),
    refused(
        "withings",
        "Withings' sleep file",
        &[&["from", "to", "light (s)"], &["von", "bis", "leicht (s)"], &["from", "to", "deep (s)"]],
        "recoup does not read its seconds",
    ),
    refused(
        "health-auto-export",
        "Health Auto Export's file",
        &[&["date/time", "sleep analysis [asleep] (hr)"], &["date/time", "heart rate variability (ms)"]],
        "its heart rate variability is SDNN and not rMSSD; Apple Health's own export has the nights",
    ),
    refused("fitbod", "Fitbod's export", &[&["exercise", "iswarmup"]], "a sheet with date, exercise and reps would do"),
];

/// Files recognised by their first line, which is not a header or is faulty.
static FIRST_LINES: [(&str, Source); 5] = [
    (
        "com.samsung.",
        refused(
            "samsung",
            "a file of Samsung Health",
            &[],
            "a map cannot read its two headers; the files of Google's Health Connect or of your watch would do",
        ),
    ),
    (
        "id,tz,from,to,sched,hours,rating",
        refused(
            "sleep-as-android",
            "Sleep as Android's export",
            &[],
            "its header comes again before each night; a table with date, sleep_hours, bed and wake would do",
        ),
    ),
    ("sleep", FITBIT_PAGE),
    ("body", FITBIT_PAGE),
    ("activities", FITBIT_PAGE),
];

const FITBIT_PAGE: Source = refused(
    "fitbit-page",
    "the export of fitbit.com's page",
    &[],
    "the export of all your data from Google Takeout has the nights",
);

static TP_METRICS: Source = refused(
    "tp-metrics",
    "TrainingPeaks' metrics.csv",
    &[],
    "the service that measured them has an export of its own, which may be read",
);

static LOOP: Source =
    refused("loop", "Loop Habit Tracker's export", &[], "it stores yes, no and skip as numbers that look like a scale");

/// Whether it is the name of a service whose exports are read.
pub fn is_service(name: &str) -> bool {
    name == "recoup" || name == Service::Apple.name() || readable().filter_map(|s| s.service).any(|s| s.name() == name)
}

/// The known files that a reader takes, by their names for `--from`.
pub fn readable() -> impl Iterator<Item = &'static Source> {
    SOURCES.iter().filter(|s| s.service.is_some())
}

/// What a table is, by its first line and its columns.
fn recognise(first_line: &str, sheet: &Sheet) -> Option<&'static Source> {
    let found = by_header(first_line, &sheet.names)?;
    // Many programs write these three columns.
    let measures = |r: sheet::Row<'_>| r.at(1).is_some_and(|t| matches!(t, "Pulse" | "HRV" | "Sleep Hours"));
    (found.id != TP_METRICS.id || sheet.iter().any(measures)).then_some(found)
}

/// What a file is, by its first line and its columns in lower case.
pub fn by_header(first_line: &str, header: &[String]) -> Option<&'static Source> {
    let line = first_line.trim().to_lowercase();
    let begins = |start: &str| {
        let by_prefix = start.starts_with("com.") || start.contains(',');
        if by_prefix { line.starts_with(start) } else { line.trim_matches([',', '"']) == start }
    };
    if let Some((_, source)) = FIRST_LINES.iter().find(|(start, _)| begins(start)) {
        return Some(source);
    }
    let has = |name: &&str| header.iter().any(|h| h == name);
    if let Some(source) = SOURCES.iter().find(|s| s.columns.iter().any(|set| set.iter().all(&has))) {
        return Some(source);
    }
    if header == ["timestamp", "type", "value"] {
        return Some(&TP_METRICS);
    }
    // Its header ends in a comma.
    (header.len() > 2 && header.last().is_some_and(String::is_empty)).then_some(&LOOP)
}

/// The file that this header is closest to, and the columns it lacks; `None` if it is like none of them.
pub fn nearest(header: &[String]) -> Option<(Source, Vec<&'static str>)> {
    let lacks = |set: &'static [&'static str]| -> Vec<&'static str> {
        set.iter().copied().filter(|name| !header.iter().any(|h| h == name)).collect()
    };
    SOURCES
        .iter()
        .flat_map(|s| s.columns.iter().map(move |set| (*s, set.len(), lacks(set))))
        .filter(|(_, n, lacking)| lacking.len() * 2 <= *n && lacking.len() < *n)
        .min_by_key(|(_, _, lacking)| lacking.len())
        .map(|(s, _, lacking)| (s, lacking))
}

impl Source {
    /// The sentence that says what it is and what would do.
    pub fn sentence(&self) -> String {
        let hint = if self.hint.is_empty() { String::new() } else { format!("; {}", self.hint) };
        format!("this is {}, which recoup does not read{hint}; nothing was imported", self.what)
    }
}

/// A sentence saying what the bytes are, if they are no text that can be read.
pub fn not_text(bytes: &[u8]) -> Option<&'static str> {
    let text = bytes.trim_ascii_start();
    Some(match () {
        () if bytes.starts_with(b"PK\x03\x04") => "it is a zip in a zip, or a spreadsheet; save the sheet as CSV",
        () if bytes.starts_with(b"SQLite format 3\0") => {
            "it is a database, such as Health Connect's, which recoup does not read; export it as CSV from the program it belongs to"
        }
        () if bytes.get(8..12) == Some(b".FIT") => {
            "it is a FIT file of one activity; the service's export of all activities would do"
        }
        () if bytes.starts_with(b"\x1f\x8b") => "it is compressed with gzip; gunzip it first",
        () if bytes.starts_with(b"%PDF") => "it is a PDF; a CSV is needed",
        () if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") => {
            "it is UTF-16 text; save the file as UTF-8"
        }
        () if has_prefix(text, b"<?xml") || has_prefix(text, b"<!doctype") || has_prefix(text, b"<html") => {
            "it is XML or a web page; a CSV is needed"
        }
        () if is_beats(text) => {
            "it is the beats of one reading, such as Elite HRV's; a table with date and hrv (rMSSD) would do"
        }
        () => return None,
    })
}

/// A sentence saying what the bytes are, if they are not comma-separated text.
pub fn not_csv(bytes: &[u8]) -> Option<&'static str> {
    let text = bytes.trim_ascii_start();
    not_text(bytes)
        .or_else(|| (text.starts_with(b"{") || text.starts_with(b"[")).then_some("it is JSON; a CSV is needed"))
}

/// Whether the first lines are each the milliseconds between two heartbeats.
fn is_beats(text: &[u8]) -> bool {
    let lines = || text.split(|b| *b == b'\n').map(<[u8]>::trim_ascii).take(20);
    let beat =
        |l: &[u8]| std::str::from_utf8(l).is_ok_and(|l| l.parse().is_ok_and(|n: f64| (200.0..3000.0).contains(&n)));
    lines().count() == 20 && lines().all(beat)
}

fn has_prefix(text: &[u8], wanted: &[u8]) -> bool {
    text.get(..wanted.len()).is_some_and(|t| t.eq_ignore_ascii_case(wanted))
}

/// A file of an export that is never opened, by its name: it has nothing that is taken, and there can be thousands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unwanted {
    /// Nobody asks for it.
    Silent,
    /// It is said what it is.
    Named(&'static str),
}

impl Unwanted {
    /// By the name of the file and its folders.
    pub fn by_name(path: &str) -> Option<Self> {
        let lower = path.to_lowercase().replace('\\', "/");
        let (folder, name) = lower.rsplit_once('/').unwrap_or(("", &lower));
        let starts = |all: &[&str]| all.iter().any(|s| name.starts_with(s));
        let ends = |all: &[&str]| all.iter().any(|s| name.ends_with(s));
        match () {
            () if name.starts_with('.') || folder.split('/').any(|f| f == "__macosx") => Some(Self::Silent),
            () if ends(&[".fit", ".fit.gz", ".gpx", ".gpx.gz", ".tcx", ".tcx.gz"]) => {
                Some(Self::Named("recording of one activity"))
            }
            () if starts(&[
                "heart_rate-",
                "steps-",
                "calories-",
                "gps_location_",
                "heartrate.csv",
                "distance-",
                "altitude-",
            ]) =>
            {
                Some(Self::Named("file of single heartbeats, steps or places"))
            }
            () if starts(&["export_cda", "exportar_cda"]) => Some(Self::Named("clinical document")),
            () if ends(&[".jpg", ".jpeg", ".png", ".heic", ".mp4", ".mov", ".gif", ".webp"]) => {
                Some(Self::Named("picture or film"))
            }
            () if ends(&[".html", ".htm", ".pdf", ".txt", ".md", ".toml", ".ecg"])
                && !name.starts_with("elite hrv") =>
            {
                Some(Self::Named("page or text"))
            }
            () if folder.ends_with("workout-routes") || folder.ends_with("electrocardiograms") => Some(Self::Silent),
            () => None,
        }
    }
}
