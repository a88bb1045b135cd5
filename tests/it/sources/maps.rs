//! Tables that people describe themselves.

use super::*;

#[test]
fn the_built_in_maps_read_their_samples() {
    let place = Place::new();
    let folder = super::copied(&place, "sleep-cycle");
    let (code, out, err) = run(&place, &["import", "--map", "sleep-cycle", &format!("{folder}/sleepdata.csv")]);
    assert_eq!(code, 0, "{out}{err}");
    // A piece without sleep moves no bed time; pieces seconds apart are one night; a nap is left.
    assert_eq!(
        days(&place),
        ["2026-03-29|7.5|22:10|07:10|||", "2026-05-04|6.5|23:40|07:05|||", "2026-05-05|6|00:08|06:38|||"]
    );
    assert!(err.contains("2026-05-04 23:10: no sleep in it, left") && err.contains("2026-05-06: 1 nap left"), "{err}");
    let place = Place::new();
    let folder = super::copied(&place, "trainingpeaks");
    let (code, out, err) = run(&place, &["import", "--map", "trainingpeaks", &format!("{folder}/workouts.csv")]);
    assert_eq!(code, 0, "{out}{err}");
    assert_eq!(sessions(&place), ["2026-05-04|endurance|Long ride|177|5"]);
    assert!(err.contains("2 rows without a needed column left"), "{err}");
    let place = Place::new();
    let sheet = file(
        &place,
        "mine.csv",
        "Day,Sleep,Energy,Mood,Soreness,Pulse,Remarks\n05/04/2026,7h 30m,10,1,1,\"51,5\",fine\n06/04/2026,7:15,1,10,10,--,\n",
    );
    assert_eq!(run(&place, &["import", "--map", "sheet", &sheet]).0, 0);
    let got = lines(&exported(&place)[0], &["date", "sleep_hours", "energy", "mood", "soreness", "resting_hr", "note"]);
    assert_eq!(got, ["2026-04-05|7.5|5|5|0|51.5|fine", "2026-04-06|7.25|1|1|10||"]);
    // Again with another number: what it brought is updated.
    let sheet = file(&place, "mine.csv", "Day,Sleep,Energy,Mood,Soreness,Pulse,Remarks\n05/04/2026,8,10,1,1,52,fine\n");
    run(&place, &["import", "--map", "sheet", &sheet]);
    assert!(days(&place).contains(&"2026-04-05|8|||52||".to_owned()), "{:?}", days(&place));
}

/// A map is checked like every file of ours: each fault with its line, all at once, and nothing is imported.
#[test]
fn a_map_with_faults_says_where() {
    let place = Place::new();
    let table = file(&place, "t.csv", "Day,Energy\n2026-05-04,3\n");
    let head = "name = \"x\"\nrows = \"mornings\"\n[date]\ncolumn = \"Day\"\n";
    for (map, said) in [
        ("rows = \"mornings\"\n[date]\ncolumn = \"Day\"\n".to_owned(), "name is missing"),
        ("name = \"x\"\nrows = \"weeks\"\n".to_owned(), "line 2, column 8: rows 'weeks' is not known"),
        ("name = \"x\"\nrows = \"mornings\"\n".to_owned(), "[date] is missing"),
        (head.to_owned(), "[columns] is missing"),
        (format!("{head}[columns.enrgy]\ncolumn = \"E\"\n"), "'enrgy' is not a column here; choose from sleep_hours"),
        (format!("{head}[columns.energy]\nunit = \"minutes\"\n"), "[columns.energy] has no column"),
        (
            format!("{head}[columns.energy]\ncolumn = \"E\"\nunit = \"minutes\"\n"),
            "columns.energy has no unit such as minutes",
        ),
        (
            format!("{head}[columns.energy]\ncolumn = \"E\"\nscale = \"low\"\n"),
            "'low' is not a scale; write its ends like 1-10",
        ),
        (format!("{head}[columns.hrv]\ncolumn = \"E\"\nscale = \"1-10\"\n"), "columns.hrv is on no scale"),
        (format!("{head}[columns.bed]\ncolumn = \"E\"\nform = \"HH:MM\"\n"), "'HH:MM' is not a form"),
        (format!("{head}[columns.energy]\ncolum = \"E\"\n"), "columns.energy.colum is not a setting"),
        (
            "name = \"x\"\nrows = \"sessions\"\n[date]\ncolumn = \"Day\"\n[columns.title]\ncolumn = \"T\"\n".to_owned(),
            "sessions need a kind",
        ),
        ("name = \"a b\"\n".to_owned(), "name 'a b' should be letters, digits and dashes"),
        (head.replace("\"x\"", "\"garmin\""), "name 'garmin' is that of a service whose exports are read"),
        ("name = ".to_owned(), "line 1"),
    ] {
        let path = file(&place, "m.toml", &map);
        let (code, out, err) = run(&place, &["import", "--map", &path, &table]);
        assert!(code == 65 && out.is_empty() && err.contains(said), "{said}: {code} {out} {err}");
        assert!(!place.data().join("weeks").exists());
    }
    let (code, _, err) = run(&place, &["import", "--map", "nosuch", &table]);
    assert!(
        code == 65 && err.contains("there is no map nosuch; built in are sleep-cycle, trainingpeaks, sheet"),
        "{err}"
    );
    let path = file(&place, "m.toml", format!("{head}[columns.energy]\ncolumn = \"Vigour\"\n"));
    let (code, _, err) = run(&place, &["import", "--map", &path, &table]);
    assert!(code == 65 && err.contains("the map needs 'Vigour'; the header is 'day,energy'"), "{err}");
}

/// What a map says is kept, also answers that no service has; a night that cannot be loses only its row.
#[test]
fn a_map_keeps_every_answer_and_loses_only_what_cannot_be() {
    let place = Place::new();
    let map = "name = \"x\"\nrows = \"mornings\"\n[date]\ncolumn = \"D\"\n[columns.ready]\ncolumn = \"R\"\nscale = \"1-11\"\n\
               [columns.sleep_hours]\ncolumn = \"S\"\nunit = \"minutes\"\n[columns.bed]\ncolumn = \"B\"\n";
    let path = file(&place, "m.toml", map);
    let table = file(&place, "t.csv", "D,R,S,B\n2026-05-04,8,420,23:10\n2026-05-05,3,9999,\n2026-05-06,,,22:50\n");
    let (code, out, err) = run(&place, &["import", "--map", &path, &table]);
    assert!(code == 65 && err.contains("line 3: sleep_hours 166.65 is not possible"), "{out}{err}");
    let got = lines(&exported(&place)[0], &["date", "ready", "sleep_hours", "bed"]);
    assert_eq!(got, ["2026-05-04|7|7|23:10", "2026-05-06|||22:50"]);
}

/// Rows with a cell that cannot be are left out with their line, and the rest comes in.
#[test]
fn rows_that_cannot_be_read_are_named() {
    let place = Place::new();
    let map = "name = \"x\"\nrows = \"sessions\"\nkind = \"endurance\"\n[date]\ncolumn = \"D\"\nform = \"%d/%m/%Y\"\n\
               [columns.minutes]\ncolumn = \"T\"\nunit = \"seconds\"\n[columns.rpe]\ncolumn = \"R\"\nscale = \"6-20\"\n[columns.distance]\ncolumn = \"M\"\nunit = \"mi\"\n[columns.id]\ncolumn = \"I\"\n";
    let path = file(&place, "m.toml", map);
    let table = file(
        &place,
        "t.csv",
        "D,T,R,M,I\n04/05/2026,2700,13,5,a 1\n2026-05-05,2700,13,5,b\n06/05/2026,x,13,5,c\n07/05/2026,2700,21,5,d\n",
    );
    let (code, out, err) = run(&place, &["import", "--map", &path, &table]);
    assert!(code == 65 && out.contains("1 session added; 3 rows left out"), "{out}{err}");
    for said in [
        "line 3: D '2026-05-05' is not written like %d/%m/%Y",
        "line 4: T 'x' is not a length of time",
        "line 5: an RPE of 10.714285714285714 is not possible",
    ] {
        assert!(err.contains(said), "{said}: {err}");
    }
    assert_eq!(sessions(&place), ["2026-05-04|endurance|Endurance|45|5"]);
    let week = place.file("2026-W19").unwrap();
    assert!(week.contains("source = \"x:a1\"") && week.contains("distance = 8.047"), "{week}");
}
