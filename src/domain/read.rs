//! Numbers, times of day and lengths of time as people write them: one reader for every field, option and cell.

use super::calendar::ClockTime;

/// Reads one number. A comma counts as a decimal point: `38,2` is 38.2. Anything that could mean two numbers is refused, and so
/// are infinities.
///
/// # Errors
/// A sentence with the text.
pub fn number(text: &str) -> Result<f64, String> {
    let wrong = || format!("'{text}' is not a number");
    let trimmed = text.trim();
    let separators = trimmed.matches([',', '.']).count();
    let plain = trimmed.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | '.' | '-' | '+'));
    let inside = trimmed.ends_with(|c: char| c.is_ascii_digit());
    if !plain || separators > 1 || !inside || trimmed.rfind(['-', '+']).is_some_and(|at| at > 0) {
        return Err(wrong());
    }
    trimmed.replace(',', ".").parse().map_err(|_| wrong())
}

/// Reads a time of day: `23:10`, `7:05`, `2310`, `11:10 pm`, `7 am`. Seconds, as in `23:10:05`, are dropped.
///
/// # Errors
/// A sentence with the text.
pub fn clock(text: &str) -> Result<ClockTime, String> {
    let wrong = || format!("'{text}' is not a time; write it like 23:10");
    let lower = text.trim().to_lowercase().replace(['.', '\u{a0}'], "");
    let half = ["am", "pm"].into_iter().find(|h| lower.ends_with(h));
    let bare = half.map_or(lower.as_str(), |h| lower.trim_end_matches(h)).trim();
    let digits = |t: &str| !t.is_empty() && t.bytes().all(|b| b.is_ascii_digit());
    let seconds = |t: &str| t.len() == 2 && digits(t) && t < "60";
    let bare = match bare.rsplit_once(':') {
        Some((rest, s)) if rest.contains(':') && seconds(s) => rest,
        _ => bare,
    };
    let (hours, minutes) = match bare.split_once(':') {
        Some((h, m)) if digits(h) && h.len() <= 2 && digits(m) && m.len() == 2 => (h, m),
        None if digits(bare) && matches!(bare.len(), 3 | 4) => bare.split_at(bare.len() - 2),
        None if digits(bare) && bare.len() <= 2 && half.is_some() => (bare, "0"),
        _ => return Err(wrong()),
    };
    let (hours, minutes): (u16, u16) = (hours.parse().map_err(|_| wrong())?, minutes.parse().map_err(|_| wrong())?);
    let hours = match half {
        None => hours,
        Some(_) if !(1..=12).contains(&hours) => return Err(wrong()),
        // Twelve is the first hour of its half.
        Some(half) => hours % 12 + if half == "pm" { 12 } else { 0 },
    };
    if hours > 23 || minutes > 59 {
        return Err(wrong());
    }
    ClockTime::from_minutes(hours * 60 + minutes).ok_or_else(wrong)
}

/// Reads a length of time in hours: `7.5`, `7,5`, `7h30`, `7h`, `7:30`, `7:30:00`, `45 min`. Minutes after hours are whole and
/// below 60.
///
/// # Errors
/// A sentence with the text.
pub fn hours(text: &str) -> Result<f64, String> {
    let wrong = || format!("'{text}' is not a length of time; write 7h30, 7:30 or 7.5");
    let lower = text.trim().to_lowercase();
    let ends = |word: &str, with: fn(char) -> bool| word.chars().next_back().is_some_and(with);
    let begins = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
    let words: Vec<&str> = lower.split_whitespace().collect();
    // Two numbers separated by a space are not one.
    if words.windows(2).any(|w| ends(w[0], |c| c.is_ascii_digit()) && begins(w[1])) {
        return Err(wrong());
    }
    let lower = words.concat();
    let whole = |t: &str| -> Result<f64, String> {
        let fits = !t.is_empty() && t.len() <= 4 && t.bytes().all(|b| b.is_ascii_digit());
        if fits { t.parse().map_err(|_| wrong()) } else { Err(wrong()) }
    };
    let minutes = |t: &str| whole(t).and_then(|m| if m < 60.0 { Ok(m) } else { Err(wrong()) });
    let rounded = |h: f64| (h * 100.0).round() / 100.0;
    if let Some((h, (m, s))) = lower.split_once(':').and_then(|(h, rest)| Some((h, rest.split_once(':')?))) {
        let two = m.len() == 2 && s.len() == 2;
        let seconds = minutes(s)?;
        return if two { Ok(rounded(whole(h)? + minutes(m)? / 60.0 + seconds / 3600.0)) } else { Err(wrong()) };
    }
    if let Some((h, m)) = lower.split_once(':') {
        return if m.len() == 2 { Ok(rounded(whole(h)? + minutes(m)? / 60.0)) } else { Err(wrong()) };
    }
    if let Some((h, rest)) = lower.split_once('h') {
        let rest = rest.trim_end_matches("min").trim_end_matches('m');
        return match rest {
            // `7.5h`, and nothing after it.
            "" if lower.ends_with('h') => number(h).map_err(|_| wrong()),
            // Files keep two decimals: less than a minute.
            rest => Ok(rounded(whole(h)? + minutes(rest)? / 60.0)),
        };
    }
    if let Some(m) = lower.strip_suffix("min") {
        return whole(m).map(|m| rounded(m / 60.0));
    }
    number(text).map_err(|_| wrong())
}

/// Reads minutes: `45`, `45'`, `45 min`, `1h15`, `1:15`. `what` names them in the error.
///
/// # Errors
/// A sentence with the text and the range.
pub fn minutes(text: &str, what: &str, most: u16) -> Result<u16, String> {
    let wrong = || format!("{what} '{text}' is not possible; it goes from 0 to {most}, whole numbers only");
    let trimmed = text.trim().trim_end_matches('\'').trim_end();
    let bare = trimmed.strip_suffix("min").unwrap_or(trimmed).trim_end();
    let n = match number(bare) {
        Ok(n) => n,
        Err(_) => (hours(trimmed).map_err(|_| wrong())? * 60.0).round(),
    };
    if n.fract() == 0.0 && (0.0..=f64::from(most)).contains(&n) { Ok(n as u16) } else { Err(wrong()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comma_is_a_point_and_never_a_thousand() {
        for (text, n) in [("38,2", 38.2), ("38.2", 38.2), (" 7 ", 7.0), ("-1", -1.0), ("0,5", 0.5), (",5", 0.5)] {
            assert_eq!(number(text), Ok(n), "{text}");
        }
        for text in ["", "1.234,5", "1,2,3", "3,", "3.", "1e3", "inf", "NaN", "3-4", "3 4", "four", "٣"] {
            assert_eq!(number(text), Err(format!("'{text}' is not a number")));
        }
    }

    #[test]
    fn times_as_people_write_them() {
        for (text, said) in [
            ("23:10", "23:10"),
            ("7:05", "07:05"),
            ("0705", "07:05"),
            ("630", "06:30"),
            ("12:40 am", "00:40"),
            ("12:40 pm", "12:40"),
            ("11pm", "23:00"),
            ("6:30 AM", "06:30"),
            ("6:30 a.m.", "06:30"),
            ("23:10:05", "23:10"),
            ("7:30:00 PM", "19:30"),
        ] {
            assert_eq!(clock(text).map(|c| c.to_string()).as_deref(), Ok(said), "{text}");
        }
        for text in [
            "",
            "24:00",
            "7",
            "12:5",
            "a:00",
            "12:60",
            "+1:00",
            "13 pm",
            "0:10 am",
            "2460",
            "7:30:60",
            "7:30:5",
            "7:30:00:00",
        ] {
            assert!(clock(text).is_err(), "{text}");
        }
    }

    #[test]
    fn lengths_as_people_write_them() {
        for (text, h) in [
            ("7.5", 7.5),
            ("7,5", 7.5),
            ("7h30", 7.5),
            ("7h", 7.0),
            ("7 h 30 min", 7.5),
            ("7:30", 7.5),
            ("45 min", 0.75),
            ("7.5h", 7.5),
        ] {
            assert_eq!(hours(text), Ok(h), "{text}");
        }
        for text in ["7.5h30", "7h75", "7:3", "7:30:5", "7:30:75", "h", "long", "7h3.5", ""] {
            assert!(hours(text).is_err(), "{text}");
        }
        for (text, m) in
            [("45", 45), ("45'", 45), ("45 min", 45), ("1h15", 75), ("1:15", 75), ("0:45:30", 46), ("90 min", 90)]
        {
            assert_eq!(minutes(text, "minutes", 1440), Ok(m), "{text}");
        }
        for text in ["45.5", "45,5", "-5", "2000", "soon"] {
            assert!(minutes(text, "minutes", 1440).is_err(), "{text}");
        }
    }
}
