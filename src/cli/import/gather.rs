//! Files, folders and zips opened, and what is in them handed to the reader that knows it.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::io::{self, Read};
use std::path::Path;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::{Args, Failure, out};
use crate::domain::progress::Step;
use crate::formats::csv::{self, OtherScale};
use crate::formats::sources::mapping::Mapping;
use crate::formats::sources::{Intake, Part, Setting, Taken, Unwanted};
use crate::store::parcel::{self, LARGEST_STREAM, LARGEST_TABLE, Member, Sort, Unopened};
use chrono::NaiveDate;

/// How much of a file says what it is.
const HEAD: usize = 64 << 10;

/// How many kinds of files that were passed over are named.
const MOST_NAMED: usize = 12;

/// What is said when it is stopped.
pub const STOPPED: &str = "stopped; nothing was imported";

/// What has been opened so far.
pub struct Gathered<'a> {
    args: &'a Args,
    today: NaiveDate,
    scales: &'a [OtherScale],
    setting: Setting<'a>,
    map: Option<Mapping>,
    stop: Arc<AtomicBool>,
    /// Tables of our own, each with its file's name.
    pub own: Vec<(String, csv::Read)>,
    /// Everything else.
    pub intake: Intake,
    /// What was passed over in folders and zips, by what it is.
    skipped: BTreeMap<String, (usize, String)>,
    /// Files that are known and could not be read, each with the reason.
    broken: Vec<String>,
    taken: usize,
    meter: Rc<out::Meter>,
    read: Rc<Cell<u64>>,
}

impl<'a> Gathered<'a> {
    /// Nothing yet. Ctrl-C sets `stop`.
    pub fn new(
        args: &'a Args,
        today: NaiveDate,
        scales: &'a [OtherScale],
        setting: Setting<'a>,
        map: Option<Mapping>,
        stop: Arc<AtomicBool>,
    ) -> Self {
        Self {
            args,
            today,
            scales,
            setting,
            map,
            stop,
            own: Vec::new(),
            intake: Intake::default(),
            skipped: BTreeMap::new(),
            broken: Vec::new(),
            taken: 0,
            meter: Rc::new(out::Meter::begin()),
            read: Rc::default(),
        }
    }

    /// Opens a file, a folder or a zip.
    pub fn open(&mut self, path: &Path) -> Result<(), Failure> {
        // What is refused in the middle leaves nothing of itself behind.
        self.read.set(0);
        let before = (self.taken, self.own.len(), self.intake.clone());
        self.skipped.clear();
        self.broken.clear();
        let skipped = std::cell::RefCell::new(BTreeMap::<String, usize>::new());
        // Pipes are read once: only a file can be looked at first.
        let alone = !(path.is_dir() || path.is_file() && is_zip(path));
        let mut wants = |name: &str| match Unwanted::by_name(name) {
            Some(Unwanted::Silent) => false,
            Some(Unwanted::Named(what)) => {
                *skipped.borrow_mut().entry(what.to_owned()).or_default() += 1;
                false
            }
            None => true,
        };
        let opened = parcel::open(path, &mut wants, &mut |member| self.member(member, alone));
        self.meter.clear();
        for (what, n) in skipped.into_inner() {
            self.skipped.entry(what).or_default().0 += n;
        }
        let sort = match opened {
            Ok(sort) => sort,
            Err(e) => {
                self.own.truncate(before.1);
                (self.taken, self.intake) = (before.0, before.2);
                return Err(self.failure(path, e));
            }
        };
        self.say_skipped(path);
        if !self.broken.is_empty() {
            let name = name_of(path);
            let all: Vec<String> =
                std::mem::take(&mut self.broken).iter().map(|why| format!("{name}: of one file, {why}")).collect();
            return Err(Failure::data(all.join("\n")));
        }
        if self.taken == before.0 && sort != Sort::File {
            let what = if sort == Sort::Zip { "zip" } else { "folder" };
            return Err(Failure::data(format!(
                "{}: nothing in this {what} is an export that recoup reads; the README lists those it does",
                path.display()
            )));
        }
        Ok(())
    }

    fn failure(&self, path: &Path, e: Unopened) -> Failure {
        // The names of some exports hold an e-mail address.
        let name = name_of(path);
        let stopped = self.stop.load(Ordering::SeqCst);
        match e {
            _ if stopped => Failure::stopped_by_key(STOPPED),
            e if e.is_io => Failure::io(e.why),
            e => Failure::data(format!("{name}: {}", e.why)),
        }
    }

    fn say_skipped(&mut self, path: &Path) {
        let name = name_of(path);
        let said = |(what, (n, hint)): (String, (usize, String))| {
            let times = if n == 1 { String::new() } else { format!(" ({n} files)") };
            let hint = if hint.is_empty() { String::new() } else { format!("; {hint}") };
            format!("passed over: {what}{times}{hint}")
        };
        let all: Vec<String> = std::mem::take(&mut self.skipped).into_iter().map(said).collect();
        let more = all.len().saturating_sub(MOST_NAMED);
        all.iter().take(MOST_NAMED).for_each(|text| out::complain(&format!("{name}: {text}")));
        if more > 0 {
            out::complain(&format!("{name}: and {more} other kinds of files"));
        }
    }

    /// Takes one file. Where it is not the only one, what cannot be read is passed over.
    fn member(&mut self, member: Member<'_>, alone: bool) -> Result<(), Unopened> {
        let unread = |e: &io::Error| Unopened { why: format!("it cannot be read: {e}"), is_io: false };
        let total = member.total.unwrap_or_default();
        let (meter, read, stop) = (Rc::clone(&self.meter), Rc::clone(&self.read), Arc::clone(&self.stop));
        let mut from = Counted { from: member.from, meter: &meter, read: &read, total, stop: &stop };
        let mut head = vec![0; HEAD];
        let got = parcel::fill(&mut from, &mut head).map_err(|e| unread(&e))?;
        head.truncate(got);
        if head.trim_ascii().is_empty() && !alone {
            return Ok(());
        }
        let rest = || io::Cursor::new(&head);
        let part = Part::of(&head);
        let is_known = matches!(part, Part::AppleHealth | Part::Json(_));
        let taken = match part {
            Part::AppleHealth => self.intake.apple_health(rest().chain(from.take(LARGEST_STREAM))).map(|()| true),
            Part::Json(file) => {
                let bare = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&head);
                let all = io::Cursor::new(bare).chain(from.take(LARGEST_STREAM));
                self.intake.json(file, &self.setting, all).map(|()| true)
            }
            Part::Refused(why) => Err(why),
            Part::Text => {
                let mut bytes = head;
                from.by_ref().take(LARGEST_TABLE + 1).read_to_end(&mut bytes).map_err(|e| unread(&e))?;
                if bytes.len() as u64 > LARGEST_TABLE {
                    Err(format!("a table of more than {} MB is no export of a person", LARGEST_TABLE >> 20))
                } else {
                    self.table(&member.name, &bytes, alone)
                }
            }
        };
        if self.stop.load(Ordering::SeqCst) {
            return Err(Unopened { why: STOPPED.to_owned(), is_io: true });
        }
        match taken {
            Ok(taken) => {
                self.taken += usize::from(taken);
                Ok(())
            }
            Err(why) if alone => Err(Unopened { why, is_io: false }),
            // A file that is known and breaks off is not passed over without a word.
            Err(why) if is_known => {
                self.broken.push(why);
                Ok(())
            }
            Err(why) => {
                let (what, hint) = why.split_once("; ").unwrap_or((&why, ""));
                let what = what.trim_start_matches("this is ").trim_start_matches("it is ");
                let what = what.trim_end_matches(", which recoup does not read");
                let hint = hint.trim_end_matches("; nothing was imported").trim_end_matches("nothing imported");
                let held = self.skipped.entry(what.to_owned()).or_insert((0, hint.to_owned()));
                held.0 += 1;
                Ok(())
            }
        }
    }

    /// Takes a table: another program's, or our own. Whether there was anything to take.
    fn table(&mut self, name: &str, bytes: &[u8], alone: bool) -> Result<bool, String> {
        let text = match std::str::from_utf8(bytes) {
            Ok(text) => text,
            Err(_) if alone => return self.own_table(name, bytes),
            Err(_) => return Err("text that is no UTF-8".to_owned()),
        };
        if let Some(map) = &self.map {
            return self.intake.mapped(text, map).map(|()| true);
        }
        match self.args.from.as_deref() {
            Some("recoup") => return self.own_table(name, bytes),
            from => {
                if let Taken::Service(_) = self.intake.table(text, from, &self.setting)? {
                    return Ok(true);
                }
            }
        }
        self.own_table(name, bytes)
    }

    fn own_table(&mut self, name: &str, bytes: &[u8]) -> Result<bool, String> {
        let read = csv::read(bytes, self.today, self.scales, self.setting.kinds)?;
        let file = Path::new(name).file_name().map_or(name.to_owned(), |n| n.to_string_lossy().into_owned());
        self.own.push((file, read));
        Ok(true)
    }
}

/// What a parcel is called in messages.
fn name_of(path: &Path) -> String {
    path.file_name().map_or_else(|| path.display().to_string(), |n| n.to_string_lossy().into_owned())
}

fn is_zip(path: &Path) -> bool {
    let mut head = [0; 2];
    std::fs::File::open(path).and_then(|mut f| f.read_exact(&mut head)).is_ok() && head == *b"PK"
}

/// A reader that shows how far it is, and ends when it is asked to stop.
struct Counted<'a> {
    from: &'a mut dyn Read,
    meter: &'a out::Meter,
    /// Bytes read of the whole parcel.
    read: &'a Cell<u64>,
    total: u64,
    stop: &'a AtomicBool,
}

impl Read for Counted<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.stop.load(Ordering::SeqCst) {
            return Err(io::Error::other(STOPPED));
        }
        let n = self.from.read(into)?;
        self.read.set(self.read.get() + n as u64);
        let mb = |bytes: u64| (bytes >> 20) as usize;
        let done = mb(self.read.get());
        let _ = self.meter.step(Step { what: "MB read", done, of: mb(self.total).max(done) });
        Ok(n)
    }
}
