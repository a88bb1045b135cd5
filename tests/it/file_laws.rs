//! Laws of the week file that hold for every week, and for every way a person may have written it.

use proptest::collection::{btree_map, btree_set, vec};
use proptest::option::of;
use proptest::prelude::*;
use recoup::domain::calendar::ClockTime;
use recoup::domain::condition::Condition;
use recoup::domain::merge::{self, Clash};
use recoup::domain::session::{Done, Extra, Felt, Imported, Kind, Rpe, Session, SkipReason, Status};
use recoup::domain::week::{Fuel, Overlay, Tick, TrayItem};
use recoup::domain::{Achieved, CheckIn, Distance, Movement, Region, Tag, Week, WeekId};
use recoup::formats::toml::{Sheet, read_week};
use recoup::formats::weektext;

use crate::support::trials::trial;
use crate::support::{Place, date, over};

const WEEK: &str = "2026-W47";

/// Any text that is not empty: letters of every script, TOML's quotes, the separators of tables and lines.
fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-z]{1,8}( [a-z0-9]{1,5}){0,2}",
        "\\PC{1,14}",
        "[\"'#\\\\|;,=\\[\\]{}\n\r\t a-z0-9]{1,14}",
        any::<String>().prop_filter("empty", |s| !s.is_empty()),
    ]
}

fn any_done() -> impl Strategy<Value = Done> {
    let achieved = (1_u32..99, 0_u32..60, 0..4_usize).prop_map(|(a, b, which)| {
        let text = [format!("{a}.25 kg"), format!("{a} lb"), format!("{a}:{b:02}/km"), format!("{a}:{b:02}/100m")];
        Achieved::parse(&text[which]).unwrap()
    });
    let felt = || of(0..Felt::ALL.len());
    (of(1_u16..600), of(0_u8..=20), felt(), felt(), of(achieved), of(distance())).prop_map(
        |(minutes, rpe, felt, performance, achieved, distance)| Done {
            minutes,
            rpe: rpe.map(|r| Rpe::new(f64::from(r) / 2.0).unwrap()),
            felt: felt.map(|f| Felt::ALL[f]),
            performance: performance.map(|p| Felt::ALL[p]),
            achieved,
            distance,
        },
    )
}

fn distance() -> impl Strategy<Value = Distance> {
    (1_u32..90_000).prop_map(|m| Distance::from_km(f64::from(m) / 1000.0).unwrap())
}

fn any_extra() -> impl Strategy<Value = Extra> {
    (any_text(), of(1_u16..90), any::<bool>()).prop_map(|(title, minutes, done)| Extra {
        title,
        minutes,
        practice: None,
        done,
    })
}

prop_compose! {
    fn any_session()(
        kind in 0..Kind::ALL.len(),
        title in any_text(),
        regions in vec(0..Region::ALL.len(), 0..3),
        (minutes, rpe, distance) in (of(1_u16..600), of(0_u8..=20), of(distance())),
        movements in vec(any_text(), 0..3),
        extras in vec(any_extra(), 0..3),
        status in 0..Status::ALL.len(),
        reason in of(0..SkipReason::ALL.len()),
        done in of(any_done()),
        moved in of(0_u64..7),
        pinned in any::<bool>(),
        condition in of(any_text()),
        (note, source, imported) in (of(any_text()), of(any_text()), of((of(clock()), any_text(), of(1_u16..600), of(0_u8..=20), of(distance()), of(any_text())))),
    ) -> Session {
        let mut seen = Vec::new();
        Session {
            regions: regions.into_iter().map(|n| Region::ALL[n]).filter(|r| !seen.contains(r) && { seen.push(*r); true }).collect(),
            minutes,
            rpe: rpe.map(|r| Rpe::new(f64::from(r) / 2.0).unwrap()),
            distance,
            movements: movements.iter().filter_map(|m| Movement::new(m)).collect(),
            extras,
            status: Status::ALL[status],
            reason: reason.map(|r| SkipReason::ALL[r]),
            done: done.filter(|d| *d != Done::default()),
            moved_from: moved.map(|n| date("2026-11-16") + chrono::Days::new(n)),
            pinned,
            condition: condition.map(Condition::held),
            note,
            // Only what came from somewhere was said there.
            imported: imported.filter(|_| source.is_some()).map(|(start, title, minutes, rpe, distance, note)| {
                let rpe = rpe.map(|r| Rpe::new(f64::from(r) / 2.0).unwrap());
                Box::new(Imported { start, kind: Kind::ALL[kind], title, minutes, rpe, distance, note })
            }),
            source,
            ..Session::new(Kind::ALL[kind], title)
        }
    }
}

fn clock() -> impl Strategy<Value = ClockTime> {
    (0_u16..1440).prop_map(|m| ClockTime::from_minutes(m).unwrap())
}

fn tag() -> impl Strategy<Value = Tag> {
    "[a-z]{3,8}( [a-z]{1,6}){0,1}".prop_filter_map("no", |t| Tag::parse(&t).ok())
}

prop_compose! {
    fn any_checkin()(
        sleep_hours in of((0_u32..2400).prop_map(|n| f64::from(n) / 100.0)),
        (bed, wake) in (of(clock()), of(clock())),
        (sleep_quality, energy, mood, stress) in (of(1_u8..=5), of(1_u8..=5), of(1_u8..=5), of(1_u8..=5)),
        soreness in btree_map(0..Region::ALL.len(), 0_u8..=10, 0..4),
        (resting_hr, hrv) in (of((250_u32..1200).prop_map(|n| f64::from(n) / 10.0)), of((50_u32..2500).prop_map(|n| f64::from(n) / 10.0))),
        (ready, ill, unfinished) in (of(0_u8..=10), of(any::<bool>()), any::<bool>()),
        pain in btree_set(0..Region::ALL.len(), 0..3),
        (forecast, ranges, model) in (vec(0_u8..=100, 0..8), vec((0_u32..400).prop_map(|n| f64::from(n) / 10.0), 0..8), of(1_u8..=9)),
        (latency, awakenings, tags) in (of(0_u16..600), of(0_u8..50), btree_map(tag(), any::<bool>(), 0..4)),
        (nap, from, foreign) in (of((1_u32..1200).prop_map(|n| f64::from(n) / 100.0)), btree_map("hrv|resting_hr|sleep_hours|nap", any_text(), 0..3), btree_map("whoop|oura|of my own", 0_u8..=100, 0..3)),
    ) -> CheckIn {
        let soreness = soreness.into_iter().map(|(r, n)| (Region::ALL[r], n)).collect();
        let pain = pain.into_iter().map(|r| Region::ALL[r]).collect();
        CheckIn { sleep_hours, bed, wake, sleep_quality, soreness, energy, mood, stress, resting_hr, hrv, ready, ill, pain, forecast, ranges, model, nap, from, foreign, unfinished, latency, awakenings, tags }
    }
}

prop_compose! {
    fn any_week()(
        (deload, own, split, goal) in (any::<bool>(), any::<bool>(), of(any_text()), of(any_text())),
        sessions in vec((0_usize..7, any_session()), 0..6),
        notes in vec((0_usize..7, any_text()), 0..3),
        wins in vec((0_usize..7, any_text()), 0..4),
        mornings in vec((0_usize..7, any_checkin()), 0..4),
        ticks in vec((0_usize..7, 0_u8..99, 0..Fuel::ALL.len(), of(clock()), of(0..Overlay::ALL.len())), 0..3),
        rests in vec((0_usize..7, 0_u8..9, 0..Tick::ALL.len(), of(any_text())), 0..3),
        tray in vec((of(0_u64..7), any_session()), 0..3),
    ) -> Week {
        let mut week = Week::new(id());
        (week.deload, week.own, week.split, week.goal) = (deload, own, split, goal);
        for (day, session) in sessions { week.days[day].sessions.push(session); }
        for (day, note) in notes { week.days[day].note = Some(note); }
        for (day, win) in wins { week.days[day].wins.push(win); }
        for (day, morning) in mornings { week.days[day].checkin = Some(morning).filter(|c| !c.is_empty()); }
        for (day, snacks, fuel, bed, overlay) in ticks {
            let day = &mut week.days[day];
            day.snacks = snacks;
            day.fuel.insert(Fuel::ALL[fuel]);
            (day.bed, day.overlay) = (bed, overlay.map(|o| Overlay::ALL[o]));
        }
        for (day, protein, tick, event) in rests {
            let day = &mut week.days[day];
            day.protein = protein;
            day.ticks.insert(Tick::ALL[tick]);
            day.taper = event.as_ref().map(|_| protein + 1);
            day.event = event;
        }
        let from = |n: u64| date("2026-11-16") + chrono::Days::new(n);
        week.tray = tray.into_iter().map(|(n, session)| TrayItem { from: n.map(from), session }).collect();
        week
    }
}

fn id() -> WeekId {
    WEEK.parse().unwrap()
}

/// A week without the positions of its sessions in the file.
fn bare(mut week: Week) -> Week {
    for s in week.days.iter_mut().flat_map(|d| &mut d.sessions).chain(week.tray.iter_mut().map(|t| &mut t.session)) {
        s.row = Default::default();
    }
    week
}

/// What is written reads back the same, whatever a person typed or a program sent.
#[test]
fn a_week_reads_back_as_it_was_written() {
    trial("a_week_reads_back_as_it_was_written").property(&any_week(), |week| {
        let text = Sheet::of(&week).map_err(TestCaseError::fail)?;
        let read = read_week(id(), &text).map_err(|e| TestCaseError::fail(format!("{e}\n{text}")))?;
        prop_assert_eq!(bare(read.week), bare(week), "{}", text);
        Ok(())
    });
}

/// Any week can be rewritten into any other, in the lines that differ; what else is in the file stays.
#[test]
fn a_week_is_rewritten_into_any_other() {
    trial("a_week_is_rewritten_into_any_other").property(&(any_week(), any_week()), |(from, to)| {
        let text = format!("# mine\nmine = 1\n{}", Sheet::of(&from).map_err(TestCaseError::fail)?);
        let sheet = Sheet::open(id(), Some(text.clone())).map_err(|e| TestCaseError::fail(format!("{e}\n{text}")))?;
        let made =
            Sheet::rewrite(&[sheet], &[&to]).map_err(|e| TestCaseError::fail(format!("{e}\n{text}")))?.pop().flatten();
        let made = made.unwrap_or(text);
        let read = read_week(id(), &made).map_err(|e| TestCaseError::fail(format!("{e}\n{made}")))?;
        prop_assert_eq!(bare(read.week), bare(to), "{}", made);
        prop_assert!(made.contains("# mine\nmine = 1\n"), "{}", made);
        Ok(())
    });
}

/// A week shown as text and sent back is no change.
#[test]
fn a_week_as_text_that_is_sent_back_is_the_same() {
    trial("a_week_as_text_that_is_sent_back_is_the_same").property(&any_week(), |week| {
        let text = weektext::write(&week);
        let read = weektext::read(&week, &text, date("2026-11-18"));
        prop_assert!(matches!(read, weektext::Read::Same), "{:?}\n{}", read, text);
        Ok(())
    });
}

/// A form, a wins line, a note and a check-in that are opened and closed without a change leave every byte as it was.
#[test]
fn opening_and_closing_without_a_change_leaves_every_byte() {
    trial("opening_and_closing_without_a_change_leaves_every_byte").property(&any_week(), |week| {
        let text = Sheet::of(&week).map_err(TestCaseError::fail)?;
        let place = Place::new();
        place.put(WEEK, &text);
        let mut p = over(place, "2026-11-22");
        for day in 1..=7 {
            // On a day without a session `e` adds one.
            let form = if week.days[day - 1].sessions.is_empty() { "" } else { "e<enter>" };
            for keys in [form, "W<enter>", "n<enter>", "c<esc>"] {
                p.keys("t").keys(&day.to_string()).keys(keys).keys("<esc><esc>");
                let now = p.place.file(WEEK).unwrap();
                prop_assert!(now == text, "{}{}:\n{}\nwas\n{}\n{}", day, keys, now, text, p.screen());
            }
        }
        Ok(())
    });
}

/// The lines of a hand-written file that an edit removed, and those that it added.
fn touched(before: &str, after: &str) -> (Vec<String>, Vec<String>) {
    let lines = |text: &str| {
        text.split_inclusive('\n').map(|l| l.trim_end_matches(['\r', '\n']).to_owned()).collect::<Vec<_>>()
    };
    let (before, after) = (lines(before), lines(after));
    let (mut gone, mut new, mut at) = (Vec::new(), Vec::new(), 0);
    // Lines keep their order: those in both stayed, and everything else is gone or new.
    for line in &before {
        match after[at..].iter().position(|l| l == line) {
            Some(n) if after[at..at + n].iter().all(|l| !before.contains(l) || l.trim().is_empty()) => {
                new.extend(after[at..at + n].iter().cloned());
                at += n + 1;
            }
            _ => gone.push(line.clone()),
        }
    }
    new.extend(after[at..].iter().cloned());
    (gone, new)
}

/// Files as people write them, one habit per file: read as intended, changed only in the lines an edit is about, and restored by undo.
#[test]
fn a_file_written_by_hand_changes_only_in_the_lines_an_edit_is_about() {
    let dir = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/forms/hands");
    let row = trial("a_file_written_by_hand_changes_only_in_the_lines_an_edit_is_about");
    let mut files: Vec<_> = std::fs::read_dir(dir).unwrap().map(|e| e.unwrap().path()).collect();
    files.sort();
    assert!(files.len() >= 40, "{}", files.len());
    let tried = files.len() as u64;
    let day = date("2026-11-18");
    for path in files {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let text = std::fs::read_to_string(&path).unwrap();
        let place = Place::new();
        place.put(WEEK, &text);
        let mut p = over(place, "2026-11-18");
        let legs = |p: &crate::support::Planner| {
            let week = p.model.weeks.book().week(id()).unwrap_or_else(|| panic!("{name}: {}", p.screen())).clone();
            let session =
                week.day(day).sessions.iter().find(|s| s.title == "Legs").unwrap_or_else(|| panic!("{name}")).clone();
            (session.minutes, session.rpe.map(Rpe::value), week.day(day).checkin.as_ref().and_then(|c| c.mood))
        };
        assert_eq!(legs(&p), (Some(60), Some(5.0), None), "{name}");
        p.keys(">");
        let longer = p.place.file(WEEK).unwrap();
        // Days in an inline array become tables with the first change; their content stays.
        let remade = name.contains("day-inline");
        let (gone, new) = if remade { (vec!["60".into()], Vec::new()) } else { touched(&text, &longer) };
        let is_number = |l: &String| l.contains("60") || l.contains("6_0") || l.contains("0x3c");
        assert!(gone.len() == 1 && is_number(&gone[0]), "{name}: gone {gone:?}\n{longer}");
        let is_expected = |l: &String| l.contains("65") || l.trim_start().starts_with("id = ") || l.trim().is_empty();
        assert!(new.iter().all(is_expected) && new.len() <= 3, "{name}: new {new:?}\n{longer}");
        assert_eq!(legs(&p), (Some(65), Some(5.0), None), "{name}");
        p.keys("u");
        assert_eq!(p.place.file(WEEK).unwrap(), text, "{name}: {}", p.answer());
        p.keys("c<tab><tab><tab>2<enter>");
        assert_eq!(legs(&p), (Some(60), Some(5.0), Some(2)), "{name}");
        let logged = p.place.file(WEEK).unwrap();
        let (gone, new) = if remade { (Vec::new(), Vec::new()) } else { touched(&text, &logged) };
        let is_morning =
            |l: &String| l.contains("checkin") || l.contains("day = ") || l.contains("date = 2026-11-18, ");
        assert!(gone.iter().all(is_morning) && gone.len() <= 1, "{name}: gone {gone:?}\n{logged}");
        let is_expected = |l: &String| {
            ["checkin", "mood", "forecast", "ranges", "model", "sleep_hours", "unfinished"]
                .iter()
                .any(|k| l.contains(k))
                || l.trim().is_empty()
        };
        assert!(new.iter().all(is_expected), "{name}: new {new:?}\n{logged}");
        p.keys("u");
        assert_eq!(p.place.file(WEEK).unwrap(), text, "{name}: {}", p.answer());
    }
    row.held_in(tried);
}

/// A change merged into something nobody else touched is that change, field by field, whoever would win a clash.
#[test]
fn merging_into_an_untouched_week_is_the_change() {
    trial("merging_into_an_untouched_week_is_the_change").property(&(any_week(), any_week()), |(was, to)| {
        for clash in [Clash::Ours, Clash::Theirs] {
            let mut now = [was.clone()];
            merge::weeks(clash, std::slice::from_ref(&was), std::slice::from_ref(&to), &mut now, date("2026-11-18"))
                .map_err(|e| TestCaseError::fail(e.to_string()))?;
            prop_assert_eq!(bare(now[0].clone()), bare(to.clone()));
        }
        Ok(())
    });
}

/// A revised session becomes exactly the revision: the merge forgets no field.
#[test]
fn merging_into_an_untouched_session_is_the_revision() {
    trial("merging_into_an_untouched_session_is_the_revision").property(
        &(any_session(), any_session()),
        |(was, to)| {
            for clash in [Clash::Ours, Clash::Theirs] {
                let mut now = was.clone();
                merge::session(clash, &was, &to, &mut now);
                prop_assert_eq!(&now, &to);
            }
            Ok(())
        },
    );
}

/// The same for a morning: answers that were taken back are gone, regions too.
#[test]
fn merging_into_an_untouched_morning_is_the_revision() {
    trial("merging_into_an_untouched_morning_is_the_revision").property(
        &(any_checkin(), any_checkin()),
        |(was, to)| {
            for clash in [Clash::Ours, Clash::Theirs] {
                let mut now = was.clone();
                merge::checkin(clash, &was, &to, &mut now);
                prop_assert_eq!(&now, &to);
            }
            Ok(())
        },
    );
}

/// The expected value of a field after a merge: the current one if the change did not touch it; if both sides did, the clash
/// rule decides.
fn carried<T: PartialEq + Clone>(clash: Clash, was: &T, to: &T, now: &T) -> T {
    if was != to && (clash == Clash::Ours || now == was) { to.clone() } else { now.clone() }
}

/// Answers that somebody else has given since then stay, except those that this change sets; region by region.
#[test]
fn merging_a_morning_keeps_the_answers_of_others() {
    trial("merging_a_morning_keeps_the_answers_of_others").property(
        &(any_checkin(), any_checkin(), any_checkin()),
        |(was, to, now)| {
            for clash in [Clash::Ours, Clash::Theirs] {
                let mut got = now.clone();
                merge::checkin(clash, &was, &to, &mut got);
                for region in Region::ALL {
                    let of = |c: &CheckIn| c.soreness.get(&region).copied();
                    prop_assert_eq!(of(&got), carried(clash, &of(&was), &of(&to), &of(&now)));
                    let of = |c: &CheckIn| c.pain.contains(&region);
                    prop_assert_eq!(of(&got), if of(&was) == of(&to) { of(&now) } else { of(&to) });
                }
                prop_assert_eq!(got.energy, carried(clash, &was.energy, &to.energy, &now.energy));
                prop_assert_eq!(got.bed, carried(clash, &was.bed, &to.bed, &now.bed));
                prop_assert_eq!(got.ill, carried(clash, &was.ill, &to.ill, &now.ill));
            }
            Ok(())
        },
    );
}

/// The same for a session, whose record and plan stay if it was marked done in the meantime.
#[test]
fn merging_a_session_keeps_the_changes_of_others() {
    trial("merging_a_session_keeps_the_changes_of_others").property(
        &(any_session(), any_session(), any_session()),
        |(was, to, now)| {
            for clash in [Clash::Ours, Clash::Theirs] {
                let mut got = now.clone();
                merge::session(clash, &was, &to, &mut got);
                prop_assert_eq!(&got.title, &carried(clash, &was.title, &to.title, &now.title));
                prop_assert_eq!(&got.note, &carried(clash, &was.note, &to.note, &now.note));
                let fact = now.status == Status::Done && was.status != Status::Done && to.status != Status::Done;
                let minutes = if fact { now.minutes } else { carried(clash, &was.minutes, &to.minutes, &now.minutes) };
                let done = if fact { now.done } else { carried(clash, &was.done, &to.done, &now.done) };
                prop_assert_eq!((got.minutes, got.done), (minutes, done));
            }
            Ok(())
        },
    );
}

/// A day's tally adds up both sides, and its ticks are those of both except the ones taken off.
#[test]
fn merging_a_day_counts_both_sides() {
    trial("merging_a_day_counts_both_sides").property(
        &(((0_u8..=99), (0_u8..=99), (0_u8..=99)), (0..16_usize, 0..16_usize, 0..16_usize)),
        |((was, to, now), ticks)| {
            let week = |snacks: u8, ticks: usize| {
                let mut week = Week::new(id());
                week.days[2].snacks = snacks;
                week.days[2].fuel =
                    Fuel::ALL.into_iter().enumerate().filter(|(n, _)| ticks >> n & 1 == 1).map(|(_, f)| f).collect();
                week
            };
            let (was, to) = (week(was, ticks.0), week(to, ticks.1));
            let mut got = [week(now, ticks.2)];
            let before = got[0].clone();
            merge::weeks(
                Clash::Theirs,
                std::slice::from_ref(&was),
                std::slice::from_ref(&to),
                &mut got,
                date("2026-11-18"),
            )
            .unwrap();
            let [was, to, now, got] = [&was, &to, &before, &got[0]].map(|w| &w.days[2]);
            prop_assert_eq!(
                i32::from(got.snacks),
                (i32::from(now.snacks) + i32::from(to.snacks) - i32::from(was.snacks)).clamp(0, 99)
            );
            for f in Fuel::ALL {
                let of = |d: &recoup::domain::Day| d.fuel.contains(&f);
                prop_assert_eq!(of(got), if of(was) == of(to) { of(now) } else { of(to) });
            }
            Ok(())
        },
    );
}
