//! Which JSON file it is, by the keys near its beginning.

use super::intake::Service;

/// A JSON file that is read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Json {
    /// Nights of Garmin.
    GarminSleep,
    /// Days of Garmin, with resting heart rate and time zone.
    GarminDays,
    /// HRV of Garmin.
    GarminHealth,
    /// Sessions of Garmin.
    GarminActivities,
    /// Nights of Fitbit.
    FitbitSleep,
    /// Resting heart rate of Fitbit.
    FitbitResting,
    /// Sessions of Fitbit.
    FitbitExercise,
    /// Activities of intervals.icu.
    IntervalsActivities,
    /// Wellness of intervals.icu.
    IntervalsWellness,
    /// A dump of Oura's API.
    OuraDump,
}

impl Json {
    /// The service it comes from.
    pub fn service(self) -> Service {
        match self {
            Self::GarminSleep | Self::GarminDays | Self::GarminHealth | Self::GarminActivities => Service::Garmin,
            Self::FitbitSleep | Self::FitbitResting | Self::FitbitExercise => Service::Fitbit,
            Self::IntervalsActivities | Self::IntervalsWellness => Service::Intervals,
            Self::OuraDump => Service::Oura,
        }
    }
}

/// Each file by keys that it must have, the most special first.
const FILES: [(&[&str], Json); 15] = [
    (&["dateOfSleep", "logId"], Json::FitbitSleep),
    (&["activityName", "logId"], Json::FitbitExercise),
    (&["dateTime", "value", "error"], Json::FitbitResting),
    (&["sleepWindowConfirmationType", "calendarDate"], Json::GarminSleep),
    (&["sleepStartTimestampGMT", "calendarDate"], Json::GarminSleep),
    (&["summarizedActivitiesExport"], Json::GarminActivities),
    (&["wellnessStartTimeGmt", "calendarDate"], Json::GarminDays),
    (&["totalSteps", "calendarDate"], Json::GarminDays),
    (&["metrics", "type", "calendarDate"], Json::GarminHealth),
    (&["icu_training_load", "start_date_local"], Json::IntervalsActivities),
    (&["icu_athlete_id", "start_date_local"], Json::IntervalsActivities),
    (&["sleepSecs", "restingHR", "id"], Json::IntervalsWellness),
    (&["sleep", "bedtime_start"], Json::OuraDump),
    (&["bedtime_start", "total_sleep_duration"], Json::OuraDump),
    (&["dailySleepDTO"], Json::GarminSleep),
];

/// JSON files that are known and not read: keys, what it is, what would do.
const REFUSED: [(&[&str], &str); 4] = [
    (
        &["night", "evaluation"],
        "it is Polar's sleep, which recoup does not read; a table with date, sleep_hours, bed and wake would do",
    ),
    (
        &["night", "meanNightlyRecoveryRmssd"],
        "it is Polar's nightly recovery, which recoup does not read; a table with date and hrv would do",
    ),
    (
        &["durationMillis", "identifier"],
        "it is a session of Polar, which recoup does not read; a table with date, kind, minutes and rpe would do",
    ),
    (&["dateTime", "value", "bpm"], "it is every heartbeat of Fitbit; recoup reads the resting heart rate beside it"),
];

/// The file that begins like this.
///
/// # Errors
/// A sentence, if it is known and not read, or not known.
pub fn recognise(head: &[u8]) -> Result<Json, String> {
    let keys = keys(head);
    let has = |wanted: &&[&str]| wanted.iter().all(|key| keys.iter().any(|k| k == key));
    if let Some((_, file)) = FILES.iter().find(|(wanted, _)| has(wanted)) {
        return Ok(*file);
    }
    if let Some((_, why)) = REFUSED.iter().find(|(wanted, _)| has(wanted)) {
        return Err((*why).to_owned());
    }
    let first: Vec<String> = keys.iter().take(5).map(|k| crate::text::fit(&crate::text::clean(k), 30)).collect();
    Err(match first.as_slice() {
        [] => "it is JSON without anything in it that recoup knows; a CSV is needed".to_owned(),
        first => format!("it is JSON of a program recoup does not know, with {}; a CSV is needed", first.join(", ")),
    })
}

/// The keys in a piece of JSON, in order, each once.
fn keys(head: &[u8]) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut at = 0;
    while let Some(start) = head[at..].iter().position(|b| *b == b'"').map(|n| at + n + 1) {
        let mut end = start;
        while end < head.len() && head[end] != b'"' {
            end += if head[end] == b'\\' { 2 } else { 1 };
        }
        if end >= head.len() {
            break;
        }
        at = end + 1;
        let after = head[at..].iter().find(|b| !b.is_ascii_whitespace());
        if after == Some(&b':') {
            let key = String::from_utf8_lossy(&head[start..end]).into_owned();
            if !out.contains(&key) && out.len() < 200 {
                out.push(key);
            }
        }
    }
    out
}
