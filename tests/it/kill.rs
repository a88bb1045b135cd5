//! A save that is killed leaves the old file or the new one, never half of one; a save that failed says so and keeps the old.

use crate::support;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use crate::support::Place;
use crate::support::trials::trial;
use recoup::domain::WeekId;
use recoup::domain::held::Held;

const WEEK: &str = "2026-W47";

fn log(place: &Place, energy: u8) -> Command {
    let mut command = place.command();
    command.args(["--today", "2026-11-18", "log", "--energy", &energy.to_string()]);
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command
}

/// The energy on file, whose file must be whole, and the files left over beside it.
fn on_file(place: &Place) -> (Option<u8>, Vec<String>) {
    let id: WeekId = WEEK.parse().unwrap();
    let energy = match place.store().read(id) {
        None => None,
        Some(Held::Week(week, problems)) => {
            assert_eq!(problems, []);
            week.day(support::date("2026-11-18")).checkin.as_ref().and_then(|c| c.energy)
        }
        Some(Held::ReadOnly(why) | Held::Protected(_, why)) => panic!("torn: {why}"),
    };
    let entries = std::fs::read_dir(place.data().join("weeks")).into_iter().flatten().flatten();
    let names = entries.map(|e| e.file_name().to_string_lossy().into_owned()).filter(|n| *n != format!("{WEEK}.toml"));
    (energy, names.collect())
}

#[test]
fn killed_at_any_moment_the_file_is_whole_and_what_was_acknowledged_is_there() {
    let place = Place::new();
    let (mut kept, mut killed) = (None, 0);
    for round in 0..60_u64 {
        let wanted = 1 + (round % 5) as u8;
        let mut child = log(&place, wanted).spawn().unwrap();
        // From before it starts to after it ends, in steps that do not repeat.
        thread::sleep(Duration::from_micros(round * 7919 % 9000));
        let _ = child.kill();
        let done = child.wait().unwrap().success();
        killed += usize::from(!done);
        let (energy, _) = on_file(&place);
        if done {
            assert_eq!(energy, Some(wanted), "round {round}: acknowledged and lost");
        } else {
            assert!(
                energy == kept || energy == Some(wanted),
                "round {round}: {energy:?}, neither {kept:?} nor {wanted}"
            );
        }
        kept = energy;
    }
    assert!(killed > 10, "only {killed} rounds were killed in time to mean anything");
    // After all this, a save finds nothing in its way.
    assert!(log(&place, 3).status().unwrap().success());
    assert_eq!(on_file(&place).0, Some(3));
}

/// With strace: killed at every single call of a save that touches files, and each of those calls failing in turn.
#[test]
fn killed_and_failing_at_every_call_of_a_save() {
    let row = trial("killed_and_failing_at_every_call_of_a_save");
    if row.times() == 0 {
        return;
    }
    let calls =
        "openat,write,fsync,rename,renameat,renameat2,linkat,unlink,unlinkat,fchmod,fchmodat,mkdir,flock,ftruncate";
    let strace = |inject: &str| {
        let place = Place::new();
        assert!(log(&place, 1).status().unwrap().success());
        let plain = log(&place, 5);
        let mut command = Command::new("strace");
        command.args(["-f", "-qq", "-o", "/dev/null", "-e", &format!("trace={calls}"), "-e", inject]);
        command.arg(plain.get_program()).args(plain.get_args());
        command.envs(plain.get_envs().filter_map(|(k, v)| Some((k, v?))));
        let out = command.stdout(Stdio::null()).output().unwrap();
        let (energy, left) = on_file(&place);
        (energy, left, out.status.code(), String::from_utf8_lossy(&out.stderr).into_owned())
    };
    let mut points = 0;
    for n in 1..200 {
        let (energy, _, code, _) = strace(&format!("inject={calls}:signal=KILL:when={n}"));
        assert!(matches!(energy, Some(1 | 5)), "killed at call {n}: {energy:?}");
        if code == Some(0) {
            assert_eq!(energy, Some(5));
            break;
        }
        points += 1;
    }
    assert!(points > 10, "{points} calls");
    let mut failed = 0;
    for error in ["ENOSPC", "EIO", "EACCES", "EROFS", "EDQUOT"] {
        for call in ["write", "fsync", "rename", "renameat2", "fchmod", "flock"] {
            for n in 1..8 {
                let (energy, left, code, said) = strace(&format!("inject={call}:error={error}:when={n}"));
                if code == Some(0) {
                    assert_eq!(energy, Some(5), "{call} {error} {n}");
                    continue;
                }
                failed += 1;
                assert!(matches!(energy, Some(1 | 5)), "{call} {error} {n}: {energy:?}");
                assert_eq!(left, [""; 0], "{call} {error} {n}");
                assert!(
                    said.contains("recoup") || call == "write",
                    "{call} {error} {n}: exit {code:?} without a message"
                );
            }
        }
    }
    assert!(failed > 30, "{failed} failures came through");
    row.held_in(points + failed);
}
