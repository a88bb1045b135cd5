//! One writer at a time, across programs.

use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::path::Path;
use std::thread;
use std::time::Duration;

use super::atomic::make_dir;

/// How long to wait for another program's save, which takes milliseconds. A choice.
const PATIENCE: Duration = Duration::from_secs(5);
const STEP: Duration = Duration::from_millis(5);

/// Held while a change is made; released when dropped.
pub struct Guard {
    _file: File,
}

/// Takes the lock in the state directory; `Ok(None)` if somebody else keeps holding it.
pub fn take(state: &Path) -> io::Result<Option<Guard>> {
    make_dir(state)?;
    let file = OpenOptions::new().create(true).truncate(false).write(true).open(state.join("lock"))?;
    let mut waited = Duration::ZERO;
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(Some(Guard { _file: file })),
            Err(TryLockError::Error(e)) => return Err(e),
            Err(TryLockError::WouldBlock) if waited >= PATIENCE => return Ok(None),
            Err(TryLockError::WouldBlock) => {
                thread::sleep(STEP);
                waited += STEP;
            }
        }
    }
}
