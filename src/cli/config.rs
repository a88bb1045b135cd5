//! `recoup config`.

use clap::Subcommand;

use super::{Failure, out};
use crate::config::settings::{DEFAULTS, SCHEMA};
use crate::config::{Content, Library, Paths, Settings, Splits, Themes, keymap, regions};
use crate::store::atomic;

/// What of the settings is asked for.
#[derive(clap::Args, Debug)]
pub struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand, Debug)]
enum What {
    /// Write a settings file with every setting explained; one that is there stays
    Init,
    /// Print where settings and everything beside them live
    Path,
    /// Check settings, keys, themes, splits and practices; name everything that is wrong with line and column
    Check,
    /// Print the settings as a JSON schema, for editors
    Schema,
    /// Print the default keys, as a keymap.toml
    Keys,
}

/// Does it; settings that are wrong do not stand in the way.
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
        return Err(Failure::refused(format!("{} is there already; it stays as it is", path.display())));
    }
    let failed = |e| Failure::io(format!("cannot write {}: {e}", path.display()));
    atomic::write(path, DEFAULTS.as_bytes()).map_err(failed)?;
    out::line(&format!("wrote {}; every line is the default until you change it", path.display()));
    Ok(())
}

/// Everything that is wrong with the files beside the settings, each with its place.
pub fn problems(paths: &Paths) -> Vec<String> {
    let mut told = Vec::new();
    let mut split = Settings::default().split;
    let mut theme = Settings::default().theme;
    match Settings::load(paths) {
        Ok((settings, faults)) => {
            (split, theme) = (settings.split, settings.theme);
            told.extend(faults.iter().map(|f| format!("{}: {f}", paths.config.display())));
        }
        Err(why) => told.push(why),
    }
    let keys = paths.folder().join("keymap.toml");
    match keymap::load(&keys) {
        Ok((_, faults)) => told.extend(faults.iter().map(|f| format!("{}: {f}", keys.display()))),
        Err(why) => told.push(why),
    }
    let (themes, problems) = Themes::load(&paths.folder().join("themes"));
    told.extend(problems);
    if themes.get(&theme).is_none() {
        told.push(format!(
            "{}: the theme '{theme}' is not known; there are {}",
            paths.config.display(),
            themes.names().join(", ")
        ));
    }
    told.extend(Splits::load(&paths.splits(), &split).1);
    told.extend(Content::load(paths.folder()).1);
    told.extend(Library::load(paths.folder()).1);
    told.extend(regions::load(&paths.regions()).err());
    told.extend(regions::unknown(&paths.regions()));
    told
}

fn check(paths: &Paths) -> Result<(), Failure> {
    let told = problems(paths);
    if told.is_empty() {
        out::line(&format!("nothing is wrong in {}", paths.folder().display()));
        return Ok(());
    }
    Err(Failure::config(told.join("\n")))
}
