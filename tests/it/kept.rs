//! The cache of weeks for the next start: it never differs from what reading again gives, and is never in the way.

use std::fs::File;
use std::io::Write;
use std::ops::Range;
use std::os::unix::fs::PermissionsExt;
use std::time::{Duration, SystemTime};

use crate::support::{Place, date};
use recoup::config::regions;
use recoup::domain::held::Held;
use recoup::domain::{Book, WeekId};
use recoup::formats::kept::{Keep, KeptMornings, Reach};
use recoup::planning::desk::weeks_back;
use recoup::recovery::log::WorkedOut;
use recoup::recovery::{Basis, Choice, Log, Mornings};
use recoup::store::{Store, atomic};

const TODAY: &str = "2026-11-18";
const LAST: &str = "2026-W46";

fn basis() -> std::sync::Arc<Basis> {
    std::sync::Arc::new(Basis::new(8.0, regions::default()))
}

/// The weeks before today's.
fn span() -> Range<WeekId> {
    let to = WeekId::of(date(TODAY));
    to.shift(-weeks_back(Choice::Published))..to
}

fn keep(store: &Store, reach: Reach, all: WorkedOut) {
    let mornings = KeptMornings { basis: basis(), all };
    store.keep_weeks(&Keep { reach, weeks: span(), mornings, made: true });
}

/// A morning without a score.
fn nothing() -> WorkedOut {
    WorkedOut { scores: vec![(5, 6, None)], ..WorkedOut::default() }
}

fn week(energy: u8) -> String {
    format!("format = 1\n\n[[day]]\ndate = 2026-11-10\n[day.checkin]\nsleep_hours = 7.5\nenergy = {energy}\n")
}

/// Writes the week in place, as an editor may.
fn put(place: &Place, text: &str) {
    std::fs::create_dir_all(place.path(LAST).parent().unwrap()).unwrap();
    let mut file = File::options().write(true).create(true).truncate(true).open(place.path(LAST)).unwrap();
    file.write_all(text.as_bytes()).unwrap();
}

/// Sets the modification time of the week's file years back. Its change time cannot be set and has to be waited for.
fn backdate(place: &Place) {
    let file = File::options().append(true).open(place.path(LAST)).unwrap();
    file.set_modified(SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000)).unwrap();
}

fn energy(held: Option<Held>) -> Option<u8> {
    let Some(Held::Week(week, problems)) = held else { panic!("{held:?}") };
    assert!(problems.is_empty());
    week.days[1].checkin.as_ref().unwrap().energy
}

fn read(store: &Store) -> Option<u8> {
    energy(store.read(LAST.parse().unwrap()))
}

/// A first run reads and caches; after that, only the stamp of the week's file is checked.
#[test]
fn an_unchanged_week_is_not_read_again() {
    let place = Place::new();
    put(&place, &week(4));
    backdate(&place);
    std::thread::sleep(Duration::from_millis(3100));
    let store = place.store();
    assert_eq!(read(&store), Some(4));
    assert!(store.has_unkept(Reach::Start, &span()));
    let (basis, mornings) = (basis(), Mornings::default());
    let mut book = Book::default();
    book.take(LAST.parse().unwrap(), store.read(LAST.parse().unwrap()).unwrap());
    let score = Log { days: &book, basis: &basis, mornings: &mornings }.recovery(date("2026-11-10"));
    assert!(score.is_some());
    keep(&store, Reach::Start, mornings.between(0, i32::MAX));
    assert!(!store.has_unkept(Reach::Start, &span()));

    // The next run: week and score come back, and nothing needs to be cached again.
    let next = place.store();
    let kept = next.take_kept(Reach::Start).unwrap().by(&basis);
    assert!(kept.scores.len() == 1 && kept.scores[0].2 == score);
    let mornings = Mornings::default();
    mornings.take(kept);
    let mut book = Book::default();
    book.take(LAST.parse().unwrap(), next.read(LAST.parse().unwrap()).unwrap());
    let log = Log { days: &book, basis: &basis, mornings: &mornings };
    assert_eq!(log.recovery(date("2026-11-10")), score);
    assert!(!next.has_unkept(Reach::Start, &span()) && !mornings.take_new_before(i32::MAX));

    // Written by somebody else, with the same length: it is read again.
    let other = place.store();
    other.take_kept(Reach::Start);
    put(&place, &week(2));
    assert_eq!(read(&other), Some(2));
    // Rewritten with the old modification time: the change time differs, and it is read.
    put(&place, &week(3));
    backdate(&place);
    assert_eq!(read(&other), Some(3));
    // Removed.
    std::fs::remove_file(place.path(LAST)).unwrap();
    assert!(other.read(LAST.parse().unwrap()).is_none());
}

/// A file written a moment ago can be written again without leaving a trace: its stamp proves nothing.
#[test]
fn a_week_just_written_is_not_cached() {
    let place = Place::new();
    put(&place, &week(4));
    for _ in 0..2 {
        let store = place.store();
        assert_eq!(read(&store), Some(4));
        assert!(!store.has_unkept(Reach::Start, &span()));
        backdate(&place);
    }
}

/// Whatever is in the cache file, the worst that happens is that it is discarded.
#[test]
fn a_damaged_cache_is_discarded() {
    let place = Place::new();
    put(&place, &week(4));
    let store = place.store();
    keep(&store, Reach::Start, nothing());
    let file = store.state().join("weeks.kept");
    let bytes = std::fs::read(&file).unwrap();
    assert_eq!(place.store().take_kept(Reach::Start).unwrap().all, nothing());
    for damage in [b"".to_vec(), b"recoup 0.0 0 0\n".to_vec(), bytes[..bytes.len() - 1].to_vec(), vec![0xff; 4096]] {
        atomic::write(&file, &damage).unwrap();
        let store = place.store();
        assert!(store.take_kept(Reach::Start).is_none());
        assert_eq!(read(&store), Some(4));
    }
    // One that nobody may read is replaced by one that we may.
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o000)).unwrap();
    keep(&store, Reach::Start, nothing());
    assert_eq!(std::fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
}
