//! Case tables of the formats: each row is a way in which a real export differs from what one would expect.

use super::*;

/// Imports files into a new place; the place, and what was said.
fn taken(files: &[(&str, &str)]) -> (Place, String) {
    taken_in("Europe/Zurich", files)
}

fn taken_in(zone: &str, files: &[(&str, &str)]) -> (Place, String) {
    let place = Place::new();
    let paths: Vec<String> = files.iter().map(|(name, text)| file(&place, name, text)).collect();
    let args: Vec<&str> = std::iter::once("import").chain(paths.iter().map(String::as_str)).collect();
    let (_, out, err) = run_in(&place, zone, &args);
    (place, format!("{out}{err}"))
}

const WHOOP: &str = "Cycle start time,Cycle end time,Cycle timezone,Recovery score %,Resting heart rate (bpm),Heart rate variability (ms),Skin temp (celsius),Blood oxygen %,Day Strain,Energy burned (cal),Max HR (bpm),Average HR (bpm),Sleep onset,Wake onset,Sleep performance %,Respiratory rate (rpm),Asleep duration (min),In bed duration (min),Light sleep duration (min),Deep (SWS) duration (min),REM duration (min),Awake duration (min),Sleep need (min),Sleep debt (min),Sleep efficiency %,Sleep consistency %\n";

fn cycle(zone: &str, onset: &str, wake: &str, asleep: &str, hr: &str) -> String {
    format!("{onset},,{zone},60,{hr},50,,,,,,,{onset},{wake},80,14,{asleep},460,200,90,100,30,480,20,93,80\n")
}

#[test]
fn whoop_is_read_in_every_form() {
    let a = cycle("UTC+01:00", "2026-05-04 23:50:10", "2026-05-05 07:10:59", "420", "50");
    // A day starts before midnight, and its night belongs to the morning it ends on.
    let (place, _) = taken(&[("a.csv", &format!("{WHOOP}{a}"))]);
    assert_eq!(days(&place), ["2026-05-05|7|23:50|07:10|50|50|"]);
    // Look-alikes write the zone in lower case and add a column.
    let other = WHOOP.replace("\n", ",source\n") + &a.replace("UTC+01:00", "utc+00:00").replace("\n", ",boop\n");
    let (place, _) = taken(&[("a.csv", &other)]);
    assert_eq!(days(&place), ["2026-05-05|7|23:50|07:10|50|50|"]);
    // A language nobody has shown yet is read by the order of its columns, and that is said.
    let dutch: String = (1..=26).map(|n| format!("Kolom {n}")).collect::<Vec<_>>().join(",") + "\n" + &a;
    let (place, said) = taken(&[("a.csv", &dutch)]);
    assert_eq!(days(&place), ["2026-05-05|7|23:50|07:10|50|50|"], "{said}");
    assert!(said.contains("in a language recoup does not know; its columns were read by their order"), "{said}");
    // French with a curly apostrophe and a no-break space.
    let french = std::fs::read_to_string(sample("whoop-fr").join("physiological_cycles.csv")).unwrap();
    let (place, said) = taken(&[("a.csv", &french.replace('\'', "’").replace(" %", "\u{a0}%"))]);
    assert_eq!(days(&place), ["2026-05-04|7.3|22:05|05:48|50|63|"], "{said}");
    assert!(!said.contains("does not know"), "{said}");
    // A spreadsheet has changed the dates.
    let resaved = WHOOP.replace(',', ";") + &a.replace(',', ";").replace("2026-05-0", "05/05/26 0");
    let (place, said) = taken(&[("a.csv", &resaved)]);
    assert!(days(&place).is_empty() && said.contains("import WHOOP's own file"), "{said}");
    // The older export of all data.
    let (_, said) = taken(&[("sleeps.csv", "during,nap,score\n\"[\"\"2026-05-04\"\",)\",false,3\n")]);
    assert!(said.contains("WHOOP's older sleeps.csv") && said.contains("a new export"), "{said}");
}

#[test]
fn whoop_naps_and_workouts() {
    let sleeps = "Cycle start time,Cycle end time,Cycle timezone,Sleep onset,Wake onset,Sleep performance %,Respiratory rate (rpm),Asleep duration (min),In bed duration (min),Light sleep duration (min),Deep (SWS) duration (min),REM duration (min),Awake duration (min),Sleep need (min),Sleep debt (min),Sleep efficiency %,Sleep consistency %,Nap\n";
    let nap = |at: &str, to: &str, asleep: u32, nap: bool| {
        format!("x,,UTC+02:00,2026-05-06 {at},2026-05-06 {to},,,{asleep},40,,,,,,,,,{nap}\n")
    };
    let text = format!(
        "{sleeps}{}{}{}{}",
        nap("13:00:00", "13:40:00", 30, true),
        nap("16:00:00", "16:30:00", 24, true),
        nap("18:00:00", "18:20:00", 15, true),
        nap("00:10:00", "06:30:00", 360, false)
    );
    // Two naps add up, one under 20 minutes is left and counted; without cycles the nights are read too.
    let (place, said) = taken(&[("sleeps.csv", &text)]);
    assert_eq!(days(&place), ["2026-05-06|6|00:10|06:30|||0.9"]);
    assert!(said.contains("2026-05-06: 1 nap left"), "{said}");
    // Older files have no duration, newer ones a distance.
    let old = "Cycle start time,Cycle end time,Cycle timezone,Workout start time,Workout end time,Activity name,Activity Strain\n\
               a,b,UTC+02:00,2026-05-06 23:40:00,2026-05-07 00:25:30,Running,8\n";
    let (place, _) = taken(&[("workouts.csv", old)]);
    assert_eq!(sessions(&place), ["2026-05-06|endurance|Running|46|"]);
    let newer = "Cycle start time,Cycle end time,Cycle timezone,Workout start time,Workout end time,Duration (min),Activity name,Activity Strain,Distance (meters)\n\
                 a,b,UTC+02:00,2026-05-06 17:40:00,2026-05-06 18:25:30,44,Running,8,8020\n";
    let (place, _) = taken(&[("workouts.csv", newer)]);
    assert_eq!(sessions(&place), ["2026-05-06|endurance|Running|44|"]);
    assert!(place.file("2026-W19").unwrap().contains("distance = 8.02"));
}

const STRAVA: &str = "Activity ID,Activity Date,Activity Name,Activity Type,Activity Description,Elapsed Time,Distance,Relative Effort,Filename,Elapsed Time,Moving Time,Distance,Perceived Exertion,<span class=\"translation_missing\">x</span>\n";

#[test]
fn strava_is_read_in_every_form() {
    let row = |date: &str, sort: &str, rpe: &str| {
        format!("7,\"{date}\",Run,{sort},\"two\nlines\",1h,5 km,88,f.gpx,3000.0,2700.0,5000.0,{rpe},\n")
    };
    // The last of two columns of one name counts; relative effort is no RPE.
    for (date, sort, rpe, expected) in [
        ("May 4, 2026, 4:10:00 PM", "Run", "6.0", "2026-05-04|endurance|Run|45|6"),
        ("May 4, 2026, 4:10:00\u{202f}PM", "Run", "", "2026-05-04|endurance|Run|45|"),
        ("4 May 2026, 16:10:00", "Weight Training", "", "2026-05-04|strength|Run|50|"),
        ("04.05.2026, 16:10:00", "Ride", "", "2026-05-04|endurance|Run|45|"),
        // In UTC: an evening here is the next day.
        ("4 May 2026, 22:30:00", "Run", "", "2026-05-05|endurance|Run|45|"),
    ] {
        let (place, said) = taken(&[("activities.csv", &(STRAVA.to_owned() + &row(date, sort, rpe)))]);
        assert_eq!(sessions(&place), [expected], "{date}: {said}");
        assert!(said.contains("its times are in UTC"), "{said}");
    }
    let (place, said) = taken(&[("activities.csv", &(STRAVA.to_owned() + &row("03/04/2026, 10:00", "Run", "")))]);
    assert!(sessions(&place).is_empty() && said.contains("is not a date in a form that is known"), "{said}");
    let german = "Aktivitäts-ID,Aktivitätsdatum,Name der Aktivität,Aktivitätsart,Beschreibung,Verstrichene Zeit,Distanz,Dateiname,Verstrichene Zeit,Bewegungszeit,Distanz,Gefühlte Anstrengung\n\
                  9,\"01.05.2026, 17:00:00\",Feierabend,Lauf,,3000,\"5,50\",a.gpx,3000.0,2700.0,5500.0,7.0\n";
    let (place, said) = taken(&[("activities.csv", german)]);
    assert_eq!(sessions(&place), ["2026-05-01|endurance|Feierabend|45|7"], "{said}");
}

fn apple(records: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE HealthData [\n<!ELEMENT HealthData (a|b)>\n<!ATTLIST broken \" >>\n]>\n\
         <HealthData locale=\"en_GB\">\n{records}\n</HealthData>\n"
    )
}

pub fn slept(source: &str, from: &str, to: &str, what: &str) -> String {
    format!(
        "<Record type=\"HKCategoryTypeIdentifierSleepAnalysis\" sourceName=\"{source}\" startDate=\"{from}\" endDate=\"{to}\" \
         value=\"HKCategoryValueSleepAnalysis{what}\"/>\n"
    )
}

#[test]
fn apple_health_is_read_as_it_is_in_the_wild() {
    // A broken grammar before the root is skipped, control characters and broken text are no end.
    let night = slept("Søren’s Watch\u{b}", "2026-05-03 23:00:00 +0200", "2026-05-04 06:00:00 +0200", "AsleepCore");
    let (place, said) = taken(&[("export.xml", &apple(&night))]);
    assert_eq!(days(&place), ["2026-05-04|7|23:00|06:00|||"], "{said}");
    let place = Place::new();
    let mut bytes = apple(&night).into_bytes();
    let at = bytes.windows(4).position(|w| w == b"ren\xe2").unwrap();
    bytes[at] = 0xff;
    let path = file(&place, "exportar.xml", bytes);
    run(&place, &["import", &path]);
    assert_eq!(days(&place), ["2026-05-04|7|23:00|06:00|||"]);
    // In bed is not asleep; the old value without stages is.
    let mixed = slept("Phone", "2026-05-03 22:00:00 +0200", "2026-05-04 08:00:00 +0200", "InBed")
        + &slept("Watch", "2026-05-03 23:00:00 +0200", "2026-05-04 02:00:00 +0200", "Asleep")
        + &slept("Watch", "2026-05-04 02:00:00 +0200", "2026-05-04 02:30:00 +0200", "Awake")
        + &slept("Watch", "2026-05-04 02:30:00 +0200", "2026-05-04 06:00:00 +0200", "AsleepUnspecified");
    let (place, _) = taken(&[("export.xml", &apple(&mixed))]);
    assert_eq!(days(&place), ["2026-05-04|6.5|23:00|06:00|||"]);
    // Of two sources the one with stages counts, and never their sum; overlapping pieces count once.
    let two = slept("App", "2026-05-03 22:00:00 +0200", "2026-05-04 08:00:00 +0200", "Asleep")
        + &slept("Watch", "2026-05-03 23:00:00 +0200", "2026-05-04 03:00:00 +0200", "AsleepDeep")
        + &slept("Watch", "2026-05-04 02:00:00 +0200", "2026-05-04 06:00:00 +0200", "AsleepREM");
    let (place, _) = taken(&[("export.xml", &apple(&two))]);
    assert_eq!(days(&place), ["2026-05-04|7|23:00|06:00|||"]);
    // A gap of an hour ends a night.
    let nap = slept("Watch", "2026-05-03 23:00:00 +0200", "2026-05-04 05:00:00 +0200", "AsleepCore")
        + &slept("Watch", "2026-05-04 05:59:00 +0200", "2026-05-04 06:30:00 +0200", "AsleepCore")
        + &slept("Watch", "2026-05-04 07:30:00 +0200", "2026-05-04 08:00:00 +0200", "AsleepCore");
    let (place, said) = taken(&[("export.xml", &apple(&nap))]);
    assert_eq!(days(&place), ["2026-05-04|6.52|23:00|06:30|||"]);
    assert!(said.contains("1 nap left"), "{said}");
    // The clocks go back: an hour more was slept than the clock says.
    let autumn = slept("Watch", "2025-10-25 23:00:00 +0200", "2025-10-26 06:30:00 +0100", "AsleepCore");
    let (place, said) = taken(&[("export.xml", &apple(&autumn))]);
    assert_eq!(days(&place), ["2025-10-26|8.5|23:00|06:30|||"], "{said}");
    // The phone's offset when it exported is not the night's; the zone written beside it is.
    let away = slept("Watch", "2026-05-04 05:00:00 +0200", "2026-05-04 12:00:00 +0200", "AsleepCore")
        .replace("/>", "><MetadataEntry key=\"HKTimeZone\" value=\"America/New_York\"/></Record>");
    let (place, _) = taken(&[("export.xml", &apple(&away))]);
    assert_eq!(days(&place), ["2026-05-04|7|23:00|06:00|||"]);
}

#[test]
fn apple_health_takes_no_sdnn_and_reads_workouts() {
    let record = |sort: &str, value: &str| {
        format!(
            "<Record type=\"HKQuantityTypeIdentifier{sort}\" sourceName=\"Watch\" startDate=\"2026-05-04 00:02:00 +0200\" endDate=\"2026-05-04 20:00:00 +0200\" value=\"{value}\"/>\n"
        )
    };
    let text = record("HeartRateVariabilitySDNN", "48") + &record("RestingHeartRate", "54.2");
    let (place, _) = taken(&[("export.xml", &apple(&text))]);
    assert_eq!(days(&place), ["2026-05-04||||54.2||"]);
    let workout = |sort: &str, rest: &str| {
        format!(
            "<Workout workoutActivityType=\"HKWorkoutActivityType{sort}\" {rest} startDate=\"2026-05-04 18:00:00 +0200\" endDate=\"2026-05-04 18:50:00 +0200\"/>\n"
        )
    };
    for (sort, rest, expected) in [
        ("Running", "duration=\"45.2\" durationUnit=\"min\"", "2026-05-04|endurance|Running|45|"),
        ("Running", "duration=\"2700\" durationUnit=\"s\"", "2026-05-04|endurance|Running|45|"),
        ("Running", "", "2026-05-04|endurance|Running|50|"),
        ("HighIntensityIntervalTraining", "", "2026-05-04|conditioning|High intensity interval training|50|"),
        ("Walking", "", "2026-05-04|active-recovery|Walking|50|"),
    ] {
        let (place, said) = taken(&[("export.xml", &apple(&workout(sort, rest)))]);
        assert_eq!(sessions(&place), [expected], "{said}");
    }
    // The clinical document beside it is no second export.
    let place = Place::new();
    file(&place, "x/apple_health_export/exportar_cda.xml", "<?xml version=\"1.0\"?><ClinicalDocument/>");
    file(&place, "x/apple_health_export/exportar.xml", apple(&text));
    let (code, out, err) = run(&place, &["import", place.dir.path().join("x").to_str().unwrap()]);
    assert!(code == 0 && err.contains("passed over: clinical document"), "{out}{err}");
    assert_eq!(days(&place), ["2026-05-04||||54.2||"]);
    // A file that breaks off says where.
    let (_, said) =
        taken(&[("export.xml", "<?xml version=\"1.0\"?><!DOCTYPE HealthData []><HealthData><Record type=\"a\" <")]);
    assert!(said.contains("it breaks off or is no XML at byte"), "{said}");
}

#[test]
fn oura_is_read_in_every_form() {
    let head = "id;average_hrv;bedtime_end;bedtime_start;day;lowest_heart_rate;total_sleep_duration;type\n";
    let row = |start: &str, end: &str, seconds: u32, sort: &str, hr: u32| {
        format!("x;61;2026-05-04T{end}:00+02:00;2026-05-0{start}:00+02:00;2026-05-04;{hr};{seconds};{sort}\n")
    };
    // Of two long sleeps the longer counts, with its readings; a deleted one never does.
    let text = head.to_owned()
        + &row("4T01:00", "03:30", 9_000, "long_sleep", 60)
        + &row("3T21:00", "23:30", 28_800, "deleted", 40)
        + &row("4T05:00", "11:00", 21_600, "long_sleep", 49)
        + &row("4T14:00", "14:15", 900, "late_nap", 55);
    let (place, said) = taken(&[("sleepmodel.csv", &text)]);
    assert_eq!(days(&place), ["2026-05-04|6|05:00|11:00|49|61|"], "{said}");
    assert!(said.contains("1 deleted sleep left") && said.contains("1 nap left"), "{said}");
    // The older Trends file: `None` is missing, and the lowest heart rate is the resting one.
    let trends = "date,Sleep Score,Total Bedtime ,Total Sleep Duration,Bedtime Start,Bedtime End,Average Resting Heart Rate,Lowest Resting Heart Rate,Average HRV\n\
                  2026-05-04,80,28000,25440,2026-05-03T23:02:00+02:00,2026-05-04T06:31:00+02:00,56,49,61\n2026-05-05,None,None,None,None,None,None,None,None\n";
    let (place, _) = taken(&[("trends.csv", trends)]);
    assert_eq!(days(&place), ["2026-05-04|7.07|23:02|06:31|49|61|"]);
    for text in [
        "{\"sleep\": [{\"bedtime_start\": \"2026-05-03T23:02:00+02:00\", \"bedtime_end\": \"2026-05-04T06:31:00+02:00\", \"day\": \"2026-05-04\", \"total_sleep_duration\": 25440, \"lowest_heart_rate\": 49, \"average_hrv\": 61, \"type\": \"long_sleep\"}]}",
        "{\"sleep\": {\"data\": [{\"bedtime_start\": \"2026-05-03T23:02:00+02:00\", \"bedtime_end\": \"2026-05-04T06:31:00+02:00\", \"day\": \"2026-05-04\", \"total_sleep_duration\": 25440, \"lowest_heart_rate\": 49, \"average_hrv\": 61, \"type\": \"long_sleep\"}]}}",
    ] {
        let (place, said) = taken(&[("oura.json", text)]);
        assert_eq!(days(&place), ["2026-05-04|7.07|23:02|06:31|49|61|"], "{said}");
    }
    // The contribution of the resting heart rate is a score, and no heart rate.
    let (place, _) = taken(&[(
        "r.csv",
        "id;contributors;day;score;temperature_deviation\na;\"{\"\"resting_heart_rate\"\": 96}\";2026-05-04;81;0.1\n",
    )]);
    assert!(place.file("2026-W19").unwrap().contains("foreign = { oura = 81 }"));
    assert_eq!(days(&place), ["2026-05-04||||||"]);
}

#[test]
fn garmins_export_is_read_in_every_form() {
    let sleep = |start: &str, end: &str, more: &str| {
        format!(
            "[{{\"sleepStartTimestampGMT\": {start}, \"sleepEndTimestampGMT\": {end}, \"calendarDate\": \"2026-03-29\", \"sleepWindowConfirmationType\": \"X\", {more} \"lightSleepSeconds\": 21600}}]"
        )
    };
    let text = sleep("\"2026-03-28T22:00:00.0\"", "\"2026-03-29T05:00:00.0\"", "");
    let day = "[{\"calendarDate\": \"2026-03-29\", \"wellnessStartTimeGmt\": \"2026-03-28T23:00:00.0\", \"wellnessStartTimeLocal\": \"2026-03-29T00:00:00.0\", \
               \"wellnessEndTimeGmt\": \"2026-03-29T22:00:00.0\", \"wellnessEndTimeLocal\": \"2026-03-30T00:00:00.0\", \"restingHeartRate\": 52, \"currentDayRestingHeartRate\": 105}]";
    // On the day the clocks change, bed and wake have different offsets.
    let (place, said) = taken_in("UTC", &[("s_sleepData.json", &text), ("UDSFile.json", day)]);
    assert_eq!(days(&place), ["2026-03-29|6|23:00|07:00|52||"], "{said}");
    // Without the day's row the zone of this computer is used, and that is said.
    let (place, said) = taken_in("UTC", &[("s_sleepData.json", &text)]);
    assert_eq!(days(&place), ["2026-03-29|6|22:00|05:00|||"]);
    assert!(said.contains("1 night has no time zone in the export"), "{said}");
    // Milliseconds instead of text; the same night in two files.
    let millis = sleep("1774735200000", "1774760400000", "");
    let (place, _) = taken_in("UTC", &[("a.json", &text), ("b.json", &millis)]);
    assert_eq!(days(&place), ["2026-03-29|6|22:00|05:00|||"]);
    let (place, said) = taken(&[("s.json", &text.replace("\"X\"", "\"OFF_WRIST\""))]);
    assert!(days(&place).is_empty() && said.contains("1 night with the watch off left"), "{said}");
    // 0 and 511 are no HRV; RPE is in tenths, and 0 is none.
    let health = |v: &str| {
        format!("[{{\"calendarDate\": \"2026-03-29\", \"metrics\": [{{\"type\": \"HRV\", \"value\": {v}}}]}}]")
    };
    for (value, expected) in [("47.04", "2026-03-29|||||47|"), ("511", ""), ("0", "")] {
        let (place, _) = taken(&[("h.json", &health(value))]);
        assert_eq!(days(&place).first().cloned().unwrap_or_default(), expected);
    }
    let activity = |rpe: u32| {
        format!(
            "[{{\"summarizedActivitiesExport\": [{{\"activityId\": 9, \"activityType\": \"treadmill_running\", \"startTimeLocal\": 1777881600000.0, \"duration\": 2712000.0, \"distance\": 800000.0, \"workoutRpe\": {rpe}, \"workoutFeel\": 75}}]}}]"
        )
    };
    for (rpe, expected) in [(60, "6"), (0, ""), (75, "7.5")] {
        let (place, said) = taken(&[("someone@example.com_0_summarizedActivities.json", &activity(rpe))]);
        assert_eq!(sessions(&place), [format!("2026-05-04|endurance|treadmill running|45|{expected}")]);
        assert!(!said.contains('@'), "the file's name holds an address: {said}");
    }
}

#[test]
fn garmins_table_is_read_by_its_first_seven_columns() {
    let row = |date: &str, time: &str| format!("Running,{date},false,Park,\"7,00\",\"1,020\",{time},\"'-9\"\n");
    for (header, date, time, minutes) in [
        (
            "Activity Type,Date,Favorite,Title,Distance,Calories,Time,Moving Time",
            "2026-05-04 08:00:12",
            "00:45:12",
            "45",
        ),
        (
            "Activity Type,Date,Favorite,Title,Distance,Calories,Activity Time,x",
            "2026-05-04 08:00:12",
            "00:28:10.5",
            "28",
        ),
        ("Typ,Datum,Favoriet,Titel,Afstand,Calorieën,Tijd,x", "2026-05-04 08:00:12", "\"01:00:29,7\"", "60"),
    ] {
        let (place, said) = taken(&[("Activities.csv", &format!("{header}\n{}", row(date, time)))]);
        assert_eq!(sessions(&place), [format!("2026-05-04|endurance|Park|{minutes}|")], "{said}");
    }
    for date in ["7/4/2026 15:36", "\"mar., 5 mai 2015 6:00\""] {
        let header = "Activity Type,Date,Favorite,Title,Distance,Calories,Time,x";
        let (place, said) = taken(&[("Activities.csv", &format!("{header}\n{}", row(date, "00:45:12")))]);
        assert!(sessions(&place).is_empty() && said.contains("save the table from Garmin's website again"), "{said}");
    }
    // The table and the export of all data are one service: the second brings nothing new.
    let place = Place::new();
    let table = file(
        &place,
        "A.csv",
        "Activity Type,Date,Favorite,Title,Distance,Calories,Time\nRunning,2026-05-04 08:00:00,false,Park,1,1,00:45:12\n",
    );
    let all = sample("garmin").join("DI_CONNECT").display().to_string();
    run(&place, &["import", &all]);
    let (_, out, _) = run(&place, &["import", &table]);
    assert_eq!(sessions(&place).iter().filter(|s| s.starts_with("2026-05-04")).count(), 1, "{out}");
}

#[test]
fn fitbit_is_read_in_every_form() {
    let night = |id: u64| {
        format!(
            "[{{\"logId\": {id}, \"dateOfSleep\": \"2026-05-04\", \"startTime\": \"2026-05-03T23:21:30.000\", \"endTime\": \"2026-05-04T06:40:00.000\", \"minutesAsleep\": 389, \"mainSleep\": true}}]"
        )
    };
    let google = "sleep_id,sleep_type,minutes_asleep,start_utc_offset,sleep_start,sleep_end\n9,STAGES,380,+02:00,2026-05-04T22:00:00Z,2026-05-05T05:00:00Z\n";
    // The same night in two files is one; the newer table counts only where the older files are missing.
    let (place, said) = taken(&[("sleep-1.json", &night(1)), ("sleep-2.json", &night(1)), ("UserSleeps.csv", google)]);
    assert_eq!(days(&place), ["2026-05-04|6.48|23:21|06:40|||"], "{said}");
    let (place, said) = taken_in("UTC", &[("UserSleeps.csv", google)]);
    assert_eq!(days(&place), ["2026-05-05|6.33|00:00|07:00|||"], "{said}");
    // An offset of nought is a placeholder.
    let (place, said) = taken(&[("UserSleeps.csv", &google.replace("+02:00", "+00:00"))]);
    assert_eq!(days(&place), ["2026-05-05|6.33|00:00|07:00|||"], "{said}");
    assert!(said.contains("without an offset"), "{said}");
    let exercise = "exercise_id,exercise_start,exercise_end,utc_offset,activity_name,log_type\n5,2026-05-04T22:30:00Z,2026-05-04T23:00:00Z,+02:00,Run,TRACKER\n";
    let (place, _) = taken_in("UTC", &[("UserExercises.csv", exercise)]);
    assert_eq!(sessions(&place), ["2026-05-05|endurance|Run|30|"]);
    // An empty resting heart rate is none, and a five-minute table is not a night's.
    let empty = "[{\"dateTime\": \"05/06/26 00:00:00\", \"value\": {\"date\": null, \"value\": 0.0, \"error\": 0.0}}]";
    let (place, _) = taken(&[("resting_heart_rate-2026.json", empty)]);
    assert!(days(&place).is_empty());
    let (_, said) = taken(&[("d.csv", "timestamp,rmssd,coverage,low_frequency\n2026-05-04T01:00:00,38,0.9,1\n")]);
    assert!(said.contains("Fitbit's five-minute heart rate variability"), "{said}");
}

#[test]
fn intervals_has_its_own_scales_and_shells() {
    // Four steps, 1 is best; what is no whole step is no answer.
    let head = "date,restingHR,hrv,hrvSDNN,sleepSecs,sleepQuality,soreness,fatigue,stress,mood\n";
    for (answers, expected) in [
        ("1,1,1,1,1", "5|0|5|1|5"),
        ("2,2,2,2,2", "4|2|4|2|4"),
        ("3,3,3,3,3", "3|4|2|4|2"),
        ("4,4,4,4,4", "1|7|1|5|1"),
        ("0,0,0,0,0", ""),
    ] {
        let (place, _) = taken(&[("wellness.csv", &format!("{head}2026-05-04,,,75,,{answers}\n"))]);
        let got = lines(&exported(&place)[0], &["sleep_quality", "soreness", "energy", "stress", "mood"]);
        assert_eq!(got.first().cloned().unwrap_or_default(), expected, "{answers}");
    }
    // The same three numbers on two days: a device that did not sync.
    let twice = format!("{head}2026-05-04,50,61,,25200,,,,,\n2026-05-05,50,61,,25200,,,,,\n");
    let (_, said) = taken(&[("wellness.csv", &twice)]);
    assert!(said.contains("2026-05-05: the same night and readings as the day before"), "{said}");
    // One walk that two services sent, an hour apart by a slip of the zone.
    let head = "id,start_date_local,name,type,moving_time,distance,elapsed_time,icu_training_load,icu_rpe\n";
    let slip = format!(
        "{head}a,2026-05-04T11:17:28,Walk,Walk,21837,9000,22000,1,\nb,2026-05-04T10:17:21,Walk,Walk,23777,9000,24000,1,3\n"
    );
    let (place, said) = taken(&[("activities.csv", &slip)]);
    assert_eq!(sessions(&place), ["2026-05-04|active-recovery|Walk|396|3"], "{said}");
    assert!(said.contains("1 session seen twice, taken once"), "{said}");
    // Two that begin whole hours apart because somebody typed their times are two.
    let typed =
        format!("{head}a,2026-05-04T07:00:00,Run,Run,1800,,1800,1,\nb,2026-05-04T18:00:00,Run,Run,1800,,1800,1,\n");
    let (place, _) = taken(&[("activities.csv", &typed)]);
    assert_eq!(sessions(&place).len(), 2);
    // The type says nothing, but the name does.
    let pilates = format!("{head}a,2026-05-04T07:00:00,Pilates,Workout,1800,,3000,1,\n");
    let (place, _) = taken(&[("activities.csv", &pilates)]);
    assert_eq!(sessions(&place), ["2026-05-04|mobility|Pilates|50|"]);
}

#[test]
fn lifting_logs_are_read_in_every_form() {
    let hevy = "\"title\",\"start_time\",\"end_time\",\"description\",\"exercise_title\",\"set_index\",\"weight_lbs\",\"reps\",\"distance_miles\",\"rpe\"\n";
    for (start, end, note, expected) in [
        ("25 Juli 2025, 14:21", "25 Juli 2025, 15:01", "", "2025-07-25|strength|Push|40|"),
        ("4 May 2026, 23:30", "5 May 2026, 0:20", "@anna", "2026-05-04|strength|Push|50|"),
        ("3 août 2025, 7:05", "3 août 2025, 8:05", "", "2025-08-03|strength|Push|60|"),
    ] {
        // Effort of a set is no RPE of the session; a remark of nothing but names is none.
        let text = format!(
            "{hevy}\"Push\",\"{start}\",\"{end}\",\"{note}\",\"Bench\",0,100,8,,9\n\"Push\",\"{start}\",\"{end}\",\"{note}\",\"Dip\",1,0,8,,10\n"
        );
        let (place, said) = taken(&[("workouts.csv", &text)]);
        assert_eq!(sessions(&place), [expected], "{said}");
        assert!(exported(&place)[1][0]["note"].is_empty());
    }
    let android = "\u{feff}Workout #;Date;Workout Name;Duration (sec);Exercise Name;Set Order;Weight (kg);Reps;RPE;Distance (meters);Seconds;Notes;Workout Notes\n\
                   1;2026-05-04 18:05:32;Push;3900;Bench;W;40,5;10;;;;;heavy\n1;2026-05-04 18:05:32;Push;3900;Bench;1;80,0;8;8;;;;heavy\n";
    let french = "Date,Nom de l’entraînement,Durée,Nom de l’exercice,Ordre,Poids,Répétitions,Distance,Secondes,Notes,Notes de séance,RPE\n\
                  2026-05-04 18:05:32,Push,1h 5min,Développé,W,40,10,0,0,,,\n2026-05-06 07:00:00,Dos,48min,Rowing,1,60,8,0,0,,,9\n";
    let (place, said) = taken(&[("strong.csv", android)]);
    assert_eq!(sessions(&place), ["2026-05-04|strength|Push|65|"], "{said}");
    assert_eq!(exported(&place)[1][0]["note"], "heavy");
    let (place, said) = taken(&[("strong.csv", french)]);
    assert_eq!(sessions(&place), ["2026-05-04|strength|Push|65|", "2026-05-06|strength|Dos|48|"], "{said}");
    let resaved = "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps\n03/04/2026,Push,1h,Bench,1,80,8\n";
    let (place, said) = taken(&[("strong.csv", resaved)]);
    assert!(sessions(&place).is_empty() && said.contains("a spreadsheet may have changed it"), "{said}");
    let ios2 = "Date,Exercise,Category,Weight (kg),Weight (lbs),Reps,Distance,Distance Unit,Time,Kind\n2026-05-04,Squat,Legs,80,176,5,,,,x\n";
    let (place, said) = taken(&[("fitnotes.csv", ios2)]);
    assert_eq!(sessions(&place), ["2026-05-04|strength|Legs||"], "{said}");
    assert_eq!(exported(&place)[1][0]["regions"], "quads hamstrings glutes");
    let (_, said) = taken(&[("body.csv", "Date,Time,Measurement,Value,Unit\n2026-05-04,07:00,Bodyweight,75,kg\n")]);
    assert!(said.contains("FitNotes' body tracker"), "{said}");
}

/// Sleep that is no night is left and said; hours and clock times that contradict each other are not both kept.
#[test]
fn what_is_no_night_is_left() {
    let a = |onset: &str, wake: &str, asleep: &str| format!("{WHOOP}{}", cycle("UTC+02:00", onset, wake, asleep, "50"));
    let (place, said) = taken(&[("a.csv", &a("2026-05-04 23:00:00", "2026-05-05 06:00:00", "480"))]);
    assert_eq!(days(&place), ["2026-05-05|8|||50|50|"]);
    assert!(said.contains("8.0 h asleep are longer than from bed to wake; the clock times are left"), "{said}");
    // Very little sleep in a long night can be a bad night.
    let (place, said) = taken(&[("a.csv", &a("2026-05-05 07:04:00", "2026-05-05 15:40:00", "66"))]);
    assert_eq!(days(&place), ["2026-05-05|1.1|07:04|15:40|50|50|"]);
    assert!(said.contains("1.1 h asleep in 8.6 h; taken as it is"), "{said}");
    // In the night when clocks go back, more is slept than the clock says.
    let (place, said) = taken(&[("a.csv", &a("2025-10-25 23:00:00", "2025-10-26 06:30:00", "500"))]);
    assert_eq!(days(&place), ["2025-10-26|8.33|23:00|06:30|50|50|"], "{said}");
}

/// Names of kinds: people's own come first, what is no session is left, and an unknown one is said once.
#[test]
fn kinds_can_be_named_by_the_person() {
    let head = "Cycle start time,Cycle end time,Cycle timezone,Workout start time,Workout end time,Duration (min),Activity name,Activity Strain\n";
    let row = |n: u32, name: &str| format!("a,b,UTC+02:00,2026-05-0{n} 10:00:00,2026-05-0{n} 10:40:00,40,{name},3\n");
    let text = format!(
        "{head}{}{}{}{}{}",
        row(1, "Activity"),
        row(2, "Ice Bath"),
        row(3, "Walking"),
        row(4, "Łyżwy"),
        row(5, "Spin")
    );
    let (place, said) = taken(&[("workouts.csv", &text)]);
    assert_eq!(sessions(&place).len(), 4);
    assert!(
        said.contains("2026-05-02 Ice Bath: not a session, left") && said.contains("'Łyżwy' taken as conditioning"),
        "{said}"
    );
    file(
        &place,
        "config/recoup/config.toml",
        "[import.kind]\nactivity = \"strength\"\nlyzwy = \"endurance\"\nspin = \"leave\"\n",
    );
    let path = file(&place, "workouts.csv", &text);
    let (code, out, err) = run(&place, &["import", "--no-walks", &path]);
    assert_eq!(code, 0, "{out}{err}");
    assert!(err.contains("1 walk left") && err.contains("1 session left, as [import.kind] says"), "{err}");
    // What was taken before is corrected by the new kinds, except what is left now.
    let all = sessions(&place);
    assert!(all.contains(&"2026-05-01|strength|Activity|40|".to_owned()), "{all:?}");
    assert!(all.contains(&"2026-05-04|endurance|Łyżwy|40|".to_owned()), "{all:?}");
    file(&place, "config/recoup/config.toml", "[import.kind]\nactivity = \"lifting\"\n");
    let (code, _, err) = run(&place, &["import", &path]);
    assert!(code == 78 && err.contains("'lifting' is not a kind of session; choose from strength"), "{code} {err}");
}

/// A file that cannot be told is read as what somebody says it is, if it has the columns.
#[test]
fn from_says_whose_file_it_is() {
    let place = Place::new();
    let text = "id,when,exercise_title,set_index,start_time,title,end_time\n1,2,Bench,0,\"4 May 2026, 18:05\",Push,\"4 May 2026, 19:05\"\n";
    let path = file(&place, "x.csv", text);
    assert_eq!(run(&place, &["import", "--from", "hevy", &path]).0, 0);
    assert_eq!(sessions(&place), ["2026-05-04|strength|Push|60|"]);
    let (code, _, err) = run(&place, &["import", "--from", "strava", &path]);
    assert!(
        code == 65 && err.contains("it needs 'activity id', 'activity date', 'filename'; its header is 'id,when,"),
        "{err}"
    );
    let (code, _, err) = run(&place, &["import", "--from", "garmn", &path]);
    assert!(code == 65 && err.contains("'garmn' is not a source of tables; choose from"), "{err}");
    let own = file(&place, "own.csv", "date,mood,ctl\n2026-05-04,4,1\n");
    assert_eq!(run(&place, &["import", &own]).0, 65);
}

/// Only what is from a day on comes in.
#[test]
fn since_leaves_what_is_older() {
    let place = Place::new();
    let folder = super::copied(&place, "whoop");
    let (code, out, err) = run(&place, &["import", "--since", "2026-05-06", &folder]);
    assert!(code == 0 && err.contains("3 rows before 2026-05-06 left"), "{out}{err}");
    assert!(days(&place).iter().chain(&sessions(&place)).all(|row| row.as_str() >= "2026-05-06"));
    let (code, _, err) = run(&place, &["import", "--since", "yesterdayish", &folder]);
    assert!(code == 65 && !err.is_empty(), "{err}");
}

/// A zip in which a path leads out, that is a bomb, broken, or a spreadsheet, is refused whole.
#[test]
fn zips_that_are_not_what_they_say_are_refused() {
    use zip::write::SimpleFileOptions;
    let place = Place::new();
    let path = place.dir.path().join("x.zip");
    let good = std::fs::read(sample("whoop").join("physiological_cycles.csv")).unwrap();
    let make = |name: &str, bytes: &[u8]| {
        let mut zip = zip::ZipWriter::new(std::fs::File::create(&path).unwrap());
        zip.start_file("good.csv", SimpleFileOptions::default()).unwrap();
        zip.write_all(&good).unwrap();
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
        zip.finish().unwrap();
        run(&place, &["import", path.to_str().unwrap()])
    };
    let mut bomb = b"<?xml version=\"1.0\"?><!DOCTYPE HealthData []><HealthData>".to_vec();
    bomb.resize(80 << 20, b' ');
    for (name, bytes, said) in [
        ("../../evil.csv", &b"date,mood\n2026-05-04,3\n"[..], "a path that leads out of it"),
        ("bomb.xml", &bomb[..], "unpacks to far more than an export does"),
        ("[Content_Types].xml", b"<x/>", "it is a spreadsheet"),
    ] {
        let (code, out, err) = make(name, bytes);
        assert!(code == 65 && out.is_empty() && err.contains(said), "{name}: {code} {out} {err}");
        assert!(!place.data().join("weeks").exists(), "{name}: nothing of it was taken");
    }
    // A table of blanks as large as a bomb.
    let mut table = b"date,mood\n".to_vec();
    table.resize(80 << 20, b'\n');
    let (code, _, err) = make("t.csv", &table);
    assert!(code == 65 && err.contains("unpacks to far more"), "{err}");
    assert!(!place.data().join("weeks").exists());
    make("more.csv", b"date,mood\n");
    let whole = std::fs::read(&path).unwrap();
    recoup::store::atomic::write(&path, &whole[..whole.len() / 2]).unwrap();
    let (code, _, err) = run(&place, &["import", path.to_str().unwrap()]);
    assert!(code == 65 && err.contains("the zip is broken or was not downloaded whole"), "{err}");
}

/// An import leaves nothing unpacked behind.
#[test]
fn a_zip_is_read_where_it_lies() {
    let place = Place::new();
    let zip = place.dir.path().join("w.zip");
    zipped(&sample("fitbit"), &zip);
    let before = names(place.dir.path());
    run(&place, &["import", "--dry-run", zip.to_str().unwrap()]);
    assert_eq!(names(place.dir.path()), before);
}

fn names(folder: &Path) -> Vec<String> {
    let mut all: Vec<String> =
        std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name().to_string_lossy().into_owned()).collect();
    all.sort();
    all
}

/// A foreign wellness file has our names and other scales: it never comes in as mornings of our own. Cells with more decimals than
/// are kept are rounded, and refuse no file.
#[test]
fn another_programs_mornings_are_not_ours() {
    let (place, said) = taken(&[(
        "wellness.csv",
        "date,restingHR,hrv,sleepSecs,soreness,mood,stress\n2026-05-06,51,50.2,25200,4,1,2\n",
    )]);
    let got = lines(&exported(&place)[0], &["soreness", "mood", "stress"]);
    assert_eq!(got, ["7|5|2"], "{said}");
    let (place, said) =
        taken(&[("own.csv", "date,hrv,resting_hr,sleep_hours\n2026-05-06,50.123456,57.3412,7.4233333\n")]);
    assert_eq!(days(&place), ["2026-05-06|7.42|||57.3|50.1|"], "{said}");
}

/// A file that breaks off, an impossible night, a length that could be two: what is certain comes in, the rest is named.
#[test]
fn what_cannot_be_is_named_and_the_rest_comes_in() {
    let whoop = std::fs::read_to_string(sample("whoop").join("physiological_cycles.csv")).unwrap();
    let second = whoop.match_indices('\n').nth(1).unwrap().0;
    let (place, said) = taken(&[("c.csv", &whoop[..second + 120])]);
    assert_eq!(days(&place).len(), 1, "{said}");
    assert!(said.contains("the file breaks off in this row"), "{said}");
    for (asleep, why) in [
        ("-417", "less than no sleep cannot be"),
        ("1e300", "more than a day of sleep cannot be"),
        ("90000", "more than a day of sleep cannot be"),
    ] {
        let bad = cycle("UTC+02:00", "2026-05-04 23:00:00", "2026-05-05 07:00:00", asleep, "50");
        let good = cycle("UTC+02:00", "2026-05-05 23:00:00", "2026-05-06 07:00:00", "420", "50");
        let (place, said) = taken(&[("c.csv", &format!("{WHOOP}{bad}{good}"))]);
        assert!(said.contains(why) && !said.contains("shape"), "{asleep}: {said}");
        assert!(days(&place).contains(&"2026-05-06|7|23:00|07:00|50|50|".to_owned()), "{asleep}");
    }
    let strange = cycle("UTC+02:00", "1026-05-04 23:00:00", "1026-05-05 07:00:00", "420", "50");
    let (_, said) = taken(&[("c.csv", &format!("{WHOOP}{strange}"))]);
    assert!(said.contains("with a year that cannot be"), "{said}");
    let (_, said) = taken(&[
        ("c.csv", &WHOOP.replace("Wake onset", "Woke")),
        ("d.csv", &format!("{}{}", WHOOP.replace("Wake onset", "Woke"), cycle("x", "a", "b", "1", "2"))),
    ]);
    assert!(said.contains("none of its 1 rows has a date that can be read"), "{said}");
    // 20:10 is 20 minutes or 20 hours.
    let table = "Activity Type,Date,Favorite,Title,Distance,Calories,Time\nRunning,2026-05-04 08:00:12,false,Park,8.02,512,20:10\n";
    let (place, said) = taken(&[("Activities.csv", table)]);
    assert_eq!(sessions(&place), ["2026-05-04|endurance|Park||"]);
    assert!(said.contains("the time '20:10' could be two lengths"), "{said}");
    let fitnotes =
        "Date,Exercise,Category,Weight,Reps,Distance,Distance Unit,Time\n2026-05-04,Running,Cardio,,,3.2,km,20:40\n";
    let (place, _) = taken(&[("f.csv", fitnotes)]);
    assert_eq!(sessions(&place), ["2026-05-04|endurance|Running||"]);
    // Only the second of two distances is in metres.
    let old = "Activity ID,Activity Date,Activity Name,Activity Type,Elapsed Time,Distance,Filename\n1,\"May 4, 2026, 4:10:00 PM\",Run,Run,2700,8.02,a.gpx\n";
    let (place, _) = taken(&[("activities.csv", old)]);
    assert!(!place.file("2026-W19").unwrap().contains("distance"));
}

/// Other forms of the same services: with a mark at the beginning, wrapped as their APIs answer, confirmed and unconfirmed.
#[test]
fn json_is_read_in_every_form() {
    let night = "{\"day\": \"2026-05-04\", \"bedtime_start\": \"2026-05-03T23:02:00+02:00\", \"bedtime_end\": \"2026-05-04T06:31:00+02:00\", \"total_sleep_duration\": 25440, \"type\": \"long_sleep\"}";
    let fitbit = "{\"logId\": 1, \"dateOfSleep\": \"2026-05-04\", \"startTime\": \"2026-05-03T23:02:00.000\", \"endTime\": \"2026-05-04T06:31:00.000\", \"minutesAsleep\": 424, \"mainSleep\": true}";
    for text in [
        format!("\u{feff}[{night}]"),
        format!("{{\"data\": [{night}], \"next_token\": null}}"),
        format!("{{\"sleep\": [{fitbit}]}}"),
    ] {
        let (place, said) = taken(&[("x.json", &text)]);
        assert_eq!(days(&place), ["2026-05-04|7.07|23:02|06:31|||"], "{said}");
    }
    let wellness = "[{\"id\": \"2026-05-04\", \"restingHR\": 52, \"hrv\": 50.1, \"sleepSecs\": 25200, \"soreness\": 4, \"mood\": 1}]";
    let (place, said) = taken(&[("w.json", wellness)]);
    assert_eq!(days(&place), ["2026-05-04|7|||52|50.1|"], "{said}");
    let garmin = |kind: &str, light: u32| {
        format!(
            "{{\"sleepStartTimestampGMT\": \"2026-05-03T21:40:00.0\", \"sleepEndTimestampGMT\": \"2026-05-04T05:05:00.0\", \"calendarDate\": \"2026-05-04\", \"sleepWindowConfirmationType\": \"{kind}\", \"lightSleepSeconds\": {light}}}"
        )
    };
    for rows in [
        [garmin("ENHANCED_TENTATIVE", 26_000), garmin("ENHANCED_CONFIRMED_FINAL", 25_200)],
        [garmin("ENHANCED_CONFIRMED_FINAL", 25_200), garmin("ENHANCED_TENTATIVE", 26_000)],
    ] {
        let (place, said) = taken(&[("s.json", &format!("[{}]", rows.join(",")))]);
        assert_eq!(days(&place), ["2026-05-04|7|23:40|07:05|||"], "{said}");
    }
    // Two pieces of the main sleep, half an hour apart, are one night.
    let piece = |id: u32, from: &str, to: &str, minutes: u32| {
        format!(
            "{{\"logId\": {id}, \"dateOfSleep\": \"2026-05-04\", \"startTime\": \"2026-05-04T{from}:00.000\", \"endTime\": \"2026-05-04T{to}:00.000\", \"minutesAsleep\": {minutes}, \"mainSleep\": true}}"
        )
    };
    let two = format!("[{}, {}]", piece(1, "00:10", "03:00", 160), piece(2, "03:30", "07:00", 200));
    let (place, _) = taken(&[("sleep.json", &two)]);
    assert_eq!(days(&place), ["2026-05-04|6|00:10|07:00|||"]);
}

/// Sessions without a name of their own are still told apart, and found again.
#[test]
fn sessions_without_an_id_are_known_by_their_beginning() {
    let row = |day: u32| {
        format!(
            "{{\"start_date_local\": \"2026-05-0{day}T18:02:00\", \"type\": \"Run\", \"name\": \"Run\", \"moving_time\": 1800, \"icu_training_load\": 3}}"
        )
    };
    let text = format!("[{}, {}, {}]", row(4), row(5), row(6));
    let (place, _) = taken(&[("a.json", &text)]);
    assert_eq!(sessions(&place).len(), 3);
    let path = file(&place, "a.json", &text);
    assert!(run(&place, &["import", &path]).1.contains("3 rows already there"));
}

/// A file of a zip that breaks off is not passed over without a word, and what is whole comes in.
#[test]
fn a_broken_file_in_a_zip_is_named() {
    let place = Place::new();
    file(&place, "z/sleep.json", "[{\"logId\": 1, \"dateOfSleep\": \"2026-05-04\", ");
    let hrv = "timestamp,rmssd,nremhr,entropy\n2026-05-04T00:00:00,38.2,55,2\n";
    file(&place, "z/Daily Heart Rate Variability Summary.csv", hrv);
    let zip = place.dir.path().join("z.zip");
    zipped(&place.dir.path().join("z"), &zip);
    let (code, out, err) = run(&place, &["import", zip.to_str().unwrap()]);
    assert!(code == 65 && err.contains("of one file, it cannot be read as JSON"), "{out}{err}");
    assert_eq!(days(&place), ["2026-05-04|||||38.2|"]);
}
