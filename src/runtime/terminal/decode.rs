//! Turns bytes of a terminal into keys, mouse events and pastes. Pure: bytes go in, what they mean comes out, and the
//! caller says when nothing has come for a while.
//!
//! Not every byte is a key. A terminal answers questions late, and its answers are strings that begin with an escape: they
//! are swallowed whole, so that no letter of them changes a plan. An escape may also be the first byte of an arrow whose
//! other bytes have not come yet, so a lone one waits a moment before it counts as the key.

use std::time::Duration;

use super::Pointer;
use crate::config::face::Rgb;
use crate::keys::{Code, Key};

/// How long a lone escape waits for the rest of a sequence. Chosen: between what a slow line needs and what a person notices.
const ESCAPE: Duration = Duration::from_millis(40);

/// How long after an escape the rest of its sequence may still come, if it comes in one piece. A choice.
const LATE: Duration = Duration::from_millis(500);

/// How long a sequence or a string may pause. A choice.
const PAUSE: Duration = Duration::from_millis(500);

/// Longest string that is swallowed. A choice: answers are a few dozen bytes.
const STRING: usize = 4096;

/// How many bytes of a string are kept: more than an answer about a colour has. A choice.
const HEAD: usize = 40;

/// Longest control sequence. A choice: no known one needs a third of it.
const SEQUENCE: usize = 64;

/// Ends a paste.
const PASTE_END: &[u8] = b"\x1b[201~";

/// What bytes mean.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Got {
    /// A key.
    Key(Key),
    /// What the mouse did, and at which cell.
    Mouse(Pointer, u16, u16),
    /// Pasted text.
    Paste(String),
    /// The window has the focus again.
    Focus,
    /// The colour of the paper: an answer to a question.
    Paper(Rgb),
    /// The terminal's attributes, which every terminal reports when asked.
    Attributes,
    /// The column of the cursor in the second row, from 1: an answer to a question.
    Column(u16),
}

#[derive(Clone, PartialEq, Eq, Debug, Default)]
enum State {
    /// Nothing is open.
    #[default]
    Ground,
    /// An escape, and whether another came before it.
    Escape { twice: bool },
    /// An escape that was taken for the key a moment ago.
    Escaped,
    /// `ESC [`, what came after it, and whether alt was held.
    Sequence { body: Vec<u8>, alt: bool },
    /// `ESC O`.
    Application { alt: bool },
    /// A string: its first bytes, how long it is, and whether an escape may end it.
    Text { head: Vec<u8>, length: usize, escape: bool },
    /// The bytes of a character.
    Character { bytes: Vec<u8>, alt: bool },
    /// An old-style mouse report, and how many of its bytes are left.
    OldMouse(u8),
    /// A paste.
    Paste(Vec<u8>),
}

/// Takes bytes as they come.
#[derive(Debug, Default)]
pub struct Decoder {
    state: State,
}

impl Decoder {
    /// Takes the bytes of one read.
    pub fn feed(&mut self, bytes: &[u8]) -> Vec<Got> {
        let mut out = Vec::new();
        if self.state == State::Escaped {
            self.late(bytes);
        }
        for (n, byte) in bytes.iter().enumerate() {
            self.byte(*byte, n == 0, &mut out);
        }
        out
    }

    /// How long to wait for the next byte before [`Decoder::pause`] is due.
    pub fn patience(&self) -> Option<Duration> {
        match self.state {
            State::Ground => None,
            State::Escape { .. } => Some(ESCAPE),
            State::Escaped => Some(LATE),
            _ => Some(PAUSE),
        }
    }

    /// No byte came for as long as [`Decoder::patience`] said.
    pub fn pause(&mut self) -> Vec<Got> {
        match std::mem::take(&mut self.state) {
            State::Escape { twice } => {
                self.state = State::Escaped;
                vec![Got::Key(Key { alt: twice, ..Key::plain(Code::Esc) })]
            }
            State::Paste(bytes) => vec![paste(&bytes)],
            _ => Vec::new(),
        }
    }

    /// Handles what follows an escape that already counted as the key: the rest of a sequence, if it comes in one piece.
    fn late(&mut self, bytes: &[u8]) {
        self.state = match bytes {
            [b'[' | b'O' | b']' | b'P' | b'_' | b'^' | b'X', _, ..] => State::Escape { twice: false },
            _ => State::Ground,
        };
    }

    fn byte(&mut self, byte: u8, first: bool, out: &mut Vec<Got>) {
        match std::mem::take(&mut self.state) {
            State::Ground | State::Escaped => self.ground(byte, false, out),
            State::Escape { twice } => self.after_escape(byte, first, twice, out),
            State::Sequence { body, alt } => self.in_sequence(byte, body, alt, out),
            State::Application { alt } => self.application(byte, alt, out),
            State::Text { head, length, escape } => self.in_text(byte, head, length, escape, out),
            State::Character { bytes, alt } => self.in_character(byte, bytes, alt, out),
            State::OldMouse(left) => {
                if byte == 0x03 {
                    self.ground(byte, false, out);
                } else if left > 1 {
                    self.state = State::OldMouse(left - 1);
                }
            }
            State::Paste(mut bytes) => {
                bytes.push(byte);
                if bytes.ends_with(PASTE_END) {
                    out.push(paste(&bytes[..bytes.len() - PASTE_END.len()]));
                } else {
                    self.state = State::Paste(bytes);
                }
            }
        }
    }

    fn ground(&mut self, byte: u8, alt: bool, out: &mut Vec<Got>) {
        let ctrl = |c: char| Key { ctrl: true, ..Key::char(c) };
        let key = match byte {
            0x1b => {
                self.state = State::Escape { twice: alt };
                return;
            }
            0x80.. => {
                self.in_character(byte, Vec::new(), alt, out);
                return;
            }
            0x00 => ctrl(' '),
            // Some terminals send ^H for Backspace.
            0x08 | 0x7f => Key::plain(Code::Backspace),
            0x09 => Key::plain(Code::Tab),
            0x0d => Key::plain(Code::Enter),
            0x01..=0x1a => ctrl(char::from(byte - 1 + b'a')),
            0x1c..=0x1f => ctrl(char::from(byte - 0x1c + b'4')),
            _ => Key::char(char::from(byte)),
        };
        out.push(Got::Key(Key { alt, ..key }));
    }

    fn after_escape(&mut self, byte: u8, first: bool, twice: bool, out: &mut Vec<Got>) {
        self.state = match byte {
            b'[' => State::Sequence { body: Vec::new(), alt: twice },
            b'O' => State::Application { alt: twice },
            b']' | b'P' | b'_' | b'^' | b'X' => State::Text { head: vec![byte], length: 0, escape: false },
            0x1b if !first => State::Escape { twice: true },
            _ if first => {
                // It came in a read of its own: two keys, one after the other.
                out.push(Got::Key(Key { alt: twice, ..Key::plain(Code::Esc) }));
                State::Ground
            }
            _ => {
                self.state = State::Ground;
                self.ground(byte, true, out);
                return;
            }
        };
        if self.state == State::Ground {
            self.ground(byte, false, out);
        }
    }

    fn in_sequence(&mut self, byte: u8, mut body: Vec<u8>, alt: bool, out: &mut Vec<Got>) {
        match byte {
            0x1b | 0x03 => self.ground(byte, false, out),
            0x20..=0x3f => {
                if body.len() < SEQUENCE {
                    body.push(byte);
                }
                self.state = State::Sequence { body, alt };
            }
            b'M' if body.is_empty() => self.state = State::OldMouse(3),
            // The Linux console: ESC [ [ A is F1.
            b'[' if body.is_empty() => self.state = State::Sequence { body: b"[".to_vec(), alt },
            0x40..=0x7e if body.starts_with(b"[") => {
                if let b'A'..=b'E' = byte {
                    out.push(Got::Key(Key { alt, ..Key::plain(Code::F(byte - b'A' + 1)) }));
                }
            }
            0x40..=0x7e => {
                if byte == b'~' && body == b"200" {
                    self.state = State::Paste(Vec::new());
                } else {
                    out.extend(sequence(&body, byte, alt));
                }
            }
            _ => self.state = State::Sequence { body, alt },
        }
    }

    fn application(&mut self, byte: u8, alt: bool, out: &mut Vec<Got>) {
        let code = match byte {
            0x1b | 0x03 => {
                self.ground(byte, false, out);
                return;
            }
            b'P'..=b'S' => Code::F(byte - b'P' + 1),
            _ => match cursor(byte) {
                Some(code) => code,
                None => return,
            },
        };
        out.push(Got::Key(Key { alt, ..Key::plain(code) }));
    }

    fn in_text(&mut self, byte: u8, mut head: Vec<u8>, length: usize, escape: bool, out: &mut Vec<Got>) {
        match (byte, escape) {
            (b'\\', true) | (0x07, _) => out.extend(paper(&head).map(Got::Paper)),
            // Whatever else begins with an escape is not part of it.
            (_, true) => self.after_escape(byte, false, false, out),
            (0x1b, _) => self.state = State::Text { head, length, escape: true },
            (0x03, _) => self.ground(byte, false, out),
            _ if length >= STRING => self.ground(byte, false, out),
            _ => {
                if head.len() < HEAD {
                    head.push(byte);
                }
                self.state = State::Text { head, length: length + 1, escape: false };
            }
        }
    }

    fn in_character(&mut self, byte: u8, mut bytes: Vec<u8>, alt: bool, out: &mut Vec<Got>) {
        if !bytes.is_empty() && byte & 0xc0 != 0x80 {
            // The rest never came.
            self.ground(byte, false, out);
            return;
        }
        bytes.push(byte);
        let wanted = match bytes[0] {
            0xc2..=0xdf => 2,
            0xe0..=0xef => 3,
            0xf0..=0xf4 => 4,
            _ => return,
        };
        if bytes.len() < wanted {
            self.state = State::Character { bytes, alt };
        } else if let Some(c) = std::str::from_utf8(&bytes).ok().and_then(|t| t.chars().next()) {
            out.push(Got::Key(Key { alt, ..Key::char(c) }));
        }
    }
}

/// The colour in `]11;rgb:1e1e/1e1e/1e1e`, one to four hexadecimal digits each.
fn paper(answer: &[u8]) -> Option<Rgb> {
    let text = std::str::from_utf8(answer).ok()?.strip_prefix("]11;rgb")?;
    let text = text.strip_prefix("a:").or_else(|| text.strip_prefix(':'))?;
    let one = |digits: &str| {
        let value = u32::from_str_radix(digits, 16).ok().filter(|_| digits.len() <= 4)?;
        let most = 16_u32.pow(digits.len() as u32) - 1;
        Some(((value * 255 + most / 2) / most) as u8)
    };
    let mut parts = text.split('/');
    let mut next = || one(parts.next().filter(|p| !p.is_empty())?);
    Some((next()?, next()?, next()?))
}

fn paste(bytes: &[u8]) -> Got {
    Got::Paste(String::from_utf8_lossy(bytes).into_owned())
}

fn cursor(byte: u8) -> Option<Code> {
    Some(match byte {
        b'A' => Code::Up,
        b'B' => Code::Down,
        b'C' => Code::Right,
        b'D' => Code::Left,
        b'F' => Code::End,
        b'H' => Code::Home,
        _ => return None,
    })
}

/// Reads a control sequence by its parameters and its last byte. Other answers of the terminal mean nothing here.
fn sequence(body: &[u8], last: u8, alt: bool) -> Option<Got> {
    if let Some(report) = body.strip_prefix(b"<") {
        return mouse(report, last);
    }
    if last == b'c' && body.starts_with(b"?") {
        return Some(Got::Attributes);
    }
    // In the first row it would be a key with modifiers.
    if let (b'R', Some(column)) = (last, body.strip_prefix(b"2;")) {
        return Some(Got::Column(std::str::from_utf8(column).ok()?.parse().ok()?));
    }
    let text = std::str::from_utf8(body).ok()?;
    let mut numbers = Vec::new();
    for part in text.split(';') {
        // `5:1` also says what happened to the key.
        let first = part.split(':').next().unwrap_or_default();
        numbers.push(if first.is_empty() { 1 } else { first.parse::<u32>().ok()? });
    }
    let held = numbers.get(1).map_or(0, |m| m.saturating_sub(1));
    let code = match last {
        b'I' if body.is_empty() => return Some(Got::Focus),
        b'Z' => Code::BackTab,
        b'P' | b'Q' | b'S' => Code::F(last - b'P' + 1),
        // With numbers it is the position of the cursor.
        b'R' if body.is_empty() => Code::F(3),
        b'~' if numbers[0] == 27 => character(*numbers.get(2)?)?,
        b'~' => numbered(numbers[0])?,
        b'u' => character(numbers[0])?,
        _ => cursor(last)?,
    };
    let (shift, more_alt, ctrl) = (held & 1 != 0, held & 2 != 0, held & 4 != 0);
    let shows_shift = matches!(code, Code::Char(_) | Code::BackTab);
    Some(Got::Key(Key { code, ctrl, alt: alt || more_alt, shift: shift && !shows_shift }))
}

fn numbered(n: u32) -> Option<Code> {
    Some(match n {
        1 | 7 => Code::Home,
        3 => Code::Delete,
        4 | 8 => Code::End,
        5 => Code::PageUp,
        6 => Code::PageDown,
        11..=15 => Code::F(n as u8 - 10),
        17..=21 => Code::F(n as u8 - 11),
        23..=26 => Code::F(n as u8 - 12),
        28 | 29 => Code::F(n as u8 - 13),
        31..=34 => Code::F(n as u8 - 14),
        _ => return None,
    })
}

fn character(n: u32) -> Option<Code> {
    Some(match n {
        8 | 127 => Code::Backspace,
        9 => Code::Tab,
        13 => Code::Enter,
        27 => Code::Esc,
        n => Code::Char(char::from_u32(n).filter(|c| !c.is_control())?),
    })
}

fn mouse(report: &[u8], last: u8) -> Option<Got> {
    let text = std::str::from_utf8(report).ok()?;
    let mut numbers = text.split(';').map(str::parse::<u16>);
    let (button, x, y) = (numbers.next()?.ok()?, numbers.next()?.ok()?, numbers.next()?.ok()?);
    // Shift, alt and control are bits of their own.
    let what = match (button & !0b1_1100, last) {
        (0, b'M') => Pointer::Down,
        (32, b'M') => Pointer::Drag,
        (0, b'm') => Pointer::Up,
        (64, b'M') => Pointer::WheelUp,
        (65, b'M') => Pointer::WheelDown,
        _ => return None,
    };
    Some(Got::Mouse(what, x.saturating_sub(1), y.saturating_sub(1)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(got: &[Got]) -> String {
        let one = |g: &Got| match g {
            Got::Key(key) => key.to_string(),
            other => format!("{other:?}"),
        };
        // A terminal's answers are understood, but they are not keys.
        let pressed = got.iter().filter(|g| !matches!(g, Got::Paper(_) | Got::Attributes | Got::Column(_)));
        pressed.map(one).collect::<Vec<_>>().join(" ")
    }

    /// The keys in these reads, with a pause after each.
    fn read_as(reads: &[&[u8]]) -> String {
        let mut d = Decoder::default();
        let mut out = Vec::new();
        for read in reads {
            out.extend(d.feed(read));
            while d.patience().is_some() {
                out.extend(d.pause());
            }
        }
        keys(&out)
    }

    /// The same, with a pause long enough for a lone escape and no longer.
    fn soon(reads: &[&[u8]]) -> String {
        let mut d = Decoder::default();
        let mut out = Vec::new();
        for read in reads {
            out.extend(d.feed(read));
            if d.patience() == Some(ESCAPE) {
                out.extend(d.pause());
            }
        }
        keys(&out)
    }

    #[test]
    fn keys_as_terminals_send_them() {
        for (bytes, meant) in [
            (&b"r"[..], "r"),
            (b"R", "R"),
            ("ä日".as_bytes(), "ä 日"),
            (b"\x7f", "backspace"),
            (b"\x08", "backspace"),
            (b"\r", "enter"),
            (b"\t", "tab"),
            (b"\x12", "ctrl-r"),
            (b"\x1b", "esc"),
            (b"\x1bx", "alt-x"),
            ("\x1bä".as_bytes(), "alt-ä"),
            (b"\x1b[A", "↑"),
            (b"\x1bOA", "↑"),
            (b"\x1b[1;5D", "ctrl-←"),
            (b"\x1b[1;2D", "shift-←"),
            (b"\x1b\x1b[A", "alt-↑"),
            (b"\x1b[Z", "backtab"),
            (b"\x1b[3~", "delete"),
            (b"\x1b[15~", "F5"),
            (b"\x1b[24~", "F12"),
            (b"\x1bOP", "F1"),
            (b"\x1b[[A", "F1"),
            (b"\x1b[97;5u", "ctrl-a"),
            (b"\x1b[27;5;106~", "ctrl-j"),
            (b"\x1b[I", "Focus"),
            (b"\x1b[O", ""),
            (b"\x1b[<0;5;7M", "Mouse(Down, 4, 6)"),
            (b"\x1b[<65;1;1M", "Mouse(WheelDown, 0, 0)"),
            (b"\x1b[200~a\x03\x1b[A\nb\x1b[201~", "Paste(\"a\\u{3}\\u{1b}[A\\nb\")"),
        ] {
            assert_eq!(read_as(&[bytes]), meant, "{bytes:?}");
        }
    }

    #[test]
    fn the_paper_is_read_in_every_form_that_terminals_send() {
        let dark = Got::Paper((0x1e, 0x1e, 0x1e));
        for (answer, got) in [
            (&b"\x1b]11;rgb:1e1e/1e1e/1e1e\x1b\\"[..], Some(dark.clone())),
            (b"\x1b]11;rgb:1e/1e/1e\x07", Some(dark.clone())),
            (b"\x1b]11;rgba:1e1e/1e1e/1e1e/ffff\x07", Some(dark)),
            (b"\x1b]11;rgb:f/0/8\x07", Some(Got::Paper((255, 0, 136)))),
            (b"\x1b[?62;22c", Some(Got::Attributes)),
            (b"\x1b[?6c", Some(Got::Attributes)),
            (b"\x1b[2;3R", Some(Got::Column(3))),
            (b"\x1b[24;80R", None),
            // Of something else, or of nothing.
            (b"\x1b]10;rgb:1e1e/1e1e/1e1e\x07", None),
            (b"\x1b]11;rgb:\x07", None),
            (b"\x1b]11;rgb:12345/1/1\x07", None),
            (b"\x1b]11;?\x07", None),
        ] {
            assert_eq!(Decoder::default().feed(answer), Vec::from_iter(got), "{answer:?}");
        }
    }

    /// Answers of a terminal, whole, split at each byte, and split with a pause: none of their bytes is ever a key.
    #[test]
    fn late_answers_are_not_keys() {
        for answer in [
            &b"\x1b]10;rgb:dcdc/dcdc/dcdc\x1b\\"[..],
            b"\x1b]11;rgb:1e1e/1e1e/1e1e\x07",
            b"\x1b]4;1;rgb:cdcd/0000/0000\x1b\\",
            b"\x1bP>|xterm(389)\x1b\\",
            b"\x1bP>|tmux 3.4\x1b\\",
            b"\x1bP1$r0m\x1b\\",
            b"\x1b_Gi=31;OK\x1b\\",
            b"\x1b^private\x1b\\",
            b"\x1bXstart\x1b\\",
            b"\x1b[?62;22c",
            b"\x1b[24;80R",
            b"\x1b[?2026;2$y",
            b"\x1b[?1u",
            b"\x1b[8;24;80t",
        ] {
            let whole: Vec<u8> = [answer, b"j"].concat();
            assert_eq!(read_as(&[&whole]), "j", "{answer:?}");
            let mut byte_by_byte = Decoder::default();
            let got: Vec<Got> = whole.iter().flat_map(|b| byte_by_byte.feed(&[*b])).collect();
            assert_eq!(keys(&got), "j", "{answer:?} byte by byte");
            for at in 1..answer.len() {
                assert_eq!(
                    soon(&[&answer[..at], &answer[at..], b"j"]).trim_start_matches("esc "),
                    "j",
                    "{answer:?} at {at}"
                );
            }
        }
    }

    /// Any bytes, in reads cut anywhere but at an escape, are the same keys as in one read, where no pause lies
    /// between; and after a pause nothing is left open.
    #[test]
    fn any_bytes_mean_the_same_however_they_are_cut() {
        use proptest::prelude::*;
        let byte = prop_oneof![
            Just(0x1b_u8),
            proptest::sample::select(b"[]OP_^X;<MAB~0123456789m\x07\\\x03\x18".to_vec()),
            any::<u8>()
        ];
        let bytes = proptest::collection::vec(byte, 0..80);
        let config = ProptestConfig {
            cases: 3_000,
            failure_persistence: None,
            rng_seed: proptest::test_runner::RngSeed::Fixed(1),
            ..ProptestConfig::default()
        };
        proptest!(config, |(bytes in bytes, cuts in proptest::collection::vec(0_usize..80, 0..6))| {
            let whole = Decoder::default().feed(&bytes);
            let mut cuts: Vec<usize> = cuts.into_iter().map(|c| c.min(bytes.len())).collect();
            // An escape at either end of a read is what tells a key that a person pressed from a sequence.
            cuts.retain(|c| bytes.get(*c) != Some(&0x1b) && (*c == 0 || bytes.get(*c - 1) != Some(&0x1b)));
            cuts.extend([0, bytes.len()]);
            cuts.sort_unstable();
            let mut decoder = Decoder::default();
            let parts: Vec<Got> = cuts.windows(2).flat_map(|w| decoder.feed(&bytes[w[0]..w[1]])).collect();
            prop_assert_eq!(parts, whole, "{:?} at {:?}", bytes, cuts);
            decoder.pause();
            prop_assert_eq!(decoder.state == State::Ground || decoder.state == State::Escaped, true);
        });
    }

    /// An arrow in two reads is one arrow, however late its rest is.
    #[test]
    fn a_split_arrow_is_an_arrow() {
        for at in 1..3 {
            let bytes = b"\x1b[D";
            let mut d = Decoder::default();
            let got: Vec<Got> = [&bytes[..at], &bytes[at..]].into_iter().flat_map(|read| d.feed(read)).collect();
            assert_eq!(keys(&got), "←");
        }
        // Later than an escape waits, the arrow still types no letters.
        assert_eq!(soon(&[b"\x1b", b"[D"]), "esc ←");
        // An escape and a letter typed one after the other are two keys.
        let mut d = Decoder::default();
        let got: Vec<Got> = [&b"\x1b"[..], b"j"].into_iter().flat_map(|read| d.feed(read)).collect();
        assert_eq!(keys(&got), "esc j");
        assert_eq!(soon(&[b"\x1b", b"P"]), "esc P");
        assert_eq!(read_as(&[b"\x1b", b"[", b"D"]), "esc [ D");
    }

    #[test]
    fn a_string_ends_at_ctrl_c_at_another_escape_after_a_pause_and_after_four_kibibytes() {
        assert_eq!(read_as(&[b"\x1b]10;rgb\x03j"]), "ctrl-c j");
        assert_eq!(read_as(&[b"\x1b]10;rgb\x1b[Aj"]), "↑ j");
        assert_eq!(read_as(&[b"\x1b]10;rgb", b"j"]), "j");
        let long = [b"\x1b]".as_slice(), &vec![b'a'; STRING], b"j"].concat();
        assert_eq!(read_as(&[&long]), "j");
        // A broken sequence means nothing, and neither does a broken character.
        assert_eq!(read_as(&[b"\x1b[<0;5", b"j"]), "j");
        assert_eq!(read_as(&[b"\xe2\x82", b"j"]), "j");
        assert_eq!(read_as(&[b"\xe2\x82j"]), "j");
    }
}
