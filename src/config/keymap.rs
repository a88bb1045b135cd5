//! `keymap.toml`: which keys run which command, on top of the default table.

use std::path::Path;

use toml::de::{DeTable, DeValue};

use super::reader::{Fault, Reader, Severity, nearest, text_if_there};
use crate::keys::layers::{Binding, Scope};
use crate::keys::{Code, Command, FIXED, Key, Keymap, Own, TABLE, chord, find};
use crate::store::atomic;

/// Names from version 0.1, which named the days of a week beginning on Monday, with what they are called now.
const OLD_NAMES: [(&str, &str); 7] = [
    ("monday", "day-1"),
    ("tuesday", "day-2"),
    ("wednesday", "day-3"),
    ("thursday", "day-4"),
    ("friday", "day-5"),
    ("saturday", "day-6"),
    ("sunday", "day-7"),
];

/// The file at `path` on top of the defaults, with everything wrong in it. If anything is wrong, the defaults apply.
///
/// # Errors
/// A sentence, if the file cannot be read at all.
pub fn load(path: &Path) -> Result<(Keymap, Vec<Fault>), String> {
    match text_if_there(path) {
        Ok(text) => Ok(text.map_or_else(Default::default, |text| parse(&text))),
        Err(e) => Err(format!("cannot read {}: {}", path.display(), atomic::plain(&e))),
    }
}

/// A key that the file sets: where, in which scope (none for the week and everywhere), and what for.
struct Asked {
    at: usize,
    scope: Option<Scope>,
    keys: Vec<Key>,
    text: String,
    name: &'static str,
    /// The command, if it is one.
    command: Option<Command>,
}

/// What has been read of a file so far, on the way to a keymap.
#[derive(Default)]
struct Reading {
    own: Own,
    asked: Vec<Asked>,
}

fn parse(text: &str) -> (Keymap, Vec<Fault>) {
    let mut r = Reader::new(text);
    let mut reading = Reading::default();
    if let Some(root) = r.root() {
        reading.file(&mut r, root.get_ref());
    } else if let Some(fault) = r.faults.last_mut().filter(|f| f.text.contains("duplicate key")) {
        // Some tables share a name with a command, and in version 0.1 commands were outside any table.
        let line = text.lines().nth(fault.line - 1).unwrap_or_default();
        if let Some(name) = tables().find(|t| line.contains(&format!("[{t}]"))) {
            fault.text.push_str(&format!("; move the {name} line above into [{GRID}]"));
        }
    }
    let Reading { own, asked } = reading;
    asked.iter().for_each(|a| check_key(&mut r, a));
    for (n, a) in asked.iter().enumerate() {
        asked[..n].iter().for_each(|b| clash(&mut r, a, b));
    }
    let is_wrong = |faults: &[Fault]| faults.iter().any(|f| f.severity == Severity::Wrong);
    let mut keymap = Keymap::default();
    // Which defaults a key displaces does not matter while the file cannot be used.
    if !is_wrong(&r.faults) {
        let (with, displaced) = Keymap::with(&own);
        for d in displaced {
            let place = d.scope.map_or(String::new(), |s| format!(" in [{}]", s.name()));
            let left = match d.scope {
                None => with.other_way_to_reach(d.was),
                Some(_) => String::new(),
            };
            let at = asked.iter().find(|a| a.name == d.now).map_or(0, |a| a.at);
            r.note(Severity::Note, at, format!("{}: {} no longer runs {}{place}{left}", d.now, d.keys, d.was));
        }
        keymap = with;
    }
    r.faults.sort_by_key(|f| (f.line, f.column));
    r.faults.dedup();
    (keymap, r.faults)
}

/// The table of keys that work everywhere, and the one for the week.
const ALL: &str = "all";
const GRID: &str = "grid";

/// The name of every table.
fn tables() -> impl Iterator<Item = &'static str> {
    [ALL, GRID].into_iter().chain(Scope::ALL.map(Scope::name))
}

/// Names of commands, today's and those of version 0.1.
fn names(wanted: impl Fn(Command) -> bool + Copy) -> impl Iterator<Item = &'static str> {
    let today = TABLE.iter().filter(move |row| wanted(row.command)).map(|row| row.name);
    let day = move |(old, _): (&'static str, &str)| wanted(Command::GoDay(0)).then_some(old);
    today.chain(OLD_NAMES.into_iter().filter_map(day))
}

impl Reading {
    fn file(&mut self, r: &mut Reader<'_>, root: &DeTable<'_>) {
        let mut flat = None;
        for (key, value) in root {
            let name = key.get_ref().as_ref();
            let is_table = value.get_ref().is_table();
            let is_command = names(|_| true).any(|n| n == name);
            if tables().any(|t| t == name) && (is_table || !is_command) {
                self.table(r, root, name);
            } else if is_table && !is_command {
                let near = nearest(tables(), name).map_or(String::new(), |t| format!("; did you mean [{t}]?"));
                r.fault(key.span().start, format!("[{name}] is not a table of keys{near}"));
            } else {
                // Version 0.1 had only the keys of the week, and no tables.
                flat = flat.or(Some(key.span().start));
                if !is_command {
                    unknown(r, key.span().start, name, name, names(|_| true));
                }
            }
        }
        if let Some(at) = flat {
            self.commands(r, root, |_| true);
            let moved = "these keys go in tables now: [all] for undo, redo, back, help and commands, [grid] for the others; \
                         they are read as if they were there";
            r.note(Severity::Older, at, moved);
        }
    }

    fn table(&mut self, r: &mut Reader<'_>, root: &DeTable<'_>, table: &str) {
        let Some(inner) = r.table(root, table) else { return };
        let scope = Scope::ALL.into_iter().find(|s| s.name() == table);
        let wanted = |c: Command| c.is_everywhere() == (table == ALL);
        let known: Vec<&str> = match scope {
            Some(scope) => scope.bindings().iter().map(|b| b.verb.name()).collect(),
            None => names(wanted).collect(),
        };
        for (key, _) in inner {
            let name = key.get_ref().as_ref();
            if known.contains(&name) {
                continue;
            }
            let (at, full) = (key.span().start, format!("{table}.{name}"));
            match TABLE.iter().find(|row| row.name == name) {
                Some(row) => {
                    let home = if row.command.is_everywhere() { ALL } else { GRID };
                    r.fault(at, format!("{full}: {name} belongs in [{home}]"));
                }
                None => unknown(r, at, &full, name, known.iter().copied()),
            }
        }
        match scope {
            Some(scope) => self.verbs(r, inner, scope),
            None => self.commands(r, inner, wanted),
        }
    }

    fn commands(&mut self, r: &mut Reader<'_>, table: &DeTable<'_>, wanted: impl Fn(Command) -> bool) {
        for row in TABLE.iter().filter(|row| wanted(row.command)) {
            let is_it = |key: &str| key == row.name || OLD_NAMES.contains(&(key, row.name));
            // Some tables share a name with a command.
            let is_a_table = |key: &str, v: &DeValue<'_>| v.is_table() && tables().any(|t| t == key);
            let lines = table.iter().filter(|(k, v)| is_it(k.get_ref()) && !is_a_table(k.get_ref(), v.get_ref()));
            for key in lines.map(|(k, _)| k) {
                let at = key.span().start;
                let read = |t: &str| chord(t).map(|keys| (keys, t.to_owned()));
                let Some(keys) = r.words(table, key.get_ref(), read) else { continue };
                if self.own.commands.iter().any(|(c, _)| *c == row.command) {
                    r.fault(at, format!("{} has keys in two places; keep one of them", row.name));
                    continue;
                }
                if row.command.is_everywhere() && keys.iter().any(|(keys, _)| keys.len() > 1) {
                    let why = format!("{}: key sequences work only on the week", row.name);
                    r.note(Severity::Note, at, why);
                }
                self.own.commands.push((row.command, keys.iter().map(|(keys, _)| keys.clone()).collect()));
                let asked =
                    |(keys, text)| Asked { at, scope: None, keys, text, name: row.name, command: Some(row.command) };
                self.asked.extend(keys.into_iter().map(asked));
            }
        }
    }

    fn verbs(&mut self, r: &mut Reader<'_>, table: &DeTable<'_>, scope: Scope) {
        for binding in scope.bindings() {
            let name = binding.verb.name();
            let Some(key) = table.iter().map(|(k, _)| k).find(|k| k.get_ref().as_ref() == name) else { continue };
            let at = key.span().start;
            let one = |text: &str| {
                let key = Key::parse(text)?;
                match reserved(scope, binding, key) {
                    Some(why) => Err(format!("'{text}' {why}; give {name} another key")),
                    None => Ok((key, text.to_owned())),
                }
            };
            let Some(keys) = r.words(table, name, one) else { continue };
            self.own.verbs.push((scope, binding.verb, keys.iter().map(|(key, _)| *key).collect()));
            let asked = |(key, text)| Asked { at, scope: Some(scope), keys: vec![key], text, name, command: None };
            self.asked.extend(keys.into_iter().map(asked));
        }
    }
}

/// Reports a name in a table that is not a command; it binds nothing.
fn unknown(r: &mut Reader<'_>, at: usize, full: &str, name: &str, known: impl Iterator<Item = &'static str>) {
    let near = nearest(known, name).map_or(String::new(), |n| format!("; did you mean {n}?"));
    r.fault(at, format!("{full} is not a command{near}"));
}

/// Why a key cannot be bound to this in a scope; `None` if it can.
fn reserved(scope: Scope, binding: &Binding, key: Key) -> Option<String> {
    let has = |b: &Binding| {
        let is_back = b.like == Some(Command::Back) && key == Key::plain(Code::Esc);
        is_back || b.keys.iter().any(|k| Key::parse(k) == Ok(key))
    };
    let place = scope.name();
    // A default key of the binding itself is only ever looked up where it is not an answer.
    if scope.takes(key) && !has(binding) {
        let what = if scope.types() { "typed as text" } else { "an answer" };
        return Some(format!("is {what} in [{place}]"));
    }
    if scope.edits_text(key) && !has(binding) {
        return Some(format!("edits the text in [{place}]"));
    }
    if !key.is_fixed() || has(binding) {
        return None;
    }
    Some(match scope.bindings().iter().find(|b| has(b)) {
        Some(holder) => format!("always runs {} in [{place}]", holder.verb.name()),
        None => "means the same everywhere".to_owned(),
    })
}

/// Reports keys that cannot be used.
fn check_key(r: &mut Reader<'_>, a: &Asked) {
    for key in &a.keys {
        if key.ctrl && matches!(key.code, Code::Char('c' | 'z')) {
            r.fault(a.at, format!("{}: {key} belongs to the terminal", a.name));
        } else if key.alt && matches!(key.code, Code::Char('[' | ']' | 'O' | 'P' | '_' | '^' | 'X')) {
            let why = format!("{}: {key} begins a terminal's replies, and never arrives as a key", a.name);
            r.fault(a.at, why);
        } else if let Some(instead) = key.sent_instead() {
            r.fault(a.at, format!("{}: no terminal sends {}; it arrives as {instead}", a.name, a.text));
        }
    }
    if a.scope.is_none() && a.keys.len() > 1 && a.keys.iter().any(|k| k.is_fixed()) {
        r.fault(a.at, format!("{}: arrows, enter and esc keep their meaning, and cannot follow a key", a.name));
    }
    for (text, command) in FIXED {
        if a.scope.is_none() && a.command != Some(command) && chord(text).is_ok_and(|k| k == a.keys) {
            let name = find(command).name;
            r.fault(a.at, format!("{}: {} always runs {name}; give {} another key", a.name, a.text, a.name));
        }
    }
}

/// Reports two of the file's own keys that are the same but run different things, or where one begins the other.
fn clash(r: &mut Reader<'_>, a: &Asked, b: &Asked) {
    // A command that works everywhere can clash in each scope that it works in.
    let works_in = |x: &Asked, scope: Option<Scope>| {
        let (Some(command), Some(scope)) = (x.command, scope) else { return false };
        scope.bindings().iter().any(|b| b.like == Some(command))
    };
    let meet = a.scope == b.scope || works_in(a, b.scope) || works_in(b, a.scope);
    let is_like = |x: &Asked, y: &Asked| {
        let mut bindings = x.scope.iter().flat_map(|s| s.bindings());
        y.command.is_some() && bindings.any(|b| b.verb.name() == x.name && b.like == y.command)
    };
    let same_thing = (a.scope == b.scope && a.name == b.name) || is_like(a, b) || is_like(b, a);
    if !meet || same_thing || !(a.keys.starts_with(&b.keys) || b.keys.starts_with(&a.keys)) {
        return;
    }
    let same = a.keys == b.keys;
    let how = if same { "also runs" } else { "begins or continues" };
    let other = if same { b.name.to_owned() } else { format!("{} of {}", b.text, b.name) };
    r.fault(a.at, format!("{}: {} {how} {other}; give one of them another key", a.name, a.text));
}

/// The default keys as a file, with a table per scope and a line per command.
pub fn defaults() -> String {
    let mut out = String::from(
        "# Keys, by command. These are the defaults; keymap.toml beside the settings changes them.\n\
         # A key: r, R, ctrl-r, alt-x, shift-left, f5, space, ö. Several: [\"h\", \"left\"]. None: []. In [grid] keys can form a\n\
         # sequence: \"g d\". A key you set replaces the default on that key.\n\
         # Arrows, enter, esc and : always do what they do here, besides the keys you set. Where text is typed, letters are typed.\n",
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
            let like = b.like.map_or(String::new(), |c| format!("; also the keys of {}", find(c).name));
            out.push_str(&format!("{:<14} = {:<20}  # {}{like}\n", b.verb.name(), quoted(b.keys), b.verb.doc()));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::{Meaning, Verb};

    fn said(text: &str) -> Vec<String> {
        parse(text).1.iter().map(ToString::to_string).collect()
    }

    fn hard(text: &str) -> Vec<String> {
        parse(text).1.iter().filter(|f| f.severity == Severity::Wrong).map(ToString::to_string).collect()
    }

    #[test]
    fn own_keys_replace_the_defaults() {
        let (map, faults) = parse("[grid]\nrest = [\"ö\", \"ctrl-x\", \"f5\"]\nswap = \"g s\"\n[all]\nredo = []\n");
        assert_eq!(faults, []);
        assert_eq!(map.keys_of(Command::Rest), ["ö", "ctrl-x", "F5"]);
        assert_eq!(map.key_of(Command::Swap).as_deref(), Some("gs"));
        assert_eq!(map.keys_of(Command::Redo), [""; 0]);
        assert_eq!(map.meaning(&[Key::char('r')]), Meaning::Nothing);
        // Arrows stay, whatever the file says about the command; a key of one's own beats a default, with a note.
        let (map, faults) = parse("[grid]\nnext-day = \"n\"\n");
        assert_eq!(map.keys_of(Command::NextDay), ["n", "→"]);
        assert_eq!(map.keys_of(Command::Note), [""; 0]);
        assert!(faults.iter().all(|f| f.severity < Severity::Mild), "{faults:?}");
        assert_eq!(
            said("[grid]\nnext-day = \"n\"\n"),
            ["line 2, column 1: next-day: n no longer runs note; :note still does"]
        );
    }

    #[test]
    fn a_flat_file_of_version_0_1_is_read_with_a_note() {
        let (map, faults) = parse("rest = \"b\"\nundo = \"Z\"\ntuesday = \"ü\"\n");
        assert_eq!(map.key_of(Command::Rest).as_deref(), Some("b"));
        assert_eq!(map.keys_of(Command::GoDay(1)), ["ü"]);
        assert_eq!(map.keys_in(Scope::Edits, Verb::Undo), ["Z"], "undo is the same everywhere");
        assert!(faults.iter().all(|f| f.severity < Severity::Mild), "{faults:?}");
        assert!(faults[0].text.starts_with("these keys go in tables now: [all] for undo"), "{faults:?}");
    }

    #[test]
    fn each_scope_has_keys_of_its_own_and_everywhere_is_everywhere() {
        let (map, faults) = parse("[all]\nundo = \"Z\"\n[edits]\ndown = \"n\"\n[why]\nrate = \"j\"\n");
        assert_eq!(map.keys_in(Scope::Edits, Verb::Down), ["n", "↓"]);
        assert_eq!(map.hints(Scope::Edits)[0], ("Z".to_owned(), "undo"));
        assert_eq!(map.verb(Scope::Block, Key::char('Z')), Some(Verb::Undo));
        assert_eq!(map.verb(Scope::Why, Key::char('j')), Some(Verb::Rate), "one's own beats a default of its scope");
        assert_eq!(map.keys_in(Scope::Why, Verb::Down), ["↓"]);
        assert!(faults.iter().all(|f| f.severity < Severity::Mild), "{faults:?}");
        // Where a layer passes on the keys of the week, one's own keys of the week come first.
        let (map, _) = parse("[grid]\nrest = \"b\"\n");
        assert_eq!(map.verb(Scope::WhatIf, Key::char('b')), None);
        // Where text is typed, a letter is a letter.
        assert!(hard("[note]\nin-editor = \"o\"\n")[0].contains("'o' is typed as text in [note]"));
    }

    #[test]
    fn every_fault_is_reported_at_once_with_its_place() {
        let text = "[grid]\nswap = \"x\"\nrset = \"r\"\nmove = \"ctrl-c\"\nedit-item = \"hyper-e\"\ngo-to = \"x y\"\n[edits]\nundo = \"q\"\nleave = \"q\"\n";
        let (map, _) = parse(text);
        let said = hard(text);
        let has = |what: &str| assert!(said.iter().any(|t| t.starts_with(what)), "{what}: {said:#?}");
        has("line 3, column 1: grid.rset is not a command; did you mean rest?");
        has("line 4, column 1: move: ctrl-c belongs to the terminal");
        has("line 5, column 13: 'hyper-e' is not a key");
        has("line 2, column 1: swap: x begins or continues x y of go-to; give one of them another key");
        has("line 9, column 1: leave: q also runs undo; give one of them another key");
        assert_eq!(map, Keymap::default(), "with anything wrong the defaults hold");
        assert_eq!(hard("[grid]\nundo = \"Z\"\n"), ["line 2, column 1: grid.undo: undo belongs in [all]"]);
        assert_eq!(hard("[what-if]\nrest = \"Z\"\n"), ["line 2, column 1: what-if.rest: rest belongs in [grid]"]);
        assert!(hard("[grid]\nrest = \"esc\"\n")[0].contains("rest: esc always runs back"));
    }

    /// A file that only repeats defaults, of this version or of 0.1, changes nothing in any scope.
    #[test]
    fn a_key_that_repeats_a_default_changes_nothing() {
        let flat: String =
            TABLE.iter().map(|row| format!("{} = {:?}\n", row.name, row.keys)).collect::<Vec<_>>().concat();
        let (map, faults) = parse(&flat);
        assert!(faults.iter().all(|f| f.severity == Severity::Older), "{faults:?}");
        assert!(map == Keymap::default());
        for one in
            ["quit = [\"q\", \"Q\"]", "edit-item = [\"e\", \"enter\"]", "next-panel = \"tab\"", "what-if = \"f\""]
        {
            let (map, _) = parse(&format!("[grid]\n{one}\n"));
            for scope in [Scope::Zoom, Scope::WhatIf] {
                assert_eq!(map.hints(scope), Keymap::default().hints(scope), "{one}");
                for key in ["q", "enter", "tab", "f", "esc"].map(|k| Key::parse(k).unwrap()) {
                    assert_eq!(map.verb(scope, key), Keymap::default().verb(scope, key), "{one}: {key}");
                }
            }
        }
        // A command that a what-if refuses displaces nothing there either.
        let (map, _) = parse("[grid]\nnote = \"tab\"\nnext-panel = \"n\"\n");
        assert_eq!(map.verb(Scope::WhatIf, Key::plain(Code::Tab)), Some(Verb::NextPlan));
    }

    #[test]
    fn arrows_enter_and_esc_stay_along_with_the_keys_of_a_file() {
        let (map, faults) =
            parse("[what-if]\ntake = \"f6\"\nleave = []\n[list]\ntake = \"ctrl-g\"\ndown = \"ctrl-d\"\n");
        assert_eq!(faults, []);
        assert_eq!(map.keys_in(Scope::WhatIf, Verb::Take), ["F6", "enter"]);
        assert_eq!(map.keys_in(Scope::WhatIf, Verb::Leave), ["esc"]);
        assert_eq!(map.keys_in(Scope::List, Verb::Down), ["ctrl-d", "↓"]);
        assert_eq!(map.spell("⟦list.take⟧ takes it, ⟦what-if.leave⟧ leaves"), "ctrl-g takes it, esc leaves");
        let wrong = |text: &str, what: &str| {
            let said = hard(text);
            assert!(said.first().is_some_and(|t| t.ends_with(what)), "{text}: {said:?}");
        };
        wrong("[note]\nin-editor = \"left\"\n", "'left' edits the text in [note]; give in-editor another key");
        wrong("[note]\ntake = \"backspace\"\n", "'backspace' edits the text in [note]; give take another key");
        wrong("[list]\nleave = \"enter\"\n", "'enter' always runs take in [list]; give leave another key");
        wrong("[offer]\nleave = \"left\"\n", "'left' means the same everywhere; give leave another key");
        wrong("[grid]\nrest = \"g esc\"\n", "arrows, enter and esc keep their meaning, and cannot follow a key");
        // A key that answers cannot be bound.
        wrong("[check-in]\ndown = \"5\"\n", "'5' is an answer in [check-in]; give down another key");
        wrong("[rating]\nleave = \"5\"\n", "'5' is an answer in [rating]; give leave another key");
        wrong("[trends]\nleft = \"3\"\n", "'3' is an answer in [trends]; give left another key");
    }

    #[test]
    fn a_footer_names_what_the_keys_do_now() {
        // Where letters are text or answers, a letter that leaves elsewhere does not leave.
        let (map, _) = parse("[all]\nback = \"Z\"\n");
        for scope in [Scope::Help, Scope::List, Scope::Note, Scope::Form, Scope::Strip] {
            assert_eq!(map.hints(scope).last().unwrap().0, "esc", "{scope:?}");
        }
        assert_eq!(map.hints(Scope::Edits).last().unwrap().0, "Z");
        // A layer's own keys come first.
        let (map, _) = parse("[body]\ntoday = \"C\"\n[edits]\nundo = \"A\"\n[zoom]\nzoom = \"Q\"\n");
        assert!(map.hints(Scope::Body).contains(&("C".to_owned(), "today")));
        assert!(map.hints(Scope::Edits).contains(&("A".to_owned(), "undo")));
        assert!(map.hints(Scope::Zoom).contains(&("Q".to_owned(), "back")));
        // A key that a layer takes from the week is not shown as the week's.
        let (map, faults) = parse("[what-if]\ntake = \"r\"\nbed-time = \"u\"\n");
        let hints = map.hints(Scope::WhatIf);
        assert_eq!(hints[0], ("s m + -".to_owned(), "change"));
        assert!(
            hints.contains(&("r".to_owned(), "apply")) && hints.iter().all(|(_, does)| *does != "undo"),
            "{hints:?}"
        );
        let said: Vec<&str> = faults.iter().map(|f| f.text.as_str()).collect();
        assert_eq!(said, ["take: r no longer runs rest in [what-if]", "bed-time: u no longer runs undo in [what-if]"]);
        // If one of two keys is gone, the other is labelled with what it does alone.
        let (map, _) = parse("[all]\nundo = \"J\"\n");
        assert!(map.hints(Scope::Block).contains(&("K".to_owned(), "move the week up")));
    }

    #[test]
    fn what_does_not_fit_a_table_is_reported() {
        let wrong = |text: &str, what: &str| {
            let said = said(text);
            assert!(said.first().is_some_and(|t| t.contains(what)), "{text}: {said:?}");
            assert_eq!(said.len(), 1, "{text}: {said:?}");
        };
        wrong("[grid]\nrest = { a = \"b\" }\n", "rest should hold text in quotes");
        wrong("grid = \"x\"\n", "grid should be written as [grid]");
        wrong("edits = \"x\"\n", "edits should be written as [edits]");
        wrong("[[grid]]\nrest = \"B\"\n", "grid should be written as [grid]");
        wrong("[nope]\na = \"x\"\n", "[nope] is not a table of keys; did you mean [note]?");
        wrong("why = \"Y\"\n[why]\nrate = \"I\"\n", "duplicate key; move the why line above into [grid]");
        wrong("[grid]\nday-1 = \"b\"\nmonday = \"B\"\n", "day-1 has keys in two places; keep one of them");
        wrong("[grid]\nrest = [\"B\", \"B\"]\nhide = \"B\"\n", "rest: B also runs hide");
        let both = said("undo = \"z\"\n[all]\nundo = \"Z\"\n");
        assert!(both.iter().any(|t| t.contains("undo has keys in two places; keep one of them")), "{both:?}");
        let chord = said("[all]\nundo = \"g u\"\n");
        assert_eq!(chord, ["line 2, column 1: undo: key sequences work only on the week"]);
    }

    #[test]
    fn keys_that_never_arrive_are_reported_with_what_arrives() {
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
        for (key, arrives) in [("ctrl-]", "ctrl-5"), ("ctrl-@", "ctrl-space"), ("ctrl-^", "ctrl-6")] {
            assert!(one(key).ends_with(&format!("it arrives as {arrives}")), "{}", one(key));
        }
        assert_eq!(one("ctrl-7"), "");
        for key in ["alt-[", "alt-O"] {
            assert!(one(key).contains("begins a terminal's replies"), "{key}: {}", one(key));
        }
        // A character that cannot be shown is not a key.
        for key in ["\\u0007", "\\u001b", "\\u200b", "\\u0301"] {
            assert!(one(key).contains("is not a key"), "{key}: {}", one(key));
        }
        for key in ["shift-?", "shift-space", "ctrl-/"] {
            assert!(one(key).contains("no terminal sends"), "{key}: {}", one(key));
        }
        assert!(one("alt-]").contains("rest: alt-] begins a terminal's replies"));
        // Another name for what a terminal sends is read as that key.
        assert_eq!(Key::parse("shift-tab"), Key::parse("backtab"));
        assert_eq!(Key::parse("shift-r"), Key::parse("R"));
    }

    #[test]
    fn the_file_in_assets_is_the_defaults() {
        let text = include_str!("../../assets/keymap.toml");
        assert!(text == defaults(), "rewrite it with: cargo test --test it docs -- --ignored");
        let (map, faults) = parse(text);
        assert_eq!(faults, []);
        assert!(map == Keymap::default());
    }
}
