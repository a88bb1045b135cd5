//! Edits that take sessions from one place and put them in another: rest, swap, move, shift, tray, copied weeks.

use super::*;

impl Change {
    /// Full rest → active recovery → what it was. Rest itself never goes to the tray.
    pub(super) fn rest(&self, book: &mut Book, date: NaiveDate, seen: Resting) -> Result<Outcome, Refusal> {
        self.ahead(date)?;
        let week = book.plan_mut(WeekId::of(date), self.today, &self.split)?;
        let name = day_name(date, self.today);
        let own: Vec<usize> = (0..week.tray.len()).filter(|i| week.tray[*i].from == Some(date)).collect();
        let day = week.day_mut(date);
        let now = Resting::of(day);
        // Asked for as it was seen: the next of something else is not what was meant.
        match (seen, now) {
            (Resting::No, Resting::Full) => return Ok(Outcome::said(format!("{name} is full rest already"))),
            (Resting::Full, Resting::Active) => {
                return Ok(Outcome::said(format!("{name} is active recovery already")));
            }
            (seen, now) if seen != now => {
                return Err(Refusal::new(format!("{name} was changed elsewhere")).with(Way::TurnAgain));
            }
            _ => {}
        }
        let all_walk = now == Resting::Active;
        let only_done = day.has_done() && day.sessions.iter().all(|s| s.status != Status::Planned);
        if now == Resting::Full {
            day.sessions.retain(|s| s.status != Status::Planned);
            day.sessions.push(Session::easy_walk());
            return Ok(Outcome::said(format!("{name}: active recovery, an easy walk")));
        }
        if (all_walk || only_done) && !own.is_empty() {
            day.sessions.retain(|s| s.status != Status::Planned);
            let mut back: Vec<Session> = Vec::new();
            for i in own.into_iter().rev() {
                back.insert(0, week.tray.remove(i).session);
            }
            let said = format!("{name}: {} is back from the tray", day_title(&back));
            week.day_mut(date).sessions.extend(back);
            return Ok(Outcome::said(said));
        }
        if only_done {
            let done = day.sessions.iter().find(|s| s.status == Status::Done);
            return Err(done.map_or_else(|| Refusal::new(""), |s| done_stays(s, date, self.today)));
        }
        if all_walk {
            day.sessions.retain(|s| s.status != Status::Planned);
            day.sessions.push(Session::full_rest());
            return Ok(Outcome::said(format!("{name} is full rest")));
        }
        let rests = !week.day(date).has_done();
        let parked = park(week, date, self.today)?;
        let what = if rests { "is full rest" } else { "keeps what is done" };
        Ok(Outcome::said(format!("{name} {what}{}", waits(&parked))))
    }

    /// Full rest, whatever the day is; it does not cycle.
    pub(super) fn full_rest(&self, book: &mut Book, days: &[NaiveDate]) -> Result<Outcome, Refusal> {
        let mut parked = Vec::new();
        let (mut already, mut rests) = (true, true);
        for date in days {
            self.ahead(*date)?;
            let week = book.plan_mut(WeekId::of(*date), self.today, &self.split)?;
            if week.day(*date).sessions.iter().all(|s| s.kind == Kind::Rest) && !week.day(*date).sessions.is_empty() {
                continue;
            }
            already = false;
            let day = week.day(*date);
            // Where nothing is left to do, the day is what was done on it.
            if let Some(done) = day.sessions.iter().find(|s| s.status == Status::Done)
                && day.sessions.iter().all(|s| s.status == Status::Done)
            {
                return Err(done_stays(done, *date, self.today));
            }
            rests &= !week.day(*date).has_done();
            parked.extend(park(week, *date, self.today)?);
        }
        let span = day_span(days, self.today);
        if already {
            return Ok(Outcome::said(format!("{span} is full rest already")));
        }
        let what = if rests { "is full rest" } else { "keeps what is done" };
        Ok(Outcome::said(format!("{span} {what}{}", waits(&parked))))
    }

    /// A rest day goes in at `date`; the days from there to Sunday shift by one, and what falls off waits in the tray.
    pub(super) fn insert_rest(&self, book: &mut Book, date: NaiveDate) -> Result<Outcome, Refusal> {
        self.ahead(date)?;
        let week = book.plan_mut(WeekId::of(date), self.today, &self.split)?;
        let movable: Vec<NaiveDate> = week.days[weekday_index(date)..]
            .iter()
            .filter(|d| d.sessions.iter().all(|s| s.status == Status::Planned && !s.pinned))
            .map(|d| d.date)
            .collect();
        if movable.iter().all(|d| week.day(*d).is_rest()) && !movable.is_empty() {
            return Err(Refusal::new("the days from here to Sunday are rest already"));
        }
        if movable.first() != Some(&date) {
            return Err(Refusal::new(format!(
                "{} holds done, skipped or pinned work, which does not move",
                day_name(date, self.today)
            )));
        }
        let mut carried = vec![Session::full_rest()];
        let mut from = date;
        for to in movable {
            let sessions = std::mem::take(&mut week.day_mut(to).sessions);
            week.day_mut(to).sessions = carried.into_iter().map(|s| relocated(s, from, to)).collect();
            (carried, from) = (sessions, to);
        }
        carried.retain(|s| !s.is_plain_rest());
        let said = format!("inserted rest on {}{}", day_name(date, self.today), waits(&carried));
        week.tray.extend(carried.into_iter().map(|session| TrayItem { from: Some(from), session }));
        Ok(Outcome::said(said))
    }

    /// Two days change what is planned on them; notes and check-ins stay.
    pub(super) fn swap(
        &self,
        book: &mut Book,
        a: NaiveDate,
        b: NaiveDate,
        seen: Option<u64>,
    ) -> Result<Outcome, Refusal> {
        if a == b {
            return Err(Refusal::new(format!(
                "{} cannot swap with itself; choose another day",
                day_name(a, self.today)
            )));
        }
        for date in [a, b] {
            self.ahead(date)?;
            let day = book.plan_mut(WeekId::of(date), self.today, &self.split)?.day(date);
            day.sessions.iter().try_for_each(|s| may_move(s, date, self.today))?;
        }
        let day = |date: NaiveDate| book.week(WeekId::of(date)).map(|w| w.day(date));
        if let (Some(seen), Some(on_a), Some(on_b)) = (seen, day(a), day(b))
            && seen_of(on_a, on_b) != seen
            && seen_of(on_b, on_a) == seen
        {
            // Somebody else has swapped them since they were seen: that is what was asked for.
            let (a, b) = (day_name(a, self.today), day_name(b, self.today));
            return Ok(Outcome::said(format!("{a} and {b} are swapped already")));
        }
        let mut take = |date: NaiveDate| -> Result<Vec<Session>, Refusal> {
            Ok(std::mem::take(&mut book.log_mut(WeekId::of(date))?.day_mut(date).sessions))
        };
        let (from_a, from_b) = (take(a)?, take(b)?);
        if from_a.len() == from_b.len() && from_a.iter().zip(&from_b).all(|(a, b)| a.same_work(b)) {
            return Err(Refusal::new(format!(
                "{} and {} hold the same; there is nothing to swap",
                day_name(a, self.today),
                day_name(b, self.today)
            )));
        }
        let said = format!(
            "swapped {} {} ⇄ {} {}",
            a.format("%a"),
            day_title(&from_a),
            if WeekId::of(a) == WeekId::of(b) { b.format("%a").to_string() } else { day_name(b, self.today) },
            day_title(&from_b)
        );
        book.log_mut(WeekId::of(b))?.day_mut(b).sessions = from_a.into_iter().map(|s| relocated(s, a, b)).collect();
        book.log_mut(WeekId::of(a))?.day_mut(a).sessions = from_b.into_iter().map(|s| relocated(s, b, a)).collect();
        Ok(Outcome::said(said))
    }

    /// One session goes to another day. Plain rest there changes places with it.
    pub(super) fn move_item(
        &self,
        book: &mut Book,
        item: &ItemRef,
        to: NaiveDate,
        how: Landing,
    ) -> Result<Outcome, Refusal> {
        let from = item.date;
        self.ahead(from)?;
        self.ahead(to)?;
        if from == to {
            return Err(Refusal::new(format!("it is on {} already; choose another day", day_name(to, self.today))));
        }
        if item.extra.is_some() {
            return Err(Refusal::new("an extra goes with its session; move the session"));
        }
        book.plan_mut(WeekId::of(to), self.today, &self.split)?;
        let week = book.plan_mut(WeekId::of(from), self.today, &self.split)?;
        let at = item.find(week, self.today)?;
        may_move(&week.day(from).sessions[at], from, self.today)?;
        let session = week.day_mut(from).sessions.remove(at);
        let left_empty = week.day(from).sessions.is_empty();
        let title = session.title.clone();

        let target = book.log_mut(WeekId::of(to))?.day_mut(to);
        let rest_there = !target.sessions.is_empty()
            && target.sessions.iter().all(|s| s.is_plain_rest() && s.status == Status::Planned);
        let mut back = Vec::new();
        if rest_there {
            back = std::mem::take(&mut target.sessions);
            back.retain(|_| left_empty);
        } else if how == Landing::Swap {
            let (go, stay): (Vec<_>, Vec<_>) =
                target.sessions.drain(..).partition(|s| s.status == Status::Planned && !s.pinned);
            (target.sessions, back) = (stay, go);
        }
        target.sessions.push(relocated(session, from, to));
        let rests = rest_there && left_empty;
        let came_back = if rests {
            format!(", {} is rest now", from.format("%a"))
        } else if how == Landing::Swap && !rest_there && !back.is_empty() {
            format!(", {} came back", day_title(&back))
        } else {
            String::new()
        };
        book.log_mut(WeekId::of(from))?.day_mut(from).sessions.extend(back.into_iter().map(|s| relocated(s, to, from)));
        let to_name =
            if WeekId::of(from) == WeekId::of(to) { to.format("%a").to_string() } else { day_name(to, self.today) };
        Ok(Outcome::said(format!("moved {title} {} → {to_name}{came_back}", from.format("%a"))))
    }

    /// A run of days goes to where it starts at `to` and changes places with the days there; where the two overlap, the
    /// days between close up.
    pub(super) fn move_days(&self, book: &mut Book, days: &[NaiveDate], to: NaiveDate) -> Result<Outcome, Refusal> {
        if days.contains(&to) {
            return Err(Refusal::new("choose a day outside the range to move it to"));
        }
        let target: Vec<NaiveDate> = (0..days.len()).map(|n| add_days(to, n as i64)).collect();
        let apart = !target.iter().any(|d| days.contains(d));
        let all: Vec<NaiveDate> = if apart { days.iter().chain(&target).copied().collect() } else { span(days, to) };
        let order: Vec<NaiveDate> = if apart {
            target.iter().chain(days).copied().collect()
        } else {
            days.iter().copied().chain(all.iter().copied().filter(|d| !days.contains(d))).collect()
        };
        for date in &all {
            self.ahead(*date)?;
            let day = book.plan_mut(WeekId::of(*date), self.today, &self.split)?.day(*date);
            day.sessions.iter().try_for_each(|s| may_move(s, *date, self.today))?;
        }
        let mut contents = Vec::new();
        for date in &order {
            contents.push(std::mem::take(&mut book.log_mut(WeekId::of(*date))?.day_mut(*date).sessions));
        }
        for ((from, sessions), to) in order.iter().zip(contents).zip(&all) {
            book.log_mut(WeekId::of(*to))?.day_mut(*to).sessions =
                sessions.into_iter().map(|s| relocated(s, *from, *to)).collect();
        }
        let how = if apart { " ⇄ " } else { " → " };
        Ok(Outcome::said(format!("moved {}{how}{}", day_span(days, self.today), day_span(&target, self.today))))
    }

    /// Sessions go to their week's tray; an extra is taken off its session.
    pub(super) fn cut(&self, book: &mut Book, items: &[ItemRef]) -> Result<Outcome, Refusal> {
        let mut names = Vec::new();
        let mut taken_off = 0;
        // From the back, so that the places of those before it still hold.
        for item in items.iter().rev() {
            let week = book.plan_mut(WeekId::of(item.date), self.today, &self.split)?;
            let at = item.find(week, self.today)?;
            let day = week.day_mut(item.date);
            if item.extra.is_none() && day.sessions[at].status == Status::Done {
                return Err(done_stays(&day.sessions[at], item.date, self.today));
            }
            if let Some(extra) = item.extra {
                let extras = &mut day.sessions[at].extras;
                if extra < extras.len() {
                    let gone = extras.remove(extra);
                    return Ok(Outcome::said(format!("took {} off {}", gone.title, day_name(item.date, self.today))));
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
            [] if taken_off > 0 => Ok(Outcome::said("took the rest off; nothing is planned there now")),
            [] => Err(Refusal::new("there is no session here to cut")),
            [one] => Ok(Outcome::said(format!("cut {one}; it waits in the tray")).with(Way::Put { several: false })),
            many => Ok(Outcome::said(format!("cut {} sessions; they wait in the tray", many.len()))
                .with(Way::Put { several: true })),
        }
    }

    /// Another session in the place of one, which waits in the tray: what was planned never goes away by itself.
    pub(super) fn replace(&self, book: &mut Book, item: &ItemRef, to: &Session) -> Result<Outcome, Refusal> {
        let week = book.plan_mut(WeekId::of(item.date), self.today, &self.split)?;
        let at = item.find(week, self.today)?;
        let place = &mut week.day_mut(item.date).sessions[at];
        if place.status == Status::Done {
            return Err(done_stays(place, item.date, self.today));
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
    pub(super) fn put(&self, book: &mut Book, from: &PutFrom, to: NaiveDate) -> Result<Outcome, Refusal> {
        self.ahead(to)?;
        // The plan that is shown is laid before the tray is emptied: an own week must not turn into a proposal in between.
        book.plan_mut(WeekId::of(to), self.today, &self.split)?;
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
        let dates: Vec<NaiveDate> = (0..days.len()).map(|i| add_days(to, i as i64)).collect();
        for (date, sessions) in dates.iter().zip(days) {
            let day = book.plan_mut(WeekId::of(*date), self.today, &self.split)?.day_mut(*date);
            if sessions.iter().any(|s| s.kind != Kind::Rest) {
                day.sessions.retain(|s| !(s.is_plain_rest() && s.status == Status::Planned));
            }
            day.sessions.extend(sessions);
        }
        Ok(Outcome::said(format!("put {what} on {}", day_span(&dates, self.today))))
    }

    /// A copied week replaces what is planned from today on; what is done stays.
    pub(super) fn put_week(&self, book: &mut Book, days: &[Vec<Session>; 7], id: WeekId) -> Result<Outcome, Refusal> {
        let split = Split { name: String::new(), title: String::new(), days: days.clone() };
        let parked = self.replace_plan(book, id, &split)?;
        Ok(Outcome::said(format!("put the copied week into week {}{}", id.number(), waits(&parked))))
    }

    /// Two weeks that are ahead, the running one excluded, change everything that is planned in them.
    pub(super) fn swap_weeks(&self, book: &mut Book, a: WeekId, b: WeekId) -> Result<Outcome, Refusal> {
        if a == b {
            return Err(Refusal::new("a week cannot change places with itself"));
        }
        for id in [a, b] {
            if id.monday() <= self.today {
                return Err(Refusal::new(format!(
                    "week {} has begun; only weeks that are all ahead can move",
                    id.number()
                )));
            }
            let week = book.plan_mut(id, self.today, &self.split)?;
            for day in &week.days {
                day.sessions.iter().try_for_each(|s| may_move(s, day.date, self.today))?;
            }
        }
        let take = |book: &Book, id| book.week(id).map(|w| (Plan::of(w), w.deload, w.split.clone()));
        let (Some(from_a), Some(from_b)) = (take(book, a), take(book, b)) else {
            return Err(Refusal::new("one of the weeks holds nothing"));
        };
        if from_a.0.same_work(&from_b.0) && (from_a.1, &from_a.2) == (from_b.1, &from_b.2) {
            return Err(Refusal::new("the two weeks hold the same; there is nothing to move"));
        }
        for (id, (plan, deload, split)) in [(a, from_b), (b, from_a)] {
            let week = book.log_mut(id)?;
            plan.put_into(week);
            (week.deload, week.split) = (deload, split);
            // A whole week that moves is a new plan: its sessions were not moved from a day.
            week.days.iter_mut().flat_map(|d| &mut d.sessions).for_each(|s| s.moved_from = None);
        }
        Ok(Outcome::said(format!("weeks {} and {} changed places", a.number(), b.number())))
    }

    /// Whole days take each other's sessions.
    pub(super) fn arrange(&self, book: &mut Book, takes: &[(NaiveDate, NaiveDate)]) -> Result<Outcome, Refusal> {
        let mut contents = Vec::new();
        for (to, from) in takes {
            self.ahead(*to)?;
            let day = book.plan_mut(WeekId::of(*from), self.today, &self.split)?.day(*from);
            day.sessions.iter().try_for_each(|s| may_move(s, *from, self.today))?;
            contents.push(day.sessions.clone());
        }
        let mut moved = Vec::new();
        for ((to, from), sessions) in takes.iter().zip(contents) {
            if to != from {
                moved.push(format!("{} {}", to.format("%a"), day_title(&sessions)));
            }
            let day = book.log_mut(WeekId::of(*to))?.day_mut(*to);
            day.sessions = sessions.into_iter().map(|s| relocated(s, *from, *to)).collect();
        }
        Ok(Outcome::said(format!("arranged: {}", moved.join(", "))))
    }

    /// Training planned in the seven days from `start` on becomes lighter; the week that holds most of them is a deload.
    pub(super) fn deload(&self, book: &mut Book, start: NaiveDate) -> Result<Outcome, Refusal> {
        self.ahead(start)?;
        let named = WeekId::of(add_days(start, 3));
        if book.week(named).is_some_and(|w| w.deload) {
            return Err(Refusal::new(format!("week {} is a deload already", named.number())));
        }
        let mut eased = 0;
        for date in (0..7).map(|n| add_days(start, n)) {
            let week = book.plan_mut(WeekId::of(date), self.today, &self.split)?;
            for s in
                week.day_mut(date).sessions.iter_mut().filter(|s| s.kind.is_training() && s.status == Status::Planned)
            {
                *s = s.lighter();
                eased += 1;
            }
        }
        book.log_mut(named)?.deload = true;
        Ok(Outcome::said(format!("deload for 7 days from {}: {eased} sessions eased", day_name(start, self.today))))
    }

    /// Another split for the week, from today on.
    pub(super) fn lay_split(&self, book: &mut Book, id: WeekId, split: &Split) -> Result<Outcome, Refusal> {
        let parked = self.replace_plan(book, id, split)?;
        Ok(Outcome::said(format!("week {} follows the {} split{}", id.number(), split.name, waits(&parked))))
    }

    /// Replaces what is planned from today on. Sessions that the old split did not have are a person's own: they wait in
    /// the tray.
    fn replace_plan(&self, book: &mut Book, id: WeekId, split: &Split) -> Result<Vec<Session>, Refusal> {
        if id.sunday() < self.today {
            return Err(Refusal::new(format!("week {} is past, and past days are facts", id.number())));
        }
        let first = (0..7).find(|i| id.day(*i) >= self.today).unwrap_or(0);
        let week = book.log_mut(id)?;
        let proposed = |s: &Session| {
            let plain = s.as_plan();
            plain.is_plain_rest()
                || self.split.days.iter().chain(&split.days).flatten().any(|own| own.as_plan() == plain)
        };
        let before: Vec<(NaiveDate, Session)> = week.days[first..]
            .iter()
            .flat_map(|d| d.sessions.iter().map(|s| (d.date, s.clone())))
            .filter(|(_, s)| s.status == Status::Planned && !s.pinned && !proposed(s))
            .collect();
        let kept = week.split.clone();
        split.replace_from(week, first);
        if split.name.is_empty() {
            week.split = kept.or_else(|| Some("copy".into()));
        }
        let parked = before.iter().map(|(_, s)| s.clone()).collect();
        week.tray.extend(before.into_iter().map(|(from, session)| TrayItem { from: Some(from), session }));
        Ok(parked)
    }
}

/// Every day between the first and the last of `days` and `to`.
pub(super) fn span(days: &[NaiveDate], to: NaiveDate) -> Vec<NaiveDate> {
    let first = days.iter().copied().min().unwrap_or(to).min(to);
    let last = days.iter().copied().max().unwrap_or(to).max(to);
    let mut out = vec![first];
    while let Some(day) = out.last().copied().filter(|d| *d < last) {
        out.push(add_days(day, 1));
    }
    out
}

/// The session on its new day: it remembers the day it was first planned on, and forgets it when it comes home.
fn relocated(mut session: Session, from: NaiveDate, to: NaiveDate) -> Session {
    if session.kind != Kind::Rest {
        let first = session.moved_from.unwrap_or(from);
        session.moved_from = (first != to).then_some(first);
    }
    session
}

fn may_move(session: &Session, date: NaiveDate, today: NaiveDate) -> Result<(), Refusal> {
    let (title, day) = (&session.title, day_name(date, today));
    if session.status == Status::Done {
        return Err(done_stays(session, date, today));
    }
    if session.pinned {
        return Err(Refusal::new(format!("{title} is pinned to {day}")).with(Way::Unpin));
    }
    Ok(())
}

/// Makes the day full rest; its planned sessions go to the tray, rest itself does not.
fn park(week: &mut Week, date: NaiveDate, today: NaiveDate) -> Result<Vec<Session>, Refusal> {
    let day = week.day_mut(date);
    if let Some(pinned) = day.sessions.iter().find(|s| s.pinned && s.status == Status::Planned) {
        may_move(pinned, date, today)?;
    }
    let (parked, kept): (Vec<_>, Vec<_>) = day.sessions.drain(..).partition(|s| s.status == Status::Planned);
    day.sessions = kept;
    if !day.has_done() {
        day.sessions.push(Session::full_rest());
    }
    let parked: Vec<Session> = parked.into_iter().filter(|s| !s.is_plain_rest()).collect();
    week.tray.extend(parked.iter().map(|s| TrayItem { from: Some(date), session: s.clone() }));
    Ok(parked)
}

fn waits(parked: &[Session]) -> String {
    match parked {
        [] => String::new(),
        [one] => format!("; {} waits in the tray", one.title),
        many => format!("; {} sessions wait in the tray", many.len()),
    }
}
