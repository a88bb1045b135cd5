//! Weeks that are broken, newer, read-only, or written by others.

use crate::support::{Place, at, over};

use super::WED;

#[test]
fn a_broken_week_is_read_only_and_the_rest_works() {
    let place = Place::new();
    place.put("2026-W47", "format = 1\n[[day]]\ndate = 2026-11-18\nnote = \"oops\n");
    let mut p = over(place, WED);
    assert!(p.answer().starts_with("2026-W47.toml line 4, column 13:"), "{}", p.answer());
    for keys in ["r", "c", "n", "<space>"] {
        p.keys(keys);
        assert!(p.answer().contains("2026-W47.toml line 4"), "{keys}: {}", p.answer());
    }
    assert!(p.place.file("2026-W47").unwrap().ends_with("note = \"oops\n"));
    p.keys("]r");
    assert!(p.place.file("2026-W48").is_some());
}

#[test]
fn a_newer_format_is_left_alone() {
    let place = Place::new();
    place.put("2026-W47", "format = 2\n");
    let mut p = over(place, WED);
    p.keys("r");
    assert_eq!(p.answer().split(';').next().unwrap(), "2026-W47.toml has format 2, and this version reads up to 1");
    assert_eq!(p.place.file("2026-W47").unwrap(), "format = 2\n");
}

#[test]
fn a_folder_that_cannot_be_written_keeps_the_change_and_says_so() {
    let place = Place::new();
    std::fs::create_dir_all(place.dir.path()).unwrap();
    recoup::store::atomic::write(&place.data(), b"a file where the folder should be").unwrap();
    let mut p = over(place, WED);
    p.keys("r");
    assert!(p.answer().starts_with("not saved: cannot write"), "{}", p.answer());
    assert_eq!(p.cell(2)[2], "Full rest", "the change stays on the screen");
    p.keys("q");
    assert!(!p.quit && p.answer().starts_with("1 change is not saved"), "{}", p.answer());
    std::fs::remove_file(p.place.data()).unwrap();
    p.msg(recoup::app::Msg::Retry);
    assert!(p.place.file("2026-W47").is_some());
    p.keys("q");
    assert!(p.quit);
}

#[test]
fn an_edit_by_another_program_and_ours_both_stay() {
    let mut p = at(WED);
    p.keys("r");
    let other =
        p.place.file("2026-W47").unwrap().replace("title = \"HIIT intervals\"", "title = \"Hill sprints\" # by hand");
    p.place.put("2026-W47", &other);
    p.keys("6+");
    let file = p.place.file("2026-W47").unwrap();
    assert!(file.contains("title = \"Hill sprints\" # by hand"), "{file}");
    assert_eq!(p.cell(4)[2], "Hill");
    // Undo on a changed file takes back only ours.
    p.place.put("2026-W47", &file.replace("# by hand", "# twice"));
    p.keys("u");
    let file = p.place.file("2026-W47").unwrap();
    assert!(file.contains("# twice") && file.contains("rpe = 6"), "{file}");
}

#[test]
fn lines_not_understood_can_be_listed() {
    let place = Place::new();
    place.put(
        "2026-W47",
        "format = 1\n[[day]]\ndate = 2026-11-18\n[day.checkin]\nhrv = 0\nsleep_hours = -1\nenergy = 3\n",
    );
    let mut p = over(place, WED);
    assert!(p.screen().contains("2 lines not understood"), "{}", p.screen());
    assert!(p.screen().contains("~75 TRAIN  may be 55–95"), "one bad field does not take the score away");
    p.keys(":problems<enter>");
    assert!(p.screen().contains("line 5: hrv 0 is not possible"), "{}", p.screen());
    assert!(p.screen().contains("line 6: sleep_hours -1 is not possible"), "{}", p.screen());
}

/// A folder as the last version before model 2 left it, with settings, stored forecasts and journal: it is read without complaint,
/// one line says once that scores follow model 2 now, its forecasts are shown and neither graded nor changed, and every step can
/// be undone.
#[test]
fn a_folder_from_before_model_2_keeps_working() {
    let form = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/forms/before-model-2");
    let text = |path: &std::path::Path| std::fs::read_to_string(path).unwrap();
    let put = |path: std::path::PathBuf, text: &str| {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        recoup::store::atomic::write(&path, text.as_bytes()).unwrap();
    };
    let place = Place::new();
    for week in ["2026-W46", "2026-W47"] {
        place.put(week, &text(&form.join(format!("weeks/{week}.toml"))));
    }
    for state in [place.store().state(), place.own_store().state()] {
        for entry in std::fs::read_dir(form.join("undo")).unwrap() {
            let path = entry.unwrap().path();
            put(state.join("undo").join(path.file_name().unwrap()), &text(&path));
        }
    }
    put(place.config().join("recoup/config.toml"), &text(&form.join("config.toml")));

    // In the shell: the sleep need counts as it was set, with a remark.
    let (code, out, err) = place.run("2026-11-17", &["why"]);
    assert_eq!((code, err.as_str()), (0, ""), "{out}");
    assert!(out.contains("model 2") && out.contains("6h50 against 6h30 needed"), "{out}");
    let (code, out, err) = place.run("2026-11-17", &["config", "check"]);
    assert!(code == 0 && (out + &err).contains("sleep_need 6.5: most adults need 7 to 9 hours"), "{code}");
    let (code, out, _) = place.run("2026-11-17", &["evaluate", "--json"]);
    assert!(code == 0 && out.contains("\"forecast\""), "{out}");

    // On the screen: one line, until something is saved.
    let said = "scores now follow model 2";
    let p = over(place, "2026-11-18");
    assert!(p.answer().starts_with(said), "{}", p.answer());
    assert!(p.model.insight.learnt.grade.is_none(), "forecasts of another model are not graded");
    let mut p = p.restart("2026-11-18");
    assert!(p.answer().starts_with(said), "nothing was saved yet: {}", p.answer());
    p.keys("c7.5<tab>4<enter>");
    let file = p.place.file("2026-W47").unwrap();
    assert!(file.contains("forecast = [81, 62, 65, 64]\n") && file.contains("model = 2"), "{file}");
    assert_eq!(file.matches("model = 2").count(), 1, "stored forecasts stay as they are: {file}");
    let mut p = p.restart("2026-11-19");
    assert!(!p.answer().contains(said), "{}", p.answer());

    // Every step of the older program can be undone, down to nothing.
    p.keys("u");
    for _ in 0..11 {
        p.keys("u");
    }
    assert_eq!((p.place.file("2026-W46"), p.place.file("2026-W47")), (None, None), "{}", p.answer());
}

/// A check-in in a folder that cannot be written says so, as any other change does.
#[test]
fn a_check_in_that_cannot_be_saved_does_not_say_that_it_is() {
    let place = Place::new();
    recoup::store::atomic::write(&place.data(), b"a file in the folder's place").unwrap();
    for end in ["<esc>", "<enter>"] {
        let place = Place::new();
        recoup::store::atomic::write(&place.data(), b"a file in the folder's place").unwrap();
        let mut p = over(place, WED);
        p.keys("c7.5<tab>3").keys(end);
        assert!(p.answer().starts_with("not saved: "), "{end}: {}", p.answer());
        assert!(p.screen().contains("not saved yet"), "{end}: {}", p.screen());
    }
}

/// A week that stops being readable while it is shown says why at once, and no longer once it is repaired.
#[test]
fn a_week_that_breaks_while_it_is_shown_says_why() {
    let mut p = at(WED);
    p.keys("r");
    let text = p.place.file("2026-W47").unwrap();
    let id = "2026-W47".parse().unwrap();
    let read_again = |p: &mut crate::support::Planner| {
        let held = p.place.store().read(id);
        p.msg(recoup::app::Msg::Loaded(vec![(id, held)]));
    };
    p.place.put("2026-W47", &format!("{text}\n[[day]\n"));
    read_again(&mut p);
    assert!(p.answer().contains("read-only until that is fixed"), "{}", p.answer());
    p.place.put("2026-W47", &text);
    read_again(&mut p);
    assert!(!p.screen().contains("read-only"), "{}", p.screen());
}
