//! The save path: one queue, journal first, each file compared before it is replaced.

use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use super::{HOUR, WED, WEEK, fifo, hour, minutes, within, write_in_place};
use crate::support::terminal::start;
use crate::support::trials::trial;
use crate::support::{Dice, Place, date, fresh_id, over, redo, undo};
use recoup::domain::Split;
use recoup::domain::held::Held;
use recoup::edit::saving::{Answer, Fate};
use recoup::edit::{Change, LogEdit, MoveEdit, SessionEdit};
use recoup::edit::{Edit, EditId, ItemRef};
use recoup::store::atomic::{Call, Disk};
use recoup::store::{Store, Wait};

/// Keys pressed while the store is slow: edits wait, are done, and are answered at any later time.
#[test]
fn typed_while_saves_are_under_way_screen_and_file_agree() {
    let row = trial("typed_while_saves_are_under_way_screen_and_file_agree");
    for seed in 0..row.times() {
        let mut dice = Dice(seed);
        let mut p = over(hour(), WED);
        p.hold(true);
        let (mut expected, mut typed) = (60_i64, String::new());
        for _ in 0..2 + dice.below(8) {
            let (key, by) = [(">", 5), ("<", -5), (">", 5), ("lh", 0)][dice.below(4) as usize];
            p.keys(key);
            typed.push_str(key);
            expected = (expected + by).max(5);
            for _ in 0..dice.below(3) {
                if dice.below(2) == 0 {
                    p.work()
                } else {
                    p.hear()
                };
            }
        }
        p.hold(false);
        assert_eq!(i64::from(minutes(&p.place)), expected, "seed {seed}: {typed}");
        assert!(p.screen().contains(&format!("{expected}' RPE 5")), "seed {seed}: {typed}\n{}", p.screen());
        assert_eq!(p.model.unsaved(), 0);
    }
    row.held();
}

#[test]
fn typed_in_one_go_on_a_terminal_screen_and_file_agree() {
    let mut dice = Dice(3);
    let row = trial("typed_in_one_go_on_a_terminal_screen_and_file_agree");
    for round in 0..row.times() {
        let pause = [0, 0, 1, 3, 10, 30][round as usize % 6];
        let place = hour();
        let mut s = start(&place, &[]);
        s.wait_text("60' RPE 5");
        let mut expected = 60;
        let keys: String = (0..1 + dice.below(20))
            .map(|_| {
                let (key, by) = [('>', 5), ('>', 5), ('<', -5), ('j', 0)][dice.below(4) as usize];
                expected = (expected + by).max(5);
                key
            })
            .collect();
        if pause == 0 {
            s.press(&keys);
        } else {
            for key in keys.chars() {
                s.press(&key.to_string());
                thread::sleep(Duration::from_millis(pause));
            }
        }
        s.wait_text(&format!("{expected}' RPE 5"));
        s.press("q");
        assert_eq!(s.end(), 0);
        assert_eq!(i64::from(minutes(&place)), expected, "{keys}, {pause} ms");
        let steps = place.own_store().depth().0;
        assert_eq!(steps, keys.matches(['<', '>']).count(), "{keys}: a step each");
        for _ in 0..steps {
            undo(&place.own_store());
        }
        assert_eq!(place.file(WEEK).unwrap(), HOUR, "{keys}: undone");
    }
    row.held();
}

/// Each call of a save fails once, under a planner: the edit is there once, and the screen says whether it was saved.
#[test]
fn a_planner_over_a_failing_disk_applies_nothing_twice() {
    let mut failed = 0;
    for n in 0..40 {
        let place = hour();
        let store = probed(&place, move |at, _, _| if at == n { Err(io::Error::from_raw_os_error(5)) } else { Ok(()) });
        let mut p = crate::support::planner_on(store, WED, |s| s);
        p.keys("+");
        let unsaved = p.model.unsaved();
        failed += unsaved;
        assert_eq!(p.screen().contains("not saved"), unsaved > 0, "call {n}: {}", p.screen());
        assert_eq!(super::number(&place, "rpe = "), if unsaved > 0 { 5 } else { 6 }, "call {n}");
        p.msg(recoup::app::Msg::Retry);
        assert_eq!((super::number(&place, "rpe = "), p.model.unsaved()), (6, 0), "call {n}");
        assert!(p.screen().contains("60' RPE 6"), "call {n}: {}", p.screen());
        // An undo that fails is reported, and done when it is asked for again.
        p.keys("u");
        if place.file(WEEK).unwrap() != HOUR {
            assert!(p.screen().contains("cannot write"), "call {n}: {}", p.screen());
            p.keys("u");
        }
        assert_eq!(place.file(WEEK).unwrap(), HOUR, "call {n}");
    }
    assert!(failed > 4, "{failed}");
    trial("a_planner_over_a_failing_disk_applies_nothing_twice").held_in(failed as u64);
}

#[test]
fn a_fifo_in_the_place_of_a_week_is_named_and_skipped() {
    let place = Place::new();
    fifo(&place.path("2026-W47"));
    fifo(&place.path("2026-W30"));
    let mut p = over(place, WED);
    assert!(p.screen().contains("read-only"), "{}", p.screen());
    let said = p.model.view.notice.clone().unwrap().text;
    assert!(said.contains("it is a FIFO, not a regular file"), "{said}");
    p.keys("]n").keys("next week<enter>");
    assert!(p.place.file("2026-W48").unwrap().contains("next week"));
}

#[test]
fn a_week_that_cannot_be_saved_holds_back_no_other() {
    let place = Place::new();
    // Can be read, but not rewritten: a date with a time.
    place.put("2026-W47", "format = 1\n[[day]]\ndate = 2026-11-18T10:00:00Z\nnote=\"k\"\n");
    let mut p = over(place, WED);
    p.keys("r").keys("]n").keys("next week<enter>");
    assert!(p.place.file("2026-W48").unwrap().contains("next week"));
    assert_eq!(p.model.unsaved(), 0);
    trial("a_week_that_cannot_be_saved_holds_back_no_other").held();
}

/// A store that counts the calls of its saves and does something at one of them.
fn probed(place: &Place, at: impl Fn(usize, Call, &Path) -> io::Result<()> + Send + Sync + 'static) -> Store {
    let n = AtomicUsize::new(0);
    let probe = move |call: Call, path: &Path| {
        if call == Call::Read {
            return Ok(());
        }
        at(n.fetch_add(1, Ordering::SeqCst), call, path)
    };
    place.store().on(Disk::probed(Arc::new(probe)))
}

fn longer(place: &Place, store: &Store, id: EditId) -> Answer {
    let Some(Held::Week(week, _)) = place.store().read(WEEK.parse().unwrap()) else { panic!("unreadable") };
    let date = date(WED);
    let item = ItemRef::to(date, 0, &week.day(date).sessions[0]);
    let change = Change {
        id,
        group: None,
        edit: Edit::Session(SessionEdit::Length { item, minutes: 5 }),
        today: date,
        splits: Split::empty().into(),
    };
    store.save(&[change], Wait::Briefly)
}

/// How many calls of a save wait for the disk.
#[test]
fn an_edit_waits_for_the_disk_four_times() {
    let place = hour();
    let syncs = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&syncs);
    let store = probed(&place, move |_, call, _| {
        counted.fetch_add(usize::from(matches!(call, Call::Sync | Call::SyncFolder)), Ordering::SeqCst);
        Ok(())
    });
    longer(&place, &store, fresh_id());
    assert_eq!((minutes(&place), syncs.load(Ordering::SeqCst)), (65, 4), "entry, week, and the folder of each");
}

/// Each call of a save fails once, or from then on for good: the file holds the old or the new bytes, the answer says
/// which, and after a retry with the same id the edit is there exactly once.
#[test]
fn a_save_with_each_of_its_calls_failing() {
    const ENOSPC: i32 = 28;
    const EIO: i32 = 5;
    const EINVAL: i32 = 22;
    let (mut failed, mut written) = (0, 0);
    for errno in [EIO, ENOSPC, EINVAL] {
        for for_ever in [false, true] {
            for n in 0.. {
                let place = hour();
                let hit = Arc::new(AtomicUsize::new(0));
                let hits = Arc::clone(&hit);
                let store = probed(&place, move |at, _, _| {
                    if at == n || (for_ever && at > n) {
                        hits.fetch_add(1, Ordering::SeqCst);
                        return Err(io::Error::from_raw_os_error(errno));
                    }
                    Ok(())
                });
                let id = fresh_id();
                let answer = longer(&place, &store, id);
                match &answer.fates[0].1 {
                    Fate::Saved(done) => {
                        assert_eq!(minutes(&place), 65, "call {n}, error {errno}");
                        written += usize::from(done.unsafe_because.is_some());
                    }
                    Fate::Kept(_) => {
                        assert_eq!(minutes(&place), 60, "call {n}, error {errno}, for ever {for_ever}");
                        failed += 1;
                    }
                    Fate::Refused(why) => panic!("call {n}: {why}"),
                }
                // The disk works again: the same edit comes once more, and is there once.
                longer(&place, &place.store(), id);
                assert_eq!(minutes(&place), 65, "call {n}, error {errno}, for ever {for_ever}: tried again");
                undo(&place.store());
                assert_eq!(place.file(WEEK).unwrap(), HOUR, "call {n}, error {errno}, for ever {for_ever}: undone");
                assert_eq!(left_over(&place), [""; 0], "call {n}, error {errno}");
                if hit.load(Ordering::SeqCst) == 0 {
                    assert!(n > 8, "only {n} calls");
                    break;
                }
            }
        }
    }
    assert!(failed > 20 && written > 0, "{failed} failed, {written} not known to be durable");
    trial("a_save_with_each_of_its_calls_failing").held_in(failed + written as u64);
}

/// A save that failed from one of its calls on could not remove its entry from the journal either. Somebody, by hand or with
/// another program, writes the week meanwhile: after a retry the edit is still there only once.
#[test]
fn a_failed_save_that_left_its_entry_applies_once_after_others_wrote() {
    for other in [false, true] {
        for n in 0..30 {
            let place = hour();
            let bad = Arc::new(AtomicUsize::new(1));
            let well = Arc::clone(&bad);
            let store = probed(&place, move |at, _, _| {
                if at >= n && well.load(Ordering::SeqCst) == 1 { Err(io::Error::from_raw_os_error(5)) } else { Ok(()) }
            });
            let id = fresh_id();
            let kept = matches!(longer(&place, &store, id).fates[0].1, Fate::Kept(_));
            assert_eq!(minutes(&place), if kept { 60 } else { 65 }, "call {n}");
            let text = place.file(WEEK).unwrap().replace("rpe = 5", "rpe = 7");
            write_in_place(&place.path(WEEK), &text);
            if other {
                // Another program opens the journal, and closes it again.
                longer(&place, &place.store(), fresh_id());
            }
            bad.store(0, Ordering::SeqCst);
            longer(&place, &store, id);
            assert_eq!(minutes(&place), if other { 70 } else { 65 }, "call {n}, another program {other}");
            assert_eq!(super::number(&place, "rpe = "), 7, "call {n}");
            assert_eq!(place.store().depth().0, 1 + usize::from(other), "call {n}, another program {other}");
            undo(&place.store());
            assert_eq!(minutes(&place), if other { 65 } else { 60 }, "call {n}, another program {other}: undone");
        }
    }
}

/// Temporary files in the folders of weeks and journal.
fn left_over(place: &Place) -> Vec<String> {
    let folders = [place.data().join("weeks"), place.store().state().join("undo")];
    let entries = folders.iter().flat_map(|f| std::fs::read_dir(f).into_iter().flatten().flatten());
    entries.map(|e| e.file_name().to_string_lossy().into_owned()).filter(|n| n.ends_with(".tmp")).collect()
}

/// From one call on nothing more happens, as in a power cut: the next start finds the old week or the new one, undo
/// takes back what is there, and another edit goes through.
#[test]
fn a_crash_at_each_call_of_a_save() {
    for n in 0.. {
        let place = hour();
        // A save before it, so that the journal holds something.
        longer(&place, &place.store(), fresh_id());
        assert_eq!(minutes(&place), 65);
        let hit = Arc::new(AtomicUsize::new(0));
        let hits = Arc::clone(&hit);
        let store = probed(&place, move |at, _, _| {
            if at < n {
                return Ok(());
            }
            hits.fetch_add(1, Ordering::SeqCst);
            Err(io::Error::other("no power"))
        });
        longer(&place, &store, fresh_id());
        let now = minutes(&place);
        assert!(matches!(now, 65 | 70), "call {n}: {now}");
        let depth = place.store().depth().0;
        longer(&place, &place.store(), fresh_id());
        assert_eq!(minutes(&place), now + 5, "call {n}");
        undo(&place.store());
        undo(&place.store());
        assert_eq!(minutes(&place), now - 5, "call {n}: {depth} steps");
        // The index of the journal is lost: it is rebuilt.
        std::fs::remove_file(place.store().state().join("undo/index.json")).unwrap();
        redo(&place.store());
        assert_eq!(minutes(&place), now, "call {n}");
        if hit.load(Ordering::SeqCst) == 0 {
            trial("a_crash_at_each_call_of_a_save").held_in(n as u64);
            break;
        }
    }
}

/// The same in a folder that is still empty: a week that was never written is not missed.
#[test]
fn a_crash_at_each_call_of_the_first_save() {
    for n in 0.. {
        let place = Place::new();
        let hit = Arc::new(AtomicUsize::new(0));
        let hits = Arc::clone(&hit);
        let store = probed(&place, move |at, _, _| {
            if at < n {
                return Ok(());
            }
            hits.fetch_add(1, Ordering::SeqCst);
            Err(io::Error::other("no power"))
        });
        let note = |store: &Store, day: &str| {
            let edit = Edit::Log(LogEdit::Note { date: date(day), text: Some(format!("note of {day}")) });
            let change = Change { id: fresh_id(), group: None, edit, today: date(WED), splits: Split::empty().into() };
            store.save(&[change], Wait::Briefly)
        };
        note(&store, WED);
        let written = place.file(WEEK).is_some();
        assert_eq!(place.store().sum().lost, None, "call {n}");
        let answer = note(&place.store(), "2026-11-17");
        assert!(matches!(answer.fates[0].1, Fate::Saved(_)), "call {n}: {answer:?}");
        let file = place.file(WEEK).unwrap();
        assert!(
            file.contains("note of 2026-11-17") && (!written || file.contains("note of 2026-11-18")),
            "call {n}: {file}"
        );
        assert_eq!(place.store().depth(), (1 + usize::from(written), 0), "call {n}");
        undo(&place.store());
        assert_eq!(place.file(WEEK).is_some(), written, "call {n}");
        if hit.load(Ordering::SeqCst) == 0 {
            trial("a_crash_at_each_call_of_the_first_save").held_in(n as u64);
            break;
        }
    }
}

/// Another program writes the week at each call of a save, in each of the ways that programs write: both changes are there.
#[test]
fn another_program_writes_at_each_call_of_a_save() {
    let mut calls = 0;
    for way in ["rename", "in place", "delete and write"] {
        for n in 0.. {
            let place = hour();
            let hit = Arc::new(AtomicUsize::new(0));
            let (hits, path) = (Arc::clone(&hit), place.path(WEEK));
            let store = probed(&place, move |at, _, _| {
                if at == n {
                    hits.fetch_add(1, Ordering::SeqCst);
                    let text = format!("# by hand\n{}", std::fs::read_to_string(&path)?);
                    match way {
                        "rename" => recoup::store::atomic::write(&path, text.as_bytes())?,
                        "in place" => write_in_place(&path, &text),
                        _ => {
                            std::fs::remove_file(&path)?;
                            write_in_place(&path, &text);
                        }
                    }
                }
                Ok(())
            });
            let answer = longer(&place, &store, fresh_id());
            assert!(matches!(answer.fates[0].1, Fate::Saved(_)), "{way}, call {n}: {:?}", answer.fates);
            let file = place.file(WEEK).unwrap();
            let came = hit.load(Ordering::SeqCst) > 0;
            assert_eq!((minutes(&place), file.contains("# by hand")), (65, came), "{way}, call {n}:\n{file}");
            undo(&place.store());
            let file = place.file(WEEK).unwrap();
            assert_eq!((minutes(&place), file.contains("# by hand")), (60, came), "{way}, call {n}, undone:\n{file}");
            if !came {
                assert!(n > 8);
                calls += n as u64;
                break;
            }
        }
    }
    trial("another_program_writes_at_each_call_of_a_save").held_in(calls);
}

/// Too large, a socket, a link to a FIFO, a folder: named and skipped.
#[test]
fn odd_things_in_the_place_of_a_week_are_named() {
    for (what, says) in
        [("large", "larger than 4 MiB"), ("socket", "a socket"), ("link", "a FIFO"), ("folder", "a folder")]
    {
        let place = Place::new();
        let path = place.path(WEEK);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        match what {
            "large" => write_in_place(&path, &format!("format = 1\n# {}\n", "x".repeat(5 << 20))),
            "socket" => drop(std::os::unix::net::UnixListener::bind(&path).unwrap()),
            "folder" => std::fs::create_dir(&path).unwrap(),
            _ => {
                fifo(&place.dir.path().join("fifo"));
                std::os::unix::fs::symlink(place.dir.path().join("fifo"), &path).unwrap();
            }
        }
        let mut p = over(place, WED);
        let said = p.model.view.notice.clone().unwrap().text;
        assert!(said.contains(says), "{what}: {said}");
        p.keys("r");
        assert_eq!(p.model.unsaved(), 0, "{what}");
        p.keys("]nelsewhere<enter>");
        assert!(p.place.file("2026-W48").unwrap().contains("elsewhere"), "{what}");
    }
}

#[test]
fn the_same_id_is_never_applied_again() {
    let place = hour();
    let id = fresh_id();
    for _ in 0..3 {
        let answer = longer(&place, &place.store(), id);
        assert!(matches!(answer.fates[0].1, Fate::Saved(_)));
        assert_eq!(minutes(&place), 65);
    }
    assert_eq!(place.store().depth(), (1, 0));
}

/// A file that is empty for a moment is one that somebody is writing.
#[test]
fn an_empty_file_is_waited_for() {
    let place = hour();
    let store = place.store();
    let mut file = std::fs::File::create(place.path(WEEK)).unwrap();
    let change = Change {
        id: fresh_id(),
        group: None,
        edit: Edit::Log(LogEdit::Note { date: date(WED), text: Some("mine".into()) }),
        today: date(WED),
        splits: Split::empty().into(),
    };
    let answer = store.save(std::slice::from_ref(&change), Wait::Briefly);
    assert!(matches!(&answer.fates[0].1, Fate::Kept(why) if why.contains("being written")), "{:?}", answer.fates);
    file.write_all(HOUR.as_bytes()).unwrap();
    drop(file);
    store.save(&[change], Wait::Briefly);
    let text = place.file(WEEK).unwrap();
    assert!(text.contains("note = \"mine\"") && text.contains("minutes = 60"), "{text}");
}

#[test]
fn a_held_lock_delays_the_edit_and_not_the_screen() {
    let mut p = over(hour(), WED);
    p.keys(">");
    let lock = std::fs::File::open(p.place.store().state().join("lock")).unwrap();
    lock.lock().unwrap();
    let since = Instant::now();
    p.keys(">");
    assert!(since.elapsed() < Duration::from_secs(2));
    assert!(p.answer().starts_with("not saved: another recoup is saving"), "{}", p.answer());
    assert_eq!((minutes(&p.place), p.model.unsaved()), (65, 1));
    drop(lock);
    p.msg(recoup::app::Msg::Retry);
    assert_eq!((minutes(&p.place), p.model.unsaved()), (70, 0));
}

/// Several paths to one folder, even before it exists, are one folder: one lock, one journal.
#[test]
fn one_folder_has_one_lock() {
    let place = Place::new();
    let real = place.dir.path().join("real");
    std::fs::create_dir(&real).unwrap();
    std::os::unix::fs::symlink(&real, place.dir.path().join("link")).unwrap();
    let stores: Vec<Store> = ["real/new", "link/new", "real/../link/new"]
        .iter()
        .map(|name| Store::new(&place.dir.path().join(name), &place.state()))
        .collect();
    for store in &stores {
        let edit = Edit::Log(LogEdit::Snack { date: date(WED), by: 1 });
        let change = Change { id: fresh_id(), group: None, edit, today: date(WED), splits: Split::empty().into() };
        store.commit(&change).unwrap();
    }
    assert_eq!(std::fs::read_dir(place.state()).unwrap().count(), 1);
    assert!(stores.iter().all(|s| s.depth() == (3, 0)));
}

/// Weeks that went missing are not an empty folder.
#[test]
fn a_folder_that_lost_its_weeks_is_not_written_to_until_that_is_accepted() {
    let place = Place::new();
    let write = |date: &str| {
        let edit = Edit::Log(LogEdit::Note { date: date.parse().unwrap(), text: Some("x".into()) });
        Change { id: fresh_id(), group: None, edit, today: crate::support::date(WED), splits: Split::empty().into() }
    };
    for day in ["2026-10-28", "2026-11-04", "2026-11-11", WED] {
        place.store().commit(&write(day)).unwrap();
    }
    // A single missing week counts as deleted, which is reported once.
    std::fs::remove_file(place.path("2026-W44")).unwrap();
    let done = place.store().commit(&write("2026-11-19")).unwrap();
    assert_eq!(done.notes, ["2026-W44.toml is gone and counts as deleted"]);
    assert_eq!(place.store().commit(&write("2026-11-20")).unwrap().notes, [""; 0]);
    let weeks = place.data().join("weeks");
    for (what, gone) in [("the folder", true), ("its weeks", false)] {
        std::fs::rename(&weeks, place.data().join("away")).unwrap();
        if !gone {
            std::fs::create_dir(&weeks).unwrap();
        }
        let e = place.store().commit(&write("2026-11-21")).unwrap_err().to_string();
        assert!(
            e.starts_with("weeks are missing in") && e.contains(", 3 of 3: nothing is changed there"),
            "{what}: {e}"
        );
        assert_eq!(weeks.exists(), !gone, "nothing is created");
        if !gone {
            std::fs::remove_dir(&weeks).unwrap();
        }
        std::fs::rename(place.data().join("away"), &weeks).unwrap();
        place.store().commit(&write("2026-11-21")).unwrap();
    }
    std::fs::remove_dir_all(&weeks).unwrap();
    assert!(place.store().commit(&write(WED)).is_err());
    assert_eq!(place.store().accept().unwrap(), 0);
    place.store().commit(&write(WED)).unwrap();
}

#[test]
fn a_damaged_journal_keeps_what_can_be_read_of_it() {
    for damage in ["", "garbage", "18446744073709551615"] {
        let place = hour();
        for _ in 0..3 {
            longer(&place, &place.store(), fresh_id());
        }
        let undo_dir = place.store().state().join("undo");
        write_in_place(&undo_dir.join("index.json"), damage);
        write_in_place(&undo_dir.join("cursor"), damage);
        longer(&place, &place.store(), fresh_id());
        assert_eq!(place.store().depth(), (4, 0), "{damage:?}");
        for _ in 0..4 {
            undo(&place.store());
        }
        assert_eq!(place.file(WEEK).unwrap(), HOUR);
    }
}

#[test]
fn temporary_files_of_a_crash_are_swept_after_an_hour() {
    let place = hour();
    longer(&place, &place.store(), fresh_id());
    let folders = [place.data().join("weeks"), place.store().state().join("undo")];
    for folder in &folders {
        for name in [".recoup-old.tmp", ".recoup-new.tmp"] {
            write_in_place(&folder.join(name), "half a we");
        }
        let old = std::fs::File::options().write(true).open(folder.join(".recoup-old.tmp")).unwrap();
        #[allow(clippy::disallowed_methods, reason = "ages the file")]
        old.set_modified(std::time::SystemTime::now() - Duration::from_secs(4000)).unwrap();
    }
    longer(&place, &place.store(), fresh_id());
    assert_eq!(left_over(&place), [".recoup-new.tmp", ".recoup-new.tmp"]);
}

#[test]
fn links_and_protected_files_stay_what_they_are() {
    let place = hour();
    // A link that leads nowhere yet: its target is created, the link stays.
    let target = place.dir.path().join("elsewhere.toml");
    std::os::unix::fs::symlink("../../elsewhere.toml", place.path("2026-W48")).unwrap();
    let edit = Edit::Log(LogEdit::Note { date: date("2026-11-25"), text: Some("over a link".into()) });
    let change = Change { id: fresh_id(), group: None, edit, today: date(WED), splits: Split::empty().into() };
    place.store().commit(&change).unwrap();
    assert!(std::fs::symlink_metadata(place.path("2026-W48")).unwrap().is_symlink());
    assert!(std::fs::read_to_string(target).unwrap().contains("over a link"));
    // A file that nobody may write is not replaced.
    let mut mode = std::fs::metadata(place.path(WEEK)).unwrap().permissions();
    mode.set_readonly(true);
    std::fs::set_permissions(place.path(WEEK), mode).unwrap();
    let mut p = over(place, WED);
    p.keys(">");
    let said = p.model.view.notice.clone().unwrap().text;
    assert!(said.contains("write-protected"), "{said}");
    assert!(minutes(&p.place) == 60 && p.screen().contains("60' RPE 5"), "it is still shown: {}", p.screen());
    // Protected while the planner is open: the edit is refused, and the screen says what the file holds.
    let protect = |p: &crate::support::Planner, on: bool| {
        let mut mode = std::fs::metadata(p.place.path(WEEK)).unwrap().permissions();
        std::os::unix::fs::PermissionsExt::set_mode(&mut mode, if on { 0o444 } else { 0o600 });
        std::fs::set_permissions(p.place.path(WEEK), mode).unwrap();
    };
    let stamp = p.place.store().stamp(WEEK.parse().unwrap());
    protect(&p, false);
    assert_ne!(p.place.store().stamp(WEEK.parse().unwrap()), stamp, "another mode changes the stamp");
    let mut p = p.restart(WED);
    protect(&p, true);
    p.keys(">");
    assert!(p.screen().contains("60' RPE 5") && p.screen().contains("protected"), "{}", p.screen());
    protect(&p, false);
    let held = p.place.store().read(WEEK.parse().unwrap());
    p.msg(recoup::app::Msg::Loaded(vec![(WEEK.parse().unwrap(), held)]));
    p.keys(">");
    assert_eq!(minutes(&p.place), 65);
    // The lock is private.
    let lock = std::fs::metadata(p.place.store().state().join("lock")).unwrap();
    assert_eq!(std::os::unix::fs::PermissionsExt::mode(&lock.permissions()) & 0o777, 0o600);
}

/// What is not a regular file is never opened, wherever it is.
#[test]
fn irregular_files_are_named_and_nothing_hangs() {
    for name in ["weeks/2026-W47.toml", "lock", "undo/00000001.json", "undo/index.json", "fact-told"] {
        let place = hour();
        longer(&place, &place.store(), fresh_id());
        let path = if name.starts_with("weeks") { place.data().join(name) } else { place.store().state().join(name) };
        let _ = std::fs::remove_file(&path);
        fifo(&path);
        let mut command = place.command();
        command.args(["--today", WED, "log", "--mood", "2"]);
        assert!(within(command, 20).is_some(), "{name} hangs");
        // The store of this test has its state elsewhere: the same once more, from inside.
        let since = Instant::now();
        let id = fresh_id();
        let edit = Edit::Log(LogEdit::Snack { date: date(WED), by: 1 });
        place
            .store()
            .save(&[Change { id, group: None, edit, today: date(WED), splits: Split::empty().into() }], Wait::Briefly);
        assert!(since.elapsed() < Duration::from_secs(5), "{name}");
    }
    let place = hour();
    for name in ["config.toml", "keymap.toml", "regions.toml", "library.toml", "themes/x.toml", "splits/x.toml"] {
        let config = place.dir.path().join("config").join(name.replace('/', "-"));
        fifo(&config.join("recoup").join(name));
        let mut command = place.command();
        command.env("XDG_CONFIG_HOME", &config);
        command.args(["--today", WED, "week"]);
        assert!(within(command, 20).is_some(), "{name} hangs");
    }
    trial("irregular_files_are_named_and_nothing_hangs").held_in(11);
}

/// Killed with no warning in the middle of typing: the file is whole, and holds at least what was reported as saved.
#[test]
fn killed_while_keys_are_typed_nothing_acknowledged_is_lost() {
    let mut dice = Dice(11);
    let place = hour();
    let mut low = 60;
    let row = trial("killed_while_keys_are_typed_nothing_acknowledged_is_lost");
    for round in 0..row.times() {
        let mut s = start(&place, &[]);
        s.wait_text(&format!("{low}' RPE 5"));
        let keys = 1 + dice.below(4) as u32;
        let up = low < 600;
        for _ in 0..keys {
            s.press(if up { ">" } else { "<" });
        }
        let wanted = if up { low + 5 * keys } else { low - 5 * keys };
        // Some rounds wait until the screen says that it is saved, the others do not.
        let acknowledged = dice.below(2) == 0;
        if acknowledged {
            s.wait_for("everything saved", |screen| {
                let text = screen.contents();
                text.contains(&format!("now {wanted} min")) && !text.contains("saving") && !text.contains("unsaved")
            });
        } else {
            thread::sleep(Duration::from_micros(dice.below(6_000)));
        }
        s.child.kill().unwrap();
        s.child.wait().unwrap();
        let now = minutes(&place);
        if acknowledged {
            assert_eq!(now, wanted, "round {round}");
        }
        let (from, to) = (low.min(wanted), low.max(wanted));
        assert!((from..=to).contains(&now) && now.is_multiple_of(5), "round {round}: {now} of {from} to {to}");
        low = now;
    }
    let before = minutes(&place);
    undo(&place.own_store());
    assert_ne!(minutes(&place), before, "what is there can be undone");
    row.held();
}

/// Two planners and four shells write one folder, through two paths to it: every edit is there.
#[test]
fn two_planners_and_four_shells_lose_nothing() {
    let place = hour();
    let link = place.dir.path().join("link");
    std::os::unix::fs::symlink(place.data(), &link).unwrap();
    let row = trial("two_planners_and_four_shells_lose_nothing");
    let each = row.times() / 6;
    let shells: Vec<_> = (0..4)
        .map(|n| {
            let (data, state) = (if n % 2 == 0 { place.data() } else { link.clone() }, place.state());
            thread::spawn(move || {
                for i in 0..each {
                    let mut command = std::process::Command::new(assert_cmd::cargo::cargo_bin!("recoup"));
                    command.env("XDG_STATE_HOME", &state).env("XDG_CONFIG_HOME", &state);
                    command.arg("--data-dir").arg(&data).args([
                        "--today",
                        WED,
                        "log",
                        "--note",
                        &format!("shell {n} {i}"),
                    ]);
                    let out = command.output().unwrap();
                    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
                }
            })
        })
        .collect();
    let mut a = start(&place, &[]);
    let mut b = start(&place, &[]);
    for s in [&mut a, &mut b] {
        s.wait_text("RPE 5");
    }
    for _ in 0..each {
        a.press(">");
        b.press(">");
        thread::sleep(Duration::from_millis(20));
    }
    for shell in shells {
        shell.join().unwrap();
    }
    for s in [&mut a, &mut b] {
        s.press("q");
        assert_eq!(s.end(), 0);
    }
    let file = place.file(WEEK).unwrap();
    for n in 0..4 {
        for i in 0..each {
            assert!(file.contains(&format!("shell {n} {i}")), "shell {n} {i}:\n{file}");
        }
    }
    assert_eq!(u64::from(minutes(&place)), 60 + 10 * each, "{file}");
    row.held();
}

/// A journal as version 0.1 left it: what was done can be undone, what was undone can be redone.
#[test]
fn a_journal_of_0_1_keeps_working() {
    let week = |m: u32| HOUR.replace("minutes = 60", &format!("minutes = {m}"));
    for cursor in ["2\n", "", "none"] {
        let place = Place::new();
        place.put(WEEK, &week(70));
        let undo_dir = place.store().state().join("undo");
        std::fs::create_dir_all(&undo_dir).unwrap();
        for (n, from, to) in [(1, 60, 65), (2, 65, 70), (3, 70, 75)] {
            let json = serde_json::json!({
                "label": format!("Wed 18 Nov: Legs now {to} min"),
                "files": [{ "week": WEEK, "before": week(from), "after": week(to) }],
            });
            write_in_place(&undo_dir.join(format!("{n:08}.json")), &json.to_string());
        }
        write_in_place(&undo_dir.join("cursor"), cursor);
        assert_eq!(place.store().depth(), (2, 1), "{cursor:?}");
        redo(&place.store());
        assert_eq!(minutes(&place), 75);
        for wanted in [70, 65, 60] {
            undo(&place.store());
            assert_eq!(minutes(&place), wanted);
        }
        longer(&place, &place.store(), fresh_id());
        assert_eq!((minutes(&place), place.store().depth()), (65, (1, 0)));
    }
}

/// A move between two weeks, with a power cut at each call: the next start finds the session in one of them, once.
#[test]
fn a_crash_between_two_weeks_leaves_the_session_in_one_of_them() {
    let (mut stayed, mut moved) = (0, 0);
    for n in 0.. {
        let place = hour();
        let hit = Arc::new(AtomicUsize::new(0));
        let hits = Arc::clone(&hit);
        let store = probed(&place, move |at, _, _| {
            if at < n {
                return Ok(());
            }
            hits.fetch_add(1, Ordering::SeqCst);
            Err(io::Error::other("no power"))
        });
        let change =
            |edit| Change { id: fresh_id(), group: None, edit, today: date(WED), splits: Split::empty().into() };
        let Some(Held::Week(week, _)) = place.store().read(WEEK.parse().unwrap()) else { panic!() };
        let item = ItemRef::to(date(WED), 0, &week.day(date(WED)).sessions[0]);
        let edit = Edit::Move(MoveEdit::Session { item, to: date("2026-11-25"), how: recoup::edit::Landing::Stack });
        store.save(&[change(edit)], Wait::Briefly);
        // The next program does something else entirely.
        place
            .store()
            .commit(&change(Edit::Log(LogEdit::Note { date: date("2026-12-02"), text: Some("later".into()) })))
            .unwrap();
        let here = place.file(WEEK).unwrap_or_default().contains("Legs");
        let there = place.file("2026-W48").unwrap_or_default().contains("Legs");
        assert!(here != there, "call {n}: here {here}, there {there}");
        stayed += usize::from(here);
        moved += usize::from(there);
        let steps = place.store().depth().0;
        for _ in 0..steps {
            undo(&place.store());
        }
        assert_eq!((place.file(WEEK).as_deref(), place.file("2026-W48")), (Some(HOUR), None), "call {n}: undone");
        if hit.load(Ordering::SeqCst) == 0 {
            break;
        }
    }
    assert!(stayed > 4 && moved > 2, "{stayed} stayed, {moved} moved");
}

#[test]
fn the_journal_keeps_the_last_two_hundred_steps() {
    let place = hour();
    for _ in 0..205 {
        longer(&place, &place.store(), fresh_id());
    }
    assert_eq!(place.store().depth(), (200, 0));
    let entries = std::fs::read_dir(place.store().state().join("undo")).unwrap().count();
    assert_eq!(entries, 201, "an entry each, and the index");
    for _ in 0..200 {
        undo(&place.store());
    }
    assert_eq!((minutes(&place), place.store().depth()), (85, (0, 200)));
}

/// Two planners over one folder, keys and delays at random: at the end each screen shows what the files hold, and undoing
/// every step restores the very first bytes.
#[test]
fn random_keys_in_two_planners_match_the_files_and_undo_to_the_first_bytes() {
    const KEYS: [&str; 24] = [
        ">",
        "<",
        "+",
        "-",
        "r",
        "s5",
        "m6",
        "R",
        "d",
        "p",
        "<space>",
        "<space>b",
        "u",
        "u",
        "<ctrl-r>",
        "h",
        "l",
        "j",
        "nx<enter>",
        "c00400630<enter>",
        "a<enter>",
        "Y]P[",
        "vlr",
        "2<space><enter>",
    ];
    let row = trial("random_keys_in_two_planners_match_the_files_and_undo_to_the_first_bytes");
    for seed in 0..row.times() {
        let mut dice = Dice(seed ^ 0xabcd);
        let place = hour();
        let mut planners = [0, 1].map(|_| crate::support::planner(&place, WED, |s| s));
        let mut typed = Vec::new();
        for p in &mut planners {
            p.hold(true);
        }
        for _ in 0..4 + dice.below(24) {
            let who = dice.below(2) as usize;
            let keys = KEYS[dice.below(KEYS.len() as u64) as usize];
            planners[who].keys(keys);
            typed.push(format!("{who}:{keys}"));
            for _ in 0..dice.below(4) {
                let p = &mut planners[dice.below(2) as usize];
                if dice.below(2) == 0 {
                    p.work()
                } else {
                    p.hear()
                };
            }
        }
        let typed = typed.join(" ");
        for p in &mut planners {
            p.hold(false);
        }
        for (who, p) in planners.iter_mut().enumerate() {
            // A layer that is left open is closed, and what the other wrote is read.
            p.keys("<esc><esc>");
            assert_eq!(p.model.unsaved(), 0, "seed {seed}: {typed}");
            let ids = p.model.at_hand();
            p.msg(recoup::app::Msg::Loaded(ids.iter().map(|id| (*id, place.store().read(*id))).collect()));
            for id in ids {
                let held = match place.store().read(id) {
                    Some(Held::Week(week, problems)) => {
                        assert_eq!(problems, [], "seed {seed}: {typed}");
                        Some((*week).clone())
                    }
                    None => None,
                    Some(Held::ReadOnly(why) | Held::Protected(_, why)) => panic!("seed {seed}: {typed}: {why}"),
                };
                assert_eq!(p.model.weeks.book().week(id), held.as_ref(), "seed {seed}, planner {who}, {id}: {typed}");
            }
        }
        let steps = place.store().depth().0;
        for _ in 0..steps {
            undo(&place.store());
        }
        assert_eq!(place.file(WEEK).as_deref(), Some(HOUR), "seed {seed}: {typed}");
        assert_eq!(place.store().ids().len(), 1, "seed {seed}: {typed}");
        for _ in 0..steps {
            redo(&place.store());
        }
        assert_eq!(place.store().depth().0, steps, "seed {seed}: {typed}");
    }
    row.held();
}

/// An edit is drawn when it is made and when it is saved: the program's own writes cause no further redraw.
#[test]
fn an_edit_is_drawn_twice() {
    let place = hour();
    let mut s = start(&place, &[]);
    s.wait_text("60' RPE 5");
    thread::sleep(Duration::from_millis(300));
    while let Ok(chunk) = s.bytes.try_recv() {
        s.screen.process(&chunk);
    }
    s.raw.clear();
    s.press(">");
    s.wait_for("it saved", |screen| {
        let text = screen.contents();
        text.contains("now 65 min") && !text.contains("saving")
    });
    thread::sleep(Duration::from_millis(300));
    while let Ok(chunk) = s.bytes.try_recv() {
        s.raw.extend(&chunk);
    }
    let frames = s.raw.windows(8).filter(|w| *w == b"\x1b[?2026h").count();
    assert_eq!(frames, 2, "{}", String::from_utf8_lossy(&s.raw));
    s.press("q");
    assert_eq!(s.end(), 0);
}

/// Cut at each byte, or with bits flipped: week files, journal entries and the index of the journal are reported or rebuilt,
/// and the next edit goes through or is refused with a sentence.
#[test]
fn damaged_files_are_survived() {
    let (row, mut files) = (trial("damaged_files_are_survived"), 0);
    let place = hour();
    for _ in 0..2 {
        longer(&place, &place.store(), fresh_id());
    }
    let undo_dir = place.store().state().join("undo");
    let whole = place.file(WEEK).unwrap();
    let mut dice = Dice(5);
    for path in [undo_dir.join("index.json"), undo_dir.join("00000001.json"), place.path(WEEK)] {
        let good = std::fs::read(&path).unwrap();
        let cuts = (0..good.len()).map(|at| good[..at].to_vec());
        let flips: Vec<Vec<u8>> = (0..row.times())
            .map(|_| {
                let mut bytes = good.clone();
                let at = dice.below(bytes.len() as u64) as usize;
                bytes[at] ^= 1 << dice.below(8);
                bytes
            })
            .collect();
        for bytes in cuts.chain(flips).filter(|b| !b.is_empty()) {
            files += 1;
            let scratch = Place::new();
            let state = scratch.store().state().join("undo");
            std::fs::create_dir_all(&state).unwrap();
            scratch.put(WEEK, &whole);
            for name in ["index.json", "00000001.json", "00000002.json"] {
                std::fs::copy(undo_dir.join(name), state.join(name)).unwrap();
            }
            let damaged =
                if path.starts_with(&undo_dir) { state.join(path.file_name().unwrap()) } else { scratch.path(WEEK) };
            std::fs::File::create(&damaged).unwrap().write_all(&bytes).unwrap();
            let edit = Edit::Log(LogEdit::Note { date: date(WED), text: Some("after".into()) });
            let change = Change { id: fresh_id(), group: None, edit, today: date(WED), splits: Split::empty().into() };
            match scratch.store().commit(&change) {
                Ok(_) => assert!(scratch.file(WEEK).unwrap().contains("after")),
                Err(e) => {
                    assert!(!e.to_string().is_empty());
                    let now = std::fs::read(scratch.path(WEEK)).unwrap();
                    assert_eq!(now, if path.starts_with(&undo_dir) { whole.clone().into_bytes() } else { bytes });
                }
            }
            let answer = scratch.store().turn(fresh_id(), recoup::edit::saving::Turn::Undo, date(WED), Wait::Briefly);
            assert_eq!(answer.fates.len(), 1);
        }
    }
    row.held_in(files);
}

/// What an edit costs: four syncs (the entry, the week, and a folder each), and nothing that was computed from the weeks is
/// computed again when it comes back from the disk.
#[test]
fn an_edit_is_synced_four_times_and_computed_once() {
    let place = hour();
    let syncs = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&syncs);
    let store = probed(&place, move |_, call, _| {
        count.fetch_add(usize::from(matches!(call, Call::Sync | Call::SyncFolder)), Ordering::Relaxed);
        Ok(())
    });
    let mut p = crate::support::planner_on(store, WED, |start| start);
    p.keys("c7.5<tab>32<enter>");
    for key in [">", "<", "u"] {
        p.hold(true);
        syncs.store(0, Ordering::Relaxed);
        p.keys(key);
        let made = p.model.recovery(date(WED)).unwrap();
        let ahead = p.model.insight.ahead.outlooks.as_ptr();
        while p.work() || p.hear() {}
        assert_eq!(syncs.load(Ordering::Relaxed), 4, "{key}");
        if key != "u" {
            assert!(Arc::ptr_eq(&made, &p.model.recovery(date(WED)).unwrap()), "{key}");
            assert_eq!(ahead, p.model.insight.ahead.outlooks.as_ptr(), "{key}: the forecast was computed again");
        }
        p.hold(false);
    }
}
