//! The mouse: what it was pressed, dragged and released on. The screen works out which spot that is.

use chrono::NaiveDate;

use super::layers::action::Action;
use super::layers::strip::Asks;
use super::layers::{Layer, Press};
use super::model::Model;
use super::msg::Effect;
use super::panel::Panel;
use super::pointer::{Carried, Mouse, Spot};
use crate::edit::ItemRef;
use crate::keys::{Code, Command, Key, Verb};

impl Model {
    pub(super) fn mouse(&mut self, mouse: Mouse) -> Vec<Effect> {
        match mouse {
            // Clicking a key shown on the screen presses it; each of several quick clicks counts.
            Mouse::Press(Spot::Key(key)) | Mouse::Twice(Spot::Key(key)) => self.key(key),
            Mouse::Press(Spot::Command(command)) | Mouse::Twice(Spot::Command(command)) => {
                self.view.carried = None;
                self.run(command, None)
            }
            _ if self.view.layer.is_some() && !matches!(self.view.layer, Some(Layer::Zoom(_))) => {
                self.mouse_in_layer(mouse)
            }
            Mouse::Press(Spot::Day(date)) => self.press_day(date),
            Mouse::Press(Spot::Score(date)) => {
                let mut effects = self.press_day(date);
                self.view.carried = None;
                effects.extend(self.run(Command::Why, None));
                effects
            }
            Mouse::Press(Spot::Date(date)) if date != self.view.cursor() => self.go_to(date),
            Mouse::Press(Spot::Panel(panel)) => {
                self.view.show_panel(panel);
                Vec::new()
            }
            Mouse::Press(Spot::Item(n)) => {
                self.view.show_panel(Panel::Day);
                self.view.item = n;
                self.keep_item();
                Vec::new()
            }
            Mouse::Twice(Spot::Day(_) | Spot::Item(_)) => {
                self.view.carried = None;
                self.run(Command::Edit, None)
            }
            Mouse::Twice(Spot::Panel(_)) => self.run(Command::Zoom, None),
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
            Mouse::Wheel(down, Spot::Item(_) | Spot::Panel(Panel::Day)) => {
                self.run(if down { Command::NextItem } else { Command::PreviousItem }, None)
            }
            Mouse::Wheel(down, Spot::Panel(panel @ (Panel::Body | Panel::Notes))) => {
                self.view.show_panel(panel);
                let skip = self.view.skip.get();
                self.view.skip.set(if down { skip + 1 } else { skip.saturating_sub(1) });
                Vec::new()
            }
            Mouse::Wheel(down, _) => self.run(if down { Command::NextWeek } else { Command::PreviousWeek }, None),
            Mouse::Press(_) | Mouse::Twice(_) => Vec::new(),
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

    /// In a layer over the week, the wheel scrolls like the arrows; a click selects, a double click takes.
    fn mouse_in_layer(&mut self, mouse: Mouse) -> Vec<Effect> {
        self.view.carried = None;
        match mouse {
            Mouse::Wheel(down, _) => {
                let scope = self.view.layer.as_ref().map(Layer::scope);
                let [up_down, sideways] = if down { [Code::Down, Code::Right] } else { [Code::Up, Code::Left] };
                let keys = [up_down, sideways].map(Key::plain);
                let known = keys.into_iter().find(|k| scope.is_some_and(|s| self.setup.keymap.verb(s, *k).is_some()));
                known.map_or_else(Vec::new, |key| self.key(key))
            }
            Mouse::Press(spot) => self.point(spot),
            // The first click selected it; by now another line may be at that spot.
            Mouse::Twice(Spot::Line(_) | Spot::Date(_)) => {
                let Some(layer) = self.view.layer.take() else { return Vec::new() };
                self.press_layer(layer, Press { key: Key::plain(Code::Enter), verb: Some(Verb::Take) })
            }
            Mouse::Twice(spot) => self.point(spot),
            Mouse::Over(_) | Mouse::Release(_) => Vec::new(),
        }
    }

    fn point(&mut self, spot: Spot) -> Vec<Effect> {
        let Some(mut layer) = self.view.layer.take() else { return Vec::new() };
        let reply = layer.point(spot, &self.sight());
        self.reply(layer, reply, Key::plain(Code::Enter))
    }
}
