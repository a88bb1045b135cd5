//! `recoup config`.

use clap::Subcommand;

use super::{Failure, out};
use crate::config::settings::{DEFAULTS, SCHEMA};
use crate::config::{Paths, Setup, Severity, Wrong, keymap};
use crate::store::atomic;

/// What to do with the settings.
#[derive(clap::Args, Debug)]
pub struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand, Debug)]
enum What {
    /// Write a settings file with every setting explained; an existing one stays
    Init,
    /// Print where the settings and everything beside them are
    Path,
    /// Check settings, keys, themes, splits and practices; report everything wrong, with line and column
    Check,
    /// Print the settings as a JSON schema, for editors
    Schema,
    /// Print the default keys, as a keymap.toml
    Keys,
}

/// Runs the command, even if the settings are wrong.
///
/// # Errors
/// A sentence for each thing that is wrong.
pub fn run(paths: &Paths, args: &Args) -> Result<(), Failure> {
    match args.what {
        What::Init => init(paths),
        What::Path => {
            out::line(&paths.config.display().to_string());
            Ok(())
        }
        What::Check => check(paths),
        What::Schema => {
            out::raw(SCHEMA.trim_end());
            Ok(())
        }
        What::Keys => {
            out::raw(keymap::defaults().trim_end());
            Ok(())
        }
    }
}

fn init(paths: &Paths) -> Result<(), Failure> {
    let path = &paths.config;
    if path.exists() {
        return Err(Failure::refused(format!("{} already exists; it stays as it is", path.display())));
    }
    let failed = |e| Failure::io(format!("cannot write {}: {}", path.display(), atomic::plain(&e)));
    atomic::write(path, DEFAULTS.as_bytes()).map_err(failed)?;
    out::line(&format!("wrote {}; every line is the default until you change it", path.display()));
    Ok(())
}

/// Everything wrong with the settings and the files beside them, each with its place.
pub fn problems(paths: &Paths) -> Vec<String> {
    let wrong = Setup::load(paths).1.into_iter().filter(|w| w.severity >= Severity::Mild);
    wrong.map(|w| w.text).collect()
}

fn check(paths: &Paths) -> Result<(), Failure> {
    let (wrong, notes): (Vec<Wrong>, Vec<Wrong>) =
        Setup::load(paths).1.into_iter().partition(|w| w.severity >= Severity::Mild);
    notes.iter().for_each(|note| out::line(&note.text));
    if wrong.is_empty() {
        out::line(&format!("nothing is wrong in {}", paths.folder().display()));
        return Ok(());
    }
    Err(Failure::config(wrong.into_iter().map(|w| w.text).collect::<Vec<_>>().join("\n")))
}
