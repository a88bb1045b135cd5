//! What people can set: settings, splits, and where files live. Defaults live in `assets/` and are read from there.

pub mod ask;
pub mod content;
pub mod face;
pub mod keymap;
pub mod library;
pub mod maps;
pub mod paths;
pub mod put;
pub mod reader;
pub mod regions;
pub mod settings;
mod setup;
pub mod splits;
pub mod themes;

pub use content::Content;
pub use library::Library;
pub use paths::Paths;
pub use put::Put;
pub use reader::Severity;
pub use settings::{GlyphChoice, Settings};
pub use setup::{Setup, Wrong};
pub use themes::Themes;

/// The largest settings file that is read: a hundred times what anyone writes by hand. A choice.
const LARGEST: u64 = 1 << 20;

/// Reads one of our files, and lists the unknown keys in it.
fn of_toml<T: serde::de::DeserializeOwned>(text: &str) -> Result<(T, Vec<String>), String> {
    let say = |e: toml::de::Error| {
        let (line, column) = crate::formats::toml::place(text, e.span().map_or(0, |s| s.start));
        format!("line {line}, column {column}: {}", e.message().replace('\n', ", "))
    };
    let mut unknown = Vec::new();
    let document = toml::Deserializer::parse(text).map_err(say)?;
    let read = serde_ignored::deserialize(document, |key| {
        let key = key.to_string();
        if key != "format" {
            unknown.push(format!("{key} is not known here"));
        }
    });
    let read = read.map_err(say)?;
    // Each file names its format before its tables; there is only one so far.
    let head = text.lines().take_while(|l| !l.trim_start().starts_with('['));
    let form = head.filter_map(|l| l.trim().strip_prefix("format")?.trim_start().strip_prefix('=')).next();
    let form = form.map(|f| f.split('#').next().unwrap_or_default().trim());
    if let Some(other) = form.filter(|f| *f != "1") {
        unknown.push(format!("format {other} is from another version; this one reads format 1"));
    }
    Ok((read, unknown))
}
