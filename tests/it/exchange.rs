//! Imports and exports do what they report: recoup's own files, files of other programs, and the same file twice.

use crate::support;
use std::fs;

use crate::support::trials::trial;
use crate::support::{Place, over};

const WED: &str = "2026-11-18";

/// Exit code, standard output and standard error.
fn said(place: &Place, today: &str, args: &[&str]) -> (i32, String, String) {
    place.run(today, args)
}

fn file(place: &Place, name: &str, bytes: impl AsRef<[u8]>) -> String {
    let path = place.dir.path().join(name);
    recoup::store::atomic::write(&path, bytes.as_ref()).unwrap();
    path.display().to_string()
}

fn import(place: &Place, today: &str, name: &str, text: &str) -> (i32, String, String) {
    let path = file(place, name, text);
    said(place, today, &["import", &path])
}

#[test]
fn a_hand_kept_sheet_comes_in_as_people_write_it() {
    let place = Place::new();
    let sheet = "Date,Sleep Hours,Sleep Quality,Soreness,Energy,Bed,Resting HR,Notes\n\
                 2026-11-09,7:30,4,2,4,23:10:05,51,fine\n2026-11-10,7h 20m,3,3,3,11:30 PM,--,\n2026-11-11,\"6,5\",2,5,2,0:20,0,late\n";
    let (code, out, err) = import(&place, WED, "sheet.csv", sheet);
    assert_eq!((code, out.as_str(), err.as_str()), (0, "sheet.csv: imported: 3 mornings added\n", ""));
    let week = place.file("2026-W46").unwrap();
    for kept in [
        "sleep_hours = 7.5",
        "sleep_hours = 7.33",
        "sleep_hours = 6.5",
        "bed = \"23:10\"",
        "bed = \"23:30\"",
        "resting_hr = 51",
        "note = \"late\"",
    ] {
        assert!(week.contains(kept), "{kept}: {week}");
    }
    assert_eq!(week.matches("resting_hr").count(), 1, "a dash and a zero are not a resting heart rate: {week}");
}

#[test]
fn one_value_off_the_scale_leaves_out_the_whole_column() {
    let place = Place::new();
    let log = "date,sleep_hours,soreness,energy,mood\n2026-11-09,7.5,2,7,8\n2026-11-10,6,4,4,5\n2026-11-11,6.5,6,3,2\n";
    let (code, out, err) = import(&place, WED, "ten.csv", log);
    assert_eq!((code, out.as_str()), (65, "ten.csv: imported: 3 mornings added\n"));
    assert_eq!(
        err,
        "recoup: ten.csv: 'energy' and 'mood' go beyond 5 here, so they are on another scale; both columns were left \
         out; `--scale mood=1-10` reads one\n"
    );
    let week = place.file("2026-W46").unwrap();
    assert!(!week.contains("mood") && !week.contains("energy") && week.matches("soreness").count() == 3, "{week}");
    let path = place.dir.path().join("ten.csv").display().to_string();
    let (code, out, err) = said(&place, WED, &["import", "--scale", "mood=1-10", "--scale", "energy=1-10", &path]);
    assert_eq!((code, out.as_str()), (0, "ten.csv: imported: 3 mornings filled in\n"));
    assert_eq!(err.lines().count(), 2, "{err}");
    let week = place.file("2026-W46").unwrap();
    assert!(week.contains("mood = 4\n") && week.contains("mood = 3\n") && week.contains("mood = 1\n"), "{week}");
    // A vendor's stress score, fractions, and a scale where 1 is best.
    let (_, _, err) = import(&place, WED, "v.csv", "date,stress,hrv\n2026-11-02,87,50\n2026-11-03,4,51\n");
    assert!(err.contains("'stress' goes beyond 5 here") && err.contains("`--scale stress=0-100` reads it"), "{err}");
    let (_, _, err) = import(&place, WED, "f.csv", "date,sleep_quality,hrv\n2026-11-02,1.9,50\n2026-11-03,4,51\n");
    assert!(err.contains("'sleep_quality' has fractions here, so it is on another scale"), "{err}");
    let upside = file(&place, "u.csv", "date,mood\n2026-10-27,1\n2026-10-28,4\n");
    assert_eq!(said(&place, WED, &["import", "--scale", "mood=4-1", &upside]).0, 0);
    let week = place.file("2026-W44").unwrap();
    assert!(week.find("mood = 5").unwrap() < week.find("mood = 1").unwrap(), "{week}");
    let (code, _, err) = said(&place, WED, &["import", "--scale", "mood=much", &upside]);
    assert!(code == 65 && err.contains("write a column and its ends like mood=1-10"), "{err}");
}

#[test]
fn files_that_are_not_read_are_recognised_and_not_imported() {
    let place = Place::new();
    let cases: [(&str, &[u8], &str); 18] = [
        (
            "daylio.csv",
            b"full_date,date,weekday,time,mood,activities,note\n",
            "Daylio's export, which recoup does not read; its moods are your own words",
        ),
        (
            "journal.csv",
            b"Cycle start time,Question text,Answered yes,Notes\na,Alcohol?,true,\n",
            "WHOOP's journal_entries.csv, which recoup does not read; its answers are not read",
        ),
        ("saa.csv", b"Id,Tz,From,To,Sched,Hours,Rating,Comment\n", "Sleep as Android"),
        ("samsung.csv", b"com.samsung.shealth.sleep,6314,2\nstart_time,mood\n", "Samsung Health"),
        ("loop.csv", b"Date,Mood,Stress,\n2026-05-06,2,2,\n", "Loop Habit Tracker"),
        ("health.csv", b"Date/Time,Heart Rate Variability (ms),Sleep Analysis [Asleep] (hr)\n", "SDNN and not rMSSD"),
        ("hrv4.csv", b"date,rMSSD,HRV4T_Recovery_Points\n2026-05-06,50,8\n", "HRV4Training's file"),
        ("other.csv", b"date,mood,ctl\n2026-05-06,1,30\n", "the column 'ctl' is another program's"),
        (
            "team.csv",
            b"date,player_id,sleep_quality\n2026-05-18,1,3\n2026-05-18,2,5\n",
            "more than one person (player_id); nothing imported",
        ),
        (
            "subjects.csv",
            b"date,subject,mood\n2026-05-18,1,3\n2026-05-18,2,5\n",
            "more than one person (subject); nothing imported",
        ),
        ("named.csv", b"date,name,mood\n2026-05-18,ada,3\n", "may say whose row it is"),
        (
            "near.csv",
            b"date,sleep onset,wake onset,recovery score\n",
            "it looks most like WHOOP's sleeps.csv, without 'nap'",
        ),
        ("zip.csv", b"PK\x03\x04rest", "the zip is broken or was not downloaded whole"),
        ("some.json", b" [{\"date\": \"2026-05-06\"}]", "it is JSON"),
        ("a.fit", b"\x0e\x10\xd9\x07\x00\x00\x00\x00.FIT", "it is a FIT file"),
        ("db", b"SQLite format 3\0", "it is a database"),
        ("latin.csv", b"date,note\n2026-05-06,caf\xe9\n", "line 2 is not UTF-8 text"),
        ("utf16.csv", b"\xff\xfed\0a\0", "UTF-16"),
    ];
    for (name, bytes, expected) in cases {
        let path = file(&place, name, bytes);
        let (code, out, err) = said(&place, WED, &["import", &path]);
        assert!(code == 65 && out.is_empty() && err.contains(expected), "{name}: {code} {out} {err}");
        assert!(err.starts_with(&format!("recoup: {name}: ")) && err.lines().count() == 1, "{err}");
    }
    let wide = format!("day,{}\n", (0..90).map(|n| format!("column{n}")).collect::<Vec<_>>().join(","));
    let (_, _, err) = import(&place, WED, "wide.csv", &wide);
    assert!(err.len() < 300 && err.contains('…'), "{err}");
    let (code, _, err) = said(&place, WED, &["import", "/nowhere.csv"]);
    assert!(code == 74 && !err.contains("os error"), "{err}");
    assert!(!place.data().exists(), "nothing was written");
    // One file that cannot be imported does not hold back the others.
    let good = file(&place, "good.csv", "date,mood\n2026-11-10,3\n");
    let zip = place.dir.path().join("zip.csv").display().to_string();
    let (code, out, _) = said(&place, WED, &["import", &zip, &good]);
    assert_eq!((code, out.as_str()), (65, "good.csv: imported: 1 morning added\n"));
}

#[test]
fn columns_not_read_are_reported_last() {
    let place = Place::new();
    let text = "date,hrv,resting_hr,sleep_hours,steps,mystery\n2026-11-10,50.123456,57.3412,7.4233333,9000,\n2026-11-11,50.1,57,7.42,9001,x\n";
    let (code, out, err) = import(&place, WED, "w.csv", text);
    assert_eq!((code, out.as_str()), (0, "w.csv: imported: 2 mornings added\n"));
    assert_eq!(
        err.lines().collect::<Vec<_>>(),
        [
            "recoup: w.csv: rounded to the decimals that are kept: 1 of hrv, 1 of resting_hr, 1 of sleep_hours",
            "recoup: w.csv: read 4 of 6 columns: date, hrv, resting_hr, sleep_hours; not read: 'steps' (2 cells), 'mystery' (1 cell)",
        ]
    );
    let week = place.file("2026-W46").unwrap();
    assert!(
        week.contains("hrv = 50.1\n") && week.contains("resting_hr = 57.3\n") && week.contains("sleep_hours = 7.42\n")
    );
    // A sheet with a row per set gives one session a day; other names for kinds are understood.
    let sets =
        "Date,Exercise,Reps,Weight,RPE\n2026-11-02,Squat,5,100,8\n2026-11-02,Squat,5,100,9\n2026-11-04,Bench,5,60,8\n";
    let (code, out, err) = import(&place, WED, "sets.csv", sets);
    assert_eq!((code, out.as_str()), (0, "sets.csv: imported: 2 sessions added\n"));
    assert!(err.contains("3 rows are 2 strength sessions; exercises, repetitions and weights are not kept"), "{err}");
    let week = place.file("2026-W45").unwrap();
    assert!(
        week.matches("kind = \"strength\"").count() == 2 && !week.contains("rpe") && !week.contains("minutes"),
        "{week}"
    );
    let kinds = "date,kind,minutes\n2026-10-26,Run,1h15\n2026-10-27,Basket weaving,0\n2026-10-28,Yoga,30\n";
    let (_, _, err) = import(&place, WED, "kinds.csv", kinds);
    assert!(err.contains("kinds.csv: 'Basket weaving' taken as conditioning"), "{err}");
    let week = place.file("2026-W44").unwrap();
    assert!(week.contains("title = \"Run\"\nminutes = 75") && week.contains("kind = \"mobility\""), "{week}");
    assert!(!week.contains("minutes = 0"), "{week}");
}

/// A plan imported on Monday and again on Friday, or a log imported every night, is there once.
#[test]
fn importing_twice_adds_nothing_twice() {
    let place = Place::new();
    let plan = "date,kind,title,minutes,rpe\n2026-11-16,strength,Legs,60,7\n2026-11-18,endurance,Run,45,6\n2026-11-20,strength,Arms,40,6\n";
    let (code, out, _) = import(&place, "2026-11-16", "plan.csv", plan);
    assert_eq!((code, out.as_str()), (0, "plan.csv: imported: 3 sessions added\n"));
    let count = |place: &Place, what: &str| place.file("2026-W47").unwrap().matches(what).count();
    let (_, out, err) = import(&place, "2026-11-20", "plan.csv", plan);
    assert_eq!((out.as_str(), err.as_str()), ("plan.csv: imported: 2 sessions done, 1 row already there\n", ""));
    for title in ["Legs", "Run", "Arms"] {
        assert_eq!(count(&place, &format!("title = \"{title}\"")), 1, "{title}");
    }
    // Corrections by hand stay: its numbers, its title, and that it was skipped.
    let mut p = over(place, "2026-11-20");
    p.keys("3>eMorning run<enter>").keys("5S<enter>");
    let place = p.place;
    let file = place.file("2026-W47").unwrap();
    let (_, out, err) = import(&place, "2026-11-20", "plan.csv", plan);
    assert_eq!(
        place.file("2026-W47").unwrap().matches("[[day.session]]").count(),
        file.matches("[[day.session]]").count(),
        "{out}{err}"
    );
    assert_eq!(place.file("2026-W47").unwrap(), file, "{out}{err}");
}

#[test]
fn a_done_row_marks_the_planned_session_done() {
    let place = Place::new();
    let plan = "date,kind,title,minutes,rpe,status\n2026-11-17,endurance,Easy run,30,4,planned\n2026-11-18,strength,Legs,60,7,planned\n";
    import(&place, "2026-11-16", "plan.csv", plan);
    let log = "date,kind,title,minutes,rpe,status\n2026-11-17,Run,Lunch run,34,5,done\n2026-11-18,strength,Legs,55,8,done\n2026-11-18,Walk,Dog,20,2,done\n";
    let (code, out, err) = import(&place, WED, "log.csv", log);
    assert_eq!((code, out.as_str(), err.as_str()), (0, "log.csv: imported: 1 session added, 2 sessions done\n", ""));
    let week = place.file("2026-W47").unwrap();
    assert!(
        week.contains("done = { minutes = 34, rpe = 5 }") && week.contains("done = { minutes = 55, rpe = 8 }"),
        "{week}"
    );
    assert!(!week.contains("Lunch run"), "the plan's title stays: {week}");
    let (_, out, _) = import(&place, WED, "log.csv", log);
    assert_eq!(out, "log.csv: imported: 3 rows already there\n");
    // Rows with other numbers are reported but not taken, unless --replace is given.
    let changed = log.replace("55,8", "50,9");
    let (_, _, err) = import(&place, WED, "log.csv", &changed);
    assert!(err.contains("line 3: Legs on 2026-11-18 is already there with other numbers, which were kept"), "{err}");
    let path = place.dir.path().join("log.csv").display().to_string();
    let (_, out, _) = said(&place, WED, &["import", "--replace", &path]);
    assert!(out.contains("2 sessions changed"), "{out}");
    assert!(place.file("2026-W47").unwrap().contains("done = { minutes = 50, rpe = 9 }"));
}

/// A session is found again by its source key, whatever its title and wherever it was moved to.
#[test]
fn a_source_key_finds_a_session_again() {
    let place = Place::new();
    let log = "date,kind,title,minutes,source\n2026-11-17,run,Lunch,34,strava:1\n2026-11-17,run,Lunch,34,strava:2\n";
    import(&place, WED, "log.csv", log);
    let week = place.file("2026-W47").unwrap();
    assert!(week.contains("source = \"strava:1\"") && week.contains("source = \"strava:2\""), "{week}");
    place.put(
        "2026-W47",
        &week.replacen("title = \"Lunch\"", "title = \"Renamed\"", 1).replacen("minutes = 34", "minutes = 40", 1),
    );
    let before = place.file("2026-W47").unwrap();
    let (_, out, err) = import(&place, WED, "log.csv", log);
    assert_eq!(place.file("2026-W47").unwrap(), before, "{out}{err}");
    // Moved by hand to another day of the week it is still the same session.
    place.put("2026-W47", &before.replacen("date = 2026-11-17", "date = 2026-11-16", 1));
    import(&place, WED, "log.csv", log);
    assert_eq!(place.file("2026-W47").unwrap().matches("[[day.session]]").count(), 2);
}

#[test]
fn rows_that_have_not_happened_yet_are_reported_and_left_out() {
    let place = Place::new();
    let (code, out, err) =
        import(&place, WED, "d.csv", "date,mood\n2026-11-17,3\n2026-11-19,3\n2062-01-01,4\n2026-11-16,\n");
    assert_eq!(
        (code, out.as_str()),
        (65, "d.csv: imported: 1 morning added, 1 row with nothing in it; 2 rows left out, listed above\n")
    );
    assert!(err.contains("line 4: 2062-01-01 is still ahead; its morning can be logged when it comes"), "{err}");
    let text = "date,kind,title,status\n2026-11-20,run,Race,done\n2026-11-21,run,Jog,planned\n";
    let (code, out, err) = import(&place, WED, "s.csv", text);
    assert_eq!((code, out.as_str()), (65, "s.csv: imported: 1 session added; 1 row left out, listed above\n"));
    assert!(err.contains("line 2: 2026-11-20 is still ahead; Race can be marked done from that day on"), "{err}");
    assert!(!place.file("2026-W47").unwrap().contains("Race"));
    // One planned row in a proposed week keeps the proposal.
    assert!(place.file("2026-W47").unwrap().contains("Lower body"));
}

#[test]
fn an_import_of_several_files_is_one_undo_step_and_a_dry_run_is_none() {
    let place = Place::new();
    let (a, b) = (
        file(&place, "a.csv", "date,mood\n2026-11-17,3\n"),
        file(&place, "b.csv", "date,kind,title,minutes,status\n2026-11-17,run,Jog,30,done\n"),
    );
    let (code, out, err) = said(&place, WED, &["import", "--dry-run", &a, &b]);
    assert_eq!(
        (code, out.as_str(), err.as_str()),
        (
            0,
            "Tue 17 Nov 2026  morning: mood – → 3\na.csv: would import: 1 morning added\n\
             Tue 17 Nov 2026  session: + Jog 30', done\nb.csv: would import: 1 session added\n",
            ""
        )
    );
    assert!(place.file("2026-W47").is_none());
    said(&place, WED, &["import", &a, &b]);
    assert!(place.file("2026-W47").unwrap().contains("Jog"));
    let mut p = over(place, WED);
    // The program keeps its own state elsewhere, so undo through its store.
    assert_eq!(p.place.own_store().depth(), (1, 0));
    support::undo(&p.place.own_store());
    p.look();
    assert!(p.place.file("2026-W47").is_none());
    let _ = fs::metadata(&a).unwrap();
}

/// For a week whose file cannot be read, nothing but that is said.
#[test]
fn an_unreadable_week_is_not_shown_as_empty() {
    let place = Place::new();
    place.put("2026-W47", "format = 1\n[[day]]\ndate = 2026-11-18\nnote = \"open\n");
    for command in [&["week"][..], &["check"], &["today"], &["why"], &["week", "--json"]] {
        let (code, out, err) = said(&place, WED, command);
        assert!(
            code == 65 && out.is_empty() && err.contains("2026-W47.toml line 4"),
            "{command:?}: {code} {out} {err}"
        );
    }
    let p = over(place, WED);
    assert!(p.screen().contains("cannot be read") && !p.screen().contains("nothing planned"), "{}", p.screen());
}

#[test]
fn an_export_says_what_it_leaves_out_and_replaces_nothing_unasked() {
    let place = Place::new();
    place.put(
        "2026-W47",
        "format = 1\ndeload = true\n\n[[day]]\ndate = 2026-11-18\noverlay = \"away\"\nwins = [\"a\", \"b\"]\n\n[day.checkin]\nmood = 3\n\n[[day.session]]\nkind = \"strength\"\ntitle = \"Legs\"\nfocus = \"lower\"\nminutes = 60\nstatus = \"done\"\ndone = { minutes = 50 }\nextras = [{ title = \"Mobility\", minutes = 15 }]\n\n[[tray]]\nkind = \"endurance\"\ntitle = \"Run\"\n",
    );
    let to = |name: &str| place.dir.path().join(name).display().to_string();
    let (days, sessions) = (to("days.csv"), to("sessions.csv"));
    let (code, out, err) = said(&place, WED, &["export", "--days", &days, "--sessions", &sessions]);
    assert_eq!((code, out.lines().count()), (0, 2));
    assert_eq!(
        err,
        "recoup: not in the CSV: 1 overlay, 2 wins, 1 extra, 1 plan of a done session, 1 tray item, 1 deload week; recoup \
         backup keeps everything\n"
    );
    let text = fs::read_to_string(&sessions).unwrap();
    assert!(
        text.contains("Legs,50,,,lower-back core glutes quads hamstrings calves,done") || text.contains("quads"),
        "{text}"
    );
    // An existing file is only replaced with --force.
    let (code, _, err) = said(&place, WED, &["export", "--days", &days]);
    assert!(code == 1 && err.contains("days.csv already exists; --force replaces it"), "{err}");
    assert_eq!(said(&place, WED, &["export", "--force", "--days", &days]).0, 0);
    // A mistyped folder is not created.
    let nowhere = place.dir.path().join("nowhere");
    for what in [["export", "--days"], ["backup", "--force"]] {
        let file = nowhere.join("x.csv").display().to_string();
        let (code, _, err) = said(&place, WED, &[what[0], what[1], &file]);
        assert!(
            code == 74 && err.contains("there is no folder") && err.contains("create it, or name another"),
            "{err}"
        );
        assert!(!nowhere.exists());
    }
    // Refused: two outputs to one file, a week's file, and anything that is not a regular file.
    let other = place.dir.path().join("./days.csv").display().to_string();
    let (code, _, err) = said(&place, WED, &["export", "--force", "--days", &days, "--sessions", &other]);
    assert!(code == 2 && err.contains("both go to") && err.contains("name two files"), "{err}");
    assert_eq!(said(&place, WED, &["export", "--days", "-", "--sessions", "-"]).0, 2);
    let week = place.path("2026-W47").display().to_string();
    let before = place.file("2026-W47");
    let (code, _, err) = said(&place, WED, &["export", "--force", "--days", &week]);
    assert!(code == 1 && err.contains("is one of recoup's own files"), "{err}");
    assert_eq!(place.file("2026-W47"), before);
    let pipe = place.dir.path().join("pipe");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let (code, _, err) = said(&place, WED, &["export", "--force", "--days", &pipe.display().to_string()]);
    assert!(code == 1 && err.contains("is not a regular file"), "{err}");
    // With an unreadable week nothing is written, rather than an incomplete export.
    place.put("2026-W46", "format = 1\n<<<<<<< ours\n");
    let kept = fs::read(&days).unwrap();
    let (code, out, err) = said(&place, WED, &["export", "--force", "--days", &days]);
    assert!(code == 65 && out.is_empty() && err.contains("2026-W46") && err.contains("nothing was written"), "{err}");
    assert_eq!(fs::read(&days).unwrap(), kept);
}

/// Text that controls a terminal or disguises what it shows: each control character, each character that changes the direction
/// of text or breaks a line, and whole sequences.
fn hostile_texts() -> Vec<String> {
    let sequences = [
        "\x1b]0;x\x07",
        "\x1b[31m",
        "\x1b[2J\x1b[H",
        "\x1bP+q544e\x1b\\",
        "\x1b_Gi=1\x1b\\",
        "\u{9b}31m",
        "\u{9d}0;x\u{9c}",
        "\x1b]52;c;eA==\x07",
        "\x1b[6n",
        "\x1b]8;;http://x\x07y",
    ];
    let signs = (1..32)
        .chain(127..160)
        .chain([0x61c, 0x200e, 0x200f, 0x2028, 0x2029])
        .chain(0x202a..=0x202e)
        .chain(0x2066..=0x2069);
    let mut all: Vec<String> = sequences.map(str::to_owned).to_vec();
    all.extend(signs.filter_map(char::from_u32).map(|c| format!("a{c}b")));
    // First, one that contains all of them.
    all.insert(0, all.concat());
    all
}

/// No output controls the terminal or the program that reads it.
#[test]
fn hostile_text_is_inert_on_every_way_out() {
    let row = trial("hostile_text_is_inert_on_every_way_out");
    let texts = hostile_texts();
    // Newlines are fine.
    let inert = |text: &str| {
        text.chars().all(|c| {
            let turns =
                matches!(c, '\u{61c}' | '\u{200e}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
            c == '\n' || !(c.is_control() || turns)
        })
    };
    for hostile in texts.iter().take(row.times() as usize) {
        let escaped: String = hostile
            .chars()
            .map(|c| if c.is_ascii_alphanumeric() { c.to_string() } else { format!("\\u{:04x}", u32::from(c)) })
            .collect();
        let place = Place::new();
        place.put(
            "2026-W47",
            &format!(
                "format = 1\nsplit = \"{escaped}\"\n\"{escaped}\" = 1\n\n[[day]]\ndate = 2026-11-18\nnote = \"{escaped}\"\n\
                 wins = [\"{escaped}\"]\noverlay = \"{escaped}\"\n\n[day.checkin]\nmood = 3\nsoreness = {{ \"{escaped}\" = 2 }}\n\n\
                 [[day.session]]\nkind = \"strength\"\ntitle = \"{escaped}\"\nfocus = \"{escaped}\"\nnote = \"{escaped}\"\n\
                 id = \"{escaped}\"\nsource = \"{escaped}\"\ncondition = \"{escaped}\"\n\
                 extras = [{{ title = \"{escaped}\", practice = \"{escaped}\" }}]\n\n\
                 [[day.session]]\nkind = \"{escaped}\"\ntitle = \"x\"\n\n[[tray]]\nkind = \"strength\"\ntitle = \"{escaped}\"\n"
            ),
        );
        let quoted = hostile.replace('"', "\"\"");
        let table = file(
            &place,
            "in.csv",
            format!("date,mood,note,\"{quoted}\"\n2026-11-17,3,\"{quoted}\",\"{quoted}\"\n\"{quoted}\",9,,\n"),
        );
        let sessions = file(
            &place,
            "s.csv",
            format!(
                "date,kind,title,minutes,regions,source\n2026-11-17,strength,\"{quoted}\",60,\"{quoted}\",\"{quoted}\"\n2026-11-16,\"{quoted}\",x,\"{quoted}\",,\n"
            ),
        );
        let ways: [&[&str]; 16] = [
            &["week"],
            &["import", &table],
            &["import", &sessions],
            &["week"],
            &["week", "--json"],
            &["today"],
            &["today", "--json"],
            &["why"],
            &["status"],
            &["check"],
            &["check", "--json"],
            &["status", "--format", "waybar"],
            &["status", "--format", "tmux"],
            &["doctor", "--json"],
            &["export", "--days", "-"],
            &["export", "--sessions", "-"],
        ];
        for way in ways {
            let (code, out, err) = said(&place, WED, way);
            // A tab in a CSV cell stays a tab.
            let out = if way[0] == "export" { out.replace('\t', "") } else { out };
            assert!(inert(&out) && inert(&err), "{hostile:?}: {way:?}: {out:?} {err:?}");
            if way.contains(&"--json") {
                let _: serde_json::Value =
                    serde_json::from_str(&out).unwrap_or_else(|e| panic!("{hostile:?}: {way:?} {code}: {e}\n{out}"));
            }
        }
        let json: serde_json::Value = serde_json::from_str(&said(&place, WED, &["week", "--json"]).1).unwrap();
        assert_eq!(json["days"][2]["sessions"][0]["title"], **hostile, "JSON keeps it, escaped");
        // The same for arguments, and for what clap says about a wrong one.
        for way in
            [&["log", "--note", hostile][..], &["log", "--mood", hostile], &[hostile], &["--data-dir", hostile, "week"]]
        {
            let (_, out, err) = said(&place, WED, way);
            assert!(inert(&out) && inert(&err), "{way:?}: {out:?} {err:?}");
        }
        // On the screen each cell holds only visible text.
        let mut p = over(place, WED);
        for keys in ["", "w", "<esc>e", "<esc>c", "<esc>?", "<esc>gm", "<esc>gt", "<esc>:doctor<enter>"] {
            let screen = p.keys(keys).screen();
            assert!(inert(&screen), "{hostile:?}: {keys}: {screen:?}");
        }
    }
    let (code, out, err) = said(&Place::new(), WED, &["--version"]);
    assert!(code == 0 && out.starts_with("recoup ") && err.is_empty());
    row.held();
}

/// Output that was cut off is reported and is an error; a reader that has gone away is not.
#[test]
fn a_cut_output_is_an_error_and_a_closed_pipe_is_silence() {
    let place = Place::new();
    import(&place, WED, "d.csv", "date,mood,note\n2026-11-17,3,a note of some length\n");
    let program = assert_cmd::cargo::cargo_bin!("recoup").display().to_string();
    let all = ["export --days -", "week", "today --json", "man", "config keys", "--help", "completions bash", "doctor"];
    for args in all {
        let run = |script: String| {
            let mut command = std::process::Command::new("bash");
            command.env("XDG_STATE_HOME", place.state()).env("XDG_CONFIG_HOME", place.config());
            command.arg("-c").arg(script).current_dir(place.dir.path());
            command.output().unwrap()
        };
        let call = format!("{program} --data-dir {} --today {WED} {args}", place.data().display());
        // A limit on the size of files stands in for a full disk.
        let out = run(format!("ulimit -f 0; exec env --default-signal=XFSZ {call} > cut.txt"));
        let err = String::from_utf8(out.stderr).unwrap();
        assert_eq!(out.status.code(), Some(74), "{args}: {err}");
        assert!(
            err.lines().last().unwrap_or_default().starts_with("recoup: standard output was cut off: file too large"),
            "{args}: {err}"
        );
        let out = run(format!("{call} | true; exit ${{PIPESTATUS[0]}}"));
        assert!(out.stderr.is_empty(), "{args}: {}", String::from_utf8_lossy(&out.stderr));
    }
}

/// What the shell says about a day off, about a condition, and about something that cannot have been done.
#[test]
fn the_shell_handles_days_off_conditions_and_impossible_records() {
    let place = Place::new();
    place.put(
        "2026-W47",
        "format = 1\nown = true\n\n[[day]]\ndate = 2026-11-18\noverlay = \"away\"\n\n[day.checkin]\nsleep_hours = 7.5\nenergy = 4\n\n[[day.session]]\nkind = \"conditioning\"\ntitle = \"HIIT\"\nminutes = 30\nrpe = 9\n\n[[day]]\ndate = 2026-11-22\n\n[[day.session]]\nkind = \"active-recovery\"\ntitle = \"Walk\"\nminutes = 30\ncondition = \"energy >= 3 else rest\"\n",
    );
    let of = |args: &[&str]| said(&place, WED, args).1;
    assert_eq!(
        of(&["today"]).lines().skip(1).collect::<Vec<_>>(),
        ["Away until Wed 18 Nov: the plan waits, nothing to catch up on."]
    );
    assert!(of(&["today"]).lines().next().unwrap().ends_with("away: the plan waits"), "{}", of(&["today"]));
    assert!(
        !of(&["status", "--format", "tmux"]).contains("HIIT") && of(&["status", "--format", "tmux"]).contains("away")
    );
    let json: serde_json::Value = serde_json::from_str(&of(&["today", "--json"])).unwrap();
    assert_eq!(json["overlay"], "away");
    assert!(of(&["week"]).contains("Walk                 30'  only if energy >= 3 else rest"), "{}", of(&["week"]));
    let (code, _, err) = said(&place, WED, &["done", "mon", "--kind", "strength", "--minutes", "0"]);
    assert!(code == 65 && err.contains("was not done"), "{err}");
    let (code, _, err) = said(&place, WED, &["rest", "yesterday"]);
    assert!(code == 1 && err.contains("`recoup edit` and `recoup log` can still correct them"), "{err}");
    assert_eq!(said(&place, WED, &["log", "--soreness", "all=3"]).0, 0);
    assert_eq!(said(&place, WED, &["log", "--soreness", "all over=2"]).0, 0);
}

/// What has to be fixed is named with its place: lines as an editor counts them, a single slip, many rows with one cause.
#[test]
fn mistakes_in_a_file_are_named_with_their_line() {
    for end in ["\n", "\r\n"] {
        let place = Place::new();
        let text = ["date,mood,note", "2026-11-09,3,\"two", "lines\"", "", "2026-11-10,?,"].join(end) + end;
        let (_, _, err) = import(&place, WED, "lines.csv", &text);
        assert!(err.contains("lines.csv line 5: mood '?' is not a number"), "{end:?}: {err}");
    }
    // Unambiguous dates.
    let place = Place::new();
    let text = "Date,mood\n9.11.2026,3\n2026/11/10,3\n2026-11-11 07:30,3\n2026-11-12T07:30:00Z,3\n";
    let (code, out, err) = import(&place, WED, "dates.csv", text);
    assert_eq!((code, out.as_str(), err.as_str()), (0, "dates.csv: imported: 4 mornings added\n", ""));
    let week = place.file("2026-W46").unwrap();
    for day in 9..=12 {
        assert!(week.contains(&format!("date = 2026-11-{day:02}")), "{week}");
    }
    // An ambiguous date is named; many of them are named together.
    let rows: String = (1..=28).map(|d| format!("{d}/11/2026,3\n")).collect();
    let (code, out, err) = import(&place, WED, "slash.csv", &format!("date,mood\n{rows}"));
    assert!(code == 65 && out.contains("28 rows left out, listed above"), "{out}");
    assert!(
        err.lines().count() == 6 && err.contains("and 23 more rows, on lines 7, 8, 9, 10, 11, 12, 13, 14, 15, 16 …"),
        "{err}"
    );
    // A single slip in a month is named with its line; a value below the scale is called that.
    let rows: String = (1..=20).map(|d| format!("2026-10-{d:02},{}\n", if d == 13 { 0 } else { 3 })).collect();
    let (_, _, err) = import(&place, WED, "slip.csv", &format!("date,energy\n{rows}"));
    assert!(err.contains("slip.csv line 14: energy 0 is the only one of 20 that is not from 1 to 5; fix it and the column can be read"), "{err}");
    assert!(err.contains("'energy' goes below 1 here") && err.contains("`--scale energy=0-5` reads it"), "{err}");
    // A header without a date says what is needed.
    let (_, _, err) = import(&place, WED, "day.csv", "Day,mood\n2026-11-09,3\n");
    assert!(err.contains("has no column 'date'"), "{err}");
    let (_, _, err) = import(&place, WED, "none.csv", "date,weight\n2026-11-09,80\n");
    assert!(err.contains("only the column 'date' is known"), "{err}");
    let (code, _, err) = import(&place, WED, "names.csv", "date,Hours slept,RHR,Comments\n2026-11-02,7:30,50,fine\n");
    assert_eq!((code, err.as_str()), (0, ""));
}

/// All corrections by hand stay: a row is recognised by what it said when it was imported.
#[test]
fn a_row_is_recognised_whatever_was_corrected() {
    let place = Place::new();
    let log = "date,kind,title,minutes,rpe\n2026-11-09,run,Easy 5k,32,5\n2026-11-10,sauna,Sauna,20,1\n2026-11-11,strength,Legs,55,8\n2026-11-11,strength,Legs,55,8\n";
    import(&place, WED, "log.csv", log);
    let week = place.file("2026-W46").unwrap();
    let corrected = week
        .replacen("title = \"Easy 5k\"\nminutes = 32", "title = \"Easy 5k with Ann\"\nminutes = 34", 1)
        .replacen("kind = \"conditioning\"\ntitle = \"Sauna\"", "kind = \"mobility\"\ntitle = \"Sauna\"", 1)
        .replacen("title = \"Legs\"\nminutes = 55\nrpe = 8", "title = \"Lower body A\"\nminutes = 65\nrpe = 9", 1);
    assert_ne!(corrected, week);
    place.put("2026-W46", &corrected);
    let (code, out, _) = import(&place, WED, "log.csv", log);
    assert_eq!((code, out.as_str()), (0, "log.csv: imported: 4 rows already there\n"));
    assert_eq!(place.file("2026-W46").unwrap(), corrected);
    // A number that was changed in the imported file does not make a second session.
    let (_, out, err) = import(&place, WED, "log.csv", &log.replace("32,5", "32,6"));
    assert!(out.contains("4 rows already there") || out.contains("1 session added"), "{out}{err}");
}

#[test]
fn an_import_reports_what_it_did() {
    let place = Place::new();
    // A duration as a watch writes it.
    let (code, _, err) = import(&place, WED, "s.csv", "date,kind,title,minutes\n2026-11-09,run,Jog,0:45:30\n");
    assert_eq!((code, err.as_str()), (0, ""));
    assert!(place.file("2026-W46").unwrap().contains("minutes = 46"));
    // A row whose only column was left out is not an empty row; a column read from another scale is reported.
    let log = "date,mood\n2026-11-02,8\n2026-11-03,5\n";
    let (_, out, _) = import(&place, WED, "ten.csv", log);
    assert_eq!(out, "ten.csv: nothing to import\n");
    let path = place.dir.path().join("ten.csv").display().to_string();
    let (_, _, err) = said(&place, WED, &["import", "--scale", "mood=1-10", &path]);
    assert_eq!(err, "recoup: ten.csv: 'mood' was converted from 1-10 to 1-5, in whole steps\n");
    let (code, _, err) = said(&place, WED, &["import", "--scale", "rpe=6-20", &path]);
    assert!(code == 65 && err.contains("rpe cannot be read from another scale"), "{err}");
    // One planned row: its week's proposed plan becomes the person's own, and only the row is listed.
    let (_, out, _) = {
        let path = file(&place, "p.csv", "date,kind,title,minutes,status\n2026-11-27,run,Race,60,planned\n");
        said(&place, WED, &["import", "--dry-run", &path])
    };
    assert_eq!(
        out,
        "Fri 27 Nov 2026  session: + Race 60', planned\nweek 48: its proposed plan becomes yours\np.csv: would import: 1 session added\n"
    );
}

/// A single missing week is reported on reading it, and by the change that takes it as deleted.
#[test]
fn a_missing_week_is_reported() {
    let place = Place::new();
    for day in ["2026-11-03", "2026-11-10", "2026-11-17"] {
        assert_eq!(said(&place, WED, &["log", "--date", day, "--mood", "3"]).0, 0);
    }
    fs::remove_file(place.path("2026-W46")).unwrap();
    let (_, _, err) = said(&place, WED, &["week", "--week", "2026-W46"]);
    assert!(err.contains("2026-W46.toml is gone; recoup restore --journal brings back its last version"), "{err}");
    let (code, _, err) = said(&place, WED, &["log", "--date", "2026-11-11", "--energy", "2"]);
    assert!(code == 0 && err.contains("2026-W46.toml is gone and counts as deleted"), "{err}");
    // Rows that belong to an unreadable week are left out of the import, and that is not a success.
    place.put("2026-W45", "format = 1\n<<<<<<< ours\n");
    let (code, out, _) = import(&place, WED, "d.csv", "date,mood\n2026-11-04,3\n2026-11-12,3\n");
    assert_eq!((code, out.as_str()), (65, "d.csv: imported: 1 morning added; 1 row left out, listed above\n"));
}

/// Found by a second pair of eyes: duplicates, swallowed lines, and reports that were not true.
#[test]
fn an_import_neither_duplicates_nor_swallows_rows() {
    let count = |place: &Place, week: &str| place.file(week).unwrap_or_default().matches("[[day.session]]").count();
    // The same source twice in a file, moved to another week in the file, and moved to another week by hand.
    let place = Place::new();
    let (_, out, err) = import(
        &place,
        WED,
        "a.csv",
        "date,kind,title,minutes,source\n2026-11-01,run,A,30,s:1\n2026-11-01,run,A,30,s:1\n",
    );
    assert!(out.contains("1 session added") && err.contains("1 row repeats the source"), "{out}{err}");
    let (_, out, _) = import(&place, WED, "a.csv", "date,kind,title,minutes,source\n2026-11-03,run,A,30,s:1\n");
    assert_eq!((out.as_str(), count(&place, "2026-W45")), ("a.csv: imported: 1 row already there\n", 0));
    let moved = place.file("2026-W44").unwrap().replace("date = 2026-11-01", "date = 2026-11-09");
    place.put("2026-W44", "format = 1\n");
    place.put("2026-W46", &moved);
    import(&place, WED, "a.csv", "date,kind,title,minutes,source\n2026-11-01,run,A,30,s:1\n");
    assert_eq!((count(&place, "2026-W44"), count(&place, "2026-W46")), (0, 1));
    // A quote that is never closed.
    let place = Place::new();
    let (code, out, err) = import(&place, WED, "q.csv", "date,mood,note\n2026-11-02,4,\"open\n2026-11-03,3,fine\n");
    assert!(code == 65 && out == "q.csv: nothing to import; 1 row left out, listed above\n", "{out}");
    assert!(err.contains("q.csv line 2: a quote is opened and never closed; nothing after it was read"), "{err}");
    // Rounded minutes are reported; a second column of the same name is left out, and that is not a success.
    let (_, _, err) = import(&place, WED, "m.csv", "date,kind,title,minutes\n2026-11-02,run,A,45.5\n");
    assert!(err.contains("rounded to the decimals that are kept: 1 of minutes"), "{err}");
    let (code, _, err) = import(&place, WED, "two.csv", "date,sleep,sleep_hours\n2026-11-02,7,8\n");
    assert!(code == 65 && err.contains("'sleep_hours' is a second column for sleep_hours, and was left out"), "{err}");
    // With --replace the file's title and note are taken; a dry run shows them.
    let path = file(&place, "r.csv", "date,kind,title,minutes,note,source\n2026-11-04,run,Easy,30,mine,s:2\n");
    said(&place, WED, &["import", &path]);
    file(&place, "r.csv", "date,kind,title,minutes,note,source\n2026-11-04,run,Jog,30,new,s:2\n");
    let (_, out, _) = said(&place, WED, &["import", "--replace", "--dry-run", &path]);
    assert!(out.contains("note: new") && out.contains("Jog"), "{out}");
    said(&place, WED, &["import", "--replace", &path]);
    let week = place.file("2026-W45").unwrap();
    assert!(week.contains("title = \"Jog\"") && week.contains("note = \"new\"") && !week.contains("Easy"), "{week}");
    // A planned row leaves the record of done work alone, and a skipped row keeps the proposed plan.
    let place = Place::new();
    import(&place, WED, "p.csv", "date,kind,title,minutes,rpe,status\n2026-11-17,run,P,40,6,done\n");
    let path = file(&place, "p.csv", "date,kind,title,minutes,rpe,status\n2026-11-17,run,P,30,5,planned\n");
    said(&place, WED, &["import", "--replace", &path]);
    let week = place.file("2026-W47").unwrap();
    assert!(week.contains("minutes = 40") && week.contains("rpe = 6") && week.contains("status = \"done\""), "{week}");
    let place = Place::new();
    import(&place, WED, "s.csv", "date,kind,title,status\n2026-11-18,run,X,skipped\n");
    assert!(place.file("2026-W47").unwrap().contains("HIIT intervals"), "{}", place.file("2026-W47").unwrap());
    // Even with a skipped row in the file, done work is only logged and marks nothing of the proposed plan as done.
    let place = Place::new();
    let both = "date,kind,title,minutes,status\n2026-11-16,strength,Gym,50,done\n2026-11-20,run,X,,skipped\n";
    let (_, out, _) = import(&place, WED, "both.csv", both);
    assert_eq!(out, "both.csv: imported: 2 sessions added\n");
    // An export must not overwrite the settings.
    let config = place.dir.path().join("config/recoup/config.toml");
    recoup::store::atomic::write(&config, b"sleep_need = 8\n").unwrap();
    let (code, _, err) = said(&place, WED, &["export", "--force", "--days", &config.display().to_string()]);
    assert!(code == 1 && err.contains("is one of recoup's own files"), "{err}");
}

/// A night is one answer: hours in a file are not added to clock times that were logged by hand, nor the other way round.
#[test]
fn a_night_logged_by_hand_stays_whole() {
    for (hand, column, cell, kept) in [
        ("00:40-06:30", "sleep_hours", "8", "bed = \"00:40\""),
        ("5h50", "bed,wake", "22:30,06:30", "sleep_hours = 5.83"),
    ] {
        let place = Place::new();
        said(&place, WED, &["log", "--sleep", hand, "--energy", "3"]);
        let (code, _, err) = import(&place, WED, "days.csv", &format!("date,{column},mood\n2026-11-18,{cell},4\n"));
        assert_eq!(code, 0, "{err}");
        assert!(err.contains("is already logged with other values, which were kept"), "{err}");
        let week = place.file("2026-W47").unwrap();
        let night = week.lines().filter(|l| ["bed", "wake", "sleep_hours"].iter().any(|k| l.starts_with(k))).count();
        assert!(week.contains(kept) && week.contains("mood = 4"), "{week}");
        assert_eq!(night, if hand.contains('-') { 2 } else { 1 }, "{week}");
    }
}

/// Rest makes room for a planned session, which the dry run and the import both report; pinned rest does not.
#[test]
fn an_imported_session_replaces_rest_with_a_notice() {
    let plan = "date,kind,title,minutes,rpe,status\n2026-11-20,strength,Later,45,6,planned\n";
    for pinned in [false, true] {
        let mut p = over(Place::new(), WED);
        p.keys(if pinned { "5r:pin<enter>" } else { "5r" });
        let place = &p.place;
        let path = file(place, "plan.csv", plan);
        let (_, _, tried) = said(place, WED, &["import", "--dry-run", &path]);
        let (_, _, err) = said(place, WED, &["import", &path]);
        for listed in [tried, err] {
            assert_eq!(listed.contains("line 2: Later takes the place of the rest on 2026-11-20"), !pinned, "{listed}");
        }
        let (_, week, _) = said(place, WED, &["week"]);
        let friday = week.lines().find(|l| l.contains("Fri 20")).unwrap();
        assert_eq!(friday.to_lowercase().contains("rest"), pinned, "{week}");
    }
}

/// A row's regions become the session's: at once if it has none, otherwise only with --replace.
#[test]
fn regions_of_a_row_are_the_sessions() {
    let place = Place::new();
    let head = "date,kind,title,minutes,rpe,status,regions\n";
    let row = |regions: &str| format!("{head}2026-11-16,strength,Legs,60,7,done,{regions}\n");
    let regions = |place: &Place| {
        let file = place.file("2026-W47").unwrap();
        file.lines().find(|l| l.starts_with("regions")).map(str::to_owned)
    };
    assert_eq!(import(&place, WED, "none.csv", &row("")).0, 0);
    assert_eq!(regions(&place), None);
    assert_eq!(import(&place, WED, "some.csv", &row("quads glutes")).0, 0);
    assert_eq!(regions(&place).as_deref(), Some("regions = [\"quads\", \"glutes\"]"));
    import(&place, WED, "other.csv", &row("calves"));
    assert_eq!(regions(&place).as_deref(), Some("regions = [\"quads\", \"glutes\"]"), "kept");
    let path = file(&place, "other.csv", row("calves"));
    assert_eq!(said(&place, WED, &["import", "--replace", &path]).0, 0);
    assert_eq!(regions(&place).as_deref(), Some("regions = [\"calves\"]"));
    let (code, _, err) = import(&place, WED, "wrong.csv", &row("quad"));
    assert!(code == 65 && err.contains("'quad' is not a region"), "{err}");
}

/// A row fills in what a session lacks, and what it has stays unless --replace is given.
#[test]
fn a_row_fills_what_is_empty_and_keeps_what_was_typed() {
    let session = |rest: &str| {
        format!(
            "format = 1\n\n[[day]]\ndate = 2026-11-17\n\n[[day.session]]\nkind = \"strength\"\ntitle = \"Legs\"\nminutes = 60\nrpe = 7\n{rest}"
        )
    };
    let head = "date,kind,title,minutes,rpe,felt,status,note\n";
    let after = |rest: &str, row: &str, args: &[&str]| {
        let place = Place::new();
        place.put("2026-W47", &session(rest));
        let path = file(&place, "log.csv", format!("{head}2026-11-17,strength,Legs,{row}\n"));
        let (code, _, err) = said(&place, WED, &[&["import"], args, &[path.as_str()]].concat());
        assert_eq!(code, 0, "{err}");
        (place.file("2026-W47").unwrap(), err, place)
    };
    // Note and feel are filled in where missing; otherwise they are kept, and replaced only with --replace.
    let (week, _, _) = after("status = \"done\"\n", "60,7,worse,done,late", &[]);
    assert!(week.contains("note = \"late\"") && week.contains("felt = \"worse\""), "{week}");
    let typed = "status = \"done\"\nnote = \"mine\"\ndone = { felt = \"better\" }\n";
    let (week, _, _) = after(typed, "60,7,worse,done,late", &[]);
    assert_eq!(week.trim_end().split_once("rpe = 7\n").unwrap().1, typed.trim_end(), "{week}");
    let (week, _, _) = after(typed, "60,7,worse,done,late", &["--replace"]);
    assert!(week.contains("note = \"late\"") && week.contains("felt = \"worse\""), "{week}");
    // A planned row does not touch work that was done in the meantime, with --replace or without.
    let record = "status = \"done\"\ndone = { minutes = 50, rpe = 9 }\n";
    for args in [&[][..], &["--replace"]] {
        let (week, err, _) = after(record, "90,5,,planned,", args);
        assert!(week.contains("minutes = 60\nrpe = 7\n") && week.contains("minutes = 50, rpe = 9"), "{args:?}: {week}");
        assert!(!err.contains("other numbers"), "{args:?}: {err}");
    }
    // A skipped session that was done after all no longer has a reason.
    let skipped = "status = \"skipped\"\nreason = \"ill\"\n";
    let (week, _, _) = after(skipped, "60,7,,done,", &["--replace"]);
    assert!(week.contains("status = \"done\"") && !week.contains("reason"), "{week}");
    assert!(after(skipped, "60,7,,done,", &[]).0.contains(skipped));
    // A session that a row marked done is found again by that row, whatever it has been renamed to.
    let (week, _, place) = after("", "55,8,,done,", &[]);
    let renamed = week.replace("title = \"Legs\"", "title = \"Lower body\"").replace("minutes = 55", "minutes = 40");
    assert_ne!(renamed, week);
    place.put("2026-W47", &renamed);
    let path = place.dir.path().join("log.csv").display().to_string();
    said(&place, WED, &["import", &path]);
    assert_eq!(place.file("2026-W47").unwrap(), renamed);
}

/// A reading far from the person's own and an implausible night are questioned, with their lines, and imported all the same.
#[test]
fn odd_readings_in_a_file_are_questioned() {
    let place = Place::new();
    let csv = place.data().parent().unwrap().join("d.csv");
    let mut text = String::from("date,sleep_hours,resting_hr,hrv\n");
    for n in 1..=28 {
        let (sleep, rest) = if n == 20 { ("16.5", 150) } else { ("7.5", 50 + n % 3) };
        let hrv = if n == 28 { 380 } else { 60 + n % 5 };
        text.push_str(&format!("2026-10-{n:02},{sleep},{rest},{hrv}\n"));
    }
    recoup::store::atomic::write(&csv, text.as_bytes()).unwrap();
    let file = csv.display().to_string();
    for args in [&["import", "--dry-run", &file][..], &["import", &file]] {
        let (code, out, err) = place.run("2026-11-18", args);
        assert_eq!(code, 0, "{err}");
        assert!(out.contains("28 mornings"), "{out}");
        assert_eq!(
            err.lines().collect::<Vec<_>>(),
            [
                "recoup: d.csv line 21: 16h30 asleep is long; is a digit mistyped?",
                "recoup: d.csv line 21: resting HR 150 is far from your usual, 37 to 65 at most; a typo?",
                "recoup: d.csv line 29: HRV 380 is far from your usual, 31 to 125 at most; a typo?",
            ],
            "{args:?}"
        );
    }
    assert!(place.file("2026-W44").unwrap().contains("hrv = 380"), "imported all the same");
}

/// A file that plans a week is its plan: a proposal that nobody touched gives way, day by day and number by number.
#[test]
fn an_export_of_a_plan_comes_back_into_an_empty_folder() {
    let place = Place::new();
    let edits = ["log --sleep 7h30 --energy 4", "rest fri", "rest sat"];
    for edit in edits {
        assert_eq!(place.run(WED, &edit.split(' ').collect::<Vec<_>>()).0, 0);
    }
    let mut p = crate::support::over(place, WED);
    p.keys("3>>");
    let place = p.place;
    let out = |name: &str| place.dir.path().join(name).display().to_string();
    let (days, sessions) = (out("d.csv"), out("s.csv"));
    assert_eq!(place.run(WED, &["export", "--days", &days, "--sessions", &sessions]).0, 0);
    assert!(place.run(WED, &["week"]).1.contains("Lower body           70' RPE 8"));
    let there = Place::new();
    let (code, said, err) = there.run(WED, &["import", &days, &sessions]);
    assert_eq!((code, err.as_str()), (0, ""), "{said}");
    // From today on it is the same plan; CSV holds no extras, conditions or tray.
    let sessions_of = |p: &Place| {
        let week = p.run(WED, &["week"]).1;
        let ahead = week.lines().skip_while(|l| !l.contains("Wed 18"));
        let ahead = ahead.filter(|l| !l.contains(" + ") && !l.starts_with("tray"));
        ahead.map(|l| l.split("  only if").next().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(sessions_of(&there), sessions_of(&place));
    // A single planned session is still an addition to what is proposed.
    let one = Place::new();
    let path = file(&one, "one.csv", b"date,kind,title,minutes,status\n2026-11-20,endurance,Swim,30,planned\n");
    assert_eq!(one.run(WED, &["import", &path]).0, 0);
    let week = one.run(WED, &["week"]).1;
    assert!(week.contains("Swim") && week.contains("Lower body"), "{week}");
}
