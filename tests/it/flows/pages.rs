//! Practices, timer, journal, charts, month, block, tour.

use crate::support::{self, Place, at, date};

use super::WED;

#[test]
fn a_practice_is_offered_added_and_marked_done_by_one_key_each() {
    let mut p = at("2026-11-19");
    p.keys("c7.5<tab>32<enter>");
    assert!(p.screen().contains("o practices · this week 0 (1–3)"), "{}", p.screen());
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
fn the_list_of_practices_shows_dose_source_and_reason() {
    let mut p = at("2026-11-19");
    p.keys("c7.5<tab>32<enter>o");
    let screen = p.screen();
    assert!(screen.contains("Recovery practices · recovery sessions this week 0 (1–3)"), "{screen}");
    assert!(screen.contains("Today, because: before tomorrow's") && screen.contains("Source: "), "{screen}");
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
    assert!(p.screen().contains("Left calves") && p.screen().contains("10:00 left"), "{}", p.screen());
    p.msg(passed(61));
    assert!(p.screen().contains("▸ Right calves") && p.screen().contains("· Left hamstrings"), "{}", p.screen());
    assert!(p.model.wakes_in().is_some());
    p.keys("<space>").msg(passed(60));
    assert!(p.screen().contains("paused") && p.screen().contains("Right calves"));
    assert!(p.model.wakes_in().is_none(), "a paused timer schedules no wake-up");
    p.keys("<space>").msg(passed(3_600));
    assert!(p.screen().contains("That's it. Well done."));
    p.keys("<enter>");
    assert!(p.answer().contains("Foam rolling 10 min, done"), "{}", p.answer());
    p.keys(":timer nap<enter>");
    assert!(p.answer().contains("there is no timer 'nap'; choose one of stretch, roll, breathe, box, meditate, cold"));
}

#[test]
fn ticks_appear_with_their_first_use_and_a_setting_hides_them() {
    let set = |on: Option<bool>| {
        support::with(Place::new(), WED, |mut s| {
            let daily = &mut std::rc::Rc::make_mut(&mut s.setup).settings.daily;
            (daily.snacks, daily.fuel) = (on, on);
            daily.heart_rate_cap = Some(120);
            s
        })
        .size(120, 40)
    };
    let mut p = set(Some(false));
    p.keys("M");
    assert!(p.answer().starts_with("movement snacks are off: snacks = false under [daily] in config.toml"));
    p.keys("F");
    assert!(p.answer().starts_with("fuel ticks are off"));
    let mut p = set(Some(true));
    p.keys("c7.5<enter><enter>");
    assert!(p.screen().contains("movement snacks 0"), "{}", p.screen());
    let mut p = set(None);
    let shows = |p: &support::Planner, what: &str| p.screen().contains(what);
    assert!(!shows(&p, "movement snacks") && !shows(&p, "fuel:"), "{}", p.screen());
    // Every dose with its source; what is counted and what is ticked.
    p.keys("MMF");
    for dose in [
        "20–30 g a meal in three to five meals, also after training  Moore 2009, Areta 2013",
        "protein and carbohydrate within 2 h of training",
        "sips throughout the day, not only while you train  Sawka 2007",
        "after any long or hot session: a pinch of salt, or a tablet",
        "every day, not straight after training",
    ] {
        assert!(shows(&p, dose), "{dose}: {}", p.screen());
    }
    p.keys("ppp-wm<space><enter>");
    let file = p.place.file("2026-W47").unwrap();
    assert!(file.contains("snacks = 2") && file.contains("protein = 2"), "{file}");
    assert!(file.contains("fuel = [\"protein\", \"water\"]"), "m and space removed it from again: {file}");
    p.keys("z");
    assert!(shows(&p, "movement snacks 2") && shows(&p, "fuel: protein 2× water · open: meal"), "{}", p.screen());
    assert!(!shows(&p, "electrolytes"), "only with long or hot work: {}", p.screen());
    p.keys("z");
    p.keys("2");
    assert!(p.screen().contains("talking pace, under 120 bpm"), "{}", p.screen());
    p.keys("uuuuuuuuu");
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
    assert!(p.screen().contains("nothing has all these words"));
    p.keys("<enter>");
    assert_eq!(p.model.view.cursor(), date("2024-03-05"));
}

#[test]
fn pages_open_from_one_menu_and_close_with_esc() {
    let mut p = at("2026-11-19");
    p.keys("c7.5<tab>32<enter>g");
    assert!(
        p.answer().starts_with("g  d go to  m month  y year  k block  t trends  p patterns  l own  w review"),
        "{}",
        p.answer()
    );
    assert!(
        p.screen().contains(" b body  j journal"),
        "what does not fit continues in the row of keys: {}",
        p.screen()
    );
    for (key, says) in [
        ("m", "November 2026"),
        ("l", "What your score has learnt"),
        ("w", "Week 47 in review"),
        ("k", "Sixty days"),
        ("t", "Trends  1 score"),
        ("p", "0 of 0 comparisons hold"),
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
    // Hours without clock times are drawn as bars.
    p.keys("<esc>gt2-");
    let screen = p.screen();
    assert!(screen.contains("2 sleep") && screen.contains("Sun 15 Nov   8h00"), "{screen}");
    assert!(screen.contains("5h30") && screen.contains("2 wk") && screen.matches('█').count() > 50, "{screen}");
    let braille = |s: &str| s.chars().filter(|c| ('\u{2801}'..='\u{28ff}').contains(c)).count();
    p.keys("1");
    assert!(braille(&p.screen()) > 20, "{}", p.screen());
    p.keys("<esc>:ascii<enter>gt2-");
    let screen = p.screen();
    assert!(screen.is_ascii() && screen.matches('#').count() > 50, "{screen}");
    p.keys("1");
    assert!(p.screen().is_ascii() && p.screen().matches('*').count() >= 14, "{}", p.screen());
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
    assert!(p.answer().starts_with("week 47 has begun; only weeks still ahead can move"), "{}", p.answer());
    p.keys("jJ");
    assert!(p.answer().starts_with("swapped weeks 48 and 49"), "{}", p.answer());
    let moved = p.place.file("2026-W49").unwrap();
    assert!(moved.contains("date = 2026-11-30") && moved.contains("title = \"Full rest\""), "{moved}");
    p.keys("u");
    assert!(p.answer().starts_with("undone: swapped weeks 48 and 49"), "{}", p.answer());
    assert_eq!(p.place.file("2026-W49"), None);
    p.keys("<enter>");
    assert_eq!(p.week().to_string(), "2026-W49");
}

#[test]
fn the_tour_continues_with_the_keys_it_asks_for() {
    let mut p = support::with(Place::new(), WED, |s| recoup::app::Start { sample: true, ..s });
    p.keys("c7.5<tab>433<enter>");
    p.model.begin_tour();
    for (step, keys) in [("1 of 5", "l"), ("2 of 5", "tr"), ("3 of 5", "u"), ("4 of 5", "w"), ("5 of 5", "<esc>f")] {
        assert!(p.screen().contains(step), "{step}: {}", p.screen());
        p.keys("B<esc>").keys(keys);
    }
    assert!(p.screen().contains("That is most of it"), "{}", p.screen());
    p.keys("<esc>:demo<enter>");
    assert_eq!(p.answer(), "these are the sample weeks; q leaves them");
    // In the sample weeks the tour begins right there.
    p.keys(":tour<enter>");
    assert!(p.screen().contains("1 of 5"), "{}", p.screen());
}

/// In every page esc and q go back to where you were, and enter goes to what is selected.
#[test]
fn esc_and_q_go_back_without_moving() {
    for (open, moves) in [("gm", "jj"), ("gm", "]"), ("gm", "t"), ("gb", "ll"), ("gk", "jj")] {
        for leave in ["<esc>", "q"] {
            let mut p = at(WED);
            p.keys("2").keys(open).keys(moves).keys(leave);
            assert!(p.model.view.layer.is_none(), "{open}{moves}{leave}");
            assert_eq!(p.model.view.cursor(), date("2026-11-17"), "{open}{moves}{leave}");
        }
        if moves != "t" {
            let mut p = at(WED);
            p.keys("2").keys(open).keys(moves).keys("<enter>");
            assert!(p.model.view.layer.is_none() && p.model.view.cursor() > date("2026-11-17"), "{open}{moves}");
        }
    }
}

/// Pages of lines scroll with the keys of a pager, presses beyond either end do not add up, and esc and q close them.
#[test]
fn pages_scroll_with_the_keys_of_a_pager() {
    for (open, title) in [("w", "Why "), ("gp", "Patterns"), ("U", "Edits, newest first")] {
        let page = || {
            let mut p = at(WED).size(70, 14);
            p.keys("c004006302343<tab><tab>6<enter>");
            for _ in 0..24 {
                p.keys("5+").keys("-");
            }
            p.keys("3").keys(open);
            assert!(p.screen().contains(title), "{open}: {}", p.screen());
            p
        };
        let first = page().screen();
        let last = page().keys("G").screen();
        assert_ne!(first, last, "{open}: it is longer than the screen");
        for (keys, wanted) in [
            ("<end>", &last),
            ("Gg", &first),
            ("G<home>", &first),
            ("<space><space><space><space><space><space><space><space><space>", &last),
            ("<pagedown><pagedown><pagedown><pagedown><pagedown><pagedown><pagedown><pagedown><pagedown>", &last),
            ("G<pageup><pageup><pageup><pageup><pageup><pageup><pageup><pageup><pageup>", &first),
            // Past the end nothing adds up: one line back is one line back.
            ("Gjjjjkj", &last),
            ("kkkjk", &first),
            // A key that means nothing here does nothing, and does not fall through to the week.
            ("5r", &first),
        ] {
            let seen = page().keys(keys).screen();
            assert_eq!(&seen, wanted, "{open}{keys}");
        }
        for close in ["q", "<esc>"] {
            let mut p = page();
            p.keys(close);
            assert!(p.model.view.layer.is_none() && !p.quit, "{open}{close}");
        }
    }
    let mut p = at(WED);
    p.keys("c7.5<enter><enter>w").keys("w");
    assert!(p.model.view.layer.is_none(), "the key that opened it closes it");
    // Lists: the first, the last.
    let mut p = at(WED);
    p.keys("oG");
    let last = p.screen();
    p.keys("gG");
    assert_eq!(p.screen(), last);
    p.keys("<home><end>");
    assert_eq!(p.screen(), last);
    let mut p = at(WED);
    p.keys("gk<end>");
    assert!(p.screen().contains("▸51"), "{}", p.screen());
    p.keys("<home>");
    assert!(p.screen().contains("▸43"), "{}", p.screen());
    let mut p = at(WED);
    p.keys("gm<home><enter>");
    assert!(p.screen().contains("Sun 1"), "{}", p.screen());
    p.keys("gm<end><enter>");
    assert!(p.screen().contains("Mon 30"), "{}", p.screen());
}

/// A page that waits for the whole log shows the progress; leaving it stops the work, and late progress is not shown.
#[test]
fn slow_pages_show_progress_and_can_be_left() {
    use recoup::app::{Effect, Msg};
    use recoup::domain::progress::Step;
    use recoup::keys::Key;
    let step = |done| Msg::Step(Step { what: "weeks", done, of: 1560 });
    for open in ["gp", "gt"] {
        let mut p = at(WED).size(100, 30);
        p.hold(true).keys(open).msg(step(312));
        assert!(p.screen().contains("312 of 1560 weeks; esc stops"), "{open}: {}", p.screen());
        p.msg(step(624));
        assert!(p.screen().contains("624 of 1560 weeks") && !p.screen().contains("312"), "{open}: {}", p.screen());
        let effects = p.model.update(Msg::Key(Key::parse("esc").unwrap()));
        assert!(effects.contains(&Effect::Stop), "{open}: {effects:?}");
        assert!(p.model.view.layer.is_none() && !p.screen().contains("1560"), "{open}: {}", p.screen());
        assert!(!p.model.update(step(700)).contains(&Effect::Stop), "{open}: it was stopped before");
        assert!(!p.screen().contains("700"), "{open}: {}", p.screen());
        // Opened again, it runs to the end, and no progress stays on the answer line.
        p.hold(false).keys(open).msg(step(800));
        assert!(!p.screen().contains("800"), "{open}: nothing is waited for: {}", p.screen());
        assert!(!p.model.update(Msg::Key(Key::parse("esc").unwrap())).contains(&Effect::Stop), "{open}");
    }
}

/// A read of the whole log that began before a change is older than the week in memory: that one stays.
#[test]
fn a_late_read_of_the_log_does_not_revert_a_newer_week() {
    use recoup::app::Effect;
    use recoup::domain::progress::unwatched;
    use recoup::runtime::effects;
    let mut p = at(WED);
    p.keys("r");
    let read = effects::perform(p.store(), &Effect::LoadAll, &unwatched).unwrap();
    p.keys("5+");
    assert!(p.place.file("2026-W47").unwrap().contains("rpe = 10"));
    p.msg(read);
    let (week, _) = p.model.shown("2026-W47".parse().unwrap());
    assert_eq!(week.days[4].sessions[0].rpe.map(|rpe| rpe.value()), Some(10.0), "the week that is shown");
    p.keys("6r");
    assert!(p.place.file("2026-W47").unwrap().contains("rpe = 10"), "the next save builds on it");
    assert!(p.model.view.notice.as_ref().is_none_or(|n| !n.is_refusal()), "{}", p.answer());
}

/// A search gives no final answer before everything is read, and Enter does not throw away what was typed.
#[test]
fn a_search_says_while_weeks_are_still_being_read() {
    let place = Place::new();
    place.put("2019-W10", "format = 1\n\n[[day]]\ndate = 2019-03-05\nnote = \"lighthouse\"\n");
    let mut p = support::over(place, WED);
    p.hold(true).keys("/lighthouse");
    assert!(p.screen().contains("0 so far") && p.screen().contains("still reading older weeks"), "{}", p.screen());
    p.keys("<enter>");
    assert!(p.screen().contains("/ lighthouse"), "what was typed stays: {}", p.screen());
    p.hold(false);
    assert!(p.screen().contains("1 found") && !p.screen().contains("being read"), "{}", p.screen());
    p.keys("<enter>");
    assert_eq!(p.model.view.cursor(), date("2019-03-05"));
}
