//! Twelve sample weeks, generated and not typed in: a person on the default split, day by day, with a fixed seed.
//!
//! Each night is a bed time around 22:50, an hour later on Fridays and now and then, and a waking time around 06:35, later on
//! weekends. Soreness is what the soreness model leaves of the sessions done, times 0.9, with a throw of the dice. Energy
//! follows hours asleep, soreness and stress; mood and heart signals follow energy. Sessions are done as planned in nine of ten
//! cases, else skipped with a reason. The seventh week is a deload, the eighth is a stressful one, the ninth has two ill days.
//! Last night was short. Every morning keeps the forecast that it would have shown. The tag *alcohol* is on mornings after
//! most late evenings and a few others, *travel* on the weekend of the third week; loads of strength days grow by 2.5 kg
//! every second week; meals with protein, ticks of rest days and a race twenty-five days ahead come from dice of their own.

use chrono::{Datelike, NaiveDate, Weekday};
use std::sync::Arc;

use crate::domain::calendar::{add_days, weekday_index};
use crate::domain::effort::Usuals;
use crate::domain::session::{Done, Extra, Felt, Kind, SkipReason, Status};
use crate::domain::shelf::day_number;
use crate::domain::week::{Fuel, Overlay, Tick};
use crate::domain::{Achieved, Book, CheckIn, ClockTime, Day, Days, Region, Rpe, Session, Split, Tag, Week, WeekId};
use crate::planning::forecast::{Forecast, Known, keep};
use crate::planning::history::History;
use crate::planning::practices::{Picker, Practice};
use crate::planning::replay::Replayed;
use crate::recovery::load::LOOK_BACK;
use crate::recovery::{Basis, Log, Mornings, Weights};

/// How many weeks are made.
pub const WEEKS: i64 = 12;

/// The race ahead: days after today, and its name.
const RACE: (i64, &str) = (25, "City run");

/// The seed. Any number makes weeks of the same kind; this one is as good as another.
const SEED: u64 = 20_261_118;

/// A generator of numbers that is the same on every machine (the linear congruence of MMIX, Knuth 1997).
struct Dice(u64);

impl Dice {
    /// Evenly from 0 up to 1.
    fn share(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as f64 / (1_u64 << 31) as f64
    }

    /// Around 0, mostly within ±1: the sum of three throws.
    fn around(&mut self) -> f64 {
        (self.share() + self.share() + self.share() - 1.5) * 4.0 / 3.0
    }
}

/// What the weeks are made from.
pub struct Maker<'a> {
    /// The last day that is logged.
    pub today: NaiveDate,
    /// The split that is followed.
    pub split: &'a Split,
    /// What scores are judged by.
    pub basis: &'a Arc<Basis>,
    /// Practices that are taken now and then.
    pub practices: &'a [Practice],
    /// How many weeks; every twelve of them follow the same pattern as the last twelve.
    pub count: i64,
}

impl Maker<'_> {
    /// The weeks, oldest first; the last one holds today.
    pub fn weeks(&self) -> Vec<Week> {
        let here = WeekId::of(self.today);
        let mut dice = Dice(SEED);
        let (mut book, mornings, mut replayed) = (Book::default(), Mornings::default(), Replayed::default());
        let ids: Vec<WeekId> = (0..self.count).map(|n| here.shift(n + 1 - self.count)).collect();
        for (n, id) in (0..self.count).map(|n| (n - self.count).rem_euclid(WEEKS) as usize).zip(&ids) {
            let mut week = Week::new(*id);
            self.split.lay(&mut week, id.monday());
            if n == 6 {
                week.deload = true;
                let training = week.days.iter_mut().flat_map(|d| &mut d.sessions).filter(|s| s.kind.is_training());
                let usuals = Usuals::default();
                training.for_each(|s| *s = s.eased(usuals.effort(s), Rpe::whole(6)));
            }
            book.put(week);
            for date in id.days().filter(|d| *d <= self.today) {
                self.live(&mut book, &mornings, &mut replayed, date, n, &mut dice);
            }
        }
        let race = add_days(self.today, RACE.0);
        let mut ahead = Week::new(WeekId::of(race));
        ahead.day_mut(race).event = Some(RACE.1.to_owned());
        ids.iter().filter_map(|id| book.week(*id).cloned()).chain([ahead]).collect()
    }

    /// One day: the morning, then what came of its plan.
    fn live(
        &self,
        book: &mut Book,
        mornings: &Mornings,
        replayed: &mut Replayed,
        date: NaiveDate,
        n: usize,
        dice: &mut Dice,
    ) {
        let id = WeekId::of(date);
        let ill = n == 8 && weekday_index(date) < 2;
        let morning = self.morning(book, date, n, ill, dice);
        let mut week = book.week(id).cloned().unwrap_or_else(|| Week::new(id));
        let day = week.day_mut(date);
        day.checkin = Some(morning);
        day.overlay = ill.then_some(Overlay::Ill);
        book.put(week);
        let log = Log { days: book, basis: self.basis, mornings };
        let day = day_number(date);
        let history = History::new(&log, day - 2 * LOOK_BACK as i32, day);
        let usuals = book.usuals(day);
        let split_load = self.split.load(&usuals) / 7.0;
        let known = Known { log: &log, history: &history, split_load };
        let skill = replayed.morning(&known, &|_| Weights::PUBLISHED, day);
        let forecast = Forecast::new(&known, day, &Weights::PUBLISHED, skill);
        let seen = forecast.map_or_else(Vec::new, |f| f.outlooks(book));
        let offers = Picker { practices: self.practices, table: &self.basis.regions, need: self.basis.sleep_need }
            .offers(book, date);
        let mut week = book.week(id).cloned().unwrap_or_else(|| Week::new(id));
        let day = week.day_mut(date);
        day.checkin = day.checkin.take().map(|c| keep(c, &seen));
        if date < self.today && !ill {
            day.snacks = (dice.share() * 4.0) as u8;
            day.fuel = Fuel::ALL.into_iter().filter(|f| *f != Fuel::Electrolytes && dice.share() < 0.5).collect();
            for s in &mut day.sessions {
                lived(s, dice);
            }
            let takes = dice.share() < 0.6;
            if let (Some(offer), Some(s), true) = (offers.into_iter().next(), day.sessions.first_mut(), takes) {
                s.extras.push(Extra { done: true, ..offer.extra });
            }
        }
        beside(day, self.today, n);
        remember(day, date, self.today);
        book.put(week);
    }

    fn morning(&self, book: &Book, date: NaiveDate, n: usize, ill: bool, dice: &mut Dice) -> CheckIn {
        let today = date == self.today;
        let late = date.weekday() == Weekday::Sat || dice.share() < 0.12;
        let weekend = matches!(date.weekday(), Weekday::Sat | Weekday::Sun);
        let bed = 22.0 * 60.0 + 50.0 + dice.around() * 25.0 + if late { 75.0 } else { 0.0 };
        let wake = 6.0 * 60.0 + 35.0 + dice.around() * 12.0 + if weekend { 55.0 } else { 0.0 };
        let (bed, wake) = if today { (40.0, 390.0) } else { ((bed / 5.0).round() * 5.0, (wake / 5.0).round() * 5.0) };
        let hours = (wake - bed).rem_euclid(1440.0) / 60.0;
        let blank = Log { days: book, basis: self.basis, mornings: &Mornings::default() };
        let left = History::new(&blank, day_number(date), day_number(date)).left(day_number(date));
        let felt = |n: f64, dice: &mut Dice| ((n * 0.9 + dice.around() * 0.5).round()).clamp(0.0, 10.0) as u8;
        let mut soreness: std::collections::BTreeMap<Region, u8> =
            left.iter().filter(|(r, n)| *r != Region::General && **n > 0.0).map(|(r, n)| (r, felt(*n, dice))).collect();
        soreness.retain(|_, n| *n > 0);
        if soreness.is_empty() {
            soreness.insert(Region::General, 0);
        }
        let worst = f64::from(soreness.values().copied().max().unwrap_or(0));
        let stress = 2.6 + dice.around() * 0.6 + if n == 7 { 1.4 } else { 0.0 };
        let drag = (hours - 7.3) * 0.7 - worst * 0.12 - (stress - 2.6) * 0.3 - if ill { 1.5 } else { 0.0 };
        let energy = 3.3 + drag + dice.around() * 0.4;
        let five = |v: f64| Some(v.round().clamp(1.0, 5.0) as u8);
        let (quality, mood) = (
            five(if today { 2.0 } else { 3.2 + (hours - 7.3) * 0.8 + dice.around() * 0.6 }),
            five(3.4 + (energy - 3.0) * 0.4 + dice.around() * 0.5),
        );
        let resting_hr = (54.0 - (energy - 3.0) * 1.5 + dice.around() * 1.5 + if ill { 7.0 } else { 0.0 }).round();
        let hrv = (62.0 + (energy - 3.0) * 4.0 + dice.around() * 4.0).round();
        // A wearable's own idea of the morning: its readings and the night.
        let theirs =
            (62.0 + (hrv - 62.0) * 2.0 - (resting_hr - 54.0) * 3.0 + (hours - 7.3) * 8.0).round().clamp(1.0, 99.0);
        let theirs = ((self.today - date).num_days() < WORN).then_some(theirs as u8);
        let clock = |minutes: f64| ClockTime::from_minutes(minutes.rem_euclid(1440.0) as u16);
        CheckIn {
            bed: clock(bed),
            wake: clock(wake),
            sleep_quality: quality,
            soreness,
            energy: five(energy),
            mood,
            stress: five(stress),
            resting_hr: Some(resting_hr),
            hrv: Some(hrv),
            ready: Some(((energy - 1.0) * 2.2 + dice.around()).round().clamp(0.0, 10.0) as u8),
            ill: ill.then_some(true),
            foreign: theirs.map(|score| ("whoop".to_owned(), score)).into_iter().collect(),
            ..CheckIn::default()
        }
    }
}

/// For how many days a wearable has been worn.
const WORN: i64 = 100;

/// What else is logged, from dice of the day's own.
fn beside(day: &mut Day, today: NaiveDate, n: usize) {
    let mut dice = Dice(SEED ^ day_number(day.date) as u64);
    dice.share();
    let late = day.checkin.as_ref().and_then(|c| c.bed).is_some_and(|b| b.minutes() < 12 * 60);
    let alcohol = if late { dice.share() < 0.7 } else { dice.share() < 0.06 };
    let travel = n == 2 && weekday_index(day.date) > 4;
    if let Some(c) = &mut day.checkin {
        c.tags = [("alcohol", alcohol), ("travel", travel)]
            .into_iter()
            .filter_map(|(tag, yes)| Some((Tag::parse(tag).ok()?, yes)))
            .collect();
    }
    if day.date == today || day.is_ill() {
        return;
    }
    day.protein = 2 + (dice.share() * 3.0) as u8;
    if day.is_rest() {
        day.ticks = Tick::ALL.into_iter().filter(|_| dice.share() < 0.6).collect();
    }
    for s in day.sessions.iter_mut().filter(|s| s.kind == Kind::Strength && s.status == Status::Done) {
        let load = 60.0 + 2.5 * (n / 2) as f64 + if s.title.starts_with("Lower") { 30.0 } else { 0.0 };
        s.done.get_or_insert_default().achieved = Achieved::parse(&format!("{load} kg")).ok();
    }
}

/// What came of a session.
fn lived(s: &mut Session, dice: &mut Dice) {
    let throw = dice.share();
    if s.kind.is_training() && throw < 0.08 {
        s.status = Status::Skipped;
        s.reason = Some(if throw < 0.04 { SkipReason::Busy } else { SkipReason::Tired });
        return;
    }
    s.status = Status::Done;
    s.condition = None;
    if s.kind != Kind::Rest {
        let felt = match dice.share() {
            x if x < 0.15 => Felt::Better,
            x if x < 0.88 => Felt::Same,
            _ => Felt::Worse,
        };
        let shorter = dice.share() < 0.15;
        let minutes = s.minutes.filter(|_| shorter).map(|m| m.saturating_sub(10).max(10));
        // A session that felt worse was a point harder, one that felt better a point easier.
        let rpe = s.rpe.filter(|_| s.kind.is_training()).and_then(|r| match felt {
            Felt::Better => Some(r.step(-1)),
            Felt::Same => None,
            Felt::Worse => Some(r.step(1)),
        });
        s.done = Some(Done { minutes, rpe, felt: Some(felt), ..Done::default() });
    }
    s.extras.iter_mut().for_each(|e| e.done = dice.share() < 0.7);
}

/// Notes and wins of a few days, by days before today.
fn remember(day: &mut crate::domain::Day, date: NaiveDate, today: NaiveDate) {
    let notes = [
        (0, "Late coffee, thinking about the release."),
        (5, "Squats moved well, hips felt open."),
        (12, "Walked by the river instead of scrolling."),
        (26, "Cut it short, the shoulder was grumpy."),
        (40, "Deload week. Odd how much lighter stairs are."),
        (61, "First week of the plan."),
    ];
    let wins = [(3, "two more pull-ups"), (9, "in bed before eleven all week"), (33, "kept every rest day this month")];
    let on = |ago: i64| date == add_days(today, -ago);
    day.note = notes.iter().find(|(ago, _)| on(*ago)).map(|(_, text)| (*text).to_owned());
    day.wins = wins.iter().filter(|(ago, _)| on(*ago)).map(|(_, text)| (*text).to_owned()).collect();
}
