//! An undo takes back its own change and no other.

use recoup::sample::Headless;
use recoup::store::Store;

use super::WED;
use crate::support::{Place, at, over, planner_on};

#[test]
fn an_undo_leaves_what_somebody_else_logged() {
    let mut p = at(WED);
    p.keys("5r");
    let mut other = elsewhere(&p.place);
    other.keys("1<space>b");
    p.keys("u");
    let file = p.place.file("2026-W47").unwrap();
    assert!(file.contains("status = \"done\"") && file.contains("felt = \"better\""), "{file}");
    assert!(file.contains("title = \"HIIT intervals\""), "{file}");
    assert!(!p.screen().contains("proposed"), "{}", p.screen());
}

#[test]
fn an_undo_and_redo_leave_a_row_that_was_renamed_by_hand() {
    let mut p = at(WED);
    p.keys("5r");
    let file = p.place.file("2026-W47").unwrap();
    p.place.put("2026-W47", &file.replace("title = \"Upper body\"", "title = \"Bench and rows\""));
    p.keys("u");
    let file = p.place.file("2026-W47").unwrap();
    assert!(
        file.contains("Bench and rows") && file.contains("HIIT intervals") && file.contains("Lower body"),
        "{file}"
    );
    p.keys("<ctrl-r>");
    let file = p.place.file("2026-W47").unwrap();
    assert_eq!((file.matches("Bench and rows").count(), file.contains("Upper body")), (1, false), "{file}");
}

/// A planner on another machine that shares the weeks and knows nothing of this one's journal.
fn elsewhere(place: &Place) -> Headless {
    let store = Store::new(&place.data(), &place.dir.path().join("other-state"));
    planner_on(store, WED, |s| s)
}

fn text(p: &crate::support::Planner) -> String {
    p.place.file("2026-W47").unwrap()
}

/// An undo or redo that would take along somebody else's work is refused, with a sentence; where the two can be separated, they
/// are.
#[test]
fn an_undo_of_an_add_a_swap_or_a_rest_never_removes_what_others_wrote() {
    // Added here, done elsewhere: the record stays.
    let mut p = at(WED);
    p.keys("r").keys("afootball<enter>");
    p.keys("<tab><tab>45<enter>");
    assert!(text(&p).contains("title = \"football\""), "{}", text(&p));
    elsewhere(&p.place).keys("3<down><space>w");
    assert!(text(&p).contains("felt = \"worse\""), "{}", text(&p));
    p.keys("u");
    assert!(text(&p).contains("title = \"football\"") && text(&p).contains("felt = \"worse\""), "{}", text(&p));
    assert!(p.screen().contains("football on Wed 18 Nov was done meanwhile, so it stays"), "{}", p.screen());

    // Swapped here, renamed by hand: the row moves back under its new name.
    let mut p = at(WED);
    p.keys("s5");
    let renamed = text(&p).replace("title = \"Lower body\"", "title = \"Pistols\"");
    p.place.put("2026-W47", &renamed);
    p.keys("u");
    let file = text(&p);
    let wednesday = file.split("date = 2026-11-18").nth(1).unwrap().split("[[day]]").next().unwrap();
    assert!(wednesday.contains("Pistols") && !file.contains("Lower body"), "{file}");
    p.keys("<ctrl-r>");
    let file = text(&p);
    let friday = file.split("date = 2026-11-20").nth(1).unwrap().split("[[day]]").next().unwrap();
    assert!(friday.contains("Pistols") && file.matches("Pistols").count() == 1, "{file}");

    // Swapped here, done elsewhere on its new day: done work never moves, and the undo says so.
    let mut p = at(WED);
    p.keys("s5");
    elsewhere(&p.place).keys("3<space><enter>");
    let before = text(&p);
    p.keys("u");
    assert_eq!(text(&p), before);
    assert!(p.screen().contains("HIIT intervals on Wed 18 Nov was done meanwhile, so it stays"), "{}", p.screen());
    // Asked again, it is passed over, so that the steps before it stay within reach.
    p.keys("u");
    assert_eq!(text(&p), before);
    assert!(p.answer().starts_with("skipped: swapped Wed"), "{}", p.answer());
    p.keys("u");
    assert!(p.answer().starts_with("there is nothing to undo"), "{}", p.answer());

    // Rest here, a note and a morning elsewhere: they stay, the plan comes back.
    let mut p = at(WED);
    p.keys("r");
    elsewhere(&p.place).keys("c00400630<enter>nlate<enter>");
    p.keys("u");
    let file = text(&p);
    assert!(
        file.contains("wake = \"06:30\"") && file.contains("note = \"late\"") && file.contains("Lower body"),
        "{file}"
    );
    assert!(!file.contains("[[tray]]"), "{file}");
}

/// An undo names what it takes back, and takes back the newest step of the folder, whichever program made it.
#[test]
fn an_undo_takes_the_newest_step_of_the_folder_and_names_it() {
    let mut p = at(WED);
    p.keys("r");
    let mut other = crate::support::planner(&p.place, WED, |s| s);
    other.keys("nfrom the other<enter>");
    p.keys("u");
    assert!(p.answer().starts_with("undone: noted on Wed 18 Nov"), "{}", p.answer());
    assert!(!text(&p).contains("from the other"));
    other.keys("u");
    assert!(other.screen().contains("undone: Wed 18 Nov is full rest"), "{}", other.screen());
    p.keys("<ctrl-r><ctrl-r>");
    assert!(text(&p).contains("from the other") && text(&p).contains("Full rest"));
}

/// An undo turns a week back into a proposal only if nothing of anybody else's is in it.
#[test]
fn a_week_is_no_proposal_again_while_it_holds_others_work() {
    let place = Place::new();
    place.put(
        "2026-W48",
        "format = 1\n\n[[day]]\ndate = 2026-11-26\n\n[[day.session]]\nkind = \"endurance\"\ntitle = \"Race\"\n",
    );
    let mut p = over(place, WED);
    p.keys("]4d");
    let file = |p: &crate::support::Planner| p.place.file("2026-W48").unwrap();
    assert!(file(&p).contains("own = true"), "{}", file(&p));
    // Somebody else clears the tray and leaves a note.
    let cleared =
        file(&p).split("[[tray]]").next().unwrap().replace("date = 2026-11-26", "date = 2026-11-26\nnote = \"theirs\"");
    p.place.put("2026-W48", &cleared);
    p.keys("u");
    let after = file(&p);
    assert!(after.contains("note = \"theirs\""), "{after}");
    assert!(!p.screen().contains("proposed"), "{}", p.screen());
}

/// A session written by hand, without an id, gets one even if it only moves: renamed in the tray, it still comes back.
#[test]
fn a_session_without_an_id_is_recognised_in_the_tray() {
    let place = super::hour();
    let mut p = over(place, WED);
    p.keys("r");
    let file = text(&p);
    p.place.put("2026-W47", &file.replace("title = \"Legs\"", "title = \"Squats\""));
    p.keys("u");
    let file = text(&p);
    assert!(file.contains("Squats") && !file.contains("[[tray]]") && !file.contains("Full rest"), "{file}");
}

/// Two programs answer one morning: undone in order, the first bytes are there again.
#[test]
fn two_programs_that_answer_one_morning_are_taken_back_in_order() {
    let mut p = over(super::hour(), WED);
    p.keys("c004006303");
    let mut other = crate::support::planner(&p.place, WED, |s| s);
    other.keys("c<down>5<enter>");
    p.keys("4<enter>");
    for _ in 0..p.place.store().depth().0 {
        crate::support::undo(&p.place.store());
    }
    assert_eq!(text(&p), super::HOUR);
}

/// Nobody is notified of a step that changed no file, and another program can still redo it.
#[test]
fn another_program_can_redo_a_step_that_changed_no_file() {
    let place = Place::new();
    place.put("2026-W47", super::HOUR);
    let mut here = over(place, WED);
    let mut there = crate::support::planner(&here.place, WED, |s| s);
    here.keys(">");
    there.look();
    let now = here.place.file("2026-W47").unwrap().replace("minutes = 65", "minutes = 80");
    here.place.put("2026-W47", &now);
    here.look();
    here.keys("u");
    assert!(here.answer().starts_with("no effect, it was changed since"), "{}", here.answer());
    assert_eq!(here.place.store().depth(), (0, 1));
    there.keys("<ctrl-r>");
    assert!(!there.screen().contains("there is nothing to redo"), "{}", there.screen());
    assert_eq!(here.place.store().depth(), (1, 0));
    // Where there is really nothing, asking creates no folder.
    let mut p = at(WED);
    p.keys("u<ctrl-r>");
    assert!(p.answer().starts_with("there is nothing to redo"), "{}", p.answer());
    assert!(!p.place.data().exists() && !p.place.state().exists());
}

/// Work that another machine marked done stays what it was when it was done: undoing a change of its plan leaves it alone.
#[test]
fn an_undo_of_a_plan_leaves_work_that_was_done_since() {
    let place = Place::new();
    place.put("2026-W47", super::HOUR);
    let mut here = over(place, WED);
    here.keys("+").keys(">");
    let mut there = elsewhere(&here.place);
    there.keys("<space><esc>");
    here.look();
    here.keys("uu");
    let file = text(&here);
    assert!(file.contains("rpe = 6") && file.contains("minutes = 65") && file.contains("status = \"done\""), "{file}");
}

/// A session that was added here and made longer on another machine stays when the addition is undone, with a sentence; a
/// morning that both answered keeps what the other one answered.
#[test]
fn an_undo_takes_away_nothing_that_another_machine_added_to() {
    let place = Place::new();
    place.put("2026-W47", super::HOUR);
    let mut here = over(place, WED);
    here.keys("5aeasy run<enter>");
    let mut there = elsewhere(&here.place);
    there.keys("5>");
    here.look();
    here.keys("u");
    assert!(here.screen().contains("was changed meanwhile, so it stays"), "{}", here.screen());
    assert!(text(&here).contains("Easy run"), "{}", text(&here));
    let place = Place::new();
    place.put("2026-W47", super::HOUR);
    let mut here = over(place, WED);
    here.keys("c<tab><tab>4<esc>");
    let mut there = elsewhere(&here.place);
    there.keys("c<tab><tab><tab>2<esc>");
    here.look();
    here.keys("u");
    assert!(text(&here).contains("mood = 2") && !text(&here).contains("energy"), "{}", text(&here));
}
