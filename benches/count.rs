//! Instructions that a start and a key cost, on folders of several ages, compared with the floor. Writes the table in
//! `docs/speed.md`: `cargo bench --bench count`. With `make YEARS FOLDER` it only creates such a folder, to look at with
//! other tools.

mod counting;

use std::fmt::Write as _;
use std::io::{Write as _, stdout};
use std::path::Path;

use counting::{Cost, Program, floor, lay_out, rustc, valgrind};
use recoup::store::atomic;

/// Years of weeks on file; 0 is a new user.
const YEARS: [i64; 4] = [0, 1, 10, 30];

/// Most years for which `evaluate` is counted: with more, callgrind takes minutes.
const LONG: i64 = 10;

/// Keys pressed to get the mean of one.
const KEYS: usize = 10;

fn main() {
    let args: Vec<String> = std::env::args().skip(1).filter(|a| !a.starts_with("--")).collect();
    if let [make, years, dir] = args.as_slice()
        && make == "make"
    {
        lay_out(Path::new(dir), years.parse().expect("a number of years"));
        return;
    }
    let Some(version) = valgrind() else {
        let _ = writeln!(stdout(), "valgrind, which counts the instructions, is missing");
        return;
    };
    let dir = tempfile::tempdir().expect("a folder");
    let recoup = Path::new(env!("CARGO_BIN_EXE_recoup"));
    let bare = floor(recoup);
    if !bare.exists() {
        // Benches are built without examples.
        let args = ["build", "--release", "--locked", "--example", "floor"];
        let made = std::process::Command::new(env!("CARGO")).args(args).status();
        assert!(made.is_ok_and(|s| s.success()) && bare.exists(), "the example `floor` was not built");
    }
    let floor = Program { path: &bare, args: &[], home: dir.path() }.cost(KEYS);
    let mut rows = String::from(
        "| weeks on file | first start | start | × floor | a key | × floor |\n|---|---|---|---|---|---|\n",
    );
    let million = |n: u64| format!("{:.1}", n as f64 / 1e6);
    let of = |a: u64, b: u64| format!("{} | {:.1}", million(a), a as f64 / b as f64);
    let mut row = |name: &str, cost: Cost| {
        let (start, key) = (of(cost.start, floor.start), of(cost.key, floor.key));
        let _ = writeln!(rows, "| {name} | {} | {start} | {key} |", million(cost.first));
    };
    row("the floor", floor);
    let mut more = String::from(
        "| weeks on file | an edit | `:arrange` | patterns, first | patterns | `recoup evaluate`, first | `recoup evaluate` |\n|---|---|---|---|---|---|---|\n",
    );
    for years in YEARS {
        let home = dir.path().join(years.to_string());
        std::fs::create_dir_all(&home).expect("a folder");
        let data = home.join("weeks");
        lay_out(&data, years);
        let data = data.display().to_string();
        let args = ["--data-dir", &data, "--today", counting::TODAY];
        let name = match years {
            0 => "none".to_owned(),
            1 => "one year".to_owned(),
            n => format!("{n} years"),
        };
        let program = Program { path: recoup, args: &args, home: &home };
        let cost = program.cost(KEYS);
        row(&name, cost);
        if years > 0 {
            let beyond = |keys: &[&str]| million(program.instructions(keys).saturating_sub(cost.start));
            let arrange = beyond(&[":arrange\r", "\x1b"]);
            let patterns = || {
                // Every pattern says how many times it held.
                million(program.instructions_until(&["gp", "\x1b"], "times").saturating_sub(cost.start))
            };
            // The first run reads and computes everything, the next one finds it cached.
            let evaluate =
                || if years > LONG { "–".to_owned() } else { million(program.instructions_of_command("evaluate")) };
            let (first, patterns_first) = (evaluate(), patterns());
            let (again, patterns) = (evaluate(), patterns());
            // The edit comes last: it stays on file.
            let edit = beyond(&["r"]);
            let _ =
                writeln!(more, "| {name} | {edit} | {arrange} | {patterns_first} | {patterns} | {first} | {again} |");
        }
    }
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/speed.md");
    let held = std::fs::read_to_string(&page).expect("the page");
    let (head, rest) = held.split_once("<!-- counted -->\n").expect("a place for the table");
    let (_, tail) = rest.split_once("<!-- end of counted -->").expect("the end of that place");
    let table = format!(
        "{head}<!-- counted -->\n{rows}\n{more}\nCounted by {version}, compiled by {}.\n<!-- end of counted -->{tail}",
        rustc()
    );
    atomic::write(&page, table.as_bytes()).expect("the page is written");
    let _ = write!(stdout(), "{rows}\n{more}");
}
