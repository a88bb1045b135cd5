//! Writes files whole or not at all, and reads only regular files.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustix::fs::OFlags;
use tempfile::NamedTempFile;

/// Prefix and suffix of temporary files.
pub const TEMP: (&str, &str) = (".recoup-", ".tmp");

/// How many links are followed to the real file, as the system does (MAXSYMLINKS of Linux).
const HOPS: usize = 40;

/// A call that touches the file system.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Call {
    /// A file is read.
    Read,
    /// A temporary file is made and filled.
    Fill,
    /// It is synced.
    Sync,
    /// It replaces the file it was made for.
    Replace,
    /// A file is removed.
    Remove,
    /// A folder is synced.
    SyncFolder,
}

/// Runs before each call: it can fail the call, or do something of its own at that moment. For tests.
pub type Probe = Arc<dyn Fn(Call, &Path) -> io::Result<()> + Send + Sync>;

/// The file system, as the store uses it.
#[derive(Clone, Default)]
pub struct Disk {
    probe: Option<Probe>,
}

impl std::fmt::Debug for Disk {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Disk")
    }
}

/// What became of a replacement that did not fail.
#[derive(Debug)]
pub enum Replaced {
    /// It is on disk.
    Durable,
    /// The file is the new one, but the system could not promise that it will survive a power cut.
    Written(io::Error),
    /// The file was no longer what it was expected to be: nothing was done.
    Changed,
}

/// Whether to wait until the bytes are safe.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Safety {
    /// Wait.
    Durable,
    /// Do not: the file can be made again.
    Rebuildable,
}

impl Disk {
    /// A file system that runs `probe` before each call.
    pub fn probed(probe: Probe) -> Self {
        Self { probe: Some(probe) }
    }

    fn ask(&self, call: Call, path: &Path) -> io::Result<()> {
        self.probe.as_ref().map_or(Ok(()), |probe| probe(call, path))
    }

    /// The bytes of a regular file of at most `limit` bytes; `None` if there is none.
    ///
    /// # Errors
    /// The system's error, or a sentence if it is not a regular file or is larger.
    pub fn read(&self, path: &Path, limit: u64) -> io::Result<Option<Vec<u8>>> {
        self.ask(Call::Read, path)?;
        match read(path, limit) {
            Err(e) if matches!(e.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => Ok(None),
            other => other.map(Some),
        }
    }

    /// Replaces the content of `path` with `after` (removes it if that is `None`), if it still holds `before`.
    ///
    /// A symbolic link stays one, even a dangling one; an existing file keeps its mode, a new one gets 0600.
    /// Missing folders are created with mode 0700.
    ///
    /// # Errors
    /// Any file system error; the file is then unchanged, and nothing is left behind.
    pub fn swap(&self, path: &Path, before: Option<&[u8]>, after: Option<&[u8]>, limit: u64) -> io::Result<Replaced> {
        let target = target(path)?;
        let dir = folder_of(&target);
        make_dir(dir)?;
        let is_before = |now: &io::Result<Vec<u8>>| match (now, before) {
            (Ok(now), Some(before)) => now == before,
            (Err(e), None) => e.kind() == io::ErrorKind::NotFound,
            _ => false,
        };
        let Some(after) = after else {
            self.ask(Call::Remove, &target)?;
            if !is_before(&read(&target, limit)) {
                return Ok(Replaced::Changed);
            }
            if before.is_none() {
                return Ok(Replaced::Durable);
            }
            // Set aside first: a write between the check and the removal is found there and put back.
            let aside = NamedTempFile::with_prefix_in(TEMP.0, dir)?.into_temp_path();
            fs::rename(&target, &aside)?;
            if !is_before(&read(&aside, limit)) {
                rustix::fs::link(&*aside, &target).map_err(io::Error::from)?;
                return Ok(Replaced::Changed);
            }
            drop(aside);
            return Ok(self.sync_folder(dir));
        };
        let temp = self.fill(&target, after, Safety::Durable)?;
        if !is_before(&read(&target, limit)) {
            return Ok(Replaced::Changed);
        }
        self.ask(Call::Replace, &target)?;
        if before.is_none() {
            return match temp.persist_noclobber(&target) {
                Ok(_) => Ok(self.sync_folder(dir)),
                Err(e) if e.error.kind() == io::ErrorKind::AlreadyExists => Ok(Replaced::Changed),
                Err(e) => Err(e.error),
            };
        }
        match exchange(temp.path(), &target) {
            Ok(true) => {
                // The temporary file now holds the old content: if that is not what was checked, it goes back.
                if !is_before(&read(temp.path(), limit)) {
                    exchange(temp.path(), &target)?;
                    return Ok(Replaced::Changed);
                }
                drop(temp);
            }
            Ok(false) => drop(temp.persist(&target).map_err(|e| e.error)?),
            Err(e) => return Err(e),
        }
        Ok(self.sync_folder(dir))
    }

    /// Replaces the content of `path` with `bytes`, whatever it holds.
    ///
    /// # Errors
    /// Any file system error; the old file is then untouched, and nothing is left behind.
    pub fn write(&self, path: &Path, bytes: &[u8], safety: Safety) -> io::Result<Replaced> {
        let target = target(path)?;
        let dir = folder_of(&target);
        make_dir(dir)?;
        let temp = self.fill(&target, bytes, safety)?;
        self.ask(Call::Replace, &target)?;
        temp.persist(&target).map_err(|e| e.error)?;
        Ok(if safety == Safety::Durable { self.sync_folder(dir) } else { Replaced::Durable })
    }

    /// Removes a file.
    ///
    /// # Errors
    /// On a file system error.
    pub fn remove(&self, path: &Path) -> io::Result<()> {
        self.ask(Call::Remove, path)?;
        fs::remove_file(path)
    }

    /// A temporary file beside `target` with these bytes and the target's mode.
    fn fill(&self, target: &Path, bytes: &[u8], safety: Safety) -> io::Result<NamedTempFile> {
        if let Ok(meta) = fs::metadata(target) {
            regular(&meta)?;
        }
        self.ask(Call::Fill, target)?;
        let mut temp = tempfile::Builder::new().prefix(TEMP.0).suffix(TEMP.1).tempfile_in(folder_of(target))?;
        temp.write_all(bytes)?;
        // Rebuildable files are only ours: nobody gave them another mode on purpose.
        if safety == Safety::Durable
            && let Ok(meta) = fs::metadata(target)
        {
            temp.as_file().set_permissions(meta.permissions())?;
        }
        if safety == Safety::Durable {
            self.ask(Call::Sync, target)?;
            temp.as_file().sync_all()?;
        }
        Ok(temp)
    }

    fn sync_folder(&self, dir: &Path) -> Replaced {
        let synced = self.ask(Call::SyncFolder, dir).and_then(|()| File::open(dir)?.sync_all());
        match synced {
            // Some file systems cannot sync a folder and never will: that is not a failure.
            Err(e) if e.kind() == io::ErrorKind::Unsupported || e.kind() == io::ErrorKind::InvalidInput => {
                Replaced::Durable
            }
            Err(e) => Replaced::Written(e),
            Ok(()) => Replaced::Durable,
        }
    }
}

/// Replaces the content of `path` with `bytes`, whole and synced; see [`Disk::write`].
///
/// # Errors
/// Any file system error.
pub fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    Disk::default().write(path, bytes, Safety::Durable).map(drop)
}

/// Reads a regular file of at most `limit` bytes. Nothing else is ever opened: a FIFO would block forever.
///
/// # Errors
/// The system's error, or a sentence if it is not a regular file or is larger.
pub fn read(path: &Path, limit: u64) -> io::Result<Vec<u8>> {
    regular(&fs::metadata(path)?)?;
    let mut file = OpenOptions::new().read(true).custom_flags(OFlags::NONBLOCK.bits() as i32).open(path)?;
    let meta = file.metadata()?;
    regular(&meta)?;
    let mut bytes = Vec::with_capacity(meta.len().min(limit) as usize);
    Read::by_ref(&mut file).take(limit + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > limit {
        return Err(io::Error::other(format!("it is larger than {} MiB", limit >> 20)));
    }
    Ok(bytes)
}

/// Reads a regular text file of at most `limit` bytes.
///
/// # Errors
/// As [`read`], and if it is not UTF-8.
pub fn read_text(path: &Path, limit: u64) -> io::Result<String> {
    String::from_utf8(read(path, limit)?)
        .map_err(|_| io::Error::new(io::ErrorKind::InvalidData, "it is not UTF-8 text"))
}

/// The system's wording of an error, without its number.
pub fn plain(e: &impl std::fmt::Display) -> String {
    let text = e.to_string();
    let text = text.split(" (os error").next().unwrap_or(&text);
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| first.to_lowercase().chain(letters).collect())
}

/// Checks that there is a regular file.
///
/// # Errors
/// The system's error, or a sentence if it is something else.
pub fn regular_file(path: &Path) -> io::Result<()> {
    regular(&fs::metadata(path)?)
}

/// Refuses anything but a regular file.
pub(super) fn regular(meta: &fs::Metadata) -> io::Result<()> {
    use std::os::unix::fs::FileTypeExt;
    let kind = meta.file_type();
    let what = match () {
        () if kind.is_file() => return Ok(()),
        () if kind.is_dir() => "a folder",
        () if kind.is_fifo() => "a FIFO",
        () if kind.is_socket() => "a socket",
        () => "a device",
    };
    Err(io::Error::other(format!("it is {what}, not a regular file; move it away")))
}

/// Creates a folder and its parents, private to the user.
///
/// # Errors
/// On a file system error.
pub fn make_dir(dir: &Path) -> io::Result<()> {
    if fs::metadata(dir).is_ok_and(|m| !m.is_dir()) {
        return Err(io::ErrorKind::NotADirectory.into());
    }
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(dir)
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|d| !d.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Where a path leads through links, even if nothing is there yet.
fn target(path: &Path) -> io::Result<PathBuf> {
    let mut at = path.to_path_buf();
    for _ in 0..HOPS {
        match fs::symlink_metadata(&at) {
            Ok(meta) if meta.is_symlink() => at = folder_of(&at).join(fs::read_link(&at)?),
            _ => return Ok(at),
        }
    }
    Err(io::Error::other("its links form a loop"))
}

/// Swaps the names of two files in one step; `Ok(false)` if the file system cannot do that.
fn exchange(a: &Path, b: &Path) -> io::Result<bool> {
    #[cfg(any(target_os = "linux", target_os = "macos"))]
    {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        use rustix::io::Errno;
        match renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE) {
            Ok(()) => Ok(true),
            Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => Ok(false),
            Err(e) => Err(e.into()),
        }
    }
    #[cfg(not(any(target_os = "linux", target_os = "macos")))]
    {
        let _ = (a, b);
        Ok(false)
    }
}
