//! Exports of other programs: their samples come in whole, and each trap of their formats has a test.

mod formats;
mod large;
mod maps;
mod merging;
mod shown;

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};

use crate::support::Place;

/// A day after all the samples.
pub const TODAY: &str = "2026-06-01";

/// The samples, each with whether it is read.
const SAMPLES: [&str; 18] = [
    "garmin",
    "garmin-activities",
    "garmin-activities-lang",
    "whoop",
    "whoop-de",
    "whoop-fr",
    "strava",
    "apple-health",
    "oura",
    "fitbit",
    "hevy",
    "strong",
    "strong-2016",
    "intervals",
    "intervals-id",
    "fitnotes",
    "fitnotes-comma",
    "strength-level",
];

/// Samples of programs that are known and not read, with what would do instead.
const REFUSED: [(&str, &str); 5] = [
    ("sleep-cycle", "`recoup import --map sleep-cycle` reads its nights"),
    ("trainingpeaks", "`recoup import --map trainingpeaks` reads what was done"),
    ("polar", "a table with date, sleep_hours, bed and wake would do"),
    ("samsung", "the files of Google's Health Connect or of your watch would do"),
    ("sleep-as-android", "a table with date, sleep_hours, bed and wake would do"),
];

pub fn sample(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/exports").join(name)
}

/// Runs recoup in Zurich: exit code, standard output, standard error.
pub fn run(place: &Place, args: &[&str]) -> (i32, String, String) {
    run_in(place, "Europe/Zurich", args)
}

pub fn run_in(place: &Place, zone: &str, args: &[&str]) -> (i32, String, String) {
    let out = place.command().env("TZ", zone).args(["--today", TODAY]).args(args).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (out.status.code().unwrap_or(-1), text(out.stdout), text(out.stderr))
}

/// Writes a file of the place; returns its path.
pub fn file(place: &Place, name: &str, bytes: impl AsRef<[u8]>) -> String {
    let path = place.dir.path().join(name);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    recoup::store::atomic::write(&path, bytes.as_ref()).unwrap();
    path.display().to_string()
}

/// Imports a text as a file of this name, and hands out what was said.
pub fn import(place: &Place, name: &str, text: &str) -> (i32, String, String) {
    let path = file(place, name, text);
    run(place, &["import", &path])
}

/// Days and sessions as they are exported: a row each, by the columns of its table.
pub fn exported(place: &Place) -> [Vec<BTreeMap<String, String>>; 2] {
    let paths = ["days.csv", "sessions.csv"].map(|n| place.dir.path().join(n));
    let args = ["export", "--force", "--days"];
    let (code, out, err) =
        run(place, &[&args[..], &[paths[0].to_str().unwrap(), "--sessions", paths[1].to_str().unwrap()]].concat());
    assert_eq!(code, 0, "{out} {err}");
    paths.map(|p| table(&p))
}

pub fn table(path: &Path) -> Vec<BTreeMap<String, String>> {
    let Ok(mut reader) = csv::Reader::from_path(path) else { return Vec::new() };
    reader.deserialize().map(|row| row.unwrap()).collect()
}

/// The cells of some columns, a line a row.
pub fn lines(rows: &[BTreeMap<String, String>], columns: &[&str]) -> Vec<String> {
    let row = |r: &BTreeMap<String, String>| columns.iter().map(|c| r[*c].clone()).collect::<Vec<_>>().join("|");
    let mut out: Vec<String> = rows.iter().map(row).collect();
    out.sort();
    out
}

/// What came of the days: `date|hours|bed|wake|hr|hrv|nap`.
pub fn days(place: &Place) -> Vec<String> {
    lines(&exported(place)[0], &["date", "sleep_hours", "bed", "wake", "resting_hr", "hrv", "nap"])
}

/// What came of the sessions: `date|kind|title|minutes|rpe`.
pub fn sessions(place: &Place) -> Vec<String> {
    lines(&exported(place)[1], &["date", "kind", "title", "minutes", "rpe"])
}

/// The files of a folder as a zip, without the sheets of what must come out.
pub fn zipped(from: &Path, to: &Path) {
    let mut zip = zip::ZipWriter::new(std::fs::File::create(to).unwrap());
    let mut folders = vec![from.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.strip_prefix(from).unwrap().display().to_string();
            if path.is_dir() {
                folders.push(path);
            } else if !name.starts_with("expected") {
                zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
                zip.write_all(&std::fs::read(path).unwrap()).unwrap();
            }
        }
    }
    zip.finish().unwrap();
}

/// The sample without the sheets of what must come out.
fn copied(place: &Place, name: &str) -> String {
    let (from, to) = (sample(name), place.dir.path().join(name));
    let mut folders = vec![from.clone()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let target = to.join(path.strip_prefix(&from).unwrap());
            if path.is_dir() {
                folders.push(path);
            } else if !path.file_name().unwrap().to_string_lossy().starts_with("expected") {
                std::fs::create_dir_all(target.parent().unwrap()).unwrap();
                std::fs::copy(&path, &target).unwrap();
            }
        }
    }
    to.display().to_string()
}

/// Whether the place holds exactly what the sample's sheets say.
fn holds(place: &Place, name: &str) {
    for (rows, sheet) in exported(place).iter().zip(["expected-days.csv", "expected-sessions.csv"]) {
        let wanted = table(&sample(name).join(sheet));
        let columns: Vec<String> =
            wanted.first().map_or_else(|| vec!["date".to_owned()], |r| r.keys().cloned().collect());
        let columns: Vec<&str> = columns.iter().map(String::as_str).collect();
        assert_eq!(lines(rows, &columns), lines(&wanted, &columns), "{name} {sheet}");
    }
}

/// Each sample gives its days and sessions: from a folder and from a zip, once and again, and one step takes it all back.
#[test]
fn every_sample_gives_exactly_what_it_holds() {
    for name in SAMPLES {
        let place = Place::new();
        let folder = copied(&place, name);
        let (code, out, err) = run(&place, &["import", &folder]);
        assert_eq!(code, 0, "{name}: {out} {err}");
        holds(&place, name);
        for line in std::fs::read_to_string(sample(name).join("expected-said.txt")).unwrap_or_default().lines() {
            assert!(err.contains(line), "{name}: {line} in {err}");
        }
        let before: Vec<_> = weeks(&place);
        let zip = place.dir.path().join("again.zip");
        zipped(&sample(name), &zip);
        let (code, out, err) = run(&place, &["import", zip.to_str().unwrap()]);
        assert!(code == 0 && !out.contains("added") && !out.contains("filled"), "{name}: {out} {err}");
        assert_eq!(weeks(&place), before, "{name}: a second run changes nothing");
        let (code, out, _) = run(&place, &["undo"]);
        assert!(code == 0, "{name}: {out}");
        assert!(exported(&place).iter().all(Vec::is_empty), "{name}: {:?}", exported(&place));
        // From a zip alone.
        let place = Place::new();
        assert_eq!(run(&place, &["import", zip.to_str().unwrap()]).0, 0, "{name}");
        holds(&place, name);
    }
}

fn weeks(place: &Place) -> Vec<(PathBuf, String)> {
    let mut all: Vec<_> = std::fs::read_dir(place.data().join("weeks"))
        .into_iter()
        .flatten()
        .map(|e| e.unwrap().path())
        .map(|p| (p.clone(), std::fs::read_to_string(p).unwrap()))
        .collect();
    all.sort();
    all
}

/// A measured value knows where it comes from, and a session what it is called there.
#[test]
fn values_and_sessions_keep_their_source() {
    let place = Place::new();
    run(&place, &["import", sample("whoop").to_str().unwrap()]);
    let week = place.file("2026-W19").unwrap();
    let place = Place::new();
    let folder = copied(&place, "whoop");
    run(&place, &["import", &folder]);
    let own = place.file("2026-W19").unwrap();
    assert!(own.contains("from = { hrv = \"whoop\", resting_hr = \"whoop\", sleep_hours = \"whoop\" }"), "{own}");
    assert!(own.contains("source = \"whoop:2026-05-06T18:02:00\""), "{own}");
    assert!(
        own.contains("imported = { start = \"18:02\", kind = \"strength\", title = \"Weightlifting\", minutes = 55 }"),
        "{own}"
    );
    assert!(own.contains("foreign = { whoop = 64 }"), "another program's score stands beside ours: {own}");
    assert!(!own.contains("ready") && !own.contains("sleep_quality"), "{own}");
    drop(week);
}

/// Programs that are known and not read are named, with what would do.
#[test]
fn other_exports_are_refused_by_name() {
    for (name, would_do) in REFUSED {
        let place = Place::new();
        let (code, out, err) = run(&place, &["import", &copied(&place, name)]);
        assert!(code == 65 && out.is_empty() && err.contains(would_do), "{name}: {code} {out} {err}");
        assert!(!place.data().join("weeks").exists(), "{name}");
    }
}

/// A folder and a zip are walked; what is in them besides is named by kind, and never by a name that may say who it is.
#[test]
fn a_folder_names_what_it_passes_over() {
    let place = Place::new();
    let folder = copied(&place, "garmin");
    for name in ["a.fit", "b.FIT", "heart_rate-2026-05-01.json", "photo.jpg", ".hidden", "someone@example.com_x.json"] {
        file(&place, &format!("garmin/{name}"), "{\"mail\": \"someone@example.com\"}");
    }
    let (code, out, err) = run(&place, &["import", &folder]);
    assert_eq!(code, 0, "{out} {err}");
    for said in [
        "passed over: recording of one activity (2 files)",
        "passed over: file of single heartbeats, steps or places",
        "passed over: picture or film",
        "passed over: JSON of a program recoup does not know, with mail",
    ] {
        assert!(err.contains(said), "{said}: {err}");
    }
    assert!(!err.contains("hidden") && !err.contains('@') && !out.contains('@'), "{err}");
}

/// What is no text names itself.
#[test]
fn other_bytes_say_what_they_are() {
    let place = Place::new();
    let beats: String = (0..40).map(|n| format!("{}\n", 800 + n)).collect();
    for (name, bytes, said) in [
        ("hc.db", b"SQLite format 3\0more".to_vec(), "a database, such as Health Connect's"),
        ("a.fit", b"\x0e\x10\xd9\x07\x00\x00\x00\x00.FIT".to_vec(), "a FIT file of one activity"),
        ("rr.csv", beats.into_bytes(), "the beats of one reading, such as Elite HRV's"),
        ("page.xml", b"<?xml version=\"1.0\"?><ClinicalDocument/>".to_vec(), "XML or a web page"),
        ("x.json", b"[{\"foo\": 1}]".to_vec(), "JSON of a program recoup does not know, with foo"),
        ("x.csv.gz", b"\x1f\x8b\x08".to_vec(), "compressed with gzip"),
    ] {
        let path = file(&place, name, bytes);
        let (code, out, err) = run(&place, &["import", &path]);
        assert!(code == 65 && out.is_empty() && err.contains(said), "{name}: {code} {out} {err}");
    }
    let (code, _, err) = run(&place, &["import", place.dir.path().join("none").to_str().unwrap()]);
    assert!(code == 74 && err.contains("there is no file"), "{err}");
    std::fs::create_dir_all(place.dir.path().join("empty")).unwrap();
    let (code, _, err) = run(&place, &["import", place.dir.path().join("empty").to_str().unwrap()]);
    assert!(code == 65 && err.contains("nothing in this folder is an export"), "{err}");
}
