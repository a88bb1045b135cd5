//! Setting the message line.

use super::layers::Layer;
use super::model::Model;
use super::notice::{Notice, NoticeKind, refusal};
use crate::domain::Refusal;

impl Model {
    pub(super) fn say(&mut self, text: impl Into<String>) {
        self.view.notice = Some(Notice { text: self.setup.keymap.spell(&text.into()), kind: NoticeKind::Said });
    }

    pub(super) fn refuse(&mut self, text: impl Into<String>) {
        let text = text.into();
        if !text.is_empty() {
            self.view.notice = Some(Notice { text: self.setup.keymap.spell(&text), kind: NoticeKind::Refused });
        }
    }

    pub(super) fn refuse_because(&mut self, why: &Refusal) {
        self.refuse(refusal(why));
    }

    pub(super) fn trouble_notice(&mut self, text: impl Into<String>) {
        // A question that can wait gives way.
        if matches!(self.view.layer, Some(Layer::Strip(ref strip)) if strip.asks.can_wait()) {
            self.view.layer = None;
        }
        self.view.notice = Some(Notice { text: self.setup.keymap.spell(&text.into()), kind: NoticeKind::Trouble });
    }
}
