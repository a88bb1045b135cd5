//! Which keys ask for which command, and sentences that name them.

use super::{Command, Row, TABLE};
use crate::keys::Key;

/// What a run of keys means on the grid.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Meaning {
    /// Nothing.
    Nothing,
    /// The beginning of something.
    Begins,
    /// A command.
    Asks(Command),
}

/// Which keys ask for which command.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Keymap {
    bindings: Vec<(Vec<Key>, Command)>,
}

impl Default for Keymap {
    fn default() -> Self {
        let keys =
            |row: &Row| row.keys.iter().filter_map(|k| chord(k).ok()).map(|k| (k, row.command)).collect::<Vec<_>>();
        Self { bindings: TABLE.iter().flat_map(keys).collect() }
    }
}

impl Keymap {
    /// These keys for these commands.
    pub fn new(bindings: Vec<(Vec<Key>, Command)>) -> Self {
        Self { bindings }
    }

    /// What these keys mean, pressed after one another.
    pub fn meaning(&self, pressed: &[Key]) -> Meaning {
        if let Some((_, command)) = self.bindings.iter().find(|(keys, _)| keys == pressed) {
            return Meaning::Asks(*command);
        }
        if self.bindings.iter().any(|(keys, _)| keys.starts_with(pressed)) { Meaning::Begins } else { Meaning::Nothing }
    }

    /// What can follow these keys: the key that comes next, and the command it leads to.
    pub fn after(&self, pressed: &[Key]) -> Vec<(Key, Command)> {
        let next = |(keys, command): &(Vec<Key>, Command)| {
            keys.strip_prefix(pressed).and_then(|rest| rest.first()).map(|key| (*key, *command))
        };
        self.bindings.iter().filter_map(next).collect()
    }

    /// The keys of a command as they are shown, such as `s`, `g d` or `ctrl-r`.
    pub fn keys_of(&self, command: Command) -> Vec<String> {
        self.bindings.iter().filter(|(_, c)| *c == command).map(|(keys, _)| shown(keys)).collect()
    }

    /// The text with the key of each command that it names as `⟦rest⟧`; `:rest` where the command has no key.
    pub fn spell(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while let Some((before, tail)) = rest.split_once('⟦') {
            let Some((name, after)) = tail.split_once('⟧') else { break };
            out.push_str(before);
            match TABLE.iter().find(|r| r.name == name) {
                Some(row) => out.push_str(&self.key_of(row.command).unwrap_or_else(|| format!(":{name}"))),
                None => out.push_str(name),
            }
            rest = after;
        }
        out.push_str(rest);
        out
    }

    /// The first of them.
    pub fn key_of(&self, command: Command) -> Option<String> {
        self.bindings.iter().find(|(_, c)| *c == command).map(|(keys, _)| shown(keys))
    }
}

/// Keys pressed after one another, as they are shown: characters run together, named keys stand apart.
fn shown(keys: &[Key]) -> String {
    let one = keys.iter().all(|k| k.typed().is_some_and(|c| c != ' '));
    keys.iter().map(ToString::to_string).collect::<Vec<_>>().join(if one { "" } else { " " })
}

/// Reads `s`, `ctrl-r` or `g d`.
///
/// # Errors
/// A sentence that names the key.
pub fn chord(text: &str) -> Result<Vec<Key>, String> {
    let keys: Vec<Key> = text.split_whitespace().map(Key::parse).collect::<Result<_, _>>()?;
    if keys.is_empty() { Err("a key is empty; write r, ctrl-r or g d".to_owned()) } else { Ok(keys) }
}
