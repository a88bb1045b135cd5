//! What a command would do here, or the sentence that says why it would do nothing.

use crate::edit::{LogEdit, MoveEdit, RestEdit, SessionEdit, TrayEdit, WeekEdit};
use chrono::NaiveDate;

use super::layers::action::{Action, Again};
use super::layers::block::Block;
use super::layers::body::Body;
use super::layers::check_in::Drawer;
use super::layers::field::Field;
use super::layers::form::Form;
use super::layers::go_to::GoTo;
use super::layers::help::Help;
use super::layers::learnt::Learnt;
use super::layers::lines::Lines;
use super::layers::month::Month;
use super::layers::note::Note;
use super::layers::patterns::Patterns;
use super::layers::picker::{Choice, Line, Picker};
use super::layers::practices::Practices;
use super::layers::review::Review;
use super::layers::search::{Search, Where};
use super::layers::setup::Setup;
use super::layers::strip::Asks;
use super::layers::trends::Trends;
use super::layers::why::Why;
use super::layers::wins::Wins;
use super::layers::year::Year;
use super::layers::zoom::Zoom;
use super::model::Model;
use super::msg::Effect;
use super::sight::{Item, SHOWN};
use crate::domain::Refusal;
use crate::domain::calendar::day_name;
use crate::domain::calendar::{ClockTime, Toward, add_days, parse_day};
use crate::domain::session::Session;
use crate::domain::week::TrayItem;
use crate::domain::{Days, WeekId};
use crate::edit::saving::Turn;
use crate::edit::{Edit, ItemRef};
use crate::edit::{PutFrom, Resting};
use crate::keys::{Command, Scope};
use crate::planning::event;
use crate::text::clean;
use crate::words;

/// A tray item, as the source of a put.
fn from_tray((id, index, item): &(WeekId, usize, &TrayItem)) -> PutFrom {
    PutFrom::Tray(*id, *index, item.session.kind, item.session.title.clone())
}

pub(super) fn refuse<T>(why: impl Into<String>) -> Result<T, Refusal> {
    Err(Refusal::new(why))
}

impl Model {
    /// What `command` would do here with `argument`.
    ///
    /// # Errors
    /// The sentence that says why it would do nothing.
    pub fn prepare(&self, command: Command, argument: Option<&str>) -> Result<Action, Refusal> {
        use Command as C;
        let cursor = self.view.cursor();
        let week = self.week_id();
        match command {
            C::WhatIf => Ok(Action::WhatIf),
            _ if self.view.sandbox.is_some() && !Scope::WhatIf.lets_through(command) => {
                refuse("what if only tries out plans; ⟦what-if.take⟧ applies one, ⟦what-if.leave⟧ leaves")
            }
            C::Undo if self.view.sandbox.is_some() => Ok(Action::Untry),
            C::PreviousDay => self.go(add_days(cursor, -1)),
            C::NextDay => self.go(add_days(cursor, 1)),
            C::GoDay(n) => self.go(self.view.days()[usize::from(n).min(SHOWN - 1)]),
            C::PreviousWeek => self.go(add_days(cursor, -(SHOWN as i64))),
            C::NextWeek => self.go(add_days(cursor, SHOWN as i64)),
            C::Today => self.go(self.weeks.today()),
            C::GoTo => match argument {
                Some(text) => self.go(self.parse_place(text, Toward::Nearest)?),
                None => Ok(Action::open(GoTo::default())),
            },
            C::NextItem => self.item(1),
            C::PreviousItem => self.item(-1),
            C::Rest if self.view.anchor.is_some() => self.edit(Edit::Rest(RestEdit::Full { days: self.days() }), None),
            C::Rest if Resting::of(&self.day()) == Resting::Full && self.view.rest_visit != Some(cursor) => {
                self.writable()?;
                Ok(Action::SayRest(cursor))
            }
            C::Rest => self
                .edit(Edit::Rest(RestEdit::Turn { date: cursor, seen: Resting::of(&self.day()) }), Some(Again::Rest)),
            C::InsertRest => self.edit(Edit::Rest(RestEdit::Insert { date: cursor }), Some(Again::InsertRest)),
            C::Swap => self.toward(Asks::Swap(cursor), argument),
            C::SwapBack => self.swap_neighbour(-1),
            C::SwapOn => self.swap_neighbour(1),
            C::Move if self.view.anchor.is_some() => self.toward(Asks::MoveDays(self.days()), argument),
            C::Move => self.toward(Asks::Move(self.session("move")?), argument),
            C::Edit => self.open_form(),
            C::Add => self.writable().map(|()| Action::PickToAdd),
            C::Harder => self.edit(
                Edit::Session(SessionEdit::Effort { item: self.session("make harder")?, points: 1 }),
                Some(Again::Effort(1)),
            ),
            C::Easier => self.edit(
                Edit::Session(SessionEdit::Effort { item: self.session("make easier")?, points: -1 }),
                Some(Again::Effort(-1)),
            ),
            C::Longer => self.edit(
                Edit::Session(SessionEdit::Length { item: self.session("make longer")?, minutes: 5 }),
                Some(Again::Length(5)),
            ),
            C::Shorter => self.edit(
                Edit::Session(SessionEdit::Length { item: self.session("make shorter")?, minutes: -5 }),
                Some(Again::Length(-5)),
            ),
            C::Done if self.sight().offer_here().is_some() => self.take_offer(true),
            C::Done if self.sight().care_here().is_some() => self.tick_care(),
            C::Done => self
                .edit(Edit::Session(SessionEdit::ToggleDone { item: self.session("mark done")? }), Some(Again::Done)),
            C::Skip => {
                let item = self.session("skip")?;
                self.trial(&Edit::Session(SessionEdit::Skip { item: item.clone(), reason: None, words: None }))?;
                Ok(Action::open(Asks::Skip(item)))
            }
            C::Cut => self.edit(Edit::Tray(TrayEdit::Cut { items: self.to_cut()? }), Some(Again::Cut)),
            C::Copy => self.copy(),
            C::Put => self.put(),
            C::CopyWeek => {
                self.writable()?;
                let (shown, _) = self.shown(week);
                let days = shown.days.clone().map(|d| d.sessions.iter().map(Session::as_plan).collect());
                Ok(Action::CopyWeek(Box::new(days)))
            }
            C::PutWeek => match &self.view.copied_week {
                Some(days) => self.edit(Edit::Week(WeekEdit::Put { days: days.clone(), id: week }), None),
                None => refuse("no week is copied yet; ⟦copy-week⟧ copies the one shown"),
            },
            C::Range => Ok(Action::Anchor(if self.view.anchor.is_some() { None } else { Some(cursor) })),
            C::Overlay => self.overlay(),
            C::Repeat => self.repeat(),
            C::Pin => {
                let item = self.session("pin")?;
                let pinned = self.day().sessions.get(item.index).is_some_and(|s| s.pinned);
                self.edit(Edit::Session(SessionEdit::Pin { item, on: !pinned }), None)
            }
            C::Bed => self.bed(argument),
            C::Split => self.choose_split(argument),
            C::Problems if self.trouble().is_empty() => refuse("there are no problems in this week's file"),
            C::Problems => {
                let lines = self.trouble().into_iter().map(str::to_owned).collect();
                Ok(Action::open(Lines::new("Not understood, and left as it is", lines)))
            }
            C::Theme => self.choose_theme(argument),
            C::Ascii => Ok(Action::Ascii),
            C::CheckIn if cursor > self.weeks.today() => {
                refuse(format!("{} is still ahead; check in that morning", day_name(cursor, self.weeks.today())))
            }
            C::CheckIn => {
                let asks = &self.setup.settings;
                self.writable().map(|()| Action::open(Drawer::open(self.weeks.book(), cursor, &asks.ask, &asks.tags)))
            }
            C::Note => self.writable().map(|()| Action::open(Note::over(self.weeks.book(), cursor))),
            C::Why => match self.recovery(cursor).filter(|_| cursor <= self.weeks.today()) {
                Some(_) => Ok(Action::open(Why::of(cursor))),
                None if cursor > self.weeks.today() => refuse(format!(
                    "{} is still ahead; ⟦what-if⟧ shows what moves its forecast",
                    day_name(cursor, self.weeks.today())
                )),
                None => refuse(format!(
                    "{} has no score to explain; ⟦check-in⟧ logs the morning",
                    day_name(cursor, self.weeks.today())
                )),
            },
            C::Apply => match self.prepared() {
                Some(p) if self.view.sandbox.is_none() => self.trial(&p.edit).map(|()| Action::Use(Box::new(p))),
                Some(p) => self.edit(p.edit, None),
                None => refuse("there is nothing to apply here"),
            },
            C::Hide => match self.prepared() {
                Some(p) => Ok(Action::Hide(p.id)),
                None => refuse("there is no offer to hide"),
            },
            C::Arrange => self.arranged(),
            C::Deload => {
                let start = cursor.max(self.weeks.today());
                let title = format!("A deload · the seven days from {}", day_name(start, self.weeks.today()));
                self.offered(title, Edit::Week(WeekEdit::Deload { start }))
            }
            C::Month => Ok(Action::open(Month { from: cursor })),
            C::Year => Ok(Action::OpenAll(Year::at(cursor, self.weeks.today()).into())),
            C::Trends => Ok(Action::OpenAll(Trends::at(cursor.min(self.weeks.today())).into())),
            C::Patterns => Ok(Action::OpenAll(Patterns::default().into())),
            C::Review => Ok(Action::open(Review::of(self.week_to_review()))),
            C::Learnt => Ok(Action::OpenAll(Learnt::default().into())),
            C::Body => Ok(Action::open(Body::from(cursor))),
            C::Block => match argument.filter(|n| !n.is_empty()) {
                None => Ok(Action::open(Block::at(week))),
                Some(name) => self.block_offered(name),
            },
            C::Setup => Ok(Action::open(Setup::over(&self.sight()))),
            C::Event => self.event(argument),
            C::Taper => self.taper(),
            C::Journal => Ok(Action::OpenAll(Search::new(Where::Journal, self.weeks.book()).into())),
            C::Find => Ok(Action::OpenAll(Search::new(Where::Everything, self.weeks.book()).into())),
            C::Practices => self.writable().map(|()| Action::open(Practices::default())),
            C::Timer => self.timer(argument),
            C::Snack | C::Fuel => self.tick(command),
            C::Meals => Ok(Action::open(self.meals())),
            C::Facts => Ok(Action::open(self.facts())),
            C::Wins if cursor > self.weeks.today() => {
                refuse(format!("{} is still ahead; ⟦today⟧ goes to today", day_name(cursor, self.weeks.today())))
            }
            C::Wins => self.writable().map(|()| Action::open(Wins::over(self.weeks.book(), cursor))),
            C::EditWeek => self.writable().map(|()| Action::Outside(self.week_as_text())),
            C::NextPanel => Ok(Action::Panel(true)),
            C::PreviousPanel => Ok(Action::Panel(false)),
            C::Zoom => Ok(Action::open(Zoom)),
            C::Undo if self.weeks.queue.can_forget() => Ok(Action::Forget),
            C::Undo => Ok(Action::Turn(Turn::Undo)),
            C::Redo => Ok(Action::Turn(Turn::Redo)),
            C::UndoList => Ok(Action::Outside(Effect::History)),
            C::SaveCopy => match (self.unsaved() == 0, argument) {
                (true, _) => refuse("everything is saved; there is nothing to copy"),
                (false, None) => refuse("name a folder, like :save-copy /tmp/recoup-copy"),
                (false, Some(to)) => {
                    Ok(Action::Outside(Effect::SaveCopy(to.into(), self.weeks.queue.edits().cloned().collect())))
                }
            },
            C::Demo if self.here.sample => refuse("these are the sample weeks; ⟦quit⟧ leaves them"),
            C::Tour if self.here.sample => Ok(Action::Tour),
            C::Demo => Ok(Action::Outside(Effect::Sample(false))),
            C::Tour => Ok(Action::Outside(Effect::Sample(true))),
            C::Palette => Ok(Action::open(self.palette(""))),
            C::Help => Ok(Action::open(Help::default())),
            C::Back if self.view.anchor.is_some() || !self.view.copied.is_empty() || self.view.notice.is_some() => {
                Ok(Action::Back)
            }
            C::Back => refuse(""),
            C::Quit => Ok(Action::Quit),
        }
    }

    /// Whether the command would do something here.
    pub fn acts(&self, command: Command) -> bool {
        let (undo, redo) = self.weeks.depth;
        let turns = |steps: usize| steps > 0 || !self.weeks.queue.is_empty();
        match command {
            // If it is asked for anyway, the store checks: another program may have made a step that changed no file.
            Command::Undo => turns(undo),
            Command::Redo => turns(redo),
            _ => self.prepare(command, None).is_ok(),
        }
    }

    /// The edit as an action, if it would succeed on the weeks as shown.
    pub(super) fn edit(&self, edit: Edit, again: Option<Again>) -> Result<Action, Refusal> {
        self.trial(&edit)?;
        Ok(Action::Edit(edit, again))
    }

    fn go(&self, date: NaiveDate) -> Result<Action, Refusal> {
        if date == self.view.cursor() {
            return refuse(format!("{} is already selected", day_name(date, self.weeks.today())));
        }
        Ok(Action::Go(date))
    }

    fn item(&self, by: i64) -> Result<Action, Refusal> {
        let items = self.items_here().len() as i64;
        let next = self.view.item as i64 + by;
        if (0..items).contains(&next) {
            Ok(Action::Item(next as usize))
        } else {
            refuse("there are no more items on this day")
        }
    }

    fn session(&self, verb: &str) -> Result<ItemRef, Refusal> {
        self.writable()?;
        if self.sight().offer_here().is_some() {
            return refuse("this is only an offer: enter adds it, ⟦done⟧ marks it done, ⟦practices⟧ says more");
        }
        if self.sight().care_here().is_some() {
            return refuse("this is only a tick: ⟦done⟧ sets or clears it");
        }
        self.selected().ok_or_else(|| Refusal::new(format!("there is no session here to {verb}; ⟦add⟧ adds one")))
    }

    pub(super) fn writable(&self) -> Result<(), Refusal> {
        self.weeks.book().frozen(self.week_id()).map_or(Ok(()), refuse)
    }

    fn parse_place(&self, text: &str, toward: Toward) -> Result<NaiveDate, Refusal> {
        let text = text.trim();
        if let Ok(week) = text.parse::<WeekId>() {
            return Ok(week.monday());
        }
        parse_day(text, self.weeks.today(), toward).map_err(|e| {
            // A day that does not exist is no week either.
            let more = if e.starts_with("there is no") { "" } else { ", or a week like 2026-W47" };
            Refusal::new(format!("{e}{more}"))
        })
    }

    fn event_day(&self, text: &str) -> Result<NaiveDate, Refusal> {
        parse_day(text, self.weeks.today(), Toward::Future).map_err(Refusal::new)
    }

    fn toward(&self, asks: Asks, argument: Option<&str>) -> Result<Action, Refusal> {
        if let Some(text) = argument {
            let target = self.parse_place(text, Toward::Future)?;
            return asks.answer(target, &self.sight());
        }
        if asks.targets(&self.sight()).next().is_none() {
            // The neighbour's refusal explains best what is in the way.
            let probe = if self.view.cursor() == self.view.last() { -1 } else { 1 };
            if let Some(edit) = asks.toward(add_days(self.view.cursor(), probe)) {
                self.trial(&edit)?;
            }
            return refuse("there is no day that can take it");
        }
        Ok(Action::open(asks))
    }

    fn swap_neighbour(&self, by: i64) -> Result<Action, Refusal> {
        let to = add_days(self.view.cursor(), by);
        let edit = Edit::swap(self.view.cursor(), to);
        self.trial(&edit)?;
        Ok(Action::EditAndGo(edit, to, Some(Again::Swap(by))))
    }

    fn open_form(&self) -> Result<Action, Refusal> {
        self.writable()?;
        let day = self.day();
        match self.items_here().get(self.view.item) {
            Some(Item::Note) => self.prepare(Command::Note, None),
            Some(Item::Offer(_)) => self.take_offer(false),
            Some(Item::Care(_)) => self.tick_care(),
            Some(Item::Session(i) | Item::Extra(i, _)) => {
                let item = self.session("edit")?;
                Ok(Action::open(Form::edit(item, &day.sessions[*i])))
            }
            None => refuse(format!(
                "nothing is planned on {}; ⟦add⟧ adds a session",
                day_name(self.view.cursor(), self.weeks.today())
            )),
        }
    }

    /// What can be added: the library, and the sessions of the splits and of the loaded weeks.
    pub(super) fn addable(&self) -> Vec<Line> {
        let from_splits = self.setup.splits.iter().flat_map(|s| s.days.iter().flatten());
        let from_weeks = self.weeks.book().weeks().rev().flat_map(|w| w.days.iter().flat_map(|d| &d.sessions));
        let mut out: Vec<Line> = Vec::new();
        for s in self.setup.library.sessions.iter().chain(from_splits).chain(from_weeks) {
            if out.iter().any(|l| l.text.eq_ignore_ascii_case(&s.title)) {
                continue;
            }
            let choice = Choice::Session(Box::new(s.as_plan()));
            out.push(Line {
                text: s.title.clone(),
                also: &[],
                hint: format!("{} {}", s.kind.label().to_lowercase(), words::effort(s)),
                choice,
            });
        }
        if !self.day().sessions.is_empty() {
            for e in &self.setup.library.extras {
                let hint = format!("extra {}", e.minutes.map_or(String::new(), |m| format!("{m}'")));
                out.push(Line { text: format!("+ {}", e.title), also: &[], hint, choice: Choice::Extra(e.clone()) });
            }
        }
        out
    }

    fn to_cut(&self) -> Result<Vec<ItemRef>, Refusal> {
        if self.view.anchor.is_none() {
            return Ok(vec![self.session("cut")?]);
        }
        let of_day = |date: NaiveDate| {
            let (week, _) = self.shown(WeekId::of(date));
            week.day(date).sessions.iter().enumerate().map(|(i, s)| ItemRef::to(date, i, s)).collect::<Vec<_>>()
        };
        Ok(self.days().into_iter().flat_map(of_day).collect())
    }

    fn copy(&self) -> Result<Action, Refusal> {
        if self.view.anchor.is_some() {
            let of_day = |date: NaiveDate| {
                self.shown(WeekId::of(date)).0.day(date).sessions.iter().map(Session::as_plan).collect()
            };
            return Ok(Action::Copy(self.days().into_iter().map(of_day).collect()));
        }
        let item = self.session("copy")?;
        if item.extra.is_some() {
            return refuse("an extra goes with its session; copy the session");
        }
        Ok(Action::Copy(vec![vec![self.day().sessions[item.index].as_plan()]]))
    }

    fn put(&self) -> Result<Action, Refusal> {
        let tray = self.tray();
        let from = match (self.view.copied.is_empty(), tray.as_slice()) {
            (false, _) => PutFrom::Copy(self.view.copied.clone()),
            (true, [one]) => from_tray(one),
            (true, [first, _, ..]) => {
                self.trial(&Edit::Tray(TrayEdit::Put { from: from_tray(first), to: self.view.cursor() }))?;
                let all = tray.iter().map(|waits| (from_tray(waits), waits.2.clone())).collect();
                return Ok(Action::open(Asks::Put(self.view.cursor(), all)));
            }
            (true, []) => return refuse("the tray is empty; ⟦cut⟧ moves a session there, ⟦copy⟧ copies one"),
        };
        self.edit(Edit::Tray(TrayEdit::Put { from, to: self.view.cursor() }), Some(Again::Put))
    }

    fn overlay(&self) -> Result<Action, Refusal> {
        let laid = |date: NaiveDate| (self.weeks.book() as &dyn Days).day(date).and_then(|d| d.overlay);
        if let Some(overlay) = laid(self.view.cursor()) {
            // From here on the plan applies again; the days before keep their overlay.
            let run = (1..60).map(|n| add_days(self.view.cursor(), n)).take_while(|d| laid(*d) == Some(overlay));
            let days: Vec<NaiveDate> = [self.view.cursor()].into_iter().chain(run).collect();
            let days = if self.view.anchor.is_some() { self.days() } else { days };
            return self.edit(Edit::Log(LogEdit::Overlay { days, overlay: None }), None);
        }
        self.writable()?;
        Ok(Action::open(Asks::Overlay(self.days(), self.view.anchor.is_some())))
    }

    fn bed(&self, argument: Option<&str>) -> Result<Action, Refusal> {
        let time = match argument {
            None => return refuse("name a time, like :bed 22:00, or :bed off"),
            Some("off" | "none" | "") => None,
            Some(text) => Some(text.parse::<ClockTime>().map_err(Refusal::new)?),
        };
        self.edit(Edit::Log(LogEdit::Bed { date: self.view.cursor(), time }), None)
    }

    /// `12-12 City race`; `off` removes the event of the selected day, or else the next one.
    fn event(&self, argument: Option<&str>) -> Result<Action, Refusal> {
        let text = argument.unwrap_or_default().trim();
        let usage = || refuse("give its date and name, like :event 2026-12-12 City race; :event off removes one");
        if text.is_empty() {
            return usage();
        }
        if let Some(day) = text.strip_prefix("off ") {
            return self.edit(Edit::Log(LogEdit::Event { date: self.event_day(day.trim())?, name: None }), None);
        }
        if matches!(text, "off" | "none") {
            let on_cursor = self.day().event.is_some().then(|| self.view.cursor());
            let next = || event::next(self.weeks.book(), self.weeks.today()).map(|e| e.date);
            let Some(date) = on_cursor.or_else(next) else { return refuse("there is no event to remove") };
            return self.edit(Edit::Log(LogEdit::Event { date, name: None }), None);
        }
        let words =
            |n: usize| text.match_indices(char::is_whitespace).nth(n).map_or((text, ""), |(at, _)| text.split_at(at));
        // A day of two words is a number and a month.
        let (date, name) = match (self.event_day(words(0).0), self.event_day(words(1).0)) {
            (Err(_), Ok(date)) => (date, words(1).1),
            (Err(one), Err(two)) => return Err(if one.to_string().len() < two.to_string().len() { one } else { two }),
            (date, _) => (date?, words(0).1),
        };
        let name = clean(name.trim());
        if name.is_empty() {
            return usage();
        }
        if matches!(name.as_str(), "off" | "none") {
            return self.edit(Edit::Log(LogEdit::Event { date, name: None }), None);
        }
        if date < self.weeks.today() {
            return refuse(format!("{} is past; an event must be ahead", day_name(date, self.weeks.today())));
        }
        if (date - self.weeks.today()).num_days() > event::HORIZON {
            return refuse(format!("{} is more than a year ahead", date.format("%-d %b %Y")));
        }
        self.edit(Edit::Log(LogEdit::Event { date, name: Some(name) }), None)
    }

    /// The taper before the next event.
    fn taper(&self) -> Result<Action, Refusal> {
        // There is nothing left to ease before an event today.
        let Some(next) = event::next(self.weeks.book(), add_days(self.weeks.today(), 1)) else {
            return refuse("there is no event ahead; :event 2026-12-12 City race adds one");
        };
        let next = event::Event { days: next.days + 1, ..next };
        let title = format!("A taper before {} · half the minutes, the same RPE", next.countdown());
        self.offered(title, Edit::Week(WeekEdit::Taper { event: next.date }))
    }

    fn choose_split(&self, argument: Option<&str>) -> Result<Action, Refusal> {
        let Some(name) = argument.filter(|n| !n.is_empty()) else {
            return Ok(Action::open(self.palette("split ")));
        };
        let Some(split) = self.setup.splits.get(name) else {
            let names: Vec<_> = self.setup.splits.names().collect();
            return refuse(format!("there is no split '{name}'; choose one of {}", names.join(", ")));
        };
        let id = self.week_id();
        let title =
            format!("The {} split for week {} and later ones without a plan of their own", split.name, id.number());
        self.offered(title, Edit::Week(WeekEdit::LaySplit { id, split: Box::new(split.clone()) }))
    }

    fn choose_theme(&self, argument: Option<&str>) -> Result<Action, Refusal> {
        match argument {
            Some(name) if self.setup.themes.get(name).is_some() => Ok(Action::Theme(name.to_owned())),
            None | Some("") => Ok(Action::open(self.palette("theme "))),
            Some(other) => {
                refuse(format!("there is no theme '{other}'; choose one of {}", self.setup.themes.names().join(", ")))
            }
        }
    }

    pub(super) fn palette(&self, typed: &str) -> Picker {
        let splits: Vec<String> = self.setup.splits.names().map(str::to_owned).collect();
        let mut picker = Picker::of_commands(&self.setup.keymap, |command| match command {
            Command::Split => splits.clone(),
            Command::Theme => self.setup.themes.names().into_iter().map(str::to_owned).collect(),
            Command::Swap | Command::Move => {
                self.week_id().days().map(|d| d.format("%a").to_string().to_lowercase()).collect()
            }
            Command::GoTo => ["today", "tomorrow", "yesterday"].map(str::to_owned).into(),
            Command::Block => self.setup.content.blocks().iter().map(|b| b.name.clone()).collect(),
            Command::Bed => ["21:30", "22:00", "22:30", "23:00", "off"].map(str::to_owned).into(),
            Command::Timer => self.setup.content.timers().iter().map(|t| t.name.clone()).collect(),
            _ => Vec::new(),
        });
        picker.filter = Field::new(typed);
        picker.language.clone_from(&self.here.language);
        picker
    }

    fn repeat(&self) -> Result<Action, Refusal> {
        let Some(again) = self.view.again else { return refuse("there is no change to repeat yet") };
        let edit = match again {
            Again::Rest => return self.prepare(Command::Rest, None),
            Again::InsertRest => return self.prepare(Command::InsertRest, None),
            Again::Cut => return self.prepare(Command::Cut, None),
            Again::Put => return self.prepare(Command::Put, None),
            Again::Done => return self.prepare(Command::Done, None),
            Again::Swap(on) => Edit::swap(self.view.cursor(), add_days(self.view.cursor(), on)),
            Again::SwapWith(weekday) => Edit::swap(self.view.cursor(), self.week_id().day(weekday)),
            Again::Move(weekday, how) => {
                Edit::Move(MoveEdit::Session { item: self.session("move")?, to: self.week_id().day(weekday), how })
            }
            Again::Effort(points) => Edit::Session(SessionEdit::Effort { item: self.session("change")?, points }),
            Again::Length(minutes) => Edit::Session(SessionEdit::Length { item: self.session("change")?, minutes }),
            Again::Skip(reason) => {
                Edit::Session(SessionEdit::Skip { item: self.session("skip")?, reason, words: None })
            }
            Again::Overlay(overlay) => Edit::Log(LogEdit::Overlay { days: self.days(), overlay: Some(overlay) }),
        };
        self.edit(edit, Some(again))
    }
}
