//! `recoup demo`.

use color_eyre::Result;

use super::failure::stopped;
use super::{Failure, out};
use crate::config::face::Face;
use crate::runtime::workspace::Workspace;
use crate::sample::headless::text_of;
use crate::sample::{self, Headless};
use crate::store::atomic;
use crate::text::width;

#[derive(clap::Args, Debug, Default)]
pub struct Args {
    /// Print a few screens as text instead of opening them
    #[arg(long)]
    print: bool,
}

/// Screens that are printed: what they show, their size, and the keys that lead there.
const LOOKS: [(&str, (u16, u16), &str); 6] = [
    ("the week", (100, 33), ""),
    ("why this score", (80, 24), "w"),
    ("what if tonight were longer", (80, 24), "fb"),
    ("trends", (80, 24), "gt"),
    ("patterns", (80, 24), "gp"),
    ("sixty days", (80, 24), "gk"),
];

pub fn run(ws: &Workspace, args: &Args, no_color: bool) -> Result<()> {
    let (weeks, _folder) = sample::sample(ws).map_err(|e| {
        stopped(
            Failure::io(atomic::plain(&e)),
            "the sample weeks cannot be written to a folder of their own",
            "set TMPDIR to a writable folder with free space",
        )
    })?;
    if !args.print {
        return super::open(&weeks, no_color);
    }
    for (what, size, keys) in LOOKS {
        let buffer = Headless::over(&weeks, Face::default(), size).keys(keys).buffer();
        let lead = weeks.glyphs().text(&format!("── {what} "));
        let line = weeks.glyphs().line().repeat(usize::from(size.0).saturating_sub(width(&lead)));
        out::line(&format!("{lead}{line}"));
        let lines = text_of(&buffer);
        let end = lines.iter().rposition(|l| !l.is_empty()).map_or(0, |n| n + 1);
        lines[..end].iter().for_each(|l| out::line(l));
        out::line("");
    }
    Ok(())
}
