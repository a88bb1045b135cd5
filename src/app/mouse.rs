//! The mouse: what it was pressed, dragged and let go on. Which spot of the screen that is, the screen says.

use chrono::NaiveDate;

use super::layers::Layer;
use super::layers::action::Action;
use super::layers::strip::Asks;
use super::model::Model;
use super::msg::Effect;
use super::pointer::{Carried, Mouse, Spot};
use crate::edit::ItemRef;
use crate::keys::Command;

impl Model {
    pub(super) fn mouse(&mut self, mouse: Mouse) -> Vec<Effect> {
        if self.view.layer.is_some() && !matches!(self.view.layer, Some(Layer::Zoom(_))) {
            return self.mouse_in_layer(mouse);
        }
        match mouse {
            Mouse::Press(Spot::Day(date)) => self.press_day(date),
            Mouse::Press(Spot::Score(date)) => {
                let mut effects = self.press_day(date);
                self.view.carried = None;
                effects.extend(self.run(Command::Why, None));
                effects
            }
            Mouse::Twice(Spot::Day(_)) => {
                self.view.carried = None;
                self.run(Command::Edit, None)
            }
            Mouse::Over(spot) => {
                if let Some(carried) = &mut self.view.carried {
                    carried.over = match spot {
                        Spot::Day(date) | Spot::Score(date) if date != carried.item.date => Some(date),
                        _ => None,
                    };
                }
                Vec::new()
            }
            Mouse::Release(_) => self.drop_carried(),
            Mouse::Wheel(down) => self.run(if down { Command::NextWeek } else { Command::PreviousWeek }, None),
            Mouse::Press(Spot::Elsewhere) | Mouse::Twice(_) => Vec::new(),
        }
    }

    fn press_day(&mut self, date: NaiveDate) -> Vec<Effect> {
        let effects = if date == self.view.cursor() { Vec::new() } else { self.go_to(date) };
        let day = self.day();
        let first = day.sessions.first();
        self.view.carried = first.map(|s| Carried { item: ItemRef::to(date, 0, s), over: None });
        effects
    }

    fn drop_carried(&mut self) -> Vec<Effect> {
        let Some(Carried { item, over: Some(to) }) = self.view.carried.take() else { return Vec::new() };
        match Asks::Move(item).answer(to, &self.sight()) {
            Ok(action @ Action::Open(_)) => self.act(action),
            Ok(action) => {
                let mut effects = self.act(action);
                effects.extend(self.go_to(to));
                effects
            }
            Err(why) => {
                self.refuse_because(&why);
                Vec::new()
            }
        }
    }

    /// Over the week, the wheel scrolls as the arrows do; a click does nothing there.
    fn mouse_in_layer(&mut self, mouse: Mouse) -> Vec<Effect> {
        use crate::keys::{Code, Key};
        self.view.carried = None;
        match mouse {
            Mouse::Wheel(down) => self.key(Key::plain(if down { Code::Down } else { Code::Up })),
            _ => Vec::new(),
        }
    }
}
