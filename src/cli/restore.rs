//! `recoup restore`.

use std::path::PathBuf;

use super::{Failure, backup, out};
use crate::config::Paths;
use crate::store::Store;
use crate::store::backup::Standing;

#[derive(clap::Args, Debug)]
pub struct Args {
    /// A file that recoup backup wrote
    #[arg(value_name = "FILE", required_unless_present = "journal")]
    file: Option<PathBuf>,
    /// Show what would change, and change nothing
    #[arg(long)]
    dry_run: bool,
    /// Take files of the backup also where those here are newer
    #[arg(long)]
    older: bool,
    /// Instead of a backup: weeks that are gone, as the journal wrote them last
    #[arg(long, conflicts_with_all = ["file", "older"])]
    journal: bool,
}

pub fn run(paths: &Paths, args: &Args) -> Result<(), Failure> {
    let store = Store::new(&paths.data, &paths.state);
    let Some(file) = &args.file else { return lost(&store, args.dry_run) };
    let config = backup::config(paths);
    if !file.exists() {
        return Err(Failure::io(format!("there is no file {}", file.display())));
    }
    let (rows, extra) = store
        .compare(&config, file)
        .map_err(|why| Failure::data(format!("{}: {why}; recoup backup writes what is read here", file.display())))?;
    let mut same = 0;
    for row in &rows {
        let what = match row.standing {
            Standing::Same | Standing::Spare => {
                same += 1;
                continue;
            }
            Standing::New => "is not here",
            Standing::Changed => "is another one here",
            Standing::Newer if args.older => "is newer here, and replaced by the one in the backup",
            Standing::Newer => "is newer here than in the backup",
            Standing::Ahead if args.older => "is a later step of the journal than the backup has, and taken away",
            Standing::Ahead => "is a later step of the journal than the backup has",
        };
        out::line(&format!("{} {what}", row.name));
    }
    for name in &extra {
        out::line(&format!("{name} is not in the backup, and stays"));
    }
    let newer = rows.iter().filter(|r| matches!(r.standing, Standing::Newer | Standing::Ahead)).count();
    if newer > 0 && !args.older {
        return Err(Failure::refused(format!(
            "nothing was brought back: {newer} of {} files are newer here; --older takes the backup all the same",
            rows.len()
        )));
    }
    let n = rows.len() - same;
    let told = |verb: &str| format!("{n} {} {verb}, {same} were the same", if n == 1 { "file" } else { "files" });
    if args.dry_run {
        out::line(&told("would be brought back"));
        return Ok(());
    }
    let kept = if n > 0 {
        store.bring_back(&config, file, &rows).inspect_err(|_| {
            out::complain("what was brought back until then stays, and the same command goes on");
        })?
    } else {
        None
    };
    out::line(&told("brought back"));
    if let Some(kept) = kept {
        out::line(&format!("everything as it was before is in {}", kept.display()));
    }
    Ok(())
}

/// Restores missing weeks from the journal.
fn lost(store: &Store, dry_run: bool) -> Result<(), Failure> {
    let weeks = if dry_run {
        store.lost_weeks().into_iter().map(|(week, _)| week).collect()
    } else {
        store.bring_back_lost()?
    };
    if weeks.is_empty() {
        return Err(Failure::refused("no week of the journal is missing"));
    }
    let verb = if dry_run { "would be brought back" } else { "is as recoup wrote it last" };
    for week in &weeks {
        out::line(&format!("{week} {verb}"));
    }
    Ok(())
}
