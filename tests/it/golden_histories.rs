//! Fifty histories with everything that follows from them: scores, weights, forecasts, flags and findings, computed by a second
//! program that was written from nothing but the description of the model.

use crate::support::date;
use recoup::config::{regions, splits};
use recoup::domain::session::{Done, Felt, Kind, Rpe, Session, Status};
use recoup::domain::week::Overlay;
use recoup::domain::{Book, CheckIn, Focus, Region, Week, WeekId};
use recoup::planning::Desk;
use recoup::planning::rules::Limits;
use recoup::recovery::{Basis, Choice, Mornings, Part};
use serde_json::{Value, json};
use std::sync::Arc;

const HISTORIES: &str = include_str!("../golden/histories.json");

/// Two decimals, as JSON shows them.
const TWO_DECIMALS: f64 = 0.0051;

fn small(v: &Value) -> Option<u8> {
    v.as_u64().map(|n| n as u8)
}

fn rpe(v: &Value) -> Option<Rpe> {
    v.as_f64().map(|n| Rpe::new(n).unwrap())
}

fn minutes(v: &Value) -> Option<u16> {
    v.as_u64().map(|n| n as u16)
}

fn region(text: &str) -> Region {
    Region::parse(text).unwrap()
}

fn felt(v: &Value) -> Option<Felt> {
    v.as_str().map(|f| Felt::parse(f).unwrap())
}

fn checkin(c: &Value) -> CheckIn {
    let clock = |key: &str| c[key].as_str().map(|t| t.parse().unwrap());
    let sore = c["soreness"].as_object();
    CheckIn {
        sleep_hours: c["sleep_hours"].as_f64(),
        bed: clock("bed"),
        wake: clock("wake"),
        nap: c["nap"].as_f64(),
        sleep_quality: small(&c["sleep_quality"]),
        soreness: sore.into_iter().flatten().map(|(r, n)| (region(r), small(n).unwrap())).collect(),
        energy: small(&c["energy"]),
        mood: small(&c["mood"]),
        stress: small(&c["stress"]),
        resting_hr: c["resting_hr"].as_f64(),
        hrv: c["hrv"].as_f64(),
        ready: small(&c["ready"]),
        ill: c["ill"].as_bool(),
        pain: c["pain"].as_array().into_iter().flatten().map(|r| region(r.as_str().unwrap())).collect(),
        ..CheckIn::default()
    }
}

fn session(s: &Value) -> Session {
    let trained = s["regions"].as_array().into_iter().flatten();
    let done = s["done"].as_object().map(|_| Done {
        minutes: minutes(&s["done"]["minutes"]),
        rpe: rpe(&s["done"]["rpe"]),
        felt: felt(&s["done"]["felt"]),
        performance: felt(&s["done"]["performance"]),
        ..Done::default()
    });
    Session {
        focus: s["focus"].as_str().map(Focus::new),
        regions: trained.map(|r| region(r.as_str().unwrap())).collect(),
        minutes: minutes(&s["minutes"]),
        rpe: rpe(&s["rpe"]),
        status: Status::parse(s["status"].as_str().unwrap()).unwrap(),
        done,
        ..Session::new(Kind::parse(s["kind"].as_str().unwrap()).unwrap(), s["title"].as_str().unwrap())
    }
}

fn book(h: &Value) -> Book {
    let mut book = Book::default();
    let today = date(h["today"].as_str().unwrap());
    let week = |book: &Book, id: WeekId| book.week(id).cloned().unwrap_or_else(|| Week { own: true, ..Week::new(id) });
    for day in h["days"].as_array().unwrap() {
        let on = date(day["date"].as_str().unwrap());
        let mut held = week(&book, WeekId::of(on));
        let to = held.day_mut(on);
        to.checkin = day["checkin"].as_object().map(|_| checkin(&day["checkin"]));
        to.overlay = day["overlay"].as_str().map(|o| Overlay::parse(o).unwrap());
        to.bed = day["bed"].as_str().map(|b| b.parse().unwrap());
        to.sessions = day["sessions"].as_array().into_iter().flatten().map(session).collect();
        book.put(held);
    }
    for monday in h["deload"].as_array().into_iter().flatten() {
        let id = WeekId::of(date(monday.as_str().unwrap()));
        book.put(Week { deload: true, ..week(&book, id) });
    }
    // No split fills the weeks ahead.
    for id in [WeekId::of(today), WeekId::of(today).shift(1)] {
        book.put(week(&book, id));
    }
    book
}

#[test]
fn fifty_histories_match_a_second_program() {
    let all: Vec<Value> = serde_json::from_str(HISTORIES).unwrap();
    assert_eq!(all.len(), 50);
    for (n, h) in all.iter().enumerate() {
        let (book, today, want) = (book(h), date(h["today"].as_str().unwrap()), &h["expect"]);
        let weights = if h["weights"] == "own" { Choice::Own } else { Choice::Published };
        let basis = Arc::new(Basis { weights, ..Basis::new(h["need"].as_f64().unwrap(), regions::default()) });
        let (splits, mornings, limits) = (splits::built_in("five-day"), Mornings::default(), Limits::default());
        let desk = Desk { book: &book, today, splits: &splits, basis: &basis, mornings: &mornings, limits: &limits };
        let r = desk.recovery(today);
        assert_eq!(json!(r.as_ref().map(|r| r.shown)), want["score"], "{n}");
        if let (Some(r), Some(uncapped)) = (&r, want["uncapped"].as_f64()) {
            assert!((r.uncapped - uncapped).abs() < TWO_DECIMALS, "{n}: {} against {uncapped}", r.uncapped);
        }
        let verdict = desk.verdict(today, r.as_deref()).map(|v| v.advice.name());
        assert_eq!(json!(verdict), want["verdict"], "{n}");
        assert_eq!(json!(desk.flags(today).level), want["flags"], "{n}");
        let number = recoup::domain::shelf::day_number(today);
        let own = desk.log().learnt_weights(number);
        for part in Part::ALL {
            let wanted = want["own_weights"][part as usize].as_f64().unwrap();
            assert!((own.0[part] - wanted).abs() < 1e-6, "{n} {part:?}: {} against {wanted}", own.0[part]);
        }
        let (learnt, ahead) = desk.look();
        let forecast: Vec<Value> = ahead
            .outlooks
            .iter()
            .map(|o| {
                let s = o.score;
                let note = s.is_none().then_some("after-illness");
                json!([
                    o.date.to_string(),
                    s.map(|s| s.score),
                    s.map(|s| s.low),
                    s.map(|s| s.high),
                    note,
                    o.verdict.advice.name()
                ])
            })
            .collect();
        assert_eq!(json!(forecast), want["forecast"], "{n}");
        for (key, id) in [("findings", WeekId::of(today)), ("next_findings", WeekId::of(today).shift(1))] {
            let mut found: Vec<(String, Option<String>)> = desk
                .findings(id, &learnt, &ahead.outlooks)
                .into_iter()
                .map(|f| (f.rule.code().to_owned(), f.date.map(|d| d.to_string())))
                .collect();
            found.sort();
            assert_eq!(json!(found), want[key], "{n} {key}");
        }
    }
}
