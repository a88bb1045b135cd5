//! Watches the weeks, so that what somebody else writes shows up on its own.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::os::unix::fs::MetadataExt;
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use notify::{Config, Event, RecommendedWatcher, RecursiveMode, Watcher as _};

use crate::domain::WeekId;
use crate::store::atomic::TEMP;

/// The weeks that changed since they were last taken, shared with the watching thread.
type Changed = Arc<Mutex<BTreeSet<WeekId>>>;

/// Watches a folder of weeks and wakes the loop when one of them changes.
pub struct Watcher {
    folder: PathBuf,
    changed: Changed,
    wake: UnixStream,
    /// The watch, and the inodes of its folders: a folder that was replaced is a different one of the same name.
    watching: Option<(RecommendedWatcher, Inodes)>,
    /// Whether anything but a week changed: another file, a folder that came or went.
    stirred: Arc<AtomicBool>,
}

impl Watcher {
    /// A watcher for a folder that may not exist yet; `wake` is written to when something changes.
    pub fn new(folder: &Path, wake: UnixStream) -> Self {
        Self {
            folder: folder.to_path_buf(),
            changed: Changed::default(),
            wake,
            watching: None,
            stirred: Arc::default(),
        }
    }

    /// Starts watching if nothing is watched yet or the folder was replaced; true if weeks may have changed unseen.
    pub fn ensure(&mut self) -> bool {
        let there = inodes(&self.folder);
        let before = self.watching.as_ref().map(|(_, inodes)| *inodes);
        if before.as_ref() == Some(&there) {
            return false;
        }
        self.watching = None;
        // Without a watch, changes are still seen on the next key, on focus, and when the date is checked.
        if let Ok(wake) = self.wake.try_clone() {
            let (changed, stirred) = (Arc::clone(&self.changed), Arc::clone(&self.stirred));
            self.watching = watch(&self.folder, changed, stirred, wake).ok().map(|w| (w, there));
        }
        before.is_some_and(|before| before[0] != there[0])
    }

    /// Whether anything but a week changed since the last call.
    pub fn stirred(&self) -> bool {
        self.stirred.swap(false, Ordering::SeqCst)
    }

    /// The weeks that changed since the last call.
    pub fn changed(&self) -> Vec<WeekId> {
        let mut changed = self.changed.lock().unwrap_or_else(PoisonError::into_inner);
        std::mem::take(&mut *changed).into_iter().collect()
    }
}

/// The inodes of the weeks folder and the two folders above it; a missing one has none.
type Inodes = [Option<u64>; 3];

fn around(folder: &Path) -> [Option<&Path>; 3] {
    let parent = folder.parent();
    [Some(folder), parent, parent.and_then(Path::parent)]
}

fn inodes(folder: &Path) -> Inodes {
    around(folder).map(|f| fs::metadata(f?).ok().map(|m| m.ino()))
}

fn watch(
    folder: &Path,
    changed: Changed,
    stirred: Arc<AtomicBool>,
    wake: UnixStream,
) -> notify::Result<RecommendedWatcher> {
    let own = folder.to_path_buf();
    let on_event = move |event: notify::Result<Event>| {
        let Ok(event) = event else { return };
        if event.kind.is_access() {
            return;
        }
        let ids: Vec<WeekId> = event.paths.iter().filter_map(|p| week_of(p)).collect();
        // Temporary files come and go with every save; the folders above hold other things too.
        let matters = |p: &PathBuf| (p.starts_with(&own) && !is_temporary(p)) || own.starts_with(p);
        if ids.is_empty() && !event.paths.iter().any(matters) {
            return;
        }
        if ids.is_empty() {
            stirred.store(true, Ordering::SeqCst);
        }
        changed.lock().unwrap_or_else(PoisonError::into_inner).extend(ids);
        // A full pipe wakes the loop just as well as one more byte would.
        let _ = (&wake).write(&[1]);
    };
    let mut watcher = RecommendedWatcher::new(on_event, Config::default())?;
    let mut any = Err(notify::Error::path_not_found());
    for folder in around(folder).into_iter().flatten() {
        // A folder that does not exist yet is noticed through its parent.
        let watched = watcher.watch(folder, RecursiveMode::NonRecursive);
        any = any.or(watched);
    }
    any.map(|()| watcher)
}

fn is_temporary(path: &Path) -> bool {
    path.file_name().and_then(|n| n.to_str()).is_some_and(|n| n.starts_with(TEMP.0) && n.ends_with(TEMP.1))
}

fn week_of(path: &Path) -> Option<WeekId> {
    path.file_name()?.to_str()?.strip_suffix(".toml")?.parse().ok()
}
