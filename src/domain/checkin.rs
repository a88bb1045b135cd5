//! A morning's check-in: what a person says about the night and how they feel.

use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

use strum::{EnumCount, IntoStaticStr, VariantArray};

use super::calendar::ClockTime;
use super::read;
use super::region::Region;
use super::tag::Tag;

/// What was logged on one morning. Every answer is optional, and a missing answer is never a zero.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct CheckIn {
    /// Hours asleep last night, 0 to 24.
    pub sleep_hours: Option<f64>,
    /// Clock time of going to sleep.
    pub bed: Option<ClockTime>,
    /// Clock time of waking.
    pub wake: Option<ClockTime>,
    /// Hours napped during the day that begins with this morning, 0 to 24. The next morning counts them.
    pub nap: Option<f64>,
    /// 1 awful, 2 poor, 3 normal, 4 good, 5 great.
    pub sleep_quality: Option<u8>,
    /// 0 none, 2 noticeable, 4 moderate, 7 strong, 10 worst; per region.
    pub soreness: BTreeMap<Region, u8>,
    /// 1 to 5, 3 is normal for me, 5 best.
    pub energy: Option<u8>,
    /// 1 to 5, 3 is normal for me, 5 best.
    pub mood: Option<u8>,
    /// 1 to 5, 3 is normal for me, 5 worst.
    pub stress: Option<u8>,
    /// Resting heart rate in beats a minute, 20 to 150.
    pub resting_hr: Option<f64>,
    /// Heart-rate variability as rMSSD in milliseconds, 1 to 400.
    pub hrv: Option<f64>,
    /// How ready I feel, 0 to 10; kept for comparison and never part of the score.
    pub ready: Option<u8>,
    /// Ill this morning.
    pub ill: Option<bool>,
    /// Regions that hurt, which is not the same as sore.
    pub pain: BTreeSet<Region>,
    /// Sleep latency: minutes until asleep, 0 to 600.
    pub latency: Option<u16>,
    /// Times awake in the night, 0 to 50.
    pub awakenings: Option<u8>,
    /// The person's own tags, each answered yes or no; never part of the score.
    pub tags: BTreeMap<Tag, bool>,
    /// What measured an answer, keyed by the answer's name, such as `hrv`; typed answers have no entry. A night is one answer,
    /// [`NIGHT`].
    pub from: BTreeMap<String, String>,
    /// Recovery scores of other programs, 0 to 100, by the program's name. They are shown beside ours, and nothing counts them.
    pub foreign: BTreeMap<String, u8>,
    /// Scores forecast this morning for the days after it.
    pub forecast: Vec<u8>,
    /// Half-widths of their ranges, in points.
    pub ranges: Vec<f64>,
    /// The model that made them; `None` for those made before forecasts recorded it.
    pub model: Option<u8>,
    /// Left with Esc: to be finished later.
    pub unfinished: bool,
}

/// The range a number in a check-in may have, and what messages call it.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Scale {
    /// Its name in files.
    pub name: &'static str,
    /// Smallest value.
    pub low: f64,
    /// Largest value.
    pub high: f64,
    /// Whole numbers only.
    pub whole: bool,
    /// Its unit, for messages.
    pub unit: &'static str,
}

/// What a night is called where its source is said: hours, bed and wake are one answer.
pub const NIGHT: &str = "sleep_hours";

/// Hours asleep.
pub const SLEEP_HOURS: Scale = Scale { name: "sleep_hours", low: 0.0, high: 24.0, whole: false, unit: " hours" };
/// Hours of a nap.
pub const NAP: Scale = Scale { name: "nap", low: 0.0, high: 24.0, whole: false, unit: " hours" };
/// Sleep quality.
pub const SLEEP_QUALITY: Scale = Scale { name: "sleep_quality", low: 1.0, high: 5.0, whole: true, unit: "" };
/// Soreness of a region.
pub const SORENESS: Scale = Scale { name: "soreness", low: 0.0, high: 10.0, whole: true, unit: "" };
/// Energy.
pub const ENERGY: Scale = Scale { name: "energy", low: 1.0, high: 5.0, whole: true, unit: "" };
/// Mood.
pub const MOOD: Scale = Scale { name: "mood", low: 1.0, high: 5.0, whole: true, unit: "" };
/// Stress.
pub const STRESS: Scale = Scale { name: "stress", low: 1.0, high: 5.0, whole: true, unit: "" };
/// Resting heart rate.
pub const RESTING_HR: Scale =
    Scale { name: "resting_hr", low: 20.0, high: 150.0, whole: false, unit: " beats a minute" };
/// Heart-rate variability.
pub const HRV: Scale = Scale { name: "hrv", low: 1.0, high: 400.0, whole: false, unit: " ms" };
/// Sleep latency.
pub const LATENCY: Scale = Scale { name: "latency", low: 0.0, high: 600.0, whole: true, unit: " minutes" };
/// Times awake in the night.
pub const AWAKENINGS: Scale = Scale { name: "awakenings", low: 0.0, high: 50.0, whole: true, unit: " times" };
/// A recovery score of another program.
pub const FOREIGN: Scale = Scale { name: "foreign", low: 0.0, high: 100.0, whole: true, unit: "" };
/// The number of a model.
pub const MODEL: Scale = Scale { name: "model", low: 1.0, high: 99.0, whole: true, unit: "" };
/// Self-rated readiness.
pub const READY: Scale = Scale { name: "ready", low: 0.0, high: 10.0, whole: true, unit: "" };

/// A question the check-in asks, named as in the settings.
#[derive(Clone, Copy, PartialEq, Eq, Debug, VariantArray, EnumCount, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Question {
    /// Last night's bed and wake time, or its hours.
    Sleep,
    /// How well the person slept.
    Quality,
    /// Energy.
    Energy,
    /// Mood.
    Mood,
    /// Stress.
    Stress,
    /// How ready the person feels.
    Ready,
    /// Soreness of the whole body.
    AllOver,
    /// Soreness of each region.
    Regions,
    /// Resting heart rate.
    RestingHr,
    /// Heart-rate variability.
    Hrv,
    /// A nap during the day that begins.
    Nap,
    /// How long falling asleep took.
    Latency,
    /// How often the person woke in the night.
    Awakenings,
    /// The person's own tags.
    Tags,
    /// Ill or not.
    Ill,
    /// The day's note.
    Note,
}

impl Question {
    /// Every question, in the order in which they are asked.
    pub const ALL: [Self; Self::COUNT] = *Self::VARIANTS.first_chunk().unwrap();

    /// Its name in the settings.
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// Reads a name.
    ///
    /// # Errors
    /// A sentence with all names.
    pub fn parse(text: &str) -> Result<Self, String> {
        let all = || Self::ALL.map(Self::name).join(", ");
        Self::ALL
            .into_iter()
            .find(|q| q.name() == text)
            .ok_or_else(|| format!("'{text}' is not a check-in question; choose from {}", all()))
    }
}

impl Scale {
    /// `value` if it lies on the scale, else a sentence that names the scale and its range.
    pub fn check(&self, value: f64) -> Result<f64, String> {
        let fits = value >= self.low && value <= self.high && (!self.whole || value.fract() == 0.0);
        fits.then_some(value).ok_or_else(|| self.complaint(self.name, value))
    }

    /// The same as [`Scale::check`], under another name such as `soreness chest`.
    pub fn check_as(&self, name: &str, value: f64) -> Result<f64, String> {
        self.check(value).map_err(|_| self.complaint(name, value))
    }

    fn complaint(&self, name: &str, value: f64) -> String {
        let Self { low, high, unit, .. } = self;
        let in_range = (*low..=*high).contains(&value);
        let whole = if self.whole && in_range { ", whole numbers only" } else { "" };
        format!("{name} {value} is not possible; it goes from {low} to {high}{unit}{whole}")
    }
}

impl CheckIn {
    /// Whether nothing at all was answered.
    pub fn is_empty(&self) -> bool {
        self.nap.is_none() && self.foreign.is_empty() && !self.is_answered()
    }

    /// The same without the forecast stored with it.
    pub fn without_forecast(self) -> Self {
        Self { forecast: Vec::new(), ranges: Vec::new(), model: None, ..self }
    }

    /// Whether it logs a morning: a nap alone says nothing about the morning, and another program's score neither.
    pub fn is_answered(&self) -> bool {
        // Without `..`, so that a new answer must say here whether it is one. It is asked of every morning, often: nothing is copied.
        let Self {
            sleep_hours,
            bed,
            wake,
            nap: _,
            sleep_quality,
            soreness,
            energy,
            mood,
            stress,
            resting_hr,
            hrv,
            ready,
            ill,
            pain,
            latency,
            awakenings,
            tags,
            from: _,
            foreign: _,
            forecast: _,
            ranges: _,
            model: _,
            unfinished: _,
        } = self;
        let numbers = [sleep_hours, resting_hr, hrv].into_iter().any(Option::is_some);
        let answers = [sleep_quality, energy, mood, stress, ready, awakenings].into_iter().any(Option::is_some);
        let lists = !soreness.is_empty() || !pain.is_empty() || !tags.is_empty();
        numbers || answers || lists || bed.is_some() || wake.is_some() || ill.is_some() || latency.is_some()
    }

    /// Whether the answer called `name` is the same in both. Hours, bed and wake are one answer.
    pub fn agrees(&self, other: &Self, name: &str) -> bool {
        match name {
            "nap" => self.nap == other.nap,
            "sleep_quality" => self.sleep_quality == other.sleep_quality,
            "soreness" => self.soreness == other.soreness,
            "energy" => self.energy == other.energy,
            "mood" => self.mood == other.mood,
            "stress" => self.stress == other.stress,
            "resting_hr" => self.resting_hr == other.resting_hr,
            "hrv" => self.hrv == other.hrv,
            "ready" => self.ready == other.ready,
            "ill" => self.ill == other.ill,
            "pain" => self.pain == other.pain,
            "latency" => self.latency == other.latency,
            "awakenings" => self.awakenings == other.awakenings,
            _ => (self.sleep_hours, self.bed, self.wake) == (other.sleep_hours, other.bed, other.wake),
        }
    }

    /// Whether the answer called `name` is given.
    pub fn has(&self, name: &str) -> bool {
        !self.agrees(&Self::default(), name)
    }

    /// Takes over the answer called `name`, with its source.
    pub fn take(&mut self, name: &str, other: &Self) {
        match name {
            "nap" => self.nap = other.nap,
            "sleep_quality" => self.sleep_quality = other.sleep_quality,
            "soreness" => self.soreness.clone_from(&other.soreness),
            "energy" => self.energy = other.energy,
            "mood" => self.mood = other.mood,
            "stress" => self.stress = other.stress,
            "resting_hr" => self.resting_hr = other.resting_hr,
            "hrv" => self.hrv = other.hrv,
            "ready" => self.ready = other.ready,
            "ill" => self.ill = other.ill,
            "pain" => self.pain.clone_from(&other.pain),
            "latency" => self.latency = other.latency,
            "awakenings" => self.awakenings = other.awakenings,
            _ => (self.sleep_hours, self.bed, self.wake) = (other.sleep_hours, other.bed, other.wake),
        }
        match other.from.get(name) {
            Some(source) => drop(self.from.insert(name.to_owned(), source.clone())),
            None => drop(self.from.remove(name)),
        }
    }

    /// Without the sources of answers that differ from `was` under the same source: those were typed since. An answer that was
    /// taken out keeps its source, so that the source does not bring it back.
    pub fn typed_over(mut self, was: &Self) -> Self {
        let typed: Vec<String> = self
            .from
            .iter()
            .filter(|(name, source)| was.from.get(*name) == Some(source) && self.has(name) && !self.agrees(was, name))
            .map(|(name, _)| name.clone())
            .collect();
        typed.iter().for_each(|name| drop(self.from.remove(name)));
        self
    }

    /// Rounds to the two decimals that files keep, but only numbers that differ from `was`.
    pub fn rounded(&self, was: &Self) -> Self {
        let round = |n: Option<f64>, was: Option<f64>| {
            if n == was { n } else { n.map(|n| (n * 100.0).round() / 100.0) }
        };
        Self {
            sleep_hours: round(self.sleep_hours, was.sleep_hours),
            nap: round(self.nap, was.nap),
            resting_hr: round(self.resting_hr, was.resting_hr),
            hrv: round(self.hrv, was.hrv),
            ..self.clone()
        }
    }

    /// Hours asleep: as given, else from bed to wake. Equal clock times say nothing.
    pub fn hours(&self) -> Option<f64> {
        self.sleep_hours.or_else(|| {
            let minutes = self.bed?.until(self.wake?);
            (minutes > 0).then(|| f64::from(minutes) / 60.0)
        })
    }

    /// Minutes after midnight of the middle of the night; `None` without both clock times.
    pub fn midsleep(&self) -> Option<f64> {
        let (bed, wake) = (self.bed?, self.wake?);
        let asleep = bed.until(wake);
        (asleep > 0).then(|| (f64::from(bed.minutes()) + f64::from(asleep) / 2.0) % 1440.0)
    }

    /// Whether soreness was logged only for the whole body: its regions are unknown then.
    pub fn is_general_only(&self) -> bool {
        self.soreness.len() == 1 && self.soreness.contains_key(&Region::General)
    }

    /// Soreness at `region`: once any region is logged, an unlogged one is 0. If only the whole body was logged, or nothing, it
    /// is unknown.
    pub fn soreness_at(&self, region: Region) -> Option<u8> {
        let by_region = || !self.soreness.is_empty() && !self.is_general_only();
        self.soreness.get(&region).copied().or_else(|| by_region().then_some(0))
    }

    /// Energy at 2 or less. Chosen, like the bounds below: one step worse than the person's normal.
    pub fn has_low_energy(&self) -> bool {
        self.energy.is_some_and(|n| n <= 2)
    }

    /// Low: mood at 2 or less.
    pub fn is_low(&self) -> bool {
        self.mood.is_some_and(|n| n <= 2)
    }

    /// Stressed: stress at 4 or more.
    pub fn is_stressed(&self) -> bool {
        self.stress.is_some_and(|n| n >= 4)
    }

    /// Drained: low on energy, and low or stressed with it.
    pub fn is_drained(&self) -> bool {
        self.has_low_energy() && (self.is_low() || self.is_stressed())
    }

    /// Slept badly: sleep quality at 2 or less.
    pub fn slept_badly(&self) -> bool {
        self.sleep_quality.is_some_and(|n| n <= 2)
    }

    /// How sore the sorest region is; `None` where no soreness was logged.
    pub fn sorest(&self) -> Option<u8> {
        self.soreness.values().copied().max()
    }

    /// Fills in what is not answered here from `other`, answer by answer and region by region.
    pub fn filled_from(&self, other: &Self) -> Self {
        let Self {
            sleep_hours,
            bed,
            wake,
            nap,
            sleep_quality,
            soreness,
            energy,
            mood,
            stress,
            resting_hr,
            hrv,
            ready,
            ill,
            pain,
            latency,
            awakenings,
            tags,
            from,
            foreign,
            forecast,
            ranges,
            model,
            unfinished,
        } = self.clone();
        // A night is one answer: hours and clock times from different places would contradict each other.
        let (sleep_hours, bed, wake) = match self.hours() {
            Some(_) => (sleep_hours, bed, wake),
            None => (other.sleep_hours, bed.or(other.bed), wake.or(other.wake)),
        };
        // An answer's source goes with the answer.
        let mut all_from = from;
        for (answer, source) in other.from.iter().filter(|(answer, _)| !self.has(answer)) {
            all_from.entry(answer.clone()).or_insert_with(|| source.clone());
        }
        let mut all_foreign = other.foreign.clone();
        all_foreign.extend(foreign);
        let mut all_soreness = other.soreness.clone();
        all_soreness.extend(soreness);
        let mut all_tags = other.tags.clone();
        all_tags.extend(tags);
        Self {
            sleep_hours,
            bed,
            wake,
            nap: nap.or(other.nap),
            sleep_quality: sleep_quality.or(other.sleep_quality),
            soreness: all_soreness,
            energy: energy.or(other.energy),
            mood: mood.or(other.mood),
            stress: stress.or(other.stress),
            resting_hr: resting_hr.or(other.resting_hr),
            hrv: hrv.or(other.hrv),
            ready: ready.or(other.ready),
            ill: ill.or(other.ill),
            pain: pain.union(&other.pain).copied().collect(),
            latency: latency.or(other.latency),
            awakenings: awakenings.or(other.awakenings),
            tags: all_tags,
            from: all_from,
            foreign: all_foreign,
            ranges: if forecast.is_empty() { other.ranges.clone() } else { ranges },
            model: if forecast.is_empty() { other.model } else { model },
            forecast: if forecast.is_empty() { other.forecast.clone() } else { forecast },
            unfinished,
        }
    }

    /// These answers overridden by those of `later`, one by one; what `later` leaves out stays.
    pub fn overlaid(&self, later: &Self) -> Self {
        let mut base = self.clone();
        // A new night replaces the old one whole: hours and old clock times would contradict each other.
        if later.sleep_hours.is_some() || later.bed.is_some() || later.wake.is_some() {
            (base.sleep_hours, base.bed, base.wake) = (None, None, None);
        }
        Self { unfinished: self.unfinished, ..later.filled_from(&base) }
    }
}

/// A night as people write it: hours, or bed and wake time.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Night {
    /// Hours asleep.
    Hours(f64),
    /// Bed and wake time.
    Clock(ClockTime, ClockTime),
}

/// Reads a length of time (`7h30`, `7:30`, `7.5`, `7,5`) or two times of day (`23:10-06:40`, `0040 0630`,
/// `11:10 pm - 6:40 am`).
///
/// # Errors
/// A sentence that says what it can be.
pub fn parse_night(text: &str) -> Result<Night, String> {
    let wrong = || format!("'{text}' is not a night; write 7h30, 7.5 or 23:10-06:40");
    let plain = text.trim().to_lowercase().replace(['–', '→'], "-").replace(" to ", "-");
    // `12:40 am6:30 am` is two times as well.
    let plain = plain.replace("am", "am ").replace("pm", "pm ");
    let bare: String = plain.chars().filter(|c| !c.is_whitespace()).collect();
    if bare.len() == 8 && bare.bytes().all(|b| b.is_ascii_digit()) {
        return clock_night(&bare[..4], &bare[4..]);
    }
    if let Some((bed, wake)) = plain.split_once('-').filter(|(bed, _)| !bed.trim().is_empty()) {
        return clock_night(bed, wake);
    }
    let mut times: Vec<String> = Vec::new();
    for word in plain.split_whitespace() {
        match times.last_mut() {
            Some(last) if matches!(word, "am" | "pm") => last.push_str(word),
            _ => times.push(word.to_owned()),
        }
    }
    if let [bed, wake] = times.as_slice()
        && let (Ok(_), Ok(_)) = (read::clock(bed), read::clock(wake))
    {
        return clock_night(bed, wake);
    }
    let hours = read::hours(text).map_err(|_| wrong())?;
    // With a colon it is a length only if a night can be that long.
    if text.contains(':') && hours > LONG_NIGHT {
        return Err(format!(
            "'{}' is one time of day; write both, like 23:10-06:40, or the hours, like 7h30",
            text.trim()
        ));
    }
    SLEEP_HOURS.check_as("sleep", hours).map(Night::Hours)
}

fn clock_night(bed: &str, wake: &str) -> Result<Night, String> {
    let (bed, wake) = (read::clock(bed)?, read::clock(wake)?);
    if bed == wake {
        return Err(format!("bed and wake time are both {bed}; a night needs two different times, or hours like 7h30"));
    }
    Ok(Night::Clock(bed, wake))
}

/// A night longer than this is questioned. A choice: longer ones are rare, typing errors are not.
const LONG_NIGHT: f64 = 14.0;

/// A sentence about what is odd in the logged night; `None` if nothing is.
pub fn odd_night(c: &CheckIn) -> Option<String> {
    let show = hours_and_minutes;
    let in_bed = c.bed.zip(c.wake).map(|(bed, wake)| f64::from(bed.until(wake)) / 60.0);
    match (c.sleep_hours, in_bed) {
        (Some(0.0), _) => {
            Some("0h00 asleep: kept as a night without sleep; leave it out if it was not measured".into())
        }
        // A quarter of an hour is rounding.
        (Some(hours), Some(in_bed)) if hours > in_bed + 0.25 || hours < in_bed / 2.0 => Some(format!(
            "{} asleep does not fit {} in bed; the hours count, and one of the two may be mistyped",
            show(hours),
            show(in_bed)
        )),
        _ => c.hours().filter(|h| *h > LONG_NIGHT).map(|h| format!("{} asleep is long; is a digit mistyped?", show(h))),
    }
}

/// `5h50`, or `8h00`: hours as shown on the screen.
pub fn hours_and_minutes(hours: f64) -> String {
    let minutes = (hours * 60.0).round() as i64;
    format!("{}h{:02}", minutes / 60, minutes % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nights_as_people_write_them() {
        for (text, night) in [
            ("7h30", Night::Hours(7.5)),
            ("7.5", Night::Hours(7.5)),
            ("7", Night::Hours(7.0)),
            ("7h", Night::Hours(7.0)),
            ("23:10-06:40", Night::Clock("23:10".parse().unwrap(), "06:40".parse().unwrap())),
            ("00:40 06:30", Night::Clock("00:40".parse().unwrap(), "06:30".parse().unwrap())),
            ("0040-0630", Night::Clock("00:40".parse().unwrap(), "06:30".parse().unwrap())),
            ("00400630", Night::Clock("00:40".parse().unwrap(), "06:30".parse().unwrap())),
            ("12:40 am – 6:30 am", Night::Clock("00:40".parse().unwrap(), "06:30".parse().unwrap())),
            ("12:40 am6:30 am", Night::Clock("00:40".parse().unwrap(), "06:30".parse().unwrap())),
            ("1140  630", Night::Clock("11:40".parse().unwrap(), "06:30".parse().unwrap())),
            ("12:40 am 6:30 am", Night::Clock("00:40".parse().unwrap(), "06:30".parse().unwrap())),
            ("7:30", Night::Hours(7.5)),
            ("7,5", Night::Hours(7.5)),
        ] {
            assert_eq!(parse_night(text), Ok(night), "{text}");
        }
        for (text, says) in [
            ("30h", "sleep 30 is not possible; it goes from 0 to 24 hours"),
            ("-1", "sleep -1 is not possible; it goes from 0 to 24 hours"),
            ("NaN", "'NaN' is not a night; write 7h30, 7.5 or 23:10-06:40"),
            ("23:10", "'23:10' is one time of day; write both, like 23:10-06:40, or the hours, like 7h30"),
            ("long", "'long' is not a night; write 7h30, 7.5 or 23:10-06:40"),
            ("7.5h30", "'7.5h30' is not a night; write 7h30, 7.5 or 23:10-06:40"),
            ("7h75", "'7h75' is not a night; write 7h30, 7.5 or 23:10-06:40"),
            ("22:00-22:00", "bed and wake time are both 22:00; a night needs two different times, or hours like 7h30"),
        ] {
            assert_eq!(parse_night(text).unwrap_err(), says);
        }
    }

    #[test]
    fn odd_nights_are_named() {
        let night = |hours: Option<f64>, clock: Option<(&str, &str)>| CheckIn {
            sleep_hours: hours,
            bed: clock.and_then(|(b, _)| b.parse().ok()),
            wake: clock.and_then(|(_, w)| w.parse().ok()),
            ..CheckIn::default()
        };
        for (hours, clock, odd) in [
            (Some(7.5), None, false),
            (Some(0.0), None, true),
            (Some(14.5), None, true),
            (Some(1.1), Some(("07:04", "15:40")), true),
            (Some(8.0), Some(("23:00", "06:00")), true),
            (Some(6.5), Some(("23:00", "06:30")), false),
            (None, Some(("23:00", "22:00")), true),
            (None, None, false),
        ] {
            assert_eq!(odd_night(&night(hours, clock)).is_some(), odd, "{hours:?} {clock:?}");
        }
    }

    #[test]
    fn hours_given_are_kept_and_clock_times_fill_in() {
        let mut c = CheckIn { bed: "00:40".parse().ok(), wake: "06:30".parse().ok(), ..CheckIn::default() };
        assert!((c.hours().unwrap() - 5.8333).abs() < 1e-3);
        assert_eq!(c.midsleep(), Some(215.0));
        c.sleep_hours = Some(6.5);
        assert_eq!(c.hours(), Some(6.5));
        c.sleep_hours = None;
        c.wake = c.bed;
        assert_eq!(c.hours(), None);
        assert_eq!(hours_and_minutes(5.8333), "5h50");
    }

    #[test]
    fn a_missing_region_is_unknown_until_any_is_logged() {
        let mut c = CheckIn::default();
        assert_eq!(c.soreness_at(Region::Chest), None);
        c.soreness.insert(Region::Quads, 3);
        assert_eq!(c.soreness_at(Region::Chest), Some(0));
    }

    #[test]
    fn out_of_range_says_the_range() {
        assert_eq!(
            SORENESS.check_as("soreness chest", 11.0).unwrap_err(),
            "soreness chest 11 is not possible; it goes from 0 to 10"
        );
        assert_eq!(
            ENERGY.check(2.5).unwrap_err(),
            "energy 2.5 is not possible; it goes from 1 to 5, whole numbers only"
        );
    }
}
