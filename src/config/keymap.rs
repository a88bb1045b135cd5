//! `keymap.toml`: which keys ask for which command, over the defaults of the table.

use std::path::Path;

use super::reader::{Fault, Reader, text_if_there};
use crate::keys::{Code, Key};
use crate::keys::{Command, Keymap, TABLE, chord};

/// Keys that always do what they do, so that arrows, Enter and `:` reach everything whatever a file says.
const FIXED: [(&str, &str); 7] = [
    ("left", "previous-day"),
    ("right", "next-day"),
    ("up", "previous-item"),
    ("down", "next-item"),
    ("enter", "edit-item"),
    (":", "commands"),
    ("esc", "back"),
];

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

/// A key that was asked for: where (`None` is a default), which, and what for.
struct Asked {
    at: Option<usize>,
    keys: Vec<Key>,
    text: String,
    command: Command,
    name: &'static str,
}

fn parse(text: &str) -> (Keymap, Vec<Fault>) {
    let mut r = Reader::new(text);
    let mut asked: Vec<Asked> = Vec::new();
    if let Some(root) = r.root() {
        let root = root.get_ref();
        let names: Vec<&str> = TABLE.iter().map(|row| row.name).chain(OLD_NAMES.map(|(old, _)| old)).collect();
        r.unknown(root, "", &names);
        for row in TABLE {
            let is_it = |key: &str| key == row.name || OLD_NAMES.contains(&(key, row.name));
            let found = root.iter().map(|(k, _)| k).find(|k| is_it(k.get_ref()));
            let place = found.map(|k| k.span().start);
            let own = found.and_then(|k| r.words(root, k.get_ref(), |t| chord(t).map(|keys| (keys, t.to_owned()))));
            let defaults = || row.keys.iter().filter_map(|t| Some((chord(t).ok()?, (*t).to_owned()))).collect();
            let keys = own.unwrap_or_else(defaults);
            let fixed = FIXED
                .iter()
                .filter(|(_, name)| *name == row.name)
                .filter_map(|(t, _)| Some((chord(t).ok()?, (*t).to_owned())));
            let missing: Vec<_> = fixed.filter(|(k, _)| keys.iter().all(|(own, _)| own != k)).collect();
            asked.extend(keys.into_iter().chain(missing).map(|(keys, text)| Asked {
                at: place,
                keys,
                text,
                command: row.command,
                name: row.name,
            }));
        }
    }
    // A command that is not known binds nothing: that is no mild fault here.
    r.faults.iter_mut().for_each(|f| {
        f.text = f.text.replace("is not a setting", "is not a command");
        f.mild = false;
    });
    for (n, a) in asked.iter().enumerate() {
        if let Some(key) = a.keys.iter().find(|k| k.ctrl && matches!(k.code, Code::Char('c' | 'z'))) {
            r.fault(a.at.unwrap_or(0), format!("{}: {key} belongs to the terminal", a.name));
        }
        if let Some(key) = a.keys.iter().find(|k| k.alt && matches!(k.code, Code::Char(']' | 'P' | '_' | '^' | 'X'))) {
            let why = format!("{}: {key} begins what a terminal answers, and never arrives as a key", a.name);
            r.fault(a.at.unwrap_or(0), why);
        }
        for b in &asked[..n] {
            let same = a.keys == b.keys;
            if !(a.keys.starts_with(&b.keys) || b.keys.starts_with(&a.keys)) {
                continue;
            }
            let how = if same { "also asks for" } else { "begins or goes on from" };
            let (here, there) = if a.at.is_some() { (a, b) } else { (b, a) };
            let Some(at) = here.at else { continue };
            let whose = if there.at.is_some() { "" } else { " by default" };
            let other = if same { there.name.to_owned() } else { format!("{} of {}", there.text, there.name) };
            r.fault(at, format!("{}: {} {how} {other}{whose}; give one of them another key", here.name, here.text));
        }
    }
    r.faults.sort_by_key(|f| (f.line, f.column));
    if !r.faults.is_empty() {
        return (Keymap::default(), r.faults);
    }
    (Keymap::new(asked.into_iter().map(|a| (a.keys, a.command)).collect()), Vec::new())
}

/// The default keys as a file, a line a command.
pub fn defaults() -> String {
    let mut out = String::from(
        "# Keys of the week, by command. These are the defaults; keymap.toml beside the settings changes them.\n\
         # A key: r, R, ctrl-r, alt-x, shift-left, f5, space, ö. Keys after one another: \"g d\". Several: [\"h\", \"left\"].\n\
         # None: []. Arrows, enter, esc and : always do what they do here.\n",
    );
    for row in TABLE {
        let quoted: Vec<String> = row.keys.iter().map(|k| format!("\"{k}\"")).collect();
        let keys = if let [one] = quoted.as_slice() { one.clone() } else { format!("[{}]", quoted.join(", ")) };
        out.push_str(&format!("{:<14} = {keys:<20}  # {}\n", row.name, row.doc));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::Meaning;

    #[test]
    fn own_keys_take_the_place_of_the_defaults() {
        let (map, faults) = parse("rest = [\"ö\", \"ctrl-x\", \"f5\"]\nswap = \"g s\"\nredo = []\n");
        assert_eq!(faults, []);
        assert_eq!(map.keys_of(Command::Rest), ["ö", "ctrl-x", "F5"]);
        assert_eq!(map.key_of(Command::Swap).as_deref(), Some("gs"));
        assert_eq!(map.keys_of(Command::Redo), [""; 0]);
        assert_eq!(map.meaning(&[Key::char('r')]), Meaning::Nothing);
        // Names of version 0.1 are read.
        let (map, faults) = parse("tuesday = \"ü\"\n");
        assert_eq!((faults.len(), map.keys_of(Command::GoDay(1))), (0, vec!["ü".to_owned()]));
        // Arrows stay, whatever is said of the command.
        let (map, faults) = parse("next-day = \"n\"\nnote = \"N\"\n");
        assert_eq!((faults.len(), map.keys_of(Command::NextDay)), (0, vec!["n".to_owned(), "→".to_owned()]));
    }

    #[test]
    fn everything_wrong_is_told_at_once_with_its_place() {
        let (map, faults) =
            parse("swap = \"x\"\nrset = \"r\"\nmove = \"ctrl-c\"\nedit-item = \"hyper-e\"\ngo-to = \"g\"\n");
        let told: Vec<String> = faults.iter().map(ToString::to_string).collect();
        let has = |what: &str| assert!(told.iter().any(|t| t.starts_with(what)), "{what}: {told:#?}");
        has("line 1, column 1: swap: x also asks for hide by default; give one of them another key");
        has("line 2, column 1: rset is not a command; did you mean rest?");
        has("line 3, column 1: move: ctrl-c belongs to the terminal");
        has("line 4, column 13: 'hyper-e' is not a key");
        let (_, faults) = parse("rest = \"alt-]\"\nswap = \"alt-P\"\n");
        let strings: Vec<String> = faults.iter().map(ToString::to_string).collect();
        assert!(
            strings.len() == 2 && strings[0].contains("rest: alt-] begins what a terminal answers"),
            "{strings:#?}"
        );
        has("line 5, column 1: go-to: g begins or goes on from g m of month by default");
        assert_eq!(map, Keymap::default(), "with anything wrong the defaults hold");
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
