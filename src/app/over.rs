//! Passing a key to the open layer, and carrying out its reply.

use super::layers::{Layer, Press, Reply};
use super::model::Model;
use super::msg::Effect;
use super::notice::Notice;
use crate::keys::Key;

impl Model {
    /// Passes a key to the open layer, and carries out its reply.
    pub(super) fn layer_key(&mut self, layer: Layer, key: Key) -> Vec<Effect> {
        let verb = self.setup.keymap.verb(layer.scope(), key);
        self.press_layer(layer, Press { key, verb })
    }

    pub(super) fn press_layer(&mut self, mut layer: Layer, press: Press) -> Vec<Effect> {
        let reply = layer.key(press, &self.sight());
        self.reply(layer, reply, press.key)
    }

    /// Carries out a layer's reply to a key or a click.
    pub(super) fn reply(&mut self, mut layer: Layer, reply: Reply, key: Key) -> Vec<Effect> {
        match reply {
            Reply::Stay => {}
            Reply::Refuse(why) => self.refuse(why),
            Reply::RefuseBecause(why) => self.refuse_because(&why),
            Reply::Outside(effect) => {
                self.view.layer = Some(layer);
                return vec![effect];
            }
            Reply::Close => return Vec::new(),
            Reply::Leave => {
                self.leave(layer);
                return Vec::new();
            }
            Reply::CloseRefusing(why) => {
                self.refuse(why);
                return Vec::new();
            }
            Reply::Become(other) => {
                self.view.layer = Some(*other);
                return Vec::new();
            }
            Reply::Do(action) => return self.act(action),
            Reply::DoAndStay(action) => {
                let effects = self.act(action);
                self.view.layer = Some(layer);
                return effects;
            }
            Reply::DoOrStay(action) => {
                self.view.notice = None;
                let effects = self.act(action);
                if self.was_refused() && self.view.layer.is_none() {
                    self.view.layer = Some(layer);
                }
                return effects;
            }
            Reply::Pass => return self.grid_key(key),
            Reply::DoAndPass(action) => {
                let mut effects = self.act(action);
                effects.extend(self.grid_key(key));
                return effects;
            }
            Reply::PassUnder => {
                let effects = self.grid_key(key);
                self.view.layer.get_or_insert(layer);
                return effects;
            }
            Reply::Keep { edit, group, says } => {
                self.view.notice = None;
                let effects = edit.map_or_else(Vec::new, |edit| self.make_in(edit, None, Some(group)));
                // A saved answer is not worth a message; a refused one is.
                self.view.notice = self.view.notice.take().filter(Notice::is_refusal);
                if let (Some(_), Layer::CheckIn(drawer)) = (&self.view.notice, &mut layer) {
                    drawer.resend_all();
                }
                if let Some(says) = says {
                    self.refuse(says);
                }
                self.view.layer = Some(layer);
                return effects;
            }
        }
        self.view.layer = Some(layer);
        Vec::new()
    }
}
