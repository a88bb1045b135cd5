//! `recoup export`.

use std::fs;
use std::path::{Path, PathBuf};

use super::{Failure, out};
use crate::domain::Book;
use crate::domain::held::Held;
use crate::formats::csv;
use crate::runtime::workspace::Workspace;
use crate::store::{Store, atomic};

#[derive(clap::Args, Debug, Default)]
pub struct Args {
    /// Where to write mornings; - is standard output
    #[arg(long, value_name = "FILE", required_unless_present = "sessions")]
    days: Option<PathBuf>,
    /// Where to write sessions; - is standard output
    #[arg(long, value_name = "FILE")]
    sessions: Option<PathBuf>,
    /// Replace files that already exist
    #[arg(long)]
    force: bool,
}

pub fn run(ws: &Workspace, args: &Args) -> Result<(), Failure> {
    let targets: Vec<&Path> = args.days.iter().chain(&args.sessions).map(PathBuf::as_path).collect();
    if let [a, b] = targets[..]
        && same(a, b)
    {
        return Err(Failure::usage(format!(
            "mornings and sessions would both go to {}; name two files",
            if is_output(a) { "standard output".into() } else { a.display().to_string() }
        )));
    }
    for target in &targets {
        may_write(&ws.store, &ws.paths.config, target, args.force)?;
    }
    let mut book = Book::default();
    let mut unread = Vec::new();
    for id in ws.store.ids() {
        let Some(held) = ws.store.read(id) else { continue };
        if let Held::ReadOnly(why) = &held {
            unread.push(why.clone());
            continue;
        }
        book.take(id, held).iter().for_each(|problem| out::complain(problem));
    }
    if !unread.is_empty() {
        unread.iter().for_each(|why| out::complain(why));
        // A file with only some of the weeks would be taken for all of them.
        return Err(Failure::data("nothing was written: every week must be readable"));
    }
    if let Some(path) = &args.days {
        write(path, &csv::days(book.weeks()))?;
    }
    if let Some(path) = &args.sessions {
        write(path, &csv::sessions(book.weeks(), &ws.setup.basis.regions))?;
    }
    let missing = csv::not_written(book.weeks(), args.days.is_some(), args.sessions.is_some());
    if !missing.is_empty() {
        out::complain(&format!("not in the CSV: {}; recoup backup keeps everything", missing.join(", ")));
    }
    Ok(())
}

fn is_output(path: &Path) -> bool {
    path == Path::new("-")
}

/// Whether both name the same place.
fn same(a: &Path, b: &Path) -> bool {
    let place = |path: &Path| {
        let full = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
        fs::canonicalize(&full).unwrap_or_else(|_| {
            let folder = full.parent().and_then(|p| fs::canonicalize(p).ok());
            folder.zip(full.file_name()).map_or(full.clone(), |(folder, name)| folder.join(name))
        })
    };
    if is_output(a) || is_output(b) { a == b } else { place(a) == place(b) }
}

/// Refuses to write over something that is not meant to be replaced.
///
/// # Errors
/// A sentence that says what to do.
pub(super) fn may_write(store: &Store, settings: &Path, path: &Path, force: bool) -> Result<(), Failure> {
    if is_output(path) {
        return Ok(());
    }
    let name = path.display();
    // A missing folder is a mistyped one; nobody wants it created.
    let parent = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if !parent.is_dir() {
        return Err(Failure::io(format!("there is no folder {}; create it, or name another", parent.display())));
    }
    let Ok(meta) = fs::metadata(path) else { return Ok(()) };
    if !meta.is_file() {
        return Err(Failure::refused(format!("{name} is not a regular file; name another, or - for standard output")));
    }
    let folder = |p: &Path| fs::canonicalize(p).ok();
    let full = folder(path);
    let within = |own: Option<PathBuf>| full.as_ref().zip(own).is_some_and(|(full, own)| full.starts_with(own));
    let toml = path.extension().is_some_and(|e| e == "toml");
    if within(folder(&store.folder()))
        || within(folder(&store.state()))
        || (toml && within(settings.parent().and_then(folder)))
    {
        return Err(Failure::refused(format!("{name} is one of recoup's own files; name another")));
    }
    if force { Ok(()) } else { Err(Failure::refused(format!("{name} already exists; --force replaces it"))) }
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    if is_output(path) {
        out::bytes(bytes);
        return Ok(());
    }
    atomic::write(path, bytes)
        .map_err(|e| Failure::io(format!("cannot write {}: {}", path.display(), atomic::plain(&e))))?;
    let rows = csv::rows(bytes);
    let rows = if rows == 1 { "1 row".to_owned() } else { format!("{rows} rows") };
    out::line(&format!("wrote {rows} to {}", path.display()));
    Ok(())
}
