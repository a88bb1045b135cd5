//! What a terminal says about its background colour: what is drawn then, how long that takes, and what is remembered of it.

use std::thread;
use std::time::Duration;

use crate::support::Place;
use crate::support::terminal::{Says, Session, start, start_with};
use crate::support::trials::trial;

const QUESTION: &[u8] = b"\x1b]11;?\x1b\\\x1b[c";

fn asked(s: &Session) -> bool {
    s.raw.windows(QUESTION.len()).any(|w| w == QUESTION)
}

fn wrote(s: &Session, text: &str) -> bool {
    s.raw.windows(text.len()).any(|w| w == text.as_bytes())
}

fn remembered(place: &Place) -> Option<String> {
    std::fs::read_to_string(place.own_store().state().join("silent-terminal")).ok()
}

/// The planner in true colour on a terminal that answers this.
fn open(place: &Place, says: Says) -> Session {
    let mut s = start(place, &[("COLORTERM", "truecolor"), ("TERM_PROGRAM", "tmux")]);
    s.says = says;
    s.wait_text("Week 47");
    s
}

fn quit(mut s: Session) {
    s.press("q");
    assert_eq!(s.end(), 0);
    s.assert_given_back();
}

/// A busy machine may deliver an answer after the program has stopped waiting for it, so there are a few tries.
const TRIES: usize = 20;

#[test]
fn the_answer_decides_between_dark_and_light_and_keys_are_tinted_from_it() {
    // The text colour on dark and on light, and the ground of a key: the background with 16 % of the text colour.
    for (paper, ink, key) in
        [("1e1e/1e1e/1e1e", "214;218;224", "59;60;61"), ("ffff/ffff/ffff", "43;49;56", "221;222;223")]
    {
        let seen = (0..TRIES).any(|_| {
            let place = Place::new();
            let s = open(&place, Says::Paper(paper));
            assert!(asked(&s));
            let seen = wrote(&s, &format!("38;2;{ink}")) && wrote(&s, &format!("48;2;{key}"));
            quit(s);
            assert_eq!(remembered(&place), None);
            seen
        });
        assert!(seen, "{paper}");
    }
}

#[test]
fn a_terminal_that_does_not_know_the_question_is_remembered_with_the_next_save() {
    let row = trial("a_terminal_that_does_not_know_the_question_is_remembered_with_the_next_save");
    let mut soonest = Duration::MAX;
    for _ in 0..row.times() {
        soonest = soonest.min(silent_once());
    }
    // The frame came as soon as the terminal said what it is, and not a tenth of a second later.
    assert!(soonest < Duration::from_millis(80), "{soonest:?}");
    row.held();
}

/// How long after the question the first frame came.
fn silent_once() -> Duration {
    let said = (0..TRIES).find_map(|_| {
        let place = Place::new();
        let s = open(&place, Says::OnlyWhatItIs);
        assert!(asked(&s) && wrote(&s, "38;2;43;134;198"), "the neutral focus colour");
        assert!(!wrote(&s, "48;2;59;60;61"), "no tint without an answer");
        let waited = s.asked.expect("it asked").elapsed();
        // Looking writes nothing.
        quit(s);
        assert_eq!(remembered(&place), None);
        let mut s = open(&place, Says::OnlyWhatItIs);
        assert!(asked(&s));
        s.press("r");
        s.wait_text("waits in the tray");
        quit(s);
        remembered(&place).map(|said| (place, said, waited))
    });
    let (place, said, waited) = said.expect("it is remembered");
    assert_eq!(said, "2026-11-18 xterm-256color tmux\n");
    // It is not asked again for a week, and then it is; another terminal program is asked at once.
    let env = [("COLORTERM", "truecolor"), ("TERM_PROGRAM", "tmux")];
    for (today, env, asks) in [
        ("2026-11-24", &env, false),
        ("2026-11-25", &env, true),
        ("2026-11-18", &[("COLORTERM", "truecolor"), ("TERM_PROGRAM", "foot")], true),
    ] {
        let mut s = start_with(&place, &["--today", today], env);
        s.wait_text("Week 4");
        assert_eq!(asked(&s), asks, "{today} {env:?}");
        quit(s);
    }
    waited
}

#[test]
fn a_silent_terminal_is_waited_for_briefly_and_never_remembered() {
    let row = trial("a_silent_terminal_is_waited_for_briefly_and_never_remembered");
    let mut soonest = Duration::MAX;
    for _ in 0..row.times() {
        let place = Place::new();
        let mut s = open(&place, Says::Nothing);
        soonest = soonest.min(s.asked.expect("it asked").elapsed());
        s.press("r");
        s.wait_text("waits in the tray");
        quit(s);
        assert_eq!(remembered(&place), None);
    }
    // A busy machine may be late with one of them, but not with all.
    assert!((Duration::from_millis(90)..Duration::from_millis(250)).contains(&soonest), "{soonest:?}");
    row.held();
}

#[test]
fn keys_before_the_answer_count_and_a_late_answer_is_no_key() {
    let place = Place::new();
    let mut s = start(&place, &[("COLORTERM", "truecolor")]);
    s.says = Says::Nothing;
    s.press("r");
    s.wait_text("Lower body waits in the tray");
    // Long after the first frame.
    thread::sleep(Duration::from_millis(150));
    s.press("\x1b]11;rgb:dddd/dddd/dddd\x1b\\\x1b[?62;22c");
    s.press("u");
    s.wait_text("undone");
    quit(s);
    assert_eq!(place.file("2026-W47"), None, "only the undo was a key");
}

#[test]
fn no_terminal_is_asked_over_ssh_or_where_a_theme_decides() {
    for env in [
        [("SSH_CONNECTION", "a b c d"), ("TERM", "xterm-256color")],
        [("STY", "1.tty"), ("TERM", "screen-256color")],
        [("NO_COLOR", "1"), ("TERM", "xterm")],
        [("COLORTERM", ""), ("TERM", "linux")],
    ] {
        let place = Place::new();
        let mut s = start(&place, &env);
        s.wait_text("Week 47");
        assert!(!asked(&s), "{env:?}");
        quit(s);
    }
    let place = Place::new();
    let settings = place.config().join("recoup/config.toml");
    std::fs::create_dir_all(settings.parent().unwrap()).unwrap();
    recoup::store::atomic::write(&settings, b"theme = \"light\"\n").unwrap();
    let mut s = start(&place, &[("COLORTERM", "truecolor")]);
    s.wait_text("Week 47");
    assert!(!asked(&s) && wrote(&s, "38;2;43;49;56"), "the text colour for a light background");
    quit(s);
}

#[test]
fn without_colorterm_colours_are_among_the_256_or_the_sixteen() {
    let place = Place::new();
    let mut s = start(&place, &[("COLORTERM", ""), ("TERM", "xterm-256color"), ("COLORFGBG", "15;0")]);
    s.wait_text("Week 47");
    assert!(wrote(&s, "38;5;253") && !wrote(&s, "38;2;"), "the text colour by its number");
    quit(s);
    // Bands have their colours only where the background is known.
    let mut s = start(&place, &[("COLORTERM", ""), ("TERM", "xterm"), ("COLORFGBG", "15;0")]);
    s.wait_text("Week 47");
    s.press("c8\t4443\r");
    s.wait_text("logged the morning");
    assert!(!wrote(&s, "38;2;"), "a band's own number among the sixteen");
    assert!(wrote(&s, "38;5;14") || wrote(&s, "\x1b[96") || wrote(&s, ";96m"), "bright cyan is TRAIN");
    quit(s);
}
