//! The keys, by what they do: filtered by typing, and each line can be run.

use super::field::Field;
use super::layer::Layer;
use super::model::Model;
use super::msg::Effect;
use crate::keys::{Code, Key};
use crate::keys::{Command, Group, Keymap, Row, TABLE};

/// The list of keys with its filter.
#[derive(Clone, Debug, Default)]
pub struct Help {
    /// What was typed: words that must all occur.
    pub filter: Field,
    /// The selected line among those shown.
    pub at: usize,
}

impl Help {
    /// The lines that fit what was typed, group by group.
    pub fn rows(&self, keymap: &Keymap) -> Vec<&'static Row> {
        let words: Vec<String> = self.filter.text().to_lowercase().split_whitespace().map(str::to_owned).collect();
        let fits = |row: &&Row| {
            let keys = keymap.keys_of(row.command);
            let text = format!("{} {} {}", row.name, row.doc, row.short).to_lowercase();
            words.iter().all(|w| text.contains(w.as_str()) || keys.iter().any(|k| k.eq_ignore_ascii_case(w)))
        };
        // Seven rows for seven days are one line, that of Monday.
        let day = |row: &&Row| matches!(row.command, Command::GoDay(n) if n > 0) && words.is_empty();
        Group::ALL
            .into_iter()
            .flat_map(|g| TABLE.iter().filter(move |r| r.group == g))
            .filter(|r| fits(r) && !day(r))
            .collect()
    }
}

impl Model {
    pub(super) fn help_key(&mut self, mut help: Box<Help>, key: Key) -> Vec<Effect> {
        let rows = help.rows(&self.setup.keymap);
        let last = rows.len().saturating_sub(1);
        match (key.code, key.ctrl) {
            (Code::Esc, _) => return Vec::new(),
            (Code::Enter, _) => {
                let Some(row) = rows.get(help.at) else {
                    self.refuse(format!("no key has '{}' in it; backspace, or esc", help.filter.text()));
                    return Vec::new();
                };
                return self.run(row.command, None);
            }
            (Code::Down | Code::Tab, _) | (Code::Char('n' | 'j'), true) => help.at = (help.at + 1).min(last),
            (Code::Up | Code::BackTab, _) | (Code::Char('p' | 'k'), true) => help.at = help.at.saturating_sub(1),
            (Code::PageDown, _) => help.at = (help.at + 10).min(last),
            (Code::PageUp, _) => help.at = help.at.saturating_sub(10),
            // Asked for twice, it goes away: that is what a person means who presses ? again.
            (Code::Char('?'), false) if help.filter.text().is_empty() => return Vec::new(),
            _ => {
                help.filter.press(key);
                help.at = 0;
            }
        }
        self.view.layer = Some(Layer::Help(help));
        Vec::new()
    }
}
