//! `--plain` output, for reading aloud: the order of a day, a week, a score and a review, and no symbol in any line.

use recoup::runtime::workspace::Workspace;
use recoup::sample::{WEEKS, lay_out};

use crate::support::Place;

const TODAY: &str = "2026-11-18";

/// The sample weeks in a folder of their own.
fn sampled() -> Place {
    let place = Place::new();
    let ws = Workspace::open(Some(&place.data()), None, Some(TODAY.parse().unwrap())).unwrap();
    lay_out(&ws, &place.data(), WEEKS).unwrap();
    place
}

fn said(place: &Place, today: &str, args: &[&str]) -> Vec<String> {
    let out = place.command().args(["--today", today]).args(args).output().unwrap();
    assert!(out.status.success(), "{args:?}: {}", String::from_utf8_lossy(&out.stderr));
    String::from_utf8(out.stdout).unwrap().lines().map(str::to_owned).collect()
}

/// Each of these begins a line, in this order.
fn in_order(lines: &[String], beginnings: &[&str]) {
    let mut from = 0;
    for begin in beginnings {
        let at = lines[from..].iter().position(|l| l.starts_with(begin));
        let at = at.unwrap_or_else(|| panic!("no '{begin}' from line {from} on:\n{}", lines.join("\n")));
        from += at + 1;
    }
}

#[test]
fn plain_today_goes_from_the_score_to_tomorrow() {
    let place = sampled();
    let lines = said(&place, TODAY, &["today", "--plain"]);
    in_order(
        &lines,
        &[
            "Wednesday 18 November 2026.",
            "Recovery 62 of 100: ease, easy work.",
            "The forecast was 78 (64 to 92).",
            "Sleep took 7 points: 5 hours 50 minutes of 8 hours.",
            "Soreness took 6 points: chest 3, back 3,",
            "Feel took 23 points: energy 2,",
            "Load took 1 point: ",
            "Heart took 1 point: HRV minus ",
            "Confidence high: 5 of 5 inputs.",
            "Lower body lighter.",
            "Hard sessions need 65; this morning is 62.",
            "Offered: Lower body 60 minutes at RPE 8 becomes 35 minutes at RPE 6. Thursday's forecast about ",
            "Planned: Lower body, strength, 60 minutes at RPE 8.",
            "Movements: Squats 3 times 8 to 12; ",
            "Along with it: Cool-down, 5 minutes.",
            "Note: Late coffee, thinking about the release.",
            "Tomorrow, Thursday 19 November:",
            "Forecast: about 64, ease, likely 54 to 74.",
            "Planned: Full rest.",
        ],
    );
}

#[test]
fn plain_week_goes_day_by_day() {
    let place = sampled();
    let lines = said(&place, TODAY, &["week", "--plain"]);
    in_order(
        &lines,
        &[
            "Week 47, Monday 16 November to Sunday 22 November 2026.",
            "Monday 16 November:",
            "Recovery 82 of 100: train, hard work.",
            "Done: Upper body, strength, 60 minutes at RPE 7.",
            "Wednesday 18 November, today:",
            "Planned: Lower body",
            "Thursday 19 November:",
            "Forecast: about 64",
            "Planned: Full rest.",
            "Sunday 22 November:",
            "Only if energy at least 3, else rest.",
        ],
    );
}

#[test]
fn plain_why_counts_down_from_100() {
    let place = sampled();
    let lines = said(&place, TODAY, &["why", "--plain"]);
    in_order(
        &lines,
        &[
            "Wednesday 18 November.",
            "Recovery 62 of 100: ease, easy work.",
            "Out of 100 points:",
            "Sleep, last night, takes 4 points, 96 are left: 5 hours 50 minutes against 8 hours needed",
            "Soreness takes ",
            "Energy takes 13 points, ",
            "What would change it:",
            "Energy 3 instead of 2: plus ",
            "Red flags: level 0, clear",
            "Not raised: tired even after rest",
            "A guide, not a diagnosis.",
        ],
    );
    // For a day ahead it is the forecast.
    let ahead = said(&place, TODAY, &["why", "--plain", "tomorrow"]);
    in_order(&ahead, &["Thursday 19 November.", "Forecast: about 64, ease, likely 54 to 74.", "Planned: Full rest"]);
}

#[test]
fn plain_review_starts_with_the_days() {
    let place = sampled();
    let lines = said(&place, TODAY, &["review", "--plain"]);
    in_order(
        &lines,
        &[
            "Week 46 in review: 9 November to 15 November 2026.",
            "Sessions done: 5 of 5.",
            "Rest kept: 1 of 1.",
            "Monday 9 November:",
            "Recovery 86, forecast 85.",
            "Upper body: skipped: tired.",
            "Tuesday 10 November:",
            "Walk and yoga: 30 minutes at RPE 2, as planned, felt worse.",
            "Load, minutes times RPE: ",
            "Mean score: ",
            "Week 42: mean score ",
            "Sleep needed: 8 hours a night.",
            "Hard day, Wednesday 11 November: Lower body, forecast ",
            "Mornings inside the forecast range: ",
            "The two shortest of the last 14 nights, by morning: ",
        ],
    );
}

/// Every line is letters, digits and punctuation, throughout the sample weeks and where nothing is logged.
#[test]
fn no_plain_line_contains_a_symbol() {
    let sampled = sampled();
    let empty = Place::new();
    let days =
        (0..84).step_by(5).map(|n| (TODAY.parse::<chrono::NaiveDate>().unwrap() - chrono::Days::new(n)).to_string());
    let cases = days.map(|day| (&sampled, day)).chain([(&empty, TODAY.to_owned())]);
    for (place, day) in cases {
        for args in [&["today", "--plain"][..], &["week", "--plain"], &["why", "--plain"], &["review", "--plain"]] {
            let out = place.command().args(["--today", &day]).args(args).output().unwrap();
            let text = String::from_utf8(out.stdout).unwrap();
            for line in text.lines() {
                let odd = line.chars().find(|c| !(c.is_ascii_alphanumeric() || " .,;:?!()'\"=-".contains(*c)));
                assert_eq!(odd, None, "{args:?} on {day}: {line}");
                let torn = ["  ", " ,", " .", "..", ",.", ":."].iter().find(|t| line.contains(**t));
                assert_eq!(torn, None, "{args:?} on {day}: {line}");
                assert!(!line.contains("none") || !line.contains("none of"), "{line}");
            }
        }
    }
}

/// Without a terminal, and on one that cannot move its cursor, it is printed as plain lines.
#[test]
fn without_a_terminal_today_and_the_week_are_printed() {
    let place = sampled();
    let lines = said(&place, TODAY, &[]);
    in_order(&lines, &["Wednesday 18 November 2026.", "Recovery 62 of 100", "", "Week 47, Monday 16 November"]);
    let out = place.command().args(["--today", TODAY, "today", "--plain", "--json"]).output().unwrap();
    assert_eq!(out.status.code(), Some(2), "one or the other");
}

/// The whole loop without seeing the screen: log, listen, apply the offer, undo it, record, rest.
#[test]
fn a_whole_day_works_without_the_screen() {
    let place = Place::new();
    let log = ["log", "--sleep", "00:40-06:30", "--quality", "2", "--energy", "3", "--soreness", "quads=6", "--plain"];
    let lines = said(&place, TODAY, &log);
    in_order(&lines, &["Logged Wednesday 18 November: 59 ease, confidence medium.", "Lower body lighter."]);
    let before = said(&place, TODAY, &["today", "--plain"]);
    let offer = before.iter().find(|l| l.starts_with("Offered: ")).unwrap();
    assert!(offer.contains(" becomes "), "{offer}");
    let taken = said(&place, TODAY, &["apply", "--plain"]).join(" ");
    assert!(taken.contains("Lower body 60 minutes at RPE 8 becomes "), "{taken}");
    let after = said(&place, TODAY, &["today", "--plain"]).join("\n");
    assert!(!after.contains("Planned: Lower body, strength, 60 minutes"), "{after}");
    // It is one step, and an offer that was applied is made again after an undo.
    let back = said(&place, TODAY, &["undo", "--plain"]).join(" ");
    assert!(back.starts_with("Undone: "), "{back}");
    assert_eq!(said(&place, TODAY, &["today", "--plain"]), before);
    said(&place, TODAY, &["redo"]);
    assert_eq!(said(&place, TODAY, &["today", "--plain"]).join("\n"), after);
    let done = said(&place, TODAY, &["done", "--minutes", "30", "--rpe", "5", "--plain"]).join(" ");
    assert!(done.contains("30 minutes at RPE 5 done"), "{done}");
    let rest = said(&place, TODAY, &["rest", "fri", "--plain"]);
    in_order(&rest, &["Friday 20 November is full rest", "Tray: HIIT intervals 30 minutes at RPE 9."]);
    // A refusal says why, and how to go on.
    let refused = |args: &[&str]| {
        let out = Place::new().command().args(["--today", TODAY]).args(args).output().unwrap();
        (out.status.code(), String::from_utf8(out.stderr).unwrap())
    };
    let (code, why) = refused(&["apply"]);
    assert!(code == Some(1) && why.contains("recoup log"), "{why}");
    let broken = Place::new();
    broken.put("2026-W47", "format = 1\n[[day]\n");
    let out = broken.command().args(["--today", TODAY, "apply"]).output().unwrap();
    assert_eq!(out.status.code(), Some(65), "a week that cannot be read is named: {out:?}");
    let (code, why) = refused(&["redo"]);
    assert!(code == Some(1) && why.contains("nothing"), "{why}");
    let (code, why) = refused(&["log", "--sleep", "23:10"]);
    assert!(code == Some(65) && why.contains("one time of day"), "{why}");
}
