//! Red flags: five patterns over several days that precede burnout, what supports them, and the level (Meeusen 2013).
//!
//! Every flag, on or off, is always shown with its rule and the evidence of these days. The numbers in the rules are
//! chosen.

use chrono::NaiveDate;
use strum::{EnumCount, VariantArray};

use super::heart::Signal;
use super::inputs::{checkin, need_of_caps};
use super::score::is_short;
use super::stats::{mean, sample_sd};
use super::verdict::Demand;
use super::{Basis, load, sleep};
use crate::domain::calendar::add_days;
use crate::domain::checkin::hours_and_minutes;
use crate::domain::session::Status;
use crate::domain::shelf::day_number;
use crate::domain::week::Went;
use crate::domain::{CheckIn, Day, Days, Kind, Region, Session};

/// Days a flag looks at, and how many of their mornings must be logged.
const WINDOW: i64 = 7;
const MIN_LOGGED: usize = 4;

/// One of the five.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, VariantArray, EnumCount)]
pub enum Flag {
    /// Tired even after rest.
    TiredAfterRest,
    /// Performance drop.
    Performance,
    /// Erratic sleep.
    Sleep,
    /// Low mood or high stress.
    Mood,
    /// Lingering soreness or injury.
    Soreness,
}

impl Flag {
    /// All five, in order.
    pub const ALL: [Self; Self::COUNT] = *Self::VARIANTS.first_chunk().unwrap();

    /// Its name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::TiredAfterRest => "tired-after-rest",
            Self::Performance => "performance-drop",
            Self::Sleep => "erratic-sleep",
            Self::Mood => "mood",
            Self::Soreness => "lingering-soreness",
        }
    }

    /// Its name on the screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::TiredAfterRest => "tired even after rest",
            Self::Performance => "performance drop",
            Self::Sleep => "short or erratic sleep",
            Self::Mood => "mood",
            Self::Soreness => "lingering soreness or injury",
        }
    }

    /// Its rule, in words.
    pub fn rule(self) -> &'static str {
        match self {
            Self::TiredAfterRest => "energy 2 or less on 4 of 7 days, one of them after a rest day",
            Self::Performance => {
                "2 of the last 3 moderate or hard sessions felt or went worse, or a kind got 1.5 RPE harder for the same minutes"
            }
            Self::Sleep => {
                "midsleep varies by 90 min, or quality 2 or less on 4 nights, or 3 nights more than 2 h short"
            }
            Self::Mood => "mood 2 or less, or stress 4 or more, on 4 of 7 days",
            Self::Soreness => {
                "a region at 4 for 5 mornings, or at 3 six days after its training, or pain twice in 14 days"
            }
        }
    }
}

/// A flag on a morning.
#[derive(Clone, PartialEq, Debug)]
pub struct FlagState {
    /// Which.
    pub flag: Flag,
    /// Whether it is on.
    pub on: bool,
    /// What these days show, in words.
    pub evidence: String,
}

/// All flags of a morning.
#[derive(Clone, PartialEq, Debug)]
pub struct Flags {
    /// Mornings logged of the last seven.
    pub logged: usize,
    /// The five, in order; all off below four logged mornings.
    pub states: Vec<FlagState>,
    /// What supports them, in words; empty if nothing does.
    pub support: Vec<String>,
    /// Flags on, and one more if anything supports at least one: 0 clear, 1 watch, 2 caution, 3 and more back off.
    pub level: u8,
}

impl Flags {
    /// How the level adds up: flags on, and one for support.
    pub fn sum(&self) -> String {
        if !self.is_known() {
            return format!("not known yet: {} of 7 mornings logged, {MIN_LOGGED} needed", self.logged);
        }
        let on = self.on().count();
        let flags = if on == 1 { "1 flag on".to_owned() } else { format!("{on} flags on") };
        let more = if usize::from(self.level) > on { ", and 1 for supporting signs" } else { "" };
        format!("level {}, {}: {flags}{more}; {} of 7 mornings logged", self.level, self.word(), self.logged)
    }

    /// Whether enough mornings were logged to say anything.
    pub fn is_known(&self) -> bool {
        self.logged >= MIN_LOGGED
    }

    /// The word for the level.
    pub fn word(&self) -> &'static str {
        match self.level {
            _ if !self.is_known() => "not known yet",
            0 => "clear",
            1 => "watch",
            2 => "caution",
            _ => "back off",
        }
    }

    /// Flags that are on.
    pub fn on(&self) -> impl Iterator<Item = &FlagState> {
        self.states.iter().filter(|s| s.on)
    }
}

/// What is known up to the morning of `date`: its check-in, and sessions up to the day before.
struct Known<'a> {
    days: &'a dyn Days,
    date: NaiveDate,
    basis: &'a Basis,
}

/// The flags on the morning of `date`.
pub fn flags(days: &dyn Days, date: NaiveDate, basis: &Basis) -> Flags {
    let known = Known { days, date, basis };
    let logged = known.logged();
    let enough = logged >= MIN_LOGGED;
    let judge = |flag: Flag| {
        let (on, evidence) = known.judge(flag);
        FlagState { flag, on: on && enough, evidence }
    };
    let states: Vec<FlagState> = Flag::ALL.into_iter().map(judge).collect();
    let support: Vec<String> = known.support().collect();
    let on = states.iter().filter(|s| s.on).count() as u8;
    let level = on + u8::from(on > 0 && !support.is_empty());
    Flags { logged, states, support, level }
}

/// Only the level, as in [`flags`]: support is looked for only if there is something to support.
pub fn level(days: &dyn Days, date: NaiveDate, basis: &Basis) -> u8 {
    let known = Known { days, date, basis };
    if known.logged() < MIN_LOGGED {
        return 0;
    }
    let on = Flag::ALL.into_iter().filter(|flag| known.judge(*flag).0).count() as u8;
    on + u8::from(on > 0 && known.support().next().is_some())
}

/// Whether caution has lasted two weeks that included a deload: the point to talk to a doctor or coach.
pub fn lasting(days: &dyn Days, date: NaiveDate, basis: &Basis) -> bool {
    let two_weeks = || (0..14).map(|back| add_days(date, -back));
    two_weeks().any(|d| days.deload(d)) && two_weeks().all(|d| level(days, d, basis) >= 2)
}

impl Known<'_> {
    /// Mornings of the last seven days that were logged.
    fn logged(&self) -> usize {
        self.mornings(WINDOW).filter(|(_, c)| c.is_answered()).count()
    }

    /// Whether a flag's rule holds, and the evidence of these days.
    fn judge(&self, flag: Flag) -> (bool, String) {
        match flag {
            Flag::TiredAfterRest => self.tired(),
            Flag::Performance => self.performance(),
            Flag::Sleep => self.sleep(),
            Flag::Mood => self.mood(),
            Flag::Soreness => self.soreness(),
        }
    }

    /// What supports flags that are on.
    fn support(&self) -> impl Iterator<Item = String> {
        let all: [fn(&Self) -> Option<String>; 3] = [Self::heart_support, Self::load_support, Self::illness];
        all.into_iter().filter_map(|found| found(self))
    }

    /// Check-ins of the last `n` mornings, newest first. Ill ones say nothing about training.
    fn mornings(&self, n: i64) -> impl Iterator<Item = (NaiveDate, &CheckIn)> {
        let number = day_number(self.date);
        (0..n as i32).filter_map(move |back| {
            let day = self.days.nth(number - back).filter(|d| !d.is_ill())?;
            Some((day.date, day.checkin.as_ref()?))
        })
    }

    /// Sessions done in the `n` days before this morning, newest first.
    fn done(&self, n: i64) -> impl Iterator<Item = (NaiveDate, &Session)> {
        let number = day_number(self.date);
        (1..=n as i32)
            .filter_map(move |back| self.days.nth(number - back))
            .flat_map(|day| day.sessions.iter().rev().filter(|s| s.status == Status::Done).map(move |s| (day.date, s)))
    }

    /// Only rest done or nothing at all, and no training left unmarked; it counts as rest only with a session done in the 14 days
    /// before.
    fn is_rest_day(&self, date: NaiveDate) -> bool {
        let did = |d: &Day| d.sessions.iter().any(|s| s.status == Status::Done && s.kind != Kind::Rest);
        self.days.day(date).is_none_or(|d| d.went() == Went::Rest)
            && (1..=14).any(|back| self.days.day(add_days(date, -back)).is_some_and(did))
    }

    fn tired(&self) -> (bool, String) {
        let tired: Vec<NaiveDate> = self.mornings(WINDOW).filter(|(_, c)| c.has_low_energy()).map(|(d, _)| d).collect();
        let after_rest = tired.iter().filter(|d| self.is_rest_day(add_days(**d, -1))).count();
        let evidence = format!("energy 2 or less on {} of 7 days, {after_rest} after a rest day", tired.len());
        (tired.len() >= 4 && after_rest >= 1, evidence)
    }

    fn performance(&self) -> (bool, String) {
        // A stand-in RPE is no evidence of how hard a session was.
        let demanding = |s: &Session| {
            s.kind.is_training() && s.actual_rpe().is_some_and(|r| Demand::of_rpe(r.value()) >= Demand::Moderate)
        };
        let last: Vec<&Session> = self.done(14).map(|(_, s)| s).filter(|s| demanding(s)).take(3).collect();
        let worse = last.iter().filter(|s| s.went_worse()).count();
        let mut evidence = match last.len() {
            0 => "no moderate or hard session with an RPE in 14 days".to_owned(),
            n => format!("{worse} of the last {n} felt or went worse"),
        };
        let mut on = last.len() >= 2 && worse >= 2;
        for kind in [Kind::Strength, Kind::Conditioning, Kind::Endurance] {
            if let Some((now, before)) = self.harder(kind) {
                on = true;
                evidence = format!("{} at RPE {now:.1} lately, {before:.1} before", kind.label().to_lowercase());
            }
        }
        (on, evidence)
    }

    /// Mean RPE of a kind's last three sessions and of its other sessions in 28 days, if it got harder for the same minutes.
    fn harder(&self, kind: Kind) -> Option<(f64, f64)> {
        let all: Vec<(NaiveDate, &Session)> = self.done(28).filter(|(_, s)| s.kind == kind).collect();
        let known = |(_, s): &(NaiveDate, &Session)| Some((s.actual_rpe()?.value(), f64::from(s.actual_minutes()?)));
        let (last, others) = all.split_at_checked(3)?;
        let recent = last.iter().all(|(d, _)| (self.date - *d).num_days() <= 14);
        let last: Vec<(f64, f64)> = last.iter().map(known).collect::<Option<_>>().filter(|_| recent)?;
        let others: Vec<(f64, f64)> = others.iter().filter_map(known).collect();
        if others.len() < 3 {
            return None;
        }
        let means = |of: &[(f64, f64)]| {
            let n = of.len() as f64;
            (of.iter().map(|x| x.0).sum::<f64>() / n, of.iter().map(|x| x.1).sum::<f64>() / n)
        };
        let ((rpe, minutes), (rpe_before, minutes_before)) = (means(&last), means(&others));
        (rpe >= rpe_before + 1.5 && minutes <= 1.1 * minutes_before).then_some((rpe, rpe_before))
    }

    fn sleep(&self) -> (bool, String) {
        let sd = sleep::midsleep_sd(&self.mornings(WINDOW).filter_map(|(_, c)| c.midsleep()).collect::<Vec<_>>());
        let poor = self.mornings(WINDOW).filter(|(_, c)| c.slept_badly()).count();
        let need = need_of_caps(self.days, self.date, self.basis);
        let slept = |d: NaiveDate| sleep::slept(self.days, day_number(d), &self.basis.clock_changes);
        let short = self.mornings(WINDOW).filter(|(d, _)| slept(*d).is_some_and(|h| is_short(h, need))).count();
        let varies = sd.map_or("midsleep not known".to_owned(), |sd| format!("midsleep varies by {sd:.0} min"));
        let of = if need < self.basis.sleep_need {
            format!(" of your usual {}", hours_and_minutes(need))
        } else {
            String::new()
        };
        let evidence = format!("{varies}, {poor} of quality 2 or less, {short} more than 2 h short{of}");
        (sd.is_some_and(|sd| sd >= 90.0) || poor >= 4 || short >= 3, evidence)
    }

    fn mood(&self) -> (bool, String) {
        let low = |c: &CheckIn| c.is_low() || c.is_stressed();
        let n = self.mornings(WINDOW).filter(|(_, c)| low(c)).count();
        (n >= 4, format!("{n} of 7 days with low mood or high stress"))
    }

    fn soreness(&self) -> (bool, String) {
        let pain = self.mornings(14).filter(|(_, c)| !c.pain.is_empty()).count();
        let today = self.mornings(1).next().map(|(_, c)| c);
        let mut worst = (0, None);
        let mut late = None;
        for region in Region::ALL {
            let running = self.running(region);
            if running > worst.0 {
                worst = (running, Some(region));
            }
            let sore = today.and_then(|c| c.soreness_at(region)).unwrap_or(0);
            if let Some(ago) = (sore >= 3).then(|| self.last_trained(region)).flatten().filter(|ago| *ago >= 6) {
                late = late.or(Some((region, sore, ago)));
            }
        }
        let mut evidence = match worst {
            (1, Some(region)) => format!("{} at 4 or more for 1 morning", region.label()),
            (n, Some(region)) => format!("{} at 4 or more for {n} mornings", region.label()),
            _ => "no region at 4".to_owned(),
        };
        if let Some((region, sore, ago)) = late {
            evidence = format!("{} at {sore}, {ago} days after its training", region.label());
        }
        if pain > 0 {
            evidence.push_str(&format!(", pain on {pain} of 14 mornings"));
        }
        (worst.0 >= 5 || late.is_some() || pain >= 2, evidence)
    }

    /// Logged mornings in a row, up to the latest of the last seven days, on which a region was at 4 or more.
    fn running(&self, region: Region) -> usize {
        let logged = self.mornings(28).filter_map(|(d, c)| Some((d, c.soreness_at(region)?)));
        let recent = |d: NaiveDate| (self.date - d).num_days() < WINDOW;
        let mut run = 0;
        for (date, sore) in logged {
            if sore < 4 || (run == 0 && !recent(date)) {
                break;
            }
            run += 1;
        }
        run
    }

    /// Days since the region was last trained, if that was within 28 days.
    fn last_trained(&self, region: Region) -> Option<i64> {
        self.done(28).find(|(_, s)| self.basis.regions.trains(s, region)).map(|(d, _)| (self.date - d).num_days())
    }

    fn heart_support(&self) -> Option<String> {
        let of = |signal: Signal| {
            let (week, month) = signal.week_and_month(self.days, self.date);
            (week.len() >= 3).then(|| Some((mean(&week)?, mean(&month)?, sample_sd(&month)?)))?
        };
        if let Some((now, usual, _)) = of(Signal::Hrv).filter(|(now, usual, sd)| *now < usual - 0.5 * sd) {
            return Some(format!("HRV this week {:.0} ms, usually {:.0}", now.exp(), usual.exp()));
        }
        let (now, usual, _) = of(Signal::RestingHr).filter(|(now, usual, _)| *now >= usual + 5.0)?;
        Some(format!("resting heart rate this week {now:.0}, usually {usual:.0}"))
    }

    fn load_support(&self) -> Option<String> {
        let all = load::history(self.days, self.date);
        if all.len() < 28 {
            return None;
        }
        let month = &all[all.len() - 28..];
        let week = &month[21..];
        let (of_week, of_weeks): (f64, f64) = (week.iter().sum(), month.iter().sum::<f64>() / 4.0);
        if of_weeks > 0.0 && of_week >= 1.5 * of_weeks {
            return Some(format!("this week's load is {:.1}× a four-week average", of_week / of_weeks));
        }
        let monotony = load::monotony(week)?;
        (monotony >= 2.0 && of_week >= of_weeks).then(|| format!("monotony {monotony:.1} in a loading week"))
    }

    fn illness(&self) -> Option<String> {
        let days = (0..14).filter_map(|n| self.days.day(add_days(self.date, -n)));
        let n = days.filter(|d| d.is_ill()).count();
        (n >= 2).then(|| format!("ill on {n} of 14 days"))
    }
}

/// A region as the body panel shows it.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct RegionState {
    /// Which.
    pub region: Region,
    /// Soreness this morning.
    pub soreness: Option<u8>,
    /// Logged mornings in a row, up to this one, that were not fresh; a gap of a few days ends them.
    pub mornings: usize,
    /// Days since it was last trained, within 28.
    pub trained: Option<i64>,
    /// Marked as hurting this morning.
    pub pain: bool,
}

/// Soreness below which a region is fresh, and the longest step from one logged morning to the next, in days, that still counts as
/// in a row. Chosen.
const FRESH_BELOW: u8 = 2;
const LONGEST_GAP: i64 = 3;

/// Every region on the morning of `date`.
pub fn body(days: &dyn Days, date: NaiveDate, basis: &Basis) -> Vec<RegionState> {
    let known = Known { days, date, basis };
    let today = checkin(days, date);
    let hurt = days.day(date).and_then(Day::hurt);
    let lasted = |region: Region| {
        let logged = known.mornings(60).filter_map(|(date, c)| Some((date, c.soreness_at(region)?)));
        let mut last = date;
        logged
            .take_while(|(date, n)| {
                let gap = (last - *date).num_days();
                last = *date;
                *n >= FRESH_BELOW && gap <= LONGEST_GAP
            })
            .count()
    };
    Region::ALL
        .into_iter()
        .map(|region| {
            let soreness = today.and_then(|c| c.soreness_at(region));
            RegionState {
                region,
                soreness,
                mornings: if soreness.is_some() { lasted(region) } else { 0 },
                trained: known.last_trained(region),
                pain: today.is_some_and(|c| c.pain.contains(&region))
                    || hurt.is_some_and(|i| i.regions.contains(&region)),
            }
        })
        .collect()
}
