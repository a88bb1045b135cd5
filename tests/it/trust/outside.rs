//! Other programs and the disk: what they do shows without a key, and nothing of it is lost.

use std::thread;
use std::time::Duration;

use super::{HOUR, WEEK, hour, write_in_place};
use crate::support::terminal::start;
use crate::support::trials::trial;

/// Conflict files, a replaced folder and a missing folder are noticed without a key.
#[test]
fn changes_to_the_folder_show_without_a_key() {
    let place = hour();
    let mut s = start(&place, &[]);
    s.wait_text("60' RPE 5");
    write_in_place(&place.path(WEEK).with_file_name("2026-W47.sync-conflict-20261118-101010-ABC.toml"), HOUR);
    s.wait_text("a sync could not merge it");
    let weeks = place.data().join("weeks");
    std::fs::rename(&weeks, place.data().join("old")).unwrap();
    thread::sleep(Duration::from_millis(50));
    place.put(WEEK, &HOUR.replace("minutes = 60", "minutes = 45"));
    s.wait_text("45' RPE 5");
    s.press(">");
    s.wait_text("50' RPE 5");
    while super::minutes(&place) != 50 {
        thread::sleep(Duration::from_millis(5));
    }
    // The file is there before the disk has confirmed it.
    s.wait_for("the change is saved", |screen| {
        let text = screen.contents();
        text.contains("u undo") && !text.contains("saving")
    });
    std::fs::rename(place.data(), place.dir.path().join("unmounted")).unwrap();
    s.wait_text("weeks are missing");
    s.press("aeasy run");
    s.wait_text("easy run");
    s.press("\r");
    s.wait_text("weeks are missing");
    assert!(!place.data().exists(), "nothing is created in its place");
    std::fs::rename(place.dir.path().join("unmounted"), place.data()).unwrap();
    s.wait_text("50' RPE 5");
    // What was typed to be added is still there.
    s.wait_text("easy run");
    s.press("\x1b");
    thread::sleep(Duration::from_millis(100));
    s.press("q");
    s.end();
}

/// Keys while another program rewrites the file in its own ways: what it wrote stays, and the screen shows what is on disk.
#[test]
fn edits_alongside_other_writers_lose_nothing() {
    let row = trial("edits_alongside_other_writers_lose_nothing");
    for round in 0..row.times() {
        let place = hour();
        let mut s = start(&place, &[]);
        s.wait_text("60' RPE 5");
        s.press(">");
        thread::sleep(Duration::from_micros(round * 997 % 20_000));
        let path = place.path(WEEK);
        let seen = loop {
            // The file may be missing for a moment while somebody writes it: that is waited out.
            match std::fs::read_to_string(&path) {
                Ok(seen) if !seen.is_empty() => break seen,
                _ => thread::yield_now(),
            }
        };
        let text = format!("# round {round}\n{seen}");
        match round % 2 {
            0 => recoup::store::atomic::write(&path, text.as_bytes()).unwrap(),
            _ => write_in_place(&path, &text),
        }
        // What they wrote may be older than the key, and then they undo the key: the screen shows that.
        let (mut before, stale) = (0, seen.contains("minutes = 60"));
        for _ in 0..2_000 {
            before = super::minutes(&place);
            if before == 65 {
                break;
            }
            thread::sleep(Duration::from_micros(500));
        }
        assert!(before == 65 || (stale && before == 60), "round {round}: {before}");
        s.wait_text(&format!("{before}' RPE 5"));
        s.press(">");
        s.wait_text(&format!("{}' RPE 5", before + 5));
        s.press("q");
        s.end();
        let file = place.file(WEEK).unwrap();
        assert!(file.contains(&format!("# round {round}")), "round {round}: {file}");
        assert_eq!(super::minutes(&place), before + 5, "round {round}: {file}");
    }
    row.held();
}
