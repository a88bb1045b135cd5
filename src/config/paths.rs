//! Where files live: the XDG base directories, and what options and the environment put in their place.
//!
//! The only module that reads the environment.

use super::face::{Depth, Paper};
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;

/// Folder name under each base directory.
const APP: &str = "recoup";

/// The folders and files of one run.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Paths {
    /// Weeks live in `weeks/` under it.
    pub data: PathBuf,
    /// The settings file.
    pub config: PathBuf,
    /// Whether the settings file was named by an option, so that it must exist.
    pub config_named: bool,
    /// Whether the data folder was named by an option or the environment.
    pub data_named: bool,
    /// The lock and undo journal of each data directory live in a folder under it.
    pub state: PathBuf,
}

impl Paths {
    /// Options first, then `$RECOUP_DATA_DIR`, then the XDG directories.
    ///
    /// # Errors
    /// A sentence, if there is no home directory and nothing was named instead.
    pub fn find(data_dir: Option<&Path>, config: Option<&Path>) -> Result<Self, String> {
        let base = etcetera::base_strategy::Xdg::new();
        let homeless = || "there is no home directory; name a folder with --data-dir".to_owned();
        let base = base.map_err(|_| homeless());
        let named_data = data_dir.map(Path::to_path_buf).or_else(|| path("RECOUP_DATA_DIR"));
        let data_named = named_data.is_some();
        let data = match named_data {
            Some(dir) => dir,
            None => base.as_ref().map_err(Clone::clone)?.data_dir().join(APP),
        };
        let state = match &base {
            Ok(base) => base.state_dir().unwrap_or_else(|| data.clone()).join(APP),
            Err(_) => data.join(".state"),
        };
        let folder = base.map_or_else(|_| data.join("config"), |b| b.config_dir().join(APP));
        let named = config.map(Path::to_path_buf);
        let config_named = named.is_some();
        let config = named.unwrap_or_else(|| folder.join("config.toml"));
        Ok(Self { data, config, config_named, data_named, state })
    }

    /// A warning about a named data folder that does not exist: a typo would otherwise look like lost weeks.
    pub fn data_named_but_missing(&self) -> Option<String> {
        let missing = self.data_named && !self.data.exists();
        missing.then(|| format!("there is no folder {} yet; is it the one you mean?", self.data.display()))
    }

    /// The folder of the settings file.
    pub fn folder(&self) -> &Path {
        self.config.parent().unwrap_or(Path::new("."))
    }

    /// The table of trained regions, beside the settings file.
    pub fn regions(&self) -> PathBuf {
        self.folder().join("regions.toml")
    }

    /// The folder of the user's own splits, beside the settings file.
    pub fn splits(&self) -> PathBuf {
        self.folder().join("splits")
    }
}

#[allow(clippy::disallowed_methods, reason = "this module is where the environment is read")]
fn text(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|v| !v.is_empty())
}

fn path(name: &str) -> Option<PathBuf> {
    text(name).map(PathBuf::from)
}

/// Whether colour is off by the `NO_COLOR` convention: set and not empty.
pub fn no_color() -> bool {
    text("NO_COLOR").is_some()
}

/// What the environment says about the terminal.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Terminal {
    /// How many colours it has.
    pub depth: Depth,
    /// Whether its background is dark or light.
    pub paper: Paper,
    /// Whether it can be asked about that: not if the answer has far to travel, or none comes.
    pub answers: bool,
    /// What the terminal and its program call themselves.
    pub name: String,
}

/// What the environment says about the terminal; `no_color` means no colours, whatever it says.
pub fn terminal(no_color: bool) -> Terminal {
    let of = |name: &str| text(name).unwrap_or_default();
    let term = of("TERM");
    Terminal {
        depth: if no_color { Depth::None } else { Depth::of(&of("COLORTERM"), &term) },
        paper: Paper::of_environment(&of("COLORFGBG"), &term),
        answers: text("SSH_CONNECTION").is_none()
            && text("STY").is_none()
            && !matches!(term.as_str(), "" | "dumb")
            && !has_few_signs(),
        name: format!("{term} {}", of("TERM_PROGRAM")).trim_end().to_owned(),
    }
}

/// What the terminal calls itself.
pub fn term() -> Option<String> {
    text("TERM")
}

/// Whether the terminal's font has few symbols: the Linux console knows 256 or 512, without heavy lines and Braille.
pub fn has_few_signs() -> bool {
    text("TERM").is_some_and(|t| t == "linux" || t.starts_with("linux-"))
}

/// Whether the terminal cannot move its cursor.
pub fn dumb_terminal() -> bool {
    text("TERM").is_some_and(|t| t == "dumb")
}

/// The character locale: `zh_CN.UTF-8`, `sr_RS@latin`, `C`.
fn locale() -> String {
    ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(text).unwrap_or_default()
}

/// The parts of a locale's name: its language in lower case, empty for `C` and `POSIX`, and its character set in letters
/// and digits.
fn parts(locale: &str) -> (String, String) {
    let ends = |c: char| matches!(c, '_' | '-' | '.' | '@');
    let language = locale.split(ends).next().unwrap_or_default().to_lowercase();
    // macOS has only a character set: `UTF-8`.
    let known =
        (2..=3).contains(&language.len()) && language.chars().all(|c| c.is_ascii_lowercase()) && language != "utf";
    let set = locale.split_once('.').map_or(locale, |(_, set)| set);
    let set = set.split('@').next().unwrap_or_default().to_lowercase();
    (if known { language } else { String::new() }, set.chars().filter(char::is_ascii_alphanumeric).collect())
}

/// The language of the locale, such as `bg`; empty if it names none.
pub fn language() -> String {
    parts(&locale()).0
}

/// Whether the locale says UTF-8.
pub fn utf8_locale() -> bool {
    parts(&locale()).1 == "utf8"
}

/// Languages of Chinese, Japanese and Korean locales: terminals set up for them may have symbols two columns wide.
const EAST_ASIAN: [&str; 9] = ["zh", "ja", "ko", "cmn", "yue", "nan", "hak", "wuu", "lzh"];

/// Whether geometric symbols may be two columns wide, as in terminals set up for Chinese, Japanese or Korean.
pub fn wide_signs() -> bool {
    EAST_ASIAN.contains(&language().as_str())
}

/// The user's editor: `$VISUAL`, else `$EDITOR`, else `vi`.
pub fn editor() -> String {
    text("VISUAL").or_else(|| text("EDITOR")).unwrap_or_else(|| "vi".into())
}

/// The path as people write it, with `~` for the home directory.
pub fn with_tilde(path: &Path) -> String {
    let home = etcetera::home_dir().ok();
    match home.as_ref().and_then(|h| path.strip_prefix(h).ok()) {
        Some(rest) => format!("~/{}", rest.display()),
        None => path.display().to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_its_tag_and_not_its_first_letters() {
        for (locale, language, utf8) in [
            ("zh_CN.UTF-8", "zh", true),
            ("ja_JP.eucJP", "ja", false),
            ("ko", "ko", false),
            ("kok_IN.utf8", "kok", true),
            ("zh-Hant-TW.UTF-8", "zh", true),
            ("sr_RS.UTF-8@latin", "sr", true),
            ("de_DE@euro", "de", false),
            ("C.UTF-8", "", true),
            ("UTF-8", "", true),
            ("POSIX", "", false),
            ("C", "", false),
            ("", "", false),
        ] {
            let (found, set) = parts(locale);
            assert_eq!((found.as_str(), set == "utf8"), (language, utf8), "{locale}");
        }
        assert!(!EAST_ASIAN.contains(&"kok") && !EAST_ASIAN.contains(&"zha") && !EAST_ASIAN.contains(&"jam"));
    }
}
