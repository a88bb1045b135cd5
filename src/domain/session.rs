//! One session: what is planned, and what came of it. Rest is a session too.

use super::condition::Condition;
use super::effort::Effort;
use super::named::{Focus, PracticeId};
use crate::text::named;
use serde::{Deserialize, Serialize};
use std::fmt::{self, Write};
use strum::{EnumCount, IntoStaticStr, VariantArray};

use chrono::NaiveDate;

use super::Region;
use super::achieved::Achieved;
use super::calendar::{ClockTime, WeekId};
use super::distance::Distance;
use super::movement::Movement;
use super::read;

/// What sort of session it is.
#[derive(
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Debug,
    VariantArray,
    EnumCount,
    IntoStaticStr,
    Serialize,
    Deserialize,
)]
#[strum(serialize_all = "kebab-case")]
pub enum Kind {
    /// Strength training.
    Strength,
    /// Conditioning, such as HIIT or a game.
    Conditioning,
    /// Endurance: running, riding, swimming for distance.
    Endurance,
    /// Mobility work, stretching, yoga.
    Mobility,
    /// Active recovery: RPE 2 or less, at talking pace.
    ActiveRecovery,
    /// Full rest.
    Rest,
}

impl Kind {
    /// Every kind, training first, rest last.
    pub const ALL: [Self; Self::COUNT] = *Self::VARIANTS.first_chunk().unwrap();

    /// Its name in files and on the command line.
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// Its name on the screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::Strength => "Strength",
            Self::Conditioning => "Conditioning",
            Self::Endurance => "Endurance",
            Self::Mobility => "Mobility",
            Self::ActiveRecovery => "Active recovery",
            Self::Rest => "Rest",
        }
    }

    /// Its name in at most `columns` columns, shortened the way people do it.
    pub fn word(self, columns: usize) -> &'static str {
        let long = self.label();
        if long.len() <= columns {
            return long;
        }
        match self {
            Self::Conditioning => "Condit.",
            Self::Endurance => "Endur.",
            Self::ActiveRecovery => "Active",
            Self::Strength | Self::Mobility | Self::Rest => long,
        }
    }

    /// Reads a name as written in files and on the command line.
    pub fn parse(text: &str) -> Result<Self, String> {
        named(&Self::ALL, &text.trim().replace(['_', ' '], "-"), text, "a kind of session")
    }

    /// Strength, conditioning or endurance: a day that holds one is a training day.
    pub fn is_training(self) -> bool {
        matches!(self, Self::Strength | Self::Conditioning | Self::Endurance)
    }
}

/// Rating of perceived exertion on the CR-10 scale, 0 to 10 in halves (Foster 2001).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct Rpe {
    halves: u8,
}

impl Rpe {
    /// `value` must be 0 to 10 in steps of a half.
    pub fn new(value: f64) -> Result<Self, String> {
        let halves = value * 2.0;
        if (0.0..=20.0).contains(&halves) && halves.fract() == 0.0 {
            Ok(Self { halves: halves as u8 })
        } else {
            Err(format!("RPE {value} is out of range; RPE goes from 0 to 10, in halves"))
        }
    }

    /// Reads `7`, `7.5` or `7,5`.
    ///
    /// # Errors
    /// A sentence with the text and the range.
    pub fn parse(text: &str) -> Result<Self, String> {
        let n = read::number(text).map_err(|e| format!("RPE {e}; it goes from 0 to 10, in halves"))?;
        Self::new(n)
    }

    /// Where moderate begins: the starting point for a session without RPE.
    pub const MODERATE: Self = Self::whole(5);

    /// A whole RPE, capped at 10.
    pub const fn whole(value: u8) -> Self {
        Self { halves: if value > 10 { 20 } else { value * 2 } }
    }

    /// Half a point more, up to 10.
    pub fn half_more(self) -> Self {
        Self { halves: (self.halves + 1).min(20) }
    }

    /// As a number.
    pub fn value(self) -> f64 {
        f64::from(self.halves) / 2.0
    }

    /// Raised or lowered by whole points, kept inside 0 to 10.
    pub fn step(self, points: i8) -> Self {
        let halves = i16::from(self.halves) + 2 * i16::from(points);
        Self { halves: halves.clamp(0, 20) as u8 }
    }
}

impl fmt::Display for Rpe {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let half = if self.halves % 2 == 1 { ".5" } else { "" };
        write!(f, "{}{half}", self.halves / 2)
    }
}

/// The longest session in minutes: a whole day.
pub const MAX_MINUTES: u16 = 24 * 60;

/// How a session felt compared with what was expected.
#[derive(Clone, Copy, PartialEq, Eq, Debug, VariantArray, EnumCount, IntoStaticStr, Serialize, Deserialize)]
#[strum(serialize_all = "kebab-case")]
pub enum Felt {
    /// Better than expected.
    Better,
    /// As expected.
    Same,
    /// Worse than expected.
    Worse,
}

impl Felt {
    /// Every answer.
    pub const ALL: [Self; Self::COUNT] = *Self::VARIANTS.first_chunk().unwrap();

    /// Its name in files and on the screen.
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// Reads a name.
    pub fn parse(text: &str) -> Result<Self, String> {
        named(&Self::ALL, text, text, "how a session felt")
    }
}

/// Whether a session is planned, was done, or was skipped.
#[derive(
    Clone, Copy, PartialEq, Eq, Debug, Default, VariantArray, EnumCount, IntoStaticStr, Serialize, Deserialize,
)]
#[strum(serialize_all = "kebab-case")]
pub enum Status {
    /// Not done yet. A past session that stays so counts as not done.
    #[default]
    Planned,
    /// Done; a rest that is done is *kept*.
    Done,
    /// Skipped, with or without a reason.
    Skipped,
}

impl Status {
    /// Every status.
    pub const ALL: [Self; Self::COUNT] = *Self::VARIANTS.first_chunk().unwrap();

    /// Its name in files.
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// Reads a name.
    pub fn parse(text: &str) -> Result<Self, String> {
        named(&Self::ALL, text, text, "a status")
    }
}

/// Why a session was skipped.
#[derive(Clone, Copy, PartialEq, Eq, Debug, VariantArray, EnumCount, IntoStaticStr, Serialize, Deserialize)]
#[strum(serialize_all = "kebab-case")]
pub enum SkipReason {
    /// Ill.
    Ill,
    /// Hurt.
    Hurt,
    /// Away.
    Away,
    /// Busy.
    Busy,
    /// Tired.
    Tired,
}

impl SkipReason {
    /// Every reason, in the order the strip offers them.
    pub const ALL: [Self; Self::COUNT] = *Self::VARIANTS.first_chunk().unwrap();

    /// Its name in files and on the screen.
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// Reads a name.
    pub fn parse(text: &str) -> Result<Self, String> {
        named(&Self::ALL, text, text, "a reason")
    }
}

/// Something small that goes with a session, such as fifteen minutes of mobility.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Extra {
    /// What it is.
    pub title: String,
    /// How long, in minutes.
    pub minutes: Option<u16>,
    /// The recovery practice it is.
    pub practice: Option<PracticeId>,
    /// Whether it was done.
    pub done: bool,
}

/// How a done session turned out, where that differs from the plan.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Done {
    /// Minutes it took.
    pub minutes: Option<u16>,
    /// RPE it had.
    pub rpe: Option<Rpe>,
    /// How it felt.
    pub felt: Option<Felt>,
    /// How it went compared with the last time.
    pub performance: Option<Felt>,
    /// The load or the pace achieved.
    pub achieved: Option<Achieved>,
    /// How far it went.
    pub distance: Option<Distance>,
}

/// What an import said about a session. A value of the session that still equals it was measured; one that differs was typed.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Imported {
    /// When it began, on the wall clock there.
    pub start: Option<ClockTime>,
    /// Its kind.
    pub kind: Kind,
    /// Its title.
    pub title: String,
    /// Minutes it took.
    pub minutes: Option<u16>,
    /// Its RPE, if a person rated it there.
    pub rpe: Option<Rpe>,
    /// How far it went.
    pub distance: Option<Distance>,
    /// Remarks.
    pub note: Option<String>,
}

impl Imported {
    /// What a session says, as it comes from a file.
    pub fn of(s: &Session) -> Self {
        Self {
            start: None,
            kind: s.kind,
            title: s.title.clone(),
            minutes: s.actual_minutes(),
            rpe: s.actual_rpe(),
            distance: s.actual_distance(),
            note: s.note.clone(),
        }
    }
}

/// Where a session is in the file it was read from, so that its comments and unknown keys travel with it.
///
/// It says nothing about what the session *is*: two sessions that differ only here are equal.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
pub struct RowId(pub Option<(WeekId, u32)>);

impl PartialEq for RowId {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for RowId {}

/// A session's identity: hexadecimal digits, or whatever a file says.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct SessionId(String);

impl SessionId {
    /// As in a file.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// Made from what the session came from, so that two machines doing the same thing make the same id.
    pub fn made_from(parts: &[&dyn fmt::Display]) -> Self {
        let mut text = String::new();
        for (n, part) in parts.iter().enumerate() {
            let _ = write!(text, "{}{part}", if n > 0 { "/" } else { "" });
        }
        Self(format!("{:016x}", fnv1a(text.as_bytes())))
    }

    /// As in a file.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// FNV-1a, 64 bit (Fowler, Noll, Vo): a short stable name for some bytes.
pub fn fnv1a(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, b| (hash ^ u64::from(*b)).wrapping_mul(0x0100_0000_01b3))
}

/// One session of a day.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Session {
    /// What sort it is.
    pub kind: Kind,
    /// Its name, such as `Lower body`.
    pub title: String,
    /// The row of the region table that says which regions it trains.
    pub focus: Option<Focus>,
    /// The regions it trains, if they are given one by one.
    pub regions: Vec<Region>,
    /// Planned minutes.
    pub minutes: Option<u16>,
    /// Planned RPE.
    pub rpe: Option<Rpe>,
    /// Planned distance.
    pub distance: Option<Distance>,
    /// What is done in it, movement by movement.
    pub movements: Vec<Movement>,
    /// Extras that go with it.
    pub extras: Vec<Extra>,
    /// Planned, done or skipped.
    pub status: Status,
    /// Why it was skipped.
    pub reason: Option<SkipReason>,
    /// What it was, where that differs from the plan.
    pub done: Option<Done>,
    /// The day it was first planned on, if it was moved.
    pub moved_from: Option<NaiveDate>,
    /// Pinned to its day: nothing moves it.
    pub pinned: bool,
    /// A condition settled at that morning's check-in, such as `energy >= 3 else rest`.
    pub condition: Option<Condition>,
    /// The branch that this morning's answers decided against, with the condition; it is planned nowhere.
    pub instead: Option<Box<Session>>,
    /// Remarks.
    pub note: Option<String>,
    /// Identifies it when its title, its day or its numbers change. A session this program has never changed may have none.
    pub id: Option<SessionId>,
    /// Its name where it was imported from, such as `strava:9911`: a second import finds it by this. One that came from several
    /// services has several names, with spaces between them.
    pub source: Option<String>,
    /// What the first of them said about it.
    pub imported: Option<Box<Imported>>,
    /// Where it came from on disk.
    pub row: RowId,
}

impl Session {
    /// A planned session with a title and nothing else.
    pub fn new(kind: Kind, title: impl Into<String>) -> Self {
        Self {
            kind,
            title: title.into(),
            focus: None,
            regions: Vec::new(),
            minutes: None,
            rpe: None,
            distance: None,
            movements: Vec::new(),
            extras: Vec::new(),
            status: Status::Planned,
            reason: None,
            done: None,
            moved_from: None,
            pinned: false,
            condition: None,
            instead: None,
            note: None,
            id: None,
            source: None,
            imported: None,
            row: RowId::default(),
        }
    }

    /// A day of full rest.
    pub fn full_rest() -> Self {
        Self::new(Kind::Rest, "Full rest")
    }

    /// The active recovery that the rest key offers: an easy walk, half an hour at RPE 2.
    pub fn easy_walk() -> Self {
        Self { minutes: Some(30), rpe: Some(Rpe::whole(2)), ..Self::new(Kind::ActiveRecovery, "Easy walk") }
    }

    /// Its names where it was imported from.
    pub fn sources(&self) -> impl Iterator<Item = &str> {
        self.source.as_deref().unwrap_or_default().split_whitespace()
    }

    /// Whether it only came in from somewhere, and was never planned here: what it says is still what was said there.
    pub fn is_unplanned(&self) -> bool {
        let unrated = |i: &Imported| self.rpe.is_none() || self.rpe == i.rpe;
        let says = |i: &Imported| i.title == self.title && i.minutes == self.minutes && unrated(i);
        // How hard it was is said afterwards, planned or not.
        let apart = self.done.is_some_and(|d| d.minutes.is_some() || d.distance.is_some());
        self.status == Status::Done && !apart && self.imported.as_deref().is_some_and(says)
    }

    /// What it was, if it is done. A record from before it was marked as planned again does not count.
    pub fn record(&self) -> Option<Done> {
        self.done.filter(|_| self.status == Status::Done)
    }

    /// How it felt, if it is done.
    pub fn felt(&self) -> Option<Felt> {
        self.record()?.felt
    }

    /// Whether it felt worse than expected, or went worse than the last of its kind.
    pub fn went_worse(&self) -> bool {
        self.record().is_some_and(|d| d.felt == Some(Felt::Worse) || d.performance == Some(Felt::Worse))
    }

    /// Minutes as done, else as planned.
    pub fn actual_minutes(&self) -> Option<u16> {
        self.record().and_then(|d| d.minutes).or(self.minutes)
    }

    /// RPE as done, else as planned.
    pub fn actual_rpe(&self) -> Option<Rpe> {
        self.record().and_then(|d| d.rpe).or(self.rpe)
    }

    /// Distance as done, else as planned. In another time than planned it was another distance, which is not known.
    pub fn actual_distance(&self) -> Option<Distance> {
        let record = self.record();
        let other_time =
            record.and_then(|d| d.minutes).is_some_and(|m| self.minutes.is_some_and(|planned| planned != m));
        record.and_then(|d| d.distance).or(self.distance.filter(|_| !other_time))
    }

    /// Session load, RPE × minutes (Foster 2001), from what was done; `None` where either is unknown.
    pub fn load(&self) -> Option<f64> {
        Some(self.actual_rpe()?.value() * f64::from(self.actual_minutes()?))
    }

    /// The same session as a fresh plan: not done, not skipped, not moved, and with no identity yet.
    pub fn as_plan(&self) -> Self {
        // Without `..`, so that a new field must say here whether a copy has it.
        let Self {
            kind,
            title,
            focus,
            regions,
            minutes,
            rpe,
            distance,
            movements,
            extras,
            status: _,
            reason: _,
            done: _,
            moved_from: _,
            pinned,
            condition,
            instead,
            note,
            id: _,
            source: _,
            imported: _,
            row: _,
        } = self.clone();
        // Planned again, what was settled depends on its condition again.
        if let Some(other) = instead {
            let condition = other.condition.clone();
            return if kind == Kind::Rest {
                other.as_plan()
            } else {
                Self { condition, instead: None, ..self.clone() }.as_plan()
            };
        }
        let extras = extras.into_iter().map(|e| Extra { done: false, ..e }).collect();
        Self {
            focus,
            regions,
            minutes,
            rpe,
            distance,
            movements,
            extras,
            pinned,
            condition,
            note,
            ..Self::new(kind, title)
        }
    }

    /// The session made lighter: minutes × 0.6 rounded to 5, at least 10; RPE − 2, at least 2 and at most `most`. Chosen. This
    /// never makes it longer or harder, and its distance shrinks with its minutes. Missing values are eased from the stand-ins in
    /// `effort`.
    pub fn eased(&self, effort: Option<Effort>, most: Rpe) -> Self {
        let Some(effort) = effort else { return self.clone() };
        let minutes = ((effort.minutes * 0.6 / 5.0).round() * 5.0).max(10.0).min(effort.minutes);
        // A stand-in may lie between halves.
        let planned = Rpe { halves: (effort.rpe * 2.0).floor() as u8 };
        let rpe = planned.step(-2).min(most).max(Rpe::whole(2)).min(planned);
        Self { rpe: Some(rpe), ..self.lasting(effort.minutes, minutes) }
    }

    /// The session with `to` minutes instead of the planned `from`: its distance scales with them, to a hundred metres.
    pub fn lasting(&self, from: f64, to: f64) -> Self {
        let share = if from > 0.0 { to / from } else { 1.0 };
        let distance = self.distance.map(|d| d.scaled(share));
        Self { minutes: Some(to as u16), distance, ..self.clone() }
    }

    /// Whether both are the same work: equal but for their ids.
    pub fn same_work(&self, other: &Self) -> bool {
        Self { id: None, ..self.clone() } == Self { id: None, ..other.clone() }
    }

    /// Full rest and nothing more: no note, extras or condition that would be lost with it.
    pub fn is_plain_rest(&self) -> bool {
        self.kind == Kind::Rest && self.extras.is_empty() && self.condition.is_none() && self.note.is_none()
    }

    /// Whether it gives way to another session: rest that is only planned, and not pinned.
    pub fn makes_room(&self) -> bool {
        self.is_plain_rest() && self.status == Status::Planned && !self.pinned
    }

    /// `Lower body 60' RPE 8`, `Long run 12 km 80' RPE 5`, for lists and sentences.
    pub fn summary(&self) -> String {
        let mut out = self.title.clone();
        if let Some(distance) = self.actual_distance() {
            out.push_str(&format!(" {distance}"));
        }
        if let Some(m) = self.actual_minutes() {
            out.push_str(&format!(" {m}'"));
        }
        if let Some(r) = self.actual_rpe() {
            out.push_str(&format!(" RPE {r}"));
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rpe_takes_halves_only_and_stays_in_range() {
        assert_eq!(Rpe::new(7.5).unwrap().to_string(), "7.5");
        assert_eq!(Rpe::new(8.0).unwrap().to_string(), "8");
        for bad in [12.0, -1.0, 7.3, f64::NAN, f64::INFINITY] {
            assert!(Rpe::new(bad).is_err(), "{bad}");
        }
        assert_eq!(Rpe::whole(9).step(5), Rpe::whole(10));
        assert_eq!(Rpe::whole(1).step(-3), Rpe::whole(0));
    }

    #[test]
    fn load_uses_what_was_done() {
        let mut s = Session { minutes: Some(60), rpe: Some(Rpe::whole(8)), ..Session::new(Kind::Strength, "Legs") };
        assert_eq!(s.load(), Some(480.0));
        s.done = Some(Done { minutes: Some(50), ..Done::default() });
        assert_eq!(s.load(), Some(480.0), "a record counts where it is done");
        s.status = Status::Done;
        assert_eq!(s.load(), Some(400.0));
        s.rpe = None;
        assert_eq!(s.load(), None);
    }
}
