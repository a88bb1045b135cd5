//! What came in is shown: heart readings against their own usual range, and other programs' scores beside ours.

use super::*;
use crate::support::{date, over};

/// Mornings up to a day, each with its readings.
fn wellness(last: &str, n: u64, of: impl Fn(u64) -> (f64, f64)) -> String {
    let rows: String = (0..n)
        .map(|k| {
            let (hr, hrv) = of(k);
            format!("{},{hr},{hrv},27000\n", date(last) - chrono::Days::new(n - 1 - k))
        })
        .collect();
    format!("date,restingHR,hrv,sleepSecs\n{rows}")
}

#[test]
fn the_panel_shows_readings_against_their_usual_range() {
    let place = Place::new();
    import(&place, "w.csv", &wellness("2026-05-31", 30, |k| (50.0 + (k % 3) as f64, 60.0 + (k % 5) as f64)));
    let mut p = over(place, TODAY);
    p.keys("h");
    for (size, said) in [((200, 50), "HRV 64 (60–64), HR 52 (50–52)"), ((120, 36), "HRV 64 (60–64)")] {
        p.resize(size.0, size.1);
        assert!(p.screen().contains(said), "{size:?}\n{}", p.screen());
    }
    // With room for one of them, it is the one that is further off.
    import(&p.place, "w.csv", "date,restingHR,hrv,sleepSecs\n2026-05-31,61,64,27000\n");
    let mut p = over(p.place, TODAY);
    p.resize(120, 36);
    p.keys("h");
    assert!(p.screen().contains("HR 61 (50–52)"), "{}", p.screen());
}

/// Two devices differ: a usual range is of one, and a new one begins with the new device.
#[test]
fn a_usual_range_is_of_one_device() {
    let place = Place::new();
    import(&place, "w.csv", &wellness("2026-05-20", 40, |k| (50.0 + (k % 3) as f64, 60.0 + (k % 5) as f64)));
    let ring = "id;average_hrv;bedtime_end;bedtime_start;day;lowest_heart_rate;total_sleep_duration;type\n".to_owned()
        + &(21..=31)
            .map(|d| {
                format!(
                    "x;{};2026-05-{d}T06:00:00+02:00;2026-05-{:02}T22:00:00+02:00;2026-05-{d};{};27000;long_sleep\n",
                    90 + d % 4,
                    d - 1,
                    42 + d % 2
                )
            })
            .collect::<String>();
    let (_, _, err) = import(&place, "sleepmodel.csv", &ring);
    assert!(err.contains("HRV from oura begins on 2026-05-21, after those from intervals"), "{err}");
    let mut p = over(place, TODAY);
    p.resize(120, 36);
    // Its first morning says that it is a new device; ten readings later it has a usual range.
    p.keys("gd2026-05-21<enter>");
    if !p.screen().contains("a new device") {
        p.keys("<esc>");
    }
    let why = run(&p.place, &["why", "2026-05-21", "--plain"]).1;
    assert!(why.contains("two devices differ"), "{why}");
    let why = run(&p.place, &["why", "2026-05-31", "--plain"]).1;
    assert!(!why.contains("two devices differ"), "{why}");
    let mut p = over(p.place, "2026-05-31");
    p.resize(120, 36);
    let screen = p.screen();
    assert!(screen.contains("HRV 93 (90–93)"), "{screen}");
    p.keys("gt6");
    let screen = p.screen();
    assert!(screen.contains("90–93") && !screen.contains("61–"), "{screen}");
}

/// Another program's score stands beside ours, and nothing counts it.
#[test]
fn a_foreign_score_is_compared_and_never_counted() {
    let place = Place::new();
    let days: Vec<String> = (1..=30).map(|d| format!("2026-05-{d:02}")).collect();
    let rows: String =
        days.iter().enumerate().map(|(n, d)| format!("{d},{},{}\n", 5.0 + (n % 7) as f64 * 0.5, n % 7 + 2)).collect();
    import(&place, "own.csv", &format!("date,sleep_hours,ready\n{rows}"));
    let before = run(&place, &["why", "2026-05-30"]).1;
    let score = |n: usize| 40 + (n % 7) * 8;
    let oura: String = days.iter().enumerate().map(|(n, d)| format!("x;\"{{}}\";{d};{};0.1\n", score(n))).collect();
    let (_, out, _) = import(&place, "r.csv", &format!("id;contributors;day;score;temperature_deviation\n{oura}"));
    assert!(out.contains("30 mornings filled in"), "{out}");
    assert_eq!(run(&place, &["why", "2026-05-30"]).1, before, "the score is what it was");
    let said = run(&place, &["evaluate"]).1;
    assert!(said.contains("Scores of other programs beside ours"), "{said}");
    assert!(said.contains("  oura") && said.contains("+1.00 with ours   30 mornings   with ready +1.00"), "{said}");
    let json: serde_json::Value = serde_json::from_str(&run(&place, &["evaluate", "--json"]).1).unwrap();
    let foreign = &json["score"]["foreign"][0];
    assert_eq!((foreign["name"].as_str(), foreign["n"].as_u64()), (Some("oura"), Some(30)));
    let mut p = over(place, "2026-05-30");
    p.resize(140, 40);
    p.keys("gt");
    let screen = p.screen();
    assert!(screen.contains(&format!("oura {}", score(29))), "{screen}");
    // A morning of nothing but that is no morning.
    let place = Place::new();
    import(&place, "r.csv", &format!("id;contributors;day;score;temperature_deviation\n{oura}"));
    assert!(run(&place, &["why", "2026-05-30"]).1.contains("nothing was logged") || run(&place, &["today"]).0 == 0);
    assert!(days_scored(&place).is_empty());
}

/// The days of May that have a score.
fn days_scored(place: &Place) -> Vec<String> {
    let week = run(place, &["week", "--week", "2026-W22", "--json"]).1;
    let week: serde_json::Value = serde_json::from_str(&week).unwrap();
    let scored = |d: &&serde_json::Value| !d["score"].is_null();
    week["days"].as_array().unwrap().iter().filter(scored).map(|d| d["date"].to_string()).collect()
}
