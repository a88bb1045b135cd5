//! The day's counsel as JSON. Field names and their order are a contract.

use serde::Serialize;

use super::json::SessionJson;
use crate::planning::counsel::{Counsel, Does, Fact, Offer};
use crate::words;

/// The counsel for today.
#[derive(Serialize)]
pub struct CounselJson {
    stance: &'static str,
    subject: Option<SubjectJson>,
    because: Vec<FactJson>,
    offer: Option<OfferJson>,
    says: String,
}

#[derive(Serialize)]
struct SubjectJson {
    date: String,
    session: SessionJson,
}

#[derive(Serialize)]
struct FactJson {
    fact: &'static str,
    says: String,
}

#[derive(Serialize)]
struct OfferJson {
    does: &'static str,
    says: String,
    /// The morning whose score it changes most.
    moves: Option<MovesJson>,
}

#[derive(Serialize)]
struct MovesJson {
    date: String,
    from: u8,
    to: u8,
}

impl From<&Counsel> for CounselJson {
    fn from(c: &Counsel) -> Self {
        let fact = |f: &Fact| FactJson { fact: f.name(), says: words::counsel::fact(f) };
        Self {
            stance: c.stance.name(),
            subject: c.subject.as_ref().map(|s| SubjectJson { date: s.date.to_string(), session: (&s.session).into() }),
            because: c.because.iter().map(fact).collect(),
            offer: c.offer.as_ref().map(OfferJson::from),
            says: words::counsel::stance(c),
        }
    }
}

impl From<&Offer> for OfferJson {
    fn from(o: &Offer) -> Self {
        Self {
            does: match o.does {
                Does::MarkIll(_) => "mark-ill",
                Does::Lift(_) => "lift",
                Does::Becomes(..) | Does::Several(_) => "change",
                Does::Swap { .. } => "swap",
                Does::CheckIn => "check-in",
                Does::Deload { .. } => "deload",
                Does::Mend(_) => "mend",
                Does::OtherBranch(_) => "other-branch",
                Does::Practice(..) => "practice",
            },
            says: words::counsel::offer(o),
            moves: o.moves.map(|(date, from, to)| MovesJson { date: date.to_string(), from, to }),
        }
    }
}
