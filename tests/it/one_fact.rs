//! A fact counts the same in whichever way it was recorded, and what is planned for today counts until it is done.

use crate::support::{Place, over};

const WED: &str = "2026-11-18";

/// A week of mornings and sessions; Wednesday to Friday are ill days, marked in the way that `ill` names.
fn week(ill: &str) -> String {
    let mut out = "format = 1\nown = true\n".to_owned();
    for day in 16..=22 {
        let sessions = match day {
            16 | 18 | 20 => "\n[[day.session]]\nkind = \"strength\"\ntitle = \"Legs\"\nminutes = 60\nrpe = 8\n",
            _ => "",
        };
        let ill_now = (18..=20).contains(&day);
        let overlay = if ill_now && ill == "overlay" { "overlay = \"ill\"\n" } else { "" };
        let said = if ill_now && ill == "check-in" { "ill = true\n" } else { "" };
        let checkin = if day <= 20 {
            format!("\n[day.checkin]\nsleep_hours = 7.5\nenergy = 3\nmood = 3\nstress = 3\n{said}")
        } else {
            String::new()
        };
        out.push_str(&format!("\n[[day]]\ndate = 2026-11-{day}\n{overlay}{checkin}{sessions}"));
    }
    out
}

fn shell(place: &Place, today: &str, args: &[&str]) -> String {
    place.run(today, args).1
}

#[test]
fn ill_counts_the_same_however_it_was_recorded() {
    let both = ["overlay", "check-in"].map(|how| {
        let place = Place::new();
        place.put("2026-W47", &week(how));
        place
    });
    let said = both.each_ref().map(|place| {
        let of = |args: &[&str]| shell(place, "2026-11-20", args);
        let today = of(&["today"]);
        assert!(today.starts_with("29 REST   ill, slept 7h30"), "{today}");
        let mut json: serde_json::Value = serde_json::from_str(&of(&["today", "--json"])).unwrap();
        // What is offered differs: one is marked already, the other can be.
        ["session", "counsel", "suggestion"].iter().for_each(|key| drop(json[key].take()));
        let today = today.lines().next().unwrap_or_default().to_owned();
        let mut status: serde_json::Value = serde_json::from_str(&of(&["status"])).unwrap();
        status["offer"].take();
        (today, json, status, of(&["status", "--format", "tmux"]), of(&["check"]))
    });
    assert_eq!(said[0], said[1]);
    assert_eq!(said[0].1["flags"]["support"][0], "ill on 3 of 14 days");
    assert_eq!(said[0].1["verdict"], "full-rest");
    // The same for the rhythm and the rules of the week.
    let rhythm = both.map(|place| {
        let p = over(place, "2026-11-22").size(120, 36);
        let screen = p.screen();
        screen.lines().find(|l| l.contains("sessions")).unwrap_or_default().to_owned()
    });
    assert_eq!(rhythm[0], rhythm[1]);
    assert!(rhythm[0].contains("sessions 0 of 1"), "{}", rhythm[0]);
}

/// Of two sessions today the one that is still open counts, whether or not the other is done.
#[test]
fn an_open_session_today_counts_even_if_another_is_done() {
    let day = |walk: &str, legs: &str| {
        format!(
            "format = 1\nown = true\n\n[[day]]\ndate = {WED}\n\n[day.checkin]\nsleep_hours = 7.5\nenergy = 4\nsoreness = {{ general = 1 }}\n\n[[day.session]]\nkind = \"active-recovery\"\ntitle = \"Walk\"\nminutes = 20\nrpe = 2\n{walk}\n[[day.session]]\nkind = \"strength\"\ntitle = \"Legs\"\nminutes = 90\nrpe = 9\nregions = [\"quads\"]\n{legs}\n[[day]]\ndate = 2026-11-19\n\n[[day.session]]\nkind = \"strength\"\ntitle = \"Legs\"\nminutes = 60\nrpe = 8\nregions = [\"quads\"]\n"
        )
    };
    let done = "status = \"done\"\n";
    let said = [("", ""), (done, ""), (done, done)].map(|(walk, legs)| {
        let place = Place::new();
        place.put("2026-W47", &day(walk, legs));
        let json: serde_json::Value = serde_json::from_str(&shell(&place, WED, &["today", "--json"])).unwrap();
        let tmux = shell(&place, WED, &["status", "--format", "tmux"]);
        assert!(tmux.contains("Legs 90'"), "{tmux}");
        (json["forecast"].clone(), shell(&place, WED, &["check"]))
    });
    assert_eq!(said[0], said[1]);
    // Once today's legs are done, tomorrow's are no longer new work: only the mornings after those change.
    assert_eq!(said[0].0[0], said[2].0[0]);
    assert!(said[1].1.contains("quads"), "{}", said[1].1);
}
