//! The sample weeks, and the planner without a terminal that tests, pictures and the demo share.

pub mod headless;
pub mod picture;
mod weeks;

use std::io;
use std::path::Path;

use tempfile::TempDir;

use crate::formats::toml::Sheet;
use crate::runtime::workspace::Workspace;
use crate::store::Store;

pub use headless::Headless;
pub use weeks::{Maker, WEEKS};

/// A workspace over a throw-away copy of the sample weeks, with its folder, which is removed when dropped.
///
/// # Errors
/// On a file system error.
pub fn sample(ws: &Workspace) -> io::Result<(Workspace, TempDir)> {
    let dir = tempfile::Builder::new().prefix("recoup-demo-").tempdir()?;
    lay_out(ws, dir.path(), WEEKS)?;
    let store = Store::new(dir.path(), &dir.path().join("state"));
    Ok((ws.over(store), dir))
}

/// Writes `count` weeks, as somebody would have logged them, into a folder.
///
/// # Errors
/// On a file system error.
pub fn lay_out(ws: &Workspace, dir: &Path, count: i64) -> io::Result<()> {
    let split =
        ws.setup.splits.get("five-day").cloned().unwrap_or_else(|| ws.setup.splits.get_or_default(None).into_owned());
    let (basis, practices) = (&ws.setup.basis, ws.setup.content.practices());
    let maker = Maker { today: ws.today, split: &split, basis, practices, count };
    let store = Store::new(dir, &dir.join("state"));
    for week in maker.weeks() {
        let fresh = Sheet::open(week.id, None).map_err(|e| io::Error::other(e.to_string()))?;
        let texts = Sheet::rewrite(&[fresh], &[&week]).map_err(io::Error::other)?;
        if let Some(text) = texts.into_iter().flatten().next() {
            crate::store::atomic::write(&store.path(week.id), text.as_bytes())?;
        }
    }
    Ok(())
}
