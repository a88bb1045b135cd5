//! The week in review: figures by hand, on the page and in the shell.

use crate::support::{Place, over};

/// Five weeks of one hard session on Monday and a rest on Tuesday; the mornings of the last week were forecast.
fn five_weeks() -> Place {
    let place = Place::new();
    for (week, monday, energy, hours) in [
        ("2026-W43", "2026-10-19", 4, 8.0),
        ("2026-W44", "2026-10-26", 4, 8.0),
        ("2026-W45", "2026-11-02", 4, 8.0),
        ("2026-W46", "2026-11-09", 4, 8.0),
        ("2026-W47", "2026-11-16", 2, 7.0),
    ] {
        let first: chrono::NaiveDate = monday.parse().unwrap();
        let mut text = "format = 1\nown = true\n".to_owned();
        for n in 0..7 {
            let date = first + chrono::Days::new(n);
            let kept =
                if week == "2026-W47" || n == 6 { "forecast = [60, 70]\nranges = [5, 5]\nmodel = 2\n" } else { "" };
            text.push_str(&format!(
                "\n[[day]]\ndate = {date}\n[day.checkin]\nsleep_hours = {hours}\nenergy = {energy}\n{kept}"
            ));
            let session = match n {
                0 => {
                    "kind = \"strength\"\ntitle = \"Legs\"\nminutes = 60\nrpe = 8\nstatus = \"done\"\ndone = { minutes = 50, felt = \"worse\" }\n"
                }
                1 => "kind = \"rest\"\ntitle = \"Full rest\"\n",
                2 => "kind = \"endurance\"\ntitle = \"Run\"\nminutes = 30\nrpe = 5\n",
                _ => continue,
            };
            text.push_str(&format!("\n[[day.session]]\n{session}"));
        }
        place.put(week, &text);
    }
    place
}

#[test]
fn a_week_in_review_by_hand() {
    let place = five_weeks();
    let (code, said, _) = place.run("2026-11-23", &["review"]);
    assert_eq!(code, 0);
    assert!(said.starts_with("Week 47 in review · 16 Nov – 22 Nov 2026\n"), "{said}");
    for line in [
        // The rest day went by without a key; the run was never marked.
        "Planned and done · sessions 1 of 2 · rest kept 1 of 1",
        "60' RPE 8 → 50' RPE 8, felt worse",
        "30' RPE 5 not marked",
        // 60 × 8 and 30 × 5 planned; 50 × 8 done.
        "load 630 planned, 400 done (minutes × RPE)",
        // An hour short on each of seven nights.
        "short nights lack 7h00 in all, 0h00 a week in the four weeks before",
        "1.0× the mean of the four weeks before",
        // Monday was forecast 60 on Sunday; energy 2 brought it lower than 65.
        "on a forecast under 65: 1 of 1; came in under it: 1 of 1",
    ] {
        assert!(said.contains(line), "{line}\n{said}");
    }
    let json: serde_json::Value = serde_json::from_str(&place.run("2026-11-23", &["review", "--json"]).1).unwrap();
    let of = |n: usize, of: usize| serde_json::json!({ "n": n, "of": of });
    assert_eq!((&json["sessions"], &json["rest"]), (&of(1, 2), &of(1, 1)));
    assert_eq!((&json["forecast_under"], &json["came_in_under"]), (&of(1, 1), &of(1, 1)));
    assert_eq!(json["weeks"].as_array().unwrap().len(), 5);
    assert_eq!(json["weeks"][4]["sleep_short"], 7.0);
    assert_eq!((&json["load_planned"], &json["load_done"]), (&630.0.into(), &400.0.into()));
    // During a week the last one is reviewed, on its Sunday the week itself, and one ahead is refused.
    for (today, args, week) in [
        ("2026-11-25", vec!["review"], "Week 47"),
        ("2026-11-22", vec!["review"], "Week 47"),
        ("2026-11-25", vec!["review", "--week", "2026-W45"], "Week 45"),
    ] {
        assert!(place.run(today, &args).1.starts_with(week), "{today} {args:?}");
    }
    let (code, _, why) = place.run("2026-11-23", &["review", "--week", "2026-W50"]);
    assert_eq!((code, why.as_str()), (1, "recoup: 2026-W50 is still ahead; it can be reviewed once it has begun\n"));
}

#[test]
fn an_empty_week_in_review_shows_no_negative_zero() {
    let (_, said, _) = five_weeks().run("2026-11-23", &["review", "--week", "2015-W02"]);
    assert!(said.starts_with("Week 2 in review · 5 Jan – 11 Jan 2015") && !said.contains("-0"), "{said}");
}

/// The review is mentioned once on Monday, and its page holds what the shell says; a key applies what is prepared.
#[test]
fn the_review_is_offered_on_monday_and_its_page_stays_open() {
    let mut p = over(five_weeks(), "2026-11-23").size(120, 60);
    p.keys("<esc>");
    let mut p = p.restart("2026-11-23").size(120, 60);
    assert!(p.screen().contains("gw: week 47 in review"), "{}", p.screen());
    p.keys("gw");
    assert!(p.screen().contains("Week 47 in review") && p.screen().contains("worse"), "{}", p.screen());
    p.keys("[");
    assert!(p.screen().contains("Week 46 in review"), "{}", p.screen());
    p.keys("]]");
    assert!(p.screen().contains("Week 48 in review"), "{}", p.screen());
    p.keys("]");
    assert!(p.screen().contains("the next week is still ahead"), "{}", p.screen());
    p.keys("W");
    assert!(p.screen().contains("What went well"), "{}", p.screen());
    let p = p.restart("2026-11-23").size(120, 60);
    assert!(!p.screen().contains("week 47 in review"), "once\n{}", p.screen());
}
