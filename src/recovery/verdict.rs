//! What a morning's score means for the session of the day.

use chrono::NaiveDate;
use strum::IntoStaticStr;

use super::trained::RegionTable;
use super::{Component, Recovery};
use crate::domain::session::Status;
use crate::domain::{CheckIn, Day, Kind, Region, Rpe, Session};

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

/// RPE from which work is hard. Chosen.
pub const HARD_RPE: f64 = 7.0;
/// RPE from which it is very hard. Chosen.
pub const VERY_HARD_RPE: f64 = 8.0;

/// Whether a session is hard: training at RPE 7 or more, as done where it is done, else as planned.
pub fn is_hard(s: &Session) -> bool {
    s.kind.is_training() && s.actual_rpe().is_some_and(|r| r.value() >= HARD_RPE)
}

/// Whether a session is very hard, whatever its kind: RPE 8 or more.
pub fn is_very_hard(s: &Session) -> bool {
    s.actual_rpe().is_some_and(|r| r.value() >= VERY_HARD_RPE)
}

impl Demand {
    /// By RPE.
    pub fn of_rpe(rpe: Rpe) -> Self {
        match rpe.value() {
            r if r >= HARD_RPE => Self::Hard,
            r if r >= 5.0 => Self::Moderate,
            r if r >= 3.0 => Self::Easy,
            _ => Self::Recovery,
        }
    }

    /// Of a session: training without an RPE is moderate, anything else without one is recovery.
    pub fn of(s: &Session) -> Self {
        match s.rpe {
            Some(rpe) => Self::of_rpe(rpe),
            None if s.kind.is_training() => Self::Moderate,
            None => Self::Recovery,
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
    /// There is nothing to take back: the day is rest.
    RestAsPlanned,
    /// As planned.
    AsPlanned,
    /// Lighter: [`Session::lighter`].
    Lighter,
    /// 20 to 40 min at RPE 2 or less, at talking pace.
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

/// A fact of the session itself, which can only make the verdict gentler.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Reason {
    /// A region it trains is at soreness 7 or more.
    VerySore,
    /// A region it trains is at soreness 4 to 6.
    Sore,
    /// Pain is marked in a region it trains.
    Pain,
}

impl Reason {
    /// The fact, in words.
    pub fn text(self) -> &'static str {
        match self {
            Self::VerySore => "trained region at soreness 7 or more",
            Self::Sore => "trained region at soreness 4-6",
            Self::Pain => "pain in a trained region",
        }
    }
}

/// Facts of the regions that the session trains.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Facts {
    /// Worst soreness among them, if soreness was logged.
    pub soreness: Option<u8>,
    /// Whether one of them hurts.
    pub pain: bool,
}

impl Facts {
    /// Read from a check-in.
    pub fn of(s: &Session, checkin: &CheckIn, table: &RegionTable) -> Self {
        let trained = |r: &Region| table.trains(s, *r);
        let soreness = Region::ALL.into_iter().filter(trained).filter_map(|r| checkin.soreness_at(r)).max();
        Self { soreness, pain: checkin.pain.iter().any(trained) }
    }
}

/// The verdict, with the facts of the session that made it gentler.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Verdict {
    /// What to do.
    pub advice: Advice,
    /// Facts that hold, each named.
    pub reasons: Vec<Reason>,
}

/// The verdict on a session of that demand (`None`: a rest day) at a shown score.
pub fn judge(shown: u8, demand: Option<Demand>, facts: Facts) -> Verdict {
    let Some(demand) = demand else { return Verdict { advice: Advice::RestAsPlanned, reasons: Vec::new() } };
    let by_score = match shown {
        s if s >= demand.threshold() => Advice::AsPlanned,
        45.. => Advice::Lighter,
        30.. => Advice::ActiveRecovery,
        _ => Advice::FullRest,
    };
    let mut reasons = Vec::new();
    let mut advice = by_score;
    match facts.soreness {
        Some(7..) => {
            reasons.push(Reason::VerySore);
            advice = advice.max(Advice::ActiveRecovery);
        }
        Some(4..) if demand >= Demand::Moderate => {
            reasons.push(Reason::Sore);
            advice = advice.max(Advice::Lighter);
        }
        _ => {}
    }
    if facts.pain {
        reasons.push(Reason::Pain);
        advice = advice.max(Advice::ActiveRecovery);
    }
    if demand == Demand::Recovery && advice != Advice::FullRest {
        (advice, reasons) = (Advice::AsPlanned, Vec::new());
    }
    Verdict { advice, reasons }
}

/// The session of a day that a verdict is about: the most demanding that is still open, else that was done; the first of equals. For whoever
/// is hurt or away the plan does not hold, and there is none; of an ill day the verdict says full rest.
pub fn session_of(day: &Day) -> Option<&Session> {
    let holds = day.overlay.is_none() || day.is_ill();
    let open = day.sessions.iter().filter(|_| holds).filter(|s| s.status != Status::Skipped && s.kind != Kind::Rest);
    open.reduce(|a, b| {
        let rank = |s: &Session| (s.status == Status::Planned, Demand::of(s));
        if rank(b) > rank(a) { b } else { a }
    })
}

/// The verdict for a day with its score; a past day without a session has none.
pub fn verdict(r: &Recovery, day: &Day, today: NaiveDate, table: &RegionTable) -> Option<Verdict> {
    let session = session_of(day);
    if session.is_none() && day.date < today {
        return None;
    }
    let facts = match (session, &day.checkin) {
        (Some(s), Some(c)) => Facts::of(s, c, table),
        _ => Facts::default(),
    };
    Some(judge(r.shown, session.map(Demand::of), facts))
}

/// Which rest suits a morning.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum WhichRest {
    /// Tired but not sore: easy movement.
    Active,
    /// Sore, drained or ill: lie down.
    Passive,
    /// Fresh muscles, tired nerves.
    LooseButBelowPar,
}

impl WhichRest {
    /// What it says.
    pub fn text(self) -> &'static str {
        match self {
            Self::Active => "tired but not sore: active recovery suits today",
            Self::Passive => "sore, drained or ill: full rest suits today",
            Self::LooseButBelowPar => "loose, but below par: go easy; nerves recover slower than muscle",
        }
    }
}

/// Component values below which a person counts as sore, tired or drained here. Chosen.
const SORE_BELOW: f64 = 60.0;
const FRESH_FROM: f64 = 85.0;
const TIRED_BELOW: f64 = 60.0;
const DRAINED_BELOW: f64 = 30.0;

/// Which rest suits; `None` where nothing asks for rest.
pub fn which_rest(r: &Recovery) -> Option<WhichRest> {
    let (sore, feel) = (r.component(Component::Soreness), r.component(Component::Feel));
    if r.inputs.ill || sore.is_some_and(|s| s < SORE_BELOW) || feel.is_some_and(|f| f < DRAINED_BELOW) {
        return Some(WhichRest::Passive);
    }
    let tired = feel.is_some_and(|f| f < TIRED_BELOW);
    match (tired, sore) {
        (true, Some(s)) if s >= FRESH_FROM => Some(WhichRest::LooseButBelowPar),
        // Whether it is sore must be known to say that it is not.
        (true, Some(_)) => Some(WhichRest::Active),
        _ => None,
    }
}
