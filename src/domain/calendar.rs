//! Civil dates, ISO weeks and times of day. No time zone ever enters the plan.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;
use std::time::Duration;

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, Timelike, Weekday};

/// An ISO 8601 week, stored as its Monday. Written `2026-W47`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct WeekId {
    monday: NaiveDate,
}

/// First and last year that dates may lie in. A choice: wide enough for any diary, narrow enough that date arithmetic
/// cannot overflow.
pub const YEARS: std::ops::RangeInclusive<i32> = 1900..=2200;

impl WeekId {
    /// The week that holds `date`.
    pub fn of(date: NaiveDate) -> Self {
        let back = u64::from(date.weekday().num_days_from_monday());
        Self { monday: date.checked_sub_days(Days::new(back)).unwrap_or(date) }
    }

    /// Its Monday.
    pub fn monday(self) -> NaiveDate {
        self.monday
    }

    /// Its Sunday.
    pub fn sunday(self) -> NaiveDate {
        self.day(6)
    }

    /// The day `index` days after Monday; `index` is 0 to 6.
    pub fn day(self, index: usize) -> NaiveDate {
        add_days(self.monday, index as i64)
    }

    /// Monday to Sunday.
    pub fn days(self) -> impl Iterator<Item = NaiveDate> {
        (0..7).map(move |i| self.day(i))
    }

    /// The week `weeks` later (earlier when negative), kept inside [`YEARS`].
    pub fn shift(self, weeks: i64) -> Self {
        let date = add_days(self.monday, weeks * 7);
        if YEARS.contains(&date.year()) { Self::of(date) } else { self }
    }

    /// The ISO week number, 1 to 53.
    pub fn number(self) -> u32 {
        self.monday.iso_week().week()
    }
}

impl fmt::Display for WeekId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let iso = self.monday.iso_week();
        write!(f, "{:04}-W{:02}", iso.year(), iso.week())
    }
}

impl FromStr for WeekId {
    type Err = String;

    /// Reads `2026-W47`; the error is a sentence that says what a week looks like.
    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("'{text}' is not a week; write it like 2026-W47");
        let (year, week) = text.split_once("-W").or_else(|| text.split_once("-w")).ok_or_else(wrong)?;
        let year: i32 = year.parse().map_err(|_| wrong())?;
        let week: u32 = week.parse().map_err(|_| wrong())?;
        if !YEARS.contains(&year) {
            return Err(wrong());
        }
        let monday =
            NaiveDate::from_isoywd_opt(year, week, Weekday::Mon).ok_or_else(|| format!("{year} has no week {week}"))?;
        Ok(Self { monday })
    }
}

/// `date` moved by `days`, or `date` itself where the calendar ends.
pub fn add_days(date: NaiveDate, days: i64) -> NaiveDate {
    let step = Days::new(days.unsigned_abs());
    let moved = if days >= 0 { date.checked_add_days(step) } else { date.checked_sub_days(step) };
    moved.unwrap_or(date)
}

/// The day that a moment of local time belongs to: before `day_starts` it still belongs to the previous day.
pub fn day_of(now: NaiveDateTime, day_starts: ClockTime) -> NaiveDate {
    if minute_of(now) < day_starts.minutes() { add_days(now.date(), -1) } else { now.date() }
}

/// How long after a moment of local time the next day begins, by the clock on the wall.
pub fn until_day_after(now: NaiveDateTime, day_starts: ClockTime) -> Duration {
    let minutes = (day_starts.minutes() + DAY_MINUTES - minute_of(now) - 1) % DAY_MINUTES;
    Duration::from_secs(u64::from(minutes) * 60 + 60 - u64::from(now.second()))
}

fn minute_of(now: NaiveDateTime) -> u16 {
    (now.hour() * 60 + now.minute()) as u16
}

/// Reads `2026-11-18` inside [`YEARS`].
pub fn parse_date(text: &str) -> Result<NaiveDate, String> {
    NaiveDate::parse_from_str(text.trim(), "%Y-%m-%d")
        .ok()
        .filter(|d| YEARS.contains(&d.year()))
        .ok_or_else(|| format!("'{text}' is not a date; write it like 2026-11-18"))
}

/// Which way a weekday's bare name points.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Toward {
    /// The next such day from today on.
    Future,
    /// The latest such day up to today.
    Past,
    /// The nearest such day; of a weekday the next one.
    Nearest,
}

/// Reads a day as people say it: a date, `19 nov`, `19.11.`, `today`, `yesterday`, `tomorrow`, or a weekday's name.
pub fn parse_day(text: &str, today: NaiveDate, toward: Toward) -> Result<NaiveDate, String> {
    let word = text.trim().to_lowercase();
    match word.as_str() {
        "today" => return Ok(today),
        "yesterday" => return Ok(add_days(today, -1)),
        "tomorrow" => return Ok(add_days(today, 1)),
        _ => {}
    }
    if let Some(weekday) = parse_weekday(&word) {
        let ahead = i64::from(weekday.num_days_from_monday()) - i64::from(today.weekday().num_days_from_monday());
        return Ok(match toward {
            Toward::Future | Toward::Nearest => add_days(today, ahead.rem_euclid(7)),
            Toward::Past => add_days(today, -(-ahead).rem_euclid(7)),
        });
    }
    if let Some(date) = day_and_month(&word, today, toward) {
        return date.ok_or_else(|| format!("there is no {text}"));
    }
    parse_date(&word).map_err(|_| {
        let numbers = word.split('-').map(str::parse::<u16>).collect::<Result<Vec<_>, _>>();
        match numbers {
            Ok(n) if n.len() == 3 => format!("there is no {text}"),
            _ => format!("'{text}' is not a day; write thu, today, yesterday, tomorrow, 19 nov, 19.11. or 2026-11-19"),
        }
    })
}

/// Reads `19.11.`, `19 nov`, `november 19`, each with or without a year; the inner `None` if there is no such day. Without a year
/// it is the nearest such day in that direction. A slash is not read: some put the month first.
fn day_and_month(word: &str, today: NaiveDate, toward: Toward) -> Option<Option<NaiveDate>> {
    let words: Vec<&str> =
        word.split(|c: char| c == '.' || c == ',' || c.is_whitespace()).filter(|w| !w.is_empty()).collect();
    let (first, second, year) = match words.as_slice() {
        [a, b] => (*a, *b, None),
        [a, b, year] => (*a, *b, Some(year.parse::<i32>().ok()?)),
        _ => return None,
    };
    let (day, month) = match (first.parse::<u32>(), second.parse::<u32>()) {
        (Ok(day), Ok(month)) if word.contains('.') => (day, month),
        (Ok(day), Err(_)) => (day, parse_month(second)?),
        (Err(_), Ok(day)) => (day, parse_month(first)?),
        _ => return None,
    };
    let of = |year: i32| NaiveDate::from_ymd_opt(year, month, day).filter(|d| YEARS.contains(&d.year()));
    Some(match (year, toward) {
        (Some(year), _) => of(year),
        // A 29 February can be years away.
        (None, Toward::Future) => (today.year()..=today.year() + 8).filter_map(of).find(|d| *d >= today),
        (None, Toward::Nearest) => {
            (today.year() - 8..=today.year() + 8).filter_map(of).min_by_key(|d| (*d - today).num_days().abs())
        }
        (None, Toward::Past) => (today.year() - 8..=today.year()).rev().filter_map(of).find(|d| *d <= today),
    })
}

/// Reads a month's English name, three letters or more, as a number.
fn parse_month(word: &str) -> Option<u32> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    (word.len() >= 3).then_some(())?;
    MONTHS.iter().position(|m| m.starts_with(word)).map(|n| n as u32 + 1)
}

/// Reads a weekday's English name, three letters or more.
pub fn parse_weekday(word: &str) -> Option<Weekday> {
    let word = word.to_lowercase();
    (word.len() >= 3).then_some(())?;
    WEEKDAYS.iter().find(|(_, long)| long.starts_with(&word)).map(|(day, _)| *day)
}

const WEEKDAYS: [(Weekday, &str); 7] = [
    (Weekday::Mon, "monday"),
    (Weekday::Tue, "tuesday"),
    (Weekday::Wed, "wednesday"),
    (Weekday::Thu, "thursday"),
    (Weekday::Fri, "friday"),
    (Weekday::Sat, "saturday"),
    (Weekday::Sun, "sunday"),
];

/// Days since Monday, 0 to 6.
pub fn weekday_index(date: NaiveDate) -> usize {
    date.weekday().num_days_from_monday() as usize
}

/// A time of day to the minute, written `23:10`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct ClockTime(u16);

/// Minutes in a day.
pub const DAY_MINUTES: u16 = 24 * 60;

impl ClockTime {
    /// From minutes after midnight, 0 to 1439.
    pub fn from_minutes(minutes: u16) -> Option<Self> {
        (minutes < DAY_MINUTES).then_some(Self(minutes))
    }

    /// Minutes after midnight, 0 to 1439.
    pub fn minutes(self) -> u16 {
        self.0
    }

    /// Minutes from `self` forward to `other`, 0 to 1439: 23:10 to 06:40 is 450.
    pub fn until(self, other: Self) -> u16 {
        (other.0 + DAY_MINUTES - self.0) % DAY_MINUTES
    }
}

impl fmt::Display for ClockTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.0 / 60, self.0 % 60)
    }
}

impl FromStr for ClockTime {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        super::read::clock(text)
    }
}

/// `Wed 18 Nov`; with its year if that is not the current one.
pub fn day_name(date: NaiveDate, today: NaiveDate) -> String {
    date.format(if date.year() == today.year() { "%a %-d %b" } else { "%a %-d %b %Y" }).to_string()
}

/// `Wed 18 Nov`, `Wed 18 – Fri 20 Nov` for a run of days, `Mon 16, Wed 18, Fri 20 Nov` for a few separate ones.
pub fn day_span(days: &[NaiveDate], today: NaiveDate) -> String {
    let run = days.windows(2).all(|pair| pair[0].succ_opt() == Some(pair[1]));
    if !run && days.is_sorted() {
        return match days {
            [few @ .., last] if few.len() < 4 => {
                let few = few.iter().map(|d| d.format("%a %-d").to_string()).collect::<Vec<_>>().join(", ");
                format!("{few}, {}", day_name(*last, today))
            }
            many => format!("{} days from {}", many.len(), day_span(&[many[0], many[many.len() - 1]], today)),
        };
    }
    match (days.iter().min(), days.iter().max()) {
        (Some(a), Some(b)) if a != b && a.month() == b.month() => {
            format!("{} – {}", a.format("%a %-d"), day_name(*b, today))
        }
        (Some(a), Some(b)) if a != b => format!("{} – {}", day_name(*a, today), day_name(*b, today)),
        (Some(a), _) => day_name(*a, today),
        _ => "no day".into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn d(text: &str) -> NaiveDate {
        parse_date(text).unwrap()
    }

    #[test]
    fn weeks_cross_year_ends() {
        assert_eq!(WeekId::of(d("2027-01-01")).to_string(), "2026-W53");
        assert_eq!(WeekId::of(d("2026-12-31")).shift(1).to_string(), "2027-W01");
        assert_eq!("2026-W53".parse::<WeekId>().unwrap().sunday(), d("2027-01-03"));
        assert_eq!("2025-W53".parse::<WeekId>().unwrap_err(), "2025 has no week 53");
        assert!("2026-47".parse::<WeekId>().is_err());
    }

    #[test]
    fn weekday_names_point_the_way_they_are_used() {
        let wed = d("2026-11-18");
        for (word, future, past) in [
            ("wed", "2026-11-18", "2026-11-18"),
            ("thu", "2026-11-19", "2026-11-12"),
            ("Tuesday", "2026-11-24", "2026-11-17"),
            ("today", "2026-11-18", "2026-11-18"),
            ("2026-01-02", "2026-01-02", "2026-01-02"),
        ] {
            assert_eq!(parse_day(word, wed, Toward::Future).unwrap(), d(future), "{word}");
            assert_eq!(parse_day(word, wed, Toward::Past).unwrap(), d(past), "{word}");
        }
        assert!(parse_day("someday", wed, Toward::Past).unwrap_err().contains("'someday' is not a day"));
        assert!(parse_day("th", wed, Toward::Past).is_err());
        for (word, date) in [
            ("19.11.", "2026-11-19"),
            ("19.11", "2026-11-19"),
            ("4 nov", "2027-11-04"),
            ("nov 19", "2026-11-19"),
            ("26.1.2020", "2020-01-26"),
            ("1 April 2027", "2027-04-01"),
            ("29 feb", "2028-02-29"),
        ] {
            assert_eq!(parse_day(word, wed, Toward::Future).unwrap(), d(date), "{word}");
        }
        assert_eq!(parse_day("4.11.", wed, Toward::Nearest).unwrap(), d("2026-11-04"));
        assert_eq!(parse_day("4.1.", wed, Toward::Nearest).unwrap(), d("2027-01-04"));
        assert_eq!(parse_day("4.11.", wed, Toward::Past).unwrap(), d("2026-11-04"));
        for word in ["31.2.", "2026-02-30", "31 november"] {
            assert_eq!(parse_day(word, wed, Toward::Past).unwrap_err(), format!("there is no {word}"));
        }
        assert!(parse_day("4/11", wed, Toward::Past).is_err(), "a month or a day comes first");
    }

    #[test]
    fn a_day_begins_when_the_settings_say() {
        let at = |text: &str| text.parse::<NaiveDateTime>().unwrap();
        let four: ClockTime = "04:00".parse().unwrap();
        let midnight: ClockTime = "00:00".parse().unwrap();
        for (now, starts, day, seconds) in [
            ("2026-11-22T03:59:59", four, "2026-11-21", 1),
            ("2026-11-22T04:00:00", four, "2026-11-22", 86_400),
            ("2026-11-22T23:59:30", four, "2026-11-22", 4 * 3600 + 30),
            ("2026-11-22T23:59:30", midnight, "2026-11-22", 30),
            ("2026-11-23T00:00:00", midnight, "2026-11-23", 86_400),
            // Across the end of week 53.
            ("2027-01-04T02:00:00", four, "2027-01-03", 7200),
        ] {
            assert_eq!(day_of(at(now), starts), d(day), "{now}");
            assert_eq!(until_day_after(at(now), starts), Duration::from_secs(seconds), "{now}");
        }
        assert_eq!(WeekId::of(day_of(at("2027-01-04T02:00:00"), four)).to_string(), "2026-W53");
    }

    #[test]
    fn clock_times() {
        let t: ClockTime = "23:10".parse().unwrap();
        assert_eq!(t.until("06:40".parse().unwrap()), 450);
        assert_eq!(t.to_string(), "23:10");
        for bad in ["24:00", "7", "12:5", "a:00", "12:60", "+1:00"] {
            assert!(bad.parse::<ClockTime>().is_err(), "{bad}");
        }
    }
}
