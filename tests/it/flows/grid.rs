//! The week: moving about, resting, swapping, the tray, ranges, overlays.

use crate::support::{Place, at, date, over, styles_of};

use super::WED;

#[test]
fn first_run_shows_the_proposed_week_and_writes_nothing() {
    let p = at(WED);
    insta::assert_snapshot!("first_run", p.screen());
    assert!(!p.place.data().exists() && !p.place.state().exists());
}

#[test]
fn a_logged_morning_with_text_and_style() {
    let mut p = at(WED);
    p.keys("c004006302343").keys("<tab><tab>6<enter>");
    insta::assert_snapshot!("logged_morning", format!("{}\n\n{}", p.screen(), styles_of(&p.buffer())));
}

#[test]
fn the_wide_screen() {
    let mut p = at(WED).size(120, 36);
    p.keys("c004006302343").keys("<tab><tab>6<enter>4rr");
    insta::assert_snapshot!("wide", p.screen());
}

#[test]
fn a_whole_day_of_use() {
    let mut p = at(WED);
    // Thursday and Sunday off: Thursday is rest already in the split.
    p.keys("4").keys("rr");
    assert_eq!(p.answer(), "Thu 19 Nov: active recovery, an easy walk");
    p.keys("r");
    assert!(p.answer().starts_with("Thu 19 Nov is full rest"));
    p.keys("7r");
    assert!(p.answer().starts_with("Sun 22 Nov is full rest; Rest or walk waits in the tray"));
    assert!(p.screen().contains("tray  ≈ Rest or walk from Sun"));
    p.keys("3s5");
    assert!(p.answer().starts_with("swapped Wed Lower body ⇄ Fri HIIT intervals"));
    assert_eq!(p.cell(2)[1..4], ["◆ Condit.", "HIIT", "intervals"]);
    assert_eq!(p.cell(4)[1..4], ["▲ Strength", "Lower body", "60' RPE 8"]);
    p.keys("c004006302343").keys("<tab><tab>6<enter>");
    assert!(p.screen().contains(" 60 EASE"));
    assert!(p.screen().contains("S soreness chest 6"));
    let before = p.place.file("2026-W47");
    p.keys("uuuuu");
    assert_eq!(p.place.file("2026-W47"), None, "with everything undone the file is gone again");
    p.keys("u");
    assert!(p.answer().starts_with("there is nothing to undo"));
    p.keys("<ctrl-r><ctrl-r><ctrl-r><ctrl-r><ctrl-r>");
    assert_eq!(p.place.file("2026-W47"), before);
    p.keys("q");
    assert!(p.quit);
    let mut p = p.restart(WED);
    assert!(p.screen().contains(" 60 EASE"));
    p.keys("u");
    assert!(
        p.answer().starts_with("undone: logged the morning of Wed 18 Nov"),
        "undo survives quitting: {}",
        p.answer()
    );
}

#[test]
fn rest_cycles_and_brings_the_days_own_session_back() {
    let mut p = at(WED);
    p.keys("r");
    assert_eq!(p.cell(2)[1..3], ["○ Rest", "Full rest"]);
    p.keys("r");
    assert_eq!(p.cell(2)[1..4], ["≈ Active", "Easy walk", "30' RPE 2"]);
    p.keys("r");
    assert_eq!(p.cell(2)[1..4], ["▲ Strength", "Lower body", "60' RPE 8"]);
    assert!(!p.screen().contains("tray  ▲"));
}

#[test]
fn insert_rest_shifts_the_week_and_sunday_waits_in_the_tray() {
    let mut p = at(WED);
    p.keys("R");
    let titles: Vec<String> = (2..7).map(|i| p.cell(i)[2].clone()).collect();
    assert_eq!(titles, ["Full rest", "Lower body", "Full rest", "HIIT", "Light full"]);
    assert!(p.answer().starts_with("inserted rest on Wed 18 Nov; Rest or walk waits in the tray"));
    let file = p.place.file("2026-W47").unwrap();
    assert!(file.contains("moved_from = 2026-11-18") && file.contains("[[tray]]\nfrom = 2026-11-22"), "{file}");
}

#[test]
fn moving_onto_a_taken_day_asks_and_onto_rest_swaps() {
    let mut p = at(WED);
    p.keys("m4");
    assert!(p.answer().starts_with("moved Lower body Wed → Thu"));
    assert_eq!((p.cell(2)[2].as_str(), p.cell(3)[2].as_str()), ("Full rest", "Lower body"));
    p.keys("4m5");
    assert!(p.answer().starts_with("Fri holds HIIT intervals:"), "{}", p.answer());
    p.keys("a");
    assert_eq!(p.cell(4)[1..5], ["◆ HIIT in…", "30' RPE 9", "▲ Lower b…", "60' RPE 8"]);
    p.keys("u4m5s");
    assert!(p.answer().starts_with("swapped Thu Lower body ⇄ Fri HIIT intervals"), "{}", p.answer());
    // Back on its own day, it forgets that it was moved.
    p.keys("5m3");
    assert!(!p.place.file("2026-W47").unwrap().contains("moved_from = 2026-11-18"));
}

#[test]
fn past_days_are_facts() {
    let mut p = at(WED);
    p.keys("r1");
    for key in ["r", "R", "s", "m", "L", "p"] {
        p.keys("yl<esc>h").keys("y").keys(key);
        let said = p.answer();
        assert!(
            said.starts_with("Mon 16 Nov is past, and past days are facts; e and c can still correct them"),
            "{key}: {said}"
        );
        p.keys("<esc>");
    }
    p.keys("Y").keys("P");
    assert!(p.answer().starts_with("put the copied week into week 47"), "today and later change: {}", p.answer());
    p.keys("[YP");
    assert!(p.answer().starts_with("week 46 is past, and past days are facts"), "{}", p.answer());
    // A past day is no target either, but corrections still work.
    p.keys("t").keys("s");
    assert!(!p.answer().contains("1 Mon"), "{}", p.answer());
    p.keys("<esc>1<space>");
    assert!(p.answer().contains("done as planned:"));
    p.keys("w");
    assert!(p.place.file("2026-W47").unwrap().contains("done = { felt = \"worse\" }"));
}

#[test]
fn future_days_cannot_be_done_or_logged() {
    let mut p = at(WED);
    p.keys("5<space>");
    assert_eq!(p.answer(), "Fri 20 Nov is still ahead; it can be marked done from that day on");
    p.keys("c");
    assert_eq!(p.answer(), "Fri 20 Nov is still ahead; check in that morning");
    assert_eq!(p.place.file("2026-W47"), None);
}

#[test]
fn effort_minutes_done_and_skip() {
    let mut p = at(WED);
    p.keys("+>>").keys("-<");
    assert_eq!(p.cell(2)[3], "65' RPE 8");
    p.keys("<space>s");
    assert_eq!(p.cell(2)[6], "✓ done");
    p.keys("<space>");
    assert_eq!(p.cell(2)[6], "");
    p.keys("5Sb");
    assert_eq!(p.answer(), "Fri 20 Nov: skipped HIIT intervals: busy; nothing to catch up on");
    assert_eq!(p.cell(4)[6], "– busy");
    p.keys("4+");
    assert_eq!(p.answer(), "rest has no RPE; a adds a session, e changes this one");
}

#[test]
fn cut_copy_and_put_through_the_tray() {
    let mut p = at(WED);
    p.keys("d");
    assert!(p.screen().contains("tray  ▲ Lower body from Wed"));
    p.keys("5p");
    assert_eq!(p.cell(4)[1], "◆ HIIT in…");
    assert!(!p.screen().contains("tray  "));
    p.keys("6y7p4p");
    assert_eq!(p.cell(3)[1..3], ["▲ Strength", "Light full"]);
    assert!(p.screen().contains("copied  Light full body"));
    p.keys("<esc>p");
    assert!(p.answer().starts_with("the tray is empty"), "{}", p.answer());
}

#[test]
fn a_range_acts_on_all_its_days() {
    let mut p = at(WED);
    p.keys("4vll").keys("r");
    for i in 3..6 {
        assert_eq!(p.cell(i)[2], "Full rest");
    }
    p.keys("4vll").keys("!a");
    assert!(p.answer().starts_with("Thu 19 – Sat 21 Nov: away; the plan waits underneath"), "{}", p.answer());
    assert_eq!(p.cell(4)[6], "away");
    p.keys("5!");
    assert!(p.answer().starts_with("Fri 20 – Sat 21 Nov: the plan is back on"), "{}", p.answer());
}

#[test]
fn an_overlay_until_a_later_day_leaves_the_plan_as_it_is() {
    let mut p = at(WED);
    p.keys("r");
    let before = p.place.file("2026-W47").unwrap();
    p.keys("!i6");
    assert_eq!(p.place.file("2026-W47").unwrap().matches("overlay = \"ill\"").count(), 4);
    p.keys("!");
    assert_eq!(p.place.file("2026-W47").unwrap(), before);
}

#[test]
fn a_copied_week_goes_into_the_next_without_its_done_marks() {
    let mut p = at(WED);
    p.keys("<space>s").keys("Y]P");
    let next = p.place.file("2026-W48").unwrap();
    assert_eq!(next.matches("[[day.session]]").count(), 7);
    assert!(!next.contains("status"), "{next}");
    p.keys("u");
    assert_eq!(p.place.file("2026-W48"), None);
}

#[test]
fn repeat_does_the_same_here() {
    let mut p = at(WED);
    p.keys("+5.6.");
    assert_eq!((p.cell(4)[4].as_str(), p.cell(5)[4].as_str()), ("30' RPE 10", "45' RPE 7"));
}

#[test]
fn weeks_cross_the_year_and_week_53() {
    let mut p = at("2026-12-31");
    assert!(p.screen().starts_with(" Week 53  28 Dec – 3 Jan 2027"));
    p.keys("lll");
    assert_eq!(p.model.view.cursor(), date("2027-01-03"));
    p.keys("l");
    assert!(p.screen().starts_with(" Week 1  4–10 Jan 2027"));
    p.keys("h").keys("r");
    assert!(p.place.file("2026-W53").is_some() && p.place.file("2027-W01").is_none());
    p.keys("s]");
    assert!(p.place.file("2027-W01").is_some());
}

#[test]
fn an_ill_overlay_counts_and_the_plan_waits() {
    let mut p = at("2026-11-17");
    p.keys("!i3");
    // On the day of the mark it is not questioned, whatever was logged.
    p.keys("c22000630444<enter>");
    assert!(p.screen().contains(" 29 REST") && p.screen().contains("Ill until Wed 18 Nov"), "{}", p.screen());
    let mut p = p.restart(WED);
    p.keys("c22000630111<enter>");
    assert!(p.screen().contains("Ill until Wed 18 Nov"), "with answers this bad it is not over\n{}", p.screen());
    let mut p = at("2026-11-17");
    p.keys("!i3");
    let mut p = p.restart(WED);
    p.keys("c22000630444<enter>");
    assert!(
        p.screen().contains("Marked as ill, but well by this")
            && p.screen().contains("=  lift the mark from today on."),
        "{}",
        p.screen()
    );
    p.keys("=");
    assert_eq!(p.answer(), "Wed 18 Nov: the plan is back on (not ill by this morning's answers)");
    assert!(p.screen().contains("Ease back in, whatever the score: ill"), "{}", p.screen());
}

/// What waits under an overlay is dim, even without colour, and the days next to it are not.
#[test]
fn what_waits_under_an_overlay_is_dim() {
    use ratatui::style::Modifier;
    let mut p = crate::support::with(crate::support::Place::new(), WED, |s| recoup::app::Start {
        face: recoup::config::face::Face::default(),
        ..s
    });
    // A week that is no longer just proposed: its plan is not dim anyway.
    p.keys("7r").keys("5!a<enter>").keys("1");
    let buffer = p.buffer();
    let dim = |day: u16| {
        let (x, _) = recoup::ui::layout::column(80, day as usize);
        let cell = (x..x + 10).find(|x| buffer[(*x, 4)].symbol() == "H" || buffer[(*x, 4)].symbol() == "L").unwrap();
        buffer[(cell, 4)].modifier.contains(Modifier::DIM)
    };
    assert!(p.cell(4)[1].contains("Condit") && p.cell(4)[6] == "away", "{:?}", p.cell(4));
    assert!(dim(4), "Friday waits");
    assert!(!dim(2) && !dim(5), "Wednesday and Saturday do not");
}

/// A session that depends on the morning is settled when it is logged; the other branch is one key away and never in the tray.
#[test]
fn a_conditional_session_settles_with_the_morning() {
    let mut p = at("2026-11-22");
    p.keys("c7.5<tab>42<enter>");
    assert_eq!(p.cell(6)[2], "Full rest");
    assert!(p.screen().contains("Full rest: energy 2, under 3."), "{}", p.screen());
    p.keys("=");
    assert!(p.answer().starts_with("Sun 22 Nov: Full rest → Walk"), "{}", p.answer());
    assert_eq!(p.cell(6)[2], "Walk");
    assert!(p.screen().contains("Walk by your own choice: energy 2,"), "{}", p.screen());
    let file = p.place.file("2026-W47").unwrap();
    assert!(file.contains("title = \"Walk\"") && !file.contains("[[tray]]"), "{file}");
    p.keys("u");
    assert_eq!(p.cell(6)[2], "Full rest");
    // A corrected answer settles it again.
    p.keys("=u").keys("c<tab>jjj4<enter>");
    let mut p = p.restart("2026-11-22");
    p.keys("e<tab><tab><tab><tab><tab>energy > 12 else dance<enter>");
    assert!(
        p.screen().contains("'energy > 12 else dance' is not a condition; write it like energy >= 3 else"),
        "{}",
        p.screen()
    );
}

#[test]
fn filling_a_rest_day_shows_one_fact_a_day() {
    let mut p = at(WED);
    p.keys("4").keys("aeasy run<enter>");
    let fact = p.model.view.fact.clone().expect("a fact");
    assert!(p.screen().contains(&fact[..30]) && p.answer().contains("added Easy run"), "{}", p.screen());
    p.keys("h");
    assert_eq!(p.model.view.fact, None, "until the next key");
    p.keys("u4").keys("aeasy run<enter>");
    assert_eq!(p.model.view.fact, None, "once a day");
    let mut p = p.restart(WED);
    p.keys("u4aeasy run<enter>");
    assert_eq!(p.model.view.fact, None, "also after quitting");
    let mut p = p.restart("2026-11-19");
    p.keys("7r").keys("aride<enter>");
    assert!(p.model.view.fact.is_some(), "another day, another fact");
    // Rest that only moves to another day gets no fact.
    let mut p = at(WED);
    p.keys("4s5");
    assert_eq!(p.model.view.fact, None);
}

/// On a day that is rest already the rest key says so first; on one it has just made rest, it continues.
#[test]
fn the_rest_key_says_first_that_a_day_is_rest_already() {
    let mut p = at(WED);
    p.keys("4r");
    assert_eq!(p.answer(), "Thu 19 Nov is already rest; r again makes it active recovery");
    assert_eq!(p.place.file("2026-W47"), None);
    p.keys("r");
    assert!(p.cell(3)[1].contains("≈ Active"), "{}", p.screen());
    p.keys("r");
    assert!(p.cell(3)[1].contains("○ Rest"), "{}", p.screen());
    // After leaving and coming back it says so again; the steps of a visit are undone one by one.
    p.keys("l").keys("h").keys("r");
    assert!(p.answer().starts_with("Thu 19 Nov is already rest"), "{}", p.answer());
    // On a day that it makes rest, the next presses act at once: active recovery, then the day's own session.
    let mut p = at(WED);
    p.keys("r");
    assert!(p.answer().starts_with("Wed 18 Nov is full rest"), "{}", p.answer());
    p.keys("r");
    assert!(p.cell(2)[1].contains("≈ Active"), "{}", p.screen());
    p.keys("r");
    assert!(p.cell(2)[1].contains("▲ Strength"), "{}", p.screen());
}

/// A newcomer can open a what-if too: nothing of it is saved, and it says what it cannot show.
#[test]
fn a_what_if_opens_before_the_first_morning() {
    let mut p = at(WED).size(120, 36);
    p.keys("f");
    assert!(p.model.view.sandbox.is_some() && p.screen().contains("No morning can be forecast yet"), "{}", p.screen());
    p.keys("r+<tab>").keys("<esc>");
    assert_eq!(p.place.file("2026-W47"), None);
    p.keys("fr").keys("<enter>");
    assert!(p.place.file("2026-W47").unwrap().contains("Full rest"));
}

/// A malformed condition in a file is reported to decide nothing.
#[test]
fn a_condition_that_is_not_understood_says_so() {
    let place = Place::new();
    place.put(
        "2026-W47",
        "format = 1\nown = true\n[[day]]\ndate = 2026-11-18\n[[day.session]]\nkind = \"strength\"\ntitle = \"Legs\"\nminutes = 30\nrpe = 5\ncondition = \"energy >= 3 else dance\"\n",
    );
    let p = over(place, WED).size(120, 36);
    assert!(crate::support::squeezed(&p.screen()).contains("decides"), "{}", p.screen());
}

/// Text next to the items of a day is shown whole or not at all.
#[test]
fn the_panel_never_ends_within_a_sentence() {
    for height in 20..40 {
        let place = Place::new();
        place.put(
            "2026-W47",
            "format = 1\n[[day]]\ndate = 2026-11-18\noverlay = \"hurt\"\nhurt = { regions = [\"quads\"], pain = 6 }\n[day.checkin]\nsleep_hours = 8\nenergy = 4\n",
        );
        let mut p = over(place, WED).size(100, height);
        for keys in ["<esc>", "="] {
            p.keys(keys);
            let screen = p.screen();
            assert!(!screen.contains("hurt: quads, 6") || screen.contains("lifts it"), "{height} {screen}");
        }
    }
}
