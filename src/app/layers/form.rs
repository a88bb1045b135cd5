//! A session edited in place, field by field.

use super::action::Action;
use super::field::Field;
use super::{Over, Press, Reply};
use crate::app::notice::refusal;
use crate::app::pointer::Spot;
use crate::app::sight::Sight;
use crate::domain::session::{Kind, MAX_MINUTES, Rpe, Status};
use crate::domain::{Focus, Region, Session, WeekId};
use crate::edit::{Edit, ItemRef, SessionEdit};
use crate::formats::fields::{self, SessionField, Texts};
use crate::keys::{Code, Scope, Verb};
use crate::recovery::RegionTable;
use crate::text::{clean, edited};
use chrono::NaiveDate;

/// The fields of a session that are typed.
#[derive(Clone, Debug)]
pub struct Typed {
    title: Field,
    minutes: Field,
    rpe: Field,
    distance: Field,
    performance: Field,
    trains: Field,
    movements: Field,
    extras: Field,
    only_if: Field,
    note: Field,
}

impl Typed {
    fn of(s: &Session) -> Self {
        let Texts { minutes, rpe, distance, performance, trains, movements, extras, condition } = Texts::of(s);
        Self {
            title: Field::new(&s.title),
            minutes: Field::new(&minutes),
            rpe: Field::new(&rpe),
            distance: Field::new(&distance),
            performance: Field::new(&performance),
            trains: Field::new(&trains),
            movements: Field::new(&movements),
            extras: Field::new(&extras),
            only_if: Field::new(&condition),
            note: Field::new(s.note.as_deref().unwrap_or_default()),
        }
    }

    /// The text of a field; the kind has none.
    pub fn get(&self, field: SessionField) -> Option<&Field> {
        Some(match field {
            SessionField::Kind => return None,
            SessionField::Title => &self.title,
            SessionField::Minutes => &self.minutes,
            SessionField::Rpe => &self.rpe,
            SessionField::Distance => &self.distance,
            SessionField::Performance => &self.performance,
            SessionField::Trains => &self.trains,
            SessionField::Movements => &self.movements,
            SessionField::Extras => &self.extras,
            SessionField::OnlyIf => &self.only_if,
            SessionField::Note => &self.note,
        })
    }

    fn get_mut(&mut self, field: SessionField) -> Option<&mut Field> {
        Some(match field {
            SessionField::Kind => return None,
            SessionField::Title => &mut self.title,
            SessionField::Minutes => &mut self.minutes,
            SessionField::Rpe => &mut self.rpe,
            SessionField::Distance => &mut self.distance,
            SessionField::Performance => &mut self.performance,
            SessionField::Trains => &mut self.trains,
            SessionField::Movements => &mut self.movements,
            SessionField::Extras => &mut self.extras,
            SessionField::OnlyIf => &mut self.only_if,
            SessionField::Note => &mut self.note,
        })
    }
}

/// The fields of one session.
#[derive(Clone, Debug)]
pub struct Form {
    /// The day.
    pub date: NaiveDate,
    /// The session that is edited; `None` while a new one is made.
    pub item: Option<ItemRef>,
    /// The session as it was.
    pub was: Session,
    /// Its kind now.
    pub kind: Kind,
    /// What is typed; the kind is chosen with ← →.
    pub typed: Typed,
    /// The field under the cursor.
    pub at: SessionField,
    /// What is wrong with what was typed.
    pub complaint: Option<String>,
    /// Whether the cursor has just moved to a number or to names, so that the first thing typed replaces them.
    pub typed_over: bool,
    /// Whether a new session was asked for its minutes.
    asked: bool,
    /// The texts that were left and brought back.
    brought_back: Vec<String>,
}

/// How far a key steps a number, in minutes and in RPE. The same as on the grid.
const STEP_MINUTES: i16 = 5;
const STEP_RPE: i8 = 1;

impl Form {
    /// Over a session of the plan.
    pub fn edit(item: ItemRef, session: &Session) -> Self {
        let at = if item.extra.is_some() { SessionField::Extras } else { SessionField::Title };
        let date = item.date;
        Self { item: Some(item), at, ..Self::over(date, session) }
    }

    /// For a new session. Numbers at the end of its title become its minutes and RPE: `Kettlebell 40' RPE 7`.
    pub fn add(date: NaiveDate, title: &str) -> Self {
        let (title, minutes, rpe) = split_off_numbers(title);
        let session = Session { minutes, rpe, ..Session::new(Kind::Strength, title) };
        Self { at: SessionField::Kind, ..Self::over(date, &session) }
    }

    /// With what was typed into it before.
    pub fn retyped(self, to: &Session) -> Self {
        let typed = Self::over(self.date, to);
        Self { kind: typed.kind, typed: typed.typed, ..self }
    }

    /// The session is gone: what was typed becomes a new one.
    pub fn adds(self) -> Self {
        Self { item: None, was: self.was.as_plan(), ..self }
    }

    fn over(date: NaiveDate, s: &Session) -> Self {
        Self {
            date,
            item: None,
            was: s.clone(),
            kind: s.kind,
            typed: Typed::of(s),
            at: SessionField::Title,
            complaint: None,
            typed_over: false,
            asked: false,
            brought_back: Vec::new(),
        }
    }

    /// The same, with its texts remembered as brought back.
    pub fn back(mut self) -> Self {
        self.brought_back = self.changed_texts();
        self
    }

    /// Whether leaving it would lose something; what was brought back and is left again is dropped.
    pub fn has_unsaved_text(&self) -> bool {
        let changed = self.changed_texts();
        (!changed.is_empty() && changed != self.brought_back) || (self.kind != self.was.kind && self.item.is_some())
    }

    /// The fields that were changed, by name.
    pub fn changed_fields(&self) -> Vec<&'static str> {
        let fresh = Self::over(self.date, &self.was);
        let differs = |f: &SessionField| match (self.typed.get(*f), fresh.typed.get(*f)) {
            (Some(now), Some(was)) => now.text() != was.text(),
            _ => self.kind != self.was.kind,
        };
        SessionField::all().filter(differs).map(SessionField::label).collect()
    }

    /// Goes to a field; typing replaces a number there.
    fn go(&mut self, to: SessionField) {
        self.at = to;
        self.typed_over = matches!(to, SessionField::Minutes | SessionField::Rpe | SessionField::Trains);
    }

    /// A step up or down of the number under the cursor.
    fn nudge(&mut self, up: bool) {
        let sign = if up { 1 } else { -1 };
        let Some(field) = self.typed.get_mut(self.at) else { return };
        let text = match self.at {
            SessionField::Minutes => {
                let now = fields::minutes_of(field.text()).unwrap_or(0) as i16;
                (now + sign * STEP_MINUTES).clamp(STEP_MINUTES, MAX_MINUTES as i16).to_string()
            }
            SessionField::Rpe => {
                let step = |r: Rpe| r.step(sign as i8 * STEP_RPE);
                Rpe::parse(field.text()).map_or(Rpe::MODERATE, step).to_string()
            }
            _ => return,
        };
        *field = Field::new(&text);
    }

    /// The fields that are shown: distance for kinds that cover one, and performance once it is done.
    pub fn fields(&self) -> Vec<SessionField> {
        let covers_distance = matches!(self.kind, Kind::Endurance | Kind::Conditioning | Kind::ActiveRecovery);
        let shows = |f: &SessionField| match f {
            SessionField::Distance => covers_distance || self.was.actual_distance().is_some(),
            SessionField::Performance => {
                self.was.done.is_some_and(|d| d.performance.is_some() || d.achieved.is_some())
                    || (self.was.status == Status::Done && self.kind != Kind::Rest)
            }
            SessionField::Movements => self.kind != Kind::Rest || !self.was.movements.is_empty(),
            _ => true,
        };
        SessionField::all().filter(shows).collect()
    }

    /// Moves to the field after the one under the cursor, or before it, wrapping around.
    fn step(&mut self, forward: bool) {
        let all = self.fields();
        let at = all.iter().position(|f| *f == self.at).unwrap_or(0);
        self.go(all[(at + if forward { 1 } else { all.len() - 1 }) % all.len()]);
    }

    /// The text field under the cursor; none where the kind is chosen.
    pub fn field_mut(&mut self) -> Option<&mut Field> {
        self.typed.get_mut(self.at)
    }

    /// What it trains, up to the last comma and with a blank after it, and the name being typed. Nothing can follow a focus:
    /// there the whole text is the name.
    fn last_name(&self) -> (String, &str) {
        let text = self.typed.trains.text();
        match text.rsplit_once(',') {
            Some((before, name)) if before.split(',').all(|w| Region::parse(w).is_ok()) => {
                (format!("{before}, "), name.trim())
            }
            Some((before, name)) if name.trim().is_empty() => (String::new(), before.trim()),
            _ => (String::new(), text.trim()),
        }
    }

    /// The names that the last word of what it trains can be: regions that are not named before it and, if it is the only
    /// word, every focus.
    pub fn trainable(&self, regions: &RegionTable) -> Vec<String> {
        let (before, _) = self.last_name();
        let named: Vec<Region> = before.split(',').filter_map(|w| Region::parse(w).ok()).collect();
        // The whole body is a focus when it comes to what a session trains.
        let free = Region::ALL.into_iter().filter(|r| *r != Region::General && !named.contains(r));
        let focuses = regions.focus.keys().filter(|_| before.is_empty());
        free.map(|r| r.name().to_owned()).chain(focuses.map(ToString::to_string)).collect()
    }

    /// Replaces the last word of what it trains with the next of these names, or the one before; a word that is not a whole
    /// name yet becomes the first that begins with it.
    fn choose(&mut self, names: &[String], forward: bool) {
        let (before, word) = self.last_name();
        let step = |at: usize| (at + if forward { 1 } else { names.len() - 1 }) % names.len();
        let place = |n: &str| names.iter().position(|name| name == n);
        let begun = || names.iter().position(|name| !word.is_empty() && name.starts_with(&word.to_lowercase()));
        let ends = if forward { 0 } else { names.len().saturating_sub(1) };
        let at = place(word).map(step).or_else(begun).unwrap_or(ends);
        let Some(name) = names.get(at) else { return };
        self.typed.trains = Field::new(&format!("{before}{name}"));
    }

    /// Takes a key that neither saves nor leaves.
    fn press(&mut self, Press { key, verb }: Press, sight: &Sight<'_>) {
        self.complaint = None;
        let plain = !key.ctrl && !key.alt;
        match (verb, key.code) {
            (Some(Verb::Next | Verb::Down), _) => self.step(true),
            (Some(Verb::Previous | Verb::Up), _) => self.step(false),
            (_, Code::Left | Code::Right | Code::Char(' ')) if self.at == SessionField::Kind && plain => {
                let at = Kind::ALL.iter().position(|k| *k == self.kind).unwrap_or(0);
                let step = if key.code == Code::Left { Kind::ALL.len() - 1 } else { 1 };
                self.kind = Kind::ALL[(at + step) % Kind::ALL.len()];
            }
            (_, Code::Left | Code::Right)
                if self.at == SessionField::Trains && plain && self.typed.trains.halves().1.is_empty() =>
            {
                self.typed_over = false;
                let names = self.trainable(&sight.setup.basis.regions);
                self.choose(&names, key.code == Code::Right);
            }
            (_, Code::Char(c)) if self.at == SessionField::Kind && plain => {
                let begins = |k: &Kind| k.name().starts_with(c.to_ascii_lowercase());
                self.kind = Kind::ALL.into_iter().find(begins).unwrap_or(self.kind);
            }
            (_, Code::Char(c @ ('+' | '-'))) if plain && self.is_number() => {
                self.nudge(c == '+');
                self.typed_over = true;
            }
            _ => {
                let typed = key.typed().is_some();
                let over = std::mem::take(&mut self.typed_over);
                if let Some(field) = self.field_mut() {
                    if over && typed {
                        *field = Field::default();
                    }
                    field.press(key);
                }
            }
        }
    }

    fn is_number(&self) -> bool {
        matches!(self.at, SessionField::Minutes | SessionField::Rpe)
    }

    /// The texts typed that differ from the session's.
    pub fn changed_texts(&self) -> Vec<String> {
        let fresh = Self::over(self.date, &self.was);
        let both = SessionField::all().filter_map(|f| Some((self.typed.get(f)?, fresh.typed.get(f)?)));
        both.filter(|(now, was)| now.text() != was.text()).filter_map(|(now, _)| now.filled()).collect()
    }

    /// The edit it makes; `None` if nothing changed.
    ///
    /// # Errors
    /// A sentence; the cursor is put on the field it is about.
    pub fn finish(&mut self) -> Result<Option<Edit>, String> {
        let read = self.read();
        let to = read.map_err(|(at, why)| {
            self.go(at);
            self.complaint = Some(why.clone());
            why
        })?;
        Ok(match &self.item {
            None => Some(Edit::Session(SessionEdit::Add { date: self.date, session: Box::new(to) })),
            Some(_) if to == self.was => None,
            Some(item) => Some(Edit::Session(SessionEdit::Revise {
                item: item.clone(),
                was: Box::new(self.was.clone()),
                to: Box::new(to),
            })),
        })
    }

    fn read(&self) -> Result<Session, (SessionField, String)> {
        let fresh = Self::over(self.date, &self.was);
        // An untouched field stays as it was, including what a line of text cannot hold.
        let touched = |now: &Field, was: &Field| self.item.is_none() || now.text() != was.text();
        let Typed { title, minutes, rpe, distance, performance, trains, movements, extras, only_if, note } =
            &self.typed;
        let mut s = Session { kind: self.kind, ..self.was.clone() };
        if touched(title, &fresh.typed.title) {
            s.title = title.filled().unwrap_or_else(|| self.kind.label().to_owned());
        }
        if touched(note, &fresh.typed.note) {
            let text = edited(self.was.note.as_deref().unwrap_or_default(), note.text());
            s.note = Some(text.trim().to_owned()).filter(|t| !t.is_empty());
        }
        if self.kind == Kind::Rest && self.was.kind != Kind::Rest {
            // Turned into rest, it keeps nothing of the work it was.
            let title = if s.title == self.was.title { Session::full_rest().title } else { s.title };
            return Ok(Session {
                title,
                note: s.note,
                id: self.was.id.clone(),
                row: self.was.row,
                ..Session::full_rest()
            });
        }
        let text = |f: &Field| f.text().to_owned();
        let texts = Texts {
            minutes: text(minutes),
            rpe: text(rpe),
            distance: text(distance),
            performance: text(performance),
            trains: text(trains),
            movements: text(movements),
            extras: text(extras),
            condition: text(only_if),
        };
        texts.over(&mut s, clean)?;
        Ok(s)
    }
}

impl Form {
    /// Whether it is a new session that has no minutes yet and was not asked for them.
    fn wants_minutes(&self) -> bool {
        let empty = self.typed.get(SessionField::Minutes).is_some_and(|f| f.filled().is_none());
        self.item.is_none() && empty && !self.asked && self.kind != Kind::Rest
    }

    /// What is wrong with a focus that is not known.
    fn unknown_focus(&self, edit: &Edit, sight: &Sight<'_>) -> Option<String> {
        let (Edit::Session(SessionEdit::Add { session: to, .. }) | Edit::Session(SessionEdit::Revise { to, .. })) =
            edit
        else {
            return None;
        };
        let focus = to.focus.as_ref().filter(|f| self.was.focus.as_ref() != Some(f))?;
        let known = &sight.setup.basis.regions.focus;
        let regions = Region::ALL.into_iter().filter(|r| *r != Region::General).map(Region::label);
        let regions = regions.collect::<Vec<_>>().join(", ");
        let focuses = known.keys().map(Focus::as_str).collect::<Vec<_>>().join(", ");
        let why = format!("'{focus}' is neither a comma-separated list of regions ({regions}) nor a focus ({focuses})");
        (!known.contains_key(focus)).then_some(why)
    }
}

/// Splits a title from the minutes and the RPE at its end.
fn split_off_numbers(text: &str) -> (String, Option<u16>, Option<Rpe>) {
    let mut words: Vec<&str> = text.split_whitespace().collect();
    let rpe = match words.as_slice() {
        [.., name, n] if name.eq_ignore_ascii_case("rpe") => Rpe::parse(n).ok(),
        _ => None,
    };
    words.truncate(words.len() - if rpe.is_some() { 2 } else { 0 });
    let (number, unit) = match words.as_slice() {
        [.., n, "min"] => (Some(*n), 2),
        [.., n] => (n.strip_suffix('\'').or(n.strip_suffix("min")), 1),
        [] => (None, 0),
    };
    let minutes = number.filter(|n| !n.is_empty()).and_then(|n| fields::minutes_of(n).ok());
    words.truncate(words.len() - if minutes.is_some() { unit } else { 0 });
    if words.is_empty() || (rpe.is_none() && minutes.is_none()) {
        return (text.to_owned(), None, None);
    }
    (words.join(" "), minutes, rpe)
}

impl Over for Form {
    fn scope(&self) -> Scope {
        Scope::Form
    }

    fn point(&mut self, spot: Spot, _: &Sight<'_>) -> Reply {
        if let Spot::Line(n) = spot
            && let Some(field) = self.fields().get(n)
        {
            self.go(*field);
        }
        Reply::Stay
    }

    fn key(&mut self, press: Press, sight: &Sight<'_>) -> Reply {
        match press.verb {
            Some(Verb::Leave) => return Reply::Leave,
            Some(Verb::Take) if self.wants_minutes() => {
                self.asked = true;
                self.go(SessionField::Minutes);
                self.complaint =
                    Some(sight.setup.keymap.spell("how long will it take? ⟦form.take⟧ again saves without"));
                return Reply::Stay;
            }
            Some(Verb::Take) => {}
            _ => {
                self.press(press, sight);
                return Reply::Stay;
            }
        }
        let edit = match self.finish() {
            Ok(None) => return Reply::Close,
            Ok(Some(edit)) => edit,
            Err(_) => return Reply::Stay,
        };
        if let Some(why) = self.unknown_focus(&edit, sight) {
            self.go(SessionField::Trains);
            self.complaint = Some(why);
            return Reply::Stay;
        }
        let Err(why) = sight.trial(&edit) else {
            let adds = matches!(edit, Edit::Session(SessionEdit::Add { .. }));
            return Reply::DoOrStay(if adds { Action::Add(edit) } else { Action::Edit(edit, None) });
        };
        let why = refusal(&why);
        let week = |item: &ItemRef| WeekId::of(item.date);
        let gone = self.item.as_ref().is_some_and(|item| {
            !item.is_in(&sight.shown(week(item)).0) && sight.weeks.book().frozen(week(item)).is_none()
        });
        self.complaint = Some(why.clone());
        if gone {
            let ways = "⟦form.take⟧ adds this as a new session, ⟦form.leave⟧ cancels";
            self.complaint = Some(format!("{why}; {}", sight.setup.keymap.spell(ways)));
            *self = self.clone().adds();
        }
        Reply::DoAndStay(Action::Quiet)
    }

    fn paste(&mut self, text: &str, _: &Sight<'_>) {
        if let Some(field) = self.field_mut() {
            field.paste(text);
        }
    }

    fn overflow(&mut self) -> Option<String> {
        SessionField::all().find_map(|f| self.typed.get_mut(f)?.overflow())
    }
}
