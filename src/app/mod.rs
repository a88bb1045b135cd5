//! What the screen knows and how it changes: pure, so that a test presses keys and looks at what is drawn.
//!
//! [`Model::update`] takes a [`Msg`] and answers with [`Effect`]s for the outside. [`Model::prepare`] says what a command
//! would do here, or why it would not: the footer asks it, and so does the key.

mod act;
mod ahead;
mod answer;
mod aside;
mod daily;
pub mod drawer;
mod field;
mod fix;
pub mod form;
pub mod help;
mod insight;
mod layer;
mod left;
mod model;
pub mod mouse;
mod msg;
mod on_disk;
mod over;
pub mod pages;
pub mod picker;
mod prepare;
mod queue;
pub mod sandbox;
mod say;
pub mod search;
pub mod strip;
pub mod timer;
mod tour;
mod update;
mod view;
mod weeks;

pub use ahead::Suggestion;
pub use field::Field;
pub use insight::Insight;
pub use layer::Layer;
pub use model::{Here, Item, Model, Notice, NoticeKind, Panel, SMALLEST, Start};
pub use msg::{Draft, Effect, Msg};
pub use prepare::Action;
pub use queue::{Batch, Queue};
pub use tour::Tour;
pub use view::{SHOWN, View};
pub use weeks::Weeks;
