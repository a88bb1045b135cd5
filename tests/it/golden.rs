//! Golden mornings and vectors: every intermediate value of the model, to a thousandth.

use recoup::domain::{Region, Rpe};
use recoup::recovery::verdict::{Demand, Facts, judge};
use recoup::recovery::{Component, Inputs, heart, load, score, sleep, soreness};
use serde_json::Value;

const CASES: &str = include_str!("../golden/cases.json");
const VECTORS: &str = include_str!("../golden/vectors.json");

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
    }
}

#[test]
fn every_golden_morning() {
    let cases: Vec<Value> = serde_json::from_str(CASES).unwrap();
    assert_eq!(cases.len(), 30);
    for case in &cases {
        let id = case["id"].as_str().unwrap();
        let r = score(&inputs(case)).unwrap_or_else(|| panic!("{id} has no score"));
        let parts = r.sleep.unwrap_or_default();
        for (name, got) in [
            ("duration", parts.duration),
            ("quality", parts.quality),
            ("week", parts.week),
            ("regularity", parts.regularity),
        ] {
            let want = case["sleep_parts"][name].as_f64();
            assert_eq!(got.is_some(), want.is_some(), "{id} {name}");
            if let (Some(got), Some(want)) = (got, want) {
                close(got, want, &format!("{id} {name}"));
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
        let rpe = case["planned_rpe"].as_f64().map(|r| Rpe::new(r).unwrap());
        let facts =
            Facts { soreness: small(&case["facts"]["region"]), pain: case["facts"]["pain"].as_bool().unwrap_or(false) };
        let verdict = judge(r.shown, rpe.map(Demand::of_rpe), facts);
        assert_eq!(verdict.advice.name(), case["verdict"].as_str().unwrap(), "{id} verdict");
        let reasons: Vec<_> = verdict.reasons.iter().map(|r| r.text()).collect();
        assert_eq!(serde_json::json!(reasons), case["reasons"], "{id} reasons");
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
        close(sleep::parts(&inputs).unwrap().regularity.unwrap(), case["part"].as_f64().unwrap(), "regularity");
    }
    for case in v["heart"].as_array().unwrap() {
        let today = case["today"].as_f64().unwrap();
        let z = match case.get("hrv_before") {
            Some(before) => heart::hrv_z(&floats(before), today),
            None => heart::resting_hr_z(&floats(&case["resting_hr_before"]), today),
        }
        .unwrap();
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
    assert_eq!(Component::ALL.map(Component::weight).iter().sum::<f64>(), 100.0);
}
