//! What the setup asks: each question with its current answer, what it can be, and the settings that an answer changes.

use chrono::{Datelike, NaiveDate, Weekday};
use strum::{EnumCount, VariantArray};

use super::Settings;
use super::put::{self, Put, To, quoted};
use super::settings::WEEKDAYS;
use crate::domain::calendar::parse_weekday;
use crate::domain::checkin::{Question, hours_and_minutes};
use crate::domain::tag::{MOST_TAGS, Tag, twice};
use crate::domain::{ClockTime, History, Splits, read};
use crate::recovery::DEFAULT_SLEEP_NEED;

/// A question.
#[derive(Clone, Copy, PartialEq, Eq, Debug, VariantArray, EnumCount)]
pub enum Ask {
    /// How long the person has trained.
    History,
    /// Training days a week.
    Days,
    /// The weekday that stays free.
    Free,
    /// The split for weeks without a plan.
    Split,
    /// Hours of sleep needed.
    SleepNeed,
    /// Standing bed time.
    Bed,
    /// Standing wake time.
    Wake,
    /// When training begins, by weekday.
    Times,
    /// Maximum heart rate, or age.
    HeartRate,
    /// The user's own words for the check-in.
    Tags,
    /// Falling asleep and waking, asked in the check-in too.
    Nights,
    /// Movement snacks and fuel.
    Quiet,
}

impl Ask {
    /// Every question, in order.
    pub const ALL: [Self; Self::COUNT] = *Self::VARIANTS.first_chunk().unwrap();

    /// Its name, in a column.
    pub fn label(self) -> &'static str {
        match self {
            Self::History => "Trained",
            Self::Days => "Days a week",
            Self::Free => "Free day",
            Self::Split => "Split",
            Self::SleepNeed => "Sleep need",
            Self::Bed => "In bed by",
            Self::Wake => "Up at",
            Self::Times => "Training at",
            Self::HeartRate => "Max HR or age",
            Self::Tags => "Tags",
            Self::Nights => "Nights",
            Self::Quiet => "Quiet lines",
        }
    }

    /// The settings that a removed answer changes: back to their defaults.
    pub fn cleared(self) -> Vec<Put> {
        let you = |key| vec![Put::cleared(&["you"], key)];
        let top = |key| Put::cleared(&[], key);
        match self {
            Self::History => you("history"),
            Self::Days => you("days"),
            Self::Free => you("free"),
            Self::Split => vec![top("split")],
            Self::SleepNeed => vec![top("sleep_need")],
            Self::Bed => vec![top("bed")],
            Self::Wake => vec![top("wake")],
            Self::Times => WEEKDAYS.map(|day| Put::cleared(TIMES, day)).to_vec(),
            Self::HeartRate => vec![top("max_heart_rate"), Put::cleared(&["you"], "born")],
            Self::Tags => vec![Put::cleared(&["checkin"], "tags")],
            Self::Nights => {
                let (without, default) = (NIGHTS.map(Question::name).to_vec(), Vec::new());
                vec![Put { within: &["checkin"], key: "ask", to: To::Words { with: Vec::new(), without, default } }]
            }
            Self::Quiet => ["snacks", "fuel"].map(|key| Put::cleared(&["daily"], key)).to_vec(),
        }
    }

    /// What the answer can be. `own` is the median of the user's nights, in hours, if it says something about the need.
    pub fn hint(self, settings: &Settings, splits: &Splits, own: Option<f64>) -> String {
        match self {
            Self::History => "starting, some (years) or long: a deload every 6, 5 or 4 weeks".to_owned(),
            Self::Days => "training days a week, 1 to 7".to_owned(),
            Self::Free => "the weekday without training, such as sunday".to_owned(),
            Self::Split => {
                let names: Vec<&str> = splits.names().collect();
                let fits = fits(settings);
                let names = names.join(", ");
                format!(
                    "{} now; one of {names}; {fits} suits your answers; strength, running, mixed suit a goal",
                    settings.split
                )
            }
            Self::SleepNeed => {
                let now = hours_and_minutes(settings.sleep_need);
                match own {
                    Some(own) => format!("{now} now; hours, 7 to 9; your own median is {}", hours_and_minutes(own)),
                    None => format!("{now} now; hours, 7 to 9, such as 8 or 7h30"),
                }
            }
            Self::Bed => "when you mean to be in bed, such as 22:45".to_owned(),
            Self::Wake => "when you usually get up, such as 06:30".to_owned(),
            Self::Times => "such as 18:00, or mon 18:00, sat 10:00".to_owned(),
            Self::HeartRate => "your maximum from 120 up, such as 185, or your age".to_owned(),
            Self::Tags => format!("up to {MOST_TAGS} yes-or-no words for the check-in, such as alcohol, late meal"),
            Self::Nights => "yes: the check-in also asks about falling asleep and waking".to_owned(),
            Self::Quiet => "snacks, fuel, both or none; unanswered, each appears once you use it".to_owned(),
        }
    }

    /// The current answer; empty if it was never set or is the default.
    pub fn now(self, s: &Settings, today: NaiveDate) -> String {
        let show = |v: Option<String>| v.unwrap_or_default();
        match self {
            Self::History => show(s.you.history.map(|h| h.name().to_owned())),
            Self::Days => show(s.you.days.map(|n| n.to_string())),
            Self::Free => show(s.you.free.map(|d| name_of(d).to_owned())),
            Self::Split if s.split == Settings::default().split => String::new(),
            Self::Split => s.split.clone(),
            Self::SleepNeed if s.sleep_need == DEFAULT_SLEEP_NEED => String::new(),
            Self::SleepNeed => hours_and_minutes(s.sleep_need),
            Self::Bed => show(s.bed.map(|t| t.to_string())),
            Self::Wake => show(s.wake.map(|t| t.to_string())),
            Self::Times => times_text(&s.you.times),
            Self::HeartRate => {
                let age = || s.you.age(today).map(|n| n.to_string());
                show(s.max_heart_rate.map(|n| n.to_string()).or_else(age))
            }
            Self::Tags => s.tags.iter().map(Tag::as_str).collect::<Vec<_>>().join(", "),
            Self::Nights if NIGHTS.iter().all(|q| s.ask.contains(q)) => "yes".to_owned(),
            Self::Nights => String::new(),
            Self::Quiet => match (s.daily.snacks, s.daily.fuel) {
                (Some(true), Some(true)) => "both",
                (Some(true), _) => "snacks",
                (_, Some(true)) => "fuel",
                (Some(false), Some(false)) => "none",
                _ => "",
            }
            .to_owned(),
        }
    }

    /// The settings that an answer changes; none if it is empty, back to the defaults if it is `-`.
    ///
    /// # Errors
    /// A sentence that says what it can be.
    pub fn read(self, text: &str, splits: &Splits, today: NaiveDate) -> Result<Vec<Put>, String> {
        let text = text.trim();
        if text.is_empty() {
            return Ok(Vec::new());
        }
        if ["-", "–"].contains(&text) {
            return Ok(self.cleared());
        }
        let plain = text.to_lowercase();
        let time = |key| Ok(vec![Put::top(key, quoted(&read::clock(text)?.to_string()))]);
        let you = |key, value: String| vec![Put::within(&["you"], key, value)];
        match self {
            Self::History => Ok(you("history", quoted(History::parse(&plain)?.name()))),
            Self::Days => match read::number(text) {
                Ok(n) if n.fract() == 0.0 && (1.0..=7.0).contains(&n) => Ok(you("days", format!("{n}"))),
                _ => Err(format!("'{text}' is not a number of days; it goes from 1 to 7")),
            },
            Self::Free => {
                let day =
                    parse_weekday(&plain).ok_or_else(|| format!("'{text}' is not a weekday; write sun or sunday"))?;
                Ok(you("free", quoted(name_of(day))))
            }
            Self::Split => match splits.names().find(|n| **n == plain) {
                Some(name) => Ok(vec![Put::top("split", quoted(name))]),
                None => {
                    let names: Vec<&str> = splits.names().collect();
                    Err(format!("there is no split '{text}'; choose one of {}", names.join(", ")))
                }
            },
            Self::SleepNeed => {
                let hours = read::hours(text)?;
                if (7.0..=9.0).contains(&hours) {
                    Ok(vec![Put::top("sleep_need", put::hours(hours))])
                } else {
                    Err(format!("a sleep need of {text} is out of range; most adults need 7 to 9 hours"))
                }
            }
            Self::Bed => time("bed"),
            Self::Wake => time("wake"),
            Self::Times => {
                let times = times_of(text)?;
                let put = |(day, time): (usize, &Option<ClockTime>)| match time {
                    Some(time) => Put::within(TIMES, WEEKDAYS[day], quoted(&time.to_string())),
                    None => Put::cleared(TIMES, WEEKDAYS[day]),
                };
                Ok(times.iter().enumerate().map(put).collect())
            }
            Self::HeartRate => match read::number(text) {
                Ok(n) if n.fract() == 0.0 && (120.0..=230.0).contains(&n) => {
                    Ok(vec![Put::top("max_heart_rate", format!("{n}"))])
                }
                Ok(n) if n.fract() == 0.0 && (10.0..100.0).contains(&n) => {
                    let mut puts = you("born", format!("{}", today.year() - n as i32));
                    // A maximum that is set would take precedence over the age.
                    puts.push(Put::cleared(&[], "max_heart_rate"));
                    Ok(puts)
                }
                _ => Err(format!("'{text}' is neither a heart rate from 120 to 230 nor an age from 10 to 99")),
            },
            Self::Tags => {
                let parts: Vec<&str> = text.split([',', ';']).filter(|p| !p.trim().is_empty()).collect();
                if parts.len() > MOST_TAGS {
                    return Err(format!("there can be at most {MOST_TAGS} tags; each has a digit"));
                }
                let tags: Vec<Tag> = parts.into_iter().map(Tag::parse).collect::<Result<_, _>>()?;
                if let Some(tag) = twice(&tags) {
                    return Err(format!("'{tag}' is there twice"));
                }
                let to = To::List(tags.iter().map(|t| t.as_str().to_owned()).collect());
                Ok(vec![Put { within: &["checkin"], key: "tags", to }])
            }
            Self::Nights => {
                let yes = match plain.as_str() {
                    "yes" | "y" => true,
                    "no" | "n" => false,
                    _ => return Err(format!("'{text}' should be yes or no")),
                };
                let asked = NIGHTS.map(Question::name).to_vec();
                let (with, without) = if yes { (asked, Vec::new()) } else { (Vec::new(), asked) };
                let default = Settings::default().ask.into_iter().map(Question::name).collect();
                Ok(vec![Put { within: &["checkin"], key: "ask", to: To::Words { with, without, default } }])
            }
            Self::Quiet => {
                let (snacks, fuel) = match plain.as_str() {
                    "snacks" => (true, false),
                    "fuel" => (false, true),
                    "both" | "yes" => (true, true),
                    "none" | "no" => (false, false),
                    _ => return Err(format!("'{text}' should be snacks, fuel, both or none")),
                };
                let put = |key, on: bool| Put::within(&["daily"], key, on.to_string());
                Ok(vec![put("snacks", snacks), put("fuel", fuel)])
            }
        }
    }
}

const TIMES: &[&str] = &["you", "times"];

/// What else to say once answers are saved: what overrides one of them, and which split suits them.
pub fn more(settings: &Settings, puts: &[Put]) -> Vec<String> {
    let every = settings.rules.deload_every;
    let answered = |key| puts.iter().any(|p| p.key == key && p.to != To::Default);
    let wanted = settings.you.history.filter(|_| answered("history")).map(History::deload_every);
    let unmet = wanted.filter(|w| *w != every).map(|_| format!("deload_every = {every} under [rules] overrides it"));
    let fits = fits(settings);
    let asks = (answered("history") || answered("days")) && !answered("split") && fits != settings.split;
    unmet.into_iter().chain(asks.then(|| format!("the {fits} split would suit you: :split {fits} shows it"))).collect()
}

/// The questions that the setup turns on together.
const NIGHTS: [Question; 2] = [Question::Latency, Question::Awakenings];

fn name_of(day: Weekday) -> &'static str {
    WEEKDAYS[day.num_days_from_monday() as usize]
}

/// The split that suits the answers about the person. Chosen.
fn fits(s: &Settings) -> &'static str {
    match (s.you.history, s.you.days) {
        (Some(History::Starting), _) | (_, Some(1 | 2)) => "starter",
        (_, Some(3)) => "alternating",
        (Some(History::Long), Some(4..)) => "strength",
        _ => "five-day",
    }
}

/// `18:00` for every day, or `mon 18:00, sat 10:00`.
fn times_of(text: &str) -> Result<[Option<ClockTime>; 7], String> {
    if let Ok(time) = read::clock(text) {
        return Ok([Some(time); 7]);
    }
    let mut out = [None; 7];
    for part in text.split([',', ';']).map(str::trim).filter(|p| !p.is_empty()) {
        let wrong = || format!("'{part}' is not a time; write 18:00, or mon 18:00, sat 10:00");
        let (day, time) = part.split_once(' ').ok_or_else(wrong)?;
        let day = parse_weekday(day).ok_or_else(wrong)?;
        out[day.num_days_from_monday() as usize] = Some(read::clock(time).map_err(|_| wrong())?);
    }
    Ok(out)
}

fn times_text(times: &[Option<ClockTime>; 7]) -> String {
    match times {
        [Some(first), ..] if times.iter().all(|t| t.as_ref() == Some(first)) => first.to_string(),
        _ => {
            let one = |(n, t): (usize, &Option<ClockTime>)| Some(format!("{} {}", &WEEKDAYS[n][..3], (*t)?));
            times.iter().enumerate().filter_map(one).collect::<Vec<_>>().join(", ")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Setup;

    /// A removed answer is the default again, and whatever overrides an answer is reported.
    #[test]
    fn an_answer_is_cleared() {
        let today = "2026-11-18".parse().unwrap();
        let mut setup = Setup::default();
        for (ask, typed) in [
            (Ask::History, "long"),
            (Ask::Days, "4"),
            (Ask::Free, "fri"),
            (Ask::Split, "running"),
            (Ask::SleepNeed, "7.5"),
            (Ask::Bed, "2245"),
            (Ask::Wake, "6:30"),
            (Ask::Times, "18:00"),
            (Ask::HeartRate, "185"),
            (Ask::HeartRate, "40"),
            (Ask::Tags, "alcohol"),
            (Ask::Nights, "yes"),
            (Ask::Quiet, "fuel"),
        ] {
            setup.put(&ask.read(typed, &setup.splits, today).unwrap());
        }
        setup.put(&Ask::Times.read("sat 10:00", &setup.splits, today).unwrap());
        assert_eq!(Ask::Times.now(&setup.settings, today), "sat 10:00", "the other days are taken out");
        assert_ne!(setup.settings, Settings::default());
        for ask in Ask::ALL {
            setup.put(&ask.read("-", &setup.splits, today).unwrap());
        }
        assert_eq!(setup.settings, Settings::default());
        setup.read_again("[rules]\ndeload_every = 5 # mine\n".to_owned());
        let puts = Ask::History.read("long", &setup.splits, today).unwrap();
        setup.put(&puts);
        assert_eq!(more(&setup.settings, &puts), ["deload_every = 5 under [rules] overrides it"]);
        let puts = Ask::History.read("Beginner", &setup.splits, today).unwrap();
        setup.read_again(String::new());
        setup.put(&puts);
        assert_eq!(more(&setup.settings, &puts), ["the starter split would suit you: :split starter shows it"]);
    }

    /// Every answer is read back as it is shown, and changes the setting that it names.
    #[test]
    fn an_answer_is_set_and_shown_again() {
        let today = "2026-11-18".parse().unwrap();
        for (ask, typed, shown) in [
            (Ask::History, "Long", "long"),
            (Ask::Days, "4", "4"),
            (Ask::Free, "fri", "friday"),
            (Ask::Split, "running", "running"),
            (Ask::SleepNeed, "7.5", "7h30"),
            (Ask::Bed, "2245", "22:45"),
            (Ask::Wake, "6:30 am", "06:30"),
            (Ask::Times, "18:00", "18:00"),
            (Ask::Times, "mon 18:00, saturday 10:00", "mon 18:00, sat 10:00"),
            (Ask::HeartRate, "185", "185"),
            (Ask::HeartRate, "40", "40"),
            (Ask::Tags, "Alcohol, late  meal", "alcohol, late meal"),
            (Ask::Nights, "yes", "yes"),
            (Ask::Quiet, "fuel", "fuel"),
        ] {
            let mut setup = Setup::default();
            let puts = ask.read(typed, &setup.splits, today).unwrap();
            setup.put(&puts);
            assert_eq!(ask.now(&setup.settings, today), shown, "{ask:?}");
            assert!(ask.read(shown, &setup.splits, today).is_ok());
            assert_eq!(ask.read("  ", &setup.splits, today), Ok(Vec::new()), "left out");
        }
        let mut setup = Setup::default();
        setup.put(&Ask::History.read("long", &setup.splits, today).unwrap());
        setup.put(&Ask::HeartRate.read("40", &setup.splits, today).unwrap());
        setup.put(&Ask::Free.read("friday", &setup.splits, today).unwrap());
        assert_eq!(setup.settings.rules.deload_every, 4);
        // 208 − 0.7 × 40.
        assert_eq!(setup.settings.heart_rate_max(today), Some(180.0));
        setup.put(&Ask::HeartRate.read("185", &setup.splits, today).unwrap());
        setup.put(&Ask::HeartRate.read("30", &setup.splits, today).unwrap());
        assert_eq!(setup.settings.heart_rate_max(today), Some(187.0), "an age takes the maximum out");
        let friday = &setup.splits.get("five-day").unwrap().days[4];
        assert_eq!(friday[0].kind, crate::domain::Kind::Rest, "the split turns to keep it free");
        for (ask, wrong) in [
            (Ask::Days, "8"),
            (Ask::Free, "caturday"),
            (Ask::SleepNeed, "5"),
            (Ask::Bed, "25:00"),
            (Ask::Times, "mon"),
            (Ask::HeartRate, "300"),
            (Ask::HeartRate, "110"),
            (Ask::Tags, "alcohol, Alcohol"),
            (Ask::Tags, "a,b,c,d,e,f,g,h,i"),
            (Ask::Quiet, "loud"),
            (Ask::Split, "nope"),
            (Ask::History, "ages"),
        ] {
            assert!(ask.read(wrong, &setup.splits, today).is_err(), "{ask:?} {wrong}");
        }
    }
}
