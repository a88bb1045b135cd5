//! The real program on a pseudoterminal.

use std::io::{Read, Write};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

use super::Place;

/// Longest wait for something that takes milliseconds; only a failing test waits this long.
pub const PATIENCE: Duration = Duration::from_secs(30);

/// What a terminal answers when it is asked for its background colour and then for what it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Says {
    Nothing,
    OnlyWhatItIs,
    /// Both; the colour as red/green/blue of four hexadecimal digits each.
    Paper(&'static str),
    /// How many columns a letter of ambiguous width takes, and what it is.
    Letter(u16),
}

pub struct Session {
    pub says: Says,
    /// When it was asked.
    pub asked: Option<Instant>,
    pub child: Box<dyn Child + Send + Sync>,
    pub master: Box<dyn MasterPty + Send>,
    pub writer: Box<dyn Write + Send>,
    pub bytes: Receiver<Vec<u8>>,
    pub screen: vt100::Parser,
    pub raw: Vec<u8>,
}

pub fn start(place: &Place, env: &[(&str, &str)]) -> Session {
    start_with(place, &["--today", "2026-11-18"], env)
}

/// The same, with other options.
pub fn start_with(place: &Place, options: &[&str], env: &[(&str, &str)]) -> Session {
    let pair = native_pty_system().openpty(PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 }).unwrap();
    let mut command = CommandBuilder::new(assert_cmd::cargo::cargo_bin!("recoup"));
    command.args(["--data-dir", place.data().to_str().unwrap()]);
    command.args(options);
    for (name, value) in [("XDG_STATE_HOME", place.state()), ("XDG_CONFIG_HOME", place.config())] {
        command.env(name, value);
    }
    // Temporary files stay in the test's own folder.
    command.env("TMPDIR", place.dir.path());
    command.env("TERM", "xterm-256color");
    command.env("LANG", "C.UTF-8");
    command.env_remove("NO_COLOR");
    for (name, value) in env {
        command.env(name, value);
    }
    let child = pair.slave.spawn_command(command).unwrap();
    let mut reader = pair.master.try_clone_reader().unwrap();
    let (send, bytes) = channel();
    thread::spawn(move || {
        let mut chunk = [0; 4096];
        while let Ok(n @ 1..) = reader.read(&mut chunk) {
            if send.send(chunk[..n].to_vec()).is_err() {
                break;
            }
        }
    });
    let writer = pair.master.take_writer().unwrap();
    Session {
        says: Says::OnlyWhatItIs,
        asked: None,
        child,
        master: pair.master,
        writer,
        bytes,
        screen: vt100::Parser::new(24, 80, 0),
        raw: Vec::new(),
    }
}

impl Session {
    pub fn wait_for(&mut self, what: &str, seen: impl Fn(&vt100::Screen) -> bool) {
        let end = Instant::now() + PATIENCE;
        while !seen(self.screen.screen()) {
            assert!(Instant::now() < end, "never saw {what}:\n{}", self.screen.screen().contents());
            if let Ok(chunk) = self.bytes.recv_timeout(Duration::from_millis(50)) {
                self.take(&chunk);
            }
        }
    }

    /// What the program writes goes to the screen, and its questions are answered.
    fn take(&mut self, chunk: &[u8]) {
        self.raw.extend(chunk);
        self.screen.process(chunk);
        if chunk.windows(3).any(|w| w == b"\x1b[c") {
            self.asked = Some(Instant::now());
            let answer = match self.says {
                Says::Nothing => String::new(),
                Says::OnlyWhatItIs => "\x1b[?62;22c".to_owned(),
                Says::Letter(columns) => format!("\x1b[2;{}R\x1b[?62;22c", columns + 1),
                Says::Paper(color) => format!("\x1b]11;rgb:{color}\x1b\\\x1b[?62;22c"),
            };
            let _ = self.writer.write_all(answer.as_bytes());
        }
    }

    pub fn wait_text(&mut self, text: &str) {
        self.wait_for(text, |s| s.contents().contains(text));
    }

    pub fn press(&mut self, keys: &str) {
        self.writer.write_all(keys.as_bytes()).unwrap();
    }

    pub fn end(&mut self) -> u32 {
        let end = Instant::now() + PATIENCE;
        let code = loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                break status.exit_code();
            }
            assert!(Instant::now() < end, "it does not end");
            thread::sleep(Duration::from_millis(10));
        };
        while let Ok(chunk) = self.bytes.recv_timeout(Duration::from_millis(200)) {
            self.raw.extend(&chunk);
            self.screen.process(&chunk);
        }
        code
    }

    /// Alternate screen left, cursor shown, paste and focus modes off, line mode back.
    pub fn assert_given_back(&mut self) {
        let screen = self.screen.screen();
        assert!(!screen.alternate_screen() && !screen.hide_cursor() && !screen.bracketed_paste());
        let text = String::from_utf8_lossy(&self.raw);
        for (on, off) in [
            ("\x1b[?1049h", "\x1b[?1049l"),
            ("\x1b[?2004h", "\x1b[?2004l"),
            ("\x1b[?1004h", "\x1b[?1004l"),
            ("\x1b[?1002h", "\x1b[?1002l"),
        ] {
            assert_eq!((text.matches(on).count(), text.matches(off).count()), (1, 1), "{on:?}");
        }
        let termios = self.master.get_termios().unwrap();
        assert!(
            format!("{:?}", termios.local_flags).contains("ICANON")
                && format!("{:?}", termios.local_flags).contains("ECHO")
        );
    }
}
