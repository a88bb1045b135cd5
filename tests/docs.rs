//! What is written from the program itself: the default keys, the README's key list, its first screen and its pictures. A
//! test fails where one is stale; `cargo test --test docs -- --ignored` writes them anew.

use std::path::{Path, PathBuf};

use recoup::config::keymap;
use recoup::keys::{Command, Group, Keymap, Scope, TABLE};
use recoup::runtime::workspace::Workspace;
use recoup::sample::headless::text_of;
use recoup::sample::picture;
use recoup::sample::{self, Headless};
use tempfile::TempDir;

/// Pictures: their file, what they show, their size, and the keys that lead there in the sample weeks of 18 November 2026.
const PICTURES: [(&str, &str, (u16, u16), &str); 4] = [
    ("week", "The week with today's recovery, the last days and the plan's notes", (120, 36), ""),
    ("why", "Where every lost point of this morning's score went", (80, 24), "w"),
    ("what-if", "A plan that is tried: later mornings move, nothing is saved", (80, 24), "fs6"),
    ("trends", "Six weeks of scores with the own usual range", (80, 24), "gt"),
];

fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// A workspace of nobody's, with Unicode signs, on a fixed day.
fn workspace(dir: &TempDir) -> Workspace {
    let config = dir.path().join("config.toml");
    recoup::store::atomic::write(&config, b"glyphs = \"unicode\"\n").unwrap();
    Workspace::open(Some(&dir.path().join("data")), Some(&config), Some("2026-11-18".parse().unwrap())).unwrap()
}

/// Everything that is written from the program, with what it must hold.
fn written() -> Vec<(String, String)> {
    let mut out = vec![("assets/keymap.toml".to_owned(), keymap::defaults())];
    let dir = tempfile::tempdir().unwrap();
    let ws = workspace(&dir);
    for (name, title, size, keys) in PICTURES {
        let (weeks, _folder) = sample::sample(&ws).unwrap();
        let buffer = Headless::over(&weeks, size).keys(keys).buffer();
        out.push((format!("assets/screenshots/{name}.svg"), picture::svg(&buffer, title)));
    }
    let readme = std::fs::read_to_string(path("README.md")).unwrap();
    out.push(("README.md".to_owned(), between(&between(&readme, "screen", &screen(&ws)), "keys", &keys())));
    out
}

/// The text with what stands between two comments of that name replaced.
fn between(text: &str, name: &str, new: &str) -> String {
    let (open, close) = (format!("<!-- {name} -->"), format!("<!-- /{name} -->"));
    let (before, rest) = text.split_once(&open).unwrap_or_else(|| panic!("README.md has no {open}"));
    let (_, after) = rest.split_once(&close).unwrap_or_else(|| panic!("README.md has no {close}"));
    format!("{before}{open}\n{new}{close}{after}")
}

/// The first screen, as the log line under it makes it.
fn screen(ws: &Workspace) -> String {
    Headless::over(ws, (80, 24)).keys("c004006302343<tab><tab>6<tab><tab>4<enter>");
    // Opened again, as somebody does who logs from the shell and then looks.
    let stage = Headless::over(ws, (80, 24));
    let lines = text_of(&stage.buffer());
    format!("\n```text\n{}\n```\n\n", lines.join("\n").trim_end())
}

fn keys() -> String {
    let map = Keymap::default();
    let code = |k: &str| if k.contains('|') { k.replace('|', "\\|") } else { format!("`{k}`") };
    let mut out = String::from("\n| keys | does |\n|---|---|\n");
    for group in Group::ALL {
        out.push_str(&format!("| **{}** | |\n", lower(group.title())));
        for row in TABLE.iter().filter(|r| r.group == group) {
            let keys = match row.command {
                Command::GoDay(0) => "`1`–`7` · `0` `$`".to_owned(),
                Command::GoDay(_) => continue,
                _ => map.keys_of(row.command).iter().map(|k| code(k)).collect::<Vec<_>>().join(" "),
            };
            let doc = if row.command == Command::GoDay(0) { "that day; Monday, Sunday" } else { row.doc };
            let keys = if keys.is_empty() { format!("`:{}`", row.name) } else { keys };
            let argument = row.argument.map_or(String::new(), |a| format!(" (`:{} {a}`)", row.name));
            out.push_str(&format!("| {keys} | {doc}{argument} |\n"));
        }
    }
    out.push_str("| **over the week** | |\n");
    for scope in Scope::ALL {
        let keys: Vec<String> = map.hints(scope).iter().map(|(k, does)| format!("{} {does}", code(k))).collect();
        out.push_str(&format!("| {} | {} |\n", scope.title(), keys.join(" · ")));
    }
    out.push('\n');
    out
}

fn lower(text: &str) -> String {
    text.to_lowercase()
}

#[test]
#[ignore = "writes files; run it to bring them up to date"]
fn write_them_anew() {
    for (name, text) in written() {
        recoup::store::atomic::write(&path(&name), text.as_bytes()).unwrap();
    }
}

#[test]
fn nothing_that_is_written_from_the_program_is_stale() {
    for (name, text) in written() {
        let held = std::fs::read_to_string(path(&name)).unwrap_or_default();
        assert!(held == text, "{name} is stale; cargo test --test docs -- --ignored writes it anew");
    }
}

#[test]
fn the_manual_page_names_every_command_that_has_a_key() {
    let page = String::from_utf8(recoup::cli::man::page().unwrap()).unwrap();
    for row in TABLE {
        let doc = row.doc.replace('-', "\\-");
        assert!(page.contains(&doc), "{}: {doc}", row.name);
    }
    assert!(page.starts_with(".ie") || page.contains(".TH"), "{}", &page[..200]);
}

/// What the page on files says of weeks and of CSV is what is read.
#[test]
fn the_page_on_files_is_true() {
    let page = std::fs::read_to_string(path("docs/files.md")).unwrap();
    let (_, rest) = page.split_once("```toml\n").unwrap();
    let (week, _) = rest.split_once("```").unwrap();
    let reading = recoup::formats::toml::read_week("2026-W47".parse().unwrap(), week).unwrap();
    assert_eq!(reading.problems, [], "every key of the example is known");
    let columns =
        recoup::formats::csv::day_columns().into_iter().chain(recoup::formats::csv::SESSION_COLUMNS.map(str::to_owned));
    for column in columns {
        assert!(page.contains(&format!("`{column}`")), "{column}");
    }
    for link in ["README.md", "docs/files.md"] {
        let text = std::fs::read_to_string(path(link)).unwrap();
        let folder = path(link).parent().unwrap().to_path_buf();
        for target in text.split("](").skip(1).filter_map(|t| t.split(')').next()).filter(|t| !t.starts_with("http")) {
            assert!(folder.join(target).exists(), "{link} points to {target}");
        }
    }
}
