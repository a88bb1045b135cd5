//! Recovery practices: those offered for the day, then all others.

use super::{Over, Press, Reply, moved};
use crate::app::layers::timer::Exercise;
use crate::app::model::Model;
use crate::app::prepare::Action;
use crate::domain::Extra;
use crate::domain::calendar::day_name;
use crate::keys::{Command, Scope, Verb};
use crate::planning::practices::extra;

/// Recovery practices to choose from.
#[derive(Clone, Copy, Debug, Default)]
pub struct Practices {
    /// The selected line.
    pub at: usize,
}

impl Over for Practices {
    fn scope(&self) -> Option<Scope> {
        Some(Scope::Practices)
    }

    fn key(&mut self, press: Press, model: &Model) -> Reply {
        let practices = model.practices();
        let Some((practice, offer)) = practices.get(self.at).copied() else { return Reply::Close };
        match press.verb {
            Some(Verb::Leave) => Reply::Close,
            Some(Verb::MarkDone) if model.view.cursor() > model.weeks.today() => {
                let day = day_name(model.view.cursor(), model.weeks.today());
                Reply::Refuse(format!("{day} is still ahead; enter puts it on the plan"))
            }
            Some(verb @ (Verb::Take | Verb::MarkDone)) => {
                let chosen = offer.map_or_else(|| extra(practice, &[]), |o| o.extra.clone());
                let edit = model.adds(Extra { done: verb == Verb::MarkDone, ..chosen });
                Reply::Do(Action::Edit(edit, None))
            }
            Some(Verb::Time) => match Exercise::ALL.into_iter().find(|e| e.practice() == practice.id) {
                Some(exercise) => Reply::Do(Action::Run(Command::Timer, Some(exercise.name().to_owned()))),
                None => Reply::Refuse(format!(
                    "{} needs no timer; stretching, breathing and rolling have one",
                    practice.title
                )),
            },
            verb => {
                self.at = moved(verb, self.at, practices.len()).unwrap_or(self.at);
                Reply::Stay
            }
        }
    }
}
