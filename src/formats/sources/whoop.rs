//! WHOOP: nights and readings from the cycles, sessions from the workouts, naps from the sleeps. Times are on the wall clock of
//! their row. The header follows the account's language; where its words are not known, the order of the columns is.

use super::harvest::{Activity, Harvest};
use super::nights::{Role, Sleep};
use super::sheet::{Row, Sheet, is_flag, is_true, number};
use super::times::{iso, offset};
use crate::domain::checkin::{self, FOREIGN};

/// What its files hold.
#[derive(Clone, Default)]
pub struct Whoop {
    cycles: Vec<Sleep>,
    sleeps: Vec<Sleep>,
    has_cycles: bool,
}

/// Which of its files a table is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum File {
    /// `physiological_cycles.csv`.
    Cycles,
    /// `sleeps.csv`.
    Sleeps,
    /// `workouts.csv`.
    Workouts,
}

/// How many columns cycles have in every language, and where they stand.
const CYCLES: usize = 26;
/// How many columns sleeps have.
const SLEEPS: usize = 18;

/// The file with this shape: its zone is `UTC±hh:mm` in the third column, and times stand where they do in that file.
pub fn by_shape(sheet: &Sheet) -> Option<File> {
    let rows = || sheet.iter().take(50);
    let zoned = rows().next().is_some() && rows().all(|r| r.at(2).is_some_and(is_zone));
    let time = |r: &Row<'_>, at: usize| r.at(at).is_some_and(|t| iso(t).is_some());
    if !zoned {
        return None;
    }
    match sheet.names.len() {
        CYCLES if rows().any(|r| time(&r, 12) && time(&r, 13)) => Some(File::Cycles),
        SLEEPS if rows().all(|r| time(&r, 3) && time(&r, 4) && r.at(17).is_some_and(is_flag)) => Some(File::Sleeps),
        _ if rows().all(|r| time(&r, 3) && time(&r, 4) && name_of(&r).is_some()) => Some(File::Workouts),
        _ => None,
    }
}

fn is_zone(cell: &str) -> bool {
    cell.to_ascii_uppercase().starts_with("UTC") && offset(cell).is_some()
}

/// The name of a workout: the first cell after its times that is a word.
fn name_of(row: &Row<'_>) -> Option<(usize, String)> {
    let word = |at: &usize| row.at(*at).is_some_and(|c| number(c).is_none() && !is_flag(c));
    let at = (5..=6).find(word)?;
    Some((at, row.at(at)?.to_owned()))
}

impl Whoop {
    /// Takes a table.
    ///
    /// # Errors
    /// A sentence, if it was saved again by a spreadsheet.
    pub fn table(&mut self, file: File, sheet: &Sheet, out: &mut Harvest) -> Result<(), String> {
        let resaved = |r: Row<'_>| r.at(0).is_some_and(|c| iso(c).is_none() && c.contains('/'));
        if sheet.iter().take(5).any(resaved) {
            return Err(
                "a spreadsheet has changed its dates, which can now be read in two ways; import WHOOP's own file"
                    .into(),
            );
        }
        let english = sheet.has("cycle start time") || sheet.has("workout start time");
        if !english && !known_language(sheet) {
            out.say("its header is in a language recoup does not know; its columns were read by their order");
        }
        let mut rows: Vec<Row<'_>> = sheet.iter().collect();
        if file == File::Cycles {
            // The longest sleep of a morning comes last: its readings are the morning's.
            rows.sort_by_key(|r| {
                let asleep = if english { r.get(&["asleep duration (min)"]) } else { r.at(16) };
                asleep.and_then(number).unwrap_or_default() as i64
            });
        }
        for row in rows {
            match file {
                File::Cycles => self.cycle(&row, english, out),
                File::Sleeps => self.sleep(&row, english),
                File::Workouts => workout(&row, english, out),
            }
        }
        self.has_cycles |= file == File::Cycles;
        Ok(())
    }

    fn cycle(&mut self, row: &Row<'_>, english: bool, out: &mut Harvest) {
        let cell = |name: &str, at: usize| if english { row.get(&[name]) } else { row.at(at) };
        let time = |name: &str, at: usize| cell(name, at).and_then(iso);
        let value = |name: &str, at: usize| cell(name, at).and_then(number);
        // A cycle can have no sleep.
        let Some(wake) = time("wake onset", 13) else { return };
        let date = wake.date();
        let hours = value("asleep duration (min)", 16).map(|m| m / 60.0);
        self.cycles.push(Sleep { date, hours, bed: time("sleep onset", 12), wake: Some(wake), role: Role::Main });
        if let Some(hr) = value("resting heart rate (bpm)", 4) {
            out.reading(date, &checkin::RESTING_HR, hr);
        }
        if let Some(hrv) = value("heart rate variability (ms)", 5) {
            out.reading(date, &checkin::HRV, hrv);
        }
        if let Some(score) = value("recovery score %", 3).filter(|n| FOREIGN.check(*n).is_ok()) {
            out.morning(date).foreign.insert("whoop".into(), score as u8);
        }
    }

    fn sleep(&mut self, row: &Row<'_>, english: bool) {
        let cell = |name: &str, at: usize| if english { row.get(&[name]) } else { row.at(at) };
        let time = |name: &str, at: usize| cell(name, at).and_then(iso);
        let Some(wake) = time("wake onset", 4) else { return };
        let hours = cell("asleep duration (min)", 7).and_then(number).map(|m| m / 60.0);
        let role = if cell("nap", 17).is_some_and(is_true) { Role::Nap } else { Role::Main };
        self.sleeps.push(Sleep { date: wake.date(), hours, bed: time("sleep onset", 3), wake: Some(wake), role });
    }

    /// How many sleeps were read.
    pub fn len(&self) -> usize {
        self.cycles.len() + self.sleeps.len()
    }

    /// Everything as a harvest: nights come from the sleeps only where there are no cycles.
    pub fn finish(self, out: &mut Harvest) {
        let has_cycles = self.has_cycles;
        out.sleeps.extend(self.cycles);
        out.sleeps.extend(self.sleeps.into_iter().filter(|s| s.role == Role::Nap || !has_cycles));
    }
}

/// The first column of each file in the languages whose headers are known.
const FIRST: [&str; 6] = [
    "startzeit des zyklus",
    "hora de inicio del ciclo",
    "heure de début du cycle",
    "hora de início do ciclo",
    "ora di inizio ciclo",
    "cycle start time",
];

fn known_language(sheet: &Sheet) -> bool {
    sheet.names.first().is_some_and(|first| FIRST.contains(&first.as_str()))
}

fn workout(row: &Row<'_>, english: bool, out: &mut Harvest) {
    let cell = |name: &str, at: usize| if english { row.get(&[name]) } else { row.at(at) };
    let Some(start) = cell("workout start time", 3).and_then(iso) else {
        out.wrong.push(format!("line {}: it has no start time", row.line));
        return;
    };
    let end = cell("workout end time", 4).and_then(iso);
    let (name_at, name) = match english {
        true => (6, row.get(&["activity name"]).unwrap_or_default().to_owned()),
        false => name_of(row).unwrap_or_default(),
    };
    let given = if english { row.get(&["duration (min)"]) } else { row.at(5).filter(|_| name_at == 6) };
    let by_clock = end.map(|end| (end - start).num_seconds() as f64 / 60.0);
    let km = row.number(&["distance (meters)"]).map(|m| m / 1000.0);
    out.activities.push(Activity {
        keys: vec![start.format("%Y-%m-%dT%H:%M:%S").to_string()],
        date: start.date(),
        start: Some(start),
        sort: name.clone(),
        title: name,
        minutes: given.and_then(number).or(by_clock),
        km: km.filter(|km| *km > 0.0),
        ..Activity::default()
    });
}
