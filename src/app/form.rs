//! A session edited in place, field by field.

use super::field::Field;
use crate::domain::condition::Condition;
use crate::domain::session::{Done, Extra, Kind, MAX_MINUTES, Rpe, Status};
use crate::domain::{Region, Session, read};
use crate::edit::{Edit, ItemRef};
use crate::keys::{Code, Key};
use crate::text::{Part, clean, edited, split_known};
use chrono::NaiveDate;

/// Names of the fields, in order. The first is chosen with ← →, the others are typed.
pub const FIELDS: [&str; 8] = ["Kind", "Title", "Minutes", "RPE", "Trains", "Extras", "Only if", "Note"];

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
    /// The other fields.
    pub fields: [Field; 7],
    /// The field under the cursor.
    pub at: usize,
    /// What is wrong with what was typed.
    pub complaint: Option<String>,
}

impl Form {
    /// Over a session of the plan.
    pub fn edit(item: ItemRef, session: &Session) -> Self {
        let at = if item.extra.is_some() { 5 } else { 1 };
        let date = item.date;
        Self { item: Some(item), at, ..Self::over(date, session) }
    }

    /// For a new session.
    pub fn add(date: NaiveDate, title: &str) -> Self {
        Self { at: 0, ..Self::over(date, &Session::new(Kind::Strength, title)) }
    }

    /// With what was typed of it before.
    pub fn retyped(self, to: &Session) -> Self {
        let typed = Self::over(self.date, to);
        Self { kind: typed.kind, fields: typed.fields, ..self }
    }

    /// The session is gone: what was typed becomes one of its own.
    pub fn adds(self) -> Self {
        Self { item: None, was: self.was.as_plan(), ..self }
    }

    fn over(date: NaiveDate, s: &Session) -> Self {
        let texts = Texts::of(s);
        Self {
            date,
            item: None,
            was: s.clone(),
            kind: s.kind,
            fields: [
                Field::new(&s.title),
                Field::new(&texts.minutes),
                Field::new(&texts.rpe),
                Field::new(&texts.trains),
                Field::new(&texts.extras),
                Field::new(&texts.condition),
                Field::new(s.note.as_deref().unwrap_or_default()),
            ],
            at: 1,
            complaint: None,
        }
    }

    /// Takes a key that is neither Enter nor Esc.
    pub fn press(&mut self, key: Key) {
        self.complaint = None;
        match key.code {
            Code::Tab | Code::Down => self.at = (self.at + 1) % FIELDS.len(),
            Code::BackTab | Code::Up => self.at = (self.at + FIELDS.len() - 1) % FIELDS.len(),
            Code::Left | Code::Right | Code::Char(' ') if self.at == 0 && !key.ctrl && !key.alt => {
                let at = Kind::ALL.iter().position(|k| *k == self.kind).unwrap_or(0);
                let step = if key.code == Code::Left { Kind::ALL.len() - 1 } else { 1 };
                self.kind = Kind::ALL[(at + step) % Kind::ALL.len()];
            }
            Code::Char(c) if self.at == 0 && !key.ctrl && !key.alt => {
                let begins = |k: &Kind| k.name().starts_with(c.to_ascii_lowercase());
                self.kind = Kind::ALL.into_iter().find(begins).unwrap_or(self.kind);
            }
            _ if self.at > 0 => drop(self.fields[self.at - 1].press(key)),
            _ => {}
        }
    }

    /// What was typed and is not what the session says.
    pub fn changed_texts(&self) -> Vec<String> {
        let fresh = Self::over(self.date, &self.was);
        let both = self.fields.iter().zip(&fresh.fields);
        both.filter(|(now, was)| now.text() != was.text()).filter_map(|(now, _)| now.filled()).collect()
    }

    /// The edit it makes; `None` if nothing changed.
    ///
    /// # Errors
    /// A sentence; the cursor is put on the field it is about.
    pub fn finish(&mut self) -> Result<Option<Edit>, String> {
        let read = self.read();
        let to = read.map_err(|(at, why)| {
            self.at = at;
            self.complaint = Some(why.clone());
            why
        })?;
        Ok(match &self.item {
            None => Some(Edit::Add(self.date, Box::new(to))),
            Some(_) if to == self.was => None,
            Some(item) => Some(Edit::Revise(item.clone(), Box::new(self.was.clone()), Box::new(to))),
        })
    }

    fn read(&self) -> Result<Session, (usize, String)> {
        let fresh = Self::over(self.date, &self.was);
        // What a field shows and nobody touched stays, also what a line of text cannot hold.
        let touched = |n: usize| self.item.is_none() || self.fields[n].text() != fresh.fields[n].text();
        let [title, minutes, rpe, trains, extras, condition, note] = &self.fields;
        let mut s = Session { kind: self.kind, ..self.was.clone() };
        if touched(0) {
            s.title = title.filled().unwrap_or_else(|| self.kind.label().to_owned());
        }
        if touched(6) {
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
            trains: text(trains),
            extras: text(extras),
            condition: text(condition),
        };
        texts.over(&mut s, clean)?;
        Ok(s)
    }
}

/// What of a session is typed as text, here and in the week as text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Texts {
    /// Minutes; as done where it is done.
    pub minutes: String,
    /// RPE; as done where it is done.
    pub rpe: String,
    /// Regions, or a focus.
    pub trains: String,
    /// Extras, each with its minutes.
    pub extras: String,
    /// The condition it hangs on.
    pub condition: String,
}

impl Texts {
    /// The texts of a session.
    pub fn of(s: &Session) -> Self {
        let trains = match (&s.focus, s.regions.as_slice()) {
            (_, regions @ [_, ..]) => regions.iter().map(|r| r.name()).collect::<Vec<_>>().join(", "),
            (Some(focus), []) => focus.clone(),
            (None, []) => String::new(),
        };
        let extras: Vec<String> = s.extras.iter().map(extra_text).collect();
        let show = |v: Option<String>| v.unwrap_or_default();
        Self {
            minutes: show(s.actual_minutes().map(|m| m.to_string())),
            rpe: show(s.actual_rpe().map(|r| r.to_string())),
            trains,
            extras: extras.join(", "),
            condition: show(s.condition.clone()),
        }
    }

    /// Puts what they say into a session whose status stands. What they show of it is left alone; `shown` is how a text of
    /// it was shown.
    ///
    /// # Errors
    /// The field in [`FIELDS`], and a sentence.
    pub fn over(&self, s: &mut Session, shown: fn(&str) -> String) -> Result<(), (usize, String)> {
        let was = s.clone();
        let texts = Self::of(&was);
        let touched = |now: &str, before: &str| now.trim() != shown(before).trim();
        let filled = |t: &String| Some(t.trim().to_owned()).filter(|t| !t.is_empty());
        let minutes = filled(&self.minutes).map(|t| minutes_of(&t)).transpose().map_err(|e| (2, e))?;
        let rpe = filled(&self.rpe).map(|t| rpe_of(&t)).transpose().map_err(|e| (3, e))?;
        if !touched(&self.minutes, &texts.minutes) && !touched(&self.rpe, &texts.rpe) {
            // Neither the plan nor what it was is spoken of.
        } else if s.status == Status::Done {
            // What is typed is what it was; the plan stays beside it.
            let differs = Done {
                minutes: minutes.filter(|m| s.minutes != Some(*m)),
                rpe: rpe.filter(|r| s.rpe != Some(*r)),
                felt: s.felt(),
            };
            s.done = (differs != Done::default()).then_some(differs);
        } else {
            (s.minutes, s.rpe) = (minutes, rpe);
        }
        if touched(&self.trains, &texts.trains) {
            (s.focus, s.regions) = trains_of(filled(&self.trains).as_deref(), &was).map_err(|e| (4, e))?;
        }
        if touched(&self.extras, &texts.extras) {
            s.extras = extras_of(&self.extras, &was.extras, shown).map_err(|e| (5, e))?;
        }
        if touched(&self.condition, &texts.condition) {
            s.condition = filled(&self.condition);
            if let Some(text) = &s.condition {
                Condition::parse(text).map_err(|e| (6, e))?;
            }
        }
        Ok(())
    }
}

fn minutes_of(text: &str) -> Result<u16, String> {
    read::minutes(text, "minutes", MAX_MINUTES)
}

fn rpe_of(text: &str) -> Result<Rpe, String> {
    Rpe::parse(text)
}

/// Regions by name, or one word that is no region: a focus such as `lower`.
fn trains_of(text: Option<&str>, was: &Session) -> Result<(Option<String>, Vec<Region>), String> {
    let Some(text) = text else { return Ok((None, Vec::new())) };
    let split = |at: fn(char) -> bool| text.split(at).map(str::trim).filter(|w| !w.is_empty()).collect::<Vec<&str>>();
    let by_space = split(|c| c == ',' || c == ' ');
    let all_regions = by_space.iter().all(|w| Region::parse(w).is_ok());
    let words = if all_regions { by_space } else { split(|c| c == ',') };
    if let [one] = words.as_slice()
        && Region::parse(one).is_err()
    {
        return Ok((Some((*one).to_owned()), Vec::new()));
    }
    let regions: Result<Vec<Region>, String> = words.iter().map(|w| Region::parse(w)).collect();
    // Regions say more than a focus; one that was there stays for the day they are taken off again.
    Ok((was.focus.clone(), regions?))
}

/// An extra as it is typed: its title, and its minutes behind it.
fn extra_text(e: &Extra) -> String {
    e.minutes.map_or(e.title.clone(), |m| format!("{} {m}", e.title))
}

/// `Mobility 15, Cool-down 10`: a number at the end is minutes. An extra that was there keeps what else is known of it.
fn extras_of(text: &str, was: &[Extra], shown: fn(&str) -> String) -> Result<Vec<Extra>, String> {
    let known: Vec<String> = was.iter().map(|e| shown(&extra_text(e))).collect();
    let stems: Vec<String> = was.iter().map(|e| shown(&e.title)).collect();
    let one = |part: Part| {
        let part = match part {
            Part::Known(i) => return Ok(was[i].clone()),
            Part::New(part) => part,
        };
        let (title, minutes) = match part.rsplit_once(' ') {
            Some((title, last)) if last.trim_end_matches('\'').parse::<u32>().is_ok() => {
                (title, Some(minutes_of(last)?))
            }
            _ => (part.as_str(), None),
        };
        let title = title.trim();
        let held = was.iter().find(|e| shown(&e.title) == title).cloned();
        let held = held.unwrap_or_else(|| Extra { title: title.to_owned(), ..Extra::default() });
        Ok(Extra { minutes, ..held })
    };
    split_known(text, ',', &known, &stems).into_iter().map(one).collect()
}
