//! One writer at a time, across programs.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use rustix::fs::OFlags;

use super::atomic::regular;

/// How long a command waits for another program's save, which takes milliseconds. A choice.
const PATIENCE: Duration = Duration::from_secs(5);
/// How long the planner waits before leaving the retry to a timer. A choice.
const GLANCE: Duration = Duration::from_millis(100);
const STEP: Duration = Duration::from_millis(5);

/// What to do while another program holds the lock.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Wait {
    /// Give up after a tenth of a second, longer than most saves take: a timer retries it.
    Briefly,
    /// Try for five seconds.
    Patiently,
}

/// Held while a change is made; released when dropped.
pub struct Guard {
    _file: File,
}

/// The lock file.
pub fn path(state: &Path) -> PathBuf {
    state.join("lock")
}

/// Takes the lock in the state folder, which must exist; `Ok(None)` if somebody else keeps holding it.
pub fn take(state: &Path, wait: Wait) -> io::Result<Option<Guard>> {
    let path = path(state);
    if let Ok(meta) = fs::metadata(&path) {
        regular(&meta)?;
    }
    let file = OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .mode(0o600)
        .custom_flags(OFlags::NONBLOCK.bits() as i32)
        .open(&path)?;
    let patience = if wait == Wait::Briefly { GLANCE } else { PATIENCE };
    let mut waited = Duration::ZERO;
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(Some(Guard { _file: file })),
            Err(TryLockError::Error(e)) => return Err(e),
            Err(TryLockError::WouldBlock) if waited >= patience => return Ok(None),
            Err(TryLockError::WouldBlock) => {
                thread::sleep(STEP);
                waited += STEP;
            }
        }
    }
}
