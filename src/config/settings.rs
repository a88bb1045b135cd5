//! `config.toml`.

use std::fs;
use std::io;

use serde::Deserialize;

use super::Paths;
use crate::domain::ClockTime;

/// The defaults, as people find them documented.
pub const DEFAULTS: &str = include_str!("../../assets/config.toml");

/// Which set of signs the screen uses.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum GlyphChoice {
    /// By the locale.
    Auto,
    /// Box drawing and geometric signs.
    Unicode,
    /// Nothing beyond ASCII.
    Ascii,
}

/// Which theme the screen uses.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ThemeChoice {
    /// The terminal's own 16 colours.
    Terminal,
    /// True colour, safe for the colour-blind.
    Calm,
    /// No colour.
    Mono,
}

/// What people can set.
#[derive(Clone, PartialEq, Debug)]
pub struct Settings {
    /// Hours of sleep needed, 6 to 10.
    pub sleep_need: f64,
    /// When the day begins.
    pub day_starts: ClockTime,
    /// The split that a week without a plan shows.
    pub split: String,
    /// Theme.
    pub theme: ThemeChoice,
    /// Signs.
    pub glyphs: GlyphChoice,
    /// Whether the mouse is listened to.
    pub mouse: bool,
}

#[derive(Deserialize)]
struct File {
    sleep_need: Option<f64>,
    day_starts: Option<String>,
    split: Option<String>,
    theme: Option<ThemeChoice>,
    glyphs: Option<GlyphChoice>,
    mouse: Option<bool>,
}

impl Default for Settings {
    fn default() -> Self {
        let blank = Self {
            sleep_need: crate::recovery::DEFAULT_SLEEP_NEED,
            day_starts: ClockTime::from_minutes(4 * 60).expect("04:00 is a time"),
            split: "five-day".into(),
            theme: ThemeChoice::Terminal,
            glyphs: GlyphChoice::Auto,
            mouse: true,
        };
        blank.overlaid(DEFAULTS).map(|(s, _)| s).expect("the defaults in assets are valid")
    }
}

impl Settings {
    /// Reads the settings file over the defaults. The second part names keys that are not known.
    ///
    /// # Errors
    /// A sentence with file, line and remedy.
    pub fn load(paths: &Paths) -> Result<(Self, Vec<String>), String> {
        let path = &paths.config;
        let text = match fs::read_to_string(path) {
            Ok(text) => text,
            Err(e) if e.kind() == io::ErrorKind::NotFound && !paths.config_named => {
                return Ok((Self::default(), Vec::new()));
            }
            Err(e) => return Err(format!("cannot read the settings in {}: {e}", path.display())),
        };
        Self::default().overlaid(&text).map_err(|e| format!("{}: {e}", path.display()))
    }

    fn overlaid(&self, text: &str) -> Result<(Self, Vec<String>), String> {
        let mut unknown = Vec::new();
        let at = |span: Option<std::ops::Range<usize>>| crate::store::format::place(text, span.map_or(0, |s| s.start));
        let say = |e: toml::de::Error| {
            let (line, column) = at(e.span());
            format!("line {line}, column {column}: {}", e.message())
        };
        let parsed = toml::de::Deserializer::parse(text).map_err(say)?;
        let file: File =
            serde_ignored::deserialize(parsed, |path| unknown.push(format!("{path} is not a setting"))).map_err(say)?;
        let mut out = self.clone();
        if let Some(need) = file.sleep_need {
            if !(6.0..=10.0).contains(&need) {
                return Err(format!("sleep_need {need} is out of range; it goes from 6 to 10 hours"));
            }
            out.sleep_need = need;
        }
        if let Some(text) = file.day_starts {
            out.day_starts = text.parse().map_err(|e| format!("day_starts: {e}"))?;
        }
        out.split = file.split.unwrap_or(out.split);
        out.theme = file.theme.unwrap_or(out.theme);
        out.glyphs = file.glyphs.unwrap_or(out.glyphs);
        out.mouse = file.mouse.unwrap_or(out.mouse);
        Ok((out, unknown))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_lies_over_the_defaults_and_says_what_it_does_not_know() {
        let (s, unknown) = Settings::default().overlaid("sleep_need = 7.5\nglypsh = \"ascii\"\n").unwrap();
        assert_eq!(s.sleep_need, 7.5);
        assert_eq!(s.split, "five-day");
        assert_eq!(unknown, ["glypsh is not a setting"]);
    }

    #[test]
    fn wrong_values_name_their_place() {
        for (text, says) in [
            ("sleep_need = 12", "sleep_need 12 is out of range; it goes from 6 to 10 hours"),
            ("\nday_starts = \"4\"", "day_starts: '4' is not a time; write it like 23:10"),
            ("mouse = \n", "line 1, column 9: "),
        ] {
            let got = Settings::default().overlaid(text).unwrap_err();
            assert!(got.starts_with(says), "{got}");
        }
    }
}
