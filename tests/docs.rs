//! What is written from the program itself: the default keys, the README's key list and pictures. A test fails where one
//! is stale; `cargo test --test docs -- --ignored` writes them anew.

use std::path::Path;

use recoup::config::keymap;

/// Files that come from the program, with what they must hold.
fn written() -> Vec<(&'static str, String)> {
    vec![("assets/keymap.toml", keymap::defaults())]
}

#[test]
#[ignore = "writes files; run it to bring them up to date"]
fn write_them_anew() {
    for (path, text) in written() {
        recoup::store::atomic::write(&Path::new(env!("CARGO_MANIFEST_DIR")).join(path), text.as_bytes()).unwrap();
    }
}

#[test]
fn nothing_that_is_written_from_the_program_is_stale() {
    for (path, text) in written() {
        let held = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap_or_default();
        assert!(held == text, "{path} is stale; cargo test --test docs -- --ignored writes it anew");
    }
}
