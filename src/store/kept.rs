//! Weeks as they were read, for as long as their files stand as they stood then: within a run, and in a file beside the
//! journal for the next one. The file can be lost at any time: what it holds is made again.

use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, SystemTime};

use super::atomic::Safety;
use super::weeks::{LARGEST, Store};
use crate::clock;
use crate::domain::WeekId;
use crate::domain::held::Held;
use crate::domain::shelf::Edition;
use crate::edit::saving::Stamp;
use crate::formats::kept::{Kept, KeptWeek, decode, encode};
use crate::recovery::Basis;
use crate::recovery::log::Worked;

/// The name of the file.
const FILE: &str = "weeks.kept";

/// How long a file must have stood before it is known by its stamp: within one tick of a clock it can be written twice. A
/// choice, above the two seconds of the coarsest file system (FAT).
const SETTLED: Duration = Duration::from_secs(3);

/// Weeks that were read.
#[derive(Debug, Default)]
pub(super) struct Read {
    weeks: BTreeMap<WeekId, (Stamp, Edition)>,
    /// Those of them that the file does not hold.
    unkept: BTreeSet<WeekId>,
}

impl Read {
    /// The week, where its file stands as it stood when it was read.
    pub fn get(&self, id: WeekId, stamp: Stamp) -> Option<Held> {
        let (of, week) = self.weeks.get(&id)?;
        (stamp.is_some() && *of == stamp).then(|| Held::Week(week.clone(), Vec::new()))
    }

    /// Takes a week that was just read, if all of it was understood and its file is not as new as the moment.
    pub fn take(&mut self, id: WeekId, stamp: Stamp, held: &Held) {
        self.weeks.remove(&id);
        self.unkept.remove(&id);
        if let Held::Week(week, problems) = held
            && problems.is_empty()
            && is_settled(stamp)
        {
            self.weeks.insert(id, (stamp, week.clone()));
            self.unkept.insert(id);
        }
    }
}

fn is_settled(stamp: Stamp) -> bool {
    let Some((modified, (seconds, nanos), ..)) = stamp else { return false };
    let changed = u64::try_from(seconds).ok().zip(u32::try_from(nanos).ok());
    let changed = changed.map(|(s, n)| SystemTime::UNIX_EPOCH + Duration::new(s, n));
    let old = |at: SystemTime| clock::age(at).is_some_and(|age| age >= SETTLED);
    old(modified) && changed.is_some_and(old)
}

impl Store {
    /// Reads the file of kept weeks: their files need not be read then. The scores of their mornings, as far as they were
    /// judged by `basis`.
    pub fn take_kept(&self, basis: &Basis) -> Vec<Worked> {
        let bytes = self.disk.read(&self.state().join(FILE), LARGEST).ok().flatten();
        let Some(Kept { weeks, mornings }) = bytes.and_then(|bytes| decode(&bytes, basis)) else { return Vec::new() };
        let mut read = self.read_before();
        for KeptWeek { stamp, number, week } in weeks {
            read.weeks.entry(week.id).or_insert_with(|| (stamp, Edition::numbered(week, number)));
        }
        mornings
    }

    /// Whether any of the weeks from one up to before another would have to be read anew the next time.
    pub fn has_unkept(&self, from: WeekId, to: WeekId) -> bool {
        self.read_before().unkept.range(from..to).next().is_some()
    }

    /// Writes the file of kept weeks: those from one up to before another, with the scores of mornings. A failure is no
    /// one's concern.
    pub fn keep_weeks(&self, from: WeekId, to: WeekId, mornings: Vec<Worked>, basis: &Basis) {
        let weeks = {
            let mut read = self.read_before();
            read.unkept.clear();
            let kept = |(stamp, week): &(Stamp, Edition)| KeptWeek {
                stamp: *stamp,
                number: week.number(),
                week: (**week).clone(),
            };
            read.weeks.range(from..to).map(|(_, week)| kept(week)).collect()
        };
        if let Some(bytes) = encode(&Kept { weeks, mornings }, basis) {
            let _ = self.disk.write(&self.state().join(FILE), &bytes, Safety::Rebuildable);
        }
    }
}
