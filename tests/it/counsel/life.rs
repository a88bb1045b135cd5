//! Random histories of people who follow a split, more or less: gaps, illness, travel, deloads, new users.

use chrono::NaiveDate;
use recoup::config::splits;
use recoup::domain::calendar::add_days;
use recoup::domain::session::{Done, Felt, Rpe, Status};
use recoup::domain::week::Overlay;
use recoup::domain::{Book, CheckIn, Injury, Kind, Region, WeekId};

use super::Table;

/// SplitMix64 (Steele, Lea, Flood 2014): numbers that are the same in each run.
pub struct Dice(pub u64);

impl Dice {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub fn below(&mut self, n: u64) -> u64 {
        self.next() % n
    }

    pub fn one_in(&mut self, n: u64) -> bool {
        self.below(n) == 0
    }

    fn of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len() as u64) as usize]
    }
}

/// A morning's answers around a person's form: `shape` from 0, worn out, to 4, at their best.
fn answers(dice: &mut Dice, shape: u64) -> CheckIn {
    let near = |dice: &mut Dice| (shape as i64 + 1 + dice.below(3) as i64 - 1).clamp(1, 5) as u8;
    let mut c = CheckIn::default();
    if !dice.one_in(6) {
        c.sleep_hours = Some((50 + shape * 7 + dice.below(8) * 2) as f64 / 10.0);
    }
    if dice.one_in(2) {
        c.sleep_quality = Some(near(dice));
    }
    if !dice.one_in(8) {
        c.energy = Some(near(dice));
    }
    if !dice.one_in(3) {
        (c.mood, c.stress) = (Some(near(dice)), Some(6 - near(dice)));
    }
    if !dice.one_in(4) {
        let regions = [Region::Quads, Region::Chest, Region::Back, Region::Glutes, Region::Shoulders];
        if dice.one_in(4) {
            c.soreness.insert(Region::General, dice.below(8) as u8);
        } else {
            for _ in 0..dice.below(4) {
                c.soreness.insert(dice.of(&regions), (dice.below(4) + (4 - shape)) as u8);
            }
        }
    }
    if dice.one_in(25) {
        c.pain.insert(dice.of(&[Region::Quads, Region::Chest, Region::LowerBack]));
    }
    c
}

/// A random history up to a morning, on one of two splits and of various lengths.
pub fn life(seed: u64) -> Table {
    let mut dice = Dice(seed);
    let today = add_days(NaiveDate::from_ymd_opt(2026, 11, 18).unwrap(), dice.below(21) as i64);
    let split = dice.of(&["five-day", "alternating"]);
    let weeks = dice.of(&[0, 1, 2, 4, 6, 9, 14]);
    let all = splits::built_in(split);
    let plan = all.get(split).unwrap();
    let mut book = Book::default();
    let here = WeekId::of(today);
    let mut shape = 2 + dice.below(2);
    // Off for a while: how many days ago that began, and for how many days.
    let off = if dice.one_in(2) { Some((dice.below(40) as i64, 1 + dice.below(20) as i64)) } else { None };
    let kind = dice.of(&[Overlay::Ill, Overlay::Away, Overlay::Hurt]);
    // A few weeks without anything at all.
    let gap = if dice.one_in(4) { Some((dice.below(30) as i64, 10 + dice.below(30) as i64)) } else { None };
    let diligent = dice.one_in(2);
    for n in (0..=weeks).rev() {
        let id = here.shift(-n);
        let week = book.plan_mut(id, id.monday().min(today), plan).unwrap();
        if n > 0 && dice.one_in(6) {
            week.deload = true;
        }
        for date in id.days() {
            let back = (today - date).num_days();
            if dice.one_in(4) {
                shape = (shape + dice.below(3)).saturating_sub(1).min(4);
            }
            let day = week.day_mut(date);
            if back < -8 {
                continue;
            }
            if seed.is_multiple_of(20) && back == 0 {
                day.event = Some("City race".into());
            }
            let laid = off.is_some_and(|(ago, long)| back <= ago && back > ago - long);
            if laid {
                day.overlay = Some(kind);
                let regions = [Region::Quads, Region::Chest][(seed % 2) as usize];
                let injury = Injury { regions: [regions].into(), pain: Some(5) };
                day.injury = Some(injury).filter(|_| kind == Overlay::Hurt && !seed.is_multiple_of(3));
            }
            let quiet = gap.is_some_and(|(ago, long)| back <= ago + long && back > ago);
            if back < 0 || quiet {
                continue;
            }
            if diligent || !dice.one_in(4) {
                day.checkin = Some(answers(&mut dice, shape)).filter(|c| c.is_answered());
                if dice.one_in(40) {
                    day.checkin.get_or_insert_default().ill = Some(true);
                }
            }
            for s in &mut day.sessions {
                let doing = if back == 0 { 4 } else { 1 };
                if (laid && day.injury.is_none()) || dice.below(4) < doing.min(3) && (back == 0 || dice.one_in(4)) {
                    continue;
                }
                s.status = if dice.one_in(10) { Status::Skipped } else { Status::Done };
                if s.status == Status::Done && s.kind != Kind::Rest && dice.one_in(2) {
                    let rpe = s.rpe.map(|r| r.step(dice.of(&[-1, 0, 0, 1])).min(Rpe::whole(10)));
                    let felt = Some(dice.of(&[Felt::Same, Felt::Same, Felt::Better, Felt::Worse]));
                    s.done = Some(Done { rpe, felt, ..Done::default() });
                }
            }
        }
    }
    // Some people change their plan.
    if dice.one_in(3) {
        let (a, b) = (add_days(here.monday(), dice.below(7) as i64), add_days(here.monday(), dice.below(7) as i64));
        if a >= today && b >= today && a != b {
            let week = book.log_mut(here).unwrap();
            let first = std::mem::take(&mut week.day_mut(a).sessions);
            let second = std::mem::replace(&mut week.day_mut(b).sessions, first);
            week.day_mut(a).sessions = second;
        }
    }
    Table::new(book, today, split)
}
