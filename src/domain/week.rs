//! One ISO week: seven days of plan and log, and the tray beside them.

use crate::text::named;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use strum::{EnumCount, IntoStaticStr, VariantArray};

use chrono::NaiveDate;

use super::calendar::{ClockTime, WeekId, weekday_index};
use super::checkin::CheckIn;
use super::injury::Injury;
use super::session::{Kind, Session, Status};
use super::trained::RegionTable;

/// The most meals with protein a day can count. Chosen: one digit.
pub const MOST_PROTEIN: u8 = 9;

/// The most movement snacks a day can tally. Chosen: two digits.
pub const MOST_SNACKS: u8 = 99;

/// A stretch of days on which the plan does not apply. It is laid over the plan, which stays unchanged.
#[derive(Clone, Copy, PartialEq, Eq, Debug, VariantArray, EnumCount, IntoStaticStr, Serialize, Deserialize)]
#[strum(serialize_all = "kebab-case")]
pub enum Overlay {
    /// Ill.
    Ill,
    /// Hurt.
    Hurt,
    /// Away.
    Away,
}

impl Overlay {
    /// Every overlay.
    pub const ALL: [Self; Self::COUNT] = *Self::VARIANTS.first_chunk().unwrap();

    /// Its name in files and on the screen.
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// Reads a name.
    pub fn parse(text: &str) -> Result<Self, String> {
        named(&Self::ALL, text, text, "an overlay")
    }
}

/// Something eaten or drunk that helps a day's training along: ticked, never scored.
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
pub enum Fuel {
    /// A meal within two hours of training.
    Meal,
    /// Carbohydrate.
    Carbohydrate,
    /// Water through the day.
    Water,
    /// Electrolytes.
    Electrolytes,
}

impl Fuel {
    /// Every tick.
    pub const ALL: [Self; Self::COUNT] = *Self::VARIANTS.first_chunk().unwrap();

    /// Its name in files and on the screen.
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// Reads a name.
    pub fn parse(text: &str) -> Result<Self, String> {
        named(&Self::ALL, text, text, "a fuel tick")
    }
}

/// Something that makes a rest day restful: ticked, never scored.
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
pub enum Tick {
    /// Slept without an alarm.
    SleepIn,
    /// Cooked, for the following days too.
    Cook,
    /// Wrote down how the body feels and what went well.
    Journal,
}

impl Tick {
    /// Every tick.
    pub const ALL: [Self; Self::COUNT] = *Self::VARIANTS.first_chunk().unwrap();

    /// Its name in files.
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// Its name on the screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::SleepIn => "Sleep in",
            Self::Cook => "Cook",
            Self::Journal => "Journal",
        }
    }

    /// Reads a name.
    pub fn parse(text: &str) -> Result<Self, String> {
        named(&Self::ALL, text, text, "a tick")
    }
}

/// How a day went.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Went {
    /// Nothing was done but rest, or nothing at all.
    Rest,
    /// Only active recovery or mobility was done.
    Recovery,
    /// Training was done.
    Training,
    /// Training was planned and never marked: nobody knows.
    Unknown,
}

/// One day: its plan, and what was logged on it.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Day {
    /// The civil date.
    pub date: NaiveDate,
    /// The day's note.
    pub note: Option<String>,
    /// What went well.
    pub wins: Vec<String>,
    /// Movement snacks taken: a minute or two of moving between sitting.
    pub snacks: u8,
    /// Fuel ticks.
    pub fuel: BTreeSet<Fuel>,
    /// Meals with protein, counted.
    pub protein: u8,
    /// Ticks of a rest day.
    pub ticks: BTreeSet<Tick>,
    /// The day's event: a race, a meet, a hike.
    pub event: Option<String>,
    /// Days of the taper that leads up to the event.
    pub taper: Option<u8>,
    /// Bed time planned for the evening of this day.
    pub bed: Option<ClockTime>,
    /// Ill, hurt or away.
    pub overlay: Option<Overlay>,
    /// Where it hurts, while the day is hurt.
    pub injury: Option<Injury>,
    /// This morning's check-in.
    pub checkin: Option<CheckIn>,
    /// Sessions in the order of the day.
    pub sessions: Vec<Session>,
}

impl Day {
    /// A day with nothing on it.
    pub fn new(date: NaiveDate) -> Self {
        Self {
            date,
            note: None,
            wins: Vec::new(),
            snacks: 0,
            fuel: BTreeSet::new(),
            protein: 0,
            ticks: BTreeSet::new(),
            event: None,
            taper: None,
            bed: None,
            overlay: None,
            injury: None,
            checkin: None,
            sessions: Vec::new(),
        }
    }

    /// Whether any session is done.
    pub fn has_done(&self) -> bool {
        self.sessions.iter().any(|s| s.status == Status::Done)
    }

    /// Whether the person is ill that day, by overlay or by check-in.
    pub fn is_ill(&self) -> bool {
        self.overlay == Some(Overlay::Ill) || self.checkin.as_ref().is_some_and(|c| c.ill == Some(true))
    }

    /// Whether its morning is left out of what is learnt and of usual ranges: ill or away.
    pub fn is_left_out(&self) -> bool {
        self.is_ill() || self.overlay == Some(Overlay::Away)
    }

    /// How the day went, once it is over: what was done decides, and training nobody marked leaves it open.
    pub fn went(&self) -> Went {
        let done = |of: fn(Kind) -> bool| self.sessions.iter().any(|s| s.status == Status::Done && of(s.kind));
        let unmarked = self.sessions.iter().any(|s| s.status == Status::Planned && s.kind.is_training());
        if done(Kind::is_training) {
            Went::Training
        } else if unmarked {
            Went::Unknown
        } else if done(|kind| kind != Kind::Rest) {
            Went::Recovery
        } else {
            Went::Rest
        }
    }

    /// Whether its whole plan waits: ill, away, or hurt without saying where.
    pub fn is_off(&self) -> bool {
        self.off().is_some()
    }

    /// Why its plan waits, in one word; `None` if the plan holds.
    pub fn off(&self) -> Option<&'static str> {
        self.laid().filter(|_| self.is_ill() || self.hurt().is_none())
    }

    /// Ill, hurt or away, in one word; ill whether the overlay or the check-in says so.
    pub fn laid(&self) -> Option<&'static str> {
        if self.is_ill() { Some(Overlay::Ill.name()) } else { self.overlay.map(Overlay::name) }
    }

    /// The sessions that the days after it must reckon with: those done, and from `today` on those still planned that do not
    /// wait.
    pub fn counting<'a>(&'a self, today: NaiveDate, table: &'a RegionTable) -> impl Iterator<Item = &'a Session> {
        let open = self.date >= today;
        let counts = move |s: &&Session| {
            s.status == Status::Done || (open && s.status == Status::Planned && !self.sets_aside(s, table))
        };
        self.sessions.iter().filter(counts)
    }

    /// Whether one of its sessions is training that nobody marked and that does not wait.
    pub fn leaves_open(&self, s: &Session, table: &RegionTable) -> bool {
        s.status == Status::Planned && s.kind.is_training() && !self.sets_aside(s, table)
    }

    /// Whether it was planned as rest and kept: nothing but rest was done on it, and none of it was skipped.
    pub fn is_kept_rest(&self, today: NaiveDate) -> bool {
        let planned = !self.sessions.is_empty() && self.sessions.iter().all(|s| s.kind == Kind::Rest);
        let over = self.date < today || self.sessions.iter().all(|s| s.status == Status::Done);
        planned && over && self.sessions.iter().all(|s| s.status != Status::Skipped)
    }

    /// The session that represents the day if there is room for only one: a done one, else the first.
    pub fn leading(&self) -> Option<&Session> {
        self.sessions.iter().find(|s| s.status == Status::Done).or(self.sessions.first())
    }

    /// Nothing on it but full rest, or nothing at all.
    pub fn is_rest(&self) -> bool {
        self.sessions.iter().all(|s| s.kind == Kind::Rest)
    }
}

/// A session that waits beside the week until it is put somewhere.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct TrayItem {
    /// The day it was taken from.
    pub from: Option<NaiveDate>,
    /// The session.
    pub session: Session,
}

/// Plan and log of one ISO week.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Week {
    /// Which week.
    pub id: WeekId,
    /// Planned as a deload week.
    pub deload: bool,
    /// The split its plan was made from.
    pub split: Option<String>,
    /// What the weeks around it are for, in a line.
    pub goal: Option<String>,
    /// Whether its plan was edited although no split is set: whatever it holds is its plan, even if that is nothing.
    pub own: bool,
    /// Monday to Sunday.
    pub days: [Day; 7],
    /// Sessions waiting beside the week, the last one on top.
    pub tray: Vec<TrayItem>,
}

impl Week {
    /// A week with nothing on it.
    pub fn new(id: WeekId) -> Self {
        Self {
            id,
            deload: false,
            split: None,
            goal: None,
            own: false,
            days: std::array::from_fn(|i| Day::new(id.day(i))),
            tray: Vec::new(),
        }
    }

    /// The day on `date`, which must lie in this week.
    pub fn day(&self, date: NaiveDate) -> &Day {
        &self.days[weekday_index(date)]
    }

    /// The day on `date`, which must lie in this week.
    pub fn day_mut(&mut self, date: NaiveDate) -> &mut Day {
        &mut self.days[weekday_index(date)]
    }

    /// Every session, day by day, then the tray.
    pub fn sessions(&self) -> impl Iterator<Item = &Session> {
        self.days.iter().flat_map(|d| &d.sessions).chain(self.tray.iter().map(|t| &t.session))
    }

    /// Every session, mutably.
    pub fn sessions_mut(&mut self) -> impl Iterator<Item = &mut Session> {
        self.days.iter_mut().flat_map(|d| &mut d.sessions).chain(self.tray.iter_mut().map(|t| &mut t.session))
    }

    /// Whether it has a plan of its own: one that was edited, a session that is planned or was skipped, something in the tray, or
    /// a split. Work done without a plan is a log, not a plan.
    pub fn has_plan(&self) -> bool {
        let planned = |s: &Session| s.status != Status::Done;
        self.own
            || self.split.is_some()
            || !self.tray.is_empty()
            || self.days.iter().any(|d| d.sessions.iter().any(planned))
    }
}

/// What a day holds, in a few words: its first session's title, and how many more.
pub fn day_title(sessions: &[Session]) -> String {
    match sessions {
        [] => "nothing".into(),
        [one] => one.title.clone(),
        [first, rest @ ..] => format!("{} +{}", first.title, rest.len()),
    }
}
