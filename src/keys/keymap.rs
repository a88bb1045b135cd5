//! Which keys do what, on the week and in every layer. The keys named in sentences and footers come from here.

use super::layers::{Hint, Scope, Verb};
use super::{Command, Key, Row, TABLE};

/// What a sequence of keys means on the week.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Meaning {
    /// Nothing.
    Nothing,
    /// The beginning of a longer sequence.
    Begins,
    /// A command.
    Asks(Command),
}

/// Keys that always keep their meaning, so that arrows, Enter and `:` reach everything whatever a keymap file says.
pub const FIXED: [(&str, Command); 7] = [
    ("left", Command::PreviousDay),
    ("right", Command::NextDay),
    ("up", Command::PreviousItem),
    ("down", Command::NextItem),
    ("enter", Command::Edit),
    (":", Command::Palette),
    ("esc", Command::Back),
];

/// The user's own keys, in place of the defaults.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Own {
    /// For commands of the week, and those that work everywhere.
    pub commands: Vec<(Command, Vec<Vec<Key>>)>,
    /// For the verbs of layers.
    pub verbs: Vec<(Scope, Verb, Vec<Key>)>,
}

/// A default key that one of the user's own keys took: its text, what it belonged to, and where.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Displaced {
    /// The key.
    pub keys: String,
    /// The name of what it did by default.
    pub was: &'static str,
    /// What it does now.
    pub now: &'static str,
    /// The scope it was a default of; `None` on the week.
    pub scope: Option<Scope>,
}

/// A key that the user assigned: the name of what it is for, and the verb of the scope, unless it is the week's.
struct Claim {
    key: Key,
    name: &'static str,
    verb: Option<Verb>,
}

/// Which keys do what.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Keymap {
    grid: Vec<(Vec<Key>, Command)>,
    layers: Vec<(Scope, Key, Verb)>,
}

impl Default for Keymap {
    fn default() -> Self {
        Self::with(&Own::default()).0
    }
}

/// The default keys of a row.
fn defaults(row: &Row) -> Vec<Vec<Key>> {
    row.keys.iter().filter_map(|k| chord(k).ok()).collect()
}

fn overlap(a: &[Key], b: &[Key]) -> bool {
    a.starts_with(b) || b.starts_with(a)
}

impl Keymap {
    /// The defaults with the user's own keys ahead of them, and the default keys that those took.
    pub fn with(own: &Own) -> (Self, Vec<Displaced>) {
        let mut displaced = Vec::new();
        let given = |command: Command| own.commands.iter().find(|(c, _)| *c == command).map(|(_, keys)| keys);
        let mut grid: Vec<(Vec<Key>, Command)> = Vec::new();
        for row in TABLE {
            let fixed = || FIXED.iter().filter(|(_, c)| *c == row.command).filter_map(|(k, _)| chord(k).ok());
            let keys = match given(row.command) {
                Some(keys) => keys.iter().cloned().chain(fixed().filter(|k| !keys.contains(k))).collect(),
                None => defaults(row),
            };
            for keys in keys {
                let is_own = given(row.command).is_some() || fixed().any(|k| k == keys);
                let taken = own
                    .commands
                    .iter()
                    .find(|(c, all)| *c != row.command && all.iter().any(|theirs| overlap(theirs, &keys)));
                match taken.filter(|_| !is_own) {
                    Some((command, _)) => displaced.push(Displaced {
                        keys: shown(&keys),
                        was: row.name,
                        now: super::find(*command).name,
                        scope: None,
                    }),
                    None => grid.push((keys, row.command)),
                }
            }
        }
        let mut out = Self { grid, layers: Vec::new() };
        for scope in Scope::ALL {
            out.add_scope(scope, own, &mut displaced);
        }
        (out, displaced)
    }

    /// The keys of a scope: the user's own first, then those of the commands that work there too, then the defaults.
    fn add_scope(&mut self, scope: Scope, own: &Own, displaced: &mut Vec<Displaced>) {
        let given = |verb: Verb| own.verbs.iter().find(|(s, v, _)| *s == scope && *v == verb).map(|(.., keys)| keys);
        let claimed = self.claimed(scope, own);
        for binding in scope.bindings() {
            let defaults = || binding.keys.iter().filter_map(|t| Key::parse(t).ok());
            let like = binding.like.map_or_else(Vec::new, |c| self.single(c));
            // The user's own come first, because footers name the first; arrows, enter and esc are always there.
            let kept = |k: &Key| k.is_fixed() || given(binding.verb).is_none_or(|all| all.contains(k));
            let usual: Vec<Key> = match binding.verb {
                Verb::Take => defaults().filter(kept).chain(like).collect(),
                _ => like.into_iter().chain(defaults().filter(kept)).collect(),
            };
            let own_keys: Vec<Key> =
                given(binding.verb).into_iter().flatten().copied().filter(|k| !usual.contains(k)).collect();
            for key in own_keys.into_iter().chain(usual).filter(|k| !scope.takes(*k)) {
                let theirs = claimed.iter().find(|c| c.key == key && c.verb != Some(binding.verb));
                let is_claimed_here = claimed.iter().any(|c| c.key == key && c.verb == Some(binding.verb));
                match theirs.filter(|_| !is_claimed_here && !key.is_fixed()) {
                    Some(theirs) => displaced.push(Displaced {
                        keys: key.to_string(),
                        was: binding.verb.name(),
                        now: theirs.name,
                        scope: Some(scope),
                    }),
                    None if self.layers.iter().any(|(s, k, _)| *s == scope && *k == key) => {}
                    None => self.layers.push((scope, key, binding.verb)),
                }
            }
        }
        // A layer's key hides the week's, if that would still work.
        for Claim { key, name: now, verb } in claimed.iter().filter(|c| c.verb.is_some()) {
            let hidden = self.grid.iter().find(|(keys, c)| keys.first() == Some(key) && scope.lets_through(*c));
            if let Some((keys, command)) = hidden
                && scope.binding(verb.unwrap_or(Verb::Leave)).is_none_or(|b| b.like != Some(*command))
            {
                let was = super::find(*command).name;
                displaced.push(Displaced { keys: shown(keys), was, now, scope: Some(scope) });
            }
        }
    }

    /// Keys that the user assigned to something that works in a scope. One that only repeats a default takes nothing.
    fn claimed(&self, scope: Scope, own: &Own) -> Vec<Claim> {
        let mut claimed = Vec::new();
        let new_of = |command: Command| {
            let given = own.commands.iter().filter(move |(c, _)| *c == command).flat_map(|(_, keys)| keys);
            let usual = defaults(super::find(command));
            given.filter(move |keys| !usual.contains(keys)).filter_map(|keys| keys.first().copied())
        };
        for binding in scope.bindings() {
            let given = own.verbs.iter().filter(|(s, v, _)| *s == scope && *v == binding.verb);
            let usual = |key: &Key| binding.keys.iter().any(|k| Key::parse(k) == Ok(*key));
            let keys = given.flat_map(|(.., keys)| keys).filter(|k| !usual(k));
            claimed.extend(keys.map(|k| Claim { key: *k, name: binding.verb.name(), verb: Some(binding.verb) }));
            if let Some(command) = binding.like {
                let single = self.single(command);
                let keys = new_of(command).filter(|k| single.contains(k));
                let name = super::find(command).name;
                claimed.extend(keys.map(|key| Claim { key, name, verb: Some(binding.verb) }));
            }
        }
        for (command, _) in own.commands.iter().filter(|(c, _)| scope.lets_through(*c)) {
            let name = super::find(*command).name;
            // A key assigned to the layer itself wins.
            let free: Vec<Key> = new_of(*command).filter(|k| claimed.iter().all(|c| c.key != *k)).collect();
            claimed.extend(free.into_iter().map(|key| Claim { key, name, verb: None }));
        }
        claimed
    }

    /// The keys of a command that are a single key and not a sequence.
    fn single(&self, command: Command) -> Vec<Key> {
        let one = |(keys, c): &(Vec<Key>, Command)| match keys.as_slice() {
            [key] if *c == command => Some(*key),
            _ => None,
        };
        self.grid.iter().filter_map(one).collect()
    }

    /// What these keys mean on the week, pressed one after another.
    pub fn meaning(&self, pressed: &[Key]) -> Meaning {
        if let Some((_, command)) = self.grid.iter().find(|(keys, _)| keys == pressed) {
            return Meaning::Asks(*command);
        }
        if self.grid.iter().any(|(keys, _)| keys.starts_with(pressed)) { Meaning::Begins } else { Meaning::Nothing }
    }

    /// What a key does in a scope.
    pub fn verb(&self, scope: Scope, key: Key) -> Option<Verb> {
        self.layers.iter().find(|(s, k, _)| *s == scope && *k == key).map(|(.., verb)| *verb)
    }

    /// The keys of a scope's verb, as they are shown.
    pub fn keys_in(&self, scope: Scope, verb: Verb) -> Vec<String> {
        self.layers.iter().filter(|(s, _, v)| *s == scope && *v == verb).map(|(_, k, _)| k.to_string()).collect()
    }

    /// What a scope's footer says: keys, and what they do. Anything without a key is left out.
    pub fn hints(&self, scope: Scope) -> Vec<(String, &'static str)> {
        self.hints_now(scope, scope.types(), |_| true)
    }

    /// The same for a layer in its current state: whether a text is being typed, which takes letters first, and which verbs
    /// do something.
    pub fn hints_now(&self, scope: Scope, types: bool, acts: impl Fn(Verb) -> bool) -> Vec<(String, &'static str)> {
        let reaches = |key: &Key| !types || key.typed().is_none();
        let first = |verb: &Verb| {
            let mut all = self.layers.iter().filter(|(s, key, v)| *s == scope && v == verb && reaches(key));
            all.next().filter(|_| acts(*verb)).map(|(_, key, _)| key.to_string())
        };
        let under = |command: &Command| {
            let all = self.grid.iter().filter(|(_, c)| c == command);
            let free = |keys: &[Key]| keys.first().is_some_and(|key| self.verb(scope, *key).is_none());
            all.map(|(keys, _)| keys).find(|keys| free(keys)).map(|keys| shown(keys))
        };
        let mut hints = Vec::new();
        for hint in scope.hints() {
            let (keys, does): (Vec<String>, _) = match hint {
                Hint::Typed(..) if types && !scope.types() => continue,
                Hint::Typed(keys, does) => (vec![(*keys).to_owned()], *does),
                // What is said of all of them would be wrong for some.
                Hint::Keys(verbs, _) if verbs.iter().any(|v| first(v).is_none()) => {
                    hints.extend(verbs.iter().filter_map(|v| Some((first(v)?, v.doc()))));
                    continue;
                }
                Hint::Keys(verbs, does) => (verbs.iter().filter_map(first).collect(), *does),
                Hint::Grid(commands, does) => (commands.iter().filter_map(under).collect(), *does),
            };
            if !keys.is_empty() {
                hints.push((keys.join(" "), does));
            }
        }
        hints
    }

    /// What can follow these keys: the key that comes next, and the command it leads to.
    pub fn after(&self, pressed: &[Key]) -> Vec<(Key, Command)> {
        let next = |(keys, command): &(Vec<Key>, Command)| {
            keys.strip_prefix(pressed).and_then(|rest| rest.first()).map(|key| (*key, *command))
        };
        self.grid.iter().filter_map(next).collect()
    }

    /// The keys of a command as they are shown, such as `s`, `g d` or `ctrl-r`.
    pub fn keys_of(&self, command: Command) -> Vec<String> {
        self.grid.iter().filter(|(_, c)| *c == command).map(|(keys, _)| shown(keys)).collect()
    }

    /// The text with each command that it names as `⟦rest⟧`, and each verb of a layer as `⟦note.take⟧`, replaced by its key;
    /// `:rest` if the command has no key.
    pub fn spell(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while let Some((before, tail)) = rest.split_once('⟦') {
            let Some((name, after)) = tail.split_once('⟧') else { break };
            out.push_str(before);
            match self.key_named(name) {
                Some(key) => out.push_str(&key),
                None if TABLE.iter().any(|r| r.name == name) => out.push_str(&format!(":{name}")),
                None => out.push_str(name),
            }
            rest = after;
        }
        out.push_str(rest);
        out
    }

    /// The first key of a command, or of a scope's verb: `rest`, `what-if.take`.
    fn key_named(&self, name: &str) -> Option<String> {
        match name.split_once('.') {
            Some((scope, verb)) => {
                let scope = Scope::ALL.into_iter().find(|s| s.name() == scope)?;
                let binding = scope.bindings().iter().find(|b| b.verb.name() == verb)?;
                self.keys_in(scope, binding.verb).into_iter().next()
            }
            None => self.key_of(TABLE.iter().find(|r| r.name == name)?.command),
        }
    }

    /// How to reach a command that lost a key, as the end of a sentence.
    pub fn other_way_to_reach(&self, name: &str) -> String {
        let keys = TABLE.iter().find(|r| r.name == name).map(|r| self.keys_of(r.command)).unwrap_or_default();
        match keys.first() {
            Some(key) => format!("; {key} still does"),
            None => format!("; :{name} still does"),
        }
    }

    /// The first key of a command, as it is shown.
    pub fn key_of(&self, command: Command) -> Option<String> {
        self.grid.iter().find(|(_, c)| *c == command).map(|(keys, _)| shown(keys))
    }
}

/// Keys pressed one after another, as they are shown: characters run together, named keys are spaced.
pub fn shown(keys: &[Key]) -> String {
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
