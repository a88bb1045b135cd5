//! The real program on a real terminal: it starts, edits, quits, and gives the terminal back.

use std::io::Write;
use std::thread;
use std::time::{Duration, Instant};

use crate::support::Place;
use crate::support::terminal::{PATIENCE, Session, start, start_with};
use portable_pty::PtySize;

#[test]
fn it_starts_edits_quits_and_gives_the_terminal_back() {
    let place = Place::new();
    let mut s = start(&place, &[]);
    s.wait_text("Week 47");
    assert!(s.screen.screen().alternate_screen());
    s.press("r");
    s.wait_text("Lower body waits in the tray");
    s.press("c00400630");
    s.wait_text("5h50");
    s.press("\r");
    s.wait_text("logged the morning of Wed 18 Nov");
    s.press("q");
    assert_eq!(s.end(), 0);
    s.assert_given_back();
    let file = place.file("2026-W47").unwrap();
    assert!(
        file.contains("title = \"Full rest\"") && file.contains("bed = \"00:40\"") && file.contains("[[tray]]"),
        "{file}"
    );
}

#[test]
fn a_signal_keeps_the_open_check_in_and_gives_the_terminal_back() {
    let place = Place::new();
    let mut s = start(&place, &[]);
    s.wait_text("Week 47");
    s.press("c00400630");
    s.wait_text("5h50");
    let pid = s.child.process_id().unwrap().to_string();
    assert!(std::process::Command::new("kill").args(["-TERM", &pid]).status().unwrap().success());
    s.end();
    s.assert_given_back();
    let file = place.file("2026-W47").unwrap();
    assert!(file.contains("unfinished = true") && file.contains("wake = \"06:30\""), "{file}");
}

#[test]
fn without_colour_the_bytes_carry_none_and_the_selection_stays() {
    let place = Place::new();
    let mut s = start(&place, &[("NO_COLOR", "1")]);
    s.wait_text("Week 47");
    s.press(":");
    s.wait_text("Commands");
    s.press("\x1b");
    s.wait_for("the grid", |screen| !screen.contents().contains("Commands"));
    s.press("q");
    s.end();
    let text = String::from_utf8_lossy(&s.raw).into_owned();
    for sgr in text.split("\x1b[").skip(1).filter_map(|t| t.split_once('m')).map(|(codes, _)| codes) {
        if !sgr.bytes().all(|b| b.is_ascii_digit() || b == b';') {
            continue;
        }
        for code in sgr.split(';').filter_map(|c| c.parse::<u32>().ok()) {
            assert!(
                !(30..=38).contains(&code) && !(40..=48).contains(&code) && !(90..=107).contains(&code),
                "colour {sgr}"
            );
        }
    }
    // Bold for today must not be followed at once by a reset.
    assert!(text.contains("\x1b[1m"), "modifiers stay");
}

#[test]
fn a_smaller_window_keeps_the_cursor() {
    let place = Place::new();
    let mut s = start(&place, &[]);
    s.wait_text("Week 47");
    s.press("5");
    s.wait_text("│Fri 20");
    s.master.resize(PtySize { rows: 20, cols: 46, pixel_width: 0, pixel_height: 0 }).unwrap();
    s.screen.screen_mut().set_size(20, 46);
    s.wait_text("▸ Fri");
    s.press("q");
    assert_eq!(s.end(), 0);
}

#[test]
fn a_terminal_that_goes_away_ends_the_program() {
    let place = Place::new();
    let mut s = start(&place, &[]);
    s.wait_text("Week 47");
    s.press("c00400630");
    s.wait_text("5h50");
    let Session { mut child, master, mut writer, bytes, .. } = s;
    // The reading thread holds the terminal open too, until it reads something that nobody receives any more.
    drop(bytes);
    writer.write_all(b"j").unwrap();
    thread::sleep(Duration::from_millis(300));
    drop((master, writer));
    let end = Instant::now() + PATIENCE;
    while child.try_wait().unwrap().is_none() {
        if Instant::now() >= end {
            child.kill().unwrap();
            panic!("it keeps running without a terminal");
        }
        thread::sleep(Duration::from_millis(10));
    }
    assert!(place.file("2026-W47").unwrap().contains("wake = \"06:30\""), "what was answered is kept");
}

#[test]
fn changes_by_others_appear_without_a_key_and_an_open_form_is_kept() {
    let place = Place::new();
    let week = |title: &str| {
        format!(
            "format = 1\n\n[[day]]\ndate = 2026-11-18\n\n[[day.session]]\nkind = \"strength\"\ntitle = \"{title}\"\nminutes = 60\n"
        )
    };
    place.put("2026-W47", &week("Before"));
    let mut s = start(&place, &[]);
    s.wait_text("Before");
    // No key and no focus event: only the file changed.
    place.put("2026-W47", &week("Afterwards"));
    s.wait_text("Afterwards");
    // A new folder in place of the one that was watched.
    let weeks = place.data().join("weeks");
    std::fs::rename(&weeks, place.data().join("old")).unwrap();
    place.put("2026-W47", &week("Replaced"));
    s.press("l");
    s.press("h");
    s.wait_text("Replaced");
    place.put("2026-W47", &week("Again"));
    s.wait_text("Again");
    // While a session is edited, somebody else changes another field of it: both changes are in the file.
    s.press("e");
    s.wait_text("Edit · Wed 18 Nov");
    s.press("x");
    s.wait_text("Againx");
    place.put("2026-W47", &week("Again").replace("minutes = 60", "minutes = 75"));
    s.press("\r");
    s.wait_text("u undo");
    let end = Instant::now() + PATIENCE;
    while !place.file("2026-W47").unwrap().contains("Againx") {
        assert!(Instant::now() < end, "{:?}", place.file("2026-W47"));
        thread::sleep(Duration::from_millis(10));
    }
    assert!(place.file("2026-W47").unwrap().contains("minutes = 75"), "{:?}", place.file("2026-W47"));
    s.press("q");
    assert_eq!(s.end(), 0);
    s.assert_given_back();
}

/// A running timer wakes about once a second and an idle week not at all: nothing loops without need.
#[test]
fn a_timer_uses_little_cpu_and_an_idle_week_none() {
    let place = Place::new();
    let mut s = start(&place, &[]);
    s.wait_text("a proposal until");
    let ticks = |pid: u32| {
        let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
        let fields: Vec<&str> = stat.rsplit(") ").next().unwrap_or_default().split(' ').collect();
        // utime and stime, in hundredths of a second.
        fields
            .get(11)
            .zip(fields.get(12))
            .map_or(0, |(u, s)| u.parse::<u64>().unwrap_or(0) + s.parse::<u64>().unwrap_or(0))
    };
    let pid = s.child.process_id().unwrap();
    s.press(":timer breathe\r");
    s.wait_text("Breathe in");
    let before = ticks(pid);
    s.wait_text("Breathe out");
    // Four seconds of breathing in; a busy loop would have used four hundred.
    assert!(ticks(pid) - before < 60, "{} ticks", ticks(pid) - before);
    s.press("\x1b");
    s.wait_text("Start here");
    s.press("q");
    assert_eq!(s.end(), 0);
}

#[test]
fn a_file_that_a_sync_could_not_merge_is_named_and_not_read() {
    let place = Place::new();
    place.put("2026-W47", "format = 1\n");
    let stray = place.path("2026-W47").with_file_name("2026-W47.sync-conflict-20261118-101010-ABC.toml");
    let week = "format = 1\n[[day]]\ndate = 2026-11-18\n[[day.session]]\nkind = \"rest\"\ntitle = \"Stray\"\n";
    recoup::store::atomic::write(&stray, week.as_bytes()).unwrap();
    let mut s = start(&place, &[]);
    s.wait_text("a sync could not merge it");
    assert!(!s.screen.screen().contents().contains("Stray"));
    s.press("q");
    assert_eq!(s.end(), 0);
}

/// `log` without arguments asks line by line, and says at once what is wrong with an answer.
#[test]
fn a_bare_log_asks_line_by_line_on_a_terminal() {
    let place = Place::new();
    let mut s = start_with(&place, &["--today", "2026-11-18", "log"], &[]);
    s.wait_text("Sleep, like 7h30, 7.5 or 23:10-06:40:");
    s.press("half past\r");
    s.wait_text("is not a night");
    s.press("23:10-06:40\r");
    s.wait_text("Sleep quality, 1 awful to 5 great:");
    s.press("7\r");
    s.wait_text("quality 7 is not possible; it goes from 1 to 5");
    s.press("4\r");
    s.wait_text("Energy, 1 to 5");
    s.press("\r\r\r\r");
    s.wait_text("Soreness 0 to 10");
    s.press("quads=6,calves=2\r");
    s.wait_text("Resting heart rate");
    s.press("\u{4}");
    assert_eq!(s.end(), 0);
    assert!(s.screen.screen().contents().contains("logged Wed 18 Nov: "), "{}", s.screen.screen().contents());
    let file = place.file("2026-W47").unwrap();
    for line in ["bed = \"23:10\"", "sleep_quality = 4", "soreness = { quads = 6, calves = 2 }"] {
        assert!(file.contains(line), "{line}: {file}");
    }
    assert!(!file.contains("energy"), "{file}");
    // Existing answers are shown, and enter keeps them. Without any answer nothing is saved.
    let mut s = start_with(&place, &["--today", "2026-11-18", "log"], &[]);
    s.wait_text("[23:10-06:40]:");
    s.press("\r");
    s.wait_text("great [4]:");
    s.press("\u{4}");
    assert_eq!(s.end(), 0);
    assert!(s.screen.screen().contents().contains("nothing was answered, so nothing was saved"));
    assert_eq!(place.file("2026-W47").unwrap(), file);
    // Soreness is one question: a new answer replaces what was there. A dash removes an answer.
    let mut s = start_with(&place, &["--today", "2026-11-18", "log"], &[]);
    s.wait_text("[23:10-06:40]:");
    s.press("\r-\r");
    s.wait_text("Energy, 1 to 5");
    s.press("\r\r\r\r");
    s.wait_text("[quads=6,calves=2]:");
    s.press("3\r\u{4}");
    assert_eq!(s.end(), 0);
    let file = place.file("2026-W47").unwrap();
    assert!(file.contains("soreness = { general = 3 }") && !file.contains("sleep_quality"), "{file}");
    // A folder that cannot be written is reported before anything is asked.
    let shut = Place::new();
    std::fs::remove_dir_all(shut.data()).ok();
    recoup::store::atomic::write(&shut.data(), b"a file").unwrap();
    let mut s = start_with(&shut, &["--today", "2026-11-18", "log"], &[]);
    assert_eq!(s.end(), 74);
    assert!(!s.screen.screen().contents().contains("Slept"), "{}", s.screen.screen().contents());
    // A morning that is still ahead is refused before anything is asked.
    let mut s = start_with(&place, &["--today", "2026-11-18", "log", "--date", "2026-11-20"], &[]);
    assert_eq!(s.end(), 1);
    assert!(s.screen.screen().contents().contains("still ahead"), "{}", s.screen.screen().contents());
}

/// Where nothing reports changes, coming back to the window finds them.
#[test]
fn changes_in_the_background_appear_when_the_window_gets_focus() {
    let place = Place::new();
    let mut s = start(&place, &[]);
    s.wait_text("Week 47");
    s.press("r");
    s.wait_text("Lower body waits in the tray");
    let end = Instant::now() + PATIENCE;
    while place.file("2026-W47").is_none() && Instant::now() < end {
        thread::sleep(Duration::from_millis(10));
    }
    let file = place.file("2026-W47").unwrap().replace("HIIT intervals", "Hill sprints");
    place.put("2026-W47", &file);
    s.press("\u{1b}[I");
    s.wait_text("Hill");
    s.press("q");
    assert_eq!(s.end(), 0);
}
