//! Recovery practices: those offered for the day, then all others.

use super::action::Action;
use super::{Over, Press, Reply, moved};
use crate::app::pointer::Spot;
use crate::app::sight::Sight;
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
    fn scope(&self) -> Scope {
        Scope::Practices
    }

    fn point(&mut self, spot: Spot, _: &Sight<'_>) -> Reply {
        if let Spot::Line(n) = spot {
            self.at = n;
        }
        Reply::Stay
    }

    fn key(&mut self, press: Press, sight: &Sight<'_>) -> Reply {
        let practices = sight.practices();
        let Some((practice, offer)) = practices.get(self.at).copied() else { return Reply::Close };
        match press.verb {
            Some(Verb::Leave) => Reply::Close,
            Some(Verb::MarkDone) if sight.cursor > sight.weeks.today() => {
                let day = day_name(sight.cursor, sight.weeks.today());
                Reply::Refuse(format!("{day} is still ahead; ⟦practices.take⟧ puts it on the plan"))
            }
            Some(verb @ (Verb::Take | Verb::MarkDone)) => {
                let chosen = offer.map_or_else(|| extra(practice, &[]), |o| o.extra.clone());
                let edit = sight.adds(Extra { done: verb == Verb::MarkDone, ..chosen });
                Reply::Do(Action::Edit(edit, None))
            }
            Some(Verb::Time) => match sight.setup.content.timers().iter().find(|t| t.practice == practice.id) {
                Some(timing) => Reply::Do(Action::Run(Command::Timer, Some(timing.name.clone()))),
                None => {
                    let timed = sight.setup.content.timers().iter();
                    let titles: Vec<String> = timed.map(|t| t.title.to_lowercase()).collect();
                    let (of, all) = (&practice.title, titles.join(", "));
                    Reply::Refuse(format!("{of} needs no timer; there is one for {all}"))
                }
            },
            verb => {
                self.at = moved(verb, self.at, practices.len()).unwrap_or(self.at);
                Reply::Stay
            }
        }
    }
}
