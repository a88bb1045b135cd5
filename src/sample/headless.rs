//! A planner without a terminal: keys go through the real update, effects to a real store, and the screen is a buffer.
//!
//! A disk that is slow, or a save that is still under way, is a [`Headless`] told to hold: what the planner asks of the
//! store then waits until [`Headless::work`] does it and [`Headless::hear`] brings back the answer.

use std::collections::VecDeque;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::{Effect, Model, Msg, Start};
use crate::config::face::Face;
use crate::domain::progress::unwatched;
use crate::keys::Key;
use crate::runtime::effects;
use crate::runtime::workspace::Workspace;
use crate::store::Store;
use crate::ui;

/// A model over a store, with a size.
pub struct Headless {
    /// The model.
    pub model: Model,
    /// Whether it was quit.
    pub quit: bool,
    store: Store,
    size: (u16, u16),
    held: bool,
    jobs: VecDeque<Effect>,
    answers: VecDeque<Msg>,
}

impl Headless {
    /// Opens the planner at that size.
    pub fn new(start: Start, store: Store, size: (u16, u16)) -> Self {
        let mut out = Self {
            model: Model::new(start),
            quit: false,
            store,
            size,
            held: false,
            jobs: VecDeque::new(),
            answers: VecDeque::new(),
        };
        let effects = out.model.start();
        out.take(effects);
        out.msg(Msg::Resize(size.0, size.1));
        out
    }

    /// The planner over a workspace, on a terminal with that face.
    pub fn over(ws: &Workspace, face: Face, size: (u16, u16)) -> Self {
        Self::new(ws.start(face), ws.store.clone(), size)
    }

    /// Changes the size.
    pub fn resize(&mut self, width: u16, height: u16) {
        self.size = (width, height);
        self.msg(Msg::Resize(width, height));
    }

    /// Presses keys: characters as they are, others as `<esc>` or `<ctrl-r>`.
    ///
    /// # Panics
    /// If a name in angle brackets is not a key.
    pub fn keys(&mut self, text: &str) -> &mut Self {
        for key in parse_keys(text) {
            self.msg(Msg::Key(key));
            self.buffer();
        }
        self
    }

    /// Lets something happen.
    pub fn msg(&mut self, msg: Msg) -> &mut Self {
        let effects = self.model.update(msg);
        self.take(effects);
        self
    }

    /// From now on jobs for the store wait for [`Headless::work`], or no longer do.
    pub fn hold(&mut self, held: bool) -> &mut Self {
        self.held = held;
        self.settle();
        self
    }

    /// Gives the store what is waiting to be saved, if it is not busy.
    fn save(&mut self) -> bool {
        let save = self.model.next_save();
        let found = save.is_some();
        self.jobs.extend(save);
        found
    }

    /// The store does its next job; the answer waits. False if there was none.
    pub fn work(&mut self) -> bool {
        self.save();
        let Some(job) = self.jobs.pop_front() else { return false };
        self.answers.extend(effects::perform(&self.store, &job, &unwatched));
        true
    }

    /// The planner hears the next answer. False if there was none.
    pub fn hear(&mut self) -> bool {
        let Some(msg) = self.answers.pop_front() else { return false };
        self.msg(msg);
        true
    }

    /// Reads every week at hand again, as when something changed in the folder.
    pub fn look(&mut self) -> &mut Self {
        let ids = self.model.at_hand();
        self.take(vec![Effect::Load(ids)]);
        self
    }

    /// The store.
    pub fn store(&self) -> &Store {
        &self.store
    }

    fn take(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Quit => self.quit = true,
                effect => self.jobs.push_back(effect),
            }
        }
        self.settle();
    }

    fn settle(&mut self) {
        if self.held {
            return;
        }
        let mut busy = false;
        while self.hear() || self.work() || self.save() {
            busy = true;
        }
        if busy {
            let effects = self.model.update(effects::journal(&self.store));
            self.take(effects);
        }
    }

    /// The screen.
    pub fn buffer(&self) -> Buffer {
        let mut buffer = Buffer::empty(Rect::new(0, 0, self.size.0, self.size.1));
        ui::draw(&self.model, &mut buffer);
        buffer
    }

    /// The text of the screen, without spaces at line ends.
    pub fn screen(&self) -> String {
        text_of(&self.buffer()).join("\n")
    }
}

/// Parses keys written as for [`Headless::keys`].
///
/// # Panics
/// If a name in angle brackets is not a key.
pub fn parse_keys(text: &str) -> Vec<Key> {
    let mut out = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let named = rest.strip_prefix('<').and_then(|r| r.split_once('>')).filter(|(name, _)| name.len() > 1);
        out.push(match named {
            Some((name, tail)) => {
                rest = tail;
                Key::parse(name).unwrap_or_else(|e| panic!("{e}"))
            }
            None => {
                rest = &rest[first.len_utf8()..];
                Key::char(first)
            }
        });
    }
    out
}

/// The text of a buffer, without spaces at line ends.
pub fn text_of(buffer: &Buffer) -> Vec<String> {
    let area = buffer.area;
    let line = |y| (0..area.width).map(|x| buffer[(x, y)].symbol()).collect::<String>().trim_end().to_owned();
    (0..area.height).map(line).collect()
}
