//! What people can rely on: what is typed is saved, whatever the disk, another program or the terminal does.
//!
//! `RECOUP_LONG=1 cargo test --test it` tries everything often enough for people to rely on it, and writes
//! what held into the table of `docs/trust.md`.

mod done;
mod ends;
mod machine;
mod meanwhile;
mod outside;
mod save;
mod undo;

use std::io::Write;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use crate::support::Place;

const WED: &str = "2026-11-18";

const WEEK: &str = "2026-W47";

/// A week with one session of an hour at RPE 5 on Wednesday.
const HOUR: &str = "format = 1\n\n[[day]]\ndate = 2026-11-18\n\n[[day.session]]\nkind = \"strength\"\ntitle = \"Legs\"\nminutes = 60\nrpe = 5\n";

fn hour() -> Place {
    let place = Place::new();
    place.put("2026-W47", HOUR);
    place
}

/// Minutes of the only session, from the file.
fn minutes(place: &Place) -> u32 {
    number(place, "minutes = ")
}

fn number(place: &Place, key: &str) -> u32 {
    let file = place.file("2026-W47").unwrap();
    let line = file.lines().find(|l| l.starts_with(key)).unwrap_or_else(|| panic!("no {key}:\n{file}"));
    line[key.len()..].trim().parse().unwrap()
}

fn fifo(path: &std::path::Path) {
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    assert!(std::process::Command::new("mkfifo").arg(path).status().unwrap().success());
}

/// The exit code; `None` if it takes longer.
fn within(mut command: std::process::Command, seconds: u64) -> Option<i32> {
    let mut child = command.stdout(std::process::Stdio::null()).stderr(std::process::Stdio::null()).spawn().unwrap();
    let end = Instant::now() + Duration::from_secs(seconds);
    let mut status = child.try_wait().unwrap();
    while status.is_none() && Instant::now() < end {
        thread::sleep(Duration::from_millis(10));
        status = child.try_wait().unwrap();
    }
    if status.is_none() {
        child.kill().unwrap();
    }
    child.wait().unwrap();
    status.map(|s| s.code().unwrap_or(-1))
}

fn write_in_place(path: &Path, text: &str) {
    let mut file = std::fs::File::create(path).unwrap();
    file.write_all(text.as_bytes()).unwrap();
}
