//! What is logged for a day besides its sessions: the morning, notes, wins, ticks, tonight's bed time, and overlays.

use super::*;

/// What a check-in does to the day's note.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub enum NoteChange {
    /// Nothing.
    #[default]
    Keep,
    /// It changes from the first to the second; lines that somebody else has added since stay.
    Set(Option<String>, Option<String>),
    /// One more line, unless it is already there.
    Add(String),
}

/// Changes of a day's log.
#[derive(Clone, PartialEq, Debug)]
pub enum LogEdit {
    /// A morning's answers.
    CheckIn {
        /// The morning.
        date: NaiveDate,
        /// What they were.
        was: Box<CheckIn>,
        /// What they become.
        to: Box<CheckIn>,
        /// What becomes of the day's note.
        note: NoteChange,
    },
    /// The day's note.
    Note {
        /// The day.
        date: NaiveDate,
        /// Its new text.
        text: Option<String>,
    },
    /// The day's note, as it was when opened and as it becomes: lines that somebody else has added since stay.
    Reword {
        /// The day.
        date: NaiveDate,
        /// What it was.
        was: Option<String>,
        /// What it becomes.
        to: Option<String>,
    },
    /// What went well on a day.
    Wins {
        /// The day.
        date: NaiveDate,
        /// All of them.
        wins: Vec<String>,
    },
    /// Movement snacks of a day, more or fewer.
    Snack {
        /// The day.
        date: NaiveDate,
        /// How many more.
        by: i8,
    },
    /// A fuel tick, on or off.
    Fuel {
        /// The day.
        date: NaiveDate,
        /// Which.
        fuel: Fuel,
        /// Whether it is ticked.
        on: bool,
    },
    /// Meals with protein on a day, more or fewer.
    Protein {
        /// The day.
        date: NaiveDate,
        /// How many more.
        by: i8,
    },
    /// A tick of a rest day, on or off.
    Tick {
        /// The day.
        date: NaiveDate,
        /// Which.
        tick: Tick,
        /// Whether it is ticked.
        on: bool,
    },
    /// The day's event, such as a race.
    Event {
        /// The day.
        date: NaiveDate,
        /// Its name; none to remove it.
        name: Option<String>,
    },
    /// Bed time planned for a day's evening.
    Bed {
        /// The day.
        date: NaiveDate,
        /// The time; none if nothing is planned.
        time: Option<ClockTime>,
    },
    /// An overlay is put on days, or lifted.
    Overlay {
        /// The days.
        days: Vec<NaiveDate>,
        /// Which; none to lift it.
        overlay: Option<Overlay>,
    },
    /// Days are marked as hurt, with where and how much; the first of them gets a line about it in its note.
    Hurt {
        /// The days.
        days: Vec<NaiveDate>,
        /// Where, and how much.
        injury: Injury,
    },
}

impl LogEdit {
    pub(super) fn weeks(&self) -> Vec<WeekId> {
        match self {
            Self::CheckIn { date, .. }
            | Self::Note { date, .. }
            | Self::Reword { date, .. }
            | Self::Wins { date, .. }
            | Self::Snack { date, .. }
            | Self::Fuel { date, .. }
            | Self::Protein { date, .. }
            | Self::Tick { date, .. }
            | Self::Event { date, .. }
            | Self::Bed { date, .. } => vec![WeekId::of(*date)],
            Self::Overlay { days, .. } | Self::Hurt { days, .. } => weeks_of(days),
        }
    }

    pub(super) fn apply(&self, change: &Change, book: &mut Book) -> Result<Outcome, Refusal> {
        match self {
            Self::CheckIn { date, was, to, note } => change.check_in(book, *date, was, to, note),
            Self::Note { date, text } => change.note(book, *date, text.as_deref()),
            Self::Reword { date, was, to } => {
                let held = book.week(WeekId::of(*date)).and_then(|w| w.day(*date).note.clone());
                let text = reworded(was.as_deref(), to.as_deref(), held.as_deref());
                change.note(book, *date, text.as_deref())
            }
            Self::Wins { date, wins } => {
                let day = book.log_mut(WeekId::of(*date))?.day_mut(*date);
                day.wins.clone_from(wins);
                let name = day_name(*date, change.today);
                Ok(Outcome::said(match wins.as_slice() {
                    [] => format!("no wins on {name}"),
                    [one] => format!("a win on {name}: {one}"),
                    many => format!("{} wins on {name}", many.len()),
                }))
            }
            Self::Snack { date, by } => {
                change.refuse_future(*date)?;
                let day = book.log_mut(WeekId::of(*date))?.day_mut(*date);
                let n = day.snacks.saturating_add_signed(*by).min(MOST_SNACKS);
                if n == day.snacks && *by > 0 {
                    return Err(Refusal::new(format!("a day counts {n} movement snacks at most")));
                }
                day.snacks = n;
                let word = if n == 1 { "movement snack" } else { "movement snacks" };
                Ok(Outcome::said(format!("{}: {n} {word}", day_name(*date, change.today))))
            }
            Self::Fuel { date, fuel, on } => {
                change.refuse_future(*date)?;
                let day = book.log_mut(WeekId::of(*date))?.day_mut(*date);
                if *on {
                    day.fuel.insert(*fuel);
                } else {
                    day.fuel.remove(fuel);
                }
                let mark = if *on { "ticked" } else { "no longer ticked" };
                Ok(Outcome::said(format!("{}: {} {mark}", day_name(*date, change.today), fuel.name())))
            }
            Self::Protein { date, by } => {
                change.refuse_future(*date)?;
                let day = book.log_mut(WeekId::of(*date))?.day_mut(*date);
                let n = day.protein.saturating_add_signed(*by).min(MOST_PROTEIN);
                if n == day.protein && *by > 0 {
                    return Err(Refusal::new(format!("a day counts {n} meals with protein at most")));
                }
                day.protein = n;
                let word = if n == 1 { "meal" } else { "meals" };
                Ok(Outcome::said(format!("{}: {n} {word} with protein", day_name(*date, change.today))))
            }
            Self::Tick { date, tick, on } => {
                change.refuse_future(*date)?;
                let day = book.log_mut(WeekId::of(*date))?.day_mut(*date);
                if *on {
                    day.ticks.insert(*tick);
                } else {
                    day.ticks.remove(tick);
                }
                let mark = if *on { "ticked" } else { "no longer ticked" };
                Ok(Outcome::said(format!("{}: {} {mark}", day_name(*date, change.today), tick.label().to_lowercase())))
            }
            Self::Event { date, name } => {
                let day = book.log_mut(WeekId::of(*date))?.day_mut(*date);
                let was = std::mem::replace(&mut day.event, name.clone());
                let tapered = if name.is_none() { day.taper.take() } else { None };
                let on = day_name(*date, change.today);
                Ok(Outcome::said(match (name, was) {
                    (Some(name), _) => format!("{on}: {name}"),
                    (None, Some(was)) if tapered.is_some() => {
                        format!("removed {was} from {on}; the days before it stay eased, :split lays them again")
                    }
                    (None, Some(was)) => format!("removed {was} from {on}"),
                    (None, None) => return Err(Refusal::new(format!("{on} has no event"))),
                }))
            }
            Self::Bed { date, time } => {
                change.ahead(*date)?;
                book.log_mut(WeekId::of(*date))?.day_mut(*date).bed = *time;
                let day = day_name(*date, change.today);
                Ok(Outcome::said(
                    time.map_or(format!("no bed time planned on {day}"), |t| format!("{day}: in bed by {t}")),
                ))
            }
            Self::Overlay { days, overlay } => overlay_days(book, days, *overlay, change.today),
            Self::Hurt { days, injury } => hurt_days(book, days, injury, change.today),
        }
    }
}

impl Change {
    fn note(&self, book: &mut Book, date: NaiveDate, text: Option<&str>) -> Result<Outcome, Refusal> {
        let day = book.log_mut(WeekId::of(date))?.day_mut(date);
        let said = match (&day.note, text) {
            (_, None) => "removed the note on",
            (None, Some(_)) => "noted on",
            (Some(_), Some(_)) => "changed the note on",
        };
        day.note = text.map(str::to_owned);
        Ok(Outcome::said(format!("{said} {}", day_name(date, self.today))))
    }

    fn check_in(
        &self,
        book: &mut Book,
        date: NaiveDate,
        was: &CheckIn,
        to: &CheckIn,
        note: &NoteChange,
    ) -> Result<Outcome, Refusal> {
        if date > self.today {
            return Err(Refusal::new(format!(
                "{} is still ahead; its morning can be logged when it comes",
                day_name(date, self.today)
            )));
        }
        let week = book.log_mut(WeekId::of(date))?;
        let planned = week.has_plan() && date == self.today;
        let day = week.day_mut(date);
        let before = day.checkin.take();
        let mut merged = before.clone().unwrap_or_default();
        merge::checkin(Clash::Ours, was, &to.rounded(was), &mut merged);
        if let Some(before) = &before {
            merged = merged.typed_over(before);
        }
        let unfinished = merged.unfinished;
        // A morning without an answer does not count, whatever was forecast from it.
        day.checkin = (!merged.is_empty()).then_some(merged);
        match note {
            NoteChange::Keep => {}
            NoteChange::Set(was, to) => day.note = reworded(was.as_deref(), to.as_deref(), day.note.as_deref()),
            NoteChange::Add(text) => {
                let held = day.note.take();
                let there = held.as_ref().is_some_and(|n| n.lines().any(|l| l == text));
                day.note = Some(match held {
                    Some(held) if there => held,
                    Some(held) => format!("{held}\n{text}"),
                    None => text.clone(),
                });
            }
        }
        // A plan that is only proposed is settled when it is shown.
        if planned {
            day.settle();
            day.settle_again(before.as_ref());
        }
        let kept = if unfinished { "kept for later: " } else { "logged " };
        Ok(Outcome::said(format!("{kept}the morning of {}", day_name(date, self.today))))
    }

    /// Refuses to log what has not happened yet.
    fn refuse_future(&self, date: NaiveDate) -> Result<(), Refusal> {
        if date <= self.today {
            return Ok(());
        }
        Err(Refusal::new(format!("{} is still ahead; it can be ticked from that day on", day_name(date, self.today))))
    }
}

/// Merges a note that was `was` when opened, became `to`, and is `held` by now.
fn reworded(was: Option<&str>, to: Option<&str>, held: Option<&str>) -> Option<String> {
    let lines = |text: Option<&str>| text.unwrap_or_default().lines().map(str::to_owned).collect::<Vec<_>>();
    let (before, mut after) = (lines(was), lines(to));
    for line in lines(held) {
        if !before.contains(&line) && !after.contains(&line) {
            after.push(line);
        }
    }
    Some(after.join("\n")).filter(|t| !t.trim().is_empty())
}

fn overlay_days(
    book: &mut Book,
    days: &[NaiveDate],
    overlay: Option<Overlay>,
    today: NaiveDate,
) -> Result<Outcome, Refusal> {
    for date in days {
        book.log_mut(WeekId::of(*date))?.day_mut(*date).overlay = overlay;
        book.log_mut(WeekId::of(*date))?.day_mut(*date).injury = None;
    }
    let span = day_span(days, today);
    Ok(Outcome::said(match overlay {
        Some(o) => format!("{span}: {}; the plan waits underneath", o.name()),
        None => format!("{span}: the plan is back on"),
    }))
}

fn hurt_days(book: &mut Book, days: &[NaiveDate], injury: &Injury, today: NaiveDate) -> Result<Outcome, Refusal> {
    for (n, date) in days.iter().enumerate() {
        let day = book.log_mut(WeekId::of(*date))?.day_mut(*date);
        (day.overlay, day.injury) = (Some(Overlay::Hurt), Some(injury.clone()));
        if n == 0 {
            let line = format!("hurt: {}", injury.summary());
            day.note = Some(match day.note.take() {
                Some(held) if held.lines().any(|l| l == line) => held,
                Some(held) => format!("{held}\n{line}"),
                None => line,
            });
        }
    }
    let what = "what trains it waits, everything else is on";
    Ok(Outcome::said(format!("{}: hurt, {}; {what}", day_span(days, today), injury.summary())))
}
