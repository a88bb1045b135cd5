//! Laws of the score that hold for every history, and red flags by hand-worked weeks.

use std::collections::BTreeMap;

use crate::support::date;
use chrono::NaiveDate;
use proptest::prelude::*;
use recoup::config::regions;
use recoup::domain::calendar::{ClockTime, add_days};
use recoup::domain::checkin::{Night, hours_and_minutes, parse_night};
use recoup::domain::effort::Usuals;
use recoup::domain::read;
use recoup::domain::session::{Done, Felt, Kind, Rpe, Session, Status};
use recoup::domain::shelf::day_number;
use recoup::domain::{CheckIn, ClockChanges, Day, Days, Region};
use recoup::recovery::explain::why;
use recoup::recovery::flags::{self, Flag, flags};
use recoup::recovery::lay_off::{coming_back, hides_load};
use recoup::recovery::score::largest_remainder;
use recoup::recovery::verdict::{Advice, Demand, Facts, judge};
use recoup::recovery::{Basis, Cap, Component, Inputs, Recovery, assess, gather, load, score};
use recoup::text::{Part, clean, edited, split_known};

const TODAY: &str = "2026-11-18";

/// Days by date, without weeks or files.
#[derive(Clone, Debug, Default)]
struct Diary {
    days: BTreeMap<NaiveDate, Day>,
    deload: bool,
}

impl Days for Diary {
    fn nth(&self, number: i32) -> Option<&Day> {
        self.days.get(&NaiveDate::from_num_days_from_ce_opt(number + 1)?)
    }

    fn deload(&self, _: NaiveDate) -> bool {
        self.deload
    }
}

impl Diary {
    fn at(&mut self, back: i64) -> &mut Day {
        let day = add_days(date(TODAY), -back);
        self.days.entry(day).or_insert_with(|| Day::new(day))
    }

    fn morning(&mut self, back: i64) -> &mut CheckIn {
        self.at(back).checkin.get_or_insert_default()
    }

    fn done(&mut self, back: i64, kind: Kind, minutes: u16, rpe: u8) -> &mut Session {
        let session = Session {
            minutes: Some(minutes),
            rpe: Some(Rpe::whole(rpe)),
            status: Status::Done,
            ..Session::new(kind, "work")
        };
        let sessions = &mut self.at(back).sessions;
        sessions.push(session);
        sessions.last_mut().unwrap()
    }

    fn inputs(&self) -> Inputs {
        gather(self, date(TODAY), &basis())
    }

    fn score(&self) -> Option<Recovery> {
        score(&self.inputs())
    }
}

fn basis() -> Basis {
    Basis::new(8.0, regions::default())
}

prop_compose! {
    fn any_morning()(
        hours in proptest::option::of(3.0f64..11.0),
        clock in proptest::option::of((0u16..1440, 200u16..700)),
        quality in proptest::option::of(1u8..=5),
        sore in proptest::collection::btree_map(0usize..11, 0u8..=10, 0..4),
        feel in (proptest::option::of(1u8..=5), proptest::option::of(1u8..=5), proptest::option::of(1u8..=5)),
        hr in proptest::option::of(40.0f64..70.0),
        hrv in proptest::option::of(30.0f64..90.0),
    ) -> CheckIn {
        let (bed, wake) = clock.map_or((None, None), |(bed, asleep)| {
            (ClockTime::from_minutes(bed), ClockTime::from_minutes((bed + asleep) % 1440))
        });
        CheckIn {
            sleep_hours: hours, bed, wake, sleep_quality: quality,
            soreness: sore.into_iter().map(|(i, n)| (Region::ALL[i], n)).collect(),
            energy: feel.0, mood: feel.1, stress: feel.2, resting_hr: hr, hrv,
            ..CheckIn::default()
        }
    }
}

prop_compose! {
    fn any_diary()(
        mornings in proptest::collection::vec(any_morning(), 1..35),
        work in proptest::collection::vec(proptest::option::of((10u16..120, 1u8..=10)), 1..60),
    ) -> Diary {
        let mut diary = Diary::default();
        for (back, morning) in mornings.into_iter().enumerate() {
            *diary.morning(back as i64) = morning;
        }
        for (back, work) in work.into_iter().enumerate() {
            if let Some((minutes, rpe)) = work {
                diary.done(back as i64 + 1, Kind::Endurance, minutes, rpe);
            }
        }
        diary
    }
}

/// The uncapped scores before and after a change; both must exist.
fn change(diary: &Diary, change: impl FnOnce(&mut Diary)) -> Option<(f64, f64)> {
    let before = diary.score()?.uncapped;
    let mut changed = diary.clone();
    change(&mut changed);
    Some((before, changed.score()?.uncapped))
}

const HAIR: f64 = 1e-9;

/// A change that must not move the score in one direction.
type Law<'a> = &'a dyn Fn(&mut Diary);

proptest! {
    #![proptest_config(crate::support::cases(256))]

    #[test]
    fn the_score_lies_between_its_components_and_the_losses_add_up(diary in any_diary()) {
        let Some(r) = diary.score() else {
            let c = diary.inputs();
            prop_assert!(c.hours.is_none() && c.quality.is_none() && c.soreness.is_none() && c.energy.is_none() && c.mood.is_none() && c.stress.is_none());
            return Ok(());
        };
        prop_assert!((0.0..=100.0).contains(&r.uncapped) && r.shown <= 100 && (0.0..=100.0 + HAIR).contains(&r.coverage));
        let values: Vec<f64> = r.components.iter().map(|(_, v)| *v).collect();
        let (low, high) = values.iter().fold((100.0f64, 0.0f64), |(l, h), v| (l.min(*v), h.max(*v)));
        prop_assert!(low - HAIR <= r.uncapped && r.uncapped <= high + HAIR);
        let lost: f64 = r.losses.iter().map(|(_, l)| *l).sum();
        prop_assert!((lost - (100.0 - r.uncapped)).abs() < 1e-6);
        let (points, cap) = r.points();
        prop_assert_eq!(points.iter().map(|(_, p)| u32::from(*p)).sum::<u32>() + u32::from(cap), 100 - u32::from(r.shown));
        // The waterfall ends at the score.
        prop_assert_eq!(why(&r).steps.last().unwrap().left, r.shown);
        prop_assert_eq!(diary.score().unwrap(), r);
    }

    #[test]
    fn a_better_answer_never_lowers_the_score(diary in any_diary(), night in 0i64..7, more in 0.1f64..4.0) {
        let laws: [(&str, Law<'_>); 6] = [
            ("hours", &|d| { let c = d.morning(0); if let Some(h) = c.hours() { c.sleep_hours = Some((h + more).min(24.0)); } }),
            ("a past night", &|d| { let c = d.morning(night); if let Some(h) = c.sleep_hours { c.sleep_hours = Some((h + more).min(24.0)); } }),
            ("quality", &|d| { let c = d.morning(0); c.sleep_quality = c.sleep_quality.map(|q| (q + 1).min(5)); }),
            ("energy", &|d| { let c = d.morning(0); c.energy = c.energy.map(|e| (e + 1).min(5)); }),
            ("mood", &|d| { let c = d.morning(0); c.mood = c.mood.map(|m| (m + 1).min(5)); }),
            ("heart", &|d| { let c = d.morning(0); c.hrv = c.hrv.map(|h| h + more); c.resting_hr = c.resting_hr.map(|h| h - more); }),
        ];
        for (what, law) in laws {
            if let Some((before, after)) = change(&diary, law) {
                prop_assert!(after >= before - HAIR, "{}: {} → {}", what, before, after);
            }
        }
    }

    #[test]
    fn a_worse_answer_never_raises_the_score(diary in any_diary(), region in 0usize..11, minutes in 10u16..120, rpe in 1u8..=10) {
        let soreness_logged = diary.inputs().soreness.is_some();
        let laws: [(&str, bool, Law<'_>); 3] = [
            ("soreness", soreness_logged, &|d| { let n = d.morning(0).soreness.entry(Region::ALL[region]).or_insert(0); *n = (*n + 2).min(10); }),
            ("stress", true, &|d| { let c = d.morning(0); c.stress = c.stress.map(|s| (s + 1).min(5)); }),
            // A first session would bring a component in; one more on top of seven days' history only adds load.
            ("load yesterday", diary.inputs().load_ratio.is_some(), &|d| { d.done(1, Kind::Strength, minutes, rpe); }),
        ];
        for (what, holds, law) in laws {
            if let Some((before, after)) = change(&diary, law).filter(|_| holds) {
                prop_assert!(after <= before + HAIR, "{}: {} → {}", what, before, after);
            }
        }
    }

    #[test]
    fn changes_without_information_leave_the_score(diary in any_diary(), shift in 0u16..1440, region in 0usize..11) {
        let Some(r) = diary.score() else { return Ok(()) };
        // One more region at 0 where any is logged.
        let mut same = diary.clone();
        if !same.morning(0).soreness.is_empty() {
            same.morning(0).soreness.entry(Region::ALL[region]).or_insert(0);
        }
        prop_assert_eq!(same.score().unwrap().uncapped, r.uncapped);
        // Every clock time shifted.
        let mut same = diary.clone();
        for day in same.days.values_mut() {
            if let Some(c) = &mut day.checkin {
                let turned = |t: ClockTime| ClockTime::from_minutes((t.minutes() + shift) % 1440).unwrap();
                (c.bed, c.wake) = (c.bed.map(turned), c.wake.map(turned));
            }
        }
        prop_assert!((same.score().unwrap().uncapped - r.uncapped).abs() < 1e-6);
        // Later days are never looked at.
        let mut same = diary.clone();
        *same.morning(-1) = CheckIn { energy: Some(1), ill: Some(true), ..CheckIn::default() };
        same.done(0, Kind::Strength, 120, 10);
        prop_assert_eq!(same.score().unwrap(), r);
    }

    #[test]
    fn loads_scale_and_shares_add_up(loads in proptest::collection::vec(40.0f64..600.0, 7..182), k in 1.0f64..5.0, exact in proptest::collection::vec(0.0f64..20.0, 1..7)) {
        let scaled: Vec<f64> = loads.iter().map(|l| l * k).collect();
        let ratio = |loads: &[f64]| load::averages(loads).unwrap().ratio();
        prop_assert!((ratio(&loads) - ratio(&scaled)).abs() < 1e-9);
        let total = (exact.iter().sum::<f64>() + 0.5).floor() as u8;
        prop_assert_eq!(largest_remainder(&exact, total).iter().sum::<u8>(), total);
    }

    #[test]
    fn verdicts_are_monotone_and_facts_only_soften(shown in 0u8..100, rpe in 0u8..=10, sore in proptest::option::of(0u8..=10), pain: bool, drained: bool, ill in proptest::option::of(1u8..=2)) {
        let demand = Some(Demand::of_rpe(f64::from(rpe)));
        let facts = Facts { soreness: sore, pain, drained, ill_days_ago: ill };
        prop_assert!(judge(shown + 1, demand, facts).advice <= judge(shown, demand, facts).advice);
        prop_assert!(judge(shown, demand, facts).advice >= judge(shown, demand, Facts::default()).advice);
        prop_assert_eq!(judge(shown, None, facts).advice, Advice::RestAsPlanned);
    }
}

/// One wild reading neither hides a drop nor makes one: today's z moves by less than half a standard deviation.
#[test]
fn one_wild_reading_moves_no_baseline() {
    for (wild, back) in [(382.0, 20), (4.0, 3), (150.0, 11)] {
        let mut d = Diary::default();
        for back in 1..=28 {
            d.morning(back).hrv = Some(42.0 + f64::from((back * 5 % 7) as u8));
        }
        for today in [33.0, 45.0] {
            d.morning(0).hrv = Some(today);
            let plain = d.inputs().hrv_z.unwrap();
            let mut with = d.clone();
            with.morning(back).hrv = Some(wild);
            let moved = (with.inputs().hrv_z.unwrap() - plain).abs();
            assert!(moved < 0.5, "{wild} {back} days ago moves {today} by {moved}");
        }
        // Two signals far off are an alarm, with or without the wild reading.
        d.morning(back).hrv = Some(wild);
        d.morning(0).hrv = Some(33.0);
        for back in 1..=28 {
            d.morning(back).resting_hr = Some(51.0 + f64::from((back % 3) as u8));
        }
        d.morning(0).resting_hr = Some(60.0);
        assert!(d.inputs().heart_alarm);
    }
}

/// Ill and away mornings are no baseline; another device starts its own.
#[test]
fn a_baseline_uses_well_mornings_of_one_source() {
    let mut d = Diary::default();
    for back in 1..=28 {
        d.morning(back).hrv = Some(45.0 + f64::from((back % 3) as u8));
    }
    d.morning(0).hrv = Some(33.0);
    let plain = d.inputs().hrv_z.unwrap();
    for back in 1..=6 {
        d.morning(back).hrv = Some(36.0);
        d.morning(back).ill = Some(true);
    }
    assert!((d.inputs().hrv_z.unwrap() - plain).abs() < 0.2, "six ill mornings are not usual");
    d.morning(0).from.insert("hrv".into(), "ring".into());
    assert_eq!(d.inputs().hrv_z, None, "the ring has no baseline yet");
}

/// A session that lacks its RPE moves the score by less than one of RPE 0 would.
#[test]
fn a_missing_rpe_is_not_zero() {
    let mut d = Diary::default();
    for back in 1..=28 {
        d.done(back, Kind::Endurance, 60, 5);
    }
    d.morning(0).energy = Some(3);
    let with = |change: &dyn Fn(&mut Session)| {
        let mut d = d.clone();
        for back in 1..=4 {
            d.at(back).sessions.iter_mut().for_each(change);
        }
        d.inputs().load_ratio.unwrap()
    };
    let plain = d.inputs().load_ratio.unwrap();
    let (missing, zero) = (with(&|s| s.rpe = None), with(&|s| s.rpe = Some(Rpe::whole(0))));
    assert!((missing - plain).abs() < 1e-9 && plain - zero > 0.5, "{plain} {missing} {zero}");
    // Sessions logged with minutes only still count as training.
    let mut bare = Diary::default();
    (1..=9).for_each(|back| bare.done(back, Kind::Endurance, 60, 5).rpe = None);
    assert!((bare.inputs().load_ratio.unwrap() - 1.0).abs() < 1e-9);
}

proptest! {
    #![proptest_config(crate::support::cases(256))]

    /// With the same answers a lighter session is accepted as planned, and is never longer or harder.
    #[test]
    fn a_lighter_session_is_accepted(
        score in 45u8..=100, halves in 0u8..=20, minutes in proptest::option::of(5u16..180),
        sore in proptest::option::of(0u8..7), drained: bool, ill in proptest::option::of(2u8..=2),
    ) {
        let facts = Facts { soreness: sore, pain: false, drained, ill_days_ago: ill };
        let planned = Session { minutes, rpe: Some(Rpe::new(f64::from(halves) / 2.0).unwrap()), ..Session::new(Kind::Strength, "work") };
        let effort = |s: &Session| Usuals::default().effort(s).unwrap();
        let demand = |s: &Session| Some(Demand::of_rpe(effort(s).rpe));
        let verdict = judge(score, demand(&planned), facts);
        if verdict.advice == Advice::Lighter {
            let eased = planned.eased(Some(effort(&planned)), verdict.most);
            prop_assert_eq!(judge(score, demand(&eased), facts).advice, Advice::AsPlanned, "{:?}", eased);
            prop_assert!(effort(&eased).rpe <= effort(&planned).rpe && effort(&eased).minutes <= effort(&planned).minutes);
        }
    }
}

/// Naps count for the next morning, and nowhere else; a night has its true length when the clocks change.
#[test]
fn naps_and_clock_changes_are_part_of_the_night() {
    let mut d = Diary::default();
    d.morning(1).nap = Some(0.5);
    assert!(!d.morning(1).is_answered(), "a nap alone is no check-in");
    d.morning(0).energy = Some(3);
    assert_eq!(d.inputs().hours, None, "without a night there is nothing to add to");
    d.morning(0).sleep_hours = Some(6.0);
    assert_eq!((d.inputs().hours, d.inputs().nap), (Some(6.5), Some(0.5)));
    *d.morning(0) = CheckIn { bed: "23:00".parse().ok(), wake: "06:00".parse().ok(), ..CheckIn::default() };
    d.morning(1).nap = None;
    let at = |hour: u32| add_days(date(TODAY), 0).and_hms_opt(hour, 0, 0).unwrap();
    for (change, hours) in [(None, 7.0), (Some((at(2), 60)), 6.0), (Some((at(3), -60)), 8.0), (Some((at(7), 60)), 7.0)]
    {
        let basis = Basis { clock_changes: ClockChanges(change.into_iter().collect()), ..basis() };
        assert_eq!(gather(&d, date(TODAY), &basis).hours, Some(hours), "{change:?}");
    }
}

/// Short nights are measured from your own usual, once it is known; from seven hours at least.
#[test]
fn a_short_sleeper_is_not_capped_by_habit() {
    let mut d = Diary::default();
    for back in 0..=20 {
        d.morning(back).sleep_hours = Some(5.25);
        d.morning(back).energy = Some(5);
    }
    let r = d.score().unwrap();
    assert_eq!((r.inputs.need_of_caps, r.cap), (7.0, None));
    assert!(why(&r).steps[0].sentence.ends_with("; a short night"), "{}", why(&r).steps[0].sentence);
    d.morning(0).sleep_hours = Some(4.75);
    assert_eq!(d.score().unwrap().cap, Some(Cap::ShortNight));
}

/// From few answers the number is approximate, and the band asks for no more than ease.
#[test]
fn few_answers_ask_for_no_more_than_ease() {
    let mut d = Diary::default();
    d.morning(0).energy = Some(1);
    let r = d.score().unwrap();
    assert_eq!((r.shown, r.number().as_str(), r.range().as_str()), (0, "~0", " (0–20)"));
    assert_eq!((r.band().name(), r.judged()), ("ease", 45));
    d.morning(0).ill = Some(true);
    assert_eq!(d.score().unwrap().judged(), 29, "but illness does");
    for (mood, stress) in [(Some(3), None), (Some(3), Some(3))] {
        *d.morning(0) = CheckIn {
            energy: Some(3),
            mood,
            stress,
            sleep_hours: Some(8.0),
            sleep_quality: Some(3),
            ..CheckIn::default()
        };
        assert_eq!(d.score().unwrap().guess(), None, "{mood:?}");
    }
}

/// Coming back after ten days without training: the load says nothing, and the first week is limited, whatever the score.
#[test]
fn the_first_week_back_is_limited() {
    let number = |back: i64| day_number(add_days(date(TODAY), -back));
    let mut d = Diary::default();
    for back in 20..=50 {
        d.done(back, Kind::Strength, 60, 8);
    }
    d.morning(0).energy = Some(5);
    // The last session was twenty days ago; this morning's check-in begins the first week.
    let back = coming_back(&d, number(0)).unwrap();
    assert_eq!((back.days, back.unmarked, back.limit(&d, Kind::Strength)), (19, false, (35.0, Rpe::whole(6))));
    assert!(d.inputs().load_ratio.is_none() && hides_load(&d, number(10)) && !hides_load(&d, number(11)));
    // Seven days after the first session it is over.
    let mut on = d.clone();
    on.done(0, Kind::Strength, 30, 5);
    for (ahead, still) in [(1, true), (6, true), (7, false)] {
        assert_eq!(coming_back(&on, number(-ahead)).is_some(), still, "{ahead}");
    }
    // Without an answer and without training it has not begun.
    let mut silent = d.clone();
    silent.morning(0).energy = None;
    assert_eq!(coming_back(&silent, number(0)), None);
    // Four weeks and more ask for less.
    let mut long = Diary::default();
    for back in 40..=60 {
        long.done(back, Kind::Strength, 60, 8);
    }
    long.morning(0).energy = Some(5);
    assert_eq!(coming_back(&long, number(0)).unwrap().limit(&long, Kind::Strength), (30.0, Rpe::whole(5)));
}

/// Unmarked training is unknown: being tired afterwards is not being tired after rest.
#[test]
fn unmarked_training_does_not_count_as_rest() {
    let mut d = ordinary();
    d.done(12, Kind::Strength, 60, 7);
    (0..4).for_each(|back| d.morning(back).energy = Some(2));
    assert!(on(&d).contains(&Flag::TiredAfterRest));
    for back in 1..=5 {
        d.at(back).sessions.push(Session::new(Kind::Strength, "planned"));
    }
    assert!(!on(&d).contains(&Flag::TiredAfterRest));
    d.at(2).sessions[0].status = Status::Skipped;
    assert!(on(&d).contains(&Flag::TiredAfterRest), "a skipped one is rest");
}

#[test]
fn equal_components_give_that_value() {
    // Sleep: 8 h, quality 3 is (50·100 + 25·75)/75; soreness and feel cannot meet it, so all at 100 and all at 75.
    let best = Inputs {
        need: 8.0,
        hours: Some(9.0),
        quality: Some(5),
        energy: Some(5),
        mood: Some(5),
        stress: Some(1),
        soreness: Some(vec![(Region::Chest, 0)]),
        load_ratio: Some(0.5),
        hrv_z: Some(0.0),
        ..Inputs::default()
    };
    assert_eq!(score(&best).unwrap().uncapped, 100.0);
    let normal = Inputs {
        need: 8.0,
        hours: Some(7.0),
        quality: Some(3),
        energy: Some(3),
        mood: Some(3),
        stress: Some(3),
        ..Inputs::default()
    };
    assert!((score(&normal).unwrap().uncapped - 75.0).abs() < HAIR);
    let above = Inputs { hours: Some(11.0), ..normal.clone() };
    let at = Inputs { hours: Some(8.0), ..normal };
    assert_eq!(score(&above).unwrap().uncapped, score(&at).unwrap().uncapped, "hours above need change nothing");
}

#[test]
fn the_lowest_cap_applies_and_only_where_it_lowers() {
    let good = Inputs { need: 8.0, need_of_caps: 8.0, hours: Some(8.0), energy: Some(5), ..Inputs::default() };
    for (inputs, cap) in [
        (Inputs { ill: true, flag_level: 3, ..good.clone() }, Some(Cap::Ill)),
        (Inputs { hours: Some(4.0), energy: Some(5), quality: Some(5), ..good.clone() }, Some(Cap::VeryShortNight)),
        (Inputs { hours: Some(5.99), ..good.clone() }, Some(Cap::ShortNight)),
        (Inputs { hours: Some(6.0), ..good.clone() }, None),
        (Inputs { flag_level: 3, ..good.clone() }, Some(Cap::RedFlags)),
        (Inputs { flag_level: 2, ..good.clone() }, None),
        (Inputs { heart_alarm: true, ..good.clone() }, Some(Cap::Heart)),
        (Inputs { heart_alarm: true, hours: None, energy: Some(1), ..good.clone() }, None),
    ] {
        assert_eq!(score(&inputs).unwrap().cap, cap, "{inputs:?}");
    }
}

#[test]
fn clock_times_and_missing_answers_by_hand() {
    let mut d = Diary::default();
    d.morning(0).bed = "00:40".parse().ok();
    d.morning(0).wake = "06:30".parse().ok();
    let r = d.score().unwrap();
    // 5.8333 h: 100 − 25·2.1667 = 45.83; alone it is the whole score, and 10 of 100 are covered.
    assert!((r.uncapped - 45.8333).abs() < 1e-3 && (r.coverage - 10.0).abs() < HAIR);
    assert_eq!(
        r.missing().collect::<Vec<_>>(),
        [Component::Soreness, Component::Feel, Component::Load, Component::Heart]
    );
    assert!(Diary::default().score().is_none());
    let mut only_ready = Diary::default();
    only_ready.morning(0).ready = Some(9);
    assert!(only_ready.score().is_none(), "ready is never part of the score");
}

#[test]
fn a_heart_alarm_needs_two_mornings_or_two_signals() {
    let mut d = Diary::default();
    for back in 1..=28 {
        d.morning(back).hrv = Some(if back % 2 == 0 { 58.0 } else { 64.0 });
        d.morning(back).resting_hr = Some(if back % 2 == 0 { 50.0 } else { 52.0 });
    }
    d.morning(0).energy = Some(5);
    d.morning(0).hrv = Some(50.0);
    assert!(!d.inputs().heart_alarm, "one morning of HRV alone is no alarm");
    d.morning(1).hrv = Some(50.0);
    assert!(d.inputs().heart_alarm);
    d.morning(1).hrv = Some(60.0);
    d.morning(0).resting_hr = Some(58.0);
    assert!(d.inputs().heart_alarm, "both signals at −1.5 SD");
}

/// Seven ordinary mornings, and a session two weeks ago so that rest days count.
fn ordinary() -> Diary {
    let mut d = Diary::default();
    for back in 0..7 {
        *d.morning(back) = CheckIn {
            energy: Some(3),
            mood: Some(3),
            stress: Some(3),
            sleep_quality: Some(3),
            sleep_hours: Some(8.0),
            ..CheckIn::default()
        };
    }
    d
}

fn on(d: &Diary) -> Vec<Flag> {
    flags(d, date(TODAY), &basis()).on().map(|s| s.flag).collect()
}

#[test]
fn ordinary_days_and_few_mornings_raise_no_flag() {
    assert_eq!(on(&ordinary()), []);
    let mut few = Diary::default();
    for back in 0..3 {
        *few.morning(back) = CheckIn { mood: Some(1), stress: Some(5), energy: Some(1), ..CheckIn::default() };
    }
    assert_eq!(on(&few), [], "three mornings are not enough");
}

#[test]
fn tired_even_after_rest_by_hand() {
    let mut d = ordinary();
    for back in 0..4 {
        d.morning(back).energy = Some(2);
    }
    assert_eq!(on(&d), [], "without any session there are no rest days");
    d.done(10, Kind::Strength, 60, 7);
    assert_eq!(on(&d), [Flag::TiredAfterRest]);
    for back in 1..=7 {
        d.done(back, Kind::Endurance, 30, 3);
    }
    assert_eq!(on(&d), [], "no morning after a rest day");
    d.days.get_mut(&add_days(date(TODAY), -2)).unwrap().sessions.clear();
    assert_eq!(on(&d), [Flag::TiredAfterRest]);
    d.morning(3).energy = Some(3);
    assert_eq!(on(&d), [], "three tired days only");
}

#[test]
fn performance_drop_by_hand() {
    let mut d = ordinary();
    for (back, felt) in [(2, Felt::Worse), (4, Felt::Same), (6, Felt::Worse)] {
        d.done(back, Kind::Strength, 60, 7).done = Some(Done { felt: Some(felt), ..Done::default() });
    }
    assert_eq!(on(&d), [Flag::Performance]);
    // An easy session in between is not counted, a better one today is not known yet.
    d.done(1, Kind::Endurance, 30, 3);
    d.done(0, Kind::Strength, 60, 7);
    assert_eq!(on(&d), [Flag::Performance]);
    d.done(1, Kind::Strength, 60, 7);
    assert_eq!(on(&d), [], "1 of the last 3");

    let mut d = ordinary();
    for back in [10, 14, 18] {
        d.done(back, Kind::Endurance, 40, 5);
    }
    for back in [1, 3, 5] {
        d.done(back, Kind::Endurance, 44, 6);
    }
    d.done(1, Kind::Endurance, 44, 7);
    assert_eq!(on(&d), [], "6.3 against 5.3");
    let mut d = ordinary();
    for back in [10, 14, 18] {
        d.done(back, Kind::Endurance, 40, 5);
    }
    for (back, rpe) in [(1, 7), (3, 6), (5, 7)] {
        d.done(back, Kind::Endurance, 44, rpe);
    }
    assert_eq!(on(&d), [Flag::Performance], "6.7 against 5 at 110 % of the minutes");
    d.done(2, Kind::Endurance, 60, 7);
    assert_eq!(on(&d), [], "longer sessions may be harder");
}

#[test]
fn erratic_sleep_mood_and_soreness_by_hand() {
    let mut d = ordinary();
    for back in [0, 2, 4] {
        d.morning(back).sleep_hours = Some(5.9);
    }
    assert_eq!(on(&d), [Flag::Sleep]);
    let mut d = ordinary();
    for (back, bed) in [(0, "21:00"), (1, "01:00"), (2, "21:00"), (3, "01:00"), (4, "21:00")] {
        d.morning(back).bed = bed.parse().ok();
        d.morning(back).wake = if bed == "21:00" { "05:00".parse().ok() } else { "09:00".parse().ok() };
    }
    assert_eq!(on(&d), [Flag::Sleep], "four hours apart, SD 131 min");

    let mut d = ordinary();
    for back in 0..2 {
        d.morning(back).mood = Some(2);
        d.morning(back + 2).stress = Some(4);
    }
    assert_eq!(on(&d), [Flag::Mood]);

    let mut d = ordinary();
    for back in 0..5 {
        d.morning(back).soreness.insert(Region::Quads, 4);
    }
    assert_eq!(on(&d), [Flag::Soreness]);
    d.morning(2).soreness.insert(Region::Quads, 3);
    assert_eq!(on(&d), [], "the run is broken");
    let mut d = ordinary();
    d.morning(0).soreness.insert(Region::Quads, 3);
    assert_eq!(on(&d), [], "never trained");
    d.done(6, Kind::Strength, 60, 8).focus = Some(recoup::domain::Focus::new("lower"));
    assert_eq!(on(&d), [Flag::Soreness], "six days after its training");
    d.done(5, Kind::Strength, 60, 8).focus = Some(recoup::domain::Focus::new("lower"));
    assert_eq!(on(&d), []);
    let mut d = ordinary();
    d.morning(0).pain.insert(Region::Calves);
    assert_eq!(on(&d), []);
    d.morning(13).pain.insert(Region::Calves);
    assert_eq!(on(&d), [Flag::Soreness], "pain on two mornings of fourteen");
}

#[test]
fn support_raises_the_level_only_with_a_flag_and_level_three_caps() {
    let mut d = ordinary();
    // Two ill mornings lie before the seven; an ill morning itself counts for no flag.
    d.morning(9).ill = Some(true);
    d.morning(10).ill = Some(true);
    let f = flags(&d, date(TODAY), &basis());
    assert_eq!((f.level, f.support.len(), f.word()), (0, 1, "clear"));
    for back in 0..4 {
        d.morning(back).mood = Some(1);
    }
    assert_eq!(flags(&d, date(TODAY), &basis()).level, 2);
    for back in [0, 2, 4] {
        d.morning(back).sleep_hours = Some(5.0);
    }
    d.morning(0).sleep_hours = Some(8.0);
    d.morning(5).sleep_hours = Some(5.0);
    *d.morning(0) = CheckIn { mood: Some(1), energy: Some(5), ..d.morning(0).clone() };
    let f = flags(&d, date(TODAY), &basis());
    assert_eq!((f.level, f.word()), (3, "back off"));
    let r = assess(&d, date(TODAY), &basis()).unwrap();
    assert_eq!((r.cap, r.shown), (Some(Cap::RedFlags), 64));
    // A past morning keeps its own level.
    assert_eq!(flags(&d, add_days(date(TODAY), -6), &basis()).level, 0);
    // If this morning is ill too, its answers are no evidence: three low moods are left.
    d.morning(0).ill = Some(true);
    assert!(flags(&d, date(TODAY), &basis()).on().all(|s| s.flag != Flag::Mood));
}

#[test]
fn load_supports_by_hand() {
    let mut d = ordinary();
    for back in 0..4 {
        d.morning(back).mood = Some(1);
    }
    for back in 1..=28 {
        d.done(back, Kind::Endurance, 30, if back <= 7 { 8 } else { 3 });
    }
    // 7·240 = 1680 against (1680 + 21·90)/4 = 892.5: 1.88×. Harder for the same minutes is a flag of its own.
    let f = flags(&d, date(TODAY), &basis());
    assert_eq!(
        (f.level, f.support.as_slice()),
        (3, ["this week's load is 1.9× a four-week average".to_owned()].as_slice())
    );
    assert_eq!(load::monotony(&[300.0, 300.0]), Some(10.0));
    assert!((load::monotony(&[0.0, 200.0, 400.0]).unwrap() - 1.2247).abs() < 1e-3);
}

#[test]
fn two_weeks_of_caution_with_a_deload_ask_for_a_doctor() {
    let mut d = Diary::default();
    for back in 0..21 {
        *d.morning(back) = CheckIn { mood: Some(1), sleep_quality: Some(1), energy: Some(3), ..CheckIn::default() };
    }
    let lasting = |d: &Diary| flags::lasting(d, date(TODAY), &basis());
    assert!(!lasting(&d), "no deload yet");
    d.deload = true;
    assert!(lasting(&d));
    for back in 10..21 {
        d.morning(back).mood = Some(4);
    }
    assert!(!lasting(&d), "not two weeks");
}

#[test]
fn levers_and_sentences_name_their_numbers() {
    let mut d = Diary::default();
    *d.morning(0) = CheckIn {
        sleep_hours: Some(5.0),
        energy: Some(3),
        soreness: [(Region::Chest, 6)].into(),
        ..CheckIn::default()
    };
    let r = d.score().unwrap();
    let w = why(&r);
    assert_eq!(w.steps[0].sentence, "5h00 against 8h00 needed, 3h00 short; each missing hour costs 25 of 100");
    assert_eq!(w.steps[1].sentence, "chest 6: 100 − 8×6 = 52");
    let better = |c: CheckIn| {
        let mut e = d.clone();
        *e.morning(0) = c;
        e.score().unwrap().shown - r.shown
    };
    let hour = better(CheckIn { sleep_hours: Some(6.0), ..d.days[&date(TODAY)].checkin.clone().unwrap() });
    assert!(w.levers.iter().any(|l| l.what == "one hour more sleep" && l.gain == hour));
    assert!(w.levers.windows(2).all(|l| l[0].gain >= l[1].gain));
}

proptest! {
    /// A number reads the same with a point, with a comma, and with blanks around it.
    #[test]
    fn numbers_read_as_they_are_written(n in -100_000_i64..100_000, places in 0_usize..3) {
        let n = n as f64 / 10_f64.powi(places as i32);
        let text = format!("{n:.places$}");
        prop_assert_eq!(read::number(&text), Ok(n));
        prop_assert_eq!(read::number(&text.replace('.', ",")), Ok(n));
        prop_assert_eq!(read::number(&format!(" {text} ")), Ok(n));
    }

    /// Any text is read as its comma or point says, or refused: the mark is never dropped.
    #[test]
    fn no_text_reads_as_a_different_number(text in "[0-9,.+-]{0,8}|\\PC{0,8}") {
        if let Ok(n) = read::number(&text) {
            prop_assert_eq!(text.trim().replace(',', ".").parse::<f64>().ok(), Some(n));
            prop_assert!(n.is_finite() && text.matches([',', '.']).count() <= 1);
        }
        // Whatever it is, nothing panics.
        let _ = (read::clock(&text), read::hours(&text), read::minutes(&text, "minutes", 1440), parse_night(&text));
    }

    /// Times and durations read back as they are shown.
    #[test]
    fn times_read_back_as_they_are_shown(minutes in 0_u16..1440, other in 0_u16..1440) {
        let at = |m: u16| ClockTime::from_minutes(m).unwrap();
        prop_assert_eq!(read::clock(&at(minutes).to_string()), Ok(at(minutes)));
        prop_assert_eq!(read::clock(&at(minutes).to_string().replace(':', "")), Ok(at(minutes)));
        let hours = f64::from(minutes) / 60.0;
        let read_back = read::hours(&hours_and_minutes(hours)).unwrap();
        prop_assert!((read_back - hours).abs() <= 0.005, "{} {}", read_back, hours);
        prop_assert_eq!(read::minutes(&hours_and_minutes(hours), "minutes", 1440), Ok(minutes));
        if minutes != other {
            let (bed, wake) = (at(minutes), at(other));
            for text in [format!("{bed}-{wake}"), format!("{bed} {wake}"), format!("{bed} → {wake}")] {
                prop_assert_eq!(parse_night(&text), Ok(Night::Clock(bed, wake)));
            }
        }
    }

    /// A list that was shown and not touched reads back as the same parts, whatever is in them.
    #[test]
    fn a_list_reads_back_as_its_parts(parts in prop::collection::vec("[a-z0-9]([a-z0-9,; ]{0,6}[a-z0-9])?", 0..5)) {
        for (separator, join) in [(',', ", "), (';', "; ")] {
            let shown = parts.join(join);
            let read = split_known(&shown, separator, &parts, &[]);
            let back: Vec<String> = read
                .iter()
                .map(|p| match p {
                    Part::Known(i) => parts[*i].clone(),
                    Part::New(text) => text.clone(),
                })
                .collect();
            // Parts that begin like one another can be told apart only as far as the text tells them apart.
            prop_assert_eq!(back.join(join), shown);
        }
    }
}

proptest! {
    /// A text of several lines that is edited on one line keeps its other line breaks, and shows what was typed.
    #[test]
    fn an_edited_text_shows_what_was_typed(held in "[a-c\n ]{0,12}", now in "[a-c ]{0,12}") {
        let shown = clean(&held);
        prop_assert_eq!(edited(&held, &shown), held.clone());
        prop_assert_eq!(clean(&edited(&held, &now)), now);
        let more = format!("{shown}d");
        prop_assert_eq!(edited(&held, &more), format!("{held}d"));
    }
}
