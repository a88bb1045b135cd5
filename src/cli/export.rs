//! `recoup export`.

use std::path::{Path, PathBuf};

use super::{Failure, out};
use crate::csv;
use crate::domain::Book;
use crate::store::atomic;
use crate::workspace::{Workspace, put};

#[derive(clap::Args, Debug, Default)]
pub struct Args {
    /// Where to write mornings; - is standard output
    #[arg(long, value_name = "FILE", required_unless_present = "sessions")]
    days: Option<PathBuf>,
    /// Where to write sessions; - is standard output
    #[arg(long, value_name = "FILE")]
    sessions: Option<PathBuf>,
}

pub fn run(ws: &Workspace, args: &Args) -> Result<(), Failure> {
    let mut book = Book::default();
    for id in ws.store.ids() {
        for problem in ws.store.read(id).map(|held| put(&mut book, id, held)).into_iter().flatten() {
            out::complain(&problem);
        }
    }
    if let Some(path) = &args.days {
        write(path, &csv::days(book.weeks()))?;
    }
    if let Some(path) = &args.sessions {
        write(path, &csv::sessions(book.weeks()))?;
    }
    Ok(())
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    if path == Path::new("-") {
        out::bytes(bytes);
        return Ok(());
    }
    atomic::write(path, bytes).map_err(|e| Failure::io(format!("cannot write {}: {e}", path.display())))?;
    out::line(&format!(
        "wrote {} rows to {}",
        bytes.iter().filter(|b| **b == b'\n').count().saturating_sub(1),
        path.display()
    ));
    Ok(())
}
