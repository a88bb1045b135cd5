//! The keys, by what they do: filtered by typing, and each line can be run.

use super::action::Action;
use super::field::Field;
use super::{Over, Press, Reply, moved};
use crate::app::pointer::Spot;
use crate::app::sight::Sight;
use crate::keys::{Command, Group, Keymap, Meaning, Row, Scope, TABLE, Verb};

/// The list of keys with its filter.
#[derive(Clone, Debug, Default)]
pub struct Help {
    /// What was typed: words that must all occur.
    pub filter: Field,
    /// The selected line among those shown.
    pub at: usize,
}

impl Help {
    /// Whether the seven rows of the seven days are shown as one line, that of the first: while nothing is searched, and each
    /// day's number is its key.
    pub fn days_in_one(&self, keymap: &Keymap) -> bool {
        let numbered = |n: u8| keymap.key_of(Command::GoDay(n)).is_some_and(|key| key == (n + 1).to_string());
        self.filter.text().trim().is_empty() && (0..7).all(numbered)
    }

    /// The lines that match what was typed, group by group.
    pub fn rows(&self, keymap: &Keymap) -> Vec<&'static Row> {
        let words: Vec<String> = self.filter.text().to_lowercase().split_whitespace().map(str::to_owned).collect();
        let fits = |row: &&Row| {
            let keys = keymap.keys_of(row.command);
            let text = format!("{} {} {} {}", row.name, row.doc, row.short, row.also.join(" ")).to_lowercase();
            words.iter().all(|w| text.contains(w.as_str()) || keys.iter().any(|k| k.eq_ignore_ascii_case(w)))
        };
        let days_collapsed = self.days_in_one(keymap);
        let day = |row: &&Row| matches!(row.command, Command::GoDay(n) if n > 0) && days_collapsed;
        Group::ALL
            .into_iter()
            .flat_map(|g| TABLE.iter().filter(move |r| r.group == g))
            .filter(|r| fits(r) && !day(r))
            .collect()
    }
}

impl Over for Help {
    fn scope(&self) -> Scope {
        Scope::Help
    }

    fn point(&mut self, spot: Spot, _: &Sight<'_>) -> Reply {
        if let Spot::Line(n) = spot {
            self.at = n;
        }
        Reply::Stay
    }

    fn key(&mut self, press: Press, sight: &Sight<'_>) -> Reply {
        let keymap = &sight.setup.keymap;
        let rows = self.rows(keymap);
        match press.verb {
            Some(Verb::Leave) => return Reply::Close,
            Some(Verb::Take) => {
                return match rows.get(self.at) {
                    Some(row) => Reply::Do(Action::Run(row.command, None)),
                    None => {
                        let typed = self.filter.text();
                        Reply::CloseRefusing(format!("no key or command matches '{typed}'"))
                    }
                };
            }
            verb => match moved(verb, self.at, rows.len()) {
                Some(at) => self.at = at,
                // Asked for twice, it closes: that is what someone who presses the key again means.
                None if self.filter.text().is_empty()
                    && keymap.meaning(&[press.key]) == Meaning::Asks(Command::Help) =>
                {
                    return Reply::Close;
                }
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
