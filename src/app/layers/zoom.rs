//! A panel over the whole screen; the keys of the week still work.

use super::{Over, Press, Reply};
use crate::app::sight::Sight;
use crate::keys::{Scope, Verb};

/// A panel over the whole screen.
#[derive(Clone, Copy, Debug, Default)]
pub struct Zoom;

impl Over for Zoom {
    fn scope(&self) -> Scope {
        Scope::Zoom
    }

    fn key(&mut self, press: Press, _: &Sight<'_>) -> Reply {
        match press.verb {
            Some(Verb::Zoom | Verb::Leave) => Reply::Close,
            _ => Reply::PassUnder,
        }
    }
}
