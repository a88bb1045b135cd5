//! Writing a file whole or not at all.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

/// Replaces `path` by `bytes`, or leaves it as it was: a temporary file in the same directory, synced, renamed over it,
/// and the directory synced. A symbolic link stays one; the mode of an existing file stays, a new one is 0600.
/// Directories that are missing are made with mode 0700.
///
/// # Errors
/// Whatever the file system says; the old file is untouched then, and nothing is left behind.
pub fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
    let dir = target.parent().filter(|d| !d.as_os_str().is_empty()).unwrap_or(Path::new("."));
    make_dir(dir)?;
    let mut temp = tempfile::Builder::new().prefix(".recoup-").suffix(".tmp").tempfile_in(dir)?;
    temp.write_all(bytes)?;
    if let Ok(meta) = fs::metadata(&target) {
        temp.as_file().set_permissions(meta.permissions())?;
    }
    temp.as_file().sync_all()?;
    temp.persist(&target).map_err(|e| e.error)?;
    sync_dir(dir)
}

/// Removes `path` and syncs its directory; a file that is gone already is no error.
pub fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(e) if e.kind() != io::ErrorKind::NotFound => Err(e),
        _ => path.parent().map_or(Ok(()), |d| if d.exists() { sync_dir(d) } else { Ok(()) }),
    }
}

/// Makes a directory and its parents, private to the user.
pub fn make_dir(dir: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(dir)
}

fn sync_dir(dir: &Path) -> io::Result<()> {
    #[cfg(unix)]
    File::open(dir)?.sync_all()?;
    Ok(())
}
