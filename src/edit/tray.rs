//! The tray: what is cut waits there; what is put comes from there, or is a copy.

use super::moves::relocated;
use super::session::done_refusal;
use super::*;

/// What `p` puts down.
#[derive(Clone, PartialEq, Debug)]
pub enum PutFrom {
    /// An item of a week's tray, by place, kind and title.
    Tray(WeekId, usize, Kind, String),
    /// Copies, a list for each of the days in a row.
    Copy(Vec<Vec<Session>>),
}

/// Changes that involve the tray.
#[derive(Clone, PartialEq, Debug)]
pub enum TrayEdit {
    /// Sessions go to the tray (an extra is removed).
    Cut {
        /// What is cut.
        items: Vec<ItemRef>,
    },
    /// Sessions come from the tray or are copied in.
    Put {
        /// Where they come from.
        from: PutFrom,
        /// The first day they go to.
        to: NaiveDate,
    },
    /// A session is replaced by another, and waits in the tray.
    Replace {
        /// The session that goes.
        item: ItemRef,
        /// The one in its place.
        to: Box<Session>,
    },
}

impl TrayEdit {
    pub(super) fn weeks(&self) -> Vec<WeekId> {
        match self {
            Self::Cut { items } => weeks_of(&items.iter().map(|i| i.date).collect::<Vec<_>>()),
            Self::Put { from: PutFrom::Tray(week, ..), to } => vec![WeekId::of(*to), *week],
            Self::Put { from: PutFrom::Copy(days), to } => {
                weeks_of(&(0..days.len().max(1)).map(|i| add_days(*to, i as i64)).collect::<Vec<_>>())
            }
            Self::Replace { item, .. } => vec![WeekId::of(item.date)],
        }
    }

    pub(super) fn apply(&self, change: &Change, book: &mut Book) -> Result<Outcome, Refusal> {
        match self {
            Self::Cut { items } => change.cut(book, items),
            Self::Put { from, to } => change.put(book, from, *to),
            Self::Replace { item, to } => change.replace(book, item, to),
        }
    }
}

impl Change {
    /// Sessions go to their week's tray; an extra is taken off its session.
    fn cut(&self, book: &mut Book, items: &[ItemRef]) -> Result<Outcome, Refusal> {
        let mut names = Vec::new();
        let mut taken_off = 0;
        // From the back, so that the indexes before it stay valid.
        for item in items.iter().rev() {
            let week = book.plan_mut(WeekId::of(item.date), self.today, self.split(WeekId::of(item.date)))?;
            let at = item.find(week, self.today)?;
            let day = week.day_mut(item.date);
            if item.extra.is_none() && day.sessions[at].status == Status::Done {
                return Err(done_refusal(&day.sessions[at], item.date, self.today));
            }
            if let Some(extra) = item.extra {
                let extras = &mut day.sessions[at].extras;
                if extra < extras.len() {
                    let gone = extras.remove(extra);
                    return Ok(Outcome::said(format!(
                        "removed {} from {}",
                        gone.title,
                        day_name(item.date, self.today)
                    )));
                }
            }
            let session = day.sessions.remove(at);
            if session.is_plain_rest() {
                taken_off += 1;
            } else {
                names.push(session.title.clone());
                week.tray.push(TrayItem { from: Some(item.date), session });
            }
        }
        match names.as_slice() {
            [] if taken_off > 0 => Ok(Outcome::said("removed the rest; nothing is planned there now")),
            [] => Err(Refusal::new("there is no session here to cut")),
            [one] => Ok(Outcome::said(format!("cut {one}; it waits in the tray")).with(Way::Put { several: false })),
            many => Ok(Outcome::said(format!("cut {} sessions; they wait in the tray", many.len()))
                .with(Way::Put { several: true })),
        }
    }

    /// Replaces a session, which then waits in the tray: nothing planned ever just disappears.
    fn replace(&self, book: &mut Book, item: &ItemRef, to: &Session) -> Result<Outcome, Refusal> {
        let week = book.plan_mut(WeekId::of(item.date), self.today, self.split(WeekId::of(item.date)))?;
        let at = item.find(week, self.today)?;
        let place = &mut week.day_mut(item.date).sessions[at];
        if place.status == Status::Done {
            return Err(done_refusal(place, item.date, self.today));
        }
        let old = std::mem::replace(place, Session { id: None, row: RowId::default(), ..to.clone() });
        let said = format!("{}: {} instead of {}", day_name(item.date, self.today), to.title, old.title);
        if old.is_plain_rest() {
            return Ok(Outcome::said(said));
        }
        week.tray.push(TrayItem { from: Some(item.date), session: old });
        Ok(Outcome::said(format!("{said}, which waits in the tray")))
    }

    /// Puts from the tray, or copies, onto `to` and the days after it; plain rest there makes room.
    fn put(&self, book: &mut Book, from: &PutFrom, to: NaiveDate) -> Result<Outcome, Refusal> {
        self.ahead(to)?;
        // The shown plan is laid before the tray is emptied: a week's own plan must not turn into a proposal in between.
        book.plan_mut(WeekId::of(to), self.today, self.split(WeekId::of(to)))?;
        let days: Vec<Vec<Session>> = match from {
            PutFrom::Copy(days) => days.iter().map(|d| d.iter().map(Session::as_plan).collect()).collect(),
            PutFrom::Tray(id, index, kind, title) => {
                let tray = &mut book.log_mut(*id)?.tray;
                let same = |t: &TrayItem| t.session.kind == *kind && t.session.title == *title;
                let at = if tray.get(*index).is_some_and(same) { Some(*index) } else { tray.iter().position(same) };
                let at = at.ok_or_else(|| Refusal::new(format!("{title} is no longer in the tray")))?;
                let item = tray.remove(at);
                // Skipped or done marks belong to the day it was taken from.
                let fresh = Session { status: Status::Planned, reason: None, done: None, ..item.session };
                vec![vec![match item.from {
                    Some(day) => relocated(fresh, day, to),
                    None => fresh,
                }]]
            }
        };
        let what = day_title(&days.concat());
        let mut rest = None;
        let dates: Vec<NaiveDate> = (0..days.len()).map(|i| add_days(to, i as i64)).collect();
        for (date, sessions) in dates.iter().zip(days) {
            let day = book.plan_mut(WeekId::of(*date), self.today, self.split(WeekId::of(*date)))?.day_mut(*date);
            if sessions.iter().any(|s| s.kind != Kind::Rest) {
                rest = rest.or_else(|| day.sessions.iter().find(|s| s.makes_room()).map(|s| s.title.clone()));
                day.sessions.retain(|s| !s.makes_room());
            }
            day.sessions.extend(sessions);
        }
        let place = rest.map_or(String::new(), |rest| format!(", in place of {rest}"));
        Ok(Outcome::said(format!("put {what} on {}{place}", day_span(&dates, self.today))))
    }
}
