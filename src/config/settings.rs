//! `config.toml`.

use std::collections::BTreeMap;
use std::io;

use chrono::NaiveDate;

use super::Paths;
use super::reader::{Fault, Reader, Severity};
use crate::domain::calendar::parse_weekday;
use crate::domain::checkin::Question;
use crate::domain::tag::{MOST_TAGS, twice};
use crate::domain::{ClockTime, History, Kind, Person, Tag};
use crate::planning::rules::{LIMITS, Limits, Rule};
use crate::recovery::heart::max_at;
use crate::recovery::{Basis, Choice};
use crate::store::atomic;
use crate::store::atomic::read_text;

/// The defaults, with their documentation.
pub const DEFAULTS: &str = include_str!("../../assets/config.toml");

/// The settings as a JSON schema, for editors.
pub const SCHEMA: &str = include_str!("../../assets/config.schema.json");

/// Which set of symbols the screen uses.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum GlyphChoice {
    /// By the locale.
    Auto,
    /// Box drawing and geometric symbols.
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
    /// Which weights scores use.
    pub weights: Choice,
    /// Standing bed time, for evenings without a planned one.
    pub bed: Option<ClockTime>,
    /// Standing wake time, if no usual one is known.
    pub wake: Option<ClockTime>,
    /// The user's own maximum heart rate in beats a minute, 100 to 230.
    pub max_heart_rate: Option<u16>,
    /// When the day begins.
    pub day_starts: ClockTime,
    /// The split that a week without a plan shows.
    pub split: String,
    /// The theme, by its name.
    pub theme: String,
    /// Symbols.
    pub glyphs: GlyphChoice,
    /// Whether the mouse does anything.
    pub mouse: bool,
    /// Who trains.
    pub you: Person,
    /// Quiet things beside the plan.
    pub daily: Daily,
    /// What the check-in asks, in its own order.
    pub ask: Vec<Question>,
    /// The user's own words that it asks about, at most eight.
    pub tags: Vec<Tag>,
    /// Plan rules: which are silenced, and their numbers.
    pub rules: Limits,
    /// What imported sessions are, by the names other programs give them; no kind leaves them out.
    pub import_kinds: BTreeMap<String, Option<Kind>>,
}

/// Quiet things beside the plan; none of them is ever scored.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Daily {
    /// The tally of movement snacks: on, off, or on once it is used.
    pub snacks: Option<bool>,
    /// Fuel ticks: on, off, or on once they are used.
    pub fuel: Option<bool>,
    /// The terminal's bell between the steps of a timer.
    pub bell: bool,
    /// Heart rate that active recovery stays under, in beats a minute, 60 to 180.
    pub heart_rate_cap: Option<u16>,
}

/// The beginning of the comment above the theme in the settings of 0.1.
const THEME_OF_0_1: &str = "# terminal follows your terminal's 16 colours";

/// Weekdays as the settings name them.
pub const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// The kinds of session, for messages.
fn all_kinds() -> String {
    Kind::ALL.map(Kind::name).join(", ")
}

fn time(r: &mut Reader<'_>, table: &toml::de::DeTable<'_>, key: &str) -> Option<ClockTime> {
    r.word(table, key, |t| t.parse().map_err(|e| format!("{key}: {e}")))
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
            theme: "auto".into(),
            glyphs: GlyphChoice::Auto,
            mouse: true,
            you: Person::default(),
            daily: Daily::default(),
            ask: Question::ALL.to_vec(),
            tags: Vec::new(),
            rules: Limits::default(),
            import_kinds: BTreeMap::new(),
        };
        let (settings, faults) = blank.overlaid(DEFAULTS);
        assert!(faults.is_empty(), "the defaults in assets are valid: {faults:?}");
        settings
    }
}

impl Settings {
    /// The maximum heart rate: the user's own, else by age; `None` if neither is known.
    pub fn heart_rate_max(&self, today: NaiveDate) -> Option<f64> {
        self.max_heart_rate.map(f64::from).or_else(|| self.you.age(today).map(max_at))
    }

    /// What scores are judged by under these settings; the rest of it stays.
    pub fn basis(&self, held: Basis) -> Basis {
        Basis { sleep_need: self.sleep_need, weights: self.weights, wake: self.wake, ..held }
    }

    /// Reads the settings file on top of the defaults; also returns everything wrong in it, and its text. Whatever is
    /// wrong counts as missing.
    ///
    /// # Errors
    /// A sentence, if the file cannot be read at all.
    pub fn load(paths: &Paths) -> Result<(Self, Vec<Fault>, String), String> {
        let path = &paths.config;
        match read_text(path, super::LARGEST) {
            Ok(text) => {
                let (settings, faults) = Self::default().overlaid(&text);
                Ok((settings, faults, text))
            }
            Err(e) if e.kind() == io::ErrorKind::NotFound && !paths.config_named => {
                Ok((Self::default(), Vec::new(), String::new()))
            }
            Err(e) => Err(format!("cannot read the settings in {}: {}", path.display(), atomic::plain(&e))),
        }
    }

    /// These settings with what `text` sets, and everything wrong in it.
    pub fn overlaid(&self, text: &str) -> (Self, Vec<Fault>) {
        let mut out = self.clone();
        let mut r = Reader::new(text);
        let Some(root) = r.root() else { return (out, r.faults) };
        let root = root.get_ref();
        out.sleep_need = r.number(root, "sleep_need", 6.0..=10.0, " hours").unwrap_or(out.sleep_need);
        // Adults need 7 to 9; a value set when the range was wider still counts.
        if !(7.0..=9.0).contains(&out.sleep_need)
            && let Some((key, _)) = root.iter().find(|(k, _)| k.get_ref() == "sleep_need")
        {
            let said = format!("sleep_need {}: most adults need 7 to 9 hours; yours is used as set", out.sleep_need);
            r.note(Severity::Older, key.span().start, said);
        }
        out.day_starts =
            r.word(root, "day_starts", |t| t.parse().map_err(|e| format!("day_starts: {e}"))).unwrap_or(out.day_starts);
        let choice = |t: &str| match t {
            "published" => Ok(Choice::Published),
            "own" => Ok(Choice::Own),
            other => Err(format!("weights '{other}' is not known; use published or own")),
        };
        out.weights = r.word(root, "weights", choice).unwrap_or(out.weights);
        out.bed = time(&mut r, root, "bed").or(out.bed);
        out.wake = time(&mut r, root, "wake").or(out.wake);
        let most = r.whole(root, "max_heart_rate", 100..=230, " beats a minute").map(|n| n as u16);
        out.max_heart_rate = most.or(out.max_heart_rate);
        let name = |t: &str| Ok(t.to_owned());
        out.split = r.word(root, "split", name).unwrap_or(out.split);
        out.theme = r.word(root, "theme", name).unwrap_or(out.theme);
        // Anyone who has this line from the 0.1 file did not choose it: it was the only default.
        if out.theme == "terminal"
            && text.lines().any(|line| line.starts_with(THEME_OF_0_1))
            && let Some((key, _)) = root.iter().find(|(k, _)| k.get_ref() == "theme")
        {
            out.theme = "auto".into();
            let said = "theme \"terminal\" was the default in 0.1 and is read as \"auto\"; remove the comment above it to keep the sixteen colours";
            r.note(Severity::Older, key.span().start, said);
        }
        out.glyphs = r.word(root, "glyphs", GlyphChoice::parse).unwrap_or(out.glyphs);
        out.mouse = r.boolean(root, "mouse").unwrap_or(out.mouse);
        if let Some(t) = r.table(root, "daily") {
            let d = &mut out.daily;
            d.snacks = r.boolean(t, "snacks").or(d.snacks);
            d.fuel = r.boolean(t, "fuel").or(d.fuel);
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
                r.fault(key.span().start, "ask should name at least one check-in question");
            }
            out.ask = ask.filter(|a| !a.is_empty()).unwrap_or(std::mem::take(&mut out.ask));
            let tags = r.words(t, "tags", Tag::parse);
            if tags.as_ref().is_some_and(|t| t.len() > MOST_TAGS)
                && let Some((key, _)) = t.iter().find(|(k, _)| k.get_ref() == "tags")
            {
                r.fault(key.span().start, format!("there can be at most {MOST_TAGS} tags; each has a digit"));
            }
            if let Some(tag) = tags.as_deref().and_then(twice)
                && let Some((key, _)) = t.iter().find(|(k, _)| k.get_ref() == "tags")
            {
                r.note(Severity::Mild, key.span().start, format!("tags name '{tag}' twice; it is asked once"));
            }
            out.tags = tags.unwrap_or(std::mem::take(&mut out.tags));
            let mut seen = Vec::new();
            out.tags.retain(|t| {
                !seen.contains(t) && {
                    seen.push(t.clone());
                    true
                }
            });
            out.tags.truncate(MOST_TAGS);
            r.unknown(t, "checkin", &["ask", "tags"]);
        }
        if let Some(t) = r.table(root, "you") {
            let you = &mut out.you;
            you.history = r.word(t, "history", History::parse).or(you.history);
            // How long somebody has trained decides how often a deload comes, unless a rule does.
            out.rules.deload_every = you.history.map_or(out.rules.deload_every, History::deload_every);
            you.days = r.whole(t, "days", 1..=7, " days").map(|n| n as u8).or(you.days);
            let weekday = |t: &str| parse_weekday(t).ok_or_else(|| format!("'{t}' is not a weekday"));
            you.free = r.word(t, "free", weekday).or(you.free);
            you.born = r.whole(t, "born", 1900..=2100, "").map(|n| n as i32).or(you.born);
            if let Some(times) = r.table(t, "times") {
                for (day, name) in WEEKDAYS.iter().enumerate() {
                    you.times[day] = time(&mut r, times, name).or(you.times[day]);
                }
                r.unknown(times, "you.times", &WEEKDAYS);
            }
            r.unknown(t, "you", &["history", "days", "free", "born", "times"]);
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
        if let Some(t) = r.table(root, "import") {
            if let Some(kinds) = r.table(t, "kind") {
                for (key, _) in kinds.iter() {
                    let name = key.get_ref().to_string();
                    let kind = r.word(kinds, &name, |text| match text {
                        "leave" => Ok(None),
                        other => Kind::parse(other).map(Some).map_err(|_| {
                            format!("'{other}' is not a kind of session; choose from {}, leave", all_kinds())
                        }),
                    });
                    out.import_kinds.extend(kind.map(|kind| (name, kind)));
                }
            }
            r.unknown(t, "import", &["kind"]);
        }
        r.unknown(
            root,
            "",
            &[
                "sleep_need",
                "weights",
                "bed",
                "wake",
                "max_heart_rate",
                "day_starts",
                "split",
                "theme",
                "glyphs",
                "mouse",
                "you",
                "daily",
                "checkin",
                "rules",
                "import",
            ],
        );
        r.faults.sort_by_key(|f| (f.line, f.column));
        (out, r.faults)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_commented_file_in_assets_is_the_defaults() {
        // Every commented-out setting has a valid value too.
        let uncommented: String = DEFAULTS
            .lines()
            .map(|l| l.strip_prefix("# ").filter(|r| r.contains(" = ")).unwrap_or(l).to_owned() + "\n")
            .collect();
        let (with, faults) = Settings::default().overlaid(&uncommented);
        assert_eq!(faults, []);
        assert_eq!(with.daily.heart_rate_cap, Some(120));
        assert_eq!((with.wake, with.max_heart_rate), ("06:30".parse().ok(), Some(185)));
        assert_eq!((with.you.days, with.you.age("2026-11-18".parse().unwrap())), (Some(4), Some(40)));
        let (you, tags, import_kinds) = (Person::default(), Vec::new(), BTreeMap::new());
        assert_eq!(with.import_kinds, [("activity".to_owned(), Some(Kind::Strength))].into());
        let daily = Daily::default();
        let plain = Settings { daily, bed: None, wake: None, max_heart_rate: None, you, tags, import_kinds, ..with };
        assert_eq!(plain, Settings::default());
        assert_eq!(Settings::default().rules, Limits::default());
    }

    #[test]
    fn a_sleep_need_from_the_older_range_counts_with_a_note() {
        for (hours, says) in [("6.5", true), ("10", true), ("7", false), ("9", false), ("8.25", false)] {
            let (settings, faults) = Settings::default().overlaid(&format!("sleep_need = {hours}\n"));
            assert_eq!(settings.sleep_need, hours.parse::<f64>().unwrap());
            assert!(faults.iter().all(|f| f.severity == Severity::Older));
            assert_eq!(!faults.is_empty(), says, "{faults:?}");
        }
        assert_eq!(Settings::default().overlaid("sleep_need = 5\n").1[0].severity, Severity::Wrong);
    }

    #[test]
    fn the_schema_knows_the_same_settings() {
        let schema: serde_json::Value = serde_json::from_str(SCHEMA).unwrap();
        let keys = |v: &serde_json::Value| v["properties"].as_object().unwrap().keys().cloned().collect::<Vec<_>>();
        let mut named: Vec<String> = keys(&schema);
        for table in ["you", "daily", "checkin", "import", "rules"] {
            named.extend(keys(&schema["properties"][table]).iter().map(|k| format!("{table}.{k}")));
        }
        // A file that sets each of them to a wrong value gets a fault for it, and none is called unknown.
        for key in &named {
            let wrong = match key.split_once('.') {
                Some((table, key)) => format!("[{table}]\n{key} = [[1]]\n"),
                None if ["you", "daily", "checkin", "import", "rules"].contains(&key.as_str()) => continue,
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
            let explained = ["\n", "\n# "].iter().any(|lead| DEFAULTS.contains(&format!("{lead}{} = ", limit.name)));
            assert!(explained, "{} is not explained", limit.name);
            let held = &schema["properties"]["rules"]["properties"][limit.name];
            assert_eq!((held["minimum"].as_f64(), held["maximum"].as_f64()), (Some(limit.low), Some(limit.high)));
        }
        assert_eq!(rules.len(), LIMITS.len() + 1);
    }
}
