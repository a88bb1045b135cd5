//! A cache of what was made from week files, as bytes: the weeks as they were read, and the scores of their mornings. A start
//! that finds them need not make them again. If anything is odd about the bytes, they are simply ignored.

use std::ops::Range;
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize};

use crate::domain::session::fnv1a;
use crate::domain::shelf::Edition;
use crate::domain::{Week, WeekId};
use crate::edit::saving::Stamp;
use crate::recovery::Basis;
use crate::recovery::log::{MODEL_VERSION, WorkedOut};

/// The version of the byte layout: goes up by one whenever a type in it changes.
const LAYOUT: u32 = 8;

/// Which weeks are kept together: a start should not read more than it needs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Reach {
    /// Those that today's answers depend on.
    Start,
    /// All weeks.
    All,
}

/// What is to be kept.
#[derive(Clone, PartialEq, Debug)]
pub struct Keep {
    /// Which set of weeks this is.
    pub reach: Reach,
    /// The range of weeks to keep, of those that were read.
    pub weeks: Range<WeekId>,
    /// Scores of their mornings.
    pub mornings: KeptMornings,
    /// Whether any of these has just been worked out.
    pub made: bool,
}

/// A week as it was read.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct KeptWeek {
    /// Which.
    pub id: WeekId,
    /// The state of its file.
    pub stamp: Stamp,
    /// The number of its text, as in [`Edition`].
    pub number: u64,
    /// Its content, as bytes: most weeks of a start are never looked at.
    #[serde(deserialize_with = "in_one_piece")]
    packed: Vec<u8>,
}

/// Reads all bytes at once; the default reads them one by one.
fn in_one_piece<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<u8>, D::Error> {
    <&[u8]>::deserialize(from).map(<[u8]>::to_vec)
}

impl KeptWeek {
    /// Packs a week; `None` where it cannot be written.
    pub fn pack(stamp: Stamp, week: &Edition) -> Option<Self> {
        let packed = postcard::to_stdvec(&**week).ok()?;
        Some(Self { id: week.id(), stamp, number: week.number(), packed })
    }

    /// The week, unpacked on first access.
    pub fn edition(self) -> Edition {
        let packed = self.packed;
        Edition::packed(self.id, self.number, move || {
            unpack(&packed).expect("bytes that were whole when they were read")
        })
    }
}

fn unpack(packed: &[u8]) -> Option<Week> {
    postcard::from_bytes(packed).ok()
}

/// Weeks, and mornings with them.
#[derive(Clone, PartialEq, Debug)]
pub struct Kept {
    /// The weeks.
    pub weeks: Vec<KeptWeek>,
    /// The mornings.
    pub mornings: KeptMornings,
}

/// Scores of mornings, and the basis they were scored on.
#[derive(Clone, PartialEq, Debug)]
pub struct KeptMornings {
    /// The basis.
    pub basis: Arc<Basis>,
    /// What was worked out.
    pub all: WorkedOut,
}

impl KeptMornings {
    /// The scores if they were made on `basis`: all of them or none.
    pub fn by(self, basis: &Basis) -> WorkedOut {
        if *self.basis == *basis { self.all } else { WorkedOut::default() }
    }
}

/// Says who can read the bytes: only the same version of the program.
fn head() -> String {
    format!("recoup {} {LAYOUT} {MODEL_VERSION}\n", env!("CARGO_PKG_VERSION"))
}

/// The bytes; `None` if something cannot be written, such as a file time before 1970.
pub fn encode(kept: &Kept) -> Option<Vec<u8>> {
    let KeptMornings { basis, all } = &kept.mornings;
    let body = postcard::to_stdvec(&(basis, &kept.weeks, all)).ok()?;
    let mut out = head().into_bytes();
    out.extend(fnv1a(&body).to_le_bytes());
    out.extend(body);
    Some(out)
}

/// Reads the bytes; `None` if they are damaged, or from another version of the program.
pub fn decode(bytes: &[u8]) -> Option<Kept> {
    let rest = bytes.strip_prefix(head().as_bytes())?;
    let (sum, body) = rest.split_first_chunk()?;
    if u64::from_le_bytes(*sum) != fnv1a(body) {
        return None;
    }
    let (basis, weeks, all): (Arc<Basis>, Vec<KeptWeek>, WorkedOut) = postcard::from_bytes(body).ok()?;
    // If one week can be unpacked, all can: one program wrote them, as the checksum confirms.
    if weeks.last().is_some_and(|w| unpack(&w.packed).is_none()) {
        return None;
    }
    Some(Kept { weeks, mornings: KeptMornings { basis, all } })
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, SystemTime};

    use super::*;
    use crate::config::regions;
    use crate::domain::Book;
    use crate::domain::shelf::day_number;
    use crate::formats::toml::read_week;
    use crate::recovery::{Log, Mornings, RegionTable, log};

    /// A week with every field that a file can hold.
    const FULL: &str = include_str!("../../tests/forms/kept-by-0.1/written.toml");

    fn basis() -> Arc<Basis> {
        Arc::new(Basis::new(8.0, regions::default()))
    }

    fn kept(basis: &Arc<Basis>) -> Kept {
        let id: WeekId = "2026-W47".parse().unwrap();
        let reading = read_week(id, FULL).unwrap();
        assert!(reading.problems.is_empty(), "{:?}", reading.problems);
        let mut book = Book::default();
        book.put(reading.week.clone());
        let mornings = Mornings::default();
        let asked = Log { days: &book, basis, mornings: &mornings };
        let scores: Vec<_> = id.days().map(|date| (day_number(date), 42, asked.recovery(date))).collect();
        assert!(scores.iter().any(|(.., r)| r.is_some()));
        let learnt = vec![(5, 43, asked.learnt(5))];
        let said =
            vec![(5, 44, log::Said { ahead: [Some((60.0, 0.5)), None, None, None], widened: 1.25, by_split: false })];
        let stamp = Some((SystemTime::UNIX_EPOCH + Duration::new(1_800_000_000, 5), (7, 8), 9, 10));
        Kept {
            mornings: KeptMornings { basis: Arc::clone(basis), all: WorkedOut { scores, said, learnt } },
            weeks: vec![KeptWeek::pack(stamp, &Edition::numbered(reading.week, 77)).unwrap()],
        }
    }

    #[test]
    fn kept_weeks_read_back_and_damaged_bytes_do_not() {
        let basis = basis();
        let kept = kept(&basis);
        let bytes = encode(&kept).unwrap();
        assert_eq!(decode(&bytes).as_ref(), Some(&kept));
        for at in 0..bytes.len() {
            let mut torn = bytes.clone();
            torn[at] ^= 1;
            assert_eq!(decode(&torn), None, "byte {at}");
            assert_eq!(decode(&bytes[..at]), None, "cut at {at}");
        }
        // Scores for another sleep need are not these.
        let other = Basis { sleep_need: 7.5, ..(*basis).clone() };
        assert_eq!(kept.mornings.clone().by(&other), WorkedOut::default());
        assert_eq!(kept.mornings.clone().by(&basis), kept.mornings.all);
    }

    /// The bytes of a full week and its morning. If this fails, a type in them has changed: `LAYOUT` goes up by one. Or the
    /// morning got another score: that is for `MODEL_VERSION`.
    #[test]
    fn layout_number_matches_the_bytes() {
        let none = Arc::new(Basis::new(8.0, RegionTable::default()));
        let bytes = encode(&kept(&none)).unwrap();
        let body = &bytes[head().len()..];
        assert_eq!((LAYOUT, body.len(), fnv1a(body)), (8, 1419, 7_012_382_763_509_647_535));
    }
}
