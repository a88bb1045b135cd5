//! `config.toml`.

use std::fs;
use std::io;

use serde::Deserialize;

use super::Paths;
use crate::domain::ClockTime;
use crate::planning::rules::{Limits, Rule};

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
    /// Quiet things beside the plan.
    pub daily: Daily,
    /// Plan rules: which are silenced, and their numbers.
    pub rules: Limits,
}

/// Quiet things beside the plan; none of them is ever scored.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Daily {
    /// The tally of movement snacks.
    pub snacks: bool,
    /// Fuel ticks.
    pub fuel: bool,
    /// The terminal's bell between the steps of a timer.
    pub bell: bool,
    /// Heart rate that active recovery stays under, in beats a minute.
    pub heart_rate_cap: Option<u16>,
}

#[derive(Deserialize, Default)]
struct DailyFile {
    snacks: Option<bool>,
    fuel: Option<bool>,
    bell: Option<bool>,
    heart_rate_cap: Option<u16>,
}

impl DailyFile {
    fn over(self, daily: &mut Daily) -> Result<(), String> {
        if let Some(cap) = self.heart_rate_cap.filter(|c| !(60..=180).contains(c)) {
            return Err(format!("daily.heart_rate_cap {cap} is out of range; it goes from 60 to 180 beats a minute"));
        }
        *daily = Daily {
            snacks: self.snacks.unwrap_or(daily.snacks),
            fuel: self.fuel.unwrap_or(daily.fuel),
            bell: self.bell.unwrap_or(daily.bell),
            heart_rate_cap: self.heart_rate_cap.or(daily.heart_rate_cap),
        };
        Ok(())
    }
}

#[derive(Deserialize)]
struct File {
    sleep_need: Option<f64>,
    day_starts: Option<String>,
    split: Option<String>,
    theme: Option<ThemeChoice>,
    glyphs: Option<GlyphChoice>,
    #[serde(default)]
    daily: DailyFile,
    #[serde(default)]
    rules: Rules,
}

#[derive(Deserialize, Default)]
struct Rules {
    off: Option<Vec<String>>,
    region_hours: Option<i64>,
    region_hours_hard: Option<i64>,
    hiit_hours: Option<i64>,
    hard_in_a_row: Option<usize>,
    training_days: Option<usize>,
    monotony: Option<f64>,
    load_jump: Option<f64>,
    idle_days: Option<i64>,
    deload_every: Option<usize>,
}

impl Rules {
    fn over(self, limits: &mut Limits) -> Result<(), String> {
        if let Some(off) = self.off {
            limits.off =
                off.iter().map(|c| Rule::parse(c)).collect::<Result<_, _>>().map_err(|e| format!("rules.off: {e}"))?;
        }
        let every = self.deload_every.unwrap_or(limits.deload_every);
        if !(4..=6).contains(&every) {
            return Err(format!("rules.deload_every {every} is out of range; it goes from 4 to 6 weeks"));
        }
        let hours = [self.region_hours, self.region_hours_hard, self.hiit_hours];
        if let Some(h) = hours.into_iter().flatten().find(|h| !(0..=168).contains(h)) {
            return Err(format!("rules: {h} hours is out of range; it goes from 0 to 168"));
        }
        *limits = Limits {
            off: std::mem::take(&mut limits.off),
            region_hours: self.region_hours.unwrap_or(limits.region_hours),
            region_hours_hard: self.region_hours_hard.unwrap_or(limits.region_hours_hard),
            hiit_hours: self.hiit_hours.unwrap_or(limits.hiit_hours),
            hard_in_a_row: self.hard_in_a_row.unwrap_or(limits.hard_in_a_row),
            training_days: self.training_days.unwrap_or(limits.training_days),
            monotony: self.monotony.unwrap_or(limits.monotony),
            load_jump: self.load_jump.unwrap_or(limits.load_jump),
            idle_days: self.idle_days.unwrap_or(limits.idle_days),
            deload_every: every,
        };
        Ok(())
    }
}

impl Default for Settings {
    fn default() -> Self {
        let blank = Self {
            sleep_need: crate::recovery::DEFAULT_SLEEP_NEED,
            day_starts: ClockTime::from_minutes(4 * 60).expect("04:00 is a time"),
            split: "five-day".into(),
            theme: ThemeChoice::Terminal,
            glyphs: GlyphChoice::Auto,
            daily: Daily::default(),
            rules: Limits::default(),
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
        file.daily.over(&mut out.daily)?;
        file.rules.over(&mut out.rules)?;
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
    fn rules_are_changed_and_silenced() {
        let text = "[rules]\noff = [\"monotony\"]\ntraining_days = 6\n";
        let (s, unknown) = Settings::default().overlaid(text).unwrap();
        assert_eq!((s.rules.off.as_slice(), s.rules.training_days, unknown.len()), ([Rule::Monotony].as_slice(), 6, 0));
        assert!(
            Settings::default()
                .overlaid("[rules]\noff = [\"x\"]")
                .unwrap_err()
                .starts_with("rules.off: 'x' is not a rule")
        );
        assert_eq!(Settings::default().rules, Limits::default());
    }

    #[test]
    fn wrong_values_name_their_place() {
        for (text, says) in [
            ("sleep_need = 12", "sleep_need 12 is out of range; it goes from 6 to 10 hours"),
            ("\nday_starts = \"4\"", "day_starts: '4' is not a time; write it like 23:10"),
            ("theme = \n", "line 1, column 9: "),
        ] {
            let got = Settings::default().overlaid(text).unwrap_err();
            assert!(got.starts_with(says), "{got}");
        }
    }
}
