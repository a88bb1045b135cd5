//! The pages over the week: they draw what is on file, use the room they have, and cut nothing that fits.

use recoup::config::face::Face;
use recoup::domain::Days;
use recoup::domain::calendar::add_days;
use recoup::runtime::workspace::Workspace;
use recoup::sample::{Headless, picture, sample};

use super::WED;
use crate::support::{Place, Planner, at, date, over, squeezed};

/// A planner over the sample weeks.
pub(super) struct Demo {
    planner: Headless,
    _folders: [tempfile::TempDir; 2],
}

impl std::ops::Deref for Demo {
    type Target = Headless;

    fn deref(&self) -> &Headless {
        &self.planner
    }
}

impl std::ops::DerefMut for Demo {
    fn deref_mut(&mut self) -> &mut Headless {
        &mut self.planner
    }
}

pub(super) fn demo(size: (u16, u16), ascii: bool) -> Demo {
    let home = tempfile::tempdir().unwrap();
    let config = home.path().join("config.toml");
    let glyphs: &[u8] = if ascii { b"glyphs = \"ascii\"\n" } else { b"glyphs = \"unicode\"\n" };
    recoup::store::atomic::write(&config, glyphs).unwrap();
    let ws = Workspace::open(Some(&home.path().join("data")), Some(&config), Some(WED.parse().unwrap())).unwrap();
    let (weeks, folder) = sample(&ws).unwrap();
    Demo {
        planner: Headless::over(&weeks, if ascii { Face::default() } else { picture::face() }, size),
        _folders: [home, folder],
    }
}

/// The pages, and the keys that lead there.
pub(super) const PAGES: [(&str, &str); 24] = [
    ("the week", ""),
    ("a day ahead", "ll"),
    ("why", "w"),
    ("check-in", "c"),
    ("what if", "fs6"),
    ("trends", "gt"),
    ("nights", "gt2"),
    ("soreness", "gt3"),
    ("load", "gt4"),
    ("RPE", "gt5"),
    ("heart", "gt6"),
    ("all", "gt7"),
    ("a year of trends", "gt++"),
    ("month", "gm"),
    ("year", "gy"),
    ("sixty days", "gk"),
    ("body", "gb"),
    ("patterns", "gp"),
    ("review", "gw"),
    ("learnt", "gl"),
    ("journal", "gj"),
    ("help", "?"),
    ("timer", ":timer roll<enter>"),
    ("breathing", ":timer breathe<enter>"),
];

#[test]
fn nothing_of_the_sample_weeks_is_cut_where_there_is_room() {
    for size in [(115, 30), (120, 36), (150, 44), (200, 60)] {
        let mut p = demo(size, false);
        for (name, keys) in PAGES {
            p.keys("<esc><esc>t").keys(keys);
            let cut = p.screen().lines().find(|l| l.contains('…')).map(str::to_owned);
            assert_eq!(cut, None, "{name} at {size:?}:\n{}", p.screen());
        }
    }
}

/// A negative zero is never shown.
#[test]
fn no_page_shows_a_negative_zero() {
    for size in [(80, 24), (120, 36)] {
        let mut p = demo(size, false);
        for (name, keys) in PAGES {
            p.keys("<esc><esc>t").keys(keys);
            let screen = p.screen();
            let words: Vec<&str> = screen.split_whitespace().collect();
            let odd = words.iter().find(|w| ["−0", "-0", "−0.0", "-0.0", "~−0", "+-0"].contains(w));
            assert_eq!(odd, None, "{name}:\n{screen}");
        }
    }
}

#[test]
fn every_page_has_what_is_meant_for_its_size() {
    let (narrow, wide, very_wide) = ((80, 24), (120, 36), (160, 48));
    for (keys, size, wanted) in [
        ("gt", narrow, &["5 wk", "Five weeks: mean ", "hard 65", "easy 45", "9 Nov", "62 EASE"][..]),
        ("gt", wide, &["6 wk", "Six weeks ─", "lowest", "under 65", "to that day", "16 Nov", "ill", "Legend ─"]),
        ("gt2", narrow, &["00:00", "06:00", "under 7"]),
        ("gt2", wide, &["21:00", "09:00", "bed", "wake", "mid-sleep ±", "of 42 nights"]),
        ("gt7", narrow, &["score", "sleep", "soreness", "load", "RPE", "HRV", "resting HR", "usual", "today"]),
        ("gt7", wide, &["score", "sleep", "soreness", "load", "RPE", "HRV", "resting HR", "usual", "today"]),
        ("gm", narrow, &["so far", "mean ", "sessions ", "60·7", "+ ill"]),
        ("gm", wide, &["week ", " avg", "Upper body", "Walk, yoga", "Full body", "Rest/walk", "sleep ▄ 0 to 10 h"]),
        ("gm", very_wide, &["Light full body", "60' RPE 7", "skipped · rest kept"]),
        ("gy", narrow, &["Recovery ─", "Month by month ─", "TRAIN 80+"]),
        ("gy", wide, &["Recovery ─", "Load ─", "Month by month ─", "sessions done"]),
        ("gy", very_wide, &["Recovery ─", "Load ─", "Sleep ─", "Month by month ─"]),
        ("gk", narrow, &["week", "load", "mean", "deload"]),
        ("gk", wide, &["mean, daily scores", "5 of 5", "60·7", "The weeks so far ─", "proposed", "City run"]),
        ("gb", narrow, &["Now, and the next seven days ─", "front", "back", "fresh", "Legend ─"]),
        ("gb", wide, &["Now, and the next seven days ─", "hamstrings", "trained", "Legend ─"]),
        ("gb", very_wide, &["The last 28 mornings ─"]),
        ("gp", narrow, &["├", "●", "┤", " of ", "Back at 65 after a hard day"]),
        ("gp", very_wide, &["half the mornings between", "How to read it ─"]),
        ("gw", narrow, &["Planned and done ─", "Mean score ─", "Sleep ─", "Load ─", "Hard days ─", "Prepared ─"]),
        ("gw", wide, &["planned ", "felt", "inside the range", "what went well"]),
        ("gl", narrow, &["Weights ─", "sleep", "heart"]),
        ("gl", wide, &["Weights ─", "Agreement with ready ─", "energy alone", "What the other weights would change ─"]),
        (":timer roll<enter>", narrow, &["Steps ─", "left", "0:00 done"]),
        (":timer breathe<enter>", wide, &["Breathe in", "Steps ─", "5:00 left"]),
        ("gj", wide, &["Journal, newest first", "City run"]),
        ("?", wide, &["MOVE AROUND", "EVERY MORNING", "CHANGE THE WEEK", "THE PROGRAM"]),
    ] {
        let mut p = demo(size, false);
        p.keys(keys);
        let screen = squeezed_page(&p.screen());
        for text in wanted {
            assert!(screen.contains(&squeezed_page(text)), "{keys} at {size:?}: no {text}\n{}", p.screen());
        }
    }
}

/// The text with runs of spaces and of horizontal lines collapsed.
fn squeezed_page(text: &str) -> String {
    let lines: Vec<String> = text.lines().map(squeezed).collect();
    let mut out = String::new();
    for c in lines.join("\n").chars() {
        if !(out.ends_with(c) && c == '─') {
            out.push(c);
        }
    }
    out
}

/// Mornings with hours and energy on these days of November, and nothing in between.
fn logged(days: &[(u32, f64)]) -> Place {
    let place = Place::new();
    let mut weeks: std::collections::BTreeMap<String, String> = std::collections::BTreeMap::new();
    for (day, hours) in days {
        let date = date(&format!("2026-11-{day:02}"));
        let text = weeks.entry(recoup::domain::WeekId::of(date).to_string()).or_insert_with(|| "format = 1\n".into());
        text.push_str(&format!("[[day]]\ndate = {date}\n[day.checkin]\nsleep_hours = {hours}\nenergy = 3\n"));
    }
    for (week, text) in weeks {
        place.put(&week, &text);
    }
    place
}

/// The row of weekdays under a chart, and the columns of its days.
fn days_of(p: &Planner) -> (usize, Vec<usize>) {
    let screen = p.screen();
    let letters = |l: &str| {
        let words: Vec<&str> = l.split_whitespace().collect();
        words.len() >= 7 && words.iter().take(7).all(|w| ["M", "T", "W", "F", "S"].contains(w))
    };
    let (y, line) = screen.lines().enumerate().find(|(_, l)| letters(l)).expect("no row of weekdays");
    (y, line.char_indices().filter(|(_, c)| "MTWFS".contains(*c)).map(|(i, _)| line[..i].chars().count()).collect())
}

#[test]
fn days_without_a_log_are_blank_and_no_line_goes_through_them() {
    let mut p = over(logged(&[(9, 8.0), (10, 7.5), (13, 6.0), (16, 8.0), (17, 7.0), (18, 7.5)]), WED).size(80, 24);
    p.keys("gt-");
    let (y, columns) = days_of(&p);
    assert_eq!(columns.len(), 14, "{}", p.screen());
    let buffer = p.buffer();
    let drawn = |x: usize| -> usize {
        let signs = (4..y as u16 - 2).map(|row| buffer[(x as u16, row)].symbol().chars().next().unwrap());
        signs.filter(|c| *c == '•' || ('\u{2801}'..='\u{28ff}').contains(c)).count()
    };
    // From 5 to 18 November: the 11th, 12th, 14th and 15th are unknown, and everything before the 9th.
    for (n, x) in columns.iter().enumerate() {
        let day = 5 + n;
        let known = [9, 10, 13, 16, 17, 18].contains(&day);
        assert_eq!(drawn(*x) > 0, known, "{day}: {}", p.screen());
        // Between two days there is a line only where both are known.
        let joined = [9, 16, 17].contains(&day);
        assert_eq!(drawn(x + 2) > 0, joined, "after {day}: {}", p.screen());
    }
}

#[test]
fn a_chart_is_read_at_its_cursor_and_enter_goes_there() {
    let mut p = over(logged(&[(9, 8.0), (10, 7.5), (13, 6.0), (16, 8.0), (17, 7.0), (18, 7.5)]), WED).size(120, 36);
    p.keys("gt2");
    assert!(p.screen().contains("Wed 18 Nov"), "{}", p.screen());
    p.keys("hhhhh");
    let screen = p.screen();
    assert!(screen.contains("Fri 13 Nov") && screen.contains("8h00, −2h00"), "{screen}");
    p.keys("H");
    assert!(p.screen().contains("Fri 6 Nov") && p.screen().contains("nothing logged"), "{}", p.screen());
    p.keys("<home>h");
    assert!(p.screen().contains("Thu 5 Nov"), "the first day that is drawn: {}", p.screen());
    p.keys("<end>l");
    assert!(p.screen().contains("Wed 18 Nov"), "{}", p.screen());
    p.keys("hhhhh<enter>");
    assert_eq!((p.model.view.cursor(), p.model.view.layer.is_none()), (date("2026-11-13"), true));
    // Esc goes back to where the cursor was.
    p.keys("gthhh<esc>");
    assert_eq!(p.model.view.cursor(), date("2026-11-13"));
}

#[test]
fn rpe_is_compared_where_the_work_was_the_same() {
    let place = Place::new();
    let mut weeks = ["format = 1\nown = true\n".to_owned(), "format = 1\nown = true\n".to_owned()];
    // The same run three times, the last of them harder; a longer one of the same name; and one with another load.
    for (day, minutes, rpe) in [(9, 30, 4), (10, 40, 7), (11, 30, 4), (12, 40, 8), (16, 30, 7), (17, 50, 9)] {
        let week = usize::from(day > 15);
        weeks[week].push_str(&format!(
            "[[day]]\ndate = 2026-11-{day:02}\n[[day.session]]\nkind = \"endurance\"\ntitle = \"Running\"\nminutes = {minutes}\nrpe = {rpe}\nstatus = \"done\"\n"
        ));
    }
    place.put("2026-W46", &weeks[0]);
    place.put("2026-W47", &weeks[1]);
    let mut p = over(place, WED).size(120, 36);
    p.keys("gt5hh");
    assert!(p.screen().contains("+2.0, harder"), "7 against a mean of 5: {}", p.screen());
    assert_eq!(p.screen().matches('•').count(), 3, "the others are compared with nothing: {}", p.screen());
    p.keys("l");
    assert!(!p.screen().contains("harder"), "{}", p.screen());
}

#[test]
fn a_year_is_seen_day_by_day_in_digits_too() {
    let mut p = demo((120, 36), true);
    p.keys("gy");
    let screen = p.screen();
    assert!(screen.is_ascii(), "{screen}");
    let lines: Vec<&str> = screen.lines().collect();
    let mondays = lines.iter().find(|l| l.starts_with(" Mon")).unwrap();
    // The last twelve Mondays, as the tens of their scores.
    let tens: String = (0..12)
        .rev()
        .map(|n| add_days(date("2026-11-16"), -7 * n))
        .map(|d| p.model.recovery(d).map_or(".".to_owned(), |r| (r.shown / 10).min(9).to_string()))
        .collect::<Vec<_>>()
        .join(" ");
    assert!(mondays.trim_end().ends_with(&tens), "{tens}\n{screen}");
    p.keys("2");
    assert!(p.screen().contains("Sleep -"), "{}", p.screen());
    // A week back, a day down; enter goes there.
    p.keys("1hj<enter>");
    assert_eq!(p.model.view.cursor(), date("2026-11-12"));
    p.keys("gy[");
    let first = p.model.first_logged().unwrap();
    assert!(
        p.screen().contains(&first.format("%-d %b").to_string()),
        "no further back than the log goes: {}",
        p.screen()
    );
}

#[test]
fn a_month_sums_up_its_weeks_and_days() {
    let mut p = demo((120, 36), false);
    p.keys("gm");
    let screen = p.screen();
    // The first of these weeks has two ill mornings, which count for nothing.
    assert!(screen.contains("26 + ill"), "{screen}");
    for first in (0..4).map(|n| add_days(date("2026-10-26"), 7 * n)) {
        let log: Vec<u8> = (0..7)
            .map(|n| add_days(first, n))
            .filter(|d| !p.model.weeks.book().day(*d).is_some_and(recoup::domain::Day::is_left_out))
            .filter_map(|d| Some(p.model.recovery(d)?.shown))
            .collect();
        let mean = log.iter().map(|s| f64::from(*s)).sum::<f64>() / log.len() as f64;
        let week = format!(" {} ", recoup::domain::WeekId::of(first).number());
        let row = screen.lines().position(|l| l.starts_with(&week)).unwrap();
        let said = screen.lines().nth(row + 1).unwrap();
        assert!(said.starts_with(&format!(" {mean:.0} avg")), "{first}: {mean}\n{screen}");
    }
    // A name that does not fit is replaced by its short one, never cut.
    for name in ["Walk, yoga", "Full body", "HIIT", "Rest/walk"] {
        assert!(screen.contains(name), "{name}\n{screen}");
    }
    // Without a short name, the kind is shown.
    let place = Place::new();
    place.put(
        "2026-W47",
        "format = 1\nown = true\n[[day]]\ndate = 2026-11-18\n[[day.session]]\nkind = \"endurance\"\ntitle = \"Around the lake and back again\"\nminutes = 40\n",
    );
    let mut p = over(place, WED).size(120, 36);
    p.keys("gm");
    assert!(p.screen().contains("▶ Endurance") && !p.screen().contains("Around"), "{}", p.screen());
}

#[test]
fn a_custom_short_title_is_read_and_a_long_one_refused() {
    let place = Place::new();
    let folder = place.config().join("recoup");
    std::fs::create_dir_all(&folder).unwrap();
    let row = |short: &str| {
        format!("format = 1\n[[session]]\nkind = \"endurance\"\ntitle = \"Around the lake\"\nshort = \"{short}\"\n")
    };
    let path = folder.join("library.toml");
    recoup::store::atomic::write(&path, row("Lake").as_bytes()).unwrap();
    let (library, problems) = recoup::config::Library::load(&folder);
    assert_eq!((library.shorts[0].of("around the LAKE"), problems), (Some("Lake"), Vec::new()));
    recoup::store::atomic::write(&path, row("All around it").as_bytes()).unwrap();
    let (_, out, err) = place.run(WED, &["config", "check"]);
    assert!(
        format!("{out}{err}").contains("'All around it' is not a short title; it needs 1 to 10 columns"),
        "{out}{err}"
    );
}

#[test]
fn a_due_deload_can_be_taken_on_the_sixty_days_page() {
    let mut p = demo((120, 36), false);
    p.keys("gk");
    assert!(p.screen().contains("deload?") && p.screen().contains("apply the deload"), "{}", p.screen());
    p.keys("=");
    assert!(p.screen().contains("deload for 7 days from Wed 18 Nov"), "{}", p.screen());
    assert!(!p.screen().contains("deload?"), "{}", p.screen());
    p.keys("u");
    assert!(p.screen().contains("deload?"), "{}", p.screen());
    // Where none is due nothing is offered, and the key says so.
    let mut p = at(WED).size(120, 36);
    p.keys("gk");
    assert!(!p.screen().contains("apply the deload"), "{}", p.screen());
    p.keys("=");
    assert!(p.screen().contains("no deload is due"), "{}", p.screen());
}

#[test]
fn the_large_body_has_the_numbers_that_were_logged() {
    let place = Place::new();
    place.put(
        "2026-W47",
        "format = 1\n[[day]]\ndate = 2026-11-18\n[day.checkin]\nsleep_hours = 8.0\nenergy = 3\nsoreness = { quads = 6, chest = 3, calves = 9 }\npain = [\"calves\"]\n",
    );
    let mut p = over(place, WED).size(120, 36);
    p.keys("gb");
    let screen = p.screen();
    // Twice on the front, for both sides of each; the calves hurt.
    assert_eq!(screen.matches("█6█").count() + screen.matches("▓6▓").count(), 2, "{screen}");
    assert!(screen.matches("9!").count() >= 2, "{screen}");
    assert!(screen.contains("it hurts: pain outranks soreness"), "{screen}");
    p.keys("jjc");
    assert!(p.screen().contains("Check-in"), "the same keys correct it: {}", p.screen());
}

#[test]
fn a_pattern_lists_its_mornings_and_its_median_lies_in_its_middle_half() {
    let mut p = demo((120, 36), false);
    p.keys("gp");
    let found = match &p.model.view.layer {
        Some(recoup::app::Layer::Patterns(page)) => page.found.clone().unwrap().patterns,
        layer => panic!("{layer:?}"),
    };
    assert!(found.found.len() > 3);
    for f in &found.found {
        assert!(f.spread.0 <= f.median && f.median <= f.spread.1 && f.mornings.len() == f.of, "{f:?}");
        let on_side = f.mornings.iter().filter(|(_, d)| d * f.difference > 0.0).count();
        assert_eq!(on_side, f.times, "{f:?}");
    }
    p.keys("<enter>");
    // The surest comes first; its mornings are listed under it, the last one first.
    let first = &found.found[0];
    let (day, value) = first.mornings.last().unwrap();
    assert!(p.screen().contains(&format!("{} {}", day.format("%-d %b"), first.signed(*value))), "{}", p.screen());
    p.keys("j");
    assert!(!p.screen().contains(&format!("{} {}", day.format("%-d %b"), first.signed(*value))), "{}", p.screen());
}

#[test]
fn the_review_has_the_same_numbers_on_every_screen() {
    let numbers = |size: (u16, u16)| {
        let mut p = demo(size, false);
        p.keys("gw");
        let mut all = p.screen();
        // Where it scrolls, all of it.
        for _ in 0..40 {
            p.keys("<pagedown>");
            all.push_str(&p.screen());
        }
        all
    };
    let review = {
        let mut p = demo((120, 36), false);
        p.keys("gw");
        let Some(recoup::app::Layer::Review(page)) = &p.model.view.layer else { panic!() };
        p.model.sight().review(page.id)
    };
    for size in [(60, 20), (80, 24), (120, 36), (160, 48)] {
        let screen = numbers(size);
        for w in &review.weeks {
            let mean = format!("{:.0}", w.mean.unwrap());
            let load = format!("{:.0}", w.load);
            assert!(screen.contains(&mean) && screen.contains(&load), "{size:?}: {mean} {load}\n{screen}");
        }
        let inside = format!("{} of {}", review.inside.0, review.inside.1);
        assert!(screen.contains(&inside), "{size:?}: {inside}\n{screen}");
    }
}

#[test]
fn learnt_weights_are_two_bars_per_part_and_say_what_they_would_change() {
    let mut p = demo((120, 36), false);
    p.keys("gl");
    let Some(recoup::app::Layer::Learnt(page)) = &p.model.view.layer else { panic!() };
    let own = recoup::recovery::learning::bars(&page.found.as_ref().unwrap().weighing.own);
    let screen = p.screen();
    let line = |name: &str| {
        screen.lines().find(|l| l.starts_with(&format!(" {name} "))).unwrap_or_else(|| panic!("{name}\n{screen}"))
    };
    for (name, points) in recoup::recovery::learning::BARS.iter().zip(own) {
        assert!(line(name).split_whitespace().any(|w| w == points.to_string()), "{name} {points}\n{screen}");
    }
    // After the key the score is what the page announced.
    let said = screen.lines().find_map(|l| l.split("this morning").nth(1)).unwrap().to_owned();
    let numbers: Vec<u8> = said.split(|c: char| !c.is_ascii_digit()).filter_map(|n| n.parse().ok()).collect();
    let today = date(WED);
    assert_eq!(p.model.recovery(today).unwrap().shown, numbers[0], "{said}");
    p.keys("=");
    assert_eq!(p.model.recovery(today).unwrap().shown, numbers[1], "{said}\n{}", p.screen());
}

#[test]
fn a_timer_has_a_big_clock_and_the_breath_is_a_wave() {
    use std::time::Duration;
    let passed = |s| recoup::app::Msg::Passed(Duration::from_secs(s));
    let mut p = at(WED).size(120, 36);
    p.keys(":timer breathe<enter>").msg(passed(21));
    let screen = p.screen();
    assert!(screen.contains("Breathe in") && screen.contains("0:21 done"), "{screen}");
    assert!(screen.contains('●') && screen.chars().any(|c| ('\u{2801}'..='\u{28ff}').contains(&c)), "{screen}");
    // 0:03 in digits of eight rows: a zero has two full columns of four cells in each of them.
    assert!(screen.matches("████    ████").count() >= 8, "{screen}");
    let mut p = at(WED).size(60, 12);
    p.keys(":timer cold<enter>").msg(passed(5));
    assert!(p.screen().contains("0:25") || p.screen().contains("██"), "{}", p.screen());
}

/// No page breaks at any size, and no line is wider than the screen.
#[test]
fn every_page_is_drawn_at_every_size() {
    let sizes = [
        (30, 8),
        (36, 9),
        (40, 12),
        (42, 13),
        (46, 20),
        (50, 14),
        (55, 24),
        (56, 16),
        (60, 20),
        (70, 30),
        (77, 12),
        (78, 24),
        (90, 20),
        (114, 30),
        (149, 44),
        (60, 60),
    ];
    let mut p = demo((120, 36), false);
    for (name, keys) in PAGES {
        p.resize(120, 36);
        p.keys("<esc><esc>t").keys(keys);
        for (w, h) in sizes {
            p.resize(w, h);
            let screen = p.screen();
            let lines: Vec<&str> = screen.lines().collect();
            assert_eq!(lines.len(), usize::from(h), "{name}");
            assert!(screen.chars().filter(|c| !c.is_whitespace()).count() > 20, "{name} at {w}×{h}:\n{screen}");
            assert!(!screen.contains("inf") || screen.contains("info"), "{name} at {w}×{h}:\n{screen}");
            // Two numbers never run into each other at the head of a page.
            let head = lines[0];
            assert!(!head.contains("202Wed") && !head.contains("2026Wed"), "{name} at {w}×{h}: {head}");
        }
    }
}

#[test]
fn a_signal_that_is_not_logged_is_left_out() {
    let place = Place::new();
    let days: String = (9..=15)
        .map(|d| format!("[[day]]\ndate = 2026-11-{d:02}\n[day.checkin]\nenergy = 3\nresting_hr = {}\n", 45 + d % 3))
        .collect();
    place.put("2026-W46", &format!("format = 1\n{days}"));
    for (size, big) in [((80, 24), false), ((120, 36), true)] {
        let mut p = over(Place::new(), WED);
        recoup::store::atomic::write(&p.place.path("2026-W46"), place.file("2026-W46").unwrap().as_bytes()).unwrap();
        p.look();
        p.resize(size.0, size.1);
        p.keys("gt6hhh");
        let screen = p.screen();
        assert!(screen.contains("resting HR, beats a minute") && !screen.contains("rMSSD"), "{screen}");
        assert!(!screen.contains("inf"), "{screen}");
        assert!(!big || !screen.contains("nothing logged"), "{screen}");
    }
}

#[test]
fn days_away_have_no_planned_load() {
    let load = |p: &Planner| {
        let week = p.model.shown(p.week()).0.into_owned();
        p.model.desk().loads(&week).1
    };
    let mut p = at(WED).size(120, 36);
    p.keys("]1");
    let before = load(&p);
    p.keys("vllllll").keys("!a");
    assert_eq!((before > 500.0, load(&p)), (true, 0.0), "{}", p.screen());
    p.keys("gk");
    let screen = p.screen();
    let week = screen.lines().find(|l| l.contains("48 23 Nov")).unwrap();
    assert!(week.matches('+').count() == 7 && !week.contains('~'), "{week}");
}

#[test]
fn a_prepared_edit_can_be_undone_on_the_review_page() {
    // Lower body the day before intervals, next week.
    let mut p = demo((120, 36), false);
    p.keys("]3s4tgw]");
    assert!(p.screen().contains("Week 48: "), "it says which week it is about: {}", p.screen());
    assert_eq!(p.screen().matches("Week 48: ").count(), 2, "{}", p.screen());
    p.keys("=");
    assert_eq!(p.screen().matches("Week 48: ").count(), 1, "{}", p.screen());
    p.keys("u");
    assert!(p.screen().contains("undone"), "{}", p.screen());
}

#[test]
fn skipped_timer_steps_are_not_recorded_as_done() {
    use std::time::Duration;
    let mut p = at("2026-11-19");
    p.keys("c7.5<tab>32<enter>:timer roll<enter>");
    p.msg(recoup::app::Msg::Passed(Duration::from_secs(150)));
    p.keys("<right><right><right><enter>");
    assert!(p.answer().contains("Foam rolling 3 min, done"), "{}", p.answer());
}

#[test]
fn a_longer_span_than_the_log_is_refused_and_all_regions_can_be_reached() {
    let mut p = over(logged(&[(9, 8.0), (18, 7.5)]), WED).size(120, 36);
    p.keys("gt+");
    assert!(p.screen().contains("there is nothing older on file"), "{}", p.screen());
    let mut p = demo((42, 13), false);
    p.keys("gb").keys("<end>");
    assert!(p.screen().contains("▸calves"), "{}", p.screen());
}

#[test]
fn where_nothing_is_logged_nothing_is_summed_up() {
    let mut p = at(WED).size(120, 36);
    for what in ["1", "2", "4", "5", "6"] {
        p.keys("<esc>gt").keys(what);
        let screen = p.screen();
        assert!(!screen.contains("Two weeks ─") && !screen.contains("Legend ─"), "{what}: {screen}");
        assert!(screen.contains("nothing"), "{what}: {screen}");
    }
}
