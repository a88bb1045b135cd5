//! Golden mornings and vectors: every intermediate value of the model, to a thousandth.

use recoup::domain::effort::Usuals;
use recoup::domain::{Book, Kind, Region, Rpe, Session, Status, Week, WeekId};
use recoup::planning::blend::Blend;
use recoup::planning::effect::{Effect, load_x};
use recoup::planning::forecast::usual_wake;
use recoup::planning::range::Range;
use recoup::recovery::heart::{Reading, Signal};
use recoup::recovery::inputs::recent_of;
use recoup::recovery::learning::{Taught, WhyNot, bars, learn, uncapped};
use recoup::recovery::score::{Cap, compose};
use recoup::recovery::verdict::{Advice, Demand, Facts, judge};
use recoup::recovery::weights::ByPart;
use recoup::recovery::{Component, Inputs, Part, Parts, Weights, heart, load, parts, score, sleep, soreness};
use serde_json::Value;

const CASES: &str = include_str!("../golden/cases.json");
const VECTORS: &str = include_str!("../golden/vectors.json");
const ROBUST: &str = include_str!("../golden/robust.json");
const LEARNING: &str = include_str!("../golden/learning.json");

/// The tolerance for the cases of learning and of robustness.
const TIGHT: f64 = 1e-6;

fn near(got: Option<f64>, want: &Value, what: &str) {
    match (got, want.as_f64()) {
        (Some(got), Some(want)) => assert!((got - want).abs() < TIGHT, "{what}: got {got}, want {want}"),
        (got, want) => assert_eq!(got.is_some(), want.is_some(), "{what}: got {got:?}, want {want:?}"),
    }
}

fn parts_of(v: &Value) -> Parts {
    ByPart(std::array::from_fn(|i| v[i].as_f64()))
}

fn weights_of(v: &Value) -> Weights {
    Weights(ByPart(std::array::from_fn(|i| v[i].as_f64().unwrap())))
}

fn series(v: &Value) -> Vec<(i32, f64)> {
    v.as_array().unwrap().iter().map(|p| (p[0].as_i64().unwrap() as i32, p[1].as_f64().unwrap())).collect()
}

fn close(got: f64, want: f64, what: &str) {
    assert!((got - want).abs() < 1e-3, "{what}: got {got}, want {want}");
}

fn floats(v: &Value) -> Vec<f64> {
    v.as_array().map(|a| a.iter().filter_map(Value::as_f64).collect()).unwrap_or_default()
}

fn small(v: &Value) -> Option<u8> {
    v.as_u64().map(|n| n as u8)
}

fn inputs(case: &Value) -> Inputs {
    let given = &case["inputs"];
    let (sleep, feel, facts) = (&given["sleep"], &given["feel"], &case["facts"]);
    let z = floats(&given["heart_z"]);
    let sites = given["soreness"]
        .as_array()
        .map(|a| a.iter().zip(Region::ALL).map(|(n, region)| (region, n.as_u64().unwrap() as u8)).collect());
    Inputs {
        need: sleep["need"].as_f64().unwrap_or(8.0),
        need_of_caps: case["need_of_caps"].as_f64().unwrap(),
        hours: sleep["hours"].as_f64(),
        quality: small(&sleep["quality"]),
        nights: floats(&sleep["last_7_nights"]),
        midsleep_sd: sleep["midsleep_sd_min"].as_f64(),
        soreness: sites,
        energy: small(&feel["energy"]),
        mood: small(&feel["mood"]),
        stress: small(&feel["stress"]),
        load_ratio: given["load_ratio"].as_f64(),
        hrv_z: z.first().copied(),
        resting_hr_z: z.get(1).copied(),
        ill: facts["ill"].as_bool().unwrap_or(false),
        flag_level: small(&facts["flags"]).unwrap_or(0),
        heart_alarm: facts["heart_alarm"].as_bool().unwrap_or(false),
        ..Inputs::default()
    }
}

#[test]
fn every_golden_morning() {
    let cases: Vec<Value> = serde_json::from_str(CASES).unwrap();
    assert_eq!(cases.len(), 35);
    for case in &cases {
        let id = case["id"].as_str().unwrap();
        let r = score(&inputs(case)).unwrap_or_else(|| panic!("{id} has no score"));
        for part in [Part::Duration, Part::Quality, Part::Week, Part::Regularity] {
            let (got, want) = (r.parts[part], case["sleep_parts"][part.name()].as_f64());
            assert_eq!(got.is_some(), want.is_some(), "{id} {part:?}");
            if let (Some(got), Some(want)) = (got, want) {
                close(got, want, &format!("{id} {part:?}"));
            }
        }
        assert_eq!(r.components.len(), case["components"].as_object().unwrap().len(), "{id}");
        for (c, v) in &r.components {
            close(*v, case["components"][c.name()].as_f64().unwrap(), &format!("{id} {}", c.name()));
        }
        for (c, v) in &r.losses {
            close(*v, case["losses"][c.name()].as_f64().unwrap(), &format!("{id} loss {}", c.name()));
        }
        close(r.cap_loss(), case["losses"]["cap"].as_f64().unwrap_or(0.0), &format!("{id} loss by cap"));
        close(r.mean, case["mean"].as_f64().unwrap(), &format!("{id} mean"));
        close(r.uncapped, case["uncapped"].as_f64().unwrap(), &format!("{id} uncapped"));
        close(r.score, case["score"].as_f64().unwrap(), &format!("{id} score"));
        close(r.coverage, case["coverage"].as_f64().unwrap(), &format!("{id} coverage"));
        assert_eq!(u64::from(r.shown), case["shown"].as_u64().unwrap(), "{id} shown");
        assert_eq!(r.weakest.name(), case["weakest"].as_str().unwrap(), "{id} weakest");
        assert_eq!(r.confidence().name(), case["confidence"].as_str().unwrap(), "{id} confidence");
        assert_eq!(r.cap.map(|c| c.reason()), case["cap"].as_str(), "{id} cap");
        let rpe = case["planned_rpe"].as_f64();
        let facts = Facts {
            soreness: small(&case["facts"]["region"]),
            pain: case["facts"]["pain"].as_bool().unwrap_or(false),
            ..Facts::default()
        };
        let verdict = judge(r.judged(), rpe.map(Demand::of_rpe), facts);
        assert_eq!(verdict.advice.name(), case["verdict"].as_str().unwrap(), "{id} verdict");
        let reasons: Vec<_> = verdict.reasons.iter().map(|r| r.text()).collect();
        assert_eq!(serde_json::json!(reasons), case["reasons"], "{id} reasons");
        let planned = Session {
            minutes: Some(60),
            rpe: rpe.map(|r| Rpe::new(r).unwrap()),
            ..Session::new(Kind::Strength, "Legs")
        };
        let eased = planned.eased(Usuals::default().effort(&planned), verdict.most);
        let (minutes, rpe) = (eased.minutes.unwrap(), eased.rpe.unwrap().value());
        if verdict.advice == Advice::Lighter {
            close(f64::from(minutes), case["lighter"]["minutes"].as_f64().unwrap(), &format!("{id} lighter minutes"));
            close(rpe, case["lighter"]["rpe"].as_f64().unwrap(), &format!("{id} lighter RPE"));
        } else {
            assert!(case["lighter"].is_null(), "{id} lighter");
        }
        let (points, cap) = r.points();
        let sum: u64 = points.iter().map(|(_, p)| u64::from(*p)).sum::<u64>() + u64::from(cap);
        assert_eq!(sum, 100 - u64::from(r.shown), "{id} points");
    }
}

#[test]
fn load_vectors() {
    let v: Value = serde_json::from_str(VECTORS).unwrap();
    for case in v["load"].as_array().unwrap() {
        let got = load::averages(&floats(&case["daily_loads_last_is_yesterday"])).map(load::Averages::ratio);
        match case["ratio"].as_f64() {
            Some(want) => close(got.unwrap(), want, "ratio"),
            None => assert_eq!(got, None),
        }
        if let Some(want) = case["component"].as_f64() {
            close(load::component(got.unwrap()), want, "load component");
        }
    }
}

#[test]
fn regularity_and_heart_vectors() {
    let v: Value = serde_json::from_str(VECTORS).unwrap();
    for case in v["regularity"].as_array().unwrap() {
        let clock: Vec<f64> = case["midsleeps"]
            .as_array()
            .unwrap()
            .iter()
            .map(|t| f64::from(t.as_str().unwrap().parse::<recoup::domain::ClockTime>().unwrap().minutes()))
            .collect();
        let sd = sleep::midsleep_sd(&clock).unwrap();
        close(sd, case["sd_min"].as_f64().unwrap(), "sd");
        let inputs = Inputs { need: 8.0, hours: Some(8.0), midsleep_sd: Some(sd), ..Inputs::default() };
        close(parts::of(&inputs)[Part::Regularity].unwrap(), case["part"].as_f64().unwrap(), "regularity");
    }
    for case in v["heart"].as_array().unwrap() {
        let today = case["today"].as_f64().unwrap();
        let typed = |value: f64| Reading { value, from: None };
        let (signal, before) = match case.get("hrv_before") {
            Some(before) => (Signal::Hrv, before),
            None => (Signal::RestingHr, &case["resting_hr_before"]),
        };
        let z = signal.z(floats(before).into_iter().map(typed), typed(today)).unwrap();
        close(z, case["z"].as_f64().unwrap(), "z");
        close(heart::component(&[z]).unwrap(), case["component"].as_f64().unwrap(), "heart component");
    }
}

#[test]
fn soreness_by_hand() {
    for (sites, want) in [(vec![6, 4], 48.0), (vec![0], 100.0), (vec![10, 10, 10, 10], 0.0), (vec![1, 2, 3], 73.0)] {
        let sites: Vec<_> = Region::ALL.into_iter().zip(sites).collect();
        close(soreness::component(&sites), want, "soreness");
    }
    assert_eq!(Component::ALL.map(|c| Weights::PUBLISHED.of(c)), [20.0, 25.0, 40.0, 5.0, 10.0, 0.0]);
}

#[test]
fn golden_baselines_wake_times_and_stand_ins() {
    let v: Value = serde_json::from_str(ROBUST).unwrap();
    let list = |key: &str| v[key].as_array().unwrap().clone();
    let mut n = 0;
    for case in list("heart") {
        let signal = if case["kind"] == "hrv" { Signal::Hrv } else { Signal::RestingHr };
        let reading = |value: &Value, from: &Value| -> (f64, String) {
            (value.as_f64().unwrap(), from.as_str().unwrap().to_owned())
        };
        let of = |(value, from): &(f64, String)| (*value, Some(from.clone()).filter(|f| !f.is_empty()));
        let before: Vec<_> = case["before"].as_array().unwrap().iter().map(|r| of(&reading(&r[1], &r[2]))).collect();
        let today = of(&reading(&case["today"][0], &case["today"][1]));
        let as_reading = |(value, from): &'_ (f64, Option<String>)| -> (f64, Option<String>) { (*value, from.clone()) };
        let owned: Vec<_> = before.iter().map(as_reading).collect();
        let readings = owned.iter().map(|(value, from)| Reading { value: *value, from: from.as_deref() });
        let z = signal.z(readings, Reading { value: today.0, from: today.1.as_deref() });
        near(z, &case["z"], "z");
        n += 1;
    }
    for case in list("usual_wake") {
        near(usual_wake(floats(&case["minutes"])), &case["out"], "usual wake");
        n += 1;
    }
    for case in list("stand_in") {
        let kind = Kind::parse(case["kind"].as_str().unwrap()).unwrap();
        let session = |rpe: &Value, minutes: &Value, status| Session {
            rpe: rpe.as_f64().map(|r| Rpe::new(r).unwrap()),
            minutes: minutes.as_u64().map(|m| m as u16),
            status,
            ..Session::new(kind, "work")
        };
        let id: WeekId = "2026-W47".parse().unwrap();
        let mut week = Week::new(id.shift(-1));
        week.days[0].sessions =
            case["past"].as_array().unwrap().iter().map(|p| session(&p[0], &p[1], Status::Done)).collect();
        let mut book = Book::default();
        book.put(week);
        let now = session(&case["rpe"], &case["minutes"], Status::Planned);
        let monday = recoup::domain::shelf::day_number(id.monday());
        let effort = recoup::domain::effort::effort(&book, &now, monday, monday).unwrap();
        near(Some(effort.rpe), &case["out"][0], "RPE");
        near(Some(effort.minutes), &case["out"][1], "minutes");
        assert_eq!(serde_json::json!(effort.assumed.names()), case["out"][2]);
        n += 1;
    }
    assert_eq!(n, 23);
}

#[test]
fn golden_scores_by_parts_and_weights() {
    let v: Value = serde_json::from_str(LEARNING).unwrap();
    let list = |key: &str| v[key].as_array().unwrap().clone();
    assert_eq!(serde_json::json!(Part::ALL.map(Part::name)), v["parts"]);
    assert_eq!(weights_of(&v["prior"]), Weights::PUBLISHED);
    for case in list("score") {
        let name = case["name"].as_str().unwrap();
        let (parts, weights) = (parts_of(&case["parts"]), weights_of(&case["weights"]));
        let got = compose(|c| weights.value(c, &parts), &weights);
        assert_eq!(got.is_some(), !case["out"].is_null(), "{name}");
        let Some(got) = got else { continue };
        near(Some(got.uncapped), &case["out"]["S"], name);
        assert_eq!(got.weakest.name(), case["out"]["weak"], "{name}");
        for (list, key) in [(&got.losses, "loss"), (&got.components, "comp")] {
            assert_eq!(list.len(), case["out"][key].as_object().unwrap().len(), "{name} {key}");
            list.iter().for_each(|(c, v)| near(Some(*v), &case["out"][key][c.name()], &format!("{name} {key}")));
        }
    }
    for case in list("cap_need") {
        let got = sleep::cap_need(case["need"].as_f64().unwrap(), floats(&case["hours"]));
        near(Some(got), &case["out"], "need of caps");
    }
    for case in list("cap_hours") {
        let args = &case["args"];
        let inputs = Inputs { hours: args[1].as_f64(), need_of_caps: args[2].as_f64().unwrap(), ..Inputs::default() };
        let score = args[0].as_f64().unwrap();
        near(Some(Cap::lowest(&inputs).map_or(score, |c| c.limit().min(score))), &case["out"], "capped");
    }
    for case in list("recent") {
        let day = case["day"].as_i64().unwrap() as i32;
        let feel: Vec<f64> =
            series(&case["feel"]).into_iter().filter(|(d, _)| (1..=7).contains(&(day - d))).map(|(_, f)| f).collect();
        near(recent_of(&feel), &case["out"], "recent");
    }
}

#[test]
fn golden_weights() {
    let v: Value = serde_json::from_str(LEARNING).unwrap();
    for case in v["learn"].as_array().unwrap() {
        let name = case["name"].as_str().unwrap();
        let today = case["today"].as_i64().unwrap() as i32;
        let prior = weights_of(&case["prior"]);
        let morning = |m: &Value| {
            let age = today - m[0].as_i64().unwrap() as i32;
            let parts = parts_of(&m[1]);
            Some(Taught { age, parts, ready: m[2].as_f64()?, score: uncapped(&parts, &prior) })
        };
        let mornings: Vec<Taught> = case["mornings"].as_array().unwrap().iter().filter_map(morning).collect();
        let got = learn(&mornings, &prior);
        let out = &case["out"];
        for part in Part::ALL {
            near(Some(got.weights.0[part]), &out["weights"][part as usize], &format!("{name} {part:?}"));
        }
        near(Some(got.sd), &out["sd"], &format!("{name} sd"));
        near(Some(got.rho), &out["r"], &format!("{name} r"));
        assert_eq!(got.n as u64, out["n"].as_u64().unwrap(), "{name}");
        let why = match got.why_not {
            None => "",
            Some(WhyNot::Few) => "fewer than 14 mornings with ready",
            Some(WhyNot::Flat) => "ready hardly varies",
            Some(WhyNot::Against) => "ready does not go with the score",
        };
        assert_eq!((why, got.why_not.is_none()), (out["why"].as_str().unwrap(), out["learned"].as_bool().unwrap()));
    }
    for case in v["bars"].as_array().unwrap() {
        assert_eq!(serde_json::json!(bars(&weights_of(&case["weights"]))), case["out"]);
    }
}

#[test]
fn golden_blends_effects_and_ranges() {
    let v: Value = serde_json::from_str(LEARNING).unwrap();
    let list = |key: &str| v[key].as_array().unwrap().clone();
    let number = |case: &Value, key: &str| case[key].as_i64().unwrap() as i32;
    for (key, heart) in [("blend", false), ("blend_heart", true)] {
        for case in list(key) {
            let today = number(&case, "today");
            let blend = Blend::of(series(&case["series"]).into_iter().map(|(day, value)| (today - day, value)));
            let k = number(&case, "k");
            near(if heart { blend.heart_at(k) } else { blend.at(k) }, &case["out"], key);
        }
    }
    for case in list("load_x") {
        let args = floats(&case["args"]);
        near(Some(load_x(args[0], args[1])), &case["out"], "x");
    }
    for case in list("load_effect") {
        let mut effect = Effect::default();
        for pair in case["pairs"].as_array().unwrap() {
            effect.add(pair[0].as_f64().unwrap(), pair[1].as_f64().unwrap());
        }
        near(Some(effect.points()), &case["out"], "effect");
    }
    for case in list("half_width") {
        let mut range = Range::default();
        for graded in case["graded"].as_array().unwrap() {
            let [issued, error, half_width] = [0, 1, 2].map(|i| graded[i].as_f64().unwrap());
            range.add(issued as i32, error, half_width);
        }
        near(Some(range.half_width(number(&case, "today"))), &case["out"], "half-width");
    }
}

/// Each sentence of the model names tests, and they exist.
#[test]
fn every_sentence_of_the_model_has_a_test() {
    let list = include_str!("../golden/model.md");
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut code = String::new();
    let mut folders = vec![root.join("tests/it"), root.join("src")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()) {
            if entry.is_dir() {
                folders.push(entry);
            } else if entry.extension().is_some_and(|e| e == "rs") {
                code.push_str(&std::fs::read_to_string(entry).unwrap());
            }
        }
    }
    let lines: Vec<&str> = list.lines().filter(|l| l.starts_with("- ")).collect();
    assert!(lines.len() >= 45);
    for line in lines {
        let named: Vec<&str> = line.split('`').skip(1).step_by(2).collect();
        assert!(!named.is_empty(), "{line}");
        for name in named {
            assert!(code.contains(&format!("fn {name}(")), "{name}");
        }
    }
}
