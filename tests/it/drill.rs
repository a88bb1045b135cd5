//! The restore drill: everything is deleted, and every way to restore brings it back byte for byte.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::support::trials::trial;
use crate::support::{Place, over, planner_on};

const WED: &str = "2026-11-18";

fn said(place: &Place, args: &[&str]) -> (i32, String, String) {
    place.run(WED, args)
}

/// Every file below a folder, except locks.
fn content(root: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut out = BTreeMap::new();
    let mut left = vec![root.to_path_buf()];
    while let Some(dir) = left.pop() {
        for entry in fs::read_dir(&dir).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                left.push(path);
            } else if entry.file_name() != "lock" {
                out.insert(path.strip_prefix(root).unwrap().to_path_buf(), fs::read(&path).unwrap());
            }
        }
    }
    out
}

/// Some weeks of use: plans, mornings, a note by hand, settings, and undo steps.
fn lived_in() -> Place {
    let place = Place::new();
    let p = planner_on(place.own_store(), WED, |s| s);
    drop(p);
    let mut p = planner_on(place.own_store(), WED, |s| s);
    p.keys("c00400630344<enter>r]3>>m5").keys("[[2nlegs heavy<enter>").keys("3 ").keys("u");
    place.put("2026-W40", "# by hand\nformat = 1\n\n[[day]]\ndate = 2026-10-01\nnote = \"kept\"\nmine = 7\n");
    recoup::store::atomic::write(&place.data().join("ideas.txt"), b"a file of the person's own\n").unwrap();
    let config = place.dir.path().join("config/recoup");
    recoup::store::atomic::write(&config.join("config.toml"), b"sleep_need = 8.5\n").unwrap();
    recoup::store::atomic::write(&config.join("themes/mine.toml"), b"name = \"mine\"\n").unwrap();
    place
}

fn all(place: &Place) -> [BTreeMap<PathBuf, Vec<u8>>; 3] {
    [place.data(), place.config(), place.state()].map(|p| content(&p))
}

fn remove_all(place: &Place) {
    for dir in [place.data(), place.config(), place.state()] {
        fs::remove_dir_all(dir).unwrap();
    }
}

#[test]
fn a_backup_brings_everything_back_byte_for_byte() {
    let place = lived_in();
    let before = all(&place);
    let depth = place.own_store().depth();
    assert!(depth.0 > 3 && depth.1 > 0, "{depth:?}");
    let tar = place.dir.path().join("backup.tar").display().to_string();
    let (code, out, err) = said(&place, &["backup", &tar]);
    assert_eq!((code, err.as_str()), (0, ""), "{out}");
    assert!(out.starts_with("3 weeks and ") || out.starts_with("4 weeks and "), "{out}");
    let (code, _, err) = said(&place, &["backup", &tar]);
    assert!(code == 1 && err.contains("already exists; --force replaces it"), "{err}");
    remove_all(&place);
    let (code, out, err) = said(&place, &["restore", "--dry-run", &tar]);
    assert!(code == 0 && out.contains("data/weeks/2026-W47.toml is not here"), "{out}{err}");
    assert!(!place.data().exists());
    let (code, out, err) = said(&place, &["restore", &tar]);
    assert_eq!((code, err.as_str()), (0, ""), "{out}");
    assert_eq!(all(&place), before);
    // Nothing is left to do, and the journal continues where it was.
    let (code, out, _) = said(&place, &["restore", &tar]);
    assert!(code == 0 && out.starts_with("0 files restored"), "{out}");
    let mut p = planner_on(place.own_store(), WED, |s| s);
    assert_eq!(place.own_store().depth(), depth);
    p.keys("u");
    assert_eq!(place.own_store().depth().0, depth.0 - 1);
    trial("a_backup_brings_everything_back_byte_for_byte").held();
}

#[test]
fn nothing_newer_is_replaced_unasked_and_what_is_replaced_is_kept() {
    let place = lived_in();
    let tar = place.dir.path().join("backup.tar").display().to_string();
    said(&place, &["backup", &tar]);
    let backed_up = all(&place);
    std::thread::sleep(std::time::Duration::from_millis(1_100));
    said(&place, &["log", "--mood", "5"]);
    place.put("2026-W50", "format = 1\n");
    let later = all(&place);
    let (code, out, err) = said(&place, &["restore", &tar]);
    assert!(code == 1 && err.contains("nothing was restored") && err.contains("--older"), "{err}");
    assert!(out.contains("data/weeks/2026-W47.toml is newer here than in the backup"), "{out}");
    assert!(out.contains("data/weeks/2026-W50.toml is not in the backup, and stays"), "{out}");
    assert_eq!(all(&place), later);
    let (code, out, err) = said(&place, &["restore", "--older", &tar]);
    assert_eq!((code, err.as_str()), (0, ""), "{out}");
    let kept = out.lines().find_map(|l| l.strip_prefix("everything from before is in ")).unwrap().to_owned();
    let now = all(&place);
    for (name, bytes) in &backed_up[0] {
        assert_eq!(now[0].get(name), Some(bytes), "{}", name.display());
    }
    assert!(now[0].contains_key(Path::new("weeks/2026-W50.toml")));
    assert_eq!(place.own_store().depth(), {
        let q = Place::new();
        let tar = tar.clone();
        said(&q, &["restore", &tar]);
        q.own_store().depth()
    });
    // And back again.
    assert!(fs::metadata(&kept).unwrap().len() > 0);
    let (code, out, err) = said(&place, &["restore", &kept]);
    assert_eq!(code, 0, "{out}{err}");
    assert!(place.file("2026-W47").unwrap().contains("mood = 5"));
}

#[test]
fn a_file_that_is_no_backup_is_refused_and_nothing_changes() {
    let place = lived_in();
    let before = all(&place);
    let tar = place.dir.path().join("backup.tar");
    said(&place, &["backup", &tar.display().to_string()]);
    let good = fs::read(&tar).unwrap();
    let file = |name: &str, bytes: &[u8]| {
        let path = place.dir.path().join(name);
        recoup::store::atomic::write(&path, bytes).unwrap();
        path.display().to_string()
    };
    let archive = |name: &str, entries: &[(&str, tar::EntryType)]| {
        let mut builder = tar::Builder::new(Vec::new());
        for (path, kind) in entries {
            let mut header = tar::Header::new_gnu();
            header.set_size(2);
            header.set_entry_type(*kind);
            // Writes the raw header field, since the builder would refuse a hostile name.
            header.as_old_mut().name[..path.len()].copy_from_slice(path.as_bytes());
            header.set_cksum();
            builder.append(&header, &b"hi"[..]).unwrap();
        }
        file(name, &builder.into_inner().unwrap())
    };
    let cases = [
        file("empty.tar", b""),
        file("text.tar", b"this is no archive at all"),
        file("cut.tar", &good[..good.len() / 2 + 100]),
        archive("up.tar", &[("recoup/data/../../../escaped", tar::EntryType::Regular)]),
        archive("root.tar", &[("/etc/escaped", tar::EntryType::Regular)]),
        archive("other.tar", &[("recoup/elsewhere/x", tar::EntryType::Regular)]),
        archive("link.tar", &[("recoup/data/weeks", tar::EntryType::Symlink)]),
        archive("twice.tar", &[("recoup/data/a", tar::EntryType::Regular), ("recoup/data/a", tar::EntryType::Regular)]),
    ];
    for case in cases {
        let (code, out, err) = said(&place, &["restore", "--older", &case]);
        assert!(
            code == 65 && out.is_empty() && err.contains("it must be a file that recoup backup wrote"),
            "{case}: {code} {out}{err}"
        );
        assert_eq!(all(&place), before, "{case}");
    }
    assert_eq!(said(&place, &["restore", "/nowhere.tar"]).0, 74);
    assert_eq!(said(&place, &["restore", &place.dir.path().display().to_string()]).0, 65);
}

#[test]
fn the_journal_brings_back_weeks_that_are_gone() {
    let place = Place::new();
    let mut p = planner_on(place.own_store(), WED, |s| s);
    p.keys("c00400630344<enter>r]3>>m5");
    drop(p);
    let before = content(&place.data());
    assert!(before.len() >= 2);
    fs::remove_dir_all(place.data()).unwrap();
    let (code, out, _) = said(&place, &["restore", "--journal", "--dry-run"]);
    assert!(code == 0 && out.contains("2026-W47 would be restored"), "{out}");
    assert_eq!(said(&place, &["restore", "--journal"]).0, 0);
    assert_eq!(content(&place.data()), before);
    let (code, _, err) = said(&place, &["restore", "--journal"]);
    assert!(code == 1 && err.contains("no week of the journal is missing"), "{err}");
    trial("the_journal_brings_back_weeks_that_are_gone").held();
}

#[test]
fn git_and_a_saved_copy_bring_the_weeks_back() {
    let place = lived_in();
    let git = |args: &[&str]| {
        let mut command = std::process::Command::new("git");
        command.current_dir(place.data()).args(["-c", "user.name=a", "-c", "user.email=a@b"]).args(args);
        command.output()
    };
    git(&["init", "-q"]).unwrap();
    git(&["add", "-A"]).unwrap();
    assert!(git(&["commit", "-qm", "weeks"]).unwrap().status.success());
    let before = content(&place.data().join("weeks"));
    fs::remove_dir_all(place.data().join("weeks")).unwrap();
    assert!(git(&["checkout", "-q", "."]).unwrap().status.success());
    assert_eq!(content(&place.data().join("weeks")), before);
    // A disk that accepts no more writes: the copy holds the weeks with the unsaved edits.
    let place = Place::new();
    let mut p = over(place, WED);
    p.keys("nbefore<enter>");
    let state = p.place.store().state();
    fs::rename(&state, state.with_extension("away")).unwrap();
    recoup::store::atomic::write(&state, b"in the way").unwrap();
    p.keys(">");
    let copy = p.place.dir.path().join("copy");
    p.keys(&format!(":save-copy {}<enter>", copy.display()));
    fs::remove_file(&state).unwrap();
    fs::rename(state.with_extension("away"), &state).unwrap();
    p.msg(recoup::app::Msg::Retry);
    let strip = |text: String| text.lines().filter(|l| !l.starts_with("id = ")).map(str::to_owned).collect::<Vec<_>>();
    let saved = strip(p.place.file("2026-W47").unwrap());
    assert_eq!(strip(fs::read_to_string(copy.join("weeks/2026-W47.toml")).unwrap()), saved);
    trial("git_and_a_saved_copy_bring_the_weeks_back").held();
}

/// A restore that cannot be complete says so before it begins, and a truncated or empty file is not a week.
#[test]
fn a_restore_that_cannot_be_complete_does_not_begin() {
    let place = lived_in();
    let tar = place.dir.path().join("backup.tar");
    let name = tar.display().to_string();
    said(&place, &["backup", &name]);
    let backed_up = content(&place.data());
    // A folder in the way of one week.
    let week = place.path("2026-W47");
    fs::remove_file(&week).unwrap();
    fs::create_dir(&week).unwrap();
    let before = content(&place.data());
    let (code, out, err) = said(&place, &["restore", "--older", &name]);
    assert!(code == 65 && out.is_empty() && err.contains("is in the way"), "{out}{err}");
    assert_eq!(content(&place.data()), before);
    fs::remove_dir(&week).unwrap();
    // An archive that ends between two files.
    let bytes = fs::read(&tar).unwrap();
    let cut = bytes.len() - bytes.iter().rev().take_while(|b| **b == 0).count();
    let whole = cut.div_ceil(512) * 512;
    let part = place.dir.path().join("part.tar");
    recoup::store::atomic::write(&part, &bytes[..whole]).unwrap();
    let (code, _, err) = said(&place, &["restore", &part.display().to_string()]);
    assert!(code == 65 && err.contains("cut off"), "{err}");
    // An empty week is named, gets no format line, and comes back from the journal.
    recoup::store::atomic::write(&week, b"").unwrap();
    std::thread::sleep(std::time::Duration::from_millis(10));
    let (code, out, _) = said(&place, &["doctor", "--fix"]);
    assert!(code == 1 && out.contains("2026-W47.toml is empty; recoup restore --journal"), "{out}");
    assert_eq!(fs::read(&week).unwrap(), b"");
    assert_eq!(said(&place, &["restore", "--journal"]).0, 0);
    assert_eq!(content(&place.data()), backed_up);
    // Weeks stored elsewhere behind a symlink are in a backup.
    let (weeks, away) = (place.data().join("weeks"), place.dir.path().join("away"));
    fs::rename(&weeks, &away).unwrap();
    std::os::unix::fs::symlink(&away, &weeks).unwrap();
    let (code, out, err) = said(&place, &["backup", "--force", &name]);
    assert!(code == 0 && !out.starts_with("0 weeks"), "{out}{err}");
    // A file that only looks like a week.
    fs::copy(away.join("2026-W40.toml"), away.join("2026-w39.toml")).unwrap();
    recoup::store::atomic::write(&away.join(".gitignore"), b"*.bak\n").unwrap();
    let (_, out, _) = said(&place, &["doctor"]);
    assert!(
        out.contains("2026-w39.toml: not read; a week's file is called 2026-W39.toml") && !out.contains(".gitignore"),
        "{out}"
    );
}
