//! A key that means nothing as typed counts by its position on the keyboard: a letter of another script, or an unshifted key
//! of the digit row on another layout.

use super::layers::Layer;
use super::model::Model;
use crate::keys::{Key, Meaning, Scope, on_us_keyboard};

impl Model {
    /// The key to act on: itself if it means something here or is typed into a text, else the US key at its position.
    pub(super) fn resolve_layout(&self, key: Key) -> Key {
        let typed = key.typed().is_some() && self.view.layer.as_ref().is_some_and(Layer::types);
        if typed || self.knows(key) {
            return key;
        }
        on_us_keyboard(key, &self.here.language).filter(|key| self.knows(*key)).unwrap_or(key)
    }

    /// Whether a key means something in the current state.
    fn knows(&self, key: Key) -> bool {
        let keymap = &self.setup.keymap;
        let on_grid = keymap.meaning(&[key]);
        let Some(layer) = &self.view.layer else {
            let tries = self.view.sandbox.is_some() && keymap.verb(Scope::WhatIf, key).is_some();
            return tries || on_grid != Meaning::Nothing;
        };
        let scope = layer.scope();
        let passes_through = match on_grid {
            Meaning::Asks(command) => scope.lets_through(command),
            _ => false,
        };
        keymap.verb(scope, key).is_some() || passes_through || layer.answers(key, &self.sight())
    }
}
