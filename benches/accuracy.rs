//! How wrong score and forecast are, over a folder of people's logs, as a row of the table in `docs/score.md`:
//! `cargo bench --bench accuracy -- FOLDER`. The folder holds `NAME-days.csv` and `NAME-sessions.csv` for each person, as
//! `recoup export` writes them. With `--as VERSION BINARY` the row is that of another recoup.

use std::fmt::Write as _;
use std::io::{Write as _, stdout};
use std::path::{Path, PathBuf};
use std::process::Command;

use recoup::store::atomic;
use serde_json::Value;

/// A day after the last one of every log.
const TODAY: &str = "2020-04-01";

const PAGE: &str = "docs/score.md";
const OPEN: &str = "<!-- accuracy -->\n";
const CLOSE: &str = "<!-- /accuracy -->";
const HEAD: &str = "| version | people, mornings | score with *ready* | energy alone | 1 day ahead | 4 days | mean of 14 days | same as today | inside the range |\n|---|---|---|---|---|---|---|---|---|\n";

fn main() {
    let args: Vec<String> = std::env::args().skip(1).filter(|a| a != "--bench").collect();
    let (folder, version, binary) = match args.as_slice() {
        [folder] => (folder, env!("CARGO_PKG_VERSION"), env!("CARGO_BIN_EXE_recoup")),
        [folder, flag, version, binary] if flag == "--as" => (folder, version.as_str(), binary.as_str()),
        _ => {
            let _ = writeln!(stdout(), "name the folder with the logs, such as: cargo bench --bench accuracy -- logs");
            return;
        }
    };
    let people: Vec<Value> = people(Path::new(folder)).iter().filter_map(|days| evaluate(days, binary)).collect();
    let row = row(version, &people);
    let _ = write!(stdout(), "{HEAD}{row}");
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join(PAGE);
    let text = std::fs::read_to_string(&page).expect("the page is there");
    let (before, rest) = text.split_once(OPEN).expect("it has the table");
    let (held, after) = rest.split_once(CLOSE).expect("it has the table's end");
    let mut rows: Vec<&str> = held.lines().skip(2).filter(|l| !l.starts_with(&format!("| {version} |"))).collect();
    rows.push(row.trim_end());
    rows.sort_unstable();
    let text = format!("{before}{OPEN}{HEAD}{}\n{CLOSE}{after}", rows.join("\n"));
    atomic::write(&page, text.as_bytes()).expect("the page can be written");
}

/// The days of each person in a folder.
fn people(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("a folder with logs").flatten().map(|e| e.path());
    let mut out: Vec<PathBuf> = entries.filter(|p| p.to_string_lossy().ends_with("-days.csv")).collect();
    out.sort();
    out
}

/// What `recoup evaluate` says of one person, in a folder of its own.
fn evaluate(days: &Path, binary: &str) -> Option<Value> {
    let home = tempfile::tempdir().expect("a folder");
    let sessions = days.to_string_lossy().replace("-days.csv", "-sessions.csv");
    let run = |args: &[&str]| {
        let mut command = Command::new(binary);
        for name in ["XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "HOME"] {
            command.env(name, home.path());
        }
        command.args(["--today", TODAY]).args(args).output().expect("it runs").stdout
    };
    run(&["import", &days.to_string_lossy(), &sessions]);
    serde_json::from_slice(&run(&["evaluate", "--json"])).ok()
}

/// Means over the people, each of whom counts the same.
fn row(version: &str, people: &[Value]) -> String {
    let mean = |of: &dyn Fn(&Value) -> Option<f64>, digits: usize| {
        let all: Vec<f64> = people.iter().filter_map(of).collect();
        match all.len() {
            0 => "–".to_owned(),
            n => format!("{:.digits$}", all.iter().sum::<f64>() / n as f64),
        }
    };
    let ahead = |person: &Value, days: usize, key: &str| person["forecast"]["days_ahead"][days - 1][key].as_f64();
    let energy = |person: &Value| {
        let rivals = person["score"]["rivals"].as_array()?;
        rivals.iter().find(|r| r["name"] == "energy")?["spearman"].as_f64()
    };
    let inside = |person: &Value| {
        let all: Vec<f64> = (1..=4).filter_map(|k| ahead(person, k, "coverage")).collect();
        (!all.is_empty()).then(|| 100.0 * all.iter().sum::<f64>() / all.len() as f64)
    };
    let mornings: u64 = people.iter().filter_map(|p| p["score"]["n"].as_u64()).sum();
    let mut out = format!("| {version} | {}, {mornings} ", people.len());
    let score = mean(&|p| p["score"]["spearman"].as_f64(), 2);
    let _ = write!(out, "| {score} | {} ", mean(&energy, 2));
    let _ = write!(out, "| {} | {} ", mean(&|p| ahead(p, 1, "rmse"), 1), mean(&|p| ahead(p, 4, "rmse"), 1));
    let rivals = ["rmse_own_mean", "rmse_same_as_today"].map(|key| mean(&|p| ahead(p, 1, key), 1));
    let _ = write!(out, "| {} | {} ", rivals[0], rivals[1]);
    let _ = writeln!(out, "| {} % |", mean(&inside, 0));
    out
}
