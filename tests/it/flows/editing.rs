//! A session edited in place, and a new one.

use super::WED;
use crate::support::{Place, Planner, at, over};

/// A week with one session on Wednesday, done or not.
fn legs(rest: &str) -> Planner {
    let place = Place::new();
    place.put(
        "2026-W47",
        &format!(
            "format = 1\n\n[[day]]\ndate = 2026-11-18\n\n[[day.session]]\nkind = \"strength\"\ntitle = \"Legs\"\nminutes = 60\nrpe = 8\n{rest}"
        ),
    );
    over(place, WED)
}

fn file(p: &Planner) -> String {
    p.place.file("2026-W47").unwrap()
}

#[test]
fn a_number_typed_into_a_field_replaces_it() {
    for (keys, wanted, said) in [
        ("e<tab>45<enter>", "minutes = 45\nrpe = 8", "Legs 60' RPE 8 → 45' RPE 8"),
        ("e<tab><backspace>5<enter>", "minutes = 65\nrpe = 8", "Legs 60' RPE 8 → 65' RPE 8"),
        ("e<tab><right>0<enter>", "minutes = 600\nrpe = 8", "Legs 60' RPE 8 → 600' RPE 8"),
        ("e<tab><tab>6.5<enter>", "minutes = 60\nrpe = 6.5", "Legs 60' RPE 8 → 60' RPE 6.5"),
        ("e<tab>+<tab>--<enter>", "minutes = 65\nrpe = 6", "Legs 60' RPE 8 → 65' RPE 6"),
        // Typing replaces the number even after a step.
        ("e<tab>+30<enter>", "minutes = 30\nrpe = 8", "Legs 60' RPE 8 → 30' RPE 8"),
        ("e<tab><ctrl-u><tab><ctrl-u><enter>", "title = \"Legs\"\nid", "Legs 60' RPE 8 → no numbers"),
        // A title is edited, and not replaced.
        ("e B<enter>", "title = \"Legs B\"", "Legs → Legs B"),
        ("e<up><right><enter>", "kind = \"conditioning\"", "Legs: conditioning now"),
    ] {
        let mut p = legs("");
        p.keys(keys);
        assert!(file(&p).contains(wanted), "{keys}: {}\n{}", file(&p), p.screen());
        assert!(p.answer().contains(said), "{keys}: {}", p.answer());
    }
}

#[test]
fn a_done_session_is_opened_as_its_record() {
    let mut p = legs("status = \"done\"\n");
    p.keys("e");
    assert!(p.screen().contains("Record · Wed 18 Nov · how it really went"), "{}", p.screen());
    p.keys("<tab>50<enter>");
    assert!(
        file(&p).contains("minutes = 60\nrpe = 8\n") && file(&p).contains("done = { minutes = 50 }"),
        "{}",
        file(&p)
    );
}

#[test]
fn changes_left_with_esc_are_named_and_come_back() {
    let mut p = legs("");
    let before = file(&p);
    p.keys("e<esc>");
    assert_eq!(p.answer(), "", "nothing was typed");
    p.keys("e<tab>45<tab>6<esc>");
    assert_eq!(p.answer(), "left unchanged; e brings back the new Minutes, RPE");
    assert_eq!(file(&p), before);
    p.keys("e");
    assert!(p.screen().contains("45"), "{}", p.screen());
    // Left once more, it is dropped.
    p.keys("<esc>");
    assert_eq!(p.answer(), "");
    p.keys("e<enter>");
    assert_eq!(file(&p), before);
    p.keys("e<tab>45<esc>e<enter>");
    assert!(file(&p).contains("minutes = 45"));
    // The same for wins, and for a new session.
    p.keys("Wup early<esc>");
    assert_eq!(p.answer(), "left; W on this day brings back what you typed");
    p.keys("W<enter>");
    assert!(file(&p).contains("wins = [\"up early\"]"));
    p.keys("aKettlebell<enter><enter>30<esc>").keys("a");
    assert!(p.screen().contains("Kettlebell") && p.screen().contains("30"), "{}", p.screen());
}

#[test]
fn what_a_session_trains_is_known_or_refused() {
    let mut p = legs("");
    let before = file(&p);
    p.keys("e<tab><tab><tab>knee<enter>");
    assert!(p.screen().contains("'knee' is neither a comma-separated list of regions (chest"), "{}", p.screen());
    assert_eq!(file(&p), before);
    p.keys("<ctrl-u>lower<enter>");
    assert!(file(&p).contains("focus = \"lower\""), "{}", file(&p));
    // Typing replaces the old text, as in a number; backspace edits it.
    p.keys("e<tab><tab><tab>chest and arms<enter>");
    assert!(file(&p).contains("regions = [\"chest\", \"arms\"]"), "{}", file(&p));
    p.keys("e<tab><tab><tab><backspace><backspace><backspace><backspace><backspace><backspace><enter>");
    assert!(file(&p).contains("regions = [\"chest\"]"), "{}", file(&p));
    // An unknown one that is already in the file stays.
    let mut p = legs("focus = \"knee\"\n");
    p.keys("e<tab>45<enter>");
    assert!(file(&p).contains("focus = \"knee\"") && file(&p).contains("minutes = 45"));
}

#[test]
fn what_a_session_trains_is_chosen_with_the_arrows() {
    for (keys, wanted) in [
        ("<right><enter>", "regions = [\"chest\"]"),
        ("<right><right><enter>", "regions = [\"back\"]"),
        ("<right>,<right>,<right><enter>", "regions = [\"chest\", \"back\", \"lower-back\"]"),
        ("<right><right><left><enter>", "regions = [\"chest\"]"),
        // A word that was begun is completed, a whole one is replaced.
        ("gl<right><enter>", "regions = [\"glutes\"]"),
        ("glutes<right><enter>", "regions = [\"quads\"]"),
        ("calves, q<right><enter>", "regions = [\"calves\", \"quads\"]"),
        ("lo<right><right><enter>", "regions = [\"shoulders\"]"),
        // A focus comes on its own, not in a list.
        ("<left><enter>", "focus = \"yoga\""),
        ("chest,<left><enter>", "regions = [\"chest\", \"calves\"]"),
        ("hii<right><enter>", "focus = \"hiit\""),
    ] {
        let mut p = legs("");
        p.keys("e<tab><tab><tab>");
        assert!(p.screen().contains("← → chest, back, lower-back, shoulders"), "{}", p.screen());
        p.keys(keys);
        assert!(file(&p).contains(wanted), "{keys}: {}\n{}", file(&p), p.screen());
    }
}

#[test]
fn a_new_session_without_numbers_goes_to_minutes_first() {
    let mut p = at(WED);
    p.keys("aKettlebell<enter>").keys("<enter>");
    assert!(p.screen().contains("New session"), "{}", p.screen());
    p.keys("40<tab>7<enter>");
    assert!(file(&p).contains("title = \"Kettlebell\"\nminutes = 40\nrpe = 7"), "{}", file(&p));
    // It asks once: Enter again saves without numbers.
    let mut p = at(WED);
    p.keys("aKettlebell<enter><enter><enter>");
    assert!(file(&p).contains("title = \"Kettlebell\""), "{}", p.screen());
    // Numbers after the name are read as minutes and RPE.
    for (typed, wanted) in [
        ("Kettlebell 40' rpe 7", "title = \"Kettlebell\"\nminutes = 40\nrpe = 7"),
        ("Kettlebell 40 min", "title = \"Kettlebell\"\nminutes = 40"),
        ("Kettlebell 40min RPE 6.5", "title = \"Kettlebell\"\nminutes = 40\nrpe = 6.5"),
        ("5 x 5", "title = \"5 x 5\""),
        ("rpe 7", "title = \"rpe 7\""),
    ] {
        let mut p = at(WED);
        // The best matches of the list come before it.
        p.keys("a").keys(typed).keys("<up>").keys(&"<down>".repeat(60)).keys("<enter><enter><enter>");
        assert!(file(&p).contains(wanted), "{typed}: {}", file(&p));
    }
}

#[test]
fn a_number_that_the_next_digit_replaces_is_shown_as_selected() {
    let mut p = legs("");
    p.model.here.face = recoup::config::face::Face::default();
    let reversed = |p: &Planner| crate::support::styles_of(&p.buffer()).lines().any(|l| l.contains("rr"));
    assert!(!reversed(p.keys("e")));
    assert!(reversed(p.keys("<tab>")));
    assert!(!reversed(p.keys("4")));
}
