//! One-line strips: a verb that waits for its day, its reason, or an answer.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::action::{Action, Again};
use super::clock::Clock;
use super::field::Field;
use super::recording::Recording;
use super::{Layer, Over, Press, Reply};
use crate::app::sight::Sight;
use crate::config::{Put, put};
use crate::domain::calendar::{add_days, weekday_index};
use crate::domain::checkin::hours_and_minutes;
use crate::domain::session::SkipReason;
use crate::domain::session::Status;
use crate::domain::week::{Overlay, TrayItem};
use crate::domain::{Injury, Refusal, Region, WeekId};
use crate::edit::{Edit, ItemRef, Landing, LogEdit, Mark, MoveEdit, PutFrom, SessionEdit, TrayEdit};
use crate::keys::{Code, Key, Meaning, Scope, Verb};
use crate::planning::unmarked::dates;

/// A question in one line: what is asked, and which of its answers the cursor is on.
#[derive(Clone, Debug)]
pub struct Strip {
    /// What is asked.
    pub asks: Asks,
    /// The place of the chosen answer; none until one is chosen with an arrow.
    pub at: Option<usize>,
}

impl From<Asks> for Layer {
    fn from(asks: Asks) -> Self {
        Strip { asks, at: None }.into()
    }
}

/// The answer that is a day of the next week.
const NEXT_WEEK: Key = Key::char(']');

/// The key that skips for another reason, in words.
pub(super) const IN_WORDS: char = 'e';

/// What a strip asks: a verb that waits.
#[derive(Clone, Debug)]
pub enum Asks {
    /// Swap this day with …
    Swap(NaiveDate),
    /// Move this session to …
    Move(ItemRef),
    /// Move these days to …
    MoveDays(Vec<NaiveDate>),
    /// The day is taken: swap or stack.
    Landing(ItemRef, NaiveDate),
    /// Put one of what waits in the tray on this day.
    Put(NaiveDate, Vec<(PutFrom, TrayItem)>),
    /// Skip it, because …
    Skip(ItemRef),
    /// … in words.
    SkipInWords(ItemRef, Field),
    /// Tonight's bed time, to be tried.
    BedTime(Clock),
    /// Ill, hurt or away on these days.
    Overlay(Vec<NaiveDate>, bool),
    /// … until that day.
    Until(NaiveDate, Overlay),
    /// Where it hurts on these days: the regions named so far.
    Where(Vec<NaiveDate>, BTreeSet<Region>),
    /// … and how bad that is.
    HowBad(Vec<NaiveDate>, BTreeSet<Region>),
    /// Past training that is unmarked.
    CatchUp(Vec<ItemRef>),
    /// Whether to use the user's own median of nights, in hours, as the sleep need.
    Need(f64),
    /// What a session really was.
    Record(Recording),
    /// The first keys of a longer sequence were pressed.
    Chord(Vec<Key>),
}

impl Asks {
    /// Whether a key that is no answer closes it and acts on the week.
    pub fn can_wait(&self) -> bool {
        matches!(self, Self::CatchUp(_) | Self::Need(_))
    }

    /// The edit that a verb waiting for a day becomes with the answer `target`.
    pub fn toward(&self, target: NaiveDate) -> Option<Edit> {
        match self {
            Self::Swap(day) => Some(Edit::swap(*day, target)),
            Self::Move(item) => {
                Some(Edit::Move(MoveEdit::Session { item: item.clone(), to: target, how: Landing::Stack }))
            }
            Self::MoveDays(days) => Some(Edit::Move(MoveEdit::Days { days: days.clone(), to: target })),
            _ => None,
        }
    }
}

impl Over for Strip {
    fn scope(&self) -> Scope {
        Scope::Strip
    }

    fn types(&self) -> bool {
        matches!(self.asks, Asks::SkipInWords(..) | Asks::BedTime(_))
    }

    fn paste(&mut self, text: &str, _: &Sight<'_>) {
        match &mut self.asks {
            Asks::SkipInWords(_, field) => field.paste(text),
            Asks::BedTime(clock) => clock.field = Field::new(text.trim()),
            _ => {}
        }
    }

    fn overflow(&mut self) -> Option<String> {
        match &mut self.asks {
            Asks::SkipInWords(_, field) => field.overflow(),
            _ => None,
        }
    }

    fn answers(&self, key: Key, sight: &Sight<'_>) -> bool {
        let keymap = &sight.setup.keymap;
        match &self.asks {
            Asks::Chord(before) => keymap.after(before).iter().any(|(next, _)| *next == key),
            Asks::Record(_) => key.typed().is_some_and(|c| c.is_ascii_digit() || "mbswe.".contains(c)),
            asks => {
                let goes_on = asks.can_wait() && keymap.meaning(&[key]) != Meaning::Nothing;
                goes_on || asks.answers(sight).iter().any(|a| a.key == key)
            }
        }
    }

    fn key(&mut self, press: Press, sight: &Sight<'_>) -> Reply {
        // The keys for the next week choose a day of the next week.
        let press = match press.verb {
            Some(Verb::NextWeek) => Press { key: NEXT_WEEK, verb: None },
            _ => press,
        };
        if self.asks.can_wait() || matches!(self.asks, Asks::Record(_) | Asks::SkipInWords(..) | Asks::BedTime(_)) {
            // They know more keys than their answers: arrows pass on to the week, or move in what is typed.
            return self.asks.key(press, sight);
        }
        let answers = self.asks.answers(sight);
        let known = |key: Key| answers.iter().any(|a| a.key == key);
        let last = answers.len().saturating_sub(1);
        match press.verb.filter(|_| !known(press.key) || press.key.is_fixed()) {
            Some(Verb::Right) => self.at = Some(self.at.map_or(0, |at| if at == last { 0 } else { at + 1 })),
            Some(Verb::Left) => self.at = Some(self.at.map_or(last, |at| if at == 0 { last } else { at - 1 })),
            Some(Verb::Take) if self.at.is_some() => {
                let Some(key) = self.at.and_then(|at| answers.get(at)).map(|a| a.key) else { return Reply::Stay };
                let verb = (key.code == Code::Enter).then_some(Verb::Take);
                return self.asks.key(Press { key, verb }, sight);
            }
            _ => {
                let reply = self.asks.key(press, sight);
                return match (reply, press.key.typed()) {
                    (Reply::Stay, Some(_)) => {
                        let keys: Vec<&str> = answers.iter().map(|a| a.label.as_str()).collect();
                        Reply::Refuse(format!("{} is not one of {}; ⟦strip.leave⟧ cancels", press.key, keys.join(" ")))
                    }
                    (Reply::Stay, None) if press.verb == Some(Verb::Take) => {
                        Reply::Refuse("choose an answer first, with its key or with ⟦strip.left⟧ ⟦strip.right⟧".into())
                    }
                    (reply, _) => reply,
                };
            }
        }
        Reply::DoAndStay(Action::Quiet)
    }
}

impl Asks {
    fn key(&mut self, Press { key, verb }: Press, sight: &Sight<'_>) -> Reply {
        if verb == Some(Verb::Leave) && matches!(self, Self::SkipInWords(..)) {
            return Reply::Leave;
        }
        // Minutes typed so far are saved first.
        if verb == Some(Verb::Leave) && !matches!(self, Self::Record(_)) {
            return Reply::Do(Action::Quiet);
        }
        let (typed, enter) = (key.typed(), verb == Some(Verb::Take));
        let edit = |edit: Edit, again| Reply::Do(Action::Edit(edit, again));
        match self {
            Self::CatchUp(items) => match typed {
                Some('d') => edit(Edit::Session(SessionEdit::CatchUp { items: items.clone() }), None),
                Some('a') => {
                    // Someone who trained on a day was not away.
                    let trained = |d: &NaiveDate| sight.shown(WeekId::of(*d)).0.day(*d).has_done();
                    let days: Vec<NaiveDate> = dates(items).into_iter().filter(|d| !trained(d)).collect();
                    if days.is_empty() {
                        return Reply::Refuse("something was done on each of these days".into());
                    }
                    let overlay = Some(Overlay::Away);
                    edit(Edit::Log(LogEdit::Overlay { days, overlay }), None)
                }
                Some('l') => edit(Edit::Mark(sight.weeks.today(), Mark::Left), None),
                _ => Reply::Pass,
            },
            Self::Need(own) => match typed {
                Some('y') => {
                    let said = format!("your sleep need is now {}", hours_and_minutes(*own));
                    Reply::Do(Action::Set(vec![Put::top("sleep_need", put::hours(*own))], said))
                }
                Some('n') => Reply::Do(Action::Quiet),
                _ => Reply::Pass,
            },
            Self::Record(recording) => recording.key(Press { key, verb }),
            Self::Chord(before) => Reply::Do(Action::Keys(before.iter().copied().chain([key]).collect())),
            Self::Landing(item, to) => {
                let how = match typed {
                    Some('s') => Landing::Swap,
                    Some('a' | 'k') => Landing::Stack,
                    _ => return Reply::Stay,
                };
                let again = Again::Move(weekday_index(*to), how);
                edit(Edit::Move(MoveEdit::Session { item: item.clone(), to: *to, how }), Some(again))
            }
            Self::Put(to, all) => {
                let digit = typed.and_then(|c| c.to_digit(10)).and_then(|n| (n as usize).checked_sub(1));
                let Some((from, _)) = digit.and_then(|n| all.get(n)) else { return Reply::Stay };
                edit(Edit::Tray(TrayEdit::Put { from: from.clone(), to: *to }), Some(Again::Put))
            }
            Self::Skip(item) => {
                if typed == Some(IN_WORDS) {
                    return Reply::Become(Box::new(Self::SkipInWords(item.clone(), Field::default()).into()));
                }
                let reason = typed.and_then(|c| SkipReason::ALL.into_iter().find(|r| r.name().starts_with(c)));
                if reason.is_none() && !enter {
                    return Reply::Stay;
                }
                let again = Again::Skip(reason);
                edit(Edit::Session(SessionEdit::Skip { item: item.clone(), reason, words: None }), Some(again))
            }
            Self::SkipInWords(item, field) => {
                if !enter {
                    field.press(key);
                    return Reply::Stay;
                }
                let (item, words) = (item.clone(), field.filled());
                let skip = Edit::Session(SessionEdit::Skip { item, reason: None, words });
                Reply::DoOrStay(Action::Edit(skip, None))
            }
            Self::BedTime(clock) if !enter => {
                clock.press(key);
                Reply::DoAndStay(Action::Quiet)
            }
            Self::BedTime(clock) => match clock.time() {
                Ok(time) => edit(Edit::Log(LogEdit::Bed { date: sight.weeks.today(), time }), None),
                Err(why) => Reply::Refuse(why),
            },
            Self::Overlay(days, ranged) => {
                match typed.and_then(|c| Overlay::ALL.into_iter().find(|o| o.name().starts_with(c))) {
                    None => Reply::Stay,
                    Some(Overlay::Hurt) if *ranged => Self::asks_where(days.clone()),
                    Some(overlay) if *ranged => {
                        edit(Edit::Log(LogEdit::Overlay { days: days.clone(), overlay: Some(overlay) }), None)
                    }
                    Some(overlay) => Reply::Become(Box::new(Self::Until(days[0], overlay).into())),
                }
            }
            Self::Where(days, regions) => match typed.and_then(|c| hurt_keys().find(|(k, _)| *k == c)) {
                Some((_, region)) => {
                    if !regions.remove(&region) {
                        regions.insert(region);
                    }
                    Reply::DoAndStay(Action::Quiet)
                }
                // No region was named: the whole plan waits.
                None if enter && regions.is_empty() => {
                    let (days, overlay) = (days.clone(), Some(Overlay::Hurt));
                    edit(Edit::Log(LogEdit::Overlay { days, overlay }), None)
                }
                None if enter => Reply::Become(Box::new(Self::HowBad(days.clone(), regions.clone()).into())),
                None => Reply::Stay,
            },
            Self::HowBad(days, regions) => {
                let pain = typed.and_then(|c| c.to_digit(10)).map(|n| if n == 0 { 10 } else { n as u8 });
                if pain.is_none() && !enter {
                    return Reply::Stay;
                }
                let injury = Injury { regions: regions.clone(), pain };
                edit(Edit::Log(LogEdit::Hurt { days: days.clone(), injury }), None)
            }
            Self::Until(..) | Self::Swap(_) | Self::Move(_) | Self::MoveDays(_) => {
                self.day_key(key.typed(), verb, sight)
            }
        }
    }
}

impl Asks {
    /// What a strip that waits for a day does with `target`.
    ///
    /// # Errors
    /// Why it would be refused.
    pub fn answer(&self, target: NaiveDate, sight: &Sight<'_>) -> Result<Action, Refusal> {
        let Some(edit) = self.toward(target) else { return Err(Refusal::new("")) };
        let weekday = weekday_index(target);
        let near = sight.days.contains(&target);
        let again = if near { Again::SwapWith(weekday) } else { Again::Swap((target - sight.cursor).num_days()) };
        match self {
            Self::Swap(_) => sight.trial(&edit).map(|()| Action::Edit(edit, Some(again))),
            Self::Move(item) => {
                sight.trial(&edit)?;
                let (week, _) = sight.shown(WeekId::of(target));
                let taken = week.day(target).sessions.iter().any(|s| s.status == Status::Planned && !s.makes_room());
                if taken {
                    return Ok(Action::open(Self::Landing(item.clone(), target)));
                }
                Ok(Action::Edit(edit, Some(Again::Move(weekday, Landing::Stack))))
            }
            _ => sight.trial(&edit).map(|()| Action::Edit(edit, None)),
        }
    }

    fn asks_where(days: Vec<NaiveDate>) -> Reply {
        Reply::Become(Box::new(Self::Where(days, BTreeSet::new()).into()))
    }

    /// A key of a strip that waits for a day.
    fn day_key(&self, typed: Option<char>, verb: Option<Verb>, sight: &Sight<'_>) -> Reply {
        let cursor = sight.cursor;
        let target = match (typed, verb) {
            (Some(c @ '1'..='7'), _) => sight.days[c as usize - '1' as usize],
            (Some(']'), _) => add_days(cursor, 7),
            (Some('['), _) => add_days(cursor, -7),
            (_, Some(Verb::Take)) if matches!(self, Self::Until(..)) => cursor,
            _ => return Reply::Stay,
        };
        if let Self::Until(from, overlay) = self {
            if target < *from {
                return Reply::Refuse("it begins on the selected day; choose that day or a later one".into());
            }
            let days: Vec<NaiveDate> = (0..=(target - *from).num_days()).map(|n| add_days(*from, n)).collect();
            if *overlay == Overlay::Hurt {
                return Self::asks_where(days);
            }
            let edit = Edit::Log(LogEdit::Overlay { days, overlay: Some(*overlay) });
            return Reply::Do(Action::Edit(edit, Some(Again::Overlay(*overlay))));
        }
        match self.answer(target, sight) {
            Ok(action) => Reply::Do(action),
            Err(why) => Reply::RefuseBecause(why),
        }
    }
}

/// Regions that can hurt, each with its key.
pub(super) fn hurt_keys() -> impl Iterator<Item = (char, Region)> {
    "1234567890".chars().zip(Region::ALL.into_iter().filter(|r| *r != Region::General))
}
