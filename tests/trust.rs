//! What people can rely on: what is typed is what is kept, whatever the disk, another program or the terminal does.

mod support;

use std::io::Write;
use std::thread;
use std::time::{Duration, Instant};

use recoup::sample::Headless;
use recoup::store::Store;
use support::terminal::{PATIENCE, Session, start};
use support::{Place, at, over, planner_on};

const WED: &str = "2026-11-18";

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

/// Numbers that are the same in every run.
pub struct Dice(u64);

impl Dice {
    fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % n
    }
}

/// How often to try: a little in CI, and as often as people should be able to rely on with `RECOUP_LONG=1`.
fn rounds(short: u64, long: u64) -> u64 {
    #[allow(clippy::disallowed_methods, reason = "only tests are told by the environment how long they may take")]
    if std::env::var_os("RECOUP_LONG").is_some() { long } else { short }
}

/// Keys pressed while the store is slow: edits wait, are done, and are answered at any later time.
#[test]
fn typed_while_saves_are_under_way_screen_and_file_agree() {
    for seed in 0..rounds(2_000, 20_000) {
        let mut dice = Dice(seed);
        let mut p = over(hour(), WED);
        p.hold(true);
        let (mut expected, mut typed) = (60_i64, String::new());
        for _ in 0..2 + dice.below(8) {
            let (key, by) = [(">", 5), ("<", -5), (">", 5), ("lh", 0)][dice.below(4) as usize];
            p.keys(key);
            typed.push_str(key);
            expected = (expected + by).max(5);
            for _ in 0..dice.below(3) {
                if dice.below(2) == 0 {
                    p.work()
                } else {
                    p.hear()
                };
            }
        }
        p.hold(false);
        assert_eq!(i64::from(minutes(&p.place)), expected, "seed {seed}: {typed}");
        assert!(p.screen().contains(&format!("{expected}' RPE 5")), "seed {seed}: {typed}\n{}", p.screen());
        assert_eq!(p.model.unsaved(), 0);
    }
}

#[test]
fn typed_in_one_go_on_a_terminal_screen_and_file_agree() {
    for (keys, expected) in [(">", 65), (">>", 70), (">>>", 75), ("><", 60), ("><><", 60), ("<<<<<", 35), (">>u", 65)] {
        let place = hour();
        let mut s = start(&place, &[]);
        s.wait_text("60' RPE 5");
        s.press(keys);
        s.wait_text(&format!("{expected}' RPE 5"));
        s.press("q");
        assert_eq!(s.end(), 0);
        assert_eq!(minutes(&place), expected, "{keys}");
    }
    for pause in [0, 1, 3, 10, 30] {
        let place = hour();
        let mut s = start(&place, &[]);
        s.wait_text("60' RPE 5");
        for _ in 0..20 {
            s.press(">");
            thread::sleep(Duration::from_millis(pause));
        }
        s.wait_text("160' RPE 5");
        s.press("q");
        assert_eq!(s.end(), 0);
        assert_eq!(minutes(&place), 160, "{pause} ms");
    }
}

#[test]
fn what_came_before_an_end_is_kept_and_what_follows_is_not_applied() {
    let cases = [(">\x03", 65), (">>\x03>>", 70), (">q>", 65), (">\x03docker\r", 65), (">qdocker\r", 65)];
    for (bytes, expected) in cases {
        let place = hour();
        let mut s = start(&place, &[]);
        s.wait_text("60' RPE 5");
        s.press(bytes);
        assert_eq!(s.end(), 0);
        s.assert_given_back();
        assert_eq!(minutes(&place), expected, "{bytes:?}");
    }
    for signal in ["-TERM", "-HUP", "-INT", "-QUIT", "-ALRM", "-USR1", "-USR2", "-ABRT", "-XCPU"] {
        let place = hour();
        let mut s = start(&place, &[]);
        s.wait_text("60' RPE 5");
        s.press(">");
        let pid = s.child.process_id().unwrap().to_string();
        assert!(std::process::Command::new("kill").args([signal, &pid]).status().unwrap().success());
        s.end();
        s.assert_given_back();
        assert_eq!(minutes(&place), 65, "{signal}");
    }
}

#[test]
fn a_hang_up_never_spins_and_never_aborts() {
    for (n, keys) in
        ["", ">", "j", "\x1b[", "\x1b[<0;5", "\u{e9}", "\x1b[200~paste"].iter().cycle().take(28).enumerate()
    {
        let place = hour();
        let mut s = start(&place, &[]);
        s.wait_text("60' RPE 5");
        let Session { mut child, master, mut writer, bytes, .. } = s;
        drop(bytes);
        writer.write_all(keys.as_bytes()).unwrap();
        thread::sleep(Duration::from_millis(n as u64 % 9));
        drop((master, writer));
        let end = Instant::now() + PATIENCE;
        let status = loop {
            if let Some(status) = child.try_wait().unwrap() {
                break status;
            }
            if Instant::now() >= end {
                child.kill().unwrap();
                panic!("{keys:?}: it lives on without a terminal");
            }
            thread::sleep(Duration::from_millis(5));
        };
        assert!(status.signal().is_none(), "{keys:?}: {status:?}");
        assert!(matches!(minutes(&place), 60 | 65));
    }
}

/// A planner of another machine that shares the weeks and knows nothing of this one's journal.
fn elsewhere(place: &Place) -> Headless {
    let store = Store::new(&place.data(), &place.dir.path().join("other-state"));
    planner_on(store, WED, |s| s)
}

fn fifo(path: &std::path::Path) {
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    assert!(std::process::Command::new("mkfifo").arg(path).status().unwrap().success());
}

#[test]
fn a_fifo_in_the_place_of_a_week_is_named_and_skipped() {
    let place = Place::new();
    fifo(&place.path("2026-W47"));
    fifo(&place.path("2026-W30"));
    let mut p = over(place, WED);
    assert!(p.screen().contains("read-only"), "{}", p.screen());
    let said = p.model.notice.clone().unwrap().text;
    assert!(said.contains("it is a FIFO, not a regular file"), "{said}");
    p.keys("]n").keys("next week<enter>");
    assert!(p.place.file("2026-W48").unwrap().contains("next week"));
}

#[test]
fn a_week_that_cannot_be_saved_holds_back_no_other() {
    let place = Place::new();
    // Reads, and cannot be rewritten: a date with a time.
    place.put("2026-W47", "format = 1\n[[day]]\ndate = 2026-11-18T10:00:00Z\nnote=\"k\"\n");
    let mut p = over(place, WED);
    p.keys("r").keys("]n").keys("next week<enter>");
    assert!(p.place.file("2026-W48").unwrap().contains("next week"));
    assert_eq!(p.model.unsaved(), 0);
}

#[test]
fn an_undo_leaves_what_somebody_else_logged() {
    let mut p = at(WED);
    p.keys("5r");
    let mut other = elsewhere(&p.place);
    other.keys("1<space>b");
    p.keys("u");
    let file = p.place.file("2026-W47").unwrap();
    assert!(file.contains("status = \"done\"") && file.contains("felt = \"better\""), "{file}");
    assert!(file.contains("title = \"HIIT intervals\""), "{file}");
    assert!(!p.screen().contains("proposed"), "{}", p.screen());
}

#[test]
fn an_undo_and_redo_leave_a_row_that_was_renamed_by_hand() {
    let mut p = at(WED);
    p.keys("5r");
    let file = p.place.file("2026-W47").unwrap();
    p.place.put("2026-W47", &file.replace("title = \"Upper body\"", "title = \"Bench and rows\""));
    p.keys("u");
    let file = p.place.file("2026-W47").unwrap();
    assert!(
        file.contains("Bench and rows") && file.contains("HIIT intervals") && file.contains("Lower body"),
        "{file}"
    );
    p.keys("<ctrl-r>");
    let file = p.place.file("2026-W47").unwrap();
    assert_eq!((file.matches("Bench and rows").count(), file.contains("Upper body")), (1, false), "{file}");
}
