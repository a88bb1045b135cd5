//! The layout of the source: which module may use which.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The top-level modules, each with those it may use. Nothing points back: a module uses only those listed above it here.
const ROOMS: &[(&str, &[&str])] = &[
    ("text", &[]),
    ("keys", &[]),
    ("domain", &["text"]),
    ("clock", &["domain"]),
    ("edit", &["text", "domain"]),
    ("recovery", &["text", "domain"]),
    ("insight", &["text", "domain", "recovery"]),
    ("planning", &["text", "domain", "edit", "recovery", "insight"]),
    ("words", &["text", "domain", "edit", "recovery", "insight", "planning"]),
    ("formats", &["text", "domain", "edit", "recovery", "insight", "planning", "words"]),
    // The store writes weeks, and caches what was computed from them; only the runtime connects it with the screen.
    ("store", &["text", "domain", "clock", "edit", "recovery", "formats"]),
    // Settings files are read through the store, which has the only reader of files.
    ("config", &["text", "keys", "domain", "recovery", "planning", "formats", "store"]),
    ("app", &["text", "keys", "domain", "edit", "recovery", "insight", "planning", "words", "formats", "config"]),
    ("ui", &["text", "keys", "domain", "edit", "recovery", "insight", "planning", "words", "formats", "config", "app"]),
    (
        "runtime",
        &[
            "text", "keys", "domain", "clock", "edit", "recovery", "insight", "planning", "words", "formats", "store",
            "config", "app", "ui",
        ],
    ),
    (
        "sample",
        &["text", "keys", "domain", "recovery", "planning", "formats", "store", "config", "app", "ui", "runtime"],
    ),
    (
        "cli",
        &[
            "text", "keys", "domain", "clock", "edit", "recovery", "insight", "planning", "words", "formats", "store",
            "config", "ui", "runtime", "sample",
        ],
    ),
];

/// The pure modules, and what they must not name: files, terminals, clocks, the environment, and TOML outside its format.
const PURE: &[&str] = &["text", "keys", "domain", "edit", "recovery", "insight", "planning", "words", "app"];
const IMPURE: &[&str] = &[
    "std::fs",
    "std::io",
    "std::env",
    "std::process",
    "std::net",
    "ratatui",
    "crossterm",
    "toml::",
    "toml_edit",
    "Local::now",
];

fn each_file(dir: &Path, see: &mut dyn FnMut(&Path, &str)) {
    let mut entries: Vec<_> = std::fs::read_dir(dir).unwrap().map(|e| e.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            each_file(&path, see);
        } else if path.extension().is_some_and(|e| e == "rs") {
            see(&path, &std::fs::read_to_string(&path).unwrap());
        }
    }
}

/// The source without its unit tests and comments, by file, each with its module.
fn sources() -> Vec<(String, String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut out = Vec::new();
    each_file(&root, &mut |path, text| {
        let name = path.strip_prefix(&root).unwrap().to_string_lossy().into_owned();
        let room = name.split('/').next().unwrap().trim_end_matches(".rs").to_owned();
        let code = text.split("#[cfg(test)]").next().unwrap();
        let code: Vec<&str> = code.lines().filter(|l| !l.trim_start().starts_with("//")).collect();
        out.push((name, room, code.join("\n")));
    });
    out
}

/// Modules that a piece of code names as `crate::module`, also inside `use crate::{…}`.
fn named(code: &str) -> BTreeSet<String> {
    let word = |t: &str| t.chars().take_while(|c| c.is_ascii_lowercase() || *c == '_').collect::<String>();
    let mut out = BTreeSet::new();
    for tail in code.split("crate::").skip(1) {
        match tail.strip_prefix('{') {
            None => out.insert(word(tail)),
            Some(list) => {
                let (mut depth, mut start) = (0, 0);
                for (at, c) in list.char_indices() {
                    match c {
                        '{' => depth += 1,
                        '}' if depth == 0 => {
                            out.insert(word(list[start..at].trim()));
                            break;
                        }
                        '}' => depth -= 1,
                        ',' if depth == 0 => {
                            out.insert(word(list[start..at].trim()));
                            start = at + 1;
                        }
                        _ => {}
                    }
                }
                false
            }
        };
    }
    out.remove("");
    out
}

#[test]
fn modules_use_only_those_listed_above_them() {
    let order: Vec<&str> = ROOMS.iter().map(|(room, _)| *room).collect();
    for (n, (room, knows)) in ROOMS.iter().enumerate() {
        assert!(knows.iter().all(|k| order[..n].contains(k)), "{room} would point back");
    }
    let rooms: BTreeMap<&str, &[&str]> = ROOMS.iter().copied().collect();
    let mut wrong = Vec::new();
    for (file, room, code) in sources() {
        if ["lib", "main"].contains(&room.as_str()) {
            continue;
        }
        let Some(knows) = rooms.get(room.as_str()) else { panic!("{file} belongs to no module") };
        let back = named(&code).into_iter().filter(|r| *r != room && !knows.contains(&r.as_str()));
        wrong.extend(back.map(|r| format!("{file} → {r}")));
    }
    assert_eq!(wrong, [""; 0]);
}

#[test]
fn a_dependency_is_found_however_it_is_written() {
    let code =
        "use crate::store::atomic;\nuse crate::{app::Model, ui::{theme, Role}, words};\nlet x = crate::cli::out();";
    let found: Vec<String> = named(code).into_iter().collect();
    assert_eq!(found, ["app", "cli", "store", "ui", "words"]);
}

#[test]
fn pure_modules_name_no_file_terminal_or_clock() {
    let mut wrong = Vec::new();
    for (file, room, code) in sources() {
        if PURE.contains(&room.as_str()) {
            wrong.extend(IMPURE.iter().filter(|w| code.contains(*w)).map(|w| format!("{file}: {w}")));
        }
    }
    assert_eq!(wrong, [""; 0]);
}

/// Sentences that the shell prints too name no key: the way out is a value, and whoever shows it puts it into words.
#[test]
fn only_the_screen_names_keys() {
    let rooms = ["domain", "edit", "recovery", "insight", "planning", "words", "formats", "store", "config", "cli"];
    let keys = sources().into_iter().filter(|(_, room, _)| rooms.contains(&room.as_str()));
    let wrong: Vec<String> = keys.filter(|(.., code)| code.contains('⟦')).map(|(file, ..)| file).collect();
    assert_eq!(wrong, [""; 0]);
}

/// The files that a file names, as `use super::x` or `use crate::module::x`; the `mod.rs` of a folder does not count, and a
/// parent that names its children names none of its siblings.
fn files_named(file: &str, code: &str, files: &BTreeSet<String>) -> BTreeSet<String> {
    let module: Vec<&str> = file.trim_end_matches(".rs").split('/').collect();
    let mut out = BTreeSet::new();
    for line in code.lines().map(str::trim).filter_map(|l| l.strip_prefix("use ")) {
        let words: Vec<&str> =
            line.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|w| !w.is_empty()).collect();
        let ups = words.iter().take_while(|w| **w == "super").count();
        let mut path: Vec<&str> = match words.first() {
            Some(&"crate") => Vec::new(),
            Some(&"super") => module[..module.len() - ups].to_vec(),
            _ => continue,
        };
        let start = if ups > 0 { ups } else { 1 };
        for word in &words[start..] {
            path.push(word);
            let name = format!("{}.rs", path.join("/"));
            if files.contains(&name) && name != file {
                out.insert(name);
                break;
            }
        }
    }
    out
}

/// The files of `app` form no cycle: each can be read after those it names.
#[test]
fn files_of_app_form_no_cycle() {
    let all: Vec<(String, String)> = sources()
        .into_iter()
        .filter(|(file, room, _)| room == "app" && !file.ends_with("mod.rs"))
        .map(|(f, _, c)| (f, c))
        .collect();
    let files: BTreeSet<String> = all.iter().map(|(file, _)| file.clone()).collect();
    let mut names: BTreeMap<String, BTreeSet<String>> =
        all.iter().map(|(file, code)| (file.clone(), files_named(file, code, &files))).collect();
    assert!(names.values().map(BTreeSet::len).sum::<usize>() > 60, "the names are found");
    // A file that names none of those left can be removed; a cycle stays.
    while let Some(free) = names.iter().find(|(_, named)| named.is_empty()).map(|(file, _)| file.clone()) {
        names.remove(&free);
        names.values_mut().for_each(|named| {
            named.remove(&free);
        });
    }
    let ring: Vec<&String> = names.keys().collect();
    assert!(ring.is_empty(), "{ring:#?}");
}

/// Every verb of a scope is handled in the file that takes its keys.
#[test]
fn every_binding_of_a_scope_is_answered() {
    use recoup::keys::{Scope, Verb};
    let sources: Vec<(String, String)> =
        sources().into_iter().filter(|(_, room, _)| room == "app").map(|(file, _, code)| (file, code)).collect();
    // Moving in lists and scrolling are handled in one place each.
    let code = |name: &str| &sources.iter().find(|(file, _)| file == name).unwrap().1;
    let (lists, pages) = (code("app/layers/mod.rs"), code("app/layers/scroll.rs"));
    for scope in Scope::ALL {
        let name = format!("Scope::{scope:?}");
        let home = |code: &str| code.split(&name).skip(1).any(|rest| !rest.starts_with(char::is_alphanumeric));
        let homes: Vec<_> = sources.iter().filter(|(_, code)| home(code)).collect();
        assert!(!homes.is_empty(), "{scope:?} has no layer");
        // Several layers leave on every key that is not theirs.
        for binding in scope.bindings().iter().filter(|b| b.verb != Verb::Leave) {
            let verb = format!("Verb::{:?}", binding.verb);
            let answers = |code: &str| code.split(&verb).skip(1).any(|rest| !rest.starts_with(char::is_alphanumeric));
            let moves = |code: &str| {
                code.contains("moved(") && answers(lists) || code.contains("scroll.press(") && answers(pages)
            };
            assert!(
                homes.iter().any(|(_, code)| answers(code) || moves(code)),
                "{scope:?}: nothing answers to {:?} in {:?}",
                binding.verb,
                homes.iter().map(|(file, _)| file).collect::<Vec<_>>()
            );
        }
    }
}
