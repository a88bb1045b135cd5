//! The doctor reports every state in which a save would fail, and fixes what is safe to fix.

use std::fs;

use crate::support::Place;

const WED: &str = "2026-11-18";

fn said(place: &Place, args: &[&str]) -> (i32, String, String) {
    let mut command = place.bare_command();
    if !args.contains(&"--data-dir") {
        command.arg("--data-dir").arg(place.data());
    }
    command.args(["--today", WED]).args(args);
    let out = command.output().unwrap();
    let text = |b: Vec<u8>| String::from_utf8(b).unwrap();
    (out.status.code().unwrap(), text(out.stdout), text(out.stderr))
}

fn used() -> Place {
    let place = Place::new();
    assert_eq!(said(&place, &["log", "--mood", "3"]).0, 0);
    assert_eq!(said(&place, &["log", "--date", "2026-11-04", "--mood", "3"]).0, 0);
    let (code, out, _) = said(&place, &["doctor"]);
    assert!(code == 0 && out.contains("every file was read and understood"), "{out}");
    place
}

fn put(path: &std::path::Path, text: &str) {
    recoup::store::atomic::write(path, text.as_bytes()).unwrap();
}

#[test]
fn every_state_in_which_a_save_would_fail_is_a_problem() {
    type Harm = fn(&Place);
    let cases: [(Harm, &str); 8] = [
        (
            |p| {
                fs::rename(p.data().join("weeks"), p.dir.path().join("away")).unwrap();
                put(&p.data().join("weeks"), "in the way");
            },
            "weeks is not a folder, but one is needed there",
        ),
        (
            |p| {
                let lock = p.own_store().state().join("lock");
                fs::remove_file(&lock).unwrap();
                fs::create_dir(lock).unwrap();
            },
            "lock: it is a folder, not a regular file; move it away",
        ),
        (
            |p| {
                let undo = p.own_store().state().join("undo");
                fs::rename(&undo, p.dir.path().join("undo")).unwrap();
                put(&undo, "in the way");
            },
            "undo is not a folder",
        ),
        (
            |p| {
                fs::rename(p.state().join("recoup"), p.dir.path().join("state-away")).unwrap();
                put(&p.state().join("recoup"), "in the way");
            },
            "recoup is not a folder",
        ),
        (
            |p| fs::remove_file(p.path("2026-W45")).unwrap(),
            "2026-W45.toml is gone; recoup restore --journal brings back its last version",
        ),
        (
            |p| put(&p.path("2026-W47").with_file_name("2026-W47.sync-conflict-1.toml"), "x"),
            "a version that a sync could not merge",
        ),
        (|p| put(&p.path("2026-W46"), "format = 1\nmystery = 3\n"), "mystery"),
        (
            |p| {
                let entry = p.own_store().state().join("undo/00000001.json");
                put(&entry, "{");
            },
            "this journal step is damaged",
        ),
    ];
    for (harm, expected) in cases {
        let place = used();
        harm(&place);
        let (code, out, err) = said(&place, &["doctor"]);
        assert!(code == 1 && out.contains(expected), "{expected}: {code}\n{out}{err}");
        assert!(!out.contains("every file was read"), "{out}");
    }
    // Unknown keys, in every file of the settings folder.
    for (name, text) in [
        ("practices.toml", "[[practice]]\nid = \"walk\"\nminutes = 45\nminuts = 3\n"),
        ("library.toml", "format = 1\nmystery = 1\n"),
        ("facts.toml", "mystery = 1\n"),
        ("meals.toml", "[[meal]]\ntitle = \"Soup\"\nmystery = 1\n"),
        ("regions.toml", "mystery = 1\n"),
        ("splits/mine.toml", "format = 1\nmystery = 1\n"),
        ("config.toml", "mystery = 1\n"),
    ] {
        let place = used();
        put(&place.dir.path().join("config/recoup").join(name), text);
        let (code, out, _) = said(&place, &["doctor"]);
        assert!(
            code == 1 && out.contains(name) && (out.contains("mystery") || out.contains("minuts")),
            "{name}: {out}"
        );
    }
}

#[test]
fn doctor_fixes_what_is_safe_to_fix() {
    let place = used();
    let index = place.own_store().state().join("undo/index.json");
    let depth = place.own_store().depth();
    put(&index, "{ damaged");
    put(&place.path("2026-W46"), "# mine\n\n[[day]]\ndate = 2026-11-10\nnote = \"kept\"\n");
    let temp = place.data().join("weeks/.recoup-abc.tmp");
    put(&temp, "half");
    let old = fs::metadata(&temp).unwrap().modified().unwrap() - std::time::Duration::from_secs(7_200);
    fs::File::options().append(true).open(&temp).unwrap().set_modified(old).unwrap();
    assert_eq!(said(&place, &["doctor"]).0, 1);
    let (code, out, err) = said(&place, &["doctor", "--fix"]);
    assert_eq!(code, 0, "{out}{err}");
    for done in ["removed 1 temporary file", "rebuilt the journal's index", "2026-W46.toml: added the format line"] {
        assert!(out.contains(done), "{done}: {out}");
    }
    assert_eq!(place.file("2026-W46").unwrap(), "# mine\n\nformat = 1\n[[day]]\ndate = 2026-11-10\nnote = \"kept\"\n");
    assert!(!temp.exists() && place.own_store().depth() == depth);
    assert!(!said(&place, &["doctor", "--fix"]).1.contains("mended"), "nothing is left to fix");
}

/// A missing folder looks like lost weeks, so reading reports it too.
#[test]
fn a_wrong_data_folder_is_reported_on_reading_too() {
    let place = used();
    let wrong = place.dir.path().join("dtaa").display().to_string();
    for command in ["week", "today", "why", "check", "evaluate"] {
        let (_, _, err) = said(&place, &["--data-dir", &wrong, command]);
        assert!(err.contains("there is no folder") && err.contains("is it the one you mean?"), "{command}: {err}");
    }
    let file = place.path("2026-W47").display().to_string();
    for command in ["week", "log"] {
        let (code, out, err) = said(&place, &["--data-dir", &file, command]);
        assert!(
            code != 0 && out.is_empty() && err.contains("is not a folder") && err.contains("--data-dir DIR"),
            "{command}: {err}"
        );
    }
}

/// A day in another year is shown with its year.
#[test]
fn other_years_are_shown() {
    let place = used();
    let (code, _, err) = said(&place, &["why", "2025-01-01"]);
    assert!(code == 1 && err.contains("Wed 1 Jan 2025 has no score"), "{err}");
    let (_, out, _) = said(&place, &["log", "--date", "2025-12-30", "--mood", "3"]);
    assert!(out.contains("Tue 30 Dec 2025"), "{out}");
    let (_, out, _) = said(&place, &["log", "--date", "2026-11-17", "--mood", "3"]);
    assert!(out.contains("Tue 17 Nov:"), "{out}");
    let (_, _, err) = said(&place, &["log", "--date", "2027-01-03", "--mood", "3"]);
    assert!(err.contains("Sun 3 Jan 2027 is still ahead"), "{err}");
    let (_, _, err) = said(&place, &["why", "tomorrow"]);
    assert!(!err.contains("recoup log --date"), "{err}");
}
