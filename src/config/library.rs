//! What `a` offers to add: `assets/library.toml`.

use crate::domain::Session;
use crate::domain::session::Extra;
use crate::store::format::read_library;

const BUILT_IN: &str = include_str!("../../assets/library.toml");

/// Sessions and extras to choose from.
#[derive(Clone, PartialEq, Debug)]
pub struct Library {
    /// Sessions.
    pub sessions: Vec<Session>,
    /// Extras.
    pub extras: Vec<Extra>,
}

impl Default for Library {
    fn default() -> Self {
        let (sessions, extras) = read_library(BUILT_IN).expect("the library in assets is valid");
        Self { sessions, extras }
    }
}

#[cfg(test)]
mod tests {
    use super::Library;

    #[test]
    fn every_row_of_the_library_is_read() {
        let library = Library::default();
        assert_eq!((library.sessions.len(), library.extras.len()), (15, 6));
        assert!(library.sessions.iter().all(|s| s.row.0.is_none()));
    }
}
