//! What the screen knows and how it changes: pure, so that a test presses keys and looks at what is drawn.
//!
//! [`Model::update`] takes a [`Msg`] and answers with [`Effect`]s for the outside. [`Model::prepare`] says what a command
//! would do here, or why it would not: the footer asks it, and so does the key.

mod act;
mod ahead;
mod aside;
mod daily;
mod fix;
mod insight;
pub mod layers;
mod left;
mod model;
pub mod mouse;
mod msg;
mod on_disk;
mod prepare;
mod queue;
pub mod sandbox;
mod say;
mod tour;
mod update;
mod view;
mod weeks;

pub use ahead::Suggestion;
pub use insight::Insight;
pub use layers::Layer;
pub use layers::field::Field;
pub use model::{Here, Item, Model, Notice, NoticeKind, Panel, SMALLEST, Start};
pub use msg::{Draft, Effect, Msg};
pub use prepare::Action;
pub use queue::{Batch, Queue};
pub use tour::Tour;
pub use view::{SHOWN, View};
pub use weeks::Weeks;
