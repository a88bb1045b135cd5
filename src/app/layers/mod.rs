//! Layers open over the week and take the keys first. Each has its own file, with its state and its replies to keys. It is
//! drawn by the module of the same name in `ui::layers`; its keys are in the table, in the scope of the same name.

use std::fmt;

use super::msg::Effect;
use super::pointer::Spot;
use super::sight::Sight;
use crate::domain::Refusal;
use crate::edit::{Edit, EditId};
use crate::keys::{Key, Scope, Verb};
use action::Action;

pub mod action;
pub mod answers;
pub(super) mod aside;
pub mod block;
pub mod body;
pub mod check_in;
pub mod clock;
pub mod edits;
pub mod field;
pub mod form;
pub mod fuel;
pub mod go_to;
pub mod help;
pub mod learnt;
pub mod lines;
pub mod month;
pub mod note;
pub mod offer;
pub mod patterns;
pub mod picker;
pub mod practices;
pub mod recording;
pub mod review;
pub mod scroll;
pub mod search;
pub mod setup;
pub mod strip;
pub mod timer;
pub mod trends;
pub mod why;
pub mod wins;
pub mod year;
pub mod zoom;

/// A key, and what it asks for in the layer's scope.
#[derive(Clone, Copy, Debug)]
pub struct Press {
    /// The key.
    pub key: Key,
    /// What it asks for.
    pub verb: Option<Verb>,
}

/// A layer's reply to a key.
#[derive(Debug)]
pub enum Reply {
    /// It stays open.
    Stay,
    /// It stays, and something was refused.
    Refuse(String),
    /// The same with a refusal of an edit.
    RefuseBecause(Refusal),
    /// It stays, and the outside does something.
    Outside(Effect),
    /// It closes.
    Close,
    /// It closes; what was typed in it but not taken can be brought back.
    Leave,
    /// It closes, and something was refused.
    CloseRefusing(String),
    /// Another one takes its place.
    Become(Box<Layer>),
    /// It closes, and this is done.
    Do(Action),
    /// This is done, and it stays.
    DoAndStay(Action),
    /// This is done; if it is refused, the layer stays, so that what was typed in it is not lost.
    DoOrStay(Action),
    /// It closes, and the key goes to the week.
    Pass,
    /// This is done, it closes, and the key goes to the week.
    DoAndPass(Action),
    /// The key goes to the week; the layer stays, unless the key opens another.
    PassUnder,
    /// A check-in stays, saves what was answered since, and says something.
    Keep {
        /// What was answered.
        edit: Option<Edit>,
        /// The group it is undone with.
        group: EditId,
        /// What to say.
        says: Option<String>,
    },
}

/// A layer over the week.
pub trait Over: fmt::Debug {
    /// The scope whose keys it takes.
    fn scope(&self) -> Scope;

    /// Whether a text is being typed, so that letters are letters.
    fn types(&self) -> bool {
        self.scope().types()
    }

    /// Whether the verb does something in its current state.
    fn acts(&self, verb: Verb) -> bool {
        let _ = verb;
        true
    }

    /// Whether the key is an answer or a letter for it in its current state.
    fn answers(&self, key: Key, sight: &Sight<'_>) -> bool {
        let _ = sight;
        self.scope().takes(key)
    }

    /// Takes a key.
    fn key(&mut self, press: Press, sight: &Sight<'_>) -> Reply;

    /// Takes a click on one of its lines, days or answers.
    fn point(&mut self, spot: Spot, sight: &Sight<'_>) -> Reply {
        let _ = (spot, sight);
        Reply::Stay
    }

    /// Takes a text that was pasted.
    fn paste(&mut self, text: &str, sight: &Sight<'_>) {
        let _ = (text, sight);
    }

    /// What to say once a text is full; said once.
    fn overflow(&mut self) -> Option<String> {
        None
    }

    /// Updates from weeks that have just been read; a long job is left to the outside.
    fn look(&mut self, sight: &Sight<'_>) -> Option<Effect> {
        let _ = sight;
        None
    }
}

/// Declares the layers, one per row.
macro_rules! layers {
    ($($(#[$doc:meta])* $name:ident($type:ty),)+) => {
        /// At most one of these is open.
        #[derive(Debug)]
        pub enum Layer {
            $($(#[$doc])* $name(Box<$type>),)+
        }

        impl Layer {
            fn over(&self) -> &dyn Over {
                match self {
                    $(Self::$name(layer) => &**layer,)+
                }
            }

            fn over_mut(&mut self) -> &mut dyn Over {
                match self {
                    $(Self::$name(layer) => &mut **layer,)+
                }
            }
        }

        $(impl From<$type> for Layer {
            fn from(layer: $type) -> Self {
                Self::$name(Box::new(layer))
            }
        })+
    };
}

layers! {
    /// A verb waits for its day, its reason or an answer.
    Strip(strip::Strip),
    /// The check-in.
    CheckIn(check_in::Drawer),
    /// A session is edited.
    Form(form::Form),
    /// A list to choose from by typing.
    Picker(picker::Picker),
    /// The day's note is typed.
    Note(note::Note),
    /// What went well is typed.
    Wins(wins::Wins),
    /// A date is typed.
    GoTo(go_to::GoTo),
    /// Recovery practices.
    Practices(practices::Practices),
    /// Doses of food and drink.
    Fuel(fuel::Fuel),
    /// Who trains.
    Setup(setup::Setup),
    /// A practice is timed.
    Timer(timer::Timer),
    /// A month of days.
    Month(month::Month),
    /// A year of days.
    Year(year::Year),
    /// A chart.
    Trends(trends::Trends),
    /// What goes with what.
    Patterns(patterns::Patterns),
    /// What the score has learnt.
    Learnt(learnt::Learnt),
    /// A week in review.
    Review(review::Review),
    /// A panel over the whole screen.
    Zoom(zoom::Zoom),
    /// Every region.
    Body(body::Body),
    /// Sixty days.
    Block(block::Block),
    /// The journal, or a search of everything.
    Search(search::Search),
    /// Why a morning's score is what it is.
    Why(why::Why),
    /// The keys.
    Help(help::Help),
    /// A prepared edit.
    Offer(offer::Offer),
    /// Lines to read.
    Lines(lines::Lines),
    /// The edits, newest first.
    Edits(edits::Edits),
}

impl Layer {
    /// The scope whose keys it takes.
    pub fn scope(&self) -> Scope {
        self.over().scope()
    }

    /// Whether a text is being typed in it, so that letters are letters.
    pub fn types(&self) -> bool {
        self.over().types()
    }

    /// Whether the verb does something in its current state.
    pub fn acts(&self, verb: Verb) -> bool {
        self.over().acts(verb)
    }

    pub(super) fn answers(&self, key: Key, sight: &Sight<'_>) -> bool {
        self.over().answers(key, sight)
    }

    pub(super) fn key(&mut self, press: Press, sight: &Sight<'_>) -> Reply {
        self.over_mut().key(press, sight)
    }

    pub(super) fn point(&mut self, spot: Spot, sight: &Sight<'_>) -> Reply {
        self.over_mut().point(spot, sight)
    }

    pub(super) fn overflow(&mut self) -> Option<String> {
        self.over_mut().overflow()
    }

    pub(super) fn paste(&mut self, text: &str, sight: &Sight<'_>) {
        self.over_mut().paste(text, sight);
    }

    pub(super) fn look(&mut self, sight: &Sight<'_>) -> Option<Effect> {
        self.over_mut().look(sight)
    }
}

/// The line selected among `count` after `verb`; `None` if that moves nothing.
fn moved(verb: Option<Verb>, at: usize, count: usize) -> Option<usize> {
    let last = count.saturating_sub(1);
    Some(match verb? {
        Verb::Down => (at + 1).min(last),
        Verb::Up | Verb::Previous => at.saturating_sub(1),
        Verb::PageDown => (at + PAGE).min(last),
        Verb::PageUp => at.saturating_sub(PAGE),
        Verb::First => 0,
        Verb::Last => last,
        _ => return None,
    })
}

/// Lines that a page up or down moves. A choice: fewer than the smallest screen of text has.
const PAGE: usize = 10;
