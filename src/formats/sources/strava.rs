//! Strava's `activities.csv`. Dates are in UTC, in the account's language. Several columns come twice; the last is the one in
//! plain units.

use super::harvest::{Activity, Harvest, Setting};
use super::kinds::{Kinds, Sort, kind_of};
use super::sheet::{Row, Sheet, number};
use super::times::in_words;
use crate::domain::session::Kind;

/// Takes the table.
pub fn table(sheet: &Sheet, setting: &Setting<'_>, out: &mut Harvest) {
    for row in sheet.iter() {
        if let Err(why) = activity(&row, setting, out) {
            out.wrong.push(format!("line {}: {why}", row.line));
        }
    }
    if !out.activities.is_empty() {
        out.say("its times are in UTC and were read in this computer's time zone: on a trip, a day near midnight can be off by one");
    }
}

fn activity(row: &Row<'_>, setting: &Setting<'_>, out: &mut Harvest) -> Result<(), String> {
    let id = row.at(0).ok_or("it has no id")?;
    let date = row.at(1).ok_or("it has no date")?;
    let utc = in_words(date).ok_or_else(|| format!("'{date}' is not a date in a form that is known"))?;
    let start = (setting.local)(utc);
    // The first five columns stand in the same order in every language.
    let (title, sort) = (row.at(2).unwrap_or_default(), row.at(3).unwrap_or_default());
    let seconds = |names: [&str; 2]| names.iter().find_map(|n| row.last(n)).and_then(number).filter(|s| *s > 0.0);
    let moving = seconds(["moving time", "bewegungszeit"]);
    let elapsed = seconds(["elapsed time", "verstrichene zeit"]);
    let took = if moves(setting.kinds, sort, title) { moving.or(elapsed) } else { elapsed.or(moving) };
    // Only the second column of that name is in metres.
    let km = ["distance", "distanz"].iter().find_map(|n| row.second(n)).and_then(number).map(|m| m / 1000.0);
    out.activities.push(Activity {
        keys: vec![id.to_owned()],
        date: start.date(),
        start: Some(start),
        sort: sort.to_owned(),
        title: title.to_owned(),
        minutes: took.map(|s| s / 60.0),
        rpe: row.number(&["perceived exertion", "gefühlte anstrengung"]),
        km: km.filter(|km| *km > 0.0),
        ..Activity::default()
    });
    Ok(())
}

/// Whether its time is that of moving: of a run with a break at the lights, and not of sets with rests between them.
pub fn moves(kinds: &Kinds, sort: &str, title: &str) -> bool {
    kinds.of(sort, title) == Sort::Kind(Kind::Endurance) || kind_of(sort) == Some(Kind::ActiveRecovery)
}
