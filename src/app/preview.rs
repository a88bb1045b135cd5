//! Changes to whole weeks, shown before they are made.

use std::borrow::Cow;

use super::layers::action::Action;
use super::layers::offer::Offer;
use super::layers::scroll::Scroll;
use super::model::Model;
use super::prepare::refuse;
use crate::domain::shelf::day_number;
use crate::domain::week::day_title;
use crate::domain::{Days, Refusal, Week, WeekId};
use crate::edit::{Edit, MoveEdit, WeekEdit, difference};
use crate::planning::rules::block;

impl Model {
    /// Offers an edit of whole weeks, showing the days it changes. In what-if it is tried at once, since seeing what it
    /// does is the point there.
    pub(super) fn offered(&self, title: String, edit: Edit) -> Result<Action, Refusal> {
        self.trial(&edit)?;
        if self.view.sandbox.is_some() {
            return self.edit(edit, None);
        }
        let Some(after) = self.desk().after(&edit) else { return self.edit(edit, None) };
        let mut ids = self.change(edit.clone()).weeks();
        ids.dedup();
        let weeks = |book| self.desk().over(book).shown_weeks(ids.iter().copied());
        let (was, is) = (weeks(self.weeks.book()), weeks(&after));
        // Planning starts today.
        let days = difference::days(&was, &is).into_iter().filter(|d| d.date >= self.weeks.today());
        let mut lines: Vec<String> =
            days.map(|d| format!("{}: {} → {}", d.date.format("%a %-d"), d.before, d.after)).collect();
        let held = |all: &[Cow<'_, Week>]| all.iter().flat_map(|w| w.tray.clone()).collect::<Vec<_>>();
        let (before, after) = (held(&was), held(&is));
        let waits: Vec<String> = after.iter().filter(|t| !before.contains(t)).map(|t| t.session.summary()).collect();
        if !waits.is_empty() {
            lines.push(format!("tray: {}", waits.join(", ")));
        }
        let laid = |all: &[Cow<'_, Week>]| all.iter().map(|w| (w.deload, w.split.clone())).collect::<Vec<_>>();
        if lines.is_empty() && laid(&was) == laid(&is) {
            return refuse(format!("{title}: nothing would change"));
        }
        let seen = was.into_iter().map(Cow::into_owned).collect();
        Ok(Action::open(Offer { title, lines, edit, seen, scroll: Scroll::default() }))
    }

    /// A ready-made block of sixty days from next week on, as an offer with a line for each week.
    pub(super) fn block_offered(&self, name: &str) -> Result<Action, Refusal> {
        let blocks = self.setup.content.blocks();
        let Some(recipe) = blocks.iter().find(|b| b.name == name) else {
            let names: Vec<&str> = blocks.iter().map(|b| b.name.as_str()).collect();
            return refuse(format!("there is no block '{name}'; choose one of {}", names.join(", ")));
        };
        let (today, settings) = (self.weeks.today(), &self.setup.settings);
        let first = WeekId::of(today).shift(1);
        let every = settings.rules.deload_every;
        let before = block(&self.desk().days(), first, every, today, &self.setup.basis.regions);
        let split = self.setup.splits.get_or_default(recipe.split.as_deref());
        let weeks = recipe.weeks(&split, before.loading.min(every - 1), every);
        let usuals = self.weeks.book().usuals(day_number(today));
        let weeks_easy = weeks.iter().filter(|w| w.deload).count();
        let mut lines: Vec<String> = weeks
            .iter()
            .zip(0..)
            .map(|(week, n)| {
                let id = first.shift(n);
                let what =
                    if week.deload { "deload".to_owned() } else { format!("load {:>4.0}", week.split.load(&usuals)) };
                format!("week {:>2}   {:<6}   {what}", id.number(), id.monday().format("%-d %b").to_string())
            })
            .collect();
        lines.push(format!("goal      {}", recipe.goal));
        lines.push(format!("made from the {} split; what you added to these weeks goes to their trays", split.name));
        let (name, goal) = (recipe.name.clone(), recipe.goal.clone());
        let edit = Edit::Week(WeekEdit::LayBlock { name, goal, first, weeks });
        self.trial(&edit)?;
        if self.view.sandbox.is_some() {
            return self.edit(edit, None);
        }
        let seen = self.change(edit.clone()).weeks().into_iter().map(|id| self.shown(id).0.into_owned()).collect();
        let deloads = match weeks_easy {
            0 => String::new(),
            1 => ", one of them a deload".to_owned(),
            n => format!(", {n} of them deloads"),
        };
        let title = format!("{} · {} weeks{deloads}", recipe.title, lines.len() - 2);
        Ok(Action::open(Offer { title, lines, edit, seen, scroll: Scroll::default() }))
    }

    /// The best order of the days left in the shown week, as an offer that shows the difference.
    pub(super) fn arranged(&self) -> Result<Action, Refusal> {
        self.writable()?;
        let id = self.week_id();
        if id.sunday() < self.weeks.today() {
            return refuse(format!("week {} is past; there are no days left to arrange", id.number()));
        }
        let Some(found) = self.desk().arrangement(id, &self.insight.ahead) else {
            return refuse("no order of the days left is better than the current plan");
        };
        let edit = Edit::Move(MoveEdit::Arrange { takes: found.takes.clone() });
        self.trial(&edit)?;
        let (week, _) = self.shown(id);
        let mut lines: Vec<String> = found
            .takes
            .iter()
            .filter(|(to, from)| to != from)
            .map(|(to, from)| {
                let (before, after) = (day_title(&week.day(*to).sessions), day_title(&week.day(*from).sessions));
                format!("{}: {before} → {after}", to.format("%a"))
            })
            .collect();
        let (a, b) = found.findings;
        let (c, d) = found.as_planned;
        let mut gain = vec![
            format!("findings, including next Mon to Wed, {a} → {b}"),
            format!("mornings fit for their session {c} → {d}"),
        ];
        if let (Some(low), Some(higher)) = found.lowest {
            gain.push(format!("lowest morning ~{low} → ~{higher}"));
        }
        lines.extend(gain);
        let title = format!("A better order for week {}", id.number());
        let seen = vec![self.shown(id).0.into_owned()];
        Ok(Action::open(Offer { title, lines, edit, seen, scroll: Scroll::default() }))
    }
}
