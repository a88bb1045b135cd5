//! What a strip can be answered with: keys, and what each means.

use chrono::NaiveDate;

use super::strip::{Asks, IN_WORDS, hurt_keys};
use crate::app::sight::Sight;
use crate::domain::calendar::add_days;
use crate::domain::session::{Kind, SkipReason};
use crate::domain::week::{Overlay, TrayItem, day_title};
use crate::domain::{Region, WeekId};
use crate::keys::{Code, Key, find};

/// An answer.
#[derive(Clone, PartialEq, Debug)]
pub struct Answer {
    /// The key for it.
    pub key: Key,
    /// The key as it is shown.
    pub label: String,
    /// What it means, or its day.
    pub text: String,
    /// The kind of session its day holds.
    pub kind: Option<Kind>,
    /// What its day holds, unless that is only rest.
    pub holds: String,
    /// Whether it is ticked already.
    pub ticked: bool,
}

impl Answer {
    fn letter(c: char, text: impl Into<String>) -> Self {
        let key = Key::char(c);
        Self { key, label: key.to_string(), text: text.into(), kind: None, holds: String::new(), ticked: false }
    }

    fn enter(sight: &Sight<'_>, text: &str) -> Self {
        let label = sight.setup.keymap.spell("⟦strip.take⟧");
        Self { key: Key::plain(Code::Enter), label, ..Self::letter(' ', text) }
    }

    fn day(sight: &Sight<'_>, c: char, date: NaiveDate) -> Self {
        if c == ']' {
            return Self::letter(c, "next week");
        }
        let (week, _) = sight.shown(WeekId::of(date));
        let sessions = &week.day(date).sessions;
        let rests = sessions.iter().all(|s| s.kind == Kind::Rest);
        Self {
            kind: sessions.first().map(|s| s.kind),
            holds: if rests { String::new() } else { day_title(sessions) },
            ..Self::letter(c, date.format("%a").to_string())
        }
    }
}

impl Asks {
    /// What it can be answered with, in the order in which it is shown.
    pub fn answers(&self, sight: &Sight<'_>) -> Vec<Answer> {
        let first = |name: &str| name.chars().next().unwrap_or(' ');
        match self {
            Self::Swap(_) | Self::Move(_) | Self::MoveDays(_) => {
                self.targets(sight).map(|(c, date)| Answer::day(sight, c, date)).collect()
            }
            Self::Until(..) => {
                let mut all = vec![Answer::enter(sight, "this day")];
                let days = self.targets(sight).filter(|(c, _)| *c != ']');
                all.extend(days.map(|(c, date)| Answer::letter(c, date.format("%a").to_string())));
                all.push(Answer::letter(']', "a week later"));
                all
            }
            Self::Landing(..) => vec![Answer::letter('s', "swap the two"), Answer::letter('a', "add to it")],
            Self::Put(_, all) => {
                let waits = |(c, (_, item)): (char, &(_, TrayItem))| {
                    let from = item.from.map_or(String::new(), |d| format!("from {}", d.format("%a")));
                    let kind = Some(item.session.kind);
                    Answer { kind, holds: from, ..Answer::letter(c, item.session.title.clone()) }
                };
                ('1'..='9').zip(all).map(waits).collect()
            }
            Self::Skip(_) => {
                let reasons = SkipReason::ALL.iter().map(|r| Answer::letter(first(r.name()), r.name()));
                let words = Answer::letter(IN_WORDS, "else");
                reasons.chain([words, Answer::enter(sight, "none")]).collect()
            }
            Self::Overlay(..) => Overlay::ALL.iter().map(|o| Answer::letter(first(o.name()), o.name())).collect(),
            Self::Where(_, regions) => {
                let region =
                    |(c, r): (char, Region)| Answer { ticked: regions.contains(&r), ..Answer::letter(c, r.label()) };
                let goes_on = if regions.is_empty() { "everything" } else { "continue" };
                hurt_keys().map(region).chain([Answer::enter(sight, goes_on)]).collect()
            }
            Self::HowBad(..) => {
                let words = [('2', "noticeable"), ('4', "moderate"), ('7', "strong"), ('0', "10, worst")];
                let word = |c: char| words.iter().find(|(k, _)| *k == c).map_or("", |(_, word)| *word);
                let scale = "1234567890".chars().map(|c| Answer::letter(c, word(c)));
                scale.chain([Answer::enter(sight, "no number")]).collect()
            }
            Self::CatchUp(_) => vec![
                Answer::letter('d', "done as planned"),
                Answer::letter('a', "away"),
                Answer::letter('l', "leave unmarked"),
            ],
            Self::Need(_) => vec![Answer::letter('y', "use it"), Answer::letter('n', "not now")],
            Self::Chord(keys) => {
                let mut all: Vec<Answer> = Vec::new();
                for (key, command) in sight.setup.keymap.after(keys) {
                    match all.iter_mut().find(|a| a.key == key) {
                        // It leads to several commands, with more keys to follow.
                        Some(answer) => answer.text = "…".to_owned(),
                        None => {
                            let answer = Answer::letter(' ', find(command).short);
                            all.push(Answer { key, label: key.to_string(), ..answer });
                        }
                    }
                }
                all
            }
            // It has many answers, each given once, and lists them itself.
            Self::Record(_) | Self::SkipInWords(..) | Self::BedTime(_) => Vec::new(),
        }
    }

    /// Days it can be answered with, each with the key for it.
    pub fn targets<'a>(&'a self, sight: &'a Sight<'a>) -> impl Iterator<Item = (char, NaiveDate)> + 'a {
        let shown = ('1'..='7').zip(sight.days);
        let all = shown.chain([(']', add_days(sight.cursor, 7))]);
        all.filter(move |(_, date)| match self {
            Self::Until(from, _) => date >= from,
            asks => asks.toward(*date).is_some_and(|edit| sight.trial(&edit).is_ok()),
        })
    }
}
