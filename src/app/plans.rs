//! Plans that are tried beside the one that is.

use crate::domain::Book;
use crate::edit::Edit;
use crate::planning::Outlook;
use crate::planning::rules::Finding;

/// One way the week could go.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// What was changed, in order.
    pub edits: Vec<Edit>,
    /// What each change said.
    pub said: Vec<String>,
    /// What they come to against the plan as it is, a phrase each.
    pub net: Vec<String>,
    /// The mornings it leads to.
    pub outlooks: Vec<Outlook>,
    pub(super) book: Book,
}

/// Plans beside each other; the first is the plan as it is.
#[derive(Clone, Debug)]
pub struct Sandbox {
    /// All of them.
    pub plans: Vec<Plan>,
    /// The one that the grid shows.
    pub at: usize,
    /// What the rules find in the plan as it is, in the shown week.
    pub found: Vec<Finding>,
}

impl Sandbox {
    /// The plan that the grid shows.
    pub fn plan(&self) -> &Plan {
        &self.plans[self.at]
    }
}
