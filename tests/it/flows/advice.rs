//! The explanation of a score, suggestions, and what-if comparisons.

use std::fmt::Write;

use recoup::app::{Effect, Msg, Start};
use recoup::domain::WeekId;
use recoup::keys::Key;

use crate::support::{Place, Planner, at, date, over, with};

use super::WED;

#[test]
fn why_explains_every_point_and_takes_your_own_rating() {
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
        "one hour more sleep",
        "Not counted: load, no session is marked as done yet",
        "not known yet: 1 of 7 mornings logged",
        "rule: mood 2 or less, or stress 4 or more, on 4 of 7",
        "A guide, not a diagnosis.",
    ] {
        assert!(all.contains(text), "{text}\n{all}");
    }
    p.keys("i4");
    assert!(p.place.file("2026-W47").unwrap().contains("ready = 4"));
    assert!(p.screen().contains("Why 60"), "your own rating never changes the score");
    p.keys("i+<esc>");
    assert!(p.place.file("2026-W47").unwrap().contains("ready = 10"));
}

#[test]
fn a_short_night_caps_the_score_on_a_line_of_its_own() {
    let mut p = at(WED);
    p.keys("c5.5<tab>5551").keys("<tab><tab>0<enter>");
    assert!(p.screen().contains(" 64 EASE"), "{}", p.screen());
    assert!(p.screen().contains("C cap      short night"), "{}", p.screen());
    p.keys("w");
    assert!(p.screen().contains("cap: short night"), "{}", p.screen());
}

#[test]
fn level_three_offers_a_deload_that_is_an_edit() {
    let place = Place::new();
    let mut text = String::from("format = 1\n");
    for day in 16..=22 {
        // None today: pain would come before everything else.
        let pain = if day < 19 { "pain = [\"calves\"]\n" } else { "" };
        let checkin = format!("sleep_hours = 5.5\nenergy = 2\nmood = 1\nsoreness = {{ quads = 5 }}\n{pain}");
        let planned = "[[day.session]]\nkind = \"strength\"\ntitle = \"Work\"\nminutes = 60\nrpe = 8\n";
        text.push_str(&format!("[[day]]\ndate = 2026-11-{day}\n[day.checkin]\n{checkin}{planned}"));
    }
    place.put("2026-W47", &text);
    let mut p = over(place, "2026-11-19").size(80, 36);
    assert!(p.screen().contains("back off"), "{}", p.screen());
    let offered = |p: &crate::support::Planner| p.screen().contains("=  ease the next seven days");
    assert!(p.screen().contains("Back off: short or erratic sleep") && offered(&p), "{}", p.screen());
    p.keys("x");
    assert!(!offered(&p), "hidden for today");
    let mut p = p.restart("2026-11-19").size(80, 36);
    assert!(!offered(&p), "also after a restart");
    p.keys("<esc>u=");
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
    assert!(
        p.screen().contains("Lower body lighter.") && p.screen().contains("60' RPE 8 → 35' RPE 6."),
        "{}",
        p.screen()
    );
    assert_eq!(p.cell(2)[3], "60' RPE 8", "nothing changes by itself");
    p.keys("=");
    assert_eq!(p.cell(2)[3], "35' RPE 6");
    assert_eq!(p.answer(), "Wed 18 Nov: Lower body 60' RPE 8 → 35' RPE 6 (hard sessions need 65; this morning is 60)");
    assert!(p.screen().contains("Lower body 35' RPE 6, as offered this"), "{}", p.screen());
    p.keys("=");
    assert_eq!(p.answer(), "there is nothing to apply here", "afterwards nothing more is offered");
    p.keys("u");
    assert_eq!(p.cell(2)[3], "60' RPE 8");
    p.keys("x");
    assert!(!p.screen().contains("→ 35'") && p.screen().contains("by your own choice"), "{}", p.screen());
    p.keys("=");
    assert_eq!(p.answer(), "there is nothing to apply here");
}

#[test]
fn moving_leg_day_moves_the_later_mornings_and_the_forecast_is_kept() {
    let mut p = at(WED);
    p.keys("c004006302343").keys("<tab><tab>6<enter>");
    let before: Vec<String> = (3..7).map(|i| p.cell(i)[7].clone()).collect();
    assert!(before.iter().all(|s| s.starts_with('~')), "{before:?}");
    assert!(p.place.file("2026-W47").unwrap().contains("forecast = ["));
    p.keys("L");
    let after: Vec<String> = (3..7).map(|i| p.cell(i)[7].clone()).collect();
    assert_ne!(before, after);
    // A day ahead shows its range; how good forecasts are is not known yet.
    assert!(p.screen().contains("likely ") && p.screen().contains("graded the morning after"), "{}", p.screen());
}

#[test]
fn findings_are_shown_on_their_day() {
    let mut p = at("2026-11-16");
    assert!(!p.screen().contains('△'), "the split gives no finding");
    p.keys("3s2");
    assert!(p.screen().contains("Tue 17 △"), "{}", p.screen());
    p.keys("2");
    assert!(p.screen().contains("△ Tue is a very hard day right after"), "{}", p.screen());
}

#[test]
fn what_if_tries_compares_and_applies_as_one_step() {
    let mut p = at(WED);
    p.keys("c004006302343").keys("<tab><tab>6<enter>");
    let before = p.place.file("2026-W47").unwrap();
    let later = p.cell(3)[7].clone();
    p.keys("fs5").keys("-");
    assert_eq!(p.cell(4)[2], "Lower body");
    assert!(p.screen().contains("▸ B  Lower body Wed → Fri"), "{}", p.screen());
    assert!(p.screen().contains("B gives ") || p.screen().contains("B costs "), "{}", p.screen());
    assert_eq!(p.place.file("2026-W47").unwrap(), before, "nothing is saved");
    // A second plan next to it, starting from the current plan.
    p.keys("<tab>");
    assert_eq!(p.cell(4)[2], "HIIT");
    p.keys("r");
    assert!(p.screen().contains("▸ C  Wed rest"), "{}", p.screen());
    p.keys("u");
    assert_eq!(p.cell(2)[2], "Lower body");
    p.keys("c");
    assert_eq!(p.answer(), "what if only tries out plans; enter applies one, esc leaves");
    p.keys("<esc>");
    assert_eq!((p.place.file("2026-W47").unwrap(), p.cell(3)[7].clone()), (before.clone(), later), "nothing was saved");
    // Applied, it is one step.
    p.keys("fs5").keys("7r").keys("<enter>");
    assert!(p.answer().starts_with("what-if applied: Wed ⇄ Fri, Sun rest"), "{}", p.answer());
    assert!(p.place.file("2026-W47").unwrap().contains("[[tray]]"));
    p.keys("u");
    assert_eq!(p.place.file("2026-W47").unwrap(), before);
    // Tonight's bed time changes tomorrow.
    p.keys("fb");
    assert!(p.screen().contains("in bed tonight by  00:40"), "the usual time is filled in:\n{}", p.screen());
    p.keys("2200<enter>");
    assert!(p.screen().contains("▸ B  Wed bed 22:00"), "{}", p.screen());
    p.keys("<enter>");
    assert!(p.place.file("2026-W47").unwrap().contains("bed = \"22:00\""));
}

#[test]
fn arrange_offers_the_best_order_and_applies_it_as_one_step() {
    let mut p = at("2026-11-16");
    p.keys(":arrange<enter>");
    assert_eq!(p.answer(), "no order of the days left is better than the current plan");
    // Legs, intervals and full body on days in a row.
    p.keys("3s2").keys("5s3");
    let bad = p.place.file("2026-W47").unwrap();
    assert!(p.screen().contains('△'));
    p.keys(":arrange<enter>");
    assert!(p.screen().contains("A better order for week 47"), "{}", p.screen());
    assert!(p.screen().contains("→ 0\n"), "{}", p.screen());
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
    assert!(p.screen().contains("=  swap Tue with "), "{}", p.screen());
    p.keys("=");
    assert!(p.answer().starts_with("swapped Tue Lower body ⇄ "), "{}", p.answer());
    assert!(!p.screen().contains('△'), "{}", p.screen());
}

#[test]
fn when_drained_before_a_hard_day_today_stays_easy() {
    let place = Place::new();
    let mornings = (9..=15)
        .map(|day| format!("[[day]]\ndate = 2026-11-{day:02}\n[day.checkin]\nsleep_hours = 5\nenergy = 2\n"))
        .collect::<String>();
    place.put("2026-W46", &format!("format = 1\nown = true\n{mornings}"));
    let mut p = over(place, "2026-11-19");
    // Rest is planned today, HIIT tomorrow, and nights of little sleep and sore legs do not suit that.
    p.keys("6r").keys("5");
    p.keys("4c5<tab>22242").keys("<tab>7<enter>");
    assert!(p.screen().contains("Drained: keep today easy; HIIT"), "{}", p.screen());
    // No morning of the week suits it.
    p.keys("=");
    assert!(p.answer().starts_with("Fri 20 Nov: Easy walk instead of HIIT intervals"), "{}", p.answer());
}

#[test]
fn weeks_loaded_during_a_what_if_stay_loaded() {
    let place = Place::new();
    place.put("2026-W10", "format = 1\n[[day]]\ndate = 2026-03-04\n[[day.session]]\nkind = \"endurance\"\ntitle = \"Spring run\"\nstatus = \"done\"\n");
    let mut p = over(place, WED);
    p.keys("c004006302343<enter>").keys("f");
    p.keys(&"[".repeat(37));
    assert!(p.screen().contains("week 10") && p.screen().contains("Spring"), "{}", p.screen());
    p.keys("<tab>");
    assert!(p.screen().contains("Spring"), "in the next plan:\n{}", p.screen());
    p.keys("<esc>");
    assert!(p.screen().contains("Spring"), "after leaving:\n{}", p.screen());
}

/// A week of mornings with these hours asleep and this energy, and three leg sessions that were done.
fn logged(monday: &str, mornings: u32, hours: f64, energy: u8, rpe: u8, deload: bool) -> String {
    let mut out = format!("format = 1\nown = true\n{}", if deload { "deload = true\n" } else { "" });
    for n in 0..7 {
        let day = date(monday) + chrono::Days::new(n);
        out.push_str(&format!("\n[[day]]\ndate = {day}\n"));
        if n < mornings.into() {
            out.push_str(&format!("\n[day.checkin]\nsleep_hours = {hours}\nenergy = {energy}\nmood = 3\nstress = 3\n"));
        }
        if [0, 2, 4].contains(&n) && rpe > 0 {
            out.push_str(&format!(
                "\n[[day.session]]\nkind = \"strength\"\ntitle = \"Legs\"\nminutes = 60\nrpe = {rpe}\nregions = [\"quads\"]\nstatus = \"done\"\n"
            ));
        }
    }
    out
}

/// Two weeks of 6.5 h and RPE 8, a deload, a week of 8 h and RPE 7: the means before are compared with those after.
#[test]
fn a_deload_is_reviewed_against_the_two_weeks_before() {
    let place = Place::new();
    for (week, monday, hours, rpe, deload) in [
        ("2026-W43", "2026-10-19", 6.5, 8, false),
        ("2026-W44", "2026-10-26", 6.5, 8, false),
        ("2026-W45", "2026-11-02", 7.0, 4, true),
        ("2026-W46", "2026-11-09", 8.0, 7, false),
    ] {
        place.put(week, &logged(monday, 7, hours, 3, rpe, deload));
    }
    let p = over(place, WED).size(160, 50);
    let mean = |from: &str, n: u64| {
        let days = (0..n).map(|k| date(from) + chrono::Days::new(k));
        days.map(|d| f64::from(p.model.recovery(d).unwrap().shown)).sum::<f64>() / n as f64
    };
    let wanted = format!(
        "the deload of week 45, two weeks before → week after: score {:.0} → {:.0}, sleep 6h30 → 8h00, RPE of the same work \
         8.0 → 7.0",
        mean("2026-10-19", 14),
        mean("2026-11-09", 7)
    );
    assert_eq!(p.model.deload_review().as_deref(), Some(wanted.as_str()));
    assert!(p.screen().contains("the deload of week 45"), "{}", p.screen());
    // Four weeks later it is no longer news.
    let p = p.restart("2026-12-02");
    assert_eq!(p.model.deload_review(), None);
    // Without a morning after it there is nothing to compare.
    let place = Place::new();
    place.put("2026-W44", &logged("2026-10-26", 7, 6.5, 3, 8, false));
    place.put("2026-W45", &logged("2026-11-02", 7, 7.0, 3, 4, true));
    assert_eq!(over(place, "2026-11-10").model.deload_review(), None);
}

/// Seven low mornings after three weeks of training offer a deload before it is due; after two weeks they do not, and
/// neither do mornings that are not so low.
#[test]
fn low_mornings_after_three_loading_weeks_offer_an_early_deload() {
    let offer = |weeks: usize, energy: u8, hours: f64| {
        let place = Place::new();
        let all = [("2026-W46", "2026-11-09"), ("2026-W45", "2026-11-02"), ("2026-W44", "2026-10-26")];
        for (week, monday) in all.into_iter().take(weeks) {
            place.put(week, &logged(monday, 7, hours, energy, 6, false));
        }
        place.put("2026-W47", &logged("2026-11-16", 3, hours, energy, 0, false));
        place.put("2026-W48", "format = 1\nown = true\n");
        over(place, WED)
    };
    let mut p = offer(3, 1, 5.5);
    let text = p.model.said_of(date(WED)).join(" ");
    let scores = (0..7).map(|n| f64::from(p.model.recovery(date(WED) - chrono::Days::new(n)).unwrap().shown));
    let mean = scores.sum::<f64>() / 7.0;
    assert!(mean < 55.0);
    let listed = format!("A deload can come early. Seven mornings at {mean:.0} on average after three loading weeks.");
    assert!(text.starts_with(&listed), "{text}");
    p.keys("=");
    assert!(p.place.file("2026-W47").unwrap().contains("deload = true"), "{}", p.answer());
    let early = |p: &crate::support::Planner| p.model.said_of(date(WED))[0].contains("come early");
    assert!(!early(&offer(2, 1, 5.5)));
    assert!(!early(&offer(3, 4, 8.0)));
}

/// Fourteen nights of half an hour less than the setting: your own median is offered where the score is explained.
#[test]
fn after_two_weeks_of_nights_your_own_median_is_offered() {
    let nights = |mornings: u32, hours: f64| {
        let place = Place::new();
        place.put("2026-W46", &logged("2026-11-09", 7, hours, 3, 0, false));
        place.put("2026-W47", &logged("2026-11-16", mornings, hours, 3, 0, false));
        over(place, "2026-11-22").model.sleep_need_offer()
    };
    assert_eq!(
        nights(7, 7.5).as_deref(),
        Some("your own median of the last 28 nights, within 7 to 9 h, is 7h30; ⟦setup⟧ sets it")
    );
    assert!(nights(7, 6.0).unwrap().contains("is 7h00"), "never less than seven hours");
    assert!(nights(7, 9.5).unwrap().contains("is 9h00"), "nor more than nine");
    assert_eq!(nights(6, 7.5), None, "thirteen nights are not enough");
    assert_eq!(nights(7, 7.9), None, "six minutes do not make another need");
}

/// A plan is named by its net difference, however it was reached.
#[test]
fn a_tried_plan_is_named_by_its_net_difference() {
    for (keys, name) in [
        ("5>>>>>>-", "HIIT Fri 30'/9 → 60'/8"),
        ("5>>><<<", "same as planned"),
        ("5>>>uuu+", "HIIT Fri 30'/9 → 30'/10"),
        ("s5s5", "same as planned"),
        ("s5", "Wed ⇄ Fri"),
        ("L", "Wed ⇄ Thu"),
        ("r", "Wed rest"),
        ("rr", "Wed Lower body → Easy walk"),
        ("m5a", "Lower body Wed → Fri"),
        ("m5a5jjj-", "Lower body Wed → Fri 60'/7"),
        ("d", "− Lower body Wed"),
        ("4d", "Thu empty"),
        ("5S<enter>", "HIIT Fri skipped"),
        ("5!a6", "Fri–Sat away"),
        ("b2200<enter>b2230<enter>", "Wed bed 22:30"),
        ("b2200<enter>b<backspace><enter>", "same as planned"),
        ("b2200<enter>b+<enter>", "Wed bed 22:15"),
        ("5>s]", "HIIT Fri 27 30'/9 → 35'/9"),
        ("r5-", "Wed rest, HIIT Fri 30'/9 → 30'/8"),
        ("e<up><up>knee sleeves<enter>", "Lower body Wed changed"),
    ] {
        let mut p = at(WED);
        p.keys("f").keys(keys);
        p.resize(120, 36);
        let called = |l: &str| l.trim().trim_start_matches('▸').trim() == format!("B ┅┅┅  {name}");
        assert!(p.screen().lines().any(called), "{keys}: {}", p.screen());
    }
}

#[test]
fn plans_that_were_left_come_back_once() {
    let mut p = at(WED);
    p.keys("c004006302343").keys("<tab><tab>6<enter>");
    let before = p.place.file("2026-W47").unwrap();
    p.keys("f<esc>");
    assert_eq!(p.answer(), "nothing was saved");
    p.keys("fs5<tab>r<esc>");
    assert_eq!(p.answer(), "nothing was saved; f u restores the plans");
    p.keys("f");
    assert_eq!(p.answer(), "u restores the 2 plans you left");
    p.keys("u");
    assert!(p.screen().contains("▸ B  Wed ⇄ Fri") && p.screen().contains("  C  Wed rest"), "{}", p.screen());
    assert_eq!(p.place.file("2026-W47").unwrap(), before);
    // Each comes back complete: it can be undone, and applied. The other one is kept for the next time.
    p.keys("<enter>");
    assert!(p.answer().starts_with("what-if applied: Wed ⇄ Fri"), "{}", p.answer());
    p.keys("f");
    assert_eq!(p.answer(), "u restores the plan you left");
    // Opening and leaving loses nothing; plans that were called back are no longer kept, nor are they once newer ones are left.
    p.keys("<esc>f");
    assert_eq!(p.answer(), "u restores the plan you left");
    p.keys("uuu");
    assert_eq!(p.answer(), "nothing to undo in this plan");
    p.keys("<esc>f");
    assert_eq!(p.answer(), "");
}

/// The week may change after a plan was tried on it; changes that no longer fit are reported.
#[test]
fn a_plan_that_comes_back_leaves_out_what_no_longer_fits() {
    let mut p = at(WED);
    p.keys("f5>").keys("6-").keys("<esc>");
    p.keys("5d").keys("fu");
    assert!(p.answer().starts_with("restored the plans you left; one change no longer fits"), "{}", p.answer());
    p.resize(120, 36);
    assert!(p.screen().contains("B ┅┅┅  Light full Sat 45'/6 → 45'/5"), "{}", p.screen());
}

#[test]
fn a_bed_time_is_asked_for_and_a_wrong_one_is_reported() {
    let mut p = at(WED);
    p.keys("fb");
    assert!(p.screen().contains("in bed tonight by"), "{}", p.screen());
    p.keys("2570<enter>");
    assert!(p.screen().contains("'2570' is not a time"), "{}", p.screen());
    assert!(p.model.view.layer.is_some());
    p.keys("<ctrl-u>9 pm<enter>");
    assert!(p.screen().contains("Wed bed 21:00"), "{}", p.screen());
    // Esc leaves the question, not the plans.
    p.keys("b<esc>");
    assert!(p.model.view.sandbox.is_some() && p.screen().contains("Wed bed 21:00"), "{}", p.screen());
}

/// Another split shows what it will do first, and loses nothing.
#[test]
fn a_split_and_a_deload_are_previewed_before_they_apply() {
    let mut p = at(WED);
    p.keys("L").keys("5aPaddling<enter><enter>90<tab>4<enter>");
    let before = p.place.file("2026-W47").unwrap();
    p.keys(":split five-day<enter>");
    assert!(p.screen().contains("The five-day split for week 47"), "{}", p.screen());
    for line in ["Wed 18: Full rest → Lower body", "Thu 19: Lower body → Full rest", "tray: Paddling 90' RPE 4"] {
        assert!(p.screen().contains(line), "{line}: {}", p.screen());
    }
    p.keys("<esc>");
    assert_eq!(p.place.file("2026-W47").unwrap(), before);
    p.keys(":split five-day<enter><enter>");
    assert!(p.answer().starts_with("week 47 follows the five-day split; Paddling waits in the tray"), "{}", p.answer());
    p.keys("u");
    assert_eq!(p.place.file("2026-W47").unwrap(), before);
    // The same for a deload.
    p.keys(":deload<enter>");
    assert!(p.screen().contains("A deload · the seven days from Fri 20 Nov"), "{}", p.screen());
    assert!(p.screen().contains("Sat 21: Light full body 45' RPE 6 → Light full body 25' RPE 4"), "{}", p.screen());
    p.keys("<esc>");
    assert_eq!(p.place.file("2026-W47").unwrap(), before);
    p.keys(":deload<enter><enter>");
    assert!(p.answer().starts_with("deload for 7 days from Fri 20 Nov"), "{}", p.answer());
}

/// A session was moved off its day in the split, and that day was done with something else: the split must not lose it.
#[test]
fn applying_a_split_again_keeps_a_moved_session() {
    let mut p = at(WED);
    p.keys("L3<space>");
    assert!(p.place.file("2026-W47").unwrap().contains("status = \"done\""), "{}", p.screen());
    p.keys(":split five-day<enter>");
    assert!(p.screen().contains("tray: Lower body 60' RPE 8"), "{}", p.screen());
    p.keys("<enter>");
    assert!(p.answer().contains("Lower body waits in the tray"), "{}", p.answer());
    assert!(p.place.file("2026-W47").unwrap().contains("[[tray]]"));
}

/// On a small screen a preview scrolls; where nothing would change there is none.
#[test]
fn a_preview_scrolls_and_is_skipped_where_nothing_changes() {
    let mut p = at("2026-11-16").size(38, 10);
    p.keys(":deload<enter>");
    let first = p.screen();
    assert!(first.contains("scroll"), "{first}");
    assert!(p.keys("G").screen().contains("Sat 21") && p.keys("g").screen() == first, "{}", p.screen());
    let mut p = at("2026-11-16");
    p.keys("r").keys("u").keys("+").keys(":split five-day<enter>").keys("<enter>").keys(":split five-day<enter>");
    assert!(p.answer().contains("nothing would change"), "{}", p.answer());
    assert!(p.screen().contains("split five-day"), "the command line stays: {}", p.screen());
}

/// A preview is applied exactly as shown: other keys apply nothing on the way, and a week that somebody else changed has
/// to be looked at again first.
#[test]
fn a_preview_is_applied_as_it_was_shown_or_not_at_all() {
    let mut p = at("2026-11-16");
    p.keys("+").keys(":deload<enter>");
    let before = p.place.file("2026-W47").unwrap();
    p.keys("x");
    assert!(p.screen().contains("x does nothing here; enter applies it, esc cancels"), "{}", p.screen());
    p.keys(":go-to 2026-12-01<enter>");
    assert_eq!(p.place.file("2026-W47").unwrap(), before);
    assert!(p.screen().contains("Week 49"), "{}", p.screen());
    let mut p = at("2026-11-16");
    p.keys("+").keys(":deload<enter>");
    let mut other = crate::support::planner(&p.place, "2026-11-16", |s| s);
    other.keys("5r");
    let id = p.week();
    let held = p.place.store().read(id);
    p.msg(recoup::app::Msg::Loaded(vec![(id, held)]));
    let now = p.place.file("2026-W47").unwrap();
    p.keys("<enter>");
    assert!(p.screen().contains("the week has changed, so nothing was applied"), "{}", p.screen());
    assert_eq!(p.place.file("2026-W47").unwrap(), now);
}

#[test]
fn a_what_if_without_a_net_change_is_no_step() {
    let mut p = at(WED);
    p.keys("+");
    let before = (p.place.file("2026-W47").unwrap(), p.place.store().depth().0);
    p.keys("f+-<enter>");
    assert!(p.answer().starts_with("what you tried matches the plan"), "{}", p.answer());
    assert_eq!((p.place.file("2026-W47").unwrap(), p.place.store().depth().0), before);
}

/// Taking rest off a day, or putting it back, is a change like any other.
#[test]
fn a_rest_day_that_was_emptied_is_applied() {
    let mut p = at(WED);
    p.keys("+").keys("f4d<enter>");
    assert!(p.answer().starts_with("what-if applied: Thu empty"), "{}", p.answer());
    assert_eq!(p.cell(3)[1], "–", "{}", p.screen());
}

#[test]
fn a_planned_deload_is_no_longer_due() {
    let place = Place::new();
    for (n, week) in ["2026-W42", "2026-W43", "2026-W44", "2026-W45", "2026-W46"].iter().enumerate() {
        let day = crate::support::date("2026-10-14") + chrono::Days::new(7 * n as u64);
        place.put(week, &format!("format = 1\n[[day]]\ndate = {day}\n[[day.session]]\nkind = \"strength\"\ntitle = \"Work\"\nminutes = 60\nrpe = 8\nstatus = \"done\"\n"));
    }
    let mut p = over(place, WED);
    assert!(p.screen().contains("deload overdue by 1 week"), "{}", p.screen());
    p.keys(":deload<enter><enter>");
    assert!(!p.screen().contains("deload due") && !p.screen().contains("overdue"), "{}", p.screen());
}

/// Fifteen weeks of somebody who rates only by energy, and to whom soreness means nothing.
fn rated_by_energy(place: &Place) {
    for week in 32..47 {
        let id: WeekId = format!("2026-W{week}").parse().unwrap();
        let mut text = String::from("format = 1\n");
        for (n, date) in id.days().enumerate() {
            let at = week as usize * 7 + n;
            let energy = 1 + (at * 7) % 5;
            let sore = (at * 3) % 7;
            let _ = write!(
                text,
                "\n[[day]]\ndate = {date}\n[day.checkin]\nsleep_hours = {}\nenergy = {energy}\nmood = 3\nstress = 3\nsoreness = {{ general = {sore} }}\nready = {}\n",
                6.5 + (at % 4) as f64 / 2.0,
                2 * energy - 1
            );
        }
        place.put(&id.to_string(), &text);
    }
}

/// Your own weights are offered after a check-in if they agree better: once, and then not again for four weeks.
#[test]
fn own_weights_are_offered_once_after_the_check_in() {
    let json = |p: &Planner, part: &str| {
        // The program keeps its own state in a folder named after it.
        let offered = p.place.store().remembered("weights-offered");
        p.place.own_store().remember("weights-offered", offered.as_deref()).unwrap();
        let (code, out, err) = p.place.run(WED, &["today", "--json"]);
        assert_eq!(code, 0, "{err}");
        let all: serde_json::Value = serde_json::from_str(&out).unwrap();
        all["weights"][part].as_str().map(str::to_owned)
    };
    let place = Place::new();
    rated_by_energy(&place);
    let offer = "gl: your own weights fit better now";
    let mut p = over(place, WED).size(120, 36);
    assert!(!p.screen().contains("your own weights"), "not before the morning is logged");
    assert_eq!(json(&p, "why_not").as_deref(), Some("not-taken"));
    p.keys("c7.5<tab>4<enter>");
    assert!(p.answer().starts_with("logged the morning") && p.answer().ends_with(offer), "{}", p.answer());
    assert_eq!(json(&p, "why_not").as_deref(), Some("refused"), "offered, and not taken yet");
    // It takes no key, and is not repeated with the next answer.
    p.keys("u");
    assert!(!p.place.file("2026-W47").is_some_and(|f| f.contains("7.5")), "u undoes");
    p.keys("c7.5<tab>4<enter>");
    assert!(!p.screen().contains("your own weights"), "{}", p.screen());
    // Four weeks later it is repeated, and no earlier.
    let mut p = p.restart("2026-12-15").size(120, 36);
    p.keys("c7.5<tab>4<enter>");
    assert!(!p.screen().contains("your own weights"), "{}", p.screen());
    let mut p = p.restart("2026-12-16").size(120, 36);
    p.keys("c7.5<tab>4<enter>");
    assert!(p.answer().starts_with("logged the morning") && p.answer().ends_with(offer), "{}", p.answer());
    // On the page one key turns them on and off again, and the page stays open; turned off, they are not offered for four weeks.
    p.keys("gl=");
    assert!(p.screen().contains("Your own weights are in use"), "{}", p.screen());
    p.keys("=");
    assert!(p.screen().contains("Your own weights fit your recent ratings ("), "{}", p.screen());
    assert!(p.screen().contains("What your score has learnt"), "{}", p.screen());
    let mut p = p.restart("2027-01-12").size(120, 36);
    p.keys("c7.5<tab>4<enter>");
    assert!(!p.screen().contains("your own weights"), "{}", p.screen());
    let mut p = p.restart("2027-01-13").size(120, 36);
    p.keys("c7.5<tab>4<enter>");
    assert!(p.answer().starts_with("logged the morning") && p.answer().ends_with(offer), "{}", p.answer());
    // In the sample weeks they are only tried, and the person's settings do not change.
    let place = Place::new();
    rated_by_energy(&place);
    let mut p = with(place, WED, |start| Start { sample: true, ..start }).size(120, 36);
    p.keys("gl");
    let effects = p.model.update(Msg::Key(Key::parse("=").unwrap()));
    assert!(p.screen().contains("Your own weights are in use"), "{}", p.screen());
    assert!(!effects.iter().any(|e| matches!(e, Effect::Set { .. })), "{effects:?}");
}

/// Nothing is offered if your own weights agree no better.
#[test]
fn published_weights_that_agree_are_left_alone() {
    let place = Place::new();
    for week in 32..47 {
        let id: WeekId = format!("2026-W{week}").parse().unwrap();
        let day = |(n, date): (usize, chrono::NaiveDate)| {
            let ready = 2 + (week as usize * 7 + n) % 7;
            format!("\n[[day]]\ndate = {date}\n[day.checkin]\nsleep_hours = 8.0\nenergy = 3\nready = {ready}\n")
        };
        place.put(&id.to_string(), &format!("format = 1\n{}", id.days().enumerate().map(day).collect::<String>()));
    }
    let mut p = over(place, WED).size(120, 36);
    p.keys("c7.5<tab>4<enter>");
    assert!(!p.screen().contains("weights"), "{}", p.screen());
}

/// The page on weights loses no column of its tables on a narrow screen.
#[test]
fn the_tables_of_the_page_on_weights_fit_a_narrow_screen() {
    let place = Place::new();
    rated_by_energy(&place);
    let mut p = over(place, WED).size(46, 20);
    p.keys("glG");
    let rows: Vec<String> = p.screen().lines().map(str::to_owned).collect();
    let head = rows.iter().find(|l| l.contains("forecast  today")).unwrap();
    assert!(head.ends_with("inside"), "{}", p.screen());
    assert_eq!(rows.iter().filter(|l| l.contains(" day") && l.trim_end().ends_with('%')).count(), 4, "{}", p.screen());
}

/// Hurt asks once where and how bad; what trains it waits, the rest of the plan continues, and the journal keeps a line.
#[test]
fn an_injury_has_a_course() {
    let mut p = at(WED).size(80, 36);
    p.keys("c7.5<tab>444<enter>").keys("!h7");
    assert!(p.screen().contains("where does it hurt") && p.screen().contains("8 quads"), "{}", p.screen());
    p.keys("8<enter>");
    assert!(p.screen().contains("how bad is it in quads:"), "{}", p.screen());
    p.keys("6");
    assert!(
        p.answer().starts_with("Wed 18 – Sun 22 Nov: hurt, quads, 6 of 10; what trains it waits"),
        "{}",
        p.answer()
    );
    let file = p.place.file("2026-W47").unwrap();
    assert_eq!(file.matches("hurt = { regions = [\"quads\"], pain = 6 }").count(), 5, "{file}");
    assert_eq!(file.matches("note = \"hurt: quads, 6 of 10\"").count(), 1, "{file}");
    // The leg day waits; no session left in the week spares the quads, so an easy walk is offered.
    let screen = p.screen();
    assert!(screen.contains("Pain in quads: no training left this"), "{screen}");
    assert!(screen.contains("=  Easy walk 30' RPE 2 instead of"), "{screen}");
    assert!(screen.contains("hurt: quads, 6 of 10") && screen.contains("what trains it waits"), "{screen}");
    p.resize(120, 36);
    let body = p.screen().lines().find(|l| l.contains("quads       ")).map(str::to_owned);
    assert!(body.is_some_and(|l| l.contains("·!")), "the body panel shows it\n{}", p.screen());
    p.resize(80, 36);
    p.keys("=");
    assert!(p.answer().starts_with("Wed 18 Nov: Easy walk instead of Lower body"), "{}", p.answer());
    assert!(p.screen().contains("as offered this") && !p.screen().contains("Pain in quads:"), "{}", p.screen());
    // Once it is lifted the plan holds; undo brings the injury back.
    p.keys("!");
    assert!(!p.place.file("2026-W47").unwrap().contains("hurt = "));
    p.keys("u");
    assert_eq!(p.place.file("2026-W47").unwrap().matches("hurt = ").count(), 5);
    // After a week it asks whether it is over.
    let p = p.restart("2026-11-22");
    assert!(!p.screen().contains("is it over"), "five days\n{}", p.screen());
    let place = Place::new();
    for (week, from) in [("2026-W46", 9), ("2026-W47", 16)] {
        let hurt = |day| {
            format!("[[day]]\ndate = 2026-11-{day:02}\noverlay = \"hurt\"\nhurt = {{ regions = [\"calves\"] }}\n")
        };
        place.put(week, &format!("format = 1\nown = true\n{}", (from..from + 7).map(hurt).collect::<String>()));
    }
    let p = over(place, "2026-11-17").size(120, 36);
    assert!(p.screen().contains("Hurt for 9 days; is it over? !"), "{}", p.screen());
}

/// A deload that is due and was declined is not brought up again before the next week.
#[test]
fn a_declined_deload_is_not_offered_again_that_week() {
    let place = Place::new();
    for (week, monday) in [
        ("2026-W42", "2026-10-12"),
        ("2026-W43", "2026-10-19"),
        ("2026-W44", "2026-10-26"),
        ("2026-W45", "2026-11-02"),
        ("2026-W46", "2026-11-09"),
    ] {
        place.put(week, &logged(monday, 7, 8.0, 3, 6, false));
    }
    // These two show the split.
    for (week, monday, mornings) in [("2026-W47", "2026-11-16", 7), ("2026-W48", "2026-11-23", 1)] {
        place.put(week, &logged(monday, mornings, 8.0, 3, 0, false).replace("own = true\n", ""));
    }
    let due = |p: &crate::support::Planner, on: &str| p.model.said_of(date(on))[0].starts_with("A deload is due");
    let mut p = over(place, "2026-11-17");
    assert!(due(&p, "2026-11-17"), "{}", p.screen());
    assert!(p.screen().contains("x not this"), "{}", p.screen());
    p.keys("<esc>x");
    assert!(p.answer().contains("hidden until Monday"), "{}", p.answer());
    assert!(!due(&p, "2026-11-17"), "{}", p.screen());
    let p = p.restart("2026-11-18");
    assert!(!due(&p, "2026-11-18"), "{}", p.screen());
    // Trained through, the next week brings it up again.
    p.place.put("2026-W47", &logged("2026-11-16", 7, 8.0, 3, 6, false));
    let p = p.restart("2026-11-23");
    assert!(due(&p, "2026-11-23"), "{}", p.screen());
}

/// Two weeks of caution, a deload among them: the line is shown on the week, whatever day is selected.
#[test]
fn caution_that_lasts_says_to_talk_to_somebody() {
    let place = Place::new();
    for (week, monday, deload) in [
        ("2026-W44", "2026-10-26", false),
        ("2026-W45", "2026-11-02", false),
        ("2026-W46", "2026-11-09", true),
        ("2026-W47", "2026-11-16", false),
    ] {
        let text = logged(monday, 7, 5.0, 1, 6, deload).replace("mood = 3", "mood = 1");
        place.put(week, &text);
    }
    let mut p = over(place, WED).size(80, 24);
    assert!(p.screen().contains("This has lasted two weeks; talk to a doctor or coach."), "{}", p.screen());
    p.keys("7");
    assert!(p.screen().contains("talk to a doctor or coach"), "{}", p.screen());
    let (_, said, _) = p.place.run(WED, &["today"]);
    assert!(said.contains("lasted two weeks") || said.contains("Back off"), "{said}");
}
