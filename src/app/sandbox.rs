//! What if: the grid as a sandbox. Every verb works, later mornings move, and nothing is saved until it is applied.

use super::model::Model;
use super::msg::Effect;
use super::notice::{outcome, refusal};
use super::plans::{Plan, Sandbox};
use crate::edit::Edit;
use crate::edit::{Change, LogEdit};

/// Plans side by side at most, the one as it is included. A choice: as many as can be read.
const MOST: usize = 4;

/// Bed times that `b` steps through for tonight; `None` is one's own mean.
const BED_TIMES: [Option<&str>; 6] = [None, Some("21:00"), Some("21:30"), Some("22:00"), Some("22:30"), Some("23:00")];

impl Model {
    /// Opens the sandbox over the plan as it is.
    pub(super) fn open_sandbox(&mut self) {
        let plan =
            Plan { book: self.weeks.book().clone(), outlooks: self.insight.ahead.outlooks.clone(), ..Plan::default() };
        self.view.sandbox = Some(Sandbox { plans: vec![plan.clone(), plan], at: 1, bed: 0 });
        self.view.notice = None;
        self.view.anchor = None;
    }

    /// Takes the tried plans off, so that the book holds what is on disk.
    pub(super) fn lift_sandbox(&mut self) -> Option<Sandbox> {
        let mut sandbox = self.view.sandbox.take()?;
        self.weeks.show(std::mem::take(&mut sandbox.plans[0].book));
        Some(sandbox)
    }

    /// Lays the plans over the book again, which somebody else may have changed: each change is tried once more.
    pub(super) fn lay_sandbox(&mut self, mut sandbox: Sandbox) {
        let real = self.weeks.book().clone();
        let mut left_out = None;
        for plan in &mut sandbox.plans {
            self.weeks.show(real.clone());
            for edit in &plan.edits {
                // One that does not fit now may fit again; when the plan is applied it is left out with a word.
                if let Err(why) = self.weeks.apply(&self.change(edit.clone())) {
                    left_out = Some(why);
                }
            }
            plan.outlooks = self.desk().ahead(&self.insight.learnt).outlooks;
            plan.book = self.weeks.book().clone();
        }
        self.weeks.show(sandbox.plan().book.clone());
        self.view.sandbox = Some(sandbox);
        if let Some(why) = left_out {
            self.refuse(format!("one change of the plan does not fit now: {}", refusal(&why)));
        }
    }

    /// Closes it and leaves no trace.
    pub(super) fn close_sandbox(&mut self) {
        if let Some(sandbox) = self.view.sandbox.take() {
            self.weeks.show(sandbox.plans.into_iter().next().map(|p| p.book).unwrap_or_default());
            self.keep_item();
        }
    }

    /// Takes an edit into the plan in sight. The sentence is what it said.
    pub(super) fn try_edit(&mut self, change: &Change) -> Result<(), String> {
        let done = self.weeks.apply(change).map_err(|why| refusal(&why))?;
        let book = self.weeks.book().clone();
        if let Some(sandbox) = &mut self.view.sandbox {
            if sandbox.at == 0 {
                // The plan as it is stays as it is: a change of it is another plan.
                if sandbox.plans.len() == MOST {
                    sandbox.plans.pop();
                }
                sandbox.plans.push(Plan { outlooks: Vec::new(), ..sandbox.plans[0].clone() });
                sandbox.at = sandbox.plans.len() - 1;
            }
            let at = sandbox.at;
            let plan = &mut sandbox.plans[at];
            plan.edits.push(change.edit.clone());
            plan.said.push(outcome(&done));
            plan.book = book;
        }
        self.say(outcome(&done));
        Ok(())
    }

    /// Takes the last change of the plan in sight back.
    pub(super) fn untry(&mut self) {
        let Some(mut sandbox) = self.view.sandbox.take() else { return };
        let base = sandbox.plans[0].book.clone();
        let at = sandbox.at;
        let plan = &mut sandbox.plans[at];
        plan.edits.pop();
        let said = plan.said.pop();
        let edits = plan.edits.clone();
        self.weeks.show(base);
        for edit in edits {
            // Each went through before on the same weeks.
            let _ = self.weeks.apply(&self.change(edit));
        }
        sandbox.plans[at].book = self.weeks.book().clone();
        self.view.sandbox = Some(sandbox);
        self.keep_item();
        self.say(said.map_or("nothing was tried in this plan".to_owned(), |s| format!("took back: {s}")));
    }

    /// The next plan; behind the last one a new one, as long as there is room.
    pub(super) fn next_plan(&mut self) {
        let Some(sandbox) = &mut self.view.sandbox else { return };
        let last = sandbox.at + 1 == sandbox.plans.len();
        if last && !sandbox.plan().edits.is_empty() && sandbox.plans.len() < MOST {
            let fresh = Plan { edits: Vec::new(), said: Vec::new(), ..sandbox.plans[0].clone() };
            sandbox.plans.push(fresh);
        }
        sandbox.at = (sandbox.at + 1) % sandbox.plans.len();
        let book = sandbox.plan().book.clone();
        self.weeks.show(book);
        self.view.notice = None;
        self.keep_item();
    }

    /// The next of tonight's bed times.
    pub(super) fn next_bed(&mut self) {
        let Some(sandbox) = &mut self.view.sandbox else { return };
        sandbox.bed = (sandbox.bed + 1) % BED_TIMES.len();
        let time = BED_TIMES[sandbox.bed].and_then(|t| t.parse().ok());
        // One bed time a plan: the one before it is replaced.
        let again = matches!(sandbox.plan().edits.last(), Some(Edit::Log(LogEdit::Bed { .. })));
        if again {
            self.untry();
        }
        let change = self.change(Edit::Log(LogEdit::Bed { date: self.weeks.today(), time }));
        if let Err(why) = self.try_edit(&change) {
            self.refuse(why);
        }
    }

    /// Applies the plan in sight as one undo step.
    pub(super) fn apply_plan(&mut self) -> Vec<Effect> {
        if let Some(why) = self.weeks.lost.clone() {
            self.refuse(why);
            return Vec::new();
        }
        let edits = self.view.sandbox.as_ref().map(|s| s.plan().edits.clone()).unwrap_or_default();
        self.close_sandbox();
        if edits.is_empty() {
            self.say("nothing was changed");
            return Vec::new();
        }
        self.make(Edit::Batch(edits), None)
    }
}
