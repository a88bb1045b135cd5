//! Narrow and low screens: nothing is cut that has room elsewhere, what a key acts on is visible, and answers leave the keys visible.

use super::WED;
use super::pictures::{PAGES, demo};
use crate::support::at;

/// Half a screen, a small window, and one that shows a day at a time.
const SIZES: [(u16, u16); 3] = [(60, 24), (46, 20), (38, 16)];

/// More pages than those in the pictures.
const MORE: [(&str, &str); 21] = [
    ("nothing but what if", "f"),
    ("what if, more of it", "frl>>"),
    ("edit", "e"),
    ("add", "a"),
    ("commands", ":"),
    ("the day over the whole screen", "z"),
    ("the body over the whole screen", "<tab>z"),
    ("another panel", "<tab><tab>"),
    ("swap", "s"),
    ("move", "m"),
    ("skip", "S"),
    ("overlay", "!"),
    ("go to", "g"),
    ("a range of rest", "vllr"),
    ("practices", "o"),
    ("fuel", "F"),
    ("setup", ":setup<enter>"),
    ("meals", ":meals<enter>"),
    ("facts", ":facts<enter>"),
    ("arrange", ":arrange<enter>"),
    ("deload", ":deload<enter>"),
];

#[test]
fn nothing_is_cut_where_there_is_room_elsewhere() {
    let mut cut = String::new();
    for size in SIZES {
        let mut p = demo(size, false);
        for (name, keys) in PAGES.into_iter().chain(MORE) {
            p.keys("<esc><esc><esc>t").keys(keys);
            let screen = p.screen();
            // "more below" may be cut: it names the next line of a list by its first words.
            let is_cut = |line: &&str| line.contains('…') && !line.contains("more below");
            for line in screen.lines().filter(is_cut) {
                cut.push_str(&format!("{name} at {size:?}: {line}\n"));
            }
            p.keys("<esc><esc><esc>");
            if name.contains("rest") {
                p.keys("u");
            }
        }
    }
    // Nor where nothing is logged yet.
    for (width, height) in SIZES {
        for (name, keys) in PAGES.into_iter().chain(MORE) {
            let mut p = at(WED).size(width, height);
            p.keys(keys);
            let screen = p.screen();
            for line in screen.lines().filter(|l| l.contains('…') && !l.contains("more below")) {
                cut.push_str(&format!("empty, {name} at {width} × {height}: {line}\n"));
            }
        }
    }
    assert!(cut.is_empty(), "{cut}");
}

#[test]
fn a_selected_day_is_shown_with_what_it_holds() {
    for size in SIZES {
        let mut p = demo(size, false);
        // For a day ahead: its forecast, its session, minutes and RPE, and its extras.
        let ahead = p.keys("ll").screen().clone();
        for wanted in ["likely", "▸ ◆ HIIT intervals", "30 min · RPE 9", "+ "] {
            assert!(ahead.contains(wanted), "{wanted} at {size:?}:\n{ahead}");
        }
        // What a key acts on is visible, however much there is to say about the day.
        let items = p.keys("tjj").screen().clone();
        let selected = items.lines().filter(|l| l.trim_start().starts_with("▸ +") || l.trim_start().starts_with("▸ ✓"));
        assert_eq!(selected.count(), 1, "at {size:?}:\n{items}");
        // Tab moves on to another panel, and around to the day again.
        let body = p.keys("<tab>").screen().clone();
        assert!(body.contains("Body ─") && body.contains("chest"), "at {size:?}:\n{body}");
        assert!(p.keys("<tab>").screen().contains("Last 14 days"), "at {size:?}:\n{}", p.screen());
    }
}

#[test]
fn a_what_if_shows_every_morning_it_can_forecast() {
    for size in SIZES {
        let mut p = demo(size, false);
        let screen = p.keys("fr").screen().clone();
        let row = |letter: &str| {
            let line = screen.lines().find(|l| l.trim_start_matches([' ', '▸']).starts_with(&format!("{letter} ~")));
            line.unwrap_or_else(|| panic!("{letter} at {size:?}:\n{screen}")).matches('~').count()
        };
        assert_eq!((row("A"), row("B")), (7, 7), "at {size:?}:\n{screen}");
        assert!(screen.contains("B gives") && screen.contains("A as planned"), "at {size:?}:\n{screen}");
        // No sentence continues under the answer.
        let lines: Vec<&str> = screen.lines().map(str::trim_end).collect();
        let answer = lines.iter().position(|l| l.starts_with(" Wed 18 Nov is full rest")).unwrap();
        let before = lines[..answer].iter().rfind(|l| !l.is_empty()).unwrap();
        assert!(before.ends_with('.'), "{before} at {size:?}:\n{screen}");
        // How to apply it and how to leave are shown with the answer.
        let last = screen.lines().last().unwrap();
        assert!(last.contains("enter apply") && last.contains("esc leave"), "at {size:?}:\n{screen}");
    }
}

/// However low the screen is, the item that a key acts on is visible.
#[test]
fn the_selected_item_is_visible_on_every_screen() {
    for size in [(42, 13), (31, 8), (30, 8), (60, 12), (79, 12), (40, 12)] {
        let mut p = demo(size, false);
        // The session of that day has two extras.
        for n in 1..=2 {
            p.keys("j");
            assert!(p.screen().contains("▸ + "), "{n} at {size:?}:\n{}", p.screen());
        }
    }
}

/// A screen of one day has a symbol for every day of the week, and no empty row while something lacks room.
#[test]
fn one_day_uses_its_rows() {
    let mut p = demo((38, 16), false);
    let screen = p.screen();
    let signs: Vec<&str> = screen.lines().nth(1).unwrap().split_whitespace().collect();
    assert_eq!(signs, ["M▲", "T≈", "▸W▲", "T○", "F◆", "S▲", "S≈"], "{screen}");
    assert!(p.keys("l").screen().lines().nth(1).unwrap().contains("▸T○"), "{}", p.screen());
    let empty = screen.lines().filter(|l| l.trim().is_empty()).count();
    assert!(empty <= 1, "{screen}");
    let mut p = demo((30, 8), false);
    assert!(p.screen().contains("▲ Lower body"), "{}", p.screen());
    p.keys("l");
    assert!(p.screen().contains("○ Full rest"), "{}", p.screen());
}

/// An answer that is too long for the row of the keys gets rows of its own above it.
#[test]
fn a_long_answer_leaves_the_keys_visible() {
    for (width, height) in SIZES {
        let mut p = at(WED).size(width, height);
        p.keys("lr");
        let lines: Vec<String> = p.screen().lines().map(str::to_owned).collect();
        let last = lines.last().unwrap();
        assert!(last.contains("? help"), "at {width}: {last}");
        p.keys("r");
        assert!(p.screen().contains("u undo"), "at {width}:\n{}", p.screen());
    }
}
