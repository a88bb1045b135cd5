//! What an import does to what is there already.

use super::*;

const HEAD: &str = "id,start_date_local,name,type,moving_time,elapsed_time,icu_training_load,icu_rpe\n";

fn activity(id: &str, at: &str, name: &str, minutes: u32, rpe: &str) -> String {
    format!("{id},{at},{name},Run,{},{},1,{rpe}\n", minutes * 60, minutes * 60)
}

fn wellness(hr: &str, hrv: &str) -> String {
    format!("date,restingHR,hrv,sleepSecs\n2026-05-04,{hr},{hrv},25200\n")
}

#[test]
fn a_newer_export_updates_what_it_brought() {
    let place = Place::new();
    import(&place, "w.csv", &wellness("50", "61"));
    let (_, out, err) = import(&place, "w.csv", &wellness("52", "64"));
    assert!(out.contains("1 morning updated"), "{out}{err}");
    assert_eq!(days(&place), ["2026-05-04|7|||52|64|"]);
    import(&place, "a.csv", &(HEAD.to_owned() + &activity("i1", "2026-05-04T18:00:03", "Run", 45, "")));
    // Renamed, shortened and rated there.
    let (_, out, _) =
        import(&place, "a.csv", &(HEAD.to_owned() + &activity("i1", "2026-05-04T18:00:03", "Tempo", 40, "7")));
    assert!(out.contains("1 session updated"), "{out}");
    assert_eq!(sessions(&place), ["2026-05-04|endurance|Tempo|40|7"]);
}

#[test]
fn what_was_typed_stays() {
    let place = Place::new();
    let log = ["log", "--date", "2026-05-04", "--resting-hr", "48", "--sleep", "6.5"];
    assert_eq!(run(&place, &log).0, 0);
    let (_, out, err) = import(&place, "w.csv", &wellness("50", "61"));
    assert!(
        out.contains("1 morning filled in") && err.contains("2 typed values differ and were kept; --replace"),
        "{out}{err}"
    );
    assert_eq!(days(&place), ["2026-05-04|6.5|||48|61|"]);
    // Typed over a measured value, it is typed.
    run(&place, &["log", "--date", "2026-05-04", "--hrv", "70"]);
    assert!(!place.file("2026-W19").unwrap().contains("from"), "{}", place.file("2026-W19").unwrap());
    import(&place, "w.csv", &wellness("50", "62"));
    assert_eq!(days(&place), ["2026-05-04|6.5|||48|70|"]);
    let path = file(&place, "w.csv", wellness("50", "62"));
    run(&place, &["import", "--replace", &path]);
    assert_eq!(days(&place), ["2026-05-04|7|||50|62|"]);
}

/// A reading typed off the watch is the watch's.
#[test]
fn an_equal_reading_becomes_measured() {
    let place = Place::new();
    run(&place, &["log", "--date", "2026-05-04", "--resting-hr", "50"]);
    import(&place, "w.csv", &wellness("50.04", "61"));
    assert!(place.file("2026-W19").unwrap().contains("resting_hr = \"intervals\""));
    import(&place, "w.csv", &wellness("51", "61"));
    assert_eq!(days(&place), ["2026-05-04|7|||51|61|"]);
}

#[test]
fn a_session_that_was_corrected_is_found_again_and_stays_corrected() {
    let place = Place::new();
    import(&place, "a.csv", &(HEAD.to_owned() + &activity("i1", "2026-05-04T18:00:03", "Run", 45, "")));
    let week = place.file("2026-W19").unwrap();
    // Renamed and rated by hand, and moved to the next day.
    let edited = week
        .replacen("title = \"Run\"\nminutes = 45", "title = \"Hills\"\nminutes = 45\nrpe = 8", 1)
        .replacen("date = 2026-05-04", "date = 2026-05-05", 1);
    place.put("2026-W19", &edited);
    let (_, out, err) =
        import(&place, "a.csv", &(HEAD.to_owned() + &activity("i1", "2026-05-04T18:00:03", "Run", 45, "")));
    assert!(out.contains("1 row already there"), "{out}{err}");
    // A newer export corrects only what nobody touched.
    import(&place, "a.csv", &(HEAD.to_owned() + &activity("i1", "2026-05-04T18:00:03", "Evening run", 41, "3")));
    assert_eq!(sessions(&place), ["2026-05-05|endurance|Hills|41|8"]);
}

/// One run that two services send is one session; what the first said stays, and what it did not say is filled in.
#[test]
fn the_same_run_from_two_services_is_one() {
    let place = Place::new();
    run(&place, &["import", sample("garmin").join("DI_CONNECT").to_str().unwrap()]);
    let strava = "Activity ID,Activity Date,Activity Name,Activity Type,Elapsed Time,Filename,Elapsed Time,Moving Time,Distance,Perceived Exertion\n";
    let text = format!(
        "{strava}1,\"4 May 2026, 06:00:00\",Lunch,Run,1,a,2800,2640,8000,9\n2,\"5 May 2026, 16:30:00\",Gym,Weight Training,1,,3300,3300,0,7\n3,\"5 May 2026, 05:00:00\",Gym,Weight Training,1,,900,900,0,\n"
    );
    let (code, out, err) = import(&place, "activities.csv", &text);
    assert!(code == 0 && err.contains("2 seen already from garmin"), "{out}{err}");
    assert_eq!(
        sessions(&place),
        ["2026-05-04|endurance|Morning Run|45|6", "2026-05-05|strength|Gym|15|", "2026-05-05|strength|Strength|55|7"]
    );
    let before = place.file("2026-W19");
    let (_, out, _) = import(&place, "activities.csv", &text);
    assert!(out.contains("3 rows already there"), "{out}");
    assert_eq!(place.file("2026-W19"), before);
    assert!(before.unwrap().contains("garmin:2026-05-04T08:00:00 strava:1\""));
}

/// Training that was planned is done by what comes in; training that was logged by hand is not there twice.
#[test]
fn a_planned_session_is_done_by_the_one_that_comes_in() {
    let place = Place::new();
    let plan = "date,kind,title,minutes,rpe,status\n2026-05-04,endurance,Long run,60,5,planned\n2026-05-05,endurance,Easy run,30,3,done\n2026-05-06,strength,Legs,60,8,planned\n";
    import(&place, "plan.csv", plan);
    let text = HEAD.to_owned()
        + &activity("i1", "2026-05-04T18:00:03", "Evening", 52, "")
        + &activity("i2", "2026-05-05T18:00:03", "Evening", 35, "4")
        + &activity("i3", "2026-05-06T18:00:03", "Evening", 20, "4");
    let (_, out, err) = import(&place, "a.csv", &text);
    assert!(out.contains("1 session added") && out.contains("1 session done"), "{out}{err}");
    assert_eq!(
        sessions(&place),
        [
            "2026-05-04|endurance|Long run|52|5",
            "2026-05-05|endurance|Easy run|30|3",
            "2026-05-06|endurance|Evening|20|4",
            "2026-05-06|strength|Legs|60|8"
        ]
    );
    let week = place.file("2026-W19").unwrap();
    assert!(week.contains("minutes = 60\nrpe = 5") && week.contains("done = { minutes = 52 }"), "{week}");
    assert!(err.contains("2 typed values differ and were kept"), "{err}");
}

/// Two of a day that one service tells apart are two, and an import of them again is no third.
#[test]
fn two_sessions_of_a_day_stay_two() {
    let place = Place::new();
    let text = HEAD.to_owned()
        + &activity("i1", "2026-05-04T07:10:03", "Run", 30, "")
        + &activity("i2", "2026-05-04T18:31:44", "Run", 30, "");
    import(&place, "a.csv", &text);
    assert_eq!(sessions(&place).len(), 2);
    let (_, out, _) = import(&place, "a.csv", &text);
    assert!(out.contains("2 rows already there"), "{out}");
}

/// The hours of one source never stand beside the clock times of another.
#[test]
fn a_night_is_of_one_source() {
    let place = Place::new();
    import(&place, "w.csv", "date,restingHR,hrv,sleepSecs\n2026-05-06,,,27000\n");
    let (_, _, err) = run(&place, &["import", &super::copied(&place, "whoop")]);
    assert!(err.contains("seen already from intervals"), "{err}");
    assert!(days(&place).contains(&"2026-05-06|7.5|||55|44|0.52".to_owned()), "{:?}", days(&place));
}

/// Everything that is given at once is one step.
#[test]
fn several_files_are_one_step() {
    let place = Place::new();
    let w = file(&place, "w.csv", wellness("50", "61"));
    let own = file(&place, "own.csv", "date,mood\n2026-05-04,4\n2026-05-20,3\n");
    let whoop = super::copied(&place, "whoop");
    assert_eq!(run(&place, &["import", &w, &own, &whoop]).0, 0);
    assert!(!days(&place).is_empty());
    assert_eq!(run(&place, &["undo"]).0, 0);
    assert!(exported(&place).iter().all(Vec::is_empty));
}

/// A dry run shows it all and writes nothing.
#[test]
fn a_dry_run_writes_nothing() {
    let place = Place::new();
    let (code, out, _) = run(&place, &["import", "--dry-run", &super::copied(&place, "whoop")]);
    assert_eq!(code, 0);
    for said in [
        "Mon 4 May 2026  morning: sleep_hours – → 7.3",
        "session: + Weightlifting 55'",
        "WHOOP: would import: 3 mornings added, 3 sessions added",
    ] {
        assert!(out.contains(said), "{said}: {out}");
    }
    assert!(!place.data().join("weeks").exists());
}

/// A second device begins a usual range of its own, and that is said when it begins.
#[test]
fn a_new_watch_is_said_once() {
    let place = Place::new();
    import(&place, "w.csv", "date,restingHR,hrv,sleepSecs\n2026-04-20,50,61,25200\n2026-04-21,51,60,25200\n");
    let folder = super::copied(&place, "whoop");
    let (_, _, err) = run(&place, &["import", &folder]);
    assert!(err.contains("HRV from whoop begins on 2026-05-04, after those from intervals"), "{err}");
    let (_, _, err) = run(&place, &["import", &folder]);
    assert!(!err.contains("begins on"), "{err}");
}

/// What was corrected here still pairs with what a second service says, and a corrected beginning makes no second session.
#[test]
fn a_corrected_session_is_no_second_one() {
    let strava = |minutes: u32| {
        format!(
            "Activity ID,Activity Date,Activity Name,Activity Type,Elapsed Time,Filename,Elapsed Time,Moving Time\n\
             9,\"4 May 2026, 16:00:00\",Run,Run,1,a,{0},{0}\n",
            minutes * 60
        )
    };
    for change in ["minutes = 45", "kind = \"endurance\""] {
        let place = Place::new();
        import(&place, "a.csv", &(HEAD.to_owned() + &activity("i1", "2026-05-04T18:00:03", "Run", 45, "")));
        let to = if change.starts_with('m') { "minutes = 75" } else { "kind = \"conditioning\"" };
        place.put("2026-W19", &place.file("2026-W19").unwrap().replacen(&format!("\n{change}"), &format!("\n{to}"), 1));
        let (_, out, err) = import(&place, "activities.csv", &strava(45));
        assert_eq!(sessions(&place).len(), 1, "{out}{err}");
    }
    // Two of a day that begin hours apart are two, whoever recorded them.
    let place = Place::new();
    import(&place, "a.csv", &(HEAD.to_owned() + &activity("i1", "2026-05-04T07:03:11", "Run", 45, "")));
    import(&place, "activities.csv", &strava(45));
    assert_eq!(sessions(&place).len(), 2);
    // The beginning was corrected in Hevy, which has no number for a workout.
    let hevy = |at: &str| {
        format!(
            "\"title\",\"start_time\",\"end_time\",\"exercise_title\",\"set_index\"\n\"Push\",\"4 May 2026, {at}\",\"4 May 2026, 19:00\",\"Bench\",0\n"
        )
    };
    let place = Place::new();
    import(&place, "h.csv", &hevy("18:05"));
    import(&place, "h.csv", &hevy("18:10"));
    assert_eq!(sessions(&place), ["2026-05-04|strength|Push|50|"]);
}

/// A later version of an export given in the same call is the one that counts.
#[test]
fn of_two_exports_in_one_call_the_later_counts() {
    let place = Place::new();
    let (old, new) = (file(&place, "old.csv", wellness("50", "61")), file(&place, "new.csv", wellness("52", "64")));
    run(&place, &["import", &old, &new]);
    assert_eq!(days(&place), ["2026-05-04|7|||52|64|"]);
}

/// What a person takes out, or takes a mark off, stays so.
#[test]
fn what_was_taken_out_does_not_come_back() {
    let place = Place::new();
    let text = HEAD.to_owned() + &activity("i1", "2026-05-04T18:00:03", "Run", 45, "6");
    import(&place, "a.csv", &text);
    for gone in ["\nrpe = 6", "status = \"done\"\n"] {
        let week = place.file("2026-W19").unwrap();
        let changed = week.replacen(gone, "", 1);
        assert_ne!(changed, week);
        place.put("2026-W19", &changed);
        let (_, out, _) = import(&place, "a.csv", &text);
        assert!(out.contains("1 row already there"), "{gone}: {out}");
        assert_eq!(place.file("2026-W19").unwrap(), changed, "{gone}");
    }
    import(&place, "w.csv", &wellness("50", "61"));
    let week = place.file("2026-W19").unwrap();
    place.put("2026-W19", &week.replacen("hrv = 61\n", "", 1));
    import(&place, "w.csv", &wellness("50", "63"));
    assert_eq!(days(&place), ["2026-05-04|7|||50||"]);
}

/// A session that waits in the tray is there.
#[test]
fn a_session_in_the_tray_comes_in_no_second_time() {
    let place = Place::new();
    let text = HEAD.to_owned() + &activity("i1", "2026-05-04T18:00:03", "Run", 45, "6");
    import(&place, "a.csv", &text);
    let week = place.file("2026-W19").unwrap();
    place.put("2026-W19", &week.replacen("[[day.session]]", "[[tray]]", 1));
    let (_, out, _) = import(&place, "a.csv", &text);
    assert!(out.contains("1 row already there"), "{out}");
    assert!(sessions(&place).is_empty());
}

/// A night typed off the watch is the watch's: what was not typed of it is filled in.
#[test]
fn a_typed_night_that_the_file_confirms_becomes_measured() {
    let place = Place::new();
    run(&place, &["log", "--date", "2026-05-06", "--sleep", "5.08"]);
    let (_, _, err) = run(&place, &["import", &super::copied(&place, "whoop")]);
    assert!(!err.contains("differ"), "{err}");
    assert!(days(&place).contains(&"2026-05-06|5.08|00:31|06:02|55|44|0.52".to_owned()), "{:?}", days(&place));
}

/// Our own export of what was imported says nothing about other values when it comes back.
#[test]
fn our_own_export_comes_back_without_a_word() {
    let place = Place::new();
    run(&place, &["import", &super::copied(&place, "garmin")]);
    exported(&place);
    let before = place.file("2026-W19");
    let path = place.dir.path().join("days.csv").display().to_string();
    let (code, out, err) = run(&place, &["import", &path]);
    assert!(code == 0 && err.is_empty(), "{out}{err}");
    let (_, _, _) = run(&place, &["import", "--replace", &path]);
    assert_eq!(place.file("2026-W19"), before, "a value that the file confirms is still the watch's");
}

/// An export that no longer has a value, and then another one, was not typed over.
#[test]
fn a_value_that_comes_and_goes_is_not_typed() {
    let place = Place::new();
    for (rpe, expected) in [("6", "6"), ("", "6"), ("8", "8")] {
        import(&place, "a.csv", &(HEAD.to_owned() + &activity("i1", "2026-05-04T18:00:03", "Run", 45, rpe)));
        assert_eq!(sessions(&place), [format!("2026-05-04|endurance|Run|45|{expected}")]);
    }
    let km = |n: &str| format!("{}{n}\n", HEAD.replace("\n", ",distance\n"));
    for metres in ["8000", "9000"] {
        import(&place, "a.csv", &km(&format!("i1,2026-05-04T18:00:03,Run,Run,2700,2700,1,8,{metres}")));
    }
    assert!(place.file("2026-W19").unwrap().contains("\ndistance = 9\n"), "{}", place.file("2026-W19").unwrap());
    // Nothing was planned: the corrected numbers stand alone.
    assert!(!place.file("2026-W19").unwrap().contains("\ndone = "));
}

/// A device whose readings were not taken begins nothing.
#[test]
fn a_device_that_brings_nothing_begins_nothing() {
    let place = Place::new();
    run(&place, &["import", &super::copied(&place, "whoop")]);
    let (_, _, err) = run(&place, &["import", &super::copied(&place, "garmin")]);
    assert!(!err.contains("HRV from garmin"), "its HRV of that morning was WHOOP's already: {err}");
    assert!(err.contains("resting HR from garmin begins on 2026-05-05, after those from whoop"), "{err}");
}

/// What came in without an RPE can be rated from the shell; the rating is the person's.
#[test]
fn what_came_in_can_be_rated_from_the_shell() {
    let place = Place::new();
    let text = HEAD.to_owned() + &activity("i1", "2026-05-04T18:00:03", "Run", 45, "");
    import(&place, "a.csv", &text);
    let (code, out, err) = run(&place, &["done", "2026-05-04", "--rpe", "7", "--felt", "worse"]);
    assert!(code == 0 && out.contains("Run"), "{out}{err}");
    assert_eq!(sessions(&place), ["2026-05-04|endurance|Run|45|7"]);
    import(&place, "a.csv", &(HEAD.to_owned() + &activity("i1", "2026-05-04T18:00:03", "Run", 45, "5")));
    assert_eq!(sessions(&place), ["2026-05-04|endurance|Run|45|7"]);
    // It is rated: another one is another session.
    assert_eq!(run(&place, &["done", "2026-05-04", "--rpe", "6"]).0, 1);
    // It was never planned, and a review says so.
    let review = run(&place, &["review", "--week", "2026-W19"]).1;
    assert!(review.contains("not planned") && review.contains("load 0 planned, 315 done"), "{review}");
}
