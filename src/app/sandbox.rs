//! What if: the grid as a sandbox. Every verb works, later mornings move, and nothing is saved until it is applied.

use std::collections::BTreeSet;

use super::layers::clock::Clock;
use super::layers::strip::Asks;
use super::model::Model;
use super::msg::Effect;
use super::notice::{outcome, refusal};
use super::plans::{Plan, Sandbox};
use crate::domain::{Book, WeekId};
use crate::edit::Change;
use crate::edit::Edit;
use crate::edit::difference;
use crate::recovery::sleep;

/// Most plans side by side, the unchanged one included. A choice: as many as can be read.
const MOST: usize = 4;

impl Model {
    /// Opens the sandbox over the current plan.
    pub(super) fn open_sandbox(&mut self) {
        let plan =
            Plan { book: self.weeks.book().clone(), outlooks: self.insight.ahead.outlooks.clone(), ..Plan::default() };
        self.view.sandbox =
            Some(Sandbox { plans: vec![plan.clone(), plan], at: 1, found: self.insight.findings.clone() });
        self.view.notice = None;
        match self.view.left_plans.as_ref().map(Vec::len) {
            Some(1) => self.say("⟦undo⟧ restores the plan you left"),
            Some(n) => self.say(format!("⟦undo⟧ restores the {n} plans you left")),
            None => {}
        }
        self.view.anchor = None;
    }

    /// Removes the tried plans from the book, so that it holds what is on disk.
    pub(super) fn detach_sandbox(&mut self) -> Option<Sandbox> {
        let mut sandbox = self.view.sandbox.take()?;
        self.weeks.show(std::mem::take(&mut sandbox.plans[0].book));
        Some(sandbox)
    }

    /// Reapplies the plans to the book, which somebody else may have changed: each change is tried again.
    pub(super) fn reattach_sandbox(&mut self, mut sandbox: Sandbox) {
        let real = self.weeks.book().clone();
        let mut left_out = None;
        for plan in &mut sandbox.plans {
            self.weeks.show(real.clone());
            for edit in &plan.edits {
                // One that does not fit now may fit again later; when the plan is applied, it is left out with a message.
                if let Err(why) = self.weeks.apply(&self.change(edit.clone())) {
                    left_out = Some(why);
                }
            }
            plan.outlooks = self.desk().ahead(&self.insight.learnt).outlooks;
            plan.book = self.weeks.book().clone();
            plan.net = self.net(&real, &plan.book, &plan.edits);
        }
        self.weeks.show(sandbox.plan().book.clone());
        self.view.sandbox = Some(sandbox);
        if let Some(why) = left_out {
            self.refuse(format!("one change of the plan no longer fits: {}", refusal(&why)));
        }
    }

    /// The net effect of edits, as phrases, from the weeks before and after them.
    fn net(&self, before: &Book, after: &Book, edits: &[Edit]) -> Vec<String> {
        let ids: BTreeSet<WeekId> = edits.iter().flat_map(|e| self.change(e.clone()).weeks()).collect();
        let weeks = |book| self.desk().over(book).shown_weeks(ids.iter().copied());
        difference::net(&weeks(before), &weeks(after))
    }

    /// Closes the sandbox, and says how to get back to what was tried.
    pub(super) fn leave_sandbox(&mut self) {
        self.close_sandbox(None);
        let tried = self.view.left_plans.is_some();
        self.say(if tried {
            "nothing was saved; ⟦what-if⟧ ⟦undo⟧ restores the plans"
        } else {
            "nothing was saved"
        });
    }

    /// Closes the sandbox without a trace, except what can be restored once: the plans other than the one that was taken.
    fn close_sandbox(&mut self, taken: Option<usize>) {
        if let Some(sandbox) = self.view.sandbox.take() {
            let left = sandbox.plans.iter().enumerate().filter(|(n, p)| Some(*n) != taken && !p.edits.is_empty());
            let left: Vec<Vec<Edit>> = left.map(|(_, p)| p.edits.clone()).collect();
            // Someone who only looked does not lose the plans left before.
            if !left.is_empty() || taken.is_some() {
                self.view.left_plans = Some(left).filter(|l| !l.is_empty());
            }
            self.weeks.show(sandbox.plans.into_iter().next().map(|p| p.book).unwrap_or_default());
            self.keep_item();
        }
    }

    /// Adds an edit to the visible plan. The error is the refusal, as a sentence.
    pub(super) fn try_edit(&mut self, change: &Change) -> Result<(), String> {
        let done = self.weeks.apply(change).map_err(|why| refusal(&why))?;
        let book = self.weeks.book().clone();
        if let Some(sandbox) = &mut self.view.sandbox {
            if sandbox.at == 0 {
                // The unchanged plan stays unchanged: editing it starts another plan.
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
        self.update_net();
        self.say(outcome(&done));
        Ok(())
    }

    /// Undoes the last change of the visible plan, or restores plans that were left.
    pub(super) fn untry(&mut self) {
        let Some(mut sandbox) = self.view.sandbox.take() else { return };
        let base = sandbox.plans[0].book.clone();
        let nothing = sandbox.plans.iter().all(|p| p.edits.is_empty());
        if let Some(left) = self.view.left_plans.take_if(|_| nothing) {
            sandbox.plans.truncate(1);
            let as_is = sandbox.plans[0].clone();
            sandbox.plans.extend(left.into_iter().map(|edits| Plan { edits, ..as_is.clone() }));
            sandbox.at = 1;
            self.restore_plans(sandbox);
            return;
        }
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
        self.update_net();
        self.keep_item();
        self.say(said.map_or("nothing to undo in this plan".to_owned(), |s| format!("undone: {s}")));
    }

    /// Updates the net effect that the visible plan is named by.
    fn update_net(&mut self) {
        let Some(sandbox) = &self.view.sandbox else { return };
        let plan = sandbox.plan();
        let net = self.net(&sandbox.plans[0].book, &plan.book, &plan.edits);
        if let Some(sandbox) = &mut self.view.sandbox {
            let at = sandbox.at;
            sandbox.plans[at].net = net;
        }
    }

    /// Restores plans that were left before, applying each change to the current plan.
    fn restore_plans(&mut self, mut sandbox: Sandbox) {
        let real = sandbox.plans[0].book.clone();
        let mut lost = 0;
        for plan in &mut sandbox.plans {
            self.weeks.show(real.clone());
            let mut said = Vec::new();
            plan.edits.retain(|edit| match self.weeks.apply(&self.change(edit.clone())) {
                Ok(done) => {
                    said.push(outcome(&done));
                    true
                }
                Err(_) => {
                    lost += 1;
                    false
                }
            });
            plan.said = said;
        }
        self.weeks.show(real);
        self.reattach_sandbox(sandbox);
        self.keep_item();
        self.say(match lost {
            0 => "restored the plans you left".to_owned(),
            1 => "restored the plans you left; one change no longer fits".to_owned(),
            n => format!("restored the plans you left; {n} changes no longer fit"),
        });
    }

    /// Shows the next plan; after the last one a new one, while there is room.
    pub(super) fn next_plan(&mut self) {
        let Some(sandbox) = &mut self.view.sandbox else { return };
        let last = sandbox.at + 1 == sandbox.plans.len();
        if last && !sandbox.plan().edits.is_empty() && sandbox.plans.len() < MOST {
            let fresh = sandbox.plans[0].clone();
            sandbox.plans.push(fresh);
        }
        sandbox.at = (sandbox.at + 1) % sandbox.plans.len();
        let book = sandbox.plan().book.clone();
        self.weeks.show(book);
        self.view.notice = None;
        self.keep_item();
    }

    /// Asks for tonight's bed time, with the planned one, the one in the settings or the usual one filled in.
    pub(super) fn ask_bed(&mut self) {
        let planned = self.shown(WeekId::of(self.weeks.today())).0.day(self.weeks.today()).bed;
        let time =
            planned.or(self.setup.settings.bed).or_else(|| sleep::usual_bed(self.weeks.book(), self.weeks.today()));
        self.view.notice = None;
        self.view.layer = Some(Asks::BedTime(Clock::at(time)).into());
    }

    /// Applies the visible plan as one undo step.
    pub(super) fn apply_plan(&mut self) -> Vec<Effect> {
        if let Some(why) = self.weeks.lost.clone() {
            self.refuse(why);
            return Vec::new();
        }
        let Some((at, edits)) = self.view.sandbox.as_ref().map(|s| (s.at, s.plan().edits.clone())) else {
            return Vec::new();
        };
        self.close_sandbox(Some(at));
        if edits.is_empty() {
            self.say("nothing was changed");
            return Vec::new();
        }
        self.make(Edit::Batch(edits), None)
    }
}
