//! Recovery practices: which of them suit a day, chosen from yesterday's sessions, the morning's soreness and feel, and
//! tomorrow's plan. They are offered, never scored.

use crate::text::named;
use std::collections::{BTreeMap, BTreeSet};
use strum::{EnumCount, IntoStaticStr, VariantArray};

use chrono::{Datelike, NaiveDate};

use crate::domain::calendar::add_days;
use crate::domain::checkin::hours_and_minutes;
use crate::domain::session::Status;
use crate::domain::week::Overlay;
use crate::domain::{Day, Days, Extra, Kind, PracticeId, Region, Session, Week};
use crate::recovery::RegionTable;
use crate::recovery::state::State;
use crate::recovery::verdict::is_hard;

/// The most practices offered for a day. Chosen.
const MOST: usize = 3;
/// The most regions that one practice is offered for. Chosen.
const MOST_REGIONS: usize = 3;
/// Minutes from which a practice that was done counts as a recovery session of the week. Chosen: the lower end of
/// the usual advice of 10 to 15 min.
pub const FOCUSED_MINUTES: u16 = 10;
/// How many recovery sessions serve a week well.
pub const FOCUSED_A_WEEK: (usize, usize) = (1, 3);

/// Something about a day that makes a practice fit, or not.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, VariantArray, EnumCount, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Circumstance {
    /// A region at soreness 2 to 6.
    Sore,
    /// A region at soreness 7 or more.
    VerySore,
    /// A region hurts.
    Pain,
    /// Ill or hurt.
    Ill,
    /// Strength was done yesterday or today.
    AfterStrength,
    /// Conditioning was.
    AfterConditioning,
    /// Endurance was.
    AfterEndurance,
    /// A hard session is done today.
    HardToday,
    /// A hard session is planned tomorrow.
    HardTomorrow,
    /// Energy at 2 or less, together with mood at 2 or less or stress at 4 or more.
    Drained,
    /// Mood at 2 or less, or stress at 4 or more.
    Stressed,
    /// More than an hour of sleep short.
    ShortNight,
    /// Rest is planned.
    RestDay,
    /// Active recovery or mobility is planned.
    ActiveDay,
    /// Tired while nothing is sore.
    TiredNotSore,
}

impl Circumstance {
    /// Every circumstance.
    pub const ALL: [Self; Self::COUNT] = *Self::VARIANTS.first_chunk().unwrap();

    /// Its name in files.
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// Reads a name.
    pub fn parse(text: &str) -> Result<Self, String> {
        named(&Self::ALL, text, text, "a circumstance")
    }
}

/// What is counted day by day.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, VariantArray, EnumCount, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Counter {
    /// Some movement.
    Movement,
    /// A stretch, or mobility.
    Stretch,
}

impl Counter {
    /// Every counter.
    pub const ALL: [Self; Self::COUNT] = *Self::VARIANTS.first_chunk().unwrap();

    /// Reads a name.
    pub fn parse(text: &str) -> Result<Self, String> {
        named(&Self::ALL, text, text, "a counter")
    }
}

/// A recovery practice.
#[derive(Clone, PartialEq, Debug)]
pub struct Practice {
    /// Its id, which extras keep.
    pub id: PracticeId,
    /// Its name.
    pub title: String,
    /// Its group of similar practices: only one of a group is offered.
    pub group: String,
    /// Minutes, per region if it is done region by region.
    pub minutes: u16,
    /// Whether it is done region by region.
    pub by_region: bool,
    /// Regions it is for; all if empty.
    pub regions: Vec<Region>,
    /// How much of it.
    pub dose: String,
    /// Where dose and claim come from.
    pub source: String,
    /// How it is done.
    pub steps: Vec<String>,
    /// Minutes over all its regions, at least and at most.
    pub total: Option<(u16, u16)>,
    /// The week's counters that it counts for.
    pub counts: BTreeSet<Counter>,
    /// Points for circumstances that hold.
    pub suits: BTreeMap<Circumstance, i8>,
    /// Circumstances in which it is not offered.
    pub never: BTreeSet<Circumstance>,
}

/// A practice for a day, with its reason.
#[derive(Clone, PartialEq, Debug)]
pub struct Offer {
    /// Its id.
    pub id: PracticeId,
    /// What goes into the plan if it is accepted.
    pub extra: Extra,
    /// Regions it is for, the sorest first.
    pub regions: Vec<Region>,
    /// Why this one, in a few words.
    pub reason: String,
}

/// What is known about a day, with the words for it.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Situation {
    /// Circumstances that hold, each with its words.
    pub holds: BTreeMap<Circumstance, String>,
    /// Regions that could do with something, the sorest first; regions that hurt are left out.
    pub regions: Vec<Region>,
    /// Regions that tomorrow's hard session trains.
    pub tomorrow: Vec<Region>,
    /// Whether training was done today.
    pub trained: bool,
}

impl Situation {
    /// Reads the day, the one before it and the one after it.
    pub fn of(days: &dyn Days, date: NaiveDate, need: f64, table: &RegionTable) -> Self {
        let mut out = Self::default();
        let blank = Day::new(date);
        let today = days.day(date).unwrap_or(&blank);
        out.body(today, need);
        out.sessions(days, today, table);
        out.plan(today, days.day(add_days(date, 1)), table);
        out
    }

    fn hold(&mut self, which: Circumstance, words: impl Into<String>) {
        self.holds.entry(which).or_insert_with(|| words.into());
    }

    fn body(&mut self, day: &Day, need: f64) {
        use Circumstance as C;
        if day.is_ill() {
            self.hold(C::Ill, Overlay::Ill.name());
        }
        if day.overlay == Some(Overlay::Hurt) {
            self.hold(C::Ill, Overlay::Hurt.name());
        }
        let Some(c) = &day.checkin else { return };
        if let Some(region) = c.pain.first() {
            self.hold(C::Pain, format!("{} hurts", region.label()));
        }
        let mut sore: Vec<(Region, u8)> = c.soreness.iter().map(|(r, n)| (*r, *n)).filter(|(_, n)| *n >= 2).collect();
        sore.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
        if let Some((region, n)) = sore.first() {
            let which = if *n >= 7 { C::VerySore } else { C::Sore };
            let name = if *region == Region::General { "all over" } else { region.label() };
            self.hold(which, format!("{name} sore, {n}"));
        }
        self.regions = sore.iter().map(|(r, _)| *r).filter(|r| *r != Region::General && !c.pain.contains(r)).collect();
        let state = State::of(day);
        if state.tired && !c.soreness.is_empty() && sore.is_empty() {
            self.hold(C::TiredNotSore, "tired, not sore");
        }
        let low = c.mood.filter(|_| c.is_low()).map(|n| format!("mood {n}"));
        if let Some(words) = low.or(c.stress.filter(|_| c.is_stressed()).map(|n| format!("stress {n}"))) {
            if let Some(energy) = c.energy.filter(|_| state.drained) {
                self.hold(C::Drained, format!("energy {energy}, {words}"));
            }
            self.hold(C::Stressed, words);
        }
        if let Some(h) = c.hours().filter(|h| *h < need - 1.0) {
            self.hold(C::ShortNight, format!("{} of sleep", hours_and_minutes(h)));
        }
    }

    fn sessions(&mut self, days: &dyn Days, today: &Day, table: &RegionTable) {
        use Circumstance as C;
        let yesterday = add_days(today.date, -1);
        let done = |d: &Day| d.sessions.iter().filter(|s| s.status == Status::Done).cloned().collect::<Vec<_>>();
        let of_today = done(today).into_iter().map(|s| (true, s));
        let of_yesterday = days.day(yesterday).map(done).unwrap_or_default().into_iter().map(|s| (false, s));
        for (is_today, s) in of_today.chain(of_yesterday) {
            let when = if is_today { "today's" } else { "yesterday's" };
            let words = format!("after {when} {}", s.title);
            match s.kind {
                Kind::Strength => self.hold(C::AfterStrength, words.clone()),
                Kind::Conditioning => self.hold(C::AfterConditioning, words.clone()),
                Kind::Endurance => self.hold(C::AfterEndurance, words.clone()),
                _ => {}
            }
            self.trained |= is_today && s.kind.is_training();
            if is_today && is_hard(&s) {
                self.hold(C::HardToday, words);
            }
            for region in trained(&s, table) {
                if !self.regions.contains(&region) {
                    self.regions.push(region);
                }
            }
        }
        let hurts = |r: &Region| today.checkin.as_ref().is_some_and(|c| c.pain.contains(r));
        self.regions.retain(|r| !hurts(r));
    }

    fn plan(&mut self, today: &Day, tomorrow: Option<&Day>, table: &RegionTable) {
        use Circumstance as C;
        if today.is_rest() {
            self.hold(C::RestDay, "for a rest day");
        } else if today.sessions.iter().all(|s| !s.kind.is_training()) {
            self.hold(C::ActiveDay, "for an easy day");
        }
        let hard = tomorrow.into_iter().filter(|d| !d.is_off()).flat_map(|d| &d.sessions);
        if let Some(s) = hard.filter(|s| s.status == Status::Planned).find(|s| is_hard(s)) {
            self.hold(C::HardTomorrow, format!("before tomorrow's {}", s.title));
            self.tomorrow = trained(s, table);
        }
    }
}

fn trained(s: &Session, table: &RegionTable) -> Vec<Region> {
    Region::ALL.into_iter().filter(|r| *r != Region::General && table.trains(s, *r)).collect()
}

/// What offers are made from.
#[derive(Clone, Copy)]
pub struct Picker<'a> {
    /// All practices.
    pub practices: &'a [Practice],
    /// What sessions train.
    pub table: &'a RegionTable,
    /// Hours of sleep needed.
    pub need: f64,
}

impl Picker<'_> {
    /// Two or three practices for a day: on rest and easy days, and once training is done. Recent ones, done or
    /// only offered, do not come up again at once.
    pub fn offers(&self, days: &dyn Days, date: NaiveDate) -> Vec<Offer> {
        let before = self.ranked(days, add_days(date, -1), &[]);
        let before: Vec<&PracticeId> = before.iter().map(|o| &o.id).collect();
        self.ranked(days, date, &before)
    }

    fn ranked(&self, days: &dyn Days, date: NaiveDate, before: &[&PracticeId]) -> Vec<Offer> {
        // A day about which nothing is known is not a rest day.
        if days.day(date).is_none_or(|d| d.sessions.is_empty() && d.checkin.is_none()) {
            return Vec::new();
        }
        let situation = Situation::of(days, date, self.need, self.table);
        let asked = [Circumstance::RestDay, Circumstance::ActiveDay];
        if !situation.trained && !asked.iter().any(|c| situation.holds.contains_key(c)) {
            return Vec::new();
        }
        let held = |d: NaiveDate| days.day(d).into_iter().flat_map(|d| &d.sessions).flat_map(|s| &s.extras);
        let n = self.practices.len();
        let mut ranked: Vec<(i32, usize, &Practice)> = Vec::new();
        for (at, practice) in self.practices.iter().enumerate() {
            let is_it = |e: &&Extra| e.practice.as_ref() == Some(&practice.id);
            if held(date).any(|e| is_it(&e)) {
                continue;
            }
            let Some(points) = points(practice, &situation) else { continue };
            let recent = (1..=3_i64).find(|d| held(add_days(date, -d)).filter(|e| e.done).any(|e| is_it(&e)));
            let repeat_penalty =
                recent.map_or(0, |d| 4 - d as i32) + if before.contains(&&practice.id) { 2 } else { 0 };
            // Equal ones take turns, day by day.
            let turn = (at + date.num_days_from_ce() as usize) % n.max(1);
            ranked.push((points - repeat_penalty, turn, practice));
        }
        ranked.sort_by_key(|(points, turn, _)| (std::cmp::Reverse(*points), *turn));
        let mut out: Vec<Offer> = Vec::new();
        let mut groups: Vec<&str> = Vec::new();
        for (points, _, practice) in ranked {
            if points <= 0 || out.len() == MOST || groups.contains(&practice.group.as_str()) {
                continue;
            }
            groups.push(&practice.group);
            out.push(offer(practice, &situation));
        }
        out
    }
}

/// Points of a practice; `None` if it must not or cannot be offered.
fn points(practice: &Practice, s: &Situation) -> Option<i32> {
    if practice.never.iter().any(|c| s.holds.contains_key(c)) {
        return None;
    }
    if (practice.by_region || !practice.regions.is_empty()) && regions(practice, s).is_empty() {
        return None;
    }
    Some(suits(practice, s).map(|(_, p)| i32::from(p)).sum())
}

/// The circumstances that speak for it here. Tomorrow's session does so only for regions that it trains.
fn suits(practice: &Practice, s: &Situation) -> impl Iterator<Item = (Circumstance, i8)> {
    let for_tomorrow = practice.regions.is_empty() || s.tomorrow.iter().any(|r| practice.regions.contains(r));
    let speaks = move |c: &Circumstance| s.holds.contains_key(c) && (*c != Circumstance::HardTomorrow || for_tomorrow);
    practice.suits.iter().map(|(c, p)| (*c, *p)).filter(move |(c, _)| speaks(c))
}

/// The regions it would be for here.
fn regions(practice: &Practice, s: &Situation) -> Vec<Region> {
    let all = s.regions.iter().chain(&s.tomorrow);
    let mut out: Vec<Region> = Vec::new();
    for region in all.filter(|r| practice.regions.is_empty() || practice.regions.contains(r)) {
        if !out.contains(region) {
            out.push(*region);
        }
    }
    out.truncate(MOST_REGIONS);
    out
}

fn offer(practice: &Practice, s: &Situation) -> Offer {
    let regions = regions_of(practice, s);
    let best = suits(practice, s).max_by_key(|(c, p)| (*p, std::cmp::Reverse(*c)));
    let reason = best.map(|(c, _)| s.holds[&c].clone());
    Offer { id: practice.id.clone(), extra: extra(practice, &regions), reason: reason.unwrap_or_default(), regions }
}

fn regions_of(practice: &Practice, s: &Situation) -> Vec<Region> {
    if practice.by_region { regions(practice, s) } else { Vec::new() }
}

/// The practice as an extra, over the regions that it would be for here.
pub fn extra_for(practice: &Practice, s: &Situation) -> Extra {
    extra(practice, &regions_of(practice, s))
}

/// The practice as an extra, over these regions.
pub fn extra(practice: &Practice, regions: &[Region]) -> Extra {
    let names: Vec<&str> = regions.iter().map(|r| r.label()).collect();
    let title = match names.as_slice() {
        [] => practice.title.clone(),
        names => format!("{}: {}", practice.title, names.join(" ")),
    };
    let times = if practice.by_region { regions.len().max(1) as u16 } else { 1 };
    let minutes = practice.minutes * times;
    let minutes = practice.total.map_or(minutes, |(least, most)| minutes.clamp(least, most));
    Extra { title, minutes: Some(minutes), practice: Some(practice.id.clone()), done: false }
}

/// What was done of a week's habits up to a day: movement and a stretch on every day, one to three focused sessions a week.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Counts {
    /// Days that are over or under way.
    pub days: usize,
    /// Days with some movement.
    pub moved: usize,
    /// Days with a stretch or mobility.
    pub stretched: usize,
    /// Focused recovery sessions.
    pub focused: usize,
}

impl Counts {
    /// The counts of a week, from the first logged day up to `today`.
    pub fn of(week: &Week, practices: &[Practice], first: Option<NaiveDate>, today: NaiveDate) -> Self {
        let known = |d: &&Day| d.date <= today && first.is_none_or(|first| d.date >= first);
        let over: Vec<&Day> = week.days.iter().filter(known).collect();
        let counter = |which| over.iter().filter(|d| counts(d, practices, which)).count();
        Self {
            days: over.len(),
            moved: counter(Counter::Movement),
            stretched: counter(Counter::Stretch),
            focused: recovery_sessions(week),
        }
    }
}

/// Whether a day counts: by its sessions, its practices, or a movement snack.
fn counts(day: &Day, practices: &[Practice], which: Counter) -> bool {
    let done = |s: &&Session| s.status == Status::Done;
    let by_session = day.sessions.iter().filter(done).any(|s| match which {
        Counter::Movement => s.kind != Kind::Rest,
        Counter::Stretch => s.kind == Kind::Mobility,
    });
    let is = |e: &Extra, p: &Practice| match &e.practice {
        Some(id) => *id == p.id,
        None => p.title.eq_ignore_ascii_case(&e.title),
    };
    let counted = |e: &Extra| practices.iter().any(|p| p.counts.contains(&which) && is(e, p));
    by_session
        || (which == Counter::Movement && day.snacks > 0)
        || day.sessions.iter().flat_map(|s| &s.extras).filter(|e| e.done).any(counted)
}

/// Recovery sessions done in a week: active recovery and mobility, and practices of [`FOCUSED_MINUTES`] or more.
pub fn recovery_sessions(week: &Week) -> usize {
    let sessions = || week.days.iter().flat_map(|d| &d.sessions);
    let own = sessions()
        .filter(|s| s.status == Status::Done && matches!(s.kind, Kind::ActiveRecovery | Kind::Mobility))
        .count();
    let extras = sessions().flat_map(|s| &s.extras);
    own + extras.filter(|e| e.done && e.practice.is_some() && e.minutes.is_some_and(|m| m >= FOCUSED_MINUTES)).count()
}
