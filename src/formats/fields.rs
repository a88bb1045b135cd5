//! A session's fields as text: shown, typed over, and read back into the session.

use strum::{EnumIter, IntoEnumIterator};

use crate::domain::session::{Done, Extra, Felt, MAX_MINUTES, Rpe, Status};
use crate::domain::{Achieved, Condition, Distance, Focus, Movement, Region, Session, read};
use crate::text::{Part, split_known};

/// A field of a session that can be edited.
#[derive(Clone, Copy, PartialEq, Eq, Debug, EnumIter)]
pub enum SessionField {
    /// Its kind.
    Kind,
    /// Its title.
    Title,
    /// Minutes; as done, if it is done.
    Minutes,
    /// RPE; as done, if it is done.
    Rpe,
    /// Distance; as done, if it is done.
    Distance,
    /// How it went compared with last time, with a load or a pace.
    Performance,
    /// Regions, or a focus.
    Trains,
    /// Extras, each with its minutes.
    Extras,
    /// Movements.
    Movements,
    /// The condition it depends on.
    OnlyIf,
    /// Its note.
    Note,
}

impl SessionField {
    /// Every field, in the order of the form.
    pub fn all() -> impl DoubleEndedIterator<Item = Self> + ExactSizeIterator {
        Self::iter()
    }

    /// Its label.
    pub fn label(self) -> &'static str {
        match self {
            Self::Kind => "Kind",
            Self::Title => "Title",
            Self::Minutes => "Minutes",
            Self::Rpe => "RPE",
            Self::Distance => "Distance",
            Self::Performance => "Went",
            Self::Trains => "Trains",
            Self::Movements => "Movements",
            Self::Extras => "Extras",
            Self::OnlyIf => "Only if",
            Self::Note => "Note",
        }
    }

    /// What it takes, shown while it is empty.
    pub fn hint(self) -> &'static str {
        match self {
            Self::Kind => "",
            Self::Title => "what it is called",
            Self::Minutes => "how long, such as 60",
            Self::Rpe => "how hard, 0 to 10, such as 7.5",
            Self::Distance => "how far, such as 10.5 km or 1500 m",
            Self::Performance => "better, same or worse than the last time, and 62.5 kg or 5:20/km",
            Self::Trains => "regions such as quads, glutes, or a focus such as lower",
            Self::Movements => "such as Bench press 4x8 60 kg; Rows 3x10",
            Self::Extras => "such as Mobility 15, Cool-down 10",
            Self::OnlyIf => "a condition such as energy >= 3 else rest",
            Self::Note => "remarks",
        }
    }
}

/// What can be typed of a session, in its form and in the week as text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Texts {
    /// Minutes; as done, if it is done.
    pub minutes: String,
    /// RPE; as done, if it is done.
    pub rpe: String,
    /// Distance; as done, if it is done.
    pub distance: String,
    /// How it went compared with last time, with a load or a pace.
    pub performance: String,
    /// Regions, or a focus.
    pub trains: String,
    /// Movements, each as it is written.
    pub movements: String,
    /// Extras, each with its minutes.
    pub extras: String,
    /// The condition it depends on.
    pub condition: String,
}

impl Texts {
    /// The texts of a session.
    pub fn of(s: &Session) -> Self {
        // Without `..`, so that a new field must say here whether it can be typed.
        let Session {
            focus,
            regions,
            movements,
            extras,
            condition,
            // As done, else as planned.
            minutes: _,
            rpe: _,
            distance: _,
            done: _,
            // Each has a field of its own, in the form or as a column.
            kind: _,
            title: _,
            note: _,
            status: _,
            reason: _,
            // Set by other keys, or by the program.
            instead: _,
            moved_from: _,
            pinned: _,
            id: _,
            source: _,
            imported: _,
            row: _,
        } = s;
        let trains = match (focus, regions.as_slice()) {
            (_, regions @ [_, ..]) => regions.iter().map(|r| r.name()).collect::<Vec<_>>().join(", "),
            (Some(focus), []) => focus.to_string(),
            (None, []) => String::new(),
        };
        let extras: Vec<String> = extras.iter().map(extra_text).collect();
        let show = |v: Option<String>| v.unwrap_or_default();
        Self {
            minutes: show(s.actual_minutes().map(|m| m.to_string())),
            rpe: show(s.actual_rpe().map(|r| r.to_string())),
            distance: show(s.actual_distance().map(|d| d.to_string())),
            performance: performance_text(s.done),
            trains,
            movements: movements.iter().map(Movement::as_str).collect::<Vec<_>>().join("; "),
            extras: extras.join(", "),
            condition: show(condition.as_ref().map(|c| c.written().to_owned())),
        }
    }

    /// Writes the texts into a session whose status is already set. Fields whose text was not touched are left alone; `shown` is
    /// how a text was displayed.
    ///
    /// # Errors
    /// The field, and a sentence.
    pub fn over(&self, s: &mut Session, shown: fn(&str) -> String) -> Result<(), (SessionField, String)> {
        let was = s.clone();
        let texts = Self::of(&was);
        let touched = |now: &str, before: &str| now.trim() != shown(before).trim();
        let filled = |t: &String| Some(t.trim().to_owned()).filter(|t| !t.is_empty());
        let minutes =
            filled(&self.minutes).map(|t| minutes_of(&t)).transpose().map_err(|e| (SessionField::Minutes, e))?;
        let rpe = filled(&self.rpe).map(|t| rpe_of(&t)).transpose().map_err(|e| (SessionField::Rpe, e))?;
        let distance = filled(&self.distance).map(|t| Distance::parse(&t)).transpose();
        let distance = distance.map_err(|e| (SessionField::Distance, e))?;
        let (minutes_touched, at_rpe) = (touched(&self.minutes, &texts.minutes), touched(&self.rpe, &texts.rpe));
        let at_distance = touched(&self.distance, &texts.distance);
        if touched(&self.performance, &texts.performance) {
            let (performance, achieved) =
                performance_of(&self.performance).map_err(|e| (SessionField::Performance, e))?;
            let said = performance.is_some() || achieved.is_some();
            if said && s.status != Status::Done {
                let why = format!("{} is not done yet; say how it went once it is", s.title);
                return Err((SessionField::Performance, why));
            }
            let was = Done { performance, achieved, ..s.done.unwrap_or_default() };
            s.done = (was != Done::default()).then_some(was);
        }
        if !minutes_touched && !at_rpe && !at_distance {
            // Neither the plan nor how it went was touched.
        } else if s.status == Status::Done {
            // What is typed is how it went, even if it matches the plan; the plan stays beside it.
            let held = s.done.unwrap_or_default();
            let was = Done {
                minutes: if minutes_touched { minutes } else { held.minutes },
                rpe: if at_rpe { rpe } else { held.rpe },
                distance: if at_distance { distance } else { held.distance },
                ..held
            };
            s.done = (was != Done::default()).then_some(was);
        } else {
            (s.minutes, s.rpe, s.distance) = (minutes, rpe, distance);
        }
        if touched(&self.trains, &texts.trains) {
            (s.focus, s.regions) =
                trains_of(filled(&self.trains).as_deref(), &was).map_err(|e| (SessionField::Trains, e))?;
        }
        if touched(&self.movements, &texts.movements) {
            let known: Vec<String> = was.movements.iter().map(|m| shown(m.as_str())).collect();
            let one = |part| match part {
                Part::Known(i) => Some(was.movements[i].clone()),
                Part::New(text) => Movement::new(text.trim()),
            };
            s.movements = split_known(&self.movements, ';', &known, &[]).into_iter().filter_map(one).collect();
        }
        if touched(&self.extras, &texts.extras) {
            s.extras = extras_of(&self.extras, &was.extras, shown).map_err(|e| (SessionField::Extras, e))?;
        }
        if touched(&self.condition, &texts.condition) {
            let typed = filled(&self.condition).map(|t| Condition::parse(&t)).transpose();
            s.condition = typed.map_err(|e| (SessionField::OnlyIf, e))?;
        }
        Ok(())
    }
}

/// How it went, as it is shown: `better, 62.5 kg`.
fn performance_text(done: Option<Done>) -> String {
    let Some(done) = done else { return String::new() };
    let words = done.performance.map(|p| p.name().to_owned()).into_iter();
    words.chain(done.achieved.map(|a| a.to_string())).collect::<Vec<_>>().join(", ")
}

/// `better`, `62.5 kg`, `worse, 5:40/km`.
fn performance_of(text: &str) -> Result<(Option<Felt>, Option<Achieved>), String> {
    let text = text.trim();
    let (first, rest) = match text.find(|c: char| !c.is_alphabetic()) {
        Some(at) if at > 0 => (&text[..at], text[at..].trim_start_matches([',', ' ', ':'])),
        Some(_) => ("", text),
        None => (text, ""),
    };
    let wrong = || format!("'{first}' is not how it went; write better, same or worse, and 62.5 kg or 5:20/km");
    let word = match first.to_lowercase().as_str() {
        "" => None,
        "b" => Some(Felt::Better),
        "s" => Some(Felt::Same),
        "w" => Some(Felt::Worse),
        word => Some(Felt::parse(word).map_err(|_| wrong())?),
    };
    let number = Some(rest.trim()).filter(|r| !r.is_empty()).map(Achieved::parse).transpose()?;
    Ok((word, number))
}

/// Minutes as they are typed.
///
/// # Errors
/// A sentence with the range.
pub fn minutes_of(text: &str) -> Result<u16, String> {
    read::minutes(text, "minutes", MAX_MINUTES)
}

fn rpe_of(text: &str) -> Result<Rpe, String> {
    Rpe::parse(text)
}

/// Regions by name, or one word that is not a region: a focus such as `lower`.
fn trains_of(text: Option<&str>, was: &Session) -> Result<(Option<Focus>, Vec<Region>), String> {
    let Some(text) = text else { return Ok((None, Vec::new())) };
    let text = &text.replace(" and ", ", ").replace(" + ", ", ");
    let split = |at: fn(char) -> bool| text.split(at).map(str::trim).filter(|w| !w.is_empty()).collect::<Vec<&str>>();
    let by_space = split(|c| c == ',' || c == ' ');
    let all_regions = by_space.iter().all(|w| Region::parse(w).is_ok());
    let words = if all_regions { by_space } else { split(|c| c == ',') };
    if let [one] = words.as_slice()
        && Region::parse(one).is_err()
    {
        return Ok((Some(Focus::new(*one)), Vec::new()));
    }
    let mut regions: Vec<Region> = Vec::new();
    for region in words.iter().map(|w| Region::parse(w)) {
        let region = region?;
        if !regions.contains(&region) {
            regions.push(region);
        }
    }
    // Regions say more than a focus; an existing focus is kept in case they are removed again.
    Ok((was.focus.clone(), regions))
}

/// An extra as it is typed: its title, followed by its minutes.
fn extra_text(e: &Extra) -> String {
    e.minutes.map_or(e.title.clone(), |m| format!("{} {m}", e.title))
}

/// `Mobility 15, Cool-down 10`: a number at the end is minutes. An existing extra keeps its other fields.
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
