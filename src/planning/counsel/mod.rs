//! What is said about a day, in one voice: one stance, its subject, at most two facts, at most one offer, and asides that do not
//! contradict it. A pure value of one morning; the screen and the shell print it and decide nothing.
//!
//! The stance is the first row that holds. An offer is never harder than what any row asks of the same session, and
//! one that was used or refused is not made again while the answers stay the same.

use chrono::NaiveDate;
use strum::{EnumCount, IntoStaticStr, VariantArray};

use super::mend::Mend;
use super::practices;
use super::rules::Finding;
use super::{Ahead, Desk, Learnt};
use crate::domain::week::Overlay;
use crate::domain::{Region, Session};
use crate::edit::{Edit, Offered};
use crate::recovery::flags::Flag;
use crate::recovery::state::WhichRest;
use crate::recovery::verdict::{Advice, Reason};

mod asides;
mod morning;
mod raise;
mod rows;

pub use morning::{Morning, Open};

/// What a day's counsel is about, in the order they are tried: the first that holds wins.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, VariantArray, EnumCount, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Stance {
    /// Ill, by overlay or in this morning's check-in.
    Ill,
    /// Away, or hurt where no region is given.
    Away,
    /// An open session trains what hurts.
    Hurt,
    /// The day of an event: what it demands is not a finding, and nothing is offered against it.
    Event,
    /// One of the two days after an illness, and an open session asks for more than that allows.
    AfterIllness,
    /// The first week back after a lay-off, and an open session asks for more than that allows.
    ComingBack,
    /// Nothing was answered, and training is open.
    Unanswered,
    /// Red flags at level 3 or more.
    BackOff,
    /// The morning asks for less than planned.
    Gentler,
    /// The next hard session needs what today would take.
    ProtectNext,
    /// A deload is due, or a finding names an open session.
    Finding,
    /// A condition was settled, or waits for its answer.
    Settled,
    /// The day's sessions are done or skipped.
    Done,
    /// Rest, or nothing planned.
    Rest,
    /// As planned.
    Go,
}

impl Stance {
    /// Every stance, in their order.
    pub const ALL: [Self; Self::COUNT] = *Self::VARIANTS.first_chunk().unwrap();

    /// Its name in JSON.
    pub fn name(self) -> &'static str {
        self.into()
    }
}

/// The session in question.
#[derive(Clone, PartialEq, Debug)]
pub struct Subject {
    /// Its day.
    pub date: NaiveDate,
    /// The session.
    pub session: Session,
}

/// What a stance rests on, with its numbers.
#[derive(Clone, PartialEq, Debug)]
pub enum Fact {
    /// An overlay, and its last day as far as it is marked.
    Until(Overlay, NaiveDate),
    /// The event of the day.
    Event(String),
    /// Ill by this morning's check-in.
    SaidIll,
    /// This morning was logged as not ill.
    SaidWell,
    /// A region hurts.
    Hurts(Region),
    /// A session of the week that spares the region: its day and title.
    Spares(NaiveDate, String),
    /// Ill that many days ago.
    IllAgo(u8),
    /// Days without training, and the first of them if training planned in them was never marked.
    LaidOff(i32, Option<NaiveDate>),
    /// The score such a session asks for, this morning's, and what caps it.
    Score {
        /// Demand of the session: `hard`, `moderate`, `easy` or `recovery`.
        demand: &'static str,
        /// The lowest score for it.
        from: u8,
        /// This morning's, as shown.
        has: u8,
        /// What holds it there, if it is capped.
        cap: Option<&'static str>,
    },
    /// A reason to ask less of a session.
    Because(Reason),
    /// The only answers the score rests on.
    OnlyFrom(Vec<&'static str>),
    /// Its RPE is a stand-in.
    AssumedRpe(f64),
    /// Flags that are on.
    Flags(Vec<Flag>),
    /// Caution has lasted two weeks.
    SeeSomebody,
    /// Drained.
    Drained,
    /// Which rest suits.
    Suits(WhichRest),
    /// A forecast below what a session is for: its day, score and threshold.
    Forecast(NaiveDate, u8, u8),
    /// Loading weeks in a row before this one.
    Loading(usize),
    /// The mean of seven mornings' scores after loading weeks.
    LowMean(f64),
    /// What a rule found.
    Found(Finding),
    /// A condition, this morning's answer to it, and whether it holds.
    Answered {
        /// Such as `energy ≥ 3`.
        condition: String,
        /// The answer.
        answer: f64,
        /// Whether it holds.
        holds: bool,
    },
    /// A condition whose answer is missing.
    Waits(String),
    /// What was planned, if something else was done.
    Planned(String),
    /// How a session felt, unless it felt the same.
    Felt(&'static str),
    /// How many sessions of the day were left out.
    Skipped(usize),
    /// One of this morning's offers was applied to it.
    AsEased,
    /// What was offered for it was turned down.
    Declined,
    /// What speaks for a raise.
    Earned(String),
    /// What speaks for a practice.
    Practice(String),
}

impl Fact {
    /// Its name in JSON.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Until(..) => "until",
            Self::Event(_) => "event",
            Self::SaidIll => "said-ill",
            Self::SaidWell => "said-well",
            Self::Hurts(_) => "hurts",
            Self::Spares(..) => "spares",
            Self::IllAgo(_) => "ill-days-ago",
            Self::LaidOff(..) => "days-off",
            Self::Score { .. } => "score",
            Self::Because(_) => "reason",
            Self::OnlyFrom(_) => "only-from",
            Self::AssumedRpe(_) => "assumed-rpe",
            Self::Flags(_) => "flags",
            Self::SeeSomebody => "see-somebody",
            Self::Drained => "drained",
            Self::Suits(_) => "which-rest",
            Self::Forecast(..) => "forecast",
            Self::Loading(_) => "loading-weeks",
            Self::LowMean(_) => "mean-score",
            Self::Found(_) => "finding",
            Self::Answered { .. } => "condition",
            Self::Waits(_) => "waits-for",
            Self::Planned(_) => "planned",
            Self::Felt(_) => "felt",
            Self::Skipped(_) => "skipped",
            Self::AsEased => "as-eased",
            Self::Declined => "declined",
            Self::Earned(_) => "earned",
            Self::Practice(_) => "practice",
        }
    }
}

/// What an offer does, for its sentence.
#[derive(Clone, PartialEq, Debug)]
pub enum Does {
    /// Days are marked as ill.
    MarkIll(Vec<NaiveDate>),
    /// An overlay is lifted from today on.
    Lift(Overlay),
    /// A session becomes another one.
    Becomes(Session, Session),
    /// Several sessions of today become others; one without a replacement is left out.
    Several(Vec<(Session, Option<Session>)>),
    /// Two days change places, named by what they hold.
    Swap {
        /// The day that moves.
        from: (NaiveDate, String),
        /// The day it swaps with.
        to: (NaiveDate, String),
    },
    /// The check-in is opened.
    CheckIn,
    /// Seven days are eased: load and hard days of the seven, before and after.
    Deload {
        /// RPE-minutes.
        load: (f64, f64),
        /// Hard days.
        hard: (usize, usize),
    },
    /// A finding is fixed.
    Mend(Mend),
    /// The other branch of a settled condition.
    OtherBranch(Session),
    /// A practice is added.
    Practice(String, Option<u16>),
}

/// A prepared edit: nothing changes until its key is pressed.
#[derive(Clone, PartialEq, Debug)]
pub struct Offer {
    /// What it does.
    pub does: Does,
    /// The edit; `None` if it opens the check-in.
    pub edit: Option<Edit>,
    /// What identifies it once it was used or refused.
    pub id: Offered,
    /// The day it is about, if that is not today.
    pub day: Option<NaiveDate>,
    /// The morning it changes most: day, score before and after.
    pub moves: Option<(NaiveDate, u8, u8)>,
}

/// Something said alongside the stance if there is room, the most important first.
#[derive(Clone, PartialEq, Debug)]
pub enum Aside {
    /// Caution has lasted two weeks.
    SeeSomebody,
    /// Flags that are on, their level, and what to watch.
    Flags(u8, Vec<Flag>),
    /// Yesterday's forecast for this morning, and the score it got.
    Forecast(u8, u8),
    /// A finding on today.
    Found(Finding),
    /// Which rest suits.
    Suits(WhichRest),
    /// Fresh muscles, tired nerves.
    LooseButBelowPar,
    /// A check-in would judge the session.
    Unanswered,
    /// How a condition was settled: the session's title, the condition, the answer, and whether it holds.
    Settled(String, String, f64, bool),
    /// Hurt for this many days: is it over?
    HurtFor(i32),
}

impl Aside {
    /// Whether it must not be missed, however little room there is.
    pub fn is_weighty(&self) -> bool {
        matches!(self, Self::SeeSomebody | Self::Settled(..) | Self::HurtFor(_))
    }
}

/// What is said about a day.
#[derive(Clone, PartialEq, Debug)]
pub struct Counsel {
    /// What it is about.
    pub stance: Stance,
    /// The session in question.
    pub subject: Option<Subject>,
    /// What the verdict makes of it.
    pub advice: Advice,
    /// What it rests on: at most two facts.
    pub because: Vec<Fact>,
    /// What could be done.
    pub offer: Option<Offer>,
    /// What else there is to say.
    pub asides: Vec<Aside>,
    /// A hash of this morning's answers.
    pub answers: u64,
}

impl Counsel {
    fn new(stance: Stance) -> Self {
        Self {
            stance,
            subject: None,
            advice: Advice::AsPlanned,
            because: Vec::new(),
            offer: None,
            asides: Vec::new(),
            answers: 0,
        }
    }

    fn of(self, date: NaiveDate, session: &Session) -> Self {
        Self { subject: Some(Subject { date, session: session.clone() }), ..self }
    }

    fn because(mut self, facts: impl IntoIterator<Item = Fact>) -> Self {
        self.because.extend(facts);
        self.because.truncate(2);
        self
    }

    fn offers(self, offer: Option<Offer>) -> Self {
        Self { offer, ..self }
    }

    /// Whether it is time to talk to somebody.
    pub fn sees_somebody(&self) -> bool {
        self.because.contains(&Fact::SeeSomebody) || self.asides.contains(&Aside::SeeSomebody)
    }

    /// Whether it asks for a change of what is planned.
    pub fn asks_for_change(&self) -> bool {
        use Stance as S;
        let gentler = matches!(self.stance, S::Hurt | S::AfterIllness | S::ComingBack | S::BackOff | S::Gentler);
        gentler || self.stance == S::Ill || (matches!(self.stance, S::ProtectNext | S::Finding) && self.offer.is_some())
    }
}

/// Minutes and RPE of a session as planned: `60' RPE 8`.
fn effort_of(s: &Session) -> String {
    let minutes = s.minutes.map(|m| format!("{m}'"));
    [minutes, s.rpe.map(|r| format!("RPE {r}"))].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// The offers already dealt with this morning.
#[derive(Clone, Copy, Debug, Default)]
pub struct Settled<'a> {
    /// Offers that were used today.
    pub used: &'a [Offered],
    /// Offers that were refused today.
    pub refused: &'a [Offered],
}

impl Settled<'_> {
    /// Whether an offer was used or refused, or would change a day that another of this morning's offers has changed.
    pub fn holds(&self, id: &Offered) -> bool {
        let same = |o: &Offered| o.name == id.name && o.answers == id.answers;
        let changed = |o: &Offered| o.answers == id.answers && o.days.iter().any(|d| id.days.contains(d));
        self.refused.iter().any(same) || self.used.iter().any(|o| same(o) || changed(o))
    }
}

impl Desk<'_> {
    /// What is said about today. `practices` are those that suit it.
    pub fn counsel(
        &self,
        learnt: &Learnt,
        ahead: &Ahead,
        settled: Settled<'_>,
        practices: &[practices::Offer],
    ) -> Counsel {
        let morning = Morning::of(self, learnt, ahead, settled, practices);
        let counsel = morning.counsel();
        let asides = morning.asides(&counsel);
        Counsel { asides, answers: morning.answers, ..counsel }
    }
}
