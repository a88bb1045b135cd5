//! What people can set: settings, splits, and where files live. Defaults live in `assets/` and are read from there.

pub mod keymap;
pub mod library;
pub mod paths;
pub mod practices;
pub mod reader;
pub mod regions;
pub mod settings;
pub mod splits;
pub mod themes;

pub use library::Library;
pub use paths::Paths;
pub use practices::Content;
pub use settings::{GlyphChoice, Settings};
pub use splits::Splits;
pub use themes::Themes;

/// The largest file of settings that is read: a hundred times what one holds by hand. A choice.
const LARGEST: u64 = 1 << 20;
