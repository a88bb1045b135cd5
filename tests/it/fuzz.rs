//! Files that were damaged at random: whatever is in them, it is read, named or refused, and nothing ends the program.
//!
//! Each starts from files that people really have, so that the damage reaches the inner parts of a reader. In CI a few
//! thousand with fixed seeds; `RECOUP_LONG=1` tries a few hundred times as many.

use std::path::{Path, PathBuf};

use recoup::config::{Paths, Setup};
use recoup::domain::WeekId;
use recoup::formats::csv;
use recoup::formats::toml::{Sheet, read_week};
use recoup::formats::weektext;

use crate::support::{Dice, Place, date, rounds};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// The files of a folder below the project's.
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

/// What a file is hurt with beside random bytes: what has a meaning in one of the formats.
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

/// A damaged week is read or refused with a place; what is read can be shown as text, and changed into another week or left.
#[test]
fn damaged_weeks() {
    let mut seeds = corpus("tests/forms/hands");
    seeds.extend(corpus("tests/forms/0.1/weeks"));
    let other = read_week(id(), std::str::from_utf8(&seeds[0]).unwrap()).unwrap().week;
    let (mut read, mut rewritten) = (0, 0);
    for seed in 0..rounds(8_000, 1_000_000) {
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
        // Nothing to change is no change; a change is made as it was meant, or refused.
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
}

/// Damaged settings, keys and what lies beside them: each is named or taken, and there is always a whole setup.
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
    for (n, (name, seeds)) in files.iter().enumerate() {
        assert!(!seeds.is_empty(), "{name}");
        let path = folder.join(name);
        let paths = Paths::find(Some(&place.data()), Some(&folder.join("config.toml"))).unwrap();
        recoup::store::atomic::write(&folder.join("config.toml"), b"").unwrap();
        for seed in 0..rounds(150, 40_000) {
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
}

/// Damaged tables of mornings and sessions: what is read lies within its scales, what is not is named with its line.
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
    for seed in 0..rounds(6_000, 1_500_000) {
        let mut dice = Dice(seed ^ 0x5eed_0200);
        let bytes = hurt(&mut dice, &seeds);
        match csv::read(&bytes, date("2026-11-18"), &[]) {
            Ok(_) => read += 1,
            Err(why) => assert!(!why.is_empty(), "seed {seed}"),
        }
    }
    assert!(read > 1_000, "only {read} read");
}
