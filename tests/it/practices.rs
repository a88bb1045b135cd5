//! Which practices are offered for a day, and what a log without patterns must not show.

use crate::support::{Dice, date};
use chrono::NaiveDate;
use recoup::config::{Content, regions};
use recoup::domain::calendar::add_days;
use recoup::domain::session::{Kind, Status};
use recoup::domain::week::{Day, Week};
use recoup::domain::{Book, CheckIn, Days, Extra, Focus, PracticeId, Region, Rpe, Session, WeekId};
use recoup::insight::agreement::{Agreement, evaluate, spearman};
use recoup::insight::patterns::patterns;
use recoup::insight::trends::{Metric, series, speed, usual};
use recoup::planning::practices::{Offer, Picker, recovery_sessions};
use recoup::recovery::{Basis, Log, Mornings, Recovery, assess};
use std::sync::Arc;

const TODAY: &str = "2026-11-18";

/// Days around a Wednesday, changed by hand.
struct Diary(Book);

impl Diary {
    fn new() -> Self {
        Self(Book::default())
    }

    fn day(&mut self, date: NaiveDate, change: impl FnOnce(&mut Day)) {
        let id = WeekId::of(date);
        let mut week = self.0.week(id).cloned().unwrap_or_else(|| Week::new(id));
        change(week.day_mut(date));
        self.0.put(week);
    }

    /// A session `ahead` days from today; done if it is past.
    fn session(&mut self, ahead: i64, kind: Kind, focus: &str, rpe: u8) {
        self.day(add_days(date(TODAY), ahead), |d| d.sessions.push(session(kind, focus, rpe, ahead < 0)));
    }

    fn morning(&mut self, change: impl FnOnce(&mut CheckIn)) {
        self.day(date(TODAY), |d| change(d.checkin.get_or_insert_default()));
    }

    fn offers(&self) -> Vec<Offer> {
        let content = Content::default();
        let table = regions::default();
        Picker { practices: content.practices(), table: &table, need: 8.0 }.offers(&self.0, date(TODAY))
    }
}

fn session(kind: Kind, focus: &str, rpe: u8, done: bool) -> Session {
    Session {
        focus: Some(focus).filter(|f| !f.is_empty()).map(Focus::new),
        minutes: Some(60),
        rpe: Some(Rpe::whole(rpe)),
        status: if done { Status::Done } else { Status::Planned },
        ..Session::new(kind, kind.label())
    }
}

fn sore(c: &mut CheckIn, sites: &[(Region, u8)]) {
    c.soreness = sites.iter().copied().collect();
}

/// One row per situation: what must be offered and why, and what must not.
#[test]
fn each_situation_gets_its_practices_and_no_others() {
    type Set = fn(&mut Diary);
    type Case<'a> = (&'a str, Set, &'a [(&'a str, &'a str)], &'a [&'a str]);
    let rest: Set = |d| d.session(0, Kind::Rest, "", 0);
    let cases: [Case<'_>; 10] = [
        (
            "sore legs on a rest day are rolled",
            |d| {
                d.session(-1, Kind::Strength, "lower", 8);
                d.session(0, Kind::Rest, "", 0);
                d.morning(|c| sore(c, &[(Region::Quads, 5)]));
            },
            &[("foam-rolling", "quads sore, 5")],
            &["cold", "easy-bodyweight"],
        ),
        (
            "very sore legs get neither stretching nor a massage gun",
            |d| {
                d.session(-1, Kind::Strength, "lower", 9);
                d.session(0, Kind::Rest, "", 0);
                d.morning(|c| sore(c, &[(Region::Quads, 8)]));
            },
            &[("massage", "quads sore, 8")],
            &["stretching", "massage-gun", "yoga", "hip-drills"],
        ),
        (
            "a drained morning gets breathing",
            |d| {
                d.session(0, Kind::Rest, "", 0);
                d.morning(|c| c.stress = Some(5));
            },
            &[("breathing", "stress 5")],
            &["cold", "contrast"],
        ),
        (
            "ill: nothing that moves, nothing cold",
            |d| {
                d.session(-1, Kind::Conditioning, "hiit", 9);
                d.session(0, Kind::Rest, "", 0);
                d.morning(|c| c.ill = Some(true));
            },
            &[("breathing", "ill")],
            &["walk", "cold", "contrast", "mobility", "foam-rolling"],
        ),
        (
            "cold is for after conditioning",
            |d| {
                d.session(0, Kind::Conditioning, "hiit", 6);
                d.day(date(TODAY), |d| d.sessions[0].status = Status::Done);
                d.morning(|c| c.energy = Some(4));
            },
            &[("cold", "after today's Conditioning")],
            &[],
        ),
        (
            "and not for after strength",
            |d| {
                d.session(-1, Kind::Conditioning, "hiit", 6);
                d.session(-1, Kind::Strength, "upper", 6);
                d.session(0, Kind::ActiveRecovery, "", 2);
            },
            &[],
            &["cold"],
        ),
        (
            "a short night gets a warm bath",
            |d| {
                d.session(0, Kind::Rest, "", 0);
                d.morning(|c| c.sleep_hours = Some(5.0));
            },
            &[("warm-bath", "5h00 of sleep")],
            &[],
        ),
        (
            "tired but not sore gets a walk",
            |d| {
                d.session(0, Kind::ActiveRecovery, "", 2);
                d.morning(|c| {
                    c.energy = Some(2);
                    sore(c, &[(Region::General, 0)]);
                });
            },
            &[("walk", "tired, not sore")],
            &["foam-rolling"],
        ),
        (
            "hips are opened before a hard leg day, shoulders are not",
            |d| {
                d.session(0, Kind::ActiveRecovery, "", 2);
                d.session(1, Kind::Strength, "lower", 8);
            },
            &[("hip-drills", "before tomorrow's Strength")],
            &["shoulder-drills"],
        ),
        (
            "sore shoulders are no reason to prepare them for legs",
            |d| {
                d.session(0, Kind::ActiveRecovery, "", 2);
                d.session(1, Kind::Strength, "lower", 8);
                d.morning(|c| sore(c, &[(Region::Shoulders, 3)]));
            },
            &[("hip-drills", "before tomorrow's Strength")],
            &["shoulder-drills"],
        ),
    ];
    for (name, set, wanted, unwanted) in cases {
        let mut d = Diary::new();
        set(&mut d);
        let got = d.offers();
        assert!((2..=3).contains(&got.len()), "{name}: {got:?}");
        for (id, reason) in wanted {
            let offer =
                got.iter().find(|o| o.id.as_str() == *id).unwrap_or_else(|| panic!("{name}: no {id} in {got:?}"));
            assert_eq!(offer.reason, *reason, "{name}");
        }
        for id in unwanted {
            assert!(got.iter().all(|o| o.id.as_str() != *id), "{name}: {id} in {got:?}");
        }
    }
    // Nothing is offered where there is training to do.
    let mut d = Diary::new();
    d.session(0, Kind::Strength, "lower", 8);
    assert_eq!(d.offers(), []);
    // Once a session is done, hard or not, something is: after a long run compression too.
    let mut long = Diary::new();
    long.session(0, Kind::Endurance, "", 5);
    assert_eq!(long.offers(), []);
    long.day(date(TODAY), |d| d.sessions[0].status = Status::Done);
    assert!(long.offers().iter().any(|o| o.id.as_str() == "compression"), "{:?}", long.offers());
    d.day(date(TODAY), |d| d.sessions[0].status = Status::Done);
    assert!(d.offers().iter().all(|o| !o.reason.is_empty()) && d.offers().len() >= 2);
    let mut d = Diary::new();
    rest(&mut d);
    assert!(!d.offers().is_empty());
}

#[test]
fn regions_that_hurt_are_left_out_and_doses_follow_the_regions() {
    let mut d = Diary::new();
    d.session(-1, Kind::Strength, "lower", 8);
    d.session(0, Kind::Rest, "", 0);
    d.morning(|c| {
        sore(c, &[(Region::Quads, 3), (Region::Glutes, 5), (Region::Hamstrings, 4)]);
        c.pain.insert(Region::Glutes);
    });
    let offers = d.offers();
    let roll = offers.iter().find(|o| o.id.as_str() == "foam-rolling").unwrap();
    assert_eq!(roll.regions[..2], [Region::Hamstrings, Region::Quads]);
    assert!(!roll.regions.contains(&Region::Glutes));
    assert_eq!(roll.extra.minutes, Some(2 * roll.regions.len() as u16));
    assert!(roll.extra.title.starts_with("Foam rolling: hamstrings quads"));
}

#[test]
fn practices_rotate() {
    // Ten identical rest days, each time doing the first thing that is offered.
    let mut d = Diary::new();
    let content = Content::default();
    let table = regions::default();
    let picker = Picker { practices: content.practices(), table: &table, need: 8.0 };
    let mut first: Vec<String> = Vec::new();
    for n in 0..10 {
        let day = add_days(date(TODAY), n);
        d.day(day, |d| {
            d.sessions.push(session(Kind::Rest, "", 0, true));
            d.checkin.get_or_insert_default().energy = Some(2);
        });
        let offer = picker.offers(&d.0, day).remove(0);
        d.day(day, |d| d.sessions[0].extras.push(Extra { done: true, ..offer.extra.clone() }));
        first.push(offer.id.to_string());
    }
    assert!(first.windows(2).all(|w| w[0] != w[1]), "{first:?}");
    let mut kinds = first.clone();
    kinds.sort();
    kinds.dedup();
    assert!(kinds.len() >= 3, "{first:?}");
}

#[test]
fn the_weekly_counter_counts_what_was_done() {
    let mut d = Diary::new();
    d.session(-2, Kind::Mobility, "", 2);
    d.session(0, Kind::Rest, "", 0);
    let practice = |minutes, done| Extra {
        title: "x".into(),
        minutes: Some(minutes),
        practice: Some(PracticeId::new("walk")),
        done,
    };
    d.day(date(TODAY), |d| {
        d.sessions[0].extras = vec![practice(20, true), practice(20, false), practice(5, true)];
    });
    assert_eq!(recovery_sessions(d.0.week(WeekId::of(date(TODAY))).unwrap()), 2);
}

fn basis() -> Arc<Basis> {
    Arc::new(Basis::new(8.0, regions::default()))
}

/// Asks something of a log over these days, with the default settings.
fn with_log<T>(days: &dyn Days, ask: impl FnOnce(&Log<'_>) -> T) -> T {
    ask(&Log { days, basis: &basis(), mornings: &Mornings::default() })
}

/// Half a year in which every answer is random and independent of the others.
fn thrown(seed: u64) -> (Diary, Vec<NaiveDate>) {
    let mut dice = Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) + 1);
    let mut d = Diary::new();
    let dates: Vec<NaiveDate> = (0..180).map(|n| add_days(date("2026-01-01"), n)).collect();
    for day in &dates {
        let five = |dice: &mut Dice| Some(1 + dice.below(5) as u8);
        let checkin = CheckIn {
            sleep_hours: Some(5.0 + dice.below(9) as f64 / 2.0),
            sleep_quality: five(&mut dice),
            energy: five(&mut dice),
            mood: five(&mut dice),
            stress: five(&mut dice),
            soreness: [(Region::General, dice.below(8) as u8)].into_iter().collect(),
            ..CheckIn::default()
        };
        let kinds = [Kind::Strength, Kind::Conditioning, Kind::Endurance];
        let trains =
            (dice.below(10) < 5).then(|| session(kinds[dice.below(3) as usize], "", 4 + dice.below(6) as u8, true));
        d.day(*day, |d| {
            d.checkin = Some(checkin);
            d.sessions.extend(trains);
        });
    }
    (d, dates)
}

#[test]
fn random_logs_show_no_pattern_in_nineteen_of_twenty_cases() {
    let mut found = Vec::new();
    let logs = 120;
    for seed in 0..logs {
        let (d, dates) = thrown(seed);
        let p = with_log(&d.0, |log| patterns(log, &dates));
        assert!(p.compared >= 20, "{}", p.compared);
        found.extend(p.found.first().map(|f| f.sentence()));
    }
    assert!(found.len() * 20 <= logs as usize, "{} of {logs}: {found:#?}", found.len());
}

#[test]
fn a_real_pattern_is_reported_with_its_numbers() {
    let (mut d, dates) = thrown(7);
    for day in &dates {
        d.day(*day, |d| {
            let c = d.checkin.as_mut().unwrap();
            if c.sleep_hours.is_some_and(|h| h < 6.0) {
                c.energy = Some(c.energy.unwrap().min(2));
            }
        });
    }
    let p = with_log(&d.0, |log| patterns(log, &dates));
    let said: Vec<String> = p.found.iter().map(|f| f.sentence()).collect();
    assert!(said.iter().any(|s| s.starts_with("nights under 6h00: energy −")), "{said:#?}");
    let energy = p.found.iter().find(|f| f.what == "energy").unwrap();
    assert!(energy.times as f64 >= 0.6 * energy.of as f64 && energy.difference < -0.3);
    assert!(energy.spread.0 <= energy.spread.1);
    // Few mornings say nothing.
    assert_eq!(with_log(&d.0, |log| patterns(log, &dates[..14])).found, []);
}

/// For a log in which energy is 1 or 2 on the mornings that `holds` names and 4 or 5 on all others, with the days as `day`
/// makes them: how many mornings the pattern of that name found for energy, and how many there were.
fn energy_pattern(name: &str, day: impl Fn(i64, &mut Day), holds: impl Fn(i64) -> bool) -> (Option<usize>, usize) {
    let mut dice = Dice(5);
    let mut d = Diary::new();
    let first = date("2026-01-01");
    for n in 0..150 {
        let energy = if holds(n) { 1 } else { 4 } + dice.below(2) as u8;
        d.day(add_days(first, n), |d| {
            d.checkin = Some(CheckIn { energy: Some(energy), ..CheckIn::default() });
            day(n, d);
        });
    }
    let dates: Vec<NaiveDate> = (0..150).map(|n| add_days(first, n)).collect();
    let found = with_log(&d.0, |log| patterns(log, &dates)).found;
    let of = found.iter().find(|p| p.when == name && p.what == "energy").map(|p| p.of);
    // Your own mean takes seven mornings.
    (of, (7..150).filter(|n| holds(*n)).count())
}

fn trains(d: &mut Day, rpe: u8, minutes: u16) {
    d.sessions.push(Session { minutes: Some(minutes), ..session(Kind::Strength, "", rpe, true) });
}

#[test]
fn each_condition_is_met_on_the_mornings_that_it_names() {
    let first = |n: i64, of: &[i64]| of.contains(&n.rem_euclid(11));
    // Three days in a row; two are not enough.
    let on = |n: i64| n >= 0 && first(n, &[0, 1, 2, 4, 5, 7]);
    let (of, wanted) = energy_pattern(
        "after three training days in a row",
        |n, d| {
            if on(n) {
                trains(d, 5, 40)
            }
        },
        |n| on(n - 1) && on(n - 2) && on(n - 3),
    );
    assert_eq!(of, Some(wanted));
    // Twice the usual load; more than usual is not enough. Usual is about 150: small days are 120, some 200, few 480.
    let minutes = |n: i64| {
        if n % 9 == 0 {
            120
        } else if n % 5 == 0 {
            50
        } else {
            30
        }
    };
    let big = |n: i64| n > 0 && n % 9 == 0;
    let (of, wanted) =
        energy_pattern("after twice the usual load", |n, d| trains(d, 4, minutes(n)), |n| n > 1 && big(n - 1));
    assert_eq!(of, Some(wanted));
    // An hour later to bed than usual; three quarters are not enough. Usual is about ten past eleven.
    let bed = |n: i64| {
        if n % 7 == 0 {
            "00:45"
        } else if n % 5 == 0 {
            "00:05"
        } else {
            "23:00"
        }
    };
    let (of, wanted) = energy_pattern(
        "to bed an hour later than usual",
        |n, d| d.checkin.as_mut().unwrap().bed = bed(n).parse().ok(),
        |n| n % 7 == 0,
    );
    assert_eq!(of, Some(wanted));
    // A practice that was done; a planned one does not count.
    let (of, wanted) = energy_pattern(
        "the morning after a recovery practice",
        |n, d| {
            trains(d, 5, 40);
            if n % 3 == 0 {
                let practice = Some(PracticeId::new("foam-rolling"));
                d.sessions[0].extras.push(Extra { practice, done: n % 6 == 0, ..Extra::default() });
            }
        },
        |n| n > 0 && (n - 1) % 6 == 0,
    );
    assert_eq!(of, Some(wanted));
}

/// What a condition brings about is no evidence for it: training makes load, so load is left out of the score.
#[test]
fn the_compared_score_leaves_out_load_and_few_mornings_are_not_compared() {
    let mut d = Diary::new();
    let dates: Vec<NaiveDate> = (0..120).map(|n| add_days(date("2026-01-01"), n)).collect();
    for (n, day) in dates.iter().enumerate() {
        d.day(*day, |d| {
            d.checkin = Some(CheckIn { energy: Some(3), ..CheckIn::default() });
            if n % 4 == 0 {
                trains(d, 9, 120);
            }
        });
    }
    let p = with_log(&d.0, |log| patterns(log, &dates));
    assert_eq!((p.found, p.compared), (Vec::new(), 0), "every answer is the same");
    // Seven full nights among many are too few to compare, and so are seven others among full nights.
    for (usual, few) in [(7.5, 8.5), (8.5, 7.5)] {
        let mut d = Diary::new();
        for (n, day) in dates.iter().enumerate() {
            let hours = if n % 16 == 8 { few } else { usual };
            let energy = Some(1 + (n % 5) as u8);
            d.day(*day, |d| d.checkin = Some(CheckIn { sleep_hours: Some(hours), energy, ..CheckIn::default() }));
        }
        assert_eq!(with_log(&d.0, |log| patterns(log, &dates)).compared, 0, "{usual}");
    }
}

/// A month of mornings with a rating each, and their agreement with the score.
fn rated(morning: impl Fn(u8) -> (CheckIn, u8)) -> (Diary, Vec<NaiveDate>, Agreement) {
    let mut d = Diary::new();
    let dates: Vec<NaiveDate> = (0..30).map(|n| add_days(date("2026-01-01"), n)).collect();
    for (n, day) in dates.iter().enumerate() {
        let (checkin, ready) = morning(n as u8);
        d.day(*day, |d| d.checkin = Some(CheckIn { ready: Some(ready), ..checkin }));
    }
    let a = with_log(&d.0, |log| evaluate(log, dates.iter().copied()));
    (d, dates, a)
}

#[test]
fn agreement_by_hand() {
    // Each rival is turned so that more is better.
    let rival = |a: &Agreement, name: &str| a.rivals.iter().find(|r| r.name == name).unwrap().spearman.unwrap();
    let sore = |n: u8| [(Region::General, n)].into_iter().collect();
    let (_, _, a) = rated(|n| (CheckIn { soreness: sore(n % 9), ..CheckIn::default() }, 9 - n % 9));
    assert!((rival(&a, "soreness") - 1.0).abs() < 1e-9);
    assert!((rival(&a, "plain mean of all items") - 1.0).abs() < 1e-9);
    let (_, _, a) = rated(|n| (CheckIn { stress: Some(1 + n % 5), ..CheckIn::default() }, 5 - n % 5));
    assert!((rival(&a, "plain mean of all items") - 1.0).abs() < 1e-9);
    // The differences of bands are from the mean of all, so that they add up to zero.
    let (_, _, a) = rated(|n| (CheckIn { energy: Some(1 + n % 5), ..CheckIn::default() }, 2 * (n % 5)));
    assert!(a.bands.len() > 1, "{:?}", a.bands);
    let sum: f64 = a.bands.iter().map(|b| b.n as f64 * b.difference).sum();
    assert!(sum.abs() < 1e-9 && a.bands[0].difference > 0.0 && a.bands.last().unwrap().difference < 0.0);
    // The score as shown and the uncapped one differ where a cap lowers the best mornings.
    let (d, dates, a) = rated(|n| {
        let hours = if n % 3 == 0 { 4.0 } else { 8.0 };
        (CheckIn { energy: Some(1 + n % 5), sleep_hours: Some(hours), ..CheckIn::default() }, n % 5 + n % 3)
    });
    let pairs = |of: fn(&Recovery) -> f64| -> Vec<(f64, f64)> {
        let all = dates.iter().map(|day| {
            let ready = d.0.day(*day).unwrap().checkin.as_ref().unwrap().ready.unwrap();
            (of(&assess(&d.0, *day, &basis()).unwrap()), f64::from(ready))
        });
        all.collect()
    };
    assert_eq!(a.spearman, spearman(&pairs(|r| f64::from(r.shown))));
    assert_eq!(a.spearman_uncapped, spearman(&pairs(|r| r.uncapped)));
    assert_ne!(a.spearman, a.spearman_uncapped);
    // Ties share a rank: 2, 2, 2, 4, 5 against 1 to 5.
    let ties = [(1.0, 1.0), (1.0, 2.0), (1.0, 3.0), (2.0, 4.0), (3.0, 5.0)];
    assert!((spearman(&ties).unwrap() - 8.0 / 80.0_f64.sqrt()).abs() < 1e-9);
}

#[test]
fn the_most_missing_component_is_chosen_by_weight() {
    // Soreness weighs 25 and is missing on 20 mornings, load weighs 5 and is missing on all 30.
    let (_, _, a) = rated(|n| {
        let soreness = if n < 10 { [(Region::General, 2)].into_iter().collect() } else { Default::default() };
        let c = CheckIn {
            sleep_hours: Some(7.5),
            sleep_quality: Some(3),
            energy: Some(1 + n % 5),
            mood: Some(3),
            soreness,
            ..CheckIn::default()
        };
        (c, 2 * (n % 5))
    });
    assert_eq!(a.missing, Some(("soreness", 20)));
}

/// With thirty mornings the interval is wide: two standard errors of about 0.19 either way where nothing is related.
#[test]
fn the_interval_is_a_95_percent_interval() {
    let mut widths = Vec::new();
    for seed in 1..=5 {
        let mut dice = Dice(seed);
        let thrown: Vec<(u8, u8)> = (0..30).map(|_| (1 + dice.below(5) as u8, dice.below(11) as u8)).collect();
        let (_, _, a) =
            rated(|n| (CheckIn { energy: Some(thrown[n as usize].0), ..CheckIn::default() }, thrown[n as usize].1));
        let (low, high) = a.interval.unwrap();
        let r = a.spearman_uncapped.unwrap();
        assert!(low < r && r < high, "{low} {r} {high}");
        widths.push(high - low);
    }
    let mean = widths.iter().sum::<f64>() / 5.0;
    assert!((0.55..0.9).contains(&mean), "{widths:?}");
}

#[test]
fn series_usual_range_and_recovery_speed_by_hand() {
    let mut d = Diary::new();
    let first = date("2026-06-01");
    for n in 0..20 {
        d.day(add_days(first, n), |d| {
            d.checkin =
                Some(CheckIn { sleep_hours: Some(7.0 + n as f64 / 20.0), energy: Some(3), ..CheckIn::default() });
        });
    }
    d.day(add_days(first, 3), |d| d.sessions.push(session(Kind::Strength, "", 8, true)));
    d.day(add_days(first, 4), |d| d.checkin.as_mut().unwrap().energy = Some(1));
    let score = |at: NaiveDate| assess(&d.0, at, &basis()).map(|r| r.shown);
    let series = |metric| with_log(&d.0, |log| series(log, first, add_days(first, 21), metric));
    let sleep = series(Metric::Sleep);
    assert_eq!((sleep[0], sleep[20], sleep.len()), (Some(7.0), None, 22));
    let (low, high) = usual(&sleep).unwrap();
    assert!((low - 7.1).abs() < 1e-9 && (high - 7.85).abs() < 1e-9, "{low} {high}");
    assert_eq!(usual(&sleep[..9]), None);
    let load = series(Metric::Load);
    assert_eq!((load[3], load[4], load[21]), (Some(480.0), Some(0.0), None));
    // Energy 1 on the first morning after: recovery takes until the second.
    assert!(score(add_days(first, 4)).unwrap() < 65 && score(add_days(first, 5)).unwrap() >= 65);
    let s = with_log(&d.0, |log| speed(log, first, add_days(first, 20)));
    assert_eq!((s.len(), s[0].days, s[0].n), (1, 2.0, 1));
    // If the morning after is not logged, the day does not count.
    d.day(add_days(first, 4), |d| d.checkin = None);
    assert_eq!(with_log(&d.0, |log| speed(log, first, add_days(first, 20))), []);
}

/// A survey goes through a whole log step by step, each morning once, and the caller can stop it.
#[test]
fn a_survey_counts_its_mornings_and_can_be_stopped() {
    use recoup::domain::progress::{Step, unwatched};
    use recoup::insight::survey::Survey;
    use std::cell::RefCell;
    use std::ops::ControlFlow;
    let mut d = Diary::new();
    for back in 0..60 {
        d.day(add_days(date(TODAY), -back), |d| d.checkin = Some(CheckIn { energy: Some(3), ..CheckIn::default() }));
    }
    let (first, last) = (add_days(date(TODAY), -59), date(TODAY));
    let survey = Survey { book: d.0, first, last, basis: basis(), mornings: Arc::default() };
    let steps = RefCell::new(Vec::new());
    let until = |end: usize| {
        let steps = &steps;
        move |step: Step| {
            steps.borrow_mut().push(step.done);
            if step.done == end { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        }
    };
    assert_eq!(survey.look(&until(5)), None);
    assert_eq!(steps.take(), [0, 1, 2, 3, 4, 5]);
    let found = survey.look(&until(usize::MAX)).unwrap();
    assert_eq!(steps.take(), (0..60).collect::<Vec<_>>());
    assert_eq!(found.patterns.mornings, 60);
    assert_eq!(survey.look(&unwatched), Some(found));
}
