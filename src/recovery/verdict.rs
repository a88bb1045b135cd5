//! What a morning's score means for the day's session.

use chrono::NaiveDate;
use strum::IntoStaticStr;

use super::Recovery;
use super::inputs::checkin;
use super::stats::median;
use crate::domain::RegionTable;
use crate::domain::effort::effort;
use crate::domain::session::Status;
use crate::domain::shelf::day_number;
use crate::domain::{CheckIn, Day, Days, Effort, Region, Rpe, Session};

/// How demanding a session is, by its planned RPE. The bounds are chosen.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Demand {
    /// Below RPE 3.
    Recovery,
    /// RPE 3 and more.
    Easy,
    /// RPE 5 and more.
    Moderate,
    /// RPE 7 and more.
    Hard,
}

/// RPE from which work is moderate. Chosen.
pub const MODERATE_RPE: f64 = 5.0;
/// RPE from which work is hard. Chosen.
pub const HARD_RPE: f64 = 7.0;
/// RPE from which it is very hard. Chosen.
pub const VERY_HARD_RPE: f64 = 8.0;

/// Whether a session is hard: training at RPE 7 or more, as done if it is done, else as planned. A session without an RPE does
/// not count as hard.
pub fn is_hard(s: &Session) -> bool {
    s.kind.is_training() && s.actual_rpe().is_some_and(|r| r.value() >= HARD_RPE)
}

/// Whether a session is very hard, whatever its kind: RPE 8 or more.
pub fn is_very_hard(s: &Session) -> bool {
    s.actual_rpe().is_some_and(|r| r.value() >= VERY_HARD_RPE)
}

impl Demand {
    /// The demand of an RPE.
    pub fn of_rpe(rpe: f64) -> Self {
        match rpe {
            r if r >= HARD_RPE => Self::Hard,
            r if r >= MODERATE_RPE => Self::Moderate,
            r if r >= 3.0 => Self::Easy,
            _ => Self::Recovery,
        }
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Hard => "hard",
            Self::Moderate => "moderate",
            Self::Easy => "easy",
            Self::Recovery => "recovery",
        }
    }

    /// The lowest shown score at which such a session stays as planned. Chosen.
    pub fn threshold(self) -> u8 {
        match self {
            Self::Hard => 65,
            Self::Moderate => 55,
            Self::Easy => 45,
            Self::Recovery => 30,
        }
    }
}

/// What to do with the day's session, the gentlest last.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Advice {
    /// There is nothing to ease: the day is rest.
    RestAsPlanned,
    /// As planned.
    AsPlanned,
    /// Lighter: [`Session::eased`].
    Lighter,
    /// 30 to 60 min at RPE 2 or less, at talking pace; 20 if sore today.
    ActiveRecovery,
    /// Full rest.
    FullRest,
}

impl Advice {
    /// Its name in JSON.
    pub fn name(self) -> &'static str {
        self.into()
    }
}

/// A fact that can only make the verdict gentler.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Reason {
    /// A region it trains is at soreness 7 or more.
    VerySore,
    /// A region it trains is at soreness 4 to 6.
    Sore,
    /// Pain is marked in a region it trains.
    Pain,
    /// Drained, and the session is hard.
    Drained,
    /// Yesterday was ill.
    IllYesterday,
    /// The day before yesterday was ill.
    IllTwoDaysAgo,
}

impl Reason {
    /// The fact, in words.
    pub fn text(self) -> &'static str {
        match self {
            Self::VerySore => "trained region at soreness 7 or more",
            Self::Sore => "trained region at soreness 4-6",
            Self::Pain => "pain in a trained region",
            Self::Drained => "tired and low, or tired and stressed",
            Self::IllYesterday => "ill yesterday",
            Self::IllTwoDaysAgo => "ill two days ago",
        }
    }

    /// What it asks of a session; `None` if such an easy one may stay.
    fn asks(self, demand: Demand) -> Option<Advice> {
        match self {
            Self::VerySore | Self::Pain | Self::IllYesterday => Some(Advice::ActiveRecovery),
            Self::Sore | Self::IllTwoDaysAgo => (demand >= Demand::Moderate).then_some(Advice::Lighter),
            Self::Drained => (demand == Demand::Hard).then_some(Advice::Lighter),
        }
    }
}

/// Facts of a morning, and of the regions that the session trains.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Facts {
    /// Worst soreness among those regions, if it was logged and counts.
    pub soreness: Option<u8>,
    /// Whether one of them hurts.
    pub pain: bool,
    /// Energy 2 or less, with mood 2 or less or stress 4 or more.
    pub drained: bool,
    /// Days since an ill day, if that was yesterday or the day before.
    pub ill_days_ago: Option<u8>,
}

/// Mornings before one whose median is the usual soreness of the whole body, and how many of them need such an answer.
/// Chosen.
const USUAL_SORE_DAYS: i32 = 28;
const USUAL_SORE_FROM: usize = 14;

/// Whether soreness of the whole body counts in a verdict: from 4 on until the usual is known, then above the usual; from 7 always.
pub fn whole_body_counts(days: &dyn Days, day: i32, sore: u8) -> bool {
    let answer = |back: i32| {
        let c = days.nth(day - back)?.checkin.as_ref().filter(|c| c.is_general_only())?;
        c.soreness_at(Region::General).map(f64::from)
    };
    let before: Vec<f64> = (1..=USUAL_SORE_DAYS).filter_map(answer).collect();
    let known = before.len() >= USUAL_SORE_FROM;
    sore >= 7 || median(before).filter(|_| known).is_none_or(|usual| f64::from(sore) > usual)
}

impl Facts {
    /// The facts of a morning that bear on a session of its day.
    pub fn of(s: &Session, days: &dyn Days, date: NaiveDate, table: &RegionTable) -> Self {
        let blank = CheckIn::default();
        let hurt = days.day(date).and_then(Day::hurt);
        let c = checkin(days, date).unwrap_or(&blank);
        let day = day_number(date);
        let trained = |r: &Region| table.trains(s, *r);
        let soreness = Region::ALL.into_iter().filter(trained).filter_map(|r| c.soreness_at(r)).max();
        let counts = |n: &u8| !c.is_general_only() || whole_body_counts(days, day, *n);
        Self {
            soreness: soreness.filter(counts),
            pain: c.pain.iter().any(trained) || hurt.is_some_and(|i| i.regions.iter().any(trained)),
            drained: c.is_drained(),
            ill_days_ago: ill_days_ago(days, day),
        }
    }

    fn reasons(self) -> impl Iterator<Item = Reason> {
        let sore = match self.soreness {
            Some(7..) => Some(Reason::VerySore),
            Some(4..) => Some(Reason::Sore),
            _ => None,
        };
        let ill = match self.ill_days_ago {
            Some(1) => Some(Reason::IllYesterday),
            Some(2) => Some(Reason::IllTwoDaysAgo),
            _ => None,
        };
        let flag = |on: bool, reason| on.then_some(reason);
        [sore, flag(self.pain, Reason::Pain), flag(self.drained, Reason::Drained), ill].into_iter().flatten()
    }
}

/// How many days ago the last ill day was, among the two days before.
pub fn ill_days_ago(days: &dyn Days, day: i32) -> Option<u8> {
    (1..=2).find(|back| days.nth(day - i32::from(*back)).is_some_and(Day::is_ill))
}

/// The verdict, with the facts that made it gentler.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Verdict {
    /// What to do.
    pub advice: Advice,
    /// Facts that each ask for that on their own.
    pub reasons: Vec<Reason>,
    /// The highest RPE of a lighter session, so that this morning accepts it.
    pub most: Rpe,
}

/// Highest RPE of a lighter session, and a lower one if the score is low or soreness or illness asks. Chosen: moderate, and easy.
pub const LIGHTER: Rpe = Rpe::whole(6);
const MUCH_LIGHTER: Rpe = Rpe::whole(4);

/// The verdict on a session of that demand (`None`: a rest day) at a score, as [`Recovery::judged`] gives it.
pub fn judge(score: u8, demand: Option<Demand>, facts: Facts) -> Verdict {
    let rest = Verdict { advice: Advice::RestAsPlanned, reasons: Vec::new(), most: LIGHTER };
    let Some(demand) = demand else { return rest };
    let by_score = match score {
        s if s >= demand.threshold() => Advice::AsPlanned,
        45.. => Advice::Lighter,
        30.. => Advice::ActiveRecovery,
        _ => Advice::FullRest,
    };
    let asking: Vec<(Reason, Advice)> = facts.reasons().filter_map(|r| Some((r, r.asks(demand)?))).collect();
    let mut advice = asking.iter().map(|(_, asks)| *asks).fold(by_score, Advice::max);
    let mut reasons: Vec<Reason> = asking.iter().filter(|(_, asks)| *asks >= advice).map(|(r, _)| *r).collect();
    if demand == Demand::Recovery && advice != Advice::FullRest {
        (advice, reasons) = (Advice::AsPlanned, Vec::new());
    }
    let gentle = |(r, _): &(Reason, Advice)| matches!(r, Reason::Sore | Reason::IllTwoDaysAgo);
    let most = if score < Demand::Moderate.threshold() || asking.iter().any(gentle) { MUCH_LIGHTER } else { LIGHTER };
    Verdict { advice, reasons, most }
}

/// The session of a day that a verdict is about, with what it counts as: the most demanding one still open, else the most
/// demanding one done; the first on a tie. While hurt or away the plan does not hold, and there is none; on an ill day the
/// verdict is full rest.
pub fn session_of<'a>(
    days: &(impl Days + ?Sized),
    day: &'a Day,
    today: NaiveDate,
    table: &RegionTable,
) -> Option<(&'a Session, Effort)> {
    let holds = |s: &&Session| day.is_ill() || s.status == Status::Done || !day.sets_aside(s, table);
    let off = day.is_off() && !day.is_ill();
    let number = (day_number(day.date), day_number(today));
    let open = day.sessions.iter().filter(|s| !off && s.status != Status::Skipped).filter(holds);
    let counted = open.filter_map(|s| Some((s, effort(days, s, number.0, number.1)?)));
    counted.reduce(|a, b| {
        let rank = |(s, e): &(&Session, Effort)| (s.status == Status::Planned, Demand::of_rpe(e.rpe));
        if rank(&b) > rank(&a) { b } else { a }
    })
}

/// The verdict for a day with its score; a past day without a session has none. A morning that only says ill has one too:
/// full rest.
pub fn verdict(
    r: Option<&Recovery>,
    days: &dyn Days,
    day: &Day,
    today: NaiveDate,
    table: &RegionTable,
) -> Option<Verdict> {
    let session = session_of(days, day, today, table);
    if session.is_none() && day.date < today {
        return None;
    }
    verdict_on(session, r, days, day, table)
}

/// The verdict on one session of a day; `None` if neither a score nor an illness says anything.
pub fn verdict_on(
    session: Option<(&Session, Effort)>,
    r: Option<&Recovery>,
    days: &dyn Days,
    day: &Day,
    table: &RegionTable,
) -> Option<Verdict> {
    let score = match r {
        Some(r) => r.judged(),
        None if day.is_ill() => 0,
        None => return None,
    };
    let facts = session.map_or(Facts::default(), |(s, _)| Facts::of(s, days, day.date, table));
    Some(judge(score, session.map(|(_, e)| Demand::of_rpe(e.rpe)), facts))
}

/// What the two days after an illness ask of a session, whatever the score; `None` without one, or if it asks for nothing.
pub fn after_illness(days: &dyn Days, day: &Day, rpe: f64) -> Option<Verdict> {
    let facts = Facts { ill_days_ago: ill_days_ago(days, day_number(day.date)), ..Facts::default() };
    Some(judge(100, Some(Demand::of_rpe(rpe)), facts)).filter(|v| v.advice > Advice::AsPlanned)
}
