//! Large exports: constant memory, progress, and all or nothing.

use std::io::Read;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use super::*;
use crate::support::trials::trial;

/// An export of `bytes` bytes, made as it is read: heartbeats, and a night every 4 MB.
struct Export {
    bytes: u64,
    made: u64,
    night: i64,
    buffer: Vec<u8>,
    at: usize,
    ended: bool,
}

impl Export {
    fn new(bytes: u64) -> Self {
        let buffer = b"<?xml version=\"1.0\"?>\n<!DOCTYPE HealthData []>\n<HealthData locale=\"en\">\n".to_vec();
        Self { bytes, made: 0, night: 0, buffer, at: 0, ended: false }
    }

    fn more(&mut self) {
        self.buffer.clear();
        self.at = 0;
        if self.made >= self.bytes {
            self.buffer.extend_from_slice(b"</HealthData>\n");
            self.ended = true;
            return;
        }
        if self.made >= self.night as u64 * (4 << 20) {
            let day = crate::support::date("2020-01-01") + chrono::Days::new(self.night as u64);
            let evening = day - chrono::Days::new(1);
            let night = super::formats::slept(
                "Watch",
                &format!("{evening} 23:00:00 +0100"),
                &format!("{day} 06:00:00 +0100"),
                "AsleepCore",
            );
            self.buffer.extend_from_slice(night.as_bytes());
            self.night += 1;
        }
        let beat = "<Record type=\"HKQuantityTypeIdentifierHeartRate\" sourceName=\"Watch\" unit=\"count/min\" creationDate=\"2020-01-01 10:00:00 +0100\" startDate=\"2020-01-01 10:00:00 +0100\" endDate=\"2020-01-01 10:00:00 +0100\" value=\"61\">\n <MetadataEntry key=\"HKMetadataKeyHeartRateMotionContext\" value=\"1\"/>\n</Record>\n";
        (0..64).for_each(|_| self.buffer.extend_from_slice(beat.as_bytes()));
    }
}

impl Read for Export {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        if self.at == self.buffer.len() {
            if self.ended {
                return Ok(0);
            }
            self.more();
        }
        let n = into.len().min(self.buffer.len() - self.at);
        into[..n].copy_from_slice(&self.buffer[self.at..self.at + n]);
        self.at += n;
        self.made += n as u64;
        Ok(n)
    }
}

/// The most memory the program has held so far, in KiB.
fn peak(child: &Child) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).ok()?;
    status.lines().find_map(|l| l.strip_prefix("VmHWM:"))?.trim().trim_end_matches("kB").trim().parse().ok()
}

/// Feeds it `bytes` bytes of export; returns the highest memory seen, and what was said.
fn fed(place: &Place, bytes: u64) -> (u64, String) {
    let mut child = place
        .command()
        .env("TZ", "Europe/Zurich")
        .args(["--today", TODAY, "import", "/dev/stdin"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let (mut export, mut buffer, mut most) = (Export::new(bytes), vec![0; 1 << 20], 0);
    loop {
        let n = export.read(&mut buffer).unwrap();
        if n == 0 {
            break;
        }
        stdin.write_all(&buffer[..n]).unwrap();
        most = most.max(peak(&child).unwrap_or_default());
    }
    drop(stdin);
    let out = child.wait_with_output().unwrap();
    (most, String::from_utf8_lossy(&[out.stdout, out.stderr].concat()).into_owned())
}

/// An export takes the memory of what is in it for us, not of its size: 64 MB cost no more than 4.
#[test]
fn apples_export_is_read_in_constant_memory() {
    if !Path::new("/proc/self/status").exists() {
        // Nothing says here how much memory a program holds.
        return;
    }
    let (small, said) = fed(&Place::new(), 4 << 20);
    assert!(said.contains("1 morning added") || said.contains("2 mornings added"), "{said}");
    let place = Place::new();
    let row = trial("apples_export_is_read_in_constant_memory");
    let mb = row.times();
    let (large, said) = fed(&place, mb << 20);
    let nights = mb / 4;
    assert!(said.contains(&format!("{nights} mornings added")), "{said}");
    assert!(large < small + 4096, "{small} KiB for 4 MB, {large} KiB for {mb} MB");
    assert_eq!(days(&place).len() as u64, nights);
    row.held();
}

/// A table of many mornings, and of a session each.
fn years(place: &Place, n: u64) -> String {
    let first = crate::support::date(TODAY) - chrono::Days::new(n);
    let rows: String = (0..n).map(|k| format!("{},7.5,50,61\n", first + chrono::Days::new(k))).collect();
    file(place, "years.csv", format!("date,sleep_hours,resting_hr,hrv\n{rows}"))
}

/// A long import, stopped with Ctrl-C at some moment, has happened whole or not at all, and is one step of the undo.
#[test]
fn a_long_import_is_all_or_nothing() {
    let row = trial("a_long_import_is_all_or_nothing");
    let (n, moments) = (row.times(), if row.times() > 2_000 { 12 } else { 4 });
    let place = Place::new();
    let begun = Instant::now();
    let path = years(&place, n);
    let (code, out, err) = run(&place, &["import", &path]);
    let took = begun.elapsed();
    assert!(code == 0 && out.contains(&format!("{n} mornings added")), "{out}{err}");
    assert_eq!(run(&place, &["undo"]).0, 0);
    assert!(exported(&place)[0].is_empty());
    for at in 0..moments {
        let place = Place::new();
        let path = years(&place, n);
        let mut command = place.command();
        command.args(["--today", TODAY, "import", &path]).stdout(Stdio::null()).stderr(Stdio::null());
        let child = command.spawn().unwrap();
        std::thread::sleep(took.mul_f64(f64::from(at) / f64::from(moments)).max(Duration::from_millis(1)));
        let _ =
            std::process::Command::new("kill").args(["-INT", &child.id().to_string()]).stderr(Stdio::null()).status();
        child.wait_with_output().unwrap();
        // Whatever was begun is finished by the next program that writes.
        run(&place, &["log", "--date", "2026-05-31", "--mood", "3"]);
        let there = exported(&place)[0].len() as u64;
        assert!(there == 1 || there == n, "{there} of {n} mornings after Ctrl-C at {at} of {moments}");
    }
    row.held();
}
