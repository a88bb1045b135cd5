//! What a session achieved, if one number says it: the load of its main lift, or a pace.

use std::cmp::Ordering;
use std::fmt;

use serde::{Deserialize, Serialize};

use super::read;

/// What the number counts.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub enum Unit {
    /// Hundredths of a kilogram.
    Kilogram,
    /// Hundredths of a pound.
    Pound,
    /// Seconds a kilometre.
    PerKilometre,
    /// Seconds a mile.
    PerMile,
    /// Seconds a hundred metres.
    PerHundredMetres,
}

/// A load or a pace.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct Achieved {
    amount: u32,
    unit: Unit,
}

/// The highest load, in kilograms or pounds. Chosen.
const MOST_LOAD: f64 = 2000.0;

impl Achieved {
    /// Reads `62.5 kg`, `135 lb`, `5:20/km`, `8:30/mi`, `1:45/100m`; a time alone is per kilometre.
    ///
    /// # Errors
    /// A sentence that says how to write it.
    pub fn parse(text: &str) -> Result<Self, String> {
        let wrong = || format!("'{text}' is neither a load nor a pace; write it like 62.5 kg, 135 lb or 5:20/km");
        let lower = text.trim().to_lowercase();
        let loads = [("kg", Unit::Kilogram), ("lbs", Unit::Pound), ("lb", Unit::Pound)];
        if let Some((number, unit)) = loads.into_iter().find_map(|(end, unit)| Some((lower.strip_suffix(end)?, unit))) {
            let n = read::number(number.trim_end()).map_err(|_| wrong())?;
            // Three digits after the separator mean it marks thousands: `1,000 kg`.
            let places = number.trim_end().rsplit_once([',', '.']).map_or(0, |(_, places)| places.len());
            let amount = (n * 100.0).round();
            let fits = (1.0..=MOST_LOAD * 100.0).contains(&amount) && places < 3;
            return if fits { Ok(Self { amount: amount as u32, unit }) } else { Err(wrong()) };
        }
        let (time, per) = lower.split_once('/').unwrap_or((&lower, "km"));
        let (time, per) = (time.trim_end(), per.trim_start());
        let unit = match per {
            "km" => Unit::PerKilometre,
            "mi" | "mile" => Unit::PerMile,
            "100m" | "100 m" => Unit::PerHundredMetres,
            _ => return Err(wrong()),
        };
        let (minutes, seconds) = time.split_once(':').ok_or_else(wrong)?;
        let digits = |t: &str| !t.is_empty() && t.len() <= 2 && t.bytes().all(|b| b.is_ascii_digit());
        if !digits(minutes) || !digits(seconds) || seconds.len() != 2 || seconds >= "60" {
            return Err(wrong());
        }
        let amount = minutes.parse::<u32>().map_err(|_| wrong())? * 60 + seconds.parse::<u32>().map_err(|_| wrong())?;
        if amount == 0 { Err(wrong()) } else { Ok(Self { amount, unit }) }
    }

    /// Whether it is a load rather than a pace.
    pub fn is_load(self) -> bool {
        matches!(self.unit, Unit::Kilogram | Unit::Pound)
    }

    /// Better, equal or worse than another: more load, less time. `None` if they count different things.
    pub fn against(self, other: Self) -> Option<Ordering> {
        let order = self.amount.cmp(&other.amount);
        match self.unit {
            _ if self.unit != other.unit => None,
            _ if self.is_load() => Some(order),
            _ => Some(order.reverse()),
        }
    }
}

impl fmt::Display for Achieved {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { amount, unit } = self;
        let load = f64::from(*amount) / 100.0;
        let per = match unit {
            Unit::Kilogram => return write!(f, "{load} kg"),
            Unit::Pound => return write!(f, "{load} lb"),
            Unit::PerKilometre => "km",
            Unit::PerMile => "mi",
            Unit::PerHundredMetres => "100m",
        };
        write!(f, "{}:{:02}/{per}", amount / 60, amount % 60)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn loads_and_paces_are_read_and_compared() {
        let read = |text: &str| Achieved::parse(text).unwrap();
        for (text, shown) in [
            ("62.5 kg", "62.5 kg"),
            ("62,5kg", "62.5 kg"),
            ("135 lbs", "135 lb"),
            ("5:20/km", "5:20/km"),
            ("5:20", "5:20/km"),
            ("8:05 / mi", "8:05/mi"),
            ("1:45/100m", "1:45/100m"),
            ("1:45 / 100 m", "1:45/100m"),
        ] {
            assert_eq!(read(text).to_string(), shown);
            assert_eq!(read(shown), read(text));
        }
        for text in [
            "", "62.5", "0 kg", "5000 kg", "5:7/km", "5:60", "0:00", "5:20/h", "-3 kg", "fast", "1,000 kg", "6 0 kg",
            "5:2 0/km", "0.004 kg",
        ] {
            assert!(Achieved::parse(text).is_err(), "{text}");
        }
        assert_eq!(read("62.5 kg").against(read("60 kg")), Some(Ordering::Greater));
        assert_eq!(read("5:20").against(read("5:30")), Some(Ordering::Greater), "a quicker pace is a better one");
        assert_eq!(read("60 kg").against(read("135 lb")), None);
    }
}
