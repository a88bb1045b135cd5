//! `recoup import`.

use std::path::PathBuf;

use super::{Failure, out};
use crate::csv;
use crate::domain::{Book, Edit, edit};
use crate::workspace::Workspace;

#[derive(clap::Args, Debug, Default)]
pub struct Args {
    /// CSV files of mornings or of sessions; the header says which
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// A cell of the file wins over one that is logged already
    #[arg(long)]
    replace: bool,
}

pub fn run(ws: &Workspace, args: &Args) -> Result<(), Failure> {
    let mut wrong = false;
    for path in &args.files {
        let bytes = std::fs::read(path).map_err(|e| Failure::io(format!("cannot read {}: {e}", path.display())))?;
        let read = csv::read(&bytes, ws.today).map_err(|e| Failure::data(format!("{}: {e}", path.display())))?;
        let name = path.file_name().map_or_else(|| path.display().to_string(), |n| n.to_string_lossy().into_owned());
        for text in read.warnings.iter().chain(&read.left) {
            out::complain(&format!("{name} {text}"));
        }
        wrong |= !read.left.is_empty();
        let import = edit::Import { replace: args.replace, ..read.import };
        let saved = ws.commit(&Book::default(), Edit::Import(Box::new(import)))?;
        for text in &saved.outcome.lines {
            out::complain(&format!("{name} {text}"));
        }
        let left =
            if read.left.is_empty() { String::new() } else { format!("; {} rows left, named above", read.left.len()) };
        out::line(&format!("{name}: {}{left}", saved.outcome.said));
    }
    if wrong { Err(Failure::data("")) } else { Ok(()) }
}
