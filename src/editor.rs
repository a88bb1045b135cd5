//! The person's editor, on a text of ours.

use std::io::Write;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use signal_hook::consts::{SIGINT, SIGQUIT};

use crate::config::paths;

/// The text as it comes back from the person's editor.
///
/// # Errors
/// A sentence that names the editor.
pub fn edit(text: &str) -> Result<String, String> {
    let name = paths::editor();
    let failed = |e: &dyn std::fmt::Display| format!("the editor '{name}' did not work: {e}; set $EDITOR");
    let mut file = tempfile::Builder::new().prefix("recoup-").suffix(".txt").tempfile().map_err(|e| failed(&e))?;
    file.write_all(text.as_bytes()).map_err(|e| failed(&e))?;
    // The shell between and this program hear Ctrl-C too, and must not die of what the editor lives through.
    let script = format!("trap : INT QUIT; {name} \"$1\"");
    let heard = Arc::new(AtomicBool::new(false));
    let own = [SIGINT, SIGQUIT].map(|s| signal_hook::flag::register(s, Arc::clone(&heard)));
    let status = Command::new("sh").arg("-c").arg(script).arg("sh").arg(file.path()).status();
    for id in own.into_iter().flatten() {
        signal_hook::low_level::unregister(id);
    }
    match status.map_err(|e| failed(&e))? {
        status if status.success() => std::fs::read_to_string(file.path()).map_err(|e| failed(&e)),
        status => Err(failed(&status)),
    }
}
