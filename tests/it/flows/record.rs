//! Space marks a session done, and the strip after it records how it really was.

use super::WED;

/// A week with one session a day from Monday to Wednesday.
fn week() -> crate::support::Planner {
    let day = |date: &str, kind: &str, title: &str| {
        format!(
            "\n[[day]]\ndate = {date}\n\n[[day.session]]\nkind = \"{kind}\"\ntitle = \"{title}\"\nminutes = 60\nrpe = 8\n"
        )
    };
    let place = crate::support::Place::new();
    place.put(
        "2026-W47",
        &format!(
            "format = 1\n{}{}{}",
            day("2026-11-16", "strength", "Upper"),
            day("2026-11-17", "rest", "Full rest"),
            day("2026-11-18", "strength", "Legs")
        ),
    );
    crate::support::over(place, WED)
}

/// The record of what was done, its values sorted.
fn done(p: &crate::support::Planner) -> Option<String> {
    let file = p.place.file("2026-W47").unwrap();
    let record = file.lines().find_map(|l| l.strip_prefix("done = { ")?.strip_suffix(" }"))?;
    let mut values: Vec<&str> = record.split(", ").collect();
    values.sort_unstable();
    Some(values.join(", "))
}

#[test]
fn a_digit_after_space_is_the_rpe_and_everything_is_one_step() {
    let mut p = week();
    let before = p.place.file("2026-W47").unwrap();
    p.keys("<space>");
    assert!(p.place.file("2026-W47").unwrap().contains("status = \"done\""), "marked at once");
    assert!(p.answer().contains("Legs done as planned"), "{}", p.answer());
    p.keys("7");
    assert_eq!(done(&p).as_deref(), Some("rpe = 7"));
    assert!(p.answer().contains("RPE 7"), "{}", p.answer());
    p.keys("m45<enter>b");
    assert_eq!(done(&p).as_deref(), Some("felt = \"better\", minutes = 45, rpe = 7"));
    // Everything is answered: the strip is closed, and keys go to the grid.
    p.keys("l");
    assert!(p.screen().contains("Thu 19 Nov"));
    p.keys("u");
    assert_eq!(p.place.file("2026-W47").unwrap(), before, "{}", p.answer());
    p.keys("<ctrl-r>");
    assert_eq!(done(&p).as_deref(), Some("felt = \"better\", minutes = 45, rpe = 7"));
}

#[test]
fn zero_means_ten_and_a_point_adds_a_half() {
    for (keys, wanted) in [
        ("0", Some("rpe = 10")),
        ("6.", Some("rpe = 6.5")),
        ("0.", Some("rpe = 10")),
        ("b7.", Some("felt = \"better\", rpe = 7.5")),
        // The planned value is known now, and no longer assumed.
        ("8", Some("rpe = 8")),
        ("8.", Some("rpe = 8.5")),
        ("m60<enter>", Some("minutes = 60")),
        // Typed minutes count even if another key follows.
        ("m50j", Some("minutes = 50")),
        ("m5<backspace>50<enter>9", Some("minutes = 50, rpe = 9")),
        ("m<enter>", None),
        ("m50<esc>", Some("minutes = 50")),
        ("<enter>", None),
        ("<esc>", None),
    ] {
        let mut p = week();
        p.keys("<space>").keys(keys);
        assert_eq!(done(&p).as_deref(), wanted, "{keys}");
        assert!(p.place.file("2026-W47").unwrap().contains("status = \"done\""), "{keys}");
    }
}

#[test]
fn each_answer_is_taken_once_and_other_keys_act_on_the_week() {
    // A second digit selects a day again.
    let mut p = week();
    p.keys("<space>71");
    assert_eq!(done(&p).as_deref(), Some("rpe = 7"));
    assert!(p.model.view.layer.is_none() && p.model.view.cursor() == crate::support::date("2026-11-16"));
    // The first `s` says it felt the same, the second one swaps.
    let mut p = week();
    p.keys("<space>ss");
    assert!(p.answer().starts_with("swap") || p.answer().contains("what is done stays put"), "{}", p.answer());
    // Keys that it does not know go to the grid at once, and the mark stays.
    let mut p = week();
    p.keys("<space>l");
    assert!(p.model.view.layer.is_none() && p.model.view.cursor() == crate::support::date("2026-11-19"));
    p.keys("u");
    assert!(!p.place.file("2026-W47").unwrap().contains("done"));
    // `e` opens everything.
    let mut p = week();
    p.keys("<space>7e");
    assert!(p.screen().contains("Minutes"), "{}", p.screen());
    // Rest that was kept asks nothing.
    let mut p = week();
    p.keys("2<space>");
    assert!(p.model.view.layer.is_none(), "{:?}", p.model.view.layer);
}

#[test]
fn ten_can_also_be_typed_as_10() {
    for (keys, wanted) in
        [("10", "rpe = 10"), ("1", "rpe = 1"), ("0", "rpe = 10"), ("1.", "rpe = 1.5"), ("10.", "rpe = 10")]
    {
        let mut p = week();
        p.keys("<space>").keys(keys);
        assert_eq!(done(&p).as_deref(), Some(wanted), "{keys}: {}", p.screen());
        assert_eq!(p.model.view.cursor(), crate::support::date(WED));
        p.keys("<esc>u");
        assert_eq!(done(&p), None);
    }
}

#[test]
fn impossible_minutes_are_reported_and_can_be_corrected() {
    let mut p = week();
    p.keys("<space>m9999<enter>");
    assert!(p.screen().contains("minutes") && p.screen().contains("1440"), "{}", p.screen());
    assert_eq!(done(&p), None);
    p.keys("<backspace><backspace><enter>");
    assert_eq!(done(&p).as_deref(), Some("minutes = 99"));
}

#[test]
fn the_daily_routine_takes_no_more_keys_than_before() {
    let mut p = crate::support::over(crate::support::Place::new(), WED);
    // Log, look, mark done with its real effort: 14 + 1 + 2, as it was with `space s`.
    p.keys("c00400630344<enter>").keys("w<esc>").keys("<space>7");
    let file = p.place.file("2026-W47").unwrap();
    assert!(file.contains("done = { rpe = 7 }"), "{file}");
}

/// Training on Monday and Tuesday and on the Thursday before, none of it marked; Wednesday is today.
fn gap() -> crate::support::Place {
    let place = crate::support::Place::new();
    let day = |date: &str, title: &str| {
        format!(
            "\n[[day]]\ndate = {date}\n\n[[day.session]]\nkind = \"strength\"\ntitle = \"{title}\"\nminutes = 60\nrpe = 8\n"
        )
    };
    let first = "\n[[day]]\ndate = 2026-11-11\ncheckin = { energy = 3 }\n";
    place.put("2026-W46", &format!("format = 1\n{first}{}", day("2026-11-12", "Back")));
    place.put(
        "2026-W47",
        &format!("format = 1\n{}{}{}", day("2026-11-16", "Upper"), day("2026-11-17", "Run"), day("2026-11-18", "Legs")),
    );
    place
}

fn done_days(place: &crate::support::Place) -> usize {
    ["2026-W46", "2026-W47"].iter().map(|w| place.file(w).unwrap().matches("status = \"done\"").count()).sum()
}

#[test]
fn unmarked_past_days_are_asked_about_on_the_first_screen() {
    let place = gap();
    let before = ["2026-W46", "2026-W47"].map(|w| place.file(w).unwrap());
    let mut p = crate::support::planner_on(place.own_store(), WED, |s| s);
    let screen = p.screen();
    assert!(screen.contains("unmarked: Thu 12, Mon 16, Tue 17 Nov:") && screen.contains("done as planned"), "{screen}");
    p.keys("d");
    assert_eq!(done_days(&place), 3);
    assert!(p.screen().contains("Thu 12, Mon 16, Tue 17 Nov: done as planned"), "{}", p.screen());
    p.keys("u");
    assert_eq!(["2026-W46", "2026-W47"].map(|w| place.file(w).unwrap()), before, "one step");
    // Once a day is enough; the next day asks again, until it is answered.
    let p = crate::support::planner_on(place.own_store(), WED, |s| s);
    assert!(!p.screen().contains("unmarked"), "{}", p.screen());
    let mut p = crate::support::planner_on(place.own_store(), "2026-11-19", |s| s);
    assert!(p.screen().contains("unmarked: Thu 12, Mon 16, Tue 17, Wed 18 Nov:"), "{}", p.screen());
    p.keys("l");
    assert!(p.screen().contains("stay as they are"), "{}", p.screen());
    let p = crate::support::planner_on(place.own_store(), "2026-11-20", |s| s);
    assert!(!p.screen().contains("unmarked"), "{}", p.screen());
}

#[test]
fn unmarked_days_can_become_days_away() {
    let place = gap();
    let mut p = crate::support::planner_on(place.own_store(), WED, |s| s);
    p.keys("a");
    let files = ["2026-W46", "2026-W47"].map(|w| place.file(w).unwrap()).concat();
    assert_eq!(files.matches("overlay = \"away\"").count(), 3, "{files}");
    p.keys("u");
    let files = ["2026-W46", "2026-W47"].map(|w| place.file(w).unwrap()).concat();
    assert!(!files.contains("overlay"), "{files}");
}

/// A day with training was not a day away, and before the first day that was logged nothing was left undone.
#[test]
fn only_days_that_went_by_unmarked_are_asked_about() {
    let place = gap();
    let week = place.file("2026-W47").unwrap();
    let walk = "title = \"Run\"\n\n[[day.session]]\nkind = \"strength\"\ntitle = \"Swim\"\nstatus = \"done\"";
    place.put("2026-W47", &week.replace("title = \"Run\"", walk));
    std::fs::remove_file(place.path("2026-W46")).unwrap();
    let mut p = crate::support::planner_on(place.own_store(), "2026-11-19", |s| s);
    assert!(p.screen().contains("unmarked: Tue 17 – Wed 18 Nov:"), "{}", p.screen());
    p.keys("a");
    let file = place.file("2026-W47").unwrap();
    assert!(p.screen().contains("Wed 18 Nov: away"), "{}", p.screen());
    assert_eq!(file.matches("overlay = \"away\"").count(), 1, "{file}");
}

/// Many log the morning first: the question waits until that is done.
#[test]
fn a_skipped_question_is_asked_once_more_after_the_check_in() {
    let place = gap();
    let mut p = crate::support::planner_on(place.own_store(), WED, |s| s);
    p.keys("c7.5<enter>");
    assert!(!p.screen().contains("unmarked:"), "{}", p.screen());
    p.keys("<enter>");
    assert!(p.screen().contains("unmarked: Thu 12, Mon 16, Tue 17 Nov:"), "{}", p.screen());
    p.keys("jc").keys("<enter>");
    assert!(!p.screen().contains("unmarked:"), "{}", p.screen());
    // A line that was not understood is reported, and the question comes anyway.
    let place = gap();
    place.put("2026-W47", &place.file("2026-W47").unwrap().replace("title = \"Run\"", "title = \"Run\"\nmykey = 1"));
    let p = crate::support::planner_on(place.own_store(), WED, |s| s);
    assert!(p.screen().contains("unmarked: Thu 12, Mon 16, Tue 17 Nov:"), "{}", p.screen());
}

#[test]
fn the_question_blocks_no_key_and_asks_only_about_training() {
    // Any other key acts on the week at once.
    let place = gap();
    let mut p = crate::support::planner_on(place.own_store(), WED, |s| s);
    p.keys("j4");
    assert!(p.model.view.layer.is_none() && p.model.view.cursor() == crate::support::date("2026-11-19"));
    assert_eq!(done_days(&place), 0);
    // Rest, a day off, a skipped session and a single day raise no question, and a hidden suggestion is no answer.
    for (from, to) in [
        ("title = \"Run\"", "title = \"Run\"\nstatus = \"skipped\""),
        ("date = 2026-11-17", "date = 2026-11-17\noverlay = \"ill\""),
    ] {
        let place = gap();
        std::fs::remove_file(place.path("2026-W46")).unwrap();
        place.put("2026-W47", &place.file("2026-W47").unwrap().replace(from, to));
        let p = crate::support::planner_on(place.own_store(), WED, |s| s);
        assert!(!p.screen().contains("unmarked"), "{to}: {}", p.screen());
    }
}

/// Typed faster than the disk: the mark and the answers are saved in order, and are one step.
#[test]
fn answers_typed_while_the_mark_is_being_saved_are_one_step_with_it() {
    for sent in 0..3 {
        let mut p = week();
        let before = p.place.file("2026-W47").unwrap();
        p.hold(true);
        p.keys("<space>");
        (0..sent).for_each(|_| {
            p.work();
        });
        p.keys("7m45<enter>b");
        p.hold(false);
        assert_eq!(done(&p).as_deref(), Some("felt = \"better\", minutes = 45, rpe = 7"), "{sent}");
        assert_eq!((p.model.unsaved(), p.place.store().depth().0), (0, 1), "{sent}");
        p.keys("u");
        assert_eq!(p.place.file("2026-W47").unwrap(), before, "{sent}: {}", p.answer());
    }
}

/// A session that somebody removed in the meantime is reported as gone, and nothing else is marked in its place.
#[test]
fn an_answer_about_a_session_that_is_gone_is_refused() {
    let mut p = week();
    p.keys("<space>");
    let file = p.place.file("2026-W47").unwrap().replace("title = \"Legs\"", "title = \"Arms\"");
    let file: Vec<&str> = file.lines().filter(|l| !l.starts_with("id = ")).collect();
    p.place.put("2026-W47", &format!("{}\n", file.join("\n")));
    p.keys("7");
    assert_eq!(done(&p), None, "{}", p.screen());
    assert!(p.screen().contains("no longer holds Legs"), "{}", p.screen());
}
