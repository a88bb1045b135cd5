//! The one place that writes to standard output and error. A closed pipe is no error, and nothing that steers a
//! terminal comes through.

use std::io::Write;

use crate::text::clean;

/// One line to standard output.
pub fn line(text: &str) {
    // A reader that has gone away is not our failure.
    let _ = writeln!(std::io::stdout().lock(), "{}", clean(text));
}

/// One line to standard error.
pub fn complain(text: &str) {
    let _ = writeln!(std::io::stderr().lock(), "recoup: {}", clean(text));
}

/// Text of our own making, such as JSON, as it is.
pub fn raw(text: &str) {
    let _ = writeln!(std::io::stdout().lock(), "{text}");
}

/// Bytes as they are, without a line end.
pub fn bytes(bytes: &[u8]) {
    let _ = std::io::stdout().lock().write_all(bytes);
}
