//! Plans tried out next to the real one.

use crate::domain::Book;
use crate::edit::Edit;
use crate::planning::Outlook;
use crate::planning::rules::Finding;

/// One way the week could go.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// What was changed, in order.
    pub edits: Vec<Edit>,
    /// What each change reported.
    pub said: Vec<String>,
    /// Their net effect compared with the unchanged plan, as phrases.
    pub net: Vec<String>,
    /// The mornings it leads to.
    pub outlooks: Vec<Outlook>,
    pub(super) book: Book,
}

/// Plans side by side; the first is the unchanged plan.
#[derive(Clone, Debug)]
pub struct Sandbox {
    /// All of them.
    pub plans: Vec<Plan>,
    /// The one that the grid shows.
    pub at: usize,
    /// What the rules find in the unchanged plan, in the shown week.
    pub found: Vec<Finding>,
}

impl Sandbox {
    /// The plan that the grid shows.
    pub fn plan(&self) -> &Plan {
        &self.plans[self.at]
    }
}
