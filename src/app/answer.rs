//! Answering a strip: the day, the reason or the feeling that a verb waits for.

use super::layer::Layer;
use super::model::Model;
use super::msg::Effect;
use super::prepare::Again;
use super::strip::Strip;
use crate::domain::calendar::{add_days, weekday_index};
use crate::domain::session::{Felt, SkipReason, Status};
use crate::domain::week::{Fuel, Overlay};
use crate::domain::{Session, WeekId};
use crate::edit::{Edit, ItemRef};
use crate::edit::{Landing, LogEdit, MoveEdit, SessionEdit};
use crate::keys::{Code, Key};

impl Model {
    pub(super) fn strip_key(&mut self, strip: Strip, key: Key) -> Vec<Effect> {
        if key.code == Code::Esc {
            return Vec::new();
        }
        let typed = key.typed();
        match &strip {
            Strip::Felt(item) => {
                let felt = match typed {
                    Some('b') => Felt::Better,
                    Some('s') => Felt::Same,
                    Some('w') => Felt::Worse,
                    _ if key.code == Code::Enter => return Vec::new(),
                    _ => return self.grid_key(key),
                };
                return self.make(Edit::Session(SessionEdit::Feel { item: item.clone(), felt }), None);
            }
            Strip::Chord(before) => return self.pressed(before.iter().copied().chain([key]).collect()),
            Strip::Fuel(date) => {
                let Some(fuel) = typed.and_then(|c| Fuel::ALL.into_iter().find(|f| f.name().starts_with(c))) else {
                    return if key.code == Code::Enter { Vec::new() } else { self.reopen(strip) };
                };
                let (week, _) = self.shown(WeekId::of(*date));
                let on = !week.day(*date).fuel.contains(&fuel);
                let effects = self.make(Edit::Log(LogEdit::Fuel { date: *date, fuel, on }), None);
                self.view.layer = Some(Layer::Strip(strip));
                return effects;
            }
            Strip::Settle(item, _, holds) => {
                let keep = match (typed, key.code) {
                    (Some('k'), _) => true,
                    (Some('r'), _) => false,
                    (_, Code::Enter) => *holds,
                    _ => return self.reopen(strip),
                };
                return self.settle(&item.clone(), keep);
            }
            Strip::Landing(item, to) => {
                let how = match typed {
                    Some('s') => Landing::Swap,
                    Some('a' | 'k') => Landing::Stack,
                    _ => return self.reopen(strip),
                };
                let again = Again::Move(weekday_index(*to), how);
                return self.make(Edit::Move(MoveEdit::Session { item: item.clone(), to: *to, how }), Some(again));
            }
            Strip::Skip(item) => {
                let reason = match (typed, key.code) {
                    (None, Code::Enter) => None,
                    (Some(c), _) => match SkipReason::ALL.into_iter().find(|r| r.name().starts_with(c)) {
                        Some(reason) => Some(reason),
                        None => return self.reopen(strip),
                    },
                    _ => return self.reopen(strip),
                };
                return self
                    .make(Edit::Session(SessionEdit::Skip { item: item.clone(), reason }), Some(Again::Skip(reason)));
            }
            Strip::Overlay(days, ranged) => {
                let overlay = typed.and_then(|c| Overlay::ALL.into_iter().find(|o| o.name().starts_with(c)));
                return match overlay {
                    None => self.reopen(strip),
                    Some(overlay) if *ranged => {
                        self.make(Edit::Log(LogEdit::Overlay { days: days.clone(), overlay: Some(overlay) }), None)
                    }
                    Some(overlay) => {
                        self.view.layer = Some(Layer::Strip(Strip::Until(days[0], overlay)));
                        Vec::new()
                    }
                };
            }
            _ => {}
        }
        let target = match (typed, key.code) {
            (Some(c @ '1'..='7'), _) => self.view.days()[c as usize - '1' as usize],
            (Some(']'), _) => add_days(self.view.cursor(), 7),
            (Some('['), _) => add_days(self.view.cursor(), -7),
            (_, Code::Left) => add_days(self.view.cursor(), -1),
            (_, Code::Right) => add_days(self.view.cursor(), 1),
            (_, Code::Enter) if matches!(strip, Strip::Until(..)) => self.view.cursor(),
            _ => return self.reopen(strip),
        };
        if let Strip::Until(from, overlay) = &strip {
            if target < *from {
                self.refuse("it begins on the selected day; choose that day or a later one");
                return self.reopen(strip);
            }
            let days = (0..=(target - *from).num_days()).map(|n| add_days(*from, n)).collect();
            return self
                .make(Edit::Log(LogEdit::Overlay { days, overlay: Some(*overlay) }), Some(Again::Overlay(*overlay)));
        }
        match self.answer_strip(&strip, target) {
            Ok(action) => self.act(action),
            Err(why) => {
                self.refuse_because(&why);
                self.view.layer = Some(Layer::Strip(strip));
                Vec::new()
            }
        }
    }

    pub(super) fn reopen(&mut self, strip: Strip) -> Vec<Effect> {
        self.view.layer = Some(Layer::Strip(strip));
        Vec::new()
    }

    /// The conditional session of today that this morning's answers decide.
    pub(super) fn to_settle(&self) -> Option<Strip> {
        let (week, _) = self.shown(WeekId::of(self.weeks.today()));
        let day = week.day(self.weeks.today());
        let checkin = day.checkin.as_ref()?;
        day.sessions.iter().enumerate().filter(|(_, s)| s.status == Status::Planned).find_map(|(i, s)| {
            let condition = s.condition.as_ref()?;
            let holds = condition.holds(checkin)?;
            let told = format!("{}, this morning {}", condition.short(), condition.answer(checkin)?);
            Some(Strip::Settle(ItemRef::to(self.weeks.today(), i, s), told, holds))
        })
    }

    /// The session without its condition, or rest in its place.
    pub(super) fn settle(&mut self, item: &ItemRef, keep: bool) -> Vec<Effect> {
        let (week, _) = self.shown(WeekId::of(item.date));
        let Some(was) = week.day(item.date).sessions.get(item.index).cloned() else { return Vec::new() };
        let to = if keep {
            Session { condition: None, ..was.clone() }
        } else {
            Session { row: was.row, ..Session::full_rest() }
        };
        self.make(Edit::Session(SessionEdit::Revise { item: item.clone(), was: Box::new(was), to: Box::new(to) }), None)
    }
}
