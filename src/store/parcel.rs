//! What somebody gives to import: a file, a folder of files, or a zip, opened one member after another. Nothing is unpacked to
//! disk, and what is too large to be what it says is refused.

use std::fs::{self, File};
use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};

use zip::ZipArchive;
use zip::result::ZipError;

use super::atomic::plain;

/// The most that is read of a file that is read whole. Chosen: the largest known, ten years of one day a row, are a tenth of it.
pub const LARGEST_TABLE: u64 = 256 << 20;

/// The most that is read of a file that is read as a stream. Chosen: known ones reach 3 GB.
pub const LARGEST_STREAM: u64 = 64 << 30;

/// The most that is read of all files in a zip. Chosen.
const LARGEST_ZIP: u64 = 128 << 30;

/// How many times its packed size a file in a zip may be, once it is larger than [`GROWS_FREELY`]. Chosen: exports reach about
/// 40, and zip bombs a thousand.
const MOST_GROWTH: u64 = 200;
const GROWS_FREELY: u64 = 32 << 20;

/// The most files in a zip or a folder. Chosen: the export of a decade of an account has about 50,000.
const MOST_FILES: usize = 500_000;

/// What is said of a zip bomb.
const BOMB: &str = "the zip unpacks to far more than an export does; nothing was imported";

/// How deep folders are searched.
const DEEPEST: usize = 12;

/// A file in a parcel.
pub struct Member<'a> {
    /// Its name, with the folders it is in.
    pub name: String,
    /// The bytes of all files that are read of the parcel, where that is known before.
    pub total: Option<u64>,
    /// Its bytes.
    pub from: &'a mut dyn Read,
}

/// What a parcel is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Sort {
    /// One file.
    File,
    /// A folder.
    Folder,
    /// A zip.
    Zip,
}

/// What cannot be opened, in a sentence, and whether the system says so.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Unopened {
    /// The sentence.
    pub why: String,
    /// Whether the disk is the reason, and not what the file holds.
    pub is_io: bool,
}

impl Unopened {
    fn data(why: impl Into<String>) -> Self {
        Self { why: why.into(), is_io: false }
    }

    fn io(path: &Path, e: &io::Error) -> Self {
        let why = match e.kind() {
            io::ErrorKind::NotFound => format!("there is no file {}", path.display()),
            io::ErrorKind::PermissionDenied => format!("{} cannot be read; check its permissions", path.display()),
            _ => format!("cannot read {}: {}", path.display(), plain(e)),
        };
        Self { why, is_io: true }
    }
}

/// Opens what lies at `path`, and hands each file in it to `take`, unless `wants` does not want it by its name.
///
/// # Errors
/// What cannot be opened, and what `take` says.
pub fn open(
    path: &Path,
    wants: &mut dyn FnMut(&str) -> bool,
    take: &mut dyn FnMut(Member<'_>) -> Result<(), Unopened>,
) -> Result<Sort, Unopened> {
    let io = |e: io::Error| Unopened::io(path, &e);
    let about = fs::metadata(path).map_err(io)?;
    if about.is_dir() {
        let mut files = Vec::new();
        search(path, 0, &mut files).map_err(io)?;
        files.sort();
        let name = |file: &Path| file.strip_prefix(path).unwrap_or(file).to_string_lossy().into_owned();
        files.retain(|file| wants(&name(file)));
        let total = files.iter().filter_map(|f| fs::metadata(f).ok()).map(|m| m.len()).sum();
        for file in files {
            let mut from = File::open(&file).map_err(|e| Unopened::io(&file, &e))?;
            take(Member { name: name(&file), total: Some(total), from: &mut from })?;
        }
        return Ok(Sort::Folder);
    }
    let mut from = File::open(path).map_err(io)?;
    let name = path.file_name().map_or_else(|| path.display().to_string(), |n| n.to_string_lossy().into_owned());
    let mut head = [0; 4];
    let got = fill(&mut from, &mut head).map_err(io)?;
    let is_zip = head[..got] == *b"PK\x03\x04" || head[..got] == *b"PK\x05\x06";
    if !is_zip || !about.is_file() {
        let total = about.is_file().then_some(about.len());
        take(Member { name, total, from: &mut (&head[..got]).chain(from) })?;
        return Ok(Sort::File);
    }
    unzip(File::open(path).map_err(io)?, wants, take)?;
    Ok(Sort::Zip)
}

/// Reads until the buffer is full or nothing is left; returns how much.
pub fn fill(from: &mut dyn Read, buffer: &mut [u8]) -> io::Result<usize> {
    let mut at = 0;
    while at < buffer.len() {
        match from.read(&mut buffer[at..]) {
            Ok(0) => break,
            Ok(n) => at += n,
            Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
            Err(e) => return Err(e),
        }
    }
    Ok(at)
}

/// The plain files in a folder and in the folders in it. Links to folders are not followed.
fn search(folder: &Path, depth: usize, into: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let sort = entry.file_type()?;
        if sort.is_dir() && depth < DEEPEST {
            search(&entry.path(), depth + 1, into)?;
        } else if sort.is_file() || (sort.is_symlink() && fs::metadata(entry.path()).is_ok_and(|m| m.is_file())) {
            if into.len() >= MOST_FILES {
                return Err(io::Error::other("there are too many files in it"));
            }
            into.push(entry.path());
        }
    }
    Ok(())
}

fn unzip(
    file: File,
    wants: &mut dyn FnMut(&str) -> bool,
    take: &mut dyn FnMut(Member<'_>) -> Result<(), Unopened>,
) -> Result<(), Unopened> {
    let broken = |e: &ZipError| match e {
        ZipError::Io(e) if e.kind() != io::ErrorKind::UnexpectedEof => {
            Unopened { why: format!("it cannot be read: {}", plain(e)), is_io: true }
        }
        _ => Unopened::data("the zip is broken or was not downloaded whole; nothing was imported"),
    };
    let mut zip = ZipArchive::new(BufReader::new(file)).map_err(|e| broken(&e))?;
    if zip.len() > MOST_FILES {
        return Err(Unopened::data(format!("the zip says it holds {} files, which no export does", zip.len())));
    }
    // All names are looked at before anything is read: what is wrong with one is wrong with the zip.
    let mut wanted: Vec<(usize, String, u64)> = Vec::new();
    let mut size = 0_u64;
    for at in 0..zip.len() {
        let entry = zip.by_index_raw(at).map_err(|e| broken(&e))?;
        if entry.is_dir() {
            continue;
        }
        let name = entry.name().map_err(|e| broken(&e))?.into_owned();
        if entry.enclosed_name().is_none() || name.starts_with(['/', '\\']) {
            let shown = crate::text::fit(&crate::text::clean(&name), 60);
            return Err(Unopened::data(format!(
                "the zip has a path that leads out of it, '{shown}'; an export has none, and nothing was imported"
            )));
        }
        if name.ends_with("[Content_Types].xml") {
            return Err(Unopened::data("it is a spreadsheet; save the sheet as CSV"));
        }
        if !wants(&name) {
            continue;
        }
        if entry.encrypted() {
            return Err(Unopened::data("the zip has a password; unpack it, and import the folder"));
        }
        size = size.saturating_add(entry.size());
        wanted.push((at, name, entry.compressed_size()));
    }
    let mut read = 0_u64;
    for (at, name, packed) in wanted {
        let mut entry = zip.by_index(at).map_err(|e| broken(&e))?;
        let mut from = Bounded { from: &mut entry, read: 0, packed, total: &mut read, grew: false };
        let taken = take(Member { name, total: Some(size), from: &mut from });
        // Whatever its reader made of it, a bomb spoils the whole zip.
        if from.grew {
            return Err(Unopened::data(BOMB));
        }
        taken?;
    }
    Ok(())
}

/// A file in a zip, as long as it grows no further than files do.
struct Bounded<'a> {
    from: &'a mut dyn Read,
    read: u64,
    packed: u64,
    total: &'a mut u64,
    /// Whether it grew too far.
    grew: bool,
}

impl Read for Bounded<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let n = self.from.read(into)?;
        self.read += n as u64;
        *self.total += n as u64;
        let grows = self.read > GROWS_FREELY && self.read / MOST_GROWTH > self.packed;
        if grows || *self.total > LARGEST_ZIP {
            self.grew = true;
            return Err(io::Error::other(BOMB));
        }
        Ok(n)
    }
}
