//! The same counsel wherever it is asked for: on the day's panel, as `today`, `status` and `why`, and as JSON.

use recoup::formats::toml::Sheet;
use recoup::words;
use serde_json::Value;

use super::laws::OPPOSED;
use super::life::life;
use super::{Table, lines};
use crate::support::{Place, over};

/// Writes the weeks of a history to disk.
fn written(table: &Table) -> Place {
    let place = Place::new();
    for week in table.book.weeks() {
        place.put(&week.id.to_string(), &Sheet::of(week).unwrap());
    }
    place
}

fn seeds() -> impl Iterator<Item = u64> {
    (0..40).map(|n| n * 104_729 + 3)
}

/// A history on the default split only, since the shell proposes later weeks from that.
fn on_default_split(seed: u64) -> Option<Table> {
    let table = life(seed);
    let proposes = table.book.weeks().all(|w| w.split.as_deref() == Some("five-day"));
    proposes.then_some(table)
}

#[test]
fn panel_shell_and_json_say_the_same() {
    let mut stances = std::collections::BTreeSet::new();
    for table in seeds().filter_map(on_default_split).take(12) {
        let counsel = table.counsel();
        stances.insert(counsel.stance);
        let place = written(&table);
        let today = table.today.to_string();
        let said = |args: &[&str]| place.run(&today, args).1;
        let json = |args: &[&str]| serde_json::from_str::<Value>(&said(args)).unwrap();
        let offer = counsel.offer.as_ref().map(words::counsel::offer);
        let stance = words::counsel::stance(&counsel);
        let expected = words::counsel::lines(&counsel);
        let listed = said(&["today"]);
        assert_eq!(listed.lines().skip(1).collect::<Vec<_>>(), expected, "{listed}");
        let of_today = json(&["today", "--json"]);
        assert_eq!(of_today["counsel"]["stance"], counsel.stance.name());
        assert_eq!(of_today["counsel"]["says"], stance);
        assert_eq!(of_today["counsel"]["offer"]["says"].as_str(), offer.as_deref());
        assert_eq!(of_today["suggestion"].as_str(), offer.as_deref());
        let status = json(&["status", "--format", "json"]);
        assert_eq!(status["stance"], counsel.stance.name());
        assert_eq!(status["offer"].as_str(), offer.as_deref());
        let why = said(&["why"]);
        assert!(expected.iter().all(|line| why.lines().any(|l| l == line)), "{expected:?}\n{why}");
        // Under an overlay no session is named.
        if table.desk().day(table.today).is_off() && !table.desk().day(table.today).has_done() {
            assert_eq!(of_today["session"], Value::Null);
            assert_eq!(status["session"], Value::Null);
        }
        let p = over(written(&table), &today).size(160, 48);
        assert_eq!(p.model.counsel().map(lines), Some(lines(&counsel)));
        let head: String = stance.chars().take(24).collect();
        assert!(p.screen().contains(&head), "{head}\n{}", p.screen());
    }
    assert!(stances.len() >= 6, "{stances:?}");
}

#[test]
fn no_drawn_screen_contradicts_itself() {
    for table in seeds().filter_map(on_default_split).take(16) {
        let today = table.today.to_string();
        let mut p = over(written(&table), &today);
        for (width, height) in [(80, 24), (120, 36), (60, 24), (160, 48)] {
            p.resize(width, height);
            p.keys("<esc>");
            let screen = p.screen();
            // The lines of the day's panel, joined as they are read.
            let at = screen.lines().find_map(|l| l.find(&format!("{} ·", table.today.format("%a %-d"))));
            let Some(at) = at.map(|at| screen.lines().find(|l| l.contains(" · ")).map_or(0, |_| at)) else { continue };
            let panel: Vec<String> = screen
                .lines()
                .skip_while(|l| !l.contains(&format!("{} ·", table.today.format("%a %-d"))))
                .skip(1)
                .take(14)
                .map(|l| {
                    l.get(at.saturating_sub(2)..)
                        .unwrap_or_default()
                        .chars()
                        .take(42)
                        .collect::<String>()
                        .trim()
                        .to_owned()
                })
                .collect();
            let said = panel.join(" ");
            for (one, others) in OPPOSED {
                let against = others.iter().find(|other| said.contains(one) && said.contains(**other));
                assert!(against.is_none(), "{one:?} beside {against:?} at {width} × {height}\n{screen}");
            }
        }
    }
}
