//! `keymap.toml`: which keys ask for which command, over the defaults of the table.

use std::path::Path;

use toml::de::{DeTable, DeValue};

use super::reader::{Fault, Reader, Severity, text_if_there};
use crate::keys::layers::{Scope, types};
use crate::keys::{Code, Command, FIXED, Key, Keymap, Own, TABLE, chord, find};

/// Names of version 0.1, which named the days of a week that began on a Monday, with what they are called now.
const OLD_NAMES: [(&str, &str); 7] = [
    ("monday", "day-1"),
    ("tuesday", "day-2"),
    ("wednesday", "day-3"),
    ("thursday", "day-4"),
    ("friday", "day-5"),
    ("saturday", "day-6"),
    ("sunday", "day-7"),
];

/// The file at `path` over the defaults, with everything that is wrong in it. With anything wrong the defaults hold.
///
/// # Errors
/// A sentence, where the file cannot be read at all.
pub fn load(path: &Path) -> Result<(Keymap, Vec<Fault>), String> {
    match text_if_there(path) {
        Ok(text) => Ok(text.map_or_else(Default::default, |text| parse(&text))),
        Err(e) => Err(format!("cannot read {}: {e}", path.display())),
    }
}

/// A key that the file asks for: where, in which scope (none for the week and everywhere), and what for.
struct Asked {
    at: usize,
    scope: Option<Scope>,
    keys: Vec<Key>,
    text: String,
    name: &'static str,
    /// The command, where it is one.
    command: Option<Command>,
}

/// What is read of a file, on the way to a keymap.
#[derive(Default)]
struct Reading {
    own: Own,
    asked: Vec<Asked>,
}

fn parse(text: &str) -> (Keymap, Vec<Fault>) {
    let mut r = Reader::new(text);
    let mut reading = Reading::default();
    if let Some(root) = r.root() {
        let root = root.get_ref();
        let tables: Vec<&str> = [ALL, GRID].into_iter().chain(Scope::ALL.map(Scope::name)).collect();
        // Some tables are called as commands are: what is no table is a command.
        let is_table = |name: &str| root.iter().any(|(k, v)| k.get_ref().as_ref() == name && v.get_ref().is_table());
        let of_0_1 = |v: &DeValue<'_>, name: &str| !v.is_table() || !tables.contains(&name);
        let flat = root.iter().filter(|(k, v)| of_0_1(v.get_ref(), k.get_ref())).min_by_key(|(k, _)| k.span().start);
        if let Some((first, _)) = flat {
            // Version 0.1 had the keys of the week and no tables.
            let known: Vec<&str> = names(|_| true).chain(tables.iter().copied()).collect();
            r.unknown(root, "", &known);
            reading.commands(&mut r, root, |_| true);
            let moved = "these keys stand in tables now: [all] for undo, redo, back, help and commands, [grid] for the others; \
                         they are read as if they did";
            r.note(Severity::Older, first.span().start, moved);
        }
        for (table, everywhere) in [(ALL, true), (GRID, false)] {
            if let Some(inner) = is_table(table).then(|| r.table(root, table)).flatten() {
                let wanted = |c: Command| c.is_everywhere() == everywhere;
                let known: Vec<&str> = names(wanted).collect();
                r.unknown(inner, table, &known);
                reading.commands(&mut r, inner, wanted);
            }
        }
        for scope in Scope::ALL {
            if let Some(inner) = is_table(scope.name()).then(|| r.table(root, scope.name())).flatten() {
                let known: Vec<&str> = scope.bindings().iter().map(|b| b.verb.name()).collect();
                r.unknown(inner, scope.name(), &known);
                reading.verbs(&mut r, inner, scope);
            }
        }
    }
    // A command that is not known binds nothing: that is no mild fault here.
    r.faults.iter_mut().filter(|f| f.text.contains("is not a setting")).for_each(|f| {
        f.text = f.text.replace("is not a setting", "is not a command");
        f.severity = Severity::Wrong;
    });
    let Reading { own, asked } = reading;
    asked.iter().for_each(|a| check_key(&mut r, a));
    for (n, a) in asked.iter().enumerate() {
        asked[..n].iter().for_each(|b| clash(&mut r, a, b));
    }
    let (keymap, displaced) = Keymap::with(&own);
    for d in displaced {
        let place = d.scope.map_or(String::new(), |s| format!(" in [{}]", s.name()));
        let left = match d.scope {
            None => keymap.commands_left(d.was),
            Some(_) => String::new(),
        };
        let at = asked.iter().find(|a| a.name == d.now).map_or(0, |a| a.at);
        r.note(Severity::Note, at, format!("{}: {} no longer asks for {}{place}{left}", d.now, d.keys, d.was));
    }
    r.faults.sort_by_key(|f| (f.line, f.column));
    if r.faults.iter().any(|f| f.severity == Severity::Wrong) {
        return (Keymap::default(), r.faults);
    }
    (keymap, r.faults)
}

/// The table of keys that work everywhere, and the one of the week.
const ALL: &str = "all";
const GRID: &str = "grid";

/// Names of commands, today's and those of version 0.1.
fn names(wanted: impl Fn(Command) -> bool + Copy) -> impl Iterator<Item = &'static str> {
    let today = TABLE.iter().filter(move |row| wanted(row.command)).map(|row| row.name);
    let day = move |(old, _): (&'static str, &str)| wanted(Command::GoDay(0)).then_some(old);
    today.chain(OLD_NAMES.into_iter().filter_map(day))
}

impl Reading {
    fn commands(&mut self, r: &mut Reader<'_>, table: &DeTable<'_>, wanted: impl Fn(Command) -> bool) {
        for row in TABLE.iter().filter(|row| wanted(row.command)) {
            let is_it = |key: &str| key == row.name || OLD_NAMES.contains(&(key, row.name));
            let mut lines = table.iter().filter(|(_, v)| !v.get_ref().is_table()).map(|(k, _)| k);
            let Some(key) = lines.find(|k| is_it(k.get_ref())) else { continue };
            let at = key.span().start;
            let Some(keys) = r.words(table, key.get_ref(), |t| chord(t).map(|keys| (keys, t.to_owned()))) else {
                continue;
            };
            self.own.commands.push((row.command, keys.iter().map(|(keys, _)| keys.clone()).collect()));
            let asked =
                |(keys, text)| Asked { at, scope: None, keys, text, name: row.name, command: Some(row.command) };
            self.asked.extend(keys.into_iter().map(asked));
        }
    }

    fn verbs(&mut self, r: &mut Reader<'_>, table: &DeTable<'_>, scope: Scope) {
        for binding in scope.bindings() {
            let name = binding.verb.name();
            let Some(key) = table.iter().map(|(k, _)| k).find(|k| k.get_ref().as_ref() == name) else { continue };
            let at = key.span().start;
            let one = |text: &str| {
                let key = Key::parse(text)?;
                if scope.types() && types(key) {
                    return Err(format!(
                        "'{text}' is typed as text in [{}], and can ask for nothing there",
                        scope.name()
                    ));
                }
                Ok((key, text.to_owned()))
            };
            let Some(keys) = r.words(table, name, one) else { continue };
            self.own.verbs.push((scope, binding.verb, keys.iter().map(|(key, _)| *key).collect()));
            let asked = |(key, text)| Asked { at, scope: Some(scope), keys: vec![key], text, name, command: None };
            self.asked.extend(keys.into_iter().map(asked));
        }
    }
}

/// Names keys that cannot be used.
fn check_key(r: &mut Reader<'_>, a: &Asked) {
    for key in &a.keys {
        if key.ctrl && matches!(key.code, Code::Char('c' | 'z')) {
            r.fault(a.at, format!("{}: {key} belongs to the terminal", a.name));
        } else if key.alt && matches!(key.code, Code::Char(']' | 'P' | '_' | '^' | 'X')) {
            let why = format!("{}: {key} begins what a terminal answers, and never arrives as a key", a.name);
            r.fault(a.at, why);
        } else if let Some(instead) = key.arrives_as() {
            r.fault(a.at, format!("{}: no terminal sends {}; it arrives as {instead}", a.name, a.text));
        }
    }
    for (text, command) in FIXED {
        if a.scope.is_none() && a.command != Some(command) && chord(text).is_ok_and(|k| k == a.keys) {
            let name = find(command).name;
            r.fault(a.at, format!("{}: {} always asks for {name}; give {} another key", a.name, a.text, a.name));
        }
    }
}

/// Names two of the file's own that ask for different things with one key, or where one key begins the other.
fn clash(r: &mut Reader<'_>, a: &Asked, b: &Asked) {
    // A command that works everywhere meets the scopes that it works in.
    let works_in = |x: &Asked, scope: Option<Scope>| {
        let (Some(command), Some(scope)) = (x.command, scope) else { return false };
        scope.bindings().iter().any(|b| b.like == Some(command))
    };
    let meet = a.scope == b.scope || works_in(a, b.scope) || works_in(b, a.scope);
    let same_thing = a.scope == b.scope && a.name == b.name;
    if !meet || same_thing || !(a.keys.starts_with(&b.keys) || b.keys.starts_with(&a.keys)) {
        return;
    }
    let same = a.keys == b.keys;
    let how = if same { "also asks for" } else { "begins or goes on from" };
    let other = if same { b.name.to_owned() } else { format!("{} of {}", b.text, b.name) };
    r.fault(a.at, format!("{}: {} {how} {other}; give one of them another key", a.name, a.text));
}

/// The default keys as a file, a table a scope and a line a command.
pub fn defaults() -> String {
    let mut out = String::from(
        "# Keys, by what they ask for. These are the defaults; keymap.toml beside the settings changes them.\n\
         # A key: r, R, ctrl-r, alt-x, shift-left, f5, space, ö. Several: [\"h\", \"left\"]. None: []. In [grid] keys can come after\n\
         # one another: \"g d\". A key of yours takes the place of a default that had it.\n\
         # Arrows, enter, esc and : always do what they do here; where text is typed, letters are typed.\n",
    );
    let quoted = |keys: &[&str]| {
        let all: Vec<String> = keys.iter().map(|k| format!("\"{k}\"")).collect();
        if let [one] = all.as_slice() { one.clone() } else { format!("[{}]", all.join(", ")) }
    };
    for (table, what, everywhere) in [(ALL, "everywhere", true), (GRID, "the week", false)] {
        out.push_str(&format!("\n[{table}]  # {what}\n"));
        for row in TABLE.iter().filter(|row| row.command.is_everywhere() == everywhere) {
            out.push_str(&format!("{:<14} = {:<20}  # {}\n", row.name, quoted(row.keys), row.doc));
        }
    }
    for scope in Scope::ALL {
        out.push_str(&format!("\n[{}]  # {}\n", scope.name(), scope.title()));
        for b in scope.bindings() {
            let like = b.like.map_or(String::new(), |c| format!("; the keys of {} too", find(c).name));
            out.push_str(&format!("{:<14} = {:<20}  # {}{like}\n", b.verb.name(), quoted(b.keys), b.verb.doc()));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::{Meaning, Verb};

    fn told(text: &str) -> Vec<String> {
        parse(text).1.iter().map(ToString::to_string).collect()
    }

    fn hard(text: &str) -> Vec<String> {
        parse(text).1.iter().filter(|f| f.severity == Severity::Wrong).map(ToString::to_string).collect()
    }

    #[test]
    fn own_keys_take_the_place_of_the_defaults() {
        let (map, faults) = parse("[grid]\nrest = [\"ö\", \"ctrl-x\", \"f5\"]\nswap = \"g s\"\n[all]\nredo = []\n");
        assert_eq!(faults, []);
        assert_eq!(map.keys_of(Command::Rest), ["ö", "ctrl-x", "F5"]);
        assert_eq!(map.key_of(Command::Swap).as_deref(), Some("gs"));
        assert_eq!(map.keys_of(Command::Redo), [""; 0]);
        assert_eq!(map.meaning(&[Key::char('r')]), Meaning::Nothing);
        // Arrows stay, whatever is said of the command; a key of one's own beats a default, with a word.
        let (map, faults) = parse("[grid]\nnext-day = \"n\"\n");
        assert_eq!(map.keys_of(Command::NextDay), ["n", "→"]);
        assert_eq!(map.keys_of(Command::Note), [""; 0]);
        assert!(faults.iter().all(|f| f.severity < Severity::Mild), "{faults:?}");
        assert_eq!(
            told("[grid]\nnext-day = \"n\"\n"),
            ["line 2, column 1: next-day: n no longer asks for note; :note still does"]
        );
    }

    #[test]
    fn a_flat_file_of_version_0_1_is_read_with_a_word() {
        let (map, faults) = parse("rest = \"b\"\nundo = \"Z\"\ntuesday = \"ü\"\n");
        assert_eq!(map.key_of(Command::Rest).as_deref(), Some("b"));
        assert_eq!(map.keys_of(Command::GoDay(1)), ["ü"]);
        assert_eq!(map.keys_in(Scope::Edits, Verb::Undo), ["Z"], "undo is the same everywhere");
        assert!(faults.iter().all(|f| f.severity < Severity::Mild), "{faults:?}");
        assert!(faults[0].text.starts_with("these keys stand in tables now: [all] for undo"), "{faults:?}");
    }

    #[test]
    fn each_scope_has_keys_of_its_own_and_everywhere_is_everywhere() {
        let (map, faults) = parse("[all]\nundo = \"Z\"\n[edits]\ndown = \"n\"\n[why]\nrate = \"j\"\n");
        assert_eq!(map.keys_in(Scope::Edits, Verb::Down), ["n"]);
        assert_eq!(map.hints(Scope::Edits)[0], ("Z".to_owned(), "undo"));
        assert_eq!(map.verb(Scope::Block, Key::char('Z')), Some(Verb::Undo));
        assert_eq!(map.verb(Scope::Why, Key::char('j')), Some(Verb::Rate), "one's own beats a default of its scope");
        assert_eq!(map.keys_in(Scope::Why, Verb::Down), ["↓"]);
        assert!(faults.iter().all(|f| f.severity < Severity::Mild), "{faults:?}");
        // In what lies over the week and lets its keys through, one's own keys of the week come first.
        let (map, _) = parse("[grid]\nrest = \"b\"\n");
        assert_eq!(map.verb(Scope::WhatIf, Key::char('b')), None);
        // Where text is typed, a letter is a letter.
        assert!(hard("[note]\nin-editor = \"o\"\n")[0].contains("'o' is typed as text in [note]"));
    }

    #[test]
    fn everything_wrong_is_told_at_once_with_its_place() {
        let text = "[grid]\nswap = \"x\"\nrset = \"r\"\nmove = \"ctrl-c\"\nedit-item = \"hyper-e\"\ngo-to = \"x y\"\n[edits]\nundo = \"q\"\nleave = \"q\"\n";
        let (map, _) = parse(text);
        let told = hard(text);
        let has = |what: &str| assert!(told.iter().any(|t| t.starts_with(what)), "{what}: {told:#?}");
        has("line 3, column 1: grid.rset is not a command; did you mean rest?");
        has("line 4, column 1: move: ctrl-c belongs to the terminal");
        has("line 5, column 13: 'hyper-e' is not a key");
        has("line 2, column 1: swap: x begins or goes on from x y of go-to; give one of them another key");
        has("line 9, column 1: leave: q also asks for undo; give one of them another key");
        assert_eq!(map, Keymap::default(), "with anything wrong the defaults hold");
        assert!(hard("[grid]\nundo = \"Z\"\n")[0].contains("grid.undo is not a command"), "it stands under [all]");
        assert!(hard("[grid]\nrest = \"esc\"\n")[0].contains("rest: esc always asks for back"));
    }

    #[test]
    fn keys_that_never_arrive_are_named_with_what_arrives() {
        let one = |key: &str| hard(&format!("[grid]\nrest = \"{key}\"\n")).first().cloned().unwrap_or_default();
        for (key, arrives) in [
            ("ctrl-i", "tab"),
            ("ctrl-m", "enter"),
            ("ctrl-[", "esc"),
            ("ctrl-enter", "the key without ctrl"),
            ("alt-esc", "esc"),
        ] {
            assert!(one(key).ends_with(&format!("no terminal sends {key}; it arrives as {arrives}")), "{}", one(key));
        }
        for key in ["shift-?", "shift-space", "ctrl-/"] {
            assert!(one(key).contains("no terminal sends"), "{key}: {}", one(key));
        }
        assert!(one("alt-]").contains("rest: alt-] begins what a terminal answers"));
        // What a terminal calls otherwise is read as that.
        assert_eq!(Key::parse("shift-tab"), Key::parse("backtab"));
        assert_eq!(Key::parse("shift-r"), Key::parse("R"));
    }

    #[test]
    fn the_file_in_assets_is_the_defaults() {
        let text = include_str!("../../assets/keymap.toml");
        assert!(text == defaults(), "write it anew with: cargo test --test docs -- --ignored");
        let (map, faults) = parse(text);
        assert_eq!(faults, []);
        assert_eq!(map, Keymap::default());
    }
}
