//! A week in review, in lines: the same for the page and the shell.

use super::counsel::mended;
use super::effort;
use crate::domain::calendar::add_days;
use crate::domain::checkin::hours_and_minutes;
use crate::domain::session::{Session, Status};
use crate::domain::{Kind, WeekId};
use crate::planning::Figures;
use crate::planning::mend::Mend;
use crate::planning::practices::{Counts, FOCUSED_A_WEEK};
use crate::planning::review::{Line, Review};
use crate::text::{pad, upper_first, width};

/// Means that differ by less are about the same. Chosen, as with forecasts.
const NOTICED: f64 = 3.0;
/// Columns of a bar.
const BAR: f64 = 20.0;
/// Columns of a session's title.
const TITLE: usize = 20;

/// A line of a review.
#[derive(Clone, PartialEq, Debug)]
pub enum Row {
    /// What the lines below are about.
    Heading(String),
    /// A line.
    Text(String),
    /// A line of less importance.
    Quiet(String),
    /// An empty line.
    Gap,
}

/// Signs that lines are made with.
#[derive(Clone, Copy)]
pub struct Signs<'a> {
    /// A kind of session.
    pub kind: &'a dyn Fn(Kind) -> &'static str,
    /// A column of a bar.
    pub bar: &'static str,
}

/// All of it, top to bottom, without the prepared edits.
pub fn rows(r: &Review, need: f64, counts: Counts, signs: Signs<'_>) -> Vec<Row> {
    let mut out = Vec::new();
    let of = |(n, all): (usize, usize)| format!("{n} of {all}");
    let rest = if r.rest.1 > 0 { format!(" · rest kept {}", of(r.rest)) } else { String::new() };
    out.push(Row::Heading(format!("Planned and done · sessions {}{rest}", of(r.sessions))));
    out.extend(r.lines.iter().map(|l| Row::Text(session(l, signs))));
    if r.lines.is_empty() {
        out.push(Row::Quiet("nothing was planned or done".into()));
    }
    out.push(Row::Quiet(format!("load {:.0} planned, {:.0} done (minutes × RPE)", r.load.0, r.load.1)));
    out.push(Row::Quiet(counted(counts)));
    out.extend([Row::Gap, Row::Heading("Mean score · without ill and away mornings".into())]);
    out.extend(r.weeks.iter().map(|w| Row::Text(mean_of(w, signs))));
    out.push(Row::Quiet(mean_against(r)));
    out.extend([Row::Gap, Row::Heading(format!("Sleep · need {}", hours_and_minutes(need)))]);
    out.extend(r.weeks.iter().map(|w| Row::Text(sleep_of(w, need, signs))));
    out.extend(short_against(r).map(Row::Quiet));
    out.extend([Row::Gap, Row::Heading("Load · minutes × RPE".into())]);
    let most = r.weeks.iter().map(|w| w.load).fold(0.0, f64::max);
    let load_of = |w: &Figures| bar(w, &format!("{:>5.0}", w.load), w.load / most.max(1.0), signs);
    out.extend(r.weeks.iter().map(|w| Row::Text(load_of(w))));
    out.extend(load_against(r).map(Row::Quiet));
    out.extend([Row::Gap, Row::Heading("Hard days · RPE 7 and more".into())]);
    if r.hard.is_empty() {
        out.push(Row::Quiet("none".into()));
    }
    out.extend(r.hard.iter().map(|h| {
        let forecast = h.forecast.map_or("no forecast".to_owned(), |f| format!("forecast {f}"));
        let title = pad(&h.title, TITLE);
        let became = h.became.map_or("not logged".to_owned(), |n| format!("scored {n}"));
        Row::Text(format!("{}  {title}  {forecast}, {became}", h.date.format("%a")))
    }));
    let (under, forecast, came) = r.under();
    if forecast > 0 {
        let came = if under > 0 { format!("; came in under it: {}", of((came, under))) } else { String::new() };
        out.push(Row::Quiet(format!("on a forecast under 65: {}{came}", of((under, forecast)))));
    }
    if r.inside.1 > 0 {
        out.push(Row::Quiet(format!("mornings inside the forecast range: {}", of(r.inside))));
    }
    out
}

/// `moved on 6 of 7 days, stretched on 4 · recovery sessions 2 (1–3)`.
pub fn counted(c: Counts) -> String {
    let Counts { days, moved, stretched, focused } = c;
    let (least, most) = FOCUSED_A_WEEK;
    format!("moved on {moved} of {days} days, stretched on {stretched} · recovery sessions {focused} ({least}–{most})")
}

/// The prepared edits, a sentence each.
pub fn prepared(r: &Review) -> Vec<String> {
    let week = |m: &Mend| m.days.first().map(|d| WeekId::of(*d)).filter(|id| *id != r.id);
    let lead = |m: &Mend| week(m).map_or(String::new(), |id| format!("Week {}: ", id.number()));
    r.mends.iter().map(|m| format!("{}{}: {}", lead(m), upper_first(&m.finding.sentence), mended(m))).collect()
}

/// Why tonight's bed time is worth a look.
pub fn nights(r: &Review) -> Option<String> {
    let [a, b] = r.shortest.as_slice() else { return None };
    let night = |(date, h): &(chrono::NaiveDate, f64)| format!("{} {}", date.format("%a %-d"), hours_and_minutes(*h));
    Some(format!("the two shortest of the last 14 nights, by morning: {}, {}", night(a), night(b)))
}

/// Minutes and RPE as they were planned.
pub fn planned(l: &Line) -> String {
    if l.session.is_unplanned() {
        return String::new();
    }
    effort(&Session { status: Status::Planned, ..l.session.clone() })
}

/// How it turned out: minutes and RPE if it was done, else a word.
pub fn outcome(l: &Line) -> String {
    let s = &l.session;
    match s.status {
        Status::Done if s.kind == Kind::Rest => "kept".to_owned(),
        Status::Done => effort(s),
        Status::Skipped => s.reason.map_or("skipped".to_owned(), |r| format!("skipped: {}", r.name())),
        Status::Planned if l.off.is_some() => l.off.unwrap_or_default().to_owned(),
        Status::Planned if l.open => "still open".to_owned(),
        Status::Planned if s.kind == Kind::Rest && l.kept => "kept".to_owned(),
        Status::Planned if s.kind == Kind::Rest => "not kept".to_owned(),
        Status::Planned => "not marked".to_owned(),
    }
}

fn session(l: &Line, signs: Signs<'_>) -> String {
    let s = &l.session;
    let (planned, done) = (planned(l), effort(s));
    let what = match s.status {
        Status::Done if s.is_unplanned() => format!("{done} not planned"),
        Status::Done if s.kind != Kind::Rest && planned == done => format!("{planned} as planned"),
        Status::Done if s.kind != Kind::Rest => format!("{planned} → {done}"),
        Status::Planned if l.off.is_none() && s.kind != Kind::Rest => format!("{planned} {}", outcome(l)),
        _ => outcome(l),
    };
    let felt = l.felt.map_or(String::new(), |f| format!(", felt {}", f.name()));
    let score = match (l.forecast, l.score) {
        (Some(f), Some(s)) => format!("~{f} → {s}"),
        (None, Some(s)) => s.to_string(),
        _ => "–".to_owned(),
    };
    let title = pad(&s.title, TITLE);
    format!("{}  {} {title} {:>9}  {what}{felt}", l.date.format("%a %e"), (signs.kind)(s.kind), score)
}

fn bar(w: &Figures, value: &str, share: f64, signs: Signs<'_>) -> String {
    let columns = (share.clamp(0.0, 1.0) * BAR).round() as usize;
    format!("{:>2}  {value}  {}", WeekId::of(w.first).number(), signs.bar.repeat(columns)).trim_end().to_owned()
}

fn mean_of(w: &Figures, signs: Signs<'_>) -> String {
    let line = bar(w, &w.mean.map_or("  –".to_owned(), |m| format!("{m:>3.0}")), w.mean.unwrap_or(0.0) / 100.0, signs);
    let mornings = match w.scores.len() {
        0 => return line,
        1 => "1 morning".to_owned(),
        n => format!("{n} mornings"),
    };
    let room = 33_usize.saturating_sub(width(&line)).max(2);
    format!("{line}{}{mornings}", " ".repeat(room))
}

fn sleep_of(w: &Figures, need: f64, signs: Signs<'_>) -> String {
    let text = w.sleep.map_or(" –".to_owned(), hours_and_minutes);
    bar(w, &format!("{text:>5}"), w.sleep.unwrap_or(0.0) / need, signs)
}

/// `the four weeks before`, as far as they were logged.
fn weeks_before(r: &Review) -> String {
    match r.weeks_before() {
        4 => "the four weeks before".to_owned(),
        1 => "the one logged week before".to_owned(),
        n => format!("the {n} logged weeks before"),
    }
}

/// The mean score against that of the weeks before.
pub fn mean_against(r: &Review) -> String {
    against(r.own().and_then(|w| w.mean), r.before().0, &weeks_before(r))
}

/// The hours short against those of the weeks before.
pub fn short_against(r: &Review) -> Option<String> {
    let own = r.own().filter(|w| w.sleep.is_some())?;
    let before = r.before().1;
    let before = before.map_or(String::new(), |s| format!(", {} a week in {}", hours_and_minutes(s), weeks_before(r)));
    Some(format!("short nights lack {} in all{before}", hours_and_minutes(own.short)))
}

/// The same in a few words: `2h20 short, 3h21 before`.
pub fn short_in_brief(r: &Review) -> Option<String> {
    let own = r.own().filter(|w| w.sleep.is_some())?;
    let before = r.before().1.map_or(String::new(), |s| format!(", {} before", hours_and_minutes(s)));
    Some(format!("{} short{before}", hours_and_minutes(own.short)))
}

/// The load against that of the weeks before.
pub fn load_against(r: &Review) -> Option<String> {
    Some(format!("{:.1}× the mean of the four weeks before", r.own()?.load / r.before().2?))
}

fn against(own: Option<f64>, before: Option<f64>, weeks: &str) -> String {
    match (own, before) {
        (Some(own), Some(before)) => {
            let same = (own - before).abs() < NOTICED;
            format!("{own:.0}, and {before:.0} in {weeks}{}", if same { ": about the same" } else { "" })
        }
        (Some(own), None) => format!("{own:.0}; nothing was logged in the four weeks before"),
        (None, _) => "not known: no morning was logged".to_owned(),
    }
}

/// Its title: `Week 47 in review · 16 Nov – 22 Nov 2026`.
pub fn title(r: &Review) -> String {
    let monday = r.id.monday();
    format!(
        "Week {} in review · {} – {}",
        r.id.number(),
        monday.format("%-d %b"),
        add_days(monday, 6).format("%-d %b %Y")
    )
}
