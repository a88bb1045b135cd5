//! `config.toml`.

use std::io;

use super::Paths;
use super::reader::{Fault, Reader, Severity};
use crate::domain::ClockTime;
use crate::domain::checkin::Question;
use crate::planning::rules::{LIMITS, Limits, Rule};
use crate::recovery::Choice;
use crate::store::atomic;
use crate::store::atomic::read_text;

/// The defaults, as people find them documented.
pub const DEFAULTS: &str = include_str!("../../assets/config.toml");

/// The settings as a JSON schema, for editors.
pub const SCHEMA: &str = include_str!("../../assets/config.schema.json");

/// Which set of signs the screen uses.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum GlyphChoice {
    /// By the locale.
    Auto,
    /// Box drawing and geometric signs.
    Unicode,
    /// Nothing beyond ASCII.
    Ascii,
}

impl GlyphChoice {
    fn parse(text: &str) -> Result<Self, String> {
        match text {
            "auto" => Ok(Self::Auto),
            "unicode" => Ok(Self::Unicode),
            "ascii" => Ok(Self::Ascii),
            other => Err(format!("glyphs '{other}' is not known; use auto, unicode or ascii")),
        }
    }
}

/// What people can set.
#[derive(Clone, PartialEq, Debug)]
pub struct Settings {
    /// Hours of sleep needed, 6 to 10.
    pub sleep_need: f64,
    /// Whose weights scores are made by.
    pub weights: Choice,
    /// Standing bed time, for evenings that have none planned.
    pub bed: Option<ClockTime>,
    /// Standing wake time, where none is usual.
    pub wake: Option<ClockTime>,
    /// One's own maximum heart rate in beats a minute, 100 to 230.
    pub max_heart_rate: Option<u16>,
    /// When the day begins.
    pub day_starts: ClockTime,
    /// The split that a week without a plan shows.
    pub split: String,
    /// The theme, by its name.
    pub theme: String,
    /// Signs.
    pub glyphs: GlyphChoice,
    /// Whether the mouse does anything.
    pub mouse: bool,
    /// Quiet things beside the plan.
    pub daily: Daily,
    /// What the check-in asks, in its own order.
    pub ask: Vec<Question>,
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
    /// Heart rate that active recovery stays under, in beats a minute, 60 to 180.
    pub heart_rate_cap: Option<u16>,
}

impl Default for Settings {
    fn default() -> Self {
        let blank = Self {
            sleep_need: crate::recovery::DEFAULT_SLEEP_NEED,
            weights: Choice::Published,
            bed: None,
            wake: None,
            max_heart_rate: None,
            day_starts: ClockTime::from_minutes(4 * 60).expect("04:00 is a time"),
            split: "five-day".into(),
            theme: "terminal".into(),
            glyphs: GlyphChoice::Auto,
            mouse: true,
            daily: Daily::default(),
            ask: Question::ALL.to_vec(),
            rules: Limits::default(),
        };
        let (settings, faults) = blank.overlaid(DEFAULTS);
        assert!(faults.is_empty(), "the defaults in assets are valid: {faults:?}");
        settings
    }
}

impl Settings {
    /// Reads the settings file over the defaults, with everything that is wrong in it. A setting that is wrong stays as it
    /// was.
    ///
    /// # Errors
    /// A sentence, where the file cannot be read at all.
    pub fn load(paths: &Paths) -> Result<(Self, Vec<Fault>), String> {
        let path = &paths.config;
        match read_text(path, super::LARGEST) {
            Ok(text) => Ok(Self::default().overlaid(&text)),
            Err(e) if e.kind() == io::ErrorKind::NotFound && !paths.config_named => Ok((Self::default(), Vec::new())),
            Err(e) => Err(format!("cannot read the settings in {}: {}", path.display(), atomic::plain(&e))),
        }
    }

    /// These settings with what `text` says, and everything that is wrong in it.
    pub fn overlaid(&self, text: &str) -> (Self, Vec<Fault>) {
        let mut out = self.clone();
        let mut r = Reader::new(text);
        let Some(root) = r.root() else { return (out, r.faults) };
        let root = root.get_ref();
        out.sleep_need = r.number(root, "sleep_need", 6.0..=10.0, " hours").unwrap_or(out.sleep_need);
        // What adults need goes from 7 to 9; what was set before that was the range still counts.
        if !(7.0..=9.0).contains(&out.sleep_need)
            && let Some((key, _)) = root.iter().find(|(k, _)| k.get_ref() == "sleep_need")
        {
            let told = format!("sleep_need {}: most adults need 7 to 9 hours; it counts as you set it", out.sleep_need);
            r.note(Severity::Older, key.span().start, told);
        }
        out.day_starts =
            r.word(root, "day_starts", |t| t.parse().map_err(|e| format!("day_starts: {e}"))).unwrap_or(out.day_starts);
        let choice = |t: &str| match t {
            "published" => Ok(Choice::Published),
            "own" => Ok(Choice::Own),
            other => Err(format!("weights '{other}' is not known; use published or own")),
        };
        out.weights = r.word(root, "weights", choice).unwrap_or(out.weights);
        let time =
            |r: &mut Reader<'_>, key: &'static str| r.word(root, key, |t| t.parse().map_err(|e| format!("{key}: {e}")));
        out.bed = time(&mut r, "bed").or(out.bed);
        out.wake = time(&mut r, "wake").or(out.wake);
        let most = r.whole(root, "max_heart_rate", 100..=230, " beats a minute").map(|n| n as u16);
        out.max_heart_rate = most.or(out.max_heart_rate);
        let name = |t: &str| Ok(t.to_owned());
        out.split = r.word(root, "split", name).unwrap_or(out.split);
        out.theme = r.word(root, "theme", name).unwrap_or(out.theme);
        out.glyphs = r.word(root, "glyphs", GlyphChoice::parse).unwrap_or(out.glyphs);
        out.mouse = r.boolean(root, "mouse").unwrap_or(out.mouse);
        if let Some(t) = r.table(root, "daily") {
            let d = &mut out.daily;
            d.snacks = r.boolean(t, "snacks").unwrap_or(d.snacks);
            d.fuel = r.boolean(t, "fuel").unwrap_or(d.fuel);
            d.bell = r.boolean(t, "bell").unwrap_or(d.bell);
            let cap = r.whole(t, "heart_rate_cap", 60..=180, " beats a minute").map(|n| n as u16);
            d.heart_rate_cap = cap.or(d.heart_rate_cap);
            r.unknown(t, "daily", &["snacks", "fuel", "bell", "heart_rate_cap"]);
        }
        if let Some(t) = r.table(root, "checkin") {
            let ask = r.words(t, "ask", Question::parse);
            if ask.as_ref().is_some_and(Vec::is_empty)
                && let Some((key, _)) = t.iter().find(|(k, _)| k.get_ref() == "ask")
            {
                r.fault(key.span().start, "ask should name something that the check-in asks");
            }
            out.ask = ask.filter(|a| !a.is_empty()).unwrap_or(std::mem::take(&mut out.ask));
            r.unknown(t, "checkin", &["ask"]);
        }
        if let Some(t) = r.table(root, "rules") {
            let limits = &mut out.rules;
            limits.off = r.words(t, "off", Rule::parse).unwrap_or_else(|| std::mem::take(&mut limits.off));
            for limit in &LIMITS {
                let value = match limit.whole {
                    true => r.whole(t, limit.name, limit.low as i64..=limit.high as i64, limit.unit).map(|n| n as f64),
                    false => r.number(t, limit.name, limit.low..=limit.high, limit.unit),
                };
                if let Some(value) = value {
                    (limit.set)(limits, value);
                }
            }
            let known: Vec<&str> = LIMITS.iter().map(|l| l.name).chain(["off"]).collect();
            r.unknown(t, "rules", &known);
        }
        r.unknown(
            root,
            "",
            &[
                "sleep_need",
                "weights",
                "weights",
                "bed",
                "wake",
                "max_heart_rate",
                "day_starts",
                "split",
                "theme",
                "glyphs",
                "mouse",
                "daily",
                "checkin",
                "rules",
            ],
        );
        r.faults.sort_by_key(|f| (f.line, f.column));
        (out, r.faults)
    }
}

/// Writes into the settings file whose weights scores are made by; the rest of the file stays as it is.
///
/// # Errors
/// A sentence, where the file cannot be read or written.
pub fn set_weights(paths: &Paths, choice: Choice) -> Result<(), String> {
    let path = &paths.config;
    let text = match read_text(path, super::LARGEST) {
        Err(e) if e.kind() == io::ErrorKind::NotFound => String::new(),
        read => read.map_err(|e| format!("cannot read the settings in {}: {}", path.display(), atomic::plain(&e)))?,
    };
    let written = with_weights(&text, choice)?;
    atomic::write(path, written.as_bytes())
        .map_err(|e| format!("cannot write the settings in {}: {}", path.display(), atomic::plain(&e)))
}

fn with_weights(text: &str, choice: Choice) -> Result<String, String> {
    let mut file: toml_edit::DocumentMut = text.parse().map_err(|_| "the settings are no TOML; nothing was written")?;
    let name = if choice == Choice::Own { "own" } else { "published" };
    match file.get_mut("weights").and_then(toml_edit::Item::as_value_mut) {
        Some(held) => {
            let mut new = toml_edit::Value::from(name);
            *new.decor_mut() = held.decor().clone();
            *held = new;
        }
        None => drop(file.insert("weights", toml_edit::value(name))),
    }
    Ok(file.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_commented_file_in_assets_is_the_defaults() {
        // Every line that is only a comment away from being set says a valid value too.
        let uncommented: String = DEFAULTS
            .lines()
            .map(|l| l.strip_prefix("# ").filter(|r| r.contains(" = ")).unwrap_or(l).to_owned() + "\n")
            .collect();
        let (with, faults) = Settings::default().overlaid(&uncommented);
        assert_eq!(faults, []);
        assert_eq!(with.daily.heart_rate_cap, Some(120));
        assert_eq!((with.wake, with.max_heart_rate), ("06:30".parse().ok(), Some(185)));
        let plain = Settings { daily: Daily::default(), bed: None, wake: None, max_heart_rate: None, ..with };
        assert_eq!(plain, Settings::default());
        assert_eq!(Settings::default().rules, Limits::default());
    }

    #[test]
    fn a_sleep_need_of_an_older_range_counts_with_a_word() {
        for (hours, says) in [("6.5", true), ("10", true), ("7", false), ("9", false), ("8.25", false)] {
            let (settings, faults) = Settings::default().overlaid(&format!("sleep_need = {hours}\n"));
            assert_eq!(settings.sleep_need, hours.parse::<f64>().unwrap());
            assert!(faults.iter().all(|f| f.severity == Severity::Older));
            assert_eq!(!faults.is_empty(), says, "{faults:?}");
        }
        assert_eq!(Settings::default().overlaid("sleep_need = 5\n").1[0].severity, Severity::Wrong);
    }

    /// The rest of the file, comments and all, stays; what was written is read.
    #[test]
    fn the_choice_of_weights_is_written_beside_what_is_there() {
        for (text, wanted) in [
            ("", "weights = \"own\"\n"),
            ("sleep_need = 7.5 # mine\n", "sleep_need = 7.5 # mine\nweights = \"own\"\n"),
            (
                "weights = \"published\" # as it came\n[daily]\nbell = true\n",
                "weights = \"own\" # as it came\n[daily]\nbell = true\n",
            ),
            ("[daily]\nbell = true\n", "weights = \"own\"\n[daily]\nbell = true\n"),
        ] {
            let written = with_weights(text, Choice::Own).unwrap();
            assert_eq!(written, wanted);
            assert_eq!(Settings::default().overlaid(&written).0.weights, Choice::Own);
        }
        assert!(with_weights("weights = ", Choice::Own).is_err());
    }

    #[test]
    fn the_schema_knows_the_same_settings() {
        let schema: serde_json::Value = serde_json::from_str(SCHEMA).unwrap();
        let keys = |v: &serde_json::Value| v["properties"].as_object().unwrap().keys().cloned().collect::<Vec<_>>();
        let mut named: Vec<String> = keys(&schema);
        for table in ["daily", "checkin", "rules"] {
            named.extend(keys(&schema["properties"][table]).iter().map(|k| format!("{table}.{k}")));
        }
        // A file that names every one of them with a wrong value is told about each, and about none as unknown.
        for key in &named {
            let wrong = match key.split_once('.') {
                Some((table, key)) => format!("[{table}]\n{key} = [[1]]\n"),
                None if ["daily", "checkin", "rules"].contains(&key.as_str()) => continue,
                None => format!("{key} = [[1]]\n"),
            };
            let (_, faults) = Settings::default().overlaid(&wrong);
            assert!(
                !faults.is_empty() && faults.iter().all(|f| f.severity == crate::config::Severity::Wrong),
                "{key}: {faults:?}"
            );
        }
        let rules = keys(&schema["properties"]["rules"]);
        for limit in &LIMITS {
            assert!(rules.iter().any(|k| k == limit.name), "{}", limit.name);
            assert!(DEFAULTS.contains(&format!("\n{} = ", limit.name)), "{} is not explained", limit.name);
            let held = &schema["properties"]["rules"]["properties"][limit.name];
            assert_eq!((held["minimum"].as_f64(), held["maximum"].as_f64()), (Some(limit.low), Some(limit.high)));
        }
        assert_eq!(rules.len(), LIMITS.len() + 1);
    }
}
