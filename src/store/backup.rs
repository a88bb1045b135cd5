//! Everything in one file, and back: the data folder, the settings' folder and the journal, as a tar that `tar` reads too.
//!
//! In the archive the folders are `recoup/data`, `recoup/config` and `recoup/state`. Nothing newer is
//! overwritten unless that is asked for, and before anything is replaced, everything is saved to another archive.

use std::collections::BTreeSet;
use std::fs::{self, File, Permissions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::{Component, Path, PathBuf};
use std::time::{Duration, SystemTime};

use super::atomic::{self, Safety, TEMP, make_dir, plain};
use super::lock::Wait;
use super::weeks::{Store, StoreError};

/// The top folder of every archive.
const ROOT: &str = "recoup";

/// The largest file that is restored. A choice, far beyond what any week or journal entry holds.
const LARGEST: u64 = 1 << 30;

/// Bytes of the two empty blocks at the end of an archive (POSIX).
const END: u64 = 1024;

/// Suffix of files that cache what was read and worked out: they can be rebuilt.
const KEPT: &str = ".kept";

/// Prefix of the archives of what was replaced, in the state folder: they are not backed up themselves.
const REPLACED: &str = "replaced-";

/// The settings' folder, and whether everything in it is ours.
#[derive(Clone, Debug)]
pub struct Config {
    /// The settings file.
    pub file: PathBuf,
    /// Whether an option named it: its folder may then belong to anything, and only what recoup reads there is ours.
    pub named: bool,
}

/// What recoup reads beside a settings file, and the file itself.
const BESIDE: [&str; 9] = [
    "keymap.toml",
    "regions.toml",
    "practices.toml",
    "facts.toml",
    "meals.toml",
    "library.toml",
    "splits",
    "themes",
    "config.toml",
];

/// The result of a backup.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Packed {
    /// Weeks in it.
    pub weeks: usize,
    /// Other files in it.
    pub others: usize,
    /// What was left out, each with the reason.
    pub left: Vec<String>,
}

/// How a file in an archive compares with the one on disk.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Standing {
    /// There is none on disk.
    New,
    /// It holds the same.
    Same,
    /// It holds something else, from before the backup.
    Changed,
    /// It holds something else, and was written after the one in the backup.
    Newer,
    /// It is a step of the journal from after the backup, and would be removed.
    Ahead,
    /// It is an older step of the journal that the backup no longer needs, and would be removed too.
    Spare,
}

/// A file of an archive.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Row {
    /// Its name in the archive, such as `data/weeks/2026-W47.toml`.
    pub name: String,
    /// How it compares with what is on disk.
    pub standing: Standing,
    target: PathBuf,
}

/// A file to be packed: its name in the archive, and where it is.
type Listed = (String, PathBuf);

impl Store {
    /// Writes everything into `to`, which is replaced.
    ///
    /// # Errors
    /// If the lock is not released, or on a file system error; `to` is then unchanged.
    pub fn back_up(&self, config: &Config, to: &Path) -> Result<Packed, StoreError> {
        let _guard = self.lock(Wait::Patiently)?;
        let mut out = Packed::default();
        let files = self.everything(config, to, &mut out.left);
        out.weeks = files.iter().filter(|(name, _)| is_week(name)).count();
        out.others = files.len() - out.weeks;
        pack(&files, to)?;
        Ok(out)
    }

    /// Every file of ours apart from `except`.
    fn everything(&self, config: &Config, except: &Path, left: &mut Vec<String>) -> Vec<Listed> {
        let state = self.state();
        let home = state.parent().map(Path::to_path_buf).unwrap_or_default();
        let folder = config.file.parent().unwrap_or(Path::new(".")).to_path_buf();
        let own = full(except);
        let mut out = Vec::new();
        let mut take = |name: &str, root: &Path, skip: &dyn Fn(&Path) -> bool| {
            let skip = |path: &Path| {
                let temp = path
                    .file_name()
                    .and_then(|n| n.to_str())
                    .is_some_and(|n| n.starts_with(TEMP.0) && n.ends_with(TEMP.1));
                temp || full(path) == own || skip(path)
            };
            files(root, root, name, &skip, &mut out, left);
        };
        // A folder that lies inside another is taken only once, under its own name.
        take("data", &self.dir, &|path| path == home || path == state || path == folder);
        let ours = |path: &Path| {
            let name = path.strip_prefix(&folder).ok().and_then(|p| p.components().next());
            let name = name.map(|c| c.as_os_str().to_string_lossy().into_owned()).unwrap_or_default();
            !config.named || BESIDE.contains(&name.as_str()) || folder.join(&name) == config.file
        };
        take("config", &folder, &|path| path == self.dir || path == home || path == state || !ours(path));
        take("state", &state, &|path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            path.parent() == Some(&state) && (name == "lock" || name.starts_with(REPLACED) || name.ends_with(KEPT))
        });
        out.sort();
        out
    }

    /// Compares the files of an archive with those on disk, and lists the files on disk that it does not have.
    ///
    /// # Errors
    /// A sentence, if it is not one of our backups or cannot be read.
    pub fn compare(&self, config: &Config, from: &Path) -> Result<(Vec<Row>, Vec<String>), String> {
        let mut rows: Vec<Row> = Vec::new();
        self.walk(config, from, |name, target, bytes, written, _| {
            if rows.iter().any(|row: &Row| row.name == name) {
                return Err(format!("it holds {name} twice"));
            }
            if let Some(why) = blocked_by(&target) {
                return Err(format!("{name} cannot be restored: {why}"));
            }
            let here = fs::metadata(&target).ok();
            let same = here.is_some() && atomic::read(&target, LARGEST).is_ok_and(|b| b == bytes);
            let newer = here.as_ref().and_then(|m| m.modified().ok()).is_some_and(|m| seconds(m) > seconds(written));
            let standing = match (&here, same, newer) {
                (None, ..) => Standing::New,
                (_, true, _) => Standing::Same,
                (_, _, true) => Standing::Newer,
                _ => Standing::Changed,
            };
            rows.push(Row { name, standing, target });
            Ok(())
        })?;
        if rows.is_empty() {
            return Err("it holds no recoup files".to_owned());
        }
        let known: BTreeSet<String> = rows.iter().map(|r| r.name.clone()).collect();
        let here = self.everything(config, from, &mut Vec::new());
        let (ahead, extra): (Vec<_>, Vec<_>) =
            here.into_iter().filter(|(name, _)| !known.contains(name)).partition(|(name, _)| step(name).is_some());
        // The journal is one whole: steps that the backup does not know do not fit with those that it does.
        let newest = known.iter().filter_map(|name| step(name)).max();
        for (name, target) in ahead {
            if let (Some(newest), Some(n)) = (newest, step(&name)) {
                let standing = if n > newest { Standing::Ahead } else { Standing::Spare };
                rows.push(Row { name, standing, target });
            }
        }
        Ok((rows, extra.into_iter().map(|(name, _)| name).collect()))
    }

    /// Restores the files of an archive that differ from those on disk. If that replaces any, everything is first saved as
    /// it was in another archive, whose path is returned.
    ///
    /// # Errors
    /// If the lock is not released, or a sentence with the file system's error. What was restored until then stays, and
    /// so does the archive of what was replaced.
    pub fn restore(&self, config: &Config, from: &Path, rows: &[Row]) -> Result<Option<PathBuf>, StoreError> {
        let _guard = self.lock(Wait::Patiently)?;
        let replaces = rows.iter().any(|r| !matches!(r.standing, Standing::New | Standing::Same));
        let kept = replaces.then(|| self.free_name(REPLACED, ".tar"));
        if let Some(path) = &kept {
            // All of it: the journal and the weeks only make sense together.
            let files = self.everything(config, path, &mut Vec::new());
            let io = |source| StoreError::Io { doing: "write", path: path.clone(), source };
            make_dir(&self.state()).map_err(io)?;
            pack(&files, path)?;
        }
        for row in rows.iter().filter(|r| matches!(r.standing, Standing::Ahead | Standing::Spare)) {
            let io = |source| StoreError::Io { doing: "remove", path: row.target.clone(), source };
            self.disk.remove(&row.target).map_err(io)?;
        }
        let wanted = |name: &str| rows.iter().any(|r| r.name == name && !matches!(r.standing, Standing::Same));
        let mut failed = None;
        let walked = self.walk(config, from, |name, target, bytes, written, mode| {
            if !wanted(&name) {
                return Ok(());
            }
            let put = || -> io::Result<()> {
                self.disk.write(&target, &bytes, Safety::Durable)?;
                fs::set_permissions(&target, Permissions::from_mode(mode))?;
                File::options().append(true).open(&target)?.set_modified(written)
            };
            put().map_err(|source| {
                failed = Some(StoreError::Io { doing: "write", path: target.clone(), source });
                String::new()
            })
        });
        match failed {
            Some(e) => Err(e),
            None => walked.map_err(StoreError::Unreadable).map(|()| kept),
        }
    }

    /// Weeks that the journal wrote and that are now missing or empty, each as it was last written.
    pub fn lost_weeks(&self) -> Vec<(String, String)> {
        let gone = |week: &String| {
            let path = self.folder().join(format!("{week}.toml"));
            !path.exists() || is_empty(&path)
        };
        self.journal().last_texts().into_iter().filter(|(week, _)| gone(week)).collect()
    }

    /// Restores weeks of the journal that are missing or empty.
    ///
    /// # Errors
    /// If the lock is not released, or on a file system error.
    pub fn restore_lost(&self) -> Result<Vec<String>, StoreError> {
        let _guard = self.lock(Wait::Patiently)?;
        let mut out = Vec::new();
        for (week, text) in self.lost_weeks() {
            let path = self.folder().join(format!("{week}.toml"));
            let io = |source| StoreError::Io { doing: "write", path: path.clone(), source };
            let before = path.exists().then_some(&b""[..]);
            self.disk.swap(&path, before, Some(text.as_bytes()), LARGEST).map_err(io)?;
            out.push(week);
        }
        Ok(out)
    }

    /// Calls `each` for every file of an archive: name, where it belongs, bytes, when it was written, and its mode.
    fn walk(
        &self,
        config: &Config,
        from: &Path,
        mut each: impl FnMut(String, PathBuf, Vec<u8>, SystemTime, u32) -> Result<(), String>,
    ) -> Result<(), String> {
        let said = |e: io::Error| format!("it cannot be read: {}", plain(&e));
        atomic::regular_file(from).map_err(said)?;
        if !ends_well(from).map_err(said)? {
            return Err("it is not a tar archive, or was cut off".to_owned());
        }
        let mut archive = tar::Archive::new(File::open(from).map_err(said)?);
        for entry in archive.entries().map_err(said)? {
            let mut entry = entry.map_err(|_| "it is not a tar archive, or is damaged".to_owned())?;
            let path = entry.path().map_err(said)?.into_owned();
            let kind = entry.header().entry_type();
            if kind.is_dir() {
                continue;
            }
            let Some((name, target)) = self.place(config, &path).filter(|_| kind.is_file()) else {
                return Err(format!("it holds {}, which no recoup backup does; nothing was restored", path.display()));
            };
            let size = entry.size();
            if size > LARGEST {
                return Err(format!("{name} in it is too large"));
            }
            let mut bytes = Vec::new();
            entry.read_to_end(&mut bytes).map_err(|_| "it is damaged: it ends too early".to_owned())?;
            if bytes.len() as u64 != size {
                return Err("it is damaged: it ends too early".to_owned());
            }
            let written = SystemTime::UNIX_EPOCH + Duration::from_secs(entry.header().mtime().unwrap_or(0));
            let mode = entry.header().mode().unwrap_or(0o600) & 0o777;
            each(name, target, bytes, written, mode)?;
        }
        Ok(())
    }

    /// Where a name in the archive belongs on disk; `None` if that is in none of our folders.
    fn place(&self, config: &Config, path: &Path) -> Option<(String, PathBuf)> {
        let rest = path.strip_prefix(ROOT).ok()?;
        let plain = rest.components().all(|c| matches!(c, Component::Normal(_)));
        let mut parts = rest.components();
        let root = match parts.next()?.as_os_str().to_str()? {
            "data" => self.dir.clone(),
            "config" => config.file.parent()?.to_path_buf(),
            "state" => self.state(),
            _ => return None,
        };
        let below = parts.as_path();
        let name = rest.to_str()?.to_owned();
        (plain && !below.as_os_str().is_empty()).then(|| (name, root.join(below)))
    }
}

/// Whether a week's file exists but is empty, as after a full disk.
pub(super) fn is_empty(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|m| m.is_file() && m.len() == 0)
}

fn seconds(time: SystemTime) -> u64 {
    time.duration_since(SystemTime::UNIX_EPOCH).map_or(0, |d| d.as_secs())
}

fn full(path: &Path) -> PathBuf {
    fs::canonicalize(path).unwrap_or_else(|_| std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf()))
}

fn is_week(name: &str) -> bool {
    name.starts_with("data/weeks/") && name.ends_with(".toml")
}

/// What keeps a file from being written there: something other than a regular file, or a file where a folder should be.
fn blocked_by(target: &Path) -> Option<String> {
    let there = target.ancestors().find(|p| fs::symlink_metadata(p).is_ok())?;
    let fits = fs::metadata(there).is_ok_and(|m| if there == target { m.is_file() } else { m.is_dir() });
    (!fits).then(|| format!("{} is in the way", there.display()))
}

/// The number of a step of the journal.
fn step(name: &str) -> Option<u64> {
    name.strip_prefix("state/undo/")?.strip_suffix(".json")?.parse().ok()
}

/// Every regular file below `dir` that is not skipped, by its name below `root`.
fn files(
    root: &Path,
    dir: &Path,
    name: &str,
    skip: &dyn Fn(&Path) -> bool,
    out: &mut Vec<Listed>,
    left: &mut Vec<String>,
) {
    for entry in fs::read_dir(dir).into_iter().flatten().flatten() {
        let path = entry.path();
        if skip(&path) {
            continue;
        }
        let Ok(below) = path.strip_prefix(root) else { continue };
        let is_link = entry.file_type().is_ok_and(|t| t.is_symlink());
        match fs::metadata(&path) {
            Ok(meta) if meta.is_file() => match below.to_str() {
                Some(below) => out.push((format!("{name}/{below}"), path)),
                None => left.push(format!("{}: its name is not UTF-8", path.display())),
            },
            // The weeks themselves may live elsewhere; where other links lead is anybody's guess.
            Ok(meta) if meta.is_dir() && is_link && below != Path::new("weeks") => {
                left.push(format!("{}: it is a link to a folder", path.display()))
            }
            Ok(meta) if meta.is_dir() => files(root, &path, name, skip, out, left),
            Ok(_) => left.push(format!("{}: it is not a regular file", path.display())),
            Err(e) => left.push(format!("{}: {}", path.display(), plain(&e))),
        }
    }
}

/// Writes an archive whole or not at all.
fn pack(files: &[Listed], to: &Path) -> Result<(), StoreError> {
    let io = |source| StoreError::Io { doing: "write", path: to.to_path_buf(), source };
    let dir = to.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let temp = tempfile::Builder::new().prefix(TEMP.0).suffix(TEMP.1).tempfile_in(dir).map_err(io)?;
    let mut builder = tar::Builder::new(io::BufWriter::new(temp.as_file()));
    for (name, path) in files {
        let unread = |source| StoreError::Io { doing: "read", path: path.clone(), source };
        let meta = fs::metadata(path).map_err(unread)?;
        let bytes = atomic::read(path, LARGEST).map_err(unread)?;
        let mut header = tar::Header::new_gnu();
        header.set_size(bytes.len() as u64);
        header.set_mode(meta.permissions().mode() & 0o777);
        header.set_mtime(meta.modified().map_or(0, seconds));
        header.set_entry_type(tar::EntryType::Regular);
        builder.append_data(&mut header, format!("{ROOT}/{name}"), bytes.as_slice()).map_err(io)?;
    }
    builder.into_inner().and_then(|mut out| out.flush()).map_err(io)?;
    temp.as_file().sync_all().map_err(io)?;
    temp.persist(to).map_err(|e| io(e.error))?;
    // The archive is complete even if its folder cannot be synced.
    let _ = File::open(dir).and_then(|dir| dir.sync_all());
    Ok(())
}

/// Whether an archive ends in two empty blocks: one cut off between two files does not.
fn ends_well(path: &Path) -> io::Result<bool> {
    let mut file = File::open(path)?;
    let length = file.metadata()?.len();
    if length < END {
        return Ok(false);
    }
    file.seek(SeekFrom::Start(length - END))?;
    let mut tail = Vec::new();
    file.read_to_end(&mut tail)?;
    Ok(tail.iter().all(|b| *b == 0))
}
