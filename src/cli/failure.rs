//! What a command could not do: a sentence and an exit code.

use std::error::Error;
use std::fmt;
use std::process::ExitCode;

use color_eyre::config::{HookBuilder, Theme};
use color_eyre::{Report, Section};

use super::{help, out};
use crate::domain::Refusal;
use crate::store::StoreError;
use crate::text::clean;

/// A failure with the exit code that says what kind it is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Failure {
    code: u8,
    text: String,
}

impl Failure {
    /// 1: the thing asked for was not done.
    pub fn refused(text: impl Into<String>) -> Self {
        Self { code: 1, text: text.into() }
    }

    /// 2: a command or file name that does not exist.
    pub fn usage(text: impl Into<String>) -> Self {
        Self { code: 2, text: text.into() }
    }

    /// 65: a value that is not possible, or a file that cannot be used.
    pub fn data(text: impl Into<String>) -> Self {
        Self { code: 65, text: text.into() }
    }

    /// 74: the file system said no.
    pub fn io(text: impl Into<String>) -> Self {
        Self { code: 74, text: text.into() }
    }

    /// 78: the settings.
    pub fn config(text: impl Into<String>) -> Self {
        Self { code: 78, text: text.into() }
    }

    /// 130: stopped with Ctrl-C.
    pub fn stopped_by_key(text: impl Into<String>) -> Self {
        Self { code: 130, text: text.into() }
    }

    /// Whether it was stopped with Ctrl-C.
    pub fn is_stopped(&self) -> bool {
        self.code == 130
    }

    /// The same failure, already reported.
    pub fn silent(self) -> Self {
        Self { text: String::new(), ..self }
    }

    /// Prints it on standard error, as one sentence.
    pub(super) fn report(&self) -> ExitCode {
        self.text.lines().for_each(out::complain);
        ExitCode::from(self.code)
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // A file name can hold terminal control characters.
        f.write_str(&clean(&self.text))
    }
}

impl Error for Failure {}

impl From<StoreError> for Failure {
    fn from(e: StoreError) -> Self {
        let text = e.to_string();
        match e {
            StoreError::Refused(why) => Self::from(why),
            StoreError::Nothing(_) | StoreError::Lost(_) => Self::refused(text),
            StoreError::Locked | StoreError::Busy(_) => Self { code: 75, text },
            StoreError::Unreadable(_) => Self::data(text),
            StoreError::Io { .. } => Self::io(text),
        }
    }
}

impl From<Refusal> for Failure {
    fn from(e: Refusal) -> Self {
        Self::refused(format!("{e}{}", help(e.way())))
    }
}

/// Sets up how reports and panics look: what failed and what would help, without source locations.
pub fn install(color: bool) {
    let theme = if color { Theme::dark() } else { Theme::new() };
    let hooks = HookBuilder::default().theme(theme).display_env_section(false).panic_section(
        "This is a bug in recoup. Every change that the screen showed as saved is on disk, and the next start offers \
             a note that was still open. `recoup doctor` checks the files.",
    );
    // Fails only if hooks are set already, and nobody sets any before.
    let _ = hooks.install();
}

/// The failure that a command reported, unless context was added on the way up: that is for [`stop`].
pub(super) fn refusal(report: &Report) -> Option<&Failure> {
    report.downcast_ref().filter(|_| report.chain().len() == 1)
}

/// What keeps the program from running: the cause, what it was about to do, and what would help. It is no bug, so that even
/// `RUST_BACKTRACE` adds nothing.
pub(super) fn stopped(cause: Failure, doing: &'static str, help: &'static str) -> Report {
    Report::new(cause).wrap_err(doing).suggestion(help).suppress_backtrace(true)
}

/// Prints what kept the program from running, each cause on a line, and what would help.
pub fn stop(report: &Report) -> ExitCode {
    out::report(report);
    ExitCode::from(report.downcast_ref::<Failure>().map_or(1, |f| f.code))
}
