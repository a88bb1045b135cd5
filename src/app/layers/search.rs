//! Searching plan, notes and wins over all loaded weeks, newest first.

use chrono::NaiveDate;

use super::action::Action;
use super::field::Field;
use super::{Over, Press, Reply, moved};
use crate::app::msg::Effect;
use crate::app::pointer::Spot;
use crate::app::sight::Sight;
use crate::domain::Book;
use crate::domain::week::Day;
use crate::keys::{Scope, Verb};
use crate::text::clean;
use crate::words;

/// Most lines kept of a search. A choice: nobody reads further, they type another letter.
const MOST: usize = 500;

/// What is searched.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Where {
    /// Notes and wins.
    Journal,
    /// Sessions with their extras, notes and wins.
    Everything,
}

/// What a line is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Sort {
    /// A day's event.
    Event,
    /// A day's note.
    Note,
    /// A win.
    Win,
    /// A session.
    Session,
}

/// A line that was found.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Hit {
    /// Its day.
    pub date: NaiveDate,
    /// What it is.
    pub sort: Sort,
    /// What it says.
    pub text: String,
}

/// A search with what it found.
#[derive(Clone, Debug)]
pub struct Search {
    /// What is searched.
    pub scope: Where,
    /// What was typed: words that must all occur.
    pub filter: Field,
    /// The selected line.
    pub at: usize,
    /// What was found.
    pub hits: Vec<Hit>,
}

impl Search {
    /// A search that shows everything in its scope.
    pub fn new(scope: Where, book: &Book) -> Self {
        let mut out = Self { scope, filter: Field::default(), at: 0, hits: Vec::new() };
        out.search(book);
        out
    }

    /// Searches again; the selection stays on its line if that is still there.
    fn search(&mut self, book: &Book) {
        let held = self.hits.get(self.at).cloned();
        let words: Vec<String> = self.filter.text().to_lowercase().split_whitespace().map(str::to_owned).collect();
        let days = book.weeks().rev().flat_map(|w| w.days.iter().rev());
        let all = days.flat_map(|d| lines(d, self.scope));
        let fits = |h: &Hit| {
            let text = format!("{} {}", h.text, h.date.format("%Y-%m-%d %a %-d %b")).to_lowercase();
            words.iter().all(|w| text.contains(w.as_str()))
        };
        self.hits = all.filter(fits).take(MOST).collect();
        self.at = held.and_then(|h| self.hits.iter().position(|x| *x == h)).unwrap_or(0);
    }
}

fn lines(day: &Day, scope: Where) -> Vec<Hit> {
    let hit = |sort, text: String| Hit { date: day.date, sort, text };
    let mut out = Vec::new();
    if let Some(note) = &day.note {
        out.push(hit(Sort::Note, clean(note)));
    }
    out.extend(day.event.iter().map(|e| hit(Sort::Event, clean(e))));
    out.extend(day.wins.iter().map(|w| hit(Sort::Win, clean(w))));
    if scope == Where::Everything {
        for s in &day.sessions {
            let mut parts = vec![s.title.clone(), words::effort(s), words::status(s)];
            parts.extend(s.extras.iter().map(|e| format!("+ {}", e.title)));
            parts.extend(s.movements.iter().map(|m| m.as_str().to_owned()));
            parts.extend(s.note.clone());
            parts.retain(|p| !p.is_empty());
            out.push(hit(Sort::Session, clean(&parts.join("  "))));
        }
    }
    out
}

impl Over for Search {
    fn scope(&self) -> Scope {
        Scope::Search
    }

    fn point(&mut self, spot: Spot, _: &Sight<'_>) -> Reply {
        if let Spot::Line(n) = spot {
            self.at = n;
        }
        Reply::Stay
    }

    fn key(&mut self, press: Press, sight: &Sight<'_>) -> Reply {
        match press.verb {
            Some(Verb::Leave) => return Reply::Close,
            Some(Verb::Take) => {
                return match self.hits.get(self.at) {
                    Some(hit) => Reply::Do(Action::Go(hit.date)),
                    None if sight.weeks.are_all() => Reply::Close,
                    // The page says that older weeks are being read.
                    None => Reply::Stay,
                };
            }
            verb => match moved(verb, self.at, self.hits.len()) {
                Some(at) => self.at = at,
                None => {
                    self.filter.press(press.key);
                    self.search(sight.weeks.book());
                    self.at = 0;
                }
            },
        }
        Reply::Stay
    }

    fn paste(&mut self, text: &str, sight: &Sight<'_>) {
        self.filter.paste(text);
        self.search(sight.weeks.book());
    }

    fn overflow(&mut self) -> Option<String> {
        self.filter.overflow()
    }

    fn look(&mut self, sight: &Sight<'_>) -> Option<Effect> {
        self.search(sight.weeks.book());
        None
    }
}
