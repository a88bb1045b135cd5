//! Week files: what is written, what survives, what an undo gives back.

use crate::support::trials::trial;
use crate::support::{Place, date, fresh_id, redo, undo};
use chrono::NaiveDate;
use proptest::prelude::*;
use recoup::config::splits;
use recoup::domain::calendar::ClockTime;
use recoup::domain::condition::Condition;
use recoup::domain::held::Held;
use recoup::domain::session::{Done, Extra, Felt, Imported, Kind, Rpe, Session, SessionId, SkipReason, Status};
use recoup::domain::week::{Day, Fuel, Overlay, Tick, TrayItem};
use recoup::domain::{Achieved, CheckIn, Distance, Focus, Injury, Movement, PracticeId, Region, Tag, Week, WeekId};
use recoup::edit::{
    Change, Landing, LogEdit, MoveEdit, NoteChange, PutFrom, RestEdit, SessionEdit, TrayEdit, WeekEdit,
};
use recoup::edit::{Edit, ItemRef};
use recoup::formats::toml::{Sheet, Unreadable, read_week};

const WEEK: &str = "2026-W47";

/// A file as a person might have it: comments, odd spacing, unknown keys, an inline table, a late day first.
const BY_HAND: &str = r#"# my training, started in autumn
format = 1
coach = "Ada"   # not a key of recoup

[[day]]
date = 2026-11-20
weather = { rain = true }

  [[day.session]]   # the hard one
  kind = "conditioning"
  title = "Hill sprints"
  minutes = 30    # never more
  rpe = 9
  shoes = "old"

[[day]]
date = 2026-11-18
note = """Slept
badly."""

[day.checkin]
sleep_hours = 5.5 # guess
energy = 3
watch = "on"
soreness = { quads = 4, lower_back = 2 }

# legs
[[day.session]]
kind = "strength"
title = "Lower body"
minutes = 60
rpe = 8
extras = [{ title = "Mobility", minutes = 15, where = "home" }]

[[tray]]
from = 2026-11-17
kind = "active-recovery"
title = "Walk"
dog = "yes"
"#;

fn id() -> WeekId {
    WEEK.parse().unwrap()
}

fn change(edit: Edit) -> Change {
    let id = fresh_id();
    let split = splits::built_in("five-day").get_or_default(None).into_owned();
    Change { id, group: None, edit, today: date("2026-11-18"), splits: split.into() }
}

fn item(day: &str, index: usize, kind: Kind, title: &str) -> ItemRef {
    ItemRef { date: date(day), index, extra: None, kind, title: title.into(), id: None, done: false }
}

fn by_hand() -> Place {
    let place = Place::new();
    place.put(WEEK, BY_HAND);
    place
}

/// The text without session ids and without the mark of an edited plan, both of which every change of a plan adds.
fn but_ids(text: &str) -> String {
    let own = |l: &&str| !l.trim_start().starts_with("id = \"") && *l != "own = true" && *l != "own = true\r";
    text.split('\n').filter(own).collect::<Vec<_>>().join("\n")
}

#[test]
fn an_edit_touches_only_its_own_lines() {
    let place = by_hand();
    place
        .store()
        .commit(&change(Edit::Session(SessionEdit::Effort {
            item: item("2026-11-20", 0, Kind::Conditioning, "Hill sprints"),
            points: -1,
        })))
        .unwrap();
    let file = place.file(WEEK).unwrap();
    assert_eq!(but_ids(&file), BY_HAND.replace("rpe = 9", "rpe = 8"));
    assert!(file.contains("shoes = \"old\"\n  id = \"") && file.matches("id = \"").count() == 1, "{file}");
    let answers = CheckIn { energy: Some(4), ..CheckIn::default() };
    let was = CheckIn { energy: Some(3), ..CheckIn::default() };
    place
        .store()
        .commit(&change(Edit::Log(LogEdit::CheckIn {
            date: date("2026-11-18"),
            was: Box::new(was),
            to: Box::new(answers),
            note: NoteChange::Keep,
        })))
        .unwrap();
    assert_eq!(place.file(WEEK).unwrap(), file.replace("energy = 3", "energy = 4"));
}

#[test]
fn a_session_takes_its_comments_and_unknown_keys_along() {
    let place = by_hand();
    place.store().commit(&change(Edit::swap(date("2026-11-18"), date("2026-11-20")))).unwrap();
    let file = place.file(WEEK).unwrap();
    let after_18th = file.split("date = 2026-11-18").nth(1).unwrap();
    for kept in ["# the hard one", "minutes = 30    # never more", "shoes = \"old\"", "moved_from = 2026-11-20"] {
        assert!(after_18th.contains(kept), "{kept}:\n{file}");
    }
    let before_18th = file.split("date = 2026-11-18").next().unwrap();
    assert!(before_18th.contains("# legs\n[[day.session]]") && before_18th.contains("where = \"home\""), "{file}");
    assert!(file.contains("weather = { rain = true }") && file.contains("coach = \"Ada\"   # not a key of recoup"));
    undo(&place.store());
    assert_eq!(place.file(WEEK).unwrap(), BY_HAND);
}

#[test]
fn unknown_keys_travel_between_weeks_and_through_the_tray() {
    let place = by_hand();
    let legs = item("2026-11-18", 0, Kind::Strength, "Lower body");
    place
        .store()
        .commit(&change(Edit::Move(MoveEdit::Session { item: legs, to: date("2026-11-25"), how: Landing::Stack })))
        .unwrap();
    let next = place.file("2026-W48").unwrap();
    assert!(
        next.contains("# legs") && next.contains("where = \"home\"") && next.contains("moved_from = 2026-11-18"),
        "{next}"
    );
    let put = PutFrom::Tray(id(), 0, Kind::ActiveRecovery, "Walk".into());
    place.store().commit(&change(Edit::Tray(TrayEdit::Put { from: put, to: date("2026-11-19") }))).unwrap();
    let file = place.file(WEEK).unwrap();
    assert!(!file.contains("[[tray]]") && file.contains("dog = \"yes\""), "{file}");
    undo(&place.store());
    undo(&place.store());
    assert_eq!((place.file(WEEK).unwrap().as_str(), place.file("2026-W48")), (BY_HAND, None));
}

#[test]
fn an_undo_does_not_put_back_what_somebody_else_removed() {
    let place = by_hand();
    let legs = item("2026-11-18", 0, Kind::Strength, "Lower body");
    place.store().commit(&change(Edit::Session(SessionEdit::Effort { item: legs, points: -1 }))).unwrap();
    let file = place.file(WEEK).unwrap();
    let (before, after) = (file.find("# legs").unwrap(), file.find("[[tray]]").unwrap());
    let without = format!("{}{}", &file[..before], &file[after..]);
    place.put(WEEK, &without);
    undo(&place.store());
    // Because of their change, the week also stays marked as their own.
    assert_eq!(place.file(WEEK).unwrap(), without);
}

#[test]
fn crlf_bom_mode_and_links_stay() {
    let place = Place::new();
    let crlf = format!("\u{feff}{}", BY_HAND.replace('\n', "\r\n"));
    let real = place.dir.path().join("elsewhere.toml");
    recoup::store::atomic::write(&real, crlf.as_bytes()).unwrap();
    std::fs::create_dir_all(place.data().join("weeks")).unwrap();
    std::os::unix::fs::symlink(&real, place.path(WEEK)).unwrap();
    let mode = std::os::unix::fs::PermissionsExt::from_mode(0o640);
    std::fs::set_permissions(&real, mode).unwrap();
    place
        .store()
        .commit(&change(Edit::Session(SessionEdit::Effort {
            item: item("2026-11-20", 0, Kind::Conditioning, "Hill sprints"),
            points: -1,
        })))
        .unwrap();
    assert_eq!(but_ids(&std::fs::read_to_string(&real).unwrap()), crlf.replace("rpe = 9", "rpe = 8"));
    assert!(std::fs::symlink_metadata(place.path(WEEK)).unwrap().is_symlink());
    let mode = std::os::unix::fs::PermissionsExt::mode(&std::fs::metadata(&real).unwrap().permissions());
    assert_eq!(mode & 0o777, 0o640);
}

#[test]
fn new_files_and_folders_are_private() {
    let place = Place::new();
    place
        .store()
        .commit(&change(Edit::Log(LogEdit::Note { date: date("2026-11-18"), text: Some("hello".into()) })))
        .unwrap();
    let mode = |p: &std::path::Path| {
        std::os::unix::fs::PermissionsExt::mode(&std::fs::metadata(p).unwrap().permissions()) & 0o777
    };
    assert_eq!((mode(&place.path(WEEK)), mode(&place.data().join("weeks"))), (0o600, 0o700));
    let names: Vec<_> =
        std::fs::read_dir(place.data().join("weeks")).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(names, ["2026-W47.toml"], "no temporary file is left behind");
}

#[test]
fn an_edit_that_changes_nothing_leaves_the_bytes_and_the_journal() {
    let place = by_hand();
    let same = CheckIn { energy: Some(3), ..CheckIn::default() };
    let done = place
        .store()
        .commit(&change(Edit::Log(LogEdit::CheckIn {
            date: date("2026-11-18"),
            was: Box::new(same.clone()),
            to: Box::new(same),
            note: NoteChange::Keep,
        })))
        .unwrap();
    assert!(!done.changed);
    assert_eq!((place.file(WEEK).unwrap().as_str(), place.store().depth()), (BY_HAND, (0, 0)));
}

#[test]
fn what_is_not_understood_is_named_with_its_place_and_kept() {
    let text = "format = 1\nmood = 3\n\n[[day]]\ndate = 2026-11-18\n[day.checkin]\nsleep_hours = -1\nhrv = 0\nenergy = nan\nmood = 9\n\
                soreness = { chest = 11, neck = 2, quads = 3 }\nstress = 2\n[[day.session]]\nkind = \"swim\"\n[[day.session]]\n\
                kind = \"rest\"\nrpe = 12\n[[day]]\ndate = 2026-12-24\n";
    let reading = read_week(id(), text).unwrap();
    let mut said: Vec<(usize, usize, &str)> =
        reading.problems.iter().map(|p| (p.line, p.column, p.text.as_str())).collect();
    said.sort_unstable();
    assert_eq!(
        said,
        [
            (2, 1, "unknown key mood; it is kept"),
            (7, 15, "sleep_hours -1 is not possible; it goes from 0 to 24 hours"),
            (8, 7, "hrv 0 is not possible; it goes from 1 to 400 ms"),
            (9, 10, "energy NaN is not possible; it goes from 1 to 5"),
            (10, 8, "mood 9 is not possible; it goes from 1 to 5"),
            (11, 22, "soreness chest 11 is not possible; it goes from 0 to 10"),
            (
                11,
                26,
                "'neck' is not a region; use one of chest, back, lower-back, shoulders, arms, core, glutes, quads, hamstrings, calves, general"
            ),
            (
                14,
                8,
                "'swim' is not a kind of session; use one of strength, conditioning, endurance, mobility, active-recovery, rest"
            ),
            (17, 7, "RPE 12 is out of range; RPE goes from 0 to 10, in halves"),
            (18, 1, "2026-12-24 is not a day of 2026-W47; it is left alone"),
        ]
    );
    let day = reading.week.day(date("2026-11-18"));
    let checkin = day.checkin.as_ref().unwrap();
    assert_eq!((checkin.sleep_hours, checkin.hrv, checkin.energy, checkin.stress), (None, None, None, Some(2)));
    assert_eq!(checkin.soreness.get(&Region::Quads), Some(&3));
    // The row that is not understood stays in place when its day changes.
    let place = Place::new();
    place.put(WEEK, text);
    assert!(
        !place.store().commit(&change(Edit::Rest(RestEdit::Full { days: vec![date("2026-11-18")] }))).unwrap().changed
    );
    place
        .store()
        .commit(&change(Edit::Session(SessionEdit::Add {
            date: date("2026-11-18"),
            session: Box::new(Session::new(Kind::Mobility, "Yoga")),
        })))
        .unwrap();
    let file = place.file(WEEK).unwrap();
    assert!(
        file.contains("kind = \"swim\"") && file.contains("date = 2026-12-24") && file.contains("chest = 11"),
        "{file}"
    );
}

#[test]
fn a_file_that_does_not_parse_is_never_written() {
    for (text, says) in [
        ("format = 1\n[[day]\n", "line 2, column"),
        ("<<<<<<< ours\nformat = 1\n", "two versions were merged with a conflict left in"),
    ] {
        let place = Place::new();
        place.put(WEEK, text);
        let Some(Held::ReadOnly(why)) = place.store().read(id()) else { panic!("{text} was read") };
        assert!(why.contains(says) && why.ends_with("the week is read-only until that is fixed"), "{why}");
        let refused = place
            .store()
            .commit(&change(Edit::Rest(RestEdit::Turn { date: date("2026-11-18"), seen: recoup::edit::Resting::No })))
            .unwrap_err();
        assert_eq!(refused.to_string(), why);
        assert_eq!(place.file(WEEK).unwrap(), text);
    }
    assert_eq!(read_week(id(), "format = 3"), Err(Unreadable::Newer(3)));
}

#[test]
fn the_documented_example_reads_without_problems() {
    let readme = include_str!("../../docs/files.md");
    let example = readme.split("```toml\n").nth(1).unwrap().split("```").next().unwrap();
    let reading = read_week(id(), example).unwrap();
    assert_eq!(reading.problems, []);
    let day = reading.week.day(date("2026-11-18"));
    assert_eq!((day.sessions[0].load(), day.checkin.as_ref().unwrap().ready), (Some(300.0), Some(6)));
}

#[test]
fn a_journal_entry_whose_cursor_was_lost_is_recognised_by_its_bytes() {
    let place = Place::new();
    place
        .store()
        .commit(&change(Edit::Log(LogEdit::Note { date: date("2026-11-18"), text: Some("one".into()) })))
        .unwrap();
    place
        .store()
        .commit(&change(Edit::Log(LogEdit::Note { date: date("2026-11-18"), text: Some("two".into()) })))
        .unwrap();
    // As a crash between file and cursor leaves it.
    let cursor = std::fs::read_dir(place.state()).unwrap().next().unwrap().unwrap().path().join("undo/cursor");
    recoup::store::atomic::write(&cursor, b"1\n").unwrap();
    undo(&place.store());
    assert!(place.file(WEEK).unwrap().contains("\"one\""));
}

#[test]
fn writers_side_by_side_lose_nothing() {
    let place = Place::new();
    std::thread::scope(|scope| {
        for writer in 0..4 {
            let place = &place;
            scope.spawn(move || {
                for n in 0..25 {
                    let session = Session::new(Kind::Mobility, format!("{writer}-{n}"));
                    place
                        .store()
                        .commit(&change(Edit::Session(SessionEdit::Add {
                            date: date("2026-11-21"),
                            session: Box::new(session),
                        })))
                        .unwrap();
                }
            });
        }
    });
    let file = place.file(WEEK).unwrap();
    for writer in 0..4 {
        for n in 0..25 {
            assert!(file.contains(&format!("\"{writer}-{n}\"")), "{writer}-{n} is gone");
        }
    }
}

fn any_day() -> impl Strategy<Value = NaiveDate> {
    (0..14i64).prop_map(|n| recoup::domain::calendar::add_days(date("2026-11-18"), n - 2))
}

/// A whole edit, or one of whatever session is in that place when its turn comes.
#[derive(Clone, Debug)]
enum Step {
    Whole(Edit),
    Of(NaiveDate, usize, u8),
}

fn any_step() -> impl Strategy<Value = Step> {
    let whole = prop_oneof![
        (any_day(), 0..3_usize).prop_map(|(day, n)| {
            use recoup::edit::Resting;
            Edit::Rest(RestEdit::Turn { date: day, seen: [Resting::No, Resting::Full, Resting::Active][n] })
        }),
        any_day().prop_map(|date| Edit::Rest(RestEdit::Insert { date })),
        (any_day(), any_day()).prop_map(|(a, b)| Edit::swap(a, b)),
        (any_day(), "[a-z \"#\\[\\]='\\\\é日]{0,12}")
            .prop_map(|(d, t)| Edit::Log(LogEdit::Note { date: d, text: Some(t).filter(|t| !t.is_empty()) })),
        any_day().prop_map(|d| Edit::Log(LogEdit::Overlay { days: vec![d], overlay: Some(Overlay::Away) })),
        any_day().prop_map(|d| Edit::Log(LogEdit::Overlay { days: vec![d], overlay: None })),
        (any_day(), 0u16..1440)
            .prop_map(|(d, m)| Edit::Log(LogEdit::Bed { date: d, time: recoup::domain::ClockTime::from_minutes(m) })),
        (any_day(), 0u8..=10, proptest::option::of(1u8..=5), 0.0f64..24.0).prop_map(|(d, sore, energy, hours)| {
            let to = CheckIn {
                sleep_hours: Some((hours * 100.0).round() / 100.0),
                energy,
                soreness: [(Region::LowerBack, sore), (Region::Quads, 3)].into(),
                pain: [Region::Calves].into(),
                ..CheckIn::default()
            };
            Edit::Log(LogEdit::CheckIn { date: d, was: Box::default(), to: Box::new(to), note: NoteChange::Keep })
        }),
        (any_day(), "[ -~]{1,10}").prop_map(|(d, t)| Edit::Session(SessionEdit::Add {
            date: d,
            session: Box::new(Session { rpe: Some(Rpe::whole(5)), ..Session::new(Kind::Endurance, t) })
        })),
        (any_day(), any_day()).prop_map(|(a, b)| Edit::Move(MoveEdit::Days { days: vec![a], to: b })),
        any_day().prop_map(|d| Edit::Week(WeekEdit::LaySplit {
            id: WeekId::of(d),
            split: Box::new(splits::built_in("").get_or_default(Some("alternating")).into_owned())
        })),
    ];
    prop_oneof![3 => whole.prop_map(Step::Whole), 4 => (any_day(), 0usize..3, 0u8..9).prop_map(|(d, i, k)| Step::Of(d, i, k))]
}

/// The edit that a step makes of what is on file; `None` where there is no such session.
fn edit_of(place: &Place, step: &Step) -> Option<Edit> {
    let (day, index, kind) = match step {
        Step::Whole(edit) => return Some(edit.clone()),
        Step::Of(day, index, kind) => (*day, *index, *kind),
    };
    let Some(Held::Week(week, _)) = place.store().read(WeekId::of(day)) else { return None };
    let session = week.day(day).sessions.get(index)?.clone();
    let item = ItemRef::to(day, index, &session);
    let elsewhere = recoup::domain::calendar::add_days(day, 5);
    Some(match kind {
        0 => Edit::Session(SessionEdit::Effort { item, points: 1 }),
        1 => Edit::Session(SessionEdit::Length { item, minutes: -5 }),
        2 => Edit::Session(SessionEdit::ToggleDone { item }),
        3 => Edit::Session(SessionEdit::Skip { item, reason: Some(SkipReason::Busy), words: None }),
        4 => Edit::Tray(TrayEdit::Cut { items: vec![item] }),
        5 => Edit::Move(MoveEdit::Session { item, to: elsewhere, how: Landing::Swap }),
        6 => Edit::Session(SessionEdit::Record { item, done: Done { minutes: Some(7), ..Done::default() } }),
        7 => Edit::Session(SessionEdit::Pin { item, on: true }),
        _ => match week.tray.first() {
            Some(t) => Edit::Tray(TrayEdit::Put {
                from: PutFrom::Tray(week.id, 0, t.session.kind, t.session.title.clone()),
                to: elsewhere,
            }),
            None => Edit::Session(SessionEdit::Add { date: day, session: Box::new(session.as_plan()) }),
        },
    })
}

proptest! {
    #![proptest_config(crate::support::cases(20))]

    /// Whatever is done, undoing all of it restores the exact bytes, redoing restores the final state, and the keys and
    /// comments that recoup does not know are there throughout.
    #[test]
    fn undo_is_identity_on_the_files_and_unknown_keys_survive(steps in proptest::collection::vec(any_step(), 1..30)) {
        let place = by_hand();
        let store = place.store();
        let mut made = 0;
        for step in &steps {
            let Some(edit) = edit_of(&place, step) else { continue };
            // A refusal is fine; anything else is a bug.
            match store.commit(&change(edit)) {
                Ok(done) => made += usize::from(done.changed),
                Err(recoup::store::StoreError::Refused(_)) => {}
                Err(e) => prop_assert!(false, "{e}"),
            }
        }
        let all = ["2026-W47", "2026-W48", "2026-W49"].map(|w| place.file(w).unwrap_or_default()).concat();
        for kept in ["coach = \"Ada\"   # not a key of recoup", "weather = { rain = true }", "watch = \"on\"", "# my training"] {
            prop_assert!(all.contains(kept), "{}\n{}", kept, all);
        }
        prop_assert!(all.matches("shoes = \"old\"").count() <= 1 && all.matches("dog = \"yes\"").count() <= 1);
        for _ in 0..made {
            undo(&store);
        }
        prop_assert_eq!(place.file(WEEK).unwrap(), BY_HAND);
        prop_assert_eq!(place.file("2026-W48"), None);
        for _ in 0..made {
            redo(&store);
        }
        let again = ["2026-W47", "2026-W48", "2026-W49"].map(|w| place.file(w).unwrap_or_default()).concat();
        prop_assert_eq!(again, all);
    }

    /// Reading never panics and never reports a position outside the text.
    #[test]
    fn any_text_is_read_or_named(text in "(format = 1\n)?(\\[\\[day\\]\\]\n|date = 2026-11-18\n|\\[day.checkin\\]\n|energy = [0-9.-]{1,4}\n|soreness = [a-z0-9{}= ]{1,12}\n|[ -~]{0,20}\n){0,12}") {
        match read_week(id(), &text) {
            Ok(reading) => {
                for p in reading.problems {
                    prop_assert!(p.line >= 1 && p.line <= text.matches('\n').count() + 1 && p.column >= 1);
                }
                // What was read can be written, and reads back the same.
                let sheet = Sheet::open(id(), Some(text.clone())).unwrap();
                prop_assert_eq!(Sheet::rewrite(&[sheet], &[&reading.week]).unwrap(), vec![None]);
            }
            Err(Unreadable::Syntax { line, column, .. }) => prop_assert!(line >= 1 && column >= 1),
            Err(_) => {}
        }
    }
}

/// Nothing leaves the machine: no networking crate is built in, and none of recoup's own code opens a network socket.
#[test]
fn there_is_no_network_code() {
    let lock = include_str!("../../Cargo.lock");
    let built: Vec<&str> = lock.lines().filter_map(|l| l.strip_prefix("name = \"")?.strip_suffix('"')).collect();
    assert!(built.len() > 50);
    let speaks = [
        "reqwest",
        "hyper",
        "ureq",
        "curl",
        "isahc",
        "surf",
        "tokio",
        "async-std",
        "smol",
        "socket2",
        "rustls",
        "native-tls",
        "openssl",
        "quinn",
        "h2",
        "tungstenite",
        "trust-dns-resolver",
        "hickory-resolver",
        "sentry",
        "opentelemetry",
    ];
    let found: Vec<&&str> = built.iter().filter(|name| speaks.contains(name)).collect();
    assert!(found.is_empty(), "{found:?}");
    fn look(dir: &std::path::Path, found: &mut Vec<String>) {
        for path in std::fs::read_dir(dir).unwrap().map(|e| e.unwrap().path()) {
            if path.is_dir() {
                look(&path, found);
            } else {
                let text = std::fs::read_to_string(&path).unwrap();
                let opens = ["TcpStream", "TcpListener", "UdpSocket", "ToSocketAddrs"].iter().any(|w| text.contains(w));
                found.extend(opens.then(|| path.display().to_string()));
            }
        }
    }
    let mut found = Vec::new();
    look(&std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut found);
    assert_eq!(found, [""; 0]);
}

/// Folders written by older versions keep working: they are read without complaint, edited sparingly, and undone.
#[test]
fn a_folder_of_0_1_is_read_edited_and_kept() {
    let form = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/forms/0.1/weeks");
    let place = Place::new();
    let mut before = Vec::new();
    for week in ["2026-W46", WEEK] {
        let text = std::fs::read_to_string(form.join(format!("{week}.toml"))).unwrap();
        place.put(week, &text);
        match place.store().read(week.parse().unwrap()) {
            Some(Held::Week(_, problems)) => assert_eq!(problems, [], "{week}"),
            other => panic!("{other:?}"),
        }
        before.push(text);
    }
    let edits = [
        Edit::Session(SessionEdit::Effort { item: item("2026-11-18", 0, Kind::Strength, "Lower body"), points: -1 }),
        Edit::Log(LogEdit::Note { date: date("2026-11-12"), text: Some("better".into()) }),
        Edit::Tray(TrayEdit::Put {
            from: PutFrom::Tray(id(), 0, Kind::Conditioning, "Intervals".into()),
            to: date("2026-11-20"),
        }),
    ];
    for edit in edits.clone() {
        place.store().commit(&change(edit)).unwrap();
    }
    let file = place.file(WEEK).unwrap();
    assert!(
        file.contains(
            "rpe = 7\nextras = [{ title = \"Mobility\", minutes = 15, practice = \"mobility\", done = true }]"
        )
    );
    assert!(file.starts_with("# A week as version 0.1 wrote it") && !file.contains("[[tray]]"), "{file}");
    for _ in edits {
        undo(&place.store());
    }
    assert_eq!([place.file("2026-W46").unwrap(), place.file(WEEK).unwrap()], [before.remove(0), before.remove(0)]);
}

/// A week in which every field has a value. A new field has to be added here.
fn everything() -> Week {
    let at = |text: &str| Some(text.parse::<ClockTime>().unwrap());
    let session = |title: &str, id: &str| Session {
        kind: Kind::Strength,
        title: title.into(),
        focus: Some(Focus::new("lower")),
        regions: vec![Region::Quads, Region::Glutes],
        minutes: Some(60),
        rpe: Some(Rpe::new(8.5).unwrap()),
        distance: Some(Distance::from_km(10.125).unwrap()),
        movements: ["Squat 5×5 100 kg", "Lunges (slow; deep)"].iter().filter_map(|m| Movement::new(m)).collect(),
        extras: vec![Extra {
            title: "Mobility".into(),
            minutes: Some(15),
            practice: Some(PracticeId::new("mobility")),
            done: true,
        }],
        status: Status::Done,
        reason: Some(SkipReason::Busy),
        done: Some(Done {
            minutes: Some(62),
            rpe: Some(Rpe::new(9.0).unwrap()),
            felt: Some(Felt::Worse),
            performance: Some(Felt::Better),
            achieved: Some(Achieved::parse("102.5 kg").unwrap()),
            distance: Some(Distance::from_km(9.8).unwrap()),
        }),
        moved_from: Some(date("2026-11-17")),
        pinned: true,
        condition: Some(Condition::parse("energy >= 3 else rest").unwrap()),
        instead: Some(Box::new(Session { minutes: Some(30), ..Session::new(Kind::ActiveRecovery, "Walk") })),
        note: Some("belt".into()),
        id: Some(SessionId::new(id)),
        source: Some("strava:1 garmin:2026-11-18T18:00:00".into()),
        imported: Some(Box::new(Imported {
            start: at("18:10"),
            kind: Kind::Strength,
            title: "Gym \"hall\"".into(),
            minutes: Some(61),
            rpe: Some(Rpe::new(8.0).unwrap()),
            distance: Some(Distance::from_km(9.75).unwrap()),
            note: Some("two\nlines".into()),
        })),
        row: Default::default(),
    };
    let checkin = CheckIn {
        sleep_hours: Some(7.25),
        bed: at("23:10"),
        wake: at("06:40"),
        sleep_quality: Some(4),
        soreness: [(Region::Quads, 4), (Region::LowerBack, 2)].into(),
        energy: Some(3),
        mood: Some(4),
        stress: Some(2),
        resting_hr: Some(51.5),
        hrv: Some(62.0),
        ready: Some(7),
        ill: Some(false),
        pain: [Region::Calves].into(),
        latency: Some(25),
        awakenings: Some(2),
        tags: [(Tag::parse("late meal").unwrap(), true), (Tag::parse("alcohol").unwrap(), false)].into(),
        nap: Some(0.5),
        from: [("hrv".to_owned(), "garmin".to_owned())].into(),
        foreign: [("whoop".to_owned(), 64), ("oura".to_owned(), 0)].into(),
        forecast: vec![61, 64],
        ranges: vec![9.5, 8.0],
        model: Some(2),
        unfinished: true,
    };
    let mut week = Week::new(id());
    week.deload = true;
    week.split = Some("five-day".into());
    week.own = true;
    week.goal = Some("strength for the season".into());
    week.days[2] = Day {
        date: date("2026-11-18"),
        note: Some("two\nlines".into()),
        wins: vec!["up early".into()],
        snacks: 3,
        fuel: [Fuel::Meal].into(),
        protein: 3,
        ticks: [Tick::Cook, Tick::Journal].into(),
        event: Some("City race".into()),
        taper: Some(10),
        bed: at("22:15"),
        overlay: Some(Overlay::Away),
        injury: Some(Injury { regions: [Region::Quads].into(), pain: Some(6) }),
        checkin: Some(checkin),
        sessions: vec![session("Lower body", "0123456789abcdef")],
    };
    week.tray.push(TrayItem { from: Some(date("2026-11-19")), session: session("Intervals", "fedcba9876543210") });
    week
}

/// What this version writes stays when version 0.1 edits the file: the second file was made from the first by 0.1.0, with
/// `recoup log --mood 5 --note "from 0.1"`.
#[test]
fn a_folder_of_this_version_is_kept_by_the_reader_of_0_1() {
    let row = trial("a_folder_of_this_version_is_kept_by_the_reader_of_0_1");
    let form = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/forms/kept-by-0.1");
    let held = |name: &str| std::fs::read_to_string(form.join(name)).unwrap();
    let written = Sheet::of(&everything()).unwrap();
    assert_eq!(written, held("written.toml"), "the file changed: let 0.1.0 edit it again");
    let mut week = everything();
    // 0.1 replaces a note.
    week.days[2].note = Some("from 0.1".into());
    let checkin = week.days[2].checkin.as_mut().unwrap();
    // 0.1 stored its own forecast with the morning, and a morning that was logged is finished.
    (checkin.mood, checkin.unfinished, checkin.forecast) = (Some(5), false, vec![78, 75, 75, 75]);
    let read = read_week(id(), &held("edited.toml")).unwrap();
    assert_eq!((read.week, read.problems), (week, Vec::new()));
    row.held();
}

/// Two machines that accept the same proposal get the same session ids; a copy gets a new one.
#[test]
fn ids_are_the_same_where_the_session_is_the_same() {
    let ids = |place: &Place| -> Vec<String> {
        let file = place.file(WEEK).unwrap();
        file.lines().filter_map(|l| l.strip_prefix("id = ")).map(str::to_owned).collect()
    };
    let (a, b) = (Place::new(), Place::new());
    a.store().commit(&change(Edit::Rest(RestEdit::Full { days: vec![date("2026-11-20")] }))).unwrap();
    b.store().commit(&change(Edit::swap(date("2026-11-18"), date("2026-11-19")))).unwrap();
    let common = ids(&a).iter().filter(|id| ids(&b).contains(id)).count();
    // Seven sessions came from the split; the rest that was added on Friday is new.
    assert_eq!((ids(&a).len(), ids(&b).len(), common), (8, 7, 7));
    let all: std::collections::BTreeSet<String> = ids(&a).into_iter().collect();
    assert_eq!(all.len(), 8, "no id twice");
    let copy = PutFrom::Copy(vec![vec![Session::new(Kind::Mobility, "Stretch")]]);
    a.store().commit(&change(Edit::Tray(TrayEdit::Put { from: copy.clone(), to: date("2026-11-21") }))).unwrap();
    a.store().commit(&change(Edit::Tray(TrayEdit::Put { from: copy, to: date("2026-11-22") }))).unwrap();
    let now: std::collections::BTreeSet<String> = ids(&a).into_iter().collect();
    assert_eq!(now.len(), 10);
}

#[test]
fn an_empty_file_and_one_of_comments_begin_with_a_format_line() {
    for (before, begins) in
        [("", "format = 1\n"), ("# mine\n", "# mine\nformat = 1\n"), ("# mine", "# mine\nformat = 1\n")]
    {
        let place = Place::new();
        place.put(WEEK, before);
        let old = std::fs::File::options().write(true).open(place.path(WEEK)).unwrap();
        #[allow(clippy::disallowed_methods, reason = "ages the file: one that was emptied just now is waited for")]
        old.set_modified(std::time::SystemTime::now() - std::time::Duration::from_secs(60)).unwrap();
        place
            .store()
            .commit(&change(Edit::Log(LogEdit::Note { date: date("2026-11-18"), text: Some("hello".into()) })))
            .unwrap();
        let file = place.file(WEEK).unwrap();
        assert!(file.starts_with(begins), "{before:?}: {file}");
        undo(&place.store());
        assert_eq!(place.file(WEEK).unwrap(), before);
    }
}

/// A day that is in a file twice, as after a merge: nothing of either is lost, whatever is written.
#[test]
fn a_day_written_twice_loses_nothing() {
    let text = "format = 1\n[[day]]\ndate = 2026-11-18\nnote = \"a\"\n[day.checkin]\nmood = 3\n[[day]]\ndate = 2026-11-18\nnote = \"b\"\n[day.checkin]\nmood = 4\nenergy = 2\nmine = 7\n";
    let place = Place::new();
    let add = |text: &str| Edit::Log(LogEdit::Reword { date: date("2026-11-18"), was: None, to: Some(text.into()) });
    place.put("2026-W47", text);
    place.store().commit(&change(add("new"))).unwrap();
    let file = place.file("2026-W47").unwrap();
    for kept in ["a\n", "\nb", "new", "mood = 3", "mood = 4", "energy = 2", "mine = 7"] {
        assert!(file.contains(kept), "{kept}: {file}");
    }
    // An answer of either counts, and one that is changed counts once.
    let (was, to) = (
        recoup::domain::CheckIn { energy: Some(2), mood: Some(3), ..Default::default() },
        recoup::domain::CheckIn { energy: Some(5), mood: Some(3), ..Default::default() },
    );
    place
        .store()
        .commit(&change(Edit::Log(LogEdit::CheckIn {
            date: date("2026-11-18"),
            was: Box::new(was),
            to: Box::new(to),
            note: Default::default(),
        })))
        .unwrap();
    let Some(recoup::domain::held::Held::Week(week, _)) = place.store().read("2026-W47".parse().unwrap()) else {
        panic!()
    };
    let c = week.day(date("2026-11-18")).checkin.clone().unwrap();
    assert_eq!((c.energy, c.mood), (Some(5), Some(3)));
    assert!(place.file("2026-W47").unwrap().contains("mine = 7"));
    // The only check-in is in the second one, and it can still be answered.
    place.put("2026-W47", "format = 1\n[[day]]\ndate = 2026-11-18\nnote = \"a\"\n[[day]]\ndate = 2026-11-18\n[day.checkin]\nmood = 4\nenergy = 2\n");
    let was = recoup::domain::CheckIn { energy: Some(2), mood: Some(4), ..Default::default() };
    let to = recoup::domain::CheckIn { stress: Some(3), mood: None, ..was.clone() };
    let edit = Edit::Log(LogEdit::CheckIn {
        date: date("2026-11-18"),
        was: Box::new(was),
        to: Box::new(to.clone()),
        note: Default::default(),
    });
    place.store().commit(&change(edit)).unwrap();
    let Some(recoup::domain::held::Held::Week(week, _)) = place.store().read("2026-W47".parse().unwrap()) else {
        panic!()
    };
    assert_eq!(week.day(date("2026-11-18")).checkin.clone(), Some(to));
}

/// A file with a number that TOML cannot hold cannot be changed: that is reported when it is read, with the place, and not when
/// the first change fails.
#[test]
fn a_number_that_toml_cannot_hold_makes_a_week_read_only_from_the_start() {
    for (number, column) in [("0x", 11), ("99999999999999999999", 11), ("1e999", 11)] {
        let text = BY_HAND.replacen("minutes = 30", &format!("minutes = {number}"), 1);
        assert_ne!(text, BY_HAND);
        let place = Place::new();
        place.put(WEEK, &text);
        let line = text.lines().position(|l| l.contains(&format!("minutes = {number}"))).unwrap() + 1;
        let column =
            column + text.lines().nth(line - 1).unwrap().len() - text.lines().nth(line - 1).unwrap().trim_start().len();
        match place.store().read(id()) {
            Some(Held::ReadOnly(why)) => assert!(
                why.contains(&format!("line {line}, column {column}: '{number}' is not a number TOML can hold")),
                "{why}"
            ),
            other => panic!("{other:?}"),
        }
        place.store().commit(&change(Edit::swap(date("2026-11-18"), date("2026-11-20")))).unwrap_err();
        assert_eq!(place.file(WEEK).unwrap(), text);
    }
}
