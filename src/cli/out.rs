//! The one place that writes to standard output and error. A closed pipe is not an error, output that was cut off is, and
//! no terminal control sequences get through.

use std::cell::Cell;
use std::io::{self, IsTerminal, Write};
use std::ops::ControlFlow;
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use color_eyre::Report;
use serde::Serialize;

use crate::domain::progress::{SAID_AFTER, SAID_EVERY, Step};
use crate::store::atomic::plain;
use crate::text::{clean, escape_json};

/// What became of standard output.
#[derive(Clone, PartialEq, Eq, Debug)]
enum Output {
    /// Everything was written so far.
    Whole,
    /// Its reader has gone: nobody will miss the rest.
    Closed,
    /// Something could not be written, in the system's words.
    Cut(String),
}

static OUTPUT: Mutex<Output> = Mutex::new(Output::Whole);

fn write(text: &[u8], flush: bool) {
    let mut output = OUTPUT.lock().unwrap_or_else(PoisonError::into_inner);
    if *output != Output::Whole {
        return;
    }
    let mut out = io::stdout().lock();
    let result = out.write_all(text).and_then(|()| if flush { out.flush() } else { Ok(()) });
    if let Err(e) = result {
        *output = match e.kind() {
            io::ErrorKind::BrokenPipe => Output::Closed,
            _ => Output::Cut(plain(&e)),
        };
    }
}

/// Writes what is still buffered. The sentence says why standard output was cut off, if it was.
pub fn finish() -> Option<String> {
    write(b"", true);
    match &*OUTPUT.lock().unwrap_or_else(PoisonError::into_inner) {
        Output::Cut(why) => Some(format!("standard output was cut off: {why}")),
        _ => None,
    }
}

/// One line to standard output.
pub fn line(text: &str) {
    write(format!("{}\n", clean(text)).as_bytes(), false);
}

/// One line to standard error.
pub fn complain(text: &str) {
    // If that fails, there is nobody left to tell.
    let _ = writeln!(io::stderr().lock(), "recoup: {}", clean(text));
}

/// A report to standard error: each cause on a line, and what would help. Its texts are cleaned already, so its colours can stay.
pub(super) fn report(report: &Report) {
    let _ = writeln!(io::stderr().lock(), "recoup cannot continue:{report:?}");
}

/// Shows progress on standard error, if that is a terminal and the work takes longer than people wait without wondering.
/// The line disappears when the meter is dropped.
pub struct Meter {
    next: Cell<Instant>,
    shown: Cell<bool>,
}

impl Meter {
    /// A meter that begins now.
    pub fn begin() -> Self {
        Self { next: Cell::new(Instant::now() + SAID_AFTER), shown: Cell::new(false) }
    }

    /// Reports progress. It never stops anything: Ctrl-C does.
    pub fn step(&self, step: Step) -> ControlFlow<()> {
        if Instant::now() >= self.next.get() && io::stderr().is_terminal() {
            self.next.set(Instant::now() + SAID_EVERY);
            self.shown.set(true);
            // If that fails, there is nobody left to tell.
            let _ = write!(io::stderr().lock(), "\r{step}\x1b[K");
        }
        ControlFlow::Continue(())
    }
}

impl Meter {
    /// Takes the line away, so that something else can be said.
    pub fn clear(&self) {
        if self.shown.replace(false) {
            let _ = write!(io::stderr().lock(), "\r\x1b[K");
        }
    }
}

impl Drop for Meter {
    fn drop(&mut self) {
        self.clear();
    }
}

/// A value as JSON on one line; terminal control characters in it are escaped.
pub fn json_line(value: &impl Serialize) {
    json(serde_json::to_string(value));
}

/// A value as indented JSON.
pub fn json_lines(value: &impl Serialize) {
    json(serde_json::to_string_pretty(value));
}

fn json(text: serde_json::Result<String>) {
    // Only map keys that are not text could fail, and these shapes have none.
    write(format!("{}\n", escape_json(&text.unwrap_or_default())).as_bytes(), false);
}

/// Text of our own making, as it is.
pub fn raw(text: &str) {
    write(format!("{text}\n").as_bytes(), false);
}

/// Bytes of our own making, as they are, without a line end.
pub fn bytes(bytes: &[u8]) {
    write(bytes, true);
}

/// What clap has to say: help and version to standard output, everything else to standard error, cleaned, since it repeats what was typed.
pub fn clap(message: &clap::Error, color: bool) {
    if !message.use_stderr() {
        let text = message.render();
        let text = if color { text.ansi().to_string() } else { text.to_string() };
        return bytes(text.as_bytes());
    }
    let lines: Vec<String> = message.render().to_string().lines().map(clean).collect();
    let _ = writeln!(io::stderr().lock(), "{}", lines.join("\n"));
}
