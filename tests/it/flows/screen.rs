//! What is drawn, at every size, in every theme, and the mouse over it.

use crate::support::{self, Place, at, date, over, styles_of};

use super::WED;

#[test]
fn every_size_draws() {
    let mut p = at(WED);
    p.keys("r<space>");
    for layer in ["", "c", "<esc>e", "<esc>?", "<esc>:", "<esc>s", "<esc>n", "<esc>U"] {
        p.keys(layer);
        for w in (0..60).step_by(7).chain([29, 30, 39, 40, 77, 78, 114, 115, 158, 159, 200, 500]) {
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
    p.model.here.no_color = true;
    let styles = styles_of(&p.buffer());
    assert!(!styles.contains('c') && !styles.chars().any(|c| c.is_ascii_uppercase()), "{styles}");
    assert!(p.screen().contains("│Wed 18 •  │"));
    p.model.view.ascii = true;
    assert!(p.screen().is_ascii(), "{}", p.screen());
    assert!(p.screen().contains("|Wed 18 *  |"));
}

#[test]
fn the_panel_on_the_right_turns_to_body_and_days() {
    let mut p = at(WED);
    p.keys("1<space>s<enter>").keys("3c7.5<tab>433<tab><tab><tab><tab>4<enter>").keys("<tab>");
    assert!(p.screen().contains(" Body · soreness in the next 7 days ──"), "{}", p.screen());
    assert!(p.screen().contains("back        4 ▄▄··· new"), "{}", p.screen());
    assert!(p.screen().contains("arms        0 ·····         2d ago"), "{}", p.screen());
    p.keys("<tab>");
    assert!(p.screen().contains("Last 14 days"));
    p.keys("<tab>");
    assert!(p.screen().contains(" Findings ──"), "{}", p.screen());
    p.keys("<tab>");
    assert!(p.screen().contains("Wed 18 · Lower body"));
    // Zoomed, a panel has the whole screen, and the keys of the week go on working.
    p.keys("<backtab>zl");
    assert!(!p.screen().contains("Recovery today") && p.screen().contains("Findings"), "{}", p.screen());
    p.keys("<tab>");
    assert!(p.screen().contains("Thu 19 · Full rest"), "{}", p.screen());
    p.keys("rr<esc>");
    assert!(p.model.view.layer.is_none() && p.screen().contains("Easy walk"), "{}", p.screen());
}

#[test]
fn the_widest_screens_have_a_sidebar_and_six_weeks() {
    let mut p = at(WED).size(160, 48);
    p.keys("c004006302343<tab><tab>6<enter>");
    let screen = p.screen();
    for what in [
        "Last night",
        "5h50, 00:40–06:30",
        "Tonight",
        "tomorrow ~",
        "Six weeks",
        "Last six weeks",
        "Findings",
        "Score ─",
    ] {
        assert!(screen.contains(what), "{what}: {screen}");
    }
    assert!(!p.size(158, 48).screen().contains("Last six weeks"));
}

#[test]
fn the_body_panel_draws_soreness_over_the_planned_days() {
    let mut p = at(WED);
    p.keys("c7.5<tab>433").keys("<tab><tab><tab>2<enter>").keys("<tab>");
    assert!(p.screen().contains("Body · soreness in the next 7 days"), "{}", p.screen());
    // Legs today are new to the quads: they peak on the second morning and fade.
    let quads = p.screen().lines().find(|l| l.contains("quads")).unwrap().to_owned();
    assert!(quads.ends_with("▄▄▄▄▃▂▂ Tu"), "{quads}");
}

/// What is drawn over the week leaves nothing of it between its own lines, however small the screen.
#[test]
fn a_what_if_and_the_body_page_leave_nothing_of_what_they_cover() {
    for size in [(40, 12), (60, 14), (80, 13), (100, 10), (30, 8)] {
        let mut p = at(WED).size(size.0, size.1);
        p.keys("c7.5<enter><enter>f");
        let screen = p.screen();
        assert!(screen.contains("as planned"), "{screen}");
        let below: String = screen.lines().skip(1).collect();
        for of_the_week in ["│", "Walk", "RPE", "Upper", "rest", "body", "today"] {
            assert!(!below.contains(of_the_week), "{size:?}: {screen}");
        }
    }
    let mut p = at(WED).size(120, 36);
    p.keys("gb");
    assert!(p.screen().contains("Body · Wed 18 Nov · next 7 days ─"), "{}", p.screen());
}

#[test]
fn the_mouse_selects_edits_carries_and_turns_weeks() {
    use ratatui::layout::Rect;
    use recoup::app::Msg;
    use recoup::app::pointer::{Mouse, Spot};
    let mut p = at(WED);
    p.keys("c7.5<tab>433<enter>");
    let spot = |p: &support::Planner, x, y| recoup::ui::hit::spot(&p.model, Rect::new(0, 0, 80, 24), x, y);
    // A click on Friday's cell selects it; its score is another spot, and so is what lies around.
    let friday = spot(&p, 50, 4);
    let (monday, thursday, saturday) = (spot(&p, 5, 5), spot(&p, 40, 5), spot(&p, 60, 5));
    assert_eq!(friday, Spot::Day(date("2026-11-20")));
    assert_eq!(spot(&p, 50, 8), Spot::Score(date("2026-11-20")));
    assert_eq!(
        (spot(&p, 50, 0), spot(&p, 50, 15), spot(&p, 1, 4)),
        (Spot::Elsewhere, Spot::Elsewhere, Spot::Elsewhere)
    );
    p.msg(Msg::Mouse(Mouse::Press(friday))).msg(Msg::Mouse(Mouse::Release(friday)));
    assert_eq!(p.model.view.cursor(), date("2026-11-20"));
    assert!(p.place.file("2026-W47").unwrap().matches("[[day]]").count() == 1, "a click changes nothing");
    // Carried to Thursday, with the target in sight before it is let go.
    p.msg(Msg::Mouse(Mouse::Press(friday))).msg(Msg::Mouse(Mouse::Over(thursday)));
    assert_eq!(p.answer(), "HIIT intervals → Thu 19 Nov: let go to move it there");
    assert!(styles_of(&p.buffer()).lines().nth(2).unwrap().contains("rrrr"), "{}", styles_of(&p.buffer()));
    p.msg(Msg::Mouse(Mouse::Release(thursday)));
    assert!(p.answer().starts_with("moved HIIT intervals Fri → Thu"), "{}", p.answer());
    assert_eq!(p.model.view.cursor(), date("2026-11-19"));
    p.keys("u");
    // Onto a day that is taken it asks, as the key does; onto a past day it refuses.
    p.msg(Msg::Mouse(Mouse::Press(friday)))
        .msg(Msg::Mouse(Mouse::Over(saturday)))
        .msg(Msg::Mouse(Mouse::Release(saturday)));
    assert!(p.answer().starts_with("Sat holds Light full body:"), "{}", p.answer());
    p.keys("<esc>");
    p.msg(Msg::Mouse(Mouse::Press(friday)))
        .msg(Msg::Mouse(Mouse::Over(monday)))
        .msg(Msg::Mouse(Mouse::Release(monday)));
    assert!(p.answer().contains("past days are facts"), "{}", p.answer());
    // Let go where it came from, or outside, it stays.
    p.msg(Msg::Mouse(Mouse::Press(friday)))
        .msg(Msg::Mouse(Mouse::Over(Spot::Elsewhere)))
        .msg(Msg::Mouse(Mouse::Release(Spot::Elsewhere)));
    assert_eq!(p.model.view.carried, None);
    p.msg(Msg::Mouse(Mouse::Twice(friday)));
    assert!(p.screen().contains("Edit · Fri 20 Nov"), "{}", p.screen());
    p.keys("<esc>t");
    p.msg(Msg::Mouse(Mouse::Press(Spot::Score(date(WED)))));
    assert!(p.screen().contains("Why "), "{}", p.screen());
    p.msg(Msg::Mouse(Mouse::Wheel(true)));
    assert!(!p.screen().contains("start "), "the wheel scrolls the layer: {}", p.screen());
    p.keys("<esc>").msg(Msg::Mouse(Mouse::Wheel(true)));
    assert_eq!(p.week().to_string(), "2026-W48");
    p.msg(Msg::Mouse(Mouse::Wheel(false)));
    assert_eq!(p.week().to_string(), "2026-W47");
}

/// How each scope is reached on a day with something logged.
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
    for (name, way) in scopes() {
        let mut texts = Vec::new();
        for theme in ["terminal", "calm", "mono"] {
            let mut p = support::with(Place::new(), "2026-11-19", |mut s| {
                std::rc::Rc::make_mut(&mut s.setup).settings.theme = theme.into();
                s
            });
            p.keys("c7.5<tab>3242<enter>4s5").keys(way);
            texts.push(p.screen());
            // The same with no colour at all.
            p.model.here.no_color = true;
            texts.push(p.screen());
        }
        assert!(texts.windows(2).all(|w| w[0] == w[1]), "{name}: a theme said something of its own");
        let mut p = support::with(Place::new(), "2026-11-19", |s| recoup::app::Start { ascii: true, ..s });
        p.keys("c7.5<tab>3242<enter>4s5").keys(way);
        assert!(p.screen().is_ascii(), "{name}: {}", p.screen());
        // Every number of the one stands in the other, and every band's word.
        let words = |text: &str| {
            let keep = |w: &&str| w.len() > 1 && w.chars().all(|c| c.is_ascii_alphanumeric());
            text.split_whitespace().filter(keep).map(str::to_owned).collect::<Vec<_>>()
        };
        let (unicode, ascii) = (words(&texts[0]), words(&p.screen()));
        let lost: Vec<&String> = unicode.iter().filter(|w| !ascii.contains(w)).collect();
        assert!(lost.is_empty(), "{name}: {lost:?} is not told in ASCII\n{}\n{}", texts[0], p.screen());
    }
}

#[test]
fn every_screen_draws_at_every_size() {
    let widths = [0, 1, 5, 29, 30, 39, 40, 46, 60, 77, 78, 80, 114, 115, 158, 159, 200, 500];
    let heights = [0, 1, 7, 8, 11, 12, 14, 18, 24, 30, 36, 60, 200];
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
