//! `recoup restore`.

use std::path::PathBuf;

use super::{Failure, backup, out};
use crate::config::Paths;
use crate::store::Store;
use crate::store::backup::Standing;
use crate::text::count;

#[derive(clap::Args, Debug)]
pub struct Args {
    /// A file that recoup backup wrote
    #[arg(value_name = "FILE", required_unless_present = "journal")]
    file: Option<PathBuf>,
    /// Show what would change, and change nothing
    #[arg(long)]
    dry_run: bool,
    /// Restore files of the backup even if those here are newer
    #[arg(long)]
    older: bool,
    /// Instead of a backup: restore missing weeks as the journal last wrote them
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
    let (rows, extra) = store.compare(&config, file).map_err(|why| {
        Failure::data(format!("{}: {why}; it must be a file that recoup backup wrote", file.display()))
    })?;
    let (mut same, mut steps) = (0, 0);
    for row in &rows {
        let what = match row.standing {
            Standing::Same | Standing::Spare => {
                same += 1;
                continue;
            }
            Standing::New => "is not here",
            Standing::Changed => "is different here",
            Standing::Newer if args.older => "is newer here, and replaced by the backup's",
            Standing::Newer => "is newer here than in the backup",
            Standing::Ahead if args.older => "is a later journal step than the backup has, and removed",
            Standing::Ahead => "is a later journal step than the backup has",
        };
        // Journal steps by the hundred say nothing that their number does not.
        match row.standing == Standing::New && row.name.starts_with("state/undo/") {
            true => steps += 1,
            false => out::line(&format!("{} {what}", row.name)),
        }
    }
    if steps > 0 {
        out::line(&format!("{} of the journal: not here", count(steps, "step")));
    }
    for name in &extra {
        out::line(&format!("{name} is not in the backup, and stays"));
    }
    let newer = rows.iter().filter(|r| matches!(r.standing, Standing::Newer | Standing::Ahead)).count();
    if newer > 0 && !args.older {
        return Err(Failure::refused(format!(
            "nothing was restored: {newer} of {} files are newer here; --older restores the backup anyway",
            rows.len()
        )));
    }
    let n = rows.len() - same;
    let said = |verb: &str| format!("{n} {} {verb}, {same} were the same", if n == 1 { "file" } else { "files" });
    if args.dry_run {
        out::line(&said("would be restored"));
        return Ok(());
    }
    let kept = if n > 0 {
        store.restore(&config, file, &rows).inspect_err(|_| {
            out::complain("what was restored until then stays; run the same command again to continue");
        })?
    } else {
        None
    };
    out::line(&said("restored"));
    if let Some(kept) = kept {
        out::line(&format!("everything from before is in {}", kept.display()));
    }
    Ok(())
}

/// Restores missing weeks from the journal.
fn lost(store: &Store, dry_run: bool) -> Result<(), Failure> {
    let weeks =
        if dry_run { store.lost_weeks().into_iter().map(|(week, _)| week).collect() } else { store.restore_lost()? };
    if weeks.is_empty() {
        return Err(Failure::refused("no week of the journal is missing"));
    }
    let verb = if dry_run { "would be restored" } else { "is back as recoup last wrote it" };
    for week in &weeks {
        out::line(&format!("{week} {verb}"));
    }
    Ok(())
}
