//! What each dependency costs, as the table of `docs/crates.md`: `cargo bench --bench crates`. It builds the program once more in a
//! folder of its own, with timings and with symbols, and reads both. `nm` and `cargo` must be there.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io::{Write as _, stdout};
use std::path::Path;
use std::process::Command;

use recoup::store::atomic;
use serde_json::Value;

const PAGE: &str = "docs/crates.md";
const OPEN: &str = "<!-- crates -->\n";
const CLOSE: &str = "<!-- /crates -->";

fn main() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = here.join(PAGE);
    let text = std::fs::read_to_string(&page).expect("the page is there");
    let target = tempfile::tempdir().expect("a folder");
    let made = Command::new(env!("CARGO"))
        .args(["build", "--release", "--locked", "--timings"])
        .env("CARGO_TARGET_DIR", target.path())
        .env("CARGO_PROFILE_RELEASE_STRIP", "none")
        .current_dir(here)
        .status();
    assert!(made.is_ok_and(|s| s.success()), "the program builds");
    let seconds = seconds(&target.path().join("cargo-timings/cargo-timing.html"));
    let bytes = bytes(&target.path().join("release/recoup"));
    let trees = trees(here);

    let mut rows = String::from(
        "| crate | what for | crates it brings | only it | build, s | code, KiB |\n|---|---|---|---|---|---|\n",
    );
    for (name, brings) in &trees {
        let others: BTreeSet<&String> = trees.iter().filter(|(other, _)| *other != name).flat_map(|(_, t)| t).collect();
        let alone: Vec<&String> = brings.iter().filter(|c| !others.contains(c)).collect();
        let build = alone.iter().filter_map(|c| seconds.get(*c)).fold(0.0, |sum, s| sum + s);
        let code: u64 = alone.iter().filter_map(|c| bytes.get(&c.replace('-', "_"))).sum();
        let why = reason(&text, name);
        let _ =
            writeln!(rows, "| `{name}` | {why} | {} | {} | {build:.1} | {} |", brings.len(), alone.len(), code / 1024);
    }
    let all: f64 = seconds.values().sum();
    let own = seconds.get("recoup").copied().unwrap_or_default();
    let size = std::fs::metadata(target.path().join("release/recoup")).map_or(0, |m| m.len());
    let _ = writeln!(
        rows,
        "\n{} crates and recoup itself: {all:.0} seconds of compiling, {own:.0} of them recoup's; the program has {} KiB of code, {} KiB of it \
         recoup's own (with symbols the file has {} KiB). Measured on one machine; the proportions are what counts.",
        seconds.len() - 1,
        bytes.values().sum::<u64>() / 1024,
        bytes.get("recoup").copied().unwrap_or_default() / 1024,
        size / 1024,
    );
    let (before, rest) = text.split_once(OPEN).expect("it has the table");
    let (_, after) = rest.split_once(CLOSE).expect("it has the table's end");
    atomic::write(&page, format!("{before}{OPEN}{rows}{CLOSE}{after}").as_bytes()).expect("it can be written");
    let _ = write!(stdout(), "{rows}");
}

/// What a crate is for, as the page says it already.
fn reason(page: &str, name: &str) -> String {
    let row = page.lines().find_map(|l| l.strip_prefix(&format!("| `{name}` | ")));
    row.and_then(|r| r.split(" | ").next()).unwrap_or("?").to_owned()
}

/// Seconds of compiling for each crate, all its units together.
fn seconds(timings: &Path) -> BTreeMap<String, f64> {
    let html = std::fs::read_to_string(timings).expect("cargo writes timings");
    let (_, rest) = html.split_once("const UNIT_DATA = ").expect("they hold the units");
    let (json, _) = rest.split_once("];\n").expect("a list");
    let units: Value = serde_json::from_str(&format!("{json}]")).expect("JSON");
    let mut out = BTreeMap::new();
    for unit in units.as_array().into_iter().flatten() {
        let name = unit["name"].as_str().unwrap_or_default().to_owned();
        *out.entry(name).or_default() += unit["duration"].as_f64().unwrap_or_default();
    }
    out
}

/// Bytes of code for each crate, by the name that its symbols begin with. Generic code counts for the crate that wrote it.
fn bytes(program: &Path) -> BTreeMap<String, u64> {
    let out = Command::new("nm").args(["--demangle", "--print-size"]).arg(program).output().expect("nm is there");
    let mut sizes = BTreeMap::new();
    for line in String::from_utf8_lossy(&out.stdout).lines() {
        let mut words = line.splitn(4, ' ');
        let (Some(_), Some(size), Some("t" | "T"), Some(name)) =
            (words.next(), words.next(), words.next(), words.next())
        else {
            continue;
        };
        let name = name.trim_start_matches(['<', '&', '*', '(']);
        let krate = name.split([':', '[', ' ', '<']).next().unwrap_or_default();
        *sizes.entry(krate.to_owned()).or_default() += u64::from_str_radix(size, 16).unwrap_or_default();
    }
    sizes
}

/// The direct dependencies, each with every crate that it brings into the program, itself included.
fn trees(here: &Path) -> BTreeMap<String, BTreeSet<String>> {
    let tree = |args: &[&str]| -> BTreeSet<String> {
        let args = [&["tree", "--locked", "--prefix", "none", "--edges", "normal,build"], args].concat();
        let out = Command::new(env!("CARGO")).args(args).current_dir(here).output().expect("cargo is there");
        let text = String::from_utf8_lossy(&out.stdout).into_owned();
        text.lines().filter_map(|l| l.split(' ').next()).filter(|n| !n.is_empty()).map(str::to_owned).collect()
    };
    let direct = tree(&["--depth", "1", "--edges", "normal"]);
    direct.into_iter().filter(|n| n != "recoup").map(|name| (name.clone(), tree(&["--package", &name]))).collect()
}
