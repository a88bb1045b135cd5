//! A day's eating and drinking: doses, and a tick for each.

use chrono::NaiveDate;

use super::action::Action;
use super::{Over, Press, Reply, moved};
use crate::app::pointer::Spot;
use crate::app::sight::Sight;
use crate::domain::Fuel as Tick;
use crate::edit::{Edit, LogEdit};
use crate::keys::{Scope, Verb};

/// The id of the row that is counted, meal by meal.
pub const PROTEIN: &str = "protein";

/// Doses of a day, each with its tick.
#[derive(Clone, Copy, Debug)]
pub struct Fuel {
    /// The day.
    pub date: NaiveDate,
    /// The selected row.
    pub at: usize,
}

impl Fuel {
    /// Of a day.
    pub fn of(date: NaiveDate) -> Self {
        Self { date, at: 0 }
    }

    /// The edit that a row's key makes: a counted row goes up or down by one, a ticked row is toggled.
    fn edit(&self, id: &str, less: bool, sight: &Sight<'_>) -> Option<Edit> {
        let date = self.date;
        if id == PROTEIN {
            return Some(Edit::Log(LogEdit::Protein { date, by: if less { -1 } else { 1 } }));
        }
        let fuel = Tick::parse(id).ok()?;
        let on = !sight.desk().day(date).fuel.contains(&fuel);
        Some(Edit::Log(LogEdit::Fuel { date, fuel, on }))
    }
}

impl Over for Fuel {
    fn scope(&self) -> Scope {
        Scope::Fuel
    }

    fn point(&mut self, spot: Spot, _: &Sight<'_>) -> Reply {
        if let Spot::Line(n) = spot {
            self.at = n;
        }
        Reply::Stay
    }

    fn key(&mut self, press: Press, sight: &Sight<'_>) -> Reply {
        let rows = sight.setup.content.fuel();
        let ticked = |id: &str| id == PROTEIN || Tick::parse(id).is_ok();
        let named = press.key.typed().filter(|_| press.verb.is_none());
        let named = named.and_then(|c| rows.iter().position(|r| ticked(&r.id) && r.id.starts_with(c)));
        let verb = match (press.verb, named) {
            (Some(Verb::Leave | Verb::Take), _) => return Reply::Close,
            (_, Some(at)) => {
                self.at = at;
                Verb::MarkDone
            }
            (Some(verb), None) => verb,
            (None, None) => return Reply::Stay,
        };
        let Some(row) = rows.get(self.at) else { return Reply::Close };
        match verb {
            Verb::MarkDone | Verb::StepUp | Verb::StepDown if !ticked(&row.id) => {
                Reply::Refuse(format!("{} is for information; it has no tick", row.title.to_lowercase()))
            }
            Verb::MarkDone | Verb::StepUp | Verb::StepDown => match self.edit(&row.id, verb == Verb::StepDown, sight) {
                Some(edit) => Reply::DoAndStay(Action::Edit(edit, None)),
                None => Reply::Stay,
            },
            verb => {
                self.at = moved(Some(verb), self.at, rows.len()).unwrap_or(self.at);
                Reply::Stay
            }
        }
    }
}
