//! A list to choose from by typing: what to add, and every command by name.

use nucleo_matcher::pattern::{AtomKind, CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

use super::action::Action;
use super::field::Field;
use super::form::Form;
use super::{Over, Press, Reply, moved};
use crate::app::pointer::Spot;
use crate::app::sight::Sight;
use crate::domain::Session;
use crate::domain::session::Extra;
use crate::edit::{Edit, ItemRef, SessionEdit};
use crate::keys::{BY_NAME, Command, Keymap, Row, Scope, TABLE, Verb, text_on_us_keyboard};

/// What a line stands for.
#[derive(Clone, PartialEq, Debug)]
pub enum Choice {
    /// A session to add.
    Session(Box<Session>),
    /// An extra to add to the session under the cursor.
    Extra(Extra),
    /// A session of that name that is not in the list yet.
    New(String),
    /// A command.
    Command(Command),
    /// A command with its argument.
    CommandWith(Command, String),
}

/// A line of the list.
#[derive(Clone, PartialEq, Debug)]
pub struct Line {
    /// What is matched and shown.
    pub text: String,
    /// Other names it is found by.
    pub also: &'static [&'static str],
    /// What is shown on its right.
    pub hint: String,
    /// What it stands for.
    pub choice: Choice,
}

/// What the picker is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Purpose {
    /// Add to the day.
    Add,
    /// Run a command.
    Command,
}

/// The list with its filter.
#[derive(Clone, Debug)]
pub struct Picker {
    /// What it is for.
    pub purpose: Purpose,
    /// What was typed.
    pub filter: Field,
    /// The selected line among those shown.
    pub at: usize,
    /// The language of the locale, which tells keyboard layouts apart.
    pub language: String,
    all: Vec<Line>,
}

impl Picker {
    /// A list of sessions and extras to add.
    pub fn to_add(all: Vec<Line>) -> Self {
        Self { purpose: Purpose::Add, filter: Field::default(), at: 0, language: String::new(), all }
    }

    /// Every command. `values` gives the arguments that a command can take.
    pub fn of_commands(keymap: &Keymap, values: impl Fn(Command) -> Vec<String>) -> Self {
        let mut all = Vec::new();
        // Commands most often run by name come first; days, which have keys of their own, last.
        let place = |row: &&Row| match row.command {
            Command::GoDay(_) => BY_NAME.len() + 1,
            command => BY_NAME.iter().position(|c| *c == command).unwrap_or(BY_NAME.len()),
        };
        let mut rows: Vec<&Row> = TABLE.iter().collect();
        rows.sort_by_key(place);
        for row in rows {
            let keys = keymap.key_of(row.command).unwrap_or_default();
            let name = match row.argument {
                Some(argument) => format!("{} {argument}", row.name),
                None => row.name.to_owned(),
            };
            let (text, also) = (format!("{name}: {}", row.doc), row.also);
            all.push(Line { text, also, hint: keys, choice: Choice::Command(row.command) });
            for value in values(row.command) {
                let text = format!("{} {value}", row.name);
                let choice = Choice::CommandWith(row.command, value);
                all.push(Line { text, also: &[], hint: String::new(), choice });
            }
        }
        Self { purpose: Purpose::Command, filter: Field::default(), at: 0, language: String::new(), all }
    }

    /// Puts the line's name into the filter, ready for its argument.
    pub fn complete(&mut self, line: &Line) {
        let name = match &line.choice {
            Choice::Command(command) => {
                let row = crate::keys::find(*command);
                if row.argument.is_some() { format!("{} ", row.name) } else { row.name.to_owned() }
            }
            Choice::CommandWith(..) | Choice::Session(_) | Choice::Extra(_) => line.text.clone(),
            Choice::New(name) => name.clone(),
        };
        self.filter = Field::new(&name);
        self.at = 0;
    }

    /// The lines that match what was typed, best first. A command name that matches nothing is looked up by the positions of its
    /// letters on the keyboard; its argument stays as typed.
    pub fn lines(&self) -> Vec<Line> {
        let typed = self.filter.text().trim();
        let out = self.found(typed);
        if !out.is_empty() || self.purpose != Purpose::Command {
            return out;
        }
        let (name, rest) = typed.split_at(typed.find(' ').unwrap_or(typed.len()));
        let placed = text_on_us_keyboard(name, &self.language);
        if placed == name { out } else { self.found(&format!("{placed}{rest}")) }
    }

    fn found(&self, typed: &str) -> Vec<Line> {
        if typed.is_empty() {
            return self.all.iter().filter(|l| !matches!(l.choice, Choice::CommandWith(..))).cloned().collect();
        }
        // Arguments are listed once the command is named, or the value itself is typed.
        let asked = |l: &&Line| match &l.choice {
            Choice::CommandWith(_, value) => {
                self.filter.text().contains(' ') || value.to_lowercase().starts_with(&typed.to_lowercase())
            }
            _ => true,
        };
        let mut matcher = Matcher::new(Config::DEFAULT);
        // Each word must occur as it was typed: letters scattered over a sentence are no match, and no character has a special
        // meaning.
        let pattern = Pattern::new(typed, CaseMatching::Ignore, Normalization::Smart, AtomKind::Substring);
        let mut buffer = Vec::new();
        let mut scored: Vec<(u32, &Line)> = self
            .all
            .iter()
            .filter(asked)
            .filter_map(|l| {
                let whole = format!("{} {}", l.text, l.also.join(" "));
                let score = pattern.score(Utf32Str::new(&whole, &mut buffer), &mut matcher)?;
                // Lines that begin as typed come first, and before those the ones with exactly that name.
                let (text, typed) = (l.text.to_lowercase(), typed.to_lowercase());
                let rest = text.strip_prefix(&typed);
                let named = rest.is_some_and(|r| r.is_empty() || r.starts_with([':', ' ']));
                let called = l.also.iter().any(|a| a.starts_with(&typed));
                let value = matches!(&l.choice, Choice::CommandWith(_, v) if v.to_lowercase().starts_with(&typed));
                let bonus = match () {
                    () if named => 2_000,
                    () if rest.is_some() => 1_000,
                    () if called => 700,
                    () if value => 500,
                    () => 0,
                };
                Some((score + bonus, l))
            })
            .collect();
        scored.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
        let mut out: Vec<Line> = scored.into_iter().map(|(_, l)| l.clone()).collect();
        match self.purpose {
            Purpose::Add => {
                let text = format!("new session '{typed}'");
                out.push(Line { text, also: &[], hint: String::new(), choice: Choice::New(typed.to_owned()) });
            }
            Purpose::Command => {
                if let Some(line) = self.with_argument(typed) {
                    // A value that can be chosen by name comes before what was typed so far.
                    let named = |l: &Line| matches!((&l.choice, &line.choice), (Choice::CommandWith(a, _), Choice::CommandWith(b, _)) if a == b);
                    let exact = out.iter().any(|l| l.choice == line.choice);
                    let at = out.iter().position(named);
                    if !exact {
                        match at {
                            Some(at) => {
                                let first = out.remove(at);
                                out.insert(0, first);
                                out.push(line);
                            }
                            None => out.insert(0, line),
                        }
                    } else if let Some(at) = out.iter().position(|l| l.choice == line.choice) {
                        let first = out.remove(at);
                        out.insert(0, first);
                    }
                }
            }
        }
        out
    }

    /// `bed 22:00` is the command `bed` with `22:00`, whatever else matches.
    fn with_argument(&self, typed: &str) -> Option<Line> {
        let (name, value) = typed.split_once(' ')?;
        let row = TABLE.iter().find(|r| r.name == name && r.argument.is_some())?;
        let choice = Choice::CommandWith(row.command, value.trim().to_owned());
        Some(Line { text: format!("{name} {}", value.trim()), also: &[], hint: String::new(), choice })
    }
}

impl Over for Picker {
    fn scope(&self) -> Scope {
        Scope::List
    }

    fn point(&mut self, spot: Spot, _: &Sight<'_>) -> Reply {
        if let Spot::Line(n) = spot {
            self.at = n;
        }
        Reply::Stay
    }

    fn key(&mut self, press: Press, sight: &Sight<'_>) -> Reply {
        let lines = self.lines();
        match press.verb {
            Some(Verb::Leave) => return Reply::Close,
            Some(Verb::Take) => {
                let Some(line) = lines.get(self.at) else {
                    let typed = self.filter.text();
                    let why = format!("there is no command '{typed}'; ⟦help⟧ and ⟦commands⟧ list them");
                    return Reply::Refuse(why);
                };
                return chosen(&line.choice, sight);
            }
            Some(Verb::Complete) => {
                if let Some(line) = lines.get(self.at) {
                    self.complete(line);
                }
            }
            verb => match moved(verb, self.at, lines.len()) {
                Some(at) => self.at = at,
                None => {
                    self.filter.press(press.key);
                    self.at = 0;
                }
            },
        }
        Reply::Stay
    }

    fn paste(&mut self, text: &str, _: &Sight<'_>) {
        self.filter.paste(text);
        self.at = 0;
    }

    fn overflow(&mut self) -> Option<String> {
        self.filter.overflow()
    }
}

fn chosen(choice: &Choice, sight: &Sight<'_>) -> Reply {
    let date = sight.cursor;
    match choice {
        Choice::Command(command) => Reply::Do(Action::Run(*command, None)),
        // What was typed stays if it is refused.
        Choice::CommandWith(command, argument) => Reply::DoOrStay(Action::Run(*command, Some(argument.clone()))),
        Choice::New(title) => Reply::Become(Box::new(Form::add(date, title).into())),
        // What was typed stays if the edit is refused.
        Choice::Session(session) => {
            Reply::DoOrStay(Action::Add(Edit::Session(SessionEdit::Add { date, session: session.clone() })))
        }
        Choice::Extra(extra) => {
            let index = sight.selected().map_or(0, |i| i.index);
            let Some(item) = sight.day().sessions.get(index).map(|s| ItemRef::to(date, index, s)) else {
                return Reply::Close;
            };
            let edit = Edit::Session(SessionEdit::AddExtra { item, extra: extra.clone() });
            Reply::DoOrStay(Action::Edit(edit, None))
        }
    }
}
