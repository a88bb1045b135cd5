//! Whole weeks: laying a split or a copied week, making a week a deload, rewriting its plan, swapping two weeks.

use super::moves::may_move;
use super::rest::waits;
use super::*;
use crate::domain::Tag;
use crate::domain::effort::Usuals;
use std::collections::BTreeMap;

/// What is planned and done in a week: its sessions day by day, and its tray.
#[derive(Clone, PartialEq, Debug)]
pub struct Plan {
    /// Monday to Sunday.
    pub days: [Vec<Session>; 7],
    /// The tray.
    pub tray: Vec<TrayItem>,
    /// Each day's tags, which are part of the week as text.
    pub tags: [BTreeMap<Tag, bool>; 7],
}

/// The tags of each day of a week.
pub fn tags_of(week: &Week) -> [BTreeMap<Tag, bool>; 7] {
    week.days.each_ref().map(|d| d.checkin.as_ref().map(|c| c.tags.clone()).unwrap_or_default())
}

impl Plan {
    /// The plan of a week.
    pub fn of(week: &Week) -> Self {
        Self { days: week.days.clone().map(|d| d.sessions), tray: week.tray.clone(), tags: tags_of(week) }
    }

    /// Whether both hold the same work, whatever the ids of the sessions.
    fn same_work(&self, other: &Self) -> bool {
        let bare = |plan: &Self| {
            let mut plan = plan.clone();
            let in_days = plan.days.iter_mut().flatten();
            in_days.chain(plan.tray.iter_mut().map(|t| &mut t.session)).for_each(|s| s.id = None);
            plan
        };
        bare(self) == bare(other)
    }

    /// Makes it the plan of a week; what is logged there stays.
    pub fn put_into(&self, week: &mut Week) {
        for (day, sessions) in week.days.iter_mut().zip(&self.days) {
            day.sessions.clone_from(sessions);
        }
        week.tray.clone_from(&self.tray);
    }

    /// Makes it the plan of a week, with the tags of its mornings.
    fn put_with_tags(&self, week: &mut Week) {
        self.put_into(week);
        for (day, tags) in week.days.iter_mut().zip(&self.tags) {
            let mut checkin = day.checkin.take().unwrap_or_default();
            checkin.tags.clone_from(tags);
            day.checkin = (!checkin.is_empty()).then_some(checkin);
        }
    }
}

/// Changes of whole weeks.
#[derive(Clone, PartialEq, Debug)]
pub enum WeekEdit {
    /// A copied week replaces what is planned.
    Put {
        /// What is copied, Monday to Sunday.
        days: Box<[Vec<Session>; 7]>,
        /// The week it goes to.
        id: WeekId,
    },
    /// Another split for a week, from today on.
    LaySplit {
        /// The week.
        id: WeekId,
        /// The split.
        split: Box<Split>,
    },
    /// Seven days from that day on become a deload.
    Deload {
        /// The first of them.
        start: NaiveDate,
    },
    /// The days before an event are eased: fewer minutes at the same RPE.
    Taper {
        /// The event's day.
        event: NaiveDate,
    },
    /// Ready-made weeks replace what is planned, starting with a week that has not begun.
    LayBlock {
        /// Its name.
        name: String,
        /// What its weeks are for.
        goal: String,
        /// The first week.
        first: WeekId,
        /// Its weeks.
        weeks: Vec<BlockWeek>,
    },
    /// A week's plan before and after a change, such as editing it as text.
    Rewrite {
        /// The week.
        id: WeekId,
        /// Its plan before.
        was: Box<Plan>,
        /// Its plan after.
        to: Box<Plan>,
    },
    /// Two weeks ahead swap their plans.
    Swap {
        /// One week.
        a: WeekId,
        /// The other.
        b: WeekId,
    },
}

impl WeekEdit {
    pub(super) fn weeks(&self) -> Vec<WeekId> {
        match self {
            // A taper that runs through these weeks ends in one of the next two.
            Self::Put { id, .. } | Self::LaySplit { id, .. } => (0..=2).map(|n| id.shift(n)).collect(),
            Self::Rewrite { id, .. } => vec![*id],
            Self::Deload { start } => weeks_of(&(0..=6 + TAPER_DAYS).map(|n| add_days(*start, n)).collect::<Vec<_>>()),
            Self::Taper { event } => {
                weeks_of(&(-TAPER_DAYS..=TAPER_DAYS).map(|n| add_days(*event, n)).collect::<Vec<_>>())
            }
            Self::LayBlock { first, weeks, .. } => (0..weeks.len() as i64 + 2).map(|n| first.shift(n)).collect(),
            Self::Swap { a, b } => [*a, *b].into_iter().flat_map(|id| (0..=2).map(move |n| id.shift(n))).collect(),
        }
    }

    pub(super) fn apply(&self, change: &Change, book: &mut Book) -> Result<Outcome, Refusal> {
        match self {
            Self::Put { days, id } => change.put_week(book, days, *id),
            Self::LaySplit { id, split } => change.lay_split(book, *id, split),
            Self::Deload { start } => change.deload(book, *start),
            Self::Taper { event } => change.taper(book, *event),
            Self::LayBlock { name, goal, first, weeks } => change.lay_block(book, name, goal, *first, weeks),
            Self::Rewrite { id, was, to } => change.rewrite(book, *id, was, to),
            Self::Swap { a, b } => change.swap_weeks(book, *a, *b),
        }
    }
}

/// The longest taper, in days (Bosquet 2007).
const TAPER_DAYS: i64 = 14;
/// The share of a session's minutes that a taper keeps, at the same RPE: 41 to 60 % less works best (Bosquet 2007,
/// meta-analysis).
const TAPER_SHARE: f64 = 0.5;

/// A week of a block.
#[derive(Clone, PartialEq, Debug)]
pub struct BlockWeek {
    /// What is planned in it.
    pub split: Split,
    /// Whether it is a deload.
    pub deload: bool,
}

/// The highest RPE of a session in a deload. Chosen: moderate.
const DELOAD_RPE: Rpe = Rpe::whole(6);

impl Change {
    /// A copied week replaces what is planned from today on; what is done stays.
    fn put_week(&self, book: &mut Book, days: &[Vec<Session>; 7], id: WeekId) -> Result<Outcome, Refusal> {
        let split = Split::plain(days.clone());
        let parked = self.replace_plan(book, id, &split)?;
        Ok(Outcome::said(format!("put the copied week into week {}{}", id.number(), waits(&parked))))
    }

    /// Two weeks ahead, not the current one, swap everything planned in them.
    fn swap_weeks(&self, book: &mut Book, a: WeekId, b: WeekId) -> Result<Outcome, Refusal> {
        if a == b {
            return Err(Refusal::new("a week cannot change places with itself"));
        }
        for id in [a, b] {
            if id.monday() <= self.today {
                return Err(Refusal::new(format!("week {} has begun; only weeks still ahead can move", id.number())));
            }
            let week = book.plan_mut(id, self.today, self.split(id))?;
            for day in &week.days {
                day.sessions.iter().try_for_each(|s| may_move(s, day.date, self.today))?;
            }
        }
        let take = |book: &Book, id| book.week(id).map(|w| (Plan::of(w), w.deload, w.split.clone(), w.goal.clone()));
        let (Some(from_a), Some(from_b)) = (take(book, a), take(book, b)) else {
            return Err(Refusal::new("one of the weeks is empty"));
        };
        if from_a.0.same_work(&from_b.0) && (from_a.1, &from_a.2, &from_a.3) == (from_b.1, &from_b.2, &from_b.3) {
            return Err(Refusal::new("the two weeks are the same; there is nothing to swap"));
        }
        for (id, (plan, deload, split, goal)) in [(a, from_b), (b, from_a)] {
            let week = book.log_mut(id)?;
            plan.put_into(week);
            (week.deload, week.split, week.goal) = (deload, split, goal);
            // A whole week that moves is a new plan: its sessions were not moved from a day.
            week.days.iter_mut().flat_map(|d| &mut d.sessions).for_each(|s| s.moved_from = None);
        }
        for id in [a, b] {
            untaper(book, id.monday(), id.sunday())?;
        }
        Ok(Outcome::said(format!("swapped weeks {} and {}", a.number(), b.number())))
    }

    /// Training planned in the seven days from `start` on becomes lighter; the week that holds most of them is marked as a
    /// deload.
    fn deload(&self, book: &mut Book, start: NaiveDate) -> Result<Outcome, Refusal> {
        self.ahead(start)?;
        let named = WeekId::of(add_days(start, 3));
        if book.week(named).is_some_and(|w| w.deload) {
            return Err(Refusal::new(format!("week {} is already a deload", named.number())));
        }
        if let Some(event) = (0..7).find_map(|n| tapered_for(book, add_days(start, n))) {
            return Err(Refusal::new(format!("the days before {event} are already eased")));
        }
        let mut eased = 0;
        for date in (0..7).map(|n| add_days(start, n)) {
            let usuals = book.usuals(day_number(self.today));
            let week = book.plan_mut(WeekId::of(date), self.today, self.split(WeekId::of(date)))?;
            // Sessions under an overlay wait unchanged, and pinned ones are meant to be as they are.
            if week.day(date).laid().is_some() {
                continue;
            }
            let open = |s: &&mut Session| s.kind.is_training() && s.status == Status::Planned && !s.pinned;
            for s in week.day_mut(date).sessions.iter_mut().filter(open) {
                if self.is_eased(WeekId::of(date), s, &usuals) {
                    continue;
                }
                *s = s.eased(usuals.effort(s), DELOAD_RPE);
                eased += 1;
            }
        }
        book.log_mut(named)?.deload = true;
        Ok(Outcome::said(format!("deload for 7 days from {}: {eased} sessions eased", day_name(start, self.today))))
    }

    /// Training planned before an event, from today on and for fourteen days at most, keeps its RPE and half its minutes.
    fn taper(&self, book: &mut Book, event: NaiveDate) -> Result<Outcome, Refusal> {
        let day = book.week(WeekId::of(event)).map(|w| w.day(event).clone());
        let Some((name, tapered)) = day.and_then(|d| Some((d.event?, d.taper))) else {
            let on = day_name(event, self.today);
            return Err(Refusal::new(format!("{on} has no event to taper for; :event names one")));
        };
        let first = add_days(event, -TAPER_DAYS).max(self.today);
        let days = (event - first).num_days();
        if tapered.is_some_and(|n| i64::from(n) >= days) {
            return Err(Refusal::new(format!("the days before {name} are already eased")));
        }
        if days < 1 {
            return Err(Refusal::new(format!("there is no day left before {name} to ease")));
        }
        let mut eased = 0;
        for date in (0..days).map(|n| add_days(first, n)) {
            let usuals = book.usuals(day_number(self.today));
            // Sessions under an overlay, and days already eased, stay as they are.
            let eased_by_now = book.deload(date) || tapered_for(book, date).is_some();
            let week = book.plan_mut(WeekId::of(date), self.today, self.split(WeekId::of(date)))?;
            if eased_by_now || week.day(date).laid().is_some() {
                continue;
            }
            let open = |s: &&mut Session| s.kind.is_training() && s.status == Status::Planned && !s.pinned;
            for s in week.day_mut(date).sessions.iter_mut().filter(open) {
                if self.is_eased(WeekId::of(date), s, &usuals) {
                    continue;
                }
                let short = at_half(s, &usuals);
                eased += usize::from(short.minutes != s.minutes);
                *s = short;
            }
        }
        if eased == 0 {
            return Err(Refusal::new(format!("no training in the {days} days before {name} is left to ease")));
        }
        // The day itself is the event's: anything else planned there waits, unless it is pinned or the event itself.
        let week = book.plan_mut(WeekId::of(event), self.today, self.split(WeekId::of(event)))?;
        let day = week.day_mut(event);
        day.taper = Some(days as u8);
        let goes_to_tray =
            |s: &Session| s.status == Status::Planned && !s.pinned && !s.title.eq_ignore_ascii_case(&name);
        let mut parked: Vec<Session> = day.sessions.extract_if(.., |s| goes_to_tray(s)).collect();
        parked.retain(|s| !s.is_plain_rest());
        week.tray.extend(parked.iter().map(|s| TrayItem { from: Some(event), session: s.clone() }));
        let word = if eased == 1 { "session" } else { "sessions" };
        let day_word = if days == 1 { "day" } else { "days" };
        Ok(Outcome::said(format!(
            "taper for {days} {day_word} before {name}: {eased} {word} at half the minutes, the same RPE{}",
            waits(&parked)
        )))
    }

    /// Ready-made weeks, each with its goal; whatever somebody had added to the weeks they replace waits in the tray.
    fn lay_block(
        &self,
        book: &mut Book,
        name: &str,
        goal: &str,
        first: WeekId,
        weeks: &[BlockWeek],
    ) -> Result<Outcome, Refusal> {
        let mut parked = Vec::new();
        for (n, BlockWeek { split, deload }) in weeks.iter().enumerate() {
            let id = first.shift(n as i64);
            // Training for a race is not overwritten by a block that knows nothing of it.
            if let Some(day) = book.week(id).and_then(|w| w.days.iter().find(|d| d.event.is_some())) {
                return Err(Refusal::new(format!(
                    "{} on {} is within these weeks; :event off removes it",
                    day.event.as_deref().unwrap_or_default(),
                    day_name(day.date, self.today)
                )));
            }
            if id.monday() <= self.today {
                return Err(Refusal::new(format!(
                    "week {} has begun; a block starts with a week still ahead",
                    id.number()
                )));
            }
            parked.extend(self.replace_plan(book, id, split)?);
            let usuals = book.usuals(day_number(self.today));
            let week = book.log_mut(id)?;
            (week.deload, week.goal) = (*deload, Some(goal.to_owned()));
            if *deload {
                let open = |s: &&mut Session| s.kind.is_training() && s.status == Status::Planned;
                for s in week.days.iter_mut().flat_map(|d| &mut d.sessions).filter(open) {
                    *s = s.eased(usuals.effort(s), DELOAD_RPE);
                }
            }
        }
        let deloads = weeks.iter().filter(|w| w.deload).count();
        let easy = match deloads {
            0 => String::new(),
            1 => ", one of them a deload".to_owned(),
            n => format!(", {n} of them deloads"),
        };
        let (from, n) = (first.number(), weeks.len());
        Ok(Outcome::said(format!("the {name} block: {n} weeks from week {from} on{easy}{}", waits(&parked))))
    }

    /// Whether a session is one of the split's that a deload or a taper has already made lighter.
    fn is_eased(&self, id: WeekId, s: &Session, usuals: &Usuals) -> bool {
        let numbers = |s: &Session| (s.minutes, s.rpe);
        let same = |own: &&Session| (own.kind, &own.title) == (s.kind, &s.title) && numbers(own) != numbers(s);
        self.split(id).days.iter().flatten().filter(same).any(|own| {
            let lighter = [own.eased(usuals.effort(own), DELOAD_RPE), at_half(own, usuals)];
            lighter.iter().any(|l| numbers(l) == numbers(s))
        })
    }

    /// Another split for the week, from today on.
    fn lay_split(&self, book: &mut Book, id: WeekId, split: &Split) -> Result<Outcome, Refusal> {
        let parked = self.replace_plan(book, id, split)?;
        Ok(Outcome::said(format!("week {} follows the {} split{}", id.number(), split.name, waits(&parked))))
    }

    /// Replaces what is planned from today on. Only sessions still as the old split laid them go; whatever a person added,
    /// changed or moved waits in the tray, unless the new plan holds the same.
    fn replace_plan(&self, book: &mut Book, id: WeekId, split: &Split) -> Result<Vec<Session>, Refusal> {
        if id.sunday() < self.today {
            return Err(Refusal::new(format!("week {} is past, and past days are facts", id.number())));
        }
        let first = (0..7).find(|i| id.day(*i) >= self.today).unwrap_or(0);
        let tapered: Vec<NaiveDate> = id.days().filter(|date| tapered_for(book, *date).is_some()).collect();
        untaper(book, id.day(first), id.sunday())?;
        let usuals = book.usuals(day_number(self.today));
        let week = book.log_mut(id)?;
        let eased = |date: NaiveDate| week.deload || week.goal.is_some() || tapered.contains(&date);
        // A split that was rotated, eased, used in a block, or laid before it named movements is still that split.
        let replaced = |date: NaiveDate, s: &Session| {
            let plain = s.as_plan();
            let own = self.split(id).days.iter().flatten().any(|own| {
                let own = own.as_plan();
                let lighter = [own.eased(usuals.effort(&own), DELOAD_RPE), at_half(&own, &usuals)];
                let plain = if eased(date) { as_long_as(&plain, &own) } else { plain.clone() };
                holds_nothing_beyond(&plain, &own) || lighter.iter().any(|own| holds_nothing_beyond(&plain, own))
            });
            plain.is_plain_rest() || (own && s.moved_from.is_none())
        };
        let before: Vec<(NaiveDate, Session)> = week.days[first..]
            .iter()
            .flat_map(|d| d.sessions.iter().map(move |s| (d.date, s.clone())))
            .filter(|(date, s)| s.status == Status::Planned && !s.pinned && !replaced(*date, s))
            .collect();
        // With most of its days back at full length it is no longer a deload.
        week.deload &= first > 3;
        let kept = week.split.clone();
        split.replace_from(week, first);
        if split.name.is_empty() {
            week.split = kept.or_else(|| Some("copy".into()));
        }
        let laid: Vec<Session> = week.days[first..].iter().flat_map(|d| &d.sessions).map(Session::as_plan).collect();
        let before: Vec<_> = before.into_iter().filter(|(_, s)| !laid.contains(&s.as_plan())).collect();
        let parked = before.iter().map(|(_, s)| s.clone()).collect();
        week.tray.extend(before.into_iter().map(|(from, session)| TrayItem { from: Some(from), session }));
        Ok(parked)
    }

    /// Replaces the plan if it is still what it was; if somebody else changed it, the changes are carried over.
    fn rewrite(&self, book: &mut Book, id: WeekId, was: &Plan, to: &Plan) -> Result<Outcome, Refusal> {
        let week = book.plan_mut(id, self.today, self.split(id))?;
        if Plan::of(week) == *was {
            to.put_with_tags(week);
        } else {
            let (mut before, mut after) = (week.clone(), week.clone());
            was.put_with_tags(&mut before);
            to.put_with_tags(&mut after);
            let mut now = [week.clone()];
            merge::weeks(Clash::Ours, &[before], &[after], &mut now, self.today)?;
            let [now] = now;
            *week = now;
        }
        let days = (0..7).filter(|n| was.days[*n] != to.days[*n] || was.tags[*n] != to.tags[*n]).count();
        let word = if days == 1 { "day" } else { "days" };
        let what = match (days, was.tray == to.tray) {
            (0, _) => "the tray".to_owned(),
            (n, true) => format!("{n} {word}"),
            (n, false) => format!("{n} {word} and the tray"),
        };
        Ok(Outcome::said(format!("week {} as text: {what} changed", id.number())))
    }
}

/// The session at its own RPE and half its minutes, rounded to five, at least ten.
fn at_half(s: &Session, usuals: &Usuals) -> Session {
    let planned = s.minutes.map(f64::from).or(usuals.effort(s).map(|e| e.minutes)).unwrap_or_default();
    let shorter = ((planned * TAPER_SHARE / 5.0).round() * 5.0).max(10.0).min(planned);
    s.lasting(planned, shorter)
}

/// The event that a day was eased for.
fn tapered_for(book: &Book, date: NaiveDate) -> Option<String> {
    (1..=TAPER_DAYS).find_map(|n| {
        let day = book.day(add_days(date, n))?;
        day.taper.filter(|days| i64::from(*days) >= n).and(day.event.clone())
    })
}

/// Replanned days are no longer eased: a taper that runs through them shrinks to the days left after them, and can be taken again
/// if none are left.
fn untaper(book: &mut Book, from: NaiveDate, to: NaiveDate) -> Result<(), Refusal> {
    let span = (to - from).num_days() + TAPER_DAYS;
    for date in (1..=span).map(|n| add_days(from, n)) {
        let taper = book.day(date).and_then(|d| d.taper);
        if taper.is_some_and(|days| add_days(date, -i64::from(days)) <= to) {
            let left = (date - to).num_days() - 1;
            book.log_mut(WeekId::of(date))?.day_mut(date).taper = (left > 0).then_some(left as u8);
        }
    }
    Ok(())
}

/// The session with the minutes, the RPE and the distance of another.
fn as_long_as(s: &Session, other: &Session) -> Session {
    Session { minutes: other.minutes, rpe: other.rpe, distance: other.distance, ..s.clone() }
}

/// Whether a session holds nothing beyond the split's: the same work, with no other movements or extras.
fn holds_nothing_beyond(plain: &Session, own: &Session) -> bool {
    let bare = |s: &Session| Session { movements: Vec::new(), extras: Vec::new(), distance: None, ..s.clone() };
    bare(plain) == bare(own)
        && plain.movements.iter().all(|m| own.movements.contains(m))
        && plain.distance.is_none_or(|d| own.distance == Some(d))
        && plain.extras.iter().all(|e| own.extras.iter().any(|o| (&o.title, o.minutes) == (&e.title, e.minutes)))
}
