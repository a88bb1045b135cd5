//! Files generated from the program: the default keys, the pages on keys and on the shell, the README's key list, its
//! first screen and its pictures. A test fails where one is stale; `cargo test --test it docs -- --ignored` regenerates them.

use std::path::{Path, PathBuf};

use clap::CommandFactory;

use recoup::config::keymap;
use recoup::keys::{Command, Group, Keymap, Scope, TABLE, find};
use recoup::runtime::workspace::Workspace;
use recoup::sample::headless::text_of;
use recoup::sample::picture;
use recoup::sample::{self, Headless};
use tempfile::TempDir;

/// Pictures: their file, what they show, their size, and the keys that lead there in the sample weeks of 18 November 2026.
const PICTURES: [(&str, &str, (u16, u16), &str); 10] = [
    ("week", "The week with today's recovery, the last days and the plan's notes", (120, 36), ""),
    ("why", "Where every lost point of this morning's score went", (80, 24), "w"),
    ("what-if", "Trying a plan: later mornings change, nothing is saved", (80, 24), "fs6"),
    ("trends", "Six weeks of scores, with marks for what each day was, read at a cursor", (120, 36), "gthhhhhhhh"),
    ("nights", "Six weeks of nights, from bed to wake", (120, 36), "gt2"),
    ("month", "A month: what each day held, its score and its night", (120, 36), "gm"),
    ("sixty-days", "Sixty days: what each day held, weekly load and mean score, a deload that is due", (120, 36), "gk"),
    ("body", "Every region, how sore it is and will be", (120, 36), "gb"),
    ("patterns", "What goes with what in the log, as differences with their middle half", (120, 36), "gp"),
    ("review", "A week in review beside the four before it", (120, 36), "gw"),
];

/// The animated tour of a morning: the keys, how many seconds the screen is shown, and the caption.
const TOUR: [(&str, f64, &str); 15] = [
    ("", 2.5, "a new morning"),
    ("c", 1.5, "c   log it"),
    ("0040", 0.8, "0040   to bed at 0:40"),
    ("0630", 0.8, "0630   up at 6:30"),
    ("<tab>2", 0.8, "2   poor sleep"),
    ("2", 0.6, "2   little energy"),
    ("3", 0.6, "3   a fair mood"),
    ("3", 0.6, "3   some stress"),
    ("<enter>", 3.0, "enter   saved: the score, and what to do about it"),
    ("w", 4.0, "w   why: every point has its reason"),
    ("<esc>f", 2.0, "f   what if: nothing is saved yet"),
    ("r", 2.5, "r   today becomes rest"),
    ("<right><right>", 2.0, "later mornings change, with their range"),
    ("<enter>", 2.5, "enter   apply it, as one step"),
    ("", 2.0, "u   takes anything back"),
];

fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// An empty workspace with Unicode glyphs, on a fixed day.
fn workspace(dir: &TempDir) -> Workspace {
    let config = dir.path().join("config.toml");
    recoup::store::atomic::write(&config, b"glyphs = \"unicode\"\n").unwrap();
    Workspace::open(Some(&dir.path().join("data")), Some(&config), Some("2026-11-18".parse().unwrap())).unwrap()
}

/// Every generated file, with the content it must have.
fn written() -> Vec<(String, String)> {
    let mut out = vec![("assets/keymap.toml".to_owned(), keymap::defaults())];
    let dir = tempfile::tempdir().unwrap();
    let ws = workspace(&dir);
    for (name, title, size, keys) in PICTURES {
        let (weeks, _folder) = sample::sample(&ws).unwrap();
        let buffer = Headless::over(&weeks, picture::face(), size).keys(keys).buffer();
        out.push((format!("assets/screenshots/{name}.svg"), picture::svg(&buffer, title)));
    }
    out.push(("docs/tour.svg".to_owned(), tour()));
    for (name, bytes) in recoup::cli::man::files().unwrap() {
        out.push((format!("assets/{name}"), String::from_utf8(bytes).unwrap()));
    }
    let mut page = |name: &str, parts: &[(&str, String)]| {
        let held = std::fs::read_to_string(path(name)).unwrap();
        out.push((name.to_owned(), parts.iter().fold(held, |text, (part, new)| between(&text, part, new))));
    };
    page("docs/guide.md", &[("screen", screen(&ws)), ("keys", keys())]);
    page("docs/keys.md", &[("keys", every_key())]);
    page("docs/shell.md", &[("commands", every_command())]);
    out
}

/// A morning over the sample weeks: logged, asked why, tried and applied.
fn tour() -> String {
    let dir = tempfile::tempdir().unwrap();
    let config = dir.path().join("config.toml");
    recoup::store::atomic::write(&config, b"glyphs = \"unicode\"\n").unwrap();
    let on =
        |day: &str| Workspace::open(Some(&dir.path().join("data")), Some(&config), Some(day.parse().unwrap())).unwrap();
    // The weeks end with the day before, so that this morning is still to be logged.
    let (weeks, _folder) = sample::sample(&on("2026-11-17")).unwrap();
    let mut stage = Headless::over(&on("2026-11-18").over(weeks.store.clone()), picture::face(), (100, 30));
    let frames: Vec<picture::Frame> = TOUR
        .iter()
        .map(|(keys, seconds, caption)| picture::Frame {
            buffer: stage.keys(keys).buffer(),
            seconds: *seconds,
            caption: (*caption).to_owned(),
        })
        .collect();
    picture::animated(&frames, "A morning: log it, ask why, try another day, apply it")
}

/// The text with everything between the two comments of that name replaced.
fn between(text: &str, name: &str, new: &str) -> String {
    let (open, close) = (format!("<!-- {name} -->"), format!("<!-- /{name} -->"));
    let (before, rest) = text.split_once(&open).unwrap_or_else(|| panic!("no {open}"));
    let (_, after) = rest.split_once(&close).unwrap_or_else(|| panic!("no {close}"));
    format!("{before}{open}\n{new}{close}{after}")
}

/// The first screen, as the log command below it produces it.
fn screen(ws: &Workspace) -> String {
    Headless::over(ws, picture::face(), (80, 24)).keys("c004006302343<tab><tab>6<tab><tab>4<enter>");
    // Opened again, as after logging from the shell.
    let stage = Headless::over(ws, picture::face(), (80, 24));
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

/// A cell of a Markdown table.
fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}

fn codes<T: AsRef<str>>(texts: &[T]) -> String {
    texts.iter().map(|t| format!("`{}`", cell(t.as_ref()))).collect::<Vec<_>>().join(" ")
}

/// Every command with its keys, and every scope with its actions.
fn every_key() -> String {
    let mut out = String::new();
    for group in Group::ALL {
        let title = lower(group.title());
        let title = title[..1].to_uppercase() + &title[1..];
        out.push_str(&format!("\n## {title}\n\n| keys | command | does |\n|---|---|---|\n"));
        for row in TABLE.iter().filter(|r| r.group == group) {
            let argument = row.argument.map_or(String::new(), |a| format!(" {a}"));
            let everywhere = if row.command.is_everywhere() { "; in `[all]`" } else { "" };
            let keys = codes(row.keys);
            out.push_str(&format!("| {keys} | `:{}{}` | {}{everywhere} |\n", row.name, cell(&argument), cell(row.doc)));
        }
    }
    for scope in Scope::ALL {
        let title =
            format!("\n## In {} `[{}]`\n\n| keys | name | does |\n|---|---|---|\n", scope.title(), scope.name());
        out.push_str(&title);
        for binding in scope.bindings() {
            let like = binding.like.map_or(String::new(), |c| format!("; also the keys of `:{}`", find(c).name));
            let does = cell(binding.verb.doc());
            out.push_str(&format!("| {} | `{}` | {does}{like} |\n", codes(binding.keys), binding.verb.name()));
        }
    }
    out.push('\n');
    out
}

/// Every shell command with its arguments, as clap knows them.
fn every_command() -> String {
    let mut all = recoup::cli::Args::command();
    all.build();
    let takes = |command: &clap::Command, skip: &[clap::Id]| {
        let mut out = String::new();
        let asked = |arg: &&clap::Arg| {
            !arg.is_hide_set() && !skip.contains(arg.get_id()) && !["help", "version"].contains(&arg.get_id().as_str())
        };
        for arg in command.get_arguments().filter(asked) {
            let value = arg.get_value_names().map_or(String::new(), |names| {
                let takes = arg.get_action().takes_values();
                let names: Vec<String> = names.iter().map(|n| format!("<{n}>")).collect();
                if takes { names.join(" ") } else { String::new() }
            });
            let name = match arg.get_long() {
                Some(long) => format!("--{long} {value}"),
                None if arg.is_required_set() => value,
                None => format!("[{}]", value.trim_matches(['<', '>'])),
            };
            let does = arg.get_help().map(ToString::to_string).unwrap_or_default();
            let choices: Vec<String> =
                arg.get_possible_values().iter().map(|v| format!("`{}`", v.get_name())).collect();
            let is_choice = !choices.is_empty() && arg.get_action().takes_values();
            let choices = if is_choice { format!(": {}", choices.join(", ")) } else { String::new() };
            out.push_str(&format!("| `{}` | {}{choices} |\n", cell(name.trim()), cell(&does)));
        }
        if out.is_empty() { out } else { format!("\n| argument | meaning |\n|---|---|\n{out}") }
    };
    let global: Vec<clap::Id> = all.get_arguments().map(|a| a.get_id().clone()).collect();
    let mut out = format!("\n### Every command\n{}", takes(&all, &[]));
    let mut section = |path: &str, command: &clap::Command| {
        let about = command.get_about().map(ToString::to_string).unwrap_or_default();
        out.push_str(&format!("\n### `{path}`\n\n{}.\n{}", about.trim_end_matches('.'), takes(command, &global)));
    };
    for command in all.get_subcommands().filter(|c| c.get_name() != "help") {
        let path = format!("recoup {}", command.get_name());
        section(&path, command);
        for inner in command.get_subcommands().filter(|c| c.get_name() != "help") {
            section(&format!("{path} {}", inner.get_name()), inner);
        }
    }
    out.push('\n');
    out
}

fn lower(text: &str) -> String {
    text.to_lowercase()
}

#[test]
#[ignore = "writes files; run it to bring them up to date"]
fn regenerate_them() {
    for (name, text) in written() {
        recoup::store::atomic::write(&path(&name), text.as_bytes()).unwrap();
    }
}

#[test]
fn no_generated_file_is_stale() {
    for (name, text) in written() {
        let held = std::fs::read_to_string(path(&name)).unwrap_or_default();
        assert!(held == text, "{name} is stale; cargo test --test it docs -- --ignored regenerates it");
    }
}

#[test]
fn the_manual_page_names_every_command_that_has_a_key() {
    let page = String::from_utf8(recoup::cli::man::page().unwrap()).unwrap();
    for row in TABLE {
        let doc = row.doc.replace('-', "\\-");
        assert!(page.contains(&doc), "{}: {doc}", row.name);
    }
    for scope in Scope::ALL {
        assert!(page.contains(&format!(".SS \"In {}\"", scope.title())), "{scope:?}");
    }
    assert!(page.starts_with(".ie") || page.contains(".TH"), "{}", &page[..200]);
}

/// The page on files describes weeks and CSV as they are read.
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
    let pages = std::fs::read_dir(path("docs")).unwrap().map(|e| format!("docs/{}", e.unwrap().file_name().display()));
    let pages =
        pages.filter(|p| p.ends_with(".md")).chain(["README.md", "CONTRIBUTING.md", "CHANGELOG.md"].map(str::to_owned));
    for link in pages {
        let text = std::fs::read_to_string(path(&link)).unwrap();
        let folder = path(&link).parent().unwrap().to_path_buf();
        for target in
            text.split("](").skip(1).filter_map(|t| t.split([')', '#']).next()).filter(|t| !t.starts_with("http"))
        {
            assert!(folder.join(target).exists(), "{link} points to {target}");
        }
    }
}

/// Every test named in docs/regressions.md exists.
#[test]
fn every_test_named_in_regressions_md_exists() {
    let all = crate::support::sources();
    let page = std::fs::read_to_string(path("docs/regressions.md")).unwrap();
    let named: Vec<&str> = page.lines().filter_map(|l| l.strip_suffix("` |")?.rsplit('`').next()).collect();
    assert!(named.len() > 40, "{named:?}");
    let missing: Vec<_> = named.iter().filter(|n| !all.contains(&format!("fn {n}("))).collect();
    assert_eq!(missing, Vec::<&&str>::new());
}

/// The page on dependencies says of each what it is for.
#[test]
fn every_dependency_has_a_reason() {
    let manifest: toml::Table = std::fs::read_to_string(path("Cargo.toml")).unwrap().parse().unwrap();
    let page = std::fs::read_to_string(path("docs/crates.md")).unwrap();
    let named: Vec<&str> = page
        .lines()
        .filter_map(|l| l.strip_prefix("| `")?.split_once("` | "))
        .filter(|(_, r)| !r.starts_with(['?', '|']))
        .map(|(n, _)| n)
        .collect();
    let wanted: Vec<&str> = manifest["dependencies"].as_table().unwrap().keys().map(String::as_str).collect();
    assert_eq!(named, wanted);
}

/// The README is short: what it is, how to run it, five minutes, where to read on. Two commands set it up.
#[test]
fn the_readme_is_short() {
    let text = std::fs::read_to_string(path("README.md")).unwrap();
    assert!(text.lines().count() <= 140, "{}", text.lines().count());
    let (_, rest) = text.split_once("## Two commands").unwrap();
    let (_, rest) = rest.split_once("```sh\n").unwrap();
    let (commands, _) = rest.split_once("```").unwrap();
    let commands: Vec<&str> = commands.lines().filter_map(|l| l.split('#').next()).map(str::trim).collect();
    assert_eq!(commands, ["cargo run --release", "cargo test"]);
}
