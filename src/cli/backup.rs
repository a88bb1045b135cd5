//! `recoup backup`.

use std::path::PathBuf;

use super::{Failure, export, out};
use crate::config::Paths;
use crate::store::Store;
use crate::store::backup::Config;

#[derive(clap::Args, Debug)]
pub struct Args {
    /// Where to write it, such as recoup.tar
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Replace the file if it already exists
    #[arg(long)]
    force: bool,
}

/// The settings' folder as a backup sees it.
pub(super) fn config(paths: &Paths) -> Config {
    Config { file: paths.config.clone(), named: paths.config_named }
}

pub fn run(paths: &Paths, args: &Args) -> Result<(), Failure> {
    let store = Store::new(&paths.data, &paths.state);
    if args.file.as_os_str() == "-" {
        return Err(Failure::usage("a backup goes into a file; name one, such as recoup.tar"));
    }
    if !paths.data.is_dir() {
        return Err(Failure::refused(format!("there is nothing to back up: no folder {}", paths.data.display())));
    }
    export::may_write(&store, &paths.config, &args.file, args.force)?;
    let packed = store.back_up(&config(paths), &args.file)?;
    for left in &packed.left {
        out::complain(&format!("left out: {left}"));
    }
    let plural = |n: usize, one: &str| format!("{n} {one}{}", if n == 1 { "" } else { "s" });
    out::line(&format!(
        "{} and {} are in {}; recoup restore brings them back",
        plural(packed.weeks, "week"),
        plural(packed.others, "other file"),
        args.file.display()
    ));
    if packed.left.is_empty() { Ok(()) } else { Err(Failure::refused("")) }
}
