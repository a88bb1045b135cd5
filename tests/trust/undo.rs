//! An undo takes back its own change and no other.

use recoup::sample::Headless;
use recoup::store::Store;

use super::WED;
use super::support::{Place, at, planner_on};

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

/// A planner of another machine that shares the weeks and knows nothing of this one's journal.
fn elsewhere(place: &Place) -> Headless {
    let store = Store::new(&place.data(), &place.dir.path().join("other-state"));
    planner_on(store, WED, |s| s)
}
