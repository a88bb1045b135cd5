//! What the drawings say: the numbers in them are the numbers next to them.

use recoup::recovery::explain::why;

use super::WED;
use crate::support::{Place, Planner, at, date, over, with};

/// A week of mornings, the last of them today's, each with these answers.
fn mornings(last: &str, others: &str) -> Place {
    let place = Place::new();
    let mut texts = [String::from("format = 1\n"), String::from("format = 1\n")];
    for day in 9..=18 {
        let answers = if day == 18 { last } else { others };
        texts[usize::from(day > 15)].push_str(&format!("[[day]]\ndate = 2026-11-{day:02}\n[day.checkin]\n{answers}\n"));
    }
    place.put("2026-W46", &texts[0]);
    place.put("2026-W47", &texts[1]);
    place
}

fn levers(p: &Planner) -> Vec<(String, u8, Option<String>)> {
    let r = p.model.recovery(date(WED)).unwrap();
    why(&r).levers.into_iter().map(|l| (l.what.clone(), r.shown + l.gain, l.holds())).collect()
}

#[test]
fn a_lever_changes_the_score_by_as_much_as_it_says() {
    let answers = "sleep_hours = 6.5\nsleep_quality = 2\nenergy = 2\nmood = 3\nstress = 3\nsoreness = { chest = 5 }";
    let p = over(mornings(answers, "sleep_hours = 7.0\nenergy = 3"), WED);
    let said = levers(&p);
    for (what, from, to) in [
        ("a full night of 8h00", "sleep_hours = 6.5", "sleep_hours = 8.0"),
        ("one hour more sleep", "sleep_hours = 6.5", "sleep_hours = 7.5"),
        ("energy 3 instead of 2", "energy = 2", "energy = 3"),
        ("mood 4 instead of 3", "mood = 3", "mood = 4"),
        ("stress 2 instead of 3", "stress = 3", "stress = 2"),
        ("chest at 3 instead of 5", "chest = 5", "chest = 3"),
    ] {
        let (_, says, _) = said.iter().find(|l| l.0 == what).unwrap_or_else(|| panic!("{what}: {said:?}"));
        let better = over(mornings(&answers.replace(from, to), "sleep_hours = 7.0\nenergy = 3"), WED);
        assert_eq!(better.model.recovery(date(WED)).unwrap().shown, *says, "{what}");
    }
}

#[test]
fn a_lever_names_the_cap_that_would_still_hold() {
    let answers = "sleep_hours = 5.5\nsleep_quality = 3\nenergy = 2\nmood = 3\nstress = 3\nsoreness = { chest = 1 }";
    let p = over(mornings(answers, "sleep_hours = 8.0\nenergy = 4"), WED);
    let said = levers(&p);
    let energy = said.iter().find(|l| l.0 == "energy 3 instead of 2").unwrap_or_else(|| panic!("{said:?}"));
    assert_eq!((energy.1, energy.2.as_deref()), (64, Some("then the short night holds it at 64")));
    let screen = over(mornings(answers, "sleep_hours = 8.0\nenergy = 4"), WED).size(120, 36).keys("w").screen();
    assert!(screen.contains("then the short night holds it at 64"), "{screen}");
}

#[test]
fn waterfall_steps_and_score_add_up_to_100() {
    for answers in [
        "sleep_hours = 4.0\nenergy = 1\nmood = 2",
        "sleep_quality = 3",
        "soreness = { quads = 9, back = 4 }\nenergy = 4",
        "ill = true\nenergy = 3\nsleep_hours = 8.0",
        "energy = 5\nmood = 5\nstress = 1\nsleep_hours = 9.0\nsleep_quality = 5\nsoreness = { general = 0 }",
    ] {
        let p = over(mornings(answers, "sleep_hours = 7.0\nenergy = 3"), WED);
        let r = p.model.recovery(date(WED)).unwrap();
        let w = why(&r);
        let lost: u32 = w.steps.iter().map(|s| u32::from(s.points)).sum();
        assert_eq!(lost + u32::from(r.shown), 100, "{answers}: {:?}", w.steps);
        assert_eq!(w.steps.last().unwrap().left, r.shown, "{answers}");
    }
}

#[test]
fn a_score_of_100_is_never_cut_to_10() {
    let best = "sleep_hours = 8.5\nsleep_quality = 5\nenergy = 5\nmood = 5\nstress = 1\nsoreness = { chest = 0 }";
    let mut p = over(mornings(best, best), WED).size(120, 36);
    assert_eq!(p.model.recovery(date(WED)).unwrap().shown, 100);
    let numbers = |p: &Planner| {
        let screen = p.screen();
        let below = screen.lines().skip_while(|l| !l.contains("days back")).skip(1);
        below.filter(|l| l.contains("100")).last().unwrap_or_default().to_owned()
    };
    let row = numbers(&p);
    assert!(row.contains(" 100┊") || row.contains("100 ┊"), "{row}");
    assert!(!row.contains("100100"), "{row}");
    p.keys("f");
    assert!(p.screen().contains("100 ━"), "{}", p.screen());
    assert!(!p.screen().contains("10…"), "{}", p.screen());
}

#[test]
fn the_line_under_the_cursor_is_visible_at_every_height() {
    for (w, h) in [(30, 8), (46, 10), (60, 10), (80, 12), (120, 12), (200, 12), (120, 36)] {
        let mut p = at(WED);
        p.keys("c004006302343").keys("<tab><tab>6<enter>").keys("w");
        let mut p = p.size(w, h);
        for n in 0..8 {
            assert!(p.screen().contains('▸'), "{w}×{h} after {n}:\n{}", p.screen());
            p.keys("j");
        }
        // What is next to the waterfall on wide screens is visible, or can be scrolled to.
        p.keys("G");
        let end = p.screen();
        assert!(end.contains("diagnosis") || end.contains("outranks") || h < 12, "{w}×{h}:\n{end}");
    }
}

#[test]
fn the_ascii_figure_is_made_of_the_numbers_next_to_it() {
    let mut p = with(Place::new(), WED, |s| recoup::app::Start { ascii: true, ..s }).size(120, 36);
    p.keys("c8<tab>4443<tab><tab>").keys("7<down>2").keys("<enter>");
    let screen = p.screen();
    assert!(screen.is_ascii(), "{screen}");
    let of = |region: &str| {
        let line = screen.lines().find(|l| l.contains(&format!(" {region} "))).unwrap_or_else(|| panic!("{screen}"));
        line.split(region).nth(1).unwrap().split_whitespace().next().unwrap().to_owned()
    };
    let (chest, core) = (of("chest"), of("core"));
    assert!(screen.contains(&chest.repeat(2)) && screen.contains(&core.repeat(3)), "{chest} {core}\n{screen}");
}
