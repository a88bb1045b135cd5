//! Done work is a fact, and nothing that was not changed is rewritten.

use super::{WED, WEEK, hour};
use crate::support::{Place, at, over, planner};

fn done_hour() -> Place {
    let place = hour();
    let text = super::HOUR.to_owned() + "status = \"done\"\ndone = { minutes = 55, rpe = 7, felt = \"worse\" }\n";
    place.put(WEEK, &text);
    place
}

#[test]
fn done_work_is_neither_cut_nor_moved_nor_made_rest_nor_skipped() {
    let says = "Legs on Wed 18 Nov is done, and what is done stays put";
    for keys in ["d", "r", "m", "s", "S", "vr"] {
        let place = done_hour();
        let before = place.file(WEEK);
        let mut p = over(place, WED);
        p.keys(keys);
        assert!(p.screen().contains(says), "{keys}: {}", p.screen());
        assert_eq!(p.place.file(WEEK), before, "{keys}");
    }
    let place = done_hour();
    let mut command = place.command();
    command.args(["--today", WED, "rest", "wed"]);
    let out = command.output().unwrap();
    assert_eq!(out.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&out.stderr).contains(says));
    // In the week as text, leaving out a line does not cut it.
    let mut p = over(place, WED);
    let held = p.model.shown(p.week()).0.into_owned();
    let text = recoup::formats::weektext::write(&held);
    let without: String = text.lines().filter(|l| !l.contains("Legs")).map(|l| format!("{l}\n")).collect();
    match recoup::formats::weektext::read(&held, &without, crate::support::date(WED)) {
        recoup::formats::weektext::Read::Wrong(_, first) => assert!(first.contains(says), "{first}"),
        other => panic!("{other:?}"),
    }
    // Another split leaves it where it is.
    p.keys(":split alternating<enter><enter>");
    let file = p.place.file(WEEK).unwrap();
    assert!(file.contains("done = { minutes = 55, rpe = 7, felt = \"worse\" }"), "{file}");
}

#[test]
fn space_removes_the_mark_and_keeps_the_record() {
    let mut p = over(done_hour(), WED);
    let before = p.place.file(WEEK).unwrap();
    p.keys("<space>");
    assert!(p.screen().contains("60' RPE 5"), "planned again, the plan counts: {}", p.screen());
    let file = p.place.file(WEEK).unwrap();
    assert!(!file.contains("status") && file.contains("minutes = 55"), "{file}");
    p.keys("<space><enter>");
    assert!(p.screen().contains("55' RPE 7"), "{}", p.screen());
    assert!(p.place.file(WEEK).unwrap().contains("status = \"done\""));
    p.keys("uu");
    assert_eq!(p.place.file(WEEK).unwrap(), before);
}

/// What a form or a text shows and nobody touches is left alone, even what it cannot represent.
#[test]
fn a_form_and_a_text_leave_alone_what_they_cannot_hold() {
    let odd = "format = 1\n\n[[day]]\ndate = 2026-11-18\nnote = \"\"\"two\nlines\"\"\"\nwins = [\"slept; well\", \"ate\"]\n\n\
               [[day.session]]\nkind = \"strength\"\ntitle = \"Push | Pull\"\nminutes = 60\nrpe = 5\nnote = \"\"\"squats\nrows\"\"\"\n\
               extras = [{ title = \"Phase 2\", done = true }, { title = \"Roll, stretch\", minutes = 10 }]\n";
    let place = Place::new();
    place.put(WEEK, odd);
    let mut p = over(place, WED);
    p.keys("e<enter>");
    assert_eq!(p.place.file(WEEK).unwrap(), odd, "enter with nothing changed");
    p.keys("W<enter>");
    assert_eq!(p.place.file(WEEK).unwrap(), odd, "wins");
    p.keys("n<enter>");
    assert_eq!(p.place.file(WEEK).unwrap(), odd, "note");
    p.keys("c<enter>");
    assert_eq!(p.place.file(WEEK).unwrap(), odd, "check-in");
    // Adding a word to a note of two lines keeps its two lines.
    p.keys("n<end> more<enter>");
    assert!(
        p.place.file(WEEK).unwrap().contains("two\nlines more")
            || p.place.file(WEEK).unwrap().contains("two\\nlines more")
    );
    p.keys("u");
    // One change changes one thing.
    p.keys("e<tab><tab><backspace>8<enter>");
    let file = p.place.file(WEEK).unwrap();
    let line = |l: &&str| !l.starts_with("id = ") && *l != "own = true";
    let kept: Vec<&str> = file.lines().filter(line).collect();
    assert_eq!(kept, odd.replace("rpe = 5", "rpe = 8").lines().collect::<Vec<_>>(), "{file}");
    // Adding an extra keeps the others.
    p.keys("e<tab><tab><tab><tab><end>, Walk 5<enter>");
    let file = p.place.file(WEEK).unwrap();
    assert!(
        file.contains("{ title = \"Phase 2\", done = true }")
            && file.contains("{ title = \"Roll, stretch\", minutes = 10 }")
            && file.contains("{ title = \"Walk\", minutes = 5 }"),
        "{file}"
    );
    // One with a comma in its title can get another length.
    p.keys("u").keys("e<tab><tab><tab><tab><backspace><backspace>20<enter>");
    let file = p.place.file(WEEK).unwrap();
    assert!(file.contains("{ title = \"Roll, stretch\", minutes = 20 }"), "{file}");
    p.keys("u");
    // The week as text.
    let held = p.model.shown(p.week()).0.into_owned();
    let today = crate::support::date(WED);
    let text = recoup::formats::weektext::write(&held);
    assert!(
        matches!(recoup::formats::weektext::read(&held, &text, today), recoup::formats::weektext::Read::Same),
        "{text}"
    );
    p.msg(recoup::app::Msg::Edited(recoup::app::Draft::Week(Box::new(held), 0), text.replace("60 ", "75 ")));
    let file = p.place.file(WEEK).unwrap();
    assert!(
        file.contains("title = \"Push | Pull\"") && file.contains("minutes = 75") && file.contains("done = true"),
        "{file}"
    );
    p.keys("W<end>; slept in<enter>");
    assert!(p.place.file(WEEK).unwrap().contains("wins = [\"slept; well\", \"ate\", \"slept in\"]"));
}

/// A week that was edited is no longer a proposal, even when it is empty for a moment.
#[test]
fn cutting_and_putting_back_applies_no_split() {
    let place = Place::new();
    place.put(
        "2026-W48",
        "format = 1\n\n[[day]]\ndate = 2026-11-28\n\n[[day.session]]\nkind = \"endurance\"\ntitle = \"Race\"\n",
    );
    let mut p = over(place, WED);
    p.keys("]6dp");
    let file = p.place.file("2026-W48").unwrap();
    assert_eq!((file.matches("[[day.session]]").count(), file.contains("Race")), (1, true), "{file}");
    p.keys("da").keys("easy run<enter>");
    assert!(!p.place.file("2026-W48").unwrap().contains("Upper body"));
    // One imported row of a plan joins the plan that is shown.
    let place = Place::new();
    let csv = place.dir.path().join("plan.csv");
    super::write_in_place(&csv, "date,kind,title,minutes,rpe,status\n2026-11-21,endurance,Race,120,9,planned\n");
    let mut command = place.command();
    command.args(["--today", WED, "import"]).arg(csv);
    assert!(command.output().unwrap().status.success());
    let file = place.file(WEEK).unwrap();
    assert!(file.contains("Race") && file.contains("Lower body") && file.contains("HIIT"), "{file}");
}

#[test]
fn a_note_from_the_shell_is_appended() {
    let place = hour();
    for note in ["A", "B", "B"] {
        let mut command = place.command();
        command.args(["--today", WED, "log", "--note", note]);
        assert!(command.output().unwrap().status.success());
    }
    let file = place.file(WEEK).unwrap();
    assert!(file.contains("note = \"A\\nB\"") || file.contains("A\nB\"\"\""), "{file}");
}

/// Each answer of a check-in is on disk as it is given; all of them are one step.
#[test]
fn a_check_in_is_kept_answer_by_answer_and_undone_as_one() {
    let mut p = at(WED);
    p.keys("c00400630");
    let file = p.place.file(WEEK).unwrap();
    assert!(file.contains("wake = \"06:30\"") && file.contains("unfinished = true"), "{file}");
    p.keys("23");
    let file = p.place.file(WEEK).unwrap();
    assert!(file.contains("sleep_quality = 2") && file.contains("energy = 3"), "{file}");
    // Another program sees it as a single step while it is open.
    let mut other = planner(&p.place, WED, |s| s);
    other.keys("U");
    assert_eq!(other.screen().matches("the morning of Wed 18 Nov").count(), 1, "{}", other.screen());
    p.keys("<enter>");
    let file = p.place.file(WEEK).unwrap();
    assert!(!file.contains("unfinished"), "{file}");
    p.keys("u");
    assert_eq!(p.place.file(WEEK), None, "one step");
    p.keys("<ctrl-r>");
    assert_eq!(p.place.file(WEEK).as_ref(), Some(&file));
}

#[test]
fn a_text_that_is_refused_or_left_is_not_lost() {
    // The file turns unreadable while a note is typed: the note stays open.
    let mut p = over(hour(), WED);
    p.keys("nprecious text");
    p.place.put(WEEK, "format = 1\n<<<<<<< ours\n");
    let id = p.week();
    let held = p.place.store().read(id);
    p.msg(recoup::app::Msg::Loaded(vec![(id, held)]));
    p.keys("<enter>");
    assert!(p.screen().contains("precious text"), "{}", p.screen());
    p.place.put(WEEK, super::HOUR);
    let held = p.place.store().read(id);
    p.msg(recoup::app::Msg::Loaded(vec![(id, held)]));
    p.keys("<enter>");
    assert!(p.place.file(WEEK).unwrap().contains("precious text"));
    // Left with esc, it comes back with the next n, once.
    p.keys("n and more<esc>");
    assert!(!p.place.file(WEEK).unwrap().contains("and more"));
    p.keys("n");
    assert!(p.screen().contains("precious text and more"), "{}", p.screen());
    p.keys("<esc>n");
    assert!(!p.screen().contains("and more"), "{}", p.screen());
    // A long paste is taken whole.
    let long = "word ".repeat(1_000);
    p.msg(recoup::app::Msg::Paste(long.clone()));
    p.keys("<enter>");
    assert!(p.place.file(WEEK).unwrap().contains(long.trim()), "5,000 letters");
}

/// With control or alt a key is another key, in every field.
#[test]
fn a_key_with_a_modifier_is_never_the_bare_key() {
    let mut p = at(WED);
    p.keys("c<down><down><down>4");
    assert!(p.place.file(WEEK).unwrap().contains("mood = 4"));
    let before = p.place.file(WEEK);
    p.keys("<up><alt-x><ctrl-x><alt-j><alt-=><alt-k><ctrl-x><alt-5>");
    assert_eq!(p.place.file(WEEK), before);
    p.keys("x");
    assert!(!p.place.file(WEEK).is_some_and(|f| f.contains("mood")));
}

/// A comma works as a decimal point, wherever a number is typed.
#[test]
fn a_comma_is_a_decimal_point_and_two_values_for_one_answer_are_refused() {
    let mut p = at(WED);
    p.keys("c<backtab>");
    let keys = "<down>".repeat(18);
    p.keys(&keys).keys("38,2<enter>");
    let file = p.place.file(WEEK).unwrap();
    assert!(file.contains("hrv = 38.2"), "{file}");
    let place = Place::new();
    let run = |args: &[&str]| {
        let mut command = place.command();
        command.args(["--today", WED]).args(args);
        let out = command.output().unwrap();
        (out.status.code().unwrap(), String::from_utf8_lossy(&out.stderr).into_owned())
    };
    for args in [
        ["log", "--soreness", "3,4"],
        ["log", "--soreness", "3,5"],
        ["log", "--soreness", "chest=3,5"],
        ["log", "--soreness", "chest=2,chest=7"],
        ["log", "--sleep", "7.5h30"],
        ["log", "--hrv", "1.234,5"],
    ] {
        assert_eq!(run(&args).0, 65, "{args:?}");
    }
    assert_eq!(place.file(WEEK), None);
    for (args, holds) in [
        (["log", "--hrv", "62,5"], "hrv = 62.5"),
        (["log", "--resting-hr", "51,5"], "resting_hr = 51.5"),
        (["log", "--sleep", "7:30"], "sleep_hours = 7.5"),
        (["log", "--sleep", "0040-0630"], "bed = \"00:40\""),
        (["log", "--sleep", "12:40 am - 6:30 am"], "bed = \"00:40\""),
        (["done", "--minutes", "1h05"], "minutes = 65"),
    ] {
        let (code, said) = run(&args);
        assert_eq!(code, 0, "{args:?}: {said}");
        assert!(place.file(WEEK).unwrap().contains(holds), "{args:?}: {}", place.file(WEEK).unwrap());
    }
    assert!(run(&["log", "--sleep", "0"]).1.contains("0h00 asleep"));
    assert!(run(&["log", "--sleep", "15"]).1.contains("15h00 asleep is long"));
}

/// Remembering that an offer was refused or used touches no week, survives a restart, and is undone in its order.
#[test]
fn a_refused_offer_is_a_step_of_its_own() {
    let mut p = at(WED);
    p.keys("c0040063022<tab><tab><tab>6<enter>");
    assert!(p.model.prepared().is_some(), "{}", p.screen());
    let before = p.place.file(WEEK);
    p.keys("x");
    assert!(p.model.prepared().is_none());
    assert_eq!(p.place.file(WEEK), before);
    let mut p = p.restart(WED);
    assert!(p.model.prepared().is_none(), "a restart keeps it");
    p.keys("u");
    assert!(p.model.prepared().is_some(), "{}", p.screen());
    assert_eq!(p.place.file(WEEK), before);
    p.keys("=");
    let used = p.place.file(WEEK);
    assert_ne!(used, before);
    assert!(p.model.prepared().is_none(), "used once");
    p.keys("u");
    assert_eq!(p.place.file(WEEK), before, "one step");
    assert!(p.model.prepared().is_some());
    // On the next day there is nothing left of it to undo.
    p.keys("x");
    let mut p = p.restart("2026-11-19");
    p.keys("u");
    assert!(p.answer().starts_with("undone: logged the morning"), "{}", p.answer());
}

/// An interrupted check-in gets its forecast with the first change after the next start, in one step with it.
#[test]
fn an_interrupted_check_in_gets_its_forecast_with_the_next_change() {
    let mut p = at(WED);
    p.keys("c004006302344");
    let before = p.place.file(WEEK).unwrap();
    assert!(before.contains("unfinished = true") && !before.contains("forecast"), "{before}");
    let mut p = p.restart(WED);
    p.keys(">");
    let file = p.place.file(WEEK).unwrap();
    assert!(file.contains("forecast = [") && file.contains("minutes = 65"), "{file}");
    p.keys(">u");
    assert_eq!(p.place.file(WEEK).unwrap(), file);
    p.keys("u");
    assert_eq!(p.place.file(WEEK).unwrap(), before);
}

/// Nights as a hurried person types them into the check-in.
#[test]
fn nights_typed_in_a_hurry_are_understood() {
    for (keys, bed, wake) in [
        ("12:40 am6:30 am<enter>", "00:40", "06:30"),
        ("11:10pm 6:40am<enter>", "23:10", "06:40"),
        ("1140  630<enter><enter>", "11:40", "06:30"),
        ("23:10-06:40", "23:10", "06:40"),
        ("23:15-6:453", "23:15", "06:45"),
        ("11pm-7am<down>", "23:00", "07:00"),
    ] {
        let mut p = at(WED);
        p.keys("c").keys(keys);
        let file = p.place.file(WEEK).unwrap();
        assert!(file.contains(&format!("bed = \"{bed}\"\nwake = \"{wake}\"")), "{keys}: {file}");
    }
    // An odd night is questioned before the check-in closes.
    let mut p = at(WED);
    p.keys("c17<enter>");
    assert!(p.screen().contains("17h00 asleep is long"), "{}", p.screen());
    p.keys("<enter>");
    assert!(p.screen().contains("logged the morning"), "{}", p.screen());
    // What cannot be read stays to be corrected, and is dropped with a notice.
    let mut p = at(WED);
    p.keys("c25:00 06:30");
    assert!(
        p.screen().contains("25:00 06:30") && p.screen().contains("'25:00 06:30' is not a night"),
        "{}",
        p.screen()
    );
    p.keys("<esc>");
    assert!(p.screen().contains("not saved, esc again leaves"), "{}", p.screen());
    p.keys("<esc>");
    assert_eq!((p.place.file(WEEK), p.model.view.layer.is_none()), (None, true));
    // A morning that is cleared is gone.
    let mut p = at(WED);
    p.keys("c7.5<enter><enter>cx<enter>");
    assert!(!p.place.file(WEEK).is_some_and(|f| f.contains("checkin")), "{:?}", p.place.file(WEEK));
}

/// A note that is typed while another program adds a line to it: both are there.
#[test]
fn a_note_typed_while_another_program_writes_keeps_both() {
    for (open, close) in [("n", "<enter>"), ("c<backtab><up>", "<enter>")] {
        let mut p = over(hour(), WED);
        p.keys("nfirst<enter>").keys(open);
        if open != "n" {
            let to_note = "<down>".repeat(21);
            p.keys(&to_note);
        }
        p.keys(" and more");
        let mut other = planner(&p.place, WED, |s| s);
        other.keys("n");
        let file = p.place.file(WEEK).unwrap();
        p.place.put(WEEK, &file.replace("note = \"first\"", "note = \"first\\nfrom the shell\""));
        let id = p.week();
        let held = p.place.store().read(id);
        p.msg(recoup::app::Msg::Loaded(vec![(id, held)]));
        p.keys(close);
        let file = p.place.file(WEEK).unwrap();
        assert!(file.contains("first and more") && file.contains("from the shell"), "{open}: {file}");
    }
}

/// Answers given while the week could not be written are saved if the check-in closes when it can be written again.
#[test]
fn answers_that_were_refused_are_kept_when_the_check_in_closes() {
    let mut p = over(hour(), WED);
    p.keys("c");
    let load = |p: &mut crate::support::Planner, text: &str| {
        p.place.put(WEEK, text);
        let (id, held) = (p.week(), p.place.store().read(p.week()));
        p.msg(recoup::app::Msg::Loaded(vec![(id, held)]));
    };
    load(&mut p, "format = 1\n<<<<<<< ours\n");
    p.keys("0040063034");
    load(&mut p, super::HOUR);
    p.keys("<enter>");
    let file = p.place.file(WEEK).unwrap();
    assert!(
        file.contains("wake = \"06:30\"") && file.contains("sleep_quality = 3") && file.contains("energy = 4"),
        "{file}"
    );
    assert!(!file.contains("unfinished"), "{file}");
}

/// What was closed over a week that had turned unreadable is offered again once the week is fixed.
#[test]
fn a_note_and_answers_that_the_store_refused_come_back() {
    let place = Place::new();
    let mut p = over(place, WED);
    p.keys(">");
    let file = p.place.file(WEEK).unwrap();
    p.hold(true);
    p.keys("nprecious<enter>");
    p.keys("c0040063034<enter>");
    p.place.put(WEEK, "format = 1\n<<<<<<< ours\n");
    p.hold(false);
    assert_eq!(p.model.unsaved(), 0);
    p.place.put(WEEK, &file);
    let (id, held) = (p.week(), p.place.store().read(p.week()));
    p.msg(recoup::app::Msg::Loaded(vec![(id, held)]));
    p.keys("n<enter>").keys("c<enter>");
    let file = p.place.file(WEEK).unwrap();
    for kept in ["note = \"precious\"", "wake = \"06:30\"", "sleep_quality = 3", "energy = 4"] {
        assert!(file.contains(kept), "{kept}: {file}");
    }
}
