//! Keys → screen, through the real update, the real store and the real drawing.

use crate::support;
use crate::support::{Place, at, date, over, styles_of};

const WED: &str = "2026-11-18";

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
    p.keys("c004006302343").keys("<tab><tab>6<enter>4r");
    insta::assert_snapshot!("wide", p.screen());
}

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
fn the_whole_day_of_a_person() {
    let mut p = at(WED);
    // Thursday and Sunday off: Thursday is rest already in the split.
    p.keys("4").keys("r");
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
    assert!(p.screen().contains(" 59  EASE"));
    assert!(p.screen().contains("soreness chest 6                  −11"));
    let before = p.place.file("2026-W47");
    p.keys("uuuuu");
    assert_eq!(p.place.file("2026-W47"), None, "everything taken back, the file is gone again");
    p.keys("u");
    assert!(p.answer().starts_with("there is nothing to undo"));
    p.keys("<ctrl-r><ctrl-r><ctrl-r><ctrl-r><ctrl-r>");
    assert_eq!(p.place.file("2026-W47"), before);
    p.keys("q");
    assert!(p.quit);
    let mut p = p.restart(WED);
    assert!(p.screen().contains(" 59  EASE"));
    p.keys("u");
    assert!(
        p.answer().starts_with("took back: logged the morning of Wed 18 Nov"),
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
fn moving_onto_a_taken_day_asks_and_onto_rest_changes_places() {
    let mut p = at(WED);
    p.keys("m4");
    assert!(p.answer().starts_with("moved Lower body Wed → Thu"));
    assert_eq!((p.cell(2)[2].as_str(), p.cell(3)[2].as_str()), ("Full rest", "Lower body"));
    p.keys("4m5");
    assert!(p.answer().starts_with("Fri holds HIIT intervals:"), "{}", p.answer());
    p.keys("a");
    assert_eq!(p.cell(4)[1..5], ["◆ HIIT in…", "30' RPE 9", "▲ Lower b…", "60' RPE 8"]);
    p.keys("u4m5s");
    assert!(p.answer().starts_with("moved Lower body Thu → Fri, HIIT intervals came back"), "{}", p.answer());
    // Home again, it forgets that it was moved.
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
            said.starts_with("Mon 16 Nov is past, and past days are facts; e and c still correct them"),
            "{key}: {said}"
        );
        p.keys("<esc>");
    }
    p.keys("Y").keys("P");
    assert!(p.answer().starts_with("put the copied week into week 47"), "today and later change: {}", p.answer());
    p.keys("[YP");
    assert!(p.answer().starts_with("week 46 is past, and past days are facts"), "{}", p.answer());
    // A past day is no target either, and what corrects it still works.
    p.keys("t").keys("s");
    assert!(!p.answer().contains("1 Mon"), "{}", p.answer());
    p.keys("<esc>1<space>");
    assert!(p.answer().contains("how did it feel?"));
    p.keys("w");
    assert!(p.place.file("2026-W47").unwrap().contains("done = { felt = \"worse\" }"));
}

#[test]
fn future_days_cannot_be_done_or_logged() {
    let mut p = at(WED);
    p.keys("5<space>");
    assert_eq!(p.answer(), "Fri 20 Nov is still ahead; it can be marked done from that day on");
    p.keys("c");
    assert_eq!(p.answer(), "Fri 20 Nov is still ahead; its morning can be logged when it comes");
    assert_eq!(p.place.file("2026-W47"), None);
}

#[test]
fn effort_minutes_done_and_skip() {
    let mut p = at(WED);
    p.keys("+>>").keys("-<");
    assert_eq!(p.cell(2)[3], "65' RPE 8");
    p.keys("<space>s");
    assert_eq!(p.cell(2)[5], "✓ done");
    p.keys("<space>");
    assert_eq!(p.cell(2)[5], "today");
    p.keys("5Sb");
    assert_eq!(p.answer(), "Fri 20 Nov: skipped HIIT intervals: busy; nothing to catch up");
    assert_eq!(p.cell(4)[6 - 1], "– busy");
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
    assert_eq!(p.cell(4)[5], "away");
    p.keys("5!");
    assert!(p.answer().starts_with("Fri 20 – Sat 21 Nov: the plan holds again"), "{}", p.answer());
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
fn the_form_keeps_what_is_typed_when_it_is_wrong() {
    let mut p = at(WED);
    p.keys("e<tab><tab><ctrl-u>12<enter>");
    assert!(p.screen().contains("RPE 12 is out of range; RPE goes from 0 to 10, in halves"));
    p.keys("<ctrl-u>7.5<tab><ctrl-u>quads, neck<enter>");
    assert!(p.screen().contains("'neck' is not a region; use one of chest, back"));
    p.keys("<ctrl-u>quads, glutes<tab>Mobility 15, Walk<enter>");
    let file = p.place.file("2026-W47").unwrap();
    assert!(file.contains("rpe = 7.5"), "{file}");
    assert!(
        file.contains("regions = [\"glutes\", \"quads\"]") || file.contains("regions = [\"quads\", \"glutes\"]"),
        "{file}"
    );
    assert!(file.contains("extras = [{ title = \"Mobility\", minutes = 15 }, { title = \"Walk\" }]"), "{file}");
}

#[test]
fn adding_by_typing_a_name() {
    let mut p = at(WED);
    p.keys("4aeasy run<enter>");
    assert_eq!(p.cell(3)[1..4], ["▶ Endur.", "Easy run", "40' RPE 4"]);
    p.keys("akettlebell<up><down><down><down>");
    assert!(p.screen().contains("new session 'kettlebell'"));
    p.keys("<enter>");
    assert!(p.screen().contains("New session · Thu 19 Nov"));
    p.keys("<enter>");
    assert!(p.place.file("2026-W47").unwrap().contains("title = \"kettlebell\""));
    // An extra goes onto the session under the cursor.
    p.keys("3a+ mobility<enter>");
    assert!(p.answer().starts_with("Wed 18 Nov: Mobility 15 min, added to Lower body"));
    assert!(p.screen().contains("+ Mobility 15 min"));
}

#[test]
fn notes_bed_times_pins_and_splits() {
    let mut p = at(WED);
    p.keys("nLegs felt light.<enter>").keys(":bed 22:00<enter>").keys(":pin<enter>");
    let file = p.place.file("2026-W47").unwrap();
    for line in ["note = \"Legs felt light.\"", "bed = \"22:00\"", "pinned = true"] {
        assert!(file.contains(line), "{line}: {file}");
    }
    p.keys("s");
    assert!(p.answer().starts_with("Lower body is pinned to Wed 18 Nov; :pin lets it go"), "{}", p.answer());
    p.keys("<esc>]:split alternating<enter>");
    assert!(p.answer().starts_with("week 48 follows the alternating split"));
    assert_eq!(p.cell(6)[2], "Full rest");
    p.keys("]");
    assert_eq!(p.cell(1)[2], "Easy ride", "a later week proposes the split chosen last");
    p.keys(":split nope<enter>");
    assert_eq!(p.answer(), "there is no split 'nope'; choose one of five-day, alternating, empty");
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
fn a_broken_week_is_read_only_and_the_rest_works() {
    let place = Place::new();
    place.put("2026-W47", "format = 1\n[[day]]\ndate = 2026-11-18\nnote = \"oops\n");
    let mut p = over(place, WED);
    assert!(p.answer().starts_with("2026-W47.toml line 4, column 13:"), "{}", p.answer());
    for keys in ["r", "c", "n", "<space>"] {
        p.keys(keys);
        assert!(p.answer().contains("2026-W47.toml line 4"), "{keys}: {}", p.answer());
    }
    assert!(p.place.file("2026-W47").unwrap().ends_with("note = \"oops\n"));
    p.keys("]r");
    assert!(p.place.file("2026-W48").is_some());
}

#[test]
fn a_newer_format_is_left_alone() {
    let place = Place::new();
    place.put("2026-W47", "format = 2\n");
    let mut p = over(place, WED);
    p.keys("r");
    assert_eq!(p.answer().split(';').next().unwrap(), "2026-W47.toml has format 2, and this version reads up to 1");
    assert_eq!(p.place.file("2026-W47").unwrap(), "format = 2\n");
}

#[test]
fn a_folder_that_cannot_be_written_keeps_the_change_and_says_so() {
    let place = Place::new();
    std::fs::create_dir_all(place.dir.path()).unwrap();
    recoup::store::atomic::write(&place.data(), b"a file where the folder should be").unwrap();
    let mut p = over(place, WED);
    p.keys("r");
    assert!(p.answer().starts_with("not saved: cannot write"), "{}", p.answer());
    assert_eq!(p.cell(2)[2], "Full rest", "the change stays on the screen");
    p.keys("q");
    assert!(!p.quit && p.answer().starts_with("1 change is not on disk"), "{}", p.answer());
    std::fs::remove_file(p.place.data()).unwrap();
    p.msg(recoup::app::Msg::Retry);
    assert!(p.place.file("2026-W47").is_some());
    p.keys("q");
    assert!(p.quit);
}

#[test]
fn an_edit_by_another_program_and_ours_both_stay() {
    let mut p = at(WED);
    p.keys("r");
    let other =
        p.place.file("2026-W47").unwrap().replace("title = \"HIIT intervals\"", "title = \"Hill sprints\" # by hand");
    p.place.put("2026-W47", &other);
    p.keys("6+");
    let file = p.place.file("2026-W47").unwrap();
    assert!(file.contains("title = \"Hill sprints\" # by hand"), "{file}");
    assert_eq!(p.cell(4)[2], "Hill");
    // Undo on a changed file takes back ours alone.
    p.place.put("2026-W47", &file.replace("# by hand", "# twice"));
    p.keys("u");
    let file = p.place.file("2026-W47").unwrap();
    assert!(file.contains("# twice") && file.contains("rpe = 6"), "{file}");
}

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
fn why_explains_every_point_and_takes_an_own_rating() {
    let mut p = at(WED);
    p.keys("w");
    assert_eq!(p.answer(), "Wed 18 Nov has no score to explain; c logs the morning");
    p.keys("c004006302343").keys("<tab><tab>6<enter>").keys("w");
    insta::assert_snapshot!("why", p.screen());
    // To the end: levers, what is not counted, flags with their rules.
    let mut all = String::new();
    for _ in 0..70 {
        all.push_str(&p.keys("j").screen());
    }
    for text in [
        "+4                 one hour more sleep",
        "load: needs a session done, and seven days since the",
        "level 0, clear: 0 flags on; 1 of 7 mornings logged",
        "rule: mood 2 or less, or stress 4 or more, on 4 of 7",
        "A guide, not a diagnosis.",
    ] {
        assert!(all.contains(text), "{text}");
    }
    p.keys("i4");
    assert!(p.place.file("2026-W47").unwrap().contains("ready = 4"));
    assert!(p.screen().contains("Why 59"), "one's own rating never changes the score");
    p.keys("i+<esc>");
    assert!(p.place.file("2026-W47").unwrap().contains("ready = 10"));
}

#[test]
fn a_short_night_caps_the_score_on_a_line_of_its_own() {
    let mut p = at(WED);
    p.keys("c5.5<tab>5551").keys("<tab><tab>0<enter>");
    assert!(p.screen().contains(" 64  EASE"), "{}", p.screen());
    assert!(p.screen().contains("cap      short night, max 64"), "{}", p.screen());
    p.keys("w");
    assert!(p.screen().contains("│ cap "), "{}", p.screen());
}

#[test]
fn the_panel_on_the_right_turns_to_body_and_days() {
    let mut p = at(WED);
    p.keys("1<space>s").keys("3c7.5<tab>433<tab><tab><tab><tab>4<enter>").keys("<tab>");
    assert!(p.screen().contains(" Body · soreness in the next 7 days ──"), "{}", p.screen());
    assert!(p.screen().contains("back        4 ▄▄··· new"), "{}", p.screen());
    assert!(p.screen().contains("chest       0 ·····         2d ago"), "{}", p.screen());
    p.keys("<tab>");
    assert!(p.screen().contains("Last 14 days"));
    p.keys("<tab>");
    assert!(p.screen().contains(" Plan notes ──"), "{}", p.screen());
    p.keys("<tab>");
    assert!(p.screen().contains("Wed 18 · Lower body"));
    // Zoomed, a panel has the whole screen, and the keys of the week go on working.
    p.keys("<backtab>zl");
    assert!(!p.screen().contains("Recovery today") && p.screen().contains("Plan notes"), "{}", p.screen());
    p.keys("<tab>");
    assert!(p.screen().contains("Thu 19 · Full rest"), "{}", p.screen());
    p.keys("r<esc>");
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
        "Plan notes",
        "Score ─",
    ] {
        assert!(screen.contains(what), "{what}: {screen}");
    }
    assert!(!p.size(158, 48).screen().contains("Last six weeks"));
}

#[test]
fn level_three_offers_a_deload_that_is_an_edit() {
    let place = Place::new();
    let mut text = String::from("format = 1\n");
    for day in 16..=22 {
        let checkin = "sleep_hours = 5.5\nenergy = 2\nmood = 1\nsoreness = { quads = 5 }\npain = [\"calves\"]\n";
        let planned = "[[day.session]]\nkind = \"strength\"\ntitle = \"Work\"\nminutes = 60\nrpe = 8\n";
        text.push_str(&format!("[[day]]\ndate = 2026-11-{day}\n[day.checkin]\n{checkin}{planned}"));
    }
    place.put("2026-W47", &text);
    let mut p = over(place, "2026-11-19").size(80, 36);
    assert!(p.screen().contains("back off"), "{}", p.screen());
    assert!(p.screen().contains("Red flags at level 3, back off: a"), "{}", p.screen());
    p.keys("x");
    assert!(!p.screen().contains("Red flags at level"), "hidden for today");
    let mut p = p.restart("2026-11-19").size(80, 36);
    assert!(!p.screen().contains("Red flags at level"), "also after a restart");
    p.keys("u=");
    assert!(p.answer().starts_with("deload for 7 days from Thu 19 Nov: "), "{}", p.answer());
    let file = p.place.file("2026-W47").unwrap();
    assert_eq!((file.matches("minutes = 60").count(), file.matches("minutes = 35\nrpe = 6").count()), (3, 4), "{file}");
    p.keys("u");
    assert_eq!(p.place.file("2026-W47").unwrap(), text);
}

#[test]
fn a_suggestion_is_applied_by_a_key_and_never_by_itself() {
    let mut p = at(WED);
    p.keys("c004006302343").keys("<tab><tab>6<enter>");
    assert!(p.screen().contains("Lower body lighter: 35 min at RPE 6"), "{}", p.screen());
    assert_eq!(p.cell(2)[3], "60' RPE 8", "nothing changes by itself");
    p.keys("=");
    assert_eq!(p.cell(2)[3], "35' RPE 6");
    p.keys("u");
    assert_eq!(p.cell(2)[3], "60' RPE 8");
    p.keys("x");
    assert!(!p.screen().contains("= applies"), "{}", p.screen());
    p.keys("=");
    assert_eq!(p.answer(), "there is nothing to apply here");
}

#[test]
fn moving_leg_day_moves_the_later_mornings_and_the_forecast_is_kept() {
    let mut p = at(WED);
    p.keys("c004006302343").keys("<tab><tab>6<enter>");
    let before: Vec<String> = (3..7).map(|i| p.cell(i)[6].clone()).collect();
    assert!(before.iter().all(|s| s.starts_with('~')), "{before:?}");
    assert!(p.place.file("2026-W47").unwrap().contains("forecast = ["));
    p.keys("L");
    let after: Vec<String> = (3..7).map(|i| p.cell(i)[6].clone()).collect();
    assert_ne!(before, after);
    // A day ahead tells its range; nothing is known of how good forecasts are yet.
    assert!(p.screen().contains("likely ") && p.screen().contains("graded the morning after"), "{}", p.screen());
}

#[test]
fn an_ill_overlay_counts_and_the_plan_waits() {
    let mut p = at(WED);
    p.keys("c22000630444").keys("<enter>").keys("!i<enter>");
    assert!(p.screen().contains(" 29  REST"), "{}", p.screen());
    assert!(
        p.screen().contains("Full rest (hard work wants 65") && p.screen().contains("ill: the plan waits"),
        "{}",
        p.screen()
    );
}

#[test]
fn lines_not_understood_can_be_listed() {
    let place = Place::new();
    place.put(
        "2026-W47",
        "format = 1\n[[day]]\ndate = 2026-11-18\n[day.checkin]\nhrv = 0\nsleep_hours = -1\nenergy = 3\n",
    );
    let mut p = over(place, WED);
    assert!(p.screen().contains("2 lines not understood"), "{}", p.screen());
    assert!(p.screen().contains(" 75  TRAIN"), "one bad field does not take the score away");
    p.keys(":problems<enter>");
    assert!(p.screen().contains("line 5: hrv 0 is not possible"), "{}", p.screen());
    assert!(p.screen().contains("line 6: sleep_hours -1 is not possible"), "{}", p.screen());
}

#[test]
fn findings_stand_at_their_day() {
    let mut p = at("2026-11-16");
    assert!(!p.screen().contains('△'), "the split gives no finding");
    p.keys("3s2");
    assert!(p.screen().contains("Tue 17 △"), "{}", p.screen());
    p.keys("2");
    assert!(p.screen().contains("△ Tue is a very hard day straight"), "{}", p.screen());
}

#[test]
fn what_if_tries_compares_and_applies_as_one_step() {
    let mut p = at(WED);
    p.keys("f");
    assert_eq!(p.answer(), "a what-if compares forecasts, and there is none before the first check-in: c");
    p.keys("c004006302343").keys("<tab><tab>6<enter>");
    let before = p.place.file("2026-W47").unwrap();
    let later = p.cell(3)[6].clone();
    p.keys("fs5").keys("-");
    assert_eq!(p.cell(4)[2], "Lower body");
    assert!(p.screen().contains("▸ B  swapped Wed Lower body"), "{}", p.screen());
    assert!(p.screen().contains("B gives ") || p.screen().contains("B costs "), "{}", p.screen());
    assert_eq!(p.place.file("2026-W47").unwrap(), before, "nothing is saved");
    // A second plan beside it, from the plan as it is.
    p.keys("<tab>");
    assert_eq!(p.cell(4)[2], "HIIT");
    p.keys("r");
    assert!(p.screen().contains("▸ C  Wed 18 Nov is full res…"), "{}", p.screen());
    p.keys("u");
    assert_eq!(p.cell(2)[2], "Lower body");
    p.keys("c");
    assert_eq!(p.answer(), "what if only tries the plan; enter applies it, esc leaves");
    p.keys("<esc>");
    assert_eq!((p.place.file("2026-W47").unwrap(), p.cell(3)[6].clone()), (before.clone(), later), "left no trace");
    // Applied, it is one step.
    p.keys("fs5").keys("7r").keys("<enter>");
    assert!(
        p.answer().starts_with("what if applied, 2 changes: swapped Wed Lower body ⇄ Fri HIIT intervals · Sun 22"),
        "{}",
        p.answer()
    );
    assert!(p.place.file("2026-W47").unwrap().contains("[[tray]]"));
    p.keys("u");
    assert_eq!(p.place.file("2026-W47").unwrap(), before);
    // Tonight's bed time moves tomorrow.
    p.keys("fbbb");
    assert!(p.screen().contains("in bed by 22:00"), "{}", p.screen());
    p.keys("<enter>");
    assert!(p.place.file("2026-W47").unwrap().contains("bed = \"22:00\""));
}

#[test]
fn arrange_offers_the_best_order_and_applies_it_as_one_step() {
    let mut p = at("2026-11-16");
    p.keys(":arrange<enter>");
    assert_eq!(p.answer(), "no order of the days left is better than the plan as it is");
    // Legs, intervals and full body side by side.
    p.keys("3s2").keys("5s3");
    let bad = p.place.file("2026-W47").unwrap();
    assert!(p.screen().contains('△'));
    p.keys(":arrange<enter>");
    assert!(p.screen().contains("A better order for week 47"), "{}", p.screen());
    assert!(p.screen().contains("→ 0 "), "{}", p.screen());
    p.keys("<enter>");
    assert!(p.answer().starts_with("arranged: "), "{}", p.answer());
    assert!(!p.screen().contains('△'), "{}", p.screen());
    p.keys("u");
    assert_eq!(p.place.file("2026-W47").unwrap(), bad);
}

#[test]
fn a_finding_has_a_fix_that_a_key_applies() {
    let mut p = at("2026-11-16");
    p.keys("3s2").keys("2");
    assert!(p.screen().contains("swap with "), "{}", p.screen());
    p.keys("=");
    assert!(p.answer().starts_with("swapped Tue Lower body ⇄ "), "{}", p.answer());
    assert!(!p.screen().contains('△'), "{}", p.screen());
}

#[test]
fn a_conditional_session_is_settled_by_asking() {
    let mut p = at("2026-11-22");
    p.keys("c7.5<tab>42<enter>");
    assert!(p.answer().starts_with("Rest or walk if energy ≥ 3, this morning 2:"), "{}", p.answer());
    p.keys("<enter>");
    assert_eq!(p.cell(6)[2], "Full rest");
    p.keys("uu").keys("c7.5<tab>44<enter>").keys("<enter>");
    let file = p.place.file("2026-W47").unwrap();
    assert!(file.contains("title = \"Rest or walk\"") && !file.contains("condition = "), "{file}");
    p.keys("e<tab><tab><tab><tab><tab>energy > 12 else dance<enter>");
    assert!(
        p.screen().contains("'energy > 12 else dance' is not a condition; write it like energy >= 3 else"),
        "{}",
        p.screen()
    );
}

#[test]
fn sore_and_drained_before_a_hard_day_it_suggests_a_swap() {
    let mut p = at("2026-11-19");
    // Rest is planned today, HIIT tomorrow; six nights of little sleep and sore legs are no morning for it.
    p.keys("c5<tab>22242").keys("<tab>7<enter>");
    assert!(p.screen().contains("hard: swap HIIT intervals with"), "{}", p.screen());
    p.keys("=");
    assert!(p.answer().starts_with("swapped Fri HIIT intervals ⇄ "), "{}", p.answer());
}

#[test]
fn the_body_panel_draws_soreness_over_the_planned_days() {
    let mut p = at(WED);
    p.keys("c7.5<tab>433").keys("<tab><tab><tab>2<enter>").keys("<tab>");
    assert!(p.screen().contains("Body · soreness in the next 7 days"), "{}", p.screen());
    // Legs today: quads peak tomorrow and fade.
    let quads = p.screen().lines().find(|l| l.contains("quads")).unwrap().to_owned();
    assert!(quads.ends_with("▄▄▄▄▂▂▁ Mo"), "{quads}");
}

#[test]
fn a_note_of_several_lines_stays_as_it_is_until_it_is_changed() {
    let place = Place::new();
    let text = "format = 1\n[[day]]\ndate = 2026-11-18\nnote = \"\"\"Slept\nbadly.\"\"\"\n";
    place.put("2026-W47", text);
    let mut p = over(place, WED);
    p.keys("n<enter>");
    assert_eq!(p.place.file("2026-W47").unwrap(), text);
    p.keys("c7.5<enter>");
    assert!(p.place.file("2026-W47").unwrap().contains("\"\"\"Slept\nbadly.\"\"\""));
    p.keys("n")
        .msg(recoup::app::Msg::Edited(recoup::app::Draft::Note(date(WED), None), "Two\nlines\u{1b}[31m\n".into()));
    let file = p.place.file("2026-W47").unwrap();
    assert!(file.contains("Two\nlines[31m"), "{file}");
}

#[test]
fn weeks_that_come_into_sight_while_trying_stay_in_sight() {
    let place = Place::new();
    place.put("2026-W10", "format = 1\n[[day]]\ndate = 2026-03-04\n[[day.session]]\nkind = \"endurance\"\ntitle = \"Spring run\"\nstatus = \"done\"\n");
    let mut p = over(place, WED);
    p.keys("c004006302343<enter>").keys("f");
    p.keys(&"[".repeat(37));
    assert!(p.screen().contains("Week 10") && p.screen().contains("Spring"), "{}", p.screen());
    p.keys("<tab>");
    assert!(p.screen().contains("Spring"), "in the next plan:\n{}", p.screen());
    p.keys("<esc>");
    assert!(p.screen().contains("Spring"), "after leaving:\n{}", p.screen());
}

#[test]
fn a_practice_is_offered_added_and_marked_done_by_one_key_each() {
    let mut p = at("2026-11-19");
    p.keys("c7.5<tab>32<enter>");
    assert!(p.screen().contains("o practices · this week 0 of 1–3"), "{}", p.screen());
    p.keys("j");
    assert!(p.screen().contains("enter adds it, space"), "{}", p.screen());
    let offered = p.model.insight.offers[0].clone();
    p.keys("<enter>");
    assert!(p.answer().contains(&format!("{} ", offered.extra.title)) && p.answer().contains("added to Full rest"));
    let file = p.place.file("2026-W47").unwrap();
    assert!(file.contains(&format!("practice = \"{}\"", offered.id)), "{file}");
    // On the plan it is an extra like others: space marks it done, without asking how it felt.
    p.keys("<space>");
    assert!(p.place.file("2026-W47").unwrap().contains("done = true"));
    assert!(p.model.view.layer.is_none() && p.answer().ends_with("done"), "{}", p.answer());
    assert!(p.model.insight.offers.iter().all(|o| o.id != offered.id), "it is not offered again");
    // Space on an offer does both at once.
    p.keys("j<space>");
    assert_eq!(p.place.file("2026-W47").unwrap().matches("done = true").count(), 2);
    p.keys("uuu");
    assert!(!p.place.file("2026-W47").unwrap().contains("practice"));
}

#[test]
fn the_list_of_practices_tells_dose_source_and_reason() {
    let mut p = at("2026-11-19");
    p.keys("c7.5<tab>32<enter>o");
    let screen = p.screen();
    assert!(screen.contains("Recovery practices · recovery sessions this week 0 of 1–3"), "{screen}");
    assert!(screen.contains("Today, because: energy 2") && screen.contains("Source: "), "{screen}");
    p.keys("jjj<enter>");
    assert!(p.answer().contains("added to Full rest"), "{}", p.answer());
    // A practice can be planned ahead, and not be done ahead.
    p.keys("7o<space>");
    assert!(p.screen().contains("Sun 22 Nov is still ahead; enter puts it on the plan"));
}

#[test]
fn a_timer_goes_region_by_region_pauses_and_notes_what_was_done() {
    use std::time::Duration;
    let mut p = at("2026-11-19");
    p.keys("c7.5<tab>32<enter>:timer roll<enter>");
    let passed = |s| recoup::app::Msg::Passed(Duration::from_secs(s));
    assert!(p.screen().contains("Left calves") && p.screen().contains("Mon 16"), "{}", p.screen());
    p.msg(passed(61));
    assert!(p.screen().contains("Right calves") && p.screen().contains("then left hamstrings"), "{}", p.screen());
    assert!(p.model.wakes_in().is_some());
    p.keys("<space>").msg(passed(60));
    assert!(p.screen().contains("paused") && p.screen().contains("Right calves"));
    assert!(p.model.wakes_in().is_none(), "a timer that stands still wakes nobody");
    p.keys("<space>").msg(passed(3_600));
    assert!(p.screen().contains("That was it"));
    p.keys("<enter>");
    assert!(p.answer().contains("Foam rolling 10 min, done"), "{}", p.answer());
    p.keys(":timer nap<enter>");
    assert!(p.answer().contains("'nap' is not a timer; use stretch, breathe or roll"));
}

#[test]
fn ticks_are_off_until_they_are_turned_on() {
    let mut p = at(WED);
    p.keys("M");
    assert!(p.answer().starts_with("movement snacks are off; snacks = true under [daily] in config.toml"));
    p.keys("F");
    assert!(p.answer().starts_with("fuel ticks are off"));
    let mut p = support::with(Place::new(), WED, |mut s| {
        let daily = &mut std::rc::Rc::make_mut(&mut s.setup).settings.daily;
        (daily.snacks, daily.fuel) = (true, true);
        daily.heart_rate_cap = Some(120);
        s
    });
    p.keys("MMFp");
    assert!(!p.screen().contains("electrolytes"), "only beside conditioning: {}", p.screen());
    p.keys("w<enter>");
    let file = p.place.file("2026-W47").unwrap();
    assert!(file.contains("snacks = 2") && file.contains("fuel = [\"protein\", \"water\"]"), "{file}");
    assert!(p.screen().contains("movement snacks 2"), "{}", p.screen());
    p.keys("2");
    assert!(p.screen().contains("talking pace, under 120 bpm"), "{}", p.screen());
    p.keys("uuuu");
    assert_eq!(p.place.file("2026-W47"), None);
    p.keys("5F");
    assert!(p.answer().starts_with("Fri 20 Nov is still ahead"));
}

#[test]
fn journal_and_find_over_all_years() {
    let mut p = at("2024-03-05");
    p.keys("nFirst pull-up without a band<enter>Wslept well; ate early<enter>");
    let file = p.place.file("2024-W10").unwrap();
    assert!(file.contains("wins = [\"slept well\", \"ate early\"]"), "{file}");
    let mut p = p.restart(WED);
    p.keys("nLate coffee, legs heavy<enter>gj");
    let screen = p.screen();
    let at_line =
        |what: &str| screen.lines().position(|l| l.contains(what)).unwrap_or_else(|| panic!("{what}: {screen}"));
    assert!(at_line("Late coffee") < at_line("First pull-up") && screen.contains("✦ slept well"), "{screen}");
    p.keys("band");
    assert!(p.screen().contains("1 found"), "{}", p.screen());
    p.keys("<enter>");
    assert_eq!(p.model.view.cursor(), date("2024-03-05"));
    p.keys("t/hiit 20<enter>");
    assert_eq!(p.model.view.cursor(), date(WED), "a proposal is not on file");
    p.keys("r/lower wed<enter>").keys("/pull-up<enter>");
    assert_eq!(p.model.view.cursor(), date("2024-03-05"));
    p.keys("/zebra");
    assert!(p.screen().contains("nothing has all of these words"));
    p.keys("<enter>");
    assert_eq!(p.model.view.cursor(), date("2024-03-05"));
}

#[test]
fn pages_open_from_one_menu_and_close_with_esc() {
    let mut p = at("2026-11-19");
    p.keys("c7.5<tab>32<enter>g");
    assert!(p.answer().starts_with("g  d go to  m month  k block  t trends  p patterns  b body  j journal"));
    for (key, says) in [
        ("m", "November 2026"),
        ("k", "Sixty days"),
        ("t", "Trends · score"),
        ("p", "Patterns in your own log"),
        ("b", "Body"),
        ("j", "Journal, newest first"),
        ("d", "Go to"),
    ] {
        p.keys("<esc>g").keys(key);
        assert!(p.screen().contains(says), "{key}: {}", p.screen());
        p.keys("<esc>");
        assert!(p.model.view.layer.is_none(), "{key}");
    }
    p.keys("gx");
    assert!(p.answer().starts_with("g x does nothing here"));
}

#[test]
fn charts_are_drawn_in_braille_and_in_ascii() {
    let mut p = at("2026-11-01");
    for n in 1..=14 {
        p.msg(recoup::app::Msg::Day(date("2026-11-01") + chrono::Days::new(n)));
        p.keys("tc")
            .keys(if n % 3 == 0 { "5.5" } else { "8" })
            .keys("<tab>3")
            .keys(if n % 2 == 0 { "4" } else { "3" })
            .keys("<enter>");
    }
    p.keys("<esc>gt2h");
    let screen = p.screen();
    assert!(screen.contains("Trends · sleep, hours · 2 weeks") && screen.contains("mean 7h"), "{screen}");
    assert!(screen.contains("usual 5h30 to 8h00"), "{screen}");
    let braille = |s: &str| s.chars().filter(|c| ('\u{2801}'..='\u{28ff}').contains(c)).count();
    assert!(braille(&screen) > 40, "{screen}");
    p.keys("<esc>:ascii<enter>gt2h");
    let screen = p.screen();
    assert!(screen.is_ascii() && screen.matches('*').count() > 20, "{screen}");
    p.keys("5");
    assert!(p.screen().contains("nothing to compare yet"), "{}", p.screen());
}

#[test]
fn the_month_moves_by_day_and_goes_there() {
    let mut p = at(WED);
    p.keys("gm");
    assert!(p.screen().contains("18 ▲") && p.screen().contains("20 ◆"), "{}", p.screen());
    p.keys("jl]");
    assert!(p.screen().contains("December 2026"), "{}", p.screen());
    p.keys("<enter>");
    assert_eq!((p.model.view.cursor(), p.model.view.layer.is_none()), (date("2026-12-26"), true));
}

#[test]
fn a_week_moves_in_the_block_and_a_begun_one_does_not() {
    let mut p = at(WED);
    p.keys("]1r").keys("<esc>t").keys("gkJ");
    assert!(p.answer().starts_with("week 47 has begun; only weeks that are all ahead can move"), "{}", p.answer());
    p.keys("jJ");
    assert!(p.answer().starts_with("weeks 48 and 49 changed places"), "{}", p.answer());
    let moved = p.place.file("2026-W49").unwrap();
    assert!(moved.contains("date = 2026-11-30") && moved.contains("title = \"Full rest\""), "{moved}");
    p.keys("u");
    assert!(p.answer().starts_with("took back: weeks 48 and 49"), "{}", p.answer());
    assert_eq!(p.place.file("2026-W49"), None);
    p.keys("<enter>");
    assert_eq!(p.week().to_string(), "2026-W49");
}

#[test]
fn filling_a_rest_day_tells_one_fact_a_day() {
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
    // Rest that only changes its day is told nothing.
    let mut p = at(WED);
    p.keys("4s5");
    assert_eq!(p.model.view.fact, None);
}

#[test]
fn the_week_as_text_round_trips_and_sends_errors_back_to_their_line() {
    use recoup::formats::weektext;
    use recoup::formats::weektext::Read;
    let mut p = at(WED);
    p.keys("3<space>s");
    let week = p.model.shown(p.week()).0.into_owned();
    let text = weektext::write(&week);
    assert!(matches!(weektext::read(&week, &text, date(WED)), Read::Same));
    let wrong = [
        ("| 30  | 9 ", "| 30  | 11", "RPE 11 is out of range"),
        ("| 45  |", "| 4x  |", "minutes '4x' is not possible"),
        ("  Fri 20", "  Fry 20", "'Fry 20' is not a day of week 2026-W47"),
        ("conditioning", "conditionin ", "'conditionin' is not a kind of session"),
        ("energy >= 3 else rest", "energy => 3 or so    ", "'energy => 3 or so'"),
        ("  Wed 18", "  Fri 20", "Lower body is done, and done work never moves"),
        ("  Mon 16", "  Fri 20", "Mon 16 Nov is past, and past days are facts"),
        ("| done", "| dine", "'dine' is not a status"),
        ("| lower ", "| lower, quods ", "'lower' is not a region"),
    ];
    for (from, to, says) in wrong {
        let broken = text.replacen(from, to, 1);
        assert_ne!(broken, text, "{from}");
        let Read::Wrong(told, first) = weektext::read(&week, &broken, date(WED)) else { panic!("{to}: read") };
        assert!(first.contains(says), "{first}");
        // The complaint stands above its line, and everything typed is still there.
        let lines: Vec<&str> = told.lines().collect();
        let at = lines.iter().position(|l| l.starts_with("#! ")).unwrap();
        assert!(lines[at].contains(says) && lines[at + 1].contains(to.trim()), "{told}");
        assert_eq!(lines.iter().filter(|l| !l.starts_with("#! ")).count(), broken.lines().count());
        // Mended, the complaint is no longer in the way.
        let mended = told.replacen(to, from, 1);
        assert!(matches!(weektext::read(&week, &mended, date(WED)), Read::Same), "{mended}");
    }
    // A move, a removal, a copy and a new length: one step, and one step back.
    let before = p.place.file("2026-W47");
    let changed: String = text
        .lines()
        .filter(|l| !l.contains("Thu 19"))
        .map(|l| l.replace("  Fri 20", "  Thu 19").replace("| 45  |", "| 50  |"))
        .chain(["  Sun | mobility | Yoga | 20 | 2".to_owned()])
        .map(|l| l + "\n")
        .collect();
    p.msg(recoup::app::Msg::Edited(recoup::app::Draft::Week(Box::new(week), 0), changed));
    assert!(p.answer().starts_with("week 47 as text: 4 days changed"), "{}", p.answer());
    assert_eq!(p.cell(3)[1..4], ["◆ Condit.", "HIIT", "intervals"]);
    assert!(p.screen().contains("◇ Yoga") && p.screen().contains("50' RPE 6"), "{}", p.screen());
    p.keys("u");
    assert_eq!(p.place.file("2026-W47"), before);
}

/// Keys in which every letter and digit of the defaults has alt before it, on the week and in everything over it.
fn all_rebound() -> recoup::keys::Keymap {
    use recoup::keys::{Code, Key, Keymap, Own, Scope, TABLE, chord};
    let alt = |key: Key| match key.code {
        Code::Char(c) if c.is_alphanumeric() && !key.ctrl => Key { alt: true, ..key },
        _ => key,
    };
    let chords = |text: &&str| {
        let mut keys = chord(text).unwrap();
        keys[0] = alt(keys[0]);
        keys
    };
    let commands = TABLE.iter().map(|row| (row.command, row.keys.iter().map(chords).collect())).collect();
    let verbs = Scope::ALL.into_iter().flat_map(|scope| {
        let keys = |keys: &[&str]| keys.iter().map(|k| alt(Key::parse(k).unwrap())).collect();
        scope.bindings().iter().map(move |b| (scope, b.verb, keys(b.keys)))
    });
    Keymap::with(&Own { commands, verbs: verbs.collect() }).0
}

/// A planner with other keys.
fn with_keys(today: &str, keymap: &recoup::keys::Keymap) -> support::Planner {
    support::with(Place::new(), today, |mut s| {
        std::rc::Rc::make_mut(&mut s.setup).keymap = keymap.clone();
        s
    })
}

/// Keys for a keymap: what stands between « and » is a default key of the week.
fn spelled(text: &str, rebound: bool) -> String {
    let mut out = String::new();
    for (n, part) in text.split(['«', '»']).enumerate() {
        let letter = part.chars().next().filter(|c| c.is_alphanumeric());
        match letter.filter(|_| n % 2 == 1 && rebound) {
            Some(first) => out.push_str(&format!("<alt-{first}>{}", &part[first.len_utf8()..])),
            None => out.push_str(part),
        }
    }
    out
}

/// How each scope is reached, with enough on file that each of its keys has something to do.
fn way_to(scope: recoup::keys::Scope) -> &'static str {
    use recoup::keys::Scope;
    match scope {
        Scope::CheckIn => "«c»<tab>3",
        Scope::Form => "«e»<tab>x",
        Scope::List => ":sp",
        Scope::Note => "«n»word",
        Scope::Wins => "«W»word",
        Scope::GoTo => "«gd»tomorrow",
        Scope::Why => "«w»",
        Scope::Rating => "«w»«i»",
        Scope::Offer => "«]»«]»«3»«s»2«5»«s»3:arrange<enter>",
        Scope::Lines => ":meals<enter>",
        Scope::Help => "?",
        Scope::Edits => "«U»",
        Scope::Practices => "«o»",
        Scope::Timer => ":timer roll<enter>",
        Scope::TimerOver => ":timer breathe<enter>",
        Scope::Month => "«gm»",
        Scope::Trends => "«gt»",
        Scope::Patterns => "«gp»",
        Scope::Body => "«l»«gb»",
        Scope::Block => "«gk»",
        Scope::Search => "/r",
        Scope::Zoom => "«z»",
        Scope::WhatIf => "«f»«b»",
        Scope::Strip => "«s»",
    }
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

/// What is drawn over the week leaves nothing of it between its own lines, however small the screen.
#[test]
fn a_what_if_and_the_body_page_leave_nothing_of_what_they_cover() {
    for size in [(40, 12), (60, 14), (80, 13), (100, 10), (30, 8)] {
        let mut p = at(WED).size(size.0, size.1);
        p.keys("c7.5<enter>f");
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

/// A text that is longer than its line says at both ends that it goes on.
#[test]
fn a_text_that_scrolls_says_at_both_ends_that_it_goes_on() {
    let mut p = at(WED).size(40, 16);
    p.keys("n").keys(&"word ".repeat(12));
    let line = |p: &support::Planner| p.screen().lines().find(|l| l.contains('▏')).unwrap().trim().to_owned();
    assert!(line(&p).starts_with('…') && line(&p).ends_with("word ▏"), "{}", line(&p));
    p.keys("<home>");
    assert!(line(&p).starts_with("▏word") && line(&p).ends_with('…'), "{}", line(&p));
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

/// Which-key names a key once, also where it leads on to several.
#[test]
fn a_key_that_leads_to_several_is_named_once() {
    use recoup::keys::{Command, Keymap, Own, chord};
    let keys = |text: &str| vec![chord(text).unwrap()];
    let commands =
        vec![(Command::Month, keys("x x m")), (Command::Trends, keys("x x t")), (Command::GoTo, keys("x g"))];
    let mut p = with_keys(WED, &Keymap::with(&Own { commands, ..Own::default() }).0);
    p.keys("x");
    let answer = p.screen();
    let line = answer.lines().rev().nth(1).unwrap();
    assert_eq!(line.trim(), "x  g go to  x …");
}

/// No text on a screen names a key of the defaults that was given away: every one of them asks the keymap.
#[test]
fn no_text_on_a_screen_names_a_key_that_was_given_away() {
    use recoup::keys::{Code, Key, Keymap, Own, Scope, TABLE, chord};
    // Letters and signs; digits stand on screens as numbers, and these as words or as the sign of a prompt.
    let is_word = |key: &str| ["a", "h", ":", "/"].contains(&key) || key.chars().all(|c| c.is_ascii_digit());
    let mut given_away: Vec<&str> = TABLE.iter().flat_map(|r| r.keys).copied().collect();
    given_away.extend(Scope::ALL.iter().flat_map(|s| s.bindings()).flat_map(|b| b.keys).copied());
    given_away.retain(|k| k.chars().count() == 1 && !is_word(k));
    let own = |key: Key| {
        if matches!(key.code, Code::Char(_)) && !key.ctrl { Key { alt: true, ..key } } else { key }
    };
    let commands = TABLE.iter().map(|row| {
        let keys = row.keys.iter().map(|text| chord(text).unwrap().into_iter().map(own).collect());
        (row.command, keys.collect())
    });
    let verbs = Scope::ALL.into_iter().flat_map(|scope| {
        scope
            .bindings()
            .iter()
            .map(move |b| (scope, b.verb, b.keys.iter().map(|k| own(Key::parse(k).unwrap())).collect()))
    });
    let keymap = Keymap::with(&Own { commands: commands.collect(), verbs: verbs.collect() }).0;
    for scope in Scope::ALL {
        for size in [(120, 40), (80, 24), (40, 16)] {
            let mut p = with_keys("2026-11-19", &keymap).size(size.0, size.1);
            p.keys("<alt-c>7.5<enter>");
            let way = way_to(scope).replace(':', "«:»").replace('?', "«?»").replace("/r", "«/»r");
            for (n, part) in way.split(['«', '»']).enumerate() {
                match n % 2 {
                    1 => p.keys(&part.chars().map(|c| format!("<alt-{c}>")).collect::<String>()),
                    _ => p.keys(part),
                };
            }
            if scope == Scope::TimerOver {
                p.msg(recoup::app::Msg::Passed(std::time::Duration::from_secs(3_600)));
            }
            let here = p.model.view.layer.as_ref().map(recoup::app::Layer::scope);
            assert!(here == Some(scope) || scope == Scope::WhatIf, "{scope:?}: {here:?}\n{}", p.screen());
            // An extra is written with a plus, and where readiness is rated it is an answer.
            for line in p.screen().replace(" + mob", " mob").replace("+ 10", "10").lines() {
                let named = line.split_whitespace().find(|word| given_away.contains(word));
                assert_eq!(named, None, "{scope:?} {size:?}: {line}");
            }
        }
    }
}

/// Every key that a scope advertises, pressed there, changes something on the screen or outside: by default, and with
/// every letter rebound.
#[test]
fn every_advertised_key_does_something_in_its_scope() {
    use recoup::keys::{Keymap, Scope};
    use std::time::Duration;
    let keys_of = |text: &str| -> Vec<String> {
        match text {
            "type" => vec!["x".into()],
            "0–9" => vec!["4".into()],
            "1–5" => vec!["2".into()],
            text => {
                let arrow = |k: &str| match k {
                    "↑" => "<up>".to_owned(),
                    "↓" => "<down>".to_owned(),
                    "←" => "<left>".to_owned(),
                    "→" => "<right>".to_owned(),
                    k if k.len() > 1 => format!("<{k}>"),
                    k => k.to_owned(),
                };
                text.split(' ').map(arrow).collect()
            }
        }
    };
    let told = |p: &support::Planner| {
        let bottom = if p.model.view.layer.is_none() { "open" } else { "over" };
        format!("{}\n{}\n{bottom} {:?}", p.screen(), styles_of(&p.buffer()), p.place.file("2026-W47"))
    };
    for (keymap, rebound) in [(Keymap::default(), false), (all_rebound(), true)] {
        let fresh = |scope: Scope| {
            let mut p = with_keys("2026-11-19", &keymap).size(80, 24);
            for keys in ["«c»7.5<tab>3242<enter>", "«4»«s»5", "«]»«1»«r»«[»<esc>«t»", "«u»<ctrl-r>«t»"]
            {
                p.keys(&spelled(keys, rebound));
            }
            // Something that can be redone, something that scrolls, something later than the first line.
            p.keys(&spelled("«a»easy run<enter>«u»<esc>", rebound)).keys(&spelled(way_to(scope), rebound));
            if scope == Scope::TimerOver {
                p.msg(recoup::app::Msg::Passed(Duration::from_secs(3_600)));
            }
            p
        };
        for scope in Scope::ALL {
            for (text, does) in keymap.hints(scope) {
                for key in keys_of(&text) {
                    let mut p = fresh(scope);
                    // What all fits is not scrolled, and says so.
                    if does == recoup::keys::layers::SCROLL && !p.screen().contains("scroll") {
                        continue;
                    }
                    let here = p.model.view.layer.as_ref().map(recoup::app::Layer::scope);
                    assert!(
                        here == Some(scope) || scope == Scope::WhatIf && p.model.view.sandbox.is_some(),
                        "{scope:?}: {here:?}\n{}",
                        p.screen()
                    );
                    // Up and left move once there is somewhere to go back to.
                    let bare = key.replace("alt-", "");
                    let first = match bare.trim_matches(['<', '>']) {
                        "up" | "k" | "J" => "<down>",
                        "left" | "h" if scope == Scope::Timer => "<right>",
                        "K" => "<down><down>",
                        "t" if matches!(scope, Scope::Month | Scope::Body) => "<left>",
                        _ => "",
                    };
                    p.keys(first);
                    let before = told(&p);
                    p.keys(&key);
                    let outside = ["y", "<alt-y>", "<ctrl-o>"].contains(&key.as_str());
                    let changed = told(&p) != before || p.quit || outside;
                    assert!(changed, "{scope:?}: {key} does nothing\n{before}");
                }
            }
            // A letter of the defaults that was rebound asks for nothing in it any more.
            for binding in scope.bindings().iter().filter(|_| rebound && !scope.types()) {
                for letter in binding.keys.iter().filter(|k| k.chars().all(char::is_alphanumeric) && k.len() == 1) {
                    assert_eq!(
                        keymap.verb(scope, recoup::keys::Key::parse(letter).unwrap()),
                        None,
                        "{scope:?} {letter}"
                    );
                }
            }
        }
    }
}

/// Where text is typed the usual keys of a shell's line go, delete and put back.
#[test]
fn a_text_knows_the_keys_of_a_line() {
    let mut p = at(WED);
    p.keys("nlegs felt heavy today<ctrl-a><alt-f><ctrl-u>");
    let typed = p.screen();
    assert!(typed.contains("felt heavy today") && !typed.contains("legs felt"), "what stands behind stays: {typed}");
    p.keys("<ctrl-e><ctrl-w><ctrl-a><ctrl-y> <enter>");
    let file = p.place.file("2026-W47").unwrap();
    assert!(file.contains("note = \"today felt heavy \"") || file.contains("note = \"today felt heavy\""), "{file}");
}

/// Keys of one's own work in every layer, and are what it prints.
#[test]
fn own_keys_are_the_keys_of_layers_too() {
    use recoup::keys::{Command, Keymap, Own, chord};
    let own = |command, key| (command, vec![chord(key).unwrap()]);
    let commands = vec![own(Command::Undo, "Z"), own(Command::Rest, "b")];
    let (keymap, _) = Keymap::with(&Own { commands, ..Own::default() });
    let mut p = with_keys(WED, &keymap);
    p.keys("c7.5<tab>3242<enter>b");
    assert!(p.answer().starts_with("Wed 18 Nov is full rest"), "{}", p.answer());
    p.keys("U");
    assert!(p.screen().lines().last().unwrap().contains("Z undo"), "{}", p.screen());
    p.keys("Z");
    assert!(p.answer().starts_with("took back: Wed 18 Nov is full rest"), "{}", p.answer());
    // In a what-if the keys of the week are one's own, and what they replace gives way.
    p.keys("f");
    let foot = p.screen().lines().last().unwrap().to_owned();
    assert!(foot.contains("b s m + - change") && foot.contains("Z undo") && !foot.contains("bed time"), "{foot}");
    p.keys("b");
    assert!(p.answer().starts_with("Wed 18 Nov is full rest"), "{}", p.answer());
    p.keys("Z");
    assert!(p.answer().starts_with("took back"), "{}", p.answer());
}

/// How to save and how to leave stand in the footer, however long the keys before them are.
#[test]
fn a_footer_that_is_too_long_keeps_how_to_save_and_how_to_leave() {
    use recoup::keys::{Key, Keymap, Own, Scope, Verb};
    let long = [Verb::Down, Verb::Up, Verb::StepUp, Verb::StepDown, Verb::AsYesterday, Verb::Clear, Verb::Take];
    let keys = ["ctrl-n", "ctrl-p", "ctrl-u", "ctrl-d", "ctrl-y", "ctrl-x", "ctrl-s"];
    let verbs = long.into_iter().zip(keys).map(|(v, k)| (Scope::CheckIn, v, vec![Key::parse(k).unwrap()])).collect();
    let (keymap, _) = Keymap::with(&Own { verbs, ..Own::default() });
    for width in [80, 40, 30] {
        let mut p = with_keys(WED, &keymap).size(width, 24);
        p.keys("c");
        let foot = p.screen().lines().last().unwrap().to_owned();
        assert!(foot.contains("ctrl-s save") && foot.contains("esc later"), "{width}: {foot}");
    }
}

/// A key stands in the footer only if it would act, and each that stands there changes something.
#[test]
fn every_key_in_the_footer_acts() {
    for (day, size) in [("2026-11-18", (80, 24)), ("2026-11-19", (120, 36)), ("2026-11-22", (200, 60))] {
        for way in ["", "c7.5<tab>3242<enter><esc>", "r", "1", "]"] {
            let open = || {
                let mut p = at(day).size(size.0, size.1);
                p.keys(way);
                p
            };
            let p = open();
            let screen = p.screen();
            let foot = screen.lines().last().unwrap().to_owned();
            let offered: Vec<String> = foot
                .split("  ")
                .filter_map(|part| part.split_whitespace().next())
                .map(|k| if k.chars().count() > 1 { format!("<{k}>") } else { k.to_owned() })
                .collect();
            assert!(offered.len() >= 4, "{foot}");
            for key in offered {
                let mut p = open();
                p.keys(&key);
                assert!(p.quit || p.screen() != screen, "{key} does nothing after {way:?} at {size:?}: {foot}");
                assert!(!p.answer().contains("does nothing here"), "{key}");
            }
        }
    }
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

#[test]
fn own_keys_work_and_every_sentence_names_them() {
    // Everything with a letter has alt before it, so that an old letter in a sentence can be told.
    let mut p = with_keys(WED, &all_rebound());
    assert!(
        p.screen().contains("alt-c") && p.screen().lines().last().unwrap().contains("alt-r rest"),
        "{}",
        p.screen()
    );
    p.keys("r");
    assert!(p.answer().starts_with("r does nothing here; ? shows the keys"), "{}", p.answer());
    p.keys("<alt-r>");
    assert!(p.screen().contains("alt-u undo"), "{}", p.screen());
    p.keys("<alt-p>").keys("<alt-1><alt-r>");
    assert!(p.answer().contains("past days are facts; alt-e and alt-c still correct them"), "{}", p.answer());
    p.keys("<alt-3><alt-d><alt-d>");
    assert!(p.answer().contains("alt-a adds one") || p.answer().contains("alt-p puts it"), "{}", p.answer());
    p.keys("<alt-u><alt-u><alt-g>");
    assert!(p.answer().contains("m month"), "{}", p.answer());
    p.keys("<esc>?");
    assert!(p.screen().contains("alt-s"), "{}", p.screen());
}

#[test]
fn the_palette_completes_names_and_what_they_take() {
    let mut p = at(WED);
    p.keys(":sw<tab>");
    assert!(p.screen().contains(":swap ▏") && p.screen().contains("swap fri"), "{}", p.screen());
    p.keys("fr<enter>");
    assert!(p.answer().starts_with("swapped Wed Lower body ⇄ Fri HIIT intervals"), "{}", p.answer());
    p.keys(":calm<enter>");
    assert_eq!(p.model.view.theme, "calm");
    p.keys(":bed 2245<esc>:bed 22:45<enter>");
    assert!(p.answer().starts_with("Wed 18 Nov: in bed by 22:45"), "{}", p.answer());
    // In the help the same line is found by what it does, and Enter runs it.
    p.keys("?full rest<esc>?insert rest<enter>");
    assert!(p.answer().starts_with("inserted rest on Wed 18 Nov"), "{}", p.answer());
}

#[test]
fn the_tour_goes_on_by_the_keys_it_asks_for() {
    let mut p = support::with(Place::new(), WED, |s| recoup::app::Start { sample: true, ..s });
    p.keys("c7.5<tab>433<enter>");
    p.model.begin_tour();
    for (step, keys) in [("1 of 5", "l"), ("2 of 5", "tr"), ("3 of 5", "u"), ("4 of 5", "w"), ("5 of 5", "<esc>f")] {
        assert!(p.screen().contains(step), "{step}: {}", p.screen());
        p.keys("x<esc>").keys(keys);
    }
    assert!(p.screen().contains("That is most of it"), "{}", p.screen());
    p.keys("<esc>:demo<enter>");
    assert_eq!(p.answer(), "these are the sample weeks; q goes back to your own");
}
