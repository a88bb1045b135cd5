//! The ways a program ends, and the bytes that are not keys.

use std::io::Write;
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::PtySize;

use super::{hour, minutes};
use crate::support::terminal::{PATIENCE, Session, start};
use crate::support::trials::trial;

#[test]
fn keys_before_an_end_are_saved_and_later_ones_are_not_applied() {
    let cases = [(">\x03", 65), (">>\x03>>", 70), (">q>", 65), (">\x03docker\r", 65), (">qdocker\r", 65)];
    let row = trial("keys_before_an_end_are_saved_and_later_ones_are_not_applied");
    for round in 0..row.times() {
        let (bytes, expected) = cases[round as usize % cases.len()];
        let place = hour();
        let mut s = start(&place, &[]);
        s.wait_text("60' RPE 5");
        s.press(bytes);
        assert_eq!(s.end(), 0);
        s.assert_given_back();
        assert_eq!(minutes(&place), expected, "{bytes:?}");
    }
    row.held();
}

#[test]
fn keys_before_a_signal_are_saved() {
    let signals =
        ["-TERM", "-HUP", "-INT", "-QUIT", "-ALRM", "-USR1", "-USR2", "-ABRT", "-XCPU", "-VTALRM", "-PROF", "-IO"];
    let row = trial("keys_before_a_signal_are_saved");
    for round in 0..row.times() {
        let name = signals[round as usize % signals.len()];
        let place = hour();
        let mut s = start(&place, &[]);
        s.wait_text("60' RPE 5");
        s.press(">");
        thread::sleep(Duration::from_micros(round / 12 % 4 * 1000));
        signal(name, &s.child.process_id().unwrap().to_string());
        s.end();
        s.assert_given_back();
        assert_eq!(minutes(&place), 65, "{name}");
    }
    row.held();
}

#[test]
fn a_hang_up_never_spins_and_never_aborts() {
    let kinds = ["", ">", "j", "\x1b[", "\x1b[<0;5", "\u{e9}", "\x1b[200~paste", "n", "c5"];
    let row = trial("a_hang_up_never_spins_and_never_aborts");
    for round in 0..row.times() {
        let keys = kinds[round as usize % kinds.len()];
        let place = hour();
        let mut s = start(&place, &[]);
        s.wait_text("60' RPE 5");
        let Session { mut child, master, mut writer, bytes, .. } = s;
        // The thread that reads the terminal holds it open until it notices that nobody listens, which a redraw makes it do.
        drop(bytes);
        master.resize(PtySize { rows: 25, cols: 80, pixel_width: 0, pixel_height: 0 }).unwrap();
        writer.write_all(keys.as_bytes()).unwrap();
        thread::sleep(Duration::from_micros(round * 1237 % 10_000));
        drop((master, writer));
        let end = Instant::now() + PATIENCE;
        let status = loop {
            if let Some(status) = child.try_wait().unwrap() {
                break status;
            }
            if Instant::now() >= end {
                child.kill().unwrap();
                panic!("{keys:?}: it keeps running without a terminal");
            }
            thread::sleep(Duration::from_millis(2));
        };
        assert!(status.signal().is_none(), "{keys:?}: {status:?}");
        assert!(matches!(minutes(&place), 60 | 65));
    }
    row.held();
}

/// An arrow whose bytes come in two reads is still an arrow: what is typed stays, and a what-if stays open.
#[test]
fn an_arrow_in_two_pieces_loses_nothing() {
    let row = trial("an_arrow_in_two_pieces_loses_nothing");
    for round in 0..row.times() {
        let pause = [0, 5, 15, 25, 60, 120, 200][round as usize % 7];
        let place = hour();
        let mut s = start(&place, &[]);
        s.wait_text("60' RPE 5");
        s.press("nprecious");
        s.wait_text("precious");
        let pressed = Instant::now();
        s.press("\x1b");
        thread::sleep(Duration::from_millis(pause));
        s.press("[D");
        if pause < 30 && pressed.elapsed() > Duration::from_millis(30) {
            // A busy machine turned it into another case.
            s.press("\x03");
            s.end();
            continue;
        }
        thread::sleep(Duration::from_millis(60));
        if pause < 30 {
            s.press("X\r");
            s.wait_text("noted");
            s.press("q");
            s.end();
            assert!(place.file("2026-W47").unwrap().contains("note = \"preciouXs\""), "{pause}");
        } else {
            // Too late for an arrow: the note was left, and n brings it back. Nothing else has happened.
            s.press("h");
            s.press("3n");
            s.wait_text("precious");
            s.press("\r");
            s.wait_text("noted");
            s.press("q");
            s.end();
            let file = place.file("2026-W47").unwrap();
            assert!(file.contains("note = \"precious\"") && file.contains("minutes = 60"), "{pause}: {file}");
        }
    }
    row.held();
}

/// Sizes from zero to huge, with keys in between: no size ends the program.
#[test]
fn a_storm_of_resizes_is_survived() {
    let place = hour();
    let mut s = start(&place, &[]);
    s.wait_text("60' RPE 5");
    let mut dice = crate::support::Dice(7);
    let row = trial("a_storm_of_resizes_is_survived");
    for _ in 0..row.times() {
        let (rows, cols) = (dice.below(70) as u16, dice.below(240) as u16);
        s.master.resize(PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }).unwrap();
        s.press(["h", "l", "j", "]", "["][dice.below(5) as usize]);
        thread::sleep(Duration::from_millis(dice.below(4)));
        while s.bytes.try_recv().is_ok() {}
    }
    s.master.resize(PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 }).unwrap();
    s.press("t");
    thread::sleep(Duration::from_millis(200));
    s.press("q");
    assert_eq!(s.end(), 0);
    row.held();
}

/// The day changes while the planner is open: the screen shows it, and no key acts on a day that is not on the screen.
#[test]
fn the_day_changes_on_the_screen_before_any_key_acts_on_it() {
    let row = trial("the_day_changes_on_the_screen_before_any_key_acts_on_it");
    if row.times() == 0 {
        // It waits for the clock, up to a minute.
        return;
    }
    let now = |format: &str| {
        let out = std::process::Command::new("date").arg(format).output().unwrap();
        String::from_utf8(out.stdout).unwrap().trim().to_owned()
    };
    while now("+%S").parse::<u32>().unwrap() > 50 {
        thread::sleep(Duration::from_secs(1));
    }
    let place = super::Place::new();
    let next = std::process::Command::new("date").args(["-d", "+1 minute", "+%H:%M"]).output().unwrap();
    let next = String::from_utf8(next.stdout).unwrap().trim().to_owned();
    let config = place.dir.path().join("c.toml");
    super::write_in_place(&config, &format!("day_starts = \"{next}\"\n"));
    let yesterday = std::process::Command::new("date").args(["-d", "-1 day", "+%a %-d"]).output().unwrap();
    let yesterday = String::from_utf8(yesterday.stdout).unwrap().trim().to_owned();
    let today = now("+%a %-d");
    let mut s = crate::support::terminal::start_with(&place, &["--config", config.to_str().unwrap()], &[]);
    s.wait_text(&format!("{yesterday} •"));
    // Longer than any other test waits.
    let end = Instant::now() + Duration::from_secs(75);
    while !s.screen.screen().contents().contains(&format!("{today} •")) {
        assert!(Instant::now() < end, "no new day: {}", s.screen.screen().contents());
        if let Ok(chunk) = s.bytes.recv_timeout(Duration::from_millis(50)) {
            s.screen.process(&chunk);
        }
    }
    s.press("q");
    assert_eq!(s.end(), 0);
    row.held();
}

/// Waits until the program has stopped, as a shell does.
fn wait_stopped(pid: &str) {
    let end = Instant::now() + PATIENCE;
    let state = || std::fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
    while !state().contains(") T ") {
        assert!(Instant::now() < end, "it does not stop: {}", state());
        thread::sleep(Duration::from_millis(5));
    }
}

fn signal(name: &str, pid: &str) {
    assert!(std::process::Command::new("kill").args([name, pid]).status().unwrap().success());
}

/// When it is stopped by a key or from outside, what was typed is on disk; when it continues, it sets up the terminal again.
#[test]
fn stopping_saves_and_continuing_sets_up_the_terminal_again() {
    let row = trial("stopping_saves_and_continuing_sets_up_the_terminal_again");
    for round in 0..row.times() {
        let (bytes, from_outside) = [(">\x1a", None), (">", Some("-TSTP")), (">", Some("-STOP"))][round as usize % 3];
        let place = hour();
        let mut s = start(&place, &[]);
        s.wait_text("60' RPE 5");
        let pid = s.child.process_id().unwrap().to_string();
        s.press(bytes);
        if let Some(name) = from_outside {
            s.wait_text("65' RPE 5");
            thread::sleep(Duration::from_millis(100));
            signal(name, &pid);
        }
        wait_stopped(&pid);
        assert_eq!(minutes(&place), 65, "{bytes:?} {from_outside:?}");
        // What a shell does in between: it resets the terminal.
        let stty = std::process::Command::new("stty").args(["-F", &tty_of(&pid), "sane"]).status();
        assert!(stty.is_ok_and(|s| s.success()));
        s.raw.clear();
        signal("-CONT", &pid);
        s.wait_for("the screen again", |_| true);
        s.press(">");
        s.wait_text("70' RPE 5");
        let drawn = String::from_utf8_lossy(&s.raw).into_owned();
        assert!(drawn.contains("\x1b[?1049h") && drawn.contains("Legs"), "{bytes:?} {from_outside:?}: {drawn:?}");
        s.press("q");
        assert_eq!(s.end(), 0);
        assert_eq!(minutes(&place), 70);
    }
    row.held();
}

fn tty_of(pid: &str) -> String {
    std::fs::read_link(format!("/proc/{pid}/fd/0")).unwrap().display().to_string()
}

/// An editor as a script of one line.
fn editor(place: &super::Place, script: &str) -> String {
    let path = place.dir.path().join("editor.sh");
    super::write_in_place(&path, &format!("#!/bin/sh\n{script}\n"));
    let mode = std::os::unix::fs::PermissionsExt::from_mode(0o755);
    std::fs::set_permissions(&path, mode).unwrap();
    path.display().to_string()
}

/// Ctrl-C in an editor that survives it belongs to the editor; its text is taken, and the planner continues.
#[test]
fn ctrl_c_in_the_editor_goes_to_the_editor() {
    let place = hour();
    let ready = place.dir.path().join("ready");
    let script = format!("trap '' INT; : > {}; sleep 1; sed -i 's/Legs/Squats/' \"$1\"", ready.display());
    let name = editor(&place, &script);
    let mut s = start(&place, &[("EDITOR", &name), ("VISUAL", "")]);
    s.wait_text("60' RPE 5");
    s.press(":edit\r");
    let end = Instant::now() + PATIENCE;
    while !ready.exists() {
        assert!(Instant::now() < end, "the editor never started");
        thread::sleep(Duration::from_millis(10));
    }
    s.press("\x03");
    s.wait_text("Squats");
    s.press("q");
    assert_eq!(s.end(), 0);
    assert!(place.file("2026-W47").unwrap().contains("title = \"Squats\""));
}

/// If an editor leaves the terminal raw, nobody gets a raw terminal afterwards.
#[test]
fn a_terminal_that_an_editor_left_raw_is_given_back_as_it_was() {
    let place = hour();
    let name = editor(&place, "stty raw -echo < /dev/tty; exit 1");
    let mut s = start(&place, &[("EDITOR", &name), ("VISUAL", "")]);
    s.wait_text("60' RPE 5");
    s.press(":edit\r");
    s.wait_text("ended with status 1");
    s.press("q");
    assert_eq!(s.end(), 0);
    let flags = format!("{:?}", s.master.get_termios().unwrap().local_flags);
    assert!(flags.contains("ICANON") && flags.contains("ECHO"), "{flags}");
}

/// A text that cannot be read comes back twice; then it is kept, and the file is named.
#[test]
fn after_three_texts_that_cannot_be_read_the_text_is_kept_in_a_file() {
    let place = hour();
    let name = editor(&place, "echo \"  Wed | strenth | Try $$ | 60\" >> \"$1\"");
    let mut command = place.command();
    command.env("EDITOR", &name);
    command.args(["--today", super::WED, "edit"]);
    let out = command.output().unwrap();
    let said = String::from_utf8_lossy(&out.stderr).into_owned();
    assert_eq!(out.status.code(), Some(65), "{said}");
    let path = said.trim().rsplit(" is in ").next().unwrap();
    let kept = std::fs::read_to_string(path).unwrap_or_else(|e| panic!("{path}: {e}\n{said}"));
    assert_eq!(kept.matches("| strenth | Try").count(), 3, "{kept}");
    assert_eq!(place.file("2026-W47").unwrap(), super::HOUR);
}

/// A limit on the size of files makes a save fail, and does not end the program.
#[test]
fn a_file_size_limit_is_reported_and_does_not_end_the_program() {
    let place = hour();
    let script = format!(
        "ulimit -f 0; exec env --default-signal=XFSZ {} --data-dir {} --today {} log --mood 2",
        assert_cmd::cargo::cargo_bin!("recoup").display(),
        place.data().display(),
        super::WED
    );
    let mut command = std::process::Command::new("sh");
    command.env("XDG_STATE_HOME", place.state()).env("XDG_CONFIG_HOME", place.state());
    let out = command.arg("-c").arg(script).output().unwrap();
    let said = String::from_utf8_lossy(&out.stderr).into_owned();
    assert!(out.status.code() == Some(74) && said.contains("cannot write"), "{:?} {said}", out.status);
    assert_eq!(place.file("2026-W47").unwrap(), super::HOUR);
}

/// What could not be saved is tried once more at the end, and reported if it cannot be saved then either.
#[test]
fn unsaved_changes_are_retried_at_the_end_and_reported() {
    for (mended, code) in [(true, 0), (false, 74)] {
        let place = hour();
        let mut s = start(&place, &[]);
        s.wait_text("60' RPE 5");
        // A file in place of the state folder: nothing can be saved.
        let lock = std::fs::read_dir(place.state().join("recoup")).into_iter().flatten().flatten().next();
        let state = lock.map(|e| e.path());
        assert!(state.is_none(), "a mere start writes nothing");
        std::fs::create_dir_all(place.state()).unwrap();
        super::write_in_place(&place.state().join("recoup"), "in the way");
        s.press(">");
        s.wait_text("not saved");
        if mended {
            std::fs::remove_file(place.state().join("recoup")).unwrap();
        }
        s.press("\x03");
        assert_eq!(s.end(), code);
        assert_eq!(minutes(&place), if mended { 65 } else { 60 });
        let said = s.screen.screen().contents();
        assert_eq!(said.contains("1 change is not on disk"), !mended, "{said}");
        assert!(mended || !said.contains("tried again") && !said.contains("save-copy"), "{said}");
    }
}

/// A note that is open when the program ends is offered once at the next start, and nothing else happens to it.
#[test]
fn an_open_note_is_offered_at_the_next_start() {
    let place = hour();
    let mut s = start(&place, &[]);
    s.wait_text("60' RPE 5");
    s.press("nprecious text\x03");
    s.end();
    assert_eq!(place.file("2026-W47").unwrap(), super::HOUR);
    let mut s = start(&place, &[]);
    s.wait_text("precious text");
    s.press("\r");
    s.wait_text("noted on Wed 18 Nov");
    s.press("q");
    s.end();
    assert!(place.file("2026-W47").unwrap().contains("note = \"precious text\""));
    let mut s = start(&place, &[]);
    s.wait_text("60' RPE 5");
    assert!(!s.screen.screen().contents().contains("when the program ended"));
    s.press("q");
    s.end();
}

/// Replies of the terminal, whole and split, on the grid and in layers: no byte of them changes anything.
#[test]
fn replies_of_the_terminal_change_nothing() {
    let answers: [&[u8]; 6] = [
        b"\x1bP>|xterm(389)\x1b\\",
        b"\x1b]10;rgb:dcdc/dcdc/dcdc\x1b\\",
        b"\x1bP>|tmux 3.4\x1b\\",
        b"\x1bP1$r0m\x1b\\",
        b"\x1b]4;1;rgb:cdcd/0000/0000\x07",
        b"\x1b_Gi=31;OK\x1b\\",
    ];
    let place = hour();
    let mut s = start(&place, &[]);
    s.wait_text("60' RPE 5");
    // In CI each answer whole and in two halves on every layer; at length cut anywhere, 0 to 400 ms apart.
    let row = trial("replies_of_the_terminal_change_nothing");
    let layers = ["", "c", "e", "n", ":", "f", "?", "gm"];
    let each = row.times() / (2 * layers.len() * answers.len()) as u64;
    let mut dice = crate::support::Dice(9);
    for layer in layers {
        s.press(layer);
        for answer in answers {
            for round in 0..each {
                s.writer.write_all(answer).unwrap();
                let at = if round == 0 { answer.len() / 2 } else { 2 + dice.below(answer.len() as u64 - 2) as usize };
                s.writer.write_all(&answer[..at]).unwrap();
                thread::sleep(Duration::from_millis(if round == 0 { 60 } else { dice.below(400) }));
                s.writer.write_all(&answer[at..]).unwrap();
            }
        }
        if !layer.is_empty() {
            s.press("\x1b");
            thread::sleep(Duration::from_millis(80));
        }
    }
    s.wait_text("60' RPE 5");
    s.press("q");
    assert_eq!(s.end(), 0);
    assert_eq!(place.file("2026-W47").unwrap(), super::HOUR);
    row.held();
}

/// A signal or Ctrl-C in the sample weeks ends the program, not only them; `q` returns to your own weeks.
#[test]
fn a_signal_in_the_sample_weeks_ends_the_program() {
    for (open, end) in [("\x1bOP", "-TERM"), (":demo\r", "-HUP"), (":demo\r", "\x03"), ("\x1bOP", "q")] {
        let place = hour();
        let mut s = start(&place, &[]);
        s.wait_text("60' RPE 5");
        s.press(">");
        s.wait_text("65' RPE 5");
        s.press(open);
        s.wait_text("sample");
        match end {
            "q" => {
                s.press("q");
                // After the tour, once, the setup opens.
                s.wait_text("Setup");
                s.press("\x1b");
                s.wait_text("65' RPE 5");
                s.press("q");
            }
            keys if keys.starts_with('-') => signal(keys, &s.child.process_id().unwrap().to_string()),
            keys => s.press(keys),
        }
        s.end();
        s.assert_given_back();
        assert_eq!(minutes(&place), 65, "{end}");
    }
}

/// The window is closed, or the program killed, while the editor is open on a note: what the editor saves is kept if the
/// program is still there to keep it, and what was typed before is offered.
#[test]
fn a_note_in_the_editor_survives_the_end_of_the_window() {
    let lives = "trap '' HUP; : > READY; sleep 1; printf ' and edited' >> \"$1\"";
    let dies = ": > READY; cat > /dev/null; exit 1";
    for (script, kill) in [(lives, false), (dies, false), (dies, true)] {
        let place = hour();
        let ready = place.dir.path().join("ready");
        let name = editor(&place, &script.replace("READY", &ready.display().to_string()));
        let mut s = start(&place, &[("EDITOR", &name), ("VISUAL", "")]);
        s.wait_text("60' RPE 5");
        s.press("ntyped");
        s.wait_text("typed");
        s.press("\x0f");
        let end = Instant::now() + PATIENCE;
        while !ready.exists() {
            assert!(Instant::now() < end, "the editor never started");
            thread::sleep(Duration::from_millis(10));
        }
        let Session { mut child, master, writer, bytes, .. } = s;
        if kill {
            signal("-KILL", &child.process_id().unwrap().to_string());
        }
        drop((bytes, master, writer));
        while child.try_wait().unwrap().is_none() {
            assert!(Instant::now() < end, "it lives on without a terminal");
            thread::sleep(Duration::from_millis(10));
        }
        let file = place.file("2026-W47").unwrap();
        if script == lives {
            assert!(file.contains("typed and edited"), "{file}");
        } else {
            assert_eq!(file, super::HOUR);
            let mut s = start(&place, &[]);
            s.wait_text("not saved when the program ended");
            s.press("\r");
            s.wait_text("noted on Wed 18 Nov");
            s.press("q");
            s.end();
        }
    }
}

/// Two planners that end with a note open each: both are offered, one start after the other.
#[test]
fn every_open_note_is_offered() {
    let place = hour();
    let mut a = start(&place, &[]);
    let mut b = start(&place, &[]);
    for (s, text) in [(&mut a, "nfrom a"), (&mut b, "5nfrom b")] {
        s.wait_text("60' RPE 5");
        s.press(text);
        s.wait_text(&text[text.len() - 6..]);
    }
    for s in [&mut a, &mut b] {
        signal("-TERM", &s.child.process_id().unwrap().to_string());
    }
    a.end();
    b.end();
    for n in 0..2 {
        let mut s = start(&place, &[]);
        s.wait_text("not saved when the program ended");
        s.press("\r");
        s.wait_text("noted on");
        s.press("q");
        assert_eq!(s.end(), 0, "{n}");
    }
    let file = place.file("2026-W47").unwrap();
    assert!(file.contains("from a") && file.contains("from b"), "{file}");
    let mut s = start(&place, &[]);
    s.wait_text("60' RPE 5");
    assert!(!s.screen.screen().contents().contains("when the program ended"));
    s.press("q");
    s.end();
}

/// What could not be saved when the program ends is in a copy, and the next start says where.
#[test]
fn unsaved_changes_at_the_end_are_in_a_copy() {
    let place = hour();
    let mut s = start(&place, &[]);
    s.wait_text("60' RPE 5");
    let state = place.own_store().state();
    std::fs::create_dir_all(state.join("lock")).unwrap();
    s.press(">");
    s.wait_text("not saved");
    signal("-TERM", &s.child.process_id().unwrap().to_string());
    assert_eq!(s.end(), 74);
    let said = s.screen.screen().contents().replace('\n', "");
    assert!(said.contains("1 change is not on disk") && said.contains("a copy with it is in"), "{said}");
    let week = std::fs::read_to_string(state.join("unsaved-1/weeks/2026-W47.toml")).unwrap();
    assert!(week.contains("minutes = 65"), "{week}");
    std::fs::remove_dir(state.join("lock")).unwrap();
    let mut s = start(&place, &[]);
    s.wait_text("could not be saved");
    s.press("q");
    s.end();
    let mut command = place.command();
    let out = command.arg("doctor").output().unwrap();
    let listed = String::from_utf8_lossy(&out.stdout).into_owned();
    assert!(out.status.code() == Some(1) && listed.contains("unsaved-1"), "{listed}");
}
