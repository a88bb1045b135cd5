//! What other programs and the disk do while something waits or is open on the screen.

use recoup::edit::LogEdit;
use std::fs;
use std::io::Write;

use super::{HOUR, WED, WEEK, hour, minutes};
use crate::support::{Place, over, planner};

/// Weeks that were read and never written are missed too when their folder is moved away.
#[test]
fn weeks_that_were_only_read_are_missed_too() {
    let place = hour();
    place.put("2026-W45", &HOUR.replace("2026-11-18", "2026-11-04"));
    place.put("2026-W46", &HOUR.replace("2026-11-18", "2026-11-11"));
    let mut p = over(place, WED);
    let (weeks, away) = (p.place.data().join("weeks"), p.place.dir.path().join("away"));
    fs::rename(&weeks, &away).unwrap();
    p.look();
    assert!(p.screen().contains("weeks are missing"), "{}", p.screen());
    assert!(p.screen().contains("60' RPE 5"), "what is known stays visible:\n{}", p.screen());
    p.keys(">");
    assert!(p.screen().contains("weeks are missing") && p.screen().contains("60' RPE 5"), "{}", p.screen());
    p.keys("nprecious<enter>");
    assert!(p.screen().contains("precious"), "the text stays open:\n{}", p.screen());
    assert!(!weeks.exists(), "nothing is created in its place");
    fs::rename(&away, &weeks).unwrap();
    p.look();
    p.keys("<enter>");
    p.keys(">");
    assert_eq!(minutes(&p.place), 65);
    assert!(p.place.file(WEEK).unwrap().contains("precious"));
    // Gone before it is noticed: the save refuses.
    fs::rename(&weeks, &away).unwrap();
    p.keys(">");
    assert!(p.screen().contains("weeks are missing") && !weeks.exists(), "{}", p.screen());
    // A program that starts then knows about them from the journal.
    let mut later = planner(&p.place, WED, |s| s);
    assert!(later.screen().contains("weeks are missing"), "{}", later.screen());
    later.keys(">");
    assert!(!weeks.exists());
}

/// Once `recoup doctor --accept` accepts the folder as it is, a planner that had read more weeks can write to it.
#[test]
fn accepted_losses_are_not_missed() {
    let place = hour();
    let mut p = over(place, WED);
    let weeks = p.place.data().join("weeks");
    fs::remove_file(weeks.join("2026-W47.toml")).unwrap();
    p.look();
    p.keys("nnothing<enter><esc>");
    assert!(!weeks.join("2026-W47.toml").exists());
    p.place.store().accept().unwrap();
    p.look();
    p.keys("nsomething<enter>");
    assert!(p.place.file(WEEK).unwrap().contains("something"));
}

/// A waiting edit is shown once, whichever weeks are read meanwhile.
#[test]
fn a_waiting_edit_counts_once_when_other_weeks_are_read() {
    let mut p = over(hour(), WED);
    p.hold(true);
    p.keys(">");
    assert!(p.screen().contains("65' RPE 5"));
    for _ in 0..6 {
        p.keys("]]]]]]]");
        while p.work() {}
        p.keys("[[[[[[[");
    }
    while p.hear() {}
    p.hold(false);
    assert!(p.screen().contains("65' RPE 5"), "{}", p.screen());
    // In a what-if too.
    let mut p = over(hour(), WED);
    p.keys("c00400630<enter>");
    p.hold(true);
    p.keys(">f");
    let far = "2026-W20".parse().unwrap();
    p.msg(recoup::app::Msg::Loaded(vec![(far, None)]));
    p.keys("<");
    assert!(p.screen().contains("60' RPE 5"), "{}", p.screen());
    p.keys("<esc>");
    p.hold(false);
    assert!(p.screen().contains("65' RPE 5"), "{}", p.screen());
    assert_eq!(minutes(&p.place), 65);
}

/// Keys that change the plan leave the record of work done meanwhile alone, in a what-if and outside it.
#[test]
fn an_edit_of_the_plan_leaves_what_was_done_meanwhile() {
    let done = "title = \"Legs\"\nminutes = 60\nrpe = 5\nstatus = \"done\"\n\n[day.session.done]\nminutes = 20\n";
    let done = HOUR.replace("title = \"Legs\"\nminutes = 60\nrpe = 5\n", done);
    let recorded = |p: &crate::support::Planner| {
        let file = p.place.file(WEEK).unwrap();
        file.contains("status = \"done\"") && file.contains("minutes = 20") && file.contains("minutes = 60")
    };
    // Applied before the change has been seen.
    for keys in [">", "+", " ", "<", "emore<enter>"] {
        let mut p = over(hour(), WED);
        p.hold(true);
        p.keys(keys);
        p.place.put(WEEK, &done);
        p.hold(false);
        assert!(recorded(&p), "{keys}: {}", p.place.file(WEEK).unwrap());
        assert!(p.screen().contains("20'"), "{keys}:\n{}", p.screen());
    }
    // In a what-if, where the change is seen meanwhile or not.
    for seen in [false, true] {
        let mut p = over(hour(), WED);
        p.keys("c00400630<enter>f>]3+[3");
        let file = p.place.file(WEEK).unwrap();
        let old = "minutes = 60\nrpe = 5\n";
        assert!(file.contains(old), "{file}");
        let done = "minutes = 60\nrpe = 5\nstatus = \"done\"\n\n[day.session.done]\nminutes = 20\n";
        p.place.put(WEEK, &file.replace(old, done));
        if seen {
            p.look();
            assert!(p.screen().contains("20'"), "{}", p.screen());
        }
        p.keys("<enter>");
        assert!(recorded(&p), "{seen}: {}", p.place.file(WEEK).unwrap());
        assert!(p.model.view.sandbox.is_none() && p.screen().contains("20'"), "{}", p.screen());
        assert!(p.place.file("2026-W48").is_some(), "the rest of the plan is applied:\n{}", p.screen());
    }
}

/// A check-in shows what another program answers while it is open, and leaves that alone when it closes.
#[test]
fn an_open_check_in_follows_the_file() {
    let mut p = over(hour(), WED);
    p.keys("c004006303");
    let mut other = planner(&p.place, WED, |s| s);
    // Energy 5, and another quality.
    other.keys("c<up>25<enter>");
    p.look();
    let screen = p.screen();
    let line = |name: &str| screen.lines().find(|l| l.contains(name)).unwrap_or_default().to_owned();
    assert!(line("Energy").contains('5') && line("Quality").contains('2'), "{screen}");
    p.keys("<down>4<enter>");
    let file = p.place.file(WEEK).unwrap();
    for kept in ["sleep_quality = 2", "energy = 5", "mood = 4", "wake = \"06:30\""] {
        assert!(file.contains(kept), "{kept}: {file}");
    }
    // A note that is not touched here follows too.
    let mut p = over(hour(), WED);
    p.keys("c");
    let mut other = planner(&p.place, WED, |s| s);
    other.keys("ntheirs<enter>");
    p.look();
    p.keys("<up>");
    for _ in 0..30 {
        p.keys("<down>");
    }
    assert!(p.screen().contains("theirs"), "{}", p.screen());
    p.keys(" and ours<enter>");
    assert!(p.place.file(WEEK).unwrap().contains("note = \"theirs and ours\""), "{}", p.place.file(WEEK).unwrap());
}

/// What was typed into a form, a line of wins or a week's text comes back if the store refused it.
#[test]
fn text_that_the_store_refuses_comes_back() {
    let away = |p: &mut crate::support::Planner, keys: &str| {
        let file = p.place.file(WEEK).unwrap();
        p.hold(true);
        p.keys(keys);
        p.place.put(WEEK, "format = 1\n<<<<<<< ours\n");
        p.hold(false);
        let said = p.model.view.notice.as_ref().map(|n| n.text.clone()).unwrap_or_default();
        assert!(p.model.unsaved() == 0 && said.contains("brings back what you typed"), "{keys}: {said}");
        p.place.put(WEEK, &file);
        p.look();
    };
    let mut p = over(hour(), WED);
    away(&mut p, "e and arms<enter>");
    p.keys("<esc>e");
    assert!(p.screen().contains("Legs and arms"), "{}", p.screen());
    p.keys("<enter>");
    assert!(p.place.file(WEEK).unwrap().contains("Legs and arms"));
    away(&mut p, "Wslept early<enter>");
    p.keys("<esc>W");
    assert!(p.screen().contains("slept early"), "{}", p.screen());
    p.keys("<enter>");
    assert!(p.place.file(WEEK).unwrap().contains("slept early"));
    away(&mut p, "aKettlebells<enter><enter><enter>");
    p.keys("<esc>a");
    assert!(p.screen().contains("Kettlebells"), "{}", p.screen());
}

/// A session that no longer exists is reported, with a way to keep what was typed.
#[test]
fn a_form_on_a_missing_session_can_add_it() {
    let mut p = over(hour(), WED);
    p.keys("e and arms");
    p.place.put(WEEK, &HOUR.replace("Legs", "Squats"));
    p.look();
    p.keys("<enter>");
    assert!(p.screen().contains("Legs and arms") && p.screen().contains("enter"), "{}", p.screen());
    assert!(!p.place.file(WEEK).unwrap().contains("arms"));
    p.keys("<enter>");
    let file = p.place.file(WEEK).unwrap();
    assert!(file.contains("Squats") && file.contains("Legs and arms"), "{file}");
}

/// A damaged entry of the journal does not hide the steps before it.
#[test]
fn a_damaged_entry_can_be_passed_over() {
    let place = hour();
    let mut p = over(place, WED);
    p.keys("nfirst<enter>>");
    let mut entries: Vec<_> = fs::read_dir(p.place.store().state().join("undo"))
        .unwrap()
        .map(|e| e.unwrap().path())
        .filter(|p| p.file_stem().unwrap().to_str().unwrap().parse::<u64>().is_ok())
        .collect();
    entries.sort();
    let newest = entries.pop().unwrap();
    let text = fs::read(&newest).unwrap();
    fs::File::create(&newest).unwrap().write_all(&text[..text.len() / 2]).unwrap();
    p.keys("u");
    assert!(p.answer().contains("again skips it"), "{}", p.answer());
    p.keys("uu");
    let file = p.place.file(WEEK).unwrap();
    assert!(!file.contains("first") && file.contains("minutes = 65"), "{file}");
}

/// In a new folder nothing was ever there, so nothing is missed.
#[test]
fn a_new_folder_misses_nothing() {
    let mut p = over(Place::new(), WED);
    assert!(!p.screen().contains("missing"));
    p.keys("r");
    assert!(p.place.file(WEEK).is_some());
}

/// A failure that repeats is reported once: the confirmation of a copy stays visible.
#[test]
fn a_repeated_failure_hides_no_other_answer() {
    let mut p = over(hour(), WED);
    let lock = p.place.store().state();
    fs::create_dir_all(lock.parent().unwrap()).unwrap();
    super::write_in_place(&lock, "in the way");
    p.keys(">");
    assert!(p.screen().contains("not saved:"), "{}", p.screen());
    let copy = p.place.dir.path().join("copy");
    p.keys(&format!(":save-copy {}<enter>", copy.display()));
    assert!(p.screen().contains("a copy with every change is in"), "{}", p.screen());
    p.msg(recoup::app::Msg::Retry);
    assert!(p.screen().contains("a copy with every change is in"), "{}", p.screen());
    p.keys(">").msg(recoup::app::Msg::Retry);
    assert!(p.model.view.notice.as_ref().unwrap().text.contains("2 changes will be retried"), "{}", p.screen());
    fs::remove_file(&lock).unwrap();
    p.msg(recoup::app::Msg::Retry);
    assert_eq!((minutes(&p.place), p.model.unsaved(), p.model.failing_because()), (70, 0, None));
}

/// A lock that is not a regular file is named, with what to do about it.
#[test]
fn a_fifo_in_the_place_of_the_lock_is_named() {
    let place = hour();
    let lock = place.store().state().join("lock");
    super::fifo(&lock);
    let mut p = over(place, WED);
    p.keys(">");
    let why = p.model.failing_because().unwrap().to_owned();
    assert!(why.contains(&lock.display().to_string()) && why.contains("move it away"), "{why}");
}

/// On a screen too small to show anything no key acts, but the program can be quit.
#[test]
fn no_key_acts_unseen() {
    let mut p = over(hour(), WED).size(29, 24);
    p.keys(">d n typed<enter>");
    p = p.size(80, 24);
    p.keys("n").keys("half");
    p = p.size(80, 7);
    p.keys("q<enter>");
    p = p.size(80, 24);
    assert!(p.screen().contains("half") && !p.screen().contains("halfq"), "{}", p.screen());
    p.keys("<esc>");
    assert_eq!(p.place.file(WEEK).unwrap(), HOUR);
    p = p.size(4, 1);
    p.keys("q");
    assert!(p.quit);
}

/// A finished morning that is corrected stays finished, however the check-in is left.
#[test]
fn a_corrected_morning_stays_finished() {
    let mut p = over(hour(), WED);
    p.keys("c00400630344<enter>");
    assert!(!p.place.file(WEEK).unwrap().contains("unfinished"));
    p.keys("c<down>2");
    assert!(!p.place.file(WEEK).unwrap().contains("unfinished"), "{}", p.place.file(WEEK).unwrap());
    p.keys("<esc>");
    let file = p.place.file(WEEK).unwrap();
    assert!(file.contains("sleep_quality = 2") && !file.contains("unfinished"), "{file}");
}

/// If both changed the same field of a session, the last change counts, and that is reported.
#[test]
fn a_field_that_was_changed_elsewhere_too_is_reported() {
    let mut p = over(hour(), WED);
    p.keys("e mine");
    let id = "id = \"a\"\ntitle = \"Squats\"";
    p.place.put(WEEK, &HOUR.replace("title = \"Legs\"", id));
    p.look();
    p.keys("<esc>e mine");
    p.place.put(WEEK, &HOUR.replace("title = \"Legs\"", &id.replace("Squats", "Dips")));
    p.look();
    p.keys("<enter>");
    assert!(p.place.file(WEEK).unwrap().contains("Squats mine"));
    assert!(p.answer().contains("its title was changed elsewhere too, to Dips"), "{}", p.answer());
}

/// A form over a week that turns unreadable stays open with what was typed.
#[test]
fn a_form_over_a_week_that_turns_unreadable_stays_open() {
    let mut p = over(hour(), WED);
    p.keys("e and arms");
    p.place.put(WEEK, &HOUR.replace("title = \"Legs\"", "title = \"Legs"));
    p.look();
    p.keys("<enter>");
    assert!(p.screen().contains("Legs and arms") && p.screen().contains("line 8"), "{}", p.screen());
    p.place.put(WEEK, HOUR);
    p.look();
    p.keys("<enter>");
    assert!(p.place.file(WEEK).unwrap().contains("Legs and arms"));
}

/// A note that was typed before is offered with a remark, and the lines it deleted stay deleted.
#[test]
fn a_draft_is_distinguished_from_the_note_and_keeps_its_deletions() {
    let place = hour();
    let mut p = over(place, WED);
    p.keys("nslept well<enter>");
    p.keys("n<ctrl-u>half a note");
    let left = p.model.interrupted().unwrap();
    drop(p.place.store().commit(&{
        let edit = recoup::edit::Edit::Log(LogEdit::Reword {
            date: crate::support::date(WED),
            was: Some("slept well".into()),
            to: Some("slept well\nfrom the shell".into()),
        });
        let id = crate::support::fresh_id();
        recoup::edit::Change {
            id,
            group: None,
            edit,
            today: crate::support::date(WED),
            splits: recoup::domain::Split::empty().into(),
        }
    }));
    let place = p.place;
    let mut p = crate::support::with(place, WED, |start| recoup::app::Start { left: Some(left), ..start });
    assert!(p.screen().contains("half a note"), "{}", p.screen());
    p.keys("<enter>");
    let file = p.place.file(WEEK).unwrap();
    assert!(file.contains("half a note") && file.contains("from the shell") && !file.contains("slept well"), "{file}");
    // Left with esc and opened again, it says that it is not the note.
    p.keys("n more<esc>n");
    assert!(p.screen().contains("typed before but not saved"), "{}", p.screen());
}

/// A key that toggles something starts from what was seen: if two planners make a day rest, it is rest.
#[test]
fn a_toggle_starts_from_what_was_seen() {
    let mut p = over(Place::new(), WED);
    p.keys("c00400630<enter>f5r");
    let mut other = planner(&p.place, WED, |s| s);
    other.keys("5r");
    p.keys("<enter>");
    assert!(p.cell(4).join(" ").contains("Full rest"), "{}", p.screen());
    for (first, second) in [("5L", "5L"), ("5s6", "6s5")] {
        let mut p = over(Place::new(), WED);
        let mut other = planner(&p.place, WED, |s| s);
        p.keys("c00400630<enter>");
        p.hold(true);
        p.keys(first);
        other.keys(second);
        p.hold(false);
        assert!(p.cell(5).join(" ").contains("HIIT"), "{first} {second}: {}", p.screen());
        // Asked for again once the swap is visible, it swaps back.
        p.keys("5s6");
        assert!(p.cell(4).join(" ").contains("HIIT"), "{}", p.screen());
    }
    for (keys, twice) in [("r", "Full rest"), (" ", "done"), (":pin<enter>", "pinned = true"), ("Fp<enter>", "protein")]
    {
        let mut setup = recoup::config::Setup::default();
        setup.settings.daily.fuel = Some(true);
        let setup = std::rc::Rc::new(setup);
        let mut p = crate::support::with(hour(), WED, |s| recoup::app::Start { setup: setup.clone(), ..s });
        let mut other = planner(&p.place, WED, |s| recoup::app::Start { setup, ..s });
        p.hold(true);
        p.keys(keys);
        other.keys(keys);
        p.hold(false);
        assert!(p.place.file(WEEK).unwrap().contains(twice), "{keys}: {}", p.place.file(WEEK).unwrap());
    }
}

/// Numbers with more decimals than files keep are rounded, not refused.
#[test]
fn numbers_with_many_decimals_are_kept_rounded() {
    for (typed, kept) in
        [("7.333", "sleep_hours = 7.33"), ("7.999", "sleep_hours = 8"), ("7.123456", "sleep_hours = 7.12")]
    {
        let mut p = over(hour(), WED);
        p.keys(&format!("c{typed}<enter>"));
        assert!(p.place.file(WEEK).unwrap().contains(kept), "{typed}: {}", p.place.file(WEEK).unwrap());
    }
    // What somebody wrote by hand with more decimals stays as it is.
    let hand = "\n[day.checkin]\nsleep_hours = 7.3333\n";
    let place = Place::new();
    place.put(WEEK, &HOUR.replace("date = 2026-11-18\n", &format!("date = 2026-11-18\n{hand}")));
    let mut p = over(place, WED);
    p.keys("c<down>4<enter>");
    let file = p.place.file(WEEK).unwrap();
    assert!(file.contains("sleep_hours = 7.3333") && file.contains("sleep_quality = 4"), "{file}");
}

/// Two sessions with one id, as after copying a block by hand: an edit acts on the one that was chosen.
#[test]
fn of_two_sessions_with_one_id_the_chosen_one_is_edited() {
    let two = "format = 1\nown = true\n\n[[day]]\ndate = 2026-11-18\n\n[[day.session]]\nkind = \"strength\"\ntitle = \"one\"\nminutes = 30\nrpe = 5\nid = \"aa\"\n\n[[day.session]]\nkind = \"strength\"\ntitle = \"two\"\nminutes = 40\nrpe = 6\nid = \"aa\"\n";
    for (keys, kept) in [
        ("j>", "minutes = 45"),
        ("j+", "rpe = 7"),
        ("j ", "status = \"done\""),
        ("je ZZ<enter>", "two ZZ"),
        ("jd", "[[tray]]"),
    ] {
        let place = Place::new();
        place.put(WEEK, two);
        let mut p = over(place, WED);
        p.keys(keys);
        let file = p.place.file(WEEK).unwrap();
        let first = file.split("title = \"two").next().unwrap();
        assert!(
            first.contains("title = \"one\"\nminutes = 30\nrpe = 5\n") && !first.contains("status"),
            "{keys}: {file}"
        );
        assert!(file.contains(kept), "{keys}: {file}");
        p.keys("u");
        assert_eq!(p.place.file(WEEK).unwrap(), two, "{keys}");
    }
}

/// A change that waits for the disk keeps waiting while its folder is away, and is saved when that is back; if the
/// program ends before that, a copy holds it, with the answers of an open check-in.
#[test]
fn waiting_edits_survive_a_folder_that_is_away() {
    let mut p = over(hour(), WED);
    p.hold(true);
    p.keys(">nAA<enter>");
    let (weeks, away) = (p.place.data().join("weeks"), p.place.dir.path().join("away"));
    fs::rename(&weeks, &away).unwrap();
    p.hold(false);
    p.look();
    assert_eq!(p.model.unsaved(), 2, "{}", p.screen());
    p.keys("c00400630");
    let draft = p.model.interrupted();
    assert!(p.model.unsaved() == 3 && draft.is_none(), "{draft:?}");
    let changes = p.model.unsaved_changes();
    let copy = recoup::runtime::effects::keep_unsaved(&p.place.store(), &changes, p.model.weeks.book()).unwrap();
    let text = fs::read_to_string(std::path::Path::new(&copy).join("weeks/2026-W47.toml")).unwrap();
    assert!(text.contains("note = \"AA\"") && text.contains("wake = \"06:30\""), "{text}");
    fs::rename(&away, &weeks).unwrap();
    p.look();
    p.msg(recoup::app::Msg::Retry);
    let file = p.place.file(WEEK).unwrap();
    assert!(file.contains("minutes = 65") && file.contains("AA") && p.model.unsaved() == 0, "{file}");
}

/// A change in a what-if that does not fit for a moment is still there when it fits again.
#[test]
fn a_tried_change_survives_a_moment_in_which_it_does_not_fit() {
    let mut p = over(hour(), WED);
    p.keys("c00400630<enter>f>");
    let mut other = planner(&p.place, WED, |s| s);
    other.keys("d");
    p.look();
    assert!(p.screen().contains("no longer fits"), "{}", p.screen());
    other.keys("u");
    p.look();
    assert!(p.screen().contains("65' RPE 5"), "{}", p.screen());
    p.keys("<enter>");
    assert_eq!(minutes(&p.place), 65);
}
