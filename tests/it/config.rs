//! Settings as people write them: every valid file of the corpus is accepted, and every invalid one gets all its mistakes
//! reported at once. The first lines of an invalid file list the expected messages.

use crate::support;
use std::path::{Path, PathBuf};
use std::process::Output;

use crate::support::Place;

fn files(folder: &str) -> Vec<PathBuf> {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/config").join(folder);
    let mut out: Vec<PathBuf> = std::fs::read_dir(dir).unwrap().map(|e| e.unwrap().path()).collect();
    out.sort();
    assert!(!out.is_empty());
    out
}

/// Runs recoup with these files in the settings folder.
fn recoup(place: &Place, files: &[(&str, &str)], args: &[&str]) -> Output {
    let folder = place.config().join("recoup");
    for (name, text) in files {
        recoup::store::atomic::write(&folder.join(name), text.as_bytes()).unwrap();
    }
    place.command().args(["--today", "2026-11-18"]).args(args).output().unwrap()
}

fn listed(out: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&out.stdout), String::from_utf8_lossy(&out.stderr))
}

#[test]
fn every_valid_file_is_accepted_silently() {
    for path in files("valid") {
        let text = std::fs::read_to_string(&path).unwrap();
        let out = recoup(&Place::new(), &[("config.toml", &text)], &["config", "check"]);
        assert!(
            out.status.success() && listed(&out).starts_with("nothing is wrong"),
            "{}: {}",
            path.display(),
            listed(&out)
        );
        let place = Place::new();
        std::fs::create_dir(place.data()).unwrap();
        let out = recoup(&place, &[("config.toml", &text)], &["week"]);
        assert!(out.status.success() && out.stderr.is_empty(), "{}: {}", path.display(), listed(&out));
    }
}

#[test]
fn every_mistake_in_an_invalid_file_is_reported() {
    for path in files("invalid") {
        let text = std::fs::read_to_string(&path).unwrap();
        let wanted: Vec<&str> = text.lines().filter_map(|l| l.strip_prefix("# says: ")).collect();
        assert!(!wanted.is_empty(), "{}", path.display());
        let out = recoup(&Place::new(), &[("config.toml", &text)], &["config", "check"]);
        assert_eq!(out.status.code(), Some(78), "{}", path.display());
        let said = listed(&out);
        for sentence in &wanted {
            assert!(said.contains(sentence), "{}: {sentence}\nin {said}", path.display());
        }
        assert_eq!(said.lines().count(), wanted.len(), "{}: {said}", path.display());
    }
}

#[test]
fn the_files_beside_the_settings_are_checked_too() {
    let files = [
        ("keymap.toml", "[grid]\nswap = \"esc\"\nmoov = \"m\"\n"),
        ("themes/dusk.toml", "[role]\nframe = { color = \"cyanide\" }\n"),
        ("splits/mine.toml", "format = 1\n[[day]]\nweekday = \"caturday\"\n"),
        ("practices.toml", "[[practice]]\nid = \"x\"\nminutes = 900\n"),
        ("library.toml", "format = 9\n"),
        ("regions.toml", "[focus.x]\nneck = 1.0\n"),
    ];
    let out = recoup(&Place::new(), &files, &["config", "check"]);
    let said = listed(&out);
    assert_eq!(out.status.code(), Some(78));
    for sentence in [
        "keymap.toml: line 2, column 1: swap: esc always runs back",
        "keymap.toml: line 3, column 1: grid.moov is not a command; did you mean move?",
        "dusk.toml: line 2, column 19: 'cyanide' is not a colour",
        "mine.toml: 'caturday' is not a weekday",
        "practices.toml: practice x: minutes 900 is out of range",
        "library.toml: has format 9",
        "regions.toml: 'neck' is not a region",
    ] {
        assert!(said.contains(sentence), "{sentence}\nin {said}");
    }
    // Shell commands neither mention nor stop for a bad keymap; a mistake in a theme is reported.
    let out = recoup(&Place::new(), &files[..1], &["week"]);
    assert!(out.status.success() && !listed(&out).contains("keymap"), "{}", listed(&out));
    let out = recoup(&Place::new(), &files[1..2], &["week"]);
    assert!(out.status.success() && listed(&out).contains("cyanide"), "{}", listed(&out));
}

#[test]
fn a_keymap_of_the_first_version_still_works_with_a_notice() {
    let place = Place::new();
    let files = [("keymap.toml", "# my keys\nnote = \"r\"\nrest = \"b\"\nundo = \"Z\"\n")];
    let out = recoup(&place, &files, &["config", "check"]);
    assert!(out.status.success(), "{}", listed(&out));
    assert!(listed(&out).contains("keymap.toml: line 2, column 1: these keys go in tables now"), "{}", listed(&out));
    let out = recoup(&place, &files, &["week"]);
    assert!(out.status.success() && !listed(&out).contains("tables"), "{}", listed(&out));
    // A custom key that replaces a default is mentioned, but it is not a mistake.
    let files = [("keymap.toml", "[grid]\nnote = \"r\"\n")];
    let out = recoup(&place, &files, &["config", "check"]);
    assert!(out.status.success(), "{}", listed(&out));
    assert!(listed(&out).contains("note: r no longer runs rest; :rest still does"), "{}", listed(&out));
}

/// A person who mistypes a key is not locked out of their week.
#[test]
fn with_keys_that_cannot_be_used_the_planner_opens_with_the_defaults() {
    let place = Place::new();
    place.put("2026-W47", "format = 1\n");
    let file = place.config().join("recoup/keymap.toml");
    for (text, why) in [
        ("[grid]\nrest = \"Z\"\nnote = \"Z\"\n", "the default keys apply: keymap.toml: line 2"),
        (
            "[grid]\nrest = \"esc\"\nmoov = \"m\"\n",
            "the default keys apply (`recoup config check` names 1 more): keymap.toml",
        ),
    ] {
        recoup::store::atomic::write(&file, text.as_bytes()).unwrap();
        let mut s = support::terminal::start(&place, &[]);
        s.wait_text(why);
        s.press("r");
        s.wait_text("waits in the tray");
        s.press("uq");
        assert_eq!(s.end(), 0);
    }
    std::fs::remove_file(&file).unwrap();
    std::fs::create_dir(&file).unwrap();
    let mut s = support::terminal::start(&place, &[]);
    s.wait_text("the default keys apply: cannot read");
    s.press("q");
    assert_eq!(s.end(), 0);
}

#[test]
fn a_missing_settings_file_is_reported_in_plain_words() {
    let place = Place::new();
    let nowhere = place.dir.path().join("nowhere.toml").display().to_string();
    let out = recoup(&place, &[], &["--config", &nowhere, "today"]);
    assert_eq!(out.status.code(), Some(78), "{}", listed(&out));
    assert!(listed(&out).trim().ends_with("nowhere.toml: no such file or directory"), "{}", listed(&out));
}

/// The example in the documentation can be copied as it is.
#[test]
fn the_keymap_of_the_documentation_has_nothing_wrong() {
    let page = std::fs::read_to_string("docs/keys.md").unwrap();
    let example = page.split("```toml\n").nth(1).unwrap().split("```").next().unwrap();
    let out = recoup(&Place::new(), &[("keymap.toml", example)], &["config", "check"]);
    assert!(out.status.success(), "{}", listed(&out));
}

#[test]
fn settings_are_written_once_and_are_the_defaults() {
    let place = Place::new();
    let out = recoup(&place, &[], &["config", "init"]);
    assert!(out.status.success(), "{}", listed(&out));
    let path = place.config().join("recoup/config.toml");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), include_str!("../../assets/config.toml"));
    assert_eq!(listed(&recoup(&place, &[], &["config", "path"])).trim(), path.display().to_string());
    assert!(listed(&recoup(&place, &[], &["config", "check"])).starts_with("nothing is wrong"));
    let out = recoup(&place, &[("config.toml", "sleep_need = 7\n")], &["config", "init"]);
    assert_eq!(out.status.code(), Some(1));
    assert!(listed(&out).contains("already exists; it stays as it is"));
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "sleep_need = 7\n");
    let schema: serde_json::Value = serde_json::from_str(&listed(&recoup(&place, &[], &["config", "schema"]))).unwrap();
    assert_eq!(schema["properties"]["sleep_need"]["maximum"], 10);
}

#[test]
fn doctor_names_mistakes_and_stray_files_and_exits_with_1() {
    let place = Place::new();
    let out = recoup(&place, &[], &["doctor"]);
    assert!(out.status.success() && listed(&out).contains("every file was read and understood"), "{}", listed(&out));
    place.put("2026-W47", "format = 1\n[[day]]\ndate = 2026-11-18\nfuel = [\"beer\"]\n");
    place.put("2026-W46", "format = \n");
    let stray = place.path("2026-W47").with_file_name("2026-W47.sync-conflict-20261118-101010.toml");
    recoup::store::atomic::write(&stray, b"format = 1\n").unwrap();
    let out = recoup(&place, &[("config.toml", "sleep_need = 12\n")], &["doctor"]);
    assert_eq!(out.status.code(), Some(1));
    let said = listed(&out);
    for sentence in [
        "sleep_need 12 is out of range",
        "2026-W47.toml: line 4: 'beer' is not a fuel tick",
        "2026-W46.toml line 1",
        "a version that a sync could not merge",
    ] {
        assert!(said.contains(sentence), "{sentence}\nin {said}");
    }
    let json: serde_json::Value = serde_json::from_slice(&recoup(&place, &[], &["doctor", "--json"]).stdout).unwrap();
    assert_eq!((json["weeks"].as_u64(), json["stray"].as_array().unwrap().len()), (Some(2), 1));
    assert_eq!(json["problems"].as_array().unwrap().len(), 3);
}

#[test]
fn status_speaks_the_language_of_each_bar() {
    let place = Place::new();
    let ask = |format: &str| listed(&recoup(&place, &[], &["status", "--format", format])).trim_end().to_owned();
    assert_eq!(ask("starship"), "– ▲");
    recoup(&place, &[], &["log", "--sleep", "7h30", "--energy", "3"]);
    assert_eq!(ask("starship"), "78 ▲");
    assert_eq!(ask("tmux"), "#[fg=cyan]78 ▲#[default] Lower body 60' RPE 8");
    let waybar: serde_json::Value = serde_json::from_str(&ask("waybar")).unwrap();
    assert_eq!((waybar["text"].as_str(), waybar["class"].as_str()), (Some("78 ▲"), Some("train")));
    let json: serde_json::Value = serde_json::from_str(&ask("json")).unwrap();
    assert_eq!((json["score"].as_u64(), json["session"].as_str()), (Some(78), Some("Lower body 60' RPE 8")));
}

#[test]
fn the_demo_prints_its_screens_and_touches_nothing() {
    let place = Place::new();
    let out = recoup(&place, &[], &["demo", "--print"]);
    let said = listed(&out);
    assert!(out.status.success());
    for what in [
        "── the week ─",
        "Recovery today",
        "Nights ─",
        "What if  nothing is saved",
        "usual ",
        " comparisons hold, ",
        "Sixty days",
        "deload",
    ] {
        assert!(said.contains(what), "{what}\nin {said}");
    }
    assert_eq!(said, listed(&recoup(&place, &[], &["demo", "--print"])), "the same weeks every time");
    assert!(!place.data().exists());
    for shell in ["bash", "zsh", "fish"] {
        assert!(listed(&recoup(&place, &[], &["completions", shell])).contains("recoup"), "{shell}");
    }
}

#[test]
fn a_week_is_edited_as_text_from_the_shell() {
    let place = Place::new();
    let script = place.dir.path().join("editor.sh");
    let edit = |body: &str| {
        recoup::store::atomic::write(&script, format!("#!/bin/sh\n{body}\n").as_bytes()).unwrap();
        let mut command = place.command();
        command
            .env("EDITOR", format!("sh {}", script.display()))
            .args(["--today", "2026-11-18", "edit"])
            .output()
            .unwrap()
    };
    let out = edit("true");
    assert_eq!(listed(&out).trim(), "the week is unchanged");
    let out = edit("sed -i 's/^  Fri 20/  Thu 19/; /Full rest/d' \"$1\"");
    assert!(listed(&out).starts_with("week 47 as text: 2 days changed"), "{}", listed(&out));
    let file = place.file("2026-W47").unwrap();
    assert!(file.contains("moved_from = 2026-11-20") && !file.contains("Full rest"), "{file}");
    // A mistake reopens the editor at its line once; sent back unfixed, nothing changes, and the text is kept.
    let out = edit("sed -i 's/| 60  |/| 6o  |/' \"$1\"");
    assert_eq!(out.status.code(), Some(65));
    assert!(
        listed(&out).contains("minutes '6o' is not possible") && listed(&out).contains("nothing was changed"),
        "{}",
        listed(&out)
    );
    assert_eq!(place.file("2026-W47").unwrap(), file);
    let said = listed(&out);
    let kept = said.trim().split_once("the text is in ").expect("it says where").1;
    assert!(std::fs::read_to_string(kept).unwrap().contains("| 6o  |"), "{kept}");
    let out = edit("exit 3");
    assert_eq!(out.status.code(), Some(1));
    assert!(listed(&out).contains("ended with status 3; nothing was changed"), "{}", listed(&out));
    // Editor output that cannot be used is kept and its path named; each case has its own message.
    let cases = [
        ("echo more >> \"$1\"; exit 4", "ended with status 4"),
        ("printf 'caf\\351' > \"$1\"", "is not UTF-8 text"),
        ("kill -KILL $$", "was ended by signal 9"),
        ("rm \"$1\"", "left no file behind"),
        ("exit 127", "there is no editor"),
    ];
    for (n, (script, expected)) in cases.into_iter().enumerate() {
        let out = edit(script);
        let listed = listed(&out);
        assert!(listed.contains(expected) && listed.contains("nothing was changed"), "{script}: {listed}");
        assert!(!listed.contains("os error"), "{listed}");
        let kept = listed.trim().split_once(" is in ").map(|(_, path)| std::fs::read(path).unwrap());
        assert_eq!(kept.is_some(), n < 2, "{listed}");
        assert!(kept.is_none_or(|k| k.ends_with(b"more\n") || k == b"caf\xe9"), "{listed}");
        assert_eq!(place.file("2026-W47").unwrap(), file);
    }
}
