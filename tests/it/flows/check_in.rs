//! The morning, answer by answer.

use crate::support;
use crate::support::at;

use super::WED;

#[test]
fn logging_a_morning_does_not_write_the_plan_and_the_first_edit_does() {
    let mut p = at(WED);
    p.keys("c7.5<tab>433<enter>");
    let file = p.place.file("2026-W47").unwrap();
    assert!(file.contains("sleep_hours = 7.5") && !file.contains("session"), "{file}");
    assert!(p.screen().contains("proposed"));
    p.keys("r");
    let file = p.place.file("2026-W47").unwrap();
    assert_eq!(file.matches("[[day]]").count(), 7, "{file}");
    assert!(!p.screen().contains("proposed"));
    p.keys("u");
    let file = p.place.file("2026-W47").unwrap();
    assert!(!file.contains("session") && file.contains("sleep_hours = 7.5"), "{file}");
    assert!(p.screen().contains("proposed"));
}

#[test]
fn check_in_keeps_what_was_answered_and_says_what_is_impossible() {
    let mut p = at(WED);
    p.keys("c").keys("0040004");
    p.keys("0");
    assert!(p.screen().contains("bed and wake time are both 00:40"));
    p.keys("00400630").keys("9");
    assert!(p.screen().contains("sleep_quality 9 is not possible; it goes from 1 to 5"));
    p.keys("2<esc>");
    let file = p.place.file("2026-W47").unwrap();
    assert!(file.contains("unfinished = true") && file.contains("sleep_quality = 2"), "{file}");
    p.keys("c3<enter>");
    let file = p.place.file("2026-W47").unwrap();
    assert!(!file.contains("unfinished") && file.contains("energy = 3"), "goes on where it was left: {file}");
    // One drawer is one step.
    p.keys("u");
    assert!(p.place.file("2026-W47").unwrap().contains("unfinished = true"));
    p.keys("u");
    assert_eq!(p.place.file("2026-W47"), None);
}

#[test]
fn as_yesterday_takes_soreness_of_every_region() {
    let mut p = at(WED);
    p.keys("2c").keys("<tab><tab><tab><tab><tab><tab><tab>53<enter>");
    p.keys("3c").keys("<tab><tab><tab><tab><tab><tab>=<enter>");
    let file = p.place.file("2026-W47").unwrap();
    assert_eq!(file.matches("soreness = { chest = 5, back = 3 }").count(), 2, "{file}");
}

/// The check-in's footer names what acts on its line: no letter where the note is typed, no step where nothing has steps.
#[test]
fn the_footer_of_the_check_in_names_what_acts_on_its_line() {
    let mut p = at(WED).size(120, 36);
    let footer = |p: &support::Planner| p.screen().lines().last().unwrap().trim().to_owned();
    p.keys("c");
    assert_eq!(footer(&p), "0–9 answer  j k line  x clear  enter save  esc later");
    p.keys("<tab>");
    assert_eq!(footer(&p), "0–9 answer  j k line  + - step  = as yesterday  x clear  enter save  esc later");
    p.keys(&"<tab>".repeat(19)).keys("j k");
    assert!(p.screen().contains("Note     j k▏"), "{}", p.screen());
    assert_eq!(footer(&p), "↓ ↑ line  enter save  esc later");
}

/// A paste into an answer is typed there, and read when the line is left.
#[test]
fn a_paste_answers_the_line_it_is_pasted_into() {
    let mut p = at(WED);
    p.keys("c").msg(recoup::app::Msg::Paste("00:10-06:40\n".into()));
    assert!(p.screen().contains("Slept    00:10-06:40▏"), "{}", p.screen());
    p.keys("<tab>");
    assert!(p.screen().contains("00:10 → 06:40"), "{}", p.screen());
    p.keys(&"<tab>".repeat(16)).msg(recoup::app::Msg::Paste("52 bpm".into()));
    p.keys("<enter>");
    let file = p.place.file("2026-W47").unwrap();
    assert!(file.contains("wake = \"06:40\"") && file.contains("resting_hr = 52"), "{file}");
}
