//! Files that were damaged at random: whatever is in them, it is read, reported or refused, and nothing crashes the program.
//!
//! Each starts from files that people really have, so that the damage reaches the inner parts of a reader. In CI a few
//! thousand with fixed seeds; `RECOUP_LONG=1` tries about a hundred times as many.

use std::path::{Path, PathBuf};

use recoup::config::{Paths, Setup};
use recoup::domain::days::Book;
use recoup::domain::session::Session;
use recoup::domain::{CheckIn, Split, WeekId};
use recoup::edit::{
    Change, Edit, ItemRef, Landing, LogEdit, MoveEdit, NoteChange, PutFrom, RestEdit, SessionEdit, TrayEdit,
};
use recoup::formats::csv;
use recoup::formats::toml::{Sheet, read_week};
use recoup::formats::weektext;

use crate::support::trials::trial;
use crate::support::{Dice, Place, date, fresh_id};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// The files of a folder in the project.
fn corpus(folder: &str) -> Vec<Vec<u8>> {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(Path::new(ROOT).join(folder))
        .unwrap()
        .map(|e| e.unwrap().path())
        .filter(|p| p.is_file())
        .collect();
    paths.sort();
    assert!(!paths.is_empty(), "{folder}");
    paths.iter().map(|p| std::fs::read(p).unwrap()).collect()
}

/// What a file is damaged with besides random bytes: text that has a meaning in one of the formats.
const BITS: [&str; 30] = [
    "\n",
    "\r\n",
    "\"",
    "'",
    "\"\"\"",
    "'''",
    "[",
    "]",
    "[[",
    "]]",
    "{",
    "}",
    "=",
    ",",
    ";",
    "|",
    "#",
    "\\u0000",
    "\u{feff}",
    "\u{202e}",
    "-1",
    "1e999",
    "99999999999999999999",
    "0x",
    "2026-13-45",
    "24:61",
    "nan",
    "true",
    "日本",
    "a\u{301}",
];

/// One of the seeds with a few random changes.
fn hurt(dice: &mut Dice, seeds: &[Vec<u8>]) -> Vec<u8> {
    let pick = |dice: &mut Dice, n: usize| dice.below(n.max(1) as u64) as usize;
    let mut bytes = seeds[pick(dice, seeds.len())].clone();
    for _ in 0..1 + dice.below(4) {
        let at = pick(dice, bytes.len() + 1);
        let end = (at + pick(dice, 24)).min(bytes.len());
        match dice.below(7) {
            0 => drop(bytes.drain(at..end)),
            1 => {
                let copy = bytes[at..end].to_vec();
                let to = pick(dice, bytes.len() + 1);
                bytes.splice(to..to, copy);
            }
            2 => bytes.truncate(at),
            3 if at < bytes.len() => bytes[at] ^= 1 << dice.below(8),
            4 if at < bytes.len() => bytes[at] = dice.below(256) as u8,
            5 => {
                let other = &seeds[pick(dice, seeds.len())];
                let from = pick(dice, other.len());
                let part = &other[from..(from + pick(dice, 60)).min(other.len())];
                bytes.splice(at..at, part.iter().copied());
            }
            _ => {
                let bit = BITS[pick(dice, BITS.len())];
                bytes.splice(at..at, bit.bytes());
            }
        }
    }
    bytes
}

fn id() -> WeekId {
    "2026-W47".parse().unwrap()
}

/// A damaged week is read, or refused with a place; what is read can be shown as text, and rewritten into another week or left.
#[test]
fn damaged_weeks() {
    let mut seeds = corpus("tests/forms/hands");
    seeds.extend(corpus("tests/forms/0.1/weeks"));
    let other = read_week(id(), std::str::from_utf8(&seeds[0]).unwrap()).unwrap().week;
    let (mut read, mut rewritten) = (0, 0);
    let row = trial("damaged_weeks");
    for seed in 0..row.times() {
        let mut dice = Dice(seed ^ 0x5eed_0001);
        let Ok(text) = String::from_utf8(hurt(&mut dice, &seeds)) else { continue };
        let sheet = match Sheet::open(id(), Some(text.clone())) {
            Ok(sheet) => sheet,
            Err(e) => {
                assert!(!e.to_string().is_empty());
                continue;
            }
        };
        read += 1;
        let week = sheet.week.clone();
        weektext::write(&week);
        assert!(
            matches!(weektext::read(&week, &weektext::write(&week), date("2026-11-18")), weektext::Read::Same),
            "seed {seed}:\n{text}"
        );
        // Nothing to change is no change; a change is made as intended, or refused.
        assert_eq!(
            Sheet::rewrite(std::slice::from_ref(&sheet), &[&week]).ok(),
            Some(vec![None]),
            "seed {seed}:\n{text}"
        );
        if let Ok(made) = Sheet::rewrite(&[sheet], &[&other])
            && let Some(made) = made.into_iter().next().flatten()
        {
            assert_eq!(
                read_week(id(), made.trim_start_matches('\u{feff}')).unwrap().week,
                other,
                "seed {seed}:\n{text}"
            );
            rewritten += 1;
        }
    }
    assert!(read > 400 && rewritten > 300, "only {read} read, {rewritten} rewritten");
    row.held();
}

/// A random edit of that week.
fn any_edit(dice: &mut Dice, book: &Book) -> Option<Edit> {
    let week = book.week(id())?;
    let monday = date("2026-11-16");
    let on = monday + chrono::Days::new(dice.below(7));
    let to = monday + chrono::Days::new(dice.below(7));
    let sessions = &week.day(on).sessions;
    let index = dice.below(sessions.len().max(1) as u64) as usize;
    let item = sessions.get(index).map(|s| (ItemRef::to(on, index, s), s.clone()));
    Some(match (dice.below(13), item) {
        (0, Some((item, _))) => Edit::Session(SessionEdit::Length { item, minutes: 5 }),
        (1, Some((item, _))) => Edit::Session(SessionEdit::Effort { item, points: 1 }),
        (2, Some((item, _))) => Edit::Session(SessionEdit::ToggleDone { item }),
        (3, Some((item, _))) => Edit::Tray(TrayEdit::Cut { items: vec![item] }),
        (4, Some((item, _))) => Edit::Move(MoveEdit::Session { item, to, how: Landing::Swap }),
        (5, Some((item, was))) => {
            let to = Box::new(Session { title: "another | title, 5 # \"".into(), minutes: None, ..was.clone() });
            Edit::Session(SessionEdit::Revise { item, was: Box::new(was), to })
        }
        (6, Some((item, _))) => Edit::Session(SessionEdit::Pin { item, on: dice.below(2) == 0 }),
        (7, _) => Edit::Rest(RestEdit::Full { days: vec![on, to] }),
        (8, _) => Edit::swap(on, to),
        (9, _) => {
            let was = Box::new(week.day(on).checkin.clone().unwrap_or_default());
            let energy = Some(1 + dice.below(5) as u8);
            let to = Box::new(CheckIn { energy, sleep_hours: Some(7.5), ..(*was).clone() });
            Edit::Log(LogEdit::CheckIn { date: on, was, to, note: NoteChange::Keep })
        }
        (10, _) => Edit::Log(LogEdit::Wins { date: on, wins: vec!["up \\ early".into(), "it''s".into()] }),
        (11, _) => match week.tray.first() {
            Some(t) => {
                let from = PutFrom::Tray(id(), 0, t.session.kind, t.session.title.clone());
                Edit::Tray(TrayEdit::Put { from, to })
            }
            None => Edit::Log(LogEdit::Snack { date: on, by: 1 }),
        },
        _ => Edit::Log(LogEdit::Note { date: on, text: (dice.below(2) == 0).then(|| "two\nlines".into()) }),
    })
}

/// Edits of damaged weeks are made in the text as intended, or refused; and the next one continues from there.
#[test]
fn damaged_weeks_are_edited() {
    let row = trial("damaged_weeks_are_edited");
    let mut seeds = corpus("tests/forms/hands");
    seeds.extend(corpus("tests/forms/0.1/weeks"));
    let (mut made, mut refused) = (0_u64, 0_u64);
    for seed in 0..row.times() {
        let mut dice = Dice(seed ^ 0x5eed_0300);
        let Ok(mut text) = String::from_utf8(hurt(&mut dice, &seeds)) else { continue };
        let mut typed = Vec::new();
        for _ in 0..6 {
            let Ok(sheet) = Sheet::open(id(), Some(text.clone())) else {
                assert!(typed.is_empty(), "seed {seed}: an edit made it unreadable: {typed:?}\n{text}");
                break;
            };
            let mut book = Book::default();
            book.put(sheet.week.clone());
            let Some(edit) = any_edit(&mut dice, &book) else { break };
            let change =
                Change { id: fresh_id(), group: None, edit, today: date("2026-11-18"), splits: Split::empty().into() };
            typed.push(format!("{:?}", change.edit));
            match change.apply(&mut book) {
                Err(why) => assert!(!why.to_string().is_empty(), "seed {seed}"),
                Ok(outcome) => {
                    assert!(!outcome.said.is_empty(), "seed {seed}: {typed:?}");
                    let week = book.week(id()).unwrap();
                    match Sheet::rewrite(std::slice::from_ref(&sheet), &[week]) {
                        Ok(out) => {
                            if let Some(new) = out.into_iter().next().flatten() {
                                let read = read_week(id(), new.trim_start_matches('\u{feff}')).unwrap().week;
                                assert_eq!(&read, week, "seed {seed}: {typed:?}\n{text}\n{new}");
                                text = new;
                            }
                            made += 1;
                        }
                        Err(why) => {
                            assert!(!why.is_empty(), "seed {seed}");
                            refused += 1;
                        }
                    }
                }
            }
        }
    }
    assert!(made > 20 * refused && 4 * made > row.times(), "{made} made, {refused} refused");
    row.held();
}

/// Damaged settings, keymaps and the files beside them: each is reported or accepted, and there is always a complete setup.
#[test]
fn damaged_settings() {
    let place = Place::new();
    let folder = place.config().join("recoup");
    let of = |names: &[&str]| names.iter().flat_map(|n| std::fs::read(Path::new(ROOT).join(n))).collect::<Vec<_>>();
    let files: [(&str, Vec<Vec<u8>>); 7] = [
        (
            "config.toml",
            [corpus("tests/config/valid"), corpus("tests/config/invalid"), of(&["assets/config.toml"])].concat(),
        ),
        ("keymap.toml", of(&["assets/keymap.toml"])),
        ("regions.toml", of(&["assets/regions.toml"])),
        ("library.toml", of(&["assets/library.toml"])),
        ("practices.toml", of(&["assets/practices.toml"])),
        ("themes/dark.toml", corpus("assets/themes")),
        ("splits/mine.toml", corpus("assets/splits")),
    ];
    let row = trial("damaged_settings");
    for (n, (name, seeds)) in files.iter().enumerate() {
        assert!(!seeds.is_empty(), "{name}");
        let path = folder.join(name);
        let paths = Paths::find(Some(&place.data()), Some(&folder.join("config.toml"))).unwrap();
        recoup::store::atomic::write(&folder.join("config.toml"), b"").unwrap();
        for seed in 0..row.times() / files.len() as u64 {
            let mut dice = Dice(seed ^ 0x5eed_0100 ^ n as u64);
            let bytes = hurt(&mut dice, seeds);
            std::fs::remove_file(&path).ok();
            recoup::store::atomic::write(&path, &bytes).unwrap();
            let (setup, wrong) = Setup::load(&paths);
            assert!(wrong.iter().all(|w| !w.text.is_empty()), "{name}, seed {seed}");
            assert!((6.0..=10.0).contains(&setup.settings.sleep_need), "{name}, seed {seed}");
            assert!(
                !setup.splits.get_or_default(None).name.is_empty() && !setup.themes.names().is_empty(),
                "{name}, seed {seed}"
            );
        }
        std::fs::remove_file(&path).unwrap();
    }
    row.held();
}

/// Damaged tables of mornings and sessions: what is read is within its scales, what is not is reported with its line.
#[test]
fn damaged_tables() {
    let seeds: Vec<Vec<u8>> = [
        "date,sleep_hours,bed,wake,sleep_quality,soreness,energy,mood,stress,hrv,resting_hr,ready,ill,note\n\
         2026-11-16,7.5,23:10,06:40,4,2,3,4,2,62,51,7,no,fine\n2026-11-17,7h20,,,3,quads=4;calves=2,2,,,\"38,2\",,,,\"a, b\"\n",
        "date;sleep_hours;mood\n16.11.2026;7,5;4\n17.11.2026;6,25;3\n",
        "date,kind,title,minutes,rpe,status,regions,source\n2026-11-16,strength,Legs,60,7,done,quads glutes,\n\
         2026-11-17,endurance,Run,1:05:30,4.5,planned,,strava:1\n",
        "Activity ID,Activity Date,Activity Name,Activity Type,Elapsed Time,Distance\n\
         9911,\"Nov 16, 2026, 6:01:02 AM\",Morning Run,Run,3600,10.2\n",
    ]
    .map(|t: &str| t.as_bytes().to_vec())
    .to_vec();
    let mut read = 0;
    let row = trial("damaged_tables");
    for seed in 0..row.times() {
        let mut dice = Dice(seed ^ 0x5eed_0200);
        let bytes = hurt(&mut dice, &seeds);
        match csv::read(&bytes, date("2026-11-18"), &[], &Default::default()) {
            Ok(_) => read += 1,
            Err(why) => assert!(!why.is_empty(), "seed {seed}"),
        }
    }
    assert!(read > 1_000, "only {read} read");
    row.held();
}
