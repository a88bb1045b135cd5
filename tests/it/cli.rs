//! The command line: what it prints, what it refuses, and with which exit code.

use std::process::Output;

use crate::support::Place;

const DAYS: &str = "date,sleep_hours,bed,wake,sleep_quality,soreness,energy,mood,stress,resting_hr,ready\n\
                    2026-11-16,7.5,23:00,06:45,4,2,3,4,2,52,7\n\
                    2026-11-17,6,,,2,4,2,3,4,,5\n\
                    2026-11-18,,00:40,06:30,2,,3,4,3,,\n";
const SESSIONS: &str = "date,kind,title,minutes,rpe\n2026-11-16,strength,Upper body,60,7\n2026-11-16,strength,Upper body,60,7\n\
                        2026-11-17,endurance,Easy run,30,4.5\n2026-11-20,conditioning,HIIT,30,9\n";

fn recoup(place: &Place, args: &[&str]) -> Output {
    place.command().args(["--today", "2026-11-18"]).args(args).output().unwrap()
}

fn ok(place: &Place, args: &[&str]) -> String {
    let out = recoup(place, args);
    assert!(out.status.success(), "{args:?}: {}", String::from_utf8_lossy(&out.stderr));
    String::from_utf8(out.stdout).unwrap()
}

/// Exit code and the sentence on standard error.
fn fails(place: &Place, args: &[&str]) -> (i32, String) {
    let out = recoup(place, args);
    (out.status.code().unwrap(), String::from_utf8(out.stderr).unwrap().trim().to_owned())
}

fn csv(place: &Place, name: &str, text: &str) -> String {
    let path = place.dir.path().join(name);
    recoup::store::atomic::write(&path, text.as_bytes()).unwrap();
    path.display().to_string()
}

#[test]
fn a_week_is_plain_lines() {
    let place = Place::new();
    let out = format!("{}\n{}", ok(&place, &["week"]), ok(&place, &["today"]));
    assert_eq!(
        out,
        "Week 47  16 Nov – 22 Nov 2026  proposed\n\
         \x20 Mon 16  -           ▲ Upper body           60' RPE 7\n\
         \x20                     Bench press 3×8–12; Rows 3×8–12; Shoulder press 3×8–12\n\
         \x20                     + Core 10', Cool-down 5', Stretching 10'\n\
         \x20 Tue 17  -           ≈ Walk and yoga        30' RPE 2\n\
         \x20                     Light mobility drills; Stretching; A walk or yoga, no intensity\n\
         * Wed 18  -           ▲ Lower body           60' RPE 8\n\
         \x20                     Squats 3×8–12; Deadlifts 3×6–8; Lunges 3×8–12; Hamstring curls 3×8–12\n\
         \x20                     + Cool-down 5', Stretching 10'\n\
         \x20 Thu 19  -           ○ Full rest\n\
         \x20 Fri 20  -           ◆ HIIT intervals       30' RPE 9\n\
         \x20                     Sprints, circuits or kettlebell intervals\n\
         \x20                     + Cool-down 5', Stretching 10'\n\
         \x20 Sat 21  -           ▲ Light full body      45' RPE 6\n\
         \x20                     Goblet squat 2×10–12; Push-ups 2×10–12; Rows 2×10–12; Kettlebell deadlift 2×10–12\n\
         \x20                     + Mobility 15'\n\
         \x20 Sun 22  -           ≈ Rest or walk         30' RPE 2  only if energy >= 3 else rest\n\
         \x20                     A gentle walk in nature\n\
         \n\
         no score yet: log the morning with recoup log --sleep 7h30 --energy 3   ▲ Lower body 60' RPE 8\n\
         Check in to see whether Lower body fits.\n\
         Offered: check in.\n"
    );
    assert!(!place.data().exists(), "looking writes nothing");
}

#[test]
fn a_morning_is_logged_bit_by_bit() {
    let place = Place::new();
    let first = ok(
        &place,
        &["log", "--sleep", "00:40-06:30", "--quality", "2", "--soreness", "chest=6,shoulders=4", "--energy", "3"],
    );
    assert!(first.starts_with("logged Wed 18 Nov: 5"), "{first}");
    ok(
        &place,
        &[
            "log",
            "--mood",
            "4",
            "--stress",
            "3",
            "--soreness",
            "quads=2",
            "--ill",
            "no",
            "--pain",
            "calves",
            "--note",
            "Late coffee.",
        ],
    );
    let file = place.file("2026-W47").unwrap();
    for line in [
        "bed = \"00:40\"",
        "soreness = { chest = 6, shoulders = 4, quads = 2 }",
        "mood = 4",
        "ill = false",
        "pain = [\"calves\"]",
    ] {
        assert!(file.contains(line), "{line}\n{file}");
    }
    assert!(file.contains("note = \"Late coffee.\"") && !file.contains("session"), "{file}");
    // New hours replace the clock times, which would contradict them.
    ok(&place, &["log", "--sleep", "7h"]);
    let file = place.file("2026-W47").unwrap();
    assert!(file.contains("sleep_hours = 7\n") && !file.contains("bed ="), "{file}");
    // Sleep 63.3, soreness 46, feel 78: .8·65.1 + .2·46.
    assert!(ok(&place, &["today"]).starts_with("61 EASE   slept 7h00, chest 6, energy 3   ▲ Lower body"));
}

#[test]
fn today_as_json() {
    let place = Place::new();
    ok(
        &place,
        &[
            "log",
            "--sleep",
            "5.5",
            "--quality",
            "2",
            "--soreness",
            "chest=6",
            "--energy",
            "3",
            "--mood",
            "4",
            "--stress",
            "3",
        ],
    );
    let json: serde_json::Value = serde_json::from_str(&ok(&place, &["today", "--json"])).unwrap();
    // By hand: sleep (50·37.5 + 25·40)/75 = 38.33, soreness 100 − 48 = 52, feel (70·75 + 20·90 + 10·75)/100 = 78;
    // mean (20·38.33 + 25·52 + 40·78)/85 = 61.02, S = .8·61.02 + .2·52 = 59.22.
    assert_eq!((json["score"].as_u64(), json["band"].as_str(), json["cap"].as_str()), (Some(59), Some("ease"), None));
    for (name, want) in [("sleep", 38.33), ("soreness", 52.0), ("feel", 78.0)] {
        assert_eq!(json["components"][name].as_f64(), Some(want), "{name}");
    }
    assert_eq!(json["uncapped"].as_f64(), Some(59.22));
    let losses: f64 = json["losses"].as_object().unwrap().values().filter_map(serde_json::Value::as_f64).sum();
    assert!((losses - 40.78).abs() < 0.02, "{losses}");
    assert_eq!(json["missing"], serde_json::json!(["load", "heart"]));
    let empty: serde_json::Value = serde_json::from_str(&ok(&Place::new(), &["today", "--json"])).unwrap();
    assert!(empty["score"].is_null() && empty["confidence"].is_null());
}

#[test]
fn rest_and_done() {
    let place = Place::new();
    assert_eq!(
        ok(&place, &["rest", "fri"]),
        "Fri 20 Nov is full rest; HIIT intervals waits in the tray\ntray: ◆ HIIT intervals 30' RPE 9\n"
    );
    assert_eq!(
        ok(&place, &["rest", "fri", "thu"]),
        "Fri 20 Nov is already full rest\nThu 19 Nov is already full rest\n"
    );
    assert_eq!(
        ok(&place, &["done", "--minutes", "50", "--rpe", "6", "--felt", "worse"]),
        "Wed 18 Nov: Lower body 50' RPE 6 done\n"
    );
    let file = place.file("2026-W47").unwrap();
    assert!(file.contains("done = { minutes = 50, rpe = 6, felt = \"worse\" }"), "{file}");
    let (code, said) = fails(&place, &["done"]);
    assert!(code == 1 && said.contains("has no session left to record"), "{said}");
    assert_eq!(
        ok(&place, &["done", "--kind", "endurance", "--minutes", "20"]),
        "recorded Endurance 20' on Wed 18 Nov\n"
    );
    assert_eq!(ok(&place, &["done", "tue"]), "Tue 17 Nov: Walk and yoga 30' RPE 2 done\n");
    assert_eq!(fails(&place, &["rest", "2026-11-16"]).0, 1);
}

#[test]
fn impossible_values_name_themselves_and_write_nothing() {
    let place = Place::new();
    for (args, says) in [
        (["log", "--sleep", "30h"], "sleep 30 is not possible; it goes from 0 to 24 hours"),
        (
            ["log", "--sleep", "22:00-22:00"],
            "bed and wake time are both 22:00; a night needs two different times, or hours like 7h30",
        ),
        (["log", "--soreness", "chest=11"], "soreness chest 11 is not possible; it goes from 0 to 10"),
        (["log", "--soreness", "chest=-1"], "soreness chest -1 is not possible; it goes from 0 to 10"),
        (["log", "--energy", "0"], "energy 0 is not possible; it goes from 1 to 5"),
        (["log", "--hrv", "NaN"], "hrv 'NaN' is not a number; it goes from 1 to 400"),
        (["done", "--rpe", "12"], "RPE 12 is out of range; RPE goes from 0 to 10, in halves"),
        (["done", "--minutes", "9999"], "minutes '9999' is not possible; it goes from 0 to 1440, whole numbers only"),
        (["done", "--felt", "meh"], "'meh' is not how a session felt; use better, same or worse"),
        (["edit", "--week", "2025-W53"], "2025 has no week 53"),
    ] {
        assert_eq!(fails(&place, &args), (65, format!("recoup: {says}")), "{args:?}");
    }
    let (code, said) = fails(&place, &["log", "--soreness", "neck=3"]);
    assert!(code == 65 && said.starts_with("recoup: 'neck' is not a region; use one of chest, back"), "{said}");
    let (code, said) = fails(&place, &["rest", "someday"]);
    assert!(code == 65 && said.starts_with("recoup: 'someday' is not a day; write thu"), "{said}");
    assert_eq!(fails(&place, &["log"]).0, 2);
    assert_eq!(fails(&place, &["--nope"]).0, 2);
    assert!(!place.data().exists());
}

#[test]
fn import_takes_every_row_and_a_second_run_changes_nothing() {
    let place = Place::new();
    let (days, sessions) = (csv(&place, "days.csv", DAYS), csv(&place, "sessions.csv", SESSIONS));
    let out = ok(&place, &["import", &days, &sessions]);
    assert_eq!(out, "days.csv: imported: 3 mornings added\nsessions.csv: imported: 4 sessions added\n");
    let file = place.file("2026-W47").unwrap();
    assert_eq!(file.matches("title = \"Upper body\"").count(), 2, "two equal rows stay two");
    assert_eq!(file.matches("status = \"done\"").count(), 3, "after today it is planned:\n{file}");
    let out = ok(&place, &["import", &days, &sessions]);
    assert_eq!(out, "days.csv: imported: 3 rows already there\nsessions.csv: imported: 4 rows already there\n");
    assert_eq!(place.file("2026-W47").unwrap(), file);

    let exported = place.dir.path().join("out.csv").display().to_string();
    ok(&place, &["export", "--force", "--days", &exported, "--sessions", &csv(&place, "s.csv", "")]);
    let again = Place::new();
    ok(&again, &["import", &exported, &place.dir.path().join("s.csv").display().to_string()]);
    let but_ids = |text: &str| text.lines().filter(|l| !l.starts_with("id = ")).collect::<Vec<_>>().join("\n");
    assert_eq!(but_ids(&again.file("2026-W47").unwrap()), but_ids(&file), "an export imports to the same weeks");
}

#[test]
fn import_keeps_what_is_logged_unless_told_to_replace() {
    let place = Place::new();
    ok(&place, &["log", "--date", "2026-11-17", "--energy", "5"]);
    let days = csv(&place, "days.csv", DAYS);
    let out = recoup(&place, &["import", &days]);
    assert_eq!(String::from_utf8_lossy(&out.stdout), "days.csv: imported: 2 mornings added, 1 morning filled in\n");
    assert!(
        String::from_utf8_lossy(&out.stderr)
            .contains("days.csv line 3: 2026-11-17 is already logged with other values, which were kept")
    );
    let file = place.file("2026-W47").unwrap();
    assert!(file.contains("energy = 5") && file.contains("sleep_hours = 6\n"), "{file}");
    ok(&place, &["import", "--replace", &days]);
    assert!(!place.file("2026-W47").unwrap().contains("energy = 5"));
}

#[test]
fn import_of_what_people_really_have() {
    let place = Place::new();
    let windows = format!("\u{feff}{}", DAYS.replace(',', ";").replace('\n', "\r\n"));
    assert!(ok(&place, &["import", &csv(&place, "windows.csv", &windows)]).contains("3 mornings added"));

    let wrong = "date,sleep_hours,soreness,mystery\n2026-11-10,7,3,x\n2026-13-10,7,3,x\n2026-11-11,30,3,x\n2026-11-12,7,3,x,y\n2026-11-13,8,,\n";
    let out = recoup(&place, &["import", &csv(&place, "wrong.csv", wrong)]);
    assert_eq!(out.status.code(), Some(65));
    assert_eq!(
        String::from_utf8_lossy(&out.stdout),
        "wrong.csv: imported: 2 mornings added; 3 rows left out, listed above\n"
    );
    assert_eq!(
        String::from_utf8_lossy(&out.stderr).trim().lines().collect::<Vec<_>>(),
        [
            "recoup: wrong.csv line 3: '2026-13-10' is not a date; write it like 2026-11-18",
            "recoup: wrong.csv line 4: sleep_hours 30 is not possible; it goes from 0 to 24 hours",
            "recoup: wrong.csv line 5: it has 5 cells, but the header has 4",
            "recoup: wrong.csv: read 3 of 4 columns: date, sleep_hours, soreness; not read: 'mystery' (3 cells)",
        ]
    );
    let (code, said) = fails(&place, &["import", &csv(&place, "other.csv", "name,age\nada,36\n")]);
    assert!(code == 65 && said.contains("the header 'name,age' has no column 'date'"), "{said}");
    assert_eq!(fails(&place, &["import", "/nowhere.csv"]).0, 74);
}

#[test]
fn a_cell_is_never_a_formula() {
    let place = Place::new();
    ok(&place, &["log", "--energy", "3", "--note", "=HYPERLINK(\"x\")"]);
    let out = ok(&place, &["export", "--days", "-"]);
    assert!(out.contains("\"'=HYPERLINK(\"\"x\"\")\""), "{out}");
    let again = Place::new();
    ok(&again, &["import", &csv(&place, "back.csv", &out)]);
    assert!(again.file("2026-W47").unwrap().contains("note = '=HYPERLINK(\"x\")'"), "{:?}", again.file("2026-W47"));
}

#[test]
fn settings_are_checked_and_a_bad_disk_is_reported() {
    let place = Place::new();
    let config = csv(&place, "config.toml", "sleep_need = 12\n");
    let (code, said) = fails(&place, &["--config", &config, "week"]);
    assert!(code == 78 && said.ends_with("sleep_need 12 is out of range; it goes from 6 to 10 hours"), "{said}");
    assert_eq!(fails(&place, &["--config", "/nowhere.toml", "week"]).0, 78);
    recoup::store::atomic::write(&place.data(), b"in the way").unwrap();
    let (code, said) = fails(&place, &["rest", "fri"]);
    assert!(code == 74 && said.contains("is not a folder"), "{said}");
}

#[test]
fn what_keeps_it_from_running_is_reported_with_its_cause_and_what_would_help() {
    let place = Place::new();
    let file = csv(&place, "weeks\u{1b}[31m", "");
    let out = place.bare_command().args(["--data-dir", &file, "week"]).output().unwrap();
    let (code, said) = (out.status.code().unwrap(), String::from_utf8(out.stderr).unwrap());
    let lines: Vec<&str> = said.lines().map(str::trim_end).collect();
    let path = file.replace('\u{1b}', "");
    let cause = format!("   1: {path} is not a folder");
    let wanted = [
        "recoup cannot continue:",
        "   0: the week files cannot be read",
        &cause,
        "",
        "Suggestion: name another folder with --data-dir DIR, or move that file away",
    ];
    assert_eq!((code, lines.as_slice()), (74, wanted.as_slice()));
    // Without a folder for the sample weeks: the exit code is that of the cause.
    let mut demo = place.command();
    let out = demo.env("TMPDIR", "/nowhere").env("RUST_BACKTRACE", "1").args(["demo", "--print"]).output().unwrap();
    let said = String::from_utf8_lossy(&out.stderr);
    assert!(out.status.code() == Some(74) && said.contains("Suggestion: set TMPDIR to "), "{said}");
    assert!(!said.contains("BACKTRACE") && !said.contains("src/"), "{said}");
    // A sentence of a command stays one line.
    let (_, said) = fails(&place, &["rest", "someday"]);
    assert_eq!(said.lines().count(), 1, "{said}");
}

#[test]
fn plain_output_is_ascii_where_the_locale_is() {
    let place = Place::new();
    let out = place.command().env("LC_ALL", "C").args(["--today", "2026-11-18"]).output().unwrap();
    assert!(out.stdout.is_ascii(), "{}", String::from_utf8_lossy(&out.stdout));
}

/// Thirty mornings whose rating follows energy, every third night short.
fn thirty_mornings() -> String {
    let mut out = String::from("date,sleep_hours,energy,soreness,ready\n");
    for n in 0..30u64 {
        let date = chrono::NaiveDate::from_ymd_opt(2026, 10, 19).unwrap() + chrono::Days::new(n);
        let energy = 1 + (n * 7 % 5);
        let hours = if n % 3 == 0 { 5.5 } else { 8.0 };
        out.push_str(&format!("{date},{hours},{energy},{},{}\n", n % 4, 2 * energy));
    }
    out
}

#[test]
fn evaluate_reports_agreement_from_twenty_ratings_on() {
    let place = Place::new();
    let listed = ok(&place, &["evaluate"]);
    assert!(
        listed.starts_with(
            "0 mornings with both a score and your own ready rating so far; agreement is shown from 20 on."
        ),
        "{listed}"
    );
    ok(&place, &["import", &csv(&place, "days.csv", &thirty_mornings())]);
    let listed = ok(&place, &["evaluate"]);
    assert!(listed.starts_with("Agreement with your own ready ratings, 30 mornings"), "{listed}");
    let json: serde_json::Value = serde_json::from_str(&ok(&place, &["evaluate", "--json"])).unwrap();
    let score = &json["score"];
    let rival = |name: &str| {
        score["rivals"].as_array().unwrap().iter().find(|r| r["name"] == name).unwrap()["spearman"].as_f64()
    };
    assert_eq!((score["n"].as_u64(), rival("energy")), (Some(30), Some(1.0)));
    assert!(
        score["low"].as_f64() <= score["spearman_uncapped"].as_f64()
            && score["spearman_uncapped"].as_f64() <= score["high"].as_f64()
    );
    assert!(score["spearman_uncapped"].as_f64().unwrap() > 0.7);
    assert_eq!(score["caps"][0]["cap"], "slept more than 2 h under need");
    assert_eq!(ok(&place, &["evaluate"]), listed, "the same every time");
}

#[test]
fn why_prints_the_waterfall() {
    let place = Place::new();
    assert_eq!(fails(&place, &["why"]).0, 1);
    ok(&place, &["log", "--sleep", "5.5", "--quality", "2", "--soreness", "chest=6", "--energy", "3"]);
    let out = ok(&place, &["why", "today"]);
    let lines: Vec<&str> = out.lines().collect();
    assert_eq!(
        lines[..3],
        ["Wed 18 Nov", "58 EASE   confidence medium (coverage 68 of 100), model 2", "start                      100"]
    );
    assert!(lines[3].starts_with("sleep: last night      −8"), "{out}");
    assert!(out.contains("chest 6: 100 − 8×6 = 52 [formula chosen: the sorest site decides]"), "{out}");
    assert!(out.contains("\nLower body lighter.\nHard sessions need 65; this morning is 58.\n"), "{out}");
    assert!(out.contains("\nOffered: Lower body 60' RPE 8 → 35' RPE 6."), "{out}");
    assert!(out.contains("red flags: not known yet: 1 of 7 mornings logged, 4 needed"), "{out}");
}

#[test]
fn soreness_is_written_with_an_equals_sign_or_a_blank() {
    let place = Place::new();
    ok(&place, &["log", "--soreness", "lower back 4, chest=2,quads 0"]);
    assert!(place.file("2026-W47").unwrap().contains("soreness = { chest = 2, lower-back = 4, quads = 0 }"));
    assert_eq!(fails(&place, &["log", "--soreness", "knee 4"]).0, 65);
    assert_eq!(fails(&place, &["log", "--soreness", "chest"]).0, 65);
}

#[test]
fn why_of_a_day_ahead_shows_its_forecast() {
    let place = Place::new();
    let (code, said) = fails(&place, &["why", "tomorrow"]);
    assert_eq!((code, said.contains("Thu 19 Nov has no forecast: it needs a logged morning")), (1, true), "{said}");
    ok(&place, &["log", "--sleep", "5.5", "--quality", "2", "--soreness", "chest=6", "--energy", "3"]);
    let out = ok(&place, &["why", "2026-11-20"]);
    let lines: Vec<&str> = out.lines().collect();
    assert_eq!(lines[0], "Fri 20 Nov");
    assert!(
        lines[1].starts_with("~?")
            && lines[1].contains(", a guess from few mornings")
            && lines[1].contains(", likely "),
        "{out}"
    );
    assert_eq!(lines[3], "Less load than usual the day before adds 1 point.", "{out}");
    assert!(lines[4].starts_with("Planned: HIIT intervals. "), "{out}");
    // The same number as in the week.
    let week: serde_json::Value = serde_json::from_str(&ok(&place, &["today", "--json"])).unwrap();
    let friday = week["forecast"].as_array().unwrap().iter().find(|o| o["date"] == "2026-11-20").unwrap();
    assert!(lines[1].starts_with(&format!("~?{} ", friday["score"])), "{out} {friday}");
    let (code, said) = fails(&place, &["why", "2026-12-24"]);
    assert_eq!((code, said.contains("is too far ahead; a forecast reaches 7 days")), (1, true), "{said}");
}

#[test]
fn today_as_json_is_a_contract() {
    let place = Place::new();
    ok(
        &place,
        &[
            "log",
            "--sleep",
            "00:40-06:30",
            "--quality",
            "2",
            "--soreness",
            "quads=7",
            "--energy",
            "3",
            "--mood",
            "4",
            "--stress",
            "3",
        ],
    );
    insta::assert_snapshot!("today_json", ok(&place, &["today", "--json"]));
    insta::assert_snapshot!("week_json", ok(&place, &["week", "--json"]));
}

#[test]
fn a_conditional_session_that_becomes_rest_is_not_parked() {
    let place = Place::new();
    let on = |args: &[&str]| {
        let out = place.command().args(["--today", "2026-11-22"]).args(args).output().unwrap();
        String::from_utf8(out.stdout).unwrap()
    };
    let said = on(&["log", "--energy", "2"]);
    assert!(said.contains("Full rest: energy 2, under 3"), "{said}");
    let said = on(&["rest", "today"]);
    assert!(said.contains("Sun 22 Nov is already full rest") && !said.contains("tray"), "{said}");
    // Once it is settled as a walk, one command makes it rest, and the walk does not go to the tray.
    let said = on(&["log", "--energy", "4"]);
    assert!(said.contains("Walk: energy 4 ≥ 3.\nrecoup rest today makes it full rest.\n"), "{said}");
    let said = on(&["rest", "today"]);
    assert!(said.contains("Sun 22 Nov is full rest") && !said.contains("tray"), "{said}");
    assert!(!place.file("2026-W47").unwrap().contains("[[tray]]"));
}

#[test]
fn a_refused_command_creates_no_folder() {
    let place = Place::new();
    std::fs::remove_dir_all(place.data()).ok();
    assert_eq!(fails(&place, &["log", "--date", "2026-12-24", "--energy", "3"]).0, 1);
    assert!(!place.data().exists());
}

/// A forecast in the shell says what the planner says: soreness never logged is not "none", and the cost of load is named.
#[test]
fn a_shell_forecast_names_unknown_soreness_and_the_cost_of_load() {
    let place = Place::new();
    for day in 1..=17 {
        let day = format!("2026-11-{day:02}");
        let (code, _, err) = place.run(&day, &["log", "--sleep", "7h30", "--energy", "3"]);
        assert_eq!(code, 0, "{err}");
    }
    let (_, out, _) = place.run("2026-11-17", &["why", "tomorrow"]);
    assert!(out.contains("No soreness was logged in 14 days"), "{out}");
    let (code, _, err) = place.run("2026-11-17", &["log", "--soreness", "quads=0"]);
    assert_eq!(code, 0, "{err}");
    let (_, out, _) = place.run("2026-11-17", &["why", "2026-11-19"]);
    assert!(out.contains("Soreness expected:") && out.contains("the day before"), "{out}");
}

/// A range is shown, kept and graded alike: what `today` says of tomorrow is what tomorrow is held against.
#[test]
fn a_forecast_is_graded_by_the_range_that_was_shown() {
    let place = Place::new();
    let days = ["2026-11-16", "2026-11-17", "2026-11-18"];
    let log = |day: &str, energy: &str| {
        let log = ["log", "--sleep", "7h30", "--energy", energy, "--mood", "4", "--soreness", "chest=2"];
        assert_eq!(place.run(day, &log).0, 0);
    };
    let mut promised: Option<String> = None;
    for (n, day) in days.iter().enumerate() {
        log(day, if n == 2 { "1" } else { "4" });
        if let Some(range) = promised {
            let (_, out, _) = place.run(day, &["today", "--plain"]);
            let spoken = out.lines().find_map(|l| l.strip_prefix("The forecast was ")).unwrap();
            assert!(spoken.contains(&range), "{range}: {spoken}");
        }
        let (_, out, _) = place.run(day, &["today", "--plain"]);
        let (_, range) = out.split_once("likely ").unwrap();
        promised = Some(range.split([',', '.']).next().unwrap().to_owned());
    }
    // Twice the width after so few mornings: 9.5 is kept in the file.
    assert!(place.file("2026-W47").unwrap().contains("ranges = [9.5"), "{:?}", place.file("2026-W47"));
}

/// Past training that nobody marked is no load, made no day hard, and stands for no day where something else was done.
#[test]
fn what_was_left_unmarked_is_not_counted_as_done() {
    let place = Place::new();
    let session = |day: &str, kind: &str, minutes: u16, rpe: u8, done: bool| {
        let status = if done { "status = \"done\"\n" } else { "" };
        format!(
            "\n[[day]]\ndate = {day}\n\n[[day.session]]\nkind = \"{kind}\"\ntitle = \"{kind} {rpe}\"\nminutes = {minutes}\nrpe = {rpe}\n{status}"
        )
    };
    for (week, monday) in [
        ("2026-W42", "10-12"),
        ("2026-W43", "10-19"),
        ("2026-W44", "10-26"),
        ("2026-W45", "11-02"),
        ("2026-W46", "11-09"),
    ] {
        let day = format!("2026-{monday}");
        place.put(week, &format!("format = 1\nown = true\n{}", session(&day, "endurance", 60, 5, true)));
    }
    let week = [
        session("2026-11-16", "strength", 180, 9, false),
        session("2026-11-17", "endurance", 40, 8, true),
        session("2026-11-22", "endurance", 20, 5, false),
    ]
    .concat();
    place.put("2026-W47", &format!("format = 1\nown = true\n{week}"));
    let (_, out, _) = place.run("2026-11-19", &["check"]);
    assert!(!out.contains("load-jump"), "300 a week before, 320 done and 100 planned: {out}");
    let (_, out, _) = place.run("2026-11-19", &["review", "--week", "2026-W47"]);
    let hard: Vec<&str> = out.lines().skip_while(|l| !l.starts_with("Hard days")).collect();
    assert!(hard.iter().any(|l| l.contains("endurance 8")), "{out}");
    assert!(!hard.iter().any(|l| l.contains("strength 9")), "{out}");
}

/// What does not count says what it lacks, not that it was not logged.
#[test]
fn a_reading_that_cannot_count_yet_says_how_many_it_takes() {
    let place = Place::new();
    for day in ["2026-11-16", "2026-11-17", "2026-11-18"] {
        assert_eq!(place.run(day, &["log", "--sleep", "7h30", "--energy", "4", "--hrv", "60"]).0, 0);
    }
    assert_eq!(place.run("2026-11-18", &["done", "--kind", "endurance", "--minutes", "30", "--rpe", "4"]).0, 0);
    let (_, out, _) = place.run("2026-11-18", &["why"]);
    assert!(out.contains("not counted: heart (2 of the 10 readings in 28 days"), "{out}");
    assert_eq!(place.run("2026-11-19", &["log", "--energy", "4"]).0, 0);
    let (_, out, _) = place.run("2026-11-19", &["why"]);
    assert!(out.contains("not counted: load (day 1 of 7 since your first session)"), "{out}");
    assert!(out.contains("not counted: heart (neither HRV nor resting HR logged)"), "{out}");
    let p = crate::support::over(place, "2026-11-18").size(80, 24);
    assert!(p.screen().contains("2 of 10 readings") && !p.screen().contains("H heart    not logged"), "{}", p.screen());
}
