//! Dates and times as exports write them.

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime};

/// The beginnings of month names, January first: English, German, French, Spanish, Italian, Portuguese, Dutch, Polish,
/// Turkish and the Nordic languages, without accents.
const MONTHS: [&[&str]; 12] = [
    &["jan", "ene", "gen", "sty", "oca"],
    &["feb", "fev", "lut", "sub"],
    &["mar", "mrz", "mrt", "maa"],
    &["apr", "avr", "abr", "kwi", "nis"],
    &["may", "mai", "mag", "mei", "maj"],
    &["jun", "juin", "giu", "cze", "haz"],
    &["jul", "juil", "lug", "lip", "tem"],
    &["aug", "aou", "ago", "sie", "agu"],
    &["sep", "set", "wrz", "eyl"],
    &["oct", "okt", "out", "ott", "paz", "eki"],
    &["nov", "lis", "kas"],
    &["dec", "dez", "dic", "gru", "des", "ara"],
];

/// The month that a name stands for, 1 to 12: by its longest known beginning.
fn month(name: &str) -> Option<u32> {
    let bare = super::kinds::bare(name);
    let of = |(at, names): (usize, &&[&str])| {
        names.iter().filter(|n| bare.starts_with(**n)).map(|n| n.len()).max().map(|len| (len, at as u32 + 1))
    };
    MONTHS.iter().enumerate().filter_map(of).max().map(|(_, month)| month)
}

/// Reads `2026-05-04 18:05:32`, `2026-05-04T18:05`, with or without parts of a second.
pub fn iso(text: &str) -> Option<NaiveDateTime> {
    let text = text.trim();
    ["%Y-%m-%d %H:%M:%S%.f", "%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M"]
        .iter()
        .find_map(|form| NaiveDateTime::parse_from_str(text, form).ok())
}

/// Reads `2026-05-04`, alone or before a time.
pub fn iso_date(text: &str) -> Option<NaiveDate> {
    let day = text.trim().get(..10)?;
    NaiveDate::parse_from_str(day, "%Y-%m-%d").ok()
}

/// Reads a time with its offset: `2026-05-04T06:31:00+02:00`, `2026-05-04 03:00:00 +0200`, `…Z`. The wall clock is as written;
/// the offset is in seconds.
pub fn with_offset(text: &str) -> Option<(NaiveDateTime, i32)> {
    let text = text.trim();
    let at = DateTime::parse_from_rfc3339(text)
        .or_else(|_| DateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S%.f %z"))
        .or_else(|_| DateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S%.f%z"))
        // A phone that is set to twelve hours.
        .or_else(|_| DateTime::parse_from_str(&text.to_uppercase(), "%Y-%m-%d %I:%M:%S %p %z"))
        .ok()?;
    Some((at.naive_local(), at.offset().local_minus_utc()))
}

/// Reads an offset such as `UTC+02:00`, `+0200`, `-05:00` or `Z`, in seconds.
pub fn offset(text: &str) -> Option<i32> {
    let bare = text.trim().to_ascii_uppercase();
    let bare = bare.strip_prefix("UTC").or_else(|| bare.strip_prefix("GMT")).unwrap_or(&bare);
    if matches!(bare, "Z" | "") {
        return Some(0);
    }
    let sign = if bare.starts_with('-') { -1 } else { 1 };
    let digits: String = bare.strip_prefix(['+', '-'])?.chars().filter(|c| *c != ':').collect();
    if !matches!(digits.len(), 2 | 4) || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let hours: i32 = digits[..2].parse().ok()?;
    let minutes: i32 = digits.get(2..).filter(|m| !m.is_empty()).map_or(Some(0), |m| m.parse().ok())?;
    (hours <= 15 && minutes < 60).then_some(sign * (hours * 3600 + minutes * 60))
}

/// Reads `18:05`, `08:13:59`, `4:10:00 PM`.
fn clock(text: &str) -> Option<NaiveTime> {
    let text = text.trim();
    ["%H:%M:%S", "%H:%M"].iter().find_map(|form| NaiveTime::parse_from_str(text, form).ok()).or_else(|| {
        let upper = text.to_uppercase().replace('.', "");
        ["%I:%M:%S %p", "%I:%M %p"].iter().find_map(|form| NaiveTime::parse_from_str(&upper, form).ok())
    })
}

/// Reads a date with its month in words, and a time: `May 4, 2026, 4:10:00 PM`, `24 Dec 2020, 08:13:59`,
/// `25 Juli 2026, 14:21`, `01.08.2025, 17:00:00`. Dates in figures that could be read in two ways are not read.
pub fn in_words(text: &str) -> Option<NaiveDateTime> {
    // Newer systems put a narrow space before AM and PM.
    let text = text.replace(['\u{202f}', '\u{a0}'], " ").replace(" à ", ", ").replace(" at ", ", ");
    if let Some(at) = iso(&text).or_else(|| iso(text.trim_end_matches('Z'))) {
        return Some(at);
    }
    let halves = [text.rsplit_once(','), text.rsplit_once(' ')];
    let (date, time) = halves.into_iter().flatten().find(|(_, time)| clock(time).is_some())?;
    let time = clock(time)?;
    if let Ok(date) = NaiveDate::parse_from_str(date.trim(), "%d.%m.%Y") {
        return Some(date.and_time(time));
    }
    let words: Vec<&str> = date.split([' ', ',', '.']).filter(|w| !w.is_empty() && *w != "de").collect();
    let number = |w: &&str| w.bytes().all(|b| b.is_ascii_digit());
    let numbers: Vec<&str> = words.iter().copied().filter(number).collect();
    let name = words.iter().find(|w| !number(w))?;
    let [day, year] = numbers[..] else { return None };
    let date = NaiveDate::from_ymd_opt(year.parse().ok()?, month(name)?, day.parse().ok()?)?;
    Some(date.and_time(time))
}

/// Milliseconds since 1970 as a time.
pub fn from_millis(millis: f64) -> Option<NaiveDateTime> {
    let seconds = (millis / 1000.0).floor();
    let within = (-1e11..1e11).contains(&seconds);
    within.then(|| DateTime::from_timestamp(seconds as i64, 0)).flatten().map(|at| at.naive_utc())
}

/// Reads a length of time with hours, minutes and seconds, in minutes. With two parts it could be either of two lengths, and is not
/// read.
pub fn in_three_parts(text: &str) -> Option<f64> {
    (text.matches(':').count() == 2).then(|| minutes(text)).flatten()
}

/// Reads a length of time in minutes: `00:31:24`, `00:28:10.5`, `1:05`, `1h 5m`, `48min`.
pub fn minutes(text: &str) -> Option<f64> {
    let text = text.trim().replace(',', ".");
    let number = |t: &str| -> Option<f64> {
        let digits = !t.is_empty() && t.bytes().all(|b| b.is_ascii_digit() || b == b'.');
        digits.then(|| t.parse().ok()).flatten()
    };
    if text.contains(':') {
        let parts: Vec<f64> = text.split(':').map(number).collect::<Option<_>>()?;
        return match parts[..] {
            [h, m, s] if m < 60.0 && s < 60.0 => Some(h * 60.0 + m + s / 60.0),
            [h, m] if m < 60.0 => Some(h * 60.0 + m),
            _ => None,
        };
    }
    let bare: String = text.to_lowercase().chars().filter(|c| !c.is_whitespace()).collect();
    let (mut rest, mut total, mut any) = (bare.as_str(), 0.0, false);
    for (units, worth) in [(&["h"][..], 60.0), (&["min", "m"][..], 1.0), (&["sec", "s"][..], 1.0 / 60.0)] {
        let at = rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len());
        let unit = units.iter().find(|u| {
            let after = rest[at..].strip_prefix(**u);
            after.is_some_and(|after| !after.starts_with(|c: char| c.is_alphabetic()))
        });
        if let Some(unit) = unit {
            total += number(&rest[..at])? * worth;
            (rest, any) = (&rest[at + unit.len()..], true);
        }
    }
    (any && rest.is_empty()).then_some(total)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_with_month_names_of_many_languages() {
        for (text, said) in [
            ("May 4, 2026, 4:10:00 PM", "2026-05-04 16:10:00"),
            ("May 4, 2026, 4:10:00\u{202f}PM", "2026-05-04 16:10:00"),
            ("24 Dec 2020, 08:13:59", "2020-12-24 08:13:59"),
            ("6 Sept 2026, 05:31:49", "2026-09-06 05:31:49"),
            ("01.08.2025, 17:00:00", "2025-08-01 17:00:00"),
            ("28 Mar 2025, 17:29", "2025-03-28 17:29:00"),
            ("25 Juli 2026, 14:21", "2026-07-25 14:21:00"),
            ("3 août 2026, 7:05", "2026-08-03 07:05:00"),
            ("3 juin 2026, 7:05", "2026-06-03 07:05:00"),
            ("3 juil. 2026, 7:05", "2026-07-03 07:05:00"),
            ("9 de enero de 2026, 23:59", "2026-01-09 23:59:00"),
            ("9 października 2026, 23:59", "2026-10-09 23:59:00"),
            ("1 März 2026, 00:00", "2026-03-01 00:00:00"),
        ] {
            assert_eq!(in_words(text).map(|t| t.to_string()).as_deref(), Some(said), "{text}");
        }
        for text in ["03/04/2026, 10:00", "4 2026, 10:00", "4 Foo 2026, 10:00", "32 May 2026, 10:00", "4 May 2026"] {
            assert_eq!(in_words(text), None, "{text}");
        }
    }

    #[test]
    fn offsets_and_lengths() {
        for (text, seconds) in
            [("UTC+01:00", 3600), ("UTCZ", 0), ("-05:00", -18000), ("utc+00:00", 0), ("UTC+0530", 19800), ("Z", 0)]
        {
            assert_eq!(offset(text), Some(seconds), "{text}");
        }
        assert_eq!((offset("Europe/Zurich"), offset("UTC+2")), (None, None));
        for (text, n) in [
            ("00:31:24", 31.4),
            ("00:28:10.5", 28.175),
            ("00:28:10,5", 28.175),
            ("1h 5m", 65.0),
            ("45m", 45.0),
            ("48min", 48.0),
            ("1h 12min", 72.0),
            ("2h", 120.0),
            ("30s", 0.5),
        ] {
            assert!((minutes(text).unwrap() - n).abs() < 1e-9, "{text}");
        }
        for text in ["", "--", "abc", "1:99:00", "5x", "1h5"] {
            assert_eq!(minutes(text), None, "{text}");
        }
        assert_eq!(with_offset("2026-05-04 03:00:00 +0200").unwrap().1, 7200);
        assert_eq!(with_offset("2026-05-04T06:31:00.000+02:00").unwrap().0.to_string(), "2026-05-04 06:31:00");
    }
}
