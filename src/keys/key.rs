//! Keys, free of any terminal library.

use std::fmt;

use unicode_width::UnicodeWidthChar;

/// Which key.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Code {
    /// A character as typed, shift included.
    Char(char),
    /// Enter.
    Enter,
    /// Escape.
    Esc,
    /// Tab.
    Tab,
    /// Shift-Tab.
    BackTab,
    /// Backspace.
    Backspace,
    /// Delete.
    Delete,
    /// Up.
    Up,
    /// Down.
    Down,
    /// Left.
    Left,
    /// Right.
    Right,
    /// Home.
    Home,
    /// End.
    End,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
    /// A function key.
    F(u8),
}

/// A key with its modifiers. Shift counts only where the character does not show it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Key {
    /// Which key.
    pub code: Code,
    /// Control held.
    pub ctrl: bool,
    /// Alt held.
    pub alt: bool,
    /// Shift held, for keys that are not characters.
    pub shift: bool,
}

const NAMED: [(&str, Code); 15] = [
    ("enter", Code::Enter),
    ("esc", Code::Esc),
    ("tab", Code::Tab),
    ("backtab", Code::BackTab),
    ("backspace", Code::Backspace),
    ("delete", Code::Delete),
    ("up", Code::Up),
    ("down", Code::Down),
    ("left", Code::Left),
    ("right", Code::Right),
    ("home", Code::Home),
    ("end", Code::End),
    ("pageup", Code::PageUp),
    ("pagedown", Code::PageDown),
    ("space", Code::Char(' ')),
];

impl Key {
    /// A key without modifiers.
    pub const fn plain(code: Code) -> Self {
        Self { code, ctrl: false, alt: false, shift: false }
    }

    /// A character.
    pub const fn char(c: char) -> Self {
        Self::plain(Code::Char(c))
    }

    /// Whether it is an arrow, enter or esc, which keep their meaning whatever a keymap file says.
    pub fn is_fixed(self) -> bool {
        use Code::{Down, Enter, Esc, Left, Right, Up};
        matches!(self, Self { code: Up | Down | Left | Right | Enter | Esc, ctrl: false, alt: false, shift: false })
    }

    /// The character it types, if it types one.
    pub fn typed(self) -> Option<char> {
        match self.code {
            Code::Char(c) if !self.ctrl && !self.alt => Some(c),
            _ => None,
        }
    }

    /// Reads `r`, `R`, `ctrl-r`, `shift-left`, `space`, `f1`.
    ///
    /// # Errors
    /// A sentence that names the key.
    pub fn parse(text: &str) -> Result<Self, String> {
        let mut key = Self::char(' ');
        let mut rest = text;
        loop {
            let (flag, tail) = match rest.split_once('-') {
                Some(("ctrl", tail)) => (&mut key.ctrl, tail),
                Some(("alt", tail)) => (&mut key.alt, tail),
                Some(("shift", tail)) => (&mut key.shift, tail),
                _ => break,
            };
            *flag = true;
            rest = tail;
        }
        let mut chars = rest.chars();
        key.code = match (chars.next(), chars.next()) {
            // A character that takes no room on the screen could not be shown.
            (Some(c), None) if c.width().is_some_and(|cells| cells > 0) => Code::Char(c),
            _ => match (NAMED.iter().find(|(n, _)| *n == rest), rest.strip_prefix('f').and_then(|n| n.parse().ok())) {
                (Some((_, code)), _) => *code,
                (None, Some(n @ 1..=24)) => Code::F(n),
                _ => {
                    let text = text.escape_debug();
                    return Err(format!("'{text}' is not a key; write r, R, ctrl-r, shift-left, space or f1"));
                }
            },
        };
        Ok(key.as_sent())
    }

    /// The key that the screen shows as `text`.
    pub fn shown_as(text: &str) -> Option<Self> {
        let arrow = match text {
            "↑" => Code::Up,
            "↓" => Code::Down,
            "←" => Code::Left,
            "→" => Code::Right,
            _ => return Self::parse(&text.replacen('F', "f", usize::from(text.len() > 1))).ok(),
        };
        Some(Self::plain(arrow))
    }

    /// The key as a terminal sends it, which can be a different one: shift shows in the character.
    fn as_sent(self) -> Self {
        match self {
            Self { code: Code::Tab, shift: true, .. } => Self { code: Code::BackTab, shift: false, ..self },
            Self { code: Code::Char(c), shift: true, .. } if c.is_lowercase() && c.to_uppercase().count() == 1 => {
                Self { code: Code::Char(c.to_uppercase().next().unwrap_or(c)), shift: false, ..self }
            }
            Self { code: Code::Char(c), shift: true, .. } if c.is_uppercase() => Self { shift: false, ..self },
            _ => self,
        }
    }

    /// What arrives instead of a key that no terminal sends; `None` if it does arrive.
    pub fn sent_instead(self) -> Option<&'static str> {
        match (self.code, self.ctrl, self.alt, self.shift) {
            (Code::Char('i' | 'I'), true, ..) => Some("tab"),
            (Code::Char('m' | 'M'), true, ..) => Some("enter"),
            (Code::Char('['), true, ..) => Some("esc"),
            (Code::Char('@' | '2'), true, ..) => Some("ctrl-space"),
            (Code::Char('\\'), true, ..) => Some("ctrl-4"),
            (Code::Char(']'), true, ..) => Some("ctrl-5"),
            (Code::Char('^'), true, ..) => Some("ctrl-6"),
            (Code::Char('/' | '_' | '-'), true, ..) => Some("ctrl-7, or nothing"),
            (Code::Char('h' | 'H'), true, ..) => Some("backspace"),
            (Code::Char(c), true, ..) if c.is_uppercase() => Some("the same with a lowercase letter"),
            (Code::Char(c), true, ..) if !c.is_ascii_lowercase() && !matches!(c, ' ' | '4'..='7') => {
                Some("just the character, or nothing")
            }
            (Code::Char(_), _, _, true) => Some("the shifted character"),
            (Code::Enter | Code::Tab | Code::Backspace, true, ..) => Some("the key without ctrl"),
            (Code::Enter | Code::Backspace, _, _, true) => Some("the key without shift"),
            (Code::Esc, true, ..) | (Code::Esc, _, true, _) | (Code::Esc, _, _, true) => Some("esc"),
            (Code::BackTab, true, ..) => Some("backtab"),
            _ => None,
        }
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (on, name) in [(self.ctrl, "ctrl-"), (self.alt, "alt-"), (self.shift, "shift-")] {
            if on {
                f.write_str(name)?;
            }
        }
        match self.code {
            Code::F(n) => write!(f, "F{n}"),
            Code::Up => f.write_str("↑"),
            Code::Down => f.write_str("↓"),
            Code::Left => f.write_str("←"),
            Code::Right => f.write_str("→"),
            code => match (NAMED.iter().find(|(_, c)| *c == code), code) {
                (Some((name, _)), _) => f.write_str(name),
                (None, Code::Char(c)) => write!(f, "{c}"),
                (None, _) => Ok(()),
            },
        }
    }
}
