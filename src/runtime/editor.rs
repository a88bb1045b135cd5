//! Opens a text of ours in the user's editor.

use std::fmt::Display;
use std::io::{self, Write};
use std::os::unix::process::ExitStatusExt;
use std::process::{Command, ExitStatus};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use signal_hook::consts::{SIGINT, SIGQUIT};

use crate::config::paths;
use crate::store::atomic;

/// The shell's status for a command that does not exist, or cannot be run.
const NOT_FOUND: i32 = 127;
const NOT_RUN: i32 = 126;

/// A text that did not come back from the editor.
#[derive(Debug)]
pub struct Unedited {
    /// Why, as a sentence.
    pub why: String,
    /// What the editor left behind, if that is not what it was given.
    pub text: Option<Vec<u8>>,
}

impl Unedited {
    fn new(why: String) -> Self {
        Self { why, text: None }
    }
}

/// Returns the text as it comes back from the user's editor.
///
/// # Errors
/// Why it did not come back, with what was written in the meantime.
pub fn edit(text: &str) -> Result<String, Unedited> {
    let name = paths::editor();
    let failed =
        |e: &dyn Display| Unedited::new(format!("the text cannot be opened in the editor: {}", atomic::plain(&e)));
    let mut file = tempfile::Builder::new().prefix("recoup-").suffix(".txt").tempfile().map_err(|e| failed(&e))?;
    file.write_all(text.as_bytes()).map_err(|e| failed(&e))?;
    // The shell in between and this program get Ctrl-C and a closed window too, and must not die of what the editor
    // survives: what it saves then is still used.
    let script = format!("trap : INT QUIT HUP; {name} \"$1\"");
    let heard = Arc::new(AtomicBool::new(false));
    let own = [SIGINT, SIGQUIT].map(|s| signal_hook::flag::register(s, Arc::clone(&heard)));
    let status = Command::new("sh").arg("-c").arg(script).arg("sh").arg(file.path()).status();
    for id in own.into_iter().flatten() {
        signal_hook::low_level::unregister(id);
    }
    let status = status.map_err(|e| failed(&e))?;
    let left = std::fs::read(file.path());
    if !status.success() {
        let text = left.ok().filter(|left| left != text.as_bytes());
        return Err(Unedited { why: ended(&name, status), text });
    }
    match left {
        Ok(left) => String::from_utf8(left).map_err(|e| Unedited {
            why: format!("what the editor '{name}' wrote is not UTF-8 text"),
            text: Some(e.into_bytes()),
        }),
        Err(e) if e.kind() == io::ErrorKind::NotFound => {
            Err(Unedited::new(format!("the editor '{name}' left no file behind")))
        }
        Err(e) => Err(Unedited::new(format!("what the editor '{name}' wrote cannot be read: {}", atomic::plain(&e)))),
    }
}

fn ended(name: &str, status: ExitStatus) -> String {
    // The shell in between reports a signal as a status above 128.
    let signal = status.signal().or(status.code().filter(|c| *c > 128).map(|c| c - 128));
    match (status.code().filter(|c| *c <= 128), signal) {
        (Some(NOT_FOUND), _) => format!("there is no editor '{name}'; set $EDITOR to one that exists"),
        (Some(NOT_RUN), _) => format!("the editor '{name}' cannot be run; set $EDITOR to another"),
        (Some(code), _) => format!("the editor '{name}' ended with status {code}"),
        (None, signal) => format!("the editor '{name}' was ended by signal {}", signal.unwrap_or_default()),
    }
}
