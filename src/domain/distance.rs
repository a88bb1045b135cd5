//! How far a run, a ride or a swim goes.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::read;

/// Metres in a mile.
const MILE: f64 = 1609.344;

/// A distance in whole metres, 1 m to 1,000 km.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct Distance {
    metres: u32,
}

impl Distance {
    /// From kilometres, rounded to a metre.
    ///
    /// # Errors
    /// A sentence with the range.
    pub fn from_km(km: f64) -> Result<Self, String> {
        let metres = (km * 1000.0).round();
        if (1.0..=1_000_000.0).contains(&metres) {
            Ok(Self { metres: metres as u32 })
        } else {
            Err(format!("a distance of {km} km is not possible; it goes from 0.001 to 1000 km"))
        }
    }

    /// Reads `10.5`, `10,5 km`, `1500 m`, `6.2 mi`; a number alone is kilometres.
    ///
    /// # Errors
    /// A sentence that says how to write it.
    pub fn parse(text: &str) -> Result<Self, String> {
        let lower = text.trim().to_lowercase();
        let units = [("km", 1.0), ("miles", MILE / 1000.0), ("mi", MILE / 1000.0), ("m", 0.001), ("", 1.0)];
        let found = units.into_iter().find_map(|(unit, km)| Some((lower.strip_suffix(unit)?.trim_end(), km)));
        let (number, km) = found.unwrap_or((lower.as_str(), 1.0));
        let wrong = || format!("'{text}' is not a distance; write it like 10.5 km, 1500 m or 6.2 mi");
        let n = read::number(number).map_err(|_| wrong())?;
        // A separator before metres marks thousands: `1,500 m`.
        if km == 0.001 && number.contains([',', '.']) {
            return Err(wrong());
        }
        Self::from_km(n * km)
    }

    /// A share of it, rounded to a hundred metres and at least that; a shorter distance does not shrink.
    pub fn scaled(self, share: f64) -> Self {
        let hundreds = (f64::from(self.metres) * share / 100.0).round() * 100.0;
        let least = f64::from(self.metres.min(100));
        Self { metres: hundreds.clamp(least, 1_000_000.0) as u32 }
    }

    /// In kilometres.
    pub fn km(self) -> f64 {
        f64::from(self.metres) / 1000.0
    }
}

impl fmt::Display for Distance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.metres < 1000 { write!(f, "{} m", self.metres) } else { write!(f, "{} km", self.km()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_as_people_write_them() {
        for (text, shown) in [
            ("10.5", "10.5 km"),
            ("10,5 km", "10.5 km"),
            ("21.0975km", "21.098 km"),
            ("1500 m", "1.5 km"),
            ("400m", "400 m"),
            ("6.2 mi", "9.978 km"),
            ("1 mile", ""),
            ("26 miles", "41.843 km"),
        ] {
            let read = Distance::parse(text);
            assert_eq!(read.map(|d| d.to_string()).unwrap_or_default(), shown, "{text}");
        }
        for text in ["", "far", "0", "-3", "1001 km", "5 x", "1.5.2", "1,500 m", "10.000 m", "1 500 m", "1.5 m"] {
            assert!(Distance::parse(text).is_err(), "{text}");
        }
        for (km, share, then) in [
            (12.0, 0.5, 6.0),
            (7.5, 0.6, 4.5),
            (5.0, 0.333, 1.7),
            (0.05, 0.5, 0.05),
            (8.0, 1.0, 8.0),
            (10.0, 1.2, 12.0),
        ] {
            assert_eq!(Distance::from_km(km).unwrap().scaled(share).km(), then, "{km} × {share}");
        }
        for metres in [1_u32, 25, 999, 1000, 1025, 42_195, 1_000_000] {
            let d = Distance::from_km(f64::from(metres) / 1000.0).unwrap();
            assert_eq!(Distance::from_km(d.km()), Ok(d), "{metres}");
            assert_eq!(Distance::parse(&d.to_string()), Ok(d), "{metres}");
        }
    }
}
