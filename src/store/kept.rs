//! Weeks as they were read, for as long as their files are unchanged: in memory within a run, and in files beside
//! the journal for the next one. They can be lost at any time: what they hold is rebuilt.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::time::{Duration, SystemTime};

use super::atomic::Safety;
use super::weeks::Store;
use crate::clock;
use crate::domain::WeekId;
use crate::domain::held::Held;
use crate::domain::shelf::Edition;
use crate::edit::saving::Stamp;
use crate::formats::kept::{Keep, Kept, KeptMornings, KeptWeek, Reach, decode, encode};

/// The largest file of kept weeks that is read: a century of mornings fits into it. A choice.
const LARGEST: u64 = 64 << 20;

fn file(reach: Reach) -> &'static str {
    match reach {
        Reach::Start => "weeks.kept",
        Reach::All => "all.kept",
    }
}

/// How long a file must be unchanged before its stamp can be trusted: it can be written twice within one clock tick. A
/// choice, above the two seconds of the coarsest file system (FAT).
const SETTLED: Duration = Duration::from_secs(3);

/// Weeks that were read.
#[derive(Debug, Default)]
pub(super) struct Read {
    weeks: BTreeMap<WeekId, (Stamp, Edition)>,
    /// For each reach, those of them that its file does not hold.
    unkept: [BTreeSet<WeekId>; 2],
}

impl Read {
    /// The week, if its file is unchanged since it was read.
    pub fn get(&self, id: WeekId, stamp: Stamp) -> Option<Held> {
        let (of, week) = self.weeks.get(&id)?;
        (stamp.is_some() && *of == stamp).then(|| Held::Week(week.clone(), Vec::new()))
    }

    /// Forgets a week, such as one whose file is missing.
    pub fn forget(&mut self, id: WeekId) {
        self.weeks.remove(&id);
        for ids in &mut self.unkept {
            ids.remove(&id);
        }
    }

    /// Keeps a week that was just read, if all of it was understood and its file was not written just now.
    pub fn take(&mut self, id: WeekId, stamp: Stamp, held: &Held) {
        self.forget(id);
        if let Held::Week(week, problems) = held
            && problems.is_empty()
            && is_settled(stamp)
        {
            self.weeks.insert(id, (stamp, week.clone()));
            for ids in &mut self.unkept {
                ids.insert(id);
            }
        }
    }
}

fn is_settled(stamp: Stamp) -> bool {
    // An empty file may be one that is about to be filled.
    let Some((modified, (seconds, nanos), 1.., _)) = stamp else { return false };
    let changed = u64::try_from(seconds).ok().zip(u32::try_from(nanos).ok());
    let changed = changed.map(|(s, n)| SystemTime::UNIX_EPOCH + Duration::new(s, n));
    let old = |at: SystemTime| clock::age(at).is_some_and(|age| age >= SETTLED);
    old(modified) && changed.is_some_and(old)
}

impl Store {
    /// Reads the file of kept weeks, so that their own files need not be read. Returns the scores of their mornings.
    pub fn take_kept(&self, reach: Reach) -> Option<KeptMornings> {
        let bytes = self.disk.read(&self.state().join(file(reach)), LARGEST).ok().flatten()?;
        let Kept { weeks, mornings } = decode(&bytes)?;
        let mut read = self.read_before();
        for week in weeks {
            let (id, stamp) = (week.id, week.stamp);
            match read.weeks.entry(id) {
                Entry::Vacant(place) => {
                    place.insert((stamp, week.edition()));
                    if reach == Reach::Start {
                        read.unkept[Reach::All as usize].insert(id);
                    }
                }
                Entry::Occupied(place) if place.get().0 == stamp => {
                    read.unkept[reach as usize].remove(&id);
                }
                Entry::Occupied(_) => {}
            }
        }
        Some(mornings)
    }

    /// Whether any of these weeks would have to be read again next time.
    pub fn has_unkept(&self, reach: Reach, weeks: &Range<WeekId>) -> bool {
        self.read_before().unkept[reach as usize].range(weeks.clone()).next().is_some()
    }

    /// Writes the file of kept weeks, if there is anything new for it. A failure does not matter.
    pub fn keep_weeks(&self, keep: &Keep) {
        let Keep { reach, weeks, mornings, made } = keep;
        if !made && !self.has_unkept(*reach, weeks) {
            return;
        }
        let weeks = {
            let mut read = self.read_before();
            read.unkept[*reach as usize].clear();
            read.weeks.range(weeks.clone()).filter_map(|(_, (stamp, week))| KeptWeek::pack(*stamp, week)).collect()
        };
        if let Some(bytes) = encode(&Kept { weeks, mornings: mornings.clone() }) {
            let _ = self.disk.write(&self.state().join(file(*reach)), &bytes, Safety::Rebuildable);
        }
    }
}
