//! The state of the screen and how it changes. Pure, so that a test can press keys and look at what is drawn.
//!
//! [`Model::update`] takes a [`Msg`] and returns [`Effect`]s for the outside. [`Model::prepare`] says what a command
//! would do here, or why it would do nothing: the footer asks it, and so does a key press.

mod act;
mod ahead;
mod aside;
mod by_place;
mod daily;
mod insight;
pub mod layers;
mod left;
mod model;
mod mouse;
mod msg;
mod notice;
mod on_disk;
mod over;
mod panel;
pub mod plans;
pub mod pointer;
mod prepare;
mod preview;
mod queue;
mod sandbox;
mod say;
mod sight;
mod tour;
mod update;
mod view;
mod weeks;

pub use insight::{Insight, Prepared};
pub use layers::Layer;
pub use layers::action::Action;
pub use layers::field::Field;
pub use model::{Here, Model, SMALLEST, Start};
pub use msg::{Daily, Draft, Effect, LastShown, Msg};
pub use notice::{Notice, NoticeKind};
pub use panel::Panel;
pub use queue::{Batch, Queue};
pub use sight::{Item, SHOWN, Sight, Span};
pub use tour::Tour;
pub use view::View;
pub use weeks::Weeks;
