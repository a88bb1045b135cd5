//! One session: its fields, what it was, and whether it was done.

use super::*;

/// Changes of one session.
#[derive(Clone, PartialEq, Debug)]
pub enum SessionEdit {
    /// Its fields are rewritten.
    Revise {
        /// The session.
        item: ItemRef,
        /// What it was.
        was: Box<Session>,
        /// What it becomes.
        to: Box<Session>,
    },
    /// A session is added.
    Add {
        /// Its day.
        date: NaiveDate,
        /// The session.
        session: Box<Session>,
    },
    /// An extra is added to it.
    AddExtra {
        /// The session.
        item: ItemRef,
        /// The extra.
        extra: Extra,
    },
    /// RPE up or down.
    Effort {
        /// The session.
        item: ItemRef,
        /// By how many points.
        points: i8,
    },
    /// Minutes up or down.
    Length {
        /// The session, or one of its extras.
        item: ItemRef,
        /// By how many minutes.
        minutes: i16,
    },
    /// Done as planned, or back to planned.
    ToggleDone {
        /// The session, or one of its extras.
        item: ItemRef,
    },
    /// Done, with what it was.
    Record {
        /// The session.
        item: ItemRef,
        /// What it was.
        done: Done,
    },
    /// Sessions of several days are marked done as planned; one that is gone, or has been marked meanwhile, is left out.
    CatchUp {
        /// The sessions.
        items: Vec<ItemRef>,
    },
    /// How it really went, once done: values given here go into its record, the rest of the record stays.
    Answer {
        /// The session.
        item: ItemRef,
        /// What is given.
        done: Done,
    },
    /// Skipped.
    Skip {
        /// The session.
        item: ItemRef,
        /// Why.
        reason: Option<SkipReason>,
        /// Why, in words: appended to its note.
        words: Option<String>,
    },
    /// Pinned to its day, or unpinned.
    Pin {
        /// The session.
        item: ItemRef,
        /// Whether it is pinned.
        on: bool,
    },
}

impl SessionEdit {
    pub(super) fn weeks(&self) -> Vec<WeekId> {
        match self {
            Self::Add { date, .. } => vec![WeekId::of(*date)],
            Self::Revise { item, .. }
            | Self::AddExtra { item, .. }
            | Self::Effort { item, .. }
            | Self::Length { item, .. }
            | Self::ToggleDone { item }
            | Self::Record { item, .. }
            | Self::Answer { item, .. }
            | Self::Skip { item, .. }
            | Self::Pin { item, .. } => vec![WeekId::of(item.date)],
            Self::CatchUp { items } => weeks_of(&items.iter().map(|i| i.date).collect::<Vec<_>>()),
        }
    }

    pub(super) fn apply(&self, change: &Change, book: &mut Book) -> Result<Outcome, Refusal> {
        match self {
            Self::Revise { item, was, to } => change.revise(book, item, was, to),
            Self::Add { date, session } => change.add(book, *date, session),
            Self::AddExtra { item, extra } => change.with_session(book, item, |s| {
                s.extras.push(extra.clone());
                let minutes = extra.minutes.map_or(String::new(), |m| format!(" {m} min"));
                let how = if extra.done { "done".to_owned() } else { format!("added to {}", s.title) };
                Ok(format!("{}{minutes}, {how}", extra.title))
            }),
            Self::Effort { item, points } => change.with_plan(book, item, |s| effort(s, item.extra, *points)),
            Self::Length { item, minutes } => change.with_plan(book, item, |s| length(s, item.extra, *minutes)),
            Self::ToggleDone { item } => change.toggle_done(book, item),
            Self::CatchUp { items } => change.catch_up(book, items),
            Self::Record { item, done } => change.record(book, item, *done),
            Self::Answer { item, done } => change.with_session(book, item, |s| {
                let held = s.done.get_or_insert_default();
                held.minutes = done.minutes.or(held.minutes);
                held.rpe = done.rpe.or(held.rpe);
                held.felt = done.felt.or(held.felt);
                let felt = held.felt.map_or(String::new(), |f| format!(", felt {}", f.name()));
                Ok(format!("{} done{felt}", s.summary()))
            }),
            Self::Skip { item, reason, words } => change.skip(book, item, *reason, words.as_deref()),
            Self::Pin { item, on } => change.with_session(book, item, |s| {
                s.pinned = *on;
                let day = day_name(item.date, change.today);
                Ok(if s.pinned {
                    format!("pinned {} to {day}", s.title)
                } else {
                    format!("{} may move again", s.title)
                })
            }),
        }
    }
}

impl Change {
    fn revise(&self, book: &mut Book, item: &ItemRef, was: &Session, to: &Session) -> Result<Outcome, Refusal> {
        self.with_session(book, item, |s| {
            let done_meanwhile = s.status == Status::Done && was.status != Status::Done;
            if done_meanwhile && to.kind == Kind::Rest && was.kind != Kind::Rest {
                return Err(done_refusal(s, item.date, self.today));
            }
            let held = s.clone();
            merge::session(Clash::Ours, was, to, s);
            let stays = if done_meanwhile { "; it was done meanwhile, and its record stays" } else { "" };
            Ok(format!("{}{stays}{}", difference(&held, s), changed_elsewhere_note(was, to, &held)))
        })
    }

    fn skip(
        &self,
        book: &mut Book,
        item: &ItemRef,
        reason: Option<SkipReason>,
        words: Option<&str>,
    ) -> Result<Outcome, Refusal> {
        self.with_session(book, item, |s| {
            if s.status == Status::Done {
                return Err(done_refusal(s, item.date, self.today));
            }
            s.status = Status::Skipped;
            s.reason = reason;
            if let Some(words) = words {
                let held = s.note.as_deref().map(str::trim_end).filter(|n| !n.is_empty());
                s.note = Some(held.map_or(words.to_owned(), |held| format!("{held}; {words}")));
            }
            let why = words.or(reason.map(SkipReason::name)).map_or(String::new(), |why| format!(": {why}"));
            Ok(format!("skipped {}{why}; nothing to catch up on", s.title))
        })
    }

    fn with_session(
        &self,
        book: &mut Book,
        item: &ItemRef,
        change: impl FnOnce(&mut Session) -> Result<String, Refusal>,
    ) -> Result<Outcome, Refusal> {
        let week = book.plan_mut(WeekId::of(item.date), self.today, self.split(WeekId::of(item.date)))?;
        let at = item.find(week, self.today)?;
        let said = change(&mut week.day_mut(item.date).sessions[at])?;
        Ok(Outcome::said(format!("{}: {said}", day_name(item.date, self.today))))
    }

    /// Like [`Self::with_session`], for a change of the plan: work done since it was chosen is left alone.
    fn with_plan(
        &self,
        book: &mut Book,
        item: &ItemRef,
        change: impl FnOnce(&mut Session) -> Result<String, Refusal>,
    ) -> Result<Outcome, Refusal> {
        self.with_session(book, item, |s| {
            let (done, title) = match item.extra.and_then(|i| s.extras.get(i)) {
                Some(extra) => (extra.done, &extra.title),
                None => (s.status == Status::Done, &s.title),
            };
            if done && !item.done {
                return Err(Refusal::new(format!("{title} was done meanwhile, and its record stays")));
            }
            change(s)
        })
    }

    fn add(&self, book: &mut Book, date: NaiveDate, session: &Session) -> Result<Outcome, Refusal> {
        // Work already done is a log; it does not make a plan.
        let id = WeekId::of(date);
        let week = if session.status == Status::Done {
            book.log_mut(id)?
        } else {
            book.plan_mut(id, self.today, self.split(id))?
        };
        let day = week.day_mut(date);
        if session.kind != Kind::Rest && session.status != Status::Done {
            day.sessions.retain(|s| !s.makes_room());
        }
        day.sessions.push(session.clone());
        let verb = if session.status == Status::Done { "recorded" } else { "added" };
        Ok(Outcome::said(format!("{verb} {} on {}", session.summary(), day_name(date, self.today))))
    }

    fn toggle_done(&self, book: &mut Book, item: &ItemRef) -> Result<Outcome, Refusal> {
        if item.date > self.today {
            return Err(Refusal::new(format!(
                "{} is still ahead; it can be marked done from that day on",
                day_name(item.date, self.today)
            )));
        }
        self.with_session(book, item, |s| {
            // The state that was seen counts: a mark that another program has made meanwhile is not reversed.
            if let Some(extra) = item.extra.and_then(|i| s.extras.get_mut(i)) {
                extra.done = !item.done;
                let mark = if extra.done { "done" } else { "back to planned" };
                return Ok(format!("{} {mark}", extra.title));
            }
            if (s.status == Status::Done) != item.done {
                let mark = if item.done { "is planned" } else { "was done" };
                return Err(Refusal::new(format!("{} {mark} already", s.title)));
            }
            if item.done {
                // What was recorded is kept for the next time it is marked.
                s.status = Status::Planned;
                return Ok(format!("{} back to planned", s.title));
            }
            (s.status, s.reason) = (Status::Done, None);
            Ok(match s.kind {
                Kind::Rest => "rest kept".into(),
                // The numbers from before the mark was removed count again.
                _ if s.done.is_some() => format!("{} done, as recorded before", s.summary()),
                _ => format!("{} done", s.title),
            })
        })
    }

    fn catch_up(&self, book: &mut Book, items: &[ItemRef]) -> Result<Outcome, Refusal> {
        let mut marked: Vec<NaiveDate> = Vec::new();
        for item in items.iter().filter(|i| i.date < self.today) {
            let mark = |s: &mut Session| {
                let planned = s.status == Status::Planned;
                if planned {
                    (s.status, s.reason) = (Status::Done, None);
                }
                if planned { Ok(String::new()) } else { Err(Refusal::new("it was marked already")) }
            };
            if self.with_session(book, item, mark).is_ok() {
                marked.push(item.date);
            }
        }
        let sessions = marked.len();
        marked.dedup();
        Ok(Outcome::said(match marked.len() {
            0 => return Err(Refusal::new("all of that is already marked")),
            1..=4 => format!("{}: done as planned", day_span(&marked, self.today)),
            days => format!("{days} days, {sessions} sessions: done as planned"),
        }))
    }

    fn record(&self, book: &mut Book, item: &ItemRef, done: Done) -> Result<Outcome, Refusal> {
        if item.date > self.today {
            return Err(Refusal::new(format!(
                "{} is still ahead; it can be recorded from that day on",
                day_name(item.date, self.today)
            )));
        }
        self.with_session(book, item, |s| {
            (s.status, s.reason) = (Status::Done, None);
            // What was said is kept, even if it matches the plan: it is now known, not assumed.
            s.done = (done != Done::default()).then_some(done);
            Ok(if s.kind == Kind::Rest { "rest kept".into() } else { format!("{} done", s.summary()) })
        })
    }
}

/// What changed in a session, in a few words: `Lower body 60' RPE 8 → 35' RPE 6`.
fn difference(was: &Session, now: &Session) -> String {
    let numbers = |s: &Session| {
        let all = [s.actual_minutes().map(|m| format!("{m}'")), s.actual_rpe().map(|r| format!("RPE {r}"))];
        let text = all.into_iter().flatten().collect::<Vec<_>>().join(" ");
        if text.is_empty() { "no numbers".to_owned() } else { text }
    };
    // A condition was settled: that is all there is to say.
    let settled = was.condition.is_some() && now.condition.is_none();
    if was.title != now.title && (settled || now.kind == Kind::Rest) && now.note == was.note {
        return format!("{} → {}", was.title, now.title);
    }
    let title = if was.title == now.title { now.title.clone() } else { format!("{} → {}", was.title, now.title) };
    let (a, b) = (numbers(was), numbers(now));
    let mut out = match (a == b, was.title == now.title) {
        (true, _) => title,
        (false, true) => format!("{title} {a} → {b}"),
        (false, false) => format!("{title}, {a} → {b}"),
    };
    let kind = (was.kind != now.kind).then(|| format!("{} now", now.kind.label().to_lowercase()));
    let named = [
        ("what it trains", was.regions != now.regions || was.focus != now.focus),
        ("extras", was.extras != now.extras),
        ("condition", was.condition != now.condition),
        ("note", was.note != now.note),
    ];
    let other: Vec<&str> = named.iter().filter(|(_, differs)| *differs).map(|(name, _)| *name).collect();
    let other = (!other.is_empty()).then(|| format!("{} changed", other.join(", ")));
    let more: Vec<String> = kind.into_iter().chain(other).collect();
    if !more.is_empty() {
        out = format!("{out}: {}", more.join(", "));
    }
    if out == now.title { format!("changed {out}") } else { out }
}

/// Names a field that an edit changes and somebody else has changed too: the last change wins, and the person is told.
fn changed_elsewhere_note(was: &Session, to: &Session, held: &Session) -> String {
    let clash = |was: &dyn fmt::Display, to: &dyn fmt::Display, held: &dyn fmt::Display| {
        let (was, to, held) = (was.to_string(), to.to_string(), held.to_string());
        (was != to && held != was && held != to).then_some(held)
    };
    let show = |n: Option<String>| n.unwrap_or_else(|| "none".to_owned());
    let minutes = |s: &Session| show(s.actual_minutes().map(|m| m.to_string()));
    let rpe = |s: &Session| show(s.actual_rpe().map(|r| r.to_string()));
    let note = |s: &Session| show(s.note.clone());
    let fields = [
        ("title", clash(&was.title, &to.title, &held.title)),
        ("minutes", clash(&minutes(was), &minutes(to), &minutes(held))),
        ("RPE", clash(&rpe(was), &rpe(to), &rpe(held))),
        ("note", clash(&note(was), &note(to), &note(held))),
    ];
    let named = fields.into_iter().find_map(|(name, held)| Some((name, held?)));
    named.map_or(String::new(), |(name, held)| format!("; its {name} was changed elsewhere too, to {held}"))
}

/// The sentence that refuses to move or remove work that is done.
pub(super) fn done_refusal(session: &Session, date: NaiveDate, today: NaiveDate) -> Refusal {
    Refusal::new(format!("{} on {} is done, and what is done stays put", session.title, day_name(date, today)))
}

fn effort(s: &mut Session, extra: Option<usize>, points: i8) -> Result<String, Refusal> {
    if extra.is_some() {
        return Err(Refusal::new("an extra has no RPE of its own").with(Way::ChangeMinutes));
    }
    if s.kind == Kind::Rest {
        return Err(Refusal::new("rest has no RPE").with(Way::AddOrEdit));
    }
    let next = s.actual_rpe().map_or(Rpe::MODERATE, |r| r.step(points));
    if s.actual_rpe() == Some(next) {
        return Err(Refusal::new(format!("RPE is already {next}; it goes from 0 to 10")));
    }
    match (&mut s.done, s.status) {
        (done, Status::Done) => done.get_or_insert_default().rpe = Some(next),
        _ => s.rpe = Some(next),
    }
    Ok(format!("{} now RPE {next}", s.title))
}

fn length(s: &mut Session, extra: Option<usize>, step: i16) -> Result<String, Refusal> {
    if s.kind == Kind::Rest && extra.is_none() {
        return Err(Refusal::new("rest has no minutes").with(Way::AddOrEdit));
    }
    let next = |now: Option<u16>| {
        let now = now.unwrap_or(0);
        let wanted = (i32::from(now) + i32::from(step)).clamp(5, i32::from(MAX_MINUTES)) as u16;
        if wanted == now { Err(Refusal::new(format!("{now} minutes is as far as it goes"))) } else { Ok(wanted) }
    };
    if let Some(extra) = extra.and_then(|i| s.extras.get_mut(i)) {
        let minutes = next(extra.minutes)?;
        extra.minutes = Some(minutes);
        return Ok(format!("{} now {minutes} min", extra.title));
    }
    let minutes = next(s.actual_minutes())?;
    match (&mut s.done, s.status) {
        (done, Status::Done) => done.get_or_insert_default().minutes = Some(minutes),
        _ => {
            let from = s.minutes.map_or(0.0, f64::from);
            *s = if from > 0.0 {
                s.lasting(from, f64::from(minutes))
            } else {
                Session { minutes: Some(minutes), ..s.clone() }
            };
        }
    }
    Ok(format!("{} now {minutes} min", s.title))
}
