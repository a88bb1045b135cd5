//! What a start and a key cost, in instructions compared with the floor: the same on every machine, so that a test can enforce it.

#[path = "../../benches/counting.rs"]
mod counting;

use std::io::{Write, stderr};
use std::path::Path;

use counting::{Cost, Program, floor, lay_out, rustc, valgrind};

/// Cost of the first start, any other start and a key over one year of weeks, as multiples of the floor's, in the test profile.
/// Measured.
const FIRST: f64 = 61.5;
const START: f64 = 6.0;
const KEY: f64 = 1.6;

/// A cost of more than this times the measured one is too much.
const SLACK: f64 = 1.25;

#[test]
fn a_start_and_a_key_cost_no_more_than_they_did() {
    let recoup = Path::new(assert_cmd::cargo::cargo_bin!("recoup"));
    let (version, bare) = (valgrind(), floor(recoup));
    let Some(version) = version.filter(|_| bare.exists()) else {
        let _ =
            writeln!(stderr(), "nothing was counted: it needs valgrind, and the example `floor` next to the program");
        return;
    };
    let dir = tempfile::tempdir().unwrap();
    let data = dir.path().join("weeks");
    lay_out(&data, 1);
    let data = data.display().to_string();
    let args = ["--data-dir", &data, "--today", counting::TODAY];
    let ours = Program { path: recoup, args: &args, home: dir.path() }.cost(4);
    let floor = Program { path: &bare, args: &[], home: dir.path() }.cost(4);
    let of = |pick: fn(Cost) -> u64| pick(ours) as f64 / pick(floor) as f64;
    let first = ("the first start", of(|c| c.first), FIRST);
    for (what, now, set) in [first, ("a start", of(|c| c.start), START), ("a key", of(|c| c.key), KEY)] {
        assert!(
            now <= set * SLACK,
            "{what} costs {now:.1} times the floor's, measured was {set}; {version}, {}, {ours:?}, {floor:?}",
            rustc()
        );
    }
}
