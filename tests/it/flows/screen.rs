//! What is drawn, at every size and in every theme, and the mouse on it.

use crate::support::{self, Place, at, date, over, styles_of};

use super::WED;

#[test]
fn every_size_draws() {
    let mut p = at(WED);
    p.keys("r<space>");
    for layer in ["", "c", "<esc>e", "<esc>?", "<esc>:", "<esc>s", "<esc>n", "<esc>U"] {
        p.keys(layer);
        for w in (0..60).step_by(7).chain([29, 30, 39, 40, 77, 78, 114, 115, 149, 150, 200, 500]) {
            for h in (0..26).step_by(3).chain([7, 8, 11, 13, 14, 20, 36, 200]) {
                p = p.size(w, h);
                p.buffer();
            }
        }
        p = p.size(80, 24);
    }
}

#[test]
fn long_and_hostile_names_stay_in_their_place() {
    let place = Place::new();
    let title = "\\u001b[31mVery\\u202elong 日本語 name that goes on and on and on";
    place.put(
        "2026-W47",
        &format!("format = 1\n[[day]]\ndate = 2026-11-18\n[[day.session]]\nkind = \"strength\"\ntitle = \"{title}\"\n"),
    );
    let p = over(place, WED);
    let screen = p.screen();
    assert!(!screen.chars().any(|c| c == '\u{1b}' || c == '\u{202e}'), "{screen}");
    assert!(screen.contains("Verylong"));
    assert_eq!(p.cell(3)[0], "Thu 19", "columns stay where they are");
}

#[test]
fn without_colour_the_selection_is_still_there() {
    let mut p = at(WED);
    p.model.here.face = recoup::config::face::Face::default();
    let styles = styles_of(&p.buffer());
    assert!(!styles.contains('c') && !styles.chars().any(|c| c.is_ascii_uppercase()), "{styles}");
    assert!(p.screen().contains("│Wed 18 •  │"));
    p.model.view.ascii = true;
    assert!(p.screen().is_ascii(), "{}", p.screen());
    assert!(p.screen().contains("|Wed 18 *  |"));
}

#[test]
fn the_panel_on_the_right_switches_to_body_and_days() {
    let mut p = at(WED);
    p.keys("1<space>s<enter>").keys("3c7.5<tab>433<tab><tab><tab><tab>4<enter>").keys("<tab>");
    assert!(p.screen().contains("─ soreness, next 7 days"), "{}", p.screen());
    assert!(p.screen().contains("back        4 ▄▄▄▄······"), "{}", p.screen());
    // For a past day it says how long a region has been sore, and when it was last trained.
    p.keys("2");
    assert!(p.screen().contains("arms        · ····· trained yesterday"), "{}", p.screen());
    p.keys("3");
    p.keys("<tab>");
    assert!(p.screen().contains("Last 14 days"));
    p.keys("<tab>");
    assert!(p.screen().contains(" Findings ──"), "{}", p.screen());
    p.keys("<tab>");
    assert!(p.screen().contains("Wed 18 · today"));
    // A zoomed panel has the whole screen, and the keys of the week keep working.
    p.keys("<backtab>zl");
    assert!(!p.screen().contains("Recovery today") && p.screen().contains("Findings"), "{}", p.screen());
    p.keys("<tab>");
    assert!(p.screen().contains("Thu 19 Nov ──"), "{}", p.screen());
    p.keys("rr<esc>");
    assert!(p.model.view.layer.is_none() && p.screen().contains("Easy walk"), "{}", p.screen());
}

#[test]
fn every_size_has_what_is_meant_for_it() {
    let mut p = at(WED);
    p.keys("c004006302343<tab><tab>6<enter>");
    // What is on the screen from a size on, and what is no longer there at that size.
    let shows = [
        ((40, 20), "60 EASE", ""),
        ((78, 24), "Last night ─", ""),
        ((78, 24), "Z sleep    5h50 of 8h00", ""),
        ((78, 30), "Nights ─", "Last night ─"),
        ((115, 36), "easy work", ""),
        ((115, 36), "days back, 7 ahead", ""),
        ((115, 36), "bed to wake", "Last night ─"),
        ((150, 44), "easy work is fine today", ""),
        ((150, 44), "confidence high · 3 of 5 inputs", ""),
        ((150, 44), "front", ""),
    ];
    for ((w, h), what, gone) in shows {
        let screen = p.size(w, h).screen();
        assert!(screen.contains(what), "{w}×{h} {what}:\n{screen}");
        assert!(gone.is_empty() || !screen.contains(gone), "{w}×{h} {gone}:\n{screen}");
        p = at(WED);
        p.keys("c004006302343<tab><tab>6<enter>");
    }
    assert!(!p.size(114, 44).screen().contains("easy work"));
}

#[test]
fn the_body_panel_draws_soreness_over_the_planned_days() {
    let mut p = at(WED);
    p.keys("c7.5<tab>433").keys("<tab><tab><tab>2<enter>").keys("<tab>");
    // Legs today are new to the quads: they peak on the second morning and fade.
    let quads = p.screen().lines().find(|l| l.contains("quads")).unwrap().to_owned();
    assert!(quads.ends_with("▄ ▄ ▄ ▄ ▃ ▂ ▂"), "{quads}");
}

/// A layer leaves nothing of the week between its own lines, however small the screen.
#[test]
fn a_what_if_and_the_body_page_leave_nothing_of_what_they_cover() {
    for size in [(40, 12), (60, 14), (80, 13), (100, 10), (30, 8)] {
        let mut p = at(WED).size(size.0, size.1);
        p.keys("c7.5<enter><enter>f");
        let screen = p.screen();
        assert!(screen.contains("as planned"), "{screen}");
        let below: String = screen.lines().skip(1).collect();
        for of_the_week in ["│", "Walk", "Upper", "rest", "body", "today"] {
            assert!(!below.contains(of_the_week), "{size:?}: {screen}");
        }
    }
    let mut p = at(WED).size(120, 36);
    p.keys("gb");
    assert!(
        p.screen().contains("Body  Wed 18 Nov · this morning") && p.screen().contains("Now, and the next seven days "),
        "{}",
        p.screen()
    );
}

#[test]
fn the_mouse_selects_edits_drags_and_changes_weeks() {
    use ratatui::layout::Rect;
    use recoup::app::Msg;
    use recoup::app::pointer::{Mouse, Spot};
    let mut p = at(WED);
    p.keys("c7.5<tab>433<enter>");
    let spot = |p: &support::Planner, x, y| recoup::ui::spot(&p.model, Rect::new(0, 0, 80, 24), (x, y));
    // A click on Friday's cell selects it; its score is another spot, and so is everything around it.
    let friday = spot(&p, 50, 4);
    let (monday, thursday, saturday) = (spot(&p, 5, 5), spot(&p, 40, 5), spot(&p, 60, 5));
    assert_eq!(friday, Spot::Day(date("2026-11-20")));
    assert_eq!(spot(&p, 50, 9), Spot::Score(date("2026-11-20")));
    assert_eq!((spot(&p, 50, 0), spot(&p, 50, 15), spot(&p, 0, 4)), (Spot::Elsewhere, Spot::Item(0), Spot::Elsewhere));
    p.msg(Msg::Mouse(Mouse::Press(friday))).msg(Msg::Mouse(Mouse::Release(friday)));
    assert_eq!(p.model.view.cursor(), date("2026-11-20"));
    assert!(p.place.file("2026-W47").unwrap().matches("[[day]]").count() == 1, "a click changes nothing");
    // Dragged to Thursday, with the target shown before it is dropped.
    p.msg(Msg::Mouse(Mouse::Press(friday))).msg(Msg::Mouse(Mouse::Over(thursday)));
    assert_eq!(p.answer(), "HIIT intervals → Thu 19 Nov: release to move it there");
    assert!(styles_of(&p.buffer()).lines().nth(2).unwrap().contains("ssss"), "{}", styles_of(&p.buffer()));
    p.msg(Msg::Mouse(Mouse::Release(thursday)));
    assert!(p.answer().starts_with("moved HIIT intervals Fri → Thu"), "{}", p.answer());
    assert_eq!(p.model.view.cursor(), date("2026-11-19"));
    p.keys("u");
    // Dropped onto a day that is taken it asks, as the key does; onto a past day it refuses.
    p.msg(Msg::Mouse(Mouse::Press(friday)))
        .msg(Msg::Mouse(Mouse::Over(saturday)))
        .msg(Msg::Mouse(Mouse::Release(saturday)));
    assert!(p.answer().starts_with("Sat holds Light full body:"), "{}", p.answer());
    p.keys("<esc>");
    p.msg(Msg::Mouse(Mouse::Press(friday)))
        .msg(Msg::Mouse(Mouse::Over(monday)))
        .msg(Msg::Mouse(Mouse::Release(monday)));
    assert!(p.answer().contains("past days are facts"), "{}", p.answer());
    // Dropped where it came from, or outside, it stays.
    p.msg(Msg::Mouse(Mouse::Press(friday)))
        .msg(Msg::Mouse(Mouse::Over(Spot::Elsewhere)))
        .msg(Msg::Mouse(Mouse::Release(Spot::Elsewhere)));
    assert_eq!(p.model.view.carried, None);
    p.msg(Msg::Mouse(Mouse::Twice(friday)));
    assert!(p.screen().contains("Edit · Fri 20 Nov"), "{}", p.screen());
    p.keys("<esc>t");
    p.msg(Msg::Mouse(Mouse::Press(Spot::Score(date(WED)))));
    assert!(p.screen().contains("Why "), "{}", p.screen());
    let before = p.screen();
    p.msg(Msg::Mouse(Mouse::Wheel(true, Spot::Elsewhere)));
    assert_ne!(p.screen(), before, "the wheel moves the layer's line");
    p.keys("<esc>").msg(Msg::Mouse(Mouse::Wheel(true, Spot::Elsewhere)));
    assert_eq!(p.week().to_string(), "2026-W48");
    p.msg(Msg::Mouse(Mouse::Wheel(false, Spot::Elsewhere)));
    assert_eq!(p.week().to_string(), "2026-W47");
}

/// The keys that open each scope on a day with something logged.
fn scopes() -> Vec<(&'static str, &'static str)> {
    vec![
        ("week", ""),
        ("check-in", "c"),
        ("form", "e"),
        ("list", ":"),
        ("note", "n"),
        ("why", "w"),
        ("lines", ":meals<enter>"),
        ("help", "?"),
        ("edits", "U"),
        ("practices", "o"),
        ("timer", ":timer roll<enter>"),
        ("month", "gm"),
        ("trends", "gt"),
        ("patterns", "gp"),
        ("body", "gb"),
        ("block", "gk"),
        ("search", "/r"),
        ("zoom", "z"),
        ("what-if", "fb"),
        ("strip", "s"),
        ("chord", "g"),
    ]
}

#[test]
fn no_theme_changes_a_word_and_ascii_says_the_same() {
    let sizes = [(80, 24), (120, 36)];
    for ((name, way), size) in scopes().into_iter().flat_map(|scope| sizes.map(|size| (scope, size))) {
        let mut texts = Vec::new();
        let (w, h) = size;
        for theme in ["auto", "dark", "light", "terminal", "calm", "mono"] {
            let mut p = support::with(Place::new(), "2026-11-19", |mut s| {
                std::rc::Rc::make_mut(&mut s.setup).settings.theme = theme.into();
                s
            });
            p = p.size(w, h);
            p.keys("c7.5<tab>3242<enter>4s5").keys(way);
            texts.push(p.screen());
            // The same with no colour at all.
            p.model.here.face = recoup::config::face::Face::default();
            texts.push(p.screen());
        }
        // Every number in one is in the other, and so is the name of every band. Without colour, a bar is a repeated letter.
        let words = |text: &str| {
            let keep = |w: &&str| w.len() > 1 && w.chars().all(|c| c.is_ascii_alphanumeric());
            let says = |w: &&str| w.chars().any(|c| !w.starts_with(c)) || w.chars().all(|c| c.is_ascii_digit());
            text.split_whitespace().filter(keep).filter(says).map(str::to_owned).collect::<Vec<_>>()
        };
        // Where a range has no tint, its edges are named; and a bar without colour is made of its letters.
        let named = |text: &String| -> std::collections::BTreeSet<String> {
            let all = words(&text.replace("shaded:", "between its dots:"));
            all.into_iter().filter(|w| !w.chars().all(|c| "zsflhrc".contains(c))).collect()
        };
        for text in &texts {
            assert_eq!(named(text), named(&texts[0]), "{name}: a theme changed the words");
        }
        let mut p = support::with(Place::new(), "2026-11-19", |s| recoup::app::Start { ascii: true, ..s }).size(w, h);
        p.keys("c7.5<tab>3242<enter>4s5").keys(way);
        assert!(p.screen().is_ascii(), "{name}: {}", p.screen());
        let (unicode, ascii) = (words(&texts[0]), words(&p.screen()));
        let lost: Vec<&String> = unicode.iter().filter(|w| !ascii.contains(w)).collect();
        assert!(lost.is_empty(), "{name}: {lost:?} is missing in ASCII\n{}\n{}", texts[0], p.screen());
    }
}

#[test]
fn every_screen_draws_at_every_size() {
    let widths = [0, 1, 5, 29, 30, 39, 40, 46, 60, 77, 78, 80, 114, 115, 149, 150, 200, 500];
    let heights = [0, 1, 7, 8, 11, 12, 19, 20, 24, 29, 30, 35, 36, 43, 44, 200];
    for (name, way) in scopes() {
        let mut p = at("2026-11-19");
        p.keys("c7.5<tab>3242<enter>4s5").keys(way);
        for w in widths {
            for h in heights {
                p = p.size(w, h);
                p.msg(recoup::app::Msg::Resize(w, h));
                let screen = p.screen();
                if w >= 30 && h >= 8 {
                    assert!(!screen.contains("make the window larger"), "{name} at {w}×{h}");
                    assert!(screen.lines().any(|l| !l.trim().is_empty()), "{name} at {w}×{h}");
                }
            }
        }
        // Back at the first size it is the first screen again: a resize keeps cursor and panel.
        let before = {
            let mut q = at("2026-11-19");
            q.keys("c7.5<tab>3242<enter>4s5").keys(way);
            q.screen()
        };
        p = p.size(80, 24);
        p.msg(recoup::app::Msg::Resize(80, 24));
        assert_eq!(p.screen(), before, "{name}");
    }
}
