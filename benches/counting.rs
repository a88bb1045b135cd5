//! Instructions of a whole program on a pseudoterminal, counted by callgrind: the same number on every run, whatever else the
//! machine does.

#![allow(dead_code, reason = "each program uses a part of it")]
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use portable_pty::{CommandBuilder, PtySize, native_pty_system};
use recoup::domain::calendar::parse_date;
use recoup::runtime::workspace::Workspace;
use recoup::sample;

/// Today, in every folder.
pub const TODAY: &str = "2026-11-18";

/// After this much silence the program has drawn everything. Callgrind makes a program fifty times slower.
const SILENCE: Duration = Duration::from_millis(700);
/// Longest wait for the first output.
const PATIENCE: Duration = Duration::from_secs(120);

/// A program and how it is started.
pub struct Program<'a> {
    /// The binary.
    pub path: &'a Path,
    /// Its arguments.
    pub args: &'a [&'a str],
    /// A folder of its own, for its state and settings.
    pub home: &'a Path,
}

/// What a program costs, in instructions.
#[derive(Clone, Copy, Debug)]
pub struct Cost {
    /// The very first start, until it has quit: nothing is cached yet.
    pub first: u64,
    /// The same for every later start.
    pub start: u64,
    /// A movement key, and its frame.
    pub key: u64,
}

fn version(program: &str) -> Option<String> {
    let out = std::process::Command::new(program).arg("--version").output().ok()?;
    Some(String::from_utf8_lossy(&out.stdout).trim().to_owned()).filter(|v| !v.is_empty())
}

/// The installed version of valgrind, if any.
pub fn valgrind() -> Option<String> {
    version("valgrind")
}

/// The version of the compiler.
pub fn rustc() -> String {
    version("rustc").unwrap_or_else(|| "an unknown compiler".to_owned())
}

/// Where the floor program is built, next to a binary.
pub fn floor(binary: &Path) -> PathBuf {
    binary.with_file_name("examples").join("floor")
}

/// Writes that many years of weeks, as logged by somebody who never missed a morning.
pub fn lay_out(data: &Path, years: i64) {
    if years > 0 {
        let today = parse_date(TODAY).expect("a date");
        let ws = Workspace::open(Some(data), None, Some(today)).expect("a workspace");
        sample::lay_out(&ws, data, years * 52).expect("weeks");
        // Files that were written a moment ago are not served from the cache.
        std::thread::sleep(Duration::from_millis(3100));
    }
}

impl Program<'_> {
    /// Its cost; that of a key is the mean of `keys` moves back and forth.
    pub fn cost(&self, keys: usize) -> Cost {
        let first = self.instructions(&[]);
        let start = self.instructions(&[]);
        let moves: Vec<&str> = ["h", "l"].into_iter().cycle().take(keys).collect();
        Cost { first, start, key: self.instructions(&moves).saturating_sub(start) / keys as u64 }
    }

    /// Instructions from its start until it has quit, with these keys pressed one after another, each once the screen has
    /// settled.
    pub fn instructions(&self, keys: &[&str]) -> u64 {
        self.instructions_until(keys, "")
    }

    /// The same, where the first keys draw nothing for a while: the screen only counts as settled once this word appeared.
    pub fn instructions_until(&self, keys: &[&str], word: &str) -> u64 {
        let out = self.home.join("callgrind.out");
        let size = PtySize { rows: 36, cols: 120, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).expect("a pseudoterminal");
        let mut command = CommandBuilder::new("valgrind");
        command.args(self.counted(&out));
        for name in OWN {
            command.env(name, self.home);
        }
        command.env("TERM", "xterm-256color");
        command.env("LANG", "C.UTF-8");
        command.env_remove("NO_COLOR");
        let mut child = pair.slave.spawn_command(command).expect("valgrind starts");
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader().expect("a reader");
        let writer = pair.master.take_writer().expect("a writer");
        let (send, bytes) = channel();
        std::thread::spawn(move || {
            let mut chunk = [0; 4096];
            while let Ok(n @ 1..) = reader.read(&mut chunk) {
                if send.send(chunk[..n].to_vec()).is_err() {
                    return;
                }
            }
        });
        let mut terminal = Terminal { bytes, writer };
        terminal.rest(PATIENCE, "");
        for (n, key) in keys.iter().enumerate() {
            terminal.press(key);
            terminal.rest(PATIENCE, if n == 0 { word } else { "" });
        }
        terminal.press("q");
        child.wait().expect("it ends");
        sum(&out)
    }

    /// Instructions of a command that exits on its own.
    pub fn instructions_of_command(&self, command: &str) -> u64 {
        let out = self.home.join("callgrind.out");
        let mut valgrind = std::process::Command::new("valgrind");
        valgrind.args(self.counted(&out)).arg(command).envs(OWN.map(|name| (name, self.home)));
        assert!(valgrind.output().expect("valgrind starts").status.success(), "{command}");
        sum(&out)
    }

    /// The arguments of valgrind.
    fn counted(&self, out: &Path) -> Vec<String> {
        let mut args = vec!["--tool=callgrind".to_owned(), "--log-file=/dev/null".to_owned()];
        args.push(format!("--callgrind-out-file={}", out.display()));
        args.push(self.path.display().to_string());
        args.extend(self.args.iter().map(ToString::to_string));
        args
    }
}

/// Variables that would lead a program to the user's own files.
const OWN: [&str; 5] = ["XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "HOME", "TMPDIR"];

/// The total that callgrind counted.
fn sum(out: &Path) -> u64 {
    let text = std::fs::read_to_string(out).expect("callgrind writes what it counted");
    let total = text.lines().find_map(|l| l.strip_prefix("summary: ").or(l.strip_prefix("totals: ")));
    total.and_then(|n| n.trim().parse().ok()).expect("a sum")
}

struct Terminal {
    bytes: Receiver<Vec<u8>>,
    writer: Box<dyn Write + Send>,
}

impl Terminal {
    fn press(&mut self, keys: &str) {
        self.writer.write_all(keys.as_bytes()).expect("the program listens");
    }

    /// Waits for output with this word in it, and then for silence. A query for the kind of terminal is answered.
    fn rest(&mut self, first: Duration, word: &str) {
        let mut wait = first;
        let (mut said, mut heard) = (Vec::new(), word.is_empty());
        loop {
            match self.bytes.recv_timeout(wait) {
                Ok(chunk) => {
                    heard |= chunk.windows(word.len().max(1)).any(|w| w == word.as_bytes());
                    said.extend(chunk);
                }
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => return,
            }
            if let Some(at) = said.windows(3).position(|w| w == b"\x1b[c") {
                said.drain(..at + 3);
                self.press("\x1b[?62;22c");
            }
            wait = if heard { SILENCE } else { first };
        }
    }
}
