//! Files of other programs, recognised by how they begin. Each is named before our own reader sees it: its columns often have our
//! names but mean something else.
//!
//! The columns are from public exports and parsers of each program, as of November 2026.

mod kinds;

pub use kinds::kind_of;

/// A file that another program writes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Source {
    /// A short name.
    pub id: &'static str,
    /// What the file is.
    pub what: &'static str,
    /// Sets of columns, in lower case: a file is this one if it has all columns of any set.
    pub columns: &'static [&'static [&'static str]],
    /// Why it is not taken as it is, or what would do instead; empty if there is nothing more to say.
    pub hint: &'static str,
}

const fn source(id: &'static str, what: &'static str, columns: &'static [&'static [&'static str]]) -> Source {
    Source { id, what, columns, hint: "" }
}

const fn refused(
    id: &'static str,
    what: &'static str,
    columns: &'static [&'static [&'static str]],
    hint: &'static str,
) -> Source {
    Source { id, what, columns, hint }
}

/// Every known file, the most specific first.
pub const SOURCES: [Source; 28] = [
    source(
        "whoop-cycles",
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
    source("whoop-sleeps", "WHOOP's sleeps.csv", &[&["sleep onset", "wake onset", "nap"]]),
    source(
        "whoop-workouts",
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
    source("whoop-journal", "WHOOP's journal_entries.csv", &[&["question text", "answered yes"]]),
    source(
        "oura-sleep",
        "Oura's sleep.csv",
        &[&["bedtime_start", "total_sleep_duration", "lowest_heart_rate", "type"]],
    ),
    source(
        "garmin-activities",
        "Garmin's Activities.csv",
        &[
            &["activity type", "favorite", "title", "time"],
            &["aktivitätstyp", "favorit", "titel"],
            &["tipo de actividad", "favorito", "título"],
            &["type d'activité", "favori", "titre"],
            &["tipo de atividade", "favorito", "título"],
            &["typ aktywności", "ulubiony", "tytuł"],
        ],
    ),
    source(
        "oura-trends",
        "Oura's trends file",
        &[&["date", "total sleep duration", "bedtime start", "lowest resting heart rate"]],
    ),
    source(
        "sleep-cycle",
        "Sleep Cycle's sleepdata.csv",
        &[
            &["start", "end", "sleep quality", "time in bed"],
            &["start", "end", "sleep quality", "time in bed (seconds)"],
            &["went to bed", "woke up"],
        ],
    ),
    source("fitbit-hrv", "Fitbit's Daily Heart Rate Variability Summary", &[&["rmssd", "nremhr"]]),
    refused(
        "fitbit-hrv-details",
        "Fitbit's five-minute heart rate variability",
        &[&["timestamp", "rmssd", "coverage"]],
        "the Daily Heart Rate Variability Summary beside it has one number a night",
    ),
    source("google-sleep", "Google's UserSleeps file", &[&["sleep_id", "minutes_asleep", "sleep_start"]]),
    source(
        "intervals-wellness",
        "the wellness file of intervals.icu",
        &[&["sleepsecs", "restinghr", "date"], &["sleepsecs", "restinghr", "id"]],
    ),
    source(
        "intervals-activities",
        "the activities file of intervals.icu",
        &[&["start_date_local", "moving_time", "icu_training_load"]],
    ),
    source(
        "strava",
        "Strava's activities.csv",
        &[&["activity id", "activity date", "filename"], &["aktivitäts-id", "aktivitätsdatum", "dateiname"]],
    ),
    source("tp-workouts", "TrainingPeaks' workouts.csv", &[&["workoutday", "workouttype", "plannedduration"]]),
    source("hevy", "Hevy's workouts file", &[&["exercise_title", "set_index", "start_time"]]),
    source("strong", "Strong's workouts file", &[&["workout name", "exercise name", "set order"]]),
    source("fitnotes", "FitNotes' workouts file", &[&["exercise", "category", "reps", "distance unit"]]),
    refused(
        "fitnotes-body",
        "FitNotes' body tracker",
        &[&["date", "time", "measurement", "value", "unit"]],
        "it holds body weight and measurements, which recoup does not keep",
    ),
    source("strength-level", "Strength Level's file", &[&["date lifted", "percentile (%)"]]),
    source("hrv4training", "HRV4Training's file", &[&["rmssd", "hrv4t_recovery_points"]]),
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
const FIRST_LINES: [(&str, Source); 5] = [
    ("com.samsung.", source("samsung", "a file of Samsung Health", &[])),
    ("id,tz,from,to,sched,hours,rating", source("sleep-as-android", "Sleep as Android's export", &[])),
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

const LOOP: Source =
    refused("loop", "Loop Habit Tracker's export", &[], "it stores yes, no and skip as numbers that look like a scale");

/// What the file is, by its first line and its columns in lower case.
pub fn recognise(first_line: &str, header: &[String]) -> Option<Source> {
    let line = first_line.trim().to_lowercase();
    let begins = |start: &str| {
        let by_prefix = start.starts_with("com.") || start.contains(',');
        if by_prefix { line.starts_with(start) } else { line.trim_matches([',', '"']) == start }
    };
    if let Some((_, source)) = FIRST_LINES.iter().find(|(start, _)| begins(start)) {
        return Some(*source);
    }
    let has = |name: &&str| header.iter().any(|h| h == name);
    if let Some(source) = SOURCES.iter().find(|s| s.columns.iter().any(|set| set.iter().all(&has))) {
        return Some(*source);
    }
    let timestamp = header == ["timestamp", "type", "value"];
    if timestamp {
        return Some(source("tp-metrics", "TrainingPeaks' metrics.csv", &[]));
    }
    // Its header ends in a comma.
    (header.len() > 2 && header.last().is_some_and(String::is_empty)).then_some(LOOP)
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

/// A sentence saying what the bytes are, if they are not comma-separated text.
pub fn not_csv(bytes: &[u8]) -> Option<&'static str> {
    let text = bytes.trim_ascii_start();
    Some(match () {
        () if bytes.starts_with(b"PK\x03\x04") => {
            "it is a zip, or a spreadsheet; take the CSV files out of it, or save the sheet as CSV"
        }
        () if bytes.starts_with(b"SQLite format 3\0") => {
            "it is a database; export it as CSV from the program it belongs to"
        }
        () if bytes.get(8..12) == Some(b".FIT") => {
            "it is a FIT file of one activity; a CSV with one row per session would do"
        }
        () if bytes.starts_with(b"\x1f\x8b") => "it is compressed with gzip; gunzip it first",
        () if bytes.starts_with(b"%PDF") => "it is a PDF; a CSV is needed",
        () if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") => {
            "it is UTF-16 text; save the file as UTF-8"
        }
        () if has_prefix(text, b"<?xml") || has_prefix(text, b"<!doctype") || has_prefix(text, b"<html") => {
            if find(bytes, b"HealthData") {
                "it is Apple Health's export, which recoup does not read; a CSV with one row per morning would do"
            } else {
                "it is XML or a web page; a CSV is needed"
            }
        }
        () if text.starts_with(b"{") || text.starts_with(b"[") => "it is JSON; a CSV is needed",
        () => return None,
    })
}

fn has_prefix(text: &[u8], wanted: &[u8]) -> bool {
    text.get(..wanted.len()).is_some_and(|t| t.eq_ignore_ascii_case(wanted))
}

fn find(bytes: &[u8], wanted: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(64 << 10)];
    head.windows(wanted.len()).any(|w| w == wanted)
}
