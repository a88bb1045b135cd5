//! What the files of one service hold, before it is laid out by days: sleep, readings, sessions, and what there is to say.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::{Datelike, NaiveDate, NaiveDateTime, Timelike};

use super::kinds::{Kinds, Sort, bare};
use super::nights::{self, Sleep};
use crate::domain::calendar::YEARS;
use crate::domain::checkin::{self, CheckIn, NIGHT, Scale};
use crate::domain::session::{Imported, Kind, MAX_MINUTES, Rpe, Session, Status};
use crate::domain::{ClockChanges, ClockTime, Distance, Region};
use crate::edit::{DayRow, Import, SessionRow};
use crate::text::count;

/// What reading needs to know of the outside.
#[derive(Clone, Copy)]
pub struct Setting<'a> {
    /// Kinds of sessions by name, with the person's own.
    pub kinds: &'a Kinds,
    /// From UTC to this machine's wall clock.
    pub local: fn(NaiveDateTime) -> NaiveDateTime,
    /// When the clocks change here.
    pub changes: &'a ClockChanges,
    /// The first day that is taken.
    pub since: Option<NaiveDate>,
    /// Whether walks are left out.
    pub no_walks: bool,
}

/// A session as a service recorded it.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Activity {
    /// Its names there, without the service: `9911`.
    pub keys: Vec<String>,
    /// Its day.
    pub date: NaiveDate,
    /// When it began, on the wall clock there.
    pub start: Option<NaiveDateTime>,
    /// What the service calls its kind.
    pub sort: String,
    /// Its kind, where the service has no word for it.
    pub kind: Option<Kind>,
    /// Its title; without one, `sort`.
    pub title: String,
    /// How long it took.
    pub minutes: Option<f64>,
    /// The RPE that a person gave to all of it.
    pub rpe: Option<f64>,
    /// How far it went, in kilometres.
    pub km: Option<f64>,
    /// Remarks.
    pub note: Option<String>,
    /// The regions it trained.
    pub regions: Vec<Region>,
}

/// Everything one service's files hold.
#[derive(Clone, Debug, Default)]
pub struct Harvest {
    /// Sleep, by pieces or by nights.
    pub sleeps: Vec<Sleep>,
    /// Answers by morning, each day's with its note.
    pub mornings: BTreeMap<NaiveDate, (CheckIn, Option<String>)>,
    /// Sessions.
    pub activities: Vec<Activity>,
    /// What there is to say, once each.
    pub said: Vec<String>,
    /// Things of which only the first few are named, by what the rest of them are called.
    pub lists: BTreeMap<&'static str, Vec<String>>,
    /// What was left out, by what it is.
    pub left: BTreeMap<&'static str, usize>,
    /// Rows that could not be read, each with its place and the reason.
    pub wrong: Vec<String>,
    /// How often something was put in or said.
    touched: usize,
    /// Sessions before the first day that is taken.
    older: usize,
    /// Cells that were rounded to the decimals that are kept.
    rounded: usize,
}

/// A service's rows as they are merged into the weeks, and what there is to say.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Found {
    /// The service's short name, which its values and sessions keep.
    pub service: String,
    /// What it is called.
    pub label: String,
    /// Rows that can be taken.
    pub import: Import,
    /// What was taken in another way than it was written, or left for a reason that is no fault.
    pub said: Vec<String>,
    /// Rows that could not be read.
    pub wrong: Vec<String>,
}

/// Among a source's numbers, what stands for a missing one besides 0 and less.
const MISSING: f64 = 511.0;

impl Harvest {
    /// How much is in it, to see whether a file brought anything.
    pub fn size(&self) -> usize {
        self.touched + self.sleeps.len() + self.activities.len() + self.wrong.len()
    }

    /// Says something once.
    pub fn say(&mut self, text: impl Into<String>) {
        let text = text.into();
        if !self.said.contains(&text) {
            self.said.push(text);
        }
    }

    /// Says something of which there may be thousands; `more` is what the rest are called.
    pub fn list(&mut self, more: &'static str, text: impl Into<String>) {
        self.touched += 1;
        self.lists.entry(more).or_default().push(text.into());
    }

    /// Counts something that is left out.
    pub fn leave(&mut self, what: &'static str) {
        self.touched += 1;
        *self.left.entry(what).or_default() += 1;
    }

    /// The answers of a morning.
    pub fn morning(&mut self, date: NaiveDate) -> &mut CheckIn {
        self.touched += 1;
        &mut self.mornings.entry(date).or_default().0
    }

    /// A remark on a day; a second one goes under it.
    pub fn note(&mut self, date: NaiveDate, text: &str) {
        let text = text.trim();
        if text.is_empty() {
            return;
        }
        let held = &mut self.mornings.entry(date).or_default().1;
        match held {
            Some(held) if held.lines().any(|l| l == text) => {}
            Some(held) => *held = format!("{held}\n{text}"),
            None => *held = Some(text.to_owned()),
        }
    }

    /// A heart reading; 0, less, and 511 stand for a missing one.
    pub fn reading(&mut self, date: NaiveDate, scale: &Scale, value: f64) {
        self.touched += 1;
        if value <= 0.0 || value == MISSING {
            return;
        }
        let kept = (value * 10.0).round() / 10.0;
        self.rounded += usize::from((kept - value).abs() > 1e-9);
        match scale.check(kept) {
            Ok(kept) => {
                let morning = self.morning(date);
                let cell = if scale.name == checkin::HRV.name { &mut morning.hrv } else { &mut morning.resting_hr };
                // Of two files the one that is given later, or is newer, counts.
                *cell = Some(kept);
            }
            Err(why) => self.list("more readings that cannot be, left", format!("{date}: {why}; left")),
        }
    }

    /// Everything as rows under the name of `service`.
    pub fn found(mut self, service: &str, label: &str, setting: &Setting<'_>) -> Found {
        self.lay_nights(setting.changes);
        let mut import = Import::default();
        for (date, (mut checkin, note)) in std::mem::take(&mut self.mornings) {
            // A note is no answer, and a measured one keeps its source.
            for name in ANSWERS {
                if checkin.has(name) {
                    checkin.from.insert(name.to_owned(), service.to_owned());
                }
            }
            if checkin != CheckIn::default() || note.is_some() {
                import.days.push(DayRow { line: 0, date, checkin, note });
            }
        }
        self.lay_sessions(service, setting, &mut import);
        let possible = |date: &NaiveDate| YEARS.contains(&date.year());
        let before = import.days.len() + import.sessions.len();
        import.days.retain(|row| possible(&row.date));
        import.sessions.retain(|row| possible(&row.date));
        let strange = before - import.days.len() - import.sessions.len();
        if strange > 0 {
            self.wrong.push(format!("{} with a year that cannot be", count(strange, "row")));
        }
        if let Some(since) = setting.since {
            let before = import.days.len();
            import.days.retain(|row| row.date >= since);
            let older = before - import.days.len() + self.older;
            if older > 0 {
                self.said.push(format!("{} before {since} left", count(older, "row")));
            }
        }
        if self.rounded > 0 {
            self.said.push(format!("{} rounded to one decimal", count(self.rounded, "heart reading")));
        }
        for (more, all) in std::mem::take(&mut self.lists) {
            let mut seen = HashSet::new();
            let all = all.into_iter().filter(|text| seen.insert(text.clone())).collect();
            self.said.extend(several(all, more));
        }
        for (what, n) in &self.left {
            // The plural of `night with the watch off` is in its first word.
            let (noun, rest) =
                what.split_once(" w").map_or((*what, String::new()), |(n, rest)| (n, format!(" w{rest}")));
            self.said.push(format!("{}{rest} left", count(*n, noun)));
        }
        Found { service: service.to_owned(), label: label.to_owned(), import, said: self.said, wrong: self.wrong }
    }

    fn lay_nights(&mut self, changes: &ClockChanges) {
        let (nights, naps, said) = nights::lay(std::mem::take(&mut self.sleeps), changes);
        let clock = |at: NaiveDateTime| ClockTime::from_minutes((at.hour() * 60 + at.minute()) as u16);
        for night in nights {
            let hours = night.hours.map(|h| (h * 100.0).round() / 100.0);
            let morning = self.morning(night.date);
            (morning.sleep_hours, morning.bed, morning.wake) =
                (hours, night.bed.and_then(clock), night.wake.and_then(clock));
            if morning.bed == morning.wake {
                (morning.bed, morning.wake) = (None, None);
            }
        }
        for (date, hours) in naps {
            self.morning(date).nap = Some((hours * 100.0).round() / 100.0);
        }
        self.said.extend(said);
    }

    fn lay_sessions(&mut self, service: &str, setting: &Setting<'_>, import: &mut Import) {
        let mut activities = std::mem::take(&mut self.activities);
        // What is not wanted is not spoken of.
        let older = activities.extract_if(.., |a| setting.since.is_some_and(|since| a.date < since)).count();
        if older > 0 {
            self.older += older;
        }
        activities.sort_by_key(|a| (a.date, a.start));
        // Without a name of its own a session is known by its beginning, or by its day and title.
        let mut nameless: HashMap<String, usize> = HashMap::new();
        for a in &mut activities {
            a.keys.retain(|key| !key.trim().is_empty());
            if a.keys.is_empty() {
                let by_title = || format!("{}/{}", a.date, bare(&a.title));
                let key = a.start.map_or_else(by_title, |at| at.format("%Y-%m-%dT%H:%M:%S").to_string());
                let n = nameless.entry(key.clone()).or_default();
                *n += 1;
                a.keys.push(if *n > 1 { format!("{key}/{n}") } else { key });
            }
        }
        let mut rows: Vec<(Activity, Session)> = Vec::new();
        let (mut left, mut unknown) = (Vec::new(), Vec::new());
        let (mut walks, mut without, mut twice, mut unwanted) = (0, 0, 0, 0);
        let mut named = HashSet::new();
        for activity in activities {
            let Activity { date, sort, .. } = &activity;
            let sorted = match activity.kind {
                Some(kind) => Sort::Kind(kind),
                None => setting.kinds.of(sort, &activity.title),
            };
            let kind = match sorted {
                Sort::Kind(kind) => kind,
                Sort::Walk if setting.no_walks => {
                    walks += 1;
                    continue;
                }
                Sort::Walk => Kind::ActiveRecovery,
                Sort::Left => {
                    // The title may have said so.
                    let name = if setting.kinds.of(sort, "") == Sort::Left { sort } else { &activity.title };
                    let text = format!("{date} {name}: not a session, left");
                    if named.insert(text.clone()) {
                        left.push(text);
                    }
                    continue;
                }
                Sort::Unwanted => {
                    unwanted += 1;
                    continue;
                }
                Sort::Unknown => {
                    let name = if sort.is_empty() { "without a name" } else { sort };
                    let said = format!("'{}' taken as conditioning", crate::text::clean(name));
                    if !unknown.contains(&said) {
                        unknown.push(said);
                    }
                    Kind::Conditioning
                }
            };
            let minutes = activity.minutes.map(|m| (m + 0.5).floor());
            if let Some(m) = minutes.filter(|m| *m > f64::from(MAX_MINUTES)) {
                self.wrong.push(format!("{date} {}: {m} minutes are longer than a day", activity.title));
                continue;
            }
            let title =
                [&activity.title, sort].into_iter().map(|t| crate::text::clean(t.trim())).find(|t| !t.is_empty());
            let rpe = activity.rpe.filter(|r| *r > 0.0).map(|r| Rpe::new((r * 2.0).round() / 2.0));
            let rpe = match rpe.transpose() {
                Ok(rpe) => rpe,
                Err(why) => {
                    self.list("more RPEs that cannot be, left", format!("{date} {}: {why}; left", activity.title));
                    None
                }
            };
            let mut session = Session {
                minutes: minutes.filter(|m| *m >= 1.0).map(|m| m as u16),
                rpe,
                regions: activity.regions.clone(),
                status: Status::Done,
                distance: activity.km.and_then(|km| Distance::from_km(km).ok()),
                note: activity.note.as_deref().map(str::trim).filter(|n| !n.is_empty()).map(str::to_owned),
                source: Some(activity.keys.iter().map(|k| format!("{service}:{k}")).collect::<Vec<_>>().join(" ")),
                ..Session::new(kind, title.unwrap_or_else(|| kind.label().to_owned()))
            };
            if let Some((twin, held)) =
                rows.iter_mut().find(|(twin, held)| held.kind == kind && is_same(twin, &activity, held, &session))
            {
                if twin.keys != activity.keys {
                    twice += 1;
                }
                held.rpe = held.rpe.or(session.rpe);
                held.distance = held.distance.or(session.distance);
                held.note = held.note.take().or(session.note.take());
                let more = session.sources().filter(|key| !held.sources().any(|k| k == *key));
                let keys: Vec<&str> = held.sources().chain(more).collect();
                held.source = Some(keys.join(" "));
                continue;
            }
            without += usize::from(session.rpe.is_none() && kind.is_training());
            rows.push((activity, session));
        }
        import.sessions.extend(rows.into_iter().map(|(activity, session)| {
            let start = activity.start.and_then(|at| ClockTime::from_minutes((at.hour() * 60 + at.minute()) as u16));
            let imported = Some(Box::new(Imported { start, ..Imported::of(&session) }));
            SessionRow { line: 0, date: activity.date, session: Session { imported, ..session }, also: None }
        }));
        self.said.extend(several(left, "more that are not sessions, left"));
        self.said.extend(unknown);
        if unwanted > 0 {
            self.said.push(format!("{} left, as [import.kind] says", count(unwanted, "session")));
        }
        if twice > 0 {
            self.said.push(format!("{} seen twice, taken once", count(twice, "session")));
        }
        if walks > 0 {
            self.said.push(format!("{} left", count(walks, "walk")));
        }
        if without > 0 {
            let come = if without == 1 { "training session comes" } else { "training sessions come" };
            self.said.push(format!(
                "{without} {come} without an RPE; where you give none, it counts with what is usual for the kind"
            ));
        }
    }
}

/// The answers an export can hold, by the names under which their sources are kept.
const ANSWERS: [&str; 10] =
    [NIGHT, "nap", "sleep_quality", "soreness", "energy", "mood", "stress", "resting_hr", "hrv", "ready"];

/// How many things of one sort are named one by one.
const NAMED: usize = 5;

/// The first few, and how many more there are.
pub fn several(mut all: Vec<String>, more: &str) -> Vec<String> {
    let rest = all.len().saturating_sub(NAMED);
    if rest > 1 {
        all.truncate(NAMED);
        all.push(format!("{rest} {more}"));
    }
    all
}

/// Within one file, two records are one session if they have the same name, or are about as long and either overlap or began
/// whole hours apart, as after a slip of the time zone. Records without a clock time are never one.
fn is_same(a: &Activity, b: &Activity, x: &Session, y: &Session) -> bool {
    if a.keys.iter().any(|key| b.keys.contains(key)) {
        return true;
    }
    let (Some(at), Some(bt), Some(m), Some(n)) = (a.start, b.start, x.minutes, y.minutes) else { return false };
    let near = m.abs_diff(n) <= (m.max(n) / 10).max(5);
    let (early, late, long) = if at <= bt { (at, bt, m) } else { (bt, at, n) };
    let apart = (late - early).num_seconds();
    let overlaps = apart < i64::from(long) * 60;
    let off = apart.rem_euclid(3600).min(3600 - apart.rem_euclid(3600));
    // Times typed by hand are often whole hours apart; a watch's hardly ever are.
    let typed = |t: NaiveDateTime| t.second() == 0 && t.minute().is_multiple_of(5);
    let slipped = apart <= MOST_SLIP && off <= SLIP && !(typed(at) && typed(bt));
    // Two that were rated or measured differently are two.
    let rated = x.rpe.zip(y.rpe).is_none_or(|(a, b)| a == b);
    let far = x.distance.zip(y.distance).is_none_or(|(a, b)| (a.km() - b.km()).abs() <= 0.1 * a.km().max(b.km()));
    near && a.date == b.date && (overlaps || (slipped && rated && far))
}

/// How many seconds a slip of the time zone may be off whole hours, and how many it may be. Chosen: real pairs were 10 s off.
const SLIP: i64 = 30;
const MOST_SLIP: i64 = 3 * 3600;
