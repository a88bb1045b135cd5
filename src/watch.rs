//! Watching the weeks: what somebody else writes shows by itself.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::os::unix::fs::MetadataExt;
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use notify::{Config, Event, RecommendedWatcher, RecursiveMode, Watcher as _};

use crate::domain::WeekId;

/// What changed since it was last asked, shared with the watching thread.
type Changed = Arc<Mutex<BTreeSet<WeekId>>>;

/// Watches a folder of weeks and wakes the loop when one of them changes.
pub struct Watcher {
    folder: PathBuf,
    changed: Changed,
    wake: UnixStream,
    /// The watch, and the folder it is on: a folder that was replaced is another one of the same name.
    watching: Option<(RecommendedWatcher, u64)>,
}

impl Watcher {
    /// Over a folder that may not be there yet; `wake` is written to when something changes.
    pub fn new(folder: &Path, wake: UnixStream) -> Self {
        Self { folder: folder.to_path_buf(), changed: Changed::default(), wake, watching: None }
    }

    /// Begins to watch where nothing is watched yet, or the folder was replaced; true where weeks may have changed unseen.
    pub fn ensure(&mut self) -> bool {
        let folder = fs::metadata(&self.folder).ok().map(|m| m.ino());
        if self.watching.as_ref().map(|(_, ino)| *ino) == folder {
            return false;
        }
        let had = self.watching.take().is_some();
        let Some(ino) = folder else { return had };
        // Without a watch changes are still seen on the next key, on focus, and when the day is looked at.
        let Ok(wake) = self.wake.try_clone() else { return had };
        self.watching = watch(&self.folder, Arc::clone(&self.changed), wake).ok().map(|w| (w, ino));
        had
    }

    /// The weeks that changed since this was last asked.
    pub fn changed(&self) -> Vec<WeekId> {
        let mut changed = self.changed.lock().unwrap_or_else(PoisonError::into_inner);
        std::mem::take(&mut *changed).into_iter().collect()
    }
}

fn watch(folder: &Path, changed: Changed, wake: UnixStream) -> notify::Result<RecommendedWatcher> {
    let heard = move |event: notify::Result<Event>| {
        let Ok(event) = event else { return };
        if event.kind.is_access() {
            return;
        }
        let ids: Vec<WeekId> = event.paths.iter().filter_map(|p| week_of(p)).collect();
        if ids.is_empty() {
            return;
        }
        changed.lock().unwrap_or_else(PoisonError::into_inner).extend(ids);
        // A pipe that is full wakes as well as one more byte would.
        let _ = (&wake).write(&[1]);
    };
    let mut watcher = RecommendedWatcher::new(heard, Config::default())?;
    watcher.watch(folder, RecursiveMode::NonRecursive)?;
    Ok(watcher)
}

fn week_of(path: &Path) -> Option<WeekId> {
    path.file_name()?.to_str()?.strip_suffix(".toml")?.parse().ok()
}
