//! What `a` offers to add: `assets/library.toml`, and the user's own beside the settings file.

use std::path::Path;

use super::reader::text_if_there;
use crate::domain::Session;
use crate::domain::ShortTitles;
use crate::domain::session::Extra;
use crate::formats::toml::read_library;

const BUILT_IN: &str = include_str!("../../assets/library.toml");

/// Sessions and extras to choose from.
#[derive(Clone, PartialEq, Debug)]
pub struct Library {
    /// Sessions.
    pub sessions: Vec<Session>,
    /// Extras.
    pub extras: Vec<Extra>,
    /// Short titles of sessions for where there is little room, the user's own first.
    pub shorts: Vec<ShortTitles>,
}

impl Default for Library {
    fn default() -> Self {
        let (sessions, extras, shorts, _) = read_library(BUILT_IN).expect("the library in assets is valid");
        Self { sessions, extras, shorts: vec![shorts] }
    }
}

impl Library {
    /// The built-in library with what `library.toml` in `folder` adds; its rows come first. The second part says what was
    /// wrong with it.
    pub fn load(folder: &Path) -> (Self, Vec<String>) {
        let mut out = Self::default();
        let path = folder.join("library.toml");
        let named = |why: String| format!("{}: {why}", path.display());
        match text_if_there(&path) {
            Ok(Some(text)) => match read_library(&text) {
                Ok((sessions, extras, shorts, problems)) => {
                    out.shorts.insert(0, shorts);
                    out.sessions.splice(0..0, sessions);
                    out.extras.splice(0..0, extras);
                    let problems = problems.into_iter().map(|p| named(format!("line {}: {}", p.line, p.text)));
                    (out, problems.collect())
                }
                Err(why) => (out, vec![named(why.to_string())]),
            },
            Ok(None) => (out, Vec::new()),
            Err(e) => (out, vec![named(e.to_string())]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Library;

    #[test]
    fn every_row_of_the_library_is_read() {
        let library = Library::default();
        assert_eq!((library.sessions.len(), library.extras.len()), (16, 7));
        assert!(library.sessions.iter().all(|s| s.row.0.is_none()));
    }
}
