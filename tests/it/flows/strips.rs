//! Questions in one line: letters answer, arrows and Enter choose.

use super::WED;
use crate::support::{at, date, over};

#[test]
fn arrows_tab_and_enter_choose_in_every_strip() {
    // Swap with the second day offered; the letters do the same.
    let mut p = at(WED);
    p.keys("s<right><right><enter>");
    let by_arrow = p.place.file("2026-W47").unwrap();
    let mut q = at(WED);
    q.keys("s5");
    let names = |file: &str| file.lines().filter(|l| l.starts_with("title")).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(names(&by_arrow), names(&q.place.file("2026-W47").unwrap()), "{}", p.screen());
    for (open, choose, wanted) in [
        ("S", "<right><right>", "reason = \"hurt\""),
        ("S", "<tab>", "reason = \"ill\""),
        ("S", "<left>", "status = \"skipped\"\nid"),
        ("S", "<tab><tab><backtab>", "reason = \"ill\""),
        ("!", "<down><down><enter><right><enter>", "overlay = \"hurt\""),
        ("!", "<left><enter><right>", "overlay = \"away\""),
        ("m5", "<right>", "moved_from = 2026-11-18"),
        ("m5", "<left>", "moved_from = 2026-11-18"),
    ] {
        let mut p = at(WED);
        p.keys(open).keys(choose).keys("<enter>");
        assert!(p.model.view.layer.is_none(), "{open}{choose}: {}", p.screen());
        let file = p.place.file("2026-W47").unwrap();
        assert!(file.contains(wanted), "{open}{choose}: {file}");
    }
    // A sequence of keys: `g` and an arrow.
    let mut p = at(WED);
    p.keys("g<right><enter>");
    assert!(p.model.view.layer.is_some(), "{}", p.screen());
    // A day off until another day.
    let mut p = at(WED);
    p.keys("!a<right><right><right><enter>");
    assert_eq!(p.place.file("2026-W47").unwrap().matches("overlay = \"away\"").count(), 2, "{}", p.screen());
}

#[test]
fn a_wrong_letter_says_what_is_possible_and_esc_is_named() {
    let mut p = at(WED);
    p.keys("S");
    assert!(p.screen().contains("esc cancel"), "{}", p.screen());
    p.keys("m");
    assert!(p.screen().contains("m is not one of i h a b t e enter; esc cancels"), "{}", p.screen());
    p.keys("<right>");
    assert!(!p.screen().contains("is not one of"), "{}", p.screen());
    p.keys("m<esc>");
    assert!(!p.screen().contains("is not one of"), "{}", p.screen());
    p.keys("S");
    p.keys("<esc>");
    assert_eq!(p.place.file("2026-W47"), None);
    // A day that is refused says why, and the strip stays.
    p.keys("m1");
    assert!(p.model.view.layer.is_some() && p.screen().contains("past days are facts"), "{}", p.screen());
}

#[test]
fn every_answer_is_visible_on_a_narrow_screen() {
    for (width, height) in [(80, 24), (60, 24), (46, 20), (38, 16)] {
        for keys in ["m", "s", "S", "!", "!i", "g"] {
            let mut p = at(WED).size(width, height);
            p.keys(keys);
            let lines: Vec<String> = p.screen().lines().map(str::to_owned).collect();
            let last = lines.last().unwrap();
            assert!(last.contains("esc cancel"), "{keys} at {width}: {}", p.screen());
            let lead = lines.iter().rposition(|l| {
                let leads = ["move ", "swap ", "skip ", "Wed 18 Nov:", "ill until", "g "];
                leads.iter().any(|lead| l.trim_start().starts_with(lead))
            });
            let foot = lines[lead.unwrap()..].join(" ");
            assert!(!foot.contains('…'), "{keys} at {width}: {foot}");
            let recoup::app::Layer::Strip(strip) = p.model.view.layer.as_ref().unwrap() else { panic!("{keys}") };
            for answer in strip.asks.answers(&p.model.sight()) {
                assert!(
                    foot.split_whitespace().any(|w| w == answer.label),
                    "{keys} at {width}: {}: {foot}",
                    answer.label
                );
                // A key without its meaning is a riddle.
                assert!(foot.contains(&format!("{} {}", answer.label, answer.text)), "{keys} at {width}: {foot}");
            }
        }
    }
}

#[test]
fn a_day_strip_goes_to_the_days_it_shows() {
    let place = crate::support::Place::new();
    let mut p = over(place, WED);
    p.keys("s<right>").keys("<esc>l");
    assert_eq!(p.model.view.cursor(), date("2026-11-19"));
}

#[test]
fn a_skip_takes_a_reason_in_your_own_words() {
    let mut p = at(WED);
    p.keys("Se");
    assert!(p.screen().contains("skip Lower body because"), "{}", p.screen());
    // Every letter is text, even those that are answers, commands, or arrows elsewhere.
    p.keys("it rained, hjkl<left><left><ctrl-e>!");
    p.keys("<esc>");
    assert_eq!(p.answer(), "left; S on this day brings back what you typed");
    assert_eq!(p.place.file("2026-W47"), None);
    p.keys("S<enter>");
    let file = p.place.file("2026-W47").unwrap();
    assert!(file.contains("status = \"skipped\"\nnote = \"it rained, hjkl!\""), "{file}");
    assert_eq!(p.answer(), "Wed 18 Nov: skipped Lower body: it rained, hjkl!; nothing to catch up on");
    p.keys("u");
    assert!(!p.place.file("2026-W47").unwrap_or_default().contains("rained"));
    // It is appended to the note that the session has already.
    p.keys("e<up><up>knee sleeves<enter>Sebusy day<enter>");
    assert!(p.place.file("2026-W47").unwrap().contains("note = \"knee sleeves; busy day\""), "{}", p.screen());
    // Without text it is a skip without a reason.
    let mut p = at(WED);
    p.keys("Se<enter>");
    let file = p.place.file("2026-W47").unwrap();
    assert!(file.contains("status = \"skipped\"\nid"), "{file}");
}

#[test]
fn with_several_in_the_tray_one_is_chosen() {
    let mut p = at(WED);
    p.keys("5d6d").keys("4p");
    assert!(p.screen().contains("put on Thu:  1 Light full body ▲ from Sat"), "{}", p.screen());
    assert!(p.screen().contains("2 HIIT intervals ◆ from Fri"), "{}", p.screen());
    p.keys("3");
    assert!(p.screen().contains("3 is not one of 1 2"), "{}", p.screen());
    p.keys("2");
    assert!(p.answer().starts_with("put HIIT intervals on Thu 19 Nov"), "{}", p.answer());
    // The last one needs no choice.
    p.keys("6p");
    assert!(p.answer().starts_with("put Light full body on Sat 21 Nov"), "{}", p.answer());
    p.keys("uu").keys("4p<down><enter>");
    assert!(p.answer().starts_with("put Light full body on Thu 19 Nov"), "{}", p.answer());
}

/// The footer says whether space marks a session done or not done.
#[test]
fn the_footer_says_whether_space_marks_done_or_not_done() {
    let mut p = at(WED);
    let foot = |p: &crate::support::Planner| crate::support::squeezed(p.screen().lines().last().unwrap());
    p.resize(160, 40);
    assert!(foot(&p).contains("space done"), "{}", foot(&p));
    p.keys("<space><enter>");
    assert!(foot(&p).contains("space not done"), "{}", foot(&p));
}
